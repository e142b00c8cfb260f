//! Fields: which there are, what they hold, how dates are written.

use super::counting::{MOST_ORDERED, Tally, common_order, nearly_all, share};
use super::observation::{Observation, ValueShape};
use super::{Learned, shown};
use crate::entry::dates::DateForm;
use crate::entry::products;
use crate::house_style::{FieldKind, FieldRule, HouseStyle, StylePart, is_number, label_of};

/// A field that fewer entries have than one in so many is nobody's rule.
const RARE: usize = 50;

/// More different values than this are no choice.
const MOST_VALUES: usize = 60;

pub(super) fn learn(seen: &[Observation], learned: &mut Learned) {
    let of = seen.len();
    let form = date_form(seen, learned);
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
    let built_in = HouseStyle::default();
    learned.style.fields = order
        .into_iter()
        .map(|key| {
            let label = built_in
                .field(&key)
                .map_or_else(|| label_of(&key), |it| it.label.clone());
            one(seen, key, label, form, learned)
        })
        .collect();
    learned.part(StylePart::Fields);
    learned.part(StylePart::OtherFields);
}

/// One field, from all its values.
fn one(
    seen: &[Observation],
    key: String,
    label: String,
    form: Option<DateForm>,
    learned: &mut Learned,
) -> FieldRule {
    let of = seen.len();
    let shapes: Vec<&ValueShape> = (seen.iter())
        .filter_map(|entry| entry.fields.iter().find(|(name, _)| *name == key))
        .map(|(_, shape)| shape)
        .collect();
    let filled = shapes
        .iter()
        .filter(|shape| ***shape != ValueShape::Nothing)
        .count();
    let mut field = FieldRule::new(key.clone(), label, kind(&key, &shapes, filled, form));
    // An entry without front matter has none of its fields.
    field.required = nearly_all(filled, of + learned.bare);
    if field.kind == FieldKind::Choice {
        let mut values: Tally<&str> = Tally::default();
        for shape in &shapes {
            if let ValueShape::Text { text, .. } = shape {
                values.add(text);
            }
        }
        let sorted = values.sorted();
        let once = sorted.iter().filter(|(_, count)| *count == 1).count();
        for (value, count) in sorted.into_iter().filter(|(_, count)| *count > 1) {
            learned.note(format!("fields/{key}/{value}"), count.to_string());
            field.values.push(value.to_owned());
        }
        let others = match once {
            0 => String::new(),
            1 => ", one value once".to_owned(),
            n => format!(", {n} values once"),
        };
        learned.note(
            format!("fields/{key}"),
            format!("{}{others}", share(shapes.len(), of)),
        );
        return field;
    }
    let empty = match shapes.len() - filled {
        0 => String::new(),
        n => format!(", empty in {n}"),
    };
    let mut why = share(shapes.len(), of) + &empty;
    if let Some(ValueShape::Text { text, .. }) = shapes
        .iter()
        .find(|shape| matches!(shape, ValueShape::Text { .. }))
        && !matches!(field.kind, FieldKind::Date | FieldKind::YesNo)
    {
        let short: String = text
            .lines()
            .next()
            .unwrap_or_default()
            .chars()
            .take(48)
            .collect();
        let more = if short.len() < text.len() { "…" } else { "" };
        let short = match field.kind {
            FieldKind::Number => short,
            _ => shown(&short),
        };
        why = format!("{why}, such as {short}{more}");
    }
    learned.note(format!("fields/{key}"), why);
    field
}

fn kind(key: &str, shapes: &[&ValueShape], filled: usize, form: Option<DateForm>) -> FieldKind {
    let most = |is: &dyn Fn(&ValueShape) -> bool| {
        nearly_all(shapes.iter().filter(|shape| is(shape)).count(), filled)
    };
    let text = |is: fn(&str, bool) -> bool| move |shape: &ValueShape| matches!(shape, ValueShape::Text { text, plain } if is(text, *plain));
    if most(&|shape| matches!(shape, ValueShape::List)) {
        return match key {
            products::FIELD => FieldKind::Products,
            _ => FieldKind::List,
        };
    }
    if most(&text(|text, plain| {
        plain && matches!(text, "true" | "false")
    })) {
        return FieldKind::YesNo;
    }
    if most(&text(|text, plain| plain && is_number(text))) {
        return FieldKind::Number;
    }
    let is_date = |shape: &ValueShape| {
        let parses = |text: &str| form.is_some_and(|form| form.parse(text).is_some());
        matches!(shape, ValueShape::Text { text, .. } if parses(text))
    };
    if most(&is_date) {
        return FieldKind::Date;
    }
    if most(&text(|text, _| {
        text.starts_with("http://") || text.starts_with("https://")
    })) {
        return FieldKind::Link;
    }
    if most(&|shape| matches!(shape, ValueShape::Text { .. })) && is_choice(key, shapes) {
        return FieldKind::Choice;
    }
    FieldKind::Text
}

/// Few values that come again and again.
fn is_choice(key: &str, shapes: &[&ValueShape]) -> bool {
    if matches!(key, "title" | "slug" | "id") {
        return false;
    }
    let mut values: Tally<&str> = Tally::default();
    let mut count = 0;
    for shape in shapes {
        if let ValueShape::Text { text, .. } = shape {
            // A value of several lines is no word to choose.
            if text.contains('\n') || text.chars().count() > 80 {
                return false;
            }
            values.add(text);
            count += 1;
        }
    }
    values.len() <= MOST_VALUES && values.len() * 2 <= count
}

/// The form most dates have, if there are any.
fn date_form(seen: &[Observation], learned: &mut Learned) -> Option<DateForm> {
    let mut forms = DateForm::ALL.map(|form| (form, 0_usize));
    for entry in seen {
        for (_, shape) in &entry.fields {
            let ValueShape::Text { text, .. } = shape else {
                continue;
            };
            let form = DateForm::of(text);
            for (_, count) in forms.iter_mut().filter(|(it, _)| Some(*it) == form) {
                *count += 1;
            }
        }
    }
    let dates: usize = forms.iter().map(|(_, count)| count).sum();
    let (form, count) = forms.into_iter().max_by_key(|(_, count)| *count)?;
    if count == 0 {
        return None;
    }
    learned.style.date_form = form;
    learned.part(StylePart::DateForm);
    learned.note(
        StylePart::DateForm.key(),
        format!("{count} of {dates} dates"),
    );
    Some(form)
}
