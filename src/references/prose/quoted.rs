//! A title in quotation marks, and what stands behind it.

use super::chapter::{EDITED_BY, in_book};
use super::imprint::{REPORT, filled, first_stop, last_year, thesis, without_pages};
use super::pattern::Pattern;
use super::place::{self, Placed, ReferenceTail, take_place};
use super::title::closed;
use crate::references::{Record, WorkKind};

/// `“Title.”` and what stands behind.
pub(super) fn quoted(rest: &str) -> Option<(String, &str)> {
    let open = rest.chars().next()?;
    let close: &[char] = match open {
        '“' => &['”'],
        '‘' => &['’'],
        '«' => &['»'],
        '„' => &['“', '”'],
        '"' => &['"'],
        '\'' => &['\''],
        _ => return None,
    };
    let inside = rest.get(open.len_utf8()..)?;
    let is_single = matches!(open, '‘' | '\'');
    let ends = |(at, mark): &(usize, &str)| {
        let behind = inside.get(at + mark.len()..).unwrap_or_default();
        let title = inside.get(..*at).unwrap_or_default();
        if is_single {
            behind.starts_with([',', '.', ';', ')'])
                || behind.is_empty()
                || ASIDE.is_match(behind)
                || (title.ends_with(['.', '?', '!', ',']) && behind.starts_with(' '))
        } else {
            // `“Brain fog” after infection` is quoted at its start only.
            // `“Correction to ‘Tea.’” J Rest`
            (title.trim_end_matches(['’', '\'']).ends_with(['.', ',', '?', '!'])
                || behind.is_empty()
                || behind.starts_with(['.', ',', ';'])
                || ASIDE.is_match(behind)
                || behind.starts_with(" in ")
                || behind.starts_with(" In "))
                && title.matches(open).count() * usize::from(open == '“')
                    == title.matches(close).count() * usize::from(open == '“')
                && !behind.starts_with(char::is_alphanumeric)
                // `“We just eat,” they say: food choice`, `“Enough?”: a study`
                && !behind.trim_start().starts_with([':', '–', '—'])
                && (!TITLE_GOES_ON.is_match(behind) || BEHIND_TITLE.is_match(behind))
        }
    };
    let mut marks = inside.match_indices(close);
    // A title holds few marks of its own.
    let (at, mark) = marks.by_ref().take(8).find(ends)?;
    let title = inside.get(..at)?.trim().trim_end_matches(['.', ',', ' ']);
    let inner = title.strip_suffix(".’").or(title.strip_suffix(",’"));
    let closed = inner.map(|inner| format!("{inner}’"));
    let behind = inside.get(at + mark.len()..)?;
    let behind = ASIDE.split(behind).map_or(behind, |(_, behind)| behind);
    let behind = behind.trim_start_matches(['.', ',', ' ', ';']);
    (!title.is_empty()).then(|| (closed.unwrap_or_else(|| title.to_owned()), behind))
}

pub(super) fn behind_quoted(
    behind: &str,
    is_dated: bool,
    record: &mut Record,
    tail: &mut ReferenceTail,
) {
    let behind = match PREPRINT_FIRST.split(behind) {
        Some((_, behind)) => {
            record.kind = WorkKind::Preprint;
            behind
        }
        None => behind,
    };
    if let Some((_, holder)) = IN.split(behind) {
        return in_book(holder, record, tail);
    }
    if thesis(behind, record) {
        return;
    }
    // `2023, arXiv:2305.00001`
    if !is_dated
        && let Some(found) = YEAR_AND_NUMBER.captures(behind)
        && let (Some(year), Some(container)) = (found.get(1), found.get(2))
    {
        record.year = Some(year.as_str().to_owned());
        record.container = filled(container.as_str());
        return;
    }
    if EDITED_BY.is_match(behind) {
        return in_book(behind, record, tail);
    }
    let (before, place) = match place::find(behind) {
        Some(Placed { before, place, .. }) => (before, Some(place)),
        None => (behind, None),
    };
    let is_in_journal = place.as_ref().is_some_and(place::Locator::is_in_journal);
    let is_report = REPORT.is_match(behind);
    take_place(place, record, tail);
    if is_report {
        record.kind = WorkKind::Report;
        (record.volume, record.issue) = (None, None);
    }
    // `Proceedings of the Quiet Congress [Berlin, Germany], 2014`
    let before = PLACE_IN_BRACKETS.taken_out(before);
    let before = DAY_ALONE.taken_out(&MODIFIED.taken_out(&before));
    let before = before.trim_matches(|c: char| c.is_whitespace() || ".,;:".contains(c));
    if is_in_journal && !is_report {
        record.container = filled(closed(before));
        return;
    }
    // `Quiet Site, World Quiet Board`, `Quiet Site. World Quiet Board`
    let first = match SHORT_JOURNAL.is_match(before) {
        true => None,
        false => first_stop(before).or_else(|| before.find(", ")),
    };
    let (container, publisher) = match first.and_then(|at| before.split_at_checked(at)) {
        Some((container, publisher)) => (container, publisher.trim_start_matches(['.', ',', ' '])),
        None => (before, ""),
    };
    if is_report {
        record.publisher = filled(container.split(", ").next().unwrap_or(container));
    } else {
        let (container, pages) = without_pages(container);
        record.container = filled(container);
        record.pages = record.pages.take().or(pages);
        let publisher = publisher.rsplit(": ").next().unwrap_or(publisher);
        record.publisher = record.publisher.take().or(filled(publisher));
    }
    if !is_dated && record.year.is_none() && !tail.is_undated {
        record.year = MODIFIED_YEAR
            .captures(behind)
            .and_then(|found| Some(found.get(1)?.as_str().to_owned()))
            .or_else(|| last_year(behind).map(str::to_owned));
    }
}

