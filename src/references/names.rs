//! Names of people in the forms other programs write.

use super::Author;

impl Author {
    pub fn person(family: impl Into<String>, given: impl Into<String>) -> Self {
        let given = given.into();
        Self::Person {
            family: family.into(),
            given: (!given.is_empty()).then_some(given),
        }
    }

    /// `van der Meer, Anna`, `Smith, John, Jr`, `Meer, Anna van der`; without a comma an organisation.
    pub(super) fn of_inverted(name: &str) -> Option<Self> {
        let name = name.trim().trim_end_matches([',', ';']).trim();
        if name.is_empty() {
            return None;
        }
        let mut parts = name.split(',').map(str::trim);
        let family = parts.next().unwrap_or_default();
        let rest: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
        match rest.as_slice() {
            [] => Some(Self::Organisation(family.to_owned())),
            [given] => Some(with_particle(family, given, "")),
            [suffix, given] if is_suffix(suffix) => Some(with_particle(family, given, suffix)),
            [given, suffix] if is_suffix(suffix) => Some(with_particle(family, given, suffix)),
            // `Department of Health, Social Care, and Family`
            _ => Some(Self::Organisation(name.to_owned())),
        }
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
