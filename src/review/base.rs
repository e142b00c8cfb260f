//! Where “since” starts: the text that a review of an entry was of, looked for in every place that may hold it.
//!
//! First the text that a sign-off on record names, by its hash: whatever else is at hand was not signed. Without a record, the
//! text in which the present date of review was written: by the commit that wrote it, else by the versions kept here. What is
//! not known is said, and nothing is ever taken for more than it is: a base that may be younger than the review never says that
//! nothing changed.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::due::read_date;
use super::fingerprint::{Fingerprint, Since, text_hash};
use super::log::ReviewRecord;
use crate::entry::dates::in_words;
use crate::entry::front_matter::FrontMatter;
use crate::house_style::HouseStyle;
use crate::library::git::{self, Certainty, GitError, ValueCommit};
use crate::library::versions::{Version, Why};
use crate::library::{EntryKey, Versions};

/// The text that changes are told from.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Base {
    /// None where it is not to be had.
    pub text: Option<Arc<str>>,
    /// What it is, or why there is none, in a sentence or two.
    pub says: String,
    pub extent: Coverage,
}

/// How much of what changed since the review a base shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Coverage {
    /// All of it.
    Whole,
    /// The review may be older: more may have changed.
    AtLeast,
    #[default]
    Unknown,
}

impl Base {
    fn of(text: Arc<str>, extent: Coverage, says: impl Into<String>) -> Self {
        Self {
            text: Some(text),
            says: says.into(),
            extent,
        }
    }

    fn unknown(says: impl Into<String>) -> Self {
        Self {
            says: says.into(),
            ..Self::default()
        }
    }

    /// What became of the entry since. That nothing did is said only where that is sure.
    pub fn since(&self, text: &str, style: &HouseStyle) -> Since {
        let Some(base) = &self.text else {
            return Since::Unknown;
        };
        match Fingerprint::of(base, style).since(text, style) {
            since @ Since::Parts(_) => since,
            since if self.extent == Coverage::Whole => since,
            _ => Since::Unknown,
        }
    }
}

/// Looks for the text that an entry's last review was of. `sign_off` is the record that gave it the date it has. Asks git, so
/// it may take a while.
pub fn base_of(
    root: &Path,
    key: &EntryKey,
    text: &Arc<str>,
    sign_off: Option<&ReviewRecord>,
    versions: Option<&Versions>,
) -> Base {
    let kept = Kept {
        root,
        key,
        versions,
    };
    if let Some(record) = sign_off {
        return signed(&kept, text, record);
    }
    let Some(date) = Written::of(text) else {
        return Base::unknown("The entry has no date of review");
    };
    let file = root.join(key.path());
    let no_commit = match git::wrote(&file, &|text| date.line_in(text)) {
        Ok(Some(wrote)) => return committed(wrote),
        Ok(None) => "The date is not committed".to_owned(),
        Err(GitError::NoRepository) => "The folder is no git repository".to_owned(),
        Err(GitError::NotInstalled) => "git is not installed".to_owned(),
        Err(why @ (GitError::TooSlow | GitError::Failed(_))) => {
            format!(
                "The commit that wrote the date is not to be had here: {}",
                reason(&why)
            )
        }
    };
    kept.oldest_with(&date).unwrap_or_else(|| {
        Base::unknown(format!(
            "What the entry said at its last review is not known. {no_commit}, and no version kept here has it. {NO_RECORD}"
        ))
    })
}

const NO_RECORD: &str = "No sign-off on record.";

fn reason(why: &GitError) -> String {
    match why {
        GitError::Failed(reason) => reason.trim_end_matches('.').to_owned(),
        _ => "git took too long".to_owned(),
    }
}

/// The text that was signed, wherever it is.
fn signed(kept: &Kept<'_>, text: &Arc<str>, record: &ReviewRecord) -> Base {
    let wanted = record.fingerprint.text.as_str();
    let when = record
        .reviewed_on()
        .map(|day| format!(" on {}", in_words(day)))
        .unwrap_or_default();
    let who = &record.reviewer;
    let is_it = |text: &Arc<str>| text_hash(text) == wanted;
    let found = Some(text.clone())
        .filter(is_it)
        .or_else(|| kept.text_where(&is_it))
        .or_else(|| committed_where(&kept.root.join(kept.key.path()), &is_it));
    let unopened = if record.unopened {
        " without opening it here"
    } else {
        ""
    };
    match found {
        Some(text) => Base::of(
            text,
            Coverage::Whole,
            format!("Compared with the text that {who} signed off{when}{unopened}."),
        ),
        None => Base::unknown(format!(
            "The text that {who} signed off{when}{unopened} is on another machine, or no longer kept. Which parts changed is known, their words are not."
        )),
    }
}

