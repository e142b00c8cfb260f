//! The dialog with text that was not saved last time: every entry, and what restoring the text would change in the entry as it
//! reads now.

use std::path::PathBuf;
use std::sync::Arc;

use egui::{Button, Id, Key, Modifiers, ScrollArea, Stroke, Ui, UiBuilder, vec2};
use jiff::tz::TimeZone;
use lucide_icons::Icon;

use super::Opened;
use super::ticked::two_lines;
use crate::desk::{self, Command, Desk, Foreseen, Hunk, RecoveryCommand, ViewCommand};
use crate::library::journal::UnsavedDraft;
use crate::library::{Content, ReadError};
use crate::ui::hunks;
use crate::ui::long_list::{ListShape, LongList};
use crate::ui::theme::{self, Palette};

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct UnsavedDraftsDialog {
    list: LongList,
    shown: Option<Shown>,
}

/// What one of the texts would change.
struct Shown {
    /// The file that keeps the text.
    file: PathBuf,
    /// What the entry says now.
    before: Arc<str>,
    hunks: Vec<Hunk>,
}

const ROW: f32 = 44.0;

impl UnsavedDraftsDialog {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let &Opened { desk, fresh, .. } = opened;
        let all = desk.unsaved_drafts();
        let p = theme::palette(ui);
        let id = Id::unique("texts not saved last time");
        opened.heading(ui);
        ui.label(theme::small(
            "Nothing was put in place of anything. What you do not answer is offered again next time",
            p.dim,
        ));
        ui.add_space(6.0);
        let height = (ui.ctx().content_rect().height() - 250.0).clamp(160.0, 520.0);
        let (rect, _) =
            ui.allocate_exact_size(vec2(ui.available_width(), height), egui::Sense::hover());
        let (list, change) = rect.split_left_right_at_fraction(0.36);
        ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
            let shape = ListShape {
                id,
                name: "Texts",
                count: all.len(),
                row_height: ROW,
            };
            self.list.show(ui, &shape, |ui, row| {
                if let Some(left) = all.get(row.index) {
                    let (title, below) = (title_of(desk, left), when(left));
                    two_lines(
                        ui,
                        row,
                        (icon_of(left), p.accent),
                        &title,
                        &below,
                        p.text,
                        p,
                    );
                    row.named(&format!("{title}, {below}"));
                }
            });
        });
        if fresh {
            ui.memory_mut(|memory| memory.request_focus(id));
        }
        let Some(left) = all.get(self.list.at()) else {
            return;
        };
        let foreseen = desk.foreseen(left);
        let is_to_compare = left.key.is_some() && !left.is_unreadable();
        if foreseen.is_none() && is_to_compare {
            out.push(Command::Recovery(RecoveryCommand::Foresee(
                left.file.clone(),
            )));
            ui.ctx().request_repaint();
        }
        self.follow(left, foreseen);
        let change = change.with_min_x(change.min.x + 12.0);
        ui.scope_builder(UiBuilder::new().max_rect(change), |ui| {
            ui.set_clip_rect(change.intersect(ui.clip_rect()));
            if left.is_unreadable() {
                unreadable(ui, left, p);
            } else {
                self.changes(ui, left, foreseen, p);
            }
        });
        ui.add_space(8.0);
        let entered = ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        ui.horizontal(|ui| {
            if left.is_unreadable() {
                leave_or_remove(ui, left, out);
            } else {
                answers(ui, left, foreseen, entered, p, out);
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if ui.button("Close").clicked() {
                    out.push(Command::View(ViewCommand::CloseDialog));
                }
                if desk.can_restore_all() && ui.button("Restore all").clicked() {
                    out.push(Command::Recovery(RecoveryCommand::RestoreAll));
                }
            });
        });
    }

    /// Finds the changes anew where they are of another text, or the entry reads otherwise.
    fn follow(&mut self, left: &UnsavedDraft, foreseen: Option<&Foreseen>) {
        let (before, after) = match foreseen {
            Some(foreseen) => match foreseen.after() {
                Some(after) => (foreseen.before().clone(), after),
                None => return self.shown = None,
            },
            None if left.key.is_none() => (Arc::default(), left.text.to_string()),
            None => return self.shown = None,
        };
        let is_same = |shown: &Shown| shown.file == left.file && shown.before == before;
        if !self.shown.as_ref().is_some_and(is_same) {
            self.shown = Some(Shown {
                file: left.file.clone(),
                hunks: desk::hunks(&before, &after),
                before,
            });
        }
    }

    /// What restoring changes in the entry as it reads now.
    fn changes(&self, ui: &mut Ui, left: &UnsavedDraft, foreseen: Option<&Foreseen>, p: &Palette) {
        let Some(shown) = &self.shown else {
            ui.label(theme::small("Comparing it with the entry…", p.dim));
            return;
        };
        let what = match (left.key.is_some(), shown.hunks.is_empty()) {
            (false, _) => "What could be read",
            (true, true) => "The entry says all of this already",
            (true, false) => "What the text of last time changes in the entry as it is now",
        };
        ui.label(theme::small(what, p.dim));
        ui.add_space(4.0);
        ScrollArea::vertical()
            .id_salt(("text left behind", &left.file))
            .auto_shrink(false)
            .show(ui, |ui| {
                for note in notes(left, foreseen) {
                    ui.label(theme::weight(note, 500.0).color(p.warn));
                    ui.add_space(4.0);
                }
                for (index, hunk) in shown.hunks.iter().enumerate() {
                    hunks::show(ui, index, hunk, p, |ui| {
                        ui.label(theme::small(format!("Line {}", hunk.line), p.dim));
                    });
                    ui.add_space(6.0);
                }
            });
    }
}

