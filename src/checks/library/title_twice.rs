//! A title that several entries have.
//!
//! Leaves alone: titles that mean the same.

use std::collections::HashSet;

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
        if !is_one_a_folder(across, &fact) {
            add_duplicate(across, title, &fact, &what, found);
        }
    }
}

/// “Overview” of each of many folders is told apart by the folder, where addresses are made of folders.
fn is_one_a_folder(across: &Across<'_>, fact: &Fact) -> bool {
    let who = across.library.who(fact);
    let mut folders = HashSet::new();
    across.style.links.entry.is_none()
        && who.len() > 2
        && who.iter().all(|key| folders.insert(key.path().parent()))
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
    fn one_title_in_each_of_many_folders_is_left_alone() {
        let text = "---\ntitle: Iron at night\n---\n".to_owned();
        let mut many = fixture("Iron at night");
        many.style.links.entry = None;
        assert_eq!(many.found(ID).len(), 1, "two are a mistake");
        many.others.push(("c/d.md".into(), text.clone()));
        assert_eq!(many.found(ID), [""; 0]);
        many.others.push(("c/e.md".into(), text));
        assert_eq!(many.found(ID).len(), 1, "two of one folder are a mistake");
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
