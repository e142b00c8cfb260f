//! The dialogs that sign off: one entry, or those chosen in the queue. First what speaks against it, then the fields, then the
//! line that changes, then the verbs. Cancel has the focus at opening, so that no key signs by itself.
//!
//! Knows nothing of: what speaks against a sign-off, how it is made.

use egui::{Button, Frame, Id, Margin, Popup, ScrollArea, Stroke, TextEdit, Ui};
use lucide_icons::Icon;

use super::Opened;
use crate::desk::{
    Asked, Command, DateLine, Desk, ReviewCommand, SignOffForm, ViewCommand, unread_in_words,
};
use crate::review::read_date;
use crate::review::sign_off::says_something;
use crate::ui::focus;
use crate::ui::hunks;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What the dialogs hold from frame to frame.
#[derive(Default)]
pub(super) struct SignOffDraft {
    form: SignOffForm,
    /// The date as it is typed.
    date: String,
    elsewhere: bool,
}

/// Scopes that are offered; any other can be typed.
const SCOPES: [&str; 4] = [
    "Whole entry",
    "What changed since the last review",
    "Numbers and sources",
    "Safety and interactions",
];

/// What stands above and below the part that scrolls.
const AROUND: f32 = 190.0;

impl SignOffDraft {
    fn begin(&mut self, desk: &Desk, date: String) {
        *self = Self {
            form: SignOffForm {
                reviewer: desk.view().name.clone(),
                date: read_date(&date),
                scope: SCOPES[0].to_owned(),
                ..SignOffForm::default()
            },
            date,
            elsewhere: false,
        };
    }

