//! Commands of the window itself (dialogs, notices, links, the clipboard), the dialogs there are, and where the focus can go.

use crate::desk::Export;
use crate::entry::cross_references::EntryId;

/// Something to be done to what lies over the desk, or to what the entry leads to.
#[derive(Debug, Clone)]
pub enum ViewCommand {
    /// An answer was given to the question, or it was dismissed.
    Answered,
    CloseDialog,
    /// Put a notice away.
    Dismiss(u64),
    OpenLink(String),
    Copy(String),
    /// An image of the entry is wanted for the preview.
    WantImage(String),
}

/// A small window over the desk, opened by the person's own act.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialog {
    Palette,
    JumpToEntry,
    JumpToSection,
    /// The places that refer to the entry shown.
    ReferencesHere,
    /// Which entry this id means.
    AssignId(EntryId),
    OpenFolder,
    /// The path of a list of withdrawn works.
    WithdrawnPath,
    NewEntry,
    /// What is being learned of the entries, then what was, to be taken part by part.
    LearnStyle,
    /// Another slug for the entry shown, and what it changes.
    Rename,
    /// Another slug for a copy of it.
    SaveAs,
    AddSection,
    AddField,
    /// References pasted or typed, to be added to the entry's sources.
    AddSources,
    /// The same, with what was just pasted into the text.
    AddPasted,
    /// A work to cite at the caret.
    Cite,
    /// The ways to fix what the caret is on.
    Fix,
    /// Why a finding may stay as it is.
    Accept,
    /// A note of one’s own about a sentence that is read for proof.
    ProofNote,
    /// A change to many entries, to be looked at before it is made.
    Batch,
    /// A sign-off of the entry under review.
    SignOff,
    /// One of the entries chosen in the queue.
    SignOffMany,
    /// The path of the file that the queue is written to.
    ExportPath(Export),
    /// Why entries go back to whoever writes them.
    SendBack,
    /// Who is to review them, and until when.
    Assign,
    /// Which of two records stands.
    SettleRecords,
    /// How long earlier versions are kept.
    VersionLimits,
    /// Text that was not saved last time.
    UnsavedDrafts,
    /// The name under which a search is kept.
    SaveSearch,
    /// A change of a field or section in many entries.
    ChangeEntries,
    /// The find bar; not over the desk, but closed by Escape in the same way.
    Find {
        replace: bool,
    },
}

/// Where the window should put the keyboard focus; obeyed when `count` grows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Focus {
    pub count: u64,
    pub on: Spot,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Spot {
    #[default]
    Nowhere,
    Filter,
    /// The box of the library’s search.
    Search,
    Caret,
    /// Where it was before a dialog or question.
    Back,
    Right,
    NextPane,
    PreviousPane,
}
