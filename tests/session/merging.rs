//! A file that changes while its entry is unsaved: merged where that is plain, and else left to a choice.

use std::fs;

use copydesk::checks::CameLater;
use copydesk::desk::{Act, EditCommand, Effect, Outside, Report, SyncCommand, SyncReport};
use copydesk::entry::front_matter::Path;
use copydesk::library::Content;
use copydesk::library::after_review;
use copydesk::library::versions::Why;
use copydesk::merge::Choice;

use crate::bench::{Bench, TEA, key};

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
fn changed_to(theirs: &str) -> Bench {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    bench.someone_writes("tea.md", theirs);
    bench
}

/// The same with the choices open.
fn settling() -> Bench {
    let mut bench = changed_to(&here());
    bench.does(Act::SettleMerge);
    assert!(bench.desk.settling().is_some());
    bench
}

fn parts(bench: &Bench) -> Vec<String> {
    let came = bench.entry().came_in.as_ref().expect("a merge");
    came.parts.iter().map(ToString::to_string).collect()
}

#[test]
fn a_change_elsewhere_is_merged_shown_and_not_saved() {
    let mut bench = changed_to(&elsewhere());
    let both = elsewhere().replace("iron.", "iron. Mine");
    assert_eq!(bench.text(), both);
    assert_eq!(bench.entry().outside, None);
    assert!(bench.entry().is_unsaved());
    assert_eq!(parts(&bench), ["“Timing”"]);
    assert_eq!(
        bench.said(),
        "Merged with what another program wrote, and not saved: Tea and iron"
    );
    assert_eq!(bench.on_disk("tea.md"), elsewhere());

    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), both);
    assert!(!bench.entry().is_unsaved());
    assert_eq!(bench.entry().came_in, None);
}

#[test]
fn the_caret_stays_in_its_words() {
    let mut bench = Bench::at_tea();
    bench.writes("Timing", " Mine");
    let before = bench.entry().selection.head;
    let longer = TEA.replace(
        "Tea binds iron.",
        "Tea binds iron, and more of it than coffee does.",
    );
    bench.someone_writes("tea.md", &longer);
    let entry = bench.entry();
    let behind = |text: &str, at: usize| text[at..].to_owned();
    let old = TEA.replace("apart is enough.", "apart is enough. Mine");
    assert_eq!(
        behind(entry.text(), entry.selection.head),
        behind(&old, before)
    );
}

#[test]
fn undo_halts_at_a_merge_and_saving_behind_it_asks() {
    let mut bench = changed_to(&elsewhere());
    let merged = bench.text().to_owned();
    bench.undo();
    assert_eq!(
        bench.text(),
        merged,
        "the first press says what it would do"
    );
    bench.undo();
    assert_eq!(bench.text(), mine());
    assert_eq!(bench.entry().came_in, None);
    bench.does(Act::Save);
    assert_eq!(bench.answers(), ["Keep the file", "Save mine"]);
    bench.answer("Keep the file");
    assert_eq!(bench.on_disk("tea.md"), elsewhere());
}

#[test]
fn the_bar_takes_a_merge_back_or_lets_it_stand() {
    let mut bench = changed_to(&elsewhere());
    bench.does(Act::TakeMergeBack);
    assert_eq!(bench.text(), mine());

    let mut bench = changed_to(&elsewhere());
    bench.writes("Summary", " more");
    bench.does(Act::TakeMergeBack);
    assert_eq!(bench.said(), "Undo what was done since the merge first");
    bench.does(Act::MergeSeen);
    assert_eq!(bench.entry().came_in, None);
    assert!(bench.text().contains("Mine more"));
}

#[test]
fn an_entry_that_is_not_shown_is_merged_too() {
    let mut bench = Bench::with(&[("tea.md", TEA), ("other.md", "# Other\n")]);
    bench.show("tea.md");
    bench.writes("Summary", " Mine");
    bench.show("other.md");
    bench.someone_writes("tea.md", &elsewhere());
    assert_eq!(
        bench.notices(),
        ["Merged with what another program wrote, and not saved: Tea and iron"]
    );
    bench.show("tea.md");
    assert!(bench.text().contains("Mine") && bench.text().contains("Two hours"));
}

#[test]
fn a_review_that_did_not_see_mine_is_told() {
    let theirs = TEA.replace("8 June 2026", "9 November 2026");
    let bench = changed_to(&theirs);
    let came = bench.entry().came_in.clone().expect("a merge");
    let after = came.came_after.expect("told");
    assert_eq!(after.last_reviewed, "9 November 2026");
    assert_eq!(after.parts.len(), 1);
    assert!(bench.text().contains("last_reviewed: 9 November 2026"));
}

