//! The sources an entry lists: every numbered line of its *Sources* section, read into parts.
//!
//! A source holds no text of its own, only where each part stands in the entry; so what is read can be pointed at, and a
//! part can be changed without a look at its neighbours. A line that does not come apart is kept whole and says why.
//!
//! Knows nothing of: files, windows, other entries, how a source is written in other formats.

mod edit;
mod elsewhere;
mod error;
mod identifiers;
mod items;
mod line;
mod numbered;
mod order;
mod people;
mod plan;
pub(crate) mod sentences;
mod set_field;

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

pub use edit::{add, append, remove};
pub use error::SourceError;
pub(crate) use identifiers::identifiers_in;
pub use identifiers::{is_doi, is_pmcid, is_pmid};
pub(crate) use line::undated_in;
pub use numbered::{CitedByNumber, NumberRange, find as cited_by_number};
pub use order::{move_to, moved, put_in_order, renumber};
pub(crate) use people::is_organisation;
pub use set_field::set_field;

use super::decoded;
use super::front_matter::split;
use super::outline::{Outline, Section};

/// The heading of the section whose numbered lines are sources.
pub const SOURCES: &str = "Sources";

/// One source line. Every range is in bytes of the whole entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// The number as written: it may have gaps and repeats.
    pub number: u32,
    /// The digits of the number.
    pub number_at: Range<usize>,
    /// The section it stands in, as [`Outline::section`] counts.
    pub section: usize,
    /// The whole item: its number, its words and what is nested below, without the line end.
    pub range: Range<usize>,
    /// What is read: the words behind the number, up to a nested block.
    pub line: Range<usize>,
    pub authors: Option<Authors>,
    /// `2020` or `2020a`, without brackets.
    pub year: Option<Range<usize>>,
    pub title: Option<Range<usize>>,
    /// The journal, website or book.
    pub container: Option<Range<usize>>,
    pub volume: Option<Range<usize>>,
    pub issue: Option<Range<usize>>,
    pub pages: Option<Range<usize>>,
    /// Digits only.
    pub pmid: Option<Range<usize>>,
    /// `PMC` and digits.
    pub pmcid: Option<Range<usize>>,
    /// From `10.` on, without a resolver's address or the sentence's full stop.
    pub doi: Option<Range<usize>>,
    pub url: Option<Range<usize>>,
    /// The date of access as written.
    pub accessed: Option<Range<usize>>,
    /// Words that are none of these.
    pub notes: Vec<Range<usize>>,
    /// Identifiers that cannot be what they say they are.
    pub doubts: Vec<BadIdentifier>,
    /// Why the line was not read in parts. Identifiers are read all the same.
    pub unread: Option<UnreadReason>,
}

/// Who wrote a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Authors {
    /// All names, `et al.` included.
    pub range: Range<usize>,
    pub names: Vec<Name>,
    /// Where the list says that it was cut short.
    pub et_al: Option<Range<usize>>,
}

/// One author.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    Person {
        /// With its particles: `van der Meer`.
        family: Range<usize>,
        /// Given names or initials as written.
        given: Option<Range<usize>>,
    },
    Organisation(Range<usize>),
}

/// A part of a source that is plain text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SourceField {
    Authors,
    Year,
    Title,
    Container,
    Volume,
    Issue,
    Pages,
    Pmid,
    Pmcid,
    Doi,
    Url,
    Accessed,
}

/// An identifier that cannot be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BadIdentifier {
    /// The value as written.
    pub range: Range<usize>,
    pub field: SourceField,
}

impl fmt::Display for BadIdentifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.field {
            SourceField::Pmid => "A PMID has 1 to 8 digits and no leading zero",
            SourceField::Pmcid => "A PMCID is PMC and digits",
            SourceField::Doi => "A DOI is 10., a number of 4 to 9 digits, / and a name",
            _ => "This is not an address",
        })
    }
}

/// Why a line was not read in parts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnreadReason {
    /// There is a number and nothing else.
    Empty,
    /// There are only identifiers.
    OnlyIdentifiers,
    /// There is no place where authors end and a title begins.
    NoAuthors,
    /// Authors and year are there, the title is not.
    NoTitle,
}

impl fmt::Display for UnreadReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "Nothing stands behind the number",
            Self::OnlyIdentifiers => "Authors and title are missing",
            Self::NoAuthors => "Authors and title can’t be told apart",
            Self::NoTitle => "The title is missing",
        })
    }
}

/// Reads the sources of an entry, in the order of the text. Where *Sources* is there twice, both are read.
pub fn read(text: &str, outline: &Outline) -> Vec<Source> {
    let mut sources = Vec::new();
    for (index, section) in outline.all_sections().enumerate() {
        if is_sources(text, section) {
            let items = items::read(text, section.body.clone());
            sources.reserve(items.len());
            sources.extend(items.into_iter().map(|item| line::read(text, item, index)));
        }
    }
    sources
}

/// Reads the sources in the body of a section that stands by itself.
pub fn read_body(body: &str) -> Vec<Source> {
    let items = items::read(body, 0..body.len());
    items
        .into_iter()
        .map(|item| line::read(body, item, 0))
        .collect()
}

