//! A link by label (`[words][label]`) whose label is defined nowhere.
//!
//! Leaves alone: single brackets, which are brackets more often than links; code.

use crate::checks::prose;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "undefined-label",
    group: Group::Links,
    title: "Link with an undefined label",
    level: Level::Warning,
    reason: "Readers see the brackets instead of a link",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    if memchr::memmem::find(subject.text.as_bytes(), b"][").is_none() {
        return;
    }
    for stretch in prose::stretches(&subject.reading.page) {
        let text = stretch.text;
        for at in memchr::memmem::find_iter(text.as_bytes(), "][") {
            let (before, behind) = (
                text.get(..at).unwrap_or_default(),
                text.get(at + 2..).unwrap_or_default(),
            );
            let Some((open, close)) = before.rfind('[').zip(behind.find(']')) else {
                continue;
            };
            let words = before.get(open + 1..).unwrap_or_default();
            let label = behind.get(..close).unwrap_or_default();
            // `a[i][j]`, `[2][3]`, `[x][]` of program text, tables of brackets.
            let ahead = before.get(..open).unwrap_or_default();
            // `[win][arm64] Adds a test`: tags of a list of changes.
            let is_word = |words: &str| words.chars().all(char::is_alphanumeric);
            let is_tag = ahead.is_empty() && is_word(words) && is_word(label);
            let is_link = !is_tag
                && !label.contains("::")
                && words.chars().filter(|c| c.is_alphabetic()).count() > 1
                && label.chars().any(char::is_alphabetic)
                && !ahead.ends_with(|c: char| {
                    c.is_alphanumeric() || matches!(c, ']' | '\\' | '_' | ')')
                })
                && !behind
                    .get(close + 1..)
                    .unwrap_or_default()
                    .starts_with(['[', '('])
                && !label.contains(['[', '^'])
                && !words.contains([']', '^']);
            if is_link
                && !is_defined_by_template(subject.text, label)
                && stretch.is_words(open)
                && stretch.is_words(at)
                && let Some(place) = stretch.source(&(open..at + 2 + close + 1))
                && subject
                    .text
                    .get(..place.start)
                    .is_some_and(|ahead| !ahead.ends_with('\\'))
            {
                found.add(
                    place,
                    format!("The label “{label}” is defined nowhere"),
                    Vec::new(),
                );
            }
        }
    }
}

/// `[label]: {{< ref "/y" >}} "Title"`: a definition once the generator has filled it in.
fn is_defined_by_template(text: &str, label: &str) -> bool {
    let begins = format!("[{label}]:");
    text.lines().any(|line| {
        let rest = line.trim_start().strip_prefix(begins.as_str());
        let address = rest.map(str::trim_start).unwrap_or_default();
        address.contains("{{") || address.contains("{%")
    })
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::found;

    #[test]
    fn a_label_without_definition_is_found() {
        for (text, what) in [
            (
                "See [tea][brew].",
                "1:5 \"[tea][brew]\" The label “brew” is defined nowhere",
            ),
            (
                "See [the NHS][nhs-iron] now.\n\n[nhs]: https://a.example\n",
                "1:5 \"[the NHS][nhs-iron]\" The label “nhs-iron” is defined nowhere",
            ),
            (
                "- [Green tea][brew]\n",
                "1:3 \"[Green tea][brew]\" The label “brew” is defined nowhere",
            ),
        ] {
            assert_eq!(found(text, "undefined-label"), [what]);
        }
    }

    #[test]
    fn defined_labels_and_other_brackets_are_left_alone() {
        for text in [
            "[tea][brew] and [brew][] and [brew]\n\n[brew]: https://a.example\n",
            "a[i][j], [1][2], [2019][Archer2019a], list[str][int], [x][y]",
            "`[tea][brew]`\n\n```\n[tea][brew]\n```\n",
            "- [win][arm64] Adds a test, see [`Error`][std::error::Error]",
            "\\[tea][brew] and note[^a][^b]",
            "[tea][brew]\n\n[brew]: {{< ref \"/tea\" >}} \"Tea\"\n",
            "[tea][brew]\n\n[brew]: {% link tea.md %}\n",
            "[[tea]][[milk]]",
            "",
        ] {
            assert_eq!(found(text, "undefined-label"), SILENCE, "{text}");
        }
    }
}
