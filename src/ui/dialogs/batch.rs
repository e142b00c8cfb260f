//! The dialog that shows a change to many entries before it is made: every entry with a tick, and what would change in the
//! one that is chosen.

use std::collections::HashSet;

use egui::{Button, Id, Key, Modifiers, Stroke, Ui};

use super::ticked::{self, LineChange, TickedLine, TickedList};
use super::{Opened, heading};
use crate::desk::{Batch, Command, LibraryCommand, Proposed, ViewCommand};
use crate::library::EntryKey;
use crate::ui::theme::{self, Palette};

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct BatchDialog {
    list: TickedList,
    /// Entries whose tick was taken away.
    without: HashSet<EntryKey>,
}

impl BatchDialog {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let &Opened { desk, fresh, .. } = opened;
        let Some(batch) = desk.proposed() else { return };
        let p = theme::palette(ui);
        heading(ui, &batch.title);
        self.top(ui, batch, p);
        let shape = ticked::TickedShape {
            id: Id::unique("entries to change"),
            name: "Entries",
            count: batch.changes.len() + batch.left_out.len(),
            height: ticked::height(ui, 250.0),
            take_focus: fresh,
        };
        let without = &self.without;
        let line = |index: usize| match batch.changes.get(index) {
            Some(proposed) => TickedLine {
                ticked: Some(!without.contains(&proposed.entry)),
                title: desk.title_of(&proposed.entry),
                below: desk
                    .ticked_of(&proposed.entry)
                    .or_else(|| desk.line_changed_in(&proposed.entry))
                    .map_or_else(|| places_of(places_in(proposed)), str::to_owned),
            },
            None => {
                let left = batch.left_out.get(index - batch.changes.len());
                TickedLine {
                    ticked: None,
                    title: left.map_or_else(String::new, |left| desk.title_of(&left.entry)),
                    below: left.map_or_else(String::new, |left| left.why.clone()),
                }
            }
        };
        let turned = self
            .list
            .show(ui, &shape, line, |index| look_at(batch, index));
        if let Some(row) = turned {
            self.turn(batch, row);
        }
        ui.add_space(8.0);
        let verb = if desk.proposes_sign_offs() {
            "Sign off"
        } else {
            "Change"
        };
        self.buttons(ui, batch, verb, p, out);
    }

    fn top(&mut self, ui: &mut Ui, batch: &Batch, p: &Palette) {
        let ticked = self.ticked(batch);
        let places: usize = ticked.clone().map(places_in).sum();
        let ticked = ticked.count();
        ui.horizontal(|ui| {
            let all = batch.changes.len();
            let mut said = format!("{} of {all} ticked · {}", ticked, places_of(places));
            if !batch.left_out.is_empty() {
                said += &format!(" · {} left out", batch.left_out.len());
            }
            ui.label(theme::small(said, p.dim));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("Tick none").clicked() {
                    let entries = batch.changes.iter().map(|it| it.entry.clone());
                    self.without = entries.collect();
                }
                if ui.button("Tick all").clicked() {
                    self.without.clear();
                }
            });
        });
        ui.add_space(4.0);
    }

    fn buttons(&self, ui: &mut Ui, batch: &Batch, verb: &str, p: &Palette, out: &mut Vec<Command>) {
        let count = self.ticked(batch).count();
        let label = match count {
            0 => format!("{verb} entries"),
            1 => format!("{verb} 1 entry"),
            n => format!("{verb} {n} entries"),
        };
        ui.horizontal(|ui| {
            let button = Button::new(theme::weight(label, 550.0).color(p.on_primary))
                .fill(p.primary)
                .stroke(Stroke::NONE);
            let pressed = ui.add_enabled(count > 0, button).clicked();
            let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            if (pressed || chord) && count > 0 {
                out.push(Command::Library(LibraryCommand::ChangeEntries {
                    without: self.without.clone(),
                }));
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            let does = verb.to_lowercase();
            let keys = format!("Arrow keys choose, Space ticks, Ctrl+Enter: {does}");
            ui.label(theme::small(keys, p.faint));
        });
    }

    fn ticked<'b>(&self, batch: &'b Batch) -> impl Iterator<Item = &'b Proposed> + Clone {
        let without = &self.without;
        let changes = batch.changes.iter();
        changes.filter(move |it| !without.contains(&it.entry))
    }

    /// Sets the tick of an entry, or takes it away.
    fn turn(&mut self, batch: &Batch, row: usize) {
        if let Some(proposed) = batch.changes.get(row)
            && !self.without.remove(&proposed.entry)
        {
            self.without.insert(proposed.entry.clone());
        }
    }
}

/// The places that change in the entry of a row, or the reason why it is left out.
fn look_at(batch: &Batch, row: usize) -> LineChange {
    if let Some(proposed) = batch.changes.get(row) {
        return LineChange::of(&proposed.of, &proposed.edits);
    }
    let left = row.checked_sub(batch.changes.len());
    let left = left.and_then(|place| batch.left_out.get(place));
    LineChange::Said(left.map_or_else(String::new, |left| format!("Left as it is: {}", left.why)))
}

fn places_in(proposed: &Proposed) -> usize {
    proposed.edits.iter().count()
}

fn places_of(count: usize) -> String {
    if count == 1 {
        "1 place".into()
    } else {
        format!("{count} places")
    }
}