/// Reads the sources of an entry whose outline is not at hand.
pub fn of(text: &str) -> Vec<Source> {
    // A long list of another format is no entry: that is seen without reading it as a page.
    if memchr::memmem::find(text.as_bytes(), SOURCES.as_bytes()).is_none() {
        return Vec::new();
    }
    read(text, &Outline::read(text, split(text).body))
}

/// Reads one line that stands by itself, without a number.
pub fn read_line(text: &str) -> Source {
    let item = items::NumberedItem {
        number: 0,
        number_at: 0..0,
        range: 0..text.len(),
        line: 0..text.len(),
    };
    line::read(text, item, 0)
}

/// Whether a section lists sources.
pub fn is_sources(text: &str, section: &Section) -> bool {
    is_titled_sources(text.get(section.heading.text.clone()).unwrap_or_default())
}

/// Whether a section of this title lists sources.
pub fn is_titled_sources(title: &str) -> bool {
    title.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':')) == SOURCES
}

/// Whether a place lies in the list of sources.
pub fn is_list_at(text: &str, outline: &Outline, at: usize) -> bool {
    let mut lists = outline
        .all_sections()
        .filter(|section| is_sources(text, section));
    lists.any(|section| section.range.start <= at && at <= section.body.end)
}

impl Source {
    /// Where a part stands.
    pub fn at(&self, field: SourceField) -> Option<&Range<usize>> {
        match field {
            SourceField::Authors => self.authors.as_ref().map(|authors| &authors.range),
            SourceField::Year => self.year.as_ref(),
            SourceField::Title => self.title.as_ref(),
            SourceField::Container => self.container.as_ref(),
            SourceField::Volume => self.volume.as_ref(),
            SourceField::Issue => self.issue.as_ref(),
            SourceField::Pages => self.pages.as_ref(),
            SourceField::Pmid => self.pmid.as_ref(),
            SourceField::Pmcid => self.pmcid.as_ref(),
            SourceField::Doi => self.doi.as_ref(),
            SourceField::Url => self.url.as_ref(),
            SourceField::Accessed => self.accessed.as_ref(),
        }
    }

    /// What a part says: on one line, without the marks of markdown.
    pub fn value<'t>(&self, text: &'t str, field: SourceField) -> Option<Cow<'t, str>> {
        let range = self.at(field)?;
        let value = plain(text, range);
        if field == SourceField::Doi && identifiers::is_in_address(text, range.start) {
            return Some(Cow::Owned(decoded(&value).into_owned()));
        }
        Some(value)
    }
}

impl SourceField {
    /// Every field, in the order of the house form.
    pub const ALL: [Self; 12] = [
        Self::Authors,
        Self::Year,
        Self::Title,
        Self::Container,
        Self::Volume,
        Self::Issue,
        Self::Pages,
        Self::Pmid,
        Self::Pmcid,
        Self::Doi,
        Self::Url,
        Self::Accessed,
    ];

    /// Its name at the desk.
    pub fn label(self) -> &'static str {
        match self {
            Self::Authors => "Authors",
            Self::Year => "Year",
            Self::Title => "Title",
            Self::Container => "Journal or site",
            Self::Volume => "Volume",
            Self::Issue => "Issue",
            Self::Pages => "Pages",
            Self::Pmid => "PMID",
            Self::Pmcid => "PMCID",
            Self::Doi => "DOI",
            Self::Url => "Address",
            Self::Accessed => "Accessed",
        }
    }
}

/// The words of a range on one line: line ends become blanks, `\_` is `_`, `&lt;` is `<`, emphasis goes.
pub fn plain<'t>(text: &'t str, range: &Range<usize>) -> Cow<'t, str> {
    let words = text.get(range.clone()).unwrap_or_default();
    if !words.contains(['\n', '\r', '\\', '&', '*', '_', '`']) {
        return Cow::Borrowed(words);
    }
    let mut plain = String::with_capacity(words.len());
    let mut rest = words;
    while let Some(letter) = rest.chars().next() {
        let after = rest.get(letter.len_utf8()..).unwrap_or_default();
        let (shown, next) = match letter {
            '\n' | '\r' => (" ", after.trim_start()),
            '\\' if after.starts_with(|c: char| c.is_ascii_punctuation()) => (
                after.get(..1).unwrap_or_default(),
                after.get(1..).unwrap_or_default(),
            ),
            '&' => entity(rest).unwrap_or(("&", after)),
            '*' => ("", after),
            // An underscore inside a word is a letter like any other.
            '_' if !(plain.ends_with(char::is_alphanumeric)
                && after.starts_with(char::is_alphanumeric)) =>
            {
                let is_doi = plain.starts_with("10.") || plain.starts_with("http");
                (if is_doi { "_" } else { "" }, after)
            }
            _ => (rest.get(..letter.len_utf8()).unwrap_or_default(), after),
        };
        plain.push_str(shown);
        rest = next;
    }
    Cow::Owned(plain)
}

fn entity(rest: &str) -> Option<(&'static str, &str)> {
    [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{a0}"),
    ]
    .into_iter()
    .find_map(|(entity, shown)| Some((shown, rest.strip_prefix(entity)?)))
}
