//! The outline: title, sections and tail, cut from the page.
//!
//! The pieces join to the very bytes of the entry: nothing between them, nothing twice. A section is its heading, its
//! body and the blank lines after it. The **tail** is the thematic break before the closing blocks and all that
//! follows; sections end before it.
//!
//! Knows nothing of: egui, files, which sections a house expects.

use std::ops::Range;

use super::page::{Heading, Page, Top};

/// The pieces of an entry. Every range is in bytes of the whole entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    /// The front matter and its fences: everything before the body.
    pub front: Range<usize>,
    /// What stands above the title: most often one blank line, or nothing.
    pub above: Range<usize>,
    /// The title: the first heading of level 1 before the first section.
    pub h1: Option<Heading>,
    /// What stands between title and first section.
    pub lead: Range<usize>,
    /// The sections before the tail.
    pub sections: Vec<Section>,
    /// The closing blocks.
    pub tail: Option<Tail>,
}

/// A heading of level 2 and what belongs to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Its heading.
    pub heading: Heading,
    /// The whole of it.
    pub range: Range<usize>,
    /// What follows the heading, the blank lines at the end included.
    pub body: Range<usize>,
}

/// The thematic break before the closing blocks, and all that follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tail {
    /// The whole of it.
    pub range: Range<usize>,
    /// The line of the break.
    pub rule: Range<usize>,
    /// What stands between the break and the first closing block.
    pub lead: Range<usize>,
    /// The closing blocks.
    pub sections: Vec<Section>,
}

impl Outline {
    /// Reads an entry whose front matter ends at `body_start`.
    pub fn read(text: &str, body_start: usize) -> Self {
        Self::cut(text, &Page::read(text, body_start))
    }

    /// Cuts an entry that has been read.
    pub fn cut(text: &str, page: &Page) -> Self {
        let body = page.body.start..text.len();
        let rule = tail_rule(&page.tops);
        let end = rule.as_ref().map_or(body.end, |rule| rule.start);
        let sections = sections(&page.tops, body.start, end);
        let first = sections.first().map_or(end, |s| s.range.start);
        let h1 = headings(&page.tops, body.start, first)
            .find(|h| h.level == 1)
            .cloned();
        let (above, lead) = match &h1 {
            Some(h1) => (body.start..h1.range.start, h1.range.end..first),
            None => (body.start..body.start, body.start..first),
        };
        let tail = rule.map(|rule| {
            let range = rule.start..body.end;
            let sections = self::sections(&page.tops, rule.end, range.end);
            let first = sections.first().map_or(range.end, |s| s.range.start);
            Tail {
                lead: rule.end..first,
                range,
                rule,
                sections,
            }
        });
        Self {
            front: 0..body.start,
            above,
            h1,
            lead,
            sections,
            tail,
        }
    }

    /// All sections, the closing blocks included, in the order of the text.
    pub fn all_sections(&self) -> impl Iterator<Item = &Section> {
        let closing = self.tail.iter().flat_map(|tail| &tail.sections);
        self.sections.iter().chain(closing)
    }

    /// The section with this number, counting the closing blocks on.
    pub fn section(&self, index: usize) -> Option<&Section> {
        self.all_sections().nth(index)
    }

    /// How many sections there are, the closing blocks included.
    pub fn section_count(&self) -> usize {
        self.sections.len() + self.tail.as_ref().map_or(0, |tail| tail.sections.len())
    }

    /// The number of the section that holds an offset of the entry.
    pub fn section_at(&self, offset: usize) -> Option<usize> {
        self.all_sections()
            .position(|s| s.range.contains(&offset))
            .or_else(|| {
                let last = self.all_sections().last()?;
                (offset == last.range.end).then(|| self.section_count() - 1)
            })
    }

    /// Where the sections before the tail end.
    pub fn sections_end(&self) -> usize {
        self.sections.last().map_or(self.lead.end, |s| s.range.end)
    }

