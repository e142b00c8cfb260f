//! The dialog of a house style that is learned: how far learning is, then what was found, part by part, to be ticked.

use std::collections::BTreeSet;

use egui::{Button, Id, Key, Modifiers, ProgressBar, Stroke, Ui};

use super::Opened;
use super::ticked::{self, LineChange, TickedLine, TickedList};
use crate::checks::{self, LearnStep, LearnedStyle};
use crate::desk::{Command, Desk, LibraryCommand, ViewCommand};
use crate::house_style::{FieldRule, HouseStyle};
use crate::library::{LearnedPart, grouped};
use crate::ui::theme::{self, Palette};

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct LearnDialog {
    list: TickedList,
    /// The parts found, once there are some.
    parts: Vec<LearnedPart>,
    /// Parts whose tick was taken away.
    without: BTreeSet<LearnedPart>,
}

impl LearnDialog {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let desk = opened.desk;
        opened.heading(ui);
        match desk.learned() {
            Some(learned) => self.found(ui, desk, learned, out),
            None => progress(ui, desk, out),
        }
    }

    fn found(&mut self, ui: &mut Ui, desk: &Desk, style: &LearnedStyle, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let is_new = self.parts.is_empty();
        if is_new {
            self.parts = style.learned.parts_found();
        }
        let (parts, without) = (&self.parts, &self.without);
        ui.horizontal(|ui| {
            let said = format!(
                "From {} entries · {} of {} parts ticked · what is not ticked is not checked",
                grouped(style.learned.entries),
                parts.len() - without.len(),
                parts.len()
            );
            ui.label(theme::small(said, p.dim));
        });
        ui.add_space(4.0);
        let shape = ticked::TickedShape {
            id: Id::unique("parts of the learned style"),
            name: "What was found",
            count: parts.len(),
            height: ticked::height(ui, 250.0),
            take_focus: is_new,
        };
        let line = |index: usize| {
            let part = parts.get(index);
            TickedLine {
                ticked: Some(part.is_none_or(|part| !without.contains(part))),
                title: part.map_or_else(String::new, title_of),
                below: part.map_or_else(String::new, |part| in_short(style, part)),
            }
        };
        let look = |index: usize| {
            let part = parts.get(index);
            LineChange::Said(part.map_or_else(String::new, |part| in_full(style, part)))
        };
        if let Some(row) = self.list.show(ui, &shape, line, look)
            && let Some(part) = parts.get(row)
            && !self.without.remove(part)
        {
            self.without.insert(part.clone());
        }
        ui.add_space(8.0);
        self.buttons(ui, desk, p, out);
    }

    fn buttons(&self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        ui.horizontal_wrapped(|ui| {
            let file = desk.learned_goes_to();
            let is_followed = file == crate::house_style::FILE;
            let verb = match is_followed {
                true => "Use this style",
                false => "Write it beside",
            };
            let button = Button::new(theme::weight(verb, 550.0).color(p.on_primary))
                .fill(p.primary)
                .stroke(Stroke::NONE);
            let pressed = ui.add(button).clicked();
            let chord = ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
            if pressed || chord {
                let without = self.without.iter().cloned().collect();
                out.push(Command::Library(LibraryCommand::UseLearned { without }));
            }
            if ui.button("Cancel").clicked() {
                out.push(Command::View(ViewCommand::CloseDialog));
            }
            let writes = match is_followed {
                true => format!("Writes {file}, for everyone who works in this folder"),
                false => {
                    format!("This library has a house style; {file} is written, and nothing else")
                }
            };
            ui.label(theme::small(writes, p.dim));
            ui.label(theme::small("Space ticks, Ctrl+Enter: write", p.faint));
        });
    }
}

/// How far learning is, and a way to stop it.
fn progress(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui);
    let (said, done) = match desk.learning() {
        Some(learning) => {
            let (said, done) = match learning.step {
                LearnStep::Read(read) => ("Read", read),
                LearnStep::Tried(tried) => ("Checked", tried),
            };
            let of = grouped(learning.of);
            let part = done as f32 / learning.of.max(1) as f32;
            // Reading is the short half of it.
            let whole = match learning.step {
                LearnStep::Read(_) => part * 0.3,
                LearnStep::Tried(_) => 0.3 + part * 0.7,
            };
            (format!("{said} {} of {of} entries", grouped(done)), whole)
        }
        None => ("Nothing is being learned".to_owned(), 0.0),
    };
    ui.label(theme::small(said, p.dim));
    ui.add_space(4.0);
    ui.add(ProgressBar::new(done).desired_height(6.0));
    ui.add_space(10.0);
    if ui.button("Stop").clicked() {
        out.push(Command::View(ViewCommand::CloseDialog));
    }
}

