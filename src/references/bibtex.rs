//! BibTeX and BibLaTeX: `@article{key, title = {…}, …}`.
//!
//! An entry that is broken is reported, and reading goes on at the next `@`.

use std::borrow::Cow;
use std::collections::{HashMap, VecDeque};

use super::identifiers::{IdentifierDoubt, Identifiers};
use super::latex::{escaped, plain, plain_noting, verbatim};
use super::names::without_suffix;
use super::{Author, Format, Gathered, LONGEST_FIELD, Record, Status, WorkKind, undated, year_in};

/// Whether an entry begins in the first line of a text.
pub(super) fn is_start(text: &str) -> bool {
    start(text.trim_start_matches([' ', '\t'])).is_some()
}

/// What stands at an `@`.
enum Start {
    Entry,
    /// The type of an entry that is known, and no bracket behind it.
    Unbracketed,
}

/// The longest type and the widest gap behind it that are believed.
const LONGEST_TYPE: usize = 60;

fn start(text: &str) -> Option<Start> {
    let rest = text.strip_prefix('@')?;
    let gap = rest
        .bytes()
        .take(LONGEST_TYPE)
        .take_while(u8::is_ascii_whitespace)
        .count();
    let rest = rest.get(gap..)?;
    // Whatever somebody calls a type, what stands behind it shows that an entry begins here.
    let length = rest
        .char_indices()
        .take(LONGEST_TYPE)
        .find(|(_, it)| !(it.is_alphanumeric() || matches!(it, '_' | '-' | '+' | ':' | '.' | '/')))
        .map_or(rest.len(), |(at, _)| at);
    let (name, behind) = rest.split_at_checked(length)?;
    let blanks = behind
        .bytes()
        .take(LONGEST_TYPE)
        .take_while(u8::is_ascii_whitespace)
        .count();
    let is_name = name.len() > 2 && name.starts_with(char::is_alphabetic);
    let is_known = TYPES.iter().any(|known| known.eq_ignore_ascii_case(name));
    match behind.as_bytes().get(blanks) {
        Some(b'{' | b'(') => is_name.then_some(Start::Entry),
        // `@article,`, `@article [key`, or a line that ends behind the type.
        Some(b',' | b'[') => is_known.then_some(Start::Unbracketed),
        _ => {
            let gap = behind.get(..blanks)?;
            let ends_line = gap.len() == behind.len() || gap.contains(['\n', '\r']);
            (is_known && ends_line).then_some(Start::Unbracketed)
        }
    }
}

/// The types that most entries have.
const TYPES: &[&str] = &[
    "article",
    "book",
    "booklet",
    "collection",
    "conference",
    "electronic",
    "inbook",
    "incollection",
    "inproceedings",
    "manual",
    "mastersthesis",
    "misc",
    "online",
    "periodical",
    "phdthesis",
    "proceedings",
    "report",
    "techreport",
    "thesis",
    "unpublished",
    "webpage",
];

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Bibtex);
    let mut strings: Fields = MONTHS
        .iter()
        .map(|month| ((*month).to_owned(), (*month).to_owned()))
        .collect();
    let mut entries = Vec::new();
    let mut line = 1;
    let mut counted = 0;
    let mut at = 0;
    let mut broken = 0;
    while let Some(found) = next_entry(text, at) {
        line += text
            .get(counted..found)
            .unwrap_or_default()
            .matches('\n')
            .count();
        counted = found;
        let rest = text.get(found + 1..).unwrap_or_default();
        let mut cursor = Cursor {
            text: rest,
            at: 0,
            is_patient: broken < MOST_UNCLOSED,
        };
        let result = cursor.entry(&strings);
        at = found + 1 + cursor.at.max(1);
        match result {
            Ok(Some(Entry::Strings(fields))) => strings.extend(fields),
            Ok(Some(Entry::Record(kind, key, fields))) => {
                let written = text.get(found..at.min(text.len())).unwrap_or_default();
                if fields.values().any(|value| value.len() > LONGEST_FIELD) {
                    gathered.refuse(
                        line,
                        written,
                        "One of its fields is longer than any record’s",
                    );
                } else {
                    entries.push(Read {
                        line,
                        written,
                        kind,
                        key,
                        fields,
                    });
                }
            }
            Ok(None) => {}
            Err(why) => {
                // The broken entry may have swallowed others: go on at the next one that starts a line.
                at = found + 1;
                broken += 1;
                let beginning: String = rest.chars().take(100).collect();
                gathered.refuse(line, &format!("@{beginning}"), why);
            }
        }
    }
    take_all(&entries, &mut gathered);
    gathered
}

