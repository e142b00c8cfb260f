//! A box for a query, with what may be meant offered below it: keys, and their values.
//!
//! The list takes no focus: Tab takes the marked line, Ctrl+Down and Ctrl+Up mark another, Escape sends the list away until
//! something else is typed.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Area, EventFilter, Frame, Id, Key, Margin, Modifiers, Order, Response, Stroke, TextEdit, Ui,
    pos2, vec2,
};

use super::theme;
use super::widgets;
use crate::checks;
use crate::desk::{Command, Desk, SearchCommand};
use crate::search::QueryError;
use crate::search::completion::{QueryCompletion, completions};

const ROW: f32 = 26.0;
const FOOT: f32 = 22.0;
const MARGIN: f32 = 5.0;

/// What the box keeps from frame to frame.
#[derive(Debug, Default)]
pub struct QueryBox {
    pub words: String,
    offers: Vec<QueryCompletion>,
    at: usize,
    /// A line was marked by keys.
    chosen: bool,
    /// The words and the place of the caret for which the offers were made; sent away where there are none.
    of: (String, usize),
    /// How many offers were told last, and the first of them.
    told: (usize, String),
}

/// The box as it is drawn.
pub struct QueryShape<'a> {
    pub id: Id,
    /// What a screen reader calls it.
    pub name: &'a str,
    pub hint: &'a str,
    pub error: Option<&'a QueryError>,
    /// Names of keys are offered too, not only their values.
    pub offers_keys: bool,
}

impl QueryBox {
    /// Draws the box; its words are in [`words`](Self::words).
    pub fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        shape: &QueryShape<'_>,
        out: &mut Vec<Command>,
    ) -> Response {
        let had_focus = ui.memory(|memory| memory.has_focus(shape.id));
        if had_focus && !self.offers.is_empty() {
            self.keys(ui, shape.id);
        }
        let response = ui.add_enabled(
            desk.library().is_some(),
            TextEdit::singleline(&mut self.words)
                .id(shape.id)
                .hint_text(shape.hint)
                .return_key(None)
                .event_filter(EventFilter {
                    tab: !self.offers.is_empty(),
                    // What it closes is told by whoever draws the box.
                    escape: true,
                    horizontal_arrows: true,
                    vertical_arrows: true,
                })
                .desired_width(f32::INFINITY)
                .margin(Margin::symmetric(8, 5)),
        );
        widgets::label(&response, shape.name);
        if let Some(error) = shape.error {
            response.ctx.accesskit_node_builder(response.id, |node| {
                node.set_invalid(egui::accesskit::Invalid::True);
                node.set_description(error.message.clone());
            });
        }
        if response.has_focus() {
            self.follow(ui, desk, shape);
        } else {
            self.offers.clear();
        }
        self.tell(out);
        self.draw(ui, &response);
        response
    }

    fn keys(&mut self, ui: &mut Ui, id: Id) {
        let pressed = |modifiers, key| ui.input_mut(|input| input.consume_key(modifiers, key));
        let last = self.offers.len().saturating_sub(1);
        if pressed(Modifiers::COMMAND, Key::ArrowDown) {
            self.at = if self.chosen {
                (self.at + 1).min(last)
            } else {
                0
            };
            self.chosen = true;
        } else if pressed(Modifiers::COMMAND, Key::ArrowUp) {
            self.at = self.at.saturating_sub(1);
            self.chosen = true;
        } else if pressed(Modifiers::NONE, Key::Escape) {
            self.offers.clear();
        } else if pressed(Modifiers::NONE, Key::Tab) {
            self.take(ui, id, self.at);
        }
    }

    /// Offers what may be meant at the caret, where something was typed.
    fn follow(&mut self, ui: &Ui, desk: &Desk, shape: &QueryShape<'_>) {
        let caret = caret_of(ui, shape.id).unwrap_or(self.words.chars().count());
        let caret = byte_of(&self.words, caret);
        if self.of.0 == self.words && self.of.1 == caret {
            return;
        }
        let is_typed = self.of.0 != self.words;
        self.of = (self.words.clone(), caret);
        self.offers.clear();
        (self.at, self.chosen) = (0, false);
        if !is_typed {
            return;
        }
        if let Some(library) = desk.library() {
            let checks: Vec<&str> = checks::all().map(|check| check.id).collect();
            self.offers = completions(&self.words, caret, library, &checks);
            let is_meant = |offer: &QueryCompletion| {
                let typed = self.words.get(offer.range.clone()).unwrap_or_default();
                let is_key = offer.text.ends_with([':', '<', '>']);
                let is_asked = !is_key || (shape.offers_keys && typed.len() >= FEWEST);
                is_asked && *typed != *offer.text
            };
            self.offers.retain(is_meant);
            self.offers.truncate(MOST);
        }
    }

    /// Says what is offered, and when nothing is any more.
    fn tell(&mut self, out: &mut Vec<Command>) {
        let first = self.offers.first().map(|offer| offer.text.clone());
        let now = (self.offers.len(), first.unwrap_or_default());
        if self.told != now {
            self.told.clone_from(&now);
            let (count, first) = now;
            out.push(Command::Search(SearchCommand::Offered { count, first }));
        }
    }

    fn take(&mut self, ui: &Ui, id: Id, at: usize) {
        let Some(taken) = self.offers.get(at) else {
            return;
        };
        let range = taken.range.clone();
        if self.words.get(range.clone()).is_none() {
            return;
        }
        let end = range.start + taken.text.len();
        self.words.replace_range(range, &taken.text);
        let caret = self.words.get(..end).map_or(0, |it| it.chars().count());
        let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
        let caret = CCursorRange::one(CCursor::new(caret));
        state.cursor.set_char_range(Some(caret));
        state.store(ui.ctx(), id);
        self.offers.clear();
    }

    fn draw(&mut self, ui: &mut Ui, field: &Response) {
        if self.offers.is_empty() {
            return;
        }
        let screen = ui.ctx().content_rect();
        let width = field.rect.width().clamp(240.0, 420.0);
        let x = field.rect.left().min(screen.right() - width - 4.0).max(4.0);
        let mut taken = None;
        let (offers, at, chosen) = (&self.offers, self.at, self.chosen);
        Area::new(field.id.with("offers"))
            .order(Order::Foreground)
            .constrain(false)
            .fixed_pos(pos2(x, field.rect.bottom() + 4.0))
            .show(ui.ctx(), |ui| {
                let p = theme::palette(ui);
                Frame::new()
                    .fill(p.card)
                    .stroke(Stroke::new(1.0, p.line))
                    .corner_radius(8.0)
                    .inner_margin(Margin::same(MARGIN as i8))
                    .show(ui, |ui| {
                        ui.set_width(width - 2.0 * MARGIN);
                        ui.spacing_mut().item_spacing.y = 1.0;
                        widgets::list(ui, "Offers", offers.len(), |ui| {
                            for (i, offer) in offers.iter().enumerate() {
                                if line(ui, offer, i, i == at, (chosen, field.id)) {
                                    taken = Some(i);
                                }
                            }
                        });
                        let (rect, _) = ui.allocate_exact_size(
                            vec2(ui.available_width(), FOOT),
                            egui::Sense::hover(),
                        );
                        ui.painter().text(
                            rect.left_center() + vec2(12.0, 0.0),
                            egui::Align2::LEFT_CENTER,
                            "Tab inserts it  ·  Ctrl+↓ the next  ·  Esc closes",
                            egui::FontId::proportional(theme::SMALL),
                            p.faint,
                        );
                    });
            });
        if let Some(i) = taken {
            self.take(ui, field.id, i);
            field.request_focus();
        }
    }
}

