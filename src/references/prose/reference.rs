//! One reference, taken apart: names, year, title, and what it stands in.
//!
//! The styles differ in where the year stands (behind the names, with or without brackets, or at the end) and in how the
//! title is told from its container (quotation marks, a full stop, `In`). So they are read by these marks, not one by one.

use super::cleaned::Cleaned;
use super::doubts::{self, Doubt};
use super::imprint::PUBLISHER;
use super::names::{self, AuthorNames};
use super::organisations;
use super::pattern::{OPENING, Pattern};
use super::place::ReferenceTail;
use super::title::JOURNAL;
use super::{anonymous, book, holder, mark_status};
use crate::entry::sources::sentences;
use crate::references::{Author, Record, WorkKind};

/// Reads a reference, or says why it is not read.
pub(super) fn read(written: &str) -> Result<Record, Doubt> {
    let cleaned = Cleaned::of(written);
    if cleaned.has_two_works {
        return Err(Doubt::TwoWorks);
    }
    let unsigned = anonymous::before_edition(&cleaned.words, &cleaned.record)
        .or_else(|| anonymous::before_imprint(written, &cleaned.words, &cleaned.record));
    let (mut record, tail) = match unsigned {
        Some(read) => read,
        None => signed(written, &cleaned).or_else(|doubt| {
            anonymous::read(written, &cleaned.words, &cleaned.record).ok_or(doubt)
        })?,
    };
    let is_undated = cleaned.is_undated || tail.is_undated;
    if record.year.is_none() && is_undated {
        record.undated = undated(&cleaned.words, &record);
    }
    mark_status(written, &mut record);
    doubts::check(&cleaned.words, &record, is_undated)?;
    Ok(record)
}

/// Reads a reference that begins with names, or with the quoted title of a work without any.
fn signed(written: &str, cleaned: &Cleaned) -> Result<(Record, ReferenceTail), Doubt> {
    let head = Head::of(&cleaned.words).ok_or(Doubt::NoAuthors)?;
    let mut record = cleaned.record.clone();
    let is_title_first = !head.names_written.is_empty()
        && !head.names.is_of_people()
        && head.rest.starts_with("In ");
    // `Database of Rest [Internet]. Berlin: …` has no author.
    let is_named_online = !head.names.is_of_people()
        && written
            .trim_start()
            .strip_prefix(head.names_written.trim_end_matches('.'))
            .is_some_and(|behind| behind.starts_with(" [Internet]"));
    if is_title_first || is_named_online {
        return Err(Doubt::NoAuthors);
    }
    // `Quiet Handbook. London: Quiet Press; 2009.`: what stands alone in front of an imprint is no author.
    if !head.names.is_of_people() && head.year.is_none() && ONLY_IMPRINT.is_match(head.rest) {
        return Err(Doubt::NoTitle);
    }
    // `Oats for Carers. 1894. Dublin: Leaf & Sons.`: of two parts one is the title.
    let is_dated = head.year.is_some() || head.is_undated;
    if !head.names.is_of_people()
        && !head.names.authors.is_empty()
        && is_dated
        && anonymous::is_imprint(head.rest)
        && (!organisations::is_of_organisation(head.names_written) || PUBLISHER.is_match(head.rest))
    {
        return Err(Doubt::NoAuthors);
    }
    let is_one_or_two = ONE_OR_TWO.is_match(head.names_written.trim_end())
        && PLACE_OF_INITIALS.is_match(&cleaned.words);
    if head.names.is_mixed || is_one_or_two {
        return Err(Doubt::NoAuthors);
    }
    let is_one_in_full = head.names.is_one_name_in_full();
    record.authors = head.names.authors;
    record.et_al = head.names.et_al;
    record.year = head.year;
    let mut tail = holder::read(head.rest, is_dated, head.has_commas, &mut record)?;
    tail.is_undated |= head.is_undated;
    // `Journal of Rest (2004) “Title,” 12(3), p. 784.`: what stands in place of names holds the work.
    if let [Author::Organisation(name)] = record.authors.as_slice()
        && record.volume.is_some()
        && record.container.is_none()
        && JOURNAL.is_match(name)
    {
        record.container = Some(name.clone());
        record.authors.clear();
    }
    if head.is_unsure {
        // `Nils Kern. Title. Journal, 12(3):101–109, 2014.` is a style; `Mayo Clinic. Title.` is an organisation.
        let name = record
            .authors
            .first()
            .map(|author| author.family().to_owned());
        let whole = head.names_written.trim();
        record.authors = match tail
            .year_is_last
            .then(|| Author::of_natural(whole))
            .flatten()
        {
            Some(person) if name.is_some() => vec![person],
            _ => AuthorNames::of_organisation(whole).authors,
        };
    }
    if is_one_in_full && record.kind == WorkKind::Webpage {
        // `Coeliac Friends. n.d. “Living Gluten-Free.”` looks like somebody’s name; the address or the site may tell.
        let name = head.names_written.trim_end_matches(['.', ',', ' ']);
        if !is_own_site(name, &record) {
            return Err(Doubt::NoAuthors);
        }
        record.authors = AuthorNames::of_organisation(name).authors;
    }
    Ok((record, tail))
}

