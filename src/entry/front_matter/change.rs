//! The changes that can be made to front matter.

use super::path::Path;

/// A change to one place of the front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Gives a field or an item this value; a field that is not there is added, last. `tags[+]` adds an item, and so does
    /// `list[+].name`: such sets to one list make one item until a name comes again.
    Set { path: Path, value: NewValue },
    /// Takes out a field or an item. A list that loses its only item is left as `[]`.
    Remove { path: Path },
    /// Adds an item with these fields to the end of a list. The list may be absent or empty.
    AddItem {
        list: Path,
        item: Vec<(String, String)>,
    },
    /// Adds an item that is a single text to the end of a list.
    AddText { list: Path, text: String },
    /// Moves the item `from`, with the comment lines directly above it, so that it becomes the item `to`.
    MoveItem { list: Path, from: usize, to: usize },
}

/// What a place is to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NewValue {
    /// Text: quoted where YAML would read something else. A number, boolean or date stays plain where the old value was
    /// one of the same kind and every reader takes the new one for the value it says.
    Text(String),
    /// A number, boolean or date, written without quotes where every reader takes it for the value it says.
    Plain(String),
    /// Nothing: `key:`.
    Nothing,
}
