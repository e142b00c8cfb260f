//! The words of an entry's own running text, read once for all checks of the language that go by words.
//!
//! Left out as a whole: sources, closing blocks, quoted blocks, code. A word is letters and digits with apostrophes inside:
//! `well-being` is two, `1.5` is two, `patients’` is `patients`. A sentence ends at `.`, `!` or `?` before a blank and
//! whatever is no small letter; not behind `e.g.` and the like, and not within `1.5`.
//!
//! Knows nothing of: what is a mistake.

use std::ops::Range;

use super::prose::ProseStretch;
use crate::entry::Reading;
use crate::entry::page::{Block, BlockKind, Page};
use crate::entry::sources::is_sources;

/// The words, stretch by stretch.
#[derive(Debug, Default)]
pub struct ProseWords {
    pub stretches: Vec<WordStretch>,
    pub words: Vec<HashedWord>,
    /// Words with two capitals or more: `HRV`, `pNN50`, `SSRIs`.
    pub short_forms: Vec<usize>,
    /// Words that begin with a digit.
    pub numbers: Vec<usize>,
    /// Words joined to the next one by a hyphen.
    pub hyphened: Vec<usize>,
}

/// A heading, a paragraph or a cell, and its words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordStretch {
    pub kind: StretchKind,
    /// In [`ProseWords::words`].
    pub words: Range<usize>,
    block: usize,
    cell: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StretchKind {
    Heading,
    Paragraph,
    /// A paragraph in a list.
    Item,
    Cell,
}

/// A word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashedWord {
    /// In bytes of its stretch.
    at: u32,
    len: u32,
    /// Of its letters in small: equal for equal words, and so seldom for others that it is enough to look again then.
    pub hash: u32,
    /// A sentence begins with it.
    pub begins: bool,
}

impl HashedWord {
    pub fn range(&self) -> Range<usize> {
        let at = self.at as usize;
        at..at + self.len as usize
    }
}

impl ProseWords {
    pub fn of(text: &str, reading: &Reading) -> Self {
        let page = &reading.page;
        let left_out = left_out(text, reading);
        let mut next = left_out.iter().peekable();
        let mut all = Self::default();
        all.words.reserve(text.len() / 7);
        let mut lists_sources = false;
        for (number, block) in page.blocks.iter().enumerate() {
            let at = block.range.start;
            while next.next_if(|it| it.end <= at).is_some() {}
            if matches!(block.kind, BlockKind::Heading(_)) {
                lists_sources = SOURCES.contains(&page.text(block).trim());
            }
            if lists_sources || block.quotes != 0 || next.peek().is_some_and(|it| it.start <= at) {
                continue;
            }
            match block.kind {
                BlockKind::Heading(_) => {
                    all.add(StretchKind::Heading, number, None, page.text(block));
                }
                BlockKind::Paragraph => {
                    let kind = match block.depth {
                        0 => StretchKind::Paragraph,
                        _ => StretchKind::Item,
                    };
                    all.add(kind, number, None, page.text(block));
                }
                _ => {}
            }
            for (column, cell) in page.cells(block).iter().enumerate() {
                all.add(
                    StretchKind::Cell,
                    number,
                    Some(column),
                    page.cell_text(cell),
                );
            }
        }
        all
    }

