//! The journal: what was typed and not saved, kept in the person's own folder, where no crash takes it.
//!
//! Every running session has a folder of its own with one file for each unsaved entry. The first line of a file says in
//! JSON which entry it is and how long its two texts are, with a checksum of each; the text follows, then the text that the
//! file of the entry held when it was last seen. Files are written atomically. If one is damaged all the same, whatever can
//! be read is given, with word of the damage.
//!
//! An act that changes several files in turn has a file there too, from before its first step until after its last
//! ([`interrupted`](super::interrupted)), and so have the records that are still to be written ([`PendingRecords`]).
//!
//! Knows nothing of: the desk, threads, when to write.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::disk::{self, LONGEST_TEXT, SessionDir};
use super::interrupted::{Act, Interrupted, key_below};
use super::{Content, EntryKey, FinishedRecords, PendingRecords, RecordChange, SaveError};

/// An entry with text that is not on the disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unsaved {
    pub root: PathBuf,
    pub key: EntryKey,
    pub path: PathBuf,
    pub text: Arc<str>,
    /// What the file held when it was last read or written.
    pub seen: Arc<str>,
}

/// What earlier sessions left can't be told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalError(String);

impl fmt::Display for JournalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for JournalError {}

impl From<io::Error> for JournalError {
    fn from(error: io::Error) -> Self {
        Self(error.to_string())
    }
}

/// Text that a session left unsaved when it ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnsavedDraft {
    /// The file that keeps it; names it.
    pub file: PathBuf,
    /// The entry; `None` where that can't be read any more.
    pub key: Option<EntryKey>,
    pub at: Option<Timestamp>,
    /// The text, or as much of it as can be read.
    pub text: Arc<str>,
    /// What the file held when it was last seen; `None` where that can't be read whole.
    pub seen: Option<Arc<str>>,
    /// The text is not the one that was kept, or not all of it.
    pub is_damaged: bool,
    /// What the file of the entry holds now.
    pub now: Content,
}

impl UnsavedDraft {
    /// Whether there is an entry to put it into, and something to put there.
    pub fn can_be_restored(&self) -> bool {
        self.key.is_some() && !self.is_unreadable()
    }

    /// Whether nothing at all can be read of what was kept.
    pub fn is_unreadable(&self) -> bool {
        self.is_damaged && self.text.trim().is_empty()
    }

    /// Whether somebody wrote the file since this text was typed.
    pub fn is_changed_since(&self) -> bool {
        match &self.now {
            Content::Text(now) => self.seen.as_ref() != Some(now),
            Content::Unreadable(_) => true,
        }
    }
}

/// The journal of the session that runs, and those that were found.
#[derive(Debug)]
pub struct Journal {
    home: PathBuf,
    session: Option<SessionDir>,
    /// The file of each entry, by the path of the entry, and that of the pending records of a library, by its path.
    names: HashMap<PathBuf, String>,
    /// Counts the files, so that no name comes twice.
    count: u64,
    /// Files that are safe from the end of the program and not yet from a power cut.
    unflushed: VecDeque<String>,
    /// The folders of sessions that ended otherwise than by closing.
    left: Vec<SessionDir>,
}

/// The ending of the files that keep a text, of those that keep an act, and of those that keep records.
const ENDING: &str = "journal";
const ACT_ENDING: &str = "act";
const PENDING_ENDING: &str = "pending";
/// What a header begins with: tells our files from others.
const VERSION: u32 = 1;
/// The longest file that is read: two texts and a header.
const LONGEST: u64 = 2 * LONGEST_TEXT + LONGEST_HEADER as u64;
const LONGEST_HEADER: usize = 64 * 1024;
/// The longest act that is read: it holds the texts of all files that it changes.
const LONGEST_ACT: u64 = 1024 * 1024 * 1024;

impl Journal {
    /// A journal in `home`, which need not be there yet.
    pub fn new(home: PathBuf) -> Self {
        Self {
            home,
            session: None,
            names: HashMap::new(),
            count: 0,
            unflushed: VecDeque::new(),
            left: Vec::new(),
        }
    }

