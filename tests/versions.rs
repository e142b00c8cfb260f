//! The store of earlier versions, in real folders: what it keeps, what it survives, what it lets go of.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use copydesk::library::versions::{Limits, TextHash, Version, VersionError, Versions, Why};
use copydesk::library::{EntryKey, disk};
use jiff::{SignedDuration, Timestamp};
use tempfile::{TempDir, tempdir};

/// Everything is kept.
const FOR_EVER: Limits = Limits {
    days: None,
    bytes: u64::MAX,
};
const MONTH: Limits = Limits {
    days: Some(31),
    bytes: u64::MAX,
};

struct Store {
    folder: TempDir,
    versions: Versions,
}

impl Store {
    fn new() -> Self {
        let folder = tempdir().unwrap();
        let versions = Versions::below(folder.path().join("versions"));
        Self { folder, versions }
    }

    fn keep(&self, file: &str, text: &str, days_ago: i64) {
        self.keep_for(file, text, Why::SavedOver, days_ago);
    }

    #[track_caller]
    fn keep_for(&self, file: &str, text: &str, why: Why, days_ago: i64) {
        let key = EntryKey::new(file);
        let kept = self.versions.keep(root(), &key, text, why, day(days_ago));
        assert_eq!(kept, Ok(()));
    }

    fn list(&self, file: &str) -> Vec<Version> {
        self.versions.list(root(), &EntryKey::new(file)).unwrap()
    }

    fn text(&self, file: &str, version: &Version) -> Result<Arc<str>, disk::ReadError> {
        self.versions
            .text(root(), &EntryKey::new(file), &version.hash)
    }

    /// The texts, newest first.
    fn texts(&self, file: &str) -> Vec<String> {
        let listed = self.list(file);
        let texts = listed.iter().map(|it| self.text(file, it).unwrap());
        texts.map(|text| text.to_string()).collect()
    }

    /// The folder of the one entry that has versions.
    fn shelf(&self) -> PathBuf {
        let index = self
            .files()
            .into_iter()
            .find(|it| it.ends_with("index.jsonl"));
        index.unwrap().parent().unwrap().to_path_buf()
    }

    fn files(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        let mut folders = vec![self.folder.path().to_path_buf()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    files.push(path);
                }
            }
        }
        files.sort();
        files
    }
}

fn root() -> &'static Path {
    Path::new("/somewhere/library")
}

fn now() -> Timestamp {
    "2026-11-24T13:30:00Z".parse().unwrap()
}

fn day(days_ago: i64) -> Timestamp {
    now() - SignedDuration::from_hours(24 * days_ago)
}

#[test]
fn versions_come_back_newest_first_byte_for_byte() {
    let store = Store::new();
    let texts = [
        "",
        "\u{feff}---\r\na: 1\r\n",
        "no end",
        "ends\n\n",
        "nul\0 and é",
    ];
    for (number, text) in texts.iter().enumerate() {
        store.keep("a.md", text, 10 - number as i64);
    }

    let mut listed = store.texts("a.md");
    listed.reverse();
    assert_eq!(listed, texts);
    let newest = &store.list("a.md")[0];
    assert_eq!((newest.at, newest.why), (day(6), Why::SavedOver));
    assert_eq!((newest.length, newest.file.as_str()), (11, "a.md"));
    assert!(store.list("b.md").is_empty());
}

#[test]
fn entries_and_libraries_do_not_mix_whatever_their_names() {
    let store = Store::new();
    let long = "long/".repeat(40) + "entry.md";
    let names = [
        "a b.md", "a-b.md", "ab.md", "x/ab.md", "ÄÖ.md", "ab.txt", "..md", &long,
    ];
    for name in names {
        store.keep(name, name, 1);
    }
    for name in names {
        assert_eq!(store.texts(name), [name]);
    }
    let elsewhere = Path::new("/elsewhere/library");
    let there = store.versions.list(elsewhere, &EntryKey::new("ab.md"));
    assert_eq!(there, Ok(Vec::new()));
    // Nothing lies outside the store's folder.
    assert!(
        store
            .files()
            .iter()
            .all(|it| it.starts_with(store.folder.path()))
    );
}

