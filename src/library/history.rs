//! The earlier texts of an entry in one list: those that were kept, and those that were committed.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::DateTime;
use jiff::tz::TimeZone;

use super::disk::{self, ReadError};
use super::entry_key::EntryKey;
use super::git::{self, Commit, GitError};
use super::versions::{TextHash, Version, Versions, Why};
use crate::entry::LineEnd;

/// What is known of an entry's past.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EntryHistory {
    /// Newest first.
    pub texts: Vec<EarlierText>,
    /// Why the kept versions are not among them.
    pub error: Option<ReadError>,
    /// Why no commits are among them.
    pub git_error: Option<GitError>,
}

/// A text that the entry had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EarlierText {
    /// By the clock on the wall.
    pub when: DateTime,
    pub from: Origin,
}

/// Where an earlier text is to be had.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Kept {
        hash: TextHash,
        why: Why,
        /// Where it belongs to another branch than the folder was on from then on.
        branch: Option<String>,
    },
    Committed(Commit),
}

/// Lists the earlier texts of an entry.
pub fn read(
    versions: Option<&Versions>,
    root: &Path,
    key: &EntryKey,
    zone: &TimeZone,
) -> EntryHistory {
    let mut history = EntryHistory::default();
    let kept = versions.map_or_else(|| Ok(Vec::new()), |it| it.list(root, key));
    let kept = kept.unwrap_or_else(|why| {
        history.error = Some(why);
        Vec::new()
    });
    let commits = git::commits(&root.join(key.path())).unwrap_or_else(|why| {
        history.git_error = Some(why);
        Vec::new()
    });
    let on_the_wall = |at: jiff::Timestamp| at.to_zoned(zone.clone()).datetime();
    let origin = |version: Version| {
        let Version {
            at,
            hash,
            why,
            branch,
            ..
        } = version;
        (at, Origin::Kept { hash, why, branch })
    };
    let kept = kept.into_iter().map(origin);
    let commits = commits.into_iter().map(|it| (it.at, Origin::Committed(it)));
    // Each list has an order of its own, whatever the times say; between the two the times decide.
    let (mut kept, mut commits) = (kept.peekable(), commits.peekable());
    loop {
        let next = match (kept.peek(), commits.peek()) {
            (Some((at, _)), Some((committed, _))) if at < committed => commits.next(),
            (None, _) => commits.next(),
            _ => kept.next(),
        };
        let Some((at, from)) = next else {
            return history;
        };
        let when = on_the_wall(at);
        history.texts.push(EarlierText { when, from });
    }
}

/// The texts themselves, in the same order.
pub fn texts(
    versions: Option<&Versions>,
    root: &Path,
    key: &EntryKey,
    wanted: &[EarlierText],
) -> Vec<Result<Arc<str>, ReadError>> {
    let commits = wanted.iter().filter_map(|it| match &it.from {
        Origin::Committed(commit) => Some(commit.blob.clone()),
        Origin::Kept { .. } => None,
    });
    let commits: Vec<git::Blob> = commits.collect();
    let file = root.join(key.path());
    let file = disk::true_path(&file).unwrap_or(file);
    let mut committed = git::texts(file.parent().unwrap_or(root), &commits)
        .map(Vec::into_iter)
        .map_err(|why| ReadError::Failed(why.to_string()));
    // Git may keep a text whose lines end in CRLF with LF.
    let is_crlf = !commits.is_empty()
        && disk::read_text(&file).is_ok_and(|text| LineEnd::of(&text) == LineEnd::CrLf);
    let as_in_the_file = |text: Arc<str>| {
        if is_crlf && LineEnd::of(&text) == LineEnd::Lf {
            text.replace('\n', "\r\n").into()
        } else {
            text
        }
    };
    let text = |it: &EarlierText| match &it.from {
        Origin::Kept { hash, .. } => match versions {
            Some(versions) => versions.text(root, key, hash),
            None => Err(ReadError::Gone),
        },
        Origin::Committed(_) => match &mut committed {
            Ok(texts) => {
                let text = texts.next().flatten().map(as_in_the_file);
                text.ok_or_else(|| ReadError::Failed("it is no text".to_string()))
            }
            Err(why) => Err(why.clone()),
        },
    };
    wanted.iter().map(text).collect()
}
