//! The dialogs that send entries back, and that say who has them.
//!
//! Knows nothing of: what becomes of it.

use egui::{Id, Key, Margin, TextEdit, Ui};

use super::Opened;
use crate::desk::{Command, Desk, ReviewCommand, ViewCommand};
use crate::review::read_date;
use crate::ui::theme;
use crate::ui::widgets;

/// What they hold from frame to frame.
#[derive(Default)]
pub(super) struct ReviewDraft {
    name: String,
    reason: String,
    until: String,
}

impl ReviewDraft {
    pub(super) fn send_back(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let (desk, fresh) = (opened.desk, opened.fresh);
        if fresh {
            self.name.clone_from(&desk.view().name);
        }
        let p = theme::palette(ui);
        opened.heading(ui);
        ui.label(theme::weight(named(desk), 450.0).color(p.dim));
        ui.add_space(6.0);
        let reason = "Why it goes back, and what is to be done";
        ui.label(theme::small(reason, p.dim));
        let response = ui.add(
            TextEdit::multiline(&mut self.reason)
                .id(Id::unique("why sent back"))
                .desired_rows(3)
                .desired_width(f32::INFINITY),
        );
        widgets::label(&response, reason);
        if fresh {
            response.request_focus();
        }
        line(ui, "Your name", &mut self.name);
        ui.add_space(6.0);
        let words = "It comes back to the top of the queue as soon as its text changes";
        ui.label(theme::small(words, p.dim));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let is_said = !self.reason.trim().is_empty() && !self.name.trim().is_empty();
            let send = ui.add_enabled(is_said, egui::Button::new("Send back"));
            if send
                .on_disabled_hover_text("Say why, and who you are")
                .clicked()
            {
                out.push(Command::Review(ReviewCommand::SendBack {
                    reviewer: self.name.clone(),
                    reason: self.reason.clone(),
                }));
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
        });
    }

    pub(super) fn assign(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let (desk, fresh) = (opened.desk, opened.fresh);
        let p = theme::palette(ui);
        opened.heading(ui);
        ui.label(theme::weight(named(desk), 450.0).color(p.dim));
        ui.add_space(6.0);
        let name = line(ui, "Who is to review it", &mut self.name);
        if fresh {
            name.request_focus();
        }
        let names = desk.reviewers();
        if !names.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for name in names {
                    if widgets::small_button(ui, &name).clicked() {
                        self.name = name;
                    }
                }
            });
        }
        let until = line(ui, "Until, or nothing", &mut self.until);
        let entered = (name.lost_focus() || until.lost_focus())
            && ui.input(|input| input.key_pressed(Key::Enter));
        let until = self.until.trim();
        let date = read_date(until);
        let lacks = if self.name.trim().is_empty() {
            Some("Say who is to review it")
        } else if !until.is_empty() && date.is_none() {
            Some("Until is no date: write 18 December 2026 or 2026-12-18")
        } else {
            None
        };
        ui.add_space(6.0);
        if let Some(why) = lacks {
            ui.label(theme::small(why, p.dim));
        }
        ui.horizontal(|ui| {
            let assign = ui.add_enabled(lacks.is_none(), egui::Button::new("Assign"));
            if assign.clicked() || (entered && lacks.is_none()) {
                out.push(Command::Review(ReviewCommand::Assign {
                    to: self.name.clone(),
                    until: date,
                }));
            }
            let is_assigned = desk
                .to_review()
                .iter()
                .any(|key| desk.assignment_of(key).is_some());
            if ui
                .add_enabled(is_assigned, egui::Button::new("Take back"))
                .clicked()
            {
                out.push(Command::Review(ReviewCommand::Unassign));
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
        });
    }
}

/// The entries it is about.
fn named(desk: &Desk) -> String {
    match desk.to_review().as_slice() {
        [one] => desk.title_of(one),
        many => format!("{} entries", many.len()),
    }
}

fn line(ui: &mut Ui, name: &str, value: &mut String) -> egui::Response {
    let p = theme::palette(ui);
    ui.label(theme::small(name, p.dim));
    let response = ui.add(
        TextEdit::singleline(value)
            .id(Id::unique(("review", name)))
            .desired_width(300.0)
            .margin(Margin::symmetric(8, 5)),
    );
    widgets::label(&response, name);
    response
}
