//! Named threads: a job in, a report out, and a wake-up after each report.
//!
//! The disk thread reads and writes in the order asked. Opening a library, decoding pictures and waiting for a dialog have
//! threads of their own, so that none of them holds up a save. Every job runs inside `catch_unwind`: a mistake in one is a
//! report, never a lost afternoon. Dropping [`Background`] waits for the writes that were asked for.
//!
//! Knows nothing of: what a report leads to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;
use std::time::Instant;

use crate::checks;
use crate::desk::effect::{Effect, MergeJob, MergeOf, RenameLook, Report};
use crate::library::after_review::{self, AFTER_REVIEW};
use crate::library::renaming::{NotDone, Order};
use crate::library::versions::{NotKept, Why};
use crate::library::{
    self, Bibliography, EntryKey, MoveRefused, NotLearned, Records, Renaming, SaveHow, SaveRefused,
    Unreadable, Versions, Withdrawn, disk, entry_ids, git, renaming, withdrawn,
};
use crate::merge;
use crate::person::OwnFolders;
use crate::references;

mod checking;
mod journalling;
mod locking;
mod past;
mod pictures;
mod watching;

use checking::Checks;
use journalling::{Hand, Journalling};
use locking::Locking;
use watching::Watch;

/// What the job is called that reads a list of withdrawn works.
const WITHDRAWN: &str = "the list of withdrawn works";

/// What the job is called that reads what an entry was.
const PAST: &str = "the history of an entry";

/// The threads, and the reports not yet taken.
pub struct Background {
    out: Outlet,
    reports: Receiver<Report>,
    disk: Option<Thread<DiskJob>>,
    pictures: Option<Thread<Effect>>,
    checks: Checks,
    journal: Journalling,
    lock: Locking,
    opening: Mutex<Option<Arc<AtomicBool>>>,
    learning: Mutex<Option<Arc<AtomicBool>>>,
    past: Mutex<Option<Arc<AtomicBool>>>,
    watch: Arc<Watch>,
    versions: Option<Versions>,
    /// Where the person's settings and the like are.
    own_folders: Vec<PathBuf>,
}

impl Background {
    /// Starts the threads. `own` are the person's folders: without them nothing is kept there. `wake` is called after each
    /// report, from the thread that made it.
    pub fn start(
        own: Option<OwnFolders>,
        wake: impl Fn() + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let (sender, reports) = channel();
        let out = Outlet {
            sender,
            wake: Arc::new(wake),
        };
        let watch = Arc::new(Watch::start(out.clone())?);
        let versions = own.as_ref().map(|own| Versions::below(own.versions()));
        let journal = Journalling::start(own.as_ref().map(OwnFolders::journal), out.clone())?;
        Ok(Self {
            disk: Some(Thread::start("copydesk disk", {
                let (out, versions) = (out.clone(), versions.clone());
                let (journal, watch) = (journal.hand(), watch.clone());
                move |job| disk_job(job, &watch, versions.as_ref(), &journal, &out)
            })?),
            pictures: Some(Thread::start("copydesk pictures", {
                let out = out.clone();
                move |effect| picture_job(effect, &out)
            })?),
            checks: Checks::start(out.clone())?,
            journal,
            lock: Locking::start(out.clone())?,
            opening: Mutex::new(None),
            learning: Mutex::new(None),
            past: Mutex::new(None),
            watch,
            versions,
            own_folders: own
                .into_iter()
                .flat_map(|own| [own.config, own.data])
                .collect(),
            out,
            reports,
        })
    }

    /// Sees to it that unsaved text is kept when the program ends by a signal or by a mistake of its own. For the program
    /// itself, once.
    ///
    /// # Errors
    /// When the system gives no thread or no signals.
    pub fn keep_text_at_the_end(&self) -> std::io::Result<()> {
        self.journal.write_at_the_end()
    }

