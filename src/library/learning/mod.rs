//! Learning a house style from the entries of a library: what at least nine of ten have in common.
//!
//! Every entry is read once for what can be compared ([`Observation`]); fields, sections, sentences and links are then found by
//! counting. What is found less often is offered and not required, and each line of the style says how often it was seen.
//! Which checks the entries would then fail is found by whoever knows the checks, who turns them off.
//!
//! Knows nothing of: threads, checks, where the style is written.

mod counting;
mod fields;
mod links;
mod observation;
mod parts;
mod sections;
mod sentences;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::followed::{ENOUGH_OWN, OWN_FIELDS};
use super::{EntryKey, Library};
use crate::entry::front_matter::plain_or_quoted;
use crate::house_style::{self, HouseStyle, Reasons, StylePart};
use counting::{Tally, entries};
use observation::Observation;

/// Fewer entries than this have nothing in common that is worth a rule.
pub const FEWEST: usize = 5;

/// A house style and why it says what it says.
#[derive(Debug, Clone, PartialEq)]
pub struct Learned {
    pub style: HouseStyle,
    /// The parts that were learned; all others are built in.
    pub parts: Vec<StylePart>,
    pub evidence: Reasons,
    /// How many entries it was learned from.
    pub entries: usize,
    /// Entries whose front matter could not be read, which were left out.
    pub left_out: usize,
    /// Entries without front matter, which were left out.
    pub bare: usize,
}

/// A part of what was learned that a person may take or leave.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum LearnedPart {
    /// A field, by its key.
    Field(String),
    Sections,
    Sentences,
    /// What stands below the rule at the end.
    Closing,
    Links,
    /// A check that is off, by its id.
    CheckOff(String),
}

/// Why nothing was learned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LearnError {
    Stopped,
    /// So many entries have front matter.
    TooFew(usize),
    /// The program made a mistake.
    Broken,
}

impl std::fmt::Display for LearnError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Stopped => f.write_str("Learning was stopped"),
            Self::Broken => f.write_str("copydesk made a mistake; the log has the details"),
            Self::TooFew(count) => write!(
                f,
                "A house style is learned from {FEWEST} entries with front matter or more; here {}",
                match count {
                    0 => "is none".to_owned(),
                    1 => "is one".to_owned(),
                    n => format!("are {n}"),
                }
            ),
        }
    }
}

impl std::error::Error for LearnError {}

/// The texts of a library's entries, to learn from.
pub fn texts_to_learn_from(library: &Library) -> Vec<(EntryKey, Arc<str>)> {
    let entries = library.rows().filter(|file| library.is_entry(file));
    entries
        .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
        .collect()
}

/// Learns from these entries; tells now and then how many were read. A set `stop` ends it early.
///
/// # Errors
/// [`LearnError`] where it was stopped, or there is too little to learn from.
pub fn learn(
    texts: &[(EntryKey, Arc<str>)],
    stop: &AtomicBool,
    mut on_progress: impl FnMut(usize),
) -> Result<Learned, LearnError> {
    let mut seen: Vec<Observation> = Vec::with_capacity(texts.len());
    let mut bare = 0;
    let mut read = 0;
    for batch in texts.chunks(BATCH) {
        if stop.load(Ordering::Relaxed) {
            return Err(LearnError::Stopped);
        }
        let observed = batch.par_iter();
        seen.par_extend(observed.filter_map(|(_, text)| Observation::of(text)));
        bare += batch
            .iter()
            .filter(|(_, text)| observation::is_bare(text))
            .count();
        read += batch.len();
        on_progress(read);
    }
    if seen.len() < FEWEST {
        return Err(LearnError::TooFew(seen.len()));
    }
    let left_out = texts.len() - seen.len() - bare;
    Ok(from(&seen, left_out, bare))
}

impl Learned {
    /// The file, with the evidence in comments.
    pub fn write(&self) -> String {
        let left_out = match self.left_out {
            0 => String::new(),
            1 => "# One file was left out: its front matter could not be read.\n".to_owned(),
            n => format!("# {n} files were left out: their front matter could not be read.\n"),
        };
        let bare = match self.bare {
            0 => String::new(),
            1 => "# One file was left out: it has no front matter.\n".to_owned(),
            n => format!("# {n} files were left out: they have no front matter.\n"),
        };
        let head = format!(
            "\
# A house style that copydesk learned from {}.
{left_out}{bare}#
# What nearly all entries have (99 of 100) is required here, and a check that more than one in ten
# would fail is off; behind each line stands how often it was seen. Entries are compared with it as
# soon as it is called {}. Parts that are not here are the built-in ones.
",
            entries(self.entries),
            house_style::FILE,
        );
        house_style::write(&self.style, &self.parts, &head, &self.evidence)
    }
}

const BATCH: usize = 512;

fn from(seen: &[Observation], left_out: usize, bare: usize) -> Learned {
    let mut learned = Learned {
        style: HouseStyle::default(),
        parts: vec![StylePart::Version],
        evidence: Reasons::new(),
        entries: seen.len(),
        left_out,
        bare,
    };
    fields::learn(seen, &mut learned);
    sections::learn(seen, &mut learned);
    sentences::learn(seen, &mut learned);
    links::learn(seen, &mut learned);
    audience(seen, &mut learned);
    words(seen, &mut learned);
    learned.style.given = learned.parts.iter().copied().collect();
    learned
}

impl Learned {
    fn part(&mut self, part: StylePart) {
        self.parts.push(part);
    }

    fn note(&mut self, path: impl Into<String>, why: impl Into<String>) {
        self.evidence.insert(path.into(), why.into());
    }
}

/// The built-in lists of words to avoid are those of the house: entries of another are not held to them.
fn words(seen: &[Observation], learned: &mut Learned) {
    let is_ours = |entry: &&Observation| {
        let own = OWN_FIELDS.iter().filter(|key| entry.text(key).is_some());
        own.count() >= ENOUGH_OWN
    };
    if seen.iter().filter(is_ours).count() * 2 < seen.len() {
        learned.style.words.clear();
        learned.part(StylePart::Words);
    }
}

/// The audience terms in use, where the library has that section.
fn audience(seen: &[Observation], learned: &mut Learned) {
    let name = learned.style.audience.section.clone();
    if learned.style.section(&name).is_none() {
        return;
    }
    let mut terms: Tally<&str> = Tally::default();
    for entry in seen {
        let section = entry.sections.iter().find(|section| section.name == name);
        terms.add_once(
            section
                .into_iter()
                .flat_map(|it| &it.items)
                .map(String::as_str),
        );
    }
    let built_in = std::mem::take(&mut learned.style.audience.terms);
    for (term, count) in terms.sorted().into_iter().filter(|(_, count)| *count > 1) {
        let known = built_in.iter().find(|it| it.name == term).cloned();
        let term = known.unwrap_or_else(|| house_style::AudienceTerm::new(term));
        learned.note(
            format!("audience/{}", term.name),
            format!("in {}", entries(count)),
        );
        learned.style.audience.terms.push(term);
    }
    learned.part(StylePart::Audience);
}

/// A value in a comment.
fn shown(value: &str) -> String {
    plain_or_quoted(value)
}
