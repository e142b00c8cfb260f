//! Files that other programs change, replace or remove while they are open.

use std::{fs, slice};

use copydesk::desk::{CommandId, Effect, Outside, SyncReport, hunks};
use copydesk::library::checkout::Switched;
use copydesk::library::versions::Why;
use copydesk::library::{Content, LoadedFile};

use crate::fixture::{Fixture, TEA, key};

fn theirs() -> String {
    TEA.replace("Tea binds iron.", "Tea binds much iron.")
}

fn mine() -> String {
    TEA.replace("iron.", "iron. Mine")
}

/// The small entry with unsaved words, changed on the disk meanwhile.
#[track_caller]
fn both() -> Fixture {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fixture.someone_writes("tea.md", &theirs());
    fixture
}

#[test]
fn a_clean_entry_is_read_again_and_undo_halts_there_once() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fixture.does(CommandId::Save);
    let text = theirs();
    fixture.someone_writes("tea.md", &text);
    assert_eq!(fixture.text(), text);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(
        fixture.notices(),
        ["Read again, as another program changed it: Tea and iron"]
    );

    fixture.undo();
    assert_eq!(
        fixture.text(),
        text,
        "the first press says what it would do"
    );
    assert!(fixture.said().contains("Undo again"), "{}", fixture.said());
    fixture.undo();
    assert_eq!(fixture.text(), mine(), "the second one does it");
    fixture.undo();
    assert_eq!(fixture.text(), TEA);

    fixture.does(CommandId::Save);
    assert_eq!(
        fixture.answers(),
        ["Keep the file", "Save mine"],
        "their text is not put away unasked"
    );
    fixture.answer("Keep the file");
    assert_eq!(fixture.on_disk("tea.md"), text);
    fixture.does(CommandId::Save);
    fixture.answer("Save mine");
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn the_text_that_another_program_replaced_is_an_earlier_version() {
    let mut fixture = Fixture::at_tea();
    fixture.someone_writes("tea.md", &theirs());
    let before = (Why::ChangedOutside, TEA.to_owned());
    assert_eq!(fixture.kept_of("tea.md"), slice::from_ref(&before));
    assert_eq!(before.0.label(), "Before another program changed it");

    // The same text once more is no change, and an unsaved entry is merged.
    fixture.watch_sees("tea.md");
    fixture.writes("Timing", " Mine");
    fixture.someone_writes("tea.md", &TEA.replace("binds", "ties"));
    let kept = fixture.kept_of("tea.md");
    let outside = kept.iter().filter(|(why, _)| *why == Why::ChangedOutside);
    assert_eq!(outside.count(), 1, "{kept:?}");
}

#[test]
fn a_file_that_changes_all_the_time_pushes_nothing_out_of_the_store() {
    let mut fixture = Fixture::at_tea();
    let text = |count: i32| TEA.replace("iron.", &format!("iron {count} times."));
    for count in 0..50 {
        fixture.wait(2_000);
        fixture.someone_writes("tea.md", &text(count));
    }
    let before = (Why::ChangedOutside, TEA.to_owned());
    assert_eq!(fixture.kept_of("tea.md"), slice::from_ref(&before));

    // What stood for a while is kept again, and what was saved here at once.
    fixture.wait(61_000);
    fixture.someone_writes("tea.md", &text(50));
    let stood = (Why::ChangedOutside, text(49));
    assert_eq!(fixture.kept_of("tea.md"), [stood.clone(), before.clone()]);
    fixture.writes("Timing", " Mine");
    fixture.does(CommandId::Save);
    let mine = fixture.text().to_owned();
    fixture.someone_writes("tea.md", &text(51));
    let saved = [(Why::ChangedOutside, mine), (Why::SavedOver, text(50))];
    assert_eq!(
        fixture.kept_of("tea.md"),
        [&saved[..], &[stood, before]].concat()
    );
}

#[test]
fn where_many_files_change_at_once_the_texts_are_kept_unless_git_has_them() {
    let switched = |what| {
        let mut fixture = Fixture::at_tea();
        let file = LoadedFile::new(key("tea.md"), Content::Text(theirs().into()));
        let root = fixture.root();
        let files = vec![file];
        let effects = fixture.hears(SyncReport::FolderSwitched { root, what, files });
        fixture.carry_out(effects);
        assert_eq!(fixture.text(), theirs());
        fixture.kept_of("tea.md")
    };
    let kept = switched(Switched::Many(30));
    assert_eq!(kept, [(Why::ChangedOutside, TEA.to_owned())]);
    assert_eq!(switched(Switched::ByGit), []);
    let (from, to) = ("main".into(), "other".into());
    assert_eq!(switched(Switched::Branch { from, to }), []);
}

