//! Finding and replacing in one entry.

use std::ops::Range;

use crate::entry::{Edit, Edits};

/// What to look for.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Search {
    pub words: String,
    pub replacement: String,
    pub match_case: bool,
    pub whole_words: bool,
}

impl Search {
    /// Every place in `text`, in order, none overlapping.
    pub fn places(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        if self.words.is_empty() {
            return places;
        }
        let mut from = 0;
        while let Some(found) = self.next_in(text, from) {
            from = found.end;
            places.push(found);
        }
        places
    }

    /// All places replaced, as one change.
    pub fn replace_all(&self, text: &str) -> Edits {
        let edits = self
            .places(text)
            .into_iter()
            .map(|place| Edit::new(place, self.replacement.clone()))
            .collect();
        // Places never overlap.
        Edits::new(edits).unwrap_or_default()
    }

    fn next_in(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let mut from = from;
        loop {
            let found = self.next_letters(text, from)?;
            if !self.whole_words || is_whole(text, &found) {
                return Some(found);
            }
            from = text
                .get(found.start..)
                .and_then(|rest| rest.chars().next())
                .map(|c| found.start + c.len_utf8())?;
        }
    }

    fn next_letters(&self, text: &str, from: usize) -> Option<Range<usize>> {
        let rest = text.get(from..)?;
        if self.match_case {
            let at = from + rest.find(&self.words)?;
            return Some(at..at + self.words.len());
        }
        let wanted: Vec<char> = self.words.chars().flat_map(char::to_lowercase).collect();
        rest.char_indices().find_map(|(at, _)| {
            let length = length_of_match(rest.get(at..)?, &wanted)?;
            Some(from + at..from + at + length)
        })
    }
}

/// How many bytes of `text` spell `wanted` (lower case), where it begins with it.
fn length_of_match(text: &str, wanted: &[char]) -> Option<usize> {
    let mut wanted = wanted.iter();
    let mut expected = wanted.next();
    for (at, c) in text.char_indices() {
        if expected.is_none() {
            return Some(at);
        }
        for lower in c.to_lowercase() {
            if expected != Some(&lower) {
                return None;
            }
            expected = wanted.next();
        }
    }
    expected.is_none().then_some(text.len())
}

fn is_whole(text: &str, place: &Range<usize>) -> bool {
    let is_letter = |c: char| c.is_alphanumeric();
    let before = text
        .get(..place.start)
        .and_then(|before| before.chars().next_back());
    let after = text.get(place.end..).and_then(|after| after.chars().next());
    !before.is_some_and(is_letter) && !after.is_some_and(is_letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn search(words: &str) -> Search {
        Search {
            words: words.into(),
            ..Default::default()
        }
    }

    #[test]
    fn finds_any_case_unless_told_otherwise() {
        assert_eq!(search("Élan").places("élan ÉLAN").len(), 2);
        let strict = Search {
            match_case: true,
            ..search("Élan")
        };
        assert!(strict.places("élan ÉLAN").is_empty());
    }

    #[test]
    fn whole_words_leave_longer_words_alone() {
        let whole = Search {
            whole_words: true,
            ..search("iron")
        };
        assert_eq!(whole.places("iron, environ, Iron"), [0..4, 15..19]);
    }

    #[test]
    fn nothing_is_found_for_nothing() {
        assert!(search("").places("text").is_empty());
    }

    #[test]
    fn replacing_leaves_the_rest() {
        let search = Search {
            replacement: "zinc".into(),
            ..search("iron")
        };
        let text = "iron and iron";
        let new = search.replace_all(text).apply(text).expect("fits");
        assert_eq!(&*new, "zinc and zinc");
    }
}
