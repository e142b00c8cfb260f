//! The list of commands: what menus, keys, right-click menus and the palette are made of, and what each does.
//!
//! All that is said of one command stands in its row.

mod file;
mod findings;
mod places;
mod review;
mod sources;
mod sync;
mod text;
mod view;

use std::sync::LazyLock;

use super::id::CommandId;
use crate::desk::{Desk, Effect, Moment};

/// The menu a command stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Menu {
    File,
    Edit,
    Entry,
    Sources,
    Review,
    Go,
    View,
}

impl Menu {
    pub const ALL: [Self; 7] = [
        Self::File,
        Self::Edit,
        Self::Entry,
        Self::Sources,
        Self::Review,
        Self::Go,
        Self::View,
    ];

    pub fn label(self) -> &'static str {
        match self {
            Self::File => "File",
            Self::Edit => "Edit",
            Self::Entry => "Entry",
            Self::Sources => "Sources",
            Self::Review => "Review",
            Self::Go => "Go",
            Self::View => "View",
        }
    }

    /// The letter of its label that opens it together with Alt.
    pub fn letter(self) -> &'static str {
        match self {
            Self::File => "F",
            Self::Edit => "E",
            Self::Entry => "N",
            Self::Sources => "S",
            Self::Review => "R",
            Self::Go => "G",
            Self::View => "V",
        }
    }
}

/// What must be there for a command to be carried out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs {
    /// Nothing, or what its own reason says.
    Nothing,
    Library,
    /// An entry that can be read.
    Entry,
    /// The same, shown as cards.
    Cards,
    /// The entry's view, even where no entry is in it.
    EntryView,
    /// An entry, also while its merge waits for choices.
    Merge,
}

/// A line of the list.
#[derive(Debug, Clone, Copy)]
pub struct CommandInfo {
    pub id: CommandId,
    pub menu: Menu,
    pub needs: Needs,
    pub label: &'static str,
    /// What it does, in a sentence.
    pub hint: &'static str,
    /// Chords that call it, the first one shown: `Ctrl+Shift+S`. Empty where it has none.
    pub shortcuts: &'static [&'static str],
    /// It writes at once something else than the entry shown: it is found only by its own words.
    pub writes_elsewhere: bool,
    run: Action,
    /// Why it can't be carried out although what it needs is there.
    pub(super) unless: fn(&Desk) -> Option<String>,
    /// Whether what it switches is on.
    is_on: Option<fn(&Desk) -> bool>,
    /// It can be done to an entry whose text is read and not written.
    pub(super) works_in_review: bool,
    /// It can be done to an entry that is read for proof.
    pub(super) works_in_proof: bool,
}

/// How a command is carried out.
#[derive(Debug, Clone, Copy)]
enum Action {
    /// On the desk alone.
    Does(fn(&mut Desk, Moment)),
    /// With something asked of the outside world.
    Asks(fn(&mut Desk, Moment) -> Vec<Effect>),
}

/// A row. What only some commands have is added behind it.
const fn it(
    id: CommandId,
    menu: Menu,
    needs: Needs,
    label: &'static str,
    shortcuts: &'static [&'static str],
    hint: &'static str,
    run: Action,
) -> CommandInfo {
    CommandInfo {
        id,
        menu,
        needs,
        label,
        hint,
        shortcuts,
        writes_elsewhere: false,
        run,
        unless: |_| None,
        is_on: None,
        works_in_review: false,
        works_in_proof: false,
    }
}

impl CommandInfo {
    const fn unless(self, unless: fn(&Desk) -> Option<String>) -> Self {
        Self { unless, ..self }
    }

    const fn switching(self, is_on: fn(&Desk) -> bool) -> Self {
        Self {
            is_on: Some(is_on),
            ..self
        }
    }

    const fn in_review(self) -> Self {
        Self {
            works_in_review: true,
            works_in_proof: true,
            ..self
        }
    }

    const fn in_proof(self) -> Self {
        Self {
            works_in_proof: true,
            ..self
        }
    }

    const fn writing_elsewhere(self) -> Self {
        Self {
            writes_elsewhere: true,
            ..self
        }
    }
}

/// The reason where it is one.
fn because(is_so: bool, reason: &str) -> Option<String> {
    is_so.then(|| reason.to_owned())
}

/// Every command, in the order of menus and palette.
pub static LIST: LazyLock<Vec<CommandInfo>> = LazyLock::new(|| {
    [
        file::FILES,
        text::TEXT,
        sources::ADDING,
        findings::FINDINGS,
        sources::ARRANGING,
        places::NAMED,
        review::REVIEW,
        places::BACK,
        view::VIEW,
        sync::SYNC,
        view::NOTICES,
    ]
    .concat()
});

impl CommandId {
    /// This command's line in the list.
    pub fn info(self) -> &'static CommandInfo {
        // Every command has a line (tested below), so the first line is never taken for another.
        LIST.iter().find(|info| info.id == self).unwrap_or(&LIST[0])
    }

    pub fn label(self) -> &'static str {
        self.info().label
    }
}

impl Desk {
    /// Carries out a command of the list, or says why that can't be done now.
    pub(in crate::desk) fn run(&mut self, id: CommandId, now: Moment) -> Vec<Effect> {
        if let Some(why) = self.disabled_because(id) {
            self.say(why);
            return Vec::new();
        }
        match id.info().run {
            Action::Does(run) => {
                run(self, now);
                Vec::new()
            }
            Action::Asks(run) => run(self, now),
        }
    }

    /// Whether a command that switches something has it switched on; `None` for all others.
    pub fn is_on(&self, id: CommandId) -> Option<bool> {
        id.info().is_on.map(|is_on| is_on(self))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_chord_calls_two_commands() {
        let mut seen = HashSet::new();
        for chord in LIST.iter().flat_map(|info| info.shortcuts) {
            assert!(seen.insert(chord), "{chord} is taken twice");
        }
    }

    #[test]
    fn every_menu_has_a_letter_of_its_own_label() {
        let mut letters = HashSet::new();
        for menu in Menu::ALL {
            assert!(letters.insert(menu.letter()), "{menu:?}");
            assert!(menu.label().to_uppercase().contains(menu.letter()));
        }
    }

    #[test]
    fn every_command_has_one_line_and_a_hint_without_a_full_stop() {
        let (_, names) = include_str!("../id.rs")
            .split_once("enum CommandId {")
            .unwrap();
        let mut names: Vec<_> = (names.lines())
            .filter_map(|line| Some(line.trim().strip_suffix(',')?.to_owned()))
            .collect();
        let mut listed: Vec<_> = LIST.iter().map(|info| format!("{:?}", info.id)).collect();
        names.sort();
        listed.sort();
        assert_eq!(names, listed);
        for info in LIST.iter() {
            assert_eq!(info.id.info().label, info.label);
            assert!(
                !info.hint.is_empty() && !info.hint.ends_with('.'),
                "{}",
                info.label
            );
        }
    }
}
