//! Menus that a key opens as well as the pointer. Then the first line takes the focus; egui leaves it where it was.

use egui::accesskit::Role;
use egui::containers::menu::MenuState;
use egui::{Context, Id, LayerId, Order, Popup, Rect, Response, Ui};

use super::focus;

/// The menu of a button, or of a row that has none.
pub fn show(of: &Response, by_key: bool, lines: impl FnOnce(&mut Ui)) {
    let popup = Popup::default_response_id(of);
    if by_key {
        open(&of.ctx, popup);
    }
    Popup::menu(of).show(|ui| {
        all_in_view(ui, lines);
        tell_places(ui);
    });
    enter(&of.ctx, popup);
}

/// Draws the lines of a menu; where there are more than the window is high, they are scrolled.
pub fn all_in_view(ui: &mut Ui, lines: impl FnOnce(&mut Ui)) {
    const ROUND: f32 = 24.0;
    let most = (ui.ctx().content_rect().height() - ROUND).max(ROUND);
    let area = egui::ScrollArea::vertical().max_height(most);
    area.show(ui, |ui| {
        lines(ui);
        focus::follow(ui);
    });
}

/// Tells a screen reader that the buttons drawn here are lines of a menu, and the place of each.
fn tell_places(ui: &Ui) {
    let layer = ui.layer_id();
    let lines: Vec<Id> = ui.ctx().viewport(|viewport| {
        let drawn = viewport.this_pass.widgets.get_layer(layer);
        drawn
            .filter(|it| it.sense.is_focusable())
            .map(|it| it.id)
            .collect()
    });
    let id = MenuState::from_ui(ui, |_, stack| stack.unique_id);
    ui.ctx()
        .accesskit_node_builder(id, |node| node.set_size_of_set(lines.len()));
    for (place, line) in lines.into_iter().enumerate() {
        ui.ctx().accesskit_node_builder(line, |node| {
            if node.role() == Role::Button {
                node.set_role(Role::MenuItem);
                node.set_position_in_set(place);
            }
        });
    }
}

fn enters(popup: Id) -> Id {
    popup.with("enters")
}

fn open(ctx: &Context, popup: Id) {
    Popup::open_id(ctx, popup);
    ctx.data_mut(|data| data.insert_temp(enters(popup), true));
    ctx.request_repaint();
}

/// Gives the focus to the first line once it can have it: the first pass of a menu only measures.
fn enter(ctx: &Context, popup: Id) {
    let is_asked = ctx.data(|data| data.get_temp::<bool>(enters(popup)));
    if is_asked.is_none() {
        return;
    }
    let layer = LayerId::new(Order::Foreground, popup);
    if !Popup::is_id_open(ctx, popup) || focus::go_to_first_of(ctx, layer, Rect::NOTHING) {
        ctx.data_mut(|data| data.remove::<bool>(enters(popup)));
    } else {
        ctx.request_repaint();
    }
}
