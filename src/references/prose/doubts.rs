//! A last look at a reference that was taken apart: where a part cannot be right, the reference counts as not read.

use std::fmt;

use super::names;
use super::organisations;
use super::pattern::{OPENING, Pattern};
use crate::references::{Author, Record};

/// Why a reference is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    Heading,
    NoAuthors,
    NoTitle,
    NoContainer,
    NoYear,
    TwoWorks,
    WrongAuthor,
    WrongTitle,
    TooLong,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Heading => "This is a heading",
            Self::NoAuthors => "Authors and title can’t be told apart",
            Self::NoTitle => "There is no title behind the authors",
            Self::NoContainer => "Title and journal can’t be told apart",
            Self::NoYear => "There is no year, and nothing else tells that this is a reference",
            Self::TwoWorks => "It looks like more than one reference",
            Self::WrongAuthor => "An author is no name",
            Self::WrongTitle => "The title holds other parts of the reference",
            Self::TooLong => "It is longer than any reference",
        })
    }
}

/// Looks at a record and the words it was read from.
pub(super) fn check(words: &str, record: &Record, is_undated: bool) -> Result<(), Doubt> {
    let title = record.title.as_deref().unwrap_or_default();
    if !title.contains(char::is_alphabetic) {
        return Err(Doubt::NoTitle);
    }
    if record.authors.iter().any(is_wrong) {
        return Err(Doubt::WrongAuthor);
    }
    let starts_wrong = title.starts_with(['/', '.', ':'])
        || title.starts_with(['(', ',', ';', '&', ')'])
            && (YEAR_AT_START.is_match(title) || ROLE_AT_START.is_match(title));
    let container = record.container.as_deref().unwrap_or_default();
    if starts_wrong
        || has_other_parts(title)
        || title.chars().count() > 600
        || !is_quoted(title, words) && (LONE_INITIAL.is_match(title) || begins_with_names(title))
        || GOES_ON_IN_TITLE.is_match(title)
        || title.contains(['.', ';']) && NAMES_WITHIN.is_match(title)
        || title.matches('"').count() % 2 == 1
        || !is_in(title, words)
        || begins_with_rest_of_name(title, words, record)
        || DATE_AT_END.is_match(title)
        || record.volume.is_none() && !is_quoted(title, words) && IMPRINT_WITHIN.is_match(title)
        || DATE_AND_QUOTE.is_match(title)
        || PUBLISHER_IN_BRACKETS.is_match(title)
            && [&record.container, &record.publisher, &record.volume]
                .iter()
                .all(|part| part.is_none())
        || title.contains('“')
            && title.matches('“').count() != title.matches('”').count()
            && !title.contains('„')
        || title.matches('(').count() != title.matches(')').count()
            && words.matches('(').count() == words.matches(')').count()
    {
        return Err(Doubt::WrongTitle);
    }
    // `Meals in the U.S. Mt. Kisco, NY: Quiet Press`: the stop may have ended the title.
    if COUNTRY_AND_PLACE.is_match(title)
        && words
            .split_once(title)
            .is_some_and(|(_, behind)| behind.starts_with([',', ':']))
    {
        return Err(Doubt::WrongTitle);
    }
    // `Bulletin no. 12`; but a title may ask for a yes or a no.
    if SHORT_WORD_AT_END.is_match(title)
        && words
            .split_once(title)
            .is_some_and(|(_, behind)| NUMBER_BEHIND_STOP.is_match(behind))
    {
        return Err(Doubt::WrongTitle);
    }
    if has_other_parts(container)
        || NO_CONTAINER.is_match(container)
        || container.matches('[').count() != container.matches(']').count()
        || container.chars().count() > 300
    {
        return Err(Doubt::NoContainer);
    }
    if PLACES.count(words) > 1
        || NAMES_AND_YEAR.count(words) > 1
        || SECOND.is_match(words)
        || REPRINTED.is_match(words)
    {
        return Err(Doubt::TwoWorks);
    }
    let has_identifier = [&record.pmid, &record.pmcid, &record.doi, &record.url]
        .iter()
        .any(|identifier| identifier.is_some());
    if record.year.is_none() && !is_undated && !has_identifier {
        return Err(Doubt::NoYear);
    }
    // A page without a date has none elsewhere; one that stands there was not understood.
    if record.year.is_none() && !is_undated && YEAR_ALONE.is_match(&words.replacen(title, " ", 1)) {
        return Err(Doubt::NoYear);
    }
    // Words in front of a stop are no authors unless something else is as in a reference.
    Ok(())
}

