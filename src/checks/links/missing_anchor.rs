//! A link to a heading of another entry that has no such heading.
//!
//! Leaves alone: entries that are not here, other sites, entries that make anchors of their own.

use super::anchor;
use crate::checks::{Across, AnchorTarget, Check, Fact, Findings, FixKind, Group, Level, Look};
use crate::library::EntryKey;

pub(super) const CHECK: Check = Check {
    id: "missing-anchor",
    group: Group::Links,
    title: "Link to a missing heading of another entry",
    level: Level::Warning,
    reason: "Readers are left at the top of a long page",
    fix: FixKind::None,
    since: 1,
    look: Look::Across(look),
};

fn look(across: &Across<'_>, found: &mut Findings) {
    for link in &across.facts.anchors {
        let key = match &link.target {
            AnchorTarget::File(file) => EntryKey::new(&**file),
            AnchorTarget::Page(slug) => {
                let [key] = across.library.who(&Fact::Slug(slug.clone())) else {
                    continue;
                };
                key.clone()
            }
        };
        let Some((text, _)) = across.library.entry(&key) else {
            continue;
        };
        if !anchor::is_in(&link.anchor.text, text) {
            let message = format!(
                "No heading of {} is called “{}”",
                key.file(),
                link.anchor.text
            );
            found.add(link.anchor.range.clone(), message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::Arc;
    use std::sync::atomic::AtomicBool;

    use super::super::tests::SILENCE;
    use crate::checks::fixture::Fixture;
    use crate::checks::{Checked, Extent, Ruleset};
    use crate::library::EntryKey;

    const ID: &str = "missing-anchor";
    const TEA: &str = "---\nslug: tea\n---\n\n# Tea\n\n## When to *drink* it\n\nNow\n---\n";

    fn fixture(text: &str) -> Fixture {
        let own = "---\nurl: https://a.example/learn/entry\nslug: entry\n---\n";
        let mut fixture = Fixture::new(&format!("{own}{text}"));
        fixture.others = vec![("iron/tea.md".into(), TEA.into())];
        fixture
    }

    #[test]
    fn an_anchor_of_no_heading_is_told_by_file_and_by_page() {
        for (text, what) in [
            (
                "See [tea](tea.md#milk).",
                "5:11 \"tea.md#milk\" No heading of iron/tea.md is called “milk”",
            ),
            (
                "See [tea](/iron/tea.md#milk).",
                "5:11 \"/iron/tea.md#milk\" No heading of iron/tea.md is called “milk”",
            ),
            (
                "See [tea](https://a.example/learn/tea#milk).",
                "5:11 \"https://a.example/learn/tea#milk\" No heading of iron/tea.md is called “milk”",
            ),
            (
                "See [tea](/learn/tea/#milk).",
                "5:11 \"/learn/tea/#milk\" No heading of iron/tea.md is called “milk”",
            ),
        ] {
            assert_eq!(fixture(text).found(ID), [what]);
        }
    }

    #[test]
    fn headings_that_are_there_and_other_sites_are_left_alone() {
        for text in [
            "[a](tea.md#when-to-drink-it) [b](tea.md#now) [c](tea.md#top) [d](tea.md#) [e](tea.md)",
            "[a](https://a.example/learn/tea#when-to-drink-it) [b](/learn/tea#tea)",
            "[a](https://b.example/learn/tea#milk) [b](https://a.example/tea#milk) [c](milk.md#milk)",
            "`[a](tea.md#milk)`",
        ] {
            assert_eq!(fixture(text).found(ID), SILENCE, "{text}");
        }
        let mut own = fixture("[a](tea.md#milk)");
        own.others = vec![(
            "iron/tea.md".into(),
            "# Tea\n\n<a id=\"milk\"></a>\n".into(),
        )];
        assert_eq!(own.found(ID), SILENCE);
    }

    #[test]
    fn a_heading_that_comes_or_goes_changes_what_is_said_of_links_to_it() {
        let (entry, tea) = (EntryKey::new("entry.md"), EntryKey::new("tea.md"));
        let day = jiff::civil::date(2026, 11, 1);
        let list = Ruleset::of([&super::CHECK], Arc::default(), day);
        let text = |text: &str| -> Arc<str> { text.into() };
        let texts = vec![
            (entry.clone(), text("[a](tea.md#milk)")),
            (tea.clone(), text("# Tea\n")),
        ];
        let stop = AtomicBool::new(false);
        let mut checked = Checked::start(list, Extent::Whole(HashSet::new()), texts, &stop, |_| ());
        let count = |checked: &Checked| checked.findings(&entry).map(|found| found.len());
        assert_eq!(count(&checked), Some(1));
        assert_eq!(
            checked.put(&tea, &text("# Tea\n\n## Milk\n")),
            std::slice::from_ref(&entry)
        );
        assert_eq!(count(&checked), Some(0));
        checked.put(&tea, &text("# Tea\n\n## Cream\n"));
        assert_eq!(count(&checked), Some(1));
        checked.remove(&tea);
        assert_eq!(
            count(&checked),
            Some(0),
            "that the file is gone is told as such"
        );
    }
}
