//! The dialog that asks for a change of a field or section in many entries. What comes of it is looked at in another.
//!
//! Knows nothing of: what is changed by it.

use egui::{Button, Id, Key, Margin, Response, Stroke, TextEdit, Ui};

use super::Opened;
use crate::desk::{Among, Command, Desk, SearchCommand, ViewCommand};
use crate::entry::front_matter::Path;
use crate::library::grouped;
use crate::search::fields::{FieldChange, REVIEWED};
use crate::ui::theme;
use crate::ui::widgets;

/// What the dialog holds from frame to frame.
#[derive(Default)]
pub(super) struct ChangeDraft {
    /// Whose change it can be, each with how many entries that are.
    choices: Vec<(Among, usize)>,
    among: Option<Among>,
    act: Act,
    name: String,
    value: String,
}

/// What is done to a field or a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Act {
    #[default]
    Set,
    AddToList,
    TakeFromList,
    Remove,
    Rename,
    RenameSection,
    PlaceSection,
}

impl Act {
    const ALL: [Self; 7] = [
        Self::Set,
        Self::AddToList,
        Self::TakeFromList,
        Self::Remove,
        Self::Rename,
        Self::RenameSection,
        Self::PlaceSection,
    ];

    fn label(self) -> &'static str {
        match self {
            Self::Set => "Set a field",
            Self::AddToList => "Add to a list",
            Self::TakeFromList => "Remove from a list",
            Self::Remove => "Remove a field",
            Self::Rename => "Rename a field",
            Self::RenameSection => "Rename a section",
            Self::PlaceSection => "Move a section to its house place",
        }
    }

    fn is_of_section(self) -> bool {
        matches!(self, Self::RenameSection | Self::PlaceSection)
    }

    /// What the second box asks for, where there is one.
    fn value(self) -> Option<&'static str> {
        match self {
            Self::Set => Some("New value"),
            Self::AddToList => Some("What is added"),
            Self::TakeFromList => Some("What to remove"),
            Self::Rename | Self::RenameSection => Some("New name"),
            Self::Remove | Self::PlaceSection => None,
        }
    }
}

impl ChangeDraft {
    pub(super) fn show(&mut self, ui: &mut Ui, opened: &Opened<'_>, out: &mut Vec<Command>) {
        let &Opened { desk, fresh, .. } = opened;
        if fresh {
            self.begin(desk);
        }
        let p = theme::palette(ui);
        opened.heading(ui);
        opened.explain(ui, "Every entry’s line is shown before anything is changed");
        ui.add_space(4.0);
        for (among, count) in &self.choices {
            let on = self.among == Some(*among);
            if ui.radio(on, among_in_words(*among, *count)).clicked() {
                self.among = Some(*among);
            }
        }
        if self.choices.is_empty() {
            ui.label(theme::small("There is no entry to change", p.dim));
        }
        ui.separator();
        ui.horizontal_wrapped(|ui| {
            for act in Act::ALL {
                if ui.radio(self.act == act, act.label()).clicked() {
                    self.act = act;
                }
            }
        });
        ui.add_space(4.0);
        let name = if self.act.is_of_section() {
            "Section"
        } else {
            "Field"
        };
        let first = line(ui, name, &mut self.name);
        if fresh {
            first.request_focus();
        }
        let offered = names(desk, self.act.is_of_section());
        offer(ui, &offered, &mut self.name);
        if self.name.trim() == REVIEWED && !self.act.is_of_section() {
            self.reviewed(ui, out);
            return;
        }
        let second = self.act.value().map(|label| {
            let value = line(ui, label, &mut self.value);
            if self.act == Act::Set || self.act == Act::AddToList {
                let values = desk.library().map(|it| it.values_of(self.name.trim()));
                let values: Vec<String> = values
                    .into_iter()
                    .flatten()
                    .take(OFFERED)
                    .map(|(value, _)| value.to_string())
                    .collect();
                offer(ui, &values, &mut self.value);
            }
            value
        });
        let entered = [Some(first), second].into_iter().flatten();
        let entered = entered.into_iter().any(|it| it.lost_focus())
            && ui.input(|input| input.key_pressed(Key::Enter));
        ui.add_space(6.0);
        self.buttons(ui, entered, out);
    }

    fn begin(&mut self, desk: &Desk) {
        let all = [
            Among::Selected,
            Among::Chosen,
            Among::Found,
            Among::Listed,
            Among::Shown,
        ];
        let counted = all.map(|among| (among, desk.among(among).len()));
        self.choices = counted
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .collect();
        let has = |wanted| self.choices.iter().any(|(among, _)| *among == wanted);
        self.among = if has(Among::Selected) {
            Some(Among::Selected)
        } else if desk.shows_queue() && has(Among::Chosen) {
            Some(Among::Chosen)
        } else if desk.shows_search() && has(Among::Found) {
            Some(Among::Found)
        } else {
            has(Among::Listed).then_some(Among::Listed)
        };
    }

