//! The findings of the entry shown, check by check, each with the words it would be fixed to.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{Button, Context, Frame, Margin, ScrollArea, Sense, Stroke, Ui};

use super::{finding_menu, mark};
use crate::checks::{self, Acceptance, Check, Finding, Fix, Level};
use crate::desk::{
    Command, CommandId, Desk, EditCommand, FindingCommand, OpenEntry, ShownFinding, level_in_words,
};
use crate::entry::Edits;
use crate::library::EntryKey;
use crate::ui::announcer::announce;
use crate::ui::context_menu;
use crate::ui::focus;
use crate::ui::row_list::RowList;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What is kept from frame to frame: where the caret was, to bring its finding into view when it moves.
#[derive(Default)]
pub(super) struct Here {
    caret: usize,
    list: RowList,
    /// The finding that the keys are on, while they are on the list.
    keyed: Option<Keyed>,
}

#[derive(Clone)]
struct Keyed {
    entry: EntryKey,
    finding: usize,
    /// So many ways there are to fix it.
    ways: usize,
}

impl Here {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        self.keyed = None;
        let Some(entry) = desk.shown() else { return };
        let mut shown = desk.findings_here();
        if !desk.view().notes_shown {
            shown.retain(|one| one.finding.level > Level::Note);
        }
        let moved = std::mem::replace(&mut self.caret, entry.selection.head) != self.caret;
        let at_caret = desk.findings_at_caret().first().map(|one| one.index);
        let groups = by_check(&shown);
        let order: Vec<&ShownFinding<'_>> = groups
            .iter()
            .flat_map(|(_, group)| group)
            .copied()
            .collect();
        let (id, count) = (super::FindingsPane::list_id(), order.len());
        if moved
            && self.list.keyed().is_none()
            && let Some(at) = order.iter().position(|one| Some(one.index) == at_caret)
        {
            self.list.go_to(at);
        }
        ScrollArea::vertical()
            .id_salt(("findings", entry.key.file()))
            .auto_shrink(false)
            .show(ui, |ui| {
                let entered = self.list.show(ui, id, ("Findings", count), |list, ui| {
                    let mut index = 0;
                    for (check, group) in &groups {
                        group_head(ui, check, group.len(), p);
                        for one in group {
                            let has_caret = at_caret == Some(one.index);
                            let row = Row {
                                entry,
                                shown: one,
                                has_caret,
                            };
                            let response = row.show(ui, p, out);
                            let spoken = row.spoken();
                            let node = list.row(ui, id, index, response.rect, &spoken);
                            context_menu::show(&node, list.opens_menu(index), |ui| {
                                finding_menu(ui, desk, one, out);
                            });
                            index += 1;
                            if has_caret && moved {
                                response.scroll_to_me(None);
                            }
                            ui.add_space(4.0);
                        }
                        ui.add_space(8.0);
                    }
                });
                let keyed = self.list.keyed().and_then(|at| order.get(at));
                self.keyed = keyed.map(|one| Keyed {
                    entry: entry.key.clone(),
                    finding: one.index,
                    ways: one.finding.fixes.len(),
                });
                if let Some(one) = entered.and_then(|at| order.get(at)) {
                    let marked = entry.marked(&one.range);
                    out.push(Command::Edit(EditCommand::PlaceCaret(marked)));
                }
                let Some(found) = desk.findings().of(&entry.key) else {
                    return;
                };
                if shown.is_empty() {
                    ui.label(theme::small("Nothing to fix in this entry", p.dim));
                }
                let mut accepted = found.all_accepted().peekable();
                if accepted.peek().is_some() {
                    let heading = ui.label(theme::weight("Accepted", 600.0).size(13.0));
                    widgets::heading(&heading, "Accepted", 3);
                }
                for (index, finding, note) in accepted {
                    show_accepted(ui, entry, (index, finding), note, p, out);
                }
                focus::follow(ui);
            });
    }
}

impl Here {
    /// Does with the finding that the keys are on what the command does at the caret; whether it is such a command.
    pub fn take(&mut self, ctx: &Context, id: CommandId, out: &mut Vec<Command>) -> bool {
        let Some(Keyed {
            entry,
            finding,
            ways,
        }) = self.keyed.clone()
        else {
            return false;
        };
        let command = match id {
            CommandId::WaysToFix => return self.list.ask_menu(),
            CommandId::FixFinding if ways > 1 => return self.list.ask_menu(),
            CommandId::FixFinding if ways == 0 => {
                announce(ctx, "No automatic fix");
                return true;
            }
            CommandId::FixFinding => FindingCommand::Fix {
                entry,
                finding,
                fix: 0,
            },
            CommandId::AcceptFinding => FindingCommand::AskWhy { entry, finding },
            _ => return false,
        };
        out.push(command.into());
        true
    }
}

