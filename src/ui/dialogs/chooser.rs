//! A list to choose from by a few letters and the arrow keys.

use egui::{Id, Key, Modifiers, ScrollArea, TextEdit, Ui};

use super::Opened;
use super::choices::DialogChoice;
use crate::desk::{Command, Desk, ViewCommand};
use crate::ui::announcer::{PickerAnswer, announce};
use crate::ui::theme;
use crate::ui::widgets;

/// What the list holds from frame to frame.
#[derive(Default)]
pub(super) struct Chooser {
    words: String,
    at: usize,
    /// The arrow keys were used since the last letter.
    arrowed: bool,
    answer: PickerAnswer,
}

impl Chooser {
    /// The whole dialog. With a verb there is a button that takes what the arrow keys are on.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        opened: &Opened<'_>,
        hint: &'static str,
        verb: Option<&str>,
        choices: impl FnOnce(&Desk, &str) -> Vec<DialogChoice>,
        out: &mut Vec<Command>,
    ) {
        opened.heading(ui);
        self.show_list(ui, opened, hint, verb, choices, out);
    }

    /// The same below a heading that is already drawn.
    pub(super) fn show_list(
        &mut self,
        ui: &mut Ui,
        opened: &Opened<'_>,
        hint: &'static str,
        verb: Option<&str>,
        choices: impl FnOnce(&Desk, &str) -> Vec<DialogChoice>,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let pressed = |ui: &Ui, key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let (down, up) = (pressed(ui, Key::ArrowDown), pressed(ui, Key::ArrowUp));
        let response = ui.add(
            TextEdit::singleline(&mut self.words)
                .id(Id::unique(("sheet words", opened.title)))
                .hint_text(hint)
                .desired_width(f32::INFINITY)
                .return_key(None),
        );
        widgets::label(&response, opened.title);
        if opened.fresh {
            response.request_focus();
        }
        if response.changed() {
            self.at = 0;
            self.arrowed = false;
            self.answer.typed(ui);
        }
        self.arrowed |= down || up;
        let words_id = response.id;
        let list = choices(opened.desk, self.words.trim());
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
        if down || up || enter {
            self.answer.is_heard();
        }
        self.answer.show(ui, || match list.get(self.at) {
            Some(first) => format!("{}, {} of {count}", first.spoken(), self.at + 1),
            None => "Nothing has these letters".to_owned(),
        });
        ScrollArea::vertical()
            .max_height(380.0)
            .auto_shrink([false, true])
            .animated(false)
            .show(ui, |ui| {
                widgets::list(ui, opened.title, count, |ui| {
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
                        let label = widgets::one_line(
                            &choice.label,
                            room,
                            widgets::plain(13.5, 450.0, colour),
                        );
                        let label = ui.fonts_mut(|fonts| fonts.layout_job(label));
                        ui.painter().galley(
                            rect.left_center() + egui::vec2(12.0, -label.size().y / 2.0),
                            label,
                            colour,
                        );
                        let at = rect.right_center()
                            - egui::vec2(
                                detail_galley.size().x + 10.0,
                                detail_galley.size().y / 2.0,
                            );
                        ui.painter().galley(at, detail_galley, p.dim);
                        widgets::list_row(&row, &choice.spoken(), i, i == self.at);
                        if choice.refused.is_some() {
                            row.ctx
                                .accesskit_node_builder(row.id, |node| node.set_disabled());
                        }
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
            ui.label(theme::small("↑ ↓ to choose, Enter to open", p.faint));
        });
        let Some(choice) = chosen.and_then(|i| list.get(i)) else {
            return;
        };
        if choice.refused.is_some() {
            announce(ui.ctx(), choice.spoken());
        } else {
            out.push(Command::View(ViewCommand::CloseDialog));
            out.push(choice.command.clone());
        }
    }
}
