//! What is on record of the reviews of a library: `reviews.jsonl`, one act a line.
//!
//! A line is never changed and never taken out. What is taken back is a line too, so that two branches can each have added
//! lines of their own, and an audit sees what was done. The date in an entry and its record are two files: what an entry says
//! counts, and the record that goes with it is looked for. So a date that another program moved has no record, and says so.

use std::cell::LazyCell;
use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::due::read_date;
use super::fingerprint::Fingerprint;
use super::owner::{Owner, SharedSlugs, SlugsOfFiles};
use crate::library::{EntryKey, JsonLines, PendingRecord, RecordChange};

/// What came of a review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    SignedOff,
    /// The entry goes back to whoever writes it, for a reason.
    SentBack,
    Skipped,
    /// An earlier act is as if it had not been.
    TakenBack,
    /// A newer version of this program wrote it.
    #[serde(other)]
    Unknown,
}

/// One act of a reviewer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewRecord {
    /// The slug of the entry, else the name of its file.
    pub slug: String,
    /// The path of its file below the library, with `/`; none in what older versions of this program wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// When it was written down: `2026-12-14T10:42:07.120Z`. With the slug it is the key of the record.
    pub at: String,
    pub outcome: Outcome,
    pub reviewer: String,
    /// The date of review that the entry was given, `2026-12-14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date: Option<String>,
    /// What `last_reviewed` was before, as it was written; none where there was no such field.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub before: Option<String>,
    /// What was reviewed, in the reviewer's words: “Whole entry”.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub scope: String,
    /// A note, or the reason.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// It was signed off without having been opened here.
    #[serde(default, skip_serializing_if = "is_not")]
    pub unopened: bool,
    /// What was left unread or open, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<String>,
    /// The [`at`](Self::at) of the act that is taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub takes_back: Option<String>,
    #[serde(flatten)]
    pub fingerprint: Fingerprint,
}

/// All records of a library, by slug, oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ReviewLog {
    entries: HashMap<String, Arc<Vec<Arc<ReviewRecord>>>>,
    slugs: SlugsOfFiles,
}

/// How an entry stands by the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Sent back, and its text has changed since: it is the reviewer's turn.
    SentBackChanged,
    SentBack,
    Skipped,
    /// It was signed off before, and its date is another one now: somebody moved it.
    DateMoved,
    /// Signed off without having been opened.
    SignedUnopened,
    SignedOff,
    /// Nothing is on record.
    NoRecord,
}

impl ReviewRecord {
    /// A record of this moment.
    pub fn new(
        of: &Owner<'_>,
        outcome: Outcome,
        reviewer: &str,
        now: Timestamp,
        fingerprint: Fingerprint,
    ) -> Self {
        Self {
            slug: of.slug.to_owned(),
            file: Some(of.file.clone()),
            at: written_at(now),
            outcome,
            reviewer: reviewer.trim().to_owned(),
            date: None,
            before: None,
            scope: String::new(),
            note: String::new(),
            unopened: false,
            left: Vec::new(),
            takes_back: None,
            fingerprint,
        }
    }

    /// The record that takes this one back.
    #[must_use]
    pub fn taken_back(&self, reviewer: &str, now: Timestamp) -> Self {
        let file = self.file.as_deref().unwrap_or_default();
        let of = Owner::named(&self.slug, file, &SharedSlugs::new());
        let fingerprint = self.fingerprint.clone();
        Self {
            file: self.file.clone(),
            takes_back: Some(self.at.clone()),
            ..Self::new(&of, Outcome::TakenBack, reviewer, now, fingerprint)
        }
    }

    /// The change of the file that adds it.
    pub fn to_add(&self) -> RecordChange {
        let line = serde_json::to_string(self);
        let line =
            line.inspect_err(|error| log::error!("a review could not be written down: {error}"));
        RecordChange {
            add: line.into_iter().collect(),
            remove: Vec::new(),
        }
    }

