//! What is read from a git repository, in scratch repositories with the real `git`.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use copydesk::library::git::{self, GitError, Stages};
use copydesk::library::{EntryKey, history};
use jiff::tz::TimeZone;
use tempfile::tempdir;

#[path = "support/repository.rs"]
mod repository;

use repository::Repository;

/// Takes commits from a stream as `git fast-import` reads it.
#[track_caller]
fn import(repository: &Repository, stream: &str) {
    let mut git = Command::new("git");
    git.arg("-C").arg(repository.root());
    git.args(["fast-import", "--quiet"]).stdin(Stdio::piped());
    let mut running = git.spawn().unwrap();
    let mut input = running.stdin.take().unwrap();
    input.write_all(stream.as_bytes()).unwrap();
    drop(input);
    assert!(running.wait().unwrap().success());
    repository.git(&["reset", "-q", "--hard", "main"]);
}

fn subjects(file: &Path) -> Vec<String> {
    let commits = git::commits(file).unwrap();
    commits.into_iter().map(|it| it.subject).collect()
}

fn texts(file: &Path) -> Vec<String> {
    let commits = git::commits(file).unwrap();
    let blobs: Vec<_> = commits.into_iter().map(|it| it.blob).collect();
    let texts = git::texts(file.parent().unwrap(), &blobs).unwrap();
    let texts = texts.into_iter().map(|text| text.unwrap().to_string());
    texts.collect()
}

#[test]
fn git_is_not_asked_where_one_of_its_own_files_is_none() {
    let repository = Repository::new();
    repository.commit("a.md", "one\n", "Begin");
    let file = repository.path("a.md");
    let odd = repository.path(".git/packed-refs");
    fs::create_dir(&odd).unwrap();
    let said = git::commits(&file).unwrap_err().to_string();
    assert_eq!(
        said,
        "git could not list the commits: packed-refs in its own folder is no ordinary file, or too large"
    );
    fs::remove_dir(&odd).unwrap();
    assert_eq!(subjects(&file), ["Begin"]);
}

#[test]
fn the_commits_of_a_file_are_told_newest_first_with_their_texts() {
    let repository = Repository::new();
    repository.commit("a.md", "one\n", "Begin");
    repository.commit("b.md", "other\n", "Another file");
    repository.commit("a.md", "two\r\nno end", "Say “é” in two lines\n\nAnd more.");

    let file = repository.path("a.md");

    assert_eq!(subjects(&file), ["Say “é” in two lines", "Begin"]);
    assert_eq!(texts(&file), ["two\r\nno end", "one\n"]);
    let newest = &git::commits(&file).unwrap()[0];
    assert_eq!(newest.author, "Édith Editor");
    assert_eq!(newest.at.to_string(), "2026-04-29T12:00:00Z");
    assert_eq!(newest.id.len(), 40);
}

#[test]
fn a_file_keeps_its_past_through_a_rename() {
    let repository = Repository::new();
    repository.commit("old name.md", "one\ntwo\nthree\n", "Begin");
    repository.git(&["mv", "old name.md", "new.md"]);
    repository.git(&["commit", "-m", "Rename"]);
    repository.commit("new.md", "one\ntwo\nthree\nfour\n", "Add");

    assert_eq!(
        subjects(&repository.path("new.md")),
        ["Add", "Rename", "Begin"]
    );
    assert_eq!(texts(&repository.path("new.md"))[2], "one\ntwo\nthree\n");
}

#[cfg(unix)]
#[test]
fn a_name_is_a_name_whatever_its_letters() {
    let repository = Repository::new();
    for name in [
        "a b.md",
        "-n.md",
        "*.md",
        ":(top)a.md",
        "é\u{308}.md",
        "new\nline.md",
        "tab\t\".md",
        "[x]?.md",
        "--help",
    ] {
        repository.commit(name, name, "This one");
        assert_eq!(subjects(&repository.path(name)), ["This one"], "{name:?}");
        assert_eq!(texts(&repository.path(name)), [name]);
    }
}

#[test]
fn a_merge_is_told_once_and_a_removal_has_no_text() {
    let repository = Repository::new();
    repository.commit("a.md", "one\n\n\n\ntwo\n", "Begin");
    repository.git(&["switch", "-c", "other"]);
    repository.commit("a.md", "ONE\n\n\n\ntwo\n", "Theirs");
    repository.git(&["switch", "main"]);
    repository.commit("a.md", "one\n\n\n\nTWO\n", "Ours");
    repository.git(&["merge", "other", "-m", "Both"]);
    let file = repository.path("a.md");
    let told = subjects(&file);
    assert_eq!(
        told.iter().filter(|it| *it == "Both").count(),
        1,
        "{told:?}"
    );
    assert_eq!(texts(&file)[0], "ONE\n\n\n\nTWO\n");

    repository.git(&["rm", "-q", "a.md"]);
    repository.git(&["commit", "-m", "Remove"]);
    repository.commit("a.md", "again\n", "Bring back");

    let told = subjects(&file);
    assert_eq!(told[0], "Bring back");
    assert!(!told.contains(&"Remove".to_string()), "{told:?}");
}

#[test]
fn a_folder_without_commits_or_without_git_says_so() {
    let repository = Repository::new();
    fs::write(repository.path("a.md"), "one").unwrap();
    assert_eq!(git::commits(&repository.path("a.md")), Ok(Vec::new()));
    repository.commit("b.md", "two", "Another");
    assert_eq!(git::commits(&repository.path("a.md")), Ok(Vec::new()));
    let folder = tempdir().unwrap();
    let plain = folder.path().join("a.md");
    fs::write(&plain, "one").unwrap();
    assert_eq!(git::commits(&plain), Err(GitError::NoRepository));
    let gone = folder.path().join("gone/a.md");
    assert!(git::commits(&gone).is_err());
}

