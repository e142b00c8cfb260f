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
    if let Some(slug) = &across.facts.slug {
        let what = format!("The slug “{}”", slug.text);
        let fact = Fact::Slug(slug.text.clone());
        add_duplicate(across, slug, &fact, &what, found);
    }
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
