//! Places in the prose that cite a source by its number: `[3]`, `[1, 3–5]`, `source 3`, `sources 2 and 3`.
//!
//! Code, front matter and the sources themselves are not prose; `[3](…)` is a link and `[3]:` its address.

use std::collections::HashSet;
use std::ops::Range;

use super::Source;
use crate::entry::Edit;
use crate::entry::outline::Outline;
use crate::entry::page::{BlockKind, Page, Style};

/// A place that cites by number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedByNumber {
    /// The whole place.
    pub range: Range<usize>,
    /// Its numbers, each with the digits; two that are joined by a dash stand for all between.
    pub numbers: Vec<NumberRange>,
}

/// One number of a citation, or a first and a last one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NumberRange {
    pub from: (u32, Range<usize>),
    pub to: Option<(u32, Range<usize>)>,
}

impl CitedByNumber {
    /// Whether it cites this number.
    pub fn holds(&self, number: u32) -> bool {
        self.numbers.iter().any(|cited| {
            let last = cited.to.as_ref().map_or(cited.from.0, |to| to.0);
            (cited.from.0..=last).contains(&number)
        })
    }

    /// The edits to new numbers: a run of numbers that is none any more is written out. `None` where a number has no new one.
    pub(super) fn renumbered(&self, new: impl Fn(u32) -> Option<u32>) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        for cited in &self.numbers {
            let mut put = |(old, range): &(u32, Range<usize>)| {
                let number = new(*old)?;
                if number != *old {
                    edits.push(Edit::new(range.clone(), number.to_string()));
                }
                Some(number)
            };
            let from = put(&cited.from)?;
            if let Some(to) = &cited.to {
                let mut all: Vec<u32> = (cited.from.0..=to.0).map(&new).collect::<Option<_>>()?;
                all.sort_unstable();
                let in_a_row = all
                    .iter()
                    .zip(from..)
                    .all(|(number, expected)| *number == expected);
                if in_a_row {
                    put(to)?;
                } else {
                    let whole = cited.from.1.start..to.1.end;
                    edits.retain(|edit| edit.range != cited.from.1);
                    edits.push(Edit::new(whole, written_out(&all)));
                }
            }
        }
        Some(edits)
    }
}

/// Sorted numbers as a citation lists them: `2, 4–6`.
fn written_out(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let written = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}, {last}"),
        _ => format!("{first}–{last}"),
    });
    written.collect::<Vec<_>>().join(", ")
}

/// Every citation by the number of a source that is there.
pub fn find(text: &str, outline: &Outline, sources: &[Source]) -> Vec<CitedByNumber> {
    let body = outline.front.end..text.len();
    let words = text.get(body.clone()).unwrap_or_default();
    let numbers: HashSet<u32> = sources.iter().map(|source| source.number).collect();
    let listed = |number: u32| numbers.contains(&number);
    let mut found = Vec::new();
    for (at, _) in words.match_indices('[') {
        found.extend(bracket(words, at));
    }
    for name in ["ource", "eference", "Ref", "ref"] {
        for (at, _) in words.match_indices(name) {
            found.extend(named(words, at, name));
        }
    }
    found.retain(|citation| {
        citation.numbers.iter().all(|cited| {
            listed(cited.from.0)
                && cited
                    .to
                    .as_ref()
                    .is_none_or(|to| listed(to.0) && cited.from.0 < to.0)
        })
    });
    if found.is_empty() {
        return found;
    }
    let mut citations: Vec<CitedByNumber> = found
        .into_iter()
        .map(|citation| citation.moved(body.start))
        .collect();
    let code = code(text, outline.front.end);
    let is_outside = |citation: &CitedByNumber| {
        let at = citation.range.start;
        let next = sources.partition_point(|source| source.range.end <= at);
        let is_source = sources.get(next).is_some_and(|it| it.range.contains(&at));
        let next = code.partition_point(|range| range.end <= at);
        let is_code = code.get(next).is_some_and(|range| range.contains(&at));
        !is_source && !is_code
    };
    citations.retain(is_outside);
    citations.sort_by_key(|citation| citation.range.start);
    citations
}

