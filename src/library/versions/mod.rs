//! Earlier versions of entries, kept in the person's own folder and never among the content.
//!
//! ```text
//! versions/magnesium-1f0c…/            a library, by the true path of its folder
//!     lock
//!     sleep-and-stress-77ab…/          an entry, by its key
//!         index.jsonl                  one line a version: when, which text, why
//!         9d3e….md.gz                  a text, named by the hash of its bytes
//! ```
//!
//! A text is kept once however often it was the one replaced. The index only grows, line by line, so that two programs can
//! write in it at once; a damaged line is passed over, and a text without a line is still listed, by the age of its file. The
//! texts are ordinary gzip: they can be had without this program.
//!
//! Order is the order of the lines. The clock may have been wrong when one was written, so its time is only shown and, with
//! care, used to let go of what is old (see [`pruning`]).
//!
//! Knows nothing of: where the store lies, saving, undo, the clock.

use std::collections::HashSet;
use std::fmt;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use flate2::Compression;
use flate2::bufread::GzDecoder;
use flate2::write::GzEncoder;
use jiff::Timestamp;
use sha2::{Digest, Sha256};

mod line;
pub mod pruning;

pub use line::{TextHash, Version, Why};
pub use pruning::Limits;

use super::disk::{self, LONGEST_TEXT, OwnLock, ReadError, SaveError};
use super::entry_key::EntryKey;

/// The store of all libraries of one person.
#[derive(Debug, Clone)]
pub struct Versions {
    folder: PathBuf,
}

const INDEX: &str = "index.jsonl";
const TEXT_END: &str = ".md.gz";
/// An index longer than this is none of ours; the texts beside it are still listed.
const LONGEST_INDEX: u64 = 32 * 1024 * 1024;
/// How long another program may hold the lock before we go on without it: a save must not wait for a program that hangs.
const LOCK_TIMEOUT: Duration = Duration::from_secs(1);

impl Versions {
    /// The store that lies in this folder; it is made when the first version is kept.
    pub fn below(folder: PathBuf) -> Self {
        Self { folder }
    }

    /// Keeps a text of an entry. What was kept last for the same reason is not kept twice.
    ///
    /// # Errors
    /// [`VersionError`] when the store takes nothing now; what it holds is as it was.
    pub fn keep(
        &self,
        root: &Path,
        key: &EntryKey,
        text: &str,
        why: Why,
        at: Timestamp,
    ) -> Result<(), VersionError> {
        self.keep_of_branch(root, key, text, why, None, at)
    }

    /// The same for a text that belongs to a branch.
    ///
    /// # Errors
    /// As [`keep`](Self::keep).
    pub fn keep_of_branch(
        &self,
        root: &Path,
        key: &EntryKey,
        text: &str,
        why: Why,
        branch: Option<String>,
        at: Timestamp,
    ) -> Result<(), VersionError> {
        let _lock = self.lock(root);
        let folder = self.entry_folder(root, key);
        let version = Version {
            at,
            hash: TextHash::of(text),
            length: text.len() as u64,
            why,
            file: key.file(),
            branch,
        };
        put_text(&folder, &version.hash, text)?;
        let last = lines_of(&folder).pop();
        let is_other =
            |it: &Version| (&it.hash, it.why, &it.branch) != (&version.hash, why, &version.branch);
        if last.is_none_or(|it| is_other(&it)) {
            disk::add_own_line(&folder.join(INDEX), &version.line())?;
        }
        Ok(())
    }

    /// The versions of an entry whose text is there, newest first.
    ///
    /// # Errors
    /// [`ReadError`] when the store can't be read at all.
    pub fn list(&self, root: &Path, key: &EntryKey) -> Result<Vec<Version>, ReadError> {
        let mut versions = Shelf::read(&self.entry_folder(root, key))?.versions;
        versions.reverse();
        Ok(versions)
    }

    /// The text of a version, which is the very text that was kept.
    ///
    /// # Errors
    /// [`ReadError`] when it is gone by now, or damaged.
    pub fn text(
        &self,
        root: &Path,
        key: &EntryKey,
        hash: &TextHash,
    ) -> Result<Arc<str>, ReadError> {
        read_text(&self.entry_folder(root, key), hash)
    }

    /// The file of an entry has another name from now on: its versions go with it, to those of the new name if there are any.
    ///
    /// # Errors
    /// [`VersionError`] when that can't be done; every version is still to be found by the old name or the new.
    pub fn moved(&self, root: &Path, from: &EntryKey, to: &EntryKey) -> Result<(), VersionError> {
        let (old, new) = (self.entry_folder(root, from), self.entry_folder(root, to));
        if from == to || !disk::is_there(&old) {
            return Ok(());
        }
        let _lock = self.lock(root);
        if !disk::is_there(&new) {
            return Ok(disk::move_own(&old, &new)?);
        }
        // Both have versions: those of the old name are added, in the order of their times.
        let moving = Shelf::read(&old).map_err(|why| VersionError::Failed(why.to_string()))?;
        let mut versions = Shelf::read(&new).map_or_else(|_| Vec::new(), |it| it.versions);
        for text in &moving.texts {
            let name = text_name(&text.hash);
            disk::move_own(&old.join(&name), &new.join(&name))?;
        }
        versions.extend(moving.versions);
        versions.sort_by_key(|version| version.at);
        write_index(&new, &versions)?;
        disk::remove_own(&old.join(INDEX))?;
        Ok(disk::remove_own_folder(&old)?)
    }