fn has_other_parts(words: &str) -> bool {
    OTHER_PARTS.is_match(words)
        || words.contains(|c: char| c.is_ascii_digit()) && OTHER_NUMBERS.is_match(words)
}

/// `“Tea, Coffee, and Cake.”`: quotation marks tell where a title begins, whatever its words look like.
fn is_quoted(title: &str, words: &str) -> bool {
    words
        .find(title)
        .and_then(|at| words.get(..at))
        .is_some_and(|before| before.ends_with(OPENING))
}

/// Are these words of the reference, as they stand there? Something between them may have been taken for a part of its own.
fn is_in(title: &str, words: &str) -> bool {
    let letters =
        |words: &str| -> String { words.chars().filter(|c| c.is_alphanumeric()).collect() };
    words.contains(title) || letters(words).contains(&letters(title))
}

/// `Nils B. Kern, Rest in Towns`, `Kern, N. Bo. Rest in Towns`, `Kern. Nils. Rest`: the author’s name goes on in the title.
fn begins_with_rest_of_name(title: &str, words: &str, record: &Record) -> bool {
    match record.authors.as_slice() {
        [
            Author::Person {
                given: Some(given), ..
            },
        ] => is_letter(given) && REST_OF_NAME.is_match(title) && INITIAL_AND_NAME.is_match(words),
        [Author::Organisation(name)] => {
            let is_word = !name.contains(' ') && name.contains(char::is_lowercase);
            is_word && NAME_AND_STOP.is_match(title)
        }
        _ => false,
    }
}

/// `Ira Stone, and Bo Hale. Walking and Sleep`: the list of names goes on in the title.
fn begins_with_names(title: &str) -> bool {
    title.contains(", ")
        && names::begin(title).is_some_and(|(names, behind)| {
            let is_of_people = matches!(names.authors.last(), Some(Author::Person { .. }));
            let is_list = names.authors.len() > 1
                && (names.et_al || behind.is_empty() || behind.starts_with(['.', ',']));
            is_of_people && is_list
        })
}

fn is_wrong(author: &Author) -> bool {
    match author {
        Author::Person { family, given } => {
            let given = given.as_deref().unwrap_or_default();
            let has_other = |name: &str| {
                name.contains(|c: char| c.is_numeric() || "“”\"()[]:;/&?!".contains(c))
                    || name.to_lowercase().contains("et al")
            };
            let suffixes = ["2nd", "3rd", "4th"];
            family.trim().is_empty()
                || (is_letter(family) && given.contains(char::is_lowercase))
                || (family.contains(' ') && INITIALS_AND_NAME.is_match(given))
                || family.split_whitespace().count() > 6
                || has_other(family)
                || (has_other(given) && !suffixes.iter().any(|suffix| given.ends_with(suffix)))
                || given.split_whitespace().count() > 7
        }
        Author::Organisation(name) => {
            name.starts_with("In:")
                || SHORT_WORD.is_match(name)
                || name.contains(['“', '”', '"', '?', '!'])
                || name.chars().count() > 250
                || YEAR_IN_NAME.is_match(name)
                || CUT_SHORT.is_match(name)
                || name.contains(": ")
                || TITLE_OF_PERSON.is_match(name)
                || (ONE_AND_ANOTHER.is_match(name) && !organisations::is_of_organisation(name))
                || (INVERTED_IN_NAME.is_match(name) && !organisations::is_of_organisation(name))
        }
    }
}

/// `M.`: an initial is no family name beside a name in full.
fn is_letter(name: &str) -> bool {
    name.trim().trim_end_matches('.').chars().count() == 1
}

