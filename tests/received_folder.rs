//! A folder from somebody else: under each name that copydesk chose lies something other than an ordinary small file. Whatever
//! is done with the library, it ends soon, and nothing outside the folder changes.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::os::unix::fs::symlink;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use copydesk::background::Background;
use copydesk::desk::{Effect, LibraryReport, Report, SyncReport};
use copydesk::entry::cross_references::EntryId;
use copydesk::library::RecordChange;
use tempfile::TempDir;

/// What lies under a name.
#[derive(Debug, Clone, Copy)]
enum Oddity {
    LinkToFile,
    LinkToFolder,
    LinkToNowhere,
    LinkToDevice,
    Pipe,
    Folder,
    /// A file without an end in sight, which takes no room.
    Huge,
}

const ODDITIES: [Oddity; 7] = [
    Oddity::LinkToFile,
    Oddity::LinkToFolder,
    Oddity::LinkToNowhere,
    Oddity::LinkToDevice,
    Oddity::Pipe,
    Oddity::Folder,
    Oddity::Huge,
];

const NAMES: [&str; 16] = [
    ".copydesk",
    ".copydesk/lock",
    ".copydesk/.gitignore",
    ".copydesk/accepted.jsonl",
    ".copydesk/not_duplicates.jsonl",
    ".copydesk/after_review.jsonl",
    ".copydesk/redirects.csv",
    ".copydesk/withdrawn.csv",
    "house_style.yaml",
    "house_style.learned.yaml",
    ".gitignore",
    ".git/copydesk",
    ".git/packed-refs",
    ".git/refs/heads/main",
    ".copydesk/words.txt",
    ".copydesk/reviews.jsonl",
];

/// The longest that a command, or closing the window, may take. The debug build on a busy machine is slow; what waits for a
/// pipe or reads a device never ends at all.
const TIMEOUT: Duration = Duration::from_secs(10);

struct Received {
    /// Holds the library and what lies outside of it.
    folder: TempDir,
}

impl Received {
    #[track_caller]
    fn new(name: &str, oddity: Oddity) -> Self {
        let it = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        let library = it.library();
        fs::create_dir_all(library.join(".git/objects")).expect("made");
        fs::create_dir_all(library.join(".git/refs")).expect("made");
        fs::write(library.join(".git/HEAD"), "ref: refs/heads/main\n").expect("written");
        fs::create_dir_all(it.outside().join("folder")).expect("made");
        for (name, text) in [
            (
                "outside/file",
                "what an editor keeps elsewhere\n\nfrom,to\n",
            ),
            ("outside/folder/lock", "not ours\n"),
            ("library/tea.md", ENTRY),
            (
                "library/mint.md",
                "---\ntitle: Mint\nslug: mint\n---\n# Mint\n\nSee [tea](tea.md).\n",
            ),
            (
                "refs.ris",
                "TY  - JOUR\nAU  - Kern, N\nTI  - Home gardens\nPY  - 2012\nER  - \n",
            ),
        ] {
            fs::write(it.folder.path().join(name), text).expect("written");
        }
        let place = library.join(name);
        fs::create_dir_all(place.parent().expect("a folder")).expect("made");
        match oddity {
            Oddity::LinkToFile => symlink(it.outside().join("file"), &place).expect("linked"),
            Oddity::LinkToFolder => symlink(it.outside().join("folder"), &place).expect("linked"),
            Oddity::LinkToNowhere => symlink(it.outside().join("new"), &place).expect("linked"),
            Oddity::LinkToDevice => symlink("/dev/zero", &place).expect("linked"),
            Oddity::Pipe => {
                let made = Command::new("mkfifo").arg(&place).status();
                assert!(made.expect("mkfifo runs").success());
            }
            Oddity::Folder => fs::create_dir_all(&place).expect("made"),
            Oddity::Huge => {
                let file = File::create(&place).expect("made");
                file.set_len(300 * 1024 * 1024).expect("a hole");
            }
        }
        it
    }

    fn library(&self) -> PathBuf {
        self.folder.path().join("library")
    }

    fn outside(&self) -> PathBuf {
        self.folder.path().join("outside")
    }

    /// Every file outside the library, and what it holds.
    fn seen_outside(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let mut waiting = vec![self.outside()];
        while let Some(folder) = waiting.pop() {
            for member in fs::read_dir(&folder).expect("readable") {
                let path = member.expect("readable").path();
                if path.is_dir() {
                    waiting.push(path.clone());
                    found.insert(path, Vec::new());
                } else {
                    let bytes = fs::read(&path).expect("readable");
                    found.insert(path, bytes);
                }
            }
        }
        found
    }

