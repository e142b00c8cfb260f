//! The one door to the installed `git`: the commits of a file, and the texts they hold. Only reads, but for the
//! settings of a clone (`settings`).
//!
//! `git` is asked with a limit of time and of memory, without pager, prompt or network, and without taking a lock, so that it is never in the way
//! of the person's own `git`. What the repository's settings would have it run besides is switched off. A file is named as it
//! is: no letter of a name is a pattern.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;

mod blame;
mod settings;

pub use blame::{Certainty, ValueCommit, wrote};
pub use settings::{attribute, remove_section, set, setting, work_tree};

use super::checkout::Checkout;
use super::disk::{self, LONGEST_TEXT, Scratch};

/// A commit that left the file with another text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit {
    pub id: String,
    /// When its author made it.
    pub at: Timestamp,
    pub author: String,
    /// Whom its message names as having written it as well.
    pub co_authors: Vec<String>,
    /// The first line of its message.
    pub subject: String,
    /// The name of the text in the repository.
    pub blob: Blob,
}

/// Names a text in a repository.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Blob(Arc<str>);

/// Why nothing is known from git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GitError {
    /// There is no `git` on this machine, or it may not be run.
    NotInstalled,
    /// The file lies in no repository.
    NoRepository,
    TooSlow,
    Failed(String),
}

impl fmt::Display for GitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled => f.write_str("git is not installed, so no commits are listed"),
            Self::NoRepository => {
                f.write_str("This folder is no git repository, so no commits are listed")
            }
            Self::TooSlow => f.write_str("git took too long, so no commits are listed"),
            Self::Failed(reason) => write!(f, "git could not list the commits: {reason}"),
        }
    }
}

impl std::error::Error for GitError {}

/// The names in the lines `Co-authored-by: Name <address>` at the end of a message, each before a tabulator.
const CO_AUTHORS: &str = "%(trailers:key=Co-authored-by,valueonly,separator=%x09)";
/// No more commits than these are asked for.
const MOST: usize = 300;
/// How long one question may take.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How long to wait before looking again whether the answer is there.
const POLL_INTERVAL: Duration = Duration::from_millis(2);
/// What is said in more bytes than these is not listened to.
const LONGEST_ANSWER: u64 = 2 * LONGEST_TEXT;

/// The commits that changed a file, newest first, through its renames.
///
/// # Errors
/// [`GitError`] where there is none, or it does not say.
pub fn commits(file: &Path) -> Result<Vec<Commit>, GitError> {
    let file = disk::true_path(file).unwrap_or_else(|| file.to_path_buf());
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Ok(Vec::new());
    };
    let mut git = in_folder(folder)?;
    git.args(["log", "--follow", "-m", "-z", "--raw", "--no-abbrev"])
        .arg(format!("--max-count={MOST}"))
        .args(["--no-show-signature", "--no-ext-diff", "--no-textconv"])
        .arg(format!(
            "--format=tformat:%x01%H%x00%at%x00%an%x00{CO_AUTHORS}%x00%s"
        ))
        .arg("--")
        .arg(name);
    match answer(git, None) {
        Ok(said) => Ok(read_log(&said)),
        // Nothing was committed yet.
        Err(GitError::Failed(reason)) if reason.contains("does not have any commits") => {
            Ok(Vec::new())
        }
        Err(why) => Err(why),
    }
}

/// Whether the repository that holds a folder is a shallow clone, in which the oldest commits of a file are not.
///
/// # Errors
/// [`GitError`] where there is none, or it does not say.
pub fn is_shallow(folder: &Path) -> Result<bool, GitError> {
    let mut git = in_folder(folder)?;
    git.args(["rev-parse", "--is-shallow-repository"]);
    Ok(answer(git, None)?.trim_ascii() == b"true")
}

/// The texts of that name in the repository that holds `folder`, in the same order; `None` for what is no text.
///
/// # Errors
/// [`GitError`] where there is none, or it does not say.
pub fn texts(folder: &Path, blobs: &[Blob]) -> Result<Vec<Option<Arc<str>>>, GitError> {
    if blobs.is_empty() {
        return Ok(Vec::new());
    }
    let asked: String = blobs.iter().map(|blob| format!("{}\n", blob.0)).collect();
    let mut git = in_folder(folder)?;
    git.args(["cat-file", "--batch"]);
    let said = answer(git, Some(asked.as_bytes()))?;
    let texts = read_batch(&said);
    if texts.len() == blobs.len() {
        Ok(texts)
    } else {
        Err(GitError::Failed("not every text was found".to_string()))
    }
}

/// The three texts of a file that git could not merge.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Stages {
    /// `None` where it was not there.
    pub base: Option<Arc<str>>,
    pub ours: Option<Arc<str>>,
    pub theirs: Option<Arc<str>>,
}

