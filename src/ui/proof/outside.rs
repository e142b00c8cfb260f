//! What another program did to the file that is read, for as long as it waits for an answer.

use egui::Ui;
use lucide_icons::Icon;

use crate::desk::{Command, CommandId, Desk, Outside};
use crate::ui::bars;
use crate::ui::widgets::command_button;

/// What is said of it, and whether there is something to settle.
pub(super) fn told(desk: &Desk) -> Option<(&'static str, bool)> {
    let entry = desk.shown()?;
    match &entry.outside {
        _ if desk.is_stranded(&entry.key) => None,
        // Until it is merged nobody knows whether there is anything to ask.
        Some(Outside::Changed(_)) if entry.merging.is_some() => None,
        Some(Outside::Changed(_)) => Some((
            "Another program changed this file in the same places. Both texts are safe",
            true,
        )),
        Some(Outside::Gone) => Some(("The file is gone. Its text is safe here", false)),
        Some(Outside::Unreadable(_)) => Some((
            "The file can’t be read now, so it can’t be saved over",
            false,
        )),
        None if desk.is_unfinished_merge() => Some((
            "A merge of this file was never finished; both versions are in it",
            true,
        )),
        None => None,
    }
}

pub(super) fn show(
    ui: &mut Ui,
    desk: &Desk,
    (words, can_settle): (&str, bool),
    out: &mut Vec<Command>,
) {
    bars::line(ui, Icon::TriangleAlert, words, |ui| {
        if can_settle {
            command_button(ui, desk, CommandId::ResolveMerge, "Settle…", out);
        }
    });
}
