//! A file that changes while its entry is unsaved: merged where that is plain, and else left to a choice.

use std::fs;

use copydesk::checks::CameLater;
use copydesk::desk::{CommandId, EditCommand, Effect, Outside, Report, SyncCommand, SyncReport};
use copydesk::entry::front_matter::Path;
use copydesk::library::Content;
use copydesk::library::after_review;
use copydesk::library::versions::Why;
use copydesk::merge::Choice;

use crate::fixture::{Fixture, TEA, key};

/// Another program changed another section.
fn elsewhere() -> String {
    TEA.replace("An hour apart", "Two hours apart")
}

/// Another program changed the very words, and another section.
fn here() -> String {
    elsewhere().replace("Tea binds iron.", "Tea binds much iron.")
}

fn mine() -> String {
    TEA.replace("iron.", "iron. Mine")
}

/// The small entry with unsaved words, changed on the disk meanwhile.
#[track_caller]
fn changed_to(theirs: &str) -> Fixture {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fixture.someone_writes("tea.md", theirs);
    fixture
}

/// The same with the choices open.
#[track_caller]
fn resolving() -> Fixture {
    let mut fixture = changed_to(&here());
    fixture.does(CommandId::ResolveMerge);
    assert!(fixture.desk.resolving().is_some());
    fixture
}

fn parts(fixture: &Fixture) -> Vec<String> {
    let came = fixture.entry().came_in.as_ref().expect("a merge");
    came.parts.iter().map(ToString::to_string).collect()
}

#[test]
fn a_change_elsewhere_is_merged_shown_and_not_saved() {
    let mut fixture = changed_to(&elsewhere());
    let both = elsewhere().replace("iron.", "iron. Mine");
    assert_eq!(fixture.text(), both);
    assert_eq!(fixture.entry().outside, None);
    assert!(fixture.entry().is_unsaved());
    assert_eq!(parts(&fixture), ["“Timing”"]);
    assert_eq!(
        fixture.said(),
        "Merged with what another program wrote, and not saved: Tea and iron"
    );
    assert_eq!(fixture.on_disk("tea.md"), elsewhere());

    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), both);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(fixture.entry().came_in, None);
}

#[test]
fn the_caret_stays_in_its_words() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Timing", " Mine");
    let before = fixture.entry().selection.head;
    let longer = TEA.replace(
        "Tea binds iron.",
        "Tea binds iron, and more of it than coffee does.",
    );
    fixture.someone_writes("tea.md", &longer);
    let entry = fixture.entry();
    let behind = |text: &str, at: usize| text[at..].to_owned();
    let old = TEA.replace("apart is enough.", "apart is enough. Mine");
    assert_eq!(
        behind(entry.text(), entry.selection.head),
        behind(&old, before)
    );
}

#[test]
fn undo_halts_at_a_merge_and_saving_behind_it_asks() {
    let mut fixture = changed_to(&elsewhere());
    let merged = fixture.text().to_owned();
    fixture.undo();
    assert_eq!(
        fixture.text(),
        merged,
        "the first press says what it would do"
    );
    fixture.undo();
    assert_eq!(fixture.text(), mine());
    assert_eq!(fixture.entry().came_in, None);
    fixture.does(CommandId::Save);
    assert_eq!(fixture.answers(), ["Keep the file", "Save mine"]);
    fixture.answer("Keep the file");
    assert_eq!(fixture.on_disk("tea.md"), elsewhere());
}

#[test]
fn the_bar_takes_a_merge_back_or_lets_it_stand() {
    let mut fixture = changed_to(&elsewhere());
    fixture.does(CommandId::TakeMergeBack);
    assert_eq!(fixture.text(), mine());

    let mut fixture = changed_to(&elsewhere());
    fixture.writes("Summary", " more");
    fixture.does(CommandId::TakeMergeBack);
    assert_eq!(fixture.said(), "Undo what was done since the merge first");
    fixture.does(CommandId::MergeSeen);
    assert_eq!(fixture.entry().came_in, None);
    assert!(fixture.text().contains("Mine more"));
}

