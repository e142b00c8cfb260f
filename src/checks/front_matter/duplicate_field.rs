//! A field that is there twice.

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "duplicate-field",
    group: Group::FrontMatter,
    title: "Duplicate field",
    level: Level::Error,
    reason: "Some readers take the first value, some the last, some refuse the whole front matter",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let error = subject.reading.front_matter.error.as_ref();
    let Some((error, twice)) = error.and_then(|it| Some((it, it.twice.as_ref()?))) else {
        return;
    };
    let end = error.at + twice.length;
    let message = format!(
        "The field “{}” appears twice, first on line {}",
        twice.key, twice.first_line
    );
    found.add(error.at..end, message, Vec::new());
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "duplicate-field";

    #[test]
    fn the_second_of_two_is_told() {
        assert_eq!(
            found("---\nslug: a\ntitle: A\nslug: b\n---\n", ID),
            ["4:1 \"slug\" The field “slug” appears twice, first on line 2"]
        );
        assert_eq!(
            found("---\r\n\"slug\": a\r\nslug: a\r\n---\r\n", ID),
            ["3:1 \"slug\" The field “slug” appears twice, first on line 2"]
        );
        assert_eq!(
            found(
                "---\nrelated_products:\n  - name: A\n    name: B\n---\n",
                ID
            ),
            ["4:5 \"name\" The field “name” appears twice, first on line 3"]
        );
    }

    #[test]
    fn the_same_name_in_two_places_is_no_finding() {
        for text in [
            "---\na: 1\nb:\n  a: 1\n---\n",
            "---\nl:\n  - a: 1\n  - a: 2\n---\n",
            "---\na: 1\n# a: 2\n---\n",
            "---\na: |\n  a: 1\n  a: 2\n---\n",
            "---\nA: 1\na: 2\n---\n",
            "a: 1\na: 2\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
