//! Opening a folder, the list of it, and what is noticed while it is open.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use copydesk::background::Background;
use copydesk::desk::effect::{
    Effect, FindingReport, LibraryReport, PictureError, Report, SyncReport, VersionReport,
};
use copydesk::desk::{Settings, Theme};
use copydesk::house_style::HouseStyle;
use copydesk::library::disk::{Fault, FaultPlan};
use copydesk::library::versions::{VersionError, Versions, Why};
use copydesk::library::withdrawn::{self, WithdrawnListError};
use copydesk::library::{
    self, Content, EntryKey, FolderError, Library, ReadError, SaveError, SaveHow, Withdrawn,
};
use copydesk::settings::{OwnFolders, load_settings, settings_text};
use tempfile::{TempDir, tempdir};

#[path = "support/house_library.rs"]
mod house_library;

const ENTRY: &str = "---\ntitle: \"One\"\nslug: one\npillar: Sleep\n---\n\n# One\n\n## Summary\n\nThree words here.\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
    folder
}

fn open(folder: &Path) -> Library {
    library::open(folder, &HouseStyle::default()).unwrap().0
}

fn files(library: &Library) -> Vec<String> {
    library.rows().map(|row| row.key.file()).collect()
}

#[test]
fn every_markdown_file_is_listed_and_sorted_by_its_path() {
    let folder = folder(&[
        ("b.md", b""),
        ("a/z.md", b""),
        ("a-b/c.markdown", b""),
        ("a/UPPER.MD", b""),
        ("a/picture.png", b""),
        ("a/no-extension", b""),
        (".hidden/x.md", b""),
        ("a/.draft.md", b""),
    ]);
    let library = open(folder.path());
    assert_eq!(
        files(&library),
        ["a-b/c.markdown", "a/UPPER.MD", "a/z.md", "b.md"]
    );
}

