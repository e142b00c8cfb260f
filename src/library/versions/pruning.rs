//! Letting go of old versions, so that the store stays within its bounds.
//!
//! Four things are never let go of: the newest version of an entry, what a reviewer signed off, what was put aside less than
//! thirty days ago, and anything that came while we looked. What is older than the person's limit goes; then, where the store is still too large,
//! the oldest of all libraries goes first.
//!
//! The clock may have been wrong when a version was kept. A version is taken to be as young as the youngest line before it,
//! and one that says it is from the future to be from now: a wrong clock keeps too much for a while, and never too little.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use jiff::{SignedDuration, Timestamp};

use super::{
    INDEX, LOCK_TIMEOUT, Shelf, TextHash, Version, Versions, Why, disk, text_name, write_index,
};
use crate::library::ReadError;

/// How much is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Versions older than this go; `None` keeps them whatever their age.
    pub days: Option<u32>,
    /// What all versions of all libraries may take on the disk.
    pub bytes: u64,
}

impl Limits {
    /// A quarter: an entry is looked at again before its last version is let go of.
    pub const USUAL_DAYS: Option<u32> = Some(90);
    /// A usual entry takes 4 KB, so there is room for a hundred thousand saves.
    pub const USUAL_MEGABYTES: u32 = 500;

    /// As settings say it, which a person may have written by hand.
    pub fn of(days: Option<u32>, megabytes: u32) -> Self {
        Self {
            days: days.map(|days| days.max(1)),
            bytes: u64::from(megabytes.max(10)) * 1024 * 1024,
        }
    }
}

/// What was put aside is kept for this long in any case.
pub const PUT_ASIDE_DAYS: u32 = 30;

impl Versions {
    /// Lets go of what is beyond the limits and gives back how many bytes are kept now.
    ///
    /// # Errors
    /// [`ReadError`] when the store can't be looked through; nothing was let go of then.
    pub fn prune(&self, limits: Limits, now: Timestamp) -> Result<u64, ReadError> {
        let mut shelves = Vec::new();
        for library in folders_in(&self.folder)? {
            for entry in folders_in(&library)? {
                disk::sweep([entry.as_path()]);
                let shelf = Shelf::read(&entry)?;
                shelves.push((
                    Place {
                        library: library.clone(),
                        entry,
                    },
                    shelf,
                ));
            }
        }
        let mut texts: Vec<Aged> = Vec::new();
        for (number, (_, shelf)) in shelves.iter().enumerate() {
            texts.extend(aged(number, shelf, now));
        }
        let mut total: u64 = texts.iter().map(|text| text.bytes).sum();
        texts.sort_by_key(|text| text.at);
        let too_old = limits.days.map(|days| age(now, days));
        let mut going: HashMap<usize, Vec<TextHash>> = HashMap::new();
        for text in texts.into_iter().filter(|text| !text.stays) {
            if too_old.is_some_and(|limit| text.at < limit) || total > limits.bytes {
                total = total.saturating_sub(text.bytes);
                going.entry(text.shelf).or_default().push(text.hash);
            }
        }
        for (number, (place, shelf)) in shelves.into_iter().enumerate() {
            let going = going.remove(&number).unwrap_or_default();
            if !going.is_empty() || shelf.has_waste {
                place.let_go(&shelf, &going);
            }
        }
        Ok(total)
    }
}

impl Versions {
    /// The same for a program that may run ten thousand times a day.
    ///
    /// # Errors
    /// [`ReadError`] as above, or when it can't be noted that it is done for today.
    pub fn prune_once_a_day(&self, limits: Limits, now: Timestamp) -> Result<(), ReadError> {
        let mark = self.folder.join("pruned");
        let today = now.to_zoned(jiff::tz::TimeZone::UTC).date();
        if disk::written_on(&mark) == Some(today) {
            return Ok(());
        }
        // First, so that of two programs at once one does it.
        let marked = disk::write_own(&mark, "");
        marked.map_err(|why| ReadError::Failed(why.to_string()))?;
        self.prune(limits, now).map(drop)
    }
}

/// A text of an entry, as old as the last time it was kept.
struct Aged {
    shelf: usize,
    hash: TextHash,
    at: Timestamp,
    bytes: u64,
    stays: bool,
}

fn aged(number: usize, shelf: &Shelf, now: Timestamp) -> Vec<Aged> {
    let put_aside_since = age(now, PUT_ASIDE_DAYS);
    let mut last: HashMap<&TextHash, (Timestamp, bool)> = HashMap::new();
    let mut youngest = Timestamp::MIN;
    for version in &shelf.versions {
        youngest = youngest.max(version.at.min(now));
        let stays = version.why == Why::SignedOff
            || version.why.is_put_aside() && youngest >= put_aside_since;
        let (at, held) = last.entry(&version.hash).or_insert((youngest, false));
        *at = youngest;
        *held |= stays;
    }
    let newest = shelf.versions.last().map(|version| &version.hash);
    let texts = shelf.texts.iter().map(|text| {
        let (at, held) = last.get(&text.hash).copied().unwrap_or((now, true));
        Aged {
            shelf: number,
            hash: text.hash.clone(),
            at,
            bytes: text.bytes,
            stays: held || newest == Some(&text.hash),
        }
    });
    texts.collect()
}

/// Where the versions of an entry lie.
struct Place {
    library: PathBuf,
    entry: PathBuf,
}

impl Place {
    /// Takes these texts away, unless they were kept again since `seen` was read, and the lines that name no text.
    fn let_go(&self, seen: &Shelf, going: &[TextHash]) {
        // Without the lock a line that is being added could be lost: then next time.
        let Some(_lock) = disk::lock_own(&self.library.join("lock"), LOCK_TIMEOUT) else {
            return;
        };
        let Ok(now) = Shelf::read(&self.entry) else {
            return;
        };
        let times = |shelf: &Shelf, hash: &TextHash| {
            let of_it = |version: &&Version| version.hash == *hash;
            shelf.versions.iter().filter(of_it).count()
        };
        let mut kept = now.versions.clone();
        for hash in going {
            if times(&now, hash) != times(seen, hash) {
                continue;
            }
            match disk::remove_own(&self.entry.join(text_name(hash))) {
                Ok(()) => kept.retain(|version| version.hash != *hash),
                Err(why) => log::warn!("an old version could not be let go of: {why}"),
            }
        }
        // The texts go first: a line without its text is passed over, a text without its line would be listed.
        if let Err(why) = write_index(&self.entry, &kept) {
            let index = self.entry.join(INDEX);
            log::warn!("{} could not be made shorter: {why}", index.display());
        }
    }
}

fn age(now: Timestamp, days: u32) -> Timestamp {
    let days = SignedDuration::from_hours(24 * i64::from(days));
    now.checked_sub(days).unwrap_or(Timestamp::MIN)
}

fn folders_in(folder: &Path) -> Result<Vec<PathBuf>, ReadError> {
    let found = disk::list_own(folder)?;
    let folders = found.into_iter().filter(|it| it.is_folder);
    Ok(folders.map(|it| folder.join(it.name)).collect())
}
