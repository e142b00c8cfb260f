//! Splits lines into pieces, each one reference: where the next one begins, and which lines continue the one before.
//!
//! A number or a bullet begins a reference. Without them, a line does that begins as only a reference does, where the one
//! before has come to its end; and where the line before is whole and this one is neither its end nor the beginning of
//! another, it is a piece by itself, to be named as not read. Lines that are wrongly split are named; lines that were
//! wrongly joined would be lost.

use crate::entry::sources;

use super::names;
use super::organisations::{has_body, is_of_organisation, looks_like_organisation};
use super::pattern::Pattern;
use super::{Paragraph, identifiers_only, place, reference};

/// The lines of one reference, or of what is none.
#[derive(Debug)]
pub(super) struct RawReference {
    /// The line it begins in, counted from 1.
    pub line: usize,
    pub lines: usize,
    /// Its words on one line, without the number.
    pub words: String,
    indent: usize,
    /// It has a number or begins as a reference does.
    begins: bool,
    is_heading: bool,
    /// How long its last line is, in letters.
    last_line: usize,
}

/// Longer lines are not broken by a page. Letters.
const WIDEST_PAGE: usize = 120;

/// So many letters a line may be shorter than its page. Letters.
const SLACK: usize = 4;

/// No reference is longer; what goes on beyond is not looked at as a whole any more. Bytes.
const LONGEST_WHOLE: usize = 4 * 1024;

/// The pieces of a paragraph.
pub(super) fn pieces(text: &str, paragraph: &Paragraph) -> Vec<RawReference> {
    let lines = paragraph.lines.iter();
    let lines = lines.map(|range| text.get(range.clone()).unwrap_or_default());
    let lines: Vec<&str> = lines.collect();
    let has_bare_numbers = have_bare_numbers(&lines);
    let lines = lines.into_iter();
    let lines: Vec<Line> = lines.map(|line| Line::of(line, has_bare_numbers)).collect();
    let page = PrintedPage::of(&lines);
    let mut pieces: Vec<RawReference> = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        match pieces.last_mut() {
            Some(last) if last.is_gone_on_by(line, &page) => last.add(line.written),
            _ => pieces.push(RawReference::new(paragraph.line + at, line)),
        }
    }
    pieces
}

/// `1 Smith J. …`, `2 World Quiet Board. …`: numbers that count the references, without any mark.
fn have_bare_numbers(lines: &[&str]) -> bool {
    let number = |line: &str| -> Option<u32> {
        let found = BARE_NUMBER.find(line)?;
        found.as_str().trim().parse().ok()
    };
    let numbers: Vec<u32> = lines.iter().filter_map(|line| number(line)).collect();
    let counting = numbers.windows(2);
    let counting = counting.filter(|pair| matches!(pair, [one, next] if one + 1 == *next));
    numbers.len() >= 3
        && counting.count() * 10 >= (numbers.len() - 1) * 9
        && numbers.len() * 2 > lines.len()
}

/// The page that broke the lines of a paragraph, if one did.
struct PrintedPage {
    /// In letters.
    width: usize,
    /// Lines that go on do so because the page was full.
    is_sure: bool,
    /// What begins a reference stands further left than what goes on with it: how far.
    hangs_from: Option<usize>,
}

impl PrintedPage {
    fn of(lines: &[Line]) -> Self {
        // An address by itself is as long as it is.
        let broken = lines
            .iter()
            .filter(|line| line.words.contains(char::is_whitespace));
        let mut page = Self {
            width: broken.map(|line| line.length).max().unwrap_or(0),
            is_sure: false,
            hangs_from: hanging_indent(lines),
        };
        let (mut all, mut full) = (0, 0);
        for pair in lines.windows(2) {
            let [line, next] = pair else { continue };
            if !next.begins && !next.has_number && !next.is_heading {
                all += 1;
                full += usize::from(page.broke(line.length, next));
            }
        }
        page.is_sure = all >= 5 && full * 10 >= all * 8;
        page
    }

    /// The line hangs below the first of its reference.
    fn hangs(&self, line: &Line) -> bool {
        self.hangs_from
            .is_some_and(|from| indent(line.written) > from + 1)
    }

