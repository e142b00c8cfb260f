//! Light highlighting of markdown, citations and ids in a field.

use std::ops::Range;

use egui::FontId;
use egui::epaint::text::VariationCoords;
use egui::text::{LayoutJob, TextFormat};

use super::theme::{self, Palette};
use crate::entry::citations;

/// How a stretch of source is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Highlight {
    Bold,
    Italic,
    Code,
    Quiet,
    /// A PubMed number.
    Pmid,
    /// An author and a year.
    Citation,
    /// The id of another entry.
    Id,
    Heading,
}

/// What a field shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TextKind {
    /// Running text.
    Prose,
    /// Plain source: the whole file, or front matter that can't be read.
    Source,
}

/// The text of a field, laid out. `known` says whether a word is a surname of the source list.
pub fn job(text: &str, kind: TextKind, p: &Palette, known: &dyn Fn(&str) -> bool) -> LayoutJob {
    let base = match kind {
        TextKind::Prose => theme::editor_format(p.text),
        TextKind::Source => theme::source_format(p.text),
    };
    let mut job = LayoutJob {
        keep_trailing_whitespace: true,
        ..LayoutJob::default()
    };
    let mut at = 0;
    for (range, highlight) in highlights(text, known) {
        if range.start < at {
            continue;
        }
        job.append(
            text.get(at..range.start).unwrap_or_default(),
            0.0,
            base.clone(),
        );
        job.append(
            text.get(range.clone()).unwrap_or_default(),
            0.0,
            dressed(&base, highlight, kind, p),
        );
        at = range.end;
    }
    if at < text.len() || text.is_empty() {
        job.append(text.get(at..).unwrap_or_default(), 0.0, base);
    }
    job
}

fn dressed(base: &TextFormat, highlight: Highlight, kind: TextKind, p: &Palette) -> TextFormat {
    let mut format = base.clone();
    let prose = kind == TextKind::Prose;
    match highlight {
        Highlight::Bold | Highlight::Heading => {
            format.coords = VariationCoords::new([(b"wght", 680.0)])
        }
        Highlight::Italic if prose => format.font_id.family = theme::serif_italic(),
        Highlight::Italic => format.color = p.dim,
        Highlight::Code => {
            format.font_id = FontId::monospace(if prose { 13.0 } else { 12.5 });
            format.color = p.dim;
        }
        Highlight::Quiet => format.color = p.faint,
        Highlight::Pmid => {
            format.color = p.accent;
            format.coords = VariationCoords::new([(b"wght", 520.0)]);
        }
        // The line below a citation is painted by hand: at this line height the font's own stands too low.
        Highlight::Citation => {}
        Highlight::Id => format.color = p.good,
    }
    format
}

/// Every stretch that is set apart, in order; where two overlap, the first counts.
pub fn highlights(text: &str, known: &dyn Fn(&str) -> bool) -> Vec<(Range<usize>, Highlight)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut fenced = false;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            fenced = !fenced;
            found.push((at..at + line.len(), Highlight::Code));
        } else if fenced {
            found.push((at..at + line.len(), Highlight::Code));
        } else if trimmed.starts_with('#') && trimmed.trim_start_matches('#').starts_with(' ') {
            found.push((at..at + line.trim_end().len(), Highlight::Heading));
        } else {
            in_line(line, at, known, &mut found);
        }
        at += line.len();
    }
    found
}

