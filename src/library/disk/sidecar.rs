//! The folder beside the content, `.copydesk/`: the records in it, and names in it under which nothing is read or written.

use std::ffi::OsStr;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use super::error::{ReadError, SaveError};
use super::folder::Folder;
use super::own_files::put_beside;
use super::own_path::{BESIDE, IGNORE_FILE, OwnPath, made};
use super::read::{LONGEST_TEXT, as_text, open, read_bytes};
use crate::house_style;
use crate::library::json_lines::{JsonLines, RecordChange};

/// The records of a file of that name; none where there is no such file yet.
///
/// # Errors
/// [`ReadError`] when there is a file and it can't be read.
pub fn read_records(root: &Path, name: &str) -> Result<JsonLines, ReadError> {
    records_in(&path(root, name))
}

/// The same for a file that lies elsewhere. A byte that is no text is damage of its line, which is read as far as it goes and
/// kept as it is.
pub fn records_in(file: &Path) -> Result<JsonLines, ReadError> {
    let is_list_of_words = file.file_name() == Some(OsStr::new(WORDS));
    let longest = match is_list_of_words {
        true => LONGEST_WORDS,
        false => LONGEST_RECORDS,
    };
    match read_bytes(file, longest) {
        Ok(bytes) => match as_text(&bytes) {
            Err(ReadError::Utf16) => Err(ReadError::Utf16),
            _ => Ok(JsonLines::of_bytes(&bytes)),
        },
        Err(ReadError::Gone) => Ok(JsonLines::default()),
        Err(why) => Err(why),
    }
}

/// The longest file of records that is opened: a review is about 1 kB, and each is held in memory as it is read.
const LONGEST_RECORDS: u64 = 4 * LONGEST_TEXT;

/// The name of the list of words, which people write and no program lets grow.
const WORDS: &str = "words.txt";

/// The longest list of words that is opened: a million of them.
const LONGEST_WORDS: u64 = 16 * 1024 * 1024;

/// Changes the records of a file as it is now, whoever wrote in it meanwhile, and gives back what it holds then.
///
/// # Errors
/// [`SaveError`] when it can't be read or written; it is as it was then.
pub fn change_records(
    root: &Path,
    name: &str,
    change: &RecordChange,
) -> Result<JsonLines, SaveError> {
    change_records_in(&path(root, name), |records| records.change(change))
}

/// Puts other lines in the place of some in a file that is there.
///
/// # Errors
/// [`SaveError`] when it can't be read or written; it is as it was then.
pub fn replace_records(
    root: &Path,
    name: &str,
    other: impl Fn(&str) -> Option<String>,
) -> Result<(), SaveError> {
    let file = path(root, name);
    // What need not be changed is not touched, be it read-only or out of order.
    let found = records_in(&file).map_err(|why| SaveError::Failed(why.to_string()))?;
    if !found.lines().any(|line| other(line).is_some()) {
        return Ok(());
    }
    change_records_in(&file, |records| records.replace(&other)).map(|_| ())
}

/// Adds a record to a file that lies elsewhere, unless it is there.
///
/// # Errors
/// [`SaveError`] when it can't be read or written; it is as it was then.
pub fn add_record(file: &Path, line: &str) -> Result<(), SaveError> {
    let added = RecordChange {
        add: vec![line.to_owned()],
        remove: Vec::new(),
    };
    change_records_in(file, |records| records.change(&added)).map(|_| ())
}

/// Whether records could be added to a file of that name now, for what must not be done without its record.
///
/// # Errors
/// [`SaveError`] says why not.
pub fn check_records(root: &Path, name: &str) -> Result<(), SaveError> {
    let file = path(root, name);
    let chosen = OwnPath::of(&file).ok_or(SaveError::FolderGone)?;
    let folder = chosen.made_folder()?;
    records_to_change(&file)?;
    refuse_read_only(&folder, chosen.name)?;
    // Thrown away again: whether the folder takes a file is known when it took one.
    put_beside(&folder, chosen.name, b"")
        .map(|_| ())
        .map_err(SaveError::writing)
}

fn records_to_change(file: &Path) -> Result<JsonLines, SaveError> {
    let records = records_in(file).map_err(|why| match why {
        ReadError::Link => SaveError::Link,
        why => SaveError::Failed(why.to_string()),
    })?;
    if is_foreign(file, &records) {
        return Err(SaveError::NotOurs);
    }
    Ok(records)
}

/// Whether a file has the name of records and holds none, so that somebody else wrote it: a letter, a picture. One line in the
/// form of a record, be it damaged, makes it ours; of a list of words any text may be one.
fn is_foreign(file: &Path, records: &JsonLines) -> bool {
    let is_of_records = file.extension() == Some(OsStr::new("jsonl"));
    let mut lines = records.lines().peekable();
    lines.peek().is_some()
        && match is_of_records {
            true => !lines.any(|line| line.starts_with('{')),
            false => lines.any(|line| line.contains('\0')),
        }
}

/// A new file could take its name all the same: whoever made it read-only did not want that.
fn refuse_read_only(folder: &Folder, name: &OsStr) -> Result<(), SaveError> {
    let is_read_only = |file: fs::File| {
        let metadata = file.metadata();
        metadata.is_ok_and(|metadata| metadata.permissions().readonly())
    };
    match folder.file(name).is_ok_and(is_read_only) {
        true => Err(SaveError::ReadOnlyFile),
        false => Ok(()),
    }
}