/// The findings of each check, the gravest check first, then in the order of the text.
fn by_check<'s, 'f>(
    shown: &'s [ShownFinding<'f>],
) -> Vec<(&'static Check, Vec<&'s ShownFinding<'f>>)> {
    let mut groups: Vec<(&'static Check, Vec<&ShownFinding<'f>>)> = Vec::new();
    for one in shown {
        match groups
            .iter_mut()
            .find(|(check, _)| check.id == one.finding.check)
        {
            Some((_, group)) => group.push(one),
            None => groups.extend(checks::named(one.finding.check).map(|check| (check, vec![one]))),
        }
    }
    let gravest = |group: &[&ShownFinding<'_>]| group.iter().map(|one| one.finding.level).max();
    groups.sort_by_key(|(_, group)| std::cmp::Reverse(gravest(group)));
    groups
}

fn group_head(ui: &mut Ui, check: &Check, count: usize, p: &Palette) {
    let title = match count {
        1 => check.title.to_owned(),
        n => format!("{} · {n}", check.title),
    };
    let response = ui.label(theme::weight(title.as_str(), 600.0).size(13.0));
    widgets::heading(&response, &title, 3);
    ui.label(theme::small(check.reason, p.dim));
    ui.add_space(2.0);
}

/// A finding that may stay as it is, and who said so.
fn show_accepted(
    ui: &mut Ui,
    entry: &OpenEntry,
    (index, finding): (usize, &Finding),
    note: &Acceptance,
    p: &Palette,
    out: &mut Vec<Command>,
) {
    ui.horizontal_wrapped(|ui| {
        ui.label(theme::small(finding.message.as_str(), p.dim));
        let who = if note.who.is_empty() {
            "someone"
        } else {
            &note.who
        };
        let said = format!("{}: {who}, {}", note.why, note.when);
        ui.label(theme::small(said, p.faint));
        let back = ui.link(theme::small("Take back", p.accent));
        back.widget_info(|| {
            let name = format!("Take back: {}", finding.message);
            egui::WidgetInfo::labeled(egui::Role::Link, true, name)
        });
        if back.clicked() {
            out.push(Command::Finding(FindingCommand::TakeAcceptanceBack {
                entry: entry.key.clone(),
                finding: index,
            }));
        }
    });
    ui.add_space(4.0);
}

struct Row<'r> {
    entry: &'r OpenEntry,
    shown: &'r ShownFinding<'r>,
    has_caret: bool,
}

