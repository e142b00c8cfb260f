//! Files that other programs change, replace or remove while they are open.

use std::{fs, slice};

use copydesk::desk::{Act, Effect, Outside, SyncReport, hunks};
use copydesk::library::checkout::Switched;
use copydesk::library::versions::Why;
use copydesk::library::{Content, LoadedFile};

use crate::bench::{Bench, TEA, key};

fn theirs() -> String {
    TEA.replace("Tea binds iron.", "Tea binds much iron.")
}

fn mine() -> String {
    TEA.replace("iron.", "iron. Mine")
}

/// The small entry with unsaved words, changed on the disk meanwhile.
fn both() -> Bench {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    bench.someone_writes("tea.md", &theirs());
    bench
}

#[test]
fn a_clean_entry_is_read_again_and_undo_halts_there_once() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    bench.does(Act::Save);
    let text = theirs();
    bench.someone_writes("tea.md", &text);
    assert_eq!(bench.text(), text);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(
        bench.notices(),
        ["Read again, as another program changed it: Tea and iron"]
    );

    bench.undo();
    assert_eq!(bench.text(), text, "the first press says what it would do");
    assert!(bench.said().contains("Undo again"), "{}", bench.said());
    bench.undo();
    assert_eq!(bench.text(), mine(), "the second one does it");
    bench.undo();
    assert_eq!(bench.text(), TEA);

    bench.does(Act::Save);
    assert_eq!(
        bench.answers(),
        ["Keep the file", "Save mine"],
        "their text is not put away unasked"
    );
    bench.answer("Keep the file");
    assert_eq!(bench.on_disk("tea.md"), text);
    bench.does(Act::Save);
    bench.answer("Save mine");
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn the_text_that_another_program_replaced_is_an_earlier_version() {
    let mut bench = Bench::at_tea();
    bench.someone_writes("tea.md", &theirs());
    let before = (Why::ChangedOutside, TEA.to_owned());
    assert_eq!(bench.kept_of("tea.md"), slice::from_ref(&before));
    assert_eq!(before.0.label(), "Before another program changed it");

    // The same text once more is no change, and an unsaved entry is merged.
    bench.watch_sees("tea.md");
    bench.writes("Timing", " Mine");
    bench.someone_writes("tea.md", &TEA.replace("binds", "ties"));
    let kept = bench.kept_of("tea.md");
    let outside = kept.iter().filter(|(why, _)| *why == Why::ChangedOutside);
    assert_eq!(outside.count(), 1, "{kept:?}");
}

#[test]
fn a_file_that_changes_all_the_time_pushes_nothing_out_of_the_store() {
    let mut bench = Bench::at_tea();
    let text = |count: i32| TEA.replace("iron.", &format!("iron {count} times."));
    for count in 0..50 {
        bench.wait(2_000);
        bench.someone_writes("tea.md", &text(count));
    }
    let before = (Why::ChangedOutside, TEA.to_owned());
    assert_eq!(bench.kept_of("tea.md"), slice::from_ref(&before));

    // What stood for a while is kept again, and what was saved here at once.
    bench.wait(61_000);
    bench.someone_writes("tea.md", &text(50));
    let stood = (Why::ChangedOutside, text(49));
    assert_eq!(bench.kept_of("tea.md"), [stood.clone(), before.clone()]);
    bench.writes("Timing", " Mine");
    bench.does(Act::Save);
    let mine = bench.text().to_owned();
    bench.someone_writes("tea.md", &text(51));
    let saved = [(Why::ChangedOutside, mine), (Why::SavedOver, text(50))];
    assert_eq!(
        bench.kept_of("tea.md"),
        [&saved[..], &[stood, before]].concat()
    );
}

#[test]
fn where_many_files_change_at_once_the_texts_are_kept_unless_git_has_them() {
    let switched = |what| {
        let mut bench = Bench::at_tea();
        let file = LoadedFile::new(key("tea.md"), Content::Text(theirs().into()));
        let root = bench.root();
        let files = vec![file];
        let effects = bench.hears(SyncReport::FolderSwitched { root, what, files });
        bench.carry_out(effects);
        assert_eq!(bench.text(), theirs());
        bench.kept_of("tea.md")
    };
    let kept = switched(Switched::Many(30));
    assert_eq!(kept, [(Why::ChangedOutside, TEA.to_owned())]);
    assert_eq!(switched(Switched::ByGit), []);
    let (from, to) = ("main".into(), "other".into());
    assert_eq!(switched(Switched::Branch { from, to }), []);
}

