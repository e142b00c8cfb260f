//! The journal's own thread: what was typed and not saved is on the disk within a second of every key, and no key waits.
//!
//! Only the latest text of each entry is kept, and written soon after the first key that is not yet written, also while
//! keys go on coming. What waits is shared, so that a program that is about to end by a signal or by a mistake of its own
//! writes it first.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, TryLockError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::Outlet;
use super::closing::{Ending, Pulse};
use crate::desk::{RenameReport, Report, ReviewReport, SyncReport};
use crate::library::interrupted::{Act, Interrupted};
use crate::library::journal::{Journal, JournalError, Unsaved};
use crate::library::{FinishedRecords, PendingRecords, Versions};

/// How long the first key waits for those that follow it.
const JOURNAL_DEBOUNCE: Duration = Duration::from_millis(400);
/// After a failure the next try waits longer.
const RETRY_INTERVAL: Duration = Duration::from_secs(5);
/// So many texts are made safe from a power cut as they are written; more are first made safe from the end of the program,
/// so that a change to ten thousand entries is kept within the second too.
const FLUSHED_AT_ONCE: usize = 32;
/// How long the end of the program waits for the thread.
const STOP_TIMEOUT: Duration = Duration::from_secs(1);

/// The way to the thread.
pub(super) struct Journalling {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

/// What another thread may do with the journal.
#[derive(Clone)]
pub(super) struct Hand(Arc<Shared>);

impl Hand {
    /// An earlier session's text was answered, or an act has ended.
    pub fn settle(&self, file: PathBuf) {
        self.0.wait_with(|waiting| waiting.settled.push(file));
    }

    /// Writes down an act before its first step; the file that keeps it, to be taken out after the last one. An act that can't
    /// be written down is done all the same, as a save is.
    pub fn begin(&self, act: &Act) -> Option<PathBuf> {
        // An act before this one that has ended must not be met beside it.
        self.write_now();
        let mut journal = lock(&self.0.journal);
        let begun = journal.as_mut()?.begin(act, Timestamp::now());
        begun
            .inspect_err(|error| log::warn!("an act goes on without the journal: {error}"))
            .ok()
    }

    /// Takes out an act that has ended, now.
    pub fn end(&self, file: &Path) {
        let mut journal = lock(&self.0.journal);
        if let Some(Err(error)) = journal.as_mut().map(|journal| journal.settle(file)) {
            log::warn!("an act that has ended stays in the journal: {error}");
        }
    }

    /// Keeps the pending records, before the first of the saves that they tell of.
    pub fn keep_pending(&self, pending: &PendingRecords) {
        let mut journal = lock(&self.0.journal);
        let kept = journal
            .as_mut()
            .map(|it| it.keep_pending(pending, Timestamp::now()));
        if let Some(Err(error)) = kept {
            log::warn!("records are written down without the journal: {error}");
        }
    }

    /// Writes what waits, now. Done before a save, so that the journal is never behind the file: a text that was typed and
    /// saved at once would else be met there without its last keys.
    pub fn write_now(&self) {
        if let Err(why) = self.0.write(&mut lock(&self.0.journal)) {
            // The thread tries again, and tells.
            log::info!("the journal was not written before a save: {why}");
        }
    }
}

/// What the thread, and whoever ends the program, work with.
struct Shared {
    waiting: Mutex<Waiting>,
    came: Condvar,
    /// `None` where the person has no folder of their own, and after closing.
    journal: Mutex<Option<Journal>>,
    pulse: Pulse,
}

#[derive(Default)]
struct Waiting {
    /// What to keep of each entry, by its path; `None` is to be forgotten.
    texts: HashMap<PathBuf, Option<Unsaved>>,
    /// Texts of earlier sessions that were answered, and acts that have ended: taken away once the texts above are on the disk.
    settled: Vec<PathBuf>,
    /// When it is to be written; `None` where nothing waits.
    due: Option<Instant>,
    ending: bool,
}

impl Journalling {
    /// Starts the thread. Without a `home` nothing is kept.
    pub fn start(home: Option<PathBuf>, out: Outlet) -> std::io::Result<Self> {
        let shared = Arc::new(Shared {
            waiting: Mutex::default(),
            came: Condvar::new(),
            journal: Mutex::new(home.map(Journal::new)),
            pulse: Pulse::default(),
        });
        let thread = std::thread::Builder::new().name("copydesk journal".to_string());
        let thread = thread.spawn({
            let shared = shared.clone();
            move || shared.run(&out)
        })?;
        Ok(Self {
            shared,
            thread: Some(thread),
        })
    }

