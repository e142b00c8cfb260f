//! The numbers of a text at a glance: where each stands and about how much it is. Patterns that read figures are dear, and
//! most texts with a number in them have nothing for them.
//!
//! Knows nothing of: what is counted, words for numbers.

use std::ops::Range;

/// Digits, with points and commas among them.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Number {
    pub range: Range<usize>,
    /// As exact as a comparison needs: of two that differ, the greater is never less.
    pub value: f64,
}

/// Every number, in the order of the text.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Number> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
        let (mut value, mut place) = (0.0, 1.0);
        let mut is_behind_point = false;
        at = start;
        while let Some(&byte) = bytes.get(at) {
            let is_digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
            match byte {
                b'0'..=b'9' => {
                    let digit = f64::from(byte - b'0');
                    if is_behind_point {
                        place /= 10.0;
                        value += digit * place;
                    } else {
                        value = value * 10.0 + digit;
                    }
                    at += 1;
                }
                b',' if is_digit(at + 1) => at += 1,
                b'.' if is_digit(at + 1) => {
                    is_behind_point = true;
                    at += 1;
                }
                // `·`
                0xc2 if bytes.get(at + 1) == Some(&0xb7) && is_digit(at + 2) => {
                    is_behind_point = true;
                    at += 2;
                }
                _ => break,
            }
        }
        Some(Number {
            range: start..at,
            value,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_with_points_and_commas() {
        let text = "B12, 1,250 of 0·5 or .25; 10–20%, v1.2 and 3.";
        let read = numbers(text).map(|it| (text.get(it.range).unwrap_or_default(), it.value));
        assert_eq!(
            read.collect::<Vec<_>>(),
            [
                ("12", 12.0),
                ("1,250", 1250.0),
                ("0·5", 0.5),
                ("25", 25.0),
                ("10", 10.0),
                ("20", 20.0),
                ("1.2", 1.2),
                ("3", 3.0),
            ]
        );
        assert_eq!(numbers("no number").count(), 0);
    }
}