    /// No page broke these lines: each is as long as it is.
    fn is_wide(&self) -> bool {
        self.width > WIDEST_PAGE
    }

    /// The next word had no place in the line before: the page broke it, not its author.
    fn broke(&self, length: usize, next: &Line) -> bool {
        let words = next.written.trim();
        let first_word = words.split(char::is_whitespace).next().unwrap_or_default();
        !self.is_wide() && length + first_word.chars().count() + SLACK > self.width
    }
}

/// How far the references are indented, where every line that goes on with one is indented further.
fn hanging_indent(lines: &[Line]) -> Option<usize> {
    let from = lines.iter().map(|line| indent(line.written)).min()?;
    let (hanging, flush): (Vec<&Line>, Vec<&Line>) = lines
        .iter()
        .partition(|line| indent(line.written) > from + 1);
    let begins = |lines: &[&Line]| lines.iter().filter(|line| line.begins).count();
    let has_numbers = hanging.iter().any(|line| line.has_number);
    let is_so = hanging.len() >= 2
        && !has_numbers
        && begins(&hanging) * 2 <= hanging.len()
        && begins(&flush) >= 2;
    is_so.then_some(from)
}

/// A line, looked at once.
struct Line<'t> {
    written: &'t str,
    /// Without its number.
    words: &'t str,
    /// In letters.
    length: usize,
    has_number: bool,
    is_heading: bool,
    /// Nothing but a reference begins so.
    begins: bool,
}

impl<'t> Line<'t> {
    fn of(written: &'t str, has_bare_numbers: bool) -> Self {
        let bare = BARE_NUMBER.find(written).filter(|_| has_bare_numbers);
        let words = match &bare {
            Some(number) => written.get(number.end()..).unwrap_or_default().trim(),
            None => without_number(written),
        };
        Self {
            written,
            words,
            length: written.chars().count(),
            has_number: bare.is_some() || number_of(written).is_some(),
            is_heading: is_heading(written),
            begins: reference::begins(words),
        }
    }
}

impl RawReference {
    fn new(number: usize, line: &Line) -> Self {
        Self {
            line: number,
            lines: 1,
            words: line.words.to_owned(),
            indent: indent(line.written),
            begins: line.has_number || line.begins,
            is_heading: line.is_heading,
            last_line: line.length,
        }
    }

    fn add(&mut self, line: &str) {
        self.lines += 1;
        self.last_line = line.chars().count();
        let line = line.trim();
        // `101-` and `109`, `magne-` and `sium`, an address that is cut behind a mark of its own.
        let is_cut = self.words.ends_with(['-', '–', '‐', '\u{ad}'])
            && self
                .words
                .chars()
                .rev()
                .nth(1)
                .is_some_and(char::is_alphanumeric);
        let last = self
            .words
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        let in_address = (last.contains("://") || last.contains("10."))
            && last.ends_with(['/', '-', '_', '=', '.', '–'])
            && last.contains('/')
            && !last.ends_with("10./")
            && !line.contains(char::is_whitespace)
            && line.starts_with(|c: char| c.is_ascii_lowercase() || c.is_ascii_digit());
        if in_address {
            self.words.push_str(line);
            return;
        }
        if is_cut {
            let is_word = line.starts_with(char::is_lowercase)
                && self
                    .words
                    .chars()
                    .rev()
                    .nth(1)
                    .is_some_and(char::is_lowercase)
                && !COMPOUND.is_match(last)
                && !last.contains("10.")
                && !last.contains("://");
            if is_word {
                self.words.pop();
            }
            self.words.push_str(line);
            return;
        }
        self.words.push(' ');
        self.words.push_str(line);
    }

