//! A house style as the text of its file, with comments that explain each part.
//!
//! What is written reads back as the same style. Evidence, where there is some, stands behind the line it speaks for.

use super::page::{Reasons, StyleWriter};
use super::parts::KEYS;
use super::{HouseStyle, StylePart};

/// The built-in style, to begin from.
pub fn write_built_in() -> String {
    let head = "\
# The house style of this library: what copydesk expects of its entries.
#
# A part that is left out is the built-in one, which is what stands here. A part that
# is there replaces the built-in one whole. copydesk reads this file again when it changes.
";
    write(
        &HouseStyle::default(),
        &StylePart::all().collect::<Vec<_>>(),
        head,
        &Reasons::new(),
    )
}

/// The parts of a style, below a head of comments.
pub fn write(style: &HouseStyle, parts: &[StylePart], head: &str, evidence: &Reasons) -> String {
    let mut page = StyleWriter {
        text: head.to_owned(),
        evidence,
    };
    for key in KEYS.iter().filter(|key| parts.contains(&key.part)) {
        page.text.push('\n');
        for line in key.comment.lines() {
            page.text.push_str(if line.is_empty() { "#" } else { "# " });
            page.text.push_str(line);
            page.text.push('\n');
        }
        (key.write)(&mut page, style);
    }
    page.text
}
