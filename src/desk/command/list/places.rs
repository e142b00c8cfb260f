//! Commands that go somewhere.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::{Dialog, Spot};

/// By a name, or what is named at the caret.
pub(super) const NAMED: &[CommandInfo] = &[
    it(
        WholeFile,
        Menu::Entry,
        Needs::Entry,
        "Show the whole file as text",
        &["Ctrl+E"],
        "Switch between cards and plain text",
        Does(|desk, _| desk.switch_whole()),
    )
    .unless(|desk| because(!desk.shows_page(), "Only a page can be shown as cards")),
    it(
        Palette,
        Menu::Go,
        Needs::Nothing,
        "All commands…",
        &["Ctrl+Shift+P", "F1"],
        "Find any command by a few letters",
        Does(|desk, _| desk.open_dialog(Dialog::Palette)),
    )
    .unless(|desk| {
        because(
            desk.dialog() == Some(&Dialog::Palette),
            "The commands are shown already",
        )
    }),
    it(
        JumpToEntry,
        Menu::Go,
        Needs::Library,
        "Go to entry…",
        &["Ctrl+P"],
        "Find an entry by a few letters",
        Does(|desk, _| desk.open_dialog(Dialog::JumpToEntry)),
    ),
    it(
        JumpToSection,
        Menu::Go,
        Needs::Entry,
        "Go to section…",
        &["Ctrl+Shift+O"],
        "Find a section of this entry",
        Does(|desk, _| desk.open_dialog(Dialog::JumpToSection)),
    ),
    it(
        NextSection,
        Menu::Go,
        Needs::Entry,
        "Next section",
        &["Ctrl+PageDown"],
        "Go to the text of the section below",
        Does(|desk, _| desk.step_section(true)),
    ),
    it(
        PreviousSection,
        Menu::Go,
        Needs::Entry,
        "Previous section",
        &["Ctrl+PageUp"],
        "Go to the text of the section above",
        Does(|desk, _| desk.step_section(false)),
    ),
    it(
        GoToNamed,
        Menu::Go,
        Needs::Entry,
        "Go to what is named here",
        &["F12"],
        "From a mention to its source, from an id to its entry",
        Asks(|desk, _| desk.go_to_named()),
    ),
    it(
        ReferencesHere,
        Menu::Go,
        Needs::Entry,
        "Entries that refer here…",
        &["Shift+F12"],
        "List the sentences of other entries that refer to this one",
        Does(|desk, _| desk.list_references()),
    ),
    it(
        AssignId,
        Menu::Go,
        Needs::Entry,
        "Say what this id means…",
        &[],
        "Say which entry the id at the caret means; the house style keeps it",
        Does(|desk, _| desk.ask_id()),
    )
    .unless(|desk| match desk.id_here() {
        None => because(true, "Put the caret in an id first, such as (3ca17b72)"),
        Some(id) => {
            let key = desk.entry_by_id(id)?;
            Some(format!("It is known: “{}”", desk.title_of(key)))
        }
    }),
    it(
        ShowBibliography,
        Menu::Go,
        Needs::Library,
        "The library’s sources",
        &["Ctrl+Shift+B"],
        "Look through every work that the entries list, or go back to the entry",
        Does(|desk, _| desk.turn_to_bibliography()),
    ),
];

/// To where one was, and from pane to pane.
pub(super) const BACK: &[CommandInfo] = &[
    it(
        Back,
        Menu::Go,
        Needs::Nothing,
        "Back",
        &["Alt+Left"],
        "Go back to where you were",
        Does(|desk, now| desk.back(now)),
    )
    .unless(|desk| because(!desk.can_go_back(), "There is nothing to go back to")),
    it(
        Forward,
        Menu::Go,
        Needs::Nothing,
        "Forward",
        &["Alt+Right"],
        "Go forward again",
        Does(|desk, now| desk.forward(now)),
    )
    .unless(|desk| because(!desk.can_go_forward(), "There is nothing to go forward to")),
    it(
        FilterLibrary,
        Menu::Go,
        Needs::Library,
        "Filter the library",
        &["Ctrl+L"],
        "Put the caret in the library’s filter",
        Does(|desk, _| {
            // The queue’s own filter hears that.
            if !desk.shows_queue() {
                desk.view.library_open = true;
            }
            desk.focus_on(Spot::Filter);
        }),
    ),
    it(
        NextPane,
        Menu::Go,
        Needs::Nothing,
        "Next pane",
        &["F6"],
        "Move the focus to the next pane",
        Does(|desk, _| desk.focus_on(Spot::NextPane)),
    ),
    it(
        PreviousPane,
        Menu::Go,
        Needs::Nothing,
        "Previous pane",
        &["Shift+F6"],
        "Move the focus to the pane before",
        Does(|desk, _| desk.focus_on(Spot::PreviousPane)),
    ),
    it(
        SayAgain,
        Menu::Go,
        Needs::Nothing,
        "Say it again",
        &["Ctrl+Shift+Space"],
        "Say once more what was said last",
        Does(|desk, _| desk.say_again()),
    ),
];