#[test]
fn ignored_files_are_not_listed_with_or_without_a_repository() {
    let rules: &[(&str, &[u8])] = &[
        (".gitignore", b"drafts/\nold-*.md\n"),
        ("drafts/a.md", b""),
        ("deep/old-a.md", b""),
        ("deep/kept.md", b""),
        ("deep/.gitignore", b"b.md\n"),
        ("deep/b.md", b""),
    ];
    let plain = folder(rules);
    assert_eq!(files(&open(plain.path())), ["deep/kept.md"]);
    let repository = folder(rules);
    fs::create_dir(repository.path().join(".git")).unwrap();
    assert_eq!(files(&open(repository.path())), ["deep/kept.md"]);
    // Opened below the repository's root, its rules still hold.
    assert_eq!(files(&open(&repository.path().join("deep"))), ["kept.md"]);
    // Outside of one, a rule in a folder above is somebody else's.
    let above = folder(&[(".gitignore", b"*\n"), ("library/a.md", b"")]);
    assert_eq!(files(&open(&above.path().join("library"))), ["a.md"]);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_survived() {
    use std::os::unix::fs::symlink;
    let elsewhere = folder(&[("shared/linked.md", b"")]);
    let folder = folder(&[("a/one.md", b"")]);
    let at = |name: &str| folder.path().join(name);
    symlink(folder.path(), at("a/loop")).unwrap();
    symlink("..", at("a/up")).unwrap();
    symlink("a", at("again")).unwrap();
    symlink(elsewhere.path(), at("elsewhere")).unwrap();
    symlink(elsewhere.path(), at("elsewhere-twice")).unwrap();
    symlink(at(""), elsewhere.path().join("back")).unwrap();
    symlink("nowhere.md", at("broken.md")).unwrap();
    symlink("nowhere", at("broken")).unwrap();
    let (library, errors) = library::open(folder.path(), &HouseStyle::default()).unwrap();
    let listed = files(&library);
    assert_eq!(
        listed
            .iter()
            .filter(|file| file.ends_with("one.md"))
            .count(),
        1
    );
    assert_eq!(
        listed
            .iter()
            .filter(|file| file.ends_with("linked.md"))
            .count(),
        1
    );
    let broken = library.get(&EntryKey::new("broken.md")).unwrap();
    assert_eq!(broken.content, Content::Unreadable(ReadError::Gone));
    assert_eq!(errors, []);
}

#[test]
fn one_bad_file_never_hides_the_others() {
    let nasty: &[(&str, &[u8])] = &[
        ("bom.md", "\u{feff}---\ntitle: T\n---\n".as_bytes()),
        ("crlf.md", b"---\r\ntitle: T\r\n---\r\n# H\r\n"),
        ("cr.md", b"---\rtitle: T\r---\r# H\r"),
        ("mixed.md", b"---\r\ntitle: T\n---\r# H"),
        ("duplicate.md", b"---\ntitle: A\ntitle: B\n---\n"),
        ("empty.md", b""),
        ("empty-front-matter.md", b"---\n---\n"),
        ("good.md", ENTRY.as_bytes()),
        ("latin.md", b"caf\xE9"),
        ("never-closed.md", b"---\ntitle: A\n"),
        ("none.md", b"# Only a heading"),
        ("tabs.md", b"---\na:\n\t- b\n---\n"),
        ("toml.md", b"+++\ntitle = 'x'\n+++\n"),
        ("utf16.md", b"\xFF\xFEa\0"),
        ("anchors.md", b"---\na: &x T\ntitle: *x\n---\n"),
        ("block.md", b"---\ntitle: >-\n  T\n---\n"),
        ("colon.md", b"---\ntitle: Sleep: a review\n---\n"),
    ];
    let folder = folder(nasty);
    let long = format!("# H\n\n{}\n", "word ".repeat(1000));
    fs::write(folder.path().join("long-line.md"), long).unwrap();
    let large = format!(
        "{ENTRY}{}",
        "## Section\n\nA line of text.\n\n".repeat(40_000)
    );
    fs::write(folder.path().join("large.md"), large).unwrap();
    let deep = "> ".repeat(50_000);
    fs::write(folder.path().join("deep.md"), deep).unwrap();

    let library = open(folder.path());
    assert_eq!(library.len(), nasty.len() + 3);
    let row = |name: &str| library.get(&EntryKey::new(name)).unwrap();
    for name in [
        "bom.md",
        "crlf.md",
        "cr.md",
        "mixed.md",
        "anchors.md",
        "block.md",
    ] {
        assert_eq!(row(name).facts.title.as_deref(), Some("T"), "{name}");
    }
    let with_reason = [
        "duplicate.md",
        "latin.md",
        "never-closed.md",
        "tabs.md",
        "toml.md",
        "utf16.md",
        "colon.md",
    ];
    for row in library.rows() {
        let expected = with_reason.contains(&row.key.file().as_str());
        assert_eq!(
            row.error().is_some(),
            expected,
            "{} {:?}",
            row.key.file(),
            row.error()
        );
    }
    assert_eq!(row("long-line.md").facts.words, 1000);
    assert_eq!(row("large.md").facts.sections, 40_001);
    assert_eq!(row("good.md").title(), "One");
    assert_eq!(row("none.md").title(), "Only a heading");
    assert_eq!(row("empty.md").title(), "empty");
}

#[test]
fn a_folder_that_cannot_be_opened_says_why() {
    let folder = folder(&[("entry.md", b"")]);
    let why = |path: PathBuf| {
        library::open(&path, &HouseStyle::default())
            .unwrap_err()
            .why
    };
    assert_eq!(why(folder.path().join("missing")), FolderError::Missing);
    assert_eq!(why(folder.path().join("entry.md")), FolderError::NotAFolder);
    let empty = tempdir().unwrap();
    assert!(open(empty.path()).is_empty());
}

#[cfg(unix)]
#[test]
fn what_one_may_not_read_is_said_and_the_rest_opens() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder(&[("a.md", b""), ("locked/b.md", b""), ("c.md", b"")]);
    let set = |name: &str, mode| {
        fs::set_permissions(folder.path().join(name), fs::Permissions::from_mode(mode)).unwrap();
    };
    set("a.md", 0o000);
    if fs::read(folder.path().join("a.md")).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    set("locked", 0o000);
    set("", 0o555);
    let (library, errors) = library::open(folder.path(), &HouseStyle::default()).unwrap();
    assert_eq!(files(&library), ["a.md", "c.md"]);
    let locked = library.get(&EntryKey::new("a.md")).unwrap();
    assert_eq!(locked.content, Content::Unreadable(ReadError::NotAllowed));
    assert_eq!(errors.len(), 1, "{errors:?}");
    set("", 0o000);
    let why = library::open(folder.path(), &HouseStyle::default())
        .unwrap_err()
        .why;
    assert_eq!(why, FolderError::NotAllowed);
    set("", 0o755);
    set("locked", 0o755);
}

