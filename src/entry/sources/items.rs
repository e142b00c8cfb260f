//! Which lines of a section are numbered items that lie in nothing else.
//!
//! Where a section is what it nearly always is (numbered lines of plain words, and blank ones), its lines are walked; for
//! anything else the markdown parser is asked.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag};

use crate::entry::page;

/// A numbered item. Ranges are bytes of the whole entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberedItem {
    pub number: u32,
    pub number_at: Range<usize>,
    /// From the number to the end of the last line, its line end left out.
    pub range: Range<usize>,
    /// The words behind the number, up to a nested block.
    pub line: Range<usize>,
}

/// The numbered items of a section's body.
pub(super) fn read(text: &str, body: Range<usize>) -> Vec<NumberedItem> {
    let words = text.get(body.clone()).unwrap_or_default();
    walk(words, body.start).unwrap_or_else(|| parse(words, body.start))
}

/// `None` where a line could mean more than it shows.
fn walk(body: &str, offset: usize) -> Option<Vec<NumberedItem>> {
    let mut items = Vec::with_capacity(8);
    let mut start = 0;
    for line in body.split_inclusive('\n') {
        let words = line.trim_end_matches(['\n', '\r', ' ']);
        if !words.is_empty() {
            let item = item(words, offset + start)?;
            let first = body.as_bytes().get(item.line.start - offset)?;
            // A digit could be a list in the list, `[` a definition of a link.
            if !(first.is_ascii_alphabetic() || *first >= 0x80 || matches!(first, b'"' | b'('))
                || words.contains(['\r', '\t'])
            {
                return None;
            }
            items.push(item);
        }
        start += line.len();
    }
    Some(items)
}

fn parse(body: &str, offset: usize) -> Vec<NumberedItem> {
    let mut items: Vec<NumberedItem> = Vec::new();
    let mut depth = 0_usize;
    let mut numbered = false;
    // An item of the outermost list whose words have not ended.
    let mut open = false;
    for (event, range) in Parser::new_ext(body, page::options()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                let is_block = !matches!(
                    tag,
                    Tag::Emphasis
                        | Tag::Strong
                        | Tag::Strikethrough
                        | Tag::Superscript
                        | Tag::Subscript
                        | Tag::Link { .. }
                        | Tag::Image { .. }
                );
                match tag {
                    Tag::List(first) if depth == 0 => numbered = first.is_some(),
                    Tag::Item if depth == 1 && numbered => {
                        let words = body.get(range.clone()).unwrap_or_default();
                        let words = words.trim_end();
                        let found = item(words, offset + range.start);
                        open = found.is_some();
                        items.extend(found);
                    }
                    // A loose list wraps the words of its items; everything after them is not read.
                    Tag::Paragraph if depth == 2 && open => {
                        if let Some(item) = items.last_mut()
                            && offset + range.start == item.line.start
                        {
                            let end =
                                offset + body.get(..range.end).unwrap_or(body).trim_end().len();
                            item.line.end = end.max(item.line.start);
                            open = false;
                        }
                    }
                    _ if is_block && depth == 2 && open => {
                        if let Some(item) = items.last_mut() {
                            let end = body.get(..range.start).unwrap_or(body).trim_end().len();
                            item.line.end = (offset + end).max(item.line.start);
                        }
                        open = false;
                    }
                    _ => {}
                }
                depth += 1;
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                open &= depth >= 2;
            }
            _ => {}
        }
    }
    items
}

/// The item whose words begin with its number.
fn item(words: &str, offset: usize) -> Option<NumberedItem> {
    let indent = words.len() - words.trim_start_matches(' ').len();
    if indent > 3 {
        return None;
    }
    let digits_end = words
        .bytes()
        .skip(indent)
        .position(|byte| !byte.is_ascii_digit())
        .map_or(words.len(), |digits| indent + digits);
    let digits = words.get(indent..digits_end)?;
    if !(1..=9).contains(&digits.len()) {
        return None;
    }
    let rest = words.get(digits_end..)?.strip_prefix(['.', ')'])?;
    if !(rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])) {
        return None;
    }
    let line = words.len() - rest.trim_start().len();
    Some(NumberedItem {
        number: digits.parse().ok()?,
        number_at: offset + indent..offset + digits_end,
        range: offset + indent..offset + words.len(),
        line: offset + line..offset + words.len(),
    })
}
