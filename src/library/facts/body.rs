//! Counting a page: words, sections, sources, and the first H1 when it is wanted.
//!
//! `scan` walks the lines and answers only where no line can mean anything but itself: no fence, no HTML, no quote, no setext
//! heading, nothing in a list but prose. `read` asks the markdown parser.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What is counted of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct PageCounts {
    pub words: usize,
    pub sections: usize,
    pub sources: usize,
    pub heading: Option<String>,
}

/// The section whose numbered items are counted.
const SOURCES: &str = "Sources";

/// Counts by the markdown parser.
pub(super) fn read(body: &str, want_heading: bool) -> PageCounts {
    let mut counts = PageCounts::default();
    let mut depth = 0_usize;
    // The heading being read: its level, whether it stands by itself, and its text.
    let mut heading: Option<(HeadingLevel, bool, String)> = None;
    let mut in_sources = false;
    let mut in_numbered = false;
    let mut counted = 0;
    for (event, range) in Parser::new_ext(body, options()).into_offset_iter() {
        match event {
            Event::Start(tag) => {
                match tag {
                    Tag::Heading { level, .. } => {
                        counts.words += words(body.get(counted..range.start).unwrap_or_default());
                        counted = range.end;
                        heading = Some((level, depth == 0, String::new()));
                    }
                    Tag::List(first) if depth == 0 => in_numbered = first.is_some(),
                    Tag::Item if depth == 1 && in_numbered && in_sources => counts.sources += 1,
                    _ => {}
                }
                depth += 1;
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                let ended = match end {
                    TagEnd::Heading(_) => heading.take(),
                    _ => None,
                };
                if let Some((level, true, text)) = ended {
                    match level {
                        HeadingLevel::H1 => {
                            in_sources = false;
                            keep_first(&mut counts.heading, want_heading, &text);
                        }
                        HeadingLevel::H2 => {
                            in_sources = text.trim() == SOURCES;
                            counts.sections += 1;
                        }
                        _ => {}
                    }
                }
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some((_, _, heading)) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::SoftBreak | Event::HardBreak => {
                if let Some((_, _, heading)) = &mut heading {
                    heading.push(' ');
                }
            }
            _ => {}
        }
    }
    counts.words += words(body.get(counted..).unwrap_or_default());
    counts
}

/// Counts line by line; `None` where a line could mean more than it shows.
pub(super) fn scan(body: &str, want_heading: bool) -> Option<PageCounts> {
    let bytes = body.as_bytes();
    let mut counts = PageCounts::default();
    let mut before = Line::Blank;
    let mut in_sources = false;
    let mut counted = 0;
    let mut start = 0;
    while start < bytes.len() {
        let rest = bytes.get(start..)?;
        let (length, next) = match memchr::memchr(b'\n', rest) {
            Some(length) => (length, start + length + 1),
            None => (rest.len(), bytes.len()),
        };
        let line = rest.get(..length)?;
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        before = match *line.first().unwrap_or(&b'\n') {
            b'\n' => Line::Blank,
            b' ' | b'\t' => {
                let content = without_indent(line);
                if content.is_empty() {
                    Line::Blank
                } else if is_prose(content) {
                    Line::Other
                } else {
                    return None;
                }
            }
            b'#' => {
                let level = line.iter().take_while(|&&byte| byte == b'#').count();
                match line.get(level) {
                    None | Some(b' ') if level <= 6 => {}
                    // `#tag` is prose; a tab or stranger after the marks is for the parser.
                    Some(byte) if level <= 6 && *byte > b' ' => {
                        before = Line::Other;
                        start = next;
                        continue;
                    }
                    _ => return None,
                }
                if before == Line::Other || before == Line::Numbered {
                    return None;
                }
                counts.words += words(body.get(counted..start)?);
                counted = next;
                if level <= 2 {
                    let text = heading_text(body.get(start + level..start + line.len())?)?;
                    if level == 1 {
                        in_sources = false;
                        keep_first(&mut counts.heading, want_heading, &text);
                    } else {
                        counts.sections += 1;
                        in_sources = text == SOURCES;
                    }
                }
                Line::Heading
            }
            b'-' | b'+' | b'*' if matches!(line.get(1), Some(b' ')) => {
                let content = without_indent(line.get(2..)?);
                if content.is_empty() || !is_prose(content) {
                    return None;
                }
                Line::Other
            }
            b'-' => {
                // Three or more dashes after a blank line are a rule; else they could underline a heading.
                let rule = line.len() >= 3 && line.iter().all(|&byte| byte == b'-');
                if !rule || before != Line::Blank {
                    return None;
                }
                Line::Blank
            }
            first if first.is_ascii_digit() => match numbered(line) {
                None => Line::Other,
                Some(content) => {
                    if content.is_empty() || !is_prose(content) {
                        return None;
                    }
                    if in_sources {
                        if before == Line::Other {
                            return None;
                        }
                        counts.sources += 1;
                    }
                    Line::Numbered
                }
            },
            b'|' => Line::Other,
            _ if is_prose(line) => Line::Other,
            _ => return None,
        };
        start = next;
    }
    // A lone CR ends a line for the parser.
    if memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n')) {
        return None;
    }
    counts.words += words(body.get(counted..)?);
    Some(counts)
}

