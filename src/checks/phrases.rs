//! Many words and phrases looked for at once: one look at each word of a text.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::prose_words::{HashedWord, ProseWords, hash_of};

/// Words and phrases by which something is found, each with whatever it means.
#[derive(Debug, Clone, Default)]
pub struct Phrases {
    /// Those of one word.
    words: HashMap<u32, usize>,
    /// The others, by their first two words: thousands may begin with `the`.
    by_two: HashMap<[u32; 2], Vec<Phrase>>,
    begins: MayBe,
}

/// Whether a word may be one of some: nearly all are not, and those need no closer look.
#[derive(Debug, Clone, Default)]
pub(super) struct MayBe(Vec<bool>);

impl MayBe {
    /// A power of two.
    const PLACES: usize = 4096;

    pub(super) fn put(&mut self, hash: u32) {
        self.0.resize(Self::PLACES, false);
        if let Some(place) = self.0.get_mut(hash as usize % Self::PLACES) {
            *place = true;
        }
    }

    pub(super) fn is(&self, word: &HashedWord) -> bool {
        self.0.get(word.hash as usize % Self::PLACES) == Some(&true)
    }
}

#[derive(Debug, Clone)]
struct Phrase {
    /// What may stand behind the first word, in the second place and in those after it.
    rest: Box<[Ways]>,
    means: usize,
}

/// The words of which one stands in a place, by their hashes and sorted.
type Ways = Arc<[u32]>;

impl Phrases {
    /// Of each text what it means; a text without a word is passed over. The last word may stand in the plural.
    pub fn of<'t>(texts: impl IntoIterator<Item = (&'t str, usize)>) -> Self {
        let texts = texts.into_iter().map(|(text, means)| {
            let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '’' | '\''));
            let words = words.filter(|word| !word.is_empty());
            (words.map(|word| vec![word]).collect(), means)
        });
        Self::of_ways(texts)
    }

    /// The same, of rows of places with the words of which one stands in each.
    pub fn of_ways<'t>(rows: impl IntoIterator<Item = (Vec<Vec<&'t str>>, usize)>) -> Self {
        let mut all = Self::default();
        for (places, means) in rows {
            let last = places.len().wrapping_sub(1);
            let ways = places.iter().enumerate().map(|(at, words)| {
                let mut hashes = Vec::new();
                for word in words {
                    let word = word.replace('’', "'");
                    hashes.push(hash_of(&[&word]));
                    if at == last {
                        hashes.push(hash_of(&[&word, "s"]));
                    }
                }
                hashes.sort_unstable();
                hashes.into()
            });
            let ways: Vec<Ways> = ways.collect();
            all.put(&ways, means);
        }
        for phrases in all.by_two.values_mut() {
            // The longest first.
            phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.rest.len()));
        }
        all
    }

    fn put(&mut self, ways: &[Ways], means: usize) {
        let Some((first, rest)) = ways.split_first() else {
            return;
        };
        for first in first.iter() {
            self.begins.put(*first);
            let Some(second) = rest.first() else {
                self.words.entry(*first).or_insert(means);
                continue;
            };
            for second in second.iter() {
                let phrases = self.by_two.entry([*first, *second]).or_default();
                let rest = rest.into();
                phrases.push(Phrase { rest, means });
            }
        }
    }

    /// Hands over each place, as words, with what stands there. Of several that begin there the longest is told.
    pub fn each(&self, prose: &ProseWords, mut found: impl FnMut(Range<usize>, usize)) {
        let mut until = 0;
        for (at, word) in prose.words.iter().enumerate() {
            if !self.begins.is(word) || at < until {
                continue;
            }
            let next = prose.words.get(at + 1);
            let longer = next.and_then(|next| self.by_two.get(&[word.hash, next.hash]));
            let stands = |phrase: &&Phrase| {
                let words = prose.words.get(at + 1..=at + phrase.rest.len());
                words.is_some_and(|words| {
                    let mut both = words.iter().zip(&phrase.rest);
                    both.all(|(word, ways)| ways.binary_search(&word.hash).is_ok())
                        && is_joined(word, words)
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

    #[test]
    fn of_the_words_of_a_place_one_stands_there() {
        let row = vec![vec!["tea", "milk"], vec!["is"], vec!["hot", "cold"]];
        let phrases = Phrases::of_ways([(row, 1)]);
        let prose = "Milk is cold. Tea is milk. Tea is hot, tea was hot.";
        let prose = ProseWords::of(prose, &Reading::of(prose));
        let mut found = Vec::new();
        phrases.each(&prose, |words, _| found.push(words));
        assert_eq!(found, [0..3, 6..9]);
    }
}