#[test]
fn a_text_that_comes_again_is_a_version_and_takes_no_room() {
    let store = Store::new();
    for (text, days) in [("one", 5), ("two", 4), ("one", 3)] {
        store.keep("a.md", text, days);
    }
    assert_eq!(store.texts("a.md"), ["one", "two", "one"]);
    let texts = store.files();
    let texts = texts
        .iter()
        .filter(|it| it.to_string_lossy().ends_with(".gz"));
    assert_eq!(texts.count(), 2);
}

#[test]
fn a_save_tried_again_keeps_its_version_once() {
    let store = Store::new();
    store.keep("a.md", "one", 2);
    store.keep("a.md", "one", 1);
    assert_eq!(store.list("a.md").len(), 1);
    // For another reason it is another version.
    store.keep_for("a.md", "one", Why::ClosedUnsaved, 1);
    assert_eq!(store.list("a.md").len(), 2);
}

#[test]
fn an_index_cut_at_any_byte_costs_no_text_and_takes_new_lines() {
    let store = Store::new();
    store.keep("a.md", "one", 3);
    store.keep("a.md", "two", 2);
    let index = store.shelf().join("index.jsonl");
    let whole = fs::read(&index).unwrap();
    for end in 0..=whole.len() {
        fs::write(&index, &whole[..end]).unwrap();
        let mut texts = store.texts("a.md");
        texts.sort();
        assert_eq!(texts, ["one", "two"], "cut at {end}");
        store.keep("a.md", "three", 1);
        assert_eq!(store.list("a.md").len(), 3, "cut at {end}");
        assert!(
            store
                .list("a.md")
                .iter()
                .any(|it| it.why == Why::SavedOver && it.at == day(1)),
            "cut at {end}"
        );
        fs::remove_file(
            store
                .shelf()
                .join(format!("{}.md.gz", TextHash::of("three").as_str())),
        )
        .unwrap();
    }
}

#[test]
fn noise_in_an_index_is_passed_over() {
    let store = Store::new();
    store.keep("a.md", "one", 3);
    let index = store.shelf().join("index.jsonl");
    let mut bytes = b"<<<<<<< mine\n\xff\xfe\n{}\n[1]\n{\"time\":\"never\"}\n".to_vec();
    let evil =
        r#"{"time":"2026-01-01T00:00:00Z","hash":"../../../../etc/passwd","why":"saved_over"}"#;
    bytes.extend(evil.bytes().chain(*b"\n"));
    bytes.extend(fs::read(&index).unwrap());
    // A reason of a later version of the program.
    let later = String::from_utf8(fs::read(&index).unwrap()).unwrap();
    bytes.extend(later.replace("saved_over", "blessed").bytes());
    fs::write(&index, bytes).unwrap();

    let why: Vec<Why> = store.list("a.md").iter().map(|it| it.why).collect();
    assert_eq!(why, [Why::Unknown, Why::SavedOver]);
}

#[test]
fn a_missing_text_is_not_offered_and_a_damaged_one_says_so_until_it_is_kept_again() {
    let store = Store::new();
    store.keep("a.md", "one", 3);
    store.keep("a.md", "two", 2);
    let place = |text| {
        store
            .shelf()
            .join(format!("{}.md.gz", TextHash::of(text).as_str()))
    };
    fs::remove_file(place("one")).unwrap();
    assert_eq!(store.texts("a.md"), ["two"]);
    let good = fs::read(place("two")).unwrap();
    for end in 0..good.len() {
        fs::write(place("two"), &good[..end]).unwrap();
        let listed = store.list("a.md");
        assert!(store.text("a.md", &listed[0]).is_err(), "cut at {end}");
    }

    store.keep("a.md", "two", 1);

    assert_eq!(store.texts("a.md"), ["two"]);
}