/// What the line before was, as far as the next one depends on it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Blank, or a rule: nothing goes on after it.
    Blank,
    Heading,
    Numbered,
    Other,
}

/// Whether the rest of a line begins as prose: no mark that opens a block.
fn is_prose(content: &[u8]) -> bool {
    let second = content.get(1).copied().unwrap_or(b' ');
    match content.first().copied().unwrap_or(b' ') {
        b'*' => {
            second > b' '
                && content
                    .iter()
                    .any(|&byte| byte != b'*' && byte != b' ' && byte != b'\t')
        }
        b'_' => content
            .iter()
            .any(|&byte| !matches!(byte, b'_' | b' ' | b'\t')),
        b'`' => !content.starts_with(b"```"),
        // A definition of a link or a footnote.
        b'[' => memchr::memmem::find(content, b"]:").is_none(),
        digit if digit.is_ascii_digit() => numbered(content).is_none(),
        letter if letter.is_ascii_alphabetic() || letter >= 0x80 => true,
        mark => matches!(
            mark,
            b'(' | b')'
                | b'"'
                | b'\''
                | b'$'
                | b'%'
                | b'/'
                | b'.'
                | b','
                | b'!'
                | b'@'
                | b'\\'
                | b'&'
        ),
    }
}

/// Only blanks and tabs indent; a form feed and its like are left for the parser to judge.
fn without_indent(line: &[u8]) -> &[u8] {
    let indent = line
        .iter()
        .take_while(|byte| matches!(byte, b' ' | b'\t'))
        .count();
    line.get(indent..).unwrap_or_default()
}

/// What follows the number of a list item.
fn numbered(line: &[u8]) -> Option<&[u8]> {
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let after = line.get(digits..)?;
    let (mark, rest) = after.split_first()?;
    if !(1..=9).contains(&digits) || !matches!(mark, b'.' | b')') {
        return None;
    }
    match rest.first() {
        None | Some(b' ' | b'\t') => Some(without_indent(rest)),
        // A form feed and its like: let the parser say.
        Some(byte) if *byte < b' ' => Some(&[]),
        Some(_) => None,
    }
}

/// The text of a heading. Marks in it are read by the parser; a bracket may be a reference to a definition elsewhere.
fn heading_text(source: &str) -> Option<std::borrow::Cow<'_, str>> {
    let source = source.trim();
    if source.contains('[') {
        return None;
    }
    if !source.contains(['*', '_', '`', '<', '&', '\\', '~', '#']) {
        return Some(source.into());
    }
    let line = format!("# {source}");
    let mut text = String::new();
    for event in Parser::new_ext(&line, options()) {
        if let Event::Text(part) | Event::Code(part) = event {
            text.push_str(&part);
        }
    }
    Some(text.trim().to_string().into())
}

fn keep_first(heading: &mut Option<String>, wanted: bool, text: &str) {
    let text = text.trim();
    if wanted && heading.is_none() && !text.is_empty() {
        *heading = Some(text.to_string());
    }
}

/// Runs without white space.
fn words(text: &str) -> usize {
    if has_wide_space(text) {
        return text.split_whitespace().count();
    }
    // Counted without branches, so that the compiler can take many bytes at a time.
    let mut count = 0;
    let mut before = 1_u8;
    for chunk in text.as_bytes().chunks(255) {
        let mut starts = u8::from(before == 1 && !is_space(*chunk.first().unwrap_or(&b' ')));
        for (&left, &right) in chunk.iter().zip(chunk.iter().skip(1)) {
            starts += u8::from(is_space(left) & !is_space(right));
        }
        before = u8::from(is_space(*chunk.last().unwrap_or(&b' ')));
        count += usize::from(starts);
    }
    count
}

fn is_space(byte: u8) -> bool {
    (byte == b' ') | (byte.wrapping_sub(b'\t') < 5)
}

/// Whether white space beyond ASCII is in the text, such as a no-break space.
fn has_wide_space(text: &str) -> bool {
    if text.is_ascii() {
        return false;
    }
    let bytes = text.as_bytes();
    let after = |at: usize| (bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
    memchr::memchr3_iter(0xC2, 0xE2, 0xE3, bytes).any(|at| match (bytes.get(at), after(at)) {
        (Some(0xC2), (Some(second), _)) => matches!(second, 0x85 | 0xA0),
        (Some(0xE2), (Some(0x80), Some(third))) => {
            matches!(third, 0x80..=0x8A | 0xA8 | 0xA9 | 0xAF)
        }
        (Some(0xE2), (Some(0x81), Some(third))) => third == 0x9F,
        (Some(0xE3), (Some(0x80), Some(third))) => third == 0x80,
        _ => false,
    }) || memchr::memchr_iter(0xE1, bytes).any(|at| after(at) == (Some(0x9A), Some(0x80)))
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
}
