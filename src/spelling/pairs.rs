//! A list of words, each with what is to stand in its place: `color>colour` is one key of a set.

use fst::{IntoStreamer as _, Set, Streamer as _};

/// Such a list, as it lies in the program.
#[derive(Debug)]
pub(super) struct Pairs(Set<&'static [u8]>);

/// Between a word and what is to stand in its place.
const FOR: u8 = b'>';

impl Pairs {
    /// A list that was made for the program; `None` where it is damaged.
    pub fn of(bytes: &'static [u8]) -> Option<Self> {
        Set::new(bytes).ok().map(Self)
    }

    /// Whether something is to stand in the place of a word.
    pub fn has(&self, word: &str) -> bool {
        let list = self.0.as_fst();
        let mut node = list.root();
        word.bytes().chain([FOR]).all(|byte| {
            let next = node.find_input(byte);
            if let Some(next) = next {
                node = list.node(node.transition_addr(next));
            }
            next.is_some()
        })
    }

    /// What is to stand in the place of a word, the first in the alphabet first.
    pub fn of_word(&self, word: &str) -> Vec<String> {
        let from = format!("{word}>");
        let mut pairs = self.0.range().ge(&from).into_stream();
        let mut found = Vec::new();
        while let Some(pair) = pairs.next() {
            let Some(instead) = pair.strip_prefix(from.as_bytes()) else {
                break;
            };
            found.push(String::from_utf8_lossy(instead).into_owned());
        }
        found
    }
}
