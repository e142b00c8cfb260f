//! The dialog that asks for a path, where no dialog of the system does: of a folder, of a list of withdrawn works, or of a file to
//! write.

use std::path::PathBuf;

use egui::{Id, Key, TextEdit, Ui};

use super::Opened;
use crate::desk::{Command, Dialog, LibraryCommand, ReviewCommand, SourceCommand, ViewCommand};
use crate::ui::theme;
use crate::ui::widgets;

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct PathDraft {
    words: String,
}

impl PathDraft {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let is_list = opened.dialog == Dialog::WithdrawnPath;
        let export = match opened.dialog {
            Dialog::ExportPath(export) => Some(export),
            _ => None,
        };
        let (said, hint, name, verb) = if export.is_some() {
            (
                "The path of the file that is written; one that is there is replaced",
                "/home/…",
                "Path of the file",
                "Write",
            )
        } else if is_list {
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
        opened.heading(ui);
        ui.label(theme::small(said, p.dim));
        let response = ui.add(
            TextEdit::singleline(&mut self.words)
                .id(Id::unique(name))
                .hint_text(hint)
                .desired_width(f32::INFINITY),
        );
        widgets::label(&response, name);
        if opened.fresh {
            response.request_focus();
        }
        let entered = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        let path = expand_home(self.words.trim());
        ui.add_space(6.0);
        let mut chosen = None;
        if !is_list && export.is_none() {
            for folder in opened.desk.view().recent_folders.iter() {
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
            out.push(if let Some(export) = export {
                Command::Review(ReviewCommand::ExportTo { export, path })
            } else if is_list {
                Command::Source(SourceCommand::UseWithdrawn(path))
            } else {
                Command::Library(LibraryCommand::OpenPath(path))
            });
        }
    }
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
