//! Dialogs over the desk, opened by the person's own act: palette, jumps, a folder's path, new entry, new section or field.
//!
//! Knows nothing of: what is done with what they ask for.

mod accept;
mod add_sources;
mod batch;
mod change_entries;
mod choices;
mod chooser;
mod learn;
mod new_entry;
mod path;
mod proof_note;
mod records;
mod rename;
mod review;
mod save_search;
mod sign_off;
mod ticked;
mod unsaved_drafts;

use egui::{Align, Context, Id, Layout, Modal, Rect, Ui};
use jiff::civil::Date;

use super::theme;
use super::widgets;
use crate::desk::{Command, Desk, Dialog, Note, ViewCommand};

/// What the open dialog holds from frame to frame.
#[derive(Default)]
pub struct Dialogs {
    open: Option<Dialog>,
    chooser: chooser::Chooser,
    path: path::PathDraft,
    new_entry: new_entry::NewEntryDraft,
    learn: learn::LearnDialog,
    pasted: add_sources::Pasted,
    note: Note,
    own_note: String,
    batch: batch::BatchDialog,
    change: change_entries::ChangeDraft,
    search_name: String,
    rename: rename::RenameDraft,
    sign_off: sign_off::SignOffDraft,
    review: review::ReviewDraft,
    unsaved_drafts: unsaved_drafts::UnsavedDraftsDialog,
    /// A citation gets its PMID.
    with_pmid: bool,
    found: choices::FoundEntries,
    /// Where it was drawn last.
    rect: Option<Rect>,
}

/// The open dialog, as it is drawn in a frame.
struct Opened<'a> {
    desk: &'a Desk,
    dialog: Dialog,
    title: &'static str,
    /// It was not there in the frame before.
    fresh: bool,
    today: Date,
}

/// A row of the list of dialogs.
struct DialogInfo {
    title: &'static str,
    /// Points; less where the window is too small for it.
    width: f32,
    draw: Draw,
}

