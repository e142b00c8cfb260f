//! Small pieces of writing: names, a scalar in the place of another, the smallest form of an edit.

use super::scalar::{block, in_style, quoted, reads_as_text};
use super::split::{line_around, line_at};
use super::value::{Scalar, ScalarForm};
use crate::entry::Edit;

/// The name of a new field.
pub(super) fn new_key(key: &str) -> String {
    if reads_as_text(key) && !key.contains([':', '{', '}', '[', ']', ',']) {
        key.to_owned()
    } else {
        quoted(key)
    }
}

/// `value` as it takes the place of `old`, in the same style where that can hold it.
pub(super) fn replace_scalar(text: &str, old: &Scalar, value: &str, flow: bool) -> String {
    let block_again = || {
        let header = line_around(text, old.range.start);
        let signs = text.get(old.range.start..header.end)?;
        let (signs, rest) = signs.split_at(signs.find([' ', '\t']).unwrap_or(signs.len()));
        if signs.contains(|sign: char| sign.is_ascii_digit()) {
            return None;
        }
        let line_end = text.get(header.end..header.next)?;
        let indent = indent_of_content(text, header.next, old.range.end)?;
        block(value, old.style, rest.trim_end(), indent, line_end)
    };
    match old.style {
        ScalarForm::Literal | ScalarForm::Folded => block_again().unwrap_or_else(|| quoted(value)),
        style => in_style(value, style, flow),
    }
}

/// The blanks before the first line of a block that holds anything.
fn indent_of_content(text: &str, from: usize, to: usize) -> Option<&str> {
    let mut at = from;
    while at < to {
        let line = line_at(text, at);
        let held = text.get(line.start..line.end)?;
        let content = held.trim_start_matches(' ');
        if !content.is_empty() {
            return held.get(..held.len() - content.len());
        }
        at = line.next;
    }
    None
}

/// The edit without what its replacement shares with the old text at both ends.
pub(super) fn trimmed(text: &str, edit: Edit) -> Edit {
    let old = text.get(edit.range.clone()).unwrap_or_default();
    let new = edit.replacement.as_str();
    let shared = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs
            .take_while(|(old, new)| old == new)
            .map(|(old, _)| old.len_utf8())
            .sum()
    };
    let before = shared(&mut old.chars().zip(new.chars()));
    let (old_rest, new_rest) = (
        old.get(before..).unwrap_or_default(),
        new.get(before..).unwrap_or_default(),
    );
    let behind = shared(&mut old_rest.chars().rev().zip(new_rest.chars().rev()));
    Edit::new(
        edit.range.start + before..edit.range.end - behind,
        new_rest.get(..new_rest.len() - behind).unwrap_or_default(),
    )
}