    /// Carries out an effect, or gives back one that is the window's to carry out.
    pub fn send(&self, effect: Effect) -> Option<Effect> {
        match effect {
            Effect::OpenLibrary { root } => self.open(root),
            Effect::StopOpening => stop(&self.opening),
            Effect::LearnStyle { root, texts } => self.learn(root, texts),
            Effect::StopLearning => stop(&self.learning),
            Effect::Write { .. }
            | Effect::KeepVersion { .. }
            | Effect::KeepAside { .. }
            | Effect::MoveVersions { .. }
            | Effect::PutLeftBehindAside { .. }
            | Effect::KeepWithdrawn { .. }
            | Effect::MapId { .. }
            | Effect::UnmapId { .. }
            | Effect::Rename(_)
            | Effect::TakeAway { .. }
            | Effect::BringBack { .. }
            | Effect::Create { .. }
            | Effect::Read { .. }
            | Effect::ReadStyle { .. }
            | Effect::SaveSettings { .. }
            | Effect::ReadRecords { .. }
            | Effect::ChangeRecords { .. } => {
                let heard = self.watch.heard();
                self.hand_to(self.disk.as_ref(), DiskJob { effect, heard });
            }
            Effect::LoadImage { .. } => self.hand_to(self.pictures.as_ref(), effect),
            Effect::ReadReferences { path } => self.call("a file of references", move || {
                let result = disk::read_bytes(&path, disk::LONGEST_TEXT)
                    .map(|bytes| references::read(&bytes));
                Report::ReferencesRead { path, result }
            }),
            Effect::GatherWorks {
                root,
                texts,
                before,
            } => self.call("the library’s sources", move || {
                let works = with_readers(|| Bibliography::read(texts, before.as_deref()));
                Report::WorksGathered {
                    root,
                    works: Arc::new(works),
                }
            }),
            Effect::Merge(job) => self.call("a merge", move || merge_job(job)),
            Effect::WorkOutRevision { asked, revision } => {
                self.call("a change to sources", move || Report::RevisionWorkedOut {
                    asked,
                    revised: with_readers(|| revision.work_out()),
                });
            }
            Effect::FindSentences {
                asked,
                places,
                organisations,
            } => self.call("the sentences about a source", move || {
                Report::SentencesFound {
                    asked,
                    sentences: with_readers(|| library::sentences(&places, &organisations)),
                }
            }),
            Effect::HoldLibrary { root, name } => self.lock.hold(root, name),
            Effect::Journal(unsaved) => self.journal.keep(unsaved),
            Effect::ForgetJournal { path } => self.journal.forget(path),
            Effect::SettleLeftBehind { file } => self.journal.settle(file),
            Effect::Check(job) => {
                if !self.checks.send(job) {
                    let what = "The checks".to_string();
                    self.out.report(Report::Broken { what });
                }
            }
            Effect::LookForNames(look) => self.call("the names of an entry", move || {
                let RenameLook {
                    asked,
                    purpose,
                    root,
                    key,
                    style,
                    texts,
                } = look;
                let found = with_readers(|| Renaming::look(purpose, &root, &key, style, &texts));
                Report::NamesFound {
                    asked,
                    purpose,
                    found: found.map(Arc::new),
                }
            }),
            Effect::PruneVersions { limits } => {
                if let Some(versions) = self.versions.clone() {
                    self.call("old versions", move || {
                        let kept = versions.prune(limits, jiff::Timestamp::now());
                        Report::VersionsPruned { kept }
                    });
                }
            }
            Effect::ReadPast { of, now } => {
                let stop = begin(&self.past);
                let (versions, out) = (self.versions.clone(), self.out.clone());
                self.call(PAST, move || {
                    past::read(versions.as_ref(), &of, &now, &stop, &out)
                });
            }
            Effect::ReadEarlier { of, earlier } => {
                let versions = self.versions.clone();
                self.call(PAST, move || {
                    let wanted = [*earlier];
                    let texts = library::past::texts(versions.as_ref(), &of.root, &of.key, &wanted);
                    let text = texts.into_iter().next();
                    Report::EarlierRead {
                        asked: of.asked,
                        text: text.unwrap_or(Err(Unreadable::Gone)),
                    }
                });
            }
            Effect::ReadWithdrawn { root } => self.call(WITHDRAWN, move || {
                let list = Withdrawn::open(&withdrawn::place(&root));
                let list = list.map(|list| list.map(Arc::new));
                Report::WithdrawnRead { root, list }
            }),
            Effect::LookAtWithdrawn { root, path } => self.call(WITHDRAWN, move || {
                let list = Withdrawn::open(&path).map(|list| list.map(Arc::new));
                Report::WithdrawnLookedAt { root, path, list }
            }),
            Effect::PickFolder
            | Effect::PickWithdrawn
            | Effect::OpenLink(_)
            | Effect::Copy(_)
            | Effect::Quit => {
                return Some(effect);
            }
        }
        None
    }

