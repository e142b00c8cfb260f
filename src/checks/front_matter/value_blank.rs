//! Values with a blank at one of their ends.
//!
//! Leaves alone: fields the house style does not name, texts of several lines.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::front_matter::ScalarForm;

pub(super) const CHECK: Check = Check {
    id: "value-blank",
    group: Group::FrontMatter,
    title: "Space around a value",
    level: Level::Warning,
    reason: "The space can’t be seen, and to lists and links the value is a different one",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(front_matter) = subject.front_matter() else {
        return;
    };
    for field in &front_matter.fields {
        if subject.style.field(&field.key).is_none() {
            continue;
        }
        for scalar in field.value.scalars() {
            let written = subject.at(&scalar.range);
            let quotes = matches!(
                scalar.style,
                ScalarForm::SingleQuoted | ScalarForm::DoubleQuoted
            );
            if !quotes || !is_blank_edged(&scalar.text) || written.contains(['\n', '\r']) {
                continue;
            }
            let bare = scalar.text.trim();
            let message = format!("“{bare}” has a space before or after it");
            // Where blanks are written otherwise (`\t`), the words are looked for and not found.
            let inner = written
                .get(1..written.len().saturating_sub(1))
                .unwrap_or_default();
            let fix = (inner.trim().len() < inner.len()).then(|| {
                let place = scalar.range.start + 1..scalar.range.start + 1 + inner.len();
                Fix::new("Remove the space", Edit::new(place, inner.trim()))
            });
            found.add(scalar.range.clone(), message, fix.into_iter().collect());
        }
    }
}

/// Whether there are blanks around a text. What comes of them is not told elsewhere.
pub(in crate::checks) fn is_blank_edged(text: &str) -> bool {
    let bare = text.trim();
    !bare.is_empty() && bare.len() < text.len()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "value-blank";

    #[test]
    fn a_blank_nobody_sees_is_told_and_taken_away() {
        let text = |pillar: &str| format!("---\nslug: a\npillar: {pillar}\n---\n");
        assert_eq!(
            found(&text("\"Iron \""), ID),
            ["3:9 \"\\\"Iron \\\"\" “Iron” has a space before or after it"]
        );
        for (written, after) in [
            ("\"Iron \"", "\"Iron\""),
            ("' Iron'", "'Iron'"),
            ("\"\u{a0}Iron  \"", "\"Iron\""),
        ] {
            let fixture = Fixture::new(&text(written));
            assert_eq!(fixture.fixed(ID), text(after), "{written}");
        }
        assert_eq!(found(&text("[\"Iron \", Tea]"), ID).len(), 1);
        assert_eq!(found("---\nconfidence: \"moderate \"\n---\n", ID).len(), 1);
    }

    #[test]
    fn what_follows_from_the_blank_is_not_told() {
        let entry = |value: &str| {
            format!(
                "---\ntitle: \"Tea \"\nurl: https://a.example/learn/tea\nslug: tea\npillar: {value}\n---\n\n# Tea\n\n---\n\n\
                 ## More from the Library\n\n- [More on Iron](https://a.example/learn/topic/iron)\n\
                 - [Browse the full library](https://a.example/learn)\n"
            )
        };
        for check in ["closing-link", "unknown-value", "title-differs"] {
            assert_eq!(found(&entry("\"Iron \""), check), [""; 0], "{check}");
        }
        let mut fixture =
            Fixture::new("---\nurl: \"https://a.example/learn/entry\"\nslug: \"entry \"\n---\n");
        for check in ["url-slug", "slug-file-name"] {
            assert_eq!(fixture.found(check), [""; 0], "{check}");
        }
        fixture = Fixture::new("---\neditor: \"Henry Bond \"\n---\n");
        let other = "---\neditor: \"Henry Bond\"\n---\n";
        fixture.others = (0..30)
            .map(|n| (format!("b/{n}.md"), other.into()))
            .collect();
        assert_eq!(fixture.found("near-value"), [""; 0]);
        assert_eq!(fixture.found(ID).len(), 1);
    }

    #[test]
    fn values_without_it_blocks_and_strange_fields_are_no_finding() {
        for value in [
            "Iron",
            "\"Iron\"",
            "Iron  ",
            "\" \"",
            "\"\"",
            "|\n  Iron\n",
            "\"Green tea\"",
        ] {
            let text = format!("---\npillar: {value}\n---\n");
            assert_eq!(found(&text, ID), [""; 0], "{value}");
        }
        assert_eq!(found("---\ncolour: \"red \"\n---\n", ID), [""; 0]);
    }
}
