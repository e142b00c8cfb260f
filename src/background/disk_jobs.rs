//! The disk thread’s jobs: saving, keeping versions, renaming, reading again. One after the other, in the order asked.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use super::journalling::Hand;
use super::watching::Watch;
use super::{Outlet, stores, what_it_is};
use crate::background::carry_out::carry_out;
use crate::desk::effect::Effect;
use crate::desk::{LibraryReport, RenameReport, Report, SyncReport, VersionReport};
use crate::library::interrupted::{Act, FileAct, FileActKind};
use crate::library::{LearnError, MoveError, SaveError, Versions};

/// What the disk thread is to do.
pub(super) struct DiskJob {
    pub(super) effect: Effect,
    /// How many switches of the folder the desk had heard of when it asked for this.
    pub(super) heard: u64,
}

pub(super) fn disk_job(
    job: DiskJob,
    watch: &Watch,
    (versions, ticks): (Option<&Versions>, Option<&Path>),
    journal: &Hand,
    out: &Outlet,
) {
    let DiskJob { effect, heard } = job;
    if let Effect::KeepPending(pending) = &effect {
        return journal.keep_pending(pending);
    }
    let broken = broken_report(&effect);
    let begun = act_of(&effect).and_then(|act| journal.begin(&act));
    if matches!(effect, Effect::Write { .. } | Effect::Create { .. }) {
        journal.write_now();
    }
    let settled = settled_by(&effect);
    let mut reports = Vec::new();
    let run = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Write { key, step, .. } if !watch.stands_as_known(heard) => {
            let why = SaveError::Switched;
            reports.push(SyncReport::WriteRefused { key, step, why }.into());
        }
        effect => {
            let stop = AtomicBool::new(false);
            let with = stores(watch, versions, ticks, &stop);
            carry_out(effect, &with, &mut |report| reports.push(report));
        }
    }));
    let is_done = run.is_ok();
    if !is_done {
        reports.push(broken);
    }
    for report in &mut reports {
        if let Report::Rename(RenameReport::Renamed { kept, .. }) = report {
            kept.clone_from(&begun);
        }
    }
    // What met a mistake half-way stays in the journal. So does a rename, until the desk has followed it.
    let is_followed = |it: &Report| {
        matches!(
            it,
            Report::Rename(RenameReport::Renamed { result: Ok(_), .. })
        )
    };
    if let Some(file) = begun
        && is_done
        && !reports.iter().any(is_followed)
    {
        journal.end(&file);
    }
    match settled {
        Some(Settled::Act(file)) if is_done && !reports.iter().any(is_refused) => {
            journal.end(&file);
        }
        // It goes from the journal when it is among the versions, and not before.
        Some(Settled::Text(file)) if reports.iter().any(is_kept) => journal.settle(file),
        _ => {}
    }
    reports.into_iter().for_each(|report| out.report(report));
}

/// What the journal keeps no longer when an effect has been carried out.
enum Settled {
    /// An act on one file, or on many texts, that an earlier session had begun. A rename stays until the desk has followed it.
    Act(PathBuf),
    /// A text that an earlier session left unsaved.
    Text(PathBuf),
}

fn settled_by(effect: &Effect) -> Option<Settled> {
    match effect {
        Effect::Resume { act, .. } if matches!(act.act, Act::File(_) | Act::Texts(_)) => {
            Some(Settled::Act(act.file.clone()))
        }
        Effect::KeepDraftAsVersion { file, .. } => Some(Settled::Text(file.clone())),
        _ => None,
    }
}

fn is_refused(report: &Report) -> bool {
    matches!(
        report,
        Report::Rename(RenameReport::TakenAway { result: Err(_), .. })
            | Report::Sync(SyncReport::CreateRefused { .. })
    )
}

fn is_kept(report: &Report) -> bool {
    matches!(report, Report::Version(VersionReport::Kept { .. }))
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

/// What is reported when a job meets a mistake: a save that was not done must not wait for its answer for ever.
pub(super) fn broken_report(effect: &Effect) -> Report {
    let why = || SaveError::Failed("the program made a mistake".to_string());
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
            result: Err(MoveError::Failed("the program made a mistake".to_string())),
        }),
        Effect::Rename(order) => Report::Rename(RenameReport::Renamed {
            order: order.clone(),
            result: Err((
                order.from.clone(),
                MoveError::Failed("the program made a mistake".to_string()),
            )),
            kept: None,
        }),
        Effect::Resume { act, .. } => match &act.act {
            Act::Rename(order) => Report::Rename(RenameReport::Resumed {
                act: act.clone(),
                order: order.clone(),
                result: Err((
                    order.from.clone(),
                    MoveError::Failed("the program made a mistake".to_string()),
                )),
            }),
            Act::File(file) => Report::Sync(SyncReport::CreateRefused {
                key: file.key.clone(),
                step: 0,
                why: why(),
            }),
            Act::Texts(texts) => Report::Broken {
                what: texts.what.clone(),
            },
        },
        Effect::LearnStyle(job) => Report::Library(LibraryReport::StyleLearned {
            root: job.root.clone(),
            learned: Err(LearnError::Broken),
        }),
        Effect::LoadImage { path, .. } => Report::Broken {
            what: format!("Showing the picture {}", path.display()),
        },
        _ => Report::Broken {
            what: what_it_is(effect).to_string(),
        },
    }
}
