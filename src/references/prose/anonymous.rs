//! Works that nobody signs: the title stands where names would, told by what follows it.
//!
//! A title may look like the name of an organisation and the other way round, so only such words are taken for a title as
//! can be nothing else: they are written like a sentence, or an edition follows them, or a note that they are on the net.

use super::book::{COMMA_AND_CAPITAL, behind_book_title};
use super::chapter::in_book;
use super::holder;
use super::imprint::{PUBLISHER, filled, imprint, is_book};
use super::names;
use super::organisations;
use super::pattern::Pattern;
use super::place::{self, ReferenceTail};
use super::title::{closed, is_name_of_journal};
use crate::entry::sources::sentences;
use crate::references::{Record, WorkKind};

/// What was read, beside what had been known.
type Read = Option<(Record, ReferenceTail)>;

/// Reads all of a reference that begins with its title; `written` still holds its notes in square brackets.
pub(super) fn read(written: &str, words: &str, known: &Record) -> Read {
    if let Some(read) = standard(words, known.clone()) {
        return Some(read);
    }
    let has_names = names::begin(words).is_some_and(|(names, _)| names.have_initials());
    if has_names || BARE_NUMBER.is_match(words) {
        return None;
    }
    let is_title = |title: &str| is_like_sentence(title) || is_emphasised(title, written);
    before_year(words, is_title, known.clone())
        .or_else(|| before_in(words, known.clone()))
        .or_else(|| online(written, words, known.clone()))
        .or_else(|| in_journal_or_book(words, known.clone()))
}

/// `Title (2014) 3rd edn. London: Quiet Press`, `Title, 3rd ed. London: Quiet Press, 2014`: no name has an edition.
pub(super) fn before_edition(words: &str, known: &Record) -> Read {
    let found = EDITION_BEHIND_TITLE.captures(words)?;
    let title = found.get(1)?.as_str();
    let is_other = BARE_NUMBER.is_match(words)
        || sentences::first_stop(title).is_some()
        || COMMA_AND_CAPITAL.is_match(title)
        || names::begin(words).is_some_and(|(names, _)| names.have_initials());
    if is_other || is_list_of_people(title) {
        return None;
    }
    let (mut record, mut tail) = (known.clone(), ReferenceTail::default());
    record.title = filled(closed(title));
    record.year = [2, 4]
        .iter()
        .find_map(|at| filled(found.get(*at)?.as_str()));
    let behind = words.get(found.get(0)?.end()..)?;
    behind_book_title(found.get(3)?.as_str(), behind, &mut record, &mut tail).ok()?;
    (record.publisher.is_some() && record.year.is_some()).then_some((record, tail))
}

/// `Title. (2018, April 6). Quiet Site.`, `Title (2018) Quiet Site.`
fn before_year(words: &str, is_title: impl Fn(&str) -> bool, mut record: Record) -> Read {
    let found = YEAR_BEHIND_TITLE.captures(words)?;
    let title = found.get(1)?.as_str();
    let behind = words.get(found.get(0)?.end()..)?;
    let bare = closed(behind);
    let is_one = sentences::first_stop(bare).is_none() && bare.split_whitespace().count() <= 8;
    let placed = place::find(behind).filter(|placed| placed.place.is_in_journal());
    let is_known =
        record.url.is_some() || record.doi.is_some() || bare.contains(": ") || placed.is_some();
    let is_site = bare.starts_with(char::is_uppercase) || bare.is_empty() && record.url.is_some();
    if !is_title(title) || !is_one || !is_known || !is_site {
        return None;
    }
    record.title = filled(closed(title));
    record.year = found.get(2).map(|year| year.as_str().to_owned());
    if let Some(placed) = placed {
        record.container = filled(closed(placed.before));
        placed.place.give(&mut record);
    } else if !(bare.contains(": ") && imprint(bare, &mut record)) {
        record.kind = WorkKind::Webpage;
        record.container = filled(bare);
    }
    Some(dated_or_not(record))
}

/// `Title. 1894. Berlin: Quiet Press.`, `Title (1894) Berlin: Quiet Press`: an imprint and nothing else behind the year.
pub(super) fn before_imprint(written: &str, words: &str, known: &Record) -> Read {
    let found = YEAR_BEFORE_IMPRINT.captures(words)?;
    let (title, publisher) = (found.get(1)?.as_str(), found.get(4)?.as_str());
    let begins = ["A ", "An "].iter().any(|word| title.starts_with(word));
    let is_title = begins || is_emphasised(title, written) || PUBLISHER.is_match(publisher);
    let is_other = sentences::first_stop(title).is_some()
        || organisations::has_body(title)
        || names::begin(words).is_some_and(|(names, _)| names.have_initials())
        || is_list_of_people(title);
    if !is_title || is_other {
        return None;
    }
    let mut record = known.clone();
    record.title = filled(closed(title));
    record.year = [2, 3]
        .iter()
        .find_map(|at| filled(found.get(*at)?.as_str()));
    record.publisher = filled(publisher);
    is_book(&mut record);
    Some(dated_or_not(record))
}

