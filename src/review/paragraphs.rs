//! The text under review as a column of paragraphs, each with what came in it, what went, and the claims that its sentences make.
//!
//! Made beside the window: cutting a long text takes longer than a frame.
//!
//! Knows nothing of: how a paragraph is drawn.

use std::collections::HashMap;

use super::changes::{Changes, DiffRun, RunKind};
use super::to_review::Material;

/// A part of the text as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartShown {
    /// Its number among those to be read; none for one that is gone.
    pub to_read: Option<usize>,
    pub paragraphs: Vec<Paragraph>,
}

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParagraphPiece {
    pub kind: RunKind,
    pub words: String,
    /// Where they begin in their text.
    pub at: usize,
}

/// A paragraph with what came in it and what went, and the claims that its sentences make.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Paragraph {
    /// What came and what went, in order.
    pub pieces: Vec<ParagraphPiece>,
    /// The claims whose sentences end here, by number.
    pub claims: Vec<usize>,
}

/// A paragraph longer than this, in bytes, is drawn as several.
const LONGEST: usize = 8 * 1024;

/// The parts that the changes know, in their order.
pub(super) fn parts_shown(
    changes: &Changes,
    material: &Material,
    base: &str,
    now: &str,
) -> Vec<PartShown> {
    let places = material.sections.iter().enumerate();
    let places =
        places.map(|(number, it)| ((it.name.clone(), it.range.start, it.range.end), number));
    let places: HashMap<(String, usize, usize), usize> = places.collect();
    let mut claims = material.claims.iter().enumerate().peekable();
    let parts = changes.sections.iter().map(|section| {
        let place = (section.part.label(), section.range.start, section.range.end);
        let to_read = places.get(&place).copied();
        let mut paragraphs = cut(&section.runs, base, now);
        while let Some((claim, found)) = claims.next_if(|(_, it)| Some(it.section) == to_read) {
            let end = found.sentence.end.saturating_sub(1);
            let place = paragraphs.iter().position(|it| it.holds(end));
            let last = paragraphs.len().checked_sub(1);
            let here = place.or(last).and_then(|place| paragraphs.get_mut(place));
            if let Some(paragraph) = here {
                paragraph.claims.push(claim);
            }
        }
        PartShown {
            to_read,
            paragraphs,
        }
    });
    parts.collect()
}

/// The paragraphs that the stretches of a part are, what was removed taken from the text before.
fn cut(runs: &[DiffRun], base: &str, now: &str) -> Vec<Paragraph> {
    let mut paragraphs = vec![Paragraph::default()];
    let mut length = 0;
    for run in runs {
        let of = if run.kind == RunKind::Removed {
            base
        } else {
            now
        };
        let words = of.get(run.range.clone()).unwrap_or_default();
        let mut at = run.range.start;
        for line in words.split_inclusive('\n').flat_map(in_lengths) {
            let ends = line.trim().is_empty();
            let has_words = length > 0;
            if (ends || length > LONGEST) && has_words {
                paragraphs.push(Paragraph::default());
                length = 0;
            }
            if !ends && let Some(paragraph) = paragraphs.last_mut() {
                length += line.len();
                paragraph.add(run.kind, line, at);
            }
            at += line.len();
        }
    }
    paragraphs.retain(|it| !it.pieces.is_empty());
    paragraphs
}

/// A line in pieces that are not too long to be laid out.
fn in_lengths(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = line;
    std::iter::from_fn(move || {
        let end = rest.floor_char_boundary(LONGEST);
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

impl Paragraph {
    fn add(&mut self, kind: RunKind, words: &str, at: usize) {
        let words = words.replace('\r', " ");
        match self.pieces.last_mut() {
            Some(last) if last.kind == kind && last.at + last.words.len() == at => {
                last.words.push_str(&words);
            }
            _ => self.pieces.push(ParagraphPiece { kind, words, at }),
        }
    }

    /// Whether it holds a place of the text now.
    fn holds(&self, at: usize) -> bool {
        let mut now = self.pieces.iter().filter(|it| it.kind != RunKind::Removed);
        now.any(|it| (it.at..it.at + it.words.len()).contains(&at))
    }

    /// In bytes.
    pub fn length(&self) -> usize {
        self.pieces.iter().map(|it| it.words.len()).sum()
    }

    pub fn is_changed(&self) -> bool {
        self.pieces.iter().any(|it| it.kind != RunKind::Same)
    }

    /// What a screen reader says: “One tablet with, removed: 100 to 200, added: 50 to 100, mg of iron”.
    pub fn spoken(&self) -> String {
        let said = |piece: &ParagraphPiece| {
            let words = piece.words.split_whitespace().collect::<Vec<_>>().join(" ");
            match piece.kind {
                RunKind::Same => words,
                RunKind::Added => format!("added: {words}"),
                RunKind::Removed => format!("removed: {words}"),
            }
        };
        let all: Vec<String> = self.pieces.iter().map(said).collect();
        all.join(", ")
    }
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use super::*;

    fn run(kind: RunKind, range: Range<usize>) -> DiffRun {
        DiffRun { kind, range }
    }

    #[test]
    fn stretches_are_cut_at_blank_lines_and_know_where_they_stand() {
        let (base, now) = ("Take 5 mg a day.\n", "Take 6 mg a day.\n\nOr none.\n");
        let runs = [
            run(RunKind::Same, 0..5),
            run(RunKind::Removed, 5..7),
            run(RunKind::Added, 5..7),
            run(RunKind::Same, 7..27),
        ];
        let cut = cut(&runs, base, now);
        assert_eq!(cut.len(), 2);
        assert_eq!(cut[0].spoken(), "Take, removed: 5, added: 6, mg a day.");
        assert_eq!(cut[1].spoken(), "Or none.");
        assert!(cut[0].is_changed() && !cut[1].is_changed());
        let at = now.find("none").unwrap_or_default();
        assert!(cut[1].holds(at) && !cut[0].holds(at));
    }

    #[test]
    fn a_paragraph_without_end_is_drawn_as_several() {
        let now = "word and word\n".repeat(4000);
        let cut = cut(&[run(RunKind::Same, 0..now.len())], "", &now);
        assert!(cut.len() > 5);
        let whole: usize = cut
            .iter()
            .flat_map(|it| &it.pieces)
            .map(|it| it.words.len())
            .sum();
        assert_eq!(whole, now.len());
    }
}
