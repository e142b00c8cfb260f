//! The same engine without a window.
//!
//! Knows nothing of: egui.
pub mod list;
