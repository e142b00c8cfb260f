//! What a cross-entry check reads: one entry's facts, and the index of the library.

use std::ops::Range;

use super::{EntryFacts, Index};
use crate::house_style::HouseStyle;
use crate::library::EntryKey;

/// What one entry tells beside what all others tell.
#[derive(Debug, Clone, Copy)]
pub struct Across<'s> {
    pub key: &'s EntryKey,
    pub text: &'s str,
    pub facts: &'s EntryFacts,
    pub style: &'s HouseStyle,
    pub library: &'s Index,
}

impl<'s> Across<'s> {
    /// The words at a range.
    pub fn at(&self, range: &Range<usize>) -> &'s str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}
