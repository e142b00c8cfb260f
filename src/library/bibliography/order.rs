//! The orders in which works are looked through.

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::references::{Work, by_author};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Order {
    /// Those that most entries list first.
    #[default]
    Entries,
    Author,
    /// Newest first, then by author.
    Year,
    Title,
}

impl Order {
    pub const ALL: [Self; 4] = [Self::Entries, Self::Author, Self::Year, Self::Title];

    /// The numbers of the works, in this order.
    pub(super) fn of(self, works: &[Work]) -> Vec<usize> {
        match self {
            Self::Entries => sorted(works, |work| Reverse(work.texts)),
            Self::Author => sorted(works, |work| by_author(&work.record)),
            Self::Year => sorted(works, |work| {
                (Reverse(work.record.year.clone()), by_author(&work.record))
            }),
            // What has no title goes last.
            Self::Title => sorted(works, |work| {
                let title = work.record.title.as_deref().unwrap_or_default();
                (title.is_empty(), title.to_lowercase())
            }),
        }
    }
}

fn sorted<K: Ord + Send>(works: &[Work], key: impl Fn(&Work) -> K + Sync) -> Vec<usize> {
    let keys = works.par_iter().enumerate();
    let mut keys: Vec<(K, usize)> = keys.map(|(number, work)| (key(work), number)).collect();
    keys.par_sort();
    keys.into_iter().map(|(_, number)| number).collect()
}
