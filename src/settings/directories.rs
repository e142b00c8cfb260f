//! A person's own folders, where the system keeps such things.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// A person's own folders, where the system keeps such things. None of them needs to exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnFolders {
    pub config: PathBuf,
    pub data: PathBuf,
    pub cache: PathBuf,
}

impl OwnFolders {
    /// The folders of the person who runs the program; `None` where there is no home.
    pub fn find() -> Option<Self> {
        let found = ProjectDirs::from("", "", "copydesk")?;
        Some(Self {
            config: found.config_dir().to_path_buf(),
            data: found.data_local_dir().to_path_buf(),
            cache: found.cache_dir().to_path_buf(),
        })
    }

    /// All folders below one, for a trial or a test.
    pub fn below(folder: &Path) -> Self {
        Self {
            config: folder.join("config"),
            data: folder.join("data"),
            cache: folder.join("cache"),
        }
    }

    pub fn settings(&self) -> PathBuf {
        self.config.join("settings.json")
    }

    /// Where the person's own dictionaries lie, each an `.aff` and a `.dic`.
    pub fn dictionaries(&self) -> PathBuf {
        self.config.join("dictionaries")
    }

    pub fn log(&self) -> PathBuf {
        self.data.join("copydesk.log")
    }

    /// Where text that was not saved is kept.
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal")
    }

    /// Where it is kept what the person ticked in reviews.
    pub fn ticks(&self) -> PathBuf {
        self.data.join("ticks")
    }

    /// Where earlier versions of entries are kept.
    pub fn versions(&self) -> PathBuf {
        self.data.join("versions")
    }
}
