//! The library pane: filter, sort and the rows. Ten thousand rows cost what thirty do.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use egui::{Color32, EventFilter, Id, Key, Modifiers, Popup, ScrollArea, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::findings_pane;
use super::focus;
use super::query_box::{QueryBox, QueryShape};
use super::review::shapes;
use super::theme::{self, Palette};
use super::widgets::{self, command_icon, icon_button};
use crate::desk::{
    Command, CommandId, Desk, LibraryCommand, ListLine, ManyUnderWay, Moment, SearchCommand, Sort,
    ViewCommand,
};
use crate::entry::front_matter::FrontMatter;
use crate::library::saved_searches::{SavedHow, SavedSearch};
use crate::library::{EntryKey, LoadedFile, grouped, is_markdown};
use crate::review::{ReviewState, due_of};
use crate::search::is_query;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct LibraryPane {
    filter: QueryBox,
    /// What the desk had when the filter was last in step with it.
    synced: String,
    /// The row that the keys move; the row shown where none was moved to.
    at: Option<EntryKey>,
    /// Where a selection of several rows begins.
    anchor: Option<EntryKey>,
    scroll_to: Option<usize>,
    shown: Option<EntryKey>,
    values: RowValues,
}

const ROW: f32 = 50.0;
/// What a line of values takes, below title and state.
const VALUES: f32 = 17.0;
const GROUP: f32 = 28.0;

impl LibraryPane {
    /// The name of the list for screen readers and for the focus.
    pub fn list_id() -> Id {
        Id::unique("library list")
    }

    pub fn filter_id() -> Id {
        Id::unique("library filter")
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        ui.painter().rect_filled(ui.max_rect(), 0.0, p.rail);
        let inner = ui.max_rect().shrink2(vec2(12.0, 12.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            self.top(ui, desk, p, out);
            self.rows(ui, desk, now, p, out);
        });
    }

