//! The checks that are made in a library, and making them.
//!
//! A check that breaks is named and the rest are made.
//!
//! Knows nothing of: any one check, when an entry is looked at.

use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use jiff::civil::Date;

use super::{Across, Check, Finding, Findings, Index, Look, Subject, Told, all};
use crate::entry::mentions::{self, Authors, Known, Names};
use crate::entry::{Reading, sources};
use crate::house_style::HouseStyle;
use crate::library::EntryKey;

/// The checks to be made, the house style they are made by and the day they are made on.
#[derive(Debug, Clone)]
pub struct Checklist {
    checks: Vec<&'static Check>,
    style: Arc<HouseStyle>,
    names: Names,
    today: Date,
}

/// What was seen in one entry by itself.
#[derive(Debug, Clone, Default)]
pub struct Looked {
    /// In the order of the text; without those that come of what other entries say.
    pub findings: Vec<Finding>,
    pub told: Told,
    /// The checks that broke.
    pub broken: Vec<&'static str>,
}

impl Checklist {
    /// Every check.
    pub fn new(style: Arc<HouseStyle>, today: Date) -> Self {
        Self::of(all(), style, today)
    }

    pub(super) fn of(
        checks: impl IntoIterator<Item = &'static Check>,
        style: Arc<HouseStyle>,
        today: Date,
    ) -> Self {
        Self {
            checks: checks.into_iter().collect(),
            names: style.names(),
            style,
            today,
        }
    }

    /// Without the checks that `keep` does not want.
    #[must_use]
    pub fn keeping(mut self, keep: impl Fn(&Check) -> bool) -> Self {
        self.checks.retain(|check| keep(check));
        self
    }

    pub fn style(&self) -> &Arc<HouseStyle> {
        &self.style
    }

    pub fn today(&self) -> Date {
        self.today
    }

    /// The checks that look at what entries say of each other.
    pub fn across(&self) -> impl Iterator<Item = &'static Check> {
        let checks = self.checks.iter().copied();
        checks.filter(|check| matches!(check.look, Look::Across(_)))
    }

    /// Reads an entry and looks at it by itself.
    pub fn look(&self, key: &EntryKey, text: &str) -> Looked {
        self.look_read(key, text, &Reading::of(text))
    }

    /// Looks at an entry that has been read, by itself.
    pub fn look_read(&self, key: &EntryKey, text: &str, reading: &Reading) -> Looked {
        let sources = sources::read(text, &reading.outline);
        let listed = mentions::listed(text, &reading.outline, &sources);
        let known = Known {
            names: &self.names,
            authors: &Authors::default(),
        };
        let mentions = mentions::read(
            text,
            &reading.page,
            &reading.outline,
            listed.as_deref(),
            known,
        );
        let subject = Subject {
            file: &key.file(),
            text,
            reading,
            sources: &sources,
            mentions: &mentions,
            style: &self.style,
            today: self.today,
        };
        let mut found = Findings::default();
        let mut broken = Vec::new();
        for check in &self.checks {
            if let Look::Entry(look) = check.look {
                run(check, &mut found, &mut broken, |found| {
                    look(&subject, found)
                });
            }
        }
        Looked {
            findings: found.sorted(),
            told: Told::by(&subject),
            broken,
        }
    }

    /// What comes of what an entry tells beside what the others tell; and the checks that broke. The index holds the entry too.
    pub fn look_across(
        &self,
        key: &EntryKey,
        text: &str,
        told: &Told,
        library: &Index,
    ) -> (Vec<Finding>, Vec<&'static str>) {
        let across = Across {
            key,
            text,
            told,
            style: &self.style,
            library,
        };
        let mut found = Findings::default();
        let mut broken = Vec::new();
        for check in &self.checks {
            if let Look::Across(look) = check.look {
                run(check, &mut found, &mut broken, |found| look(&across, found));
            }
        }
        (found.sorted(), broken)
    }
}

fn run(
    check: &Check,
    found: &mut Findings,
    broken: &mut Vec<&'static str>,
    look: impl FnOnce(&mut Findings),
) {
    let from = found.begin(check);
    // A bug in one check is a notice, never a lost afternoon.
    LOOKING.set(true);
    let looked = catch_unwind(AssertUnwindSafe(|| look(found)));
    LOOKING.set(false);
    if looked.is_err() {
        found.drop_from(from);
        broken.push(check.id);
    }
}

thread_local! {
    static LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread is inside a check. A panic there is told by the name of the check and wants no report of its own.
pub fn is_looking() -> bool {
    LOOKING.get()
}