    /// Does this line belong to the reference so far?
    fn is_gone_on_by(&self, line: &Line, page: &PrintedPage) -> bool {
        if self.is_heading || line.is_heading {
            return false;
        }
        let is_open = self.is_open();
        let is_broken = page.broke(self.last_line, line);
        let is_cut_short = is_broken && is_open && !self.has_come_to_its_end();
        if line.has_number {
            // `Version` and `1. Quiet Archive`
            if self.begins && !line.begins && CALLS_NUMBER.is_match(&self.words) {
                return true;
            }
            if page.is_sure && is_cut_short && self.begins && !line.begins {
                return true;
            }
            // `…12(3):101-` and `9. doi: …`
            let is_cut = self.words.ends_with(['-', '–', ',', ':', ';', '&', '(']);
            let is_number = BULLET.is_match(line.written) || line.begins;
            return is_open && self.begins && !is_number && (is_cut || !self.is_whole());
        }
        if !identifiers_only(&self.words).is_empty() {
            return false;
        }
        if self.begins && LABEL_AT_END.is_match(&self.words) {
            return true;
        }
        let words = line.written.trim();
        if !identifiers_only(words).is_empty() {
            // A bare number is no part of a reference, and a second PMID is one of another work.
            let may_belong = words.contains(char::is_alphabetic) || words.starts_with("10.");
            return may_belong && !self.has_identifiers_of(words);
        }
        if page.hangs(line) {
            return true;
        }
        // Behind such a mark or word no reference ends, however the next line begins.
        if self.begins && GOES_ON.is_match(&self.words) && !self.is_whole() {
            return true;
        }
        let is_indented = indent(line.written) > self.indent + 1;
        // `     Science, May 9, 2022.` hangs below the line that it ends.
        if self.begins && is_indented && is_open && names::begin(words).is_none() {
            return true;
        }
        // `… Quiet` and `Press. 2014`: a line that begins with an organisation may be the rest of a broken one.
        if line.begins
            && is_cut_short
            && (self.begins || looks_like_organisation(&self.words))
            && names::begin(words).is_none()
        {
            return true;
        }
        if !self.begins && is_open && is_name_cut(&self.words, words, is_indented) {
            return true;
        }
        if line.begins {
            let may_be_broken = is_indented || (is_open && !page.is_wide());
            return self.begins && may_be_broken && !self.reads();
        }
        if page.is_wide()
            && starts_sentence(words)
            && !is_indented
            && !is_tail(words)
            && self.reads()
        {
            return false;
        }
        if is_broken && self.begins {
            let has_ended = !is_open || self.has_come_to_its_end();
            let is_another = match page.is_sure {
                true => {
                    !is_open
                        && self.is_whole()
                        && (stands_alone(words) || (self.has_pages() && !is_tail(words)))
                }
                false => has_ended && self.is_whole(),
            };
            if !is_another {
                return true;
            }
        }
        if !self.begins {
            // Words that are no reference: one that cannot be told by its start may follow.
            return is_open && !starts_sentence(words) && !stands_alone(words);
        }
        if is_indented || is_tail(words) {
            return true;
        }
        if self.is_whole() {
            return is_open && !self.has_come_to_its_end() && !stands_alone(words);
        }
        // Names in one line, title and journal in the next: by itself the second would be a work that nobody signed.
        is_open || !stands_alone(words) || (!self.reads() && self.is_whole_with(words))
    }

    fn is_whole_with(&self, line: &str) -> bool {
        self.words.len() <= LONGEST_WHOLE && is_whole(&format!("{} {line}", self.words))
    }

    /// It has another identifier of a kind that stands in the line.
    fn has_identifiers_of(&self, line: &str) -> bool {
        let own = sources::identifiers_in(&self.words);
        let others = sources::identifiers_in(line);
        others.iter().any(|other| {
            let value = line.get(other.value.clone()).unwrap_or_default();
            own.iter().any(|one| {
                let own = self.words.get(one.value.clone()).unwrap_or_default();
                one.field == other.field && !own.eq_ignore_ascii_case(value)
            })
        })
    }

    /// The last line ends in the midst of something.
    fn is_open(&self) -> bool {
        let words = self.words.trim_end();
        let last = words.rsplit(char::is_whitespace).next().unwrap_or_default();
        // `L. Weber & N.`
        if last.len() == 2 && last.ends_with('.') && last.starts_with(char::is_uppercase) {
            return true;
        }
        let bare = last.trim_end_matches(['”', '"', '’', '*', '_']);
        !bare.ends_with(['.', '?', '!', ')', ']', '>']) && !IDENTIFIER.is_match(last)
    }

