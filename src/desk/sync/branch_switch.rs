//! Unsaved text after a branch switch: where the folder goes to another branch, or many files change at once, unsaved text
//! is kept with the text of the file and the branch it belongs to, until the person says what becomes of it. Nothing is
//! merged by itself, because a switch is not an edit.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use crate::desk::editing::open_entry::Outside;
use crate::desk::{Command, CommandId, Desk, Effect, LibraryCommand, Moment, Offer, RightTab};
use crate::library::checkout::Switched;
use crate::library::{Content, EntryKey, LoadedFile, ReadError};

/// Entries that are held.
#[derive(Debug)]
pub(in crate::desk) struct Stranded {
    what: Switched,
    entries: BTreeMap<EntryKey, Waiting>,
    /// The texts that are being put aside.
    leaving: BTreeMap<EntryKey, Arc<str>>,
    /// Those that are being merged with what their files hold. They are held until that is done.
    carried: BTreeSet<EntryKey>,
}

/// Entries whose text was put aside, by the branch it belongs to.
pub(in crate::desk) type Stash = BTreeMap<String, BTreeSet<EntryKey>>;

/// Why the text of an entry waits.
#[derive(Debug, Default)]
struct Waiting {
    /// Its file holds another text than before.
    differs: bool,
    /// The branch that it belongs to, where the folder is on another.
    branch: Option<String>,
}

impl Desk {
    /// What happened and what is held, for the bar; `None` where nothing is.
    pub fn switched_in_words(&self) -> Option<String> {
        let held = self.sync.stranded.as_ref()?;
        let count = match held.entries.len() {
            1 => "1 entry".to_owned(),
            n => format!("{n} entries"),
        };
        Some(match &held.what {
            Switched::Branch { to, .. } => {
                let mut branches: Vec<&String> = held
                    .entries
                    .values()
                    .filter_map(|it| it.branch.as_ref())
                    .collect();
                branches.dedup();
                let whose = match branches.as_slice() {
                    [one] => format!("belongs to {}", short(one)),
                    [] => "is held".to_owned(),
                    _ => "belongs to other branches".to_owned(),
                };
                format!(
                    "The folder went to {}. Unsaved text of {count} {whose}",
                    short(to)
                )
            }
            Switched::UnderWay(what) => {
                format!("Git is in the middle of {what}. Unsaved text of {count} is held")
            }
            Switched::ByGit => format!("Git changed files. Unsaved text of {count} is held"),
            Switched::Many(files) => {
                format!("{files} files changed at once. Unsaved text of {count} is held")
            }
        })
    }

    /// Does the text of this entry wait for an answer?
    pub fn is_stranded(&self, key: &EntryKey) -> bool {
        let held = self.sync.stranded.as_ref();
        held.is_some_and(|held| held.entries.contains_key(key))
    }

    /// Does it wait, and nobody has said yet what becomes of it?
    pub(super) fn is_unanswered(&self, key: &EntryKey) -> bool {
        let held = self.sync.stranded.as_ref();
        held.is_some_and(|held| held.entries.contains_key(key) && !held.carried.contains(key))
    }

    /// Many files changed, and nobody edited them.
    pub(super) fn folder_switched(
        &mut self,
        root: &Path,
        what: Switched,
        files: Vec<LoadedFile>,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        let kept = self.keep_before_many(&what, &files, now);
        let mut entries = self
            .sync
            .stranded
            .take()
            .map(|it| it.entries)
            .unwrap_or_default();
        let to = match &what {
            Switched::Branch { to, .. } => Some(to.clone()),
            _ => None,
        };
        for file in files {
            if self.open.contains_key(&file.key) {
                if self.put_content(&file.key, file.content, now) {
                    entries.entry(file.key).or_default().differs = true;
                }
            } else if file.content == Content::Unreadable(ReadError::Gone) {
                self.let_go(&file.key, ReadError::Gone);
            } else if let Some(library) = &mut self.library {
                library.put_read(file);
            }
        }
        // A branch owns what was typed on it, although the file is the same on the other. And of many files that change, the
        // first may have been told a moment ago.
        let is_many = matches!(what, Switched::Many(_));
        for entry in self.open.values().filter(|entry| entry.is_unsaved()) {
            if let Switched::Branch { from, to } = &what {
                let waiting = entries.entry(entry.key.clone()).or_default();
                // It may have waited on a third branch, and is at home again when the folder comes back.
                let home = waiting.branch.take().unwrap_or_else(|| from.clone());
                waiting.branch = (home != *to).then_some(home);
            }
            if is_many && entry.outside.is_some() {
                entries.entry(entry.key.clone()).or_default().differs = true;
            }
        }
        self.sync.stranded = Some(Stranded {
            what,
            entries,
            leaving: BTreeMap::new(),
            carried: BTreeSet::new(),
        });
        self.forget_what_is_settled();
        self.list_versions_anew();
        self.arrange_rows();
        if let Some(words) = self.switched_in_words() {
            self.say(words);
        }
        if let Some(branch) = to {
            self.remind_of_aside(&branch, now);
        }
        kept
    }

