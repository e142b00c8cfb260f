//! What can be asked about the text of the entry shown.

use jiff::civil::Date;

use crate::desk::{CardField, Completion, Search, Selection, StepId};
use crate::entry::front_matter::Path;
use crate::entry::{Edit, Edits};
use crate::library::EntryKey;

/// Something to be done to the entry shown.
#[derive(Debug, Clone)]
pub enum EditCommand {
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
    RecutCards,
    /// Set a front-matter field to a text.
    SetField {
        path: Path,
        value: String,
    },
    RemoveField(Path),
    /// Add single values to the end of a list; those that it has already are left out.
    AddTexts {
        list: Path,
        texts: Vec<String>,
    },
    /// Add an item to the end of a list of mappings, with the fields of the one before it.
    AddItem(Path),
    MoveItem {
        list: Path,
        from: usize,
        to: usize,
    },
    /// A day was picked in the calendar of a field.
    PickDay {
        path: Path,
        day: Date,
    },
    /// The values that other entries have in this field are about to be offered.
    WantValues(Path),
    /// Add a product from the library's, by name and handle; its address is made by the rule.
    AddProduct {
        name: String,
        handle: String,
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
    Search(Search),
    ReplaceOne,
    ReplaceAll,
    /// So much is offered for the word at the caret; the first would be written so.
    Offered {
        count: usize,
        first: String,
    },
    /// Write what was offered in the place of the letters typed; the offer was made at this step.
    Complete {
        step: StepId,
        taken: Box<Completion>,
    },
    /// Take back one hunk of the changes, as the pane shows it: the step it was shown for, and the edit that undoes it.
    TakeBackHunk {
        step: StepId,
        edit: Edit,
    },
}

/// Edits typed into one field.
#[derive(Debug, Clone)]
pub struct Typing {
    pub entry: EntryKey,
    pub field: CardField,
    /// Against the text as it stands.
    pub edits: Edits,
    pub before: Selection,
    /// In the text after the edits.
    pub after: Selection,
}
