//! What the checks found: asked for as texts change, shown where it disturbs nobody, mended on request.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{Checked, Checklist, Extent, Level};
use copydesk::desk::effect::{CheckJob, CheckedEntry};
use copydesk::desk::{
    Act, Command, EditCommand, FindingCommand, FindingReport, LibraryCommand, Note, RenameCommand,
    RightPane, Selection, Sheet, SourceReport, SyncReport, ViewCommand,
};

use copydesk::library::renaming::Wish;

use crate::bench::{Bench, TEA, key};

/// The small entry with a doubled word in its first section.
fn doubled() -> String {
    TEA.replace("Tea binds iron.", "Tea binds binds iron.")
}

impl Bench {
    /// Has the checks do what they were asked for, entry by entry, and hands the findings back.
    pub fn check(&mut self) {
        let mut checked = Vec::new();
        for job in std::mem::take(&mut self.checks) {
            match job {
                CheckJob::Library {
                    style,
                    files,
                    withdrawn,
                    after_review,
                    today,
                    ..
                } => {
                    let list = Checklist::new(style, today).with_withdrawn(withdrawn);
                    self.list = Some(list.with_after_review(after_review));
                    checked.extend(files);
                }
                CheckJob::Entry { key, text } => checked.push((key, text)),
                CheckJob::Other { .. } | CheckJob::Gone { .. } | CheckJob::Stop => {}
            }
        }
        let list = self.list.as_ref().expect("the library was looked at");
        let entries = checked
            .into_iter()
            .map(|(key, of)| CheckedEntry {
                findings: list.look(&key, &of).findings.into(),
                key,
                of,
            })
            .collect();
        let effects = self.hears(FindingReport::Checked {
            entries,
            progress: None,
        });
        assert_eq!(effects, []);
    }

    /// Has the checks do what they were asked for with the whole library, where it is asked for.
    fn check_together(&mut self) {
        for job in std::mem::take(&mut self.checks) {
            let CheckJob::Library {
                style,
                files,
                today,
                ..
            } = job
            else {
                continue;
            };
            let (list, stop) = (Checklist::new(style, today), AtomicBool::new(false));
            let extent = Extent::Whole(HashSet::new());
            let checked = Checked::start(list, extent, files, &stop, |_| ());
            let entries = checked.all().map(|(key, of, findings)| CheckedEntry {
                key: key.clone(),
                of: of.clone(),
                findings: findings.clone(),
            });
            let entries = entries.collect();
            self.hears(FindingReport::Checked {
                entries,
                progress: None,
            });
        }
    }

    /// The messages shown for the entry shown, errors and warnings only.
    fn found(&self) -> Vec<String> {
        let shown = self.desk.findings_here();
        shown
            .into_iter()
            .filter(|shown| shown.finding.check == "doubled-word")
            .map(|shown| format!("{} {}", &self.text()[shown.range], shown.finding.message))
            .collect()
    }
}

#[test]
fn a_library_is_checked_once_it_is_open_and_then_only_what_changed() {
    let mut bench = Bench::with(&[("tea.md", &doubled()), ("other.md", TEA)]);
    let [CheckJob::Library { files, .. }] = bench.checks.as_slice() else {
        panic!("the library is looked at once: {:?}", bench.checks);
    };
    assert_eq!(files.len(), 2);
    bench.check();
    bench.show("tea.md");
    assert_eq!(bench.checks, [], "a look at an entry changes nothing");
    let field = bench.body("Timing");
    bench.at_end_of(field).types("!");
    let [CheckJob::Entry { key: changed, text }] = bench.checks.as_slice() else {
        panic!("one entry is looked at again: {:?}", bench.checks);
    };
    assert_eq!(*changed, key("tea.md"));
    assert!(Arc::ptr_eq(text, bench.entry().text()));
}

#[test]
fn findings_go_along_with_the_text_until_the_next_ones_arrive() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    let before = bench.found();
    assert_eq!(before.len(), 1, "{before:?}");
    let field = bench.body("Summary");
    bench.in_field(field, 0).types("Black ");
    assert_eq!(bench.found(), before, "moved along with its words");
    bench.check();
    assert_eq!(bench.found(), before);
}

#[test]
fn an_answer_to_an_older_text_is_waste_paper() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    let field = bench.body("Timing");
    bench.at_end_of(field).types("a");
    let older = bench.checks.clone();
    bench.at_end_of(field).types("b");
    let list = bench.list.clone().expect("a list");
    for job in older {
        if let CheckJob::Entry { key, text } = job {
            let entries = vec![CheckedEntry {
                findings: Vec::new().into(),
                key,
                of: text,
            }];
            bench.hears(FindingReport::Checked {
                entries,
                progress: None,
            });
        }
    }
    bench.list = Some(list);
    assert_eq!(bench.found().len(), 1, "what was found before still stands");
}

