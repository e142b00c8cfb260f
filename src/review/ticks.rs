//! What a reviewer has ticked by hand in a review under way: sections read, sources checked, items of the checklist.
//!
//! A tick names what it is about and holds the hash of what was there. It counts only as long as the same is there, the entry
//! has the date of review it had then, and not much time has passed; so no tick outlives its review, or vouches for words that
//! came later. Ticks belong to the person, and are no records: verified claims are ([`super::CLAIMS`]).

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

/// What a tick is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// A part of the text, by its name: it was read.
    Section(String),
    /// A source, by its identity: it was looked up.
    Source(String),
    Products,
    Links,
    /// An item of the checklist that only a person can tell.
    Item(String),
}

/// A tick as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ticked<'t> {
    No,
    Yes(&'t Tick),
    /// It was ticked, and counts no longer.
    Lost(&'t Tick, Lapse<'t>),
}

/// Why a tick counts no longer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lapse<'t> {
    /// What it is about changed; by what and when, where copydesk was there.
    Changed(Option<&'t Loss>),
    /// It is too long ago.
    Old,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tick {
    pub mark: Mark,
    /// Of what was there.
    pub hash: String,
    #[serde(with = "written")]
    pub at: DateTime,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lost: Option<Loss>,
}

/// What took a tick away.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Loss {
    /// In a word or two: “merge”.
    pub by: String,
    #[serde(with = "written")]
    pub at: DateTime,
}

/// The ticks of one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Ticks {
    /// `last_reviewed` as it was written when they were made.
    since: String,
    /// In the order of their marks.
    ticks: Vec<Tick>,
}

/// A tick counts for so many days: a review that takes longer is begun anew.
const DAYS: i32 = 90;

impl Ticks {
    /// How a tick stands where `hash` is what is there now.
    pub fn of(&self, mark: &Mark, hash: &str, last_reviewed: &str, today: Date) -> Ticked<'_> {
        if self.since != last_reviewed {
            return Ticked::No;
        }
        let place = self.ticks.binary_search_by(|tick| tick.mark.cmp(mark));
        let Some(tick) = place.ok().and_then(|place| self.ticks.get(place)) else {
            return Ticked::No;
        };
        let until = tick.at.date().checked_add(DAYS.days());
        if tick.hash != hash {
            Ticked::Lost(tick, Lapse::Changed(tick.lost.as_ref()))
        } else if until.is_ok_and(|until| until < today) {
            Ticked::Lost(tick, Lapse::Old)
        } else {
            Ticked::Yes(tick)
        }
    }

    /// Ticks something as it is now. The first tick of a review does away with those of the one before.
    pub fn tick(&mut self, mark: Mark, hash: &str, last_reviewed: &str, at: DateTime) {
        if self.since != last_reviewed {
            self.ticks.clear();
            last_reviewed.clone_into(&mut self.since);
        }
        self.untick(&mark);
        let place = self.ticks.partition_point(|tick| tick.mark < mark);
        let tick = Tick {
            mark,
            hash: hash.to_owned(),
            at,
            lost: None,
        };
        self.ticks.insert(place, tick);
    }

    pub fn untick(&mut self, mark: &Mark) {
        self.ticks.retain(|tick| tick.mark != *mark);
    }

    /// Notes by what those ticks were lost that are about something else now, and forgets it of those that hold again. `hash`
    /// gives what is there now. `false` where nothing is new.
    pub fn follow(
        &mut self,
        by: &str,
        at: DateTime,
        hash: impl Fn(&Mark) -> Option<String>,
    ) -> bool {
        let mut is_new = false;
        for tick in &mut self.ticks {
            let holds = hash(&tick.mark).is_some_and(|now| now == tick.hash);
            if holds == tick.lost.is_some() {
                let by = by.to_owned();
                tick.lost = (!holds).then_some(Loss { by, at });
                is_new = true;
            }
        }
        is_new
    }

    pub fn is_empty(&self) -> bool {
        self.ticks.is_empty()
    }
}

impl Ticked<'_> {
    pub fn counts(self) -> bool {
        matches!(self, Self::Yes(_))
    }

    /// Why it counts no longer, for the place where it was: “Text changed after you read it, by merge at 10:42”.
    pub fn lost_in_words(self, today: Date) -> Option<String> {
        let Self::Lost(tick, why) = self else {
            return None;
        };
        let (what, done) = match tick.mark {
            Mark::Section(_) => ("Text", "read"),
            Mark::Source(_) => ("The line", "checked"),
            Mark::Products => ("A product", "checked"),
            Mark::Links => ("A link", "checked"),
            Mark::Item(_) => ("The text", "ticked"),
        };
        Some(match why {
            Lapse::Old => format!("You {done} it more than {DAYS} days ago"),
            Lapse::Changed(None) => format!("{what} changed after you {done} it"),
            Lapse::Changed(Some(loss)) => {
                let at = loss.at.strftime("%H:%M");
                let on = if loss.at.date() == today {
                    String::new()
                } else {
                    loss.at.strftime(", %-d %B").to_string()
                };
                format!(
                    "{what} changed after you {done} it, by {} at {at}{on}",
                    loss.by
                )
            }
        })
    }
}