    pub fn keep(&self, unsaved: Unsaved) {
        let path = unsaved.path.clone();
        self.shared.wait_with(|waiting| {
            waiting.texts.insert(path, Some(unsaved));
        });
    }

    pub fn forget(&self, path: PathBuf) {
        self.shared.wait_with(|waiting| {
            waiting.texts.insert(path, None);
        });
    }

    /// An earlier session's text was answered, or an act has ended.
    pub fn settle(&self, file: PathBuf) {
        self.hand().settle(file);
    }

    /// Writes what waits and lets go of the journal.
    pub fn end(&mut self) -> Option<Ending> {
        self.shared.wait_with(|waiting| waiting.ending = true);
        let thread = self.thread.take()?;
        Some(Ending::of(thread, self.shared.pulse.clone()))
    }

    /// A hand in the journal for another thread.
    pub fn hand(&self) -> Hand {
        Hand(self.shared.clone())
    }

    /// What reads the texts that earlier sessions left of a library, and the acts that they left undone.
    pub fn reader(
        &self,
        versions: Option<Versions>,
    ) -> impl Fn(&Path) -> Vec<Report> + Send + 'static {
        let shared = self.shared.clone();
        move |root| {
            let mut journal = lock(&shared.journal);
            let Some(journal) = journal.as_mut() else {
                return vec![Report::Sync(SyncReport::UnsavedDrafts {
                    root: root.to_path_buf(),
                    found: Ok(Vec::new()),
                })];
            };
            let pending = journal.finish_pending(root);
            let texts = journal.unsaved_drafts(root);
            let acts = journal
                .interrupted(root)
                .map(|acts| without_done(journal, acts, versions.as_ref()));
            let mut reports = Vec::new();
            if pending.as_ref().ok() != Some(&FinishedRecords::default()) {
                let root = root.to_path_buf();
                let written = pending.map_err(|(left, why)| (left, why.cause()));
                reports.push(ReviewReport::PendingWritten { root, written }.into());
            }
            let mut failure = None;
            match acts {
                Ok(acts) if acts.is_empty() => {}
                Ok(acts) => reports.push(Report::Rename(RenameReport::Interrupted {
                    root: root.to_path_buf(),
                    acts,
                })),
                Err(error) => failure = Some(error),
            }
            reports.push(Report::Sync(SyncReport::UnsavedDrafts {
                root: root.to_path_buf(),
                found: match failure {
                    Some(error) => Err(error.into()),
                    None => texts.map_err(JournalError::from),
                },
            }));
            reports
        }
    }

    /// From now on the end of the program by a mistake or by a signal writes what waits. For the program itself, once.
    ///
    /// # Errors
    /// When the system gives no thread or no signals.
    pub fn write_at_the_end(&self) -> std::io::Result<()> {
        let (shared, usual) = (self.shared.clone(), std::panic::take_hook());
        std::panic::set_hook(Box::new(move |info| {
            shared.write_before_the_end();
            usual(info);
        }));
        self.write_at_signals()
    }

    #[cfg(unix)]
    fn write_at_signals(&self) -> std::io::Result<()> {
        use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
        let mut signals = signal_hook::iterator::Signals::new([SIGTERM, SIGINT, SIGHUP])?;
        let shared = self.shared.clone();
        let thread = std::thread::Builder::new().name("copydesk signals".to_string());
        thread.spawn(move || {
            for signal in signals.forever() {
                shared.write_before_the_end();
                if let Err(error) = signal_hook::low_level::emulate_default_handler(signal) {
                    log::error!("the program could not end as signal {signal} asks: {error}");
                }
            }
        })?;
        Ok(())
    }

