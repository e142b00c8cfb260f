//! Named threads: a job in, a report out, and a wake-up after each report.
//!
//! The disk thread reads and writes in the order asked. Opening a library, decoding pictures and waiting for a dialog have
//! threads of their own, so that none of them holds up a save. Every job runs inside `catch_unwind`: a mistake in one is a
//! report, never a lost afternoon. Dropping [`Background`] waits for the writes that were asked for.
//!
//! Knows nothing of: what a report leads to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use crate::checks;
use crate::desk::effect::{
    BibliographyReport, Effect, LibraryReport, MergeJob, MergeOf, RenameLook, RenameReport, Report,
    SourceReport, SyncReport, VersionReport,
};
use crate::library::{
    self, Bibliography, NotLearned, Renaming, Unreadable, Versions, Withdrawn, disk, git, withdrawn,
};
use crate::merge;
use crate::person::OwnFolders;
use crate::references;

mod checking;
mod disk_jobs;
mod journalling;
mod locking;
mod opening;
mod past;
mod pictures;
mod watching;

use checking::Checks;
use disk_jobs::{DiskJob, disk_job};
use journalling::Journalling;
use locking::Locking;
use opening::open_library;
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
        let own_folders: Vec<PathBuf> = own
            .into_iter()
            .flat_map(|own| [own.config, own.data])
            .collect();
        keep_private(own_folders.clone())?;
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
            own_folders,
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
            | Effect::Resume { .. }
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
                Report::Source(SourceReport::ReferencesRead { path, result })
            }),
            Effect::ReadPasted { text } => self.call("a paste", move || {
                Report::Source(SourceReport::PastedRead {
                    read: references::read_text(&text),
                    text,
                })
            }),
            Effect::GatherWorks {
                root,
                texts,
                before,
            } => self.call("the library’s sources", move || {
                let works = with_readers(|| Bibliography::read(texts, before.as_deref()));
                Report::Bibliography(BibliographyReport::Gathered {
                    root,
                    works: Arc::new(works),
                })
            }),
            Effect::Merge(job) => self.call("a merge", move || merge_job(job)),
            Effect::WorkOutRevision { asked, revision } => {
                self.call("a change to sources", move || {
                    Report::Bibliography(BibliographyReport::RevisionWorkedOut {
                        asked,
                        revised: with_readers(|| revision.work_out()),
                    })
                });
            }
            Effect::FindSentences {
                asked,
                places,
                organisations,
            } => self.call("the sentences about a source", move || {
                Report::Bibliography(BibliographyReport::SentencesFound {
                    asked,
                    sentences: with_readers(|| library::sentences(&places, &organisations)),
                })
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
                Report::Rename(RenameReport::NamesFound {
                    asked,
                    purpose,
                    found: found.map(Arc::new),
                })
            }),
            Effect::PruneVersions { limits } => {
                if let Some(versions) = self.versions.clone() {
                    self.call("old versions", move || {
                        let kept = versions.prune(limits, jiff::Timestamp::now());
                        Report::Version(VersionReport::Pruned { kept })
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
                    Report::Version(VersionReport::TextRead {
                        asked: of.asked,
                        text: text.unwrap_or(Err(Unreadable::Gone)),
                    })
                });
            }
            Effect::ReadWithdrawn { root } => self.call(WITHDRAWN, move || {
                let list = Withdrawn::open(&withdrawn::place(&root));
                let list = list.map(|list| list.map(Arc::new));
                Report::Source(SourceReport::WithdrawnRead { root, list })
            }),
            Effect::LookAtWithdrawn { root, path } => self.call(WITHDRAWN, move || {
                let list = Withdrawn::open(&path).map(|list| list.map(Arc::new));
                Report::Source(SourceReport::WithdrawnLookedAt { root, path, list })
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
            if matches!(report, Report::Sync(SyncReport::FolderSwitched { .. })) {
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
        let left_behind = self.journal.reader(self.versions.clone());
        let look_at_lock = self.lock.look();
        let thread = std::thread::Builder::new().name("copydesk opening".to_string());
        let started = thread.spawn(move || {
            let open = || {
                let (root, folders) = open_library(root, &stop, &watch, &out)?;
                look_at_lock(&root);
                let names = disk::left_alone(&root);
                if !names.is_empty() {
                    let root = root.clone();
                    out.report(Report::Sync(SyncReport::LeftAlone { root, names }));
                }
                // What a program that was killed left half-way.
                let beside = root.join(disk::BESIDE);
                let folders = folders.iter().chain([&beside]).chain(&own_folders);
                disk::sweep(folders.map(PathBuf::as_path));
                Some(left_behind(&root))
            };
            let run = catch_unwind(AssertUnwindSafe(open));
            match run {
                Ok(reports) => reports.into_iter().flatten().for_each(|it| out.report(it)),
                Err(_) => out.report(Report::Broken {
                    what: "Opening the library".to_string(),
                }),
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
                out.report(Report::Library(LibraryReport::Learning {
                    root: root.clone(),
                    read,
                }));
            };
            let learn = || with_readers(|| library::learn(&texts, &stop, on_progress));
            let learned = catch_unwind(AssertUnwindSafe(learn));
            let learned = learned.unwrap_or(Err(NotLearned::Broken));
            Report::Library(LibraryReport::StyleLearned {
                root,
                learned: learned.map(|it| (it.write().into(), it.entries)),
            })
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

fn merge_job(mut job: MergeJob) -> Report {
    // Without a git, or where it keeps nothing, the signs tell.
    if let MergeOf::Unfinished(file) = &job.of
        && let Ok(Some(stages)) = git::stages(file)
        && let Some(base) = stages.base
    {
        job.base = base;
    }
    let merged = Arc::new(merge::merge(&job.base, &job.ours, &job.theirs));
    Report::Sync(SyncReport::Merged { job, merged })
}

fn read_style(root: PathBuf) -> Report {
    let checks: Vec<&str> = checks::all().map(|check| check.id).collect();
    let (style, mistakes) = library::read_style(&root, &checks);
    Report::Library(LibraryReport::StyleRead {
        root,
        style: Box::new(style),
        mistakes,
    })
}

/// Sees to it that nobody else reads what lies in the person's own folders. Nothing waits for it.
fn keep_private(folders: Vec<PathBuf>) -> std::io::Result<()> {
    let thread = std::thread::Builder::new().name("copydesk own folders".to_string());
    thread.spawn(move || {
        for folder in folders {
            if let Err(error) = disk::keep_private(&folder) {
                log::warn!("{} may be readable by others: {error}", folder.display());
            }
        }
    })?;
    Ok(())
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
