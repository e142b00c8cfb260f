//! A part of a book: what stands behind `In`, and a book of parts that is told by its name.

use super::imprint::{
    CONFERENCE, EDITION, PUBLISHER, VOLUME_OF_BOOK, filled, first_stop, imprint, last_year,
    without_pages,
};
use super::names;
use super::pattern::Pattern;
use super::place::ReferenceTail;
use super::title::{closed, title_and_container};
use crate::entry::sources::sentences;
use crate::references::{Record, WorkKind};

/// `Title. In: Weber L, editor. Book…`
pub(super) fn before_in(rest: &str, is_dated: bool) -> Option<(&str, &str)> {
    let found = IN_BEHIND_TITLE.captures(rest)?;
    let mark = found.get(1)?;
    let title = rest.get(..mark.start())?;
    let holder = rest.get(mark.end()..)?;
    // `Sleep. In vitro studies. J Made Up.` is a title.
    let is_sure = mark.as_str().trim_end().ends_with(':')
        || OF_BOOK.is_match(holder)
        || (is_dated && mark.as_str().starts_with('I') && NAME_OF_BOOK.is_match(holder));
    (is_sure && !title.trim().is_empty()).then_some((title, holder))
}

/// A book, its editors, pages and publisher: all behind `In`.
pub(super) fn in_book(holder: &str, record: &mut Record, tail: &mut ReferenceTail) {
    let holder = holder.trim();
    record.kind = WorkKind::Chapter;
    let (book, rest) = match editors_first(holder) {
        Some(book) => book_and_rest(book),
        None => match EDITED_BY.find(holder) {
            Some(found) => {
                let book = holder.get(..found.start()).unwrap_or_default();
                let behind = holder.get(found.end()..).unwrap_or_default();
                let behind = names::begin_in_full(behind).map_or(behind, |(_, behind)| behind);
                (book_and_rest(book).0, behind)
            }
            None => match editors_behind(holder) {
                Some((book, rest)) => (book_and_rest(book).0, rest),
                None => book_and_rest(holder),
            },
        },
    };
    record.container =
        filled(book.trim_matches(|c: char| c.is_whitespace() || ".,;:(“”‘’\"".contains(c)));
    if CONFERENCE.is_match(book) {
        record.kind = WorkKind::Conference;
    }
    if let Some(pages) = PAGES_OF_BOOK
        .captures(rest)
        .or_else(|| PAGES_OF_BOOK.captures(holder))
    {
        let pages = pages.get(1).or(pages.get(2)).or(pages.get(3));
        record.pages = pages.map(|pages| pages.as_str().trim_end_matches(['.', ',']).to_owned());
    }
    if record.year.is_none() {
        let year = last_year(rest).or_else(|| last_year(holder));
        record.year = year.map(str::to_owned);
        tail.is_undated |= record.year.is_none() && NO_DATE.is_match(holder);
    }
    let rest = VOLUME_OF_BOOK.taken_out(&EDITION.taken_out(rest));
    let rest = PAGES_OF_BOOK.taken_out(&rest);
    for sentence in sentences::split(&rest, 0..rest.len()).into_iter().rev() {
        let sentence = rest.get(sentence).unwrap_or_default();
        // Behind a conference stands its town.
        let is_town = record.kind == WorkKind::Conference
            && !sentence.contains(": ")
            && !PUBLISHER.is_match(sentence);
        if is_town {
            continue;
        }
        if imprint(sentence, record) {
            break;
        }
    }
}

/// `Weber L, editor. Book` and `L. Weber (Ed.), Book`: the book.
fn editors_first(holder: &str) -> Option<&str> {
    if let Some((_, behind)) = names::begin(holder)
        && names::has_role(behind)
    {
        return Some(names::without_role(behind).trim_start());
    }
    ORGANISATION_AS_EDITOR.split(holder).map(|(_, book)| book)
}

/// `Book, L. Weber and N. Hale, Eds. Berlin: …`: the book, and what stands behind the editors.
fn editors_behind(holder: &str) -> Option<(&str, &str)> {
    let role = ROLE_BEHIND.find(holder)?;
    let before = holder.get(..role.start())?;
    let rest = holder.get(role.end()..)?;
    // A title of a book has few commas.
    before.match_indices(", ").take(8).find_map(|(at, mark)| {
        let (_, behind) = names::begin(before.get(at + mark.len()..)?)?;
        behind.is_empty().then_some((before.get(..at)?, rest))
    })
}

/// Where the title of a book ends.
fn book_and_rest(book: &str) -> (&str, &str) {
    let stop = first_stop(book);
    let mark = BOOK_ENDS.find(book).map(|found| found.start());
    let end = [stop, mark]
        .into_iter()
        .flatten()
        .min()
        .unwrap_or(book.len());
    (
        book.get(..end).unwrap_or(book),
        book.get(end..).unwrap_or_default(),
    )
}

