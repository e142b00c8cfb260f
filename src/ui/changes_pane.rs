//! The changes pane: what a save will write, hunk by hunk, against the file on disk.

use std::sync::Arc;

use egui::{ScrollArea, Ui};

use super::focus;
use super::hunks;
use super::theme;
use crate::desk::{self, Command, Desk, Hunk, OpenEntry, Outside, StepId};
use crate::library::EntryKey;

/// What the pane keeps from frame to frame: the difference, until a text changes.
#[derive(Default)]
pub struct ChangesPane {
    of: Option<State>,
    hunks: Vec<Hunk>,
}

#[derive(PartialEq)]
struct State {
    key: EntryKey,
    step: StepId,
    seen: Arc<str>,
    outside: bool,
}

impl ChangesPane {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let Some(entry) = desk.shown() else {
            ui.label(theme::small("No entry is shown", p.dim));
            return;
        };
        self.follow(entry);
        let against = match &entry.outside {
            Some(Outside::Changed(_)) => "Yours against what another program wrote",
            Some(Outside::Gone) => "The file is gone: a save writes all of this",
            Some(Outside::Unreadable(_)) => "Against what the file held when it could last be read",
            None => "What a save will write",
        };
        let count = match self.hunks.len() {
            0 => "No changes".to_owned(),
            1 => "1 change".to_owned(),
            n => format!("{n} changes"),
        };
        ui.horizontal(|ui| {
            ui.label(theme::weight(count, 600.0));
            ui.label(theme::small(against, p.dim));
        });
        ui.add_space(4.0);
        ScrollArea::vertical()
            .id_salt(("changes", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                for (index, hunk) in self.hunks.iter().enumerate() {
                    hunks::show(ui, index, hunk, p, |ui| {
                        hunks::head(ui, entry.step(), hunk, entry.on_disk(), p, out);
                    });
                    ui.add_space(6.0);
                }
                if self.hunks.is_empty() {
                    let same = match entry.outside {
                        Some(Outside::Unreadable(_)) => {
                            "The text is what the file held, byte for byte. The file can’t be read now"
                        }
                        _ => "The text is the text on disk, byte for byte",
                    };
                    ui.label(theme::small(same, p.dim));
                }
                focus::follow(ui);
            });
    }

    fn follow(&mut self, entry: &OpenEntry) {
        let state = State {
            key: entry.key.clone(),
            step: entry.step(),
            seen: entry.seen().clone(),
            outside: entry.outside.is_some(),
        };
        if self.of.as_ref() != Some(&state) {
            self.hunks = desk::hunks(entry.on_disk(), entry.text());
            self.of = Some(state);
        }
    }
}
