//! The sheet that shows a change to many entries before it is made: every entry with a tick, and what would change in the
//! one that is chosen.
//!
//! Knows nothing of: what the change is for, how it is made.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Button, Color32, Id, Key, Modifiers, ScrollArea, Stroke, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use crate::desk::{self, Batch, Command, Desk, Hunk, Proposed};
use crate::library::EntryKey;
use crate::ui::hunks;
use crate::ui::long_list::{LongList, Row, Shape};
use crate::ui::parts;
use crate::ui::theme::{self, Palette};

/// What the sheet holds from frame to frame.
#[derive(Default)]
pub(super) struct Looked {
    list: LongList,
    /// Entries whose tick was taken away.
    without: HashSet<EntryKey>,
    /// What would change in one of the entries, by its number.
    shown: Option<(usize, Result<Vec<Hunk>, String>)>,
}

const ROW: f32 = 44.0;
/// The box of a row.
const TICK: f32 = 34.0;

impl Looked {
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk, fresh: bool, out: &mut Vec<Command>) {
        let Some(batch) = desk.proposed() else { return };
        let p = theme::palette(ui);
        let id = Id::unique("entries to change");
        let heading = ui.label(theme::weight(batch.title.as_str(), 650.0).size(15.0));
        parts::heading(&heading, &batch.title, 1);
        self.top(ui, batch, p);
        let height = (ui.ctx().content_rect().height() - 250.0).clamp(160.0, 520.0);
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
        let (list, change) = rect.split_left_right_at_fraction(0.36);
        if ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space))
        {
            self.turn(batch, self.list.at());
        }
        ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
            self.entries(ui, desk, batch, id, p);
        });
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let change = change.with_min_x(change.min.x + 12.0);
        ui.scope_builder(UiBuilder::new().max_rect(change), |ui| {
            ui.set_clip_rect(change.intersect(ui.clip_rect()));
            self.change(ui, batch, p);
        });
        ui.add_space(8.0);
        self.buttons(ui, batch, p, out);
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

    fn entries(&mut self, ui: &mut Ui, desk: &Desk, batch: &Batch, id: Id, p: &Palette) {
        let shape = Shape {
            id,
            name: "Entries",
            count: batch.changes.len() + batch.left_out.len(),
            row_height: ROW,
        };
        let mut turned = None;
        let without = &self.without;
        self.list.show(ui, &shape, |ui, row| {
            match batch.changes.get(row.index) {
                Some(proposed) => {
                    let ticked = !without.contains(&proposed.entry);
                    let places = places_of(places_in(proposed));
                    draw_row(
                        ui,
                        row,
                        Some(ticked),
                        &desk.title_of(&proposed.entry),
                        &places,
                        p,
                    );
                    let place = row.response.interact_pointer_pos();
                    let on_tick = place.is_some_and(|at| at.x < row.rect.left() + TICK);
                    if row.response.clicked() && on_tick {
                        turned = Some(row.index);
                    }
                }
                None => {
                    let place = row.index - batch.changes.len();
                    if let Some(left) = batch.left_out.get(place) {
                        draw_row(ui, row, None, &desk.title_of(&left.entry), &left.why, p);
                    }
                }
            };
        });
        if let Some(row) = turned {
            self.turn(batch, row);
        }
    }

    /// What would change in the chosen entry, or why it stays as it is.
    fn change(&mut self, ui: &mut Ui, batch: &Batch, p: &Palette) {
        let at = self.list.at();
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != at) {
            self.shown = Some((at, look_at(batch, at)));
        }
        let Some((_, shown)) = &self.shown else {
            return;
        };
        ScrollArea::vertical()
            .id_salt(("change to an entry", at))
            .auto_shrink(false)
            .show(ui, |ui| match shown {
                Ok(list) => {
                    for (index, hunk) in list.iter().enumerate() {
                        hunks::show(ui, index, hunk, p, |ui| {
                            ui.label(theme::small(format!("Line {}", hunk.line), p.dim));
                        });
                        ui.add_space(6.0);
                    }
                }
                Err(why) => {
                    ui.label(format!("Left as it is: {why}"));
                }
            });
    }

    fn buttons(&self, ui: &mut Ui, batch: &Batch, p: &Palette, out: &mut Vec<Command>) {
        let count = self.ticked(batch).count();
        let label = match count {
            0 => "Change entries".to_owned(),
            1 => "Change 1 entry".to_owned(),
            n => format!("Change {n} entries"),
        };
        ui.horizontal(|ui| {
            let button = Button::new(theme::weight(label, 550.0).color(p.on_primary))
                .fill(p.primary)
                .stroke(Stroke::NONE);
            let pressed = ui.add_enabled(count > 0, button).clicked();
            let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            if (pressed || chord) && count > 0 {
                out.push(Command::ChangeEntries {
                    without: self.without.clone(),
                });
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::CloseSheet);
            }
            ui.label(theme::small(
                "Arrow keys choose, Space ticks, Ctrl+Enter changes",
                p.faint,
            ));
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
fn look_at(batch: &Batch, row: usize) -> Result<Vec<Hunk>, String> {
    let Some(proposed) = batch.changes.get(row) else {
        let left = row.checked_sub(batch.changes.len());
        let left = left.and_then(|place| batch.left_out.get(place));
        return Err(left.map_or_else(String::new, |left| left.why.clone()));
    };
    let new: Arc<str> = proposed
        .edits
        .apply(&proposed.of)
        .map_err(|error| error.to_string())?;
    Ok(desk::hunks(&proposed.of, &new))
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

/// A row: its tick where it can have one, the title of the entry, and a line below.
fn draw_row(ui: &Ui, row: &Row, ticked: Option<bool>, title: &str, below: &str, p: &Palette) {
    let icon = match ticked {
        Some(true) => Icon::SquareCheck,
        Some(false) => Icon::Square,
        None => Icon::Ban,
    };
    let colour = if ticked == Some(true) {
        p.accent
    } else {
        p.faint
    };
    let words = if ticked.is_some() { p.text } else { p.dim };
    two_lines(ui, row, (icon, colour), title, below, words, p);
    let spoken = match ticked {
        Some(_) => format!("{title}, {below}"),
        None => format!("{title}, left out: {below}"),
    };
    row.response.widget_info(|| {
        egui::WidgetInfo::selected(
            egui::Role::ListBoxOption,
            ticked.is_some(),
            row.chosen,
            spoken.as_str(),
        )
    });
    row.response
        .ctx
        .accesskit_node_builder(row.response.id, |node| {
            node.set_selected(row.chosen);
            if let Some(ticked) = ticked {
                node.set_toggled(ticked.into());
            }
        });
}

/// Draws a row with a picture before it: a title and a line below.
pub(super) fn two_lines(
    ui: &Ui,
    row: &Row,
    (icon, colour): (Icon, Color32),
    title: &str,
    below: &str,
    words: Color32,
    p: &Palette,
) {
    let rect = row.rect;
    ui.painter().text(
        rect.left_center() + vec2(18.0, 0.0),
        egui::Align2::CENTER_CENTER,
        char::from(icon),
        egui::FontId::new(16.0, theme::icons()),
        colour,
    );
    let room = rect.width() - TICK - 8.0;
    let line = |text: &str, format| {
        ui.fonts_mut(|fonts| fonts.layout_job(parts::one_line(text, room, format)))
    };
    let title_line = line(title, parts::plain(13.0, 450.0, words));
    let below_line = line(below, parts::plain(theme::SMALL, 400.0, p.dim));
    let at = rect.min + vec2(TICK, 4.0);
    ui.painter().galley(at, title_line, words);
    ui.painter().galley(at + vec2(0.0, 19.0), below_line, p.dim);
}
