//! The dialog that asks for a new entry's title, pillar and slug.

use egui::{Id, Key, Response, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use super::Opened;
use crate::desk::{
    Command, Desk, LibraryCommand, NewEntry, Proposal, ViewCommand, folder_error, slug_of,
};
use crate::ui::theme;
use crate::ui::widgets;

#[derive(Default)]
pub(super) struct NewEntryDraft {
    title: String,
    pillar: String,
    slug: String,
    folder: String,
    /// The folder was written by hand: it follows the pillar no more.
    has_own_folder: bool,
    /// The slug was proposed once, or written by hand: it follows the title no more.
    proposed: bool,
    /// Read once, when the dialog opens: it goes through the whole library.
    proposal: Proposal,
}

impl NewEntryDraft {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let &Opened { desk, fresh, .. } = opened;
        let p = theme::palette(ui);
        if fresh {
            self.proposal = desk.proposal();
        }
        let proposal = self.proposal.clone();
        opened.heading(ui);
        let draft = self;
        ui.label(theme::small("Title", p.dim));
        let title = ui.add(
            TextEdit::singleline(&mut draft.title)
                .id(Id::unique("new title"))
                .desired_width(f32::INFINITY),
        );
        widgets::label(&title, "Title");
        if fresh {
            title.request_focus();
        }
        // Proposed once, when the title is left for the first time; never again.
        let entered = |field: &Response| {
            field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        };
        let mut is_entered = entered(&title);
        if title.lost_focus() && !draft.proposed && !draft.title.trim().is_empty() {
            draft.slug = slug_of(&draft.title);
            draft.proposed = true;
        }
        let was = draft.pillar.clone();
        if opened.desk.style().field("pillar").is_some() {
            is_entered |= draft.pillar(ui, &proposal);
        }
        if fresh || draft.pillar != was {
            draft.follow_pillar(desk);
        }
        is_entered |= draft.folder(ui, desk);
        ui.label(theme::small(
            "Slug: the name of the file, never changed by itself",
            p.dim,
        ));
        let slug = ui.add(
            TextEdit::singleline(&mut draft.slug)
                .id(Id::unique("new slug"))
                .desired_width(f32::INFINITY),
        );
        widgets::label(&slug, "Slug");
        if slug.changed() {
            draft.proposed = true;
        }
        let error = if draft.title.trim().is_empty() {
            Some("An entry needs a title".to_owned())
        } else {
            let folder = folder_error(draft.folder.trim()).map(str::to_owned);
            folder.or_else(|| desk.slug_error(draft.slug.trim(), None))
        };
        if let Some(error) = error.as_ref().filter(|_| draft.proposed) {
            ui.label(theme::small(error, p.warn));
        }
        ui.add_space(4.0);
        let given = [&proposal.publisher, &proposal.editor];
        let given: Vec<&str> = given
            .into_iter()
            .filter(|it| !it.is_empty())
            .map(String::as_str)
            .collect();
        if !given.is_empty() {
            ui.label(theme::small(
                format!(
                    "Publisher and editor as in the library: {}",
                    given.join(", ")
                ),
                p.dim,
            ));
        }
        if desk.style().has_reviews() {
            ui.label(theme::small(
                "It counts as never reviewed until someone signs it off",
                p.dim,
            ));
        }
        ui.add_space(6.0);
        is_entered |= slug.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let make = ui.add_enabled(error.is_none(), egui::Button::new("Make entry"));
            if error.is_none() && (make.clicked() || is_entered) {
                out.push(Command::Library(LibraryCommand::NewEntry(NewEntry {
                    title: draft.title.trim().to_owned(),
                    pillar: draft.pillar.trim().to_owned(),
                    slug: draft.slug.trim().to_owned(),
                    folder: draft.folder.trim().trim_matches('/').to_owned(),
                })));
            }
            if ui.button("Close").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
        });
    }

    /// Draws the pillar; whether Enter was pressed in it.
    fn pillar(&mut self, ui: &mut Ui, proposal: &Proposal) -> bool {
        ui.label(theme::small("Pillar", theme::palette(ui).dim));
        ui.horizontal(|ui| {
            let pillar = ui.add(
                TextEdit::singleline(&mut self.pillar)
                    .id(Id::unique("new pillar"))
                    .desired_width(260.0),
            );
            widgets::label(&pillar, "Pillar");
            let button = widgets::icon_button(ui, Icon::ChevronDown, "Choose a pillar");
            egui::Popup::menu(&button).show(|ui| {
                ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                    for known in &proposal.pillars {
                        if ui.selectable_label(*known == self.pillar, known).clicked() {
                            self.pillar.clone_from(known);
                            ui.close();
                        }
                    }
                });
            });
            pillar.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
        })
        .inner
    }

    /// The folder is that of the pillar, until it is written by hand.
    fn follow_pillar(&mut self, desk: &Desk) {
        if !self.has_own_folder {
            self.folder = desk.folder_for(self.pillar.trim());
        }
    }

    /// Draws the folder; whether Enter was pressed in it.
    fn folder(&mut self, ui: &mut Ui, desk: &Desk) -> bool {
        let p = theme::palette(ui);
        let is_new = !desk.has_folder(self.folder.trim().trim_matches('/'));
        let label = match is_new {
            true => "Folder: it will be made",
            false => "Folder",
        };
        ui.label(theme::small(label, p.dim));
        let folder = ui.add(
            TextEdit::singleline(&mut self.folder)
                .id(Id::unique("new folder"))
                .hint_text("The library’s own folder")
                .desired_width(f32::INFINITY),
        );
        widgets::label(&folder, "Folder");
        self.has_own_folder |= folder.changed();
        folder.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter))
    }
}
