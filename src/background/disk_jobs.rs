//! The disk thread’s jobs: saving, keeping versions, renaming, reading again. One after the other, in the order asked.
//!
//! Knows nothing of: what a report leads to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journalling::Hand;
use super::watching::{Seen, Watch};
use super::{Outlet, read_style};
use crate::desk::effect::{
    Effect, FindingReport, LibraryReport, RenameReport, Report, SourceReport, SyncReport,
    VersionReport,
};
use crate::library::after_review::{self, AFTER_REVIEW};
use crate::library::interrupted::{Act, FileAct, FileActKind, Interrupted, Way};
use crate::library::renaming::{NotDone, Order};
use crate::library::versions::{NotKept, Why};
use crate::library::{
    Content, EntryKey, MoveRefused, Records, SaveHow, SaveRefused, Unreadable, Versions, disk,
    entry_ids, renaming, withdrawn,
};

/// What the disk thread is to do.
pub(super) struct DiskJob {
    pub(super) effect: Effect,
    /// How many switches of the folder the desk had heard of when it asked for this.
    pub(super) heard: u64,
}

pub(super) fn disk_job(
    job: DiskJob,
    watch: &Watch,
    versions: Option<&Versions>,
    journal: &Hand,
    out: &Outlet,
) {
    let DiskJob { effect, heard } = job;
    let seen = watch.seen();
    let broken = broken_report(&effect);
    let begun = act_of(&effect).and_then(|act| journal.begin(&act));
    if matches!(effect, Effect::Write { .. } | Effect::Create { .. }) {
        journal.write_now();
    }
    let report = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Write { key, step, .. } if !watch.stands_as_known(heard) => {
            let why = SaveRefused::Switched;
            Some(Report::Sync(SyncReport::WriteRefused { key, step, why }))
        }
        Effect::Write {
            key,
            path,
            step,
            text,
            seen: before,
            how,
        } => {
            // Whatever becomes of that, the save goes on.
            if let Some(root) = key.root_of(&path)
                && let Err(why) = keep(versions, root, &key, &before, Why::SavedOver)
            {
                out.report(Report::Version(VersionReport::Refused { why }));
            }
            Some(write(key, path, step, text, &before, how, seen))
        }
        // It goes from the journal when it is among the versions, and not before.
        Effect::PutLeftBehindAside {
            root,
            key,
            text,
            file,
        } => match keep(versions, &root, &key, &text, Why::Recovered) {
            Ok(()) => {
                journal.settle(file);
                Some(Report::Version(VersionReport::Kept { key }))
            }
            Err(why) => Some(Report::Version(VersionReport::Refused { why })),
        },
        Effect::KeepAside {
            root,
            key,
            text,
            branch,
        } => {
            let now = jiff::Timestamp::now();
            let kept = versions.ok_or(NotKept::NoHome).and_then(|versions| {
                versions.keep_of_branch(&root, &key, &text, Why::KeptAside, branch, now)
            });
            Some(match kept {
                Ok(()) => Report::Version(VersionReport::Kept { key }),
                Err(why) => Report::Version(VersionReport::Refused { why }),
            })
        }
        Effect::MoveVersions { root, from, to } => versions
            .and_then(|versions| versions.moved(&root, &from, &to).err())
            .map(|why| Report::Version(VersionReport::Refused { why })),
        Effect::KeepVersion {
            root,
            key,
            text,
            why,
        } => Some(match keep(versions, &root, &key, &text, why) {
            Ok(()) => Report::Version(VersionReport::Kept { key }),
            Err(why) => Report::Version(VersionReport::Refused { why }),
        }),
        Effect::Create {
            key,
            path,
            step,
            text,
        } => Some(create(key, path, step, text, seen)),
        Effect::Read { key, path } => {
            let content = watch.read_again(&path);
            content.map(|content| Report::Sync(SyncReport::Read { key, content }))
        }
        Effect::ReadStyle { root } => Some(read_style(root)),
        Effect::MapId { root, id, slug } => {
            let result = entry_ids::map(&root, id, &slug);
            Some(Report::Library(LibraryReport::IdMapped {
                root,
                id,
                slug,
                result,
            }))
        }
        Effect::UnmapId {
            root,
            id,
            slug,
            mapped,
        } => {
            let result = entry_ids::take_back(&root, &mapped);
            Some(Report::Library(LibraryReport::IdUnmapped {
                root,
                id,
                slug,
                result,
            }))
        }
        Effect::TakeAway {
            key,
            path,
            seen: before,
            to_trash,
        } => Some(take_away(key, &path, &before, to_trash, seen)),
        Effect::BringBack { key, path, text } => Some(bring_back(key, &path, text, seen)),
        Effect::Rename(order) => {
            let result = seen.while_renaming(&order, || renaming::carry_out(&order));
            if let Ok(not_done) = &result
                && let Err(why) = keep_renamed(versions, &order, not_done)
            {
                out.report(Report::Version(VersionReport::Refused { why }));
            }
            Some(Report::Rename(RenameReport::Renamed {
                order,
                result,
                kept: begun.clone(),
            }))
        }
        Effect::Resume { act, way } => resume(act, way, seen, versions, journal, out),
        Effect::KeepWithdrawn { root, path } => {
            let kept = withdrawn::keep(&path, &root);
            Some(Report::Source(SourceReport::WithdrawnKept { root, kept }))
        }
        Effect::SaveSettings { path, text } => disk::write_own(&path, &text)
            .err()
            .map(|why| Report::SettingsRefused { path, why }),
        Effect::ReadRecords { root, name } => {
            let read = read_records(&root, name);
            Some(records_report(root, name, read))
        }
        Effect::ChangeRecords { root, name, change } => {
            Some(match disk::change_records(&root, name, &change) {
                Ok(_) if name == AFTER_REVIEW => {
                    let read = read_records(&root, name);
                    records_report(root, name, read)
                }
                changed => records_report(root, name, changed),
            })
        }
        _ => None,
    }));
    // What met a mistake half-way stays in the journal. So does a rename, until the desk has followed it.
    if let (Ok(report), Some(file)) = (&report, begun)
        && !matches!(
            report,
            Some(Report::Rename(RenameReport::Renamed { result: Ok(_), .. }))
        )
    {
        journal.end(&file);
    }
    if let Some(report) = report.unwrap_or(Some(broken)) {
        out.report(report);
    }
}

