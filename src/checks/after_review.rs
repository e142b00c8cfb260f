//! What a merge brought into entries after somebody had reviewed them. Kept in `.copydesk/after_review.jsonl`.
//!
//! A record stands until the entry is signed off again: it is for one date of review, and says nothing once another stands in
//! the entry.
//!
//! Knows nothing of: files, the desk, how a merge is made.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use crate::library::{RecordChange, Records};

/// What nobody looked at when an entry was last reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameLater {
    pub slug: String,
    /// As the entry writes it.
    pub last_reviewed: String,
    /// The names of the parts, as a merge calls them.
    pub parts: Vec<String>,
}

/// All such records of a library, by slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AfterReview {
    entries: HashMap<String, CameLater>,
}

/// The name of the file below `.copydesk`.
pub const AFTER_REVIEW: &str = "after_review.jsonl";

impl AfterReview {
    /// Takes over the records of the file; those that say something else are passed over. Two branches may each have one.
    pub fn of(records: &Records) -> Self {
        let mut all = Self::default();
        for record in records.objects() {
            if let Ok(one) = serde_json::from_value::<CameLater>(record.into()) {
                let joined = all.with(one);
                all.entries.insert(joined.slug.clone(), joined);
            }
        }
        all
    }

    /// The names of the parts that came into an entry after it was reviewed on the date that it gives.
    pub fn parts(&self, slug: &str, last_reviewed: &str) -> &[String] {
        let found = self.entries.get(slug);
        let found = found.filter(|it| it.last_reviewed == last_reviewed);
        found.map(|it| it.parts.as_slice()).unwrap_or_default()
    }

    /// The change of the file that keeps one more: beside what came in after the same review, in the place of what came in
    /// after another.
    pub fn to_keep(&self, one: CameLater) -> RecordChange {
        let before = self.entries.get(&one.slug);
        let joined = self.with(one);
        if before == Some(&joined) {
            return RecordChange::default();
        }
        RecordChange {
            add: line(&joined).into_iter().collect(),
            remove: before.and_then(line).into_iter().collect(),
        }
    }

    fn with(&self, mut one: CameLater) -> CameLater {
        let before = self.parts(&one.slug, &one.last_reviewed);
        let new: Vec<String> = (one.parts.drain(..))
            .filter(|part| !before.contains(part))
            .collect();
        one.parts = [before, &new].concat();
        one
    }
}

fn line(one: &CameLater) -> Option<String> {
    let line = serde_json::to_string(one);
    line.inspect_err(|error| log::error!("what came in could not be written down: {error}"))
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dose(last_reviewed: &str, part: &str) -> CameLater {
        CameLater {
            slug: "iron".into(),
            last_reviewed: last_reviewed.into(),
            parts: vec![part.into()],
        }
    }

    fn kept(text: &str, one: CameLater) -> String {
        let mut records = Records::read(text);
        let change = AfterReview::of(&records).to_keep(one);
        records.change(&change);
        records.text()
    }

    #[test]
    fn what_came_in_after_one_review_is_gathered() {
        let text = kept("", dose("4 May 2026", "“Dose”"));
        let text = kept(&text, dose("4 May 2026", "“Timing”"));
        let text = kept(&text, dose("4 May 2026", "“Dose”"));
        let all = AfterReview::of(&Records::read(&text));
        assert_eq!(all.parts("iron", "4 May 2026"), ["“Dose”", "“Timing”"]);
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn another_review_begins_anew() {
        let text = kept("", dose("4 May 2026", "“Dose”"));
        let text = kept(&text, dose("1 June 2026", "“Timing”"));
        let all = AfterReview::of(&Records::read(&text));
        assert_eq!(all.parts("iron", "4 May 2026"), [""; 0]);
        assert_eq!(all.parts("iron", "1 June 2026"), ["“Timing”"]);
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn what_is_no_such_record_is_passed_over() {
        let all = AfterReview::of(&Records::read("{\"slug\":\"iron\"}\nnothing\n[1]\n"));
        assert_eq!(all, AfterReview::default());
    }
}