fn title_of(part: &LearnedPart) -> String {
    match part {
        LearnedPart::Field(key) => key.clone(),
        LearnedPart::Sections => "Sections".into(),
        LearnedPart::Sentences => "Required sentences".into(),
        LearnedPart::Closing => "Blocks at the end".into(),
        LearnedPart::Links => "Addresses".into(),
        LearnedPart::CheckOff(id) => match checks::named(id) {
            Some(check) => format!("Off: {}", check.title),
            None => format!("Off: {id}"),
        },
    }
}

/// The evidence and what the part finds, on one line.
fn in_short(style: &LearnedStyle, part: &LearnedPart) -> String {
    let evidence = style.learned.evidence_of(part);
    match (part, finds(style, part)) {
        (LearnedPart::CheckOff(_), _) => evidence,
        (_, finds) if evidence.is_empty() => finds,
        (_, finds) => format!("{finds} · {evidence}"),
    }
}

fn finds(style: &LearnedStyle, part: &LearnedPart) -> String {
    match style.found(part) {
        0 => "finds nothing".into(),
        1 => "1 finding".into(),
        n => format!("{} findings", grouped(n)),
    }
}

/// What would be expected, what that rests on and what it finds.
fn in_full(style: &LearnedStyle, part: &LearnedPart) -> String {
    let learned = &style.learned;
    let mut lines = match part {
        LearnedPart::Field(key) => {
            let field = learned.style.field(key);
            let mut lines =
                field.map_or_else(Vec::new, |field| field_in_full(field, &learned.style));
            lines.insert(0, format!("Found {}", learned.evidence_of(part)));
            lines
        }
        LearnedPart::Sections => {
            let mut lines: Vec<String> = (learned.style.sections.iter())
                .map(|section| {
                    let why = learned.evidence.get(&format!("sections/{}", section.name));
                    let needs = if section.required { ", required" } else { "" };
                    format!(
                        "{}: {}{needs}",
                        section.name,
                        why.map_or("", String::as_str)
                    )
                })
                .collect();
            lines.push(match learned.style.other_sections {
                true => "Other sections are right as well".into(),
                false => "No other sections".into(),
            });
            lines
        }
        LearnedPart::Sentences => (learned.style.sentences.iter())
            .map(|sentence| format!("{}: “{}”", sentence.section, sentence.text))
            .collect(),
        LearnedPart::Closing => (learned.style.closing.iter())
            .map(|block| {
                let why = learned.evidence.get(&format!("closing/{}", block.begins));
                format!("{}: {}", block.begins, why.map_or("", String::as_str))
            })
            .collect(),
        LearnedPart::Links => (learned.style.links.fields.iter())
            .map(|(field, rule)| format!("{field}: {rule}"))
            .chain(
                learned
                    .style
                    .links
                    .entry
                    .iter()
                    .map(|it| format!("url: {it}")),
            )
            .chain(
                learned
                    .style
                    .links
                    .product
                    .iter()
                    .map(|it| format!("product: {it}")),
            )
            .chain(
                learned
                    .style
                    .links
                    .pillar
                    .iter()
                    .map(|it| format!("pillar: {it}")),
            )
            .chain(
                learned
                    .style
                    .links
                    .library
                    .iter()
                    .map(|it| format!("library: {it}")),
            )
            .collect(),
        LearnedPart::CheckOff(id) => {
            let reason = checks::named(id).map_or("", |check| check.reason);
            vec![
                format!("{reason}."),
                format!(
                    "This check {}, so it is no rule here.",
                    learned.evidence_of(part)
                ),
                match style.found(part) {
                    1 => "Without the tick it is on, with 1 finding.".into(),
                    n => format!("Without the tick it is on, with {} findings.", grouped(n)),
                },
            ]
        }
    };
    if !matches!(part, LearnedPart::CheckOff(_)) {
        let finds = finds(style, part);
        lines.push(String::new());
        lines.push(match style.found(part) {
            0 => "Every entry meets this.".into(),
            _ => format!("With the tick: {finds}."),
        });
    }
    lines.join("\n")
}

fn field_in_full(field: &FieldRule, style: &HouseStyle) -> Vec<String> {
    use crate::house_style::FieldKind::Date;
    let mut lines = Vec::new();
    lines.push(match (field.required, field.usual) {
        (true, _) if field.may_be_empty => "Every entry has it, with a value or empty".into(),
        (true, _) => "Every entry has it, with a value".into(),
        (_, true) => "Most entries have it: one without it is a note".into(),
        _ => "An entry may have it".to_owned(),
    });
    lines.push(match field.kind {
        Date => format!(
            "It holds a date: {}",
            style.date_form_of(&field.key).example()
        ),
        kind => format!("It holds: {}", kind.in_words()),
    });
    if !field.values.is_empty() {
        lines.push(format!(
            "Values that come again: {}",
            field.values.join(", ")
        ));
    }
    lines
}
