//! What a repository says of itself, and the settings of a clone: the one thing that is written by way of git.

use std::path::{Path, PathBuf};

use super::{GitError, answer, in_folder};

/// The uppermost folder of the work tree that holds a folder.
///
/// # Errors
/// [`GitError`] where there is none, or it does not say.
pub fn work_tree(folder: &Path) -> Result<PathBuf, GitError> {
    Ok(PathBuf::from(asked(
        folder,
        &["rev-parse", "--show-toplevel"],
    )?))
}

/// A setting as it holds in the repository of a folder; `None` where it is not set.
///
/// # Errors
/// [`GitError`] where git does not say.
pub fn setting(folder: &Path, name: &str) -> Result<Option<String>, GitError> {
    let said = asked(folder, &["config", "--default", "", "--get", name])?;
    Ok((!said.is_empty()).then_some(said))
}

/// Sets something for this clone.
///
/// # Errors
/// [`GitError`] where it was not set.
pub fn set(folder: &Path, name: &str, value: &str) -> Result<(), GitError> {
    asked(folder, &["config", "--local", name, value]).map(drop)
}

/// Removes a section of the settings of this clone.
///
/// # Errors
/// [`GitError`] where it is not there, or was not removed.
pub fn remove_section(folder: &Path, section: &str) -> Result<(), GitError> {
    asked(folder, &["config", "--local", "--remove-section", section]).map(drop)
}

/// What an attribute of a file is, be the file there or not.
///
/// # Errors
/// [`GitError`] where git does not say.
pub fn attribute(folder: &Path, name: &str, file: &str) -> Result<String, GitError> {
    let said = asked(folder, &["check-attr", name, "--", file])?;
    let value = said.rsplit_once(": ").map(|(_, value)| value.to_owned());
    Ok(value.unwrap_or_default())
}

fn asked(folder: &Path, words: &[&str]) -> Result<String, GitError> {
    let mut git = in_folder(folder)?;
    git.args(words);
    let said = String::from_utf8_lossy(&answer(git, None)?).into_owned();
    Ok(said.trim_end_matches(['\n', '\r']).to_owned())
}
