//! The disk door: what is read, what is saved, and what is refused with the file untouched.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use copydesk::library::disk::{
    self, Fault, FaultAt, FaultPlan, LogFile, ReadError, SaveError, SaveHow, create, read_text,
    save, sweep,
};
use tempfile::{TempDir, tempdir};

fn folder_with(name: &str, bytes: &[u8]) -> (TempDir, PathBuf) {
    let folder = tempdir().unwrap();
    let path = folder.path().join(name);
    fs::write(&path, bytes).unwrap();
    (folder, path)
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = entries
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn a_text_is_read_as_it_is() {
    for text in [
        "",
        "\u{feff}---\r\na: 1\r\n---\r\n",
        "no end",
        "a\rb\nc\r\n",
        "nul\0",
    ] {
        let (_folder, path) = folder_with("entry.md", text.as_bytes());
        assert_eq!(read_text(&path).as_deref(), Ok(text));
    }
}

#[test]
fn a_file_that_is_no_utf8_text_says_so() {
    let (_folder, path) = folder_with("latin.md", b"one\ntwo\ncaf\xE9\n");
    assert_eq!(read_text(&path), Err(ReadError::NotUtf8 { line: 3 }));
    for bytes in [&b"\xFF\xFEa\0b\0"[..], b"\xFE\xFF\0a\0b"] {
        let (_folder, path) = folder_with("wide.md", bytes);
        assert_eq!(read_text(&path), Err(ReadError::Utf16));
    }
}

#[test]
fn what_is_gone_too_large_or_no_file_says_so() {
    let (folder, path) = folder_with("entry.md", b"text");
    assert_eq!(read_text(folder.path()), Err(ReadError::NotAFile));
    let file = fs::File::options().write(true).open(&path).unwrap();
    file.set_len(disk::LONGEST_TEXT + 1).unwrap();
    let bytes = disk::LONGEST_TEXT + 1;
    let limit = disk::LONGEST_TEXT;
    let too_large = ReadError::TooLarge { bytes, limit };
    assert_eq!(read_text(&path), Err(too_large));
    // Another file has another limit, and that is told.
    let other = disk::read_bytes(&path, 2 * 1024 * 1024).unwrap_err();
    assert!(other.to_string().contains("the limit is 2 MB"), "{other}");
    fs::remove_file(&path).unwrap();
    assert_eq!(read_text(&path), Err(ReadError::Gone));
    assert_eq!(read_text(&path.join("below-a-file")), Err(ReadError::Gone));
}

#[cfg(unix)]
#[test]
fn a_pipe_is_not_waited_for() {
    let folder = tempdir().unwrap();
    let path = folder.path().join("pipe.md");
    let made = std::process::Command::new("mkfifo").arg(&path).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo on this system");
        return;
    }
    assert_eq!(read_text(&path), Err(ReadError::NotAFile));
    assert_eq!(
        save(&path, "b", "a", SaveHow::Replace),
        Err(SaveError::NotAFile)
    );
}

