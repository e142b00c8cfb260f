//! The dialog that asks why a finding may stay as it is.

use egui::{Id, TextEdit, Ui};

use super::Opened;
use crate::checks;
use crate::desk::{Command, FindingCommand, Note, ViewCommand};
use crate::ui::theme;
use crate::ui::widgets;

pub(super) fn show(note: &mut Note, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
    let &Opened { desk, fresh, .. } = opened;
    let p = theme::palette(ui);
    if fresh {
        *note = Note {
            who: desk.view().name.clone(),
            ..Note::default()
        };
    }
    opened.heading(ui);
    if let Some((check, message)) = desk.accepting() {
        ui.label(theme::weight(message, 450.0));
        let reason = checks::named(check).map_or("", |check| check.reason);
        ui.label(theme::small(reason, p.dim));
    }
    ui.add_space(6.0);
    ui.label(theme::small("Why it may stay as it is", p.dim));
    let why = ui.add(
        TextEdit::singleline(&mut note.why)
            .id(Id::unique("why accepted"))
            .desired_width(f32::INFINITY),
    );
    widgets::label(&why, "Why it may stay as it is");
    if fresh {
        why.request_focus();
    }
    ui.label(theme::small("Your name", p.dim));
    let who = ui.add(
        TextEdit::singleline(&mut note.who)
            .id(Id::unique("who accepted"))
            .desired_width(260.0),
    );
    widgets::label(&who, "Your name");
    ui.checkbox(
        &mut note.everywhere,
        "For these words everywhere in the library",
    );
    ui.label(theme::small(
        "Otherwise it comes back when its sentence changes",
        p.faint,
    ));
    ui.add_space(6.0);
    let is_said = !note.why.trim().is_empty() && !note.who.trim().is_empty();
    let entered = (why.lost_focus() || who.lost_focus())
        && ui.input(|input| input.key_pressed(egui::Key::Enter));
    ui.horizontal(|ui| {
        let accept = ui.add_enabled(is_said, egui::Button::new("Accept"));
        let accept = accept.on_disabled_hover_text("Say why, and who you are");
        if accept.clicked() || (entered && is_said) {
            out.push(Command::Finding(FindingCommand::Accept(note.clone())));
        }
        if ui.button("Close").clicked() {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
    });
}
