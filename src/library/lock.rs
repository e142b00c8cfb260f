//! Who is at work in a library: a note beside the content, so that a second window, or a second person on a shared folder,
//! hears of the first. It keeps nobody out: a save compares, whoever writes.
//!
//! Knows nothing of: the file it stands in, threads, windows.

use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// The one who holds a library.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Holder {
    /// The person's name as they gave it, or that of their account.
    pub name: String,
    /// The machine.
    pub host: String,
    pub process: u32,
    pub since: String,
    /// The folder beside the content was made for this and may go with it.
    #[serde(default)]
    pub made_folder: bool,
}

/// Who holds a library, as far as somebody else can tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Other {
    /// The note can't be read: it is just being written, or another version of this program wrote it.
    Somebody,
    /// The same person on the same machine: another window.
    Myself(Holder),
    Known(Holder),
}

/// A note that was not refreshed for so long is that of a program that is no more.
pub const STALE_AFTER: Duration = Duration::from_secs(5 * 60);

/// A note is refreshed this often.
pub const HEARTBEAT_INTERVAL: Duration = Duration::from_secs(30);

impl Holder {
    /// The note as it is written.
    pub fn text(&self) -> String {
        let text = serde_json::to_string(self);
        text.unwrap_or_else(|error| {
            log::error!("a lock could not be written down: {error}");
            String::new()
        }) + "\n"
    }

    pub fn read(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }
}

impl Other {
    /// Since when, as far as it can be read.
    pub fn since(&self) -> Option<Timestamp> {
        match self {
            Self::Somebody => None,
            Self::Myself(holder) | Self::Known(holder) => holder.since.parse().ok(),
        }
    }

    /// The one whose note this is, as `me` sees them.
    pub fn of(text: &str, me: &Holder) -> Self {
        match Holder::read(text) {
            None => Self::Somebody,
            Some(it) if it.host == me.host && it.name == me.name => Self::Myself(it),
            Some(it) => Self::Known(it),
        }
    }
}
