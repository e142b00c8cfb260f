//! The journal on a real disk: what is kept, what is offered after the end of a program, and what damage does to it.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use copydesk::background::Background;
use copydesk::desk::{Effect, Report, SyncReport, VersionReport};
use copydesk::library::journal::{Journal, Unsaved, UnsavedDraft};
use copydesk::library::versions::TextHash;
use copydesk::library::{
    Content, EntryKey, FinishedRecords, PendingRecord, PendingRecords, ReadError,
};
use copydesk::settings::OwnFolders;
use jiff::Timestamp;
use tempfile::TempDir;

const SAVED: &str = "# Tea\n\nTea binds iron.\n";
const TYPED: &str = "# Tea\n\nTea – by its tannins – binds iron.\n";

/// A library with `tea.md`, and a home for journals.
struct Place {
    folder: TempDir,
    root: PathBuf,
    own: OwnFolders,
}

impl Place {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().canonicalize().unwrap().join("library");
        fs::create_dir(&root).unwrap();
        fs::write(root.join("tea.md"), SAVED).unwrap();
        let own = OwnFolders::below(folder.path());
        Self { folder, root, own }
    }

    fn journal(&self) -> Journal {
        Journal::new(self.own.journal())
    }

    fn unsaved(&self, name: &str, text: &str) -> Unsaved {
        Unsaved {
            root: self.root.clone(),
            key: EntryKey::new(name),
            path: self.root.join(name),
            text: text.into(),
            seen: SAVED.into(),
        }
    }

    /// A session that typed and was killed.
    fn a_session_dies(&self, name: &str, text: &str, at: &str) {
        let mut journal = self.journal();
        journal
            .put(&self.unsaved(name, text), time(at), true)
            .unwrap();
    }

    fn found(&self) -> Vec<UnsavedDraft> {
        self.journal().unsaved_drafts(&self.root).unwrap()
    }

    /// Every file of a journal.
    fn files(&self) -> Vec<PathBuf> {
        let home = self.own.journal();
        let sessions = fs::read_dir(home).into_iter().flatten();
        let sessions = sessions
            .map(|it| it.unwrap().path())
            .filter(|it| it.is_dir());
        let files = sessions.flat_map(|it| fs::read_dir(it).unwrap());
        files.map(|it| it.unwrap().path()).collect()
    }

    /// Nothing at all is left of any journal.
    fn is_without_journal(&self) -> bool {
        fs::read_dir(self.own.journal()).is_ok_and(|mut it| it.next().is_none())
    }
}

fn time(at: &str) -> Timestamp {
    at.parse().unwrap()
}

const NOON: &str = "2026-11-24T12:00:00Z";

fn texts(found: &[UnsavedDraft]) -> Vec<&str> {
    found.iter().map(|it| &*it.text).collect()
}

#[test]
fn what_a_dead_session_left_is_offered_with_what_the_file_holds() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);

    let found = place.found();
    assert_eq!(texts(&found), [TYPED]);
    let left = &found[0];
    assert_eq!(left.key, Some(EntryKey::new("tea.md")));
    assert_eq!(left.at, Some(time(NOON)));
    assert_eq!(left.seen.as_deref(), Some(SAVED));
    assert_eq!(left.now, Content::Text(SAVED.into()));
    assert!(!left.is_damaged);
    assert!(!left.is_changed_since());

    assert_eq!(
        texts(&place.found()),
        [TYPED],
        "not answered, it stays for the next time"
    );
}

#[test]
fn a_text_that_was_saved_after_all_is_not_offered_and_goes() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    fs::write(place.root.join("tea.md"), TYPED).unwrap();

    let mut journal = place.journal();
    assert_eq!(journal.unsaved_drafts(&place.root).unwrap(), []);
    journal.close().unwrap();
    assert!(place.is_without_journal());
}

#[test]
fn the_latest_text_takes_the_place_of_the_one_before_and_a_saved_one_goes() {
    let place = Place::new();
    let mut journal = place.journal();
    for text in ["a", "ab", "abc"] {
        journal
            .put(&place.unsaved("tea.md", text), time(NOON), true)
            .unwrap();
    }
    journal
        .put(&place.unsaved("milk.md", "b"), time(NOON), false)
        .unwrap();
    assert!(!journal.flush_next().unwrap());
    assert_eq!(place.files().len(), 2);
    journal.forget(&place.root.join("milk.md")).unwrap();
    drop(journal);
    assert_eq!(texts(&place.found()), ["abc"]);
}

