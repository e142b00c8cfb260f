//! The layout of the page: what stands under what, how high it is or is likely to be.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::entry::outline::Outline;
use crate::entry::page::{Block, BlockKind, Marker, Page};

use super::PageView;

/// The size of running text in the preview, and the height of its lines.
pub(super) const TEXT: f32 = 15.5;
pub(super) const TEXT_LINE: f32 = 24.0;

/// What the layout depends on besides the text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct ColumnMeasure {
    /// Left edge of the column within the pane.
    pub left: f32,
    /// Width of the column.
    pub width: f32,
    /// How much larger letters and lines are than in the preview.
    pub letters: f32,
    pub lines: f32,
    pixels_per_point: f32,
}

impl ColumnMeasure {
    /// Wider than this no line is good to read.
    const WIDEST: f32 = 660.0;

    pub fn of(pane: f32, pixels_per_point: f32) -> Self {
        let margin = if pane < 340.0 { 16.0 } else { 28.0 };
        let width = (pane - 2.0 * margin).clamp(80.0, Self::WIDEST);
        Self {
            left: ((pane - width) / 2.0).max(margin).round(),
            width: width.floor(),
            letters: 1.0,
            lines: 1.0,
            pixels_per_point,
        }
    }

    /// A column of this place and width, its words set in this size and on lines of this height.
    pub fn set_in(left: f32, width: f32, (size, line): (f32, f32), pixels_per_point: f32) -> Self {
        Self {
            left,
            width: width.floor(),
            letters: size / TEXT,
            lines: line / TEXT_LINE,
            pixels_per_point,
        }
    }
}

/// What is drawn one below the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum LayoutItem {
    /// The title from the front matter, where the text has none.
    Title,
    /// Byline and badges.
    Byline,
    /// A block of the page, by number.
    Block(usize),
    /// A product card, by number.
    Card(usize),
    /// Words for a page that shows nothing.
    Empty,
}

#[derive(Debug, Clone, Copy)]
struct Placed {
    item: LayoutItem,
    /// Hash of all that is shown.
    key: u64,
    gap: f32,
    height: f32,
    /// The height is no mere estimate.
    known: bool,
    /// The height of its lines, where they are numbered.
    line: Option<f32>,
}

#[derive(Debug, Default)]
pub(super) struct PageLayout {
    placed: Vec<Placed>,
    /// Where each item begins, its gap included; one more for the end.
    tops: Vec<f32>,
    /// How many numbered lines stand above each item; one more for all of them.
    lines: Vec<usize>,
}

impl PageLayout {
    pub fn of(view: &PageView<'_>, measure: ColumnMeasure, heights: &HashMap<u64, f32>) -> Self {
        let page = view.page;
        let mut layout = Self {
            placed: Vec::with_capacity(page.blocks.len() + 8),
            tops: Vec::with_capacity(page.blocks.len() + 9),
            lines: Vec::new(),
        };
        let mut put = |item: LayoutItem, key: u64, gap: f32, likely: f32| {
            let known = heights.get(&key).copied();
            let height = known.unwrap_or(likely);
            layout.placed.push(Placed {
                item,
                key,
                gap,
                height,
                known: known.is_some(),
                line: line_of(page, item, measure),
            });
        };
        let header = view.header;
        let has_byline = !header.byline.is_empty() || !header.badges.is_empty();
        let titled = matches!(page.blocks.first(), Some(b) if b.kind == BlockKind::Heading(1) && b.depth == 0);
        if !titled && !header.title.is_empty() {
            put(LayoutItem::Title, key_of(&(1, &header.title)), 22.0, 64.0);
        }
        let badges: Vec<&str> = header.badges.iter().map(|b| b.text.as_str()).collect();
        let byline = key_of(&(2, &header.byline, badges));
        if !titled && has_byline {
            put(LayoutItem::Byline, byline, 12.0, 54.0);
        }
        let cards_at = cards_at(view);
        let cards = |put: &mut dyn FnMut(LayoutItem, u64, f32, f32)| {
            for (number, product) in header.products.iter().enumerate() {
                let gap = if number == 0 { 24.0 } else { 10.0 };
                put(
                    LayoutItem::Card(number),
                    key_of(&(3, &product.name)),
                    gap,
                    60.0,
                );
            }
        };
        let mut above: Option<&Block> = None;
        for (number, block) in page.blocks.iter().enumerate() {
            if cards_at == Some(number) {
                cards(&mut put);
            }
            let likely = likely_height(page, block, measure);
            put(
                LayoutItem::Block(number),
                block_key(page, block),
                gap(above, block),
                likely,
            );
            // Under a title of two blocks (it is very long) the byline waits for the second.
            let ends = !page.blocks.get(number + 1).is_some_and(|b| b.joined);
            if titled
                && has_byline
                && ends
                && above.is_none_or(|a| a.kind == BlockKind::Heading(1) && block.joined)
            {
                put(LayoutItem::Byline, byline, 12.0, 54.0);
            }
            above = Some(block);
        }
        if cards_at.is_none() {
            cards(&mut put);
        }
        if layout.placed.is_empty() {
            layout.placed.push(Placed {
                item: LayoutItem::Empty,
                key: 0,
                gap: 24.0,
                height: 24.0,
                known: true,
                line: None,
            });
        }
        layout.add_up();
        layout
    }

