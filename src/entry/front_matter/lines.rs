//! A value that is written over several lines and read as fewer: the edit that changes only the words that differ, so that the
//! other lines stay folded where they were.
//!
//! Nothing here is trusted: whoever asks reads the result again, and writes the value anew where it says something else.

use super::split::line_at;
use super::value::{Scalar, ScalarForm};
use crate::entry::Edit;

/// The edit by which a folded value says `value`; `None` where its lines can't be told from what it says.
pub(super) fn within_lines(text: &str, old: &Scalar, value: &str) -> Option<Edit> {
    let places = places(text, old)?;
    let shared = |left: &mut dyn Iterator<Item = (char, char)>| -> usize {
        left.take_while(|(old, new)| old == new)
            .map(|(old, _)| old.len_utf8())
            .sum()
    };
    let before = shared(&mut old.text.chars().zip(value.chars()));
    let (old_rest, new_rest) = (old.text.get(before..)?, value.get(before..)?);
    let behind = shared(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    let new = new_rest.get(..new_rest.len() - behind)?;
    if new.contains(['\n', '\r']) || (old.style != ScalarForm::Folded && new.contains(['\\', '\'']))
    {
        return None;
    }
    let from = *places.get(before)?;
    let to = *places.get(old.text.len() - behind)?;
    (from <= to).then(|| Edit::new(from..to, new))
}

/// For every byte of what a value says, where it stands in the text; and where the value ends.
fn places(text: &str, scalar: &Scalar) -> Option<Vec<usize>> {
    let written = text.get(scalar.range.clone())?;
    let (start, end) = match scalar.style {
        ScalarForm::Folded => (line_at(text, scalar.range.start).next, scalar.range.end),
        ScalarForm::Plain => (scalar.range.start, scalar.range.end),
        ScalarForm::SingleQuoted | ScalarForm::DoubleQuoted => {
            (scalar.range.start + 1, scalar.range.end - 1)
        }
        ScalarForm::Literal => return None,
    };
    let has_escapes = scalar.style != ScalarForm::Folded
        && scalar.style != ScalarForm::Plain
        && (written.contains('\\') || written.contains("''"));
    if has_escapes {
        return None;
    }
    let value = scalar.text.as_str();
    let mut places = Vec::with_capacity(value.len() + 1);
    let mut at = start;
    // Where the lines before this one end, the last with words first.
    let mut breaks: Vec<usize> = Vec::new();
    while at < end {
        let line = line_at(text, at);
        let line_end = line.end.min(end);
        let held = text.get(at..line_end)?;
        let words = match scalar.style {
            ScalarForm::Folded => held.trim_start_matches(' '),
            _ => held.trim_matches([' ', '\t']),
        };
        if !words.is_empty() {
            let between = value.get(places.len()..)?;
            match breaks.as_slice() {
                [] => {}
                [only] if between.starts_with(' ') => places.push(*only),
                [first, more @ ..]
                    if !more.is_empty() && between.starts_with(&"\n".repeat(more.len())) =>
                {
                    places.push(*first);
                    places.extend(more.iter().skip(1));
                }
                _ => return None,
            }
            if !value.get(places.len()..)?.starts_with(words) {
                return None;
            }
            let words_at = at + held.find(words)?;
            places.extend(words_at..words_at + words.len());
            breaks = vec![words_at + words.len()];
        } else if places.is_empty() {
            return None;
        } else {
            breaks.push(line_end);
        }
        at = line.next;
    }
    let last = *breaks.first()?;
    // What the lines end with, and nothing else, is left.
    let rest = value.get(places.len()..)?;
    if rest.chars().any(|c| c != '\n') {
        return None;
    }
    places.extend(std::iter::repeat_n(last, rest.len() + 1));
    Some(places)
}
