//! The page: one parse of the markdown, shared by outline and preview.
//!
//! A page is flat. Every block that shows something (a heading, a paragraph, one row of a table) stands in one list in
//! the order of the text, and says how deep in lists and quotes it lies; so nothing here or in the preview recurses,
//! however deep a text nests. Every range named `range` or `source` is in bytes of the whole entry; every range named
//! `text` of a run is in bytes of what its block shows.
//!
//! Knows nothing of: egui, front matter, what a section is.

mod heading;
mod reader;
mod templates;

use std::ops::Range;

pub(in crate::entry) use reader::options;

use super::Edit;

/// One reading of an entry's body. It is rebuilt at every key and never changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The part of the entry that was read: everything after the front matter.
    pub body: Range<usize>,
    /// What is shown, in the order of the text.
    pub blocks: Vec<Block>,
    /// The blocks that lie in nothing else: what an outline is cut from.
    pub tops: Vec<Top>,
    /// The tables that rows belong to.
    pub tables: Vec<Table>,
    /// Addresses of links and images.
    pub links: Vec<String>,
    cells: Vec<Cell>,
    runs: Vec<Run>,
    shown: String,
}

/// A block that shows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Block {
    /// Where it stands in the entry.
    pub range: Range<usize>,
    /// What it is.
    pub kind: BlockKind,
    /// In how many items, quotes and notes it lies.
    pub depth: u16,
    /// Which of the outermost 32 of these are quotes: the lowest bit is the outermost.
    pub quotes: u32,
    /// It is part of a footnote.
    pub in_note: bool,
    /// The bullet, number, box or note label it begins with.
    pub marker: Option<Marker>,
    /// It goes on from the block above, which was too long to be one.
    pub joined: bool,
    text: Range<usize>,
    runs: Range<usize>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A heading of level 1 to 6.
    Heading(u8),
    /// Running text, also that of an item, a quote or a note.
    Paragraph,
    /// Program text, with the language named at its fence.
    Code {
        /// The word after the fence, empty when there is none.
        language: String,
    },
    /// Raw HTML: shown as it is written, never run.
    Html,
    /// A thematic break.
    Rule,
    /// One row of a table.
    Row {
        /// Its table, in [`Page::tables`].
        table: usize,
        /// It names the columns.
        head: bool,
        /// Its cells, one a column.
        cells: Range<usize>,
    },
    /// An image; the text shown is what stands in for it.
    Image {
        /// Where it lies, in [`Page::links`].
        link: usize,
    },
}

/// What stands before the first block of an item or a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Marker {
    /// An item of a list without numbers.
    Bullet,
    /// An item of a numbered list.
    Number(u64),
    /// An item with a box; true when it is ticked.
    Task(bool),
    /// The label of a footnote.
    Note(String),
}

/// Text in one style, and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its place in the text its block or cell shows.
    pub text: Range<usize>,
    /// Its place in the entry. Where both are equally long, they match byte for byte.
    pub source: Range<usize>,
    /// How it looks.
    pub style: Style,
    /// Where it leads, in [`Page::links`].
    pub link: Option<usize>,
}

/// How a run looks: any of the constants together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Style(u8);

/// A table: what its rows have in common.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Its columns from left to right.
    pub columns: Vec<Column>,
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// To which side its cells are set.
    pub align: Align,
    /// Characters in its longest cell.
    pub widest: usize,
    /// Characters in its longest word.
    pub longest_word: usize,
}

/// To which side a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Left, also where the table does not say.
    Left,
    /// Centred.
    Centre,
    /// Right.
    Right,
}

/// One cell of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where it stands in the entry.
    pub range: Range<usize>,
    text: Range<usize>,
    runs: Range<usize>,
}

/// A block that lies in nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Top {
    /// A heading.
    Heading(Heading),
    /// A thematic break: the whole line with its ending.
    Rule(Range<usize>),
    /// Anything else.
    Other(Range<usize>),
}

