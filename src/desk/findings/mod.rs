//! What the checks found: asked for as texts change, kept per entry, shown where it disturbs nobody, fixed on request.
//!
//! Findings come from the background and belong to the text they were made for. While the person types on, they are moved
//! along with the text until the next ones arrive; those that the typing touched are left out.
//!
//! Knows nothing of: what a check looks for, how a finding is drawn.

pub(super) mod accept;
pub(super) mod after_review;
pub(super) mod command;
mod everywhere;
pub(super) mod ignored;
mod words;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use crate::checks::{
    self, Acceptance, Accepted, Check, Extent, Finding, Fix, FixElsewhere, Level, MOST_OF_A_CHECK,
    Ruleset, slug_of,
};
use crate::desk::editing::undo::Selection;
use crate::desk::effect::{CheckJob, CheckedEntry, FindingReport};
use crate::desk::findings::accept::accepted_of;
use crate::desk::findings::command::IgnoredFinding;
use crate::desk::findings::ignored::ignored_of;
use crate::desk::library::command::{Batch, LeftOut, Proposed};
use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, FindingCommand, Moment, RightTab, WithdrawnList};
use crate::entry::{Edits, Lean, Reading};
use crate::library::after_review::AFTER_REVIEW;
use crate::library::{EntryKey, JsonLines, Progress};
use crate::review::{SharedSlugs, shared_slugs};
use crate::spelling::{LibraryWords, Terms, WORDS};

/// Where one is writing nothing new is shown for this long after the last key, unless the caret leaves the line.
const TYPING_DELAY: Duration = Duration::from_secs(2);

/// All that was found in the library.
#[derive(Debug, Default)]
pub struct LibraryFindings {
    entries: HashMap<EntryKey, EntryFindings>,
    /// The text of each entry that was handed to the checks last.
    asked: HashMap<EntryKey, Arc<str>>,
    /// The files that the checks know to be there and to be no entries.
    others: HashSet<EntryKey>,
    /// How far the first look at the whole library has come, while it goes on.
    progress: Option<Progress>,
    began: bool,
    /// The first look waits for what lies beside the content; and whether it will be at all entries.
    waiting: Option<bool>,
    /// No entry of the library is missing.
    is_whole: bool,
    /// Grows whenever anything here changed.
    revision: u64,
    accepted: Accepted,
    /// Those that are passed over in this session.
    ignored: HashSet<IgnoredFinding>,
    /// The finding that is about to be accepted.
    accepting: Option<(EntryKey, usize)>,
    /// What merges brought in after reviews; `None` until it has been read.
    after_review: Option<Arc<checks::AfterReview>>,
    /// The slugs that the checks know to be those of several entries.
    shared: SharedSlugs,
    /// The words that are right in this library; `None` until they have been read.
    words: Option<Arc<LibraryWords>>,
    /// What the library calls things; `None` until it has been read.
    terms: Option<Arc<Terms>>,
    /// That only a part of a library is here was said.
    said_part: bool,
    /// When the last key was typed.
    typed: Option<Duration>,
}

/// What was found in one text.
#[derive(Debug, Clone)]
pub struct EntryFindings {
    of: Arc<str>,
    list: Arc<[Finding]>,
    /// Those not shown yet, because they touch the line that is being written.
    deferred: HashSet<usize>,
    /// Those that may stay as they are, and why.
    accepted: HashMap<usize, Acceptance>,
    /// Those that are passed over in this session.
    ignored: HashSet<usize>,
    pub counts: Counts,
}

/// How many findings of each level there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

/// A finding where it stands in the text as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct ShownFinding<'f> {
    /// Its number among those of its entry.
    pub index: usize,
    pub range: Range<usize>,
    pub finding: &'f Finding,
    /// The text the finding and its fixes are of; the entry may have gone on since.
    pub of: &'f Arc<str>,
}