fn committed(wrote: ValueCommit) -> Base {
    let day = in_words(wrote.on);
    let (extent, says) = match wrote.sure {
        Certainty::Wrote => (
            Coverage::Whole,
            format!("Compared with the commit that wrote the date, {day}."),
        ),
        Certainty::AtLeast => (
            Coverage::AtLeast,
            format!(
                "Compared with the commit of {day}. The entry has had this date since then at least: the file may have had another name before."
            ),
        ),
        Certainty::Shallow => (
            Coverage::AtLeast,
            format!(
                "This clone is shallow: the date was written on or before {day}. Compared with the oldest commit here, so more may have changed."
            ),
        ),
    };
    Base::of(wrote.text, extent, format!("{says} {NO_RECORD}"))
}

/// The first committed text of a file that fits, newest first, through its renames.
fn committed_where(file: &Path, fits: &dyn Fn(&Arc<str>) -> bool) -> Option<Arc<str>> {
    // Long texts together would be more than is listened to.
    const AT_ONCE: usize = 16;
    let commits = git::commits(file).ok()?;
    let blobs: Vec<git::Blob> = commits.into_iter().map(|commit| commit.blob).collect();
    blobs.chunks(AT_ONCE).find_map(|blobs| {
        let texts = git::texts(file.parent()?, blobs).ok()?;
        texts.into_iter().flatten().find(fits)
    })
}

/// The date of review as an entry has it.
struct Written {
    text: String,
    day: Option<Date>,
}

impl Written {
    fn of(text: &str) -> Option<Self> {
        let front = FrontMatter::read(text);
        let written = front.text("last_reviewed")?.trim();
        (!written.is_empty()).then(|| Self {
            text: written.to_owned(),
            day: read_date(written),
        })
    }

    /// The line on which a text has the same date, in whatever form it is written there.
    fn line_in(&self, text: &str) -> Option<usize> {
        let other = Self::of(text)?;
        let same = match self.day {
            Some(day) => other.day == Some(day),
            None => self.text == other.text,
        };
        let start = super::mechanical::date_lines(text).filter(|_| same)?.start;
        Some(text.get(..start)?.matches('\n').count() + 1)
    }
}

/// The versions of an entry kept here.
struct Kept<'k> {
    root: &'k Path,
    key: &'k EntryKey,
    versions: Option<&'k Versions>,
}

impl Kept<'_> {
    /// Newest first; those of another branch left out.
    fn list(&self) -> Vec<Version> {
        let list = self.versions.map(|it| it.list(self.root, self.key));
        let mut list = list.and_then(Result::ok).unwrap_or_default();
        list.retain(|version| version.branch.is_none());
        list
    }

    fn text(&self, version: &Version) -> Option<Arc<str>> {
        self.versions?.text(self.root, self.key, &version.hash).ok()
    }

    /// The first version that fits; those that were kept because they were signed off before others.
    fn text_where(&self, fits: &dyn Fn(&Arc<str>) -> bool) -> Option<Arc<str>> {
        let mut list = self.list();
        list.sort_by_key(|version| version.why != Why::SignedOff);
        list.iter()
            .find_map(|version| self.text(version).filter(fits))
    }

    /// The oldest of the versions that have this date without one between that has another. What was put aside may never have
    /// been in the file. Another program may have written the date earlier, which no version tells.
    fn oldest_with(&self, date: &Written) -> Option<Base> {
        let list = self.list();
        let in_file = list.iter().filter(|version| !version.why.is_put_aside());
        let texts = in_file.map_while(|version| {
            let text = self.text(version)?;
            date.line_in(&text).map(|_| (version, text))
        });
        let (version, text) = texts.last()?;
        let day = in_words(version.at.to_zoned(TimeZone::UTC).date());
        Some(Base::of(
            text,
            Coverage::AtLeast,
            format!(
                "Compared with the oldest version kept here that has this date, of {day}. More may have changed. {NO_RECORD}"
            ),
        ))
    }
}