#[test]
fn readme_and_files_without_front_matter_stand_apart_where_most_have_it() {
    let folder = folder(&[
        ("README.md", ENTRY.as_bytes()),
        ("one.md", ENTRY.as_bytes()),
        ("two.md", ENTRY.as_bytes()),
        ("note.md", b"Just a note"),
        ("latin.md", b"caf\xE9"),
    ]);
    let mut library = open(folder.path());
    let entries = |library: &Library| -> Vec<String> {
        let entries = library.rows().filter(|row| library.is_entry(row));
        entries.map(|row| row.key.file()).collect()
    };
    assert_eq!(entries(&library), ["latin.md", "one.md", "two.md"]);
    assert_eq!(library.counts(), (3, 2));
    // As soon as most have none, a file without front matter is an entry like any other.
    library.put(EntryKey::new("one.md"), Content::Text("# One".into()));
    assert_eq!(
        entries(&library),
        ["latin.md", "note.md", "one.md", "two.md"]
    );
    library.remove(&EntryKey::new("note.md"));
    library.remove(&EntryKey::new("one.md"));
    assert_eq!(entries(&library), ["latin.md", "two.md"]);
}

#[test]
fn words_in_use_come_most_frequent_first() {
    let folder = tempdir().unwrap();
    house_library::write_library(folder.path(), 60, 3).unwrap();
    let library = open(folder.path());
    assert_eq!(library.counts(), (60, 0));
    let falling = |counts: Vec<usize>| {
        assert!(
            counts.is_sorted_by(|more, fewer| more >= fewer),
            "{counts:?}"
        );
        counts.iter().sum::<usize>()
    };
    assert_eq!(library.pillars().len(), 8);
    assert_eq!(
        falling(
            library
                .pillars()
                .into_iter()
                .map(|(_, count)| count)
                .collect()
        ),
        60
    );
    assert_eq!(
        library.publishers(),
        [("Example Reference Library".into(), 60)]
    );
    assert_eq!(library.editors().len(), 3);
    let products = library.products();
    assert!(
        products
            .iter()
            .any(|(product, _)| &*product.handle == "walking-socks")
    );
    assert!(falling(products.into_iter().map(|(_, count)| count).collect()) >= 60);
}

#[test]
fn entries_made_for_measuring_have_the_shape_of_the_house() {
    for number in 0..50 {
        let (path, text) = house_library::entry(number, 1);
        assert!(
            (8_000..10_500).contains(&text.len()),
            "{} bytes",
            text.len()
        );
        let row = library::LoadedFile::new(EntryKey::new(path), Content::Text(text.into()));
        assert_eq!((row.facts.sections, row.facts.sources), (15, 5));
        assert!(
            (800..1600).contains(&row.facts.words),
            "{}",
            row.facts.words
        );
        assert_eq!(row.error(), None);
    }
    assert_eq!(house_library::entry(7, 1), house_library::entry(7, 1));
    assert_ne!(house_library::entry(7, 1), house_library::entry(7, 2));
}

