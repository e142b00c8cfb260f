//! Files of entries written, made, taken away and brought back, and what an earlier session had begun of that.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{Sink, Stores};
use crate::background::watching::Snapshot;
use crate::desk::{RenameReport, Report, SyncReport, VersionReport};
use crate::library::interrupted::{Act, FileAct, FileActKind, Interrupted, TextsAct, Way};
use crate::library::renaming::RenameOrder;
use crate::library::versions::Why;
use crate::library::{Content, EntryKey, MoveError, SaveHow, disk, renaming};

pub(super) fn write(
    key: EntryKey,
    path: PathBuf,
    step: u64,
    text: Arc<str>,
    before: &str,
    how: SaveHow,
    snapshot: &Snapshot,
) -> Report {
    let saved = snapshot.while_writing(&path, &text, || disk::save(&path, &text, before, how));
    match saved {
        Ok(()) => Report::Sync(SyncReport::Written { key, step, text }),
        Err(why) => Report::Sync(SyncReport::WriteRefused { key, step, why }),
    }
}

pub(super) fn create(
    key: EntryKey,
    path: PathBuf,
    step: u64,
    text: Arc<str>,
    snapshot: &Snapshot,
) -> Report {
    let create = || disk::create_with_folders(&path, &text);
    match snapshot.while_writing(&path, &text, create) {
        Ok(()) => Report::Sync(SyncReport::Created { key, step, text }),
        Err(why) => Report::Sync(SyncReport::CreateRefused { key, step, why }),
    }
}

/// Finishes what an earlier session had begun, or takes it back.
pub(super) fn resume(interrupted: Arc<Interrupted>, way: Way, with: &Stores<'_>, report: Sink<'_>) {
    match &interrupted.act {
        Act::Rename(order) => resume_rename(&interrupted, order, way, with, report),
        Act::File(act) => {
            let done = match way {
                Way::Finish => Some(finish_file(act, with.files.snapshot())),
                Way::TakeBack => take_file_back(act, with.files.snapshot()),
            };
            done.into_iter().for_each(report);
        }
        Act::Texts(act) => resume_texts(act, way, with, report),
    }
}

/// Writes the texts that are still as they were, or puts back those that were written. What was changed since is left.
fn resume_texts(act: &TextsAct, way: Way, with: &Stores<'_>, report: Sink<'_>) {
    let (mut written, mut left) = (0, Vec::new());
    for text in &act.texts {
        let (from, to) = match way {
            Way::Finish => (&text.before, &text.after),
            Way::TakeBack => (&text.after, &text.before),
        };
        let path = act.path(text);
        if disk::holds(&path, to).is_ok() {
            continue;
        }
        let key = text.key.clone();
        if let Err(why) = with.keep(&act.root, &key, from, Why::SavedOver) {
            report(VersionReport::Refused { why }.into());
        }
        let save = || disk::save(&path, to, from, SaveHow::Replace);
        match with.files.snapshot().while_writing(&path, to, save) {
            Ok(()) => {
                written += 1;
                let content = Content::Text(to.clone());
                report(SyncReport::ChangedOnDisk { key, content }.into());
            }
            Err(why) => left.push((key, why)),
        }
    }
    let what = act.what.clone();
    report(
        RenameReport::TextsResumed {
            what,
            way,
            written,
            left,
        }
        .into(),
    );
}

fn resume_rename(
    interrupted: &Arc<Interrupted>,
    order: &Arc<RenameOrder>,
    way: Way,
    with: &Stores<'_>,
    report: Sink<'_>,
) {
    let refused = |order: &Arc<RenameOrder>, why| {
        Report::Rename(RenameReport::Resumed {
            act: interrupted.clone(),
            result: Err((order.from.clone(), why)),
            order: order.clone(),
        })
    };
    let whole = match way {
        Way::Finish if order.is_of_another() => {
            return report(refused(order, MoveError::Changed));
        }
        Way::Finish => order.clone(),
        Way::TakeBack => match order.back() {
            Ok(back) => Arc::new(back),
            Err(error) => return report(refused(order, MoveError::Failed(error.to_string()))),
        },
    };
    let (left, mut changed_since) = whole.left();
    let result = with
        .files
        .snapshot()
        .while_renaming(&left, || renaming::carry_out(&left));
    let result = result.map(|failed| {
        changed_since.extend(failed);
        changed_since
    });
    // A session that was interrupted may have replaced texts without keeping them.
    let replaced = match way {
        Way::Finish => (*whole).clone(),
        Way::TakeBack => RenameOrder {
            from: whole.from.clone(),
            ..left.clone()
        },
    };
    if let Ok(failed) = &result
        && let Err(why) = with.keep_renamed(&replaced, failed)
    {
        report(Report::Version(VersionReport::Refused { why }));
    }
    report(Report::Rename(RenameReport::Resumed {
        act: interrupted.clone(),
        order: Arc::new(left),
        result,
    }));
}

fn finish_file(act: &FileAct, snapshot: &Snapshot) -> Report {
    let (key, path, text) = (act.key.clone(), act.path(), act.text.clone());
    match act.kind {
        FileActKind::Make => create(key, path, 0, text, snapshot),
        FileActKind::TakeAway => take_away(key, &path, &text, false, snapshot),
        FileActKind::PutInTrash => take_away(key, &path, &text, true, snapshot),
        FileActKind::BringBack if act.is_empty_name() => {
            let removed = snapshot.while_taking_away(&path, || disk::remove(&path, ""));
            match removed.and_then(|()| {
                snapshot.while_writing(&path, &text, || disk::bring_back(&path, &text))
            }) {
                // The list has the empty file already.
                Ok(()) => Report::Sync(SyncReport::ChangedOnDisk {
                    key,
                    content: Content::Text(text),
                }),
                Err(why) => Report::Sync(SyncReport::CreateRefused { key, step: 0, why }),
            }
        }
        FileActKind::BringBack => bring_back(key, &path, text, snapshot),
    }
}

/// Only a name that was taken for a file to be brought back has to go; no other act on one file can be half done.
fn take_file_back(act: &FileAct, snapshot: &Snapshot) -> Option<Report> {
    if !act.is_empty_name() {
        return None;
    }
    let path = act.path();
    let removed = snapshot.while_taking_away(&path, || disk::remove(&path, ""));
    let key = act.key.clone();
    Some(match removed {
        Ok(()) => Report::Sync(SyncReport::Removed { key }),
        Err(why) => Report::Sync(SyncReport::CreateRefused { key, step: 0, why }),
    })
}

pub(super) fn take_away(
    key: EntryKey,
    path: &Path,
    text: &str,
    to_trash: bool,
    snapshot: &Snapshot,
) -> Report {
    let result = snapshot.while_taking_away(path, || {
        if to_trash {
            disk::put_in_trash(path, text)
        } else {
            disk::remove(path, text).map_err(MoveError::from)
        }
    });
    Report::Rename(RenameReport::TakenAway {
        key,
        to_trash,
        result,
    })
}

pub(super) fn bring_back(
    key: EntryKey,
    path: &Path,
    text: Arc<str>,
    snapshot: &Snapshot,
) -> Report {
    match snapshot.while_writing(path, &text, || disk::bring_back(path, &text)) {
        Ok(()) => Report::Sync(SyncReport::Created { key, step: 0, text }),
        Err(why) => Report::Sync(SyncReport::CreateRefused { key, step: 0, why }),
    }
}
