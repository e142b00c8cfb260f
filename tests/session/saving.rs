//! Saving and leaving: saved means that the disk said so, and nothing typed is lost.

use std::fs;

use copydesk::desk::{
    CommandId, Effect, Leaving, LibraryCommand, Outside, SyncCommand, SyncReport,
};
use copydesk::library::disk::{Fault, FaultPlan};
use copydesk::library::{SaveError, SaveHow};

use crate::fixture::{Fixture, TEA, key};

#[test]
fn saving_asks_for_one_write_of_this_text_in_the_place_of_the_one_seen() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    let effects = fixture.asks(CommandId::Save);
    let new = TEA.replace("iron.", "iron.x");
    assert_eq!(
        effects,
        [Effect::Write {
            key: key("tea.md"),
            path: fs::canonicalize(fixture.path("tea.md")).expect("it is there"),
            step: fixture.step().0,
            text: new.as_str().into(),
            seen: TEA.into(),
            how: SaveHow::Replace,
        }]
    );
    assert!(
        fixture.entry().is_unsaved(),
        "the disk has said nothing yet"
    );
    fixture.carry_out(effects);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("tea.md"), new);
    assert_eq!(fixture.said(), "Saved Tea and iron");
}

#[test]
fn what_is_typed_while_the_disk_writes_stays_unsaved_and_a_second_save_waits_its_turn() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "1");
    let first = fixture.asks(CommandId::Save);
    fixture.writes("Summary", "2");
    assert_eq!(fixture.asks(CommandId::Save), [], "one write at a time");
    let Ok(reports) = fixture.reports_of(first[0].clone()) else {
        panic!("a write is carried out on the disk");
    };
    let second = fixture.hears(reports[0].clone());
    assert!(fixture.entry().is_unsaved());
    assert!(matches!(second.as_slice(), [Effect::Write { seen, .. }] if seen.contains("iron.1\n")));
    fixture.carry_out(second);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("tea.md"), TEA.replace("iron.", "iron.12"));
}

#[test]
fn a_key_and_ctrl_s_at_once_write_that_key() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    fixture.at_end_of(field).key('x');
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), TEA.replace("iron.", "iron.x"));
}

#[test]
fn undone_to_the_saved_step_is_saved_and_other_typing_is_not() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    fixture.does(CommandId::Save);
    fixture.writes("Timing", "y");
    assert!(fixture.entry().is_unsaved());
    fixture.undo();
    assert!(!fixture.entry().is_unsaved());
    fixture.undo();
    assert!(
        fixture.entry().is_unsaved(),
        "the first state is no more on the disk"
    );
    fixture.redo();
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.asks(CommandId::Save), []);
    assert_eq!(fixture.said(), "Saved already");
}

#[test]
fn save_all_writes_every_unsaved_entry_and_no_other() {
    let mut fixture = Fixture::with(&[("a.md", TEA), ("b.md", TEA), ("c.md", TEA)]);
    for name in ["a.md", "c.md"] {
        fixture.show(name);
        fixture.writes("Summary", name);
    }
    fixture.does(CommandId::SaveAll);
    assert_eq!(fixture.desk.unsaved().count(), 0);
    assert_eq!(fixture.on_disk("a.md"), TEA.replace("iron.", "iron.a.md"));
    assert_eq!(fixture.on_disk("b.md"), TEA);
    assert_eq!(fixture.on_disk("c.md"), TEA.replace("iron.", "iron.c.md"));
}

#[test]
fn a_full_disk_leaves_file_and_text_as_they_were_and_the_next_save_succeeds() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    {
        let _plan = FaultPlan::below(fixture.folder.path(), 0, 1, Fault::DiskFull);
        fixture.does(CommandId::Save);
    }
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert_eq!(fixture.text(), TEA.replace("iron.", "iron.x"));
    assert!(fixture.entry().is_unsaved());
    assert!(
        fixture.notices()[0].contains("the disk is full"),
        "{:?}",
        fixture.notices()
    );
    assert!(
        fixture.desk.notices()[0].is_bad,
        "it stays until it is dismissed"
    );
    fixture.does(CommandId::Save);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("tea.md"), TEA.replace("iron.", "iron.x"));
}