#[test]
fn the_journal_of_a_session_that_lives_is_neither_offered_nor_removed() {
    let place = Place::new();
    let mut first = place.journal();
    first
        .put(&place.unsaved("tea.md", TYPED), time(NOON), true)
        .unwrap();

    let mut second = place.journal();
    assert_eq!(second.unsaved_drafts(&place.root).unwrap(), []);
    second
        .put(&place.unsaved("milk.md", "b"), time(NOON), true)
        .unwrap();
    second.forget(&place.root.join("milk.md")).unwrap();
    second.close().unwrap();

    drop(first);
    assert_eq!(texts(&place.found()), [TYPED]);
}

#[test]
fn what_one_window_offers_another_does_not() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let mut first = place.journal();
    assert_eq!(first.unsaved_drafts(&place.root).unwrap().len(), 1);
    assert_eq!(place.found(), []);
    assert_eq!(
        first.unsaved_drafts(&place.root).unwrap().len(),
        1,
        "opened again, it still does"
    );
}

#[test]
fn two_texts_of_one_entry_are_both_offered_the_newest_first() {
    let place = Place::new();
    place.a_session_dies("tea.md", "older", "2026-11-23T12:00:00Z");
    place.a_session_dies("tea.md", "newer", NOON);
    place.a_session_dies("tea.md", "newer", NOON);
    assert_eq!(
        texts(&place.found()),
        ["newer", "older"],
        "the same text twice is one"
    );
}

#[test]
fn a_clock_that_goes_back_loses_no_text() {
    let place = Place::new();
    place.a_session_dies("tea.md", "typed first", "2090-01-01T00:00:00Z");
    place.a_session_dies("tea.md", "typed second", "1970-01-01T00:00:00Z");
    let mut found = texts(&place.found()).join(", ");
    assert_eq!(found, "typed first, typed second");

    // Within a session the latest text counts, whatever the clock says.
    let mut journal = place.journal();
    journal
        .put(&place.unsaved("milk.md", "one"), time(NOON), true)
        .unwrap();
    journal
        .put(
            &place.unsaved("milk.md", "two"),
            time("1999-01-01T00:00:00Z"),
            true,
        )
        .unwrap();
    drop(journal);
    found = texts(&place.found()).join(", ");
    assert_eq!(found, "two, typed first, typed second");
}

#[test]
fn an_entry_whose_file_is_gone_or_can_not_be_read_is_offered() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    fs::remove_file(place.root.join("tea.md")).unwrap();
    assert_eq!(place.found()[0].now, Content::Unreadable(ReadError::Gone));

    fs::create_dir(place.root.join("tea.md")).unwrap();
    assert_eq!(
        place.found()[0].now,
        Content::Unreadable(ReadError::NotAFile)
    );
    fs::remove_dir(place.root.join("tea.md")).unwrap();

    fs::write(place.root.join("tea.md"), b"\xFF\x00noise\x80").unwrap();
    let found = place.found();
    assert!(matches!(
        found[0].now,
        Content::Unreadable(ReadError::NotUtf8 { .. })
    ));
    assert!(found[0].is_changed_since());
    assert_eq!(texts(&found), [TYPED]);
}

#[test]
fn a_file_that_changed_since_is_said_to_have() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    fs::write(
        place.root.join("tea.md"),
        "# Tea\n\nSomebody else was here.\n",
    )
    .unwrap();
    let found = place.found();
    assert!(found[0].is_changed_since());
    assert_eq!(
        found[0].seen.as_deref(),
        Some(SAVED),
        "what to compare both with"
    );
}

#[test]
fn a_library_that_was_moved_finds_its_texts() {
    let mut place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let moved = place.folder.path().canonicalize().unwrap().join("archive");
    fs::rename(&place.root, &moved).unwrap();
    place.root = moved;
    assert_eq!(texts(&place.found()), [TYPED]);
}

#[test]
fn another_library_is_offered_nothing_of_this_one() {
    let mut place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let other = place.root.with_file_name("other");
    fs::create_dir(&other).unwrap();
    fs::write(other.join("tea.md"), SAVED).unwrap();
    let first = std::mem::replace(&mut place.root, other);
    assert_eq!(place.found(), [], "its own library is still there");
    place.root = first;
    assert_eq!(texts(&place.found()), [TYPED]);
}