#[test]
fn what_came_in_after_a_review_is_a_note_from_the_save_to_the_next_review() {
    const NOTES: &str = ".copydesk/after_review.jsonl";
    let noted = |bench: &mut Bench| {
        bench.check();
        let all = bench.desk.findings_here().into_iter();
        all.filter(|it| it.finding.check == "came-after-review")
            .count()
    };
    let mut bench = changed_to(&TEA.replace("8 June 2026", "9 November 2026"));
    bench.does(Act::MergeSeen);
    assert!(!bench.path(NOTES).exists(), "nothing is saved yet");
    assert_eq!(noted(&mut bench), 0);

    bench.does(Act::Save);
    assert!(bench.on_disk(NOTES).contains("9 November 2026"));
    assert_eq!(noted(&mut bench), 1);

    bench.does(EditCommand::SetField {
        path: Path::key("last_reviewed"),
        value: "10 November 2026".into(),
    });
    assert_eq!(noted(&mut bench), 0, "somebody looked through it");
}

#[test]
fn what_git_merged_while_the_window_was_open_is_a_note_too() {
    let theirs = TEA.replace("8 June 2026", "9 November 2026");
    let merged = theirs.replace("Tea binds iron.", "Tea binds much iron.");
    let mut bench = Bench::at_tea();
    fs::create_dir(bench.path(".git")).expect("made");
    let noted = |bench: &mut Bench| {
        bench.check();
        let all = bench.desk.findings_here().into_iter();
        let notes = all.filter(|it| it.finding.check == "came-after-review");
        notes
            .map(|it| it.finding.message.clone())
            .collect::<Vec<_>>()
    };
    assert_eq!(noted(&mut bench), [""; 0]);

    // As git’s driver does it: the note first, then the file.
    let parts = vec!["“Summary”".into()];
    let came = CameLater::new("tea".into(), "9 November 2026".into(), parts);
    let line = came.made_of(&theirs, "another").line().expect("a line");
    after_review::note_for_git(bench.folder.path(), &line).expect("noted");
    bench.someone_writes("tea.md", &merged);
    assert_eq!(noted(&mut bench).len(), 1);
    assert!(noted(&mut bench)[0].starts_with("A merge brought in “Summary”"));

    bench.someone_writes("tea.md", &theirs);
    assert_eq!(noted(&mut bench), [""; 0], "the merge was given up");
    bench.someone_writes("tea.md", &merged);
    assert_eq!(noted(&mut bench).len(), 1);
    bench.does(EditCommand::SetField {
        path: Path::key("last_reviewed"),
        value: "10 November 2026".into(),
    });
    assert_eq!(noted(&mut bench), [""; 0], "somebody looked through it");
}

#[test]
fn a_merge_that_is_taken_back_leaves_no_note() {
    let mut bench = changed_to(&TEA.replace("8 June 2026", "9 November 2026"));
    bench.does(Act::TakeMergeBack);
    bench.does(Act::KeepMine);
    bench.does(Act::Save);
    assert!(!bench.path(".copydesk/after_review.jsonl").exists());
}

#[test]
fn both_texts_of_a_merge_are_kept_as_versions() {
    let bench = changed_to(&elsewhere());
    let kept = bench.kept_of("tea.md");
    for text in [mine(), elsewhere()] {
        assert!(kept.contains(&(Why::Merged, text)), "{kept:?}");
    }
}

#[test]
fn a_save_that_meets_a_change_leads_to_the_merge() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    fs::write(bench.path("tea.md"), elsewhere()).expect("written");
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), elsewhere());
    assert_eq!(bench.text(), elsewhere().replace("iron.", "iron. Mine"));
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), bench.text());
}

#[test]
fn an_answer_for_an_older_text_is_dropped_and_one_merge_is_made_at_a_time() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Mine");
    let changed = |text: &str| {
        Report::Sync(SyncReport::ChangedOnDisk {
            key: key("tea.md"),
            content: Content::Text(text.into()),
        })
    };
    let is_merge = |effect: &Effect| matches!(effect, Effect::Merge(_));
    let first = bench.hears(changed(&elsewhere()));
    assert_eq!(first.iter().filter(|it| is_merge(it)).count(), 1);
    // Ten more changes and a key come before the answer.
    for count in 0..10 {
        let text = elsewhere().replace("Two", &format!("{count}"));
        let more = bench.hears(changed(&text));
        assert!(!more.iter().any(is_merge));
    }
    bench.writes("Summary", " more");
    bench.carry_out(first);
    let both = elsewhere()
        .replace("Two", "9")
        .replace("iron.", "iron. Mine more");
    assert_eq!(bench.text(), both);
}

