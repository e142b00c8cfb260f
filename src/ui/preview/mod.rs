//! The preview: the page as it will be published, drawn from the one reading of the text.
//!
//! Only what can be seen is laid out. Heights of the rest are remembered by what a block shows, or estimated; the view
//! is held by the block at its top, so nothing moves while heights become known or text is typed elsewhere.
//!
//! Knows nothing of: files, the network, changing text.

mod block;
mod front;
mod laid;
mod layout;
mod marked;
mod marks;
mod paint;
mod paint_item;
mod rows;
mod style;
mod table;

use std::collections::HashMap;

use egui::{Rect, ScrollArea, Ui, Vec2, vec2};

use crate::entry::page::Page;
use crate::ui::theme;

use self::laid::Laid;
use self::layout::{ColumnMeasure, PageLayout};
use self::paint::PagePainter;

pub use self::marked::{DrawnPage, MarkLook, PageMark};

/// The preview of one entry: where it is scrolled to and what it has measured. Every open entry has its own.
#[derive(Debug, Default)]
pub struct Preview {
    layout: PageLayout,
    /// What the layout was made from.
    made_from: Option<(u64, ColumnMeasure)>,
    /// Heights by what a block shows, in the present measure.
    heights: HashMap<u64, f32>,
    offset: f32,
    caret: Option<usize>,
    /// An item that is to be drawn at this height of the pane, whatever those above it turn out to measure.
    hold: Option<(usize, f32)>,
}

/// What to draw.
pub struct PageView<'a> {
    /// The entry.
    pub text: &'a str,
    /// Its reading.
    pub page: &'a Page,
    /// A number that changes whenever the text or the header does.
    pub revision: u64,
    /// What the front matter adds to the page.
    pub header: &'a PageHeader,
    /// Where the caret stands in the entry. The view follows it when it moves, unless the pointer is over the preview.
    pub caret: Option<usize>,
    /// Stretches of the entry that are marked, in its order.
    pub marks: &'a [PageMark],
    /// Finds an image by its address as written. Nothing is fetched here.
    pub images: &'a dyn Fn(&str) -> ImageState,
}

/// How a page is set that is not the preview’s.
#[derive(Debug, Clone, Copy)]
pub struct PageSetting {
    /// The left edge of the column within the pane, and its width.
    pub left: f32,
    pub width: f32,
    /// The size of running text and the height of its lines.
    pub size: f32,
    pub line: f32,
    /// A place of the entry that is to be brought into view.
    pub wish: Option<PageWish>,
    /// By so many pages the view moves on.
    pub turn: f32,
}

/// Where a place of the entry is wished to stand, from the top of the pane.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PageWish {
    pub at: usize,
    pub top: f32,
    /// It stays where it is if it is in view.
    pub is_lazy: bool,
}

/// What the front matter adds to the page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PageHeader {
    /// Shown where the text has no title of its own.
    pub title: String,
    /// Editor and publisher, on one line.
    pub byline: String,
    /// Pillar, confidence, review.
    pub badges: Vec<Badge>,
    /// The related products, shown as cards.
    pub products: Vec<ProductCard>,
}

/// A small label.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Badge {
    /// Its words.
    pub text: String,
    /// Its colour.
    pub tone: Tone,
}

/// The colour of a badge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tone {
    /// Neither good nor bad.
    Plain,
    /// Worth seeing.
    Accent,
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// Wrong or overdue.
    Bad,
}

/// A product card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProductCard {
    /// What it is called.
    pub name: String,
    /// Where it leads.
    pub url: String,
}

/// An image, as far as it is known.
#[derive(Debug, Clone, PartialEq)]
pub enum ImageState {
    /// Being read, or read again: then its size in points is known.
    Waiting(Option<Vec2>),
    /// There it is.
    Ready {
        /// The texture to draw.
        texture: egui::TextureId,
        /// Its size in points.
        size: Vec2,
    },
    /// Not to be had, and why.
    Missing(String),
}

/// What was clicked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clicked {
    /// Words, at this offset of the entry.
    Place(usize),
    /// A link with this address.
    Link(String),
    /// Words, at this offset of the entry, for a menu at that point.
    Menu(usize, egui::Pos2),
}

impl Preview {
    /// Draws the page into what is left of `ui` and says what was clicked.
    pub fn show(&mut self, ui: &mut Ui, view: &PageView<'_>, out: &mut Vec<Clicked>) {
        let pane = ui.available_rect_before_wrap();
        let measure = ColumnMeasure::of(pane.width(), ui.ctx().pixels_per_point());
        self.make(view, measure);
        self.follow_caret(ui, view, pane);
        self.scroll(ui, view, measure, out);
    }

