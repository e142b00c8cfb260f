//! The findings pane: what the checks found in this entry or in the library, why it matters, and the fix before it is made.

mod everywhere;
mod here;
mod menu;

use egui::{Align, Color32, Context, Id, Layout, RichText, Ui};
use lucide_icons::Icon;

use super::theme::{self, Palette};
use super::widgets;
use crate::checks::Level;
use crate::desk::{Command, CommandId, Counts, Desk};

pub(super) use menu::{finding_menu, other_ways};

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct FindingsPane {
    scope: Scope,
    here: here::Here,
    everywhere: everywhere::Everywhere,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Scope {
    #[default]
    Entry,
    Library,
}

impl FindingsPane {
    /// The list of this entry's findings.
    pub fn list_id() -> Id {
        Id::unique("findings list")
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        ui.horizontal(|ui| {
            for (scope, name) in [(Scope::Entry, "This entry"), (Scope::Library, "Library")] {
                let on = self.scope == scope;
                let words = theme::weight(name, if on { 600.0 } else { 450.0 }).size(12.5);
                if ui.selectable_label(on, words).clicked() {
                    self.scope = scope;
                }
            }
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let mut notes = desk.view().notes_shown;
                if ui
                    .checkbox(&mut notes, theme::small("Notes", p.dim))
                    .changed()
                {
                    out.push(CommandId::ShowNotes.into());
                }
            });
        });
        self.progress(ui, desk, p, out);
        ui.add_space(4.0);
        match self.scope {
            Scope::Entry => self.here.show(ui, desk, out),
            Scope::Library => self.everywhere.show(ui, desk, out),
        }
    }

    /// Does with the finding that the keys are on what the command does at the caret; whether it is such a command.
    pub fn take(&mut self, ctx: &Context, id: CommandId, out: &mut Vec<Command>) -> bool {
        self.here.take(ctx, id, out)
    }

    fn progress(&self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        let counts = match self.scope {
            Scope::Entry => desk
                .shown_key()
                .and_then(|key| desk.findings().of(key))
                .map(|found| found.counts),
            Scope::Library => Some(desk.findings().counts()),
        };
        ui.horizontal(|ui| {
            match counts {
                Some(counts) => ui.label(theme::small(counts_in_words(counts), p.dim)),
                None if desk.shown_key().is_some() => {
                    ui.label(theme::small("Not checked yet", p.faint))
                }
                None => ui.label(theme::small("No entry is shown", p.faint)),
            };
            if let Some(progress) = desk.findings().progress() {
                let far = format!("Checked {} of {}", progress.read, progress.found);
                ui.label(theme::small(far, p.dim));
                widgets::command_button(ui, desk, CommandId::StopChecking, "Stop", out);
            }
        });
    }
}

/// Counts in words: `2 errors, 1 warning, 8 notes`.
pub(super) fn counts_in_words(counts: Counts) -> String {
    let named = [
        (counts.errors, "error", "errors"),
        (counts.warnings, "warning", "warnings"),
        (counts.notes, "note", "notes"),
    ];
    let parts: Vec<String> = named
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    if parts.is_empty() {
        "Nothing found".into()
    } else {
        parts.join(", ")
    }
}

/// The mark of a level.
pub(super) fn mark(level: Level, p: &Palette) -> RichText {
    let (icon, colour) = match level {
        Level::Error => (Icon::CircleX, p.bad),
        Level::Warning => (Icon::TriangleAlert, p.warn),
        Level::Note => (Icon::Info, p.faint),
    };
    theme::icon(icon).size(13.0).color(colour)
}

/// The colour of a level in the text.
pub(super) fn colour(level: Level, p: &Palette) -> Color32 {
    match level {
        Level::Error => p.bad,
        Level::Warning => p.warn,
        Level::Note => p.faint,
    }
}
