//! The fields that unfold, as rows one below the other: each as tall as what it holds, its name on its first line. Only what is
//! in view is drawn, and the row with the focus.
//!
//! A map is a group of rows, a map in a list a card; what can't be changed safely is shown whole, with the reason.

use egui::{Align, Label, Layout, Rect, Response, Shape, Stroke, Ui, UiBuilder, pos2, vec2};
use lucide_icons::Icon;

use super::field_cell::{FieldCell, is_single};
use super::form::{FormPlace, FormState, Sitting};
use super::form_rows::{FormRow, RowKind};
use crate::desk::{Command, CommandId, EditCommand, Selection};
use crate::entry::front_matter::{Path, PathStep, Value};
use crate::house_style::FieldRule;
use crate::ui::theme;
use crate::ui::widgets::{self, icon_button};

/// The height of a first line.
const LINE: f32 = 28.0;
const GAP: f32 = 4.0;
/// How far what a group holds is set in.
const INDENT: f32 = 14.0;
/// What a button at the end of a row takes.
const BUTTON: f32 = 40.0;
/// Rows so near the view are drawn as well, so that Tab finds them.
const NEAR: f32 = 160.0;

impl FormState {
    /// Draws the rows of all fields but these.
    pub(super) fn rows(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        left_out: &[&str],
        out: &mut Vec<Command>,
    ) {
        self.rows.follow(sitting.entry, left_out);
        let origin = ui.cursor().min;
        let width = ui.available_width();
        if self.rows.width != width {
            self.rows.width = width;
            self.rows.heights.clear();
        }
        let view = ui.clip_rect().expand(NEAR);
        // Taken out while its rows are drawn, which change the rest of the form.
        let rows = std::mem::take(&mut self.rows.rows);
        let focused = ui.memory(|memory| memory.focused());
        let mut focused_row = None;
        let mut grounds: Vec<(egui::layers::ShapeIdx, f32, &FormRow, usize)> = Vec::new();
        let mut y = origin.y;
        for (number, row) in rows.iter().enumerate() {
            close_grounds(ui, &mut grounds, number, (origin.x, y, width));
            let known = self
                .rows
                .heights
                .get(&row.id)
                .copied()
                .unwrap_or(LINE + GAP);
            if row.holds > 0 {
                if matches!(row.kind, RowKind::Card) {
                    y += GAP;
                }
                let ground = ui.painter().add(Shape::Noop);
                grounds.push((ground, y, row, number + row.holds));
            }
            let left = origin.x + row.depth as f32 * INDENT;
            let rect =
                Rect::from_min_size(pos2(left, y), vec2(width + origin.x - left - 8.0, known));
            let is_wanted = self.wants(&row.path) || self.rows.focused == Some(row.id);
            if !view.intersects(rect) && !is_wanted {
                y += known;
                continue;
            }
            let height = self.row(ui, rect, row, sitting, out).max(LINE) + GAP;
            self.rows.heights.insert(row.id, height);
            let drawn = Rect::from_min_size(rect.min, vec2(rect.width(), height));
            let has_focus = focused
                .and_then(|id| ui.ctx().read_response(id))
                .is_some_and(|response| drawn.contains(response.rect.center()));
            if has_focus {
                focused_row = Some(row.id);
                // Tab leads to rows that are near the view and not in it.
                let by_key =
                    ui.input(|input| !input.pointer.any_down() && !input.pointer.any_click());
                let is_new = self.rows.focused != focused_row;
                if is_new && by_key && !ui.clip_rect().contains_rect(drawn) {
                    ui.scroll_to_rect(drawn.expand(GAP), None);
                }
            }
            y += height;
        }
        close_grounds(ui, &mut grounds, usize::MAX, (origin.x, y, width));
        self.rows.focused = focused_row;
        self.rows.rows = rows;
        let all = Rect::from_min_max(origin, pos2(origin.x + width, y));
        ui.advance_cursor_after_rect(all);
    }

