//! The sources of three versions: known by PMID, DOI or words, numbered once.
//!
//! Before the text is merged, every version is given the numbers that its sources have in the merged list, in the list and
//! wherever the prose cites by number, so that what means the same reads the same. A citation of a source that is gone is
//! marked, so that it is noticed where it stays.

use std::collections::HashMap;

use super::keyed_list::{Element, Node, without_blank_end};
use super::sequence::{Lists, Out, Three, nodes};
use super::slice;
use crate::entry::outline::Outline;
use crate::entry::sources::{self, Source};
use crate::entry::{Edit, Edits, Part, front_matter};

/// Stands before a number whose source is gone. No text has it of its own: it has no meaning.
pub(super) const GONE: char = '\u{f8fe}';

/// What the numbers of the merged list are.
pub(super) enum Numbers {
    /// All three have them already.
    Alike,
    /// The texts with them.
    New(Three<String>),
    /// There are none: a list has gaps or repeats, or holds more than sources. It is merged by lines.
    Odd,
}

/// How the lists of sources are merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Listed {
    ByLines,
    /// One by one; what a side took out is a conflict where it is `contested`.
    BySource {
        contested: bool,
    },
}

/// Gives the three texts the numbers of the merged list.
pub(super) fn numbered_alike(three: Three<&str>, contested: bool) -> Numbers {
    if three.any(|text| text.contains(GONE)) {
        return Numbers::Odd;
    }
    let outlines = three.map(|text| Outline::read(text, front_matter::split(text).body));
    let read = three.zip(outlines.as_ref());
    let all = read.map(|(text, outline)| sources::read(text, outline));
    let lists = read.zip(all.as_ref()).map(|((text, outline), all)| {
        let mut found = outline
            .all_sections()
            .filter(|section| sources::is_sources(text, section));
        let section = found.next();
        if found.next().is_some() {
            return None;
        }
        match section {
            Some(section) => List::of(text, section.body.clone(), all).filter(List::is_in_a_row),
            None => Some(List::default()),
        }
    });
    let Some(lists) = lists.whole() else {
        return Numbers::Odd;
    };
    let elements = lists.as_ref().map(|list| list.elements.as_slice());
    let nodes = nodes(elements, true);
    let merged = Lists {
        elements,
        nodes: &nodes,
        usual_gap: "",
        contested,
    };
    let mut numbers: Three<HashMap<u32, u32>> = Three::default();
    for (number, meeting) in (1..).zip(merged.meetings()) {
        let note = |map: &mut HashMap<u32, u32>, place: Option<usize>| {
            let old = place.and_then(|place| u32::try_from(place + 1).ok());
            map.extend(old.map(|old| (old, number)));
        };
        let Node { base, ours, theirs } = meeting.node;
        note(&mut numbers.base, base);
        note(&mut numbers.ours, ours);
        note(&mut numbers.theirs, theirs);
    }
    let counts = lists.as_ref().map(|list| list.elements.len());
    let keeps = |(numbers, count): (&HashMap<u32, u32>, usize)| {
        numbers.len() == count && numbers.iter().all(|(old, new)| old == new)
    };
    if numbers.as_ref().zip(counts).all(keeps) {
        return Numbers::Alike;
    }
    let texts = read
        .zip(all.as_ref())
        .zip(numbers.as_ref())
        .map(|(((text, outline), sources), numbers)| renumbered(text, outline, sources, numbers))
        .whole();
    texts.map_or(Numbers::Odd, Numbers::New)
}

/// The text with new numbers, in the list and in the prose.
fn renumbered(
    text: &str,
    outline: &Outline,
    sources: &[Source],
    numbers: &HashMap<u32, u32>,
) -> Option<String> {
    let new = |old: u32| match numbers.get(&old) {
        Some(new) => new.to_string(),
        None => format!("{GONE}{old}"),
    };
    let mut edits: Vec<Edit> = sources
        .iter()
        .map(|source| {
            // A line that goes keeps its number: it is nowhere to be seen.
            let number = numbers.get(&source.number).unwrap_or(&source.number);
            Edit::new(source.number_at.clone(), number.to_string())
        })
        .collect();
    for citation in sources::cited_by_number(text, outline, sources) {
        for cited in citation.numbers {
            let (first, at) = cited.from;
            let Some((last, end)) = cited.to else {
                edits.push(Edit::new(at, new(first)));
                continue;
            };
            let all: Vec<u32> = (first..=last)
                .filter_map(|old| numbers.get(&old).copied())
                .collect();
            let stays_a_run = all.len() == (first..=last).count()
                && all.iter().zip(all.iter().skip(1)).all(|(a, b)| a + 1 == *b);
            if stays_a_run {
                edits.extend([Edit::new(at, new(first)), Edit::new(end, new(last))]);
            } else {
                let each: Vec<String> = (first..=last).map(new).collect();
                edits.push(Edit::new(at.start..end.end, each.join(", ")));
            }
        }
    }
    // Two ways to read one place would touch the same bytes.
    Some(Edits::new(edits).ok()?.apply(text).ok()?.to_string())
}