    /// The date of a review is no field like others.
    fn reviewed(&self, ui: &mut Ui, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        ui.add_space(6.0);
        let said = "The date of a review says that somebody reviewed the entry, so it is changed by signing off only";
        ui.label(theme::small(said, p.dim));
        ui.add_space(6.0);
        ui.horizontal(|ui| {
            let sign = ui.add_enabled(self.among.is_some(), Button::new("Sign off…"));
            if sign.clicked()
                && let Some(among) = self.among
            {
                out.push(Command::Search(SearchCommand::SignOff(among)));
            }
            cancel(ui, out);
        });
    }

    fn buttons(&self, ui: &mut Ui, entered: bool, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let change = self.change();
        let refused = change.as_ref().and_then(|change| change.check().err());
        if let Some(why) = &refused {
            ui.label(theme::small(why.to_string().replace('`', ""), p.bad));
        }
        let asked = change.filter(|_| refused.is_none()).zip(self.among);
        ui.horizontal(|ui| {
            let label = theme::weight("Look at the changes…", 550.0).color(p.on_primary);
            let button = Button::new(label).fill(p.primary).stroke(Stroke::NONE);
            let look = ui.add_enabled(asked.is_some(), button);
            if let Some((change, among)) = asked
                && (look.clicked() || entered)
            {
                let change = SearchCommand::ChangeFields { among, change };
                out.push(Command::Search(change));
            }
            cancel(ui, out);
        });
    }

    /// What is asked for, once it is whole.
    fn change(&self) -> Option<FieldChange> {
        let (name, value) = (self.name.trim(), self.value.trim());
        if name.is_empty() || (self.act.value().is_some() && value.is_empty()) {
            return None;
        }
        let (from, to) = (name.to_owned(), value.to_owned());
        let path = || name.parse::<Path>().ok();
        Some(match self.act {
            Act::Set => FieldChange::Set {
                path: path()?,
                value: to,
            },
            Act::AddToList => FieldChange::AddToList {
                list: path()?,
                text: to,
            },
            Act::TakeFromList => FieldChange::TakeFromList {
                list: path()?,
                text: to,
            },
            Act::Remove => FieldChange::Remove { path: path()? },
            Act::Rename => FieldChange::Rename { from, to },
            Act::RenameSection => FieldChange::RenameSection { from, to },
            Act::PlaceSection => FieldChange::PlaceSection { name: from },
        })
    }
}

/// So many names or values are offered as buttons.
const OFFERED: usize = 8;

fn among_in_words(among: Among, count: usize) -> String {
    let entries = match count {
        1 => "1 entry".to_owned(),
        n => format!("{} entries", grouped(n)),
    };
    match among {
        Among::Chosen => format!("{entries} chosen in the review queue"),
        Among::Found => format!("{entries} found by the search"),
        Among::Selected => format!("{entries} selected in the library pane"),
        Among::Listed => format!("{entries} listed in the library pane"),
        Among::Shown => "The entry that is shown".to_owned(),
    }
}

/// Fields or sections of the house.
fn names(desk: &Desk, sections: bool) -> Vec<String> {
    let style = desk.style();
    if sections {
        return style.section_names().map(str::to_owned).collect();
    }
    let fields = style.fields.iter().map(|field| field.key.clone());
    fields.collect()
}

/// Buttons that fill a box: those that begin with what is typed.
fn offer(ui: &mut Ui, offered: &[String], value: &mut String) {
    let typed = value.trim().to_lowercase();
    let begins = |name: &&String| name.to_lowercase().starts_with(&typed) && *name != value;
    let fitting: Vec<&String> = offered.iter().filter(begins).take(OFFERED).collect();
    if fitting.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for name in fitting {
            if widgets::small_button(ui, name).clicked() {
                value.clone_from(name);
            }
        }
    });
}

fn line(ui: &mut Ui, name: &str, value: &mut String) -> Response {
    let p = theme::palette(ui);
    ui.label(theme::small(name, p.dim));
    let response = ui.add(
        TextEdit::singleline(value)
            .id(Id::unique(("change entries", name)))
            .desired_width(f32::INFINITY)
            .margin(Margin::symmetric(8, 5)),
    );
    widgets::label(&response, name);
    response
}

fn cancel(ui: &mut Ui, out: &mut Vec<Command>) {
    if ui.button("Cancel").clicked() {
        out.push(Command::View(ViewCommand::CloseDialog));
    }
}
