//! `copydesk merge --install`: git uses the driver in this repository; `--uninstall` undoes that.
//!
//! Two lines of `.gitattributes` go along with the entries, one setting belongs to the clone. Whatever else stands in either is
//! changed only by a yes.

use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::super::{REFUSED, print, report, shown, unread};
use crate::entry::LineEnd;
use crate::library::ReadError;
use crate::library::disk::{self, SaveHow};
use crate::library::git;

/// Which files the driver merges.
const LINES: [&str; 2] = ["*.md merge=copydesk", "**/.copydesk/*.jsonl merge=copydesk"];
const FILE: &str = ".gitattributes";
/// The section of git’s settings, and what in it says how the driver is called.
const SECTION: &str = "merge.copydesk";
const DRIVER: &str = "merge.copydesk.driver";
/// How a driver of copydesk is called, whatever is around it.
const CALLED: &str = "merge %O %A %B -o %A --path %P";

/// What is to be done to the repository.
#[derive(Debug)]
pub(super) struct Install {
    pub uninstall: bool,
    /// Every question is answered with yes.
    pub yes: bool,
}

/// The repository as it is.
struct Repository {
    root: PathBuf,
    /// What `.gitattributes` says; `None` where there is none.
    attributes: Option<String>,
    /// How the driver is called now.
    driver: Option<String>,
}

impl Install {
    pub fn run(&self) -> u8 {
        let done = match self.uninstall {
            true => self.uninstall(),
            false => self.install(),
        };
        done.unwrap_or_else(|why| {
            report(why);
            REFUSED
        })
    }

    fn install(&self) -> Result<u8, String> {
        let repository = Repository::here()?;
        let driver = driver()?;
        let is_other = |there: &String| *there != driver;
        if let Some(there) = repository.driver.as_ref().filter(|it| is_other(it)) {
            let question = format!("{DRIVER} is set already:\n  {there}\nReplace it?");
            if !self.may(&question) {
                return Ok(REFUSED);
            }
        }
        let old = repository.attributes.as_deref().unwrap_or_default();
        let missing: Vec<&str> = (LINES.into_iter())
            .filter(|line| !old.lines().any(|there| same(there, line)))
            .collect();
        let others: Vec<&str> = old.lines().filter(|line| is_overridden(line)).collect();
        if !missing.is_empty() && !others.is_empty() {
            let question = format!(
                "{FILE} says already how such files are merged:\n  {}\nThe lines of copydesk would come below and count in their place. Add them?",
                others.join("\n  ")
            );
            if !self.may(&question) {
                return Ok(REFUSED);
            }
        }
        // The setting first: lines that name a driver nobody has set up make git keep one side without a word.
        if repository.driver.as_ref().is_none_or(is_other) {
            git::set(&repository.root, DRIVER, &driver).map_err(|why| why.to_string())?;
            let name = "front matter by field, text by section, sources by work";
            git::set(&repository.root, "merge.copydesk.name", name)
                .map_err(|why| why.to_string())?;
        }
        if !missing.is_empty() {
            repository.write(&with_lines(old, &missing))?;
        }
        let lines = match missing.len() {
            0 => format!("{FILE} has its two lines already."),
            1 => format!("1 line added to {FILE}: commit it with the entries."),
            count => format!("{count} lines added to {FILE}: commit it with the entries."),
        };
        for file in ["a.md", ".copydesk/a.jsonl"] {
            let said = git::attribute(&repository.root, "merge", file);
            if let Ok(said) = said
                && said != "copydesk"
            {
                report(format_args!(
                    "git still merges {file} otherwise (merge is {said}): another file of attributes says so, such as .git/info/attributes"
                ));
            }
        }
        Ok(print(&format!(
            "git merges entries and records with copydesk in {}.\n{lines}\nEvery other clone needs this command once as well.\n",
            shown(&repository.root)
        )))
    }

