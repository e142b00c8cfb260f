//! The dialog of a note for oneself, about a sentence that is read for proof.

use egui::{Id, Key, TextEdit, Ui};

use super::Opened;
use crate::desk::{Command, ProofCommand, ViewCommand};
use crate::ui::theme;
use crate::ui::widgets;

pub(super) fn show(note: &mut String, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
    let &Opened { desk, fresh, .. } = opened;
    let p = theme::palette(ui);
    let (about, before) = desk.note_asked().unwrap_or_default();
    if fresh {
        before.clone_into(note);
    }
    opened.heading(ui);
    opened.explain(ui, "For yourself alone: it is kept in your own folder");
    let format = widgets::plain(13.0, 400.0, p.dim);
    let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
    widgets::elided(ui, &about, ui.available_width(), format);
    ui.add_space(4.0);
    let field = ui.add(
        TextEdit::singleline(note)
            .id(Id::unique("note for oneself"))
            .desired_width(f32::INFINITY),
    );
    widgets::label(&field, "Note");
    if fresh {
        field.request_focus();
        widgets::mark_all(ui, field.id, note);
    }
    ui.add_space(6.0);
    let entered = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    let has_words = !note.trim().is_empty();
    ui.horizontal(|ui| {
        let keep = ui.add_enabled(has_words, egui::Button::new("Keep"));
        if keep.clicked() || entered {
            out.push(ProofCommand::KeepNote(note.clone()).into());
        }
        if !before.is_empty() && ui.button("Delete").clicked() {
            out.push(ProofCommand::KeepNote(String::new()).into());
        }
        if ui.button("Close").clicked() {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
    });
}
