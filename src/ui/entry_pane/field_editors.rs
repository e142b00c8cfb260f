//! Fields of the form by their kind: dates, numbers, choices, and lists of texts.

use egui::{ComboBox, Popup, Ui};
use lucide_icons::Icon;

use super::form::{FormPlace, FormState, Sitting, WriteWhen, field_id, texts_below, when};
use crate::desk::{Command, EditCommand};
use crate::entry::front_matter::{Field, Path, Value};
use crate::house_style;
use crate::ui::theme;
use crate::ui::widgets::{LineField, icon_button, pill};

impl FormState {
    /// A list or a map of an unknown field: its texts, one by one.
    pub(super) fn nested(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        path: &Path,
        value: &Value,
        out: &mut Vec<Command>,
    ) {
        ui.vertical(|ui| {
            for (path, value) in texts_below(path, value) {
                let name = path.to_string();
                ui.horizontal(|ui| {
                    let text = value.text().unwrap_or_default();
                    self.text(
                        ui,
                        sitting,
                        (path.clone(), when(value)),
                        &name,
                        text,
                        260.0,
                        out,
                    );
                    if icon_button(ui, Icon::Trash2, &format!("Remove {name}")).clicked() {
                        out.push(Command::Edit(EditCommand::RemoveField(path)));
                    }
                });
            }
        });
    }

    /// A number is written when the field is left: on its way it may be none (`1.`).
    pub(super) fn number(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        field: &Field,
        label: &str,
        out: &mut Vec<Command>,
    ) {
        let path = Path::key(field.key.clone());
        let value = field.value.text().unwrap_or_default();
        self.text(
            ui,
            sitting,
            (path, WriteWhen::Left),
            label,
            value,
            110.0,
            out,
        );
        if !value.is_empty() && !house_style::is_number(value) {
            let p = theme::palette(ui);
            pill(ui, "Not a number", p.warn, p.warn_soft);
        }
    }

    pub(super) fn date(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        field: &Field,
        label: &str,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let form = sitting.desk.style().date_form;
        let path = Path::key(field.key.clone());
        let value = field.value.text().unwrap_or_default();
        let line = LineField {
            id: field_id(sitting.entry, &path),
            name: label,
            value,
            width: 150.0,
            hint: if field.key == "last_reviewed" {
                "Never reviewed"
            } else {
                "No date"
            },
            composing: sitting.composing,
        };
        let is_date = |text: &str| text.is_empty() || form.parse(text).is_some();
        self.line(ui, sitting, path.clone(), &line, is_date, out);
        let button = icon_button(
            ui,
            Icon::Calendar,
            &format!("Choose a date for {}", label.to_lowercase()),
        );
        let chosen = form.parse(value);
        let calendar = &mut self.calendar;
        if button.clicked() {
            // Escape leads back to it, also where the pointer opened the calendar.
            button.request_focus();
            calendar.open_at(chosen.unwrap_or(sitting.now.today));
        }
        let picked = Popup::menu(&button)
            .accessible_name("Calendar")
            .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
            .show(|ui| calendar.show(ui, chosen, sitting.now.today));
        let picked = picked.and_then(|it| it.inner);
        if let Some(value) = picked.and_then(|date| form.write(date)) {
            Popup::close_all(ui.ctx());
            out.push(Command::Edit(EditCommand::SetField { path, value }));
        }
        // An empty date says by itself that the entry was never reviewed.
        if !value.is_empty() && chosen.is_none() {
            let words = format!("Not a date like {}", form.example());
            pill(ui, &words, p.warn, p.warn_soft);
        }
    }

    pub(super) fn choice(
        &mut self,
        ui: &mut Ui,
        sitting: &Sitting<'_>,
        field: &Field,
        known: &house_style::FieldRule,
        out: &mut Vec<Command>,
    ) {
        let label = &known.label;
        let path = Path::key(field.key.clone());
        let value = field.value.text().unwrap_or_default();
        if known.closed {
            let mut offered = known.values.clone();
            // Another value is kept and shown.
            if !value.is_empty() && !offered.iter().any(|it| it == value) {
                offered.push(value.to_owned());
            }
            let shown = if value.is_empty() { "not set" } else { value };
            let response = ComboBox::from_id_salt(("choice", &field.key, sitting.entry.key.file()))
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
        self.text(
            ui,
            sitting,
            (path.clone(), WriteWhen::AtOnce),
            label,
            value,
            110.0,
            out,
        );
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
