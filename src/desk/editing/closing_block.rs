//! The closing block that mirrors the products of the front matter: where the two agreed, it follows a change.

use std::ops::Range;

use crate::entry::Edit;
use crate::entry::outline::Outline;
use crate::entry::products::Product;

/// The edits of the closing block that keep it in agreement, where it agreed with the products before. Only the lines of
/// products are touched: what stands between them stays.
pub fn follow(text: &str, outline: &Outline, before: &[Product], after: &[Product]) -> Vec<Edit> {
    if before == after || before.is_empty() {
        return Vec::new();
    }
    outline
        .tail
        .iter()
        .flat_map(|tail| &tail.sections)
        .map(|section| product_lines(text, section.body.clone()))
        .find(|lines| agrees(text, lines, before))
        .and_then(|lines| edits(text, &lines, after))
        .unwrap_or_default()
}

fn edits(text: &str, lines: &[Line], after: &[Product]) -> Option<Vec<Edit>> {
    let (first, last) = (lines.first()?, lines.last()?);
    let mut edits: Vec<Edit> = lines
        .iter()
        .zip(after)
        .map(|(line, product)| (line.link.clone(), link(product)))
        .filter(|(old, new)| text.get(old.clone()) != Some(new))
        .map(|(old, new)| Edit::new(old, new))
        .collect();
    // Lines too many go with the line end before them.
    edits.extend(lines.iter().skip(after.len()).map(|line| {
        let above = text.get(..line.range.start).unwrap_or_default();
        Edit::delete(line.range.start - line_end_of(above)..line.range.end)
    }));
    // A new line is like the first one: its marker, its line end.
    let marker = text.get(first.range.start..first.link.start)?;
    let crlf = text.get(first.range.end..)?.starts_with("\r\n")
        || text.get(..first.range.start)?.ends_with("\r\n");
    let line_end = if crlf { "\r\n" } else { "\n" };
    let new: String = after
        .iter()
        .skip(lines.len())
        .map(|product| format!("{line_end}{marker}{}", link(product)))
        .collect();
    edits.push(Edit::insert(last.range.end, new));
    Some(edits)
}

/// How long the line end is that `text` ends with.
fn line_end_of(text: &str) -> usize {
    if text.ends_with("\r\n") {
        2
    } else {
        usize::from(text.ends_with('\n'))
    }
}

struct Line {
    /// The line without its line end.
    range: Range<usize>,
    /// The link in it.
    link: Range<usize>,
}

/// The list lines of a closing block that hold one link and nothing else.
fn product_lines(text: &str, body: Range<usize>) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = body.start;
    for line in text.get(body).unwrap_or_default().split_inclusive('\n') {
        let bare = line.trim_end_matches(['\n', '\r']);
        let start = bare.find('[').unwrap_or(bare.len());
        let is_item = matches!(bare.get(..start).map(str::trim), Some("-" | "*" | "+"));
        if is_item && bare.ends_with(')') {
            lines.push(Line {
                range: at..at + bare.len(),
                link: at + start..at + bare.len(),
            });
        }
        at += line.len();
    }
    lines
}

fn agrees(text: &str, lines: &[Line], products: &[Product]) -> bool {
    lines.len() == products.len()
        && lines
            .iter()
            .zip(products)
            .all(|(line, product)| text.get(line.link.clone()) == Some(link(product).as_str()))
}

fn link(product: &Product) -> String {
    format!("[{}]({})", product.name, product.url)
}
