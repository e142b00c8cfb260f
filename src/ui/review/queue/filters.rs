//! The filters of the queue, each cleared where it is seen; how it is grouped, and which columns it has.
//!
//! Knows nothing of: what fits a filter.

use std::collections::BTreeSet;

use egui::{Button, Id, Key, Modifiers, Popup, PopupCloseBehavior, TextEdit, Ui};
use lucide_icons::Icon;

use super::Size;
use crate::desk::{Command, Desk, Filter, NOBODY, ReviewCommand, When};
use crate::library::grouped;
use crate::review::{ReviewState, Standing};
use crate::settings::QueueColumn;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What they keep from frame to frame.
#[derive(Default)]
pub(super) struct Filters {
    words: String,
    wants_focus: bool,
}

/// One that is chosen from a list.
#[derive(Clone, Copy)]
enum Choice {
    State,
    Pillar,
    Person,
    Outcome,
}

pub(super) fn words_id() -> Id {
    Id::unique("queue filter")
}

impl Filters {
    pub(super) fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// Draws them; `true` where the focus is to go to the table.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        size: Size,
        p: &Palette,
        out: &mut Vec<Command>,
    ) -> bool {
        let mut to_table = false;
        let queue = &desk.view().queue;
        ui.horizontal_centered(|ui| {
            let width = if size == Size::Full { 230.0 } else { 170.0 };
            to_table = self.words(ui, desk, width, out);
            choice(ui, desk, Choice::State, p, out);
            let others = [Choice::Pillar, Choice::Person, Choice::Outcome];
            if size == Size::Full {
                for other in others {
                    choice(ui, desk, other, p, out);
                }
                group(ui, desk, out);
            } else {
                // What is set is seen, and cleared where it is seen.
                for other in others {
                    if !other.value(desk).is_empty() {
                        choice(ui, desk, other, p, out);
                    }
                }
                let more = ui.add(Button::new("Filters…"));
                Popup::menu(&more)
                    .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                    .show(|ui| {
                        for other in others {
                            choice(ui, desk, other, p, out);
                        }
                        group(ui, desk, out);
                    });
            }
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                columns(ui, desk, out);
                let review = desk.review().queue();
                let (shown, all) = (review.shown().count(), review.rows().len());
                let said = format!("{} of {}", grouped(shown), grouped(all));
                ui.label(theme::small(said, p.dim));
                if queue.is_filtered() && widgets::small_button(ui, "Clear filters").clicked() {
                    self.words.clear();
                    out.push(Command::Review(ReviewCommand::Filter(Filter::Clear)));
                }
            });
        });
        to_table
    }

    fn words(&mut self, ui: &mut Ui, desk: &Desk, width: f32, out: &mut Vec<Command>) -> bool {
        let queue = &desk.view().queue;
        let id = words_id();
        if self.words != queue.words && !ui.memory(|memory| memory.has_focus(id)) {
            self.words.clone_from(&queue.words);
        }
        let response = ui.add(
            TextEdit::singleline(&mut self.words)
                .id(id)
                .hint_text("Filter entries")
                .desired_width(width)
                .margin(egui::Margin::symmetric(8, 5)),
        );
        widgets::label(&response, "Filter entries");
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
        }
        if response.changed() {
            let words = Filter::Words(self.words.clone());
            out.push(Command::Review(ReviewCommand::Filter(words)));
        }
        if !response.has_focus() {
            let is_left = response.lost_focus();
            return is_left && ui.input(|input| input.key_pressed(Key::Enter));
        }
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        // Escape clears the words first; where there are none it is the queue’s.
        if !self.words.is_empty() && pressed(Key::Escape) {
            self.words.clear();
            let words = Filter::Words(String::new());
            out.push(Command::Review(ReviewCommand::Filter(words)));
        }
        pressed(Key::ArrowDown)
    }
}

