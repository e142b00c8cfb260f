//! Records that are still to be written, in the person's journal while the entries are written that they tell of: what a command that is killed
//! leaves out, the next one writes down.

use std::path::Path;

use jiff::Timestamp;

use super::super::report;
use crate::entry::front_matter::FrontMatter;
use crate::library::journal::Journal;
use crate::library::{EntryKey, PendingRecord, PendingRecords, disk};
use crate::review::{REVIEWS, dated_without_record};
use crate::settings::OwnFolders;

/// What a command is about to write down.
pub(super) struct Pending {
    journal: Option<Journal>,
    records: PendingRecords,
}

impl Pending {
    /// Keeps the records that are still to be written in a library. Where there is nowhere to keep them the command goes on, as a save does.
    pub fn new(root: &Path, records: Vec<PendingRecord>) -> Self {
        let mut pending = Self {
            journal: journal(),
            records: PendingRecords {
                root: root.to_owned(),
                name: REVIEWS.to_owned(),
                records,
            },
        };
        pending.keep();
        pending
    }

    /// One of them tells of another text than was thought.
    pub fn replace(&mut self, place: usize, record: PendingRecord) {
        if let Some(kept) = self.records.records.get_mut(place) {
            *kept = record;
            self.keep();
        }
    }

    /// All of them are written down, or some can't be and stay.
    pub fn end(mut self, is_whole: bool) {
        if is_whole {
            self.records.records.clear();
            self.keep();
        }
        if let Some(journal) = self.journal {
            close(journal);
        }
    }

    fn keep(&mut self) {
        let Some(journal) = &mut self.journal else {
            return;
        };
        if let Err(why) = journal.keep_pending(&self.records, Timestamp::now()) {
            log::warn!("sign-offs go on without the journal: {why}");
        }
    }
}

/// Writes down what a command or a session before left out in a library, where the entries hold what was signed.
pub(super) fn finish(root: &Path) {
    // What a command that was killed left half-way beside the content. Beside an entry it goes with the next save there.
    disk::sweep([root.join(disk::BESIDE).as_path()]);
    let Some(mut journal) = journal() else {
        return;
    };
    match journal.finish_pending(root) {
        Ok(finished) => {
            match finished.written {
                0 => {}
                1 => report("1 record that an interrupted command left out is written down now"),
                count => report(format_args!(
                    "{count} records that an interrupted command left out are written down now"
                )),
            }
            let date = |key: &EntryKey| {
                let text = disk::read_text(&root.join(key.path())).ok()?;
                let front_matter = FrontMatter::read(&text);
                front_matter.text("last_reviewed").map(Into::into)
            };
            for what in dated_without_record(&finished.left_out, date) {
                report(what);
            }
        }
        Err((left, why)) => report(format_args!(
            "{why}\n{} records of an interrupted command are still to be written in {REVIEWS}",
            left.add.len()
        )),
    }
    close(journal);
}

fn journal() -> Option<Journal> {
    OwnFolders::find().map(|own| Journal::new(own.journal()))
}

fn close(journal: Journal) {
    if let Err(why) = journal.close() {
        log::warn!("a folder of the journal could not be let go of: {why}");
    }
}
