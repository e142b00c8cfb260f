//! The names of a source: people with their particles, accents and initials, and organisations.
//!
//! `Pickering G, Mazur A`, `Pickering, G., & Mazur, A.`, `van der Meer A et al.`, `NIH Office of Dietary Supplements`.
//! A list is one of people where at least one of its items ends in initials; otherwise all of it is one organisation.

use std::ops::Range;

use super::sentences::trimmed;
use super::{Authors, Name};

/// Reads the names in a range.
pub(super) fn read(text: &str, range: Range<usize>) -> Option<Authors> {
    let range = without_stop(text, trimmed(text, range));
    if range.is_empty() {
        return None;
    }
    let words = text.get(range.clone())?;
    let (names_end, et_al) = match et_al(words) {
        Some((from, to)) => (
            range.start + from,
            Some(range.start + to.start..range.start + to.end),
        ),
        None => (range.end, None),
    };
    let (names, gap) = names(text, range.start..names_end);
    let et_al = et_al.or(gap);
    (!names.is_empty()).then_some(Authors {
        range,
        names,
        et_al,
    })
}

/// Where the names end, and where `et al.` stands.
fn et_al(words: &str) -> Option<(usize, Range<usize>)> {
    let bare = words.trim_end_matches(['.', '*', '_']);
    for cut in ["et al", "and others", "and colleagues"] {
        if let Some(before) = strip_suffix_any_case(bare, cut)
            && before.ends_with(|c: char| c.is_whitespace() || matches!(c, ',' | '*' | '_'))
        {
            let names = before
                .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '*' | '_'));
            return Some((names.len(), before.len()..words.len()));
        }
    }
    None
}

fn strip_suffix_any_case<'w>(words: &'w str, suffix: &str) -> Option<&'w str> {
    let at = words.len().checked_sub(suffix.len())?;
    let tail = words.get(at..)?;
    tail.eq_ignore_ascii_case(suffix)
        .then(|| words.get(..at))
        .flatten()
}

/// The names, and where dots stand for names left out.
fn names(text: &str, range: Range<usize>) -> (Vec<Name>, Option<Range<usize>>) {
    let items = items(text, range.clone());
    let is_alone = items.len() == 1;
    let mut names: Vec<Name> = Vec::with_capacity(items.len());
    let mut gap = None;
    let mut people = false;
    for item in items {
        let words = text.get(item.clone()).unwrap_or_default();
        if words.chars().all(|c| matches!(c, '.' | '…' | ' ')) {
            gap = Some(item);
            continue;
        }
        // `Pickering, G.`: the initials of the name before.
        if is_initials(words)
            && let Some(Name::Organisation(family)) = names.last().cloned()
            && let name = text.get(family.clone()).unwrap_or_default()
            && name.chars().any(char::is_lowercase)
            && !is_organisation(name)
            // `Eastby, NHS`: an organisation of its own.
            && (words.contains('.') || words.chars().count() <= 2)
        {
            names.pop();
            let given = Some(item);
            names.push(Name::Person { family, given });
            people = true;
            continue;
        }
        if is_suffix(words)
            && let Some(Name::Person { given, .. }) = names.last_mut()
        {
            if let Some(given) = given {
                given.end = item.end;
            }
            continue;
        }
        let name = name(text, item, is_alone);
        people |= matches!(name, Name::Person { .. });
        names.push(name);
    }
    if !people {
        let whole = trimmed(text, range);
        names = organisations(text, whole);
    }
    (names, gap)
}

/// Organisations with no person among them. A comma may stand within a name, so only semicolons part two, or commas
/// between nothing but short names: `WHO, FAO`.
fn organisations(text: &str, whole: Range<usize>) -> Vec<Name> {
    let words = text.get(whole.clone()).unwrap_or_default();
    let is_short = |part: &str| {
        (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_uppercase())
    };
    let cut = |mark: char| -> Vec<Range<usize>> {
        let mut at = whole.start;
        let parts = words.split(mark).map(|part| {
            let range = at..at + part.len();
            at = range.end + mark.len_utf8();
            trimmed(text, range)
        });
        parts.filter(|part| !part.is_empty()).collect()
    };
    let short = |part: &Range<usize>| text.get(part.clone()).is_some_and(is_short);
    let by_comma = cut(',');
    let parts = if words.contains(';') {
        cut(';')
    } else if by_comma.iter().all(short) {
        by_comma
    } else {
        vec![whole]
    };
    let parts = parts.into_iter().filter(|part| !part.is_empty());
    parts.map(Name::Organisation).collect()
}

