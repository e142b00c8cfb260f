//! A branch switch is not an edit: the real `git` at work in the folder while entries are open, some of them not saved.

use std::fs;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use copydesk::background::Background;
use copydesk::desk::{
    Command, CommandId, Desk, EditCommand, Effect, LibraryCommand, Moment, Outside, Report,
    Selection, Settings, SyncCommand, SyncReport, Typing,
};
use copydesk::entry::{Edit, Edits};
use copydesk::house_style::HouseStyle;
use copydesk::library::versions::{Versions, Why};
use copydesk::library::{EntryKey, git};
use copydesk::merge::Choice;
use copydesk::settings::OwnFolders;
use tempfile::TempDir;

#[path = "support/repository.rs"]
mod repository;

use repository::Repository;

/// A desk on a repository with two branches, with the threads at work.
struct Sitting {
    repository: Repository,
    desk: Desk,
    background: Background,
    bell: Receiver<()>,
    own: TempDir,
    began: Instant,
}

const MAIN: &str =
    "---\ntitle: Tea\n---\n\n# Tea\n\n## Summary\n\nMain.\n\n## Timing\n\nAn hour.\n";

fn key(name: &str) -> EntryKey {
    EntryKey::new(name)
}

/// The text of `main`, with another summary.
fn other() -> String {
    MAIN.replace("Main.", "Other.")
}

impl Sitting {
    /// On `main`, where the branch `other` has another summary of `tea.md` and of `clean.md`, and no `gone.md`.
    #[track_caller]
    fn on_two_branches() -> Self {
        let repository = Repository::new();
        repository.commit("tea.md", MAIN, "Begin");
        repository.commit("clean.md", MAIN, "Begin");
        repository.commit("same.md", MAIN, "Begin");
        repository.git(&["switch", "-q", "-c", "other"]);
        repository.commit("tea.md", &other(), "Other");
        repository.commit("clean.md", &other(), "Other");
        repository.git(&["switch", "-q", "main"]);
        repository.commit("gone.md", MAIN, "Only here");
        Self::on(repository)
    }

    #[track_caller]
    fn on(repository: Repository) -> Self {
        let (ring, bell) = channel();
        let own = tempfile::tempdir().unwrap();
        let folders = OwnFolders::below(own.path());
        let wake = move || ring.send(()).unwrap_or_default();
        let mut sitting = Self {
            desk: Desk::new(HouseStyle::default(), Settings::default()),
            background: Background::start(Some(folders), wake).unwrap(),
            bell,
            own,
            began: Instant::now(),
            repository,
        };
        sitting.does(LibraryCommand::OpenPath(sitting.repository.root()));
        sitting.until("the folder is open", |it| {
            it.desk.library().is_some() && it.desk.opening().is_none()
        });
        sitting
    }

    fn now(&self) -> Moment {
        Moment {
            since_start: self.began.elapsed(),
            today: jiff::civil::date(2026, 11, 24),
            clock: jiff::Timestamp::now(),
        }
    }

    #[track_caller]
    fn does(&mut self, command: impl Into<Command>) {
        let effects = self.desk.perform(command.into(), self.now());
        self.send(effects);
    }

