//! Why a block of YAML can't be read, and where.

use std::fmt;

/// Why a block can't be read, and where. The block is then shown and changed as text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct YamlError {
    pub message: String,
    /// The byte of the whole text where reading stopped.
    pub at: usize,
    /// Counted from 1 by line feeds, in the whole text.
    pub line: usize,
    /// Counted from 1 in characters.
    pub column: usize,
    /// The trouble is a name that is there twice.
    pub twice: Option<Twice>,
}

/// A name that is there twice; the trouble is at the second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Twice {
    pub key: String,
    /// The bytes of the second as written.
    pub length: usize,
    pub first_line: usize,
}

impl fmt::Display for YamlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            message,
            line,
            column,
            ..
        } = self;
        write!(f, "{message} (line {line}, column {column})")
    }
}

impl YamlError {
    pub(super) fn new(text: &str, at: usize, message: impl Into<String>) -> Self {
        let at = text.floor_char_boundary(at);
        let (line, column) = line_and_column(text, at);
        Self {
            message: message.into(),
            at,
            line,
            column,
            twice: None,
        }
    }
}

/// Line and column of a byte, both from 1; lines by line feeds, columns in characters, a byte order mark not counted.
pub fn line_and_column(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..text.floor_char_boundary(at)).unwrap_or_default();
    let line_start = before.rfind('\n').map_or(0, |found| found + 1);
    let in_line = before.get(line_start..).unwrap_or_default();
    let column = in_line.trim_start_matches('\u{feff}').chars().count() + 1;
    (
        memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1,
        column,
    )
}
