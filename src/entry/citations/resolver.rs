//! Which source a citation means, among the sources of one entry.
//!
//! Where two sources fit, none is chosen. A PMID or DOI decides; where it contradicts the name, neither is believed.

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::collections::HashMap;

use super::names::{Surname, begins_with};
use crate::entry::journals::JournalName;

use super::{Contradiction, Known, ListedSource, Match, MatchReason, Near, Suggestion, Year};

/// The sources of an entry.
pub(super) struct Resolver<'s> {
    rows: Vec<Row<'s>>,
    /// Names that only this entry gives its organisations.
    own: Vec<(&'s str, usize)>,
    /// Where in `own` a name stands first.
    own_at: HashMap<&'s str, usize>,
    /// Short names that are made of the first letters of a full one, each with its organisation.
    short: Vec<(String, usize)>,
    index: Index,
    /// How many sources are still held against citations that fit none.
    compared: Cell<usize>,
    has_list: bool,
    known: Known<'s>,
    /// The journal of each row, read when one is first asked for.
    journals: OnceCell<Vec<Option<JournalName>>>,
}

/// Sources by what is looked for first, so that a citation is not held against each of thousands.
#[derive(Default)]
struct Index {
    /// By the first author's name without particles: all, and those of a year.
    by_first: HashMap<(String, Option<u16>), Vec<usize>>,
    /// By the name of any author without particles.
    by_any: HashMap<String, Vec<usize>>,
    by_organisation: HashMap<usize, Vec<usize>>,
    /// In small letters.
    by_pmid: HashMap<String, Vec<usize>>,
    by_doi: HashMap<String, Vec<usize>>,
}

/// Of so many sources that fit a citation no more are named.
const MOST_FIT: usize = 50;

/// How many sources are held against all citations that fit none, to find what was perhaps meant.
const MOST_COMPARED: usize = 500_000;

impl Index {
    fn of(rows: &[Row<'_>]) -> Self {
        let mut index = Self::default();
        for (at, row) in rows.iter().enumerate() {
            if let Some(first) = row.families.first() {
                let year = row.year.map(|year| Some(year.number));
                for year in std::iter::once(None).chain(year) {
                    let key = (first.bare().to_owned(), year);
                    index.by_first.entry(key).or_default().push(at);
                }
            }
            for family in &row.families {
                let rows = index.by_any.entry(family.bare().to_owned()).or_default();
                if rows.last() != Some(&at) {
                    rows.push(at);
                }
            }
            if let Some(organisation) = row.organisation {
                let rows = index.by_organisation.entry(organisation);
                rows.or_default().push(at);
            }
            let identifiers = [(&mut index.by_pmid, row.pmid), (&mut index.by_doi, row.doi)];
            for (index, value) in identifiers {
                if let Some(value) = value {
                    index
                        .entry(value.to_ascii_lowercase())
                        .or_default()
                        .push(at);
                }
            }
        }
        index
    }
}

struct Row<'s> {
    families: Vec<Surname>,
    organisation: Option<usize>,
    year: Option<Year>,
    pmid: Option<&'s str>,
    doi: Option<&'s str>,
    container: Option<&'s str>,
    et_al: bool,
}

/// What a citation says of its source.
#[derive(Default)]
pub(super) struct Clues<'c> {
    pub people: &'c [Surname],
    pub organisation: Option<usize>,
    pub et_al: bool,
    pub year: Option<Year>,
    pub pmid: Option<&'c str>,
    pub doi: Option<&'c str>,
}

