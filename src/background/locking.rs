//! The thread that says who is at work in a library: it takes the lock at the first edit, refreshes it, and tells when
//! somebody else holds it, or no longer does. It draws no frame unless something changed.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, SystemTime};

use jiff::Timestamp;

use super::Outlet;
use super::closing::{Ending, Pulse};
use crate::desk::{Report, SyncReport};
use crate::library::ReadError;
use crate::library::disk::{self, Judge, LeftAlone, LockError, LockFile, LockOutcome, Oddity};
use crate::library::lock::{HEARTBEAT_INTERVAL, Holder, Other, STALE_AFTER};

/// The way to the thread.
pub(super) struct Locking {
    jobs: Option<Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

enum Job {
    /// A library was opened.
    Look(PathBuf),
    /// Something was edited in it, by the person of that name.
    Hold { root: PathBuf, name: String },
}

impl Locking {
    pub fn start(out: Outlet) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let thread = std::thread::Builder::new().name("copydesk lock".to_string());
        let thread = thread.spawn(move || Thread { out, library: None }.run(&inbox))?;
        Ok(Self {
            jobs: Some(jobs),
            thread: Some(thread),
        })
    }

    pub fn look(&self) -> impl Fn(&Path) + Send + 'static {
        let jobs = self.jobs.clone();
        move |root| send(jobs.as_ref(), Job::Look(root.to_path_buf()))
    }

    pub fn hold(&self, root: PathBuf, name: String) {
        send(self.jobs.as_ref(), Job::Hold { root, name });
    }

    /// Lets go of the lock.
    pub fn end(&mut self) -> Option<Ending> {
        self.jobs = None;
        let thread = self.thread.take()?;
        Some(Ending::of(thread, Pulse::default()))
    }
}

fn send(jobs: Option<&Sender<Job>>, job: Job) {
    if jobs.is_none_or(|jobs| jobs.send(job).is_err()) {
        log::error!("the lock’s thread is gone");
    }
}

struct Thread {
    out: Outlet,
    library: Option<Library>,
}

/// The library that is open.
struct Library {
    root: PathBuf,
    me: Holder,
    lock_file: Option<LockFile>,
    /// Something was edited: the lock is wanted.
    wanted: bool,
    /// What was told last.
    reported: Option<Other>,
    /// How often in a row the lock was met while it was being made.
    unsure: u32,
    /// Whether it has been told that what has the lock's name is not ours.
    odd_reported: bool,
}

/// A lock that is just being made is looked at again soon…
const RETRY_INTERVAL: Duration = Duration::from_millis(500);
/// …but not for ever: the disk may have taken no more than its name.
const MOST_RETRIES: u32 = 10;

impl Thread {
    fn run(mut self, inbox: &Receiver<Job>) {
        loop {
            let job = match &self.library {
                Some(library) => inbox.recv_timeout(library.pause()),
                None => inbox.recv().map_err(|_| RecvTimeoutError::Disconnected),
            };
            match job {
                Ok(Job::Look(root)) => self.open(root).reported = None,
                Ok(Job::Hold { root, name }) => {
                    let library = self.open(root);
                    library.wanted = true;
                    if !name.is_empty() {
                        library.me.name = name;
                    }
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return self.leave(),
            }
            if let Some(library) = &mut self.library {
                let root = library.root.clone();
                match library.keep_up() {
                    Ok(Some(other)) => self
                        .out
                        .report(Report::Sync(SyncReport::LockedBy { root, other })),
                    Ok(None) => {}
                    // A folder that takes no lock has none, and nobody has to know; a name that is not ours is told once.
                    Err(error) => {
                        log::info!("no lock in {}: {error}", root.display());
                        let is_odd = error == LockError::NotOurs(ReadError::NotAFile);
                        if is_odd && !std::mem::replace(&mut library.odd_reported, true) {
                            let name = format!("{}/lock", disk::BESIDE);
                            let what = Oddity::NotOurs;
                            let names = vec![LeftAlone { name, what }];
                            self.out
                                .report(Report::Sync(SyncReport::LeftAlone { root, names }));
                        }
                    }
                }
            }
        }
    }

    /// The library in `root`; one that was open before is left.
    fn open(&mut self, root: PathBuf) -> &mut Library {
        if self.library.as_ref().is_none_or(|it| it.root != root) {
            self.leave();
        }
        self.library.get_or_insert_with(|| Library {
            root,
            me: Holder {
                name: account_name(),
                host: gethostname::gethostname().to_string_lossy().into_owned(),
                process: std::process::id(),
                since: Timestamp::now().to_string(),
                made_folder: false,
            },
            lock_file: None,
            wanted: false,
            reported: None,
            unsure: 0,
            odd_reported: false,
        })
    }

    fn leave(&mut self) {
        let lock_file = self.library.take().and_then(|library| library.lock_file);
        if let Some(Err(error)) = lock_file.map(LockFile::let_go) {
            log::info!("a lock stayed: {error}");
        }
    }
}

impl Library {
    /// How long until it is looked at again.
    fn pause(&self) -> Duration {
        if (1..MOST_RETRIES).contains(&self.unsure) {
            RETRY_INTERVAL
        } else {
            HEARTBEAT_INTERVAL
        }
    }

    /// Takes or refreshes the lock, or looks at that of another. `Some` is what changed: who holds it, or nobody else.
    fn keep_up(&mut self) -> Result<Option<Option<Other>>, LockError> {
        let note = if let Some(lock_file) = &self.lock_file {
            let note = lock_file.beat(SystemTime::now())?;
            if note.is_some() {
                // Another took it over, or the file was taken away: then it is made anew next time.
                self.lock_file = None;
            }
            note
        } else if self.wanted {
            self.me.since = Timestamp::now().to_string();
            let me = &self.me;
            let text = |made_folder| {
                let me = me.clone();
                Holder { made_folder, ..me }.text()
            };
            match LockFile::take(&self.root, text, &Here(&me.host))? {
                LockOutcome::Ours(lock_file) => {
                    self.lock_file = Some(lock_file);
                    None
                }
                LockOutcome::Theirs(note) => Some(note),
            }
        } else {
            LockFile::look(&self.root, &Here(&self.me.host))?
        };
        self.unsure = match note.as_deref() {
            Some("") => self.unsure + 1,
            _ => 0,
        };
        let note = note.filter(|note| !note.is_empty());
        let other = note.map(|note| Other::of(&note, &self.me));
        let is_new = other != self.reported;
        self.reported.clone_from(&other);
        Ok(is_new.then_some(other))
    }
}

/// Tells a dead lock by this machine's name and clock.
struct Here<'h>(&'h str);

impl Judge for Here<'_> {
    fn is_note(&self, note: &str) -> bool {
        Holder::read(note).is_some()
    }

    fn is_here(&self, note: &str) -> bool {
        Holder::read(note).is_some_and(|holder| holder.host == self.0)
    }

    fn is_stale(&self, refreshed: SystemTime) -> bool {
        let age = SystemTime::now().duration_since(refreshed);
        age.is_ok_and(|age| age > STALE_AFTER)
    }
}

/// The name of the person's account.
fn account_name() -> String {
    let names = ["USER", "LOGNAME", "USERNAME"].into_iter();
    let mut names = names.filter_map(|name| std::env::var(name).ok());
    names.find(|name| !name.is_empty()).unwrap_or_default()
}
