//! The entry cut into what the editor sees: cards with a heading and text, each a stretch of the entry's bytes.
//!
//! While someone types in a field, the cards are not cut anew: three backticks may swallow every later section for a
//! moment, and nothing may move under the caret. The edits move the stretches instead, and the cards are cut anew when the
//! focus leaves.

use std::ops::Range;

use crate::entry::outline::Outline;
use crate::entry::page::Heading;
use crate::entry::{Edits, Lean, Reading};

/// A text longer than this is edited in several fields, one below the other, so that a key costs what it costs in a
/// short section. Bytes.
const LONGEST_FIELD: usize = 16 * 1024;

/// What a card is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    /// Front matter that can't be read, as text.
    FrontMatter,
    /// What stands above the page's heading.
    Above,
    /// What stands between heading and first section.
    Lead,
    /// A section, by its number in the outline.
    Section(usize),
    /// A closing block, by its number in the tail.
    Closing(usize),
    /// What stands between the rule and the first closing block.
    Footer,
    /// The whole file.
    Whole,
}

/// Which text field of the entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CardField {
    /// The page's H1.
    Title,
    Heading(usize),
    /// Part `chunk` of the text of card `card`.
    Body {
        card: usize,
        chunk: usize,
    },
}

impl CardField {
    /// The order of the fields on the screen; also their name in the history.
    pub fn rank(self) -> u64 {
        match self {
            Self::Title => 0,
            Self::Heading(card) => (card as u64 + 1) << 24,
            Self::Body { card, chunk } => ((card as u64 + 1) << 24) + 1 + chunk as u64,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    pub role: Role,
    /// The source of the heading's words, and where its line starts.
    pub heading: Option<HeadingSpot>,
    /// The text, without the blank lines around it, in one field or several.
    pub chunks: Vec<Range<usize>>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeadingSpot {
    pub line: usize,
    pub text: Range<usize>,
}

impl Card {
    /// From its first to its last byte of text.
    pub fn text(&self) -> Range<usize> {
        let start = self.chunks.first().map_or(0, |chunk| chunk.start);
        let end = self.chunks.last().map_or(start, |chunk| chunk.end);
        start..end
    }
}

/// The cards of one entry, in file order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cards {
    pub title: Option<HeadingSpot>,
    pub list: Vec<Card>,
}

impl Cards {
    /// Cuts the entry by its outline.
    pub fn by_sections(text: &str, reading: &Reading) -> Self {
        let outline = &reading.outline;
        let mut list = Vec::new();
        let plain = |role, range: Range<usize>| {
            let chunks = cut(text, range);
            let blank = chunks.iter().all(Range::is_empty);
            (!blank).then_some(Card {
                role,
                heading: None,
                chunks,
            })
        };
        if reading.front_matter.error.is_some() {
            let block = reading.front_matter.split.block.clone();
            list.extend(plain(Role::FrontMatter, block));
        }
        list.extend(plain(Role::Above, outline.above.clone()));
        list.extend(plain(Role::Lead, outline.lead.clone()));
        let headed = |role, heading: &Heading, body: &Range<usize>| Card {
            role,
            heading: Some(HeadingSpot {
                line: heading.range.start,
                text: heading.text.clone(),
            }),
            chunks: cut(text, body.clone()),
        };
        for (i, section) in outline.sections.iter().enumerate() {
            list.push(headed(Role::Section(i), &section.heading, &section.body));
        }
        if let Some(tail) = &outline.tail {
            list.extend(plain(Role::Footer, tail.lead.clone()));
            for (i, section) in tail.sections.iter().enumerate() {
                list.push(headed(Role::Closing(i), &section.heading, &section.body));
            }
        }
        if list.is_empty() {
            // There is always a place to type.
            list.push(Card {
                role: Role::Lead,
                heading: None,
                chunks: cut(text, outline.lead.clone()),
            });
        }
        let title = outline.h1.as_ref().map(|h1| HeadingSpot {
            line: h1.range.start,
            text: h1.text.clone(),
        });
        Self { title, list }
    }

    /// The whole file as one card.
    pub fn whole(text: &str) -> Self {
        let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
        Self {
            title: None,
            list: vec![Card {
                role: Role::Whole,
                heading: None,
                chunks: chunks(text, start..text.len()),
            }],
        }
    }

    /// The stretch of `field`.
    pub fn range(&self, field: CardField) -> Option<Range<usize>> {
        match field {
            CardField::Title => self.title.as_ref().map(|spot| spot.text.clone()),
            CardField::Heading(card) => {
                let spot = self.list.get(card)?.heading.as_ref()?;
                Some(spot.text.clone())
            }
            CardField::Body { card, chunk } => self.list.get(card)?.chunks.get(chunk).cloned(),
        }
    }

    /// All fields with their stretches: the title, then the cards in file order.
    pub fn fields(&self) -> impl Iterator<Item = (CardField, Range<usize>)> + '_ {
        let title = self
            .title
            .iter()
            .map(|spot| (CardField::Title, spot.text.clone()));
        let cards = self.list.iter().enumerate().flat_map(|(card, it)| {
            let heading = it
                .heading
                .iter()
                .map(move |spot| (CardField::Heading(card), spot.text.clone()));
            let body = it
                .chunks
                .iter()
                .enumerate()
                .map(move |(chunk, range)| (CardField::Body { card, chunk }, range.clone()));
            heading.chain(body)
        });
        title.chain(cards)
    }

    /// The field that holds `offset`, else the nearest one; text goes before headings where both touch.
    pub fn field_at(&self, offset: usize) -> Option<CardField> {
        self.fields()
            .min_by_key(|(field, range)| {
                let distance = if range.contains(&offset) || range.end == offset {
                    0
                } else {
                    offset.abs_diff(range.start).min(offset.abs_diff(range.end))
                };
                (distance, !matches!(field, CardField::Body { .. }))
            })
            .map(|(field, _)| field)
    }

    /// The text field after or before `field`.
    pub fn neighbour(&self, field: CardField, forward: bool) -> Option<(CardField, Range<usize>)> {
        let bodies = self
            .fields()
            .filter(|(other, _)| matches!(other, CardField::Body { .. }));
        if forward {
            bodies
                .into_iter()
                .find(|(other, _)| other.rank() > field.rank())
        } else {
            bodies
                .into_iter()
                .take_while(|(other, _)| other.rank() < field.rank())
                .last()
        }
    }

    /// Moves the stretches by edits typed into `field`: that one grows and shrinks, all others only move.
    pub fn follow(&mut self, field: CardField, edits: &Edits) {
        let typed = field.rank();
        let moved = |range: &mut Range<usize>, rank: u64| {
            let (start, end) = match rank.cmp(&typed) {
                std::cmp::Ordering::Less => (Lean::Before, Lean::Before),
                std::cmp::Ordering::Equal => (Lean::Before, Lean::After),
                std::cmp::Ordering::Greater => (Lean::After, Lean::After),
            };
            *range = edits.map(range.start, start)..edits.map(range.end, end);
        };
        // Ranks go with offsets, but for what stands above the title; its line end keeps the two apart.
        if let Some(spot) = &mut self.title {
            moved(&mut spot.text, CardField::Title.rank());
            spot.line = edits.map(spot.line, Lean::Before);
        }
        for (card, it) in self.list.iter_mut().enumerate() {
            let heading = CardField::Heading(card).rank();
            if let Some(spot) = &mut it.heading {
                let lean = if heading > typed {
                    Lean::After
                } else {
                    Lean::Before
                };
                spot.line = edits.map(spot.line, lean);
                moved(&mut spot.text, heading);
            }
            for (chunk, range) in it.chunks.iter_mut().enumerate() {
                moved(range, CardField::Body { card, chunk }.rank());
            }
        }
    }

    /// Sets the stretch of `field`, where typing into an empty field put blank space around the first words.
    pub fn set_range(&mut self, field: CardField, range: Range<usize>) {
        let held = match field {
            CardField::Title => self.title.as_mut().map(|spot| &mut spot.text),
            CardField::Heading(at) => self
                .list
                .get_mut(at)
                .and_then(|card| card.heading.as_mut())
                .map(|spot| &mut spot.text),
            CardField::Body { card, chunk } => self
                .list
                .get_mut(card)
                .and_then(|card| card.chunks.get_mut(chunk)),
        };
        if let Some(held) = held {
            *held = range;
        }
    }

    /// What typing in `field` does to the rest of the entry, in a sentence; `None` where it does nothing.
    pub fn side_effect(&self, field: CardField, text: &str, outline: &Outline) -> Option<String> {
        let card = match field {
            CardField::Title => return None,
            CardField::Heading(card) | CardField::Body { card, .. } => card,
        };
        let here = self.list.get(card)?;
        if here.role == Role::Whole || here.role == Role::FrontMatter {
            return None;
        }
        let starts: Vec<usize> = outline.all_sections().map(|s| s.range.start).collect();
        let is_heading = |line: usize| starts.binary_search(&line).is_ok();
        let lost = self
            .list
            .iter()
            .skip(card + 1)
            .filter_map(|it| it.heading.as_ref())
            .filter(|spot| !is_heading(spot.line))
            .count();
        if lost > 0 {
            let own = text.get(here.text()).unwrap_or_default();
            let sections = if lost == 1 {
                "the next section".to_owned()
            } else {
                format!("the next {lost} sections")
            };
            return Some(format!("{} takes in {sections}", what_is_open(own)));
        }
        if let Some(spot) = &here.heading
            && !is_heading(spot.line)
        {
            return Some("This is no heading now: its text belongs to what stands above".into());
        }
        let own = here.text();
        let new: Vec<&str> = outline
            .all_sections()
            .filter(|section| own.contains(&section.range.start))
            .map(|section| text.get(section.heading.text.clone()).unwrap_or_default())
            .map(str::trim)
            .collect();
        match new.as_slice() {
            [] => None,
            [""] => Some("Starts a new section without a name".into()),
            [one] => Some(format!("Starts a new section, “{one}”")),
            many => Some(format!("Starts {} new sections", many.len())),
        }
    }
}

fn what_is_open(text: &str) -> &'static str {
    let fences = text
        .lines()
        .filter(|line| {
            let line = line.trim_start();
            line.starts_with("```") || line.starts_with("~~~")
        })
        .count();
    if fences % 2 == 1 {
        "An open fence"
    } else if text
        .rfind("<!--")
        .is_some_and(|at| !text.get(at..).unwrap_or_default().contains("-->"))
    {
        "An open comment"
    } else {
        "What is typed here"
    }
}

