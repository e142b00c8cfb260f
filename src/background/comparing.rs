//! What changed in entries since they were reviewed, told one after the other.
//!
//! Knows nothing of: who wants to know.

use std::sync::atomic::Ordering;

use super::stores::{Sink, Stores};
use crate::desk::ReviewReport;
use crate::desk::effect::{Compare, CompareJob, Compared};
use crate::entry::dates::in_words;
use crate::review;

/// So many comparisons with a record are told at once.
const AT_ONCE: usize = 500;

pub(super) fn compare(job: CompareJob, with: &Stores<'_>, report: Sink<'_>) {
    let CompareJob {
        asked,
        root,
        style,
        entries,
    } = job;
    let mut tell = |found, is_all| {
        let root = root.clone();
        report(
            ReviewReport::Compared {
                root,
                asked,
                found,
                is_all,
            }
            .into(),
        );
    };
    let mut found = Vec::new();
    for entry in entries {
        let Compare {
            key,
            text,
            sign_off,
        } = &*entry;
        if with.stop.load(Ordering::Relaxed) {
            return;
        }
        let (since, says) = match sign_off {
            Some(record) => {
                let day = record.reviewed_on().map(in_words).unwrap_or_default();
                let says = format!("Compared with what {} signed off, {day}", record.reviewer);
                (record.fingerprint.since(text, &style), says)
            }
            None => {
                let base = review::base_of(&root, key, text, None, with.versions);
                (base.since(text, &style), base.says)
            }
        };
        // Git takes its time: what it says is told entry by entry.
        let is_slow = sign_off.is_none();
        let signed = sign_off.as_ref().map(|record| record.at.clone());
        let compared = Compared {
            of: text.clone(),
            signed,
            since,
            says,
        };
        found.push((key.clone(), compared));
        if is_slow || found.len() >= AT_ONCE {
            tell(std::mem::take(&mut found), false);
        }
    }
    tell(found, true);
}