    /// Keeps the text of an entry in the place of the one before. With `flush` it is safe from a power cut too; else
    /// [`flush_next`](Self::flush_next) sees to that.
    ///
    /// # Errors
    /// When the folder can't be written to; the text kept before is still there then.
    pub fn put(&mut self, unsaved: &Unsaved, at: Timestamp, flush: bool) -> io::Result<()> {
        let name = self.name_of(&unsaved.path, ENDING);
        let session = self.session(at)?;
        let header = Header::of(unsaved, at).line()?;
        let texts = [unsaved.text.as_bytes(), unsaved.seen.as_bytes()];
        let [text, seen] = texts;
        session.put(&name, &[header.as_bytes(), text, seen], flush)?;
        if !flush {
            self.unflushed.push_back(name.clone());
        }
        self.names.insert(unsaved.path.clone(), name);
        Ok(())
    }

    /// Forgets the text of an entry: it is saved, or back at what is saved.
    ///
    /// # Errors
    /// When its file can't be taken away.
    pub fn forget(&mut self, path: &Path) -> io::Result<()> {
        if let (Some(name), Some(session)) = (self.names.remove(path), &self.session) {
            session.take_away(&session.path().join(name))?;
        }
        Ok(())
    }

    /// Writes down an act before its first step, safe from a power cut. It is taken out by [`settle`](Self::settle).
    ///
    /// # Errors
    /// When the folder can't be written to.
    pub fn begin(&mut self, act: &Act, at: Timestamp) -> io::Result<PathBuf> {
        self.count += 1;
        let name = format!("{}.{ACT_ENDING}", self.count);
        let bytes = act.kept(at)?;
        let session = self.session(at)?;
        session.put(&name, &[&bytes], true)?;
        Ok(session.path().join(name))
    }

    /// Acts of earlier sessions on the library whose true path is `root` that were begun and not taken out, in the order in
    /// which they were begun. One that is done may be among them.
    ///
    /// # Errors
    /// When the folder of the journals can't be read.
    pub fn interrupted(&mut self, root: &Path) -> io::Result<Vec<Interrupted>> {
        let mut found = Vec::new();
        for file in self.files_left()?.into_iter().filter(|file| is_act(file)) {
            if let Some(act) = read_act(&file, root).flatten() {
                found.push(Interrupted::new(file, act));
            }
        }
        Ok(found)
    }

    /// Keeps the pending records of a library in the place of those before, safe from a power cut.
    ///
    /// # Errors
    /// When the folder can't be written to; those kept before are still there then.
    pub fn keep_pending(&mut self, pending: &PendingRecords, at: Timestamp) -> io::Result<()> {
        if pending.records.is_empty() {
            return self.forget(&pending.root);
        }
        let name = self.name_of(&pending.root, PENDING_ENDING);
        let bytes = pending.kept(at)?;
        self.session(at)?.put(&name, &[&bytes], true)?;
        self.names.insert(pending.root.clone(), name);
        Ok(())
    }

    /// Writes down which records sessions before left pending in the library whose true path is `root`, and this one when it left
    /// that library, as far as they tell of what is so.
    ///
    /// # Errors
    /// The records that could not be written down, and why: they stay in the journal.
    pub fn finish_pending(
        &mut self,
        root: &Path,
    ) -> Result<FinishedRecords, (RecordChange, SaveError)> {
        let own = self.names.get(root).zip(self.session.as_ref());
        let own = own.map(|(name, session)| session.path().join(name));
        let left = self.files_left().unwrap_or_else(|why| {
            log::warn!("the pending records are not known: {why}");
            Vec::new()
        });
        let mut finished = FinishedRecords::default();
        for file in left.into_iter().chain(own).filter(|file| is_pending(file)) {
            let bytes = disk::read_bytes(&file, LONGEST_ACT).unwrap_or_default();
            let Some(pending) = PendingRecords::read(&bytes, root) else {
                continue;
            };
            let (mut change, left_out) = pending.as_it_stands();
            let known = disk::read_records(root, &pending.name).unwrap_or_default();
            change.add.retain(|line| !known.has(line));
            if !change.add.is_empty()
                && let Err(why) = disk::change_records(root, &pending.name, &change)
            {
                return Err((change, why));
            }
            finished.written += change.add.len();
            finished.left_out.extend(left_out);
            if let Err(why) = self.settle(&file) {
                log::warn!("{}: {why}", file.display());
            }
        }
        self.names.remove(root);
        Ok(finished)
    }

