//! The dialog with records that two branches wrote differently: what each says, and which is to stand.

use egui::{ScrollArea, Ui};
use serde_json::{Map, Value};

use super::Opened;
use crate::desk::{Command, ReviewCommand, ViewCommand};
use crate::ui::theme;
use crate::ui::widgets;

pub(super) fn show(ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
    let p = theme::palette(ui);
    opened.heading(ui);
    opened.explain(
        ui,
        "Two branches changed the same record, and both are kept. The one that you keep stands; the other goes",
    );
    let height = (ui.ctx().content_rect().height() - 250.0).clamp(160.0, 520.0);
    ScrollArea::vertical().max_height(height).show(ui, |ui| {
        for one in opened.desk.records_to_settle() {
            ui.add_space(10.0);
            let name = one.file.as_ref().unwrap_or(&one.slug);
            let heading = ui.label(theme::weight(name, 600.0));
            widgets::heading(&heading, name, 2);
            for line in &one.records {
                let record: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
                let words = in_words(&record, &one.fields);
                ui.horizontal_wrapped(|ui| {
                    let keep = widgets::small_button(ui, "Keep this one");
                    widgets::label(&keep, &format!("Keep this one: {words}"));
                    if keep.clicked() {
                        out.push(ReviewCommand::SettleRecord(line.clone()).into());
                    }
                    ui.label(theme::small(words, p.text));
                });
            }
        }
    });
    ui.add_space(10.0);
    if ui.button("Close").clicked() {
        out.push(Command::View(ViewCommand::CloseDialog));
    }
}

/// What a record says in the fields that differ.
fn in_words(record: &Map<String, Value>, fields: &[String]) -> String {
    let said = |name: &String| {
        let words = match record.get(name) {
            None | Some(Value::Null) => "nothing".to_owned(),
            Some(Value::String(words)) => format!("“{words}”"),
            Some(other) => other.to_string(),
        };
        match name.as_str() {
            // Hashes say nothing to a person; that the text differs does.
            "parts" | "order" => None,
            "text" => Some("another text".to_owned()),
            "to" => Some(format!("assigned to {words}")),
            "by" => Some(format!("by {words}")),
            "at" => Some(format!("written down {words}")),
            name => Some(format!("{} {words}", name.replace('_', " "))),
        }
    };
    fields
        .iter()
        .filter_map(said)
        .collect::<Vec<_>>()
        .join("; ")
}
