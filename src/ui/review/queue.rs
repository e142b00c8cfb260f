//! The review queue: bars of what is due when, a table of all entries, and what can be done with the chosen one.
//!
//! Knows nothing of: how rows are worked out, sorted and filtered.

use egui::Ui;

use crate::desk::{Command, Desk, Moment};
use crate::ui::theme;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct QueuePane {}

impl QueuePane {
    pub fn take_focus(&mut self) {}

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, _out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        for row in desk.review().queue().shown() {
            ui.label(theme::small(row.due.in_words(now.today), p.dim));
        }
    }
}
