//! A picture without alternative text.
//!
//! Leaves alone: HTML that says `alt=""`, which means that the picture adds nothing; code.

use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "picture-without-text",
    group: Group::Text,
    title: "Picture without alternative text",
    level: Level::Warning,
    reason: "Readers who can’t see it don’t learn what it shows",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let text = subject.text;
    let body = subject.reading.page.body.start;
    let markdown = memchr::memmem::find_iter(text.as_bytes(), "![");
    let markdown = markdown.filter_map(|at| markdown_picture(text, at));
    let html = memchr::memmem::find_iter(text.as_bytes(), "<img");
    let html = html.filter_map(|at| html_picture(text, at));
    for place in markdown.chain(html).filter(|place| place.start >= body) {
        if !subject.reading.page.is_program_at(place.start) {
            let message = "This picture has no alternative text";
            found.add(place, message, Vec::new());
        }
    }
}

/// `![](tea.png)`, `![ ][tea]`
fn markdown_picture(text: &str, at: usize) -> Option<Range<usize>> {
    let is_escaped = text.get(..at)?.ends_with('\\');
    let behind = text.get(at + 2..)?.trim_start_matches([' ', '\t']);
    let address = prose::near_ahead(behind.strip_prefix(']')?);
    let close = match address.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let length = address.find([close, '\n'])?;
    let end = text.len() - behind.len() + 1 + length + 1;
    (!is_escaped).then_some(at..end)
}

/// `<img src="tea.png">`
fn html_picture(text: &str, at: usize) -> Option<Range<usize>> {
    let rest = prose::near_ahead(text.get(at..)?);
    let tag = rest.get(..=rest.find('>')?)?;
    let is_img = tag
        .get(4..)
        .is_some_and(|it| it.starts_with([' ', '\n', '\r', '\t', '/', '>']));
    let mut attributes = tag.split([' ', '\n', '\r', '\t', '/', '>']);
    let has_text = attributes.any(|it| {
        let name = it.split('=').next().unwrap_or_default();
        name.eq_ignore_ascii_case("alt") || name.eq_ignore_ascii_case("aria-label")
    });
    (is_img && !has_text).then(|| at..at + tag.len())
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "picture-without-text";

    #[test]
    fn a_picture_without_text_is_told_wherever_it_stands() {
        for (text, marked) in [
            ("![](tea.png)", "![](tea.png)"),
            ("Tea ![ ](tea.png) helps", "![ ](tea.png)"),
            ("## Tea ![](tea.png)", "![](tea.png)"),
            ("| a ![](tea.png) |\n|---|\n", "![](tea.png)"),
            ("![][tea]\n\n[tea]: tea.png\n", "![][tea]"),
            ("[![](tea.png)](tea.md)", "![](tea.png)"),
            ("<img src=\"tea.png\">", "<img src=\\\"tea.png\\\">"),
            ("Tea <img src=tea.png/> helps", "<img src=tea.png/>"),
        ] {
            let found = found(text, ID);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains(&format!("\"{marked}\"")), "{found:?}");
        }
    }

    #[test]
    fn pictures_with_text_and_code_are_left_alone() {
        for text in [
            "![Tea](tea.png) ![Tea][tea] \\![](tea.png) [](tea.png) ![] !",
            "<img src=\"tea.png\" alt=\"Tea\"> <img alt=\"\" src=\"line.png\"> <image>",
            "`![](tea.png)` `<img src=\"a.png\">`\n\n```\n![](tea.png)\n```\n",
            "---\ntitle: \"![](a.png)\"\n---\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
