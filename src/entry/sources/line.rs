//! One source line, read into its parts.
//!
//! Identifiers are found first; what stands before the first of them is authors, year, title and container, in the house
//! form (`Authors (Year). Title. Container.`) or with the year behind (`Authors. Title. Container. 2020;12(3):45.`).

use std::ops::Range;

use super::identifiers::{self, ListedIdentifier};
use super::items::NumberedItem;
use super::sentences::{self, trimmed};
use super::{Authors, BadIdentifier, Source, SourceField, UnreadReason, people};

/// Reads a line.
pub(super) fn read(text: &str, item: NumberedItem, section: usize) -> Source {
    let mut source = Source {
        number: item.number,
        number_at: item.number_at,
        section,
        range: item.range,
        line: item.line,
        authors: None,
        year: None,
        title: None,
        container: None,
        volume: None,
        issue: None,
        pages: None,
        pmid: None,
        pmcid: None,
        doi: None,
        url: None,
        accessed: None,
        notes: Vec::new(),
        doubts: Vec::new(),
        unread: None,
    };
    let found = identifiers::find(text, source.line.clone());
    let head_end = found
        .iter()
        .find(|one| !one.is_link)
        .map_or(source.line.end, |one| one.whole.start);
    take_identifiers(&mut source, &found);
    note_the_rest(text, &mut source, &found, head_end);
    let head = trimmed(text, source.line.start..head_end);
    source.unread = if has_words(text, &head) {
        read_head(text, &mut source, head).err()
    } else if found.is_empty() {
        Some(UnreadReason::Empty)
    } else {
        Some(UnreadReason::OnlyIdentifiers)
    };
    source
}

fn take_identifiers(source: &mut Source, found: &[ListedIdentifier]) {
    for one in found {
        let field = one.field;
        let place = match field {
            SourceField::Pmid => &mut source.pmid,
            SourceField::Pmcid => &mut source.pmcid,
            SourceField::Doi => &mut source.doi,
            SourceField::Accessed => &mut source.accessed,
            _ => &mut source.url,
        };
        let range = one.value.clone();
        if !one.is_sound {
            source.doubts.push(BadIdentifier { range, field });
        } else if place.is_none() {
            *place = Some(range);
        }
    }
}

/// Words between and behind the identifiers.
fn note_the_rest(text: &str, source: &mut Source, found: &[ListedIdentifier], head_end: usize) {
    let mut from = head_end;
    let ends = found.iter().filter(|one| one.whole.start >= head_end);
    let ends = ends.map(|one| one.whole.clone());
    let end = source.line.end;
    for gap in ends.chain(std::iter::once(end..end)) {
        let between = without_marks(text, from..gap.start.max(from));
        if has_words(text, &between) {
            source.notes.push(between);
        }
        from = gap.end.max(from);
    }
}

fn read_head(text: &str, source: &mut Source, head: Range<usize>) -> Result<(), UnreadReason> {
    let rest = match year_in_brackets(text, head.clone()) {
        Some((authors, year, rest)) => {
            source.authors = people::read(text, authors);
            source.year = year;
            rest
        }
        None => {
            let end = authors_end(text, head.clone()).ok_or(UnreadReason::NoAuthors)?;
            source.authors = people::read(text, head.start..end);
            end..head.end
        }
    };
    let rest = without_stops(text, rest);
    if !has_words(text, &rest) {
        return Err(UnreadReason::NoTitle);
    }
    read_title_and_container(text, source, rest);
    Ok(())
}

/// What may stand in brackets in place of a year.
const UNDATED: [&str; 8] = [
    "n.d.",
    "nd",
    "in press",
    "forthcoming",
    "undated",
    "submitted",
    "in preparation",
    "under review",
];

/// What a line says in place of a year.
pub(crate) fn undated_in(line: &str) -> Option<&'static str> {
    UNDATED.into_iter().find(|said| {
        line.match_indices(said).any(|(at, said)| {
            let (ahead, behind) = line.split_at(at);
            ahead.ends_with('(')
                && behind
                    .get(said.len()..)
                    .is_some_and(|it| it.starts_with(')'))
        })
    })
}

