//! The library's sources: every distinct work, looked through, made to agree, told from its likely duplicates.
//!
//! Knows nothing of: how a work is told, how the view is drawn.

pub(in crate::desk) mod command;
mod edits;

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use crate::desk::effect::BibliographyReport;
use crate::desk::notice::Offer;
use crate::desk::{BibliographyCommand, Command, Desk, Effect, Moment, Which};
use crate::library::bibliography::{Likely, Order};
use crate::library::{Bibliography, CitingSentence, JsonLines, RecordChange};
use crate::references::{Work, WorkQuery};

/// The file that remembers what is no duplicate.
pub const NOT_DUPLICATES: &str = "not_duplicates.jsonl";

/// What the view shows, and what is known for it.
#[derive(Debug, Default)]
pub struct BibliographyView {
    /// The view is in the place of the entry.
    is_open: bool,
    read: Option<Arc<Bibliography>>,
    /// The state of the library that was read, and that is being read.
    read_at: Option<u64>,
    reading_at: Option<u64>,
    words: String,
    sort: Order,
    which: Which,
    /// The works that fit, in order.
    rows: Vec<usize>,
    chosen: Option<usize>,
    likely: Vec<Likely>,
    /// Pairs that are no duplicates, each with the names in order.
    apart: HashSet<(String, String)>,
    /// What is said about the chosen work, and the question that it answers.
    sentences: Option<Arc<[CitingSentence]>>,
    asked: u64,
    /// The change that was asked for last.
    revising: u64,
}

impl Desk {
    /// Is the view of the library's sources in the place of the entry?
    pub fn shows_bibliography(&self) -> bool {
        self.sources.bibliography.is_open
    }

    pub fn bibliography(&self) -> &BibliographyView {
        &self.sources.bibliography
    }

    /// The distinct works that the library lists; none until they have been read.
    pub fn works(&self) -> Option<&[Work]> {
        self.sources
            .bibliography
            .read
            .as_ref()
            .map(|read| read.works())
    }

    pub(in crate::desk) fn open_bibliography(&mut self) {
        self.recut_cards();
        self.sources.bibliography.is_open = true;
    }

    pub(in crate::desk) fn hide_bibliography(&mut self) {
        self.sources.bibliography.is_open = false;
    }

    pub(super) fn forget_bibliography(&mut self) {
        let (asked, revising) = (
            self.sources.bibliography.asked + 1,
            self.sources.bibliography.revising + 1,
        );
        self.sources.bibliography = BibliographyView {
            asked,
            revising,
            ..BibliographyView::default()
        };
    }

