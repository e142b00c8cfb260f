//! Fields the house style does not name: most often a slip in the name of one that it does.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject, listed};
use crate::entry::Edit;
use crate::house_style::FieldRule;

pub(super) const CHECK: Check = Check {
    id: "unknown-field",
    group: Group::FrontMatter,
    title: "Field not in the house style",
    level: Level::Note,
    reason: "A field with a misspelt name is read by nothing",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(front_matter) = subject.front_matter() else {
        return;
    };
    let known = &subject.style.fields;
    // A style that names hardly any field says nothing of the others.
    if known.len() < 2 {
        return;
    }
    let unknown = front_matter
        .fields
        .iter()
        .filter(|field| subject.style.field(&field.key).is_none());
    let is_absent = |known: &&FieldRule| front_matter.field(&known.key).is_none();
    let absent: Vec<&FieldRule> = known.iter().filter(is_absent).collect();
    let mut strange = Vec::new();
    let mut first = None;
    for field in unknown {
        let meant = absent
            .iter()
            .find(|absent| subject.is_slip(&field.key, &absent.key));
        let Some(meant) = meant else {
            first.get_or_insert(field.key_range.clone());
            strange.push(field.key.as_str());
            continue;
        };
        let label = format!("Call it “{}”", meant.key);
        let edit = Edit::new(field.key_range.clone(), meant.key.as_str());
        let message = format!("The field “{}” is probably “{}”", field.key, meant.key);
        found.add_at(
            Level::Warning,
            field.key_range.clone(),
            message,
            vec![Fix::new(label, edit)],
        );
    }
    if subject.style.other_fields {
        return;
    }
    let message = match strange.as_slice() {
        [] => return,
        [key] => format!("The house style has no field “{key}”"),
        keys => format!("The house style has no fields {}", listed(keys)),
    };
    found.add(first.unwrap_or_default(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "unknown-field";

    #[test]
    fn a_slip_in_a_name_is_told_with_the_name() {
        let before = "---\ntitle: A\nconfidance: low\n---\n";
        assert_eq!(
            found(before, ID),
            ["3:1 \"confidance\" (warning) The field “confidance” is probably “confidence”"]
        );
        assert_eq!(
            Fixture::new(before).fixed(ID),
            "---\ntitle: A\nconfidence: low\n---\n"
        );
        for slip in [
            "Confidence",
            "confidence_",
            "confidnece",
            "last-reviewed",
            "lastreviewed",
        ] {
            let text = format!("---\n{slip}: x\n---\n");
            assert_eq!(found(&text, ID).len(), 1, "{slip}");
            assert_eq!(Fixture::new(&text).fixes(ID).len(), 1, "{slip}");
        }
    }

    #[test]
    fn strange_fields_are_one_note() {
        assert_eq!(
            found("---\ntitle: A\ntags: [a]\nlayout: b\n---\n", ID),
            ["3:1 \"tags\" The house style has no fields “tags” and “layout”"]
        );
    }

    #[test]
    fn known_fields_and_those_that_can_not_be_read_are_no_finding() {
        for text in [
            "---\ntitle: A\nid: \"3ca17b72\"\n---\n",
            "---\nrelated_products:\n  - naem: A\n---\n",
            "---\ntitle: A: b\nconfidance: low\n---\n",
            "# tags: a\n",
            "",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
        // Where the right name is there as well, the other is another field.
        let both = "---\nconfidence: low\nconfidences: a\n---\n";
        assert_eq!(Fixture::new(both).fixes(ID), [""; 0]);
    }
}
