//! What is not saved is handed to the journal, and what an earlier session left is offered and put back when asked.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::desk::{
    Command, CommandId, Dialog, EditCommand, Effect, Leaving, Outside, RecoveryCommand,
    SyncCommand, SyncReport,
};
use copydesk::library::journal::{Unsaved, UnsavedDraft};
use copydesk::library::versions::Why;
use copydesk::library::{Content, ReadError, disk};
use copydesk::merge::Choice;

use crate::fixture::{Fixture, TEA, key};

fn typed() -> String {
    TEA.replace("iron.", "iron. Typed before the crash")
}

/// What the journal was asked since this was asked last: the texts to keep by file, and `gone` for those to forget.
#[track_caller]
fn journal(fixture: &mut Fixture) -> Vec<String> {
    let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    let asked = std::mem::take(&mut fixture.journal).into_iter();
    asked
        .filter(|effect| !matches!(effect, Effect::LockLibrary { .. }))
        .map(|effect| match effect {
            Effect::Journal(Unsaved { path, text, .. }) => {
                let words = text.split("iron.").nth(1).unwrap_or_default();
                let words = words.lines().next().unwrap_or_default();
                format!("{}:{words}", name(path))
            }
            Effect::ForgetJournal { path } => format!("{} gone", name(path)),
            Effect::SettleInJournal { file } => format!("{} answered", name(file)),
            other => panic!("{other:?}"),
        })
        .collect()
}

/// A text that was left, kept in a file of this name.
fn left(fixture: &Fixture, file: &str, entry: &str, text: &str, seen: &str) -> UnsavedDraft {
    UnsavedDraft {
        file: file.into(),
        key: Some(key(entry)),
        at: None,
        text: text.into(),
        seen: Some(seen.into()),
        is_damaged: false,
        now: disk::read_text(&fixture.path(entry)).into(),
    }
}

#[track_caller]
fn hears_of(fixture: &mut Fixture, found: Vec<UnsavedDraft>) {
    let root = fixture.desk.library().unwrap().root().to_path_buf();
    let found = Ok(found);
    assert_eq!(fixture.hears(SyncReport::UnsavedDrafts { root, found }), []);
}

/// The small entry, with a text of it left by the session before.
#[track_caller]
fn after_a_crash() -> Fixture {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("milk.md", "# Milk\n\nMilk.\n")]);
    let left = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut fixture, vec![left]);
    fixture
}

#[track_caller]
fn restore(fixture: &mut Fixture, file: &str) {
    assert_eq!(fixture.does(RecoveryCommand::Restore(file.into())), []);
}

// -------------------------------------------------------------------------------------------------- what is handed over

#[test]
fn every_key_is_handed_over_and_a_saved_entry_is_forgotten() {
    let mut fixture = Fixture::at_tea();
    assert_eq!(journal(&mut fixture), [""; 0], "nothing is unsaved");
    fixture.writes("Summary", "a");
    fixture.writes("Summary", "b");
    assert_eq!(journal(&mut fixture), ["tea.md:a", "tea.md:ab"]);
    fixture.show("tea.md");
    assert_eq!(journal(&mut fixture), [""; 0], "nothing changed");
    fixture.does(CommandId::Save);
    assert_eq!(journal(&mut fixture), ["tea.md gone"]);
}

#[test]
fn going_back_to_the_saved_text_forgets_and_doing_it_again_hands_it_over() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "a");
    fixture.does(CommandId::Undo);
    fixture.does(CommandId::Redo);
    assert_eq!(
        journal(&mut fixture),
        ["tea.md:a", "tea.md gone", "tea.md:a"]
    );
}

#[test]
fn what_is_typed_while_a_save_is_under_way_stays_handed_over() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "a");
    let write = fixture.asks(CommandId::Save);
    fixture.wait(2000);
    fixture.writes("Summary", "b");
    fixture.carry_out(write);
    // The file holds something else than the journal thought: it is told.
    assert_eq!(
        journal(&mut fixture),
        ["tea.md:a", "tea.md:ab", "tea.md:ab"]
    );
    fixture.does(CommandId::Save);
    assert_eq!(journal(&mut fixture), ["tea.md gone"]);
}

