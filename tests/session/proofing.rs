//! Reading for proof by commands: from section to section and doubt to doubt, what each key does, and what is kept of it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{Checked, Ruleset};
use copydesk::desk::effect::{CheckJob, CheckedEntry};
use copydesk::desk::{
    Command, CommandId, Dialog, FindingCommand, FindingReport, LibraryCommand, Note, ProofCommand,
    ProofState, ReviewCommand, ViewCommand,
};
use copydesk::spelling::Speller;

use crate::fixture::{Fixture, TEA, key};

/// Two doubled words.
fn doubtful() -> String {
    TEA.replace("Tea binds iron.", "Tea binds binds iron. So it is is.")
}

const OTHER: &str = "---\ntitle: Zinc\nslug: zinc\n---\n\n# Zinc\n\n## Summary\n\nZinc.\n";

/// Both entries, the one on tea read for proof.
fn reading() -> Fixture {
    let mut fixture = Fixture::with(&[("tea.md", &doubtful()), ("zinc.md", OTHER)]);
    fixture.check();
    fixture.show("tea.md");
    fixture.does(CommandId::Proof);
    assert!(fixture.desk.is_proofing());
    fixture
}

impl Fixture {
    fn proof(&mut self, command: ProofCommand) {
        self.does(command);
        if !self.checks.is_empty() {
            self.check();
        }
    }

    fn press_f8(&mut self) {
        self.does(CommandId::NextFinding);
    }

    /// The words of the doubt at hand.
    fn at_hand(&self) -> Option<&str> {
        let doubts = self.desk.proof_doubts();
        let at = self.desk.doubt_at(&doubts)?;
        self.text().get(doubts[at].range.clone())
    }

    fn doubts(&self) -> usize {
        self.desk.proof_doubts().len()
    }

    fn states(&self) -> Vec<(&str, ProofState)> {
        let sections = self.desk.proof_sections().iter();
        sections
            .map(|it| (it.name.as_str(), self.desk.proof_state(it)))
            .collect()
    }

    fn section_here(&self) -> &str {
        &self.desk.proof_sections()[self.desk.proof_section_here()].name
    }
}

#[test]
fn space_goes_from_section_to_section_and_to_the_next_entry() {
    let mut fixture = reading();
    assert_eq!(
        fixture.said(),
        "Tea and iron, entry 1 of 2, 0 of 5 sections read, 2 doubts"
    );
    assert_eq!(fixture.section_here(), "Title and opening");
    fixture.proof(ProofCommand::MarkRead);
    assert_eq!(
        fixture.said(),
        "Read: Title and opening. Summary, section 2 of 5"
    );
    for _ in 0..3 {
        fixture.proof(ProofCommand::MarkRead);
    }
    assert_eq!(fixture.section_here(), "More");
    fixture.proof(ProofCommand::MarkRead);
    assert_eq!(
        fixture.said(),
        "Read: More. Zinc, entry 2 of 2, 0 of 2 sections read, no doubts"
    );
    assert_eq!(fixture.desk.shown_key(), Some(&key("zinc.md")));
    fixture.proof(ProofCommand::MarkRead);
    fixture.proof(ProofCommand::MarkRead);
    assert_eq!(fixture.said(), "Read: Summary. This was the last entry");
    // The last act was in this entry, the one before it in the other.
    fixture.proof(ProofCommand::Undo);
    fixture.proof(ProofCommand::Undo);
    fixture.proof(ProofCommand::Undo);
    assert_eq!(fixture.desk.shown_key(), Some(&key("tea.md")));
    assert_eq!(fixture.said(), "Undid: More is unread again");
    assert_eq!(fixture.section_here(), "More");
}