/// The list cut at commas, semicolons, `&` and `and`.
fn items(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(range.clone()).unwrap_or_default();
    let mut items = Vec::with_capacity(8);
    let mut from = 0;
    let mut push = |from: usize, to: usize| {
        let item = trimmed(text, range.start + from..range.start + to);
        if !item.is_empty() {
            items.push(item);
        }
    };
    let mut depth = 0_usize;
    for (at, byte) in words.bytes().enumerate() {
        let rest = words.get(at..).unwrap_or_default();
        let (cut, width) = match byte {
            b'(' => {
                depth += 1;
                (false, 1)
            }
            b')' => {
                depth = depth.saturating_sub(1);
                (false, 1)
            }
            b',' | b';' => (true, 1),
            b'&' => (true, if rest.starts_with("&amp;") { 5 } else { 1 }),
            b' ' if rest.starts_with(" and ") => (true, 5),
            _ => (false, 1),
        };
        if cut && depth == 0 && at >= from {
            push(from, at);
            from = at + width;
        }
    }
    push(from, words.len());
    // `… Pouteau, E.`: the dots are an item of their own.
    if let Some(at) = items.iter().position(|item| {
        let words = text.get(item.clone()).unwrap_or_default();
        words.starts_with("…") || words.starts_with("...") || words.starts_with(". . .")
    }) && let Some(item) = items.get_mut(at)
    {
        let words = text.get(item.clone()).unwrap_or_default();
        let dots = words.len() - words.trim_start_matches(['.', '…', ' ']).len();
        let (start, end) = (item.start, item.end);
        if start + dots < end {
            item.end = start + dots;
            items.insert(at + 1, start + dots..end);
        }
    }
    items
}

/// `Ferreira da Silva T`: initials at the end make a person.
fn name(text: &str, item: Range<usize>, is_alone: bool) -> Name {
    let words = text.get(item.clone()).unwrap_or_default();
    let mut split = words.rfind(char::is_whitespace);
    // `Smith JK Jr`, `Smith JK 3rd`
    if let Some(at) = split
        && is_suffix(words.get(at..).unwrap_or_default().trim())
    {
        split = words
            .get(..at)
            .and_then(|head| head.trim_end().rfind(char::is_whitespace));
    }
    // Dotted initials may stand apart: `Smith J. K.`
    while let Some(at) = split {
        let head = words.get(..at).unwrap_or_default().trim_end();
        match head.rfind(char::is_whitespace) {
            Some(before)
                if is_dotted(head.get(before..).unwrap_or_default().trim())
                    && is_dotted(words.get(at..).unwrap_or_default().trim()) =>
            {
                split = Some(before);
            }
            _ => break,
        }
    }
    let Some(at) = split else {
        return Name::Organisation(item);
    };
    let (family, given) = (
        words.get(..at).unwrap_or_default().trim_end(),
        words.get(at..).unwrap_or_default().trim_start(),
    );
    let initials = given.split_whitespace().next().unwrap_or_default();
    let is_person = (is_initials(initials) || given.split_whitespace().all(is_dotted))
        && !is_organisation(family)
        // `Diabetes UK`
        && !(is_alone && is_country(given) && is_cause(family))
        && family.split_whitespace().count() <= 5
        && family.chars().any(char::is_lowercase);
    if !is_person {
        return Name::Organisation(item);
    }
    Name::Person {
        family: item.start..item.start + family.len(),
        given: Some(item.end - given.len()..item.end),
    }
}

/// `G`, `RT`, `J-P`, `G.`, `J. K.`, `Y.-H.`, `ŁA`: capital letters only, four at most.
fn is_initials(words: &str) -> bool {
    let mut letters = 0;
    for letter in words.chars() {
        match letter {
            '.' | '-' | '‐' | '‑' | ' ' | '\u{a0}' => {}
            _ if letter.is_alphabetic() && !letter.is_lowercase() => letters += 1,
            _ => return false,
        }
    }
    (1..=4).contains(&letters)
}

