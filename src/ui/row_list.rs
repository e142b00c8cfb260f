//! A list of rows of any height that the arrow keys go through. It is one stop for Tab: what else a row offers is in its menu,
//! by the Menu key or Shift+F10. A screen reader reads the row that the keys are on as a whole.

use egui::{EventFilter, Id, Key, Modifiers, Rect, Response, Role, Sense, Ui, UiBuilder};

use super::theme;
use super::widgets;

/// What the list keeps from frame to frame.
#[derive(Debug, Default)]
pub struct RowList {
    /// The row that the keys are on.
    at: usize,
    has_focus: bool,
    /// The keys went to another row in this frame: it comes into view.
    follow: bool,
    /// The menu of the row opens in this frame.
    menu: bool,
    /// It is to open in the next.
    asked: bool,
}

impl RowList {
    /// Draws the rows as children of the list called so; `Some` is the row that Enter was pressed on.
    pub fn show(
        &mut self,
        ui: &mut Ui,
        id: Id,
        (name, count): (&str, usize),
        rows: impl FnOnce(&mut Self, &mut Ui),
    ) -> Option<usize> {
        self.at = self.at.min(count.saturating_sub(1));
        self.has_focus = ui.memory(|memory| memory.has_focus(id));
        self.menu = std::mem::take(&mut self.asked);
        let entered = if self.has_focus {
            self.keys(ui, id, count)
        } else {
            None
        };
        let area = ui.available_rect_before_wrap();
        let sense = if count > 0 {
            Sense::focusable_noninteractive()
        } else {
            Sense::hover()
        };
        ui.interact(area.intersect(ui.clip_rect()), id, sense);
        ui.ctx().accesskit_node_builder(id, |node| {
            node.set_role(Role::ListBox);
            node.set_label(name);
            node.set_size_of_set(count);
        });
        let builder = UiBuilder::new().accessibility_parent(id);
        ui.scope_builder(builder, |ui| rows(self, ui));
        entered
    }

    /// The row that the keys are on, while they are on the list.
    pub fn keyed(&self) -> Option<usize> {
        self.has_focus.then_some(self.at)
    }

    /// The menu of the row that the keys are on opens; whether they are on one.
    pub fn ask_menu(&mut self) -> bool {
        self.asked = self.has_focus;
        self.asked
    }

    /// Its menu was asked for by a key.
    pub fn opens_menu(&self, index: usize) -> bool {
        self.menu && self.at == index
    }

    /// A row that was drawn, and what it says.
    pub fn row(&self, ui: &Ui, id: Id, index: usize, rect: Rect, spoken: &str) -> Response {
        let node = ui.interact(rect, id.with(("row", index)), Sense::hover());
        // One that is chosen without the keys would be read out whenever the caret comes to what it is about.
        let is_at = self.has_focus && index == self.at;
        widgets::list_row(&node, spoken, index, is_at);
        if !is_at {
            return node;
        }
        widgets::focus_ring(ui, rect, theme::palette(ui));
        ui.ctx().accesskit_node_builder(id, |list| {
            list.set_active_descendant(node.id.accesskit_id());
        });
        if self.follow {
            node.scroll_to_me(None);
        }
        node
    }

    /// Puts the keys on a row.
    pub fn go_to(&mut self, index: usize) {
        self.at = index;
    }

    fn keys(&mut self, ui: &Ui, id: Id, count: usize) -> Option<usize> {
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                id,
                EventFilter {
                    vertical_arrows: true,
                    ..EventFilter::default()
                },
            );
        });
        let last = count.saturating_sub(1);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let before = self.at;
        for (key, to) in [
            (Key::ArrowDown, (self.at + 1).min(last)),
            (Key::ArrowUp, self.at.saturating_sub(1)),
            (Key::Home, 0),
            (Key::End, last),
        ] {
            if pressed(key) {
                self.at = to;
            }
        }
        self.follow = self.at != before;
        (count > 0 && pressed(Key::Enter)).then_some(self.at)
    }
}