#[test]
fn two_programs_that_write_at_once_lose_nothing() {
    let store = Store::new();
    std::thread::scope(|scope| {
        for program in 0..4 {
            let store = &store;
            scope.spawn(move || {
                for number in 0..25 {
                    store.keep("a.md", &format!("{program} {number}"), 1);
                    if number % 10 == 0 {
                        store.versions.prune(MONTH, now()).unwrap();
                    }
                }
            });
        }
    });
    assert_eq!(store.list("a.md").len(), 100);
    assert_eq!(store.texts("a.md").len(), 100);
}

#[test]
fn a_renamed_entry_takes_its_versions_along_and_back() {
    let store = Store::new();
    let key = EntryKey::new;
    store.keep("old.md", "one", 3);
    store
        .versions
        .moved(root(), &key("old.md"), &key("sub/new.md"))
        .unwrap();
    assert_eq!(store.texts("sub/new.md"), ["one"]);
    assert!(store.list("old.md").is_empty());
    store.keep("sub/new.md", "two", 2);
    // Another entry was made under the old name meanwhile.
    store.keep("old.md", "three", 1);

    store
        .versions
        .moved(root(), &key("sub/new.md"), &key("old.md"))
        .unwrap();

    assert_eq!(store.texts("old.md"), ["three", "two", "one"]);
    assert!(store.list("sub/new.md").is_empty());
    store
        .versions
        .moved(root(), &key("none.md"), &key("a.md"))
        .unwrap();
    assert!(store.list("a.md").is_empty());
}

#[test]
fn what_is_too_old_goes_but_never_the_newest() {
    let store = Store::new();
    for (text, days) in [("one", 90), ("two", 60), ("three", 40)] {
        store.keep("a.md", text, days);
    }
    store.keep("b.md", "four", 32);
    store.keep("b.md", "five", 30);
    store.versions.prune(FOR_EVER, now()).unwrap();
    assert_eq!(store.list("a.md").len(), 3);

    store.versions.prune(MONTH, now()).unwrap();

    assert_eq!(store.texts("a.md"), ["three"]);
    assert_eq!(store.texts("b.md"), ["five"]);
}

#[test]
fn what_was_put_aside_stays_thirty_days_whatever_the_limits() {
    let store = Store::new();
    let tight = Limits {
        days: Some(1),
        bytes: 1,
    };
    store.keep_for("a.md", "long ago", Why::ClosedUnsaved, 31);
    store.keep_for("a.md", "put aside", Why::Merged, 29);
    store.keep("a.md", "saved over", 28);
    store.keep("a.md", "newest", 27);

    store.versions.prune(tight, now()).unwrap();

    assert_eq!(store.texts("a.md"), ["newest", "put aside"]);
}

#[test]
fn a_store_that_is_too_large_lets_the_oldest_go_first() {
    let store = Store::new();
    for number in 0..40 {
        // Two entries, turn by turn; the texts can't be packed into much less.
        let text: String = (0..400)
            .map(|at| TextHash::of(&format!("{number} {at}")).as_str().to_string())
            .collect();
        store.keep(["a.md", "b.md"][number % 2], &text, 40 - number as i64);
    }
    let all = store.versions.prune(FOR_EVER, now()).unwrap();
    let half = Limits {
        days: None,
        bytes: all / 2,
    };

    let kept = store.versions.prune(half, now()).unwrap();

    assert!(
        kept <= half.bytes && kept > half.bytes * 9 / 10,
        "{kept} of {all}"
    );
    let on_disk = store
        .files()
        .into_iter()
        .filter(|it| it.to_string_lossy().ends_with(".gz"));
    let on_disk: u64 = on_disk.map(|it| fs::metadata(it).unwrap().len()).sum();
    assert_eq!(on_disk, kept);
    let oldest = |file| store.list(file).last().unwrap().at;
    assert!(oldest("a.md") >= day(21) && oldest("b.md") >= day(21));
    assert_eq!(store.list("a.md").len(), 10);
}