#[test]
fn our_own_save_is_not_read_again() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fixture.does(CommandId::Save);
    let step = fixture.step();
    fixture.watch_sees("tea.md");
    assert_eq!(fixture.step(), step);
    fixture.writes("Timing", "x");
    fixture.watch_sees("tea.md");
    assert_eq!(
        fixture.entry().outside,
        None,
        "the file holds what was saved"
    );
    assert!(fixture.entry().is_unsaved());
}

#[test]
fn an_unsaved_entry_keeps_both_texts_and_no_save_is_made() {
    let mut fixture = both();
    assert_eq!(fixture.text(), mine());
    assert_eq!(fixture.entry().on_disk(), theirs());
    assert_eq!(fixture.does(CommandId::Save), []);
    assert_eq!(fixture.on_disk("tea.md"), theirs());
    assert!(
        fixture.said().starts_with("Not saved"),
        "{}",
        fixture.said()
    );
}

#[test]
fn the_changes_are_shown_against_theirs() {
    let fixture = both();
    let hunks = hunks(fixture.entry().on_disk(), fixture.text());
    let spoken: Vec<String> = hunks.iter().map(|hunk| hunk.spoken()).collect();
    assert_eq!(spoken, ["Line 13, removed much, added Mine"]);
}

#[test]
fn keeping_mine_lets_the_next_save_replace_theirs() {
    let mut fixture = both();
    fixture.does(CommandId::KeepMine);
    assert_eq!(
        fixture.on_disk("tea.md"),
        theirs(),
        "nothing is written before the save"
    );
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), mine());
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn keeping_mine_does_not_cover_a_third_text() {
    let mut fixture = both();
    fixture.does(CommandId::KeepMine);
    fs::write(fixture.path("tea.md"), "A third text.\n").expect("it can be written");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), "A third text.\n");
    assert_eq!(
        fixture.entry().outside,
        Some(Outside::Changed("A third text.\n".into()))
    );
}

#[test]
fn taking_theirs_is_one_step_and_undo_brings_mine_back() {
    let mut fixture = both();
    fixture.does(CommandId::TakeTheirs);
    assert_eq!(fixture.text(), theirs());
    assert!(!fixture.entry().is_unsaved());
    fixture.undo();
    fixture.undo();
    assert_eq!(fixture.text(), mine());
}

#[test]
fn a_file_changed_without_the_watch_seeing_it_is_found_out_by_the_save() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fs::write(fixture.path("tea.md"), theirs()).expect("it can be written");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), theirs());
    assert_eq!(fixture.entry().on_disk(), theirs());
    assert!(fixture.entry().is_unsaved());
}

#[test]
fn a_change_that_is_taken_back_outside_needs_no_answer() {
    let mut fixture = both();
    fixture.someone_writes("tea.md", TEA);
    assert_eq!(fixture.entry().outside, None);
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), mine());
}

#[test]
fn the_same_words_written_outside_are_saved_words() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fixture.someone_writes("tea.md", &mine());
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.entry().outside, None);
}

#[test]
fn a_file_that_is_removed_leaves_its_text_here_and_is_made_anew_by_a_save() {
    let mut fixture = Fixture::at_tea();
    fixture.someone_removes("tea.md");
    assert_eq!(fixture.text(), TEA);
    assert!(fixture.entry().is_unsaved());
    assert_eq!(
        fixture.said(),
        "The file of Tea and iron is gone. Its text is safe here"
    );
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.entry().outside, None);
}

#[test]
fn a_file_gone_without_the_watch_seeing_it_is_found_out_by_the_save() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fs::remove_file(fixture.path("tea.md")).expect("it can be removed");
    fixture.does(CommandId::Save);
    assert!(
        fixture.notices()[0].contains("is gone"),
        "{:?}",
        fixture.notices()
    );
    assert!(!fixture.path("tea.md").exists());
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), mine());
}

