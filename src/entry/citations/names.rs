//! Names of people and of organisations, and when two spellings are one name.

use std::collections::HashSet;

use nucleo_matcher::chars::normalize;

/// The organisations a library writes by a short name, and their full names.
#[derive(Debug, Clone, Default)]
pub struct Organisations {
    /// Every spelling with the number of its organisation, the longest first, by its first letter.
    by_letter: Vec<Vec<(Box<str>, usize)>>,
    count: usize,
}

/// The surnames a library knows as authors.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Surnames(HashSet<Box<str>>);

/// A surname to compare.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Surname {
    folded: String,
    /// Where the name begins behind its particles.
    bare: usize,
}

impl Organisations {
    /// Takes the names of each organisation.
    pub fn new<'n>(organisations: impl IntoIterator<Item: IntoIterator<Item = &'n str>>) -> Self {
        let mut names = Self {
            by_letter: vec![Vec::new(); 26],
            count: 0,
        };
        for spellings in organisations {
            for name in spellings {
                if let Some(list) = letter(name).and_then(|at| names.by_letter.get_mut(at)) {
                    list.push((name.into(), names.count));
                }
            }
            names.count += 1;
        }
        for list in &mut names.by_letter {
            list.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        }
        names
    }

    /// How many organisations there are; their numbers are below it.
    pub(super) fn count(&self) -> usize {
        self.count
    }

    /// The longest name `text` begins with: its length and the number of its organisation.
    pub(super) fn starting(&self, text: &str) -> Option<(usize, usize)> {
        let list = self.by_letter.get(letter(text)?)?;
        let (name, number) = list.iter().find(|(name, _)| begins_with(text, name))?;
        Some((name.len(), *number))
    }
}

impl Surnames {
    pub fn insert(&mut self, surname: &str) {
        let surname = Surname::new(surname);
        if surname.bare > 0 {
            self.0.insert(surname.bare().into());
        }
        self.0.insert(surname.folded.into());
    }

    pub(super) fn knows(&self, surname: &Surname) -> bool {
        self.0.contains(surname.folded.as_str()) || self.0.contains(surname.bare())
    }
}

impl<'n> FromIterator<&'n str> for Surnames {
    fn from_iter<T: IntoIterator<Item = &'n str>>(surnames: T) -> Self {
        let mut authors = Self::default();
        for surname in surnames {
            authors.insert(surname);
        }
        authors
    }
}

impl Surname {
    pub(super) fn new(name: &str) -> Self {
        let folded = folded(name);
        let bare = folded.len() - bare_of(&folded).len();
        Self { folded, bare }
    }

    /// The name without its particles: two that are one name have this in common.
    pub(super) fn bare(&self) -> &str {
        self.folded.get(self.bare..).unwrap_or_default()
    }

    /// One name: accents, apostrophes, hyphens and capitals do not count, and one of the two may leave out its particles.
    pub(super) fn is(&self, other: &Self) -> bool {
        self.folded == other.folded
            || ((self.bare == 0 || other.bare == 0) && self.bare() == other.bare())
    }

    /// Not one name, but near enough to ask: a letter or two off, or one half of a double name.
    pub(super) fn is_near(&self, other: &Self) -> bool {
        let (one, two) = (self.bare(), other.bare());
        let part = |long: &str, short: &str| long.split(' ').any(|word| word == short);
        if part(one, two) || part(two, one) {
            return true;
        }
        let shorter = one.chars().count().min(two.chars().count());
        let allowed = match shorter {
            0..=2 => 0,
            3..=5 => 1,
            _ => 2,
        };
        distance(one, two, allowed) <= allowed
    }
}

/// Is this word part of a surname although it stands before it? In lower case.
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "van"
            | "der"
            | "den"
            | "de"
            | "la"
            | "las"
            | "los"
            | "le"
            | "du"
            | "di"
            | "da"
            | "das"
            | "do"
            | "dos"
            | "del"
            | "della"
            | "dello"
            | "von"
            | "vom"
            | "zu"
            | "zum"
            | "zur"
            | "ten"
            | "ter"
            | "te"
            | "af"
            | "av"
            | "al"
            | "el"
            | "bin"
            | "ibn"
            | "st"
    )
}

/// Does `text` begin with this whole name? A short name (no small letter) is matched as it is written.
pub(super) fn begins_with(text: &str, name: &str) -> bool {
    let Some(start) = text.get(..name.len()) else {
        return false;
    };
    let same = if name.bytes().any(|b| b.is_ascii_lowercase()) {
        start.eq_ignore_ascii_case(name)
    } else {
        start == name
    };
    same && !text
        .get(name.len()..)
        .and_then(|rest| rest.chars().next())
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '@'))
}

