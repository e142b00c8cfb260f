//! The review room in the window’s middle: the queue, or the entry under review.
//!
//! Knows nothing of: how the queue is worked out, what a review leads to.

mod entry;
mod queue;
pub mod shapes;

use egui::Ui;

use crate::desk::{Command, Desk, Moment};

/// What the room keeps from frame to frame.
#[derive(Default)]
pub struct ReviewRoom {
    queue: queue::QueuePane,
    entry: entry::EntryReview,
    /// The room was drawn in the frame before, and whether with the queue.
    was: Option<bool>,
}

impl ReviewRoom {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        let is_queue = desk.shows_queue();
        if self.was.replace(is_queue) != Some(is_queue) {
            self.take_focus_of(is_queue);
        }
        if is_queue {
            self.queue.show(ui, desk, now, out);
        } else {
            self.entry.show(ui, desk, now, out);
        }
    }

    /// Puts the focus on the filter of the queue.
    pub fn focus_filter(&mut self) {
        self.queue.focus_filter();
    }

    /// The room is not there in this frame.
    pub fn rest(&mut self) {
        self.was = None;
    }

    /// Puts the focus into the room when it is drawn next.
    pub fn take_focus(&mut self) {
        if let Some(is_queue) = self.was {
            self.take_focus_of(is_queue);
        }
    }

    fn take_focus_of(&mut self, is_queue: bool) {
        if is_queue {
            self.queue.take_focus();
        } else {
            self.entry.take_focus();
        }
    }
}
