//! Numbers in words: `four`, `twenty-five`, `two hundred`, `half`, `two-thirds`.
//!
//! Knows nothing of: digits, what is counted.

use super::ratio::Ratio;

/// The number that a text begins with in words, and its length. The place must be the beginning of a word.
pub(super) fn spelt(text: &str) -> Option<(Ratio, usize)> {
    let (word, _) = word(text)?;
    if let Some((over, under)) = value(word, WHOLE_PARTS) {
        return Some((Ratio::new(over, under)?, word.len()));
    }
    let (mut number, mut at) = below_hundred(text)?;
    // `two hundred thousand million` is as far as anybody goes.
    for _ in 0..3 {
        let Some((scale, length)) = joined(text, at).and_then(|(scale, gap)| {
            let (times, _) = value(scale, SCALES)?;
            Some((times, gap + scale.len()))
        }) else {
            break;
        };
        number = number.checked_mul(scale)?;
        at += length;
        // `two hundred and fifty`
        let rest = text.get(at..).unwrap_or_default();
        let gap = [" and ", " "].iter().find(|gap| rest.starts_with(**gap));
        let more = gap.and_then(|gap| {
            let (more, length) = below_hundred(rest.get(gap.len()..)?)?;
            (more < scale).then_some((more, gap.len() + length))
        });
        if let Some((more, length)) = more {
            number = number.checked_add(more)?;
            at += length;
        }
    }
    // `two-thirds`, `three quarters`
    if let Some((part, gap)) = joined(text, at)
        && let Some((_, under)) = value(part, PARTS)
    {
        return Some((Ratio::new(number, under)?, at + gap + part.len()));
    }
    Some((Ratio::new(number, 1)?, at))
}

/// What a number is multiplied by that stands before this word: `2 million`; with the length of the blank and the word.
pub(super) fn scale(rest: &str) -> Option<(Ratio, usize)> {
    let gap = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '\u{a0}'))?;
    let (word, _) = word(rest.get(gap.len_utf8()..)?)?;
    let (times, _) = value(word, SCALES).filter(|(times, _)| *times > 100)?;
    Some((Ratio::new(times, 1)?, gap.len_utf8() + word.len()))
}

fn below_hundred(text: &str) -> Option<(u128, usize)> {
    let (first, _) = word(text)?;
    let (tens, _) = value(first, NUMBERS)?;
    if (20..100).contains(&tens)
        && let Some((ones, gap)) = joined(text, first.len())
        && let Some((ones_value @ 1..10, _)) = value(ones, NUMBERS)
    {
        return Some((tens + ones_value, first.len() + gap + ones.len()));
    }
    Some((tens, first.len()))
}

/// The word that a blank or hyphen joins to what ends at `at`, and the length of that.
fn joined(text: &str, at: usize) -> Option<(&str, usize)> {
    let rest = text.get(at..)?;
    let gap = rest
        .chars()
        .next()
        .filter(|c| matches!(c, ' ' | '-' | '\u{2011}' | '\u{a0}'))?;
    let (word, _) = word(rest.get(gap.len_utf8()..)?)?;
    Some((word, gap.len_utf8()))
}

/// The word that a text begins with, and what follows.
fn word(text: &str) -> Option<(&str, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(text.len());
    let (word, rest) = text.split_at_checked(end)?;
    // `five2`, `naïve`: part of something else.
    (!word.is_empty() && !rest.starts_with(char::is_alphanumeric)).then_some((word, rest))
}

fn value(word: &str, list: &[(&str, u128, u128)]) -> Option<(u128, u128)> {
    let found = list
        .iter()
        .find(|(name, ..)| name.eq_ignore_ascii_case(word))?;
    Some((found.1, found.2))
}

const NUMBERS: &[(&str, u128, u128)] = &[
    ("zero", 0, 1),
    ("one", 1, 1),
    ("two", 2, 1),
    ("three", 3, 1),
    ("four", 4, 1),
    ("five", 5, 1),
    ("six", 6, 1),
    ("seven", 7, 1),
    ("eight", 8, 1),
    ("nine", 9, 1),
    ("ten", 10, 1),
    ("eleven", 11, 1),
    ("twelve", 12, 1),
    ("dozen", 12, 1),
    ("thirteen", 13, 1),
    ("fourteen", 14, 1),
    ("fifteen", 15, 1),
    ("sixteen", 16, 1),
    ("seventeen", 17, 1),
    ("eighteen", 18, 1),
    ("nineteen", 19, 1),
    ("twenty", 20, 1),
    ("thirty", 30, 1),
    ("forty", 40, 1),
    ("fifty", 50, 1),
    ("sixty", 60, 1),
    ("seventy", 70, 1),
    ("eighty", 80, 1),
    ("ninety", 90, 1),
    ("hundred", 100, 1),
    ("thousand", 1000, 1),
];

const SCALES: &[(&str, u128, u128)] = &[
    ("hundred", 100, 1),
    ("thousand", 1000, 1),
    ("million", 1_000_000, 1),
    ("billion", 1_000_000_000, 1),
];

/// Parts of a whole that a number stands before.
const PARTS: &[(&str, u128, u128)] = &[
    ("half", 1, 2),
    ("halves", 1, 2),
    ("third", 1, 3),
    ("thirds", 1, 3),
    ("quarter", 1, 4),
    ("quarters", 1, 4),
    ("fifth", 1, 5),
    ("fifths", 1, 5),
    ("tenth", 1, 10),
    ("tenths", 1, 10),
];

/// Those that stand by themselves; `third` alone may be a place in a row.
const WHOLE_PARTS: &[(&str, u128, u128)] = &[("half", 1, 2), ("quarter", 1, 4)];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_words_are_read_to_their_last_word() {
        for (text, value, length) in [
            ("four to six", "4", 4),
            ("Twenty-five.", "25", 11),
            ("twenty five", "25", 11),
            ("two hundred and fifty mg", "250", 21),
            ("one thousand", "1000", 12),
            ("twenty thousand people", "20000", 15),
            ("half an hour", "0.5", 4),
            ("three quarters", "0.75", 14),
            ("ten days", "10", 3),
            ("hundred", "100", 7),
        ] {
            let (number, end) = spelt(text).expect(text);
            assert_eq!(
                (number.decimal().as_deref(), end),
                (Some(value), length),
                "{text}"
            );
        }
        assert_eq!(spelt("two-thirds of it").map(|it| it.1), Some(10));
        for text in ["", "tension", "someone", "third", "often", "ten2", "5"] {
            assert_eq!(spelt(text), None, "{text}");
        }
        assert_eq!(scale(" million people").map(|it| it.1), Some(8));
        assert_eq!(scale(" people"), None);
    }
}
