//! The list of checks: a table of markdown, which the README holds too.

use crate::checks::{Check, FixKind, all};

/// Every check with its level and reason.
pub(super) fn table() -> String {
    let head = [
        ["check", "level", "what it finds", "why", "fix"].map(String::from),
        ["---"; 5].map(String::from),
    ];
    let lines = head.into_iter().chain(all().map(cells));
    lines
        .map(|cells| format!("| {} |\n", cells.join(" | ")))
        .collect()
}

fn cells(check: &Check) -> [String; 5] {
    let fix = match check.fix {
        FixKind::None => "by hand",
        FixKind::Offered => "offered",
        FixKind::Safe => "safe",
    };
    let cell = |text: &str| text.replace('|', "\\|");
    [
        format!("`{}`", check.id),
        check.level.to_string(),
        cell(check.title),
        cell(check.reason),
        fix.to_owned(),
    ]
}
