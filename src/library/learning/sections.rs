//! Sections and closing blocks: which there are, and their order.

use std::collections::HashSet;

use super::Learned;
use super::counting::{MOST_ORDERED, Tally, common_order, entries, every, nearly_all, share};
use super::observation::Observation;
use crate::house_style::{SectionRule, StylePart};

pub(super) fn learn(seen: &[Observation], learned: &mut Learned) {
    let of = seen.len();
    let lists: Vec<Vec<&str>> = (seen.iter())
        .map(|entry| {
            let mut known = HashSet::new();
            let names = entry.sections.iter().map(|section| section.name.as_str());
            names
                .filter(|name| !name.is_empty() && known.insert(*name))
                .collect()
        })
        .collect();
    let mut names: Tally<&str> = Tally::default();
    for list in &lists {
        names.add_once(list.iter().copied());
    }
    // One in ten entries is a section of the library; fewer is a heading of somebody's own.
    let wanted: Vec<String> = (names.sorted().into_iter())
        .filter(|(_, count)| *count > 1 && *count * 10 >= of)
        .map(|(name, _)| name.to_owned())
        .take(MOST_ORDERED)
        .collect();
    // A section without a place in the order is one of the others.
    let (order, _) = common_order(&lists, &wanted);
    let known: HashSet<&str> = order.iter().map(String::as_str).collect();
    let with_others = lists
        .iter()
        .filter(|list| list.iter().any(|name| !known.contains(name)))
        .count();
    learned.style.other_sections = !nearly_all(of - with_others, of);
    learned.note(
        StylePart::OtherSections.key(),
        format!(
            "{} with a section that is not in the list",
            entries(with_others)
        ),
    );
    learned.style.sections = order
        .into_iter()
        .map(|name| {
            let count = names.count(&name.as_str());
            learned.note(format!("sections/{name}"), share(count, of));
            SectionRule {
                required: every(count, of),
                ..SectionRule::new(name)
            }
        })
        .collect();
    learned.part(StylePart::Sections);
    learned.part(StylePart::OtherSections);
}
