//! Closing while a disk does not answer: it waits for no thread longer than two seconds, and what was typed is not lost.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use copydesk::background::Background;
use copydesk::desk::Effect;
use copydesk::library::disk::{BESIDE, Fault, FaultPlan};
use copydesk::library::journal::{Journal, Unsaved};
use copydesk::library::{EntryKey, SaveHow};
use copydesk::settings::OwnFolders;
use tempfile::TempDir;

const SAVED: &str = "# Tea\n\nTea binds iron.\n";
const TYPED: &str = "# Tea\n\nTea binds iron, but not all of it.\n";

/// A second for the machine that has other things to do.
const AT_MOST: Duration = Duration::from_secs(3);

struct Place {
    _folder: TempDir,
    root: PathBuf,
    own: OwnFolders,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap();
        let root = home.join("library");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("tea.md"), SAVED).unwrap();
        let own = OwnFolders::below(&home.join("own"));
        let _folder = folder;
        Self { _folder, root, own }
    }

    fn background(&self) -> Background {
        Background::start(Some(self.own.clone()), || ()).unwrap()
    }

    fn typed(&self) -> Effect {
        Effect::Journal(Unsaved {
            root: self.root.clone(),
            key: EntryKey::new("tea.md"),
            path: self.root.join("tea.md"),
            text: TYPED.into(),
            seen: SAVED.into(),
        })
    }

    fn saved(&self) -> Effect {
        Effect::Write {
            key: EntryKey::new("tea.md"),
            path: self.root.join("tea.md"),
            step: 1,
            text: TYPED.into(),
            seen: SAVED.into(),
            how: SaveHow::Replace,
        }
    }

    fn unsaved_drafts(&self) -> Vec<String> {
        let mut journal = Journal::new(self.own.journal());
        let found = journal.unsaved_drafts(&self.root).unwrap();
        found.iter().map(|it| it.text.to_string()).collect()
    }
}

fn hangs(below: &Path) -> FaultPlan {
    FaultPlan::below(below, 0, usize::MAX, Fault::Hanging)
}

/// How long it takes to close, once the threads have had time to come to where they hang.
fn closing(background: Background) -> Duration {
    std::thread::sleep(Duration::from_millis(600));
    let began = Instant::now();
    drop(background);
    began.elapsed()
}

#[test]
fn a_library_whose_disk_hangs_keeps_nobody_and_what_was_typed_is_kept() {
    let place = Place::new();
    let plan = hangs(&place.root);
    let background = place.background();
    for effect in [place.typed(), place.saved(), hold(&place.root)] {
        assert_eq!(background.send(effect), None);
    }

    let took = closing(background);

    assert!(took < AT_MOST, "{took:?}");
    assert_eq!(
        fs::read_to_string(place.root.join("tea.md")).unwrap(),
        SAVED
    );
    assert_eq!(place.unsaved_drafts(), [TYPED]);
    drop(plan);
}

#[test]
fn a_lock_that_hangs_keeps_nobody() {
    let place = Place::new();
    fs::create_dir(place.root.join(BESIDE)).unwrap();
    let _plan = hangs(&place.root.join(BESIDE));
    let background = place.background();
    assert_eq!(background.send(hold(&place.root)), None);

    let took = closing(background);

    assert!(took < AT_MOST, "{took:?}");
}

#[test]
fn a_home_that_hangs_keeps_nobody() {
    let place = Place::new();
    fs::create_dir_all(place.own.journal()).unwrap();
    let _plan = hangs(&place.own.journal());
    let background = place.background();
    assert_eq!(background.send(place.typed()), None);

    let took = closing(background);

    assert!(took < AT_MOST, "{took:?}");
}

#[test]
fn without_a_fault_closing_waits_for_what_is_to_be_written_and_no_longer() {
    let place = Place::new();
    let background = place.background();
    for effect in [place.typed(), place.saved(), hold(&place.root)] {
        assert_eq!(background.send(effect), None);
    }

    let began = Instant::now();
    drop(background);

    assert!(began.elapsed() < Duration::from_secs(1));
    assert_eq!(
        fs::read_to_string(place.root.join("tea.md")).unwrap(),
        TYPED
    );
}

fn hold(root: &Path) -> Effect {
    Effect::LockLibrary {
        root: root.to_path_buf(),
        name: "Ada".into(),
    }
}
