//! The entry under review: the entries that are due at the left, the text with what changed in it, the checklist with sources
//! and findings at the right, and what is left to do at the foot.
//!
//! Knows nothing of: what a review leads to.

mod due;
mod foot;
mod paragraph;
mod sheet;
mod side;
mod text;

use egui::{Event, Key, Modifiers, Popup, Rect, Stroke, Ui, UiBuilder, vec2};
use lucide_icons::Icon;

use crate::desk::{Command, Desk, Moment, ReadingCommand, ReadingSpot, ReviewCommand};
use crate::review::ChecklistItem;
use crate::ui::theme;
use crate::ui::widgets::ACTIONS;
use crate::ui::widgets::{self, icon_button};

/// What the pane keeps from frame to frame.
#[derive(Default)]
pub struct EntryReview {
    due: due::DueList,
    text: text::ReviewText,
    side: side::Side,
    /// What stands at the right is shown in the place of the text, where there is room for one only.
    side_shown: bool,
    /// The wish for the focus that was obeyed last.
    obeyed: u64,
    /// A changed text was being read in the frame before.
    was_behind: bool,
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Size {
    /// One column.
    Small,
    /// Text and right side.
    Middle,
    Full,
}

/// The height of the line that stands for the list of due entries.
const LINE: f32 = 36.0;
const DUE: f32 = 248.0;

impl Size {
    fn of(rect: Rect) -> Self {
        match rect.width() {
            ..900.0 => Self::Small,
            ..1200.0 => Self::Middle,
            _ => Self::Full,
        }
    }

    fn side(self) -> f32 {
        match self {
            Self::Small => 0.0,
            Self::Middle => 300.0,
            Self::Full => 380.0,
        }
    }
}

impl EntryReview {
    /// Takes the focus to where the keys are.
    pub fn take_focus(&mut self) {
        self.obeyed = u64::MAX;
    }

