//! A link within the page (`#timing`) that no heading answers.
//!
//! How a site makes its anchors is not known, so only letters and digits are compared.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Findings, Level, Subject};
use crate::entry::anchors::bare;
use crate::entry::decoded;
use crate::entry::page::BlockKind;

/// Tells each such link at its words.
pub(super) fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let is_within = |address: &String| address.starts_with('#') && address.len() > 1;
    if !page.links.iter().any(is_within) || makes_its_own(subject.text) {
        return;
    }
    let headings = page.blocks.iter();
    let headings = headings.filter(|block| matches!(block.kind, BlockKind::Heading(_)));
    let headings: HashSet<String> = headings.map(|block| bare(page.text(block))).collect();
    let mut told: Option<(usize, Range<usize>)> = None;
    for run in page
        .blocks
        .iter()
        .flat_map(|block| prose::runs(page, block))
    {
        let (Some(number), Some(address)) = (run.link, page.link(run)) else {
            continue;
        };
        let again = told.as_ref().is_some_and(|(last, _)| *last == number);
        let Some(anchor) = address.strip_prefix('#').filter(|_| !again) else {
            continue;
        };
        if is_among(anchor, &headings) {
            continue;
        }
        told = Some((number, run.source.clone()));
        let message = format!("No heading of this page is called “{anchor}”");
        found.add_at(Level::Warning, run.source.clone(), message, Vec::new());
    }
}

/// Whether an anchor leads somewhere: to one of these headings, or to the top.
fn is_among(anchor: &str, headings: &HashSet<String>) -> bool {
    let wanted = bare(anchor);
    // `#timing-1` is the second of two.
    let numbered = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
    let is_there = headings.contains(&wanted) || headings.contains(numbered);
    wanted.is_empty() || wanted == "top" || is_there
}

/// Whether an anchor leads somewhere in the text of another entry.
pub(super) fn is_in(anchor: &str, text: &str) -> bool {
    makes_its_own(text) || is_among(&decoded(anchor), &headings_of(text))
}

/// What the headings of a text are called, seen by its lines alone: a line of a program that looks like one does no harm.
pub(in crate::checks) fn headings_of(text: &str) -> HashSet<String> {
    let mut above = "";
    let mut headings = HashSet::new();
    for line in text.lines() {
        let words = line.trim_start();
        let is_line = |sign: char| !words.is_empty() && words.trim_end().chars().all(|c| c == sign);
        if words.starts_with('#') {
            headings.insert(bare(&without_addresses(words)));
        } else if is_line('=') || is_line('-') {
            headings.insert(bare(&without_addresses(above)));
        }
        above = line;
    }
    headings
}

/// `[tea](tea.md)` is shown as `tea`.
fn without_addresses(words: &str) -> Cow<'_, str> {
    let Some((before, rest)) = words.split_once("](") else {
        return Cow::Borrowed(words);
    };
    let behind = rest.split_once(')').map_or("", |(_, behind)| behind);
    Cow::Owned(format!("{before}{}", without_addresses(behind)))
}

/// Anchors of HTML, of templates and of attributes may be called anything.
fn makes_its_own(text: &str) -> bool {
    ["id=", "name=", "{#", "{{", "{%", "{:", "[^"]
        .iter()
        .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

#[cfg(test)]
mod tests {
    use super::super::tests::SILENCE;
    use crate::checks::fixture::found;

    #[test]
    fn an_anchor_of_no_heading_is_told() {
        for (text, what) in [
            (
                "# Tea\n\nSee [milk](#milk).\n",
                "3:6 \"milk\" (warning) No heading of this page is called “milk”",
            ),
            (
                "# Tea\n\n- [the *old* tea](#old-tea)\n",
                "3:4 \"the \" (warning) No heading of this page is called “old-tea”",
            ),
            (
                "# Tea\n\n| [tea](#teas) |\n|--|\n",
                "3:4 \"tea\" (warning) No heading of this page is called “teas”",
            ),
        ] {
            assert_eq!(found(text, "broken-link"), [what]);
        }
    }

    #[test]
    fn anchors_of_headings_and_of_html_are_left_alone() {
        for text in [
            "# Does tea help?\n\n[a](#does-tea-help) [b](#Does_tea_help) [c](#does-tea-help-1) [d](#top) [e](#)\n",
            "# Tea\n\n<a id=\"milk\"></a> See [milk](#milk).\n",
            "# Tea {#milk}\n\nSee [milk](#milk).\n",
            "{{< include milk >}}\n\nSee [milk](#milk).\n",
            "See [milk](milk.md#milk), `[a](#b)` and https://a.example/#milk\n",
        ] {
            assert_eq!(found(text, "broken-link"), SILENCE, "{text}");
        }
    }
}
