//! Columns for the eye.

use super::one_line;

/// Lines of cells under their heads, each as wide as its widest cell.
pub(super) fn table<const N: usize>(heads: [&str; N], mut rows: Vec<[String; N]>) -> String {
    rows.insert(0, heads.map(String::from));
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(widths) {
            line.push_str(cell);
            line.push_str(&" ".repeat(width + 2 - cell.chars().count()));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// Long texts would push the columns apart. A file is never shortened: it is what other commands are given.
pub(super) fn shortened(cell: &str) -> String {
    const LONGEST: usize = 72;
    let cell = one_line(cell);
    if cell.chars().count() <= LONGEST {
        return cell;
    }
    let mut short: String = cell.chars().take(LONGEST - 1).collect();
    short.push('…');
    short
}
