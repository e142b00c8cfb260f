//! How the person has set up the desk: panes, theme, text size, and which sheet is open.
//!
//! Knows nothing of: colours, pixels' meaning, the entry.

use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use crate::desk::{Desk, Effect, Moment};
use crate::entry::cross_references::EntryId;
use crate::library::versions::Limits;

/// Something to be done to what lies over the desk, or to what the entry leads to.
#[derive(Debug, Clone)]
pub enum ViewCommand {
    /// An answer was given to the question, or it was dismissed.
    Answered,
    CloseSheet,
    /// Put a notice away.
    Dismiss(u64),
    OpenLink(String),
    Copy(String),
    /// An image of the entry is wanted for the preview.
    WantImage(String),
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
pub enum RightPane {
    #[default]
    Preview,
    Sources,
    Findings,
    Changes,
    History,
}

/// What comes back next time. Unknown or missing parts take their usual values.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    pub theme: Theme,
    /// Text size; 1 is usual.
    pub text_size: f32,
    pub right: RightPane,
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
    /// The findings pane lists notes too.
    pub notes_shown: bool,
    /// The person's name, as they last gave it with a note.
    pub name: String,
    /// Sources are offered while a surname is typed.
    pub offer_sources: bool,
    /// Earlier versions are kept for so many days; `None` is for ever.
    pub version_days: Option<u32>,
    /// What all versions may take on the disk.
    pub version_megabytes: u32,
}

impl Default for View {
    fn default() -> Self {
        Self {
            theme: Theme::System,
            text_size: 1.0,
            right: RightPane::Preview,
            library_open: true,
            right_open: true,
            library_width: 264.0,
            right_share: 0.38,
            last_folder: None,
            recent_folders: Vec::new(),
            window: None,
            maximised: false,
            group_by_pillar: false,
            notes_shown: true,
            name: String::new(),
            offer_sources: true,
            version_days: Limits::USUAL_DAYS,
            version_megabytes: Limits::USUAL_MEGABYTES,
        }
    }
}

/// The sizes that text can have.
pub(super) const SIZES: [f32; 9] = [0.8, 0.9, 1.0, 1.1, 1.2, 1.35, 1.5, 1.75, 2.0];

impl View {
    /// The next larger or smaller text size.
    pub(super) fn step_size(&mut self, larger: bool) {
        let now = self.text_size;
        let next = if larger {
            SIZES.iter().find(|size| **size > now + 0.01)
        } else {
            SIZES.iter().rev().find(|size| **size < now - 0.01)
        };
        self.text_size = next.copied().unwrap_or(now);
    }

    /// The view with every size such that the window can be used and found again.
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

    pub(super) fn remember_folder(&mut self, folder: &std::path::Path) {
        self.recent_folders.retain(|other| other != folder);
        self.recent_folders.insert(0, folder.to_owned());
        self.recent_folders.truncate(8);
        self.last_folder = Some(folder.to_owned());
    }
}

/// A small window over the desk, opened by the person's own act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    Palette,
    JumpToEntry,
    JumpToSection,
    /// The places that refer to the entry shown.
    ReferencesHere,
    /// Which entry this id means.
    AssignId(EntryId),
    OpenFolder,
    /// The path of a list of withdrawn works.
    WithdrawnPath,
    NewEntry,
    /// Another slug for the entry shown, and what it changes.
    Rename,
    /// Another slug for a copy of it.
    SaveAs,
    AddSection,
    AddField,
    /// References pasted or typed, to be added to the entry's sources.
    AddSources,
    /// The same, with what was just pasted into the text.
    AddPasted,
    /// A work to mention at the caret.
    Cite,
    /// The ways to mend what the caret is on.
    Fix,
    /// Why a finding may stay as it is.
    Accept,
    /// A change to many entries, to be looked at before it is made.
    Batch,
    /// How long earlier versions are kept.
    VersionLimits,
    /// Text that was not saved last time.
    UnsavedDrafts,
    /// The find bar; not over the desk, but closed by Escape in the same way.
    Find {
        replace: bool,
    },
}

/// Where the window should put the keyboard focus; obeyed when `count` grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Focus {
    pub count: u64,
    pub on: Spot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spot {
    #[default]
    Nowhere,
    Filter,
    Caret,
    Right,
    NextPane,
    PreviousPane,
}

impl Desk {
    pub(super) fn change_view(&mut self, command: ViewCommand, now: Moment) -> Vec<Effect> {
        match command {
            ViewCommand::Answered => self.answered(),
            ViewCommand::CloseSheet => self.close_sheet(),
            ViewCommand::Dismiss(id) => self.drop_notices(|notice| notice.id == id),
            ViewCommand::OpenLink(address) => return self.follow_link(&address, now),
            ViewCommand::Copy(text) => {
                self.say("Copied");
                return vec![Effect::Copy(text)];
            }
            ViewCommand::WantImage(target) => return self.want_image(&target),
        }
        Vec::new()
    }
}