    /// Runs anything else that may wait long, such as a dialog, on a thread of its own.
    pub fn call(&self, name: &str, job: impl FnOnce() -> Report + Send + 'static) {
        let (out, what) = (self.out.clone(), name.to_string());
        let thread = std::thread::Builder::new().name(format!("copydesk {name}"));
        let started = thread.spawn(move || {
            let report = catch_unwind(AssertUnwindSafe(job));
            out.report(report.unwrap_or(Report::Broken { what }));
        });
        if let Err(error) = started {
            self.no_thread(name, &error);
        }
    }

    /// The reports since the last call, oldest first.
    pub fn drain(&self) -> Vec<Report> {
        let hear = |report: &Report| {
            if matches!(report, Report::FolderSwitched { .. }) {
                self.watch.hears();
            }
        };
        self.reports.try_iter().inspect(hear).collect()
    }

    fn open(&self, root: PathBuf) {
        // What is learned from the library that is left is of no use in the next.
        stop(&self.learning);
        let stop = begin(&self.opening);
        let (watch, out) = (self.watch.clone(), self.out.clone());
        let own_folders = self.own_folders.clone();
        let (left_behind, look_at_lock) = (self.journal.reader(), self.lock.look());
        let thread = std::thread::Builder::new().name("copydesk opening".to_string());
        let started = thread.spawn(move || {
            let open = || {
                let (root, folders) = open_library(root, &stop, &watch, &out)?;
                look_at_lock(&root);
                // What a program that was killed left half-way.
                let beside = root.join(disk::BESIDE);
                let folders = folders.iter().chain([&beside]).chain(&own_folders);
                disk::sweep(folders.map(PathBuf::as_path));
                Some(left_behind(&root))
            };
            let run = catch_unwind(AssertUnwindSafe(open));
            if let Ok(Some(report)) = &run {
                out.report(report.clone());
            }
            if run.is_err() {
                let what = "Opening the library".to_string();
                out.report(Report::Broken { what });
            }
        });
        if let Err(error) = started {
            self.no_thread("Opening the library", &error);
        }
    }

    fn learn(&self, root: PathBuf, texts: Vec<Arc<str>>) {
        let stop = begin(&self.learning);
        let out = self.out.clone();
        self.call("learning", move || {
            let on_progress = |read| {
                out.report(Report::Learning {
                    root: root.clone(),
                    read,
                });
            };
            let learn = || with_readers(|| library::learn(&texts, &stop, on_progress));
            let learned = catch_unwind(AssertUnwindSafe(learn));
            let learned = learned.unwrap_or(Err(NotLearned::Broken));
            Report::StyleLearned {
                root,
                learned: learned.map(|it| (it.write().into(), it.entries)),
            }
        });
    }

    fn hand_to<Job: Send + 'static>(&self, thread: Option<&Thread<Job>>, job: Job) {
        if thread.is_none_or(|thread| thread.jobs.send(job).is_err()) {
            let what = "A job had nobody to do it".to_string();
            self.out.report(Report::Broken { what });
        }
    }

    fn no_thread(&self, what: &str, error: &std::io::Error) {
        log::error!("{what}: no thread could be started: {error}");
        let what = what.to_string();
        self.out.report(Report::Broken { what });
    }
}

impl Drop for Background {
    fn drop(&mut self) {
        stop(&self.opening);
        stop(&self.learning);
        stop(&self.past);
        self.watch.stop();
        // Pictures are not waited for; what was to be written is.
        self.pictures = None;
        let Some(Thread { jobs, handle }) = self.disk.take() else {
            return;
        };
        drop(jobs);
        if handle.join().is_err() {
            log::error!("the disk thread ended in a mistake");
        }
    }
}

/// A job of which there is one at a time: the one before is stopped.
fn begin(running: &Mutex<Option<Arc<AtomicBool>>>) -> Arc<AtomicBool> {
    stop(running);
    let flag = Arc::new(AtomicBool::new(false));
    *running.lock().unwrap_or_else(PoisonError::into_inner) = Some(flag.clone());
    flag
}

fn stop(running: &Mutex<Option<Arc<AtomicBool>>>) {
    let running = running.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(flag) = running.as_ref() {
        flag.store(true, Ordering::Relaxed);
    }
}

/// Where reports go.
#[derive(Clone)]
struct Outlet {
    sender: Sender<Report>,
    wake: Arc<dyn Fn() + Send + Sync>,
}

