//! A slug that several entries have.

use super::add_duplicate;
use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "slug-twice",
    group: Group::Library,
    title: "Duplicate slug",
    level: Level::Error,
    reason: "Two pages with one address are one page; the other can’t be reached",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let Some(slug) = &across.facts.slug else {
        return;
    };
    let what = format!("The slug “{}”", slug.text);
    // Where addresses are made from slugs alone, the folder is no part of them.
    let fact = match (&across.style.links.entry, &across.facts.address) {
        (None, Some(address)) => Fact::Address(address.clone()),
        _ => Fact::Slug(slug.text.clone()),
    };
    add_duplicate(across, slug, &fact, &what, found);
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "slug-twice";

    fn fixture(own: &str, others: &[&str]) -> Fixture {
        let entry = |slug: &str| format!("---\nslug: {slug}\n---\n");
        let mut fixture = Fixture::new(&entry(own));
        let others = others.iter().enumerate();
        fixture.others = others
            .map(|(n, slug)| (format!("b/{n}.md"), entry(slug)))
            .collect();
        fixture
    }

    #[test]
    fn a_slug_of_another_entry_is_told() {
        assert_eq!(
            fixture("iron", &["zinc", "iron"]).found(ID),
            ["2:7 \"iron\" The slug “iron” is also that of b/1.md"]
        );
        assert_eq!(
            fixture("iron", &["\"iron\"", "'iron'"]).found(ID),
            ["2:7 \"iron\" The slug “iron” is also that of b/0.md and 1 more"]
        );
    }

    #[test]
    fn one_slug_in_two_folders_is_two_addresses_unless_addresses_are_made_from_slugs_alone() {
        let other_folder = fixture("iron", &["iron"]);
        assert_eq!(other_folder.found(ID).len(), 1, "by the built-in link rule");
        let mut other_folder = other_folder;
        other_folder.style.links.entry = None;
        assert_eq!(other_folder.found(ID), [""; 0]);

        let mut same_folder = fixture("iron", &[]);
        same_folder.style.links.entry = None;
        same_folder.others = vec![(
            "iron/2024-03-01-a.md".into(),
            "---\nslug: iron\n---\n".into(),
        )];
        assert_eq!(
            same_folder.found(ID),
            ["2:7 \"iron\" The slug “iron” is also that of iron/2024-03-01-a.md"]
        );
        // The address that an entry gives itself goes before its folder.
        let with_url = |url: &str| format!("---\nslug: iron\nurl: {url}\n---\n");
        let mut told = Fixture::new(&with_url("/minerals/iron/"));
        told.style.links.entry = None;
        told.others = vec![("b/1.md".into(), with_url("/minerals/iron"))];
        assert_eq!(told.found(ID).len(), 1);
        told.others = vec![("iron/1.md".into(), with_url("/metals/iron"))];
        assert_eq!(told.found(ID), [""; 0]);
    }

    #[test]
    fn a_slug_of_its_own_or_none_is_no_finding() {
        for own in ["iron", "", "\"\"", "~"] {
            assert_eq!(
                fixture(own, &["zinc", "Iron", "", "~"]).found(ID),
                [""; 0],
                "{own}"
            );
        }
    }
}
