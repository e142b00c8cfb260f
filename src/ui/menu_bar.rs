//! The bar at the top: menus made from the list of commands, where we are, and the saved state.

use egui::{Button, Stroke, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::menus::Menus;
use super::theme::{self, Palette};
use super::widgets::{self, command_icon, icon_button, pill};
use crate::desk::{Command, CommandId, Desk, ReviewCommand};

/// Room for the menus; in a small window each point counts.
const MENUS: f32 = 366.0;
const MENUS_SMALL: f32 = 316.0;
/// In less room there are no words: a few letters and dots tell nobody where they are.
const WORDS: f32 = 80.0;
/// In less room, as with large text in a small window, the bar holds the menus and Save: the menus have all else.
const TIGHT: f32 = 640.0;
/// Room for the way back to the queue and some of a title.
const WAY_BACK: f32 = 180.0;

/// Draws the bar; whether its menus were left, so that the focus goes back to where it was.
pub fn show(ui: &mut Ui, menus: &mut Menus, desk: &Desk, out: &mut Vec<Command>) -> bool {
    let mut is_left = false;
    let p = theme::palette(ui);
    let rect = ui.max_rect();
    ui.painter().rect_filled(rect, 0.0, p.card);
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), Stroke::new(1.0, p.line));
    ui.scope_builder(
        UiBuilder::new().max_rect(rect.shrink2(vec2(12.0, 0.0))),
        |ui| {
            ui.horizontal_centered(|ui| {
                // The bar would take the whole width for itself.
                let is_small = rect.width() < 900.0;
                let width = if is_small { MENUS_SMALL } else { MENUS };
                let room = egui::Rect::from_min_size(ui.cursor().min, vec2(width, rect.height()));
                ui.scope_builder(UiBuilder::new().max_rect(room), |ui| {
                    is_left = menus.show(ui, desk, out);
                });
                let gap = if is_small { 0.0 } else { 5.0 };
                ui.add_space(gap);
                if rect.width() >= TIGHT {
                    command_icon(ui, desk, CommandId::Back, Icon::ArrowLeft, out);
                    command_icon(ui, desk, CommandId::Forward, Icon::ArrowRight, out);
                }
                ui.add_space(gap);
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    right(ui, desk, out);
                    ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
                        place(ui, desk, out);
                    });
                });
            });
        },
    );
    is_left
}

/// The queue, and the entry under review: the way back is the queue’s name.
fn review_place(ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
    let Some(key) = desk.under_review_key() else {
        if ui.available_width() < WORDS {
            return;
        }
        if let Some(folder) = desk.library().and_then(|it| it.root().file_name())
            && ui.available_width() > 260.0
        {
            let folder = folder.to_string_lossy();
            ui.label(theme::weight(folder, 400.0).size(13.0).color(p.dim));
            widgets::picture(ui, theme::icon(Icon::ChevronRight).color(p.faint));
        }
        let room = ui.available_width() - 8.0;
        widgets::elided(
            ui,
            "Review queue",
            room,
            widgets::plain(13.0, 500.0, p.text),
        );
        return;
    };
    // Where there is no room for words the entry tells its title itself.
    let is_narrow = ui.available_width() < WAY_BACK;
    let back = if is_narrow {
        icon_button(ui, Icon::List, "Review queue")
    } else {
        let words = theme::weight("Review queue", 400.0).size(13.0).color(p.dim);
        ui.add(Button::new(words).frame_when_inactive(false))
            .on_hover_text("Back to the queue (Ctrl+Shift+R)")
    };
    if back.clicked() {
        out.push(CommandId::ReviewQueue.into());
    }
    if is_narrow {
        return;
    }
    widgets::picture(ui, theme::icon(Icon::ChevronRight).color(p.faint));
    let room = ui.available_width() - 8.0;
    let title = desk.title_of(key);
    widgets::elided(ui, &title, room, widgets::plain(13.0, 500.0, p.text));
}