impl Counts {
    fn of<'f>(findings: impl IntoIterator<Item = &'f Finding>) -> Self {
        let mut counts = Self::default();
        for finding in findings {
            match finding.level {
                Level::Error => counts.errors += 1,
                Level::Warning => counts.warnings += 1,
                Level::Note => counts.notes += 1,
            }
        }
        counts
    }

    /// What is counted: notes are not.
    pub fn above_note(self) -> usize {
        self.errors + self.warnings
    }

    pub fn all(self) -> usize {
        self.above_note() + self.notes
    }

    fn add(&mut self, other: Self) {
        self.errors += other.errors;
        self.warnings += other.warnings;
        self.notes += other.notes;
    }
}

impl EntryFindings {
    fn new(
        key: &EntryKey,
        of: Arc<str>,
        list: Arc<[Finding]>,
        accepted: &Accepted,
        ignored: &HashSet<IgnoredFinding>,
    ) -> Self {
        let mut found = Self {
            of,
            list,
            deferred: HashSet::new(),
            accepted: HashMap::new(),
            ignored: HashSet::new(),
            counts: Counts::default(),
        };
        found.ignored = ignored_of(key, &found, ignored);
        found.follow_accepted(key, accepted);
        found
    }

    fn follow_accepted(&mut self, key: &EntryKey, accepted: &Accepted) {
        self.accepted = accepted_of(key, self, accepted);
        self.count();
    }

    fn count(&mut self) {
        let shown = self
            .open()
            .filter(|(index, _)| !self.ignored.contains(index));
        self.counts = Counts::of(shown.map(|(_, finding)| finding));
    }

    /// The findings to show in `text`, in its order. Those the text went over since are left out.
    pub fn shown<'f>(&'f self, text: &Arc<str>) -> Vec<ShownFinding<'f>> {
        let edits = (!Arc::ptr_eq(&self.of, text)).then(|| Edits::between(&self.of, text));
        let to_show = self.list.iter().enumerate();
        to_show
            .filter(|(index, _)| {
                !self.deferred.contains(index)
                    && !self.accepted.contains_key(index)
                    && !self.ignored.contains(index)
            })
            .filter_map(|(index, finding)| {
                let range = match &edits {
                    Some(edits) => moved(edits, &finding.range)?,
                    None => finding.range.clone(),
                };
                Some(ShownFinding {
                    index,
                    range,
                    finding,
                    of: &self.of,
                })
            })
            .collect()
    }

    /// A finding by its number.
    pub fn get(&self, index: usize) -> Option<&Finding> {
        self.list.get(index)
    }

    /// All that are to be fixed, each with its number; those not shown yet, or passed over in this session, among them.
    pub fn open(&self) -> impl Iterator<Item = (usize, &Finding)> {
        let all = self.list.iter().enumerate();
        all.filter(|(index, _)| !self.accepted.contains_key(index))
    }

    /// Those that may stay as they are, each with its number and the note, in the order of the text.
    pub fn all_accepted(&self) -> impl Iterator<Item = (usize, &Finding, &Acceptance)> {
        let all = self.list.iter().enumerate();
        all.filter_map(|(index, finding)| Some((index, finding, self.accepted.get(&index)?)))
    }

    /// The note with which a finding was accepted.
    fn accepted(&self, index: usize) -> Option<&Acceptance> {
        self.accepted.get(&index)
    }

    /// The text they are of.
    pub(in crate::desk) fn text(&self) -> &Arc<str> {
        &self.of
    }

    pub(in crate::desk) fn list(&self) -> &[Finding] {
        &self.list
    }
}

impl LibraryFindings {
    pub fn of(&self, key: &EntryKey) -> Option<&EntryFindings> {
        self.entries.get(key)
    }

    /// Every entry that was checked.
    pub fn iter(&self) -> impl Iterator<Item = (&EntryKey, &EntryFindings)> {
        self.entries.iter()
    }

    pub fn progress(&self) -> Option<Progress> {
        self.progress
    }

    pub fn revision(&self) -> u64 {
        self.revision
    }

    fn follow_accepted(&mut self, accepted: Accepted) {
        if accepted == self.accepted {
            return;
        }
        self.accepted = accepted;
        for (key, found) in &mut self.entries {
            found.follow_accepted(key, &self.accepted);
        }
        self.revision += 1;
    }

