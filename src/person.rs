//! What belongs to one person and not to a library: settings, window layout, log, panic reports.
//!
//! Knows nothing of: entries, the library's folder, windows.

use std::path::{Path, PathBuf};

use directories::ProjectDirs;
use serde::{Deserialize, Serialize};

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
}

/// What comes back next time.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// In percent of the usual size.
    pub text_size: u16,
    pub last_folder: Option<PathBuf>,
    /// The newest first, the last folder included.
    pub recent_folders: Vec<PathBuf>,
    pub layout: Layout,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: 100,
            last_folder: None,
            recent_folders: Vec::new(),
            layout: Layout::default(),
        }
    }
}

/// Light, dark, or as the system has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// The window as it was left. Widths and sizes are in points.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Layout {
    pub library_width: f32,
    pub right_width: f32,
    pub right_shown: bool,
    pub window_width: f32,
    pub window_height: f32,
    pub maximised: bool,
}

impl Default for Layout {
    fn default() -> Self {
        Self {
            library_width: 280.0,
            right_width: 440.0,
            right_shown: true,
            window_width: 1320.0,
            window_height: 860.0,
            maximised: false,
        }
    }
}

impl Settings {
    /// Reads the settings. Whatever cannot be read is as at first, and the note says so.
    pub fn load(file: &Path) -> (Self, Option<String>) {
        let text = match disk::read_own(file) {
            Ok(Some(text)) => text,
            Ok(None) => return (Self::default(), None),
            Err(reason) => return (Self::default(), Some(note(file, &reason.to_string()))),
        };
        match serde_json::from_str::<serde_json::Value>(&text) {
            Ok(serde_json::Value::Object(fields)) => Self::from_fields(fields, file),
            Ok(_) => (Self::default(), Some(note(file, "it holds no settings"))),
            Err(error) => (Self::default(), Some(note(file, &error.to_string()))),
        }
    }

    /// The text to keep in the settings file.
    pub fn to_text(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.unwrap_or_else(|error| {
            log::error!("settings could not be written down: {error}");
            "{}".to_string()
        }) + "\n"
    }

    /// Puts a folder first among the recent ones.
    pub fn opened(&mut self, folder: &Path) {
        const MOST: usize = 10;
        self.recent_folders.retain(|recent| recent != folder);
        self.recent_folders.insert(0, folder.to_path_buf());
        self.recent_folders.truncate(MOST);
        self.last_folder = Some(folder.to_path_buf());
    }

    /// One field after the other, so that a bad one costs no other.
    fn from_fields(
        fields: serde_json::Map<String, serde_json::Value>,
        file: &Path,
    ) -> (Self, Option<String>) {
        let mut settings = serde_json::to_value(Self::default()).unwrap_or_default();
        let mut bad = Vec::new();
        for (name, value) in fields {
            let mut tried = settings.clone();
            if let Some(place) = tried.get_mut(&name) {
                *place = value;
                match serde_json::from_value::<Self>(tried.clone()) {
                    Ok(_) => settings = tried,
                    Err(_) => bad.push(name),
                }
            }
        }
        let mut settings: Self = serde_json::from_value(settings).unwrap_or_default();
        settings.text_size = settings.text_size.clamp(50, 300);
        settings.layout.keep_usable();
        let reason = format!("{} is not what it should be", bad.join(", "));
        (settings, (!bad.is_empty()).then(|| note(file, &reason)))
    }
}

impl Layout {
    /// A window nobody can find again is of no use.
    fn keep_usable(&mut self) {
        let usual = Self::default();
        for (value, least, most, otherwise) in [
            (&mut self.library_width, 120.0, 1200.0, usual.library_width),
            (&mut self.right_width, 160.0, 2400.0, usual.right_width),
            (&mut self.window_width, 480.0, 16_000.0, usual.window_width),
            (
                &mut self.window_height,
                320.0,
                16_000.0,
                usual.window_height,
            ),
        ] {
            if !(least..=most).contains(value) {
                *value = otherwise;
            }
        }
    }
}

fn note(file: &Path, reason: &str) -> String {
    format!(
        "Your settings could not be read in full, so some are as at first: {reason}. Your entries are not touched: {}",
        file.display()
    )
}