    /// Reads again what changed since, where that is wanted now.
    pub(in crate::desk) fn gather_works(&mut self) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let state = library.state();
        if self.sources.bibliography.reading_at.is_some()
            || self.sources.bibliography.read_at == Some(state)
        {
            return Vec::new();
        }
        let texts = library
            .rows()
            .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
            .collect();
        let mut effects = Vec::new();
        if self.sources.bibliography.read.is_none() {
            effects.push(Effect::ReadRecords {
                root: library.root().to_owned(),
                name: NOT_DUPLICATES,
            });
        }
        effects.push(Effect::GatherWorks {
            root: library.root().to_owned(),
            texts,
            before: self.sources.bibliography.read.clone(),
        });
        self.sources.bibliography.reading_at = Some(state);
        effects
    }

    /// The view follows the library while it is open.
    pub(in crate::desk) fn follow_bibliography(&mut self) -> Vec<Effect> {
        if self.sources.bibliography.is_open && self.opening().is_none() {
            self.gather_works()
        } else {
            Vec::new()
        }
    }

    fn works_gathered(&mut self, read: Arc<Bibliography>) -> Vec<Effect> {
        let view = &mut self.sources.bibliography;
        let before = view.read.replace(read.clone());
        view.read_at = view.reading_at.take();
        let chosen = view.chosen.zip(before);
        view.chosen = chosen.and_then(|(work, before)| read.by_names(&before.names(work), work));
        view.tell_apart();
        view.arrange();
        if **read.authors() != *self.sources.authors {
            self.sources.authors = read.authors().clone();
        }
        self.ask_for_sentences()
    }

    /// A job failed: whatever it was, the works may be asked for again.
    pub(in crate::desk) fn works_not_gathered(&mut self) {
        self.sources.bibliography.reading_at = None;
    }

    pub(in crate::desk) fn records_read(&mut self, records: &JsonLines) {
        let pair = |object: serde_json::Map<String, serde_json::Value>| {
            let names = object.get("works")?.as_array()?;
            let [one, other] = names.as_slice() else {
                return None;
            };
            Some((one.as_str()?.to_owned(), other.as_str()?.to_owned()))
        };
        self.sources.bibliography.apart =
            records.objects().filter_map(pair).map(in_order).collect();
        self.sources.bibliography.tell_apart();
        self.sources.bibliography.arrange();
    }

    pub(in crate::desk) fn bibliography_command(
        &mut self,
        command: BibliographyCommand,
        now: Moment,
    ) -> Vec<Effect> {
        let view = &mut self.sources.bibliography;
        match command {
            BibliographyCommand::Words(words) => view.words = words,
            BibliographyCommand::Sort(sort) => view.sort = sort,
            BibliographyCommand::Which(which) => view.which = which,
            BibliographyCommand::Choose(work) => {
                if view.chosen != Some(work) {
                    view.chosen = Some(work);
                    return self.ask_for_sentences();
                }
                return Vec::new();
            }
            BibliographyCommand::Agree { work, like, fields } => {
                return self.propose_agreement(work, like, &fields);
            }
            BibliographyCommand::Correct { work, field, value } => {
                return self.propose_correction(work, field, &value);
            }
            BibliographyCommand::Join { like, other } => {
                return self.propose_joining(like, other);
            }
            BibliographyCommand::Apart(one, other) => return self.keep_apart(one, other, now),
            BibliographyCommand::Remember(change) => return self.remember(change),
        }
        view.arrange();
        self.say(match self.sources.bibliography.rows.len() {
            1 => "1 work".to_owned(),
            n => format!("{n} works"),
        });
        Vec::new()
    }

    pub(in crate::desk) fn bibliography_reported(
        &mut self,
        report: BibliographyReport,
    ) -> Vec<Effect> {
        match report {
            BibliographyReport::Gathered { root, works } => {
                if self.is_of(&root) {
                    return self.works_gathered(works);
                }
            }
            BibliographyReport::SentencesFound { asked, sentences } => {
                self.sentences_found(asked, sentences);
            }
            BibliographyReport::RevisionWorkedOut { asked, revised } => {
                self.revision_worked_out(asked, revised);
            }
        }
        Vec::new()
    }

    fn sentences_found(&mut self, asked: u64, found: Vec<CitingSentence>) {
        if self.sources.bibliography.asked == asked {
            self.sources.bibliography.sentences = Some(found.into());
        }
    }

    fn ask_for_sentences(&mut self) -> Vec<Effect> {
        self.sources.bibliography.asked += 1;
        self.sources.bibliography.sentences = None;
        let (Some(read), Some(work)) = (
            &self.sources.bibliography.read,
            self.sources.bibliography.chosen,
        ) else {
            return Vec::new();
        };
        let listings = read.listings(work).iter();
        let places = listings
            .filter_map(|it| Some((it.entry.clone(), read.text(&it.entry)?.clone(), it.source)))
            .collect();
        let organisations = self.style.organisations.iter();
        let organisations = organisations
            .map(|one| {
                std::iter::once(&one.short)
                    .chain(&one.full)
                    .cloned()
                    .collect()
            })
            .collect();
        vec![Effect::FindSentences {
            asked: self.sources.bibliography.asked,
            places,
            organisations,
        }]
    }

    fn keep_apart(&mut self, one: usize, other: usize, now: Moment) -> Vec<Effect> {
        let Some(read) = &self.sources.bibliography.read else {
            return Vec::new();
        };
        let name = |work| read.names(work).into_iter().next();
        let Some(pair) = name(one).zip(name(other)) else {
            return Vec::new();
        };
        let (one, other) = in_order(pair);
        let record = serde_json::json!({ "works": [one, other] }).to_string();
        let change = RecordChange {
            add: vec![record],
            remove: Vec::new(),
        };
        let undo = BibliographyCommand::Remember(change.clone().back());
        self.info_with(
            "Remembered for this library: these two are no duplicates",
            vec![Offer::new("Undo", Command::Bibliography(undo))],
            now,
        );
        self.remember(change)
    }

    fn remember(&self, change: RecordChange) -> Vec<Effect> {
        let library = self.library.as_ref();
        library
            .map(|library| Effect::ChangeRecords {
                root: library.root().to_owned(),
                name: NOT_DUPLICATES,
                change,
            })
            .into_iter()
            .collect()
    }
}

