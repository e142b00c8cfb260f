//! Saving and leaving: saved means that the disk said so, and nothing typed is lost.

use std::fs;

use copydesk::desk::{Act, Effect, Leaving, LibraryCommand, Outside, SyncCommand, SyncReport};
use copydesk::library::disk::{Fault, FaultPlan};
use copydesk::library::{SaveHow, SaveRefused};

use crate::bench::{Bench, TEA, key};

#[test]
fn saving_asks_for_one_write_of_this_text_in_the_place_of_the_one_seen() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    let effects = bench.asks(Act::Save);
    let new = TEA.replace("iron.", "iron.x");
    assert_eq!(
        effects,
        [Effect::Write {
            key: key("tea.md"),
            path: fs::canonicalize(bench.path("tea.md")).expect("it is there"),
            step: bench.step().0,
            text: new.as_str().into(),
            seen: TEA.into(),
            how: SaveHow::Replace,
        }]
    );
    assert!(bench.entry().is_unsaved(), "the disk has said nothing yet");
    bench.carry_out(effects);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("tea.md"), new);
    assert_eq!(bench.said(), "Saved Tea and iron");
}

#[test]
fn what_is_typed_while_the_disk_writes_stays_unsaved_and_a_second_save_waits_its_turn() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "1");
    let first = bench.asks(Act::Save);
    bench.writes("Summary", "2");
    assert_eq!(bench.asks(Act::Save), [], "one write at a time");
    let Ok(reports) = bench.reports_of(first[0].clone()) else {
        panic!("a write is carried out on the disk");
    };
    let second = bench.hears(reports[0].clone());
    assert!(bench.entry().is_unsaved());
    assert!(matches!(second.as_slice(), [Effect::Write { seen, .. }] if seen.contains("iron.1\n")));
    bench.carry_out(second);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("tea.md"), TEA.replace("iron.", "iron.12"));
}

#[test]
fn a_key_and_ctrl_s_at_once_write_that_key() {
    let mut bench = Bench::at_tea();
    let field = bench.body("Summary");
    bench.at_end_of(field).key('x');
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), TEA.replace("iron.", "iron.x"));
}

#[test]
fn undone_to_the_saved_step_is_saved_and_other_typing_is_not() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    bench.does(Act::Save);
    bench.writes("Timing", "y");
    assert!(bench.entry().is_unsaved());
    bench.undo();
    assert!(!bench.entry().is_unsaved());
    bench.undo();
    assert!(
        bench.entry().is_unsaved(),
        "the first state is no more on the disk"
    );
    bench.redo();
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.asks(Act::Save), []);
    assert_eq!(bench.said(), "Saved already");
}

#[test]
fn save_all_writes_every_unsaved_entry_and_no_other() {
    let mut bench = Bench::with(&[("a.md", TEA), ("b.md", TEA), ("c.md", TEA)]);
    for name in ["a.md", "c.md"] {
        bench.show(name);
        bench.writes("Summary", name);
    }
    bench.does(Act::SaveAll);
    assert_eq!(bench.desk.unsaved().count(), 0);
    assert_eq!(bench.on_disk("a.md"), TEA.replace("iron.", "iron.a.md"));
    assert_eq!(bench.on_disk("b.md"), TEA);
    assert_eq!(bench.on_disk("c.md"), TEA.replace("iron.", "iron.c.md"));
}

#[test]
fn a_full_disk_leaves_file_and_text_as_they_were_and_the_next_save_succeeds() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    {
        let _plan = FaultPlan::below(bench.folder.path(), 0, 1, Fault::DiskFull);
        bench.does(Act::Save);
    }
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert_eq!(bench.text(), TEA.replace("iron.", "iron.x"));
    assert!(bench.entry().is_unsaved());
    assert!(
        bench.notices()[0].contains("the disk is full"),
        "{:?}",
        bench.notices()
    );
    assert!(
        bench.desk.notices()[0].is_bad,
        "it stays until it is dismissed"
    );
    bench.does(Act::Save);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("tea.md"), TEA.replace("iron.", "iron.x"));
}

