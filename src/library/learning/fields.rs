//! Fields: which there are, what they hold, how dates are written.

use super::counting::{MOST_ORDERED, Tally, common_order, every, nearly_all, share};
use super::observation::{Observation, ValueShape};
use super::{Learned, shown};
use crate::entry::dates::DateForm;
use crate::entry::products;
use crate::entry::written_date::day_of;
use crate::house_style::{FieldKind, FieldRule, HouseStyle, StylePart, is_number, label_of};

/// A field that fewer entries have than one in so many is nobody's rule.
const RARE: usize = 50;

/// More different values than this are no choice.
const MOST_VALUES: usize = 60;

pub(super) fn learn(seen: &[Observation], learned: &mut Learned) {
    let of = seen.len();
    let mut keys: Tally<&str> = Tally::default();
    for entry in seen {
        keys.add_once(entry.fields.iter().map(|(key, _)| key.as_str()));
    }
    let wanted: Vec<String> = (keys.sorted().into_iter())
        .filter(|(_, count)| *count > 1 && *count * RARE >= of)
        .map(|(key, _)| key.to_owned())
        .take(MOST_ORDERED)
        .collect();
    learned.style.other_fields = wanted.len() < keys.len();
    let lists: Vec<Vec<&str>> = (seen.iter())
        .map(|entry| entry.fields.iter().map(|(key, _)| key.as_str()).collect())
        .collect();
    // Fields need no order to be known: those without one come last.
    let (mut order, misfits) = common_order(&lists, &wanted);
    order.extend(misfits);
    let fields: Vec<Values<'_>> = order.into_iter().map(|key| Values::of(seen, key)).collect();
    let usual = usual_form(&fields, learned);
    let built_in = HouseStyle::default();
    learned.style.fields = fields
        .iter()
        .map(|values| {
            let label = built_in
                .field(&values.key)
                .map_or_else(|| label_of(&values.key), |it| it.label.clone());
            one(values, label, of, usual, learned)
        })
        .collect();
    learned.part(StylePart::Fields);
    learned.part(StylePart::OtherFields);
}

/// What all entries say in one field.
struct Values<'s> {
    key: String,
    shapes: Vec<&'s ValueShape>,
}

impl<'s> Values<'s> {
    fn of(seen: &'s [Observation], key: String) -> Self {
        let shapes = (seen.iter())
            .filter_map(|entry| entry.fields.iter().find(|(name, _)| *name == key))
            .map(|(_, shape)| shape)
            .collect();
        Self { key, shapes }
    }

    fn count(&self, is: impl Fn(&ValueShape) -> bool) -> usize {
        self.shapes.iter().filter(|shape| is(shape)).count()
    }

    /// The single values, and whether each stands without quotes.
    fn texts(&self) -> impl Iterator<Item = (&'s str, bool)> {
        self.shapes.iter().filter_map(|shape| match shape {
            ValueShape::Text { text, plain } => Some((text.as_str(), *plain)),
            _ => None,
        })
    }

    /// How its dates are written, where all of its values are dates and nine of ten are written so. A day with a time and one
    /// without are written alike.
    fn date_form(&self) -> Option<DateForm> {
        let of = self.texts().count();
        let days = self.texts().filter(|(text, _)| day_of(text).is_some());
        if !is_kind(days.count(), of) {
            return None;
        }
        let forms = |wanted: &[DateForm]| {
            let forms = self.texts().filter_map(|(text, _)| DateForm::of(text));
            forms.filter(|form| wanted.contains(form)).count()
        };
        let found = DateForm::ALL.into_iter();
        let found = found.map(|form| (form, forms(&[form])));
        let (form, count) = found.max_by_key(|(_, count)| *count)?;
        if nearly_all(count, of) {
            return Some(form);
        }
        nearly_all(forms(&[DateForm::Iso, DateForm::IsoTime]), of).then_some(DateForm::IsoTime)
    }

    /// What nearly all of its values are; anything, where they are not alike.
    fn kind(&self) -> FieldKind {
        let lists = self.count(|shape| matches!(shape, ValueShape::List { .. }));
        let maps = self.count(|shape| matches!(shape, ValueShape::Maps));
        let texts = self.texts().count();
        let all = self.count(|shape| *shape != ValueShape::Nothing);
        if self.key == products::FIELD && is_kind(lists + maps, all) {
            return FieldKind::Products;
        }
        if all > 0 && is_kind(lists, all) {
            return FieldKind::List;
        }
        if all > 0 && !is_kind(texts, all) {
            return FieldKind::Any;
        }
        let most = |is: fn(&str, bool) -> bool| {
            is_kind(
                self.texts()
                    .filter(|(text, plain)| is(text, *plain))
                    .count(),
                texts,
            )
        };
        if most(|text, plain| plain && matches!(text, "true" | "false")) {
            FieldKind::YesNo
        } else if most(|text, plain| plain && is_number(text)) {
            FieldKind::Number
        } else if self.date_form().is_some() {
            FieldKind::Date
        } else if most(|text, _| is_address(text)) {
            FieldKind::Link
        } else if self.is_choice() {
            FieldKind::Choice
        } else {
            FieldKind::Text
        }
    }