/// What the window is for: one of these is pressed.
fn modes(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let (is_reviewing, is_proofing) = (desk.is_reviewing(), desk.is_proofing());
    let is_writing = !is_reviewing && !is_proofing;
    let go_on = desk.review_left().cloned();
    let go_on = go_on.map(|key| Command::Review(ReviewCommand::Open(key)));
    // Drawn from the right.
    for (label, is_on, id, go_on) in [
        ("Proof", is_proofing, CommandId::Proof, None),
        ("Review", is_reviewing, CommandId::ReviewQueue, go_on),
        ("Write", is_writing, CommandId::Write, None),
    ] {
        let hint = match &go_on {
            Some(_) => "Go on with the review you left",
            None => id.info().hint,
        };
        let words = theme::weight(label, if is_on { 600.0 } else { 450.0 }).size(12.5);
        let disabled_because = desk.disabled_because(id).filter(|_| !is_on);
        let response = ui.add_enabled_ui(disabled_because.is_none(), |ui| {
            ui.selectable_label(is_on, words)
        });
        if response.inner.clicked() && !is_on {
            out.push(go_on.unwrap_or(id.into()));
        }
        match disabled_because {
            Some(why) => response.inner.on_disabled_hover_text(why),
            None => response.inner.on_hover_text(hint),
        };
    }
}

/// The pillar and title of the entry shown.
fn place(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui);
    if desk.is_reviewing() {
        review_place(ui, desk, p, out);
        return;
    }
    if desk.is_proofing() && ui.available_width() >= WAY_BACK {
        ui.label(theme::weight("Proof", 400.0).size(13.0).color(p.dim));
        widgets::picture(ui, theme::icon(Icon::ChevronRight).color(p.faint));
    }
    if ui.available_width() < WORDS {
        return;
    }
    let Some(key) = desk.shown_key() else {
        ui.label(theme::weight("copydesk", 650.0).size(14.0));
        return;
    };
    let pillar = desk
        .shown()
        .and_then(|entry| entry.reading().front_matter.text("pillar"))
        .unwrap_or_default();
    if !pillar.is_empty() && !desk.is_proofing() && ui.available_width() > 260.0 {
        ui.label(theme::weight(pillar, 400.0).size(13.0).color(p.dim));
        widgets::picture(ui, theme::icon(Icon::ChevronRight).color(p.faint));
    }
    let title = desk.title_of(key);
    let room = ui.available_width() - 8.0;
    widgets::elided(ui, &title, room, widgets::plain(13.0, 500.0, p.text));
}

fn right(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let p = theme::palette(ui);
    let is_small = ui.ctx().content_rect().width() < 900.0;
    if is_small {
        ui.spacing_mut().item_spacing.x = 4.0;
    }
    let disabled_because = desk.disabled_because(CommandId::Save);
    let words = theme::weight("Save", 550.0).color(if disabled_because.is_none() {
        p.on_primary
    } else {
        p.dim
    });
    let ground = if disabled_because.is_none() {
        p.primary
    } else {
        p.hover
    };
    let button = Button::new(words).fill(ground).stroke(Stroke::NONE);
    let response = ui.add_enabled(disabled_because.is_none(), button);
    if response.clicked() {
        out.push(CommandId::Save.into());
    }
    match disabled_because {
        Some(why) => response.on_disabled_hover_text(why),
        None => response.on_hover_text("Write this entry to its file (Ctrl+S)"),
    };
    if ui.ctx().content_rect().width() < TIGHT {
        return;
    }
    let (id, icon) = if ui.visuals().dark_mode {
        (CommandId::ThemeLight, Icon::Sun)
    } else {
        (CommandId::ThemeDark, Icon::Moon)
    };
    command_icon(ui, desk, id, icon, out);
    command_icon(ui, desk, CommandId::Palette, Icon::Command, out);
    if let Some(entry) = desk.shown().filter(|_| !desk.shows_queue() && !is_small) {
        if entry.is_unsaved() {
            pill(ui, "Unsaved changes", p.warn, p.warn_soft);
        } else {
            pill(ui, "Saved", p.good, p.good_soft);
        }
    }
    modes(ui, desk, out);
}
