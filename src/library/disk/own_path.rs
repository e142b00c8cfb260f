//! Paths that end in a name the program chose, and the folders they lie in.
//!
//! Whoever sent the library may have put something under such a name. So a link under one of them is never followed, and a
//! file is replaced as a name, never written over.

use std::ffi::OsStr;
use std::path::Path;

use super::atomic::make_whole;
use super::error::{ReadError, SaveError};
use super::folder::Folder;
use crate::house_style;
use crate::library::AFTER_REVIEW;

/// The folder beside the content.
pub const BESIDE: &str = ".copydesk";

/// The folder of ours in a repository's own, for what git's merge driver notes.
pub const BESIDE_GIT: &str = "copydesk";

/// What git is told to pass over in the folder: the lock is one machine's own and nothing to be shared, and this file with it,
/// so that a folder in which nothing else lies is not shown as new.
const IGNORED: &str = "lock\n.gitignore\n";
pub(super) const IGNORE_FILE: &str = ".gitignore";

/// A path that ends in a name the program chose.
#[derive(Debug, Clone, Copy)]
pub(super) struct OwnPath<'p> {
    /// The library, or git's own folder; the person chose it, so links on the way to it are followed.
    root: &'p Path,
    /// The folder in it that the file lies in.
    below: Option<&'p OsStr>,
    pub name: &'p OsStr,
}

impl<'p> OwnPath<'p> {
    /// `None` for a path whose name a person chose.
    pub fn of(path: &'p Path) -> Option<Self> {
        let (folder, name) = (path.parent()?, path.file_name()?);
        let folder_name = folder.file_name();
        let is_beside = folder_name.is_some_and(|it| it == BESIDE);
        let is_in_git = folder_name.is_some_and(|it| it == BESIDE_GIT) && name == AFTER_REVIEW;
        if is_beside || is_in_git {
            return Some(Self {
                root: folder.parent()?,
                below: folder_name,
                name,
            });
        }
        let is_chosen = name.to_str().is_some_and(house_style::is_file_name);
        is_chosen.then_some(Self {
            root: folder,
            below: None,
            name,
        })
    }

    /// The folder it lies in.
    pub fn folder(&self) -> Result<Folder, ReadError> {
        let root = Folder::open(here(self.root))?;
        match self.below {
            Some(name) => root.inside(name),
            None => Ok(root),
        }
    }

    /// The same, made where there is none.
    pub fn made_folder(&self) -> Result<Folder, SaveError> {
        match self.below {
            Some(name) if name == BESIDE => made(self.root).map(|(folder, _)| folder),
            Some(name) => {
                let root = Folder::open(here(self.root)).map_err(SaveError::writing)?;
                let (folder, _) = root.made_inside(name).map_err(SaveError::making)?;
                Ok(folder)
            }
            None => Folder::open(here(self.root)).map_err(SaveError::writing),
        }
    }
}

/// The folder beside the content, and whether it was made just now.
pub(super) fn made(root: &Path) -> Result<(Folder, bool), SaveError> {
    let root = Folder::open(here(root)).map_err(SaveError::writing)?;
    let (folder, is_new) = root.made_inside(BESIDE).map_err(SaveError::making)?;
    let ignored = OsStr::new(IGNORE_FILE);
    if !folder.has(ignored)
        && let Err(error) = make_whole(&folder, ignored, IGNORED.as_bytes())
        && error.kind() != std::io::ErrorKind::AlreadyExists
    {
        return Err(SaveError::writing(error));
    }
    Ok((folder, is_new))
}

/// The folder beside the content, where there is one.
pub(super) fn folder(root: &Path) -> Result<Folder, ReadError> {
    Folder::open(here(root))?.inside(BESIDE)
}

/// A path that says nothing is the folder one is in.
fn here(path: &Path) -> &Path {
    if path.as_os_str().is_empty() {
        Path::new(".")
    } else {
        path
    }
}
