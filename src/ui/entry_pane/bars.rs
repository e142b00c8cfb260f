//! Bars above the text: what another program did, the find bar; and what is shown where no entry is.

use egui::{Frame, Id, Key, Margin, Modifiers, TextEdit, Ui};
use lucide_icons::Icon;

use crate::desk::{
    CameIn, Command, CommandId, Desk, Dialog, EditCommand, LibraryCommand, OpenEntry, Outside,
    Search, ViewCommand,
};
use crate::entry::Part;
use crate::ui::announcer::PickerAnswer;
use crate::ui::theme;
use crate::ui::widgets::{self, command_button, icon_button};

/// Says what another program did to the file, with what can be done about it.
pub(super) fn outside(ui: &mut Ui, desk: &Desk, entry: &OpenEntry, out: &mut Vec<Command>) {
    // What is held is asked about once for all, in the bar above the panes.
    if desk.is_stranded(&entry.key) {
        return;
    }
    let Some(outside) = &entry.outside else {
        if let Some(came) = &entry.came_in {
            came_in(ui, desk, came, out);
        } else if desk.is_unfinished_merge() {
            unfinished(ui, desk, out);
        }
        return;
    };
    // Until it is merged nobody knows whether there is anything to ask.
    if matches!(outside, Outside::Changed(_)) && entry.merging.is_some() {
        return;
    }
    bar(ui, Tone::Warns, Icon::TriangleAlert, |ui| match outside {
        Outside::Changed(_) => {
            let what = "Another program changed this file";
            let safe = "Both texts are safe";
            if ui.available_width() < WITH_FOUR_BUTTONS {
                ui.label(what).on_hover_text(safe);
            } else {
                ui.label(format!("{what}. {safe}."));
            }
            command_button(ui, desk, CommandId::ResolveMerge, "Settle…", out);
            command_button(ui, desk, CommandId::ShowChanges, "Show both", out);
            command_button(ui, desk, CommandId::KeepMine, "Keep mine", out);
            command_button(ui, desk, CommandId::TakeTheirs, "Use theirs", out);
        }
        Outside::Gone => {
            ui.label("The file is gone. Its text is safe here; saving writes it anew.");
            command_button(ui, desk, CommandId::Save, "Save anew", out);
        }
        Outside::Unreadable(reason) => {
            ui.label(format!(
                "The file can’t be read now, so it can’t be saved over. {reason}"
            ));
            command_button(ui, desk, CommandId::SaveAs, "Save as…", out);
        }
    });
}

/// Says what a merge brought in.
fn came_in(ui: &mut Ui, desk: &Desk, came: &CameIn, out: &mut Vec<Command>) {
    let said = |first: usize| {
        let mut said = match came.parts.as_slice() {
            [] => "Changed outside and merged.".to_owned(),
            parts => format!("Changed outside and merged: {}.", listed(parts, first)),
        };
        if let Some(after) = &came.came_after {
            let (date, parts) = (&after.last_reviewed, listed(&after.parts, first));
            said += &format!(" The review of {date} did not see {parts}.");
        }
        said
    };
    bar(ui, Tone::Tells, Icon::GitMerge, |ui| {
        let first = if ui.available_width() < NARROW { 1 } else { 3 };
        let (short, whole) = (said(first), said(usize::MAX));
        let label = ui.label(&short);
        if short != whole {
            label.on_hover_text(whole);
        }
        command_button(ui, desk, CommandId::ShowChanges, "Show changes", out);
        command_button(ui, desk, CommandId::TakeMergeBack, "Undo", out);
        command_button(ui, desk, CommandId::MergeSeen, "Keep", out);
    });
}

/// The file holds git's signs.
fn unfinished(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    bar(ui, Tone::Warns, Icon::TriangleAlert, |ui| {
        ui.label("A merge of this file was never finished; both versions are in it.");
        command_button(ui, desk, CommandId::ResolveMerge, "Settle…", out);
    });
}