#[test]
fn names_with_spaces_accents_and_great_length_are_names() {
    let long = format!("{}.md", "é".repeat(100));
    for name in [
        "two words.md",
        "Überblick – été.md",
        long.as_str(),
        "-dash.md",
        "quo\"te.md",
    ] {
        let (folder, path) = folder_with(name, b"before");
        save(&path, "after", "before", SaveHow::Replace).unwrap();
        save(&path, "in place", "after", SaveHow::InPlace).unwrap();
        assert_eq!(read_text(&path).as_deref(), Ok("in place"));
        assert_eq!(names(folder.path()), [name]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_a_name() {
    use std::os::unix::ffi::OsStrExt;
    let folder = tempdir().unwrap();
    let path = folder
        .path()
        .join(std::ffi::OsStr::from_bytes(b"caf\xE9.md"));
    create(&path, "a").unwrap();
    save(&path, "b", "a", SaveHow::Replace).unwrap();
    assert_eq!(read_text(&path).as_deref(), Ok("b"));
}

#[test]
fn a_save_leaves_the_new_text_and_nothing_else() {
    for how in [SaveHow::Replace, SaveHow::InPlace] {
        let (folder, path) = folder_with("entry.md", b"a longer text before");
        save(&path, "after", "a longer text before", how).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        save(&path, "and longer again", "after", how).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"and longer again");
        assert_eq!(names(folder.path()), ["entry.md"]);
    }
}

#[test]
fn a_file_changed_meanwhile_is_not_overwritten() {
    let (_folder, path) = folder_with("entry.md", b"theirs");
    for seen in ["before", "before!"] {
        for how in [SaveHow::Replace, SaveHow::InPlace] {
            let now = Ok("theirs".into());
            let refused = save(&path, "mine", seen, how);
            assert_eq!(refused, Err(SaveError::ChangedOnDisk { now }));
            assert_eq!(fs::read(&path).unwrap(), b"theirs");
        }
    }
    fs::write(&path, b"caf\xE9").unwrap();
    let now = Err(ReadError::NotUtf8 { line: 1 });
    let refused = save(&path, "mine", "before", SaveHow::Replace);
    assert_eq!(refused, Err(SaveError::ChangedOnDisk { now }));
    assert_eq!(fs::read(&path).unwrap(), b"caf\xE9");
}

#[test]
fn a_file_rewritten_with_the_same_bytes_counts_as_unchanged() {
    let (_folder, path) = folder_with("entry.md", b"before");
    fs::write(&path, b"before").unwrap();
    assert_eq!(save(&path, "after", "before", SaveHow::Replace), Ok(()));
}

#[test]
fn a_file_that_is_gone_is_not_made_again_unasked() {
    let (folder, path) = folder_with("entry.md", b"before");
    fs::remove_file(&path).unwrap();
    assert_eq!(
        save(&path, "after", "before", SaveHow::Replace),
        Err(SaveError::Gone)
    );
    assert!(names(folder.path()).is_empty());
    create(&path, "after").unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"after");
}

#[test]
fn creating_never_overwrites() {
    let (folder, path) = folder_with("entry.md", b"here first");
    assert_eq!(create(&path, "new"), Err(SaveError::AlreadyThere));
    assert_eq!(fs::read(&path).unwrap(), b"here first");
    let nowhere = folder.path().join("no-folder/entry.md");
    assert_eq!(create(&nowhere, "new"), Err(SaveError::FolderGone));
}

#[cfg(target_os = "linux")]
#[test]
fn tags_and_access_lists_are_kept() {
    use rustix::fs::{XattrFlags, getxattr, setxattr};
    let (folder, path) = folder_with("entry.md", b"before");
    let set =
        |path: &Path, name: &str, value: &[u8]| setxattr(path, name, value, XattrFlags::empty());
    if let Err(error) = set(&path, "user.xdg.tags", b"iron, review") {
        eprintln!("skipped: the folder for temporary files keeps no attributes ({error})");
        return;
    }
    let list = access_list(12_345);
    set(&path, "system.posix_acl_access", &list).unwrap();
    // A folder that gives somebody else a right to every new file in it.
    let elsewhere = access_list(54_321);
    set(folder.path(), "system.posix_acl_default", &elsewhere).unwrap();
    let plain = folder.path().join("plain.md");
    fs::write(&plain, "before").unwrap();
    rustix::fs::removexattr(&plain, "system.posix_acl_access").unwrap();

    save(&path, "after", "before", SaveHow::Replace).unwrap();
    save(&plain, "after", "before", SaveHow::Replace).unwrap();

    let read = |path: &Path, name: &str| {
        let mut value = [0; 256];
        let length = getxattr(path, name, value.as_mut_slice()).ok()?;
        Some(value[..length].to_vec())
    };
    let tags = read(&path, "user.xdg.tags");
    assert_eq!(tags.as_deref(), Some(&b"iron, review"[..]));
    assert_eq!(read(&path, "system.posix_acl_access"), Some(list));
    assert_eq!(read(&plain, "user.xdg.tags"), None);
    assert_eq!(read(&plain, "system.posix_acl_access"), None);
}

/// The owner and one more account may read and write, nobody else: as the system keeps it.
#[cfg(target_os = "linux")]
fn access_list(account: u32) -> Vec<u8> {
    let nobody = u32::MAX;
    let rights: [(u16, u16, u32); 5] = [
        (0x01, 6, nobody),
        (0x02, 6, account),
        (0x04, 0, nobody),
        (0x10, 6, nobody),
        (0x20, 0, nobody),
    ];
    let mut list = 2_u32.to_le_bytes().to_vec();
    for (whose, what, account) in rights {
        list.extend(whose.to_le_bytes());
        list.extend(what.to_le_bytes());
        list.extend(account.to_le_bytes());
    }
    list
}

#[cfg(unix)]
#[test]
fn the_mode_is_kept() {
    use std::os::unix::fs::PermissionsExt;
    for mode in [0o600, 0o640, 0o664, 0o755] {
        let (_folder, path) = folder_with("entry.md", b"before");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        save(&path, "after", "before", SaveHow::Replace).unwrap();
        let found = fs::metadata(&path).unwrap().permissions().mode() & 0o7777;
        assert_eq!(found, mode, "{mode:o} became {found:o}");
    }
}

#[cfg(unix)]
#[test]
fn a_link_is_followed_and_stays_a_link() {
    let (folder, path) = folder_with("entry.md", b"before");
    let link = folder.path().join("link.md");
    std::os::unix::fs::symlink("entry.md", &link).unwrap();
    save(&link, "after", "before", SaveHow::Replace).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"after");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    fs::remove_file(&path).unwrap();
    assert_eq!(
        save(&link, "x", "after", SaveHow::Replace),
        Err(SaveError::Gone)
    );
}

