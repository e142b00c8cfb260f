//! What a screen reader hears by itself: everything the desk says, and what pickers answer, one after the other.

use std::collections::VecDeque;
use std::time::Duration;

use egui::accesskit::{Live, Role};
use egui::{Context, Id, Plugin, Ui, vec2};

use crate::desk::{Desk, Selection, level_in_words};
use crate::library::EntryKey;

/// Lines that wait to be told, at most: who is so far behind is told the latest.
const WAITING: usize = 16;

/// The one live region of the window, and what it has still to say.
#[derive(Debug, Default)]
pub struct Announcer {
    waiting: VecDeque<String>,
    now: String,
    told: u64,
    /// How much of what the desk said was taken over.
    heard: u64,
    /// The frame in which something was told last: one may be drawn in two passes.
    frame: u64,
}

impl Plugin for Announcer {
    fn debug_name(&self) -> &'static str {
        "copydesk announcer"
    }
}

impl Announcer {
    fn add(&mut self, what: String) {
        self.waiting.push_back(what);
        if self.waiting.len() > WAITING {
            self.waiting.pop_front();
        }
    }
}

/// Tells a screen reader something that stands on the screen already.
pub fn announce(ctx: &Context, what: impl Into<String>) {
    let what = what.into();
    ctx.with_plugin(|announcer: &mut Announcer| announcer.add(what));
    ctx.request_repaint();
}

/// How long typing rests before a picker answers.
const RESTS: Duration = Duration::from_millis(300);

/// What a picker answers to letters, once for all that were typed without a rest.
#[derive(Debug, Default)]
pub struct PickerAnswer {
    /// When it is due, by egui’s clock.
    due: Option<f64>,
}

impl PickerAnswer {
    /// A letter was typed.
    pub fn typed(&mut self, ui: &Ui) {
        self.due = Some(ui.input(|input| input.time) + RESTS.as_secs_f64());
        ui.ctx().request_repaint_after(RESTS);
    }

    /// The person has heard already what it would say, by going through the rows.
    pub fn is_heard(&mut self) {
        self.due = None;
    }

    /// Says the answer when it is due.
    pub fn show(&mut self, ui: &Ui, answer: impl FnOnce() -> String) {
        if self.is_due(ui) {
            announce(ui.ctx(), answer());
        }
    }

    /// Whether keys rest by now, once.
    fn is_due(&mut self, ui: &Ui) -> bool {
        let Some(due) = self.due else { return false };
        let left = due - ui.input(|input| input.time);
        if left > 0.0 {
            ui.ctx()
                .request_repaint_after(Duration::from_secs_f64(left));
            return false;
        }
        self.due = None;
        true
    }
}

/// Tells of the finding that the caret comes to rest on, once.
#[derive(Debug, Default)]
pub struct FindingAtCaret {
    /// Where the caret is, and the findings it was looked up in.
    at: Option<(EntryKey, Selection, u64)>,
    rest: PickerAnswer,
    told: Option<(EntryKey, String)>,
}

impl FindingAtCaret {
    pub fn follow(&mut self, ui: &Ui, desk: &Desk) {
        // Only a screen reader needs it: the wavy line is seen.
        if !ui.ctx().has_accesskit_node(egui::accesskit_root_id()) {
            return;
        }
        let Some(entry) = desk.shown().filter(|_| !desk.has_dialog()) else {
            return;
        };
        let at = (
            entry.key.clone(),
            entry.selection,
            desk.findings().revision(),
        );
        if self.at.as_ref() != Some(&at) {
            self.at = Some(at);
            self.rest.typed(ui);
        }
        if !self.rest.is_due(ui) {
            return;
        }
        let here = desk.findings_at_caret();
        let here = here.iter().find(|shown| !shown.range.is_empty());
        let here = here.map(|shown| shown.finding);
        let now = here.map(|finding| (entry.key.clone(), finding.message.clone()));
        if let Some(finding) = here.filter(|_| now != self.told)
            // The key that leads to findings has told it already.
            && !desk.status().what.contains(&finding.message)
        {
            let level = level_in_words(finding.level);
            announce(ui.ctx(), format!("{level}: {}", finding.message));
        }
        self.told = now;
    }
}

/// Draws the live region. A screen reader hears the change of its name, so that of several messages each has a frame of its own.
pub fn show(ui: &Ui, desk: &Desk) {
    let frame = ui.ctx().cumulative_frame_nr();
    let told = ui.ctx().with_plugin(|announcer: &mut Announcer| {
        for said in desk.said_since(announcer.heard) {
            announcer.add(said.to_owned());
        }
        announcer.heard = desk.status().count;
        if announcer.frame != frame
            && let Some(next) = announcer.waiting.pop_front()
        {
            announcer.frame = frame;
            announcer.now = next;
            announcer.told += 1;
        }
        // The same words twice are heard twice.
        let again = if announcer.told.is_multiple_of(2) {
            ""
        } else {
            "\u{200b}"
        };
        let is_more = !announcer.waiting.is_empty();
        (format!("{}{again}", announcer.now), is_more)
    });
    let Some((label, is_more)) = told else {
        return;
    };
    if is_more {
        ui.ctx().request_repaint();
    }
    let id = Id::unique("announcements");
    let rect = egui::Rect::from_min_size(ui.max_rect().min, vec2(1.0, 1.0));
    ui.interact(rect, id, egui::Sense::hover());
    ui.ctx().accesskit_node_builder(id, |node| {
        node.set_role(Role::Status);
        node.set_live(Live::Polite);
        node.set_label(label);
    });
}