impl Outlet {
    fn report(&self, report: Report) {
        // The other end is gone only while the program closes; then nobody wants to know.
        if self.sender.send(report).is_ok() {
            (self.wake)();
        }
    }
}

/// A thread that does jobs in order until no more can come.
struct Thread<Job> {
    jobs: Sender<Job>,
    handle: JoinHandle<()>,
}

impl<Job: Send + 'static> Thread<Job> {
    fn start(name: &str, job: impl Fn(Job) + Send + 'static) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let thread = std::thread::Builder::new().name(name.to_string());
        let handle = thread.spawn(move || inbox.into_iter().for_each(job))?;
        Ok(Self { jobs, handle })
    }
}

/// What the disk thread is to do.
struct DiskJob {
    effect: Effect,
    /// How many switches of the folder the desk had heard of when it asked for this.
    heard: u64,
}

fn disk_job(
    job: DiskJob,
    watch: &Watch,
    versions: Option<&Versions>,
    journal: &Hand,
    out: &Outlet,
) {
    let DiskJob { effect, heard } = job;
    let seen = watch.seen();
    let broken = broken_report(&effect);
    if matches!(effect, Effect::Write { .. } | Effect::Create { .. }) {
        journal.write_now();
    }
    let report = catch_unwind(AssertUnwindSafe(|| match effect {
        Effect::Write { key, step, .. } if !watch.stands_as_known(heard) => {
            let why = SaveRefused::Switched;
            Some(Report::WriteRefused { key, step, why })
        }
        Effect::Write {
            key,
            path,
            step,
            text,
            seen: before,
            how,
        } => {
            // Whatever becomes of that, the save goes on.
            if let Some(root) = key.root_of(&path)
                && let Err(why) = keep(versions, root, &key, &before, Why::SavedOver)
            {
                out.report(Report::VersionRefused { why });
            }
            Some(write(key, path, step, text, &before, how, seen))
        }
        // It goes from the journal when it is among the versions, and not before.
        Effect::PutLeftBehindAside {
            root,
            key,
            text,
            file,
        } => match keep(versions, &root, &key, &text, Why::Recovered) {
            Ok(()) => {
                journal.settle(file);
                Some(Report::VersionKept { key })
            }
            Err(why) => Some(Report::VersionRefused { why }),
        },
        Effect::KeepAside {
            root,
            key,
            text,
            branch,
        } => {
            let now = jiff::Timestamp::now();
            let kept = versions.ok_or(NotKept::NoHome).and_then(|versions| {
                versions.keep_of_branch(&root, &key, &text, Why::KeptAside, branch, now)
            });
            Some(match kept {
                Ok(()) => Report::VersionKept { key },
                Err(why) => Report::VersionRefused { why },
            })
        }
        Effect::MoveVersions { root, from, to } => versions
            .and_then(|versions| versions.moved(&root, &from, &to).err())
            .map(|why| Report::VersionRefused { why }),
        Effect::KeepVersion {
            root,
            key,
            text,
            why,
        } => Some(match keep(versions, &root, &key, &text, why) {
            Ok(()) => Report::VersionKept { key },
            Err(why) => Report::VersionRefused { why },
        }),
        Effect::Create {
            key,
            path,
            step,
            text,
        } => Some(create(key, path, step, text, seen)),
        Effect::Read { key, path } => {
            let content = watch.read_again(&path);
            content.map(|content| Report::Read { key, content })
        }
        Effect::ReadStyle { root } => Some(read_style(root)),
        Effect::MapId { root, id, slug } => {
            let result = entry_ids::map(&root, id, &slug);
            Some(Report::IdMapped {
                root,
                id,
                slug,
                result,
            })
        }
        Effect::UnmapId {
            root,
            id,
            slug,
            mapped,
        } => {
            let result = entry_ids::take_back(&root, &mapped);
            Some(Report::IdUnmapped {
                root,
                id,
                slug,
                result,
            })
        }
        Effect::TakeAway {
            key,
            path,
            seen: before,
            to_trash,
        } => {
            let result = seen.while_taking_away(&path, || {
                if to_trash {
                    disk::put_in_trash(&path, &before)
                } else {
                    disk::remove(&path, &before).map_err(MoveRefused::from)
                }
            });
            Some(Report::TakenAway {
                key,
                to_trash,
                result,
            })
        }
        Effect::BringBack { key, path, text } => {
            let back = seen.while_writing(&path, &text, || disk::bring_back(&path, &text));
            Some(match back {
                Ok(()) => Report::Created { key, step: 0, text },
                Err(why) => Report::CreateRefused { key, step: 0, why },
            })
        }
        Effect::Rename(order) => {
            let result = seen.while_renaming(&order, || renaming::carry_out(&order));
            if let Ok(not_done) = &result
                && let Err(why) = keep_renamed(versions, &order, not_done)
            {
                out.report(Report::VersionRefused { why });
            }
            Some(Report::Renamed { order, result })
        }
        Effect::KeepWithdrawn { root, path } => {
            let kept = withdrawn::keep(&path, &root);
            Some(Report::WithdrawnKept { root, kept })
        }
        Effect::SaveSettings { path, text } => disk::write_own(&path, &text)
            .err()
            .map(|why| Report::SettingsRefused { path, why }),
        Effect::ReadRecords { root, name } => {
            let read = read_records(&root, name);
            Some(records_report(root, name, read))
        }
        Effect::ChangeRecords { root, name, change } => {
            Some(match disk::change_records(&root, name, &change) {
                Ok(_) if name == AFTER_REVIEW => {
                    let read = read_records(&root, name);
                    records_report(root, name, read)
                }
                changed => records_report(root, name, changed),
            })
        }
        _ => None,
    }));
    if let Some(report) = report.unwrap_or(Some(broken)) {
        out.report(report);
    }
}

