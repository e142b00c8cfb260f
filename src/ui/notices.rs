//! Notices, in a corner over the panes: what happened, until it is dismissed or old.

use egui::{Align2, Area, Context, Frame, Id, Margin, Order, Stroke, Ui, vec2};
use lucide_icons::Icon;

use super::theme;
use super::widgets::{self, ACTIONS, icon_button};
use crate::desk::{Command, Desk, Notice, ViewCommand};

pub fn show(ctx: &Context, desk: &Desk, out: &mut Vec<Command>) {
    if desk.notices().is_empty() {
        return;
    }
    // The verbs of a room stand at the foot: a press that comes as a notice goes may not hit one of them.
    let has_verbs = desk.is_reviewing() || desk.is_proofing();
    let foot = if has_verbs { ACTIONS } else { 0.0 };
    Area::new(Id::unique("notices"))
        .order(Order::Foreground)
        .anchor(Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0 - foot))
        .show(ctx, |ui| {
            let p = theme::palette(ui);
            for notice in desk.notices() {
                let (icon, tone, ground) = if notice.is_bad {
                    (Icon::CircleAlert, p.bad, p.bad_soft)
                } else {
                    (Icon::Info, p.accent, p.card)
                };
                Frame::new()
                    .fill(ground)
                    .stroke(Stroke::new(1.0, tone.gamma_multiply(0.5)))
                    .corner_radius(8)
                    .shadow(ui.visuals().popup_shadow)
                    .inner_margin(Margin::symmetric(12, 8))
                    .show(ui, |ui| {
                        ui.set_max_width(420.0);
                        ui.horizontal_top(|ui| {
                            widgets::picture(ui, theme::icon(icon).color(tone));
                            ui.scope(|ui| {
                                ui.set_max_width(350.0);
                                ui.vertical(|ui| {
                                    ui.label(notice.what.as_str());
                                    offers(ui, notice, out);
                                });
                            });
                            if icon_button(ui, Icon::X, "Dismiss").clicked() {
                                out.push(Command::View(ViewCommand::Dismiss(notice.id)));
                            }
                        });
                    });
                ui.add_space(4.0);
            }
        });
}

/// What can be done about it. A notice that was answered goes.
fn offers(ui: &mut Ui, notice: &Notice, out: &mut Vec<Command>) {
    if notice.offers.is_empty() {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        for offer in &notice.offers {
            if ui.button(offer.label.as_str()).clicked() {
                out.push(Command::View(ViewCommand::Dismiss(notice.id)));
                out.push(offer.command.clone());
            }
        }
    });
}
