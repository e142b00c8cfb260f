//! `copydesk review sign-off` and `send-back`: each file by itself, all or nothing.
//!
//! The entry comes first and its record second: a date without a record is told as one that somebody moved, while a record
//! without its date would certify what nobody can see. What is signed is what was read at the start: a file that says
//! something else by the time it is written is left alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;
use lexopt::prelude::*;

use super::super::diff::diff;
use super::super::writing::{MOST_TRIES, Writer};
use super::super::{REFUSED, check, house_style_of, print, report, shown};
use super::pending::{self, Pending};
use super::{day, named, today};
use crate::entry::front_matter::FrontMatter;
use crate::library::git;
use crate::library::versions::TextHash;
use crate::library::{
    self, EntryKey, Library, LoadedFile, PendingRecord, RecordChange, SaveError, disk, named_home,
};
use crate::review::sign_off::{self, SignOff, SignOffError};
use crate::review::{
    Fingerprint, LastWriter, Outcome, Owner, REVIEWS, ReviewRecord, last_writer, text_hash,
};
use crate::settings::OwnFolders;

/// Entries that somebody signs off, as the command line says it.
pub(super) struct SignOffFiles {
    files: Vec<PathBuf>,
    by: String,
    scope: String,
    on: Option<Date>,
    note: String,
    dry_run: bool,
}

/// Entries that somebody sends back.
pub(super) struct SendBackFiles {
    files: Vec<PathBuf>,
    by: String,
    reason: String,
}

/// Reads the arguments; `None` where help is wanted.
pub(super) fn read_sign_off(
    mut args: lexopt::Parser,
) -> Result<Option<SignOffFiles>, lexopt::Error> {
    let (mut files, mut by, mut scope) = (Vec::new(), None, None);
    let (mut on, mut note, mut dry_run) = (None, String::new(), false);
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) => files.push(PathBuf::from(word)),
            Long("by") => by = Some(named(&mut args)?),
            Long("scope") => scope = Some(args.value()?.string()?),
            Long("on") => on = Some(day(&mut args)?),
            Long("note") => note = args.value()?.string()?,
            Long("dry-run") => dry_run = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if files.is_empty() {
        return Err(
            "a file is missing: copydesk review sign-off FILE… --by NAME --scope TEXT".into(),
        );
    }
    Ok(Some(SignOffFiles {
        files,
        by: by.ok_or("who reviewed it is missing: --by NAME")?,
        scope: scope.ok_or("what was reviewed is missing: --scope TEXT")?,
        on,
        note,
        dry_run,
    }))
}

/// Reads the arguments; `None` where help is wanted.
pub(super) fn read_send_back(
    mut args: lexopt::Parser,
) -> Result<Option<SendBackFiles>, lexopt::Error> {
    let (mut files, mut by, mut reason) = (Vec::new(), None, None);
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) => files.push(PathBuf::from(word)),
            Long("by") => by = Some(named(&mut args)?),
            Long("reason") => reason = Some(args.value()?.string()?),
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if files.is_empty() {
        return Err(
            "a file is missing: copydesk review send-back FILE… --by NAME --reason TEXT".into(),
        );
    }
    Ok(Some(SendBackFiles {
        files,
        by: by.ok_or("who reviewed it is missing: --by NAME")?,
        reason: reason.ok_or("the reason is missing: --reason TEXT")?,
    }))
}

/// An entry as it will be once it is signed off.
struct Signing<'l> {
    key: EntryKey,
    owner: Owner<'l>,
    old: Arc<str>,
    new: Arc<str>,
    /// What is left to do in it, in words.
    left: Vec<String>,
}

impl Signing<'_> {
    /// Its record, to be written down once the file holds the text that is signed.
    fn pending(&self, record: &ReviewRecord) -> Option<PendingRecord> {
        Some(PendingRecord {
            line: record.to_add().add.pop()?,
            text: Some((self.key.clone(), TextHash::of(&self.new))),
        })
    }
}

impl SignOffFiles {
    pub fn run(&self) -> u8 {
        let mut run = Run::default();
        for (root, keys) in run.libraries_of(&self.files) {
            match open(&root) {
                Ok(library) => self.sign_off(&library, &keys, &mut run),
                Err(why) => run.refuse(&root, &why),
            }
        }
        run.code()
    }