/// How many places of a line are tried for what ends its authors; each is read from the start.
const MOST_TRIES: usize = 50;

/// Authors, the year (none for `n.d.`) and what follows.
type AuthorsYearRest = (Range<usize>, Option<Range<usize>>, Range<usize>);

/// `Authors (2020). `: authors, year and what follows, where the year stands behind the authors and not in a title.
fn year_in_brackets(text: &str, head: Range<usize>) -> Option<AuthorsYearRest> {
    let words = text.get(head.clone())?;
    let mut tries = 0;
    for (open, _) in words.match_indices('(') {
        let inside = words.get(open + 1..)?;
        // A year is short, whatever else stands in the bracket.
        let near = inside.get(..inside.floor_char_boundary(100))?;
        let Some(close) = near.find(')') else {
            continue;
        };
        let within = inside.get(..close)?;
        let year = year_at_start(within);
        if year.is_none() && !UNDATED.contains(&within) {
            continue;
        }
        tries += 1;
        if tries > MOST_TRIES {
            return None;
        }
        let before = words.get(..open)?.trim_end();
        if sentences::first_stop(before.trim_end_matches('.')).is_some() {
            return None;
        }
        let after = inside.get(close + 1..)?;
        // `The (2020) report` is not a year of a source.
        if !(after.is_empty() || after.starts_with(['.', ',', ':', ' '])) {
            continue;
        }
        let at = head.start + open + 1;
        return Some((
            head.start..head.start + before.len(),
            year.map(|length| at..at + length),
            at + close + 1..head.end,
        ));
    }
    None
}

/// How long the year at the start is: `2020`, `2020a`, `2020, March 4`.
fn year_at_start(words: &str) -> Option<usize> {
    let bytes = words.as_bytes();
    let digits = bytes
        .iter()
        .take_while(|byte| byte.is_ascii_digit())
        .count();
    if digits != 4
        || !(words.starts_with("1") || words.starts_with("20") || words.starts_with("21"))
    {
        return None;
    }
    let letter = bytes.get(4).is_some_and(u8::is_ascii_lowercase);
    let length = 4 + usize::from(letter);
    match bytes.get(length) {
        None | Some(b',' | b' ' | b'-' | b'/') => Some(length),
        _ => None,
    }
}

/// Where authors end when no year follows them: at `et al.`, else at the first full stop.
fn authors_end(text: &str, head: Range<usize>) -> Option<usize> {
    let words = text.get(head.clone())?;
    let stop = sentences::first_stop(words);
    let et_al = ["et al. ", "et al.* ", "et al, "].iter().find_map(|cut| {
        let at = words.find(cut)?;
        stop.is_none_or(|stop| at < stop)
            .then_some(at + cut.len() - 1)
    });
    // `Smith J. Title`: one initial ends the authors as well, where what stands before is a list of people.
    let initial = words
        .match_indices(". ")
        .take(MOST_TRIES)
        .map(|(at, _)| at)
        .find(|at| {
            let names = head.start..head.start + at;
            stop.is_none_or(|stop| *at < stop)
                && people::read(text, names).is_some_and(|authors| is_people(&authors))
        });
    let end = et_al.or(initial).or(stop)?;
    // A stop at the very end parts nothing.
    let rest = words.get(end..)?.trim_start_matches(['.', ' ']);
    (!rest.is_empty()).then_some(head.start + end)
}

/// The last name is one of a person, so a single letter before the stop is an initial.
fn is_people(authors: &Authors) -> bool {
    matches!(authors.names.last(), Some(super::Name::Person { .. }))
}

