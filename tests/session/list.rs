//! The library's list, and going about in it.

use copydesk::desk::{Act, EditCommand, LibraryCommand, Line};

use crate::bench::{Bench, TEA, key};

fn entry(title: &str, pillar: &str, reviewed: &str) -> String {
    format!(
        "---\ntitle: {title}\npillar: {pillar}\nlast_reviewed: {reviewed}\n---\n\n# {title}\n\n## Summary\n\nText.\n"
    )
}

fn library() -> Bench {
    Bench::with(&[
        ("a.md", &entry("Zinc at night", "Sleep", "8 June 2026")),
        ("b.md", &entry("Élan and iron", "Iron", "")),
        ("c.md", &entry("alga oil", "Omega", "1 May 2020")),
        ("d.md", &entry("Iron and tea", "iron", "30 December 2025")),
        ("README.md", "# About\n"),
        ("notes.md", "Text without front matter.\n"),
    ])
}

/// The list as one reads it.
fn shown(bench: &Bench) -> Vec<String> {
    let lines = bench.desk.lines().iter();
    lines
        .map(|line| match line {
            Line::Group { name, count } => format!("{name} ({count})"),
            Line::Entry { key, place } => format!("{place} {}", bench.desk.title_of(key)),
        })
        .collect()
}

#[test]
fn the_list_is_sorted_by_title_and_other_files_stand_apart() {
    let bench = library();
    assert_eq!(
        shown(&bench),
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
    assert_eq!(bench.desk.shown_count(), 6);
}

#[test]
fn the_list_is_sorted_by_pillar_and_by_the_longest_unreviewed() {
    let mut bench = library();
    bench.does(Act::SortByReviewed);
    assert_eq!(
        shown(&bench)[..4],
        [
            "1 Élan and iron",
            "2 alga oil",
            "3 Iron and tea",
            "4 Zinc at night"
        ]
    );
    bench.does(Act::SortByPillar);
    assert_eq!(
        shown(&bench)[..4],
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
    let mut bench = library();
    bench.does(Act::SortByReviewed);
    bench.does(Act::GroupByPillar);
    let list = shown(&bench);
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
    bench.does(Act::GroupByPillar);
    assert_eq!(shown(&bench).len(), 7);
}

#[test]
fn a_few_letters_of_title_slug_or_pillar_filter_the_list() {
    let mut bench = library();
    bench.does(LibraryCommand::Filter("tea iron".into()));
    assert_eq!(shown(&bench), ["1 Iron and tea"]);
    bench.does(LibraryCommand::Filter("elan".into()));
    assert_eq!(shown(&bench), ["1 Élan and iron"]);
    bench.does(LibraryCommand::Filter("omeg".into()));
    assert_eq!(shown(&bench), ["1 alga oil"]);
    bench.does(LibraryCommand::Filter("nothing like it".into()));
    assert_eq!(shown(&bench), [""; 0]);
    bench.does(LibraryCommand::Filter(String::new()));
    assert_eq!(shown(&bench).len(), 7);
}

#[test]
fn going_to_an_entry_offers_the_best_first() {
    let bench = library();
    assert_eq!(bench.desk.matching("iron", 9)[0], key("d.md"));
    assert_eq!(bench.desk.matching("iron", 1).len(), 1);
    assert_eq!(bench.desk.matching("", 99).len(), 6);
    assert!(Bench::empty().desk.matching("iron", 9).is_empty());
}

#[test]
fn the_list_follows_what_is_typed_when_the_focus_leaves() {
    let mut bench = library();
    bench.show("notes.md");
    bench.does(Act::WholeFile);
    let field = copydesk::desk::Field::Body { card: 0, chunk: 0 };
    bench.in_field(field, 0).pastes("---\ntitle: Noted\n---\n");
    bench.does(EditCommand::RecutCards);
    assert_eq!(shown(&bench)[2], "3 Noted");
    bench.undo();
    assert_eq!(shown(&bench)[6], "6 notes");
}

#[test]
fn back_and_forward_go_where_one_was_with_the_caret_there() {
    let mut bench = library();
    bench.show("a.md");
    bench.caret_at("Text");
    let at = bench.entry().selection;
    bench.show("b.md");
    bench.show("c.md");
    bench.does(Act::Back);
    bench.does(Act::Back);
    assert_eq!(bench.desk.shown_key(), Some(&key("a.md")));
    assert_eq!(bench.entry().selection, at);
    assert!(bench.desk.refusal(Act::Back).is_some());
    bench.does(Act::Forward);
    assert_eq!(bench.desk.shown_key(), Some(&key("b.md")));
    bench.show("d.md");
    assert!(
        bench.desk.refusal(Act::Forward).is_some(),
        "a new way forgets the old one"
    );
    bench.does(Act::Back);
    assert_eq!(bench.desk.shown_key(), Some(&key("b.md")));
}

#[test]
fn an_entry_is_shown_at_a_place() {
    let mut bench = library();
    bench.does(LibraryCommand::Show {
        entry: key("a.md"),
        at: Some(5),
    });
    assert_eq!(bench.entry().selection.head, 5);
    assert_eq!(bench.said(), "Zinc at night");
}

#[test]
fn a_file_named_on_the_command_line_is_shown_as_soon_as_it_is_read() {
    let mut bench = Bench::at("sub/tea.md", TEA);
    bench.does(LibraryCommand::OpenPath(bench.path("sub/tea.md")));
    assert_eq!(bench.desk.shown_key(), Some(&key("tea.md")));
    assert_eq!(bench.text(), TEA);
    assert_eq!(bench.desk.opening(), None);
}

#[test]
fn a_file_that_is_no_entry_is_said_not_to_be_in_the_library() {
    let mut bench = Bench::with(&[("a.md", TEA), ("note.txt", "Text.\n")]);
    bench.does(LibraryCommand::OpenPath(bench.path("note.txt")));
    assert!(
        bench.notices()[0].contains("not in the library"),
        "{:?}",
        bench.notices()
    );
    assert_eq!(bench.desk.shown_count(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_refused_and_the_open_one_stays() {
    let mut bench = Bench::at_tea();
    bench.does(LibraryCommand::OpenPath(bench.path("nowhere")));
    assert!(
        bench.notices()[0].contains("no such folder"),
        "{:?}",
        bench.notices()
    );
    assert_eq!(bench.desk.opening(), None);
    assert_eq!(bench.text(), TEA);
}

#[test]
fn an_empty_folder_says_that_it_is_empty() {
    let bench = Bench::with(&[]);
    assert!(
        bench.said().ends_with("has no entries yet"),
        "{}",
        bench.said()
    );
}