    /// There are no such signals here.
    #[cfg(not(unix))]
    fn write_at_signals(&self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Shared {
    fn run(&self, out: &Outlet) {
        // One trouble is told once, until a try succeeds.
        let mut warned = false;
        loop {
            let is_ending = self.wait();
            let written = self.write(&mut lock(&self.journal));
            match &written {
                Ok(()) => warned = false,
                Err(why) if !warned => {
                    warned = true;
                    let why = why.clone();
                    out.report(Report::Sync(SyncReport::NotJournalled { why }));
                }
                Err(_) => {}
            }
            if is_ending {
                return self.close();
            }
            if let Err(why) = self.flush() {
                log::warn!("the journal is not yet safe from a power cut: {why}");
            }
        }
    }

    /// Waits until something is due; `true` where the program closes.
    fn wait(&self) -> bool {
        let mut waiting = lock(&self.waiting);
        loop {
            if waiting.ending {
                return true;
            }
            waiting = match waiting
                .due
                .map(|due| due.saturating_duration_since(Instant::now()))
            {
                Some(Duration::ZERO) => return false,
                Some(left) => {
                    let woken = self.came.wait_timeout(waiting, left);
                    woken.unwrap_or_else(PoisonError::into_inner).0
                }
                None => {
                    let woken = self.came.wait(waiting);
                    woken.unwrap_or_else(PoisonError::into_inner)
                }
            };
        }
    }

    /// Writes all that waits. What could not be written waits on, unless something newer came.
    fn write(&self, journal: &mut Option<Journal>) -> Result<(), String> {
        let (texts, settled) = {
            let mut waiting = lock(&self.waiting);
            waiting.due = None;
            (
                std::mem::take(&mut waiting.texts),
                std::mem::take(&mut waiting.settled),
            )
        };
        let Some(journal) = journal else {
            let is_kept = texts.values().all(Option::is_none);
            let no_home = || "there is no folder of your own on this machine".to_string();
            return if is_kept { Ok(()) } else { Err(no_home()) };
        };
        let at_once = texts.len() <= FLUSHED_AT_ONCE;
        let mut failure = None;
        for (path, text) in texts {
            let done = match &text {
                Some(unsaved) => journal.put(unsaved, Timestamp::now(), at_once),
                None => journal.forget(&path),
            };
            if let Err(error) = done {
                let mut waiting = lock(&self.waiting);
                waiting.texts.entry(path).or_insert(text);
                waiting.due = Some(Instant::now() + RETRY_INTERVAL);
                failure = Some(error.to_string());
            }
            self.pulse.beat();
        }
        if failure.is_none() {
            for file in settled {
                failure = failure.or(journal.settle(&file).err().map(|it| it.to_string()));
            }
        } else {
            lock(&self.waiting).settled.extend(settled);
        }
        failure.map_or(Ok(()), Err)
    }

    /// Makes safe from a power cut what is not yet, until something else is due.
    fn flush(&self) -> Result<(), String> {
        loop {
            let waiting = lock(&self.waiting);
            if waiting.ending || waiting.due.is_some_and(|due| due <= Instant::now()) {
                return Ok(());
            }
            drop(waiting);
            let mut journal = lock(&self.journal);
            let more = journal.as_mut().map_or(Ok(false), Journal::flush_next);
            if !more.map_err(|error| error.to_string())? {
                return Ok(());
            }
        }
    }

    /// The folder goes where nothing is left in it: a program that closes cleanly leaves no journal.
    fn close(&self) {
        let journal = lock(&self.journal).take();
        if let Some(Err(error)) = journal.map(Journal::close) {
            log::warn!("a folder of the journal could not be let go of: {error}");
        }
    }

    /// Writes what waits, from whatever thread is about to end the program. It may be the very one that holds the journal:
    /// then there is nothing to wait for.
    fn write_before_the_end(&self) {
        let began = Instant::now();
        let mut journal = loop {
            match self.journal.try_lock() {
                Ok(journal) => break journal,
                Err(TryLockError::Poisoned(poisoned)) => break poisoned.into_inner(),
                Err(TryLockError::WouldBlock) if began.elapsed() > STOP_TIMEOUT => return,
                Err(TryLockError::WouldBlock) => std::thread::sleep(Duration::from_millis(5)),
            }
        };
        if let Err(why) = self.write(&mut journal) {
            log::error!("unsaved text could not be kept at the end: {why}");
        }
    }

    fn wait_with(&self, put: impl FnOnce(&mut Waiting)) {
        let mut waiting = lock(&self.waiting);
        put(&mut waiting);
        waiting
            .due
            .get_or_insert_with(|| Instant::now() + JOURNAL_DEBOUNCE);
        drop(waiting);
        self.came.notify_one();
    }
}

/// Takes those out that were done when the program ended, the versions of a renamed entry brought along.
fn without_done(
    journal: &mut Journal,
    mut acts: Vec<Interrupted>,
    versions: Option<&Versions>,
) -> Vec<Interrupted> {
    acts.retain(|interrupted| {
        if !interrupted.is_done() {
            return true;
        }
        if let (Act::Rename(order), Some(versions)) = (&interrupted.act, versions)
            && let Err(why) = versions.moved(&order.root, &order.from, &order.to)
        {
            log::warn!("earlier versions are under the old name: {why}");
        }
        if let Err(error) = journal.settle(&interrupted.file) {
            log::warn!("{}: {error}", interrupted.file.display());
        }
        false
    });
    acts
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
