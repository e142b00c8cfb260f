//! Looking for words in a text: whole words, any case.
//!
//! Knows nothing of: which words.

/// Whether a text holds these words, whole and in any case; an `s` behind them is a plural.
pub fn holds(text: &str, words: &str) -> bool {
    let words = words.trim();
    // A text is read for one letter of the first word, the rarest one, and looked at closely only where that stands.
    let plain = words.bytes().take_while(u8::is_ascii_alphanumeric);
    if let Some((at, letter)) = plain.enumerate().max_by_key(|(_, letter)| rarity(*letter)) {
        let (small, large) = (letter.to_ascii_lowercase(), letter.to_ascii_uppercase());
        let bytes = text.as_bytes();
        let first = words.as_bytes().first().copied().unwrap_or(letter);
        let mut places = memchr::memchr2_iter(small, large, bytes);
        return places.any(|place| {
            let Some(start) = place.checked_sub(at) else {
                return false;
            };
            // Most places are told apart by two bytes: the first of the word, and that before it.
            let before = start.checked_sub(1).and_then(|before| bytes.get(before));
            bytes
                .get(start)
                .is_some_and(|it| it.eq_ignore_ascii_case(&first))
                && !before.is_some_and(u8::is_ascii_alphanumeric)
                && is_whole(text, start, words)
        });
    }
    let Some(first) = words.chars().next() else {
        return false;
    };
    let is_first = |c: char| c == first || c.to_lowercase().eq(first.to_lowercase());
    text.char_indices()
        .any(|(place, c)| is_first(c) && is_whole(text, place, words))
}

/// How seldom a letter stands in a text; what is no letter stands least.
fn rarity(letter: u8) -> usize {
    let common = b"etaoinsrhldcumfpgwybvkxjqz";
    let letter = letter.to_ascii_lowercase();
    let place = common.iter().position(|other| *other == letter);
    place.unwrap_or(common.len())
}

/// A word without the `s` of a plural.
pub fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

fn is_whole(text: &str, at: usize, words: &str) -> bool {
    let Some((before, rest)) = text.split_at_checked(at) else {
        return false;
    };
    let mut rest = rest.chars();
    let is_begun = words
        .chars()
        .all(|word| rest.next().is_some_and(|c| is_same(c, word)));
    if !is_begun
        || before
            .chars()
            .next_back()
            .is_some_and(char::is_alphanumeric)
    {
        return false;
    }
    let mut behind = rest.peekable();
    behind.next_if(|c| matches!(c, 's' | 'S'));
    !behind.peek().is_some_and(|c| c.is_alphanumeric())
}

/// Whether two letters differ in case at most; a blank is a blank.
fn is_same(one: char, other: char) -> bool {
    if one.eq_ignore_ascii_case(&other) || (one.is_whitespace() && other.is_whitespace()) {
        return true;
    }
    // Nearly all letters that differ are told apart here.
    !(one.is_ascii() && other.is_ascii()) && one.to_lowercase().eq(other.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_whole_in_any_case_with_a_plural() {
        for (text, words) in [
            ("In older\nadults it", "Older adults"),
            ("PPIs", "PPI"),
            ("(vegan)", "Vegans"),
            ("Çay is tea", "çay"),
            ("an over-65", "over-65s"),
            ("of the AÇORES, ÇAY", "Çay"),
            ("a mix: Quark", "quark"),
        ] {
            assert_eq!(
                holds(text, words),
                !words.ends_with('s') || text.contains("adults"),
                "{words}"
            );
        }
        for (text, words) in [
            ("perimenopause", "menopause"),
            ("menopausal", "menopause"),
            ("", "a"),
            ("a", ""),
            ("über 5", "ber"),
        ] {
            assert!(!holds(text, words), "{words}");
        }
    }
}