impl<'s> Resolver<'s> {
    pub(super) fn new(listed: Option<&'s [ListedSource<'s>]>, known: Known<'s>) -> Self {
        let mut resolver = Self {
            rows: Vec::with_capacity(listed.map_or(0, <[_]>::len)),
            own: Vec::new(),
            own_at: HashMap::new(),
            short: Vec::new(),
            index: Index::default(),
            compared: Cell::new(0),
            has_list: listed.is_some(),
            known,
            journals: OnceCell::new(),
        };
        for source in listed.unwrap_or_default() {
            let organisation = source
                .literal
                .as_deref()
                .and_then(|literal| resolver.organisation(literal));
            let givens = source.givens.iter().map(Cow::as_ref);
            let givens = givens.chain(std::iter::repeat(""));
            let families = source.families.iter().zip(givens);
            resolver.rows.push(Row {
                families: families
                    .map(|(family, given)| Surname::new(family).with_given(given))
                    .collect(),
                organisation,
                year: source.year.as_deref().and_then(Year::read),
                pmid: source.pmid.as_deref(),
                doi: source.doi.as_deref(),
                container: source.container.as_deref(),
                et_al: source.et_al,
            });
        }
        resolver.index = Index::of(&resolver.rows);
        resolver
    }

    /// The number of an organisation: that of the library's list, or a new one. Its names are kept.
    fn organisation(&mut self, literal: &'s str) -> Option<usize> {
        let literal = literal.trim().trim_end_matches('.');
        let (full, short) = defined(literal);
        let of_house = self
            .known
            .names
            .starting(literal)
            .or_else(|| self.known.names.starting(short?))
            .map(|(_, number)| number);
        let of_entry = || {
            let names = std::iter::once(full).chain(short);
            let first = names.filter_map(|name| self.own_at.get(name)).min()?;
            self.own.get(*first).map(|(_, number)| *number)
        };
        let number = of_house
            .or_else(of_entry)
            .unwrap_or(self.known.names.count() + self.own.len());
        for name in [Some(full), short].into_iter().flatten() {
            let known = self.own_at.get(name).and_then(|at| self.own.get(*at));
            if name.starts_with(char::is_uppercase) && known != Some(&(name, number)) {
                self.own_at.entry(name).or_insert(self.own.len());
                self.own.push((name, number));
            }
        }
        if short.is_none()
            && let Some(short) = first_letters(full)
        {
            self.short.push((short, number));
        }
        Some(number)
    }

    /// The organisation whose first letters a text begins with, where they are those of one alone: its short name’s length, and
    /// its number.
    pub(super) fn short_name_starting(&self, text: &str) -> Option<(usize, usize)> {
        let mut fit = (self.short.iter())
            .filter_map(|(short, number)| Some((begins_with(text, short)?, *number)));
        let first = fit.next()?;
        fit.all(|other| other == first).then_some(first)
    }

    /// The organisation `text` begins with: the length of its name, and its number.
    pub(super) fn organisation_starting(&self, text: &str) -> Option<(usize, usize)> {
        let first = text.as_bytes().first();
        let own = self
            .own
            .iter()
            .filter(|(name, _)| name.as_bytes().first() == first)
            .filter_map(|(name, number)| Some((begins_with(text, name)?, *number)))
            .max();
        own.max(self.known.names.starting(text))
    }

    /// Is this an author of a source, or one the library knows?
    pub(super) fn knows(&self, name: &Surname) -> bool {
        self.lists(name) || self.known.authors.knows(name)
    }

    /// Is this an author of a source?
    pub(super) fn lists(&self, name: &Surname) -> bool {
        let rows = self.index.by_any.get(name.bare()).into_iter().flatten();
        rows.filter_map(|at| self.rows.get(*at))
            .any(|row| row.families.iter().any(|family| family.is(name)))
    }

    /// Does a source fit, or more than one?
    pub(super) fn has(&self, clues: &Clues<'_>) -> bool {
        matches!(self.find(clues), Match::One(..) | Match::Ambiguous(_))
    }

    pub(super) fn find(&self, clues: &Clues<'_>) -> Match {
        if !self.has_list {
            return Match::WithdrawnListError;
        }
        let by_name = self.by_name(clues);
        match self.owners(clues).as_slice() {
            [] => self.without_owner(clues, by_name),
            [owner] => self.weigh(*owner, clues, by_name),
            owners => Match::Ambiguous(owners.to_vec()),
        }
    }

    /// Whether words are the end of the journal's name in one of these rows.
    pub(super) fn is_journal_in(&self, words: &str, rows: &[usize]) -> bool {
        let words = JournalName::of(words);
        let mut rows = rows
            .iter()
            .filter_map(|row| self.journals().get(*row)?.as_ref());
        rows.any(|journal| journal.ends_with(&words))
    }

    /// Whether words are the end of the name of any journal listed.
    pub(super) fn is_journal(&self, words: &str) -> bool {
        let words = JournalName::of(words);
        let mut journals = self.journals().iter().flatten();
        journals.any(|journal| journal.ends_with(&words))
    }

    fn journals(&self) -> &[Option<JournalName>] {
        let read = |row: &Row<'_>| row.container.map(JournalName::of);
        self.journals
            .get_or_init(|| self.rows.iter().map(read).collect())
    }

    /// The source that has the PMID or DOI; several where it is listed twice.
    pub(super) fn owners(&self, clues: &Clues<'_>) -> Vec<usize> {
        let having = |value: Option<&str>, index: &HashMap<String, Vec<usize>>| -> Vec<usize> {
            let rows = value.and_then(|value| index.get(&value.to_ascii_lowercase()));
            rows.into_iter().flatten().copied().take(MOST_FIT).collect()
        };
        let by_pmid = having(clues.pmid, &self.index.by_pmid);
        if by_pmid.is_empty() {
            having(clues.doi, &self.index.by_doi)
        } else {
            by_pmid
        }
    }

    fn weigh(&self, owner: usize, clues: &Clues<'_>, by_name: Vec<usize>) -> Match {
        let Some(row) = self.rows.get(owner) else {
            return Match::None(None);
        };
        if clues.has_no_name() {
            let why = if clues.pmid.is_some() {
                MatchReason::Pmid
            } else {
                MatchReason::Doi
            };
            return Match::One(owner, why);
        }
        if !row.is_by(clues) {
            return Match::Contradiction(Contradiction::Name {
                owner,
                named: by_name,
            });
        }
        match (clues.year, row.year) {
            (Some(said), Some(listed)) if !said.agrees(listed) => {
                Match::Contradiction(Contradiction::Year { owner })
            }
            _ => Match::One(owner, MatchReason::NameAndIdentifier),
        }
    }

    /// There is no identifier, or it is in no source line.
    fn without_owner(&self, clues: &Clues<'_>, by_name: Vec<usize>) -> Match {
        let says_other = |&at: &usize| {
            let Some(row) = self.rows.get(at) else {
                return false;
            };
            (clues.pmid.is_some() && row.pmid.is_some())
                || (clues.pmid.is_none() && clues.doi.is_some() && row.doi.is_some())
        };
        let (other, fit): (Vec<usize>, Vec<usize>) = by_name.into_iter().partition(says_other);
        match (fit.as_slice(), other.as_slice()) {
            ([], []) => Match::None(self.suggestion(clues)),
            ([], _) => Match::Contradiction(Contradiction::Identifier { named: other }),
            ([one], _) => Match::One(*one, self.why(*one, clues)),
            _ => Match::Ambiguous(fit),
        }
    }

    /// Sources whose author and year fit.
    pub(super) fn by_name(&self, clues: &Clues<'_>) -> Vec<usize> {
        if clues.has_no_name() {
            return Vec::new();
        }
        let year = |row: &Row<'_>| match (clues.year, row.year) {
            (Some(said), Some(listed)) => said.agrees(listed),
            (said, _) => said.is_none(),
        };
        let rows = match (clues.organisation, clues.people.first()) {
            (Some(organisation), _) => self.index.by_organisation.get(&organisation),
            (None, Some(first)) => {
                let year = clues.year.map(|year| year.number);
                self.index.by_first.get(&(first.bare().to_owned(), year))
            }
            (None, None) => None,
        };
        let fits =
            |at: &usize| (self.rows.get(*at)).is_some_and(|row| year(row) && row.is_by(clues));
        let rows = rows.into_iter().flatten().copied();
        let mut fit: Vec<usize> = rows.filter(fits).take(MOST_FIT).collect();
        // The initial decides between two of one name.
        let is_same = |at: &usize| {
            let row = self.rows.get(*at);
            row.is_some_and(|row| row.may_be_by(clues.people))
        };
        if fit.len() > 1 && fit.iter().any(is_same) {
            fit.retain(is_same);
        }
        // `2009a` is the source that says so, where one does.
        let exact = |at: &usize| self.rows.get(*at).is_some_and(|row| row.year == clues.year);
        if clues.year.is_some_and(|year| year.letter.is_some()) && fit.iter().any(exact) {
            fit.retain(exact);
        }
        fit
    }

    fn why(&self, at: usize, clues: &Clues<'_>) -> MatchReason {
        let Some(row) = self.rows.get(at) else {
            return MatchReason::Name;
        };
        let lone = clues.people.len() == 1 && !clues.et_al;
        match (clues.year, row.year) {
            (None, _) => MatchReason::Name,
            (Some(said), Some(listed)) if said != listed => MatchReason::YearWithoutLetter,
            _ if lone && (row.families.len() > 1 || row.et_al) => MatchReason::FirstAuthorAndYear,
            _ => MatchReason::NameAndYear,
        }
    }

    fn suggestion(&self, clues: &Clues<'_>) -> Option<Suggestion> {
        if clues.has_no_name() {
            return None;
        }
        let near = |row: &Row<'_>| {
            if row.is_by(clues) {
                return match (clues.year?, row.year) {
                    (_, None) => Some((2, Near::NoYear)),
                    (said, Some(listed)) => {
                        let off = said.number.abs_diff(listed.number);
                        Some(match off {
                            0 => (0, Near::Letter),
                            1 => (1, Near::YearOneOff),
                            _ => (9 + usize::from(off), Near::OtherYear),
                        })
                    }
                };
            }
            let same_year = clues
                .year
                .zip(row.year)
                .is_some_and(|(said, listed)| said.number == listed.number);
            let (first, author) = (clues.people.first()?, row.families.first()?);
            if !same_year {
                None
            } else if author.is(first) {
                Some((3, Near::CoAuthor))
            } else if row.families.iter().any(|family| family.is(first)) {
                Some((4, Near::NotFirstAuthor))
            } else if author.is_near(first) {
                Some((5, Near::Spelling))
            } else {
                clues
                    .people
                    .get(1..)?
                    .iter()
                    .any(|second| author.is(second))
                    .then_some((6, Near::CoAuthor))
            }
        };
        let compared = self.compared.get() + self.rows.len();
        self.compared.set(compared);
        if compared > MOST_COMPARED.max(self.rows.len()) {
            return None;
        }
        let rows = self.rows.iter().enumerate();
        let (_, source, reason) = rows
            .filter_map(|(at, row)| near(row).map(|(rank, reason)| (rank, at, reason)))
            .min_by_key(|(rank, at, _)| (*rank, *at))?;
        Some(Suggestion { source, reason })
    }
}