/// `“Datteln” [Dates],`, `‘Datteln’ (in German),`, `‘Dates’ (retracted),`
static ASIDE: Pattern =
    Pattern::new(r"^ (?:\[[^\[\]]{3,200}\]|\((?:in ⟨TONGUE⟩|[Rr]etracted|[Ww]ithdrawn)\))[.,]");
static IN: Pattern = Pattern::new(r"^[Ii]n:? ");
/// Small words behind a closing mark: the title goes on, unless they lead to what holds the work.
static TITLE_GOES_ON: Pattern = Pattern::new(r"^[,.;]? \p{Ll}+(?:[ ,:;?!]|$)");
static BEHIND_TITLE: Pattern = Pattern::new(
    r"^[,.;]? (?i:in|ed|eds|edited|by|trans|translated|unpublished|doctoral|master|masters|bachelor|thesis|dissertation|diss|phd|presented|paper|poster|lecture|talk|vol|volume|no|pp?|pages?|accessed|retrieved|viewed|available|last|modified|updated|published|posted|to|submitted|accepted|forthcoming|under|manuscript|preprint|technical|working|review|video|podcast|online|doi|url|arxiv|for|tech|rep|report|article|art|early|n|and|from|see|chap|ch|sec|special|supplement|on|ser|npj|bmj|honours|dipl|at|blog|web|website|news|press|accessed|spring|summer|autumn|fall|winter)\b",
);
static PREPRINT_FIRST: Pattern = Pattern::new(r"^[Pp]reprint[.,] ");
static YEAR_AND_NUMBER: Pattern = Pattern::new(
    r"^(?:⟨MONTH⟩\.? (?:\d{1,2}, )?)?(⟨YEAR⟩), (\p{L}[\p{L} ]{1,40})(?:: ?[\w./-]*\d[\w./-]*)?[:.]*$",
);
static PLACE_IN_BRACKETS: Pattern = Pattern::new(r" \[[^\[\]]*, [^\[\]]*\]");
/// `The Quiet Times, 4 July`
static DAY_ALONE: Pattern = Pattern::new(r",? (?:\d{1,2} ⟨MONTH⟩\.?|⟨MONTH⟩\.? \d{1,2})[., ]*$");
static MODIFIED: Pattern = Pattern::new(
    r"(?i)\b(?:last )?(?:modified|updated|reviewed|published|posted)(?: on)?:? (?:⟨MONTH⟩\.? )?(?:\d{1,2}(?: ⟨MONTH⟩)?,? )?(?:⟨YEAR⟩)?\.?",
);
static MODIFIED_YEAR: Pattern = Pattern::new(
    r"(?i)\b(?:published|modified|updated|reviewed|posted)(?: online| on)?:? [^.]{0,25}?(⟨YEAR⟩)\b",
);
/// `J. Fict. Psychiatry`, without a place.
static SHORT_JOURNAL: Pattern = Pattern::new(r"^(?:[\p{L}-]{1,9}\.,? ?)+(?:[\p{L}-]+)?$");
