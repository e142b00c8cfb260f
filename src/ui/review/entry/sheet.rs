//! The text under review as a column of pieces with known heights, so that only what is in view is laid out, and a section or
//! claim out of view can be gone to.
//!
//! Heights are measured a few at a time until all are known. Until then the piece at the top of the view holds the view.
//!
//! Knows nothing of: how a piece is drawn.

use std::collections::HashSet;
use std::sync::Arc;

use egui::Rangef;

use crate::entry::Part;
use crate::review::changes::{Fate, SectionChange};
use crate::review::{Looked, PartShown};

/// A piece of the column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum SheetPiece {
    /// Title, date, and what is compared.
    Top,
    /// The numbers that changed.
    Numbers,
    /// The heading of a part, as the changes count it.
    Head(usize),
    /// A paragraph of a part, by its number.
    Paragraph(usize, usize),
    /// The end of a part.
    Foot(usize),
}

#[derive(Default)]
pub(super) struct Sheet {
    of: Option<Arc<Looked>>,
    pieces: Vec<SheetPiece>,
    /// For each piece its height in this width and manner, once it is known.
    heights: Vec<Option<f32>>,
    measured_for: (f32, bool),
    /// Which parts are folded.
    folded: HashSet<usize>,
    /// The piece at the top of the view, and how far it is scrolled out.
    held: Option<(usize, f32)>,
}

/// What the height of a piece is taken for until it is measured.
const USUAL: f32 = 64.0;

impl Sheet {
    /// Takes another text over; `false` where it is the one that was there.
    pub(super) fn follow(&mut self, looked: &Arc<Looked>) -> bool {
        if self.of.as_ref().is_some_and(|of| Arc::ptr_eq(of, looked)) {
            return false;
        }
        // The fields are many lines of little interest where they say what they said.
        let is_quiet = |it: &SectionChange| it.part == Part::FrontMatter && it.fate == Fate::Same;
        let before = self.of.take().filter(|of| of.key == looked.key);
        let was_folded = |now: &SectionChange| {
            let sections = &before.as_ref()?.changes.sections;
            let number = sections.iter().position(|it| it.part == now.part)?;
            Some(self.folded.contains(&number))
        };
        let sections = looked.changes.sections.iter().enumerate();
        let folded = sections.filter(|(_, it)| was_folded(it).unwrap_or(is_quiet(it)));
        self.folded = folded.map(|(number, _)| number).collect();
        let held = self.held.take().zip(before.as_ref());
        let held = held.and_then(|((piece, by), before)| self.place_of(piece, by, before));
        self.pieces.clear();
        self.pieces.push(SheetPiece::Top);
        if !looked.changes.numbers.is_empty() {
            self.pieces.push(SheetPiece::Numbers);
        }
        for (number, (section, shown)) in looked
            .changes
            .sections
            .iter()
            .zip(&looked.parts)
            .enumerate()
        {
            let is_kept = matches!(section.fate, Fate::Same | Fate::Mechanical);
            if is_kept && shown.to_read.is_none() {
                continue;
            }
            self.pieces.push(SheetPiece::Head(number));
            let all = 0..shown.paragraphs.len();
            self.pieces
                .extend(all.map(|it| SheetPiece::Paragraph(number, it)));
            self.pieces.push(SheetPiece::Foot(number));
        }
        self.heights = vec![None; self.pieces.len()];
        self.held = held.and_then(|(part, behind, by)| {
            let sections = &looked.changes.sections;
            let head = self.head(sections.iter().position(|it| it.part == part)?)?;
            Some((head + behind, by))
        });
        self.of = Some(looked.clone());
        true
    }

    /// Where a piece stands, so that it is found again among others: its part, how many pieces behind the heading, how far out.
    fn place_of(&self, piece: usize, by: f32, of: &Looked) -> Option<(Part, usize, f32)> {
        let section = match self.pieces.get(piece)? {
            SheetPiece::Head(section)
            | SheetPiece::Paragraph(section, _)
            | SheetPiece::Foot(section) => *section,
            SheetPiece::Top | SheetPiece::Numbers => return None,
        };
        let behind = piece - self.head(section)?;
        Some((of.changes.sections.get(section)?.part.clone(), behind, by))
    }

    /// Forgets the heights where they are of another width or manner.
    pub(super) fn measure_for(&mut self, width: f32, clean: bool) {
        if self.measured_for != (width, clean) {
            self.measured_for = (width, clean);
            self.heights.fill(None);
        }
    }

    pub(super) fn pieces(&self) -> &[SheetPiece] {
        &self.pieces
    }

