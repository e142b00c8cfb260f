//! What is not saved is handed to the journal, and what an earlier session left is offered and put back when asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::desk::{
    Act, Command, EditCommand, Effect, Leaving, Outside, RecoveryCommand, Sheet, SyncCommand,
    SyncReport,
};
use copydesk::library::journal::{LeftBehind, Unsaved};
use copydesk::library::versions::Why;
use copydesk::library::{Content, Unreadable, disk};
use copydesk::merge::Choice;

use crate::bench::{Bench, TEA, key};

fn typed() -> String {
    TEA.replace("iron.", "iron. Typed before the crash")
}

/// What the journal was asked since this was asked last: the texts to keep by file, and `gone` for those to forget.
fn journal(bench: &mut Bench) -> Vec<String> {
    let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let asked = std::mem::take(&mut bench.journal).into_iter();
    asked
        .filter(|effect| !matches!(effect, Effect::HoldLibrary { .. }))
        .map(|effect| match effect {
            Effect::Journal(Unsaved { path, text, .. }) => {
                let words = text.split("iron.").nth(1).unwrap_or_default();
                let words = words.lines().next().unwrap_or_default();
                format!("{}:{words}", name(path))
            }
            Effect::ForgetJournal { path } => format!("{} gone", name(path)),
            Effect::SettleLeftBehind { file } => format!("{} answered", name(file)),
            other => panic!("{other:?}"),
        })
        .collect()
}

/// A text that was left, kept in a file of this name.
fn left(bench: &Bench, file: &str, entry: &str, text: &str, seen: &str) -> LeftBehind {
    LeftBehind {
        file: file.into(),
        key: Some(key(entry)),
        at: None,
        text: text.into(),
        seen: Some(seen.into()),
        is_damaged: false,
        now: disk::read_text(&bench.path(entry)).into(),
    }
}

fn hears_of(bench: &mut Bench, found: Vec<LeftBehind>) {
    let root = bench.desk.library().unwrap().root().to_path_buf();
    let found = Ok(found);
    assert_eq!(bench.hears(SyncReport::LeftBehind { root, found }), []);
}

/// The small entry, with a text of it left by the session before.
fn after_a_crash() -> Bench {
    let mut bench = Bench::with(&[("tea.md", TEA), ("milk.md", "# Milk\n\nMilk.\n")]);
    let left = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut bench, vec![left]);
    bench
}

fn restore(bench: &mut Bench, file: &str) {
    assert_eq!(bench.does(RecoveryCommand::Restore(file.into())), []);
}

// -------------------------------------------------------------------------------------------------- what is handed over

#[test]
fn every_key_is_handed_over_and_a_saved_entry_is_forgotten() {
    let mut bench = Bench::at_tea();
    assert_eq!(journal(&mut bench), [""; 0], "nothing is unsaved");
    bench.writes("Summary", "a");
    bench.writes("Summary", "b");
    assert_eq!(journal(&mut bench), ["tea.md:a", "tea.md:ab"]);
    bench.show("tea.md");
    assert_eq!(journal(&mut bench), [""; 0], "nothing changed");
    bench.does(Act::Save);
    assert_eq!(journal(&mut bench), ["tea.md gone"]);
}

#[test]
fn going_back_to_the_saved_text_forgets_and_doing_it_again_hands_it_over() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "a");
    bench.does(Act::Undo);
    bench.does(Act::Redo);
    assert_eq!(journal(&mut bench), ["tea.md:a", "tea.md gone", "tea.md:a"]);
}

#[test]
fn what_is_typed_while_a_save_is_under_way_stays_handed_over() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "a");
    let write = bench.asks(Act::Save);
    bench.wait(2000);
    bench.writes("Summary", "b");
    bench.carry_out(write);
    // The file holds something else than the journal thought: it is told.
    assert_eq!(journal(&mut bench), ["tea.md:a", "tea.md:ab", "tea.md:ab"]);
    bench.does(Act::Save);
    assert_eq!(journal(&mut bench), ["tea.md gone"]);
}

#[test]
fn an_entry_whose_file_is_gone_is_handed_over_though_nothing_was_typed() {
    let mut bench = Bench::at_tea();
    bench.someone_removes("tea.md");
    assert_eq!(journal(&mut bench), ["tea.md:"]);
    bench.does(Act::Save);
    assert_eq!(journal(&mut bench), ["tea.md gone"]);
}