#[test]
fn a_journal_cut_off_at_any_byte_is_offered_as_far_as_it_can_be_read_and_as_damaged() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let file = place.files().remove(0);
    let whole = fs::read(&file).unwrap();
    let text_at = whole.iter().position(|&byte| byte == b'\n').unwrap() + 1;
    let seen_at = text_at + TYPED.len();
    for cut in 0..whole.len() {
        fs::write(&file, &whole[..cut]).unwrap();
        let found = place.found();
        if cut <= text_at {
            // The header alone, or a part of it: there is nothing of the text, and that is told.
            assert_eq!(found.len(), 1, "cut at {cut}");
            assert!(found[0].is_unreadable() && !found[0].can_be_restored());
            assert_eq!(found[0].file, file);
            assert!(found[0].at.is_some(), "by the header, or by the disk");
        } else {
            let left = &found[0];
            assert_eq!(left.is_damaged, cut < seen_at, "cut at {cut}");
            let readable = String::from_utf8_lossy(&whole[text_at..cut.min(seen_at)]);
            assert_eq!(*left.text, *readable, "cut at {cut}");
            assert_eq!(left.seen, None, "cut at {cut}");
        }
        assert!(
            file.exists(),
            "nothing damaged is taken away (cut at {cut})"
        );
    }
}

#[test]
fn a_journal_with_other_bytes_in_it_is_offered_as_damaged() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let file = place.files().remove(0);
    let whole = fs::read(&file).unwrap();
    for at in 0..whole.len() {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        fs::write(&file, &bytes).unwrap();
        for left in place.found() {
            let is_the_text = *left.text == *TYPED;
            assert!(is_the_text || left.is_damaged, "byte {at}: {:?}", left.text);
            let seen = left.seen.as_deref();
            assert!(seen.is_none() || seen == Some(SAVED), "byte {at}: {seen:?}");
        }
    }
}

#[test]
fn two_journals_of_which_nothing_can_be_read_are_told_each_and_go_only_when_asked() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    place.a_session_dies("tea.md", "Other.\n", NOON);
    let files = place.files();
    for file in &files {
        fs::write(file, "\0\0\n\n").unwrap();
    }
    let mut journal = Journal::new(place.own.journal());
    let found = journal.unsaved_drafts(&place.root).unwrap();
    let told: Vec<_> = found.iter().map(|left| left.file.clone()).collect();
    assert_eq!((told.len(), files.len()), (2, 2));
    assert!(found.iter().all(UnsavedDraft::is_unreadable), "{found:?}");
    journal.settle(&told[0]).unwrap();
    journal.close().unwrap();
    assert_eq!(place.files(), [told[1].clone()]);
}

#[test]
fn a_journal_that_names_a_file_outside_the_library_has_no_entry() {
    let place = Place::new();
    for name in ["../secret.md", "/etc/passwd", ""] {
        place.a_session_dies(name, TYPED, NOON);
    }
    let found = place.found();
    assert_eq!(found.len(), 3);
    assert!(found.iter().all(|it| it.key.is_none() && it.is_damaged));
}

// ------------------------------------------------------------------------------------------------ the journal's thread

struct Running {
    background: Background,
}

impl Running {
    fn at(place: &Place) -> Self {
        Self {
            background: Background::start(Some(place.own.clone()), || ()).unwrap(),
        }
    }

    #[track_caller]
    fn types(&self, place: &Place, text: &str) {
        let effect = Effect::Journal(place.unsaved("tea.md", text));
        assert_eq!(self.background.send(effect), None);
    }

    #[track_caller]
    fn hears<T>(&self, wanted: impl Fn(Report) -> Option<T>) -> Option<T> {
        until(|| self.background.drain().into_iter().find_map(&wanted))
    }
}

fn until<T>(mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(20) {
        if let Some(seen) = look() {
            return Some(seen);
        }
        std::thread::sleep(Duration::from_millis(5));
    }
    None
}

/// The text in the only journal there is, as it would be read after the end of the program.
fn kept(place: &Place) -> Option<String> {
    let bytes = fs::read(place.files().first()?).ok()?;
    let text_at = bytes.iter().position(|&byte| byte == b'\n')? + 1;
    let text = String::from_utf8(bytes[text_at..].to_vec()).ok()?;
    text.strip_suffix(SAVED).map(str::to_owned)
}

#[test]
fn keys_that_go_on_coming_do_not_keep_the_text_from_the_disk() {
    let place = Place::new();
    let running = Running::at(&place);
    let mut text = String::new();
    let mut lengths = Vec::new();
    let seen = until(|| {
        text.push('x');
        running.types(&place, &text);
        // Listed between two steps of a write there may be another file, or none.
        if let Some(on_disk) = kept(&place).map(|text| text.len())
            && lengths.last() != Some(&on_disk)
        {
            lengths.push(on_disk);
        }
        (lengths.len() > 4).then_some(())
    });
    assert!(seen.is_some(), "while keys came the disk held {lengths:?}");
    assert!(
        lengths.is_sorted(),
        "no older text takes the place of a newer: {lengths:?}"
    );
}