/// An imprint and nothing else, which is no title.
pub(super) fn is_imprint(words: &str) -> bool {
    WHOLE_PLACE_AND_PUBLISHER.is_match(words)
}

/// `Title. (2014). In Quiet Dictionary (3rd ed., p. 91).`: no title stands behind the year.
fn before_in(words: &str, mut record: Record) -> Read {
    let found = YEAR_BEFORE_IN.captures(words)?;
    let title = found.get(1)?.as_str();
    if sentences::first_stop(title).is_some() || is_list_of_people(title) {
        return None;
    }
    record.title = filled(closed(title));
    record.year = found.get(2).map(|year| year.as_str().to_owned());
    let mut tail = ReferenceTail {
        is_undated: record.year.is_none(),
        ..ReferenceTail::default()
    };
    in_book(words.get(found.get(0)?.end()..)?, &mut record, &mut tail);
    Some((record, tail))
}

/// `Title, ISX Standard 1234, 2014.`
fn standard(words: &str, mut record: Record) -> Read {
    let found = STANDARD.captures(words)?;
    let title = found.get(1)?.as_str();
    if organisations::has_body(title) || is_list_of_people(title) {
        return None;
    }
    record.title = filled(title);
    record.year = filled(found.get(2)?.as_str());
    record.kind = WorkKind::Report;
    Some((record, ReferenceTail::default()))
}

/// Is all of it in italics? So stand titles, and no names.
fn is_emphasised(title: &str, written: &str) -> bool {
    let written = written.trim_start();
    let inside = written.trim_start_matches(['*', '_']);
    inside.len() < written.len()
        && inside
            .strip_prefix(title)
            .is_some_and(|behind| behind.trim_start_matches('.').starts_with(['*', '_']))
}

/// `Title [Internet]. Berlin: Quiet Board; 2015 [cited 2016 Mar 3].`: so begin a book and a site, and no name does.
fn online(written: &str, words: &str, mut record: Record) -> Read {
    let found = ON_THE_NET.captures(written)?;
    let title = found.get(1)?.as_str().trim();
    let behind = words.trim_start().strip_prefix(title)?;
    let imprint = WHOLE_IMPRINT.captures(behind)?;
    record.title = filled(title);
    record.publisher = filled(imprint.get(1)?.as_str());
    record.year = imprint.get(2).map(|year| year.as_str().to_owned());
    Some(dated_or_not(record))
}

/// `Title. J Rest. 2014;12(3):4-9.`, `Title. 2nd ed. Berlin: Quiet Press; 2014.`
fn in_journal_or_book(words: &str, mut record: Record) -> Read {
    // A question or an exclamation keeps its mark.
    let mut marks = words.match_indices(['?', '!']);
    let mark = marks.find_map(|(at, _)| MARK_AND_CAPITAL.is_match(words.get(at..)?).then_some(at));
    let stop = match (sentences::first_stop(words), mark) {
        (Some(stop), Some(mark)) if mark < stop => mark + 1,
        (Some(stop), _) => stop,
        (None, mark) => mark? + 1,
    };
    let first = words.get(..stop)?;
    // Without a title there is no reference: what stands alone in front of a journal or an imprint is one.
    let is_alone = ALONE.is_match(words.get(stop..)?)
        && first.contains(' ')
        && names::begin(words).is_none()
        && !organisations::has_body(first)
        && !NAME_WITHIN.is_match(first);
    if !(is_like_sentence(first) || is_alone) || !PLACE_OR_IMPRINT.is_match(words) {
        return None;
    }
    let tail = holder::read(words, false, false, &mut record).ok()?;
    let title = record.title.as_deref()?;
    let is_first = title == closed(first);
    let has_name = record.container.as_deref().is_some_and(is_name_of_journal);
    let is_held = match record.volume {
        Some(_) => has_name,
        None => record.publisher.is_some() || (record.url.is_some() && has_name),
    };
    (is_first && is_held).then_some((record, tail))
}

fn dated_or_not(record: Record) -> (Record, ReferenceTail) {
    let tail = ReferenceTail {
        is_undated: record.year.is_none(),
        ..ReferenceTail::default()
    };
    (record, tail)
}

/// Words of a sentence, and neither names nor a body: `Fish oil in the clinic: hope or hype?`
fn is_like_sentence(words: &str) -> bool {
    let low = words.split_whitespace().filter(|word| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        word.chars().count() >= 3
            && word.starts_with(char::is_lowercase)
            && !organisations::is_connective(word)
    });
    low.count() >= 2
        && !COMMA_AND_CAPITAL.is_match(words)
        && words.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && !organisations::has_body(words)
        && !is_list_of_people(words)
        && !NAME_WITHIN.is_match(words)
}