impl Choice {
    fn label(self) -> &'static str {
        match self {
            Self::State => "State",
            Self::Pillar => "Pillar",
            Self::Person => "Person",
            Self::Outcome => "Outcome",
        }
    }

    fn value(self, desk: &Desk) -> &str {
        let queue = &desk.view().queue;
        match self {
            Self::State => &queue.when,
            Self::Pillar => &queue.pillar,
            Self::Person => &queue.person,
            Self::Outcome => &queue.outcome,
        }
    }

    fn set(self, value: String) -> Command {
        Command::Review(ReviewCommand::Filter(match self {
            Self::State => Filter::When(value),
            Self::Pillar => Filter::Pillar(value),
            Self::Person => Filter::Person(value),
            Self::Outcome => Filter::Outcome(value),
        }))
    }

    /// What can be chosen: the value, and what it is called.
    fn offers(self, desk: &Desk) -> Vec<(String, String)> {
        let named = |name: &str, label: &str| (name.to_owned(), label.to_owned());
        match self {
            Self::State => {
                let states = ReviewState::ALL.iter();
                states.map(|it| named(it.name(), it.label())).collect()
            }
            Self::Outcome => {
                let standings = Standing::ALL.iter();
                standings.map(|it| named(it.name(), it.label())).collect()
            }
            Self::Pillar => {
                let pillars = desk.library().map(|library| library.pillars());
                let pillars = pillars.unwrap_or_default().into_iter();
                let mut pillars: Vec<_> = pillars.map(|(it, _)| named(&it, &it)).collect();
                pillars.sort();
                pillars
            }
            Self::Person => {
                let rows = desk.review().queue().rows().iter();
                let people: BTreeSet<&str> = rows.filter_map(|row| row.person()).collect();
                let people = people.into_iter().map(|it| named(it, it));
                people.chain([named(NOBODY, "Nobody")]).collect()
            }
        }
    }

    /// How a value is said behind the label.
    fn said(self, value: &str) -> String {
        match self {
            Self::State => When::parse(value).map_or_else(|| value.to_owned(), When::label),
            Self::Outcome => {
                let found = Standing::ALL.iter().find(|it| it.name() == value);
                found.map_or_else(|| value.to_owned(), |it| it.label().to_lowercase())
            }
            Self::Person if value == NOBODY => "nobody".to_owned(),
            Self::Person | Self::Pillar => value.to_owned(),
        }
    }
}

/// A button that says what is chosen, the list behind it, and the cross that clears it.
fn choice(ui: &mut Ui, desk: &Desk, choice: Choice, p: &Palette, out: &mut Vec<Command>) {
    let value = choice.value(desk);
    let is_set = !value.is_empty();
    let said = if is_set {
        choice.said(value)
    } else {
        "all".to_owned()
    };
    let tone = if is_set { p.accent } else { p.text };
    let words = theme::weight(format!("{}: {said}", choice.label()), 500.0).color(tone);
    let mut button = Button::new((
        words,
        theme::icon(Icon::ChevronDown).size(12.0).color(p.dim),
    ));
    if is_set {
        button = button.fill(p.accent_soft);
    }
    let response = ui.add(button);
    widgets::named(&response, &format!("{}: {said}", choice.label()));
    Popup::menu(&response).show(|ui| {
        let all = (String::new(), "All".to_owned());
        for (offered, label) in std::iter::once(all).chain(choice.offers(desk)) {
            if ui.radio(value == offered, label).clicked() {
                out.push(choice.set(offered));
                ui.close();
            }
        }
    });
    if is_set {
        let name = format!("Clear the filter by {}", choice.label().to_lowercase());
        if widgets::icon_button(ui, Icon::X, &name).clicked() {
            out.push(choice.set(String::new()));
        }
    }
}

fn group(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let by = desk.view().queue.group;
    let said = by.map_or_else(|| "none".to_owned(), |by| by_label(by).to_lowercase());
    let words = theme::weight(format!("Group: {said}"), 500.0);
    let response = ui.add(Button::new((
        words,
        theme::icon(Icon::ChevronDown).size(12.0),
    )));
    widgets::named(&response, &format!("Group: {said}"));
    Popup::menu(&response).show(|ui| {
        let none = (None, "None");
        let groups = QueueColumn::GROUPS
            .iter()
            .map(|by| (Some(*by), by_label(*by)));
        for (offered, label) in std::iter::once(none).chain(groups) {
            if ui.radio(by == offered, label).clicked() {
                out.push(Command::Review(ReviewCommand::Group(offered)));
                ui.close();
            }
        }
    });
}

fn by_label(by: QueueColumn) -> &'static str {
    match by {
        QueueColumn::Assigned => "Person",
        by => by.label(),
    }
}

fn columns(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let queue = &desk.view().queue;
    let response = ui.add(Button::new("Columns…"));
    Popup::menu(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            for column in QueueColumn::ALL
                .into_iter()
                .filter(|it| *it != QueueColumn::Title)
            {
                let mut shown = queue.shows(column);
                if ui.checkbox(&mut shown, column.label()).changed() {
                    out.push(Command::Review(ReviewCommand::Column(column, shown)));
                }
            }
            ui.separator();
            let mut letters = queue.letter_keys;
            if ui
                .checkbox(&mut letters, "J and K move in the table")
                .changed()
            {
                out.push(Command::Review(ReviewCommand::LetterKeys(letters)));
            }
        });
}
