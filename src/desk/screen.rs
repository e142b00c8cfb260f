//! What lies over the desk: a sheet, a question, and where the focus is to go.
//!
//! Knows nothing of: how any of it is drawn.

use crate::desk::view::Spot;
use crate::desk::{Desk, Focus, Question, Sheet};

#[derive(Debug, Default)]
pub(super) struct Screen {
    sheet: Option<Sheet>,
    question: Option<Question>,
    focus: Focus,
}

impl Desk {
    pub fn sheet(&self) -> Option<&Sheet> {
        self.screen.sheet.as_ref()
    }

    pub fn question(&self) -> Option<&Question> {
        self.screen.question.as_ref()
    }

    pub fn focus(&self) -> Focus {
        self.screen.focus
    }

    /// Something lies over the desk and takes the keys: a question, or a sheet that is no bar.
    pub fn has_dialog(&self) -> bool {
        let is_over = |sheet: &Sheet| !matches!(sheet, Sheet::Find { .. });
        self.question().is_some() || self.sheet().is_some_and(is_over)
    }

    pub(super) fn open_sheet(&mut self, sheet: Sheet) {
        self.recut_cards();
        self.forget_references();
        self.forget_proposal();
        self.put_sheet(sheet);
        // The sheet takes the focus itself, also where another one has just given it back.
        self.focus_on(Spot::Nowhere);
    }

    /// Shows a sheet, and leaves all else as it is.
    pub(super) fn put_sheet(&mut self, sheet: Sheet) {
        self.screen.sheet = Some(sheet);
    }

    pub(super) fn close_sheet(&mut self) {
        self.forget_proposal();
        if self.screen.sheet.take().is_some() {
            self.focus_on(Spot::Caret);
        }
    }

    /// Takes the sheet away, and leaves the focus to what comes next.
    pub(super) fn drop_sheet(&mut self) {
        self.screen.sheet = None;
    }

    pub(super) fn ask(&mut self, question: Question) {
        self.screen.question = Some(question);
    }

    pub(super) fn drop_question(&mut self) {
        self.screen.question = None;
    }

    pub(super) fn answered(&mut self) {
        self.drop_question();
        self.focus_on(Spot::Caret);
    }

    pub(super) fn focus_on(&mut self, on: Spot) {
        self.screen.focus.count += 1;
        self.screen.focus.on = on;
    }
}
