//! An entry: its text, the edits that change it and the readings of it.
//!
//! Knows nothing of: files, windows, other entries, today's date.

pub mod arrange;
pub mod dates;
mod edit;
pub mod front_matter;
pub mod outline;
pub mod page;
pub mod products;
pub mod section_body;

pub use edit::{Edit, EditError, Edits, Lean};
