//! A no-break space where a plain blank belongs.
//!
//! Between a number and its unit, within a name or before a mark it belongs; so only a place between two plain words, at
//! the edge of a line or beside another blank is one.
//!
//! Leaves alone: `&nbsp;`, which somebody wrote on purpose.

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "no-break-space",
    group: Group::Text,
    title: "Misplaced no-break space",
    level: Level::Note,
    reason: "It keeps a line from breaking where it should, and a search misses the words",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let body = subject.reading.page.body.start;
    if text.is_ascii() {
        return;
    }
    for (lead, length) in [("\u{a0}", 2), ("\u{202f}", 3)] {
        for at in memchr::memmem::find_iter(text.as_bytes(), lead) {
            let end = at + length;
            let before = text.get(..at).unwrap_or_default();
            let behind = text.get(end..).unwrap_or_default();
            let Some(place) = place(before, behind) else {
                continue;
            };
            if at < body || prose::is_code_at(&subject.reading.page, at) {
                continue;
            }
            let (message, fix) = match place {
                Place::Words => (
                    "No-break space between two words",
                    Fix::new("Write a plain space", Edit::new(at..end, " ")),
                ),
                Place::Blank => (
                    "No-break space next to another space",
                    Fix::new("Delete it", Edit::delete(at..end)),
                ),
                Place::Edge => (
                    "No-break space at the edge of a line",
                    Fix::new("Delete it", Edit::delete(at..end)),
                ),
            };
            found.add(at..end, message, vec![fix]);
        }
    }
}

enum Place {
    Words,
    Blank,
    Edge,
}

fn place(before: &str, behind: &str) -> Option<Place> {
    let is_blank = |c: char| matches!(c, ' ' | '\u{a0}' | '\u{202f}');
    let is_line_end = |c: char| matches!(c, '\n' | '\r');
    let (left, right) = (word_before(before), word_behind(behind));
    let (left_edge, right_edge) = (
        before.is_empty() || before.ends_with(is_line_end),
        behind.is_empty() || behind.starts_with(is_line_end),
    );
    if left_edge && right_edge {
        // Alone on its line it holds an empty paragraph open: somebody wanted that.
        None
    } else if right_edge && !before.ends_with(is_blank) {
        before
            .ends_with(char::is_alphanumeric)
            .then_some(Place::Edge)
    } else if left_edge {
        // An indent made of them.
        None
    } else if (before.ends_with(' ') && right.is_some())
        || (behind.starts_with(' ') && left.is_some())
    {
        Some(Place::Blank)
    } else {
        (is_plain(left?) && is_plain(right?)).then_some(Place::Words)
    }
}

fn word_before(text: &str) -> Option<&str> {
    let start = text
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphabetic())
        .last()?
        .0;
    // The unit of `10 mg` is no word: a no-break space behind it keeps the next word to it.
    let ahead = text.get(..start)?.trim_end_matches(char::is_whitespace);
    let word = text.get(start..)?;
    (!(ahead.ends_with(|c: char| c.is_numeric()) && word.len() <= 3)).then_some(word)
}

fn word_behind(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty())
}

/// An ordinary word, not part of a name, an abbreviation or a unit.
fn is_plain(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().all(char::is_lowercase)
        && ![
            "al", "vs", "no", "pp", "ca", "cf", "et", "sp", "spp", "mg", "kg", "ml", "cm", "mm",
        ]
        .contains(&word)
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn between_two_words_a_plain_blank_belongs() {
        let before = "## Summary\n\nIron is taken with\u{a0}milk.\n";
        assert_eq!(
            found(before, "no-break-space"),
            ["3:19 \"\\u{a0}\" No-break space between two words"]
        );
        assert_eq!(
            Fixture::new(before).fixed("no-break-space"),
            "## Summary\n\nIron is taken with milk.\n"
        );
    }

    #[test]
    fn beside_a_blank_or_at_the_edge_of_a_line_it_is_too_much() {
        for (before, after) in [
            ("Iron \u{a0}and tea", "Iron and tea"),
            ("Iron\u{a0} and tea", "Iron and tea"),
            ("Iron and tea\u{a0}\n", "Iron and tea\n"),
            ("- taken\u{202f}with tea", "- taken with tea"),
        ] {
            assert_eq!(Fixture::new(before).fixed("no-break-space"), after);
        }
    }

    #[test]
    fn where_it_belongs_it_stays() {
        for text in [
            "",
            "10\u{a0}mg, 5\u{202f}%, 10\u{a0}000, 29\u{a0}April, vitamin\u{a0}D, Dr\u{a0}Smith, p.\u{a0}7",
            "10 mg\u{a0}per day; 10 mg\u{a0}daily; Archer et\u{a0}al 2019",
            "Pourquoi\u{a0}? «\u{a0}Oui\u{a0}»\u{202f}!",
            "`with\u{a0}milk`\n\n```\nwith\u{a0}milk\n```\n",
            "with&nbsp;milk",
            "---\ntitle: with\u{a0}milk\n---\n",
            "One\n\n\u{a0}\n\nTwo\n\n\u{a0}\u{a0}indented\n",
        ] {
            assert_eq!(found(text, "no-break-space"), SILENCE, "{text}");
        }
    }
}