#[test]
fn opening_comes_in_batches_and_can_be_stopped() {
    let folder = tempdir().unwrap();
    for number in 0..1500 {
        fs::write(folder.path().join(format!("{number}.md")), ENTRY).unwrap();
    }
    let go_on = AtomicBool::new(false);
    let mut found_so_far = 0;
    let found = library::find_files(folder.path(), &go_on, |progress| {
        found_so_far = progress.found;
    });
    let found = found.unwrap();
    assert_eq!((found_so_far, found.walked.files.len()), (1000, 1500));
    let mut read = 0;
    let all = library::read_files(&found, &go_on, |files, progress| {
        read += files.len();
        assert_eq!((progress.read, progress.found), (read, 1500));
    });
    assert_eq!((read, all), (1500, true));

    let stop = AtomicBool::new(false);
    let mut read = 0;
    let all = library::read_files(&found, &stop, |files, _| {
        read += files.len();
        stop.store(true, Ordering::Relaxed);
    });
    assert!(!all && (1..1500).contains(&read), "{read} read");
}

// The list of the command line.

fn list(folder: &Path, format: &str) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_copydesk"));
    command.arg("list").arg(folder).args(["--format", format]);
    command.output().unwrap()
}

#[test]
fn the_list_as_json_has_one_object_a_file() {
    let folder = folder(&[
        ("b/one.md", ENTRY.as_bytes()),
        ("a.md", b"caf\xE9"),
        ("c.md", b"---\ntitle: [x]\nslug: 010\n---\n"),
    ]);
    let output = list(folder.path(), "json");
    assert!(output.status.success());
    let rows: Vec<BTreeMap<String, serde_json::Value>> =
        serde_json::from_slice(&output.stdout).unwrap();
    let value = |row: usize, name: &str| rows[row][name].clone();
    assert_eq!(rows.len(), 3);
    assert_eq!(rows[0].len(), 10);
    assert_eq!(value(0, "file"), "a.md");
    assert!(value(0, "error").as_str().unwrap().contains("not UTF-8"));
    assert_eq!(value(0, "title"), serde_json::Value::Null);
    assert_eq!(value(1, "file"), "b/one.md");
    assert_eq!(value(1, "title"), "One");
    assert_eq!(value(1, "words"), 3);
    assert_eq!(value(1, "error"), serde_json::Value::Null);
    assert_eq!(
        (value(2, "title"), value(2, "slug")),
        (serde_json::Value::Null, "010".into())
    );

    let empty = tempdir().unwrap();
    let output = list(empty.path(), "json");
    assert_eq!(
        serde_json::from_slice::<Vec<serde_json::Value>>(&output.stdout)
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn the_list_as_csv_and_as_a_table() {
    let folder = folder(&[
        ("one.md", ENTRY.as_bytes()),
        ("comma, and \"quote\".md", b"---\ntitle: 'a, b'\n---\n"),
    ]);
    let csv = String::from_utf8(list(folder.path(), "csv").stdout).unwrap();
    assert_eq!(
        csv,
        "file,title,slug,pillar,last_reviewed,confidence,words,sections,sources,error\n\
         \"comma, and \"\"quote\"\".md\",\"a, b\",,,,,0,0,0,\n\
         one.md,One,one,Sleep,,,3,1,0,\n"
    );
    let table = String::from_utf8(list(folder.path(), "table").stdout).unwrap();
    assert_eq!(table.lines().count(), 3);
    assert!(table.lines().next().unwrap().starts_with("Title"));
    assert!(table.lines().last().unwrap().ends_with("one.md"));
}

#[test]
fn a_list_of_no_folder_fails_with_a_reason() {
    let folder = tempdir().unwrap();
    let output = list(&folder.path().join("missing"), "json");
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("no such folder") && said.trim_end().ends_with("missing"),
        "{said}"
    );
}

// While the library is open.

/// The background, with a bell that rings after each report.
struct Session {
    background: Background,
    bell: Receiver<()>,
    reports: Vec<Report>,
    /// The person's own folder.
    own: TempDir,
}

impl Session {
    fn start() -> Self {
        let (ring, bell) = channel();
        let wake = move || ring.send(()).unwrap_or_default();
        let own = tempdir().unwrap();
        Self {
            background: Background::start(Some(OwnFolders::below(own.path())), wake).unwrap(),
            bell,
            reports: Vec::new(),
            own,
        }
    }

    fn opened(root: &Path) -> Self {
        let mut session = Self::start();
        session.send(Effect::OpenLibrary {
            root: root.to_path_buf(),
        });
        session.wait(|report| {
            matches!(report, Report::Library(LibraryReport::Opened { .. })).then_some(())
        });
        session
    }

    #[track_caller]
    fn send(&mut self, effect: Effect) {
        assert_eq!(self.background.send(effect), None);
    }

    /// Waits for a report; those before it are passed over. The limit only ends a test that would hang.
    #[track_caller]
    fn wait<T>(&mut self, wanted: impl Fn(&Report) -> Option<T>) -> T {
        loop {
            self.reports.extend(self.background.drain());
            if let Some(at) = self
                .reports
                .iter()
                .position(|report| wanted(report).is_some())
            {
                let report = self.reports.drain(..=at).next_back().unwrap();
                return wanted(&report).unwrap();
            }
            let rung = self.bell.recv_timeout(Duration::from_secs(60));
            let from = std::panic::Location::caller();
            assert!(
                rung.is_ok(),
                "waited in vain at {from}; had {:?}",
                self.reports
            );
        }
    }

    fn write(&mut self, path: &Path, step: u64, text: &str, seen: &str) -> Result<u64, SaveError> {
        self.send(Effect::Write {
            key: EntryKey::new(path.file_name().unwrap()),
            path: path.to_path_buf(),
            step,
            text: text.into(),
            seen: seen.into(),
            how: SaveHow::Replace,
        });
        self.wait(|report| match report {
            Report::Sync(SyncReport::Written { step, .. }) => Some(Ok(*step)),
            Report::Sync(SyncReport::WriteRefused { why, .. }) => Some(Err(why.clone())),
            _ => None,
        })
    }
}

#[test]
fn a_save_in_the_background_keeps_the_text_it_replaces() {
    let folder = folder(&[("sub/a.md", b"one")]);
    let root = true_path(&folder);
    let mut session = Session::opened(&root);
    let key = EntryKey::new("sub/a.md");
    session.send(Effect::Write {
        key: key.clone(),
        path: root.join("sub/a.md"),
        step: 1,
        text: "two".into(),
        seen: "one".into(),
        how: SaveHow::Replace,
    });
    session.send(Effect::KeepVersion {
        root: root.clone(),
        key: key.clone(),
        text: "three".into(),
        why: Why::ClosedUnsaved,
    });
    let own = OwnFolders::below(session.own.path());

    // What was asked for is done before the desk is left.
    drop(session.background);

    let versions = Versions::below(own.versions());
    let listed = versions.list(&root, &key).unwrap();
    let texts = listed.iter().map(|it| versions.text(&root, &key, &it.hash));
    let texts: Vec<_> = texts.map(|text| text.unwrap().to_string()).collect();
    assert_eq!(texts, ["three", "one"]);
    // None of it lies among the content.
    assert!(!root.join("sub/index.jsonl").exists());
    assert_eq!(fs::read_dir(root.join("sub")).unwrap().count(), 1);
}

#[test]
fn without_a_home_a_save_is_done_and_no_version_kept() {
    let folder = folder(&[("a.md", b"one")]);
    let path = true_path(&folder).join("a.md");
    let mut session = Session::start();
    let (ring, bell) = channel();
    let wake = move || ring.send(()).unwrap_or_default();
    (session.background, session.bell) = (Background::start(None, wake).unwrap(), bell);

    session.send(Effect::KeepVersion {
        root: true_path(&folder),
        key: EntryKey::new("a.md"),
        text: "three".into(),
        why: Why::ClosedUnsaved,
    });

    let why = session.wait(|report| match report {
        Report::Version(VersionReport::Refused { why }) => Some(why.clone()),
        _ => None,
    });
    assert_eq!(why, VersionError::NoHome);
    assert_eq!(session.write(&path, 1, "two", "one"), Ok(1));
    assert_eq!(fs::read_to_string(&path).unwrap(), "two");
}

/// The folder's true path, as reports and keys name it.
fn true_path(folder: &TempDir) -> PathBuf {
    fs::canonicalize(folder.path()).unwrap()
}

#[test]
fn a_library_opens_in_the_background_and_a_second_one_takes_its_place() {
    let (first, second) = (
        folder(&[("a.md", b"")]),
        folder(&[("b.md", b""), ("c.md", b"")]),
    );
    let mut session = Session::start();
    for (folder, count) in [(&first, 1), (&second, 2)] {
        let root = true_path(folder);
        session.send(Effect::OpenLibrary {
            root: folder.path().to_path_buf(),
        });
        let read = session.wait(|report| match report {
            Report::Library(LibraryReport::FilesRead {
                root: from, files, ..
            }) if *from == root => Some(files.len()),
            _ => None,
        });
        assert_eq!(read, count);
        session.wait(|report| matches!(report, Report::Library(LibraryReport::Opened { root: opened, stopped: false, .. }) if *opened == root).then_some(()));
    }
    session.send(Effect::OpenLibrary {
        root: first.path().join("missing"),
    });
    let why = session.wait(|report| match report {
        Report::Library(LibraryReport::OpenRefused(failed)) => Some(failed.why.clone()),
        _ => None,
    });
    assert_eq!(why, FolderError::Missing);
}

#[test]
fn writes_are_done_in_order_and_reported_by_their_step() {
    let folder = folder(&[("a.md", b"0")]);
    let path = true_path(&folder).join("a.md");
    let mut session = Session::opened(folder.path());
    assert_eq!(session.write(&path, 1, "1", "0"), Ok(1));
    assert_eq!(session.write(&path, 2, "2", "1"), Ok(2));
    let now = Ok(Arc::from("2"));
    let refused = session.write(&path, 3, "3", "1");
    assert_eq!(refused, Err(SaveError::ChangedOnDisk { now }));
    let plan = FaultPlan::below(folder.path(), 0, 1, Fault::DiskFull);
    assert_eq!(session.write(&path, 4, "4", "2"), Err(SaveError::DiskFull));
    drop(plan);
    assert_eq!(fs::read(&path).unwrap(), b"2");
    // What was asked for is written although the session ends.
    session.background.send(Effect::Create {
        key: EntryKey::new("new.md"),
        path: path.with_file_name("new.md"),
        step: 5,
        text: "new".into(),
    });
    drop(session);
    assert_eq!(fs::read(path.with_file_name("new.md")).unwrap(), b"new");
}

#[test]
fn changes_by_others_are_reported_and_our_own_are_not() {
    let folder = folder(&[("a.md", b"0"), ("b.md", b"0"), (".gitignore", b"no-*\n")]);
    let root = true_path(&folder);
    let mut session = Session::opened(folder.path());
    // Nothing of this is news: our own save, the same bytes again, a hidden and an ignored file.
    assert_eq!(session.write(&root.join("a.md"), 1, "1", "0"), Ok(1));
    fs::write(root.join("b.md"), "0").unwrap();
    fs::write(root.join(".hidden.md"), "x").unwrap();
    fs::write(root.join("no-entry.md"), "x").unwrap();
    // This is.
    fs::write(root.join("a.md"), "theirs").unwrap();
    let news = |report: &Report| match report {
        Report::Sync(SyncReport::ChangedOnDisk { key, content }) => {
            Some(format!("changed {} {:?}", key.file(), content.text()))
        }
        Report::Sync(SyncReport::Removed { key }) => Some(format!("removed {}", key.file())),
        Report::Sync(SyncReport::Added(file)) => Some(format!("added {}", file.key.file())),
        Report::Sync(SyncReport::NotWatching { reason, .. }) => {
            panic!("watching is not possible here: {reason}")
        }
        _ => None,
    };
    assert_eq!(session.wait(news), "changed a.md Some(\"theirs\")");
    fs::rename(root.join("b.md"), root.join("c.md")).unwrap();
    assert_eq!(session.wait(news), "removed b.md");
    assert_eq!(session.wait(news), "added c.md");
    fs::create_dir(root.join("sub")).unwrap();
    fs::write(root.join("sub/d.md"), "d").unwrap();
    assert_eq!(session.wait(news), "added sub/d.md");
    fs::write(root.join("sub/d.md"), b"caf\xE9").unwrap();
    assert_eq!(session.wait(news), "changed sub/d.md None");
    fs::remove_dir_all(root.join("sub")).unwrap();
    assert_eq!(session.wait(news), "removed sub/d.md");
    fs::create_dir(root.join("sub")).unwrap();
    fs::write(root.join("sub/e.md"), "e").unwrap();
    assert_eq!(session.wait(news), "added sub/e.md");
    fs::write(root.join("sub/e.md"), "e2").unwrap();
    assert_eq!(session.wait(news), "changed sub/e.md Some(\"e2\")");
}

#[test]
fn words_and_terms_are_told_of_when_another_program_writes_them() {
    for name in ["words.txt", "terms.csv"] {
        let folder = folder(&[("a.md", b"A.\n"), (".copydesk/words.txt", b"tea\n")]);
        let root = true_path(&folder);
        let mut session = Session::opened(&root);
        fs::write(root.join(".copydesk").join(name), "preferred\niron\n").unwrap();
        session.wait(|report| {
            let wanted = FindingReport::WordsChanged { root: root.clone() };
            (*report == Report::Finding(wanted)).then_some(())
        });
    }
}

#[test]
fn a_job_that_meets_a_mistake_is_reported_and_the_next_one_runs() {
    let mut session = Session::start();
    session
        .background
        .call("a dialog", || panic!("a mistake, on purpose"));
    let what = session.wait(|report| match report {
        Report::Broken { what } => Some(what.clone()),
        _ => None,
    });
    assert_eq!(what, "a dialog");
    let waited = Duration::ZERO;
    let picked = Report::Library(LibraryReport::FolderPicked {
        folder: None,
        waited,
    });
    session.background.call("a dialog", move || picked);
    session.wait(|report| {
        matches!(report, Report::Library(LibraryReport::FolderPicked { .. })).then_some(())
    });
    assert_eq!(
        session.background.send(Effect::PickFolder),
        Some(Effect::PickFolder)
    );
}

#[test]
fn pictures_are_decoded_within_limits() {
    let folder = folder(&[("a.png", &tiny_png(2, 3)), ("bad.png", b"no picture")]);
    let outside = self::folder(&[("b.png", &tiny_png(1, 1))]);
    // A picture that claims 100,000 × 100,000 dots is refused before any memory is asked for.
    fs::write(
        folder.path().join("bomb.png"),
        tiny_png_header(100_000, 100_000),
    )
    .unwrap();
    let mut session = Session::start();
    let mut load = |path: PathBuf| {
        let within = folder.path().to_path_buf();
        session.send(Effect::LoadImage {
            key: EntryKey::new("a.md"),
            target: "a.png".into(),
            path,
            within,
        });
        session.wait(|report| match report {
            Report::Image { result, .. } => Some(result.clone()),
            _ => None,
        })
    };
    let picture = load(folder.path().join("a.png")).unwrap();
    assert_eq!(
        (picture.width, picture.height, picture.rgba.len()),
        (2, 3, 24)
    );
    assert!(matches!(
        load(folder.path().join("bad.png")),
        Err(PictureError::NotAPicture(_))
    ));
    let (width, height) = (100_000, 100_000);
    let bomb = load(folder.path().join("bomb.png"));
    assert_eq!(bomb, Err(PictureError::TooManyDots { width, height }));
    assert_eq!(
        load(outside.path().join("b.png")),
        Err(PictureError::Elsewhere)
    );
    let missing = load(folder.path().join("missing.png"));
    assert_eq!(missing, Err(PictureError::Unreadable(ReadError::Gone)));
}

fn tiny_png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = std::io::Cursor::new(Vec::new());
    let picture = image::RgbaImage::new(width, height);
    picture
        .write_to(&mut bytes, image::ImageFormat::Png)
        .unwrap();
    bytes.into_inner()
}

