//! The list of commands, in every state of the desk.

use copydesk::desk::{
    Act, Command, EditCommand, LIST, Leaving, LibraryCommand, NewEntry, Selection, Sheet,
    SourceCommand, StepId, SyncCommand, ViewCommand,
};
use copydesk::entry::Edit;
use copydesk::entry::front_matter::Path;
use copydesk::entry::sources;

use crate::bench::{Bench, TEA, key};

/// A desk in each state it can be in.
fn desks() -> Vec<(&'static str, Bench)> {
    let mut unreadable = Bench::with_bytes(&[("a.md", b"caf\xE9\n")]);
    unreadable.show("a.md");
    let mut unsaved = Bench::at_tea();
    unsaved.writes("Summary", "x");
    let mut whole = Bench::at_tea();
    whole.does(Act::WholeFile);
    let mut conflict = Bench::at_tea();
    conflict.writes("Summary", "x");
    conflict.someone_writes("tea.md", "Theirs.\n");
    let mut gone = Bench::at_tea();
    gone.someone_removes("tea.md");
    vec![
        ("no library", Bench::empty()),
        ("an empty library", Bench::with(&[])),
        ("nothing shown", Bench::with(&[("a.md", TEA)])),
        ("an unreadable file", unreadable),
        ("an entry", Bench::at_tea()),
        ("an empty entry", Bench::at("a.md", "")),
        (
            "an entry without front matter",
            Bench::at("a.md", "Text.\n"),
        ),
        ("unsaved work", unsaved),
        ("the whole file", whole),
        ("a file changed outside", conflict),
        ("a file gone", gone),
    ]
}

#[test]
fn every_command_can_be_given_in_every_state_and_a_refusal_is_a_sentence() {
    for listed in LIST {
        for (state, mut bench) in desks() {
            let refusal = bench.desk.refusal(listed.act);
            let text = bench.desk.shown().map(|entry| entry.text().clone());
            bench.asks(listed.act);
            let Some(why) = refusal else { continue };
            assert_eq!(bench.said(), why, "{} with {state}", listed.label);
            assert!(
                why.len() > 8 && why.starts_with(char::is_uppercase) && !why.ends_with('.'),
                "{} with {state}: {why}",
                listed.label
            );
            let now = bench.desk.shown().map(|entry| entry.text().clone());
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
    let why = |bench: &Bench, act| bench.desk.refusal(act).expect("it is refused");
    let [nothing, library] = [Bench::empty(), Bench::with(&[("a.md", TEA)])];
    assert_eq!(why(&nothing, Act::NewEntry), "Open a folder first");
    assert_eq!(why(&library, Act::Undo), "No entry is shown");
    let mut unreadable = Bench::with_bytes(&[("a.md", b"caf\xE9\n")]);
    unreadable.show("a.md");
    assert_eq!(
        why(&unreadable, Act::Save),
        "This file can’t be read as text, so it is left as it is"
    );
    let mut bench = Bench::at_tea();
    assert_eq!(why(&bench, Act::Save), "Saved already");
    assert_eq!(why(&bench, Act::MoveSectionUp), "This is the first section");
    bench.caret_at("A source");
    assert_eq!(
        why(&bench, Act::MoveSectionDown),
        "This is the last section before the closing blocks"
    );
    bench.caret_at("[All]");
    assert_eq!(
        why(&bench, Act::DeleteSection),
        "Put the caret in a section above the closing blocks first"
    );
}

#[test]
fn commands_with_numbers_beyond_what_is_there_change_nothing() {
    for (state, mut bench) in desks() {
        let text = bench.desk.shown().map(|entry| entry.text().clone());
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
            Command::Edit(EditCommand::RemoveProduct(9)),
            Command::Edit(EditCommand::MoveProduct { from: 9, to: 0 }),
            Command::Edit(EditCommand::RemoveField(Path::key("not there"))),
            Command::Source(SourceCommand::Set {
                source: 9,
                field: sources::Field::Year,
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
            bench.asks(command);
            let now = bench.desk.shown().map(|entry| entry.text().clone());
            assert_eq!(now, text, "{said} with {state}");
        }
    }
}

#[test]
fn a_sheet_is_opened_and_closed() {
    let mut bench = Bench::at_tea();
    for (act, sheet) in [
        (Act::Palette, Sheet::Palette),
        (Act::JumpToEntry, Sheet::JumpToEntry),
        (Act::JumpToSection, Sheet::JumpToSection),
        (Act::OpenFolderByPath, Sheet::OpenFolder),
        (Act::NewEntry, Sheet::NewEntry),
        (Act::AddSection, Sheet::AddSection),
        (Act::AddField, Sheet::AddField),
        (Act::AddSources, Sheet::AddSources),
        (Act::Cite, Sheet::Cite),
        (Act::Replace, Sheet::Find { replace: true }),
    ] {
        bench.does(act);
        assert_eq!(bench.desk.sheet(), Some(&sheet));
        bench.does(ViewCommand::CloseSheet);
        assert_eq!(bench.desk.sheet(), None);
    }
}

#[test]
fn text_size_goes_in_steps_and_back() {
    let mut bench = Bench::empty();
    for _ in 0..20 {
        bench.does(Act::LargerText);
    }
    assert_eq!(bench.desk.view().text_size, 2.0);
    for _ in 0..20 {
        bench.does(Act::SmallerText);
    }
    assert_eq!(bench.desk.view().text_size, 0.8);
    bench.does(Act::NormalText);
    assert_eq!(bench.desk.view().text_size, 1.0);
}

#[test]
fn commands_of_sheets_that_stand_open_no_more_do_no_harm() {
    for (_, mut bench) in desks() {
        let new = NewEntry {
            title: String::new(),
            pillar: String::new(),
            slug: String::new(),
        };
        bench.asks(LibraryCommand::NewEntry(new));
        bench.asks(SyncCommand::SaveOver(key("not-there.md")));
        bench.asks(LibraryCommand::Show {
            entry: key("not-there.md"),
            at: Some(7),
        });
        bench.asks(Act::Back);
        bench.asks(SyncCommand::Leave(Leaving::Quit));
    }
}
