//! Earlier texts of entries: what is kept of them and for how long, what the history of the entry shown lists, and bringing
//! one back.
//!
//! Knows nothing of: where and how versions are kept, what git is.

pub(super) mod command;
pub(super) mod diff;

use std::sync::Arc;

use jiff::civil::{Date, DateTime};

use crate::desk::effect::{VersionReport, VersionsOf};
use crate::desk::{CommandId, Desk, Effect, Moment, RightTab, VersionCommand};
use crate::entry::compare::{self, Difference};
use crate::entry::dates::in_words;
use crate::entry::{Edits, Part, section_at};
use crate::library::history::{EarlierText, EntryHistory};
use crate::library::versions::pruning::PUT_ASIDE_DAYS;
use crate::library::versions::{VersionError, Why};
use crate::library::{EntryKey, ReadError};

/// What the desk knows of earlier texts.
#[derive(Debug, Default)]
pub struct VersionView {
    /// It was said that none are kept.
    warned: bool,
    /// The bytes of the texts that saves replaced since versions were let go of last.
    added: u64,
    /// The entry whose past is listed or being listed, and the text of its file then.
    of: Option<(EntryKey, Arc<str>)>,
    /// More was kept of it since.
    is_old: bool,
    /// The questions that are being answered: for a list, and for a text.
    asked: u64,
    looked: u64,
    list: Option<EntryHistory>,
    differences: Vec<Option<Difference>>,
    chosen: Option<usize>,
    /// The text chosen, once it has been read.
    text: Option<Result<Arc<str>, ReadError>>,
    /// The text that the chosen one is compared with in the place of the text now.
    compared: Option<(EarlierText, Arc<str>)>,
}

/// A time as a person says it: `Today 14:02`, `29 April 2026, 14:02`.
pub fn when_in_words(when: DateTime, today: Date) -> String {
    let (day, time) = (when.date(), when.strftime("%H:%M"));
    if day == today {
        return format!("Today {time}");
    }
    if today.yesterday().is_ok_and(|yesterday| day == yesterday) {
        return format!("Yesterday {time}");
    }
    format!("{}, {time}", in_words(day))
}

impl VersionView {
    /// The earlier texts of the entry shown, newest first; `None` until they have been listed.
    pub fn list(&self) -> Option<&EntryHistory> {
        self.list.as_ref()
    }

    /// How an earlier text differs from the next newer one; `None` until that has been found out, or where it can't be read.
    pub fn difference(&self, number: usize) -> Option<&Difference> {
        self.differences.get(number)?.as_ref()
    }

    pub fn chosen(&self) -> Option<usize> {
        self.chosen
    }

    /// The text chosen; `None` until it has been read.
    pub fn text(&self) -> Option<&Result<Arc<str>, ReadError>> {
        self.text.as_ref()
    }

    /// The earlier text that the chosen one is compared with; `None` where that is the text now.
    pub fn compared(&self) -> Option<(&EarlierText, &Arc<str>)> {
        self.compared
            .as_ref()
            .map(|(earlier, text)| (earlier, text))
    }

    /// No versions are kept, as the person was told.
    pub fn is_off(&self) -> bool {
        self.warned
    }

    fn compare_others(&mut self) {
        if let (Some(earlier), Some(Ok(text))) = (self.chosen_earlier(), &self.text) {
            self.compared = Some((earlier.clone(), text.clone()));
        }
    }

    fn chosen_earlier(&self) -> Option<&EarlierText> {
        self.list.as_ref()?.texts.get(self.chosen?)
    }
}

impl Desk {
    pub fn versions(&self) -> &VersionView {
        &self.versions
    }

