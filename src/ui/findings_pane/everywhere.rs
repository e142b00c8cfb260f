//! The findings of the whole library, check by check; a check unfolds into its entries. Ten thousand lines cost what thirty do.
//!
//! Knows nothing of: how an entry is mended.

use std::collections::{BTreeMap, HashSet};

use egui::{EventFilter, Id, Key, Modifiers, ScrollArea, Ui, vec2};
use lucide_icons::Icon;

use super::mark;
use crate::checks::{self, Level};
use crate::desk::{Command, Desk};
use crate::library::EntryKey;
use crate::ui::parts;
use crate::ui::theme::{self, Palette};

/// What is kept from frame to frame: the lines, until something changes.
#[derive(Default)]
pub(super) struct Everywhere {
    /// What the lines were made from: the state of the findings, with notes or without.
    of: Option<(u64, bool)>,
    groups: Vec<Group>,
    open: HashSet<&'static str>,
    lines: Vec<Line>,
    at: usize,
    scroll_to_at: bool,
}

struct Group {
    check: &'static str,
    level: Level,
    entries: usize,
    /// The entry and the number of the finding in it.
    places: Vec<(EntryKey, usize)>,
}

#[derive(Clone, Copy)]
enum Line {
    Group(usize),
    Place { group: usize, place: usize },
}

