//! An id that YAML reads as a number.
//!
//! Leaves alone: ids in the text, the house style’s map of them.

use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::front_matter::{Value, quoted};

pub(super) const CHECK: Check = Check {
    id: "numeric-id",
    group: Group::FrontMatter,
    title: "Id read as a number",
    level: Level::Error,
    reason: "Without quotes 1e345678 becomes infinity and 00012345 loses its zeros, so no reference finds the entry",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let field = subject.front_matter().and_then(|it| it.field("id"));
    let Some(Value::Scalar(id)) = field.map(|field| &field.value) else {
        return;
    };
    // A count (`id: 7`) is no id of the kind that is referred to.
    if !id.is_typed() || id.text.len() != 8 {
        return;
    }
    let fix = Fix::new(
        "Put it in quotes",
        Edit::new(id.range.clone(), quoted(&id.text)),
    );
    let message = format!("YAML reads the id {} as a number", id.text);
    found.add(id.range.clone(), message, vec![fix]);
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "numeric-id";

    #[test]
    fn a_number_is_told_and_put_in_quotes() {
        let before = "---\nid: 20418973\n---\n";
        assert_eq!(
            found(before, ID),
            ["2:5 \"20418973\" YAML reads the id 20418973 as a number"]
        );
        assert_eq!(
            Fixture::new(before).fixed(ID),
            "---\nid: \"20418973\"\n---\n"
        );
        for id in ["1e345678", "00012345", "12345e67"] {
            assert_eq!(
                found(&format!("---\nid: {id} # mine\n---\n"), ID).len(),
                1,
                "{id}"
            );
        }
    }

    #[test]
    fn ids_that_are_text_are_no_finding() {
        for id in [
            "\"20418973\"",
            "'1e345678'",
            "3ca17b72",
            "7",
            "",
            "docs-intro",
            "true",
        ] {
            assert_eq!(found(&format!("---\nid: {id}\n---\n"), ID), [""; 0], "{id}");
        }
        assert_eq!(found("---\nslug: 20418973\n---\n", ID), [""; 0]);
    }
}
