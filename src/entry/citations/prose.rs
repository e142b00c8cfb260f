//! The prose of an entry: what its section bodies show, in stretches that lead back to the bytes of the entry.
//!
//! Headings, code, raw HTML, images and addresses are no prose; neither are *Sources* and the tail.

use std::borrow::Cow;
use std::ops::Range;

use super::scan::SMALL;
use crate::entry::outline::Outline;
use crate::entry::page::{Block, BlockKind, Page, Run, Style};
use crate::entry::sources::{is_list_at, is_sources};

/// Text that is read in one go. What is no prose in it is blotted out byte for byte.
pub(super) struct Stretch<'p> {
    pub text: Cow<'p, str>,
    runs: Cow<'p, [Run]>,
    page: &'p Page,
}

/// Stands for a byte that is no prose: no name, number or blank.
const BLOT: u8 = 1;

/// Whether a citation that stood there would be read: it is in prose, and in no code and no link.
pub fn is_prose_at(text: &str, page: &Page, outline: &Outline, at: &Range<usize>) -> bool {
    let in_tail = outline
        .tail
        .as_ref()
        .is_some_and(|tail| tail.range.start <= at.start);
    if in_tail || is_list_at(text, outline, at.start) {
        return false;
    }
    let block = page
        .block_at(at.start)
        .and_then(|index| page.blocks.get(index));
    let holds = |runs: &[Run]| {
        let mut runs = runs.iter().filter(|run| run.is_verbatim());
        runs.any(|run| {
            run.source.start <= at.start
                && at.end <= run.source.end
                && run.link.is_none()
                && !run.style.has(no_prose())
        })
    };
    block.is_some_and(|block| match block.kind {
        BlockKind::Paragraph => holds(page.runs(block)),
        BlockKind::Row { .. } => {
            let mut cells = page.cells(block).iter();
            cells.any(|cell| holds(page.cell_runs(cell)))
        }
        _ => false,
    })
}

/// Every stretch of prose, in the order of the text.
pub(super) fn stretches<'p>(
    text: &'p str,
    page: &'p Page,
    outline: &'p Outline,
) -> impl Iterator<Item = Stretch<'p>> {
    let end = outline
        .tail
        .as_ref()
        .map_or(text.len(), |tail| tail.range.start);
    let sources: Vec<Range<usize>> = outline
        .sections
        .iter()
        .filter(|section| is_sources(text, section))
        .map(|section| section.range.clone())
        .collect();
    // They stand in the order of the text.
    let is_listed = move |at: usize| {
        let next = sources.partition_point(|it| it.end <= at);
        sources.get(next).is_some_and(|it| it.contains(&at))
    };
    let is_prose = move |block: &Block| block.range.start < end && !is_listed(block.range.start);
    let blocks = page.blocks.iter().enumerate();
    blocks
        .filter(move |(_, block)| is_prose(block))
        .flat_map(move |(at, block)| of_block(page, at, block))
}

fn of_block<'p>(page: &'p Page, at: usize, block: &'p Block) -> Vec<Stretch<'p>> {
    match block.kind {
        BlockKind::Paragraph if !block.joined => {
            let text = Cow::Borrowed(page.text(block));
            let runs = Cow::Borrowed(page.runs(block));
            let mut stretch = Stretch { text, runs, page };
            // A paragraph too long for one block goes on in the next ones.
            for next in page.blocks.get(at + 1..).unwrap_or_default() {
                if !next.joined || next.kind != BlockKind::Paragraph {
                    break;
                }
                stretch.append(page.text(next), page.runs(next));
            }
            vec![stretch.blotted()]
        }
        BlockKind::Row { .. } => page
            .cells(block)
            .iter()
            .map(|cell| {
                let text = Cow::Borrowed(page.cell_text(cell));
                let runs = Cow::Borrowed(page.cell_runs(cell));
                Stretch { text, runs, page }.blotted()
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// Styles that no citation is read in.
fn no_prose() -> Style {
    Style::CODE
        .with(Style::HTML)
        .with(Style::NOTE)
        .with(Style::IMAGE)
}

impl Stretch<'_> {
    fn append(&mut self, text: &str, runs: &[Run]) {
        let before = self.text.len();
        self.text.to_mut().push_str(text);
        self.runs.to_mut().extend(runs.iter().map(|run| Run {
            text: run.text.start + before..run.text.end + before,
            ..run.clone()
        }));
    }

    fn blotted(mut self) -> Self {
        let no_prose = no_prose();
        if !self.runs.iter().any(|run| run.style.has(no_prose)) {
            return self;
        }
        let mut bytes = self.text.into_owned().into_bytes();
        for run in self.runs.iter().filter(|run| run.style.has(no_prose)) {
            if let Some(part) = bytes.get_mut(run.text.clone()) {
                // Behind this a figure may cite a source.
                let is_raising = part.ends_with(b"<sup>");
                part.fill(if is_raising { SMALL } else { BLOT });
            }
        }
        // Runs are cut between letters, so what is left is text.
        self.text = Cow::Owned(String::from_utf8(bytes).unwrap_or_default());
        self
    }

    fn run_at(&self, at: usize) -> Option<&Run> {
        self.runs
            .get(self.runs.partition_point(|run| run.text.end <= at))
    }

    /// The bytes of the entry that a range of the stretch came from.
    pub(super) fn in_entry(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.run_at(range.start)?;
        let start = if first.is_verbatim() {
            first.source.start + (range.start - first.text.start)
        } else {
            first.source.start
        };
        let last = self.run_at(range.end.checked_sub(1)?)?;
        let end = if last.is_verbatim() {
            last.source.start + (range.end - last.text.start)
        } else {
            last.source.end
        };
        (start < end).then_some(start..end)
    }

    /// Where a place of the stretch leads to, if it is in a link.
    pub(super) fn link_at(&self, at: usize) -> Option<&str> {
        self.page.link(self.run_at(at)?)
    }
}
