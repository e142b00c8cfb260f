//! What is typed behind the chips of a list.

use egui::{Id, Rect};

/// What is typed behind the chips of a list and not added yet.
#[derive(Debug, Default)]
pub(super) struct ChipBox {
    pub id: Option<Id>,
    pub text: String,
    /// What was pasted, to be looked at before it is added.
    pub pasted: Vec<String>,
    /// The chip that is typed anew.
    pub editing: Option<usize>,
    /// The offered value that is marked.
    pub marked: Option<usize>,
    /// What is offered was sent away.
    pub is_quiet: bool,
    /// Where it was drawn last: a press there takes the focus from the box, which is not left by that.
    pub offers_at: Option<Rect>,
}

impl ChipBox {
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.pasted.is_empty() && self.editing.is_none()
    }
}