#[test]
fn an_entry_whose_file_is_gone_is_handed_over_though_nothing_was_typed() {
    let mut fixture = Fixture::at_tea();
    fixture.someone_removes("tea.md");
    assert_eq!(journal(&mut fixture), ["tea.md:"]);
    fixture.does(CommandId::Save);
    assert_eq!(journal(&mut fixture), ["tea.md gone"]);
}

#[test]
fn closing_without_saving_forgets_and_saving_all_before_closing_too() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "a");
    journal(&mut fixture);
    fixture.does(CommandId::Quit);
    let effects = fixture.does(SyncCommand::Leave(Leaving::Quit));
    assert_eq!(effects, [Effect::Quit]);
    assert_eq!(journal(&mut fixture), ["tea.md gone"]);
    fixture.does(EditCommand::RecutCards);
    assert_eq!(
        journal(&mut fixture),
        [""; 0],
        "the last frames bring it not back"
    );

    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "a");
    let effects = fixture.does(SyncCommand::SaveAllAndLeave(Leaving::Quit));
    assert_eq!(effects, [Effect::Quit]);
    assert_eq!(journal(&mut fixture).pop().as_deref(), Some("tea.md gone"));
}

#[test]
fn opening_another_folder_forgets_what_was_left_there_unsaved() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", "a");
    let other = tempfile::tempdir().unwrap();
    fixture.does(SyncCommand::Leave(Leaving::Open(other.path().to_owned())));
    assert_eq!(journal(&mut fixture), ["tea.md:a", "tea.md gone"]);
}

#[test]
fn that_nothing_can_be_kept_is_said_and_typing_goes_on() {
    let mut fixture = Fixture::at_tea();
    fixture.hears(SyncReport::NotJournalled {
        why: "no room".into(),
    });
    assert_eq!(
        fixture.notices(),
        [
            "What you type can’t be kept for a crash: no room. Your text is safe while copydesk runs; save often"
        ]
    );
    fixture.writes("Summary", "a");
    assert!(fixture.text().contains("iron.a"));
}

// -------------------------------------------------------------------------------------------------- what is offered

#[test]
fn what_was_left_is_offered_and_nothing_is_put_in_its_place_unasked() {
    let fixture = after_a_crash();
    assert!(fixture.desk.offers_unsaved_drafts());
    assert_eq!(fixture.said(), "Text of 1 entry was not saved last time");
    assert_eq!(fixture.desk.unsaved_count(), 0);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert!(fixture.desk.question().is_none());
}

#[test]
fn restoring_is_one_step_that_is_not_saved_and_can_be_undone() {
    let mut fixture = after_a_crash();
    fixture.does(CommandId::LookAtUnsavedDrafts);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::UnsavedDrafts));
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), typed());
    assert!(fixture.entry().is_unsaved());
    assert_eq!(fixture.on_disk("tea.md"), TEA, "nothing is written unasked");
    assert_eq!(fixture.desk.dialog(), None, "nothing is left to look at");
    assert_eq!(fixture.desk.unsaved_drafts(), []);
    assert_eq!(
        journal(&mut fixture),
        ["tea.md: Typed before the crash", "1.journal answered"],
        "it is handed over before the old one goes"
    );

    fixture.undo();
    assert_eq!(fixture.text(), TEA);
    fixture.does(CommandId::Redo);
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), typed());
}

#[test]
fn restoring_into_an_entry_that_was_typed_in_since_loses_neither() {
    let mut fixture = after_a_crash();
    fixture.show("tea.md");
    fixture.writes("Timing", " Typed after the crash");
    let since = fixture.text().to_owned();
    restore(&mut fixture, "1.journal");
    let both = since.replace("iron.", "iron. Typed before the crash");
    assert_eq!(fixture.text(), both);
    let kept = fixture.kept_of("tea.md");
    for text in [since.clone(), typed()] {
        assert!(kept.contains(&(Why::Merged, text)), "{kept:?}");
    }
    fixture.undo();
    assert_eq!(fixture.text(), since);
}

