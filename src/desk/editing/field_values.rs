//! What other entries have in a field: offered while one types, and the form in which a date is proposed. Counted outside the
//! drawing thread, when a field asks.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::desk::effect::ValueJob;
use crate::desk::{Desk, Effect, Moment};
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{NewValue, Path};
use crate::entry::written_date::with_day;
use crate::house_style::HouseStyle;
use crate::library::EntryKey;
use crate::search::fields::{FieldPath, UsedValues};

/// What is known of the field that was asked for last.
#[derive(Debug, Default)]
pub(super) struct FieldValues {
    asked: u64,
    field: Option<FieldPath>,
    /// Asked for and not sent yet.
    is_wanted: bool,
    /// None until they are counted.
    values: Option<UsedValues>,
    /// A day that was picked before they were.
    picked: Option<(EntryKey, Path, Date)>,
    started: StartedDate,
}

/// A date of which only the day is known: every other entry has a time that nobody can know but the editor. It stands in the
/// field, to be typed on, and is not written by itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StartedDate {
    /// Grows with each.
    pub count: u64,
    pub text: String,
    pub at: Option<(EntryKey, Path)>,
}

/// How a day is written into an empty field.
#[derive(Debug, PartialEq, Eq)]
enum Proposed {
    Whole(String),
    /// A time of day belongs behind it.
    Started(String),
}

impl Desk {
    /// Has the values of a field counted, as the other entries have them.
    pub(super) fn want_values(&mut self, path: &Path) {
        let values = &mut self.editing.values;
        values.field = Some(FieldPath::of(path));
        values.is_wanted = true;
        values.values = None;
    }

    /// What other entries have in the field at `path`; nothing until it was asked for and counted.
    pub fn used_values(&self, path: &Path) -> UsedValues {
        let values = &self.editing.values;
        let is_of = values.field.as_ref() == Some(&FieldPath::of(path));
        is_of
            .then(|| values.values.clone())
            .flatten()
            .unwrap_or_default()
    }

    /// The date that waits for its time.
    pub fn started_date(&self) -> &StartedDate {
        &self.editing.values.started
    }

    /// Asks for the values that are wanted.
    pub(in crate::desk) fn follow_values(&mut self) -> Option<Effect> {
        if !std::mem::take(&mut self.editing.values.is_wanted) {
            return None;
        }
        let library = self.library.as_ref()?;
        let others = library
            .rows()
            .filter(|file| library.is_entry(file) && Some(&file.key) != self.shown.as_ref());
        let texts = others
            .filter_map(|file| file.content.text().cloned())
            .collect();
        let values = &mut self.editing.values;
        values.asked += 1;
        Some(Effect::CountValues(ValueJob {
            asked: values.asked,
            field: values.field.clone()?,
            texts,
        }))
    }

    pub(in crate::desk) fn values_counted(&mut self, asked: u64, values: UsedValues, now: Moment) {
        let state = &mut self.editing.values;
        if state.asked != asked {
            return;
        }
        state.values = Some(values);
        if let Some((entry, path, day)) = state.picked.take()
            && self.shown.as_ref() == Some(&entry)
        {
            self.pick_day(path, day, now);
        }
    }

    /// A day was picked in a calendar: that day stands in the place of the old one, and all else of the value stays. In an empty
    /// field it is written as the other entries write theirs.
    pub(super) fn pick_day(&mut self, path: Path, day: Date, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let key = entry.key.clone();
        let old = entry.reading().front_matter.get(&path);
        let old = old.and_then(|value| value.text()).unwrap_or_default();
        if !old.trim().is_empty() {
            match with_day(old, day) {
                Some(value) => self.set_field(path, value, now),
                None if old.contains(':') => self.say("This date can’t be read. Type the day"),
                None => self.propose_day(path, key, day, now),
            }
            return;
        }
        self.propose_day(path, key, day, now);
    }

