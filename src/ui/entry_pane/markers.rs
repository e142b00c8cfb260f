//! Markers on the fields of the form that have findings.

use std::ops::Range;

use egui::{Id, Rect, Ui, UiBuilder, pos2, vec2};

use super::marks::Marks;
use crate::checks::Level;
use crate::desk::{Command, EditCommand, OpenEntry, Selection};
use crate::entry::front_matter::{Path, PathStep};
use crate::ui::findings_pane;
use crate::ui::theme;
use crate::ui::widgets;

/// Points that a mark takes left of its field.
pub(super) const ROOM: f32 = 20.0;

/// What was found in the fields, by their keys.
#[derive(Default)]
pub(super) struct Markers {
    list: Vec<Marker>,
    /// The keys came to a control of this field.
    entered: Option<usize>,
}

struct Marker {
    key: String,
    /// The lines of the field.
    lines: Range<usize>,
    /// Where the first finding begins.
    at: usize,
    level: Level,
    message: String,
}

impl Markers {
    /// Takes over what was found.
    pub(super) fn follow(&mut self, entry: &OpenEntry, marks: &Marks) {
        let fields = entry.reading().front_matter.fields.iter();
        let markers = fields.filter_map(|field| {
            let (at, level, message) = marks.found_in(&field.lines)?;
            Some(Marker {
                key: field.key.clone(),
                lines: field.lines.clone(),
                at,
                level,
                message,
            })
        });
        self.list = markers.collect();
        self.entered = None;
    }

    fn of(&self, key: &str) -> Option<&Marker> {
        self.list.iter().find(|marker| marker.key == key)
    }

    /// The mark left of what begins there at this height. It takes no room of what follows, and its place is its own: what
    /// comes after neither moves nor loses the focus when it comes or goes.
    pub(super) fn beside(&self, ui: &mut Ui, key: &str, left: f32, middle: f32) {
        let place = Rect::from_min_size(pos2(left - ROOM, middle - 8.0), vec2(16.0, 16.0));
        let mut margin = ui.new_child(UiBuilder::new().max_rect(place));
        if let Some(marker) = self.of(key) {
            let mark = findings_pane::mark(marker.level, theme::palette(ui));
            widgets::picture(&mut margin, mark).on_hover_text(marker.message.as_str());
        }
    }

    /// Says by eye and by ear what was found in the field of a control that was just drawn.
    pub(super) fn tell(&mut self, ui: &Ui, path: &Path, id: Id) {
        let Some(PathStep::Key(key)) = path.steps().first() else {
            return;
        };
        let Some(number) = self.list.iter().position(|marker| marker.key == *key) else {
            return;
        };
        let Some(marker) = self.list.get(number) else {
            return;
        };
        let message = marker.message.as_str();
        ui.ctx()
            .accesskit_node_builder(id, |node| node.set_description(message));
        if let Some(drawn) = ui.ctx().read_response(id) {
            if drawn.gained_focus() {
                self.entered = Some(number);
            }
            drawn.on_hover_text(message);
        }
    }

    /// The caret comes along with the keys, so that what fixes a finding at the caret fixes that of the field.
    pub(super) fn entered(&self, entry: &OpenEntry) -> Option<Command> {
        let marker = self.list.get(self.entered?)?;
        let is_there = marker.lines.contains(&entry.selection.head);
        (!is_there).then(|| Command::Edit(EditCommand::Caret(Selection::caret(marker.at))))
    }
}
