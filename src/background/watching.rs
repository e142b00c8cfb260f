//! Watching the folders of a library for what other programs do.
//!
//! The listed folders are watched one by one, links not followed. Events say only that something happened somewhere; after a
//! short calm the files named are read and compared, by content, with what was last seen, so that our own saves and rewrites
//! of the same text stay silent. Where a name is new or gone the folder is walked again, so that the rules of opening hold.
//!
//! Knows nothing of: the text the desk holds, what becomes of a change.

use std::collections::HashSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Outlet;
use crate::desk::{Report, SyncReport};
use crate::library::{Content, FoundFiles, LoadedFile, disk, withdrawn};

mod branch_switch;
mod rescan;
mod snapshot;

use branch_switch::{BranchState, EventTimes};
pub(super) use snapshot::Snapshot;

/// How long nothing must happen before files are read.
const DEBOUNCE: Duration = Duration::from_millis(150);

/// The same where more than one file changed, or git did something: what is going on is told by all of it.
const DEBOUNCE_OF_MANY: Duration = Duration::from_millis(500);

/// What goes on for longer is looked at while it does: a file may change ten times a second for hours.
const LONGEST_DEBOUNCE: Duration = Duration::from_secs(2);

/// How long we wait for git to be done before files are read.
const GIT_TIMEOUT: Duration = Duration::from_secs(5);

/// How long opening waits for watching to begin.
const START_TIMEOUT: Duration = Duration::from_secs(2);

/// The watching thread, and what is known of the files it watches.
pub(super) struct Watch {
    sender: Sender<Message>,
    snapshot: Arc<Snapshot>,
    branch_switch: Arc<BranchState>,
    /// Changes are told.
    is_ready: Arc<AtomicBool>,
    /// How many switches the desk has heard of.
    heard: AtomicU64,
}

impl Watch {
    pub(super) fn start(out: Outlet) -> std::io::Result<Self> {
        let (sender, inbox) = channel();
        let (snapshot, branch_switch) = (Arc::<Snapshot>::default(), Arc::<BranchState>::default());
        let is_ready = Arc::<AtomicBool>::default();
        let watching = Watching {
            sender: sender.clone(),
            snapshot: snapshot.clone(),
            branch_switch: branch_switch.clone(),
            is_ready: is_ready.clone(),
            out,
            library: None,
        };
        let thread = std::thread::Builder::new().name("copydesk watching".to_string());
        thread.spawn(move || watching.run(&inbox))?;
        Ok(Self {
            sender,
            snapshot,
            branch_switch,
            is_ready,
            heard: AtomicU64::new(0),
        })
    }

    /// What the files last held.
    pub(super) fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// Reads a file again. `None` where it changed: the thread, which can tell an edit from a switch, is told to look.
    pub(super) fn read_again(&self, path: &Path) -> Option<Content> {
        if let Some(content) = self.snapshot.read_again(path) {
            return Some(content);
        }
        if self.is_ready.load(Ordering::Relaxed) {
            self.tell(Message::Happened(vec![path.to_path_buf()]));
            return None;
        }
        Some(self.snapshot.take_in(path))
    }

    /// How many switches the desk has heard of.
    pub(super) fn heard(&self) -> u64 {
        self.heard.load(Ordering::Relaxed)
    }

    /// The desk is about to hear of a switch.
    pub(super) fn hears(&self) {
        self.heard.fetch_add(1, Ordering::Relaxed);
    }

    /// Whether the folder still stands as the desk knew it when it had heard of so many switches. Where it does not, the
    /// thread is told to look.
    pub(super) fn stands_as_known(&self, heard: u64) -> bool {
        let stands = self.branch_switch.is_as_reported(heard);
        if !stands && let Some(own) = self.branch_switch.gits_own() {
            self.tell(Message::Happened(vec![own]));
        }
        stands
    }

    /// Ends watching; a library is about to be opened.
    pub(super) fn forget(&self) {
        self.is_ready.store(false, Ordering::Relaxed);
        self.tell(Message::Forget);
        self.snapshot.lock().clear();
    }

