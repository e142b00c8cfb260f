//! The middle: the text under review part by part, what changed in it marked, with a tick for each part that was read and each
//! claim that was verified.
//!
//! Knows nothing of: how changes are told, what a tick leads to.

use std::ops::Range;
use std::sync::Arc;

use egui::{
    Align, Button, Checkbox, Layout, Rangef, Rect, RichText, ScrollArea, Sense, Stroke, StrokeKind,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};
use lucide_icons::Icon;

use super::paragraph;
use super::sheet::{Sheet, SheetPiece};
use crate::desk::{At, Command, Desk, Moment, ReadingCommand, ReadingSpot};
use crate::entry::Part;
use crate::review::changes::{Fate, NumberChange, SectionChange};
use crate::review::{Looked, Paragraph};
use crate::ui::review::shapes;
use crate::ui::theme::{self, Palette};
use crate::ui::widgets::{self, icon_button};

/// What the middle keeps from frame to frame.
#[derive(Default)]
pub(super) struct ReviewText {
    sheet: Sheet,
    clean: bool,
    /// Of many numbers that changed all are shown.
    all_numbers: bool,
    /// Where the focus is to go, until what is to have it is drawn.
    wish: Option<ReadingSpot>,
    /// The view is to go there first.
    jump: bool,
    /// The view is to go to this part, which is gone, as the changes count it.
    gone: Option<usize>,
    /// So many pages the view is to go down.
    pages: f32,
    /// What of the column was in view in the last frame.
    seen: Option<Rangef>,
}

/// What is drawn in one frame.
struct Frame<'f> {
    desk: &'f Desk,
    looked: &'f Arc<Looked>,
    now: Moment,
    at: At,
    /// The text is still the one shown: it can be ticked.
    is_current: bool,
    p: &'static Palette,
}

impl<'f> Frame<'f> {
    fn paragraph(&self, section: usize, number: usize) -> Option<&'f Paragraph> {
        self.looked.parts.get(section)?.paragraphs.get(number)
    }
}

/// The room at the side, within a card, and for the claims.
const SIDE: f32 = 24.0;
const PAD: f32 = 16.0;
const CLAIMS: f32 = 124.0;
const HEAD: f32 = 42.0;
const FOOT: f32 = 24.0;
const FOOT_FOLDED: f32 = 12.0;
/// Room for a claim.
const CLAIM: f32 = 24.0;
const NUMBER: f32 = 27.0;
/// More numbers than this are shown when that is asked for: the text is not to be pages away.
const NUMBERS: usize = 12;
/// So many pieces are measured in a frame beyond those in view, and about so many bytes of them.
const MEASURED: usize = 48;
const MEASURED_BYTES: usize = 12 * 1024;

impl ReviewText {
    /// Takes the focus to where the keys are.
    pub(super) fn go(&mut self, place: ReadingSpot) {
        self.wish = Some(place);
        self.jump = true;
    }

    /// Gives the focus back, and leaves the view where it is.
    pub(super) fn refocus(&mut self, place: ReadingSpot) {
        self.wish = Some(place);
    }

    /// Unfolds a part to be read and goes to it; `false` where it was not folded.
    pub(super) fn unfold(&mut self, to_read: usize) -> bool {
        let was_folded = self.sheet.unfold(to_read);
        if was_folded {
            self.go(ReadingSpot::Section);
        }
        was_folded
    }

    pub(super) fn forget_wish(&mut self) {
        self.wish = None;
        self.jump = false;
    }

    /// It is not in the window in this frame.
    pub(super) fn rest(&mut self) {
        self.seen = None;
    }

    /// Turns the page, down by so many.
    pub(super) fn turn(&mut self, pages: f32) {
        self.pages = pages;
    }

    /// Whether something of a part to be read is in view.
    pub(super) fn sees_section(&self, to_read: usize) -> bool {
        let seen = self.seen.map(|seen| self.sheet.to_read_in(seen));
        seen.is_some_and(|seen| seen.iter().any(|(it, _)| *it == to_read))
    }

