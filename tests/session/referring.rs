//! Cross references: from an id to its entry, and from an entry to those that refer to it.

use std::fs;

use copydesk::desk::{Command, CommandId, Dialog, Effect, LibraryCommand, ViewCommand};

use crate::fixture::{Fixture, key};

fn entry(title: &str, id: Option<&str>, words: &str) -> String {
    let id = id.map_or(String::new(), |id| format!("id: \"{id}\"\n"));
    format!("---\ntitle: {title}\n{id}---\n\n# {title}\n\n## Summary\n\n{words}\n")
}

/// Mint is referred to twice by tea, once by sage; nobody refers to tea, and sage has no id.
#[track_caller]
fn on_mint() -> Fixture {
    let mut fixture = Fixture::with(&[
        ("mint.md", &entry("Mint", Some("1e345678"), "Mint calms.")),
        (
            "tea.md",
            &entry(
                "Tea",
                Some("3ca17b72"),
                "Tea wakes. See the mint\nentry (1e345678). Or not: (1e345678) says more (99999999).",
            ),
        ),
        ("sage.md", &entry("Sage", None, "As mint does (1e345678).")),
    ]);
    fixture.show("mint.md");
    fixture
}

/// Who refers to the entry shown, and in which words.
fn listed(fixture: &Fixture) -> Vec<(String, &str)> {
    let places = fixture.desk.references_here().iter();
    places
        .map(|place| (place.entry.file(), place.sentence.as_str()))
        .collect()
}

#[test]
fn an_entry_lists_the_sentences_that_refer_to_it() {
    let mut fixture = on_mint();
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::ReferencesHere));
    assert_eq!(
        listed(&fixture),
        [
            ("sage.md".to_owned(), "As mint does (1e345678)."),
            ("tea.md".to_owned(), "See the mint entry (1e345678)."),
            (
                "tea.md".to_owned(),
                "Or not: (1e345678) says more (99999999)."
            ),
        ]
    );
    let place = fixture.desk.references_here()[2].clone();
    fixture.does(LibraryCommand::Show {
        entry: place.entry,
        at: Some(place.at),
    });
    let at = fixture.entry().selection.head;
    assert!(fixture.text()[at..].starts_with("1e345678) says more"));
}

#[test]
fn what_is_not_saved_yet_refers_too() {
    let mut fixture = on_mint();
    fixture.show("tea.md");
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(fixture.said(), "No entry refers to this one");
    fixture.show("sage.md");
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(
        fixture.said(),
        "This entry has no id, so no other can refer to it"
    );
    fixture.writes("Summary", " And tea (3ca17b72).");
    fixture.show("tea.md");
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(
        listed(&fixture),
        [("sage.md".to_owned(), "And tea (3ca17b72).")]
    );
    fixture.does(ViewCommand::CloseDialog);
    fixture.show("sage.md");
    fixture.undo_all();
    fixture.show("tea.md");
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(fixture.said(), "No entry refers to this one");
}

#[test]
fn the_index_follows_files_that_come_and_go() {
    let mut fixture = on_mint();
    fixture.someone_writes("sage.md", &entry("Sage", Some("99999999"), "Alone."));
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(listed(&fixture).len(), 2);
    fixture.does(ViewCommand::CloseDialog);
    fixture.show("tea.md");
    fixture.caret_at("99999999");
    fixture.does(CommandId::GoToNamed);
    assert_eq!(fixture.desk.shown_key(), Some(&key("sage.md")));
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(listed(&fixture).len(), 1);
    fixture.does(ViewCommand::CloseDialog);

    let mut fixture = on_mint();
    fixture.someone_removes("tea.md");
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(listed(&fixture).len(), 1);
}

/// The caret in the id that nobody calls their own.
#[track_caller]
fn on_unknown() -> Fixture {
    let mut fixture = Fixture::with(&[
        (
            "mint.md",
            "---\ntitle: Mint\nslug: mint-calms\n---\n\n# Mint\n\n## Summary\n\nMint calms.\n",
        ),
        ("tea.md", &entry("Tea", None, "See (3ca17b72).")),
    ]);
    fixture.show("tea.md");
    fixture.caret_at("3ca17b72");
    fixture
}

fn id(fixture: &Fixture) -> copydesk::entry::cross_references::EntryId {
    fixture.desk.id_here().expect("the caret is in an id")
}

fn means_mint(fixture: &Fixture) -> Command {
    Command::Library(LibraryCommand::MapId {
        id: id(fixture),
        entry: key("mint.md"),
    })
}

const STYLE: &str = "house_style.yaml";

#[test]
fn a_place_that_names_two_ids_of_an_entry_is_listed_once_for_each() {
    let mut fixture = Fixture::with(&[
        (
            "mint.md",
            "---\ntitle: Mint\nslug: mint-calms\nid: \"1e345678\"\n---\n\n# Mint\n\nMint.\n",
        ),
        (
            "tea.md",
            &entry("Tea", None, "Mint (1e345678), or (3ca17b72)."),
        ),
    ]);
    fixture.show("tea.md");
    fixture.caret_at("3ca17b72");
    let command = means_mint(&fixture);
    fixture.does(command);
    fixture.show("mint.md");
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(listed(&fixture).len(), 2);
}

