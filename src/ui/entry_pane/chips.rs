//! A list of single values as chips, with a box behind them in which more are typed.
//!
//! Enter or a comma adds what is typed, Backspace in the empty box removes the last. A chip that has the focus moves by Ctrl+Left
//! and Ctrl+Right, goes by Delete, and is typed anew by Enter. A pasted list is shown first and added by Enter.

use egui::{
    Area, Event, EventFilter, FontId, Frame, Id, Key, Margin, Modifiers, Order, Pos2, Rect,
    Response, Role, Sense, Stroke, StrokeKind, TextEdit, Ui, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::chip_box::ChipBox;
use super::form::{FormState, Sitting, field_id};
use crate::desk::{Command, EditCommand};
use crate::entry::front_matter::{Item, Path};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

const CHIP: f32 = 24.0;
const GAP: f32 = 4.0;
/// What the cross at its end takes.
const CROSS: f32 = 20.0;
/// The least that the box takes; with less room it goes to the next line.
const BOX: f32 = 120.0;
/// More values are not offered at once.
const MOST_OFFERED: usize = 8;

/// A list of chips as it is drawn.
struct Chips<'a> {
    path: &'a Path,
    label: &'a str,
    items: &'a [Item],
    /// The box behind them.
    id: Id,
}

impl Chips<'_> {
    fn chip_id(&self, at: usize) -> Id {
        self.id.with(("chip", at))
    }

    fn text(&self, at: usize) -> &str {
        let item = self.items.get(at).and_then(|item| item.value.text());
        item.unwrap_or_default()
    }

    fn has(&self, text: &str) -> bool {
        self.items
            .iter()
            .any(|item| item.value.text() == Some(text))
    }
}