/// A folded name without the particles it begins with.
pub fn bare_of(folded: &str) -> &str {
    let mut bare = folded;
    while let Some((particle, rest)) = bare.split_once(' ')
        && is_particle(particle)
    {
        bare = rest;
    }
    bare
}

/// Small letters without accents, apostrophes and dots, with one blank for each hyphen.
pub fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for letter in name.chars() {
        match letter {
            'a'..='z' => out.push(letter),
            'A'..='Z' => out.push(letter.to_ascii_lowercase()),
            '\'' | '’' | '‘' | 'ʼ' | '.' | '\u{ad}' | '\u{300}'..='\u{36f}' => {}
            '-' | '‐' | '‑' | ' ' | '\u{a0}' => {
                if !out.is_empty() && !out.ends_with(' ') {
                    out.push(' ');
                }
            }
            'ß' | 'ẞ' => out.push_str("ss"),
            'æ' | 'Æ' => out.push_str("ae"),
            'œ' | 'Œ' => out.push_str("oe"),
            'ł' | 'Ł' => out.push('l'),
            'ø' | 'Ø' => out.push('o'),
            'đ' | 'Đ' => out.push('d'),
            'ı' | 'İ' => out.push('i'),
            _ => out.extend(normalize(letter).to_lowercase()),
        }
    }
    out
}

fn letter(name: &str) -> Option<usize> {
    let first = name.bytes().next()?;
    first
        .is_ascii_uppercase()
        .then(|| usize::from(first - b'A'))
}

/// Letters to change, add, leave out or exchange with their neighbour; more than `limit` is only said to be more.
fn distance(one: &str, two: &str, limit: usize) -> usize {
    let one: Vec<char> = one.chars().collect();
    let two: Vec<char> = two.chars().collect();
    if one.len().abs_diff(two.len()) > limit {
        return limit + 1;
    }
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=two.len()).collect();
    for (i, a) in one.iter().enumerate() {
        let mut row = Vec::with_capacity(last.len());
        row.push(i + 1);
        for (j, b) in two.iter().enumerate() {
            let at = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX / 2);
            let mut cost = (at(&last, j) + usize::from(a != b))
                .min(at(&last, j + 1) + 1)
                .min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && one.get(i - 1) == Some(b) && two.get(j - 1) == Some(a);
            if swapped {
                cost = cost.min(at(&before, j - 1) + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(one: &str, two: &str) -> bool {
        Surname::new(one).is(&Surname::new(two))
    }

    fn near(one: &str, two: &str) -> bool {
        Surname::new(one).is_near(&Surname::new(two))
    }

    #[test]
    fn spellings_of_one_name_are_one_name() {
        for (one, two) in [
            ("García-López", "Garcia Lopez"),
            ("O’Connor", "O'Connor"),
            ("Łukaszewski", "Lukaszewski"),
            ("van der Meer", "Van der Meer"),
            ("van der Meer", "Meer"),
            ("Gro\u{308}nlund", "Grönlund"),
            ("Weiß", "Weiss"),
            ("Søndergaard", "Sondergaard"),
            ("al-Rashid", "Al Rashid"),
        ] {
            assert!(same(one, two), "{one} is {two}");
        }
        for (one, two) in [("van Meer", "de Meer"), ("Smith", "Smyth"), ("Li", "Le")] {
            assert!(!same(one, two), "{one} is not {two}");
        }
    }

    #[test]
    fn a_letter_or_two_off_is_near() {
        for (one, two) in [
            ("Pickering", "Pickring"),
            ("Pickering", "Pikcering"),
            ("Müller", "Mueller"),
            ("Smith", "Smyth"),
            ("García", "García-López"),
        ] {
            assert!(near(one, two), "{one} is near {two}");
        }
        for (one, two) in [("Li", "Lu"), ("Smith", "Jones"), ("Brown", "Braun")] {
            assert!(!near(one, two), "{one} is not near {two}");
        }
    }

    #[test]
    fn the_longest_name_of_an_organisation_counts() {
        let names = Organisations::new([
            ["NIH", "National Institutes of Health"],
            ["NIH ODS", "NIH Office of Dietary Supplements"],
        ]);
        assert_eq!(names.starting("NIH ODS 2021"), Some((7, 1)));
        assert_eq!(names.starting("NIH says"), Some((3, 0)));
        assert_eq!(names.starting("NIHR says"), None);
        assert_eq!(
            names.starting("National institutes of health, 2020"),
            Some((29, 0))
        );
    }
}