    fn uninstall(&self) -> Result<u8, String> {
        let repository = Repository::here()?;
        let old = repository.attributes.as_deref().unwrap_or_default();
        let kept: String = (old.split_inclusive('\n'))
            .filter(|line| !LINES.iter().any(|its| same(line, its)))
            .collect();
        if let Some(there) = repository.driver.as_ref().filter(|it| !it.contains(CALLED)) {
            let question = format!("{DRIVER} is another one:\n  {there}\nRemove it?");
            if !self.may(&question) {
                return Ok(REFUSED);
            }
        }
        // The lines first, for the same reason.
        let is_listed = kept.len() < old.len();
        if is_listed {
            repository.write(&kept)?;
        }
        if repository.driver.is_some() {
            git::remove_section(&repository.root, SECTION).map_err(|why| why.to_string())?;
        }
        Ok(match (is_listed, repository.driver.is_some()) {
            (false, false) => print("git does not use copydesk here. Nothing was changed.\n"),
            _ => print(&format!(
                "git merges in its own way again in {}.\n",
                shown(&repository.root)
            )),
        })
    }

    /// Asks at the terminal. No answer is no.
    fn may(&self, question: &str) -> bool {
        if self.yes {
            return true;
        }
        let mut answer = String::new();
        let asked = write!(io::stderr(), "{question} [y/N] ").and_then(|()| io::stderr().flush());
        let read = asked.and_then(|()| io::stdin().read_line(&mut answer));
        let is_yes = matches!(answer.trim().to_lowercase().as_str(), "y" | "yes");
        if read.is_err() || !is_yes {
            report("Nothing was changed. --yes answers the question with yes");
        }
        read.is_ok() && is_yes
    }
}

impl Repository {
    /// # Errors
    /// That there is none, or it can’t be read, in a sentence.
    fn here() -> Result<Self, String> {
        let folder = disk::true_path(Path::new(".")).ok_or("This folder is gone")?;
        let root = git::work_tree(&folder).map_err(|why| match why {
            git::GitError::NoRepository => {
                "This folder is in no git repository. Go to the one of the entries first".to_owned()
            }
            git::GitError::NotInstalled => "git is not installed".to_owned(),
            why => why.to_string(),
        })?;
        let file = root.join(FILE);
        let attributes = match disk::read_text(&file) {
            Ok(text) => Some(text.to_string()),
            Err(ReadError::Gone) => None,
            Err(why) => return Err(format!("{}\nFile: {}", unread(&why), shown(&file))),
        };
        let driver = git::setting(&root, DRIVER).map_err(|why| why.to_string())?;
        Ok(Self {
            root,
            attributes,
            driver,
        })
    }

    fn write(&self, text: &str) -> Result<(), String> {
        let file = self.root.join(FILE);
        let written = match &self.attributes {
            Some(old) => disk::save(&file, text, old, SaveHow::Replace),
            None => disk::create(&file, text),
        };
        written.map_err(|why| format!("{why}\nFile: {}", shown(&file)))
    }
}

/// How git calls the driver. Where the program can't be started, git's own merge is made: a driver that is missing would make git
/// keep one side, without a sign of the other. A merge that was started answers for itself, whatever its status says.
fn driver() -> Result<String, String> {
    let program = std::env::current_exe()
        .map_err(|why| format!("Where this program lies can’t be told: {why}"))?;
    let program = program
        .to_str()
        .ok_or("The path of this program is no text, so git can’t be told of it")?;
    let program = format!("'{}'", program.replace('\'', "'\\''")).replace('%', "%%");
    Ok(format!(
        "if {program} --version >/dev/null 2>&1; then {program} {CALLED}; \
         else git merge-file --marker-size=%L -L ours -L base -L theirs %A %O %B; fi"
    ))
}

/// Whether a line of attributes says what another says, spaces apart.
fn same(line: &str, other: &str) -> bool {
    line.split_whitespace().eq(other.split_whitespace())
}

/// Whether a line says how files of ours are merged, and says another thing.
fn is_overridden(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let pattern = words.next().unwrap_or_default();
    let is_ours = pattern == "*"
        || pattern == "**"
        || [".md", ".md\"", ".jsonl", ".*"]
            .iter()
            .any(|end| pattern.ends_with(end));
    let says = |word: &str| {
        let name = word.trim_start_matches(['-', '!']);
        name == "merge" || (name.starts_with("merge=") && word != "merge=copydesk")
    };
    is_ours && !pattern.starts_with('#') && words.any(says)
}

/// The text with these lines at its end, each with the line end that the text has.
fn with_lines(old: &str, lines: &[&str]) -> String {
    let line_end = LineEnd::of(old).as_str();
    let mut text = old.to_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push_str(line_end);
    }
    for line in lines {
        text.push_str(line);
        text.push_str(line_end);
    }
    text
}