    /// The last line ends in what only the end of a reference has: pages, a year, a bracket.
    fn has_come_to_its_end(&self) -> bool {
        let words = self.words.trim_end();
        words.ends_with(|c: char| c.is_ascii_digit()) || !self.is_open()
    }

    /// It reads as an article with its pages: nothing but identifiers and notes follow them.
    fn has_pages(&self) -> bool {
        reference::read(&self.words)
            .is_ok_and(|record| record.volume.is_some() && record.pages.is_some())
    }

    /// It reads as a reference, though it may lack what holds it.
    fn reads(&self) -> bool {
        self.words.len() <= LONGEST_WHOLE
            && reference::read(&self.words).is_ok_and(|record| record.year.is_some())
            || self.is_whole()
    }

    /// It reads as a reference that lacks nothing.
    fn is_whole(&self) -> bool {
        self.words.len() <= LONGEST_WHOLE && is_whole(&self.words)
    }
}

/// `World Organization for Quiet Rooms and` and `Restful Streets. Guideline`: the name of an organisation goes on.
fn is_name_cut(words: &str, next: &str, is_indented: bool) -> bool {
    if !is_of_organisation(words)
        || !looks_like_organisation(words)
        || words.contains(|c: char| c.is_ascii_digit())
        || names::begin(next)
            .is_some_and(|(names, _)| names.have_initials() || names.authors.len() > 1)
        || !starts_sentence(next)
    {
        return false;
    }
    let head = next.split(['.', ',', '(', '“', '"', ':']).next();
    let head = head.unwrap_or_default().trim();
    let is_rest = !head.contains(' ') && !has_body(head);
    is_indented || is_rest && words.split(' ').count() > 3 || NAME_GOES_ON.is_match(words)
}

fn is_whole(words: &str) -> bool {
    reference::read(words).is_ok_and(|record| {
        [
            &record.container,
            &record.publisher,
            &record.volume,
            &record.pages,
            &record.doi,
            &record.pmid,
            &record.url,
        ]
        .iter()
        .any(|part| part.is_some())
    })
}

/// A line that is a reference by itself, though it does not begin as only a reference does.
fn stands_alone(words: &str) -> bool {
    words.len() <= LONGEST_WHOLE
        && words.ends_with(['.', '/', ')']) | words.ends_with(|c: char| c.is_ascii_digit())
        && !is_tail(words)
        && is_whole(words)
}

fn starts_sentence(words: &str) -> bool {
    words.starts_with(|c: char| c.is_uppercase())
}

/// What stands at the end of a reference only.
fn is_tail(words: &str) -> bool {
    if TAIL.is_match(words) {
        return true;
    }
    // `Journal of Rest, 12(3), 101–109.`: no names and no title before the place.
    place::find(words).is_some_and(|placed| {
        let before = placed
            .before
            .trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
        placed.place.is_in_journal() && !before.contains(". ") && !before.contains(['“', '"'])
    })
}

fn indent(line: &str) -> usize {
    line.chars()
        .take_while(|c| c.is_whitespace())
        .map(|c| if c == '\t' { 4 } else { 1 })
        .sum()
}

/// `## Sources`, `References:`
pub(super) fn is_heading(line: &str) -> bool {
    line.trim_start().starts_with('#') || HEADING.is_match(line.trim())
}

/// How long the number before a reference is: `1. `, `1: `, `[1] `, `(1) `, `1) `, `1` and a tab, `¹`, `- `.
pub(super) fn number_of(line: &str) -> Option<usize> {
    let found = NUMBER.find(line)?;
    let rest = line.get(found.end()..)?;
    // `12. 3-9` goes on with pages; `2014. “Title”` with a title.
    let is_number = rest.starts_with(|c: char| c.is_ascii_digit())
        && !NUMBER_OF_TITLE.is_match(rest)
        && identifiers_only(rest).is_empty();
    (!is_number).then_some(found.end())
}