    /// Words of the whole body, headings of title and sections left out.
    pub fn words(&self, text: &str) -> usize {
        let tail = self.tail.iter().flat_map(|t| [&t.rule, &t.lead]);
        let loose: usize = [&self.above, &self.lead]
            .into_iter()
            .chain(tail)
            .map(|range| count_words(text.get(range.clone()).unwrap_or_default()))
            .sum();
        loose + self.all_sections().map(|s| s.words(text)).sum::<usize>()
    }

    /// The pieces in order: they join to the very bytes of the entry.
    pub fn pieces(&self) -> Vec<Range<usize>> {
        let mut pieces = vec![self.front.clone(), self.above.clone()];
        pieces.extend(self.h1.iter().map(|h1| h1.range.clone()));
        pieces.push(self.lead.clone());
        let both = |s: &Section| [s.heading.range.clone(), s.body.clone()];
        pieces.extend(self.sections.iter().flat_map(both));
        if let Some(tail) = &self.tail {
            pieces.extend([tail.rule.clone(), tail.lead.clone()]);
            pieces.extend(tail.sections.iter().flat_map(both));
        }
        pieces
    }
}

impl Section {
    /// The words of its heading as they are written, on one line.
    pub fn title(&self, text: &str) -> String {
        self.heading.title(text)
    }

    /// Words of the body.
    pub fn words(&self, text: &str) -> usize {
        count_words(text.get(self.body.clone()).unwrap_or_default())
    }
}

/// Words as the house counts them: runs without white space, list markers among them.
pub fn count_words(text: &str) -> usize {
    let mut words = 0;
    let mut inside = false;
    let mut rest = text;
    // Nearly all text is plain letters; only the others need to be decoded to know a blank.
    loop {
        let plain = rest
            .bytes()
            .position(|b| !b.is_ascii())
            .unwrap_or(rest.len());
        for byte in rest.bytes().take(plain) {
            // Vertical tab is white space to Unicode, though not to the ASCII rule.
            let blank = byte.is_ascii_whitespace() || byte == 0x0b;
            words += usize::from(!blank && !inside);
            inside = !blank;
        }
        let mut letters = rest.get(plain..).unwrap_or_default().chars();
        let Some(letter) = letters.next() else {
            return words;
        };
        let blank = letter.is_whitespace();
        words += usize::from(!blank && !inside);
        inside = !blank;
        rest = letters.as_str();
    }
}

/// The last break that a closing block follows at once, or that no section follows. A break above the first section
/// parts the title from the sections; it closes nothing while there are sections below it.
fn tail_rule(tops: &[Top]) -> Option<Range<usize>> {
    let is_section = |top: &Top| matches!(top, Top::Heading(h) if h.level == 2);
    let first = tops.iter().position(is_section);
    let last = tops.iter().rposition(is_section);
    tops.iter().enumerate().rev().find_map(|(at, top)| {
        let Top::Rule(rule) = top else { return None };
        let closes = last.is_none_or(|last| last < at)
            || (first.is_some_and(|first| first < at) && tops.get(at + 1).is_some_and(is_section));
        closes.then(|| rule.clone())
    })
}

fn headings(tops: &[Top], from: usize, to: usize) -> impl Iterator<Item = &Heading> {
    let inside = move |h: &&Heading| h.range.start >= from && h.range.end <= to;
    tops.iter()
        .filter_map(|top| match top {
            Top::Heading(heading) => Some(heading),
            Top::Rule(_) | Top::Other(_) => None,
        })
        .filter(inside)
}

