//! Values that are none of those the house style names for a field.
//!
//! Leaves alone: fields without named values; the publisher, which has a check of its own.

use crate::checks::{
    Check, Findings, Fix, FixKind, Group, Level, Look, Subject, listed, meant, only_blanks_differ,
};
use crate::entry::Edit;
use crate::entry::front_matter::{Scalar, Value};
use crate::house_style::FieldKind;

pub(super) const CHECK: Check = Check {
    id: "unknown-value",
    group: Group::FrontMatter,
    title: "Value not in the house style",
    level: Level::Error,
    reason: "Lists and reviews depend on the values of these fields",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(front_matter) = subject.front_matter() else {
        return;
    };
    for field in &subject.style.fields {
        if field.values.is_empty() || field.key == PUBLISHER {
            continue;
        }
        let Some(there) = front_matter.field(&field.key) else {
            continue;
        };
        // A list where one value belongs is told as that.
        if matches!(there.value, Value::List(_)) && field.kind != FieldKind::List {
            continue;
        }
        for scalar in there.value.scalars() {
            let text = scalar.text.trim();
            if text.is_empty() || field.values.iter().any(|value| value == text) {
                continue;
            }
            match (meant(text, &field.values), field.closed) {
                (Some(meant), _) => {
                    let blanks = only_blanks_differ(text, meant);
                    let message = format!("“{text}” is written “{meant}”{blanks}");
                    let fix = Fix::new(
                        format!("Write “{meant}”"),
                        rewritten(subject, scalar, meant),
                    );
                    found.add_at(Level::Warning, scalar.range.clone(), message, vec![fix]);
                }
                (_, true) => {
                    let values: Vec<&str> = field.values.iter().map(String::as_str).collect();
                    let message = format!("“{text}” is none of {}", listed(&values));
                    found.add(scalar.range.clone(), message, Vec::new());
                }
                // A list that is open may take a new value.
                (_, false) => {}
            }
        }
    }
}

pub(in crate::checks) const PUBLISHER: &str = "publisher";

fn rewritten(subject: &Subject<'_>, scalar: &Scalar, value: &str) -> Edit {
    Edit::new(
        scalar.range.clone(),
        crate::checks::in_quotes_of(subject.at(&scalar.range), value),
    )
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::HouseStyle;

    const ID: &str = "unknown-value";

    fn confidence(value: &str) -> String {
        format!("---\nslug: a\nconfidence: {value}\n---\n")
    }

    #[test]
    fn a_value_that_is_not_named_is_told() {
        assert_eq!(
            found(&confidence("certain"), ID),
            ["3:13 \"certain\" “certain” is none of “low”, “moderate” and “high”"]
        );
        for value in ["medium", "\"very high\"", "7", "'-'"] {
            assert_eq!(found(&confidence(value), ID).len(), 1, "{value}");
        }
    }

    #[test]
    fn another_case_or_a_slip_is_told_with_the_value() {
        assert_eq!(
            found(&confidence("Moderate"), ID),
            ["3:13 \"Moderate\" (warning) “Moderate” is written “moderate”"]
        );
        assert_eq!(
            Fixture::new(&confidence("Moderate")).fixed(ID),
            confidence("moderate")
        );
        assert_eq!(
            Fixture::new(&confidence("\"HIGH\"")).fixed(ID),
            confidence("\"high\"")
        );
        assert_eq!(
            Fixture::new(&confidence("modrate")).fixed(ID),
            confidence("moderate")
        );
    }

    #[test]
    fn a_difference_that_nobody_sees_is_named() {
        let mut fixture = Fixture::new("---\neditor: \"Imogen\u{a0}Farrow\"\n---\n");
        for field in fixture
            .style
            .fields
            .iter_mut()
            .filter(|field| field.key == "editor")
        {
            field.values = vec!["Imogen Farrow".into()];
        }
        let found = fixture.found(ID);
        assert!(
            found[0].ends_with("is written “Imogen Farrow”; only the spaces differ"),
            "{found:?}"
        );
    }

    #[test]
    fn an_open_list_takes_new_values_but_no_slips() {
        let mut style = HouseStyle::default();
        for field in style
            .fields
            .iter_mut()
            .filter(|field| field.key == "pillar")
        {
            field.values = vec!["Magnesium".into(), "Sleep".into()];
        }
        let found = |pillar: &str| {
            let mut fixture = Fixture::new(&format!("---\npillar: {pillar}\n---\n"));
            fixture.style = style.clone();
            fixture.found(ID).len()
        };
        assert_eq!(
            [
                found("Iron"),
                found("Sleep"),
                found("sleep"),
                found("Magnesum")
            ],
            [0, 0, 1, 1]
        );
    }

    #[test]
    fn named_values_and_none_are_no_finding() {
        for value in ["low", "\"moderate\"", "high # really", "", "~"] {
            assert_eq!(found(&confidence(value), ID), [""; 0], "{value}");
        }
        assert_eq!(
            found("---\npillar: Anything\neditor: Anyone\n---\n", ID),
            [""; 0]
        );
        assert_eq!(
            found("---\na: b: c\nconfidence: certain\n---\n", ID),
            [""; 0]
        );
    }
}
