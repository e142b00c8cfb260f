//! The terms of a library: `.copydesk/terms.csv`, one a line, with the form to be used (`preferred`), those to be avoided in its
//! place (`avoid`, parted by `|` or `;`), what it means (`definition`) and who says so (`source`). The person keeps it, in a
//! spreadsheet or by hand.
//!
//! A form is found as a whole word, and in the plural. A small letter in it stands for a capital too, a capital only for itself:
//! `vit D` is found in “VIT D”, `US` not in “us”.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use csv::ByteRecord;

use super::suggest::as_written;
use super::words::{asked, words};
use crate::library::tables::{self, name_of_column};
use crate::library::{ReadError, disk};

/// Where they lie.
pub fn place(root: &Path) -> PathBuf {
    root.join(disk::BESIDE).join(TERMS)
}

/// The name of the file, beside the content.
pub const TERMS: &str = "terms.csv";

/// A longer file is no list of terms.
const LONGEST: u64 = 32 * 1024 * 1024;

/// What a library calls things.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Terms {
    terms: Vec<Term>,
    /// By their first word, in small letters; of those that begin alike the longest first.
    forms: HashMap<Box<str>, Vec<Form>>,
    /// Every word of a form, in small letters.
    words: HashSet<Box<str>>,
    mistakes: Vec<TermsMistake>,
    has_merge_markers: bool,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    pub preferred: Box<str>,
    pub definition: Option<Box<str>>,
    /// Where the definition, or the choice of words, is from.
    pub source: Option<Box<str>>,
}

/// How a term may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    written: Box<str>,
    term: usize,
    is_avoided: bool,
    is_plural: bool,
    line: u64,
}

/// A term in a text.
#[derive(Debug, Clone)]
pub struct FoundTerm<'t> {
    pub range: Range<usize>,
    pub term: &'t Term,
    /// What to write in its place, where this form is to be avoided.
    pub instead: Option<String>,
}

/// Why there are no terms to go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TermsError {
    Unreadable(ReadError),
    NotUtf8 { line: u64 },
    NoColumns,
}

/// What is wrong with a line. The others hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermsMistake {
    line: u64,
    what: LineMistake,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum LineMistake {
    /// It does not say what to write.
    NoPreferred,
    /// A form begins with no letter or digit.
    NoWord(Box<str>),
    /// A form is to be used by one line and to be avoided by another: neither is followed.
    BothWays { form: Box<str>, other: u64 },
    /// A form stands for two terms: the first holds.
    Twice { form: Box<str>, other: u64 },
}

impl Terms {
    /// Reads the terms of a library; none where it has no such file.
    ///
    /// # Errors
    /// [`TermsError`] where a file is there and no terms can be read from it.
    pub fn open(root: &Path) -> Result<Self, TermsError> {
        match disk::read_bytes(&place(root), LONGEST) {
            Ok(bytes) => Self::read(&bytes),
            Err(ReadError::Gone) => Ok(Self::default()),
            Err(why) => Err(TermsError::Unreadable(why)),
        }
    }

