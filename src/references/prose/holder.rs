//! Title, and what the work stands in: a journal and the place in it, a book and its publisher, a site.

use super::doubts::Doubt;
use super::names;
use super::organisations;
use super::pattern::{OPENING, Pattern};
use super::place::{self, Placed};
use super::title::{
    JOURNAL, PRESENTED, TAIL_OF_VOLUME, YEAR, closed, is_name_of_journal, is_sentence,
    title_and_container, without_number,
};
use crate::entry::sources::sentences;
use crate::references::{Record, Status, WorkKind};

/// What the end of a reference tells besides its parts.
#[derive(Debug, Default)]
pub(super) struct ReferenceTail {
    /// `in press`, `n.d.`
    pub is_undated: bool,
    /// `12(3):101–109, 2014.`
    pub year_is_last: bool,
}

/// Reads all that stands behind names and year.
pub(super) fn read(
    rest: &str,
    is_dated: bool,
    has_commas: bool,
    record: &mut Record,
) -> Result<ReferenceTail, Doubt> {
    let mut tail = ReferenceTail::default();
    let veiled = veiled(rest.trim());
    let rest = veiled.as_str();
    if let Some((title, behind)) = quoted(rest) {
        record.title = Some(title.to_owned());
        behind_quoted(behind, is_dated, record, &mut tail);
    } else if let Some((title, holder)) = before_in(rest, is_dated) {
        record.title = Some(closed(title).to_owned());
        in_book(holder, record, &mut tail);
    } else {
        unquoted(rest, is_dated, has_commas, record, &mut tail)?;
    }
    let parts = [
        &mut record.title,
        &mut record.container,
        &mut record.publisher,
    ];
    for part in parts.into_iter().flatten() {
        *part = part.replace(VEILED_STOP, ".");
    }
    // Quotation marks end a title where it ends.
    if !rest.starts_with(OPENING)
        && let Some(title) = record
            .title
            .as_deref()
            .map(|title| without_number(title, record))
    {
        record.title = Some(title);
    }
    settle_kind(record);
    if record.kind == WorkKind::Thesis {
        // `Order No. 123456`
        (record.volume, record.issue) = (None, None);
    }
    Ok(tail)
}

/// Stands for the stop of an abbreviation, which ends no sentence, while a reference is taken apart.
const VEILED_STOP: &str = "\u{e000}";

/// `St. Louis`, `vs. rest` and `E. coli` with their stops veiled.
fn veiled(words: &str) -> String {
    let words = ABBREVIATION.replaced(words, "$1\u{e000} ");
    let mut plain = String::with_capacity(words.len());
    let mut from = 0;
    while let Some(found) = words.get(from..).and_then(|rest| SPECIES.captures(rest)) {
        let (Some(whole), Some(genus), Some(species)) = (found.get(0), found.get(1), found.get(2))
        else {
            break;
        };
        let rest = words.get(from..).unwrap_or_default();
        plain.push_str(rest.get(..genus.end()).unwrap_or_default());
        let is_species = !NO_SPECIES.is_match(species.as_str());
        plain.push_str(if is_species { VEILED_STOP } else { "." });
        plain.push_str(rest.get(genus.end() + 1..whole.end()).unwrap_or_default());
        from += whole.end();
    }
    plain.push_str(words.get(from..).unwrap_or_default());
    plain
}

