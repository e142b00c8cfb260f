//! A part of a product's address that is not what the house's rule derives from the entry.
//!
//! Leaves alone: addresses the house has no rule for, parts beyond the rule.

use super::super::blocks::Link;
use super::parts::{self, AddressDifference, AddressPart};
use super::{Named, Products, set};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits};

pub(in crate::checks) const CHECK: Check = Check {
    id: "product-address",
    group: Group::Links,
    title: "Product address that breaks the house rule",
    level: Level::Error,
    reason: "It leads to the wrong page, or its visits are counted for another entry or pillar",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(products) = Products::of(subject) else {
        return;
    };
    let Some(rule) = &subject.style.links.product else {
        return;
    };
    let mut links: Vec<Option<&Link<'_>>> = vec![None; products.named.len()];
    for (at, _, paired) in products.paired() {
        if let Some(link) = links.get_mut(at) {
            *link = Some(paired);
        }
    }
    let pillar_is_sure = products.other_pillar(subject).is_none();
    for ((at, product), link) in products.named.iter().enumerate().zip(links) {
        if product.url.is_empty() {
            continue;
        }
        let given = parts::given(subject, product, pillar_is_sure);
        // Most are as the rule has them, to the letter.
        let by_rule = rule.fill(&given);
        let is_by_rule = |address: &str| by_rule.as_deref() == Some(address);
        if is_by_rule(&product.url) && link.is_none_or(|link| is_by_rule(link.address)) {
            continue;
        }
        let front = parts::differences(rule, &given, &product.url);
        let block = link
            .map(|link| parts::differences(rule, &given, link.address))
            .unwrap_or_default();
        let places = Places {
            subject,
            at,
            product,
            link,
        };
        for difference in &front {
            let both = block.contains(difference);
            places.add(difference, true, both, found);
        }
        for difference in block.iter().filter(|one| !front.contains(one)) {
            places.add(difference, false, true, found);
        }
    }
}

/// Where one product's address stands.
struct Places<'p, 's> {
    subject: &'p Subject<'s>,
    at: usize,
    product: &'p Named,
    link: Option<&'p Link<'s>>,
}

impl Places<'_, '_> {
    fn add(
        &self,
        difference: &AddressDifference,
        in_front: bool,
        in_block: bool,
        found: &mut Findings,
    ) {
        let AddressDifference {
            part,
            written,
            right,
        } = difference;
        let message = match part {
            AddressPart::Page => format!("“{written}” should be {right}"),
            AddressPart::Handle => {
                format!("The address leads to “{written}”, and the handle is “{right}”")
            }
            AddressPart::Query(key) if written.is_empty() => {
                format!("{key}={right} is missing in the address")
            }
            AddressPart::Query(key) => format!("{key} is “{written}” and should be “{right}”"),
        };
        let label = match part {
            AddressPart::Page => format!("Write {right}"),
            AddressPart::Handle => format!("Lead to “{right}”"),
            AddressPart::Query(key) if written.is_empty() => format!("Add {key}={right}"),
            AddressPart::Query(_) => format!("Write {right}"),
        };
        let may_read = found.may_read_again(self.subject.text);
        let mut fixes: Vec<Fix> = may_read
            .then(|| self.fixed(difference, in_front, in_block))
            .flatten()
            .map(|edits| Fix::new(label, edits))
            .into_iter()
            .collect();
        let is_handle =
            *part == AddressPart::Handle && in_front && (in_block || self.link.is_none());
        if may_read && is_handle {
            let handle = set(self.subject, self.at, "handle", written);
            fixes.extend(
                handle.map(|edits| Fix::new(format!("Write the handle “{written}”"), edits)),
            );
        }
        found.add(self.place(difference, in_front), message, fixes);
    }

    /// The part where it stands, else the whole address.
    fn place(&self, difference: &AddressDifference, in_front: bool) -> std::ops::Range<usize> {
        let whole = if in_front {
            self.product.url_at.clone()
        } else {
            self.link
                .map(|link| link.address_at.clone().unwrap_or(link.words_at.clone()))
        };
        let whole = whole.unwrap_or_else(|| self.product.place());
        let part = match &difference.part {
            AddressPart::Query(key) => format!("{key}={}", difference.written),
            AddressPart::Page | AddressPart::Handle => difference.written.clone(),
        };
        let address = self.subject.at(&whole);
        match address
            .find(&part)
            .filter(|_| !difference.written.is_empty())
        {
            Some(at) => whole.start + at..whole.start + at + part.len(),
            None => whole,
        }
    }

