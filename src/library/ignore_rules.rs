//! What git is told to leave out: `.gitignore` in each folder from the top of the repository down, and the repository's own
//! `info/exclude`.
//!
//! The crate that knows how such a rule is meant reads the files itself, whatever they are, and waits for ever at a pipe. So
//! they are read here, through the door to the disk: an ordinary file of at most a megabyte. What is anything else is passed
//! over and told.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use super::checkout::Checkout;
use super::disk::{self, ReadError};
use super::walk_error::WalkError;

/// A longer file of rules is none. Bytes.
const LONGEST: u64 = 1024 * 1024;

const FILE: &str = ".gitignore";

/// The rules met so far on a walk.
#[derive(Default)]
pub(super) struct IgnoreRules {
    /// Folders above the library to the top of its repository; rules hold from there down.
    top: PathBuf,
    exclude: Option<Arc<Gitignore>>,
    by_folder: HashMap<PathBuf, Option<Arc<Gitignore>>>,
    pub errors: Vec<WalkError>,
}

impl IgnoreRules {
    /// The rules for a library whose true path is `root`: those of its repository where it lies in one, else those from the
    /// library down.
    pub fn of(root: &Path) -> Self {
        let mut above = root.ancestors();
        let repository = above.find(|above| disk::true_path(&above.join(".git")).is_some());
        let mut rules = Self {
            top: repository.unwrap_or(root).to_path_buf(),
            ..Self::default()
        };
        if let Some(repository) = repository
            && let Some(checkout) = Checkout::of(root)
        {
            let file = checkout.common().join("info/exclude");
            rules.exclude = rules.read(repository, &file);
        }
        rules
    }

    /// Whether a file or folder is left out. Folders that lead to it are asked about before it.
    pub fn leave_out(&mut self, path: &Path, is_folder: bool) -> bool {
        // The nearest rule that says anything decides.
        let mut folder = path.parent();
        while let Some(at) = folder.filter(|at| at.starts_with(&self.top)) {
            if let Some(rules) = self.in_folder(at) {
                match rules.matched(path, is_folder) {
                    Match::None => {}
                    Match::Ignore(_) => return true,
                    Match::Whitelist(_) => return false,
                }
            }
            folder = at.parent();
        }
        let exclude = self.exclude.as_ref();
        exclude.is_some_and(|rules| rules.matched(path, is_folder).is_ignore())
    }

    fn in_folder(&mut self, folder: &Path) -> Option<Arc<Gitignore>> {
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let rules = self.read(folder, &folder.join(FILE));
        self.by_folder.insert(folder.to_path_buf(), rules.clone());
        rules
    }

    /// The rules of a file, which hold from `folder` down.
    fn read(&mut self, folder: &Path, file: &Path) -> Option<Arc<Gitignore>> {
        let bytes = match disk::read_unfollowed(file, LONGEST) {
            Ok(bytes) => bytes,
            Err(ReadError::Gone) => return None,
            Err(why) => {
                let what = match why {
                    ReadError::Link => "it is a link".to_owned(),
                    ReadError::NotAFile => "it is not an ordinary file".to_owned(),
                    ReadError::TooLarge { .. } => "it is larger than 1 MB".to_owned(),
                    why => why.to_string(),
                };
                self.errors.push(WalkError {
                    reason: format!("the rules for what to leave out were passed over: {what}"),
                    path: Some(file.to_path_buf()),
                });
                return None;
            }
        };
        let mut builder = GitignoreBuilder::new(folder);
        let text = String::from_utf8_lossy(&bytes);
        for line in text.trim_start_matches('\u{feff}').lines() {
            // A pattern that can't be read leaves nothing out, as in git.
            if let Err(error) = builder.add_line(None, line) {
                log::info!("{}: {error}", file.display());
            }
        }
        match builder.build() {
            Ok(rules) if !rules.is_empty() => Some(Arc::new(rules)),
            Ok(_) => None,
            Err(error) => {
                log::info!("{}: {error}", file.display());
                None
            }
        }
    }
}
