//! What the checks found: asked for as texts change, shown where it disturbs nobody, fixed on request.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{Checked, Extent, Finding, Level, Ruleset};
use copydesk::desk::effect::{CheckJob, CheckedEntry};
use copydesk::desk::{
    Command, CommandId, Dialog, EditCommand, FindingCommand, FindingReport, LibraryCommand, Note,
    RenameCommand, RightTab, Selection, SourceReport, SyncReport, ViewCommand,
};

use copydesk::library::renaming::RenameWish;

use crate::fixture::{Fixture, TEA, key};

/// The small entry with a doubled word in its first section.
fn doubled() -> String {
    TEA.replace("Tea binds iron.", "Tea binds binds iron.")
}

impl Fixture {
    /// Has the checks do what they were asked for, entry by entry, and hands the findings back.
    #[track_caller]
    pub fn check(&mut self) {
        let mut checked = Vec::new();
        for job in std::mem::take(&mut self.checks) {
            match job {
                CheckJob::AfterReview(records) => {
                    let rules = self.list.take();
                    self.list = rules.map(|rules| rules.with_after_review(Some(records)));
                }
                CheckJob::Library {
                    style,
                    files,
                    withdrawn,
                    after_review,
                    today,
                    ..
                } => {
                    let list = Ruleset::new(style, today).with_withdrawn(withdrawn);
                    self.list = Some(list.with_after_review(after_review));
                    checked.extend(files);
                }
                CheckJob::Entry { key, text } => checked.push((key, text)),
                CheckJob::Other { .. }
                | CheckJob::Gone { .. }
                | CheckJob::Words(_)
                | CheckJob::Stop => {}
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
    #[track_caller]
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
            let (list, stop) = (Ruleset::new(style, today), AtomicBool::new(false));
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
    let mut fixture = Fixture::with(&[("tea.md", &doubled()), ("other.md", TEA)]);
    let [CheckJob::Library { files, .. }] = fixture.checks.as_slice() else {
        panic!("the library is looked at once: {:?}", fixture.checks);
    };
    assert_eq!(files.len(), 2);
    fixture.check();
    fixture.show("tea.md");
    assert_eq!(fixture.checks, [], "a look at an entry changes nothing");
    let field = fixture.body("Timing");
    fixture.at_end_of(field).types("!");
    let [CheckJob::Entry { key: changed, text }] = fixture.checks.as_slice() else {
        panic!("one entry is looked at again: {:?}", fixture.checks);
    };
    assert_eq!(*changed, key("tea.md"));
    assert!(Arc::ptr_eq(text, fixture.entry().text()));
}

#[test]
fn findings_go_along_with_the_text_until_the_next_ones_arrive() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    let before = fixture.found();
    assert_eq!(before.len(), 1, "{before:?}");
    let field = fixture.body("Summary");
    fixture.in_field(field, 0).types("Black ");
    assert_eq!(fixture.found(), before, "moved along with its words");
    fixture.check();
    assert_eq!(fixture.found(), before);
}

#[test]
fn an_answer_to_an_older_text_is_waste_paper() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    let field = fixture.body("Timing");
    fixture.at_end_of(field).types("a");
    let older = fixture.checks.clone();
    fixture.at_end_of(field).types("b");
    let list = fixture.list.clone().expect("a list");
    for job in older {
        if let CheckJob::Entry { key, text } = job {
            let entries = vec![CheckedEntry {
                findings: Vec::new().into(),
                key,
                of: text,
            }];
            fixture.hears(FindingReport::Checked {
                entries,
                progress: None,
            });
        }
    }
    fixture.list = Some(list);
    assert_eq!(
        fixture.found().len(),
        1,
        "what was found before still stands"
    );
}

#[test]
fn nothing_new_is_shown_in_the_line_that_is_being_written() {
    let mut fixture = Fixture::at_tea();
    fixture.check();
    let field = fixture.body("Timing");
    fixture.at_end_of(field).types(" An hour hour");
    fixture.check();
    assert_eq!(fixture.found(), [""; 0], "the caret is in that line");
    fixture.wait(2100);
    let now = fixture.now();
    fixture.desk.tidy(now);
    assert_eq!(fixture.found().len(), 1, "nobody types any more");
}

#[test]
fn what_was_held_back_is_shown_when_the_caret_leaves_the_line() {
    let mut fixture = Fixture::at_tea();
    fixture.check();
    let field = fixture.body("Timing");
    fixture.at_end_of(field).types(" An hour hour");
    fixture.check();
    fixture.select("Tea binds");
    let now = fixture.now();
    let next = fixture.desk.tidy(now);
    assert_eq!(fixture.found().len(), 1);
    assert_eq!(next, None, "nothing is waited for");
}

#[test]
fn f8_goes_to_the_finding_and_one_key_fixes_it_and_undo_takes_it_back() {
    let before = doubled();
    let mut fixture = Fixture::at("tea.md", &before);
    fixture.check();
    fixture.does(CommandId::NextFinding);
    assert_eq!(fixture.desk.view().right, RightTab::Findings);
    let selected = fixture.entry().selection.range();
    assert!(before[selected].contains("binds"), "{}", fixture.said());
    let said = fixture.said().to_owned();
    assert!(
        said.starts_with("Warning ") && said.contains(", Summary: "),
        "{said}"
    );
    assert!(said.ends_with(". Ctrl+. fixes it"), "{said}");
    fixture.does(CommandId::FixFinding);
    assert_eq!(fixture.text(), TEA, "{}", fixture.said());
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), before);
}

