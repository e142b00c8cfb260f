//! A title that several entries have.
//!
//! Leaves alone: titles that mean the same.

use super::add_duplicate;
use crate::checks::{Across, Check, Fact, Findings, FixKind, Group, Level, Look, folded};

pub(super) const CHECK: Check = Check {
    id: "title-twice",
    group: Group::Library,
    title: "Duplicate title",
    level: Level::Warning,
    reason: "Readers can’t tell two entries with one title apart in a list",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    if let Some(title) = &across.facts.title {
        let what = format!("The title “{}”", title.text.trim());
        let fact = Fact::Title(folded(&title.text).into());
        add_duplicate(across, title, &fact, &what, found);
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::Fixture;

    const ID: &str = "title-twice";

    fn fixture(other: &str) -> Fixture {
        let mut fixture = Fixture::new("---\ntitle: Iron at night\n---\n");
        fixture.others = vec![("b.md".into(), format!("---\ntitle: {other}\n---\n"))];
        fixture
    }

    #[test]
    fn a_title_of_another_entry_is_told() {
        for other in [
            "Iron at night",
            "\"iron at  Night\"",
            ">\n  Iron\n  at night",
        ] {
            assert_eq!(
                fixture(other).found(ID),
                ["2:8 \"Iron at night\" The title “Iron at night” is also that of b.md"],
                "{other}"
            );
        }
    }

    #[test]
    fn titles_that_differ_are_no_finding() {
        for other in ["Iron at night?", "Iron by night", "", "[Iron at night]"] {
            assert_eq!(fixture(other).found(ID), [""; 0], "{other}");
        }
    }
}
