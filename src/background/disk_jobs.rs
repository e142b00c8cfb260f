//! The disk thread’s jobs: saving, keeping versions, renaming, reading again. One after the other, in the order asked.
//!
//! Knows nothing of: what a report leads to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::journalling::Hand;
use super::watching::{Seen, Watch};
use super::{Outlet, read_style};
use crate::desk::effect::{Effect, Report};
use crate::library::after_review::{self, AFTER_REVIEW};
use crate::library::renaming::{NotDone, Order};
use crate::library::versions::{NotKept, Why};
use crate::library::{
    EntryKey, MoveRefused, Records, SaveHow, SaveRefused, Unreadable, Versions, disk, entry_ids,
    renaming, withdrawn,
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
    if matches!(effect, Effect::Write { .. } | Effect::Create { .. }) {
        journal.write_now();
    }
    let report = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Write { key, step, .. } if !watch.stands_as_known(heard) => {
            let why = SaveRefused::Switched;
            Some(Report::WriteRefused { key, step, why })
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
                out.report(Report::VersionRefused { why });
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
                Some(Report::VersionKept { key })
            }
            Err(why) => Some(Report::VersionRefused { why }),
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
                Ok(()) => Report::VersionKept { key },
                Err(why) => Report::VersionRefused { why },
            })
        }
        Effect::MoveVersions { root, from, to } => versions
            .and_then(|versions| versions.moved(&root, &from, &to).err())
            .map(|why| Report::VersionRefused { why }),
        Effect::KeepVersion {
            root,
            key,
            text,
            why,
        } => Some(match keep(versions, &root, &key, &text, why) {
            Ok(()) => Report::VersionKept { key },
            Err(why) => Report::VersionRefused { why },
        }),
        Effect::Create {
            key,
            path,
            step,
            text,
        } => Some(create(key, path, step, text, seen)),
        Effect::Read { key, path } => {
            let content = watch.read_again(&path);
            content.map(|content| Report::Read { key, content })
        }
        Effect::ReadStyle { root } => Some(read_style(root)),
        Effect::MapId { root, id, slug } => {
            let result = entry_ids::map(&root, id, &slug);
            Some(Report::IdMapped {
                root,
                id,
                slug,
                result,
            })
        }
        Effect::UnmapId {
            root,
            id,
            slug,
            mapped,
        } => {
            let result = entry_ids::take_back(&root, &mapped);
            Some(Report::IdUnmapped {
                root,
                id,
                slug,
                result,
            })
        }
        Effect::TakeAway {
            key,
            path,
            seen: before,
            to_trash,
        } => {
            let result = seen.while_taking_away(&path, || {
                if to_trash {
                    disk::put_in_trash(&path, &before)
                } else {
                    disk::remove(&path, &before).map_err(MoveRefused::from)
                }
            });
            Some(Report::TakenAway {
                key,
                to_trash,
                result,
            })
        }
        Effect::BringBack { key, path, text } => {
            let back = seen.while_writing(&path, &text, || disk::bring_back(&path, &text));
            Some(match back {
                Ok(()) => Report::Created { key, step: 0, text },
                Err(why) => Report::CreateRefused { key, step: 0, why },
            })
        }
        Effect::Rename(order) => {
            let result = seen.while_renaming(&order, || renaming::carry_out(&order));
            if let Ok(not_done) = &result
                && let Err(why) = keep_renamed(versions, &order, not_done)
            {
                out.report(Report::VersionRefused { why });
            }
            Some(Report::Renamed { order, result })
        }
        Effect::KeepWithdrawn { root, path } => {
            let kept = withdrawn::keep(&path, &root);
            Some(Report::WithdrawnKept { root, kept })
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
    if let Some(report) = report.unwrap_or(Some(broken)) {
        out.report(report);
    }
}

/// What is reported when a job meets a mistake: a save that was not done must not wait for its answer for ever.
fn broken_report(effect: &Effect) -> Report {
    let why = || SaveRefused::Failed("the program made a mistake".to_string());
    match effect {
        Effect::Write { key, step, .. } => Report::WriteRefused {
            key: key.clone(),
            step: *step,
            why: why(),
        },
        Effect::Create { key, step, .. } => Report::CreateRefused {
            key: key.clone(),
            step: *step,
            why: why(),
        },
        Effect::BringBack { key, .. } => Report::CreateRefused {
            key: key.clone(),
            step: 0,
            why: why(),
        },
        Effect::TakeAway { key, to_trash, .. } => Report::TakenAway {
            key: key.clone(),
            to_trash: *to_trash,
            result: Err(MoveRefused::Failed(
                "the program made a mistake".to_string(),
            )),
        },
        Effect::Rename(order) => Report::Renamed {
            order: order.clone(),
            result: Err((
                order.from.clone(),
                MoveRefused::Failed("the program made a mistake".to_string()),
            )),
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
        Ok(()) => Report::Written { key, step, text },
        Err(why) => Report::WriteRefused { key, step, why },
    }
}

fn create(key: EntryKey, path: PathBuf, step: u64, text: Arc<str>, seen: &Seen) -> Report {
    match seen.while_writing(&path, &text, || disk::create(&path, &text)) {
        Ok(()) => Report::Created { key, step, text },
        Err(why) => Report::CreateRefused { key, step, why },
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
        Ok(records) => Report::RecordsRead {
            root,
            name,
            records,
        },
        Err(why) => Report::RecordsRefused {
            name,
            why: why.to_string(),
        },
    }
}
