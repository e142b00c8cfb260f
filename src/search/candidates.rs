//! The texts that are looked through.

use std::sync::Arc;

use super::error::QueryError;
use super::ids_said::IdsSaid;
use super::unknown::Unknown;
use crate::library::EntryKey;

/// A text that may hold what is looked for.
#[derive(Debug, Clone)]
pub struct SearchedText {
    pub key: EntryKey,
    pub text: Arc<str>,
}

/// The texts that a query may find something in, before what takes long is told of them: see [`Query::settle`](super::Query::settle).
#[derive(Debug, Clone, Default)]
pub struct Candidates {
    pub(super) texts: Vec<SearchedText>,
    /// Of all entries, where the query asks what no entry tells by itself.
    pub(super) all: Vec<SearchedText>,
    /// By which entries may lead to each other, where that is asked.
    pub(super) ids: IdsSaid,
    /// What the house style does not know, with what is wrong where no entry has it either.
    pub(super) unknown: Vec<(Unknown, QueryError)>,
}

impl Candidates {
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    pub fn retain(&mut self, stays: impl FnMut(&SearchedText) -> bool) {
        self.texts.retain(stays);
    }
}
