//! Why sources were not changed, in words for the person at the desk.

use std::fmt;
use std::ops::Range;

use super::{SourceField, UnreadReason};

/// Why the sources were not changed. The entry is as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SourceError {
    /// The value cannot be one of this field.
    NotAValue(SourceField),
    /// The line was not read in parts.
    Unread(UnreadReason),
    /// There is no place for it in this line.
    NoPlace(SourceField),
    /// The line would be read otherwise than asked.
    WouldReadOtherwise,
    /// There is no such source; it may have gone since.
    Gone,
    /// The section is there twice.
    Twice,
    /// The list stands under another heading, or at another level.
    Elsewhere(String),
    /// The lines of the section have no numbers.
    Unnumbered,
    /// The numbers have gaps or repeats, so others cannot follow.
    Numbering,
    /// Words stand between the lines that would change places.
    WordsBetween,
    /// The prose cites this number here.
    Cited(Vec<Range<usize>>),
    /// A citation of several numbers cannot follow.
    CitedTogether(Range<usize>),
    /// The section could not be added.
    Section(String),
}

impl fmt::Display for SourceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotAValue(SourceField::Year) => write!(
                f,
                "A year is four digits, and a letter where two need telling apart"
            ),
            Self::NotAValue(SourceField::Pmid) => {
                write!(f, "A PMID has 1 to 8 digits and no leading zero")
            }
            Self::NotAValue(SourceField::Pmcid) => write!(f, "A PMCID is PMC and digits"),
            Self::NotAValue(SourceField::Doi) => {
                write!(f, "A DOI is 10., a number of 4 to 9 digits, / and a name")
            }
            Self::NotAValue(field) => write!(f, "This can’t stand in “{}”", field.label()),
            Self::Unread(why) => write!(f, "{why}; change the line itself"),
            Self::NoPlace(field) => write!(
                f,
                "“{}” has no place in this line; change the line itself",
                field.label()
            ),
            Self::WouldReadOtherwise => write!(
                f,
                "The line would then be read otherwise; change the line itself"
            ),
            Self::Gone => write!(f, "This source is no longer there"),
            Self::Twice => write!(f, "There are two sections “Sources”; make them one first"),
            Self::Elsewhere(heading) => write!(
                f,
                "The list stands under “{heading}”, and a second one beside it would be no help. Nothing was added; make its heading “## Sources” first"
            ),
            Self::Unnumbered => write!(
                f,
                "The lines under “Sources” have no numbers. Nothing was added; number them first"
            ),
            Self::Numbering => write!(
                f,
                "The numbers of the sources have gaps or repeats; mend them first"
            ),
            Self::WordsBetween => write!(
                f,
                "Words stand between these sources; move them in the text"
            ),
            Self::Cited(places) if places.len() == 1 => {
                write!(f, "The text cites this source by its number")
            }
            Self::Cited(places) => write!(
                f,
                "The text cites this source by its number in {} places",
                places.len()
            ),
            Self::CitedTogether(_) => write!(
                f,
                "The text cites several sources in one bracket that would no longer stand together"
            ),
            Self::Section(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for SourceError {}
