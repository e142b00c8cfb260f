//! The dialog that asks for a new entry's title, pillar and slug.

use egui::{Id, Key, ScrollArea, TextEdit, Ui};
use lucide_icons::Icon;

use super::Opened;
use crate::desk::{Command, LibraryCommand, NewEntry, Proposal, ViewCommand, slug_of};
use crate::ui::theme;
use crate::ui::widgets;

#[derive(Default)]
pub(super) struct NewEntryDraft {
    title: String,
    pillar: String,
    slug: String,
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
        if title.lost_focus() && !draft.proposed && !draft.title.trim().is_empty() {
            draft.slug = slug_of(&draft.title);
            draft.proposed = true;
        }
        ui.label(theme::small("Pillar", p.dim));
        ui.horizontal(|ui| {
            let pillar = ui.add(
                TextEdit::singleline(&mut draft.pillar)
                    .id(Id::unique("new pillar"))
                    .desired_width(260.0),
            );
            widgets::label(&pillar, "Pillar");
            let button = widgets::icon_button(ui, Icon::ChevronDown, "Choose a pillar");
            egui::Popup::menu(&button).show(|ui| {
                ScrollArea::vertical().max_height(300.0).show(ui, |ui| {
                    for known in &proposal.pillars {
                        if ui.selectable_label(*known == draft.pillar, known).clicked() {
                            draft.pillar.clone_from(known);
                            ui.close();
                        }
                    }
                });
            });
        });
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
            desk.slug_error(draft.slug.trim(), None)
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
        ui.label(theme::small(
            "It counts as never reviewed until someone signs it off",
            p.dim,
        ));
        ui.add_space(6.0);
        let entered = slug.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        ui.horizontal(|ui| {
            let make = ui.add_enabled(error.is_none(), egui::Button::new("Make entry"));
            if error.is_none() && (make.clicked() || entered) {
                out.push(Command::Library(LibraryCommand::NewEntry(NewEntry {
                    title: draft.title.trim().to_owned(),
                    pillar: draft.pillar.trim().to_owned(),
                    slug: draft.slug.trim().to_owned(),
                })));
            }
            if ui.button("Close").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
        });
    }
}
