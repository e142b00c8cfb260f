//! Links of products that all name another pillar than the entry does.
//!
//! Leaves alone: single links that do.

use super::super::closing;
use super::{MOST_CHANGED, Products, parts, set};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};

pub(in crate::checks) const CHECK: Check = Check {
    id: "links-of-other-pillar",
    group: Group::Links,
    title: "Product links of another pillar",
    level: Level::Error,
    reason: "Either the entry was moved without its links, or its pillar is mistyped; visits are counted for the wrong one",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let products = Products::of(subject);
    let Some((products, rule)) = products.zip(subject.style.links.product.as_ref()) else {
        return;
    };
    let Some(other) = products.other_pillar(subject) else {
        return;
    };
    let front = &subject.reading.front_matter;
    let Some(field) = front.field("pillar") else {
        return;
    };
    let Some(pillar) = subject.pillar() else {
        return;
    };
    let fixed = |product: &super::Named, address: &str| {
        let given = parts::given(subject, product, true);
        let all = parts::differences(rule, &given, address);
        let queries = all
            .iter()
            .filter(|one| matches!(one.part, parts::AddressPart::Query(_)));
        queries.fold(address.to_owned(), |address, one| {
            parts::fixed(&address, one)
        })
    };
    let mut edits: Vec<Edit> = Vec::new();
    let is_few = products.named.len() <= MOST_CHANGED;
    for (at, product, link) in products.paired().filter(|_| is_few) {
        let front = set(subject, at, "url", &fixed(product, &product.url));
        edits.extend(front.iter().flat_map(Edits::iter).cloned());
        let place = link.address_at.clone();
        edits.extend(place.map(|place| Edit::new(place, fixed(product, link.address))));
    }
    let closing = closing::to_pillar(subject, &other);
    edits.extend(closing.iter().flat_map(|link| link.edits.iter().cloned()));
    edits.sort_by_key(|edit| edit.range.start);
    let links = Edits::new(edits)
        .ok()
        .filter(|_| is_few)
        .map(|edits| Fix::new(format!("Write the links of {pillar}"), edits));
    // How the other one is written is known where the house style or a link names it.
    let style = subject.style;
    let mut values = style
        .field("pillar")
        .into_iter()
        .flat_map(|field| &field.values);
    let named = values.find(|value| style.pillar_slug.write(value) == other);
    let name = named.cloned().or(closing.and_then(|link| link.name));
    let changed = name.and_then(|name| closing::pillar_changed(subject, &name));
    let message = format!("The pillar is {pillar}, and all product links are those of “{other}”");
    found.add(
        field.value.range().clone(),
        message,
        links.into_iter().chain(changed).collect(),
    );
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{SILENCE, entry, product, url};
    use crate::checks::fixture::{Fixture, found};

    #[test]
    fn links_that_all_name_another_pillar_are_one_finding_at_the_pillar() {
        let right = entry(
            &product("Tea", "tea"),
            &format!("- [Tea]({})\n", url("tea")),
        );
        for pillar in ["Sleep", "Irn", "Vitamin D"] {
            let before = right.replace("pillar: Iron", &format!("pillar: {pillar}"));
            let found = found(&before, "links-of-other-pillar");
            assert_eq!(found.len(), 1, "{pillar}");
            assert!(
                found[0].starts_with(&format!("5:9 {pillar:?} The pillar is {pillar}")),
                "{found:?}"
            );
            for other in ["product-address", "product-differs", "closing-link"] {
                assert_eq!(Fixture::new(&before).found(other), SILENCE);
            }
        }
        let before = right.replace("pillar: Iron", "pillar: Sleep");
        let after = before
            .replace("=hrl_iron", "=hrl_sleep")
            .replace("pillar=iron", "pillar=sleep")
            .replace("[More on Iron]", "[More on Sleep]")
            .replace("topic/iron", "topic/sleep");
        assert_eq!(Fixture::new(&before).fixed("links-of-other-pillar"), after);
        assert_eq!(
            Fixture::new(&before).fixes("links-of-other-pillar"),
            ["Write the links of Sleep", "Change the pillar to Iron"]
        );
    }

    #[test]
    fn links_of_the_pillar_and_single_strays_are_left_alone() {
        let right = entry(
            &product("Tea", "tea"),
            &format!("- [Tea]({})\n", url("tea")),
        );
        for text in [
            right.clone(),
            right.replace("=hrl_iron", "=hrl_sleep"),
            right.replace("pillar: Iron\n", ""),
            entry("", ""),
        ] {
            assert_eq!(found(&text, "links-of-other-pillar"), SILENCE, "{text}");
        }
    }
}