    #[track_caller]
    fn runs(&self, args: &[&str]) {
        let home = self.folder.path().join("home");
        let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
            .current_dir(self.folder.path())
            .args(args)
            .env("HOME", &home)
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_DATA_HOME", home.join("data"))
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the binary starts");
        let began = Instant::now();
        loop {
            if let Some(status) = child.try_wait().expect("it can be asked") {
                assert!(
                    matches!(status.code(), Some(0..=2)),
                    "{args:?} ended with {status}"
                );
                return;
            }
            if began.elapsed() > TIMEOUT {
                child.kill().expect("it can be ended");
                panic!("{args:?} did not end");
            }
            std::thread::sleep(Duration::from_millis(2));
        }
    }
}

const ENTRY: &str = "---\ntitle: Tea\nslug: tea\nlast_reviewed: 4 May 2026\n---\n# Tea\n\nTea tea is warm.\n\n## Sources\n\n1. Abel O (2019). Tea. J Tea. PMID: 90000001.\n";

#[test]
fn no_command_reaches_outside_or_waits() {
    for name in NAMES {
        for oddity in ODDITIES {
            let received = Received::new(name, oddity);
            let before = received.seen_outside();
            for args in [
                &["list", "library"] as &[&str],
                &["check", "library"],
                &["check", "library", "--fix"],
                &["set", "library/tea.md", "title=Green tea"],
                &["sources", "library", "--format", "json"],
                &["sources", "import", "refs.ris", "--into", "library/tea.md"],
                &["learn", "library"],
                &["review", "library"],
            ] {
                received.runs(args);
                assert_eq!(
                    received.seen_outside(),
                    before,
                    "{name} {oddity:?} {args:?}"
                );
            }
        }
    }
}

#[test]
fn the_window_reaches_nothing_outside_and_closes() {
    for name in NAMES {
        for oddity in ODDITIES {
            let received = Received::new(name, oddity);
            let before = received.seen_outside();
            received.is_worked_in(&format!("{name} {oddity:?}"));
            assert_eq!(received.seen_outside(), before, "{name} {oddity:?}");
        }
    }
}

/// The two tests above would also pass where nothing works at all.
#[test]
fn an_ordinary_folder_takes_it_all() {
    let received = Received::new("nothing", Oddity::Folder);
    received.runs(&["set", "library/tea.md", "title=Green tea"]);
    received.is_worked_in("ordinary");
    let reads = |name: &str| fs::read_to_string(received.library().join(name));
    assert!(reads("tea.md").expect("there").contains("title: Green tea"));
    for name in [
        "accepted.jsonl",
        "not_duplicates.jsonl",
        "after_review.jsonl",
    ] {
        let text = reads(&format!(".copydesk/{name}"));
        assert_eq!(text.expect("there"), "{\"a\":1}\n");
    }
    assert!(reads(".copydesk/withdrawn.csv").is_ok());
    assert!(
        reads("house_style.yaml")
            .expect("there")
            .contains("3ca17b72")
    );
}

impl Received {
    /// A window opens the library, takes the lock, changes all that lies beside the content, and closes.
    #[track_caller]
    fn is_worked_in(&self, what: &str) {
        let root = self.library().canonicalize().expect("there");
        let background = Background::start(None, || ()).expect("started");
        background.send(Effect::OpenLibrary { root: root.clone() });
        let until = |wanted: &dyn Fn(&Report) -> bool| {
            let began = Instant::now();
            while !background.drain().iter().any(wanted) {
                assert!(began.elapsed() < TIMEOUT, "{what}: no answer");
                std::thread::sleep(Duration::from_millis(2));
            }
        };
        until(&|report| matches!(report, Report::Sync(SyncReport::UnsavedDrafts { .. })));
        background.send(Effect::LockLibrary {
            root: root.clone(),
            name: "Anna".into(),
        });
        for name in [
            "accepted.jsonl",
            "not_duplicates.jsonl",
            "after_review.jsonl",
        ] {
            background.send(Effect::ChangeRecords {
                root: root.clone(),
                name,
                change: RecordChange {
                    add: vec!["{\"a\":1}".into()],
                    remove: Vec::new(),
                },
            });
        }
        background.send(Effect::KeepWithdrawn {
            root: root.clone(),
            path: self.folder.path().join("refs.ris"),
        });
        background.send(Effect::MapId {
            root,
            id: EntryId::parse("3ca17b72").expect("an id"),
            slug: "tea".into(),
        });
        until(&|report| matches!(report, Report::Library(LibraryReport::IdMapped { .. })));
        let began = Instant::now();
        drop(background);
        assert!(began.elapsed() < TIMEOUT, "{what}: it does not close");
    }
}