#[test]
fn nothing_new_is_shown_in_the_line_that_is_being_written() {
    let mut bench = Bench::at_tea();
    bench.check();
    let field = bench.body("Timing");
    bench.at_end_of(field).types(" An hour hour");
    bench.check();
    assert_eq!(bench.found(), [""; 0], "the caret is in that line");
    bench.wait(2100);
    let now = bench.now();
    bench.desk.tidy(now);
    assert_eq!(bench.found().len(), 1, "nobody types any more");
}

#[test]
fn what_was_held_back_is_shown_when_the_caret_leaves_the_line() {
    let mut bench = Bench::at_tea();
    bench.check();
    let field = bench.body("Timing");
    bench.at_end_of(field).types(" An hour hour");
    bench.check();
    bench.select("Tea binds");
    let now = bench.now();
    let next = bench.desk.tidy(now);
    assert_eq!(bench.found().len(), 1);
    assert_eq!(next, None, "nothing is waited for");
}

#[test]
fn f8_goes_to_the_finding_and_one_key_mends_it_and_undo_takes_it_back() {
    let before = doubled();
    let mut bench = Bench::at("tea.md", &before);
    bench.check();
    bench.does(Act::NextFinding);
    assert_eq!(bench.desk.view().right, RightPane::Findings);
    let selected = bench.entry().selection.range();
    assert!(before[selected].contains("binds"), "{}", bench.said());
    bench.does(Act::Mend);
    assert_eq!(bench.text(), TEA, "{}", bench.said());
    bench.does(Act::Undo);
    assert_eq!(bench.text(), before);
}

#[test]
fn what_a_fix_takes_away_is_shown_as_it_was_while_the_text_goes_on() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    let taken = |bench: &Bench| {
        let here = bench.desk.findings_here();
        let mut all = here.iter();
        let shown = all.find(|shown| shown.finding.check == "doubled-word");
        let shown = shown.expect("it was found");
        let edit = shown.finding.fixes[0].edits.iter().next().expect("an edit");
        shown.of[edit.range.clone()].to_owned()
    };
    let before = taken(&bench);
    let field = bench.heading("Summary");
    bench.in_field(field, 0).types("Long ");
    assert_eq!(taken(&bench), before);
    assert!(before.contains("binds"), "{before}");
}

#[test]
fn f8_never_selects_a_heading_which_the_next_key_would_replace() {
    let text = TEA.replace("## Summary", "## Sumary");
    let mut bench = Bench::at("tea.md", &text);
    bench.check();
    for _ in 0..6 {
        bench.does(Act::NextFinding);
        let selected = bench.entry().selection.range();
        let words = &bench.text()[selected.clone()];
        assert!(
            selected.is_empty() || !words.contains("Sumary"),
            "{words}: {}",
            bench.said()
        );
    }
}

#[test]
fn a_step_quotes_what_a_fix_quotes() {
    let mut bench = Bench::at("tea.md", &TEA.replace("## Timing", "## Timming"));
    bench.check();
    let here = bench.desk.findings_here();
    let mut all = here.iter();
    let slip = all.find(|shown| shown.finding.check == "misspelt-section");
    let finding = slip.expect("it was found").index;
    bench.does(FindingCommand::Fix {
        entry: key("tea.md"),
        finding,
        fix: 0,
    });
    bench.does(Act::Undo);
    assert_eq!(bench.said(), "Undid call it “Timing”");
}

#[test]
fn nothing_is_accepted_without_a_reason_and_a_name() {
    for (who, why) in [("", "a quotation"), ("Ada", "  "), (" ", "")] {
        let mut bench = Bench::at("tea.md", &doubled());
        bench.check();
        let finding = doubled_word(&bench);
        bench.does(FindingCommand::AskWhy {
            entry: key("tea.md"),
            finding,
        });
        bench.does(FindingCommand::Accept(Note {
            who: who.into(),
            why: why.into(),
            everywhere: false,
        }));
        assert_eq!(bench.desk.sheet(), Some(&Sheet::Accept), "it still asks");
        assert_eq!(bench.found().len(), 1);
        assert!(!bench.path(".copydesk/accepted.jsonl").exists());
    }
}

#[test]
fn a_fix_for_an_older_text_changes_nothing() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    let field = bench.body("Timing");
    bench.at_end_of(field).types("!");
    let text = bench.text().to_owned();
    bench.does(FindingCommand::Fix {
        entry: key("tea.md"),
        finding: 0,
        fix: 0,
    });
    assert_eq!(bench.text(), text);
    assert!(
        bench.said().contains("text has changed"),
        "{}",
        bench.said()
    );
}

