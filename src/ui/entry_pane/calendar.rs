//! A small calendar: one month, Monday first, as a grid whose days the arrow keys go through.

use egui::{
    Align, Align2, Button, FocusDirection, FontId, Key, Layout, Modifiers, Rect, Response, Role,
    Sense, Ui, UiBuilder, vec2,
};
use jiff::civil::Date;
use jiff::{Span, ToSpan as _};
use lucide_icons::Icon;

use crate::entry::dates::HouseDate;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, icon_button};

/// How wide a day is.
const DAY: f32 = 40.0;
/// How tall.
const HEIGHT: f32 = 24.0;

const DAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

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

    /// Arrows go by day and week, Home and End to the ends of the week, the Page keys by month, with Shift by year.
    fn keys(&mut self, ui: &Ui) {
        let Some(at) = self.at.filter(|_| self.on_day) else {
            return;
        };
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let week = i64::from(at.weekday().to_monday_zero_offset());
        let steps = [
            (Modifiers::NONE, Key::Home, -week.days()),
            (Modifiers::NONE, Key::End, (6 - week).days()),
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
        let at = self.at.unwrap_or(today);
        // Of all the days one is a stop for Tab.
        let stop = month
            .with()
            .day(at.day())
            .build()
            .unwrap_or(month.last_of_month());
        self.at = Some(stop);
        let name = month.strftime("%B %Y").to_string();
        grid(ui, |ui| {
            ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
                node.set_label(name);
                node.set_column_count(DAYS.len());
            });
            row(ui, 0, |ui| {
                for (column, day) in DAYS.into_iter().enumerate() {
                    head(ui, column, day, p);
                }
            });
            let offset = month.weekday().to_monday_zero_offset();
            let days = i32::from(month.days_in_month());
            let weeks = (i32::from(offset) + days + 6) / 7;
            for week in 0..weeks {
                row(ui, week as usize + 1, |ui| {
                    for column in 0..7 {
                        let day = week * 7 + column - i32::from(offset) + 1;
                        let date = i8::try_from(day)
                            .ok()
                            .and_then(|day| month.with().day(day).build().ok());
                        let Some(date) = date else {
                            ui.allocate_space(vec2(DAY, HEIGHT));
                            continue;
                        };
                        let place = (week as usize + 1, column as usize);
                        let response = day_button(ui, date, place, (chosen, today, stop), p);
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
                    }
                });
            }
        });
        ui.vertical_centered(|ui| {
            if widgets::small_button(ui, "Today").clicked() {
                picked = Some(today);
            }
        });
        picked
    }

    /// To another month, with the same day or the last one.
    fn turn(&mut self, month: Date, by: Span) {
        if let Ok(turned) = month.checked_add(by)
            && YEARS.contains(&turned.year())
        {
            self.month = Some(turned);
        }
    }
}

/// The whole, for screen readers.
fn grid(ui: &mut Ui, draw: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new()
        .layout(Layout::top_down(Align::Min))
        .accessibility_role(Role::Grid);
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing = vec2(2.0, 2.0);
        draw(ui);
    });
}

/// A week, or the names of the days. It takes the height of a day: what goes from left to right would take all there is.
fn row(ui: &mut Ui, index: usize, draw: impl FnOnce(&mut Ui)) {
    let place = ui.available_rect_before_wrap().min;
    let rect = Rect::from_min_size(place, vec2(ui.available_width(), HEIGHT));
    let builder = UiBuilder::new()
        .id_salt(("week", index))
        .max_rect(rect)
        .layout(Layout::left_to_right(Align::Center))
        .accessibility_role(Role::Row);
    ui.scope_builder(builder, |ui| {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_row_index(index));
        draw(ui);
    });
}

/// What a column is called: two letters on the screen, the whole name for a screen reader.
fn head(ui: &mut Ui, column: usize, day: &str, p: &Palette) {
    let (rect, response) = ui.allocate_exact_size(vec2(DAY, 18.0), Sense::hover());
    let letters = day.get(..2).unwrap_or(day);
    ui.painter().text(
        rect.center(),
        Align2::CENTER_CENTER,
        letters,
        FontId::proportional(theme::SMALL),
        p.faint,
    );
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::ColumnHeader);
        node.set_label(day);
        node.set_column_index(column);
    });
}

fn day_button(
    ui: &mut Ui,
    date: Date,
    (row, column): (usize, usize),
    (chosen, today, stop): (Option<Date>, Date, Date),
    p: &Palette,
) -> Response {
    let is_chosen = chosen == Some(date);
    let is_today = date == today;
    let mut words = theme::weight(date.day().to_string(), if is_today { 700.0 } else { 400.0 });
    if is_today {
        words = words.color(p.accent);
    }
    let sense = match date == stop {
        true => Sense::click(),
        false => Sense::CLICK,
    };
    let button = Button::new(words)
        .sense(sense)
        .selected(is_chosen)
        .frame_when_inactive(is_chosen)
        .min_size(vec2(DAY, HEIGHT));
    let response = ui.add(button);
    let name = HouseDate::new(date).map(|date| date.to_string());
    widgets::named(&response, &name.unwrap_or_default());
    let weekday = DAYS.get(column).copied().unwrap_or_default();
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_role(Role::Cell);
        node.clear_toggled();
        node.set_selected(is_chosen);
        node.set_row_index(row);
        node.set_column_index(column);
        node.set_description(if is_today {
            format!("{weekday}, today")
        } else {
            weekday.to_owned()
        });
    });
    response
}
