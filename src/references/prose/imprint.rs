//! Who published a work, and what stands with it: the school of a thesis, an edition, a volume, the last year.

use super::pattern::Pattern;
use super::title::YEAR;
use crate::entry::sources::sentences;
use crate::references::{Record, WorkKind};

/// `Berlin: Quiet Press; 2014`, `Berlin: Quiet Press`, `Quiet Press, Berlin`, `Quiet Press`: the publisher.
pub(super) fn imprint(sentence: &str, record: &mut Record) -> bool {
    let bare = YEARS.taken_out(sentence);
    let bare = bare.trim_matches(|c: char| c.is_whitespace() || ".,;:()".contains(c));
    if bare.is_empty() || !bare.contains(char::is_alphabetic) {
        return false;
    }
    let publisher = match bare.split_once(": ") {
        Some((place, publisher)) if place.split_whitespace().count() <= 6 => publisher,
        Some(_) => return false,
        None => bare,
    };
    record.publisher = record.publisher.take().or(filled(publisher));
    is_book(record);
    true
}

/// `PhD thesis, University of Rest, 2014`
pub(super) fn thesis(behind: &str, record: &mut Record) -> bool {
    let Some(found) = THESIS.find(behind) else {
        return false;
    };
    record.kind = WorkKind::Thesis;
    record.year = record.year.take().or(last_year(behind).map(str::to_owned));
    let ahead = behind.get(..found.start()).unwrap_or_default();
    let rest = behind.get(found.end()..).unwrap_or_default();
    let rest = if rest.contains(char::is_alphabetic) {
        rest
    } else {
        ahead
    };
    let school = YEARS.taken_out(rest);
    let school = school.trim_matches(|c: char| c.is_whitespace() || ".,;:()[]".contains(c));
    let school = school.rsplit(": ").next().unwrap_or(school);
    record.publisher = record.publisher.take().or(filled(school));
    true
}

/// A note in brackets may have told more: `[dissertation]`.
pub(super) fn is_book(record: &mut Record) {
    if record.kind == WorkKind::Article {
        record.kind = WorkKind::Book;
    }
}

/// `Proceedings of the Quiet Congress, 3–9`
pub(super) fn without_pages(words: &str) -> (&str, Option<String>) {
    let Some(found) = PAGES_AT_END.captures(words) else {
        return (words, None);
    };
    let ahead = found.get(1).map_or(words, |ahead| ahead.as_str());
    (ahead, found.get(2).map(|pages| pages.as_str().to_owned()))
}

/// The first stop that ends a sentence and not `Proc.` or `Int.`
pub(super) fn first_stop(words: &str) -> Option<usize> {
    sentences::stops(words, b'.').find(|at| {
        let word = words.get(..*at).unwrap_or_default();
        let word = word.rsplit([' ', '(']).next().unwrap_or_default();
        let is_short = word.len() <= 6 && words.starts_with("Proc.");
        !is_short && !SHORT_WORDS.contains(&word)
    })
}

pub(super) fn last_year(words: &str) -> Option<&str> {
    let mut last = None;
    let mut from = 0;
    while let Some(found) = words.get(from..).and_then(|rest| YEAR.captures(rest)) {
        let year = found.get(1)?;
        last = words.get(from + year.start()..from + year.end());
        from += year.end();
    }
    last
}

pub(super) fn filled(words: &str) -> Option<String> {
    let words = words.trim();
    (!words.is_empty()).then(|| words.to_owned())
}

const SHORT_WORDS: &[&str] = &[
    "Proc",
    "Int",
    "Conf",
    "Symp",
    "Annu",
    "Natl",
    "Soc",
    "Assoc",
    "Am",
    "Eur",
    "Dept",
    "Univ",
    "Inst",
    "Ed",
    "Eds",
    "eds",
    "ed",
    "Vol",
    "vol",
    "pp",
    "p",
    "Sci",
    "Technol",
    "Eng",
    "Comput",
    "Med",
    "Biol",
    "Workshop Proc",
    "Inc",
    "Ltd",
    "Co",
];

/// `Geneva: WQB; 2011`, `Quiet Press; 2014:3-9`
pub(super) static IMPRINT: Pattern = Pattern::new(
    r"(?:^|[.?!] )(?:([^.;:?!]{2,60}(?:\.[^.;:?! ]{1,4}\.?)?): ?)?([^;:?!]{1,139}[^;:?!\d]); ?(?:⟨MONTH⟩ ?)?[c©]?(?:(⟨YEAR⟩)\b(?:[-–](?:⟨YEAR⟩|\d\d)\b)?(?: ?(?:⟨MONTH⟩)(?: \d{1,2})?)?|n\.d\.)(?:: ?⟨PAGES⟩)?(?:[.,;]|\s|$)",
);
pub(super) static PUBLISHER: Pattern = Pattern::new(
    r"\b(?:Press|Publish\w*|Publications|Verlag|Books|Editions?|Éditions|Editorial|Ediciones|Wiley|Springer|Elsevier|Routledge|Sage|SAGE|Blackwell|Penguin|Karger|Thieme|Academic|Sons)\b",
);
pub(super) static THESIS: Pattern = Pattern::new(
    r"(?i)\b(?:(?:unpublished )?(?:ph\.? ?d\.?|d\.?phil\.?|m\.?d\.?|m\.?sc\.?|m\.?a\.?|m\.?s\.?|b\.?sc\.?|doctoral|master[’']?s?|bachelor[’']?s?|honou?rs|diploma|inaugural|licentiate|magister|habilitation|(?:under|post)?graduate|doctorate|(?-i:(?:M|B|D|Ed|Psy|Dr|LL|Lic)\.?(?:[A-Z][A-Za-z]{0,6}\.? ?){1,3}))[ -])+(?:thesis|dissertation|diss\.?)|^(?:thesis|dissertation|diss\.)(?:[,. ]|$)|\b(?:thesis|dissertation) \(",
);
pub(super) static REPORT: Pattern = Pattern::new(
    r"(?i)\btech(?:nical|\.) rep(?:ort|\.)|\brep(?:ort|\.) (?:nos?\.|\d)|\breport number|\bworking paper\b",
);
pub(super) static CONFERENCE: Pattern = Pattern::new(
    r"(?i)\b(?:proceedings|proc\.|conference|conf\.|symposium|congress|workshop|annual meeting)",
);
pub(super) static EDITION: Pattern = Pattern::new(
    r"(?i)[,.]? ?\(?\b(?:⟨NTH⟩|(?:new|international|\d+\.)(?: rev(?:ised|\.)?)?) (?:ed(?:ition|n)?s?|aufl(?:age)?)\b\.?\)?[.,]?",
);
pub(super) static VOLUME_OF_BOOK: Pattern = Pattern::new(
    r"\(?(?:Order|UMI|Publication) No\. [^().]*\)?|(?:^|[.,] ?)(?i:vols?\.|volume|ch\.|chap\.|sec\.) \w+(?: of \d+)?(?:[.,]|$)|(?i:retrieved from|available from|translated by|edited by) [^.,]+[.,]?",
);
static YEARS: Pattern =
    Pattern::new(r"[,;] ?(?:⟨MONTH⟩ )?[c©]?⟨YEAR⟩[a-z]?\b|; n\.d|\(⟨YEAR⟩\)|^\s*⟨YEAR⟩\.?$");
static PAGES_AT_END: Pattern = Pattern::new(r"^(.+\p{L}[”)]?),? (\d+[-–]\d+)$");
