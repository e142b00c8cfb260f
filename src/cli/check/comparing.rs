//! Two house styles side by side: which findings go and come, and how many each check has by the one and by the other.

use std::collections::BTreeMap;

use super::check_report::CheckReport;

/// How a finding is known by both: its line, and how often it is there before and after.
type Counts<K> = BTreeMap<K, [usize; 2]>;

/// What is gone, what is new, then a line for each check that has any findings.
pub(super) fn comparison(before: &CheckReport<'_>, after: &CheckReport<'_>) -> String {
    let mut findings: Counts<(&str, usize, usize, String)> = Counts::new();
    let mut checks: Counts<&str> = Counts::new();
    let mut total = [0, 0];
    for (side, report) in [before, after].into_iter().enumerate() {
        for one in &report.findings {
            let place = (&*one.file, one.from.line, one.from.column, one.line());
            let of_check = checks.entry(one.check.id).or_default();
            let counts = [findings.entry(place).or_default(), of_check, &mut total];
            for count in counts.into_iter().filter_map(|counts| counts.get_mut(side)) {
                *count += 1;
            }
        }
    }
    let mut text = String::new();
    for ((.., line), [before, after]) in &findings {
        let (what, times) = if before > after {
            ("gone", before - after)
        } else {
            ("new ", after - before)
        };
        for _ in 0..times {
            text.push_str(&format!("{what} {line}\n"));
        }
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str("  before    after  check\n");
    for (check, [before, after]) in checks.into_iter().chain([("in all", total)]) {
        text.push_str(&format!("{before:>8} {after:>8}  {check}\n"));
    }
    text
}