    /// Notes what files hold; `false` when opening was stopped. A stop comes before the next opening forgets, so an opening
    /// that lags behind leaves nothing in the next one.
    pub(super) fn remember(&self, root: &Path, files: &[LoadedFile], stop: &AtomicBool) -> bool {
        let mut snapshot = self.snapshot.lock();
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        for file in files {
            snapshot.insert(root.join(file.key.path()), file.content.clone());
        }
        true
    }

    /// Begins watching, and waits until it does. What happens is kept until the library is [`ready`](Self::ready).
    pub(super) fn begin(&self, found: &FoundFiles) {
        let (begun, wait) = channel();
        self.tell(Message::Begin {
            root: found.root.clone(),
            folders: found.walked.folders.clone(),
            begun,
        });
        // Opening goes on without watching where that takes long; a save compares all the same.
        if wait.recv_timeout(START_TIMEOUT).is_err() {
            log::warn!("the library is read before all of it is watched");
        }
    }

    /// All files are read: from now on changes are told.
    pub(super) fn ready(&self, root: &Path) {
        self.tell(Message::Ready {
            root: root.to_path_buf(),
        });
    }

    pub(super) fn stop(&self) {
        self.tell(Message::Stop);
    }

    fn tell(&self, message: Message) {
        if self.sender.send(message).is_err() {
            log::error!("the watching thread is gone");
        }
    }
}

enum Message {
    Begin {
        root: PathBuf,
        folders: Vec<PathBuf>,
        begun: Sender<()>,
    },
    Ready {
        root: PathBuf,
    },
    Forget,
    Happened(Vec<PathBuf>),
    Failed(String),
    Stop,
}

struct Watching {
    sender: Sender<Message>,
    snapshot: Arc<Snapshot>,
    branch_switch: Arc<BranchState>,
    is_ready: Arc<AtomicBool>,
    out: Outlet,
    library: Option<Watched>,
}

struct Watched {
    root: PathBuf,
    folders: HashSet<PathBuf>,
    watcher: RecommendedWatcher,
    /// All files are read.
    ready: bool,
    /// Told once that a folder could not be watched.
    reported: bool,
}

/// What happened since the last look.
#[derive(Default)]
struct Happened {
    paths: HashSet<PathBuf>,
    at: Option<EventTimes>,
    /// How many of them are files of the library.
    files: usize,
    by_git: bool,
}

impl Happened {
    /// How long nothing more must happen before it is looked at.
    fn calm(&self) -> Duration {
        let calm = if self.by_git || self.files > 1 {
            DEBOUNCE_OF_MANY
        } else {
            DEBOUNCE
        };
        calm.min(LONGEST_DEBOUNCE.saturating_sub(self.lasts()))
    }

    fn lasts(&self) -> Duration {
        self.at.map_or(Duration::ZERO, |at| at.first.elapsed())
    }
}