#[test]
fn what_a_fix_takes_away_is_shown_as_it_was_while_the_text_goes_on() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    let taken = |fixture: &Fixture| {
        let here = fixture.desk.findings_here();
        let mut all = here.iter();
        let shown = all.find(|shown| shown.finding.check == "doubled-word");
        let shown = shown.expect("it was found");
        let edit = shown.finding.fixes[0].edits.iter().next().expect("an edit");
        shown.of[edit.range.clone()].to_owned()
    };
    let before = taken(&fixture);
    let field = fixture.heading("Summary");
    fixture.in_field(field, 0).types("Long ");
    assert_eq!(taken(&fixture), before);
    assert!(before.contains("binds"), "{before}");
}

#[test]
fn f8_never_selects_a_heading_which_the_next_key_would_replace() {
    let text = TEA.replace("## Summary", "## Sumary");
    let mut fixture = Fixture::at("tea.md", &text);
    fixture.check();
    for _ in 0..6 {
        fixture.does(CommandId::NextFinding);
        let selected = fixture.entry().selection.range();
        let words = &fixture.text()[selected.clone()];
        assert!(
            selected.is_empty() || !words.contains("Sumary"),
            "{words}: {}",
            fixture.said()
        );
    }
}

#[test]
fn a_step_quotes_what_a_fix_quotes() {
    let mut fixture = Fixture::at("tea.md", &TEA.replace("## Timing", "## Timming"));
    fixture.check();
    let here = fixture.desk.findings_here();
    let mut all = here.iter();
    let slip = all.find(|shown| shown.finding.check == "misspelt-section");
    let finding = slip.expect("it was found").index;
    fixture.does(FindingCommand::Fix {
        entry: key("tea.md"),
        finding,
        fix: 0,
    });
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.said(), "Undid call it “Timing”");
}

#[test]
fn nothing_is_accepted_without_a_reason_and_a_name() {
    for (who, why) in [("", "a quotation"), ("Ada", "  "), (" ", "")] {
        let mut fixture = Fixture::at("tea.md", &doubled());
        fixture.check();
        let finding = doubled_word(&fixture);
        fixture.does(FindingCommand::AskWhy {
            entry: key("tea.md"),
            finding,
        });
        fixture.does(FindingCommand::Accept(Note {
            who: who.into(),
            why: why.into(),
            everywhere: false,
        }));
        assert_eq!(
            fixture.desk.dialog(),
            Some(&Dialog::Accept),
            "it still asks"
        );
        assert_eq!(fixture.found().len(), 1);
        assert!(!fixture.path(".copydesk/accepted.jsonl").exists());
    }
}

#[test]
fn a_fix_for_an_older_text_changes_nothing() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    let field = fixture.body("Timing");
    fixture.at_end_of(field).types("!");
    let text = fixture.text().to_owned();
    fixture.does(FindingCommand::Fix {
        entry: key("tea.md"),
        finding: 0,
        fix: 0,
    });
    assert_eq!(fixture.text(), text);
    assert!(
        fixture.said().contains("text has changed"),
        "{}",
        fixture.said()
    );
}