impl FormState {
    /// Draws the chips of a list and the box behind them. Without items it is the box alone.
    pub(super) fn chips(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        path: &Path,
        label: &str,
        items: &[Item],
        out: &mut Vec<Command>,
    ) {
        let id = field_id(sitting.entry, path).with("box");
        let chips = Chips {
            path,
            label,
            items,
            id,
        };
        let at = self.boxes.iter().position(|it| it.id == Some(id));
        let mut typed = at.map(|at| self.boxes.swap_remove(at)).unwrap_or_default();
        typed.id = Some(id);
        let p = theme::palette(ui);
        let width = ui.available_width();
        let origin = ui.cursor().min + vec2(0.0, 2.0);
        let mut pen = Pen {
            left: origin.x,
            right: origin.x + width,
            at: origin,
        };
        let mut focus = None;
        for at in 0..items.len() {
            let rect = pen.take(chip_width(ui, chips.text(at)));
            if typed.editing == Some(at) {
                continue;
            }
            let has_focus = ui.memory(|memory| memory.has_focus(chips.chip_id(at)));
            if ui.clip_rect().intersects(rect) || has_focus {
                self.chip(ui, &chips, at, rect, &mut typed, &mut focus, p, out);
            }
        }
        let rest = pen.rest(BOX);
        self.typing_box(ui, sitting, &chips, rest, &mut typed, &mut focus, out);
        if let Some(id) = focus {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let mut bottom = rest.bottom();
        if !typed.pasted.is_empty() {
            bottom = pasted(
                ui,
                &chips,
                pos2(origin.x, bottom + GAP),
                width,
                &mut typed,
                p,
                out,
            );
        }
        ui.advance_cursor_after_rect(Rect::from_min_max(origin, pos2(origin.x + width, bottom)));
        if !typed.is_empty() || ui.memory(|memory| memory.has_focus(id)) {
            self.boxes.push(typed);
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one chip, named in full")]
    fn chip(
        &mut self,
        ui: &Ui,
        chips: &Chips<'_>,
        at: usize,
        rect: Rect,
        typed: &mut ChipBox,
        focus: &mut Option<Id>,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let text = chips.text(at);
        let count = chips.items.len();
        let id = chips.chip_id(at);
        let chip = ui.interact(rect, id, Sense::click());
        let spoken = format!("{text}, {} of {count} in {}", at + 1, chips.label);
        chip.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        let item = chips.path.clone().item(at);
        self.tell(ui, &item, id);
        let ground = if chip.has_focus() {
            p.accent_soft
        } else {
            p.hover
        };
        let edge = if chip.has_focus() || chip.hovered() {
            p.accent
        } else {
            p.line
        };
        let painter = ui.painter();
        painter.rect(
            rect,
            7.0,
            ground,
            Stroke::new(1.0, edge),
            StrokeKind::Inside,
        );
        let words = widgets::one_line(
            text,
            rect.width() - CROSS - 10.0,
            widgets::plain(13.0, 450.0, p.text),
        );
        let words = ui.fonts_mut(|fonts| fonts.layout_job(words));
        let place = pos2(rect.left() + 9.0, rect.center().y - words.size().y / 2.0);
        painter.galley(place, words, p.text);
        let cross = Rect::from_min_max(pos2(rect.right() - CROSS, rect.top()), rect.max);
        painter.text(
            cross.center(),
            egui::Align2::CENTER_CENTER,
            char::from(Icon::X),
            FontId::new(11.0, theme::icons()),
            p.dim,
        );
        let on_cross = chip
            .interact_pointer_pos()
            .is_some_and(|at| cross.contains(at));
        if chip.clicked_by(egui::PointerButton::Primary) {
            if on_cross {
                out.push(Command::Edit(EditCommand::RemoveField(item)));
                *focus = Some(chips.id);
                return;
            }
            *focus = Some(id);
        }
        if chip.double_clicked() {
            typed.begin(at, text);
            widgets::caret_at_end(ui, chips.id, text);
            *focus = Some(chips.id);
            return;
        }
        let chip =
            chip.on_hover_text("Enter to change, Delete to remove, Ctrl+← and Ctrl+→ to move");
        if !chip.has_focus() {
            return;
        }
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                id,
                EventFilter {
                    horizontal_arrows: true,
                    ..EventFilter::default()
                },
            );
        });
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let id_of = |at: usize| match at < count {
            true => chips.chip_id(at),
            false => chips.id,
        };
        let moved_to = if pressed(Modifiers::COMMAND, Key::ArrowLeft) {
            at.checked_sub(1)
        } else if pressed(Modifiers::COMMAND, Key::ArrowRight) {
            Some(at + 1).filter(|to| *to < count)
        } else {
            None
        };
        if let Some(to) = moved_to {
            out.push(Command::Edit(EditCommand::MoveItem {
                list: chips.path.clone(),
                from: at,
                to,
            }));
            *focus = Some(chips.chip_id(to));
        } else if pressed(Modifiers::NONE, Key::ArrowLeft) {
            *focus = Some(chips.chip_id(at.saturating_sub(1)));
        } else if pressed(Modifiers::NONE, Key::ArrowRight) {
            *focus = Some(id_of(at + 1));
        } else if pressed(Modifiers::NONE, Key::Delete) {
            out.push(Command::Edit(EditCommand::RemoveField(item)));
            *focus = Some(if at + 1 < count { id } else { chips.id });
        } else if pressed(Modifiers::NONE, Key::Backspace) {
            out.push(Command::Edit(EditCommand::RemoveField(item)));
            *focus = Some(match at.checked_sub(1) {
                Some(before) => chips.chip_id(before),
                None if count > 1 => id,
                None => chips.id,
            });
        } else if pressed(Modifiers::NONE, Key::Enter) || pressed(Modifiers::NONE, Key::F2) {
            typed.begin(at, text);
            widgets::caret_at_end(ui, chips.id, text);
            *focus = Some(chips.id);
        }
    }