impl Row<'_> {
    /// Is the source by those the citation names: its first author first, and the others among its authors?
    fn is_by(&self, clues: &Clues<'_>) -> bool {
        if let Some(organisation) = clues.organisation {
            return self.organisation == Some(organisation);
        }
        let (Some((first, others)), Some((author, rest))) =
            (clues.people.split_first(), self.families.split_first())
        else {
            return false;
        };
        author.is(first)
            && author.may_be(first, false)
            && others
                .iter()
                .all(|other| self.et_al || rest.iter().any(|family| family.is(other)))
    }
}

impl Row<'_> {
    /// Whether the initials of those named are those of its authors, as far as either says them.
    fn may_be_by(&self, people: &[Surname]) -> bool {
        let first = self.families.first().zip(people.first());
        let others = people.iter().skip(1);
        first.is_none_or(|(author, first)| author.may_be(first, true))
            && others.into_iter().all(|other| {
                let mut its_own = self.families.iter().filter(|family| family.is(other));
                self.et_al || its_own.any(|family| family.may_be(other, true))
            })
    }
}

impl Clues<'_> {
    fn has_no_name(&self) -> bool {
        self.people.is_empty() && self.organisation.is_none()
    }
}

/// `Scientific Advisory Committee on Nutrition (SACN)`: the full name and the short one.
fn defined(literal: &str) -> (&str, Option<&str>) {
    let parts = || {
        let (full, rest) = literal.split_once('(')?;
        let (short, _) = rest.split_once(')')?;
        let is_short = (2..=12).contains(&short.len())
            && short.bytes().filter(u8::is_ascii_uppercase).count() >= 2
            && !short.contains("  ");
        Some((full.trim_end(), is_short.then_some(short)))
    };
    parts().unwrap_or((literal, None))
}

