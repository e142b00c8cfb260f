//! Single values of the form by their kind: dates, numbers, choices, yes and no, texts.

use egui::{ComboBox, Popup, Ui};
use lucide_icons::Icon;

use super::field_cell::{FieldCell, is_yes, opposite, yes_or_no};
use super::form::{FormPlace, FormState, Sitting, WriteWhen, field_id, when};
use crate::desk::{Command, EditCommand, ViewCommand};
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{Path, ScalarForm, Value, plain_or_quoted};
use crate::entry::written_date::day_of;
use crate::house_style::{self, FieldKind, FieldRule};
use crate::ui::theme;
use crate::ui::widgets::{self, LineField, Lines, icon_button, pill};

impl FormState {
    /// The control for a single value.
    pub(super) fn editor(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        cell: &FieldCell<'_>,
        out: &mut Vec<Command>,
    ) {
        match (cell.kind(), cell.known) {
            (FieldKind::Date, _) => self.date(ui, sitting, cell, out),
            (FieldKind::Number, _) => self.number(ui, sitting, cell, out),
            (FieldKind::YesNo, _) => self.yes_no(ui, cell, out),
            (FieldKind::Choice, Some(known)) => self.choice(ui, sitting, cell, known, out),
            (kind, _) => {
                let is_link = kind == FieldKind::Link && cell.text().starts_with("http");
                self.free_text(ui, sitting, cell, is_link, out);
            }
        }
    }

    /// A text: on one line where it fits, else as tall as it needs.
    fn free_text(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        cell: &FieldCell<'_>,
        is_link: bool,
        out: &mut Vec<Command>,
    ) {
        let all = cell.text();
        let is_block = matches!(cell.value, Value::Scalar(scalar)
            if matches!(scalar.style, ScalarForm::Literal | ScalarForm::Folded));
        let has_lines = is_block || all.contains('\n');
        // The line ends at the end are of the way it is written, and stay.
        let value = if has_lines {
            all.trim_end_matches('\n')
        } else {
            all
        };
        let tail = all.get(value.len()..).unwrap_or_default();
        let usual = match cell.known.map(|known| known.kind) {
            _ if cell.is_row => f32::INFINITY,
            Some(FieldKind::Link) => 520.0,
            _ => 260.0,
        };
        let button = if is_link { 44.0 } else { 0.0 };
        let room = ui.available_width() - button;
        let width = usual.min(room).max(60.0);
        let id = field_id(sitting.entry, cell.path);
        let shown = self.draft.text(id, value);
        let lines = if has_lines {
            Lines::Many
        } else if shown.chars().count() as f32 * LETTER > width - 16.0 {
            Lines::Wrapped
        } else {
            Lines::One
        };
        let line = LineField {
            id,
            name: cell.label,
            value,
            width,
            hint: "",
            composing: sitting.composing,
            lines,
        };
        let at_once = when(cell.value) == WriteWhen::AtOnce;
        // A line that is begun belongs to no block yet. `Y` on the way to `York` would need quotes, and they would stay.
        let is_plain = match cell.value {
            Value::Scalar(scalar) => scalar.style == ScalarForm::Plain,
            _ => true,
        };
        let is_whole = |text: &str| {
            let needs_quotes = || is_plain && text.len() <= 5 && plain_or_quoted(text) != text;
            at_once && (!has_lines || text.trim() == text) && !needs_quotes()
        };
        self.line(ui, sitting, cell.path.clone(), (&line, tail), is_whole, out);
        if is_link && icon_button(ui, Icon::ExternalLink, "Open in the browser").clicked() {
            out.push(Command::View(ViewCommand::OpenLink(all.to_owned())));
        }
    }

    fn yes_no(&mut self, ui: &mut Ui, cell: &FieldCell<'_>, out: &mut Vec<Command>) {
        let is_yes = yes_or_no(cell.value) == Some(true) || is_yes(cell.text());
        let mut yes = is_yes;
        let response = ui.checkbox(&mut yes, if cell.is_row { cell.text() } else { "" });
        widgets::named_tick(&response, yes, cell.label);
        self.arrive(ui, &FormPlace::Value(cell.path.clone()), response.id);
        if response.changed() {
            // Said in the word that stands there: `no` for `yes`, `False` for `True`.
            let plain = if yes { "true" } else { "false" };
            out.push(Command::Edit(EditCommand::SetField {
                path: cell.path.clone(),
                value: opposite(cell.text()).unwrap_or(plain).to_owned(),
            }));
        }
    }

    /// A number is written when the field is left: on its way it may be none (`1.`).
    fn number(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        cell: &FieldCell<'_>,
        out: &mut Vec<Command>,
    ) {
        let value = cell.text();
        let at = (cell.path.clone(), WriteWhen::Left);
        self.text(ui, sitting, at, cell.label, value, 110.0, out);
        if !value.is_empty() && !house_style::is_number(value) {
            let p = theme::palette(ui);
            pill(ui, "Not a number", p.warn, p.warn_soft);
        }
    }