#[test]
fn all_of_a_kind_are_fixed_together_after_a_look_and_undone_together() {
    let before = doubled();
    let mut fixture = Fixture::with(&[("a.md", &before), ("b.md", &before), ("c.md", TEA)]);
    fixture.check();
    fixture.show("a.md");
    fixture.does(FindingCommand::FixAll("doubled-word"));
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Batch));
    let batch = fixture.desk.proposed().expect("a batch").clone();
    assert_eq!(batch.changes.len(), 2);
    assert_eq!(fixture.text(), before, "nothing is changed before the look");
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.desk.unsaved().count(), 2);
    fixture.does(CommandId::Undo);
    fixture.answer("Undo in all 2");
    assert_eq!(fixture.desk.unsaved().count(), 0);
}

#[test]
fn more_than_are_told_one_by_one_are_fixed_too() {
    let many = "Tea binds binds iron.\n\n".repeat(250);
    let before = TEA.replace("Tea binds iron.\n", &many);
    let mut fixture = Fixture::with(&[("a.md", &before)]);
    fixture.check();
    fixture.show("a.md");
    fixture.does(FindingCommand::FixAll("doubled-word"));
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(fixture.text(), before.replace("binds binds", "binds"));
}

#[test]
fn a_check_that_broke_is_named_once_and_the_text_is_safe() {
    let mut fixture = Fixture::at_tea();
    fixture.hears(FindingReport::CheckBroken {
        check: "doubled-word",
    });
    let notices = fixture.notices();
    assert_eq!(notices.len(), 1);
    assert!(notices[0].contains("Word written twice"), "{notices:?}");
    assert!(notices[0].contains("safe"), "{notices:?}");
}

#[test]
fn a_file_that_is_removed_takes_its_findings_along() {
    let mut fixture = Fixture::with(&[("a.md", &doubled()), ("b.md", TEA)]);
    fixture.check();
    assert!(fixture.desk.findings().of(&key("a.md")).is_some());
    std::fs::remove_file(fixture.path("a.md")).expect("it can be removed");
    fixture.hears(SyncReport::Removed { key: key("a.md") });
    assert!(fixture.desk.findings().of(&key("a.md")).is_none());
    assert!(matches!(fixture.checks.as_slice(), [CheckJob::Gone { .. }]));
}

#[test]
fn notes_are_listed_or_passed_over_as_the_person_likes() {
    let mut fixture = Fixture::at("tea.md", &TEA.replace("binds iron", "binds\tiron"));
    fixture.check();
    let levels = |fixture: &Fixture| -> Vec<Level> {
        let here = fixture.desk.findings_here();
        here.iter().map(|shown| shown.finding.level).collect()
    };
    assert!(levels(&fixture).contains(&Level::Note));
    assert!(fixture.desk.view().notes_shown);
    fixture.does(CommandId::ShowNotes);
    assert!(!fixture.desk.view().notes_shown);
}

/// The number of the doubled word among the findings of the entry shown.
fn doubled_word(fixture: &Fixture) -> usize {
    let here = fixture.desk.findings_here();
    let mut all = here.iter();
    let found = all.find(|shown| shown.finding.check == "doubled-word");
    found.expect("it was found").index
}

#[track_caller]
fn accept(fixture: &mut Fixture, everywhere: bool) {
    let finding = doubled_word(fixture);
    fixture.does(FindingCommand::AskWhy {
        entry: key("tea.md"),
        finding,
    });
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Accept));
    assert_eq!(
        fixture.desk.accepting().expect("it is asked").0,
        "doubled-word"
    );
    fixture.does(FindingCommand::Accept(Note {
        who: "Ada".into(),
        why: "a quotation".into(),
        everywhere,
    }));
}

#[test]
fn an_accepted_finding_is_kept_with_its_note_and_counts_no_more() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    let before = fixture.desk.findings().counts();
    accept(&mut fixture, false);
    assert_eq!(fixture.found(), [""; 0]);
    let after = fixture.desk.findings().counts();
    assert_eq!(after.above_note(), before.above_note() - 1);
    let kept = fixture.on_disk(".copydesk/accepted.jsonl");
    for words in ["doubled-word", "Ada", "a quotation", "2026-11-24"] {
        assert!(kept.contains(words), "{kept}");
    }
    assert_eq!(
        fixture.on_disk("tea.md"),
        doubled(),
        "the entry is untouched"
    );
    assert_eq!(fixture.desk.view().name, "Ada", "it is offered next time");

    let again = Fixture::over(fixture.folder);
    let mut fixture = again;
    fixture.show("tea.md");
    fixture.check();
    assert_eq!(fixture.found(), [""; 0], "it is known after a new start");
}

