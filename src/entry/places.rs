//! Lines and columns of a text.

use std::cell::Cell;

/// Where the lines of a text begin.
#[derive(Debug, Clone)]
pub struct Places<'t> {
    text: &'t str,
    starts: Vec<usize>,
    /// The place asked for last and its column: in a long line the next is counted from there.
    last: Cell<(usize, usize)>,
}

/// A line counted by line feeds and a column in characters, both from 1. A byte order mark is not counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    pub line: usize,
    pub column: usize,
}

impl<'t> Places<'t> {
    pub fn of(text: &'t str) -> Self {
        let ends = memchr::memchr_iter(b'\n', text.as_bytes());
        let starts = std::iter::once(0).chain(ends.map(|at| at + 1)).collect();
        let last = Cell::new((0, 1));
        Self { text, starts, last }
    }

    /// The place of a byte.
    pub fn at(&self, at: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let (last, column) = self.last.get();
        let (from, column) = match (start..=at).contains(&last) {
            true => (last, column),
            false => (start, 1),
        };
        let before = self.text.get(from..at).unwrap_or_default();
        let before = match from {
            0 => before.trim_start_matches('\u{feff}'),
            _ => before,
        };
        let column = column + before.chars().count();
        self.last.set((at, column));
        Place { line, column }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_in_line_feeds_and_columns_are_characters() {
        let text = "\u{feff}aé\r\nb\rc\n";
        let places = Places::of(text);
        let at = |found: &str| {
            let place = places.at(text.find(found).expect("it is there"));
            (place.line, place.column)
        };
        assert_eq!(at("\u{feff}"), (1, 1));
        assert_eq!(at("a"), (1, 1));
        assert_eq!(at("\r"), (1, 3));
        assert_eq!(at("c"), (2, 3));
        let end = places.at(text.len());
        assert_eq!((end.line, end.column), (3, 1));
        // In whatever order they are asked for.
        let line = Places::of("éa\u{301}bc\nd");
        let columns = |places: &[usize]| -> Vec<usize> {
            places.iter().map(|at| line.at(*at).column).collect()
        };
        assert_eq!(columns(&[2, 5, 3, 6, 8, 0]), [2, 4, 3, 5, 1, 1]);
        let empty = Places::of("").at(0);
        assert_eq!((empty.line, empty.column), (1, 1));
    }
}