    fn date(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        cell: &FieldCell<'_>,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let is_house = cell
            .known
            .is_some_and(|known| known.kind == FieldKind::Date);
        let form = sitting.desk.style().date_form_of(cell.path.first());
        let path = cell.path;
        let value = cell.text();
        let id = field_id(sitting.entry, path);
        self.take_started(ui, sitting, path, id, value);
        let line = LineField {
            id,
            name: cell.label,
            value,
            width: match value.contains(':') {
                true => 230.0_f32.min(ui.available_width() - 40.0),
                false => 150.0,
            },
            hint: match path.first() {
                "last_reviewed" => "Never reviewed",
                _ => "No date",
            },
            composing: sitting.composing,
            lines: Lines::One,
        };
        let is_date = |text: &str| is_house && (text.is_empty() || form.parse(text).is_some());
        self.line(ui, sitting, path.clone(), (&line, ""), is_date, out);
        let name = format!("Choose a date for {}", cell.label.to_lowercase());
        let chosen = day_of(value);
        // What has a time and can't be read is not put in the place of.
        let can_be_picked = chosen.is_some() || !value.contains(':');
        let button = ui
            .add_enabled_ui(can_be_picked, |ui| icon_button(ui, Icon::Calendar, &name))
            .inner
            .on_disabled_hover_text("This date can’t be read. Type the day");
        let calendar = &mut self.calendar;
        if button.clicked() {
            // Escape leads back to it, also where the pointer opened the calendar.
            button.request_focus();
            calendar.open_at(chosen.unwrap_or(sitting.now.today));
            if value.trim().is_empty() {
                out.push(Command::Edit(EditCommand::WantValues(path.clone())));
            }
        }
        let picked = Popup::menu(&button)
            .accessible_name("Calendar")
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| calendar.show(ui, chosen, sitting.now.today));
        if let Some(day) = picked.and_then(|it| it.inner) {
            Popup::close_all(ui.ctx());
            let path = path.clone();
            out.push(Command::Edit(EditCommand::PickDay { path, day }));
        }
        // An empty date says by itself that the entry was never reviewed.
        let is_other = match form {
            DateForm::IsoTime => chosen.is_none(),
            _ => form.parse(value).is_none(),
        };
        if is_house && !value.is_empty() && is_other {
            let words = format!("Not a date like {}", form.example());
            pill(ui, &words, p.warn, p.warn_soft);
        }
    }

    /// A day whose time is still to be typed stands in the field, with the caret behind it.
    fn take_started(
        &mut self,
        ui: &Ui,
        sitting: &Sitting<'_>,
        path: &Path,
        id: egui::Id,
        value: &str,
    ) {
        let started = sitting.desk.started_date();
        let is_here = (started.at.as_ref())
            .is_some_and(|(entry, at)| *entry == sitting.entry.key && at == path);
        if is_here && self.started != started.count {
            self.started = started.count;
            self.draft.hold(id, started.text.clone(), value);
            ui.memory_mut(|memory| memory.request_focus(id));
            widgets::caret_at_end(ui, id, &started.text);
        }
    }

    fn choice(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        cell: &FieldCell<'_>,
        known: &FieldRule,
        out: &mut Vec<Command>,
    ) {
        let label = cell.label;
        let path = cell.path.clone();
        let value = cell.text();
        if known.closed {
            let mut offered = known.values.clone();
            // Another value is kept and shown.
            if !value.is_empty() && !offered.iter().any(|it| it == value) {
                offered.push(value.to_owned());
            }
            let shown = if value.is_empty() { "not set" } else { value };
            let response = ComboBox::from_id_salt(("choice", &known.key, sitting.entry.key.file()))
                .selected_text(shown)
                .width(90.0)
                .show_ui(ui, |ui| {
                    for choice in &offered {
                        if ui.selectable_label(choice == value, choice).clicked() {
                            out.push(Command::Edit(EditCommand::SetField {
                                path: path.clone(),
                                value: choice.clone(),
                            }));
                        }
                    }
                })
                .response;
            self.arrive(ui, &FormPlace::Value(path), response.id);
            let spoken = format!("{label} {shown}");
            response
                .ctx
                .accesskit_node_builder(response.id, |node| node.set_label(spoken));
            return;
        }
        let width = match cell.is_row {
            true => ui.available_width() - 40.0,
            false => 110.0,
        };
        let at = (path.clone(), WriteWhen::AtOnce);
        self.text(ui, sitting, at, label, value, width, out);
        let button = icon_button(
            ui,
            Icon::ChevronDown,
            &format!("Choose {}", label.to_lowercase()),
        );
        Popup::menu(&button).show(|ui| {
            let offered = sitting.desk.values_of(known);
            egui::ScrollArea::vertical()
                .max_height(320.0)
                .show(ui, |ui| {
                    for choice in offered {
                        if ui.selectable_label(choice == value, &choice).clicked() {
                            out.push(Command::Edit(EditCommand::SetField {
                                path: path.clone(),
                                value: choice,
                            }));
                            ui.close();
                        }
                    }
                });
        });
    }
}

/// What a letter of the form takes at the most, in the mean.
const LETTER: f32 = 7.2;