    fn top(&mut self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        ui.horizontal(|ui| {
            widgets::pane_title(ui, "Library");
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                command_icon(ui, desk, CommandId::NewEntry, Icon::Plus, out);
                let sort = icon_button(ui, Icon::ArrowDownUp, "Sort and group");
                Popup::menu(&sort).show(|ui| sort_menu(ui, desk, out));
                ui.label(theme::small(desk.shown_count().to_string(), p.faint));
            });
        });
        self.filter(ui, desk, p, out);
        saved_searches(ui, desk, p, out);
        let selected = desk.selected().len();
        if selected > 0 {
            ui.horizontal(|ui| {
                let said = format!("{} selected", grouped(selected));
                ui.label(theme::small(said, p.accent));
                command_icon(
                    ui,
                    desk,
                    CommandId::ChangeEntries,
                    Icon::TableProperties,
                    out,
                );
                if icon_button(ui, Icon::X, "Select none").clicked() {
                    out.push(select(BTreeSet::new()));
                }
            });
        }
        if let Some(state) = desk.list().state {
            ui.horizontal(|ui| {
                ui.label(theme::small(format!("Only: {}", state.label()), p.accent));
                if icon_button(ui, Icon::X, "Show all entries").clicked() {
                    out.push(Command::Library(LibraryCommand::FilterByState(None)));
                }
            });
        }
        if let Some(opening) = desk.opening() {
            ui.horizontal(|ui| {
                let said = match opening.progress {
                    Some(progress) if progress.all_found => {
                        format!("Read {} of {}", progress.read, progress.found)
                    }
                    Some(progress) => format!("Found {} files", progress.found),
                    None => "Opening".into(),
                };
                ui.label(theme::small(said, p.dim));
                if widgets::small_button(ui, "Stop").clicked() {
                    out.push(CommandId::StopOpening.into());
                }
            });
        }
        if let Some(ManyUnderWay { what, seen, of }) = desk.many_under_way() {
            ui.horizontal(|ui| {
                let verb = what.split(' ').next().unwrap_or_default();
                let said = format!("{verb} {} of {}", grouped(seen), grouped(of));
                ui.label(theme::small(said, p.dim)).on_hover_text(&what);
                let stop = widgets::small_button(ui, "Stop");
                widgets::named(&stop, &format!("Stop: {what}"));
                if stop.clicked() {
                    out.push(CommandId::StopChanging.into());
                }
            });
        }
        ui.add_space(4.0);
    }

    fn filter(&mut self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        if self.synced != desk.list().filter {
            self.synced.clone_from(&desk.list().filter);
            self.filter.words.clone_from(&desk.list().filter);
        }
        let shape = QueryShape {
            id: Self::filter_id(),
            name: "Filter entries",
            hint: "Filter entries",
            error: desk.filter_error(),
            offers_keys: is_query(&self.filter.words),
        };
        let response = self.filter.show(ui, desk, &shape, out);
        let has_focus = response.has_focus();
        let pressed =
            |key| has_focus && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) {
            ui.memory_mut(|memory| memory.request_focus(Self::list_id()));
        }
        // Escape clears the words first; where there are none it goes back to the text.
        if !self.filter.words.is_empty() && pressed(Key::Escape) {
            self.filter.words.clear();
        }
        if pressed(Key::Enter)
            && let Some(key) = first_entry(desk)
        {
            response.surrender_focus();
            out.push(Command::Library(LibraryCommand::Show {
                entry: key,
                at: None,
            }));
        }
        if self.filter.words != self.synced {
            self.synced.clone_from(&self.filter.words);
            let filter = self.filter.words.clone();
            out.insert(0, Command::Library(LibraryCommand::Filter(filter)));
            self.scroll_to = Some(0);
        }
        if let Some(error) = desk.filter_error() {
            ui.label(theme::small(&error.message, p.bad));
        }
    }

    fn rows(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, p: &Palette, out: &mut Vec<Command>) {
        let lines = desk.lines();
        let total = desk.shown_count();
        if lines.is_empty() {
            self.nothing(ui, desk, p);
            return;
        }
        if self.shown.as_ref() != desk.shown_key() {
            self.shown = desk.shown_key().cloned();
            self.at.clone_from(&self.shown);
            self.scroll_to = self.at.as_ref().and_then(|key| position(lines, key));
        }
        let list_id = Self::list_id();
        let has_focus = ui.memory(|memory| memory.has_focus(list_id));
        if has_focus {
            self.keys(ui, desk, list_id, out);
        }
        // Rows have two heights, so their places are told by counting groups above.
        self.values.follow(&desk.view().row_fields);
        let row_height = match self.values.fields.is_empty() {
            true => ROW,
            false => ROW + VALUES,
        };
        let tops = Tops::of(lines, row_height);
        let area_rect = ui.available_rect_before_wrap();
        let list = ui.interact(area_rect, list_id, egui::Sense::focusable_noninteractive());
        list.ctx.accesskit_node_builder(list_id, |node| {
            node.set_role(egui::accesskit::Role::ListBox);
            node.set_label("Entries");
            node.set_size_of_set(total);
        });
        // Its rows belong to it.
        let builder = UiBuilder::new().accessibility_parent(list_id);
        ui.scope_builder(builder, |ui| {
            let mut area = ScrollArea::vertical()
                .id_salt("library rows")
                .auto_shrink(false)
                .animated(false);
            if let Some(line) = self.scroll_to.take() {
                let (top, height) = tops.of_line(lines, line);
                let id = ui.make_persistent_id(egui::IdSalt::new("library rows"));
                let state = egui::scroll_area::State::load(ui.ctx(), id);
                let offset = state.map_or(0.0, |state| state.clamped_offset().y);
                let view = area_rect.height();
                if top < offset || top + height > offset + view {
                    let most = (tops.total - view).max(0.0);
                    area = area.vertical_scroll_offset((top - view / 3.0).clamp(0.0, most));
                }
            }
            area.show_viewport(ui, |ui, viewport| {
                ui.set_height(tops.total);
                ui.set_width(ui.available_width());
                let origin = ui.max_rect().min;
                let first = tops.line_at(lines, viewport.min.y);
                let mut y = tops.of_line(lines, first).0;
                for line in lines.iter().skip(first) {
                    if y > viewport.max.y {
                        break;
                    }
                    let height = tops.height_of(line);
                    let rect = egui::Rect::from_min_size(
                        egui::pos2(origin.x, origin.y + y),
                        vec2(ui.max_rect().width() - 4.0, height - 2.0),
                    );
                    match line {
                        ListLine::Group { name, count } => group(ui, rect, name, *count, p),
                        ListLine::Entry { key, place } => {
                            let row = Row {
                                key,
                                place: place.saturating_sub(1),
                                ring: has_focus && self.at.as_ref() == Some(key),
                            };
                            self.row(ui, rect, &row, desk, now, p, out);
                        }
                    }
                    y += height;
                }
            })
        });
    }

    #[expect(clippy::too_many_arguments, reason = "one row, named in full")]
    fn row(
        &mut self,
        ui: &mut Ui,
        rect: egui::Rect,
        row: &Row<'_>,
        desk: &Desk,
        now: Moment,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let Some(file) = desk.library().and_then(|library| library.get(row.key)) else {
            return;
        };
        let selected = match desk.selected().is_empty() {
            true => desk.shown_key() == Some(row.key),
            false => desk.selected().contains(row.key),
        };
        // Tab stops at the list, not at each of its rows.
        let response = ui.interact(rect, ui.scope_id().with(row.key), egui::Sense::CLICK);
        widgets::row_ground(ui, rect, selected, response.hovered(), p);
        if row.ring {
            widgets::focus_ring(ui, rect, p);
        }
        let unsaved = desk.entry(row.key).is_some_and(|entry| entry.is_unsaved());
        let (state, light, tone) = review(file, desk, now, p);
        let weight = if selected { 600.0 } else { 450.0 };
        let room = rect.width() - if unsaved { 36.0 } else { 22.0 };
        let title = widgets::one_line(file.title(), room, widgets::plain(13.0, weight, p.text));
        let title = ui.fonts_mut(|fonts| fonts.layout_job(title));
        let painter = ui.painter();
        painter.galley(rect.min + vec2(12.0, 7.0), title, p.text);
        painter.text(
            rect.min + vec2(17.0, 35.0),
            egui::Align2::CENTER_CENTER,
            char::from(light),
            egui::FontId::new(12.0, theme::icons()),
            tone,
        );
        let found = desk.findings().of(row.key).map(|found| found.counts);
        let found = found.filter(|counts| counts.above_note() > 0);
        if let Some(counts) = found {
            let tone = if counts.errors > 0 { p.bad } else { p.warn };
            ui.painter().text(
                rect.right_top() + vec2(-12.0, 35.0),
                egui::Align2::RIGHT_CENTER,
                counts.above_note(),
                egui::FontId::proportional(theme::SMALL),
                tone,
            );
        }
        let state_line = widgets::one_line(
            &state,
            rect.width() - if found.is_some() { 58.0 } else { 34.0 },
            widgets::plain(theme::SMALL, 400.0, p.dim),
        );
        let state_line = ui.fonts_mut(|fonts| fonts.layout_job(state_line));
        ui.painter()
            .galley(rect.min + vec2(25.0, 28.0), state_line, p.dim);
        let values = self.values.of(file);
        if !values.is_empty() {
            let line = widgets::one_line(
                &values,
                rect.width() - 34.0,
                widgets::plain(theme::SMALL, 400.0, p.dim),
            );
            let line = ui.fonts_mut(|fonts| fonts.layout_job(line));
            let place = rect.min + vec2(25.0, 28.0 + VALUES);
            ui.painter().galley(place, line, p.dim);
        }
        if unsaved {
            ui.painter().circle_filled(
                egui::pos2(rect.right() - 12.0, rect.top() + 15.0),
                4.0,
                p.warn,
            );
        }
        let mut spoken = file.title().to_owned();
        if unsaved {
            spoken.push_str(", unsaved");
        }
        spoken.push_str(&format!(", {state}"));
        if !values.is_empty() {
            spoken.push_str(&format!(", {values}"));
        }
        if let Some(counts) = found {
            spoken.push_str(&format!(", {}", findings_pane::counts_in_words(counts)));
        }
        widgets::list_row(&response, &spoken, row.place, selected);
        if row.ring {
            // The list keeps the focus; a screen reader reads the row that the arrow keys are on.
            response
                .ctx
                .accesskit_node_builder(Self::list_id(), |node| {
                    node.set_active_descendant(response.id.accesskit_id());
                });
        }
        if response.clicked() {
            let modifiers = ui.input(|input| input.modifiers);
            if modifiers.shift || modifiers.command {
                self.select_to(row.key, modifiers.shift, desk, out);
                self.at = Some(row.key.clone());
                ui.memory_mut(|memory| memory.request_focus(Self::list_id()));
                return;
            }
            if !desk.selected().is_empty() {
                out.push(select(BTreeSet::new()));
            }
            self.at = Some(row.key.clone());
            self.anchor.clone_from(&self.at);
            out.push(Command::Library(LibraryCommand::Show {
                entry: row.key.clone(),
                at: None,
            }));
        }
        response.context_menu(|ui| {
            if ui.button("Show").clicked() {
                out.push(Command::Library(LibraryCommand::Show {
                    entry: row.key.clone(),
                    at: None,
                }));
                ui.close();
            }
            for id in [CommandId::Rename, CommandId::SaveAs, CommandId::Delete] {
                if ui.button(id.label()).clicked() {
                    // What is done to an entry is done to the one that is shown.
                    out.push(Command::Library(LibraryCommand::Show {
                        entry: row.key.clone(),
                        at: None,
                    }));
                    out.push(id.into());
                    ui.close();
                }
            }
            if ui.button("Copy file name").clicked() {
                out.push(Command::View(ViewCommand::Copy(row.key.file())));
                ui.close();
            }
            if let Some(slug) = &file.facts.slug
                && ui.button("Copy slug").clicked()
            {
                out.push(Command::View(ViewCommand::Copy(slug.to_string())));
                ui.close();
            }
        });
    }

    /// Selects all rows from where the selection begins to this one, or turns this one alone.
    fn select_to(&mut self, to: &EntryKey, all: bool, desk: &Desk, out: &mut Vec<Command>) {
        let begins = self.anchor.as_ref().or(self.at.as_ref());
        let begins = begins.unwrap_or(to).clone();
        let selected = if all {
            let entries = desk.lines().iter().filter_map(|line| match line {
                ListLine::Entry { key, .. } => Some(key),
                ListLine::Group { .. } => None,
            });
            let entries: Vec<&EntryKey> = entries.collect();
            let place = |wanted: &EntryKey| entries.iter().position(|key| **key == *wanted);
            let (from, to) = (place(&begins).unwrap_or(0), place(to).unwrap_or(0));
            let range = entries.get(from.min(to)..=from.max(to));
            range.into_iter().flatten().copied().cloned().collect()
        } else {
            let mut selected = desk.selected().clone();
            if selected.is_empty() {
                selected.insert(begins);
            }
            if !selected.remove(to) {
                selected.insert(to.clone());
            }
            selected
        };
        if !all || self.anchor.is_none() {
            self.anchor = if all {
                self.at.clone()
            } else {
                Some(to.clone())
            };
        }
        out.push(select(selected));
    }

    fn keys(&mut self, ui: &Ui, desk: &Desk, list_id: Id, out: &mut Vec<Command>) {
        let lines = desk.lines();
        ui.memory_mut(|memory| {
            memory.set_focus_lock_filter(
                list_id,
                EventFilter {
                    vertical_arrows: true,
                    escape: !desk.selected().is_empty(),
                    ..EventFilter::default()
                },
            );
        });
        let entries: Vec<(usize, &EntryKey)> = lines
            .iter()
            .enumerate()
            .filter_map(|(i, line)| match line {
                ListLine::Entry { key, .. } => Some((i, key)),
                ListLine::Group { .. } => None,
            })
            .collect();
        let here = self
            .at
            .as_ref()
            .and_then(|at| entries.iter().position(|(_, key)| *key == at));
        let with = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let further = [(Key::ArrowDown, 1), (Key::ArrowUp, -1)];
        let further = further
            .into_iter()
            .find(|(key, _)| with(Modifiers::SHIFT, *key));
        if let Some((_, step)) = further
            && let Some(here) = here
            && let Some((line, key)) = entries.get(here.saturating_add_signed(step))
        {
            if desk.selected().is_empty() {
                self.anchor.clone_from(&self.at);
            }
            self.select_to(key, true, desk, out);
            self.at = Some((*key).clone());
            self.scroll_to = Some(*line);
            return;
        }
        let pressed = |key| with(Modifiers::NONE, key);
        if !desk.selected().is_empty() && pressed(Key::Escape) {
            out.push(select(BTreeSet::new()));
        }
        let last = entries.len().saturating_sub(1);
        const PAGE: usize = 10;
        let to = if pressed(Key::ArrowDown) {
            Some(here.map_or(0, |at| (at + 1).min(last)))
        } else if pressed(Key::ArrowUp) {
            Some(here.map_or(0, |at| at.saturating_sub(1)))
        } else if pressed(Key::Home) {
            Some(0)
        } else if pressed(Key::End) {
            Some(last)
        } else if pressed(Key::PageDown) {
            Some(here.map_or(0, |at| (at + PAGE).min(last)))
        } else if pressed(Key::PageUp) {
            Some(here.map_or(0, |at| at.saturating_sub(PAGE)))
        } else {
            None
        };
        if let Some((line, key)) = to.and_then(|to| entries.get(to)) {
            self.at = Some((*key).clone());
            self.scroll_to = Some(*line);
        }
        if pressed(Key::Enter)
            && let Some(key) = self.at.clone()
        {
            if !desk.selected().is_empty() {
                out.push(select(BTreeSet::new()));
            }
            out.push(Command::Library(LibraryCommand::Show {
                entry: key,
                at: None,
            }));
        }
    }

    fn nothing(&self, ui: &mut Ui, desk: &Desk, p: &Palette) {
        let said = if desk.opening().is_some() {
            ""
        } else if desk.library().is_none() {
            "No folder is open"
        } else if desk.list().filter.is_empty() {
            "This folder holds no markdown files yet. Make the first entry with Ctrl+N"
        } else if is_query(&desk.list().filter) {
            "No entry fits"
        } else {
            "No entry has these letters"
        };
        ui.label(theme::small(said, p.dim));
    }
}

