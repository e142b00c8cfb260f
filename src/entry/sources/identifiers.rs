//! PMID, PMCID, DOI, address and date of access: what stands behind the words of a source line.

use std::ops::Range;

use super::SourceField;
use crate::entry::decoded;

/// An identifier in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ListedIdentifier {
    pub field: SourceField,
    /// The value alone.
    pub value: Range<usize>,
    /// With its label and the brackets around it.
    pub whole: Range<usize>,
    /// The value can be what it says.
    pub is_sound: bool,
    /// It is where the words of a link lead: `[words](address)`.
    pub is_link: bool,
}

/// 1 to 8 digits, the first not zero.
pub fn is_pmid(value: &str) -> bool {
    (1..=8).contains(&value.len())
        && !value.starts_with('0')
        && value.bytes().all(|byte| byte.is_ascii_digit())
}

/// `PMC` and digits.
pub fn is_pmcid(value: &str) -> bool {
    value.strip_prefix("PMC").is_some_and(|digits| {
        (1..=9).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// `10.`, a registrant and a name: `10.3390/nu12123672`.
pub fn is_doi(value: &str) -> bool {
    doi_prefix(value).is_some_and(|name| value.len() > name)
        && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// How long the registrant of a DOI may be with its parts: longer than any, so that a line of figures is not read to its end
/// from each of them.
const LONGEST_REGISTRANT: usize = 100;

/// Where the name of a DOI begins.
fn doi_prefix(value: &str) -> Option<usize> {
    let rest = value.strip_prefix("10.")?;
    let is_part = |byte: u8| byte.is_ascii_digit() || byte == b'.';
    let slash = rest
        .bytes()
        .take(LONGEST_REGISTRANT)
        .position(|byte| !is_part(byte))?;
    if rest.as_bytes().get(slash) != Some(&b'/') {
        return None;
    }
    let mut parts = rest.get(..slash)?.split('.');
    let registrant = parts.next()?;
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    (digits(registrant) && (4..=9).contains(&registrant.len()) && parts.all(digits))
        .then_some(3 + slash + 1)
}

/// All identifiers of a text, in order.
pub(crate) fn identifiers_in(text: &str) -> Vec<ListedIdentifier> {
    find(text, 0..text.len())
}

/// Finds all of them, in order.
pub(super) fn find(text: &str, line: Range<usize>) -> Vec<ListedIdentifier> {
    let words = text.get(line.clone()).unwrap_or_default();
    let bytes = words.as_bytes();
    let mut found = Vec::with_capacity(4);
    // Where the address of the first link begins: behind it every address ends where its bracket closes.
    let linked_from = words.find("](").map_or(usize::MAX, |at| at + 2);
    let mut at = 0;
    let mut inside_word = false;
    while let Some(byte) = bytes.get(at) {
        let may_begin = !inside_word
            && matches!(
                byte,
                b'P' | b'p' | b'D' | b'd' | b'h' | b'H' | b'w' | b'1' | b'A' | b'a' | b'R' | b'c'
            );
        inside_word = byte.is_ascii_alphanumeric() || *byte >= 0x80;
        if may_begin && let Some(one) = begin(words, at, linked_from) {
            at = one.whole.end.max(at + 1);
            inside_word = false;
            found.push(one.moved(line.start));
        } else {
            at += 1;
        }
    }
    found
}

impl ListedIdentifier {
    fn moved(mut self, by: usize) -> Self {
        self.value = self.value.start + by..self.value.end + by;
        self.whole = self.whole.start + by..self.whole.end + by;
        self
    }
}

fn begin(words: &str, at: usize, linked_from: usize) -> Option<ListedIdentifier> {
    let rest = words.get(at..)?;
    let token = |start: usize| token(words, start, linked_from <= start);
    if let Some(after) = label(rest, "PMCID") {
        return labelled(words, at, rest.len() - after.len(), SourceField::Pmcid);
    }
    if let Some(after) = label(rest, "PMID") {
        return labelled(words, at, rest.len() - after.len(), SourceField::Pmid);
    }
    if rest.starts_with("PMC") && rest.as_bytes().get(3).is_some_and(u8::is_ascii_digit) {
        return labelled(words, at, 0, SourceField::Pmcid);
    }
    if let Some(after) = label(rest, "DOI") {
        let start = at + rest.len() - after.len();
        let start = start + resolver(after);
        // `DOI` in a sentence: no number follows.
        let is_number = words.get(start..)?.starts_with("10.");
        return is_number
            .then(|| one(words, at, token(start), SourceField::Doi))
            .filter(|found| found.value.len() > 2);
    }
    if strip_prefix_any_case(rest, "http").is_some() {
        let length = resolver(rest);
        if length > 0 && words.get(at + length..)?.starts_with("10.") {
            let value = token(at + length);
            if value.len() > 2 {
                return Some(one(words, at, value, SourceField::Doi));
            }
        }
        let is_address = ["http://", "https://"]
            .iter()
            .any(|scheme| strip_prefix_any_case(rest, scheme).is_some());
        return is_address.then(|| one(words, at, token(at), SourceField::Url));
    }
    if rest.starts_with("www.") {
        return Some(one(words, at, token(at), SourceField::Url));
    }
    if rest.starts_with("doi.org/") || rest.starts_with("dx.doi.org/") {
        let value = token(at + rest.find('/')? + 1);
        return Some(one(words, at, value, SourceField::Doi));
    }
    if rest.starts_with("10.") && doi_prefix(rest).is_some() {
        return Some(one(words, at, token(at), SourceField::Doi));
    }
    accessed(words, at)
}

/// The text behind a label that is a whole word, colons and blanks skipped. A link may stand between.
fn label<'w>(rest: &'w str, name: &str) -> Option<&'w str> {
    let after = strip_prefix_any_case(rest, name)?;
    let value = after.trim_start_matches([':', ' ', '\u{a0}', '\n', '\r', '*', '[', '#']);
    (value.len() < after.len()).then_some(value)
}

fn strip_prefix_any_case<'w>(words: &'w str, prefix: &str) -> Option<&'w str> {
    let head = words.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| words.get(prefix.len()..))
        .flatten()
}