    #[track_caller]
    fn send(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            assert_eq!(self.background.send(effect), None);
        }
    }

    /// Takes what the threads report until something is so. The limit only ends a test that would hang.
    #[track_caller]
    fn until(&mut self, what: &str, is_so: impl Fn(&Self) -> bool) {
        loop {
            let reports = self.background.drain();
            self.take(reports);
            if is_so(self) {
                return;
            }
            let rung = self.bell.recv_timeout(Duration::from_secs(30));
            assert!(
                rung.is_ok(),
                "waited in vain until {what}: {:?}",
                self.bar()
            );
        }
    }

    /// Shows an entry, and waits until its file has been looked at again.
    #[track_caller]
    fn show(&mut self, name: &str) {
        let command = Command::Library(LibraryCommand::Show {
            entry: key(name),
            at: None,
        });
        let effects = self.desk.perform(command, self.now());
        let mut is_awaited = effects.iter().any(|it| matches!(it, Effect::Read { .. }));
        self.send(effects);
        while is_awaited {
            let reports = self.background.drain();
            let answered = reports
                .iter()
                .any(|it| matches!(it, Report::Sync(SyncReport::Read { .. })));
            self.take(reports);
            is_awaited = !answered;
            if is_awaited {
                let rung = self.bell.recv_timeout(Duration::from_secs(30));
                assert!(rung.is_ok(), "{name} was not read");
            }
        }
    }

    #[track_caller]
    fn take(&mut self, reports: Vec<Report>) {
        for report in reports {
            let effects = self.desk.receive(report, self.now());
            self.send(effects);
        }
    }

    /// Types words at the end of the entry.
    #[track_caller]
    fn writes(&mut self, name: &str, words: &str) {
        self.show(name);
        let at = self.desk.shown().unwrap().text().len();
        self.writes_at(name, at, words);
    }

    #[track_caller]
    fn writes_at(&mut self, name: &str, at: usize, words: &str) {
        let entry = self.desk.shown().unwrap();
        let (field, _) = entry
            .cards()
            .fields()
            .filter(|(_, place)| place.start <= at)
            .last()
            .unwrap();
        let typing = Typing {
            entry: key(name),
            field,
            edits: Edits::one(Edit::insert(at, words)),
            before: Selection::caret(at),
            after: Selection::caret(at + words.len()),
        };
        self.does(EditCommand::Type(typing));
    }

    fn text(&self, name: &str) -> String {
        let entry = self.desk.entry(&key(name));
        entry.expect("it is on the desk").text().to_string()
    }

    fn on_disk(&self, name: &str) -> String {
        fs::read_to_string(self.repository.path(name)).unwrap()
    }

    fn bar(&self) -> Option<String> {
        self.desk.switched_in_words()
    }

    fn kept_of(&self, name: &str) -> Vec<(Why, String)> {
        let versions = Versions::below(OwnFolders::below(self.own.path()).versions());
        let root = self.repository.root();
        let listed = versions.list(&root, &key(name)).unwrap();
        let text = |hash| versions.text(&root, &key(name), hash).unwrap().to_string();
        let listed = listed.iter();
        listed.map(|it| (it.why, text(&it.hash))).collect()
    }
}

#[test]
fn an_unsaved_text_is_held_at_a_switch_and_a_clean_entry_follows_quietly() {
    let mut sitting = Sitting::on_two_branches();
    sitting.show("clean.md");
    sitting.writes("tea.md", "Typed.\n");
    sitting.writes("same.md", "Typed.\n");

    sitting.repository.git(&["switch", "-q", "other"]);

    sitting.until("the switch was noticed", |it| it.bar().is_some());
    assert_eq!(
        sitting.bar().as_deref(),
        Some("The folder went to other. Unsaved text of 2 entries belongs to main")
    );
    assert_eq!(sitting.text("tea.md"), format!("{MAIN}Typed.\n"));
    assert_eq!(sitting.text("clean.md"), other());
    assert!(
        sitting.desk.notices().is_empty(),
        "{:?}",
        sitting.desk.notices()
    );
    // A save waits for the answer, be the file the same on both branches.
    sitting.show("same.md");
    sitting.does(CommandId::Save);
    assert!(
        sitting
            .desk
            .status()
            .what
            .starts_with("Not saved: the folder was switched")
    );
    sitting.does(CommandId::SaveAll);
    assert_eq!(sitting.on_disk("same.md"), MAIN);
    assert_eq!(sitting.on_disk("tea.md"), other());
}

#[test]
fn a_save_in_the_moment_of_a_switch_writes_nothing_to_the_other_branch() {
    let mut sitting = Sitting::on_two_branches();
    sitting.writes("same.md", "Typed.\n");

    sitting.repository.git(&["switch", "-q", "other"]);
    // The desk has heard nothing yet.
    sitting.does(CommandId::Save);

    sitting.until("the switch was noticed", |it| it.bar().is_some());
    assert_eq!(sitting.on_disk("same.md"), MAIN);
    assert_eq!(sitting.text("same.md"), format!("{MAIN}Typed.\n"));
    assert_eq!(sitting.desk.unsaved_count(), 1);
    sitting.repository.git(&["switch", "-q", "main"]);
    sitting.until("the way back was noticed", |it| it.bar().is_none());
    sitting.does(CommandId::Save);
    sitting.until("it is saved", |it| it.desk.unsaved_count() == 0);
    assert_eq!(sitting.on_disk("same.md"), format!("{MAIN}Typed.\n"));
}

#[test]
fn a_folder_that_becomes_a_repository_while_it_is_open_switches_too() {
    let repository = Repository::new();
    fs::remove_dir_all(repository.path(".git")).unwrap();
    fs::write(repository.path("tea.md"), MAIN).unwrap();
    let mut sitting = Sitting::on(repository);
    sitting.writes("tea.md", "Typed.\n");

    sitting.repository.git(&["init", "-q", "-b", "main"]);
    sitting.repository.git(&["add", "-A"]);
    sitting.repository.git(&["commit", "-q", "-m", "Begin"]);
    // By a change that is told, the repository is known.
    fs::write(sitting.repository.path("new.md"), MAIN).unwrap();
    sitting.until("the new file is listed", |it| {
        it.desk
            .library()
            .is_some_and(|library| library.rows().any(|row| row.key == key("new.md")))
    });
    sitting.repository.git(&["switch", "-q", "-c", "other"]);

    sitting.until("the switch was noticed", |it| it.bar().is_some());
    assert_eq!(
        sitting.bar().as_deref(),
        Some("The folder went to other. Unsaved text of 1 entry belongs to main")
    );
}