    fn sign_off(&self, library: &Library, keys: &BTreeSet<EntryKey>, run: &mut Run) {
        if !self.dry_run {
            pending::finish(library.root());
        }
        let today = today();
        let date = self.on.unwrap_or(today);
        let mut signings = Vec::new();
        for key in keys {
            match entry_of(library, key).and_then(|file| signing(library, file, date)) {
                Ok(signing) => signings.push(signing),
                Err(why) => run.refuse(&library.path(key), &why),
            }
        }
        // The errors are those of the text with its new date: a missing one is none any more.
        let texts = signings.iter().map(|it| (it.key.clone(), it.new.clone()));
        let errors = check::open_errors(library.clone(), texts.collect(), today);
        let mut errors = match errors {
            Ok(errors) => errors,
            Err(why) => return run.refuse(library.root(), &why.to_string()),
        };
        let act = SignOff {
            reviewer: &self.by,
            scope: &self.scope,
            date,
            today,
            reason: &self.note,
        };
        let mut agreed = Vec::new();
        for mut signing in signings {
            signing.left = errors.remove(&signing.key).unwrap_or_default();
            match self.check(&act, library, &mut signing) {
                Ok(()) if self.dry_run => {
                    let name = Path::new(signing.key.path());
                    run.printed = print(&diff(name, &signing.old, &signing.new)).max(run.printed);
                }
                Ok(()) => agreed.push(signing),
                Err(why) => run.refuse(&library.path(&signing.key), &why.to_string()),
            }
        }
        self.write_all(&act, library, agreed, run);
    }

    /// Writes the entries, and their records after them.
    fn write_all(
        &self,
        act: &SignOff<'_>,
        library: &Library,
        signings: Vec<Signing<'_>>,
        run: &mut Run,
    ) {
        let mut log = Log::new(library.root());
        if let Some(Err(why)) = signings.first().map(|_| log.check()) {
            for signing in signings {
                run.refuse(&library.path(&signing.key), &why);
            }
            return;
        }
        let records = signings.iter().map(|it| self.record(act, library, it));
        let records: Vec<ReviewRecord> = records.collect();
        let pending = signings.iter().zip(&records);
        let pending = pending.filter_map(|(signing, record)| signing.pending(record));
        let mut pending = Pending::new(library.root(), pending.collect());
        for (place, (mut signing, mut record)) in signings.into_iter().zip(records).enumerate() {
            let mut changed = |signing: &Signing<'_>| {
                record = self.record(act, library, signing);
                if let Some(one) = signing.pending(&record) {
                    pending.replace(place, one);
                }
            };
            let written = self.write(act, library, &mut signing, run.writer(), &mut changed);
            let file = library.path(&signing.key);
            match written {
                Ok(()) => log.add(file, record),
                Err(why) => run.refuse(&file, &why),
            }
            log.write_now_and_then(run);
        }
        log.write(run);
        pending.end(log.is_whole);
    }

    /// Whether an entry may be signed off; what is left to do in it is written down with it.
    fn check(
        &self,
        act: &SignOff<'_>,
        library: &Library,
        signing: &mut Signing<'_>,
    ) -> Result<(), SignOffError> {
        if let Some(shown) = sign_off::merge_signs_shown(&signing.old) {
            // Where git waits for it to be settled, they are no text that shows some.
            if let Ok(Some(_)) = git::stages(&library.path(&signing.key)) {
                return Err(SignOffError::Unfinished);
            }
            signing.left.push(shown);
        }
        if library.style().reviews.second_reader {
            let file = library.path(&signing.key);
            let not_known = match last_writer(&file, &signing.old, library.style()) {
                LastWriter::Authors(names) => match act.is_by(&names) {
                    Some(name) => return Err(SignOffError::WroteIt(name.clone())),
                    None => None,
                },
                LastWriter::Uncommitted => Some("the text is not committed".to_owned()),
                LastWriter::NotKnown(why) => Some(why),
            };
            let not_known = not_known.map(|why| format!("Who wrote last is not known: {why}"));
            signing.left.extend(not_known);
        }
        act.check(&signing.old, &signing.left)
    }

    /// Writes the entry. `changed` is told where its date is another than was read.
    fn write(
        &self,
        act: &SignOff<'_>,
        library: &Library,
        signing: &mut Signing<'_>,
        writer: &mut Writer,
        changed: &mut impl FnMut(&Signing<'_>),
    ) -> Result<(), String> {
        let form = library.style().date_form_of("last_reviewed");
        let reviewed = text_hash(&signing.old);
        for _ in 0..MOST_TRIES {
            let saved = if signing.old == signing.new {
                match disk::read_text(&library.path(&signing.key)) {
                    Ok(now) if now == signing.old => Ok(()),
                    now => Err(SaveError::ChangedOnDisk { now }),
                }
            } else {
                writer.save(library.root(), &signing.key, &signing.new, &signing.old)
            };
            match saved {
                Ok(()) => {
                    // What was signed off is found again by its record, whatever becomes of the file.
                    writer.keep_signed(library.root(), &signing.key, &signing.new);
                    return Ok(());
                }
                // Somebody signed it off at the same moment: the text is the one that was reviewed.
                Err(SaveError::ChangedOnDisk { now: Ok(now) }) if text_hash(&now) == reviewed => {
                    act.check(&now, &signing.left)
                        .map_err(|why| why.to_string())?;
                    signing.new = signed(&now, act.date, form).map_err(|why| why.to_string())?;
                    signing.old = now;
                    changed(signing);
                }
                Err(SaveError::ChangedOnDisk { .. }) => {
                    return Err("The file was changed by another program after it was read. Look at what changed, and sign it off again".into());
                }
                Err(why) => return Err(why.to_string()),
            }
        }
        Err("Other programs write in it all the time".into())
    }

    fn record(&self, act: &SignOff<'_>, library: &Library, signing: &Signing<'_>) -> ReviewRecord {
        let fingerprint = Fingerprint::of(&signing.new, library.style());
        let before = FrontMatter::read(&signing.old);
        ReviewRecord {
            date: Some(act.date.to_string()),
            before: before.text("last_reviewed").map(str::to_owned),
            scope: self.scope.trim().to_owned(),
            note: self.note.trim().to_owned(),
            // Nobody opened it here.
            unopened: true,
            left: signing.left.clone(),
            ..ReviewRecord::new(
                &signing.owner,
                Outcome::SignedOff,
                &self.by,
                Timestamp::now(),
                fingerprint,
            )
        }
    }
}

