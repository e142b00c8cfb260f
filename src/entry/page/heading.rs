//! Where a heading's lines and words are.

use std::ops::Range;

use super::Heading;

pub(super) fn heading(text: &str, body_start: usize, level: u8, range: &Range<usize>) -> Heading {
    let lines = whole_lines(text, body_start, range);
    let written = text.get(range.start..lines.end).unwrap_or_default();
    let hashes = written.len() - written.trim_start_matches('#').len();
    let after = written.as_bytes().get(hashes);
    let setext =
        !(1..=6).contains(&hashes) || !matches!(after, None | Some(b' ' | b'\t' | b'\n' | b'\r'));
    let words = if setext {
        let words = written.trim_end();
        let under = words.rfind(['\n', '\r']).unwrap_or(words.len());
        within(range.start, words, 0, under)
    } else {
        let line = written.trim_end();
        let open = line.trim_end_matches('#');
        // A closing run of hashes counts only after a blank: `## C#` is called `C#`.
        let end = if open.len() <= hashes || open.ends_with([' ', '\t']) {
            open.len().max(hashes)
        } else {
            line.len()
        };
        within(range.start, line, hashes, end)
    };
    Heading {
        range: lines,
        text: words,
        level,
        setext,
    }
}

/// A block's range widened to its indent and its line ending.
pub(super) fn whole_lines(text: &str, body_start: usize, range: &Range<usize>) -> Range<usize> {
    let bytes = text.as_bytes();
    let mut start = range.start;
    while start > body_start && bytes.get(start - 1) == Some(&b' ') {
        start -= 1;
    }
    let at_line_start = start == body_start || matches!(bytes.get(start - 1), Some(b'\n' | b'\r'));
    let start = if at_line_start { start } else { range.start };
    let mut end = range.end.max(range.start);
    let ended = end > start && matches!(bytes.get(end - 1), Some(b'\n' | b'\r'));
    if !ended {
        let rest = bytes.get(end..).unwrap_or_default();
        end += memchr::memchr2(b'\n', b'\r', rest).map_or(rest.len(), |at| at + 1);
    }
    if bytes.get(end.wrapping_sub(1)) == Some(&b'\r') && bytes.get(end) == Some(&b'\n') {
        end += 1;
    }
    start..end
}

/// The part of `line` from one place to another without the blanks around it, counted from `start`.
fn within(start: usize, line: &str, from: usize, to: usize) -> Range<usize> {
    let part = line.get(from..to).unwrap_or_default();
    let from = from + (part.len() - part.trim_start().len());
    if part.trim().is_empty() {
        let from = from.min(to).min(line.len());
        return start + from..start + from;
    }
    start + from..start + from + part.trim().len()
}
