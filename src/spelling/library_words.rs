//! The words that a library adds to the dictionaries: `.copydesk/words.txt`, plain, sorted, one a line. A person may have a
//! list of the same kind for themselves.
//!
//! It is read and changed as the files of records are: what a merge left in it is no word, and goes with the next change.

use std::collections::HashSet;

use super::suggest;
use crate::library::{JsonLines, RecordChange};

/// The name of the list, beside the content or in a person's own folder.
pub const WORDS: &str = "words.txt";

/// The longest word that is taken over, in bytes.
const LONGEST_WORD: usize = 1000;

/// Words that are right because somebody said so.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LibraryWords(HashSet<Box<str>>);

impl LibraryWords {
    /// Takes over the lines of a list. A line that begins with `#` is a remark, and a very long one no word.
    pub fn of(list: &JsonLines) -> Self {
        let lines = list.lines();
        let lines = lines.filter(|line| !line.starts_with('#') && line.len() <= LONGEST_WORD);
        Self(lines.map(Box::from).collect())
    }

    /// Whether a word is among them. One in small letters there may have a capital in a text, not the other way round.
    pub fn has(&self, word: &str) -> bool {
        let is_there = |word: &str| {
            let bare = word.strip_suffix("'s");
            self.0.contains(word) || bare.is_some_and(|bare| self.0.contains(bare))
        };
        is_there(word) || word.starts_with(char::is_uppercase) && is_there(&word.to_lowercase())
    }

    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(AsRef::as_ref)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Those one slip away from a word that is not among them.
    pub fn near(&self, word: &str) -> Vec<String> {
        if self.is_empty() {
            return Vec::new();
        }
        suggest::one_slip_away(word, |tried| self.has(tried))
    }

    /// Takes over those of another list.
    pub fn join(&mut self, others: &Self) {
        self.0.extend(others.0.iter().cloned());
    }

    /// What is written down when a word is added.
    pub fn to_add(word: &str) -> RecordChange {
        RecordChange {
            add: vec![word.to_owned()],
            remove: Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_read_whatever_a_merge_left_in_it() {
        let text = "\u{feff}# ours\r\nSensoril\r\n<<<<<<< ours\nbisglycinate\n=======\nWienecke\n>>>>>>> theirs\n\n";
        let words = LibraryWords::of(&JsonLines::read(text));
        for word in [
            "Sensoril",
            "bisglycinate",
            "Bisglycinate",
            "bisglycinate's",
            "Wienecke's",
        ] {
            assert!(words.has(word), "{word}");
        }
        for word in ["sensoril", "ours", "# ours", "=======", ""] {
            assert!(!words.has(word), "{word}");
        }
    }

    #[test]
    fn what_is_as_long_as_a_page_is_no_word() {
        let long = "x".repeat(3000);
        let words = LibraryWords::of(&JsonLines::read(&format!("{long}\nzinc\n")));
        assert!(words.has("zinc") && !words.has(&long));
    }

    #[test]
    fn a_word_that_is_added_stands_in_its_place_and_is_taken_back() {
        let mut list = JsonLines::read("apple\nzinc\n");
        let added = LibraryWords::to_add("iron");
        list.change(&added);
        assert_eq!(list.text(), "apple\niron\nzinc\n");
        list.change(&added.back());
        assert_eq!(list.text(), "apple\nzinc\n");
    }
}
