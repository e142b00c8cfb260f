//! The checks that are active in a library, each with its level, and how they are run.
//!
//! The levels of the house style are applied here, once for all checks. A check that panics is named, and the others still
//! run.

use std::cell::{Cell, OnceCell};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::civil::Date;

use super::anywhere;
use super::entry_facts::FactsNeeded;
use super::house_lists::HouseLists;
use super::sections::section_names;
use super::sources::ASKED_FOR;
use super::{
    Across, AfterReview, Check, EntryFacts, Finding, Findings, Group, Index, Level, Look, Subject,
    all,
};
use crate::entry::citations::Organisations;
use crate::entry::{Reading, sources};
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, Withdrawn};
use crate::spelling::{LibraryWords, Speller, Terms};

/// The checks to be made, the house style they are made by and the day they are made on.
#[derive(Debug, Clone)]
pub struct Ruleset {
    checks: Vec<Item>,
    needs: FactsNeeded,
    style: Arc<HouseStyle>,
    names: Organisations,
    sections: section_names::SectionNames,
    lists: Arc<HouseLists>,
    withdrawn: Option<Arc<Withdrawn>>,
    after_review: Option<Arc<AfterReview>>,
    speller: Option<Arc<Speller>>,
    words: Arc<LibraryWords>,
    terms: Arc<Terms>,
    today: Date,
}

#[derive(Debug, Clone, Copy)]
struct Item {
    check: &'static Check,
    level: AtLevel,
}

/// At which level the findings of a check are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum AtLevel {
    /// As the check says.
    Own,
    /// As the check says, but no graver.
    AtMost(Level),
    /// As the house style says.
    Styled(Level),
}

/// What was seen in one entry by itself.
#[derive(Debug, Clone, Default)]
pub struct EntryResult {
    /// In the order of the text; without those that come of what other entries say.
    pub findings: Vec<Finding>,
    pub facts: EntryFacts,
    /// The checks that broke.
    pub broken: Vec<&'static str>,
}

impl Ruleset {
    /// Every check that the house style does not turn off.
    pub fn new(style: Arc<HouseStyle>, today: Date) -> Self {
        Self::of(all(), style, today)
    }

    pub(super) fn of(
        checks: impl IntoIterator<Item = &'static Check>,
        style: Arc<HouseStyle>,
        today: Date,
    ) -> Self {
        let checks = checks.into_iter();
        let checks = checks.filter_map(|check| {
            let level = level_in(check, &style)?;
            Some(Item { check, level })
        });
        let checks: Vec<Item> = checks.collect();
        Self {
            needs: facts_needed(&checks),
            checks,
            names: style.names(),
            sections: section_names::SectionNames::of(&style),
            lists: Arc::new(HouseLists::of(&style)),
            style,
            withdrawn: None,
            after_review: None,
            speller: None,
            words: Arc::default(),
            terms: Arc::default(),
            today,
        }
    }

    /// With the library's list of withdrawn works, where it has one.
    #[must_use]
    pub fn with_withdrawn(mut self, list: Option<Arc<Withdrawn>>) -> Self {
        self.withdrawn = list;
        self
    }

    /// With what merges brought in after reviews, where that is known.
    #[must_use]
    pub fn with_after_review(mut self, records: Option<Arc<AfterReview>>) -> Self {
        self.after_review = records;
        self
    }

    pub(super) fn set_after_review(&mut self, records: Arc<AfterReview>) {
        self.after_review = Some(records);
    }

    /// With dictionaries to ask about words, and the words that are right in this library. Without them the language is not looked at.
    #[must_use]
    pub fn with_spelling(mut self, speller: Arc<Speller>, words: Arc<LibraryWords>) -> Self {
        self.speller = Some(speller);
        self.words = words;
        self
    }

    /// With what the library calls things.
    #[must_use]
    pub fn with_terms(mut self, terms: Arc<Terms>) -> Self {
        self.terms = terms;
        self
    }

    pub(super) fn set_words(&mut self, words: Arc<LibraryWords>) {
        self.words = words;
    }

    /// Whether a check of the language is among them.
    pub fn needs_spelling(&self) -> bool {
        let mut checks = self.checks.iter().map(|item| item.check);
        checks.any(|check| check.group == Group::Language)
    }

    fn speller(&self) -> Option<&Speller> {
        self.speller.as_deref().filter(|_| self.needs.words)
    }

