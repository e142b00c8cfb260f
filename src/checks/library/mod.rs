//! Cross-entry checks: names used twice, values close to a frequent one, ids that lead nowhere.

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
fn add_duplicate(
    across: &Across<'_>,
    words: &Words,
    fact: &Fact,
    what: &str,
    found: &mut Findings,
) {
    let who = across.library.who(fact);
    let Some(other) = who.iter().find(|other| *other != across.key) else {
        return;
    };
    let message = match who.len() {
        ..=2 => format!("{what} is also that of {}", other.file()),
        many => format!(
            "{what} is also that of {} and {} more",
            other.file(),
            many - 2
        ),
    };
    found.add(words.range.clone(), message, Vec::new());
}