#[test]
fn an_entry_that_is_not_shown_is_merged_too() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("other.md", "# Other\n")]);
    fixture.show("tea.md");
    fixture.writes("Summary", " Mine");
    fixture.show("other.md");
    fixture.someone_writes("tea.md", &elsewhere());
    assert_eq!(
        fixture.notices(),
        ["Merged with what another program wrote, and not saved: Tea and iron"]
    );
    fixture.show("tea.md");
    assert!(fixture.text().contains("Mine") && fixture.text().contains("Two hours"));
}

#[test]
fn a_review_that_did_not_see_mine_is_told() {
    let theirs = TEA.replace("8 June 2026", "9 November 2026");
    let fixture = changed_to(&theirs);
    let came = fixture.entry().came_in.clone().expect("a merge");
    let after = came.came_after.expect("told");
    assert_eq!(after.last_reviewed, "9 November 2026");
    assert_eq!(after.parts.len(), 1);
    assert!(fixture.text().contains("last_reviewed: 9 November 2026"));
}

#[test]
fn what_came_in_after_a_review_is_a_note_from_the_save_to_the_next_review() {
    const NOTES: &str = ".copydesk/after_review.jsonl";
    let noted = |fixture: &mut Fixture| {
        fixture.check();
        let all = fixture.desk.findings_here().into_iter();
        all.filter(|it| it.finding.check == "came-after-review")
            .count()
    };
    let mut fixture = changed_to(&TEA.replace("8 June 2026", "9 November 2026"));
    fixture.does(CommandId::MergeSeen);
    assert!(!fixture.path(NOTES).exists(), "nothing is saved yet");
    assert_eq!(noted(&mut fixture), 0);

    fixture.does(CommandId::Save);
    assert!(fixture.on_disk(NOTES).contains("9 November 2026"));
    assert_eq!(noted(&mut fixture), 1);

    fixture.does(EditCommand::SetField {
        path: Path::key("last_reviewed"),
        value: "10 November 2026".into(),
    });
    assert_eq!(noted(&mut fixture), 0, "somebody looked through it");
}

#[test]
fn what_git_merged_while_the_window_was_open_is_a_note_too() {
    let theirs = TEA.replace("8 June 2026", "9 November 2026");
    let merged = theirs.replace("Tea binds iron.", "Tea binds much iron.");
    let mut fixture = Fixture::at_tea();
    fs::create_dir_all(fixture.path(".git/objects")).expect("made");
    fs::write(fixture.path(".git/HEAD"), "ref: refs/heads/main\n").expect("written");
    let noted = |fixture: &mut Fixture| {
        fixture.check();
        let all = fixture.desk.findings_here().into_iter();
        let notes = all.filter(|it| it.finding.check == "came-after-review");
        notes
            .map(|it| it.finding.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(noted(&mut fixture), [""; 0]);

    // As git’s driver does it: the note first, then the file.
    let parts = vec!["“Summary”".into()];
    let came = CameLater::new("tea".into(), "9 November 2026".into(), parts);
    let line = came.made_of(&theirs, "another").line().expect("a line");
    after_review::note_for_git(fixture.folder.path(), &line).expect("noted");
    fixture.someone_writes("tea.md", &merged);
    assert_eq!(noted(&mut fixture).len(), 1);
    assert!(noted(&mut fixture)[0].starts_with("A merge brought in “Summary”"));

    fixture.someone_writes("tea.md", &theirs);
    assert_eq!(noted(&mut fixture), [""; 0], "the merge was given up");
    fixture.someone_writes("tea.md", &merged);
    assert_eq!(noted(&mut fixture).len(), 1);
    fixture.does(EditCommand::SetField {
        path: Path::key("last_reviewed"),
        value: "10 November 2026".into(),
    });
    assert_eq!(noted(&mut fixture), [""; 0], "somebody looked through it");
}

#[test]
fn a_merge_that_is_taken_back_leaves_no_note() {
    let mut fixture = changed_to(&TEA.replace("8 June 2026", "9 November 2026"));
    fixture.does(CommandId::TakeMergeBack);
    fixture.does(CommandId::KeepMine);
    fixture.does(CommandId::Save);
    assert!(!fixture.path(".copydesk/after_review.jsonl").exists());
}

#[test]
fn both_texts_of_a_merge_are_kept_as_versions() {
    let fixture = changed_to(&elsewhere());
    let kept = fixture.kept_of("tea.md");
    for text in [mine(), elsewhere()] {
        assert!(kept.contains(&(Why::Merged, text)), "{kept:?}");
    }
}

#[test]
fn a_save_that_meets_a_change_leads_to_the_merge() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    fs::write(fixture.path("tea.md"), elsewhere()).expect("written");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), elsewhere());
    assert_eq!(fixture.text(), elsewhere().replace("iron.", "iron. Mine"));
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), fixture.text());
}

