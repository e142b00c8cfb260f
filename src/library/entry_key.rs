//! The key of a file: its path below the library's folder.

use std::cmp::Ordering;
use std::ffi::OsString;
use std::hash::{Hash, Hasher};
use std::path::{MAIN_SEPARATOR, Path};
use std::sync::Arc;

use super::page_path;

/// A path below the library's folder. Keys sort as their [`file`](EntryKey::file) does.
#[derive(Debug, Clone)]
pub struct EntryKey(Arc<Path>);

/// Whether a file name is that of an entry.
pub fn is_markdown(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|found| {
        found.eq_ignore_ascii_case("md") || found.eq_ignore_ascii_case("markdown")
    })
}

impl EntryKey {
    /// The key of a relative path.
    pub fn new(path: impl AsRef<Path>) -> Self {
        Self(Arc::from(path.as_ref()))
    }

    /// The key of a file below `root`; `None` for a file elsewhere.
    pub fn below(root: &Path, file: &Path) -> Option<Self> {
        file.strip_prefix(root).ok().map(Self::new)
    }

    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The folder of the library in which the file of this key lies at `file`: what [`below`](Self::below) took away.
    pub fn root_of<'f>(&self, file: &'f Path) -> Option<&'f Path> {
        let depth = self.0.components().count();
        let root = file.ancestors().nth(depth)?;
        (Self::below(root, file).as_ref() == Some(self)).then_some(root)
    }

    /// The path with `/`, whatever the system writes. A name that is no text is shown with replacement marks.
    pub fn file(&self) -> String {
        let shown = self.0.to_string_lossy();
        if MAIN_SEPARATOR == '/' {
            shown.into_owned()
        } else {
            shown.replace(MAIN_SEPARATOR, "/")
        }
    }

    /// The name of the file without its extension.
    pub fn stem(&self) -> &str {
        let stem = self.0.file_stem().and_then(|stem| stem.to_str());
        stem.unwrap_or("(a name that is no text)")
    }

    /// The name that the path gives the page: `tea` of `tea/index.md` and of `2024-03-01-tea.md`.
    pub fn page_name(&self) -> &str {
        self.0
            .to_str()
            .map_or_else(|| self.stem(), page_path::page_name)
    }

    /// The key of a file beside this one, with another stem and the same extension.
    pub fn with_stem(&self, stem: &str) -> Self {
        let mut name = OsString::from(stem);
        if let Some(extension) = self.0.extension() {
            name.push(".");
            name.push(extension);
        }
        Self::new(self.0.with_file_name(name))
    }

    /// What the file is called where it has no title: a page by its name without extension, any other by its whole name.
    pub fn name(&self) -> &str {
        if is_markdown(&self.0) {
            return self.stem();
        }
        let name = self.0.file_name().and_then(|name| name.to_str());
        name.unwrap_or("(a name that is no text)")
    }

    /// The bytes of the path as `file` writes it.
    pub(super) fn bytes(&self) -> impl Iterator<Item = u8> {
        let bytes = self.0.as_os_str().as_encoded_bytes().iter();
        bytes.map(|&byte| {
            if byte == MAIN_SEPARATOR as u8 {
                b'/'
            } else {
                byte
            }
        })
    }
}

impl PartialEq for EntryKey {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_os_str() == other.0.as_os_str()
    }
}

impl Eq for EntryKey {}

impl Hash for EntryKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.0.as_os_str().hash(state);
    }
}

impl PartialOrd for EntryKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for EntryKey {
    fn cmp(&self, other: &Self) -> Ordering {
        if MAIN_SEPARATOR == '/' {
            // The same, in one comparison of bytes.
            let (left, right) = (self.0.as_os_str(), other.0.as_os_str());
            return left.as_encoded_bytes().cmp(right.as_encoded_bytes());
        }
        self.bytes().cmp(other.bytes())
    }
}
