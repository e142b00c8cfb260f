//! A plan of failures, for tests: the n-th write below a folder fails.
//!
//! A disk that is full at the wrong moment cannot be had by other means in an ordinary test. This is the one allowed stand-in
//! of our own parts; the program itself never makes a plan. It holds for all threads, because saving has its own.

use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use super::paths::true_path;

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// No room left, found out after half of the text.
    DiskFull,
    /// The folder takes no new file.
    NotAllowed,
    /// The device gave up.
    Broken,
    /// The disk does not answer as long as the plan lives.
    Hanging,
}

/// Where it goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultAt {
    /// While the text is written.
    Write,
    /// While it is flushed to the disk.
    Flush,
    /// While it takes its name.
    Rename,
}

/// Failing writes below one folder, as long as this value lives.
#[derive(Debug)]
pub struct FaultPlan {
    folder: PathBuf,
}

impl FaultPlan {
    /// Lets `good` writes below the folder pass; the `bad` writes after them fail.
    pub fn below(folder: &Path, good: usize, bad: usize, fault: Fault) -> Self {
        Self::at(FaultAt::Write, folder, good, bad, fault)
    }

    /// The same for another step of putting a file there.
    pub fn at(at: FaultAt, folder: &Path, good: usize, bad: usize, fault: Fault) -> Self {
        let folder = true_path(folder).unwrap_or_else(|| folder.to_path_buf());
        with_plans(|plans| {
            plans.push(Plan {
                folder: folder.clone(),
                at,
                good,
                bad,
                fault,
            });
            PLANNED.store(plans.len(), Ordering::Release);
        });
        Self { folder }
    }
}

impl Drop for FaultPlan {
    fn drop(&mut self) {
        with_plans(|plans| {
            plans.retain(|plan| plan.folder != self.folder);
            PLANNED.store(plans.len(), Ordering::Release);
        });
    }
}

/// Fails where a failure is planned for the step that is about to happen.
pub(super) fn next(at: FaultAt, path: &Path) -> io::Result<()> {
    if PLANNED.load(Ordering::Acquire) == 0 {
        return Ok(());
    }
    let planned = with_plans(|plans| {
        let plan = plans
            .iter_mut()
            .find(|plan| plan.at == at && path.starts_with(&plan.folder))?;
        if plan.good > 0 {
            plan.good -= 1;
            return None;
        }
        plan.bad = plan.bad.checked_sub(1)?;
        Some((plan.fault, plan.folder.clone()))
    });
    let kind = match planned {
        None => return Ok(()),
        Some((Fault::DiskFull, _)) => ErrorKind::StorageFull,
        Some((Fault::NotAllowed, _)) => ErrorKind::PermissionDenied,
        Some((Fault::Broken, _)) => ErrorKind::Other,
        Some((Fault::Hanging, folder)) => {
            while with_plans(|plans| plans.iter().any(|plan| plan.folder == folder)) {
                std::thread::sleep(Duration::from_millis(5));
            }
            return Ok(());
        }
    };
    Err(kind.into())
}

/// Every byte written by this program passes here, so that a test can make the disk fail.
pub(super) fn put(file: &mut impl Write, path: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Err(error) = next(FaultAt::Write, path) {
        // A disk that fills up has taken a part first.
        file.write_all(bytes.get(..bytes.len() / 2).unwrap_or_default())?;
        return Err(error);
    }
    file.write_all(bytes)
}

struct Plan {
    folder: PathBuf,
    at: FaultAt,
    good: usize,
    bad: usize,
    fault: Fault,
}

static PLANNED: AtomicUsize = AtomicUsize::new(0);
static PLANS: Mutex<Vec<Plan>> = Mutex::new(Vec::new());

fn with_plans<T>(act: impl FnOnce(&mut Vec<Plan>) -> T) -> T {
    act(&mut PLANS.lock().unwrap_or_else(PoisonError::into_inner))
}
