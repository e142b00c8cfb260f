//! One block: its words laid out, painted, named for a screen reader, and asked what was clicked.
//!
//! Knows nothing of: where on the page it stands.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::epaint::text::VariationCoords;
use egui::text::{LayoutJob, TextFormat};
use egui::{
    Align2, Color32, CursorIcon, FontFamily, FontId, Galley, Id, Pos2, Rect, Response, Role, Sense,
    Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::entry::page::{Block, Kind, Marker, Run, Style, source_of};
use crate::ui::theme::{self, Palette};

use super::sheet::{Item, Measure, Sheet};
use super::{Clicked, ImageState, PageView, front, table};

/// An item that has been laid out in this frame. Galleys are never kept longer: the fonts forget what they are made of.
pub(super) struct Laid {
    pub height: f32,
    pub body: Body,
}

pub(super) enum Body {
    /// Words at a place of the block.
    Words {
        galley: Arc<Galley>,
        at: Vec2,
    },
    Rule,
    Row(Vec<table::LaidCell>),
    Image {
        caption: Arc<Galley>,
        state: ImageState,
        size: Vec2,
        indent: f32,
    },
    Byline(front::LaidByline),
    Card(front::LaidCard),
}

pub(super) const LIST_STEP: f32 = 24.0;
const QUOTE_STEP: f32 = 18.0;
const CODE_MARGIN: Vec2 = vec2(12.0, 10.0);

/// Lays an item out in the width of the column.
pub(super) fn lay(
    ui: &Ui,
    view: &PageView<'_>,
    sheet: &Sheet,
    index: usize,
    measure: Measure,
    palette: &Palette,
) -> Laid {
    let width = measure.width;
    let number = match sheet.item(index) {
        Some(Item::Block(number)) => number,
        Some(Item::Title) => return front::lay_title(ui, &view.header.title, width, palette),
        Some(Item::Byline) => return front::lay_byline(ui, view.header, width, palette),
        Some(Item::Card(number)) => {
            return front::lay_card(ui, view.header.products.get(number), width, palette);
        }
        Some(Item::Empty) | None => return front::lay_empty(ui, width, palette),
    };
    let Some(block) = view.page.blocks.get(number) else {
        return front::lay_empty(ui, width, palette);
    };
    let indent = indent(block, width);
    match &block.kind {
        Kind::Rule => Laid {
            height: 1.0,
            body: Body::Rule,
        },
        Kind::Row { table, head, .. } => {
            table::lay(ui, view.page, block, *table, *head, indent, width, palette)
        }
        Kind::Image { link } => lay_image(ui, view, block, *link, indent, width, palette),
        Kind::Code { .. } | Kind::Html => {
            let ends = !next_joins(view, number);
            let top = if block.joined { 0.0 } else { CODE_MARGIN.y };
            let bottom = if ends { CODE_MARGIN.y } else { 0.0 };
            let room = width - indent - 2.0 * CODE_MARGIN.x;
            let galley = galley(ui, words_job(view, block, palette), room);
            Laid {
                height: galley.size().y + top + bottom,
                body: Body::Words {
                    galley,
                    at: vec2(indent + CODE_MARGIN.x, top),
                },
            }
        }
        Kind::Heading(_) | Kind::Paragraph => {
            let galley = galley(ui, words_job(view, block, palette), width - indent);
            Laid {
                height: galley.size().y,
                body: Body::Words {
                    galley,
                    at: vec2(indent, 0.0),
                },
            }
        }
    }
}

/// Prints what has been laid out.
pub(super) struct Press<'p, 'v> {
    pub ui: &'p mut Ui,
    pub view: &'p PageView<'v>,
    pub sheet: &'p Sheet,
    pub palette: &'p Palette,
    /// The accessibility nodes of the tables seen so far.
    pub tables: &'p mut HashMap<usize, Id>,
    pub out: &'p mut Vec<Clicked>,
}

impl Press<'_, '_> {
    pub fn print(&mut self, index: usize, laid: Laid, rect: Rect) {
        let number = match self.sheet.item(index) {
            Some(Item::Block(number)) => number,
            item => return front::print(self, item, laid, rect),
        };
        let view = self.view;
        let Some(block) = view.page.blocks.get(number) else {
            return;
        };
        let id = self.ui.unique_id().with(("block", number));
        self.quote_bars(number, block, index, rect);
        match laid.body {
            Body::Words { galley, at } => {
                let response = self.ui.interact(rect, id, Sense::CLICK);
                self.box_behind(number, block, rect);
                self.marker(block, rect.min + at, &galley);
                self.name(&response, block);
                let (text, runs) = (view.page.text(block), view.page.runs(block));
                self.words(
                    id,
                    &response,
                    &galley,
                    rect.min + at,
                    text,
                    runs,
                    block.range.start,
                );
            }
            Body::Rule => {
                let response = self
                    .ui
                    .interact(rect.expand2(vec2(0.0, 6.0)), id, Sense::CLICK);
                response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, "Break"));
                let line = Stroke::new(1.0, self.palette.line);
                self.ui
                    .painter()
                    .hline(rect.x_range(), rect.center().y, line);
                self.place(&response, block.range.start);
            }
            Body::Row(cells) => table::print(self, number, block, cells, rect),
            Body::Image {
                caption,
                state,
                size,
                indent,
            } => self.image(id, block, rect, caption, state, size, indent),
            Body::Byline(_) | Body::Card(_) => {}
        }
    }

    /// Paints words and answers for them: links lead away, all else to its place in the entry.
    #[expect(
        clippy::too_many_arguments,
        reason = "what is shown and where it came from"
    )]
    pub fn words(
        &mut self,
        id: Id,
        response: &Response,
        galley: &Arc<Galley>,
        at: Pos2,
        text: &str,
        runs: &[Run],
        fallback: usize,
    ) {
        let code = runs.iter().filter(|r| r.style.has(Style::CODE));
        for run in code {
            for piece in pieces(galley, chars(text, &run.text)) {
                let chip = piece.translate(at.to_vec2()).expand2(vec2(3.0, 0.0));
                let chip = chip
                    .with_min_y(chip.center().y - 9.5)
                    .with_max_y(chip.center().y + 9.5);
                self.ui.painter().rect_filled(chip, 4.0, self.palette.hover);
            }
        }
        self.ui
            .painter()
            .galley(at, galley.clone(), self.palette.text);
        let mut led_away = false;
        for link in links(runs) {
            led_away |= self.link(id, galley, at, text, &link);
        }
        if !led_away && response.clicked() {
            let place = response
                .interact_pointer_pos()
                .and_then(|pointer| {
                    let char = galley.cursor_from_pos(pointer - at).index.0;
                    let byte = text.char_indices().nth(char).map_or(text.len(), |(b, _)| b);
                    source_of(runs, byte)
                })
                .unwrap_or(fallback);
            self.out.push(Clicked::Place(place));
        }
    }

    /// A link: found by Tab and by ear, and underlined when it has the focus.
    fn link(&mut self, id: Id, galley: &Galley, at: Pos2, text: &str, link: &LinkSpan) -> bool {
        let Some(address) = self.view.page.links.get(link.link).cloned() else {
            return false;
        };
        let mut clicked = false;
        let mut focused = false;
        for (number, piece) in pieces(galley, chars(text, &link.text))
            .into_iter()
            .enumerate()
        {
            let piece = piece.translate(at.to_vec2());
            let id = id.with(("link", link.text.start, number));
            let sense = if number == 0 {
                Sense::click()
            } else {
                Sense::CLICK
            };
            let mut response = self.ui.interact(piece, id, sense);
            if number == 0 {
                let name = text.get(link.text.clone()).unwrap_or_default();
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
                focused = response.has_focus();
            }
            if response.hovered() {
                response = response
                    .on_hover_cursor(CursorIcon::PointingHand)
                    .on_hover_text_at_pointer(&address);
            }
            clicked |= response.clicked();
            if focused {
                let ring = Stroke::new(1.5, self.palette.accent);
                let ui = self.ui.painter();
                ui.rect_stroke(piece.expand(1.0), 3.0, ring, StrokeKind::Outside);
            }
        }
        if clicked {
            self.out.push(Clicked::Link(address));
        }
        clicked
    }

    pub fn place(&mut self, response: &Response, offset: usize) {
        if response.clicked() {
            self.out.push(Clicked::Place(offset));
        }
    }

    /// Role, level and words for a screen reader.
    fn name(&self, response: &Response, block: &Block) {
        let text = self.view.page.text(block);
        let role = match &block.kind {
            Kind::Heading(_) => Role::Heading,
            Kind::Code { .. } => Role::Code,
            _ => Role::Label,
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, spoken(block, text)));
        if let Kind::Heading(level) = block.kind {
            self.ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_level(usize::from(level));
            });
        }
    }

    fn quote_bars(&self, number: usize, block: &Block, index: usize, rect: Rect) {
        let above = number
            .checked_sub(1)
            .and_then(|n| self.view.page.blocks.get(n));
        let mut x = 0.0;
        for depth in 0..block.depth.min(32) {
            let step = step(block, depth);
            let left = rect.left() + x;
            x += step;
            if !block.quoted_at(depth) || x > rect.width() * 0.5 {
                continue;
            }
            let goes_on = above.is_some_and(|a| a.depth > depth && a.quoted_at(depth));
            let top = if goes_on {
                rect.top() - self.sheet.gap(index)
            } else {
                rect.top()
            };
            let bar = Rect::from_min_max(pos2(left, top), pos2(left + 3.0, rect.bottom()));
            self.ui.painter().rect_filled(bar, 0.0, self.palette.line);
        }
    }

    /// The box behind code and raw HTML.
    fn box_behind(&self, number: usize, block: &Block, rect: Rect) {
        let fill = match &block.kind {
            Kind::Code { .. } => self.palette.hover,
            Kind::Html => self.palette.warn_soft,
            _ => return,
        };
        let left = rect.left() + indent(block, rect.width());
        let mut round = egui::CornerRadius::same(6);
        if block.joined {
            (round.nw, round.ne) = (0, 0);
        }
        if next_joins(self.view, number) {
            (round.sw, round.se) = (0, 0);
        }
        self.ui
            .painter()
            .rect_filled(rect.with_min_x(left), round, fill);
    }

    /// Bullet, number, box or note label in the margin of the words.
    fn marker(&self, block: &Block, at: Pos2, galley: &Galley) {
        let Some(marker) = &block.marker else { return };
        let painter = self.ui.painter();
        let row = galley.rows.first().map_or(24.0, |r| r.row.size.y);
        let middle = pos2(at.x - 9.0, at.y + row / 2.0);
        let numeral = FontId::new(15.0, theme::serif());
        match marker {
            Marker::Bullet => {
                painter.circle_filled(middle - vec2(3.0, 0.0), 2.3, self.palette.dim);
            }
            Marker::Number(number) => {
                let number = format!("{number}.");
                painter.text(
                    middle,
                    Align2::RIGHT_CENTER,
                    number,
                    numeral,
                    self.palette.dim,
                );
            }
            Marker::Note(label) => {
                let mut label: String = label.chars().take(6).collect();
                label.push('.');
                let small = FontId::new(12.5, theme::serif());
                painter.text(middle, Align2::RIGHT_CENTER, label, small, self.palette.dim);
            }
            Marker::Task(ticked) => {
                let square = Rect::from_center_size(middle - vec2(4.0, 0.0), Vec2::splat(13.0));
                let (fill, line) = if *ticked {
                    (self.palette.accent, self.palette.accent)
                } else {
                    (Color32::TRANSPARENT, self.palette.faint)
                };
                painter.rect(
                    square,
                    3.0,
                    fill,
                    Stroke::new(1.0, line),
                    StrokeKind::Inside,
                );
                if *ticked {
                    let tick = [vec2(-3.5, 0.0), vec2(-1.0, 2.5), vec2(3.5, -2.5)];
                    let tick = tick.map(|d| square.center() + d).to_vec();
                    painter.line(tick, Stroke::new(1.6, self.palette.card));
                }
            }
        }
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "an image, its caption and their place"
    )]
    fn image(
        &mut self,
        id: Id,
        block: &Block,
        rect: Rect,
        caption: Arc<Galley>,
        state: ImageState,
        size: Vec2,
        indent: f32,
    ) {
        let response = self.ui.interact(rect, id, Sense::CLICK);
        let text = self.view.page.text(block);
        response.widget_info(|| WidgetInfo::labeled(Role::Image, true, spoken(block, text)));
        let picture = Rect::from_min_size(rect.min + vec2(indent, 0.0), size);
        if let ImageState::Ready { texture, .. } = state {
            let all = Rect::from_min_max(pos2(0.0, 0.0), pos2(1.0, 1.0));
            self.ui
                .painter()
                .image(texture, picture, all, Color32::WHITE);
        } else {
            let line = Stroke::new(1.0, self.palette.line);
            self.ui
                .painter()
                .rect(picture, 8.0, self.palette.rail, line, StrokeKind::Inside);
            let icon = char::from(lucide_icons::Icon::Image);
            let font = FontId::new(18.0, theme::icons());
            let middle = picture.center();
            self.ui.painter().text(
                middle,
                Align2::CENTER_CENTER,
                icon,
                font,
                self.palette.faint,
            );
        }
        self.marker(block, picture.min, &caption);
        let at = pos2(picture.left(), picture.bottom() + 6.0);
        let runs = self.view.page.runs(block);
        if matches!(state, ImageState::Ready { .. }) || text.is_empty() {
            self.ui.painter().galley(at, caption, self.palette.dim);
            self.place(&response, block.range.start);
        } else {
            self.words(id, &response, &caption, at, text, runs, block.range.start);
        }
    }
}

