//! Watching the folders of a library for what other programs do.
//!
//! The listed folders are watched one by one, links not followed. Events say only that something happened somewhere; after a
//! short calm the files named are read and compared, by content, with what was last seen, so that our own saves and rewrites
//! of the same text stay silent. Where a name is new or gone the folder is walked again, so that the rules of opening hold.
//!
//! Knows nothing of: the text the desk holds, what becomes of a change.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use notify::{RecommendedWatcher, RecursiveMode, Watcher};

use super::Outlet;
use crate::desk::effect::Report;
use crate::library::checkout::{Checkout, Standing, Switched};
use crate::library::renaming::{NotDone, Order};
use crate::library::{self, Content, EntryKey, Found, LoadedFile, Unreadable, disk, withdrawn};

/// How long nothing must happen before files are read.
const CALM: Duration = Duration::from_millis(150);

/// The same where more than one file changed, or git did something: what is going on is told by all of it.
const CALM_OF_MANY: Duration = Duration::from_millis(500);

/// What goes on for longer is looked at while it does: a file may change ten times a second for hours.
const LONGEST_CALM: Duration = Duration::from_secs(2);

/// How long we wait for git to be done before files are read.
const GIT_PATIENCE: Duration = Duration::from_secs(5);

/// More files than these are edited by nobody within a second.
const MOST_EDITED: usize = 20;
const SECOND: Duration = Duration::from_secs(1);

/// How long opening waits for watching to begin.
const PATIENCE: Duration = Duration::from_secs(2);

/// What each file of the library last held on the disk, as far as we have seen. The texts are shared with the library.
#[derive(Default)]
pub(super) struct Seen(Mutex<HashMap<PathBuf, Content>>);

impl Seen {
    /// Writes a file. The watching thread waits meanwhile, so it never meets our own text as a stranger's.
    pub(super) fn while_writing<E>(
        &self,
        path: &Path,
        text: &Arc<str>,
        write: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let mut seen = self.lock();
        let written = write();
        if written.is_ok() {
            seen.insert(path.to_path_buf(), Content::Text(text.clone()));
        }
        written
    }

    /// Renames an entry; the watching thread waits meanwhile, so it takes it neither for gone nor for new.
    pub(super) fn while_renaming<E>(
        &self,
        order: &Order,
        rename: impl FnOnce() -> Result<Vec<NotDone>, E>,
    ) -> Result<Vec<NotDone>, E> {
        let mut seen = self.lock();
        let not_done = rename()?;
        let path = |key: &EntryKey| order.root.join(key.path());
        if let Some(held) = seen.remove(&path(&order.from)) {
            seen.insert(path(&order.to), held);
        }
        for text in std::iter::once(&order.own).chain(&order.texts) {
            if !not_done.iter().any(|(key, _)| *key == text.key) {
                seen.insert(path(&text.key), Content::Text(text.after.clone()));
            }
        }
        Ok(not_done)
    }

    /// Takes a file away; the watching thread waits meanwhile, so it never tells of it.
    pub(super) fn while_taking_away<E>(
        &self,
        path: &Path,
        take: impl FnOnce() -> Result<(), E>,
    ) -> Result<(), E> {
        let mut seen = self.lock();
        let taken = take();
        if taken.is_ok() {
            seen.remove(path);
        }
        taken
    }

