//! One item painted where it belongs, by what it is.

use egui::{Rect, Role, Sense, Stroke, WidgetInfo, vec2};

use super::laid::{Body, Laid};
use super::layout::LayoutItem;
use super::paint::PagePainter;
use super::{front, table};

impl PagePainter<'_, '_> {
    pub fn print(&mut self, index: usize, laid: Laid, rect: Rect) {
        let number = match self.layout.item(index) {
            Some(LayoutItem::Block(number)) => number,
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
                let top = rect.top() + at.y;
                let rows = galley.rows.iter();
                let middles = rows.map(|row| top + row.pos.y + row.row.size.y / 2.0);
                self.lines(index, middles);
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
            Body::Row(cells) => {
                self.lines(index, std::iter::once(rect.center().y));
                table::print(self, number, block, cells, rect);
            }
            Body::Image {
                caption,
                state,
                size,
                indent,
            } => self.image(id, block, rect, caption, state, size, indent),
            Body::Byline(_) | Body::Card(_) => {}
        }
    }
}
