//! An id that no cross reference can name.
//!
//! Leaves alone: libraries whose house style says other things of fields and names no ids.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::cross_references::EntryId;
use crate::entry::front_matter::Value;
use crate::house_style::StylePart;

pub(super) const CHECK: Check = Check {
    id: "id-form",
    group: Group::FrontMatter,
    title: "Id in another form",
    level: Level::Warning,
    reason: "A cross reference is an id of eight digits and letters from a to f; by any other the entry is not found",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let style = subject.style;
    if style.is_given(StylePart::Fields) && style.entry_ids.is_empty() {
        return;
    }
    let field = subject.front_matter().and_then(|it| it.field("id"));
    let Some(Value::Scalar(id)) = field.map(|field| &field.value) else {
        return;
    };
    let text = id.text.trim();
    if text.is_empty() || EntryId::parse(text).is_some() {
        return;
    }
    let message = format!("The id “{text}” is not eight digits and letters from a to f");
    found.add(id.range.clone(), message, Vec::new());
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::StylePart;

    const ID: &str = "id-form";

    #[test]
    fn an_id_of_another_form_is_told() {
        for id in [
            "3ca17b7",
            "3ca17b722",
            "3CA17B72",
            "\"3ca17b7x\"",
            "'tea'",
            "7",
        ] {
            let text = format!("---\nid: {id}\n---\n");
            let found = found(&text, ID);
            assert_eq!(found.len(), 1, "{id}");
            assert!(found[0].starts_with("2:5 "), "{found:?}");
        }
    }

    #[test]
    fn ids_of_the_house_and_of_other_houses_are_left_alone() {
        for id in ["3ca17b72", "\"20418973\"", "1e345678", "", "[a]"] {
            assert_eq!(found(&format!("---\nid: {id}\n---\n"), ID), [""; 0], "{id}");
        }
        let mut fixture = Fixture::new("---\nid: tea\n---\n");
        fixture.style.given.insert(StylePart::Fields);
        assert_eq!(fixture.found(ID), [""; 0]);
        fixture
            .style
            .entry_ids
            .insert("3ca17b72".into(), "tea".into());
        assert_eq!(fixture.found(ID).len(), 1);
    }
}