#[test]
fn restoring_undoes_nothing_that_another_program_saved_and_nothing_that_was_typed_since() {
    for how in [
        Command::Recovery(RecoveryCommand::RestoreAll),
        Command::Recovery(RecoveryCommand::Restore("1.journal".into())),
    ] {
        let mut fixture = Fixture::with(&[("tea.md", TEA)]);
        let theirs = TEA.replace("confidence: moderate", "confidence: high");
        fixture.someone_writes("tea.md", &theirs);
        let found = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
        hears_of(&mut fixture, vec![found]);
        fixture.show("tea.md");
        fixture.writes("Timing", " Typed after the crash");
        assert_eq!(fixture.does(how), []);
        fixture.does(CommandId::Save);
        let all = theirs
            .replace("iron.", "iron. Typed before the crash")
            .replace("is enough.", "is enough. Typed after the crash");
        assert_eq!(fixture.on_disk("tea.md"), all);
        assert_eq!(fixture.desk.unsaved_drafts(), []);
    }
}

#[test]
fn where_both_are_of_the_same_place_a_choice_is_asked_for_and_the_text_waits_for_it() {
    let mut fixture = after_a_crash();
    fixture.show("tea.md");
    fixture.writes("Summary", " Typed after the crash");
    let since = fixture.text().to_owned();
    fixture.does(CommandId::LookAtUnsavedDrafts);
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.desk.dialog(), None);
    assert!(fixture.desk.resolving().is_some());
    assert_eq!(fixture.text(), since);

    // Going back answers nothing.
    fixture.does(CommandId::ResolveMerge);
    assert!(fixture.desk.resolving().is_none());
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    assert_eq!(fixture.text(), since);

    restore(&mut fixture, "1.journal");
    let both = Choice::TheirsThenOurs;
    fixture.does(SyncCommand::Choose {
        conflict: 0,
        choice: both,
    });
    journal(&mut fixture);
    fixture.does(CommandId::UseMerge);
    let lines = "Tea binds iron. Typed before the crash\nTea binds iron. Typed after the crash\n";
    assert_eq!(fixture.text(), TEA.replace("Tea binds iron.\n", lines));
    assert_eq!(fixture.desk.unsaved_drafts(), []);
    let asked = journal(&mut fixture);
    assert_eq!(asked.last().map(String::as_str), Some("1.journal answered"));
    fixture.undo();
    assert_eq!(fixture.text(), since);
}

#[test]
fn two_texts_of_one_entry_are_restored_one_after_the_other_and_neither_goes() {
    let mut fixture = Fixture::with(&[("tea.md", TEA)]);
    let later = TEA.replace("is enough.", "is enough. Typed later");
    let newest = left(&fixture, "2.journal", "tea.md", &later, TEA);
    let older = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut fixture, vec![newest, older]);
    fixture.does(RecoveryCommand::RestoreAll);
    assert_eq!(fixture.text(), later);
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    fixture.does(RecoveryCommand::RestoreAll);
    let both = later.replace("iron.", "iron. Typed before the crash");
    assert_eq!(fixture.text(), both);
    assert_eq!(fixture.desk.unsaved_drafts(), []);
}

#[test]
fn restoring_all_leaves_what_wants_a_choice_to_be_looked_at() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("milk.md", "Milk\n")]);
    let theirs = TEA.replace("iron.", "iron and zinc.");
    fixture.someone_writes("tea.md", &theirs);
    let tea = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    let milk = left(&fixture, "2.journal", "milk.md", "Milk and tea\n", "Milk\n");
    hears_of(&mut fixture, vec![tea, milk]);
    fixture.does(RecoveryCommand::RestoreAll);
    assert!(fixture.desk.resolving().is_none());
    assert_eq!(fixture.desk.shown_key(), Some(&key("milk.md")));
    assert_eq!(
        fixture.notices(),
        ["Restored the text of 1 entry. It is not saved yet. What is left waits for a look"]
    );
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    fixture.does(RecoveryCommand::RestoreAll);
    assert_eq!(fixture.said(), "Nothing was restored: look at each");
    assert_eq!(fixture.on_disk("tea.md"), theirs);
}

#[test]
fn keys_that_come_before_the_merge_are_in_it() {
    let mut fixture = after_a_crash();
    fixture.show("tea.md");
    fixture.writes("Timing", " Typed");
    let merge = fixture.asks(RecoveryCommand::RestoreAll);
    fixture.writes("Timing", " on");
    fixture.carry_out(merge);
    assert!(fixture.text().contains("iron. Typed before the crash"));
    assert!(fixture.text().contains("is enough. Typed on"));
    assert_eq!(fixture.desk.unsaved_drafts(), []);
}

