//! The list of commands, in every state of the desk.

use copydesk::desk::{
    Command, CommandId, Dialog, EditCommand, LIST, Leaving, LibraryCommand, NewEntry, Selection,
    SourceCommand, StepId, SyncCommand, ViewCommand,
};
use copydesk::entry::Edit;
use copydesk::entry::front_matter::Path;
use copydesk::entry::sources;

use crate::fixture::{Fixture, TEA, key};

/// A desk in each state it can be in.
fn desks() -> Vec<(&'static str, Fixture)> {
    let mut unreadable = Fixture::with_bytes(&[("a.md", b"caf\xE9\n")]);
    unreadable.show("a.md");
    let mut unsaved = Fixture::at_tea();
    unsaved.writes("Summary", "x");
    let mut whole = Fixture::at_tea();
    whole.does(CommandId::WholeFile);
    let mut conflict = Fixture::at_tea();
    conflict.writes("Summary", "x");
    conflict.someone_writes("tea.md", "Theirs.\n");
    let mut gone = Fixture::at_tea();
    gone.someone_removes("tea.md");
    vec![
        ("no library", Fixture::empty()),
        ("an empty library", Fixture::with(&[])),
        ("nothing shown", Fixture::with(&[("a.md", TEA)])),
        ("an unreadable file", unreadable),
        ("an entry", Fixture::at_tea()),
        ("an empty entry", Fixture::at("a.md", "")),
        (
            "an entry without front matter",
            Fixture::at("a.md", "Text.\n"),
        ),
        ("unsaved work", unsaved),
        ("the whole file", whole),
        ("a file changed outside", conflict),
        ("a file gone", gone),
    ]
}

#[test]
fn every_command_can_be_given_in_every_state_and_a_refusal_is_a_sentence() {
    for listed in LIST.iter() {
        for (state, mut fixture) in desks() {
            let disabled_because = fixture.desk.disabled_because(listed.id);
            let text = fixture.desk.shown().map(|entry| entry.text().clone());
            fixture.asks(listed.id);
            let Some(why) = disabled_because else {
                continue;
            };
            assert_eq!(fixture.said(), why, "{} with {state}", listed.label);
            assert!(
                why.len() > 8 && why.starts_with(char::is_uppercase) && !why.ends_with('.'),
                "{} with {state}: {why}",
                listed.label
            );
            let now = fixture.desk.shown().map(|entry| entry.text().clone());
            assert_eq!(
                now, text,
                "{} with {state} was refused and changed the text",
                listed.label
            );
        }
    }
}

#[test]
fn commands_about_an_entry_say_what_is_missing() {
    let why = |fixture: &Fixture, act| fixture.desk.disabled_because(act).expect("it is refused");
    let [nothing, library] = [Fixture::empty(), Fixture::with(&[("a.md", TEA)])];
    assert_eq!(why(&nothing, CommandId::NewEntry), "Open a folder first");
    assert_eq!(why(&library, CommandId::Undo), "No entry is shown");
    let mut unreadable = Fixture::with_bytes(&[("a.md", b"caf\xE9\n")]);
    unreadable.show("a.md");
    assert_eq!(
        why(&unreadable, CommandId::Save),
        "This file can’t be read as text, so it is left as it is"
    );
    let mut fixture = Fixture::at_tea();
    assert_eq!(why(&fixture, CommandId::Save), "Saved already");
    assert_eq!(
        why(&fixture, CommandId::MoveSectionUp),
        "This is the first section"
    );
    fixture.caret_at("A source");
    assert_eq!(
        why(&fixture, CommandId::MoveSectionDown),
        "This is the last section before the closing blocks"
    );
    fixture.caret_at("[All]");
    assert_eq!(
        why(&fixture, CommandId::DeleteSection),
        "Put the caret in a section above the closing blocks first"
    );
}