type Draw = fn(&mut Dialogs, &mut Ui, &Opened<'_>, &mut Vec<Command>);

const NARROW: f32 = 560.0;
const WIDE: f32 = 980.0;

impl DialogInfo {
    /// The row of a dialog; `None` for the find bar, which stands in a pane.
    fn of(dialog: Dialog) -> Option<Self> {
        Some(match dialog {
            Dialog::Palette => Self::new("All commands", NARROW, |it, ui, opened, out| {
                let hint = "Find a command";
                it.chooser.show(ui, opened, hint, None, choices::acts, out);
            }),
            Dialog::JumpToEntry => Self::new("Go to entry", NARROW, |it, ui, opened, out| {
                let hint = "Letters of a title, slug or pillar";
                let list = |desk: &Desk, words: &str| choices::entries(desk, words, &mut it.found);
                it.chooser.show(ui, opened, hint, None, list, out);
            }),
            Dialog::JumpToSection => Self::new("Go to section", NARROW, |it, ui, opened, out| {
                let hint = "Letters of a heading";
                it.chooser
                    .show(ui, opened, hint, None, choices::sections, out);
            }),
            Dialog::ReferencesHere => {
                Self::new("Entries that refer here", NARROW, |it, ui, opened, out| {
                    let (hint, verb) = ("Words of a sentence", Some("Go there"));
                    it.chooser
                        .show(ui, opened, hint, verb, choices::references, out);
                })
            }
            Dialog::AssignId(_) => Self::new("What is this id?", NARROW, Dialogs::assign_id),
            Dialog::OpenFolder => Self::new("Open a folder", NARROW, |it, ui, opened, out| {
                it.path.show(ui, opened, out);
            }),
            Dialog::WithdrawnPath => Self::new(
                "Use a list of withdrawn works",
                NARROW,
                |it, ui, opened, out| {
                    it.path.show(ui, opened, out);
                },
            ),
            Dialog::NewEntry => Self::new("New entry", NARROW, |it, ui, opened, out| {
                it.new_entry.show(ui, opened, out);
            }),
            Dialog::LearnStyle => Self::new("Learn a house style", WIDE, |it, ui, opened, out| {
                it.learn.show(ui, opened, out);
            }),
            Dialog::Rename => Self::new("Rename entry", WIDE, |it, ui, opened, out| {
                it.rename.show(ui, opened, out);
            }),
            Dialog::SaveAs => Self::new("Save as another entry", WIDE, |it, ui, opened, out| {
                it.rename.show(ui, opened, out);
            }),
            Dialog::AddSection => Self::new("Add section", NARROW, |it, ui, opened, out| {
                let (hint, verb) = (
                    "A section of the house, or a heading of your own",
                    Some("Add"),
                );
                it.chooser
                    .show(ui, opened, hint, verb, choices::new_sections, out);
            }),
            Dialog::AddField => Self::new("Add field", NARROW, |it, ui, opened, out| {
                let (hint, verb) = ("A field of the house, or a name of your own", Some("Add"));
                it.chooser
                    .show(ui, opened, hint, verb, choices::new_fields, out);
            }),
            Dialog::AddSources | Dialog::AddPasted => {
                Self::new("Add sources", 820.0, |it, ui, opened, out| {
                    it.pasted.show(ui, opened, out);
                })
            }
            Dialog::Cite => Self::new("Cite", NARROW, Dialogs::cite),
            Dialog::Fix => Self::new("Fix finding", NARROW, |it, ui, opened, out| {
                let (hint, verb) = ("Words of what is to be done", Some("Do this"));
                it.chooser
                    .show(ui, opened, hint, verb, choices::ways_to_fix, out);
            }),
            Dialog::Accept => Self::new("Accept finding", NARROW, |it, ui, opened, out| {
                accept::show(&mut it.note, ui, opened, out);
            }),
            Dialog::ProofNote => Self::new("Note for yourself", NARROW, |it, ui, opened, out| {
                proof_note::show(&mut it.own_note, ui, opened, out);
            }),
            Dialog::Batch => Self::new("Change many entries", WIDE, |it, ui, opened, out| {
                it.batch.show(ui, opened, out);
            }),
            Dialog::SignOff => Self::new("Sign off this entry", 600.0, |it, ui, opened, out| {
                it.sign_off.one(ui, opened, out);
            }),
            Dialog::SignOffMany => {
                Self::new("Sign off many entries", 600.0, |it, ui, opened, out| {
                    it.sign_off.many(ui, opened, out);
                })
            }
            Dialog::ExportPath(export) => {
                Self::new(export.label(), NARROW, |it, ui, opened, out| {
                    it.path.show(ui, opened, out);
                })
            }
            Dialog::SendBack => Self::new("Send back", NARROW, |it, ui, opened, out| {
                it.review.send_back(ui, opened, out);
            }),
            Dialog::Assign => Self::new("Assign", NARROW, |it, ui, opened, out| {
                it.review.assign(ui, opened, out);
            }),
            Dialog::SettleRecords => {
                Self::new("Choose between records", 600.0, |_, ui, opened, out| {
                    records::show(ui, opened, out);
                })
            }
            Dialog::VersionLimits => Self::new(
                "How long versions are kept",
                NARROW,
                Dialogs::version_limits,
            ),
            Dialog::UnsavedDrafts => {
                Self::new("Text not saved last time", WIDE, |it, ui, opened, out| {
                    it.unsaved_drafts.show(ui, opened, out);
                })
            }
            Dialog::SaveSearch => Self::new("Save this search", NARROW, |it, ui, opened, out| {
                save_search::show(&mut it.search_name, ui, opened, out);
            }),
            Dialog::ChangeEntries => Self::new("Change entries", 600.0, |it, ui, opened, out| {
                it.change.show(ui, opened, out);
            }),
            Dialog::Find { .. } => return None,
        })
    }

    fn new(title: &'static str, width: f32, draw: Draw) -> Self {
        Self { title, width, draw }
    }
}

impl Dialogs {
    pub fn show(&mut self, ctx: &Context, desk: &Desk, today: Date, out: &mut Vec<Command>) {
        let dialog = desk.dialog().copied();
        let Some((dialog, info)) =
            dialog.and_then(|dialog| Some((dialog, DialogInfo::of(dialog)?)))
        else {
            self.open = None;
            return;
        };
        let fresh = self.open != Some(dialog);
        if fresh {
            *self = Self {
                open: Some(dialog),
                with_pmid: self.with_pmid,
                rect: self.rect,
                ..Self::default()
            };
        }
        let opened = Opened {
            desk,
            dialog,
            title: info.title,
            fresh,
            today,
        };
        let id = Id::unique("sheet");
        let area = Modal::default_area(id).accessible_name(info.title);
        let modal = Modal::new(id)
            .area(area)
            .frame(dialog_frame(ctx))
            .show(ctx, |ui| {
                widgets::modal(ui, enter_in_words(dialog));
                ui.set_width(info.width.min(ui.ctx().content_rect().width() - 72.0));
                (info.draw)(self, ui, &opened, out);
            });
        // It stands in the middle by the size it had before: one that has grown moves once more, at once.
        if self.rect.replace(modal.response.rect) != Some(modal.response.rect) {
            ctx.request_repaint();
        }
        if modal.should_close() {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
    }

    fn assign_id(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let Dialog::AssignId(id) = opened.dialog else {
            return;
        };
        opened.heading(ui);
        opened.explain(
            ui,
            format!("The entry that ({id}) means. house_style.yaml keeps it"),
        );
        let hint = "Letters of a title, slug or pillar";
        let list = |desk: &Desk, words: &str| choices::owners(desk, id, words, &mut self.found);
        let chooser = &mut self.chooser;
        chooser.show_list(ui, opened, hint, Some("This one"), list, out);
    }

    fn cite(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        ui.horizontal(|ui| {
            opened.heading(ui);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.checkbox(&mut self.with_pmid, "With the PMID");
            });
        });
        let hint = "Words of the authors, the title, the year";
        let list = |desk: &Desk, words: &str| choices::works(desk, words, self.with_pmid);
        let chooser = &mut self.chooser;
        chooser.show_list(ui, opened, hint, Some("Cite"), list, out);
    }

    fn version_limits(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        opened.heading(ui);
        opened.explain(
            ui,
            "What you put aside is kept for 30 days in any case, and the last version of an entry for ever",
        );
        let (hint, verb) = ("Days or megabytes", Some("Keep so"));
        let list = choices::version_limits;
        self.chooser.show_list(ui, opened, hint, verb, list, out);
    }
}

