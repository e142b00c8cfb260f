//! What belongs to one person and not to a library: settings, window layout, log, panic reports.
//!
//! Knows nothing of: entries, the library's folder, windows.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::library::disk;

mod log_book;

pub use log_book::{install_panic_reports, start_log};

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

    pub fn log(&self) -> PathBuf {
        self.data.join("copydesk.log")
    }

    /// Where text that was not saved is kept.
    pub fn journal(&self) -> PathBuf {
        self.data.join("journal")
    }

    /// Where earlier versions of entries are kept.
    pub fn versions(&self) -> PathBuf {
        self.data.join("versions")
    }
}

/// Reads what comes back next time. Each field by itself: a bad one is as at first and costs no other. The note says so.
pub fn load_settings<T>(file: &Path) -> (T, Option<String>)
where
    T: Default + Serialize + DeserializeOwned,
{
    let text = match disk::read_own(file) {
        Ok(Some(text)) => text,
        Ok(None) => return (T::default(), None),
        Err(reason) => return (T::default(), Some(note(file, &reason.to_string()))),
    };
    let fields = match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => return (T::default(), Some(note(file, "it holds no settings"))),
        Err(error) => return (T::default(), Some(note(file, &error.to_string()))),
    };
    let mut settings = serde_json::to_value(T::default()).unwrap_or_default();
    let mut bad = Vec::new();
    for (name, value) in fields {
        let mut tried = settings.clone();
        if let Some(place) = tried.get_mut(&name) {
            *place = value;
            match serde_json::from_value::<T>(tried.clone()) {
                Ok(_) => settings = tried,
                Err(_) => bad.push(name),
            }
        }
    }
    let reason = format!("{} is not what it should be", bad.join(", "));
    let read = serde_json::from_value(settings).unwrap_or_default();
    (read, (!bad.is_empty()).then(|| note(file, &reason)))
}

/// The text to keep in the settings file.
pub fn settings_text(settings: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(settings);
    text.unwrap_or_else(|error| {
        log::error!("settings could not be written down: {error}");
        "{}".to_string()
    }) + "\n"
}

fn note(file: &Path, reason: &str) -> String {
    format!(
        "Your settings could not be read in full, so some are as at first: {reason}. Your entries are not touched: {}",
        file.display()
    )
}