#[test]
fn kept_aside_the_texts_are_versions_and_the_entries_show_the_files() {
    let mut sitting = Sitting::on_two_branches();
    sitting.writes("tea.md", "Typed.\n");
    sitting.writes("same.md", "Typed too.\n");
    sitting.writes("gone.md", "Typed here.\n");
    sitting.repository.git(&["switch", "-q", "other"]);
    sitting.until("the switch was noticed", |it| it.bar().is_some());

    sitting.does(CommandId::KeepAside);

    sitting.until("all is put aside", |it| it.bar().is_none());
    assert_eq!(sitting.text("tea.md"), other());
    assert_eq!(sitting.text("same.md"), MAIN);
    assert!(sitting.desk.entry(&key("gone.md")).is_none());
    assert_eq!(sitting.desk.unsaved_count(), 0);
    for (name, typed) in [
        ("tea.md", "Typed.\n"),
        ("same.md", "Typed too.\n"),
        ("gone.md", "Typed here.\n"),
    ] {
        assert_eq!(
            sitting.kept_of(name),
            [(Why::KeptAside, format!("{MAIN}{typed}"))]
        );
    }
    // Undo brings a text back here too, after a warning.
    sitting.show("tea.md");
    sitting.does(CommandId::Undo);
    sitting.does(CommandId::Undo);
    assert_eq!(sitting.text("tea.md"), format!("{MAIN}Typed.\n"));
}

#[test]
fn a_text_that_was_kept_aside_says_of_which_branch_it_is_and_is_remembered_there() {
    let mut sitting = Sitting::on_two_branches();
    sitting.writes("tea.md", "Typed.\n");
    sitting.repository.git(&["switch", "-q", "other"]);
    sitting.until("the switch was noticed", |it| it.bar().is_some());
    sitting.does(CommandId::KeepAside);
    sitting.until("it is put aside", |it| it.bar().is_none());
    let versions = Versions::below(OwnFolders::below(sitting.own.path()).versions());
    let listed = versions
        .list(&sitting.repository.root(), &key("tea.md"))
        .unwrap();
    assert_eq!(listed[0].branch.as_deref(), Some("main"));

    sitting.repository.git(&["switch", "-q", "main"]);

    let reminder = "Back on main: your text of Tea was kept aside. The history has it";
    sitting.until("it is remembered", |it| {
        let mut notices = it.desk.notices().iter();
        notices.any(|notice| notice.what == reminder)
    });
}

#[test]
fn what_can_not_be_carried_over_unasked_stays_held_until_it_is_settled() {
    let mut sitting = Sitting::on_two_branches();
    sitting.show("tea.md");
    sitting.writes_at("tea.md", MAIN.find("Main.").unwrap(), "Mine: ");
    sitting.repository.git(&["switch", "-q", "other"]);
    sitting.until("the switch was noticed", |it| it.bar().is_some());
    let bar = sitting.bar();

    sitting.does(CommandId::CarryOver);
    sitting.until("a choice is wanted", |it| it.desk.resolving().is_some());
    assert_eq!(sitting.bar(), bar, "it is not settled yet");
    sitting.does(CommandId::ResolveMerge);
    assert_eq!(sitting.bar(), bar, "nor when the choices are left");
    sitting.does(CommandId::Save);
    assert_eq!(sitting.on_disk("tea.md"), other());

    sitting.does(CommandId::CarryOver);
    sitting.until("a choice is wanted", |it| it.desk.resolving().is_some());
    sitting.does(SyncCommand::Choose {
        conflict: 0,
        choice: Choice::Ours,
    });
    sitting.does(CommandId::UseMerge);
    assert_eq!(sitting.bar(), None);
    assert_eq!(sitting.text("tea.md"), MAIN.replace("Main.", "Mine: Main."));
}