fn change_records_in(file: &Path, change: impl Fn(&mut JsonLines)) -> Result<JsonLines, SaveError> {
    let chosen = OwnPath::of(file).ok_or(SaveError::FolderGone)?;
    let folder = chosen.made_folder()?;
    let now = || records_to_change(file);
    let _turn = folder.turn();
    let mut before = now()?;
    for _ in 0..MOST_TRIES {
        let mut records = before.clone();
        change(&mut records);
        if records == before && folder.has(chosen.name) {
            return Ok(records);
        }
        refuse_read_only(&folder, chosen.name)?;
        let part = put_beside(&folder, chosen.name, &records.bytes());
        let part = part.map_err(SaveError::writing)?;
        // Where there was no turn to be had, another program may have written meanwhile.
        let seen = std::mem::replace(&mut before, now()?);
        if before == seen {
            part.replace().map_err(SaveError::writing)?;
            return Ok(records);
        }
    }
    Err(SaveError::Failed(
        "other programs write in it all the time".to_owned(),
    ))
}

/// So often records that others write as well are read again. Each time one of them has got its change in.
const MOST_TRIES: u32 = 200;

/// The same by how a file begins, for telling it.
fn begins_foreign(file: &Path) -> bool {
    const BEGINNING: u64 = 64 * 1024;
    let are_lines = ["jsonl", "txt"]
        .iter()
        .any(|it| file.extension() == Some(OsStr::new(it)));
    let mut bytes = Vec::new();
    let begins = are_lines.then(|| open(file, u64::MAX).ok()).flatten();
    begins.is_some_and(|(file, _)| file.take(BEGINNING).read_to_end(&mut bytes).is_ok())
        && is_foreign(file, &JsonLines::of_bytes(&bytes))
}

/// Makes the folder where there is none yet.
///
/// # Errors
/// [`SaveError`] when the disk does not take it, or something else has its name.
pub fn make_beside(root: &Path) -> Result<(), SaveError> {
    made(root).map(|_| ())
}

/// A name beside the content under which nothing is read or written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LeftAlone {
    /// Its path below the library.
    pub name: String,
    pub what: Oddity,
}

/// What is wrong with a name beside the content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Oddity {
    Link,
    /// A pipe, a device, a folder in the place of a file or a file in the place of a folder.
    NotAFile,
    /// A file that no program of ours wrote.
    NotOurs,
}

impl fmt::Display for Oddity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Link => "is a link",
            Self::NotAFile => "is not an ordinary file",
            Self::NotOurs => "was not written by copydesk",
        })
    }
}

/// The names beside the content of a library that are left alone. Only for telling: what is opened is looked at when it is
/// opened.
pub fn left_alone(root: &Path) -> Vec<LeftAlone> {
    let oddity = |path: &Path, wants_folder: bool| {
        let found = fs::symlink_metadata(path).ok()?;
        if found.is_symlink() {
            return Some(Oddity::Link);
        }
        let is_as_wanted = if wants_folder {
            found.is_dir()
        } else {
            found.is_file()
        };
        (!is_as_wanted).then_some(Oddity::NotAFile)
    };
    let folder = root.join(BESIDE);
    let odd_folder = oddity(&folder, true);
    let mut names = vec![(PathBuf::from(BESIDE), odd_folder)];
    for name in [house_style::FILE, house_style::LEARNED_FILE] {
        names.push((PathBuf::from(name), oddity(&root.join(name), false)));
    }
    if odd_folder.is_none() {
        for name in OWN_NAMES {
            let below = Path::new(BESIDE).join(name);
            let file = root.join(&below);
            let foreign = || begins_foreign(&file).then_some(Oddity::NotOurs);
            let odd = oddity(&file, false).or_else(foreign);
            names.push((below, odd));
        }
    }
    let odd = names.into_iter().filter_map(|(name, what)| {
        Some(LeftAlone {
            name: name.to_string_lossy().into_owned(),
            what: what?,
        })
    });
    odd.collect()
}

/// The names in the folder beside the content.
const OWN_NAMES: [&str; 12] = [
    "lock",
    IGNORE_FILE,
    "accepted.jsonl",
    "not_duplicates.jsonl",
    "after_review.jsonl",
    "reviews.jsonl",
    "claims.jsonl",
    "assignments.jsonl",
    "redirects.csv",
    "withdrawn.csv",
    WORDS,
    "terms.csv",
];

fn path(root: &Path, name: &str) -> PathBuf {
    root.join(BESIDE).join(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_words_and_records_beyond_their_length_are_not_read() {
        let root = tempfile::tempdir().expect("a folder");
        fs::create_dir(root.path().join(BESIDE)).expect("made");
        for (name, longest) in [(WORDS, LONGEST_WORDS), ("reviews.jsonl", LONGEST_RECORDS)] {
            let file = fs::File::create(path(root.path(), name)).expect("made");
            file.set_len(longest + 1).expect("a hole in a file");
            let (bytes, limit) = (longest + 1, longest);
            let refused = read_records(root.path(), name).expect_err("too large");
            assert_eq!(refused, ReadError::TooLarge { bytes, limit });
        }
    }
}
