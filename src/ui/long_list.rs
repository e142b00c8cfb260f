//! A list with rows of one height: only those in view are drawn, and the arrow keys go through them. The list is one stop
//! for Tab; a screen reader reads the row that the keys are on.

use egui::{
    EventFilter, Id, Key, Modifiers, Rect, Response, ScrollArea, Sense, Ui, UiBuilder, pos2, vec2,
};

use super::theme;
use super::widgets;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub struct LongList {
    /// The row that the keys are on.
    at: usize,
    /// It has to be brought into view.
    follow: bool,
}

/// The list as it is drawn.
pub struct ListShape<'a> {
    pub id: Id,
    /// What a screen reader calls it.
    pub name: &'a str,
    pub count: usize,
    pub row_height: f32,
}

/// A row about to be drawn.
pub struct ListRow {
    pub index: usize,
    pub rect: Rect,
    /// The keys are on it.
    pub chosen: bool,
    pub response: Response,
}

impl ListRow {
    /// Tells a screen reader what the row says.
    pub fn named(&self, spoken: &str) {
        widgets::list_row(&self.response, spoken, self.index, self.chosen);
    }

    /// The same of a row with a tick; `None` where it can have none.
    pub fn named_with_tick(&self, spoken: &str, ticked: Option<bool>) {
        self.named(spoken);
        self.response
            .ctx
            .accesskit_node_builder(self.response.id, |node| match ticked {
                Some(ticked) => node.set_toggled(ticked.into()),
                None => node.set_disabled(),
            });
    }
}

impl LongList {
    pub fn at(&self) -> usize {
        self.at
    }

    /// Puts the keys on a row and brings it into view.
    pub fn go_to(&mut self, row: usize) {
        self.at = row;
        self.follow = true;
    }

    /// Draws the rows in view by `draw`, which gives each its name for screen readers.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        shape: &ListShape<'_>,
        draw: impl FnMut(&mut Ui, &ListRow),
    ) {
        let has_focus = ui.memory(|memory| memory.has_focus(shape.id));
        self.at = self.at.min(shape.count.saturating_sub(1));
        if has_focus {
            self.keys(ui, shape);
        }
        let area = ui.available_rect_before_wrap();
        let list = ui.interact(area, shape.id, Sense::focusable_noninteractive());
        list.ctx.accesskit_node_builder(shape.id, |node| {
            node.set_role(egui::accesskit::Role::ListBox);
            node.set_label(shape.name);
            node.set_size_of_set(shape.count);
        });
        // Its rows belong to it.
        let builder = UiBuilder::new().accessibility_parent(shape.id);
        ui.scope_builder(builder, |ui| self.rows(ui, shape, (area, has_focus), draw));
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        shape: &ListShape<'_>,
        (area, has_focus): (Rect, bool),
        mut draw: impl FnMut(&mut Ui, &ListRow),
    ) {
        let mut scroll = ScrollArea::vertical()
            .id_salt(("rows", shape.id))
            .auto_shrink(false)
            .animated(false);
        if std::mem::take(&mut self.follow) {
            let id = ui.make_persistent_id(egui::IdSalt::new(("rows", shape.id)));
            let state = egui::scroll_area::State::load(ui.ctx(), id);
            let offset = state.map_or(0.0, |state| state.clamped_offset().y);
            let (top, view) = (self.at as f32 * shape.row_height, area.height());
            if top < offset || top + shape.row_height > offset + view {
                let most = (shape.count as f32 * shape.row_height - view).max(0.0);
                scroll = scroll.vertical_scroll_offset((top - view / 3.0).clamp(0.0, most));
            }
        }
        let p = theme::palette(ui);
        scroll.show_viewport(ui, |ui, viewport| {
            ui.set_height(shape.count as f32 * shape.row_height);
            ui.set_width(ui.available_width());
            let origin = ui.max_rect().min;
            let first = (viewport.min.y / shape.row_height).max(0.0) as usize;
            let last = (viewport.max.y / shape.row_height).ceil().max(0.0) as usize;
            for index in first..last.min(shape.count) {
                let top = origin.y + index as f32 * shape.row_height;
                let size = vec2(ui.max_rect().width() - 4.0, shape.row_height - 2.0);
                let rect = Rect::from_min_size(pos2(origin.x, top), size);
                let response = ui.interact(rect, shape.id.with(index), Sense::CLICK);
                if response.clicked() {
                    self.at = index;
                    ui.memory_mut(|memory| memory.request_focus(shape.id));
                }
                let row = ListRow {
                    index,
                    rect,
                    chosen: index == self.at,
                    response,
                };
                widgets::row_ground(ui, rect, row.chosen, row.response.hovered(), p);
                draw(ui, &row);
                if row.chosen && has_focus {
                    widgets::focus_ring(ui, rect, p);
                    row.response.ctx.accesskit_node_builder(shape.id, |node| {
                        node.set_active_descendant(row.response.id.accesskit_id());
                    });
                }
            }
        });
    }

    fn keys(&mut self, ui: &Ui, shape: &ListShape<'_>) {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                shape.id,
                EventFilter {
                    vertical_arrows: true,
                    ..EventFilter::default()
                },
            );
        });
        const PAGE: usize = 10;
        let last = shape.count.saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        for (key, to) in [
            (Key::ArrowDown, (self.at + 1).min(last)),
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::Home, 0),
            (Key::End, last),
            (Key::PageDown, (self.at + PAGE).min(last)),
            (Key::PageUp, self.at.saturating_sub(PAGE)),
        ] {
            if pressed(key) {
                self.go_to(to);
                return;
            }
        }
    }
}
