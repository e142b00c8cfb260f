//! Books, reports and pages that are told by their form, and what stands behind the title of a book.

use super::doubts::Doubt;
use super::imprint::{
    EDITION, IMPRINT, PUBLISHER, REPORT, THESIS, VOLUME_OF_BOOK, filled, first_stop, imprint,
    is_book, last_year,
};
use super::organisations;
use super::pattern::Pattern;
use super::place::{self, Placed, ReferenceTail, take_place};
use super::title::{JOURNAL, TAIL_OF_VOLUME, closed, is_name_of_journal};
use crate::entry::sources::sentences;
use crate::references::{Record, WorkKind};

/// `Title (Quiet Press, 2014).`
pub(super) fn with_imprint_in_brackets(rest: &str, record: &mut Record) -> bool {
    if let Some(found) = IN_LAST_BRACKETS.captures(rest)
        && let (Some(title), Some(publisher), Some(year)) =
            (found.get(1), found.get(2), found.get(3))
        && record.year.is_none()
        && let title = closed(&TAIL_OF_VOLUME.taken_out(title.as_str())).to_owned()
        && place::find(&title).is_none_or(|placed| placed.place.is_year_alone())
    {
        record.kind = WorkKind::Book;
        record.title = filled(&title);
        let publisher = publisher.as_str();
        record.publisher = filled(publisher.rsplit(": ").next().unwrap_or(publisher));
        record.year = Some(year.as_str().to_owned());
        return true;
    }
    false
}

/// Forms that are told by their whole shape: a page of a site, an archive, a numbered report, a book with its year last.
pub(super) fn in_whole_form(
    rest: &str,
    is_dated: bool,
    has_commas: bool,
    record: &mut Record,
) -> bool {
    // `Quiet Site [Internet]. Berlin: Quiet Board; 2015. Sleep in towns.`
    if record.kind == WorkKind::Webpage
        && record.year.is_none()
        && let Some(found) = PAGE_OF_SITE.captures(rest)
        && let (Some(site), Some(year), Some(title)) = (found.get(1), found.get(3), found.get(4))
        && !NO_TITLE.is_match(title.as_str())
        && sentences::first_stop(site.as_str()).is_none()
    {
        record.title = filled(closed(title.as_str()));
        record.container = filled(site.as_str());
        record.publisher = found.get(2).map(|publisher| publisher.as_str().to_owned());
        record.year = Some(year.as_str().to_owned());
        return true;
    }
    // `Title. (1992). Quiet Press.`
    // `Title (Quiet Press).` behind the year.
    if is_dated
        && let Some(found) = LAST_BRACKETS.captures(rest)
        && let (Some(title), Some(publisher)) = (found.get(1), found.get(2))
        && (PUBLISHER.is_match(publisher.as_str()) || organisations::has_body(publisher.as_str()))
    {
        record.title = filled(closed(title.as_str()));
        record.publisher = filled(publisher.as_str());
        is_book(record);
        return true;
    }
    if !is_dated
        && has_commas
        && let Some(found) = YEAR_SENTENCE.captures(rest)
        && let (Some(title), Some(year), Some(publisher)) =
            (found.get(1), found.get(2), found.get(3))
    {
        record.title = filled(closed(title.as_str()));
        record.year = Some(year.as_str().to_owned());
        record.publisher = filled(closed(publisher.as_str()));
        is_book(record);
        return true;
    }
    // `Title; Quiet Press: Berlin, 2014.`
    if !is_dated
        && let Some(found) = PUBLISHER_AND_PLACE.captures(rest)
        && let (Some(title), Some(publisher), Some(year)) =
            (found.get(1), found.get(2), found.get(3))
    {
        record.title = filled(closed(title.as_str()));
        record.publisher = filled(publisher.as_str());
        record.year = Some(year.as_str().to_owned());
        is_book(record);
        return true;
    }
    if !is_dated
        && let Some(found) = DATE_SENTENCE.captures(rest)
        && let (Some(title), Some(year), Some(archive)) = (found.get(1), found.get(2), found.get(3))
    {
        record.title = filled(title.as_str());
        record.year = Some(year.as_str().to_owned());
        record.container = filled(archive.as_str());
        return true;
    }
    if !is_dated
        && has_commas
        && let Some(found) = NUMBERED_REPORT.captures(rest)
        && let (Some(title), Some(year)) = (found.get(1), found.get(2))
        && !COMMA_AND_CAPITAL.is_match(title.as_str())
    {
        record.kind = WorkKind::Report;
        record.title = filled(closed(title.as_str()));
        record.year = Some(year.as_str().to_owned());
        return true;
    }
    if !is_dated
        && let Some(found) = BOOK_WITH_LAST_YEAR.captures(rest)
        && let (Some(title), Some(publisher), Some(year)) =
            (found.get(1), found.get(2), found.get(3))
        && has_commas
    {
        record.kind = WorkKind::Book;
        record.title = filled(closed(title.as_str()));
        record.publisher = filled(publisher.as_str());
        record.year = Some(year.as_str().to_owned());
        record.pages = found.get(4).map(|pages| pages.as_str().to_owned());
        return true;
    }
    false
}

