//! Characters nobody sees: zero-width spaces, soft hyphens, marks of direction.
//!
//! Leaves alone: scripts and pictures that need joiners, lines with text from right to left, code.

use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "invisible-character",
    group: Group::Text,
    title: "Invisible character",
    level: Level::Warning,
    reason: "It comes with pasted text; searches and links fail on it",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    if text.is_ascii() {
        return;
    }
    // The line last looked at for letters that are read from right to left, and whether it has any.
    let mut line = 0..0;
    let mut is_mixed = false;
    // All of them begin with one of these bytes.
    for at in memchr::memchr3_iter(0xc2, 0xe2, 0xef, text.as_bytes()) {
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let Some(name) = name(letter).filter(|_| at > 0) else {
            continue;
        };
        let end = at + letter.len_utf8();
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(end..).and_then(|text| text.chars().next());
        let is_meant = match letter {
            '\u{200c}' | '\u{200d}' => ![before, behind].into_iter().flatten().all(is_latin),
            '\u{200b}' => [before, behind].into_iter().flatten().any(is_unspaced),
            _ if is_mark_of_direction(letter) => {
                if !line.contains(&at) {
                    line = line_around(text, at);
                    is_mixed = subject.at(&line).chars().any(is_right_to_left);
                }
                is_mixed
            }
            _ => false,
        };
        if is_meant || prose::is_code_at(&subject.reading.page, at) {
            continue;
        }
        // Between signs of markdown it may keep them from being read as such.
        let is_plain = |c: Option<char>| c.is_none_or(|c| c.is_alphanumeric() || c.is_whitespace());
        let is_stop = |c: Option<char>| c.is_some_and(|c| matches!(c, '.' | ',' | ';' | ')' | '%'));
        let safe = is_plain(before) && (is_plain(behind) || is_stop(behind))
            || is_stop(before) && is_plain(behind);
        let fix = safe.then(|| Fix::new("Delete it", Edit::delete(at..end)));
        let message = format!("{name} (U+{:04X}) stands here", u32::from(letter));
        found.add(at..end, message, fix.into_iter().collect());
    }
}

/// Whether a text holds a character that nobody sees.
pub(in crate::checks) fn is_in(text: &str) -> bool {
    text.chars().any(|letter| name(letter).is_some())
}

fn name(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{ad}' => "A soft hyphen",
        '\u{200b}' => "A zero-width space",
        '\u{200c}' => "A zero-width non-joiner",
        '\u{200d}' => "A zero-width joiner",
        '\u{2060}' => "A word joiner",
        '\u{feff}' => "A byte order mark",
        letter if is_mark_of_direction(letter) => "A mark of writing direction",
        _ => return None,
    })
}

fn is_mark_of_direction(letter: char) -> bool {
    matches!(letter, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

/// Scripts that put no blanks between words: Thai, Lao, Myanmar, Khmer, Tai. There the sign is where a line may break.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{1950}'..='\u{1aaf}')
}

fn is_latin(letter: char) -> bool {
    letter <= '\u{24f}' || matches!(letter, '\u{2010}'..='\u{203a}')
}

fn line_around(text: &str, at: usize) -> Range<usize> {
    let before = text.get(..at).and_then(|text| text.rfind('\n'));
    let start = before.map_or(0, |it| it + 1);
    let rest = text.get(at..).unwrap_or_default();
    start..at + rest.find('\n').unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn what_nobody_sees_is_named_and_deleted() {
        for (before, name) in [
            (
                "mag\u{200b}nesium",
                "A zero-width space (U+200B) stands here",
            ),
            ("mag\u{ad}nesium", "A soft hyphen (U+00AD) stands here"),
            (
                "mag\u{feff}nesium",
                "A byte order mark (U+FEFF) stands here",
            ),
            ("mag\u{2060}nesium", "A word joiner (U+2060) stands here"),
            (
                "mag\u{200d}nesium",
                "A zero-width joiner (U+200D) stands here",
            ),
            (
                "mag\u{200e}nesium",
                "A mark of writing direction (U+200E) stands here",
            ),
        ] {
            let text = format!("## Summary\n\nSome {before}.\n");
            let found = found(&text, "invisible-character");
            assert_eq!(found.len(), 1, "{before}");
            assert!(
                found[0].starts_with("3:9 ") && found[0].ends_with(name),
                "{found:?}"
            );
            assert_eq!(
                Fixture::new(&text).fixed("invisible-character"),
                "## Summary\n\nSome magnesium.\n"
            );
        }
    }

    #[test]
    fn front_matter_and_addresses_are_looked_at_too() {
        for text in [
            "---\ntitle: mag\u{200b}nesium\n---\n",
            "[a](https://a.example/b\u{200b}c)",
            "1. Archer A (2019). DOI: 10.5555/a\u{200b}.",
            "**\u{200b}iron**",
        ] {
            assert_eq!(found(text, "invisible-character").len(), 1, "{text}");
        }
        assert!(
            Fixture::new("**\u{200b}*iron")
                .fixes("invisible-character")
                .is_empty()
        );
    }

    #[test]
    fn joiners_and_marks_that_a_script_needs_stay() {
        for text in [
            "",
            "\u{feff}# Iron\n",
            "A family 👩\u{200d}👧 and می\u{200c}خواهم and क\u{200d}ष",
            "The word \u{200f}שלום\u{200e} stands here ❤\u{fe0f}",
            "ภาษา\u{200b}ไทย ລາວ\u{200b}ລາວ",
            "`a\u{200b}b`\n\n```\na\u{200b}b\n```\n",
            "10\u{a0}mg – “quoted” … é",
        ] {
            assert_eq!(found(text, "invisible-character"), SILENCE, "{text:?}");
        }
        assert_eq!(
            found(&"wörd – “by” ".repeat(80_000), "invisible-character"),
            SILENCE
        );
    }
}
