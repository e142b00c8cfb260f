//! Text that came with names, titles and files, for terminals and tables: without the signs that a program would act on.

use std::borrow::Cow;

/// Control characters, line ends and marks that turn the direction of what follows.
pub fn is_acted_on(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Text that keeps its lines and tabulators; in the place of every other sign that would be acted on stands one that is seen.
pub fn harmless(text: &str) -> Cow<'_, str> {
    let is_kept = |letter: char| matches!(letter, '\n' | '\t');
    // A line end of two signs is one.
    let lone = text.match_indices(|letter| is_acted_on(letter) && !is_kept(letter));
    let mut lone = lone
        .filter(|(at, sign)| *sign != "\r" || !is_line_end(text, *at))
        .peekable();
    if lone.peek().is_none() {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    let mut from = 0;
    for (at, sign) in lone {
        shown.push_str(text.get(from..at).unwrap_or_default());
        shown.extend(sign.chars().map(seen));
        from = at + sign.len();
    }
    shown.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(shown)
}

fn is_line_end(text: &str, at: usize) -> bool {
    text.as_bytes().get(at + 1) == Some(&b'\n')
}

/// The picture of a control character; of the others there is none.
fn seen(letter: char) -> char {
    match letter {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(letter)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        _ => '\u{fffd}',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_would_be_acted_on_is_replaced() {
        for plain in ["", "a\tb\r\nc\n", "Æ – 漢 🙂", "\r\n\r\n"] {
            assert!(matches!(harmless(plain), Cow::Borrowed(same) if same == plain));
        }
        assert_eq!(harmless("a\x1b[31mb\rc\r\n"), "a␛[31mb␍c\r\n");
        assert_eq!(
            harmless("\u{9b}1m\u{202e}x\u{7f}\0"),
            "\u{fffd}1m\u{fffd}x␡␀"
        );
    }
}
