//! The bars above the queue: overdue, without a date, each of the coming months, later. Together they are all entries, and each
//! is a filter. They are buttons with names and no picture of a chart, so that keys and a screen reader reach each: the bars of
//! `egui_plot` 0.38 are shapes of one widget, which has one name, takes no focus bar by bar and is clicked by coordinates.
//!
//! Knows nothing of: what is counted.

use egui::{Color32, FontId, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::Size;
use crate::desk::{Bar, Command, Desk, Filter, ReviewCommand, When};
use crate::library::grouped;
use crate::review::ReviewState;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

pub(super) fn show(ui: &mut Ui, desk: &Desk, size: Size, p: &Palette, out: &mut Vec<Command>) {
    let bars = desk.review().queue().bars();
    let chosen = When::parse(&desk.view().queue.when);
    if size == Size::Small {
        two(ui, desk, chosen, p, out);
        return;
    }
    let whole = ui.max_rect();
    ui.painter().rect(
        whole,
        8.0,
        p.card,
        Stroke::new(1.0, p.line),
        StrokeKind::Inside,
    );
    let mut inner = whole.shrink2(vec2(14.0, 6.0));
    if size == Size::Full {
        let head = Rect::from_min_max(inner.min, pos2(inner.right(), inner.top() + 24.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(head), |ui| {
            ui.horizontal_centered(|ui| {
                let title =
                    ui.label(theme::weight("Due in the coming twelve months", 600.0).size(13.0));
                widgets::heading(&title, "Due in the coming twelve months", 2);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    ui.label(theme::small("Choose a bar to see only its entries", p.dim));
                });
            });
        });
        inner.min.y += 26.0;
    }
    let most = bars
        .iter()
        .map(|bar| bar.count)
        .max()
        .unwrap_or_default()
        .max(1);
    // A gap sets the months off from what is beside them.
    let gap = 14.0;
    let width = (inner.width() - 2.0 * gap) / bars.len().max(1) as f32;
    let mut left = inner.left();
    let mut year = None;
    for (place, bar) in bars.iter().enumerate() {
        if place == 2 || bar.when == When::Later {
            left += gap;
        }
        let rect = Rect::from_min_size(pos2(left, inner.top()), vec2(width, inner.height()));
        left += width;
        let label = label_of(bar.when, &mut year);
        if one(ui, rect, bar, &label, (most, chosen == Some(bar.when)), p) {
            out.push(filter(bar.when, chosen));
        }
    }
}

/// A bar that is chosen is let go by choosing it again.
fn filter(when: When, chosen: Option<When>) -> Command {
    let to = if chosen == Some(when) {
        String::new()
    } else {
        when.to_string()
    };
    Command::Review(ReviewCommand::Filter(Filter::When(to)))
}

fn one(
    ui: &Ui,
    rect: Rect,
    bar: &Bar,
    label: &str,
    (most, is_chosen): (usize, bool),
    p: &Palette,
) -> bool {
    let response = ui.interact(
        rect,
        ui.scope_id().with(("bar", bar.when.to_string())),
        Sense::CLICK,
    );
    let painter = ui.painter();
    if is_chosen {
        painter.rect_filled(rect, 6.0, p.accent_soft);
    } else if response.hovered() {
        painter.rect_filled(rect, 6.0, p.hover);
    }
    if response.has_focus() {
        widgets::focus_ring(ui, rect, p);
    }
    let is_overdue = bar.when == When::State(ReviewState::Overdue);
    let tone = match (is_chosen, is_overdue && bar.count > 0) {
        (true, _) => p.accent,
        (_, true) => p.bad,
        _ => p.dim,
    };
    let foot = rect.bottom() - 17.0;
    let room = foot - rect.top() - 16.0;
    let height = |count: usize| room * count as f32 / most as f32;
    let column = |count: usize, from: f32| {
        let size = vec2((rect.width() * 0.55).min(44.0), height(count).max(2.0));
        Rect::from_min_size(
            pos2(rect.center().x - size.x / 2.0, foot - from - size.y),
            size,
        )
    };
    if bar.count > 0 {
        let whole = column(bar.count, 0.0);
        let outlined = |rect, ground: Color32, line: Color32| {
            painter.rect(
                rect,
                1.0,
                ground,
                Stroke::new(1.0, line),
                StrokeKind::Inside,
            );
        };
        if is_overdue {
            outlined(whole, p.bad_soft, p.bad);
        } else if bar.when == When::NoDate {
            let corners = [
                whole.left_top(),
                whole.right_top(),
                whole.right_bottom(),
                whole.left_bottom(),
                whole.left_top(),
            ];
            painter.extend(egui::Shape::dashed_line(
                &corners,
                Stroke::new(1.0, p.dim),
                3.0,
                3.0,
            ));
        } else {
            painter.rect_filled(whole, 1.0, p.check);
            if bar.soon > 0 {
                outlined(column(bar.soon, 0.0), p.warn_soft, p.warn);
            }
        }
        painter.text(
            pos2(rect.center().x, whole.top() - 8.0),
            egui::Align2::CENTER_CENTER,
            grouped(bar.count),
            FontId::proportional(theme::SMALL),
            tone,
        );
    }
    painter.hline(rect.x_range(), foot, Stroke::new(1.0, p.line));
    painter.text(
        pos2(rect.center().x, rect.bottom() - 8.0),
        egui::Align2::CENTER_CENTER,
        label,
        FontId::proportional(theme::SMALL),
        tone,
    );
    let entries = if bar.count == 1 { "entry" } else { "entries" };
    let mut spoken = format!(
        "{}: {} {entries}",
        capitalised(&bar.when.label()),
        grouped(bar.count)
    );
    if bar.soon > 0 && bar.soon < bar.count {
        spoken += &format!(", {} due soon", bar.soon);
    }
    response
        .widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_chosen, spoken.as_str()));
    response.on_hover_text(spoken).clicked()
}

/// The month below a bar, with the year where it changes.
fn label_of(when: When, year: &mut Option<i16>) -> String {
    match when {
        When::State(state) => state.label().to_owned(),
        When::NoDate => "No date".to_owned(),
        When::Later => "Later".to_owned(),
        When::Month { year: of, month } => {
            let day = jiff::civil::Date::new(of, month, 1);
            let name = day
                .map(|day| day.strftime("%b").to_string())
                .unwrap_or_default();
            if year.replace(of) == Some(of) {
                name
            } else {
                format!("{name} {of}")
            }
        }
    }
}

/// Where there is no room for bars.
fn two(ui: &mut Ui, desk: &Desk, chosen: Option<When>, p: &Palette, out: &mut Vec<Command>) {
    let queue = desk.review().queue();
    ui.horizontal_centered(|ui| {
        for (state, words, tone) in [
            (ReviewState::Overdue, "overdue", p.bad),
            (ReviewState::DueSoon, "due soon", p.warn),
        ] {
            let when = When::State(state);
            let count = queue.count(|row| row.due.state == state);
            let words = theme::weight(format!("{count} {words}"), 550.0).color(tone);
            if ui.selectable_label(chosen == Some(when), words).clicked() {
                out.push(filter(when, chosen));
            }
        }
    });
}

fn capitalised(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters
        .next()
        .map(|letter| letter.to_uppercase().to_string());
    first.unwrap_or_default() + letters.as_str()
}