/// The searches that this library keeps: each filters the list when it is pressed, and lets go of it when it is pressed again.
fn saved_searches(ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
    let saved = desk.library_search().saved();
    let filter = desk.list().filter.as_str();
    let is_kept = saved
        .iter()
        .any(|search| search.query == filter && filters(search));
    let can_be_kept = !is_kept && is_query(filter) && desk.filter_error().is_none();
    if saved.is_empty() && !can_be_kept {
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(4.0, 4.0);
        for search in saved {
            let asked = desk.library_search().asked();
            let on = match filters(search) {
                true => search.query == filter,
                false => desk.shows_search() && asked.looking_for(search) == *asked,
            };
            let colour = if on { p.accent } else { p.dim };
            let name = theme::weight(&search.name, if on { 600.0 } else { 450.0 });
            let button = ui.selectable_label(on, name.size(12.0).color(colour));
            let spoken = format!("Saved search: {}", search.name);
            button
                .widget_info(|| egui::WidgetInfo::selected(egui::Role::Button, true, on, &spoken));
            let gone = button.has_focus()
                && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Delete));
            if gone {
                out.push(Command::Search(SearchCommand::RemoveSaved(
                    search.name.clone(),
                )));
            }
            if button.clicked() {
                button.request_focus();
                match filters(search) {
                    true if on => out.push(Command::Library(LibraryCommand::Filter(String::new()))),
                    true => {
                        let query = search.query.clone();
                        out.push(Command::Library(LibraryCommand::Filter(query)));
                    }
                    false => look_for(desk, search, out),
                }
            }
            button.context_menu(|ui| saved_menu(ui, desk, search, out));
            button.on_hover_text(format!("{}\nDelete removes it", search.query));
        }
        if can_be_kept {
            let keep = widgets::small_button(ui, "Save…");
            widgets::named(&keep, "Save this search");
            if keep.clicked() {
                out.push(Command::Search(SearchCommand::AskToKeepFilter));
            }
        }
    });
}

