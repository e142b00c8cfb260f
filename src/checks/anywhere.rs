//! The checks that hold for any markdown, whatever house it comes from.

use super::Check;
use crate::house_style::InForce;

/// What is a fault in any house: the reader or the site would be wrong.
const MARKDOWN: &[&str] = &[
    "amounts-disagree",
    "broken-link",
    "control-character",
    "doubled-word",
    "duplicate-field",
    "empty-file",
    "empty-link",
    "footnote-unmatched",
    "invisible-character",
    "merge-marker",
    "mixed-line-ends",
    "no-break-space",
    "odd-space",
    "relative-link",
    "rule-under-text",
    "slug-twice",
    "source-withdrawn",
    "table-cells",
    "unclosed-bold",
    "undefined-label",
    "unreadable-file",
    "unreadable-front-matter",
    "value-blank",
];

/// What is a fault of the language, whoever writes it.
const LANGUAGE: &[&str] = &[
    "confused-words",
    "figures-contradict",
    "missing-article",
    "repeated-words",
    "spelling",
    "term-to-avoid",
    "unmatched-bracket",
    "verb-agreement",
    "wrong-article",
];

/// Whether a check is made where a house style is so far in force.
pub(super) fn is_in_force(check: &Check, in_force: InForce) -> bool {
    match in_force {
        InForce::House => true,
        InForce::NoHouse => MARKDOWN.contains(&check.id) || LANGUAGE.contains(&check.id),
        InForce::Undecided => MARKDOWN.contains(&check.id),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::{Group, named};

    #[test]
    fn every_check_named_is_there_and_in_its_list() {
        for id in MARKDOWN {
            let check = named(id).unwrap_or_else(|| panic!("{id}"));
            assert_ne!(check.group, Group::Language, "{id}");
        }
        for id in LANGUAGE {
            let check = named(id).unwrap_or_else(|| panic!("{id}"));
            assert_eq!(check.group, Group::Language, "{id}");
        }
        let made = |id, in_force| is_in_force(named(id).expect("there is one"), in_force);
        assert!(made("missing-field", InForce::House));
        assert!(!made("missing-field", InForce::NoHouse));
        assert!(made("spelling", InForce::NoHouse) && !made("spelling", InForce::Undecided));
        assert!(made("broken-link", InForce::Undecided));
    }
}
