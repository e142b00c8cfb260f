//! A cross reference whose id stands for no entry.
//!
//! Leaves alone: ids that the house style gives to an entry that is gone.

use crate::checks::entry_facts::Words;
use crate::checks::index::Fact;
use crate::checks::{Across, Check, Findings, FixKind, Group, Level, Look};

pub(super) const CHECK: Check = Check {
    id: "id-dangling",
    group: Group::Links,
    title: "Cross-reference to a missing entry",
    level: Level::Warning,
    reason: "Nobody can tell which entry is meant, and the site can’t make a link of it",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let library = across.library;
    // Of a part of the library nothing can be said to be nowhere.
    if !library.is_whole() {
        return;
    }
    let keeps_map = !across.style.entry_ids.is_empty() || across.facts.id.is_some();
    for id in &across.facts.refers {
        let is_known = library.slug_of_id(&id.text).is_some()
            || !library.who(&Fact::Id(id.text.clone())).is_empty();
        if is_known || is_other_number(across, id) {
            continue;
        }
        let level = if keeps_map { CHECK.level } else { Level::Note };
        let message = format!("No entry is known by the id {}", id.text);
        found.add_at(level, id.range.clone(), message, Vec::new());
    }
}

/// `the trial (12345678)`, `(20210417)`: digits alone are a reference where the text says that they are.
fn is_other_number(across: &Across<'_>, id: &Words) -> bool {
    let before = across.text.get(..id.range.start).unwrap_or_default();
    // Only a short word is looked for; a long text may have no space at all.
    let near = before.ceil_char_boundary(before.len().saturating_sub(40));
    let before = before.get(near..).unwrap_or_default();
    let mut words = before
        .trim_end_matches(['(', ' '])
        .rsplit(char::is_whitespace);
    let word = words.next().unwrap_or_default().trim_start_matches('(');
    id.text.bytes().all(|byte| byte.is_ascii_digit())
        && !matches!(word.to_lowercase().as_str(), "entry" | "entries" | "see")
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::Fixture;

    fn fixture(text: &str, other: &str) -> Fixture {
        let mut fixture = Fixture::new(text);
        fixture.others = vec![("iron/other.md".into(), other.into())];
        fixture
    }

    const REFERS: &str = "# Tea\n\nSee tea (3ca17b72), again tea (3ca17b72).\n";

    #[test]
    fn an_id_of_no_entry_is_told_once() {
        let note = ["3:10 \"3ca17b72\" (note) No entry is known by the id 3ca17b72"];
        assert_eq!(fixture(REFERS, "# Milk\n").found("id-dangling"), note);
        let warning = ["6:10 \"3ca17b72\" No entry is known by the id 3ca17b72"];
        let own = format!("---\nid: \"aaaaaaa1\"\n---\n{REFERS}");
        assert_eq!(fixture(&own, "# Milk\n").found("id-dangling"), warning);
        let two = "See (3ca17b72) and (d0966eb1).";
        assert_eq!(fixture(two, "# Milk\n").found("id-dangling").len(), 2);
        for digits in ["the tea entry (12345678)", "(see (12345678))"] {
            assert_eq!(fixture(digits, "# Milk\n").found("id-dangling").len(), 1);
        }
    }

    #[test]
    fn the_map_of_the_house_style_says_whose_an_id_is() {
        let with_map = |slug: &str| {
            let mut fixture = fixture(REFERS, "---\nslug: milk\n---\n# Milk\n");
            fixture.style.entry_ids = [("3ca17b72".to_owned(), slug.to_owned())].into();
            fixture.found("id-dangling")
        };
        assert_eq!(with_map("milk"), SILENCE);
        // That one is an orphan, and told as such.
        assert_eq!(with_map("gone"), SILENCE);
    }

    #[test]
    fn known_ids_and_parts_of_a_library_are_left_alone() {
        let other = "---\nid: \"3ca17b72\"\n---\n# Milk\n";
        assert_eq!(fixture(REFERS, other).found("id-dangling"), SILENCE);
        let broken =
            "---\nid: \"3ca17b72\" # ours\nconfidence: low\nconfidence: high\n---\n# Milk\n";
        assert_eq!(fixture(REFERS, broken).found("id-dangling"), SILENCE);
        let mut part = fixture(REFERS, "# Milk\n");
        part.is_whole = false;
        assert_eq!(part.found("id-dangling"), SILENCE);
        for text in [
            "The trial (12345678) began (20210417); phone (02079460).",
            "(12345678)",
            "| (12345678) |\n|--|\n",
        ] {
            assert_eq!(fixture(text, "# Milk\n").found("id-dangling"), SILENCE);
        }
        let code = "`(3ca17b72)` (12) (2012)\n\n```\n(3ca17b72)\n```\n";
        assert_eq!(fixture(code, "# Milk\n").found("id-dangling"), SILENCE);
    }
}
