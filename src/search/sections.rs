//! The sections of a text as a search needs them: most pages are told by their lines alone, many times faster than by the
//! parser, which reads the rest; a property test holds the two together.

use std::borrow::Cow;
use std::ops::Range;

use crate::entry::front_matter::split;
use crate::entry::outline::Outline;

/// The sections of a page, the closing blocks included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PageSections<'t> {
    /// Where the page begins.
    pub start: usize,
    pub list: Vec<PlacedSection<'t>>,
    /// Where the break before the closing blocks begins.
    pub tail: Option<usize>,
}

/// A section and its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlacedSection<'t> {
    pub title: Cow<'t, str>,
    pub range: Range<usize>,
    /// Where the text behind its heading begins.
    pub body: usize,
}

impl<'t> PageSections<'t> {
    pub fn of(text: &'t str) -> Self {
        let start = split(text).body;
        Self::by_lines(text, start).unwrap_or_else(|| Self::by_parser(text, start))
    }

    fn by_parser(text: &'t str, start: usize) -> Self {
        let outline = Outline::read(text, start);
        let placed = outline.all_sections().map(|section| PlacedSection {
            title: section.title(text).into(),
            range: section.range.clone(),
            body: section.body.start,
        });
        Self {
            start,
            list: placed.collect(),
            tail: outline.tail.as_ref().map(|tail| tail.range.start),
        }
    }

    /// `None` where a line could mean more than it shows: code, HTML, headings and breaks in any but the usual form.
    fn by_lines(text: &'t str, start: usize) -> Option<Self> {
        let mut list: Vec<PlacedSection<'t>> = Vec::new();
        // Breaks, each with the number of sections above it and whether one begins directly below it.
        let mut breaks: Vec<(usize, usize, bool)> = Vec::new();
        let mut after_blank = true;
        let mut after_break = false;
        let has_returns = memchr::memchr(b'\r', text.as_bytes()).is_some();
        let mut at = start;
        while at < text.len() {
            let rest = text.as_bytes().get(at..)?;
            let next = memchr::memchr(b'\n', rest).map_or(text.len(), |end| at + end + 1);
            // Most lines begin with a letter, and are text whatever follows.
            if !has_returns && rest.first()?.is_ascii_alphabetic() {
                (after_blank, after_break) = (false, false);
                at = next;
                continue;
            }
            let line = text.get(at..next)?.trim_end_matches(['\n', '\r']);
            let words = line.trim();
            if line.contains('\r') {
                return None;
            }
            if words.is_empty() {
                after_blank = true;
            } else {
                let is_break = match LineKind::of(line, words)? {
                    LineKind::Text => false,
                    LineKind::Rule if after_blank => true,
                    LineKind::Rule => return None,
                    LineKind::Section(title) => {
                        if after_break {
                            breaks.last_mut()?.2 = true;
                        }
                        list.push(PlacedSection {
                            title: title.into(),
                            range: at..text.len(),
                            body: next,
                        });
                        false
                    }
                };
                // A definition of a link is no block between a break and what follows.
                if after_break && line.starts_with('[') {
                    return None;
                }
                if is_break {
                    breaks.push((at, list.len(), false));
                }
                after_break = is_break;
                after_blank = false;
            }
            at = next;
        }
        let closes = |(_, above, is_followed): &&(usize, usize, bool)| {
            *above == list.len() || (*above > 0 && *is_followed)
        };
        let tail = breaks
            .iter()
            .rev()
            .find(closes)
            .map(|(at, above, _)| (*at, *above));
        let starts: Vec<usize> = list.iter().skip(1).map(|it| it.range.start).collect();
        for (section, end) in list.iter_mut().zip(starts) {
            section.range.end = end;
        }
        if let Some((at, above)) = tail
            && let Some(last) = above.checked_sub(1).and_then(|last| list.get_mut(last))
        {
            last.range.end = at;
        }
        Some(Self {
            start,
            list,
            tail: tail.map(|(at, _)| at),
        })
    }
}

/// What a line is that begins no block of its own.
enum LineKind<'t> {
    Text,
    Rule,
    Section(&'t str),
}

impl<'t> LineKind<'t> {
    fn of(line: &'t str, words: &str) -> Option<Self> {
        let first = *words.as_bytes().first()?;
        let is_run = || words.bytes().all(|b| b == first || b == b' ' || b == b'\t');
        match first {
            b'-' | b'*' | b'_' | b'=' if is_run() => {
                let count = words.bytes().filter(|b| *b == first).count();
                (line == words && count > 2 && first != b'=').then_some(Self::Rule)
            }
            b'<' => None,
            b'`' | b'~' if words.starts_with("```") || words.starts_with("~~~") => None,
            b'#' if line.starts_with("## ") => {
                let title = line.get(3..)?.trim_matches([' ', '\t']);
                let is_usual = !title.is_empty() && !title.ends_with(['#', '\\']);
                is_usual.then_some(Self::Section(title))
            }
            b'#' if line.starts_with(['#']) => {
                let is_plain = line.starts_with("# ") || line.starts_with("### ");
                is_plain.then_some(Self::Text)
            }
            b'#' => None,
            _ => Some(Self::Text),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_usual_page_is_told_by_its_lines() {
        let text = "---\na: 1\n---\n\n# T\n\n## One\n\nx — y\n- ## no\n\n## Two  \n\n---\n\n## More\n\n- z\n";
        let start = split(text).body;
        let read = PageSections::by_lines(text, start).expect("usual");
        assert_eq!(read, PageSections::by_parser(text, start));
        assert_eq!(read.list.len(), 3);
        assert!(read.tail.is_some());
    }

    fn line() -> impl Strategy<Value = String> {
        let usual = prop::sample::select(vec![
            "", "", "", "## One", "## Two ", "# T", "### d", "---", "***", "- - -", "x", "x y",
            "- x", "  - y", "1. z", "> q", "> ## q", "- ## l", "[a]: b", "[^a]: n", "| a |",
            "|---|", "    ## c", "-", "==", "```", "<b>", "##", "## C#", " ## e", "a | b", "- ```",
            "> ```", "\t---", "* x", "**b** c", "__", "## {#i}", "##\tt", "[a]:",
        ]);
        prop_oneof![
            4 => usual.prop_map(str::to_owned),
            1 => "[-#*>`a \\[\\]]{0,6}",
        ]
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]

        #[test]
        fn what_is_told_by_lines_is_what_the_parser_reads(
            lines in prop::collection::vec(line(), 0..12),
            end in prop::sample::select(vec!["\n", "\r\n"]),
        ) {
            let text = lines.join(end);
            if let Some(read) = PageSections::by_lines(&text, split(&text).body) {
                prop_assert_eq!(read, PageSections::by_parser(&text, split(&text).body));
            }
        }
    }
}
