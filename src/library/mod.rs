//! The folder of entries.
//!
//! Knows nothing of: windows, undo.
