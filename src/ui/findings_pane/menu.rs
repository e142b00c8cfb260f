//! What can be done about a finding besides its fixes, and the menu of a right click on what it marks.

use egui::{Button, Ui};

use crate::desk::{Command, Desk, FindingCommand, ShownFinding};
use crate::library::EntryKey;
use crate::ui::theme;
use crate::ui::widgets;

/// What can be done besides mending it here, each with what it is called.
pub(in crate::ui) fn other_ways(
    entry: &EntryKey,
    shown: &ShownFinding<'_>,
) -> Vec<(String, Command)> {
    let (entry, finding) = (entry.clone(), shown.index);
    let is_word = shown.finding.is_about_a_word();
    let mut ways = vec![(
        "Ignore here".to_owned(),
        FindingCommand::Ignore {
            entry: entry.clone(),
            finding,
        },
    )];
    if is_word {
        ways.push((
            "Add to the library’s words".to_owned(),
            FindingCommand::AddWord {
                entry: entry.clone(),
                finding,
            },
        ));
    }
    ways.push((
        "Accept with a reason…".to_owned(),
        FindingCommand::AskWhy {
            entry: entry.clone(),
            finding,
        },
    ));
    if let Some(best) = shown.finding.fixes.first().filter(|_| is_word) {
        ways.push((
            format!("Write “{}” everywhere in the library…", best.written()),
            FindingCommand::FixEverywhere {
                entry,
                finding,
                fix: 0,
            },
        ));
    }
    let ways = ways.into_iter();
    ways.map(|(label, command)| (label, command.into()))
        .collect()
}

/// The lines of a menu about a finding: its fixes, the likeliest first, and what else can be done.
pub(in crate::ui) fn finding_menu(
    ui: &mut Ui,
    desk: &Desk,
    shown: &ShownFinding<'_>,
    out: &mut Vec<Command>,
) {
    let Some(entry) = desk.shown_key() else {
        return;
    };
    let p = theme::palette(ui);
    let mut line = |ui: &mut Ui, label: &str, from: &str, command: Command| {
        let mut button = Button::new(label);
        if !from.is_empty() {
            button = button.shortcut_text(theme::small(from, p.dim));
        }
        let response = ui.add(button);
        let spoken = if from.is_empty() {
            label.to_owned()
        } else {
            format!("{label}, {from}")
        };
        widgets::named(&response, &spoken);
        if response.clicked() {
            out.push(command);
            ui.close();
        }
    };
    for (number, fix) in shown.finding.fixes.iter().enumerate() {
        let from = fix.suggested_by.map_or("", |it| it.label());
        let label = if from.is_empty() {
            &*fix.label
        } else {
            fix.written()
        };
        let command = FindingCommand::Fix {
            entry: entry.clone(),
            finding: shown.index,
            fix: number,
        };
        line(ui, label, from, command.into());
    }
    if !shown.finding.fixes.is_empty() {
        ui.separator();
    }
    for (label, command) in other_ways(entry, shown) {
        line(ui, &label, "", command);
    }
}
