//! A stretch of an entry as a text field wants it: lines end in LF, whatever the file has, and every place in the copy
//! knows its place in the file.
//!
//! Knows nothing of: fields, windows, carets.

use std::ops::Range;

/// Stands for a lone carriage return, which no field can show and none may make.
pub const LONE_CR: char = '\u{240D}';

/// The copy, with the places where it is longer or shorter than the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LfCopy {
    text: String,
    start: usize,
    /// Offsets in the copy behind a line end or mark, and how far the file is ahead of the copy from there on.
    shifts: Vec<(usize, isize)>,
}

impl LfCopy {
    /// Copies `range` of `text`. A range that does not lie in the text gives an empty copy.
    pub fn of(text: &str, range: Range<usize>) -> Self {
        let start = range.start;
        let source = text.get(range).unwrap_or_default();
        if !source.contains('\r') {
            return Self {
                text: source.to_owned(),
                start,
                shifts: Vec::new(),
            };
        }
        let mut copy = String::with_capacity(source.len());
        let mut shifts = Vec::new();
        let mut ahead = 0isize;
        let mut chars = source.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\r' if chars.peek() == Some(&'\n') => {
                    chars.next();
                    copy.push('\n');
                    ahead += 1;
                    shifts.push((copy.len(), ahead));
                }
                '\r' => {
                    copy.push(LONE_CR);
                    ahead += 1 - LONE_CR.len_utf8() as isize;
                    shifts.push((copy.len(), ahead));
                }
                c => copy.push(c),
            }
        }
        Self {
            text: copy,
            start,
            shifts,
        }
    }

    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The byte of the file that `offset` of the copy stands for.
    pub fn to_file(&self, offset: usize) -> usize {
        let passed = self.shifts.partition_point(|(at, _)| *at <= offset);
        let ahead = passed
            .checked_sub(1)
            .and_then(|i| self.shifts.get(i))
            .map_or(0, |(_, ahead)| *ahead);
        (self.start + offset).saturating_add_signed(ahead)
    }

    /// The place in the copy of a byte of the file; places outside the copy go to its nearer end.
    pub fn from_file(&self, offset: usize) -> usize {
        let wanted = offset.max(self.start);
        // Positions in the file grow with positions in the copy, so the last shift at or before it decides.
        let passed = self.shifts.partition_point(|(at, ahead)| {
            (self.start + at).saturating_add_signed(*ahead) <= wanted
        });
        let ahead = passed
            .checked_sub(1)
            .and_then(|i| self.shifts.get(i))
            .map_or(0, |(_, ahead)| *ahead);
        let mut at = (wanted - self.start)
            .saturating_add_signed(-ahead)
            .min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_go_there_and_back_whatever_the_line_ends() {
        for text in [
            "a\nb\n",
            "é\r\nb\r\n\r\nc",
            "a\rb\r\n",
            "\r\n",
            "",
            "ab\r\r\nc",
        ] {
            let copy = LfCopy::of(text, 0..text.len());
            assert!(!copy.as_str().contains('\r'));
            for (at, _) in copy.as_str().char_indices() {
                let file = copy.to_file(at);
                assert!(text.is_char_boundary(file), "{text:?} at {at}");
                assert_eq!(copy.from_file(file), at, "{text:?} at {at}");
            }
            assert_eq!(copy.to_file(copy.as_str().len()), text.len(), "{text:?}");
        }
    }

    #[test]
    fn a_place_inside_a_line_end_goes_to_the_end_of_its_line() {
        let copy = LfCopy::of("ab\r\ncd", 0..6);
        assert_eq!(copy.from_file(3), 3);
        assert_eq!(copy.as_str(), "ab\ncd");
    }
}
