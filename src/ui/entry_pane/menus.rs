//! The menus of a right click: in a text, and on a card's bar.

use egui::{Response, Ui};

use crate::desk::{
    Card, Command, CommandId, Desk, EditCommand, OpenEntry, Role, Selection, ViewCommand,
};
use crate::ui::findings_pane::finding_menu;
use crate::ui::widgets::command_line;

/// The menu of a right click in a text.
pub(super) fn context_menu(response: &Response, desk: &Desk, out: &mut Vec<Command>) {
    response.context_menu(|ui| {
        if let Some(shown) = desk.findings_at_caret().first() {
            finding_menu(ui, desk, shown, out);
            ui.separator();
        }
        for id in [CommandId::Undo, CommandId::Redo] {
            command_line(ui, desk, id, out);
        }
        ui.separator();
        for (label, event) in [
            ("Cut", egui::ViewportCommand::RequestCut),
            ("Copy", egui::ViewportCommand::RequestCopy),
            ("Paste", egui::ViewportCommand::RequestPaste),
        ] {
            if ui.button(label).clicked() {
                response.request_focus();
                ui.ctx().send_viewport_cmd(event);
                ui.close();
            }
        }
        ui.separator();
        for id in [
            CommandId::Bold,
            CommandId::Italic,
            CommandId::Link,
            CommandId::BulletList,
        ] {
            command_line(ui, desk, id, out);
        }
        ui.separator();
        for id in [CommandId::GoToNamed, CommandId::AssignId] {
            command_line(ui, desk, id, out);
        }
        ui.separator();
        for id in [
            CommandId::Find,
            CommandId::MoveSectionUp,
            CommandId::MoveSectionDown,
            CommandId::FoldSection,
        ] {
            command_line(ui, desk, id, out);
        }
    });
}

pub(super) fn section_menu(
    ui: &mut Ui,
    entry: &OpenEntry,
    index: usize,
    card: &Card,
    name: &str,
    out: &mut Vec<Command>,
) {
    let folded = entry.is_folded(card);
    let mut line = |ui: &mut Ui, label: &str, enabled: bool, command: Command| {
        if ui.add_enabled(enabled, egui::Button::new(label)).clicked() {
            out.push(command);
            ui.close();
        }
    };
    line(
        ui,
        if folded { "Unfold" } else { "Fold" },
        true,
        Command::Edit(EditCommand::Fold {
            card: index,
            folded: !folded,
        }),
    );
    if let Some(text) = entry.text().get(card.text()) {
        line(
            ui,
            "Copy text",
            true,
            Command::View(ViewCommand::Copy(text.to_owned())),
        );
    }
    if let Some(spot) = &card.heading {
        line(
            ui,
            "Rename",
            true,
            Command::Edit(EditCommand::PlaceCaret(Selection {
                anchor: spot.text.start,
                head: spot.text.end,
            })),
        );
    }
    let Role::Section(section) = card.role else {
        return;
    };
    let count = entry.reading().outline.sections.len();
    ui.separator();
    line(
        ui,
        "Move up",
        section > 0,
        Command::Edit(EditCommand::MoveSection {
            from: section,
            to: section.saturating_sub(1),
        }),
    );
    line(
        ui,
        "Move down",
        section + 1 < count,
        Command::Edit(EditCommand::MoveSection {
            from: section,
            to: section + 1,
        }),
    );
    ui.separator();
    line(
        ui,
        &format!("Delete {name}"),
        true,
        Command::Edit(EditCommand::DeleteSection(section)),
    );
}