#[test]
fn closing_without_saving_forgets_and_saving_all_before_closing_too() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "a");
    journal(&mut bench);
    bench.does(Act::Quit);
    let effects = bench.does(SyncCommand::Leave(Leaving::Quit));
    assert_eq!(effects, [Effect::Quit]);
    assert_eq!(journal(&mut bench), ["tea.md gone"]);
    bench.does(EditCommand::RecutCards);
    assert_eq!(
        journal(&mut bench),
        [""; 0],
        "the last frames bring it not back"
    );

    let mut bench = Bench::at_tea();
    bench.writes("Summary", "a");
    let effects = bench.does(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    assert_eq!(effects, [Effect::Quit]);
    assert_eq!(journal(&mut bench).pop().as_deref(), Some("tea.md gone"));
}

#[test]
fn opening_another_folder_forgets_what_was_left_there_unsaved() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", "a");
    let other = tempfile::tempdir().unwrap();
    bench.does(SyncCommand::Leave(Leaving::Open(other.path().to_owned())));
    assert_eq!(journal(&mut bench), ["tea.md:a", "tea.md gone"]);
}

#[test]
fn that_nothing_can_be_kept_is_said_and_typing_goes_on() {
    let mut bench = Bench::at_tea();
    bench.hears(SyncReport::NotJournalled {
        why: "no room".into(),
    });
    assert_eq!(
        bench.notices(),
        [
            "What you type can’t be kept for a crash: no room. Your text is safe while copydesk runs; save often"
        ]
    );
    bench.writes("Summary", "a");
    assert!(bench.text().contains("iron.a"));
}

// -------------------------------------------------------------------------------------------------- what is offered

#[test]
fn what_was_left_is_offered_and_nothing_is_put_in_its_place_unasked() {
    let bench = after_a_crash();
    assert!(bench.desk.offers_left_behind());
    assert_eq!(bench.said(), "Text of 1 entry was not saved last time");
    assert_eq!(bench.desk.unsaved_count(), 0);
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert!(bench.desk.question().is_none());
}

#[test]
fn restoring_is_one_step_that_is_not_saved_and_can_be_undone() {
    let mut bench = after_a_crash();
    bench.does(Act::LookAtLeftBehind);
    assert_eq!(bench.desk.sheet(), Some(&Sheet::LeftBehind));
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), typed());
    assert!(bench.entry().is_unsaved());
    assert_eq!(bench.on_disk("tea.md"), TEA, "nothing is written unasked");
    assert_eq!(bench.desk.sheet(), None, "nothing is left to look at");
    assert_eq!(bench.desk.left_behind(), []);
    assert_eq!(
        journal(&mut bench),
        ["tea.md: Typed before the crash", "1.journal answered"],
        "it is handed over before the old one goes"
    );

    bench.undo();
    assert_eq!(bench.text(), TEA);
    bench.does(Act::Redo);
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), typed());
}

#[test]
fn restoring_into_an_entry_that_was_typed_in_since_loses_neither() {
    let mut bench = after_a_crash();
    bench.show("tea.md");
    bench.writes("Timing", " Typed after the crash");
    let since = bench.text().to_owned();
    restore(&mut bench, "1.journal");
    let both = since.replace("iron.", "iron. Typed before the crash");
    assert_eq!(bench.text(), both);
    let kept = bench.kept_of("tea.md");
    for text in [since.clone(), typed()] {
        assert!(kept.contains(&(Why::Merged, text)), "{kept:?}");
    }
    bench.undo();
    assert_eq!(bench.text(), since);
}

