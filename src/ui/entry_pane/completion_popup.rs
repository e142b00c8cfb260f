//! The small list of sources and terms at the caret, while a word is typed.
//!
//! It takes no focus and no key that a text needs: Tab or Ctrl+Enter takes the marked line, Ctrl+Down and Ctrl+Up mark
//! another, Escape sends the list away until the word ends. Arrow keys and Enter do in the text what they always do.

use egui::{Area, Context, Frame, Id, Margin, Order, Rect, Stroke, pos2, vec2};

use crate::desk::{Command, Completion, Completions, Desk, EditCommand};
use crate::library::EntryKey;
use crate::ui::field::FieldShown;
use crate::ui::keys::{KeyGate, PopupAnswer};
use crate::ui::{theme, widgets};

const WIDTH: f32 = 430.0;
const ROW: f32 = 26.0;
const FOOT: f32 = 22.0;
const MARGIN: f32 = 5.0;

/// A paste is no typing of a name. Characters.
const LONGEST_KEY: usize = 3;

/// What is offered, from frame to frame.
#[derive(Default)]
pub struct CompletionPopup {
    open: Option<Open>,
    /// The word that was sent away: its entry and where it begins.
    declined: Option<(EntryKey, usize)>,
    caret: Option<Caret>,
    /// The caret of the frame before, and where the list was drawn.
    last: Option<(Caret, Rect)>,
}

struct Open {
    offers: Completions,
    at: usize,
    /// A line was marked by keys.
    chosen: bool,
    field: Id,
}

/// Where the caret was drawn in a frame.
#[derive(Clone, Copy)]
struct Caret {
    rect: Rect,
    typed: bool,
    field: Id,
}

impl CompletionPopup {
    /// A section's text that has the focus was drawn.
    pub fn saw(&mut self, ui: &egui::Ui, shown: &FieldShown) {
        let typed = shown.typed.as_ref();
        if typed.is_none() && self.open.is_none() {
            return;
        }
        let cursor = egui::text_edit::TextEditState::load(ui.ctx(), shown.response.id)
            .and_then(|state| state.cursor.char_range());
        let Some(cursor) = cursor else { return };
        let rect = shown.galley.pos_from_cursor(cursor.primary);
        let rect = rect.translate(shown.galley_pos.to_vec2());
        let is_key = |edit: &crate::entry::Edit| edit.replacement.chars().count() <= LONGEST_KEY;
        self.caret = ui.clip_rect().contains(rect.center()).then_some(Caret {
            rect,
            typed: typed.is_some_and(|typed| typed.edits.iter().all(is_key)),
            field: shown.response.id,
        });
    }

    /// Follows what was typed, once the desk knows of it, and draws the list.
    pub fn show(&mut self, ctx: &Context, desk: &Desk, composing: bool, out: &mut Vec<Command>) {
        let answer = ctx
            .with_plugin(|gate: &mut KeyGate| gate.take_answer())
            .flatten();
        let was_open = self.open.is_some();
        let caret = self.caret.take().or_else(|| self.pressed_on(ctx));
        if let Some(caret) = caret.filter(|_| !composing && !desk.has_dialog()) {
            self.follow(desk, &caret);
            self.answered(desk, answer, out);
            self.draw(ctx, &caret, out);
        } else {
            self.open = None;
        }
        if let Some(open) = &self.open
            && !was_open
            && let Some(first) = open.offers.list.first()
        {
            out.push(Command::Edit(EditCommand::Offered {
                count: open.offers.list.len() + open.offers.more,
                first: first.written().to_owned(),
            }));
        }
        if was_open || self.open.is_some() {
            let offering = self.open.is_some();
            ctx.with_plugin(|gate: &mut KeyGate| gate.set_offering(offering));
        }
    }

    /// The mouse takes the focus away before its click is known: under it the list stays.
    fn pressed_on(&self, ctx: &Context) -> Option<Caret> {
        let (caret, rect) = self.last?;
        let is_pressed = ctx.input(|input| {
            let pointer = &input.pointer;
            (pointer.any_down() || pointer.any_released())
                && pointer.interact_pos().is_some_and(|at| rect.contains(at))
        });
        is_pressed.then_some(Caret {
            typed: false,
            ..caret
        })
    }

    fn follow(&mut self, desk: &Desk, caret: &Caret) {
        let Some(entry) = desk.shown() else {
            self.open = None;
            return;
        };
        if !caret.typed {
            let stands = |open: &Open| {
                open.offers.step == entry.step()
                    && entry.selection.head == open.offers.word.end
                    && entry.selection.anchor == entry.selection.head
                    && open.field == caret.field
            };
            self.open = self.open.take().filter(stands);
            return;
        }
        let before = self.open.take();
        let Some(offers) = desk.completions() else {
            self.declined = None;
            return;
        };
        let word = (entry.key.clone(), offers.word.start);
        if self.declined.as_ref() == Some(&word) {
            return;
        }
        self.declined = None;
        // A line that was marked stays marked while it is among the offers.
        let marked = before
            .filter(|open| open.chosen)
            .and_then(|open| open.offers.list.into_iter().nth(open.at))
            .and_then(|marked| {
                let mut list = offers.list.iter();
                list.position(|offer| offer.is_same(&marked))
            });
        self.open = Some(Open {
            at: marked.unwrap_or_default(),
            chosen: marked.is_some(),
            offers,
            field: caret.field,
        });
    }