#[test]
fn a_clock_that_goes_back_costs_no_version() {
    let store = Store::new();
    store.keep("a.md", "one", 2);
    // The machine wakes in 1970, then in the future, then knows the time again.
    let key = EntryKey::new("a.md");
    for (text, at) in [
        ("two", "1970-01-01T00:00:05Z"),
        ("three", "2199-01-01T00:00:00Z"),
    ] {
        let at = at.parse().unwrap();
        store
            .versions
            .keep(root(), &key, text, Why::SavedOver, at)
            .unwrap();
    }
    store.keep("a.md", "four", 0);

    store.versions.prune(MONTH, now()).unwrap();
    store.versions.prune(MONTH, Timestamp::UNIX_EPOCH).unwrap();

    assert_eq!(store.texts("a.md"), ["four", "three", "two", "one"]);
}

#[test]
fn letting_go_clears_lines_without_texts_away() {
    let store = Store::new();
    store.keep("a.md", "one", 3);
    store.keep("a.md", "two", 2);
    let index = store.shelf().join("index.jsonl");
    let mut bytes = fs::read(&index).unwrap();
    bytes.extend(*b"noise\n");
    fs::write(&index, bytes).unwrap();
    fs::remove_file(
        store
            .shelf()
            .join(format!("{}.md.gz", TextHash::of("one").as_str())),
    )
    .unwrap();

    store.versions.prune(MONTH, now()).unwrap();

    let left = fs::read_to_string(&index).unwrap();
    assert_eq!(left.lines().count(), 1, "{left}");
    assert_eq!(store.texts("a.md"), ["two"]);
}

#[cfg(unix)]
#[test]
fn a_store_that_takes_nothing_says_why() {
    use std::os::unix::fs::PermissionsExt;
    let store = Store::new();
    store.keep("a.md", "one", 3);
    let kept = |text: &str| {
        let key = EntryKey::new("a.md");
        store
            .versions
            .keep(root(), &key, text, Why::SavedOver, now())
    };
    let plan = disk::FaultPlan::below(store.folder.path(), 0, 1, disk::Fault::DiskFull);
    assert_eq!(kept("two"), Err(VersionError::DiskFull));
    drop(plan);
    assert_eq!(store.texts("a.md"), ["one"]);
    let before = store.files();
    fs::set_permissions(store.shelf(), fs::Permissions::from_mode(0o500)).unwrap();
    let refused = kept("two");
    fs::set_permissions(store.shelf(), fs::Permissions::from_mode(0o700)).unwrap();
    // Whoever may write anywhere is not refused.
    if refused.is_err() {
        assert_eq!(refused, Err(VersionError::NotAllowed));
        assert_eq!(store.files(), before);
    }
    // The folder of the store is a file.
    let file = store.folder.path().join("file");
    fs::write(&file, "").unwrap();
    let versions = Versions::below(file);
    let key = EntryKey::new("a.md");
    let refused = versions.keep(root(), &key, "one", Why::SavedOver, now());
    assert!(
        matches!(refused, Err(VersionError::Failed(_))),
        "{refused:?}"
    );
    assert!(versions.list(root(), &key).is_err());
}

#[test]
fn what_was_signed_off_is_never_let_go_of_by_age_or_by_size() {
    let store = Store::new();
    store.keep_for("a.md", "signed", Why::SignedOff, 4_000);
    store.keep("a.md", "saved over", 3_900);
    store.keep_for("a.md", "put aside", Why::Merged, 3_800);
    store.keep("a.md", "newest", 1);
    let nothing = Limits {
        days: Some(1),
        bytes: 0,
    };
    store.versions.prune(nothing, day(0)).unwrap();
    assert_eq!(store.texts("a.md"), ["newest", "signed"]);
    let listed = store.list("a.md");
    assert_eq!(listed.last().map(|it| it.why), Some(Why::SignedOff));
    assert_eq!(Why::SignedOff.label(), "Signed off");
    // The same text saved over later is signed off still.
    store.keep("a.md", "signed", 0);
    store.keep("a.md", "another", 0);
    store.versions.prune(nothing, day(-300)).unwrap();
    assert!(store.texts("a.md").contains(&"signed".to_owned()));
}