    pub(in crate::desk) fn version_command(
        &mut self,
        command: VersionCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            VersionCommand::Choose(number) => return self.choose_earlier(number),
            VersionCommand::CompareOthers => self.versions.compare_others(),
            VersionCommand::CompareWithNow => self.versions.compared = None,
            VersionCommand::Restore(part) => self.bring_back(part.as_ref(), now),
            VersionCommand::Keep { days, megabytes } => {
                (self.view.version_days, self.view.version_megabytes) = (days, megabytes);
                self.view = self.view.clone().kept_usable();
                self.say("From now on versions are kept so");
                return vec![self.prune_versions()];
            }
        }
        Vec::new()
    }

    pub(in crate::desk) fn versions_reported(
        &mut self,
        report: VersionReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            VersionReport::Kept { key } => self.version_kept(&key, now),
            VersionReport::Refused { why } => self.version_refused(&why, now),
            // That the store can't be read is said when a version is to be kept or shown.
            VersionReport::Pruned { .. } => {}
            VersionReport::Listed { asked, history } => {
                return self.versions_listed(asked, history);
            }
            VersionReport::Compared {
                asked,
                from,
                differences,
            } => self.versions_compared(asked, from, differences),
            VersionReport::TextRead { asked, text } => self.earlier_read(asked, text),
        }
        Vec::new()
    }

    /// Lists the past of the entry shown where it is to be seen and was not listed yet.
    pub(in crate::desk) fn follow_versions(&mut self) -> Vec<Effect> {
        let is_seen = self.view.right_open && self.view.right == RightTab::History;
        let (Some(library), Some(key)) = (&self.library, &self.shown) else {
            self.versions.of = None;
            self.versions.list = None;
            self.versions.compared = None;
            return Vec::new();
        };
        if !is_seen || self.shows_bibliography() {
            return Vec::new();
        }
        let Some(entry) = self.open.get(key) else {
            return Vec::new();
        };
        if let Some((of, seen)) = &self.versions.of
            && of == key
            && !self.versions.is_old
            && (Arc::ptr_eq(seen, entry.seen()) || seen == entry.seen())
        {
            return Vec::new();
        }
        let of = VersionsOf {
            asked: self.versions.asked + 1,
            root: library.root().to_path_buf(),
            key: key.clone(),
        };
        let now = entry.seen().clone();
        // After a save the list stays until the new one is there.
        if self.versions.of.as_ref().is_none_or(|(of, _)| of != key) {
            self.versions.list = None;
            self.versions.chosen = None;
            self.versions.text = None;
            self.versions.compared = None;
            self.versions.looked += 1;
        }
        self.versions.differences.clear();
        self.versions.asked = of.asked;
        self.versions.is_old = false;
        self.versions.of = Some((key.clone(), now.clone()));
        vec![Effect::ListVersions { of, now }]
    }

    fn versions_listed(&mut self, asked: u64, history: EntryHistory) -> Vec<Effect> {
        if asked != self.versions.asked {
            return Vec::new();
        }
        // The text that was looked at is found again in the new list.
        let chosen = self.versions.chosen_earlier().cloned();
        let place = chosen.and_then(|it| history.texts.iter().position(|other| *other == it));
        self.versions.list = Some(history);
        if place.is_some() {
            self.versions.chosen = place;
            return Vec::new();
        }
        self.versions.chosen = None;
        self.versions.text = None;
        self.choose_earlier(0)
    }

    fn versions_compared(&mut self, asked: u64, from: usize, differences: Vec<Option<Difference>>) {
        if asked == self.versions.asked && from == self.versions.differences.len() {
            self.versions.differences.extend(differences);
        }
    }

    fn choose_earlier(&mut self, number: usize) -> Vec<Effect> {
        if self.versions.chosen == Some(number) {
            return Vec::new();
        }
        let earlier = self
            .versions
            .list
            .as_ref()
            .and_then(|it| it.texts.get(number));
        let (Some(earlier), Some((key, _)), Some(library)) =
            (earlier, &self.versions.of, &self.library)
        else {
            return Vec::new();
        };
        let effect = Effect::ReadVersion {
            of: VersionsOf {
                asked: self.versions.looked + 1,
                root: library.root().to_path_buf(),
                key: key.clone(),
            },
            earlier: Box::new(earlier.clone()),
        };
        self.versions.looked += 1;
        self.versions.chosen = Some(number);
        self.versions.text = None;
        vec![effect]
    }

    fn earlier_read(&mut self, asked: u64, text: Result<Arc<str>, ReadError>) {
        if asked == self.versions.looked {
            self.versions.text = Some(text);
        }
    }

    /// Brings the text that is looked at back, or a part of it, in one step.
    pub(in crate::desk) fn bring_back(&mut self, part: Option<&Part>, now: Moment) {
        let (Some(Ok(earlier)), Some(entry)) = (self.versions.text.clone(), self.shown()) else {
            return;
        };
        if self
            .versions
            .of
            .as_ref()
            .is_none_or(|(of, _)| *of != entry.key)
        {
            return;
        }
        let (edits, what) = match part {
            None => (
                Ok(Edits::between(entry.text(), &earlier)),
                "an earlier text".to_string(),
            ),
            Some(part) => (
                compare::restore(entry.text(), &earlier, part),
                format!("{} as it was", part.label()),
            ),
        };
        if edits.as_ref().is_ok_and(Edits::is_empty) {
            self.say("That is what the entry says now");
        } else if self.change_shown(edits, format!("restoring {what}"), None, now) {
            self.say(format!("Restored {what}. Undo brings yours back"));
        }
    }

    /// The same for the section that holds the caret.
    pub(in crate::desk) fn restore_section_here(&mut self, now: Moment) {
        if let Some(part) = self.part_here() {
            self.bring_back(Some(&part), now);
        }
    }

    fn part_here(&self) -> Option<Part> {
        let entry = self.shown()?;
        section_at(entry.text(), entry.selection.head)
    }

    pub(in crate::desk) fn restoring_disabled_because(&self, id: CommandId) -> Option<String> {
        let entry = self.shown()?;
        let is_of = |(of, _): &(EntryKey, Arc<str>)| *of == entry.key;
        let no = |reason: &str| Some(reason.to_owned());
        match &self.versions.text {
            Some(Ok(_)) if !self.versions.of.as_ref().is_some_and(is_of) => {
                no("Choose an earlier version in History first")
            }
            Some(Ok(_)) if id == CommandId::RestoreSection && self.part_here().is_none() => {
                no("Put the caret in a section first")
            }
            Some(Ok(text)) if *text == *entry.text() => no("That is what the entry says now"),
            Some(Ok(_)) => None,
            _ => no("Choose an earlier version in History first"),
        }
    }

    /// Keeps the texts of all entries that are not saved.
    pub(in crate::desk) fn keep_unsaved(&self, why: Why) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let keep = |entry: &crate::desk::OpenEntry| Effect::KeepVersion {
            root: library.root().to_path_buf(),
            key: entry.key.clone(),
            text: entry.text().clone(),
            why,
        };
        self.unsaved().map(keep).collect()
    }

    /// What becomes of unsaved texts when the desk is left without saving, as a sentence to add.
    pub(in crate::desk) fn unsaved_in_words(&self) -> String {
        if self.versions.warned {
            return String::new();
        }
        format!(" What you do not save stays in each entry’s history for {PUT_ASIDE_DAYS} days.")
    }

    /// A save replaced a text of that length. After many of them the store is looked through again.
    pub(in crate::desk) fn version_added(&mut self, length: usize) -> Vec<Effect> {
        self.versions.added += length as u64;
        // Packed, a text takes less than half of this.
        if self.versions.added < self.view.version_limits().bytes / 2 {
            return Vec::new();
        }
        vec![self.prune_versions()]
    }

    pub(in crate::desk) fn prune_versions(&mut self) -> Effect {
        self.versions.added = 0;
        Effect::PruneVersions {
            limits: self.view.version_limits(),
        }
    }

    /// A text of this entry was kept: its past is listed anew.
    fn version_kept(&mut self, key: &EntryKey, now: Moment) {
        self.kept_aside(key, now);
        self.versions.is_old |= self.versions.of.as_ref().is_some_and(|(of, _)| of == key);
    }

    /// What is listed may not be all any more.
    pub(in crate::desk) fn list_versions_anew(&mut self) {
        self.versions.is_old = true;
    }

    /// Says once that no versions are kept.
    fn version_refused(&mut self, why: &VersionError, now: Moment) {
        self.not_kept_aside();
        if !std::mem::replace(&mut self.versions.warned, true) {
            self.error(
                format!("No earlier versions are kept: {why}. Saving goes on as usual"),
                now,
            );
        }
    }
}