    pub fn len(&self) -> usize {
        self.placed.len()
    }

    pub fn item(&self, index: usize) -> Option<LayoutItem> {
        self.placed.get(index).map(|p| p.item)
    }

    /// The item that covers this height of the page, or the last.
    pub fn at(&self, y: f32) -> Option<usize> {
        if self.placed.is_empty() {
            return None;
        }
        let after = self.tops.partition_point(|top| *top <= y);
        Some(after.saturating_sub(1).min(self.placed.len() - 1))
    }

    /// Where an item begins, its gap included.
    pub fn top(&self, index: usize) -> f32 {
        self.tops.get(index).copied().unwrap_or(0.0)
    }

    pub fn gap(&self, index: usize) -> f32 {
        self.placed.get(index).map_or(0.0, |p| p.gap)
    }

    /// Gap and height together.
    pub fn slot(&self, index: usize) -> f32 {
        self.placed.get(index).map_or(0.0, |p| p.gap + p.height)
    }

    /// All of it, with room to breathe at the end.
    pub fn height(&self) -> f32 {
        self.tops.last().map_or(0.0, |end| end + 48.0)
    }

    /// Notes how high an item really is.
    pub fn set_height(&mut self, index: usize, height: f32, heights: &mut HashMap<u64, f32>) {
        if let Some(placed) = self.placed.get_mut(index) {
            placed.height = height;
            placed.known = true;
            heights.insert(placed.key, height);
        }
    }

    /// Adds the heights up again after some have changed.
    pub fn add_up(&mut self) {
        self.tops.clear();
        self.lines.clear();
        let (mut y, mut lines) = (0.0, 0);
        for placed in &self.placed {
            self.tops.push(y);
            self.lines.push(lines);
            y += placed.gap + placed.height;
            let of_item = placed
                .line
                .map(|line| (placed.height / line).round().max(1.0));
            lines += of_item.unwrap_or_default() as usize;
        }
        self.tops.push(y);
        self.lines.push(lines);
    }

    /// How many numbered lines stand above an item.
    pub fn lines_above(&self, index: usize) -> usize {
        self.lines.get(index).copied().unwrap_or_default()
    }

    pub fn is_numbered(&self, index: usize) -> bool {
        self.placed.get(index).is_some_and(|it| it.line.is_some())
    }

    /// The first item whose height is an estimate.
    pub fn first_unknown(&self) -> Option<usize> {
        self.placed.iter().position(|it| !it.known)
    }

    /// Where the block of an item stands in the entry.
    pub fn range<'p>(&self, page: &'p Page, index: usize) -> Option<&'p Range<usize>> {
        let Some(LayoutItem::Block(number)) = self.item(index) else {
            return None;
        };
        page.blocks.get(number).map(|block| &block.range)
    }

    /// How much text an item shows.
    pub fn bytes(&self, page: &Page, index: usize) -> usize {
        let Some(LayoutItem::Block(number)) = self.item(index) else {
            return 0;
        };
        let block = page.blocks.get(number);
        block.map_or(0, |block| page.text(block).len().max(64))
    }

    pub fn is_known(&self, index: usize) -> bool {
        self.placed.get(index).is_some_and(|p| p.known)
    }

    /// What has changed since an earlier layout is likely to be as high as what stood in its place.
    pub fn take_heights_from(&mut self, earlier: &Self) {
        let start = earlier.alike_at_start(self);
        let pairs = self.placed.iter_mut().zip(&earlier.placed).skip(start);
        let pairs = pairs.take_while(|(new, old)| new.key != old.key);
        for (new, old) in pairs.filter(|(new, _)| !new.known) {
            new.height = old.height;
            new.known = old.known;
        }
        self.add_up();
    }

    /// Where an item of this layout is found in a later one. What is alike at the start and at the end has stayed.
    pub fn moved_to(&self, index: usize, later: &Self) -> usize {
        if index < self.alike_at_start(later) {
            return index;
        }
        let same = |(a, b): &(&Placed, &Placed)| a.key == b.key;
        let end = self.placed.iter().rev().zip(later.placed.iter().rev());
        let end = end.take_while(same).count();
        let from_end = self.placed.len() - index;
        if from_end <= end {
            return later.placed.len().saturating_sub(from_end);
        }
        index.min(later.placed.len().saturating_sub(1))
    }

    fn alike_at_start(&self, later: &Self) -> usize {
        let start = self.placed.iter().zip(&later.placed);
        start.take_while(|(a, b)| a.key == b.key).count()
    }

    /// The item with an offset of the entry and the offset's height on the page, as near as can be said without laying
    /// it out.
    pub fn place_of(&self, page: &Page, offset: usize) -> Option<(usize, f32)> {
        let number = page.block_at(offset)?;
        let index = self
            .placed
            .iter()
            .position(|p| p.item == LayoutItem::Block(number))?;
        let placed = self.placed.get(index)?;
        let range = &page.blocks.get(number)?.range;
        let into = offset.saturating_sub(range.start) as f32 / (range.len().max(1)) as f32;
        let place = self.top(index) + placed.gap + placed.height * into.min(1.0);
        Some((index, place))
    }

    /// Forgets the heights of what is no longer on the page.
    pub fn keep_used(&self, heights: &mut HashMap<u64, f32>) {
        let used: HashMap<u64, f32> = self
            .placed
            .iter()
            .filter_map(|p| Some((p.key, *heights.get(&p.key)?)))
            .collect();
        *heights = used;
    }
}

