//! Looking for words in a text: whole words, any case.

use memchr::memmem;

/// A text in which words are looked for.
pub struct Text<'t> {
    text: &'t str,
    /// The same in small letters as far as they are ASCII: every place is that in the text.
    small: String,
}

impl<'t> Text<'t> {
    pub fn of(text: &'t str) -> Self {
        Self {
            text,
            small: text.to_ascii_lowercase(),
        }
    }

    /// Whether it holds these words, whole and in any case; an `s` behind them is a plural.
    pub fn holds(&self, words: &str) -> bool {
        let words = words.trim();
        // Only their beginning is the same bytes wherever they stand: a blank may be any blank.
        let ends = words.bytes().position(|byte| !byte.is_ascii_graphic());
        let first = words.get(..ends.unwrap_or(words.len())).unwrap_or_default();
        if first.is_empty() {
            let mut places = self.text.char_indices();
            return !words.is_empty() && places.any(|(at, _)| is_whole(self.text, at, words));
        }
        let first = first.to_ascii_lowercase();
        let mut places = memmem::find_iter(self.small.as_bytes(), &first);
        places.any(|at| is_whole(self.text, at, words))
    }
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
                Text::of(text).holds(words),
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
            assert!(!Text::of(text).holds(words), "{words}");
        }
    }
}
