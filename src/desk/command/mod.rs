//! What can be asked of the desk.
//!
//! Knows nothing of: who asks, and how it is carried out.

pub(super) mod dispatch;
pub(super) mod enabled;
pub(super) mod list;

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::desk::command::list::Act;
use crate::desk::editing::cards::Field;
use crate::desk::editing::search::Search;
use crate::desk::editing::undo::{BatchId, Selection, StepId};
use crate::desk::findings::accept::Note;
use crate::desk::library::batch::{Batch, Reach};
use crate::desk::sources::bibliography::WorksCommand;
use crate::desk::sources::completion::OfferedSource;
use crate::desk::sources::paste::FromPaste;
use crate::desk::versions::PastCommand;
use crate::entry::cross_references::EntryId;
use crate::entry::front_matter::Path;
use crate::entry::sources;
use crate::entry::{Edit, Edits};
use crate::library::entry_ids::Mapped;
use crate::library::interrupted::Way;
use crate::library::renaming::Wish;
use crate::library::{EntryKey, RecordChange, SaveHow};
use crate::merge::Choice;
use crate::references::Record;

/// One request. Those without an entry concern the entry shown.
#[derive(Debug, Clone)]
pub enum Command {
    /// A command of the list.
    Act(Act),
    /// Open a folder, or a file's folder at that entry.
    OpenPath(PathBuf),
    /// Something was dropped on the window: a folder or an entry is opened, a file of references is taken in.
    TakeDrop(PathBuf),
    /// Show an entry; `at` puts the caret there.
    Show {
        entry: EntryKey,
        at: Option<usize>,
    },
    /// Keys in a field.
    Type(Typing),
    /// Take away the line end between two parts of one long text.
    Join(std::ops::Range<usize>),
    /// That many control characters of a paste were not taken over.
    Dropped(usize),
    /// The caret moved without a change.
    Caret(Selection),
    /// Put the caret there, and the focus with it.
    PlaceCaret(Selection),
    /// The focus left the fields: the cards may be cut anew.
    Settle,
    /// Set a front-matter field to a text.
    SetField {
        path: Path,
        value: String,
    },
    RemoveField(Path),
    /// Add a product from the library's, by name and handle; its address is made by the rule.
    AddProduct {
        name: String,
        handle: String,
    },
    RemoveProduct(usize),
    MoveProduct {
        from: usize,
        to: usize,
    },
    /// Add a section before the section of that number (or last).
    AddSection {
        at: usize,
        name: String,
    },
    MoveSection {
        from: usize,
        to: usize,
    },
    DeleteSection(usize),
    /// Fold or unfold a card.
    Fold {
        card: usize,
        folded: bool,
    },
    /// Set a field of a source of the entry, by the source's place in the list.
    SetSource {
        source: usize,
        field: sources::Field,
        value: String,
    },
    RemoveSource(usize),
    MoveSource {
        from: usize,
        to: usize,
    },
    /// Add the records that the entry does not list yet.
    AddSources(Vec<Record>),
    /// Read what was pasted into the sheet, beside the window.
    ReadPasted(Arc<str>),
    /// Add these records of what was just pasted into the text, and take the lines out that have become sources.
    AddInPlaceOfPaste(Vec<FromPaste>),
    /// Mention a work at the caret, and list it where it is new.
    Cite {
        record: Box<Record>,
        with_pmid: bool,
    },
    /// Look at a list of withdrawn works and let it lie beside the library; asks where another lies there.
    UseWithdrawn(PathBuf),
    /// Put the list beside the library without asking again.
    KeepWithdrawn(PathBuf),
    /// Write into the house style that an id means an entry.
    MapId {
        id: EntryId,
        entry: EntryKey,
    },
    /// Take such a change back; `slug` is what the id meant before.
    UnmapId {
        id: EntryId,
        slug: Option<String>,
        mapped: Mapped,
    },
    /// So many sources are offered for the word at the caret; the first is to be mentioned so.
    Offered {
        count: usize,
        first: String,
    },
    /// Mention an offered source in the place of the letters typed; the offer was made at this step.
    Complete {
        step: StepId,
        offer: Box<OfferedSource>,
    },
    Search(Search),
    ReplaceOne,
    ReplaceAll,
    /// Carry out one of the fixes of a finding, both by their number in the entry's findings.
    Mend {
        entry: EntryKey,
        finding: usize,
        fix: usize,
    },
    /// Propose to mend all findings of the check with this id.
    MendAll(&'static str),
    /// Ask why a finding, by its number in the entry's findings, may stay as it is.
    AskWhy {
        entry: EntryKey,
        finding: usize,
    },
    /// Accept the finding that was asked about.
    Accept(Note),
    /// Count an accepted finding again.
    TakeAcceptanceBack {
        entry: EntryKey,
        finding: usize,
    },
    /// Change what is kept of accepted findings.
    KeepAccepted(RecordChange),
    /// Choose what stands for a conflict of the merge that waits for choices, by its number.
    Choose {
        conflict: usize,
        choice: Choice,
    },
    /// Take back one hunk of the changes, as the pane shows it: the step it was shown for, and the edit that undoes it.
    TakeBack {
        step: StepId,
        edit: Edit,
    },
    /// Something of the entry's history.
    Past(PastCommand),
    /// Something of the view of the library's sources.
    Works(WorksCommand),
    /// Look at a change to many entries before it is made.
    Propose(Arc<Batch>),
    /// Make the change that is looked at, but not in these entries.
    ChangeEntries {
        without: HashSet<EntryKey>,
    },
    /// Take back the last step of the entry shown, or of every entry where the batch is the last.
    UndoIn(Reach),
    RedoIn(Reach),
    NewEntry(NewEntry),
    /// Rename the entry that is looked at.
    Rename(Wish),
    /// Take a rename back, in all files.
    UndoRename(BatchId),
    /// Save a copy of the entry that is looked at.
    SaveCopy(Wish),
    /// Take away a copy that still has the text it was made with.
    UndoCopy {
        entry: EntryKey,
        text: Arc<str>,
    },
    /// Put an entry into the system's trash.
    Delete(EntryKey),
    /// Bring a deleted entry back.
    BringBack(u64),
    /// Find out what restoring such a text makes of its entry; named by the file that keeps it.
    Foresee(PathBuf),
    /// Merge a text that was not saved last time into its entry.
    Restore(PathBuf),
    /// Put back all that can be put back without a look.
    RestoreAll,
    /// Leave the file of such a text as it is.
    KeepTheFile(PathBuf),
    /// Take away a file of which nothing can be read.
    RemoveUnreadable(PathBuf),
    /// Leave such a file where it is; it is told again next time.
    LeaveUnreadable(PathBuf),
    /// Put the bar about such texts away until the library is opened again.
    LookLater,
    /// Finish what an earlier session had begun, or take it back; the file of the journal names it.
    Resume {
        file: PathBuf,
        way: Way,
    },
    /// Put the bar about such acts away until the library is opened again.
    ResumeLater,
    /// Put the bar away that says who else is at work here.
    HeldByIsRead,
    /// The bar about names beside the content that are left alone was read.
    LeftAloneIsRead,
    /// Save the entry although its file has other names, or has gone.
    SaveHow {
        entry: EntryKey,
        how: SaveHow,
    },
    /// Save although the file holds a version that was undone here.
    SaveOver(EntryKey),
    /// Leave without asking again.
    Leave(Leaving),
    SaveAllAndLeave(Leaving),
    /// An answer was given to the question, or it was dismissed.
    Answered,
    CloseSheet,
    Dismiss(u64),
    Filter(String),
    OpenLink(String),
    Copy(String),
    /// An image of the entry is wanted for the preview.
    WantImage(String),
}

/// Edits typed into one field.
#[derive(Debug, Clone)]
pub struct Typing {
    pub entry: EntryKey,
    pub field: Field,
    /// Against the text as it stands.
    pub edits: Edits,
    pub before: Selection,
    /// In the text after the edits.
    pub after: Selection,
}

#[derive(Debug, Clone)]
pub struct NewEntry {
    pub title: String,
    pub pillar: String,
    pub slug: String,
}

/// What to do once nothing unsaved is in the way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leaving {
    Quit,
    Open(PathBuf),
}

impl From<Act> for Command {
    fn from(act: Act) -> Self {
        Self::Act(act)
    }
}