/// What Enter does in a dialog, as it is told when the dialog opens; `None` where it is a key of the text in it.
fn enter_in_words(dialog: Dialog) -> Option<&'static str> {
    match dialog {
        Dialog::Palette => Some("carries out the command"),
        Dialog::JumpToEntry | Dialog::JumpToSection | Dialog::ReferencesHere => Some("goes there"),
        Dialog::OpenFolder => Some("opens the folder"),
        Dialog::WithdrawnPath => Some("uses the list"),
        Dialog::NewEntry => Some("makes the entry"),
        Dialog::Rename => Some("renames it"),
        Dialog::SaveAs => Some("makes the copy"),
        Dialog::AssignId(_) => Some("takes this entry"),
        Dialog::AddSection => Some("adds the section"),
        Dialog::AddField => Some("adds the field"),
        Dialog::Cite => Some("cites the work"),
        Dialog::Fix => Some("does this"),
        Dialog::VersionLimits => Some("keeps them so"),
        Dialog::Accept => Some("accepts the finding"),
        Dialog::ProofNote => Some("keeps the note"),
        Dialog::SaveSearch => Some("saves the search"),
        Dialog::ExportPath(_) => Some("writes the file"),
        Dialog::AddSources
        | Dialog::AddPasted
        | Dialog::Batch
        | Dialog::LearnStyle
        | Dialog::SignOff
        | Dialog::SignOffMany
        | Dialog::SendBack
        | Dialog::Assign
        | Dialog::SettleRecords
        | Dialog::UnsavedDrafts
        | Dialog::ChangeEntries
        | Dialog::Find { .. } => None,
    }
}

impl Opened<'_> {
    fn heading(&self, ui: &mut Ui) {
        heading(ui, self.title);
    }

    /// A line below the heading.
    fn explain(&self, ui: &mut Ui, words: impl Into<String>) {
        ui.label(theme::small(words, theme::palette(ui).dim));
    }
}

/// What a dialog is called.
fn heading(ui: &mut Ui, title: &str) {
    let heading = ui.label(theme::weight(title, 650.0).size(15.0));
    widgets::heading(&heading, title, 1);
}

/// The paper that dialogs and questions stand on.
pub(super) fn dialog_frame(ctx: &Context) -> egui::Frame {
    egui::Frame::popup(&ctx.global_style()).inner_margin(egui::Margin::same(18))
}
