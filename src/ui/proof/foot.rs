//! What the last key did and how it is undone, and what can be done now.

use egui::{Align, Button, Layout, Stroke, Ui, vec2};
use lucide_icons::Icon;

use super::{ProofFrame, ProofSize};
use crate::desk::{Command, CommandId, ProofCommand};
use crate::ui::theme;
use crate::ui::widgets;

/// `line` is where what was done last was done, and `go_on` what the one verb that matters does.
pub(super) fn show(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    line: Option<usize>,
    go_on: Option<ProofCommand>,
    out: &mut Vec<Command>,
) {
    let p = frame.p;
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, p.card);
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.line));
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let builder = egui::UiBuilder::new().max_rect(inner);
    ui.scope_builder(builder, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let is_small = frame.size == ProofSize::Small;
            let label = "Mark read and go on";
            let words = theme::weight(label, 550.0).color(p.on_primary);
            let mut button = Button::new(words).fill(p.primary).stroke(Stroke::NONE);
            if !is_small {
                button = button.shortcut_text(theme::small("Space", p.on_primary));
            }
            let response = ui.add(button);
            widgets::named(&response, label);
            if response.clicked() {
                out.extend(go_on.map(Command::from));
            }
            let mut button = Button::new("Next doubt");
            if !is_small {
                button = button.shortcut_text(theme::small("F8", p.dim));
            }
            let next = ui.add_enabled(!frame.doubts.is_empty(), button);
            widgets::named(&next, "Next doubt");
            if next.clicked() {
                out.push(CommandId::NextFinding.into());
            }
            if frame.size == ProofSize::Full && frame.has_letters() {
                let said = "Letters act while the doubts have the focus";
                ui.label(theme::small(said, p.dim));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                said(ui, frame, line, out);
            });
        });
    });
}

fn said(ui: &mut Ui, frame: &ProofFrame<'_>, line: Option<usize>, out: &mut Vec<Command>) {
    let p = frame.p;
    let Some(said) = frame.desk.proof().said() else {
        let hint = "F8 goes from doubt to doubt";
        let format = widgets::plain(13.0, 400.0, p.dim);
        widgets::elided(ui, hint, ui.available_width(), format);
        return;
    };
    let icon = if said.is_undoable {
        Icon::Check
    } else {
        Icon::Undo2
    };
    widgets::picture(ui, theme::icon(icon).size(14.0).color(p.dim));
    let words = match line {
        Some(line) => format!("Line {line}: {}", said.words),
        None => said.words.clone(),
    };
    let room = (ui.available_width() - if said.is_undoable { 96.0 } else { 0.0 }).max(24.0);
    widgets::elided(ui, &words, room, widgets::plain(13.0, 500.0, p.text));
    if said.is_undoable {
        let mut button = Button::new(theme::weight("Undo", 450.0).size(13.0));
        if frame.has_letters() {
            button = button.shortcut_text(theme::small("U", p.dim));
        }
        let undo = ui.add(button);
        widgets::named(&undo, "Undo");
        if undo.clicked() {
            out.push(ProofCommand::Undo.into());
        }
    }
}
