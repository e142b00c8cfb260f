//! How far one is: which entry of how many, the sections read, the doubts left; and the size of the text.

use egui::{Align, Button, Layout, Rect, Sense, Stroke, StrokeKind, Ui, vec2};
use lucide_icons::Icon;

use super::{ProofFrame, ProofSize};
use crate::desk::{Command, ProofCommand, ProofState};
use crate::library::grouped;
use crate::ui::theme;
use crate::ui::widgets::{self, icon_button};

pub(super) fn show(ui: &mut Ui, frame: &ProofFrame<'_>, out: &mut Vec<Command>) {
    let ProofFrame { desk, p, .. } = *frame;
    let inner = ui.max_rect().shrink2(vec2(16.0, 0.0));
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for (label, name, larger) in
                [("A+", "Larger text", true), ("A−", "Smaller text", false)]
            {
                let response = ui.add(Button::new(theme::weight(label, 500.0).size(12.5)));
                widgets::named(&response, name);
                if response.on_hover_text(name).clicked() {
                    out.push(ProofCommand::Size { larger }.into());
                }
            }
            if frame.size == ProofSize::Full {
                ui.add_space(6.0);
                ui.label(theme::weight("Text size", 400.0).size(13.0).color(p.dim));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 8.0;
                entries(ui, frame, out);
                let (read, all) = desk.proof_progress();
                if frame.size != ProofSize::Small {
                    cells(ui, frame);
                }
                let sections = format!("{read} of {all} sections read");
                ui.label(theme::weight(sections, 400.0).size(13.0).color(p.dim));
                ui.add_space(4.0);
                let left = match frame.doubts.len() {
                    0 if !desk.is_proof_checked() => "Not checked yet".to_owned(),
                    0 => "No doubts left".to_owned(),
                    1 => "1 doubt left".to_owned(),
                    n => format!("{n} doubts left"),
                };
                ui.label(theme::weight(left, 400.0).size(13.0).color(p.dim));
            });
        });
    });
}

/// “Entry 2 of 5”, with the ways to the others.
fn entries(ui: &mut Ui, frame: &ProofFrame<'_>, out: &mut Vec<Command>) {
    let (here, entries) = frame.desk.proof_entries();
    let said = format!(
        "Entry {} of {}",
        grouped(here + 1),
        grouped(entries.len().max(1))
    );
    ui.label(theme::weight(said, 600.0).size(13.0));
    ui.spacing_mut().item_spacing.x = 0.0;
    for (icon, name, to) in [
        (Icon::ChevronLeft, "The entry before", here.checked_sub(1)),
        (Icon::ChevronRight, "The next entry", Some(here + 1)),
    ] {
        let to = to.and_then(|to| entries.get(to));
        let button = ui.add_enabled_ui(to.is_some(), |ui| icon_button(ui, icon, name));
        if let Some(key) = to.filter(|_| button.inner.clicked()) {
            out.push(ProofCommand::Open(key.clone()).into());
        }
    }
    ui.spacing_mut().item_spacing.x = 8.0;
    ui.add_space(4.0);
}

/// A cell for each section: filled where it is read, half where it changed since.
fn cells(ui: &mut Ui, frame: &ProofFrame<'_>) {
    let ProofFrame { desk, p, .. } = *frame;
    let sections = desk.proof_sections();
    let room = if frame.size == ProofSize::Full {
        260.0
    } else {
        160.0
    };
    let step = (room / sections.len().max(1) as f32).clamp(2.0, 16.0);
    let size = vec2((step - 3.0).max(1.5), 7.0);
    let (rect, _) = ui.allocate_exact_size(
        vec2((step * sections.len() as f32).min(room), 12.0),
        Sense::empty(),
    );
    let here = desk.proof_section_here();
    let painter = ui.painter_at(rect.expand(2.0));
    for (number, section) in sections.iter().enumerate() {
        let left = rect.left() + number as f32 * step;
        let cell = Rect::from_min_size(egui::pos2(left, rect.center().y - 3.5), size);
        let (fill, line) = match desk.proof_state(section) {
            ProofState::Read => (Some((1.0, p.accent)), p.accent),
            ProofState::Changed => (Some((0.5, p.warn)), p.warn),
            ProofState::Unread => (None, p.faint),
        };
        if let Some((share, colour)) = fill {
            let filled = cell.with_max_x(cell.left() + cell.width() * share);
            painter.rect_filled(filled, 1.5, colour);
        }
        let line = if number == here {
            Stroke::new(1.5, p.accent)
        } else {
            Stroke::new(1.0, line)
        };
        painter.rect_stroke(cell, 1.5, line, StrokeKind::Inside);
    }
}
