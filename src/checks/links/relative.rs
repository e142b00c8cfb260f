//! A link to a markdown file that is not there.
//!
//! Leaves alone: images and other files, pages of the site.

use crate::checks::{Across, Check, Findings, FixKind, Group, Level, Look};
use crate::house_style::InForce;
use crate::library::EntryKey;

pub(super) const CHECK: Check = Check {
    id: "relative-link",
    group: Group::Links,
    title: "Link to a missing file",
    level: Level::Warning,
    reason: "The file was moved or renamed, or never there; on the site the link leads nowhere",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    // Of a part of the library nothing can be said to be nowhere.
    if !across.library.is_whole() {
        return;
    }
    for link in &across.facts.links {
        let library = across.library;
        let (is_there, path) = match link.text.strip_prefix('/') {
            Some(path) => (library.has_file_ending(path), path),
            None => (library.has_file(&EntryKey::new(&*link.text)), &*link.text),
        };
        if is_there {
            continue;
        }
        let message = format!("{path} is not in this library");
        // A note that is only named is often still to be written, where no house says otherwise.
        let is_note = across
            .text
            .get(..link.range.start)
            .is_some_and(|it| it.ends_with("[["));
        if is_note && across.style.in_force != InForce::House {
            found.add_at(Level::Note, link.range.clone(), message, Vec::new());
        } else {
            found.add(link.range.clone(), message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::Fixture;

    fn fixture(text: &str) -> Fixture {
        let mut fixture = Fixture::new(text);
        fixture.files = vec!["README.md"];
        fixture.others = vec![
            ("iron/tea.md".into(), "# Tea\n".into()),
            ("sleep/late tea.md".into(), "# Late tea\n".into()),
        ];
        fixture
    }

    #[test]
    fn a_link_to_a_file_that_is_not_there_is_found() {
        for (text, what) in [
            (
                "See [milk](milk.md).",
                "1:12 \"milk.md\" iron/milk.md is not in this library",
            ),
            (
                "See [tea](../sleep/tea.md#how).",
                "1:11 \"../sleep/tea.md#how\" sleep/tea.md is not in this library",
            ),
            (
                "- [tea](/coffee.md)\n",
                "1:9 \"/coffee.md\" coffee.md is not in this library",
            ),
            (
                "See [[Milk#When|milk]].",
                "1:7 \"Milk\" Milk.md is not in this library",
            ),
            (
                "See [tea][t].\n\n[t]: ./x.markdown\n",
                "1:6 \"tea\" iron/x.markdown is not in this library",
            ),
        ] {
            assert_eq!(fixture(text).found("relative-link"), [what]);
        }
    }

    #[test]
    fn entries_other_files_and_pages_are_left_alone() {
        for text in [
            "[a](tea.md) [b](./tea.md#x) [c](../sleep/late%20tea.md) [d](/iron/tea.md) [e](entry.md)",
            "[a](../README.md) [b](https://a.example/x.md) [c](tea.html) [d](/about) [e](#x) [f](mailto:a@b.md)",
            "![a](a.png) `[a](x.md)`\n\n```\n[a](x.md)\n```\n",
            "[a](../../../x.md)",
            // From the root of the site, which may be any folder above; and by the name of a note.
            "[a](/tea.md) [b](/late%20tea.md) ![[a.png]] `[[x]]` [[#Here]] [[ ]] [[1]](tea.md)",
            "[[tea]] [[Tea|a tea]] ![[iron/tea]] [[late tea#how]] [[Late Tea.md]]",
            "```\n[[x]]\n```\n",
        ] {
            assert_eq!(fixture(text).found("relative-link"), SILENCE, "{text}");
        }
        let mut part = fixture("[a](x.md)");
        part.is_whole = false;
        assert_eq!(part.found("relative-link"), SILENCE);
    }

    #[test]
    fn a_file_that_comes_or_goes_changes_what_is_said_of_links_to_it() {
        use std::collections::HashSet;
        use std::sync::Arc;
        use std::sync::atomic::AtomicBool;

        use crate::checks::{Checked, Extent, Ruleset};
        use crate::library::EntryKey;

        let text = |text: &str| -> Arc<str> { text.into() };
        let (entry, tea) = (EntryKey::new("iron/entry.md"), EntryKey::new("iron/tea.md"));
        let list = Ruleset::of(
            [&super::CHECK],
            Arc::default(),
            jiff::civil::date(2026, 11, 1),
        );
        let texts = vec![(entry.clone(), text("[a](tea.md)"))];
        let stop = AtomicBool::new(false);
        let mut checked = Checked::start(list, Extent::Whole(HashSet::new()), texts, &stop, |_| ());
        let count = |checked: &Checked| checked.findings(&entry).map(|found| found.len());
        assert_eq!(count(&checked), Some(1));
        checked.put(&tea, &text("# Tea\n"));
        assert_eq!(count(&checked), Some(0));
        checked.remove(&tea);
        assert_eq!(count(&checked), Some(1));
        checked.put_other(&tea);
        assert_eq!(
            count(&checked),
            Some(0),
            "a file without front matter is there"
        );
        checked.remove(&tea);
        assert_eq!(count(&checked), Some(1));
    }
}