/// `Guideline for Rest, Quiet Guideline 14, 2018.`
pub(super) fn is_numbered_report(words: &str) -> bool {
    NUMBERED_REPORT.is_match(words)
}

/// `Title, Quiet Press, Berlin` and `Title, Berlin, Quiet Press`: title and publisher, where nothing else may be meant.
pub(super) fn before_commas(words: &str) -> Option<(&str, &str)> {
    let words = words.trim().trim_end_matches(['.', ',']);
    let commas: Vec<usize> = words.match_indices(", ").map(|(at, _)| at).collect();
    let is_publisher = |part: &str| PUBLISHER.is_match(part) || organisations::has_body(part);
    let part = |from: usize, to: usize| {
        let from = commas.get(from)? + 2;
        let to = commas.get(to).copied().unwrap_or(words.len());
        words.get(from..to).map(str::trim)
    };
    let count = commas.len();
    // How many parts at the end are written like names.
    let named = (0..count)
        .rev()
        .take_while(|at| {
            part(*at, at + 1).is_some_and(|part| {
                is_name_of_journal(part)
                    && part.starts_with(char::is_uppercase)
                    && part.split_whitespace().count() <= 8
                    && !part.contains(|c: char| c.is_ascii_digit())
                    && !JOURNAL.is_match(part)
            })
        })
        .count();
    let first = count.checked_sub(named)?;
    let title = words.get(..*commas.get(first)?)?;
    let publisher = match named {
        1 => part(first, first + 1).filter(|part| is_publisher(part))?,
        2 => {
            let (one, other) = (part(first, first + 1)?, part(first + 1, first + 2)?);
            // A town has few words; `Fish, Chips, Quiet Press` may be a title with a comma.
            match (is_publisher(one), is_publisher(other)) {
                (false, true) if one.contains(' ') => return None,
                (false, true) => other,
                (true, false) => one,
                _ if one.split(' ').count() == 1 => other,
                _ => one,
            }
        }
        // `Title, Quiet Press, Cambridge, MA`
        3 => {
            let last = part(first + 2, first + 3)?;
            let one = part(first, first + 1)?;
            let is_state = last.len() <= 3
                || matches!(last, "Australia" | "New Zealand" | "Canada" | "England");
            (is_state && is_publisher(one)).then_some(one)?
        }
        _ => return None,
    };
    Some((title, publisher))
}

