//! The sentence around a place in an entry.

use std::ops::Range;

/// The sentence that holds `range`, without the blanks around it. It never leaves its paragraph or list item.
pub fn sentence_at(text: &str, range: &Range<usize>) -> Range<usize> {
    let paragraph = paragraph_at(text, range);
    let words = text.get(paragraph.clone()).unwrap_or_default();
    let start = range.start.saturating_sub(paragraph.start);
    let end = range.end.saturating_sub(paragraph.start).max(start);
    // Outwards from the place: a paragraph may be as long as the entry, and have as many places.
    let before = words.get(..start).unwrap_or_default();
    let mut before = before.rmatch_indices(MARKS);
    let from = before.find_map(|(at, mark)| {
        let next = next_sentence(words, at, mark)?;
        (next <= start).then_some(next)
    });
    let from = from.unwrap_or(0);
    let near = words.floor_char_boundary(end.saturating_sub(LONGEST_MARK));
    let mut behind = words.get(near..).unwrap_or_default().match_indices(MARKS);
    let to = behind.find_map(|(at, mark)| {
        let next = next_sentence(words, near + at, mark)?;
        (next > start && near + at + mark.len() >= end).then_some(next)
    });
    let to = to.unwrap_or(words.len());
    let sentence = words.get(from..to).unwrap_or_default();
    let start = paragraph.start + from + (sentence.len() - sentence.trim_start().len());
    start..start + sentence.trim().len()
}

const MARKS: [char; 4] = ['.', '!', '?', '…'];
/// In bytes.
const LONGEST_MARK: usize = 3;

/// Whether a sentence ends in these words and another begins.
pub(super) fn ends_in(words: &str) -> bool {
    let mut marks = words.match_indices(MARKS);
    marks.any(|(at, mark)| next_sentence(words, at, mark).is_some())
}

/// Where the next sentence begins, if this mark ends one.
fn next_sentence(words: &str, at: usize, mark: &str) -> Option<usize> {
    let after = words.get(at + mark.len()..)?;
    let closed =
        after.trim_start_matches(['"', '”', '’', '\'', ')', ']', '*', '_', '.', '!', '?', '…']);
    let next = closed.trim_start();
    if next.len() == closed.len() {
        return None;
    }
    let opens = next.trim_start_matches(['"', '“', '‘', '\'', '(', '[', '*', '_']);
    let begins = opens
        .chars()
        .next()
        .is_some_and(|c| c.is_uppercase() || c.is_numeric());
    let ends = mark != "." || !is_short_form(words.get(..at)?, opens);
    (begins && ends).then_some(words.len() - next.len())
}

/// A full stop that shortens a word and does not end the sentence.
fn is_short_form(before: &str, after: &str) -> bool {
    let word = before
        .rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '['))
        .next()
        .unwrap_or_default();
    // `J. Smith`: an initial. A sentence may well end in `vitamin D.`.
    let mut letters = word.chars();
    if letters.next().is_some_and(char::is_uppercase) && letters.next().is_none() {
        let ahead = before
            .get(..before.len() - word.len())
            .unwrap_or_default()
            .trim_end();
        return !["vitamin", "Vitamin", "type", "group", "hepatitis"]
            .iter()
            .any(|kind| ahead.ends_with(kind));
    }
    matches!(
        word.to_lowercase().as_str(),
        "al" | "e.g"
            | "i.e"
            | "eg"
            | "ie"
            | "cf"
            | "vs"
            | "dr"
            | "prof"
            | "mr"
            | "mrs"
            | "ms"
            | "st"
            | "approx"
            | "ca"
            | "fig"
            | "figs"
            | "ref"
            | "refs"
            | "vol"
            | "ed"
            | "eds"
    ) || (matches!(word.to_lowercase().as_str(), "no" | "nos" | "p" | "pp")
        && after.starts_with(|c: char| c.is_numeric()))
}

fn paragraph_at(text: &str, range: &Range<usize>) -> Range<usize> {
    let before = text.get(..range.start).unwrap_or_default();
    let mut start = before.len();
    for line in before.split_inclusive('\n').rev() {
        let whole = line.ends_with('\n');
        if whole && (line.trim().is_empty() || is_heading(line)) {
            break;
        }
        start -= line.len();
        let marker = marker(text.get(start..).unwrap_or_default());
        if marker > 0 {
            start += marker;
            break;
        }
    }
    let start = start.min(range.start);
    let mut end = range.end.min(text.len());
    let mut first = true;
    for line in text.get(end..).unwrap_or_default().split_inclusive('\n') {
        if !first && (line.trim().is_empty() || is_heading(line) || marker(line) > 0) {
            break;
        }
        first = false;
        end += line.len();
    }
    start..end
}

fn is_heading(line: &str) -> bool {
    line.starts_with('#') && line.trim_start_matches('#').starts_with(' ')
}

/// The length of a list marker, quote mark or table bar at the start of a line.
fn marker(line: &str) -> usize {
    let inner = line.trim_start_matches([' ', '\t', '>']);
    let indent = line.len() - inner.len();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let mark = if inner.starts_with(['-', '*', '+', '|']) {
        1
    } else if (1..=9).contains(&digits) && matches!(inner.as_bytes().get(digits), Some(b'.' | b')'))
    {
        digits + 1
    } else {
        return 0;
    };
    match inner.as_bytes().get(mark) {
        Some(b' ' | b'\t') => indent + mark + 1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentence<'t>(text: &'t str, words: &str) -> &'t str {
        let at = text.find(words).expect("the words are in the text");
        &text[sentence_at(text, &(at..at + words.len()))]
    }

    #[test]
    fn a_sentence_ends_where_another_begins() {
        let text = "One fell. Archer et al. 2012 saw 2.5 mg (e.g. daily). “Three?” Four vs. Five.\n\nSix.\n";
        assert_eq!(
            sentence(text, "Archer"),
            "Archer et al. 2012 saw 2.5 mg (e.g. daily)."
        );
        assert_eq!(sentence(text, "One"), "One fell.");
        assert_eq!(sentence(text, "Three"), "“Three?”");
        assert_eq!(sentence(text, "Five"), "Four vs. Five.");
        assert_eq!(sentence(text, "Six"), "Six.");
    }

    #[test]
    fn an_initial_ends_none_and_a_vitamin_may() {
        assert_eq!(
            sentence("By J. Archer 2012. Two.", "2012"),
            "By J. Archer 2012."
        );
        assert_eq!(
            sentence("It needs vitamin D. Archer 2012 saw it.", "2012"),
            "Archer 2012 saw it."
        );
    }

    #[test]
    fn a_sentence_stays_in_its_item_and_goes_over_line_ends() {
        let text =
            "## A\nOne\r\ntwo Archer 2012\nthree.\n- four Bell 2014\n- five\n1. six Cole 2016";
        assert_eq!(sentence(text, "Archer"), "One\r\ntwo Archer 2012\nthree.");
        assert_eq!(sentence(text, "Bell"), "four Bell 2014");
        assert_eq!(sentence(text, "Cole"), "six Cole 2016");
    }
}