fn is_dotted(word: &str) -> bool {
    word.ends_with('.')
        && is_initials(word)
        && word.chars().filter(|c| c.is_alphabetic()).count() <= 2
}

fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "2nd" | "3rd" | "4th"
    )
}

fn is_country(word: &str) -> bool {
    matches!(word, "UK" | "US" | "USA" | "EU" | "U.S." | "U.K." | "UN")
}

/// What a charity of a country is for: `Diabetes UK`. `Smith UK` is a person.
fn is_cause(words: &str) -> bool {
    let word = words.split([' ', '’', '\'']).next().unwrap_or_default();
    matches!(
        word,
        "Age"
            | "Allergy"
            | "Alzheimer"
            | "Anaphylaxis"
            | "Arthritis"
            | "Asthma"
            | "Beat"
            | "Cancer"
            | "Carers"
            | "Coeliac"
            | "Crohn"
            | "Dementia"
            | "Diabetes"
            | "Epilepsy"
            | "Heart"
            | "Kidney"
            | "Migraine"
            | "Nutrition"
            | "Obesity"
            | "Osteoporosis"
            | "Parkinson"
            | "Parkinsons"
            | "Stroke"
            | "Thyroid"
    )
}

/// Words that no family name holds.
pub(crate) fn is_organisation(words: &str) -> bool {
    words.split(|c: char| !c.is_alphanumeric()).any(|word| {
        matches!(
            word,
            "of" | "for"
                | "the"
                | "on"
                | "in"
                | "The"
                | "Academy"
                | "Agency"
                | "Association"
                | "Authority"
                | "Board"
                | "Bureau"
                | "Center"
                | "Centre"
                | "Collaboration"
                | "Collaborators"
                | "College"
                | "Commission"
                | "Committee"
                | "Consortium"
                | "Council"
                | "Department"
                | "Federation"
                | "Foundation"
                | "Group"
                | "Health"
                | "Institute"
                | "Institutes"
                | "Investigators"
                | "Ministry"
                | "Network"
                | "Office"
                | "Organisation"
                | "Organization"
                | "Panel"
                | "Programme"
                | "Project"
                | "Public"
                | "Research"
                | "Royal"
                | "Service"
                | "Services"
                | "Society"
                | "Team"
                | "Union"
                | "University"
                | "Vitamin"
                | "Working"
        )
    })
}

/// A stop behind a whole word belongs to the line: `NHS.`, not `Smith, J.` or `et al.`
fn without_stop(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let bare = words.trim_end_matches([',', ':', ';', ' ']);
    let mut length = bare.len();
    if let Some(ahead) = bare.strip_suffix('.') {
        let last = ahead.rsplit([' ', '.']).next().unwrap_or_default();
        if last.chars().count() > 2 && !ahead.ends_with("et al") {
            length = ahead.len();
        }
    }
    range.start..range.start + length
}

#[cfg(test)]
mod tests {
    use super::*;

    /// People as they stand, organisations in angle brackets.
    fn names(text: &str) -> Vec<String> {
        let authors = read(text, 0..text.len()).expect("names");
        let of = |name: &Name| match name {
            Name::Person { family, given } => {
                let given = given.clone().map(|given| &text[given]);
                format!("{}+{}", &text[family.clone()], given.unwrap_or_default())
            }
            Name::Organisation(range) => format!("<{}>", &text[range.clone()]),
        };
        authors.names.iter().map(of).collect()
    }

    #[test]
    fn a_country_behind_a_name_may_be_initials() {
        assert_eq!(names("Smith UK"), ["Smith+UK"]);
        assert_eq!(names("Diabetes UK"), ["<Diabetes UK>"]);
        assert_eq!(names("Cancer Research UK"), ["<Cancer Research UK>"]);
        assert_eq!(names("NICE UK"), ["<NICE UK>"]);
    }

    #[test]
    fn organisations_are_parted_where_that_is_sure() {
        assert_eq!(names("WHO, FAO"), ["<WHO>", "<FAO>"]);
        assert_eq!(
            names("Food Standards Agency; Public Health England"),
            ["<Food Standards Agency>", "<Public Health England>"]
        );
        let one = "Department of Health, Social Services and Public Safety";
        assert_eq!(names(one), [format!("<{one}>")]);
    }
}