impl Watching {
    fn run(mut self, inbox: &Receiver<Message>) {
        let mut happened = Happened::default();
        loop {
            let ready = self.library.as_ref().is_some_and(|watched| watched.ready);
            let message = if happened.paths.is_empty() || !ready {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                inbox.recv_timeout(happened.calm())
            };
            match message {
                Ok(Message::Begin {
                    root,
                    folders,
                    begun,
                }) => {
                    self.begin(root, folders);
                    if begun.send(()).is_err() {
                        log::info!("watching began after the library was read");
                    }
                }
                // A library that was stopped and another begun in the meantime is not ready.
                Ok(Message::Ready { root }) => {
                    if let Some(watched) = self.library.as_mut().filter(|held| held.root == root) {
                        watched.ready = true;
                        self.is_ready.store(true, Ordering::Relaxed);
                        // What was made between the walk and watching is found by walking again.
                        let mut changes = Vec::new();
                        self.compare_listing(&mut changes);
                        self.tell_changes(root, changes, false, EventTimes::now());
                    }
                }
                Ok(Message::Forget) => {
                    self.library = None;
                    self.branch_switch.begin(None);
                    happened = Happened::default();
                }
                Ok(Message::Happened(paths)) => self.note(paths, &mut happened),
                Ok(Message::Failed(reason)) => self.not_watching(reason),
                Ok(Message::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                // What git has half done is not looked at.
                Err(RecvTimeoutError::Timeout)
                    if happened.lasts() < GIT_TIMEOUT && self.branch_switch.is_git_at_work() =>
                {
                    std::thread::sleep(DEBOUNCE);
                }
                Err(RecvTimeoutError::Timeout) => {
                    let Happened { paths, at, .. } = std::mem::take(&mut happened);
                    let when = at.unwrap_or_else(EventTimes::now);
                    let look = std::panic::AssertUnwindSafe(|| self.look(&paths, when));
                    if std::panic::catch_unwind(look).is_err() {
                        let what = "Watching the library".to_string();
                        self.out.report(Report::Broken { what });
                    }
                }
            }
        }
    }

    fn note(&self, paths: Vec<PathBuf>, happened: &mut Happened) {
        happened.at.get_or_insert_with(EventTimes::now).last = Instant::now();
        let git = self.branch_switch.gits_own();
        let snapshot = self.snapshot.lock();
        for path in paths {
            happened.by_git |= git.as_ref().is_some_and(|git| path.starts_with(git));
            let is_file = snapshot.contains_key(&path);
            if happened.paths.insert(path) {
                happened.files += usize::from(is_file);
            }
        }
    }

    fn begin(&mut self, root: PathBuf, folders: Vec<PathBuf>) {
        let sender = self.sender.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let sent = match event {
                // Reading is no change; our own reading would call us for ever.
                Ok(event) if event.kind.is_access() => return,
                Ok(event) => sender.send(Message::Happened(event.paths)),
                Err(error) => sender.send(Message::Failed(error.to_string())),
            };
            if sent.is_err() {
                log::debug!("an event came after watching had ended");
            }
        });
        match watcher {
            Ok(watcher) => {
                self.branch_switch.begin(Some(&root));
                self.library = Some(Watched {
                    root: root.clone(),
                    folders: HashSet::new(),
                    watcher,
                    ready: false,
                    reported: false,
                });
                self.watch_folders(folders);
                self.watch_folders(beside(&root));
                self.watch_git();
            }
            Err(error) => {
                let reason = error.to_string();
                self.out
                    .report(Report::Sync(SyncReport::NotWatching { root, reason }));
            }
        }
    }

    /// Watches those folders that are not watched yet; whether there were any.
    fn watch_folders(&mut self, folders: Vec<PathBuf>) -> bool {
        let mut any = false;
        let mut reason = None;
        if let Some(watched) = &mut self.library {
            for folder in folders {
                if watched.folders.contains(&folder) {
                    continue;
                }
                match watched.watcher.watch(&folder, RecursiveMode::NonRecursive) {
                    Ok(()) => any |= watched.folders.insert(folder),
                    Err(error) => reason = Some(error.to_string()),
                }
            }
        }
        if let Some(reason) = reason {
            self.not_watching(reason);
        }
        any
    }

    /// Watches the own folder of a repository that was not known before, for what is no change to a file.
    fn watch_git(&mut self) {
        let (Some(watched), Some(own)) = (&mut self.library, self.branch_switch.find_repository())
        else {
            return;
        };
        if let Err(error) = watched.watcher.watch(&own, RecursiveMode::NonRecursive) {
            // How it stands is asked at each change of a file all the same.
            log::info!("{} is not watched: {error}", own.display());
        }
    }

    fn not_watching(&mut self, reason: String) {
        let Some(watched) = &mut self.library else {
            return;
        };
        if !watched.reported {
            watched.reported = true;
            let root = watched.root.clone();
            self.out
                .report(Report::Sync(SyncReport::NotWatching { root, reason }));
        }
    }
}

/// The folder of what lies beside the content, where there is one. No entry is in it.
fn beside(root: &Path) -> Vec<PathBuf> {
    let list = withdrawn::place(root);
    let folder = list.parent().filter(|folder| disk::folder(folder).is_ok());
    folder.map(Path::to_path_buf).into_iter().collect()
}