#[test]
fn a_read_only_folder_asks_before_the_file_itself_is_written_over() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    {
        let _plan = FaultPlan::below(bench.folder.path(), 0, 1, Fault::NotAllowed);
        bench.does(Act::Save);
    }
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert_eq!(bench.answers(), ["Leave it unsaved", "Write over the file"]);
    bench.answer("Leave it unsaved");
    assert!(bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("tea.md"), TEA);
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_not_parted_unasked() {
    let mut bench = Bench::at_tea();
    fs::hard_link(bench.path("tea.md"), bench.path("twin.md")).expect("a second name");
    bench.writes("Summary", "x");
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert_eq!(bench.answers(), ["Leave it unsaved", "Write over the file"]);
    bench.answer("Write over the file");
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("twin.md"), TEA.replace("iron.", "iron.x"));
}

#[cfg(unix)]
#[test]
fn a_read_only_file_is_left_and_the_text_kept() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    let path = bench.path("tea.md");
    let mut mode = fs::metadata(&path).expect("it is there").permissions();
    mode.set_readonly(true);
    fs::set_permissions(&path, mode).expect("its mode can be set");
    bench.does(Act::Save);
    assert!(
        bench.notices()[0].contains("read-only"),
        "{:?}",
        bench.notices()
    );
    assert!(bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("tea.md"), TEA);
}

#[test]
fn closing_with_nothing_unsaved_closes() {
    let mut bench = Bench::at_tea();
    assert_eq!(bench.does(Act::Quit), [Effect::Quit]);
}

#[test]
fn closing_with_unsaved_work_asks_once_with_verbs_and_the_safe_answer_first() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    assert_eq!(bench.does(Act::Quit), []);
    assert_eq!(
        bench.answers(),
        ["Keep editing", "Save all and close", "Close without saving"]
    );
    let question = bench.desk.question().expect("it asks").text.clone();
    assert_eq!(
        question,
        "“Tea and iron” has changes that are not saved. What you do not save stays in each entry’s history for 30 days."
    );
    assert_eq!(bench.answer("Keep editing"), []);
    assert!(bench.desk.question().is_none());
    bench.does(Act::Quit);
    assert_eq!(bench.answer("Close without saving"), [Effect::Quit]);
    assert_eq!(bench.on_disk("tea.md"), TEA);
}

#[test]
fn save_all_and_close_closes_only_when_the_last_entry_is_on_the_disk() {
    let mut bench = Bench::with(&[("a.md", TEA), ("b.md", TEA)]);
    for name in ["a.md", "b.md"] {
        bench.show(name);
        bench.writes("Summary", "x");
    }
    let writes = bench.asks(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    assert_eq!(writes.len(), 2);
    let [first, second] = [0, 1].map(|i| match bench.reports_of(writes[i].clone()) {
        Ok(mut reports) => reports.remove(0),
        Err(effect) => panic!("the disk carries it out: {effect:?}"),
    });
    assert_eq!(bench.hears(first), []);
    assert_eq!(bench.hears(second), [Effect::Quit]);
    assert_eq!(bench.on_disk("b.md"), TEA.replace("iron.", "iron.x"));
}

#[test]
fn a_refused_save_keeps_the_desk_open_and_later_saves_do_not_close_it() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    {
        let _plan = FaultPlan::below(bench.folder.path(), 0, 1, Fault::DiskFull);
        assert_eq!(bench.does(SyncCommand::SaveAllAndLeave(Leaving::Quit)), []);
    }
    assert!(bench.notices()[0].contains("the disk is full"));
    assert_eq!(bench.does(Act::Save), [], "saved, and still here");
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn what_is_typed_while_closing_is_asked_about_again() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    let writes = bench.asks(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    bench.writes("Summary", "y");
    assert_eq!(bench.carry_out(writes), []);
    assert_eq!(bench.answers()[1], "Save all and close");
    assert_eq!(bench.answer("Keep editing"), []);
    assert_eq!(
        bench.does(Act::Save),
        [],
        "a later save is a save and nothing else"
    );
    assert_eq!(bench.on_disk("tea.md"), TEA.replace("iron.", "iron.xy"));
}

#[test]
fn opening_another_folder_asks_first_and_a_refused_folder_loses_nothing() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    let elsewhere = bench.path("not-there");
    bench.does(LibraryCommand::OpenPath(elsewhere.clone()));
    assert_eq!(
        bench.answers(),
        ["Keep editing", "Save all and open", "Open without saving"]
    );
    bench.answer("Open without saving");
    assert!(
        bench.notices()[0].contains("no such folder"),
        "{:?}",
        bench.notices()
    );
    assert!(bench.desk.opening().is_none());
    assert_eq!(
        bench.text(),
        TEA.replace("iron.", "iron.x"),
        "nothing was opened, so nothing was put away"
    );
    assert!(bench.entry().is_unsaved());
}

