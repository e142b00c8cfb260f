//! Changes to many files: each by itself, all of it or nothing, told as soon as it is written. Whatever ends the program, a
//! file is whole, what was told is written, and the next start can finish the rest or take all of it back.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;

use super::diff::diff;
use super::writing::{MOST_TRIES, Writer};
use super::{CliError, report, shown};
use crate::entry::Edits;
use crate::library::interrupted::{Act, Interrupted, TextsAct};
use crate::library::journal::Journal;
use crate::library::renaming::TextChange;
use crate::library::{EntryKey, Library, SaveError};
use crate::search::SearchedText;
use crate::settings::OwnFolders;

/// How many files are changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct ManyFiles<'l> {
    pub library: &'l Library,
    /// The changes are shown and not made.
    pub dry_run: bool,
    /// Files outside of the library, behind links, are changed as well.
    pub follow: bool,
}

/// What a file is to hold, and how many changes that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Changed {
    pub text: String,
    pub changes: usize,
}

/// What became of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct FilesTally {
    /// How many were, or would be, written, with how many changes.
    pub files: usize,
    pub changes: usize,
    /// Left as they are although something was to be done in them.
    pub left: usize,
}

/// A file that is to be written.
struct ToWrite<'c> {
    key: &'c EntryKey,
    old: Arc<str>,
    changed: Changed,
}

impl ManyFiles<'_> {
    /// Changes the texts of these entries. `change` gives the new text, which is the old one where nothing is to be done, or
    /// says why the entry is left as it is; of a file that another program changed it is asked again. `what` is what is done.
    ///
    /// All changes are in the journal before the first file is written.
    pub fn change(
        &self,
        candidates: &[SearchedText],
        what: &str,
        mut change: impl FnMut(&EntryKey, &str) -> Result<Changed, CliError>,
    ) -> FilesTally {
        let mut tally = FilesTally::default();
        let mut all = Vec::new();
        for SearchedText { key, text } in candidates {
            match self.work_out(key, text, &mut change) {
                Ok(Some(one)) => all.push(one),
                Ok(None) => {}
                Err(why) => self.leave(key, &why, &mut tally),
            }
        }
        if self.dry_run {
            for ToWrite { key, old, changed } in all {
                tell(&diff(key.path(), &old, &changed.text));
                tally.count(changed.changes);
            }
            return tally;
        }
        let own = OwnFolders::find();
        let journal = own.as_ref().map(OwnFolders::journal).map(Journal::new);
        let begun = journal.map(|journal| self.begin(journal, what, &all));
        let mut writer = Writer::new(own.as_ref());
        for one in all {
            let key = one.key;
            match self.write(one, &mut change, &mut writer) {
                Ok(changes) => tally.count(changes),
                Err(why) => self.leave(key, &why, &mut tally),
            }
        }
        if let Some(Err(why)) = begun.map(Begun::end) {
            log::warn!("the journal could not be let go of: {why}");
        }
        tally
    }

    fn leave(&self, key: &EntryKey, why: &CliError, tally: &mut FilesTally) {
        let path = self.library.path(key);
        report(format_args!("{why}\nFile: {}", shown(&path)));
        tally.left += 1;
    }

    /// What a file is to hold; `None` where it stays as it is.
    fn work_out<'c>(
        &self,
        key: &'c EntryKey,
        old: &Arc<str>,
        change: &mut impl FnMut(&EntryKey, &str) -> Result<Changed, CliError>,
    ) -> Result<Option<ToWrite<'c>>, CliError> {
        let changed = change(key, old)?;
        if changed.text == **old {
            return Ok(None);
        }
        let is_outside = self.library.get(key).is_some_and(|file| file.is_outside);
        if is_outside && !self.follow {
            return Err(format!("Left out: {}. --follow changes it", SaveError::Outside).into());
        }
        let old = old.clone();
        Ok(Some(ToWrite { key, old, changed }))
    }

    /// How many changes were written.
    fn write(
        &self,
        one: ToWrite<'_>,
        change: &mut impl FnMut(&EntryKey, &str) -> Result<Changed, CliError>,
        writer: &mut Writer,
    ) -> Result<usize, CliError> {
        let ToWrite {
            key,
            mut old,
            mut changed,
        } = one;
        for _ in 0..MOST_TRIES {
            match writer.save(self.library.root(), key, &changed.text, &old) {
                Ok(()) => {
                    tell(&format!("Changed: {}\n", shown(key.path())));
                    return Ok(changed.changes);
                }
                Err(SaveError::ChangedOnDisk { now: Ok(now) }) => old = now,
                Err(why) => return Err(why.to_string().into()),
            }
            changed = change(key, &old)?;
            if changed.text == *old {
                return Ok(0);
            }
        }
        Err("Other programs write in it all the time".into())
    }

    /// Tells of changes that were interrupted, and writes this one down. Without a journal the files are written all the same.
    fn begin(&self, mut journal: Journal, what: &str, all: &[ToWrite<'_>]) -> Begun {
        let root = self.library.root();
        for act in journal.interrupted(root).unwrap_or_else(|why| {
            log::warn!("what was interrupted is not known: {why}");
            Vec::new()
        }) {
            match &act.act {
                // A command after it did the rest.
                Act::Texts(_) if act.is_done() => {
                    if let Err(why) = journal.settle(&act.file) {
                        log::warn!("{}: {why}", act.file.display());
                    }
                }
                Act::Texts(texts) => tell_of(&act, texts),
                Act::Rename(_) | Act::File(_) => {}
            }
        }
        let texts = all.iter().filter_map(|one| {
            let edits = Edits::between(&one.old, &one.changed.text);
            TextChange::new(one.key.clone(), one.old.clone(), edits).ok()
        });
        let act = Act::Texts(Arc::new(TextsAct {
            root: root.to_path_buf(),
            what: what.to_owned(),
            texts: texts.collect(),
        }));
        let file = (all.len() > 1).then(|| journal.begin(&act, Timestamp::now()));
        let file = file.and_then(|file| {
            file.inspect_err(|why| log::warn!("files are changed without the journal: {why}"))
                .ok()
        });
        Begun { journal, file }
    }
}

impl FilesTally {
    fn count(&mut self, changes: usize) {
        self.files += usize::from(changes > 0);
        self.changes += changes;
    }
}

/// The journal, with the change that is under way.
struct Begun {
    journal: Journal,
    file: Option<PathBuf>,
}

impl Begun {
    fn end(mut self) -> io::Result<()> {
        if let Some(file) = &self.file {
            self.journal.settle(file)?;
        }
        self.journal.close()
    }
}

/// What an earlier command had begun, and which files it wrote.
fn tell_of(interrupted: &Interrupted, act: &TextsAct) {
    let Interrupted { done, of, .. } = interrupted;
    let written: Vec<String> = act.written().map(|it| shown(it.key.path())).collect();
    report(format_args!(
        "Interrupted before: {}. {done} of {of} files were written. Open the folder in copydesk to finish it, or to undo it\nWritten: {}",
        act.what,
        written.join(", ")
    ));
}

/// Says at once what was done. That nobody listens any more is no reason to stop half-way.
fn tell(what: &str) {
    let mut out = io::stdout().lock();
    let told = out.write_all(what.as_bytes()).and_then(|()| out.flush());
    if let Err(why) = told {
        log::warn!("{}: {why}", what.trim_end());
    }
}
