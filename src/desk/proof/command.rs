//! What can be asked of the proof room.

use crate::library::EntryKey;

/// Something to be done with the entry that is read for proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProofCommand {
    /// Read an entry for proof.
    Open(EntryKey),
    /// Go to a section, by its number among those to be read.
    Section(usize),
    /// Go to a place of the text.
    Place(usize),
    /// The page was turned: from this place on it is in view, and what the keys are on is not.
    Turned(usize),
    /// Go to a finding, by its number among those of the entry.
    Doubt(usize),
    /// Go to the doubt after or before.
    Step { forward: bool },
    /// The section was read: go on to the next, or to the next entry.
    MarkRead,
    /// Take a suggestion for the doubt at hand, by its number from 0.
    Take(usize),
    /// Pass the doubt at hand over in this session.
    Ignore,
    /// Ask why the doubt at hand may stay.
    Accept,
    /// Put the word at hand into the library’s list.
    AddWord,
    /// Take back what was done last in this room.
    Undo,
    /// Ask for a note about the sentence at hand.
    AskForNote,
    /// Ask for the note with this number.
    ChangeNote(usize),
    /// Keep what was written as the note; an empty one is taken away.
    KeepNote(String),
    /// Set the text larger or smaller.
    Size { larger: bool },
}
