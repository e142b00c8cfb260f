//! Reviewing: when an entry is due, what is on record of its reviews, what changed since, and signing it off.
//!
//! One engine for the window and the command line. A date of review says that somebody looked at a text, so everything here
//! turns on *which* text: a [`Fingerprint`] names it, a [`ReviewRecord`] keeps the fingerprint with who signed it and when, and
//! [`Since`] says what has become of it and [`Changes`] how. Nothing here moves a date but [`sign_off`], which is asked to.
//!
//! Knows nothing of: windows, threads, the clock.

mod assignments;
pub mod base;
mod blanks;
mod calendar;
pub mod changes;
pub mod claim;
mod claims;
mod due;
pub mod elsewhere;
pub mod evidence;
pub mod export;
mod fingerprint;
mod last_writer;
mod left;
mod log;
mod looked;
mod mechanical;
mod owner;
mod paragraphs;
mod queue;
pub mod sign_off;
mod ticks;
mod to_review;

pub use assignments::{Assignment, Assignments};
pub use base::{Base, base_of};
pub use calendar::calendar;
pub use changes::Changes;
pub use claim::ClaimKey;
pub use claims::{Claims, VerifiedClaim};
pub use due::{Due, DueRule, ReviewState, due, due_of, read_date};
pub use fingerprint::{Fingerprint, Since, text_hash};
pub use last_writer::{LastWriter, last_writer};
pub use left::{ChecklistItem, Left, Line, left_to_do};
pub use log::{Holding, Outcome, ReviewLog, ReviewRecord, Standing, dated_without_record};
pub use looked::Looked;
pub use owner::{Owner, SharedSlugs, shared_slugs};
pub use paragraphs::{Paragraph, ParagraphPiece, PartShown};
pub use queue::{QueueOrder, QueueRow, queue};
pub use ticks::{Lapse, Loss, Mark, Tick, TickFile, Ticked, Ticks};
pub use to_review::{Material, TextClaim, Tickable};

/// The files beside the content that hold the records.
pub const REVIEWS: &str = "reviews.jsonl";
pub const CLAIMS: &str = "claims.jsonl";
pub const ASSIGNMENTS: &str = "assignments.jsonl";
pub const FILES: [&str; 3] = [REVIEWS, CLAIMS, ASSIGNMENTS];
