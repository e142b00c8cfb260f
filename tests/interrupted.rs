//! A program that ended in the middle of a rename, or of another act on files: the next one says so, and finishes it or takes it
//! back, wherever it stopped. What was changed since is left and named.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::desk::{RecoveryCommand, RenameCommand};
use copydesk::entry::{Edit, Edits};
use copydesk::library::EntryKey;
use copydesk::library::interrupted::{Act, FileAct, FileActKind, TextsAct, Way};
use copydesk::library::journal::{Journal, Unsaved};
use copydesk::library::renaming::{BesideChange, RenameOrder, TextChange};
use copydesk::library::versions::Why;
use copydesk::settings::OwnFolders;
use jiff::Timestamp;
use tempfile::TempDir;

#[path = "support/program.rs"]
mod program;
use program::Program;

const TEA: &str = "---\ntitle: Tea\nslug: tea\n---\n\n# Tea\n\n## Summary\n\nTea.\n";
const MILK: &str = "# Milk\n\nNot in [tea](tea.md).\n";
const SAGE: &str = "# Sage\n\nAs [tea](tea.md).\n";
const REDIRECTS: &str = "from,to\ntea,black-tea\n";
/// The steps of the rename below.
const STEPS: usize = 5;

/// A library and a person's folders.
struct Place {
    folder: TempDir,
    root: PathBuf,
    own: OwnFolders,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("there").join("library");
        fs::create_dir(&root).expect("made");
        let place = Self {
            own: OwnFolders::below(folder.path()),
            folder,
            root,
        };
        place.write("tea.md", TEA);
        place.write("milk.md", MILK);
        place.write("sage.md", SAGE);
        place
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.root.join(name), text).expect("written");
    }

    fn read(&self, name: &str) -> String {
        fs::read_to_string(self.root.join(name)).expect("readable")
    }

    /// The rename of tea to black tea, begun by a session that has ended after so many steps.
    fn renamed_up_to(&self, steps: usize) -> RenameOrder {
        let order = self.order();
        self.begun(&Act::Rename(Arc::new(order.clone())));
        if steps > 0 {
            let (from, to) = (self.root.join("tea.md"), self.root.join("black-tea.md"));
            fs::rename(from, to).expect("renamed");
        }
        let texts = [&order.own].into_iter().chain(&order.texts);
        for text in texts.take(steps.saturating_sub(1)) {
            fs::write(self.root.join(text.key.path()), &*text.after).expect("written");
        }
        if steps == STEPS {
            fs::create_dir_all(self.root.join(".copydesk")).expect("made");
            self.write(".copydesk/redirects.csv", REDIRECTS);
        }
        order
    }

    fn order(&self) -> RenameOrder {
        let change = |key: &str, before: &str, word: &str| {
            let at = before.find(word).expect("it says so");
            let edits = Edits::one(Edit::new(at..at + "tea".len(), "black-tea"));
            TextChange::new(EntryKey::new(key), before.into(), edits).expect("it fits")
        };
        RenameOrder {
            root: self.root.clone(),
            from: EntryKey::new("tea.md"),
            to: EntryKey::new("black-tea.md"),
            slugs: ("tea".into(), "black-tea".into()),
            own: change("black-tea.md", TEA, "tea\n"),
            texts: vec![
                change("milk.md", MILK, "tea.md"),
                change("sage.md", SAGE, "tea.md"),
            ],
            beside: vec![BesideChange {
                name: "redirects.csv".into(),
                before: None,
                after: Some(REDIRECTS.into()),
            }],
            records_left: Vec::new(),
            twins: Vec::new(),
        }
    }

    /// A session wrote down that it had begun this, and ended.
    fn begun(&self, act: &Act) -> PathBuf {
        let mut journal = Journal::new(self.own.journal());
        journal.begin(act, Timestamp::UNIX_EPOCH).expect("kept")
    }

    fn one_file(&self, kind: FileActKind, key: &str, text: &str) {
        self.begun(&Act::File(FileAct {
            kind,
            root: self.root.clone(),
            key: EntryKey::new(key),
            text: text.into(),
        }));
    }

    fn opened(&self) -> Program {
        Program::open(&self.root, &self.own)
    }

    /// Every file of the library with its text, but those of a program at work.
    fn files(&self) -> Vec<(String, String)> {
        let mut found = Vec::new();
        for folder in [self.root.clone(), self.root.join(".copydesk")] {
            for item in fs::read_dir(folder).into_iter().flatten().flatten() {
                let name = item.file_name().to_string_lossy().into_owned();
                // The lock may be on its way to its name.
                let is_lock = name == "lock" || name.starts_with(".lock.");
                if item.path().is_file() && !is_lock && name != ".gitignore" {
                    let text = fs::read_to_string(item.path()).expect("readable");
                    found.push((name, text));
                }
            }
        }
        found.sort();
        found
    }

    /// What the journal keeps of this library.
    fn left(&self) -> usize {
        let mut journal = Journal::new(self.own.journal());
        journal.interrupted(&self.root).expect("readable").len()
    }

    /// Closing waits two seconds for the disk at most, which may have much else to do.
    #[track_caller]
    fn nothing_is_left(&self) {
        let patience = std::time::Instant::now() + std::time::Duration::from_secs(20);
        while self.left() > 0 && std::time::Instant::now() < patience {
            std::thread::sleep(std::time::Duration::from_millis(50));
        }
        assert_eq!(self.left(), 0);
    }
}

