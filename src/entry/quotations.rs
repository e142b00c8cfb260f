//! Quotations: what somebody else said.

use std::ops::Range;

use super::page::{Block, BlockKind, Page};

/// Quoted blocks, and what stands between quotation marks in a paragraph.
pub fn quotations(text: &str, page: &Page) -> Vec<Range<usize>> {
    let mut quotations = Vec::new();
    for block in page.blocks.iter().filter(|block| is_words(block)) {
        if block.quotes != 0 {
            quotations.push(block.range.clone());
            continue;
        }
        let words = text.get(block.range.clone()).unwrap_or_default();
        let mut open: Option<(usize, char)> = None;
        for (at, letter) in words.char_indices() {
            match (open, letter) {
                (None, '“' | '"' | '«' | '„') => open = Some((at, letter)),
                (Some((from, '"')), '"')
                | (Some((from, '“')), '”')
                | (Some((from, '«')), '»')
                | (Some((from, '„')), '“' | '”') => {
                    let start = block.range.start;
                    quotations.push(start + from..start + at + letter.len_utf8());
                    open = None;
                }
                _ => {}
            }
        }
    }
    quotations
}

fn is_words(block: &Block) -> bool {
    !matches!(
        block.kind,
        BlockKind::Code { .. } | BlockKind::Html | BlockKind::Rule
    )
}