    /// Reads a table of terms.
    ///
    /// # Errors
    /// [`TermsError`] where the bytes are no such table.
    pub fn read(bytes: &[u8]) -> Result<Self, TermsError> {
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if let Err(error) = std::str::from_utf8(bytes) {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = memchr::memchr_iter(b'\n', before).count() as u64 + 1;
            return Err(TermsError::NotUtf8 { line });
        }
        let mut read = Self::default();
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Ok(read);
        }
        let mut columns: Option<Columns> = None;
        let mut forms = Vec::new();
        read.has_merge_markers = tables::rows(bytes, |row| {
            match &columns {
                None => columns = Some(Columns::of(row).ok_or(TermsError::NoColumns)?),
                Some(columns) => read.add(row, columns, &mut forms),
            }
            Ok(())
        })?;
        if columns.is_none() {
            return Err(TermsError::NoColumns);
        }
        read.index(forms);
        Ok(read)
    }

    fn add(&mut self, row: &ByteRecord, columns: &Columns, forms: &mut Vec<Form>) {
        let line = row.position().map_or(0, csv::Position::line);
        let cell = |column: Option<usize>| {
            let cell = column.and_then(|column| row.get(column));
            one_line(&String::from_utf8_lossy(cell.unwrap_or_default()))
        };
        let preferred = cell(Some(columns.preferred));
        if preferred.is_empty() {
            if row.iter().any(|cell| !cell.trim_ascii().is_empty()) {
                self.mistake(line, LineMistake::NoPreferred);
            }
            return;
        }
        let term = self.terms.len();
        let avoid = cell(columns.avoid);
        let avoid = avoid.split(['|', ';']).map(str::trim);
        let avoid = avoid.filter(|form| !form.is_empty());
        let all = std::iter::once((preferred.as_str(), false));
        for (form, is_avoided) in all.chain(avoid.map(|form| (form, true))) {
            if first_word(form).is_none() {
                self.mistake(line, LineMistake::NoWord(form.into()));
                continue;
            }
            forms.push(Form {
                written: form.into(),
                term,
                is_avoided,
                is_plural: false,
                line,
            });
        }
        let said = |column| Some(cell(column)).filter(|said| !said.is_empty());
        self.terms.push(Term {
            definition: said(columns.definition).map(Into::into),
            source: said(columns.source).map(Into::into),
            preferred: preferred.into(),
        });
    }

    /// Puts the forms where they are found, and tells those that contradict each other.
    fn index(&mut self, forms: Vec<Form>) {
        let mut first: HashMap<(&str, bool), &Form> = HashMap::new();
        for form in &forms {
            first
                .entry((&form.written, form.is_avoided))
                .or_insert(form);
        }
        let mut mistakes = Vec::new();
        let mut kept: Vec<Form> = Vec::new();
        for form in &forms {
            let other = |is_avoided| first.get(&(form.written.as_ref(), is_avoided)).copied();
            let written = form.written.clone();
            let what = match (other(false), other(form.is_avoided)) {
                (Some(preferred), _) if form.is_avoided => LineMistake::BothWays {
                    form: written,
                    other: preferred.line,
                },
                (_, Some(same)) if same.term != form.term => LineMistake::Twice {
                    form: written,
                    other: same.line,
                },
                _ => {
                    let plural = plural(&form.written);
                    let plural = plural.filter(|it| {
                        let is_said = |is_avoided| first.contains_key(&(it.as_str(), is_avoided));
                        !is_said(true) && !is_said(false)
                    });
                    kept.extend(plural.map(|plural| Form {
                        written: plural.into(),
                        is_plural: true,
                        ..form.clone()
                    }));
                    kept.push(form.clone());
                    continue;
                }
            };
            mistakes.push(TermsMistake {
                line: form.line,
                what,
            });
        }
        for form in kept {
            let mut room = String::new();
            let words = words(&form.written);
            self.words
                .extend(words.map(|word| asked(word.written, &mut room).to_lowercase().into()));
            if let Some(first) = first_word(&form.written) {
                let alike = self.forms.entry(first.to_lowercase().into()).or_default();
                alike.push(form);
            }
        }
        for alike in self.forms.values_mut() {
            alike.sort_by_key(|form| (Reverse(form.written.len()), form.is_avoided));
        }
        self.mistakes.extend(mistakes);
        self.mistakes.sort_by_key(|mistake| mistake.line);
    }

    fn mistake(&mut self, line: u64, what: LineMistake) {
        self.mistakes.push(TermsMistake { line, what });
    }

    /// What is wrong with single lines, in their order.
    pub fn mistakes(&self) -> &[TermsMistake] {
        &self.mistakes
    }

    /// Two versions of the file were merged and the marks were left in. It is read all the same.
    pub fn has_merge_markers(&self) -> bool {
        self.has_merge_markers
    }

    /// What is wrong with the file, in a sentence. It is read all the same.
    pub fn warning(&self) -> Option<String> {
        match self.mistakes.as_slice() {
            _ if self.has_merge_markers => {
                Some("The terms hold the marks of a merge and were read all the same".to_owned())
            }
            [] => None,
            [one] => Some(one.to_string()),
            [first, rest @ ..] => Some(format!("{first}. There are {} more like it", rest.len())),
        }
    }

    pub fn is_empty(&self) -> bool {
        self.terms.is_empty()
    }

    /// In the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &Term> {
        self.terms.iter()
    }

    /// Whether a word stands in a form of a term, be it one to avoid: of those something else is said.
    pub fn has_word(&self, word: &str) -> bool {
        !self.words.is_empty() && self.words.contains(word.to_lowercase().as_str())
    }

    /// The terms whose preferred form begins with these letters, whatever their case, and goes on.
    pub fn beginning<'t>(&'t self, letters: &'t str) -> impl Iterator<Item = &'t Term> {
        let begins = move |written: &str| {
            let mut written = written.chars().flat_map(char::to_lowercase);
            let mut letters = letters.chars().flat_map(char::to_lowercase);
            letters.all(|letter| written.next() == Some(letter)) && written.next().is_some()
        };
        self.terms
            .iter()
            .filter(move |term| begins(&term.preferred))
    }

    /// The terms in a text, in order. Where several begin, the longest is meant, so that “type 2 diabetes” is not “diabetes”.
    pub fn find<'t>(&'t self, text: &str) -> impl Iterator<Item = FoundTerm<'t>> {
        let mut at = 0;
        let mut small = String::new();
        std::iter::from_fn(move || {
            while !self.forms.is_empty() {
                let rest = text.get(at..)?;
                let start = at + rest.find(char::is_alphanumeric)?;
                let word = first_word(text.get(start..)?)?;
                at = start + word.len();
                small.clear();
                small.extend(word.chars().flat_map(char::to_lowercase));
                let joined = text.get(..start)?.ends_with(['-', '‐', '‑']);
                let Some(forms) = self.forms.get(small.as_str()).filter(|_| !joined) else {
                    continue;
                };
                let rest = text.get(start..)?;
                let found = forms
                    .iter()
                    .find_map(|form| Some((form, form.length_in(rest)?)));
                if let Some((form, length)) = found {
                    at = at.max(start + length);
                    return Some(FoundTerm {
                        range: start..start + length,
                        term: self.terms.get(form.term)?,
                        instead: self.instead(form, rest.get(..length)?),
                    });
                }
            }
            None
        })
    }

    /// What to write where a form to be avoided is written so.
    fn instead(&self, form: &Form, written: &str) -> Option<String> {
        let preferred = &self
            .terms
            .get(form.term)
            .filter(|_| form.is_avoided)?
            .preferred;
        let plural = plural(preferred).filter(|_| form.is_plural && !has_preposition(preferred));
        let instead = plural.unwrap_or_else(|| preferred.to_string());
        let capitals = |text: &str| text.chars().filter(|it| it.is_uppercase()).count();
        let has_small = |text: &str| text.contains(char::is_lowercase);
        Some(
            if has_small(&form.written) && !has_small(written) && capitals(written) > 1 {
                instead.to_uppercase()
            } else if form.written.starts_with(char::is_lowercase) {
                as_written(written, &instead)
            } else {
                instead
            },
        )
    }
}