    /// The folder is on a branch of which texts were put aside.
    fn remind_of_aside(&mut self, branch: &str, now: Moment) {
        let mut keys = self
            .sync
            .stash
            .remove(branch)
            .unwrap_or_default()
            .into_iter();
        let Some(first) = keys.next() else {
            return;
        };
        let title = self.title_of(&first);
        let more = match keys.count() {
            0 => String::new(),
            1 => " and of 1 more entry".to_owned(),
            n => format!(" and of {n} more entries"),
        };
        let said = format!(
            "Back on {}: your text of {title}{more} was kept aside. The history has it",
            short(branch)
        );
        let show = Command::Library(LibraryCommand::Show {
            entry: first,
            at: None,
        });
        self.info_with(said, vec![Offer::new("Show entry", show)], now);
    }

    /// A file that is held changed once more.
    pub(super) fn stranded_changed(&mut self, key: &EntryKey, content: Content, now: Moment) {
        let differs = self.put_content(key, content, now);
        if let Some(held) = &mut self.sync.stranded {
            held.entries.entry(key.clone()).or_default().differs = differs;
            held.carried.remove(key);
        }
        self.forget_what_is_settled();
        self.arrange_rows();
    }

    /// Takes in what a file of the desk holds now, quietly; whether an unsaved text stands against it.
    fn put_content(&mut self, key: &EntryKey, content: Content, now: Moment) -> bool {
        self.saved_state_changed(key);
        let id = self.next_step();
        let title = self.title_of(key);
        let Some(entry) = self.open.get_mut(key) else {
            return false;
        };
        let is_clean = !entry.is_unsaved() && entry.writing.is_none();
        match content {
            Content::Text(theirs) if theirs == *entry.text() && entry.writing.is_none() => {
                let step = entry.step();
                entry.written(step, theirs);
                false
            }
            Content::Text(theirs) if theirs == *entry.seen() => {
                entry.outside = None;
                false
            }
            Content::Text(theirs) if is_clean => {
                match entry.take_theirs(theirs, id) {
                    Ok(()) => entry.read_again = Some((id, now.since_start)),
                    Err(error) => self.error(format!("Not read again: {error} ({title})"), now),
                }
                self.put_row(key);
                false
            }
            Content::Text(theirs) => {
                entry.outside = Some(Outside::Changed(theirs));
                true
            }
            Content::Unreadable(why) if is_clean => {
                self.let_go(key, why);
                false
            }
            Content::Unreadable(ReadError::Gone) => {
                entry.outside = Some(Outside::Gone);
                entry.mark_unsaved();
                true
            }
            Content::Unreadable(why) => {
                entry.outside = Some(Outside::Unreadable(why));
                true
            }
        }
    }

    /// Takes an entry off the desk whose file has no text any more.
    fn let_go(&mut self, key: &EntryKey, why: ReadError) {
        let title = self.title_of(key);
        self.open.remove(key);
        if let Some(library) = &mut self.library {
            if why == ReadError::Gone {
                library.remove(key);
            } else {
                library.put(key.clone(), Content::Unreadable(why.clone()));
            }
        }
        if why == ReadError::Gone && self.shown.as_ref() == Some(key) {
            self.shown = None;
            self.say(format!("The file is gone: {title}"));
        }
    }

    /// What was saved, taken back or answered by its own bar is held no longer.
    pub(in crate::desk) fn forget_what_is_settled(&mut self) {
        let Some(held) = &mut self.sync.stranded else {
            return;
        };
        let open = &self.open;
        held.entries.retain(|key, waiting| {
            let entry = open.get(key).filter(|entry| entry.is_unsaved());
            entry.is_some_and(|entry| match (waiting.differs, &waiting.branch) {
                (true, _) => entry.outside.is_some(),
                (false, branch) => branch.is_some(),
            })
        });
        if held.entries.is_empty() {
            self.sync.stranded = None;
        }
    }

    /// Makes the texts that are held versions; as soon as each is one, its entry shows what the file holds.
    pub(in crate::desk) fn keep_aside(&mut self) -> Vec<Effect> {
        let (Some(held), Some(library)) = (&mut self.sync.stranded, &self.library) else {
            return Vec::new();
        };
        let mut effects = Vec::new();
        for entry in held.entries.keys().filter_map(|key| self.open.get(key)) {
            held.leaving.insert(entry.key.clone(), entry.text().clone());
            let waiting = held.entries.get(&entry.key);
            effects.push(Effect::KeepAside {
                root: library.root().to_path_buf(),
                key: entry.key.clone(),
                text: entry.text().clone(),
                branch: waiting.and_then(|it| it.branch.clone()),
            });
        }
        effects
    }