fn before() -> Vec<(String, String)> {
    files(&[("milk.md", MILK), ("sage.md", SAGE), ("tea.md", TEA)])
}

fn after() -> Vec<(String, String)> {
    files(&[
        ("black-tea.md", &TEA.replace("slug: tea", "slug: black-tea")),
        ("milk.md", &MILK.replace("tea.md", "black-tea.md")),
        ("redirects.csv", REDIRECTS),
        ("sage.md", &SAGE.replace("tea.md", "black-tea.md")),
    ])
}

fn files(files: &[(&str, &str)]) -> Vec<(String, String)> {
    let file = |(name, text): &(&str, &str)| ((*name).to_owned(), (*text).to_owned());
    files.iter().map(file).collect()
}

fn answer(program: &mut Program, way: Way) {
    let file = program.desk.interrupted().expect("it is told").file.clone();
    program.does(RenameCommand::Resume { file, way });
}

#[test]
fn a_rename_is_finished_wherever_it_stopped() {
    for steps in 0..STEPS {
        let place = Place::new();
        place.renamed_up_to(steps);
        let mut program = place.opened();
        let words = program.desk.interrupted_in_words().expect("it is told");
        assert_eq!(
            words,
            format!(
                "A rename was interrupted: tea.md to black-tea.md. {steps} of {STEPS} changes are made"
            )
        );
        answer(&mut program, Way::Finish);
        program.until_told("Finished the rename to black-tea");
        assert_eq!(place.files(), after(), "after {steps} steps");
        let library = program.desk.library().expect("open");
        assert!(library.get(&EntryKey::new("black-tea.md")).is_some());
        assert!(library.get(&EntryKey::new("tea.md")).is_none());
        assert_eq!(program.desk.unsaved_count(), 0);
        assert_eq!(program.desk.interrupted(), None);

        program.takes_up("Undo the rename");
        program.until_told("Undid the rename");
        assert_eq!(place.files(), before(), "undone");
        drop(program);
        place.nothing_is_left();
    }
}

#[test]
fn a_rename_is_taken_back_to_the_byte_wherever_it_stopped() {
    for steps in 0..STEPS {
        let place = Place::new();
        place.renamed_up_to(steps);
        let mut program = place.opened();
        answer(&mut program, Way::TakeBack);
        program.until_told("Undid the rename: it is tea again");
        assert_eq!(place.files(), before(), "after {steps} steps");
        assert_eq!(program.desk.unsaved_count(), 0);
        drop(program);
        place.nothing_is_left();
    }
}

#[test]
fn taking_a_rename_back_is_resumed_as_a_rename_is() {
    let place = Place::new();
    let order = place.renamed_up_to(STEPS);
    // The session that is told of it is taking it back when it ends, after its first step.
    let home = place.own.journal();
    fs::remove_dir_all(&home).expect("removed");
    place.begun(&Act::Rename(Arc::new(order.back().expect("it fits"))));
    fs::rename(place.root.join("black-tea.md"), place.root.join("tea.md")).expect("renamed");
    let mut program = place.opened();
    answer(&mut program, Way::Finish);
    program.until_told("Finished the rename to tea");
    assert_eq!(place.files(), before());
}