#[test]
fn commands_with_numbers_beyond_what_is_there_change_nothing() {
    for (state, mut fixture) in desks() {
        let text = fixture.desk.shown().map(|entry| entry.text().clone());
        let commands = [
            Command::Edit(EditCommand::MoveSection { from: 9, to: 0 }),
            Command::Edit(EditCommand::MoveSection { from: 0, to: 9 }),
            Command::Edit(EditCommand::DeleteSection(9)),
            Command::Edit(EditCommand::AddSection {
                at: 99,
                name: "New".into(),
            }),
            Command::Edit(EditCommand::Fold {
                card: 99,
                folded: true,
            }),
            Command::Edit(EditCommand::TakeBackHunk {
                step: StepId(999),
                edit: Edit::delete(9_999..10_000),
            }),
            Command::Edit(EditCommand::RemoveField(
                Path::key("related_products").item(9),
            )),
            Command::Edit(EditCommand::MoveItem {
                list: Path::key("related_products"),
                from: 9,
                to: 0,
            }),
            Command::Edit(EditCommand::RemoveField(Path::key("not there"))),
            Command::Source(SourceCommand::Set {
                source: 9,
                field: sources::SourceField::Year,
                value: "2020".into(),
            }),
            Command::Source(SourceCommand::Remove(9)),
            Command::Source(SourceCommand::Move { from: 9, to: 0 }),
            Command::Source(SourceCommand::Move { from: 0, to: 9 }),
            Command::Source(SourceCommand::Add(Vec::new())),
            Command::Edit(EditCommand::Join(9_999..10_000)),
            Command::Edit(EditCommand::PlaceCaret(Selection::caret(9_999))),
            Command::View(ViewCommand::Dismiss(999)),
            Command::Edit(EditCommand::ReplaceOne),
            Command::Edit(EditCommand::ReplaceAll),
            Command::Edit(EditCommand::RecutCards),
            Command::View(ViewCommand::WantImage("../../outside.png".into())),
        ];
        for command in commands {
            let said = format!("{command:?}");
            fixture.asks(command);
            let now = fixture.desk.shown().map(|entry| entry.text().clone());
            assert_eq!(now, text, "{said} with {state}");
        }
    }
}

#[test]
fn a_dialog_is_opened_and_closed() {
    let mut fixture = Fixture::at_tea();
    for (act, dialog) in [
        (CommandId::Palette, Dialog::Palette),
        (CommandId::JumpToEntry, Dialog::JumpToEntry),
        (CommandId::JumpToSection, Dialog::JumpToSection),
        (CommandId::OpenFolderByPath, Dialog::OpenFolder),
        (CommandId::NewEntry, Dialog::NewEntry),
        (CommandId::AddSection, Dialog::AddSection),
        (CommandId::AddField, Dialog::AddField),
        (CommandId::AddSources, Dialog::AddSources),
        (CommandId::Cite, Dialog::Cite),
        (CommandId::Replace, Dialog::Find { replace: true }),
    ] {
        fixture.does(act);
        assert_eq!(fixture.desk.dialog(), Some(&dialog));
        fixture.does(ViewCommand::CloseDialog);
        assert_eq!(fixture.desk.dialog(), None);
    }
}

#[test]
fn text_size_goes_in_steps_and_back() {
    let mut fixture = Fixture::empty();
    for _ in 0..20 {
        fixture.does(CommandId::LargerText);
    }
    assert_eq!(fixture.desk.view().text_size, 2.0);
    for _ in 0..20 {
        fixture.does(CommandId::SmallerText);
    }
    assert_eq!(fixture.desk.view().text_size, 0.8);
    fixture.does(CommandId::NormalText);
    assert_eq!(fixture.desk.view().text_size, 1.0);
}

#[test]
fn commands_of_dialogs_that_stand_open_no_more_do_no_harm() {
    for (_, mut fixture) in desks() {
        let new = NewEntry {
            title: String::new(),
            pillar: String::new(),
            slug: String::new(),
            folder: String::new(),
        };
        fixture.asks(LibraryCommand::NewEntry(new));
        fixture.asks(SyncCommand::SaveOver(key("not-there.md")));
        fixture.asks(LibraryCommand::Show {
            entry: key("not-there.md"),
            at: Some(7),
        });
        fixture.asks(CommandId::Back);
        fixture.asks(SyncCommand::Leave(Leaving::Quit));
    }
}
