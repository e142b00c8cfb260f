//! A row of a table with more cells than the table has columns: no reader shows what stands in them.
//!
//! Leaves alone: short rows, which show empty cells; code.

use std::ops::Range;

use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::page::BlockKind;

pub(super) const CHECK: Check = Check {
    id: "table-cells",
    group: Group::Text,
    title: "Table row with too many cells",
    level: Level::Warning,
    reason: "What stands beyond the last column is shown nowhere",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    if page.tables.is_empty() {
        return;
    }
    for block in &page.blocks {
        let BlockKind::Row {
            table, head: false, ..
        } = block.kind
        else {
            continue;
        };
        let Some(columns) = page.tables.get(table).map(|table| table.columns.len()) else {
            continue;
        };
        let line = subject.line_from(block.range.start);
        let cells = cells(subject.at(&line));
        let mut beyond = cells.iter().skip(columns);
        let (Some(first), last) = (beyond.next(), cells.last()) else {
            continue;
        };
        let range = first.start..last.map_or(first.end, |last| last.end);
        let words = subject.at(&line).get(range.clone()).unwrap_or_default();
        if words.trim_matches(['|', ' ', '\t']).is_empty() {
            continue;
        }
        let columns = match columns {
            1 => "one column".to_owned(),
            count => format!("{count} columns"),
        };
        let message = format!("“{words}” is not shown: the table has {columns}");
        found.add(
            line.start + range.start..line.start + range.end,
            message,
            Vec::new(),
        );
    }
}

/// The cells of a row, without the space around them. A bar ends a cell even in code; one behind a backslash does not.
fn cells(row: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = row.len() - row.trim_start().len();
    start += usize::from(row.get(start..).is_some_and(|row| row.starts_with('|')));
    let mut bytes = row.bytes().enumerate().skip(start);
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'\\' => drop(bytes.next()),
            b'|' => {
                cells.push(trimmed(row, start..at));
                start = at + 1;
            }
            _ => {}
        }
    }
    // Behind the last bar nothing is a cell.
    if !row.get(start..).unwrap_or_default().trim().is_empty() {
        cells.push(trimmed(row, start..row.len()));
    }
    cells
}

fn trimmed(row: &str, cell: Range<usize>) -> Range<usize> {
    let words = row.get(cell.clone()).unwrap_or_default();
    let start = cell.start + (words.len() - words.trim_start().len());
    start..start + words.trim().len()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    #[test]
    fn a_cell_beyond_the_last_column_is_told() {
        for (row, what) in [
            (
                "| 1 | 2 | 3 |",
                "3:11 \"3\" “3” is not shown: the table has 2 columns",
            ),
            (
                "1 | 2 | 3",
                "3:9 \"3\" “3” is not shown: the table has 2 columns",
            ),
            (
                "| 1 | 2 | 3 | four |",
                "3:11 \"3 | four\" “3 | four” is not shown: the table has 2 columns",
            ),
            (
                "| `x|y` | z |",
                "3:11 \"z\" “z” is not shown: the table has 2 columns",
            ),
        ] {
            let text = format!("| a | b |\n|---|---|\n{row}\n");
            assert_eq!(found(&text, "table-cells"), [what], "{row}");
        }
        let quoted = "> | a |\n> |---|\n> | 1 | 2 |\n";
        assert_eq!(
            found(quoted, "table-cells"),
            ["3:9 \"2\" “2” is not shown: the table has one column"]
        );
    }

    #[test]
    fn whole_and_short_rows_and_escaped_bars_are_left_alone() {
        for row in [
            "| 1 | 2 |",
            "1 | 2",
            "| 1 |",
            "| 1 | 2 | |",
            "| 1 | a \\| b |",
            "| 1 | `a \\| b` |  ",
        ] {
            let text = format!("| a | b |\r\n|---|---|\r\n{row}\r\n\r\n```\n| 1 | 2 | 3 |\n```\n");
            assert_eq!(found(&text, "table-cells"), [""; 0], "{row}");
        }
    }
}
