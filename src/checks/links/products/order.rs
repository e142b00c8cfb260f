//! Products that the front matter and the closing block list in another order.

use super::{MOST_CHANGED, Products};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::front_matter::{self, Change, Path};
use crate::entry::products::FIELD;
use crate::entry::{Edit, Edits};

pub(in crate::checks) const CHECK: Check = Check {
    id: "product-order",
    group: Group::Links,
    title: "Products in a different order",
    level: Level::Warning,
    reason: "The site features the first product; the page should do the same",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(products) = Products::of(subject) else {
        return;
    };
    let mut last = None;
    let stray = products.pairs.iter().find(|(_, link)| {
        let before = last.replace(*link);
        before.is_some_and(|before| before > *link)
    });
    let Some((_, link)) = stray.and_then(|(_, to)| Some((to, products.links.get(*to)?))) else {
        return;
    };
    let is_whole = products.pairs.len() == products.named.len()
        && products.pairs.len() == products.links.len();
    let is_few = products.named.len() <= MOST_CHANGED;
    let fixes = [
        block_follows(subject, &products)
            .map(|edits| Fix::new("Order the block like the front matter", edits)),
        (is_few.then(|| front_follows(subject, &products)))
            .flatten()
            .map(|edits| Fix::new("Order the front matter like the block", edits)),
    ];
    let fixes = fixes.into_iter().flatten().filter(|_| is_whole).collect();
    let message = "The products are in a different order from the front matter";
    found.add(link.words_at.clone(), message, fixes);
}

/// The lines change places; what stands between them stays.
fn block_follows(subject: &Subject<'_>, products: &Products<'_>) -> Option<Edits> {
    let line = |at: usize| Some(products.links.get(at)?.line.clone());
    let edits = products.pairs.iter().enumerate().map(|(to, (_, from))| {
        let (to, from) = (line(to)?, line(*from)?);
        Some(Edit::new(to, subject.at(&from)))
    });
    let edits: Vec<Edit> = edits.collect::<Option<_>>()?;
    let moved = edits
        .into_iter()
        .filter(|edit| subject.at(&edit.range) != edit.replacement);
    Edits::new(moved.collect()).ok()
}

fn front_follows(subject: &Subject<'_>, products: &Products<'_>) -> Option<Edits> {
    let mut now: Vec<usize> = (0..products.named.len()).collect();
    let mut wanted = products.pairs.clone();
    wanted.sort_unstable_by_key(|(_, link)| *link);
    let mut changes = Vec::new();
    for (to, (product, _)) in wanted.iter().enumerate() {
        let from = now.iter().position(|at| at == product)?;
        if from != to {
            changes.push(Change::MoveItem {
                list: Path::key(FIELD),
                from,
                to,
            });
            let item = now.remove(from);
            now.insert(to, item);
        }
    }
    front_matter::change(subject.text, &changes).ok()
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{SILENCE, entry, product, url};
    use crate::checks::fixture::{Fixture, found};

    fn named(products: &[&str]) -> String {
        products
            .iter()
            .map(|name| product(name, &name.to_lowercase()))
            .collect()
    }

    fn linked(products: &[&str]) -> String {
        let line = |name: &&str| format!("- [{name}]({})\n", url(&name.to_lowercase()));
        products.iter().map(line).collect()
    }

    #[test]
    fn either_list_can_follow_the_other() {
        for (front, block) in [
            (&["Tea", "Milk"][..], &["Milk", "Tea"][..]),
            (&["Tea", "Milk", "Water"], &["Water", "Tea", "Milk"]),
            (&["Tea", "Milk", "Water"], &["Tea", "Water", "Milk"]),
        ] {
            let before = entry(&named(front), &linked(block));
            let fixture = Fixture::new(&before);
            let findings = fixture.findings("product-order");
            assert_eq!(findings.len(), 1, "{front:?}");
            let fixed = |at: usize| {
                findings[0].fixes[at]
                    .edits
                    .apply(&before)
                    .unwrap()
                    .to_string()
            };
            assert_eq!(fixed(0), entry(&named(front), &linked(front)));
            assert_eq!(fixed(1), entry(&named(block), &linked(block)));
        }
    }

    #[test]
    fn one_order_and_missing_products_are_left_alone() {
        for (front, block) in [
            (&["Tea", "Milk"][..], &["Tea", "Milk"][..]),
            (&["Tea", "Milk"], &["Milk"]),
            (&["Tea"], &["Milk", "Tea"]),
            (&[], &[]),
        ] {
            assert_eq!(
                found(&entry(&named(front), &linked(block)), "product-order"),
                SILENCE
            );
        }
    }
}
