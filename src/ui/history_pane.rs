//! The history pane: what the entry said before, when and why that was kept, what came after, and the way back.

use std::sync::Arc;

use egui::{Align, Id, Layout, ScrollArea, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::focus;
use super::hunks;
use super::long_list::{ListRow, ListShape, LongList};
use super::theme::{self, Palette};
use super::widgets;
use crate::desk::{
    self, Command, CommandId, Desk, Hunk, Moment, OpenEntry, StepId, VersionCommand,
};
use crate::entry::Part;
use crate::entry::compare::{self, Became, Difference};
use crate::library::history::{EarlierText, EntryHistory, Origin};

/// What the pane keeps from frame to frame: the difference, until a text changes.
#[derive(Default)]
pub struct HistoryPane {
    list: LongList,
    /// The version that the desk had chosen when the list was drawn last.
    chosen: Option<usize>,
    of: Option<State>,
    hunks: Vec<Hunk>,
    parts: Vec<(Part, Became)>,
}

#[derive(PartialEq)]
struct State {
    step: StepId,
    earlier: Arc<str>,
    /// The version that it is compared with in the place of the text now.
    other: Option<Arc<str>>,
}

const ROW: f32 = 48.0;

impl HistoryPane {
    pub fn list_id() -> Id {
        Id::unique("history list")
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let Some(entry) = desk.shown() else {
            ui.label(theme::small("No entry is shown", p.dim));
            return;
        };
        let history = desk.versions();
        let Some(list) = history.list() else {
            ui.label(theme::small("Looking for earlier versions", p.dim));
            return;
        };
        head(ui, desk, list, p, out);
        if list.texts.is_empty() {
            nothing(ui, desk, p);
            return;
        }
        let rows = list.texts.len() as f32 * ROW;
        let room = ui.available_rect_before_wrap();
        let (above, below) =
            room.split_top_bottom_at_y(room.top() + rows.min(room.height() * 0.38));
        ui.scope_builder(UiBuilder::new().max_rect(above), |ui| {
            ui.set_clip_rect(above.intersect(ui.clip_rect()));
            self.rows(ui, desk, list, now, p, out);
        });
        let below = below.with_min_y(below.top() + 8.0);
        ui.painter()
            .hline(below.x_range(), below.top() - 4.0, (1.0, p.line));
        ui.scope_builder(UiBuilder::new().max_rect(below), |ui| {
            ui.set_clip_rect(below.intersect(ui.clip_rect()));
            let chosen = history.chosen().and_then(|number| list.texts.get(number));
            match (chosen, history.text()) {
                (Some(earlier), Some(Ok(text))) => {
                    self.earlier(ui, desk, entry, (earlier, text), now, p, out);
                }
                (Some(_), Some(Err(why))) => {
                    ui.label(theme::small(
                        format!("This version can’t be shown: {why}"),
                        p.bad,
                    ));
                }
                (Some(_), None) => {
                    ui.label(theme::small("Reading it", p.dim));
                }
                (None, _) => {}
            }
        });
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        list: &EntryHistory,
        now: Moment,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let history = desk.versions();
        // The list is new: the keys stay on the version that is looked at.
        if history.chosen() != std::mem::replace(&mut self.chosen, history.chosen())
            && let Some(chosen) = history.chosen()
        {
            self.list.go_to(chosen);
        }
        let shape = ListShape {
            id: Self::list_id(),
            name: "Earlier versions",
            count: list.texts.len(),
            row_height: ROW,
        };
        self.list.show(ui, &shape, |ui, row| {
            if let Some(earlier) = list.texts.get(row.index) {
                let compared = history.compared();
                let is_compared = compared.is_some_and(|(other, _)| other == earlier);
                let difference = history.difference(row.index);
                draw_row(ui, row, (earlier, is_compared), difference, now, p);
            }
        });
        let at = self.list.at();
        if history.chosen() != Some(at) {
            out.push(Command::Version(VersionCommand::Choose(at)));
        }
    }

    /// The version chosen, against the text now or against another version.
    #[expect(clippy::too_many_arguments, reason = "one view, drawn in one go")]
    fn earlier(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        entry: &OpenEntry,
        (earlier, text): (&EarlierText, &Arc<str>),
        now: Moment,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let other = desk.versions().compared();
        // Older first, whichever was chosen first.
        let place = |wanted: &EarlierText| {
            let list = desk.versions().list();
            list.and_then(|list| list.texts.iter().position(|it| it == wanted))
        };
        let is_other_older = other.is_some_and(|(other, _)| place(other) > place(earlier));
        let state = State {
            step: entry.step(),
            earlier: text.clone(),
            other: other.map(|(_, text)| text.clone()),
        };
        if self.of.as_ref() != Some(&state) {
            let (old, new) = match other {
                None => (text, entry.text()),
                Some((_, other)) if is_other_older => (other, text),
                Some((_, other)) => (text, other),
            };
            self.hunks = desk::hunks(old, new);
            self.parts = compare::parts_that_differ(old, new);
            self.of = Some(state);
        }
        let when = desk::when_in_words(earlier.when, now.today);
        let changes = |n: usize| if n == 1 { "change" } else { "changes" };
        let (title, count) = match other {
            None => {
                let count = match self.hunks.len() {
                    0 => "is the text now".to_owned(),
                    n => format!("{n} {} since", changes(n)),
                };
                (when, count)
            }
            Some((other, _)) if other == earlier => {
                (when, "choose another to compare with it".to_owned())
            }
            Some((other, _)) => {
                let other = desk::when_in_words(other.when, now.today);
                let (from, to) = if is_other_older {
                    (other, when)
                } else {
                    (when, other)
                };
                let count = match self.hunks.len() {
                    0 => "the same text".to_owned(),
                    n => format!("{n} {} between them", changes(n)),
                };
                (format!("{from} to {to}"), count)
            }
        };
        ui.horizontal_wrapped(|ui| {
            let heading = ui.label(theme::weight(title.clone(), 600.0));
            widgets::heading(&heading, &title, 3);
            ui.label(theme::small(count, p.dim));
        });
        ui.horizontal_wrapped(|ui| {
            widgets::command_button(
                ui,
                desk,
                CommandId::RestoreVersion,
                "Restore this version",
                out,
            );
            let (words, command) = match other {
                None => (
                    "Compare with another version",
                    VersionCommand::CompareOthers,
                ),
                Some(_) => ("Compare with the text now", VersionCommand::CompareWithNow),
            };
            if ui.button(words).clicked() {
                out.push(Command::Version(command));
            }
        });
        ScrollArea::vertical()
            .id_salt(("history", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                for (part, became) in &self.parts {
                    part_line(ui, part, *became, other.is_none(), p, out);
                }
                ui.add_space(4.0);
                for (index, hunk) in self.hunks.iter().enumerate() {
                    hunks::show(ui, index, hunk, p, |ui| match other {
                        None => hunks::head(ui, entry.step(), hunk, text, p, out),
                        Some(_) => {
                            ui.label(theme::small(format!("Line {}", hunk.line), p.dim));
                        }
                    });
                    ui.add_space(6.0);
                }
                focus::follow(ui);
            });
    }
}

/// How many there are, for how long they are kept, and what is missing.
fn head(ui: &mut Ui, desk: &Desk, list: &EntryHistory, p: &Palette, out: &mut Vec<Command>) {
    ui.horizontal(|ui| {
        let count = match list.texts.len() {
            0 => "No earlier versions".to_owned(),
            1 => "1 earlier version".to_owned(),
            n => format!("{n} earlier versions"),
        };
        ui.label(theme::weight(count, 600.0));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let kept = match desk.view().version_days {
                Some(days) => format!("Kept for {days} days"),
                None => "Kept for ever".to_owned(),
            };
            let link = ui.link(theme::small(kept, p.accent));
            let link = link.on_hover_text(CommandId::VersionLimits.info().hint);
            if link.clicked() {
                out.push(CommandId::VersionLimits.into());
            }
        });
    });
    if desk.versions().is_off() {
        let words = "No new versions are kept now; the message said why";
        ui.label(theme::small(words, p.bad));
    }
    if let Some(why) = &list.error {
        ui.label(theme::small(
            format!("The versions kept can’t be read: {why}"),
            p.bad,
        ));
    }
    if let Some(why) = &list.git_error {
        ui.label(theme::small(why.to_string(), p.faint));
    }
    ui.add_space(4.0);
}

