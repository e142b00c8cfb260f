//! Stretches of the entry that are marked on the page, and where they and the lines were drawn.

use std::ops::Range;

use egui::{Color32, Rect};

/// A stretch of the entry that is marked.
#[derive(Debug, Clone, PartialEq)]
pub struct PageMark {
    pub range: Range<usize>,
    pub look: MarkLook,
    pub colour: Color32,
}

/// How a stretch is marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MarkLook {
    /// A quiet ground.
    Ground,
    /// A box round the words, on a ground of this colour.
    Box(Color32),
    Wave,
    Dots,
    Line,
    /// Not at all: it is only asked where the stretch stands.
    Nothing,
}

/// What was drawn, for what stands beside the page.
#[derive(Debug, Default)]
pub struct DrawnPage {
    /// The marks in view by number, each with its first row.
    pub marks: Vec<(usize, Rect)>,
    /// The middle of each numbered line in view, and its number where the lines above are counted.
    pub lines: Vec<(f32, Option<usize>)>,
    /// The part of the entry whose blocks are in view.
    pub seen: Range<usize>,
    /// Where the page begins in the window.
    pub top: f32,
    /// How many lines there are, where all are counted.
    pub count: Option<usize>,
    /// The first item of the layout whose lines are not counted.
    pub(super) known: usize,
}

impl DrawnPage {
    /// The number of the line that holds a height of the window.
    pub fn line_at(&self, y: f32) -> Option<usize> {
        let nearest = self.lines.iter().min_by(|(one, _), (other, _)| {
            let (one, other) = ((one - y).abs(), (other - y).abs());
            one.total_cmp(&other)
        });
        nearest.and_then(|(_, number)| *number)
    }
}
