//! The checks' own thread: it looks at the whole library once and then at what changed, the latest text of each entry only.

use std::collections::{HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::time::Duration;

use super::Outlet;
use crate::checks::{Checked, Extent, Ruleset};
use crate::desk::effect::{CheckJob, CheckedEntry, FindingReport, Report};
use crate::library::{EntryKey, Progress, disk};
use crate::settings::OwnFolders;
use crate::spelling::{LibraryWords, Speller, WORDS, further};

/// While keys come faster than this, an entry is not looked at.
const CHECK_DEBOUNCE: Duration = Duration::from_millis(40);

/// The way to the thread.
pub(super) struct Checks {
    jobs: Sender<CheckJob>,
    stop: Arc<AtomicBool>,
}

impl Checks {
    /// `own` are the person’s folders, where their dictionaries and words lie.
    pub fn start(out: Outlet, own: Option<OwnFolders>) -> std::io::Result<Self> {
        let (jobs, inbox) = channel();
        let stop = Arc::new(AtomicBool::new(false));
        let desk = Thread {
            inbox,
            stop: stop.clone(),
            out,
            own,
            speller: None,
            words: LibraryWords::default(),
            waiting: VecDeque::new(),
            library: None,
            broken: HashSet::new(),
        };
        let thread = std::thread::Builder::new().name("copydesk checks".to_string());
        thread.spawn(move || desk.run())?;
        Ok(Self { jobs, stop })
    }

    /// Hands a job over; `false` where nobody is there to do it.
    pub fn send(&self, job: CheckJob) -> bool {
        if matches!(job, CheckJob::Library { .. } | CheckJob::Stop) {
            self.stop.store(true, Ordering::Relaxed);
        }
        self.jobs.send(job).is_ok()
    }
}

impl Drop for Checks {
    fn drop(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
    }
}

struct Thread {
    inbox: Receiver<CheckJob>,
    stop: Arc<AtomicBool>,
    out: Outlet,
    own: Option<OwnFolders>,
    /// The dictionaries of the system that were asked for, and all that were read.
    speller: Option<(Vec<String>, Arc<Speller>)>,
    /// The person’s own words.
    words: LibraryWords,
    waiting: VecDeque<CheckJob>,
    library: Option<Checked>,
    /// The checks that were said to be broken.
    broken: HashSet<&'static str>,
}

impl Thread {
    fn run(mut self) {
        while let Some(job) = self.next() {
            match job {
                CheckJob::Library {
                    style,
                    files,
                    extent,
                    withdrawn,
                    after_review,
                    spelling,
                    today,
                } => {
                    let mut rules = Ruleset::new(style, today)
                        .with_withdrawn(withdrawn)
                        .with_after_review(after_review);
                    if let Some(job) = spelling.filter(|_| rules.needs_spelling()) {
                        let speller = self.speller(&job.dictionaries);
                        self.words = self.own_words();
                        rules = rules
                            .with_spelling(speller, self.with_own(&job.words))
                            .with_terms(job.terms.clone());
                    }
                    self.look_at_all(rules, extent, files);
                }
                CheckJob::AfterReview(records) => {
                    if let Some(library) = &mut self.library {
                        library.set_after_review(records);
                    }
                }
                CheckJob::Words(words) => {
                    let words = self.with_own(&words);
                    let changed = self.library.as_mut().map(|it| it.set_words(words));
                    self.report(changed.unwrap_or_default());
                }
                CheckJob::Entry { key, text } => self.look_again(&key, &text),
                CheckJob::Other { key } => {
                    let changed = self.library.as_mut().map(|library| library.put_other(&key));
                    self.report(changed.unwrap_or_default());
                }
                CheckJob::Gone { key } => {
                    let changed = self.library.as_mut().map(|library| library.remove(&key));
                    self.report(changed.unwrap_or_default());
                }
                CheckJob::Stop => self.out.report(Report::Finding(FindingReport::Stopped)),
            }
        }
    }

    /// The dictionaries, read when they are needed first and when others of the system are asked for.
    fn speller(&mut self, named: &[String]) -> Arc<Speller> {
        if let Some((known, speller)) = &self.speller
            && known == named
        {
            return speller.clone();
        }
        let own = self.own.as_ref().map(OwnFolders::dictionaries);
        let (dictionaries, refused) = further(&own.unwrap_or_default(), named);
        for (path, why) in refused {
            let refused = FindingReport::DictionaryRefused { path, why };
            self.out.report(Report::Finding(refused));
        }
        let speller = Arc::new(Speller::new(dictionaries));
        self.speller = Some((named.to_vec(), speller.clone()));
        speller
    }

    fn own_words(&self) -> LibraryWords {
        let list = (self.own.as_ref()).map(|own| disk::records_in(&own.config.join(WORDS)));
        match list {
            Some(Ok(list)) => LibraryWords::of(&list),
            Some(Err(why)) => {
                log::warn!("the person’s own words: {why}");
                LibraryWords::default()
            }
            None => LibraryWords::default(),
        }
    }

    fn with_own(&self, words: &LibraryWords) -> Arc<LibraryWords> {
        let mut words = words.clone();
        words.join(&self.words);
        Arc::new(words)
    }

    /// The next job that no later one makes needless; waits for it, and for the rest of a burst.
    fn next(&mut self) -> Option<CheckJob> {
        loop {
            if self.waiting.is_empty() {
                let job = self.inbox.recv().ok()?;
                self.waiting.push_back(job);
            }
            loop {
                match self.inbox.recv_timeout(CHECK_DEBOUNCE) {
                    Ok(job) => self.waiting.push_back(job),
                    Err(RecvTimeoutError::Timeout) => break,
                    Err(RecvTimeoutError::Disconnected) => return None,
                }
            }
            let job = self.waiting.pop_front()?;
            if !self.waiting.iter().any(|later| replaces(later, &job)) {
                return Some(job);
            }
        }
    }

    fn look_at_all(&mut self, rules: Ruleset, extent: Extent, files: Vec<(EntryKey, Arc<str>)>) {
        self.library = None;
        self.broken.clear();
        // One that was meant for the job before; a later one is found in the inbox.
        let is_stopped = self.is_stopped();
        self.stop.store(is_stopped, Ordering::Relaxed);
        let found = files.len();
        let early = rules.clone();
        let stop = self.stop.clone();
        let checked = Checked::start(rules, extent, files, &stop, |read| {
            let progress = Progress {
                read,
                found,
                all_found: true,
            };
            let entries = self.look_early(&early);
            self.out.report(Report::Finding(FindingReport::Checked {
                entries,
                progress: Some(progress),
            }));
        });
        let is_needless = |job: &CheckJob| matches!(job, CheckJob::Library { .. });
        if self.waiting.iter().any(is_needless) {
            return;
        }
        let all = checked.all();
        let entries: Vec<CheckedEntry> = all
            .map(|(key, of, findings)| CheckedEntry {
                key: key.clone(),
                of: of.clone(),
                findings: findings.clone(),
            })
            .collect();
        let elsewhere = checked.index().elsewhere();
        self.library = Some(checked);
        self.out.report(Report::Finding(FindingReport::Checked {
            entries,
            progress: None,
        }));
        if let Some(elsewhere) = elsewhere {
            let part = FindingReport::IsPart { elsewhere };
            self.out.report(Report::Finding(part));
        }
        self.name_broken();
    }

    /// What is typed while the library is looked at is looked at by itself, and again in its turn.
    fn look_early(&mut self, rules: &Ruleset) -> Vec<CheckedEntry> {
        if self.is_stopped() {
            self.stop.store(true, Ordering::Relaxed);
        }
        let last = self.waiting.iter().rev().find_map(|job| match job {
            CheckJob::Entry { key, text } => Some((key.clone(), text.clone())),
            _ => None,
        });
        let looked = last.map(|(key, of)| CheckedEntry {
            findings: rules.look(&key, &of).findings.into(),
            key,
            of,
        });
        looked.into_iter().collect()
    }

    /// Takes the jobs that have come; is there one among them that ends what is being done?
    fn is_stopped(&mut self) -> bool {
        loop {
            match self.inbox.try_recv() {
                Ok(job) => self.waiting.push_back(job),
                Err(TryRecvError::Empty) => break,
                Err(TryRecvError::Disconnected) => return true,
            }
        }
        let ends = |job: &CheckJob| matches!(job, CheckJob::Library { .. } | CheckJob::Stop);
        self.waiting.iter().any(ends)
    }

    fn look_again(&mut self, key: &EntryKey, text: &Arc<str>) {
        let Some(library) = &mut self.library else {
            return;
        };
        let mut changed = library.put(key, text);
        if !changed.contains(key) {
            changed.push(key.clone());
        }
        self.report(changed);
        self.name_broken();
    }

    /// Tells the desk of entries whose findings are others now.
    fn report(&mut self, changed: Vec<EntryKey>) {
        let Some(library) = &self.library else {
            return;
        };
        let entries: Vec<CheckedEntry> = changed
            .into_iter()
            .filter_map(|key| {
                let (of, findings) = library.entry(&key)?;
                Some(CheckedEntry {
                    of: of.clone(),
                    findings: findings.clone(),
                    key,
                })
            })
            .collect();
        if !entries.is_empty() {
            self.out.report(Report::Finding(FindingReport::Checked {
                entries,
                progress: None,
            }));
        }
    }

    fn name_broken(&mut self) {
        let Some(library) = &self.library else {
            return;
        };
        for (check, entry) in library.broken() {
            if self.broken.insert(check) {
                log::error!("the check {check} broke in {}", entry.file());
                self.out
                    .report(Report::Finding(FindingReport::CheckBroken { check }));
            }
        }
    }
}

/// Does a later job make an earlier one needless?
fn replaces(later: &CheckJob, job: &CheckJob) -> bool {
    match (later, job) {
        (CheckJob::Library { .. }, _) | (CheckJob::Words(_), CheckJob::Words(_)) => true,
        (
            CheckJob::Entry { key: other, .. }
            | CheckJob::Other { key: other }
            | CheckJob::Gone { key: other },
            CheckJob::Entry { key, .. } | CheckJob::Other { key } | CheckJob::Gone { key },
        ) => key == other,
        _ => false,
    }
}