/// Whether it can filter the list, which compares words in the usual way only.
fn filters(search: &SavedSearch) -> bool {
    search.how == SavedHow::default()
}

/// Looks for a saved search in the pane that searches the library.
fn look_for(desk: &Desk, search: &SavedSearch, out: &mut Vec<Command>) {
    let sought = desk.library_search().asked().looking_for(search);
    out.push(CommandId::FindInLibrary.into());
    out.push(Command::Search(SearchCommand::Ask(sought)));
}

fn saved_menu(ui: &mut Ui, desk: &Desk, search: &SavedSearch, out: &mut Vec<Command>) {
    if filters(search) && ui.button("Filter the list").clicked() {
        let query = search.query.clone();
        out.push(Command::Library(LibraryCommand::Filter(query)));
        ui.close();
    }
    if ui.button("Find in library").clicked() {
        look_for(desk, search, out);
        ui.close();
    }
    if ui.button("Remove").clicked() {
        out.push(Command::Search(SearchCommand::RemoveSaved(
            search.name.clone(),
        )));
        ui.close();
    }
}

fn select(entries: BTreeSet<EntryKey>) -> Command {
    Command::Library(LibraryCommand::Select(entries))
}

struct Row<'a> {
    key: &'a EntryKey,
    /// Among the entries, from 0.
    place: usize,
    ring: bool,
}

