//! A link without words or without an address.
//!
//! Leaves alone: images, code.

use std::collections::HashSet;

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "empty-link",
    group: Group::Links,
    title: "Link without words or address",
    level: Level::Warning,
    reason: "Readers can’t see it, or it leads back to where they are",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let (text, page) = (subject.text, &subject.reading.page);
    let addresses: HashSet<&str> = page.links.iter().map(String::as_str).collect();
    for close in memchr::memmem::find_iter(text.as_bytes(), "](") {
        let before = text.get(..close).unwrap_or_default().trim_end_matches(' ');
        let Some(at) = before
            .len()
            .checked_sub(1)
            .filter(|_| before.ends_with('['))
        else {
            continue;
        };
        let rest = prose::near_ahead(text.get(close + 2..).unwrap_or_default());
        let length = rest.find(')').unwrap_or(rest.len());
        let address = rest.get(..length).unwrap_or_default();
        let end = close + 2 + length + 1;
        let is_image = at > 0 && text.as_bytes().get(at - 1) == Some(&b'!');
        let is_link = addresses.contains(address);
        if is_link && !is_image && end <= text.len() && !prose::is_code_at(page, at) {
            let fix = Fix::new("Delete the link", Edit::delete(at..end));
            found.add(at..end, "This link has no words", vec![fix]);
        }
    }
    for stretch in prose::stretches(page) {
        let mut last = None;
        for run in stretch.runs {
            let Some(address) = page.link(run) else {
                continue;
            };
            let again = last.replace(run.link) == Some(run.link);
            if again || !matches!(address.trim(), "" | "#") || run.style.has(prose::NO_WORDS) {
                continue;
            }
            let shown = stretch
                .text
                .get(run.text.clone())
                .unwrap_or_default()
                .trim();
            let what = match address.trim() {
                "" => "empty",
                _ => "only “#”",
            };
            let message = format!("“{shown}” leads nowhere: its address is {what}");
            found.add(run.source.clone(), message, Vec::new());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn links_without_words_or_address_are_found() {
        for (text, what) in [
            (
                "Tea [](https://a.example) helps.",
                "1:5 \"[](https://a.example)\" This link has no words",
            ),
            (
                "Tea [ ](https://a.example) helps.",
                "1:5 \"[ ](https://a.example)\" This link has no words",
            ),
            (
                "[More]() on tea",
                "1:2 \"More\" “More” leads nowhere: its address is empty",
            ),
            (
                "- [More *tea*](#)",
                "1:4 \"More \" “More” leads nowhere: its address is only “#”",
            ),
            (
                "| [a]() |\n|--|\n",
                "1:4 \"a\" “a” leads nowhere: its address is empty",
            ),
        ] {
            assert_eq!(found(text, "empty-link"), [what]);
        }
        assert_eq!(
            Fixture::new("Tea [](https://a.example)helps.").fixed("empty-link"),
            "Tea helps."
        );
    }

    #[test]
    fn whole_links_images_and_code_are_left_alone() {
        for text in [
            "[a](b) [a](#c) ![](b.png) [![](b.png)](c)",
            "`[](a)` and [](auto x) { } and `[a]()`",
            "```\n[](a)\n[a]()\n```\n",
            "- [ ] task\n- [x] done\n",
            "",
        ] {
            assert_eq!(found(text, "empty-link"), SILENCE, "{text}");
        }
    }
}