/// What git keeps of a file that it could not merge, until that is settled; `None` where there is no conflict.
///
/// # Errors
/// [`GitError`] where there is none, or it does not say.
pub fn stages(file: &Path) -> Result<Option<Stages>, GitError> {
    let file = disk::true_path(file).unwrap_or_else(|| file.to_path_buf());
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Ok(None);
    };
    let mut git = in_folder(folder)?;
    git.args(["ls-files", "--unmerged", "-z", "--"]).arg(name);
    let said = answer(git, None)?;
    let said = String::from_utf8_lossy(&said);
    // `mode blob stage`, a tab and the name.
    let told = said.split('\0').filter_map(|told| {
        let mut words = told.split('\t').next()?.split(' ').skip(1);
        let (blob, number) = (words.next()?, words.next()?.parse::<u8>().ok()?);
        Some((Blob(blob.into()), number))
    });
    let (blobs, numbers): (Vec<Blob>, Vec<u8>) = told.unzip();
    if blobs.is_empty() {
        return Ok(None);
    }
    let mut stages = Stages::default();
    for (number, text) in numbers.into_iter().zip(texts(folder, &blobs)?) {
        match number {
            1 => stages.base = text,
            2 => stages.ours = text,
            _ => stages.theirs = text,
        }
    }
    Ok(Some(stages))
}

fn in_folder(folder: &Path) -> Result<Command, GitError> {
    // A received folder may hold a pipe or a device under the name of one of git's own files, which git would read without end.
    let checkout = Checkout::of(folder).ok_or(GitError::NoRepository)?;
    if let Some(odd) = checkout.odd_file() {
        return Err(GitError::Failed(format!(
            "{odd} in its own folder is no ordinary file, or too large"
        )));
    }
    let mut git = Command::new("git");
    git.arg("-C").arg(folder);
    git.args(["--no-pager", "-c", "core.fsmonitor=false"]);
    git.args(["-c", "i18n.logOutputEncoding=UTF-8"]);
    for (name, value) in [
        ("GIT_OPTIONAL_LOCKS", "0"),
        ("GIT_TERMINAL_PROMPT", "0"),
        ("GIT_NO_LAZY_FETCH", "1"),
        // Older versions do not know the one above; all since 2.3 know this one: no way of reaching another repository is allowed.
        ("GIT_ALLOW_PROTOCOL", "none"),
        ("GIT_LITERAL_PATHSPECS", "1"),
        // What is said of a failure is told apart by its words.
        ("LC_ALL", "C"),
    ] {
        git.env(name, value);
    }
    // When we were started by git itself, these name the repository that it was in.
    for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"] {
        git.env_remove(name);
    }
    Ok(git)
}

/// Runs `git` and gives back what it says.
fn answer(mut git: Command, input: Option<&[u8]>) -> Result<Vec<u8>, GitError> {
    let failed = |error: io::Error| GitError::Failed(error.to_string());
    let (said, complaint) = (Scratch::new(), Scratch::new());
    let (said, complaint) = (said.map_err(failed)?, complaint.map_err(failed)?);
    let input = match input {
        Some(bytes) => Scratch::holding(bytes).and_then(|it| it.lend()),
        None => Ok(Stdio::null()),
    };
    git.stdin(input.map_err(failed)?)
        .stdout(said.lend().map_err(failed)?)
        .stderr(complaint.lend().map_err(failed)?);
    without_a_console(&mut git);
    let running = Running::start(git).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied => GitError::NotInstalled,
        _ => failed(error),
    })?;
    let mut waited = Duration::ZERO;
    let status = loop {
        if let Some(status) = running.status().map_err(failed)? {
            break status;
        }
        let too_long = said.length().map_err(failed)? > LONGEST_ANSWER;
        if waited >= TIMEOUT || too_long {
            return Err(GitError::TooSlow);
        }
        std::thread::sleep(POLL_INTERVAL);
        waited += POLL_INTERVAL;
    };
    if status.success() {
        return said.read().map_err(failed);
    }
    let complaint = complaint.read().map_err(failed)?;
    let complaint = String::from_utf8_lossy(&complaint);
    if complaint.contains("not a git repository") {
        return Err(GitError::NoRepository);
    }
    let reason = complaint.lines().next().unwrap_or("it does not say why");
    Err(GitError::Failed(
        reason.trim_start_matches("fatal: ").to_string(),
    ))
}

/// What runs now, by number.
static RUNNING: Mutex<BTreeMap<u64, Child>> = Mutex::new(BTreeMap::new());

fn all_running() -> MutexGuard<'static, BTreeMap<u64, Child>> {
    RUNNING.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ends every `git` that runs now: none may outlive the program.
pub fn end_all() {
    let all = std::mem::take(&mut *all_running());
    all.into_values().for_each(end);
}

