//! The library that a file belongs to.

use std::path::{Component, Path, PathBuf};

use super::{EntryKey, disk};

/// The folder to open for a path, and the file to show in it where the path is a file: the nearest folder upward with a
/// `house_style.yaml` or a `.copydesk` folder, else the root of its git repository, else the folder it lies in.
pub fn home_of(path: &Path) -> (PathBuf, Option<PathBuf>) {
    if !disk::is_file(path) {
        return (path.to_path_buf(), None);
    }
    let file = disk::true_path(path).unwrap_or_else(|| path.to_path_buf());
    let folder = file.parent().unwrap_or(Path::new("/")).to_path_buf();
    let home = marked_above(&folder, &OWN).or_else(|| marked_above(&folder, &[GIT]));
    (home.unwrap_or(folder), Some(file))
}

/// The library in which a file is named, by its true path, and the file's key there; `None` where a link on the way to the file
/// leads out of the library.
pub fn named_home(file: &Path) -> Option<(PathBuf, EntryKey)> {
    let named = std::path::absolute(file).ok()?;
    let folder = named.parent()?;
    // What is above `..` is not told by the name.
    let goes_up = folder.components().any(|it| it == Component::ParentDir);
    let folder = if goes_up {
        disk::true_path(folder)?
    } else {
        folder.to_path_buf()
    };
    let home = marked_above(&folder, &OWN).or_else(|| marked_above(&folder, &[GIT]));
    let root = disk::true_path(&home.unwrap_or(folder))?;
    let key = EntryKey::below(&root, &disk::true_path(file)?)?;
    Some((root, key))
}

/// The library that a folder is a part of: the nearest folder upward with a house style or a `.copydesk` folder, else itself.
pub fn home_of_folder(folder: &Path) -> PathBuf {
    marked_above(folder, &OWN).unwrap_or_else(|| folder.to_path_buf())
}

/// Whether a folder is marked as a library, so that its entries are all there.
pub fn is_marked(folder: &Path) -> bool {
    let mut marks = OWN.iter().chain([&GIT]);
    marks.any(|mark| disk::is_there(&folder.join(mark)))
}

/// The root of the git repository that holds a folder.
pub fn repository_of(folder: &Path) -> Option<PathBuf> {
    marked_above(folder, &[GIT])
}

const OWN: [&str; 2] = ["house_style.yaml", disk::BESIDE];
const GIT: &str = ".git";

fn marked_above(folder: &Path, marks: &[&str]) -> Option<PathBuf> {
    let is_marked = |above: &&Path| marks.iter().any(|mark| disk::is_there(&above.join(mark)));
    folder.ancestors().find(is_marked).map(Path::to_path_buf)
}