#[test]
fn all_of_a_kind_are_mended_together_after_a_look_and_undone_together() {
    let before = doubled();
    let mut bench = Bench::with(&[("a.md", &before), ("b.md", &before), ("c.md", TEA)]);
    bench.check();
    bench.show("a.md");
    bench.does(FindingCommand::FixAll("doubled-word"));
    assert_eq!(bench.desk.sheet(), Some(&Sheet::Batch));
    let batch = bench.desk.proposed().expect("a batch").clone();
    assert_eq!(batch.changes.len(), 2);
    assert_eq!(bench.text(), before, "nothing is changed before the look");
    bench.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(bench.text(), TEA);
    assert_eq!(bench.desk.unsaved().count(), 2);
    bench.does(Act::Undo);
    bench.answer("Undo in all 2");
    assert_eq!(bench.desk.unsaved().count(), 0);
}

#[test]
fn a_check_that_broke_is_named_once_and_the_text_is_safe() {
    let mut bench = Bench::at_tea();
    bench.hears(FindingReport::CheckBroken {
        check: "doubled-word",
    });
    let notices = bench.notices();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("Word written twice"), "{notices:?}");
    assert!(notices[0].contains("safe"), "{notices:?}");
}

#[test]
fn a_file_that_is_removed_takes_its_findings_along() {
    let mut bench = Bench::with(&[("a.md", &doubled()), ("b.md", TEA)]);
    bench.check();
    assert!(bench.desk.findings().of(&key("a.md")).is_some());
    std::fs::remove_file(bench.path("a.md")).expect("it can be removed");
    bench.hears(SyncReport::Removed { key: key("a.md") });
    assert!(bench.desk.findings().of(&key("a.md")).is_none());
    assert!(matches!(bench.checks.as_slice(), [CheckJob::Gone { .. }]));
}

#[test]
fn notes_are_listed_or_passed_over_as_the_person_likes() {
    let mut bench = Bench::at("tea.md", &TEA.replace("binds iron", "binds\tiron"));
    bench.check();
    let levels = |bench: &Bench| -> Vec<Level> {
        let here = bench.desk.findings_here();
        here.iter().map(|shown| shown.finding.level).collect()
    };
    assert!(levels(&bench).contains(&Level::Note));
    assert!(bench.desk.view().notes_shown);
    bench.does(Act::ShowNotes);
    assert!(!bench.desk.view().notes_shown);
}

/// The number of the doubled word among the findings of the entry shown.
fn doubled_word(bench: &Bench) -> usize {
    let here = bench.desk.findings_here();
    let mut all = here.iter();
    let found = all.find(|shown| shown.finding.check == "doubled-word");
    found.expect("it was found").index
}

fn accept(bench: &mut Bench, everywhere: bool) {
    let finding = doubled_word(bench);
    bench.does(FindingCommand::AskWhy {
        entry: key("tea.md"),
        finding,
    });
    assert_eq!(bench.desk.sheet(), Some(&Sheet::Accept));
    assert_eq!(
        bench.desk.accepting().expect("it is asked").0,
        "doubled-word"
    );
    bench.does(FindingCommand::Accept(Note {
        who: "Ada".into(),
        why: "a quotation".into(),
        everywhere,
    }));
}

#[test]
fn an_accepted_finding_is_kept_with_its_note_and_counts_no_more() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    let before = bench.desk.findings().counts();
    accept(&mut bench, false);
    assert_eq!(bench.found(), [""; 0]);
    let after = bench.desk.findings().counts();
    assert_eq!(after.above_note(), before.above_note() - 1);
    let kept = bench.on_disk(".copydesk/accepted.jsonl");
    for words in ["doubled-word", "Ada", "a quotation", "2026-11-24"] {
        assert!(kept.contains(words), "{kept}");
    }
    assert_eq!(bench.on_disk("tea.md"), doubled(), "the entry is untouched");
    assert_eq!(bench.desk.view().name, "Ada", "it is offered next time");

    let again = Bench::over(bench.folder);
    let mut bench = again;
    bench.show("tea.md");
    bench.check();
    assert_eq!(bench.found(), [""; 0], "it is known after a new start");
}

