//! Citations: where the prose of an entry names a source, and which one.
//!
//! `Pickering 2020`, `(Wienecke and Nolden 2016; PMID 27933574)`, `SACN (2016)`, a bare PMID or DOI; and, apart from them,
//! sources cited by number. A citation says why its source is meant. Where two sources fit, none is chosen; where an
//! identifier speaks against the name, neither is believed: a wrong link is worse than none.
//!
//! Knows nothing of: files, other entries, which organisations a house knows, how a citation is shown.

mod by_number;
mod identifiers;
mod left;
mod line;
mod names;
mod numbers;
mod prose;
mod resolver;
mod right;
mod scan;
mod sentence;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

pub use by_number::renumbered;
pub use line::of_line;
pub use names::{Organisations, Surnames, bare_of as bare_name, folded as fold_name};
pub use prose::is_prose_at;
pub use sentence::sentence_at;

use super::outline::Outline;
use super::page::Page;
use super::sources::{Source, is_sources};
use prose::Stretch;
use resolver::Resolver;
use scan::{Candidate, Condition};

/// All that an entry says of its sources, in the order of the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Citations {
    pub list: Vec<Citation>,
    pub numbers: Vec<NumberCitation>,
    /// The entry cites its sources by number, so what is cited so is in the list of citations as well.
    pub is_numbered: bool,
}

/// One place that names a source. Ranges are in bytes of the entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// From the first name to the year. Of several years after one name each has a citation, the later ones only the year.
    pub range: Range<usize>,
    /// What is shown there.
    pub text: String,
    /// The people, or the organisation, as written; none where an identifier stands alone.
    pub names: Vec<String>,
    pub is_organisation: bool,
    /// `et al.`, `and colleagues`.
    pub et_al: bool,
    pub year: Option<Year>,
    pub pmid: Option<Identifier>,
    pub doi: Option<Identifier>,
    pub cue: Cue,
    pub found: Match,
}

/// A PMID or DOI beside a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Identifier {
    /// The number alone; where a link leads to it, what the link shows.
    pub range: Range<usize>,
    pub value: String,
}

/// A year, perhaps with a letter: `2009a`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Year {
    pub number: u16,
    pub letter: Option<char>,
}

/// How surely a citation names an author.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cue {
    /// A capitalised word and a year, no more.
    Weak,
    /// A second author, `et al.`, an identifier, brackets, a known organisation or a known surname.
    Strong,
}

/// Which source a citation means. Sources are counted from 0 in the order they were given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    One(usize, MatchReason),
    /// All of these fit.
    Ambiguous(Vec<usize>),
    /// Nothing fits; perhaps this was meant.
    None(Option<Suggestion>),
    Contradiction(Contradiction),
    /// The entry has no list of sources.
    WithdrawnListError,
}

/// Why a source is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MatchReason {
    NameAndYear,
    /// The citation leaves the other authors out: `Wienecke 2016` for two people.
    FirstAuthorAndYear,
    /// One of the two gives the year a letter and only one source fits.
    YearWithoutLetter,
    /// A name without a year, and one source by it.
    Name,
    NameAndIdentifier,
    Pmid,
    Doi,
    /// The number in the list, in an entry that cites so.
    Number,
}

/// An identifier and a name that don't belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Contradiction {
    /// The identifier is that of a source by others; `named` are those the name and year fit.
    Name { owner: usize, named: Vec<usize> },
    /// The identifier is that of a source with this author and another year.
    Year { owner: usize },
    /// Name and year fit these sources, which have other identifiers.
    Identifier { named: Vec<usize> },
}

/// A source that was perhaps meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Suggestion {
    pub source: usize,
    pub reason: Near,
}

/// How a suggested source differs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Near {
    /// Its author's name is a letter or two off, and the year is the same.
    Spelling,
    /// Its year is one off: a paper often appears online the year before.
    YearOneOff,
    OtherYear,
    /// Its year has another letter.
    Letter,
    /// It has no year.
    NoYear,
    /// The first author is right and another is not, or the one named second is its first.
    CoAuthor,
    /// Who is named is among its authors, but not the first.
    NotFirstAuthor,
}

/// Sources cited by their number in the list: `[3, 5–7]`, `sources 2 and 5`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberCitation {
    pub range: Range<usize>,
    pub parts: Vec<CitedNumbers>,
    pub form: NumberForm,
    /// What is shown there.
    pub text: String,
}

/// How a source is cited by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NumberForm {
    /// `[3]`
    Brackets,
    /// `(3)`
    Parentheses,
    /// `text.³`
    Superscript,
    /// `source 3`
    Word,
}

/// One number, or the first and last of several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedNumbers {
    pub first: CitedNumber,
    pub last: Option<CitedNumber>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedNumber {
    /// The digits.
    pub range: Range<usize>,
    pub value: u32,
}

/// How much a finding about a citation weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    Note,
    Warning,
}