pub(super) fn without_number(line: &str) -> &str {
    if let Some(length) = number_of(line) {
        return line.get(length..).unwrap_or(line).trim();
    }
    // `12 Smith J. Walking.`
    match BARE_NUMBER.find(line) {
        Some(found) if line.get(found.end()..).is_some_and(reference::begins) => {
            line.get(found.end()..).unwrap_or(line).trim()
        }
        _ => line.trim(),
    }
}

static NUMBER: Pattern = Pattern::new(
    r"^\s*(?:[-*•·▪◦‣–—]\s+|(?:(?:\d{1,3}|1[0-4]\d\d|2[1-9]\d\d|[3-9]\d{3})[.:)]|\[\d{1,4}\][.:]?|\(\d{1,3}\)[.:]?)(?:\s+|[\u{a0}]+)|\[\d{1,4}\](?:[\p{Lu}“])|\d{1,3}\t+|[¹²³⁰⁴-⁹]{1,3}\s*)",
);
/// `21st century`, `5-HTP`, `25 years`: a title begins so, and no pages do.
static NUMBER_OF_TITLE: Pattern =
    Pattern::new(r"^\d+(?:(?:st|nd|rd|th)\b|-\p{Lu}{2,}|[- ]\p{Ll}{3,} \p{L})");
static BARE_NUMBER: Pattern = Pattern::new(r"^\s*\d{1,3}\s+");
static BULLET: Pattern = Pattern::new(r"^\s*[-*•·▪◦‣]\s");
static HEADING: Pattern = Pattern::new(
    r"(?i)^(?:\d{1,2}\.?\s+)?[*_]*(?:(?:key|selected|cited|further|main|all)? ?(?:references?|bibliography|works cited|literature(?: cited)?|sources?|further reading|reference list|list of references|literatur(?:verzeichnis)?|quellen|bibliograf[ií]a|bibliographie|referencias|citations|notes|endnotes|footnotes))[*_]*\s?:?[*_]*$",
);
/// Halves that keep their hyphen.
static COMPOUND: Pattern = Pattern::new(
    r"(?i)\b(?:low|high|long|short|well|self|double|single|non|placebo|case|follow|cross|meta|evidence|age|sex|dose|time|one|two|three|half|full|part|sub|post|pre|anti|co|multi|health|vitamin|population|community|hospital|home|school|work|risk|cost|open|blind|randomi[sz]ed|controlled|term|quality|life|up|old|new|mid|inter|intra|semi|quasi|ultra|over|under|re)-$",
);
static GOES_ON: Pattern =
    Pattern::new(r"(?:[:&(–]| (?:of|and|the|in|for|a|an|on|to|with|by|or|from|at|de|der|und|et))$");
static NAME_GOES_ON: Pattern =
    Pattern::new(r"(?:[,&]| (?:of|and|the|in|for|on|to|de|der|des|für|und|et))$");
static CALLS_NUMBER: Pattern =
    Pattern::new(r" (?:[Vv]ersion|[Vv]ol(?:\.|ume)|[Nn]os?\.|[Pp]art|[Cc]hap(?:\.|ter)|pp?\.)$");
/// `PubMed PMID:`, what it names stands in the next line.
static LABEL_AT_END: Pattern =
    Pattern::new(r"(?i)\b(?:pmid|pmcid|doi|url|available (?:from|at)|retrieved from):?$");
static IDENTIFIER: Pattern = Pattern::new(r"https?://|\b10\.\d{4,9}/|^\d{6,8}$|PMC\d");
static TAIL: Pattern = Pattern::new(
    r"^(?:(?i:doi\b|pubmed\b|pmid\b|pmcid\b|https?://|www\.|available (?:from|at|online)|accessed\b|retrieved\b|epub\b|e-pub\b|published (?:online|\d)|\[(?:cited|internet|accessed|online|pubmed|google|crossref)|in: |pp?\. ?\d|vol\. ?\d|no\. ?\d|free pmc|cited |url:|erratum in|retraction in|comment in)|[,;:)\]–—&-]|\d+[-–(;:,]|(?:1[5-9]|20)\d\d[;.,:]|[^.:;]{2,40}: [^.:;]{2,80}[;,] ?(?:1[5-9]|20)\d\d\.?$|⟨TONGUE⟩\.$)",
);