fn read_title_and_container(text: &str, source: &mut Source, rest: Range<usize>) {
    let mut parts = sentences::split(text, rest);
    // What stands behind `2020;12(3):45` is a note: `Epub 2020 Nov 26`.
    let located = parts.iter().enumerate().skip(1).find_map(|(at, part)| {
        if let Some(found) = locator(text, part.clone(), true) {
            return Some((at, None, found));
        }
        // `Nutrients 2020;12(3):45`
        let words = text.get(part.clone())?;
        words.contains(';').then_some(())?;
        let (name, found) = located_behind(text, part.clone())?;
        found.year.is_some().then_some((at, Some(name), found))
    });
    if let Some((at, name, found)) = located {
        let notes = parts.split_off(at).into_iter().skip(1);
        source.notes.splice(0..0, notes);
        parts.extend(name);
        found.give(source);
    }
    while parts.len() > 2
        && let Some(last) = parts.last()
        && text
            .get(last.clone())
            .is_some_and(|words| words.starts_with("Epub "))
    {
        source.notes.splice(0..0, parts.pop());
    }
    // `A question? Nutrients`: the mark parts the two like a stop.
    if let Some(last) = parts.last_mut()
        && let Some(mark) = text.get(last.clone()).and_then(sentences::last_mark)
    {
        let behind = trimmed(text, last.start + mark + 1..last.end);
        if has_words(text, &behind) {
            last.end = last.start + mark + 1;
            parts.push(behind);
        }
    }
    let mut container = None;
    if parts.len() > 1 {
        let mut last = parts.pop().unwrap_or_default();
        // `Am. J. Clin. Nutr.`
        while parts.len() > 1
            && last.len() <= 24
            && let Some(part) = parts.last()
            && is_abbreviated(text.get(part.clone()).unwrap_or_default())
            && is_abbreviated(text.get(last.clone()).unwrap_or_default())
        {
            last.start = part.start;
            parts.pop();
        }
        container = Some(last);
    }
    let title = parts
        .first()
        .zip(parts.last())
        .map(|(first, last)| first.start..last.end);
    source.title = title.map(|title| without_marks(text, title));
    if let Some(container) = container {
        let container = if source.volume.is_none() {
            part_locator(text, source, container)
        } else {
            container
        };
        let container = without_marks(text, container);
        source.container = (!container.is_empty()).then_some(container);
    }
}

/// Takes `12(3):45` or `, 12(3), 45` off the end of a container.
fn part_locator(text: &str, source: &mut Source, container: Range<usize>) -> Range<usize> {
    match located_behind(text, container.clone()) {
        Some((name, found)) => {
            found.give(source);
            name
        }
        None => container,
    }
}

/// A name and the locator behind it.
fn located_behind(text: &str, part: Range<usize>) -> Option<(Range<usize>, Locator)> {
    let words = text.get(part.clone())?;
    // A locator is short.
    let from = words.ceil_char_boundary(words.len().saturating_sub(200));
    let spaces = words.get(from..)?.match_indices([' ', '\u{a0}']);
    spaces.map(|(at, _)| from + at).find_map(|at| {
        let found = locator(text, part.start + at + 1..part.end, false)?;
        let name = words.get(..at)?.trim_end_matches([',', ' ', ';', '.']);
        Some((part.start..part.start + name.len(), found))
    })
}

fn is_abbreviated(words: &str) -> bool {
    words.split_whitespace().count() <= 3
        && words
            .split_whitespace()
            .all(|word| word.chars().count() <= 7 && word.starts_with(char::is_uppercase))
}

/// Year, volume, issue and pages.
#[derive(Default)]
struct Locator {
    year: Option<Range<usize>>,
    volume: Option<Range<usize>>,
    issue: Option<Range<usize>>,
    pages: Option<Range<usize>>,
}

impl Locator {
    fn give(self, source: &mut Source) {
        source.volume = self.volume;
        source.issue = self.issue;
        source.pages = self.pages;
        if source.year.is_none() {
            source.year = self.year;
        }
    }
}

