//! The findings of the whole library, check by check; a check unfolds into its entries.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use egui::{Id, Key, Modifiers, Rect, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::mark;
use crate::checks::{self, Level};
use crate::desk::{Command, Desk, FindingCommand, LibraryCommand};
use crate::library::EntryKey;
use crate::ui::long_list::{ListShape, LongList};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

/// What is kept from frame to frame: the lines, until something changes.
#[derive(Default)]
pub(super) struct Everywhere {
    /// What the lines were made from: the state of the findings, with notes or without.
    of: Option<(u64, bool)>,
    groups: Vec<Group>,
    open: HashSet<&'static str>,
    lines: Vec<Line>,
    list: LongList,
}

struct Group {
    check: &'static str,
    level: Level,
    entries: usize,
    /// The entry and the number of the finding in it.
    places: Vec<(EntryKey, usize)>,
    /// Some of them have one way to fix them.
    has_one_way: bool,
}

#[derive(Clone, Copy)]
enum Line {
    Group(usize),
    Place { group: usize, place: usize },
}

const ROW: f32 = 32.0;

impl Everywhere {
    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        self.follow(desk);
        if self.lines.is_empty() {
            let said = match (desk.library(), desk.findings().progress()) {
                (None, _) => "Open a folder first",
                (_, Some(_)) => "Nothing found so far",
                _ => "Nothing was found in this library",
            };
            ui.label(theme::small(said, p.dim));
            return;
        }
        self.chosen(ui, p, out);
        let id = Id::unique("findings of the library");
        let taken = ui.memory(|memory| memory.has_focus(id))
            && ui.input_mut(|input| {
                input.consume_key(Modifiers::NONE, Key::Enter)
                    || input.consume_key(Modifiers::NONE, Key::Space)
            });
        let shape = ListShape {
            id,
            name: "Findings of the library",
            count: self.lines.len(),
            row_height: ROW,
        };
        let mut clicked = None;
        let (lines, groups, open) = (&self.lines, &self.groups, &self.open);
        self.list.show(ui, &shape, |ui, row| {
            let spoken = match lines.get(row.index) {
                Some(Line::Group(group)) => groups.get(*group).map(|group| {
                    let is_open = open.contains(group.check);
                    row.response
                        .ctx
                        .accesskit_node_builder(row.response.id, |node| {
                            node.set_expanded(is_open);
                        });
                    draw_group(ui, group, is_open, row.rect, p)
                }),
                Some(Line::Place { group, place }) => groups
                    .get(*group)
                    .and_then(|group| group.places.get(*place))
                    .map(|(key, index)| draw_place(ui, desk, key, *index, row.rect, p)),
                None => None,
            };
            row.named(&spoken.unwrap_or_default());
            if row.response.clicked() {
                clicked = Some(row.index);
            }
        });
        if let Some(line) = clicked.or(taken.then_some(self.list.at())) {
            self.take(line, desk, out);
        }
    }

    /// The check that the list is at: why it matters, and fixing all of its kind.
    fn chosen(&self, ui: &mut Ui, p: &Palette, out: &mut Vec<Command>) {
        let group = match self.lines.get(self.list.at()) {
            Some(Line::Group(group) | Line::Place { group, .. }) => self.groups.get(*group),
            None => None,
        };
        let Some((group, check)) =
            group.and_then(|group| Some((group, checks::named(group.check)?)))
        else {
            return;
        };
        ui.horizontal_wrapped(|ui| {
            ui.label(theme::small(check.reason, p.dim));
            if group.has_one_way {
                let button = ui.button(theme::small("Fix all of this kind…", p.text));
                widgets::named(&button, &format!("Fix all of this kind: {}", check.title));
                if button.clicked() {
                    out.push(Command::Finding(FindingCommand::FixAll(check.id)));
                }
            }
        });
        ui.add_space(4.0);
    }

    /// A line is taken: a check unfolds, a place is gone to.
    fn take(&mut self, line: usize, desk: &Desk, out: &mut Vec<Command>) {
        match self.lines.get(line).copied() {
            Some(Line::Group(group)) => {
                if let Some(group) = self.groups.get(group) {
                    let check = group.check;
                    if !self.open.remove(check) {
                        self.open.insert(check);
                    }
                    self.arrange();
                }
            }
            Some(Line::Place { group, place }) => {
                let group = self.groups.get(group);
                if let Some((key, index)) = group.and_then(|group| group.places.get(place)) {
                    let finding = desk.findings().of(key).and_then(|of| of.get(*index));
                    out.push(Command::Library(LibraryCommand::Show {
                        entry: key.clone(),
                        at: finding.map(|finding| finding.range.start),
                    }));
                }
            }
            None => {}
        }
    }

    /// Makes the lines anew where the findings changed.
    fn follow(&mut self, desk: &Desk) {
        let state = (desk.findings().revision(), desk.view().notes_shown);
        if self.of == Some(state) {
            return;
        }
        self.of = Some(state);
        let mut groups: BTreeMap<&'static str, Group> = BTreeMap::new();
        for (key, found) in desk.findings().iter() {
            let mut here = HashSet::new();
            for (index, finding) in found.open() {
                if finding.level == Level::Note && !desk.view().notes_shown {
                    continue;
                }
                let group = groups.entry(finding.check).or_insert_with(|| Group {
                    check: finding.check,
                    level: finding.level,
                    entries: 0,
                    places: Vec::new(),
                    has_one_way: false,
                });
                group.level = group.level.max(finding.level);
                group.entries += usize::from(here.insert(finding.check));
                group.places.push((key.clone(), index));
            }
        }
        self.groups = groups.into_values().collect();
        for group in &mut self.groups {
            group.places.sort();
            group.has_one_way = desk.has_one_way(&group.places);
        }
        self.groups
            .sort_by_key(|group| (Reverse(group.level), Reverse(group.places.len())));
        self.arrange();
    }

    fn arrange(&mut self) {
        self.lines.clear();
        for (number, group) in self.groups.iter().enumerate() {
            self.lines.push(Line::Group(number));
            if self.open.contains(group.check) {
                let places = 0..group.places.len();
                self.lines.extend(places.map(|place| Line::Place {
                    group: number,
                    place,
                }));
            }
        }
    }
}

