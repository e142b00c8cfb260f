//! `copydesk merge`: by itself, and as the driver of a real git in a scratch repository.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

use crate::copydesk;

const BASE: &str = "\
---
title: \"Zinc\"
last_reviewed: 1 May 2026
confidence: low
---

# Zinc

## Summary

One line.

## Timing

Morning.

## Sources

1. Abel A (2001). First. Journal. PMID: 111.
";

/// The base with words put in the place of others.
#[track_caller]
fn with(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(BASE.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

fn source(number: u32, name: &str) -> String {
    format!("111.\n{number}. {name} B (2002). A work. Journal. DOI: 10.5555/{name}.")
}

/// A folder with `base`, `ours` and `theirs`.
fn three(base: &[u8], ours: &[u8], theirs: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (name, text) in [("base", base), ("ours", ours), ("theirs", theirs)] {
        fs::write(folder.path().join(name), text).expect("written");
    }
    folder
}

#[test]
fn a_clean_merge_is_printed_or_written() {
    let ours = with(&[("One line", "Only one line")]);
    let theirs = with(&[("Morning", "Evening")]);
    let both = with(&[("One line", "Only one line"), ("Morning", "Evening")]);
    let folder = three(BASE.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    let answer = copydesk(folder.path(), &["merge", "base", "ours", "theirs"], "");
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    assert_eq!(answer.said, both);

    for out in ["ours", "new"] {
        let answer = copydesk(
            folder.path(),
            &["merge", "base", "ours", "theirs", "-o", out],
            "",
        );
        assert_eq!((answer.code, answer.said.as_str()), (Some(0), ""));
        assert_eq!(
            fs::read_to_string(folder.path().join(out)).expect("written"),
            both
        );
    }
}

#[test]
fn conflicts_are_marked_named_and_told_by_the_exit_code() {
    let ours = with(&[("confidence: low", "confidence: high"), ("Morning", "Noon")]);
    let theirs = with(&[
        ("confidence: low", "confidence: moderate"),
        ("Morning", "Evening"),
    ]);
    let folder = three(BASE.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    let args = [
        "merge",
        "base",
        "ours",
        "theirs",
        "-o",
        "ours",
        "--path",
        "iron/zinc.md",
    ];
    let answer = copydesk(folder.path(), &args, "");
    assert_eq!(answer.code, Some(1));
    assert_eq!(
        answer.complained,
        "copydesk: iron/zinc.md: both sides changed `confidence`, “Timing”\n"
    );
    let marked = with(&[
        (
            "confidence: low\n",
            "<<<<<<< ours\nconfidence: high\n=======\nconfidence: moderate\n>>>>>>> theirs\n",
        ),
        (
            "Morning.\n",
            "<<<<<<< ours\nNoon.\n=======\nEvening.\n>>>>>>> theirs\n",
        ),
    ]);
    assert_eq!(
        fs::read_to_string(folder.path().join("ours")).expect("written"),
        marked
    );
}

#[test]
fn what_came_in_after_the_later_review_is_told() {
    let ours = with(&[("1 May 2026", "9 June 2026")]);
    let theirs = with(&[("Morning", "Evening")]);
    let folder = three(BASE.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    let answer = copydesk(
        folder.path(),
        &["merge", "base", "ours", "theirs", "--path", "z.md"],
        "",
    );
    assert_eq!(answer.code, Some(0));
    assert!(answer.said.contains("last_reviewed: 9 June 2026\n"));
    assert_eq!(
        answer.complained,
        "copydesk: z.md: the review of 9 June 2026 stands, but did not see what the other side changed: \
         “Timing”. Look it through and sign off again\n"
    );
}

#[test]
fn what_cannot_be_merged_leaves_all_as_it_was() {
    let folder = three(BASE.as_bytes(), BASE.as_bytes(), b"caf\xe9");
    for args in [
        &["merge", "base", "ours", "theirs", "-o", "ours"][..],
        &["merge", "base", "ours", "absent", "-o", "ours"],
        &["merge", ".", "ours", "base", "-o", "ours"],
        &["merge", "base", "ours", "ours", "-o", "no/such/folder"],
        &["merge", "base", "ours"],
        &["merge", "base", "ours", "ours", "ours"],
        &["merge", "base", "ours", "ours", "--unknown"],
    ] {
        let answer = copydesk(folder.path(), args, "");
        assert_eq!(
            (answer.code, answer.said.as_str()),
            (Some(129), ""),
            "{args:?}"
        );
        assert!(answer.complained.starts_with("copydesk: "), "{args:?}");
        let ours = fs::read_to_string(folder.path().join("ours")).expect("there");
        assert_eq!(ours, BASE, "{args:?}");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);
    }
}

/// A repository with one entry on `main`, merged by copydesk.
pub(crate) struct Repository {
    folder: TempDir,
}

impl Repository {
    #[track_caller]
    pub(crate) fn new() -> Self {
        let repository = Self {
            folder: tempfile::tempdir().expect("a folder"),
        };
        repository.git(&["init", "--quiet", "--initial-branch=main"]);
        let driver = format!(
            "'{}' merge %O %A %B -o %A --path %P",
            env!("CARGO_BIN_EXE_copydesk")
        );
        repository.git(&["config", "merge.copydesk.driver", &driver]);
        fs::write(
            repository.path().join(".gitattributes"),
            "*.md merge=copydesk\n",
        )
        .expect("written");
        repository.write(BASE);
        repository.git(&["add", "."]);
        repository.git(&["commit", "--quiet", "-m", "Base"]);
        repository
    }

    /// The repository with `theirs` committed on the branch `topic` and `ours` on `main`.
    #[track_caller]
    fn parted(ours: &str, theirs: &str) -> Self {
        let repository = Self::new();
        repository.git(&["switch", "--quiet", "-c", "topic"]);
        repository.commit(theirs);
        repository.git(&["switch", "--quiet", "main"]);
        repository.commit(ours);
        repository
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn entry(&self) -> PathBuf {
        self.path().join("zinc.md")
    }

    fn write(&self, text: impl AsRef<[u8]>) {
        fs::write(self.entry(), text).expect("written");
    }

    pub(crate) fn text(&self) -> String {
        fs::read_to_string(self.entry()).expect("there")
    }

    #[track_caller]
    fn commit(&self, text: impl AsRef<[u8]>) {
        self.write(text);
        self.git(&["commit", "--quiet", "-a", "-m", "Change"]);
    }

    pub(crate) fn try_git(&self, args: &[&str]) -> Output {
        let nobody = [
            ("GIT_AUTHOR_NAME", "A"),
            ("GIT_AUTHOR_EMAIL", "a@x.example"),
            ("GIT_COMMITTER_NAME", "A"),
            ("GIT_COMMITTER_EMAIL", "a@x.example"),
            ("GIT_CONFIG_GLOBAL", "/dev/null"),
            ("GIT_CONFIG_NOSYSTEM", "1"),
            ("GIT_EDITOR", "true"),
            ("LC_ALL", "C"),
        ];
        Command::new("git")
            .current_dir(self.path())
            .args(args)
            .envs(nobody)
            .output()
            .expect("git is needed for this test: apt-get install git")
    }

    #[track_caller]
    pub(crate) fn git(&self, args: &[&str]) -> String {
        let output = self.try_git(args);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        let complained = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "git {args:?}: {said}{complained}");
        said
    }
}

/// Both sides changed the same lines for git, though not the same thing.
#[track_caller]
fn sides() -> (String, String, String) {
    (
        with(&[
            ("111.", &source(2, "Ours")),
            ("confidence: low", "confidence: low\neditor: O"),
        ]),
        with(&[
            ("111.", &source(2, "Theirs")),
            ("confidence: low", "confidence: low\npillar: T"),
            ("Morning.", "Morning [2]."),
        ]),
        with(&[
            (
                "111.",
                &format!("{}\n{}", source(2, "Ours"), &source(3, "Theirs")[5..]),
            ),
            ("confidence: low", "confidence: low\neditor: O\npillar: T"),
            ("Morning.", "Morning [3]."),
        ]),
    )
}

#[test]
fn git_merges_and_cherry_picks_with_it() {
    let (ours, theirs, both) = sides();
    for args in [
        &["merge", "--quiet", "topic"][..],
        &["cherry-pick", "topic"],
    ] {
        let repository = Repository::parted(&ours, &theirs);
        repository.git(args);
        assert_eq!(repository.text(), both);
        assert_eq!(repository.git(&["status", "--porcelain"]), "");
    }
}

#[test]
fn git_rebases_with_it() {
    let (ours, theirs, both) = sides();
    // The branch is laid on top of the other, which git calls ours then.
    let repository = Repository::parted(&ours, &theirs);
    repository.git(&["switch", "--quiet", "topic"]);
    repository.git(&["rebase", "--quiet", "main"]);
    assert_eq!(repository.text(), both);
    assert_eq!(repository.git(&["status", "--porcelain"]), "");
}

#[test]
fn git_brings_unsaved_work_back_with_it() {
    let (ours, theirs, both) = sides();
    let repository = Repository::new();
    repository.write(&theirs);
    repository.git(&["stash", "--quiet"]);
    repository.commit(&ours);
    repository.git(&["stash", "pop", "--quiet"]);
    assert_eq!(repository.text(), both);
    assert_eq!(repository.git(&["stash", "list"]), "");

    // What is not committed goes along to another branch.
    let repository = Repository::new();
    repository.commit(&ours);
    repository.git(&["switch", "--quiet", "--detach", "main~1"]);
    repository.write(&theirs);
    repository.git(&["switch", "--quiet", "--merge", "main"]);
    assert_eq!(repository.text(), both);
}

#[test]
fn git_is_told_of_conflicts_and_of_what_was_not_merged() {
    let ours = with(&[("confidence: low", "confidence: high")]);
    let theirs = with(&[
        ("confidence: low", "confidence: moderate"),
        ("Morning", "Evening"),
    ]);
    let repository = Repository::parted(&ours, &theirs);
    let output = repository.try_git(&["merge", "topic"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(repository.git(&["status", "--porcelain"]), "UU zinc.md\n");
    let text = repository.text();
    assert!(text.contains("Evening.") && text.contains("=======\nconfidence: moderate\n>>>>>>>"));
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(
        complained.contains("copydesk: zinc.md: both sides changed `confidence`"),
        "{complained}"
    );

    // A text that is none stays as it is on our side, and git says that the merge did not come about.
    let repository = Repository::new();
    repository.git(&["switch", "--quiet", "-c", "topic"]);
    repository.commit(b"caf\xe9\n");
    repository.git(&["switch", "--quiet", "main"]);
    repository.commit(&ours);
    let output = repository.try_git(&["merge", "topic"]);
    assert!(!output.status.success());
    assert_eq!(repository.git(&["show", "main:zinc.md"]), ours);
    assert_eq!(repository.text(), ours);
}

/// What `check` says of the entry about what came in after its review.
#[track_caller]
fn noted(folder: &Path) -> String {
    let args = [
        "check",
        ".",
        "--only",
        "came-after-review",
        "--as-of",
        "2026-07-01",
    ];
    let answer = copydesk(folder, &args, "");
    assert_eq!((answer.code, answer.complained.as_str()), (Some(0), ""));
    assert!(answer.said.ends_with("in 1 entry\n"), "{}", answer.said);
    let lines = answer.said.lines();
    lines
        .filter(|it| it.contains("after this review"))
        .collect()
}

#[test]
fn what_git_merged_after_a_review_is_a_note_until_the_next_one() {
    let ours = with(&[("1 May 2026", "9 June 2026"), ("Abel A", "Abel AB")]);
    let theirs = with(&[("Morning", "Evening")]);
    let repository = Repository::parted(&ours, &theirs);
    assert_eq!(noted(repository.path()), "");

    repository.git(&["merge", "--quiet", "topic"]);
    let note = "A merge brought in “Timing” after this review";
    assert!(noted(repository.path()).contains(note));
    assert_eq!(repository.git(&["status", "--porcelain"]), "");

    // It is there in another work tree of the repository, and gone on a branch that has not seen the merge.
    let beside = tempfile::tempdir().expect("a folder");
    let tree = beside.path().join("tree");
    let path = tree.to_str().expect("a name");
    repository.git(&["worktree", "add", "--quiet", "--detach", path, "main"]);
    assert!(noted(&tree).contains(note));
    repository.git(&["switch", "--quiet", "--detach", "main~1"]);
    assert_eq!(noted(repository.path()), "");
    repository.git(&["switch", "--quiet", "main"]);

    // Other words are no review; the next review is.
    repository.commit(repository.text().replace("Evening", "Late evening"));
    assert!(noted(repository.path()).contains(note));
    repository.commit(repository.text().replace("9 June 2026", "10 June 2026"));
    assert_eq!(noted(repository.path()), "");
}

#[test]
fn a_merge_that_is_given_up_leaves_no_note_and_a_note_never_keeps_a_merge_up() {
    let ours = with(&[
        ("1 May 2026", "9 June 2026"),
        ("confidence: low", "confidence: high"),
    ]);
    let theirs = with(&[
        ("Morning", "Evening"),
        ("confidence: low", "confidence: moderate"),
    ]);
    let repository = Repository::parted(&ours, &theirs);
    for _ in 0..2 {
        assert!(!repository.try_git(&["merge", "topic"]).status.success());
        repository.git(&["merge", "--abort"]);
        assert_eq!(noted(repository.path()), "");
    }
    let notes = repository.path().join(".git/copydesk");
    let text = fs::read_to_string(notes.join("after_review.jsonl")).expect("noted");
    assert_eq!(text.lines().count(), 1, "the same merge is noted once");

    fs::remove_dir_all(&notes).expect("removed");
    fs::write(&notes, "in the way").expect("written");
    let output = repository.try_git(&["merge", "topic"]);
    assert_eq!(repository.git(&["status", "--porcelain"]), "UU zinc.md\n");
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(complained.contains("could not be noted"), "{complained}");
}

#[test]
fn a_library_below_the_root_has_the_notes_of_its_repository_and_no_other_place_has_any() {
    let ours = with(&[("1 May 2026", "9 June 2026")]);
    let theirs = with(&[("Morning", "Evening")]);
    let folder = three(BASE.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    let merged = |path: &str| {
        let args = ["merge", "base", "ours", "theirs", "--path", path];
        let answer = copydesk(folder.path(), &args, "");
        assert_eq!(answer.code, Some(0));
        answer.said
    };
    merged("content/zinc.md");
    assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 3);

    // A folder that has the name of git's own, and is none, is nothing to write in; nor is the place where it leads.
    let git = folder.path().join(".git");
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(&git, format!("gitdir: {}\n", outside.path().display())).expect("written");
    merged("content/zinc.md");
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
    fs::remove_file(&git).expect("removed");
    fs::create_dir_all(git.join("objects")).expect("made");
    merged("content/zinc.md");
    assert!(!git.join("copydesk").exists());
    fs::write(git.join("HEAD"), "ref: refs/heads/main\n").expect("written");
    let library = folder.path().join("content");
    fs::create_dir(&library).expect("made");
    fs::write(library.join("zinc.md"), merged("content/zinc.md")).expect("written");
    assert!(noted(&library).contains("zinc.md"));
    // Nothing is noted where git is not the one who asks.
    fs::remove_dir_all(folder.path().join(".git/copydesk")).expect("it was made");
    copydesk(folder.path(), &["merge", "base", "ours", "theirs"], "");
    assert!(!folder.path().join(".git/copydesk").exists());
}

/// What is said of a merge of these, and its exit code.
fn told(ours: &str, theirs: &str) -> (Option<i32>, String) {
    let folder = three(BASE.as_bytes(), ours.as_bytes(), theirs.as_bytes());
    let args = ["merge", "base", "ours", "theirs", "--path", "z.md"];
    let answer = copydesk(folder.path(), &args, "");
    (answer.code, answer.complained)
}

#[test]
fn what_one_side_took_out_and_the_other_changed_is_told_so() {
    let gone = with(&[("## Timing\n\nMorning.\n\n", "")]);
    let edited = with(&[("Morning", "Evening")]);
    let said = "copydesk: z.md: ours took out what theirs changed: “Timing”\n";
    assert_eq!(told(&gone, &edited), (Some(1), said.into()));
    let said = "copydesk: z.md: theirs took out what ours changed: “Timing”\n";
    assert_eq!(told(&edited, &gone), (Some(1), said.into()));
}

#[test]
fn a_review_whose_date_is_in_conflict_does_not_stand_yet() {
    let reviewed = with(&[("1 May 2026", "9 June 2026"), ("Morning", "Noon")]);
    let soon = with(&[("1 May 2026", "soon"), ("One line", "Only one line")]);
    assert_eq!(
        told(&reviewed, &soon),
        (
            Some(1),
            "copydesk: z.md: both sides changed `last_reviewed`\n\
             copydesk: z.md: if the review of 9 June 2026 is to stand: it did not see what the other side changed: \
             “Summary”. Look it through and sign off again\n"
                .into()
        )
    );
    let soon = with(&[("1 May 2026", "soon")]);
    let said = "copydesk: z.md: both sides changed `last_reviewed`\n";
    assert_eq!(told(&reviewed, &soon), (Some(1), said.into()));
}

#[test]
fn front_matter_that_one_side_broke_is_told() {
    let broken = with(&[("\"Zinc\"", "\"broken: [")]);
    let edited = with(&[("Morning", "Evening")]);
    let (code, said) = told(&edited, &broken);
    assert_eq!(code, Some(0));
    assert!(
        said.starts_with("copydesk: z.md: the front matter can’t be read as it is now: "),
        "{said}"
    );
}

/// A repository with two entries’ worth of sides and no driver yet.
#[track_caller]
fn unset() -> Repository {
    let repository = Repository::new();
    repository.git(&["rm", "--quiet", "--ignore-unmatch", ".gitattributes"]);
    let unset = repository.try_git(&["config", "--remove-section", "merge.copydesk"]);
    drop(unset);
    repository
}

fn driver(repository: &Repository) -> String {
    let said = repository.try_git(&["config", "--get", "merge.copydesk.driver"]);
    String::from_utf8_lossy(&said.stdout).trim().to_owned()
}

#[test]
fn it_is_installed_with_two_lines_and_a_setting_and_taken_out_again() {
    let repository = unset();
    let attributes = repository.path().join(".gitattributes");
    for line_end in ["", "*.png binary", "*.png binary\r\n"] {
        fs::write(&attributes, line_end).expect("written");
        let answer = copydesk(repository.path(), &["merge", "--install"], "");
        assert_eq!(answer.code, Some(0), "{}", answer.complained);
        let text = fs::read_to_string(&attributes).expect("there");
        assert!(text.starts_with(line_end), "{text}");
        assert_eq!(text.matches("merge=copydesk").count(), 2, "{text}");
        assert_eq!(
            text.matches('\r').count(),
            line_end.matches('\r').count() * 3,
            "{text:?}"
        );
        assert!(driver(&repository).contains("git merge-file"));
        // Once more changes nothing.
        let again = copydesk(repository.path(), &["merge", "--install"], "");
        assert_eq!(again.code, Some(0));
        assert_eq!(fs::read_to_string(&attributes).expect("there"), text);
        let gone = copydesk(repository.path(), &["merge", "--uninstall"], "");
        assert_eq!(gone.code, Some(0), "{}", gone.complained);
        let text = fs::read_to_string(&attributes).expect("there");
        assert_eq!(text.trim_end(), line_end.trim_end());
        assert_eq!(driver(&repository), "");
    }
}

#[test]
fn what_is_there_is_changed_only_by_a_yes() {
    let repository = unset();
    let attributes = repository.path().join(".gitattributes");
    for (lines, setting) in [
        ("*.md merge=union\n", ""),
        ("", "mine %A %O %B"),
        ("* -merge\n", ""),
    ] {
        fs::write(&attributes, lines).expect("written");
        if !setting.is_empty() {
            repository.git(&["config", "merge.copydesk.driver", setting]);
        }
        for no in ["", "n\n"] {
            let answer = copydesk(repository.path(), &["merge", "--install"], no);
            assert_eq!(answer.code, Some(1), "{lines}: {}", answer.complained);
            assert_eq!(fs::read_to_string(&attributes).expect("there"), lines);
            assert_eq!(driver(&repository), setting);
        }
        for (input, args) in [
            ("y\n", &["merge", "--install"][..]),
            ("", &["merge", "--install", "--yes"]),
        ] {
            let answer = copydesk(repository.path(), args, input);
            assert_eq!(answer.code, Some(0), "{lines}: {}", answer.complained);
            assert!(driver(&repository).contains("git merge-file"));
        }
        copydesk(repository.path(), &["merge", "--uninstall"], "");
    }
}

#[test]
fn git_merges_with_what_was_installed_and_by_itself_where_the_program_is_gone() {
    let (ours, theirs, both) = sides();
    let repository = Repository::parted(&ours, &theirs);
    let answer = copydesk(repository.path(), &["merge", "--install", "--yes"], "");
    assert_eq!(answer.code, Some(0), "{}", answer.complained);
    repository.git(&["merge", "--quiet", "topic"]);
    assert_eq!(repository.text(), both);

    // A driver that is not there would leave ours whole, and no sign of theirs.
    let repository = Repository::parted(&ours, &theirs);
    copydesk(repository.path(), &["merge", "--install", "--yes"], "");
    let gone = driver(&repository).replace("copydesk' ", "nowhere' ");
    assert!(gone.contains("nowhere"), "{gone}");
    repository.git(&["config", "merge.copydesk.driver", &gone]);
    let output = repository.try_git(&["merge", "topic"]);
    assert_eq!(output.status.code(), Some(1));
    let text = repository.text();
    assert!(
        text.contains("<<<<<<<") && text.contains("Theirs") && text.contains("Ours"),
        "{text}"
    );
}

#[test]
fn outside_of_a_repository_nothing_is_installed() {
    let folder = tempfile::tempdir().expect("a folder");
    let answer = copydesk(folder.path(), &["merge", "--install"], "");
    assert_eq!(answer.code, Some(1));
    assert!(
        answer.complained.contains("in no git repository"),
        "{}",
        answer.complained
    );
    let answer = copydesk(folder.path(), &["merge", "--install", "a"], "");
    assert_eq!(answer.code, Some(129));
}