    pub fn show(&mut self, ui: &mut Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let whole = ui.max_rect();
        let size = Size::of(whole);
        ui.painter().rect_filled(whole, 0.0, p.page);
        let Some(key) = desk.under_review_key() else {
            return;
        };
        if !desk.has_dialog() && !Popup::is_any_open(ui.ctx()) {
            self.keys(ui, desk, now, out);
        }
        self.obey(ui, desk, size);
        let (work, foot) = whole.split_top_bottom_at_y(whole.bottom() - ACTIONS);
        let (left, work) = match size {
            Size::Full => {
                let (left, work) = work.split_left_right_at_x(work.left() + DUE);
                ui.painter().rect_filled(left, 0.0, p.rail);
                part(ui, "Due for review", left, |ui| {
                    self.due.show(ui, desk, key, now, out);
                });
                (Some(left), work)
            }
            Size::Middle | Size::Small => {
                let (line, work) = work.split_top_bottom_at_y(work.top() + LINE);
                self.place(ui, desk, line, size, out);
                (None, work)
            }
        };
        let (text, side) = work.split_left_right_at_x(work.right() - size.side());
        let is_covered = size == Size::Small && self.side_shown;
        if is_covered || desk.looked_last().is_none() {
            self.text.rest();
        }
        match desk.looked_last() {
            None => {
                let inner = text.shrink(24.0);
                ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
                    let title = desk.title_of(key);
                    let heading = ui.label(theme::weight(title.as_str(), 600.0).size(22.0));
                    widgets::heading(&heading, &title, 1);
                    let said = if desk.under_review().is_some() {
                        "Reading the entry and what it said before"
                    } else {
                        "This file can’t be read as text, so there is nothing to review"
                    };
                    ui.label(theme::small(said, p.dim));
                });
            }
            Some(looked) => {
                let looked = looked.clone();
                let left = desk.left_of(&looked.key, &looked.material, now);
                let is_small = size == Size::Small;
                if !is_covered {
                    part(ui, "Text under review", text, |ui| {
                        self.text.show(ui, desk, &looked, now, out);
                    });
                }
                let side = if is_small { text } else { side };
                if !is_small || self.side_shown {
                    let inner = Rect::from_min_max(side.min + vec2(16.0, 0.0), side.max);
                    part(ui, "Checklist, sources and findings", inner, |ui| {
                        let folds = size == Size::Middle;
                        self.side.show(ui, desk, &looked, &left, (now, folds), out);
                    });
                }
                let is_short = size != Size::Full;
                let left = desk.looked().is_some().then_some(&left);
                foot::show(ui, desk, left, foot, (is_small, is_short), out);
            }
        }
        let is_nameless = desk.view().name.trim().is_empty();
        if is_nameless && out.iter().any(verifies) {
            self.side.ask_name();
            self.side_shown = true;
        }
        let line = Stroke::new(1.0, p.line);
        if let Some(left) = left {
            ui.painter().vline(left.right(), left.y_range(), line);
        }
        if size != Size::Small {
            ui.painter().vline(text.right(), text.y_range(), line);
        }
    }

    /// Takes the focus where the desk wants it.
    fn obey(&mut self, ui: &Ui, desk: &Desk, size: Size) {
        if desk.has_dialog() {
            // The text may have been read only now: the focus belongs to what lies over it.
            self.text.forget_wish();
            self.side.forget_wish();
            return;
        }
        let (at, wished) = desk.reading_at();
        let is_behind = desk.looked().is_none();
        let was_behind = std::mem::replace(&mut self.was_behind, is_behind);
        if is_behind {
            return;
        }
        let is_beside = matches!(
            at.place,
            ReadingSpot::Source | ReadingSpot::Line(_) | ReadingSpot::Findings
        );
        if std::mem::replace(&mut self.obeyed, wished) == wished {
            // A tick that could not be made meanwhile lost the focus. What is in view stays where it is.
            if was_behind && ui.memory(|memory| memory.focused()).is_none() {
                if is_beside {
                    self.side.go(at.place);
                } else {
                    self.text.refocus(at.place);
                }
            }
            return;
        }
        if size == Size::Small {
            self.side_shown = is_beside;
        }
        if is_beside {
            self.side.go(at.place);
        } else {
            self.text.go(at.place);
            self.side.go(at.place);
        }
    }

    /// R and C tick where the keys are; J and K go from part to part. Page Up and Page Down turn the page.
    ///
    /// Nothing is ticked that is out of sight, as after the wheel was turned, or after J where a frame took long: there the
    /// keys go to what is in view, and the next press ticks it. What is folded is unfolded first.
    fn keys(&mut self, ui: &Ui, desk: &Desk, now: Moment, out: &mut Vec<Command>) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let pages = [(Key::PageDown, 1.0), (Key::PageUp, -1.0)];
        for (key, pages) in pages {
            if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                self.text.turn(pages);
            }
        }
        let Some(looked) = desk.looked().filter(|_| desk.view().queue.letter_keys) else {
            return;
        };
        let (at, _) = desk.reading_at();
        let mut stays = true;
        for key in letters(ui) {
            match key {
                Key::J | Key::K => {
                    stays = false;
                    out.push(
                        ReadingCommand::Step {
                            forward: key == Key::J,
                        }
                        .into(),
                    );
                }
                _ if !stays => {}
                // What is folded is seen by nobody.
                Key::R if self.text.unfold(at.section) => stays = false,
                Key::R if !self.text.sees_section(at.section) => {
                    let seen = self.text.first_section_seen();
                    out.push(ReadingCommand::Section(seen.unwrap_or(at.section)).into());
                    stays = false;
                }
                Key::R => {
                    if let Some(part) = looked.material.sections.get(at.section) {
                        let on = desk.ticked(looked, &part.mark, now).counts();
                        out.push(ReadingCommand::Tick(part.mark.clone(), !on).into());
                    }
                }
                _ => {
                    stays = false;
                    let claim = at.claim.filter(|claim| self.text.sees_claim(*claim));
                    let found = claim.and_then(|claim| looked.material.claims.get(claim));
                    out.push(match (found, at.claim) {
                        (Some(claim), _) => {
                            let on = desk.verified(&looked.key, &claim.key).is_some();
                            ReadingCommand::Verify(claim.key.clone(), !on).into()
                        }
                        (None, Some(claim)) => ReadingCommand::Claim(claim).into(),
                        (None, None) => ReadingCommand::Next(ChecklistItem::Claims).into(),
                    });
                }
            }
        }
    }

    /// Where in the queue this is, with the ways to the next and the one before; and the way to what has no room.
    fn place(&mut self, ui: &mut Ui, desk: &Desk, rect: Rect, size: Size, out: &mut Vec<Command>) {
        let p = theme::palette(ui);
        let line = Stroke::new(1.0, p.line);
        ui.painter().rect_filled(rect, 0.0, p.rail);
        ui.painter().hline(rect.x_range(), rect.bottom(), line);
        let inner = rect.shrink2(vec2(16.0, 4.0));
        let keys: Vec<_> = desk.review().queue().shown().map(|row| &row.key).collect();
        let here = keys
            .iter()
            .position(|it| Some(*it) == desk.under_review_key());
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ui.horizontal_centered(|ui| {
                let mut go = |ui: &mut Ui, icon, name, to: Option<usize>| {
                    let to = to.and_then(|to| keys.get(to));
                    let button = ui.add_enabled_ui(to.is_some(), |ui| icon_button(ui, icon, name));
                    if let Some(key) = to.filter(|_| button.inner.clicked()) {
                        out.push(Command::Review(ReviewCommand::Open((*key).clone())));
                    }
                };
                let before = here.and_then(|here| here.checked_sub(1));
                go(ui, Icon::ChevronLeft, "The entry before", before);
                go(
                    ui,
                    Icon::ChevronRight,
                    "The next entry",
                    here.map(|here| here + 1),
                );
                if let Some(here) = here {
                    let said = format!("{} of {}", here + 1, keys.len());
                    ui.label(theme::small(said, p.dim));
                }
                if size == Size::Small {
                    let layout = egui::Layout::right_to_left(egui::Align::Center);
                    ui.with_layout(layout, |ui| {
                        let label = if self.side_shown {
                            "Text"
                        } else {
                            "Checklist and sources"
                        };
                        if widgets::small_button(ui, label).clicked() {
                            self.side_shown = !self.side_shown;
                        }
                    });
                }
            });
        });
    }
}