/// What is to be known of a file of which nothing can be read.
fn unreadable(ui: &mut Ui, left: &UnsavedDraft, p: &Palette) {
    let what = "Nothing can be read of what was kept here. The file is damaged, as after a power cut, or can’t be opened";
    ui.label(theme::weight(what, 500.0).color(p.warn));
    ui.add_space(4.0);
    ui.label(theme::small("It lies here, among your own files", p.dim));
    ui.label(theme::small(left.file.display().to_string(), p.text));
}

fn leave_or_remove(ui: &mut Ui, left: &UnsavedDraft, out: &mut Vec<Command>) {
    if ui.button("Leave it").clicked() {
        out.push(Command::Recovery(RecoveryCommand::LeaveUnreadable(
            left.file.clone(),
        )));
    }
    if ui.button("Remove").clicked() {
        out.push(Command::Recovery(RecoveryCommand::RemoveUnreadable(
            left.file.clone(),
        )));
    }
    if ui.button("Copy its place").clicked() {
        out.push(Command::View(ViewCommand::Copy(
            left.file.display().to_string(),
        )));
    }
}

/// What can be done with a text.
fn answers(
    ui: &mut Ui,
    left: &UnsavedDraft,
    foreseen: Option<&Foreseen>,
    entered: bool,
    p: &Palette,
    out: &mut Vec<Command>,
) {
    let is_conflict = foreseen.is_some_and(|it| !it.conflicts().is_empty());
    let label = match (is_conflict, left.is_damaged) {
        (true, _) => "Settle…",
        (false, true) => "Restore what can be read",
        (false, false) => "Restore",
    };
    let button = Button::new(theme::weight(label, 550.0).color(p.on_primary))
        .fill(p.primary)
        .stroke(Stroke::NONE);
    let can = left.can_be_restored();
    let pressed = ui.add_enabled(can, button).clicked();
    let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if (pressed || chord || entered) && can {
        out.push(Command::Recovery(RecoveryCommand::Restore(
            left.file.clone(),
        )));
    }
    let keep = if left.key.is_some() {
        "Keep the file"
    } else {
        "Put away"
    };
    if ui.button(keep).clicked() {
        out.push(Command::Recovery(RecoveryCommand::KeepTheFile(
            left.file.clone(),
        )));
    }
    if ui.button("Copy the text").clicked() {
        out.push(Command::View(ViewCommand::Copy(left.text.to_string())));
    }
}

fn title_of(desk: &Desk, left: &UnsavedDraft) -> String {
    match &left.key {
        Some(key) => desk.title_of(key),
        None if left.is_unreadable() => "A file that can’t be read".into(),
        None => "An entry that can’t be told any more".into(),
    }
}

fn icon_of(left: &UnsavedDraft) -> Icon {
    if left.is_damaged {
        Icon::FileX
    } else {
        Icon::FilePen
    }
}

/// When the text was typed, by the clock on the wall.
fn when(left: &UnsavedDraft) -> String {
    let at = left.at.map(|at| at.to_zoned(TimeZone::system()));
    at.map_or_else(
        || "Nobody knows when".into(),
        |at| at.strftime("%-d %B %Y, %H:%M").to_string(),
    )
}

/// What has to be known before one of the two is chosen.
fn notes(left: &UnsavedDraft, foreseen: Option<&Foreseen>) -> Vec<String> {
    let mut notes: Vec<&str> = Vec::new();
    if left.is_damaged {
        notes.push("This text is damaged. Only what is shown here could be read");
    }
    match &left.now {
        Content::Unreadable(ReadError::Gone) if left.key.is_some() => {
            notes.push("The file is gone. Restored, the text is written anew when you save");
        }
        Content::Unreadable(_) if left.key.is_some() => {
            notes
                .push("The file can’t be read now. Restored, the text can be copied and not saved");
        }
        _ => {}
    }
    let mut notes: Vec<String> = notes.into_iter().map(str::to_owned).collect();
    if let Some(foreseen) = foreseen.filter(|it| it.is_merge()) {
        let mut parts: Vec<String> = Vec::new();
        for part in foreseen.conflicts() {
            let name = part.to_string();
            if !parts.contains(&name) {
                parts.push(name);
            }
        }
        notes.push(if parts.is_empty() {
            "The entry was changed since. Restored, this is merged into what it says now".into()
        } else {
            let parts = parts.join(", ");
            format!("The entry was changed since, in the same places too: {parts}. Both are laid side by side for you to settle")
        });
    }
    notes
}
