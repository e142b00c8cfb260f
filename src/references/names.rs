//! Names of people in the forms other programs write.

use super::Author;
use crate::entry::sources::is_organisation;

impl Author {
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        let given = given.into();
        Self::Person {
            family: family.into(),
            given: (!given.is_empty()).then_some(given),
        }
    }

    /// `van der Meer, Anna`, `Smith, John, Jr`, `Meer, Anna van der`, `Hale N.`, and `Li,` of somebody with one name; else an
    /// organisation, as `Barnes and Noble,, Inc.` is by its two commas.
    pub(super) fn of_inverted(name: &str) -> Option<Self> {
        let written = name.trim().trim_end_matches(';').trim();
        let name = written.trim_end_matches([',', ';', ' ']);
        if name.is_empty() {
            return None;
        }
        if name.contains(",,") {
            return Some(Self::Organisation(name.replace(",,", ",")));
        }
        if written.ends_with(',') && !name.contains(',') && is_name_alone(name) {
            return Some(Self::person(name, ""));
        }
        let mut parts = name.split(',').map(str::trim);
        let family = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        match rest.as_slice() {
            [] => of_surname_and_initials(family)
                .or_else(|| Some(Self::Organisation(family.to_owned()))),
            // `Barnes and Noble, Inc.`, `Department of Health, England`
            [part] if is_legal_form(part) || family.contains(' ') && is_organisation(family) => {
                Some(Self::Organisation(name.to_owned()))
            }
            [given] => Some(with_particle(family, given, "")),
            [suffix, given] if is_suffix(suffix) => Some(with_particle(family, given, suffix)),
            [given, suffix] if is_suffix(suffix) => Some(with_particle(family, given, suffix)),
            // `Department of Health, Social Care, and Family`
            _ => Some(Self::Organisation(name.to_owned())),
        }
    }

    /// What one field holds, be it one name or several: `Kern, N.; Stone, I.`, `Kern, Nils and Stone, Ira`, `Kern N, Stone I`,
    /// `Kern, N., Stone, I.`
    pub(super) fn of_list(names: &str) -> Vec<Self> {
        if names.contains(';') {
            let parts = names.split(';').map(str::trim);
            return parts
                .flat_map(|part| Self::of_list(part.trim_end_matches(',')))
                .collect();
        }
        let is_inverted = |part: &str| {
            part.split_once(", ").is_some_and(|(family, given)| {
                !given.contains(',') && !is_organisation(family) && !is_organisation(given)
            })
        };
        if names.contains(" and ") && names.split(" and ").all(is_inverted) {
            return names.split(" and ").filter_map(Self::of_inverted).collect();
        }
        let parts: Vec<&str> = names
            .split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .collect();
        if parts.len() > 1 {
            let people: Option<Vec<Self>> = parts
                .iter()
                .map(|part| of_surname_and_initials(part))
                .collect();
            if let Some(people) = people {
                return people;
            }
        }
        // `Kern, N., Stone, I.`
        let are_pairs = parts.len() > 3
            && parts.chunks(2).all(|pair| {
                matches!(pair, [family, given] if is_name_alone(family) && given.split(' ').all(is_initials))
            });
        if are_pairs {
            let pairs = parts.chunks(2).map(|pair| pair.join(", "));
            return pairs.filter_map(|pair| Self::of_inverted(&pair)).collect();
        }
        Self::of_inverted(names).into_iter().collect()
    }

    /// `Anna van der Meer`: particles and the last word are the family.
    pub(super) fn of_natural(name: &str) -> Option<Self> {
        let words: Vec<&str> = name.split_whitespace().collect();
        let (last, ahead) = words.split_last()?;
        let (suffix, last, ahead) = match ahead.split_last() {
            Some((family, ahead)) if is_suffix(last) && !ahead.is_empty() => {
                (*last, *family, ahead)
            }
            _ => ("", *last, ahead),
        };
        if ahead.is_empty() {
            return Some(Self::Organisation(name.trim().to_owned()));
        }
        let given = ahead
            .iter()
            .position(|word| is_particle(word))
            .filter(|at| *at > 0)
            .unwrap_or(ahead.len());
        let (given, particles) = ahead.split_at(given);
        let mut family = particles.join(" ");
        if !family.is_empty() {
            family.push(' ');
        }
        family.push_str(last);
        let mut given = given.join(" ");
        if !suffix.is_empty() {
            given.push(' ');
            given.push_str(suffix);
        }
        Some(Self::person(family, given))
    }

    /// `Pickering G`: the initials stand behind.
    pub(super) fn of_initials(name: &str) -> Option<Self> {
        let name = name.trim();
        if name.is_empty() {
            return None;
        }
        let source = crate::entry::sources::read_line(&format!("{name}. Title. Place."));
        let text = format!("{name}. Title. Place.");
        let first = source.authors?.names.into_iter().next()?;
        Some(match first {
            crate::entry::sources::Name::Person { family, given } => Self::person(
                text.get(family)?,
                given.and_then(|given| text.get(given)).unwrap_or_default(),
            ),
            crate::entry::sources::Name::Organisation(_) => Self::Organisation(name.to_owned()),
        })
    }

    /// The name a source is cited by.
    pub fn family(&self) -> &str {
        match self {
            Self::Person { family, .. } => family,
            Self::Organisation(name) => name,
        }
    }
}

