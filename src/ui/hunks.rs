//! One place where two texts differ, drawn as a card: lines that go, lines that come, and a few around them.

use egui::{Frame, Margin, Stroke, Ui};
use lucide_icons::Icon;

use super::theme::{self, Palette};
use super::widgets;
use crate::desk::{Command, DiffRow, DiffRowKind, EditCommand, Hunk, Selection, StepId};

/// Draws a hunk; `head` draws its first line. `index` tells it from the others on the same ground.
pub fn show(ui: &mut Ui, index: usize, hunk: &Hunk, p: &Palette, head: impl FnOnce(&mut Ui)) {
    let response = Frame::new()
        .fill(p.card)
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(8)
        .inner_margin(Margin::symmetric(10, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal(head);
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

/// The first line of a hunk that can be taken back: where the change is, and the way back to what `old` says there.
pub fn head(
    ui: &mut Ui,
    step: StepId,
    hunk: &Hunk,
    old: &str,
    p: &Palette,
    out: &mut Vec<Command>,
) {
    let place = ui.link(theme::small(format!("Line {}", hunk.line), p.accent));
    if place.clicked() {
        out.push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(
            hunk.new.start,
        ))));
    }
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let button = ui.add(egui::Button::new(theme::small("Revert", p.text)));
        widgets::named(&button, &format!("Revert the change in line {}", hunk.line));
        if button.clicked() {
            out.push(Command::Edit(EditCommand::TakeBackHunk {
                step,
                edit: hunk.take_back(old),
            }));
        }
    });
}

fn show_row(ui: &mut Ui, row: &DiffRow, p: &Palette) {
    let (icon, ground, strong, words) = match row.kind {
        DiffRowKind::Same => (None, egui::Color32::TRANSPARENT, p.hover, p.faint),
        DiffRowKind::Removed => (Some((Icon::Minus, p.bad)), p.bad_soft, p.bad, p.text),
        DiffRowKind::Added => (Some((Icon::Plus, p.good)), p.good_soft, p.good, p.text),
    };
    Frame::new()
        .fill(ground)
        .corner_radius(4)
        .inner_margin(Margin::symmetric(6, 2))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_top(|ui| {
                let (mark, colour) = icon.unwrap_or((Icon::Dot, egui::Color32::TRANSPARENT));
                widgets::picture(ui, theme::icon(mark).size(11.0).color(colour));
                let mut job = egui::text::LayoutJob::default();
                job.wrap.max_width = ui.available_width();
                add_words(&mut job, &row.pieces, words, strong);
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
                ui.label(galley);
            });
        });
}

/// Adds pieces of text, the marked ones on a ground of `strong`.
pub fn add_words(
    job: &mut egui::text::LayoutJob,
    pieces: &[(bool, String)],
    words: egui::Color32,
    strong: egui::Color32,
) {
    for (marked, piece) in pieces {
        let mut format = theme::editor_format(words);
        format.font_id.size = 13.5;
        format.line_height = Some(20.0);
        if *marked {
            format.background = strong.gamma_multiply(0.22);
            format.coords = egui::epaint::text::VariationCoords::new([(b"wght", 600.0)]);
        }
        job.append(piece, 0.0, format);
    }
}
