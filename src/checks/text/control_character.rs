//! Control characters: what a broken copy or a wrong encoding left behind.
//!
//! Leaves alone: tabs and line ends, code.

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;

pub(super) const CHECK: Check = Check {
    id: "control-character",
    group: Group::Text,
    title: "Control character",
    level: Level::Warning,
    reason: "Browsers show it as a box or not at all, and some programs stop at it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let is_control =
        |byte: u8| (byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r')) || byte == 0x7f;
    // Without a way out in the middle this is one fast walk.
    let has_plain = text
        .bytes()
        .fold(false, |found, byte| found | is_control(byte));
    let has_other = !text.is_ascii();
    if !has_plain && !has_other {
        return;
    }
    let others = memchr::memchr2_iter(0xc2, 0xe2, text.as_bytes());
    let plain = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| is_control(*byte));
    let plain = plain
        .map(|(at, _)| at)
        .take(if has_plain { usize::MAX } else { 0 });
    for at in plain.chain(others) {
        let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) else {
            continue;
        };
        let is_one = letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}');
        if !is_one || prose::is_code_at(&subject.reading.page, at) {
            continue;
        }
        let place = at..at + letter.len_utf8();
        let message = format!(
            "A control character (U+{:04X}) stands here",
            u32::from(letter)
        );
        let fix = match letter {
            '\u{2028}' | '\u{2029}' => Fix::new("Write a space", Edit::new(place.clone(), " ")),
            letter => match meant(letter) {
                Some(sign) => Fix::new(format!("Write “{sign}”"), Edit::new(place.clone(), sign)),
                None => Fix::new("Delete it", Edit::delete(place.clone())),
            },
        };
        found.add(place, message, vec![fix]);
    }
}

/// What a byte of Windows' Western encoding meant that was read as if it were Latin-1.
fn meant(letter: char) -> Option<&'static str> {
    Some(match letter {
        '\u{80}' => "€",
        '\u{85}' => "…",
        '\u{91}' => "‘",
        '\u{92}' => "’",
        '\u{93}' => "“",
        '\u{94}' => "”",
        '\u{95}' => "•",
        '\u{96}' => "–",
        '\u{97}' => "—",
        '\u{99}' => "™",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn control_characters_go() {
        for (letter, code) in [
            ('\u{2}', "U+0002"),
            ('\u{b}', "U+000B"),
            ('\u{7f}', "U+007F"),
            ('\u{9d}', "U+009D"),
        ] {
            let before = format!("## Summary\n\nIron{letter} is\n");
            let found = found(&before, "control-character");
            assert_eq!(found.len(), 1, "{code}");
            assert!(
                found[0].starts_with("3:5 ") && found[0].contains(code),
                "{found:?}"
            );
            assert_eq!(
                Fixture::new(&before).fixed("control-character"),
                "## Summary\n\nIron is\n"
            );
        }
    }

    #[test]
    fn a_sign_of_another_encoding_becomes_what_it_meant() {
        let before = "It\u{92}s \u{93}iron\u{94} 5\u{96}10\u{2028}mg";
        assert_eq!(
            Fixture::new(before).fixed("control-character"),
            "It’s “iron” 5–10 mg"
        );
        assert_eq!(
            Fixture::new("It\u{92}s").fixes("control-character"),
            ["Write “’”"]
        );
    }

    #[test]
    fn ordinary_text_and_code_are_left_alone() {
        for text in [
            "",
            "\tIron\r\n\ttea – “milk” é\u{a0}µ\n",
            "`a\u{1b}b`\n\n```\n\u{1b}[0m\n```\n",
        ] {
            assert_eq!(found(text, "control-character"), SILENCE, "{text:?}");
        }
        assert_eq!(
            found(&"wörd – “by” ".repeat(80_000), "control-character"),
            SILENCE
        );
    }
}
