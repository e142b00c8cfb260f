//! What is painted over a field's text: chips behind numbers and ids, lines under findings, the places found, the whole entry
//! selected.

use std::ops::Range;

use egui::{Galley, Rect, Stroke, StrokeKind, Ui, pos2, vec2};

use super::layout::CardLayout;
use crate::checks::{self, Level};
use crate::desk::{
    CardField, CitedSources, Command, CommandId, Desk, Dialog, EditCommand, LibraryCommand,
    OpenEntry, Selection,
};
use crate::entry::LfCopy;
use crate::entry::citations::Match;
use crate::entry::cross_references::{EntryId, id_at};
use crate::ui::field::FieldShown;
use crate::ui::findings_pane;
use crate::ui::highlight::{self, Highlight};
use crate::ui::sources_pane::meaning;
use crate::ui::theme;
use crate::ui::widgets;

/// Marks are read from what is in view; sources of citations only once the pointer asks for one.
#[derive(Default)]
pub struct Marks {
    cited: Option<CitedSources>,
    findings: Found,
}

/// The findings of the entry shown, moved along with its text.
#[derive(Default)]
struct Found {
    /// The state of text and findings they were taken from.
    of: Option<(std::sync::Arc<str>, u64)>,
    list: Vec<Finding>,
}

struct Finding {
    range: Range<usize>,
    level: Level,
    /// What is wrong, and why it matters.
    message: String,
}

/// In a longer text a pointer does not ask: reading it would cost a frame. Bytes.
const LONGEST_ASKED: usize = 512 * 1024;

impl Marks {
    /// Takes over what the checks found, where text or findings changed.
    pub(super) fn follow(&mut self, desk: &Desk, entry: &OpenEntry) {
        let revision = desk.findings().revision();
        let same = self.findings.of.as_ref().is_some_and(|(text, at)| {
            *at == revision && std::sync::Arc::ptr_eq(text, entry.text())
        });
        if same {
            return;
        }
        self.findings.of = Some((entry.text().clone(), revision));
        let said = |finding: &checks::Finding| match checks::named(finding.check) {
            Some(check) => format!("{}\n{}", finding.message, check.reason),
            None => finding.message.clone(),
        };
        self.findings.list = desk
            .findings_here()
            .into_iter()
            .map(|shown| Finding {
                level: shown.finding.level,
                message: said(shown.finding),
                range: shown.range,
            })
            .collect();
    }

    /// The gravest level above note in a stretch of the entry, and how many such findings there are.
    pub(super) fn marker(&self, range: &Range<usize>) -> Option<(Level, usize)> {
        let inside = self.findings.list.iter().filter(|finding| {
            finding.level > Level::Note
                && finding.range.start >= range.start
                && finding.range.start < range.end.max(range.start + 1)
        });
        let levels: Vec<Level> = inside.map(|finding| finding.level).collect();
        Some((*levels.iter().max()?, levels.len()))
    }

    /// Where the first finding of a field's lines begins, how grave the gravest is and what all of them say.
    pub(super) fn found_in(&self, lines: &Range<usize>) -> Option<(usize, Level, String)> {
        let inside =
            self.findings.list.iter().filter(|finding| {
                lines.contains(&finding.range.start) && !finding.range.is_empty()
            });
        let at = inside.clone().map(|finding| finding.range.start).min()?;
        let level = inside.clone().map(|finding| finding.level).max()?;
        let said: Vec<&str> = inside.map(|finding| finding.message.as_str()).collect();
        Some((at, level, said.join("\n\n")))
    }

    /// Lines under the words that findings mark.
    fn underline(&self, ui: &Ui, entry: &OpenEntry, field: CardField, shown: &FieldShown) {
        let Some(range) = entry.cards().range(field) else {
            return;
        };
        let p = theme::palette(ui);
        let painter = ui.painter_at(shown.rect.expand(3.0));
        let touched = self.findings.list.iter().filter(|finding| {
            !finding.range.is_empty()
                && finding.range.start < range.end
                && range.start < finding.range.end
        });
        let mut copy = None;
        for finding in touched {
            let copy = copy.get_or_insert_with(|| LfCopy::of(entry.text(), range.clone()));
            let bytes = copy.from_file(finding.range.start.max(range.start))
                ..copy.from_file(finding.range.end.min(range.end));
            for rect in rects(&shown.galley, chars(copy.as_str(), bytes)) {
                let rect = rect.translate(shown.galley_pos.to_vec2());
                let colour = findings_pane::colour(finding.level, p);
                if finding.level == Level::Note {
                    widgets::dotted(&painter, rect, colour);
                } else {
                    widgets::wave(&painter, rect, colour);
                }
            }
        }
    }

