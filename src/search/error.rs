//! What is wrong with a query.

use std::fmt;
use std::ops::Range;

/// Why a query can't be followed, and where in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryError {
    pub at: Range<usize>,
    pub message: String,
}

impl QueryError {
    pub(super) fn new(at: Range<usize>, message: impl Into<String>) -> Self {
        Self {
            at,
            message: message.into(),
        }
    }
}

impl fmt::Display for QueryError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for QueryError {}
