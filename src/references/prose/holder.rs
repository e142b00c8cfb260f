//! Title, and what the work stands in: a journal and the place in it, a book and its publisher, a site.

use super::book::{
    COMMA_AND_CAPITAL, before_commas, behind_book_title, in_whole_form, with_imprint_in_brackets,
};
use super::chapter::{before_in, in_book, part_book};
use super::doubts::Doubt;
use super::imprint::{
    CONFERENCE, IMPRINT, PUBLISHER, THESIS, filled, imprint, is_book, thesis, without_pages,
};
use super::names;
use super::pattern::{OPENING, Pattern};
use super::place::{self, Placed, ReferenceTail, take_place};
use super::quoted::{behind_quoted, quoted};
use super::title::{
    PRESENTED, closed, goes_on, is_name_of_journal, is_sentence, title_and_container,
    without_number,
};
use crate::entry::sources::sentences;
use crate::references::{Record, Status, WorkKind};

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
        record.title = Some(title);
        // `“Title.” 2018. Quiet Site.`: nobody signed it.
        let (behind, is_dated) = match YEAR_NEXT.split(behind).filter(|_| !is_dated) {
            Some((found, behind)) => {
                record.year = found.get(1).map(|year| year.as_str().to_owned());
                tail.is_undated = record.year.is_none();
                (behind, true)
            }
            None => (behind, is_dated),
        };
        behind_quoted(behind, is_dated, record, &mut tail);
    } else if let Some((title, holder)) = before_in(rest, is_dated) {
        // `Title. 2014. In: Quiet Blog.`
        let dated = YEAR_LAST.captures(title.trim_end()).filter(|_| !is_dated);
        let title = match dated
            .as_ref()
            .and_then(|found| Some((found.get(1)?, found.get(2)?)))
        {
            Some((title, year)) => {
                record.year = Some(year.as_str().to_owned());
                title.as_str()
            }
            None => title,
        };
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
    let words = IN_PUBLISHER.replaced(&words, "$1\u{e000} $2");
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

fn unquoted(
    rest: &str,
    is_dated: bool,
    has_commas: bool,
    record: &mut Record,
    tail: &mut ReferenceTail,
) -> Result<(), Doubt> {
    // `Correction to “Tea.” J Rest`: the stop is the title's.
    let unquoted = QUOTED_END.replaced(rest, "$1$2. $3");
    let rest = unquoted.as_str();
    if with_imprint_in_brackets(rest, record) {
        return Ok(());
    }
    let without_report = REPORT_AT_END.replaced(rest, "$1.");
    let rest = without_report.as_str();
    if in_whole_form(rest, is_dated, has_commas, record) {
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
            && !goes_on(title)
            && !behind.starts_with(':')
            // `The 2nd Edition of Rest`
            && !behind.starts_with(char::is_lowercase)
            && place::find(title).is_none_or(|placed| placed.place.is_year_alone())
        {
            record.title = filled(closed(title));
            return behind_book_title(found.as_str(), behind, record, tail);
        }
    }
    // `Beans. A PhD thesis revisited. J Rest. 2014;12(3):4-9.`
    let has_pages = place::find(&plain)
        .is_some_and(|placed| placed.place.volume.is_some() && placed.place.pages.is_some());
    let thesis_at = sentences::split(&plain, 0..plain.len())
        .into_iter()
        .skip(1)
        .filter(|_| !has_pages)
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
    let has_date_first = place
        .as_ref()
        .is_none_or(|place| !place.is_in_journal() || marks_date(plain.get(before.len()..)));
    let day = place.is_some() && MONTH_IN.is_match(plain.get(before.len()..).unwrap_or_default());
    take_place(place, record, tail);
    let marks = before.trim_end();
    let before = before.trim_matches(|c: char| c.is_whitespace() || ",;:".contains(c));
    let (title, last) = match before.rsplit_once(", ") {
        // `J. Smith, A. Doe, Walking and sleep, J. Rest 12 (2014) 101–109.`
        Some((title, journal)) if has_commas && is_in_journal && is_name_of_journal(journal) => {
            // `Rest in Perth, Australia. Rest`: the last comma stands in the title.
            if WORD_ENDS.is_match(journal) {
                return Err(Doubt::NoContainer);
            }
            (title, Some(journal))
        }
        _ => title_and_container(before, has_date_first),
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
        let has_more = (COMMA_AND_CAPITAL.is_match(title) && (!is_known || has_commas))
            || (is_dated && only_address && ends_in_name(title));
        return if is_in_journal || has_pages || has_more {
            Err(Doubt::NoContainer)
        } else {
            Ok(())
        };
    };
    // `Quiet Site [Internet]. Sleep in towns.`: which is the title?
    let is_of_site = record.kind == WorkKind::Webpage && !dated_or_placed && !title.ends_with('?');
    if !is_in_journal && !has_pages && (is_of_site || is_sentence(last)) {
        return Err(Doubt::NoContainer);
    }
    // `What is the link? Evidence from two towns, Rest Transactions`: the title went on.
    let goes_on = title.ends_with(['?', '!']) && GOES_ON.is_match(last);
    if goes_on || SENTENCE_ENDS.is_match(last) || JOURNAL_WITHIN.is_match(last) {
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

/// `2014;12(3)`: the place begins with its date.
fn marks_date(place: Option<&str>) -> bool {
    place.is_some_and(|place| DATE_FIRST.is_match(place))
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

static QUOTED_END: Pattern = Pattern::new(r"([\p{L}\d)?!])\.([”\x22’]) (\p{Lu}[^.“”]*[\d.])");
static YEAR_NEXT: Pattern = Pattern::new(r"^(?:(⟨YEAR⟩[a-z]?)|n\.d)\. ");
static YEAR_LAST: Pattern = Pattern::new(r"^(.+?[.?!]) (⟨YEAR⟩)(?: ⟨MONTH⟩(?: \d{1,2})?)?\.?$");
/// `; 2014. Technical Report 12.`
static REPORT_AT_END: Pattern = Pattern::new(
    r"(; ?⟨YEAR⟩(?: ⟨MONTH⟩)?(?: \d{1,2})?)\. (?:(?:\p{L}+ ){1,3}[A-Z]{0,6}[ /-]?\d[\w./-]*|[Dd]ata ?set|[Dd]atabase|[Ss]oftware|[Pp]oster|[Ll]eaflet|[Bb]rochure|[Ff]act ?sheet|[Gg]uideline|[Vv]ideo|[Pp]odcast)\.?$",
);
/// The end of a title of a book, thesis or report.
static TITLE_ENDS: Pattern = Pattern::new(
    r"(?i)[.,]? \(⟨NTH⟩ ed(?:ition|n)?s?\b\.?[^()]*\)\.?|[.,]? \b(?:⟨NTH⟩|\d+\.(?: rev(?:ised|\.)?)?) (?:ed(?:n|ition)?|aufl)\b(?:\.,?|,| |$)|\. (?-i:Translated|Edited|Illustrated|Compiled)(?: and \w+)? by (?:\b(?-i:\p{Lu})\.|[^.,:])+[.,]|\.? \((?:[\w. ]{0,40}(?:report|publication|series|bulletin|document|brief|paper|circular|monograph)? ?(?:nos?\.|number|#) ?[^()]*|(?:vols?\.|volume) [^()]*|(?:unpublished )?(?:[\w’'.]+ ){0,2}(?:thesis|dissertation)[^()]*)\)\.?",
);
static TOTAL_PAGES: Pattern =
    Pattern::new(r"(?:^|[.;,] )\d{1,4} ?pp?\.(?: |$)|\. \d{1,4} ?(?:pages|Seiten)\.");
static PREPRINT: Pattern = Pattern::new(
    r"(?i)\b(?:medRxiv|bioRxiv|arXiv|PsyArXiv|SocArXiv|ChemRxiv|OSF Preprints|Research Square|SSRN|Preprints(?:\.org)?|preprint)\b",
);
static MODIFIED_SENTENCE: Pattern = Pattern::new(
    r"\. (?:[Ll]ast )?(?i:published|updated|modified|reviewed|revised|posted|created)(?: online)?(?: on)?:? (?:⟨MONTH⟩\.? )?(?:\d{1,2}(?:,|\.)? )?(?:⟨MONTH⟩\.? )?(⟨YEAR⟩)(?: ⟨MONTH⟩\.?(?: \d{1,2})?)?\.(?: |$)",
);
static WHOLE_YEAR: Pattern = Pattern::new(r"^⟨YEAR⟩$");
/// Words of a sentence in front of a comma or stop.
static GOES_ON: Pattern = Pattern::new(r"^[^,.]*\b\p{Ll}{5,}[^,.]*, |^An? ");
static WORD_ENDS: Pattern = Pattern::new(r"(?:\p{L}{5,}|\))\. \p{Lu}\p{Ll}{4,}");
/// `And no. Annals of Rest`
static SENTENCE_ENDS: Pattern = Pattern::new(r"\b\p{Ll}{2,}\. \p{Lu}");
/// `the role of this repeat J Biol Chem`: the stop in front of the journal is missing.
static JOURNAL_WITHIN: Pattern =
    Pattern::new(r"(?:^| )\p{Ll}{4,} (?:J|Am|Br|Int|Eur|Ann|Arch|Clin|Proc) \p{Lu}\p{Ll}");
static DATE_FIRST: Pattern = Pattern::new(r"^[\s.,;:]*(?:⟨MONTH⟩|⟨YEAR⟩)\b");
static MONTH_IN: Pattern = Pattern::new(r"\b⟨MONTH⟩\b");
/// Stops that end nothing: titles of people, the saints and mountains of towns, `vs.`
static ABBREVIATION: Pattern = Pattern::new(
    r"\b(Ste?|Mt|Ft|Dr|Mr|Mrs|Ms|Prof|vs|cf|ca|approx|spp|subsp|U\.S|U\.K|e\.g|i\.e)\. ",
);
/// `Cambridge, MA: Quiet Univ. Press`
static IN_PUBLISHER: Pattern = Pattern::new(
    r"(: [^.:]{0,60}\b(?:Univ|Pub|Publ|Acad|Natl|Coll|Inst|Assoc|Govt|Print))\. (Press|Publ|Pub|Co\b|Print|Off|Assoc|Sci|Acad|Books)",
);
static SPECIES: Pattern = Pattern::new(r"(?:^|[\s(“‘\x22'/-])(\p{Lu})\. (\p{Ll}{4,})");
static NO_SPECIES: Pattern = Pattern::new(r"^(?:edit|della|dalla|degli|with)");