/// After so many letters a key may be meant.
const FEWEST: usize = 2;
/// More are not offered at once.
const MOST: usize = 9;

/// One line; whether it was clicked.
fn line(
    ui: &mut Ui,
    offer: &QueryCompletion,
    i: usize,
    marked: bool,
    (chosen, field): (bool, Id),
) -> bool {
    let p = theme::palette(ui);
    let (rect, row) = widgets::row(ui, ROW, marked, p);
    let room = rect.width() - 24.0;
    let mut job = widgets::one_line(&offer.text, room, widgets::plain(13.0, 550.0, p.text));
    if !offer.hint.is_empty() {
        job.append(
            &offer.hint,
            10.0,
            widgets::plain(theme::SMALL, 400.0, p.dim),
        );
    }
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = rect.left_center() + vec2(12.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.text);
    let spoken = match offer.hint.as_str() {
        "" => offer.text.clone(),
        about => format!("{}, {about}", offer.text),
    };
    widgets::list_row(&row, &spoken, i, marked);
    if marked && chosen {
        // The box keeps the focus; a screen reader reads the line that was marked.
        row.ctx.accesskit_node_builder(field, |node| {
            node.set_active_descendant(row.id.accesskit_id());
        });
    }
    row.clicked()
}

/// Where the caret is, in characters.
fn caret_of(ui: &Ui, id: Id) -> Option<usize> {
    let state = TextEditState::load(ui.ctx(), id)?;
    Some(state.cursor.char_range()?.primary.index.0)
}

fn byte_of(text: &str, at: usize) -> usize {
    let mut places = text.char_indices();
    places.nth(at).map_or(text.len(), |(byte, _)| byte)
}