/// After so many entries whose brackets are never closed, an entry ends at the latest where another begins: each of them
/// would otherwise be looked for to the end of the file.
const MOST_UNCLOSED: usize = 20;

/// An entry as it stands in the file.
struct Read<'t> {
    line: usize,
    written: &'t str,
    kind: String,
    key: String,
    fields: Fields,
}

type Fields = HashMap<String, String>;

/// Takes the entries, each with what it lacks from the entry it names, wherever that stands.
fn take_all(entries: &[Read], gathered: &mut Gathered) {
    let by_key: HashMap<&str, &Read> = entries
        .iter()
        .rev()
        .map(|entry| (entry.key.as_str(), entry))
        .collect();
    for entry in entries {
        // Fields that others share are no work.
        if matches!(entry.kind.as_str(), "xdata" | "set") {
            continue;
        }
        let mut fields = Cow::Borrowed(&entry.fields);
        let mut seen = vec![entry.key.as_str()];
        let mut pending: VecDeque<(String, bool)> = named(&entry.fields).into();
        while let Some((key, is_shared)) = pending.pop_front() {
            let Some(parent) = by_key.get(key.as_str()) else {
                let why = "It refers to an entry that is not here";
                gathered.refuse(entry.line, &key, why);
                continue;
            };
            // A circle.
            if seen.contains(&parent.key.as_str()) || seen.len() > 16 {
                continue;
            }
            seen.push(&parent.key);
            inherit(fields.to_mut(), &entry.kind, parent, is_shared);
            pending.extend(named(&parent.fields));
        }
        gathered.take_doubting(record(&entry.kind, &fields), entry.line, entry.written);
    }
}

/// The entries that are named as those to take from, and whether all fields of each are meant.
fn named(fields: &Fields) -> Vec<(String, bool)> {
    let keys = |name: &str, is_shared: bool| {
        let keys = fields
            .get(name)
            .into_iter()
            .flat_map(|keys| keys.split(','));
        let keys = keys
            .map(|key| key.trim().to_lowercase())
            .filter(|key| !key.is_empty());
        keys.map(move |key| (key, is_shared)).collect::<Vec<_>>()
    };
    [keys("crossref", false), keys("xdata", true)].concat()
}

/// Takes what is lacking. Identifiers, pages and title are the parent’s own; its title is the book that this stands in.
fn inherit(fields: &mut Fields, kind: &str, parent: &Read, is_shared: bool) {
    for (name, value) in &parent.fields {
        let goes_down = INHERITED.contains(&name.as_str())
            || (is_shared && !matches!(name.as_str(), "crossref" | "xdata"));
        if goes_down && !fields.contains_key(name) {
            // `year` and `date` say the same.
            let is_there = match name.as_str() {
                "year" => fields.contains_key("date"),
                "date" => fields.contains_key("year"),
                _ => false,
            };
            if !is_there {
                fields.insert(name.clone(), value.clone());
            }
        }
    }
    if is_shared || parent.kind == "xdata" {
        return;
    }
    let is_article = kind == "article";
    let has_container = ["booktitle", "journal", "journaltitle", "maintitle"]
        .iter()
        .any(|name| fields.contains_key(*name));
    if !has_container && let Some(title) = parent.fields.get("title") {
        let mut book = title.clone();
        if let Some(subtitle) = parent.fields.get("subtitle") {
            book.push_str(": ");
            book.push_str(subtitle);
        }
        let name = if is_article {
            "journaltitle"
        } else {
            "booktitle"
        };
        fields.insert(name.to_owned(), book);
    }
}