/// `Nils Kern, Q.M. Stone`: two people, not one of the family `Nils Kern`.
static INITIALS_AND_NAME: Pattern = Pattern::new(r"^⟨DOTTED⟩ ?\p{Lu}\p{Ll}{2,}");
/// `Vgl`, `S. a`
static SHORT_WORD: Pattern = Pattern::new(r"^\p{Lu}\p{Ll}{1,2}$|^\p{Lu}\. ?\p{L}\.?$");
/// `Knight. The Planner`, `Bradshaw, Rites of`, `Gibbons and Steven S.`
static REST_OF_NAME: Pattern = Pattern::new(
    r"^⟨CAPITAL⟩(?:\. \p{Lu}|, \p{Lu}| (?:and|et|&) ⟨CAPITAL⟩ (?:\p{Lu}\b|⟨CAPITAL⟩))",
);
static NAME_AND_STOP: Pattern = Pattern::new(r"^⟨CAPITAL⟩\. \p{Lu}");
static INITIAL_AND_NAME: Pattern =
    Pattern::new(r"^(?:⟨CAPITAL⟩ \p{Lu}\. ⟨CAPITAL⟩|⟨CAPITAL⟩, \p{Lu}\.,? ⟨CAPITAL⟩[.,])");
/// `; Kern, N.;`, `, N. and Stone, I. Rest`
static NAMES_WITHIN: Pattern = Pattern::new(
    r"; ⟨FAMILY⟩, ⟨DOTTED⟩[;,]|, \p{Lu}\.? ?\p{Lu}?\.?,? (?:and|&) ⟨FAMILY⟩,? (?:⟨DOTTED⟩|⟨INITIALS⟩)[., ]",
);
/// A place, an imprint or a label in the midst or at the end of a title, or a small word at its start.
static GOES_ON_IN_TITLE: Pattern = Pattern::new(
    r"\. [^.]{0,30}\b(?:[Tt]hesis|[Dd]issertation)$|[.,] (?:Rev|Enl|Abr|Repr|Trans|Transl|Eds?)(?:\.? (?:and|&) \p{L}+)?$|, [ivxlc]+[-–][ivxlc]+$|^(?:and|AND|et|und|y|&) |^(?:MV|\p{Lu})\. ?\p{Lu}{2,}|^\p{Lu}\.[;,] |\.,\p{Lu}\p{Ll}|^in (?:\p{Lu}|[^.]* eds?[,.])|[,.] (?:[Vv]|[Nn]|[Vv]ols?|[Nn]os?|[Pp]p?|[Cc]h|[Ss]er)$|, \d{1,3}[-–]\d{1,4}$| \d+ \d+[-–]\d+$|, \d+\?$|\(\d+[-–]\d+\)$|[,.] (?:J|Proc|Ann|Am|Int|Eur|Br|Trans)\. ?\p{Lu}\p{Ll}*$|, Proc(?:eedings|\.) of |, (?:Technical )?Report on \p{Lu}|, (?:\p{Lu}[\p{L}&]* ){1,5}(?:Journal|Gazette|Bulletin|Magazine|Quarterly)$|\. ?[–—-] ?\p{L}+\.?:|(?i:, |\()(?:[Ee]ditors?|[Ee]ds?\.?)\)|\. (?:Department|Faculty|School) of |^(?i:(?:\d+(?:st|nd|rd|th)|first|second|third|revised) ed(?:ition|n)?\.?)$| website$|[.?!] [^.]*\b(?:Series|Monographs|Memoirs|Transactions|Proceedings|Studies in|Library|Collection|Lecture Notes|Lectures|Texts in|Topics in|Advances in)\b[^.]*$|\. (?:Trans|Tr|Eds?)\. \p{Lu}|\b(?:gen|vol|assoc|senior)\. [Ee]ds?\.\)|^\d+ vols?\b|^⟨CAPITAL⟩ \p{Lu}\. ⟨CAPITAL⟩(?:,| and| &)|^⟨CAPITAL⟩,? (?:and|&) ⟨CAPITAL⟩ ⟨CAPITAL⟩\. |\.[–—-] |^⟨CAPITAL⟩, \p{Lu}\.? ⟨CAPITAL⟩,|\s[.:]\p{Lu}|\p{L},\p{Lu}\p{Ll}|[.?!] (?:The )?Journal of [^.]*$|\. (?:Technical|Research) Report\b|(?i:\. arxiv\b)|^[\x22“][^\x22”]*[,.][\x22”]\s?\p{L}|(?:\b\p{Lu}\p{Ll}{0,8}\. ){2,}\p{Lu}\p{Ll}{0,8}$|\. [^.]*\b(?:Press|Publishers|Publishing|Verlag)$|\([^()]*\b(?:Press|Wiley|Springer|Elsevier|Verlag|Routledge)\b[^()]*\)$",
);
/// `2014`, `(2014)`
/// `Cod liver oil (Thistle House)`
static PUBLISHER_IN_BRACKETS: Pattern =
    Pattern::new(r" \(\p{Lu}\p{Ll}+ (?:(?:\p{Lu}[\p{L}’'-]*|and|&|of) )*\p{Lu}\p{Ll}+\)$");
