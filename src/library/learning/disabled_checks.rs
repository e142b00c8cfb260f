//! Checks that are switched off because too many entries of the library would fail them.

use super::Learned;
use super::counting::{Tally, nearly_all, share};
use super::observation::{HeadingKind, Observation, ValueShape};
use crate::house_style::{FieldKind, StylePart};

pub(super) fn learn(seen: &[Observation], learned: &mut Learned) {
    let count = |is: &dyn Fn(&Observation) -> bool| seen.iter().filter(|entry| is(entry)).count();
    let headed = count(&|entry| entry.heading != HeadingKind::Absent);
    let mut titles: Tally<&str> = Tally::default();
    for entry in seen {
        titles.add_once(entry.text("title"));
    }
    let is_shared =
        |entry: &Observation| entry.text("title").is_some_and(|it| titles.count(&it) > 1);
    let is_of_its_kind = |(key, shape): &(String, ValueShape)| {
        let kind = learned.style.field(key).map(|field| field.kind);
        match kind {
            None | Some(FieldKind::List) => true,
            Some(FieldKind::Products) => !matches!(shape, ValueShape::Text { .. }),
            Some(_) => !matches!(shape, ValueShape::List | ValueShape::Other),
        }
    };
    let customs = [
        (
            "value-kind",
            count(&|entry| !entry.fields.iter().all(is_of_its_kind)),
            seen.len(),
        ),
        (
            "missing-heading",
            count(&|entry| entry.heading == HeadingKind::Absent),
            seen.len(),
        ),
        (
            "title-differs",
            count(&|entry| entry.heading == HeadingKind::Other),
            headed,
        ),
        ("title-twice", count(&is_shared), seen.len()),
        ("raw-html", count(&|entry| entry.has_html), seen.len()),
    ];
    for (check, faulty, of) in customs {
        if of > 0 && !nearly_all(of - faulty, of) {
            learned.style.levels.insert(check.to_owned(), None);
            learned.note(format!("levels/{check}"), share(faulty, of));
        }
    }
    if !learned.style.levels.is_empty() {
        learned.part(StylePart::Levels);
    }
}
