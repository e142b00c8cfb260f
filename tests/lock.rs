//! Two at the desk: the lock beside the content, on a real disk, between two programs.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant, SystemTime};

use copydesk::background::Background;
use copydesk::desk::{Effect, Report, SyncReport};
use copydesk::library::disk::{Judge, LockFile, LockOutcome};
use copydesk::library::lock::{Holder, Other};
use tempfile::TempDir;

fn library() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("tea.md"), "# Tea\n").unwrap();
    folder
}

fn lock_of(root: &Path) -> PathBuf {
    root.join(".copydesk/lock")
}

/// Takes what is older than a minute, and what says `at home` and is held by nobody.
struct Strict;

impl Judge for Strict {
    fn is_note(&self, note: &str) -> bool {
        note.contains("made_folder")
    }

    fn is_here(&self, note: &str) -> bool {
        note.contains("at home")
    }

    fn is_stale(&self, refreshed: SystemTime) -> bool {
        let age = SystemTime::now().duration_since(refreshed);
        age.is_ok_and(|age| age > Duration::from_secs(60))
    }
}

fn take(root: &Path, note: &str) -> LockOutcome {
    let text = |made| format!("{note} \"made_folder\":{made}\n");
    LockFile::take(root, text, &Strict).unwrap()
}

#[track_caller]
fn ours(taken: LockOutcome) -> LockFile {
    match taken {
        LockOutcome::Ours(lock) => lock,
        LockOutcome::Theirs(note) => panic!("it is theirs: {note}"),
    }
}

#[track_caller]
fn theirs(taken: LockOutcome) -> String {
    match taken {
        LockOutcome::Theirs(note) => note,
        LockOutcome::Ours(_) => panic!("it is ours"),
    }
}

fn looks(root: &Path) -> Option<String> {
    LockFile::look(root, &Strict).unwrap()
}

/// A lock that was last refreshed so long ago.
fn age(root: &Path, seconds: u64) {
    let file = File::options().write(true).open(lock_of(root)).unwrap();
    let then = SystemTime::now() - Duration::from_secs(seconds);
    file.set_modified(then).unwrap();
}

#[test]
fn one_takes_it_another_is_told_and_letting_go_leaves_no_trace() {
    let library = library();
    let root = library.path();
    assert_eq!(looks(root), None);
    assert!(!root.join(".copydesk").exists(), "looking makes nothing");

    let lock = ours(take(root, "anna"));
    assert_eq!(
        fs::read_to_string(root.join(".copydesk/.gitignore")).unwrap(),
        "lock\n.gitignore\n"
    );
    assert!(looks(root).unwrap().starts_with("anna"));
    assert!(theirs(take(root, "ben")).starts_with("anna"));
    assert_eq!(lock.beat(SystemTime::now()).unwrap(), None);

    lock.let_go().unwrap();
    assert_eq!(looks(root), None);
    assert!(!root.join(".copydesk").exists());
}

#[test]
fn a_folder_that_was_there_stays_with_what_is_in_it() {
    let library = library();
    let root = library.path();
    fs::create_dir(root.join(".copydesk")).unwrap();
    ours(take(root, "anna")).let_go().unwrap();
    assert!(root.join(".copydesk/.gitignore").exists());

    let library = self::library();
    let root = library.path();
    let lock = ours(take(root, "anna"));
    fs::write(root.join(".copydesk/accepted.jsonl"), "{}\n").unwrap();
    lock.let_go().unwrap();
    assert!(root.join(".copydesk/accepted.jsonl").exists());
    assert!(!lock_of(root).exists());
}

#[test]
fn that_of_a_dead_program_of_this_machine_is_taken_over_at_once() {
    let library = library();
    let root = library.path();
    drop(ours(take(root, "anna at home")));
    assert!(lock_of(root).exists(), "it ended without letting go");
    assert_eq!(looks(root), None);
    let lock = ours(take(root, "ben at home"));
    lock.let_go().unwrap();
    assert!(
        !root.join(".copydesk").exists(),
        "what was made for the first goes with the second"
    );
}

#[test]
fn that_of_a_living_program_is_not_taken_over_however_old() {
    let library = library();
    let root = library.path();
    let _lock = ours(take(root, "anna at home"));
    age(root, 3600);
    assert!(theirs(take(root, "ben at home")).starts_with("anna"));
    assert!(looks(root).is_some());
}

#[test]
fn that_of_another_machine_counts_while_it_is_fresh_and_its_clock_may_be_ahead() {
    let library = library();
    let root = library.path();
    // From another machine nobody here holds the file.
    drop(ours(take(root, "anna elsewhere")));
    assert!(theirs(take(root, "ben at home")).starts_with("anna"));
    let file = File::options().write(true).open(lock_of(root)).unwrap();
    file.set_modified(SystemTime::now() + Duration::from_secs(86_400))
        .unwrap();
    assert!(theirs(take(root, "ben at home")).starts_with("anna"));
    age(root, 3600);
    assert_eq!(looks(root), None);
    ours(take(root, "ben at home"));
}

