//! The window.
//!
//! Knows nothing of: files; changing text except by command.