/// `Title. Proceedings of the Quiet Congress` and a publisher: what holds the work is the last sentence of the title.
pub(super) fn part_book(record: &mut Record) {
    let Some(whole) = record.title.clone() else {
        return;
    };
    let (title, Some(book)) = title_and_container(&whole, true) else {
        return;
    };
    let is_book = BOOK_OF_PARTS.is_match(book);
    let is_part = record.pages.is_some() && record.publisher.is_some();
    if !is_book && !is_part {
        return;
    }
    let held_by = record.container.take();
    record.publisher = record.publisher.take().or(held_by);
    let (book, pages) = without_pages(book);
    record.pages = record.pages.take().or(pages);
    record.kind = match CONFERENCE.is_match(book) {
        true => WorkKind::Conference,
        false => WorkKind::Chapter,
    };
    record.title = filled(closed(title));
    record.container = filled(closed(book));
}

static IN_BEHIND_TITLE: Pattern =
    Pattern::new(r"[.?!,”’\x22)]\s+([Ii]n(?::| ))\s?[\p{L}\d“‘\x22(]");
/// `In Quiet Encyclopedia. Quiet Press.`; but `In vitro` and `In search of` go on with a title.
static NAME_OF_BOOK: Pattern = Pattern::new(
    r"^(?:[Tt]he )?\p{Lu}\p{L}*[:,]? (?:(?:of|and|in|the|on|for|&|to) )*\p{Lu}[^.]*(?:\.|$)",
);
static OF_BOOK: Pattern = Pattern::new(
    r"(?i)\((?:eds?\.?|editors?|hrsg\.?|hg\.?)(?:\)| )|\beditors?\b|, eds?\.|\bedited by\b|\(pp?\. ?\w|\(\d+\w* ed\.,|(?-i:^(?:\d+\w* )?(?:Proceedings|Proc\.|Advances|Abstracts|Handbook|Encyclop))|\bproceedings\b|\bconference\b|\bsymposium\b|\bcongress\b|, pp\. ?\w|\(vol\. ?\d| \([^()]+, ⟨YEAR⟩\)\.?$",
);
pub(super) static EDITED_BY: Pattern = Pattern::new(
    r",? \(?(?:[Ee]dited by|[Ee]ds?\. by|[Ee]dited and translated by|[Hh]rsg\. von|[Hh]erausgegeben von)\b ?|[,.] Edited by |,? \((?:[Ee]ds?\.?|[Ee]ditors?) ",
);
static ROLE_BEHIND: Pattern = Pattern::new(r"(?:, Eds?\.|,? \([Ee]ds?\.?\)|, eds?\.)[,:]?");
static ORGANISATION_AS_EDITOR: Pattern =
    Pattern::new(r"^\p{Lu}[^.:;()]{2,120}?(?:, editors?\.| \([Ee]ds?\.?\)[,.]?|, eds?\.) ?");
static BOOK_ENDS: Pattern = Pattern::new(
    r" \((?:pp?\. ?\w|[Vv]ols?\. ?\w|\d+(?:st|nd|rd|th)|[Rr]ev\. |[Ss]econd |[Ff]irst |[Tt]hird |[^()]{0,40}pp\. )|,? pp?\. ?\d|, (?:vols?|Vols?)\. ?\w|, \d+[-–]\d+|, \d+(?:st|nd|rd|th) ed|, (?:[Ff]irst|[Ss]econd|[Tt]hird|[Rr]ev\.) ed|[;,] ?(?:\d{1,2}(?:[-–]\d{1,2})? )?(?:⟨MONTH⟩\.? )?(?:\d{1,2}(?:[-–]\d{1,2})?,? )?⟨YEAR⟩\b| \d+[-–]\d+ \(|, ser\. | vol\. \d| \([^()]{2,80}, ⟨YEAR⟩\)| \(⟨YEAR⟩\)|(?:, \p{Lu}[\p{L}. ]+){1,3},? ⟨YEAR⟩",
);
static PAGES_OF_BOOK: Pattern = Pattern::new(
    r"\b(?:pp?\.|[Pp]ages?|S\.) ?((?:\d[\w]*|[ivxlc]+)(?:[-–—‐−][A-Za-z]?\w+)?)|(?:⟨YEAR⟩): ?(\d+[-–]\d+)|[,:)]? (\d{1,4}[-–]\d{1,4})(?:[.,]| \(|$)",
);
/// What holds the works of others, by its own name.
static BOOK_OF_PARTS: Pattern = Pattern::new(
    r"(?i)^(?:(?:the |(?:[\w’'.-]+ ){0,2}[\w’'.-]+: )?(?:\d{4} |\d+(?:st|nd|rd|th) )?(?:[\w’'/&-]+ ){0,6}(?:proceedings|conference|symposium|congress|workshop|annual meeting)\b|(?:the )?(?:[\w’']+ ){0,3}(?:handbook|textbook|encyclop\w+)\b)",
);
static NO_DATE: Pattern = Pattern::new(r"\b⟨NO_YEAR⟩");