/// Hands a finding of a misspelt word to the desk, as the checks would.
#[track_caller]
fn misspelt(fixture: &mut Fixture, word: &str) -> usize {
    fixture.check();
    let of = fixture.entry().text().clone();
    let start = of.find(word).expect("it is there");
    let finding = Finding {
        check: "spelling",
        level: Level::Warning,
        range: start..start + word.len(),
        message: format!("“{word}” is in no dictionary"),
        fixes: Vec::new(),
    };
    fixture.hears(FindingReport::Checked {
        entries: vec![CheckedEntry {
            key: key("tea.md"),
            of,
            findings: vec![finding].into(),
        }],
        progress: None,
    });
    0
}

fn add_word(fixture: &mut Fixture, finding: usize) {
    let entry = key("tea.md");
    fixture.does(FindingCommand::AddWord { entry, finding });
}

#[test]
fn a_word_that_is_added_lies_beside_the_content_and_is_taken_back() {
    const WORDS: &str = ".copydesk/words.txt";
    let tea = TEA.replace("Tea binds iron.", "The house’s Grzyb’s tea binds iron.");
    let mut fixture = Fixture::with(&[("tea.md", &tea), (WORDS, "apple\nzinc\n")]);
    fixture.show("tea.md");
    let [CheckJob::Library { spelling, .. }] = fixture.checks.as_slice() else {
        panic!("{:?}", fixture.checks);
    };
    let known = &spelling.as_ref().expect("spelling is looked at").words;
    assert!(known.has("zinc"), "the list is read first");
    let finding = misspelt(&mut fixture, "Grzyb’s");
    add_word(&mut fixture, finding);
    assert_eq!(fixture.on_disk(WORDS), "Grzyb\napple\nzinc\n");
    assert_eq!(fixture.on_disk("tea.md"), tea, "the entry is untouched");
    let Some(CheckJob::Words(words)) = fixture.checks.last() else {
        panic!("the checks hear of it: {:?}", fixture.checks);
    };
    assert!(words.has("Grzyb’s".replace('’', "'").as_str()));
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.on_disk(WORDS), "apple\nzinc\n");
    let at = fixture.text().find("Grzyb").expect("it is there");
    fixture.does(EditCommand::PlaceCaret(Selection::caret(at + 2)));
    fixture.does(CommandId::AddWord);
    assert_eq!(
        fixture.on_disk(WORDS),
        "Grzyb\napple\nzinc\n",
        "at the caret"
    );
    fixture.does(CommandId::Undo);
    fixture.does(CommandId::Redo);
    assert_eq!(fixture.on_disk(WORDS), "Grzyb\napple\nzinc\n");
}

#[test]
fn words_and_terms_that_another_program_writes_are_read_again() {
    const WORDS: &str = ".copydesk/words.txt";
    const TERMS: &str = ".copydesk/terms.csv";
    let table = "preferred,avoid\niron,ferrum\n";
    let mut fixture = Fixture::with(&[("tea.md", TEA), (WORDS, "apple\n"), (TERMS, table)]);
    let root = fixture.desk.library().expect("open").root().to_path_buf();
    let job = |fixture: &Fixture| match fixture.checks.as_slice() {
        [CheckJob::Library { spelling, .. }] => spelling.clone().expect("it is looked at"),
        other => panic!("{other:?}"),
    };
    assert!(
        job(&fixture).terms.has_word("ferrum"),
        "they are read first"
    );
    let read_again = |fixture: &mut Fixture| {
        fixture.checks.clear();
        let root = root.clone();
        let effects = fixture.hears(FindingReport::WordsChanged { root });
        fixture.carry_out(effects);
    };
    read_again(&mut fixture);
    assert_eq!(fixture.checks, [], "nothing is new");

    let many: String = (0..200_000)
        .map(|number| format!("wort{number}\n"))
        .collect();
    std::fs::write(fixture.path(WORDS), many + "<<<<<<< ours\nzinc\n=======\n").expect("written");
    read_again(&mut fixture);
    let [CheckJob::Words(words)] = fixture.checks.as_slice() else {
        panic!("{:?}", fixture.checks);
    };
    assert!(words.has("wort199999") && words.has("zinc") && !words.has("apple"));

    std::fs::write(fixture.path(TERMS), "preferred,avoid\niron,Fe|iron\n").expect("written");
    read_again(&mut fixture);
    assert!(job(&fixture).terms.has_word("iron"));
    let said = fixture.notices();
    assert!(
        said.iter()
            .any(|it| it.starts_with("Line 2 of terms.csv: “iron” is to be avoided")),
        "{said:?}"
    );

    std::fs::write(fixture.path(TERMS), b"preferred\ncaf\xE9\n").expect("written");
    read_again(&mut fixture);
    assert!(
        job(&fixture).terms.is_empty(),
        "the checks go on without them"
    );
    let said = fixture.notices();
    assert!(
        said.iter()
            .any(|it| it.contains("The terms can’t be used. It is not UTF-8 text")),
        "{said:?}"
    );
}