/// A heading that lies in nothing else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// Its whole lines, indent and line ending included.
    pub range: Range<usize>,
    /// The words of it as they are written, without `##` and the line under it. Two lines when the heading has two.
    pub text: Range<usize>,
    /// 1 to 6.
    pub level: u8,
    /// It is made by a line of `=` or `-` under the words.
    pub setext: bool,
}

impl Page {
    /// Reads the body of an entry; `body_start` is where its front matter ends.
    pub fn read(text: &str, body_start: usize) -> Self {
        reader::read(text, body_start)
    }

    /// What a block shows.
    pub fn text(&self, block: &Block) -> &str {
        self.shown.get(block.text.clone()).unwrap_or_default()
    }

    /// The runs of a block, in order and without gaps. A row has none of its own: its cells have.
    pub fn runs(&self, block: &Block) -> &[Run] {
        match block.kind {
            BlockKind::Row { .. } => &[],
            _ => self.runs.get(block.runs.clone()).unwrap_or_default(),
        }
    }

    /// The cells of a row; none for any other block.
    pub fn cells(&self, block: &Block) -> &[Cell] {
        match &block.kind {
            BlockKind::Row { cells, .. } => self.cells.get(cells.clone()).unwrap_or_default(),
            _ => &[],
        }
    }

    /// What a cell shows.
    pub fn cell_text(&self, cell: &Cell) -> &str {
        self.shown.get(cell.text.clone()).unwrap_or_default()
    }

    /// The runs of a cell.
    pub fn cell_runs(&self, cell: &Cell) -> &[Run] {
        self.runs.get(cell.runs.clone()).unwrap_or_default()
    }

    /// The markdown files that the names of notes (`[[Tea]]`) in the text mean, each as `/Tea.md` with the place of the name:
    /// a note may lie in any folder.
    pub fn notes(&self, text: &str) -> Vec<(String, Range<usize>)> {
        let is_words = |name: &Range<usize>| {
            let block = self.block_at(name.start).and_then(|at| self.blocks.get(at));
            block.is_some_and(|block| {
                !matches!(block.kind, BlockKind::Code { .. } | BlockKind::Html)
                    && self
                        .run_at(block, name.start)
                        .is_some_and(|run| !run.style.has(Style::CODE))
            })
        };
        let names = templates::notes(text, self.body.start).filter(is_words);
        let file = |name: Range<usize>| {
            let words = text.get(name.clone())?.trim().trim_start_matches('/');
            let is_other_file = words.rsplit('/').next()?.contains('.') && !words.ends_with(".md");
            let path = words.strip_suffix(".md").unwrap_or(words);
            (!path.is_empty() && !is_other_file).then(|| (format!("/{path}.md"), name))
        };
        names.filter_map(file).collect()
    }

    /// The address a run leads to.
    pub fn link(&self, run: &Run) -> Option<&str> {
        self.links.get(run.link?).map(String::as_str)
    }

    /// Whether a place of the entry lies in program text.
    pub fn is_program_at(&self, at: usize) -> bool {
        let block = self.block_at(at).and_then(|block| self.blocks.get(block));
        let Some(block) = block.filter(|block| block.range.contains(&at)) else {
            return false;
        };
        matches!(block.kind, BlockKind::Code { .. })
            || (self.run_at(block, at)).is_some_and(|run| run.style.has(Style::CODE))
    }

    /// Whether a place of the entry lies in program text whose fence is closed.
    pub fn is_closed_program_at(&self, text: &str, at: usize) -> bool {
        let Some(number) = self.block_at(at) else {
            return false;
        };
        // A long one is several blocks.
        let blocks = self.blocks.get(number..).unwrap_or_default();
        let more = blocks.iter().skip(1).take_while(|block| block.joined);
        let Some((first, last)) = blocks
            .first()
            .zip(blocks.first().into_iter().chain(more).last())
        else {
            return false;
        };
        let is_program = matches!(first.kind, BlockKind::Code { .. });
        let words = self.runs(last).last().map(|run| run.source.end);
        // What stands behind its words is what closes it.
        let close = words.and_then(|end| text.get(end..last.range.end));
        is_program && first.range.contains(&at) && close.is_some_and(|it| !it.trim().is_empty())
    }