/// What is compared of a source.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListedSource<'s> {
    /// Its number in the list.
    pub number: u32,
    /// The surnames of the people, in order.
    pub families: Vec<Cow<'s, str>>,
    /// Their given names or initials, in the same order; empty where there are none.
    pub givens: Vec<Cow<'s, str>>,
    /// The organisation that stands as author.
    pub literal: Option<Cow<'s, str>>,
    pub year: Option<Cow<'s, str>>,
    pub pmid: Option<Cow<'s, str>>,
    pub doi: Option<Cow<'s, str>>,
    /// The journal, website or book.
    pub container: Option<Cow<'s, str>>,
    /// There are more people than are named.
    pub et_al: bool,
}

/// What a library knows before it reads an entry.
#[derive(Debug, Clone, Copy)]
pub struct Known<'k> {
    pub names: &'k Organisations,
    pub authors: &'k Surnames,
}

/// What citations are compared with; `None` where the entry has no section *Sources*.
pub fn listed<'s>(
    text: &'s str,
    outline: &Outline,
    sources: &[Source],
) -> Option<Vec<ListedSource<'s>>> {
    let has_list = outline.all_sections().any(|s| is_sources(text, s));
    has_list.then(|| {
        sources
            .iter()
            .map(|one| ListedSource::of(text, one))
            .collect()
    })
}

/// Reads the citations of an entry. Without a list of sources they are read all the same, and nothing is said of them.
pub fn read(
    text: &str,
    page: &Page,
    outline: &Outline,
    listed: Option<&[ListedSource<'_>]>,
    known: Known<'_>,
) -> Citations {
    let resolver = Resolver::new(listed, known);
    let mut citations = Citations::default();
    for stretch in prose::stretches(text, page, outline) {
        let seen = scan::scan(&stretch.text, &resolver);
        citations.list.extend(
            seen.candidates
                .iter()
                .filter_map(|candidate| citation(candidate, &stretch, &resolver)),
        );
        citations.numbers.extend(
            seen.numbers
                .iter()
                .filter_map(|found| number_citation(found, &stretch)),
        );
    }
    citations.numbers.sort_by_key(|cited| cited.range.start);
    by_number::settle(&mut citations, listed.unwrap_or_default());
    citations.list.sort_by_key(|citation| citation.range.start);
    citations
}

/// The citations that surely mean a source.
pub fn of_source(citations: &[Citation], source: usize) -> impl Iterator<Item = &Citation> {
    citations
        .iter()
        .filter(move |one| matches!(one.found, Match::One(found, _) if found == source))
}

/// The citations that may mean a source and don't say so for sure.
pub fn perhaps_of_source(citations: &[Citation], source: usize) -> impl Iterator<Item = &Citation> {
    citations
        .iter()
        .filter(move |one| perhaps(one).any(|may_be| may_be == source))
}

/// The sources that a citation may mean without saying so for sure.
pub fn perhaps(citation: &Citation) -> impl Iterator<Item = usize> {
    let (owner, named) = match &citation.found {
        Match::Ambiguous(fit) => (None, fit.as_slice()),
        Match::Contradiction(contradiction) => match contradiction {
            Contradiction::Name { owner, named } => (Some(*owner), named.as_slice()),
            Contradiction::Year { owner } => (Some(*owner), &[][..]),
            Contradiction::Identifier { named } => (None, named.as_slice()),
        },
        Match::One(..) | Match::None(_) | Match::WithdrawnListError => (None, &[][..]),
    };
    owner.into_iter().chain(named.iter().copied())
}

impl Citations {
    /// The citations that begin in a stretch of the entry.
    pub fn within(&self, stretch: &Range<usize>) -> &[Citation] {
        let begin = |at: usize| self.list.partition_point(|it| it.range.start < at);
        let (first, end) = (begin(stretch.start), begin(stretch.end));
        self.list.get(first..end).unwrap_or_default()
    }
}

impl Citation {
    /// Whether there is something to say of it, and how loudly.
    pub fn weight(&self) -> Option<Weight> {
        match self.found {
            Match::One(..) | Match::WithdrawnListError => None,
            // A name without a year never promised to mean one source.
            Match::Ambiguous(_) => self.year.map(|_| Weight::Note),
            Match::Contradiction(_) => Some(Weight::Warning),
            Match::None(_) => Some(match self.cue {
                Cue::Strong => Weight::Warning,
                Cue::Weak => Weight::Note,
            }),
        }
    }
}

impl Year {
    /// Reads `2020` or `2020a`.
    pub fn read(text: &str) -> Option<Self> {
        let (digits, letter) = match text.char_indices().next_back()? {
            (at, last) if last.is_ascii_lowercase() => (text.get(..at)?, Some(last)),
            _ => (text, None),
        };
        let four = digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit());
        let number = digits.parse().ok().filter(|_| four)?;
        Some(Self { number, letter })
    }

    /// The same year; a letter that one of the two leaves out is not missed.
    fn agrees(self, other: Self) -> bool {
        let letters = self.letter.zip(other.letter);
        self.number == other.number && letters.is_none_or(|(one, two)| one == two)
    }
}

