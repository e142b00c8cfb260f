//! The parts of an entry, as a person names them.
//!
//! A section is known by its title: the second section called Timing is another part than the first so called.

use std::collections::HashMap;
use std::fmt;
use std::ops::Range;

use super::front_matter;
use super::outline::{Outline, Section};

/// A part of an entry. [`parts_of`] tells front matter, opening, sections and the rule; a merge goes into them.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Part {
    /// The mark and the fences around what can be named.
    Frame,
    FrontMatter,
    Field(String),
    /// An item of a list in the front matter.
    Item {
        field: String,
        name: String,
    },
    /// What stands above the first section; without the heading of the page where that is told by itself.
    Opening,
    /// The heading of the page.
    Heading,
    Section {
        title: String,
        /// Among the sections of that title, from 0.
        number: usize,
    },
    /// A source by its number.
    Source(u32),
    /// The rule before the closing blocks, and what stands between it and the first of them.
    Rule,
    /// All text below the front matter.
    Body,
    /// All of it.
    Entry,
}

impl Part {
    /// What it is called where it stands by itself: a section by its title, and by its number where it has namesakes. In a
    /// sentence it is called as it is displayed.
    pub fn label(&self) -> String {
        match self {
            Self::FrontMatter => "Fields".to_owned(),
            Self::Opening => "Title and opening".to_owned(),
            Self::Section { title, number } => format!("{title}{}", Namesake(*number)),
            Self::Rule => "Rule above the closing blocks".to_owned(),
            part => part.to_string(),
        }
    }
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Frame => f.write_str("the fences of the front matter"),
            Self::FrontMatter => f.write_str("the front matter"),
            Self::Field(key) => write!(f, "`{key}`"),
            Self::Item { field, name } => write!(f, "`{field}` “{name}”"),
            Self::Opening => f.write_str("the opening"),
            Self::Heading => f.write_str("the heading of the page"),
            Self::Section { title, number } => write!(f, "“{title}”{}", Namesake(*number)),
            Self::Source(number) => write!(f, "Source {number}"),
            Self::Rule => f.write_str("the rule before the closing blocks"),
            Self::Body => f.write_str("the text"),
            Self::Entry => f.write_str("the entry"),
        }
    }
}

/// The number behind the title of a section; the first of its title goes without.
struct Namesake(usize);

impl fmt::Display for Namesake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            0 => Ok(()),
            number => write!(f, " ({})", number + 1),
        }
    }
}

/// Numbers sections of the same title, in the order in which they are asked about.
#[derive(Debug, Default)]
pub struct Namesakes {
    seen: HashMap<String, usize>,
}

impl Namesakes {
    /// How many of this title there were before.
    pub fn number(&mut self, title: &str) -> usize {
        let seen = self.seen.entry(title.to_owned()).or_default();
        *seen += 1;
        *seen - 1
    }
}

/// Front matter, opening, sections and rule of a text, in its order, each without the blank lines around it: all that a text
/// holds. Front matter and opening are parts of every text, be they empty.
pub fn parts_of(text: &str) -> Vec<(Part, Range<usize>)> {
    let outline = Outline::read(text, front_matter::split(text).body);
    let mut namesakes = Namesakes::default();
    let mut section = |section: &Section| {
        let title = section.title(text);
        let number = namesakes.number(&title);
        (Part::Section { title, number }, section.range.clone())
    };
    let mut parts = vec![
        (Part::FrontMatter, outline.front.clone()),
        (Part::Opening, outline.above.start..outline.lead.end),
    ];
    parts.extend(outline.sections.iter().map(&mut section));
    if let Some(tail) = &outline.tail {
        parts.push((Part::Rule, tail.rule.start..tail.lead.end));
        parts.extend(tail.sections.iter().map(&mut section));
    }
    let trimmed = parts.into_iter();
    trimmed
        .map(|(part, range)| (part, without_blank_lines(text, range)))
        .collect()
}

/// The section that holds an offset of the entry.
pub fn section_at(text: &str, offset: usize) -> Option<Part> {
    let parts = parts_of(text).into_iter().rev();
    let mut sections = parts.filter(|(part, _)| matches!(part, Part::Section { .. }));
    let at = sections.find(|(_, range)| range.start <= offset);
    at.map(|(part, _)| part)
}

fn without_blank_lines(text: &str, range: Range<usize>) -> Range<usize> {
    let content = text.get(range.clone()).unwrap_or_default().trim_end();
    let end = range.start + content.len();
    end - content.trim_start_matches(['\n', '\r']).len()..end
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: T\n---\n\n# T\n\n## One\n\na\n\n## Two\n\n## One\n\nb\n";

    #[test]
    fn parts_are_told_apart_by_title_and_number() {
        let parts = parts_of(TEXT);
        let said: Vec<(String, &str)> = (parts.iter())
            .map(|(part, range)| (part.label(), &TEXT[range.clone()]))
            .collect();
        let expected = [
            ("Fields", "---\ntitle: T\n---"),
            ("Title and opening", "# T"),
            ("One", "## One\n\na"),
            ("Two", "## Two"),
            ("One (2)", "## One\n\nb"),
        ];
        assert_eq!(said, expected.map(|(name, text)| (name.to_owned(), text)));
        let last = parts.last().map(|(part, _)| part.to_string());
        assert_eq!(last.as_deref(), Some("“One” (2)"));
    }

    #[test]
    fn the_rule_is_a_part_with_what_stands_below_it() {
        let text = format!("{TEXT}\n---\n\nClosing words.\n");
        let last = parts_of(&text)
            .pop()
            .map(|(part, range)| (part.label(), &text[range]));
        let label = "Rule above the closing blocks".to_owned();
        assert_eq!(last, Some((label, "---\n\nClosing words.")));
        let blocks = format!("{TEXT}\n---\n\n## More\n\n- x\n");
        let labels: Vec<String> = parts_of(&blocks)
            .iter()
            .map(|(part, _)| part.label())
            .collect();
        assert_eq!(labels[5..], ["Rule above the closing blocks", "More"]);
    }

    #[test]
    fn a_caret_is_in_the_section_that_begins_above_it() {
        let at = |words: &str| {
            let offset = TEXT.find(words).expect("it is there");
            section_at(TEXT, offset).map(|part| part.label())
        };
        assert_eq!(at("title"), None);
        assert_eq!(at("# T"), None);
        assert_eq!(at("a\n\n## Two"), Some("One".to_owned()));
        assert_eq!(at("b\n"), Some("One (2)".to_owned()));
    }
}
