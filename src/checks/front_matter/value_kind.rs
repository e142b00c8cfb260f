//! A list, or several fields, where one value belongs; and the other way round.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::front_matter::Value;
use crate::house_style::{FieldKind, FieldRule};

pub(super) const CHECK: Check = Check {
    id: "value-kind",
    group: Group::FrontMatter,
    title: "Wrong kind of value",
    level: Level::Error,
    reason: "Whatever reads the field finds no value, as if it were missing",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(front_matter) = subject.front_matter() else {
        return;
    };
    for field in &subject.style.fields {
        let Some(there) = front_matter.field(&field.key) else {
            continue;
        };
        let Some((is, belongs)) = mismatch(field, &there.value) else {
            continue;
        };
        let message = format!("“{}” is {is}, and {belongs} belongs there", field.key);
        let fix = only_item(subject, &there.value).filter(|_| belongs == ONE);
        found.add_at(
            level(field),
            there.key_range.start..there.value.range().end,
            message,
            fix.into_iter().collect(),
        );
    }
}

const ONE: &str = "one value";

/// What the value is and what belongs there; what is empty is told as such.
fn mismatch(field: &FieldRule, value: &Value) -> Option<(&'static str, &'static str)> {
    let belongs = match field.kind {
        FieldKind::List => "a list",
        FieldKind::Products => "a list of products",
        FieldKind::Any => return None,
        _ => ONE,
    };
    let is = match value {
        Value::List(list) if belongs == ONE && !list.items.is_empty() => "a list",
        Value::Map(map) if !map.fields.is_empty() => "a map of fields",
        // One text is a list of one.
        Value::Scalar(scalar)
            if field.kind == FieldKind::Products && !scalar.text.trim().is_empty() =>
        {
            "one value"
        }
        _ => return None,
    };
    Some((is, belongs))
}

/// Some fields may hold what they like as long as nobody counts on them.
fn level(field: &FieldRule) -> Level {
    let is_free = matches!(field.kind, FieldKind::Text | FieldKind::Choice);
    if is_free && !field.required && !field.closed {
        return Level::Note;
    }
    CHECK.level
}

/// `[3 August 2026]` without its brackets.
fn only_item(subject: &Subject<'_>, value: &Value) -> Option<Fix> {
    let Value::List(list) = value else {
        return None;
    };
    let [item] = list.items.as_slice() else {
        return None;
    };
    let Value::Scalar(scalar) = &item.value else {
        return None;
    };
    let (whole, written) = (subject.at(&list.range), subject.at(&scalar.range));
    let is_one_line = list.flow && !whole.contains(['\n', '\r']);
    is_one_line.then(|| {
        let edit = Edit::new(list.range.clone(), written);
        Fix::new("Write the one value without brackets", edit)
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "value-kind";

    #[test]
    fn a_list_or_a_map_where_one_value_belongs_is_told() {
        for (field, what) in [
            (
                "last_reviewed: [3 August 2026]",
                "“last_reviewed” is a list, and one value belongs there",
            ),
            (
                "confidence: [high, low]",
                "“confidence” is a list, and one value belongs there",
            ),
            (
                "editor: {a: b}",
                "“editor” is a map of fields, and one value belongs there",
            ),
            (
                "pillar:\n  - Iron\n  - Zinc",
                "“pillar” is a list, and one value belongs there",
            ),
            (
                "related_products: Tea",
                "“related_products” is one value, and a list of products belongs there",
            ),
        ] {
            let text = format!("---\n{field}\n---\n");
            assert_eq!(found(&text, ID), [format!("2:1 {field:?} {what}")]);
            for other in ["missing-field", "unknown-value", "malformed-date"] {
                let own = found(&text, other);
                let key = field.split(':').next().unwrap();
                let companion = own.iter().any(|it| it.contains(&format!("field “{key}”")));
                assert!(!companion && own.len() < 2, "{other}: {own:?}");
            }
        }
        assert_eq!(
            Fixture::new("---\nlast_reviewed: [3 August 2026]\n---\n").fixed(ID),
            "---\nlast_reviewed: 3 August 2026\n---\n"
        );
        assert_eq!(
            Fixture::new("---\nconfidence: [high, low]\n---\n").fixes(ID),
            [""; 0]
        );
        let level = found("---\nid: [a, b]\n---\n", ID);
        assert!(level[0].contains("(note)"), "nobody needs it: {level:?}");
    }

    #[test]
    fn values_of_the_right_kind_and_none_are_no_finding() {
        for text in [
            "---\nlast_reviewed: 3 August 2026\nconfidence: high\neditor: E\n---\n",
            "---\nrelated_products:\n  - name: Tea\n---\n",
            "---\nrelated_products: []\neditor: []\npillar: {}\nconfidence:\n---\n",
            "---\ntags: [a, b]\nseo: {a: b}\n---\n",
            "---\neditor: {a: b\n---\n",
            "---\neditor: >\n  E\n---\n",
            "# A\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
