//! The review queue: bars of what is due when, filters, a table of all entries, and what can be done with the chosen ones.
//!
//! Knows nothing of: how rows are worked out, sorted and filtered.

mod bars;
mod filters;
mod table;

use egui::{Button, Key, Modifiers, Rect, Stroke, Ui, UiBuilder, pos2, vec2};

use crate::desk::{Command, CommandId, Desk, Moment, QueueRow, ReviewCommand};
use crate::library::grouped;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::ACTIONS;
use crate::ui::widgets::{self, command_button};

use table::QueueTable;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct QueuePane {
    table: QueueTable,
    filters: filters::Filters,
}

/// How much room there is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Size {
    Small,
    Middle,
    Full,
}

const SIDE: f32 = 24.0;

impl Size {
    fn of(rect: Rect) -> Self {
        if rect.width() < 900.0 || rect.height() < 560.0 {
            Self::Small
        } else if rect.width() < 1200.0 || rect.height() < 680.0 {
            Self::Middle
        } else {
            Self::Full
        }
    }

    fn bars(self) -> f32 {
        match self {
            Self::Small => 34.0,
            Self::Middle => 76.0,
            Self::Full => 136.0,
        }
    }

    fn side(self) -> f32 {
        if self == Self::Full { SIDE } else { 16.0 }
    }
}

impl QueuePane {
    pub fn take_focus(&mut self) {
        self.table.take_focus();
    }

    pub fn focus_filter(&mut self) {
        self.filters.take_focus();
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let whole = ui.max_rect();
        let size = Size::of(whole);
        let (rest, actions) = whole.split_top_bottom_at_y(whole.bottom() - ACTIONS);
        let mut top = rest.top() + 10.0;
        let mut part = |ui: &mut Ui, height: f32, draw: &mut dyn FnMut(&mut Ui)| {
            let rect = Rect::from_min_max(
                pos2(rest.left() + size.side(), top),
                pos2(rest.right() - size.side(), top + height),
            );
            ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
                ui.set_clip_rect(rect.expand(2.0).intersect(ui.clip_rect()));
                draw(ui);
            });
            top += height + 8.0;
        };
        part(ui, 34.0, &mut |ui| head(ui, desk, now, p, out));
        part(ui, size.bars(), &mut |ui| {
            bars::show(ui, desk, size, p, out)
        });
        part(ui, 28.0, &mut |ui| {
            if self.filters.show(ui, desk, size, p, out) {
                self.table.take_focus();
            }
        });
        let table = Rect::from_min_max(pos2(rest.left(), top), rest.max);
        ui.scope_builder(UiBuilder::new().max_rect(table), |ui| {
            ui.set_clip_rect(table.intersect(ui.clip_rect()));
            self.table.show(ui, desk, now, (size.side(), p), out);
        });
        ui.scope_builder(UiBuilder::new().max_rect(actions), |ui| {
            foot(ui, desk, now, size, p, out);
        });
        let is_free = !desk.has_dialog() && !egui::Popup::is_any_open(ui.ctx());
        let none_typed = ui.memory(|memory| memory.focused()) != Some(filters::words_id());
        if is_free
            && none_typed
            && !desk.review().chosen().is_empty()
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape))
        {
            out.push(Command::Review(ReviewCommand::PickNone));
        }
    }
}

fn head(ui: &mut Ui, desk: &Desk, now: Moment, p: &Palette, out: &mut Vec<Command>) {
    ui.horizontal_centered(|ui| {
        let title = egui::RichText::new("Review queue")
            .text_style(egui::TextStyle::Heading)
            .variation(b"wght", 600.0);
        let title = ui.label(title);
        widgets::heading(&title, "Review queue", 1);
        let count = desk.review().queue().rows().len();
        let entries = if count == 1 { "entry" } else { "entries" };
        let count = grouped(count);
        let today = now.today.strftime("%-d %B %Y");
        ui.label(theme::weight(format!("{count} {entries} · {today}"), 400.0).color(p.dim));
        if let Some(why) = desk.review().unread() {
            ui.label(
                theme::weight(format!("The records can’t be read: {why}"), 500.0).color(p.bad),
            );
        }
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            command_button(ui, desk, CommandId::ExportCalendar, "Export calendar…", out);
            command_button(ui, desk, CommandId::ExportCsv, "Export CSV…", out);
        });
    });
}

/// What is so of the chosen row, and what can be done.
fn foot(ui: &mut Ui, desk: &Desk, now: Moment, size: Size, p: &Palette, out: &mut Vec<Command>) {
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, p.card);
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.line));
    let queue = desk.review().queue();
    let at = queue.at();
    let chosen = desk.to_review().len();
    let many = !desk.review().chosen().is_empty();
    let inner = rect.shrink2(vec2(size.side(), 0.0));
    ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            if let Some(at) = at {
                let label = if many { "Sign off…" } else { "Open" };
                let words = theme::weight(label, 550.0).color(p.on_primary);
                let button = Button::new(words).fill(p.primary).stroke(Stroke::NONE);
                let response = ui.add(button);
                let (command, hint): (Command, &str) = if many {
                    (
                        CommandId::SignOff.into(),
                        "Sign off the chosen entries (Ctrl+Shift+Enter)",
                    )
                } else {
                    let open = ReviewCommand::Open(at.key.clone());
                    (Command::Review(open), "Open the entry for review (Enter)")
                };
                if response.on_hover_text(hint).clicked() {
                    out.push(command);
                }
                for id in [CommandId::SendBack, CommandId::AssignReview] {
                    command_button(ui, desk, id, id.label(), out);
                }
                if size == Size::Full && desk.view().queue.letter_keys {
                    ui.label(theme::small("J and K move, Space chooses", p.dim));
                }
            }
            ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 3.0;
                ui.add_space(9.0);
                if many {
                    ui.horizontal(|ui| {
                        ui.label(theme::weight(format!("{chosen} chosen"), 600.0));
                        if widgets::small_button(ui, "Choose none").clicked() {
                            out.push(Command::Review(ReviewCommand::PickNone));
                        }
                    });
                } else if let Some(at) = at {
                    let room = ui.available_width() - 12.0;
                    let title = desk.title_of(&at.key);
                    widgets::elided(ui, &title, room, widgets::plain(13.5, 600.0, p.text));
                    let rule = rule(desk, at, now);
                    let small = widgets::plain(theme::SMALL, 400.0, p.dim);
                    widgets::elided(ui, &rule, room, small).on_hover_text(rule);
                }
            });
        });
    });
}

/// When it is due and why then, and what changes are counted from.
fn rule(desk: &Desk, row: &QueueRow, now: Moment) -> String {
    let day = row
        .due
        .on
        .map(|on| format!(" {}", on.strftime("%-d %B %Y")));
    let due = match day {
        Some(day) => format!("Due{day} {}", row.due.rule_in_words()),
        None => format!(
            "{}, to be reviewed every {}",
            row.due.in_words(now.today),
            row.due.interval
        ),
    };
    format!("{due} · {}", desk.changed_since(row).says)
}