    /// Whether the sentence of a claim is in view, as far as its paragraph is.
    pub(super) fn sees_claim(&self, claim: usize) -> bool {
        let tops = self.sheet.tops();
        let extent = self
            .sheet
            .paragraph_of(claim)
            .and_then(|piece| Some(Rangef::new(*tops.get(piece)?, *tops.get(piece + 1)?)));
        let both = extent.zip(self.seen);
        both.is_some_and(|(extent, seen)| extent.intersects(seen))
    }

    /// The first part to be read whose heading is in view, else the one that fills it.
    pub(super) fn first_section_seen(&self) -> Option<usize> {
        let view = self.seen?;
        let seen = self.sheet.to_read_in(view);
        let headed = |it: &&(usize, Rangef)| view.contains(it.1.min);
        let first = seen.iter().find(headed).or(seen.first());
        first.map(|(to_read, _)| *to_read)
    }

    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        desk: &Desk,
        looked: &Arc<Looked>,
        now: Moment,
        out: &mut Vec<Command>,
    ) {
        let p = theme::palette(ui);
        let (at, _) = desk.reading_at();
        let frame = Frame {
            desk,
            looked,
            now,
            at,
            is_current: desk.looked().is_some(),
            p,
        };
        let is_new = self.sheet.follow(looked);
        let width = ui.max_rect().width() - 2.0 * side(ui.max_rect().width());
        self.sheet.measure_for(width, self.clean);
        // What is in view is enough for the first frame.
        if !is_new {
            self.measure_ahead(ui, &frame, width);
        }
        let tops = self.sheet.tops();
        let view = ui.max_rect().height();
        let mut area = ScrollArea::vertical()
            .id_salt(("text under review", looked.key.file()))
            .auto_shrink(false)
            .animated(false);
        let jumps = self.jump;
        if let Some(top) = self.jump_to(&tops, at, view) {
            // Beyond the end there is nothing to see.
            let last = tops.last().map_or(0.0, |end| (end - view).max(0.0));
            let top = top.min(last);
            area = area.vertical_scroll_offset(top);
            self.sheet.forget_hold();
        } else if let Some(held) = self.sheet.held_at(&tops) {
            // Some of the page before stays in view.
            let by = std::mem::take(&mut self.pages) * view * 0.85;
            let last = tops.last().map_or(0.0, |end| (end - view).max(0.0));
            area = area.vertical_scroll_offset((held + by).clamp(0.0, last));
        }
        let mut again = false;
        let shown = area.show_viewport(ui, |ui, viewport| {
            ui.set_height(tops.last().copied().unwrap_or_default());
            ui.set_width(ui.available_width());
            let origin = ui.max_rect().min + vec2(side(ui.max_rect().width()), 0.0);
            self.cards(ui, &frame, &tops, viewport, (origin, width));
            let first = tops.partition_point(|top| *top <= viewport.min.y);
            for number in first.saturating_sub(1)..self.sheet.pieces().len() {
                let (Some(top), Some(end)) = (tops.get(number), tops.get(number + 1)) else {
                    break;
                };
                if *top > viewport.max.y {
                    break;
                }
                if end <= top {
                    continue;
                }
                let rect = Rect::from_min_size(
                    pos2(origin.x, origin.y + top),
                    vec2(width, (end - top).max(1.0)),
                );
                let height = self.piece(ui, &frame, number, rect, out);
                if (height - rect.height()).abs() > 0.5 {
                    again = true;
                }
                self.sheet.measured(number, height);
            }
        });
        let top = shown.state.clamped_offset().y;
        self.seen = Some(Rangef::new(top, top + view));
        self.sheet.hold(&tops, top);
        if again || self.sheet.next_unmeasured().is_some() || self.wish.is_some() {
            ui.ctx().request_repaint();
        }
        // What is not there can’t have the focus.
        if !jumps && !again && self.sheet.next_unmeasured().is_none() {
            self.wish = None;
        }
    }

    /// Lays out some paragraphs that are out of view, only to know how high they are.
    fn measure_ahead(&mut self, ui: &Ui, frame: &Frame<'_>, width: f32) {
        let mut bytes = 0;
        for _ in 0..MEASURED {
            let Some(number) = self
                .sheet
                .next_unmeasured()
                .filter(|_| bytes < MEASURED_BYTES)
            else {
                return;
            };
            let height = match self.sheet.pieces().get(number) {
                Some(SheetPiece::Paragraph(section, number)) => {
                    match frame.paragraph(*section, *number) {
                        Some(paragraph) => {
                            bytes += paragraph.length();
                            self.laid(ui, frame, *section, paragraph, width).1
                        }
                        None => 0.0,
                    }
                }
                Some(SheetPiece::Head(_)) => HEAD,
                Some(SheetPiece::Foot(section)) => self.foot(*section),
                Some(SheetPiece::Numbers) => self.numbers_height(frame.looked),
                Some(SheetPiece::Top) | None => 112.0,
            };
            self.sheet.measured(number, height);
        }
    }

    /// Goes to a part that a number is in. One that is gone has nothing to take the focus to.
    fn go_to_part(&mut self, part: &Part, frame: &Frame<'_>, out: &mut Vec<Command>) {
        let mut sections = frame.looked.changes.sections.iter();
        let section = sections.position(|it| it.part == *part);
        match section.and_then(|it| self.sheet.to_read(it)) {
            Some(to_read) => out.push(ReadingCommand::Section(to_read).into()),
            None => self.gone = section,
        }
    }

    /// Where the view is to begin so that what is wished for is in it.
    fn jump_to(&mut self, tops: &[f32], at: At, view: f32) -> Option<f32> {
        if let Some(section) = self.gone.take() {
            self.sheet.fold(section, false);
            let top = tops.get(self.sheet.head(section)?)?;
            return Some((top - 12.0).max(0.0));
        }
        let wish = self.wish.filter(|_| std::mem::take(&mut self.jump))?;
        let (piece, above) = match wish {
            ReadingSpot::Section => {
                self.sheet.unfold(at.section);
                (self.sheet.head_of(at.section)?, 12.0)
            }
            ReadingSpot::Claim => {
                self.sheet.unfold(at.section);
                (self.sheet.paragraph_of(at.claim?)?, view / 4.0)
            }
            _ => return None,
        };
        let (top, end) = (*tops.get(piece)?, *tops.get(piece + 1)?);
        // What is in view stays where it is.
        let now = self.sheet.held_at(tops).unwrap_or_default();
        let is_in_view = now <= top && end.max(top + view / 3.0) <= now + view;
        (!is_in_view).then_some((top - above).max(0.0))
    }

    /// The ground of each part in view.
    fn cards(
        &self,
        ui: &Ui,
        frame: &Frame<'_>,
        tops: &[f32],
        viewport: Rect,
        (origin, width): (egui::Pos2, f32),
    ) {
        let mut start = None;
        for (number, piece) in self.sheet.pieces().iter().enumerate() {
            let (Some(top), Some(end)) = (tops.get(number), tops.get(number + 1)) else {
                return;
            };
            let section = match piece {
                SheetPiece::Head(_) => {
                    start = Some(*top);
                    continue;
                }
                SheetPiece::Foot(section) => *section,
                _ => continue,
            };
            let Some(start) = start.take() else { continue };
            let end = end - 12.0;
            if end < viewport.min.y || start > viewport.max.y {
                continue;
            }
            let rect = Rect::from_min_max(
                pos2(origin.x, origin.y + start),
                pos2(origin.x + width, origin.y + end),
            );
            let is_here = self.sheet.to_read(section) == Some(frame.at.section);
            let line = if is_here {
                frame.p.accent
            } else {
                frame.p.line
            };
            ui.painter().rect(
                rect,
                10.0,
                frame.p.card,
                Stroke::new(1.0, line),
                StrokeKind::Inside,
            );
        }
    }

    /// Draws a piece; its height.
    fn piece(
        &mut self,
        ui: &mut Ui,
        frame: &Frame<'_>,
        number: usize,
        rect: Rect,
        out: &mut Vec<Command>,
    ) -> f32 {
        let Some(piece) = self.sheet.pieces().get(number).cloned() else {
            return 0.0;
        };
        let builder = UiBuilder::new().id_salt(("piece", number)).max_rect(rect);
        match piece {
            SheetPiece::Top => {
                let used = ui.scope_builder(builder, |ui| self.top(ui, frame));
                used.response.rect.height() + 12.0
            }
            SheetPiece::Numbers => {
                let drawn = ui.scope_builder(builder, |ui| self.numbers(ui, frame));
                if let Some(part) = drawn.inner {
                    self.go_to_part(&part, frame, out);
                }
                self.numbers_height(frame.looked)
            }
            SheetPiece::Head(section) => {
                ui.scope_builder(builder, |ui| self.head(ui, frame, section, rect, out));
                HEAD
            }
            SheetPiece::Paragraph(section, number) => {
                let Some(paragraph) = frame.paragraph(section, number) else {
                    return 0.0;
                };
                let used = ui.scope_builder(builder, |ui| {
                    self.paragraph(ui, frame, section, paragraph, rect, out)
                });
                used.inner
            }
            SheetPiece::Foot(section) => self.foot(section),
        }
    }

    /// The room below a part, with what parts it from the next.
    fn foot(&self, section: usize) -> f32 {
        if self.sheet.is_folded(section) {
            FOOT_FOLDED
        } else {
            FOOT
        }
    }

    /// Title, date and rule, and what is compared.
    fn top(&mut self, ui: &mut Ui, frame: &Frame<'_>) {
        let Frame {
            desk, looked, p, ..
        } = *frame;
        ui.spacing_mut().item_spacing.y = 6.0;
        ui.add_space(16.0);
        let title = desk.title_of(&looked.key);
        let words = RichText::new(&title).font(egui::FontId::new(22.0, theme::serif()));
        let heading = ui.label(words.variation(b"wght", 600.0).color(p.text));
        widgets::heading(&heading, &title, 1);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing.x = 6.0;
            let reviewed = &looked.material.last_reviewed;
            let said = if reviewed.is_empty() {
                "No date of review".to_owned()
            } else {
                format!("Last reviewed {reviewed}")
            };
            ui.label(theme::weight(said, 400.0).size(13.0).color(p.dim));
            if let Some(row) = desk.review().queue().of(&looked.key) {
                ui.add_space(8.0);
                let (icon, colour) = shapes::of_state(row.due.state, p);
                widgets::picture(ui, theme::icon(icon).size(13.0).color(colour));
                let state = row.due.in_words(frame.now.today);
                ui.label(theme::weight(state, 500.0).size(13.0).color(colour));
                ui.add_space(8.0);
                let every = format!("Every {}", row.due.interval);
                let hint = format!("Due {}", row.due.rule_in_words());
                ui.label(theme::weight(every, 400.0).size(13.0).color(p.dim))
                    .on_hover_text(hint);
            }
            if let Some(assigned) = desk.assignment_of(&looked.key) {
                ui.add_space(8.0);
                widgets::picture(ui, theme::icon(Icon::User).size(13.0).color(p.dim));
                let until = assigned.until_day();
                let until = until.map(|day| day.strftime(", until %-d %b").to_string());
                let who = format!("{}{}", assigned.to, until.unwrap_or_default());
                ui.label(theme::weight(who, 400.0).size(13.0).color(p.dim));
            }
        });
        ui.horizontal(|ui| {
            let room = ui.available_width() - 190.0;
            ui.allocate_ui_with_layout(
                vec2(room, 24.0),
                Layout::left_to_right(Align::Center).with_main_wrap(true),
                |ui| {
                    ui.set_max_width(room);
                    ui.label(theme::small(&looked.base.says, p.dim));
                },
            );
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = 2.0;
                for (clean, label) in [(true, "Clean text"), (false, "Changes")] {
                    let on = self.clean == clean;
                    let response = ui.selectable_label(on, theme::weight(label, 500.0).size(13.0));
                    response.widget_info(|| {
                        WidgetInfo::selected(egui::Role::RadioButton, true, on, label)
                    });
                    if response.clicked() {
                        self.clean = clean;
                    }
                    if !clean && self.wish == Some(ReadingSpot::Text) {
                        self.wish = None;
                        response.request_focus();
                    }
                }
            });
        });
    }

    /// The heading of a part: its name, what became of it, and whether it was read.
    fn head(
        &mut self,
        ui: &mut Ui,
        frame: &Frame<'_>,
        number: usize,
        rect: Rect,
        out: &mut Vec<Command>,
    ) {
        let Frame { looked, p, .. } = *frame;
        let Some(section) = looked.changes.sections.get(number) else {
            return;
        };
        let name = section.part.label();
        let folded = self.sheet.is_folded(number);
        let to_read = self.sheet.to_read(number);
        let is_here = to_read.is_some() && to_read == Some(frame.at.section);
        let inner = rect.shrink2(vec2(PAD - 6.0, 4.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                if let Some(to_read) = to_read {
                    self.read(ui, frame, to_read, is_here, out);
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    ui.spacing_mut().item_spacing.x = 6.0;
                    let (icon, verb) = if folded {
                        (Icon::ChevronRight, "Unfold")
                    } else {
                        (Icon::ChevronDown, "Fold")
                    };
                    if icon_button(ui, icon, &format!("{verb} {name}")).clicked() {
                        self.sheet.fold(number, !folded);
                    }
                    let format = widgets::plain(14.0, 600.0, p.text);
                    let room = ui.available_width() - 60.0;
                    let title = widgets::elided(ui, &name, room, format);
                    widgets::heading(&title, &name, 2);
                    if is_here {
                        title.ctx.accesskit_node_builder(title.id, |node| {
                            node.set_selected(true);
                        });
                    }
                    let became = became(section, looked.base.text.is_some());
                    let format = widgets::plain(theme::SMALL, 400.0, p.dim);
                    let room = ui.available_width();
                    widgets::elided(ui, &became, room, format);
                });
            });
        });
    }

    /// The tick of a part, and why one was lost.
    fn read(
        &mut self,
        ui: &mut Ui,
        frame: &Frame<'_>,
        to_read: usize,
        is_here: bool,
        out: &mut Vec<Command>,
    ) {
        let Frame {
            desk,
            looked,
            now,
            p,
            ..
        } = *frame;
        let Some(part) = looked.material.sections.get(to_read) else {
            return;
        };
        ui.spacing_mut().item_spacing.x = 6.0;
        if is_here && desk.view().queue.letter_keys {
            key_chip(ui, "R", p);
        } else {
            // The tick is the same one with and without it.
            ui.skip_ahead_auto_ids(1);
        }
        let ticked = desk.ticked(looked, &part.mark, now);
        let mut on = ticked.counts();
        let tick = Checkbox::new(&mut on, theme::weight("Read", 550.0));
        let response = ui.add_enabled(frame.is_current, tick);
        let spoken = format!("Read: {}", part.name);
        widgets::named_tick(&response, on, &spoken);
        if is_here && self.wish == Some(ReadingSpot::Section) {
            self.wish = None;
            response.request_focus();
        }
        if response.gained_focus() && !is_here {
            let at = At {
                section: to_read,
                place: ReadingSpot::Section,
                ..At::default()
            };
            out.push(ReadingCommand::Focused(at).into());
        }
        if widgets::is_turned(&response) {
            // What is folded was not seen: it is unfolded first.
            let is_seen = !(on && self.unfold(to_read));
            out.push(ReadingCommand::Section(to_read).into());
            if is_seen {
                out.push(ReadingCommand::Tick(part.mark.clone(), on).into());
            }
        }
        if let Some(lost) = ticked.lost_in_words(now.today) {
            ui.label(theme::small(lost, p.warn));
            widgets::picture(ui, theme::icon(Icon::RotateCcw).size(12.0).color(p.warn));
        }
    }

    /// How a paragraph lies in a width, and how high it is with its claims.
    fn laid(
        &self,
        ui: &Ui,
        frame: &Frame<'_>,
        section: usize,
        paragraph: &Paragraph,
        width: f32,
    ) -> (paragraph::LaidParagraph, f32) {
        let Frame { looked, at, p, .. } = *frame;
        let part = looked.changes.sections.get(section).map(|it| &it.part);
        let is_source = part == Some(&Part::FrontMatter);
        let lit = at.claim.filter(|claim| paragraph.claims.contains(claim));
        let lit: Option<Range<usize>> = lit
            .and_then(|claim| looked.material.claims.get(claim))
            .map(|claim| claim.sentence.clone());
        let room = (width - 2.0 * PAD - CLAIMS).max(160.0);
        let laid = paragraph.lay_out(ui, (room, is_source), self.clean, lit.as_ref(), p);
        let below = self.claims_of(frame, paragraph, &laid);
        let below = below.last().map_or(0.0, |(_, y)| y + CLAIM);
        let height = laid.galley.size().y.max(below);
        // In clean text nothing stands where all was removed.
        let height = if laid.galley.is_empty() {
            0.0
        } else {
            height + 10.0
        };
        (laid, height)
    }

    /// The claims of a paragraph, each with its height in it.
    fn claims_of(
        &self,
        frame: &Frame<'_>,
        paragraph: &Paragraph,
        laid: &paragraph::LaidParagraph,
    ) -> Vec<(usize, f32)> {
        let mut next = 0.0_f32;
        let all = paragraph.claims.iter().filter_map(|claim| {
            let found = frame.looked.material.claims.get(*claim)?;
            let y = laid.line_of(found.sentence.end.saturating_sub(1)).max(next);
            next = y + CLAIM;
            Some((*claim, y))
        });
        all.collect()
    }

    fn paragraph(
        &mut self,
        ui: &mut Ui,
        frame: &Frame<'_>,
        section: usize,
        paragraph: &Paragraph,
        rect: Rect,
        out: &mut Vec<Command>,
    ) -> f32 {
        let p = frame.p;
        let (laid, height) = self.laid(ui, frame, section, paragraph, rect.width());
        if height == 0.0 {
            return 0.0;
        }
        let claims = self.claims_of(frame, paragraph, &laid);
        let place = Rect::from_min_size(
            rect.min + vec2(PAD, 0.0),
            laid.galley.size() + vec2(1.0, 1.0),
        );
        ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
            let response = ui.label(laid.galley.clone());
            if paragraph.is_changed() && !self.clean {
                let spoken = paragraph.spoken();
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &spoken));
            }
        });
        let left = rect.right() - PAD - CLAIMS + 14.0;
        ui.painter().vline(
            left - 14.0 + 4.0,
            rect.top()..=rect.top() + height - 8.0,
            Stroke::new(1.0, p.line),
        );
        for (claim, y) in claims {
            let room = Rect::from_min_size(
                pos2(left, rect.top() + y),
                vec2(rect.right() - left - 4.0, CLAIM),
            );
            ui.scope_builder(
                UiBuilder::new().id_salt(("claim", claim)).max_rect(room),
                |ui| {
                    self.claim(ui, frame, claim, out);
                },
            );
        }
        height
    }

    /// The tick of a claim.
    fn claim(&mut self, ui: &mut Ui, frame: &Frame<'_>, number: usize, out: &mut Vec<Command>) {
        let Frame {
            desk,
            looked,
            at,
            p,
            ..
        } = *frame;
        let Some(claim) = looked.material.claims.get(number) else {
            return;
        };
        let is_here = at.claim == Some(number);
        let source = looked.material.sources.get(claim.source);
        let name = source.map_or("A source", |it| it.name.as_str());
        let by = desk.verified(&looked.key, &claim.key);
        ui.horizontal_centered(|ui| {
            ui.spacing_mut().item_spacing.x = 4.0;
            let mut on = by.is_some();
            let words = theme::small(name, if is_here { p.text } else { p.dim });
            let response = ui.add_enabled(frame.is_current, Checkbox::new(&mut on, words));
            let sentence = looked.text.get(claim.sentence.clone()).unwrap_or_default();
            let spoken = format!("Verified by {name}: {}", one_line(sentence));
            widgets::named_tick(&response, on, &spoken);
            if is_here && self.wish == Some(ReadingSpot::Claim) {
                self.wish = None;
                response.request_focus();
            }
            if response.gained_focus() && !is_here {
                let at = At {
                    section: claim.section,
                    claim: Some(number),
                    source: Some(claim.source),
                    place: ReadingSpot::Claim,
                };
                out.push(ReadingCommand::Focused(at).into());
            }
            if widgets::is_turned(&response) {
                out.push(ReadingCommand::Claim(number).into());
                out.push(ReadingCommand::Verify(claim.key.clone(), on).into());
            }
            if is_here && desk.view().queue.letter_keys {
                key_chip(ui, "C", p);
            }
            if let Some(by) = by {
                response.on_hover_text(format!("Verified by {}, {}", by.by, by.date));
            } else {
                response.on_hover_text("This sentence says what the source says");
            }
        });
    }

    /// The numbers that changed, each a way to its part: the part of the one that was pressed.
    fn numbers(&mut self, ui: &mut Ui, frame: &Frame<'_>) -> Option<Part> {
        let Frame { looked, p, .. } = *frame;
        let all = &looked.changes.numbers;
        let rect = ui.max_rect();
        let height = self.numbers_height(looked) - 12.0;
        let card = Rect::from_min_size(rect.min, vec2(rect.width(), height));
        let line = Stroke::new(1.0, p.line);
        ui.painter()
            .rect(card, 10.0, p.card, line, StrokeKind::Inside);
        let (head, rows) = card.split_top_bottom_at_y(card.top() + 36.0);
        ui.painter().hline(card.x_range(), head.bottom(), line);
        let inner = head.shrink2(vec2(PAD, 0.0));
        ui.scope_builder(UiBuilder::new().max_rect(inner), |ui| {
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let hint = "Shown first: doses, counts, dates, percentages";
                if ui.available_width() > 460.0 {
                    ui.label(theme::small(hint, p.dim));
                }
                ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                    let said = match all.len() {
                        1 => "1 number changed".to_owned(),
                        n => format!("{n} numbers changed"),
                    };
                    let title = ui.label(theme::weight(&said, 600.0).size(13.0));
                    widgets::heading(&title, &said, 2);
                });
            });
        });
        let row = |index: usize| {
            let top = rows.top() + 6.0 + index as f32 * NUMBER;
            let min = pos2(rows.left() + 4.0, top);
            Rect::from_min_size(min, vec2(rows.width() - 8.0, NUMBER))
        };
        let shown = self.numbers_shown(all.len());
        let mut pressed = None;
        for (index, change) in all.iter().take(shown).enumerate() {
            let row = row(index);
            if ui.is_rect_visible(row) && number(ui, p, index, change, row) {
                pressed = Some(change.part.clone());
            }
        }
        if shown < all.len() {
            let place = row(shown).shrink2(vec2(6.0, 1.0));
            ui.scope_builder(UiBuilder::new().max_rect(place), |ui| {
                let said = format!("Show all {} numbers", all.len());
                if widgets::small_button(ui, &said).clicked() {
                    self.all_numbers = true;
                }
            });
        }
        pressed
    }

    /// So many of the numbers that changed are shown.
    fn numbers_shown(&self, count: usize) -> usize {
        if self.all_numbers || count <= NUMBERS {
            count
        } else {
            NUMBERS - 2
        }
    }

    fn numbers_height(&self, looked: &Looked) -> f32 {
        let count = looked.changes.numbers.len();
        let shown = self.numbers_shown(count);
        let rows = shown + usize::from(shown < count);
        36.0 + 12.0 + NUMBER * rows as f32 + 12.0
    }
}

