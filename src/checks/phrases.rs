//! Many words and phrases looked for at once: one look at each word of a text.

use std::collections::HashMap;
use std::ops::Range;

use super::prose_words::{HashedWord, ProseWords, hash_of};

/// Words and phrases by which something is found, each with whatever it means.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// Those of one word.
    words: HashMap<u32, usize>,
    /// The others, by their first two words: thousands may begin with `the`.
    by_two: HashMap<[u32; 2], Vec<Phrase>>,
    /// Whether a word may begin one: nearly all do not.
    begins: Vec<bool>,
}

#[derive(Debug, Clone)]
struct Phrase {
    /// Behind the first word, the second among them.
    rest: Box<[u32]>,
    means: usize,
}

/// A power of two.
const PLACES: usize = 4096;

impl Phrases {
    /// Of each text what it means; a text without a word is passed over. The last word may stand in the plural.
    pub fn of<'t>(texts: impl IntoIterator<Item = (&'t str, usize)>) -> Self {
        let mut all = Self::default();
        for (text, means) in texts {
            let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\''));
            let words: Vec<String> = words
                .filter(|word| !word.is_empty())
                .map(|word| word.replace('’', "'"))
                .collect();
            let Some((last, before)) = words.split_last() else {
                continue;
            };
            let mut hashes: Vec<u32> = before.iter().map(|word| hash_of(&[word])).collect();
            for end in ["", "s"] {
                hashes.truncate(before.len());
                hashes.push(hash_of(&[last, end]));
                all.put(&hashes, means);
            }
        }
        all
    }

    fn put(&mut self, hashes: &[u32], means: usize) {
        let Some((first, rest)) = hashes.split_first() else {
            return;
        };
        self.begins.resize(PLACES, false);
        if let Some(place) = self.begins.get_mut(*first as usize % PLACES) {
            *place = true;
        }
        let Some(second) = rest.first() else {
            self.words.entry(*first).or_insert(means);
            return;
        };
        let phrases = self.by_two.entry([*first, *second]).or_default();
        let rest = rest.into();
        phrases.push(Phrase { rest, means });
        // The longest first.
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
    }

    /// Hands over each place, as words, with what stands there. Of several that begin there the longest is told.
    pub fn each(&self, prose: &ProseWords, mut found: impl FnMut(Range<usize>, usize)) {
        let mut until = 0;
        for (at, word) in prose.words.iter().enumerate() {
            let may_begin = self.begins.get(word.hash as usize % PLACES);
            if may_begin != Some(&true) || at < until {
                continue;
            }
            let next = prose.words.get(at + 1);
            let longer = next.and_then(|next| self.by_two.get(&[word.hash, next.hash]));
            let stands = |phrase: &&Phrase| {
                let words = prose.words.get(at + 1..=at + phrase.rest.len());
                words.is_some_and(|words| {
                    let hashes = words.iter().map(|word| &word.hash);
                    hashes.eq(phrase.rest.iter()) && is_joined(word, words)
                })
            };
            if let Some(phrase) = longer.into_iter().flatten().find(stands) {
                until = at + 1 + phrase.rest.len();
                found(at..until, phrase.means);
            } else if let Some(means) = self.words.get(&word.hash) {
                until = at + 1;
                found(at..until, *means);
            }
        }
    }
}

/// Whether a blank or a hyphen stands between each two.
fn is_joined(first: &HashedWord, rest: &[HashedWord]) -> bool {
    let mut end = first.range().end;
    rest.iter().all(|word| {
        let range = word.range();
        let is_next = range.start == end + 1 && !word.begins;
        end = range.end;
        is_next
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Reading;

    #[test]
    fn the_longest_phrase_is_found_whole_in_any_case_and_as_a_plural() {
        let phrases = Phrases::of([
            ("side effect", 1),
            ("no side effects", 2),
            ("don’t", 3),
            ("", 4),
        ]);
        let text = "Side effects, no side\neffects. Side: effect. Side\n\neffect. A side. Effect, don't inside effect.";
        let prose = ProseWords::of(text, &Reading::of(text));
        let mut found = Vec::new();
        phrases.each(&prose, |words, means| found.push((words, means)));
        assert_eq!(found, [(0..2, 1), (2..5, 2), (12..13, 3)]);
    }
}
