//! The search of the whole library: what is asked, what was found as lines of one list, and what is written instead.
//!
//! Knows nothing of: how anything is found.

mod rows;

use egui::{Button, EventFilter, Id, Key, Margin, Modifiers, Stroke, TextEdit, Ui, UiBuilder};
use lucide_icons::Icon;

use super::long_list::{ListShape, LongList};
use super::query_box::{QueryBox, QueryShape};
use super::theme::{self, Palette};
use super::widgets::{self, command_icon};
use crate::desk::{Command, CommandId, Desk, LibrarySearch, SearchCommand, SearchLine, Sought};
use crate::library::grouped;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct SearchPane {
    query: QueryBox,
    /// The words that the desk had when the box was last in step with it; the same of the other box.
    synced: String,
    replacement: String,
    synced_replacement: String,
    list: LongList,
    /// The place that the keys were on, so that they stay on it where other lines come before it.
    on: Option<(crate::library::EntryKey, Option<usize>)>,
    state: u64,
    rows: rows::FoundRows,
    wants_focus: bool,
}

/// The foot with the button that replaces; where it is tight, the other buttons stand below that.
const FOOT: f32 = 40.0;
const TIGHT: f32 = 360.0;

impl SearchPane {
    fn query_id() -> Id {
        Id::unique("library search")
    }

    fn replacement_id() -> Id {
        Id::unique("library replacement")
    }

    fn list_id() -> Id {
        Id::unique("places found")
    }