impl fmt::Display for Year {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number)?;
        self.letter.map_or(Ok(()), |letter| write!(f, "{letter}"))
    }
}

impl fmt::Display for MatchReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NameAndYear => "Name and year",
            Self::FirstAuthorAndYear => "First author and year",
            Self::YearWithoutLetter => "Name and year; the letter after the year is missing",
            Self::Name => "The only source by this name",
            Self::NameAndIdentifier => "Name and identifier",
            Self::Pmid => "PMID",
            Self::Doi => "DOI",
            Self::Number => "The number in the list",
        })
    }
}

impl fmt::Display for Near {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Spelling => "The name is spelt differently",
            Self::YearOneOff => "The year is one off; it may have appeared online first",
            Self::OtherYear => "The year differs",
            Self::Letter => "The letter after the year differs",
            Self::NoYear => "The source has no year",
            Self::CoAuthor => "Another author is named with it",
            Self::NotFirstAuthor => "The name is not its first author",
        })
    }
}

fn citation(
    candidate: &Candidate,
    stretch: &Stretch<'_>,
    resolver: &Resolver<'_>,
) -> Option<Citation> {
    let text = stretch.text.as_ref();
    let range = stretch.in_entry(&candidate.range)?;
    let identifier = |at: &Range<usize>| {
        Some(Identifier {
            range: stretch.in_entry(at)?,
            value: text.get(at.clone())?.to_owned(),
        })
    };
    let mut pmid = candidate.pmid.as_ref().and_then(identifier);
    let mut doi = candidate.doi.as_ref().and_then(identifier);
    if pmid.is_none()
        && doi.is_none()
        && let Some(address) = stretch.link_at(candidate.range.start)
        && let Some(found) = identifiers::of_address(address)
    {
        // `[Bell 2014](https://pubmed…/123/)`: the address says what is meant.
        let value = address.get(found.value)?.to_owned();
        let place = if found.is_doi { &mut doi } else { &mut pmid };
        *place = Some(Identifier {
            range: range.clone(),
            value,
        });
    }
    let mut clues = candidate.clues(text);
    clues.pmid = pmid.as_ref().map(|one| one.value.as_str());
    clues.doi = doi.as_ref().map(|one| one.value.as_str());
    let identified = pmid.is_some() || doi.is_some();
    let found = resolver.find(&clues);
    let fits = matches!(found, Match::One(..) | Match::Ambiguous(_));
    let counts = match candidate.doubt {
        None => true,
        Some(Condition::NeedsSource) => fits || identified,
        Some(Condition::OnlyIfListed) => fits || identified,
        Some(Condition::Date { formed }) => (fits && formed) || identified,
    };
    if !counts || (candidate.needs_year && candidate.year.is_none()) {
        return None;
    }
    let named = |at: &Range<usize>| text.get(at.clone()).map(str::to_owned);
    Some(Citation {
        range,
        text: shown(candidate, text)?,
        names: candidate.names.iter().filter_map(named).collect(),
        is_organisation: candidate.organisation.is_some(),
        et_al: candidate.et_al,
        year: candidate.year,
        cue: if candidate.strong || identified {
            Cue::Strong
        } else {
            Cue::Weak
        },
        pmid,
        doi,
        found,
    })
}

/// What is shown of a citation, whole: of several years after one name each is told with the name, and brackets are closed.
fn shown(candidate: &Candidate, text: &str) -> Option<String> {
    let written = text.get(candidate.range.clone())?;
    let (first, last) = (candidate.names.first(), candidate.names.last());
    if let (Some(first), Some(last), Some(year)) = (first, last, candidate.year)
        && last.end <= candidate.range.start
    {
        return Some(format!("{} {year}", text.get(first.start..last.end)?));
    }
    let mut whole = written.to_owned();
    for (open, close) in [('(', ')'), ('[', ']')] {
        if written.matches(open).count() > written.matches(close).count() {
            whole.push(close);
        }
    }
    Some(whole)
}

fn number_citation(found: &numbers::FoundNumbers, stretch: &Stretch<'_>) -> Option<NumberCitation> {
    let figure = |figure: &numbers::Figure| {
        Some(CitedNumber {
            range: stretch.in_entry(&figure.range)?,
            value: figure.value,
        })
    };
    let parts = found.parts.iter().map(|(first, last)| {
        Some(CitedNumbers {
            first: figure(first)?,
            last: match last {
                Some(last) => Some(figure(last)?),
                None => None,
            },
        })
    });
    Some(NumberCitation {
        range: stretch.in_entry(&found.whole)?,
        parts: parts.collect::<Option<_>>()?,
        form: found.form,
        text: stretch.text.get(found.whole.clone())?.to_owned(),
    })
}