    pub(super) fn read_again(&self, path: &Path) -> Content {
        let mut seen = self.lock();
        let content = Content::from(disk::read_text(path));
        seen.insert(path.to_path_buf(), content.clone());
        content
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<PathBuf, Content>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The watching thread.
pub(super) struct Watch {
    news: Sender<News>,
    seen: Arc<Seen>,
}

impl Watch {
    pub(super) fn start(seen: Arc<Seen>, out: Outlet) -> std::io::Result<Self> {
        let (news, inbox) = channel();
        let watching = Watching {
            news: news.clone(),
            seen: seen.clone(),
            out,
            library: None,
        };
        let thread = std::thread::Builder::new().name("copydesk watching".to_string());
        thread.spawn(move || watching.run(&inbox))?;
        Ok(Self { news, seen })
    }

    /// Ends watching; a library is about to be opened.
    pub(super) fn forget(&self) {
        self.tell(News::Forget);
        self.seen.lock().clear();
    }

    /// Notes what files hold; `false` when opening was stopped. A stop comes before the next opening forgets, so an opening
    /// that lags behind leaves nothing in the next one.
    pub(super) fn remember(&self, root: &Path, files: &[LoadedFile], stop: &AtomicBool) -> bool {
        let mut seen = self.seen.lock();
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        for file in files {
            seen.insert(root.join(file.key.path()), file.content.clone());
        }
        true
    }

    /// Begins watching, and waits until it does. What happens is kept until the library is [`ready`](Self::ready).
    pub(super) fn begin(&self, found: &Found) {
        let (begun, wait) = channel();
        self.tell(News::Begin {
            root: found.root.clone(),
            folders: found.walked.folders.clone(),
            begun,
        });
        // Opening goes on without watching where that takes long; a save compares all the same.
        if wait.recv_timeout(PATIENCE).is_err() {
            log::warn!("the library is read before all of it is watched");
        }
    }

    /// All files are read: from now on changes are told.
    pub(super) fn ready(&self, root: &Path) {
        self.tell(News::Ready {
            root: root.to_path_buf(),
        });
    }

    pub(super) fn stop(&self) {
        self.tell(News::Stop);
    }

    fn tell(&self, news: News) {
        if self.news.send(news).is_err() {
            log::error!("the watching thread is gone");
        }
    }
}

enum News {
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
    news: Sender<News>,
    seen: Arc<Seen>,
    out: Outlet,
    library: Option<Watched>,
}

struct Watched {
    root: PathBuf,
    folders: HashSet<PathBuf>,
    watcher: RecommendedWatcher,
    /// The repository that the folder lies in, and how it stood when we looked last.
    git: Option<(Checkout, Standing)>,
    /// How many files changed in how short a time.
    rush: Rush,
    /// All files are read.
    ready: bool,
    /// Told once that a folder could not be watched.
    told: bool,
}

/// What happened since the last look.
#[derive(Default)]
struct Happened {
    paths: HashSet<PathBuf>,
    began: Option<Instant>,
    /// How many of them are files of the library.
    files: usize,
    by_git: bool,
}

impl Happened {
    /// How long nothing more must happen before it is looked at.
    fn calm(&self) -> Duration {
        let calm = if self.by_git || self.files > 1 {
            CALM_OF_MANY
        } else {
            CALM
        };
        calm.min(LONGEST_CALM.saturating_sub(self.lasts()))
    }

    fn lasts(&self) -> Duration {
        self.began.map_or(Duration::ZERO, |began| began.elapsed())
    }
}

/// Files that change within a second of the first of them.
struct Rush {
    began: Instant,
    files: usize,
}

/// What became of a file of the library.
enum Change {
    Changed { key: EntryKey, content: Content },
    Added(LoadedFile),
    Removed { key: EntryKey },
}

impl Watching {
    fn run(mut self, inbox: &Receiver<News>) {
        let mut happened = Happened::default();
        loop {
            let ready = self.library.as_ref().is_some_and(|watched| watched.ready);
            let news = if happened.paths.is_empty() || !ready {
                inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
            } else {
                inbox.recv_timeout(happened.calm())
            };
            match news {
                Ok(News::Begin {
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
                Ok(News::Ready { root }) => {
                    if let Some(watched) = self.library.as_mut().filter(|held| held.root == root) {
                        watched.ready = true;
                        // What was made between the walk and watching is found by walking again.
                        let mut changes = Vec::new();
                        self.compare_listing(&mut changes);
                        self.tell_changes(root, changes, false);
                    }
                }
                Ok(News::Forget) => {
                    self.library = None;
                    happened = Happened::default();
                }
                Ok(News::Happened(paths)) => self.note(paths, &mut happened),
                Ok(News::Failed(reason)) => self.not_watching(reason),
                Ok(News::Stop) | Err(RecvTimeoutError::Disconnected) => return,
                // What git has half done is not looked at.
                Err(RecvTimeoutError::Timeout)
                    if happened.lasts() < GIT_PATIENCE && self.is_git_at_work() =>
                {
                    std::thread::sleep(CALM);
                }
                Err(RecvTimeoutError::Timeout) => {
                    let paths = std::mem::take(&mut happened).paths;
                    let look = std::panic::AssertUnwindSafe(|| self.look(&paths));
                    if std::panic::catch_unwind(look).is_err() {
                        let what = "Watching the library".to_string();
                        self.out.report(Report::Broken { what });
                    }
                }
            }
        }
    }

    fn note(&self, paths: Vec<PathBuf>, happened: &mut Happened) {
        happened.began.get_or_insert_with(Instant::now);
        let git = self.library.as_ref().and_then(|it| it.git.as_ref());
        let seen = self.seen.lock();
        for path in paths {
            happened.by_git |= git.is_some_and(|(git, _)| path.starts_with(git.folder()));
            let is_file = seen.contains_key(&path);
            if happened.paths.insert(path) {
                happened.files += usize::from(is_file);
            }
        }
    }

    fn begin(&mut self, root: PathBuf, folders: Vec<PathBuf>) {
        let news = self.news.clone();
        let watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
            let told = match event {
                // Reading is no change; our own reading would call us for ever.
                Ok(event) if event.kind.is_access() => return,
                Ok(event) => news.send(News::Happened(event.paths)),
                Err(error) => news.send(News::Failed(error.to_string())),
            };
            if told.is_err() {
                log::debug!("an event came after watching had ended");
            }
        });
        match watcher {
            Ok(watcher) => {
                let git = Checkout::of(&root);
                self.library = Some(Watched {
                    root: root.clone(),
                    folders: HashSet::new(),
                    watcher,
                    git: git.map(|git| {
                        let standing = git.standing();
                        (git, standing)
                    }),
                    rush: Rush {
                        began: Instant::now(),
                        files: 0,
                    },
                    ready: false,
                    told: false,
                });
                self.watch_folders(folders);
                self.watch_folders(beside(&root));
                self.watch_git();
            }
            Err(error) => {
                let reason = error.to_string();
                self.out.report(Report::NotWatching { root, reason });
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

    /// Watches the repository’s own folder, for what is no change to a file.
    fn watch_git(&mut self) {
        let Some(watched) = &mut self.library else {
            return;
        };
        let Some((git, _)) = &watched.git else {
            return;
        };
        let mode = RecursiveMode::NonRecursive;
        if let Err(error) = watched.watcher.watch(git.folder(), mode) {
            // How it stands is asked at each change of a file all the same.
            log::info!("{} is not watched: {error}", git.folder().display());
        }
    }

    fn is_git_at_work(&self) -> bool {
        let git = self.library.as_ref().and_then(|it| it.git.as_ref());
        git.is_some_and(|(git, _)| git.is_at_work())
    }

    fn not_watching(&mut self, reason: String) {
        let Some(watched) = &mut self.library else {
            return;
        };
        if !watched.told {
            watched.told = true;
            let root = watched.root.clone();
            self.out.report(Report::NotWatching { root, reason });
        }
    }

    /// Looks at the paths that something happened to.
    fn look(&mut self, paths: &HashSet<PathBuf>) {
        let Some(watched) = &mut self.library else {
            return;
        };
        let root = watched.root.clone();
        let mut listing_changed = false;
        let (mut changed, mut changes) = (Vec::new(), Vec::new());
        let list = withdrawn::place(&root);
        // The folder of the list may be new, and the list in it already; or it went with the list in it.
        let is_folder = |path: &PathBuf| Some(path.as_path()) == list.parent();
        let folder_changed = paths.iter().find(|path| is_folder(path));
        let had_list = |folder: &PathBuf| watched.folders.contains(folder) || disk::is_there(&list);
        let list_changed = paths.contains(&list) || folder_changed.is_some_and(had_list);
        let folder_changed = folder_changed.is_some();
        let gits_own = watched.git.as_ref().map(|(git, _)| git.folder());
        let head_touched = gits_own.is_some_and(|it| paths.contains(&it.join("HEAD")));
        for path in paths {
            if gits_own.is_some_and(|folder| path.starts_with(folder)) {
                continue;
            }
            // A folder that was removed and made again under its name wants watching again.
            if watched.folders.remove(path) {
                listing_changed = true;
                if let Err(error) = watched.watcher.unwatch(path) {
                    log::debug!("{} was no longer watched: {error}", path.display());
                }
                continue;
            }
            let known = self.seen.lock().contains_key(path);
            if known && disk::is_there(path) {
                changed.push(path);
            } else {
                listing_changed |= known || may_be_listed(path, &watched.folders);
            }
        }
        changed.sort();
        for path in changed {
            listing_changed |= !self.compare(&root, path, &mut changes);
        }
        if listing_changed {
            self.compare_listing(&mut changes);
        }
        self.tell_changes(root.clone(), changes, head_touched);
        if folder_changed {
            self.watch_folders(beside(&root));
        }
        if list_changed {
            self.out.report(Report::WithdrawnChanged { root });
        }
    }

    /// Reports what changed: file by file where somebody edited them, as a whole where nobody did.
    fn tell_changes(&mut self, root: PathBuf, changes: Vec<Change>, head_touched: bool) {
        let Some(watched) = &mut self.library else {
            return;
        };
        match watched.switched(changes.len(), head_touched) {
            Some(what) => {
                let files = changes.into_iter().map(|change| match change {
                    Change::Changed { key, content } => LoadedFile::new(key, content),
                    Change::Added(file) => file,
                    Change::Removed { key } => {
                        LoadedFile::new(key, Content::Unreadable(Unreadable::Gone))
                    }
                });
                let files = files.collect();
                self.out
                    .report(Report::FolderSwitched { root, what, files });
            }
            None => {
                for change in changes {
                    self.out.report(match change {
                        Change::Changed { key, content } => Report::ChangedOnDisk { key, content },
                        Change::Added(file) => Report::Added(file),
                        Change::Removed { key } => Report::Removed { key },
                    });
                }
            }
        }
    }

    /// Reads a known file and notes it where it differs from what was last seen; `false` where it is gone.
    fn compare(&self, root: &Path, path: &Path, changes: &mut Vec<Change>) -> bool {
        let mut seen = self.seen.lock();
        let content = Content::from(disk::read_text(path));
        // A link stays in the list although its target is gone.
        if content == Content::Unreadable(Unreadable::Gone) && !disk::is_link(path) {
            return false;
        }
        if seen.get(path).is_some_and(|before| same(before, &content)) {
            return true;
        }
        seen.insert(path.to_path_buf(), content.clone());
        drop(seen);
        if let Some(key) = EntryKey::below(root, path) {
            changes.push(Change::Changed { key, content });
        }
        true
    }

    /// Walks the library again and notes what is new and what is gone.
    fn compare_listing(&mut self, changes: &mut Vec<Change>) {
        let Some(watched) = &self.library else {
            return;
        };
        let root = watched.root.clone();
        // New folders are watched before they are read; what came into them meanwhile is found by walking once more.
        let mut walked = library::look_again(&root);
        while self.watch_folders(std::mem::take(&mut walked.folders)) {
            walked = library::look_again(&root);
        }
        walked.files.extend(library::beside(&root));
        let listed: HashSet<&PathBuf> = walked.files.iter().collect();
        let mut gone: Vec<PathBuf> = {
            let seen = self.seen.lock();
            let unlisted = seen.keys().filter(|path| !listed.contains(path));
            unlisted.cloned().collect()
        };
        // A file that was made under an ignored name is not listed, and is still there.
        gone.retain(|path| !disk::is_there(path));
        gone.sort();
        for path in gone {
            self.seen.lock().remove(&path);
            if let Some(key) = EntryKey::below(&root, &path) {
                changes.push(Change::Removed { key });
            }
        }
        let mut added: Vec<&PathBuf> = {
            let seen = self.seen.lock();
            let unseen = walked.files.iter().filter(|path| !seen.contains_key(*path));
            unseen.collect()
        };
        added.sort();
        for path in added {
            let mut seen = self.seen.lock();
            if seen.contains_key(path) {
                continue;
            }
            if let Some(file) = library::read_file(&root, path) {
                seen.insert(path.clone(), file.content.clone());
                drop(seen);
                changes.push(Change::Added(file));
            }
        }
    }
}

impl Watched {
    /// Why so many files changed now, where it was no edit.
    fn switched(&mut self, files: usize, head_touched: bool) -> Option<Switched> {
        let mut what = None;
        if let Some((git, before)) = &mut self.git {
            let now = git.standing();
            // A rebase goes away from its branch and comes back.
            let moved = head_touched.then_some(Switched::ByGit);
            what = now.switched_since(before).or(moved);
            *before = now;
        }
        let now = Instant::now();
        if now.duration_since(self.rush.began) > SECOND {
            self.rush = Rush {
                began: now,
                files: 0,
            };
        }
        self.rush.files += files;
        let is_branch = matches!(what, Some(Switched::Branch { .. }));
        if what.is_none() && self.rush.files > MOST_EDITED {
            what = Some(Switched::Many(self.rush.files));
        }
        // A branch that was left matters although no file differs; all else is told with the files.
        what.filter(|_| files > 0 || is_branch)
    }
}

/// The folder of what lies beside the content, where there is one. No entry is in it.
fn beside(root: &Path) -> Vec<PathBuf> {
    let list = withdrawn::place(root);
    let folder = list.parent().filter(|folder| disk::folder(folder).is_ok());
    folder.map(Path::to_path_buf).into_iter().collect()
}

/// Whether something unknown at this path could change the list: an entry, a folder, or the rules of what is ignored.
fn may_be_listed(path: &Path, folders: &HashSet<PathBuf>) -> bool {
    let name = path.file_name().unwrap_or_default();
    if path.parent().is_some_and(|it| it.ends_with(disk::BESIDE)) {
        return false;
    }
    if name == ".gitignore"
        || path
            .parent()
            .is_some_and(|root| library::is_beside(root, path))
    {
        return true;
    }
    let hidden = name.as_encoded_bytes().starts_with(b".");
    !hidden && (library::is_markdown(path) || folders.contains(path) || disk::folder(path).is_ok())
}

fn same(left: &Content, right: &Content) -> bool {
    match (left, right) {
        (Content::Text(left), Content::Text(right)) => Arc::ptr_eq(left, right) || left == right,
        (left, right) => left == right,
    }
}