#[test]
fn what_is_typed_before_the_other_folder_answers_is_asked_about() {
    let mut bench = Bench::at_tea();
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("other.md"), TEA).expect("a file");
    let opening = bench.asks(LibraryCommand::OpenPath(other.path().to_owned()));
    bench.writes("Summary", "x");
    bench.carry_out(opening);
    assert_eq!(bench.answers()[1], "Save all and open");
    assert_eq!(bench.text(), TEA.replace("iron.", "iron.x"));
    bench.answer("Save all and open");
    assert_eq!(bench.on_disk("tea.md"), TEA.replace("iron.", "iron.x"));
    assert!(
        bench
            .desk
            .library()
            .is_some_and(|library| library.get(&key("other.md")).is_some())
    );
    assert!(bench.desk.shown_key().is_none());
}

#[test]
fn discarding_and_opening_opens_the_other_folder() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    let other = tempfile::tempdir().expect("a folder");
    fs::write(other.path().join("other.md"), TEA).expect("a file");
    bench.does(LibraryCommand::OpenPath(other.path().to_owned()));
    bench.answer("Open without saving");
    assert_eq!(bench.desk.unsaved().count(), 0);
    assert_eq!(bench.desk.library().map(|library| library.len()), Some(1));
    assert_eq!(bench.on_disk("tea.md"), TEA);
}

#[test]
fn a_refusal_of_a_step_that_is_not_being_written_is_waste_paper() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "x");
    let write = bench.asks(Act::Save);
    bench.carry_out(write.clone());
    let Effect::Write { key, step, .. } = write[0].clone() else {
        panic!("a save writes");
    };
    bench.hears(SyncReport::WriteRefused {
        key,
        step,
        why: copydesk::library::SaveRefused::ChangedOnDisk {
            now: Ok("old".into()),
        },
    });
    assert_eq!(bench.entry().outside, None::<Outside>);
}

#[test]
fn a_second_save_that_waited_leaves_a_question_open() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " One");
    let first = bench.asks(Act::Save);
    bench.writes("Summary", " two");
    assert!(bench.asks(Act::Save).is_empty(), "the second one waits");
    bench.does(Act::Quit);
    let asked = bench.desk.question().map(|question| question.title.clone());
    assert!(asked.is_some());

    bench.carry_out(first);

    let still = bench.desk.question().map(|question| question.title.clone());
    assert_eq!(still, asked);
    assert!(!bench.entry().is_unsaved(), "both are on disk");
}

#[test]
fn a_save_that_works_takes_the_news_away_that_one_did_not() {
    let milk = TEA.replace("Tea and", "Milk and");
    let mut bench = Bench::with(&[("tea.md", TEA), ("milk.md", &milk)]);
    for name in ["milk.md", "tea.md"] {
        bench.show(name);
        bench.writes("Summary", "x");
        bench.asks(Act::Save);
        bench.hears(SyncReport::WriteRefused {
            key: key(name),
            step: bench.step().0,
            why: SaveRefused::DiskFull,
        });
    }
    assert_eq!(bench.notices().len(), 2, "{:?}", bench.notices());
    bench.does(Act::Save);
    assert!(!bench.entry().is_unsaved());
    let left = bench.notices();
    assert!(left.len() == 1 && left[0].contains("Milk"), "{left:?}");
}
