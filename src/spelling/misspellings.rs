//! Misspellings that are known, each with what is meant.

use std::sync::OnceLock;

use super::pairs::Pairs;

/// Whether a word in small letters is a known misspelling.
pub(super) fn has(small: &str) -> bool {
    pairs().is_some_and(|pairs| pairs.has(small))
}

/// What is meant by it.
pub(super) fn meant(small: &str) -> Vec<String> {
    pairs()
        .map(|pairs| pairs.of_word(small))
        .unwrap_or_default()
}

fn pairs() -> Option<&'static Pairs> {
    static PAIRS: OnceLock<Option<Pairs>> = OnceLock::new();
    let pairs = PAIRS
        .get_or_init(|| Pairs::of(include_bytes!("../../assets/dictionaries/misspellings.fst")));
    pairs.as_ref()
}
