//! Text that an earlier session left unsaved when it ended: offered, never put in place of anything unasked.
//!
//! What is not answered stays for the next time.
//!
//! Knows nothing of: where it was kept, how it is drawn.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

use super::history::{Change, Nature, Selection};
use super::open_entry::{OpenEntry, Outside};
use super::{Act, Desk, Effect, Moment, Offer, Sheet};
use crate::entry::Edits;
use crate::library::journal::LeftBehind;
use crate::library::{Content, EntryKey, Unreadable};

/// Where a text is kept when nobody can tell any more which entry it is of.
const UNKNOWN: &str = "unknown.md";

/// The texts that are not answered yet.
#[derive(Debug, Default)]
pub(super) struct LeftTexts {
    list: Vec<LeftBehind>,
    /// The person does not want to be asked now.
    later: bool,
}

impl Desk {
    /// Text that earlier sessions left unsaved, by entry, the newest first.
    pub fn left_behind(&self) -> &[LeftBehind] {
        &self.left_behind.list
    }

    /// Is there such text, and is the person to be told?
    pub fn offers_left_behind(&self) -> bool {
        !self.left_behind.list.is_empty() && !self.left_behind.later
    }

    pub(super) fn left_behind_read(
        &mut self,
        root: &Path,
        found: Result<Vec<LeftBehind>, String>,
        now: Moment,
    ) {
        if !self.is_of(root) {
            return;
        }
        match found {
            Ok(found) => {
                self.left_behind = LeftTexts {
                    list: found,
                    later: false,
                };
                if !self.left_behind.list.is_empty() {
                    self.say(self.left_behind_in_words());
                }
            }
            Err(why) => self.trouble(
                format!(
                    "Whether text was left unsaved last time can’t be told: {why}. Nothing of it is touched"
                ),
                now,
            ),
        }
    }

    /// What the bar says.
    pub fn left_behind_in_words(&self) -> String {
        let list = self.left_behind.list.iter();
        let (lost, texts): (Vec<&LeftBehind>, Vec<_>) = list.partition(|it| it.is_unreadable());
        let entries: HashSet<_> = texts.iter().map(|it| &it.key).collect();
        let lost = match lost.len() {
            0 => String::new(),
            1 => "Nothing can be read of 1 text that was kept last time".into(),
            n => format!("Nothing can be read of {n} texts that were kept last time"),
        };
        let entries = match entries.len() {
            0 => return lost,
            1 => "Text of 1 entry was not saved last time".to_owned(),
            n => format!("Text of {n} entries was not saved last time"),
        };
        if lost.is_empty() {
            return entries;
        }
        format!("{entries}. {lost}")
    }

    /// Whether there is text that can be put back without a look.
    pub fn can_restore_all(&self) -> bool {
        self.left_behind.list.iter().any(|it| !it.is_damaged)
    }

    pub(super) fn look_at_left_behind(&mut self) {
        self.open_sheet(Sheet::LeftBehind);
    }

    pub(super) fn look_at_left_behind_later(&mut self) {
        self.left_behind.later = true;
        self.say("It stays. The File menu leads to it");
    }

    /// Puts a text into its entry as a step that is not saved.
    pub(super) fn restore(&mut self, file: &Path, now: Moment) -> Vec<Effect> {
        let Some(left) = self.take_left_behind(file) else {
            return Vec::new();
        };
        match self.put_back(&left, now) {
            Ok(effects) => {
                if let Some(key) = &left.key {
                    self.show(key, None);
                    let title = self.title_of(key);
                    self.say(format!("Restored the text of {title}. It is not saved yet"));
                }
                self.close_when_answered();
                effects
            }
            Err(why) => {
                self.left_behind.list.push(left);
                self.trouble(format!("Not restored: {why}"), now);
                Vec::new()
            }
        }
    }

    /// Leaves the file as it is. The text goes among the entry's earlier versions.
    pub(super) fn keep_the_file(&mut self, file: &Path) -> Vec<Effect> {
        let Some(root) = self.library.as_ref().map(|it| it.root().to_path_buf()) else {
            return Vec::new();
        };
        let Some(left) = self.take_left_behind(file) else {
            return Vec::new();
        };
        self.say("The file stays as it is. The other text is among the entry’s earlier versions");
        self.close_when_answered();
        vec![Effect::PutLeftBehindAside {
            root,
            key: left.key.unwrap_or_else(|| EntryKey::new(UNKNOWN)),
            text: left.text,
            file: left.file,
        }]
    }

    /// Takes away a file of which nothing can be read.
    pub(super) fn remove_unreadable(&mut self, file: &Path) {
        if let Some(left) = self.take_unreadable(file) {
            self.say("Removed");
            self.journalled.settled.push(left.file);
            self.close_when_answered();
        }
    }

    /// Says no more of it until the library is opened again.
    pub(super) fn leave_unreadable(&mut self, file: &Path) {
        if self.take_unreadable(file).is_some() {
            self.say("It stays where it is, and is told again next time");
            self.close_when_answered();
        }
    }