/// What stands in place of the year, in the words the house has for it; a title may hold them, too.
fn undated(words: &str, record: &Record) -> Option<String> {
    let title = record.title.as_deref().unwrap_or_default();
    let words = words.replacen(title, "", 1);
    let said = UNDATED.captures(&words)?.get(1)?.as_str().to_lowercase();
    let said = match said.as_str() {
        "im druck" => "in press",
        "in press" | "forthcoming" | "submitted" | "in preparation" | "under review" => &said,
        said if said.starts_with("accepted") || said.starts_with("to ") => "forthcoming",
        said if said.starts_with("submitted") => "submitted",
        "in review" => "under review",
        _ => "n.d.",
    };
    Some(said.to_owned())
}

/// Does an address, a site or a publisher bear the name of the author?
fn is_own_site(name: &str, record: &Record) -> bool {
    let letters = |words: &str| -> String {
        let letters = words.chars().filter(|c| c.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let name = letters(name);
    [&record.url, &record.container, &record.publisher]
        .iter()
        .any(|part| {
            part.as_ref()
                .is_some_and(|part| letters(part).contains(&name))
        })
}

/// Is a work by those who are named in the reference before? A dash stands for all of them.
pub(super) fn is_by_the_same(words: &str) -> bool {
    THE_SAME.is_match(words)
}

/// Does a text begin as only a reference does?
pub(super) fn begins(words: &str) -> bool {
    let words = words.trim();
    // A list of names that goes on in the next line, be it in the midst of a name, or that a year ends.
    let ends_in_year = YEAR_AT_END.is_match(words);
    if (ends_in_year || !words.contains(|c: char| c.is_ascii_digit()))
        && let Some((names, behind)) = names::begin(words)
        && (names.have_initials()
            || names.authors.len() > 2
            || (ends_in_year && names.are_surely_people()))
        && (names.authors.len() > 1 || !behind.is_empty())
        && NAMES_GO_ON.is_match(behind)
    {
        return true;
    }
    Head::of(words).is_some_and(|head| head.is_sure && !head.rest.trim().is_empty())
}

/// The start of a reference.
struct Head<'t> {
    names: AuthorNames,
    year: Option<String>,
    /// `(in press)`, `(n.d.)`
    is_undated: bool,
    /// The title and all behind it.
    rest: &'t str,
    /// Nothing but a reference begins so.
    is_sure: bool,
    /// One name in full, which may be somebody’s or an organisation’s.
    is_unsure: bool,
    names_written: &'t str,
    /// A comma stands between names and title, and perhaps between title and journal.
    has_commas: bool,
}

impl<'t> Head<'t> {
    fn of(words: &'t str) -> Option<Self> {
        let without_authors = NO_AUTHORS.split(words).map(|(_, title)| title);
        if without_authors.is_some() || words.starts_with(OPENING) {
            return Some(Self {
                names: AuthorNames::default(),
                year: None,
                is_undated: false,
                rest: without_authors.unwrap_or(words),
                is_sure: without_authors.is_some(),
                is_unsure: false,
                names_written: "",
                has_commas: false,
            });
        }
        Self::of_the_same(words)
            .or_else(|| Self::of_people(words))
            .or_else(|| Self::of_organisation(words))
    }

    /// `———. 2014.`, `———, ed. 2014.`
    fn of_the_same(words: &'t str) -> Option<Self> {
        let (_, behind) = THE_SAME.split(words)?;
        let bare = names::without_role(behind).trim_start_matches(['.', ',', ' ']);
        let (year, is_undated, rest) = year(bare, " ").unwrap_or((None, false, bare));
        // `———, and Ira Stone.`
        (!rest.starts_with(char::is_lowercase)).then(|| Self {
            names: AuthorNames::default(),
            year,
            is_undated,
            rest,
            is_sure: true,
            is_unsure: false,
            names_written: "",
            has_commas: false,
        })
    }

    fn of_people(words: &'t str) -> Option<Self> {
        let (names, behind) = names::begin(words)?;
        let names_written = words.get(..words.len() - behind.len())?;
        let is_editor = names::has_role(behind);
        let behind = names::without_role(behind);
        let is_sure = names.are_surely_people();
        let is_one = names.is_one_name_in_full();
        let mut head = Self {
            is_sure: is_sure && names.have_initials(),
            is_unsure: false,
            names,
            year: None,
            is_undated: false,
            rest: behind,
            names_written,
            has_commas: false,
        };
        let behind = ADDRESS.split(behind).map_or(behind, |(_, behind)| behind);
        let bare = behind.trim_start_matches([' ', '.', ',', ':', ';']);
        if let Some((year, is_undated, rest)) = year(bare, behind) {
            // No style writes one name in full in front of a year in brackets.
            if is_one && (!rest.starts_with(OPENING) || bare.starts_with('(')) {
                return None;
            }
            head.is_sure = true;
            (head.year, head.is_undated, head.rest) = (year, is_undated, rest);
            return Some(head);
        }
        if bare.starts_with(OPENING) {
            head.is_sure = true;
            head.rest = bare;
            return Some(head);
        }
        // `N. Kern, May 3, 2014, “Pollen counts,”`
        if let Some((found, rest)) = DATE_AND_COMMA.split(bare)
            && rest.starts_with(OPENING)
        {
            head.is_sure = true;
            head.year = found.get(1).map(|year| year.as_str().to_owned());
            head.rest = rest;
            return Some(head);
        }
        let ends = behind.starts_with(['.', ':', ','])
            || names_written.ends_with('.')
            || is_editor
            || behind.is_empty()
            || head.names.et_al;
        if !ends || (behind.starts_with(',') && !head.names.may_end_with_comma()) {
            return None;
        }
        if !is_sure && !is_one {
            return None;
        }
        head.is_unsure = is_one;
        head.has_commas = behind.starts_with(',');
        head.rest = bare;
        Some(head)
    }

    fn of_organisation(words: &'t str) -> Option<Self> {
        // `Quiet Society, Guideline for Rest, Quiet Guideline 14, 2018.`
        if let Some(found) = ALL_COMMAS.captures(words)
            && let (Some(name), Some(rest)) = (found.get(1), found.get(2))
            && organisations::has_body(name.as_str())
            && organisations::looks_like_organisation(name.as_str())
            && book::is_numbered_report(rest.as_str())
        {
            return Some(Self {
                names: names::whole(name.as_str()),
                is_sure: true,
                year: None,
                is_undated: false,
                rest: rest.as_str(),
                is_unsure: false,
                names_written: name.as_str(),
                has_commas: true,
            });
        }
        let (end, year, is_undated, rest) =
            organisation_with_year(words).or_else(|| organisation_before_title(words))?;
        let name = words.get(..end)?.trim();
        let name = name.trim_end_matches([',', ':', ';', ' ']);
        // `Science, May 9, 2022.` is the end of another reference.
        if ENDS_IN_DATE.is_match(name) {
            return None;
        }
        if !organisations::looks_like_organisation(name.trim_end_matches('.'))
            && !AND_OTHERS.is_match(name)
        {
            return None;
        }
        let is_dated = year.is_some() || is_undated;
        Some(Self {
            names: names::whole(name),
            is_sure: is_dated
                || (organisations::is_of_organisation(name) && !rest.trim().is_empty()),
            year,
            is_undated,
            rest,
            is_unsure: false,
            names_written: name,
            has_commas: false,
        })
    }
}

/// `Quiet Board (2011). `, `Quiet Board. 2011. `
fn organisation_with_year(words: &str) -> Option<(usize, Option<String>, bool, &str)> {
    for (open, _) in words.match_indices('(').take(6) {
        let (before, inside) = (words.get(..open)?, words.get(open..)?);
        if sentences::first_stop(before.trim_end().trim_end_matches('.')).is_some() {
            break;
        }
        if let Some((year, is_undated, rest)) = year(inside, " ") {
            return Some((before.len(), year, is_undated, rest));
        }
    }
    // `Quiet Agency 2015, Title`: people stand with a comma in this style.
    let found = NAME_AND_YEAR
        .captures(words)
        .or_else(|| NAME_SPACE_YEAR.captures(words))?;
    let stop = found.get(1)?.end();
    let behind = words.get(stop..)?;
    let bare = behind.trim_start_matches(['.', ',', ' ']);
    let (year, is_undated, rest) = year(bare, behind)?;
    let before = words.get(..stop)?;
    let is_one = sentences::first_stop(before.trim_end_matches('.')).is_none();
    is_one.then_some((stop, year, is_undated, rest))
}

fn organisation_before_title(words: &str) -> Option<(usize, Option<String>, bool, &str)> {
    // `Quiet Board, “Title,”` and `Quiet Board. “Title.”`
    let quoted = words.find(['“', '"']).filter(|open| {
        let before = words.get(..*open).unwrap_or_default();
        before.ends_with([',', '.', ' '])
            && sentences::first_stop(before.trim_end().trim_end_matches('.')).is_none()
    });
    let stop = quoted.or_else(|| sentences::first_stop(words))?;
    let rest = words.get(stop..)?.trim_start_matches(['.', ' ']);
    // `Quiet Organization, Rest Facts. Geneva, Switzerland: QO, 2016.`: a comma ends the name.
    if let Some((name, title)) = words.get(..stop)?.split_once(", ")
        && IMPRINT_AT_END.is_match(rest)
        && organisations::is_of_organisation(name)
        && title.starts_with(char::is_uppercase)
        && !COMMA_AND_NAME.is_match(title)
        && !organisations::has_body(title)
    {
        return Some((name.len(), None, false, words.get(name.len() + 2..)?));
    }
    (!rest.is_empty()).then_some((stop, None, false, rest))
}

/// The year behind the names: in brackets, or closed by a mark. `behind` is the text with the marks before it.
fn year<'t>(bare: &'t str, behind: &str) -> Option<(Option<String>, bool, &'t str)> {
    let (found, rest) = match YEAR_IN_BRACKETS.split(bare) {
        Some(found) => found,
        None => {
            let (found, rest) = YEAR_ALONE.split(bare)?;
            let is_parted = behind.starts_with(['.', ',', ' ']) || behind.len() == bare.len();
            let is_closed = [". ", ", ", " “", " \"", " ‘"]
                .iter()
                .any(|mark| rest.starts_with(mark))
                // `n.d. Title`
                || (bare.starts_with("n.") && rest.starts_with(' '));
            (is_parted && is_closed).then_some((found, rest))?
        }
    };
    // `(1989) 2014.`: the first is the year of the original.
    let (found, rest) = match YEAR_CLOSED.split(rest) {
        Some(second) if bare.starts_with(['(', '[']) => second,
        _ => (found, rest),
    };
    let year = found.get(1).map(|year| year.as_str().to_owned());
    let rest = rest.trim_start_matches(|c: char| c.is_whitespace() || ".,:;".contains(c));
    Some((year.clone(), year.is_none(), rest))
}