fn nothing(ui: &mut Ui, desk: &Desk, p: &Palette) {
    let how_long = match desk.view().version_days {
        Some(days) => format!(" for {days} days"),
        None => String::new(),
    };
    for words in [
        format!("Each save keeps the text that it replaces{how_long}."),
        "What you leave without saving is kept too. All of it lies in your own folder, not among the entries.".to_owned(),
    ] {
        ui.label(theme::small(words, p.dim));
    }
}

/// A part that differs, and where that is from the text now, the way to have it as it was.
fn part_line(
    ui: &mut Ui,
    part: &Part,
    became: Became,
    can_restore: bool,
    p: &Palette,
    out: &mut Vec<Command>,
) {
    let (icon, colour, said, verb) = match became {
        Became::Changed => (Icon::PencilLine, p.dim, "changed since", "Restore"),
        Became::Added => (Icon::Plus, p.good, "added since", "Take out"),
        Became::Removed => (Icon::Minus, p.bad, "gone since", "Bring back"),
    };
    let label = part.label();
    ui.horizontal(|ui| {
        widgets::picture(ui, theme::icon(icon).size(12.0).color(colour));
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if can_restore {
                let button = widgets::small_button(ui, verb);
                widgets::named(&button, &format!("{verb} {label}"));
                if button.clicked() {
                    let part = Some(part.clone());
                    out.push(Command::Version(VersionCommand::Restore(part)));
                }
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let room = ui.available_width();
                let words = format!("{label}, {said}");
                widgets::elided(ui, &words, room, widgets::plain(12.5, 450.0, p.text));
            });
        });
    });
}