    /// Draws the page in a setting of its own, its lines numbered.
    pub fn show_set(
        &mut self,
        ui: &mut Ui,
        view: &PageView<'_>,
        setting: &PageSetting,
        out: &mut Vec<Clicked>,
    ) -> DrawnPage {
        let pane = ui.available_rect_before_wrap();
        let measure = ColumnMeasure::set_in(
            setting.left,
            setting.width,
            (setting.size, setting.line),
            ui.ctx().pixels_per_point(),
        );
        self.make(view, measure);
        self.measure_ahead(ui, view, measure);
        self.obey(view, setting, pane.height());
        self.scroll(ui, view, measure, out)
    }

    /// Lays out some of what was never seen, so that the lines can be counted.
    fn measure_ahead(&mut self, ui: &Ui, view: &PageView<'_>, measure: ColumnMeasure) {
        /// Bytes: a frame has time for so much.
        const AT_ONCE: usize = 24 * 1024;
        let palette = theme::palette(ui);
        let mut bytes = 0;
        let Some(first) = self.layout.first_unknown() else {
            return;
        };
        for index in first..self.layout.len() {
            if bytes > AT_ONCE {
                ui.ctx().request_repaint();
                break;
            }
            if self.layout.is_known(index) {
                continue;
            }
            let item = block::lay(ui, view, &self.layout, index, measure, palette);
            let before = self.layout.slot(index);
            self.layout
                .set_height(index, item.height, &mut self.heights);
            // What is measured above the view moves nothing in it.
            if self.layout.top(index + 1) <= self.offset {
                self.offset += self.layout.slot(index) - before;
            }
            bytes += self.layout.bytes(view.page, index);
        }
        self.layout.add_up();
    }

    /// Brings into view what is wished for.
    fn obey(&mut self, view: &PageView<'_>, setting: &PageSetting, height: f32) {
        let most = (self.layout.height() - height).max(0.0);
        if setting.turn != 0.0 {
            self.hold = None;
            self.offset = (self.offset + setting.turn * height * 0.85).clamp(0.0, most);
        }
        let Some(wish) = setting.wish else { return };
        let Some((index, place)) = self.layout.place_of(view.page, wish.at) else {
            return;
        };
        let is_seen = place > self.offset + 0.08 * height && place < self.offset + 0.7 * height;
        if wish.is_lazy && is_seen {
            return;
        }
        self.offset = (place - wish.top).clamp(0.0, most);
        self.hold = Some((index, self.layout.top(index) - self.offset));
    }

    fn scroll(
        &mut self,
        ui: &mut Ui,
        view: &PageView<'_>,
        measure: ColumnMeasure,
        out: &mut Vec<Clicked>,
    ) -> DrawnPage {
        let mut drawn = DrawnPage::default();
        let shown = ScrollArea::vertical()
            .id_salt("preview")
            .auto_shrink(false)
            .content_margin(egui::Margin::ZERO)
            .vertical_scroll_offset(self.offset)
            .show_viewport(ui, |ui, seen| {
                self.draw(ui, view, measure, seen, (out, &mut drawn))
            });
        self.offset = shown.state.unclamped_offset().y + shown.inner;
        drawn
    }

    /// Makes the layout anew when text or width have changed, and holds the view by the block at its top.
    fn make(&mut self, view: &PageView<'_>, measure: ColumnMeasure) {
        if self.made_from == Some((view.revision, measure)) {
            return;
        }
        let other_measure = self.made_from.is_none_or(|(_, before)| before != measure);
        if other_measure {
            self.heights.clear();
        }
        let mut new = PageLayout::of(view, measure, &self.heights);
        if !other_measure {
            new.take_heights_from(&self.layout);
        }
        if let Some(held) = self.layout.at(self.offset) {
            let into = self.offset - self.layout.top(held);
            let top = new.top(self.layout.moved_to(held, &new));
            // At the very top the view stays at the top, whatever is put there.
            if self.offset > 0.0 {
                self.offset = top + into;
            }
        }
        self.layout = new;
        self.made_from = Some((view.revision, measure));
        if self.heights.len() > 2 * self.layout.len() + 1000 {
            self.layout.keep_used(&mut self.heights);
        }
    }