impl SendBackFiles {
    pub fn run(&self) -> u8 {
        let mut run = Run::default();
        for (root, keys) in run.libraries_of(&self.files) {
            match open(&root) {
                Ok(library) => self.send_back(&library, &keys, &mut run),
                Err(why) => run.refuse(&root, &why),
            }
        }
        run.code()
    }

    fn send_back(&self, library: &Library, keys: &BTreeSet<EntryKey>, run: &mut Run) {
        pending::finish(library.root());
        let mut log = Log::new(library.root());
        for key in keys {
            match self.record(library, key) {
                Ok(record) => log.add(library.path(key), record),
                Err(why) => run.refuse(&library.path(key), &why),
            }
        }
        log.write(run);
    }

    fn record(&self, library: &Library, key: &EntryKey) -> Result<ReviewRecord, String> {
        let file = entry_of(library, key)?;
        if !sign_off::says_something(&self.by) {
            return Err("Who sends it back has no name".into());
        }
        if !sign_off::says_something(&self.reason) {
            return Err("Whoever gets it back needs a reason".into());
        }
        let fingerprint = Fingerprint::of(text_of(file)?, library.style());
        let outcome = Outcome::SentBack;
        let record = ReviewRecord::new(
            &Owner::of(file, library),
            outcome,
            &self.by,
            Timestamp::now(),
            fingerprint,
        );
        Ok(ReviewRecord {
            note: self.reason.trim().to_owned(),
            ..record
        })
    }
}

fn open(root: &Path) -> Result<Library, String> {
    let style = house_style_of(root);
    let (library, _) = library::open(root, &style).map_err(|failed| failed.to_string())?;
    Ok(library)
}

/// The entry of that key.
fn entry_of<'l>(library: &'l Library, key: &EntryKey) -> Result<&'l LoadedFile, String> {
    let file = library.get(key).filter(|file| library.is_entry(file));
    let file =
        file.ok_or_else(|| format!("It is no entry of the library {}", shown(library.root())))?;
    if file.is_outside {
        return Err(outside());
    }
    Ok(file)
}

fn outside() -> String {
    "It lies outside of the library, behind a link. Name it where it lies".into()
}

fn text_of(file: &LoadedFile) -> Result<&Arc<str>, String> {
    let text = file.content.text();
    text.ok_or_else(|| file.error().unwrap_or_default())
}

fn signing<'l>(
    library: &'l Library,
    file: &'l LoadedFile,
    date: Date,
) -> Result<Signing<'l>, String> {
    let old = text_of(file)?.clone();
    let new = signed(&old, date, library.style().date_form_of("last_reviewed"))
        .map_err(|why| why.to_string())?;
    Ok(Signing {
        key: file.key.clone(),
        owner: Owner::of(file, library),
        old,
        new,
        left: Vec::new(),
    })
}

