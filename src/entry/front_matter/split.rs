//! Where the front matter ends and the page begins.
//!
//! A scanner of its own: a fence is a line that holds nothing but `---`, and the block ends at the next `---` or `...`.
//! Lines may end in LF, CRLF or a lone CR.

use std::ops::Range;

/// What kind of front matter a text begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fence {
    /// The text begins with its page.
    None,
    /// A YAML block between two fences.
    Closed,
    /// An opening fence and no closing one: the whole text is page.
    NeverClosed,
    /// A TOML block between `+++` fences, shown as it is.
    Toml,
}

/// The pieces of a text. All ranges are bytes of the whole text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Split {
    pub fence: Fence,
    /// The block with both fences and the line end of the last; empty where there is none.
    pub block: Range<usize>,
    /// What stands between the fences.
    pub inner: Range<usize>,
    /// Where the page begins: after the block, or after a byte order mark.
    pub body: usize,
}

/// Cuts a text at its fences.
pub fn split(text: &str) -> Split {
    let start = if text.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let none = |fence| Split {
        fence,
        block: start..start,
        inner: start..start,
        body: start,
    };
    let first = line_at(text, start);
    let (closes, fence): (fn(&str) -> bool, _) = match fence_of(text, &first) {
        "---" => (|fence| matches!(fence, "---" | "..."), Fence::Closed),
        "+++" => (|fence| fence == "+++", Fence::Toml),
        _ => return none(Fence::None),
    };
    let mut line = line_at(text, first.next);
    while line.start < line.next {
        if closes(fence_of(text, &line)) {
            return Split {
                fence,
                block: start..line.next,
                inner: first.next..line.start,
                body: line.next,
            };
        }
        line = line_at(text, line.next);
    }
    none(if fence == Fence::Closed {
        Fence::NeverClosed
    } else {
        Fence::None
    })
}

/// One line: `start..end` is its content, `end..next` its line end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LineSpan {
    pub start: usize,
    pub end: usize,
    pub next: usize,
}

/// The line that begins at `start`.
pub(super) fn line_at(text: &str, start: usize) -> LineSpan {
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let length = memchr::memchr2(b'\n', b'\r', bytes).unwrap_or(bytes.len());
    let line_end = match bytes.get(length..).unwrap_or_default() {
        [b'\r', b'\n', ..] => 2,
        [_, ..] => 1,
        [] => 0,
    };
    LineSpan {
        start,
        end: start + length,
        next: start + length + line_end,
    }
}

/// The line that holds `at`; at a line end, the line that it ends.
pub(super) fn line_around(text: &str, at: usize) -> LineSpan {
    let before = text.as_bytes().get(..at).unwrap_or_default();
    line_at(
        text,
        memchr::memrchr2(b'\n', b'\r', before).map_or(0, |found| found + 1),
    )
}

/// The line above the one that begins at `start`.
pub(super) fn line_above(text: &str, start: usize) -> Option<LineSpan> {
    let before = text.get(..start)?;
    let without_end = match before.strip_suffix('\n') {
        Some(line) => line.strip_suffix('\r').unwrap_or(line),
        None => before.strip_suffix('\r')?,
    };
    Some(line_around(text, without_end.len()))
}

fn fence_of<'a>(text: &'a str, line: &LineSpan) -> &'a str {
    text.get(line.start..line.end)
        .unwrap_or_default()
        .trim_end_matches([' ', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pieces(text: &str) -> (Fence, &str, &str) {
        let split = split(text);
        (split.fence, &text[split.inner], &text[split.body..])
    }

    #[test]
    fn a_block_ends_at_its_closing_fence_whatever_ends_its_lines() {
        for end in ["\n", "\r\n", "\r"] {
            let text = ["---", "a: 1", "---", "Body", ""].join(end);
            assert_eq!(
                pieces(&text),
                (
                    Fence::Closed,
                    format!("a: 1{end}").as_str(),
                    format!("Body{end}").as_str()
                )
            );
        }
        assert_eq!(
            pieces("---\na: 1\n...\nBody"),
            (Fence::Closed, "a: 1\n", "Body")
        );
        assert_eq!(
            pieces("\u{feff}---  \na: 1\n---\t\nBody"),
            (Fence::Closed, "a: 1\n", "Body")
        );
        assert_eq!(pieces("---\n---"), (Fence::Closed, "", ""));
    }

    #[test]
    fn a_block_that_is_never_closed_is_page() {
        assert_eq!(
            pieces("---\na: 1\n"),
            (Fence::NeverClosed, "", "---\na: 1\n")
        );
        assert_eq!(pieces("---"), (Fence::NeverClosed, "", "---"));
        assert_eq!(pieces("+++\na = 1\n"), (Fence::None, "", "+++\na = 1\n"));
    }

    #[test]
    fn text_without_a_fence_in_its_first_line_has_no_block() {
        for text in [
            "",
            "\u{feff}",
            "Page\n",
            "\n---\na: 1\n---\n",
            "----\na: 1\n---\n",
            " ---\n---\n",
        ] {
            let split = split(text);
            assert_eq!(
                (split.fence, split.block.len()),
                (Fence::None, 0),
                "{text:?}"
            );
        }
    }

    #[test]
    fn toml_is_found_and_left_alone() {
        assert_eq!(
            pieces("+++\na = 1\n+++\nBody"),
            (Fence::Toml, "a = 1\n", "Body")
        );
    }
}