    /// Draws a row and says how tall it is.
    fn row(
        &mut self,
        ui: &mut Ui,
        rect: Rect,
        row: &FormRow,
        sitting: &Sitting<'_>,
        out: &mut Vec<Command>,
    ) -> f32 {
        let p = theme::palette(ui);
        let known = match row.path.steps() {
            [PathStep::Key(key)] => sitting.desk.style().field(key),
            _ => None,
        };
        let label = known.map_or(row.label.as_str(), |known| known.label.as_str());
        let can_go = match row.kind {
            RowKind::Add { .. } | RowKind::Refused(_) => false,
            _ => known.is_none_or(|known| !known.required),
        };
        let item = item_of(&row.path, sitting).filter(|(_, _, count)| *count > 1);
        let buttons = match (can_go, &item) {
            (false, _) => 0.0,
            (true, None) => BUTTON,
            (true, Some(_)) => 3.0 * BUTTON,
        };
        // In a narrow column the name stands above.
        let beside = rect.width() >= 340.0;
        let is_heading = matches!(row.kind, RowKind::Group | RowKind::Card);
        let name_width = match (is_heading, beside) {
            (true, _) => rect.width() - buttons,
            (false, true) => (rect.width() * 0.26).clamp(84.0, 150.0),
            (false, false) => rect.width(),
        };
        let line = Rect::from_min_size(rect.min, vec2(name_width, LINE));
        if !matches!(row.kind, RowKind::Add { .. }) {
            let words = match row.kind {
                RowKind::Group | RowKind::Card => theme::weight(label, 550.0),
                _ => theme::small(label, p.dim),
            };
            let builder = UiBuilder::new()
                .id_salt((row.id, "name"))
                .max_rect(line)
                .layout(Layout::left_to_right(Align::Center));
            let mut name = ui.new_child(builder);
            name.add(Label::new(words.size(theme::SMALL)).truncate());
        }
        if let [PathStep::Key(key)] = row.path.steps() {
            self.markers.beside(ui, key, rect.left(), line.center().y);
        }
        // The name by which a screen reader tells it from others.
        let name = match row.path.steps() {
            [PathStep::Key(_)] => label.to_owned(),
            _ => row.path.to_string(),
        };
        let start = match (is_heading, beside, &row.kind) {
            (false, true, _) => pos2(line.right() + 8.0, rect.top()),
            (false, false, RowKind::Add { .. }) => rect.min,
            _ => pos2(rect.left(), line.bottom()),
        };
        let mut bottom = line.bottom();
        if !is_heading {
            let place = Rect::from_min_max(start, pos2(rect.right() - buttons, rect.bottom()));
            let layout = Layout::top_down(Align::Min);
            let builder = UiBuilder::new()
                .id_salt(row.id)
                .max_rect(place)
                .layout(layout);
            let mut held = ui.new_child(builder);
            held.spacing_mut().item_spacing.y = GAP;
            self.held(&mut held, row, &name, known, sitting, out);
            bottom = bottom.max(held.min_rect().bottom());
        }
        if buttons > 0.0 {
            let at = pos2(
                rect.right() - buttons,
                if is_heading { rect.top() } else { start.y },
            );
            let place = Rect::from_min_size(at, vec2(buttons, LINE));
            let builder = UiBuilder::new()
                .id_salt((row.id, "buttons"))
                .max_rect(place)
                .layout(Layout::left_to_right(Align::Center));
            let mut end = ui.new_child(builder);
            end.spacing_mut().item_spacing.x = 2.0;
            row_buttons(&mut end, &row.path, &name, item, out);
        }
        bottom - rect.top()
    }

    /// What stands behind the name of a row.
    fn held(
        &mut self,
        ui: &mut Ui,
        row: &FormRow,
        name: &str,
        known: Option<&FieldRule>,
        sitting: &Sitting<'_>,
        out: &mut Vec<Command>,
    ) {
        let Some(value) = sitting.entry.reading().front_matter.get(&row.path) else {
            return;
        };
        match &row.kind {
            RowKind::Single if is_single(value) => {
                let layout = Layout::left_to_right(Align::Center);
                ui.allocate_ui_with_layout(vec2(ui.available_width(), LINE), layout, |ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    let cell = FieldCell {
                        path: &row.path,
                        label: name,
                        value,
                        known,
                        is_row: true,
                    };
                    self.editor(ui, sitting, &cell, out);
                });
            }
            RowKind::Single | RowKind::Group | RowKind::Card => {}
            RowKind::Chips => {
                let items = match value {
                    Value::List(list) => list.items.as_slice(),
                    _ => &[],
                };
                self.chips(ui, sitting, &row.path, name, items, out);
            }
            RowKind::Add { is_map: true } => {
                let button = widgets::small_button(ui, "Add an item");
                widgets::named(&button, &format!("Add an item to {name}"));
                if button.clicked() {
                    out.push(Command::Edit(EditCommand::AddItem(row.path.clone())));
                }
            }
            RowKind::Add { is_map: false } => {
                self.chips(ui, sitting, &row.path, name, &[], out);
            }
            RowKind::Refused(reason) => {
                let button = refused(ui, sitting, &row.path, value, reason, out);
                if let Some(FormPlace::Value(wanted)) = self.wanted()
                    && wanted.steps().starts_with(row.path.steps())
                {
                    let wanted = FormPlace::Value(wanted.clone());
                    self.arrive(ui, &wanted, button.id);
                }
            }
        }
    }

    /// Whether the wanted place is in this row or below it.
    fn wants(&self, path: &Path) -> bool {
        matches!(self.wanted(), Some(FormPlace::Value(wanted)) if wanted.steps().starts_with(path.steps()))
    }
}

