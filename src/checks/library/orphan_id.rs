//! An id that the house style gives to a slug that no entry has.

use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "orphan-id",
    group: Group::Library,
    title: "Id of a missing entry",
    level: Level::Warning,
    reason: "The entry was renamed or removed, and the reference leads nowhere",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let library = across.library;
    // Where entries are missing, none can be said to be gone.
    if !library.is_whole() {
        return;
    }
    for id in &across.facts.refers {
        let Some(slug) = library.slug_of_id(&id.text) else {
            continue;
        };
        let is_there = |fact| !library.who(&fact).is_empty();
        if is_there(Fact::Slug(slug.into())) || is_there(Fact::Id(id.text.clone())) {
            continue;
        }
        let message = format!(
            "The house style gives {} to “{slug}”, which no entry has as its slug",
            id.text
        );
        found.add(id.range.clone(), message, Vec::new());
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "orphan-id";

    fn fixture(text: &str) -> Fixture {
        let mut fixture = Fixture::new(text);
        let ids = [("3ca17b72", "iron"), ("9d04c7aa", "gone")];
        fixture.style.entry_ids = ids
            .map(|(id, slug)| (id.to_owned(), slug.to_owned()))
            .into();
        fixture.others = vec![("b.md".into(), "---\nslug: iron\n---\n".into())];
        fixture
    }

    #[test]
    fn an_id_of_nothing_is_told_once() {
        assert_eq!(
            fixture("See (9d04c7aa).\n\nAnd (9d04c7aa).\n").found(ID),
            [
                "1:6 \"9d04c7aa\" The house style gives 9d04c7aa to “gone”, which no entry has as its slug"
            ]
        );
        assert_eq!(fixture("## A\n\n- b (9d04c7aa)\n").found(ID).len(), 1);
        assert_eq!(fixture("| a |\n|---|\n| (9d04c7aa) |\n").found(ID).len(), 1);
    }

    #[test]
    fn ids_of_entries_unknown_ids_and_a_part_of_a_library_are_no_finding() {
        for text in [
            "See (3ca17b72).",
            "See (11111111).",
            "`(9d04c7aa)`\n\n```\n(9d04c7aa)\n```\n",
            "9d04c7aa",
            "",
        ] {
            assert_eq!(fixture(text).found(ID), [""; 0], "{text}");
        }
        for broken in [
            "---\nslug: gone\npillar: Tea: green\n---\n",
            "---\r\nslug: \"gone\"\r\npillar: Tea\r\npillar: Milk\r\n---\r\n",
            "---\npillar: Tea\nslug: gone\n\n# Tea\n",
        ] {
            let mut fixture = fixture("See (9d04c7aa).");
            fixture.others.push(("c.md".into(), broken.into()));
            assert_eq!(fixture.found(ID), [""; 0], "{broken}");
        }
        let mut part = fixture("See (9d04c7aa).");
        part.is_whole = false;
        assert_eq!(part.found(ID), [""; 0]);
    }
}
