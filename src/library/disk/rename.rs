//! Renaming a file. A name that is taken is never taken away from the other file.

use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::error::{MoveError, ReadError};
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
use super::folder::rename_if_free_at;
use super::paths::is_there;
use super::read::read_text;

/// Gives a file another name in its folder.
///
/// # Errors
/// [`MoveError`] says why it has its old name.
pub fn rename(from: &Path, to: &Path) -> Result<(), MoveError> {
    if !is_there(from) {
        return Err(MoveError::Gone);
    }
    if differ_in_capitals_only(from, to) {
        if has_name(to) {
            return Err(MoveError::AlreadyThere);
        }
        return rename_through_another(from, to);
    }
    rename_to_free(from, to)
}

/// Whether a file holds this text still.
///
/// # Errors
/// [`MoveError`] says what it is instead.
pub fn holds(path: &Path, text: &str) -> Result<(), MoveError> {
    match read_text(path) {
        Ok(now) if *now == *text => Ok(()),
        Ok(_) => Err(MoveError::Changed),
        Err(ReadError::Gone) => Err(MoveError::Gone),
        Err(why) => Err(MoveError::Unreadable(why)),
    }
}

/// The names in a folder; none where it can't be read.
pub fn names_in(folder: &Path) -> Vec<String> {
    let Ok(listed) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let names = listed.filter_map(|item| Some(item.ok()?.file_name().to_string_lossy().into()));
    let mut names: Vec<String> = names.collect();
    names.sort_unstable();
    names
}

/// Many a file system takes both names for one, and so would find the new one taken.
fn rename_through_another(from: &Path, to: &Path) -> Result<(), MoveError> {
    let between = possible_between(from)
        .find(|between| !is_there(between))
        .ok_or(MoveError::AlreadyThere)?;
    rename_to_free(from, &between)?;
    rename_to_free(&between, to).inspect_err(|_| {
        if let Err(error) = rename_to_free(&between, from) {
            log::error!("{} has not its name again: {error}", between.display());
        }
    })
}

fn differ_in_capitals_only(from: &Path, to: &Path) -> bool {
    let small = |path: &Path| path.file_name().map(OsStr::to_ascii_lowercase);
    from.parent() == to.parent() && from != to && small(from) == small(to)
}

/// Files beside this one that were on their way to a name that differs in its capitals only when a program ended.
pub fn between_names(path: &Path) -> impl Iterator<Item = PathBuf> {
    possible_between(path).filter(|between| is_there(between))
}

fn possible_between(path: &Path) -> impl Iterator<Item = PathBuf> {
    (1..100).map(|number| path.with_file_name(format!(".renaming-{number}")))
}

/// Whether the folder lists this very name.
pub fn has_name(path: &Path) -> bool {
    let listed = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    let mut names = listed.into_iter().flatten().filter_map(Result::ok);
    names.any(|item| Some(&*item.file_name()) == path.file_name())
}

fn rename_to_free(from: &Path, to: &Path) -> Result<(), MoveError> {
    match rename_if_free(from, to) {
        Some(renamed) => Ok(renamed?),
        // Such a system has no one step for it: another program could come in between, for some microseconds.
        None if is_there(to) => Err(MoveError::AlreadyThere),
        None => Ok(fs::rename(from, to)?),
    }
}

/// Looks and renames in one step; `None` where the system or the disk has none.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn rename_if_free(from: &Path, to: &Path) -> Option<io::Result<()>> {
    use rustix::fs::CWD;
    rename_if_free_at(CWD, from, CWD, to)
}

#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn rename_if_free(_: &Path, _: &Path) -> Option<io::Result<()>> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().expect("a folder");
        for name in files {
            fs::write(folder.path().join(name), name).expect("written");
        }
        folder
    }

    #[test]
    fn a_file_takes_a_free_name_and_no_other() {
        let folder = folder(&["a.md", "b.md"]);
        let at = |name: &str| folder.path().join(name);
        assert_eq!(
            rename(&at("a.md"), &at("b.md")),
            Err(MoveError::AlreadyThere)
        );
        assert_eq!(rename(&at("c.md"), &at("d.md")), Err(MoveError::Gone));
        let long = "x".repeat(400);
        assert_eq!(rename(&at("a.md"), &at(&long)), Err(MoveError::NameTooLong));
        assert_eq!(names_in(folder.path()), ["a.md", "b.md"]);
        assert_eq!(rename(&at("a.md"), &at("c.md")), Ok(()));
        assert_eq!(names_in(folder.path()), ["b.md", "c.md"]);
        assert_eq!(holds(&at("c.md"), "a.md"), Ok(()));
        assert_eq!(holds(&at("c.md"), "b"), Err(MoveError::Changed));
    }

    #[test]
    fn capitals_alone_can_change_and_a_name_that_is_taken_stays() {
        let folder = folder(&["Tea.md"]);
        let at = |name: &str| folder.path().join(name);
        assert_eq!(rename(&at("Tea.md"), &at("tea.md")), Ok(()));
        assert_eq!(names_in(folder.path()), ["tea.md"]);
        fs::write(at("TEA.md"), "other").expect("written");
        assert_eq!(
            rename(&at("tea.md"), &at("TEA.md")),
            Err(MoveError::AlreadyThere)
        );
        assert_eq!(names_in(folder.path()).len(), 2);
    }

    #[test]
    fn a_name_that_can_not_be_taken_leaves_the_old_one() {
        let folder = folder(&["Tea.md", "b.md"]);
        let at = |name: &str| folder.path().join(name);
        let refused = rename_through_another(&at("Tea.md"), &at("b.md"));
        assert_eq!(refused, Err(MoveError::AlreadyThere));
        assert_eq!(names_in(folder.path()), ["Tea.md", "b.md"]);
    }
}
