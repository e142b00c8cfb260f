//! A scratch repository, worked on by the real `git`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

pub struct Repository {
    folder: TempDir,
}

impl Repository {
    /// An empty one, on the branch `main`.
    #[track_caller]
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let repository = Self { folder };
        repository.git(&["init", "-q", "-b", "main"]);
        repository
    }

    pub fn root(&self) -> PathBuf {
        fs::canonicalize(self.folder.path()).unwrap()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root().join(name)
    }

    /// Writes a file and commits it.
    #[track_caller]
    pub fn commit(&self, name: &str, text: &str, message: &str) {
        fs::write(self.path(name), text).unwrap();
        self.git(&["--literal-pathspecs", "add", "--", name]);
        self.git(&["commit", "-q", "-m", message]);
    }

    /// What `git` does here; it must succeed.
    #[track_caller]
    pub fn git(&self, arguments: &[&str]) -> String {
        let (done, said) = self.try_git(arguments);
        assert!(done, "git {arguments:?}: {said}");
        said
    }

    /// Whether `git` succeeded, and what it said.
    pub fn try_git(&self, arguments: &[&str]) -> (bool, String) {
        let output = command(self.folder.path())
            .args(arguments)
            .output()
            .unwrap();
        let said = [output.stdout, output.stderr].concat();
        (
            output.status.success(),
            String::from_utf8_lossy(&said).into_owned(),
        )
    }
}

fn command(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1");
    for role in ["AUTHOR", "COMMITTER"] {
        git.env(format!("GIT_{role}_NAME"), "Édith Editor");
        git.env(format!("GIT_{role}_EMAIL"), "edith@house.example");
        git.env(format!("GIT_{role}_DATE"), "2026-04-29T12:00:00Z");
    }
    git
}
