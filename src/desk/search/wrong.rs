//! What is wrong with a query, as the window says it.
//!
//! Knows nothing of: what is asked, and where.

use crate::search::QueryError;

/// The error without the backticks, which the window does not set.
pub(in crate::desk) fn in_plain_words(error: QueryError) -> QueryError {
    QueryError {
        message: error.message.replace('`', ""),
        ..error
    }
}