/// How a bar is coloured.
#[derive(Clone, Copy)]
enum Tone {
    Warns,
    Tells,
}

/// A bar across the pane, with a mark at its left.
fn bar(ui: &mut Ui, tone: Tone, icon: Icon, content: impl FnOnce(&mut Ui)) {
    let p = theme::palette(ui);
    let (fill, mark) = match tone {
        Tone::Warns => (p.warn_soft, p.warn),
        Tone::Tells => (p.accent_soft, p.accent),
    };
    Frame::new()
        .fill(fill)
        .inner_margin(Margin::symmetric(16, 6))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.horizontal_wrapped(|ui| {
                widgets::picture(ui, theme::icon(icon).color(mark));
                content(ui);
            });
        });
}

/// The first names, and how many more there are.
fn listed(parts: &[Part], first: usize) -> String {
    let names: Vec<String> = parts.iter().take(first).map(Part::to_string).collect();
    match parts.len().saturating_sub(first) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

/// In less room than this a bar names only the first part.
const NARROW: f32 = 560.0;
/// In less room than this a long sentence would push the last of four buttons to another line.
const WITH_FOUR_BUTTONS: f32 = 760.0;

/// What the find bar keeps from frame to frame.
#[derive(Default)]
pub struct FindBar {
    was_open: bool,
    answer: PickerAnswer,
}

impl FindBar {
    pub(super) fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let Some(Dialog::Find { replace }) = desk.dialog() else {
            self.was_open = false;
            return;
        };
        let p = theme::palette(ui);
        // Behind a dialog that is just closing nothing can take the focus: wait for the next frame.
        let ready = ui.memory(|memory| memory.allows_interaction(ui.layer_id()));
        let just_opened = ready && !std::mem::replace(&mut self.was_open, true);
        if !ready && !desk.has_dialog() {
            ui.ctx().request_repaint();
        }
        let mut search = desk.search().clone();
        let places = desk.found();
        Frame::new()
            .fill(p.card)
            .inner_margin(Margin::symmetric(16, 6))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_wrapped(|ui| {
                    let id = Id::unique("find words");
                    let response = ui.add(
                        TextEdit::singleline(&mut search.words)
                            .id(id)
                            .hint_text("Find in this entry")
                            .return_key(None)
                            .desired_width(180.0),
                    );
                    widgets::label(&response, "Find in this entry");
                    if just_opened {
                        response.request_focus();
                        widgets::mark_all(ui, id, &search.words);
                    }
                    let entered =
                        response.has_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                    if entered {
                        let back = ui.input(|input| input.modifiers.shift);
                        out.push(
                            if back {
                                CommandId::FindPrevious
                            } else {
                                CommandId::FindNext
                            }
                            .into(),
                        );
                    }
                    act_icons(ui, desk, out);
                    let count = match (desk.search().words.is_empty(), places.len()) {
                        (true, _) => String::new(),
                        _ if desk.search_error().is_some() => {
                            desk.search_error().unwrap_or_default().to_owned()
                        }
                        (false, 0) => "Nothing found".into(),
                        (false, n) => {
                            // The place the caret is on, else the next, which Enter goes to.
                            let here = desk
                                .shown()
                                .map_or(0, |entry| entry.selection.range().start);
                            let at = places.iter().position(|place| place.start >= here);
                            format!("{} of {n}", at.unwrap_or(0) + 1)
                        }
                    };
                    self.answer
                        .show(ui, || match (count.as_str(), places.len()) {
                            (_, 0) => count.clone(),
                            (_, n) => format!("{n} found, Enter goes to the next"),
                        });
                    let tone = match desk.search_error() {
                        Some(_) => p.bad,
                        None => p.dim,
                    };
                    ui.label(theme::small(count, tone));
                    ui.checkbox(&mut search.match_case, "Match case");
                    ui.checkbox(&mut search.whole_words, "Whole words");
                    ui.checkbox(&mut search.match_accents, "Match accents");
                    ui.checkbox(&mut search.is_expression, "Expression")
                        .on_hover_text("A regular expression; $1 in the replacement is its group");
                    if icon_button(ui, Icon::X, "Close the find bar").clicked() {
                        out.push(Command::View(ViewCommand::CloseDialog));
                    }
                });
                if *replace {
                    replace_row(ui, &mut search, !places.is_empty(), out);
                }
            });
        if search != *desk.search() {
            self.answer.typed(ui);
            out.insert(0, Command::Edit(EditCommand::Search(search)));
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
            out.push(Command::View(ViewCommand::CloseDialog));
        }
    }
}

