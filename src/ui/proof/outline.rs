//! The sections at the left, each with how far it is read and how many doubts are in it.

use egui::{Align2, FontId, Id, Ui, pos2};
use lucide_icons::Icon;

use super::ProofFrame;
use crate::desk::{Command, ProofCommand, ProofState};
use crate::ui::long_list::{ListShape, LongList};
use crate::ui::theme;
use crate::ui::widgets;

#[derive(Default)]
pub(super) struct ProofOutline {
    list: LongList,
}

impl ProofOutline {
    pub fn id() -> Id {
        Id::unique("sections read for proof")
    }

    pub fn show(&mut self, ui: &mut Ui, frame: &ProofFrame<'_>, out: &mut Vec<Command>) {
        let ProofFrame { desk, p, .. } = *frame;
        let sections = desk.proof_sections();
        let here = desk.proof_section_here();
        if self.list.at() != here {
            self.list.go_to(here);
        }
        let shape = ListShape {
            id: Self::id(),
            name: "Sections",
            count: sections.len(),
            row_height: 30.0,
        };
        let inner = ui.max_rect().shrink2(egui::vec2(12.0, 4.0));
        ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
            self.list.show(ui, &shape, |ui, row| {
                let Some(section) = sections.get(row.index) else {
                    return;
                };
                let doubts = frame.doubts.iter();
                let doubts = doubts.filter(|it| section.range.contains(&it.range.start));
                let doubts = doubts.count();
                let state = desk.proof_state(section);
                let (icon, tone, said) = match state {
                    ProofState::Read => (Icon::Check, p.accent, "read"),
                    ProofState::Changed => (Icon::RotateCcw, p.warn, "changed since you read it"),
                    ProofState::Unread => (Icon::Circle, p.faint, "unread"),
                };
                let y = row.rect.center().y;
                let left = row.rect.left() + 12.0;
                let painter = ui.painter();
                let font = FontId::new(12.0, theme::icons());
                let icon = char::from(icon);
                painter.text(pos2(left, y), Align2::LEFT_CENTER, icon, font, tone);
                let right = if state == ProofState::Changed {
                    "changed".to_owned()
                } else if doubts > 0 {
                    doubts.to_string()
                } else {
                    String::new()
                };
                let tone = if state == ProofState::Changed {
                    p.warn
                } else {
                    p.dim
                };
                let small = FontId::proportional(theme::SMALL);
                let at = pos2(row.rect.right() - 8.0, y);
                let right = painter.text(at, Align2::RIGHT_CENTER, right, small, tone);
                let (weight, tone) = if row.chosen {
                    (600.0, p.text)
                } else {
                    (400.0, p.dim)
                };
                let room = right.left() - left - 32.0;
                let name = widgets::plain(13.0, weight, tone);
                let job = widgets::one_line(&section.name, room, name);
                let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
                let galley_is_cut = galley.elided;
                let at = pos2(left + 24.0, y - galley.size().y / 2.0);
                ui.painter().galley(at, galley, p.text);
                let doubts = match doubts {
                    0 => String::new(),
                    1 => ", 1 doubt".to_owned(),
                    n => format!(", {n} doubts"),
                };
                row.named(&format!("{}, {said}{doubts}", section.name));
                if galley_is_cut {
                    row.response.clone().on_hover_text(&section.name);
                }
                if row.response.clicked() {
                    out.push(ProofCommand::Section(row.index).into());
                }
            });
        });
        if self.list.at() != here {
            out.push(ProofCommand::Section(self.list.at()).into());
        }
    }
}