    /// The blocks that begin in a stretch of the entry.
    pub fn blocks_in(&self, stretch: &Range<usize>) -> &[Block] {
        let begin = |at: usize| self.blocks.partition_point(|block| block.range.start < at);
        let (first, end) = (begin(stretch.start), begin(stretch.end));
        self.blocks.get(first..end).unwrap_or_default()
    }

    /// The run of a block, or of one of its cells, that a place of the entry lies in.
    pub fn run_at(&self, block: &Block, at: usize) -> Option<&Run> {
        let cells = self.cells(block);
        let cell = cells.get(cells.partition_point(|cell| cell.range.end <= at));
        let runs = cell.map_or(self.runs(block), |cell| self.cell_runs(cell));
        let run = runs.get(runs.partition_point(|run| run.source.end <= at))?;
        run.source.contains(&at).then_some(run)
    }

    /// The block that holds an offset of the entry, or the last one before it, or the first.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        if self.blocks.is_empty() {
            return None;
        }
        let after = self.blocks.partition_point(|b| b.range.start <= offset);
        Some(after.saturating_sub(1))
    }
}

impl Block {
    /// Is the container at this depth (0 is the outermost) a quote?
    pub fn quoted_at(&self, depth: u16) -> bool {
        depth < 32 && self.quotes & (1 << depth) != 0
    }
}

/// The place in the entry of a place in the text a block or cell shows.
pub fn source_of(runs: &[Run], at: usize) -> Option<usize> {
    let run = runs
        .get(runs.partition_point(|run| run.text.end <= at))
        .or(runs.last())?;
    let into = at.saturating_sub(run.text.start);
    Some(if run.is_verbatim() {
        run.source.start + into.min(run.source.len())
    } else if at >= run.text.end {
        run.source.end
    } else {
        run.source.start
    })
}

impl Run {
    /// What is shown is what is written, byte for byte.
    pub fn is_verbatim(&self) -> bool {
        self.text.len() == self.source.len()
    }
}

impl Style {
    /// Strong.
    pub const BOLD: Self = Self(1);
    /// Emphasised.
    pub const ITALIC: Self = Self(2);
    /// Program text.
    pub const CODE: Self = Self(4);
    /// Struck through.
    pub const STRIKE: Self = Self(8);
    /// A reference to a footnote.
    pub const NOTE: Self = Self(16);
    /// Raw HTML among the words.
    pub const HTML: Self = Self(32);
    /// What stands in for an image among the words.
    pub const IMAGE: Self = Self(64);
    /// What a generator fills in: a shortcode, Liquid, the brackets of a note’s name.
    pub const TEMPLATE: Self = Self(128);

    /// Does it have this look?
    pub fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// This look and that one.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl Heading {
    /// The words on one line.
    pub fn title(&self, text: &str) -> String {
        let words = text.get(self.text.clone()).unwrap_or_default();
        if words.contains(['\n', '\r']) {
            words.split_whitespace().collect::<Vec<_>>().join(" ")
        } else {
            words.to_owned()
        }
    }

    /// The change that puts other words in the place of these. A bare `##` has no room for words yet: they get a blank.
    pub fn reworded(&self, text: &str, words: &str) -> Edit {
        let mut place = self.text.clone();
        let mut new = words.to_owned();
        let byte = |at: usize| text.as_bytes().get(at);
        if !new.is_empty() && place.start > 0 && byte(place.start - 1) == Some(&b'#') {
            new.insert(0, ' ');
            // The blank behind the hashes is that blank, not one at the line's end.
            place.end += usize::from(byte(place.end) == Some(&b' '));
        }
        if !new.is_empty() && byte(place.end) == Some(&b'#') {
            new.push(' ');
        }
        Edit::new(place, new)
    }
}

