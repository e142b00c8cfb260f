//! What came into entries after somebody had reviewed them.
//!
//! Where a sign-off is on record, that tells it: the text is another one than was signed. Else it is what merges recorded of
//! what they brought in. Such a record is for one date of review and counts until the entry is signed off with another. A
//! record that git's merge driver wrote does not count either where the entry is what it was before that merge: the merge was
//! abandoned, or another branch is checked out.
//!
//! Knows nothing of: files, the desk, how a merge is made.

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::house_style::HouseStyle;
use crate::library::versions::TextHash;
use crate::library::{JsonLines, RecordChange};
use crate::review::{Owner, ReviewLog, SharedSlugs, Since, read_date, text_hash};

/// What nobody looked at when an entry was last reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CameLater {
    pub slug: String,
    /// As the entry writes it.
    pub last_reviewed: String,
    /// The names of the parts, as a merge calls them.
    pub parts: Vec<String>,
    /// Names the texts that were merged; none where the text that the merge made was saved.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    made_of: Vec<String>,
}

impl CameLater {
    /// What is to be kept with a text that was saved.
    pub fn new(slug: String, last_reviewed: String, parts: Vec<String>) -> Self {
        Self {
            slug,
            last_reviewed,
            parts,
            made_of: Vec::new(),
        }
    }

    /// What a merge of these two texts has to say, whatever becomes of it.
    #[must_use]
    pub fn made_of(mut self, ours: &str, theirs: &str) -> Self {
        self.made_of = vec![name_of(ours), name_of(theirs)];
        self
    }

    /// The record.
    pub fn line(&self) -> Option<String> {
        let line = serde_json::to_string(self);
        line.inspect_err(|error| log::error!("what came in could not be written down: {error}"))
            .ok()
    }

    fn is_in(&self, text: &str) -> bool {
        self.made_of.is_empty() || !self.made_of.contains(&name_of(text))
    }
}

/// All such records of a library, by slug.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AfterReview {
    entries: HashMap<String, Vec<CameLater>>,
    reviews: Arc<ReviewLog>,
    shared: SharedSlugs,
}

/// The parts that nobody reviewed, by name, and how that is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unreviewed {
    /// They are others than were signed off.
    Changed(Vec<String>),
    /// A merge brought them in.
    CameIn(Vec<String>),
}

impl AfterReview {
    /// Takes over the records; those that say something else are passed over. Two branches may each have one for an entry.
    pub fn of(records: &JsonLines) -> Self {
        let mut all = Self::default();
        for record in records.objects() {
            if let Ok(one) = serde_json::from_value::<CameLater>(record.into()) {
                all.entries.entry(one.slug.clone()).or_default().push(one);
            }
        }
        all
    }

    /// With what is on record of the reviews, and the slugs that are those of several entries.
    #[must_use]
    pub fn with_reviews(mut self, reviews: Arc<ReviewLog>, shared: SharedSlugs) -> Self {
        self.reviews = reviews;
        self.shared = shared;
        self
    }

    /// What nobody reviewed in an entry that has this date of review; `None` where that is nothing.
    pub fn unreviewed(
        &self,
        (slug, file): (&str, &str),
        last_reviewed: &str,
        text: &str,
        style: &HouseStyle,
    ) -> Option<Unreviewed> {
        let of = Owner::named(slug, file, &self.shared);
        let day = read_date(last_reviewed);
        let holding = self.reviews.holding(&of, || text_hash(text));
        if let Some(signed) = holding.sign_off(day, || text_hash(text)) {
            return match signed.fingerprint.since(text, style) {
                Since::Parts(parts) => Some(Unreviewed::Changed(parts)),
                Since::Unknown | Since::Nothing | Since::Mechanical => None,
            };
        }
        let parts = self.parts(slug, last_reviewed, text).into_iter();
        let parts: Vec<String> = parts.map(str::to_owned).collect();
        (!parts.is_empty()).then_some(Unreviewed::CameIn(parts))
    }

    /// The names of the parts that came into an entry after it was reviewed on the date that it gives.
    fn parts(&self, slug: &str, last_reviewed: &str, text: &str) -> Vec<&str> {
        let records = self.entries.get(slug).into_iter().flatten();
        let of_this = records.filter(|one| one.last_reviewed == last_reviewed && one.is_in(text));
        let mut parts = Vec::new();
        for one in of_this {
            add_new(&mut parts, one.parts.iter().map(String::as_str));
        }
        parts
    }