/// `“Title.”` and what stands behind.
fn quoted(rest: &str) -> Option<(&str, &str)> {
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
                || (title.ends_with(['.', '?', '!', ',']) && behind.starts_with(' '))
        } else {
            // `“Brain fog” after infection` is quoted at its start only.
            (title.ends_with(['.', ',', '?', '!'])
                || behind.is_empty()
                || behind.starts_with(['.', ',', ';'])
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
    let behind = inside.get(at + mark.len()..)?;
    let behind = behind.trim_start_matches(['.', ',', ' ', ';']);
    (!title.is_empty()).then_some((title, behind))
}

fn behind_quoted(behind: &str, is_dated: bool, record: &mut Record, tail: &mut ReferenceTail) {
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

/// `Title. In: Weber L, editor. Book…`
fn before_in(rest: &str, is_dated: bool) -> Option<(&str, &str)> {
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
fn in_book(holder: &str, record: &mut Record, tail: &mut ReferenceTail) {
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

fn unquoted(
    rest: &str,
    is_dated: bool,
    has_commas: bool,
    record: &mut Record,
    tail: &mut ReferenceTail,
) -> Result<(), Doubt> {
    // `Title (Quiet Press, 2014).`
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
        return Ok(());
    }
    let without_report = REPORT_AT_END.replaced(rest, "$1.");
    let rest = without_report.as_str();
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
        return Ok(());
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
        return Ok(());
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
        return Ok(());
    }
    if !is_dated
        && let Some(found) = DATE_SENTENCE.captures(rest)
        && let (Some(title), Some(year), Some(archive)) = (found.get(1), found.get(2), found.get(3))
    {
        record.title = filled(title.as_str());
        record.year = Some(year.as_str().to_owned());
        record.container = filled(archive.as_str());
        return Ok(());
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
        return Ok(());
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
        return Ok(());
    }
    // When a page was put up or changed stands among the sentences.
    let changed = MODIFIED_SENTENCE.captures(rest);
    let changed = changed.and_then(|found| Some(found.get(1)?.as_str().to_owned()));
    let plain = TOTAL_PAGES.taken_out(&MODIFIED_SENTENCE.replaced(rest, ". "));
    if let Some(year) = changed
        && !is_dated
        && place::find(&plain).is_none_or(|placed| placed.place.year.is_none())
    {
        record.year = Some(year);
    }
    let is_dated = is_dated || record.year.is_some();
    // A mark that says: here the title ends, and what follows is of a book.
    if let Some(found) = TITLE_ENDS.find(&plain) {
        let title = plain.get(..found.start()).unwrap_or_default();
        let behind = plain.get(found.end()..).unwrap_or_default();
        if !title.trim().is_empty()
            && !title.contains("; ")
            && !behind.starts_with(':')
            && place::find(title).is_none_or(|placed| placed.place.is_year_alone())
        {
            record.title = filled(closed(title));
            return behind_book_title(found.as_str(), behind, record, tail);
        }
    }
    let thesis_at = sentences::split(&plain, 0..plain.len())
        .into_iter()
        .skip(1)
        .find(|sentence| THESIS.is_match(plain.get(sentence.clone()).unwrap_or_default()));
    if let Some(sentence) = thesis_at {
        let mut title = closed(plain.get(..sentence.start).unwrap_or_default());
        // `Rest Theory. 2011. University of Rest, PhD dissertation.`
        if let Some((ahead, year)) = title.rsplit_once(". ")
            && WHOLE_YEAR.is_match(year)
        {
            record.year = record.year.take().or(filled(year));
            title = ahead;
        }
        record.title = filled(title);
        thesis(plain.get(sentence.start..).unwrap_or_default(), record);
        return Ok(());
    }
    let last = sentences::split(&plain, 0..plain.len()).last().cloned();
    let imprint_at = IMPRINT.captures(&plain).and_then(|found| {
        let at = found.get(0)?.start();
        (at > 0).then_some((at, found))
    });
    // `Title. Quiet Press; 2014`: the last sentence alone.
    let imprint_at = imprint_at.or_else(|| {
        let last = last.filter(|last| last.start > 0)?;
        Some((last.start, IMPRINT.captures(plain.get(last.start..)?)?))
    });
    if let Some((at, found)) = imprint_at
        && let title = plain.get(..at).unwrap_or_default()
        && !title.trim().is_empty()
    {
        record.title = filled(closed(title));
        record.publisher = filled(found.get(2).map_or("", |publisher| publisher.as_str()));
        record.year = record
            .year
            .take()
            .or(found.get(3).map(|year| year.as_str().to_owned()));
        is_book(record);
        part_book(record);
        return Ok(());
    }
    // `(2014). Quiet rooms: Update 2010`: a second year is no date.
    let placed = place::find(&plain).filter(|placed| {
        !(is_dated && placed.place.is_year_alone() && placed.place.year != record.year)
    });
    let (before, place, notes) = match placed {
        Some(Placed {
            before,
            place,
            notes,
        }) => (before, Some(place), notes),
        None => (plain.as_str(), None, ""),
    };
    // `Epub 2014 Mar 3. German.` may follow the place; names and titles do not.
    let has_names = names::begin(notes).is_some_and(|(names, _)| names.are_surely_people());
    if has_names || notes.contains('“') || notes.len() > 160 {
        return Err(Doubt::TwoWorks);
    }
    let is_in_journal = place.as_ref().is_some_and(place::Locator::is_in_journal);
    let has_year = place.as_ref().is_some_and(|place| place.year.is_some());
    let has_pages = place.as_ref().is_some_and(|place| place.pages.is_some());
    let end = plain.trim_end_matches(['.', ' ']);
    tail.year_is_last = is_in_journal
        && place
            .as_ref()
            .and_then(|place| place.year.as_deref())
            .is_some_and(|year| end.ends_with(year));
    let dated_or_placed = is_dated || has_year;
    let day = place.is_some() && MONTH_IN.is_match(plain.get(before.len()..).unwrap_or_default());
    take_place(place, record, tail);
    let marks = before.trim_end();
    let before = before.trim_matches(|c: char| c.is_whitespace() || ",;:".contains(c));
    let (title, last) = match before.rsplit_once(", ") {
        // `J. Smith, A. Doe, Walking and sleep, J. Rest 12 (2014) 101–109.`
        Some((title, journal)) if has_commas && is_in_journal && is_name_of_journal(journal) => {
            (title, Some(journal))
        }
        _ => title_and_container(before),
    };
    record.title = filled(closed(title));
    let Some(last) = last else {
        // `Title, Journal of Rest, 12(3)` and `Title, Quiet Press, Berlin`: where the title ends is not known.
        let has_number = record.doi.is_some() || record.pmid.is_some();
        if is_dated
            && !is_in_journal
            && !has_pages
            && !has_number
            && let Some((title, publisher)) = before_commas(title)
        {
            record.title = filled(title);
            record.publisher = record.publisher.take().or(filled(publisher));
            is_book(record);
            return Ok(());
        }
        let is_known = record.doi.is_some() || record.pmid.is_some() || record.url.is_some();
        let only_address = record.doi.is_none() && record.pmid.is_none();
        let has_more = (COMMA_AND_CAPITAL.is_match(title) && !is_known)
            || (is_dated && only_address && ends_in_name(title));
        return if is_in_journal || has_pages || has_more {
            Err(Doubt::NoContainer)
        } else {
            Ok(())
        };
    };
    // `Quiet Site [Internet]. Sleep in towns.`: which is the title?
    let is_of_site = record.kind == WorkKind::Webpage && !dated_or_placed;
    if !is_in_journal && !has_pages && (is_of_site || is_sentence(last)) {
        return Err(Doubt::NoContainer);
    }
    if is_in_journal {
        record.container = filled(last);
        if last.split_whitespace().count() > 18 {
            return Err(Doubt::NoContainer);
        }
        return Ok(());
    }
    let year_alone = has_year && !day && !has_pages;
    let is_imprint = (marks.ends_with(';') || (marks.ends_with(',') && year_alone))
        && !last.ends_with('.')
        || PUBLISHER.is_match(last);
    if !(dated_or_placed && last.contains(": ") && imprint(last, record)) {
        if is_imprint {
            record.publisher = filled(last.rsplit(": ").next().unwrap_or(last));
            is_book(record);
        } else {
            let (container, pages) = without_pages(last);
            record.container = filled(container);
            record.pages = record.pages.take().or(pages);
        }
    }
    part_book(record);
    Ok(())
}

/// `Proceedings of the Quiet Congress, 3–9`
fn without_pages(words: &str) -> (&str, Option<String>) {
    let Some(found) = PAGES_AT_END.captures(words) else {
        return (words, None);
    };
    let ahead = found.get(1).map_or(words, |ahead| ahead.as_str());
    (ahead, found.get(2).map(|pages| pages.as_str().to_owned()))
}

/// `Title. Proceedings of the Quiet Congress` and a publisher: what holds the work is the last sentence of the title.
fn part_book(record: &mut Record) {
    let Some(whole) = record.title.clone() else {
        return;
    };
    let (title, Some(book)) = title_and_container(&whole) else {
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

/// `Sleep and naps in old age, Quiet Site`: what stands behind the last comma may be the site.
fn ends_in_name(title: &str) -> bool {
    let is_name = |words: &str| {
        let mut words = words.split_whitespace();
        words.all(|word| word.starts_with(char::is_uppercase) || word == "in")
    };
    title.rsplit_once(", ").is_some_and(|(ahead, last)| {
        is_name(last) && !is_name(ahead) && last.split_whitespace().count() <= 4
    })
}

/// `Title, Quiet Press, Berlin` and `Title, Berlin, Quiet Press`: title and publisher, where nothing else may be meant.
fn before_commas(words: &str) -> Option<(&str, &str)> {
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

/// `Guideline for Rest, Quiet Guideline 14, 2018.`
pub(super) fn is_numbered_report(words: &str) -> bool {
    NUMBERED_REPORT.is_match(words)
}

/// What follows `(3rd ed.)`, `3rd ed.`, `(Report No. 12)` or `[Doctoral dissertation]`.
fn behind_book_title(
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

/// `PhD thesis, University of Rest, 2014`
fn thesis(behind: &str, record: &mut Record) -> bool {
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

/// `Berlin: Quiet Press; 2014`, `Berlin: Quiet Press`, `Quiet Press, Berlin`, `Quiet Press`: the publisher.
fn imprint(sentence: &str, record: &mut Record) -> bool {
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

/// A note in brackets may have told more: `[dissertation]`.
fn is_book(record: &mut Record) {
    if record.kind == WorkKind::Article {
        record.kind = WorkKind::Book;
    }
}

fn take_place(place: Option<place::Locator>, record: &mut Record, tail: &mut ReferenceTail) {
    if let Some(place) = place {
        tail.is_undated |= place.is_undated;
        place.give(record);
    }
}

/// The first stop that ends a sentence and not `Proc.` or `Int.`
fn first_stop(words: &str) -> Option<usize> {
    sentences::stops(words, b'.').find(|at| {
        let word = words.get(..*at).unwrap_or_default();
        let word = word.rsplit([' ', '(']).next().unwrap_or_default();
        let is_short = word.len() <= 6 && words.starts_with("Proc.");
        !is_short && !SHORT_WORDS.contains(&word)
    })
}

fn settle_kind(record: &mut Record) {
    let container = record.container.as_deref().unwrap_or_default();
    // `J Rest [Internet]. 2014;12(3):1.` is an article, wherever it is read.
    if record.kind == WorkKind::Webpage
        && (record.volume.is_some() || record.pages.is_some() || record.url.is_none())
    {
        record.kind = WorkKind::Article;
        if record.publisher.is_some() && record.volume.is_none() {
            record.kind = WorkKind::Book;
        }
    }
    let is_article = record.kind == WorkKind::Article;
    if PREPRINT.is_match(container) {
        let name = container.trim_start_matches("Preprint at ").to_owned();
        record.container = Some(name);
        record.kind = WorkKind::Preprint;
        record.add_status(Status::Preprint);
    } else if let Some((_, congress)) = PRESENTED.split(container) {
        record.container = filled(congress);
        record.kind = WorkKind::Conference;
    } else if is_article && record.volume.is_none() && CONFERENCE.is_match(container) {
        record.kind = WorkKind::Conference;
    } else if record.kind == WorkKind::Book
        && matches!(
            record.authors.first(),
            Some(crate::references::Author::Organisation(_))
        )
    {
        record.kind = WorkKind::Report;
    } else if is_article
        && record.url.is_some()
        && record.doi.is_none()
        && record.pmid.is_none()
        && record.volume.is_none()
        && record.pages.is_none()
    {
        record.kind = WorkKind::Webpage;
    }
}

fn last_year(words: &str) -> Option<&str> {
    let mut last = None;
    let mut from = 0;
    while let Some(found) = words.get(from..).and_then(|rest| YEAR.captures(rest)) {
        let year = found.get(1)?;
        last = words.get(from + year.start()..from + year.end());
        from += year.end();
    }
    last
}

fn filled(words: &str) -> Option<String> {
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

static IN: Pattern = Pattern::new(r"^[Ii]n:? ");
static IN_BEHIND_TITLE: Pattern =
    Pattern::new(r"[.?!,”’\x22)]\s+([Ii]n(?::| ))\s?[\p{L}\d“‘\x22(]");
/// `In Quiet Encyclopedia. Quiet Press.`; but `In vitro` and `In search of` go on with a title.
static NAME_OF_BOOK: Pattern = Pattern::new(
    r"^(?:[Tt]he )?\p{Lu}\p{L}*[:,]? (?:(?:of|and|in|the|on|for|&|to) )*\p{Lu}[^.]*(?:\.|$)",
);
static OF_BOOK: Pattern = Pattern::new(
    r"(?i)\((?:eds?\.?|editors?|hrsg\.?|hg\.?)(?:\)| )|\beditors?\b|, eds?\.|\bedited by\b|\(pp?\. ?\w|\(\d+\w* ed\.,|(?-i:^(?:\d+\w* )?(?:Proceedings|Proc\.|Advances|Abstracts|Handbook|Encyclop))|\bproceedings\b|\bconference\b|\bsymposium\b|\bcongress\b|, pp\. ?\w|\(vol\. ?\d| \([^()]+, ⟨YEAR⟩\)\.?$",
);
static EDITED_BY: Pattern = Pattern::new(
    r",? \(?(?:[Ee]dited by|[Ee]ds?\. by|[Ee]dited and translated by|[Hh]rsg\. von|[Hh]erausgegeben von)\b ?|[,.] Edited by |,? \((?:[Ee]ds?\.?|[Ee]ditors?) ",
);
static ROLE_BEHIND: Pattern = Pattern::new(r"(?:, Eds?\.|,? \([Ee]ds?\.?\)|, eds?\.)[,:]?");
static ORGANISATION_AS_EDITOR: Pattern =
    Pattern::new(r"^\p{Lu}[^.:;()]{2,120}?(?:, editors?\.| \([Ee]ds?\.?\)[,.]?|, eds?\.) ?");
static BOOK_ENDS: Pattern = Pattern::new(
    r" \((?:pp?\. ?\w|[Vv]ols?\. ?\w|\d+(?:st|nd|rd|th)|[Rr]ev\. |[Ss]econd |[Ff]irst |[Tt]hird |[^()]{0,40}pp\. )|,? pp?\. ?\d|, (?:vols?|Vols?)\. ?\w|, \d+[-–]\d+|, \d+(?:st|nd|rd|th) ed|, (?:[Ff]irst|[Ss]econd|[Tt]hird|[Rr]ev\.) ed|[;,] ?(?:\d{1,2}(?:[-–]\d{1,2})? )?(?:⟨MONTH⟩\.? )?(?:\d{1,2}(?:[-–]\d{1,2})?,? )?⟨YEAR⟩\b| \d+[-–]\d+ \(|, ser\. | vol\. \d| \([^()]{2,80}, ⟨YEAR⟩\)| \(⟨YEAR⟩\)|(?:, \p{Lu}[\p{L}. ]+){1,3},? ⟨YEAR⟩",
);
static CONFERENCE: Pattern = Pattern::new(
    r"(?i)\b(?:proceedings|proc\.|conference|conf\.|symposium|congress|workshop|annual meeting)",
);
static PAGES_OF_BOOK: Pattern = Pattern::new(
    r"\b(?:pp?\.|[Pp]ages?|S\.) ?((?:\d[\w]*|[ivxlc]+)(?:[-–—‐−][A-Za-z]?\w+)?)|(?:⟨YEAR⟩): ?(\d+[-–]\d+)|[,:)]? (\d{1,4}[-–]\d{1,4})(?:[.,]| \(|$)",
);
static EDITION: Pattern = Pattern::new(
    r"(?i)[,.]? ?\(?\b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|sixth|rev(?:ised|\.)?|updated|new|international|\d+\.) (?:rev(?:ised|\.)? )?(?:ed(?:ition|n)?s?|aufl(?:age)?)\b\.?\)?[.,]?",
);
static VOLUME_OF_BOOK: Pattern = Pattern::new(
    r"\(?(?:Order|UMI|Publication) No\. [^().]*\)?|(?:^|[.,] ?)(?i:vols?\.|volume|ch\.|chap\.|sec\.) \w+(?: of \d+)?(?:[.,]|$)|(?i:retrieved from|available from|translated by|edited by) [^.,]+[.,]?",
);
/// The end of a title of a book, thesis or report.
static TITLE_ENDS: Pattern = Pattern::new(
    r"(?i)[.,]? \((?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|rev(?:ised|\.)?|updated) (?:rev(?:ised|\.)? )?ed(?:ition|n)?s?\b\.?[^()]*\)\.?|[.,]? \b(?:\d+(?:st|nd|rd|th)|first|second|third|fourth|fifth|rev(?:ised|\.)?|updated|\d+\.) (?:rev(?:ised|\.)? )?(?:ed(?:n|ition)?|aufl)\b(?:\.,?|,| |$)|\. (?-i:Translated|Edited|Illustrated|Compiled)(?: and \w+)? by (?:\b(?-i:\p{Lu})\.|[^.,:])+[.,]|\.? \((?:[\w. ]{0,40}(?:report|publication|series|bulletin|document|brief|paper|circular|monograph)? ?(?:nos?\.|number|#) ?[^()]*|(?:vols?\.|volume) [^()]*|(?:unpublished )?(?:[\w’'.]+ ){0,2}(?:thesis|dissertation)[^()]*)\)\.?",
);
static TOTAL_PAGES: Pattern =
    Pattern::new(r"(?:^|[.;,] )\d{1,4} ?pp?\.(?: |$)|\. \d{1,4} ?(?:pages|Seiten)\.");
/// `Geneva: WQB; 2011`, `Quiet Press; 2014:3-9`
static IMPRINT: Pattern = Pattern::new(
    r"(?:^|[.?!] )(?:([^.;:?!]{2,60}(?:\.[^.;:?! ]{1,4}\.?)?): ?)?([^;:?!]{2,140}); ?(?:⟨MONTH⟩ ?)?[c©]?(⟨YEAR⟩)\b(?: ?(?:⟨MONTH⟩)(?: \d{1,2})?)?(?:: ?⟨PAGES⟩)?(?:[.,;]|\s|$)",
);
static THESIS: Pattern = Pattern::new(
    r"(?i)\b(?:(?:unpublished )?(?:ph\.? ?d\.?|d\.?phil\.?|m\.?d\.?|m\.?sc\.?|m\.?a\.?|m\.?s\.?|b\.?sc\.?|doctoral|master[’']?s?|bachelor[’']?s?|honou?rs|diploma|inaugural)[ -])+(?:thesis|dissertation|diss\.?)|^(?:thesis|dissertation|diss\.)(?:[,. ]|$)|\b(?:thesis|dissertation) \(",
);
static REPORT: Pattern = Pattern::new(
    r"(?i)\btech(?:nical|\.) rep(?:ort|\.)|\brep(?:ort|\.) (?:nos?\.|\d)|\breport number|\bworking paper\b",
);
static PUBLISHER: Pattern = Pattern::new(
    r"\b(?:Press|Publish\w*|Publications|Verlag|Books|Editions?|Éditions|Editorial|Ediciones|Wiley|Springer|Elsevier|Routledge|Sage|SAGE|Blackwell|Penguin|Karger|Thieme|Academic|Sons)\b",
);
/// `J. Fict. Psychiatry`, without a place.
static SHORT_JOURNAL: Pattern = Pattern::new(r"^(?:[\p{L}-]{1,9}\.,? ?)+(?:[\p{L}-]+)?$");
static PREPRINT: Pattern = Pattern::new(
    r"(?i)\b(?:medRxiv|bioRxiv|arXiv|PsyArXiv|SocArXiv|ChemRxiv|OSF Preprints|Research Square|SSRN|Preprints(?:\.org)?|preprint)\b",
);
static MODIFIED: Pattern = Pattern::new(
    r"(?i)\b(?:last )?(?:modified|updated|reviewed|published|posted)(?: on)?:? (?:⟨MONTH⟩\.? )?(?:\d{1,2}(?: ⟨MONTH⟩)?,? )?(?:⟨YEAR⟩)?\.?",
);
/// `The Quiet Times, 4 July`
static DAY_ALONE: Pattern = Pattern::new(r",? (?:\d{1,2} ⟨MONTH⟩\.?|⟨MONTH⟩\.? \d{1,2})[., ]*$");
static PLACE_IN_BRACKETS: Pattern = Pattern::new(r" \[[^\[\]]*, [^\[\]]*\]");
/// `; 2014. Technical Report 12.`
static REPORT_AT_END: Pattern = Pattern::new(
    r"(; ?⟨YEAR⟩(?: ⟨MONTH⟩)?(?: \d{1,2})?)\. (?:\p{L}+ ){1,3}[A-Z]{0,6}[ /-]?\d[\w./-]*\.?$",
);
static PREPRINT_FIRST: Pattern = Pattern::new(r"^[Pp]reprint[.,] ");
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
/// What holds the works of others, by its own name.
static BOOK_OF_PARTS: Pattern = Pattern::new(
    r"(?i)^(?:(?:the |(?:[\w’'.-]+ ){0,2}[\w’'.-]+: )?(?:\d{4} |\d+(?:st|nd|rd|th) )?(?:[\w’'/&-]+ ){0,6}(?:proceedings|conference|symposium|congress|workshop|annual meeting)\b|(?:the )?(?:[\w’']+ ){0,3}(?:handbook|textbook|encyclop\w+)\b)",
);
static PAGES_AT_END: Pattern = Pattern::new(r"^(.+\p{L}[”)]?),? (\d+[-–]\d+)$");
static MODIFIED_SENTENCE: Pattern = Pattern::new(
    r"\. (?:[Ll]ast )?(?i:published|updated|modified|reviewed|revised|posted|created)(?: online)?(?: on)?:? (?:⟨MONTH⟩\.? )?(?:\d{1,2}(?:,|\.)? )?(?:⟨MONTH⟩\.? )?(⟨YEAR⟩)(?: ⟨MONTH⟩\.?(?: \d{1,2})?)?\.(?: |$)",
);
static MODIFIED_YEAR: Pattern = Pattern::new(
    r"(?i)\b(?:published|modified|updated|reviewed|posted)(?: online| on)?:? [^.]{0,25}?(⟨YEAR⟩)\b",
);
static YEARS: Pattern =
    Pattern::new(r"[,;] ?(?:⟨MONTH⟩ )?[c©]?⟨YEAR⟩[a-z]?\b|\(⟨YEAR⟩\)|^\s*⟨YEAR⟩\.?$");
static IN_LAST_BRACKETS: Pattern =
    Pattern::new(r"^(.{3,}?)[.,]? \(([^()]{2,100}?),? (⟨YEAR⟩)\)\.?$");
static LAST_BRACKETS: Pattern = Pattern::new(r"^([^()]{3,}?)[.,]? \(([^()\d]{4,100})\)\.?$");
static COMMA_AND_CAPITAL: Pattern = Pattern::new(r", \p{Lu}");
static WHOLE_YEAR: Pattern = Pattern::new(r"^⟨YEAR⟩$");
static MONTH_IN: Pattern = Pattern::new(r"\b⟨MONTH⟩\b");
static NO_DATE: Pattern = Pattern::new(r"\b⟨NO_YEAR⟩");
/// Stops that end nothing: titles of people, the saints and mountains of towns, `vs.`
static ABBREVIATION: Pattern = Pattern::new(
    r"\b(Ste?|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|vs|cf|ca|approx|spp|subsp|U\.S|U\.K|e\.g|i\.e)\. ",
);
static SPECIES: Pattern = Pattern::new(r"(?:^|[\s(“‘\x22'/-])(\p{Lu})\. (\p{Ll}{4,})");
static NO_SPECIES: Pattern = Pattern::new(r"^(?:edit|della|dalla|degli|with)");
/// Small words behind a closing mark: the title goes on, unless they lead to what holds the work.
static TITLE_GOES_ON: Pattern = Pattern::new(r"^[,.;]? \p{Ll}+(?:[ ,:;?!]|$)");
static BEHIND_TITLE: Pattern = Pattern::new(
    r"^[,.;]? (?i:in|ed|eds|edited|by|trans|translated|unpublished|doctoral|master|masters|bachelor|thesis|dissertation|diss|phd|presented|paper|poster|lecture|talk|vol|volume|no|pp?|pages?|accessed|retrieved|viewed|available|last|modified|updated|published|posted|to|submitted|accepted|forthcoming|under|manuscript|preprint|technical|working|review|video|podcast|online|doi|url|arxiv|for|tech|rep|report|article|art|early|n|and|from|see|chap|ch|sec|special|supplement|on|ser|npj|bmj|honours|dipl|at|blog|web|website|news|press|accessed|spring|summer|autumn|fall|winter)\b",
);
static NUMBERED_REPORT: Pattern = Pattern::new(
    r"^([^“”\x22]+?), [^,]*\b(?:[Gg]uideline|[Rr]eport|Rep\.|[Ss]tandard|Std\.|[Pp]ublication|Pub\.|[Pp]aper|[Dd]ocument|Doc\.|[Bb]ulletin|[Ss]eries)(?: [^,\d]{0,20})? ?[\w./-]*\d[^,]*(?:, \p{Lu}[^,\d]+){0,2}, (?:⟨MONTH⟩\.? )?(⟨YEAR⟩)\.?$",
);
static YEAR_AND_NUMBER: Pattern = Pattern::new(
    r"^(?:⟨MONTH⟩\.? (?:\d{1,2}, )?)?(⟨YEAR⟩), (\p{L}[\p{L} ]{1,40})(?:: ?[\w./-]*\d[\w./-]*)?[:.]*$",
);
/// `Title, vol. 1. Oxford, U.K.: Quiet Press, 2010, pp. 15–64.`
static BOOK_WITH_LAST_YEAR: Pattern = Pattern::new(
    r"^(.+?)(?:,? (?:[Vv]ols?\. \w+|\d+(?:st|nd|rd|th) ed|[Rr]ev\. ed|\([^()]*\)|ser\. [\w ]+|no\. \w+)){0,3}\. (?:[^.:;]|\p{Lu}\.){2,50}?: ([^:;]+), (⟨YEAR⟩)(?:, (?:pp?\. (⟨PAGES⟩)|(?:ch|chap|sec)\. [\w.]+))*\.?$",
);