fn in_line(
    line: &str,
    start: usize,
    known: &dyn Fn(&str) -> bool,
    found: &mut Vec<(Range<usize>, Highlight)>,
) {
    let bytes = line.as_bytes();
    let mut named = citations::of_line(line, known).into_iter().peekable();
    let mut at = 0;
    let mut word_before = false;
    while let Some(&byte) = bytes.get(at) {
        let rest = line.get(at..).unwrap_or_default();
        while named.next_if(|range| range.start < at).is_some() {}
        let citation = named.peek().filter(|range| range.start == at);
        let hit = match byte {
            _ if citation.is_some() => {
                citation.map(|range| (range.len(), Some(Highlight::Citation)))
            }
            b'\\' => Some((1 + rest.chars().nth(1).map_or(0, char::len_utf8), None)),
            b'*' if rest.starts_with("**") => {
                closed(rest, "**").map(|n| (n, Some(Highlight::Bold)))
            }
            b'*' => closed(rest, "*").map(|n| (n, Some(Highlight::Italic))),
            b'_' if !word_before => closed(rest, "_").map(|n| (n, Some(Highlight::Italic))),
            b'`' => closed(rest, "`").map(|n| (n, Some(Highlight::Code))),
            b']' => link_end(rest).map(|n| (n, Some(Highlight::Quiet))),
            b'P' if !word_before => pmid(rest).map(|n| (n, Some(Highlight::Pmid))),
            b'(' => entry_id(rest).map(|n| (n, Some(Highlight::Id))),
            _ => None,
        };
        let length = match hit {
            Some((length, highlight)) => {
                if let Some(highlight) = highlight {
                    found.push((start + at..start + at + length, highlight));
                }
                length
            }
            None => rest.chars().next().map_or(1, char::len_utf8),
        };
        word_before = line
            .get(at..at + length)
            .and_then(|taken| taken.chars().next_back())
            .is_some_and(char::is_alphanumeric);
        at += length;
    }
}

/// The length of a stretch between two equal marks, both included.
fn closed(rest: &str, mark: &str) -> Option<usize> {
    let inner = rest.get(mark.len()..)?;
    if inner.starts_with(char::is_whitespace) {
        return None;
    }
    let end = inner.find(mark)?;
    (end > 0).then_some(2 * mark.len() + end)
}

/// The length of `](address "title")`, as CommonMark reads it: an address in angle brackets ends at its `>`, any other may hold
/// pairs of round brackets.
fn link_end(rest: &str) -> Option<usize> {
    let inside = rest.strip_prefix("](")?.trim_start();
    let behind_address = match inside.strip_prefix('<') {
        Some(address) => {
            let end = unescaped(address, |c| matches!(c, '<' | '>'))?;
            address.get(end..)?.strip_prefix('>')?
        }
        None => bare_address_end(inside).and_then(|end| inside.get(end..))?,
    };
    let title = behind_address.trim_start();
    let behind_title = match title.chars().next()? {
        open @ ('"' | '\'' | '(') => {
            let close = if open == '(' { ')' } else { open };
            let words = title.get(1..)?;
            let end = unescaped(words, |c| c == close || c == open)?;
            words.get(end..)?.strip_prefix(close)?.trim_start()
        }
        _ => title,
    };
    let behind = behind_title.strip_prefix(')')?;
    Some(rest.len() - behind.len())
}

/// Where an address without angle brackets ends: at a blank, or at a `)` that it did not open itself.
fn bare_address_end(text: &str) -> Option<usize> {
    // Readers of CommonMark give up at some depth too.
    const DEEPEST: u32 = 32;
    let mut open = 0_u32;
    let mut from = 0;
    loop {
        let stops = |c: char| matches!(c, '(' | ')') || c.is_whitespace() || c.is_control();
        let end = from + unescaped(text.get(from..)?, stops)?;
        match text.as_bytes().get(end)? {
            b'(' if open == DEEPEST => return None,
            b'(' => open += 1,
            b')' if open > 0 => open -= 1,
            b')' => return Some(end),
            _ => return (open == 0).then_some(end),
        }
        from = end + 1;
    }
}

/// Where the first such sign stands that has no backslash before it.
fn unescaped(text: &str, is_it: impl Fn(char) -> bool) -> Option<usize> {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if !escaped && is_it(c) {
            return Some(at);
        }
        escaped = c == '\\' && !escaped;
    }
    None
}

