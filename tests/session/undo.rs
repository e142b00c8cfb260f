//! One undo for everything in an entry, kept for each.

use copydesk::desk::{Act, EditCommand, Selection};
use copydesk::entry::front_matter::Path;

use crate::bench::{Bench, TEA};

#[test]
fn keys_in_one_field_are_one_step_until_a_pause() {
    let mut bench = Bench::at_tea();
    let field = bench.body("Summary");
    bench.at_end_of(field).types(" One");
    bench.wait(1500);
    bench.at_end_of(field).types(" two");
    bench.undo();
    assert_eq!(bench.text(), TEA.replace("iron.", "iron. One"));
    bench.undo();
    assert_eq!(bench.text(), TEA);
    bench.redo();
    bench.redo();
    assert_eq!(bench.text(), TEA.replace("iron.", "iron. One two"));
}

#[test]
fn keys_in_two_fields_are_two_steps() {
    let mut bench = Bench::at_tea();
    for name in ["Summary", "Timing"] {
        let field = bench.body(name);
        bench.at_end_of(field).types("x");
    }
    bench.undo();
    assert_eq!(bench.text(), TEA.replace("iron.", "iron.x"));
}

#[test]
fn undo_names_what_it_took_back_and_puts_the_caret_there() {
    let mut bench = Bench::at_tea();
    let field = bench.body("Summary");
    bench.at_end_of(field).types("x");
    bench.does(EditCommand::RecutCards);
    bench.caret_at("hour apart");
    let placed = bench.entry().placed;
    bench.undo();
    assert_eq!(bench.said(), "Undid typing in Summary");
    let at = bench.text().find("iron.\n").expect("it is there") + "iron.".len();
    assert_eq!(bench.entry().selection, Selection::caret(at));
    assert!(bench.entry().placed > placed, "the window follows");
    bench.redo();
    assert_eq!(bench.said(), "Did typing in Summary again");
    assert_eq!(bench.entry().selection, Selection::caret(at + 1));
}

#[test]
fn undo_opens_a_folded_section() {
    let mut bench = Bench::at_tea();
    bench.writes("Timing", "x");
    bench.does(Act::FoldAll);
    bench.undo();
    let card = bench.card("Timing");
    assert!(!bench.entry().is_folded(&bench.entry().cards().list[card]));
}

#[test]
fn every_kind_of_step_has_its_name() {
    let mut bench = Bench::at_tea();
    let field = bench.heading("Timing");
    bench.at_end_of(field).types("s");
    let path = Path::key("slug");
    bench.does(EditCommand::SetField {
        path,
        value: "tea-2".into(),
    });
    bench.does(EditCommand::AddSection {
        at: 0,
        name: "Dose".into(),
    });
    bench.does(EditCommand::MoveSection { from: 0, to: 1 });
    bench.does(EditCommand::DeleteSection(1));
    bench.does(EditCommand::RemoveField(Path::key("pillar")));
    let mut said = Vec::new();
    while bench.entry().history().can_undo().is_some() {
        bench.undo();
        said.push(bench.said().to_owned());
    }
    assert_eq!(
        said,
        [
            "Undid the removal of pillar",
            "Undid deleting Dose",
            "Undid moving Dose",
            "Undid adding Dose",
            "Undid the change of slug",
            "Undid typing in a section heading",
        ]
    );
    assert_eq!(bench.text(), TEA);
}

#[test]
fn each_entry_keeps_its_own_undo_caret_and_folds() {
    let mut bench = Bench::with(&[("a.md", TEA), ("b.md", TEA)]);
    bench.show("a.md");
    bench.writes("Summary", "a");
    let caret = bench.entry().selection;
    bench.does(Act::FoldSection);
    bench.show("b.md");
    bench.writes("Timing", "b");
    bench.undo();
    assert_eq!(bench.text(), TEA);
    bench.show("a.md");
    assert_eq!(bench.text(), TEA.replace("iron.", "iron.a"));
    assert_eq!(bench.entry().selection, caret);
    bench.undo();
    assert_eq!(bench.text(), TEA);
    bench.show("b.md");
    bench.redo();
    assert_eq!(bench.text(), TEA.replace("enough.", "enough.b"));
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    bench.undo();
    bench.writes("Timing", "y");
    bench.redo();
    assert_eq!(bench.said(), "Nothing to redo");
    assert_eq!(bench.text(), TEA.replace("enough.", "enough.y"));
}

#[test]
fn the_row_in_the_library_follows_undo() {
    let mut bench = Bench::at_tea();
    let path = Path::key("title");
    bench.does(EditCommand::SetField {
        path,
        value: "Coffee".into(),
    });
    assert_eq!(bench.desk.title_of(&bench.entry().key.clone()), "Coffee");
    bench.undo();
    assert_eq!(
        bench.desk.title_of(&bench.entry().key.clone()),
        "Tea and iron"
    );
}
