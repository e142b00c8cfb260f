//! One undo for everything in an entry, kept for each.

use copydesk::desk::{CommandId, EditCommand, Selection};
use copydesk::entry::front_matter::Path;

use crate::fixture::{Fixture, TEA};

#[test]
fn keys_in_one_field_are_one_step_until_a_pause() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    fixture.at_end_of(field).types(" One");
    fixture.wait(1500);
    fixture.at_end_of(field).types(" two");
    fixture.undo();
    assert_eq!(fixture.text(), TEA.replace("iron.", "iron. One"));
    fixture.undo();
    assert_eq!(fixture.text(), TEA);
    fixture.redo();
    fixture.redo();
    assert_eq!(fixture.text(), TEA.replace("iron.", "iron. One two"));
}

#[test]
fn keys_in_two_fields_are_two_steps() {
    let mut fixture = Fixture::at_tea();
    for name in ["Summary", "Timing"] {
        let field = fixture.body(name);
        fixture.at_end_of(field).types("x");
    }
    fixture.undo();
    assert_eq!(fixture.text(), TEA.replace("iron.", "iron.x"));
}

#[test]
fn undo_names_what_it_took_back_and_puts_the_caret_there() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    fixture.at_end_of(field).types("x");
    fixture.does(EditCommand::RecutCards);
    fixture.caret_at("hour apart");
    let placed = fixture.entry().placed;
    fixture.undo();
    assert_eq!(fixture.said(), "Undid typing in Summary");
    let at = fixture.text().find("iron.\n").expect("it is there") + "iron.".len();
    assert_eq!(fixture.entry().selection, Selection::caret(at));
    assert!(fixture.entry().placed > placed, "the window follows");
    fixture.redo();
    assert_eq!(fixture.said(), "Did typing in Summary again");
    assert_eq!(fixture.entry().selection, Selection::caret(at + 1));
}

#[test]
fn undo_opens_a_folded_section() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Timing", "x");
    fixture.does(CommandId::FoldAll);
    fixture.undo();
    let card = fixture.card("Timing");
    assert!(
        !fixture
            .entry()
            .is_folded(&fixture.entry().cards().list[card])
    );
}

#[test]
fn every_kind_of_step_has_its_name() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.heading("Timing");
    fixture.at_end_of(field).types("s");
    let path = Path::key("slug");
    fixture.does(EditCommand::SetField {
        path,
        value: "tea-2".into(),
    });
    fixture.does(EditCommand::AddSection {
        at: 0,
        name: "Dose".into(),
    });
    fixture.does(EditCommand::MoveSection { from: 0, to: 1 });
    fixture.does(EditCommand::DeleteSection(1));
    fixture.does(EditCommand::RemoveField(Path::key("pillar")));
    let mut said = Vec::new();
    while fixture.entry().history().can_undo().is_some() {
        fixture.undo();
        said.push(fixture.said().to_owned());
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
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn each_entry_keeps_its_own_undo_caret_and_folds() {
    let mut fixture = Fixture::with(&[("a.md", TEA), ("b.md", TEA)]);
    fixture.show("a.md");
    fixture.writes("Summary", "a");
    let caret = fixture.entry().selection;
    fixture.does(CommandId::FoldSection);
    fixture.show("b.md");
    fixture.writes("Timing", "b");
    fixture.undo();
    assert_eq!(fixture.text(), TEA);
    fixture.show("a.md");
    assert_eq!(fixture.text(), TEA.replace("iron.", "iron.a"));
    assert_eq!(fixture.entry().selection, caret);
    fixture.undo();
    assert_eq!(fixture.text(), TEA);
    fixture.show("b.md");
    fixture.redo();
    assert_eq!(fixture.text(), TEA.replace("enough.", "enough.b"));
}

#[test]
fn a_new_change_forgets_what_was_undone() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    fixture.undo();
    fixture.writes("Timing", "y");
    fixture.redo();
    assert_eq!(fixture.said(), "Nothing to redo");
    assert_eq!(fixture.text(), TEA.replace("enough.", "enough.y"));
}

#[test]
fn the_row_in_the_library_follows_undo() {
    let mut fixture = Fixture::at_tea();
    let path = Path::key("title");
    fixture.does(EditCommand::SetField {
        path,
        value: "Coffee".into(),
    });
    assert_eq!(
        fixture.desk.title_of(&fixture.entry().key.clone()),
        "Coffee"
    );
    fixture.undo();
    assert_eq!(
        fixture.desk.title_of(&fixture.entry().key.clone()),
        "Tea and iron"
    );
}