impl Form {
    /// How many bytes of a text are this form, where the text begins with it as a whole word.
    fn length_in(&self, text: &str) -> Option<usize> {
        let mut rest = text.chars();
        for wanted in self.written.chars() {
            if !is_same(wanted, rest.next()?) {
                return None;
            }
        }
        let rest = rest.as_str();
        (!rest.starts_with(char::is_alphanumeric)).then_some(text.len() - rest.len())
    }
}

/// Whether a letter of a form stands for one of a text.
fn is_same(wanted: char, written: char) -> bool {
    let is_apostrophe = |letter| matches!(letter, '\'' | '’');
    wanted == written
        || wanted.is_lowercase() && written.to_lowercase().eq(std::iter::once(wanted))
        || wanted.is_whitespace() && written.is_whitespace()
        || is_apostrophe(wanted) && is_apostrophe(written)
}

/// The letters and digits that a text begins with.
fn first_word(text: &str) -> Option<&str> {
    let end = text.find(|letter: char| !letter.is_alphanumeric());
    text.get(..end.unwrap_or(text.len()))
        .filter(|word| !word.is_empty())
}

/// More than one of them; `None` where it is not a word in small letters, or has a plural already.
fn plural(words: &str) -> Option<String> {
    let last = words.chars().next_back()?;
    if !last.is_ascii_lowercase() || words.ends_with('s') && !words.ends_with("ss") {
        return None;
    }
    let with_es = ["s", "x", "z", "ch", "sh"];
    let stem = words.strip_suffix('y');
    let stem = stem.filter(|stem| !stem.ends_with(['a', 'e', 'i', 'o', 'u']));
    Some(match stem {
        Some(stem) => format!("{stem}ies"),
        None if with_es.iter().any(|end| words.ends_with(end)) => format!("{words}es"),
        None => format!("{words}s"),
    })
}

