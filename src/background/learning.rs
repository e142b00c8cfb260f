//! A house style learned from entries and tried on them.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use super::stores::Sink;
use crate::checks::{self, Ruleset};
use crate::desk::LibraryReport;
use crate::desk::effect::LearnJob;
use crate::spelling::Speller;

pub(super) fn learn(job: LearnJob, stop: &AtomicBool, report: Sink<'_>) {
    let LearnJob {
        root,
        texts,
        extent,
        spelling,
        today,
    } = job;
    // The dictionaries that come with the program: which words a library uses does not hang on what else a person has.
    let speller = spelling
        .as_ref()
        .map(|_| Arc::new(Speller::new(Vec::new())));
    let rules = |style| {
        let rules = Ruleset::new(style, today);
        match speller.clone().zip(spelling.as_ref()) {
            Some((speller, job)) => rules
                .with_spelling(speller, job.words.clone())
                .with_terms(job.terms.clone()),
            None => rules,
        }
    };
    let learned = checks::learn(texts, extent, rules, stop, |step| {
        let root = root.clone();
        report(LibraryReport::Learning { root, step }.into());
    });
    let learned = learned.map(Arc::new);
    report(LibraryReport::StyleLearned { root, learned }.into());
}
