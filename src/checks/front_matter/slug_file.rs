//! A slug that is not the name of the file.

use super::slug::Slugs;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::library::page_name;

pub(super) const CHECK: Check = Check {
    id: "slug-file-name",
    group: Group::FrontMatter,
    title: "Slug differs from file name",
    level: Level::Warning,
    reason: "Entries are looked up by slug, in the folder and in links",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(slugs) = Slugs::of(subject) else {
        return;
    };
    let name = page_name(subject.file);
    let is_named = slugs.field == slugs.stem || slugs.field == name;
    if subject.style.field("slug").is_none() || is_named {
        return;
    }
    // `source_tea.md` sets its kind before the slug, where addresses are not made from slugs by rule.
    let before = name.strip_suffix(slugs.field).unwrap_or_default();
    if subject.style.links.entry.is_none() && before.ends_with(['-', '_']) {
        return;
    }
    // `index.md` is named by its folder.
    if slugs.stem.eq_ignore_ascii_case("index") || slugs.stem.starts_with('_') {
        return;
    }
    let also = if slugs.field_is_odd() {
        " and the address ends in that too"
    } else {
        ""
    };
    let message = format!(
        "The file is called “{}”{also}, not “{}”",
        slugs.stem, slugs.field
    );
    let value = subject.front_matter().and_then(|it| it.field("slug"));
    let edit = value.and_then(|field| subject.rewritten(&field.value, slugs.stem));
    let fix = edit.map(|edit| Fix::new(format!("Change the slug to “{}”", slugs.stem), edit));
    found.add(slugs.field_at, message, fix.into_iter().collect());
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "slug-file-name";

    fn fixture(file: &str, front: &str) -> Fixture {
        let mut fixture = Fixture::new(&format!("---\n{front}\n---\n"));
        fixture.file = file.into();
        fixture
    }

    #[test]
    fn a_slug_that_is_not_the_file_is_told() {
        let renamed = fixture("iron/iron-2.md", "slug: iron");
        assert_eq!(
            renamed.found(ID),
            ["2:7 \"iron\" The file is called “iron-2”, not “iron”"]
        );
        assert_eq!(renamed.fixed(ID), "---\nslug: iron-2\n---\n");
        let odd = fixture("iron.md", "url: https://x.example/learn/iron\nslug: Iron");
        assert_eq!(
            odd.found(ID),
            ["3:7 \"Iron\" The file is called “iron” and the address ends in that too, not “Iron”"]
        );
        assert_eq!(fixture("a/b.c.md", "slug: 'b'").found(ID).len(), 1);
    }

    #[test]
    fn a_kind_before_the_slug_is_part_of_the_name_where_no_rule_makes_addresses() {
        let mut kind = fixture("sources/source_tea.md", "slug: tea");
        assert_eq!(kind.found(ID).len(), 1);
        kind.style.links.entry = None;
        assert_eq!(kind.found(ID), [""; 0]);
        let mut other = fixture("sources/tea-2.md", "slug: tea");
        other.style.links.entry = None;
        assert_eq!(other.found(ID).len(), 1);
    }

    #[test]
    fn what_agrees_or_is_no_slug_is_no_finding() {
        for (file, front) in [
            ("iron.md", "slug: iron"),
            ("deep/er/iron.markdown", "slug: \"iron\""),
            ("12.md", "slug: 12"),
            ("iron.md", "slug:"),
            ("iron.md", "title: A"),
            ("iron.md", "slug: /docs/iron"),
            ("iron/index.md", "slug: iron"),
            ("iron/_index.md", "slug: iron"),
            ("news/2024-03-01-iron.md", "slug: iron"),
            ("news/2024-03-01-iron.md", "slug: 2024-03-01-iron"),
            ("iron.en.md", "slug: iron"),
            ("iron.md", "slug: [a]"),
        ] {
            assert_eq!(fixture(file, front).found(ID), [""; 0], "{front}");
        }
    }
}