    /// The date of review that it gave.
    pub fn reviewed_on(&self) -> Option<Date> {
        self.date.as_deref()?.parse().ok()
    }

    /// When it was written down.
    pub fn written_at(&self) -> Option<Timestamp> {
        self.at.parse().ok()
    }
}

impl ReviewLog {
    /// Takes over the records; lines that say something else are passed over.
    pub fn of(records: &JsonLines) -> Self {
        let mut log = Self::default();
        for record in records.objects() {
            if let Ok(record) = serde_json::from_value::<ReviewRecord>(record.into()) {
                log.add(record);
            }
        }
        log
    }

    /// Adds one more; one that is there already is not added twice.
    pub fn add(&mut self, record: ReviewRecord) {
        self.slugs.note(&record.slug, record.file.as_deref());
        let entry = Arc::make_mut(self.entries.entry(record.slug.clone()).or_default());
        let place = entry.partition_point(|it| it.at <= record.at);
        let before = entry.iter().take(place).rev();
        let mut same_time = before.take_while(|it| it.at == record.at);
        if !same_time.any(|it| **it == record) {
            entry.insert(place, Arc::new(record));
        }
    }

    /// Everything on record of a slug, oldest first.
    pub fn all(&self, slug: &str) -> &[Arc<ReviewRecord>] {
        self.entries.get(slug).map_or(&[], |all| all.as_slice())
    }

    /// Everything on record, by slug and time.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<ReviewRecord>> {
        let mut slugs: Vec<&String> = self.entries.keys().collect();
        slugs.sort();
        slugs.into_iter().flat_map(|slug| self.all(slug))
    }

    /// What holds of an entry: without what was taken back. `text_hash` is asked only where slug and file don't tell whose a
    /// record is.
    pub fn holding(&self, of: &Owner<'_>, text_hash: impl Fn() -> String) -> Holding<'_> {
        let hash = LazyCell::new(text_hash);
        let is_own = |record: &&Arc<ReviewRecord>| {
            of.owns(record.file.as_deref(), || record.fingerprint.text == *hash)
        };
        let mut own: Vec<&Arc<ReviewRecord>> = self.all(of.slug).iter().filter(is_own).collect();
        let count = own.len();
        for slug in self.slugs.before(of) {
            let names_it = |it: &&Arc<ReviewRecord>| it.file.as_ref() == Some(&of.file);
            own.extend(self.all(slug).iter().filter(names_it));
        }
        if own.len() > count {
            own.sort_by(|one, other| one.at.cmp(&other.at));
        }
        let is_taken_back = |record: &ReviewRecord| {
            let mut others = own.iter().filter_map(|it| it.takes_back.as_ref());
            others.any(|at| *at == record.at)
        };
        let acts = own.iter().copied().filter(|record| {
            let is_act = !matches!(record.outcome, Outcome::TakenBack | Outcome::Unknown);
            is_act && !is_taken_back(record)
        });
        Holding(acts.collect())
    }

    /// Whether a record is there and was not taken back.
    pub fn stands(&self, record: &ReviewRecord) -> bool {
        let all = self.all(&record.slug);
        let takes_it_back = |other: &Arc<ReviewRecord>| {
            other.file == record.file && other.takes_back.as_ref() == Some(&record.at)
        };
        all.iter().any(|it| **it == *record) && !all.iter().any(takes_it_back)
    }
}

/// What holds of one entry, oldest first.
#[derive(Debug, Clone)]
pub struct Holding<'r>(Vec<&'r Arc<ReviewRecord>>);

impl<'r> Holding<'r> {
    pub fn acts(&self) -> &[&'r Arc<ReviewRecord>] {
        &self.0
    }

