//! A paragraph of the text under review as it is laid out: what came and what went marked, and each claim at the line where its
//! sentence ends.
//!
//! Knows nothing of: where on the page it stands, how changes are told.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::{Color32, Galley, Stroke, Ui};

use crate::review::Paragraph;
use crate::review::changes::RunKind;
use crate::ui::theme::{self, Palette};

/// A paragraph as it is laid out.
pub(super) struct LaidParagraph {
    pub galley: Arc<Galley>,
    /// Stretches of the text now: where each begins in it and among the letters shown.
    stretches: Vec<(Range<usize>, usize)>,
}

impl Paragraph {
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
