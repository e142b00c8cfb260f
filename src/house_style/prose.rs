//! How running text is written: short forms, figures, lengths; and the words a house would rather not read.

use super::Level;

/// How running text is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prose {
    /// Short forms that need not be written out.
    pub needs_no_expansion: Vec<String>,
    pub numbers: NumberForms,
    /// In words; a longer sentence is told.
    pub longest_sentence: usize,
    /// The Flesch reading ease that a section should have at least; none is asked for where nothing is said.
    pub reading_ease: Option<usize>,
}

/// How figures are written; where nothing is said, as most of an entry does.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NumberForms {
    /// `4 to 8 weeks`, `4–8 weeks`, `4-8 weeks`.
    pub ranges: Option<RangeForm>,
    /// `4,000`: the sign between thousands.
    pub thousands: Option<String>,
    /// `µg`, `mcg` or `micrograms`.
    pub micrograms: Option<String>,
    /// `5 %` or `5%`.
    pub space_before_percent: Option<bool>,
}

/// What stands between the ends of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RangeForm {
    To,
    Dash,
    Hyphen,
}

/// Words that are told wherever the entry itself uses them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordList {
    pub name: String,
    /// How grave they are.
    pub level: Level,
    /// Said behind each.
    pub why: String,
    /// Only in an entry that leads to products.
    pub only_beside_products: bool,
    /// Each with what may be written in its place. One whose other form is itself is no finding: `Alcoholics Anonymous`.
    pub words: Vec<(String, Option<String>)>,
}

impl RangeForm {
    pub const ALL: [Self; 3] = [Self::To, Self::Dash, Self::Hyphen];

    /// As the file writes it.
    pub fn name(self) -> &'static str {
        match self {
            Self::To => "to",
            Self::Dash => "–",
            Self::Hyphen => "-",
        }
    }
}
