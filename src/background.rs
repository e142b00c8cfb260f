//! Named threads: a job in, a report out, and a wake-up after each report.
//!
//! The disk thread reads and writes in the order asked. Opening a library, decoding pictures and waiting for a dialog have
//! threads of their own, so that none of them holds up a save. Every job runs inside `catch_unwind`: a mistake in one is a
//! report, never a lost afternoon. Dropping [`Background`] waits for the writes that were asked for (`closing`).
//!
//! Knows nothing of: what a report leads to.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::desk::Report;
use crate::desk::SyncReport;
use crate::desk::effect::{Effect, SearchPurpose};
use crate::library::{Versions, disk, git};
use crate::references;
use crate::settings::OwnFolders;

pub mod carry_out;
mod checking;
mod closing;
mod comparing;
mod disk_jobs;
mod journalling;
mod learning;
mod locking;
mod opening;
mod pictures;
mod searching;
pub mod stores;
mod ticks;
mod versions;
mod watching;

use carry_out::carry_out;
use checking::Checks;
use closing::{Ending, Pulse};
use disk_jobs::{DiskJob, broken_report, disk_job};
use journalling::Journalling;
use locking::Locking;
use opening::open_library;
use stores::{Files, Stores};
use watching::Watch;

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
    listing_versions: Mutex<Option<Arc<AtomicBool>>>,
    comparing: Mutex<Option<Arc<AtomicBool>>>,
    changing: Mutex<Option<Arc<AtomicBool>>>,
    searching: Mutex<Option<Arc<AtomicBool>>>,
    listing: Mutex<Option<Arc<AtomicBool>>>,
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
            .clone()
            .into_iter()
            .flat_map(|own| [own.config, own.data])
            .collect();
        keep_private(own_folders.clone())?;
        Ok(Self {
            disk: Some(Thread::start("copydesk disk", {
                let (out, versions) = (out.clone(), versions.clone());
                let (journal, watch) = (journal.hand(), watch.clone());
                let ticks = own.as_ref().map(OwnFolders::ticks);
                move |job| {
                    let stores = (versions.as_ref(), ticks.as_deref());
                    disk_job(job, &watch, stores, &journal, &out);
                }
            })?),
            pictures: Some(Thread::start("copydesk pictures", {
                let (out, watch) = (out.clone(), watch.clone());
                move |effect| {
                    let (stop, broken) = (AtomicBool::new(false), broken_report(&effect));
                    let with = stores(&watch, None, None, &stop);
                    let job = || carry_out(effect, &with, &mut |report| out.report(report));
                    if catch_unwind(AssertUnwindSafe(job)).is_err() {
                        out.report(broken);
                    }
                }
            })?),
            checks: Checks::start(out.clone(), own.clone())?,
            journal,
            lock: Locking::start(out.clone())?,
            opening: Mutex::new(None),
            learning: Mutex::new(None),
            listing_versions: Mutex::new(None),
            comparing: Mutex::new(None),
            changing: Mutex::new(None),
            searching: Mutex::new(None),
            listing: Mutex::new(None),
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
            Effect::StopLearning => stop(&self.learning),
            Effect::StopComparing => stop(&self.comparing),
            Effect::StopChanging => stop(&self.changing),
            Effect::Write { .. }
            | Effect::KeepPending(_)
            | Effect::KeepVersion { .. }
            | Effect::KeepAside { .. }
            | Effect::MoveVersions { .. }
            | Effect::KeepDraftAsVersion { .. }
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
            | Effect::WriteAsked { .. }
            | Effect::ReadRecords { .. }
            | Effect::ReadTerms { .. }
            | Effect::ReadTicks { .. }
            | Effect::KeepTicks { .. }
            | Effect::ReadProof { .. }
            | Effect::KeepProof { .. }
            | Effect::ReadSearches { .. }
            | Effect::ChangeSearches { .. }
            | Effect::ChangeRecords { .. } => {
                let heard = self.watch.heard();
                self.hand_to(self.disk.as_ref(), DiskJob { effect, heard });
            }
            Effect::LoadImage { .. } => self.hand_to(self.pictures.as_ref(), effect),
            Effect::ReadReferences { .. }
            | Effect::ReadPasted { .. }
            | Effect::GatherWorks { .. }
            | Effect::Merge(_)
            | Effect::WorkOutRevision { .. }
            | Effect::FindSentences { .. }
            | Effect::ReadForReview(_)
            | Effect::LookElsewhere(_)
            | Effect::LookForNames(_)
            | Effect::FindLastWriter { .. }
            | Effect::AskUnmerged { .. }
            | Effect::PruneVersions { .. }
            | Effect::ReadVersion { .. }
            | Effect::ReadWithdrawn { .. }
            | Effect::LookAtWithdrawn { .. }
            | Effect::ChangeFields(_)
            | Effect::CountValues(_) => self.on_its_own(effect, Arc::default()),
            // What is learned or listed at one time is stopped by the next.
            Effect::LearnStyle(_) => self.on_its_own(effect, begin(&self.learning)),
            Effect::CompareSince(_) => self.on_its_own(effect, begin(&self.comparing)),
            Effect::WorkOutChanges(_) => self.on_its_own(effect, begin(&self.changing)),
            Effect::Search(ref job) => {
                let running = match job.purpose {
                    SearchPurpose::Places => &self.searching,
                    SearchPurpose::List => &self.listing,
                };
                let stop = begin(running);
                self.on_its_own(effect, stop);
            }
            Effect::ListVersions { .. } => self.on_its_own(effect, begin(&self.listing_versions)),
            Effect::LockLibrary { root, name } => self.lock.hold(root, name),
            Effect::Journal(unsaved) => self.journal.keep(unsaved),
            Effect::ForgetJournal { path } => self.journal.forget(path),
            Effect::SettleInJournal { file } => self.journal.settle(file),
            Effect::Check(job) => {
                if !self.checks.send(job) {
                    let what = "The checks".to_string();
                    self.out.report(Report::Broken { what });
                }
            }
            Effect::PickFolder
            | Effect::PickWithdrawn
            | Effect::PickExport(_)
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
        std::iter::from_fn(|| self.next_report()).collect()
    }

    /// The oldest report that was not taken yet.
    pub fn next_report(&self) -> Option<Report> {
        let report = self.reports.try_recv().ok()?;
        if matches!(report, Report::Sync(SyncReport::FolderSwitched { .. })) {
            self.watch.hears();
        }
        Some(report)
    }

    fn open(&self, root: PathBuf) {
        // What is learned from the library that is left is of no use in the next.
        stop(&self.learning);
        let stop = begin(&self.opening);
        let (watch, out) = (self.watch.clone(), self.out.clone());
        let (own_folders, versions) = (self.own_folders.clone(), self.versions.clone());
        let unsaved_drafts = self.journal.reader(self.versions.clone());
        let look_at_lock = self.lock.look();
        let thread = std::thread::Builder::new().name("copydesk opening".to_string());
        let started = thread.spawn(move || {
            let open = || {
                let with = stores(&watch, versions.as_ref(), None, &stop);
                let (root, folders) =
                    with_readers(|| open_library(root, &with, &mut |report| out.report(report)))?;
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
                Some(unsaved_drafts(&root))
            };
            let run = catch_unwind(AssertUnwindSafe(open));
            match run {
                Ok(reports) => reports.into_iter().flatten().for_each(|it| out.report(it)),
                Err(_) => out.report(Report::Broken {
                    what: "Opening the library".to_string(),
                }),
            }
            // Sooner than anybody can paste one, and on a thread of its own: this one holds what closing waits for.
            let ready = std::thread::Builder::new().name("copydesk references".to_string());
            if let Err(error) = ready.spawn(references::prepare) {
                log::info!("the first paste will take longer: {error}");
            }
        });
        if let Err(error) = started {
            self.no_thread("Opening the library", &error);
        }
    }

    /// Carries an effect out on a thread of its own.
    fn on_its_own(&self, effect: Effect, stop: Arc<AtomicBool>) {
        let (name, broken) = (what_it_is(&effect), broken_report(&effect));
        let (versions, watch, out) = (self.versions.clone(), self.watch.clone(), self.out.clone());
        let thread = std::thread::Builder::new().name(format!("copydesk {name}"));
        let started = thread.spawn(move || {
            let reads_much = reads_much(&effect);
            let job = || {
                let with = stores(&watch, versions.as_ref(), None, &stop);
                carry_out(effect, &with, &mut |report| out.report(report));
            };
            let run = || if reads_much { with_readers(job) } else { job() };
            if catch_unwind(AssertUnwindSafe(run)).is_err() {
                out.report(broken);
            }
        });
        if let Err(error) = started {
            self.no_thread(name, &error);
        }
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
        stop(&self.listing_versions);
        stop(&self.comparing);
        stop(&self.changing);
        stop(&self.searching);
        stop(&self.listing);
        self.watch.stop();
        // Pictures are not waited for; what was to be written is. The journal comes last: the disk's thread writes in it.
        self.pictures = None;
        let lock = self.lock.end();
        git::end_all();
        if let Some(disk) = self.disk.take() {
            disk.end().wait();
        }
        for thread in [lock, self.journal.end()].into_iter().flatten() {
            thread.wait();
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
    pulse: Pulse,
}

impl<Job: Send + 'static> Thread<Job> {
    fn start(name: &str, job: impl Fn(Job) + Send + 'static) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let pulse = Pulse::default();
        let thread = std::thread::Builder::new().name(name.to_string());
        let handle = thread.spawn({
            let pulse = pulse.clone();
            move || {
                for one in inbox {
                    job(one);
                    pulse.beat();
                }
            }
        })?;
        Ok(Self {
            jobs,
            handle,
            pulse,
        })
    }

    /// No more jobs come.
    fn end(self) -> Ending {
        Ending::of(self.handle, self.pulse)
    }
}

/// What an effect is carried out with here and now.
fn stores<'a>(
    watch: &'a Watch,
    versions: Option<&'a Versions>,
    ticks: Option<&'a Path>,
    stop: &'a AtomicBool,
) -> Stores<'a> {
    Stores {
        versions,
        ticks,
        files: Files::watched(watch),
        now: Timestamp::now(),
        zone: TimeZone::system(),
        stop,
    }
}