    /// The change of the file beside the content that keeps one more: with what came in after the same review, in the place
    /// of what came in after another.
    pub fn to_keep(&self, mut one: CameLater) -> RecordChange {
        let own = self.entries.get(&one.slug).into_iter().flatten();
        let own: Vec<&CameLater> = own.filter(|kept| kept.made_of.is_empty()).collect();
        let mut parts = Vec::new();
        for kept in own
            .iter()
            .filter(|kept| kept.last_reviewed == one.last_reviewed)
        {
            add_new(&mut parts, kept.parts.iter().cloned());
        }
        add_new(&mut parts, one.parts.drain(..));
        one.parts = parts;
        if own == [&one] {
            return RecordChange::default();
        }
        RecordChange {
            add: one.line().into_iter().collect(),
            remove: own.into_iter().filter_map(CameLater::line).collect(),
        }
    }
}

fn add_new<T: PartialEq>(parts: &mut Vec<T>, more: impl Iterator<Item = T>) {
    for part in more {
        if !parts.contains(&part) {
            parts.push(part);
        }
    }
}

/// Names a text whatever its line ends: git checks it out with others than it hands to a driver.
fn name_of(text: &str) -> String {
    TextHash::of(&text.replace("\r\n", "\n"))
        .as_str()
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dose(last_reviewed: &str, part: &str) -> CameLater {
        CameLater::new("iron".into(), last_reviewed.into(), vec![part.into()])
    }

    fn kept(text: &str, one: CameLater) -> String {
        let mut records = JsonLines::read(text);
        let change = AfterReview::of(&records).to_keep(one);
        records.change(&change);
        records.text()
    }

    #[test]
    fn what_came_in_after_one_review_is_gathered() {
        let text = kept("", dose("4 May 2026", "“Dose”"));
        let text = kept(&text, dose("4 May 2026", "“Timing”"));
        let again = kept(&text, dose("4 May 2026", "“Dose”"));
        assert_eq!(again, text);
        let all = AfterReview::of(&JsonLines::read(&text));
        assert_eq!(all.parts("iron", "4 May 2026", ""), ["“Dose”", "“Timing”"]);
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn another_review_begins_anew() {
        let text = kept("", dose("4 May 2026", "“Dose”"));
        let text = kept(&text, dose("1 June 2026", "“Timing”"));
        let all = AfterReview::of(&JsonLines::read(&text));
        assert_eq!(all.parts("iron", "4 May 2026", ""), [""; 0]);
        assert_eq!(all.parts("iron", "1 June 2026", ""), ["“Timing”"]);
        assert_eq!(text.lines().count(), 1);
    }

    #[test]
    fn records_of_two_branches_and_two_reviews_stand_side_by_side() {
        let of = |date, part| dose(date, part).line().expect("a line");
        let lines = [
            of("4 May 2026", "“Dose”"),
            of("1 June 2026", "“Forms”"),
            of("4 May 2026", "“Timing”"),
        ];
        let all = AfterReview::of(&JsonLines::read(&lines.join("\n")));
        assert_eq!(all.parts("iron", "4 May 2026", ""), ["“Dose”", "“Timing”"]);
        assert_eq!(all.parts("iron", "1 June 2026", ""), ["“Forms”"]);
    }

    #[test]
    fn a_merge_that_was_given_up_says_nothing() {
        let one = dose("4 May 2026", "“Dose”").made_of("ours\n", "theirs\n");
        let line = one.line().expect("a line");
        let all = AfterReview::of(&JsonLines::read(&line));
        for before in ["ours\n", "theirs\n", "theirs\r\n"] {
            assert_eq!(all.parts("iron", "4 May 2026", before), [""; 0]);
        }
        assert_eq!(all.parts("iron", "4 May 2026", "both\n"), ["“Dose”"]);
        // What a save keeps lies in another file.
        let saved = all.to_keep(dose("4 May 2026", "“Timing”"));
        assert_eq!(saved.remove, [""; 0]);
    }

    #[test]
    fn what_is_no_such_record_is_passed_over() {
        let all = AfterReview::of(&JsonLines::read("{\"slug\":\"iron\"}\nnothing\n[1]\n"));
        assert_eq!(all, AfterReview::default());
    }
}