#[test]
fn our_own_save_is_not_read_again() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    bench.does(Act::Save);
    let step = bench.step();
    bench.watch_sees("tea.md");
    assert_eq!(bench.step(), step);
    bench.writes("Timing", "x");
    bench.watch_sees("tea.md");
    assert_eq!(bench.entry().outside, None, "the file holds what was saved");
    assert!(bench.entry().is_unsaved());
}

#[test]
fn an_unsaved_entry_keeps_both_texts_and_no_save_is_made() {
    let mut bench = both();
    assert_eq!(bench.text(), mine());
    assert_eq!(bench.entry().on_disk(), theirs());
    assert_eq!(bench.does(Act::Save), []);
    assert_eq!(bench.on_disk("tea.md"), theirs());
    assert!(bench.said().starts_with("Not saved"), "{}", bench.said());
}

#[test]
fn the_changes_are_shown_against_theirs() {
    let bench = both();
    let hunks = hunks(bench.entry().on_disk(), bench.text());
    let spoken: Vec<String> = hunks.iter().map(|hunk| hunk.spoken()).collect();
    assert_eq!(spoken, ["Line 13, removed much, added Mine"]);
}

#[test]
fn keeping_mine_lets_the_next_save_replace_theirs() {
    let mut bench = both();
    bench.does(Act::KeepMine);
    assert_eq!(
        bench.on_disk("tea.md"),
        theirs(),
        "nothing is written before the save"
    );
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), mine());
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn keeping_mine_does_not_cover_a_third_text() {
    let mut bench = both();
    bench.does(Act::KeepMine);
    fs::write(bench.path("tea.md"), "A third text.\n").expect("it can be written");
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), "A third text.\n");
    assert_eq!(
        bench.entry().outside,
        Some(Outside::Changed("A third text.\n".into()))
    );
}

#[test]
fn taking_theirs_is_one_step_and_undo_brings_mine_back() {
    let mut bench = both();
    bench.does(Act::TakeTheirs);
    assert_eq!(bench.text(), theirs());
    assert!(!bench.entry().is_unsaved());
    bench.undo();
    bench.undo();
    assert_eq!(bench.text(), mine());
}

#[test]
fn a_file_changed_without_the_watch_seeing_it_is_found_out_by_the_save() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    fs::write(bench.path("tea.md"), theirs()).expect("it can be written");
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), theirs());
    assert_eq!(bench.entry().on_disk(), theirs());
    assert!(bench.entry().is_unsaved());
}

#[test]
fn a_change_that_is_taken_back_outside_needs_no_answer() {
    let mut bench = both();
    bench.someone_writes("tea.md", TEA);
    assert_eq!(bench.entry().outside, None);
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), mine());
}

#[test]
fn the_same_words_written_outside_are_saved_words() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    bench.someone_writes("tea.md", &mine());
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.entry().outside, None);
}

#[test]
fn a_file_that_is_removed_leaves_its_text_here_and_is_made_anew_by_a_save() {
    let mut bench = Bench::at_tea();
    bench.someone_removes("tea.md");
    assert_eq!(bench.text(), TEA);
    assert!(bench.entry().is_unsaved());
    assert_eq!(
        bench.said(),
        "The file of Tea and iron is gone. Its text is safe here"
    );
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.entry().outside, None);
}

#[test]
fn a_file_gone_without_the_watch_seeing_it_is_found_out_by_the_save() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    fs::remove_file(bench.path("tea.md")).expect("it can be removed");
    bench.does(Act::Save);
    assert!(
        bench.notices()[0].contains("is gone"),
        "{:?}",
        bench.notices()
    );
    assert!(!bench.path("tea.md").exists());
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), mine());
}

#[test]
fn another_file_under_the_name_of_one_that_is_gone_is_compared_first() {
    let mut bench = Bench::at_tea();
    bench.someone_removes("tea.md");
    fs::write(bench.path("tea.md"), theirs()).expect("it can be written");
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), theirs());
    assert_eq!(
        bench.text(),
        theirs(),
        "nothing was typed that it would conflict with"
    );
    bench.undo();
    bench.undo();
    assert_eq!(bench.text(), TEA);
}

