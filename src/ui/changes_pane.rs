//! The changes pane: what a save will write, hunk by hunk, against the file on disk.
//!
//! Knows nothing of: how the difference is found.

use std::sync::Arc;

use egui::{Frame, Margin, ScrollArea, Stroke, Ui};
use lucide_icons::Icon;

use super::parts;
use super::theme::{self, Palette};
use crate::desk::{Command, Desk, Hunk, OpenEntry, Outside, RowKind, Selection, StepId, hunks};
use crate::library::EntryKey;

/// What the pane keeps from frame to frame: the difference, until a text changes.
#[derive(Default)]
pub struct ChangesPane {
    of: Option<State>,
    hunks: Vec<Hunk>,
}

#[derive(PartialEq)]
struct State {
    key: EntryKey,
    step: StepId,
    seen: Arc<str>,
    outside: bool,
}

impl ChangesPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let Some(entry) = desk.shown() else {
            ui.label(theme::small("No entry is shown", p.dim));
            return;
        };
        self.follow(entry);
        let against = match &entry.outside {
            Some(Outside::Changed(_)) => "Yours against what another program wrote",
            Some(Outside::Gone) => "The file is gone: a save writes all of this",
            _ => "What a save will write",
        };
        let count = match self.hunks.len() {
            0 => "No changes".to_owned(),
            1 => "1 change".to_owned(),
            n => format!("{n} changes"),
        };
        ui.horizontal(|ui| {
            ui.label(theme::weight(count, 600.0));
            ui.label(theme::small(against, p.dim));
        });
        ui.add_space(4.0);
        ScrollArea::vertical()
            .id_salt(("changes", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                for (index, hunk) in self.hunks.iter().enumerate() {
                    show_hunk(ui, entry, index, hunk, p, out);
                    ui.add_space(6.0);
                }
                if self.hunks.is_empty() {
                    ui.label(theme::small(
                        "The text is the text on disk, byte for byte",
                        p.dim,
                    ));
                }
            });
    }

    fn follow(&mut self, entry: &OpenEntry) {
        let state = State {
            key: entry.key.clone(),
            step: entry.step(),
            seen: entry.seen().clone(),
            outside: entry.outside.is_some(),
        };
        if self.of.as_ref() != Some(&state) {
            self.hunks = hunks(entry.on_disk(), entry.text());
            self.of = Some(state);
        }
    }
}

fn show_hunk(
    ui: &mut Ui,
    entry: &OpenEntry,
    index: usize,
    hunk: &Hunk,
    p: &Palette,
    out: &mut Vec<Command>,
) {
    let response = Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(|ui| {
                let place = ui.link(theme::small(format!("Line {}", hunk.line), p.accent));
                if place.clicked() {
                    out.push(Command::PlaceCaret(Selection::caret(hunk.new.start)));
                }
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    let button = ui.add(egui::Button::new(theme::small("Take back", p.text)));
                    parts::named(
                        &button,
                        &format!("Take back the change in line {}", hunk.line),
                    );
                    if button.clicked() {
                        out.push(Command::TakeBack {
                            step: entry.step(),
                            edit: hunk.take_back(entry.on_disk()),
                        });
                    }
                });
            });
            for row in &hunk.rows {
                show_row(ui, row, p);
            }
        })
        .response;
    let spoken = ui.interact(
        response.rect,
        ui.scope_id().with(("hunk", index)),
        egui::Sense::hover(),
    );
    spoken.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, hunk.spoken()));
}

fn show_row(ui: &mut Ui, row: &crate::desk::Row, p: &Palette) {
    let (icon, ground, strong, words) = match row.kind {
        RowKind::Same => (None, egui::Color32::TRANSPARENT, p.hover, p.faint),
        RowKind::Removed => (Some((Icon::Minus, p.bad)), p.bad_soft, p.bad, p.text),
        RowKind::Added => (Some((Icon::Plus, p.good)), p.good_soft, p.good, p.text),
    };
    Frame::new()
        .fill(ground)
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 2))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (mark, colour) = icon.unwrap_or((Icon::Dot, egui::Color32::TRANSPARENT));
                parts::picture(ui, theme::icon(mark).size(11.0).color(colour));
                let mut job = egui::text::LayoutJob::default();
                job.wrap.max_width = ui.available_width();
                for (marked, piece) in &row.pieces {
                    let mut format = theme::editor_format(words);
                    format.font_id.size = 13.5;
                    format.line_height = Some(20.0);
                    if *marked {
                        format.background = strong.gamma_multiply(0.22);
                        format.coords =
                            egui::epaint::text::VariationCoords::new([(b"wght", 600.0)]);
                    }
                    job.append(piece, 0.0, format);
                }
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
                ui.label(galley);
            });
        });
}