/// `people with diabetes` is no singular.
fn has_preposition(words: &str) -> bool {
    let mut words = words.split_whitespace();
    words.any(|word| {
        matches!(
            word,
            "at" | "by" | "for" | "from" | "in" | "of" | "on" | "to" | "who" | "with" | "without"
        )
    })
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Which cell of a row holds what.
struct Columns {
    preferred: usize,
    avoid: Option<usize>,
    definition: Option<usize>,
    source: Option<usize>,
}

impl Columns {
    /// The columns by their names; `None` where none says what to write.
    fn of(head: &ByteRecord) -> Option<Self> {
        let names: Vec<String> = head.iter().map(name_of_column).collect();
        let find = |known: &[&str]| {
            let mut known = known.iter();
            known.find_map(|known| names.iter().position(|name| name == known))
        };
        Some(Self {
            preferred: find(&["preferred", "preferredform", "preferredterm", "term", "use"])?,
            avoid: find(&["avoid", "formstoavoid", "avoided", "not"]),
            definition: find(&["definition", "meaning"]),
            source: find(&["source", "wherefrom", "from"]),
        })
    }
}

impl fmt::Display for Term {
    /// `vitamin D: what the skin makes of light (BNF)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.preferred)?;
        if let Some(definition) = &self.definition {
            write!(f, ": {definition}")?;
        }
        match &self.source {
            Some(source) => write!(f, " ({source})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for TermsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "{why}"),
            Self::NotUtf8 { line } => write!(
                f,
                "It is not UTF-8 text (first seen in line {line}); save it as CSV in UTF-8"
            ),
            Self::NoColumns => f.write_str(
                "Its first line names no column “preferred”; the others are avoid, definition and source",
            ),
        }
    }
}

impl std::error::Error for TermsError {}

impl fmt::Display for TermsMistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Line {} of {TERMS}: ", self.line)?;
        match &self.what {
            LineMistake::NoPreferred => f.write_str("it says no preferred form"),
            LineMistake::NoWord(form) => {
                write!(f, "“{form}” begins with no letter and is not looked for")
            }
            LineMistake::BothWays { form, other } => write!(
                f,
                "“{form}” is to be avoided, and is preferred in line {other}; it is left alone"
            ),
            LineMistake::Twice { form, other } => {
                write!(f, "“{form}” stands in line {other} already, which holds")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    const TABLE: &str = "preferred,avoid,definition,source\n\
        vitamin D,vit D | calciferol,\"Made by the skin, in light\",BNF\n\
        people with diabetes,diabetic,,\n\
        type 2 diabetes,T2DM;type II diabetes,,NICE\n\
        wellbeing,well-being,,\n\
        comorbidity,multi-morbidity,,\n\
        ultrasound,US,,\n\
        patient’s own,patients own,,\n";

    fn found(table: &str, text: &str) -> Vec<String> {
        let terms = Terms::read(table.as_bytes()).expect("a table");
        terms
            .find(text)
            .map(|it| {
                let written = &text[it.range.clone()];
                let instead = it.instead.map_or_else(String::new, |it| format!(" > {it}"));
                format!("{written}{instead}")
            })
            .collect()
    }

    fn mistakes(table: &str) -> Vec<String> {
        let terms = Terms::read(table.as_bytes()).expect("a table");
        terms.mistakes().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn terms_are_whole_words_in_the_case_of_the_text() {
        for (text, expected) in [
            ("Take vit D.", "vit D > vitamin D"),
            ("Vit D or VIT D", "Vit D > Vitamin D, VIT D > VITAMIN D"),
            ("vit d, vit Dx, avit D", ""),
            (
                "calciferols’ calciferol's",
                "calciferols > vitamin D, calciferol > vitamin D",
            ),
            (
                "Diabetics and a diabetic",
                "Diabetics > People with diabetes, diabetic > people with diabetes",
            ),
            ("pre-diabetic", ""),
            (
                "a diabetic-friendly meal",
                "diabetic > people with diabetes",
            ),
            (
                "T2DM, type\u{a0}II diabetes; t2dm",
                "T2DM > type 2 diabetes, type\u{a0}II diabetes > type 2 diabetes",
            ),
            (
                "type 2 diabetes and vitamin D",
                "type 2 diabetes, vitamin D",
            ),
            (
                "well-being. Well-Being",
                "well-being > wellbeing, Well-Being > Wellbeing",
            ),
            ("Multi-morbidities", "Multi-morbidities > Comorbidities"),
            ("US shows us a bus", "US > ultrasound"),
            (
                "the patients own and patient's own",
                "patients own > patient’s own, patient's own",
            ),
            ("", ""),
        ] {
            assert_eq!(found(TABLE, text).join(", "), expected, "{text}");
        }
    }

    #[test]
    fn a_table_is_read_however_it_was_saved() {
        for table in [
            "\u{feff}Preferred;Avoid;Definition\r\nvitamin D;vit D;\"in; light\"\r\n",
            "Preferred form\tForms to avoid\nvitamin D\tvit D\n",
            "where from,term,not\nx,\"vitamin\n D\",vit D",
            "<<<<<<< ours\npreferred,avoid\nvitamin D,vit D\n=======\nzinc,Zn\n>>>>>>> theirs\n",
            "preferred,avoid,definition\n\n,,\nvitamin D,vit D,\"a \"\"quoted\"\" word\",more,cells\n",
        ] {
            assert_eq!(found(table, "vit D"), ["vit D > vitamin D"], "{table}");
            let terms = Terms::read(table.as_bytes()).expect("a table");
            let is_merged = terms.warning().is_some_and(|it| it.contains("merge"));
            assert_eq!(is_merged, table.starts_with('<'));
            assert_eq!(terms.mistakes(), [], "{table}");
        }
        for (bytes, why) in [
            (&b"vitamin D,vit D\n"[..], TermsError::NoColumns),
            (b"\0\0\0", TermsError::NoColumns),
            (b"preferred\ncaf\xE9\n", TermsError::NotUtf8 { line: 2 }),
            (b"\xFF\xFEp\0", TermsError::NotUtf8 { line: 1 }),
        ] {
            assert_eq!(Terms::read(bytes), Err(why));
        }
        assert_eq!(Terms::read(b" \n"), Ok(Terms::default()));
    }

    #[test]
    fn lines_that_contradict_each_other_are_told_by_their_number() {
        let table = "preferred,avoid\nstool,faeces\nfaeces,motion\nbowel motion,motion|stool\n,x\n-,\nzinc,zinc\n";
        assert_eq!(
            mistakes(table),
            [
                "Line 2 of terms.csv: “faeces” is to be avoided, and is preferred in line 3; it is left alone",
                "Line 4 of terms.csv: “motion” stands in line 3 already, which holds",
                "Line 4 of terms.csv: “stool” is to be avoided, and is preferred in line 2; it is left alone",
                "Line 5 of terms.csv: it says no preferred form",
                "Line 6 of terms.csv: “-” begins with no letter and is not looked for",
                "Line 7 of terms.csv: “zinc” is to be avoided, and is preferred in line 7; it is left alone",
            ]
        );
        assert_eq!(
            found(table, "stools, faeces, motions, zinc"),
            ["stools", "faeces", "motions > faeces", "zinc"]
        );
    }

    #[test]
    fn words_of_terms_are_known() {
        let terms = Terms::read(TABLE.as_bytes()).expect("a table");
        for word in ["wellbeing", "Calciferol", "calciferols", "diabetics"] {
            assert!(terms.has_word(word), "{word}");
        }
        assert!(!terms.has_word("skin"));
    }

    #[test]
    fn five_thousand_lines_and_a_long_text_are_read_once() {
        let lines = (0..5_000).map(|number| format!("term {number},form {number}|wort{number}\n"));
        let table = format!("preferred,avoid\n{}", lines.collect::<String>());
        let terms = Terms::read(table.as_bytes()).expect("a table");
        assert_eq!(terms.iter().count(), 5_000);
        let text = "A wort77 and term 4999, form 12. ".repeat(2_000);
        assert_eq!(terms.find(&text).count(), 6_000);
    }

    #[test]
    fn a_folder_without_terms_has_none_and_a_damaged_file_is_told() {
        let folder = tempfile::tempdir().expect("a folder");
        assert_eq!(Terms::open(folder.path()), Ok(Terms::default()));
        fs::create_dir(folder.path().join(disk::BESIDE)).expect("made");
        fs::create_dir(place(folder.path())).expect("made");
        let refused = Terms::open(folder.path()).expect_err("it is a folder");
        assert!(matches!(refused, TermsError::Unreadable(_)), "{refused:?}");
    }
}
