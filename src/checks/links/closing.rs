//! The links of the closing blocks that are no products: the page of the pillar, the page of the library.
//!
//! Leaves alone: blocks the house does not have, links beyond those it asks for.

use super::blocks::{self, Link};
use super::products;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};
use crate::house_style::{ClosingLink, LinkParts};

pub(super) const CHECK: Check = Check {
    id: "closing-link",
    group: Group::Links,
    title: "Closing link that breaks the house rule",
    level: Level::Error,
    reason: "Readers who want more are led to another page, or nowhere",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let style = subject.style;
    let pillar = subject.pillar();
    let given = given(subject, pillar);
    for block in &style.closing {
        let rules = block.holds.iter().map(|held| match held {
            ClosingLink::Products => None,
            ClosingLink::Pillar => style.links.pillar.as_ref(),
            ClosingLink::Library => style.links.library.as_ref(),
            ClosingLink::Link(rule) => Some(rule),
        });
        // A block of products holds any number of links.
        if block.holds.contains(&ClosingLink::Products) {
            continue;
        }
        let Some(section) = blocks::section(subject, block) else {
            continue;
        };
        let links = blocks::links(subject, section);
        let wanted: Vec<(&ClosingLink, String)> = block
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
            if **held == ClosingLink::Pillar && is_told_of_products(subject, &links) {
                continue;
            }
            let what = match held {
                ClosingLink::Pillar => "the page of the pillar",
                ClosingLink::Library => "the page of the library",
                ClosingLink::Products | ClosingLink::Link(_) => "its page",
            };
            match others.next() {
                Some(link) => {
                    let place = link.address_at.clone();
                    let fixes = match pillar.filter(|_| **held == ClosingLink::Pillar) {
                        Some(pillar) => of_pillar(subject, link, pillar, address),
                        None => written(link, address).into_iter().collect(),
                    };
                    let message = format!("“{}” does not lead to {what}, {address}", link.words);
                    found.add(place.unwrap_or(link.words_at.clone()), message, fixes);
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

fn given(subject: &Subject<'_>, pillar: Option<&str>) -> LinkParts {
    let front = &subject.reading.front_matter;
    let (url, slug) = (front.text("url"), front.text("slug"));
    LinkParts::of(url, slug, pillar, subject.style.pillar_slug)
}

fn written(link: &Link<'_>, address: &str) -> Option<Fix> {
    let edit = Edit::new(link.address_at.clone()?, address);
    Some(Fix::new(format!("Write {address}"), edit))
}

/// The ways to fix a link to the page of the pillar. One that names another pillar in its words and its address may be right.
fn of_pillar(subject: &Subject<'_>, link: &Link<'_>, pillar: &str, address: &str) -> Vec<Fix> {
    let other = link.words.strip_prefix(MORE_ON).map(str::trim);
    let rule = subject.style.links.pillar.as_ref();
    let is_whole = |other: &&str| {
        let there = rule.and_then(|rule| rule.fill(&given(subject, Some(other))));
        there.is_some_and(|there| same(link.address, &there))
    };
    let Some(other) = other.filter(is_whole) else {
        return written(link, address).into_iter().collect();
    };
    let here = Edits::new(moved(subject, link, pillar, address)).ok();
    let here = here.map(|edits| Fix::new(format!("Lead to {pillar}"), edits));
    let there = pillar_changed(subject, other);
    here.into_iter().chain(there).collect()
}

/// The edits that make a link one to another pillar's page.
fn moved(subject: &Subject<'_>, link: &Link<'_>, pillar: &str, address: &str) -> Vec<Edit> {
    let place = link.address_at.clone();
    let mut edits: Vec<Edit> = place
        .map(|place| Edit::new(place, address))
        .into_iter()
        .collect();
    if link.words.starts_with(MORE_ON) && subject.at(&link.words_at) == link.words {
        edits.insert(
            0,
            Edit::new(link.words_at.clone(), format!("{MORE_ON}{pillar}")),
        );
    }
    edits
}

/// The fix that gives the entry another pillar.
pub(super) fn pillar_changed(subject: &Subject<'_>, pillar: &str) -> Option<Fix> {
    let field = subject.front_matter()?.field("pillar")?;
    let edit = subject.rewritten(&field.value, pillar)?;
    Some(Fix::new(format!("Change the pillar to {pillar}"), edit))
}

/// The link to the page of a pillar, known by its slug.
pub(super) struct ToPillar {
    /// What its words call the pillar.
    pub name: Option<String>,
    /// The edits that make it a link to the page of the entry's pillar.
    pub edits: Vec<Edit>,
}

/// The closing link that leads to the page of the pillar of this slug.
pub(super) fn to_pillar(subject: &Subject<'_>, slug: &str) -> Option<ToPillar> {
    let style = subject.style;
    let rule = style.links.pillar.as_ref()?;
    let block = style
        .closing
        .iter()
        .find(|block| block.holds.contains(&ClosingLink::Pillar))?;
    let pillar = subject.pillar()?;
    let (there, own) = (
        rule.fill(&given(subject, Some(slug)))?,
        rule.fill(&given(subject, Some(pillar)))?,
    );
    let links = blocks::links(subject, blocks::section(subject, block)?);
    let link = links.iter().find(|link| same(link.address, &there))?;
    let name = link.words.strip_prefix(MORE_ON).map(str::trim);
    let name = name.filter(|name| style.pillar_slug.write(name) == slug);
    Some(ToPillar {
        name: name.map(str::to_owned),
        edits: moved(subject, link, pillar, &own),
    })
}

/// Whether the products' links name the pillar of one of these as well: that is one finding, and told of the products.
fn is_told_of_products(subject: &Subject<'_>, links: &[Link<'_>]) -> bool {
    let other = products::other_pillar(subject);
    let rule = subject.style.links.pillar.as_ref();
    let there = other
        .zip(rule)
        .and_then(|(other, rule)| rule.fill(&given(subject, Some(&other))));
    there.is_some_and(|there| links.iter().any(|link| same(link.address, &there)))
}

/// How the words of a link to the page of a pillar begin.
const MORE_ON: &str = "More on ";

/// `More on Iron` in an entry of another pillar.
fn words(
    subject: &Subject<'_>,
    held: &ClosingLink,
    link: &Link<'_>,
    pillar: Option<&str>,
    found: &mut Findings,
) {
    let Some(pillar) = pillar.filter(|_| *held == ClosingLink::Pillar) else {
        return;
    };
    let Some(named) = link.words.strip_prefix(MORE_ON) else {
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
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn an_address_that_is_not_by_the_rule_is_fixed() {
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
            assert_eq!(Fixture::new(&before).fixed("closing-link"), right);
        }
    }

    #[test]
    fn a_link_to_another_pillar_and_the_pillar_itself_are_both_offered() {
        let right = entry("", "");
        let fixture = Fixture::new(&right.replace("pillar: Iron", "pillar: Sleep"));
        assert_eq!(fixture.found("closing-link").len(), 1);
        assert_eq!(
            fixture.fixes("closing-link"),
            ["Lead to Sleep", "Change the pillar to Iron"]
        );
        assert_eq!(
            fixture.fixed("closing-link"),
            right
                .replace("pillar: Iron", "pillar: Sleep")
                .replace("[More on Iron]", "[More on Sleep]")
                .replace("topic/iron", "topic/sleep")
        );
    }

    #[test]
    fn a_slip_in_a_named_pillar_is_told_of_the_pillar_alone() {
        let right = entry("", "").replace("Iron", "Magnesium");
        let right = right.replace("topic/iron", "topic/magnesium");
        for pillar in ["Magnesum", "magnesium", "\"Magnesium \""] {
            let pillar = format!("pillar: {pillar}");
            let mut fixture = Fixture::new(&right.replace("pillar: Magnesium", &pillar));
            let fields = fixture.style.fields.iter_mut();
            for field in fields.filter(|field| field.key == "pillar") {
                field.values = vec!["Magnesium".into(), "Sleep".into()];
            }
            assert_eq!(fixture.found("closing-link"), SILENCE, "{pillar}");
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