#[test]
fn closing_with_everything_saved_leaves_no_journal() {
    let place = Place::new();
    let running = Running::at(&place);
    running.types(&place, TYPED);
    assert!(until(|| kept(&place)).is_some());
    running.background.send(Effect::ForgetJournal {
        path: place.root.join("tea.md"),
    });
    drop(running);
    assert!(place.is_without_journal());
}

#[test]
fn closing_without_a_word_about_a_text_keeps_it() {
    let place = Place::new();
    let running = Running::at(&place);
    running.types(&place, TYPED);
    drop(running);
    assert_eq!(texts(&place.found()), [TYPED]);
}

#[test]
fn opening_a_library_tells_what_was_left_and_an_answered_text_goes_after_the_new_one_is_kept() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let running = Running::at(&place);
    running.background.send(Effect::OpenLibrary {
        root: place.root.clone(),
    });
    let found = running.hears(|report| match report {
        Report::Sync(SyncReport::UnsavedDrafts { found, .. }) => found.ok(),
        _ => None,
    });
    let found = found.expect("the report comes");
    assert_eq!(texts(&found), [TYPED]);

    running.types(&place, TYPED);
    running.background.send(Effect::SettleInJournal {
        file: found[0].file.clone(),
    });
    assert!(until(|| (!found[0].file.exists()).then_some(())).is_some());
    assert_eq!(kept(&place).as_deref(), Some(TYPED));
}

/// The variable that makes a test the program which is about to end: its place, and how it ends.
const ABOUT_TO_END: &str = "JOURNAL_TEST_ABOUT_TO_END";

/// No test of its own: the program that the next two tests start. It types, and ends before the thread would have written.
#[test]
fn about_to_end() {
    let Ok(told) = std::env::var(ABOUT_TO_END) else {
        return;
    };
    let (folder, how) = told.split_once('|').unwrap();
    let own = OwnFolders::below(Path::new(folder));
    let background = Background::start(Some(own), || ()).unwrap();
    background.keep_text_at_the_end().unwrap();
    background.send(Effect::Journal(Unsaved {
        root: Path::new(folder).join("library"),
        key: EntryKey::new("tea.md"),
        path: Path::new(folder).join("library/tea.md"),
        text: TYPED.into(),
        seen: SAVED.into(),
    }));
    match how {
        "panic" => {
            std::panic::catch_unwind(|| panic!("on purpose")).unwrap_err();
            // Without a word to the threads, as when a panic ends all.
            std::process::exit(0);
        }
        signal => {
            let me = std::process::id().to_string();
            let sent = std::process::Command::new("kill")
                .args([signal, &me])
                .status();
            assert!(sent.unwrap().success());
            std::thread::sleep(Duration::from_secs(60));
        }
    }
}

fn ends(place: &Place, how: &str) -> std::process::ExitStatus {
    let folder = place.root.parent().unwrap().display();
    std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "about_to_end"])
        .env(ABOUT_TO_END, format!("{folder}|{how}"))
        .stdout(std::process::Stdio::null())
        .stderr(std::process::Stdio::null())
        .status()
        .unwrap()
}

#[cfg(unix)]
#[test]
fn a_program_that_is_asked_to_end_writes_first_and_ends_as_asked() {
    use std::os::unix::process::ExitStatusExt;
    for (signal, number) in [("-TERM", 15), ("-INT", 2), ("-HUP", 1)] {
        let place = Place::new();
        let ended = ends(&place, signal);
        assert_eq!(ended.signal(), Some(number), "{signal}: {ended}");
        assert_eq!(texts(&place.found()), [TYPED], "{signal}");
    }
}

#[test]
fn a_mistake_of_the_program_writes_first() {
    let place = Place::new();
    assert!(ends(&place, "panic").success());
    assert_eq!(texts(&place.found()), [TYPED]);
}

#[test]
fn a_text_that_is_not_wanted_goes_among_the_versions_and_stays_where_it_can_not() {
    let place = Place::new();
    place.a_session_dies("tea.md", TYPED, NOON);
    let running = Running::at(&place);
    let look = |running: &Running| {
        let root = place.root.clone();
        running.background.send(Effect::OpenLibrary { root });
        let found = running.hears(|report| match report {
            Report::Sync(SyncReport::UnsavedDrafts { found, .. }) => found.ok(),
            _ => None,
        });
        found.expect("the report comes")
    };
    let left = look(&running).remove(0);
    let aside = Effect::KeepDraftAsVersion {
        root: place.root.clone(),
        key: EntryKey::new("tea.md"),
        text: left.text.clone(),
        file: left.file.clone(),
    };
    // A file where the versions should be.
    fs::write(place.own.versions(), "in the way").unwrap();
    running.background.send(aside.clone());
    let refused =
        |report| matches!(report, Report::Version(VersionReport::Refused { .. })).then_some(());
    assert!(running.hears(refused).is_some());
    assert_eq!(look(&running), [left], "it is offered again");

    fs::remove_file(place.own.versions()).unwrap();
    running.background.send(aside);
    assert!(until(|| place.files().is_empty().then_some(())).is_some());
    assert!(place.own.versions().is_dir());
}

