//! Sections that the house expects and the entry lacks, offered in their place.

use egui::{Color32, Rect, Ui, UiBuilder, pos2, vec2};

use super::Work;
use crate::desk::{CardField, Command, Desk, EditCommand, OpenEntry, Role};
use crate::house_style::Expectation;
use crate::ui::theme;
use crate::ui::widgets;

/// Sections the house expects and the entry lacks, each with the card before which it belongs.
pub(super) fn missing_sections(desk: &Desk, entry: &OpenEntry) -> Vec<Missing> {
    let text = entry.text();
    let outline = &entry.reading().outline;
    let style = desk.style();
    let order: Vec<&str> = (style.sections.iter())
        .filter(|section| section.required)
        .map(|section| section.name.as_str())
        .collect();
    let present: Vec<String> = outline
        .sections
        .iter()
        .map(|section| section.title(text))
        .collect();
    let has = |name: &str| present.iter().any(|it| it == name);
    // An entry that shares little with the house is left in peace.
    if entry.whole || order.iter().filter(|name| has(name)).count() * 2 < order.len() {
        return Vec::new();
    }
    let section_card = |section: usize| {
        entry
            .cards()
            .list
            .iter()
            .position(|card| card.role == Role::Section(section))
            .unwrap_or(usize::MAX)
    };
    let mut missing = Vec::new();
    for (i, name) in order.iter().enumerate() {
        if has(name) {
            continue;
        }
        let before = order
            .iter()
            .take(i)
            .rev()
            .find_map(|earlier| present.iter().position(|it| it == earlier));
        let at = before.map_or(0, |position| position + 1);
        missing.push(Missing {
            name: (*name).to_owned(),
            section: at,
            card: section_card(at),
        });
    }
    missing
}

pub(super) struct Missing {
    name: String,
    /// The number it gets.
    section: usize,
    /// The card it comes before; `usize::MAX` behind the last section.
    card: usize,
}

/// Offers missing sections in their place.
pub(super) fn offered(
    ui: &mut Ui,
    missing: &[Missing],
    card: usize,
    left: f32,
    width: f32,
    y: &mut f32,
    work: &mut Work<'_>,
) {
    let here: Vec<&Missing> = missing
        .iter()
        .filter(|it| {
            // Where the tail follows, the place behind the last section is before its first card.
            it.card == card
        })
        .collect();
    if here.is_empty() {
        return;
    }
    if work.sees(*y, 28.0) {
        let rect = Rect::from_min_size(pos2(left, work.origin_y + *y), vec2(width, 26.0));
        let p = theme::palette(ui);
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
            ui.horizontal(|ui| {
                ui.label(theme::small("Expected here", p.faint));
                for it in here {
                    let words = theme::small(&it.name, p.accent);
                    let response = ui.add(egui::Button::new(words).fill(Color32::TRANSPARENT));
                    widgets::named(&response, &format!("Add {}", it.name));
                    if response.clicked() {
                        work.out.push(Command::Edit(EditCommand::AddSection {
                            at: it.section,
                            name: it.name.clone(),
                        }));
                    }
                }
            });
        });
    }
    *y += 32.0;
}

/// What the house expects in the section of a field, while nothing is written there; empty where it expects nothing by name.
pub(super) fn expected_in(desk: &Desk, entry: &OpenEntry, field: CardField) -> String {
    let CardField::Body { card, .. } = field else {
        return String::new();
    };
    let Some(Role::Section(number)) = entry.cards().list.get(card).map(|card| card.role) else {
        return String::new();
    };
    let section = entry.reading().outline.sections.get(number);
    let title = section.map(|section| section.title(entry.text()));
    let rule = title.and_then(|title| desk.style().section(&title));
    let expects = rule.map_or(&[][..], |rule| rule.expects.as_slice());
    let names = expects.iter().filter_map(|expected| match expected {
        Expectation::Named(expected) => Some(expected.name()),
        Expectation::Matches(_) => None,
    });
    let names: Vec<&str> = names.collect();
    match names.is_empty() {
        true => String::new(),
        false => format!("Expected here: {}", names.join(", ")),
    }
}