    /// The dialog about one entry.
    pub(super) fn one(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let (desk, today, fresh) = (opened.desk, opened.today, opened.fresh);
        let Some(asked) = desk.asked_to_sign() else {
            return;
        };
        if fresh {
            self.begin(desk, desk.written_in(asked, today));
        }
        let p = theme::palette(ui);
        opened.heading(ui);
        ui.label(theme::weight(desk.title_of(&asked.key), 450.0).color(p.dim));
        ui.add_space(4.0);
        let refused = desk.not_to_be_signed(asked);
        let lacks = refused
            .clone()
            .or_else(|| desk.form_lacks(asked, &self.form, today));
        let needs = desk.needs_reason(asked);
        let height = (ui.ctx().content_rect().height() - AROUND).max(120.0);
        ScrollArea::vertical()
            .max_height(height)
            .auto_shrink([false, true])
            .animated(false)
            .show(ui, |ui| {
                if let Some(why) = &refused {
                    notice(
                        ui,
                        "Can’t be signed off now",
                        std::slice::from_ref(why),
                        p.bad,
                        p.bad_soft,
                    );
                } else {
                    what_is_left(ui, asked, &desk.errors_in(&asked.key), p);
                }
                self.saved_along(ui, asked, p);
                self.fields(ui, !needs.is_empty(), p);
                if let Some(date) = self.form.date
                    && let Some(line) = desk.date_line(asked, date)
                {
                    what_changes(ui, &asked.key.file(), &line, p);
                }
                focus::follow(ui);
            });
        ui.add_space(8.0);
        if let Some(why) = &lacks {
            // One line: all that is left to do is named above, and the buttons stay in the window.
            let format = widgets::plain(theme::SMALL, 400.0, p.dim);
            let room = ui.available_width();
            let response = widgets::elided(ui, why, room, format);
            widgets::label(&response, why);
        }
        ui.horizontal(|ui| {
            let cancel = ui.button("Cancel");
            if fresh {
                cancel.request_focus();
            }
            if cancel.clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                let is_ready = lacks.is_none();
                let mut sign = |and_next| {
                    out.push(Command::Review(ReviewCommand::SignOff {
                        form: self.form.clone(),
                        and_next,
                    }));
                };
                if primary(ui, "Sign off", is_ready, lacks.as_deref(), p) {
                    sign(false);
                }
                let next = ui.add_enabled(is_ready, Button::new("Sign off and next"));
                if next.clicked() {
                    sign(true);
                }
                if let Some(why) = &lacks {
                    next.on_disabled_hover_text(why);
                }
            });
        });
    }

    /// The dialog about the entries chosen.
    pub(super) fn many(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let (desk, today, fresh) = (opened.desk, opened.today, opened.fresh);
        if fresh {
            let form = desk.style().date_form_of("last_reviewed");
            self.begin(desk, form.write(today).unwrap_or_default());
        }
        let p = theme::palette(ui);
        opened.heading(ui);
        let keys = desk.to_review();
        let opened = desk.opened_of_many();
        let said = format!(
            "{} chosen, {opened} of them opened for review. An entry that was not opened keeps its date",
            keys.len()
        );
        ui.label(theme::small(said, p.dim));
        ui.add_space(4.0);
        if opened < keys.len() {
            let words = "Checked elsewhere: sign off those too that were not opened here";
            if ui.checkbox(&mut self.elsewhere, words).changed() {
                // What was checked there nobody here knows.
                let scope = &mut self.form.scope;
                if self.elsewhere && *scope == SCOPES[0] {
                    scope.clear();
                } else if !self.elsewhere && scope.is_empty() {
                    SCOPES[0].clone_into(scope);
                }
            }
            if self.elsewhere {
                let words = "Say below what was checked, and where. The queue and the records say “signed off unopened” until the next sign-off";
                ui.label(theme::small(words, p.dim));
            }
        }
        let left = desk.left_in_many();
        if left > 0 {
            let words = format!(
                "In {left} of them parts are unread, or errors are open: give a reason, which the records keep"
            );
            ui.label(theme::small(words, p.warn));
        }
        self.fields(ui, self.elsewhere || left > 0, p);
        let form = &self.form;
        let lacks = if !says_something(&form.reviewer) {
            Some("Say who reviewed them")
        } else if form.date.is_none_or(|date| date > today) {
            Some("Give a date that is not still to come")
        } else if !says_something(&form.scope) {
            Some("Say what was reviewed")
        } else if self.elsewhere && !says_something(&form.note) {
            Some("Say where they were checked")
        } else if left > 0 && !says_something(&form.note) {
            Some("Give a reason, as not all is read or an error is open")
        } else {
            None
        };
        ui.add_space(8.0);
        if let Some(why) = lacks {
            ui.label(theme::small(why, p.dim));
        }
        ui.horizontal(|ui| {
            let cancel = ui.button("Cancel");
            if fresh {
                cancel.request_focus();
            }
            if cancel.clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if primary(ui, "Look at each…", lacks.is_none(), lacks, p) {
                    out.push(Command::Review(ReviewCommand::SignOffMany {
                        form: self.form.clone(),
                        elsewhere: self.elsewhere,
                    }));
                }
            });
        });
    }

    fn fields(&mut self, ui: &mut Ui, is_needed: bool, p: &Palette) {
        let form = &mut self.form;
        let room = ui.available_width();
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                let name = "Reviewer";
                ui.set_width(room * 0.58);
                field(ui, name, &mut form.reviewer, p);
            });
            ui.vertical(|ui| {
                if field(ui, "Date of review", &mut self.date, p) {
                    form.date = read_date(&self.date);
                }
            });
        });
        ui.horizontal(|ui| {
            ui.vertical(|ui| {
                ui.set_width(room - 44.0);
                field(ui, "Scope", &mut form.scope, p);
            });
            ui.vertical(|ui| {
                ui.add_space(18.0);
                let button = widgets::icon_button(ui, Icon::ChevronDown, "Choose a scope");
                Popup::menu(&button).show(|ui| {
                    for scope in SCOPES {
                        if ui.button(scope).clicked() {
                            scope.clone_into(&mut form.scope);
                            ui.close();
                        }
                    }
                });
            });
        });
        let label = if is_needed {
            "Reason and note · needed, because of the above"
        } else {
            "Note"
        };
        ui.label(theme::small(label, p.dim));
        let note = ui.add(
            TextEdit::multiline(&mut form.note)
                .id(Id::unique("sign off note"))
                .desired_rows(2)
                .desired_width(f32::INFINITY)
                .return_key(None),
        );
        widgets::label(&note, label);
        ui.add_space(6.0);
    }

    /// What is not saved and goes into the file with the date.
    fn saved_along(&mut self, ui: &mut Ui, asked: &Asked, p: &Palette) {
        if asked.unsaved.is_empty() {
            return;
        }
        let title = ui.label(theme::weight("Not saved yet, and saved along", 600.0).size(13.0));
        widgets::heading(&title, "Not saved yet, and saved along", 2);
        for (index, hunk) in asked.unsaved.iter().enumerate() {
            hunks::show(ui, index, hunk, p, |ui| {
                ui.label(theme::small(format!("Line {}", hunk.line), p.dim));
            });
        }
        if !asked.came_in.is_empty() {
            let what = asked.came_in.join(", ");
            ui.checkbox(
                &mut self.form.with_merge,
                format!("Also what a merge brought in: {what}"),
            );
        }
        ui.add_space(8.0);
    }
}

