//! What can be asked about earlier texts.

use crate::entry::Part;

/// What can be asked of the history.
#[derive(Debug, Clone)]
pub enum VersionCommand {
    /// Look at one of the earlier texts, by its number.
    Choose(usize),
    /// Compare the others with the one that is looked at.
    CompareOthers,
    /// Compare with the text now again.
    CompareWithNow,
    /// Bring the text that is looked at back, or a part of it.
    Restore(Option<Part>),
    /// Keep versions for so many days, or for ever, in so much room.
    Keep { days: Option<u32>, megabytes: u32 },
}