    /// The box in which items are typed.
    #[expect(clippy::too_many_arguments, reason = "one box, named in full")]
    fn typing_box(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        chips: &Chips<'_>,
        rect: Rect,
        typed: &mut ChipBox,
        focus: &mut Option<Id>,
        out: &mut Vec<Command>,
    ) {
        let id = chips.id;
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        let is_choosing = (typed.offers_at).is_some_and(|at| {
            ui.input(|input| {
                input
                    .pointer
                    .interact_pos()
                    .is_some_and(|pointer| at.contains(pointer))
            })
        });
        let offered = match had_focus || is_choosing {
            true => offers(sitting, chips, typed),
            false => Vec::new(),
        };
        let mut adds = false;
        if had_focus && !sitting.composing {
            adds = typed.keys(ui, chips, &offered, focus, out);
        }
        let name = match typed.editing {
            Some(at) => format!("Change {}", chips.text(at)),
            None => format!("Add to {}", chips.label),
        };
        let hint = if typed.editing.is_some() {
            ""
        } else {
            "Add…"
        };
        let before = typed.text.clone();
        let response = ui.put(
            rect,
            TextEdit::singleline(&mut typed.text)
                .id(id)
                .hint_text(hint)
                .return_key(None)
                .margin(Margin::symmetric(8, 4))
                .desired_width(rect.width()),
        );
        widgets::label(&response, &name);
        // On a chip the next key might delete it.
        self.arrive_in(ui, chips.path, id);
        if typed.text != before {
            typed.is_quiet = false;
            typed.marked = None;
        }
        if response.gained_focus() {
            typed.is_quiet = false;
            out.push(Command::Edit(EditCommand::WantValues(chips.path.clone())));
        }
        // As with every field: what is typed is written when it is left.
        let is_left =
            response.lost_focus() && !is_choosing || (sitting.commit && response.has_focus());
        if (adds || is_left) && !sitting.composing {
            typed.add(chips, adds, out);
        }
        // Words that come all at once may be a list, as a pasted one is.
        if typed.editing.is_none() && typed.text.contains(',') && !sitting.composing {
            let parts = parts_of(&std::mem::take(&mut typed.text));
            typed.look_at(chips, parts);
        }
        typed.offers_at = None;
        if (response.has_focus() || is_choosing) && !offered.is_empty() {
            let (at, taken) = offered_list(ui, &response, &offered, typed.marked);
            typed.offers_at = Some(at);
            if is_choosing && !response.has_focus() {
                *focus = Some(id);
            }
            if let Some(taken) = taken {
                typed.text = taken;
                typed.add(chips, true, out);
                *focus = Some(id);
            }
        }
    }
}

impl ChipBox {
    fn begin(&mut self, at: usize, text: &str) {
        self.editing = Some(at);
        text.clone_into(&mut self.text);
    }

    /// Obeys the keys of the box; whether what is typed is to be added.
    fn keys(
        &mut self,
        ui: &Ui,
        chips: &Chips<'_>,
        offered: &[String],
        focus: &mut Option<Id>,
        out: &mut Vec<Command>,
    ) -> bool {
        let is_new = self.editing.is_none();
        let mut pasted = Vec::new();
        let mut comma = false;
        ui.input_mut(|input| {
            input.events.retain(|event| match event {
                Event::Paste(text) if is_new => {
                    let parts = parts_of(text);
                    let is_list = parts.len() > 1;
                    if is_list {
                        pasted = parts;
                    }
                    !is_list
                }
                Event::Text(text) if text == "," && is_new => {
                    comma = true;
                    false
                }
                _ => true,
            });
        });
        self.look_at(chips, pasted);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = offered.len().checked_sub(1);
        if let Some(last) = last {
            if pressed(Key::ArrowDown) {
                self.marked = Some(self.marked.map_or(0, |at| (at + 1).min(last)));
            } else if pressed(Key::ArrowUp) {
                self.marked = self.marked.and_then(|at| at.checked_sub(1));
            }
        }
        if last.is_some() && pressed(Key::Escape) {
            self.is_quiet = true;
        } else if !self.pasted.is_empty() && pressed(Key::Escape) {
            self.pasted.clear();
        } else if self.editing.is_some() && pressed(Key::Escape) {
            self.editing = None;
            self.text.clear();
        }
        let is_at_start = self.text.is_empty();
        if is_at_start
            && is_new
            && let Some(last) = chips.items.len().checked_sub(1)
        {
            if pressed(Key::Backspace) {
                let item = chips.path.clone().item(last);
                out.push(Command::Edit(EditCommand::RemoveField(item)));
            } else if pressed(Key::ArrowLeft) {
                *focus = Some(chips.chip_id(last));
            }
        }
        let enter = pressed(Key::Enter);
        if enter && let Some(marked) = self.marked.and_then(|at| offered.get(at)) {
            self.text.clone_from(marked);
        }
        comma || enter
    }

    /// Shows what was pasted, but for what the list has already.
    fn look_at(&mut self, chips: &Chips<'_>, pasted: Vec<String>) {
        for text in pasted {
            if !chips.has(&text) && !self.pasted.contains(&text) {
                self.pasted.push(text);
            }
        }
    }

