//! The working session.
//!
//! Knows nothing of: egui, threads, the clock.

mod history;

pub use history::{History, Selection, StepId};