#[test]
fn a_section_that_changes_after_it_was_read_says_so_and_survives_a_restart() {
    use ProofState::*;
    let mut fixture = reading();
    fixture.proof(ProofCommand::MarkRead);
    fixture.proof(ProofCommand::MarkRead);
    fixture.does(CommandId::Proof);
    assert!(!fixture.desk.is_proofing());
    fixture.writes("Summary", " Much of it.");
    fixture.does(CommandId::Save);
    fixture.does(CommandId::Proof);
    let expected = [
        ("Title and opening", Read),
        ("Summary", Changed),
        ("Timing", Unread),
        ("Sources", Unread),
        ("More", Unread),
    ];
    assert_eq!(fixture.states(), expected);
    assert_eq!(
        fixture.section_here(),
        "Summary",
        "the first that is to be read"
    );
    // Nothing of it lies beside the content.
    let beside = std::fs::read_dir(fixture.folder.path()).expect("readable");
    assert_eq!(beside.count(), 2);
    let (folder, own) = (fixture.folder, fixture.own);
    let mut again = Fixture::empty();
    (again.folder, again.own) = (folder, own);
    again.does(LibraryCommand::OpenPath(again.folder.path().to_owned()));
    again.check();
    again.show("tea.md");
    again.does(CommandId::Proof);
    assert_eq!(again.states(), expected);
}

#[test]
fn f8_goes_round_the_doubts_and_a_suggestion_is_an_ordinary_edit() {
    let mut fixture = reading();
    let before = fixture.text().to_owned();
    assert_eq!(fixture.at_hand(), None);
    fixture.press_f8();
    assert_eq!(fixture.at_hand(), Some("binds binds"));
    assert!(
        fixture.said().starts_with("Doubt 1 of 2: "),
        "{}",
        fixture.said()
    );
    fixture.press_f8();
    assert_eq!(fixture.at_hand(), Some("is is"));
    fixture.press_f8();
    assert_eq!(fixture.at_hand(), Some("binds binds"), "round the entry");
    fixture.does(CommandId::PreviousFinding);
    assert_eq!(fixture.at_hand(), Some("is is"));
    fixture.proof(ProofCommand::Take(0));
    assert!(fixture.text().contains("So it is."), "{}", fixture.text());
    assert_eq!(fixture.said(), "Fixed: Delete the second “is”");
    assert_eq!(
        fixture.on_disk("tea.md"),
        before,
        "nothing is saved by itself"
    );
    assert!(fixture.entry().is_unsaved());
    assert_eq!(fixture.doubts(), 1);
    fixture.proof(ProofCommand::Undo);
    assert_eq!(fixture.text(), before);
    assert_eq!(
        fixture.at_hand(),
        Some("is is"),
        "the doubt is at hand again"
    );
    fixture.proof(ProofCommand::Take(7));
    assert_eq!(fixture.said(), "There is no suggestion 8, only 1");
    fixture.proof(ProofCommand::Undo);
    assert_eq!(fixture.said(), "Nothing was done here that could be undone");
}

#[test]
fn what_was_typed_elsewhere_stays_and_is_not_undone_here() {
    let mut fixture = reading();
    fixture.does(CommandId::Write);
    fixture.writes("Timing", " Or two.");
    fixture.check();
    fixture.does(CommandId::Proof);
    fixture.proof(ProofCommand::Undo);
    assert!(fixture.text().contains("An hour apart is enough. Or two."));
    fixture.press_f8();
    fixture.proof(ProofCommand::Take(0));
    fixture.proof(ProofCommand::Undo);
    assert!(fixture.text().contains("binds binds") && fixture.text().contains("Or two."));
}

#[test]
fn what_is_ignored_is_gone_for_this_session_and_written_down_nowhere() {
    let mut fixture = reading();
    fixture.press_f8();
    fixture.proof(ProofCommand::Ignore);
    assert_eq!(fixture.said(), "Ignored here until copydesk is closed");
    assert_eq!(fixture.doubts(), 1);
    // It stays ignored when the entry is checked again, until its sentence changes.
    fixture.does(CommandId::Write);
    fixture.writes("Timing", "!");
    fixture.check();
    fixture.does(CommandId::Proof);
    assert_eq!(fixture.doubts(), 1);
    assert!(!fixture.path(".copydesk").exists());
    fixture.proof(ProofCommand::Undo);
    assert_eq!(fixture.said(), "It is a finding again");
    assert_eq!(
        (fixture.doubts(), fixture.at_hand()),
        (2, Some("binds binds"))
    );
}

