//! Changes to many files: each by itself, all of it or nothing, told as soon as it is written. Whatever ends the program, a
//! file is whole, and what was told is written.

use std::io::{self, Write as _};

use super::diff::diff;
use super::writing::Writer;
use super::{CliError, report, shown};
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

/// So often a file that others write as well is read again.
const MOST_TRIES: u32 = 200;

impl ManyFiles<'_> {
    /// Changes the texts of these entries. `change` gives the new text, which is the old one where nothing is to be done, or
    /// says why the entry is left as it is; of a file that another program changed it is asked again.
    pub fn change(
        &self,
        candidates: &[SearchedText],
        mut change: impl FnMut(&EntryKey, &str) -> Result<Changed, CliError>,
    ) -> FilesTally {
        let mut writer = Writer::new(OwnFolders::find().as_ref());
        let mut tally = FilesTally::default();
        for SearchedText { key, text } in candidates {
            match self.change_one(key, text, &mut change, &mut writer) {
                Ok(0) => {}
                Ok(changes) => {
                    tally.files += 1;
                    tally.changes += changes;
                }
                Err(why) => {
                    let path = self.library.path(key);
                    report(format_args!("{why}\nFile: {}", shown(&path)));
                    tally.left += 1;
                }
            }
        }
        tally
    }

    /// How many changes were, or would be, written.
    fn change_one(
        &self,
        key: &EntryKey,
        text: &str,
        change: &mut impl FnMut(&EntryKey, &str) -> Result<Changed, CliError>,
        writer: &mut Writer,
    ) -> Result<usize, CliError> {
        let mut old = text.to_owned();
        for _ in 0..MOST_TRIES {
            let Changed { text: new, changes } = change(key, &old)?;
            if new == old {
                return Ok(0);
            }
            let is_outside = self.library.get(key).is_some_and(|file| file.is_outside);
            if is_outside && !self.follow {
                return Err(
                    format!("Left out: {}. --follow changes it", SaveError::Outside).into(),
                );
            }
            if self.dry_run {
                tell(&diff(key.path(), &old, &new));
                return Ok(changes);
            }
            match writer.save(self.library.root(), key, &new, &old) {
                Ok(()) => {
                    tell(&format!("Changed: {}\n", shown(key.path())));
                    return Ok(changes);
                }
                Err(SaveError::ChangedOnDisk { now: Ok(now) }) => old = now.to_string(),
                Err(why) => return Err(why.to_string().into()),
            }
        }
        Err("Other programs write in it all the time".into())
    }
}

/// Says at once what was done. That nobody listens any more is no reason to stop half-way.
fn tell(what: &str) {
    let mut out = io::stdout().lock();
    let told = out.write_all(what.as_bytes()).and_then(|()| out.flush());
    if let Err(why) = told {
        log::warn!("{}: {why}", what.trim_end());
    }
}
