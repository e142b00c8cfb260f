//! The checks' own thread: it looks at the whole library once and then at what changed, the latest text of each entry only.
//!
//! Knows nothing of: what a check looks for, how findings are shown.

use std::collections::VecDeque;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::Duration;

use jiff::civil::Date;
use rayon::prelude::*;

use super::Outlet;
use crate::checks::{self, Finding, Index, Subject};
use crate::desk::effect::{CheckJob, CheckedEntry, Report};
use crate::entry::mentions::{self, Authors, Known, Names};
use crate::entry::{Reading, sources};
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, Progress};

/// While keys come faster than this, an entry is not looked at.
const PAUSE: Duration = Duration::from_millis(40);
/// So many entries are looked at before jobs that came meanwhile have their turn.
const AT_ONCE: usize = 256;

type Files = Vec<(EntryKey, Arc<str>)>;

/// Does the jobs until no more can come.
pub(super) fn run(jobs: &Receiver<CheckJob>, out: &Outlet) {
    let mut library: Option<Look> = None;
    let mut waiting = VecDeque::new();
    loop {
        let is_busy = library.as_ref().is_some_and(|look| !look.is_done());
        if waiting.is_empty() && !is_busy {
            match jobs.recv() {
                Ok(job) => waiting.push_back(job),
                Err(_) => return,
            }
        }
        // The rest of a burst: of one entry only the last text counts.
        let pause = if is_busy { Duration::ZERO } else { PAUSE };
        loop {
            match jobs.recv_timeout(pause) {
                Ok(job) => waiting.push_back(job),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        match next(&mut waiting) {
            Some(CheckJob::Library {
                root: _,
                style,
                files,
                today,
            }) => {
                waiting.clear();
                library = Some(Look::new(style, files, today));
            }
            Some(CheckJob::Entry { key, text }) => {
                if let Some(look) = &mut library {
                    let checked = look.put(key, text, out);
                    out.report(Report::Checked {
                        entries: vec![checked],
                        progress: look.progress(),
                    });
                }
            }
            Some(CheckJob::Gone { key }) => {
                if let Some(look) = &mut library {
                    look.left.retain(|(other, _)| *other != key);
                }
            }
            Some(CheckJob::Stop) => {
                if let Some(look) = &mut library {
                    look.left.clear();
                    out.report(Report::ChecksStopped);
                }
            }
            None => {
                if let Some(look) = &mut library {
                    look.go_on(out);
                }
            }
        }
    }
}

/// The first job, unless a later one makes it needless.
fn next(waiting: &mut VecDeque<CheckJob>) -> Option<CheckJob> {
    loop {
        let job = waiting.pop_front()?;
        let is_old = match &job {
            CheckJob::Entry { key, .. } => waiting.iter().any(|later| match later {
                CheckJob::Entry { key: other, .. } | CheckJob::Gone { key: other } => key == other,
                CheckJob::Library { .. } => true,
                CheckJob::Stop => false,
            }),
            _ => waiting
                .iter()
                .any(|later| matches!(later, CheckJob::Library { .. })),
        };
        if !is_old {
            return Some(job);
        }
    }
}

/// The library under the checks.
struct Look {
    style: HouseStyle,
    names: Names,
    index: Index,
    today: Date,
    /// Those not looked at yet, the next one last.
    left: Files,
    total: usize,
}

impl Look {
    fn new(style: HouseStyle, mut files: Files, today: Date) -> Self {
        files.reverse();
        let organisations = style.organisations.iter();
        Self {
            names: Names::new(organisations.map(|one| (one.short, one.full))),
            style,
            index: Index::default(),
            today,
            total: files.len(),
            left: files,
        }
    }

    fn is_done(&self) -> bool {
        self.left.is_empty()
    }

    fn progress(&self) -> Option<Progress> {
        (!self.is_done()).then_some(Progress {
            read: self.total - self.left.len(),
            found: self.total,
            all_found: true,
        })
    }

    fn go_on(&mut self, out: &Outlet) {
        let from = self.left.len().saturating_sub(AT_ONCE);
        let now: Files = self.left.drain(from..).rev().collect();
        let entries = now
            .into_par_iter()
            .map(|(key, text)| self.look_at(key, text, out))
            .collect();
        out.report(Report::Checked {
            entries,
            progress: self.progress(),
        });
    }

    fn put(&mut self, key: EntryKey, text: Arc<str>, out: &Outlet) -> CheckedEntry {
        self.left.retain(|(other, _)| *other != key);
        self.look_at(key, text, out)
    }

    fn look_at(&self, key: EntryKey, text: Arc<str>, out: &Outlet) -> CheckedEntry {
        let reading = Reading::of(&text);
        let sources = sources::read(&text, &reading.outline);
        let listed = mentions::listed(&text, &reading.outline, &sources);
        let known = Known {
            names: &self.names,
            authors: &Authors::default(),
        };
        let (page, outline) = (&reading.page, &reading.outline);
        let mentions = mentions::read(&text, page, outline, listed.as_deref(), known);
        let subject = Subject {
            file: &key.file(),
            text: &text,
            reading: &reading,
            sources: &sources,
            mentions: &mentions,
            style: &self.style,
            library: &self.index,
            today: self.today,
        };
        let (findings, broken): (Vec<Finding>, _) = checks::check(&subject, checks::all());
        for check in broken {
            out.report(Report::CheckBroken { check });
        }
        CheckedEntry {
            key,
            findings: findings.into(),
            of: text,
        }
    }
}