#[test]
fn a_conflict_waits_for_a_choice_and_no_save_is_made() {
    let mut bench = changed_to(&here());
    assert_eq!(bench.text(), mine());
    assert_eq!(bench.entry().outside, Some(Outside::Changed(here().into())));
    assert_eq!(
        bench.said(),
        "Another program changed the file of Tea and iron in the same places. Both texts are safe"
    );
    bench.does(Act::Save);
    assert!(bench.said().starts_with("Not saved"), "{}", bench.said());
    assert_eq!(bench.on_disk("tea.md"), here());
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
        let mut bench = settling();
        bench.does(Act::UseMerge);
        assert_eq!(bench.said(), "Choose for every place first");
        bench.does(SyncCommand::Choose {
            conflict: 0,
            choice,
        });
        bench.does(Act::UseMerge);
        assert!(bench.desk.settling().is_none());
        assert_eq!(
            bench.text(),
            elsewhere().replace("Tea binds iron.\n", words)
        );
        assert_eq!(bench.entry().outside, None);
        assert_eq!(
            bench.on_disk("tea.md"),
            here(),
            "nothing is written unasked"
        );
        bench.does(Act::TakeMergeBack);
        assert_eq!(bench.text(), mine());
    }
}

#[test]
fn a_save_before_what_was_chosen_is_used_says_how_to_use_it() {
    let mut bench = settling();
    bench.does(Act::Save);
    assert!(bench.said().starts_with("Two versions wait for a choice"));
    bench.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Ours,
    });
    bench.does(Act::Save);
    assert_eq!(
        bench.said(),
        "All is chosen: use it with Ctrl+Enter, or go back to the text first"
    );
}

#[test]
fn while_choices_are_open_the_entry_rests_and_the_keys_go_round_the_places() {
    let mut bench = settling();
    for act in [Act::Bold, Act::Save, Act::Undo] {
        let text = bench.text().to_owned();
        bench.does(act);
        assert_eq!(bench.text(), text, "{act:?}");
    }
    bench.does(Act::NextFinding);
    assert_eq!(bench.said(), "1 of 1");
    bench.does(Act::SettleMerge);
    assert!(bench.desk.settling().is_none());
    assert_eq!(bench.text(), mine());
}

#[test]
fn a_change_while_choices_are_open_keeps_what_was_chosen() {
    let mut bench = settling();
    bench.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Theirs,
    });
    bench.someone_writes("tea.md", &here().replace("Two hours", "Nine hours"));
    let open = bench.desk.settling().expect("still open");
    assert_eq!(open.choices, [Some(Choice::Theirs)]);
    bench.does(Act::UseMerge);
    assert!(bench.text().contains("much iron.") && bench.text().contains("Nine hours"));

    // A change after which nothing conflicts any more closes them.
    let mut bench = settling();
    bench.someone_writes("tea.md", &elsewhere());
    assert!(bench.desk.settling().is_none());
    assert!(bench.text().contains("Mine") && bench.text().contains("Two hours"));
}

#[test]
fn nothing_waits_for_choices_when_the_file_goes_or_the_work_is_undone() {
    let mut bench = settling();
    bench.someone_removes("tea.md");
    assert!(bench.desk.settling().is_none());
    assert_eq!(bench.entry().outside, Some(Outside::Gone));
    assert_eq!(bench.text(), mine());

    // With nothing of one's own left, theirs is all there is to settle.
    let mut bench = changed_to(&here());
    bench.undo_all();
    assert_eq!(bench.text(), TEA);
    bench.does(Act::SettleMerge);
    assert_eq!(bench.text(), here());
    assert!(!bench.entry().is_unsaved());
}

#[test]
fn a_file_with_other_line_ends_is_merged_in_them() {
    let crlf = elsewhere().replace('\n', "\r\n");
    let bench = changed_to(&crlf);
    let both = elsewhere().replace("iron.", "iron. Mine");
    assert_eq!(bench.text(), both.replace('\n', "\r\n"));
}

#[test]
fn a_merge_that_was_never_finished_is_settled_from_its_signs() {
    let signs = "<<<<<<< HEAD\nTea binds iron.\n=======\nTea binds much iron.\n>>>>>>> topic\n";
    let text = TEA.replace("Tea binds iron.\n", signs);
    let mut bench = Bench::at("tea.md", &text);
    bench.check();
    assert!(bench.desk.is_unfinished_merge());
    bench.does(Act::SettleMerge);
    bench.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Theirs,
    });
    bench.does(Act::UseMerge);
    assert_eq!(bench.text(), TEA.replace("binds iron", "binds much iron"));
    assert_eq!(bench.on_disk("tea.md"), text);
    bench.undo();
    assert_eq!(bench.text(), text);
}
