//! Who wrote what an entry says last, for a house that asks for a second pair of eyes.

use std::path::Path;

use super::fingerprint::{Fingerprint, Since};
use crate::house_style::HouseStyle;
use crate::library::git::{self, Blob, Commit};

/// Who wrote the text that is there now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LastWriter {
    /// The author of the commit, and whom it names as having written it as well.
    Authors(Vec<String>),
    /// It was not committed, so nobody's name is on it.
    Uncommitted,
    /// There is no git, or it does not tell; for this reason.
    NotKnown(String),
}

/// So many texts are asked of git at a time: most often the first two tell.
const BATCH: usize = 8;

/// Who wrote the text of a file last, as its commits tell. One that moved the date of review, or blanks, and nothing else, wrote
/// nothing.
pub fn last_writer(file: &Path, text: &str, style: &HouseStyle) -> LastWriter {
    let reads_so = |said: &str| {
        let since = Fingerprint::of(said, style).since(text, style);
        matches!(since, Since::Nothing | Since::Mechanical)
    };
    match from_commits(file, reads_so) {
        Ok(writer) => writer,
        Err(why) => LastWriter::NotKnown(why.to_string()),
    }
}

/// `reads_so` tells whether a text reads as the present one does.
fn from_commits(file: &Path, reads_so: impl Fn(&str) -> bool) -> Result<LastWriter, git::GitError> {
    let commits = git::commits(file)?;
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut last: Option<&Commit> = None;
    for commits in commits.chunks(BATCH) {
        let blobs: Vec<Blob> = commits.iter().map(|commit| commit.blob.clone()).collect();
        let texts = git::texts(folder, &blobs)?;
        for (commit, text) in commits.iter().zip(texts) {
            if !text.is_some_and(|said| reads_so(&said)) {
                return Ok(last.map_or(LastWriter::Uncommitted, authors));
            }
            last = Some(commit);
        }
    }
    Ok(match last {
        // The commit at which a shallow clone ends has the text, and need not have brought it.
        Some(_) if git::is_shallow(folder)? => {
            LastWriter::NotKnown("this clone is shallow, and the commit is older".to_owned())
        }
        last => last.map_or(LastWriter::Uncommitted, authors),
    })
}

fn authors(commit: &Commit) -> LastWriter {
    let all = std::iter::once(&commit.author).chain(&commit.co_authors);
    LastWriter::Authors(all.cloned().collect())
}