/// What a part has from its whole.
const INHERITED: &[&str] = &[
    "year",
    "date",
    "month",
    "booktitle",
    "journal",
    "journaltitle",
    "maintitle",
    "shortjournal",
    "volume",
    "number",
    "publisher",
    "institution",
    "school",
    "organization",
    "editor",
    "series",
    "edition",
    "address",
    "location",
];

/// Where the next entry begins: at an `@` that starts a line, or behind another entry or words in a line where its type is
/// known. A line that begins with `%` is a comment.
fn next_entry(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    // What stands before it in its line: nothing, no words, a comment.
    let (mut is_first, mut is_alone, mut is_comment) = (true, true, false);
    loop {
        let found = at + text.get(at..)?.find('@')?;
        let mut ahead = text.get(at..found)?;
        if let Some(end) = ahead.rfind(['\n', '\r']) {
            ahead = ahead.get(end + 1..)?;
            (is_first, is_alone, is_comment) = (true, true, false);
        }
        is_comment |= is_first && ahead.trim_start().starts_with('%');
        is_first &= ahead.trim().is_empty();
        is_alone &= !ahead.contains(char::is_alphanumeric);
        let rest = text.get(found..)?;
        let begins = match start(rest) {
            Some(Start::Entry) => {
                is_alone || (is_known(rest) && !ahead.ends_with(char::is_alphanumeric))
            }
            Some(Start::Unbracketed) => is_first,
            None => false,
        };
        if begins && !is_comment {
            return Some(found);
        }
        is_first = false;
        at = found + 1;
    }
}

fn is_known(rest: &str) -> bool {
    let name = rest.trim_start_matches(['@', ' ', '\t']);
    TYPES.iter().any(|known| {
        super::identifiers::strip_any_case(name, known)
            .is_some_and(|behind| behind.trim_start().starts_with(['{', '(']))
    })
}

/// The longest key that is believed.
const LONGEST_KEY: usize = 4096;