#[test]
fn restoring_undoes_nothing_that_another_program_saved_and_nothing_that_was_typed_since() {
    for how in [
        Command::Recovery(RecoveryCommand::RestoreAll),
        Command::Recovery(RecoveryCommand::Restore("1.journal".into())),
    ] {
        let mut bench = Bench::with(&[("tea.md", TEA)]);
        let theirs = TEA.replace("confidence: moderate", "confidence: high");
        bench.someone_writes("tea.md", &theirs);
        let found = left(&bench, "1.journal", "tea.md", &typed(), TEA);
        hears_of(&mut bench, vec![found]);
        bench.show("tea.md");
        bench.writes("Timing", " Typed after the crash");
        assert_eq!(bench.does(how), []);
        bench.does(Act::Save);
        let all = theirs
            .replace("iron.", "iron. Typed before the crash")
            .replace("is enough.", "is enough. Typed after the crash");
        assert_eq!(bench.on_disk("tea.md"), all);
        assert_eq!(bench.desk.left_behind(), []);
    }
}

#[test]
fn where_both_are_of_the_same_place_a_choice_is_asked_for_and_the_text_waits_for_it() {
    let mut bench = after_a_crash();
    bench.show("tea.md");
    bench.writes("Summary", " Typed after the crash");
    let since = bench.text().to_owned();
    bench.does(Act::LookAtLeftBehind);
    restore(&mut bench, "1.journal");
    assert_eq!(bench.desk.sheet(), None);
    assert!(bench.desk.settling().is_some());
    assert_eq!(bench.text(), since);

    // Going back answers nothing.
    bench.does(Act::SettleMerge);
    assert!(bench.desk.settling().is_none());
    assert_eq!(bench.desk.left_behind().len(), 1);
    assert_eq!(bench.text(), since);

    restore(&mut bench, "1.journal");
    let both = Choice::TheirsThenOurs;
    bench.does(SyncCommand::Choose {
        conflict: 0,
        choice: both,
    });
    journal(&mut bench);
    bench.does(Act::UseMerge);
    let lines = "Tea binds iron. Typed before the crash\nTea binds iron. Typed after the crash\n";
    assert_eq!(bench.text(), TEA.replace("Tea binds iron.\n", lines));
    assert_eq!(bench.desk.left_behind(), []);
    let asked = journal(&mut bench);
    assert_eq!(asked.last().map(String::as_str), Some("1.journal answered"));
    bench.undo();
    assert_eq!(bench.text(), since);
}

#[test]
fn two_texts_of_one_entry_are_restored_one_after_the_other_and_neither_goes() {
    let mut bench = Bench::with(&[("tea.md", TEA)]);
    let later = TEA.replace("is enough.", "is enough. Typed later");
    let newest = left(&bench, "2.journal", "tea.md", &later, TEA);
    let older = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut bench, vec![newest, older]);
    bench.does(RecoveryCommand::RestoreAll);
    assert_eq!(bench.text(), later);
    assert_eq!(bench.desk.left_behind().len(), 1);
    bench.does(RecoveryCommand::RestoreAll);
    let both = later.replace("iron.", "iron. Typed before the crash");
    assert_eq!(bench.text(), both);
    assert_eq!(bench.desk.left_behind(), []);
}

#[test]
fn restoring_all_leaves_what_wants_a_choice_to_be_looked_at() {
    let mut bench = Bench::with(&[("tea.md", TEA), ("milk.md", "Milk\n")]);
    let theirs = TEA.replace("iron.", "iron and zinc.");
    bench.someone_writes("tea.md", &theirs);
    let tea = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    let milk = left(&bench, "2.journal", "milk.md", "Milk and tea\n", "Milk\n");
    hears_of(&mut bench, vec![tea, milk]);
    bench.does(RecoveryCommand::RestoreAll);
    assert!(bench.desk.settling().is_none());
    assert_eq!(bench.desk.shown_key(), Some(&key("milk.md")));
    assert_eq!(
        bench.notices(),
        ["Restored the text of 1 entry. It is not saved yet. What is left waits for a look"]
    );
    assert_eq!(bench.desk.left_behind().len(), 1);
    bench.does(RecoveryCommand::RestoreAll);
    assert_eq!(bench.said(), "Nothing was restored: look at each");
    assert_eq!(bench.on_disk("tea.md"), theirs);
}

#[test]
fn keys_that_come_before_the_merge_are_in_it() {
    let mut bench = after_a_crash();
    bench.show("tea.md");
    bench.writes("Timing", " Typed");
    let merge = bench.asks(RecoveryCommand::RestoreAll);
    bench.writes("Timing", " on");
    bench.carry_out(merge);
    assert!(bench.text().contains("iron. Typed before the crash"));
    assert!(bench.text().contains("is enough. Typed on"));
    assert_eq!(bench.desk.left_behind(), []);
}