    /// The sign-off that gave the entry the date it has: of several of one day the one whose text it still is, else the last.
    pub fn sign_off(
        &self,
        reviewed: Option<Date>,
        text_hash: impl Fn() -> String,
    ) -> Option<&'r Arc<ReviewRecord>> {
        let reviewed = reviewed?;
        let of_that_day = |record: &&Arc<ReviewRecord>| {
            record.outcome == Outcome::SignedOff && record.reviewed_on() == Some(reviewed)
        };
        let mut signed = self.0.iter().copied().rev().filter(of_that_day);
        let last = signed.next()?;
        let Some(before) = signed.next() else {
            return Some(last);
        };
        let hash = text_hash();
        let mut all = [last, before].into_iter().chain(signed);
        all.find(|record| record.fingerprint.text == hash)
            .or(Some(last))
    }

    /// How the entry stands that has this date of review and this text.
    pub fn standing(&self, reviewed: Option<Date>, text_hash: impl Fn() -> String) -> Standing {
        let Some(last) = self.0.last() else {
            return Standing::NoRecord;
        };
        match last.outcome {
            Outcome::SentBack if last.fingerprint.text != text_hash() => Standing::SentBackChanged,
            Outcome::SentBack => Standing::SentBack,
            Outcome::Skipped => Standing::Skipped,
            _ => self.date_standing(self.sign_off(reviewed, text_hash)),
        }
    }

    /// How the date of the entry stands, whatever came of it later, by the sign-off that gave it.
    pub fn date_standing(&self, sign_off: Option<&Arc<ReviewRecord>>) -> Standing {
        let is_signed = |record: &&Arc<ReviewRecord>| record.outcome == Outcome::SignedOff;
        match sign_off {
            Some(record) if record.unopened => Standing::SignedUnopened,
            Some(_) => Standing::SignedOff,
            None if self.0.iter().any(is_signed) => Standing::DateMoved,
            None => Standing::NoRecord,
        }
    }
}

impl Standing {
    pub const ALL: [Self; 7] = [
        Self::SentBackChanged,
        Self::SentBack,
        Self::Skipped,
        Self::DateMoved,
        Self::SignedUnopened,
        Self::SignedOff,
        Self::NoRecord,
    ];

    /// Its name in JSON and CSV.
    pub fn name(self) -> &'static str {
        match self {
            Self::SentBackChanged => "sent-back-changed",
            Self::SentBack => "sent-back",
            Self::Skipped => "skipped",
            Self::DateMoved => "date-moved",
            Self::SignedUnopened => "signed-unopened",
            Self::SignedOff => "signed-off",
            Self::NoRecord => "none",
        }
    }

    /// Whether it says that something about a date is not as it should be.
    pub fn is_amiss(self) -> bool {
        matches!(self, Self::DateMoved | Self::SignedUnopened)
    }

    /// What it is called on the screen, with what holds of the date besides.
    pub fn in_words(self, date: Option<Self>) -> String {
        match date {
            Some(date) => format!("{} · {}", self.label(), date.label().to_lowercase()),
            None => self.label().to_owned(),
        }
    }

    /// What it is called on the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::SentBackChanged => "Sent back, changed",
            Self::SentBack => "Sent back",
            Self::Skipped => "Skipped",
            Self::DateMoved => "Date moved, no sign-off on record",
            Self::SignedUnopened => "Signed off unopened",
            Self::SignedOff => "Signed off",
            Self::NoRecord => "No record",
        }
    }
}

/// Says of each sign-off that was interrupted before it was on record, and whose entry holds another text by now, that it is on
/// no record, where the entry has its date all the same. `last_reviewed` tells the date that an entry has.
pub fn dated_without_record(
    left_out: &[PendingRecord],
    last_reviewed: impl Fn(&EntryKey) -> Option<Arc<str>>,
) -> Vec<String> {
    let told = left_out.iter().filter_map(|pending| {
        let record: ReviewRecord = serde_json::from_str(&pending.line).ok()?;
        let (key, _) = pending.text.as_ref()?;
        let date = last_reviewed(key)?;
        (read_date(&date)? == record.reviewed_on()?).then(|| {
            format!(
                "{}: the sign-off by {} was interrupted and the text changed since, so it is not on record, while the date \
                 {} stands. Look at what changed, and sign it off again",
                key.file(),
                record.reviewer,
                date.trim()
            )
        })
    });
    told.collect()
}