enum Entry {
    Strings(Fields),
    /// Type, key and fields.
    Record(String, String, Fields),
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
    /// A bracket is looked for beyond the beginning of another entry.
    is_patient: bool,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start().len();
            self.at += blanks;
            if self.rest().starts_with('%') {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else {
                return;
            }
        }
    }

    fn take(&mut self, mark: char) -> bool {
        self.skip_blanks();
        let is_there = self.rest().starts_with(mark);
        if is_there {
            self.at += mark.len_utf8();
        }
        is_there
    }

    fn name(&mut self) -> String {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '=' | ',' | '{' | '}' | '(' | ')' | '"' | '#')
            })
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_lowercase();
        self.at += end;
        name
    }

    /// What stands behind the `@`.
    fn entry(&mut self, strings: &Fields) -> Result<Option<Entry>, &'static str> {
        let kind = self.name();
        let close = if self.take('{') {
            '}'
        } else if self.take('(') {
            ')'
        } else {
            return Err("Its type has no bracket behind it");
        };
        let mut key = String::new();
        match kind.as_str() {
            "comment" | "preamble" => {
                self.at -= 1;
                self.braced(close)?;
                return Ok(None);
            }
            "string" => {}
            _ => {
                let rest = self.rest();
                let end = rest
                    .char_indices()
                    .take(LONGEST_KEY)
                    .find(|(_, c)| *c == ',' || *c == close);
                let (end, _) = end.ok_or("Its brackets are never closed")?;
                match rest.get(..end).unwrap_or_default().split_once('=') {
                    None => {
                        key = rest.get(..end).unwrap_or_default().trim().to_lowercase();
                        self.at += end;
                        self.take(',');
                    }
                    // The comma behind the key is missing: `@article{key title = …`.
                    Some((ahead, _)) if ahead.split_whitespace().count() == 2 => {
                        key = self.name();
                    }
                    // An entry without a key begins with its first field.
                    Some(_) => {}
                }
            }
        }
        let mut fields = HashMap::new();
        loop {
            if self.take(close) {
                break;
            }
            if self.take(',') {
                continue;
            }
            self.skip_blanks();
            if self.rest().is_empty() {
                return Err("Its brackets are never closed");
            }
            let mut name = self.name();
            // Web of Science writes names of several words: `Early Access Date`.
            while !name.is_empty() && !self.take('=') {
                let more = self.name();
                if more.is_empty() || name.len() > LONGEST_TYPE {
                    return Err("A field has no value");
                }
                name.push(' ');
                name.push_str(&more);
            }
            if name.is_empty() {
                return Err("A field has no value");
            }
            let value = self.value(strings)?;
            if kind == "string" || !fields.contains_key(&name) {
                fields.insert(name, value);
            }
        }
        Ok(Some(if kind == "string" {
            Entry::Strings(fields)
        } else {
            Entry::Record(kind, key, fields)
        }))
    }

    /// `{…}`, `"…"`, a number or a name, joined by `#`.
    fn value(&mut self, strings: &Fields) -> Result<String, &'static str> {
        let mut value = String::new();
        loop {
            self.skip_blanks();
            if self.rest().starts_with('{') {
                value.push_str(&self.braced('}')?);
            } else if self.rest().starts_with('"') {
                value.push_str(&self.quoted()?);
            } else {
                let name = self.name();
                if name.is_empty() {
                    return Err("A field has no value");
                }
                value.push_str(strings.get(&name).unwrap_or(&name));
            }
            if !self.take('#') {
                return Ok(value);
            }
        }
    }

    /// The inside of a bracket, brackets in it balanced.
    fn braced(&mut self, close: char) -> Result<String, &'static str> {
        let rest = self.rest();
        let mut depth = 0_usize;
        let mut escaped = false;
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => {
                    escaped = true;
                    continue;
                }
                b'@' if self.is_over(rest, at) => break,
                b'{' => depth += 1,
                b'(' if close == ')' && at == 0 => depth += 1,
                b'}' | b')' if byte == b'}' || (close == ')' && depth == 1) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        let inside = rest.get(1..at).unwrap_or_default().to_owned();
                        self.at += at + 1;
                        return Ok(inside);
                    }
                }
                _ => {}
            }
        }
        Err("Its brackets are never closed")
    }

    /// Whether another entry begins here, and this one is not to be looked for any further.
    fn is_over(&self, rest: &str, at: usize) -> bool {
        !self.is_patient && rest.get(at..).is_some_and(|it| start(it).is_some())
    }

    fn quoted(&mut self) -> Result<String, &'static str> {
        let rest = self.rest();
        let mut depth = 0_usize;
        let mut escaped = false;
        for (at, byte) in rest.bytes().enumerate().skip(1) {
            match byte {
                // `\"` is an accent, and ends nothing.
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'@' if self.is_over(rest, at) => break,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'"' if depth == 0 => {
                    let inside = rest.get(1..at).unwrap_or_default().to_owned();
                    self.at += at + 1;
                    return Ok(inside);
                }
                _ => {}
            }
        }
        Err("Its quotation marks are never closed")
    }
}

