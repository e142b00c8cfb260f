//! The words that are right in this library because somebody said so: read when it opens, added to from a finding.

use std::path::Path;
use std::sync::Arc;

use crate::desk::editing::undo::Beside;
use crate::desk::effect::{CheckJob, SpellingJob};
use crate::desk::notice::Offer;
use crate::desk::{Command, Desk, Effect, FindingCommand, Moment};
use crate::library::{EntryKey, JsonLines, RecordChange};
use crate::spelling::{
    DictionaryError, LibraryWords, Term, Terms, TermsError, WORDS, asked, terms,
};

impl Desk {
    /// Asks for the list of words and the terms beside the library.
    pub(in crate::desk) fn read_words(&self) -> Vec<Effect> {
        let Some(root) = self.library.as_ref().map(|it| it.root().to_owned()) else {
            return Vec::new();
        };
        let terms = Effect::ReadTerms { root: root.clone() };
        vec![terms, Effect::ReadRecords { root, name: WORDS }]
    }

    pub(super) fn terms_read(
        &mut self,
        root: &Path,
        read: Result<Arc<Terms>, TermsError>,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        let place = terms::place(root);
        let read = read.unwrap_or_else(|why| {
            self.error(
                format!(
                    "The terms can’t be used. {why}. All else goes on without them: {}",
                    place.display()
                ),
                now,
            );
            Arc::default()
        });
        let before = self.findings.terms.replace(read.clone());
        let is_new = before.as_ref() != Some(&read);
        if let Some(warning) = read.warning().filter(|_| is_new) {
            self.error(format!("{warning}: {}", place.display()), now);
        }
        match self.check_waiting(now) {
            Some(effects) => effects,
            None if is_new && before.is_some() => self.check_anew(now),
            None => Vec::new(),
        }
    }

    /// What the library calls things, once that is read.
    pub(in crate::desk) fn terms(&self) -> Option<&Terms> {
        self.findings.terms.as_deref()
    }

    /// The term at a place of a text that stands there in its preferred form, where something is said of it.
    pub fn term_at(&self, text: &str, at: usize) -> Option<&Term> {
        let terms = self.findings.terms.as_ref()?;
        let start = text.get(..at)?.rfind('\n').map_or(0, |end| end + 1);
        let line = text.get(start..)?.lines().next()?;
        let mut here = terms.find(line).filter(|it| it.instead.is_none());
        let found = here.find(|it| it.range.contains(&(at - start)))?;
        let term = found.term;
        (term.definition.is_some() || term.source.is_some()).then_some(term)
    }

    pub(super) fn say_part(&mut self, elsewhere: usize, now: Moment) {
        if std::mem::replace(&mut self.findings.said_part, true) {
            return;
        }
        let others = match elsewhere {
            1 => "an entry that is".to_owned(),
            n => format!("{n} entries that are"),
        };
        self.info(
            format!(
                "This is a part of a library: it refers to {others} not here. What needs the others, its ids, its usual values or its list of words is not checked"
            ),
            now,
        );
    }

    pub(super) fn words_read(&mut self, list: &JsonLines, now: Moment) -> Vec<Effect> {
        let read = Arc::new(LibraryWords::of(list));
        let before = self.findings.words.replace(read.clone());
        match self.check_waiting(now) {
            Some(effects) => effects,
            None if before.is_none_or(|before| before == read) => Vec::new(),
            None => vec![Effect::Check(CheckJob::Words(read))],
        }
    }

    /// How spelling is to be looked at; `None` where the person does not want it.
    pub(in crate::desk) fn spelling_job(&self) -> Option<Arc<SpellingJob>> {
        self.view.check_spelling.then(|| {
            Arc::new(SpellingJob {
                dictionaries: self.view.dictionaries.clone(),
                words: self.findings.words.clone().unwrap_or_default(),
                terms: self.findings.terms.clone().unwrap_or_default(),
            })
        })
    }

    /// The word that a finding marks, where it is about a word.
    pub fn word_of(&self, entry: &EntryKey, finding: usize) -> Option<String> {
        let found = self.findings.of(entry)?;
        let finding = found.get(finding).filter(|it| it.is_about_a_word())?;
        let written = found.text().get(finding.range.clone())?;
        let mut room = String::new();
        let word = asked(written, &mut room);
        Some(word.strip_suffix("'s").unwrap_or(word).to_owned())
    }

    /// Has the language looked at, or no more.
    pub(in crate::desk) fn switch_spelling(&mut self, now: Moment) -> Vec<Effect> {
        self.view.check_spelling = !self.view.check_spelling;
        self.say(if self.view.check_spelling {
            "The language is checked"
        } else {
            "The language is not checked"
        });
        self.check_anew(now)
    }

    /// Puts the word that a finding marks into the list.
    pub(super) fn add_word(
        &mut self,
        entry: &EntryKey,
        finding: usize,
        now: Moment,
    ) -> Vec<Effect> {
        let Some(word) = self.word_of(entry, finding) else {
            self.say("The text has changed since. The checks are looking again");
            return Vec::new();
        };
        let change = LibraryWords::to_add(&word);
        let undo = Command::Finding(FindingCommand::KeepWords(change.clone().back()));
        let name = WORDS;
        let effects = self.note_beside(entry, "adding a word", Beside { name, change });
        if self.is_proofing() {
            self.did_step(&format!(
                "“{word}” added to the library’s words, .copydesk/{name}"
            ));
        } else {
            self.info_with(
                format!("“{word}” is a word of this library now"),
                vec![Offer::new("Undo it", undo)],
                now,
            );
        }
        effects
    }

    /// The same for the word that the caret is on.
    pub(in crate::desk) fn add_word_here(&mut self, now: Moment) -> Vec<Effect> {
        let here = self.findings_at_caret();
        let mut words = here.iter().filter(|shown| shown.finding.is_about_a_word());
        let word = words.next().map(|shown| shown.index);
        let Some((entry, finding)) = self.shown.clone().zip(word) else {
            self.say("The caret is on no word that is doubted. F8 goes to the next finding");
            return Vec::new();
        };
        self.add_word(&entry, finding, now)
    }

    pub(super) fn keep_words(&self, change: RecordChange) -> Vec<Effect> {
        let name = WORDS;
        self.write_beside(Some(Beside { name, change }))
    }

    pub(super) fn dictionary_refused(&mut self, path: &Path, why: &DictionaryError, now: Moment) {
        self.error(
            format!(
                "A dictionary was left out. {why}. The others are asked: {}",
                path.display()
            ),
            now,
        );
    }
}