    /// The text of a stretch and where it comes from.
    pub(super) fn stretch<'p>(
        &self,
        page: &'p Page,
        stretch: &WordStretch,
    ) -> Option<ProseStretch<'p>> {
        let block: &'p Block = page.blocks.get(stretch.block)?;
        Some(match stretch.cell {
            None => ProseStretch {
                text: page.text(block),
                runs: page.runs(block),
            },
            Some(column) => {
                let cell = page.cells(block).get(column)?;
                ProseStretch {
                    text: page.cell_text(cell),
                    runs: page.cell_runs(cell),
                }
            }
        })
    }

    /// The stretch that a word stands in.
    pub fn stretch_of(&self, word: usize) -> Option<&WordStretch> {
        let at = (self.stretches).partition_point(|stretch| stretch.words.end <= word);
        self.stretches.get(at)
    }

    /// The words of the sentence that a word stands in.
    pub fn sentence_of(&self, stretch: &WordStretch, word: usize) -> Range<usize> {
        let begins = |at: &usize| self.words.get(*at).is_some_and(|it| it.begins);
        let start = (stretch.words.start..=word).rev().find(begins);
        let end = (word + 1..stretch.words.end).find(begins);
        start.unwrap_or(stretch.words.start)..end.unwrap_or(stretch.words.end)
    }

    /// The bytes of a stretch from the first of some words to the last.
    pub fn span(&self, words: &Range<usize>) -> Range<usize> {
        let words = self.words.get(words.clone()).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some(first), Some(last)) => first.range().start..last.range().end,
            _ => 0..0,
        }
    }

    /// What is shown from the first of some words of a stretch to the last.
    pub fn written<'p>(&self, page: &'p Page, words: &Range<usize>) -> &'p str {
        let stretch = self.stretch_of(words.start);
        let stretch = stretch.and_then(|stretch| self.stretch(page, stretch));
        let text = stretch.map_or("", |stretch| stretch.text);
        text.get(self.span(words)).unwrap_or_default()
    }

    fn add(&mut self, kind: StretchKind, block: usize, cell: Option<usize>, text: &str) {
        let from = self.words.len();
        self.read(text);
        if self.words.len() > from {
            let words = from..self.words.len();
            self.stretches.push(WordStretch {
                kind,
                words,
                block,
                cell,
            });
        }
    }

    fn read(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let from = self.words.len();
        let mut at = 0;
        // Behind the last word: a mark that ends a sentence, and then a blank.
        let (mut ends, mut is_parted) = (false, false);
        while let Some(&byte) = bytes.get(at) {
            let start = at;
            let mut hash = SEED;
            let mut capitals = 0;
            let mut letter = letter_at(text, at, byte);
            if letter == 0 {
                match byte {
                    b'.' | b'!' | b'?' => ends = true,
                    b' ' | b'\n' | b'\t' | 0xc2 | 0xe2 => is_parted |= ends,
                    b'-' if bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric) => {
                        let last = self.words.len().wrapping_sub(1);
                        let word = self.words.get(from..).and_then(<[HashedWord]>::last);
                        if word.is_some_and(|word| word.range().end == at) {
                            self.hyphened.push(last);
                        }
                    }
                    _ => {}
                }
                at += width(byte);
                continue;
            }
            let mut byte = byte;
            while letter > 0 {
                capitals += usize::from(byte.is_ascii_uppercase());
                for &byte in bytes.get(at..at + letter).unwrap_or_default() {
                    hash = hashed(hash, byte.to_ascii_lowercase());
                }
                at += letter;
                let Some(&next) = bytes.get(at) else { break };
                byte = next;
                letter = letter_at(text, at, byte);
                let apostrophe = match byte {
                    b'\'' => 1,
                    0xe2 if text.get(at..).is_some_and(|it| it.starts_with('’')) => 3,
                    _ => 0,
                };
                if apostrophe > 0
                    && let Some(&behind) = bytes.get(at + apostrophe)
                    && behind.is_ascii_alphabetic()
                {
                    hash = hashed(hash, b'\'');
                    at += apostrophe;
                    byte = behind;
                    letter = 1;
                }
            }
            let first = bytes.get(start).copied().unwrap_or_default();
            let begins = self.words.len() == from
                || is_parted && !first.is_ascii_lowercase() && !self.is_short(text);
            // `.[12] Then`: the number of a source hides no end of a sentence.
            let is_note =
                ends && !is_parted && first.is_ascii_digit() && before(bytes, start) == Some(b'[');
            let number = self.words.len();
            if capitals > 1 {
                self.short_forms.push(number);
            }
            if first.is_ascii_digit() {
                self.numbers.push(number);
            }
            self.words.push(HashedWord {
                at: start as u32,
                len: (at - start) as u32,
                hash,
                begins,
            });
            (ends, is_parted) = (is_note, false);
        }
    }

    /// Whether the last word is one behind which a full stop ends no sentence.
    fn is_short(&self, text: &str) -> bool {
        let word = self.words.last().map(HashedWord::range).unwrap_or_default();
        let is_stop = text.as_bytes().get(word.end) == Some(&b'.');
        let word = text.get(word).unwrap_or_default();
        is_stop && word.len() < 7 && SHORT.contains(&word)
    }
}

/// The byte before a place.
fn before(bytes: &[u8], at: usize) -> Option<u8> {
    bytes.get(at.checked_sub(1)?).copied()
}

