//! Paints the marks of the page, and notes where they and the lines stand.

use std::ops::Range;

use egui::{Stroke, StrokeKind, vec2};

use super::marked::MarkLook;
use super::paint::PagePainter;
use super::rows::{RowPiece, chars, pieces};
use crate::entry::page::Run;
use crate::ui::widgets;

/// Where a stretch of the entry is among the words that runs show.
fn shown(runs: &[Run], source: &Range<usize>) -> Option<Range<usize>> {
    let mut found: Option<Range<usize>> = None;
    for run in runs {
        let (start, end) = (
            source.start.max(run.source.start),
            source.end.min(run.source.end),
        );
        if start >= end {
            continue;
        }
        let text = if run.is_verbatim() {
            let from = run.text.start + (start - run.source.start);
            from..from + (end - start)
        } else {
            run.text.clone()
        };
        found = Some(match found {
            Some(before) => before.start..text.end,
            None => text,
        });
    }
    found
}

impl PagePainter<'_, '_> {
    /// Paints the marks of some words: those behind them, or those below.
    pub(super) fn marks(
        &mut self,
        galley: &egui::Galley,
        at: egui::Pos2,
        text: &str,
        runs: &[Run],
        behind: bool,
    ) {
        let (Some(first), Some(last)) = (runs.first(), runs.last()) else {
            return;
        };
        let source = first.source.start..last.source.end;
        let end = (self.view.marks).partition_point(|mark| mark.range.start < source.end);
        let marks = self.view.marks.iter().take(end).enumerate();
        for (number, mark) in marks.filter(|(_, mark)| mark.range.end > source.start) {
            let is_behind = matches!(mark.look, MarkLook::Ground | MarkLook::Box(_));
            if is_behind != behind {
                continue;
            }
            let Some(stretch) = shown(runs, &mark.range) else {
                continue;
            };
            for RowPiece { room, baseline } in pieces(galley, at, chars(text, &stretch)) {
                let letters = room
                    .with_min_y(baseline - 0.72 * room.height())
                    .with_max_y(baseline + 0.22 * room.height());
                let painter = self.ui.painter();
                match mark.look {
                    MarkLook::Ground => {
                        painter.rect_filled(letters, 0.0, mark.colour);
                    }
                    MarkLook::Box(ground) => {
                        let line = Stroke::new(1.0, mark.colour);
                        let room = letters.expand2(vec2(2.0, 1.0));
                        painter.rect(room, 3.0, ground, line, StrokeKind::Inside);
                    }
                    MarkLook::Wave => {
                        let room = room.with_max_y(baseline + 4.0);
                        widgets::wave(painter, room, mark.colour);
                    }
                    MarkLook::Dots => {
                        let room = room.with_max_y(baseline + 3.5);
                        widgets::dotted(painter, room, mark.colour);
                    }
                    MarkLook::Nothing => {}
                    MarkLook::Line => {
                        let y = (baseline + 4.0).round() - 0.5;
                        painter.hline(room.x_range(), y, Stroke::new(1.0, mark.colour));
                    }
                }
                if !self.drawn.marks.iter().any(|(it, _)| *it == number) {
                    self.drawn.marks.push((number, room));
                }
            }
        }
    }

    /// Notes where the lines of an item stand.
    pub(super) fn lines(&mut self, index: usize, middles: impl Iterator<Item = f32>) {
        if !self.layout.is_numbered(index) {
            return;
        }
        let above = self.layout.lines_above(index);
        let is_known = index < self.drawn.known;
        let lines = middles.enumerate();
        let lines = lines.map(|(row, y)| (y, is_known.then_some(above + row + 1)));
        self.drawn.lines.extend(lines);
    }
}