#[test]
fn what_restoring_does_is_known_before_it_is_done() {
    let foreseen = |fixture: &mut Fixture| {
        fixture.does(RecoveryCommand::Foresee("1.journal".into()));
        let left = &fixture.desk.unsaved_drafts()[0];
        let foreseen = fixture.desk.foreseen(left).expect("it was asked");
        let conflicts = foreseen.conflicts().into_iter().map(ToString::to_string);
        let (before, after) = (foreseen.before(), foreseen.after());
        (
            before.to_string(),
            after.expect("it is known"),
            conflicts.collect::<Vec<_>>(),
        )
    };
    let mut fixture = after_a_crash();
    let none: [String; 0] = [];
    assert_eq!(foreseen(&mut fixture), (TEA.into(), typed(), none.to_vec()));
    assert_eq!(fixture.desk.unsaved_count(), 0, "a look changes nothing");

    // What is typed meanwhile is in it.
    fixture.show("tea.md");
    fixture.writes("Timing", " Since");
    let since = fixture.text().to_owned();
    assert!(
        fixture
            .desk
            .foreseen(&fixture.desk.unsaved_drafts()[0])
            .is_none()
    );
    let both = since.replace("iron.", "iron. Typed before the crash");
    assert_eq!(foreseen(&mut fixture), (since, both.clone(), none.to_vec()));
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), both);

    let mut fixture = after_a_crash();
    fixture.show("tea.md");
    fixture.writes("Summary", " Since");
    let since = fixture.text().to_owned();
    let asked = vec!["“Summary”".to_owned()];
    assert_eq!(foreseen(&mut fixture), (since, typed(), asked));
}

#[test]
fn a_damaged_text_takes_nothing_out_of_the_entry() {
    let mut fixture = Fixture::with(&[("tea.md", TEA)]);
    let (read, _) = TEA.split_once("is enough").expect("its words");
    let mut cut = left(&fixture, "1.journal", "tea.md", read, TEA);
    (cut.seen, cut.is_damaged) = (None, true);
    hears_of(&mut fixture, vec![cut]);
    restore(&mut fixture, "1.journal");
    let resolving = fixture.desk.resolving().expect("a choice");
    assert_eq!(resolving.choices.len(), 1, "only the section that was cut");
    fixture.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Ours,
    });
    fixture.does(CommandId::UseMerge);
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn a_text_is_restored_only_where_the_file_is_settled() {
    let mut fixture = after_a_crash();
    fixture.show("tea.md");
    fixture.writes("Timing", " Mine");
    fixture.someone_writes("tea.md", &TEA.replace("is enough.", "is plenty."));
    let since = fixture.text().to_owned();
    restore(&mut fixture, "1.journal");
    assert_eq!(
        fixture.notices(),
        ["Not restored: another program changed the file; settle that first, above the text"]
    );
    assert_eq!(fixture.text(), since);
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    fixture.does(CommandId::KeepMine);
    restore(&mut fixture, "1.journal");
    assert!(fixture.text().contains("crash") && fixture.text().contains("Mine"));
}

#[test]
fn a_file_that_changed_since_is_merged_with_what_is_restored() {
    let mut fixture = Fixture::with(&[("tea.md", TEA)]);
    let theirs = TEA.replace("An hour apart", "Two hours apart");
    fixture.someone_writes("tea.md", &theirs);
    let found = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    assert!(found.is_changed_since());
    hears_of(&mut fixture, vec![found]);
    restore(&mut fixture, "1.journal");
    let both = typed().replace("An hour apart", "Two hours apart");
    assert_eq!(fixture.text(), both);
    assert!(fixture.entry().is_unsaved());
    assert_eq!(
        fixture.on_disk("tea.md"),
        theirs,
        "nothing is written unasked"
    );
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), both);
}