#[test]
fn who_was_away_too_long_hears_who_took_it_over_and_removes_nothing() {
    let library = library();
    let root = library.path();
    let anna = ours(take(root, "anna elsewhere"));
    // Another machine can't see that Anna holds it; here it has to be made so.
    fs::remove_file(lock_of(root)).unwrap();
    let ben = ours(take(root, "ben elsewhere"));
    let note = anna.beat(SystemTime::now()).unwrap().unwrap();
    assert!(note.starts_with("ben"));
    anna.let_go().unwrap();
    assert_eq!(ben.beat(SystemTime::now()).unwrap(), None);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_has_no_lock() {
    use std::os::unix::fs::PermissionsExt;
    let library = library();
    let root = library.path();
    fs::set_permissions(root, fs::Permissions::from_mode(0o555)).unwrap();
    if File::create(root.join("probe")).is_err() {
        let text = |_| String::new();
        assert!(LockFile::take(root, text, &Strict).is_err());
        let (mut program, root) = opened(root);
        program.edits(&root, "Anna");
        std::thread::sleep(Duration::from_millis(100));
        assert_eq!(program.told(), [], "and nobody is told");
    }
    fs::set_permissions(root, fs::Permissions::from_mode(0o755)).unwrap();
}

// --------------------------------------------------------------------------------------------------- two programs

/// A program with a library open, and what it was told of others.
struct Program {
    background: Background,
    reports: Vec<Report>,
}

#[track_caller]
fn opened(root: &Path) -> (Program, PathBuf) {
    let background = Background::start(None, || ()).unwrap();
    let root = root.canonicalize().unwrap();
    background.send(Effect::OpenLibrary { root: root.clone() });
    let mut program = Program {
        background,
        reports: Vec::new(),
    };
    program.until("it is opened", |report| {
        matches!(report, Report::Sync(SyncReport::UnsavedDrafts { .. })).then_some(())
    });
    (program, root)
}

impl Program {
    #[track_caller]
    fn edits(&self, root: &Path, name: &str) {
        assert_eq!(self.background.send(hold(root, name)), None);
    }

    /// Who else is there, each time that was told.
    fn told(&mut self) -> Vec<Option<Other>> {
        self.reports.extend(self.background.drain());
        let other = |report: &Report| match report {
            Report::Sync(SyncReport::LockedBy { other, .. }) => Some(other.clone()),
            _ => None,
        };
        self.reports.iter().filter_map(other).collect()
    }

    #[track_caller]
    fn hears(&mut self) -> Option<Other> {
        self.until("something is told", |report| match report {
            Report::Sync(SyncReport::LockedBy { other, .. }) => Some(other.clone()),
            _ => None,
        })
    }

    #[track_caller]
    fn until<T>(&mut self, what: &str, wanted: impl Fn(&Report) -> Option<T>) -> T {
        until(what, || {
            self.reports.extend(self.background.drain());
            self.reports.iter().find_map(&wanted)
        })
    }
}

fn hold(root: &Path, name: &str) -> Effect {
    Effect::LockLibrary {
        root: root.to_path_buf(),
        name: name.into(),
    }
}

#[track_caller]
fn until<T>(what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let began = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(
            began.elapsed() < Duration::from_secs(20),
            "waited for: {what}"
        );
        std::thread::sleep(Duration::from_millis(5));
    }
}

#[test]
fn opening_makes_no_lock_and_the_first_edit_does() {
    let library = library();
    let (first, root) = opened(library.path());
    assert!(!root.join(".copydesk").exists());
    first.edits(&root, "Anna");
    let note = until("the lock is made", || {
        let note = fs::read_to_string(lock_of(&root)).ok();
        note.filter(|note| !note.is_empty())
    });
    let holder = Holder::read(&note).unwrap();
    assert_eq!(
        (holder.name.as_str(), holder.process),
        ("Anna", std::process::id())
    );
    assert!(!holder.host.is_empty());
    assert!(holder.since.parse::<jiff::Timestamp>().is_ok());
    drop(first);
    assert!(
        !root.join(".copydesk").exists(),
        "closed cleanly, it is gone"
    );
}

#[test]
fn the_second_to_open_hears_of_the_first_and_the_second_to_edit_too() {
    let library = library();
    let (mut early, root) = opened(library.path());
    let (first, _) = opened(library.path());
    first.edits(&root, "Anna");
    until("the lock is made", || lock_of(&root).exists().then_some(()));

    let (mut late, _) = opened(library.path());
    let Some(Other::Known(holder)) = late.hears() else {
        panic!("Anna is known");
    };
    assert_eq!(holder.name, "Anna");

    assert_eq!(early.told(), [], "it was opened before");
    early.edits(&root, "Anna");
    let other = early.hears();
    assert!(
        matches!(other, Some(Other::Myself(_))),
        "the same name on this machine: {other:?}"
    );
    drop(early);
    drop(late);
    assert!(lock_of(&root).exists(), "it is not theirs to remove");
    drop(first);
    assert!(!lock_of(&root).exists());
}

#[test]
fn a_lock_is_no_change_of_the_library() {
    let library = library();
    let (mut watching, root) = opened(library.path());
    let (first, _) = opened(library.path());
    first.edits(&root, "Anna");
    until("the lock is made", || lock_of(&root).exists().then_some(()));
    drop(first);
    // A real change comes after all that the lock could have caused.
    fs::write(root.join("tea.md"), "# Green tea\n").unwrap();
    let before = watching.reports.len();
    watching.until("the change is told", |report| {
        matches!(report, Report::Sync(SyncReport::ChangedOnDisk { .. })).then_some(())
    });
    assert_eq!(watching.reports.len(), before + 1, "{:?}", watching.reports);
}
