//! The status bar: words, saved state, encoding and line ends, folder, and the last thing said.

use egui::{Ui, vec2};

use super::theme::{self, Palette};
use super::{announcer, findings_pane};
use crate::desk::Desk;
use crate::review::{ReviewState, Standing};
use crate::settings::QueueColumn;

/// `lines` are those in view, where an entry is read for proof.
pub fn show(ui: &mut Ui, desk: &Desk, lines: Option<String>) {
    let p = theme::palette(ui);
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, p.rail);
    ui.painter()
        .hline(rect.x_range(), rect.top(), egui::Stroke::new(1.0, p.line));
    let inner = rect.shrink2(vec2(16.0, 0.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
        ui.horizontal_centered(|ui| {
            if desk.shows_queue() {
                queue_side(ui, desk, p);
                return;
            }
            let mut parts = Vec::new();
            if desk.is_proofing() {
                let language = if desk.view().check_spelling {
                    "British English, medical words, the library’s words"
                } else {
                    "The language is not checked"
                };
                parts.push(language.to_owned());
                parts.extend(lines);
            } else if let Some(entry) = desk.shown() {
                let reading = entry.reading();
                parts.push(format!("{} words", reading.words(entry.text())));
                parts.push(format!("{} sections", reading.outline.section_count()));
                parts.push(if entry.writing.is_some() {
                    "Saving".into()
                } else if entry.is_unsaved() {
                    "Unsaved".into()
                } else {
                    "Saved".into()
                });
                if let Some(found) = desk.findings().of(&entry.key) {
                    parts.push(findings_pane::counts_in_words(found.counts));
                }
            }
            let unsaved = desk.unsaved_count();
            if unsaved > 1 || (unsaved == 1 && desk.shown().is_none_or(|entry| !entry.is_unsaved()))
            {
                parts.push(format!("{unsaved} unsaved in all"));
            }
            ui.label(theme::small(parts.join("  ·  "), p.dim));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                ui.label(theme::small(right_side(desk), p.dim));
                said(ui, desk, p);
            });
        });
    });
    announcer::show(ui, desk);
}

/// How many are due, and the order of the queue.
fn queue_side(ui: &mut Ui, desk: &Desk, p: &Palette) {
    let queue = desk.review().queue();
    let of = |state: ReviewState| queue.count(|row| row.due.state == state);
    let sent_back =
        queue.count(|row| matches!(row.standing, Standing::SentBack | Standing::SentBackChanged));
    let no_date = of(ReviewState::Never) + of(ReviewState::Unreadable);
    for (count, words, tone) in [
        (of(ReviewState::Overdue), "overdue", p.bad),
        (of(ReviewState::DueSoon), "due soon", p.warn),
        (no_date, "without a date", p.dim),
        (sent_back, "sent back", p.dim),
    ] {
        if count > 0 {
            ui.label(theme::small(format!("{count} {words}"), tone));
        }
    }
    let unsaved = desk.unsaved_count();
    if unsaved > 0 {
        ui.label(theme::small(format!("{unsaved} unsaved in all"), p.dim));
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        if desk.view().queue.sort == QueueColumn::State && !desk.view().queue.descending {
            let order = "Sent back and changed first, then soonest due";
            ui.label(theme::small(order, p.dim));
        }
        said(ui, desk, p);
    });
}

/// The last thing said has what room is left; a screen reader hears it by itself.
fn said(ui: &mut Ui, desk: &Desk, p: &Palette) {
    let room = ui.available_width() - 16.0;
    if room > 40.0 {
        let format = super::widgets::plain(theme::SMALL, 400.0, p.faint);
        super::widgets::elided(ui, &desk.status().what, room, format);
    }
}

fn right_side(desk: &Desk) -> String {
    let mut parts = Vec::new();
    if let Some(entry) = desk.shown() {
        let bom = if entry.text().starts_with('\u{feff}') {
            "UTF-8 with BOM"
        } else {
            "UTF-8"
        };
        parts.push(bom.to_owned());
        parts.push(entry.line_end().name().to_owned());
        let folder = desk
            .library()
            .and_then(|library| library.root().file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .unwrap_or_default();
        parts.push(end_of(&format!("{folder}/{}", entry.key.file())));
    } else if let Some(library) = desk.library() {
        parts.push(end_of(&library.root().display().to_string()));
    }
    parts.join("  ·  ")
}

/// A path as far as there is room for it: its end tells more than its beginning.
fn end_of(path: &str) -> String {
    const ROOM: usize = 54;
    let count = path.chars().count();
    if count <= ROOM {
        return path.to_owned();
    }
    let tail: String = path.chars().skip(count - (ROOM - 1)).collect();
    format!("…{tail}")
}