/// The product cards stand above the closing blocks, or last.
fn cards_at(view: &PageView<'_>) -> Option<usize> {
    if view.header.products.is_empty() {
        return None;
    }
    let tail = Outline::cut(view.text, view.page).tail?;
    let blocks = &view.page.blocks;
    Some(blocks.partition_point(|b| b.range.start < tail.range.start))
        .filter(|at| *at < blocks.len())
}

fn gap(above: Option<&Block>, block: &Block) -> f32 {
    let Some(above) = above else {
        return if block.kind == BlockKind::Heading(1) {
            22.0
        } else {
            26.0
        };
    };
    if block.joined {
        return 0.0;
    }
    match &block.kind {
        BlockKind::Heading(1) => 26.0,
        BlockKind::Heading(2) => 24.0,
        BlockKind::Heading(_) => 18.0,
        BlockKind::Rule => 20.0,
        BlockKind::Row { head: false, .. } => 0.0,
        _ if matches!(above.kind, BlockKind::Heading(_)) => 8.0,
        _ if above.kind == BlockKind::Rule => 18.0,
        _ => match &block.marker {
            Some(Marker::Note(_)) => 10.0,
            Some(_) if above.depth > 0 => 4.0,
            _ => 10.0,
        },
    }
}

/// The height of the lines of an item, where they are numbered: headings are not, and a row of a table is one line.
fn line_of(page: &Page, item: LayoutItem, measure: ColumnMeasure) -> Option<f32> {
    let LayoutItem::Block(number) = item else {
        return None;
    };
    let block = page.blocks.get(number)?;
    Some(match &block.kind {
        BlockKind::Heading(_) | BlockKind::Rule | BlockKind::Image { .. } => return None,
        BlockKind::Row { .. } => f32::INFINITY,
        BlockKind::Code { .. } | BlockKind::Html => 20.0 * measure.lines,
        BlockKind::Paragraph if block.in_note => 20.0 * measure.lines,
        BlockKind::Paragraph => TEXT_LINE * measure.lines,
    })
}

/// A height to go on with until the block has been laid out.
fn likely_height(page: &Page, block: &Block, measure: ColumnMeasure) -> f32 {
    let bytes = page.text(block).len() as f32;
    let (letter, line) = match &block.kind {
        BlockKind::Rule => return 1.0,
        BlockKind::Image { .. } => return 140.0,
        BlockKind::Row { .. } => return 34.0,
        BlockKind::Code { .. } | BlockKind::Html => {
            let lines = 1 + memchr::memchr_iter(b'\n', page.text(block).as_bytes()).count();
            return lines as f32 * 20.0 * measure.lines + 20.0;
        }
        BlockKind::Heading(1) => (12.5, 32.0),
        BlockKind::Heading(2) => (9.2, 25.0),
        BlockKind::Heading(_) | BlockKind::Paragraph => (7.3, 24.0),
    };
    let room = (measure.width - f32::from(block.depth) * 24.0).max(measure.width * 0.5);
    (bytes * letter * measure.letters / room).ceil().max(1.0) * line * measure.lines
}

fn key_of(shown: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    shown.hash(&mut hasher);
    hasher.finish()
}

fn block_key(page: &Page, block: &Block) -> u64 {
    let mut hasher = DefaultHasher::new();
    let (kind, detail) = match &block.kind {
        BlockKind::Heading(level) => (10, usize::from(*level)),
        BlockKind::Paragraph => (11, 0),
        BlockKind::Code { .. } => (12, 0),
        BlockKind::Html => (13, 0),
        BlockKind::Rule => (14, 0),
        BlockKind::Row { table, head, .. } => {
            // The width of a column depends on all rows of the table.
            for column in page.tables.get(*table).iter().flat_map(|t| &t.columns) {
                hasher.write_usize(column.widest << 16 ^ column.longest_word);
            }
            (15, usize::from(*head))
        }
        BlockKind::Image { link } => {
            page.links.get(*link).hash(&mut hasher);
            (16, 0)
        }
    };
    let flags = u64::from(block.quotes) << 32
        | u64::from(block.depth) << 16
        | u64::from(block.joined) << 9
        | u64::from(block.marker.is_some()) << 8
        | kind;
    hasher.write_u64(flags);
    hasher.write_usize(detail);
    page.text(block).hash(&mut hasher);
    for run in page.runs(block) {
        hasher.write_usize(run.text.start);
        run.style.hash(&mut hasher);
    }
    hasher.finish()
}