#[test]
fn an_entry_goes_along_with_its_file_that_another_program_renames() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Earlier");
    bench.does(Act::Save);
    let saved = bench.text().to_owned();
    bench.writes("Summary", " Mine");
    let typed = bench.text().to_owned();

    bench.someone_renames("tea.md", "green-tea.md");

    assert_eq!(bench.entry().key, key("green-tea.md"));
    assert_eq!(bench.text(), typed);
    assert!(bench.entry().is_unsaved() && bench.entry().outside.is_none());
    assert_eq!(
        bench.notices(),
        ["Another program renamed tea.md to green-tea.md: Tea and iron went along"]
    );
    let library = bench.desk.library().expect("open");
    assert!(library.get(&key("tea.md")).is_none(), "it is listed once");
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("green-tea.md"), typed);
    assert!(!bench.path("tea.md").exists(), "it is not written anew");
    let versions = bench.versions();
    let root = bench.desk.library().expect("open").root().to_owned();
    let kept = versions.list(&root, &key("green-tea.md")).expect("listed");
    assert_eq!(kept.len(), 2, "what was kept under the old name went along");
    // Undone to what the file held, there is nothing to save.
    bench.undo();
    assert_eq!(bench.text(), saved);
}

#[test]
fn of_two_that_could_be_meant_none_goes_along() {
    let mut bench = Bench::at_tea();
    let copy = bench.text().to_owned();
    fs::write(bench.path("copy.md"), &copy).expect("written");
    bench.hears(SyncReport::Added(LoadedFile::new(
        key("copy.md"),
        Content::Text(copy.into()),
    )));
    bench.show("copy.md");
    bench.someone_removes("copy.md");
    bench.someone_renames("tea.md", "green-tea.md");
    bench.show("tea.md");
    assert_eq!(bench.entry().outside, Some(Outside::Gone));
}

#[test]
fn a_file_that_comes_back_is_there_again() {
    let mut bench = Bench::at_tea();
    bench.someone_removes("tea.md");
    fs::write(bench.path("tea.md"), TEA).expect("it can be written");
    bench.hears(SyncReport::Added(LoadedFile::new(
        key("tea.md"),
        Content::Text(TEA.into()),
    )));
    assert_eq!(bench.entry().outside, None);
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn a_file_that_can_no_longer_be_read_is_not_written_over() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    fs::write(bench.path("tea.md"), b"caf\xE9\n").expect("it can be written");
    bench.watch_sees("tea.md");
    bench.does(Act::Save);
    assert_eq!(
        fs::read(bench.path("tea.md")).expect("it is there"),
        b"caf\xE9\n"
    );
    assert_eq!(bench.text(), mine());
}

#[test]
fn a_file_that_is_not_open_follows_the_disk() {
    let mut bench = Bench::at_tea();
    fs::write(bench.path("new.md"), TEA.replace("Tea and iron", "Coffee"))
        .expect("it can be written");
    let content = Content::Text(bench.on_disk("new.md").as_str().into());
    bench.hears(SyncReport::Added(LoadedFile::new(key("new.md"), content)));
    assert_eq!(bench.desk.title_of(&key("new.md")), "Coffee");
    bench.someone_writes("new.md", &TEA.replace("Tea and iron", "Cocoa"));
    assert_eq!(bench.desk.title_of(&key("new.md")), "Cocoa");
    bench.someone_removes("new.md");
    assert_eq!(bench.desk.shown_count(), 1);
}

#[test]
fn a_clean_entry_whose_file_can_not_be_read_any_more_is_saved_no_more() {
    let mut bench = Bench::at_tea();
    fs::write(bench.path("tea.md"), b"\xFFnoise\x80").expect("written");
    bench.watch_sees("tea.md");
    assert!(bench.entry().is_unsaved());
    let kept = |effect: &Effect| matches!(effect, Effect::Journal(it) if *it.text == *TEA);
    assert!(bench.journal.iter().any(kept), "it is kept for a crash");
    bench.does(Act::Save);
    assert!(
        bench
            .said()
            .starts_with("Not saved: the file can’t be read now"),
        "{}",
        bench.said()
    );
    let noise = fs::read(bench.path("tea.md")).expect("it is there");
    assert_eq!(noise, b"\xFFnoise\x80");

    // It is as it was again, or another that can be read: nothing was only here.
    bench.someone_writes("tea.md", TEA);
    assert!(!bench.entry().is_unsaved());
    fs::write(bench.path("tea.md"), b"\xFFnoise\x80").expect("written");
    bench.watch_sees("tea.md");
    let theirs = TEA.replace("iron.", "iron and zinc.");
    bench.someone_writes("tea.md", &theirs);
    assert_eq!(bench.text(), theirs);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.entry().came_in, None);
}
