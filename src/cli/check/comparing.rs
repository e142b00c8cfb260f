//! Two house styles side by side: how many findings each check has by the one and by the other.
//!
//! Knows nothing of: one finding.

use std::collections::BTreeMap;

use super::choosing::Chosen;
use crate::checks::Checked;

/// Findings before and after, a line for each check that has any, for standard error.
pub(super) fn comparison(chosen: &Chosen, before: &Checked, after: &Checked) -> String {
    let mut counts: BTreeMap<&str, [usize; 2]> = BTreeMap::new();
    for (side, checked) in [before, after].into_iter().enumerate() {
        let all = checked
            .all()
            .filter(|(key, ..)| chosen.entries.contains(*key));
        for finding in all.flat_map(|(_, _, findings)| findings.iter()) {
            if let Some(count) = counts.entry(finding.check).or_default().get_mut(side) {
                *count += 1;
            }
        }
    }
    let mut text = String::from("Findings before and after\n");
    let mut line = |before: &dyn std::fmt::Display, after: &dyn std::fmt::Display, what: &str| {
        text.push_str(&format!("{before:>8} {after:>8}  {what}\n"));
    };
    let total = counts.values().fold([0, 0], |[left, right], [one, other]| {
        [left + one, right + other]
    });
    line(&"before", &"after", "check");
    for (check, [before, after]) in &counts {
        line(before, after, check);
    }
    line(&total[0], &total[1], "in all");
    text
}