#[test]
fn an_answer_for_an_older_text_is_dropped_and_one_merge_is_made_at_a_time() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Mine");
    let changed = |text: &str| {
        Report::Sync(SyncReport::ChangedOnDisk {
            key: key("tea.md"),
            content: Content::Text(text.into()),
        })
    };
    let is_merge = |effect: &Effect| matches!(effect, Effect::Merge(_));
    let first = fixture.hears(changed(&elsewhere()));
    assert_eq!(first.iter().filter(|it| is_merge(it)).count(), 1);
    // Ten more changes and a key come before the answer.
    for count in 0..10 {
        let text = elsewhere().replace("Two", &format!("{count}"));
        let more = fixture.hears(changed(&text));
        assert!(!more.iter().any(is_merge));
    }
    fixture.writes("Summary", " more");
    fixture.carry_out(first);
    let both = elsewhere()
        .replace("Two", "9")
        .replace("iron.", "iron. Mine more");
    assert_eq!(fixture.text(), both);
}

#[test]
fn a_conflict_waits_for_a_choice_and_no_save_is_made() {
    let mut fixture = changed_to(&here());
    assert_eq!(fixture.text(), mine());
    assert_eq!(
        fixture.entry().outside,
        Some(Outside::Changed(here().into()))
    );
    assert_eq!(
        fixture.said(),
        "Another program changed the file of Tea and iron in the same places. Both texts are safe"
    );
    fixture.does(CommandId::Save);
    assert!(
        fixture.said().starts_with("Not saved"),
        "{}",
        fixture.said()
    );
    assert_eq!(fixture.on_disk("tea.md"), here());
}

#[test]
fn a_conflict_told_twice_by_the_system_keeps_its_bar() {
    let mut fixture = changed_to(&here());
    let again = fixture.hears(Report::Sync(SyncReport::ChangedOnDisk {
        key: key("tea.md"),
        content: Content::Text(here().into()),
    }));
    let is_merge = |effect: &Effect| matches!(effect, Effect::Merge(_));
    assert!(!again.iter().any(is_merge), "the bar stays: {again:?}");
    // Another text is news.
    let other = here().replace("much", "some");
    fixture.hears(Report::Sync(SyncReport::ChangedOnDisk {
        key: key("tea.md"),
        content: Content::Text(other.clone().into()),
    }));
    assert_eq!(
        fixture.entry().outside,
        Some(Outside::Changed(other.into()))
    );
}

#[test]
fn what_is_chosen_is_one_step_and_is_not_saved() {
    for (choice, words) in [
        (Choice::Ours, "Tea binds iron. Mine\n"),
        (Choice::Theirs, "Tea binds much iron.\n"),
        (
            Choice::OursThenTheirs,
            "Tea binds iron. Mine\nTea binds much iron.\n",
        ),
        (
            Choice::TheirsThenOurs,
            "Tea binds much iron.\nTea binds iron. Mine\n",
        ),
        (Choice::Text("Both.".into()), "Both.\n"),
    ] {
        let mut fixture = resolving();
        fixture.does(CommandId::UseMerge);
        assert_eq!(fixture.said(), "Choose for every place first");
        fixture.does(SyncCommand::Choose {
            conflict: 0,
            choice,
        });
        fixture.does(CommandId::UseMerge);
        assert!(fixture.desk.resolving().is_none());
        assert_eq!(
            fixture.text(),
            elsewhere().replace("Tea binds iron.\n", words)
        );
        assert_eq!(fixture.entry().outside, None);
        assert_eq!(
            fixture.on_disk("tea.md"),
            here(),
            "nothing is written unasked"
        );
        fixture.does(CommandId::TakeMergeBack);
        assert_eq!(fixture.text(), mine());
    }
}