/// What the journal is to know of an effect before its first step.
fn act_of(effect: &Effect) -> Option<Act> {
    let (kind, key, path, text) = match effect {
        Effect::Rename(order) => return Some(Act::Rename(order.clone())),
        Effect::Create {
            key, path, text, ..
        } => (FileActKind::Make, key, path, text),
        Effect::TakeAway {
            key,
            path,
            seen,
            to_trash,
        } => {
            let kind = if *to_trash {
                FileActKind::PutInTrash
            } else {
                FileActKind::TakeAway
            };
            (kind, key, path, seen)
        }
        Effect::BringBack { key, path, text } => (FileActKind::BringBack, key, path, text),
        _ => return None,
    };
    Some(Act::File(FileAct {
        kind,
        root: key.root_of(path)?.to_path_buf(),
        key: key.clone(),
        text: text.clone(),
    }))
}

/// Finishes what an earlier session had begun, or takes it back. It stays in the journal where that is refused.
fn resume(
    interrupted: Arc<Interrupted>,
    way: Way,
    seen: &Seen,
    versions: Option<&Versions>,
    journal: &Hand,
    out: &Outlet,
) -> Option<Report> {
    match &interrupted.act {
        Act::Rename(order) => Some(resume_rename(&interrupted, order, way, seen, versions, out)),
        Act::File(act) => {
            let report = match way {
                Way::Finish => Some(finish_file(act, seen)),
                Way::TakeBack => take_file_back(act, seen),
            };
            let is_refused = matches!(
                &report,
                Some(
                    Report::Rename(RenameReport::TakenAway { result: Err(_), .. })
                        | Report::Sync(SyncReport::CreateRefused { .. })
                )
            );
            if !is_refused {
                journal.end(&interrupted.file);
            }
            report
        }
    }
}