    /// A text is a version now: where it is the one that leaves, the file takes its place.
    pub(in crate::desk) fn kept_aside(&mut self, key: &EntryKey, now: Moment) {
        let leaving = self
            .sync
            .stranded
            .as_mut()
            .and_then(|it| it.leaving.remove(key));
        self.saved_state_changed(key);
        let id = self.next_step();
        let title = self.title_of(key);
        let (Some(leaving), Some(entry)) = (leaving, self.open.get_mut(key)) else {
            return;
        };
        // What was typed since is in no version.
        if leaving != *entry.text() {
            return;
        }
        let waiting = self
            .sync
            .stranded
            .as_ref()
            .and_then(|it| it.entries.get(key));
        if let Some(branch) = waiting.and_then(|it| it.branch.clone()) {
            self.sync
                .stash
                .entry(branch)
                .or_default()
                .insert(key.clone());
        }
        let theirs = match entry.outside.clone() {
            Some(Outside::Changed(theirs)) => theirs,
            None => entry.seen().clone(),
            Some(Outside::Gone) => return self.let_go_stranded(key, ReadError::Gone),
            Some(Outside::Unreadable(why)) => return self.let_go_stranded(key, why),
        };
        match entry.take_theirs(theirs, id) {
            Ok(()) => {
                self.refresh_row_of(key);
                self.say(format!("Kept aside. Its history has your text: {title}"));
            }
            Err(error) => self.error(format!("Not read again: {error} ({title})"), now),
        }
        self.forget_what_is_settled();
    }

    fn let_go_stranded(&mut self, key: &EntryKey, why: ReadError) {
        let title = self.title_of(key);
        self.let_go(key, why);
        self.arrange_rows();
        self.say(format!("Kept aside. Its history has your text: {title}"));
        self.forget_what_is_settled();
    }

    /// No version could be kept: what is held stays.
    pub(in crate::desk) fn not_kept_aside(&mut self) {
        if let Some(held) = &mut self.sync.stranded {
            held.leaving.clear();
        }
    }

    /// Brings each text that is held and what its file holds together, and shows what that makes.
    pub(in crate::desk) fn carry_over(&mut self) -> Vec<Effect> {
        let Some(held) = &mut self.sync.stranded else {
            return Vec::new();
        };
        let first = held.entries.keys().next().cloned();
        // Where only the branch is another, or the file is gone, there is nothing to bring together.
        let open = &self.open;
        held.entries.retain(|key, _| {
            let outside = open.get(key).and_then(|entry| entry.outside.as_ref());
            matches!(outside, Some(Outside::Changed(_)))
        });
        let keys: Vec<EntryKey> = held.entries.keys().cloned().collect();
        held.carried.extend(keys.iter().cloned());
        let effects: Vec<Effect> = keys.iter().flat_map(|key| self.ask_merge(key)).collect();
        let merging = effects.iter().find_map(|effect| match effect {
            Effect::Merge(job) => Some(job.key.clone()),
            _ => None,
        });
        self.look_at(merging.clone().or(first));
        // Where it can't be merged by itself, its choices are shown.
        self.sync.to_resolve = merging;
        self.forget_what_is_settled();
        effects
    }

    /// Shows the first text that is held beside what its file holds.
    pub(in crate::desk) fn look_at_stranded(&mut self) {
        let keys = self.sync.stranded.as_ref().map(|held| &held.entries);
        let shown = self.shown.as_ref();
        let is_shown = |key: &&EntryKey| Some(*key) == shown;
        let key = keys.and_then(|keys| {
            let keys = keys.keys();
            keys.clone().find(is_shown).or_else(|| keys.clone().next())
        });
        self.look_at(key.cloned());
    }

    fn look_at(&mut self, key: Option<EntryKey>) {
        if let Some(key) = key
            && self.shown.as_ref() != Some(&key)
        {
            self.show(&key, None);
        }
        self.show_right(RightTab::Changes);
    }

    pub(in crate::desk) fn stranded_disabled_because(&self, id: CommandId) -> Option<String> {
        let no = |reason: &str| Some(reason.to_owned());
        match id {
            _ if self.sync.stranded.is_none() => no("No unsaved text is held"),
            CommandId::KeepAside if self.versions().is_off() => {
                no("No earlier versions can be kept now, so nothing can be put aside")
            }
            _ => None,
        }
    }
}

/// The name of a branch, cut where it would take the whole bar.
fn short(branch: &str) -> String {
    const LONGEST: usize = 24;
    if branch.chars().count() <= LONGEST {
        return branch.to_owned();
    }
    let kept: String = branch.chars().take(LONGEST - 1).collect();
    format!("{kept}…")
}