static YEAR_IN_BRACKETS: Pattern = Pattern::new(
    r"^[(\[](?:c\.? ?|ca\.? |circa |©)?(?:(⟨YEAR⟩[a-z]?)(?:[,;/–-] ?[^()]{0,40})?|⟨NO_YEAR⟩(?:[-,; ][^()]{0,20})?)[)\]]",
);
static YEAR_CLOSED: Pattern = Pattern::new(r"^ (⟨YEAR⟩[a-z]?)\.");
static UNDATED: Pattern = Pattern::new(r"(?:^|\W)(⟨NO_YEAR⟩)(?:\W|$)");
static YEAR_ALONE: Pattern = Pattern::new(r"^(?:(⟨YEAR⟩[a-z]?)|⟨NO_YEAR⟩(?:-[a-z])?)");
static NAME_AND_YEAR: Pattern =
    Pattern::new(r"^([^“”\x22;?!]{2,200}?)[.,] (?:⟨YEAR⟩[a-z]?|⟨NO_YEAR⟩)(?:[.,] |\.? [“\x22‘])");
static ALL_COMMAS: Pattern =
    Pattern::new(r"^([^.,;:“”\x22]{3,100}), (\p{Lu}[^“”\x22]+, (?:⟨MONTH⟩\.? )?⟨YEAR⟩\.?)$");