#[test]
fn where_both_changed_the_same_line_both_texts_are_kept_and_no_save_overwrites() {
    let mut fixture = Fixture::with(&[("tea.md", TEA)]);
    let theirs = TEA.replace("iron.", "iron and zinc.");
    fixture.someone_writes("tea.md", &theirs);
    let found = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut fixture, vec![found]);
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), theirs);
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), theirs);
    fixture.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Theirs,
    });
    fixture.does(CommandId::UseMerge);
    assert_eq!(fixture.text(), typed());
    assert_eq!(
        fixture.on_disk("tea.md"),
        theirs,
        "nothing is written unasked"
    );
    let kept = fixture.kept_of("tea.md");
    for text in [typed(), theirs] {
        assert!(kept.contains(&(Why::Merged, text)), "{kept:?}");
    }
}

#[test]
fn an_entry_whose_file_is_gone_is_restored_and_a_save_writes_it_anew() {
    let mut fixture = Fixture::with(&[("milk.md", "# Milk\n\nMilk.\n")]);
    let found = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    assert_eq!(found.now, Content::Unreadable(ReadError::Gone));
    hears_of(&mut fixture, vec![found]);
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), typed());
    assert_eq!(fixture.entry().outside, Some(Outside::Gone));
    assert!(
        fixture
            .desk
            .library()
            .unwrap()
            .get(&key("tea.md"))
            .is_some()
    );
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), typed());
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn an_entry_whose_file_can_not_be_read_is_restored_and_never_saved_over() {
    let mut fixture = Fixture::with_bytes(&[("tea.md", b"\xFFnoise\x80")]);
    let found = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    hears_of(&mut fixture, vec![found]);
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), typed());
    fixture.does(CommandId::Save);
    assert_eq!(
        std::fs::read(fixture.path("tea.md")).unwrap(),
        b"\xFFnoise\x80"
    );
    assert!(fixture.entry().is_unsaved());
}

#[test]
fn a_text_that_was_only_on_the_desk_is_shown_whole_and_restored() {
    let mut fixture = Fixture::with_bytes(&[("tea.md", b"\xFFnoise\x80")]);
    let found = left(&fixture, "1.journal", "tea.md", TEA, TEA);
    hears_of(&mut fixture, vec![found]);
    fixture.does(RecoveryCommand::Foresee("1.journal".into()));
    let foreseen = fixture.desk.foreseen(&fixture.desk.unsaved_drafts()[0]);
    let foreseen = foreseen.expect("it was asked");
    assert_eq!(&**foreseen.before(), "");
    assert_eq!(foreseen.after().as_deref(), Some(TEA));
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), TEA);
    assert!(fixture.entry().is_unsaved());
    assert!(fixture.said().starts_with("Restored"), "{}", fixture.said());
}

#[test]
fn restoring_all_takes_the_newest_of_each_entry_and_leaves_what_is_damaged() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("milk.md", "Milk\n"), ("bad.md", "Bad\n")]);
    let newest = left(&fixture, "1.journal", "tea.md", &typed(), TEA);
    let older = left(&fixture, "2.journal", "tea.md", "older\n", TEA);
    let milk = left(&fixture, "3.journal", "milk.md", "Milk and tea\n", "Milk\n");
    let mut bad = left(&fixture, "4.journal", "bad.md", "Ba", "Bad\n");
    bad.is_damaged = true;
    let mut unknown = bad.clone();
    (unknown.key, unknown.file) = (None, "5.journal".into());
    hears_of(&mut fixture, vec![newest, older, milk, bad, unknown]);
    fixture.does(RecoveryCommand::RestoreAll);

    let texts: Vec<&str> = fixture.desk.unsaved().map(|it| &**it.text()).collect();
    assert_eq!(texts, ["Milk and tea\n", &typed()]);
    let files: Vec<&Path> = fixture
        .desk
        .unsaved_drafts()
        .iter()
        .map(|it| &*it.file)
        .collect();
    let stay = ["2.journal", "4.journal", "5.journal"].map(Path::new);
    assert_eq!(files, stay);
    assert!(fixture.desk.offers_unsaved_drafts());
    let answered: Vec<String> = journal(&mut fixture);
    let answered = answered.iter().filter(|it| it.ends_with("answered"));
    assert_eq!(
        answered.collect::<Vec<_>>(),
        ["1.journal answered", "3.journal answered"]
    );
}

