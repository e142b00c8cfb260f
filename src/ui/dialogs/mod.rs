//! Dialogs over the desk, opened by the person's own act: palette, jumps, a folder's path, new entry, new section or field.
//!
//! Knows nothing of: what is done with what they ask for.

mod accept;
mod add_sources;
mod batch;
mod choices;
mod new_entry;
mod rename;
mod ticked;
mod unsaved_drafts;

use std::cell::RefCell;
use std::path::PathBuf;

use egui::{Align, Context, Id, Key, Layout, Modal, Modifiers, ScrollArea, TextEdit, Ui};

use super::theme;
use super::widgets;
use crate::desk::{Command, Desk, Dialog, LibraryCommand, Note, SourceCommand, ViewCommand};
use choices::{
    DialogChoice, FoundEntries, acts, entries, new_fields, new_sections, owners, references,
    sections, version_limits, ways_to_fix, works,
};
use new_entry::NewEntryDraft;

/// What the open dialog holds from frame to frame.
#[derive(Default)]
pub struct Dialogs {
    open: Option<Dialog>,
    words: String,
    at: usize,
    /// The arrow keys were used since the last letter.
    arrowed: bool,
    new: NewEntryDraft,
    pasted: add_sources::Pasted,
    note: Note,
    batch: batch::BatchDialog,
    rename: rename::RenameDraft,
    unsaved_drafts: unsaved_drafts::UnsavedDraftsDialog,
    /// A citation gets its PMID.
    with_pmid: bool,
    found: FoundEntries,
    /// Where it was drawn last.
    rect: Option<egui::Rect>,
}