    /// Makes one more text safe from a power cut; `false` where all are.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn flush_next(&mut self) -> io::Result<bool> {
        if let (Some(name), Some(session)) = (self.unflushed.pop_front(), &self.session) {
            session.flush(&name)?;
        }
        Ok(!self.unflushed.is_empty())
    }

    /// What earlier sessions left of the library whose true path is `root`, by entry, the newest first. A text that the file
    /// holds by now is left out, and taken away.
    ///
    /// # Errors
    /// When the folder of the journals can't be read.
    pub fn unsaved_drafts(&mut self, root: &Path) -> io::Result<Vec<UnsavedDraft>> {
        let mut all: Vec<UnsavedDraft> = Vec::new();
        let files = self.files_left()?.into_iter();
        let (acts, texts): (Vec<_>, Vec<_>) = files
            .filter(|file| !is_pending(file))
            .partition(|file| is_act(file));
        let mut moved = HashMap::new();
        for file in acts {
            match read_act(&file, root) {
                Some(Some(Act::Rename(order))) if order.has_moved() => {
                    moved.insert(order.from.clone(), order.to.clone());
                }
                Some(_) => {}
                None => all.push(nobodys(file, "")),
            }
        }
        for file in texts {
            match disk::read_bytes(&file, LONGEST) {
                Ok(bytes) => all.extend(read_one(&bytes, file, root, &moved)),
                Err(why) => {
                    log::warn!("{}: {why}", file.display());
                    all.push(nobodys(file, ""));
                }
            }
        }
        all.sort_by(|one, two| one.key.cmp(&two.key).then_with(|| two.at.cmp(&one.at)));
        let mut kept: Vec<UnsavedDraft> = Vec::new();
        for one in all {
            let is_saved = !one.is_damaged && one.now.text() == Some(&one.text);
            let mut of_it = kept.iter().rev().take_while(|other| other.key == one.key);
            let is_twice = !one.is_damaged && of_it.any(|other| other.text == one.text);
            if is_saved || is_twice {
                self.settle(&one.file)?;
            } else {
                kept.push(one);
            }
        }
        Ok(kept)
    }

    /// Takes away a text of an earlier session, as somebody has said what becomes of it, or an act that has ended.
    ///
    /// # Errors
    /// When its file can't be taken away.
    pub fn settle(&mut self, file: &Path) -> io::Result<()> {
        let mut folders = self.left.iter().chain(&self.session);
        match folders.find(|it| file.starts_with(it.path())) {
            Some(folder) => folder.take_away(file),
            None => Ok(()),
        }
    }

    /// Lets go of all folders. Those that are empty go; what was not saved and not answered stays for the next session.
    ///
    /// # Errors
    /// When an empty folder can't be taken away.
    pub fn close(self) -> io::Result<()> {
        let mut folders = self.session.into_iter().chain(self.left);
        folders.try_for_each(SessionDir::let_go)
    }

    /// The files of sessions that have ended, session by session. Their folders are held from now on.
    fn files_left(&mut self) -> io::Result<Vec<PathBuf>> {
        self.left.extend(SessionDir::left_behind(&self.home)?);
        let mut files = Vec::new();
        for folder in &self.left {
            let mut of_session = folder.files()?;
            of_session.sort_by_key(|file| number_of(file));
            files.extend(of_session);
        }
        Ok(files)
    }

    /// The file for a path: the one it has, else a new one.
    fn name_of(&mut self, path: &Path, ending: &str) -> String {
        let known = self.names.get(path).cloned();
        known.unwrap_or_else(|| {
            self.count += 1;
            format!("{}.{ending}", self.count)
        })
    }

    fn session(&mut self, at: Timestamp) -> io::Result<&SessionDir> {
        // A folder that somebody took away is made anew.
        let there = self.session.take().filter(|it| disk::is_there(it.path()));
        let session = match there {
            Some(session) => session,
            None => {
                let name = at.strftime("%Y-%m-%d-%H%M%S").to_string();
                SessionDir::make(&self.home, &name)?
            }
        };
        Ok(self.session.insert(session))
    }
}

/// The first line of a file.
#[derive(Debug, Serialize, Deserialize)]
struct Header {
    copydesk_journal: u32,
    /// The folder of the library, and the entry below it. A path that is no text is written with replacement marks.
    root: String,
    entry: String,
    at: String,
    text: Piece,
    seen: Piece,
}

/// The length of a text, and its checksum.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Piece {
    bytes: usize,
    crc32: u32,
}