/// `Rest. Cambridge, MA: Quiet Univ`
static IMPRINT_WITHIN: Pattern =
    Pattern::new(r"[.?!] \p{Lu}\p{Ll}+(?:,? \p{Lu}[\p{L}.]*){0,2}: \p{Lu}[^:]*$");
static DATE_AND_QUOTE: Pattern = Pattern::new(r"^(?:⟨MONTH⟩|[^“]{0,30}⟨YEAR⟩)[^“]{0,20}“");
static YEAR_ALONE: Pattern = Pattern::new(r"(?:^|[\s(,;.])⟨YEAR⟩[a-z]?(?:[).,;:\s]|$)");
/// `Walraven C van`, `T. L. Health`: a person whose name was not understood.
static TITLE_OF_PERSON: Pattern = Pattern::new(
    r"^\d{1,3} ⟨CAPITAL⟩, |^\p{Lu}, \p{Lu}|^⟨CAPITAL⟩(?: ⟨CAPITAL⟩)? \p{Lu}{1,3}(?: [a-z]{1,3})+$|^⟨CAPITAL⟩, \p{Lu}|(?:^|, |and )⟨CAPITAL⟩ \p{Lu}{1,3}(?:,| and )|\bet al$|, (?:\p{Lu}\. ?)+,",
);
/// `Guideline for …, Int` of `Int. Fed. Ward Nurses`: the stop of a short word ended the name.
static CUT_SHORT: Pattern =
    Pattern::new(r"[, ](?:Int|Nat|Natl|Fed|Soc|Assoc|Dept|Inst|Amer|Eur|Brit|Univ|Acad|Comm|Org)$");
