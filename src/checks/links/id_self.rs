//! A cross reference from an entry to itself.

use crate::checks::{Across, Check, Findings, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "id-self",
    group: Group::Links,
    title: "Cross-reference to the entry itself",
    level: Level::Warning,
    reason: "Readers are sent to the page they are on; another entry was meant",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let facts = across.facts;
    for id in &facts.refers {
        let is_own = facts.id.as_ref().is_some_and(|own| own.text == id.text);
        let slug = across.library.slug_of_id(&id.text);
        let is_mapped = slug.is_some() && slug == facts.slug.as_ref().map(|slug| &*slug.text);
        if is_own || is_mapped {
            let message = format!("The id {} is this entry’s own", id.text);
            found.add(id.range.clone(), message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::found;

    #[test]
    fn an_entry_that_refers_to_itself_is_found() {
        for (text, place) in [
            (
                "---\nid: \"3ca17b72\"\n---\n\nSee tea (3ca17b72).\n",
                "5:10",
            ),
            ("---\nid: 3ca17b72\n---\n\n- tea (3ca17b72)\n", "5:8"),
            ("---\nid: '3ca17b72'\n---\n\n> tea (3ca17b72)\n", "5:8"),
        ] {
            let what = format!("{place} \"3ca17b72\" The id 3ca17b72 is this entry’s own");
            assert_eq!(found(text, "id-self"), [what]);
        }
    }

    #[test]
    fn other_ids_are_left_alone() {
        for text in [
            "---\nid: \"3ca17b72\"\n---\n\nSee tea (d0966eb1).\n",
            "See tea (3ca17b72).\n",
            "---\nid: \"3ca17b72\"\n---\n\n`(3ca17b72)`\n",
        ] {
            assert_eq!(found(text, "id-self"), SILENCE, "{text}");
        }
    }
}
