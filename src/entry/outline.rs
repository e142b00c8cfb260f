//! The outline: title, sections and tail, cut from the page.
//!
//! Knows nothing of: egui, files.