    /// Puts the focus in the box when it is drawn next.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let search = desk.library_search();
        let asked = search.asked();
        self.query(ui, desk, out);
        if let Some(error) = search.error() {
            wrong(ui, error, &asked.words, p);
        }
        if asked.is_replacing {
            self.instead(ui, desk, out);
            if let Some(error) = search.wrong_with() {
                wrong(ui, error, &asked.replacement, p);
            }
        }
        let lines = search.hits().lines();
        let mut foot = None;
        if asked.is_replacing && lines > 0 {
            let area = ui.max_rect();
            let rows = if area.width() < TIGHT { 2.0 } else { 1.0 };
            let (_, rect) = area.split_top_bottom_at_y(area.bottom() - FOOT * rows);
            // For Tab and for the ear it comes right behind the boxes that say what it does; for the eye what follows stands
            // above it.
            let mut below = ui.new_child(UiBuilder::new().max_rect(rect));
            replace_button(&mut below, desk, p, out);
            foot = Some(rect);
        }
        toggles(ui, asked, out);
        if asked.is_replacing {
            reach(ui, asked, out);
        }
        self.counted(ui, desk, p, out);
        if lines == 0 {
            // Where the last place is gone, the keys are not left to chance.
            if ui.memory(|memory| memory.has_focus(Self::list_id())) {
                ui.memory_mut(|memory| memory.request_focus(Self::query_id()));
            }
            nothing(ui, search, p);
            return;
        }
        let mut rest = ui.available_rect_before_wrap();
        if let Some(foot) = foot {
            rest.max.y = foot.top();
        }
        ui.scope_builder(UiBuilder::new().max_rect(rest), |ui| {
            ui.set_clip_rect(rest.intersect(ui.clip_rect()));
            self.places(ui, desk, p, out);
        });
    }

    /// The box for what is looked for, and its keys.
    fn query(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let search = desk.library_search();
        let asked = search.asked();
        if asked.words != self.synced {
            self.synced.clone_from(&asked.words);
            self.query.words.clone_from(&asked.words);
            self.go_to_top();
        }
        let shape = QueryShape {
            id: Self::query_id(),
            name: "Find in library",
            hint: "Words, “a phrase”, /expression/, pillar:…",
            error: search.error(),
            offers_keys: true,
        };
        let before = out.len();
        let response = self.query.show(ui, desk, &shape, out);
        if self.query.words != self.synced {
            self.synced.clone_from(&self.query.words);
            self.go_to_top();
            let words = self.query.words.clone();
            let sought = Sought {
                words,
                ..asked.clone()
            };
            // What is offered for these words comes after.
            out.insert(before, Command::Search(SearchCommand::Ask(sought)));
        }
        if std::mem::take(&mut self.wants_focus) {
            response.request_focus();
            widgets::mark_all(ui, Self::query_id(), &self.query.words);
        }
        if !response.has_focus() {
            return;
        }
        replace_by_key(ui, desk, out);
        let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
        if pressed(Key::ArrowDown) && search.hits().lines() > 0 {
            ui.memory_mut(|memory| memory.request_focus(Self::list_id()));
        } else if pressed(Key::Enter) {
            let line = self.list.at();
            let mut first = [line, line + 1].into_iter();
            let first = first.find_map(|line| match search.hits().line(line)? {
                SearchLine::Hit { .. } => Some(line),
                SearchLine::Entry(_) => None,
            });
            self.open(desk, first.unwrap_or(line), out);
        } else if pressed(Key::Escape) {
            out.push(Command::Search(SearchCommand::Leave));
        }
    }

    /// The box for what is written instead.
    fn instead(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let asked = desk.library_search().asked();
        if asked.replacement != self.synced_replacement {
            self.synced_replacement.clone_from(&asked.replacement);
            self.replacement.clone_from(&asked.replacement);
        }
        ui.horizontal(|ui| {
            let name = "Keep the case of what is replaced";
            let room = (ui.available_width() - 40.0).max(60.0);
            let response = ui.add(
                TextEdit::singleline(&mut self.replacement)
                    .id(Self::replacement_id())
                    .hint_text("Replace with; $1 is the first group")
                    .return_key(None)
                    .event_filter(EventFilter {
                        escape: true,
                        horizontal_arrows: true,
                        vertical_arrows: true,
                        tab: false,
                    })
                    .desired_width(room - 16.0)
                    .margin(Margin::symmetric(8, 5)),
            );
            widgets::label(&response, "Replace with");
            if self.replacement != self.synced_replacement {
                self.synced_replacement.clone_from(&self.replacement);
                let replacement = self.replacement.clone();
                ask(
                    out,
                    Sought {
                        replacement,
                        ..asked.clone()
                    },
                );
            }
            if response.has_focus() {
                replace_by_key(ui, desk, out);
                let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                if pressed(Key::ArrowDown) {
                    ui.memory_mut(|memory| memory.request_focus(Self::list_id()));
                } else if pressed(Key::Escape) {
                    out.push(Command::Search(SearchCommand::Leave));
                }
            }
            if widgets::toggle(ui, "AB", name, asked.keep_case) {
                let keep_case = !asked.keep_case;
                ask(
                    out,
                    Sought {
                        keep_case,
                        ..asked.clone()
                    },
                );
            }
        });
    }

    /// How much was found, and what can be done with all of it.
    fn counted(&self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        let search = desk.library_search();
        ui.horizontal(|ui| {
            let said = if search.is_asked() {
                desk.found_in_words()
            } else {
                String::new()
            };
            ui.label(theme::small(said, p.dim));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                command_icon(
                    ui,
                    desk,
                    CommandId::ChangeEntries,
                    Icon::TableProperties,
                    out,
                );
                command_icon(ui, desk, CommandId::SaveSearch, Icon::BookmarkPlus, out);
            });
        });
    }

    fn places(&mut self, ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
        let search = desk.library_search();
        let hits = search.hits();
        self.stay(hits);
        let id = Self::list_id();
        let pressed = |ui: &Ui, modifiers, key| {
            ui.memory(|memory| memory.has_focus(id))
                && ui.input_mut(|input| input.consume_key(modifiers, key))
        };
        if ui.memory(|memory| memory.has_focus(id)) {
            replace_by_key(ui, desk, out);
        }
        let open = pressed(ui, Modifiers::NONE, Key::Enter);
        let turn = pressed(ui, Modifiers::NONE, Key::Space);
        if pressed(ui, Modifiers::NONE, Key::Escape) {
            ui.memory_mut(|memory| memory.request_focus(Self::query_id()));
        }
        let shape = ListShape {
            id,
            name: "Places found",
            count: hits.lines(),
            row_height: rows::height(ui.available_width()),
        };
        let is_replacing = search.asked().is_replacing;
        let (mut clicked, mut turned, mut entered) = (None, None, None);
        let drawn = &mut self.rows;
        drawn.follow(hits.state());
        self.list.show(ui, &shape, |ui, row| {
            let Some(line) = hits.line(row.index) else {
                return;
            };
            drawn.draw(ui, desk, line, row, p);
            if row.response.clicked() {
                let place = row.response.interact_pointer_pos();
                let on_tick = place.is_some_and(|at| at.x < row.rect.left() + rows::TICK);
                if on_tick && is_replacing {
                    turned = Some(row.index);
                } else if row.response.double_clicked() {
                    entered = Some(row.index);
                } else {
                    clicked = Some(row.index);
                }
            }
        });
        if ui.memory(|memory| memory.has_focus(id)) {
            let keys = EventFilter {
                vertical_arrows: true,
                escape: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, keys));
        }
        self.on = place_at(hits, self.list.at());
        if let Some(line) = entered.or(open.then_some(self.list.at())) {
            self.open(desk, line, out);
        }
        // A click shows the place: the keys stay in the list, where the next may tick or go on.
        if let Some((entry, hit)) = clicked.and_then(|line| place_at(hits, line)) {
            let hit = hit.unwrap_or(0);
            out.push(Command::Search(SearchCommand::LookAt { entry, hit }));
        }
        if let Some(line) = turned.or((turn && is_replacing).then_some(self.list.at()))
            && let Some((entry, hit)) = place_at(hits, line)
        {
            out.push(Command::Search(SearchCommand::Turn { entry, hit }));
        }
    }

    /// Something else is looked for: the keys begin with its first place.
    fn go_to_top(&mut self) {
        self.on = None;
        self.list.go_to(0);
    }

    /// Where lines came or went, the keys stay on the place they were on.
    fn stay(&mut self, hits: &crate::desk::Hits) {
        if self.state == hits.state() {
            return;
        }
        self.state = hits.state();
        if let Some((key, hit)) = &self.on
            && let Some(line) = hits.line_of(key, *hit)
            && line != self.list.at()
        {
            self.list.go_to(line);
        }
    }

    fn open(&self, desk: &Desk, line: usize, out: &mut Vec<Command>) {
        if let Some((entry, hit)) = place_at(desk.library_search().hits(), line) {
            let hit = hit.unwrap_or(0);
            out.push(Command::Search(SearchCommand::GoTo { entry, hit }));
        }
    }
}

