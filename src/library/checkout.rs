//! Where a folder stands in its git repository: on which branch, and whether git is in the middle of something.
//!
//! Read from the small files of the repository and without `git`, so that it can be asked at every change.

use std::fmt;
use std::path::{Path, PathBuf};

use super::disk;

/// The repository that a folder lies in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// Its own folder: `.git`, or where a `.git` that is a file says it is.
    folder: PathBuf,
    /// What it shares with the other folders of the repository.
    common: PathBuf,
}

/// How a folder stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutState {
    head: String,
    stash: Option<String>,
    under_way: Option<UnderWay>,
    /// The branch that is being rebased.
    rebased: Option<String>,
}

/// What git is in the middle of, and will go on with when the person says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnderWay {
    Merge,
    Rebase,
    CherryPick,
    Revert,
}

/// Why many files change at once, and nobody edited them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Switched {
    /// The folder went from one branch, or commit, to another.
    Branch { from: String, to: String },
    /// Git is in the middle of something.
    UnderWay(UnderWay),
    /// Git changed them otherwise: changes were stashed or brought back, or commits put on others.
    ByGit,
    /// So many files changed within a second.
    Many(usize),
}

impl fmt::Display for UnderWay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Merge => "a merge",
            Self::Rebase => "a rebase",
            Self::CherryPick => "a cherry-pick",
            Self::Revert => "a revert",
        })
    }
}

impl Checkout {
    /// The repository of a folder; `None` where there is none, be there something of its name.
    pub fn of(root: &Path) -> Option<Self> {
        let place = root.ancestors().map(|it| it.join(".git"));
        let place = place.into_iter().find(|it| disk::is_there(it))?;
        let folder = match line(&place) {
            // A second folder of a repository has a file that says where its own part is.
            Some(said) => place.parent()?.join(said.strip_prefix("gitdir: ")?),
            None => place,
        };
        let common = line(&folder.join("commondir"));
        let common = common.map_or_else(|| folder.clone(), |it| folder.join(it));
        // What git takes for a repository. Anything else may lie there, and is nothing of git's to write in.
        let is_one =
            disk::is_there(&folder.join("HEAD")) && disk::is_there(&common.join("objects"));
        is_one.then_some(Self { folder, common })
    }

    /// Of the files that git reads first, the name of one that is no ordinary file or has no end in sight.
    pub fn odd_file(&self) -> Option<String> {
        const LONGEST: u64 = 512 * 1024 * 1024;
        let head = line(&self.folder.join("HEAD")).unwrap_or_default();
        let branch = head.strip_prefix("ref: ");
        let own = ["HEAD", "commondir", "index"].map(|name| (&self.folder, name));
        let shared = ["config", "packed-refs", "shallow"].map(|name| (&self.common, name));
        let branch = branch.map(|name| (&self.common, name));
        let mut all = own.into_iter().chain(shared).chain(branch);
        all.find(|(folder, name)| disk::is_odd(&folder.join(name), LONGEST))
            .map(|(_, name)| name.to_owned())
    }

    /// The folder whose changes say that something goes on.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The repository is still there.
    pub fn is_there(&self) -> bool {
        disk::is_there(&self.folder)
    }

    /// The folder that all work trees of the repository share.
    pub fn common(&self) -> &Path {
        &self.common
    }

    /// Git is writing right now.
    pub fn is_at_work(&self) -> bool {
        disk::is_there(&self.folder.join("index.lock"))
    }

    pub fn standing(&self) -> CheckoutState {
        let has = |name: &str| disk::is_there(&self.folder.join(name));
        let rebases = ["rebase-merge", "rebase-apply"];
        let rebased = rebases.iter().find(|name| has(name));
        let under_way = if rebased.is_some() {
            Some(UnderWay::Rebase)
        } else if has("MERGE_HEAD") {
            Some(UnderWay::Merge)
        } else if has("CHERRY_PICK_HEAD") {
            Some(UnderWay::CherryPick)
        } else if has("REVERT_HEAD") {
            Some(UnderWay::Revert)
        } else {
            None
        };
        CheckoutState {
            head: line(&self.folder.join("HEAD")).unwrap_or_default(),
            stash: line(&self.common.join("refs/stash")),
            under_way,
            rebased: rebased.and_then(|name| line(&self.folder.join(name).join("head-name"))),
        }
    }
}

impl CheckoutState {
    /// The branch, or the commit where it is on none.
    pub fn branch(&self) -> String {
        let said = self.rebased.as_ref().unwrap_or(&self.head);
        let named = said.strip_prefix("ref: ").unwrap_or(said);
        if let Some(branch) = named.strip_prefix("refs/heads/") {
            return branch.to_string();
        }
        format!("commit {}", named.get(..7).unwrap_or(named))
    }

    /// What happened since `before`, or goes on; `None` where that can't be why files change.
    pub fn switched_since(&self, before: &Self) -> Option<Switched> {
        let (from, to) = (before.branch(), self.branch());
        if from != to {
            return Some(Switched::Branch { from, to });
        }
        if let Some(under_way) = self.under_way {
            return Some(Switched::UnderWay(under_way));
        }
        // What was under way has come to its end, or was given up.
        let is_over = before.under_way.is_some();
        (is_over || self.stash != before.stash).then_some(Switched::ByGit)
    }
}

/// The first line of a small file; `None` where there is no such file.
fn line(path: &Path) -> Option<String> {
    const LONGEST: u64 = 64 * 1024;
    let bytes = disk::read_bytes(path, LONGEST).ok()?;
    let text = String::from_utf8_lossy(&bytes);
    text.lines().next().map(|line| line.trim_end().to_string())
}
