//! The working session.
//!
//! Knows nothing of: egui, threads, the clock.
pub mod effect;
