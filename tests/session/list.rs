//! The library's list, and going about in it.

use copydesk::desk::{CommandId, EditCommand, LibraryCommand, ListLine};

use crate::fixture::{Fixture, TEA, key};

fn entry(title: &str, pillar: &str, reviewed: &str) -> String {
    format!(
        "---\ntitle: {title}\npillar: {pillar}\nlast_reviewed: {reviewed}\n---\n\n# {title}\n\n## Summary\n\nText.\n"
    )
}

fn library() -> Fixture {
    Fixture::with(&[
        ("a.md", &entry("Zinc at night", "Sleep", "8 June 2026")),
        ("b.md", &entry("Élan and iron", "Iron", "")),
        ("c.md", &entry("alga oil", "Omega", "1 May 2020")),
        ("d.md", &entry("Iron and tea", "iron", "30 December 2025")),
        ("README.md", "# About\n"),
        ("notes.md", "Text without front matter.\n"),
    ])
}

/// The list as one reads it.
fn shown(fixture: &Fixture) -> Vec<String> {
    let lines = fixture.desk.lines().iter();
    lines
        .map(|line| match line {
            ListLine::Group { name, count } => format!("{name} ({count})"),
            ListLine::Entry { key, place } => format!("{place} {}", fixture.desk.title_of(key)),
        })
        .collect()
}

#[test]
fn the_list_is_sorted_by_title_and_other_files_stand_apart() {
    let fixture = library();
    assert_eq!(
        shown(&fixture),
        [
            "1 alga oil",
            "2 Iron and tea",
            "3 Zinc at night",
            "4 Élan and iron",
            "Other files (2)",
            "5 About",
            "6 notes",
        ]
    );
    assert_eq!(fixture.desk.shown_count(), 6);
}

#[test]
fn the_list_is_sorted_by_pillar_and_by_the_longest_unreviewed() {
    let mut fixture = library();
    fixture.does(CommandId::SortByReviewed);
    assert_eq!(
        shown(&fixture)[..4],
        [
            "1 Élan and iron",
            "2 alga oil",
            "3 Iron and tea",
            "4 Zinc at night"
        ]
    );
    fixture.does(CommandId::SortByPillar);
    assert_eq!(
        shown(&fixture)[..4],
        [
            "1 Iron and tea",
            "2 Élan and iron",
            "3 alga oil",
            "4 Zinc at night"
        ]
    );
}

#[test]
fn the_list_is_grouped_by_pillar_and_sorted_within() {
    let mut fixture = library();
    fixture.does(CommandId::SortByReviewed);
    fixture.does(CommandId::GroupByPillar);
    let list = shown(&fixture);
    assert_eq!(list[1..3], ["1 Élan and iron", "2 Iron and tea"]);
    assert!(list[0].eq_ignore_ascii_case("Iron (2)"), "{list:?}");
    assert_eq!(
        list[3..],
        [
            "Omega (1)",
            "3 alga oil",
            "Sleep (1)",
            "4 Zinc at night",
            "Other files (2)",
            "5 About",
            "6 notes"
        ]
    );
    fixture.does(CommandId::GroupByPillar);
    assert_eq!(shown(&fixture).len(), 7);
}

#[test]
fn a_few_letters_of_title_slug_or_pillar_filter_the_list() {
    let mut fixture = library();
    fixture.does(LibraryCommand::Filter("tea iron".into()));
    assert_eq!(shown(&fixture), ["1 Iron and tea"]);
    fixture.does(LibraryCommand::Filter("elan".into()));
    assert_eq!(shown(&fixture), ["1 Élan and iron"]);
    fixture.does(LibraryCommand::Filter("omeg".into()));
    assert_eq!(shown(&fixture), ["1 alga oil"]);
    fixture.does(LibraryCommand::Filter("nothing like it".into()));
    assert_eq!(shown(&fixture), [""; 0]);
    fixture.does(LibraryCommand::Filter(String::new()));
    assert_eq!(shown(&fixture).len(), 7);
}

#[test]
fn going_to_an_entry_offers_the_best_first() {
    let fixture = library();
    assert_eq!(fixture.desk.matching("iron", 9)[0], key("d.md"));
    assert_eq!(fixture.desk.matching("iron", 1).len(), 1);
    assert_eq!(fixture.desk.matching("", 99).len(), 6);
    assert!(Fixture::empty().desk.matching("iron", 9).is_empty());
}

#[test]
fn the_list_follows_what_is_typed_when_the_focus_leaves() {
    let mut fixture = library();
    fixture.show("notes.md");
    fixture.does(CommandId::WholeFile);
    let field = copydesk::desk::CardField::Body { card: 0, chunk: 0 };
    fixture
        .in_field(field, 0)
        .pastes("---\ntitle: Noted\n---\n");
    fixture.does(EditCommand::RecutCards);
    assert_eq!(shown(&fixture)[2], "3 Noted");
    fixture.undo();
    assert_eq!(shown(&fixture)[6], "6 notes");
}

#[test]
fn back_and_forward_go_where_one_was_with_the_caret_there() {
    let mut fixture = library();
    fixture.show("a.md");
    fixture.caret_at("Text");
    let at = fixture.entry().selection;
    fixture.show("b.md");
    fixture.show("c.md");
    fixture.does(CommandId::Back);
    fixture.does(CommandId::Back);
    assert_eq!(fixture.desk.shown_key(), Some(&key("a.md")));
    assert_eq!(fixture.entry().selection, at);
    assert!(fixture.desk.disabled_because(CommandId::Back).is_some());
    fixture.does(CommandId::Forward);
    assert_eq!(fixture.desk.shown_key(), Some(&key("b.md")));
    fixture.show("d.md");
    assert!(
        fixture.desk.disabled_because(CommandId::Forward).is_some(),
        "a new way forgets the old one"
    );
    fixture.does(CommandId::Back);
    assert_eq!(fixture.desk.shown_key(), Some(&key("b.md")));
}

#[test]
fn an_entry_is_shown_at_a_place() {
    let mut fixture = library();
    fixture.does(LibraryCommand::Show {
        entry: key("a.md"),
        at: Some(5),
    });
    assert_eq!(fixture.entry().selection.head, 5);
    assert_eq!(fixture.said(), "Zinc at night");
}

#[test]
fn a_file_named_on_the_command_line_is_shown_as_soon_as_it_is_read() {
    let mut fixture = Fixture::at("sub/tea.md", TEA);
    fixture.does(LibraryCommand::OpenPath(fixture.path("sub/tea.md")));
    assert_eq!(fixture.desk.shown_key(), Some(&key("tea.md")));
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.desk.opening(), None);
}

#[test]
fn a_file_that_is_no_entry_is_said_not_to_be_in_the_library() {
    let mut fixture = Fixture::with(&[("a.md", TEA), ("note.txt", "Text.\n")]);
    fixture.does(LibraryCommand::OpenPath(fixture.path("note.txt")));
    assert!(
        fixture.notices()[0].contains("not in the library"),
        "{:?}",
        fixture.notices()
    );
    assert_eq!(fixture.desk.shown_count(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_refused_and_the_open_one_stays() {
    let mut fixture = Fixture::at_tea();
    fixture.does(LibraryCommand::OpenPath(fixture.path("nowhere")));
    assert!(
        fixture.notices()[0].contains("no such folder"),
        "{:?}",
        fixture.notices()
    );
    assert_eq!(fixture.desk.opening(), None);
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn an_empty_folder_says_that_it_is_empty() {
    let fixture = Fixture::with(&[]);
    assert!(
        fixture.said().ends_with("has no entries yet"),
        "{}",
        fixture.said()
    );
}