#[test]
fn a_save_before_what_was_chosen_is_used_says_how_to_use_it() {
    let mut fixture = resolving();
    fixture.does(CommandId::Save);
    assert!(fixture.said().starts_with("Two versions wait for a choice"));
    fixture.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Ours,
    });
    fixture.does(CommandId::Save);
    assert_eq!(
        fixture.said(),
        "All is chosen: use it with Ctrl+Enter, or go back to the text first"
    );
}

#[test]
fn while_choices_are_open_the_entry_rests_and_the_keys_go_round_the_places() {
    let mut fixture = resolving();
    for act in [CommandId::Bold, CommandId::Save, CommandId::Undo] {
        let text = fixture.text().to_owned();
        fixture.does(act);
        assert_eq!(fixture.text(), text, "{act:?}");
    }
    fixture.does(CommandId::NextFinding);
    assert_eq!(fixture.said(), "1 of 1");
    fixture.does(CommandId::ResolveMerge);
    assert!(fixture.desk.resolving().is_none());
    assert_eq!(fixture.text(), mine());
}

#[test]
fn a_change_while_choices_are_open_keeps_what_was_chosen() {
    let mut fixture = resolving();
    fixture.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Theirs,
    });
    fixture.someone_writes("tea.md", &here().replace("Two hours", "Nine hours"));
    let open = fixture.desk.resolving().expect("still open");
    assert_eq!(open.choices, [Some(Choice::Theirs)]);
    fixture.does(CommandId::UseMerge);
    assert!(fixture.text().contains("much iron.") && fixture.text().contains("Nine hours"));

    // A change after which nothing conflicts any more closes them.
    let mut fixture = resolving();
    fixture.someone_writes("tea.md", &elsewhere());
    assert!(fixture.desk.resolving().is_none());
    assert!(fixture.text().contains("Mine") && fixture.text().contains("Two hours"));
}

#[test]
fn nothing_waits_for_choices_when_the_file_goes_or_the_work_is_undone() {
    let mut fixture = resolving();
    fixture.someone_removes("tea.md");
    assert!(fixture.desk.resolving().is_none());
    assert_eq!(fixture.entry().outside, Some(Outside::Gone));
    assert_eq!(fixture.text(), mine());

    // With nothing of one's own left, theirs is all there is to settle.
    let mut fixture = changed_to(&here());
    fixture.undo_all();
    assert_eq!(fixture.text(), TEA);
    fixture.does(CommandId::ResolveMerge);
    assert_eq!(fixture.text(), here());
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn a_file_with_other_line_ends_is_merged_in_them() {
    let crlf = elsewhere().replace('\n', "\r\n");
    let fixture = changed_to(&crlf);
    let both = elsewhere().replace("iron.", "iron. Mine");
    assert_eq!(fixture.text(), both.replace('\n', "\r\n"));
}

#[test]
fn a_merge_that_was_never_finished_is_settled_from_its_signs() {
    let signs = "<<<<<<< HEAD\nTea binds iron.\n=======\nTea binds much iron.\n>>>>>>> topic\n";
    let text = TEA.replace("Tea binds iron.\n", signs);
    let mut fixture = Fixture::at("tea.md", &text);
    fixture.check();
    assert!(fixture.desk.is_unfinished_merge());
    fixture.does(CommandId::ResolveMerge);
    fixture.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Theirs,
    });
    fixture.does(CommandId::UseMerge);
    assert_eq!(fixture.text(), TEA.replace("binds iron", "binds much iron"));
    assert_eq!(fixture.on_disk("tea.md"), text);
    fixture.undo();
    assert_eq!(fixture.text(), text);
}
