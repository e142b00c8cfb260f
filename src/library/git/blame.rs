//! Which commit wrote what a file says in one line.
//!
//! `log -S`, `log -G`, `log -L` and plain `blame` each name the wrong commit in some histories: after line ends were
//! normalised, keys put in another order, a value put in quotation marks, a date set in a merge. So `blame` says which commit
//! touched the line last, and where the text before it says the same there, it is asked again from that text on.
//!
//! Knows nothing of: what the line says.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

use super::{GitError, answer, in_folder};
use crate::library::disk;

/// The commit since which a file says something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueCommit {
    pub id: String,
    pub author: String,
    /// The author's day, where the author was: a rebase does not change it.
    pub on: Date,
    /// The file as that commit left it.
    pub text: Arc<str>,
    pub sure: Certainty,
}

/// How surely that commit wrote it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Certainty {
    /// The text before it said something else, or there was none.
    Wrote,
    /// The file has its name since then, and others went with that commit: it may have been renamed and rewritten at once.
    AtLeast,
    /// The clone is shallow, and this is the oldest commit that it has of the file.
    Shallow,
}

/// More changes of a line that change nothing are not looked through.
const MOST_STEPS: usize = 100;

/// The commit since which the committed file says something: `line_of` gives the number of the line that says so, from 1.
/// `None` where what is committed last does not say it.
///
/// # Errors
/// [`GitError`] where there is none, or it does not say.
pub fn wrote(
    file: &Path,
    line_of: &dyn Fn(&str) -> Option<usize>,
) -> Result<Option<ValueCommit>, GitError> {
    let file = disk::true_path(file).unwrap_or_else(|| file.to_path_buf());
    let (Some(folder), Some(name)) = (file.parent(), file.file_name()) else {
        return Ok(None);
    };
    let mut git = in_folder(folder)?;
    git.args([
        "rev-parse",
        "--is-shallow-repository",
        "--show-toplevel",
        "--show-prefix",
    ]);
    let said = answer(git, None)?;
    let said = String::from_utf8_lossy(&said);
    let mut lines = said.lines();
    let is_shallow = lines.next() == Some("true");
    let (Some(root), prefix) = (
        lines.next().map(PathBuf::from),
        lines.next().unwrap_or_default(),
    ) else {
        return Ok(None);
    };
    let mut path = format!("{prefix}{}", name.to_string_lossy());
    let mut commit = "HEAD".to_owned();
    // A file that was never committed is in no commit; what is there and can't be had is another matter.
    let mut git = in_folder(&root)?;
    git.args(["ls-tree", "-z", "HEAD", "--"]).arg(&path);
    match answer(git, None) {
        Ok(said) if said.is_empty() => return Ok(None),
        Ok(_) => {}
        Err(GitError::Failed(reason)) if reason.contains("HEAD") => return Ok(None),
        Err(why) => return Err(why),
    }
    let mut text = text_of(&root, &commit, &path)?;
    for _ in 0..MOST_STEPS {
        let Some(line) = line_of(&text) else {
            return Ok(None);
        };
        let blamed = blame(&root, &commit, &path, line)?;
        let there = text_of(&root, &blamed.id, &blamed.path)?;
        let previous = match &blamed.previous {
            Some((commit, path)) => Some((commit, path, text_of(&root, commit, path)?)),
            None => None,
        };
        if let Some((before, path_before, said)) = previous {
            if line_of(&said).is_some() {
                (commit, path, text) = (before.clone(), path_before.clone(), said);
                continue;
            }
            return Ok(Some(blamed.wrote(there, Certainty::Wrote)));
        }
        let sure = if blamed.is_boundary && is_shallow {
            Certainty::Shallow
        } else if takes_files_away(&root, &blamed.id)? {
            Certainty::AtLeast
        } else {
            Certainty::Wrote
        };
        return Ok(Some(blamed.wrote(there, sure)));
    }
    Err(GitError::TooSlow)
}

/// What `blame` says of one line.
#[derive(Debug, Default)]
struct Blamed {
    id: String,
    author: String,
    seconds: i64,
    /// East of Greenwich.
    offset_seconds: i32,
    /// The file's name in that commit.
    path: String,
    previous: Option<(String, String)>,
    /// No commit before it was looked at: a root, or the end of a shallow clone.
    is_boundary: bool,
}

impl Blamed {
    fn wrote(self, text: Arc<str>, sure: Certainty) -> ValueCommit {
        let offset = Offset::from_seconds(self.offset_seconds).unwrap_or(Offset::UTC);
        let at = Timestamp::from_second(self.seconds).unwrap_or_default();
        ValueCommit {
            id: self.id,
            author: self.author,
            on: offset.to_datetime(at).date(),
            text,
            sure,
        }
    }
}