/// Whether a claim is to be verified, which is done by name.
fn verifies(command: &Command) -> bool {
    matches!(
        command,
        Command::Review(ReviewCommand::Reading(ReadingCommand::Verify(_, true)))
    )
}

/// The letters that were pressed, in their order. One that is held down ticks no second time.
fn letters(ui: &Ui) -> Vec<Key> {
    let mut pressed = Vec::new();
    ui.input_mut(|input| {
        input.events.retain(|event| match event {
            Event::Key {
                key: key @ (Key::J | Key::K | Key::R | Key::C),
                pressed: true,
                modifiers: Modifiers::NONE,
                repeat,
                ..
            } => {
                if !repeat || matches!(key, Key::J | Key::K) {
                    pressed.push(*key);
                }
                false
            }
            _ => true,
        });
    });
    pressed
}

/// A part of the pane in its place, as a group with a name.
fn part(ui: &mut Ui, name: &'static str, rect: Rect, draw: impl FnOnce(&mut Ui)) {
    let builder = UiBuilder::new().id_salt(name).max_rect(rect);
    ui.scope_builder(builder, |ui| {
        ui.set_clip_rect(rect.intersect(ui.clip_rect()));
        ui.ctx().accesskit_node_builder(ui.unique_id(), |node| {
            node.set_role(egui::accesskit::Role::Group);
            node.set_label(name);
        });
        draw(ui);
    });
}
