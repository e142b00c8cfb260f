//! An id that several entries give themselves.
//!
//! Leaves alone: ids of the house style’s map.

use super::add_duplicate;
use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "id-twice",
    group: Group::Library,
    title: "Duplicate id",
    level: Level::Error,
    reason: "A reference by this id may lead to the wrong entry",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    if let Some(id) = &across.facts.id {
        let what = format!("The id “{}”", id.text);
        let fact = Fact::Id(id.text.clone());
        add_duplicate(across, id, &fact, &what, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "id-twice";

    fn fixture(other: &str) -> Fixture {
        let mut fixture = Fixture::new("---\nid: \"3ca17b72\"\n---\n");
        fixture.others = vec![("b.md".into(), format!("---\nid: {other}\n---\n"))];
        fixture
    }

    #[test]
    fn an_id_of_another_entry_is_told() {
        for other in ["3ca17b72", "'3ca17b72'", "\"3ca17b72\" # mine"] {
            assert_eq!(
                fixture(other).found(ID),
                ["2:5 \"\\\"3ca17b72\\\"\" The id “3ca17b72” is also that of b.md"],
                "{other}"
            );
        }
    }

    #[test]
    fn ids_that_differ_are_no_finding() {
        for other in ["3ca17b73", "", "[3ca17b72]"] {
            assert_eq!(fixture(other).found(ID), [""; 0], "{other}");
        }
    }
}