    /// Brings the words at the caret into view when the caret has moved and nobody is busy in the preview.
    fn follow_caret(&mut self, ui: &Ui, view: &PageView<'_>, pane: Rect) {
        if view.caret == self.caret {
            return;
        }
        self.caret = view.caret;
        let pressed_here = ui.input(|i| {
            i.pointer.any_down() && i.pointer.press_origin().is_some_and(|at| pane.contains(at))
        });
        if pressed_here || ui.rect_contains_pointer(pane) {
            return;
        }
        let Some((index, place)) = view
            .caret
            .and_then(|at| self.layout.place_of(view.page, at))
        else {
            return;
        };
        const MARGIN: f32 = 28.0;
        let above = self.offset - (place - MARGIN);
        let below = place + MARGIN - (self.offset + pane.height());
        let missing = above.max(below);
        if missing > 0.0 {
            // A line further while one types is a line further here; a leap leads to the upper third.
            let wanted = if missing > pane.height() * 0.5 {
                place - pane.height() * 0.35
            } else if below > 0.0 {
                self.offset + below
            } else {
                self.offset - above
            };
            let most = (self.layout.height() - pane.height()).max(0.0);
            self.offset = wanted.clamp(0.0, most);
            self.hold = Some((index, self.layout.top(index) - self.offset));
        }
    }

    /// Lays out and paints what is seen; says by how much the view has to move to stand still.
    fn draw(
        &mut self,
        ui: &mut Ui,
        view: &PageView<'_>,
        measure: ColumnMeasure,
        seen: Rect,
        (out, drawn): (&mut Vec<Clicked>, &mut DrawnPage),
    ) -> f32 {
        let palette = theme::palette(ui);
        let (laid, first, first_top) = self.lay_out(ui, view, measure, seen);
        self.layout.add_up();
        // The first item stays where it was found to stand; what is above it may have another height than before.
        let shift = self.layout.top(first) - first_top - seen.min.y;
        ui.set_width(ui.available_width());
        ui.set_height(self.layout.height());
        let corner = ui.min_rect().left_top() + vec2(measure.left, -shift);
        let mut tables = HashMap::new();
        let known = self.layout.first_unknown();
        drawn.count = known
            .is_none()
            .then(|| self.layout.lines_above(self.layout.len()));
        drawn.top = corner.y;
        drawn.known = known.unwrap_or(usize::MAX);
        for (index, item) in laid {
            let top = self.layout.top(index) + self.layout.gap(index);
            let size = vec2(measure.width, item.height);
            let rect = Rect::from_min_size(corner + vec2(0.0, top), size);
            if let Some(range) = self.layout.range(view.page, index)
                && ui.clip_rect().y_range().intersects(rect.y_range())
            {
                if drawn.seen.is_empty() {
                    drawn.seen.start = range.start;
                }
                drawn.seen.end = range.end;
            }
            let mut paint = PagePainter {
                ui: &mut *ui,
                view,
                layout: &self.layout,
                palette,
                tables: &mut tables,
                out: &mut *out,
                drawn: &mut *drawn,
            };
            paint.print(index, item, rect);
        }
        shift
    }

    /// Lays out what is seen, from the item the view is held by up and down. Says also which item is the first and how
    /// far below the top of the pane it begins.
    fn lay_out(
        &mut self,
        ui: &Ui,
        view: &PageView<'_>,
        measure: ColumnMeasure,
        seen: Rect,
    ) -> (Vec<(usize, Laid)>, usize, f32) {
        let palette = theme::palette(ui);
        let mut laid: Vec<(usize, Laid)> = Vec::new();
        let mut lay = |layout: &mut PageLayout, heights: &mut HashMap<u64, f32>, index: usize| {
            let item = block::lay(ui, view, layout, index, measure, palette);
            layout.set_height(index, item.height, heights);
            laid.push((index, item));
            layout.slot(index)
        };
        let (layout, heights) = (&mut self.layout, &mut self.heights);
        let held = self.hold.take();
        let (start, mut top) = held.unwrap_or_else(|| {
            let first = layout.at(seen.min.y).unwrap_or(0);
            (first, layout.top(first) - seen.min.y)
        });
        let (before, was_known) = (layout.slot(start), layout.is_known(start));
        let slot = lay(layout, heights, start);
        if held.is_none() && !was_known && top < -layout.gap(start) {
            // It comes in from above, showing its lower part: that is what must not move.
            top += before - slot;
        }
        let (mut first, mut first_top) = (start, top);
        while first_top > 0.0 && first > 0 {
            first -= 1;
            first_top -= lay(layout, heights, first);
        }
        if first_top > 0.0 && seen.min.y >= 0.0 {
            // The page begins here: it can't begin any lower.
            top -= first_top;
            first_top = 0.0;
        }
        let (mut next, mut bottom) = (start + 1, top + slot);
        while bottom < seen.height() && next < layout.len() {
            bottom += lay(layout, heights, next);
            next += 1;
        }
        // A screen reader meets them in the order they are printed.
        laid.sort_by_key(|(index, _)| *index);
        (laid, first, first_top)
    }
}
