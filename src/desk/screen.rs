//! What is open over the desk: a dialog, a question; and where the focus is to go.

use std::time::Duration;

use crate::desk::view::Spot;
use crate::desk::{Desk, Dialog, Effect, Focus, Moment, Question, RightTab, ViewCommand};

/// A dialog that answers sooner than a person can is no dialog.
pub(super) const FASTEST_ANSWER: Duration = Duration::from_millis(400);

#[derive(Debug, Default)]
pub(super) struct Screen {
    dialog: Option<Dialog>,
    question: Option<Question>,
    focus: Focus,
}

impl Desk {
    pub fn dialog(&self) -> Option<&Dialog> {
        self.screen.dialog.as_ref()
    }

    pub fn question(&self) -> Option<&Question> {
        self.screen.question.as_ref()
    }

    pub fn focus(&self) -> Focus {
        self.screen.focus
    }

    /// Something lies over the desk and takes the keys: a question, or a dialog that is no bar.
    pub fn has_dialog(&self) -> bool {
        let is_over = |dialog: &Dialog| !matches!(dialog, Dialog::Find { .. });
        self.question().is_some() || self.dialog().is_some_and(is_over)
    }

    pub(super) fn open_dialog(&mut self, dialog: Dialog) {
        self.recut_cards();
        self.forget_references();
        self.forget_proposal();
        self.put_dialog(dialog);
        // The dialog takes the focus itself, also where another one has just given it back.
        self.focus_on(Spot::Nowhere);
    }

    /// Shows a dialog, and leaves all else as it is.
    pub(super) fn put_dialog(&mut self, dialog: Dialog) {
        self.screen.dialog = Some(dialog);
    }

    pub(super) fn close_dialog(&mut self) {
        self.forget_proposal();
        if self.screen.dialog.take().is_some() {
            self.focus_on(Spot::Back);
        }
    }

    /// Takes the dialog away, and leaves the focus to what comes next.
    pub(super) fn drop_dialog(&mut self) {
        self.screen.dialog = None;
    }

    pub(super) fn ask(&mut self, question: Question) {
        self.screen.question = Some(question);
    }

    pub(super) fn drop_question(&mut self) {
        self.screen.question = None;
    }

    pub(super) fn answered(&mut self) {
        self.drop_question();
        self.focus_on(Spot::Back);
    }

    /// The focus goes to the caret of the text shown, or to where one is in the room shown.
    pub fn go_to_caret(&mut self) {
        self.focus_on(Spot::Caret);
    }

    pub(super) fn focus_on(&mut self, on: Spot) {
        self.screen.focus.count += 1;
        self.screen.focus.on = on;
    }

    pub(super) fn change_view(&mut self, command: ViewCommand, now: Moment) -> Vec<Effect> {
        match command {
            ViewCommand::Answered => self.answered(),
            ViewCommand::CloseDialog => {
                let is_learning = self.dialog() == Some(&Dialog::LearnStyle);
                self.close_dialog();
                if is_learning {
                    return self.stop_learning();
                }
            }
            ViewCommand::Dismiss(id) => self.drop_notices(|notice| notice.id == id),
            ViewCommand::OpenLink(address) => return self.follow_link(&address, now),
            ViewCommand::Copy(text) => {
                self.say("Copied");
                return vec![Effect::Copy(text)];
            }
            ViewCommand::WantImage(target) => return self.want_image(&target),
        }
        Vec::new()
    }

    pub(super) fn show_right(&mut self, pane: RightTab) {
        self.view.right = pane;
        self.view.right_open = true;
    }
}
