//! The library that a file belongs to.
//!
//! Knows nothing of: what is in the file.

use std::path::{Path, PathBuf};

use super::disk;

/// The folder to open for a path, and the file to show in it where the path is a file: the nearest folder upward with a
/// `house_style.yaml` or a `.copydesk` folder, else the root of its git repository, else the folder it lies in.
pub fn home_of(path: &Path) -> (PathBuf, Option<PathBuf>) {
    if !disk::is_file(path) {
        return (path.to_path_buf(), None);
    }
    let file = disk::true_path(path).unwrap_or_else(|| path.to_path_buf());
    let folder = file.parent().unwrap_or(Path::new("/")).to_path_buf();
    let marked = |marks: &[&str]| {
        folder
            .ancestors()
            .find(|above| marks.iter().any(|mark| disk::is_there(&above.join(mark))))
            .map(Path::to_path_buf)
    };
    let home = marked(&["house_style.yaml", super::disk::BESIDE]).or_else(|| marked(&[".git"]));
    (home.unwrap_or(folder), Some(file))
}