    fn follow_ignored(&mut self, key: &EntryKey) {
        if let Some(found) = self.entries.get_mut(key) {
            found.ignored = ignored_of(key, found, &self.ignored);
            found.count();
            self.revision += 1;
        }
    }

    /// A file is no entry, or no more. `Some` is what the checks have to know of that.
    fn no_entry(&mut self, key: EntryKey, is_there: bool) -> Option<CheckJob> {
        let was_entry = self.asked.remove(&key).is_some();
        if self.entries.remove(&key).is_some() {
            self.revision += 1;
        }
        if is_there {
            let is_new = self.others.insert(key.clone());
            is_new.then_some(CheckJob::Other { key })
        } else {
            let was_other = self.others.remove(&key);
            (was_entry || was_other).then_some(CheckJob::Gone { key })
        }
    }

    pub fn counts(&self) -> Counts {
        let mut all = Counts::default();
        for entry in self.entries.values() {
            all.add(entry.counts);
        }
        all
    }
}

impl Desk {
    pub(in crate::desk) fn work_on_finding(
        &mut self,
        command: FindingCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            FindingCommand::Fix {
                entry,
                finding,
                fix,
            } => self.fix_finding(&entry, finding, fix, now),
            FindingCommand::FixAll(check) => self.fix_all(check, now),
            FindingCommand::FixEverywhere {
                entry,
                finding,
                fix,
            } => self.fix_everywhere(&entry, finding, fix),
            FindingCommand::Ignore { entry, finding } => {
                self.ignore_and_say(&entry, finding, now);
            }
            FindingCommand::CountAgain(ignored) => self.count_again(&ignored),
            FindingCommand::AskWhy { entry, finding } => self.ask_why(entry, finding),
            FindingCommand::Accept(note) => return self.accept(note, now),
            FindingCommand::AddWord { entry, finding } => {
                return self.add_word(&entry, finding, now);
            }
            FindingCommand::KeepWords(change) => return self.keep_words(change),
            FindingCommand::TakeAcceptanceBack { entry, finding } => {
                return self.take_acceptance_back(&entry, finding);
            }
            FindingCommand::KeepAccepted(change) => return self.keep_accepted(change),
        }
        Vec::new()
    }

    pub(in crate::desk) fn findings_reported(
        &mut self,
        report: FindingReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            FindingReport::Checked { entries, progress } => {
                self.findings_are_others(entries.iter().map(|it| it.key.clone()));
                self.entries_checked(entries, progress, now);
            }
            FindingReport::Stopped => self.checks_stopped(),
            FindingReport::CheckBroken { check } => self.check_broken(check, now),
            FindingReport::DictionaryRefused { path, why } => {
                self.dictionary_refused(&path, &why, now);
            }
            FindingReport::TermsRead { root, terms } => return self.terms_read(&root, terms, now),
            FindingReport::WordsChanged { root } if self.is_of(&root) => {
                return self.read_words();
            }
            FindingReport::WordsChanged { .. } => {}
            FindingReport::IsPart { elsewhere } => self.say_part(elsewhere, now),
            FindingReport::RecordsRead {
                root,
                name,
                records,
            } => match name {
                _ if !self.is_of(&root) => {}
                checks::ACCEPTED => self.accepted_read(&records),
                WORDS => return self.words_read(&records, now),
                AFTER_REVIEW => return self.after_review_read(&records, now),
                _ => self.records_read(&records),
            },
            FindingReport::RecordsRefused { name, why } => {
                self.error(
                    format!("{why}: {name} beside the content is as it was"),
                    now,
                );
                self.refused_in_proof(name);
                // The checks go on without it.
                if name == AFTER_REVIEW && self.findings.after_review.is_none() {
                    return self.after_review_read(&JsonLines::default(), now);
                }
                if name == WORDS && self.findings.words.is_none() {
                    return self.words_read(&JsonLines::default(), now);
                }
            }
        }
        Vec::new()
    }

    /// What the checks found.
    pub fn findings(&self) -> &LibraryFindings {
        &self.findings
    }

    /// What is to be shown of the entry shown.
    pub fn findings_here(&self) -> Vec<ShownFinding<'_>> {
        let found = self.shown().and_then(|entry| {
            let findings = self.findings.of(&entry.key)?;
            Some(findings.shown(entry.text()))
        });
        found.unwrap_or_default()
    }

    /// Has every entry looked at for the first time, as soon as it is known which works were withdrawn and what came in after
    /// reviews.
    pub(in crate::desk) fn check_first(&mut self, is_whole: bool, now: Moment) -> Vec<Effect> {
        if !self.knows_what_lies_beside() {
            self.findings.waiting = Some(is_whole);
            return Vec::new();
        }
        self.check_library(is_whole, now)
    }

    /// Has the first look made that waited for what lies beside the content; `None` where none did.
    pub(in crate::desk) fn check_waiting(&mut self, now: Moment) -> Option<Vec<Effect>> {
        if !self.knows_what_lies_beside() {
            return self.findings.waiting.map(|_| Vec::new());
        }
        let is_whole = self.findings.waiting.take()?;
        Some(self.check_library(is_whole, now))
    }

    fn knows_what_lies_beside(&self) -> bool {
        *self.withdrawn() != WithdrawnList::Unread
            && self.findings.after_review.is_some()
            && self.findings.words.is_some()
            && self.findings.terms.is_some()
            && self.are_reviews_known()
    }

    /// How much of a library the entries are, and the files that are there beside them.
    fn extent_beside(&self, is_entry: impl Fn(&EntryKey) -> bool) -> (Extent, HashSet<EntryKey>) {
        let rows = self.library.iter().flat_map(|library| library.rows());
        let others = rows.map(|file| &file.key).filter(|key| !is_entry(key));
        let others: HashSet<EntryKey> = others.cloned().collect();
        let extent = match self.is_library_marked() {
            true => Extent::Whole(others.clone()),
            false => Extent::Found(others.clone()),
        };
        (extent, others)
    }

    /// How much of a library these entries are.
    pub(in crate::desk) fn extent_of(&self, texts: &[(EntryKey, Arc<str>)]) -> Extent {
        let entries: HashSet<&EntryKey> = texts.iter().map(|(key, _)| key).collect();
        self.extent_beside(|key| entries.contains(key)).0
    }

    /// Has every entry looked at from the start.
    fn check_library(&mut self, is_whole: bool, now: Moment) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let files: Vec<(EntryKey, Arc<str>)> = library
            .rows()
            .filter(|file| library.is_entry(file))
            .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())))
            .collect();
        let asked: HashMap<EntryKey, Arc<str>> = files.iter().cloned().collect();
        let (extent, others) = match self.extent_beside(|key| asked.contains_key(key)) {
            (extent, others) if is_whole => (extent, others),
            (_, others) => (Extent::Part, others),
        };
        let revision = self.findings.revision;
        let accepted = std::mem::take(&mut self.findings.accepted);
        let ignored = std::mem::take(&mut self.findings.ignored);
        let after_review = self.findings.after_review.clone();
        let (words, terms) = (self.findings.words.clone(), self.findings.terms.clone());
        let said_part = self.findings.said_part;
        self.findings = LibraryFindings {
            accepted,
            ignored,
            after_review,
            words,
            terms,
            said_part,
            asked,
            others,
            progress: Some(Progress {
                found: files.len(),
                all_found: true,
                ..Progress::default()
            }),
            began: true,
            is_whole,
            shared: shared_slugs(library),
            revision: revision + 1,
            ..LibraryFindings::default()
        };
        vec![Effect::Check(CheckJob::Library {
            style: self.style.clone(),
            extent,
            files,
            withdrawn: self.withdrawn().list().cloned(),
            after_review: self.known_after_review(),
            spelling: self.spelling_job(),
            today: now.today,
        })]
    }

    /// Has every entry looked at again, as by another house style or list of withdrawn works, where they have been looked at.
    pub(in crate::desk) fn check_anew(&mut self, now: Moment) -> Vec<Effect> {
        if self.findings.began {
            self.check_library(self.findings.is_whole, now)
        } else {
            Vec::new()
        }
    }

    /// Has those entries looked at whose text is no longer the one that was handed to the checks.
    pub(in crate::desk) fn check_changed(&mut self, changed: &[EntryKey]) -> Vec<Effect> {
        if !self.findings.began {
            return Vec::new();
        }
        let (mut jobs, concerned) = self.follow_shared_slugs();
        let Some(library) = &self.library else {
            return Vec::new();
        };
        for key in changed.iter().chain(&concerned) {
            let text = match (self.open.get(key), library.get(key)) {
                (_, Some(file)) if !library.is_entry(file) => None,
                (Some(entry), Some(_)) => Some(entry.text()),
                (_, file) => file.and_then(|file| file.content.text()),
            };
            let asked = self.findings.asked.get(key);
            match text {
                Some(text) if asked.is_some_and(|asked| Arc::ptr_eq(asked, text)) => {}
                Some(text) => {
                    self.findings.asked.insert(key.clone(), text.clone());
                    self.findings.others.remove(key);
                    let text = text.clone();
                    jobs.push(Effect::Check(CheckJob::Entry {
                        key: key.clone(),
                        text,
                    }));
                }
                None => {
                    let is_there = library.get(key).is_some();
                    jobs.extend(
                        self.findings
                            .no_entry(key.clone(), is_there)
                            .map(Effect::Check),
                    );
                }
            }
        }
        jobs
    }

    fn entries_checked(
        &mut self,
        entries: Vec<CheckedEntry>,
        progress: Option<Progress>,
        now: Moment,
    ) {
        for CheckedEntry { key, of, findings } in entries {
            // An answer to an older text is waste paper: the next one is on its way.
            let asked = self.findings.asked.get(&key);
            if asked.is_none_or(|asked| !Arc::ptr_eq(asked, &of)) {
                continue;
            }
            let (accepted, ignored) = (&self.findings.accepted, &self.findings.ignored);
            let mut new = EntryFindings::new(&key, of, findings, accepted, ignored);
            if self.shown.as_ref() == Some(&key) {
                new.deferred = self.deferred_at(&key, &new, now);
            }
            self.findings.entries.insert(key, new);
        }
        self.findings.progress = progress;
        self.findings.revision += 1;
    }

    /// A check broke: it is named, the others went on.
    fn check_broken(&mut self, check: &str, now: Moment) {
        let title = checks::named(check).map_or(check, |check| check.title);
        self.error(
            format!(
                "The check “{title}” failed inside copydesk and is left out. Your text is safe; the log has the details"
            ),
            now,
        );
    }

    fn checks_stopped(&mut self) {
        let findings = &mut self.findings;
        findings.progress = None;
        findings.is_whole = false;
        // The rest are looked at when they are shown or change.
        let entries = &findings.entries;
        findings.asked.retain(|key, _| entries.contains_key(key));
        self.say("Stopped checking. What was found so far is shown");
    }

    /// Those of `new` that are new and touch the line that is being written.
    fn deferred_at(&self, key: &EntryKey, new: &EntryFindings, now: Moment) -> HashSet<usize> {
        let (Some(entry), Some(line)) = (self.open.get(key), self.line_being_written(now)) else {
            return HashSet::new();
        };
        let before = self.findings.of(key);
        let known: HashSet<(&str, &str)> = before
            .iter()
            .flat_map(|before| before.shown(entry.text()))
            .map(|shown| (shown.finding.check, shown.finding.message.as_str()))
            .collect();
        let is_new = |finding: &Finding| !known.contains(&(finding.check, &finding.message));
        let touches = |range: &Range<usize>| range.start <= line.end && line.start <= range.end;
        let all = new.list.iter().enumerate();
        all.filter(|(_, finding)| touches(&finding.range) && is_new(finding))
            .map(|(index, _)| index)
            .collect()
    }

    /// The line with the caret, while keys come.
    fn line_being_written(&self, now: Moment) -> Option<Range<usize>> {
        let typed = self.findings.typed?;
        if now.since_start.saturating_sub(typed) >= TYPING_DELAY {
            return None;
        }
        let entry = self.shown()?;
        let (before, after) = entry.text().split_at_checked(entry.selection.head)?;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let end = after
            .find('\n')
            .map_or(entry.text().len(), |at| before.len() + at);
        Some(start..end)
    }

    /// A key was typed: nothing new is shown in its line for a while.
    pub(in crate::desk) fn keys_come(&mut self, now: Moment) {
        self.findings.typed = Some(now.since_start);
    }

    /// Shows what was held back where the caret has left, or no key has come for a while. `Some` is the time until then.
    pub(in crate::desk) fn show_deferred(&mut self, now: Moment) -> Option<Duration> {
        let line = self.line_being_written(now);
        let key = self.shown.as_ref()?;
        let text = self.open.get(key)?.text();
        let findings = self.findings.entries.get_mut(key)?;
        if findings.deferred.is_empty() {
            return None;
        }
        let edits = Edits::between(&findings.of, text);
        let list = &findings.list;
        findings.deferred.retain(|index| {
            let range = list.get(*index).and_then(|it| moved(&edits, &it.range));
            range
                .zip(line.as_ref())
                .is_some_and(|(range, line)| range.start <= line.end && line.start <= range.end)
        });
        self.findings.revision += 1;
        if findings.deferred.is_empty() {
            return None;
        }
        let typed = self.findings.typed?;
        Some(TYPING_DELAY.saturating_sub(now.since_start.saturating_sub(typed)))
    }

    /// Goes to the next finding from the caret on, round the entry.
    pub(in crate::desk) fn go_to_finding(&mut self, forward: bool) {
        if self.is_proofing() {
            self.step_doubt(forward);
            return;
        }
        let here = self
            .shown()
            .map_or(0, |entry| entry.selection.range().start);
        let with_notes = self.view.notes_shown;
        let wanted = |shown: &ShownFinding<'_>| with_notes || shown.finding.level > Level::Note;
        let list: Vec<ShownFinding<'_>> = self.findings_here().into_iter().filter(wanted).collect();
        let count = list.len();
        let told = |(at, shown): (usize, ShownFinding<'_>)| {
            let told = self.told(&shown, at + 1, count);
            (shown.range, told)
        };
        let mut places: Vec<(Range<usize>, String)> =
            list.into_iter().enumerate().map(told).collect();
        if !forward {
            places.reverse();
        }
        let is_further = |range: &Range<usize>| {
            if forward {
                range.start > here
            } else {
                range.start < here
            }
        };
        let next = places.iter().position(|(range, _)| is_further(range));
        let Some((range, message)) = places.into_iter().nth(next.unwrap_or(0)) else {
            self.say("Nothing was found in this entry");
            return;
        };
        self.show_right(RightTab::Findings);
        if let Some(selection) = self.shown().map(|entry| entry.marked(&range)) {
            self.place_shown(selection);
        }
        self.focus_on(Spot::Caret);
        self.say(message);
    }

    /// A finding in words: its level and place among the others, the section it is in, what it says, and the key that helps.
    fn told(&self, shown: &ShownFinding<'_>, at: usize, count: usize) -> String {
        let finding = shown.finding;
        let level = level_in_words(finding.level);
        let section = self.shown().and_then(|entry| {
            let sections = &entry.reading().outline.sections;
            let here = sections
                .iter()
                .find(|it| it.range.contains(&shown.range.start))?;
            Some(format!(", {}", here.title(entry.text())))
        });
        let mut told = format!(
            "{level} {at} of {count}{}: {}",
            section.unwrap_or_default(),
            finding.message
        );
        if !finding.fixes.is_empty() {
            told.push_str(". Ctrl+. fixes it");
        }
        told
    }

    /// The findings that the caret or selection touches; those of the whole entry where it touches none.
    pub fn findings_at_caret(&self) -> Vec<ShownFinding<'_>> {
        let Some(entry) = self.shown() else {
            return Vec::new();
        };
        let here = entry.selection.range();
        let mut all = self.findings_here();
        all.retain(|shown| {
            !shown.range.is_empty()
                && shown.range.start <= here.end
                && here.start <= shown.range.end
        });
        // The narrowest is what the caret is on.
        all.sort_by_key(|shown| shown.range.len());
        all
    }

    /// Fixes what the caret is on: at once where there is one way, else by a choice.
    pub(in crate::desk) fn fix_here(&mut self, now: Moment) {
        let here = self.findings_at_caret();
        let ways: Vec<(usize, usize)> = here
            .iter()
            .flat_map(|shown| (0..shown.finding.fixes.len()).map(|fix| (shown.index, fix)))
            .collect();
        match (ways.as_slice(), here.first()) {
            ([(finding, fix)], _) => {
                let (finding, fix) = (*finding, *fix);
                if let Some(key) = self.shown.clone() {
                    self.fix_finding(&key, finding, fix, now);
                }
            }
            ([], None) => self.say("The caret is on no finding. F8 goes to the next"),
            ([], Some(_)) => self.say("No automatic fix"),
            _ => self.open_dialog(crate::desk::Dialog::Fix),
        }
    }

    /// Asks what is to be done about what the caret is on.
    pub(in crate::desk) fn ask_how_to_fix(&mut self) {
        if self.findings_at_caret().is_empty() {
            self.say("The caret is on no finding. F8 goes to the next");
        } else {
            self.open_dialog(crate::desk::Dialog::Fix);
        }
    }

    /// Carries out one fix of one finding of the entry shown.
    fn fix_finding(&mut self, key: &EntryKey, finding: usize, fix: usize, now: Moment) {
        let Some(Fix {
            label,
            edits,
            elsewhere,
            ..
        }) = self.fix(key, finding, fix)
        else {
            self.say("The text has changed since. The checks are looking again");
            return;
        };
        if !elsewhere.is_empty() {
            self.fix_elsewhere(label, &elsewhere);
            return;
        }
        if self.shown.as_ref() != Some(key) {
            self.show(key, None);
        }
        let first = edits.iter().next().cloned();
        let text = self.shown().map(|entry| entry.text().clone());
        if self.change_shown(Ok::<_, String>(edits), uncapitalised(&label), None, now) {
            let Some((first, text)) = first.zip(text) else {
                return;
            };
            self.place_shown(Selection::caret(first.range.start));
            if self.is_proofing() {
                let before = text.get(first.range).unwrap_or_default();
                self.fixed_in_proof(before, &label, &first.replacement);
            } else {
                self.say(format!("Fixed: {label}. Ctrl+Z undoes it"));
            }
        }
    }

    /// Proposes a fix that changes other entries than the one it is of.
    fn fix_elsewhere(&mut self, label: String, elsewhere: &[FixElsewhere]) {
        let mut batch = Batch {
            title: label,
            label: "fixing other entries".to_owned(),
            changes: Vec::new(),
            left_out: Vec::new(),
        };
        for change in elsewhere {
            let entry = change.entry.clone();
            let text = self.text_of(&entry);
            let edits = text.and_then(|text| Some((text.clone(), change.edits(text)?)));
            match edits {
                Some((of, edits)) => batch.changes.push(Proposed { entry, of, edits }),
                None => batch.left_out.push(LeftOut {
                    entry,
                    why: "It has changed since it was checked".to_owned(),
                }),
            }
        }
        self.propose(Arc::new(batch));
    }

    /// Proposes to fix every finding of one check in the library, where there is one way to do it.
    fn fix_all(&mut self, check: &str, now: Moment) {
        let Some(check) = checks::named(check) else {
            return;
        };
        let alone = self.looking_alone(check, now);
        let mut batch = Batch {
            title: format!("Fix all: {}", check.title),
            label: format!("fixing “{}”", check.title),
            changes: Vec::new(),
            left_out: Vec::new(),
        };
        for (key, found) in &self.findings.entries {
            let of_kind = found.open().map(|(_, finding)| finding);
            let mut of_kind: Vec<&Finding> = of_kind.filter(|it| it.check == check.id).collect();
            if of_kind.is_empty() {
                continue;
            }
            // More than are told one by one: all of them are looked for.
            let all =
                (of_kind.len() > MOST_OF_A_CHECK).then(|| self.every_single(&alone, key, found));
            if let Some(all) = all.as_ref().filter(|all| !all.is_empty()) {
                of_kind = all.iter().collect();
            }
            match self.fixed(key, found, &of_kind) {
                Ok(edits) => batch.changes.push(Proposed {
                    entry: key.clone(),
                    of: found.of.clone(),
                    edits,
                }),
                Err(why) => batch.left_out.push(LeftOut {
                    entry: key.clone(),
                    why: why.to_owned(),
                }),
            }
        }
        batch.changes.sort_by(|a, b| a.entry.cmp(&b.entry));
        batch.left_out.sort_by(|a, b| a.entry.cmp(&b.entry));
        self.propose(Arc::new(batch));
    }

    /// What looks for nothing but the findings of one check.
    fn looking_alone(&self, check: &Check, now: Moment) -> Ruleset {
        Ruleset::new(self.style.clone(), now.today)
            .with_withdrawn(self.withdrawn().list().cloned())
            .with_after_review(self.known_after_review())
            .keeping(|it| it.id == check.id)
    }

    /// The findings of an entry, however many there are, without those that were accepted; none of a check that looks at what
    /// other entries say.
    fn every_single(&self, list: &Ruleset, key: &EntryKey, found: &EntryFindings) -> Vec<Finding> {
        let (text, accepted) = (&found.of, &self.findings.accepted);
        let mut all = list.look_whole(key, text, &Reading::of(text));
        if !accepted.is_empty() {
            let slug = slug_of(key, text);
            all.retain(|finding| accepted.find(&slug, text, finding).is_none());
        }
        all
    }

    /// Whether any of these findings has one way to fix it: what “fix all” would do.
    pub fn has_one_way<'k>(
        &self,
        findings: impl IntoIterator<Item = &'k (EntryKey, usize)>,
    ) -> bool {
        findings.into_iter().any(|(key, index)| {
            let finding = self.findings.of(key).and_then(|found| found.get(*index));
            finding.is_some_and(
                |finding| matches!(finding.fixes.as_slice(), [fix] if fix.elsewhere.is_empty()),
            )
        })
    }

    /// The fixes of some findings of one entry together.
    fn fixed(
        &self,
        key: &EntryKey,
        found: &EntryFindings,
        findings: &[&Finding],
    ) -> Result<Edits, &'static str> {
        if self.text_of(key).is_none_or(|text| *text != found.of) {
            return Err("It has changed since it was checked");
        }
        let mut edits = Vec::new();
        let mut choices = false;
        for finding in findings {
            match finding.fixes.as_slice() {
                [fix] if fix.elsewhere.is_empty() => edits.extend(fix.edits.iter().cloned()),
                [] => {}
                _ => choices = true,
            }
        }
        if edits.is_empty() {
            return Err(if choices {
                "Either side may be right: that is decided in the entry"
            } else {
                "There is no automatic fix"
            });
        }
        // The same edit may come of two findings.
        edits.sort_by_key(|edit| (edit.range.start, edit.range.end));
        edits.dedup();
        Edits::new(edits).map_err(|_| "Two of its fixes touch the same words")
    }

    /// A fix that still fits the text of its entry.
    fn fix(&self, key: &EntryKey, finding: usize, fix: usize) -> Option<Fix> {
        let found = self.findings.of(key)?;
        let text = self.text_of(key)?;
        let fits = Arc::ptr_eq(&found.of, text) || found.of == *text;
        let fix = found.get(finding)?.fixes.get(fix)?;
        fits.then(|| fix.clone())
    }
}

/// A label in the middle of a sentence: what it quotes stays as it is.
fn uncapitalised(label: &str) -> String {
    let mut letters = label.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Where a range has gone by edits; `None` where they touched it.
pub(in crate::desk) fn moved(edits: &Edits, range: &Range<usize>) -> Option<Range<usize>> {
    let touched = edits
        .iter()
        .any(|edit| edit.range.start < range.end && range.start < edit.range.end);
    let (start, end) = (
        edits.map(range.start, Lean::After),
        edits.map(range.end, Lean::Before),
    );
    (!touched && start <= end).then_some(start..end)
}

/// A level as the first word of a sentence.
pub fn level_in_words(level: Level) -> &'static str {
    match level {
        Level::Error => "Error",
        Level::Warning => "Warning",
        Level::Note => "Note",
    }
}
