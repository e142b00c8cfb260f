//! Tables for a spreadsheet, as CSV.

use std::borrow::Cow;
use std::io;

use super::harmless::harmless;

/// How cells are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Cells {
    /// For a spreadsheet: no cell is a formula.
    #[default]
    AsText,
    /// For programs: every cell as it is.
    Raw,
}

/// Writes a table with its heads, which stand there without any row as well.
///
/// # Errors
/// Never, as far as one can tell: it is written to memory.
pub fn csv<'t, const N: usize>(
    heads: [&str; N],
    rows: impl IntoIterator<Item = [Cow<'t, str>; N]>,
    cells: Cells,
) -> io::Result<String> {
    let mut csv = csv::Writer::from_writer(Vec::new());
    csv.write_record(heads)?;
    for row in rows {
        match cells {
            Cells::AsText => csv.write_record(row.iter().map(|cell| as_text(cell).into_owned()))?,
            Cells::Raw => csv.write_record(row.iter().map(|cell| cell.as_bytes()))?,
        }
    }
    let text = csv.into_inner().map_err(|error| error.into_error())?;
    String::from_utf8(text).map_err(io::Error::other)
}

/// A cell that a spreadsheet shows and never runs: an apostrophe before it makes it text. A terminal does not act on it either.
fn as_text(cell: &str) -> Cow<'_, str> {
    let cell = harmless(cell);
    let is_run = cell
        .trim_start()
        .starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
        || cell.starts_with(['\t', '\r', '\n']);
    match is_run {
        true => Cow::Owned(format!("'{cell}")),
        false => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_run_unless_a_program_asks_for_it_as_it_is() {
        let row = ["=1+1", "a, \"b\"", " +2"].map(Cow::Borrowed);
        let text = csv(["one", "two", "three"], [row.clone()], Cells::AsText);
        let text = text.expect("written");
        assert_eq!(text, "one,two,three\n'=1+1,\"a, \"\"b\"\"\",' +2\n");
        let odd = csv(
            ["title"],
            [[Cow::Borrowed("T\u{1b}[31mred")]],
            Cells::AsText,
        );
        assert_eq!(odd.expect("written"), "title\nT␛[31mred\n");
        let raw = csv(["one", "two", "three"], [row], Cells::Raw).expect("written");
        assert_eq!(raw, "one,two,three\n=1+1,\"a, \"\"b\"\"\", +2\n");
    }
}
