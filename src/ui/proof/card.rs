//! The doubt at hand as a card: what is found, its suggestions and what else can be done, each with its key.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    Align2, Button, Color32, FontId, Galley, Rect, Response, Sense, Stroke, StrokeKind, Ui, pos2,
    vec2,
};

use super::spoken::shape_of;
use super::{ProofFrame, ProofSize, spoken};
use crate::desk::{Command, ProofCommand, ShownFinding};
use crate::ui::theme::{self, Palette};
use crate::ui::widgets;

const PAD: f32 = 10.0;
const ROW: f32 = 29.0;
/// More suggestions have no digit of their own.
const MOST: usize = 9;

/// A verb at the foot of the card: its letter, what it is called, what it does.
type Verb = (&'static str, &'static str, ProofCommand);

fn verbs(doubt: &ShownFinding<'_>) -> Vec<Verb> {
    let mut verbs = vec![("I", "Ignore here", ProofCommand::Ignore)];
    if doubt.finding.is_about_a_word() {
        verbs.push(("D", "Add to the library’s words", ProofCommand::AddWord));
    }
    verbs.push(("A", "Accept with a reason…", ProofCommand::Accept));
    verbs.push(("N", "Write a note…", ProofCommand::AskForNote));
    verbs
}

/// What is found, on as many lines as it needs.
fn title(ui: &Ui, doubt: &ShownFinding<'_>, width: f32, p: &Palette) -> Arc<Galley> {
    let mut job =
        LayoutJob::single_section(spoken::title(doubt), widgets::plain(13.0, 600.0, p.text));
    job.wrap.max_width = width.max(60.0);
    ui.fonts_mut(|fonts| fonts.layout_job(job))
}

const PLACE: f32 = 96.0;

/// How high the card is.
pub(super) fn height(ui: &Ui, frame: &ProofFrame<'_>, doubt: &ShownFinding<'_>, width: f32) -> f32 {
    let title = title(ui, doubt, width - 2.0 * PAD - 28.0 - PLACE, frame.p);
    let fixes = doubt.finding.fixes.len().min(MOST) as f32 * ROW;
    let verbs = verbs(doubt).len().div_ceil(columns(width)) as f32 * ROW;
    title.size().y + 20.0 + fixes + 10.0 + verbs + PAD
}

fn columns(width: f32) -> usize {
    if width < 340.0 { 1 } else { 2 }
}

/// How high it is where it docks at the foot; nothing where it stands in the margin.
pub(super) fn docked_height(ui: &Ui, frame: &ProofFrame<'_>) -> f32 {
    let Some(doubt) = frame.at_hand().filter(|_| frame.size == ProofSize::Small) else {
        return 0.0;
    };
    let width = ui.max_rect().width() - 2.0 * 16.0;
    let title = title(ui, doubt, width - PLACE - 48.0, frame.p);
    let fixes = doubt.finding.fixes.iter().take(MOST);
    let fixes: Vec<&str> = fixes.map(|fix| spoken::suggestion(fix).0).collect();
    let verbs: Vec<&str> = verbs(doubt).iter().map(|(_, label, _)| *label).collect();
    let rows = rows_of(ui, frame, &fixes, width) + rows_of(ui, frame, &verbs, width);
    title.size().y + 20.0 + rows as f32 * DOCKED_ROW + 6.0
}

const DOCKED_ROW: f32 = 31.0;
const DOCKED_GAP: f32 = 6.0;

/// On how many lines buttons stand where they dock.
fn rows_of(ui: &Ui, frame: &ProofFrame<'_>, labels: &[&str], width: f32) -> usize {
    let key = if frame.has_letters() { 24.0 } else { 0.0 };
    let padding = 2.0 * ui.spacing().button_padding.x + key + DOCKED_GAP;
    let mut rows = 0;
    let mut left = 0.0;
    for label in labels {
        let job = widgets::one_line(
            label,
            f32::INFINITY,
            widgets::plain(13.0, 450.0, frame.p.text),
        );
        let wide = ui.fonts_mut(|fonts| fonts.layout_job(job)).size().x + padding;
        if rows == 0 || left + wide > width {
            rows += 1;
            left = 0.0;
        }
        left += wide;
    }
    rows
}