#[test]
fn keeping_the_file_puts_the_text_among_the_versions() {
    let mut fixture = after_a_crash();
    fixture.does(CommandId::LookAtUnsavedDrafts);
    let effects = fixture.asks(RecoveryCommand::KeepTheFile("1.journal".into()));
    let [
        Effect::KeepDraftAsVersion {
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
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert_eq!(fixture.desk.unsaved_drafts(), []);
    assert_eq!(fixture.desk.dialog(), None);
}

#[test]
fn a_text_whose_entry_is_unknown_is_not_put_anywhere() {
    let mut fixture = Fixture::at_tea();
    let mut unknown = left(&fixture, "1.journal", "tea.md", "words", TEA);
    unknown.key = None;
    hears_of(&mut fixture, vec![unknown]);
    restore(&mut fixture, "1.journal");
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    assert!(
        fixture.notices()[0].starts_with("Not restored: "),
        "{:?}",
        fixture.notices()
    );
}

#[test]
fn a_text_of_which_nothing_can_be_read_is_told_and_goes_only_when_asked() {
    let mut fixture = after_a_crash();
    let unreadable = |fixture: &Fixture, file: &str, entry: Option<&str>| UnsavedDraft {
        key: entry.map(key),
        is_damaged: true,
        ..left(fixture, file, "tea.md", "", TEA)
    };
    let found = vec![
        unreadable(&fixture, "2.journal", Some("tea.md")),
        unreadable(&fixture, "3.journal", None),
        left(&fixture, "1.journal", "tea.md", &typed(), TEA),
    ];
    hears_of(&mut fixture, found);
    assert_eq!(
        fixture.said(),
        "Text of 1 entry was not saved last time. Nothing can be read of 2 texts that were kept last time"
    );
    fixture.does(CommandId::LookAtUnsavedDrafts);
    fixture.does(RecoveryCommand::RestoreAll);
    assert_eq!(fixture.desk.unsaved_drafts().len(), 2);
    assert_eq!(
        fixture.desk.unsaved_drafts_in_words(),
        "Nothing can be read of 2 texts that were kept last time"
    );
    assert!(!fixture.desk.can_restore_all());
    journal(&mut fixture);

    fixture.does(CommandId::LookAtUnsavedDrafts);
    fixture.does(RecoveryCommand::LeaveUnreadable("2.journal".into()));
    assert_eq!(journal(&mut fixture), [""; 0], "it stays for the next time");
    fixture.does(RecoveryCommand::RemoveUnreadable("3.journal".into()));
    assert_eq!(journal(&mut fixture), ["3.journal answered"]);
    assert!(!fixture.desk.offers_unsaved_drafts());
    assert_eq!(fixture.desk.dialog(), None);
}

#[test]
fn a_text_that_can_be_read_is_never_removed() {
    let mut fixture = after_a_crash();
    fixture.does(RecoveryCommand::RemoveUnreadable("1.journal".into()));
    fixture.does(RecoveryCommand::LeaveUnreadable("1.journal".into()));
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    assert_eq!(journal(&mut fixture), [""; 0]);
}

#[test]
fn what_is_put_off_is_found_in_the_menu() {
    let mut fixture = after_a_crash();
    fixture.does(RecoveryCommand::LookLater);
    assert!(!fixture.desk.offers_unsaved_drafts());
    assert_eq!(
        fixture
            .desk
            .disabled_because(CommandId::LookAtUnsavedDrafts),
        None
    );
    assert_eq!(fixture.desk.unsaved_drafts().len(), 1);
    assert_eq!(journal(&mut fixture), [""; 0], "it stays for the next time");
}

#[test]
fn without_such_text_nothing_is_offered() {
    let mut fixture = Fixture::at_tea();
    hears_of(&mut fixture, Vec::new());
    assert!(!fixture.desk.offers_unsaved_drafts());
    assert_eq!(
        fixture
            .desk
            .disabled_because(CommandId::LookAtUnsavedDrafts)
            .as_deref(),
        Some("Nothing was left unsaved last time")
    );
}

#[test]
fn what_was_left_in_another_library_is_dropped() {
    let mut fixture = Fixture::at_tea();
    let text: Arc<str> = typed().into();
    let found = left(&fixture, "1.journal", "tea.md", &text, TEA);
    fixture.hears(SyncReport::UnsavedDrafts {
        root: "/another".into(),
        found: Ok(vec![found]),
    });
    assert_eq!(fixture.desk.unsaved_drafts(), []);
}