#[test]
fn an_unknown_id_is_given_to_an_entry_and_leads_to_it_from_then_on() {
    let mut fixture = on_unknown();
    fixture.does(CommandId::GoToNamed);
    let id = id(&fixture);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::AssignId(id)));
    let command = means_mint(&fixture);
    fixture.does(ViewCommand::CloseDialog);
    fixture.does(command);
    assert_eq!(fixture.said(), "3ca17b72 means “Mint” from now on");
    let style = fixture.on_disk(STYLE);
    assert!(
        style.ends_with("\nentry_ids:\n  \"3ca17b72\": mint-calms\n"),
        "{style}"
    );
    assert_eq!(
        fixture
            .desk
            .disabled_because(CommandId::AssignId)
            .as_deref(),
        Some("It is known: “Mint”")
    );
    fixture.does(CommandId::GoToNamed);
    assert_eq!(fixture.desk.shown_key(), Some(&key("mint.md")));
    fixture.does(CommandId::ReferencesHere);
    assert_eq!(listed(&fixture), [("tea.md".to_owned(), "See (3ca17b72).")]);
}

#[test]
fn what_an_id_means_is_taken_back_from_its_notice() {
    let mut fixture = on_unknown();
    let command = means_mint(&fixture);
    fixture.does(command.clone());
    let offer = fixture.desk.notices()[0].offers[0].clone();
    assert_eq!(offer.label, "Undo it");
    fixture.does(offer.command);
    assert!(!fixture.path(STYLE).exists());
    assert_eq!(fixture.desk.entry_by_id(id(&fixture)), None);

    fixture.does(command);
    let late = fixture.desk.notices().last().expect("told").offers[0].clone();
    fs::write(fixture.path(STYLE), "version: 1\n").expect("written");
    fixture.does(late.command);
    assert_eq!(
        fixture.on_disk(STYLE),
        "version: 1\n",
        "it holds what another wrote"
    );
    assert!(fixture.said().starts_with("It was not undone. "));
}

#[test]
fn a_house_style_that_can_not_be_changed_safely_stays_as_it_is() {
    let mut fixture = on_unknown();
    let style = "entry_ids: {\"1e345678\": tea}\n";
    fs::write(fixture.path(STYLE), style).expect("written");
    let command = means_mint(&fixture);
    fixture.does(command);
    assert_eq!(fixture.on_disk(STYLE), style);
    assert!(
        fixture.notices()[0].starts_with(
            "The id was not kept. The ids stand in braces, or are no map; add the line to the file by hand"
        ),
        "{:?}",
        fixture.notices()
    );
    assert_eq!(fixture.desk.entry_by_id(id(&fixture)), None);
}

#[test]
fn only_an_entry_with_a_slug_can_be_meant() {
    let mut fixture = on_unknown();
    let command = Command::Library(LibraryCommand::MapId {
        id: id(&fixture),
        entry: key("tea.md"),
    });
    fixture.does(command);
    assert_eq!(fixture.notices(), ["“Tea” has no slug to be named by"]);
    assert!(!fixture.path(STYLE).exists());
    fixture.caret_at("See");
    assert_eq!(
        fixture
            .desk
            .disabled_because(CommandId::AssignId)
            .as_deref(),
        Some("Put the caret in an id first, such as (3ca17b72)")
    );
}

#[test]
fn a_link_of_the_page_leads_to_an_entry_a_heading_or_the_browser_and_nowhere_else() {
    let mut fixture = on_mint();
    let follows = |fixture: &mut Fixture, address: &str| {
        let effects = fixture.does(ViewCommand::OpenLink(address.to_owned()));
        let opened = effects.into_iter().find_map(|effect| match effect {
            Effect::OpenLink(address) => Some(address),
            _ => None,
        });
        (opened, fixture.desk.shown().map(|entry| entry.key.file()))
    };
    let mint = || Some("mint.md".to_owned());
    let web = "https://example.org/a".to_owned();
    assert_eq!(follows(&mut fixture, &web), (Some(web), mint()));
    assert_eq!(
        follows(&mut fixture, "tea.md"),
        (None, Some("tea.md".to_owned()))
    );
    assert_eq!(follows(&mut fixture, "./mint.md#summary"), (None, mint()));
    assert_eq!(follows(&mut fixture, "#summary"), (None, mint()));
    assert_eq!(fixture.desk.notices().len(), 0);
    for address in [
        "file:///etc/hostname",
        "javascript:alert(1)",
        "missing.md",
        "../x.md",
    ] {
        assert_eq!(follows(&mut fixture, address), (None, mint()), "{address}");
        let notice = fixture.desk.notices().last().expect("it is said");
        assert!(notice.what.contains(address), "{}", notice.what);
        assert_eq!(notice.offers[0].label, "Copy the address");
    }
}
