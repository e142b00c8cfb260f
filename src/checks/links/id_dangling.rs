//! A cross reference whose id stands for no entry.
//!
//! Knows nothing of: which entry was meant.

use crate::checks::index::Fact;
use crate::checks::{Across, Check, Findings, Group, Level, Look, Mending};

pub(super) const CHECK: Check = Check {
    id: "id-dangling",
    group: Group::Links,
    title: "Cross reference to no entry",
    level: Level::Warning,
    reason: "Nobody can tell which entry is meant, and the site makes no link of it",
    mending: Mending::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    let library = across.library;
    // Of a part of the library nothing can be said to be nowhere.
    if !library.is_whole() {
        return;
    }
    let keeps_map = !across.style.entry_ids.is_empty() || across.told.id.is_some();
    for id in &across.told.refers {
        let slug = library.slug_of_id(&id.text);
        let has = |fact: Fact| !library.who(&fact).is_empty();
        if has(Fact::Id(id.text.clone())) {
            continue;
        }
        match slug {
            Some(slug) if has(Fact::Slug(slug.into())) => {}
            Some(slug) => {
                let message = format!(
                    "The id {} is that of “{slug}”, and there is no such entry",
                    id.text
                );
                found.add(id.range.clone(), message, Vec::new());
            }
            None => {
                let level = if keeps_map { CHECK.level } else { Level::Note };
                let message = format!("No entry is known by the id {}", id.text);
                found.add_at(level, id.range.clone(), message, Vec::new());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::bench::Bench;

    fn bench(text: &str, other: &str) -> Bench {
        let mut bench = Bench::new(text);
        bench.others = vec![("iron/other.md".into(), other.into())];
        bench
    }

    const REFERS: &str = "# Tea\n\nSee tea (3ca17b72), again tea (3ca17b72).\n";

    #[test]
    fn an_id_of_no_entry_is_told_once() {
        let note = ["3:10 \"3ca17b72\" (note) No entry is known by the id 3ca17b72"];
        assert_eq!(bench(REFERS, "# Milk\n").found("id-dangling"), note);
        let warning = ["6:10 \"3ca17b72\" No entry is known by the id 3ca17b72"];
        let own = format!("---\nid: \"aaaaaaa1\"\n---\n{REFERS}");
        assert_eq!(bench(&own, "# Milk\n").found("id-dangling"), warning);
        let two = "See (3ca17b72) and (d0966eb1).";
        assert_eq!(bench(two, "# Milk\n").found("id-dangling").len(), 2);
    }

    #[test]
    fn the_map_of_the_house_style_says_whose_an_id_is() {
        let with_map = |slug: &str| {
            let mut bench = bench(REFERS, "---\nslug: milk\n---\n# Milk\n");
            bench.style.entry_ids = [("3ca17b72".to_owned(), slug.to_owned())].into();
            bench.found("id-dangling")
        };
        assert_eq!(with_map("milk"), SILENCE);
        assert_eq!(
            with_map("gone"),
            ["3:10 \"3ca17b72\" The id 3ca17b72 is that of “gone”, and there is no such entry"]
        );
    }

    #[test]
    fn known_ids_and_parts_of_a_library_are_left_alone() {
        let other = "---\nid: \"3ca17b72\"\n---\n# Milk\n";
        assert_eq!(bench(REFERS, other).found("id-dangling"), SILENCE);
        let mut part = bench(REFERS, "# Milk\n");
        part.is_whole = false;
        assert_eq!(part.found("id-dangling"), SILENCE);
        let code = "`(3ca17b72)` (12) (2012)\n\n```\n(3ca17b72)\n```\n";
        assert_eq!(bench(code, "# Milk\n").found("id-dangling"), SILENCE);
    }
}