fn is_list_of_people(words: &str) -> bool {
    names::begin(words).is_some_and(|(names, _)| names.are_surely_people())
}

static EDITION_BEHIND_TITLE: Pattern = Pattern::new(
    r"^([^.“”\x22]{6,200}?)[.,]?(?: \(?(⟨YEAR⟩)\)?[.,:]?)? \(?((?:\d+(?:st|nd|rd|th)|[Ff]irst|[Ss]econd|[Tt]hird|[Rr]ev(?:ised|\.)?) (?:[Rr]ev(?:ised|\.)? )?ed(?:n|ition)?\b)(?:\.\)|[.)])?[.,]?(?: \((⟨YEAR⟩)\)[.,]?)? ",
);
static YEAR_BEHIND_TITLE: Pattern = Pattern::new(
    r"^([^.“”\x22;?!()]{6,250}[?!]?)[.]? \((?:(⟨YEAR⟩)(?:, [^()]{3,20})?|⟨NO_YEAR⟩)\)(?:[.,]? |[.,]?$)",
);
static YEAR_BEFORE_IMPRINT: Pattern = Pattern::new(
    r"^([^“”\x22;()]{6,200}?)(?:[.,]? \((⟨YEAR⟩)\)[.,]?|[.,] (⟨YEAR⟩)[.,]) \p{Lu}[^:;.]{1,40}: ([^:;.]{2,80}(?:\. [^:;.]{2,40})?)\.?$",
);
static WHOLE_PLACE_AND_PUBLISHER: Pattern = Pattern::new(
    r"^\p{Lu}\p{L}+(?:,? (?:\([^()]+\)|\p{Lu}[\p{L}.]*)){0,3}: \p{Lu}[^:;.]{1,80}\.?$",
);
static YEAR_BEFORE_IN: Pattern = Pattern::new(
    r"^([^“”\x22;()]{2,200}?)[.]? \((?:(⟨YEAR⟩)(?:, [^()]{3,20})?|⟨NO_YEAR⟩)\)[.,]? [Ii]n:? ",
);
static STANDARD: Pattern = Pattern::new(
    r"^([^,.;:“”\x22]{6,200}), (?:(?:[A-Z][A-Za-z/]*\.? ){1,4}(?:Standard|Std\.?|Spec\.|Specification)|ISO|IEC|ISO/IEC|ASTM|BS|EN|BS EN|DIN|ANSI|IEEE|AOAC)[ /-][^,]{0,12}\d[^,]*, (?:⟨MONTH⟩\.? )?(⟨YEAR⟩)\.?$",
);
static ON_THE_NET: Pattern =
    Pattern::needing(&["[Internet]"], r"^\W*([^.;\[\]]{2,200}) \[Internet\]\. ");
static WHOLE_IMPRINT: Pattern = Pattern::new(
    r"^\. (?:[^.:;]|\.\p{L}){2,60}: ([^:;]{2,120}); ?(?:[c©]?(⟨YEAR⟩)(?:[-–](?:⟨YEAR⟩|\d\d)?)?(?: ⟨MONTH⟩(?: \d{1,2})?)?|n\.d\.)[.,;]?(?: \d{1,4} p\b)? ?\.?$",
);
static PLACE_OR_IMPRINT: Pattern = Pattern::new(
    r"[.?!] ⟨YEAR⟩(?: ⟨MONTH⟩[^;.]{0,10})?; ?\d|[.?!] [^.]{2,60}[. ] ?⟨YEAR⟩(?:[;,] ?\d.*|\.)?$|[.?!] [^.;:]{2,60}(?:\([^()]*\))?: [^;:]{2,120}[;,] ?[c©]?⟨YEAR⟩\b",
);
/// `1 Fish oil`: the number of a list, or the first word.
static BARE_NUMBER: Pattern = Pattern::new(r"^\d{1,3} \p{Lu}");
static MARK_AND_CAPITAL: Pattern = Pattern::new(r"^[?!] \p{Lu}");
/// `. J Rest. 2014;12`, `. 2nd ed. London: Quiet Press; 2014`
static ALONE: Pattern = Pattern::new(
    r"^\.? (?:[^.]{2,80}\. ⟨YEAR⟩(?: ⟨MONTH⟩[^;.]{0,10})?; ?\d|(?:\d+(?:st|nd|rd|th)(?: rev\.)? edn?\. )?[^.;:]{2,60}: [^;:]{2,120}; ?[c©]?⟨YEAR⟩\b)",
);
/// `Park J hoon, Choi SY`
static NAME_WITHIN: Pattern =
    Pattern::new(r"(?:^|, |; )⟨CAPITAL⟩,? (?:⟨INITIALS⟩|⟨DOTTED⟩)(?:[,.;]|$)|\bet al\b");