fn record(kind: &str, fields: &Fields) -> (Record, Vec<IdentifierDoubt>) {
    let raw = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| fields.get(*name))
            .filter(|value| !value.trim().is_empty())
    };
    let get = |names: &[&str]| raw(names).map(|value| plain(value));
    let mut record = Record {
        kind: match kind {
            "book" | "mvbook" | "booklet" | "manual" => WorkKind::Book,
            "incollection" | "inbook" => WorkKind::Chapter,
            "techreport" | "report" => WorkKind::Report,
            "phdthesis" | "mastersthesis" | "thesis" => WorkKind::Thesis,
            "inproceedings" | "conference" | "proceedings" => WorkKind::Conference,
            "online" | "electronic" | "www" => WorkKind::Webpage,
            _ => WorkKind::Article,
        },
        year: get(&["year", "date"]).as_deref().and_then(year_in),
        title: get(&["title"]),
        container: get(&[
            "journaltitle",
            "journal",
            "booktitle",
            "maintitle",
            "website",
        ]),
        container_short: get(&["shortjournal"]),
        volume: get(&["volume"]),
        issue: get(&["number", "issue"]),
        // A journal without pages gives its articles numbers.
        pages: get(&["pages", "eid", "articleno", "article-number"])
            .map(|pages| pages.replace(['–', '—'], "-")),
        publisher: get(&["publisher", "institution", "school", "organization"]),
        undated: get(&["year", "date", "pubstate"])
            .as_deref()
            .and_then(undated),
        accessed: get(&["urldate"]).map(|date| super::csl::house_date(&date)),
        ..Record::default()
    };
    if let Some(subtitle) = get(&["subtitle"])
        && let Some(title) = &mut record.title
    {
        title.push_str(": ");
        title.push_str(&subtitle);
    }
    for note in NOTES.iter().filter_map(|name| get(&[name])) {
        for part in note.split([',', ';', '.', '\n']) {
            if let Some(status) = Status::of_publication_type(part) {
                record.add_status(status);
            }
        }
    }
    if let Some(status) =
        raw(&["pubstate", "type"]).and_then(|state| Status::of_publication_type(state))
    {
        record.add_status(status);
    }
    let (authors, et_al) = names(raw(&["author"]));
    (record.authors, record.et_al) = (authors, et_al);
    let (editors, et_al) = names(raw(&["editor"]));
    let doubt = record.edited_by(editors);
    record.et_al |= record.are_editors && et_al;
    let mut doubts = identifiers(fields).give(&mut record);
    doubts.extend(doubt);
    let mut unknown = Vec::new();
    for name in ["title", "subtitle", "journal", "journaltitle", "booktitle"] {
        if let Some(value) = fields.get(name).filter(|value| value.contains('\\')) {
            plain_noting(value, &mut unknown);
        }
    }
    unknown.dedup();
    doubts.extend(unknown.into_iter().map(|what| IdentifierDoubt {
        what,
        why: "A command of LaTeX in its title or journal is not known; its name was kept",
    }));
    (record, doubts)
}

const NOTES: &[&str] = &["note", "annote", "extra", "annotation"];

/// What the fields say of the entry itself. `howpublished` tells an address or how it came out, both by right.
fn identifiers(fields: &Fields) -> Identifiers {
    let mut own = Identifiers::default();
    let all = |names: &[&str]| -> Vec<String> {
        let said = names.iter().filter_map(|name| fields.get(*name));
        said.map(|value| verbatim(value)).collect()
    };
    let is_of_pubmed = |name: &&str| {
        let kind = fields.get(*name).map(|kind| verbatim(kind).to_lowercase());
        kind.is_some_and(|kind| matches!(kind.trim(), "pubmed" | "pmid" | "medline"))
    };
    for field in all(&["pmid", "pubmed", "pubmedid", "pubmed_id", "pubmed-id"]) {
        own.pmid(&field);
    }
    if ["eprinttype", "archiveprefix"].iter().any(is_of_pubmed) {
        all(&["eprint"]).iter().for_each(|field| own.pmid(field));
    }
    for field in all(&["pmcid", "pmc", "pmc_id", "pmc-id"]) {
        own.pmcid(&field);
    }
    all(&["doi"]).iter().for_each(|field| own.doi(field));
    all(&["url"]).iter().for_each(|field| own.address(field));
    for field in all(&["howpublished"]) {
        own.perhaps_address(&field);
    }
    all(NOTES).iter().for_each(|note| own.note(note));
    own
}