/// A number that changed; `true` where it was pressed.
fn number(ui: &mut Ui, p: &Palette, index: usize, change: &NumberChange, rect: Rect) -> bool {
    let response = ui.interact(rect, ui.scope_id().with(("number", index)), Sense::click());
    widgets::named(&response, &change.spoken());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 6.0, p.hover);
    }
    if response.has_focus() {
        widgets::focus_ring(ui, rect, p);
    }
    let place = change.part.label();
    let plain = widgets::plain(13.0, 400.0, p.dim);
    let x = |share: f32| rect.left() + 12.0 + share * (rect.width() - 44.0);
    let draw = |from: f32, to: f32, job: egui::text::LayoutJob| {
        let mut job = job;
        job.wrap = egui::text::TextWrapping::truncate_at_width(x(to) - x(from) - 8.0);
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let y = rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(pos2(x(from), y), galley, p.text);
    };
    let single =
        |words: &str| egui::text::LayoutJob::single_section(words.to_owned(), plain.clone());
    draw(0.0, 0.22, single(&place));
    let mut job = egui::text::LayoutJob::default();
    if let Some(before) = &change.before {
        job.append(before, 0.0, paragraph::removed(&plain, p));
    }
    if change.before.is_some() && change.after.is_some() {
        job.append(" → ", 0.0, plain.clone());
    }
    if let Some(after) = &change.after {
        job.append(after, 0.0, paragraph::added(&plain, p));
    }
    draw(0.22, 0.54, job);
    draw(0.54, 1.0, single(&change.around));
    ui.painter().text(
        pos2(rect.right() - 14.0, rect.center().y),
        egui::Align2::CENTER_CENTER,
        char::from(Icon::ChevronRight),
        egui::FontId::new(13.0, theme::icons()),
        p.faint,
    );
    response.clicked()
}