/// What the rows show of the fields that were chosen for them; read once for each text.
#[derive(Default)]
struct RowValues {
    fields: Vec<String>,
    of: HashMap<EntryKey, (Arc<str>, String)>,
}

impl RowValues {
    fn follow(&mut self, fields: &[String]) {
        if self.fields != fields {
            self.fields = fields.to_vec();
            self.of.clear();
        }
    }

    /// The values of an entry, on one line.
    fn of(&mut self, file: &LoadedFile) -> String {
        let Some(text) = file.content.text().filter(|_| !self.fields.is_empty()) else {
            return String::new();
        };
        if let Some((of, line)) = self.of.get(&file.key)
            && Arc::ptr_eq(of, text)
        {
            return line.clone();
        }
        let front_matter = FrontMatter::read(text);
        let values = self.fields.iter().filter_map(|key| {
            let scalars = front_matter.field(key)?.value.scalars();
            let texts: Vec<&str> = scalars.map(|scalar| scalar.text.trim()).collect();
            let line = texts.join(", ").replace(['\n', '\r'], " ");
            (!line.is_empty()).then_some(line)
        });
        let line = values.collect::<Vec<_>>().join(" · ");
        // Of very many rows only those seen lately.
        if self.of.len() > 2_000 {
            self.of.clear();
        }
        let kept = (Arc::clone(text), line.clone());
        self.of.insert(file.key.clone(), kept);
        line
    }
}

