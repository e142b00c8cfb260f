//! What stands beside the lines: doubts, notes for oneself, what was changed; the doubt at hand as a card. Nothing overlaps:
//! what is above the card moves up, what is below it moves down.

use egui::{
    Align2, FontId, Rect, Response, Role, Sense, Stroke, Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::spoken::shape_of;
use super::{ProofFrame, ProofRoom, card, spoken};
use crate::desk::{Command, ProofCommand};
use crate::ui::theme;
use crate::ui::widgets;

/// Something beside a line, at this height of the window.
pub(super) struct MarginItem<'f> {
    pub y: f32,
    /// Where in the text that is.
    pub at: usize,
    pub kind: BesideKind<'f>,
}

pub(super) enum BesideKind<'f> {
    /// By its place among the doubts.
    Doubt(usize),
    /// By its number.
    Note(usize, &'f str),
    Taken(&'f str),
}

const ROW: f32 = 26.0;
const GAP: f32 = 6.0;

pub(super) fn show(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    beside: Vec<MarginItem<'_>>,
    (line, y): &(Option<usize>, Option<f32>),
    (place, text): (Rect, f32),
    out: &mut Vec<Command>,
) {
    in_list(ui, frame, place, *line, |ui| {
        let card = frame.at_hand().zip(frame.at).map(|(doubt, number)| {
            let height = card::height(ui, frame, doubt, place.width());
            let most = (place.bottom() - height - 8.0).max(place.top() + 8.0);
            // Where its line is out of view it waits at that edge.
            let wanted = y.map_or(place.top() + 8.0, |y| y - 22.0);
            let top = wanted.clamp(place.top() + 8.0, most);
            let size = vec2(place.width(), height);
            let rect = Rect::from_min_size(pos2(place.left(), top), size);
            (rect, doubt, number)
        });
        let is_other = |it: &&MarginItem<'_>| !matches!(it.kind, BesideKind::Doubt(number) if Some(number) == frame.at);
        let others: Vec<&MarginItem<'_>> = beside.iter().filter(is_other).collect();
        let pivot = card.as_ref().map(|(_, doubt, _)| doubt.range.start);
        let below = pivot.map_or(0, |pivot| others.partition_point(|it| it.at < pivot));
        let (above, under) = others.split_at(below);
        let mut rects = Vec::new();
        let mut limit = card
            .as_ref()
            .map_or(f32::INFINITY, |(rect, ..)| rect.top() - GAP);
        for it in above.iter().rev() {
            let top = (it.y - ROW / 2.0).min(limit - ROW);
            rects.push((*it, top));
            limit = top - 2.0;
        }
        rects.reverse();
        let mut limit = card
            .as_ref()
            .map_or(f32::NEG_INFINITY, |(rect, ..)| rect.bottom() + GAP);
        for it in under {
            let top = (it.y - ROW / 2.0).max(limit);
            rects.push((*it, top));
            limit = top + ROW + 2.0;
        }
        for (it, top) in rects {
            let rect = Rect::from_min_size(pos2(place.left(), top), vec2(place.width(), ROW));
            row(ui, frame, it, rect, out);
        }
        if let Some((rect, doubt, number)) = card {
            if let Some(y) = *y {
                let line = Stroke::new(1.0, frame.p.accent);
                let x = egui::Rangef::new(text, place.left());
                if rect.y_range().contains(y) {
                    ui.painter().hline(x, y.round() + 0.5, line);
                }
            }
            card::show(ui, frame, (doubt, number, *line), rect, out);
        }
    });
}

/// Draws the card where it docks.
pub(super) fn docked(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    (line, _): &(Option<usize>, Option<f32>),
    place: Rect,
    out: &mut Vec<Command>,
) {
    in_list(ui, frame, place, *line, |ui| {
        if let Some((doubt, number)) = frame.at_hand().zip(frame.at) {
            card::docked(ui, frame, (doubt, number, *line), place, out);
        }
    });
}

/// The list of the doubts: one stop for Tab, and what has the focus as a rule. The doubt at hand is what a screen reader reads
/// of it.
fn in_list(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    place: Rect,
    line: Option<usize>,
    draw: impl FnOnce(&mut Ui),
) {
    let id = ProofRoom::list_id();
    let list = ui.interact(place, id, Sense::focusable_noninteractive());
    let active = id.with("at hand");
    let count = frame.doubts.len();
    list.ctx.accesskit_node_builder(id, |node| {
        node.set_role(egui::accesskit::Role::ListBox);
        node.set_label("Doubts");
        node.set_size_of_set(count);
        match frame.at {
            Some(_) => node.set_active_descendant(active.accesskit_id()),
            None => node.set_description(nothing_at_hand(count)),
        }
    });
    let builder = UiBuilder::new()
        .id_salt("beside the text")
        .max_rect(place)
        .accessibility_parent(id);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(place.expand2(vec2(GUTTER, 0.0)).intersect(ui.clip_rect()));
        if let Some(number) = frame.at {
            let spoken = spoken::whole(frame, number, line);
            let response = ui.interact(place, active, Sense::hover());
            response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &spoken));
            response.ctx.accesskit_node_builder(active, |node| {
                node.set_selected(true);
                node.set_position_in_set(number);
            });
        }
        draw(ui);
    });
}

