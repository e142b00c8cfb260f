//! A paragraph of the text under review: its words with what came and what went marked, and the claims that its sentences make,
//! each at the line where its sentence ends.
//!
//! Knows nothing of: where on the page it stands, how changes are told.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Color32, Galley, Stroke, Ui};

use crate::review::changes::{DiffRun, RunKind};
use crate::ui::theme::{self, Palette};

/// Words of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ParagraphPiece {
    pub kind: RunKind,
    pub words: String,
    /// Where they begin in their text.
    at: usize,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Paragraph {
    pub pieces: Vec<ParagraphPiece>,
    /// The claims whose sentences end here, by number.
    pub claims: Vec<usize>,
}

/// A paragraph as it is laid out.
pub(super) struct LaidParagraph {
    pub galley: Arc<Galley>,
    /// Stretches of the text now: where each begins in it and among the letters shown.
    stretches: Vec<(Range<usize>, usize)>,
}

/// A paragraph longer than this, in bytes, is drawn as several.
const LONGEST: usize = 8 * 1024;

/// The paragraphs that the stretches of a part are, what was removed taken from the text before.
pub(super) fn cut(runs: &[DiffRun], base: &str, now: &str) -> Vec<Paragraph> {
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
    pub(super) fn holds(&self, at: usize) -> bool {
        let mut now = self.pieces.iter().filter(|it| it.kind != RunKind::Removed);
        now.any(|it| (it.at..it.at + it.words.len()).contains(&at))
    }

    /// In bytes.
    pub(super) fn length(&self) -> usize {
        self.pieces.iter().map(|it| it.words.len()).sum()
    }

    pub(super) fn is_changed(&self) -> bool {
        self.pieces.iter().any(|it| it.kind != RunKind::Same)
    }

    /// What a screen reader says: “One tablet with, removed: 100 to 200, added: 50 to 100, mg of iron”.
    pub(super) fn spoken(&self) -> String {
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

    /// Lays it out; `clean` leaves away what was removed and marks nothing. A lit sentence has a ground.
    pub(super) fn lay_out(
        &self,
        ui: &Ui,
        (width, is_source): (f32, bool),
        clean: bool,
        lit: Option<&Range<usize>>,
        p: &Palette,
    ) -> LaidParagraph {
        let plain = if is_source {
            theme::source_format(p.text)
        } else {
            theme::editor_format(p.text)
        };
        let mut job = LayoutJob::default();
        job.wrap.max_width = width;
        let mut stretches = Vec::new();
        let mut letters = 0;
        let count = self.pieces.len();
        for (number, piece) in self.pieces.iter().enumerate() {
            if clean && piece.kind == RunKind::Removed {
                continue;
            }
            let is_last = number + 1 == count;
            let words = if is_last {
                piece.words.trim_end()
            } else {
                &piece.words
            };
            let marked = match piece.kind {
                RunKind::Added if !clean => added(&plain, p),
                RunKind::Removed => removed(&plain, p),
                _ => plain.clone(),
            };
            if piece.kind != RunKind::Removed {
                stretches.push((piece.at..piece.at + words.len(), letters));
            }
            letters += words.chars().count();
            // The blank behind a word is marked with it only where more of the kind follows.
            let bare = words.trim_end();
            let lit = lit.filter(|_| piece.kind != RunKind::Removed);
            append(&mut job, bare, piece.at, &marked, lit, p);
            let blank = words.get(bare.len()..).unwrap_or_default();
            append(&mut job, blank, piece.at + bare.len(), &plain, lit, p);
        }
        LaidParagraph {
            galley: ui.fonts_mut(|fonts| fonts.layout_job(job)),
            stretches,
        }
    }
}

impl LaidParagraph {
    /// The height, from the top of the paragraph, of the line in which a place of the text now stands.
    pub(super) fn line_of(&self, at: usize) -> f32 {
        let found = self.stretches.iter().find(|(range, _)| range.contains(&at));
        let Some((range, letters)) = found else {
            return (self.galley.size().y - theme::EDITOR_LINE).max(0.0);
        };
        let shown = self.galley.text();
        let start: usize = shown.chars().take(*letters).map(char::len_utf8).sum();
        let words = shown.get(start..start + (at - range.start));
        let before = words.map_or(0, |words| words.chars().count());
        self.galley
            .pos_from_cursor(CCursor::new(letters + before))
            .top()
    }
}

/// Adds words that begin at a place of their text, with a ground where the lit sentence is.
fn append(
    job: &mut LayoutJob,
    words: &str,
    at: usize,
    format: &TextFormat,
    lit: Option<&Range<usize>>,
    p: &Palette,
) {
    let inside = lit.map_or(0..0, |lit| {
        let within = |place: usize| place.clamp(at, at + words.len()) - at;
        within(lit.start)..within(lit.end)
    });
    let on_ground = TextFormat {
        background: if format.background == Color32::TRANSPARENT {
            p.accent_soft
        } else {
            format.background
        },
        ..format.clone()
    };
    for (range, format) in [
        (0..inside.start, format),
        (inside.clone(), &on_ground),
        (inside.end..words.len(), format),
    ] {
        let words = words.get(range).unwrap_or_default();
        if !words.is_empty() {
            job.append(words, 0.0, format.clone());
        }
    }
}

/// Words that came.
pub(super) fn added(plain: &TextFormat, p: &Palette) -> TextFormat {
    TextFormat {
        color: p.good,
        background: p.good_soft,
        underline: Stroke::new(1.0, p.good),
        ..plain.clone()
    }
}

/// Words that went.
pub(super) fn removed(plain: &TextFormat, p: &Palette) -> TextFormat {
    TextFormat {
        color: p.bad,
        background: p.bad_soft,
        strikethrough: Stroke::new(1.0, p.bad),
        ..plain.clone()
    }
}

#[cfg(test)]
mod tests {
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