#[test]
fn what_restoring_does_is_known_before_it_is_done() {
    let foreseen = |bench: &mut Bench| {
        bench.does(RecoveryCommand::Foresee("1.journal".into()));
        let left = &bench.desk.left_behind()[0];
        let foreseen = bench.desk.foreseen(left).expect("it was asked");
        let conflicts = foreseen.conflicts().into_iter().map(ToString::to_string);
        let (before, after) = (foreseen.before(), foreseen.after());
        (
            before.to_string(),
            after.expect("it is known"),
            conflicts.collect::<Vec<_>>(),
        )
    };
    let mut bench = after_a_crash();
    let none: [String; 0] = [];
    assert_eq!(foreseen(&mut bench), (TEA.into(), typed(), none.to_vec()));
    assert_eq!(bench.desk.unsaved_count(), 0, "a look changes nothing");

    // What is typed meanwhile is in it.
    bench.show("tea.md");
    bench.writes("Timing", " Since");
    let since = bench.text().to_owned();
    assert!(bench.desk.foreseen(&bench.desk.left_behind()[0]).is_none());
    let both = since.replace("iron.", "iron. Typed before the crash");
    assert_eq!(foreseen(&mut bench), (since, both.clone(), none.to_vec()));
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), both);

    let mut bench = after_a_crash();
    bench.show("tea.md");
    bench.writes("Summary", " Since");
    let since = bench.text().to_owned();
    let asked = vec!["“Summary”".to_owned()];
    assert_eq!(foreseen(&mut bench), (since, typed(), asked));
}

#[test]
fn a_damaged_text_takes_nothing_out_of_the_entry() {
    let mut bench = Bench::with(&[("tea.md", TEA)]);
    let (read, _) = TEA.split_once("is enough").expect("its words");
    let mut cut = left(&bench, "1.journal", "tea.md", read, TEA);
    (cut.seen, cut.is_damaged) = (None, true);
    hears_of(&mut bench, vec![cut]);
    restore(&mut bench, "1.journal");
    let settling = bench.desk.settling().expect("a choice");
    assert_eq!(settling.choices.len(), 1, "only the section that was cut");
    bench.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Ours,
    });
    bench.does(Act::UseMerge);
    assert_eq!(bench.text(), TEA);
}

#[test]
fn a_text_is_restored_only_where_the_file_is_settled() {
    let mut bench = after_a_crash();
    bench.show("tea.md");
    bench.writes("Timing", " Mine");
    bench.someone_writes("tea.md", &TEA.replace("is enough.", "is plenty."));
    let since = bench.text().to_owned();
    restore(&mut bench, "1.journal");
    assert_eq!(
        bench.notices(),
        ["Not restored: another program changed the file; settle that first, above the text"]
    );
    assert_eq!(bench.text(), since);
    assert_eq!(bench.desk.left_behind().len(), 1);
    bench.does(Act::KeepMine);
    restore(&mut bench, "1.journal");
    assert!(bench.text().contains("crash") && bench.text().contains("Mine"));
}

#[test]
fn a_file_that_changed_since_is_merged_with_what_is_restored() {
    let mut bench = Bench::with(&[("tea.md", TEA)]);
    let theirs = TEA.replace("An hour apart", "Two hours apart");
    bench.someone_writes("tea.md", &theirs);
    let found = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    assert!(found.is_changed_since());
    hears_of(&mut bench, vec![found]);
    restore(&mut bench, "1.journal");
    let both = typed().replace("An hour apart", "Two hours apart");
    assert_eq!(bench.text(), both);
    assert!(bench.entry().is_unsaved());
    assert_eq!(
        bench.on_disk("tea.md"),
        theirs,
        "nothing is written unasked"
    );
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), both);
}

