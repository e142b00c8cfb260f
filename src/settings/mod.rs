//! What belongs to one person and not to a library: [`Settings`], folders, log, panic reports.
//!
//! Window and command line read the same file by the same struct.
//!
//! Knows nothing of: entries, the library's folder, windows.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::house_style::InForce;
use crate::library::disk;
use crate::library::versions::Limits;

mod directories;
mod log_file;
mod review_queue;

pub use directories::OwnFolders;
pub use log_file::{install_panic_reports, start_log};
pub use review_queue::{QueueColumn, ReviewQueue};

/// What a person answered where the entries of a library follow no house style that is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum HouseChecks {
    Off,
    BuiltIn,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    #[default]
    System,
    Light,
    Dark,
}

/// What the right pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RightTab {
    #[default]
    Preview,
    Sources,
    Findings,
    Changes,
    History,
    Search,
}

/// What comes back next time. Unknown or missing parts take their usual values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    pub theme: Theme,
    /// Text size; 1 is usual.
    pub text_size: f32,
    pub right: RightTab,
    pub library_open: bool,
    pub right_open: bool,
    /// Points.
    pub library_width: f32,
    /// The part of the room beside the library that the right pane takes.
    pub right_share: f32,
    pub last_folder: Option<PathBuf>,
    /// Newest first.
    pub recent_folders: Vec<PathBuf>,
    /// Inner size of the window in points.
    pub window: Option<(f32, f32)>,
    pub maximised: bool,
    pub group_by_pillar: bool,
    pub group_by_state: bool,
    /// The fields of an entry that stand in its row of the library, by their keys.
    pub row_fields: Vec<String>,
    /// The findings pane lists notes too.
    pub notes_shown: bool,
    /// The person's name, as they last gave it with a note.
    pub name: String,
    /// Sources are offered while a surname is typed.
    pub offer_sources: bool,
    /// Words that no dictionary has are told.
    pub check_spelling: bool,
    /// Dictionaries of the system that are asked as well, by name: `cy_GB`.
    pub dictionaries: Vec<String>,
    /// Earlier versions are kept for so many days; `None` is for ever.
    pub version_days: Option<u32>,
    /// What all versions may take on the disk.
    pub version_megabytes: u32,
    /// The size of the text that is read for proof; points.
    pub proof_size: f32,
    /// Single letters act while the doubts have the focus.
    pub proof_letters: bool,
    pub queue: ReviewQueue,
    /// What was answered for each library, by its folder.
    pub house_checks: BTreeMap<String, HouseChecks>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: 1.0,
            right: RightTab::Preview,
            library_open: true,
            right_open: true,
            library_width: 264.0,
            right_share: 0.38,
            last_folder: None,
            recent_folders: Vec::new(),
            window: None,
            maximised: false,
            group_by_pillar: false,
            group_by_state: false,
            row_fields: Vec::new(),
            notes_shown: true,
            name: String::new(),
            offer_sources: true,
            check_spelling: true,
            dictionaries: Vec::new(),
            version_days: Limits::USUAL_DAYS,
            version_megabytes: Limits::USUAL_MEGABYTES,
            proof_size: PROOF_SIZE,
            proof_letters: true,
            queue: ReviewQueue::default(),
            house_checks: BTreeMap::new(),
        }
    }
}

/// The sizes that text can have.
const SIZES: [f32; 9] = [0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0];

/// The size of the text that is read for proof, and how far it goes.
const PROOF_SIZE: f32 = 17.0;
const PROOF_SIZES: std::ops::RangeInclusive<f32> = 13.0..=34.0;

impl Settings {
    /// Sets the text that is read for proof larger or smaller.
    pub(crate) fn step_proof_size(&mut self, larger: bool) {
        let step = if self.proof_size < 24.0 { 1.0 } else { 2.0 };
        let size = self.proof_size + if larger { step } else { -step };
        self.proof_size = size.clamp(*PROOF_SIZES.start(), *PROOF_SIZES.end());
    }

    /// The next larger or smaller text size.
    pub(crate) fn step_size(&mut self, larger: bool) {
        let now = self.text_size;
        let next = if larger {
            SIZES.iter().find(|size| **size > now + 0.01)
        } else {
            SIZES.iter().rev().find(|size| **size < now - 0.01)
        };
        self.text_size = next.copied().unwrap_or(now);
    }

    /// The settings with every size such that the window can be used and found again.
    #[must_use]
    pub fn kept_usable(mut self) -> Self {
        let usual = Self::default();
        let within = |value: f32, least: f32, most: f32, otherwise: f32| {
            if (least..=most).contains(&value) {
                value
            } else {
                otherwise
            }
        };
        self.text_size = within(self.text_size, 0.5, 3.0, usual.text_size);
        self.proof_size = within(
            self.proof_size,
            *PROOF_SIZES.start(),
            *PROOF_SIZES.end(),
            usual.proof_size,
        );
        self.library_width = within(self.library_width, 140.0, 1200.0, usual.library_width);
        self.right_share = within(self.right_share, 0.1, 0.9, usual.right_share);
        self.window = self
            .window
            .filter(|(w, h)| (400.0..=16_000.0).contains(w) && (300.0..=16_000.0).contains(h));
        self.version_days = self.version_days.map(|days| days.max(1));
        self.version_megabytes = self.version_megabytes.max(10);
        self
    }

    pub fn version_limits(&self) -> Limits {
        Limits::of(self.version_days, self.version_megabytes)
    }

    /// How far the checks of a house are in force in the library of a folder, where the person answered that.
    pub fn house_checks_of(&self, root: &Path) -> Option<InForce> {
        let answer = self.house_checks.get(&*root.to_string_lossy())?;
        Some(match answer {
            HouseChecks::Off => InForce::NoHouse,
            HouseChecks::BuiltIn => InForce::House,
        })
    }

    pub(crate) fn answer_house_checks(&mut self, root: &Path, answer: HouseChecks) {
        let folder = root.to_string_lossy().into_owned();
        self.house_checks.insert(folder, answer);
    }

    pub(crate) fn remember_folder(&mut self, folder: &Path) {
        self.recent_folders.retain(|other| other != folder);
        self.recent_folders.insert(0, folder.to_owned());
        self.recent_folders.truncate(8);
        self.last_folder = Some(folder.to_owned());
    }
}

/// Reads what comes back next time. Each field by itself: a bad one is as at first and costs no other. The note says so.
pub fn load_settings(file: &Path) -> (Settings, Option<String>) {
    let text = match disk::read_own(file) {
        Ok(Some(text)) => text,
        Ok(None) => return (Settings::default(), None),
        Err(reason) => return (Settings::default(), Some(note(file, &reason.to_string()))),
    };
    let fields = match serde_json::from_str::<Value>(&text) {
        Ok(Value::Object(fields)) => fields,
        Ok(_) => {
            return (
                Settings::default(),
                Some(note(file, "it holds no settings")),
            );
        }
        Err(error) => return (Settings::default(), Some(note(file, &error.to_string()))),
    };
    let mut settings = serde_json::to_value(Settings::default()).unwrap_or_default();
    let mut bad = Vec::new();
    for (name, value) in fields {
        let mut tried = settings.clone();
        if let Some(place) = tried.get_mut(&name) {
            *place = value;
            match serde_json::from_value::<Settings>(tried.clone()) {
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
pub fn settings_text(settings: &Settings) -> String {
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
