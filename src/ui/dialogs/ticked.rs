//! Lines with a tick each, and beside them what the chosen one changes: the middle of dialogs that show a change before it is
//! made.

use std::sync::Arc;

use egui::{Color32, Id, Key, Modifiers, ScrollArea, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use crate::desk::{self, Hunk};
use crate::entry::Edits;
use crate::ui::hunks;
use crate::ui::long_list::{self, ListRow, LongList};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the list holds from frame to frame.
#[derive(Default)]
pub(super) struct TickedList {
    list: LongList,
    /// What one of the lines changes, by its number.
    shown: Option<(usize, LineChange)>,
}

/// The list as it is drawn.
pub(super) struct TickedShape<'a> {
    pub id: Id,
    /// What a screen reader calls it.
    pub name: &'a str,
    pub count: usize,
    pub height: f32,
    /// The keys go to the list.
    pub take_focus: bool,
}

/// One line.
pub(super) struct TickedLine {
    /// `None` where it can have no tick.
    pub ticked: Option<bool>,
    pub title: String,
    pub below: String,
}

const ROW: f32 = 44.0;
/// The box of a row.
const TICK: f32 = 34.0;

/// The height that leaves so much of the window to the rest of the dialog.
pub(super) fn height(ui: &Ui, rest: f32) -> f32 {
    (ui.ctx().content_rect().height() - rest).clamp(160.0, 520.0)
}

/// What a line changes, or what there is to say of it.
pub(super) enum LineChange {
    Hunks(Vec<Hunk>),
    Said(String),
}

impl LineChange {
    /// What edits change in a text.
    pub fn of(text: &Arc<str>, edits: &Edits) -> Self {
        match edits.apply(text) {
            Ok(new) => Self::Hunks(desk::hunks(text, &new)),
            Err(error) => Self::Said(error.to_string()),
        }
    }
}

impl TickedList {
    /// The lines say something else from now on.
    pub(super) fn forget(&mut self) {
        self.shown = None;
    }

    /// Draws lines and change; gives back the line whose tick is to be turned.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        shape: &TickedShape<'_>,
        line: impl Fn(usize) -> TickedLine,
        look: impl Fn(usize) -> LineChange,
    ) -> Option<usize> {
        let p = theme::palette(ui);
        let (rect, _) = ui.allocate_exact_size(
            vec2(ui.available_width(), shape.height),
            egui::Sense::hover(),
        );
        let (list, change) = rect.split_left_right_at_fraction(0.36);
        let space = ui.memory(|memory| memory.has_focus(shape.id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Space));
        let mut turned = space.then(|| self.list.at());
        ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
            let rows = long_list::ListShape {
                id: shape.id,
                name: shape.name,
                count: shape.count,
                row_height: ROW,
            };
            self.list.show(ui, &rows, |ui, row| {
                let line = line(row.index);
                draw_row(ui, row, &line, p);
                let place = row.response.interact_pointer_pos();
                let on_tick = place.is_some_and(|at| at.x < row.rect.left() + TICK);
                if line.ticked.is_some() && row.response.clicked() && on_tick {
                    turned = Some(row.index);
                }
            });
        });
        if shape.take_focus {
            ui.memory_mut(|memory| memory.request_focus(shape.id));
        }
        let change = change.with_min_x(change.min.x + 12.0);
        ui.scope_builder(UiBuilder::new().max_rect(change), |ui| {
            ui.set_clip_rect(change.intersect(ui.clip_rect()));
            self.change(ui, look, p);
        });
        turned
    }

    /// What the chosen line changes, or what there is to say of it.
    fn change(&mut self, ui: &mut Ui, look: impl Fn(usize) -> LineChange, p: &Palette) {
        let at = self.list.at();
        if self.shown.as_ref().is_none_or(|(shown, _)| *shown != at) {
            self.shown = Some((at, look(at)));
        }
        let Some((_, shown)) = &self.shown else {
            return;
        };
        ScrollArea::vertical()
            .id_salt(("change of a line", at))
            .auto_shrink(false)
            .show(ui, |ui| match shown {
                LineChange::Hunks(list) => {
                    for (index, hunk) in list.iter().enumerate() {
                        hunks::show(ui, index, hunk, p, |ui| {
                            ui.label(theme::small(format!("Line {}", hunk.line), p.dim));
                        });
                        ui.add_space(6.0);
                    }
                }
                LineChange::Said(said) => {
                    ui.label(said.as_str());
                }
            });
    }
}

/// A row: its tick where it can have one, its title, and a line below.
fn draw_row(ui: &Ui, row: &ListRow, line: &TickedLine, p: &Palette) {
    let (ticked, title, below) = (line.ticked, line.title.as_str(), line.below.as_str());
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
    row.named_with_tick(&spoken, ticked);
}

/// Draws a row with a picture before it: a title and a line below.
pub(super) fn two_lines(
    ui: &Ui,
    row: &ListRow,
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
        ui.fonts_mut(|fonts| fonts.layout_job(widgets::one_line(text, room, format)))
    };
    let title_line = line(title, widgets::plain(13.0, 450.0, words));
    let below_line = line(below, widgets::plain(theme::SMALL, 400.0, p.dim));
    let at = rect.min + vec2(TICK, 4.0);
    ui.painter().galley(at, title_line, words);
    ui.painter().galley(at + vec2(0.0, 19.0), below_line, p.dim);
}