impl Row<'_> {
    fn show(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) -> egui::Response {
        let finding = self.shown.finding;
        let line = if self.has_caret { p.accent } else { p.line };
        Frame::new()
            .fill(p.card)
            .stroke(Stroke::new(1.0, line))
            .corner_radius(8)
            .inner_margin(Margin::symmetric(10, 7))
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                ui.horizontal_top(|ui| {
                    widgets::picture(ui, mark(finding.level, p));
                    ui.vertical(|ui| {
                        let said = widgets::row_link(
                            ui,
                            theme::weight(finding.message.as_str(), 450.0).color(p.text),
                        );
                        let spoken = format!("{}: {}", finding.level, finding.message);
                        said.widget_info(|| {
                            egui::WidgetInfo::labeled(egui::Role::Link, true, &spoken)
                        });
                        if said.clicked() {
                            let marked = self.entry.marked(&self.shown.range);
                            out.push(Command::Edit(EditCommand::PlaceCaret(marked)));
                        }
                        ui.label(theme::small(self.place(), p.faint));
                        for (number, fix) in finding.fixes.iter().enumerate() {
                            self.fix(ui, number, fix, p, out);
                        }
                        if finding.is_about_a_word() {
                            self.add_word(ui, p, out);
                        }
                        let accept = widgets::row_link(ui, theme::small("Accept…", p.dim));
                        accept.widget_info(|| {
                            let name = format!("Accept: {}", finding.message);
                            egui::WidgetInfo::labeled(egui::Role::Link, true, name)
                        });
                        if accept.clicked() {
                            out.push(Command::Finding(FindingCommand::AskWhy {
                                entry: self.entry.key.clone(),
                                finding: self.shown.index,
                            }));
                        }
                    });
                });
            })
            .response
    }

    /// The library may know the word better.
    fn add_word(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let text = "Add to the library’s words";
        let add = widgets::row_link(ui, theme::small(text, p.dim));
        add.widget_info(|| {
            let name = format!("{text}: {}", self.shown.finding.message);
            egui::WidgetInfo::labeled(egui::Role::Link, true, name)
        });
        if add.clicked() {
            out.push(Command::Finding(FindingCommand::AddWord {
                entry: self.entry.key.clone(),
                finding: self.shown.index,
            }));
        }
    }

    /// Where it is: the section and the line.
    fn place(&self) -> String {
        let start = self.shown.range.start;
        if self.shown.range.is_empty() && start == 0 {
            return "The whole entry".to_owned();
        }
        let text = self.entry.text();
        let before = text.get(..start).unwrap_or_default();
        let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
        let sections = &self.entry.reading().outline.sections;
        match sections.iter().find(|it| it.range.contains(&start)) {
            Some(section) => format!("{}, line {line}", section.title(text)),
            None => format!("Line {line}"),
        }
    }

    /// The whole of it: level, message, place and how it is fixed.
    fn spoken(&self) -> String {
        let finding = self.shown.finding;
        let level = level_in_words(finding.level);
        let mut spoken = format!("{level}: {}, {}", finding.message, self.place());
        if let Some(fix) = finding.fixes.first() {
            spoken.push_str(&format!(". Ctrl+. fixes it: {}", fix.label));
        }
        spoken
    }

    fn fix(&self, ui: &mut Ui, number: usize, fix: &Fix, p: &Palette, out: &mut Vec<Command>) {
        ui.horizontal_wrapped(|ui| {
            let words = theme::small(fix.label.as_str(), p.text);
            let button = ui.add(Button::new(words).sense(Sense::CLICK));
            if button.clicked() {
                out.push(Command::Finding(FindingCommand::Fix {
                    entry: self.entry.key.clone(),
                    finding: self.shown.index,
                    fix: number,
                }));
            }
            let job = preview(self.shown.of, fix, p, ui.available_width());
            let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
            ui.label(galley);
        });
    }
}

/// What a fix takes away and what it writes: the first place, and how many more there are.
pub(in crate::ui) fn preview(text: &Arc<str>, fix: &Fix, p: &Palette, width: f32) -> LayoutJob {
    match fix.elsewhere.first() {
        None => changes(text, &fix.edits, p, width),
        Some(one) => changes(&one.line, &one.edit.clone().into(), p, width),
    }
}

fn changes(text: &str, edits: &Edits, p: &Palette, width: f32) -> LayoutJob {
    let mut job = LayoutJob::default();
    job.wrap.max_width = width.max(40.0);
    let words = |colour, ground| {
        let mut format = theme::source_format(colour);
        format.font_id.size = 11.5;
        format.background = ground;
        format
    };
    let mut edits = edits.iter();
    let Some(first) = edits.next() else {
        return job;
    };
    let old = text.get(first.range.clone()).unwrap_or_default();
    if !old.is_empty() {
        job.append(&visible(old), 0.0, words(p.text, p.bad_soft));
    }
    if !old.is_empty() && !first.replacement.is_empty() {
        job.append(" → ", 0.0, words(p.faint, egui::Color32::TRANSPARENT));
    }
    if !first.replacement.is_empty() {
        job.append(
            &visible(&first.replacement),
            0.0,
            words(p.text, p.good_soft),
        );
    }
    let more = edits.count();
    if more > 0 {
        let said = match more {
            1 => "  and 1 more place".to_owned(),
            n => format!("  and {n} more places"),
        };
        job.append(&said, 0.0, words(p.faint, egui::Color32::TRANSPARENT));
    }
    job
}

/// Text on one line, blanks that would not be seen made visible.
fn visible(text: &str) -> String {
    const LONGEST: usize = 60;
    let is_blank = text.chars().all(char::is_whitespace);
    let mut seen: String = text
        .chars()
        .take(LONGEST)
        .map(|c| match c {
            '\n' => '↵',
            '\t' => '→',
            ' ' if is_blank => '␣',
            '\u{a0}' => '⍽',
            c if c.is_control() || c == '\u{200b}' || c == '\u{ad}' => '·',
            c => c,
        })
        .collect();
    if text.chars().nth(LONGEST).is_some() {
        seen.push('…');
    }
    seen
}