fn field(ui: &mut Ui, name: &str, value: &mut String, p: &Palette) -> bool {
    ui.label(theme::small(name, p.dim));
    let response = ui.add(
        TextEdit::singleline(value)
            .id(Id::unique(("sign off", name)))
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5)),
    );
    widgets::label(&response, name);
    response.changed()
}

/// The one button that matters.
fn primary(ui: &mut Ui, label: &str, is_ready: bool, why: Option<&str>, p: &Palette) -> bool {
    let colour = if is_ready { p.on_primary } else { p.dim };
    let ground = if is_ready { p.primary } else { p.hover };
    let words = theme::weight(label, 550.0).color(colour);
    let button = Button::new(words).fill(ground).stroke(Stroke::NONE);
    let mut response = ui.add_enabled(is_ready, button);
    if let Some(why) = why {
        response = response.on_disabled_hover_text(why);
    }
    response.clicked()
}

fn what_is_left(ui: &mut Ui, asked: &Asked, errors: &[String], p: &Palette) {
    let count = |count: usize, one: &str, many: &str| match count {
        0 => None,
        1 => Some(format!("1 {one}")),
        n => Some(format!("{n} {many}")),
    };
    let heads = [
        count(
            asked.unread.len(),
            "section is unread",
            "sections are unread",
        ),
        count(errors.len(), "error is open", "errors are open"),
    ];
    let heads: Vec<String> = heads.into_iter().flatten().collect();
    let also = (!asked.left.is_empty()).then(|| format!("Also left: {}", asked.left.join(", ")));
    if heads.is_empty() {
        if let Some(also) = also {
            ui.label(theme::small(also, p.dim));
            ui.add_space(6.0);
        }
        return;
    }
    let mut lines = unread_in_words(&asked.unread);
    lines.extend(errors.iter().cloned());
    lines.extend(also);
    lines.push(
        "With a reason you can sign off all the same; the record names what was left".to_owned(),
    );
    notice(ui, &heads.join(" and "), &lines, p.warn, p.warn_soft);
}

/// Words that speak against it, on a ground of their own.
fn notice(ui: &mut Ui, title: &str, lines: &[String], tone: egui::Color32, ground: egui::Color32) {
    Frame::new()
        .fill(ground)
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 10))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 3.0;
            ui.horizontal(|ui| {
                widgets::picture(ui, theme::icon(Icon::TriangleAlert).size(15.0).color(tone));
                let response = ui.label(theme::weight(title, 600.0).color(tone));
                widgets::heading(&response, title, 2);
            });
            for line in lines {
                ui.label(theme::weight(line.as_str(), 400.0).size(13.0));
            }
        });
    ui.add_space(8.0);
}

/// The line of the file that changes, as it is and as it will be.
fn what_changes(ui: &mut Ui, file: &str, line: &DateLine, p: &Palette) {
    ui.label(theme::small("What changes in the file", p.dim));
    Frame::new()
        .stroke(Stroke::new(1.0, p.line))
        .corner_radius(6)
        .inner_margin(Margin::symmetric(12, 8))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.spacing_mut().item_spacing.y = 4.0;
            ui.label(theme::small(format!("{file}, line {}", line.number), p.dim));
            let Some(new) = &line.new else {
                ui.label("No line: the entry has this date already");
                return;
            };
            if let Some(old) = &line.old {
                row(ui, "-", "Removed: ", old, (p.bad, p.bad_soft), true);
            }
            row(ui, "+", "Added: ", new, (p.good, p.good_soft), false);
        });
    let words = "One line of the file, and one record in .copydesk/reviews.jsonl. What you sign is the text shown";
    ui.label(theme::small(words, p.dim));
}

fn row(
    ui: &mut Ui,
    sign: &str,
    spoken: &str,
    line: &str,
    (tone, ground): (egui::Color32, egui::Color32),
    is_gone: bool,
) {
    let mut words = egui::RichText::new(format!("{sign} {line}"))
        .monospace()
        .color(tone)
        .background_color(ground);
    if is_gone {
        words = words.strikethrough();
    }
    let response = ui.label(words);
    widgets::label(&response, &format!("{spoken}{line}"));
}