/// `Hale N`, `Brook T.J.`, `van der Berg T J`
fn of_surname_and_initials(name: &str) -> Option<Author> {
    let words: Vec<&str> = name.split_whitespace().collect();
    let behind = words
        .iter()
        .rev()
        .take_while(|word| is_initials(word))
        .count();
    let (family, initials) = words.split_at(words.len() - behind);
    let family = family.join(" ");
    let initials = initials.join(" ").replace('.', "");
    let is_country = matches!(initials.as_str(), "UK" | "US" | "USA" | "EU" | "UN");
    (behind > 0 && !is_country && is_name_alone(&family)).then(|| Author::person(family, initials))
}

/// `N`, `T.J.`, `J.-P.`
fn is_initials(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic());
    (1..=4).contains(&letters.clone().count())
        && letters.clone().all(char::is_uppercase)
        && word
            .chars()
            .all(|c| c.is_alphabetic() || matches!(c, '.' | '-' | '‐' | '‑'))
}

/// `Li`, `van der Berg`, `García Prado`: somebody’s family, and no organisation’s name.
fn is_name_alone(name: &str) -> bool {
    let words = || name.split_whitespace();
    let is_name = |word: &str| {
        let mut letters = word.chars();
        letters.any(char::is_uppercase)
            && letters.any(char::is_lowercase)
            && !word.contains(|c: char| c.is_ascii_digit() || "()/&.".contains(c))
    };
    (1..=5).contains(&words().count())
        && words().all(|word| is_particle(word) || is_name(word))
        && words().any(is_name)
        && !is_organisation(name)
        && !matches!(words().next(), Some("Vitamin" | "Hepatitis" | "The"))
}

/// `Inc.` behind the comma in the name of a firm.
fn is_legal_form(part: &str) -> bool {
    matches!(
        part.trim_end_matches('.').to_ascii_lowercase().as_str(),
        "inc"
            | "incorporated"
            | "ltd"
            | "limited"
            | "llc"
            | "llp"
            | "plc"
            | "gmbh"
            | "ag"
            | "co"
            | "corp"
            | "corporation"
            | "s.a"
            | "sa"
            | "b.v"
            | "bv"
            | "kg"
            | "pty ltd"
            | "co., ltd"
    )
}

/// `Wei III` is `Wei` and `III`.
pub(super) fn without_suffix(given: &str) -> (&str, Option<&str>) {
    match given.rsplit_once(' ') {
        Some((given, suffix)) if is_suffix(suffix) => (given, Some(suffix)),
        _ => (given, None),
    }
}

/// `Meer` and `Anna van der` are `van der Meer` and `Anna`.
fn with_particle(family: &str, given: &str, suffix: &str) -> Author {
    let words: Vec<&str> = given.split_whitespace().collect();
    let behind = words
        .iter()
        .rev()
        .take_while(|word| is_particle(word))
        .count();
    let (given, particles) = if behind < words.len() {
        words.split_at(words.len() - behind)
    } else {
        (words.as_slice(), [].as_slice())
    };
    let mut family = family.to_owned();
    if !particles.is_empty() {
        family = format!("{} {family}", particles.join(" "));
    }
    let mut given = given.join(" ");
    if !suffix.is_empty() {
        given.push(' ');
        given.push_str(suffix);
    }
    Author::person(family, given)
}

fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "von"
            | "der"
            | "den"
            | "de"
            | "de'"
            | "de’"
            | "del"
            | "della"
            | "di"
            | "da"
            | "dos"
            | "das"
            | "do"
            | "du"
            | "la"
            | "le"
            | "ten"
            | "ter"
            | "te"
            | "zu"
            | "zur"
            | "af"
            | "el"
            | "al"
            | "bin"
            | "bint"
            | "binti"
            | "binte"
            | "ap"
            | "ab"
            | "ferch"
            | "verch"
            | "ibn"
            | "ul"
            | "vom"
            | "'t"
            | "’t"
    )
}

pub(super) fn is_suffix(word: &str) -> bool {
    matches!(
        word,
        "Jr" | "Jr." | "Sr" | "Sr." | "II" | "III" | "IV" | "2nd" | "3rd" | "4th"
    )
}