/// `Suparman and Bo Hale`: somebody of one name, and somebody of two.
static ONE_AND_ANOTHER: Pattern = Pattern::new(r"^⟨CAPITAL⟩,? (?:and|&) ⟨CAPITAL⟩ ⟨CAPITAL⟩$");
static YEAR_AT_START: Pattern = Pattern::new(r"^[(,;&) ]*(?:⟨YEAR⟩|⟨NO_YEAR⟩)");
static ROLE_AT_START: Pattern = Pattern::new(r"^\([^()]{2,30}\)[.,] ");
/// A place, an imprint, names and a year: nothing of them stands in a title.
static OTHER_PARTS: Pattern = Pattern::needing(
    &[
        "ditor",
        "ds.)",
        "d.)",
        "In: ",
        "in: ",
        "Group. ",
        "Investigators. ",
        "et al. ",
        "…",
    ],
    r"\beditors?\. |\((?:[Ee]ds?)\.\)|^(?:In|in): |; ⟨FAMILY⟩ (?:Group|Investigators)\. |Investigators\. |\bet al\. |^…",
);
static OTHER_NUMBERS: Pattern = Pattern::new(
    r"⟨YEAR⟩(?: ⟨MONTH⟩[^;]{0,8})?; ?\d|\d\(\d+[^()]{0,10}\): ?\w?\d|; ⟨YEAR⟩|\p{Lu}\.?,? \(⟨YEAR⟩[a-z]?\)|\bvol\. \d+, no\. \d|\d{1,3} ?\(\d{1,3}\), \d+[-–]\d|, pp\. \d|\(⟨YEAR⟩, ⟨MONTH⟩|\p{Lu}\p{Ll}+[,.] ⟨YEAR⟩\. (?:\p{Lu}|“)|^[^.:]{0,40}, ⟨YEAR⟩\. \p{Lu}",
);
/// `J. Walking`: an initial at the head of a title belongs to the names, unless it is `E. coli`.
static LONE_INITIAL: Pattern = Pattern::new(
    r"^(?:\p{Lu}\.,|\p{Lu}\. ?\p{Lu}\. |et al|& |and \p{Lu}\p{L}* ?\.|and \p{Lu}[^.]{1,40}\. |\p{Lu}, )",
);
/// `Eggs are back, The Daily Quiet, 12 August`, `Phosphate. Version 1.2`.
static DATE_AT_END: Pattern = Pattern::new(
    r", (?:\d{1,2} ⟨MONTH⟩|⟨MONTH⟩ \d{1,2})$|\. Version \d[\d.]*$|\. ⟨YEAR⟩ ⟨MONTH⟩(?: \d{1,2})?$",
);
/// `2022 [posted`, `Rest 90, no`, `Preprint`.
static NO_CONTAINER: Pattern = Pattern::new(
    r"\b\p{Ll}+ (?:\p{Lu}\.){2,} \p{Lu}|^⟨YEAR⟩(?:[^\d ]|$| \[)|, (?:no|vol)\.?$|^(?i:preprint)$|[,:;] ?\d+[-–]\d+$|:\d+$|\(accessed|, ⟨YEAR⟩,",
);
static PLACES: Pattern =
    Pattern::new(r"⟨YEAR⟩(?: ⟨MONTH⟩[^;.]{0,10})?; ?\d+ ?(?:\([^()]{1,20}\))?: ?\w?\d");
static NAMES_AND_YEAR: Pattern =
    Pattern::new(r"(?:\p{Lu}\.|\p{Ll} \p{Lu}{1,3}),? \(⟨YEAR⟩[a-z]?\)[.,]? \p{Lu}");
/// A number of a list, and names behind it; but `vol. 1. Oxford, U.K.` is no such thing.
static SECOND: Pattern = Pattern::new(
    r"(?:\p{L}{4,}|[)\]\d”/])\. (?:\[\d{1,3}\]|\(?\d{1,3}[.)]) ⟨FAMILY⟩,? (?:⟨DOTTED⟩|⟨INITIALS⟩)[,.]",
);
/// Two dates of two books.
static REPRINTED: Pattern = Pattern::needing(
    &["epr", "Rpt."],
    r"\b(?:Reprinted in |Rpt\.|[Rr]epr\. ⟨YEAR⟩)",
);
static COUNTRY_AND_PLACE: Pattern = Pattern::new(r"\bU\.[SKN]\. \p{Lu}[^:]{2,40}$");
static SHORT_WORD_AT_END: Pattern = Pattern::new(r" (?:[Nn]os?|[Vv]ols?|pt)$");
static NUMBER_BEHIND_STOP: Pattern = Pattern::new(r"^\. ?\d");
static YEAR_IN_NAME: Pattern = Pattern::new(r"\(⟨YEAR⟩");
static INVERTED_IN_NAME: Pattern = Pattern::new(
    r"^⟨FAMILY⟩, ⟨DOTTED⟩|\p{L} \p{Lu}{1,2}, |(?:&|\band) ⟨FAMILY⟩, ⟨DOTTED⟩|(?:&|\band|,) (?:\p{Lu}\. ?)+⟨FAMILY⟩|^⟨CAPITAL⟩(?:, ⟨CAPITAL⟩)*, & ⟨CAPITAL⟩$",
);
