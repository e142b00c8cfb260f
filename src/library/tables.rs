//! Tables that people keep in a spreadsheet and lay beside the content.

use csv::{ByteRecord, ReaderBuilder};

/// Hands over the rows of a table, its head first, without what a merge left between them; whether a merge did.
///
/// # Errors
/// What the taking of a row ends with.
pub fn rows<E>(
    bytes: &[u8],
    mut take: impl FnMut(&ByteRecord) -> Result<(), E>,
) -> Result<bool, E> {
    let mut table = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter(bytes))
        .from_reader(bytes);
    let mut has_merge_markers = false;
    let mut row = ByteRecord::new();
    // Bytes in memory can't fail to be read, and any number of cells will do.
    while table.read_byte_record(&mut row).unwrap_or_default() {
        if is_merge_marker(row.get(0).unwrap_or_default()) {
            has_merge_markers = true;
        } else {
            take(&row)?;
        }
    }
    Ok(has_merge_markers)
}

/// Tables are also written with semicolons or tabs between the cells.
fn delimiter(bytes: &[u8]) -> u8 {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let head = lines
        .find(|line| !is_merge_marker(line))
        .unwrap_or_default();
    let count = |mark: u8| head.iter().filter(|byte| **byte == mark).count();
    let marks = [b';', b'\t', b','];
    marks
        .into_iter()
        .max_by_key(|mark| count(*mark))
        .unwrap_or(b',')
}

/// Whether a row begins with what a merge leaves behind.
fn is_merge_marker(cell: &[u8]) -> bool {
    [&b"<<<<<<<"[..], b"=======", b">>>>>>>", b"|||||||"]
        .iter()
        .any(|marker| cell.starts_with(marker))
}

/// The letters and digits of a column's name, in small letters.
pub fn name_of_column(cell: &[u8]) -> String {
    let letters = cell.iter().filter(|byte| byte.is_ascii_alphanumeric());
    letters
        .map(|byte| char::from(byte.to_ascii_lowercase()))
        .collect()
}
