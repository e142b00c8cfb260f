//! Tables that people keep in a spreadsheet and lay beside the content.

/// Tables are also written with semicolons or tabs between the cells.
pub fn delimiter(bytes: &[u8]) -> u8 {
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
pub fn is_merge_marker(cell: &[u8]) -> bool {
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
