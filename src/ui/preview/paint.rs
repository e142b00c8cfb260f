//! Paints what has been laid out, names it for a screen reader, and reports what was clicked.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align2, Color32, CursorIcon, FontId, Galley, Id, Pos2, Rect, Response, Role, Sense, Stroke,
    StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use crate::entry::page::{Block, BlockKind, Marker, Run, Style, source_of};
use crate::ui::theme::{self, Palette};

use super::laid::{indent, next_joins, step};
use super::layout::{PageLayout, TEXT_LINE};
use super::rows::{RowPiece, chars, pieces};
use super::style::{galley, plain};
use super::{Clicked, DrawnPage, ImageState, PageView};

/// Prints what has been laid out.
pub(super) struct PagePainter<'p, 'v> {
    pub ui: &'p mut Ui,
    pub view: &'p PageView<'v>,
    pub layout: &'p PageLayout,
    pub palette: &'p Palette,
    /// The accessibility nodes of the tables seen so far.
    pub tables: &'p mut HashMap<usize, Id>,
    pub out: &'p mut Vec<Clicked>,
    pub drawn: &'p mut DrawnPage,
}

impl PagePainter<'_, '_> {
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
            for piece in pieces(galley, at, chars(text, &run.text)) {
                let middle = piece.baseline - 4.5;
                let chip = piece.room.expand2(vec2(2.0, 0.0));
                let chip = chip.with_min_y(middle - 9.0).with_max_y(middle + 9.0);
                let ground = self.palette.hover;
                self.ui.painter().rect_filled(chip, 4.0, ground);
            }
        }
        self.marks(galley, at, text, runs, true);
        self.ui
            .painter()
            .galley(at, galley.clone(), self.palette.text);
        self.marks(galley, at, text, runs, false);
        let mut led_away = false;
        for link in links(runs) {
            led_away |= self.link(id, galley, at, text, &link);
        }
        let pointer = response.interact_pointer_pos();
        let place = |pointer: Pos2| {
            let char = galley.cursor_from_pos(pointer - at).index.0;
            let byte = text.char_indices().nth(char).map_or(text.len(), |(b, _)| b);
            source_of(runs, byte)
        };
        if !led_away && response.clicked() {
            let place = pointer.and_then(place).unwrap_or(fallback);
            self.out.push(Clicked::Place(place));
        }
        if response.secondary_clicked()
            && let Some(pointer) = pointer
            && let Some(place) = place(pointer)
        {
            self.out.push(Clicked::Menu(place, pointer));
        }
    }

    /// A link: found by Tab and by ear, and underlined when it has the focus.
    fn link(&mut self, id: Id, galley: &Galley, at: Pos2, text: &str, link: &LinkSpan) -> bool {
        let Some(address) = self.view.page.links.get(link.link).cloned() else {
            return false;
        };
        let mut clicked = false;
        let mut focused = false;
        let pieces = pieces(galley, at, chars(text, &link.text));
        for (number, RowPiece { room, baseline }) in pieces.into_iter().enumerate() {
            let id = id.with(("link", link.text.start, number));
            let sense = if number == 0 {
                Sense::click()
            } else {
                Sense::CLICK
            };
            let mut response = self.ui.interact(room, id, sense);
            if number == 0 {
                let name = text.get(link.text.clone()).unwrap_or_default().trim();
                let name = if name.is_empty() { &address } else { name };
                response.widget_info(|| WidgetInfo::labeled(Role::Link, true, name));
                focused = response.has_focus();
            }
            if response.hovered() {
                response = response
                    .on_hover_cursor(CursorIcon::PointingHand)
                    .on_hover_text_at_pointer(&address);
            }
            clicked |= response.clicked();
            let under = Stroke::new(1.0, self.palette.accent.gamma_multiply(0.45));
            let painter = self.ui.painter();
            painter.hline(room.x_range(), (baseline + 3.0).round() - 0.5, under);
            if focused {
                let ring = Stroke::new(1.5, self.palette.accent);
                painter.rect_stroke(room, 3.0, ring, StrokeKind::Outside);
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
    pub fn name(&self, response: &Response, block: &Block) {
        let text = self.view.page.text(block);
        let role = match &block.kind {
            BlockKind::Heading(_) => Role::Heading,
            BlockKind::Code { .. } => Role::Code,
            // Labels without a control are read out when the pane is entered; paragraphs wait to be read.
            _ => Role::Paragraph,
        };
        response.widget_info(|| WidgetInfo::labeled(role, true, spoken(block, text)));
        if let BlockKind::Heading(level) = block.kind {
            self.ui.ctx().accesskit_node_builder(response.id, |node| {
                node.set_level(usize::from(level));
            });
        }
    }

    pub fn quote_bars(&self, number: usize, block: &Block, index: usize, rect: Rect) {
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
                rect.top() - self.layout.gap(index)
            } else {
                rect.top()
            };
            let bar = Rect::from_min_max(pos2(left, top), pos2(left + 3.0, rect.bottom()));
            self.ui.painter().rect_filled(bar, 0.0, self.palette.line);
        }
    }

    /// The box behind code and raw HTML.
    pub fn box_behind(&self, number: usize, block: &Block, rect: Rect) {
        let fill = match &block.kind {
            BlockKind::Code { .. } => self.palette.hover,
            BlockKind::Html => self.palette.warn_soft,
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
    pub fn marker(&self, block: &Block, at: Pos2, galley: &Galley) {
        let Some(marker) = &block.marker else { return };
        let painter = self.ui.painter();
        let row = galley.rows.first().map_or(24.0, |r| r.row.size.y);
        let middle = pos2(at.x - 9.0, at.y + row / 2.0);
        match marker {
            Marker::Bullet => {
                painter.circle_filled(middle - vec2(3.0, 0.0), 2.3, self.palette.dim);
            }
            Marker::Number(number) => {
                let size = 15.5 * row / TEXT_LINE;
                self.label(&format!("{number}."), size, row, at);
            }
            Marker::Note(label) => {
                let short: String = label.chars().take(4).collect();
                let cut = if short.len() < label.len() {
                    "…"
                } else {
                    "."
                };
                self.label(&format!("{short}{cut}"), 13.5, row, at);
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

    /// A number or note label on the line of the words beside it.
    fn label(&self, text: &str, size: f32, line: f32, at: Pos2) {
        let mut format = plain(size, line, 400.0, self.palette.dim);
        format.font_id.family = theme::serif();
        let job = LayoutJob::single_section(text.to_owned(), format);
        let galley = galley(self.ui, job, f32::INFINITY);
        let place = pos2(at.x - 9.0 - galley.size().x, at.y);
        self.ui.painter().galley(place, galley, self.palette.dim);
    }

    #[expect(
        clippy::too_many_arguments,
        reason = "an image, its caption and their place"
    )]
    pub fn image(
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
                .image(texture, picture, all, theme::UNTINTED);
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