/// The ticks of one library, by the file of the entry: what is kept of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TickFile {
    /// The library’s folder, for whoever looks into the file.
    pub root: String,
    pub entries: BTreeMap<String, Ticks>,
}

impl TickFile {
    /// Reads a file. One that is damaged holds no ticks: then something is read again that was read before.
    pub fn read(text: &str) -> Self {
        let read = serde_json::from_str::<Self>(text);
        let mut file = read.unwrap_or_else(|error| {
            log::warn!("the ticks of a library are not readable: {error}");
            Self::default()
        });
        for ticks in file.entries.values_mut() {
            ticks.ticks.sort_by(|one, other| one.mark.cmp(&other.mark));
        }
        file
    }

    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.unwrap_or_else(|error| {
            log::error!("ticks could not be written down: {error}");
            "{}".to_string()
        }) + "\n"
    }

    /// Puts the ticks of one entry in the place of those before.
    pub fn put(&mut self, file: String, ticks: Ticks) {
        if ticks.is_empty() {
            self.entries.remove(&file);
        } else {
            self.entries.insert(file, ticks);
        }
    }
}

/// A time of day as a file has it: `2026-12-14T10:42:07`.
mod written {
    use jiff::civil::DateTime;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub(super) fn serialize<S: Serializer>(at: &DateTime, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(at)
    }

    pub(super) fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<DateTime, D::Error> {
        let written = String::deserialize(from)?;
        written.parse().map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, datetime};

    use super::*;

    const AT: DateTime = datetime(2026, 12, 14, 10, 30, 0, 0);
    const TODAY: Date = date(2026, 12, 14);

    fn summary() -> Mark {
        Mark::Section("Summary".into())
    }

    fn ticked() -> Ticks {
        let mut ticks = Ticks::default();
        ticks.tick(summary(), "a", "2 March 2021", AT);
        ticks
    }

    #[test]
    fn a_tick_counts_for_the_very_text_and_the_review_under_way() {
        let ticks = ticked();
        let counts =
            |mark: &Mark, hash, reviewed, today| ticks.of(mark, hash, reviewed, today).counts();
        assert!(counts(&summary(), "a", "2 March 2021", TODAY));
        assert!(!counts(&summary(), "b", "2 March 2021", TODAY));
        // Signed off, here or by a colleague: the next review begins unread.
        assert!(!counts(&summary(), "a", "14 December 2026", TODAY));
        assert!(!counts(&Mark::Products, "a", "2 March 2021", TODAY));
        assert!(!counts(&summary(), "a", "2 March 2021", date(2027, 4, 1)));
    }

    #[test]
    fn a_tick_lost_says_why_and_when_and_holds_again_where_the_text_is_back() {
        let mut ticks = ticked();
        let words = |ticks: &Ticks, hash, today| {
            ticks
                .of(&summary(), hash, "2 March 2021", today)
                .lost_in_words(today)
        };
        assert_eq!(
            words(&ticks, "b", TODAY).as_deref(),
            Some("Text changed after you read it")
        );
        let at = datetime(2026, 12, 14, 10, 42, 7, 0);
        assert!(ticks.follow("merge", at, |_| Some("b".into())));
        // What comes after that took nothing away.
        assert!(!ticks.follow("undo", at, |_| Some("c".into())));
        assert_eq!(
            words(&ticks, "b", TODAY).as_deref(),
            Some("Text changed after you read it, by merge at 10:42")
        );
        assert_eq!(
            words(&ticks, "b", date(2026, 12, 15)).as_deref(),
            Some("Text changed after you read it, by merge at 10:42, 14 December")
        );
        assert!(ticks.follow("undo", at, |_| Some("a".into())));
        assert!(ticks.of(&summary(), "a", "2 March 2021", TODAY).counts());
        assert_eq!(words(&ticks, "a", TODAY), None);
        let old = words(&ticks, "a", date(2027, 4, 1));
        assert_eq!(old.as_deref(), Some("You read it more than 90 days ago"));
    }

    #[test]
    fn the_first_tick_of_a_review_does_away_with_those_before() {
        let mut ticks = ticked();
        ticks.tick(Mark::Links, "x", "14 December 2026", AT);
        assert!(
            ticks
                .of(&Mark::Links, "x", "14 December 2026", TODAY)
                .counts()
        );
        assert!(!ticks.of(&summary(), "a", "2 March 2021", TODAY).counts());
        ticks.untick(&Mark::Links);
        assert!(ticks.is_empty());
    }

    #[test]
    fn a_file_reads_as_it_was_written_and_a_damaged_one_holds_nothing() {
        let mut file = TickFile::default();
        file.put("iron/tea.md".into(), ticked());
        assert_eq!(TickFile::read(&file.text()), file);
        assert_eq!(TickFile::read("<<<<<<<"), TickFile::default());
        assert_eq!(TickFile::read("{\"entries\": 3}"), TickFile::default());
        file.put("iron/tea.md".into(), Ticks::default());
        assert!(file.entries.is_empty());
    }
}
