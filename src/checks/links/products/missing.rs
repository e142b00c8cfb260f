//! A product that only the front matter or only the closing block names.

use std::collections::HashSet;

use super::super::blocks::Link;
use super::Products;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::front_matter::{self, Change, Path};
use crate::entry::products::FIELD;
use crate::entry::{Edit, Edits};

pub(in crate::checks) const CHECK: Check = Check {
    id: "product-missing",
    group: Group::Links,
    title: "Product missing from one of the two lists",
    level: Level::Error,
    reason: "The site and the page show different products",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(products) = Products::of(subject) else {
        return;
    };
    let Some(section) = products.section else {
        if let Some(field) = subject.reading.front_matter.field(FIELD)
            && !products.named.is_empty()
        {
            found.add(
                field.key_range.clone(),
                "No block at the end links the products of the front matter",
                Vec::new(),
            );
        }
        return;
    };
    let heading = section.title(subject.text);
    if products.named.is_empty() {
        if let Some(first) = products.links.first() {
            let message = format!("“{heading}” links products, and the front matter names none");
            found.add(first.words_at.clone(), message, Vec::new());
        }
        return;
    }
    let (paired, linked): (HashSet<usize>, HashSet<usize>) = products.pairs.iter().copied().unzip();
    for (at, product) in products.named.iter().enumerate() {
        if paired.contains(&at) {
            continue;
        }
        let line = format!("[{}]({})", product.name, product.url);
        let whole = !product.name.is_empty() && !product.url.is_empty();
        let add = products
            .links
            .last()
            .filter(|_| whole)
            .and_then(|last| add_line(subject, last, &line));
        let remove = Change::Remove {
            path: Path::key(FIELD).item(at),
        };
        let remove = (found.may_read_again(subject.text))
            .then(|| front_matter::change(subject.text, &[remove]).ok())
            .flatten();
        let fixes = [
            add.map(|edits| Fix::new(format!("Add it to “{heading}”"), edits)),
            remove.map(|edits| Fix::new("Remove it from the front matter", edits)),
        ];
        let message = format!(
            "“{}” is in the front matter, not in “{heading}”",
            product.name
        );
        found.add(
            product.place(),
            message,
            fixes.into_iter().flatten().collect(),
        );
    }
    for (at, link) in products.links.iter().enumerate() {
        if linked.contains(&at) {
            continue;
        }
        let item = Change::AddItem {
            list: Path::key(FIELD),
            item: vec![
                ("name".into(), link.words.clone()),
                ("handle".into(), handle(link.address).to_owned()),
                ("url".into(), link.address.to_owned()),
            ],
        };
        let add = (found.may_read_again(subject.text))
            .then(|| front_matter::change(subject.text, &[item]).ok())
            .flatten();
        let line = with_line_end(subject.text, link);
        let fixes = [
            add.map(|edits| Fix::new("Add it to the front matter", edits)),
            Some(Fix::new(
                format!("Delete it from “{heading}”"),
                Edit::delete(line),
            )),
        ];
        let message = format!(
            "“{}” is in “{heading}”, not in the front matter",
            link.words
        );
        found.add(
            link.words_at.clone(),
            message,
            fixes.into_iter().flatten().collect(),
        );
    }
}

/// A new line behind the last, with its marker.
fn add_line(subject: &Subject<'_>, last: &Link<'_>, words: &str) -> Option<Edits> {
    let written = subject.at(&last.line);
    let marker = written.get(..written.find('[')?)?;
    let line_end = subject.reading.line_end.as_str();
    Some(Edits::one(Edit::insert(
        last.line.end,
        format!("{line_end}{marker}{words}"),
    )))
}

fn with_line_end(text: &str, link: &Link<'_>) -> std::ops::Range<usize> {
    let rest = text.get(link.line.end..).unwrap_or_default();
    let length = rest.find('\n').map_or(0, |at| at + 1);
    link.line.start..link.line.end + length
}

/// The last part of the path.
fn handle(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    path.trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{SILENCE, entry, product, url};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn a_product_of_one_list_can_be_added_to_the_other_or_taken_out() {
        let two = product("Tea", "tea") + &product("Milk", "milk");
        let tea = format!("- [Tea]({})\n", url("tea"));
        let milk = format!("- [Milk]({})\n", url("milk"));
        let (both, one) = (format!("{tea}{milk}"), &tea);
        let before = entry(&two, one);
        assert_eq!(
            found(&before, "product-missing"),
            [
                "11:11 \"\\\"Milk\\\"\" “Milk” is in the front matter, not in “Related products from Example”"
            ]
        );
        assert_eq!(
            Fixture::new(&before).fixed("product-missing"),
            entry(&two, &both)
        );
        let fixes = &Fixture::new(&before).findings("product-missing")[0].fixes;
        assert_eq!(
            fixes[1].edits.apply(&before).unwrap().to_string(),
            entry(&product("Tea", "tea"), one)
        );

        let before = entry(&product("Tea", "tea"), &both);
        let found = found(&before, "product-missing");
        assert!(
            found[0]
                .ends_with("“Milk” is in “Related products from Example”, not in the front matter"),
            "{found:?}"
        );
        assert_eq!(
            Fixture::new(&before).fixed("product-missing"),
            entry(&two, &both)
        );
        let fixes = &Fixture::new(&before).findings("product-missing")[0].fixes;
        assert_eq!(
            fixes[1].edits.apply(&before).unwrap().to_string(),
            entry(&product("Tea", "tea"), one)
        );
    }

    #[test]
    fn a_list_that_is_not_there_at_all_is_one_finding() {
        let two = product("Tea", "tea") + &product("Milk", "milk");
        let without = entry(&two, "").replace("## Related products from Example\n\n", "");
        assert_eq!(
            found(&without, "product-missing"),
            ["7:1 \"related_products\" No block at the end links the products of the front matter"]
        );
        let links = format!("- [Tea]({})\n- [Milk]({})\n", url("tea"), url("milk"));
        let unnamed = entry("", &links).replace("related_products:\n", "");
        assert_eq!(found(&unnamed, "product-missing").len(), 1);
    }

    #[test]
    fn lists_that_name_the_same_are_left_alone() {
        let tea = format!("- [Tea]({})\n", url("tea"));
        for text in [
            entry(&product("Tea", "tea"), &tea),
            entry(
                &product("Tea", "tea"),
                &format!("- [Green tea]({})\n", url("tea")),
            ),
            entry(
                &product("Tea", "tea"),
                "- [Tea](https://other.example/tea)\n",
            ),
            entry("", "").replace("related_products:\n", "related_products: []\n"),
            format!("## Related products from Example\n\n{tea}"),
            String::new(),
            entry("  - \"a: b\n", &tea),
        ] {
            let found = found(&text, "product-missing");
            assert!(
                found.is_empty() || text.starts_with("## "),
                "{text}: {found:?}"
            );
        }
        assert_eq!(found("# Title\n\n- [Tea](a)\n", "product-missing"), SILENCE);
    }
}