#[test]
fn what_a_term_means_is_known_at_the_word() {
    let table =
        "preferred,avoid,definition,source\nIron stores,,What ferritin tells of,BNF\nmilk,,,\n";
    let fixture = Fixture::with(&[("tea.md", TEA), (".copydesk/terms.csv", table)]);
    let text = "Tea.\n\nHer Iron stores and milk.";
    let said = |words: &str| {
        let at = text.find(words).expect("it is there") + 2;
        fixture.desk.term_at(text, at).map(ToString::to_string)
    };
    let means = "Iron stores: What ferritin tells of (BNF)";
    assert_eq!(said("Iron"), Some(means.to_owned()));
    assert_eq!(said("stores"), Some(means.to_owned()));
    assert_eq!(said("milk"), None, "nothing is said of it");
    assert_eq!(said("Her"), None);
}

#[test]
fn that_only_a_part_of_a_library_is_here_is_said_once() {
    let mut fixture = Fixture::at_tea();
    for _ in 0..2 {
        fixture.hears(FindingReport::IsPart { elsewhere: 4 });
    }
    let said = fixture.notices();
    let said: Vec<&&str> = said
        .iter()
        .filter(|it| it.contains("part of a library"))
        .collect();
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].contains("4 entries that are not here"), "{said:?}");
}

#[test]
fn spelling_can_be_switched_off() {
    let mut fixture = Fixture::at_tea();
    fixture.check();
    fixture.does(CommandId::CheckSpelling);
    let [CheckJob::Library { spelling: None, .. }] = fixture.checks.as_slice() else {
        panic!("{:?}", fixture.checks);
    };
    fixture.check();
    fixture.does(CommandId::CheckSpelling);
    assert!(matches!(
        fixture.checks.as_slice(),
        [CheckJob::Library {
            spelling: Some(_),
            ..
        }]
    ));
}

#[test]
fn a_list_of_words_that_may_not_be_written_stays_as_it_is() {
    const WORDS: &str = ".copydesk/words.txt";
    let mut fixture = Fixture::with(&[("tea.md", TEA), (WORDS, "apple\n")]);
    fixture.show("tea.md");
    let path = fixture.path(WORDS);
    let mut rights = std::fs::metadata(&path).expect("there").permissions();
    rights.set_readonly(true);
    std::fs::set_permissions(&path, rights).expect("set");
    let finding = misspelt(&mut fixture, "Tea");
    add_word(&mut fixture, finding);
    assert_eq!(fixture.on_disk(WORDS), "apple\n");
    let said = fixture.notices();
    assert!(said.iter().any(|it| it.contains("read-only")), "{said:?}");
}

#[test]
fn an_acceptance_follows_a_rename_and_can_still_be_taken_back() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    accept(&mut fixture, false);
    fixture.does(CommandId::Rename);
    fixture.does(RenameCommand::Rename(RenameWish {
        slug: "black-tea".into(),
        ..RenameWish::default()
    }));
    fixture.check();
    assert_eq!(
        fixture.found(),
        [""; 0],
        "it is accepted under its new name"
    );
    fixture.does(CommandId::Undo);
    fixture.answer("Undo the rename");
    fixture.check();
    assert_eq!(fixture.found(), [""; 0], "and under the old one");
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.found().len(), 1);
    assert_eq!(fixture.on_disk(".copydesk/accepted.jsonl"), "");
}