#[test]
fn carried_over_a_text_is_merged_shown_and_not_saved() {
    let mut sitting = Sitting::on_two_branches();
    sitting.writes("tea.md", "Typed.\n");
    sitting.writes("same.md", "Typed.\n");
    sitting.repository.git(&["switch", "-q", "other"]);
    sitting.until("the switch was noticed", |it| it.bar().is_some());

    sitting.does(CommandId::CarryOver);

    sitting.until("it is merged", |it| it.text("tea.md").contains("Other."));
    assert_eq!(sitting.bar(), None);
    assert_eq!(sitting.text("tea.md"), format!("{}Typed.\n", other()));
    assert_eq!(sitting.text("same.md"), format!("{MAIN}Typed.\n"));
    assert_eq!(sitting.on_disk("tea.md"), other());
    let entry = sitting.desk.entry(&key("tea.md")).unwrap();
    assert!(entry.is_unsaved() && entry.outside.is_none());
    // What came in is told by the changes against the file.
    assert_eq!(sitting.desk.view().right, copydesk::desk::RightTab::Changes);
}

#[test]
fn a_switch_there_and_back_asks_nothing() {
    let mut sitting = Sitting::on_two_branches();
    sitting.writes("same.md", "Typed.\n");
    sitting.writes("tea.md", "Typed.\n");
    sitting.repository.git(&["switch", "-q", "other"]);
    sitting.until("the switch was noticed", |it| it.bar().is_some());

    // By way of a third branch: the text still belongs to the first.
    sitting.repository.git(&["switch", "-q", "-c", "third"]);
    sitting.until("the third branch was noticed", |it| {
        it.bar().is_some_and(|bar| bar.contains("went to third"))
    });
    assert_eq!(
        sitting.bar().as_deref(),
        Some("The folder went to third. Unsaved text of 2 entries belongs to main")
    );
    sitting.repository.git(&["switch", "-q", "main"]);

    sitting.until("the way back was noticed", |it| it.bar().is_none());
    assert_eq!(sitting.text("tea.md"), format!("{MAIN}Typed.\n"));
    let entry = sitting.desk.entry(&key("tea.md")).unwrap();
    assert!(entry.is_unsaved() && entry.outside.is_none());
    sitting.show("tea.md");
    sitting.does(CommandId::Save);
    sitting.until("it is saved", |it| it.desk.unsaved_count() == 1);
    assert_eq!(sitting.on_disk("tea.md"), format!("{MAIN}Typed.\n"));
}

#[test]
fn a_stash_and_its_way_back_are_no_edits() {
    let repository = Repository::new();
    repository.commit("tea.md", MAIN, "Begin");
    fs::write(repository.path("tea.md"), other()).unwrap();
    let mut sitting = Sitting::on(repository);
    sitting.writes("tea.md", "Typed.\n");
    let typed = format!("{}Typed.\n", other());

    sitting.repository.git(&["stash", "-q"]);

    sitting.until("the stash was noticed", |it| it.bar().is_some());
    assert_eq!(
        sitting.bar().as_deref(),
        Some("Git changed files. Unsaved text of 1 entry is held")
    );
    assert_eq!(
        (sitting.text("tea.md"), sitting.on_disk("tea.md")),
        (typed.clone(), MAIN.into())
    );
    sitting.repository.git(&["stash", "pop", "-q"]);
    sitting.until("the way back was noticed", |it| it.bar().is_none());
    assert_eq!(sitting.text("tea.md"), typed);
}

#[test]
fn a_rebase_that_halts_holds_the_text_until_it_is_given_up() {
    let repository = Repository::new();
    repository.commit("tea.md", MAIN, "Begin");
    repository.git(&["switch", "-q", "-c", "other"]);
    repository.commit("tea.md", &other(), "Other");
    repository.git(&["switch", "-q", "main"]);
    repository.commit("tea.md", &MAIN.replace("Main.", "Newer."), "Newer");
    let mut sitting = Sitting::on(repository);
    sitting.writes("tea.md", "Typed.\n");
    let typed = sitting.text("tea.md");

    let (done, _) = sitting.repository.try_git(&["rebase", "-q", "other"]);

    assert!(!done, "it halts at a conflict");
    sitting.until("the rebase was noticed", |it| it.bar().is_some());
    assert_eq!(
        sitting.bar().as_deref(),
        Some("Git is in the middle of a rebase. Unsaved text of 1 entry is held")
    );
    assert_eq!(sitting.text("tea.md"), typed);
    assert!(sitting.on_disk("tea.md").contains("<<<<<<<"));
    let stages = git::stages(&sitting.repository.path("tea.md"))
        .unwrap()
        .unwrap();
    assert_eq!(stages.base.as_deref(), Some(MAIN));
    assert_eq!(stages.ours.as_deref(), Some(other().as_str()));

    sitting.repository.git(&["rebase", "--abort"]);

    sitting.until("its end was noticed", |it| it.bar().is_none());
    assert_eq!(sitting.text("tea.md"), typed);
}

