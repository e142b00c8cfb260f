//! The dialog that asks for another slug and shows what it changes: a line for each part, with a tick, and its place in the
//! text beside it.

use std::collections::HashSet;
use std::sync::Arc;

use egui::{Button, Id, Key, Modifiers, Stroke, TextEdit, Ui};

use super::Opened;
use super::ticked::{self, LineChange, TickedLine, TickedList};
use crate::desk::{Command, Desk, Dialog, RenameCommand, RenameLine, ViewCommand};
use crate::library::Renaming;
use crate::library::renaming::RenameWish;
use crate::ui::theme;
use crate::ui::widgets;

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct RenameDraft {
    /// What the entry was called when its names were found.
    of: Option<Arc<Renaming>>,
    wish: RenameWish,
    list: TickedList,
    /// What the wish leads to, worked out when it changes.
    lines: Vec<RenameLine>,
    error: Option<String>,
}

impl RenameDraft {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let desk = opened.desk;
        let p = theme::palette(ui);
        let is_copy = opened.dialog == Dialog::SaveAs;
        opened.heading(ui);
        let Some(renaming) = desk.renaming() else {
            ui.label(theme::small(
                "Looking for all that names this entry…",
                p.dim,
            ));
            if ui.button("Cancel").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            return;
        };
        let fresh = self.of.as_ref().is_none_or(|of| !Arc::ptr_eq(of, renaming));
        if fresh {
            self.begin(renaming);
        }
        ui.label(theme::small(desk.title_of(&renaming.names.file), p.dim));
        ui.label(theme::small("New slug", p.dim));
        let id = Id::unique("slug after the rename");
        let slug = ui.add(
            TextEdit::singleline(&mut self.wish.slug)
                .id(id)
                .desired_width(f32::INFINITY),
        );
        widgets::label(&slug, "New slug");
        if fresh {
            slug.request_focus();
            widgets::mark_all(ui, id, &self.wish.slug);
        }
        if fresh || slug.changed() {
            self.work_out(desk);
        }
        match &self.error {
            Some(error) => ui.label(theme::small(error, p.warn)),
            None => ui.label(theme::small(self.summary(), p.dim)),
        };
        ui.add_space(4.0);
        self.parts(ui, desk);
        ui.add_space(8.0);
        let entered = slug.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
        ui.horizontal(|ui| {
            let verb = if is_copy { "Save the copy" } else { "Rename" };
            let button = Button::new(theme::weight(verb, 550.0).color(p.on_primary))
                .fill(p.primary)
                .stroke(Stroke::NONE);
            let can = self.error.is_none();
            let pressed = ui.add_enabled(can, button).clicked();
            if can && (pressed || chord || entered) {
                let wish = self.wish.clone();
                out.push(if is_copy {
                    Command::Rename(RenameCommand::SaveCopy(wish))
                } else {
                    Command::Rename(RenameCommand::Rename(wish))
                });
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            let said = if is_copy {
                "The copy has the text as it is here; the entry itself stays as it is, saved or not"
            } else {
                "Only the rename is saved: what you typed and did not save stays so"
            };
            ui.label(theme::small(said, p.faint));
        });
    }

    fn begin(&mut self, renaming: &Arc<Renaming>) {
        let doubted = renaming.parts().into_iter();
        self.wish = RenameWish {
            slug: renaming.names.slug.clone(),
            without: doubted
                .filter(|part| renaming.doubt(part).is_some())
                .collect(),
        };
        self.of = Some(renaming.clone());
    }

    fn work_out(&mut self, desk: &Desk) {
        self.list.forget();
        self.lines = desk.rename_lines(&self.wish);
        self.error = desk.rename_error(&self.wish);
    }

    fn summary(&self) -> String {
        let is_ticked = |line: &&RenameLine| self.is_ticked(line) == Some(true);
        let ticked = self.lines.iter().filter(is_ticked).count();
        format!("{ticked} of {} ticked", self.lines.len())
    }

    fn is_ticked(&self, line: &RenameLine) -> Option<bool> {
        let part = line.part.as_ref()?;
        Some(!self.wish.without.contains(part))
    }

    fn parts(&mut self, ui: &mut Ui, desk: &Desk) {
        let shape = ticked::TickedShape {
            id: Id::unique("parts of a rename"),
            name: "What changes",
            count: self.lines.len(),
            height: ticked::height(ui, 330.0),
            take_focus: false,
        };
        let lines = &self.lines;
        let without: &HashSet<_> = &self.wish.without;
        let line = |index: usize| {
            let line = lines.get(index);
            let part = line.and_then(|line| line.part.as_ref());
            TickedLine {
                ticked: part.map(|part| !without.contains(part)),
                title: line.map_or_else(String::new, |line| line.title.clone()),
                below: line.map_or_else(String::new, |line| line.below.clone()),
            }
        };
        let look = |index: usize| match lines.get(index) {
            None => LineChange::Said(String::new()),
            Some(line) => match &line.change {
                None => LineChange::Said(line.in_full.clone()),
                Some((before, edits)) => LineChange::of(before, edits),
            },
        };
        let turned = self.list.show(ui, &shape, line, look);
        let part = turned.and_then(|row| self.lines.get(row)?.part.clone());
        if let Some(part) = part {
            if !self.wish.without.remove(&part) {
                self.wish.without.insert(part);
            }
            self.work_out(desk);
        }
    }
}