/// A moment as records write it.
pub(super) fn written_at(now: Timestamp) -> String {
    now.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

fn is_not(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;

    const IRON: &str = "iron";

    fn iron(file: &str, twins: &[&str]) -> Owner<'static> {
        let files = twins.iter().map(ToString::to_string);
        Owner::named(IRON, file, &[(IRON.to_owned(), files.collect())].into())
    }

    fn record(outcome: Outcome, minute: i64, text: &str) -> ReviewRecord {
        let at = Timestamp::from_second(1_800_000_000 + minute * 60).expect("a time");
        let fingerprint = Fingerprint {
            text: text.into(),
            ..Fingerprint::default()
        };
        ReviewRecord {
            date: (outcome == Outcome::SignedOff).then(|| "2026-12-14".into()),
            ..ReviewRecord::new(&iron("iron.md", &[]), outcome, "T. Wren", at, fingerprint)
        }
    }

    fn standing(records: &[ReviewRecord], reviewed: &str, text: &str) -> Standing {
        let mut log = ReviewLog::default();
        for record in records {
            log.add(record.clone());
        }
        log.holding(&iron("iron.md", &[]), || text.to_string())
            .standing(reviewed.parse().ok(), || text.to_string())
    }

    #[test]
    fn a_record_reads_as_it_was_written_and_a_newer_one_is_passed_over() {
        let mut written = record(Outcome::SignedOff, 0, "abc");
        written
            .fingerprint
            .parts
            .insert("Summary".into(), "12".into());
        let newer = "{\"slug\":\"iron\",\"at\":\"2030\",\"outcome\":\"blessed\",\"reviewer\":\"X\",\"text\":\"\"}";
        let mut file = JsonLines::read(newer);
        file.change(&written.to_add());
        assert!(
            file.text().contains("\"outcome\":\"signed-off\""),
            "{}",
            file.text()
        );
        let log = ReviewLog::of(&file);
        assert_eq!(
            log.holding(&iron("iron.md", &[]), String::new).acts(),
            [&Arc::new(written)]
        );
        assert_eq!(log.all("iron").len(), 2);
    }

    #[test]
    fn what_was_done_last_is_how_an_entry_stands() {
        use Outcome::{SentBack, SignedOff, Skipped};
        let signed = record(SignedOff, 0, "a");
        assert_eq!(standing(&[], "2026-12-14", "a"), Standing::NoRecord);
        assert_eq!(
            standing(std::slice::from_ref(&signed), "2026-12-14", "b"),
            Standing::SignedOff
        );
        assert_eq!(
            standing(std::slice::from_ref(&signed), "2026-12-20", "a"),
            Standing::DateMoved
        );
        assert_eq!(
            standing(std::slice::from_ref(&signed), "soon", "a"),
            Standing::DateMoved
        );
        let back = record(SentBack, 5, "a");
        assert_eq!(
            standing(&[signed.clone(), back.clone()], "2026-12-14", "a"),
            Standing::SentBack
        );
        assert_eq!(
            standing(&[signed.clone(), back], "2026-12-14", "b"),
            Standing::SentBackChanged
        );
        assert_eq!(
            standing(&[record(Skipped, 1, "a")], "", "a"),
            Standing::Skipped
        );
        // What came later hides nothing of the date.
        let mut log = ReviewLog::default();
        log.add(signed.clone());
        log.add(record(Skipped, 7, "a"));
        let date = |day: &str| {
            let holding = log.holding(&iron("iron.md", &[]), String::new);
            holding.date_standing(holding.sign_off(day.parse().ok(), String::new))
        };
        assert_eq!(date("2026-12-14"), Standing::SignedOff);
        assert_eq!(date("2026-12-20"), Standing::DateMoved);
        let unopened = ReviewRecord {
            unopened: true,
            ..record(SignedOff, 9, "a")
        };
        assert_eq!(
            standing(&[signed, unopened], "2026-12-14", "a"),
            Standing::SignedUnopened
        );
    }

    #[test]
    fn what_was_taken_back_is_as_if_it_had_not_been() {
        let first = record(Outcome::SignedOff, 0, "a");
        let second = ReviewRecord {
            date: Some("2027-01-01".into()),
            ..record(Outcome::SignedOff, 5, "b")
        };
        let now = second.written_at().expect("a time") + jiff::SignedDuration::from_secs(60);
        let back = second.taken_back("T. Wren", now);
        let all = [first, second, back];
        assert_eq!(standing(&all, "2026-12-14", "a"), Standing::SignedOff);
        assert_eq!(standing(&all, "2027-01-01", "b"), Standing::DateMoved);
    }

    #[test]
    fn of_two_sign_offs_of_one_day_the_one_of_this_text_counts() {
        let mut log = ReviewLog::default();
        let (ours, theirs) = (
            record(Outcome::SignedOff, 0, "ours"),
            record(Outcome::SignedOff, 3, "theirs"),
        );
        log.add(theirs.clone());
        log.add(ours.clone());
        log.add(ours.clone());
        let of = |text: &str| {
            log.holding(&iron("iron.md", &[]), || text.to_string())
                .sign_off("2026-12-14".parse().ok(), || text.to_string())
        };
        assert_eq!(of("ours"), Some(&Arc::new(ours)));
        assert_eq!(of("merged"), Some(&Arc::new(theirs)));
        assert_eq!(log.all("iron").len(), 2);
    }

    #[test]
    fn of_entries_that_share_a_slug_each_has_the_records_of_its_file() {
        let mut log = ReviewLog::default();
        let signed = record(Outcome::SignedOff, 0, "a");
        let older = ReviewRecord {
            file: None,
            ..record(Outcome::SignedOff, 5, "old")
        };
        log.add(signed.clone());
        log.add(older);
        let standing = |file: &str, twins: &[&str], text: &str| {
            let day = "2026-12-14".parse().ok();
            log.holding(&iron(file, twins), || text.to_owned())
                .standing(day, || text.to_owned())
        };
        let other = "old/iron.md";
        assert_eq!(standing("iron.md", &[other], "b"), Standing::SignedOff);
        assert_eq!(standing(other, &["iron.md"], "a"), Standing::NoRecord);
        // A record without a file is of whoever has its text.
        assert_eq!(standing(other, &["iron.md"], "old"), Standing::SignedOff);
        // One whose file is gone as well: it was moved, or another that had the slug was deleted.
        assert_eq!(standing(other, &["iron-2.md"], "b"), Standing::NoRecord);
        assert_eq!(standing(other, &["iron-2.md"], "a"), Standing::SignedOff);
        assert_eq!(standing(other, &[], "a"), Standing::SignedOff);
        let of = iron(other, &[]);
        let own = log.holding(&of, || "b".to_owned());
        assert!(own.acts().iter().all(|it| it.file.is_none()));
        // What is taken back of one at the same moment stands for the other.
        let theirs = ReviewRecord {
            file: Some(other.into()),
            ..signed.clone()
        };
        let now = signed.written_at().expect("a time") + jiff::SignedDuration::from_secs(9);
        log.add(theirs.clone());
        log.add(signed.taken_back("T. Wren", now));
        assert!(log.stands(&theirs) && !log.stands(&signed));
        let day = "2026-12-14".parse().ok();
        let standing = |file: &str, twin: &str| {
            log.holding(&iron(file, &[twin]), || "b".into())
                .standing(day, || "b".into())
        };
        assert_eq!(standing(other, "iron.md"), Standing::SignedOff);
        assert_eq!(standing("iron.md", other), Standing::NoRecord);
    }
}