impl Dialogs {
    pub fn show(&mut self, ctx: &Context, desk: &Desk, out: &mut Vec<Command>) {
        let dialog = desk
            .dialog()
            .filter(|dialog| !matches!(dialog, Dialog::Find { .. }))
            .copied();
        let Some(dialog) = dialog else {
            self.open = None;
            return;
        };
        let fresh = self.open != Some(dialog);
        if fresh {
            self.open = Some(dialog);
            self.words.clear();
            self.at = 0;
            self.arrowed = false;
            self.new = NewEntryDraft::default();
            self.pasted = match desk.pasted() {
                Some(text) if dialog == Dialog::AddPasted => add_sources::Pasted::of(text),
                _ => add_sources::Pasted::default(),
            };
            self.batch = batch::BatchDialog::default();
            self.rename = rename::RenameDraft::default();
            self.unsaved_drafts = unsaved_drafts::UnsavedDraftsDialog::default();
            self.found = FoundEntries::default();
        }
        let id = Id::unique("sheet");
        let area = Modal::default_area(id).accessible_name(title_of(dialog));
        let modal = Modal::new(id)
            .area(area)
            .frame(dialog_frame(ctx))
            .show(ctx, |ui| {
                ui.set_width(width_of(dialog, ui.ctx().content_rect().width()));
                match dialog {
                    Dialog::Rename | Dialog::SaveAs => self.rename.show(ui, desk, dialog, out),
                    Dialog::NewEntry => self.new_entry(ui, desk, fresh, out),
                    Dialog::OpenFolder | Dialog::WithdrawnPath => {
                        self.path(ui, desk, dialog, fresh, out);
                    }
                    Dialog::Palette => self.choose(
                        ui,
                        title_of(dialog),
                        "Find a command",
                        fresh,
                        &|words| acts(desk, words),
                        None,
                        out,
                    ),
                    Dialog::JumpToEntry => {
                        let found = RefCell::new(std::mem::take(&mut self.found));
                        self.choose(
                            ui,
                            title_of(dialog),
                            "Letters of a title, slug or pillar",
                            fresh,
                            &|words| entries(desk, words, &mut found.borrow_mut()),
                            None,
                            out,
                        );
                        self.found = found.into_inner();
                    }
                    Dialog::AssignId(id) => {
                        heading(ui, title_of(dialog));
                        ui.label(theme::small(
                            format!("The entry that ({id}) means. house_style.yaml keeps it"),
                            theme::palette(ui).dim,
                        ));
                        let found = RefCell::new(std::mem::take(&mut self.found));
                        self.choose_below(
                            ui,
                            title_of(dialog),
                            "Letters of a title, slug or pillar",
                            fresh,
                            &|words| owners(desk, id, words, &mut found.borrow_mut()),
                            Some("This one"),
                            out,
                        );
                        self.found = found.into_inner();
                    }
                    Dialog::JumpToSection => {
                        self.choose(
                            ui,
                            title_of(dialog),
                            "Letters of a heading",
                            fresh,
                            &|words| sections(desk, words),
                            None,
                            out,
                        );
                    }
                    Dialog::ReferencesHere => {
                        self.choose(
                            ui,
                            title_of(dialog),
                            "Words of a sentence",
                            fresh,
                            &|words| references(desk, words),
                            Some("Go there"),
                            out,
                        );
                    }
                    Dialog::AddSection => {
                        self.choose(
                            ui,
                            title_of(dialog),
                            "A section of the house, or a heading of your own",
                            fresh,
                            &|words| new_sections(desk, words),
                            Some("Add"),
                            out,
                        );
                    }
                    Dialog::AddField => {
                        self.choose(
                            ui,
                            title_of(dialog),
                            "A field of the house, or a name of your own",
                            fresh,
                            &|words| new_fields(desk, words),
                            Some("Add"),
                            out,
                        );
                    }
                    Dialog::AddSources | Dialog::AddPasted => self.add_sources(ui, desk, fresh, out),
                    Dialog::Cite => {
                        ui.horizontal(|ui| {
                            heading(ui, title_of(dialog));
                            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                                ui.checkbox(&mut self.with_pmid, "With the PMID");
                            });
                        });
                        let with_pmid = self.with_pmid;
                        self.choose_below(
                            ui,
                            title_of(dialog),
                            "Words of the authors, the title, the year",
                            fresh,
                            &|words| works(desk, words, with_pmid),
                            Some("Cite"),
                            out,
                        );
                    }
                    Dialog::Accept => self.accept(ui, desk, fresh, out),
                    Dialog::Fix => self.choose(
                        ui,
                        title_of(dialog),
                        "Words of a way to mend it",
                        fresh,
                        &|words| ways_to_fix(desk, words),
                        Some("Mend"),
                        out,
                    ),
                    Dialog::Batch => self.batch.show(ui, desk, fresh, out),
                    Dialog::VersionLimits => {
                        heading(ui, title_of(dialog));
                        let words = "What you put aside is kept for 30 days in any case, and the last version of an entry for ever";
                        ui.label(theme::small(words, theme::palette(ui).dim));
                        self.choose_below(
                            ui,
                            title_of(dialog),
                            "Days or megabytes",
                            fresh,
                            &|words| version_limits(desk, words),
                            Some("Keep so"),
                            out,
                        );
                    }
                    Dialog::UnsavedDrafts => self.unsaved_drafts.show(ui, desk, fresh, out),
                    Dialog::Find { .. } => {}
                }
            });
        // It stands in the middle by the size it had before: one that has grown moves once more, at once.
        if self.rect.replace(modal.response.rect) != Some(modal.response.rect) {
            ctx.request_repaint();
        }
        if modal.should_close() {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
    }

    /// A list to choose from by a few letters and the arrow keys.
    #[expect(clippy::too_many_arguments, reason = "one sheet, named in full")]
    fn choose(
        &mut self,
        ui: &mut Ui,
        title: &str,
        hint: &str,
        fresh: bool,
        choices: &dyn Fn(&str) -> Vec<DialogChoice>,
        verb: Option<&str>,
        out: &mut Vec<Command>,
    ) {
        heading(ui, title);
        self.choose_below(ui, title, hint, fresh, choices, verb, out);
    }

    /// The same below a heading that is already drawn.
    #[expect(clippy::too_many_arguments, reason = "one sheet, named in full")]
    fn choose_below(
        &mut self,
        ui: &mut Ui,
        title: &str,
        hint: &str,
        fresh: bool,
        choices: &dyn Fn(&str) -> Vec<DialogChoice>,
        verb: Option<&str>,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(ui, Key::ArrowDown), pressed(ui, Key::ArrowUp));
        let response = ui.add(
            TextEdit::singleline(&mut self.words)
                .id(Id::unique(("sheet words", title)))
                .hint_text(hint.to_owned())
                .desired_width(f32::INFINITY)
                .return_key(None),
        );
        widgets::label(&response, title);
        if fresh {
            response.request_focus();
        }
        if response.changed() {
            self.at = 0;
            self.arrowed = false;
        }
        self.arrowed |= down || up;
        let words_id = response.id;
        let list = choices(self.words.trim());
        let last = list.len().saturating_sub(1);
        if down {
            self.at = (self.at + 1).min(last);
        }
        if up {
            self.at = self.at.saturating_sub(1);
        }
        self.at = self.at.min(last);
        let enter = response.has_focus() && pressed(ui, Key::Enter);
        let mut chosen = enter.then_some(self.at);
        let count = list.len();
        ScrollArea::vertical()
            .max_height(380.0)
            .auto_shrink([false, true])
            .animated(false)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 1.0;
                for (i, choice) in list.iter().enumerate() {
                    let (rect, row) = widgets::row(ui, 30.0, i == self.at, p);
                    let colour = if choice.refused.is_some() {
                        p.faint
                    } else {
                        p.text
                    };
                    let detail = choice.refused.as_deref().unwrap_or(&choice.detail);
                    let detail_job = widgets::one_line(
                        detail,
                        rect.width() * 0.5,
                        widgets::plain(theme::SMALL, 400.0, p.dim),
                    );
                    let detail_galley = ui.fonts_mut(|fonts| fonts.layout_job(detail_job));
                    let room = rect.width() - detail_galley.size().x - 32.0;
                    let label =
                        widgets::one_line(&choice.label, room, widgets::plain(13.5, 450.0, colour));
                    let label = ui.fonts_mut(|fonts| fonts.layout_job(label));
                    ui.painter().galley(
                        rect.left_center() + egui::vec2(12.0, -label.size().y / 2.0),
                        label,
                        colour,
                    );
                    let at = rect.right_center()
                        - egui::vec2(detail_galley.size().x + 10.0, detail_galley.size().y / 2.0);
                    ui.painter().galley(at, detail_galley, p.dim);
                    let spoken = if detail.is_empty() {
                        choice.label.clone()
                    } else {
                        format!("{}, {detail}", choice.label)
                    };
                    row.widget_info(|| {
                        egui::WidgetInfo::selected(
                            egui::Role::ListBoxOption,
                            choice.refused.is_none(),
                            i == self.at,
                            &spoken,
                        )
                    });
                    row.ctx.accesskit_node_builder(row.id, |node| {
                        node.set_selected(i == self.at);
                        node.set_position_in_set(i + 1);
                        node.set_size_of_set(count);
                    });
                    if i == self.at && self.arrowed {
                        // The words keep the focus; a screen reader reads the line that the arrow keys are on.
                        row.ctx.accesskit_node_builder(words_id, |node| {
                            node.set_active_descendant(row.id.accesskit_id());
                        });
                    }
                    if i == self.at && (down || up) {
                        row.scroll_to_me(None);
                    }
                    if row.clicked() {
                        chosen = Some(i);
                    }
                }
            });
        if list.is_empty() {
            ui.label(theme::small("Nothing has these letters", p.dim));
        }
        ui.add_space(4.0);
        ui.horizontal(|ui| {
            if let Some(verb) = verb
                && ui
                    .add_enabled(!list.is_empty(), egui::Button::new(verb))
                    .clicked()
            {
                chosen = Some(self.at);
            }
            if ui.button("Close").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            ui.label(theme::small("Arrow keys choose, Enter takes", p.faint));
        });
        if let Some(choice) = chosen.and_then(|i| list.get(i))
            && choice.refused.is_none()
        {
            out.push(Command::View(ViewCommand::CloseDialog));
            out.push(choice.command.clone());
        }
    }

    /// A path to type where no dialog of the system does.
    fn path(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        dialog: Dialog,
        fresh: bool,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let is_list = dialog == Dialog::WithdrawnPath;
        let (said, hint, name, verb) = if is_list {
            (
                "The path of a CSV file that names withdrawn works by PMID or DOI",
                "/home/…/retraction_watch.csv",
                "Path of the list",
                "Use",
            )
        } else {
            (
                "The path of a folder of entries, or of one entry",
                "/home/…",
                "Path of the folder",
                "Open",
            )
        };
        heading(ui, title_of(dialog));
        ui.label(theme::small(said, p.dim));
        let response = ui.add(
            TextEdit::singleline(&mut self.words)
                .id(Id::unique(name))
                .hint_text(hint)
                .desired_width(f32::INFINITY),
        );
        widgets::label(&response, name);
        if fresh {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = expand_home(self.words.trim());
        ui.add_space(6.0);
        let mut chosen = None;
        if !is_list {
            for folder in desk.view().recent_folders.iter() {
                if ui.link(folder.display().to_string()).clicked() {
                    chosen = Some(folder.clone());
                }
            }
        }
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let open = ui.add_enabled(path.is_some(), egui::Button::new(verb));
            if (open.clicked() || entered) && chosen.is_none() {
                chosen = path;
            }
            if ui.button("Close").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
        });
        if let Some(path) = chosen {
            out.push(Command::View(ViewCommand::CloseDialog));
            out.push(if is_list {
                Command::Source(SourceCommand::UseWithdrawn(path))
            } else {
                Command::Library(LibraryCommand::OpenPath(path))
            });
        }
    }
}