    /// Adds what is typed, or writes the chip that was typed anew; with what was pasted where it was asked for.
    fn add(&mut self, chips: &Chips<'_>, with_pasted: bool, out: &mut Vec<Command>) {
        let text = std::mem::take(&mut self.text).trim().to_owned();
        self.marked = None;
        if let Some(at) = self.editing.take() {
            if text != chips.text(at) && !text.is_empty() {
                out.push(Command::Edit(EditCommand::SetField {
                    path: chips.path.clone().item(at),
                    value: text,
                }));
            }
            return;
        }
        let mut texts = match with_pasted {
            true => std::mem::take(&mut self.pasted),
            false => Vec::new(),
        };
        if !text.is_empty() {
            texts.push(text);
        }
        if !texts.is_empty() {
            out.push(Command::Edit(EditCommand::AddTexts {
                list: chips.path.clone(),
                texts,
            }));
        }
    }
}

/// The items of a pasted list, parted by commas or lines, each once.
fn parts_of(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for part in text.split([',', '\n', '\r']) {
        let part = part.trim();
        if !part.is_empty() && !parts.iter().any(|other| other == part) {
            parts.push(part.to_owned());
        }
    }
    parts
}

/// The values of other entries that hold what is typed and are not in the list.
fn offers(sitting: &Sitting<'_>, chips: &Chips<'_>, typed: &ChipBox) -> Vec<String> {
    if typed.is_quiet || typed.text.trim().is_empty() && typed.marked.is_none() {
        return Vec::new();
    }
    let wanted = typed.text.trim().to_lowercase();
    let used = sitting.desk.used_values(chips.path);
    let fits = |value: &str| {
        let value = value.to_lowercase();
        value.contains(&wanted) && value != wanted
    };
    let (begins, holds): (Vec<&str>, Vec<&str>) = used
        .iter()
        .map(|(value, _)| &**value)
        .filter(|value| fits(value) && !chips.has(value))
        .partition(|value| value.to_lowercase().starts_with(&wanted));
    let all = begins.into_iter().chain(holds);
    all.take(MOST_OFFERED).map(str::to_owned).collect()
}

/// What is offered, below the box; where that is, and the one that was pressed.
fn offered_list(
    ui: &Ui,
    field: &Response,
    offered: &[String],
    marked: Option<usize>,
) -> (Rect, Option<String>) {
    let screen = ui.ctx().content_rect();
    let width = field.rect.width().clamp(200.0, 320.0);
    let x = field.rect.left().min(screen.right() - width - 4.0).max(4.0);
    let mut taken = None;
    let area = Area::new(field.id.with("offers"))
        .order(Order::Foreground)
        .constrain(false)
        .fixed_pos(pos2(x, field.rect.bottom() + 4.0))
        .show(ui.ctx(), |ui| {
            let p = theme::palette(ui);
            Frame::new()
                .fill(p.card)
                .stroke(Stroke::new(1.0, p.line))
                .corner_radius(8.0)
                .inner_margin(Margin::same(5))
                .show(ui, |ui| {
                    ui.set_width(width - 10.0);
                    ui.spacing_mut().item_spacing.y = 1.0;
                    for (at, value) in offered.iter().enumerate() {
                        let is_marked = marked == Some(at);
                        let (rect, row) = widgets::row(ui, 26.0, is_marked, p);
                        let words = widgets::one_line(
                            value,
                            rect.width() - 20.0,
                            widgets::plain(13.0, 450.0, p.text),
                        );
                        let words = ui.fonts_mut(|fonts| fonts.layout_job(words));
                        let place = rect.left_center() + vec2(10.0, -words.size().y / 2.0);
                        ui.painter().galley(place, words, p.text);
                        row.widget_info(|| {
                            WidgetInfo::selected(Role::ListBoxOption, true, is_marked, value)
                        });
                        row.ctx.accesskit_node_builder(row.id, |node| {
                            node.set_selected(is_marked);
                            node.set_position_in_set(at + 1);
                            node.set_size_of_set(offered.len());
                        });
                        if is_marked {
                            row.ctx.accesskit_node_builder(field.id, |node| {
                                node.set_active_descendant(row.id.accesskit_id());
                            });
                        }
                        if row.clicked() {
                            taken = Some(value.clone());
                        }
                    }
                });
        });
    (area.response.rect, taken)
}

