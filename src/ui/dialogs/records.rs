//! The dialog with records that two branches wrote differently: what each says, and which is to stand.

use egui::{ScrollArea, Ui};
use serde_json::{Map, Value};

use super::Opened;
use crate::desk::{Command, Desk, ReviewCommand, ViewCommand};
use crate::library::{EntryKey, ToSettle};
use crate::review::read_date;
use crate::ui::focus;
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
            let path = one.file.as_ref().unwrap_or(&one.slug);
            let title = title_of(opened.desk, one);
            let heading = ui.label(theme::weight(title.as_ref().unwrap_or(path), 600.0));
            widgets::heading(&heading, title.as_ref().unwrap_or(path), 2);
            if title.is_some() {
                ui.label(theme::small(path, p.dim));
            }
            for line in &one.records {
                let record: Map<String, Value> = serde_json::from_str(line).unwrap_or_default();
                let differs = in_words(&record, &one.fields);
                let words = match who_and_when(&record, &one.fields) {
                    who if who.is_empty() => differs,
                    who => format!("{who} · {differs}"),
                };
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
        focus::follow(ui);
    });
    ui.add_space(10.0);
    if ui.button("Close").clicked() {
        out.push(Command::View(ViewCommand::CloseDialog));
    }
}

/// The title of the entry that records are about, where there is one.
fn title_of(desk: &Desk, one: &ToSettle) -> Option<String> {
    let library = desk.library()?;
    let of_file = one.file.as_ref().map(EntryKey::new);
    let of_file = of_file.filter(|key| library.get(key).is_some());
    let key = of_file.or_else(|| library.with_slug(&one.slug).next().cloned())?;
    Some(desk.title_of(&key))
}

/// Who wrote a record and on which day, as far as that is not what differs: “T. Wren, 14 December 2026”.
fn who_and_when(record: &Map<String, Value>, fields: &[String]) -> String {
    let said = |name: &&str| {
        let differs = fields.iter().any(|field| field == name);
        record.get(*name)?.as_str().filter(|_| !differs)
    };
    let first = |names: &[&str]| names.iter().find_map(said).map(str::to_owned);
    let day = |written: String| {
        let day = written.get(..10).and_then(read_date);
        day.map_or(written, crate::entry::dates::in_words)
    };
    let who = first(&["reviewer", "by"]);
    let parts = [who, first(&["date", "at"]).map(day)];
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
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
