//! A link within the page (`#timing`) that no heading answers.
//!
//! How a site makes its anchors is not known, so only letters and digits are compared.

use std::collections::HashSet;
use std::ops::Range;

use crate::checks::prose;
use crate::checks::{Findings, Level, Subject};
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
        let wanted = bare(anchor);
        // `#timing-1` is the second of two.
        let numbered = wanted.trim_end_matches(|c: char| c.is_ascii_digit());
        let is_there = headings.contains(&wanted) || headings.contains(numbered);
        if wanted.is_empty() || wanted == "top" || is_there {
            continue;
        }
        told = Some((number, run.source.clone()));
        let message = format!("No heading of this page is called “{anchor}”");
        found.add_at(Level::Warning, run.source.clone(), message, Vec::new());
    }
}

/// Anchors of HTML, of templates and of attributes may be called anything.
fn makes_its_own(text: &str) -> bool {
    ["id=", "name=", "{#", "{{", "{%", "{:", "[^"]
        .iter()
        .any(|sign| memchr::memmem::find(text.as_bytes(), sign.as_bytes()).is_some())
}

fn bare(words: &str) -> String {
    let letters = words.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
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