static NAME_SPACE_YEAR: Pattern =
    Pattern::new(r"^([^“”\x22;?!.,:\d]{2,120}) (?:⟨YEAR⟩[a-z]?|⟨NO_YEAR⟩), \p{Lu}");
/// `Kern, N. [@kern]. (2014)`
static ADDRESS: Pattern = Pattern::new(r"^,? \[@?[^\[\]]{1,40}\]");
static COMMA_AND_NAME: Pattern = Pattern::new(r", (?:and )?\p{Lu}");
static DATE_AND_COMMA: Pattern = Pattern::new(r"^⟨MONTH⟩\.?(?: \d{1,2},)? (⟨YEAR⟩), ");
static ONLY_IMPRINT: Pattern =
    Pattern::new(r"^\p{Lu}[^.;:]{1,60}: \p{Lu}[^;:]{1,120}; ?[c©]?⟨YEAR⟩\b[^.]{0,20}\.?$");
static ENDS_IN_DATE: Pattern = Pattern::new(r", (?:⟨MONTH⟩(?: \d{1,2})?|\d{1,2} ⟨MONTH⟩)$");
/// `Suryani, Kartika D`: one person, or two of whom the first has one name.
static ONE_OR_TWO: Pattern = Pattern::new(r"^⟨CAPITAL⟩, ⟨CAPITAL⟩ \p{Lu}{1,2}\.?$");
/// `2014;12(3)`: of a style that writes no given names.
static PLACE_OF_INITIALS: Pattern = Pattern::new(r"[. ]⟨YEAR⟩[^;.]{0,12}; ?\d+ ?[(:]");
static IMPRINT_AT_END: Pattern = Pattern::new(r"^[^.:;]{2,50}: [^:;]+, ⟨YEAR⟩\.?$");
static YEAR_AT_END: Pattern = Pattern::new(r"^\D+⟨YEAR⟩[a-z]?\)?[.,]?$");
static NAMES_GO_ON: Pattern = Pattern::new(
    r"^[,;]? ?(?:and|&)?$|^[.,]? ?\(?⟨YEAR⟩[a-z]?\)?[.,]?$|^[,;&] ?(?:and |& )?⟨FAMILY⟩,?$",
);
static THE_SAME: Pattern = Pattern::new(r"^(?:—{2,4}|―{2,4}|–{3}|-{3,6}|⸺{1,2}|⸻)(?:[.,]| ?\(|$)");
static AND_OTHERS: Pattern = Pattern::new(r"\w,? et al\.?$");
/// As PubMed writes where nobody is named.
static NO_AUTHORS: Pattern =
    Pattern::new(r"^\[(?i:no authors? (?:listed|given|named)|authors? unknown)\][.,:]? ");
