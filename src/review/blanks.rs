//! Where a run of blanks says something: in program text, raw HTML and an address it is shown or used as it stands, at a line’s
//! end it may break the line, and before a line it says what the line lies in. Everywhere else one blank is as good as another.

use std::ops::Range;

use crate::entry::page::{Block, BlockKind, Page, Run, Style};

/// The blanks of a text that say something.
pub(super) struct Blanks {
    page: Page,
    /// Stretches in which blanks are as they stand, in the order of the text.
    kept: Vec<Range<usize>>,
}

impl Blanks {
    pub(super) fn of(text: &str, body: usize) -> Self {
        let page = Page::read(text, body);
        let mut kept: Vec<Range<usize>> = Vec::new();
        for block in &page.blocks {
            if is_verbatim(block) {
                kept.push(block.range.clone());
                continue;
            }
            let cells = page.cells(block).iter();
            let cells = cells.map(|cell| (page.cell_text(cell), page.cell_runs(cell)));
            let all = std::iter::once((page.text(block), page.runs(block))).chain(cells);
            for (shown, runs) in all {
                let is_kept = Style::CODE.with(Style::HTML);
                let says =
                    |it: &&Run| it.style.has(is_kept) || shown.get(it.text.clone()) == Some("\n");
                kept.extend(runs.iter().filter(says).map(|it| it.source.clone()));
            }
        }
        Self { page, kept }
    }

    /// Whether a run of blanks in a line says more than one blank does.
    pub(super) fn say(&self, line: &str, start: usize, blanks: &Range<usize>) -> bool {
        let next = self.kept.partition_point(|it| it.end <= blanks.start);
        let is_kept = self.kept.get(next).is_some_and(|it| it.start < blanks.end);
        // `[tea](<green  tea.md>)`: another address.
        let in_address = || {
            let before = line.get(..blanks.start - start).unwrap_or_default();
            let opened = before.rfind("(<").max(before.rfind("]: <"));
            opened.is_some_and(|at| !before.get(at..).unwrap_or_default().contains('>'))
        };
        is_kept || in_address()
    }

    /// Whether a line stands in program text or raw HTML.
    pub(super) fn is_verbatim(&self, start: usize) -> bool {
        let block = self.block_at(start);
        block.is_some_and(|it| is_verbatim(it) && start < it.range.end)
    }

    /// In how many lists and quotes the words at a place lie.
    pub(super) fn depth(&self, at: usize) -> u16 {
        self.block_at(at).map_or(0, |it| it.depth)
    }

    fn block_at(&self, at: usize) -> Option<&Block> {
        let block = self.page.blocks.get(self.page.block_at(at)?)?;
        (block.range.start <= at).then_some(block)
    }
}

fn is_verbatim(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html)
}