/// Puts the merged list out; `false`, and nothing put, where a version holds more than a list.
pub(super) fn merge(
    part: &Part,
    bodies: Three<Option<&str>>,
    contested: bool,
    out: &mut Out,
) -> bool {
    let all = bodies.map(|body| sources::read_body(body.unwrap_or_default()));
    let lists = bodies.zip(all.as_ref()).map(|(body, all)| match body {
        Some(body) => List::of(body, 0..body.len(), all),
        None => Some(List::default()),
    });
    let Some(lists) = lists.whole() else {
        return false;
    };
    out.lines(part, lists.as_ref().map(|list| list.intro));
    let elements = lists.as_ref().map(|list| list.elements.as_slice());
    let nodes = nodes(elements, true);
    let usual = |list: &List<'_>| {
        (list.elements.len() > 1).then(|| {
            list.elements
                .first()
                .map_or("", |element| element.gap)
                .to_owned()
        })
    };
    let usual_gap = usual(&lists.ours)
        .or(usual(&lists.theirs))
        .unwrap_or_default();
    let merged = Lists {
        elements,
        nodes: &nodes,
        usual_gap: &usual_gap,
        contested,
    };
    merged.put(
        out,
        |meeting| match meeting.place {
            Some(place) => Part::Source(u32::try_from(place + 1).unwrap_or(u32::MAX)),
            None => part.clone(),
        },
        |part, meeting, out| {
            let texts = meeting.elements.map(|it| it.map_or("", |it| it.whole));
            out.settled_or_conflict(part, texts);
        },
    );
    out.lines(part, lists.as_ref().map(|list| list.outro));
    true
}

/// The body of *Sources* taken apart: its pieces join to the body.
#[derive(Debug, Default)]
struct List<'t> {
    intro: &'t str,
    elements: Vec<Element<'t>>,
    numbers: Vec<u32>,
    outro: &'t str,
}

impl<'t> List<'t> {
    /// `None` where words stand between the sources.
    fn of(text: &'t str, body: std::ops::Range<usize>, all: &[Source]) -> Option<Self> {
        let line_start = |at: usize| {
            let before = slice(text, body.start..at);
            before
                .rfind('\n')
                .map_or(body.start, |found| body.start + found + 1)
        };
        let starts: Vec<usize> = all.iter().map(|it| line_start(it.range.start)).collect();
        let Some(first) = starts.first() else {
            let (intro, outro) = without_blank_end(slice(text, body));
            return Some(Self {
                intro,
                outro,
                ..Self::default()
            });
        };
        let mut elements = Vec::with_capacity(all.len());
        let ends = starts.iter().skip(1).copied().chain([body.end]);
        let mut outro = "";
        for (index, ((source, start), end)) in all.iter().zip(&starts).zip(ends).enumerate() {
            let below = slice(text, source.range.end..end);
            let own_end = below.find('\n').map_or(end, |at| source.range.end + at + 1);
            let mut end = end;
            if !below.trim().is_empty() {
                if index + 1 < all.len()
                    || !slice(text, source.range.end..own_end).trim().is_empty()
                {
                    return None;
                }
                outro = slice(text, own_end..end);
                end = own_end;
            }
            let (item, gap) = without_blank_end(slice(text, *start..end));
            let head = source.number_at.end - start;
            let words = slice(item, head..item.len());
            elements.push(Element {
                keys: keys(text, source),
                head: slice(item, 0..head),
                text: words,
                gap,
                whole: item,
                // The same words under another number are the same source.
                same: words,
            });
        }
        Some(Self {
            intro: slice(text, body.start..*first),
            elements,
            numbers: all.iter().map(|source| source.number).collect(),
            outro,
        })
    }

    fn is_in_a_row(&self) -> bool {
        self.numbers
            .iter()
            .copied()
            .eq((1..).take(self.numbers.len()))
    }
}

/// What a source is known by: PMID, DOI, else its words.
fn keys(text: &str, source: &Source) -> Vec<String> {
    let mut keys = Vec::new();
    for (name, range) in [("PMID", &source.pmid), ("DOI", &source.doi)] {
        let id = range.clone().map(|range| slice(text, range));
        keys.extend(id.map(|id| format!("{name} {}", id.to_lowercase())));
    }
    if keys.is_empty() {
        let words = sources::plain(text, &source.line).to_lowercase();
        let words = words.split(|letter: char| !letter.is_alphanumeric());
        let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
        keys.push(words.join(" "));
    }
    keys
}