    fn propose_day(&mut self, path: Path, key: EntryKey, day: Date, now: Moment) {
        let state = &mut self.editing.values;
        if state.field.as_ref() != Some(&FieldPath::of(&path)) || state.values.is_none() {
            state.picked = Some((key, path.clone(), day));
            if state.field.as_ref() != Some(&FieldPath::of(&path)) {
                self.want_values(&path);
            }
            return;
        }
        let values = self.used_values(&path);
        match proposed(&values, day, &self.style) {
            Some(Proposed::Whole(value)) => self.set_new(path, NewValue::Plain(value), now),
            Some(Proposed::Started(text)) => {
                let started = &mut self.editing.values.started;
                started.count += 1;
                started.text = text;
                started.at = Some((key, path));
                self.say("Add the time: every other entry has one here");
            }
            None => self.say("This day can’t be written as other entries write theirs"),
        }
    }
}

/// A day in the form that most of these values have; where none is a date, in that of the house. A time is taken over only
/// where all have the same one.
fn proposed(values: &[(Arc<str>, usize)], day: Date, style: &HouseStyle) -> Option<Proposed> {
    let mut forms: HashMap<String, usize> = HashMap::new();
    let mut with_time = 0;
    for (value, count) in values {
        let Some(written) = with_day(value, day) else {
            continue;
        };
        if written.contains(':') {
            with_time += count;
        }
        *forms.entry(written).or_default() += count;
    }
    let is_timed = |form: &str| form.contains(':');
    let most = |wants_time: bool| {
        let these = forms
            .iter()
            .filter(|(form, _)| is_timed(form) == wants_time);
        // The same count: the one that sorts first, so that it does not change from one time to the next.
        these.max_by(|(left, many), (right, more)| many.cmp(more).then_with(|| right.cmp(left)))
    };
    let days = forms.iter().filter(|(form, _)| !is_timed(form));
    let without_time: usize = days.map(|(_, count)| count).sum();
    match (most(false), most(true)) {
        (Some((form, _)), _) if without_time >= with_time => Some(Proposed::Whole(form.clone())),
        (_, Some((form, count))) if *count == with_time && with_time > 1 => {
            Some(Proposed::Whole(form.clone()))
        }
        (Some((form, _)), _) => Some(Proposed::Whole(form.clone())),
        (None, Some((form, _))) => {
            let hour = form.find(':').unwrap_or(form.len());
            let start = form.get(..hour).unwrap_or_default();
            let start = start.trim_end_matches(|c: char| c.is_ascii_digit());
            Some(Proposed::Started(start.to_owned()))
        }
        (None, None) => {
            let form = match style.date_form {
                DateForm::IsoTime => DateForm::Iso,
                form => form,
            };
            form.write(day).map(Proposed::Whole)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[track_caller]
    fn proposes(values: &[(&str, usize)], expected: Option<Proposed>) {
        let values: Vec<(Arc<str>, usize)> = values
            .iter()
            .map(|(value, count)| (Arc::from(*value), *count))
            .collect();
        let found = proposed(&values, date(2026, 11, 7), &HouseStyle::default());
        assert_eq!(found, expected);
    }

    #[test]
    fn a_day_is_proposed_in_the_form_that_the_field_has_elsewhere() {
        let whole = |text: &str| Some(Proposed::Whole(text.to_owned()));
        proposes(&[], whole("7 November 2026"));
        proposes(&[("soon", 9)], whole("7 November 2026"));
        proposes(&[("2024-01-15", 2), ("3 May 2024", 1)], whole("2026-11-07"));
        proposes(
            &[("2024-01-15T00:00:00Z", 1), ("2024-01-16T00:00:00Z", 1)],
            whole("2026-11-07T00:00:00Z"),
        );
        proposes(
            &[
                ("2024-01-15 1:58:51 -0400", 1),
                ("2024-01-16 7:00:00 -0400", 1),
                ("2024/01/17", 1),
            ],
            whole("2026/11/07"),
        );
    }

    #[test]
    fn no_time_is_made_up() {
        proposes(
            &[
                ("2024-01-15 1:58:51 -0400", 1),
                ("2024-01-16 7:00:00 -0400", 1),
            ],
            Some(Proposed::Started("2026-11-07 ".to_owned())),
        );
        proposes(
            &[("2024-01-15T08:30:00Z", 1)],
            Some(Proposed::Started("2026-11-07T".to_owned())),
        );
    }
}