/// Whether what begins here is in the address of a resolver, where letters may be written as `%2F`.
pub(super) fn is_in_address(text: &str, at: usize) -> bool {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    let host = "doi.org/".len();
    let end = before.len().checked_sub(host);
    end.and_then(|end| before.get(end..))
        .is_some_and(|end| end.eq_ignore_ascii_case(b"doi.org/"))
}

/// How long the resolver's address before a DOI is.
fn resolver(rest: &str) -> usize {
    for scheme in ["https://", "http://"] {
        if let Some(after) = strip_prefix_any_case(rest, scheme) {
            for host in ["doi.org/", "dx.doi.org/", "www.doi.org/"] {
                if let Some(doi) = strip_prefix_any_case(after, host) {
                    return rest.len() - doi.len();
                }
            }
        }
    }
    0
}

/// `PMID: 123`: the number, sound or not. Nothing where no number follows at all.
fn labelled(words: &str, at: usize, skip: usize, field: SourceField) -> Option<ListedIdentifier> {
    let start = at + skip;
    let rest = words.get(start..)?;
    let length = rest
        .find(|c: char| !(c.is_ascii_alphanumeric()))
        .unwrap_or(rest.len());
    let value = start..start + length;
    let written = words.get(value.clone())?;
    written
        .bytes()
        .any(|byte| byte.is_ascii_digit())
        .then(|| one(words, at, value, field))
}

fn one(words: &str, at: usize, value: Range<usize>, field: SourceField) -> ListedIdentifier {
    let written = words.get(value.clone()).unwrap_or_default();
    let is_sound = match field {
        SourceField::Pmid => is_pmid(written),
        SourceField::Pmcid => is_pmcid(written),
        SourceField::Doi if is_in_address(words, value.start) => is_doi(&decoded(written)),
        SourceField::Doi => is_doi(written),
        _ => written.len() > "https://".len(),
    };
    let before = words.get(..at).unwrap_or_default();
    let mut whole = at..value.end;
    let after = words.get(value.end..).unwrap_or_default();
    let is_link = before.ends_with("](");
    if is_link {
        whole.end += usize::from(after.starts_with(')'));
    } else if let Some(link) = after.strip_prefix("](") {
        // `[10.1/x](https://doi.org/10.1/x)`: the address says the same again.
        let close = link.find(')').map_or(link.len(), |close| close + 1);
        whole.end += 2 + close;
        whole.start -= usize::from(before.ends_with('['));
    } else {
        for (open, close) in [('<', '>'), ('[', ']'), ('(', ')')] {
            if before.ends_with(open) && after.starts_with(close) {
                whole = at - 1..value.end + 1;
            }
        }
    }
    for label in [
        "Available from:",
        "Available at:",
        "Available from",
        "Available at",
        "URL:",
        "from",
    ] {
        let ahead = words.get(..whole.start).unwrap_or_default().trim_end();
        if field == SourceField::Url
            && !is_link
            && let Some(start) = ahead.len().checked_sub(label.len())
            && ahead
                .get(start..)
                .is_some_and(|end| end.eq_ignore_ascii_case(label))
        {
            whole.start = start;
            break;
        }
    }
    ListedIdentifier {
        field,
        value,
        whole,
        is_sound,
        is_link,
    }
}