/// `PMID 33260549` or `PMID: 33260549`: one to eight digits, no leading zero.
fn pmid(rest: &str) -> Option<usize> {
    let after = rest.strip_prefix("PMID")?;
    let number = after.trim_start_matches([':', ' ', '\u{a0}']);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    let fits = (1..=8).contains(&digits) && !number.starts_with('0');
    fits.then(|| rest.len() - number.len() + digits)
}

/// `(3ca17b72)`.
fn entry_id(rest: &str) -> Option<usize> {
    let id = rest.get(1..9)?;
    let is_id = id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    (is_id && rest.get(9..10) == Some(")")).then_some(10)
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Event;

    use super::*;

    fn seen(text: &str) -> Vec<(&str, Highlight)> {
        let known = |name: &str| matches!(name, "Archer" | "Bell" | "O’Neil");
        highlights(text, &known)
            .into_iter()
            .map(|(range, highlight)| (&text[range], highlight))
            .collect()
    }

    #[test]
    fn markdown_is_set_as_it_reads() {
        assert_eq!(
            seen("**bold** and *it* and `code` 2 * 3 * 4"),
            [
                ("**bold**", Highlight::Bold),
                ("*it*", Highlight::Italic),
                ("`code`", Highlight::Code)
            ]
        );
    }

    #[test]
    fn citations_numbers_and_ids_are_seen() {
        assert_eq!(
            seen(
                "Archer and Bell 2016 (PMID 27933574), O’Neil et al. (2012), the iron entry (3ca17b72)"
            ),
            [
                ("Archer and Bell 2016", Highlight::Citation),
                ("PMID 27933574", Highlight::Pmid),
                ("O’Neil et al. (2012", Highlight::Citation),
                ("(3ca17b72)", Highlight::Id)
            ]
        );
    }

    #[test]
    fn an_address_ends_where_the_preview_ends_it() {
        for (text, quiet) in [
            ("[a](https://a.example/b) c)", "](https://a.example/b)"),
            ("[a](<b (c) d>) e)", "](<b (c) d>)"),
            ("[a](<b\\>c)d>)", "](<b\\>c)d>)"),
            ("[a](b_(c)_d) e)", "](b_(c)_d)"),
            (r"[a](b\)c) d", r"](b\)c)"),
            ("[a](b \"c) d\") e)", "](b \"c) d\")"),
            ("[a](b 'c) d') e)", "](b 'c) d')"),
            ("[a](b (c d)) e)", "](b (c d))"),
            ("[a](<b>'c)') d)", "](<b>'c)')"),
            ("[a]() b)", "]()"),
            ("[a](<b) c", ""),
            ("[a](b c) d", ""),
            ("[a](b(c d)", ""),
        ] {
            let found = seen(text)
                .into_iter()
                .find(|(_, it)| *it == Highlight::Quiet);
            assert_eq!(found.map_or("", |(words, _)| words), quiet, "{text}");
            // The preview's own reader finds a link where one is set apart, and none where none is.
            let is_link = |event| matches!(event, Event::Start(pulldown_cmark::Tag::Link { .. }));
            let has_link = pulldown_cmark::Parser::new(text).any(is_link);
            assert_eq!(has_link, !quiet.is_empty(), "{text}");
        }
    }

    #[test]
    fn what_is_no_citation_is_left_alone() {
        assert_eq!(
            seen("In March 2024 and Since 2016, Windows Server 2016, PMID 0123"),
            []
        );
    }

    #[test]
    fn odd_text_never_breaks_it() {
        for text in ["", "*", "**", "\\", "é*é", "](", "(", "PMID", "_a", "`"] {
            assert_eq!(seen(text), [], "{text}");
            assert_eq!(laid_out(text), text);
        }
        let open = "```\nx";
        assert_eq!(
            seen(open),
            [("```\n", Highlight::Code), ("x", Highlight::Code)]
        );
        assert_eq!(laid_out(open), open);
    }

    fn laid_out(text: &str) -> String {
        job(text, TextKind::Prose, &theme::LIGHT, &|_| true).text
    }
}
