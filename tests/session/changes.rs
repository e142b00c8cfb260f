//! Changes and finding: what a save will write, and what a search may touch.

use copydesk::desk::{Act, Command, EditCommand, Search, Selection, hunks};

use crate::bench::{Bench, TEA};

fn search(words: &str, replacement: &str) -> Command {
    Command::Edit(EditCommand::Search(Search {
        words: words.into(),
        replacement: replacement.into(),
        ..Search::default()
    }))
}

#[test]
fn one_hunk_is_taken_back_and_the_other_stays() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " More");
    bench.writes("Timing", " Or two");
    assert_eq!(hunks(TEA, bench.text()).len(), 2);
    bench.take_back(0);
    assert_eq!(bench.text(), TEA.replace("enough.", "enough. Or two"));
    bench.undo();
    assert_eq!(hunks(TEA, bench.text()).len(), 2);
    bench.redo();
    bench.take_back(0);
    assert_eq!(bench.text(), TEA);
    bench.take_back(0);
    assert_eq!(bench.text(), TEA, "there is nothing left to take back");
}

#[test]
fn a_hunk_shown_for_an_older_text_is_not_taken_back() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " More");
    let step = bench.entry().step();
    let edit = hunks(TEA, bench.text())[0].take_back(TEA);
    bench.writes("Summary", "over");
    let text = bench.text().to_owned();
    bench.does(EditCommand::TakeBackHunk { step, edit });
    assert_eq!(bench.text(), text);
}

#[test]
fn replacing_leaves_front_matter_alone() {
    let mut bench = Bench::at_tea();
    bench.does(search("iron", "zinc"));
    assert_eq!(
        bench.desk.found().len(),
        2,
        "in the heading and in the summary"
    );
    bench.does(EditCommand::ReplaceAll);
    assert_eq!(bench.said(), "Replaced 2 times. One undo takes it back");
    assert_eq!(
        bench.text(),
        TEA.replace("# Tea and iron", "# Tea and zinc")
            .replace("binds iron", "binds zinc")
    );
    bench.undo();
    assert_eq!(bench.text(), TEA);
}

#[test]
fn in_the_whole_file_replacing_reaches_everything() {
    let mut bench = Bench::at_tea();
    bench.does(Act::WholeFile);
    bench.does(search("iron", "zinc"));
    assert_eq!(bench.desk.found().len(), 4);
    bench.does(EditCommand::ReplaceAll);
    assert_eq!(
        bench.text(),
        TEA.replace("iron", "zinc").replace("Iron", "zinc")
    );
}

#[test]
fn places_are_gone_through_in_order_and_around() {
    let mut bench = Bench::at_tea();
    bench.does(search("tea", ""));
    bench.does(Act::FindNext);
    assert_eq!(bench.said(), "2 of 2", "the caret was behind the title");
    bench.does(Act::FindNext);
    assert_eq!(bench.said(), "1 of 2");
    bench.does(Act::FindPrevious);
    assert_eq!(bench.said(), "2 of 2");
    assert_eq!(&bench.text()[bench.entry().selection.range()], "Tea");
    bench.does(search("tea", "Coffee"));
    bench.does(EditCommand::ReplaceOne);
    assert_eq!(bench.text(), TEA.replace("Tea binds", "Coffee binds"));
    assert_eq!(bench.said(), "1 of 1");
}

#[test]
fn the_words_selected_are_what_is_looked_for() {
    let mut bench = Bench::at_tea();
    bench.select("hour apart");
    bench.does(Act::Find);
    assert_eq!(bench.desk.search().words, "hour apart");
    bench.does(search("not there", ""));
    bench.does(Act::FindNext);
    assert_eq!(bench.said(), "Nothing found");
    bench.does(EditCommand::ReplaceAll);
    assert_eq!(bench.text(), TEA);
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn marks_go_on_and_off_and_their_undo_brings_the_selection_back() {
    for (act, expected) in [
        (Act::Bold, "Tea **binds** iron."),
        (Act::Italic, "Tea *binds* iron."),
        (Act::Link, "Tea [binds]() iron."),
        (Act::BulletList, "- Tea binds iron."),
    ] {
        let mut bench = Bench::at_tea();
        bench.select("binds");
        let selection = bench.entry().selection;
        bench.does(act);
        assert_eq!(bench.text(), TEA.replace("Tea binds iron.", expected));
        bench.undo();
        assert_eq!(bench.text(), TEA);
        assert_eq!(bench.entry().selection, selection);
    }
}

#[test]
fn marks_want_a_caret_in_a_text() {
    let mut bench = Bench::at_tea();
    bench.caret_at("Timing");
    bench.does(Act::Bold);
    assert_eq!(bench.text(), TEA);
    assert_eq!(bench.said(), "Put the caret in a section’s text first");
}

#[test]
fn a_list_of_blank_lines_is_no_step() {
    let text = "a\n\n\n\nb\n";
    let mut bench = Bench::at("a.md", text);
    bench.does(EditCommand::Caret(Selection { anchor: 2, head: 4 }));
    bench.does(Act::BulletList);
    assert_eq!(bench.text(), text);
    assert!(!bench.entry().is_unsaved());
}
