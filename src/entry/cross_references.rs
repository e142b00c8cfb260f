//! Cross references: `the magnesium form comparison entry (3ca17b72)`, eight hex digits in brackets.
//!
//! The id says nothing by itself; which entry it means, the library knows.

use std::fmt;
use std::ops::Range;

use super::page::{Block, BlockKind, Page, Style};

/// Eight small hex digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId(u32);

impl EntryId {
    /// Reads exactly what [`Display`](fmt::Display) writes.
    pub fn parse(digits: &str) -> Option<Self> {
        let is_id = digits.len() == 8
            && digits
                .bytes()
                .all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
        is_id.then(|| u32::from_str_radix(digits, 16).ok().map(Self))?
    }
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

/// Every id in brackets, be it in code, with the place of its digits.
pub fn all(text: &str) -> impl Iterator<Item = (EntryId, Range<usize>)> {
    memchr::memchr_iter(b'(', text.as_bytes()).filter_map(|open| id_behind(text, open))
}

/// The places of the ids in the prose of a text, in order.
pub fn ids(text: &str, page: &Page) -> Vec<Range<usize>> {
    let is_prose = |kind: &BlockKind| !matches!(kind, BlockKind::Code { .. } | BlockKind::Html);
    let prose = page.blocks.iter().filter(|block| is_prose(&block.kind));
    let mut ids = Vec::new();
    for block in prose {
        let words = text.get(block.range.clone()).unwrap_or_default();
        let places =
            all(words).map(|(_, at)| block.range.start + at.start..block.range.start + at.end);
        // Behind `]` it is the address of a link.
        let is_address =
            |at: &Range<usize>| text.get(..at.start).is_some_and(|it| it.ends_with("]("));
        let places = places.filter(|at| !is_address(at));
        ids.extend(places.filter(|at| !is_code(page, block, at.start)));
    }
    // An item holds the blocks below it.
    ids.sort_by_key(|id| id.start);
    ids.dedup();
    ids
}

/// Whether a place among words is program text.
fn is_code(page: &Page, block: &Block, at: usize) -> bool {
    let cells = page.cells(block).iter();
    let in_cells = cells.flat_map(|cell| page.cell_runs(cell));
    let mut runs = page.runs(block).iter().chain(in_cells);
    runs.any(|run| run.style.has(Style::CODE) && run.source.contains(&at))
}

/// The id whose brackets hold this place of a text.
pub fn id_at(text: &str, at: usize) -> Option<EntryId> {
    // The caret may stand before the bracket, or behind it.
    let upto = text.get(..at + 1).or_else(|| text.get(..at))?;
    let (id, digits) = id_behind(text, upto.rfind('(')?)?;
    (at <= digits.end + 1).then_some(id)
}

/// The id whose bracket opens here.
fn id_behind(text: &str, open: usize) -> Option<(EntryId, Range<usize>)> {
    let digits = open + 1..open + 9;
    if text.as_bytes().get(digits.end) != Some(&b')') {
        return None;
    }
    EntryId::parse(text.get(digits.clone())?).map(|id| (id, digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brackets_and_what_is_in_them_are_the_place_of_an_id() {
        let text = "see (3ca17b72) é";
        for (at, found) in [(3, false), (4, true), (9, true), (14, true), (15, false)] {
            assert_eq!(
                id_at(text, at),
                found.then_some(EntryId(0x3ca1_7b72)),
                "at {at}"
            );
        }
        for text in [
            "(3CA17B72)",
            "(3ca17b7)",
            "(3ca17b729)",
            "(3ca17b72",
            "(",
            "é(",
            "(ééééé)",
        ] {
            for at in 0..=text.len() {
                assert_eq!(id_at(text, at), None, "{text} at {at}");
            }
            assert_eq!(all(text).count(), 0, "{text}");
        }
    }

    #[test]
    fn every_id_of_a_text_is_found_and_written_as_it_was() {
        let text = "One (00000001), two ((1e345678)) and (00000001) again.";
        let found: Vec<(String, &str)> = all(text)
            .map(|(id, digits)| (id.to_string(), text.get(digits).unwrap_or_default()))
            .collect();
        let expected = ["00000001", "1e345678", "00000001"];
        assert_eq!(found, expected.map(|id| (id.to_owned(), id)));
    }
}
