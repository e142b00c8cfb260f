//! A product whose name or address differs between the front matter and the closing block.
//!
//! Leaves alone: addresses that the house’s rule decides.

use super::super::blocks::Link;
use super::{Named, Products, parts, set};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(in crate::checks) const CHECK: Check = Check {
    id: "product-differs",
    group: Group::Links,
    title: "Product differs between front matter and links",
    level: Level::Error,
    reason: "The site and the page show different names or lead to different places",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(products) = Products::of(subject) else {
        return;
    };
    let pillar_is_sure = products.other_pillar(subject).is_none();
    for (at, product, link) in products.paired() {
        name(subject, at, product, link, found);
        if !product.url.is_empty()
            && parts::bare(&product.url) != parts::bare(link.address)
            && !parts::decides(subject, product, link, pillar_is_sure)
        {
            address(subject, at, product, link, found);
        }
    }
}

fn name(subject: &Subject<'_>, at: usize, product: &Named, link: &Link<'_>, found: &mut Findings) {
    if product.name.is_empty() || product.name == link.words {
        return;
    }
    let in_block = Fix::new(
        format!("Write “{}” in the block", product.name),
        Edit::new(link.words_at.clone(), product.name.as_str()),
    );
    let in_front = (found.may_read_again(subject.text))
        .then(|| set(subject, at, "name", &link.words))
        .flatten()
        .map(|edits| Fix::new(format!("Write “{}” in the front matter", link.words), edits));
    let message = format!("“{}” is “{}” in the front matter", link.words, product.name);
    let fixes = std::iter::once(in_block).chain(in_front).collect();
    found.add(link.words_at.clone(), message, fixes);
}

fn address(
    subject: &Subject<'_>,
    at: usize,
    product: &Named,
    link: &Link<'_>,
    found: &mut Findings,
) {
    let in_block = link.address_at.clone().map(|place| {
        Fix::new(
            "Write the address of the front matter here",
            Edit::new(place, product.url.as_str()),
        )
    });
    let in_front = (found.may_read_again(subject.text))
        .then(|| set(subject, at, "url", link.address))
        .flatten()
        .map(|edits| Fix::new("Write this address in the front matter", edits));
    let message = format!("“{}” leads elsewhere than in the front matter", link.words);
    let place = link.address_at.clone().unwrap_or(link.words_at.clone());
    found.add(
        place,
        message,
        in_block.into_iter().chain(in_front).collect(),
    );
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{SILENCE, entry, product, url};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn either_name_can_be_written() {
        let before = entry(
            &product("Tea & co", "tea"),
            &format!("- [Tea and co]({})\n", url("tea")),
        );
        let fixture = Fixture::new(&before);
        let findings = fixture.found("product-differs");
        assert!(
            findings[0].ends_with("“Tea and co” is “Tea & co” in the front matter"),
            "{findings:?}"
        );
        assert_eq!(
            fixture.fixes("product-differs"),
            [
                "Write “Tea & co” in the block",
                "Write “Tea and co” in the front matter"
            ]
        );
        assert_eq!(
            fixture.fixed("product-differs"),
            entry(
                &product("Tea & co", "tea"),
                &format!("- [Tea & co]({})\n", url("tea"))
            )
        );
        let fixes = &fixture.findings("product-differs")[0].fixes;
        assert_eq!(
            fixes[1].edits.apply(&before).unwrap().to_string(),
            entry(
                &product("Tea and co", "tea"),
                &format!("- [Tea and co]({})\n", url("tea"))
            )
        );
    }

    #[test]
    fn either_address_can_be_written_where_no_rule_decides() {
        let right = url("tea");
        let other = format!("{right}&ref=2");
        let before = entry(&product("Tea", "tea"), &format!("- [Tea]({other})\n"));
        let fixture = Fixture::new(&before);
        let found = fixture.found("product-differs");
        assert!(
            found[0].ends_with("“Tea” leads elsewhere than in the front matter"),
            "{found:?}"
        );
        assert_eq!(
            fixture.fixed("product-differs"),
            entry(&product("Tea", "tea"), &format!("- [Tea]({right})\n"))
        );
        let fixes = &fixture.findings("product-differs")[0].fixes;
        let second = fixes[1].edits.apply(&before).unwrap().to_string();
        assert_eq!(second.matches(&other).count(), 2);
    }

    #[test]
    fn what_agrees_and_what_a_rule_decides_is_left_alone() {
        for link in [
            format!("- [Tea]({})\n", url("tea")),
            format!("- [*Tea*]({})\n", url("tea")),
            format!("- [Tea]({})\n", url("tea").replace("https", "http")),
            format!("- [Tea]({})\n", url("tea").replace("hrl_iron", "hrl_sleep")),
        ] {
            assert_eq!(
                found(&entry(&product("Tea", "tea"), &link), "product-differs"),
                SILENCE,
                "{link}"
            );
        }
    }
}