#[test]
fn an_acceptance_follows_a_rename_and_can_still_be_taken_back() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    accept(&mut bench, false);
    bench.does(Act::Rename);
    bench.does(RenameCommand::Rename(Wish {
        slug: "black-tea".into(),
        ..Wish::default()
    }));
    bench.check();
    assert_eq!(bench.found(), [""; 0], "it is accepted under its new name");
    bench.does(Act::Undo);
    bench.answer("Undo the rename");
    bench.check();
    assert_eq!(bench.found(), [""; 0], "and under the old one");
    bench.does(Act::Undo);
    assert_eq!(bench.found().len(), 1);
    assert_eq!(bench.on_disk(".copydesk/accepted.jsonl"), "");
}

#[test]
fn it_comes_back_when_its_sentence_changes() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    accept(&mut bench, false);
    bench.writes("Timing", " Or two.");
    bench.check();
    assert_eq!(bench.found(), [""; 0], "another sentence changed");
    let field = bench.body("Summary");
    bench.in_field(field, 0).types("Black ");
    bench.does(EditCommand::RecutCards);
    bench.wait(3000);
    bench.check();
    assert_eq!(bench.found().len(), 1);
}

#[test]
fn an_acceptance_is_taken_back_from_its_notice_or_from_the_pane() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    accept(&mut bench, true);
    let notices = bench.desk.notices();
    let offer = notices.iter().flat_map(|notice| &notice.offers).next();
    let command = offer.expect("an offer").command.clone();
    bench.does(command);
    assert_eq!(bench.found().len(), 1);
    assert_eq!(bench.on_disk(".copydesk/accepted.jsonl"), "");

    accept(&mut bench, true);
    assert_eq!(bench.found(), [""; 0]);
    let finding = {
        let found = bench.desk.findings().of(&key("tea.md")).expect("checked");
        let (index, _, note) = found.all_accepted().next().expect("accepted");
        assert_eq!(note.why, "a quotation");
        index
    };
    bench.does(FindingCommand::TakeAcceptanceBack {
        entry: key("tea.md"),
        finding,
    });
    assert_eq!(bench.found().len(), 1);
}

#[test]
fn accepting_is_a_step_that_undo_takes_back_and_redo_does_again() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    accept(&mut bench, false);
    let kept = bench.on_disk(".copydesk/accepted.jsonl");
    assert!(!bench.entry().is_unsaved(), "the entry is as it was");

    bench.does(Act::Undo);
    assert_eq!(bench.found().len(), 1);
    assert_eq!(bench.on_disk(".copydesk/accepted.jsonl"), "");
    assert!(!bench.entry().is_unsaved());

    bench.does(Act::Redo);
    assert_eq!(bench.found(), [""; 0]);
    assert_eq!(bench.on_disk(".copydesk/accepted.jsonl"), kept);
}

#[test]
fn typing_after_accepting_is_taken_back_by_itself() {
    let mut bench = Bench::at("tea.md", &doubled());
    bench.check();
    accept(&mut bench, false);
    bench.writes("Timing", " Or two.");
    bench.does(Act::Undo);
    assert_eq!(bench.entry().text().as_ref(), doubled());
    assert!(!bench.entry().is_unsaved(), "the disk has this text");
    assert_ne!(bench.on_disk(".copydesk/accepted.jsonl"), "");
    bench.does(Act::Undo);
    assert_eq!(bench.on_disk(".copydesk/accepted.jsonl"), "");
}

#[test]
fn the_library_is_checked_anew_by_another_list_of_withdrawn_works() {
    const PLACE: &str = ".copydesk/withdrawn.csv";
    let entry = "## Sources\n\n1. Archer A (2019). Tea. Nutrients. PMID: 111.\n";
    let mut bench = Bench::with(&[("tea.md", entry), (PLACE, "pmid\n112\n")]);
    bench.show("tea.md");
    let told = |bench: &mut Bench| -> usize {
        bench.check();
        let shown = bench.desk.findings_here();
        let withdrawn = shown
            .iter()
            .filter(|it| it.finding.check == "source-withdrawn");
        withdrawn.count()
    };
    assert_eq!(told(&mut bench), 0);
    for (list, count) in [("pmid\n111\n", 1), ("pmid\n112\n", 0)] {
        std::fs::write(bench.path(PLACE), list).expect("written");
        let root = bench.desk.library().expect("open").root().to_path_buf();
        let effects = bench.hears(SourceReport::WithdrawnChanged { root });
        bench.carry_out(effects);
        assert!(matches!(
            bench.checks.as_slice(),
            [CheckJob::Library { .. }]
        ));
        assert_eq!(told(&mut bench), count, "{list}");
    }
}

