//! Who has which entry to review, and until when: `assignments.jsonl`, one entry a line.
//!
//! Two branches may each have assigned an entry to somebody else. Then the later one counts, and both stand there to settle
//! until the entry is assigned anew.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::log::written_at;
use super::owner::{Owner, SlugsOfFiles};
use crate::library::{JsonLines, RecordChange};

/// An entry that somebody has to review.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub slug: String,
    /// The path of its file below the library, with `/`; none in what older versions of this program wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Who has it.
    pub to: String,
    /// The day by which it is to be done, `2026-12-14`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<String>,
    /// Who assigned it.
    pub by: String,
    /// When that was: `2026-12-14T10:42:07.120Z`.
    pub at: String,
    /// What a newer version of this program adds.
    #[serde(flatten)]
    more: Map<String, Value>,
}

/// All assignments of a library.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Assignments {
    /// By slug, the one that counts last.
    entries: BTreeMap<String, Vec<Assignment>>,
    slugs: SlugsOfFiles,
}

impl Assignment {
    /// An assignment of this moment.
    pub fn new(of: &Owner<'_>, to: &str, until: Option<Date>, by: &str, now: Timestamp) -> Self {
        Self {
            slug: of.slug.to_owned(),
            file: Some(of.file.clone()),
            to: to.trim().to_owned(),
            until: until.map(|day| day.to_string()),
            by: by.trim().to_owned(),
            at: written_at(now),
            more: Map::new(),
        }
    }

    /// The day by which it is to be done.
    pub fn until_day(&self) -> Option<Date> {
        self.until.as_deref()?.parse().ok()
    }

    /// Whether somebody of this name has it.
    pub fn is_to(&self, name: &str) -> bool {
        self.to.to_lowercase() == name.trim().to_lowercase()
    }

    fn line(&self) -> Option<String> {
        let line = serde_json::to_string(self);
        line.inspect_err(|error| log::error!("an assignment could not be written down: {error}"))
            .ok()
    }
}

impl Assignments {
    /// Takes over the records; lines that say something else are passed over.
    pub fn of(records: &JsonLines) -> Self {
        let mut all = Self::default();
        for record in records.objects() {
            if let Ok(one) = serde_json::from_value::<Assignment>(record.into()) {
                all.slugs.note(&one.slug, one.file.as_deref());
                all.entries.entry(one.slug.clone()).or_default().push(one);
            }
        }
        for same in all.entries.values_mut() {
            same.sort_by(|one, other| one.at.cmp(&other.at));
        }
        all
    }

    /// Who has an entry.
    pub fn get(&self, of: &Owner<'_>) -> Option<&Assignment> {
        self.all_of(of).max_by(|one, other| one.at.cmp(&other.at))
    }

    /// All of all entries, by slug.
    pub fn iter(&self) -> impl Iterator<Item = &Assignment> {
        self.entries.values().flatten()
    }

    /// The slugs of which these say something else than those before.
    pub fn slugs_other_than<'a>(&'a self, before: &'a Self) -> impl Iterator<Item = &'a str> {
        let all = self.entries.keys().chain(before.entries.keys());
        all.filter(move |slug| self.entries.get(*slug) != before.entries.get(*slug))
            .map(String::as_str)
    }

    /// The change of the file that assigns an entry, in the place of whatever stood there for it.
    pub fn to_assign(&self, of: &Owner<'_>, one: &Assignment) -> RecordChange {
        RecordChange {
            add: one.line().into_iter().collect(),
            ..self.to_take_back(of)
        }
    }

    /// The change of the file after which nobody has an entry.
    pub fn to_take_back(&self, of: &Owner<'_>) -> RecordChange {
        RecordChange {
            add: Vec::new(),
            remove: self.all_of(of).filter_map(Assignment::line).collect(),
        }
    }

    /// One that names no entry there is, holds for each with that slug: it certifies nothing, and somebody waits for it.
    fn all_of(&self, of: &Owner<'_>) -> impl Iterator<Item = &Assignment> {
        let of_slug = |slug: &str| self.entries.get(slug).into_iter().flatten();
        let mut all: Vec<&Assignment> = of_slug(of.slug)
            .filter(|it| of.owns(it.file.as_deref(), || true))
            .collect();
        for slug in self.slugs.before(of) {
            all.extend(of_slug(slug).filter(|it| it.file.as_ref() == Some(&of.file)));
        }
        all.into_iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::review::owner::SharedSlugs;

    fn iron() -> Owner<'static> {
        Owner::named("iron", "iron.md", &SharedSlugs::new())
    }

    fn assigned(to: &str, second: i64) -> Assignment {
        let at = Timestamp::from_second(1_800_000_000 + second).expect("a time");
        Assignment::new(&iron(), to, "2026-12-14".parse().ok(), "T. Wren", at)
    }

    #[test]
    fn an_entry_is_assigned_to_one_and_taken_back_whole() {
        let mut file = JsonLines::default();
        for one in [assigned(" Ada ", 0), assigned("Ben", 1)] {
            let change = Assignments::of(&file).to_assign(&iron(), &one);
            file.change(&change);
        }
        assert_eq!(
            file.text(),
            "{\"slug\":\"iron\",\"file\":\"iron.md\",\"to\":\"Ben\",\"until\":\"2026-12-14\",\"by\":\"T. Wren\",\"at\":\"2027-01-15T08:00:01.000Z\"}\n"
        );
        let all = Assignments::of(&file);
        let ben = all.get(&iron()).expect("assigned");
        assert!(ben.is_to("ben ") && !ben.is_to("Ada"));
        assert_eq!(ben.until_day(), Some(jiff::civil::date(2026, 12, 14)));
        file.change(&all.to_take_back(&iron()));
        assert_eq!(file.text(), "");
        assert_eq!(Assignments::of(&file).get(&iron()), None);
    }

    #[test]
    fn of_two_branches_the_later_counts_and_the_next_settles_it_with_fields_of_a_newer_version() {
        let line = |one: &Assignment| one.line().expect("a line");
        let newer = line(&assigned("Ada", 0)).replace("\"by\"", "\"colour\":1,\"by\"");
        let text = [line(&assigned("Ben", 9)), newer, "nothing".into()].join("\n");
        let mut file = JsonLines::read(&text);
        let all = Assignments::of(&file);
        assert_eq!(all.get(&iron()).map(|it| it.to.as_str()), Some("Ben"));
        file.change(&all.to_assign(&iron(), &assigned("Cy", 10)));
        let now = ["nothing".to_owned(), line(&assigned("Cy", 10))];
        assert_eq!(file.lines().collect::<Vec<_>>(), now);
    }
}
