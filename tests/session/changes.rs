//! Changes and finding: what a save will write, and what a search may touch.

use copydesk::desk::{Command, CommandId, EditCommand, Search, Selection, hunks};

use crate::fixture::{Fixture, TEA};

fn search(words: &str, replacement: &str) -> Command {
    Command::Edit(EditCommand::Search(Search {
        words: words.into(),
        replacement: replacement.into(),
        ..Search::default()
    }))
}

#[test]
fn one_hunk_is_taken_back_and_the_other_stays() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " More");
    fixture.writes("Timing", " Or two");
    assert_eq!(hunks(TEA, fixture.text()).len(), 2);
    fixture.take_back(0);
    assert_eq!(fixture.text(), TEA.replace("enough.", "enough. Or two"));
    fixture.undo();
    assert_eq!(hunks(TEA, fixture.text()).len(), 2);
    fixture.redo();
    fixture.take_back(0);
    assert_eq!(fixture.text(), TEA);
    fixture.take_back(0);
    assert_eq!(fixture.text(), TEA, "there is nothing left to take back");
}

#[test]
fn a_hunk_shown_for_an_older_text_is_not_taken_back() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " More");
    let step = fixture.entry().step();
    let edit = hunks(TEA, fixture.text())[0].take_back(TEA);
    fixture.writes("Summary", "over");
    let text = fixture.text().to_owned();
    fixture.does(EditCommand::TakeBackHunk { step, edit });
    assert_eq!(fixture.text(), text);
}

#[test]
fn replacing_leaves_front_matter_alone() {
    let mut fixture = Fixture::at_tea();
    fixture.does(search("iron", "zinc"));
    assert_eq!(
        fixture.desk.found().len(),
        2,
        "in the heading and in the summary"
    );
    fixture.does(EditCommand::ReplaceAll);
    assert_eq!(fixture.said(), "Replaced 2 times. One undo reverses it");
    assert_eq!(
        fixture.text(),
        TEA.replace("# Tea and iron", "# Tea and zinc")
            .replace("binds iron", "binds zinc")
    );
    fixture.undo();
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn in_the_whole_file_replacing_reaches_everything() {
    let mut fixture = Fixture::at_tea();
    fixture.does(CommandId::WholeFile);
    fixture.does(search("iron", "zinc"));
    assert_eq!(fixture.desk.found().len(), 4);
    fixture.does(EditCommand::ReplaceAll);
    assert_eq!(
        fixture.text(),
        TEA.replace("iron", "zinc").replace("Iron", "zinc")
    );
}

#[test]
fn an_expression_is_looked_for_and_its_groups_are_put_in() {
    let mut fixture = Fixture::at_tea();
    let expression = |words: &str| {
        Command::Edit(EditCommand::Search(Search {
            words: words.into(),
            replacement: "$2 and $1".into(),
            is_expression: true,
            ..Search::default()
        }))
    };
    fixture.does(expression("(tea) (binds"));
    assert!(fixture.desk.search_error().is_some());
    assert!(fixture.desk.found().is_empty());
    fixture.does(expression(r"(tea) (binds)\b"));
    assert_eq!(fixture.desk.search_error(), None);
    fixture.does(EditCommand::ReplaceAll);
    assert_eq!(fixture.text(), TEA.replace("Tea binds", "binds and Tea"));
    fixture.undo();
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn places_are_gone_through_in_order_and_around() {
    let mut fixture = Fixture::at_tea();
    fixture.does(search("tea", ""));
    fixture.does(CommandId::FindNext);
    assert_eq!(
        fixture.said(),
        "2 of 2: Tea binds iron.",
        "the caret was behind the title"
    );
    fixture.does(CommandId::FindNext);
    assert!(fixture.said().starts_with("1 of 2: "), "{}", fixture.said());
    fixture.does(CommandId::FindPrevious);
    assert!(fixture.said().starts_with("2 of 2: "), "{}", fixture.said());
    assert_eq!(&fixture.text()[fixture.entry().selection.range()], "Tea");
    fixture.does(search("tea", "Coffee"));
    fixture.does(EditCommand::ReplaceOne);
    assert_eq!(fixture.text(), TEA.replace("Tea binds", "Coffee binds"));
    assert!(fixture.said().starts_with("1 of 1: "), "{}", fixture.said());
}

#[test]
fn the_words_selected_are_what_is_looked_for() {
    let mut fixture = Fixture::at_tea();
    fixture.select("hour apart");
    fixture.does(CommandId::Find);
    assert_eq!(fixture.desk.search().words, "hour apart");
    fixture.does(search("not there", ""));
    fixture.does(CommandId::FindNext);
    assert_eq!(fixture.said(), "Nothing found");
    fixture.does(EditCommand::ReplaceAll);
    assert_eq!(fixture.text(), TEA);
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn marks_go_on_and_off_and_their_undo_brings_the_selection_back() {
    for (act, expected) in [
        (CommandId::Bold, "Tea **binds** iron."),
        (CommandId::Italic, "Tea *binds* iron."),
        (CommandId::Link, "Tea [binds]() iron."),
        (CommandId::BulletList, "- Tea binds iron."),
    ] {
        let mut fixture = Fixture::at_tea();
        fixture.select("binds");
        let selection = fixture.entry().selection;
        fixture.does(act);
        assert_eq!(fixture.text(), TEA.replace("Tea binds iron.", expected));
        fixture.undo();
        assert_eq!(fixture.text(), TEA);
        assert_eq!(fixture.entry().selection, selection);
    }
}

#[test]
fn marks_want_a_caret_in_a_text() {
    let mut fixture = Fixture::at_tea();
    fixture.caret_at("Timing");
    fixture.does(CommandId::Bold);
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.said(), "Put the caret in a section’s text first");
}

#[test]
fn a_list_of_blank_lines_is_no_step() {
    let text = "a\n\n\n\nb\n";
    let mut fixture = Fixture::at("a.md", text);
    fixture.does(EditCommand::Caret(Selection { anchor: 2, head: 4 }));
    fixture.does(CommandId::BulletList);
    assert_eq!(fixture.text(), text);
    assert!(!fixture.entry().is_unsaved());
}