/// What follows `(3rd ed.)`, `3rd ed.`, `(Report No. 12)` or `[Doctoral dissertation]`.
pub(super) fn behind_book_title(
    mark: &str,
    behind: &str,
    record: &mut Record,
    tail: &mut ReferenceTail,
) -> Result<(), Doubt> {
    if THESIS.is_match(mark) {
        record.kind = WorkKind::Thesis;
    } else if REPORT.is_match(mark) {
        record.kind = WorkKind::Report;
    }
    is_book(record);
    if let Some((_, school)) = mark.split_once(", ")
        && record.kind == WorkKind::Thesis
    {
        record.publisher = filled(school.trim_matches(['(', ')', '.', ' ']));
    }
    let behind = VOLUME_OF_BOOK.taken_out(EDITION.taken_out(behind).trim_start());
    let behind = behind.trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
    if let Some(found) = IMPRINT.captures(behind) {
        let publisher = found.get(2).map_or("", |publisher| publisher.as_str());
        record.publisher = record.publisher.take().or(filled(publisher));
        record.year = record
            .year
            .take()
            .or(found.get(3).map(|year| year.as_str().to_owned()));
        return Ok(());
    }
    let (before, place) = match place::find(behind) {
        Some(Placed { before, place, .. }) => (before, Some(place)),
        None => (behind, None),
    };
    take_place(place, record, tail);
    let before = before.trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
    let sentence = first_stop(before)
        .and_then(|at| before.get(..at))
        .unwrap_or(before);
    if record.publisher.is_none() && !imprint(sentence, record) {
        record.publisher = filled(sentence);
    }
    if record.year.is_none() {
        record.year = last_year(behind).map(str::to_owned);
    }
    Ok(())
}

static IN_LAST_BRACKETS: Pattern =
    Pattern::new(r"^(.{3,}?)[.,]? \(([^()]{2,100}?),? (⟨YEAR⟩)\)\.?$");
static LAST_BRACKETS: Pattern = Pattern::new(r"^([^()]{3,}?)[.,]? \(([^()\d]{4,100})\)\.?$");
/// The site, its publisher, the year and the page.
static PAGE_OF_SITE: Pattern = Pattern::new(
    r"^(.{2,100}?)\. (?:(?:[^.:;]{2,40}: )?([^.;]{2,80}); ?)?(⟨YEAR⟩)(?: ⟨MONTH⟩(?: \d{1,2})?)?\. (\p{Lu}.+?)\.?$",
);
static NO_TITLE: Pattern =
    Pattern::new(r"^(?:Report|Publication|Available|Licen[cs]e|\d)|^(?:\S+ ){0,4}\S*\d\S*$");
static YEAR_SENTENCE: Pattern =
    Pattern::new(r"^(.+?)\. \((?:⟨MONTH⟩\.? )?(⟨YEAR⟩)\)\. ([^.]+)\.?$");
/// `Pollen counts. 2021 Nov 2. Quiet Open Data.`
static DATE_SENTENCE: Pattern =
    Pattern::new(r"^([^.?!]+)\. (⟨YEAR⟩) ⟨MONTH⟩(?: \d{1,2})?\. ([^.:;,]+)\.?$");
/// The publisher stands in front of the place.
static PUBLISHER_AND_PLACE: Pattern = Pattern::new(
    r"^([^;]{3,200}?)(?:, \d+\w\w ed\.)?(?:; [^;:]{3,80}){0,2}; ([^;:]{3,80}): \p{Lu}[^;:,\d]{2,40}(?:, \p{Lu}[^;:,\d]{1,20})?, (⟨YEAR⟩)\.?$",
);
static NUMBERED_REPORT: Pattern = Pattern::new(
    r"^([^“”\x22]+?), [^,]*\b(?:[Gg]uideline|[Rr]eport|Rep\.|[Ss]tandard|Std\.|[Pp]ublication|Pub\.|[Pp]aper|[Dd]ocument|Doc\.|[Bb]ulletin|[Ss]eries)(?: [^,\d]{0,20})? ?[\w./-]*\d[^,]*(?:, \p{Lu}[^,\d]+){0,2}, (?:⟨MONTH⟩\.? )?(⟨YEAR⟩)\.?$",
);
/// `Title, vol. 1. Oxford, U.K.: Quiet Press, 2010, pp. 15–64.`
static BOOK_WITH_LAST_YEAR: Pattern = Pattern::new(
    r"^(.+?)(?:,? (?:[Vv]ols?\. \w+|\d+(?:st|nd|rd|th) ed|[Rr]ev\. ed|\([^()]*\)|ser\. [\w ]+|no\. \w+)){0,3}\. (?:[^.:;]|\p{Lu}\.){2,50}?: ([^:;]+), (⟨YEAR⟩)(?:, (?:pp?\. (⟨PAGES⟩)|(?:ch|chap|sec)\. [\w.]+))*\.?$",
);
pub(super) static COMMA_AND_CAPITAL: Pattern = Pattern::new(r", \p{Lu}");