#[cfg(unix)]
#[test]
fn hard_links_are_not_parted_without_saying_so() {
    let (folder, path) = folder_with("entry.md", b"before");
    let other = folder.path().join("other.md");
    fs::hard_link(&path, &other).unwrap();
    let refused = save(&path, "after", "before", SaveHow::Replace);
    assert_eq!(refused, Err(SaveError::HardLinked { names: 2 }));
    assert_eq!(fs::read(&other).unwrap(), b"before");
    save(&path, "after", "before", SaveHow::InPlace).unwrap();
    assert_eq!(fs::read(&other).unwrap(), b"after");
    assert_eq!(names(folder.path()), ["entry.md", "other.md"]);
}

#[test]
fn a_read_only_file_is_refused_and_untouched() {
    let (folder, path) = folder_with("entry.md", b"before");
    let mut permissions = fs::metadata(&path).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).unwrap();
    for how in [SaveHow::Replace, SaveHow::InPlace] {
        let refused = save(&path, "after", "before", how);
        assert_eq!(refused, Err(SaveError::ReadOnlyFile));
    }
    assert_eq!(fs::read(&path).unwrap(), b"before");
    assert_eq!(names(folder.path()), ["entry.md"]);
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_refused_and_writing_in_place_still_possible() {
    use std::os::unix::fs::PermissionsExt;
    let (folder, path) = folder_with("entry.md", b"before");
    let _plan = if modes_are_ignored() {
        // Root may write anywhere, so the disk is made to refuse.
        Some(FaultPlan::below(folder.path(), 0, 1, Fault::NotAllowed))
    } else {
        fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
        None
    };
    let refused = save(&path, "after", "before", SaveHow::Replace);
    assert_eq!(refused, Err(SaveError::ReadOnlyFolder));
    assert_eq!(fs::read(&path).unwrap(), b"before");
    save(&path, "after", "before", SaveHow::InPlace).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"after");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    assert_eq!(names(folder.path()), ["entry.md"]);
}