/// What a dialog is called.
fn heading(ui: &mut Ui, title: &str) {
    let heading = ui.label(theme::weight(title, 650.0).size(15.0));
    widgets::heading(&heading, title, 1);
}

fn title_of(dialog: Dialog) -> &'static str {
    match dialog {
        Dialog::Palette => "All commands",
        Dialog::JumpToEntry => "Go to entry",
        Dialog::JumpToSection => "Go to section",
        Dialog::ReferencesHere => "Entries that refer here",
        Dialog::AssignId(_) => "What is this id?",
        Dialog::OpenFolder => "Open a folder",
        Dialog::WithdrawnPath => "Use a list of withdrawn works",
        Dialog::NewEntry => "New entry",
        Dialog::Rename => "Rename entry",
        Dialog::SaveAs => "Save as another entry",
        Dialog::AddSection => "Add section",
        Dialog::AddField => "Add field",
        Dialog::AddSources | Dialog::AddPasted => "Add sources",
        Dialog::Cite => "Cite",
        Dialog::Fix => "Mend finding",
        Dialog::Accept => "Accept finding",
        Dialog::Batch => "Change many entries",
        Dialog::VersionLimits => "How long versions are kept",
        Dialog::UnsavedDrafts => "Text not saved last time",
        Dialog::Find { .. } => "Find in this entry",
    }
}

/// As wide as what it shows, and no wider than the window.
fn width_of(dialog: Dialog, window: f32) -> f32 {
    let wanted: f32 = match dialog {
        Dialog::AddSources | Dialog::AddPasted => 820.0,
        Dialog::Batch | Dialog::Rename | Dialog::SaveAs | Dialog::UnsavedDrafts => 980.0,
        _ => 560.0,
    };
    wanted.min(window - 72.0)
}

/// The paper that dialogs and questions stand on.
pub(super) fn dialog_frame(ctx: &Context) -> egui::Frame {
    egui::Frame::popup(&ctx.global_style()).inner_margin(egui::Margin::same(18))
}

/// A typed path; `~` is the person's own folder.
fn expand_home(words: &str) -> Option<PathBuf> {
    if words.is_empty() {
        return None;
    }
    let home = directories::BaseDirs::new().map(|dirs| dirs.home_dir().to_path_buf());
    match (words.strip_prefix('~'), home) {
        (Some(""), Some(home)) => Some(home),
        (Some(rest), Some(home)) if rest.starts_with(['/', '\\']) => {
            Some(home.join(rest.trim_start_matches(['/', '\\'])))
        }
        _ => Some(PathBuf::from(words)),
    }
}
