//! What the entries of a library say about one another: slugs, titles, ids, works.
//!
//! Knows nothing of: files, one entry's text beyond what it hands in.

/// What the other entries say.
#[derive(Debug, Clone, Default)]
pub struct Index {}
