//! The window.
//!
//! Knows nothing of: files; changing text except by command.

pub mod preview;
pub mod theme;
