//! What is painted over a field's text: chips behind numbers and ids, the places found, the whole entry selected.
//!
//! Knows nothing of: how a field is laid out beyond its rows.

use std::ops::Range;

use egui::{Galley, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::plan::Plan;
use crate::desk::{Act, Citations, Command, Desk, Field, OpenEntry, Selection, Sheet};
use crate::entry::LfCopy;
use crate::entry::cross_references::{EntryId, id_at};
use crate::entry::mentions::Match;
use crate::ui::field::Shown;
use crate::ui::highlight::{self, Look};
use crate::ui::sources_pane::meaning;
use crate::ui::theme;

/// Marks are read from what is in view; sources of mentions only once the pointer asks for one.
#[derive(Default)]
pub struct Marks {
    citations: Option<Citations>,
}

/// In a longer text a pointer does not ask: reading it would cost a frame. Bytes.
const LONGEST_ASKED: usize = 512 * 1024;

impl Marks {
    #[expect(clippy::too_many_arguments, reason = "one field, named in full")]
    pub(super) fn paint(
        &self,
        ui: &Ui,
        desk: &Desk,
        entry: &OpenEntry,
        plan: &Plan,
        field: Field,
        shown: &Shown,
        all: bool,
    ) {
        let Field::Body { .. } = field else { return };
        let p = theme::palette(ui);
        let painter = ui.painter_at(shown.rect.expand(3.0));
        let offset = shown.galley_pos.to_vec2();
        if all {
            painter.rect_filled(shown.rect.expand(2.0), 3.0, p.selection.gamma_multiply(0.6));
        }
        let text = shown.galley.job.text.as_str();
        for (range, look) in highlight::looks(text, &|name| plan.knows(name)) {
            let colour = match look {
                Look::Pmid => p.accent,
                Look::Id => p.good,
                Look::Mention => {
                    for rect in rects(&shown.galley, chars(text, range)) {
                        let line = rect.translate(offset);
                        painter.hline(
                            line.x_range(),
                            line.bottom() + 1.0,
                            Stroke::new(1.0, p.accent.gamma_multiply(0.55)),
                        );
                    }
                    continue;
                }
                _ => continue,
            };
            for rect in rects(&shown.galley, chars(text, range)) {
                let rect = rect.translate(offset).expand2(vec2(3.0, 1.0));
                painter.rect(
                    rect,
                    4.0,
                    colour.gamma_multiply(0.10),
                    Stroke::new(1.0, colour.gamma_multiply(0.25)),
                    StrokeKind::Inside,
                );
            }
        }
        if matches!(desk.sheet(), Some(Sheet::Find { .. })) && !desk.search().words.is_empty() {
            self.found(ui, desk, entry, field, shown);
        }
    }

    /// Says at the pointer which source a mention means. Ctrl and a click go there.
    pub(super) fn hover(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        entry: &OpenEntry,
        field: Field,
        shown: &Shown,
        out: &mut Vec<Command>,
    ) {
        let text = entry.text();
        if !shown.response.hovered() || shown.typed.is_some() || text.len() > LONGEST_ASKED {
            return;
        }
        let Some(at) = under_pointer(ui, entry, field, shown) else {
            return;
        };
        if let Some(id) = id_at(text, at) {
            hover_id(ui, desk, id, shown, out);
            return;
        }
        if !self
            .citations
            .as_ref()
            .is_some_and(|it| it.is_of(entry, desk))
        {
            self.citations = Some(Citations::of(entry, desk));
        }
        let Some(citations) = &self.citations else {
            return;
        };
        let within = |range: &Range<usize>| range.start <= at && at < range.end;
        let mention = citations.mentions.list.iter().find(|mention| {
            within(&mention.range)
                || mention
                    .pmid
                    .as_ref()
                    .is_some_and(|pmid| within(&pmid.range))
        });
        let Some(mention) = mention else { return };
        let mut said = meaning(mention, &citations.sources);
        let source = match mention.found {
            Match::One(index, _) => citations.sources.get(index),
            _ => None,
        };
        if let Some(source) = source {
            said.push('\n');
            said.push_str(text.get(source.line.clone()).unwrap_or_default());
            let jumps = ui.input(|input| input.modifiers.command && input.pointer.any_click());
            if jumps && shown.response.clicked() {
                out.push(Act::ShowSources.into());
                out.push(Command::PlaceCaret(Selection::caret(source.line.start)));
            }
        }
        shown.response.clone().on_hover_text_at_pointer(said);
    }

    fn found(&self, ui: &Ui, desk: &Desk, entry: &OpenEntry, field: Field, shown: &Shown) {
        let p = theme::palette(ui);
        let painter = ui.painter_at(shown.rect.expand(3.0));
        let Some(range) = entry.cards().range(field) else {
            return;
        };
        let copy = LfCopy::of(entry.text(), range);
        let here = entry.selection.range();
        for place in desk.search().places(copy.as_str()) {
            let current =
                copy.to_file(place.start) == here.start && copy.to_file(place.end) == here.end;
            let colour = if current { p.accent } else { p.warn };
            for rect in rects(&shown.galley, chars(copy.as_str(), place)) {
                let rect = rect
                    .translate(shown.galley_pos.to_vec2())
                    .expand2(vec2(1.0, 1.0));
                painter.rect(
                    rect,
                    3.0,
                    colour.gamma_multiply(0.18),
                    Stroke::new(1.0, colour.gamma_multiply(0.7)),
                    StrokeKind::Inside,
                );
            }
        }
    }
}

/// Says at the pointer which entry an id means. Ctrl and a click go there.
fn hover_id(ui: &Ui, desk: &Desk, id: EntryId, shown: &Shown, out: &mut Vec<Command>) {
    let owner = desk.entry_by_id(id);
    let said = match owner {
        Some(key) => desk.title_of(key),
        None => "No entry of this library is known by this id. Put the caret in it and press F12 to say which one it is".into(),
    };
    if let Some(key) = owner {
        let jumps = ui.input(|input| input.modifiers.command && input.pointer.any_click());
        if jumps && shown.response.clicked() {
            out.push(Command::Show {
                entry: key.clone(),
                at: None,
            });
        }
    }
    shown.response.clone().on_hover_text_at_pointer(said);
}

/// The place of the text under the pointer.
pub(super) fn under_pointer(
    ui: &Ui,
    entry: &OpenEntry,
    field: Field,
    shown: &Shown,
) -> Option<usize> {
    let range = entry.cards().range(field)?;
    let pointer = ui.input(|input| input.pointer.hover_pos())?;
    let cursor = shown.galley.cursor_from_pos(pointer - shown.galley_pos);
    let copy = LfCopy::of(entry.text(), range);
    let mut letters = copy.as_str().char_indices();
    let at = letters.nth(cursor.index.0);
    Some(copy.to_file(at.map_or(copy.as_str().len(), |(at, _)| at)))
}

fn chars(text: &str, bytes: Range<usize>) -> Range<usize> {
    let count = |part: Option<&str>| part.map_or(0, |part| part.chars().count());
    let start = count(text.get(..bytes.start));
    start..start + count(text.get(bytes))
}

/// One rectangle for each row that a stretch of characters touches.
fn rects(galley: &Galley, chars: Range<usize>) -> Vec<Rect> {
    let mut rects = Vec::new();
    let mut first = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let (start, end) = (chars.start.max(first), chars.end.min(first + count));
        if start < end {
            let x = |at: usize| row.pos.x + row.x_offset((at - first).into());
            let base = row
                .glyphs
                .get(start - first)
                .map_or(0.0, |glyph| glyph.pos.y);
            rects.push(Rect::from_min_max(
                pos2(x(start), row.pos.y + 2.0),
                pos2(x(end), row.pos.y + base + 4.0),
            ));
        }
        first += row.char_count_including_newline().0;
    }
    rects
}