    fn take_unreadable(&mut self, file: &Path) -> Option<LeftBehind> {
        let is_it = |it: &LeftBehind| it.file == file && it.is_unreadable();
        let there = self.left_behind.list.iter().any(is_it);
        there.then(|| self.take_left_behind(file)).flatten()
    }

    /// Puts back the newest text of every entry. What is damaged, and what is older, stays to be looked at.
    pub(super) fn restore_all(&mut self, now: Moment) -> Vec<Effect> {
        let mut effects = Vec::new();
        let mut done = Vec::new();
        let mut stay = Vec::new();
        for left in std::mem::take(&mut self.left_behind.list) {
            let is_older = left.key.is_some() && done.contains(&left.key);
            let restored = if left.is_damaged || is_older {
                None
            } else {
                self.put_back(&left, now).ok()
            };
            match restored {
                Some(more) => {
                    effects.extend(more);
                    done.push(left.key);
                }
                None => stay.push(left),
            }
        }
        self.left_behind.list = stay;
        if let Some(key) = done.iter().flatten().next().cloned() {
            self.show(&key, None);
        }
        self.sheet = None;
        let said = match done.len() {
            0 => "Nothing was restored: look at each".to_owned(),
            1 => "Restored the text of 1 entry. It is not saved yet".into(),
            n => format!("Restored the text of {n} entries. They are not saved yet"),
        };
        self.news_with(said, vec![Offer::new("Save all", Act::SaveAll)], now);
        effects
    }

    pub(super) fn close_when_answered(&mut self) {
        if self.left_behind.list.is_empty() && self.sheet == Some(Sheet::LeftBehind) {
            self.close_sheet();
        }
    }

    pub(super) fn take_left_behind(&mut self, file: &Path) -> Option<LeftBehind> {
        let at = self
            .left_behind
            .list
            .iter()
            .position(|it| it.file == file)?;
        Some(self.left_behind.list.remove(at))
    }

    /// Makes the text of an entry the one that was left, in one step. The file may be gone although the text is here. One that
    /// was changed since is merged with it, as it would have been had the session not ended.
    fn put_back(&mut self, left: &LeftBehind, now: Moment) -> Result<Vec<Effect>, String> {
        let key = left.key.as_ref().ok_or(
            "which entry it is of can’t be read any more; copy it and paste it where it belongs",
        )?;
        self.bring_to_desk(left);
        let theirs = self.go_back_to_seen(left);
        let id = self.next_step();
        let entry = self.at_desk(key).ok_or("there is no such entry")?;
        let edits = Edits::between(entry.text(), &left.text);
        if !edits.is_empty() {
            let first = edits.iter().next().map_or(0, |edit| edit.range.start);
            let change = Change {
                label: "the text that was not saved".into(),
                nature: Nature::Command,
                edits,
                before: entry.selection,
                after: Selection::caret(first),
            };
            let made = entry.change(change, id, None);
            made.map_err(|error| error.to_string())?;
        }
        if self.put_row(key) {
            self.arrange_rows();
        }
        self.journalled.settled.push(left.file.clone());
        Ok(match theirs {
            Some(theirs) => self.changed_on_disk(key, Content::Text(theirs), now),
            None => Vec::new(),
        })
    }

    /// Puts the text on the desk that the file held when it was last seen, where nothing was done here since. `Some` is what
    /// the file holds now, if that is another one.
    fn go_back_to_seen(&mut self, left: &LeftBehind) -> Option<Arc<str>> {
        let (key, seen) = (left.key.as_ref()?, left.seen.clone()?);
        let origin = self.next_step();
        let entry = self.open.get_mut(key)?;
        let is_touched = entry.is_unsaved() || entry.history().can_undo().is_some();
        if is_touched || left.is_damaged || entry.outside.is_some() || seen == *entry.text() {
            return None;
        }
        let theirs = entry.text().clone();
        *entry = OpenEntry::new(key.clone(), entry.path.clone(), seen, origin);
        Some(theirs)
    }

    /// Puts the entry on the desk, also where its file is gone, can't be read or is not in the list.
    fn bring_to_desk(&mut self, left: &LeftBehind) {
        let (Some(key), false) = (&left.key, self.can_be_shown(left)) else {
            return;
        };
        let Some(library) = &mut self.library else {
            return;
        };
        let outside = match &left.now {
            Content::Text(text) => {
                library.put(key.clone(), Content::Text(text.clone()));
                return;
            }
            Content::Unreadable(Unreadable::Gone) => Outside::Gone,
            Content::Unreadable(why) => Outside::Unreadable(why.clone()),
        };
        let path = library.path(key);
        let origin = self.next_step();
        let mut entry = OpenEntry::new(key.clone(), path, "".into(), origin);
        entry.outside = Some(outside);
        entry.mark_unsaved();
        self.open.insert(key.clone(), entry);
    }

    /// Whether there is a text of the entry, on the desk or in the library.
    fn can_be_shown(&mut self, left: &LeftBehind) -> bool {
        let key = left.key.as_ref();
        key.is_some_and(|key| self.at_desk(key).is_some())
    }
}