impl CitedByNumber {
    fn moved(mut self, by: usize) -> Self {
        let shift = |range: &mut Range<usize>| *range = range.start + by..range.end + by;
        shift(&mut self.range);
        for cited in &mut self.numbers {
            shift(&mut cited.from.1);
            if let Some(to) = &mut cited.to {
                shift(&mut to.1);
            }
        }
        self
    }
}

/// `[1, 3–5]`
fn bracket(words: &str, at: usize) -> Option<CitedByNumber> {
    let (numbers, end) = numbers(words, at + 1, false)?;
    let behind = words.get(end..)?.strip_prefix(']')?;
    // A link's words, a definition, a footnote.
    (!behind.starts_with(['(', '[', ':'])).then_some(CitedByNumber {
        range: at..end + 1,
        numbers,
    })
}

/// `source 3`, `Sources 2 and 3`, `ref. 4`
fn named(words: &str, at: usize, name: &str) -> Option<CitedByNumber> {
    let start = match name {
        "ource" | "eference" => {
            let first = words.get(..at)?.chars().next_back()?;
            matches!(first, 's' | 'S' | 'r' | 'R').then_some(at - 1)?
        }
        _ => at,
    };
    if words.get(..start)?.ends_with(char::is_alphanumeric) {
        return None;
    }
    let rest = words.get(at + name.len()..)?;
    let rest = rest.strip_prefix('s').unwrap_or(rest);
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let after = rest.trim_start_matches([' ', '\u{a0}']);
    if after.len() == rest.len() {
        return None;
    }
    let (numbers, end) = numbers(words, words.len() - after.len(), true)?;
    let behind = words.get(end..)?;
    // `source 3.5`, `sources 3rd`, `reference 2%`
    let goes_on = behind.starts_with(|c: char| c.is_alphanumeric() || c == '%')
        || behind
            .strip_prefix(['.', ','])
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    (!goes_on).then_some(CitedByNumber {
        range: start..end,
        numbers,
    })
}

/// Numbers parted by commas, semicolons, dashes and, in words, `and`.
fn numbers(words: &str, from: usize, with_and: bool) -> Option<(Vec<NumberRange>, usize)> {
    let mut numbers: Vec<NumberRange> = Vec::new();
    let mut at = from;
    let mut joins = false;
    loop {
        let rest = words.get(at..)?;
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=4).contains(&digits) {
            return None;
        }
        let number = (rest.get(..digits)?.parse().ok()?, at..at + digits);
        at += digits;
        match numbers.last_mut() {
            Some(last) if joins => last.to = Some(number),
            _ => numbers.push(NumberRange {
                from: number,
                to: None,
            }),
        }
        let rest = words.get(at..)?;
        let mut marks: Vec<&str> = vec!["–", "-", ", ", ",", "; ", ";"];
        if with_and {
            marks = vec!["–", "-", ", and ", " and ", " & ", ", "];
        }
        let next = marks.iter().find_map(|mark| {
            let behind = rest.strip_prefix(mark)?;
            behind
                .starts_with(|c: char| c.is_ascii_digit())
                .then_some(*mark)
        });
        match next {
            Some(mark) => {
                joins = matches!(mark, "–" | "-");
                at += mark.len();
            }
            None => return Some((numbers, at)),
        }
    }
}

/// Where the body is program text.
fn code(text: &str, body: usize) -> Vec<Range<usize>> {
    let page = Page::read(text, body);
    let mut code = Vec::new();
    for block in &page.blocks {
        match block.kind {
            BlockKind::Code { .. } | BlockKind::Html => code.push(block.range.clone()),
            _ => {
                let cells = page
                    .cells(block)
                    .iter()
                    .flat_map(|cell| page.cell_runs(cell));
                let runs = page.runs(block).iter().chain(cells);
                code.extend(
                    runs.filter(|run| run.style.has(Style::CODE))
                        .map(|run| run.source.clone()),
                );
            }
        }
    }
    code
}