#[test]
fn what_was_done_is_not_told_and_its_versions_go_along() {
    let place = Place::new();
    place.renamed_up_to(STEPS);
    let versions = copydesk::library::Versions::below(place.own.versions());
    let (old, new) = (EntryKey::new("tea.md"), EntryKey::new("black-tea.md"));
    let at = Timestamp::UNIX_EPOCH;
    let kept = versions.keep(&place.root, &old, "Earlier.\n", Why::SavedOver, at);
    kept.expect("kept");
    let program = place.opened();
    assert_eq!(program.desk.interrupted(), None);
    drop(program);
    place.nothing_is_left();
    let listed = versions.list(&place.root, &new).expect("readable");
    assert_eq!(listed.len(), 1);
}

#[test]
fn a_file_that_was_changed_since_is_left_and_named() {
    for way in [Way::Finish, Way::TakeBack] {
        let place = Place::new();
        place.renamed_up_to(3);
        let (milk, sage) = ("# Milk\n\nNo link.\n", "# Sage\n\nNo link.\n");
        place.write("milk.md", milk);
        place.write("sage.md", sage);
        let mut program = place.opened();
        answer(&mut program, way);
        program.until_heard("Resumed");
        let told = program.notices().join("\n");
        assert!(told.contains("Not done in milk.md"), "{told}");
        assert!(told.contains("Not done in sage.md"), "{told}");
        assert_eq!(place.read("milk.md"), milk);
        assert_eq!(place.read("sage.md"), sage);
        let name = if way == Way::Finish {
            "black-tea.md"
        } else {
            "tea.md"
        };
        assert!(place.root.join(name).exists());
    }
}

#[test]
fn the_entry_itself_keeps_what_was_written_into_it_since() {
    let place = Place::new();
    place.renamed_up_to(2);
    let now = place.read("black-tea.md") + "More.\n";
    place.write("black-tea.md", &now);
    let mut program = place.opened();
    answer(&mut program, Way::Finish);
    program.until_heard("Resumed");
    assert_eq!(place.read("black-tea.md"), now);
    assert_eq!(
        place.read("sage.md"),
        SAGE.replace("tea.md", "black-tea.md")
    );
}

#[test]
fn an_entry_that_is_another_by_now_is_not_renamed() {
    let place = Place::new();
    place.renamed_up_to(0);
    place.write("tea.md", "# Another\n");
    let now = place.files();
    let mut program = place.opened();
    answer(&mut program, Way::Finish);
    program.until_told("The rename was not finished, and nothing was changed");
    assert_eq!(place.files(), now);
    drop(program);
    assert_eq!(place.left(), 1, "it is offered again");
    let mut program = place.opened();
    answer(&mut program, Way::TakeBack);
    program.until_heard("Resumed");
    assert_eq!(place.files(), now);
    drop(program);
    place.nothing_is_left();
}

#[test]
fn a_name_that_was_taken_meanwhile_is_not_taken_away() {
    let place = Place::new();
    place.renamed_up_to(3);
    place.write("tea.md", "# A new tea\n");
    let mut program = place.opened();
    answer(&mut program, Way::TakeBack);
    program.until_told("The rename was not undone, and nothing was changed");
    assert_eq!(place.read("tea.md"), "# A new tea\n");
    answer_again(&place, program);
}

/// The other answer is still open.
#[track_caller]
fn answer_again(place: &Place, program: Program) {
    drop(program);
    let mut program = place.opened();
    answer(&mut program, Way::Finish);
    program.until_told("Finished the rename");
    assert_eq!(place.read("tea.md"), "# A new tea\n");
    let sage = SAGE.replace("tea.md", "black-tea.md");
    assert_eq!(place.read("sage.md"), sage);
}

#[test]
fn capitals_that_were_on_their_way_arrive() {
    for (way, name) in [(Way::Finish, "Tea.md"), (Way::TakeBack, "tea.md")] {
        let place = Place::new();
        let mut order = place.order();
        order.to = EntryKey::new("Tea.md");
        order.texts.clear();
        order.beside.clear();
        order.own = TextChange::new(order.to.clone(), TEA.into(), Edits::default()).expect("fits");
        place.begun(&Act::Rename(Arc::new(order)));
        fs::rename(place.root.join("tea.md"), place.root.join(".renaming-1")).expect("renamed");
        let mut program = place.opened();
        answer(&mut program, way);
        program.until_heard("Resumed");
        assert_eq!(place.read(name), TEA, "{:?}", program.notices());
        let key = EntryKey::new(name);
        assert!(program.desk.library().expect("open").get(&key).is_some());
        assert_eq!(place.files().len(), 3);
    }
}