impl Top {
    /// Where it stands in the entry.
    pub fn range(&self) -> &Range<usize> {
        match self {
            Self::Heading(heading) => &heading.range,
            Self::Rule(range) | Self::Other(range) => range,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_run_at_a_place_is_found_as_by_looking_at_each(
            pieces in prop::collection::vec(prop::sample::select(vec![
                "word ", "**b** ", "*i* ", "`c` ", "[w](a) ", "é", "&amp; ", "  \n", "\n\n", "> ", "- ", "| a | *b* |\n",
                "| - | - |\n", "# ", "<b>", "\\* ", "![p](q) ", "[^1] ", "```\n", "**[`x`](y)** ",
            ]), 0..30),
        ) {
            let text: String = pieces.concat();
            let page = Page::read(&text, 0);
            for block in &page.blocks {
                let cells = page.cells(block).iter().flat_map(|cell| page.cell_runs(cell));
                let runs: Vec<&Run> = page.runs(block).iter().chain(cells).collect();
                for at in 0..text.len() {
                    let by_each = runs.iter().find(|run| run.source.contains(&at)).copied();
                    prop_assert_eq!(page.run_at(block, at), by_each, "{:?} at {}", &text, at);
                }
            }
        }
    }

    /// One line a block: depth, marker, kind and text, with the runs that have a look marked.
    fn shown(text: &str) -> Vec<String> {
        let page = Page::read(text, 0);
        let runs = |runs: &[Run], words: &str| {
            let mut out = String::new();
            for run in runs {
                let part = words.get(run.text.clone()).expect("runs lie in the text");
                let link = page.link(run).map(|l| format!("@{l}")).unwrap_or_default();
                match run.style {
                    Style(0) if link.is_empty() => out.push_str(part),
                    Style(look) => out.push_str(&format!("{{{look}{link}:{part}}}")),
                }
            }
            out
        };
        page.blocks
            .iter()
            .map(|block| {
                let marker = match &block.marker {
                    None => String::new(),
                    Some(Marker::Bullet) => "• ".into(),
                    Some(Marker::Number(n)) => format!("{n}. "),
                    Some(Marker::Task(ticked)) => format!("[{}] ", if *ticked { "x" } else { " " }),
                    Some(Marker::Note(label)) => format!("^{label} "),
                };
                let kind = match &block.kind {
                    BlockKind::Heading(level) => format!("h{level} "),
                    BlockKind::Paragraph => String::new(),
                    BlockKind::Code { language } => format!("code({language}) "),
                    BlockKind::Html => "html ".into(),
                    BlockKind::Rule => "rule".into(),
                    BlockKind::Row { head, .. } => if *head { "head" } else { "row" }.into(),
                    BlockKind::Image { link } => {
                        format!("image({}) ", page.links.get(*link).expect("an address"))
                    }
                };
                let cells: String = page
                    .cells(block)
                    .iter()
                    .map(|c| format!(" | {}", runs(page.cell_runs(c), page.cell_text(c))))
                    .collect();
                let words = runs(page.runs(block), page.text(block));
                let bars: String = (0..block.depth)
                    .map(|d| if block.quoted_at(d) { '>' } else { '.' })
                    .collect();
                format!("{bars}{marker}{kind}{words}{cells}")
            })
            .collect()
    }

    #[test]
    fn words_keep_their_looks_and_addresses() {
        assert_eq!(
            shown(
                "A **b _c_** ~~d~~ `e` [f **g**](h) <i> [^1] <https://j.k> <l@m.n>\n\n[^1]: note\n"
            ),
            [
                "A {1:b }{3:c} {8:d} {4:e} {0@h:f }{1@h:g} {32:<i>} {16:1} {0@https://j.k:https://j.k} {0@mailto:l@m.n:l@m.n}",
                ".^1 note"
            ]
        );
    }

    #[test]
    fn items_quotes_and_notes_say_how_deep_they_lie() {
        assert_eq!(
            shown("- a\n  1. b\n  2. > c\n\n     d\n- [x] e\n-\n- - f\n\n> g\n> - [ ] h\n"),
            [
                ".• a", "..1. b", "..>2. c", "..d", ".[x] e", ".• ", ".• ", "..• f", ">g",
                ">.[ ] h"
            ]
        );
    }

    #[test]
    fn code_and_html_are_shown_as_written() {
        assert_eq!(
            shown("```rust ignore\na\n\n*b*\n```\n\n<div>\n*c*\n</div>\n\n    d\n"),
            ["code(rust) a\n\n*b*", "html <div>\n*c*\n</div>", "code() d"]
        );
    }

    #[test]
    fn a_table_is_rows_of_cells() {
        let text = "| a | b |\n|--|:-:|\n| **c** | long `word` |\n| d |\n";
        assert_eq!(
            shown(text),
            ["head | a | b", "row | {1:c} | long {4:word}", "row | d | "]
        );
        let page = Page::read(text, 0);
        let columns = &page.tables.first().expect("a table").columns;
        let measures: Vec<_> = columns
            .iter()
            .map(|c| (c.align, c.widest, c.longest_word))
            .collect();
        assert_eq!(measures, [(Align::Left, 1, 1), (Align::Centre, 9, 4)]);
    }

    #[test]
    fn an_image_is_a_block_of_its_own() {
        assert_eq!(
            shown("a ![b *c*](d.png) e\n\n- ![f](g)\n\n# ![h](i)\n"),
            [
                "a ",
                "image(d.png) {64:b }{66:c}",
                "e",
                ".• image(g) {64:f}",
                "h1 {64:h}"
            ]
        );
    }

    #[test]
    fn a_place_shown_leads_to_its_place_in_the_entry() {
        let text = "---\na: b\n---\nOne **two** &amp; ``thr`ee``\n";
        let page = Page::read(text, 13);
        let block = page.blocks.first().expect("a paragraph");
        assert_eq!(page.text(block), "One two & thr`ee");
        for (shown, source) in [
            ("wo", "wo**"),
            ("&", "&amp;"),
            ("`ee", "`ee``"),
            ("One", "One"),
        ] {
            let at = page.text(block).find(shown).expect("shown");
            assert_eq!(source_of(page.runs(block), at), text.find(source));
        }
        assert_eq!(source_of(page.runs(block), 99), text.find("``\n"));
    }

    #[test]
    fn an_offset_finds_its_block() {
        let page = Page::read("\n# A\n\nb\n\n\nc\n", 0);
        let found = [0, 1, 4, 6, 8, 10, 99].map(|at| page.block_at(at));
        assert_eq!(found, [0, 0, 0, 1, 1, 2, 2].map(Some));
        assert_eq!(Page::read("\n", 0).block_at(0), None);
    }

    #[test]
    fn an_overlong_block_is_divided_and_loses_nothing() {
        for text in [
            "word ".repeat(4000),
            "x".repeat(20_000),
            format!("```\n{}", "line\n".repeat(4000)),
            format!("# {}", "w & ".repeat(4000)),
        ] {
            let page = Page::read(&text, 0);
            assert!(page.blocks.len() > 2);
            assert!(page.blocks.iter().skip(1).all(|b| b.joined));
            let glue = if text.starts_with('`') { "\n" } else { "" };
            let pieces: Vec<_> = page.blocks.iter().map(|b| page.text(b)).collect();
            assert!(pieces.iter().all(|p| p.len() <= 8192));
            let plain = text.trim_start_matches(['#', '`', ' ', '\n']).trim_end();
            assert_eq!(pieces.join(glue).trim_end(), plain);
        }
    }

    #[test]
    fn a_very_deep_nest_is_read() {
        for deep in ["> ".repeat(5000) + "x", "* ".repeat(5000) + "x"] {
            let page = Page::read(&deep, 0);
            assert!(page.blocks.iter().all(|b| b.range.end <= deep.len()));
        }
    }
}