/// Where lines stand, told by the groups above them.
struct Tops {
    /// The number of each group's line.
    groups: Vec<usize>,
    /// The height of an entry's row.
    row: f32,
    total: f32,
}

impl Tops {
    fn of(lines: &[ListLine], row: f32) -> Self {
        let groups: Vec<usize> = lines
            .iter()
            .enumerate()
            .filter(|(_, line)| matches!(line, ListLine::Group { .. }))
            .map(|(i, _)| i)
            .collect();
        let rows = lines.len() - groups.len();
        let total = rows as f32 * row + groups.len() as f32 * GROUP;
        Self { groups, row, total }
    }

    fn of_line(&self, lines: &[ListLine], line: usize) -> (f32, f32) {
        let above = self.groups.partition_point(|group| *group < line);
        let top = (line - above) as f32 * self.row + above as f32 * GROUP;
        let height = lines
            .get(line)
            .map_or(self.row, |line| self.height_of(line));
        (top, height)
    }

    fn height_of(&self, line: &ListLine) -> f32 {
        match line {
            ListLine::Group { .. } => GROUP,
            ListLine::Entry { .. } => self.row,
        }
    }

    fn line_at(&self, lines: &[ListLine], y: f32) -> usize {
        let (mut low, mut high) = (0, lines.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            let (top, height) = self.of_line(lines, middle);
            if top + height <= y {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }
}

fn position(lines: &[ListLine], wanted: &EntryKey) -> Option<usize> {
    lines
        .iter()
        .position(|line| matches!(line, ListLine::Entry { key, .. } if key == wanted))
}

fn first_entry(desk: &Desk) -> Option<EntryKey> {
    desk.lines().iter().find_map(|line| match line {
        ListLine::Entry { key, .. } => Some(key.clone()),
        ListLine::Group { .. } => None,
    })
}

fn group(ui: &mut Ui, rect: egui::Rect, name: &str, count: usize, p: &Palette) {
    let words = widgets::one_line(
        &format!("{name}  {count}"),
        rect.width() - 12.0,
        widgets::plain(theme::SMALL, 600.0, p.dim),
    );
    let words = ui.fonts_mut(|fonts| fonts.layout_job(words));
    ui.painter().galley(rect.min + vec2(8.0, 8.0), words, p.dim);
    let response = ui.interact(
        rect,
        ui.scope_id().with(("group", name)),
        egui::Sense::hover(),
    );
    widgets::heading(&response, &format!("{name}, {count}"), 3);
}

/// How an entry stands with its reviews, in words, and the shape of its light.
fn review(file: &LoadedFile, desk: &Desk, now: Moment, p: &Palette) -> (String, Icon, Color32) {
    if let Some(error) = file.error() {
        return (error, Icon::CircleAlert, p.bad);
    }
    if !is_markdown(file.key.path()) {
        return ("No page".into(), Icon::Dot, p.faint);
    }
    if desk
        .library()
        .is_some_and(|library| !library.is_entry(file))
    {
        return ("No entry".into(), Icon::Dot, p.faint);
    }
    if !desk.style().has_reviews() {
        // Where it lies says more than that nobody reviews it.
        let file = file.key.file();
        let folder = file.rsplit_once('/').map(|(folder, _)| folder.to_owned());
        return (folder.unwrap_or(file), Icon::Dot, p.faint);
    }
    let due = due_of(file, &desk.style().reviews, now.today);
    let (icon, tone) = shapes::of_state(due.state, p);
    let words = due.in_words(now.today);
    let words = match (due.state, file.facts.last_reviewed.as_deref()) {
        (ReviewState::Unreadable | ReviewState::Future, Some(written)) => {
            format!("{words}: {written}")
        }
        _ => words,
    };
    (words, icon, tone)
}

fn sort_menu(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let sort = desk.list().sort;
    for (id, label, on) in [
        (CommandId::SortByTitle, "Title", sort == Sort::Title),
        (CommandId::SortByPillar, "Pillar", sort == Sort::Pillar),
        (
            CommandId::SortByReviewed,
            "Last reviewed",
            sort == Sort::LastReviewed,
        ),
    ] {
        if ui.radio(on, label).clicked() {
            out.push(id.into());
            ui.close();
        }
    }
    ui.separator();
    ui.menu_button("Show only", |ui| {
        let all = std::iter::once((None, "All"));
        let states = ReviewState::ALL
            .iter()
            .map(|state| (Some(*state), state.label()));
        for (state, label) in all.chain(states) {
            if ui.radio(desk.list().state == state, label).clicked() {
                out.push(Command::Library(LibraryCommand::FilterByState(state)));
                ui.close();
            }
        }
    });
    ui.menu_button("Fields in each row", |ui| row_fields_menu(ui, desk, out));
    let mut by_state = desk.view().group_by_state;
    if ui
        .checkbox(&mut by_state, "Group by review state")
        .clicked()
    {
        out.push(CommandId::GroupByState.into());
        ui.close();
    }
    let mut grouped = desk.view().group_by_pillar;
    if ui.checkbox(&mut grouped, "Group by pillar").clicked() {
        out.push(CommandId::GroupByPillar.into());
        ui.close();
    }
}

/// The fields that the house knows, those of the entry shown, and those that are shown already.
fn row_fields_menu(ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
    let chosen = &desk.view().row_fields;
    let known = desk.style().fields.iter().map(|field| field.key.as_str());
    let here = desk.shown().into_iter().flat_map(|entry| {
        let fields = entry.reading().front_matter.fields.iter();
        fields.map(|field| field.key.as_str())
    });
    let mut offered: Vec<&str> = Vec::new();
    for key in chosen.iter().map(String::as_str).chain(known).chain(here) {
        if key != "title" && !offered.contains(&key) {
            offered.push(key);
        }
    }
    ScrollArea::vertical().max_height(360.0).show(ui, |ui| {
        for key in offered {
            let mut shown = chosen.iter().any(|field| field == key);
            let label = desk.style().field(key).map_or(key, |field| &field.label);
            if ui.checkbox(&mut shown, label).changed() {
                out.push(Command::Library(LibraryCommand::ShowInRows {
                    field: key.to_owned(),
                    shown,
                }));
            }
        }
        focus::follow(ui);
    });
}