impl Header {
    fn of(unsaved: &Unsaved, at: Timestamp) -> Self {
        Self {
            copydesk_journal: VERSION,
            root: unsaved.root.to_string_lossy().into_owned(),
            entry: unsaved.key.file(),
            at: at.to_string(),
            text: Piece::of(unsaved.text.as_bytes()),
            seen: Piece::of(unsaved.seen.as_bytes()),
        }
    }

    fn line(&self) -> io::Result<String> {
        let line = serde_json::to_string(self).map_err(io::Error::other)?;
        Ok(line + "\n")
    }
}

impl Piece {
    fn of(bytes: &[u8]) -> Self {
        Self {
            bytes: bytes.len(),
            crc32: crc32fast::hash(bytes),
        }
    }
}

/// A file of the journal, where it is one of this library. Damage is no reason to leave it out.
///
/// `moved` are entries whose file took another name while the text waited; the text goes along.
fn read_one(
    bytes: &[u8],
    file: PathBuf,
    root: &Path,
    moved: &HashMap<EntryKey, EntryKey>,
) -> Option<UnsavedDraft> {
    let start = bytes.get(..bytes.len().min(LONGEST_HEADER))?;
    let end = memchr::memchr(b'\n', start).unwrap_or(start.len());
    let rest = bytes.get(end + 1..).unwrap_or_default();
    let line = bytes.get(..end)?;
    let header = serde_json::from_slice::<Header>(line).ok();
    let Some(header) = header.filter(|it| it.copydesk_journal == VERSION) else {
        return Some(nobodys(file, &String::from_utf8_lossy(rest)));
    };
    let length = header.text.bytes.min(rest.len());
    let (text, seen) = rest.split_at_checked(length)?;
    let is_whole = Piece::of(text) == header.text;
    let seen = Some(seen).filter(|seen| Piece::of(seen) == header.seen);
    let seen = seen.and_then(|seen| std::str::from_utf8(seen).ok());
    let key = key_below(Path::new(&header.entry));
    let key = key.map(|key| moved.get(&key).cloned().unwrap_or(key));
    let path = key.as_ref().map(|key| root.join(key.path()));
    let now = path.map_or(Err(disk::ReadError::Gone), |path| disk::read_text(&path));
    let now = Content::from(now);
    if !belongs(&header, root, seen, &now) {
        return None;
    }
    Some(UnsavedDraft {
        file,
        is_damaged: !is_whole || key.is_none(),
        key,
        at: header.at.parse().ok(),
        text: String::from_utf8_lossy(text).into(),
        seen: seen.map(Arc::from),
        now,
    })
}

/// What is left of a file that does not say any more which entry it is of, so it is offered to whoever comes.
fn nobodys(file: PathBuf, text: &str) -> UnsavedDraft {
    UnsavedDraft {
        key: None,
        at: disk::written_at(&file),
        text: text.into(),
        seen: None,
        is_damaged: true,
        now: Content::Unreadable(disk::ReadError::Gone),
        file,
    }
}

/// Whether a text is of the library in `root`. One whose own library is gone is of this one where the entry is: under the
/// same name of the folder, or with the same text in the file.
fn belongs(header: &Header, root: &Path, seen: Option<&str>, now: &Content) -> bool {
    if header.root == root.to_string_lossy() {
        return true;
    }
    let before = Path::new(&header.root);
    let is_named_so = before.file_name().is_some() && before.file_name() == root.file_name();
    let text = now.text();
    let holds_it = text.is_some_and(|text| seen == Some(&**text));
    !disk::is_there(before) && (holds_it || (is_named_so && text.is_some()))
}

fn is_act(file: &Path) -> bool {
    file.extension().is_some_and(|ending| ending == ACT_ENDING)
}

fn is_pending(file: &Path) -> bool {
    file.extension()
        .is_some_and(|ending| ending == PENDING_ENDING)
}

/// The act in a file, where it is one of this library; `None` where nothing can be read of it.
fn read_act(file: &Path, root: &Path) -> Option<Option<Act>> {
    let read = disk::read_bytes(file, LONGEST_ACT).map(|bytes| Act::read(&bytes, root));
    match read {
        Ok(read) => read.ok(),
        Err(why) => {
            log::warn!("{}: {why}", file.display());
            None
        }
    }
}

/// Files are numbered as they are made.
fn number_of(file: &Path) -> u64 {
    let number = file
        .file_stem()
        .and_then(|stem| stem.to_str()?.parse().ok());
    number.unwrap_or(u64::MAX)
}
