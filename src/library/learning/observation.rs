//! What one entry shows that can be compared with other entries.

use std::ops::Range;

use crate::entry::Reading;
use crate::entry::front_matter::{Fence, ScalarForm, Value, split};
use crate::entry::page::{BlockKind, Marker, Page};
use crate::entry::products::{self, Product};

/// What an entry shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Observation {
    pub fields: Vec<(String, ValueShape)>,
    pub products: Vec<Product>,
    /// The sections above the rule.
    pub sections: Vec<ObservedSection>,
    /// The closing blocks: heading and addresses.
    pub closing: Vec<(String, Vec<String>)>,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum ValueShape {
    Nothing,
    /// `plain`: without quotes, so that YAML may read a number.
    Text {
        text: String,
        plain: bool,
    },
    /// `filled`: it has items.
    List {
        filled: bool,
    },
    /// A list with more than single values in it.
    Maps,
    /// A map, or what can't be compared.
    Other,
}

impl ValueShape {
    /// Whether nothing is said.
    pub(super) fn is_empty(&self) -> bool {
        matches!(self, Self::Nothing | Self::List { filled: false })
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ObservedSection {
    pub name: String,
    /// The last sentences of its last paragraph, in order; none where it ends otherwise.
    pub ending: Vec<String>,
    /// The items of its list, where it is nothing but one.
    pub items: Vec<String>,
}

/// How many sentences of an ending are compared.
const SENTENCES: usize = 4;

impl Observation {
    /// Reads an entry; none where it has no front matter that can be read.
    pub(super) fn of(text: &str) -> Option<Self> {
        let reading = Reading::of(text);
        let front_matter = &reading.front_matter;
        front_matter.editable().ok()?;
        let fields = front_matter.fields.iter();
        let sections = reading.outline.sections.iter().map(|section| {
            let (ending, items) = ending(text, &reading.page, &section.body);
            ObservedSection {
                name: section.title(text),
                ending,
                items,
            }
        });
        let closing = reading.outline.tail.iter().flat_map(|tail| &tail.sections);
        Some(Self {
            fields: fields
                .map(|field| (field.key.clone(), shape(&field.value)))
                .collect(),
            products: products::products(front_matter),
            sections: sections.collect(),
            closing: closing
                .map(|section| (section.title(text), links(&reading.page, &section.body)))
                .collect(),
        })
    }

    /// The text of a field.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        self.fields.iter().find_map(|(name, shape)| match shape {
            ValueShape::Text { text, .. } if name == key => Some(text.as_str()),
            _ => None,
        })
    }
}

/// Whether a text has no front matter at all.
pub(super) fn is_bare(text: &str) -> bool {
    split(text).fence == Fence::None
}

fn shape(value: &Value) -> ValueShape {
    match value {
        Value::Null { .. } => ValueShape::Nothing,
        Value::Scalar(scalar) if scalar.text.trim().is_empty() => ValueShape::Nothing,
        Value::Scalar(scalar) => ValueShape::Text {
            text: scalar.text.clone(),
            plain: scalar.style == ScalarForm::Plain,
        },
        Value::List(list)
            if list
                .items
                .iter()
                .any(|item| matches!(item.value, Value::Map(_) | Value::List(_))) =>
        {
            ValueShape::Maps
        }
        Value::List(list) => ValueShape::List {
            filled: !list.items.is_empty(),
        },
        Value::Map(_) | Value::Alias { .. } => ValueShape::Other,
    }
}

/// The sentences that end a section, and the items where it is a list.
fn ending(text: &str, page: &Page, body: &Range<usize>) -> (Vec<String>, Vec<String>) {
    let blocks: Vec<_> = (page.blocks_in(body).iter())
        .filter(|block| block.range.end <= body.end)
        .collect();
    let is_item =
        |marker: &Option<Marker>| matches!(marker, Some(Marker::Bullet | Marker::Number(_)));
    if !blocks.is_empty() && blocks.iter().all(|block| is_item(&block.marker)) {
        let items = blocks
            .iter()
            .map(|block| page.text(block).trim().to_owned());
        return (Vec::new(), items.collect());
    }
    let last = blocks
        .last()
        .filter(|block| block.depth == 0 && block.kind == BlockKind::Paragraph);
    // As it is written: the sentence is put into other entries with its marks.
    let paragraph = last
        .and_then(|block| text.get(block.range.clone()))
        .unwrap_or_default();
    let last_line = paragraph.trim_end().lines().next_back().unwrap_or_default();
    if last_line.starts_with(['#', '|', '!', '<', '-', '*', '>']) {
        return (Vec::new(), Vec::new());
    }
    let mut sentences = sentences(last_line);
    let spare = sentences.len().saturating_sub(SENTENCES);
    (sentences.split_off(spare), Vec::new())
}

/// The sentences of a line. One ends at `.`, `!` or `?` before a blank and a capital letter.
fn sentences(line: &str) -> Vec<String> {
    let mut list = Vec::new();
    let mut start = 0;
    for (at, _) in line.match_indices(['.', '!', '?']) {
        let behind = line.get(at + 1..).unwrap_or_default();
        let next = behind
            .strip_prefix(' ')
            .and_then(|rest| rest.chars().next());
        if behind.is_empty() || next.is_some_and(char::is_uppercase) {
            let sentence = line.get(start..=at).unwrap_or_default().trim();
            list.push(sentence.to_owned());
            start = at + 1;
        }
    }
    // What is no whole sentence at the end is no ending.
    if line
        .get(start..)
        .is_some_and(|rest| !rest.trim().is_empty())
    {
        list.clear();
    }
    list
}

/// The addresses of the links in a stretch of the page, in order.
fn links(page: &Page, body: &Range<usize>) -> Vec<String> {
    let mut links: Vec<String> = Vec::new();
    let mut last = None;
    let blocks = page.blocks_in(body).iter();
    for block in blocks.filter(|block| block.range.end <= body.end) {
        for run in page.runs(block) {
            // A link of several styles has several runs.
            if run.link.is_some() && run.link != last {
                links.extend(page.link(run).map(str::to_owned));
            }
            last = run.link;
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_cut_into_its_sentences() {
        let cut = |line| sentences(line).join("|");
        assert_eq!(
            cut("One. Two! Is it? E.g. this 1.5 mg."),
            "One.|Two!|Is it?|E.g. this 1.5 mg."
        );
        assert_eq!(
            cut("It ends. without a capital."),
            "It ends. without a capital."
        );
        assert_eq!(cut("It does not end"), "");
    }

    #[test]
    fn an_entry_shows_its_fields_sections_endings_and_links() {
        let text = "---\ntitle: A\nn: 5\ntags: [a]\nnone:\n---\n\n# A\n\n## Summary\n\nFirst.\n\nLast one. For *good*.\n\n## Who\n\n- Men\n- Women\n\n---\n\n## More\n\n- [x](https://a.example/x) and [y](https://a.example/y)\n";
        let seen = Observation::of(text).unwrap();
        let keys: Vec<&str> = seen.fields.iter().map(|(key, _)| key.as_str()).collect();
        assert_eq!(keys, ["title", "n", "tags", "none"]);
        assert_eq!(seen.fields[2].1, ValueShape::List { filled: true });
        assert_eq!(seen.fields[3].1, ValueShape::Nothing);
        assert_eq!(seen.sections[0].ending, ["Last one.", "For *good*."]);
        assert_eq!(seen.sections[1].items, ["Men", "Women"]);
        assert_eq!(
            seen.closing[0].1,
            ["https://a.example/x", "https://a.example/y"]
        );
        assert_eq!(Observation::of("# No front matter\n"), None);
    }
}