/// What was pasted, as chips that are not in the list yet. Says where it ends.
fn pasted(
    ui: &mut Ui,
    chips: &Chips<'_>,
    from: Pos2,
    width: f32,
    typed: &mut ChipBox,
    p: &Palette,
    out: &mut Vec<Command>,
) -> f32 {
    let mut pen = Pen {
        left: from.x,
        right: from.x + width,
        at: from,
    };
    let mut dropped = None;
    for (at, text) in typed.pasted.iter().enumerate() {
        let rect = pen.take(chip_width(ui, text));
        let chip = ui.interact(rect, chips.id.with(("pasted", at)), Sense::click());
        let spoken = format!("{text}, pasted. Press to leave it out");
        chip.widget_info(|| WidgetInfo::labeled(Role::Button, true, &spoken));
        let edge = [
            rect.left_top(),
            rect.right_top(),
            rect.right_bottom(),
            rect.left_bottom(),
            rect.left_top(),
        ];
        let dashes = egui::Shape::dashed_line(&edge, Stroke::new(1.0, p.accent), 4.0, 3.0);
        ui.painter().extend(dashes);
        let words = widgets::one_line(
            text,
            rect.width() - CROSS - 10.0,
            widgets::plain(13.0, 450.0, p.dim),
        );
        let words = ui.fonts_mut(|fonts| fonts.layout_job(words));
        let place = pos2(rect.left() + 9.0, rect.center().y - words.size().y / 2.0);
        ui.painter().galley(place, words, p.dim);
        ui.painter().text(
            pos2(rect.right() - CROSS / 2.0, rect.center().y),
            egui::Align2::CENTER_CENTER,
            char::from(Icon::X),
            FontId::new(11.0, theme::icons()),
            p.dim,
        );
        if chip.clicked() {
            dropped = Some(at);
        }
    }
    let count = typed.pasted.len();
    let add = pen.take(74.0);
    let add = ui.put(
        add,
        egui::Button::new(theme::small(format!("Add {count}"), p.text)),
    );
    widgets::named(&add, &format!("Add {count} to {}", chips.label));
    let leave = pen.take(74.0);
    let end = leave.bottom();
    let leave = ui.put(leave, egui::Button::new(theme::small("Discard", p.text)));
    widgets::named(&leave, "Discard what was pasted");
    if let Some(at) = dropped {
        typed.pasted.remove(at);
    } else if leave.clicked() {
        typed.pasted.clear();
    } else if add.clicked() {
        typed.add(chips, true, out);
    }
    if leave.clicked() || add.clicked() {
        ui.memory_mut(|memory| memory.request_focus(chips.id));
    }
    end
}

/// How wide a chip with this text is.
fn chip_width(ui: &Ui, text: &str) -> f32 {
    let format = widgets::plain(13.0, 450.0, egui::Color32::PLACEHOLDER);
    let job = egui::text::LayoutJob::single_section(text.to_owned(), format);
    let words = ui.fonts_mut(|fonts| fonts.layout_job(job));
    words.size().x + CROSS + 12.0
}

/// Sets what comes one behind the other, on as many lines as it takes.
struct Pen {
    left: f32,
    right: f32,
    at: Pos2,
}

impl Pen {
    /// The place of what is so wide.
    fn take(&mut self, width: f32) -> Rect {
        let width = width.min(self.right - self.left);
        if self.at.x > self.left && self.at.x + width > self.right {
            self.at = pos2(self.left, self.at.y + CHIP + GAP);
        }
        let rect = Rect::from_min_size(self.at, vec2(width, CHIP));
        self.at.x += width + GAP;
        rect
    }

    /// The rest of the line, of the next one where that is less than `least`.
    fn rest(&mut self, least: f32) -> Rect {
        let least = least.min(self.right - self.left);
        if self.at.x + least > self.right {
            self.at = pos2(self.left, self.at.y + CHIP + GAP);
        }
        Rect::from_min_max(self.at, pos2(self.right, self.at.y + CHIP))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_list_is_parted_at_commas_and_lines() {
        assert_eq!(
            parts_of("iron, tea ,, iron\nzinc\r\n"),
            ["iron", "tea", "zinc"]
        );
        assert_eq!(parts_of(" one "), ["one"]);
        assert!(parts_of(" , \n").is_empty());
    }
}