#[test]
fn a_read_only_folder_asks_before_the_file_itself_is_written_over() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    {
        let _plan = FaultPlan::below(fixture.folder.path(), 0, 1, Fault::NotAllowed);
        fixture.does(CommandId::Save);
    }
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert_eq!(
        fixture.answers(),
        ["Leave it unsaved", "Write over the file"]
    );
    fixture.answer("Leave it unsaved");
    assert!(fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("tea.md"), TEA);
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_not_parted_unasked() {
    let mut fixture = Fixture::at_tea();
    fs::hard_link(fixture.path("tea.md"), fixture.path("twin.md")).expect("a second name");
    fixture.writes("Summary", "x");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert_eq!(
        fixture.answers(),
        ["Leave it unsaved", "Write over the file"]
    );
    fixture.answer("Write over the file");
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("twin.md"), TEA.replace("iron.", "iron.x"));
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_left_and_the_text_kept() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    let path = fixture.path("tea.md");
    let mut mode = fs::metadata(&path).expect("it is there").permissions();
    mode.set_readonly(true);
    fs::set_permissions(&path, mode).expect("its mode can be set");
    fixture.does(CommandId::Save);
    assert!(
        fixture.notices()[0].contains("read-only"),
        "{:?}",
        fixture.notices()
    );
    assert!(fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("tea.md"), TEA);
}

#[test]
fn closing_with_nothing_unsaved_closes() {
    let mut fixture = Fixture::at_tea();
    assert_eq!(fixture.does(CommandId::Quit), [Effect::Quit]);
}

#[test]
fn closing_with_unsaved_work_asks_once_with_verbs_and_the_safe_answer_first() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    assert_eq!(fixture.does(CommandId::Quit), []);
    assert_eq!(
        fixture.answers(),
        ["Keep editing", "Save all and close", "Close without saving"]
    );
    let question = fixture.desk.question().expect("it asks").text.clone();
    assert_eq!(
        question,
        "“Tea and iron” has changes that are not saved. What you do not save stays in each entry’s history for 30 days."
    );
    assert_eq!(fixture.answer("Keep editing"), []);
    assert!(fixture.desk.question().is_none());
    fixture.does(CommandId::Quit);
    assert_eq!(fixture.answer("Close without saving"), [Effect::Quit]);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
}

#[test]
fn save_all_and_close_closes_only_when_the_last_entry_is_on_the_disk() {
    let mut fixture = Fixture::with(&[("a.md", TEA), ("b.md", TEA)]);
    for name in ["a.md", "b.md"] {
        fixture.show(name);
        fixture.writes("Summary", "x");
    }
    let writes = fixture.asks(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    assert_eq!(writes.len(), 2);
    let [first, second] = [0, 1].map(|i| match fixture.reports_of(writes[i].clone()) {
        Ok(mut reports) => reports.remove(0),
        Err(effect) => panic!("the disk carries it out: {effect:?}"),
    });
    assert_eq!(fixture.hears(first), []);
    assert_eq!(fixture.hears(second), [Effect::Quit]);
    assert_eq!(fixture.on_disk("b.md"), TEA.replace("iron.", "iron.x"));
}

#[test]
fn a_refused_save_keeps_the_desk_open_and_later_saves_do_not_close_it() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    {
        let _plan = FaultPlan::below(fixture.folder.path(), 0, 1, Fault::DiskFull);
        assert_eq!(
            fixture.does(SyncCommand::SaveAllAndLeave(Leaving::Quit)),
            []
        );
    }
    assert!(fixture.notices()[0].contains("the disk is full"));
    assert_eq!(fixture.does(CommandId::Save), [], "saved, and still here");
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn what_is_typed_while_closing_is_asked_about_again() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    let writes = fixture.asks(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    fixture.writes("Summary", "y");
    assert_eq!(fixture.carry_out(writes), []);
    assert_eq!(fixture.answers()[1], "Save all and close");
    assert_eq!(fixture.answer("Keep editing"), []);
    assert_eq!(
        fixture.does(CommandId::Save),
        [],
        "a later save is a save and nothing else"
    );
    assert_eq!(fixture.on_disk("tea.md"), TEA.replace("iron.", "iron.xy"));
}

#[test]
fn opening_another_folder_asks_first_and_a_refused_folder_loses_nothing() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    let elsewhere = fixture.path("not-there");
    fixture.does(LibraryCommand::OpenPath(elsewhere.clone()));
    assert_eq!(
        fixture.answers(),
        ["Keep editing", "Save all and open", "Open without saving"]
    );
    fixture.answer("Open without saving");
    assert!(
        fixture.notices()[0].contains("no such folder"),
        "{:?}",
        fixture.notices()
    );
    assert!(fixture.desk.opening().is_none());
    assert_eq!(
        fixture.text(),
        TEA.replace("iron.", "iron.x"),
        "nothing was opened, so nothing was put away"
    );
    assert!(fixture.entry().is_unsaved());
}

