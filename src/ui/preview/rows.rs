//! Where letters stand once they are laid out, row by row.

use std::ops::Range;

use egui::{Galley, Pos2, Rect, pos2};

/// A range of bytes as a range of characters.
pub(super) fn chars(text: &str, bytes: &Range<usize>) -> Range<usize> {
    let count = |to: usize| text.get(..to).unwrap_or(text).chars().count();
    let start = count(bytes.start);
    let inside = text.get(bytes.clone()).unwrap_or_default().chars().count();
    start..start + inside
}

/// A part of a row: the room it takes and the line its letters stand on.
pub(super) struct RowPiece {
    pub room: Rect,
    pub baseline: f32,
}

/// Where characters stand in a galley painted at `at`: one piece a row.
pub(super) fn pieces(galley: &Galley, at: Pos2, chars: Range<usize>) -> Vec<RowPiece> {
    let mut pieces = Vec::new();
    let mut first = 0;
    for placed in &galley.rows {
        let row = &placed.row;
        let last = first + row.glyphs.len();
        let (start, end) = (chars.start.max(first), chars.end.min(last));
        if start < end {
            let corner = at + placed.pos.to_vec2();
            let x = |char: usize| corner.x + row.x_offset((char - first).into());
            let (top, bottom) = (corner.y, corner.y + row.size.y);
            let letters = row.glyphs.get(start - first);
            pieces.push(RowPiece {
                room: Rect::from_min_max(pos2(x(start), top), pos2(x(end), bottom)),
                baseline: letters.map_or(bottom, |letter| corner.y + letter.pos.y),
            });
        }
        first = last + usize::from(placed.ends_with_newline);
    }
    pieces
}