/// Draws the card into a place that is as high as it needs.
pub(super) fn show(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    (doubt, number, line): (&ShownFinding<'_>, usize, Option<usize>),
    rect: Rect,
    out: &mut Vec<Command>,
) {
    let p = frame.p;
    let border = if frame.has_focus { p.accent } else { p.line };
    let border = Stroke::new(1.0, border);
    ui.painter()
        .rect(rect, 8.0, p.card, border, StrokeKind::Inside);
    let inner = rect.shrink2(vec2(PAD, 0.0));
    let mut y = head(ui, frame, (doubt, number, line), inner, rect.top() + 12.0) + 8.0;
    for (number, fix) in doubt.finding.fixes.iter().enumerate().take(MOST) {
        let row = Rect::from_min_size(pos2(inner.left(), y), vec2(inner.width(), ROW));
        let (word, from) = spoken::suggestion(fix);
        let command = ProofCommand::Take(number);
        if suggestion(ui, frame, row, (number, word, from), number == 0).clicked() {
            out.push(command.into());
        }
        y += ROW;
    }
    let line = Stroke::new(1.0, p.line);
    ui.painter().hline(inner.x_range(), y + 4.5, line);
    y += 9.0;
    let columns = columns(rect.width());
    let width = inner.width() / columns as f32;
    for (at, (letter, label, command)) in verbs(doubt).into_iter().enumerate() {
        let left = inner.left() + width * (at % columns) as f32;
        let top = y + ROW * (at / columns) as f32;
        let row = Rect::from_min_size(pos2(left, top), vec2(width - 4.0, ROW));
        let response = pressable(ui, row, label, p);
        let x = key(ui, frame, row.left() + 6.0, row.center().y, letter);
        words(ui, label, pos2(x, row.center().y), row.right() - x, p.text);
        if response.clicked() {
            out.push(command.into());
        }
    }
}

/// The line that says what is found and where; the height below it.
fn head(
    ui: &Ui,
    frame: &ProofFrame<'_>,
    (doubt, number, line): (&ShownFinding<'_>, usize, Option<usize>),
    inner: Rect,
    top: f32,
) -> f32 {
    let p = frame.p;
    let title = title(ui, doubt, inner.width() - 28.0 - PLACE, p);
    let (icon, tone) = shape_of(doubt, p);
    let painter = ui.painter();
    let middle = top + 8.0;
    painter.text(
        pos2(inner.left() + 6.0, middle),
        Align2::LEFT_CENTER,
        char::from(icon),
        FontId::new(14.0, theme::icons()),
        tone,
    );
    let bottom = top + title.size().y;
    painter.galley(pos2(inner.left() + 28.0, top), title, p.text);
    painter.text(
        pos2(inner.right() - 6.0, middle),
        Align2::RIGHT_CENTER,
        spoken::place(frame, number, line),
        FontId::proportional(theme::SMALL),
        p.dim,
    );
    bottom
}

fn suggestion(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    row: Rect,
    (number, word, from): (usize, &str, &str),
    is_first: bool,
) -> Response {
    let p = frame.p;
    if is_first {
        ui.painter().rect_filled(row, 6.0, p.accent_soft);
    }
    let spoken = if from.is_empty() {
        word.to_owned()
    } else {
        format!("{word}, {from}")
    };
    let response = pressable(ui, row, &spoken, p);
    let (left, middle) = (row.left() + 6.0, row.center().y);
    let x = key(ui, frame, left, middle, &(number + 1).to_string());
    let font = FontId::proportional(theme::SMALL);
    let at = pos2(row.right() - 6.0, middle);
    let from = ui
        .painter()
        .text(at, Align2::RIGHT_CENTER, from, font, p.dim);
    words(ui, word, pos2(x, middle), from.left() - x - 8.0, p.text);
    response
}

/// A part of the card that can be pressed.
fn pressable(ui: &Ui, rect: Rect, name: &str, p: &Palette) -> Response {
    let response = ui.interact(rect, ui.unique_id().with(name), Sense::click());
    widgets::named(&response, name);
    if response.hovered() {
        ui.painter().rect_filled(rect, 6.0, p.hover);
    }
    if response.has_focus() {
        widgets::focus_ring(ui, rect, p);
    }
    response
}

fn words(ui: &Ui, words: &str, left: egui::Pos2, room: f32, colour: Color32) {
    let job = widgets::one_line(words, room, widgets::plain(13.0, 450.0, colour));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let at = left - vec2(0.0, galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
}

/// The key that does the same, in a small box; where words can begin behind it. With letters switched off there is none.
pub(super) fn key(ui: &Ui, frame: &ProofFrame<'_>, left: f32, middle: f32, key: &str) -> f32 {
    if !frame.has_letters() {
        return left;
    }
    let p = frame.p;
    let chip = Rect::from_min_size(pos2(left, middle - 9.0), vec2(18.0, 18.0));
    let line = Stroke::new(1.0, p.line);
    let painter = ui.painter();
    painter.rect(chip, 4.0, p.page, line, StrokeKind::Inside);
    painter.text(
        chip.center(),
        Align2::CENTER_CENTER,
        key,
        FontId::proportional(theme::SMALL),
        p.dim,
    );
    left + 28.0
}

/// The card where it docks: in lines over the whole width.
pub(super) fn docked(
    ui: &mut Ui,
    frame: &ProofFrame<'_>,
    (doubt, number, line): (&ShownFinding<'_>, usize, Option<usize>),
    rect: Rect,
    out: &mut Vec<Command>,
) {
    let p = frame.p;
    ui.painter().rect_filled(rect, 0.0, p.card);
    let border = if frame.has_focus { p.accent } else { p.line };
    ui.painter()
        .hline(rect.x_range(), rect.top(), Stroke::new(1.0, border));
    let inner = rect.shrink2(vec2(16.0, 0.0));
    let y = head(ui, frame, (doubt, number, line), inner, rect.top() + 12.0);
    let body = Rect::from_min_max(pos2(inner.left(), y + 8.0), inner.max);
    ui.scope_builder(egui::UiBuilder::new().max_rect(body), |ui| {
        ui.spacing_mut().item_spacing = vec2(DOCKED_GAP, 5.0);
        let mut button =
            |ui: &mut Ui, key: &str, label: &str, spoken: &str, command: ProofCommand| {
                let mut button = Button::new(theme::weight(label, 450.0).size(13.0));
                if frame.has_letters() {
                    button = button.shortcut_text(theme::small(key, p.dim));
                }
                let response = ui.add(button);
                widgets::named(&response, spoken);
                if response.on_hover_text(spoken).clicked() {
                    out.push(command.into());
                }
            };
        // A line without a button would take room too.
        if !doubt.finding.fixes.is_empty() {
            ui.horizontal_wrapped(|ui| {
                for (number, fix) in doubt.finding.fixes.iter().enumerate().take(MOST) {
                    let (word, from) = spoken::suggestion(fix);
                    let spoken = if from.is_empty() {
                        word.to_owned()
                    } else {
                        format!("{word}, {from}")
                    };
                    let key = (number + 1).to_string();
                    button(ui, &key, word, &spoken, ProofCommand::Take(number));
                }
            });
        }
        ui.horizontal_wrapped(|ui| {
            for (letter, label, command) in verbs(doubt) {
                button(ui, letter, label, label, command);
            }
        });
    });
}
