//! A small calendar: one month, Monday first.

use egui::{Button, Label, Ui, vec2};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use lucide_icons::Icon;

use crate::entry::dates::HouseDate;
use crate::ui::theme;
use crate::ui::widgets::{self, icon_button};

/// How wide a day is.
const DAY: f32 = 40.0;

/// Which month is shown.
#[derive(Debug, Default)]
pub struct Calendar {
    month: Option<Date>,
}

impl Calendar {
    pub fn open_at(&mut self, date: Date) {
        self.month = Some(date.first_of_month());
    }

    /// Draws the month; `Some` is the day that was picked.
    pub fn show(&mut self, ui: &mut Ui, chosen: Option<Date>, today: Date) -> Option<Date> {
        let p = theme::palette(ui);
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
            for day in ["Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"] {
                ui.add_sized(vec2(DAY, 18.0), Label::new(theme::small(day, p.faint)));
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
            && (1900..=2100).contains(&turned.year())
        {
            self.month = Some(turned);
        }
    }
}