    #[expect(clippy::too_many_arguments, reason = "one field, named in full")]
    pub(super) fn paint(
        &self,
        ui: &Ui,
        desk: &Desk,
        entry: &OpenEntry,
        layout: &CardLayout,
        field: CardField,
        shown: &FieldShown,
        all: bool,
    ) {
        self.underline(ui, entry, field, shown);
        let CardField::Body { .. } = field else {
            return;
        };
        let p = theme::palette(ui);
        let painter = ui.painter_at(shown.rect.expand(3.0));
        let offset = shown.galley_pos.to_vec2();
        if all {
            painter.rect_filled(shown.rect.expand(2.0), 3.0, p.selection.gamma_multiply(0.6));
        }
        let text = shown.galley.job.text.as_str();
        for (range, highlight) in highlight::highlights(text, &|name| layout.knows(name)) {
            let colour = match highlight {
                Highlight::Pmid => p.accent,
                Highlight::Id => p.good,
                Highlight::Citation => {
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
        if matches!(desk.dialog(), Some(Dialog::Find { .. })) && !desk.search().words.is_empty() {
            self.found(ui, desk, entry, field, shown);
        }
    }

    /// Says at the pointer which source a citation means. Ctrl and a click go there.
    pub(super) fn hover(
        &mut self,
        ui: &Ui,
        desk: &Desk,
        entry: &OpenEntry,
        field: CardField,
        shown: &FieldShown,
        out: &mut Vec<Command>,
    ) {
        let text = entry.text();
        if !shown.response.hovered() || shown.typed.is_some() || text.len() > LONGEST_ASKED {
            return;
        }
        let Some(at) = under_pointer(ui, entry, field, shown) else {
            return;
        };
        let mut found = self.findings.list.iter();
        if let Some(finding) = found.find(|it| it.range.start <= at && at < it.range.end) {
            shown
                .response
                .clone()
                .on_hover_text_at_pointer(finding.message.as_str());
        }
        if let Some(id) = id_at(text, at) {
            hover_id(ui, desk, id, shown, out);
            return;
        }
        if let Some(term) = desk.term_at(text, at) {
            shown
                .response
                .clone()
                .on_hover_text_at_pointer(term.to_string());
        }
        if !self.cited.as_ref().is_some_and(|it| it.is_of(entry, desk)) {
            self.cited = Some(CitedSources::of(entry, desk));
        }
        let Some(cited) = &self.cited else {
            return;
        };
        let within = |range: &Range<usize>| range.start <= at && at < range.end;
        let citation = cited.citations.list.iter().find(|citation| {
            within(&citation.range)
                || citation
                    .pmid
                    .as_ref()
                    .is_some_and(|pmid| within(&pmid.range))
        });
        let Some(citation) = citation else { return };
        let mut said = meaning(citation, &cited.sources);
        let source = match citation.found {
            Match::One(index, _) => cited.sources.get(index),
            _ => None,
        };
        if let Some(source) = source {
            said.push('\n');
            said.push_str(text.get(source.line.clone()).unwrap_or_default());
            let jumps = ui.input(|input| input.modifiers.command && input.pointer.any_click());
            if jumps && shown.response.clicked() {
                out.push(CommandId::ShowSources.into());
                out.push(Command::Edit(EditCommand::PlaceCaret(Selection::caret(
                    source.line.start,
                ))));
            }
        }
        shown.response.clone().on_hover_text_at_pointer(said);
    }

    fn found(&self, ui: &Ui, desk: &Desk, entry: &OpenEntry, field: CardField, shown: &FieldShown) {
        let p = theme::palette(ui);
        let painter = ui.painter_at(shown.rect.expand(3.0));
        let Some(range) = entry.cards().range(field) else {
            return;
        };
        let copy = LfCopy::of(entry.text(), range.clone());
        let here = entry.selection.range();
        for found in desk.found_in(entry, range) {
            let colour = if found == here { p.accent } else { p.warn };
            let place = copy.from_file(found.start)..copy.from_file(found.end);
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
fn hover_id(ui: &Ui, desk: &Desk, id: EntryId, shown: &FieldShown, out: &mut Vec<Command>) {
    let owner = desk.entry_by_id(id);
    let said = match owner {
        Some(key) => desk.title_of(key),
        None => "No entry of this library is known by this id. Put the caret in it and press F12 to say which one it is".into(),
    };
    if let Some(key) = owner {
        let jumps = ui.input(|input| input.modifiers.command && input.pointer.any_click());
        if jumps && shown.response.clicked() {
            out.push(Command::Library(LibraryCommand::Show {
                entry: key.clone(),
                at: None,
            }));
        }
    }
    shown.response.clone().on_hover_text_at_pointer(said);
}

/// The place of the text under the pointer.
pub(super) fn under_pointer(
    ui: &Ui,
    entry: &OpenEntry,
    field: CardField,
    shown: &FieldShown,
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