fn is_short_month_at_end(words: &str) -> bool {
    let month = words.rsplit(' ').next().unwrap_or_default();
    matches!(
        month,
        "Jan"
            | "Feb"
            | "Mar"
            | "Apr"
            | "Jun"
            | "Jul"
            | "Aug"
            | "Sep"
            | "Sept"
            | "Oct"
            | "Nov"
            | "Dec"
    )
}

/// A word up to the next white space, without the marks of the sentence around it.
fn token(words: &str, start: usize, is_linked: bool) -> Range<usize> {
    let rest = words.get(start..).unwrap_or_default();
    // Not the whole line is looked at: a line of links may have no white space at all.
    let mut ahead = ' ';
    let end = rest.char_indices().find(|(_, letter)| {
        let ends = letter.is_whitespace() || (ahead == ']' && *letter == '(');
        ahead = *letter;
        ends
    });
    let (length, is_link) = match end {
        Some((at, '(')) => (at - 1, true),
        Some((at, _)) => (at, false),
        None => (rest.len(), false),
    };
    let mut word = rest.get(..length).unwrap_or_default();
    // An address in `<…>` or `(…)` ends where its bracket closes.
    let before = words.get(..start).unwrap_or_default();
    if before.ends_with(['<', '(', '[']) || is_linked || is_link {
        word = word.get(..balanced(word)).unwrap_or_default();
    }
    // What is taken off the end opens no bracket before it.
    let balanced = balanced(word);
    while let Some(last) = word.chars().next_back() {
        let goes = match last {
            '.' | ',' | ':' | '"' | '\'' | '”' | '’' | '*' => true,
            ';' => !["&lt;", "&gt;", "&amp;"]
                .iter()
                .any(|entity| word.ends_with(entity)),
            ')' | ']' | '>' | '}' => balanced < word.len(),
            _ => false,
        };
        if !goes {
            break;
        }
        word = word.get(..word.len() - last.len_utf8()).unwrap_or_default();
    }
    start..start + word.len()
}

/// How much of a word stands before a bracket that was not opened in it.
fn balanced(word: &str) -> usize {
    let mut open = [0_i32; 4];
    for (at, byte) in word.bytes().enumerate() {
        for (count, (left, right)) in
            open.iter_mut()
                .zip([(b'(', b')'), (b'[', b']'), (b'<', b'>'), (b'{', b'}')])
        {
            *count += i32::from(byte == left) - i32::from(byte == right);
            if *count < 0 {
                return at;
            }
        }
    }
    word.len()
}

/// `Accessed 3 May 2021`, `[cited 2021 May 3]`, `Retrieved 3 May 2021, from`.
fn accessed(words: &str, at: usize) -> Option<ListedIdentifier> {
    let rest = words.get(at..)?;
    let after = ["Accessed", "Retrieved", "Cited"]
        .iter()
        .find_map(|label| strip_prefix_any_case(rest, label))?;
    let value = after.trim_start_matches([':', ' ']);
    let value = value.strip_prefix("on ").unwrap_or(value);
    let start = at + rest.len() - value.len();
    // A date is short, also with the address that it is said of.
    let value = value.get(..value.floor_char_boundary(200))?;
    let end = value.char_indices().find_map(|(end, c)| match c {
        ']' | ')' | ';' | '\n' => Some(end),
        // `3 Feb. 2020`: the stop of a short month ends nothing.
        '.' => (!value.get(..end).is_some_and(is_short_month_at_end)).then_some(end),
        _ => None,
    });
    let end = end.unwrap_or(value.len());
    let date = value.get(..end)?;
    let date = date.split(", from").next()?.split(" from ").next()?;
    let date = date.trim_end_matches([',', ' ']);
    let digits = date.bytes().filter(u8::is_ascii_digit).count();
    if !(4..=8).contains(&digits) || date.len() > 30 {
        return None;
    }
    Some(one(
        words,
        at,
        start..start + date.len(),
        SourceField::Accessed,
    ))
    .map(|mut found| {
        found.is_sound = true;
        found
    })
}
