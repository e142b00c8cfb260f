//! What is left to do, each a way to the next such place, and what can become of the entry.
//!
//! Knows nothing of: how what is left is counted.

use egui::{Align, Button, Layout, Rect, Stroke, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use crate::desk::{Command, CommandId, Desk, ReadingCommand};
use crate::review::{ChecklistItem, Left};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, command_button};

/// Where the text is being read again, what is left in it is not known.
pub(super) fn show(
    ui: &mut Ui,
    desk: &Desk,
    left: Option<&Left>,
    rect: Rect,
    (is_small, is_short): (bool, bool),
    out: &mut Vec<Command>,
) {
    let p = theme::palette(ui);
    ui.painter().rect_filled(rect, 0.0, p.card);
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, p.line));
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let builder = UiBuilder::new().id_salt("left to do").max_rect(inner);
    ui.scope_builder(builder, |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let id = CommandId::SignOff;
            let disabled = desk.disabled_because(id);
            let words = theme::weight(id.label(), 550.0).color(p.on_primary);
            let mut button = Button::new(words).fill(p.primary).stroke(Stroke::NONE);
            if !is_short {
                button = button.shortcut_text(theme::small("Ctrl+Shift+Enter", p.on_primary));
            }
            let response = ui.add_enabled(disabled.is_none(), button);
            widgets::named(&response, id.label());
            if response.clicked() {
                out.push(id.into());
            }
            if let Some(why) = disabled {
                response.on_disabled_hover_text(why);
            }
            command_button(
                ui,
                desk,
                CommandId::SendBack,
                CommandId::SendBack.label(),
                out,
            );
            command_button(
                ui,
                desk,
                CommandId::SkipReview,
                CommandId::SkipReview.label(),
                out,
            );
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 6.0;
                let Some(left) = left else {
                    ui.label(theme::weight("Reading the change…", 450.0).color(p.dim));
                    return;
                };
                if left.is_nothing() {
                    widgets::picture(ui, theme::icon(Icon::Check).color(p.good));
                    ui.label(theme::weight("Nothing left to do", 550.0).color(p.good));
                    return;
                }
                if !is_small {
                    ui.label(theme::weight("Left to do", 550.0));
                }
                egui::ScrollArea::horizontal()
                    .id_salt("left to do")
                    .auto_shrink([true, false])
                    .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                    .show(ui, |ui| {
                        ui.horizontal_centered(|ui| chips(ui, left, is_short, p, out));
                    });
            });
        });
    });
}

fn chips(ui: &mut Ui, left: &Left, is_short: bool, p: &Palette, out: &mut Vec<Command>) {
    for line in &left.lines {
        let Some(words) = line.in_words() else {
            continue;
        };
        let short = match &line.item {
            ChecklistItem::Sections => format!("{} unread", line.open.len()),
            ChecklistItem::Other(name) => name.clone(),
            // “2 claims”
            _ => words
                .rsplit_once(' ')
                .map_or(&*words, |(short, _)| short)
                .to_owned(),
        };
        let shown = if is_short { &short } else { &words };
        if chip(ui, Icon::Square, shown, &words, (p.dim, p.hover)) {
            out.push(ReadingCommand::Next(line.item.clone()).into());
        }
    }
    if let Some(words) = left.errors_in_words()
        && chip(ui, Icon::CircleAlert, &words, &words, (p.bad, p.bad_soft))
    {
        out.push(ReadingCommand::NextError.into());
    }
}

/// A way to something that is left; `true` where it was pressed.
fn chip(
    ui: &mut Ui,
    icon: Icon,
    words: &str,
    spoken: &str,
    (tone, ground): (egui::Color32, egui::Color32),
) -> bool {
    let icon = theme::icon(icon).size(12.0).color(tone);
    let words = theme::small(words, tone);
    let button = Button::new((icon, words)).fill(ground).stroke(Stroke::NONE);
    let response = ui.add(button);
    widgets::named(&response, &format!("Left to do: {spoken}"));
    response.on_hover_text("Go to the next").clicked()
}
