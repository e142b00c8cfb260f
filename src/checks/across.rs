//! What a cross-entry check reads: one entry's facts, and the index of the library.

use std::ops::Range;

use super::{EntryFacts, Fact, Index};
use crate::house_style::HouseStyle;
use crate::library::EntryKey;
use crate::spelling::{LibraryWords, Speller, Terms};

/// What one entry tells beside what all others tell.
#[derive(Debug, Clone, Copy)]
pub struct Across<'s> {
    pub key: &'s EntryKey,
    pub text: &'s str,
    pub facts: &'s EntryFacts,
    pub style: &'s HouseStyle,
    pub library: &'s Index,
    /// Who knows what a doubted word may have been meant to be, where words were looked at.
    pub speller: Option<&'s Speller>,
    /// The words that are right because somebody said so.
    pub words: &'s LibraryWords,
    /// What the library calls things.
    pub terms: &'s Terms,
}

impl<'s> Across<'s> {
    /// The words at a range.
    pub fn at(&self, range: &Range<usize>) -> &'s str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// Whether the library has a doubted word in its list, in a term or as a name, or leaves it alone.
    pub fn knows(&self, word: &str) -> bool {
        let is_name = |word: &str| !self.library.who(&Fact::Name(word.into())).is_empty();
        let bare = word.strip_suffix("'s").unwrap_or(word);
        self.words.has(word)
            || self.terms.has_word(bare)
            || is_name(word)
            || is_name(bare)
            || self.style.unchecked_words.is_match(bare.to_lowercase())
    }
}