fn resume_rename(
    interrupted: &Arc<Interrupted>,
    order: &Arc<Order>,
    way: Way,
    seen: &Seen,
    versions: Option<&Versions>,
    out: &Outlet,
) -> Report {
    let refused = |order: &Arc<Order>, why| {
        Report::Rename(RenameReport::Resumed {
            act: interrupted.clone(),
            result: Err((order.from.clone(), why)),
            order: order.clone(),
        })
    };
    let whole = match way {
        Way::Finish if order.is_of_another() => return refused(order, MoveRefused::Changed),
        Way::Finish => order.clone(),
        Way::TakeBack => match order.back() {
            Ok(back) => Arc::new(back),
            Err(error) => return refused(order, MoveRefused::Failed(error.to_string())),
        },
    };
    let (left, mut changed_since) = whole.left();
    let result = seen.while_renaming(&left, || renaming::carry_out(&left));
    let result = result.map(|not_done| {
        changed_since.extend(not_done);
        changed_since
    });
    // A session that was interrupted may have replaced texts without keeping them.
    let replaced = match way {
        Way::Finish => (*whole).clone(),
        Way::TakeBack => Order {
            from: whole.from.clone(),
            ..left.clone()
        },
    };
    if let Ok(not_done) = &result
        && let Err(why) = keep_renamed(versions, &replaced, not_done)
    {
        out.report(Report::Version(VersionReport::Refused { why }));
    }
    Report::Rename(RenameReport::Resumed {
        act: interrupted.clone(),
        order: Arc::new(left),
        result,
    })
}

fn finish_file(act: &FileAct, seen: &Seen) -> Report {
    let (key, path, text) = (act.key.clone(), act.path(), act.text.clone());
    match act.kind {
        FileActKind::Make => create(key, path, 0, text, seen),
        FileActKind::TakeAway => take_away(key, &path, &text, false, seen),
        FileActKind::PutInTrash => take_away(key, &path, &text, true, seen),
        FileActKind::BringBack if act.is_empty_name() => {
            let removed = seen.while_taking_away(&path, || disk::remove(&path, ""));
            match removed
                .and_then(|()| seen.while_writing(&path, &text, || disk::bring_back(&path, &text)))
            {
                // The list has the empty file already.
                Ok(()) => Report::Sync(SyncReport::ChangedOnDisk {
                    key,
                    content: Content::Text(text),
                }),
                Err(why) => Report::Sync(SyncReport::CreateRefused { key, step: 0, why }),
            }
        }
        FileActKind::BringBack => bring_back(key, &path, text, seen),
    }
}

/// Only a name that was taken for a file to be brought back has to go; no other act on one file can be half done.
fn take_file_back(act: &FileAct, seen: &Seen) -> Option<Report> {
    if !act.is_empty_name() {
        return None;
    }
    let path = act.path();
    let removed = seen.while_taking_away(&path, || disk::remove(&path, ""));
    let key = act.key.clone();
    Some(match removed {
        Ok(()) => Report::Sync(SyncReport::Removed { key }),
        Err(why) => Report::Sync(SyncReport::CreateRefused { key, step: 0, why }),
    })
}

fn take_away(key: EntryKey, path: &Path, text: &str, to_trash: bool, seen: &Seen) -> Report {
    let result = seen.while_taking_away(path, || {
        if to_trash {
            disk::put_in_trash(path, text)
        } else {
            disk::remove(path, text).map_err(MoveRefused::from)
        }
    });
    Report::Rename(RenameReport::TakenAway {
        key,
        to_trash,
        result,
    })
}

fn bring_back(key: EntryKey, path: &Path, text: Arc<str>, seen: &Seen) -> Report {
    match seen.while_writing(path, &text, || disk::bring_back(path, &text)) {
        Ok(()) => Report::Sync(SyncReport::Created { key, step: 0, text }),
        Err(why) => Report::Sync(SyncReport::CreateRefused { key, step: 0, why }),
    }
}