/// What the job is called that carries an effect out.
fn what_it_is(effect: &Effect) -> &'static str {
    match effect {
        Effect::ReadReferences { .. } => "a file of references",
        Effect::ReadPasted { .. } => "a paste",
        Effect::GatherWorks { .. } => "the library’s sources",
        Effect::Merge(_) => "a merge",
        Effect::WorkOutRevision { .. } => "a change to sources",
        Effect::FindSentences { .. } => "the sentences about a source",
        Effect::LookForNames(_) => "the names of an entry",
        Effect::ReadForReview(_) | Effect::LookElsewhere(_) => "an entry under review",
        Effect::LearnStyle(_) => "learning",
        Effect::CompareSince(_) => "what changed since the reviews",
        Effect::FindLastWriter { .. } => "who wrote an entry",
        Effect::AskUnmerged { .. } => "whether an entry is being merged",
        Effect::PruneVersions { .. } => "old versions",
        Effect::ListVersions { .. } | Effect::ReadVersion { .. } => "the history of an entry",
        Effect::Search(_) => "a search",
        Effect::ChangeFields(_) => "a change of fields",
        Effect::CountValues(_) => "the values of a field",
        Effect::WorkOutChanges(_) => "a change to many entries",
        Effect::ReadWithdrawn { .. } | Effect::LookAtWithdrawn { .. } => {
            "the list of withdrawn works"
        }
        _ => "Reading a file",
    }
}

/// Worth several threads.
fn reads_much(effect: &Effect) -> bool {
    matches!(
        effect,
        Effect::GatherWorks { .. }
            | Effect::WorkOutRevision { .. }
            | Effect::FindSentences { .. }
            | Effect::LookForNames(_)
            | Effect::LearnStyle(_)
            | Effect::ChangeFields(_)
            | Effect::CountValues(_)
            | Effect::WorkOutChanges(_)
    )
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
