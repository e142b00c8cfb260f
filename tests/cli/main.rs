//! The real binary on real folders.

mod check;
mod drawer;
mod find;
mod learn;
mod merge;
mod output;
mod review;
mod set;
mod sources;
mod usage;
mod versions;
mod words;

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What the binary answered.
#[derive(Debug)]
struct Answer {
    code: Option<i32>,
    said: String,
    complained: String,
}

fn copydesk(folder: &Path, args: &[&str], input: &str) -> Answer {
    let home = tempfile::tempdir().expect("a folder");
    copydesk_of(home.path(), folder, args, input)
}

/// The answer to the person whose own folders are in `home`.
fn copydesk_of(home: &Path, folder: &Path, args: &[&str], input: &str) -> Answer {
    let mut child = Command::new(env!("CARGO_BIN_EXE_copydesk"))
        .current_dir(folder)
        .args(args)
        .env("HOME", home)
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env("XDG_DATA_HOME", home.join("data"))
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    // A command that reads nothing may have closed it.
    stdin.write_all(input.as_bytes()).ok();
    drop(stdin);
    let output = child.wait_with_output().expect("the binary ends");
    Answer {
        code: output.status.code(),
        said: String::from_utf8(output.stdout).expect("UTF-8"),
        complained: String::from_utf8(output.stderr).expect("UTF-8"),
    }
}

/// A folder with one file, `entry.md`.
struct Entry {
    folder: TempDir,
}

impl Entry {
    fn new(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        fs::write(folder.path().join("entry.md"), text).expect("written");
        Self { folder }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("entry.md")
    }

    fn text(&self) -> String {
        fs::read_to_string(self.path()).expect("readable")
    }

    fn set(&self, args: &[&str]) -> Answer {
        self.set_with_input(args, "")
    }

    fn set_with_input(&self, args: &[&str], input: &str) -> Answer {
        let args = [&["set", "entry.md"], args].concat();
        copydesk(self.folder.path(), &args, input)
    }
}