#[test]
fn what_a_stopped_check_did_not_come_to_is_looked_at_when_it_is_shown() {
    let mut bench = Bench::with(&[("a.md", TEA), ("b.md", TEA)]);
    bench.checks.clear();
    bench.hears(FindingReport::Stopped);
    assert!(bench.said().contains("What was found so far"));
    bench.show("b.md");
    let [CheckJob::Entry { key: asked, .. }] = bench.checks.as_slice() else {
        panic!("the entry shown is looked at: {:?}", bench.checks);
    };
    assert_eq!(*asked, key("b.md"));
}

#[test]
fn the_checks_know_which_files_are_there_and_are_no_entries() {
    let plain = [("plain.md", "Words.\n"), ("shown.md", "Words.\n")];
    let mut bench =
        Bench::with(&[&[("a.md", TEA), ("b.md", TEA), ("c.md", TEA)][..], &plain].concat());
    let [CheckJob::Library { extent, files, .. }] = bench.checks.as_slice() else {
        panic!("the library is looked at: {:?}", bench.checks);
    };
    assert_eq!(files.len(), 3);
    let others = [key("plain.md"), key("shown.md")];
    assert_eq!(*extent, Extent::Whole(others.into()));
    bench.checks.clear();
    bench.show("shown.md");
    assert_eq!(bench.checks, [], "that is known already");
    std::fs::remove_file(bench.path("plain.md")).expect("it can be removed");
    bench.hears(SyncReport::Removed {
        key: key("plain.md"),
    });
    assert!(matches!(bench.checks.as_slice(), [CheckJob::Gone { .. }]));
}

#[test]
fn where_either_side_may_be_right_one_is_asked_which() {
    let before = TEA.replace("# Tea and iron", "# Tea or iron");
    let mut bench = Bench::at("tea.md", &before);
    bench.check();
    bench.select("Tea or iron");
    bench.does(Act::Mend);
    assert_eq!(bench.desk.sheet(), Some(&Sheet::Mend), "{}", bench.said());
    assert_eq!(bench.text(), before);
    let here = bench.desk.findings_at_caret();
    let (finding, ways) = (here[0].index, here[0].finding.fixes.len());
    assert_eq!(ways, 2);
    bench.does(ViewCommand::CloseSheet);
    bench.does(FindingCommand::Fix {
        entry: key("tea.md"),
        finding,
        fix: 0,
    });
    assert_eq!(bench.text(), TEA);
}

#[test]
fn what_two_entries_say_of_a_work_is_written_in_the_one_that_is_chosen() {
    let text = |title: &str| {
        format!("# Tea\n\n## Sources\n\n1. Archer A (2019). {title}. Nutrients. PMID: 111.\n")
    };
    let (one, other) = (text("Tea in the morning"), text("Coffee at noon"));
    let mut bench = Bench::with(&[("a.md", &one), ("b.md", &other)]);
    bench.check_together();
    bench.does(FindingCommand::FixAll("source-differs"));
    let batch = bench.desk.proposed().expect("a batch").clone();
    assert_eq!((batch.changes.len(), batch.left_out.len()), (0, 2));
    bench.does(ViewCommand::CloseSheet);

    bench.show("a.md");
    bench.select("Tea in the morning");
    bench.does(Act::Mend);
    assert_eq!(bench.desk.sheet(), Some(&Sheet::Mend), "{}", bench.said());
    let shown = bench.desk.findings_at_caret();
    let finding = shown
        .iter()
        .find(|one| one.finding.check == "source-differs");
    let finding = finding.expect("it differs").index;
    bench.does(ViewCommand::CloseSheet);
    let mend = |fix| {
        Command::Finding(FindingCommand::Fix {
            entry: key("a.md"),
            finding,
            fix,
        })
    };
    bench.does(mend(1));
    assert_eq!(bench.desk.sheet(), Some(&Sheet::Batch));
    bench.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(bench.text(), one);
    assert_eq!(**bench.desk.text_of(&key("b.md")).expect("an entry"), *one);
    bench.does(Act::Undo);
    bench.show("b.md");
    bench.does(Act::Undo);
    assert_eq!(bench.text(), other);

    bench.show("a.md");
    bench.does(mend(0));
    assert_eq!(bench.text(), other);
}

#[test]
fn f8_marks_words_of_the_text_and_puts_the_caret_before_those_of_a_heading() {
    let before = doubled().replace("## Timing", "## timing");
    let mut bench = Bench::at("tea.md", &before);
    bench.check();
    let heading = before.find("timing").expect("a heading");
    bench.does(EditCommand::PlaceCaret(Selection::caret(heading - 4)));
    bench.does(Act::NextFinding);
    assert_eq!(
        bench.entry().selection.range(),
        heading..heading,
        "{}",
        bench.said()
    );
    bench.does(Act::Mend);
    assert_eq!(bench.text(), doubled(), "{}", bench.said());
}
