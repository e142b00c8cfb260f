//! The keyboard focus is never nowhere: where the control that has it goes, another takes it in the same frame.
//!
//! egui takes the focus away at Escape and at a click beside everything, and where a control is drawn no more. A screen reader
//! then says "frame", and keys do nothing.

use egui::style::ScrollAnimation;
use egui::text_edit::TextEditState;
use egui::{Context, FocusDirection, Id, Key, LayerId, Order, Popup, Rect, Stroke, StrokeKind, Ui};

use super::theme;

/// What had the focus, and so where it goes back to.
#[derive(Debug, Default)]
pub struct FocusKeeper {
    /// Controls that had it, the latest last.
    trail: Vec<(Id, LayerId)>,
    /// What had it when the last frame ended.
    last: Option<Id>,
    /// What had it when this pass began.
    began: Option<Id>,
    /// So often nothing could take it since something had it last.
    tries: u8,
    /// A control that can't have it for the moment, and the one that has it meanwhile.
    lent: Option<(Id, Id)>,
}

/// How many controls are kept: one for each thing that can lie over another, and some more.
const KEPT: usize = 8;

/// After so many passes in which nothing can take the focus there is nothing to take it.
const TRIES: u8 = 3;

impl FocusKeeper {
    /// Gives the focus back that Escape took: what Escape closes sees to the focus itself. An arrow stays with what has just
    /// taken the focus, a text or a list: egui learns a frame later that it wants arrows, and would go elsewhere with the first.
    pub fn begin(&mut self, ctx: &Context) {
        let focused = ctx.memory(|memory| memory.focused());
        let is_new = std::mem::replace(&mut self.began, focused) != focused;
        let arrows = [
            Key::ArrowUp,
            Key::ArrowDown,
            Key::ArrowLeft,
            Key::ArrowRight,
        ];
        let is_arrow = ctx.input(|input| arrows.iter().any(|key| input.key_pressed(*key)));
        if is_new && is_arrow && !Popup::is_any_open(ctx) {
            ctx.memory_mut(|memory| memory.move_focus(FocusDirection::None));
        }
        let is_taken = ctx.memory(|memory| memory.focused()).is_none()
            && ctx.input(|input| input.key_pressed(Key::Escape));
        if is_taken && let Some(last) = self.last {
            ctx.memory_mut(|memory| memory.request_focus(last));
        }
    }

    /// The control of a pane that had it last, before whatever lies over the panes.
    pub fn latest(&self) -> Option<Id> {
        let mut panes = self.trail.iter().rev();
        let in_pane = panes.find(|(_, layer)| layer.order == Order::Background);
        in_pane.map(|(id, _)| *id)
    }

    /// Sees to it that something has the focus when the frame ends. What stands in `bar` is no place to go back to: one goes
    /// there only on the way to something. A `text` that has the caret and is out of view has the keys all the same: the next one
    /// brings it back.
    pub fn end(&mut self, ctx: &Context, bar: Rect, text: Option<Id>) {
        let focused = ctx.memory(|memory| memory.focused());
        let drawn = focused.and_then(|id| {
            ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied())
                .filter(|it| it.enabled)
                .filter(|it| ctx.memory(|memory| memory.allows_interaction(it.layer_id)))
        });
        let lent = (self.lent).filter(|(_, to)| focused.is_none_or(|focused| focused == *to));
        self.lent = lent.filter(|(owner, _)| !can_take(ctx, *owner));
        if let Some((owner, _)) = lent.filter(|_| self.lent.is_none()) {
            ctx.memory_mut(|memory| memory.request_focus(owner));
            ctx.request_repaint();
            self.last = Some(owner);
            return;
        }
        match (focused, drawn) {
            (Some(id), Some(widget)) => {
                let is_latest = self.trail.last().is_some_and(|(it, _)| *it == id);
                if !bar.contains(widget.rect.center()) && !is_latest {
                    self.trail.retain(|(it, _)| *it != id);
                    self.trail.push((id, widget.layer_id));
                    let over = self.trail.len().saturating_sub(KEPT);
                    self.trail.drain(..over);
                }
                self.tries = 0;
                if !widget.visible {
                    ctx.request_discard("the focus went to what was only measured");
                }
            }
            // Asked for in this pass, and drawn in the next: there is one at once, so that no frame is without.
            (Some(_), None) if self.last != focused => {
                ctx.request_discard("the focus went to what was not drawn yet");
                ctx.request_repaint();
            }
            (None, None) if text.is_some() && self.last == text && !was_drawn(ctx, text) => return,
            _ if self.tries < TRIES => {
                let owner = self.lent.map(|(owner, _)| owner).or(self.last);
                let owner = owner.filter(|id| is_disabled(ctx, *id));
                if self.go_to_latest(ctx) || go_to_first(ctx, bar) {
                    self.tries = 0;
                    self.lent = owner.zip(ctx.memory(|memory| memory.focused()));
                } else {
                    // What lay over all is still taken to lie there: the next pass knows better.
                    self.tries += 1;
                    ctx.request_discard("nothing could take the focus");
                }
                ctx.request_repaint();
            }
            _ => {}
        }
        self.last = ctx.memory(|memory| memory.focused());
    }

    /// Draws the ring round the control that has the focus, where it shows that no other way: fields have their caret and
    /// lists mark their row.
    pub fn ring(&self, ctx: &Context) {
        const TALLEST: f32 = 60.0;
        let Some(id) = self
            .last
            .filter(|id| TextEditState::load(ctx, *id).is_none())
        else {
            return;
        };
        let widget = ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
        let Some(widget) = widget.filter(|it| it.rect.height() <= TALLEST) else {
            return;
        };
        let p = theme::palette_of(&ctx.global_style().visuals);
        let painter = ctx
            .layer_painter(widget.layer_id)
            .with_clip_rect(widget.interact_rect.expand(3.0));
        painter.rect_stroke(
            widget.rect,
            7.0,
            Stroke::new(2.0, p.accent),
            StrokeKind::Outside,
        );
    }

    /// Puts the focus on the latest control that is still there and not behind a dialog.
    fn go_to_latest(&mut self, ctx: &Context) -> bool {
        let Some(at) = self.trail.iter().rposition(|(id, _)| can_take(ctx, *id)) else {
            return false;
        };
        // If it loses the focus again at once, the one before has its turn.
        let (id, _) = self.trail.remove(at);
        ctx.memory_mut(|memory| memory.request_focus(id));
        true
    }
}

