//! The words of a text part by part, without what is mechanical: what a fingerprint is of and what changes are told by, so
//! that the two can't disagree.
//!
//! Mechanical is another run of blanks where blanks say nothing (see [`Blanks`]), a heading renamed as the house style says, and an address that the house's link rules
//! make for the entry. What such an address is made from (the slug, the pillar, a product's handle) is content where it
//! stands, and so is the entry's own address.

use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

use super::blanks::Blanks;
use crate::entry::front_matter::{FrontMatter, split};
use crate::entry::products::products;
use crate::entry::{Part, parts_of};
use crate::house_style::{HouseStyle, LinkParts};

/// A part of a text.
#[derive(Debug, Clone)]
pub(super) struct Worded<'t> {
    /// What the house calls it today; no two parts of a text have one name.
    pub name: String,
    pub part: Part,
    pub range: Range<usize>,
    pub words: Vec<ComparedWord<'t>>,
}

/// A word, or the break of a line with the blanks and signs of quotes that the next one begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct ComparedWord<'t> {
    /// Up to the next word.
    pub range: Range<usize>,
    /// What is compared.
    pub key: Cow<'t, str>,
    pub is_break: bool,
}

const BLANKS: [char; 2] = [' ', '\t'];

impl Worded<'_> {
    /// What two texts must have in common for a part to read as before.
    pub fn content(&self) -> String {
        let mut content = String::with_capacity(self.range.len());
        let mut before = true;
        for word in &self.words {
            if !before && !word.is_break {
                content.push(' ');
            }
            content.push_str(&word.key);
            before = word.is_break;
        }
        content
    }
}

/// The parts of a text, in its order.
pub(super) fn worded<'t>(text: &'t str, style: &HouseStyle) -> Vec<Worded<'t>> {
    let date = date_lines(text);
    let made = Made::of(text, style);
    let blanks = Blanks::of(text, split(text).body);
    let mut names = HashSet::new();
    let parts = parts_of(text).into_iter().map(|(part, range)| {
        let label = named_as_today(&part, style).label();
        // `One`, `One` and one that is called `One (2)`.
        let numbered = (2..).map(|number| format!("{label} ({number})"));
        let mut name = std::iter::once(label.clone()).chain(numbered);
        let name = name.find(|name| !names.contains(name)).unwrap_or_default();
        names.insert(name.clone());
        let words = words(text, (&part, &range), date.as_ref(), &made, &blanks);
        Worded {
            name,
            part,
            range,
            words,
        }
    });
    parts.collect()
}

/// The lines of the date of review in the front matter, which are no part of what was reviewed.
pub(super) fn date_lines(text: &str) -> Option<Range<usize>> {
    let head = text.get(..split(text).body).unwrap_or_default();
    let mut at = 0;
    let mut lines = head.split_inclusive('\n').peekable();
    while let Some(line) = lines.next() {
        let start = at;
        at += line.len();
        let key = line.split_once(':').map(|(key, _)| key.trim_end());
        if matches!(
            key,
            Some("last_reviewed" | "\"last_reviewed\"" | "'last_reviewed'")
        ) {
            // A value may go on in the lines below, indented.
            while let Some(line) = lines.next_if(|line| line.starts_with([' ', '\t'])) {
                at += line.len();
            }
            return Some(start..at);
        }
    }
    None
}

/// A section under the name that the house style gives it today.
fn named_as_today(part: &Part, style: &HouseStyle) -> Part {
    let Part::Section { title, number } = part else {
        return part.clone();
    };
    let renamed = style
        .sections
        .iter()
        .find(|section| section.was.contains(title));
    Part::Section {
        title: renamed.map_or(title, |section| &section.name).clone(),
        number: *number,
    }
}

