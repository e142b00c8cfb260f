//! One version: a line of an index.

use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// A text that an entry had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Version {
    /// When it was kept, by the clock as it was then.
    pub at: Timestamp,
    pub hash: TextHash,
    /// Of the text, in bytes; 0 where it is not known.
    pub length: u64,
    pub why: Why,
    /// The entry's file then, below the library's folder; empty where it is not known.
    pub file: String,
    /// The branch that a text belongs to which was put aside as the folder went to another.
    pub branch: Option<String>,
}

/// Why a text was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// A save put another text in its place.
    SavedOver,
    /// It was never saved: the desk was left without it.
    ClosedUnsaved,
    /// A merge made another text of it.
    Merged,
    /// The text on the disk was taken in its place.
    TookTheirs,
    /// What was recovered after a crash was not wanted.
    Recovered,
    /// The folder went to another branch, or many files changed at once.
    KeptAside,
    /// The entry was deleted.
    Deleted,
    /// Another program changed the file, and the entry was read again.
    ChangedOutside,
    /// A reviewer signed it off: the record of that names it, and what changed since is told from it.
    SignedOff,
    /// Its line is lost, or another version of this program wrote it.
    #[serde(other)]
    Unknown,
}

impl Why {
    /// Whether the text was put aside, and was perhaps never in the file: such a text is let go of later than others.
    pub fn is_put_aside(self) -> bool {
        !matches!(
            self,
            Self::SavedOver | Self::ChangedOutside | Self::SignedOff
        )
    }

    /// What happened to the text, as the history pane says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::SavedOver => "Saved over",
            Self::ClosedUnsaved => "Closed without saving",
            Self::Merged => "Put aside in a merge",
            Self::TookTheirs => "Put aside for the text on disk",
            Self::Recovered => "Kept from a recovery",
            Self::KeptAside => "Kept aside",
            Self::Deleted => "Deleted",
            Self::ChangedOutside => "Before another program changed it",
            Self::SignedOff => "Signed off",
            Self::Unknown => "Kept",
        }
    }
}

/// Names a text by its bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TextHash(Arc<str>);

impl TextHash {
    pub fn of(text: &str) -> Self {
        Self(hex(&Sha256::digest(text.as_bytes())).into())
    }

    /// `None` for anything but 64 small hexadecimal digits: it becomes the name of a file.
    pub fn parse(text: &str) -> Option<Self> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        (text.len() == 64 && text.bytes().all(is_digit)).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// A line as it is written.
#[derive(Serialize, Deserialize)]
struct Line {
    time: String,
    hash: String,
    #[serde(default)]
    length: u64,
    #[serde(default = "unknown")]
    why: Why,
    #[serde(default)]
    key: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    branch: Option<String>,
}

fn unknown() -> Why {
    Why::Unknown
}

impl Version {
    /// The version that a line tells of; `None` where it can't be read.
    pub(super) fn read(line: &str) -> Option<Self> {
        let line: Line = serde_json::from_str(line).ok()?;
        Some(Self {
            at: line.time.parse().ok()?,
            hash: TextHash::parse(&line.hash)?,
            length: line.length,
            why: line.why,
            file: line.key,
            branch: line.branch,
        })
    }

    /// The line that tells of it, without its end.
    pub(super) fn line(&self) -> String {
        let line = Line {
            time: self.at.to_string(),
            hash: self.hash.as_str().to_string(),
            length: self.length,
            why: self.why,
            key: self.file.clone(),
            branch: self.branch.clone(),
        };
        serde_json::to_string(&line).unwrap_or_else(|error| {
            log::error!("a version could not be written down: {error}");
            String::new()
        })
    }
}
