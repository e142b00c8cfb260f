//! The entries of the queue as a narrow list: which is under review, and which come next.
//!
//! Knows nothing of: how the queue is sorted and filtered.

use egui::{Align, Id, Layout, Ui, UiBuilder, pos2, vec2};

use crate::desk::{Command, Desk, Moment, QueueRow, ReviewCommand};
use crate::library::EntryKey;
use crate::review::Standing;
use crate::ui::long_list::{ListRow, ListShape, LongList};
use crate::ui::review::shapes;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the list keeps from frame to frame.
#[derive(Default)]
pub(super) struct DueList {
    list: LongList,
    /// The entry that it was taken to last.
    shown: Option<EntryKey>,
}

const ROW: f32 = 46.0;

impl DueList {
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        under_review: &EntryKey,
        now: Moment,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let rows: Vec<&QueueRow> = desk.review().queue().shown().collect();
        let here = rows.iter().position(|row| row.key == *under_review);
        if self.shown.as_ref() != Some(under_review) {
            self.shown = Some(under_review.clone());
            if let Some(here) = here {
                self.list.go_to(here);
            }
        }
        let (head, list) = ui
            .max_rect()
            .split_top_bottom_at_y(ui.max_rect().top() + 38.0);
        let inner = head.shrink2(vec2(12.0, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ui.horizontal_centered(|ui| {
                widgets::pane_title(ui, "To review");
                ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                    let said = match here {
                        Some(here) => format!("{} of {}", here + 1, rows.len()),
                        None => rows.len().to_string(),
                    };
                    ui.label(theme::small(said, p.dim));
                });
            });
        });
        let id = Id::unique("entries to review");
        let place = list.shrink2(vec2(8.0, 0.0));
        let has_focus = ui.memory(|memory| memory.has_focus(id));
        let mut open = None;
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            let shape = ListShape {
                id,
                name: "To review",
                count: rows.len(),
                row_height: ROW,
            };
            self.list.show(ui, &shape, |ui, row| {
                if let Some(found) = rows.get(row.index) {
                    let is_here = here == Some(row.index);
                    draw(ui, desk, row, found, is_here, now, p);
                    if row.response.clicked() {
                        open = Some(found.key.clone());
                    }
                }
            });
        });
        let enter = has_focus
            && ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, egui::Key::Enter));
        if enter {
            open = rows.get(self.list.at()).map(|row| row.key.clone());
        }
        if let Some(key) = open {
            out.push(Command::Review(ReviewCommand::Open(key)));
        }
    }
}

fn draw(
    ui: &Ui,
    desk: &Desk,
    row: &ListRow,
    found: &QueueRow,
    is_here: bool,
    now: Moment,
    p: &Palette,
) {
    let rect = row.rect;
    let title = desk.title_of(&found.key);
    let weight = if is_here { 600.0 } else { 450.0 };
    let (icon, colour, state) = match found.standing {
        standing @ (Standing::SentBackChanged | Standing::SentBack | Standing::Skipped) => {
            let (icon, colour, words) = shapes::of_standing(standing, p);
            (icon, colour, words.to_owned())
        }
        _ => {
            let (icon, colour) = shapes::of_state(found.due.state, p);
            (icon, colour, found.due.in_words(now.today))
        }
    };
    let write = |at: egui::Pos2, words: &str, format: egui::TextFormat| {
        let tone = format.color;
        let job = widgets::one_line(words, rect.right() - at.x - 8.0, format);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        ui.painter().galley(at, galley, tone);
    };
    write(
        rect.min + vec2(12.0, 6.0),
        &title,
        widgets::plain(13.0, weight, p.text),
    );
    ui.painter().text(
        pos2(rect.left() + 18.0, rect.top() + 32.0),
        egui::Align2::CENTER_CENTER,
        char::from(icon),
        egui::FontId::new(12.0, theme::icons()),
        colour,
    );
    write(
        pos2(rect.left() + 28.0, rect.top() + 25.0),
        &state,
        widgets::plain(theme::SMALL, 400.0, colour),
    );
    let spoken = format!("{title}, {state}");
    widgets::list_row(&row.response, &spoken, row.index, is_here);
}