#[test]
fn text_that_was_not_saved_goes_along_with_its_entry() {
    for (steps, way) in [
        (0, Way::Finish),
        (3, Way::Finish),
        (3, Way::TakeBack),
        (STEPS, Way::Finish),
    ] {
        let place = Place::new();
        place.renamed_up_to(steps);
        let mut journal = Journal::new(place.own.journal());
        let unsaved = Unsaved {
            root: place.root.clone(),
            key: EntryKey::new("tea.md"),
            path: place.root.join("tea.md"),
            text: TEA.replace("Tea.\n", "Tea. Typed.\n").into(),
            seen: TEA.into(),
        };
        journal
            .put(&unsaved, Timestamp::UNIX_EPOCH, true)
            .expect("kept");
        drop(journal);
        let mut program = place.opened();
        if steps < STEPS {
            answer(&mut program, way);
            program.until_heard("Resumed");
        }
        program.does(RecoveryCommand::RestoreAll);
        program.until("it is restored", |it| it.desk.unsaved_count() == 1);
        program.does(copydesk::desk::CommandId::SaveAll);
        program.until("it is saved", |it| it.desk.unsaved_count() == 0);
        let (name, mut wanted) = match way {
            Way::Finish => ("black-tea.md", after()),
            Way::TakeBack => ("tea.md", before()),
        };
        for (file, text) in &mut wanted {
            if file == name {
                *text = text.replace("Tea.\n", "Tea. Typed.\n");
            }
        }
        assert_eq!(place.files(), wanted, "{steps} {way:?}");
    }
}

#[test]
fn an_act_of_a_living_program_is_never_offered() {
    let place = Place::new();
    let mut living = Journal::new(place.own.journal());
    let act = Act::Rename(Arc::new(place.order()));
    living.begin(&act, Timestamp::UNIX_EPOCH).expect("kept");
    assert_eq!(place.opened().desk.interrupted(), None);
    drop(living);
    let first = place.opened();
    let second = place.opened();
    assert!(first.desk.interrupted().is_some());
    assert_eq!(second.desk.interrupted(), None, "one window answers it");
}

#[test]
fn an_act_of_another_library_waits_for_that() {
    let place = Place::new();
    place.renamed_up_to(2);
    let other = place.folder.path().join("other");
    fs::create_dir(&other).expect("made");
    fs::write(other.join("tea.md"), TEA).expect("written");
    let program = Program::open(&other, &place.own);
    assert_eq!(program.desk.interrupted(), None);
    drop(program);
    assert!(place.opened().desk.interrupted().is_some());
}

#[test]
fn what_is_put_off_is_offered_again_when_it_is_asked_for_and_next_time() {
    let place = Place::new();
    place.renamed_up_to(2);
    let now = place.files();
    let mut program = place.opened();
    program.does(RenameCommand::ResumeLater);
    assert_eq!(program.desk.interrupted(), None);
    program.does(copydesk::desk::CommandId::ShowInterrupted);
    assert!(program.desk.interrupted().is_some());
    program.does(RenameCommand::ResumeLater);
    assert_eq!(program.desk.interrupted(), None);
    drop(program);
    assert_eq!(place.files(), now);
    assert!(place.opened().desk.interrupted().is_some());
}

#[test]
fn an_act_of_which_nothing_can_be_read_is_told_as_that() {
    let place = Place::new();
    let file = place.begun(&Act::Rename(Arc::new(place.order())));
    fs::write(&file, [0; 50]).expect("written");
    let program = place.opened();
    assert_eq!(program.desk.interrupted(), None);
    assert!(program.desk.unsaved_drafts()[0].is_unreadable());
    assert!(file.exists());
}

#[test]
fn a_copy_that_was_not_made_yet_is_made_or_forgotten() {
    for way in [Way::Finish, Way::TakeBack] {
        let place = Place::new();
        place.one_file(FileActKind::Make, "copy.md", "# Copy\n");
        let mut program = place.opened();
        let words = program.desk.interrupted_in_words();
        assert_eq!(words.as_deref(), Some("Making copy.md was interrupted"));
        answer(&mut program, way);
        if way == Way::Finish {
            program.until_told("Made copy.md");
            assert_eq!(place.read("copy.md"), "# Copy\n");
        }
        drop(program);
        let is_there = place.root.join("copy.md").exists();
        assert_eq!(is_there, way == Way::Finish);
        place.nothing_is_left();
    }
}

