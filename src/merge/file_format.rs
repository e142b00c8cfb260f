//! What holds for a whole file and is no line of it: the byte order mark, the line ends, the end of the last line.
//!
//! A side that changed one of them made one change, not one in every line. So they are set aside before the merge, and the
//! merged text gets those that are due.

use std::borrow::Cow;

use super::{CameAfter, Merged, Piece, PieceState, Whose, settle};
use crate::entry::{LineEnd, Part};

const BOM: char = '\u{feff}';

/// How the merged text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct FileFormat {
    bom: bool,
    bom_is: Whose,
    /// All lines end so; `None` where they differ and stay as they are.
    line_end: Option<&'static str>,
    /// What a new line ends in.
    new_line: &'static str,
    final_line_end: bool,
}

impl FileFormat {
    pub fn of(base: &str, ours: &str, theirs: &str) -> Self {
        let all = [base, ours, theirs];
        // An empty text has no format: it was not there yet, or is gone.
        let (bom, bom_is) = due(all.map(|text| said(text, text.starts_with(BOM))));
        let (final_line_end, _) = due(all.map(|text| said(text, text.ends_with('\n'))));
        let line_end = line_end(all.map(|text| text.contains('\n').then(|| LineEnd::of(text))));
        Self {
            bom,
            bom_is,
            line_end,
            new_line: line_end.unwrap_or_else(|| LineEnd::of(ours).as_str()),
            final_line_end,
        }
    }

    /// A text without its format: no mark, every line ended, by LF where all end alike.
    pub fn stripped<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let text = text.strip_prefix(BOM).unwrap_or(text);
        let mut plain = match self.line_end {
            Some(_) if memchr::memchr(b'\r', text.as_bytes()).is_some() => {
                Cow::Owned(text.replace("\r\n", "\n"))
            }
            _ => Cow::Borrowed(text),
        };
        if !plain.is_empty() && !plain.ends_with('\n') {
            let end = self.line_end.map_or(self.new_line, |_| "\n");
            plain.to_mut().push_str(end);
        }
        plain
    }

    /// The merged entry of pieces of stripped texts, in its format.
    pub fn applied(&self, mut pieces: Vec<Piece>, came_after: Option<CameAfter>) -> Merged {
        if self.line_end == Some("\r\n") {
            let crlf = |text: &mut String| *text = text.replace('\n', "\r\n");
            for piece in &mut pieces {
                match &mut piece.state {
                    PieceState::Settled { text, .. } => crlf(text),
                    PieceState::Conflict(conflict) => {
                        let sides = [&mut conflict.base, &mut conflict.ours, &mut conflict.theirs];
                        sides.into_iter().for_each(crlf);
                    }
                }
            }
        }
        if self.bom {
            let bom = Piece {
                part: Part::Frame,
                state: PieceState::Settled {
                    text: BOM.to_string(),
                    whose: self.bom_is,
                },
            };
            pieces.insert(0, bom);
        }
        Merged {
            pieces,
            came_after,
            line_end: self.new_line,
            final_line_end: self.final_line_end,
        }
    }
}

fn said(text: &str, it: bool) -> Option<bool> {
    (!text.is_empty()).then_some(it)
}

/// What is due of something that is so or not; a text that says nothing agrees with the others.
fn due([base, ours, theirs]: [Option<bool>; 3]) -> (bool, Whose) {
    let ours = ours.or(base);
    let theirs = theirs.or(base);
    let (ours, theirs) = (ours.or(theirs), theirs.or(ours));
    let base = base.or(ours);
    let (it, whose) = settle(base, ours, theirs).unwrap_or((ours, Whose::Ours));
    (it.unwrap_or_default(), whose)
}

/// The line end of all lines; `None` where lines end in both ways and nobody made them alike.
fn line_end([base, ours, theirs]: [Option<LineEnd>; 3]) -> Option<&'static str> {
    let is_mixed = |end: Option<LineEnd>| matches!(end, Some(LineEnd::Mixed { .. }));
    // Made alike by a side: all its lines end in one way, and those of the base did not.
    let made = |side: Option<LineEnd>| side.filter(|end| !is_mixed(side) && base != Some(*end));
    let end = match (made(ours), made(theirs)) {
        (Some(end), _) | (None, Some(end)) => end,
        (None, None) if is_mixed(base) || is_mixed(ours) || is_mixed(theirs) => return None,
        (None, None) => ours.or(theirs).or(base).unwrap_or(LineEnd::Lf),
    };
    Some(end.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(base: &str, ours: &str, theirs: &str) -> Option<&'static str> {
        FileFormat::of(base, ours, theirs).line_end
    }

    #[test]
    fn the_side_that_changed_the_line_ends_has_its_way() {
        let (lf, crlf, mixed) = ("a\nb\n", "a\r\nb\r\n", "a\r\nb\n");
        assert_eq!(end(lf, crlf, lf), Some("\r\n"));
        assert_eq!(end(crlf, crlf, lf), Some("\n"));
        assert_eq!(end(crlf, crlf, crlf), Some("\r\n"));
        assert_eq!(end("", lf, crlf), Some("\n"));
        assert_eq!(end(mixed, lf, mixed), Some("\n"));
        assert_eq!(end(lf, mixed, lf), None);
        assert_eq!(end(mixed, mixed, mixed), None);
        assert_eq!(end(lf, mixed, crlf), Some("\r\n"));
    }

    #[test]
    fn mark_and_last_line_end_follow_the_side_that_changed_them() {
        let marked = FileFormat::of("a\n", "\u{feff}a\n", "a");
        assert!(marked.bom && !marked.final_line_end);
        let marked = FileFormat::of("", "\u{feff}a", "\u{feff}b");
        assert!(marked.bom && !marked.final_line_end);
        assert_eq!(marked.stripped("\u{feff}a"), "a\n");
        assert_eq!(marked.stripped(""), "");
    }
}
