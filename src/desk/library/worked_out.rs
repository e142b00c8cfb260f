//! A change to one of many entries, worked out where no frame waits for it: its edits, and what the list says of the new text.
//!
//! Knows nothing of: which entries were chosen, threads, how a change is undone.

use std::sync::Arc;

use crate::entry::Edits;
use crate::library::{Content, EntryKey, LoadedFile};
use crate::search::replace::{self, Swap};

/// Changes to many entries to be worked out, and the number of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct ChangeJob {
    pub asked: u64,
    pub changes: Vec<ToChange>,
}

/// What is to become of one entry.
#[derive(Debug, Clone, PartialEq)]
pub struct ToChange {
    pub entry: EntryKey,
    /// The text that it is about. Any other is left alone.
    pub of: Arc<str>,
    pub how: How,
}

/// By what an entry is changed.
#[derive(Debug, Clone, PartialEq)]
pub enum How {
    Edits(Edits),
    /// Hits and what is put in their places.
    Swaps(Vec<Swap>),
}

/// The edits of one entry, and its file as it would read then.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkedOut {
    pub entry: EntryKey,
    pub of: Arc<str>,
    pub edits: Edits,
    /// Why some of it can't be done.
    pub refused: Vec<String>,
    /// Its title and its heading agreed before, and no longer do.
    pub parts_title: bool,
    /// `None` where the edits are those of another text.
    pub file: Option<LoadedFile>,
}

impl ToChange {
    /// Works it out; that takes longest where values of the front matter are replaced.
    pub fn work_out(self) -> WorkedOut {
        let Self { entry, of, how } = self;
        let (edits, refused) = match how {
            How::Edits(edits) => (edits, Vec::new()),
            How::Swaps(swaps) => {
                let swapped = replace::edits(&of, &swaps);
                let refused = swapped.refused.into_iter().map(|(_, why)| why);
                (swapped.edits, refused.collect())
            }
        };
        let new = edits.apply(&of).ok().filter(|_| !edits.is_empty());
        let parts_title = |new: &Arc<str>| replace::parts_title_and_heading(&of, new);
        let parts_title = new.as_ref().is_some_and(parts_title);
        let file = new.map(|new| LoadedFile::new(entry.clone(), Content::Text(new)));
        WorkedOut {
            entry,
            of,
            edits,
            refused,
            parts_title,
            file,
        }
    }
}