    fn answered(&mut self, desk: &Desk, answer: Option<PopupAnswer>, out: &mut Vec<Command>) {
        let (Some(open), Some(answer)) = (&mut self.open, answer) else {
            return;
        };
        let last = open.offers.list.len().saturating_sub(1);
        match answer {
            PopupAnswer::Take => {
                let at = open.at;
                self.take(at, out);
            }
            PopupAnswer::Next | PopupAnswer::Previous => {
                open.chosen = true;
                open.at = match answer {
                    PopupAnswer::Next => (open.at + 1).min(last),
                    _ => open.at.saturating_sub(1),
                };
            }
            PopupAnswer::Decline => {
                let start = open.offers.word.start;
                self.declined = desk.shown_key().map(|key| (key.clone(), start));
                self.open = None;
            }
        }
    }

    fn take(&mut self, at: usize, out: &mut Vec<Command>) {
        if let Some(mut open) = self.open.take()
            && at < open.offers.list.len()
        {
            out.push(Command::Edit(EditCommand::Complete {
                step: open.offers.step,
                taken: Box::new(open.offers.list.swap_remove(at)),
            }));
        }
    }

    fn draw(&mut self, ctx: &Context, caret: &Caret, out: &mut Vec<Command>) {
        let Some(open) = &self.open else { return };
        let count = open.offers.list.len();
        let height = count as f32 * (ROW + 1.0) + FOOT + 2.0 * MARGIN;
        let screen = ctx.content_rect();
        let below = caret.rect.bottom() + 6.0;
        let y = if below + height <= screen.bottom() - 4.0 {
            below
        } else {
            caret.rect.top() - height - 6.0
        };
        let x = (caret.rect.left() - 16.0)
            .min(screen.right() - WIDTH - 12.0)
            .max(4.0);
        let mut taken = None;
        let area = Area::new(Id::unique("completions"))
            .order(Order::Foreground)
            .constrain(false)
            .fixed_pos(pos2(x, y))
            .show(ctx, |ui| {
                let p = theme::palette(ui);
                Frame::new()
                    .fill(p.card)
                    .stroke(Stroke::new(1.0, p.line))
                    .corner_radius(8.0)
                    .inner_margin(Margin::same(MARGIN as i8))
                    .show(ui, |ui| {
                        ui.set_width(WIDTH - 2.0 * MARGIN);
                        ui.spacing_mut().item_spacing.y = 1.0;
                        widgets::list(ui, "Offers", count, |ui| {
                            for (i, offer) in open.offers.list.iter().enumerate() {
                                if line(ui, offer, open, i) {
                                    taken = Some(i);
                                }
                            }
                        });
                        let more = match open.offers.more {
                            0 => String::new(),
                            n => format!("  ·  {n} more by Cite…"),
                        };
                        let other = if count > 1 {
                            "  ·  Ctrl+↓ the next"
                        } else {
                            ""
                        };
                        let (rect, _) = ui.allocate_exact_size(
                            vec2(ui.available_width(), FOOT),
                            egui::Sense::hover(),
                        );
                        ui.painter().text(
                            rect.left_center() + vec2(12.0, 0.0),
                            egui::Align2::LEFT_CENTER,
                            format!("Tab inserts it{other}  ·  Esc closes{more}"),
                            egui::FontId::proportional(theme::SMALL),
                            p.faint,
                        );
                    });
            });
        self.last = Some((*caret, area.response.rect));
        if let Some(at) = taken {
            self.take(at, out);
        }
    }
}

/// One line; whether it was clicked.
fn line(ui: &mut egui::Ui, offer: &Completion, open: &Open, i: usize) -> bool {
    let p = theme::palette(ui);
    let (rect, row) = widgets::row(ui, ROW, i == open.at, p);
    let detail = offer.detail();
    let detail_job = widgets::one_line(detail, 90.0, widgets::plain(theme::SMALL, 400.0, p.dim));
    let detail_galley = ui.fonts_mut(|fonts| fonts.layout_job(detail_job));
    let room = rect.width() - detail_galley.size().x - 34.0;
    let words = match offer.about() {
        "" => offer.written().to_owned(),
        about => format!("{} · {about}", offer.written()),
    };
    let job = widgets::one_line(&words, room, widgets::plain(13.0, 450.0, p.text));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = rect.left_center() + vec2(12.0, -galley.size().y / 2.0);
    ui.painter().galley(at, galley, p.text);
    let at =
        rect.right_center() - vec2(detail_galley.size().x + 10.0, detail_galley.size().y / 2.0);
    ui.painter().galley(at, detail_galley, p.dim);
    let spoken = match detail {
        "" => words,
        detail => format!("{words}, {detail}"),
    };
    widgets::list_row(&row, &spoken, i, i == open.at);
    if i == open.at && open.chosen {
        // The text keeps the focus; a screen reader reads the line that was marked.
        row.ctx.accesskit_node_builder(open.field, |node| {
            node.set_active_descendant(row.id.accesskit_id());
        });
    }
    row.clicked()
}