#[test]
fn a_rebase_that_is_done_at_once_is_no_edit() {
    let repository = Repository::new();
    repository.commit("tea.md", MAIN, "Begin");
    repository.git(&["switch", "-q", "-c", "other"]);
    repository.commit("tea.md", &other(), "Other");
    repository.git(&["switch", "-q", "main"]);
    repository.commit("same.md", MAIN, "Another file");
    let mut sitting = Sitting::on(repository);
    sitting.writes("tea.md", "Typed.\n");

    sitting.repository.git(&["rebase", "-q", "other"]);

    sitting.until("the rebase was noticed", |it| it.bar().is_some());
    assert_eq!(sitting.text("tea.md"), format!("{MAIN}Typed.\n"));
    assert_eq!(sitting.on_disk("tea.md"), other());
}

#[test]
fn more_than_twenty_files_in_a_second_are_no_edits_with_git_or_without() {
    let repository = Repository::new();
    fs::remove_dir_all(repository.path(".git")).unwrap();
    for number in 0..60 {
        fs::write(repository.path(&format!("{number}.md")), MAIN).unwrap();
    }
    let mut sitting = Sitting::on(repository);
    sitting.writes("7.md", "Typed.\n");
    for number in 0..60 {
        fs::write(sitting.repository.path(&format!("{number}.md")), other()).unwrap();
    }

    sitting.until("the change was noticed", |it| it.bar().is_some());

    // A slow machine sees them in several parts.
    let words = sitting.bar().expect("there is a bar");
    assert!(
        words.ends_with(" files changed at once. Unsaved text of 1 entry is held"),
        "{words}"
    );
    assert_eq!(sitting.text("7.md"), format!("{MAIN}Typed.\n"));
    // One that changes again is still not merged.
    fs::write(
        sitting.repository.path("7.md"),
        MAIN.replace("Main.", "Third."),
    )
    .unwrap();
    sitting.until("the third text was seen", |it| {
        let entry = it.desk.entry(&key("7.md")).unwrap();
        matches!(&entry.outside, Some(Outside::Changed(theirs)) if theirs.contains("Third."))
    });
    assert_eq!(sitting.text("7.md"), format!("{MAIN}Typed.\n"));
    assert!(sitting.bar().is_some());
}

#[test]
fn a_second_folder_of_a_repository_switches_by_itself() {
    let repository = Repository::new();
    repository.commit("tea.md", MAIN, "Begin");
    repository.git(&["branch", "other"]);
    let second = tempfile::tempdir().unwrap();
    let place = second.path().join("second");
    repository.git(&["worktree", "add", "-q", place.to_str().unwrap(), "other"]);
    let checkout = copydesk::library::checkout::Checkout::of(&fs::canonicalize(&place).unwrap());
    let checkout = checkout.unwrap();
    let before = checkout.standing();
    assert_eq!(before.branch(), "other");

    repository.git(&["-C", place.to_str().unwrap(), "switch", "-q", "--detach"]);

    let after = checkout.standing();
    assert!(after.branch().starts_with("commit "), "{}", after.branch());
    assert!(after.switched_since(&before).is_some());
    assert_eq!(after.switched_since(&after), None);
}

#[test]
fn what_git_could_not_merge_is_settled_from_what_it_keeps() {
    let repository = Repository::new();
    repository.commit("tea.md", MAIN, "Begin");
    repository.git(&["switch", "-q", "-c", "other"]);
    repository.commit("tea.md", &other(), "Other");
    repository.git(&["switch", "-q", "main"]);
    repository.commit("tea.md", &MAIN.replace("Main.", "Mine."), "Mine");
    let (done, _) = repository.try_git(&["merge", "other"]);
    assert!(!done, "it halts at a conflict");

    let mut sitting = Sitting::on(repository);
    sitting.does(LibraryCommand::Show {
        entry: key("tea.md"),
        at: None,
    });
    sitting.until("the signs are found", |it| it.desk.is_unfinished_merge());
    sitting.does(CommandId::ResolveMerge);
    sitting.until("there is a choice", |it| it.desk.resolving().is_some());

    let resolving = sitting.desk.resolving().expect("it is open");
    let (part, conflict) = resolving.merged.conflicts().next().expect("a conflict");
    assert_eq!(part.to_string(), "“Summary”");
    let said = [&conflict.base, &conflict.ours, &conflict.theirs].map(|text| text.trim());
    assert_eq!(said, ["Main.", "Mine.", "Other."], "the signs tell no base");
}
