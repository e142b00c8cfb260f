//! The keys of the query language: what each asks, and what may stand behind it. Completion, help and README are made of this.
//!
//! Knows nothing of: how a key is answered.

use std::sync::LazyLock;

use crate::house_style::HouseStyle;

/// A key and what it asks. Any other name is that of a field of the front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct QueryKey {
    pub name: &'static str,
    /// As one writes it.
    pub example: &'static str,
    /// What is found by it.
    pub finds: &'static str,
    pub kind: KeyKind,
}

/// What stands behind a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyKind {
    /// Where the words are looked for.
    Section,
    Place,
    /// How the entry stands.
    Is,
    Finding,
    /// A day, a month or a year.
    Reviewed,
    Count(Count),
    Source,
    Link,
    File,
}

/// What is counted of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Count {
    Words,
    Sections,
    Sources,
}

/// Every key, in the order in which they are offered.
pub const KEYS: &[QueryKey] = &[
    QueryKey {
        name: "section",
        example: "section:Timing caffeine",
        finds: "words in this section; alone, entries that have it",
        kind: KeyKind::Section,
    },
    QueryKey {
        name: "in",
        example: "in:sources lancet",
        finds: "words in one place: `body`, `front-matter`, `sources`, `links`, or a field such as `title`",
        kind: KeyKind::Place,
    },
    QueryKey {
        name: "is",
        example: "is:overdue",
        finds: "how an entry stands: `unsaved`, `orphan` (no other entry links or refers to it), `overdue`, `due-soon`, `never` (reviewed), `fine`, `future`, `unreadable`",
        kind: KeyKind::Is,
    },
    QueryKey {
        name: "finding",
        example: "finding:mention-unlisted",
        finds: "entries in which this check found something",
        kind: KeyKind::Finding,
    },
    QueryKey {
        name: "reviewed",
        example: "reviewed<2025-06-01",
        finds: "the day of the last review: before (`<`), after (`>`) or on (`:`) a day, a month or a year",
        kind: KeyKind::Reviewed,
    },
    QueryKey {
        name: "source",
        example: "source:33260549",
        finds: "a source by its PMID, its DOI or its words",
        kind: KeyKind::Source,
    },
    QueryKey {
        name: "link",
        example: "link:harbourlane.example/products",
        finds: "a link by part of its address",
        kind: KeyKind::Link,
    },
    QueryKey {
        name: "file",
        example: "file:iron/",
        finds: "entries by part of their path",
        kind: KeyKind::File,
    },
    QueryKey {
        name: "words",
        example: "words<400",
        finds: "how many words an entry has; `sections` and `sources` are counted in the same way",
        kind: KeyKind::Count(Count::Words),
    },
    QueryKey {
        name: "sections",
        example: "sections<10",
        finds: "how many sections an entry has",
        kind: KeyKind::Count(Count::Sections),
    },
    QueryKey {
        name: "sources",
        example: "sources>5",
        finds: "how many sources an entry lists",
        kind: KeyKind::Count(Count::Sources),
    },
];

/// The key of this name.
pub fn key(name: &str) -> Option<&'static QueryKey> {
    KEYS.iter().find(|key| key.name == name)
}

/// The name by which a key that is written with capitals is known: a key, or a field of the built-in house style. None of any
/// other, as a word before a colon is a word: `PMID:33260549`.
pub(super) fn known_as(name: &str) -> Option<String> {
    static FIELDS: LazyLock<HouseStyle> = LazyLock::new(HouseStyle::default);
    let small = name.to_lowercase();
    let is_known = key(&small).is_some() || FIELDS.field(&small).is_some();
    is_known.then_some(small)
}

/// How an entry stands, as `is:` asks it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryState {
    Unsaved,
    Orphan,
    Review(crate::review::ReviewState),
}

impl EntryState {
    /// Every standing with its name.
    pub fn all() -> impl Iterator<Item = (&'static str, Self)> {
        let reviews = crate::review::ReviewState::ALL.into_iter();
        let reviews = reviews.map(|state| (state.name(), Self::Review(state)));
        [("unsaved", Self::Unsaved), ("orphan", Self::Orphan)]
            .into_iter()
            .chain(reviews)
    }

    /// The standing of this name.
    pub fn named(name: &str) -> Option<Self> {
        let mut all = Self::all();
        all.find_map(|(it, standing)| it.eq_ignore_ascii_case(name).then_some(standing))
    }
}

/// The places that `in:` knows besides the fields.
pub const PLACES: &[&str] = &["body", "front-matter", "sources", "links"];