/// The room at either side of the text.
fn side(width: f32) -> f32 {
    if width < 640.0 { 12.0 } else { SIDE }
}

/// What became of a part, in a few words.
fn became(section: &SectionChange, is_known: bool) -> String {
    let counted = |count: usize, one: &str, many: &str| match count {
        1 => format!("1 {one}"),
        n => format!("{n} {many}"),
    };
    match section.fate {
        _ if !is_known => String::new(),
        Fate::Same => "No change".to_owned(),
        Fate::Mechanical => "Spacing or links only".to_owned(),
        Fate::Added | Fate::Removed => {
            let (what, words) = match section.fate {
                Fate::Added => ("New", section.words_added),
                _ => ("Removed", section.words_removed),
            };
            let words = format!("{what}, {}", counted(words, "word", "words"));
            match section.numbers {
                0 => words,
                n => format!("{words}, {}", counted(n, "number", "numbers")),
            }
        }
        Fate::Changed => {
            let words = match (section.words_added, section.words_removed) {
                (0, 0) => "Heading changed".to_owned(),
                (0, gone) => format!("{} removed", counted(gone, "word", "words")),
                (came, 0) => format!("{} added", counted(came, "word", "words")),
                (came, gone) => {
                    format!("{} added, {gone} removed", counted(came, "word", "words"))
                }
            };
            match section.numbers {
                0 => words,
                n => format!("{} changed, {words}", counted(n, "number", "numbers")),
            }
        }
    }
}

/// A key that does what stands beside it.
pub(super) fn key_chip(ui: &mut Ui, key: &str, p: &Palette) {
    let words = theme::small(key, p.dim);
    let chip = Button::new(words)
        .sense(Sense::empty())
        .min_size(vec2(18.0, 18.0))
        .stroke(Stroke::new(1.0, p.line));
    let response = ui.add(chip);
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_hidden();
    });
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