#[test]
fn a_doubt_is_accepted_by_the_dialog_and_that_is_undone_with_a_key() {
    let mut fixture = reading();
    fixture.press_f8();
    fixture.proof(ProofCommand::Accept);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Accept));
    fixture.does(FindingCommand::Accept(Note {
        who: "A. Lane".into(),
        why: "It is a name".into(),
        everywhere: false,
    }));
    assert_eq!(fixture.said(), "Accepted: It is a name");
    assert_eq!(fixture.doubts(), 1);
    fixture.proof(ProofCommand::Undo);
    assert_eq!(fixture.doubts(), 2);
}

#[test]
fn a_note_for_oneself_stands_at_its_sentence_and_is_kept_apart_from_the_content() {
    let mut fixture = reading();
    fixture.press_f8();
    fixture.proof(ProofCommand::AskForNote);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::ProofNote));
    assert_eq!(
        fixture.desk.note_asked(),
        Some(("Tea binds binds iron.", ""))
    );
    fixture.proof(ProofCommand::KeepNote("Ask Leonie".into()));
    assert_eq!(fixture.said(), "Note kept, for yourself alone");
    let notes = |fixture: &Fixture| -> Vec<String> {
        let notes = fixture.desk.proof_notes().into_iter();
        notes
            .map(|(_, range, note)| format!("{}: {}", &fixture.text()[range], note.note))
            .collect()
    };
    assert_eq!(notes(&fixture), ["Tea binds binds iron.: Ask Leonie"]);
    // It stays with its sentence when that is mended, and comes back with it.
    fixture.press_f8();
    fixture.does(CommandId::PreviousFinding);
    fixture.proof(ProofCommand::Take(0));
    assert_eq!(notes(&fixture), ["Tea binds iron.: Ask Leonie"]);
    fixture.proof(ProofCommand::Undo);
    assert_eq!(notes(&fixture), ["Tea binds binds iron.: Ask Leonie"]);
    // N again changes it.
    fixture.proof(ProofCommand::AskForNote);
    assert_eq!(fixture.desk.note_asked().map(|it| it.1), Some("Ask Leonie"));
    fixture.does(ViewCommand::CloseDialog);
    fixture.proof(ProofCommand::ChangeNote(0));
    fixture.proof(ProofCommand::KeepNote(String::new()));
    assert_eq!(notes(&fixture), [""; 0]);
    fixture.proof(ProofCommand::Undo);
    assert_eq!(notes(&fixture).len(), 1);
    assert!(!fixture.path(".copydesk").exists());
}

#[test]
fn the_entries_gone_through_are_those_the_list_shows() {
    let mut fixture = Fixture::with(&[
        ("tea.md", TEA),
        ("zinc.md", OTHER),
        ("zinc-too.md", &OTHER.replace("Zinc", "Zinc too")),
    ]);
    fixture.does(LibraryCommand::Filter("zinc".into()));
    fixture.does(CommandId::Proof);
    let (here, entries) = fixture.desk.proof_entries();
    assert_eq!((here, entries.len()), (0, 2));
    // The entry shown is gone through, whatever the list shows.
    fixture.show("tea.md");
    fixture.does(CommandId::Proof);
    assert_eq!(fixture.desk.proof_entries().1.len(), 3);
    assert_eq!(fixture.desk.shown_key(), Some(&key("tea.md")));
    // Back leads to where one was, in the room where one was.
    fixture.proof(ProofCommand::Open(key("zinc.md")));
    fixture.does(CommandId::Back);
    assert!(fixture.desk.is_proofing());
    assert_eq!(fixture.desk.shown_key(), Some(&key("tea.md")));
    fixture.show("zinc.md");
    assert!(!fixture.desk.is_proofing());
}

#[test]
fn commands_that_need_the_cards_are_refused_with_a_reason() {
    let mut fixture = reading();
    let refused = fixture.desk.disabled_because(CommandId::Bold);
    assert_eq!(
        refused.as_deref(),
        Some("The entry is read for proof: go back to writing first")
    );
    for id in [CommandId::NextFinding, CommandId::Proof, CommandId::Write] {
        assert_eq!(fixture.desk.disabled_because(id), None, "{id:?}");
    }
    fixture.does(Command::Run(CommandId::ReviewQueue));
    assert!(!fixture.desk.is_proofing() && fixture.desk.shows_queue());
}