fn lay_image(
    ui: &Ui,
    view: &PageView<'_>,
    block: &Block,
    link: usize,
    indent: f32,
    width: f32,
    palette: &Palette,
) -> Laid {
    let room = width - indent;
    let address = view.page.links.get(link).map_or("", String::as_str);
    let state = (view.images)(address);
    let mut job = words_job(view, block, palette);
    let size = match &state {
        ImageState::Ready { size, .. } if size.x > 0.0 && size.y > 0.0 => {
            let scale = (room / size.x).min(420.0 / size.y).min(1.0);
            *size * scale
        }
        ImageState::Ready { .. } | ImageState::Waiting => vec2(room, 96.0),
        ImageState::Missing(reason) => {
            let between = if view.page.text(block).is_empty() {
                ""
            } else {
                " · "
            };
            let small = plain(12.0, 18.0, 400.0, palette.faint);
            job.append(&format!("{between}{reason}"), 0.0, small);
            vec2(room, 96.0)
        }
    };
    let caption = galley(ui, job, room);
    Laid {
        height: size.y + 6.0 + caption.size().y,
        body: Body::Image {
            caption,
            state,
            size,
            indent,
        },
    }
}

/// Lays a job out in a width.
pub(super) fn galley(ui: &Ui, mut job: LayoutJob, width: f32) -> Arc<Galley> {
    job.wrap.max_width = width.max(24.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

/// The words of a block in their looks.
fn words_job(view: &PageView<'_>, block: &Block, palette: &Palette) -> LayoutJob {
    let look = match &block.kind {
        Kind::Heading(1) => Look::new(25.0, 32.0, 650.0),
        Kind::Heading(2) => Look::new(18.0, 25.0, 620.0),
        Kind::Heading(3) => Look::new(16.5, 24.0, 640.0),
        Kind::Heading(_) => Look::new(15.5, 24.0, 650.0),
        Kind::Code { .. } | Kind::Html => Look {
            mono: true,
            ..Look::new(13.0, 20.0, 400.0)
        },
        Kind::Image { .. } => Look {
            dim: true,
            ..Look::new(13.5, 20.0, 400.0)
        },
        _ if block.in_note => Look {
            dim: true,
            ..Look::new(13.5, 20.0, 400.0)
        },
        _ => Look::new(15.5, 24.0, 400.0),
    };
    job(view.page.text(block), view.page.runs(block), look, palette)
}

/// Text and runs as a job for the fonts.
pub(super) fn job(text: &str, runs: &[Run], look: Look, palette: &Palette) -> LayoutJob {
    let mut job = LayoutJob::default();
    for run in runs {
        if let Some(part) = text.get(run.text.clone()) {
            job.append(
                part,
                0.0,
                look.format(run.style, run.link.is_some(), palette),
            );
        }
    }
    if job.is_empty() {
        // An empty item is as high as a line.
        job.append(" ", 0.0, look.format(Style::default(), false, palette));
    }
    job
}

/// How the words of a block look where nothing else is said.
#[derive(Clone, Copy)]
pub(super) struct Look {
    size: f32,
    line: f32,
    weight: f32,
    mono: bool,
    dim: bool,
}

impl Look {
    pub fn new(size: f32, line: f32, weight: f32) -> Self {
        Self {
            size,
            line,
            weight,
            mono: false,
            dim: false,
        }
    }

    fn format(self, style: Style, link: bool, palette: &Palette) -> TextFormat {
        let mono = self.mono || style.has(Style::CODE) || style.has(Style::HTML);
        let italic = style.has(Style::ITALIC) || style.has(Style::IMAGE);
        let family = match (mono, italic) {
            (true, _) => FontFamily::Monospace,
            (false, true) => theme::serif_italic(),
            (false, false) => theme::serif(),
        };
        let bold = style.has(Style::BOLD);
        let color = if link || style.has(Style::NOTE) {
            palette.accent
        } else if self.dim || style.has(Style::HTML) {
            palette.dim
        } else {
            palette.text
        };
        let mut format = TextFormat {
            font_id: FontId::new(
                if mono && !self.mono {
                    self.size * 0.86
                } else {
                    self.size
                },
                family,
            ),
            color,
            line_height: Some(self.line),
            coords: weight(if bold {
                self.weight.max(680.0)
            } else {
                self.weight
            }),
            ..TextFormat::default()
        };
        if link {
            format.underline = Stroke::new(1.0, palette.accent.gamma_multiply(0.5));
        }
        if style.has(Style::STRIKE) {
            format.strikethrough = Stroke::new(1.0, color);
        }
        if style.has(Style::NOTE) {
            // Lower than its line and set to its top: raised.
            format.font_id.size = self.size * 0.72;
            format.line_height = Some(self.line * 0.6);
            format.valign = egui::Align::TOP;
        }
        format
    }
}

/// Words of the window's own, in its sans serif.
pub(super) fn plain(size: f32, line: f32, heavy: f32, color: Color32) -> TextFormat {
    TextFormat {
        font_id: FontId::proportional(size),
        color,
        line_height: Some(line),
        coords: weight(heavy),
        ..TextFormat::default()
    }
}

pub(super) fn weight(heavy: f32) -> VariationCoords {
    VariationCoords::new([(b"wght", heavy)])
}

/// Consecutive runs that lead to one address.
struct LinkSpan {
    link: usize,
    text: Range<usize>,
}

fn links(runs: &[Run]) -> Vec<LinkSpan> {
    let mut spans: Vec<LinkSpan> = Vec::new();
    for run in runs {
        let Some(link) = run.link else { continue };
        match spans.last_mut() {
            Some(span) if span.link == link && span.text.end == run.text.start => {
                span.text.end = run.text.end;
            }
            _ => spans.push(LinkSpan {
                link,
                text: run.text.clone(),
            }),
        }
    }
    spans
}

/// A range of bytes as a range of characters.
fn chars(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let count = |to: usize| text.get(..to).unwrap_or(text).chars().count();
    let start = count(bytes.start);
    let inside = text.get(bytes.clone()).unwrap_or_default().chars().count();
    start..start + inside
}

/// Where characters stand in a galley: one rectangle a row.
fn pieces(galley: &Galley, chars: Range<usize>) -> Vec<Rect> {
    let mut pieces = Vec::new();
    let mut first = 0;
    for placed in &galley.rows {
        let row = &placed.row;
        let last = first + row.glyphs.len();
        let (start, end) = (chars.start.max(first), chars.end.min(last));
        if start < end {
            let x = |char: usize| placed.pos.x + row.x_offset((char - first).into());
            let (top, bottom) = (placed.pos.y, placed.pos.y + row.size.y);
            pieces.push(Rect::from_min_max(
                pos2(x(start), top),
                pos2(x(end), bottom),
            ));
        }
        first = last + usize::from(placed.ends_with_newline);
    }
    pieces
}

/// How far the words of a block are set in.
pub(super) fn indent(block: &Block, width: f32) -> f32 {
    let steps = (0..block.depth.min(32))
        .map(|depth| step(block, depth))
        .sum::<f32>();
    steps.min(width * 0.5)
}

fn step(block: &Block, depth: u16) -> f32 {
    if block.quoted_at(depth) {
        QUOTE_STEP
    } else {
        LIST_STEP
    }
}

fn next_joins(view: &PageView<'_>, number: usize) -> bool {
    let next = view.page.blocks.get(number + 1);
    next.is_some_and(|next| next.joined)
}

/// What a screen reader says for a block.
fn spoken(block: &Block, text: &str) -> String {
    match &block.marker {
        None => text.to_owned(),
        Some(Marker::Bullet) => format!("• {text}"),
        Some(Marker::Number(number)) => format!("{number}. {text}"),
        Some(Marker::Task(true)) => format!("Done, {text}"),
        Some(Marker::Task(false)) => format!("To do, {text}"),
        Some(Marker::Note(label)) => format!("Note {label}, {text}"),
    }
}
