//! The words of an entry as they are shown, in stretches that lead back to its bytes.
//!
//! A stretch is a heading, a paragraph or a cell: what follows another word in it follows it on the page too. Code blocks
//! and raw HTML are left out.

use std::ops::Range;

use crate::entry::page::{Block, BlockKind, Page, Run, Style};

/// Text that is read in one go.
#[derive(Debug, Clone, Copy)]
pub(super) struct ProseStretch<'p> {
    pub text: &'p str,
    pub runs: &'p [Run],
}

/// What is no prose although it stands among words.
pub(super) const NO_WORDS: Style = Style::CODE
    .with(Style::HTML)
    .with(Style::NOTE)
    .with(Style::IMAGE)
    .with(Style::TEMPLATE);

/// Program text, raw HTML and what a generator fills in.
const NO_PROSE: Style = Style::CODE.with(Style::HTML).with(Style::TEMPLATE);

/// Every stretch, in the order of the text.
pub(super) fn stretches(page: &Page) -> impl Iterator<Item = ProseStretch<'_>> {
    page.blocks.iter().flat_map(|block| {
        let words = matches!(block.kind, BlockKind::Heading(_) | BlockKind::Paragraph).then(|| {
            ProseStretch {
                text: page.text(block),
                runs: page.runs(block),
            }
        });
        let cells = page.cells(block).iter().map(|cell| ProseStretch {
            text: page.cell_text(cell),
            runs: page.cell_runs(cell),
        });
        words.into_iter().chain(cells)
    })
}

/// Whether a place of the entry lies in program text or raw HTML.
pub(super) fn is_code_at(page: &Page, at: usize) -> bool {
    let Some(block) = block_at(page, at) else {
        return false;
    };
    match block.kind {
        BlockKind::Code { .. } | BlockKind::Html => at < block.range.end,
        _ => page
            .run_at(block, at)
            .is_some_and(|run| run.style.has(NO_PROSE)),
    }
}

/// The block that a place of the body lies in, or the last before it.
pub(super) fn block_at(page: &Page, at: usize) -> Option<&Block> {
    let block = page.blocks.get(page.block_at(at)?)?;
    (block.range.start <= at).then_some(block)
}

/// The runs of a block, those of its cells included.
pub(super) fn runs<'p>(page: &'p Page, block: &'p Block) -> impl Iterator<Item = &'p Run> {
    let cells = page
        .cells(block)
        .iter()
        .flat_map(|cell| page.cell_runs(cell));
    page.runs(block).iter().chain(cells)
}

/// How far from a sign its counterpart is looked for. A longer link or bracket is none; without an end to it, a text of nothing
/// but opening signs would be read to its end from each of them.
const FAR: usize = 2_000;

/// The near part of what follows a place.
pub(super) fn near_ahead(rest: &str) -> &str {
    rest.get(..rest.floor_char_boundary(FAR)).unwrap_or(rest)
}

/// Where a sign stands last in the near part of what goes before a place.
pub(super) fn last_near(before: &str, is_sign: impl Fn(char) -> bool) -> Option<usize> {
    let from = before.ceil_char_boundary(before.len().saturating_sub(FAR));
    Some(from + before.get(from..)?.rfind(is_sign)?)
}

impl ProseStretch<'_> {
    /// The run at a place of the stretch.
    pub(super) fn run(&self, at: usize) -> Option<&Run> {
        self.runs
            .get(self.runs.partition_point(|run| run.text.end <= at))
    }

    /// Whether a place of the stretch holds words.
    pub(super) fn is_words(&self, at: usize) -> bool {
        self.run(at).is_some_and(|run| !run.style.has(NO_WORDS))
    }

    /// The bytes of the entry that show a range of the stretch.
    pub(super) fn source(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.run(range.start)?;
        let start = if first.is_verbatim() {
            first.source.start + (range.start - first.text.start)
        } else {
            first.source.start
        };
        let last = self.run(range.end.checked_sub(1)?)?;
        let end = if last.is_verbatim() {
            last.source.start + (range.end - last.text.start)
        } else {
            last.source.end
        };
        (start < end).then_some(start..end)
    }
}
