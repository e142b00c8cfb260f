//! An id written with capitals: `(3CA17B72)` in the text, or the one an entry gives itself.

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "id-upper-case",
    group: Group::Links,
    title: "Id with capitals",
    level: Level::Warning,
    reason: "Ids are in lower case; with capitals it is not a cross-reference and leads nowhere",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    own(subject, found);
    let (text, page) = (subject.text, &subject.reading.page);
    let body = subject.at(&page.body).as_bytes();
    for open in memchr::memchr_iter(b'(', body) {
        let start = page.body.start + open + 1;
        let Some(id) = text.get(start..start + 8) else {
            continue;
        };
        if has_capitals(id)
            && text.get(start + 8..start + 9) == Some(")")
            && !prose::is_code_at(page, start)
        {
            let place = start..start + 8;
            let small = id.to_lowercase();
            let fix = Fix::new(format!("Write {small}"), Edit::new(place.clone(), small));
            found.add(place, format!("The id {id} has capitals"), vec![fix]);
        }
    }
}

/// The entry's own id: no reference can have capitals, so none leads to it.
fn own(subject: &Subject<'_>, found: &mut Findings) {
    let Some(field) = subject.front_matter().and_then(|it| it.field("id")) else {
        return;
    };
    let Some(id) = field
        .value
        .text()
        .filter(|id| id.len() == 8 && has_capitals(id))
    else {
        return;
    };
    let small = id.to_lowercase();
    let fix = subject.rewritten(&field.value, &small);
    let fix = fix.map(|edit| Fix::new(format!("Write {small}"), edit));
    let message = format!("The id {id} has capitals");
    found.add(
        field.value.range().clone(),
        message,
        fix.into_iter().collect(),
    );
}

fn has_capitals(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_hexdigit())
        && id.bytes().any(|byte| byte.is_ascii_uppercase())
        // `(DEADBEEF)` is a word.
        && id.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn capitals_become_small_letters() {
        for (before, after) in [
            ("See the entry (3CA17B72).", "See the entry (3ca17b72)."),
            ("See the entry (3Ca17b72).", "See the entry (3ca17b72)."),
            ("- the entry (3ca17b7F)\n", "- the entry (3ca17b7f)\n"),
            (
                "---\nid: \"5B8E02D4\"\n---\n",
                "---\nid: \"5b8e02d4\"\n---\n",
            ),
        ] {
            assert_eq!(found(before, "id-upper-case").len(), 1, "{before}");
            assert_eq!(Fixture::new(before).fixed("id-upper-case"), after);
        }
        assert_eq!(
            found("See the entry (3CA17B72).", "id-upper-case"),
            ["1:16 \"3CA17B72\" The id 3CA17B72 has capitals"]
        );
    }

    #[test]
    fn ids_and_other_brackets_are_left_alone() {
        for text in [
            "(3ca17b72) (12345678) (DEADBEEF) (3CA17B7) (3CA17B729) (2012ABCG)",
            "`(3CA17B72)`\n\n```\n(3CA17B72)\n```\n",
            "---\nid: \"5b8e02d4\"\n---\n",
            "---\nid: ABC-1234\n---\n",
            "",
        ] {
            assert_eq!(found(text, "id-upper-case"), SILENCE, "{text}");
        }
    }
}