const ROW: f32 = 30.0;

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
        let list_id = Id::unique("library findings");
        let has_focus = ui.memory(|memory| memory.has_focus(list_id));
        if has_focus {
            self.keys(ui, list_id, desk, out);
        }
        let rect = ui.available_rect_before_wrap();
        let list = ui.interact(rect, list_id, egui::Sense::focusable_noninteractive());
        list.ctx.accesskit_node_builder(list_id, |node| {
            node.set_role(egui::accesskit::Role::ListBox);
            node.set_label("Findings of the library");
            node.set_size_of_set(self.lines.len());
        });
        let mut area = ScrollArea::vertical()
            .id_salt("findings of the library")
            .auto_shrink(false)
            .animated(false);
        if std::mem::take(&mut self.scroll_to_at) {
            let top = self.at as f32 * ROW - rect.height() / 2.0;
            area = area.vertical_scroll_offset(top.max(0.0));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let mut clicked = None;
        area.show_rows(ui, ROW, self.lines.len(), |ui, rows| {
            for number in rows {
                let ring = has_focus && number == self.at;
                if self.line(ui, desk, number, ring, list_id, p) {
                    clicked = Some(number);
                }
            }
        });
        if let Some(number) = clicked {
            self.at = number;
            self.take(number, desk, out);
        }
    }

    /// Draws one line; was it clicked?
    fn line(
        &self,
        ui: &mut Ui,
        desk: &Desk,
        number: usize,
        ring: bool,
        list: Id,
        p: &Palette,
    ) -> bool {
        let Some((group, place)) = self.lines.get(number).and_then(|line| match *line {
            Line::Group(group) => Some((self.groups.get(group)?, None)),
            Line::Place { group, place } => {
                let group = self.groups.get(group)?;
                Some((group, Some(group.places.get(place)?)))
            }
        }) else {
            return false;
        };
        let (rect, response) = parts::row(ui, ROW, false, p);
        if ring {
            parts::focus_ring(ui, rect, p);
        }
        let spoken = match place {
            None => self.draw_group(ui, group, rect, p),
            Some((key, index)) => draw_place(ui, desk, key, *index, rect, p),
        };
        response.widget_info(|| {
            egui::WidgetInfo::labeled(egui::Role::ListBoxOption, true, spoken.as_str())
        });
        response.ctx.accesskit_node_builder(response.id, |node| {
            node.set_position_in_set(number + 1);
            node.set_size_of_set(self.lines.len());
            if place.is_none() {
                node.set_expanded(self.open.contains(group.check));
            }
        });
        if ring {
            response.ctx.accesskit_node_builder(list, |node| {
                node.set_active_descendant(response.id.accesskit_id());
            });
        }
        response.clicked()
    }

    fn draw_group(&self, ui: &mut Ui, group: &Group, rect: egui::Rect, p: &Palette) -> String {
        let check = checks::named(group.check);
        let title = check.map_or(group.check, |check| check.title);
        let fold = if self.open.contains(group.check) {
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
        ui.scope_builder(
            egui::UiBuilder::new().max_rect(rect.shrink2(vec2(6.0, 0.0))),
            |ui| {
                ui.horizontal_centered(|ui| {
                    parts::picture(ui, theme::icon(fold).size(13.0).color(p.dim));
                    parts::picture(ui, mark(group.level, p));
                    parts::painted(ui, title, parts::plain(13.0, 600.0, p.text));
                    parts::painted(ui, &count, parts::plain(theme::SMALL, 400.0, p.dim));
                });
            },
        );
        format!("{}: {title}, {count}", group.level)
    }

    /// A line is taken: a check unfolds, a place is gone to.
    fn take(&mut self, number: usize, desk: &Desk, out: &mut Vec<Command>) {
        match self.lines.get(number).copied() {
            Some(Line::Group(group)) => {
                if let Some(group) = self.groups.get(group) {
                    let check = group.check;
                    let is_open = self.open.contains(check);
                    self.unfold(check, !is_open);
                }
            }
            Some(Line::Place { group, place }) => {
                let found = self
                    .groups
                    .get(group)
                    .and_then(|group| group.places.get(place));
                if let Some((key, index)) = found {
                    let finding = desk.findings().of(key).and_then(|of| of.get(*index));
                    out.push(Command::Show {
                        entry: key.clone(),
                        at: finding.map(|finding| finding.range.start),
                    });
                }
            }
            None => {}
        }
    }

    fn unfold(&mut self, check: &'static str, open: bool) {
        if open {
            self.open.insert(check);
        } else {
            self.open.remove(check);
        }
        self.arrange();
    }

    fn keys(&mut self, ui: &Ui, list: Id, desk: &Desk, out: &mut Vec<Command>) {
        ui.memory_mut(|memory| {
            let arrows = EventFilter {
                vertical_arrows: true,
                horizontal_arrows: true,
                ..EventFilter::default()
            };
            memory.set_focus_lock_filter(list, arrows);
        });
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        let last = self.lines.len().saturating_sub(1);
        const PAGE: usize = 10;
        let to = if pressed(Key::ArrowDown) {
            Some((self.at + 1).min(last))
        } else if pressed(Key::ArrowUp) {
            Some(self.at.saturating_sub(1))
        } else if pressed(Key::PageDown) {
            Some((self.at + PAGE).min(last))
        } else if pressed(Key::PageUp) {
            Some(self.at.saturating_sub(PAGE))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else {
            None
        };
        if let Some(to) = to {
            self.at = to;
            self.scroll_to_at = true;
        }
        let group = match self.lines.get(self.at) {
            Some(Line::Group(group)) => self.groups.get(*group).map(|group| group.check),
            _ => None,
        };
        if let Some(check) = group {
            if pressed(Key::ArrowRight) {
                self.unfold(check, true);
            } else if pressed(Key::ArrowLeft) {
                self.unfold(check, false);
            }
        }
        if pressed(Key::Enter) || pressed(Key::Space) {
            self.take(self.at, desk, out);
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
            for (index, finding) in found.all().iter().enumerate() {
                if finding.level == Level::Note && !desk.view().notes_shown {
                    continue;
                }
                let group = groups.entry(finding.check).or_insert_with(|| Group {
                    check: finding.check,
                    level: finding.level,
                    entries: 0,
                    places: Vec::new(),
                });
                group.level = group.level.max(finding.level);
                group.entries += usize::from(here.insert(finding.check));
                group.places.push((key.clone(), index));
            }
        }
        self.groups = groups.into_values().collect();
        for group in &mut self.groups {
            group.places.sort();
        }
        self.groups.sort_by_key(|group| {
            (
                std::cmp::Reverse(group.level),
                std::cmp::Reverse(group.places.len()),
            )
        });
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
        self.at = self.at.min(self.lines.len().saturating_sub(1));
    }
}

fn draw_place(
    ui: &mut Ui,
    desk: &Desk,
    key: &EntryKey,
    index: usize,
    rect: egui::Rect,
    p: &Palette,
) -> String {
    let title = desk.title_of(key);
    let finding = desk.findings().of(key).and_then(|of| of.get(index));
    let message = finding.map_or("", |finding| finding.message.as_str());
    let room = rect.width() - 34.0;
    let words = parts::one_line(message, room * 0.6, parts::plain(12.5, 450.0, p.text));
    let words = ui.fonts_mut(|fonts| fonts.layout_job(words));
    let left = rect.left_center() + vec2(34.0, 0.0);
    let wide = words.size().x;
    ui.painter()
        .galley(left - vec2(0.0, words.size().y / 2.0), words, p.text);
    let name = parts::one_line(
        &title,
        room - wide - 14.0,
        parts::plain(theme::SMALL, 400.0, p.dim),
    );
    let name = ui.fonts_mut(|fonts| fonts.layout_job(name));
    ui.painter()
        .galley(left + vec2(wide + 10.0, -name.size().y / 2.0), name, p.dim);
    format!("{message}, in {title}")
}
