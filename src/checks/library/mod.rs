//! Checks of what entries say of each other: names used twice, values close to a frequent one, ids that lead nowhere.
//!
//! Knows nothing of: other groups.

mod id_twice;
mod orphan_id;
mod publisher;
mod rare_value;
mod slug_twice;
mod title_twice;

use super::{Across, Check, Fact, Findings, Words};

pub(super) const CHECKS: &[&Check] = &[
    &slug_twice::CHECK,
    &title_twice::CHECK,
    &id_twice::CHECK,
    &orphan_id::CHECK,
    &rare_value::CHECK,
    &publisher::CHECK,
];

/// Tells that another entry has the same; `what` is said of it: “The slug “a””.
fn told_twice(across: &Across<'_>, words: &Words, fact: &Fact, what: &str, found: &mut Findings) {
    let others = across
        .library
        .who(fact)
        .iter()
        .filter(|other| *other != across.key);
    let files: Vec<String> = others.map(|other| other.file()).collect();
    let message = match files.as_slice() {
        [] => return,
        [file] => format!("{what} is also that of {file}"),
        [file, rest @ ..] => format!("{what} is also that of {file} and {} more", rest.len()),
    };
    found.add(words.range.clone(), message, Vec::new());
}