#[test]
fn what_the_repository_would_run_is_not_run_and_nothing_is_locked() {
    let repository = Repository::new();
    repository.commit("a.md", "one\n", "Begin");
    let mark = repository.path("ran");
    let run = format!("touch {}", mark.display());
    for (name, value) in [
        ("core.fsmonitor", run.as_str()),
        ("core.pager", run.as_str()),
        ("gpg.program", run.as_str()),
        ("diff.evil.textconv", run.as_str()),
        ("diff.evil.command", run.as_str()),
        ("log.showSignature", "true"),
    ] {
        repository.git(&["config", name, value]);
    }
    fs::write(repository.path(".gitattributes"), "*.md diff=evil\n").unwrap();
    // The person's own git is at work.
    fs::write(repository.path(".git/index.lock"), "").unwrap();

    assert_eq!(texts(&repository.path("a.md")), ["one\n"]);
    assert!(!mark.exists());
}

#[test]
fn many_commits_are_told_without_waiting_for_a_full_pipe() {
    let repository = Repository::new();
    // Written in one go: what git itself reads.
    let mut stream = String::new();
    for number in 1..=400 {
        let subject = format!("Change {number} {}", "x".repeat(400));
        let text = format!("{number}\n").repeat(100);
        stream += &format!(
            "commit refs/heads/main\nauthor A <a@x> {at} +0000\ncommitter A <a@x> {at} +0000\ndata {}\n{subject}\nM 100644 inline a.md\ndata {}\n{text}\n",
            subject.len(),
            text.len(),
            at = 1_700_000_000 + number,
        );
    }
    import(&repository, &stream);
    let told = subjects(&repository.path("a.md"));
    assert_eq!(told.len(), 300);
    assert!(told[0].starts_with("Change 400 "));
    assert_eq!(texts(&repository.path("a.md"))[299], "101\n".repeat(100));
}

#[test]
fn noise_among_the_texts_is_no_text() {
    let repository = Repository::new();
    fs::write(repository.path("a.md"), b"\xff\xfe\x00noise").unwrap();
    repository.git(&["add", "a.md"]);
    repository.git(&["commit", "-m", "Noise"]);
    let commits = git::commits(&repository.path("a.md")).unwrap();
    let blobs: Vec<_> = commits.into_iter().map(|it| it.blob).collect();
    assert_eq!(git::texts(&repository.root(), &blobs), Ok(vec![None]));
}

#[test]
fn without_git_it_says_so() {
    // Where programs are looked for is set once for a whole process, so another one tries it.
    let this = std::env::current_exe().unwrap();
    let mut other = Command::new(this);
    other.args(["--exact", "tried_where_no_git_is", "--ignored"]);
    let output = other.env("PATH", "").output().unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("1 passed"), "{said}");
}

#[test]
#[ignore = "without_git_it_says_so runs it, where no git is found"]
fn tried_where_no_git_is() {
    let folder = tempdir().unwrap();
    let file = folder.path().join("a.md");
    assert_eq!(git::commits(&file), Err(GitError::NoRepository));
    let own = folder.path().join(".git");
    fs::create_dir_all(own.join("objects")).unwrap();
    fs::write(own.join("HEAD"), "ref: refs/heads/main\n").unwrap();
    assert_eq!(git::commits(&file), Err(GitError::NotInstalled));
}

#[test]
fn a_conflict_is_told_in_three_texts_until_it_is_settled() {
    let repository = Repository::new();
    repository.commit("a b.md", "base\n", "Begin");
    repository.git(&["switch", "-q", "-c", "other"]);
    repository.commit("a b.md", "theirs\n", "Theirs");
    repository.commit("new.md", "their new\n", "Theirs");
    repository.git(&["switch", "-q", "main"]);
    repository.commit("a b.md", "ours\n", "Ours");
    repository.commit("new.md", "our new\n", "Ours");
    let stages = |name: &str| git::stages(&repository.path(name)).unwrap();
    assert_eq!(stages("a b.md"), None);

    let (done, _) = repository.try_git(&["merge", "other"]);

    assert!(!done, "it halts at conflicts");
    let text = |text: &str| Some(text.into());
    let (base, ours, theirs) = (text("base\n"), text("ours\n"), text("theirs\n"));
    assert_eq!(stages("a b.md"), Some(Stages { base, ours, theirs }));
    let (ours, theirs) = (text("our new\n"), text("their new\n"));
    let base = None;
    assert_eq!(stages("new.md"), Some(Stages { base, ours, theirs }));
    repository.git(&["add", "-A"]);
    assert_eq!(stages("a b.md"), None);
}

#[test]
fn a_text_kept_with_lf_is_shown_with_the_line_ends_of_the_file() {
    let repository = Repository::new();
    repository.git(&["config", "core.autocrlf", "true"]);
    repository.commit("a.md", "one\r\ntwo\r\n", "Begin");
    assert_eq!(texts(&repository.path("a.md")), ["one\ntwo\n"]);
    let (root, key) = (repository.root(), EntryKey::new("a.md"));

    let past = history::read(None, &root, &key, &TimeZone::UTC);
    let shown = history::texts(None, &root, &key, &past.texts);

    assert_eq!(shown, [Ok("one\r\ntwo\r\n".into())]);
}