#[test]
fn where_both_changed_the_same_line_both_texts_are_kept_and_no_save_overwrites() {
    let mut bench = Bench::with(&[("tea.md", TEA)]);
    let theirs = TEA.replace("iron.", "iron and zinc.");
    bench.someone_writes("tea.md", &theirs);
    let found = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut bench, vec![found]);
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), theirs);
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), theirs);
    bench.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Theirs,
    });
    bench.does(Act::UseMerge);
    assert_eq!(bench.text(), typed());
    assert_eq!(
        bench.on_disk("tea.md"),
        theirs,
        "nothing is written unasked"
    );
    let kept = bench.kept_of("tea.md");
    for text in [typed(), theirs] {
        assert!(kept.contains(&(Why::Merged, text)), "{kept:?}");
    }
}

#[test]
fn an_entry_whose_file_is_gone_is_restored_and_a_save_writes_it_anew() {
    let mut bench = Bench::with(&[("milk.md", "# Milk\n\nMilk.\n")]);
    let found = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    assert_eq!(found.now, Content::Unreadable(Unreadable::Gone));
    hears_of(&mut bench, vec![found]);
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), typed());
    assert_eq!(bench.entry().outside, Some(Outside::Gone));
    assert!(bench.desk.library().unwrap().get(&key("tea.md")).is_some());
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), typed());
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn an_entry_whose_file_can_not_be_read_is_restored_and_never_saved_over() {
    let mut bench = Bench::with_bytes(&[("tea.md", b"\xFFnoise\x80")]);
    let found = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut bench, vec![found]);
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), typed());
    bench.does(Act::Save);
    assert_eq!(
        std::fs::read(bench.path("tea.md")).unwrap(),
        b"\xFFnoise\x80"
    );
    assert!(bench.entry().is_unsaved());
}

#[test]
fn a_text_that_was_only_on_the_desk_is_shown_whole_and_restored() {
    let mut bench = Bench::with_bytes(&[("tea.md", b"\xFFnoise\x80")]);
    let found = left(&bench, "1.journal", "tea.md", TEA, TEA);
    hears_of(&mut bench, vec![found]);
    bench.does(RecoveryCommand::Foresee("1.journal".into()));
    let foreseen = bench.desk.foreseen(&bench.desk.left_behind()[0]);
    let foreseen = foreseen.expect("it was asked");
    assert_eq!(&**foreseen.before(), "");
    assert_eq!(foreseen.after().as_deref(), Some(TEA));
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), TEA);
    assert!(bench.entry().is_unsaved());
    assert!(bench.said().starts_with("Restored"), "{}", bench.said());
}

#[test]
fn restoring_all_takes_the_newest_of_each_entry_and_leaves_what_is_damaged() {
    let mut bench = Bench::with(&[("tea.md", TEA), ("milk.md", "Milk\n"), ("bad.md", "Bad\n")]);
    let newest = left(&bench, "1.journal", "tea.md", &typed(), TEA);
    let older = left(&bench, "2.journal", "tea.md", "older\n", TEA);
    let milk = left(&bench, "3.journal", "milk.md", "Milk and tea\n", "Milk\n");
    let mut bad = left(&bench, "4.journal", "bad.md", "Ba", "Bad\n");
    bad.is_damaged = true;
    let mut unknown = bad.clone();
    (unknown.key, unknown.file) = (None, "5.journal".into());
    hears_of(&mut bench, vec![newest, older, milk, bad, unknown]);
    bench.does(RecoveryCommand::RestoreAll);

    let texts: Vec<&str> = bench.desk.unsaved().map(|it| &**it.text()).collect();
    assert_eq!(texts, ["Milk and tea\n", &typed()]);
    let files: Vec<&Path> = bench
        .desk
        .left_behind()
        .iter()
        .map(|it| &*it.file)
        .collect();
    let stay = ["2.journal", "4.journal", "5.journal"].map(Path::new);
    assert_eq!(files, stay);
    assert!(bench.desk.offers_left_behind());
    let answered: Vec<String> = journal(&mut bench);
    let answered = answered.iter().filter(|it| it.ends_with("answered"));
    assert_eq!(
        answered.collect::<Vec<_>>(),
        ["1.journal answered", "3.journal answered"]
    );
}

#[test]
fn keeping_the_file_puts_the_text_among_the_versions() {
    let mut bench = after_a_crash();
    bench.does(Act::LookAtLeftBehind);
    let effects = bench.asks(RecoveryCommand::KeepTheFile("1.journal".into()));
    let [
        Effect::PutLeftBehindAside {
            key: entry,
            text,
            file,
            ..
        },
    ] = &effects[..]
    else {
        panic!("{effects:?}");
    };
    assert_eq!((entry, &**text), (&key("tea.md"), &*typed()));
    assert_eq!(file, Path::new("1.journal"));
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert_eq!(bench.desk.left_behind(), []);
    assert_eq!(bench.desk.sheet(), None);
}