    pub(super) fn measured(&mut self, piece: usize, height: f32) {
        if let Some(place) = self.heights.get_mut(piece) {
            *place = Some(height);
        }
    }

    /// The first piece whose height is not known.
    pub(super) fn next_unmeasured(&self) -> Option<usize> {
        let unknown =
            |(number, height): &(usize, &Option<f32>)| height.is_none() && !self.is_hidden(*number);
        let found = self.heights.iter().enumerate().find(unknown);
        found.map(|(number, _)| number)
    }

    fn is_hidden(&self, piece: usize) -> bool {
        match self.pieces.get(piece) {
            Some(SheetPiece::Paragraph(section, _)) => self.is_folded(*section),
            _ => false,
        }
    }

    /// Where each piece begins, and at last where all end.
    pub(super) fn tops(&self) -> Vec<f32> {
        let mut top = 0.0;
        let mut tops = Vec::with_capacity(self.heights.len() + 1);
        for (number, height) in self.heights.iter().enumerate() {
            tops.push(top);
            if !self.is_hidden(number) {
                top += height.unwrap_or(USUAL);
            }
        }
        tops.push(top);
        tops
    }

    /// Where the view has to begin so that nothing in it moves, when heights above it became known.
    pub(super) fn held_at(&self, tops: &[f32]) -> Option<f32> {
        let (piece, by) = self.held?;
        Some((tops.get(piece)? + by).max(0.0))
    }

    /// Remembers what is at the top of the view.
    pub(super) fn hold(&mut self, tops: &[f32], view: f32) {
        let piece = tops.partition_point(|top| *top <= view).saturating_sub(1);
        self.held = tops.get(piece).map(|top| (piece, view - top));
    }

    pub(super) fn forget_hold(&mut self) {
        self.held = None;
    }

    /// The number of a part among those to be read; none for one that is gone.
    pub(super) fn to_read(&self, section: usize) -> Option<usize> {
        self.parts().get(section)?.to_read
    }

    fn parts(&self) -> &[PartShown] {
        self.of.as_ref().map_or(&[], |of| &of.parts)
    }

    /// A part to be read, as the changes count it.
    fn section_of(&self, to_read: usize) -> Option<usize> {
        self.parts()
            .iter()
            .position(|it| it.to_read == Some(to_read))
    }

    /// The heading of a part to be read.
    pub(super) fn head_of(&self, to_read: usize) -> Option<usize> {
        self.head(self.section_of(to_read)?)
    }

    /// The heading of a part, as the changes count it.
    pub(super) fn head(&self, section: usize) -> Option<usize> {
        let is_head = |it: &SheetPiece| *it == SheetPiece::Head(section);
        self.pieces.iter().position(is_head)
    }

    /// The parts to be read of which something is in a stretch of the column, each with where it begins and ends.
    pub(super) fn to_read_in(&self, stretch: Rangef) -> Vec<(usize, Rangef)> {
        let tops = self.tops();
        let mut start = 0.0;
        let mut found = Vec::new();
        for (number, piece) in self.pieces.iter().enumerate() {
            let Some(top) = tops.get(number) else {
                break;
            };
            match piece {
                SheetPiece::Head(_) => start = *top,
                SheetPiece::Foot(section) => {
                    let extent = Rangef::new(start, *top);
                    let to_read = self.to_read(*section);
                    let to_read = to_read.filter(|_| extent.intersects(stretch));
                    found.extend(to_read.map(|it| (it, extent)));
                }
                _ => {}
            }
        }
        found
    }

    /// The paragraph of a claim.
    pub(super) fn paragraph_of(&self, claim: usize) -> Option<usize> {
        let mut all = self.parts().iter().enumerate();
        let (section, index) = all.find_map(|(section, part)| {
            let mut paragraphs = part.paragraphs.iter();
            let index = paragraphs.position(|it| it.claims.contains(&claim))?;
            Some((section, index))
        })?;
        let is_it = |it: &SheetPiece| *it == SheetPiece::Paragraph(section, index);
        self.pieces.iter().position(is_it)
    }

    pub(super) fn is_folded(&self, section: usize) -> bool {
        self.folded.contains(&section)
    }

    pub(super) fn fold(&mut self, section: usize, folded: bool) {
        if folded {
            self.folded.insert(section);
        } else {
            self.folded.remove(&section);
        }
    }

    /// Unfolds a part to be read; `false` where it was not folded.
    pub(super) fn unfold(&mut self, to_read: usize) -> bool {
        let section = self.section_of(to_read);
        section.is_some_and(|section| self.folded.remove(&section))
    }
}
