//! The question that is asked where something could be lost, and the system's choosers of folders and files.

use std::time::{Duration, Instant};

use egui::{Button, FocusDirection, Id, Key, Modal, Modifiers, Stroke, Ui};

use super::theme;
use crate::desk::{
    Command, Desk, Export, LibraryReport, Report, ReviewReport, SourceReport, ViewCommand,
};

/// Keys that were meant for the text must not answer a question that has just appeared.
const GUARD_DELAY: Duration = Duration::from_millis(400);

/// What the question keeps from frame to frame.
#[derive(Default)]
pub struct Asking {
    /// The question shown, and since when.
    since: Option<(String, Duration)>,
}

impl Asking {
    pub fn show(&mut self, ui: &Ui, desk: &Desk, now: Duration, out: &mut Vec<Command>) {
        let Some(question) = desk.question() else {
            self.since = None;
            return;
        };
        let fresh = self
            .since
            .as_ref()
            .is_none_or(|(title, _)| *title != question.title);
        if fresh {
            self.since = Some((question.title.clone(), now));
        }
        let age = self
            .since
            .as_ref()
            .map_or(GUARD_DELAY, |(_, since)| now.saturating_sub(*since));
        let deaf = age < GUARD_DELAY;
        if deaf {
            ui.ctx().request_repaint_after(GUARD_DELAY - age);
            // egui has read a Tab already, and would go on to an answer that is not the safe one.
            ui.memory_mut(|memory| memory.move_focus(FocusDirection::None));
            ui.input_mut(|input| {
                for key in [Key::Enter, Key::Space, Key::Escape, Key::Tab] {
                    input.consume_key(Modifiers::NONE, key);
                }
                input
                    .events
                    .retain(|event| !matches!(event, egui::Event::Text(_)));
            });
        }
        let id = Id::unique("question");
        let area = Modal::default_area(id).accessible_name(question.title.as_str());
        let modal = Modal::new(id)
            .area(area)
            .frame(super::dialogs::dialog_frame(ui.ctx()))
            .show(ui.ctx(), |ui| {
                let p = theme::palette(ui);
                let first = question.answers.first();
                super::widgets::modal(ui, first.map(|it| it.label.as_str()));
                ui.set_width(480.0);
                let title = ui.label(theme::weight(question.title.as_str(), 650.0).size(16.0));
                super::widgets::heading(&title, &question.title, 1);
                ui.add_space(4.0);
                ui.label(question.text.as_str());
                ui.add_space(12.0);
                ui.horizontal_wrapped(|ui| {
                    for (i, answer) in question.answers.iter().enumerate() {
                        let safe = i == 0;
                        let words = theme::weight(answer.label.as_str(), 550.0);
                        let button = if safe {
                            Button::new(words.color(p.on_primary))
                                .fill(p.primary)
                                .stroke(Stroke::NONE)
                        } else {
                            Button::new(words)
                        };
                        let response = ui.add(button);
                        if safe && fresh {
                            response.request_focus();
                        }
                        if response.clicked()
                            && !(deaf && ui.input(|input| !input.pointer.any_released()))
                        {
                            out.push(Command::View(ViewCommand::Answered));
                            out.extend(answer.command.clone());
                        }
                    }
                });
            });
        if modal.should_close() && !deaf {
            out.push(Command::View(ViewCommand::Answered));
        }
    }
}

/// Asks for a folder in the system's own dialog. Waits for the person, so it belongs on a thread of its own.
pub fn pick_folder() -> Report {
    let asked = Instant::now();
    let folder = rfd::FileDialog::new()
        .set_title("Open a folder of entries")
        .pick_folder();
    Report::Library(LibraryReport::FolderPicked {
        folder,
        waited: asked.elapsed(),
    })
}

/// Asks for a list of withdrawn works in the system's own dialog.
pub fn pick_withdrawn() -> Report {
    let asked = Instant::now();
    let path = rfd::FileDialog::new()
        .set_title("Use a list of withdrawn works")
        .add_filter("CSV", &["csv", "tsv", "txt"])
        .pick_file();
    Report::Source(SourceReport::WithdrawnPicked {
        path,
        waited: asked.elapsed(),
    })
}

/// Asks for a file to write the review queue to in the system's own dialog.
pub fn pick_export(export: Export) -> Report {
    let asked = Instant::now();
    let path = rfd::FileDialog::new()
        .set_title(export.label())
        .set_file_name(export.file_name())
        .save_file();
    Report::Review(ReviewReport::ExportPicked {
        export,
        path,
        waited: asked.elapsed(),
    })
}
