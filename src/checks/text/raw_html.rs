//! HTML among the markdown, each tag told once; and words that are taken for a tag, so that no reader sees them.
//!
//! Leaves alone: comments, addresses in `<…>`, code.

use std::collections::HashMap;
use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::page::{BlockKind, Style};
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "raw-html",
    group: Group::Text,
    title: "HTML in the text",
    level: Level::Note,
    reason: "Each site publishes it or removes it as it likes; markdown is the same everywhere",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let mut tags: Vec<(&str, Range<usize>, usize)> = Vec::new();
    let mut words: Vec<Range<usize>> = Vec::new();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut see = |place: &Range<usize>| {
        for tag in tags_in(subject.at(place), place.start) {
            let name = tag_name(subject.at(&tag));
            if is_words(subject.text, &tag, name) {
                words.push(tag);
                continue;
            }
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
    for place in words {
        let written = subject.at(&place);
        let message = format!("“{written}” is taken for HTML and not shown");
        let fixes = shown(subject.text, &place);
        found.add_at(Level::Warning, place.clone(), message, fixes);
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

/// Whether what reads as a tag are words: `uptake<loss and loss>gain`, `take <name of drug>`. HTML has no such tag, and nothing
/// makes it look like one of a program of the site.
fn is_words(text: &str, tag: &Range<usize>, name: &str) -> bool {
    let is_known = HTML.contains(&name.to_ascii_lowercase().as_str());
    let written = text.get(tag.clone()).unwrap_or_default();
    if is_known || name.contains('-') || !written.ends_with('>') {
        return false;
    }
    let (before, behind) = (text.get(..tag.start), text.get(tag.end..));
    let touches = before.is_some_and(|it| it.ends_with(char::is_alphanumeric))
        || behind.is_some_and(|it| it.starts_with(char::is_alphanumeric));
    let is_plain = name.bytes().all(|byte| byte.is_ascii_lowercase())
        && !written.ends_with("/>")
        && !written.contains('=');
    let is_closed = || {
        let close = format!("</{name}");
        memchr::memmem::find(text.as_bytes(), close.as_bytes()).is_some()
    };
    (touches || is_plain) && !written.contains(':') && !is_closed()
}

/// The ways to have the words shown.
fn shown(text: &str, tag: &Range<usize>) -> Vec<Fix> {
    let mut fixes = Vec::new();
    let is_beside = |at: usize| {
        let (before, behind) = text.split_at_checked(at).unwrap_or_default();
        before.ends_with(char::is_alphanumeric) || behind.starts_with(char::is_alphanumeric)
    };
    let places = [tag.start, tag.start + 1, tag.end - 1, tag.end];
    if is_beside(tag.start) || is_beside(tag.end) {
        let is_letter = |at: usize| {
            let (before, behind) = text.split_at_checked(at).unwrap_or_default();
            let outside = match at == tag.start || at == tag.end - 1 {
                true => before.chars().next_back(),
                false => behind.chars().next(),
            };
            outside.is_some_and(|c| !c.is_whitespace())
        };
        let edits = places.into_iter().filter(|at| is_letter(*at));
        let edits = edits.map(|at| Edit::insert(at, " "));
        if let Ok(edits) = Edits::new(edits.collect()) {
            fixes.push(Fix::new("Put spaces round the signs", edits));
        }
    }
    let edit = Edit::insert(tag.start, "\\");
    fixes.push(Fix::new("Put a backslash before “<”", edit));
    fixes
}

/// The elements of HTML, old ones included, and those of pictures and formulas that stand in pages.
const HTML: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "applet",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "basefont",
    "bdi",
    "bdo",
    "big",
    "blink",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "defs",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "image",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "mi",
    "mn",
    "mo",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "polygon",
    "polyline",
    "pre",
    "progress",
    "q",
    "rect",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
    "xmp",
];

fn tag_name(tag: &str) -> &str {
    let name = tag.get(1..).unwrap_or_default();
    let end = name.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    name.get(..end.unwrap_or(name.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

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
    fn words_that_are_taken_for_a_tag_are_told_and_shown_again() {
        for (before, marked, after) in [
            (
                "If uptake<loss and loss>gain.",
                "<loss and loss>",
                "If uptake < loss and loss > gain.",
            ),
            (
                "When a <b and c> d, x<y>z.",
                "<y>",
                "When a <b and c> d, x < y > z.",
            ),
            (
                "Take <name of drug> now.",
                "<name of drug>",
                "Take \\<name of drug> now.",
            ),
            (
                "| dose<limit> |\n|--|\n",
                "<limit>",
                "| dose < limit > |\n|--|\n",
            ),
        ] {
            let found = found(before, "raw-html");
            let told: Vec<_> = found.iter().filter(|it| it.contains("(warning)")).collect();
            assert_eq!(told.len(), 1, "{before}: {found:?}");
            let message =
                format!("{marked:?} (warning) “{marked}” is taken for HTML and not shown");
            assert!(told[0].ends_with(&message), "{told:?}");
            let fixture = Fixture::new(before);
            let finding = fixture.findings("raw-html");
            let fix = finding
                .iter()
                .find_map(|it| it.fixes.first())
                .expect("a fix");
            assert_eq!(&*fix.edits.apply(before).expect("it fits"), after);
        }
        for text in [
            "<tip>Tea</tip> <Tabs> <my-tag> a<br>b <note type=\"a\"> <todo/> <o:p> p<0.05 and q>0.01",
            "`List<String>` and\n\n```\na<b>c x<y>z\n```\n",
        ] {
            let found = found(text, "raw-html");
            assert!(
                !found.iter().any(|it| it.contains("(warning)")),
                "{found:?}"
            );
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
