//! What can be asked of the view of the library’s sources.

use crate::entry::sources::SourceField;
use crate::library::RecordChange;
use crate::library::bibliography::Order;

/// What can be asked of the view.
#[derive(Debug, Clone)]
pub enum BibliographyCommand {
    Words(String),
    Sort(Order),
    Which(Which),
    /// Look at a work, by its number.
    Choose(usize),
    /// Bring the records of a work to say what the record of one listing says, in these fields.
    Agree {
        work: usize,
        like: usize,
        fields: Vec<SourceField>,
    },
    /// Give a field one value wherever the work is listed.
    Correct {
        work: usize,
        field: SourceField,
        value: String,
    },
    /// Take two works for one: the second is to be listed as the first is.
    Join {
        like: usize,
        other: usize,
    },
    /// Remember that two works are two.
    Apart(usize, usize),
    /// Change what is remembered.
    Remember(RecordChange),
}

/// Which works are listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Which {
    #[default]
    All,
    Differing,
    Likely,
}
