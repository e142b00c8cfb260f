//! HTML among the markdown. Each tag is told of once.
//!
//! Leaves alone: comments, addresses in `<…>`, code.

use std::collections::HashMap;
use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::page::{BlockKind, Style};

pub(super) const CHECK: Check = Check {
    id: "raw-html",
    group: Group::Text,
    title: "HTML in the text",
    level: Level::Note,
    reason: "Each site publishes it or removes it as it likes; markdown is the same everywhere",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let mut tags: Vec<(&str, Range<usize>, usize)> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut see = |place: &Range<usize>| {
        for tag in tags_in(subject.at(place), place.start) {
            let name = tag_name(subject.at(&tag));
            let number = *numbers
                .entry(name.to_ascii_lowercase())
                .or_insert(tags.len());
            match tags.get_mut(number) {
                Some((_, _, count)) => *count += 1,
                None => tags.push((name, tag, 1)),
            }
        }
    };
    for block in &page.blocks {
        if block.kind == BlockKind::Html {
            see(&block.range);
        }
        for run in prose::runs(page, block).filter(|run| run.style.has(Style::HTML)) {
            see(&run.source);
        }
    }
    for (name, place, count) in tags {
        let times = match count {
            1 => String::new(),
            2 => " (twice)".to_owned(),
            count => format!(" ({count} times)"),
        };
        found.add(place, format!("“<{name}>” is HTML{times}"), Vec::new());
    }
}

/// Opening tags, comments left out.
fn tags_in(html: &str, start: usize) -> Vec<Range<usize>> {
    let mut tags = Vec::new();
    let mut at = 0;
    // The next `>`, which many tags without one may share.
    let mut close = 0;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')) {
        let open = at + open;
        let rest = html.get(open..).unwrap_or_default();
        if rest.starts_with("<!--") {
            at = rest.find("-->").map_or(html.len(), |end| open + end + 3);
            continue;
        }
        at = open + 1;
        if rest
            .get(1..)
            .is_some_and(|name| name.starts_with(|c: char| c.is_ascii_alphabetic()))
        {
            if close <= open {
                close = rest.find('>').map_or(html.len(), |end| open + end + 1);
            }
            tags.push(start + open..start + close);
        }
    }
    tags
}

fn tag_name(tag: &str) -> &str {
    let name = tag.get(1..).unwrap_or_default();
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    name.get(..end.unwrap_or(name.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const SILENCE: [&str; 0] = [];

    #[test]
    fn each_tag_is_told_of_once() {
        let before =
            "H<sub>2</sub>O and CO<sub>2</sub><br />\n\n<div class=\"a\">\nText <br>\n</div>\n";
        assert_eq!(
            found(before, "raw-html"),
            [
                "1:2 \"<sub>\" “<sub>” is HTML (twice)",
                "1:34 \"<br />\" “<br>” is HTML (twice)",
                "3:1 \"<div class=\\\"a\\\">\" “<div>” is HTML"
            ]
        );
    }

    #[test]
    fn tags_are_found_in_cells_items_and_headings() {
        for text in [
            "| a<br>b |\n|--|\n",
            "- a <b>c</b>\n",
            "# a <i>b</i>\n",
            "> <p>a</p>\n",
        ] {
            assert_eq!(found(text, "raw-html").len(), 1, "{text}");
        }
    }

    #[test]
    fn comments_addresses_and_code_are_left_alone() {
        for text in [
            "",
            "<!-- a <b> comment -->\n\nText <!-- another --> goes on\n",
            "<https://a.example> <a@b.example> a < b > c <5 mg\n",
            "`<div>`\n\n```\n<div>\n```\n\n    <div>\n",
            "<!--\n<div>\n\n<p>\n-->\n",
            "\\<div>",
        ] {
            assert_eq!(found(text, "raw-html"), SILENCE, "{text}");
        }
    }
}
