//! The links of a closing block, merged one by one, each known by its words: what both sides added stands, as with the
//! products of the front matter.

use super::keyed_list::Element;
use super::sequence::{Lists, Out, Three, nodes};
use crate::entry::Part;

/// Puts the merged block out; `false`, and nothing put, where a version is more than one list and words around it.
pub(super) fn merge(part: &Part, bodies: Three<&str>, out: &mut Out) -> bool {
    let Some(blocks) = bodies.map(Block::of).whole() else {
        return false;
    };
    out.lines(part, blocks.as_ref().map(|block| block.above));
    let elements = blocks.as_ref().map(|block| block.links.as_slice());
    let nodes = nodes(elements, true);
    let lists = Lists {
        elements,
        nodes: &nodes,
        usual_gap: "",
        contested: false,
    };
    lists.put(
        out,
        |_| part.clone(),
        |part, meeting, out| {
            let lines = meeting.elements.map(|it| it.map_or("", |it| it.whole));
            out.settled_or_conflict(part, lines);
        },
    );
    out.lines(part, blocks.as_ref().map(|block| block.below));
    true
}

/// A block taken apart: its pieces join to the block.
struct Block<'t> {
    above: &'t str,
    links: Vec<Element<'t>>,
    below: &'t str,
}

impl<'t> Block<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let lines = text.split_inclusive('\n');
        let before: usize = lines
            .clone()
            .take_while(|it| !is_item(it))
            .map(str::len)
            .sum();
        let (above, rest) = text.split_at_checked(before)?;
        let items = rest.split_inclusive('\n').take_while(|it| is_item(it));
        let links: Vec<Element<'t>> = items.map(link).collect();
        let length = links.iter().map(|link| link.whole.len()).sum();
        let (_, below) = rest.split_at_checked(length)?;
        // An indented line would belong to the item above it.
        let is_one_list =
            !below.split_inclusive('\n').any(is_item) && !below.starts_with([' ', '\t']);
        is_one_list.then_some(Self {
            above,
            links,
            below,
        })
    }
}

fn is_item(line: &str) -> bool {
    line.starts_with("- ") || line.starts_with("* ")
}

fn link(line: &str) -> Element<'_> {
    let words = line
        .split_once('[')
        .and_then(|(_, rest)| rest.split_once(']'));
    Element {
        keys: vec![words.map_or(line, |(words, _)| words).to_owned()],
        head: "",
        text: line,
        gap: "",
        whole: line,
        same: line,
    }
}
