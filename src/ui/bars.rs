//! Bars of the whole library, one line each, above the panes: what a person should know and may answer when it suits them.

use egui::{Color32, Frame, Margin, Rect, Ui, UiBuilder, vec2};
use jiff::tz::TimeZone;
use lucide_icons::Icon;

use super::theme;
use super::widgets::{self, command_button};
use crate::desk::{self, Command, CommandId, Desk, RecoveryCommand, RenameCommand, SyncCommand};
use crate::library::interrupted::Way;

/// The height of one bar.
pub const BAR: f32 = 38.0;

/// A bar that may be there.
#[derive(Clone, Copy)]
enum Bar {
    LockedBy,
    LeftAlone,
    Interrupted,
    UnsavedDraft,
    Switched,
    OtherStyle,
}

/// How many bars there are.
pub fn count(desk: &Desk) -> usize {
    bars(desk).count()
}

pub fn show(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let area = ui.max_rect();
    for (index, bar) in bars(desk).enumerate() {
        let top = area.min + vec2(0.0, index as f32 * BAR);
        let rect = Rect::from_min_size(top, vec2(area.width(), BAR));
        ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| match bar {
            Bar::LockedBy => locked_by(ui, desk, out),
            Bar::LeftAlone => left_alone(ui, desk, out),
            Bar::Interrupted => interrupted(ui, desk, out),
            Bar::UnsavedDraft => unsaved_drafts(ui, desk, out),
            Bar::Switched => switched(ui, desk, out),
            Bar::OtherStyle => other_style(ui, desk, out),
        });
    }
}

fn bars(desk: &Desk) -> impl Iterator<Item = Bar> {
    let locked_by = desk.locked_by().map(|_| Bar::LockedBy);
    let left_alone = desk.left_alone_in_words().map(|_| Bar::LeftAlone);
    let interrupted = desk.interrupted().map(|_| Bar::Interrupted);
    let unsaved_drafts = desk.offers_unsaved_drafts().then_some(Bar::UnsavedDraft);
    let switched = desk.switched_in_words().map(|_| Bar::Switched);
    // More than two lines would leave a small window no room; what is answered makes room for the next.
    // An act that is half done comes before the text that may belong to it.
    let other_style = desk.asks_for_style().map(|_| Bar::OtherStyle);
    let bars = [
        switched,
        interrupted,
        left_alone,
        locked_by,
        unsaved_drafts,
        other_style,
    ];
    bars.into_iter().flatten().take(2)
}

fn locked_by(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let Some(other) = desk.locked_by() else {
        return;
    };
    let since = other.since().map(|at| at.to_zoned(TimeZone::system()));
    let since = since.map_or_else(String::new, |at| {
        at.strftime(", since %-d %B, %H:%M").to_string()
    });
    let text = format!(
        "{}{since}. You can edit too: a save overwrites nothing you have not seen",
        desk::lock_in_words(other)
    );
    line(ui, Icon::Users, &text, |ui| {
        if ui.button("Put away").clicked() {
            out.push(Command::Sync(SyncCommand::LockNoticeSeen));
        }
    });
}

fn left_alone(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let words = desk.left_alone_in_words().unwrap_or_default();
    line(ui, Icon::Unlink, &words, |ui| {
        if ui.button("Put away").clicked() {
            out.push(Command::Sync(SyncCommand::LeftAloneNoticeSeen));
        }
    });
}

fn interrupted(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let Some(act) = desk.interrupted() else {
        return;
    };
    let words = desk.interrupted_in_words().unwrap_or_default();
    line(ui, Icon::History, &words, |ui| {
        for (label, way) in [("Finish it", Way::Finish), ("Undo it", Way::TakeBack)] {
            if ui.button(label).clicked() {
                let file = act.file.clone();
                out.push(Command::Rename(RenameCommand::Resume { file, way }));
            }
        }
        if ui.button("Later").clicked() {
            out.push(Command::Rename(RenameCommand::ResumeLater));
        }
    });
}

fn unsaved_drafts(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    line(ui, Icon::History, &desk.unsaved_drafts_in_words(), |ui| {
        let can_restore = desk.can_restore_all();
        let look = if can_restore {
            "Look at both…"
        } else {
            "Look…"
        };
        command_button(ui, desk, CommandId::LookAtUnsavedDrafts, look, out);
        if can_restore && ui.button("Restore all").clicked() {
            out.push(Command::Recovery(RecoveryCommand::RestoreAll));
        }
        if ui.button("Later").clicked() {
            out.push(Command::Recovery(RecoveryCommand::LookLater));
        }
    });
}

fn switched(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let words = desk.switched_in_words().unwrap_or_default();
    line(ui, Icon::GitBranch, &words, |ui| {
        for act in [
            CommandId::KeepAside,
            CommandId::CarryOver,
            CommandId::LookAtStranded,
        ] {
            command_button(ui, desk, act, act.label(), out);
        }
    });
}

/// Nothing is wrong: this bar is quiet.
fn other_style(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let Some(followed) = desk.asks_for_style() else {
        return;
    };
    let p = theme::palette(ui);
    let what = "These entries follow a style of their own";
    let text = match ui.available_width() < WITH_SHARE {
        true => what.to_owned(),
        false => format!("{what}: {followed}"),
    };
    coloured(ui, Icon::BookOpenText, (p.accent_soft, p.accent), |ui| {
        ui.label(&text).on_hover_text(format!(
            "{followed}. Until you choose, only what holds for any markdown is checked"
        ));
        for (id, label) in [
            (CommandId::LearnStyle, "Learn it…"),
            (CommandId::TurnHouseChecksOff, "Turn house checks off"),
            (CommandId::UseBuiltInStyle, "Use the built-in one"),
        ] {
            command_button(ui, desk, id, label, out);
        }
    });
}

/// In less room than this the bar does not say how many entries follow which style.
const WITH_SHARE: f32 = 1_000.0;

/// One line: a text and its buttons.
pub(super) fn line(ui: &mut Ui, icon: Icon, text: &str, buttons: impl FnOnce(&mut Ui)) {
    let p = theme::palette(ui);
    coloured(ui, icon, (p.warn_soft, p.warn), |ui| {
        ui.label(text);
        buttons(ui);
    });
}

fn coloured(
    ui: &mut Ui,
    icon: Icon,
    (fill, mark): (Color32, Color32),
    content: impl FnOnce(&mut Ui),
) {
    Frame::new()
        .fill(fill)
        .inner_margin(Margin::symmetric(16, 6))
        .show(ui, |ui| {
            ui.set_min_size(ui.available_size());
            ui.horizontal(|ui| {
                widgets::picture(ui, theme::icon(icon).color(mark));
                content(ui);
            });
        });
}
