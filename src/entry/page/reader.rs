//! Reading a page: from the events of the markdown parser to flat blocks.

use std::ops::Range;

use pulldown_cmark::{
    Alignment, CodeBlockKind, CowStr, Event, LinkType, Options, Parser, Tag, TagEnd,
};

use super::heading::{heading, whole_lines};
use super::templates;
use super::{Align, Block, BlockKind, Cell, Column, Marker, Page, Run, Style, Table, Top};

/// A block is divided when it shows more than this. An open fence may take in the whole entry, and a block is laid out
/// in one go.
const LONGEST: usize = 4096;

pub(super) fn read(text: &str, body_start: usize) -> Page {
    let body = text.get(body_start..).unwrap_or_default();
    let start = text.len() - body.len();
    let mut reader = Reader::new(text, start);
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        reader.take(event, range.start + start..range.end + start);
    }
    reader.close();
    reader.page
}

/// What markdown means in an entry.
pub(in crate::entry) fn options() -> Options {
    // Heading attributes stay off: `{#id}` is part of the words as they are written.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}

struct Reader<'t> {
    text: &'t str,
    page: Page,
    /// The block being written.
    leaf: Option<Block>,
    /// What the next block lies in, lists included.
    holders: Vec<Holder>,
    depth: u16,
    quotes: u32,
    notes: usize,
    /// The marker of an item that has shown nothing yet, and where the item starts.
    marker: Option<(Marker, usize)>,
    /// Where text and runs of the cell being written start.
    cell: (usize, usize),
    bold: usize,
    italic: usize,
    strike: usize,
    image: usize,
    links: Vec<usize>,
    /// What a generator fills in, in order.
    templates: Vec<Range<usize>>,
}

