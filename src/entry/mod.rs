//! An entry: its text, the edits that change it and the readings of it.
//!
//! Knows nothing of: files, windows, other entries, today's date.

pub mod anchors;
pub mod arrange;
pub mod citations;
pub mod compare;
pub mod cross_references;
pub mod dates;
mod edit;
pub mod figures;
pub mod front_matter;
pub mod journals;
mod lf_copy;
mod near;
pub mod outline;
pub mod page;
mod part;
mod percent;
mod places;
pub mod products;
mod quotations;
mod reading;
pub mod section_body;
mod slug;
pub mod sources;
pub mod written_date;

pub use edit::{Edit, EditError, Edits, Lean};
pub use lf_copy::{LONE_CR, LfCopy};
pub use near::is_near;
pub use part::{Namesakes, Part, parts_of, section_at};
pub use percent::decoded;
pub use places::{Place, Places};
pub use quotations::quotations;
pub use reading::{LineEnd, Reading};
pub use slug::slug_of;
