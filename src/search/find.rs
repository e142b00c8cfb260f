//! Looks through texts, the first results at once.

use std::ops::Range;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::candidates::SearchedText;
use super::query::Query;
use crate::library::EntryKey;

/// An entry in which all of a query was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub key: EntryKey,
    /// The text that was looked through; the hits are its bytes.
    pub text: Arc<str>,
    /// In order, none overlapping. None where the query asks for no words.
    pub hits: Vec<Range<usize>>,
}

/// Looks through the candidates and tells what was found, in their order: after a few, then after many. A set `stop` ends it
/// early; the answer is whether all were looked through.
pub fn find(
    query: &Query,
    candidates: &[SearchedText],
    stop: &AtomicBool,
    mut on_found: impl FnMut(Vec<Found>),
) -> bool {
    let mut rest = candidates;
    let mut size = FIRST;
    while !rest.is_empty() {
        let (now, later) = rest.split_at(size.min(rest.len()));
        let found: Vec<Found> = now
            .par_iter()
            .with_min_len(SMALLEST)
            .map_init(
                // Each thread is quickest with matchers of its own.
                || query.clone(),
                |query, candidate| {
                    let goes_on = !stop.load(Ordering::Relaxed);
                    let hits = goes_on.then(|| query.hits(&candidate.text)).flatten()?;
                    Some(Found {
                        key: candidate.key.clone(),
                        text: candidate.text.clone(),
                        hits,
                    })
                },
            )
            .flatten_iter()
            .collect();
        if stop.load(Ordering::Relaxed) {
            return false;
        }
        if !found.is_empty() {
            on_found(found);
        }
        rest = later;
        size = LATER;
    }
    true
}

const FIRST: usize = 256;
const LATER: usize = 4096;
/// So many texts are worth a thread.
const SMALLEST: usize = 16;

/// What `tell` makes of each entry, on all threads and in their order.
pub fn of_each<T: Send>(found: &[Found], tell: impl Fn(&Found) -> T + Sync + Send) -> Vec<T> {
    found.par_iter().map(tell).collect()
}