#[test]
fn what_is_chosen_in_the_queue_is_gone_through_and_a_rename_is_followed() {
    let mut fixture = Fixture::with(&[
        ("tea.md", TEA),
        ("zinc.md", OTHER),
        ("zinc-too.md", &OTHER.replace("inc", "inc too")),
    ]);
    fixture.does(CommandId::ReviewQueue);
    for name in ["tea.md", "zinc.md"] {
        fixture.does(ReviewCommand::Pick(key(name)));
    }
    fixture.does(CommandId::Proof);
    assert!(fixture.desk.is_proofing());
    let mut entries = fixture.desk.proof_entries().1.to_vec();
    entries.sort();
    assert_eq!(entries, [key("tea.md"), key("zinc.md")]);
    // Read under one name, it counts under the next.
    fixture.does(ProofCommand::Open(key("zinc.md")));
    fixture.does(ProofCommand::MarkRead);
    let read = fixture.desk.proof_progress().0;
    assert_eq!(read, 1);
    fixture.someone_renames("zinc.md", "oxide.md");
    fixture.show("oxide.md");
    fixture.does(CommandId::Proof);
    assert_eq!(fixture.desk.proof_progress().0, 1);
}

/// What the spelling check finds, as it would come from the background.
fn misspelt(fixture: &mut Fixture) {
    let jobs = std::mem::take(&mut fixture.checks);
    for job in jobs {
        let CheckJob::Library {
            style,
            files,
            extent,
            today,
            ..
        } = job
        else {
            continue;
        };
        let speller = Arc::new(Speller::new(Vec::new()));
        let rules = Ruleset::new(style, today).with_spelling(speller, Arc::default());
        let stop = AtomicBool::new(false);
        let checked = Checked::start(rules, extent, files, &stop, |_| ());
        let entries = checked.all().map(|(key, of, findings)| CheckedEntry {
            key: key.clone(),
            of: of.clone(),
            findings: findings.clone(),
        });
        let entries = entries.collect();
        fixture.hears(FindingReport::Checked {
            entries,
            progress: None,
        });
    }
}

#[test]
fn a_word_is_mended_everywhere_as_one_change_that_is_shown_and_not_saved() {
    let with = |words: &str| TEA.replace("Tea binds iron.", words);
    let texts = [
        with("Its absorbtion is low. Absorbtion and absorbtion."),
        with("An absorbtion test."),
        with("A seperate test."),
    ];
    let names = ["a.md", "b.md", "c.md"];
    let files: Vec<(&str, &str)> = names
        .into_iter()
        .zip(texts.iter().map(String::as_str))
        .collect();
    let mut fixture = Fixture::with(&files);
    misspelt(&mut fixture);
    fixture.show("a.md");
    let doubts = fixture.desk.findings_here();
    let finding = doubts.iter().find(|it| it.finding.check == "spelling");
    let finding = finding.expect("it is found").index;
    fixture.does(FindingCommand::FixEverywhere {
        entry: key("a.md"),
        finding,
        fix: 0,
    });
    let batch = fixture.desk.proposed().expect("it is shown").clone();
    assert_eq!(
        batch.title,
        "Write “absorption” for “absorbtion” everywhere"
    );
    let changed: Vec<_> = batch.changes.iter().map(|it| it.entry.clone()).collect();
    assert_eq!(changed, [key("a.md"), key("b.md")]);
    fixture.does(LibraryCommand::ChangeEntries {
        without: HashSet::new(),
    });
    assert!(
        fixture
            .text()
            .contains("Its absorption is low. Absorption and absorption.")
    );
    assert!(fixture.entry().is_unsaved());
    assert!(fixture.on_disk("b.md").contains("absorbtion"));
    fixture.does(CommandId::UndoMany);
    assert!(fixture.text().contains("Its absorbtion is low."));
}