fn act_icons(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    widgets::command_icon(ui, desk, CommandId::FindPrevious, Icon::ChevronUp, out);
    widgets::command_icon(ui, desk, CommandId::FindNext, Icon::ChevronDown, out);
}

fn replace_row(ui: &mut Ui, search: &mut Search, any: bool, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        let response = ui.add(
            TextEdit::singleline(&mut search.replacement)
                .id(Id::unique("replacement"))
                .hint_text("Replace with")
                .desired_width(180.0),
        );
        widgets::label(&response, "Replace with");
        ui.add_enabled_ui(any, |ui| {
            if ui.button("Replace").clicked() {
                out.push(Command::Edit(EditCommand::ReplaceOne));
            }
            if ui.button("Replace all").clicked() {
                out.push(Command::Edit(EditCommand::ReplaceAll));
            }
        });
    });
}

/// What stands in the pane while no entry does: what to do next.
pub(super) fn no_entry(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui);
    ui.add_space((ui.available_height() * 0.28).max(20.0));
    ui.vertical_centered(|ui| {
        ui.set_max_width((ui.available_width() - 24.0).min(420.0));
        if let Some(key) = desk.shown_key() {
            let reason = desk
                .library()
                .and_then(|library| library.get(key))
                .and_then(|file| file.error())
                .unwrap_or_else(|| "The file is gone".into());
            widgets::picture(ui, theme::icon(Icon::FileX).size(34.0).color(p.faint));
            ui.add_space(8.0);
            ui.label(theme::weight(key.file(), 600.0).size(15.0));
            ui.label(theme::weight(reason, 400.0).color(p.dim));
            return;
        }
        widgets::picture(
            ui,
            theme::icon(Icon::BookOpenText).size(34.0).color(p.faint),
        );
        ui.add_space(8.0);
        if desk.library().is_some() {
            ui.label(theme::weight("Choose an entry", 600.0).size(16.0));
            ui.label(
                theme::weight(
                    "Pick one in the library, or press Ctrl+P and type a few letters",
                    400.0,
                )
                .color(p.dim),
            );
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space((ui.available_width() - 220.0).max(0.0) / 2.0);
                command_button(ui, desk, CommandId::JumpToEntry, "Go to entry…", out);
                command_button(ui, desk, CommandId::NewEntry, "New entry…", out);
            });
        } else {
            ui.label(theme::weight("Open a folder of entries", 600.0).size(16.0));
            ui.label(
                theme::weight(
                    "Drop one on this window, press Ctrl+O, or type its path",
                    400.0,
                )
                .color(p.dim),
            );
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                ui.add_space((ui.available_width() - 250.0).max(0.0) / 2.0);
                command_button(ui, desk, CommandId::OpenFolder, "Open folder…", out);
                command_button(ui, desk, CommandId::OpenFolderByPath, "Type a path…", out);
            });
            for folder in desk.view().recent_folders.iter().take(5) {
                ui.add_space(2.0);
                let name = folder.display().to_string();
                if ui.link(theme::small(&name, p.accent)).clicked() {
                    out.push(Command::Library(LibraryCommand::OpenPath(folder.clone())));
                }
            }
        }
    });
}