#[cfg(unix)]
#[test]
fn a_file_one_may_not_read_says_so() {
    use std::os::unix::fs::PermissionsExt;
    if modes_are_ignored() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let (_folder, path) = folder_with("entry.md", b"before");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    assert_eq!(read_text(&path), Err(ReadError::NotAllowed));
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    for how in [SaveHow::Replace, SaveHow::InPlace] {
        // For writing in place the first write is the copy, the second the text, the third takes a half-written text back.
        for good in 0..=1 {
            let (folder, path) = folder_with("entry.md", b"before, and a good deal longer");
            let seen = "before, and a good deal longer";
            let plan = FaultPlan::below(folder.path(), good, 1, Fault::DiskFull);
            let refused = save(&path, "after", seen, how);
            if how == SaveHow::InPlace || good == 0 {
                assert_eq!(refused, Err(SaveError::DiskFull), "{how:?} {good}");
                assert_eq!(fs::read(&path).unwrap(), seen.as_bytes());
                assert_eq!(names(folder.path()), ["entry.md"]);
                drop(plan);
                save(&path, "after", seen, how).unwrap();
            }
            assert_eq!(fs::read(&path).unwrap(), b"after");
            assert_eq!(names(folder.path()), ["entry.md"]);
        }
    }
    let folder = tempdir().unwrap();
    let path = folder.path().join("new.md");
    let _plan = FaultPlan::below(folder.path(), 0, 1, Fault::DiskFull);
    assert_eq!(create(&path, "new"), Err(SaveError::DiskFull));
    assert!(names(folder.path()).is_empty());
}

/// Every step of a save at which a disk can fail, and how.
const FAILURES: [(FaultAt, Fault); 9] = [
    (FaultAt::Write, Fault::DiskFull),
    (FaultAt::Write, Fault::NotAllowed),
    (FaultAt::Write, Fault::Broken),
    (FaultAt::Flush, Fault::DiskFull),
    (FaultAt::Flush, Fault::NotAllowed),
    (FaultAt::Flush, Fault::Broken),
    (FaultAt::Rename, Fault::DiskFull),
    (FaultAt::Rename, Fault::NotAllowed),
    (FaultAt::Rename, Fault::Broken),
];

fn is_told(refused: &SaveError, fault: Fault) -> bool {
    match fault {
        Fault::DiskFull => *refused == SaveError::DiskFull,
        Fault::NotAllowed => *refused == SaveError::ReadOnlyFolder,
        Fault::Broken => matches!(refused, SaveError::Failed(_)),
        // Who waits for it is not refused.
        Fault::Hanging => false,
    }
}

#[test]
fn whatever_fails_at_whatever_step_the_old_file_is_whole_the_reason_told_and_the_next_save_goes() {
    for (at, fault) in FAILURES {
        let (folder, path) = folder_with("entry.md", b"before, and a good deal longer");
        let seen = "before, and a good deal longer";
        let plan = FaultPlan::at(at, folder.path(), 0, 1, fault);
        let refused = save(&path, "after", seen, SaveHow::Replace).unwrap_err();
        assert!(is_told(&refused, fault), "{at:?} {fault:?}: {refused:?}");
        assert_eq!(
            fs::read(&path).unwrap(),
            seen.as_bytes(),
            "{at:?} {fault:?}"
        );
        assert_eq!(names(folder.path()), ["entry.md"], "{at:?} {fault:?}");
        drop(plan);
        save(&path, "after", seen, SaveHow::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"after");
        assert_eq!(names(folder.path()), ["entry.md"]);
    }
}

#[test]
fn whatever_fails_while_a_file_is_made_there_is_none_and_the_next_try_goes() {
    for (at, fault) in FAILURES {
        let folder = tempdir().unwrap();
        let path = folder.path().join("new.md");
        let plan = FaultPlan::at(at, folder.path(), 0, 1, fault);
        let refused = create(&path, "new").unwrap_err();
        assert!(is_told(&refused, fault), "{at:?} {fault:?}: {refused:?}");
        assert!(names(folder.path()).is_empty(), "{at:?} {fault:?}");
        drop(plan);
        create(&path, "new").unwrap();
        assert_eq!(names(folder.path()), ["new.md"]);
    }
}