/// The names of a field, and whether others follow.
fn names(field: Option<&String>) -> (Vec<Author>, bool) {
    let (mut authors, mut et_al) = (Vec::new(), false);
    for name in field.map(|names| split_names(names)).unwrap_or_default() {
        if name == "others" {
            et_al = true;
        } else if is_in_braces(name) {
            // A name wholly in braces is never taken apart.
            authors.push(Author::Organisation(plain(name).trim().to_owned()));
        } else if let Some(person) = of_parts(name) {
            authors.push(person);
        } else {
            let plain = super::one_line(&plain(name));
            match name.contains(',') {
                true => authors.extend(Author::of_list(&plain)),
                false => authors.extend(Author::of_natural(&plain)),
            }
        }
    }
    (authors, et_al)
}

/// `{{WHO} Expert Group}`; but not `{de la} Cruz {Prado}`.
fn is_in_braces(name: &str) -> bool {
    let mut depth = 0_usize;
    name.starts_with('{')
        && name.char_indices().all(|(at, letter)| {
            match letter {
                '{' => depth += 1,
                '}' => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth > 0 || at + 1 == name.len()
        })
}

/// `family=Meer, given=Vincent, prefix=van der, useprefix=true`: a name by its parts, as BibLaTeX has them.
fn of_parts(name: &str) -> Option<Author> {
    let mut parts: HashMap<String, String> = HashMap::new();
    for part in name.split(',') {
        let (key, value) = part.split_once('=')?;
        let value = plain(value.trim().trim_matches('"'));
        parts.insert(key.trim().to_lowercase(), super::one_line(&value));
    }
    let get = |key: &str| parts.get(key).map(String::as_str).unwrap_or_default();
    let family = format!("{} {}", get("prefix"), get("family"));
    let given = format!("{} {}", get("given"), get("suffix"));
    match (family.trim(), given.trim()) {
        ("", "") => None,
        ("", given) => Some(Author::person(given, "")),
        (family, given) => Some(Author::person(family, given)),
    }
}

/// The names between `and`, brackets respected.
fn split_names(names: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, byte) in names.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && at >= from => {
                let is_word = names
                    .get(at..at + 3)
                    .is_some_and(|word| word.eq_ignore_ascii_case("and"))
                    && names
                        .get(..at)
                        .is_some_and(|ahead| ahead.ends_with(char::is_whitespace))
                    && names
                        .get(at + 3..)
                        .is_some_and(|behind| behind.starts_with(char::is_whitespace));
                if is_word {
                    parts.push(names.get(from..at).unwrap_or_default().trim());
                    from = at + 3;
                }
            }
            _ => {}
        }
    }
    parts.push(names.get(from..).unwrap_or_default().trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// A title whose capitals are in braces, for styles write titles small: `Vitamin {D}`, `{DNA}`, `{E}. coli`. The first letter
/// of a title stays as it is by itself.
fn with_capitals_kept(title: &str) -> String {
    let words = title.split(' ').enumerate().map(|(at, word)| {
        let is_edge = |c: char| !c.is_alphanumeric();
        let core = word.trim_matches(is_edge);
        let mut letters = core.chars();
        let first = letters.next();
        let is_kept = letters.any(char::is_uppercase)
            || first.is_some_and(char::is_uppercase)
                && (at > 0 || core.chars().count() == 1 && word.contains('.'));
        let Some(from) = word.find(core).filter(|_| is_kept && !core.is_empty()) else {
            return escaped(word);
        };
        let (ahead, rest) = word.split_at(from);
        let (core, behind) = rest.split_at(core.len());
        format!("{}{{{}}}{}", escaped(ahead), escaped(core), escaped(behind))
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A part of a name, in which `and` parts no names.
fn part_of_name(part: &str) -> String {
    let words = part.split(' ').map(|word| {
        if word.eq_ignore_ascii_case("and") {
            format!("{{{word}}}")
        } else {
            escaped(word)
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Writes records, each under a key of family and year that is used once.
pub(super) fn write(records: &[Record]) -> String {
    let mut out = String::new();
    let mut used: HashMap<String, usize> = HashMap::new();
    for (number, record) in records.iter().enumerate() {
        let kind = match record.kind {
            WorkKind::Article => "article",
            WorkKind::Book => "book",
            WorkKind::Chapter => "incollection",
            WorkKind::Report => "techreport",
            WorkKind::Thesis => "phdthesis",
            WorkKind::Conference => "inproceedings",
            WorkKind::Webpage | WorkKind::Preprint => "online",
        };
        let mut key: String = record
            .authors
            .first()
            .map(Author::family)
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(40)
            .chain(record.year.iter().flat_map(|year| year.chars()))
            .collect();
        if key.is_empty() {
            key = format!("source{}", number + 1);
        }
        let times = used.entry(key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            key = format!("{key}-{times}");
        }
        let mut authors: Vec<String> = record
            .authors
            .iter()
            .map(|author| match author {
                Author::Person { family, given } => {
                    let given = given.as_deref().unwrap_or_default();
                    let (given, suffix) = without_suffix(given);
                    let suffix = suffix.map(|suffix| format!(", {suffix}"));
                    format!(
                        "{}{}, {}",
                        part_of_name(family),
                        suffix.unwrap_or_default(),
                        part_of_name(given)
                    )
                }
                Author::Organisation(name) => format!("{{{}}}", escaped(name)),
            })
            .collect();
        authors.extend(record.et_al.then(|| "others".to_owned()));
        let container = match record.kind {
            WorkKind::Chapter | WorkKind::Conference => "booktitle",
            _ => "journal",
        };
        let status: Vec<&str> = record.status.iter().map(|status| status.name()).collect();
        out.push_str(&format!("@{kind}{{{key}"));
        let verbatim = |text: &Option<String>| text.clone();
        let words = |text: &Option<String>| text.as_deref().map(escaped);
        let protected = |text: &Option<String>| text.as_deref().map(with_capitals_kept);
        let role = if record.are_editors {
            "editor"
        } else {
            "author"
        };
        let accessed = record
            .accessed
            .as_deref()
            .map(|date| match super::csl::day(date) {
                Some((year, month, day)) => format!("{year}-{month:02}-{day:02}"),
                None => escaped(date),
            });
        for (name, value) in [
            (role, (!authors.is_empty()).then(|| authors.join(" and "))),
            ("title", protected(&record.title)),
            (
                container,
                match container {
                    "booktitle" => protected(&record.container),
                    _ => words(&record.container),
                },
            ),
            (
                "shortjournal",
                words(
                    &record
                        .container_short
                        .clone()
                        .filter(|short| record.container.as_ref() != Some(short)),
                ),
            ),
            ("year", words(&record.year).or(words(&record.undated))),
            ("volume", words(&record.volume)),
            ("number", words(&record.issue)),
            (
                "pages",
                record
                    .pages
                    .as_deref()
                    .map(|pages| escaped(pages).replace("{}-", "-").replace('-', "--")),
            ),
            ("publisher", words(&record.publisher)),
            ("doi", verbatim(&record.doi)),
            ("pmid", words(&record.pmid)),
            ("pmcid", words(&record.pmcid)),
            ("url", verbatim(&record.url)),
            ("urldate", accessed),
            ("note", (!status.is_empty()).then(|| status.join("; "))),
        ] {
            if let Some(value) = value {
                out.push_str(&format!(",\n  {name} = {{{value}}}"));
            }
        }
        out.push_str("\n}\n\n");
    }
    out
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