#[test]
fn a_text_whose_entry_is_unknown_is_not_put_anywhere() {
    let mut bench = Bench::at_tea();
    let mut unknown = left(&bench, "1.journal", "tea.md", "words", TEA);
    unknown.key = None;
    hears_of(&mut bench, vec![unknown]);
    restore(&mut bench, "1.journal");
    assert_eq!(bench.text(), TEA);
    assert_eq!(bench.desk.left_behind().len(), 1);
    assert!(
        bench.notices()[0].starts_with("Not restored: "),
        "{:?}",
        bench.notices()
    );
}

#[test]
fn a_text_of_which_nothing_can_be_read_is_told_and_goes_only_when_asked() {
    let mut bench = after_a_crash();
    let unreadable = |bench: &Bench, file: &str, entry: Option<&str>| LeftBehind {
        key: entry.map(key),
        is_damaged: true,
        ..left(bench, file, "tea.md", "", TEA)
    };
    let found = vec![
        unreadable(&bench, "2.journal", Some("tea.md")),
        unreadable(&bench, "3.journal", None),
        left(&bench, "1.journal", "tea.md", &typed(), TEA),
    ];
    hears_of(&mut bench, found);
    assert_eq!(
        bench.said(),
        "Text of 1 entry was not saved last time. Nothing can be read of 2 texts that were kept last time"
    );
    bench.does(Act::LookAtLeftBehind);
    bench.does(RecoveryCommand::RestoreAll);
    assert_eq!(bench.desk.left_behind().len(), 2);
    assert_eq!(
        bench.desk.left_behind_in_words(),
        "Nothing can be read of 2 texts that were kept last time"
    );
    assert!(!bench.desk.can_restore_all());
    journal(&mut bench);

    bench.does(Act::LookAtLeftBehind);
    bench.does(RecoveryCommand::LeaveUnreadable("2.journal".into()));
    assert_eq!(journal(&mut bench), [""; 0], "it stays for the next time");
    bench.does(RecoveryCommand::RemoveUnreadable("3.journal".into()));
    assert_eq!(journal(&mut bench), ["3.journal answered"]);
    assert!(!bench.desk.offers_left_behind());
    assert_eq!(bench.desk.sheet(), None);
}

#[test]
fn a_text_that_can_be_read_is_never_removed() {
    let mut bench = after_a_crash();
    bench.does(RecoveryCommand::RemoveUnreadable("1.journal".into()));
    bench.does(RecoveryCommand::LeaveUnreadable("1.journal".into()));
    assert_eq!(bench.desk.left_behind().len(), 1);
    assert_eq!(journal(&mut bench), [""; 0]);
}

#[test]
fn what_is_put_off_is_found_in_the_menu() {
    let mut bench = after_a_crash();
    bench.does(RecoveryCommand::LookLater);
    assert!(!bench.desk.offers_left_behind());
    assert_eq!(bench.desk.refusal(Act::LookAtLeftBehind), None);
    assert_eq!(bench.desk.left_behind().len(), 1);
    assert_eq!(journal(&mut bench), [""; 0], "it stays for the next time");
}

#[test]
fn without_such_text_nothing_is_offered() {
    let mut bench = Bench::at_tea();
    hears_of(&mut bench, Vec::new());
    assert!(!bench.desk.offers_left_behind());
    assert_eq!(
        bench.desk.refusal(Act::LookAtLeftBehind).as_deref(),
        Some("Nothing was left unsaved last time")
    );
}

#[test]
fn what_was_left_in_another_library_is_dropped() {
    let mut bench = Bench::at_tea();
    let text: Arc<str> = typed().into();
    let found = left(&bench, "1.journal", "tea.md", &text, TEA);
    bench.hears(SyncReport::LeftBehind {
        root: "/another".into(),
        found: Ok(vec![found]),
    });
    assert_eq!(bench.desk.left_behind(), []);
}