/// The line from the text to the card needs so much room.
const GUTTER: f32 = 48.0;

fn nothing_at_hand(count: usize) -> String {
    let doubts = match count {
        0 => "Nothing is doubtful in this entry",
        1 => "1 doubt. F8 goes to it",
        n => {
            return format!(
                "{n} doubts. F8 goes to the next. Space marks the section read and goes on"
            );
        }
    };
    format!("{doubts}. Space marks the section read and goes on")
}

/// Something beside a line, on one line of its own.
fn row(ui: &Ui, frame: &ProofFrame<'_>, it: &MarginItem<'_>, rect: Rect, out: &mut Vec<Command>) {
    let p = frame.p;
    let (icon, tone, strong, words, command) = match &it.kind {
        BesideKind::Doubt(number) => {
            let Some(doubt) = frame.doubts.get(*number) else {
                return;
            };
            let (icon, tone) = shape_of(doubt, p);
            let command = ProofCommand::Doubt(doubt.index);
            let message = doubt.finding.message.clone();
            (icon, tone, String::new(), message, Some(command))
        }
        BesideKind::Note(number, note) => {
            let command = ProofCommand::ChangeNote(*number);
            let strong = "Note: ".to_owned();
            (
                Icon::StickyNote,
                p.dim,
                strong,
                (*note).to_owned(),
                Some(command),
            )
        }
        BesideKind::Taken(told) => (Icon::Check, p.good, String::new(), (*told).to_owned(), None),
    };
    let sense = if command.is_some() {
        Sense::CLICK
    } else {
        Sense::hover()
    };
    let spoken = format!("{strong}{words}");
    let response: Response = ui.interact(
        rect,
        ui.unique_id().with(&spoken).with(rect.top() as i32),
        sense,
    );
    response.widget_info(|| WidgetInfo::labeled(Role::ListBoxOption, true, &spoken));
    if response.hovered() && command.is_some() {
        ui.painter().rect_filled(rect, 6.0, p.hover);
    }
    let font = FontId::new(13.0, theme::icons());
    let middle = rect.center().y;
    ui.painter().text(
        pos2(rect.left() + 4.0, middle),
        Align2::LEFT_CENTER,
        char::from(icon),
        font,
        tone,
    );
    let format = widgets::plain(13.0, 400.0, p.dim);
    let job = widgets::one_line(&spoken, rect.width() - 30.0, format);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    let at = pos2(rect.left() + 24.0, middle - galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.dim);
    if response.clicked()
        && let Some(command) = command
    {
        out.push(command.into());
    }
    if is_cut {
        response.on_hover_text(spoken);
    }
}