fn end(mut git: Child) {
    if matches!(git.try_wait(), Ok(None))
        && let Err(why) = git.kill().and_then(|()| git.wait())
    {
        log::warn!("git was not ended: {why}");
    }
}

/// One `git` that runs. When it is let go of, it is ended.
struct Running(u64);

impl Running {
    fn start(mut git: Command) -> io::Result<Self> {
        static NEXT: AtomicU64 = AtomicU64::new(0);
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        let child = git.spawn()?;
        limit_memory(&child);
        all_running().insert(number, child);
        Ok(Self(number))
    }

    /// How it ended; `None` while it runs.
    fn status(&self) -> io::Result<Option<ExitStatus>> {
        let mut all = all_running();
        let child = all.get_mut(&self.0);
        child
            .ok_or_else(|| io::Error::other("the program is closing"))?
            .try_wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let git = all_running().remove(&self.0);
        git.into_iter().for_each(end);
    }
}

/// A `git` that reads what has no end is stopped by its memory before the machine is. Packs that it maps don't count.
#[cfg(target_os = "linux")]
fn limit_memory(git: &Child) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    const MOST_MEMORY: u64 = 1 << 30;
    let limit = Rlimit {
        current: Some(MOST_MEMORY),
        maximum: Some(MOST_MEMORY),
    };
    if let Err(why) = prlimit(Some(Pid::from_child(git)), Resource::Data, limit) {
        log::debug!("git has no limit of memory: {why}");
    }
}

#[cfg(not(target_os = "linux"))]
fn limit_memory(_: &Child) {}

/// No black window for a moment.
#[cfg(windows)]
fn without_a_console(git: &mut Command) {
    const NO_WINDOW: u32 = 0x0800_0000;
    std::os::windows::process::CommandExt::creation_flags(git, NO_WINDOW);
}

#[cfg(not(windows))]
fn without_a_console(_: &mut Command) {}

/// Reads what `log -z --raw` says: for each commit its head in five parts, then `:modes blobs letter` and the file's name or
/// names, all ended by noughts. A commit that left no text, such as one that removed the file, is passed over.
fn read_log(said: &[u8]) -> Vec<Commit> {
    let said = String::from_utf8_lossy(said);
    let mut parts = said.split('\0');
    let mut commits: Vec<Commit> = Vec::new();
    let mut head = None;
    while let Some(part) = parts.next() {
        let part = part.trim_start_matches('\n');
        if let Some(id) = part.strip_prefix('\u{1}') {
            let mut next = || parts.next().unwrap_or_default().to_string();
            head = Some((id.to_string(), next(), next(), next(), next()));
        } else if part.starts_with(':') {
            let mut words = part.split(' ');
            let mode = words.nth(1).unwrap_or_default();
            let blob = words.nth(1).unwrap_or_default();
            let letter = words.next().unwrap_or_default();
            // The names of the file; a rename has two.
            parts.next();
            if letter.starts_with(['R', 'C']) {
                parts.next();
            }
            // A merge is told once for each of its parents.
            let Some((id, at, author, with, subject)) = head.take() else {
                continue;
            };
            let is_told = commits.last().is_some_and(|last| last.id == id);
            let at = at
                .parse()
                .ok()
                .and_then(|at| Timestamp::from_second(at).ok());
            if let (Some(at), true, false) = (at, mode.starts_with("100"), is_told) {
                commits.push(Commit {
                    id,
                    at,
                    author,
                    co_authors: names(&with),
                    subject,
                    blob: Blob(blob.into()),
                });
            }
        }
    }
    commits
}

/// The names of co-authors, without their addresses.
fn names(with: &str) -> Vec<String> {
    let names = with
        .split('\t')
        .map(|it| it.split('<').next().unwrap_or_default().trim());
    names
        .filter(|name| !name.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Reads what `cat-file --batch` says: `name kind length`, the bytes and a line end, or `name missing`.
fn read_batch(mut said: &[u8]) -> Vec<Option<Arc<str>>> {
    let mut texts = Vec::new();
    while let Some(end) = memchr::memchr(b'\n', said) {
        let (line, rest) = said.split_at(end);
        let mut rest = rest.get(1..).unwrap_or_default();
        let line = String::from_utf8_lossy(line);
        let mut words = line.split(' ').skip(1);
        let kind = words.next();
        let length = words.next().and_then(|length| length.parse::<usize>().ok());
        let mut text = None;
        if let Some(length) = length {
            let bytes = rest.get(..length).unwrap_or_default();
            if kind == Some("blob") {
                text = std::str::from_utf8(bytes).ok().map(Arc::from);
            }
            rest = rest.get(length + 1..).unwrap_or_default();
        }
        texts.push(text);
        said = rest;
    }
    texts
}