#[test]
fn a_copy_that_was_to_go_goes_only_as_it_was_made() {
    let place = Place::new();
    place.one_file(FileActKind::TakeAway, "sage.md", SAGE);
    place.one_file(FileActKind::TakeAway, "milk.md", "# Other milk\n");
    let mut program = place.opened();
    let words = program.desk.interrupted_in_words().expect("it is told");
    assert!(words.ends_with("There is 1 more such act"), "{words}");
    answer(&mut program, Way::Finish);
    program.until_heard("TakenAway");
    answer(&mut program, Way::Finish);
    program.until_heard("TakenAway");
    let left: Vec<String> = place.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(left.len(), 2, "{left:?}: {:?}", program.notices());
    assert!(place.root.join("milk.md").exists() != place.root.join("sage.md").exists());
    assert!(place.root.join("milk.md").exists(), "it was changed since");
}

#[test]
fn a_name_that_was_taken_for_a_deleted_entry_does_not_stay_empty() {
    // The system's own trash is left alone: what is not found there is made anew from its text.
    for way in [Way::Finish, Way::TakeBack] {
        let place = Place::new();
        place.write("mint.md", "");
        place.one_file(FileActKind::BringBack, "mint.md", "# Mint\n");
        let mut program = place.opened();
        answer(&mut program, way);
        program.until("it is answered", |program| {
            program.heard.contains(&"ChangedOnDisk") || program.heard.contains(&"Removed")
        });
        let entry = program.desk.entry(&EntryKey::new("mint.md"));
        assert!(
            entry.is_none_or(|it| it.writing.is_none()),
            "it can be saved"
        );
        drop(program);
        let file = place.root.join("mint.md");
        match way {
            Way::Finish => assert_eq!(place.read("mint.md"), "# Mint\n"),
            Way::TakeBack => assert!(!file.exists()),
        }
        place.nothing_is_left();
    }
}

#[cfg(unix)]
#[test]
fn what_is_kept_of_an_act_is_private() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let file = place.begun(&Act::Rename(Arc::new(place.order())));
    let mode = |path: &Path| fs::metadata(path).expect("there").permissions().mode() & 0o777;
    assert_eq!(mode(&file), 0o600);
    assert_eq!(mode(file.parent().expect("a folder")), 0o700);
}

#[test]
fn a_change_of_many_texts_is_finished_or_taken_back() {
    for (way, tea, milk) in [
        (Way::Finish, "# Tea!\n", "# Milk!\n"),
        (Way::TakeBack, "# Tea\n", "# Milk\n"),
    ] {
        let place = Place::new();
        let change = |key: &str, before: &str| {
            let at = before.find('\n').expect("a line");
            let edits = Edits::one(Edit::insert(at, "!"));
            TextChange::new(EntryKey::new(key), before.into(), edits).expect("it fits")
        };
        place.write("tea.md", "# Tea!\n");
        place.write("milk.md", "# Milk\n");
        // Somebody wrote it meanwhile.
        place.write("sage.md", "# Sage, once more\n");
        let texts = vec![
            change("tea.md", "# Tea\n"),
            change("milk.md", "# Milk\n"),
            change("sage.md", "# Sage\n"),
        ];
        place.begun(&Act::Texts(Arc::new(TextsAct {
            root: place.root.clone(),
            what: "adding a mark".into(),
            texts,
        })));
        let mut program = place.opened();
        assert_eq!(
            program.desk.interrupted_in_words().as_deref(),
            Some("Adding a mark was interrupted. 1 of 3 files are written")
        );
        answer(&mut program, way);
        program.until_told("adding a mark: 1 file written");
        program.until_told("Left as they are: sage.md");
        assert_eq!(
            (
                place.read("tea.md").as_str(),
                place.read("milk.md").as_str()
            ),
            (tea, milk)
        );
        assert_eq!(place.read("sage.md"), "# Sage, once more\n");
        assert!(program.desk.interrupted().is_none());
        drop(program);
        place.nothing_is_left();
    }
}