/// What is reported when a job meets a mistake: a save that was not done must not wait for its answer for ever.
fn broken_report(effect: &Effect) -> Report {
    let why = || SaveRefused::Failed("the program made a mistake".to_string());
    match effect {
        Effect::Write { key, step, .. } => Report::WriteRefused {
            key: key.clone(),
            step: *step,
            why: why(),
        },
        Effect::Create { key, step, .. } => Report::CreateRefused {
            key: key.clone(),
            step: *step,
            why: why(),
        },
        Effect::BringBack { key, .. } => Report::CreateRefused {
            key: key.clone(),
            step: 0,
            why: why(),
        },
        Effect::TakeAway { key, to_trash, .. } => Report::TakenAway {
            key: key.clone(),
            to_trash: *to_trash,
            result: Err(MoveRefused::Failed(
                "the program made a mistake".to_string(),
            )),
        },
        Effect::Rename(order) => Report::Renamed {
            order: order.clone(),
            result: Err((
                order.from.clone(),
                MoveRefused::Failed("the program made a mistake".to_string()),
            )),
        },
        _ => Report::Broken {
            what: "Reading a file".to_string(),
        },
    }
}

/// Takes an entry's versions along to its new name, and keeps what the rename replaced.
fn keep_renamed(
    versions: Option<&Versions>,
    order: &Order,
    not_done: &[NotDone],
) -> Result<(), NotKept> {
    let store = versions.ok_or(NotKept::NoHome)?;
    store.moved(&order.root, &order.from, &order.to)?;
    for text in std::iter::once(&order.own).chain(&order.texts) {
        if text.before != text.after && !not_done.iter().any(|(key, _)| *key == text.key) {
            keep(
                versions,
                &order.root,
                &text.key,
                &text.before,
                Why::SavedOver,
            )?;
        }
    }
    Ok(())
}

fn keep(
    versions: Option<&Versions>,
    root: &Path,
    key: &EntryKey,
    text: &str,
    why: Why,
) -> Result<(), NotKept> {
    let versions = versions.ok_or(NotKept::NoHome)?;
    versions.keep(root, key, text, why, jiff::Timestamp::now())
}

fn merge_job(mut job: MergeJob) -> Report {
    // Without a git, or where it keeps nothing, the signs tell.
    if let MergeOf::Unfinished(file) = &job.of
        && let Ok(Some(stages)) = git::stages(file)
        && let Some(base) = stages.base
    {
        job.base = base;
    }
    let merged = Arc::new(merge::merge(&job.base, &job.ours, &job.theirs));
    Report::Merged { job, merged }
}

fn read_style(root: PathBuf) -> Report {
    let checks: Vec<&str> = checks::all().map(|check| check.id).collect();
    let (style, mistakes) = library::read_style(&root, &checks);
    Report::StyleRead {
        root,
        style: Box::new(style),
        mistakes,
    }
}