#[test]
fn a_word_that_is_added_says_to_which_dictionary_and_is_taken_out_again() {
    let mut fixture = Fixture::with(&[("tea.md", &TEA.replace("Tea binds", "Tea seperate binds"))]);
    misspelt(&mut fixture);
    fixture.show("tea.md");
    fixture.does(CommandId::Proof);
    fixture.press_f8();
    assert_eq!(fixture.at_hand(), Some("seperate"));
    fixture.does(ProofCommand::AddWord);
    assert_eq!(
        fixture.said(),
        "“seperate” added to the library’s words, .copydesk/words.txt"
    );
    assert_eq!(fixture.on_disk(".copydesk/words.txt"), "seperate\n");
    assert_eq!(fixture.notices(), [""; 0], "the bar at the foot says it");
    fixture.does(ProofCommand::Undo);
    assert_eq!(fixture.said(), "Undid adding a word");
    assert!(!fixture.on_disk(".copydesk/words.txt").contains("seperate"));
}

#[test]
fn the_size_of_the_text_and_the_letters_are_kept_in_the_settings() {
    let mut fixture = reading();
    let size = fixture.desk.view().proof_size;
    fixture.proof(ProofCommand::Size { larger: true });
    assert!(fixture.desk.view().proof_size > size);
    for _ in 0..40 {
        fixture.proof(ProofCommand::Size { larger: false });
    }
    assert_eq!(
        fixture.desk.view().clone().kept_usable(),
        *fixture.desk.view()
    );
    assert_eq!(fixture.desk.is_on(CommandId::ProofLetters), Some(true));
    fixture.does(CommandId::ProofLetters);
    assert!(!fixture.desk.view().proof_letters);
}

#[test]
fn whoever_mends_something_by_hand_reads_on_from_there() {
    let mut fixture = reading();
    fixture.press_f8();
    fixture.does(CommandId::Write);
    fixture.writes("Timing", " Or two.");
    fixture.does(CommandId::Proof);
    assert_eq!(fixture.section_here(), "Timing");
    // Another entry is begun where it is to be read.
    fixture.show("zinc.md");
    fixture.does(CommandId::Proof);
    assert_eq!(fixture.section_here(), "Title and opening");
}

#[test]
fn what_could_not_be_written_is_not_told_as_done() {
    let mut fixture = Fixture::with(&[("tea.md", &TEA.replace("Tea binds", "Tea seperate binds"))]);
    misspelt(&mut fixture);
    fixture.show("tea.md");
    fixture.does(CommandId::Proof);
    fixture.press_f8();
    // A folder in its place takes no words.
    std::fs::create_dir_all(fixture.path(".copydesk/words.txt/x")).expect("made");
    fixture.does(ProofCommand::AddWord);
    let said = fixture.desk.proof().said().expect("told");
    assert_eq!(
        (said.words.as_str(), said.is_undoable),
        ("Not done: words.txt could not be written", false)
    );
}

#[test]
fn settling_a_merge_goes_back_to_writing() {
    let mut fixture = reading();
    fixture.does(CommandId::Write);
    fixture.writes("Timing", " Or two.");
    let theirs = doubtful().replace("An hour apart is enough.", "An hour apart is not enough.");
    fixture.someone_writes("tea.md", &theirs);
    fixture.does(CommandId::Proof);
    assert!(fixture.desk.is_proofing());
    fixture.does(CommandId::ResolveMerge);
    assert!(!fixture.desk.is_proofing());
    assert!(fixture.desk.resolving().is_some());
    // The same where the choices were left open.
    fixture.does(CommandId::Proof);
    assert!(fixture.desk.is_proofing());
    fixture.does(CommandId::ResolveMerge);
    assert!(!fixture.desk.is_proofing() && fixture.desk.resolving().is_some());
}

#[test]
fn an_entry_that_was_not_checked_is_not_called_free_of_doubts() {
    let mut fixture = Fixture::with(&[("tea.md", &doubtful())]);
    fixture.show("tea.md");
    fixture.does(CommandId::Proof);
    assert!(fixture.said().ends_with("not checked yet"));
    fixture.press_f8();
    assert_eq!(fixture.said(), "This entry is not checked yet");
    fixture.check();
    fixture.press_f8();
    assert_eq!(fixture.at_hand(), Some("binds binds"));
}