#[test]
fn it_comes_back_when_its_sentence_changes() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    accept(&mut fixture, false);
    fixture.writes("Timing", " Or two.");
    fixture.check();
    assert_eq!(fixture.found(), [""; 0], "another sentence changed");
    let field = fixture.body("Summary");
    fixture.in_field(field, 0).types("Black ");
    fixture.does(EditCommand::RecutCards);
    fixture.wait(3000);
    fixture.check();
    assert_eq!(fixture.found().len(), 1);
}

#[test]
fn an_acceptance_is_taken_back_from_its_notice_or_from_the_pane() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    accept(&mut fixture, true);
    let notices = fixture.desk.notices();
    let offer = notices.iter().flat_map(|notice| &notice.offers).next();
    let command = offer.expect("an offer").command.clone();
    fixture.does(command);
    assert_eq!(fixture.found().len(), 1);
    assert_eq!(fixture.on_disk(".copydesk/accepted.jsonl"), "");

    accept(&mut fixture, true);
    assert_eq!(fixture.found(), [""; 0]);
    let finding = {
        let found = fixture.desk.findings().of(&key("tea.md")).expect("checked");
        let (index, _, note) = found.all_accepted().next().expect("accepted");
        assert_eq!(note.why, "a quotation");
        index
    };
    fixture.does(FindingCommand::TakeAcceptanceBack {
        entry: key("tea.md"),
        finding,
    });
    assert_eq!(fixture.found().len(), 1);
}

#[test]
fn accepting_is_a_step_that_undo_takes_back_and_redo_does_again() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    accept(&mut fixture, false);
    let kept = fixture.on_disk(".copydesk/accepted.jsonl");
    assert!(!fixture.entry().is_unsaved(), "the entry is as it was");

    fixture.does(CommandId::Undo);
    assert_eq!(fixture.found().len(), 1);
    assert_eq!(fixture.on_disk(".copydesk/accepted.jsonl"), "");
    assert!(!fixture.entry().is_unsaved());

    fixture.does(CommandId::Redo);
    assert_eq!(fixture.found(), [""; 0]);
    assert_eq!(fixture.on_disk(".copydesk/accepted.jsonl"), kept);
}

#[test]
fn typing_after_accepting_is_taken_back_by_itself() {
    let mut fixture = Fixture::at("tea.md", &doubled());
    fixture.check();
    accept(&mut fixture, false);
    fixture.writes("Timing", " Or two.");
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.entry().text().as_ref(), doubled());
    assert!(!fixture.entry().is_unsaved(), "the disk has this text");
    assert_ne!(fixture.on_disk(".copydesk/accepted.jsonl"), "");
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.on_disk(".copydesk/accepted.jsonl"), "");
}

#[test]
fn the_library_is_checked_anew_by_another_list_of_withdrawn_works() {
    const PLACE: &str = ".copydesk/withdrawn.csv";
    let entry = "## Sources\n\n1. Archer A (2019). Tea. Nutrients. PMID: 111.\n";
    let mut fixture = Fixture::with(&[("tea.md", entry), (PLACE, "pmid\n112\n")]);
    fixture.show("tea.md");
    let told = |fixture: &mut Fixture| -> usize {
        fixture.check();
        let shown = fixture.desk.findings_here();
        let withdrawn = shown
            .iter()
            .filter(|it| it.finding.check == "source-withdrawn");
        withdrawn.count()
    };
    assert_eq!(told(&mut fixture), 0);
    for (list, count) in [("pmid\n111\n", 1), ("pmid\n112\n", 0)] {
        std::fs::write(fixture.path(PLACE), list).expect("written");
        let root = fixture.desk.library().expect("open").root().to_path_buf();
        let effects = fixture.hears(SourceReport::WithdrawnChanged { root });
        fixture.carry_out(effects);
        assert!(matches!(
            fixture.checks.as_slice(),
            [CheckJob::Library { .. }]
        ));
        assert_eq!(told(&mut fixture), count, "{list}");
    }
}

#[test]
fn what_a_stopped_check_did_not_come_to_is_looked_at_when_it_is_shown() {
    let mut fixture = Fixture::with(&[("a.md", TEA), ("b.md", TEA)]);
    fixture.checks.clear();
    fixture.hears(FindingReport::Stopped);
    assert!(fixture.said().contains("What was found so far"));
    fixture.show("b.md");
    let [CheckJob::Entry { key: asked, .. }] = fixture.checks.as_slice() else {
        panic!("the entry shown is looked at: {:?}", fixture.checks);
    };
    assert_eq!(*asked, key("b.md"));
}