fn signed(
    text: &str,
    date: Date,
    form: crate::entry::dates::DateForm,
) -> Result<Arc<str>, SignOffError> {
    let edits = sign_off::edits(text, date, form)?;
    let signed = edits.apply(text);
    let signed = signed.map_err(|why| SignOffError::NotWritable(why.to_string()))?;
    Ok(signed.to_string().into())
}

/// What becomes of all files that were named.
#[derive(Default)]
struct Run {
    is_refused: bool,
    /// The gravest exit code of what was printed.
    printed: u8,
    writer: Option<Writer>,
}

impl Run {
    fn refuse(&mut self, file: &Path, why: &str) {
        report(format_args!("{why}\nFile: {}", shown(file)));
        self.is_refused = true;
    }

    fn say(&mut self, what: &str) {
        self.printed = print(what).max(self.printed);
    }

    fn writer(&mut self) -> &mut Writer {
        self.writer
            .get_or_insert_with(|| Writer::new(OwnFolders::find().as_ref()))
    }

    /// The files by the library in which they are named, each once.
    fn libraries_of(&mut self, files: &[PathBuf]) -> BTreeMap<PathBuf, BTreeSet<EntryKey>> {
        let mut libraries: BTreeMap<PathBuf, BTreeSet<EntryKey>> = BTreeMap::new();
        for file in files {
            if !disk::is_file(file) {
                self.refuse(file, "There is no such file");
                continue;
            }
            match named_home(file) {
                Some((root, key)) => {
                    libraries.entry(root).or_default().insert(key);
                }
                None => self.refuse(file, &outside()),
            }
        }
        libraries
    }

    fn code(&self) -> u8 {
        match self.is_refused {
            true => REFUSED,
            false => self.printed,
        }
    }
}

/// Records that are still to be written.
struct Log<'r> {
    root: &'r Path,
    /// Each with its file.
    waiting: Vec<(PathBuf, ReviewRecord)>,
    written: Instant,
    /// How long the last write took.
    took: Duration,
    /// All that was to be written is.
    is_whole: bool,
}

/// To write every record by itself would write the whole file for each of five hundred entries. Where there is no journal a
/// program that is killed leaves the dates of no more than this time without their records; of so many times the time a write
/// took, where the file is long.
const BETWEEN_WRITES: Duration = Duration::from_millis(250);
const TIMES_A_WRITE: u32 = 10;

impl<'r> Log<'r> {
    fn new(root: &'r Path) -> Self {
        Self {
            root,
            waiting: Vec::new(),
            written: Instant::now(),
            took: Duration::ZERO,
            is_whole: true,
        }
    }

    /// No entry gets a date where it is known before that its record can't be kept.
    fn check(&self) -> Result<(), String> {
        let checked = disk::check_records(self.root, REVIEWS);
        checked.map_err(|why| format!("No record of it can be written in {REVIEWS}. {why}"))
    }

    fn add(&mut self, file: PathBuf, record: ReviewRecord) {
        self.waiting.push((file, record));
    }

    fn write_now_and_then(&mut self, run: &mut Run) {
        if self.written.elapsed() > BETWEEN_WRITES.max(TIMES_A_WRITE * self.took) {
            self.write(run);
        }
    }

    fn write(&mut self, run: &mut Run) {
        let records = self
            .waiting
            .iter()
            .flat_map(|(_, record)| record.to_add().add);
        let change = RecordChange {
            add: records.collect(),
            remove: Vec::new(),
        };
        if change.add.is_empty() {
            return;
        }
        let started = Instant::now();
        let written = disk::change_records(self.root, REVIEWS, &change);
        self.took = started.elapsed();
        self.is_whole &= written.is_ok();
        for (file, record) in std::mem::take(&mut self.waiting) {
            let file = shown(&file);
            match (&written, &record.date) {
                (Ok(_), Some(date)) => run.say(&format!("Signed off on {date}: {file}\n")),
                (Ok(_), None) => run.say(&format!("Sent back: {file}\n")),
                (Err(why), Some(date)) => {
                    report(format_args!(
                        "{why}\nThe date {date} stands in the entry, and no record of it was written in {REVIEWS}. \
                         Once that can be written, the next `copydesk review` does\nFile: {file}"
                    ));
                    run.is_refused = true;
                }
                (Err(why), None) => {
                    report(format_args!("Not sent back. {why}\nFile: {file}"));
                    run.is_refused = true;
                }
            }
        }
        self.written = Instant::now();
    }
}