/// `ESC` of `European Society of Cardiology`; of fewer than three letters none.
fn first_letters(full: &str) -> Option<String> {
    let words = full.split([' ', '-', '\u{a0}']);
    let letters: String = words
        .filter_map(|word| word.chars().next())
        .filter(|c| c.is_uppercase())
        .collect();
    let is_plain = full
        .chars()
        .all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '\u{a0}' | '’' | '\'' | ','));
    ((3..=8).contains(&letters.chars().count()) && is_plain && letters != full).then_some(letters)
}

impl<'s> ListedSource<'s> {
    /// What citations are compared with, of a source of `text`.
    pub fn of(text: &'s str, source: &crate::entry::sources::Source) -> Self {
        use crate::entry::sources::{Name, SourceField, plain};
        let value = |field| -> Option<Cow<'s, str>> { source.value(text, field) };
        let names = source.authors.iter().flat_map(|authors| &authors.names);
        let mut listed = Self {
            number: source.number,
            year: value(SourceField::Year),
            pmid: value(SourceField::Pmid),
            doi: value(SourceField::Doi),
            container: value(SourceField::Container),
            et_al: source.authors.as_ref().is_some_and(|a| a.et_al.is_some()),
            ..Self::default()
        };
        for name in names {
            match name {
                Name::Person { family, given } => {
                    listed.families.push(plain(text, family));
                    let given = given.as_ref().map(|given| plain(text, given));
                    listed.givens.push(given.unwrap_or_default());
                }
                Name::Organisation(range) if listed.literal.is_none() => {
                    listed.literal = Some(plain(text, range));
                }
                Name::Organisation(_) => {}
            }
        }
        listed
    }
}
