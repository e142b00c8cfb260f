//! Looking through the whole library, and working out changes to many of its entries.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::stores::Sink;
use crate::desk::effect::{ChangeJob, FieldJob, SearchJob, ToChange, ValueJob};
use crate::desk::{FoundEntry, LeftOut, LibraryReport, Proposed, Report, SearchReport};
use crate::search::fields::LineDiff;
use crate::search::replace::{Replacement, Swap};
use crate::search::{self, Found};

/// Looks through the texts of a job, and reports what was found in parts. Nothing is reported of one that was stopped.
pub fn search(job: &SearchJob, stop: &AtomicBool, report: Sink<'_>) {
    let replacement = job.replacement.as_deref();
    let mut tell = |found: Vec<Found>, is_all| {
        let found = found
            .into_par_iter()
            .map(|found| planned(found, replacement))
            .collect();
        let (asked, purpose) = (job.asked, job.purpose);
        report(
            SearchReport::Found {
                asked,
                purpose,
                found,
                is_all,
            }
            .into(),
        );
    };
    let texts = match job.query.settle(&job.candidates) {
        Ok(texts) => texts,
        Err(error) => {
            let (asked, purpose) = (job.asked, job.purpose);
            let wrong = SearchReport::Wrong {
                asked,
                purpose,
                error,
            };
            report(wrong.into());
            return;
        }
    };
    if search::find(&job.query, &texts, stop, |found| tell(found, false)) {
        tell(Vec::new(), true);
    }
}

/// What was found, with what would become of it.
fn planned(found: Found, replacement: Option<&Replacement>) -> FoundEntry {
    let Found { key, text, hits } = found;
    let planned = replacement.map(|it| {
        let mut swaps = it.swaps(&text, &hits).into_iter().peekable();
        let of_hit = |hit: &std::ops::Range<usize>| swaps.next_if(|swap| swap.at == *hit);
        hits.iter().map(of_hit).collect::<Vec<Option<Swap>>>()
    });
    FoundEntry {
        key,
        of: text,
        hits,
        planned: planned.unwrap_or_default(),
    }
}

/// Counts what entries have in a field.
pub fn count_values(job: &ValueJob) -> Report {
    let values = search::fields::count_values(&job.field, &job.texts);
    let asked = job.asked;
    SearchReport::ValuesCounted { asked, values }.into()
}

/// Works out what a change of fields does to each entry, or why it does nothing.
pub fn change_fields(job: FieldJob) -> Report {
    let FieldJob {
        asked,
        change,
        style,
        texts,
    } = job;
    let worked_out: Vec<_> = texts
        .into_par_iter()
        .map(|(entry, of)| {
            let edits = change.edits(&of, &style);
            let line = edits.as_ref().ok();
            let line = line.and_then(|edits| LineDiff::of(&change, &of, edits));
            (entry, of, edits, line.map(in_words))
        })
        .collect();
    let (mut changes, mut left_out) = (Vec::new(), Vec::new());
    let mut lines = HashMap::new();
    for (entry, of, edits, line) in worked_out {
        lines.extend(line.map(|line| (entry.clone(), line)));
        match edits {
            Ok(edits) if edits.is_empty() => {}
            Ok(edits) => changes.push(Proposed { entry, of, edits }),
            Err(why) => left_out.push(LeftOut {
                entry,
                why: why.to_string().replace('`', ""),
            }),
        }
    }
    SearchReport::FieldsChanged {
        asked,
        changes,
        left_out,
        lines,
    }
    .into()
}

/// So many entries are handed over at a time: few enough for a part of a frame.
const PORTION: usize = 48;

/// Works out changes to many entries, and reports them in portions.
pub fn work_out_changes(job: ChangeJob, stop: &AtomicBool, report: Sink<'_>) {
    let ChangeJob { asked, changes } = job;
    let mut changes = changes.into_iter();
    loop {
        let portion: Vec<ToChange> = changes.by_ref().take(PORTION).collect();
        let is_all = changes.len() == 0;
        if stop.load(Ordering::Relaxed) {
            return;
        }
        let changes = portion.into_par_iter().map(ToChange::work_out).collect();
        report(
            LibraryReport::ChangesWorkedOut {
                asked,
                changes,
                is_all,
            }
            .into(),
        );
        if is_all {
            return;
        }
    }
}

fn in_words(line: LineDiff) -> String {
    match (line.before.as_str(), line.after.as_str()) {
        ("", after) => format!("+ {after}"),
        (before, "") => format!("− {before}"),
        (before, after) => format!("{before} → {after}"),
    }
}