/// `2020;12(3):45-9`, `2020 Dec 1;12:45`, `12(3):45`, `12(3), 45–49`; where it stands by itself also `2020` alone.
fn locator(text: &str, range: Range<usize>, alone: bool) -> Option<Locator> {
    let range = without_marks(text, range);
    let words = text.get(range.clone())?;
    if !words.starts_with(|c: char| c.is_ascii_digit() || c == '*') || words.len() > 80 {
        return None;
    }
    let mut found = Locator::default();
    let mut at = 0;
    if let Some(length) = year_at_start(words.split([';', ':', '.']).next()?) {
        let semicolon = words.find(';');
        match semicolon {
            Some(semicolon) => {
                found.year = Some(range.start..range.start + length);
                at = semicolon + 1;
            }
            None if alone && is_date(words.get(length..)?) => {
                found.year = Some(range.start..range.start + length);
                return Some(found);
            }
            None => {}
        }
    }
    let rest = words.get(at..)?;
    let skipped = rest.len() - rest.trim_start_matches([' ', '*', '_']).len();
    at += skipped;
    let rest = words.get(at..)?;
    let volume = rest
        .find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '–')))
        .unwrap_or(rest.len());
    if volume > 0 {
        found.volume = Some(range.start + at..range.start + at + volume);
    }
    at += volume;
    let rest = words.get(at..)?;
    let rest_at = at + rest.len() - rest.trim_start_matches([' ', '*', '_']).len();
    let rest = words.get(rest_at..)?;
    let mut has_issue = false;
    if let Some(inside) = rest.strip_prefix('(') {
        let close = inside.find(')')?;
        let start = range.start + rest_at + 1;
        found.issue = Some(start..start + close);
        has_issue = true;
        at = rest_at + close + 2;
    } else {
        at = rest_at;
    }
    let rest = words.get(at..)?;
    let pages = rest.trim_start_matches([' ', '*', '_']);
    if pages.is_empty() {
        return (found.year.is_some() || has_issue).then_some(found);
    }
    let pages = pages.strip_prefix([':', ','])?.trim_start();
    let pages = pages.strip_prefix("pp. ").unwrap_or(pages);
    let is_pages = !pages.is_empty()
        && pages.len() <= 40
        && pages.bytes().any(|byte| byte.is_ascii_digit())
        && pages.chars().all(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '-' | '–' | '‐' | ',' | ' ' | '.' | '/' | '+')
        });
    // `12, 45` could be anything; `12:45` and `12(3), 45` are not.
    if !is_pages || !(has_issue || rest.trim_start().starts_with(':') || found.year.is_some()) {
        return None;
    }
    let start = range.start + words.len() - pages.len();
    let end = start + pages.len();
    found.pages = Some(start..end);
    Some(found)
}

/// The rest of a date behind its year: ` Dec 1`.
fn is_date(rest: &str) -> bool {
    rest.split_whitespace().all(|word| {
        word.bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'-')
            || is_month(word)
    }) && rest.len() < 20
}

fn is_month(word: &str) -> bool {
    [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]
    .iter()
    .any(|month| word.starts_with(month))
}

fn has_words(text: &str, range: &Range<usize>) -> bool {
    text.get(range.clone())
        .unwrap_or_default()
        .contains(char::is_alphanumeric)
}

/// A range without the full stops and blanks around it.
fn without_stops(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let from = words.trim_start_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | ',' | ':' | ';' | '*' | '_')
    });
    let start = range.start + words.len() - from.len();
    start..start + from.trim_end().len()
}

/// A range without emphasis, quotation marks, link marks, blanks and full stops around it.
fn without_marks(text: &str, range: Range<usize>) -> Range<usize> {
    let range = trimmed(text, range);
    let words = text.get(range.clone()).unwrap_or_default();
    if let Some(link) = words.strip_prefix('[')
        && let Some(end) = link.find("](")
    {
        return range.start + 1..range.start + 1 + end;
    }
    let from = words.trim_start_matches(['*', '_', '“', '"', '.', ',', ';', ':', ' ', '<', '>']);
    let start = range.start + words.len() - from.len();
    let mut bare = from.trim_end_matches(['*', '_', '”', '"', '.', ',', ';', ':', ' ', '<', '>']);
    // `\_` is a letter, not a mark.
    if bare.ends_with('\\') {
        let next = from
            .get(bare.len()..)
            .and_then(|marks| marks.chars().next());
        bare = from
            .get(..bare.len() + next.map_or(0, char::len_utf8))
            .unwrap_or(bare);
    }
    start..start + bare.len()
}