#[test]
fn a_journal_that_can_not_be_written_is_told_once_and_written_when_it_can_be() {
    let place = Place::new();
    fs::create_dir_all(&place.own.data).unwrap();
    // A file where the folder should be.
    fs::write(place.own.journal(), "in the way").unwrap();
    let running = Running::at(&place);
    running.types(&place, "first");
    let not_kept =
        |report| matches!(report, Report::Sync(SyncReport::NotJournalled { .. })).then_some(());
    assert!(running.hears(not_kept).is_some());

    fs::remove_file(place.own.journal()).unwrap();
    running.types(&place, TYPED);
    assert_eq!(until(|| kept(&place)).as_deref(), Some(TYPED));
    assert!(running.background.drain().is_empty(), "told once");
}

#[test]
fn ten_thousand_changed_entries_are_kept_too() {
    let place = Place::new();
    let running = Running::at(&place);
    let text: Arc<str> = TYPED.into();
    for number in 0..10_000 {
        let mut unsaved = place.unsaved(&format!("{number}.md"), "");
        unsaved.text = text.clone();
        running.background.send(Effect::Journal(unsaved));
    }
    let all = until(|| (count_of(&place.own.journal()) == 10_000).then_some(()));
    assert!(all.is_some());
    drop(running);
    assert_eq!(place.found().len(), 10_000);
}

fn count_of(home: &Path) -> usize {
    let sessions = fs::read_dir(home).into_iter().flatten();
    let sessions = sessions
        .map(|it| it.unwrap().path())
        .filter(|it| it.is_dir());
    sessions.map(|it| fs::read_dir(it).unwrap().count()).sum()
}

#[test]
fn records_that_were_due_are_written_down_where_the_files_hold_what_they_tell_of() {
    let place = Place::new();
    let line = |name: &str| format!("{{\"slug\":\"{name}\"}}");
    let of = |name: &str, text: &str| PendingRecord {
        line: line(name),
        text: Some((EntryKey::new(format!("{name}.md")), TextHash::of(text))),
    };
    let due = PendingRecords {
        root: place.root.clone(),
        name: "reviews.jsonl".to_owned(),
        records: vec![
            of("tea", SAVED),
            of("milk", SAVED),
            of("gone", SAVED),
            PendingRecord {
                line: line("skipped"),
                text: None,
            },
        ],
    };
    fs::write(place.root.join("milk.md"), TYPED).unwrap();
    let at = time("2026-11-24T09:00:00Z");
    // A session that is killed.
    let mut journal = place.journal();
    journal.keep_pending(&due, at).unwrap();
    let finished = journal.finish_pending(&place.root).unwrap();
    assert_eq!(finished.written, 2, "its own as well");
    assert_eq!(finished.left_out, due.records[1..3]);
    fs::remove_dir_all(place.root.join(".copydesk")).unwrap();
    journal.keep_pending(&due, at).unwrap();
    drop(journal);

    // They can't be written down.
    let file = place.root.join(".copydesk/reviews.jsonl");
    fs::create_dir_all(&file).unwrap();
    let mut journal = place.journal();
    let (left, _) = journal.finish_pending(&place.root).unwrap_err();
    assert_eq!(left.add, [line("tea"), line("skipped")]);
    assert_eq!(journal.unsaved_drafts(&place.root).unwrap(), []);
    journal.close().unwrap();
    fs::remove_dir(&file).unwrap();

    // Another library has none of them.
    let mut journal = place.journal();
    let none = FinishedRecords::default();
    assert_eq!(journal.finish_pending(place.folder.path()).unwrap(), none);
    assert_eq!(journal.finish_pending(&place.root).unwrap().written, 2);
    assert_eq!(
        fs::read_to_string(&file).unwrap(),
        line("skipped") + "\n" + &line("tea") + "\n"
    );
    assert_eq!(journal.finish_pending(&place.root).unwrap(), none);
    journal.close().unwrap();
    assert!(place.is_without_journal());
}
