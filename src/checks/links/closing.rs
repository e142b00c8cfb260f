//! The links of the closing blocks that are no products: the page of the pillar, the page of the library.
//!
//! Knows nothing of: blocks the house does not have, links beyond those it asks for.

use super::blocks::{self, Link};
use crate::checks::{Check, Findings, Fix, Group, Level, Look, Mending, Subject};
use crate::entry::Edit;
use crate::house_style::{Held, LinkParts};

pub(super) const CHECK: Check = Check {
    id: "closing-link",
    group: Group::Links,
    title: "Link at the end that is not by the rule",
    level: Level::Error,
    reason: "Readers who want more are led to another page, or nowhere",
    mending: Mending::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let style = subject.style;
    let front = &subject.reading.front_matter;
    let (url, slug, pillar) = (front.text("url"), front.text("slug"), front.text("pillar"));
    let given = LinkParts::of(url, slug, pillar, style.pillar_slug);
    for block in &style.closing {
        let rules = block.holds.iter().map(|held| match held {
            Held::Products => None,
            Held::Pillar => style.links.pillar.as_ref(),
            Held::Library => style.links.library.as_ref(),
            Held::Link(rule) => Some(rule),
        });
        // A block of products holds any number of links.
        if block.holds.contains(&Held::Products) {
            continue;
        }
        let Some(section) = blocks::section(subject, block) else {
            continue;
        };
        let links = blocks::links(subject, section);
        let wanted: Vec<(&Held, String)> = block
            .holds
            .iter()
            .zip(rules)
            .filter_map(|(held, rule)| Some((held, rule?.fill(&given)?)))
            .collect();
        let is_wanted = |link: &Link<'_>| {
            wanted
                .iter()
                .any(|(_, address)| same(link.address, address))
        };
        let mut others = links.iter().filter(|link| !is_wanted(link));
        for (held, address) in &wanted {
            if let Some(link) = links.iter().find(|link| same(link.address, address)) {
                words(subject, held, link, pillar, found);
                continue;
            }
            let what = match held {
                Held::Pillar => "the page of the pillar",
                Held::Library => "the page of the library",
                Held::Products | Held::Link(_) => "its page",
            };
            match others.next() {
                Some(link) => {
                    let place = link.address_at.clone();
                    let fix = place.clone().map(|place| {
                        Fix::new(
                            format!("Write {address}"),
                            Edit::new(place, address.as_str()),
                        )
                    });
                    let message = format!("“{}” does not lead to {what}, {address}", link.words);
                    found.add(
                        place.unwrap_or(link.words_at.clone()),
                        message,
                        fix.into_iter().collect(),
                    );
                }
                None => {
                    let message =
                        format!("“{}” has no link to {what}", section.title(subject.text));
                    found.add(section.heading.text.clone(), message, Vec::new());
                }
            }
        }
    }
}

/// `More on Iron` in an entry of another pillar.
fn words(
    subject: &Subject<'_>,
    held: &Held,
    link: &Link<'_>,
    pillar: Option<&str>,
    found: &mut Findings,
) {
    let Some(pillar) = pillar.filter(|_| *held == Held::Pillar) else {
        return;
    };
    let Some(named) = link.words.strip_prefix("More on ") else {
        return;
    };
    if named.to_lowercase() != pillar.to_lowercase() && subject.at(&link.words_at) == link.words {
        let message = format!("“{}” leads to {pillar}", link.words);
        let fix = Fix::new(
            format!("Write “More on {pillar}”"),
            Edit::new(link.words_at.clone(), format!("More on {pillar}")),
        );
        found.add(link.words_at.clone(), message, vec![fix]);
    }
}

/// The same page; the scheme is looked at elsewhere.
fn same(one: &str, two: &str) -> bool {
    let bare = |address: &str| {
        let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
        rest.trim_end_matches('/').to_owned()
    };
    bare(one) == bare(two)
}

#[cfg(test)]
mod tests {
    use super::super::tests::{SILENCE, entry};
    use crate::checks::bench::{Bench, found};

    #[test]
    fn an_address_that_is_not_by_the_rule_is_mended() {
        let right = entry("", "");
        for (old, new, what) in [
            (
                "learn/topic/iron",
                "learn/topic/sleep",
                "\"https://a.example/learn/topic/sleep\" “More on Iron” does not lead to the page of the pillar, https://a.example/learn/topic/iron",
            ),
            (
                "learn/topic/iron",
                "learn/topics/iron",
                "\"https://a.example/learn/topics/iron\" “More on Iron” does not lead to the page of the pillar, https://a.example/learn/topic/iron",
            ),
            (
                "library](https://a.example/learn)",
                "library](https://a.example/lern)",
                "\"https://a.example/lern\" “Browse the full library” does not lead to the page of the library, https://a.example/learn",
            ),
            (
                "[More on Iron]",
                "[More on Sleep]",
                "\"More on Sleep\" “More on Sleep” leads to Iron",
            ),
        ] {
            let before = right.replace(old, new);
            let found = found(&before, "closing-link");
            assert_eq!(found.len(), 1, "{new}: {found:?}");
            assert!(found[0].ends_with(what), "{found:?}");
            assert_eq!(Bench::new(&before).fixed("closing-link"), right);
        }
    }

    #[test]
    fn a_link_that_is_missing_is_told_at_the_heading() {
        let right = entry("", "");
        let before = right.replace("- [More on Iron](https://a.example/learn/topic/iron)\n", "");
        let found = found(&before, "closing-link");
        assert!(found[0].ends_with("\"More from the Library\" “More from the Library” has no link to the page of the pillar"), "{found:?}");
    }

    #[test]
    fn links_by_the_rule_and_what_has_no_rule_are_left_alone() {
        let right = entry("", "");
        for text in [
            right.clone(),
            right.replace("learn/topic/iron)", "learn/topic/iron/)"),
            right.replace(
                "https://a.example/learn/topic",
                "http://a.example/learn/topic",
            ),
            right.replace("- [Browse", "- [Another](https://b.example)\n- [Browse"),
            right.replace("url: https://a.example/learn/does-tea\n", ""),
            right.replace("slug: does-tea", "slug: does-milk"),
            "## More from the Library\n\n- [a](b)\n".into(),
            String::new(),
        ] {
            assert_eq!(found(&text, "closing-link"), SILENCE, "{text}");
        }
    }
}