/// What is reported when a job meets a mistake: a save that was not done must not wait for its answer for ever.
fn broken_report(effect: &Effect) -> Report {
    let why = || SaveRefused::Failed("the program made a mistake".to_string());
    match effect {
        Effect::Write { key, step, .. } => Report::Sync(SyncReport::WriteRefused {
            key: key.clone(),
            step: *step,
            why: why(),
        }),
        Effect::Create { key, step, .. } => Report::Sync(SyncReport::CreateRefused {
            key: key.clone(),
            step: *step,
            why: why(),
        }),
        Effect::BringBack { key, .. } => Report::Sync(SyncReport::CreateRefused {
            key: key.clone(),
            step: 0,
            why: why(),
        }),
        Effect::TakeAway { key, to_trash, .. } => Report::Rename(RenameReport::TakenAway {
            key: key.clone(),
            to_trash: *to_trash,
            result: Err(MoveRefused::Failed(
                "the program made a mistake".to_string(),
            )),
        }),
        Effect::Rename(order) => Report::Rename(RenameReport::Renamed {
            order: order.clone(),
            result: Err((
                order.from.clone(),
                MoveRefused::Failed("the program made a mistake".to_string()),
            )),
            kept: None,
        }),
        Effect::Resume { act, .. } => match &act.act {
            Act::Rename(order) => Report::Rename(RenameReport::Resumed {
                act: act.clone(),
                order: order.clone(),
                result: Err((
                    order.from.clone(),
                    MoveRefused::Failed("the program made a mistake".to_string()),
                )),
            }),
            Act::File(file) => Report::Sync(SyncReport::CreateRefused {
                key: file.key.clone(),
                step: 0,
                why: why(),
            }),
        },
        _ => Report::Broken {
            what: "Reading a file".to_string(),
        },
    }
}

/// Takes an entry's versions along to its new name, and keeps what the rename replaced.
fn keep_renamed(
    versions: Option<&Versions>,
    order: &Order,
    not_done: &[NotDone],
) -> Result<(), NotKept> {
    let store = versions.ok_or(NotKept::NoHome)?;
    store.moved(&order.root, &order.from, &order.to)?;
    for text in std::iter::once(&order.own).chain(&order.texts) {
        if text.before != text.after && !not_done.iter().any(|(key, _)| *key == text.key) {
            keep(
                versions,
                &order.root,
                &text.key,
                &text.before,
                Why::SavedOver,
            )?;
        }
    }
    Ok(())
}

fn keep(
    versions: Option<&Versions>,
    root: &Path,
    key: &EntryKey,
    text: &str,
    why: Why,
) -> Result<(), NotKept> {
    let versions = versions.ok_or(NotKept::NoHome)?;
    versions.keep(root, key, text, why, jiff::Timestamp::now())
}

fn write(
    key: EntryKey,
    path: PathBuf,
    step: u64,
    text: Arc<str>,
    before: &str,
    how: SaveHow,
    seen: &Seen,
) -> Report {
    let saved = seen.while_writing(&path, &text, || disk::save(&path, &text, before, how));
    match saved {
        Ok(()) => Report::Sync(SyncReport::Written { key, step, text }),
        Err(why) => Report::Sync(SyncReport::WriteRefused { key, step, why }),
    }
}

fn create(key: EntryKey, path: PathBuf, step: u64, text: Arc<str>, seen: &Seen) -> Report {
    match seen.while_writing(&path, &text, || disk::create(&path, &text)) {
        Ok(()) => Report::Sync(SyncReport::Created { key, step, text }),
        Err(why) => Report::Sync(SyncReport::CreateRefused { key, step, why }),
    }
}

/// What lies beside the content, and what git noted of the same.
fn read_records(root: &Path, name: &str) -> Result<Records, Unreadable> {
    match name {
        AFTER_REVIEW => after_review::read(root),
        _ => disk::read_records(root, name),
    }
}

fn records_report(
    root: PathBuf,
    name: &'static str,
    result: Result<Records, impl std::fmt::Display>,
) -> Report {
    match result {
        Ok(records) => Report::Finding(FindingReport::RecordsRead {
            root,
            name,
            records,
        }),
        Err(why) => Report::Finding(FindingReport::RecordsRefused {
            name,
            why: why.to_string(),
        }),
    }
}