#[test]
fn another_file_under_the_name_of_one_that_is_gone_is_compared_first() {
    let mut fixture = Fixture::at_tea();
    fixture.someone_removes("tea.md");
    fs::write(fixture.path("tea.md"), theirs()).expect("it can be written");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), theirs());
    assert_eq!(
        fixture.text(),
        theirs(),
        "nothing was typed that it would conflict with"
    );
    fixture.undo();
    fixture.undo();
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn an_entry_goes_along_with_its_file_that_another_program_renames() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Earlier");
    fixture.does(CommandId::Save);
    let saved = fixture.text().to_owned();
    fixture.writes("Summary", " Mine");
    let typed = fixture.text().to_owned();

    fixture.someone_renames("tea.md", "green-tea.md");

    assert_eq!(fixture.entry().key, key("green-tea.md"));
    assert_eq!(fixture.text(), typed);
    assert!(fixture.entry().is_unsaved() && fixture.entry().outside.is_none());
    assert_eq!(
        fixture.notices(),
        ["Another program renamed tea.md to green-tea.md: Tea and iron went along"]
    );
    let library = fixture.desk.library().expect("open");
    assert!(library.get(&key("tea.md")).is_none(), "it is listed once");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("green-tea.md"), typed);
    assert!(!fixture.path("tea.md").exists(), "it is not written anew");
    let versions = fixture.versions();
    let root = fixture.desk.library().expect("open").root().to_owned();
    let kept = versions.list(&root, &key("green-tea.md")).expect("listed");
    assert_eq!(kept.len(), 2, "what was kept under the old name went along");
    // Undone to what the file held, there is nothing to save.
    fixture.undo();
    assert_eq!(fixture.text(), saved);
}

#[test]
fn of_two_that_could_be_meant_none_goes_along() {
    let mut fixture = Fixture::at_tea();
    let copy = fixture.text().to_owned();
    fs::write(fixture.path("copy.md"), &copy).expect("written");
    fixture.hears(SyncReport::Added(LoadedFile::new(
        key("copy.md"),
        Content::Text(copy.into()),
    )));
    fixture.show("copy.md");
    fixture.someone_removes("copy.md");
    fixture.someone_renames("tea.md", "green-tea.md");
    fixture.show("tea.md");
    assert_eq!(fixture.entry().outside, Some(Outside::Gone));
}

#[test]
fn a_file_that_comes_back_is_there_again() {
    let mut fixture = Fixture::at_tea();
    fixture.someone_removes("tea.md");
    fs::write(fixture.path("tea.md"), TEA).expect("it can be written");
    fixture.hears(SyncReport::Added(LoadedFile::new(
        key("tea.md"),
        Content::Text(TEA.into()),
    )));
    assert_eq!(fixture.entry().outside, None);
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn a_file_that_can_no_longer_be_read_is_not_written_over() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fs::write(fixture.path("tea.md"), b"caf\xE9\n").expect("it can be written");
    fixture.watch_sees("tea.md");
    fixture.does(CommandId::Save);
    assert_eq!(
        fs::read(fixture.path("tea.md")).expect("it is there"),
        b"caf\xE9\n"
    );
    assert_eq!(fixture.text(), mine());
}

#[test]
fn a_file_that_is_not_open_follows_the_disk() {
    let mut fixture = Fixture::at_tea();
    fs::write(
        fixture.path("new.md"),
        TEA.replace("Tea and iron", "Coffee"),
    )
    .expect("it can be written");
    let content = Content::Text(fixture.on_disk("new.md").as_str().into());
    fixture.hears(SyncReport::Added(LoadedFile::new(key("new.md"), content)));
    assert_eq!(fixture.desk.title_of(&key("new.md")), "Coffee");
    fixture.someone_writes("new.md", &TEA.replace("Tea and iron", "Cocoa"));
    assert_eq!(fixture.desk.title_of(&key("new.md")), "Cocoa");
    fixture.someone_removes("new.md");
    assert_eq!(fixture.desk.shown_count(), 1);
}

#[test]
fn a_clean_entry_whose_file_can_not_be_read_any_more_is_saved_no_more() {
    let mut fixture = Fixture::at_tea();
    fs::write(fixture.path("tea.md"), b"\xFFnoise\x80").expect("written");
    fixture.watch_sees("tea.md");
    assert!(fixture.entry().is_unsaved());
    let kept = |effect: &Effect| matches!(effect, Effect::Journal(it) if *it.text == *TEA);
    assert!(fixture.journal.iter().any(kept), "it is kept for a crash");
    fixture.does(CommandId::Save);
    assert!(
        fixture
            .said()
            .starts_with("Not saved: the file can’t be read now"),
        "{}",
        fixture.said()
    );
    let noise = fs::read(fixture.path("tea.md")).expect("it is there");
    assert_eq!(noise, b"\xFFnoise\x80");

    // It is as it was again, or another that can be read: nothing was only here.
    fixture.someone_writes("tea.md", TEA);
    assert!(!fixture.entry().is_unsaved());
    fs::write(fixture.path("tea.md"), b"\xFFnoise\x80").expect("written");
    fixture.watch_sees("tea.md");
    let theirs = TEA.replace("iron.", "iron and zinc.");
    fixture.someone_writes("tea.md", &theirs);
    assert_eq!(fixture.text(), theirs);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.entry().came_in, None);
}
