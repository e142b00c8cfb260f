//! What could not be read while a library was opened.

use std::path::PathBuf;

/// A folder that could not be looked into. The rest of the library is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WalkError {
    pub reason: String,
    pub path: Option<PathBuf>,
}

impl std::fmt::Display for WalkError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Part of the library could not be read: {}", self.reason)?;
        match &self.path {
            Some(path) => write!(f, ": {}", path.display()),
            None => Ok(()),
        }
    }
}