    /// Without the checks that `keep` does not want.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(&Check) -> bool) -> Self {
        self.checks.retain(|item| keep(item.check));
        self.needs = facts_needed(&self.checks);
        self
    }

    /// Reads all that entries say of each other, whether a check asks for it or not.
    #[must_use]
    pub(super) fn reading_all(mut self) -> Self {
        self.needs.others = true;
        self
    }

    /// Without any check; what they need of entries is read all the same.
    #[must_use]
    pub(super) fn only_reading(mut self) -> Self {
        self.checks.clear();
        self
    }

    pub fn style(&self) -> &Arc<HouseStyle> {
        &self.style
    }

    pub fn today(&self) -> Date {
        self.today
    }

    /// Whether a check is among them.
    pub fn makes(&self, check: &Check) -> bool {
        self.checks.iter().any(|item| item.check.id == check.id)
    }

    /// The checks that look at what entries say of each other.
    pub fn across(&self) -> impl Iterator<Item = &'static Check> {
        let checks = self.checks.iter().map(|item| item.check);
        checks.filter(|check| matches!(check.look, Look::Across(_)))
    }

    /// Reads an entry and looks at it by itself.
    pub fn look(&self, key: &EntryKey, text: &str) -> EntryResult {
        self.look_read(key, text, &Reading::of(text))
    }

    /// Which facts are asked for now: without dictionaries the language is not looked at.
    fn needed(&self) -> FactsNeeded {
        FactsNeeded {
            paragraphs: self.needs.paragraphs && self.speller.is_some(),
            ..self.needs
        }
    }

    /// Looks at an entry that has been read, by itself.
    pub fn look_read(&self, key: &EntryKey, text: &str, reading: &Reading) -> EntryResult {
        self.look_into(Findings::default(), key, text, reading)
    }

    /// Every single finding of an entry by itself, however many there are of one check: for who fixes them all.
    pub fn look_whole(&self, key: &EntryKey, text: &str, reading: &Reading) -> Vec<Finding> {
        self.look_into(Findings::whole(), key, text, reading)
            .findings
    }

    fn look_into(
        &self,
        mut found: Findings,
        key: &EntryKey,
        text: &str,
        reading: &Reading,
    ) -> EntryResult {
        let sources = sources::read(text, &reading.outline);
        let sections = section_names::read(text, &reading.outline, &self.style, &self.sections);
        let words = OnceCell::new();
        let subject = Subject {
            file: &key.file(),
            text,
            reading,
            sources: &sources,
            citations: &OnceCell::new(),
            organisations: &self.names,
            style: &self.style,
            sections: &sections,
            names: &self.sections,
            lists: &self.lists,
            words: &words,
            withdrawn: self.withdrawn.as_deref(),
            after_review: self.after_review.as_deref(),
            terms: &self.terms,
            today: self.today,
        };
        let mut broken = Vec::new();
        for item in &self.checks {
            if item.check.group == Group::Language && self.speller.is_none() {
                continue;
            }
            if let Look::Entry(look) = item.check.look {
                item.run(&mut found, &mut broken, |found| look(&subject, found));
            }
        }
        EntryResult {
            findings: found.sorted(),
            facts: EntryFacts::by(&subject, self.needed(), self.speller()),
            broken,
        }
    }

    /// What comes of what an entry tells beside what the others tell; and the checks that broke. The index holds the entry too.
    pub fn look_across(
        &self,
        key: &EntryKey,
        text: &str,
        facts: &EntryFacts,
        library: &Index,
    ) -> (Vec<Finding>, Vec<&'static str>) {
        let across = Across {
            key,
            text,
            facts,
            style: &self.style,
            library,
            speller: self.speller(),
            words: &self.words,
            terms: &self.terms,
        };
        let mut found = Findings::default();
        let mut broken = Vec::new();
        for item in &self.checks {
            if let Look::Across(look) = item.check.look {
                item.run(&mut found, &mut broken, |found| look(&across, found));
            }
        }
        (found.sorted(), broken)
    }
}

/// Which facts of entries these checks ask for.
fn facts_needed(checks: &[Item]) -> FactsNeeded {
    let any = |is_needed: &dyn Fn(&Check) -> bool| checks.iter().any(|it| is_needed(it.check));
    let is_across = |check: &Check| matches!(check.look, Look::Across(_));
    FactsNeeded {
        others: any(&|check| is_across(check) && check.group != Group::Language),
        words: any(&Check::asks_dictionaries),
        paragraphs: any(&|check| {
            is_across(check) && check.group == Group::Language && !check.asks_dictionaries()
        }),
    }
}

impl Item {
    fn run(
        &self,
        found: &mut Findings,
        broken: &mut Vec<&'static str>,
        look: impl FnOnce(&mut Findings),
    ) {
        let from = found.begin(self.check);
        // A bug in one check is a notice, never a lost afternoon.
        LOOKING.set(true);
        let looked = catch_unwind(AssertUnwindSafe(|| look(found)));
        LOOKING.set(false);
        if looked.is_err() {
            found.drop_from(from);
            broken.push(self.check.id);
        }
        found.end();
        match self.level {
            AtLevel::Own => {}
            AtLevel::AtMost(most) => found.relevel(from, |level| level.min(most)),
            AtLevel::Styled(level) => found.relevel(from, |_| level),
        }
    }
}

thread_local! {
    static LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a check. A panic there is told by the name of the check and wants no report of its own.
pub fn is_looking() -> bool {
    LOOKING.get()
}

/// The level of a check in a house style; `None` where it is turned off.
fn level_in(check: &Check, style: &HouseStyle) -> Option<AtLevel> {
    if !anywhere::is_in_force(check, style.in_force) {
        return None;
    }
    match style.levels.get(check.id) {
        Some(level) => level.map(AtLevel::Styled),
        None if ASKED_FOR.contains(&check.id) => None,
        // A team that updates the program does not find its build broken.
        None if check.since > style.version => Some(AtLevel::AtMost(Level::Note)),
        None => Some(AtLevel::Own),
    }
}
