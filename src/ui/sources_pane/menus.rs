//! The menus of the sources pane: what can be done with the whole list, and with one source.

use egui::{Button, Ui};

use super::elsewhere::{self, SHOWN};
use super::source_row::SourceRow;
use crate::desk::{
    Command, CommandId, Desk, EditCommand, OpenEntry, Selection, SourceCommand, ViewCommand,
};
use crate::entry::citations;
use crate::entry::sources::Source;
use crate::library::withdrawn::Verdict;
use crate::references::{self, EXPORT_FORMATS, Record};
use crate::ui::widgets;

/// The ways to sort the list.
pub(super) fn sort_menu(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    for id in [
        CommandId::SortByAuthor,
        CommandId::SortByYear,
        CommandId::SortByCitation,
    ] {
        widgets::command_line(ui, desk, id, out);
    }
}

/// The forms in which the whole list is copied.
pub(super) fn copy_menu(ui: &mut Ui, entry: &OpenEntry, list: &[Source], out: &mut Vec<Command>) {
    let text = entry.text();
    let records = || -> Vec<Record> {
        let read = list.iter().filter(|source| source.unread.is_none());
        read.map(|source| references::of_source(text, source))
            .collect()
    };
    line(ui, "As they are written", true, out, || {
        let lines = list
            .iter()
            .filter_map(|source| text.get(source.range.clone()));
        Command::View(ViewCommand::Copy(lines.collect::<Vec<_>>().join("\n")))
    });
    for format in EXPORT_FORMATS {
        line(ui, &format!("As {}", format.label), true, out, || {
            Command::View(ViewCommand::Copy((format.write)(&records())))
        });
    }
}

/// What can be done with one source.
pub(super) fn source_menu(ui: &mut Ui, row: &SourceRow<'_>, out: &mut Vec<Command>) {
    let text = row.entry.text();
    let (index, last) = (row.index, row.total.saturating_sub(1));
    let move_to = |to| Command::Source(SourceCommand::Move { from: index, to });
    line(ui, "Move up", index > 0, out, || {
        move_to(index.saturating_sub(1))
    });
    line(ui, "Move down", index < last, out, || move_to(index + 1));
    ui.separator();
    let words = text.get(row.source.line.clone()).unwrap_or_default();
    line(ui, "Copy the line", true, out, || {
        Command::View(ViewCommand::Copy(words.to_owned()))
    });
    let read = row.source.unread.is_none();
    let record = || [references::of_source(text, row.source)];
    for format in EXPORT_FORMATS {
        line(ui, &format!("Copy as {}", format.label), read, out, || {
            Command::View(ViewCommand::Copy((format.write)(&record())))
        });
    }
    ui.separator();
    for (label, command) in ways(row) {
        line(ui, &label, true, out, || command);
    }
    ui.separator();
    let count = citations::of_source(&row.cited.citations.list, index).count();
    let label = match count {
        0 => "Remove".to_owned(),
        1 => "Remove, although the text mentions it".to_owned(),
        n => format!("Remove, although the text mentions it {n} times"),
    };
    line(ui, &label, true, out, || {
        Command::Source(SourceCommand::Remove(index))
    });
}

/// Where one can go from a source, each with what it is called.
fn ways(row: &SourceRow<'_>) -> Vec<(String, Command)> {
    let place = |selection| Command::Edit(EditCommand::PlaceCaret(selection));
    let line = Selection::caret(row.source.line.start);
    let mut ways = vec![("Go to the line".to_owned(), place(line))];
    let text = row.entry.text();
    for mention in row.mentions().take(SHOWN) {
        let sentence = citations::sentence_at(text, &mention.range);
        let words = text.get(sentence).unwrap_or_default();
        let selection = Selection {
            anchor: mention.range.start,
            head: mention.range.end,
        };
        let label = format!("Go to “{}”", widgets::first_words(words));
        ways.push((label, place(selection)));
    }
    for (entry, at) in row.elsewhere.unwrap_or_default().iter().take(SHOWN) {
        let title = row.desk.title_of(entry);
        let label = format!("Go to {}", widgets::first_words(&title));
        ways.push((label, elsewhere::show((entry, *at))));
    }
    let notice = match row.verdict {
        Some(Verdict::Told(case)) => case.notice.as_deref(),
        _ => None,
    };
    let pages = row.pages().into_iter().map(|it| (it.label, it.address));
    let notice = notice.map(|address| ("the notice".to_owned(), address.to_owned()));
    for (label, address) in pages.chain(notice) {
        let command = Command::View(ViewCommand::OpenLink(address));
        ways.push((format!("Open {label}"), command));
    }
    ways
}

fn line(
    ui: &mut Ui,
    label: &str,
    enabled: bool,
    out: &mut Vec<Command>,
    command: impl FnOnce() -> Command,
) {
    if ui.add_enabled(enabled, Button::new(label)).clicked() {
        out.push(command());
        ui.close();
    }
}