    fn library_folder(&self, root: &Path) -> PathBuf {
        let name = root.file_name().unwrap_or_default().to_string_lossy();
        let bytes = root.as_os_str().as_encoded_bytes();
        self.folder.join(named(&name, bytes.iter().copied()))
    }

    fn entry_folder(&self, root: &Path, key: &EntryKey) -> PathBuf {
        self.library_folder(root)
            .join(named(key.stem(), key.bytes()))
    }

    fn lock(&self, root: &Path) -> Option<OwnLock> {
        disk::lock_own(&self.library_folder(root).join("lock"), LOCK_TIMEOUT)
    }
}

/// Why a version was not kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionError {
    /// The system names no folder for a person's own files.
    NoHome,
    DiskFull,
    NotAllowed,
    Failed(String),
}

impl fmt::Display for VersionError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHome => f.write_str("the system names no folder for your own files"),
            Self::DiskFull => f.write_str("the disk of your own files is full"),
            Self::NotAllowed => {
                f.write_str("nothing can be written in the folder of your own files")
            }
            Self::Failed(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for VersionError {}

impl From<SaveError> for VersionError {
    fn from(refused: SaveError) -> Self {
        match refused {
            SaveError::DiskFull => Self::DiskFull,
            SaveError::ReadOnlyFolder | SaveError::ReadOnlyFile => Self::NotAllowed,
            SaveError::Failed(reason) => Self::Failed(reason),
            other => Self::Failed(other.to_string()),
        }
    }
}

/// What is kept of one entry.
struct Shelf {
    /// Those whose text is there, oldest first.
    versions: Vec<Version>,
    texts: Vec<Text>,
    /// Lines of the index that name no text that is there, or can't be read.
    has_waste: bool,
}

struct Text {
    hash: TextHash,
    /// On the disk.
    bytes: u64,
}

impl Shelf {
    fn read(folder: &Path) -> Result<Self, ReadError> {
        let mut texts = Vec::new();
        let mut without_line = Vec::new();
        let lines = lines_of(folder);
        let named: HashSet<&TextHash> = lines.iter().map(|line| &line.hash).collect();
        for shelved in disk::list_own(folder)? {
            let hash = shelved.name.strip_suffix(TEXT_END).map(TextHash::parse);
            let Some(Some(hash)) = hash else {
                continue;
            };
            if !named.contains(&hash) {
                without_line.push(Version {
                    at: shelved.modified.unwrap_or_default(),
                    hash: hash.clone(),
                    length: 0,
                    why: Why::Unknown,
                    file: String::new(),
                    branch: None,
                });
            }
            texts.push(Text {
                hash,
                bytes: shelved.bytes,
            });
        }
        let there: HashSet<&TextHash> = texts.iter().map(|text| &text.hash).collect();
        let count = lines.len();
        let mut versions = lines;
        versions.retain(|line| there.contains(&line.hash));
        let has_waste = versions.len() < count;
        for version in without_line {
            let place = versions.partition_point(|other| other.at <= version.at);
            versions.insert(place, version);
        }
        Ok(Self {
            versions,
            texts,
            has_waste,
        })
    }
}

/// The lines of an index that can be read, oldest first.
fn lines_of(folder: &Path) -> Vec<Version> {
    let bytes = match disk::read_bytes(&folder.join(INDEX), LONGEST_INDEX) {
        Ok(bytes) => bytes,
        Err(ReadError::Gone) => return Vec::new(),
        Err(why) => {
            log::warn!("{}: {why}", folder.display());
            return Vec::new();
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    text.lines().filter_map(Version::read).collect()
}

fn write_index(folder: &Path, versions: &[Version]) -> Result<(), SaveError> {
    let lines: String = versions.iter().map(|it| it.line() + "\n").collect();
    disk::write_own_bytes(&folder.join(INDEX), lines.as_bytes())
}

fn text_name(hash: &TextHash) -> String {
    format!("{}{TEXT_END}", hash.as_str())
}

/// Puts a text on the shelf unless it is there whole.
fn put_text(folder: &Path, hash: &TextHash, text: &str) -> Result<(), VersionError> {
    if read_text(folder, hash).is_ok_and(|kept| &*kept == text) {
        return Ok(());
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
    let packed = packed
        .write_all(text.as_bytes())
        .and_then(|()| packed.finish());
    let packed = packed.map_err(|error| VersionError::Failed(error.to_string()))?;
    Ok(disk::write_own_bytes(
        &folder.join(text_name(hash)),
        &packed,
    )?)
}

fn read_text(folder: &Path, hash: &TextHash) -> Result<Arc<str>, ReadError> {
    let packed = disk::read_bytes(&folder.join(text_name(hash)), LONGEST_TEXT)?;
    let damaged = |_| ReadError::Failed("it is damaged".to_string());
    let mut text = String::new();
    let mut unpack = GzDecoder::new(packed.as_slice()).take(LONGEST_TEXT + 1);
    unpack.read_to_string(&mut text).map_err(damaged)?;
    if TextHash::of(&text) != *hash {
        return Err(ReadError::Failed("it is damaged".to_string()));
    }
    Ok(text.into())
}

/// A name for a folder that a person can tell from others, and that is different for different bytes.
fn named(name: &str, bytes: impl Iterator<Item = u8>) -> String {
    let bytes: Vec<u8> = bytes.collect();
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "-_".contains(letter);
    let name: String = name.chars().filter(|&it| plain(it)).take(40).collect();
    let hash = line::hex(&Sha256::digest(&bytes));
    format!("{name}-{}", hash.get(..16).unwrap_or(&hash))
}
