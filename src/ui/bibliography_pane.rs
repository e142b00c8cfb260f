//! The library's sources: a list of every work, and a card for the one chosen.
//!
//! Knows nothing of: how works are told, sorted and filtered; how a change is made.

mod card;

use egui::{Id, Key, Modifiers, Popup, TextEdit, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use super::long_list::{ListRow, ListShape, LongList};
use super::theme::{self, Palette};
use super::widgets::{self, icon_button};
use crate::desk::{
    BibliographyCommand, BibliographyView, Command, CommandId, Desk, Which, citation_of,
};
use crate::entry::sources::SourceField;
use crate::library::Bibliography;
use crate::library::bibliography::{Order, field_text};
use crate::references::Work;

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct BibliographyPane {
    list: LongList,
    words: String,
    card: card::WorkCard,
    /// The view was drawn in the frame before.
    was_open: bool,
    wants_focus: bool,
}

const ROW: f32 = 50.0;
const SIDE: f32 = 20.0;

impl BibliographyPane {
    fn list_id() -> Id {
        Id::unique("works list")
    }

    fn filter_id() -> Id {
        Id::unique("works filter")
    }

    /// Puts the focus on the list when it is drawn next.
    pub fn take_focus(&mut self) {
        self.wants_focus = true;
    }

    /// The view is not there in this frame.
    pub fn rest(&mut self) {
        self.was_open = false;
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let view = desk.bibliography();
        // Escape closes a menu first, and that has happened by the time it is asked for here.
        let is_free = !desk.has_dialog() && !Popup::is_any_open(ui.ctx());
        let is_fresh = !std::mem::replace(&mut self.was_open, true);
        let inner = ui.max_rect().shrink2(vec2(SIDE, 12.0));
        let (head, body) = inner.split_top_bottom_at_y(inner.top() + 76.0);
        ui.scope_builder(UiBuilder::new().max_rect(head), |ui| {
            self.head(ui, view, is_fresh, p, out);
        });
        let Some(read) = view.read() else {
            ui.scope_builder(UiBuilder::new().max_rect(body), |ui| {
                ui.label(theme::small("Reading the sources of all entries", p.dim));
            });
            leave_by_escape(ui, is_free, out);
            return;
        };
        let (list, card) = body.split_left_right_at_fraction(0.38);
        ui.scope_builder(UiBuilder::new().max_rect(list), |ui| {
            ui.set_clip_rect(list.intersect(ui.clip_rect()));
            self.rows(ui, view, read, p, out);
        });
        let card = card.with_min_x(card.left() + 16.0);
        ui.scope_builder(UiBuilder::new().max_rect(card), |ui| {
            ui.set_clip_rect(card.intersect(ui.clip_rect()));
            match view.chosen() {
                Some(work) => self.card.show(ui, desk, read, work, out),
                None if view.rows().is_empty() => {}
                None => {
                    ui.label(theme::small("Choose a work", p.dim));
                }
            }
        });
        leave_by_escape(ui, is_free, out);
    }

    /// Title, filter and order.
    fn head(
        &mut self,
        ui: &mut Ui,
        view: &BibliographyView,
        is_fresh: bool,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        ui.horizontal(|ui| {
            let title = ui.label(theme::weight("The library’s sources", 650.0).size(17.0));
            widgets::heading(&title, "The library’s sources", 1);
            let count = view.rows().len();
            let said = match (view.read(), view.is_reading()) {
                (None, _) => String::new(),
                (Some(_), true) => format!("{count}, reading what changed"),
                (Some(_), false) => count.to_string(),
            };
            ui.label(theme::small(said, p.faint));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if icon_button(ui, Icon::X, "Back to the entry").clicked() {
                    out.push(CommandId::ShowBibliography.into());
                }
                let sort = icon_button(ui, Icon::ArrowDownUp, "Sort the works");
                Popup::menu(&sort).show(|ui| sort_menu(ui, view, out));
            });
        });
        ui.horizontal(|ui| {
            if view.words() != self.words && !ui.memory(|it| it.has_focus(Self::filter_id())) {
                self.words = view.words().to_owned();
            }
            let response = ui.add(
                TextEdit::singleline(&mut self.words)
                    .id(Self::filter_id())
                    .hint_text("Authors, title, year, journal, PMID, DOI")
                    .desired_width((ui.available_width() * 0.38 - 8.0).max(160.0))
                    .margin(egui::Margin::symmetric(8, 5)),
            );
            widgets::label(&response, "Filter works");
            if response.changed() {
                out.push(Command::Bibliography(BibliographyCommand::Words(
                    self.words.clone(),
                )));
            }
            if is_fresh {
                response.request_focus();
                widgets::mark_all(ui, Self::filter_id(), &self.words);
            }
            if response.has_focus() {
                let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                if pressed(Key::ArrowDown) {
                    self.wants_focus = true;
                }
                if !self.words.is_empty() && pressed(Key::Escape) {
                    self.words.clear();
                    out.push(Command::Bibliography(BibliographyCommand::Words(
                        String::new(),
                    )));
                }
            }
            let differing = view.read().map_or(0, |read| count_differing(read));
            for (which, label) in [
                (Which::All, "All".to_owned()),
                (Which::Differing, format!("With differences ({differing})")),
                (
                    Which::Likely,
                    format!("Likely duplicates ({})", view.likely().len()),
                ),
            ] {
                let on = view.which() == which;
                let words = theme::weight(label, if on { 600.0 } else { 450.0 }).size(12.5);
                if ui.selectable_label(on, words).clicked() {
                    out.push(Command::Bibliography(BibliographyCommand::Which(which)));
                }
            }
        });
    }

    fn rows(
        &mut self,
        ui: &mut Ui,
        view: &BibliographyView,
        read: &Bibliography,
        p: &Palette,
        out: &mut Vec<Command>,
    ) {
        let rows = view.rows();
        if rows.is_empty() {
            ui.label(theme::small("No work is listed that fits", p.dim));
            return;
        }
        // The list was sorted or filtered: the keys stay on the work chosen, where it is in the list at all.
        if rows.get(self.list.at()).copied() != view.chosen()
            && let Some(place) = rows.iter().position(|work| Some(*work) == view.chosen())
        {
            self.list.go_to(place);
        }
        let shape = ListShape {
            id: Self::list_id(),
            name: "Works",
            count: rows.len(),
            row_height: ROW,
        };
        self.list.show(ui, &shape, |ui, row| {
            let work = rows.get(row.index).copied();
            if let Some(work) = work
                && let Some(told) = read.works().get(work)
            {
                let is_likely = view
                    .likely()
                    .iter()
                    .any(|it| it.works.0 == work || it.works.1 == work);
                draw_row(ui, row, told, read.differing(work), is_likely, p);
            }
        });
        if std::mem::take(&mut self.wants_focus) {
            ui.memory_mut(|memory| memory.request_focus(Self::list_id()));
        }
        let now = rows.get(self.list.at()).copied();
        if let Some(work) = now.filter(|_| now != view.chosen()) {
            out.push(Command::Bibliography(BibliographyCommand::Choose(work)));
        }
    }
}

