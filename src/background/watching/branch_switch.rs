//! Tells edits from a branch switch: how the folder stands in its git repository, and how many files changed in how short a
//! time.
//!
//! The watching thread notes how the folder stands at each look. A save compares before it writes, so that a text never
//! goes to a branch that the desk has not heard of.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::library::checkout::{Checkout, CheckoutState, Switched};

/// More files than these are edited by nobody within a second.
const MOST_EDITED: usize = 20;
const RUSH_WINDOW: Duration = Duration::from_secs(1);

/// How long a save waits for git to be done. A lock that is left behind by a git that was killed stays longer.
const GIT_TIMEOUT: Duration = Duration::from_secs(2);
const POLL_INTERVAL: Duration = Duration::from_millis(20);

/// How the library stands, as it was seen last.
#[derive(Default)]
pub(super) struct BranchState(Mutex<State>);

#[derive(Default)]
struct State {
    root: Option<PathBuf>,
    /// The repository that the folder lies in.
    git: Option<(Checkout, CheckoutState)>,
    rush: Option<Rush>,
    /// How many switches were told.
    reported: u64,
}

/// Files that change one soon after the other.
struct Rush {
    at: EventTimes,
    files: usize,
}

/// When the first and the last of some events came.
#[derive(Clone, Copy)]
pub(super) struct EventTimes {
    pub(super) first: Instant,
    pub(super) last: Instant,
}

impl EventTimes {
    pub(super) fn now() -> Self {
        let now = Instant::now();
        Self {
            first: now,
            last: now,
        }
    }
}

impl BranchState {
    /// Another library, or none, is open from now on.
    pub(super) fn begin(&self, root: Option<&Path>) {
        let mut seen = self.lock();
        seen.root = root.map(Path::to_path_buf);
        seen.git = None;
        seen.rush = None;
    }

    /// Looks for the repository of the folder where none is known, or it is gone; its own folder, where one was found now.
    pub(super) fn find_repository(&self) -> Option<PathBuf> {
        let mut seen = self.lock();
        if seen.git.as_ref().is_some_and(|(git, _)| git.is_there()) {
            return None;
        }
        let found = seen.root.as_deref().and_then(Checkout::of);
        seen.git = found.map(|git| {
            let standing = git.standing();
            (git, standing)
        });
        let (git, _) = seen.git.as_ref()?;
        Some(git.folder().to_path_buf())
    }

    /// The repository’s own folder.
    pub(super) fn gits_own(&self) -> Option<PathBuf> {
        let seen = self.lock();
        let (git, _) = seen.git.as_ref()?;
        Some(git.folder().to_path_buf())
    }

    /// Git is writing right now.
    pub(super) fn is_git_at_work(&self) -> bool {
        let seen = self.lock();
        seen.git.as_ref().is_some_and(|(git, _)| git.is_at_work())
    }

    /// Notes how the folder stands now that so many files changed, and tells why they did where it was no edit.
    pub(super) fn switched(
        &self,
        files: usize,
        head_touched: bool,
        when: EventTimes,
    ) -> Option<Switched> {
        let mut seen = self.lock();
        let mut what = None;
        if let Some((git, before)) = &mut seen.git {
            let now = git.standing();
            // A rebase goes away from its branch and comes back.
            let moved = head_touched.then_some(Switched::ByGit);
            what = now.switched_since(before).or(moved);
            *before = now;
        }
        let in_a_rush = seen.in_a_rush(files, when);
        let is_branch = matches!(what, Some(Switched::Branch { .. }));
        if what.is_none() && in_a_rush > MOST_EDITED {
            what = Some(Switched::Many(in_a_rush));
        }
        // A branch that was left matters although no file differs; all else is told with the files.
        let what = what.filter(|_| files > 0 || is_branch);
        seen.reported += u64::from(what.is_some());
        what
    }

    /// Whether the folder still stands as it was told: all of the switches that were told have been heard, which are `heard`
    /// many, and git has done nothing since. Waits for a git that is at work.
    pub(super) fn is_as_reported(&self, heard: u64) -> bool {
        let began = Instant::now();
        while self.is_git_at_work() && began.elapsed() < GIT_TIMEOUT {
            std::thread::sleep(POLL_INTERVAL);
        }
        let seen = self.lock();
        let git = seen.git.as_ref();
        seen.reported == heard && git.is_none_or(|(git, before)| git.standing() == *before)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// How many files changed in the rush that these belong to. Where more changed than anybody edits, it lasts until a
    /// second has gone by without a change: a slow disk tells of them bit by bit.
    fn in_a_rush(&mut self, files: usize, when: EventTimes) -> usize {
        let rush = self.rush.get_or_insert(Rush { at: when, files: 0 });
        let since = if rush.files > MOST_EDITED {
            rush.at.last
        } else {
            rush.at.first
        };
        if when.first.saturating_duration_since(since) > RUSH_WINDOW {
            *rush = Rush { at: when, files: 0 };
        }
        rush.at.last = when.last;
        rush.files += files;
        rush.files
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(began: Instant, first: u64, last: u64) -> EventTimes {
        EventTimes {
            first: began + Duration::from_millis(first),
            last: began + Duration::from_millis(last),
        }
    }

    #[test]
    fn many_files_at_once_are_no_edit_however_slowly_they_are_told() {
        let (stand, began) = (BranchState::default(), Instant::now());
        assert_eq!(stand.switched(15, false, at(began, 0, 300)), None);
        assert_eq!(
            stand.switched(15, false, at(began, 400, 900)),
            Some(Switched::Many(30))
        );
        assert_eq!(
            stand.switched(1, false, at(began, 1800, 1800)),
            Some(Switched::Many(31))
        );
        assert_eq!(stand.switched(1, false, at(began, 2900, 2900)), None);
    }

    #[test]
    fn a_file_a_second_stays_an_edit() {
        let (stand, began) = (BranchState::default(), Instant::now());
        for number in 0..100 {
            let when = at(began, number * 600, number * 600);
            assert_eq!(stand.switched(1, false, when), None, "file {number}");
        }
    }
}