#[test]
fn whatever_fails_while_a_file_is_written_over_the_old_text_comes_back() {
    for fault in [Fault::DiskFull, Fault::NotAllowed, Fault::Broken] {
        for at in [FaultAt::Write, FaultAt::Flush] {
            let (folder, path) = folder_with("entry.md", b"before");
            // The first of them is the copy.
            let plan = FaultPlan::at(at, folder.path(), 1, 1, fault);
            let refused = save(&path, "after", "before", SaveHow::InPlace).unwrap_err();
            assert!(is_told(&refused, fault), "{at:?} {fault:?}: {refused:?}");
            assert_eq!(fs::read(&path).unwrap(), b"before", "{at:?} {fault:?}");
            assert_eq!(names(folder.path()), ["entry.md"], "{at:?} {fault:?}");
            drop(plan);
            save(&path, "after", "before", SaveHow::InPlace).unwrap();
            assert_eq!(fs::read(&path).unwrap(), b"after");
        }
    }
}

#[test]
fn a_folder_that_is_gone_is_told_and_nothing_is_made_in_its_place() {
    // As it is when a disk is taken out, or a folder of another machine can't be reached.
    for how in [SaveHow::Replace, SaveHow::InPlace] {
        let parent = tempdir().unwrap();
        let folder = parent.path().join("disk");
        fs::create_dir(&folder).unwrap();
        let path = folder.join("entry.md");
        fs::write(&path, "before").unwrap();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(save(&path, "after", "before", how), Err(SaveError::Gone));
        assert_eq!(create(&path, "after"), Err(SaveError::FolderGone));
        assert!(!folder.exists());
    }
}

#[test]
fn what_a_killed_save_left_is_taken_away_and_what_is_being_written_is_not() {
    let (folder, path) = folder_with("entry.md", b"text");
    let left = ".entry.md.copydesk-0123456789abcdef";
    let being_written = ".entry.md.copydesk-fedcba9876543210";
    for name in [
        left,
        being_written,
        ".entry.md.a1B2c3",
        "entry.copydesk-0123456789abcdef",
    ] {
        fs::write(folder.path().join(name), "half").unwrap();
    }
    let writer = fs::File::open(folder.path().join(being_written)).unwrap();
    writer.lock().unwrap();
    assert_eq!(
        sweep([folder.path(), Path::new("/there/is/no/such/folder")]),
        1
    );
    assert_eq!(
        names(folder.path()),
        [
            ".entry.md.a1B2c3",
            being_written,
            "entry.copydesk-0123456789abcdef",
            "entry.md"
        ]
    );
    drop(writer);
    assert_eq!(sweep([folder.path()]), 1);
    assert_eq!(fs::read(&path).unwrap(), b"text");
}

#[test]
fn a_save_goes_on_while_another_program_starts() {
    let (folder, path) = folder_with("entry.md", b"0");
    let is_done = AtomicBool::new(false);
    std::thread::scope(|threads| {
        threads.spawn(|| {
            while !is_done.load(Ordering::Relaxed) {
                sweep([folder.path()]);
            }
        });
        for number in 0..300 {
            let (before, text) = (number.to_string(), (number + 1).to_string());
            let saved = save(&path, &text, &before, SaveHow::Replace);
            is_done.store(saved.is_err() || number == 299, Ordering::Relaxed);
            assert_eq!(saved, Ok(()));
        }
    });
    assert_eq!(names(folder.path()), ["entry.md"]);
}

#[test]
fn a_text_half_written_in_place_leaves_the_copy() {
    let (folder, path) = folder_with("entry.md", b"before");
    let _plan = FaultPlan::below(folder.path(), 1, 2, Fault::Broken);
    let refused = save(&path, "after", "before", SaveHow::InPlace).unwrap_err();
    let SaveError::HalfWritten { copy, .. } = &refused else {
        panic!("{refused:?}");
    };
    assert_eq!(fs::read(copy).unwrap(), b"before");
    let said = refused.to_string();
    assert!(said.contains(&copy.display().to_string()), "{said}");
}

