//! Named threads: a job in, a report out.
//!
//! Knows nothing of: what a report leads to.