#[test]
fn what_is_typed_before_the_other_folder_answers_is_asked_about() {
    let mut fixture = Fixture::at_tea();
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("other.md"), TEA).expect("a file");
    let opening = fixture.asks(LibraryCommand::OpenPath(other.path().to_owned()));
    fixture.writes("Summary", "x");
    fixture.carry_out(opening);
    assert_eq!(fixture.answers()[1], "Save all and open");
    assert_eq!(fixture.text(), TEA.replace("iron.", "iron.x"));
    fixture.answer("Save all and open");
    assert_eq!(fixture.on_disk("tea.md"), TEA.replace("iron.", "iron.x"));
    assert!(
        fixture
            .desk
            .library()
            .is_some_and(|library| library.get(&key("other.md")).is_some())
    );
    assert!(fixture.desk.shown_key().is_none());
}

#[test]
fn discarding_and_opening_opens_the_other_folder() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("other.md"), TEA).expect("a file");
    fixture.does(LibraryCommand::OpenPath(other.path().to_owned()));
    fixture.answer("Open without saving");
    assert_eq!(fixture.desk.unsaved().count(), 0);
    assert_eq!(fixture.desk.library().map(|library| library.len()), Some(1));
    assert_eq!(fixture.on_disk("tea.md"), TEA);
}

#[test]
fn a_refusal_of_a_step_that_is_not_being_written_is_waste_paper() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "x");
    let write = fixture.asks(CommandId::Save);
    fixture.carry_out(write.clone());
    let Effect::Write { key, step, .. } = write[0].clone() else {
        panic!("a save writes");
    };
    fixture.hears(SyncReport::WriteRefused {
        key,
        step,
        why: copydesk::library::SaveError::ChangedOnDisk {
            now: Ok("old".into()),
        },
    });
    assert_eq!(fixture.entry().outside, None::<Outside>);
}

#[test]
fn a_second_save_that_waited_leaves_a_question_open() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " One");
    let first = fixture.asks(CommandId::Save);
    fixture.writes("Summary", " two");
    assert!(
        fixture.asks(CommandId::Save).is_empty(),
        "the second one waits"
    );
    fixture.does(CommandId::Quit);
    let asked = fixture
        .desk
        .question()
        .map(|question| question.title.clone());
    assert!(asked.is_some());

    fixture.carry_out(first);

    let still = fixture
        .desk
        .question()
        .map(|question| question.title.clone());
    assert_eq!(still, asked);
    assert!(!fixture.entry().is_unsaved(), "both are on disk");
}

#[test]
fn a_save_that_works_takes_the_news_away_that_one_did_not() {
    let milk = TEA.replace("Tea and", "Milk and");
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("milk.md", &milk)]);
    for name in ["milk.md", "tea.md"] {
        fixture.show(name);
        fixture.writes("Summary", "x");
        fixture.asks(CommandId::Save);
        fixture.hears(SyncReport::WriteRefused {
            key: key(name),
            step: fixture.step().0,
            why: SaveError::DiskFull,
        });
    }
    assert_eq!(fixture.notices().len(), 2, "{:?}", fixture.notices());
    fixture.does(CommandId::Save);
    assert!(!fixture.entry().is_unsaved());
    let left = fixture.notices();
    assert!(left.len() == 1 && left[0].contains("Milk"), "{left:?}");
}

/// A library of so many entries, each with a word that is not saved.
#[track_caller]
fn many_unsaved(count: usize) -> Fixture {
    let names: Vec<String> = (0..count).map(|number| format!("{number:03}.md")).collect();
    let texts: Vec<String> = (0..count)
        .map(|number| TEA.replace("Tea and iron", &format!("Entry {number}")))
        .collect();
    let files = names.iter().zip(&texts);
    let files: Vec<(&str, &str)> = files.map(|(name, text)| (&**name, &**text)).collect();
    let mut fixture = Fixture::with(&files);
    for name in &names {
        fixture.show(name);
        fixture.writes("Summary", " Mine");
    }
    assert_eq!(fixture.desk.unsaved_count(), count);
    fixture
}