fn sections(tops: &[Top], from: usize, to: usize) -> Vec<Section> {
    let mut sections: Vec<Section> = headings(tops, from, to)
        .filter(|h| h.level == 2)
        .map(|heading| Section {
            range: heading.range.start..to,
            body: heading.range.end..to,
            heading: heading.clone(),
        })
        .collect();
    let starts: Vec<usize> = sections.iter().skip(1).map(|s| s.range.start).collect();
    for (section, end) in sections.iter_mut().zip(starts) {
        section.range.end = end;
        section.body.end = end;
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The pieces in short: title, sections, then the closing blocks behind a bar.
    fn outline(text: &str) -> String {
        let outline = Outline::read(text, 0);
        let title = |h: &Heading| h.title(text);
        let mut parts: Vec<String> = outline
            .h1
            .iter()
            .map(|h| format!("#{}", title(h)))
            .collect();
        parts.extend(outline.sections.iter().map(|s| s.title(text)));
        if let Some(tail) = &outline.tail {
            parts.push("|".into());
            parts.extend(tail.sections.iter().map(|s| s.title(text)));
        }
        parts.join(" ")
    }

    #[test]
    fn headings_inside_other_blocks_are_no_sections() {
        let text = "# T\n\n```\n## a\n```\n\n<!--\n## b\n-->\n\n- ## c\n\n> ## d\n\n    ## e\n\n## f\n\n~~~~\n## g\n";
        assert_eq!(outline(text), "#T f");
    }

    #[test]
    fn every_way_to_write_a_heading_is_read() {
        let text = "T\n=\n\n## a ##\n## C#\n##\n   ## b {#id}\nc\nd\n---\n## **e**\r\n## f";
        assert_eq!(outline(text), "#T a C#  b {#id} c d **e** f");
    }

    #[test]
    fn the_title_is_the_first_heading_of_level_one_above_the_sections() {
        assert_eq!(outline("x\n\n# T\n\n# U\n\n## a\n\n# V\n"), "#T a");
        assert_eq!(outline("## a\n\n# T\n"), "a");
    }

    #[test]
    fn the_tail_begins_at_the_last_break_before_a_closing_block() {
        assert_eq!(
            outline("# T\n\n## a\n\n---\n\nx\n\n## b\n\n---\n\n## c\n"),
            "#T a b | c"
        );
        assert_eq!(outline("## a\n\n***\n\nclosing words\n"), "a |");
        assert_eq!(outline("## a\n\n---\n\nx\n\n## b\n"), "a b");
        assert_eq!(outline("## a\n\n- x\n\n  ---\n"), "a");
    }

    #[test]
    fn a_break_under_the_title_closes_nothing() {
        assert_eq!(outline("# T\n\n---\n\n## a\n\n## b\n"), "#T a b");
        assert_eq!(outline("# T\n\n---\n"), "#T |");
    }

    #[test]
    fn a_section_ends_before_the_tail_and_keeps_its_blank_lines() {
        let text = "## a\n\nb c\n\n---\n\n## e\nf";
        let outline = Outline::read(text, 0);
        let at = |r: &Range<usize>| text.get(r.clone()).expect("in the text");
        let first = outline.sections.first().expect("a section");
        assert_eq!(at(&first.range), "## a\n\nb c\n\n");
        assert_eq!(at(&first.body), "\nb c\n\n");
        let tail = outline.tail.as_ref().expect("a tail");
        assert_eq!((at(&tail.rule), at(&tail.lead)), ("---\n", "\n"));
        // The break counts as a word: b c --- f
        assert_eq!((outline.words(text), first.words(text)), (4, 2));
        assert_eq!(outline.section_at(text.len()), Some(1));
        assert_eq!(outline.section_at(0), Some(0));
        assert_eq!(outline.section_at(14), None);
    }

    #[test]
    fn front_matter_and_blank_lines_above_the_title_are_pieces() {
        let text = "---\na: b\n---\n\n# T\nlead\n";
        let outline = Outline::read(text, 13);
        assert_eq!(outline.front, 0..13);
        assert_eq!((outline.above, outline.lead), (13..14, 18..23));
        assert_eq!(
            outline.h1.map(|h| (h.text, h.setext)),
            Some((16..17, false))
        );
    }
}