impl BibliographyView {
    pub fn read(&self) -> Option<&Arc<Bibliography>> {
        self.read.as_ref()
    }

    pub fn is_reading(&self) -> bool {
        self.reading_at.is_some()
    }

    pub fn words(&self) -> &str {
        &self.words
    }

    pub fn sort(&self) -> Order {
        self.sort
    }

    pub fn which(&self) -> Which {
        self.which
    }

    /// The works that fit, in order.
    pub fn rows(&self) -> &[usize] {
        &self.rows
    }

    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// Pairs that are likely one work and were not said to be two.
    pub fn likely(&self) -> &[Likely] {
        &self.likely
    }

    /// What is said about the chosen work; `None` until it was found.
    pub fn sentences(&self) -> Option<&[CitingSentence]> {
        self.sentences.as_deref()
    }

    /// The number of a new question for a change; answers to older ones are dropped.
    fn ask_again(&mut self) -> u64 {
        self.revising += 1;
        self.revising
    }

    fn asked_last(&self) -> u64 {
        self.revising
    }

    /// Leaves out the pairs that were said to be two works.
    fn tell_apart(&mut self) {
        let Some(read) = &self.read else { return };
        let is_apart = |likely: &Likely| {
            let (one, other) = (read.names(likely.works.0), read.names(likely.works.1));
            pairs(&one, &other).any(|pair| self.apart.contains(&pair))
        };
        let all = read.likely().iter();
        self.likely = if self.apart.is_empty() {
            all.cloned().collect()
        } else {
            all.filter(|likely| !is_apart(likely)).cloned().collect()
        };
    }

    fn arrange(&mut self) {
        let Some(read) = &self.read else { return };
        let wanted = WorkQuery::new(&self.words);
        let likely: HashSet<usize> = self
            .likely
            .iter()
            .flat_map(|likely| [likely.works.0, likely.works.1])
            .collect();
        let fits = |index: &usize| {
            let is_one = match self.which {
                Which::All => true,
                Which::Differing => !read.differing(*index).is_empty(),
                Which::Likely => likely.contains(index),
            };
            is_one
                && read
                    .works()
                    .get(*index)
                    .is_some_and(|work| wanted.fits(work))
        };
        let rows = read.in_order(self.sort).iter().copied();
        self.rows = rows.filter(fits).collect();
    }
}

fn in_order((one, other): (String, String)) -> (String, String) {
    if one <= other {
        (one, other)
    } else {
        (other, one)
    }
}

fn pairs<'n>(
    one: &'n BTreeSet<String>,
    other: &'n BTreeSet<String>,
) -> impl Iterator<Item = (String, String)> {
    one.iter()
        .flat_map(move |a| other.iter().map(move |b| in_order((a.clone(), b.clone()))))
}