/// What is no running text of the entry, in the order of the text.
fn left_out(text: &str, reading: &Reading) -> Vec<Range<usize>> {
    let outline = &reading.outline;
    let sources = (outline.sections.iter()).filter(|section| is_sources(text, section));
    let mut all: Vec<Range<usize>> = sources.map(|section| section.range.clone()).collect();
    all.extend(outline.tail.iter().map(|tail| tail.range.clone()));
    all
}

/// Below a heading of this name, whatever its level, stands what others wrote.
const SOURCES: [&str; 4] = ["Sources", "References", "Bibliography", "Further reading"];

/// Behind these a full stop ends no sentence.
const SHORT: &[&str] = &[
    "e.g", "i.e", "g", "e", "vs", "al", "cf", "ca", "approx", "Dr", "Prof", "Mr", "Mrs", "Ms",
    "St", "no", "No", "Fig", "fig", "Figs", "ref", "Ref", "refs", "vol", "Vol", "pp", "eds", "Ltd",
    "Inc", "Tab", "Eq", "viz", "resp",
];

/// How many bytes of a letter or digit begin here; 0 where none does.
fn letter_at(text: &str, at: usize, byte: u8) -> usize {
    match byte {
        b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => 1,
        0..=0x7f => 0,
        _ => {
            let letter = text.get(at..).and_then(|rest| rest.chars().next());
            letter
                .filter(|it| it.is_alphanumeric())
                .map_or(0, char::len_utf8)
        }
    }
}

/// How many bytes a character has that begins with this one.
fn width(byte: u8) -> usize {
    match byte {
        0..=0xbf => 1,
        0xc0..=0xdf => 2,
        0xe0..=0xef => 3,
        _ => 4,
    }
}

const SEED: u32 = 0x811c_9dc5;

fn hashed(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// The same as [`HashedWord::hash`], of words that are looked for; of what stands joined, in pieces one behind the other.
pub fn hash_of(words: &[&str]) -> u32 {
    let bytes = words.iter().flat_map(|word| word.bytes());
    bytes.fold(SEED, |hash, byte| hashed(hash, byte.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> (Reading, ProseWords) {
        let reading = Reading::of(text);
        let words = ProseWords::of(text, &reading);
        (reading, words)
    }

    fn sentences(text: &str) -> Vec<String> {
        let (reading, all) = words(text);
        let mut sentences: Vec<Vec<&str>> = Vec::new();
        for stretch in &all.stretches {
            let shown = all.stretch(&reading.page, stretch).expect("there").text;
            for word in &all.words[stretch.words.clone()] {
                if word.begins {
                    sentences.push(Vec::new());
                }
                sentences
                    .last_mut()
                    .expect("one")
                    .push(&shown[word.range()]);
            }
        }
        sentences.iter().map(|words| words.join("|")).collect()
    }

    #[test]
    fn words_come_apart_and_sentences_end() {
        for (text, read) in [
            ("", &[][..]),
            ("Tea helps. Milk doesn’t!", &["Tea|helps", "Milk|doesn’t"]),
            (
                "Take 1.5 mg, e.g. Tea, vs. Milk (Smith et al. 2019).",
                &["Take|1|5|mg|e|g|Tea|vs|Milk|Smith|et|al|2019"],
            ),
            (
                "A well-being score; the patients’ naïve 5 µg.",
                &["A|well|being|score|the|patients|naïve|5|µg"],
            ),
            (
                "It rose.[1][23] So it did [4].",
                &["It|rose|1|23", "So|it|did|4"],
            ),
            (
                "It rose. “So it did.” 5 of 6 died? yes.",
                &["It|rose", "So|it|did", "5|of|6|died|yes"],
            ),
            (
                "# Head\n\nText.\n\n- item\n\n| cell | two |\n|--|--|\n",
                &["Head", "Text", "item", "cell", "two"],
            ),
            (
                "> Quoted.\n\n```\ncode\n```\n\n## Sources\n\n1. A (2019). B.\n\n#### References\n\n1. C.\n",
                &["Sources"][..0],
            ),
        ] {
            assert_eq!(sentences(text), read, "{text}");
        }
    }

    #[test]
    fn words_hash_alike_in_any_case() {
        let (_, all) = words("Wellbeing well-being 5-HT HRV pNN50");
        let hash = |at: usize| all.words[at].hash;
        assert_eq!(hash(0), hash_of(&["well", "BEING"]));
        assert_eq!(hash(1), hash_of(&["Well"]));
        assert_eq!((all.hyphened, all.numbers), (vec![1, 3], vec![3]));
        assert_eq!(all.short_forms, [4, 5, 6]);
    }
}