#[derive(Clone, Copy, PartialEq)]
enum Holder {
    /// The number of the next item, if they have numbers.
    List(Option<u64>),
    Item,
    Quote,
    Note,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, start: usize) -> Self {
        let page = Page {
            body: start..text.len(),
            shown: String::with_capacity(text.len() - start),
            ..Page::default()
        };
        Self {
            text,
            page,
            leaf: None,
            holders: Vec::new(),
            depth: 0,
            quotes: 0,
            notes: 0,
            marker: None,
            cell: (0, 0),
            bold: 0,
            italic: 0,
            strike: 0,
            image: 0,
            links: Vec::new(),
            templates: templates::spans(text, start),
        }
    }

    fn take(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => self.words(&words, range),
            Event::Code(words) => {
                let inside = code_inside(self.text, &range, &words);
                self.inline(&words, inside, Style::CODE);
            }
            Event::Html(html) => self.push(&html, range, Style::default()),
            Event::InlineHtml(html) => self.inline(&html, range, Style::HTML),
            Event::FootnoteReference(label) => self.inline(&label, range, Style::NOTE),
            Event::InlineMath(words) | Event::DisplayMath(words) => self.words(&words, range),
            Event::SoftBreak => {
                if self.leaf.is_some() {
                    self.inline(" ", range, Style::default());
                }
            }
            Event::HardBreak => {
                if self.leaf.is_some() {
                    self.inline("\n", range, Style::default());
                }
            }
            Event::Rule => {
                if self.holders.is_empty() {
                    let line = whole_lines(self.text, self.page.body.start, &range);
                    self.page.tops.push(Top::Rule(line));
                }
                self.open(BlockKind::Rule, range);
                self.close();
            }
            Event::TaskListMarker(ticked) => {
                let task = Marker::Task(ticked);
                match (&mut self.marker, &mut self.leaf) {
                    (Some((marker, _)), _) => *marker = task,
                    (None, Some(leaf)) => leaf.marker = Some(task),
                    (None, None) => {}
                }
            }
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                self.top(&range);
                self.open(BlockKind::Paragraph, range);
            }
            Tag::Heading { level, .. } => {
                let level = level as u8;
                if self.holders.is_empty() {
                    let heading = heading(self.text, self.page.body.start, level, &range);
                    self.page.tops.push(Top::Heading(heading));
                }
                self.open(BlockKind::Heading(level), range);
            }
            Tag::BlockQuote(_) => self.hold(Holder::Quote, &range),
            Tag::CodeBlock(kind) => {
                self.top(&range);
                let language = match &kind {
                    CodeBlockKind::Fenced(info) => first_word(info),
                    CodeBlockKind::Indented => String::new(),
                };
                self.open(BlockKind::Code { language }, range);
            }
            Tag::HtmlBlock => {
                self.top(&range);
                self.open(BlockKind::Html, range);
            }
            Tag::List(first) => self.hold(Holder::List(first), &range),
            Tag::Item => {
                let marker = match self.holders.last_mut() {
                    Some(Holder::List(Some(number))) => {
                        let this = *number;
                        *number = this.saturating_add(1);
                        Marker::Number(this)
                    }
                    _ => Marker::Bullet,
                };
                self.hold(Holder::Item, &range);
                self.marker = Some((marker, range.start));
            }
            Tag::FootnoteDefinition(label) => {
                self.hold(Holder::Note, &range);
                self.marker = Some((Marker::Note(label.into_string()), range.start));
            }
            Tag::Table(sides) => {
                self.top(&range);
                let columns = sides.iter().map(column).collect();
                self.page.tables.push(Table { columns });
            }
            Tag::TableHead => self.row(true, range),
            Tag::TableRow => self.row(false, range),
            Tag::TableCell => self.cell = (self.page.shown.len(), self.page.runs.len()),
            Tag::Emphasis => self.italic += 1,
            Tag::Strong => self.bold += 1,
            Tag::Strikethrough => self.strike += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let link = self.address(link_type, dest_url);
                self.links.push(link);
            }
            Tag::Image {
                link_type,
                dest_url,
                ..
            } => {
                let among_words = self
                    .leaf
                    .as_ref()
                    .is_some_and(|leaf| leaf.kind != BlockKind::Paragraph);
                if self.image == 0 && !among_words {
                    self.close();
                    let link = self.address(link_type, dest_url);
                    self.open(BlockKind::Image { link }, range);
                }
                self.image += 1;
            }
            // These are asked for by options that stay off.
            Tag::MetadataBlock(_)
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::Superscript
            | Tag::Subscript => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Emphasis => self.italic = self.italic.saturating_sub(1),
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Strikethrough => self.strike = self.strike.saturating_sub(1),
            TagEnd::Link => {
                self.links.pop();
            }
            TagEnd::Image => {
                self.image = self.image.saturating_sub(1);
                let alone = matches!(&self.leaf, Some(leaf) if matches!(leaf.kind, BlockKind::Image { .. }));
                if self.image == 0 && alone {
                    self.close();
                }
            }
            TagEnd::TableCell => self.end_cell(range),
            TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::List(_) | TagEnd::FootnoteDefinition => {
                self.let_go();
            }
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::Table => self.close(),
            TagEnd::MetadataBlock(_)
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
        }
    }

    /// Notes a block that lies in nothing else.
    fn top(&mut self, range: &Range<usize>) {
        if self.holders.is_empty() {
            self.page.tops.push(Top::Other(range.clone()));
        }
    }

    /// What follows lies in this.
    fn hold(&mut self, holder: Holder, range: &Range<usize>) {
        self.top(range);
        self.close();
        if let Holder::List(_) = holder {
            self.show_marker();
        } else {
            self.notes += usize::from(holder == Holder::Note);
            if holder == Holder::Quote && self.depth < 32 {
                self.quotes |= 1 << self.depth;
            }
            self.depth = self.depth.saturating_add(1);
        }
        self.holders.push(holder);
    }

    fn let_go(&mut self) {
        self.close();
        self.show_marker();
        let holder = self.holders.pop();
        if holder == Some(Holder::Note) {
            self.notes = self.notes.saturating_sub(1);
        }
        if !matches!(holder, Some(Holder::List(_)) | None) {
            self.depth = self.depth.saturating_sub(1);
            if self.depth < 32 {
                self.quotes &= !(1 << self.depth);
            }
        }
    }

    /// An item that shows nothing of its own is an empty line with a marker.
    fn show_marker(&mut self) {
        if let Some((_, start)) = self.marker {
            self.open(BlockKind::Paragraph, start..start);
            if let Some(leaf) = self.leaf.take() {
                self.page.blocks.push(leaf);
            }
        }
    }

    fn open(&mut self, kind: BlockKind, range: Range<usize>) {
        self.close();
        let (marker, start) = match self.marker.take() {
            Some((marker, start)) => (Some(marker), start.min(range.start)),
            None => (None, range.start),
        };
        let (text, run) = (self.page.shown.len(), self.page.runs.len());
        self.leaf = Some(Block {
            range: start..range.end,
            kind,
            depth: self.depth,
            quotes: self.quotes,
            in_note: self.notes > 0,
            marker,
            joined: false,
            text: text..text,
            runs: run..run,
        });
    }

    fn close(&mut self) {
        let Some(mut leaf) = self.leaf.take() else {
            return;
        };
        if matches!(leaf.kind, BlockKind::Code { .. } | BlockKind::Html) {
            self.drop_last_line_end(leaf.text.start);
        }
        leaf.text.end = self.page.shown.len();
        leaf.runs.end = self.page.runs.len();
        if leaf.kind == BlockKind::Paragraph && leaf.text.is_empty() {
            // A paragraph that holds only an image: its marker goes to the image.
            self.marker = leaf.marker.map(|marker| (marker, leaf.range.start));
        } else {
            self.page.blocks.push(leaf);
        }
    }

    fn drop_last_line_end(&mut self, from: usize) {
        if self.page.shown.len() <= from || !self.page.shown.ends_with('\n') {
            return;
        }
        self.page.shown.pop();
        let end = self.page.shown.len() - from;
        if let Some(run) = self.page.runs.last_mut() {
            if run.is_verbatim() {
                run.source.end -= 1;
            }
            run.text.end = end;
            if run.text.is_empty() {
                self.page.runs.pop();
            }
        }
    }

    fn row(&mut self, head: bool, range: Range<usize>) {
        let table = self.page.tables.len().saturating_sub(1);
        let cell = self.page.cells.len();
        let cells = cell..cell;
        self.open(BlockKind::Row { table, head, cells }, range);
    }

    fn end_cell(&mut self, range: Range<usize>) {
        let Some(Block {
            kind: BlockKind::Row { table, cells, .. },
            ..
        }) = &mut self.leaf
        else {
            return;
        };
        let text = self.cell.0..self.page.shown.len();
        let words = self.page.shown.get(text.clone()).unwrap_or_default();
        let column = self
            .page
            .tables
            .get_mut(*table)
            .and_then(|t| t.columns.get_mut(cells.len()));
        if let Some(column) = column {
            column.widest = column.widest.max(words.chars().count());
            let longest = words.split_whitespace().map(|w| w.chars().count()).max();
            column.longest_word = column.longest_word.max(longest.unwrap_or(0));
        }
        self.page.cells.push(Cell {
            range,
            text,
            runs: self.cell.1..self.page.runs.len(),
        });
        cells.end = self.page.cells.len();
    }

    fn address(&mut self, kind: LinkType, address: CowStr<'_>) -> usize {
        self.page.links.push(match kind {
            LinkType::Email => format!("mailto:{address}"),
            _ => address.into_string(),
        });
        self.page.links.len() - 1
    }

    fn words(&mut self, words: &str, range: Range<usize>) {
        let verbatim = matches!(
            &self.leaf,
            Some(Block {
                kind: BlockKind::Code { .. } | BlockKind::Html,
                ..
            })
        );
        if verbatim {
            self.push(words, range, Style::default());
        } else {
            self.inline(words, range, Style::default());
        }
    }

    /// Words among words. A tight item has no paragraph of its own: its first words open one.
    fn inline(&mut self, words: &str, range: Range<usize>, style: Style) {
        let (mut words, mut range) = (words, range);
        if self.leaf.is_none() {
            // What follows an image of its own begins without the blank before it.
            let begun = words.trim_start();
            if begun.is_empty() {
                return;
            }
            if words.len() == range.len() {
                range.start += words.len() - begun.len();
            }
            words = begun;
            self.open(BlockKind::Paragraph, range.clone());
        }
        let mut style = style;
        for (on, look) in [
            (self.bold, Style::BOLD),
            (self.italic, Style::ITALIC),
            (self.strike, Style::STRIKE),
            (self.image, Style::IMAGE),
        ] {
            if on > 0 {
                style = style.with(look);
            }
        }
        let is_text = !style.has(Style::CODE.with(Style::HTML));
        if is_text && words.len() == range.len() {
            (words, range) = self.push_templates(words, range, style);
        }
        self.push(words, range, style);
    }

    /// Adds the words up to the end of the last template among them, each template in its own style; gives back the rest.
    fn push_templates<'w>(
        &mut self,
        words: &'w str,
        range: Range<usize>,
        style: Style,
    ) -> (&'w str, Range<usize>) {
        let (mut words, mut range) = (words, range);
        let mut next = self.templates.partition_point(|it| it.end <= range.start);
        while let Some(template) = self.templates.get(next).cloned()
            && template.start < range.end
        {
            let bounds = [template.start, template.end];
            let looks = [style, style.with(Style::TEMPLATE)];
            for (bound, look) in bounds.into_iter().zip(looks) {
                let bound = bound.clamp(range.start, range.end);
                let Some((now, later)) = words.split_at_checked(bound - range.start) else {
                    return (words, range);
                };
                if !now.is_empty() {
                    self.push(now, range.start..bound, look);
                }
                (words, range.start) = (later, bound);
            }
            next += 1;
        }
        (words, range)
    }

    /// Adds text to the block being written, dividing the block where it grows too long.
    fn push(&mut self, words: &str, source: Range<usize>, style: Style) {
        let verbatim = words.len() == source.len();
        let (mut words, mut source) = (words, source);
        while let Some(cut) = self.cut(words) {
            let (now, later) = words.split_at(cut);
            let (here, there) = if verbatim {
                let middle = source.start + cut;
                (source.start..middle, middle..source.end)
            } else {
                (source.clone(), source.clone())
            };
            self.add(now, here, style);
            self.divide(there.start);
            (words, source) = (later, there);
        }
        self.add(words, source, style);
    }

    /// Where to divide the words so that the block stays short: behind a blank, else anywhere.
    fn cut(&self, words: &str) -> Option<usize> {
        let leaf = self.leaf.as_ref()?;
        let divisible = !matches!(
            leaf.kind,
            BlockKind::Row { .. } | BlockKind::Image { .. } | BlockKind::Rule
        );
        let written = self.page.shown.len() - leaf.text.start;
        if !divisible || written + words.len() <= LONGEST {
            return None;
        }
        let room = words.floor_char_boundary(LONGEST.saturating_sub(written));
        let fitting = words.get(..room)?;
        let by_lines = matches!(leaf.kind, BlockKind::Code { .. } | BlockKind::Html);
        let blank = |c: char| if by_lines { c == '\n' } else { c == ' ' };
        match fitting.rfind(blank) {
            Some(at) => Some(at + 1),
            None if written > 0 => Some(0),
            None if by_lines && words.len() <= 2 * LONGEST => None,
            None => Some(room),
        }
    }

    fn divide(&mut self, at: usize) {
        let Some(leaf) = &mut self.leaf else { return };
        let (kind, end) = (leaf.kind.clone(), leaf.range.end);
        leaf.range.end = at.clamp(leaf.range.start, end);
        self.close();
        self.open(kind, at.min(end)..end);
        if let Some(leaf) = &mut self.leaf {
            leaf.joined = true;
        }
    }

    fn add(&mut self, words: &str, source: Range<usize>, style: Style) {
        if words.is_empty() {
            return;
        }
        let start = self.page.shown.len();
        self.page.shown.push_str(words);
        let link = self.links.last().copied();
        let Some(leaf) = &mut self.leaf else { return };
        leaf.range.end = leaf.range.end.max(source.end);
        let (from, first_run) = match leaf.kind {
            BlockKind::Row { .. } => self.cell,
            _ => (leaf.text.start, leaf.runs.start),
        };
        let text = start.saturating_sub(from)..self.page.shown.len().saturating_sub(from);
        let goes_on = self.page.runs.len() > first_run;
        if let Some(run) = self.page.runs.last_mut()
            && goes_on
            && run.style == style
            && run.link == link
            && run.source.end == source.start
            && run.is_verbatim()
            && text.len() == source.len()
        {
            run.text.end = text.end;
            run.source.end = source.end;
            return;
        }
        self.page.runs.push(Run {
            text,
            source,
            style,
            link,
        });
    }
}

/// Where the words of a code span stand inside its backticks.
fn code_inside(text: &str, range: &Range<usize>, words: &str) -> Range<usize> {
    let span = text.get(range.clone()).unwrap_or_default();
    let ticks = span.len() - span.trim_start_matches('`').len();
    for margin in [ticks, ticks + 1] {
        if span.len() == words.len() + 2 * margin {
            return range.start + margin..range.end - margin;
        }
    }
    range.clone()
}

fn first_word(info: &str) -> String {
    info.split([' ', '\t', ','])
        .next()
        .unwrap_or_default()
        .to_owned()
}

fn column(side: &Alignment) -> Column {
    Column {
        align: match side {
            Alignment::None | Alignment::Left => Align::Left,
            Alignment::Center => Align::Centre,
            Alignment::Right => Align::Right,
        },
        widest: 0,
        longest_word: 0,
    }
}