fn blame(root: &Path, commit: &str, path: &str, line: usize) -> Result<Blamed, GitError> {
    let mut git = in_folder(root)?;
    // A file of commits to ignore may be named in the settings and missing, which is fatal; and the line of an ignored commit
    // goes to one that said something else. An empty `blame.ignoreRevsFile` does not take such a file back, this does.
    git.args(["blame", "--no-ignore-revs-file", "-w", "-M1"]);
    git.args(["--porcelain", "--no-textconv"]);
    git.arg("-L").arg(format!("{line},{line}"));
    git.arg(commit).arg("--").arg(path);
    let said = answer(git, None)?;
    let said = String::from_utf8_lossy(&said);
    read(&said, path).ok_or_else(|| GitError::Failed("blame names no commit".to_owned()))
}

/// Reads what `blame --porcelain` says of one line.
fn read(said: &str, path: &str) -> Option<Blamed> {
    let mut lines = said.lines();
    let mut blamed = Blamed {
        id: lines.next()?.split(' ').next()?.to_owned(),
        path: path.to_owned(),
        ..Blamed::default()
    };
    for line in lines.take_while(|line| !line.starts_with('\t')) {
        let (name, value) = line.split_once(' ').unwrap_or((line, ""));
        match name {
            "author" => value.clone_into(&mut blamed.author),
            "author-time" => blamed.seconds = value.parse().ok()?,
            "author-tz" => blamed.offset_seconds = offset(value).unwrap_or_default(),
            "filename" => blamed.path = unquoted(value),
            "previous" => {
                let (commit, path) = value.split_once(' ')?;
                blamed.previous = Some((commit.to_owned(), unquoted(path)));
            }
            "boundary" => blamed.is_boundary = true,
            _ => {}
        }
    }
    Some(blamed)
}

/// `+0130` in seconds.
fn offset(zone: &str) -> Option<i32> {
    let (sign, digits) = zone.split_at_checked(1)?;
    let number: i32 = digits.parse().ok()?;
    let seconds = (number / 100 * 60 + number % 100) * 60;
    Some(if sign == "-" { -seconds } else { seconds })
}

/// A name as it is: one with odd letters is told in quotation marks, these letters by their codes.
fn unquoted(name: &str) -> String {
    let inside = name.strip_prefix('"').and_then(|it| it.strip_suffix('"'));
    let Some(inside) = inside else {
        return name.to_owned();
    };
    let mut bytes = Vec::with_capacity(inside.len());
    let mut rest = inside.bytes().peekable();
    while let Some(byte) = rest.next() {
        if byte != b'\\' {
            bytes.push(byte);
            continue;
        }
        match rest.next() {
            Some(first @ b'0'..=b'3') => {
                let code = std::iter::once(first).chain(rest.by_ref().take(2));
                let code = code.fold(0_u32, |code, digit| {
                    code * 8 + u32::from(digit.wrapping_sub(b'0') & 7)
                });
                bytes.extend(u8::try_from(code));
            }
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(other) => bytes.push(other),
            None => {}
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn text_of(root: &Path, commit: &str, path: &str) -> Result<Arc<str>, GitError> {
    let mut git = in_folder(root)?;
    git.args(["cat-file", "blob"])
        .arg(format!("{commit}:{path}"));
    let said = answer(git, None)?;
    let text = String::from_utf8(said);
    text.map(Into::into)
        .map_err(|_| GitError::Failed("it is no text".to_owned()))
}

/// Whether a page went with a commit, so that a file which is new there may be that page under another name.
fn takes_files_away(root: &Path, commit: &str) -> Result<bool, GitError> {
    let mut git = in_folder(root)?;
    git.args([
        "log",
        "--max-count=1",
        "-m",
        "--first-parent",
        "--format=",
        "--name-only",
        "-z",
    ]);
    git.args([
        "--no-renames",
        "--diff-filter=D",
        "--no-show-signature",
        "--no-ext-diff",
        "--no-textconv",
    ]);
    git.arg(commit).arg("--");
    let said = answer(git, None)?;
    let said = String::from_utf8_lossy(&said);
    let mut gone = said.split('\0').map(|name| name.trim_start_matches('\n'));
    Ok(gone.any(|name| !name.is_empty() && crate::library::is_markdown(Path::new(name))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_blame_says_is_read() {
        let said = "1234abcd 6 6 1\nauthor Édith Editor\nauthor-mail <e@house.example>\nauthor-time 1614643200\nauthor-tz +1300\nsummary x\nprevious 99ff \"a\\303\\251\\t\\\"b.md\"\nboundary\nfilename old name.md\n\tlast_reviewed: 1\n";
        let blamed = read(said, "a.md").expect("it is read");
        assert_eq!(
            (blamed.id.as_str(), blamed.path.as_str()),
            ("1234abcd", "old name.md")
        );
        assert_eq!(blamed.previous, Some(("99ff".into(), "aé\t\"b.md".into())));
        assert!(blamed.is_boundary);
        let wrote = blamed.wrote("".into(), Certainty::Wrote);
        assert_eq!(
            (wrote.author.as_str(), wrote.on.to_string()),
            ("Édith Editor", "2021-03-02".into())
        );
        assert_eq!(offset("-0330"), Some(-12_600));
    }
}