#[test]
fn the_checks_know_which_files_are_there_and_are_no_entries() {
    let plain = [("plain.md", "Words.\n"), ("shown.md", "Words.\n")];
    let mut fixture =
        Fixture::with(&[&[("a.md", TEA), ("b.md", TEA), ("c.md", TEA)][..], &plain].concat());
    let [CheckJob::Library { extent, files, .. }] = fixture.checks.as_slice() else {
        panic!("the library is looked at: {:?}", fixture.checks);
    };
    assert_eq!(files.len(), 3);
    let others = [key("plain.md"), key("shown.md")];
    assert_eq!(*extent, Extent::Found(others.into()));
    fixture.checks.clear();
    fixture.show("shown.md");
    assert_eq!(fixture.checks, [], "that is known already");
    std::fs::remove_file(fixture.path("plain.md")).expect("it can be removed");
    fixture.hears(SyncReport::Removed {
        key: key("plain.md"),
    });
    assert!(matches!(fixture.checks.as_slice(), [CheckJob::Gone { .. }]));
}

#[test]
fn where_either_side_may_be_right_one_is_asked_which() {
    let before = TEA.replace("# Tea and iron", "# Tea or iron");
    let mut fixture = Fixture::at("tea.md", &before);
    fixture.check();
    fixture.select("Tea or iron");
    fixture.does(CommandId::FixFinding);
    assert_eq!(
        fixture.desk.dialog(),
        Some(&Dialog::Fix),
        "{}",
        fixture.said()
    );
    assert_eq!(fixture.text(), before);
    let here = fixture.desk.findings_at_caret();
    let (finding, ways) = (here[0].index, here[0].finding.fixes.len());
    assert_eq!(ways, 2);
    fixture.does(ViewCommand::CloseDialog);
    fixture.does(FindingCommand::Fix {
        entry: key("tea.md"),
        finding,
        fix: 0,
    });
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn what_two_entries_say_of_a_work_is_written_in_the_one_that_is_chosen() {
    let text = |title: &str| {
        format!("# Tea\n\n## Sources\n\n1. Archer A (2019). {title}. Nutrients. PMID: 111.\n")
    };
    let (one, other) = (text("Tea in the morning"), text("Coffee at noon"));
    let mut fixture = Fixture::with(&[("a.md", &one), ("b.md", &other)]);
    fixture.check_together();
    fixture.does(FindingCommand::FixAll("source-differs"));
    let batch = fixture.desk.proposed().expect("a batch").clone();
    assert_eq!((batch.changes.len(), batch.left_out.len()), (0, 2));
    fixture.does(ViewCommand::CloseDialog);

    fixture.show("a.md");
    fixture.select("Tea in the morning");
    fixture.does(CommandId::FixFinding);
    assert_eq!(
        fixture.desk.dialog(),
        Some(&Dialog::Fix),
        "{}",
        fixture.said()
    );
    let shown = fixture.desk.findings_at_caret();
    let finding = shown
        .iter()
        .find(|one| one.finding.check == "source-differs");
    let finding = finding.expect("it differs").index;
    fixture.does(ViewCommand::CloseDialog);
    let fix = |fix| {
        Command::Finding(FindingCommand::Fix {
            entry: key("a.md"),
            finding,
            fix,
        })
    };
    fixture.does(fix(1));
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Batch));
    fixture.does(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    assert_eq!(fixture.text(), one);
    assert_eq!(
        **fixture.desk.text_of(&key("b.md")).expect("an entry"),
        *one
    );
    fixture.does(CommandId::Undo);
    fixture.show("b.md");
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), other);

    fixture.show("a.md");
    fixture.does(fix(0));
    assert_eq!(fixture.text(), other);
}

#[test]
fn f8_marks_words_of_the_text_and_puts_the_caret_before_those_of_a_heading() {
    let before = doubled().replace("## Timing", "## timing");
    let mut fixture = Fixture::at("tea.md", &before);
    fixture.check();
    let heading = before.find("timing").expect("a heading");
    fixture.does(EditCommand::PlaceCaret(Selection::caret(heading - 4)));
    fixture.does(CommandId::NextFinding);
    assert_eq!(
        fixture.entry().selection.range(),
        heading..heading,
        "{}",
        fixture.said()
    );
    fixture.does(CommandId::FixFinding);
    assert_eq!(fixture.text(), doubled(), "{}", fixture.said());
}
