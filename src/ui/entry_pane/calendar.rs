//! A small calendar: one month, Monday first.

use egui::{Button, FocusDirection, Key, Modifiers, Ui, vec2};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use lucide_icons::Icon;

use crate::entry::dates::HouseDate;
use crate::ui::theme;
use crate::ui::widgets::{self, icon_button};

/// How wide a day is.
const DAY: f32 = 40.0;

/// No entry is reviewed outside these.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2100;

/// Which month is shown, and which day the arrow keys are on.
#[derive(Debug, Default)]
pub struct Calendar {
    month: Option<Date>,
    at: Option<Date>,
    /// The day is still to take the focus.
    wants_focus: bool,
    /// One of the days had the focus in the frame before.
    on_day: bool,
}

impl Calendar {
    pub fn open_at(&mut self, date: Date) {
        self.go_to(date);
    }

    fn go_to(&mut self, date: Date) {
        self.month = Some(date.first_of_month());
        self.at = Some(date);
        self.wants_focus = true;
    }

    /// Arrows go by day and week, the Page keys by month, with Shift by year.
    fn keys(&mut self, ui: &Ui) {
        let Some(at) = self.at.filter(|_| self.on_day) else {
            return;
        };
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let steps = [
            (Modifiers::SHIFT, Key::PageUp, -12.months()),
            (Modifiers::SHIFT, Key::PageDown, 12.months()),
            (Modifiers::NONE, Key::PageUp, -1.months()),
            (Modifiers::NONE, Key::PageDown, 1.months()),
            (Modifiers::NONE, Key::ArrowLeft, -1.days()),
            (Modifiers::NONE, Key::ArrowRight, 1.days()),
            (Modifiers::NONE, Key::ArrowUp, -7.days()),
            (Modifiers::NONE, Key::ArrowDown, 7.days()),
        ];
        let mut steps = steps.into_iter();
        let Some((_, _, by)) = steps.find(|(held, key, _)| pressed(*held, *key)) else {
            return;
        };
        ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        if let Ok(to) = at.checked_add(by)
            && YEARS.contains(&to.year())
        {
            self.go_to(to);
        }
    }

    /// Draws the month; `Some` is the day that was picked.
    pub fn show(&mut self, ui: &mut Ui, chosen: Option<Date>, today: Date) -> Option<Date> {
        let p = theme::palette(ui);
        self.keys(ui);
        self.on_day = false;
        let month = self.month.unwrap_or(today.first_of_month());
        let mut picked = None;
        ui.set_width(7.0 * (DAY + 2.0) - 2.0);
        ui.horizontal(|ui| {
            if icon_button(ui, Icon::ChevronsLeft, "Year before").clicked() {
                self.turn(month, -12.months());
            }
            if icon_button(ui, Icon::ChevronLeft, "Month before").clicked() {
                self.turn(month, -1.months());
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, Icon::ChevronsRight, "Year after").clicked() {
                    self.turn(month, 12.months());
                }
                if icon_button(ui, Icon::ChevronRight, "Month after").clicked() {
                    self.turn(month, 1.months());
                }
                // In the middle of what the four leave.
                let name = month.strftime("%B %Y").to_string();
                ui.centered_and_justified(|ui| ui.label(theme::weight(name, 600.0)));
            });
        });
        egui::Grid::new("days").spacing([2.0, 2.0]).show(ui, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_role(egui::Role::Grid);
                node.set_label(month.strftime("%B %Y").to_string());
            });
            for day in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] {
                ui.allocate_ui_with_layout(
                    vec2(DAY, 18.0),
                    egui::Layout::centered_and_justified(egui::Direction::TopDown),
                    |ui| widgets::picture(ui, theme::small(day, p.faint)),
                );
            }
            ui.end_row();
            let offset = month.weekday().to_monday_zero_offset();
            for _ in 0..offset {
                ui.label("");
            }
            for day in 1..=month.days_in_month() {
                let Ok(date) = Date::new(month.year(), month.month(), day) else {
                    continue;
                };
                let is_chosen = chosen == Some(date);
                let mut words =
                    theme::weight(day.to_string(), if date == today { 700.0 } else { 400.0 });
                if date == today {
                    words = words.color(p.accent);
                }
                let button = Button::new(words)
                    .selected(is_chosen)
                    .frame_when_inactive(is_chosen)
                    .min_size(vec2(DAY, 24.0));
                let response = ui.add(button);
                if let Some(name) = HouseDate::new(date) {
                    widgets::named(&response, &name.to_string());
                }
                if self.at == Some(date) && self.wants_focus && !ui.is_sizing_pass() {
                    self.wants_focus = false;
                    response.request_focus();
                }
                // Until the day that was gone to has it, another may still have it, or bear its name in another month.
                if response.has_focus() && !self.wants_focus {
                    (self.on_day, self.at) = (true, Some(date));
                }
                if response.clicked() {
                    picked = Some(date);
                }
                if (offset + day - 1) % 7 == 6 {
                    ui.end_row();
                }
            }
        });
        ui.vertical_centered(|ui| {
            if widgets::small_button(ui, "Today").clicked() {
                picked = Some(today);
            }
        });
        picked
    }

    fn turn(&mut self, month: Date, by: Span) {
        if let Ok(turned) = month.checked_add(by)
            && YEARS.contains(&turned.year())
        {
            self.month = Some(turned);
        }
    }
}