fn tiny_png_header(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = tiny_png(1, 1);
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    let check = crc32(&bytes[12..29]);
    bytes[29..33].copy_from_slice(&check.to_be_bytes());
    bytes
}

fn crc32(bytes: &[u8]) -> u32 {
    let step = |crc: u32| {
        if crc & 1 == 1 {
            (crc >> 1) ^ 0xEDB8_8320
        } else {
            crc >> 1
        }
    };
    !bytes.iter().fold(u32::MAX, |crc, &byte| {
        (0..8).fold(crc ^ u32::from(byte), |crc, _| step(crc))
    })
}

#[test]
fn settings_come_back_and_a_bad_file_costs_little() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("settings.json");
    assert_eq!(load_settings(&file), (Settings::default(), None));

    let settings = Settings {
        theme: Theme::Dark,
        library_width: 333.0,
        ..Settings::default()
    };
    let mut session = Session::start();
    session.send(Effect::SaveSettings {
        path: file.clone(),
        text: settings_text(&settings),
    });
    drop(session);
    assert_eq!(load_settings(&file), (settings, None));

    fs::write(
        &file,
        r#"{"theme": "mauve", "text_size": 9000, "last_folder": "/x", "from_the_future": 1}"#,
    )
    .unwrap();
    let (read, note) = load_settings(&file);
    let read = read.kept_usable();
    assert_eq!((read.theme, read.text_size), (Theme::System, 1.0));
    assert_eq!(read.last_folder.as_deref(), Some(Path::new("/x")));
    assert!(note.unwrap().contains("theme"));

    fs::write(&file, r#"{"window": [1e30, 5], "library_width": -5}"#).unwrap();
    let read = load_settings(&file).0.kept_usable();
    assert_eq!(read, Settings::default());

    for bad in [&b"not json"[..], b"[1]", b"\xFF\xFE"] {
        fs::write(&file, bad).unwrap();
        let (read, note) = load_settings(&file);
        assert_eq!((read, note.is_some()), (Settings::default(), true));
    }
}

