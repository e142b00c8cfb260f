//! The closing block that mirrors the products of the front matter: where it agreed, it follows.
//!
//! Knows nothing of: YAML, the form.

use std::ops::Range;

use crate::entry::Edit;
use crate::entry::outline::Outline;
use crate::entry::products::Product;

/// The edit of the closing block that keeps it in agreement, where it agreed with the products before.
pub fn follow(
    text: &str,
    outline: &Outline,
    before: &[Product],
    after: &[Product],
) -> Option<Edit> {
    if before == after || before.is_empty() {
        return None;
    }
    let lines = outline
        .tail
        .iter()
        .flat_map(|tail| &tail.sections)
        .map(|section| product_lines(text, section.body.clone()))
        .find(|lines| agrees(text, lines, before))?;
    let (first, last) = (lines.first()?, lines.last()?);
    let stretch = first.range.start..last.range.end;
    let old = text.get(stretch.clone())?;
    // A new line is like the first one: its marker, its line end.
    let marker = text.get(first.range.start..first.link.start)?;
    let line_end = if old.contains("\r\n") || text.get(last.range.end..)?.starts_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    let new: Vec<String> = after
        .iter()
        .map(|product| format!("{marker}{}", link(product)))
        .collect();
    let new = new.join(line_end);
    (old != new).then(|| Edit::new(stretch, new))
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