#[test]
fn every_refusal_says_what_is_safe() {
    let refusals = [
        SaveError::ChangedOnDisk {
            now: Err(ReadError::Gone),
        },
        SaveError::Gone,
        SaveError::FolderGone,
        SaveError::ReadOnlyFile,
        SaveError::ReadOnlyFolder,
        SaveError::HardLinked { names: 2 },
        SaveError::DiskFull,
        SaveError::NotAFile,
        SaveError::NotAsWritten,
        SaveError::Failed("the cable is out".to_string()),
    ];
    for refused in refusals {
        let said = refused.to_string();
        assert!(
            said.starts_with("Not saved") && said.contains("safe"),
            "{said}"
        );
    }
}

#[test]
fn own_files_make_their_folder_and_the_log_is_turned_over() {
    let folder = tempdir().unwrap();
    let settings = folder.path().join("config/copydesk/settings.json");
    assert_eq!(disk::read_own(&settings), Ok(None));
    disk::write_own(&settings, "{}").unwrap();
    assert_eq!(disk::read_own(&settings), Ok(Some("{}".to_string())));

    let log = folder.path().join("data/copydesk.log");
    let mut file = LogFile::open(&log, 20).unwrap();
    for line in ["first line", "second\nline", "third line"] {
        file.add(line).unwrap();
    }
    assert_eq!(fs::read_to_string(&log).unwrap(), "third line\n");
    let older = folder.path().join("data/copydesk.old.log");
    assert_eq!(fs::read_to_string(older).unwrap(), "second line\n");
}

/// Whether this user may read what the mode forbids, as root may.
#[cfg(unix)]
fn modes_are_ignored() -> bool {
    use std::os::unix::fs::PermissionsExt;
    let (_folder, path) = folder_with("probe", b"");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o000)).unwrap();
    fs::read(&path).is_ok()
}

#[cfg(unix)]
#[test]
fn a_private_entry_stays_private() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("entry.md");
    fs::write(&path, "old").unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600)).unwrap();
    disk::save(&path, "new", "old", SaveHow::Replace).unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(&path), 0o600);
}

#[cfg(unix)]
#[test]
fn what_others_could_read_of_a_persons_own_is_private_afterwards() {
    use std::os::unix::fs::PermissionsExt;
    let home = tempfile::tempdir().unwrap();
    let own = home.path().join("copydesk");
    fs::create_dir_all(own.join("versions/a")).unwrap();
    fs::write(own.join("versions/a/text"), "private").unwrap();
    fs::write(home.path().join("elsewhere"), "shared").unwrap();
    std::os::unix::fs::symlink(home.path().join("elsewhere"), own.join("link")).unwrap();
    let set = |path: &str, mode| {
        fs::set_permissions(home.path().join(path), fs::Permissions::from_mode(mode)).unwrap();
    };
    let modes = || {
        let of = |path: &str| fs::metadata(home.path().join(path)).unwrap();
        [
            "copydesk",
            "copydesk/versions/a",
            "copydesk/versions/a/text",
            "elsewhere",
        ]
        .map(|path| of(path).permissions().mode() & 0o777)
    };
    for (path, mode) in [("copydesk", 0o755), ("copydesk/versions/a", 0o755)] {
        set(path, mode);
    }
    set("copydesk/versions/a/text", 0o644);
    set("elsewhere", 0o644);
    disk::keep_private(&own).unwrap();
    assert_eq!(modes(), [0o700, 0o700, 0o600, 0o644]);

    // A file that others may read in a folder that nobody else may look into.
    set("copydesk/versions/a/text", 0o644);
    disk::keep_private(&own).unwrap();
    assert_eq!(modes(), [0o700, 0o700, 0o600, 0o644]);

    disk::write_own(&own.join("new/settings.json"), "{}").unwrap();
    let of = |path: &str| fs::metadata(own.join(path)).unwrap().permissions().mode() & 0o777;
    assert_eq!((of("new"), of("new/settings.json")), (0o700, 0o600));
}