fn words<'t>(
    text: &'t str,
    (part, range): (&Part, &Range<usize>),
    date: Option<&Range<usize>>,
    made: &Made,
    blanks: &Blanks,
) -> Vec<ComparedWord<'t>> {
    let content = text.get(range.clone()).unwrap_or_default();
    let mut at = range.start + content.len() - content.trim_start_matches('\u{feff}').len();
    if matches!(part, Part::Section { .. }) {
        at += heading_length(content);
    }
    let mut words: Vec<ComparedWord<'t>> = Vec::new();
    // Lines without a word since the last one, and how many of them are shown.
    let (mut empty, mut shown) = (0, 0);
    let lines = text.get(at..range.end).unwrap_or_default();
    for line in lines.split_inclusive('\n') {
        let start = at;
        at += line.len();
        if date.is_some_and(|date| date.contains(&start)) {
            continue;
        }
        let line = line.trim_end_matches(['\n', '\r']);
        let end = start + line.trim_end_matches(BLANKS).len();
        let is_verbatim = blanks.is_verbatim(end.max(start + 1) - 1);
        if end == start {
            empty += 1;
            shown += usize::from(is_verbatim);
            continue;
        }
        let lead = match (words.is_empty(), empty) {
            (true, _) => "",
            (false, 0) => "\n",
            (false, _) => "\n\n",
        };
        let lead = if shown > 0 {
            Cow::Owned("\n".repeat(1 + empty))
        } else {
            Cow::Borrowed(lead)
        };
        (empty, shown) = (0, 0);
        // What a line begins with may be its meaning: a list in a list, a quote, code.
        let bare = line.trim_start_matches([' ', '\t', '>']);
        let indent = line.get(..line.len() - bare.len()).unwrap_or_default();
        let depth = if indent.is_empty() {
            0
        } else {
            blanks.depth(end - 1)
        };
        let key = match (is_verbatim, depth) {
            (false, 0) if indent.is_empty() => lead,
            (false, 0) => Cow::Owned(format!("{lead}{indent}")),
            // By the blanks behind the mark of an item, lines below it are in it or are not.
            (is_code, depth) => Cow::Owned(format!("{lead}{indent}\u{1}{is_code} {depth}\u{1}")),
        };
        if !key.is_empty() {
            let place = words.last().map_or(start, |word| word.range.end);
            words.push(ComparedWord {
                range: place..start + indent.len(),
                key,
                is_break: true,
            });
        }
        let is_own_address = *part == Part::FrontMatter && line.starts_with("url:");
        let mut rest = bare;
        while !rest.is_empty() {
            let place = start + line.len() - rest.len();
            let (word, after) = rest.split_at(rest.find(BLANKS).unwrap_or(rest.len()));
            rest = after.trim_start_matches(BLANKS);
            let behind = place + word.len()..start + line.len() - rest.len();
            let is_usual = behind.is_empty()
                || (after.starts_with(' ') && behind.len() == 1 && !rest.is_empty());
            let mut key = if is_own_address {
                Cow::Borrowed(word)
            } else {
                made.left_out(word)
            };
            if !is_usual && blanks.say(line, start, &behind) {
                let blanks = text.get(behind.clone()).unwrap_or_default();
                key.to_mut().push_str(blanks);
            }
            words.push(ComparedWord {
                range: place..behind.end,
                key,
                is_break: false,
            });
        }
    }
    words
}

/// The length of the heading that a section begins with: its line, or all lines down to the one that underlines it.
fn heading_length(content: &str) -> usize {
    let mut length = 0;
    let is_underlined = !content.trim_start().starts_with('#');
    for line in content.split_inclusive('\n') {
        length += line.len();
        let bare = line.trim();
        if !is_underlined || !bare.is_empty() && bare.bytes().all(|byte| byte == b'-') {
            return length;
        }
    }
    // Headings are what the outline says they are; nothing is left out for what only looks like one.
    0
}

/// The addresses that the house's rules make for one entry, each with what stands for it.
struct Made {
    addresses: Vec<(String, String)>,
}

impl Made {
    fn of(text: &str, style: &HouseStyle) -> Self {
        let links = &style.links;
        let front = FrontMatter::read(text);
        let parts = LinkParts::of(
            front.text("url"),
            front.text("slug"),
            front.text("pillar"),
            style.pillar_slug,
        );
        let mut addresses: Vec<(String, String)> = Vec::new();
        // No text that is typed holds this sign.
        let mut add = |address: Option<String>, name: String| {
            let address = address.filter(|it| it.contains('/'));
            addresses.extend(address.map(|address| (address, format!("\u{1}{name}\u{1}"))));
        };
        if let Some(rule) = &links.product {
            for product in products(&front) {
                let address = rule.fill(&parts.with_handle(&product.handle));
                add(address, format!("product {}", product.handle));
            }
        }
        for (rule, name) in [
            (&links.entry, "entry"),
            (&links.pillar, "pillar"),
            (&links.library, "library"),
        ] {
            add(
                rule.as_ref().and_then(|rule| rule.fill(&parts)),
                name.into(),
            );
        }
        for (key, rule) in &links.fields {
            add(rule.fill(&parts), format!("field {key}"));
        }
        Self { addresses }
    }

    /// A word with something in the place of each address that a rule makes.
    fn left_out<'w>(&self, word: &'w str) -> Cow<'w, str> {
        let mut word = Cow::Borrowed(word);
        if !word.contains('/') {
            return word;
        }
        for (address, name) in &self.addresses {
            let mut from = 0;
            while let Some(found) = word.get(from..).and_then(|rest| rest.find(address)) {
                let start = from + found;
                let end = start + address.len();
                let before = word.get(..start).unwrap_or_default();
                let after = word.get(end..).unwrap_or_default();
                let is_whole = (before.is_empty()
                    || before.ends_with(['(', '<', '"', '\'', '=', ':']))
                    && (after.is_empty() || after.starts_with([')', '>', '"', '\'']));
                if is_whole {
                    word = Cow::Owned(format!("{before}{name}{after}"));
                    from = start + name.len();
                } else {
                    from = end;
                }
            }
        }
        word
    }
}