/// Removes the row; an item is moved as well.
fn row_buttons(
    ui: &mut Ui,
    path: &Path,
    name: &str,
    item: Option<(Path, usize, usize)>,
    out: &mut Vec<Command>,
) {
    if let Some((list, at, count)) = item {
        for (icon, way, to) in [
            (Icon::ArrowUp, "up", at.checked_sub(1)),
            (
                Icon::ArrowDown,
                "down",
                Some(at + 1).filter(|to| *to < count),
            ),
        ] {
            let name = format!("Move {name} {way}");
            let button = ui.add_enabled_ui(to.is_some(), |ui| icon_button(ui, icon, &name));
            if let (true, Some(to)) = (button.inner.clicked(), to) {
                out.push(Command::Edit(EditCommand::MoveItem {
                    list: list.clone(),
                    from: at,
                    to,
                }));
            }
        }
    }
    if icon_button(ui, Icon::Trash2, &format!("Remove {name}")).clicked() {
        out.push(Command::Edit(EditCommand::RemoveField(path.clone())));
    }
}

/// The list that an item belongs to, its number, and how many there are.
fn item_of(path: &Path, sitting: &Sitting<'_>) -> Option<(Path, usize, usize)> {
    let (PathStep::Item(at), _) = path.steps().split_last()? else {
        return None;
    };
    let list = path.holder()?;
    match sitting.entry.reading().front_matter.get(&list)? {
        Value::List(items) => Some((list, *at, items.items.len())),
        _ => None,
    }
}

/// What can't be changed here: all of it, why, and the way to the text.
fn refused(
    ui: &mut Ui,
    sitting: &Sitting<'_>,
    path: &Path,
    value: &Value,
    reason: &str,
    out: &mut Vec<Command>,
) -> Response {
    let p = theme::palette(ui);
    let written = sitting.entry.text().get(value.range().clone());
    let written = written.unwrap_or_default();
    ui.add_space(5.0);
    ui.add(Label::new(theme::small(written, p.text).monospace()).wrap());
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(reason, p.dim));
        let button = widgets::small_button(ui, "Change as text");
        widgets::named(&button, &format!("Change {path} as text"));
        if button.clicked() {
            let at = Selection::caret(value.range().start);
            out.push(CommandId::WholeFile.into());
            out.push(Command::Edit(EditCommand::PlaceCaret(at)));
        }
        button
    })
    .inner
}

/// Paints the grounds of the groups that end before this row.
fn close_grounds(
    ui: &Ui,
    grounds: &mut Vec<(egui::layers::ShapeIdx, f32, &FormRow, usize)>,
    row: usize,
    (left, y, width): (f32, f32, f32),
) {
    let p = theme::palette(ui);
    while let Some((shape, top, of, _)) = grounds.pop_if(|(_, _, _, last)| *last < row) {
        let x = left + of.depth as f32 * INDENT;
        match of.kind {
            RowKind::Card => {
                let card = Rect::from_min_max(pos2(x - 6.0, top), pos2(left + width - 2.0, y));
                let stroke = Stroke::new(1.0, p.line);
                let card = egui::epaint::RectShape::new(
                    card,
                    6.0,
                    p.card,
                    stroke,
                    egui::StrokeKind::Inside,
                );
                ui.painter().set(shape, card);
            }
            _ => {
                let rule = [pos2(x + 4.0, top + LINE), pos2(x + 4.0, y - GAP)];
                let rule = Shape::line_segment(rule, Stroke::new(1.0, p.line));
                ui.painter().set(shape, rule);
            }
        }
    }
}
