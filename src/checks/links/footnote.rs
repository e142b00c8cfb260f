//! A footnote mark without its note, and a note that no mark leads to.
//!
//! Leaves alone: code, signs of patterns such as `[^a-z]`.

use std::collections::HashMap;
use std::ops::Range;

use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::page::{Marker, Style};

pub(super) const CHECK: Check = Check {
    id: "footnote-unmatched",
    group: Group::Links,
    title: "Footnote without its mark or its note",
    level: Level::Warning,
    reason: "A mark without a note is published as typed, and a note without a mark not at all",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    if memchr::memmem::find(subject.text.as_bytes(), b"[^").is_none() {
        return;
    }
    let page = &subject.reading.page;
    let mut notes: HashMap<String, (&str, Range<usize>)> = HashMap::new();
    for block in &page.blocks {
        let Some(Marker::Note(label)) = &block.marker else {
            continue;
        };
        let start = block.range.start;
        let place = start..(start + label.len() + 3).min(block.range.end.max(start));
        if notes
            .insert(label.to_lowercase(), (label, place.clone()))
            .is_some()
        {
            let message =
                format!("The note “{label}” is there twice, and one of them is shown nowhere");
            found.add(place, message, Vec::new());
        }
    }
    for stretch in prose::stretches(page) {
        for run in stretch.runs.iter().filter(|run| run.style.has(Style::NOTE)) {
            let label = stretch.text.get(run.text.clone()).unwrap_or_default();
            notes.remove(&label.to_lowercase());
        }
        for (place, label, is_note) in marks_of_nothing(subject, &stretch) {
            let message = match is_note {
                true => format!("“[^{label}]:” is no note here: a blank line above it is missing"),
                false => format!("The mark “{label}” has no note"),
            };
            found.add(place, message, Vec::new());
        }
    }
    for (label, place) in notes.into_values() {
        found.add(
            place,
            format!("The note “{label}” has no mark in the text"),
            Vec::new(),
        );
    }
}

/// Marks that are shown as typed, and whether they look like the start of a note.
fn marks_of_nothing<'s>(
    subject: &Subject<'_>,
    stretch: &ProseStretch<'s>,
) -> Vec<(Range<usize>, &'s str, bool)> {
    let text = stretch.text;
    let marks = memchr::memmem::find_iter(text.as_bytes(), "[^").filter_map(|open| {
        let rest = prose::near_ahead(text.get(open + 2..)?);
        let label = rest.get(..rest.find(']')?)?;
        let behind = rest.get(label.len() + 1..)?;
        let is_label = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '*');
        // `[^a-z]+` of a pattern.
        let is_pattern = label.split('-').all(|part| part.chars().count() == 1)
            && label.contains('-')
            || behind.starts_with(['+', '*', '{', '?', '[']) && !behind.starts_with("[^");
        if label.is_empty() || !label.chars().all(is_label) || is_pattern || !stretch.is_words(open)
        {
            return None;
        }
        let place = stretch.source(&(open..open + label.len() + 3))?;
        let is_escaped = subject.text.get(..place.start)?.ends_with('\\')
            || subject.at(&place).starts_with('\\');
        (!is_escaped).then_some((place, label, behind.starts_with(':')))
    });
    marks.collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "footnote-unmatched";

    #[test]
    fn a_mark_without_note_and_a_note_without_mark_are_told() {
        for (text, what) in [
            (
                "Take it.[^nope]",
                "1:9 \"[^nope]\" The mark “nope” has no note",
            ),
            (
                "- Take it[^1] now",
                "1:10 \"[^1]\" The mark “1” has no note",
            ),
            (
                "| a[^x] |\n|---|\n",
                "1:4 \"[^x]\" The mark “x” has no note",
            ),
            (
                "Take it.\n\n[^one]: 400 mg.\n",
                "3:1 \"[^one]\" The note “one” has no mark in the text",
            ),
            (
                "Take it.[^a]\n\n[^a]: Tea.\n\n[^b]: Milk.\n",
                "5:1 \"[^b]\" The note “b” has no mark in the text",
            ),
        ] {
            assert_eq!(found(text, ID), [what], "{text}");
        }
    }

    #[test]
    fn pairs_patterns_and_code_are_left_alone() {
        for text in [
            "Take it.[^1] And[^Tea].\n\n[^1]: 400 mg.\n\n[^tea]: Tea[^2].\n\n[^2]: Milk.\n",
            "Any of [^a-z] and [^abc]+, \\[^a] and [^ ] and [^two words]",
            "`[^a]`\n\n```\n[^b]\n```\n",
            "| a[^1] |\n|---|\n\n# B[^2]\n\n[^1]: One.\n[^2]: Two.\n",
            "",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