    fn fixed(
        &self,
        difference: &AddressDifference,
        in_front: bool,
        in_block: bool,
    ) -> Option<Edits> {
        let mut edits: Vec<Edit> = Vec::new();
        if in_front {
            let new = parts::fixed(&self.product.url, difference);
            edits.extend(set(self.subject, self.at, "url", &new)?.iter().cloned());
        }
        if let Some(link) = self.link.filter(|_| in_block) {
            let place = link.address_at.clone()?;
            let new = parts::fixed(link.address, difference);
            let change = Edits::between(link.address, &new);
            let moved = change.iter().map(|edit| {
                let range = edit.range.start + place.start..edit.range.end + place.start;
                Edit::new(range, edit.replacement.as_str())
            });
            edits.extend(moved);
        }
        Edits::new(edits).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::{SILENCE, entry, product, url};
    use crate::checks::fixture::{Fixture, found};

    fn right() -> String {
        entry(
            &product("Tea", "tea"),
            &format!("- [Tea]({})\n", url("tea")),
        )
    }

    #[test]
    fn each_part_is_told_and_written_by_itself() {
        for (old, new, what) in [
            (
                "utm_source=hrl",
                "utm_source=hlr",
                "\"utm_source=hlr\" utm_source is “hlr” and should be “hrl”",
            ),
            (
                "utm_campaign=hrl_iron",
                "utm_campaign=hrl_sleep",
                "\"utm_campaign=hrl_sleep\" utm_campaign is “hrl_sleep” and should be “hrl_iron”",
            ),
            (
                "nt_source_entry=does-tea",
                "nt_source_entry=does-milk",
                "\"nt_source_entry=does-milk\" nt_source_entry is “does-milk” and should be “does-tea”",
            ),
            (
                "nt_source_pillar=iron",
                "nt_source_pillar=irn",
                "\"nt_source_pillar=irn\" nt_source_pillar is “irn” and should be “iron”",
            ),
            (
                "/products/tea",
                "/products/milk",
                "\"milk\" The address leads to “milk”, and the handle is “tea”",
            ),
            (
                "a.example/products",
                "b.example/products",
                "\"https://b.example/products/tea\" “https://b.example/products/tea” should be https://a.example/products/tea",
            ),
        ] {
            let right = right();
            // In the front matter, in the block, in both.
            let (front, block) = right.split_once("# Does").unwrap();
            let wrong = |part: &str| part.replacen(old, new, 1);
            for (text, line) in [
                (format!("{}# Does{block}", wrong(front)), "10:"),
                (format!("{front}# Does{}", wrong(block)), "23:"),
                (format!("{}# Does{}", wrong(front), wrong(block)), "10:"),
            ] {
                let found = found(&text, "product-address");
                assert_eq!(found.len(), 1, "{new}: {found:?}");
                assert!(
                    found[0].starts_with(line) && found[0].ends_with(what),
                    "{found:?}"
                );
                assert_eq!(Fixture::new(&text).fixed("product-address"), right, "{new}");
                assert_eq!(Fixture::new(&text).found("product-differs"), SILENCE);
            }
        }
    }

    #[test]
    fn a_part_that_is_missing_is_added() {
        let right = right();
        let text = right.replace("&nt_source_pillar=iron", "");
        let found = found(&text, "product-address");
        assert!(
            found[0].ends_with("nt_source_pillar=iron is missing in the address"),
            "{found:?}"
        );
        assert_eq!(Fixture::new(&text).fixed("product-address"), right);
    }

    #[test]
    fn handle_or_address_may_be_wrong_where_both_lists_agree() {
        let text = right().replace("handle: \"tea\"", "handle: \"green-tea\"");
        let fixture = Fixture::new(&text);
        assert_eq!(
            fixture.fixes("product-address"),
            ["Lead to “green-tea”", "Write the handle “tea”"]
        );
        let fixes = &fixture.findings("product-address")[0].fixes;
        assert_eq!(fixes[1].edits.apply(&text).unwrap().to_string(), right());
    }

    #[test]
    fn addresses_by_the_rule_and_entries_in_doubt_are_left_alone() {
        let right = right();
        for text in [
            right.clone(),
            right.replace("https://", "http://"),
            right.replace("&nt_source_pillar=iron", "&nt_source_pillar=iron&ref=2"),
            right.replace("slug: does-tea", "slug: does-milk"),
            right.replace("handle: \"tea\"\n", "handle:\n"),
            right.replace("url: https://a.example/learn/does-tea\n", ""),
            entry("", ""),
            String::new(),
        ] {
            assert_eq!(found(&text, "product-address"), SILENCE, "{text}");
        }
    }
}