fn draw_group(ui: &mut Ui, group: &Group, is_open: bool, rect: Rect, p: &Palette) -> String {
    let check = checks::named(group.check);
    let title = check.map_or(group.check, |check| check.title);
    let fold = if is_open {
        Icon::ChevronDown
    } else {
        Icon::ChevronRight
    };
    let places = match group.places.len() {
        1 => "1 place".to_owned(),
        n => format!("{n} places"),
    };
    let count = match group.entries {
        1 => format!("{places} in 1 entry"),
        n => format!("{places} in {n} entries"),
    };
    let inside = UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 0.0)));
    ui.scope_builder(inside, |ui| {
        ui.horizontal_centered(|ui| {
            widgets::picture(ui, theme::icon(fold).size(13.0).color(p.dim));
            widgets::picture(ui, mark(group.level, p));
            widgets::painted(ui, title, widgets::plain(13.0, 600.0, p.text));
            widgets::painted(ui, &count, widgets::plain(theme::SMALL, 400.0, p.dim));
        });
    });
    format!("{}: {title}, {count}", group.level)
}

fn draw_place(
    ui: &mut Ui,
    desk: &Desk,
    key: &EntryKey,
    index: usize,
    rect: Rect,
    p: &Palette,
) -> String {
    let title = desk.title_of(key);
    let finding = desk.findings().of(key).and_then(|of| of.get(index));
    let message = finding.map_or("", |finding| finding.message.as_str());
    let inside = UiBuilder::new().max_rect(rect.shrink2(vec2(8.0, 0.0)));
    ui.scope_builder(inside, |ui| {
        ui.horizontal_centered(|ui| {
            ui.add_space(22.0);
            if let Some(finding) = finding {
                widgets::picture(ui, mark(finding.level, p));
            }
            let room = ui.available_width();
            ui.scope(|ui| {
                ui.set_max_width(room * 0.62);
                widgets::painted(ui, message, widgets::plain(12.5, 450.0, p.text));
            });
            widgets::painted(ui, &title, widgets::plain(theme::SMALL, 400.0, p.dim));
        });
    });
    format!("{message}, in {title}")
}