    /// Few words that come again and again.
    fn is_choice(&self) -> bool {
        if matches!(self.key.as_str(), "title" | "slug" | "id") {
            return false;
        }
        let mut values: Tally<&str> = Tally::default();
        let mut count = 0;
        for (text, _) in self.texts() {
            // A value of several lines, a date, a number, a path is no word to choose.
            let is_word = !text.contains(['\n', '/'])
                && text.chars().count() <= 80
                && !is_number(text)
                && day_of(text).is_none();
            if !is_word {
                return false;
            }
            values.add(text);
            count += 1;
        }
        let again = values.sorted().into_iter();
        let again: usize = again.map(|(_, count)| count).filter(|it| *it > 1).sum();
        values.len() <= MOST_VALUES && values.len() * 2 <= count && nearly_all(again, count)
    }
}

/// Whether values are of one kind: so few others are slips.
fn is_kind(count: usize, of: usize) -> bool {
    of > 0 && count * 50 >= of * 49
}

fn is_address(text: &str) -> bool {
    text.starts_with("http://") || text.starts_with("https://")
}

/// One field, from all its values.
fn one(
    values: &Values<'_>,
    label: String,
    of: usize,
    usual: Option<DateForm>,
    learned: &mut Learned,
) -> FieldRule {
    let key = values.key.as_str();
    let present = values.shapes.len();
    let empty = values.count(ValueShape::is_empty);
    // An entry without front matter has none of its fields.
    let of_all = of + learned.bare;
    let mut field = FieldRule {
        required: every(present, of_all),
        ..FieldRule::new(key, label, values.kind())
    };
    field.usual = !field.required && nearly_all(present, of_all);
    field.may_be_empty = field.required && !every(present - empty, of_all);
    let mut why = share(present, of);
    match empty {
        0 => {}
        n => why += &format!(", empty in {n}"),
    }
    match field.kind {
        FieldKind::Choice => why += &choices(values, &mut field, learned),
        FieldKind::Date => {
            let form = values.date_form();
            field.form = form.filter(|form| Some(*form) != usual);
            if let Some((example, _)) = values.texts().find(|(text, _)| DateForm::of(text) == form)
            {
                why += &format!(", form {example}");
            }
        }
        FieldKind::YesNo => {}
        FieldKind::List | FieldKind::Products | FieldKind::Any => {}
        FieldKind::Text | FieldKind::Link | FieldKind::Number => {
            if let Some((text, _)) = values.texts().next() {
                why += &format!(", such as {}", example(text, field.kind));
            }
        }
    }
    learned.note(format!("fields/{key}"), why);
    field
}

/// Gives a field the values that come again; tells how many do not.
fn choices(values: &Values<'_>, field: &mut FieldRule, learned: &mut Learned) -> String {
    let mut counts: Tally<&str> = Tally::default();
    for (text, _) in values.texts() {
        counts.add(text);
    }
    let sorted = counts.sorted();
    let once = sorted.iter().filter(|(_, count)| *count == 1).count();
    for (value, count) in sorted.into_iter().filter(|(_, count)| *count > 1) {
        learned.note(format!("fields/{}/{value}", field.key), count.to_string());
        field.values.push(value.to_owned());
    }
    match once {
        0 => String::new(),
        1 => ", one value once".to_owned(),
        n => format!(", {n} values once"),
    }
}

/// The beginning of a value, for a comment.
fn example(text: &str, kind: FieldKind) -> String {
    const MOST: usize = 48;
    let short: String = text
        .lines()
        .next()
        .unwrap_or_default()
        .chars()
        .take(MOST)
        .collect();
    let more = if short.len() < text.len() { "…" } else { "" };
    match kind {
        FieldKind::Number => short,
        _ => shown(&short) + more,
    }
}

/// The form most dates have, if there are any: that of the library.
fn usual_form(fields: &[Values<'_>], learned: &mut Learned) -> Option<DateForm> {
    let mut forms = DateForm::ALL.map(|form| (form, 0_usize));
    let dates = fields
        .iter()
        .filter(|values| values.kind() == FieldKind::Date);
    for values in dates {
        let form = values.date_form();
        for (_, count) in forms.iter_mut().filter(|(it, _)| Some(*it) == form) {
            *count += values.texts().count();
        }
    }
    let of: usize = forms.iter().map(|(_, count)| count).sum();
    let (form, count) = forms.into_iter().max_by_key(|(_, count)| *count)?;
    if count == 0 {
        return None;
    }
    learned.style.date_form = form;
    learned.part(StylePart::DateForm);
    learned.note(StylePart::DateForm.key(), format!("{count} of {of} dates"));
    Some(form)
}
