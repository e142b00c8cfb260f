//! Cross references: `the magnesium form comparison entry (3ca17b72)`, eight hex digits in brackets.
//!
//! The id says nothing by itself; which entry it means, the library knows. Knows nothing of: other entries.

use std::ops::Range;

use super::page::{Block, Kind, Page, Style};

/// The id whose brackets hold this place of a text.
pub fn id_at(text: &str, at: usize) -> Option<&str> {
    // The caret may stand before the bracket, or behind it.
    let upto = text.get(..at + 1).or_else(|| text.get(..at))?;
    let open = upto.rfind('(')?;
    let id = text.get(open + 1..open + 9)?;
    let is_id = id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    let closed = text.get(open + 9..open + 10) == Some(")");
    (is_id && closed && at <= open + 10).then_some(id)
}

/// The ids in the prose of a text, in order.
pub fn ids(text: &str, page: &Page) -> Vec<Range<usize>> {
    let is_prose = |kind: &Kind| !matches!(kind, Kind::Code { .. } | Kind::Html);
    let prose = page.blocks.iter().filter(|block| is_prose(&block.kind));
    let mut ids = Vec::new();
    for block in prose {
        let words = text.get(block.range.clone()).unwrap_or_default();
        for open in memchr::memchr_iter(b'(', words.as_bytes()) {
            let open = block.range.start + open;
            if id_at(text, open).is_some() && !is_code(page, block, open + 1) {
                ids.push(open + 1..open + 9);
            }
        }
    }
    // An item holds the blocks below it.
    ids.sort_by_key(|id| id.start);
    ids.dedup();
    ids
}

fn is_code(page: &Page, block: &Block, at: usize) -> bool {
    let cells = page.cells(block).iter();
    let runs = page
        .runs(block)
        .iter()
        .chain(cells.flat_map(|cell| page.cell_runs(cell)));
    let mut here = runs.filter(|run| run.source.contains(&at));
    here.any(|run| run.style.has(Style::CODE) || run.style.has(Style::HTML))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brackets_and_what_is_in_them_are_the_place_of_an_id() {
        let text = "see (3ca17b72) é";
        for (at, found) in [(3, false), (4, true), (9, true), (14, true), (15, false)] {
            assert_eq!(id_at(text, at), found.then_some("3ca17b72"), "at {at}");
        }
        for text in [
            "(3CA17B72)",
            "(3ca17b7)",
            "(3ca17b729)",
            "(3ca17b72",
            "(",
            "é(",
        ] {
            for at in 0..=text.len() {
                assert_eq!(id_at(text, at), None, "{text} at {at}");
            }
        }
    }
}