/// The entry of a line, and the number of its place where it is one.
fn place_at(
    hits: &crate::desk::Hits,
    line: usize,
) -> Option<(crate::library::EntryKey, Option<usize>)> {
    let (entry, hit) = match hits.line(line)? {
        SearchLine::Entry(entry) => (entry, None),
        SearchLine::Hit { entry, hit } => (entry, Some(hit)),
    };
    Some((hits.entries().get(entry)?.key.clone(), hit))
}

fn ask(out: &mut Vec<Command>, asked: Sought) {
    out.push(Command::Search(SearchCommand::Ask(asked)));
}

/// How words are compared, and whether they are to be replaced.
fn toggles(ui: &mut Ui, asked: &Sought, out: &mut Vec<Command>) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = egui::vec2(4.0, 4.0);
        let mut other = asked.clone();
        for (label, name, on) in [
            ("Aa", "Match case", &mut other.options.match_case),
            ("“ab”", "Whole words", &mut other.options.whole_words),
            (".*", "Regular expression", &mut other.is_expression),
            ("é", "Match accents", &mut other.options.match_accents),
            ("Replace", "Replace in library", &mut other.is_replacing),
        ] {
            if widgets::toggle(ui, label, name, *on) {
                *on = !*on;
            }
        }
        if other != *asked {
            ask(out, other);
        }
    });
}

