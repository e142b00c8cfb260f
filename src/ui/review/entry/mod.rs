//! The entry under review.
//!
//! Knows nothing of: what a review leads to.

use egui::Ui;

use crate::desk::{Command, Desk, Moment};
use crate::ui::theme;
use crate::ui::widgets;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct EntryReview {}

impl EntryReview {
    pub fn take_focus(&mut self) {}

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, _now: Moment, _out: &mut Vec<Command>) {
        let Some(key) = desk.under_review_key() else {
            return;
        };
        let title = desk.title_of(key);
        let heading = ui.label(theme::weight(title.as_str(), 600.0).size(22.0));
        widgets::heading(&heading, &title, 1);
    }
}
