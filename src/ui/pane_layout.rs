//! Where the panes are, and the handles between them.

use std::ops::RangeInclusive;

use egui::accesskit::Orientation;
use egui::{CursorIcon, Id, Key, Modifiers, Rect, Role, Sense, Stroke, Ui, WidgetInfo, pos2};

use super::theme;
use crate::desk::Settings;

/// The fixed places of one frame.
pub struct Areas {
    pub top: Rect,
    /// Between the top and the panes.
    pub bars: Rect,
    pub library: Option<Rect>,
    pub entry: Rect,
    pub right: Option<Rect>,
    pub status: Rect,
}

/// How much room what stands in the middle takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Between the library and the right pane.
    Between,
    /// Beside the library, in the place of the right pane too.
    Wide,
    /// All of it.
    Whole,
}

const TOP: f32 = 44.0;
const STATUS: f32 = 28.0;
/// The entry pane is never narrower.
const ENTRY_LEAST: f32 = 360.0;
const LIBRARY_LEAST: f32 = 160.0;
const RIGHT_LEAST: f32 = 220.0;

impl Areas {
    /// `bars` is the height that bars above the panes need. `room` is what the middle takes.
    pub fn of(full: Rect, view: &Settings, bars: f32, room: Room) -> Self {
        let (top, rest) = full.split_top_bottom_at_y(full.top() + TOP);
        let (bars, rest) = rest.split_top_bottom_at_y(rest.top() + bars);
        let (middle, status) = rest.split_top_bottom_at_y(rest.bottom() - STATUS);
        let mut left = middle.left();
        let has_library = view.library_open && room != Room::Whole;
        let library = has_library.then(|| {
            let most = (middle.width() - ENTRY_LEAST).max(LIBRARY_LEAST);
            left += view.library_width.clamp(LIBRARY_LEAST, most);
            Rect::from_min_max(middle.min, pos2(left, middle.bottom()))
        });
        let width = middle.right() - left;
        let right = (view.right_open && room == Room::Between).then(|| {
            let most = (width - ENTRY_LEAST).max(RIGHT_LEAST);
            let width = (width * view.right_share).clamp(RIGHT_LEAST.min(most), most);
            Rect::from_min_max(pos2(middle.right() - width, middle.top()), middle.max)
        });
        let entry_right = right.map_or(middle.right(), |right| right.left());
        Self {
            top,
            bars,
            library,
            entry: Rect::from_min_max(pos2(left, middle.top()), pos2(entry_right, middle.bottom())),
            right,
            status,
        }
    }
}

/// Draws the lines between the panes and moves them, by mouse or by the arrow keys.
pub fn handles(ui: &mut Ui, areas: &Areas, view: &mut Settings) {
    if let Some(library) = areas.library {
        let room = LIBRARY_LEAST..=(ui.max_rect().width() - ENTRY_LEAST).max(LIBRARY_LEAST);
        let by = handle(ui, ("Width of the library", library, room), library.right());
        if by != 0.0 {
            view.library_width = (library.width() + by).max(LIBRARY_LEAST);
        }
    }
    if let Some(right) = areas.right {
        let most = right.right() - areas.entry.left() - ENTRY_LEAST;
        let room = RIGHT_LEAST..=most.max(RIGHT_LEAST);
        let by = handle(ui, ("Width of the right pane", right, room), right.left());
        if by != 0.0 {
            let room = right.right() - areas.entry.left();
            view.right_share = ((right.width() - by) / room.max(1.0)).clamp(0.1, 0.9);
        }
    }
}

/// The line beside a pane that is called so and can be so wide; by how much it is moved.
fn handle(ui: &mut Ui, (name, beside, room): (&str, Rect, RangeInclusive<f32>), x: f32) -> f32 {
    const STEP: f32 = 24.0;
    let p = theme::palette(ui);
    let rect = Rect::from_min_max(pos2(x - 3.0, beside.top()), pos2(x + 3.0, beside.bottom()));
    let response = ui.interact(rect, Id::unique(name), Sense::drag());
    response.widget_info(|| WidgetInfo::labeled(Role::Splitter, true, name));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_orientation(Orientation::Vertical);
        node.set_numeric_value(f64::from(beside.width().round()));
        node.set_min_numeric_value(f64::from(room.start().round()));
        node.set_max_numeric_value(f64::from(room.end().round()));
        node.set_numeric_value_step(f64::from(STEP));
        node.set_description("Left and Right arrows move it");
    });
    let strong = response.hovered() || response.dragged() || response.has_focus();
    let line = if strong {
        Stroke::new(2.0, p.accent)
    } else {
        Stroke::new(1.0, p.line)
    };
    ui.painter().vline(x, beside.y_range(), line);
    if response.hovered() || response.dragged() {
        ui.ctx().set_cursor_icon(CursorIcon::ResizeHorizontal);
    }
    let mut by = response.drag_delta().x;
    if response.has_focus() {
        ui.memory_mut(|memory| {
            let filter = egui::EventFilter {
                horizontal_arrows: true,
                ..egui::EventFilter::default()
            };
            memory.set_focus_lock_filter(response.id, filter);
        });
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowLeft)) {
            by -= STEP;
        }
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::ArrowRight)) {
            by += STEP;
        }
    }
    by
}