fn leave_by_escape(ui: &Ui, is_free: bool, out: &mut Vec<Command>) {
    if is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Escape)) {
        out.push(CommandId::ShowBibliography.into());
    }
}

fn count_differing(read: &Bibliography) -> usize {
    (0..read.works().len())
        .filter(|work| !read.differing(*work).is_empty())
        .count()
}

fn sort_menu(ui: &mut Ui, view: &BibliographyView, out: &mut Vec<Command>) {
    for (sort, label) in [
        (Order::Entries, "By number of entries"),
        (Order::Author, "By author"),
        (Order::Year, "Newest first"),
        (Order::Title, "By title"),
    ] {
        if ui.radio(view.sort() == sort, label).clicked() {
            out.push(Command::Bibliography(BibliographyCommand::Sort(sort)));
            ui.close();
        }
    }
}

/// Who and when, and below what; at the right in how many entries.
fn draw_row(
    ui: &Ui,
    row: &ListRow,
    work: &Work,
    differing: &[SourceField],
    is_likely: bool,
    p: &Palette,
) {
    let rect = row.rect;
    let who = citation_of(&work.record, false);
    let title = field_text(&work.record, SourceField::Title).unwrap_or_default();
    let entries = match work.texts {
        1 => "1 entry".to_owned(),
        n => format!("{n} entries"),
    };
    let mark = match (differing.is_empty(), is_likely) {
        (true, false) => None,
        (false, false) => Some("differences"),
        (true, true) => Some("likely duplicate"),
        (false, true) => Some("differences, likely duplicate"),
    };
    let lay = |text: &str, room, format| {
        ui.fonts_mut(|fonts| fonts.layout_job(widgets::one_line(text, room, format)))
    };
    let small = |colour| widgets::plain(theme::SMALL, 400.0, colour);
    let count = lay(&entries, 90.0, small(p.dim));
    let room = rect.width() - count.size().x - 32.0;
    let who_line = lay(&who, room, widgets::plain(13.0, 550.0, p.text));
    let title_line = lay(&title, rect.width() - 40.0, small(p.dim));
    let at = rect.min + vec2(12.0, 7.0);
    let painter = ui.painter();
    painter.galley(at, who_line, p.text);
    painter.galley(at + vec2(0.0, 21.0), title_line, p.dim);
    let right = rect.right() - 10.0;
    painter.galley(
        egui::pos2(right - count.size().x, rect.top() + 8.0),
        count,
        p.dim,
    );
    if mark.is_some() {
        painter.circle_filled(egui::pos2(right - 4.0, rect.top() + 35.0), 4.0, p.warn);
    }
    let spoken = [Some(who.as_str()), Some(&title), Some(&entries), mark];
    let spoken: Vec<&str> = spoken.into_iter().flatten().collect();
    row.named(&spoken.join(", "));
}
