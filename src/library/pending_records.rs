//! Pending records: they tell of texts that are about to be saved, and are written down beside the content after those.
//!
//! They are in the journal from before the first save until all of them are written down. So the next start can write down what
//! a program that was killed left out: the records of those files that hold the very text that is told of, and no others.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::interrupted::{is_of_library, key_below};
use super::versions::TextHash;
use super::{EntryKey, RecordChange, disk};

/// Records of a library that are still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingRecords {
    pub root: PathBuf,
    /// The file beside the content.
    pub name: String,
    pub records: Vec<PendingRecord>,
}

/// A record that is still to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingRecord {
    pub line: String,
    /// The text that it tells of, once a file holds that; none where what it tells of is so already.
    pub text: Option<(EntryKey, TextHash)>,
}

/// What became of records that an earlier session left pending.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FinishedRecords {
    /// So many are written down.
    pub written: usize,
    /// These are not: their entries were never saved, or hold another text by now.
    pub left_out: Vec<PendingRecord>,
}

impl PendingRecords {
    /// The change that writes those down that tell of what is so, and those that don't.
    pub fn as_it_stands(&self) -> (RecordChange, Vec<PendingRecord>) {
        let is_so = |record: &PendingRecord| match &record.text {
            None => true,
            Some((key, hash)) => {
                let now = disk::read_text(&self.root.join(key.path()));
                now.is_ok_and(|now| TextHash::of(&now) == *hash)
            }
        };
        let (so, left_out) = self.records.iter().cloned().partition::<Vec<_>, _>(is_so);
        let change = RecordChange {
            add: so.into_iter().map(|record| record.line).collect(),
            remove: Vec::new(),
        };
        (change, left_out)
    }

    /// The bytes to keep.
    pub(super) fn kept(&self, at: Timestamp) -> serde_json::Result<Vec<u8>> {
        serde_json::to_vec(&Kept {
            copydesk_records: VERSION,
            at: at.to_string(),
            root: self.root.clone().into(),
            name: self.name.clone(),
            records: self.records.iter().map(KeptRecord::of).collect(),
        })
    }

    /// What was kept, in the library of `root`; `None` where it is of another library, or can't be read.
    pub(super) fn read(bytes: &[u8], root: &Path) -> Option<Self> {
        let kept: Kept = serde_json::from_slice(bytes).ok()?;
        let is_name = Path::new(&kept.name).components().count() == 1;
        let is_readable = kept.copydesk_records == VERSION && is_name;
        if !is_readable || !is_of_library(Path::new(&kept.root), root) {
            return None;
        }
        key_below(Path::new(&kept.name))?;
        Some(Self {
            root: root.to_path_buf(),
            name: kept.name,
            records: kept
                .records
                .into_iter()
                .map(KeptRecord::read)
                .collect::<Option<_>>()?,
        })
    }
}

/// Tells our files from others.
const VERSION: u32 = 1;

#[derive(Serialize, Deserialize)]
struct Kept {
    copydesk_records: u32,
    at: String,
    root: OsString,
    name: String,
    records: Vec<KeptRecord>,
}

#[derive(Serialize, Deserialize)]
struct KeptRecord {
    line: String,
    text: Option<(OsString, String)>,
}

impl KeptRecord {
    fn of(record: &PendingRecord) -> Self {
        let text = record.text.as_ref();
        Self {
            line: record.line.clone(),
            text: text.map(|(key, hash)| (key.path().into(), hash.as_str().to_owned())),
        }
    }

    fn read(self) -> Option<PendingRecord> {
        let text = match self.text {
            Some((key, hash)) => Some((key_below(Path::new(&key))?, TextHash::parse(&hash)?)),
            None => None,
        };
        Some(PendingRecord {
            line: self.line,
            text,
        })
    }
}