fn was_drawn(ctx: &Context, id: Option<Id>) -> bool {
    id.is_some_and(|id| ctx.viewport(|viewport| viewport.this_pass.widgets.contains(id)))
}

/// The control was drawn in this frame, and can't be used now.
fn is_disabled(ctx: &Context, id: Id) -> bool {
    let widget = ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
    widget.is_some_and(|it| !it.enabled)
}

/// The control was drawn in this frame and can have the focus.
fn can_take(ctx: &Context, id: Id) -> bool {
    let widget = ctx.viewport(|viewport| viewport.this_pass.widgets.get(id).copied());
    let widget = widget.filter(|it| it.enabled && it.visible && it.sense.is_focusable());
    widget.is_some_and(|it| ctx.memory(|memory| memory.allows_interaction(it.layer_id)))
}

/// Scrolls to the control that took the focus in this frame, where keys went to what is out of view. Said at the end of what is
/// scrolled.
pub fn follow(ui: &Ui) {
    let by_pointer = ui.input(|input| input.pointer.any_down() || input.pointer.any_released());
    let focused = ui.memory(|memory| memory.focused());
    let Some(control) = focused
        .filter(|_| !by_pointer)
        .filter(|id| was_drawn(ui.ctx(), Some(*id)))
        .and_then(|id| ui.ctx().read_response(id))
    else {
        return;
    };
    let is_here = control.layer_id == ui.layer_id() && ui.min_rect().intersects(control.rect);
    if is_here && control.gained_focus() && !ui.clip_rect().contains_rect(control.rect) {
        ui.scroll_to_rect_animation(control.rect.expand(8.0), None, ScrollAnimation::none());
    }
}

/// Puts the focus on the first control that can have it: of the dialog, where one is open, else of the panes.
fn go_to_first(ctx: &Context, bar: Rect) -> bool {
    let layer = ctx.memory(|memory| memory.top_modal_layer());
    go_to_first_of(ctx, layer.unwrap_or(LayerId::background()), bar)
}

/// Puts the focus on the first control of a layer that can have it, and is not in `bar`.
pub fn go_to_first_of(ctx: &Context, layer: LayerId, bar: Rect) -> bool {
    let ids: Vec<Id> = ctx.viewport(|viewport| {
        let widgets = viewport.this_pass.widgets.get_layer(layer);
        let beside_bar = widgets.filter(|it| !bar.contains(it.rect.center()));
        beside_bar.map(|it| it.id).collect()
    });
    match ids.into_iter().find(|id| can_take(ctx, *id)) {
        Some(id) => {
            ctx.memory_mut(|memory| memory.request_focus(id));
            true
        }
        None => false,
    }
}