fn write(
    key: EntryKey,
    path: PathBuf,
    step: u64,
    text: Arc<str>,
    before: &str,
    how: SaveHow,
    seen: &watching::Seen,
) -> Report {
    let saved = seen.while_writing(&path, &text, || disk::save(&path, &text, before, how));
    match saved {
        Ok(()) => Report::Written { key, step, text },
        Err(why) => Report::WriteRefused { key, step, why },
    }
}

fn create(
    key: EntryKey,
    path: PathBuf,
    step: u64,
    text: Arc<str>,
    seen: &watching::Seen,
) -> Report {
    match seen.while_writing(&path, &text, || disk::create(&path, &text)) {
        Ok(()) => Report::Created { key, step, text },
        Err(why) => Report::CreateRefused { key, step, why },
    }
}

/// What lies beside the content, and what git noted of the same.
fn read_records(root: &Path, name: &str) -> Result<Records, Unreadable> {
    match name {
        AFTER_REVIEW => after_review::read(root),
        _ => disk::read_records(root, name),
    }
}

fn records_report(
    root: PathBuf,
    name: &'static str,
    result: Result<Records, impl std::fmt::Display>,
) -> Report {
    match result {
        Ok(records) => Report::RecordsRead {
            root,
            name,
            records,
        },
        Err(why) => Report::RecordsRefused {
            name,
            why: why.to_string(),
        },
    }
}

fn picture_job(effect: Effect, out: &Outlet) {
    let Effect::LoadImage {
        key,
        target,
        path,
        within,
    } = effect
    else {
        return;
    };
    let result = catch_unwind(AssertUnwindSafe(|| pictures::load(&path, &within)));
    out.report(match result {
        Ok(result) => Report::Image {
            key,
            target,
            result,
        },
        Err(_) => Report::Broken {
            what: format!("Showing the picture {}", path.display()),
        },
    });
}

/// Opens a library and gives back its true path and its folders, where it could be opened.
fn open_library(
    root: PathBuf,
    stop: &AtomicBool,
    watch: &Watch,
    out: &Outlet,
) -> Option<(PathBuf, Vec<PathBuf>)> {
    let start = Instant::now();
    let (root, file) = library::home_of(&root);
    let root = match disk::folder(&root) {
        Ok(found) => found,
        Err(why) => {
            out.report(Report::OpenRefused(library::OpenFailed { root, why }));
            return None;
        }
    };
    watch.forget();
    out.report(Report::LibraryStarted {
        at: file.and_then(|file| {
            EntryKey::below(&root, &disk::true_path(&file).unwrap_or(file.clone()))
        }),
        root: root.clone(),
    });
    // The house style comes first: it says which files are entries.
    let beside = library::beside(&root);
    if !beside.is_empty() {
        out.report(read_style(root.clone()));
    }
    let on_batch = |files: Vec<library::LoadedFile>, progress| {
        if watch.remember(&root, &files, stop) {
            out.report(Report::FilesRead {
                root: root.clone(),
                files,
                progress,
            });
        }
    };
    let found = match library::find_files(&root, stop, |progress| on_batch(Vec::new(), progress)) {
        Ok(found) => found,
        Err(failed) => {
            out.report(Report::OpenRefused(failed));
            return None;
        }
    };
    if !beside.is_empty() {
        let files = beside.iter();
        let files = files.filter_map(|path| library::read_file(&root, path));
        on_batch(files.collect(), library::Progress::default());
    }
    // Watched before it is read, so that no change falls between the two.
    watch.begin(&found);
    let all_read = with_readers(|| library::read_files(&found, stop, on_batch));
    if all_read {
        watch.ready(&root);
    }
    out.report(Report::LibraryOpened {
        root: root.clone(),
        took: start.elapsed(),
        stopped: !all_read,
        trouble: found.walked.trouble,
    });
    Some((root, found.walked.folders))
}

/// Reads with a few named threads; the one that draws keeps its core where there are more than two.
fn with_readers<T: Send>(read: impl FnOnce() -> T + Send) -> T {
    let cores = std::thread::available_parallelism().map_or(2, usize::from);
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads((cores - 1).clamp(1, 8))
        .thread_name(|number| format!("copydesk reading {number}"))
        .build();
    match pool {
        Ok(pool) => pool.install(read),
        Err(error) => {
            log::warn!("reading with one thread: {error}");
            read()
        }
    }
}
