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
    /// Capitals of the given names, as far as they are said.
    initials: Box<str>,
    /// The initials stand in their place behind the name, so that others mean somebody else.
    is_firm: bool,
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
        list.iter()
            .find_map(|(name, number)| Some((begins_with(text, name)?, *number)))
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
        Self {
            folded,
            bare,
            initials: Box::default(),
            is_firm: false,
        }
    }

    /// With the given names as a source lists them: `JH`, `J. H.`, `Jane Helen`.
    pub(super) fn with_given(mut self, given: &str) -> Self {
        let is_written_out = given.chars().any(char::is_lowercase);
        let mut is_start = true;
        let mut initials = String::new();
        for letter in given.chars() {
            if letter.is_uppercase() && (is_start || !is_written_out) {
                initials.push(letter);
            }
            is_start = !letter.is_alphabetic();
        }
        self.initials = initials.into();
        self.is_firm = true;
        self
    }

    /// With initials as a text has them before or behind the name.
    pub(super) fn with_initials(mut self, initials: &str, is_firm: bool) -> Self {
        self.initials = initials.into();
        self.is_firm = is_firm;
        self
    }

    /// Whether the initials, where both are said, may be one person’s: `J` and `JH`. Where `exact` is not asked, the first letter
    /// decides.
    pub(super) fn may_be(&self, other: &Self, exact: bool) -> bool {
        let (one, two) = (&*self.initials, &*other.initials);
        if one.is_empty() || two.is_empty() {
            return true;
        }
        match exact {
            true => one.starts_with(two) || two.starts_with(one),
            false => !(self.is_firm && other.is_firm) || one.chars().next() == two.chars().next(),
        }
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
    )
}

/// Does a surname begin with this word, which is never left out? In lower case.
pub(super) fn opens_name(word: &str) -> bool {
    matches!(
        word,
        "st" | "ste" | "ó" | "ní" | "uí" | "ua" | "nic" | "mac" | "mhic" | "ap" | "fitz"
    )
}

/// How long this whole name is at the start of a text; `None` where another stands there. A short name (no small letter) is
/// matched as it is written, and a blank is any blank.
pub(super) fn begins_with(text: &str, name: &str) -> Option<usize> {
    let any_case = name.bytes().any(|b| b.is_ascii_lowercase());
    let same = |one: &str, two: &str| match any_case {
        true => one.eq_ignore_ascii_case(two),
        false => one == two,
    };
    let length = match text.get(..name.len()) {
        Some(start) if same(start, name) => name.len(),
        _ => {
            let mut rest = text;
            for (at, word) in name.split(' ').enumerate() {
                if at > 0 {
                    rest = rest.strip_prefix(['\u{a0}', '\u{202f}', ' '])?;
                }
                let start = rest.get(..word.len())?;
                rest = same(start, word).then(|| rest.get(word.len()..))??;
            }
            text.len() - rest.len()
        }
    };
    let next = text.get(length..).and_then(|rest| rest.chars().next());
    let goes_on = next.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '@'));
    (!goes_on).then_some(length)
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
            '-' | '‐' | '‑' | '–' | ' ' | '\u{a0}' => {
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
            'ş' | 'Ş' | 'ș' | 'Ș' => out.push('s'),
            'ţ' | 'Ţ' | 'ț' | 'Ț' => out.push('t'),
            'ğ' | 'Ğ' => out.push('g'),
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