/// Where else than in the text places are replaced.
fn reach(ui: &mut Ui, asked: &Sought, out: &mut Vec<Command>) {
    let mut other = asked.clone();
    ui.horizontal_wrapped(|ui| {
        let p = theme::palette(ui);
        for (label, on) in [
            ("In the front matter too", &mut other.reach.front_matter),
            ("In link addresses too", &mut other.reach.links),
        ] {
            ui.checkbox(on, theme::small(label, p.dim));
        }
    });
    if other != *asked {
        ask(out, other);
    }
}

/// What is wrong with what is asked, with the place.
fn wrong(ui: &mut Ui, error: &crate::search::QueryError, words: &str, p: &Palette) {
    let at = words.get(error.at.clone()).unwrap_or_default();
    ui.horizontal_wrapped(|ui| {
        widgets::picture(ui, theme::icon(Icon::CircleX).size(13.0).color(p.bad));
        if !at.trim().is_empty() {
            ui.label(
                theme::weight(at, 600.0)
                    .size(theme::SMALL)
                    .color(p.bad)
                    .underline(),
            );
        }
        ui.label(theme::small(&error.message, p.bad));
    });
}

fn nothing(ui: &mut Ui, search: &LibrarySearch, p: &Palette) {
    let said = if search.is_asked() || search.error().is_some() {
        return;
    } else {
        "All entries are searched as you type. F3 goes on from place to place"
    };
    ui.add_space(6.0);
    ui.label(theme::small(said, p.dim));
}

/// Whether what is ticked can be replaced now; else why not.
fn can_replace(desk: &Desk) -> Result<(), &'static str> {
    let search = desk.library_search();
    if desk.changing_many().is_some() {
        Err("Entries are being changed")
    } else if search.is_running() {
        Err("The library is still being searched")
    } else if search.hits().ticked().places == 0 {
        Err("No place is ticked")
    } else {
        Ok(())
    }
}

/// Ctrl+Enter replaces what is ticked, from the boxes and from the list.
fn replace_by_key(ui: &Ui, desk: &Desk, out: &mut Vec<Command>) {
    let is_replacing = desk.library_search().asked().is_replacing;
    let pressed = || ui.input_mut(|input| input.consume_key(Modifiers::COMMAND, Key::Enter));
    if is_replacing && pressed() && can_replace(desk).is_ok() {
        out.push(Command::Search(SearchCommand::Replace));
    }
}

/// What is ticked, and the button that replaces it.
fn replace_button(ui: &mut Ui, desk: &Desk, p: &Palette, out: &mut Vec<Command>) {
    let search = desk.library_search();
    let ticked = search.hits().ticked();
    ui.add_space(6.0);
    ui.horizontal_wrapped(|ui| {
        // Nothing written instead is easily overlooked.
        let verb = match search.asked().replacement.is_empty() {
            true => "Delete",
            false => "Replace",
        };
        let places = grouped(ticked.places);
        let label = match ticked.entries {
            0 => verb.to_owned(),
            1 => format!("{verb} {places} in 1 entry"),
            n => format!("{verb} {places} in {} entries", grouped(n)),
        };
        let button = Button::new(theme::weight(label, 550.0).color(p.on_primary))
            .fill(p.primary)
            .stroke(Stroke::NONE);
        let can_be = can_replace(desk);
        let pressed = ui.add_enabled(can_be.is_ok(), button);
        let pressed = pressed.on_hover_text("Ctrl+Enter");
        let pressed = pressed.on_disabled_hover_text(can_be.err().unwrap_or_default());
        if pressed.clicked() {
            out.push(Command::Search(SearchCommand::Replace));
            // The button may go with what it replaced.
            ui.memory_mut(|memory| memory.request_focus(SearchPane::list_id()));
        }
        if ui.button("Tick all").clicked() {
            out.push(Command::Search(SearchCommand::TickAll(true)));
        }
        if ui.button("Tick none").clicked() {
            out.push(Command::Search(SearchCommand::TickAll(false)));
        }
    });
}
