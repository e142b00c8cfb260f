//! Where one sentence of a source line ends and the next begins.

use std::ops::Range;

/// The sentences of a part of a line, their full stops left out.
pub(crate) fn split(text: &str, part: Range<usize>) -> Vec<Range<usize>> {
    let words = text.get(part.clone()).unwrap_or_default();
    let mut sentences = Vec::with_capacity(4);
    let mut from = 0;
    for stop in stops(words, b'.') {
        sentences.push(part.start + from..part.start + stop);
        from = stop + 1;
    }
    if from < words.len() {
        sentences.push(part.start + from..part.end);
    }
    sentences
        .into_iter()
        .map(|sentence| trimmed(text, sentence))
        .filter(|sentence| !sentence.is_empty())
        .collect()
}

/// The offset of the first full stop that ends a sentence.
pub(crate) fn first_stop(words: &str) -> Option<usize> {
    stops(words, b'.').next()
}

/// The offset of the last `?` or `!` that ends a sentence.
pub(crate) fn last_mark(words: &str) -> Option<usize> {
    stops(words, b'?').chain(stops(words, b'!')).max()
}

/// A range without white space around it.
pub(super) fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = text.get(range.clone()).unwrap_or_default();
    let start = range.start + words.len() - words.trim_start().len();
    start..start + words.trim().len()
}

/// The offsets of the marks that end a sentence.
pub(crate) fn stops(words: &str, mark: u8) -> impl Iterator<Item = usize> {
    let bytes = words.as_bytes();
    // A bracket that is never closed encloses nothing.
    let count = |wanted: u8| bytes.iter().filter(|byte| **byte == wanted).count();
    let round = count(b'(') == count(b')');
    let square = count(b'[') == count(b']');
    let mut depth = 0_usize;
    bytes.iter().enumerate().filter_map(move |(at, byte)| {
        match byte {
            b'(' if round => depth += 1,
            b')' if round => depth = depth.saturating_sub(1),
            b'[' if square => depth += 1,
            b']' if square => depth = depth.saturating_sub(1),
            _ => {}
        }
        (*byte == mark && depth == 0 && ends(words, at)).then_some(at)
    })
}

fn ends(words: &str, at: usize) -> bool {
    let (before, after) = (
        words.get(..at).unwrap_or_default(),
        words.get(at + 1..).unwrap_or_default(),
    );
    // Emphasis and quotation marks may close behind the stop.
    let after = after.trim_start_matches(['*', '_', '”', '"']);
    let next = after.trim_start();
    if next.is_empty() {
        return true;
    }
    if next.len() == after.len() {
        return false;
    }
    if words.as_bytes().get(at) != Some(&b'.') {
        return true;
    }
    let last = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '[' | '.' | '-' | '&'))
        .next()
        .unwrap_or_default();
    // `J. Nutr.`, `U.S. Department`; but `Vitamin D.` ends a sentence.
    let mut letters = last.chars();
    let is_initial = letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
    if is_initial && !follows_a_word(before, last) {
        return false;
    }
    if is_abbreviation(last) {
        return false;
    }
    let word: &str = next
        .trim_start_matches(['*', '_', '“', '"', '\'', '‘', '[', '('])
        .split(char::is_whitespace)
        .next()
        .unwrap_or_default();
    match word.chars().next() {
        None => false,
        // `vs. placebo` goes on; `eLife` and `npj Science of Food` are journals.
        Some(first) if first.is_lowercase() => {
            matches!(word.trim_end_matches(['.', ';', ',']), "npj" | "figshare")
                || next.starts_with("de Gruyter")
                || word.chars().skip(1).any(char::is_uppercase)
        }
        Some(_) => true,
    }
}

/// `Vitamin D` but not `Am J`, `J`, `U.S`: the letter stands behind a whole word of at least four small letters.
fn follows_a_word(before: &str, letter: &str) -> bool {
    let ahead = before
        .get(..before.len() - letter.len())
        .unwrap_or_default();
    let Some(word) = ahead.strip_suffix(' ') else {
        return false;
    };
    let word = word.rsplit(' ').next().unwrap_or_default();
    word.chars().count() >= 4 && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

fn is_abbreviation(word: &str) -> bool {
    matches!(
        word,
        "vs" | "St"
            | "Dr"
            | "Mr"
            | "Mrs"
            | "Ms"
            | "Prof"
            | "No"
            | "no"
            | "cf"
            | "approx"
            | "spp"
            | "subsp"
            | "var"
    )
}