/// The files that hold the word.
fn saved(fixture: &Fixture, count: usize) -> usize {
    (0..count)
        .filter(|number| {
            fixture
                .on_disk(&format!("{number:03}.md"))
                .contains(" Mine")
        })
        .count()
}

#[test]
fn many_are_saved_in_portions_and_told_of_once() {
    let mut fixture = many_unsaved(60);
    let first = fixture.asks(CommandId::SaveAll);
    let writes = |effects: &[Effect]| {
        let is_write = |effect: &&Effect| matches!(effect, Effect::Write { .. });
        effects.iter().filter(is_write).count()
    };
    assert_eq!(writes(&first), 24, "the rest waits");
    let told = fixture.desk.many_under_way().expect("under way");
    assert_eq!((told.what.as_str(), told.seen, told.of), ("Saving", 0, 60));
    fixture.carry_out(first);
    assert_eq!(saved(&fixture, 60), 60);
    assert_eq!(fixture.desk.unsaved_count(), 0);
    assert_eq!(fixture.desk.many_under_way(), None);
    assert_eq!(fixture.notices(), ["Saved 60 entries"]);
}

#[test]
fn saving_many_is_stopped_and_the_rest_stays_unsaved() {
    let mut fixture = many_unsaved(60);
    let first = fixture.asks(CommandId::SaveAll);
    fixture.does(CommandId::StopChanging);
    fixture.carry_out(first);
    assert_eq!(saved(&fixture, 60), 24, "what was handed over is written");
    assert_eq!(fixture.desk.unsaved_count(), 36);
    assert_eq!(
        fixture.notices(),
        ["Stopped. Saved 24 entries. Not saved yet: 36 entries"]
    );
    fixture.does(CommandId::SaveAll);
    assert_eq!(saved(&fixture, 60), 60);
}

#[test]
fn of_many_those_that_can_not_be_saved_are_named_and_no_question_is_asked() {
    let mut fixture = many_unsaved(40);
    // The watcher has said nothing yet.
    let other = TEA.replace("iron", "much iron");
    fs::write(fixture.path("003.md"), &other).expect("written");
    fs::remove_file(fixture.path("030.md")).expect("removed");
    fixture.does(CommandId::SaveAll);
    assert_eq!(fixture.on_disk("003.md"), other, "nothing is saved over");
    assert!(!fixture.path("030.md").exists());
    assert_eq!(fixture.desk.unsaved_count(), 2);
    assert!(fixture.desk.question().is_none());
    let told = fixture.notices();
    let told = told.last().expect("told");
    assert!(
        told.starts_with("Saved 38 entries. Not saved, and safe here: “Entry 3”: ")
            && told.contains("“Entry 30”: "),
        "{told}"
    );
}

#[test]
fn closing_waits_for_the_last_of_many_and_stays_where_one_is_refused() {
    let mut fixture = many_unsaved(30);
    let first = fixture.asks(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    assert!(!first.contains(&Effect::Quit));
    let last = fixture.carry_out(first);
    assert!(last.contains(&Effect::Quit), "{last:?}");
    assert_eq!(saved(&fixture, 30), 30);

    let mut fixture = many_unsaved(30);
    fs::write(fixture.path("003.md"), "other").expect("written");
    let last = fixture.does(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    assert!(!last.contains(&Effect::Quit), "one is not saved");
    assert_eq!(saved(&fixture, 30), 29);
}

#[test]
fn of_many_a_file_that_can_not_be_made_anew_is_not_said_to_be_saved() {
    let mut fixture = many_unsaved(30);
    fixture.someone_removes("003.md");
    let effects = fixture.asks(CommandId::SaveAll);
    let made =
        |effect: &Effect| matches!(effect, Effect::Create { key: it, .. } if *it == key("003.md"));
    assert!(effects.iter().any(made), "it would be written anew");
    // Another program is quicker.
    fs::write(fixture.path("003.md"), "other").expect("written");
    fixture.carry_out(effects);
    assert_eq!(fixture.on_disk("003.md"), "other");
    let told = fixture.notices();
    assert!(
        told.iter()
            .any(|it| it.starts_with("Saved 29 entries. Not saved, and safe here: “Entry 3”")),
        "{told:?}"
    );
}