#[test]
fn a_list_of_withdrawn_works_is_read_from_an_ordinary_file_that_is_not_too_large() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("withdrawn.csv");
    assert_eq!(Withdrawn::open(&path), Ok(None));
    fs::write(&path, "pmid\n11\n").expect("written");
    let list = Withdrawn::open(&path).expect("readable").expect("there");
    assert!(list.of(Some("11"), None).is_some());
    assert_eq!(list.to_string(), "List of withdrawn works, 1 work");
    assert_eq!(
        Withdrawn::open(folder.path()),
        Err(WithdrawnListError::Unreadable(ReadError::NotAFile))
    );
    let file = fs::File::create(&path).expect("made");
    file.set_len(200 * 1024 * 1024).expect("a hole");
    let why = Withdrawn::open(&path).expect_err("too large");
    assert_eq!(
        why.to_string(),
        "It is too large (200 MB; the limit is 128 MB)"
    );
}

#[test]
fn a_list_is_as_old_as_its_newest_entry_wherever_its_file_comes_from() {
    let folder = tempfile::tempdir().expect("a folder");
    let from = folder.path().join("mine.csv");
    let table = "pmid,date\n11,2020-09-13\n12,2021-05-03\n13,\n";
    fs::write(&from, table).expect("written");
    let root = folder.path().join("library");
    fs::create_dir(&root).expect("a library");
    withdrawn::keep(&from, &root).expect("kept");
    for path in [from, withdrawn::place(&root)] {
        let list = Withdrawn::open(&path).expect("readable").expect("there");
        assert_eq!(
            list.to_string(),
            "List of withdrawn works of 3 May 2021, 3 works"
        );
    }
}
