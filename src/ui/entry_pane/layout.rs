//! What stands where in the entry pane: heights of everything, drawn or not, so that only what is in view is laid out.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use crate::desk::{OpenEntry, Role};
use crate::entry::outline::count_words;
use crate::library::EntryKey;
use crate::ui::theme;

/// The hashes and estimates of one state of the cards.
#[derive(Default)]
pub struct CardLayout {
    state: Option<(EntryKey, u64, u32)>,
    /// The text it was made from.
    text: Arc<str>,
    /// Per card, per part of its text.
    parts: Vec<Vec<Part>>,
    /// Heights that were measured, by text and width.
    measured: HashMap<u64, f32>,
    /// Surnames and other words of the source list.
    names: HashSet<String>,
    names_hash: u64,
}

#[derive(Clone)]
struct Part {
    range: Range<usize>,
    /// Set as source, not as prose.
    source: bool,
    hash: u64,
    estimate: f32,
    words: usize,
}

impl CardLayout {
    /// Brings the plan in step with the entry at this width of text.
    pub fn follow(&mut self, entry: &OpenEntry, width: f32) {
        let state = (entry.key.clone(), entry.cards_state(), width.round() as u32);
        if self.state.as_ref() == Some(&state) {
            return;
        }
        let text = entry.text();
        let same_look = self
            .state
            .as_ref()
            .is_some_and(|(key, _, width)| *key == state.0 && *width == state.2);
        let before = std::mem::take(&mut self.parts);
        self.parts = entry
            .cards()
            .list
            .iter()
            .enumerate()
            .map(|(card, it)| {
                let source = matches!(it.role, Role::Whole | Role::FrontMatter);
                let part = |(chunk, range): (usize, &Range<usize>)| {
                    let words = text.get(range.clone()).unwrap_or_default();
                    // A key changes one part of many: comparing bytes is far quicker than hashing and counting them.
                    let known = before
                        .get(card)
                        .and_then(|parts| parts.get(chunk))
                        .filter(|it| {
                            same_look
                                && it.source == source
                                && self.text.get(it.range.clone()) == Some(words)
                        });
                    match known {
                        Some(known) => Part {
                            range: range.clone(),
                            ..*known
                        },
                        None => Part::of(words, range.clone(), width, source),
                    }
                };
                it.chunks.iter().enumerate().map(part).collect()
            })
            .collect();
        self.text = Arc::clone(text);
        self.name_sources(entry);
        self.state = Some(state);
        if self.measured.len() > 20_000 {
            self.measured.clear();
        }
    }

    /// The height of a part: as it was measured, else estimated.
    pub fn height(&self, card: usize, chunk: usize) -> f32 {
        let part = self.parts.get(card).and_then(|parts| parts.get(chunk));
        part.map_or(theme::EDITOR_LINE, |part| {
            self.measured
                .get(&part.hash)
                .copied()
                .unwrap_or(part.estimate)
        })
    }

    pub fn measure(&mut self, card: usize, chunk: usize, height: f32) {
        if let Some(part) = self.parts.get(card).and_then(|parts| parts.get(chunk)) {
            self.measured.insert(part.hash, height);
        }
    }

    /// How many words a card's text has.
    pub fn words(&self, card: usize) -> usize {
        let parts = self.parts.get(card).into_iter().flatten();
        parts.map(|part| part.words).sum()
    }

    /// Is this word in the source list?
    pub fn knows(&self, name: &str) -> bool {
        self.names.contains(name)
    }

    /// Changes when the source list does.
    pub fn names_hash(&self) -> u64 {
        self.names_hash
    }

    fn name_sources(&mut self, entry: &OpenEntry) {
        let text = entry.text();
        let outline = &entry.reading().outline;
        let bodies: Vec<&str> = outline
            .all_sections()
            .filter(|section| {
                text.get(section.heading.text.clone()).map(str::trim) == Some("Sources")
            })
            .filter_map(|section| text.get(section.body.clone()))
            .collect();
        let mut hasher = DefaultHasher::new();
        bodies.hash(&mut hasher);
        let hash = hasher.finish();
        if hash == self.names_hash {
            return;
        }
        self.names_hash = hash;
        self.names = bodies
            .iter()
            .flat_map(|body| {
                body.split(|c: char| !c.is_alphabetic() && !matches!(c, '-' | '’' | '\''))
            })
            .filter(|word| word.chars().count() > 2 && word.starts_with(char::is_uppercase))
            .map(str::to_owned)
            .collect();
    }
}

impl Part {
    fn of(text: &str, range: Range<usize>, width: f32, source: bool) -> Self {
        let mut hasher = DefaultHasher::new();
        (text, width.round() as u32, source).hash(&mut hasher);
        Self {
            range,
            source,
            hash: hasher.finish(),
            estimate: estimate(text, width, source),
            words: count_words(text),
        }
    }
}

/// How high a text will be, by the usual width of a letter. Only the scroll bar depends on it.
fn estimate(text: &str, width: f32, source: bool) -> f32 {
    let (letter, line) = if source {
        (7.5, 19.0)
    } else {
        (6.9, theme::EDITOR_LINE)
    };
    let per_row = (width / letter).max(1.0);
    let rows: f32 = text
        .split('\n')
        .map(|row| (row.len() as f32 / per_row).ceil().max(1.0))
        .sum();
    rows * line
}
