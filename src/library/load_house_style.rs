//! The house style beside the content, read through the disk door.

use std::path::{Path, PathBuf};

use super::{EntryKey, ReadError, disk};
use crate::house_style::{self, HouseStyle, Mistake};

/// The key of the library's own house style.
pub fn style_key() -> EntryKey {
    EntryKey::new(house_style::FILE)
}

/// The house style of the library at `root` and the mistakes in its file; the built-in one where it has no file. `checks`
/// are the ids a level may be given for.
pub fn read_style(root: &Path, checks: &[&str]) -> (HouseStyle, Vec<Mistake>) {
    read_style_file(&root.join(house_style::FILE), checks).unwrap_or_default()
}

/// The house style of one file.
///
/// # Errors
/// [`ReadError::Gone`] where there is no such file. One that can't be read is a mistake on its line, and the built-in
/// style is used.
pub fn read_style_file(
    path: &Path,
    checks: &[&str],
) -> Result<(HouseStyle, Vec<Mistake>), ReadError> {
    match disk::read_text(path) {
        Ok(text) => Ok(house_style::read_for(&text, checks)),
        Err(ReadError::Gone) => Err(ReadError::Gone),
        Err(why) => {
            let line = match &why {
                ReadError::NotUtf8 { line } => *line,
                _ => 1,
            };
            let mistake = Mistake {
                line,
                column: 1,
                what: format!("{why}. The built-in house style is used"),
            };
            Ok((HouseStyle::default(), vec![mistake]))
        }
    }
}

/// The files beside the content that the list shows among the others, although they are no pages.
pub fn beside(root: &Path) -> Vec<PathBuf> {
    let names = [house_style::FILE, house_style::LEARNED_FILE];
    let paths = names.map(|name| root.join(name));
    paths
        .into_iter()
        .filter(|path| disk::is_file(path))
        .collect()
}

/// Whether a path is one of those beside the content.
pub fn is_beside(root: &Path, path: &Path) -> bool {
    path.parent() == Some(root)
        && path
            .file_name()
            .is_some_and(|name| name == house_style::FILE || name == house_style::LEARNED_FILE)
}