/// When, and why it was kept or what was committed; at the right how many words came after and went.
fn draw_row(
    ui: &Ui,
    row: &ListRow,
    (earlier, is_compared): (&EarlierText, bool),
    difference: Option<&Difference>,
    now: Moment,
    p: &Palette,
) {
    let rect = row.rect;
    let when = desk::when_in_words(earlier.when, now.today);
    let (icon, what) = match &earlier.from {
        Origin::Kept { why, branch, .. } => {
            let of = branch.as_ref().map(|branch| format!(", of {branch}"));
            let what = why.label().to_owned() + &of.unwrap_or_default();
            (Icon::History, what)
        }
        Origin::Committed(commit) => (
            Icon::GitCommitHorizontal,
            format!("{} · {}", commit.subject, commit.author),
        ),
    };
    let lay = |text: &str, room, format| {
        ui.fonts_mut(|fonts| fonts.layout_job(widgets::one_line(text, room, format)))
    };
    let small = |colour| widgets::plain(theme::SMALL, 450.0, colour);
    let painter = ui.painter();
    let mut right = rect.right() - 10.0;
    let counts = difference.map(|it| (it.words_added, it.words_removed));
    for (count, sign, colour) in [
        (counts.map(|it| it.1), "−", p.bad),
        (counts.map(|it| it.0), "+", p.good),
    ] {
        if let Some(count) = count.filter(|count| *count > 0) {
            let galley = lay(&format!("{sign}{count}"), 80.0, small(colour));
            right -= galley.size().x;
            painter.galley(egui::pos2(right, rect.top() + 8.0), galley, colour);
            right -= 6.0;
        }
    }
    let icon = char::from(icon);
    painter.text(
        rect.min + vec2(12.0, 15.0),
        egui::Align2::LEFT_CENTER,
        icon,
        egui::FontId::new(13.0, theme::icons()),
        p.dim,
    );
    let title = lay(
        &when,
        right - rect.left() - 36.0,
        widgets::plain(13.0, 550.0, p.text),
    );
    painter.galley(rect.min + vec2(30.0, 6.0), title, p.text);
    let then = difference.map(said_after);
    let compared = is_compared.then_some("Compared with");
    let line = [compared, Some(&what), then.as_deref()];
    let line = line.into_iter().flatten().collect::<Vec<_>>().join(" · ");

    let line = lay(&line, rect.width() - 42.0, small(p.dim));
    painter.galley(rect.min + vec2(30.0, 26.0), line, p.dim);
    let words = counts.map(|(added, removed)| said_words(added, removed));
    let words = words.filter(|words| !words.is_empty());
    let spoken = [
        Some(when.as_str()),
        compared,
        Some(&what),
        then.as_deref(),
        words.as_deref(),
    ];
    let spoken: Vec<&str> = spoken.into_iter().flatten().collect();
    row.named(&spoken.join(", "));
}

/// `1 word added, 3 removed`
fn said_words(added: usize, removed: usize) -> String {
    let words = |count: usize| if count == 1 { "word" } else { "words" };
    match (added, removed) {
        (0, 0) => String::new(),
        (added, 0) => format!("{added} {} added", words(added)),
        (0, removed) => format!("{removed} {} removed", words(removed)),
        (added, removed) => format!("{added} {} added, {removed} removed", words(added)),
    }
}

/// What became of the text afterwards, in a few words.
fn said_after(difference: &Difference) -> String {
    if difference.none {
        return "the same text after".to_owned();
    }
    let names: Vec<String> = difference
        .parts
        .iter()
        .map(|(part, _)| part.label())
        .collect();
    match names.as_slice() {
        [] => "then only blank lines or the order".to_owned(),
        [one] => format!("then {one}"),
        [one, two] => format!("then {one} and {two}"),
        [one, two, rest @ ..] => format!("then {one}, {two} and {} more", rest.len()),
    }
}