/// `range` without the blank lines around it, in fields.
fn cut(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    chunks(text, trimmed(text, range))
}

/// `range` without blank lines at its start and end. Blank text gives an empty range behind its first line end, where
/// the first words belong.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let body = text.get(range.clone()).unwrap_or_default();
    let Some(first) = body.find(|c: char| !c.is_whitespace()) else {
        let blank_line = body
            .strip_prefix("\r\n")
            .or_else(|| body.strip_prefix('\n'))
            .map_or(0, |rest| body.len() - rest.len());
        let at = range.start + blank_line;
        return at..at;
    };
    let start = body
        .get(..first)
        .and_then(|lead| lead.rfind(['\n', '\r']))
        .map_or(0, |at| at + 1);
    let last = body.rfind(|c: char| !c.is_whitespace()).unwrap_or(first);
    let end = body
        .get(last..)
        .and_then(|rest| rest.find(['\n', '\r']))
        .map_or(body.len(), |at| last + at);
    range.start + start..range.start + end
}

/// `range` in stretches of at most [`LONGEST_FIELD`] where line ends allow, each without the line end that parts it
/// from the next.
fn chunks(text: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let mut list = Vec::new();
    let mut start = range.start;
    while range.end - start > LONGEST_FIELD {
        let rest = text.as_bytes().get(start..range.end).unwrap_or_default();
        let window = rest.get(..LONGEST_FIELD).unwrap_or(rest);
        let Some(line_end) = memchr::memrchr(b'\n', window)
            .or_else(|| memchr::memchr(b'\n', rest))
            .filter(|at| at + 1 < rest.len())
        else {
            break;
        };
        let crlf = line_end > 0 && rest.get(line_end - 1) == Some(&b'\r');
        list.push(start..start + line_end - usize::from(crlf));
        start += line_end + 1;
    }
    list.push(start..range.end);
    list
}
