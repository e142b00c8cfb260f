//! Sentences that every entry must hold word for word: whether a section has one as it should be, altered, or not at all.

use std::ops::Range;

use super::headed::{headed, is_empty};
use super::section_names::Is;
use crate::checks::Subject;
use crate::entry::citations::sentence_at;
use crate::entry::outline;
use crate::house_style::FixedSentence;

/// A required sentence that does not stand in its section as it should.
pub(super) struct Astray<'s> {
    pub sentence: &'s FixedSentence,
    pub section: &'s outline::Section,
    /// What stands there in its place: sentences that have most of its words, or one of them.
    pub altered: Option<Range<usize>>,
}

/// Of two sentences that are one, at least this part of the words is the same.
const ALIKE: f64 = 0.6;

/// A sentence of fewer words is no half of anything: `Ask your GP.`
const FEWEST: usize = 4;

/// The required sentences that are missing or altered, where their section is there with some text.
pub(super) fn astray<'s>(subject: &Subject<'s>) -> Vec<Astray<'s>> {
    if subject.style.sentences.is_empty() {
        return Vec::new();
    }
    let all = headed(subject);
    let mut astray = Vec::new();
    for sentence in &subject.style.sentences {
        let here = all.iter().find(|headed| match headed.is {
            Is::Right(number) | Is::OtherForm(number) => {
                let section = subject.style.sections.get(number);
                section.is_some_and(|section| section.name == sentence.section)
            }
            _ => headed.title.trim() == sentence.section,
        });
        let Some(here) = here.filter(|here| !is_empty(subject, here.section)) else {
            continue;
        };
        let body = subject.at(&here.section.body);
        let has = |body: &str, words: &str| {
            memchr::memmem::find(body.as_bytes(), words.as_bytes()).is_some()
        };
        if has(body, &sentence.text) || has(&one_line(body), &one_line(&sentence.text)) {
            continue;
        }
        astray.push(Astray {
            sentence,
            section: here.section,
            altered: altered(subject.text, &here.section.body, &sentence.text),
        });
    }
    astray
}

/// The sentences of a stretch that are most like the wanted ones together, else the one that is most like one of them: half of
/// what was agreed on is there then.
fn altered(text: &str, body: &Range<usize>, wanted: &str) -> Option<Range<usize>> {
    let here = sentences(text, body);
    let parts = sentences(wanted, &(0..wanted.len()));
    let said = |range: &Range<usize>| words(text.get(range.clone()).unwrap_or_default());
    let most_like = |count: usize, wanted: &[String]| {
        let runs = here.windows(count).filter_map(|run| {
            let (first, last) = (run.first()?, run.last()?);
            let range = first.start..last.end;
            let gap = text.get(range.clone())?;
            // Sentences of two paragraphs are not one text, and one that says something else is no part of it.
            let is_one = !gap.contains("\n\n") && !gap.contains("\r\n\r\n");
            let is_part = |range: &Range<usize>| shared(&said(range), wanted) >= 0.5;
            (count == 1 || is_one && run.iter().all(is_part))
                .then(|| (alike(&said(&range), wanted), range))
        });
        runs.filter(|(alike, _)| *alike >= ALIKE)
            .max_by(|(one, _), (other, _)| one.total_cmp(other))
    };
    let whole = words(wanted);
    let together = (1..=parts.len()).filter_map(|count| most_like(count, &whole));
    let best = |one: (f64, Range<usize>), next: (f64, Range<usize>)| {
        if next.0 > one.0 { next } else { one }
    };
    let halves = || {
        let of_weight = parts
            .iter()
            .map(|part| words(wanted.get(part.clone()).unwrap_or_default()));
        let of_weight = of_weight.filter(|part| part.len() >= FEWEST);
        of_weight
            .filter_map(|part| most_like(1, &part))
            .reduce(best)
    };
    let found = together.reduce(best).or_else(halves);
    found.map(|(_, range)| range)
}

/// No sentence that a house agrees on is longer.
const LONGEST: usize = 4_000;

/// The sentences of a stretch.
fn sentences(text: &str, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    let mut at = stretch.start;
    while let Some(rest) = text.get(at..stretch.end).map(str::trim_start)
        && !rest.is_empty()
    {
        let start = stretch.end - rest.len();
        // A sentence is looked for from its start on, not from that of its paragraph, which may be long.
        let near = text.floor_char_boundary(stretch.end.min(start + LONGEST));
        let near = text.get(start..near).unwrap_or_default();
        let sentence = sentence_at(near, &(0..0));
        let end = (start + sentence.end).clamp(start + 1, stretch.end);
        at = text.ceil_char_boundary(end);
        all.push(start..at);
    }
    all
}

/// How much of two sentences is the same words.
fn alike(one: &[String], other: &[String]) -> f64 {
    2.0 * same(one, other) / (one.len() + other.len()).max(1) as f64
}

/// How much of a sentence is in another.
fn shared(one: &[String], other: &[String]) -> f64 {
    same(one, other) / one.len().max(1) as f64
}

/// How many words of two sentences are the same.
fn same(one: &[String], other: &[String]) -> f64 {
    let mut rest = other.to_vec();
    let same = one.iter().filter(|word| {
        let at = rest.iter().position(|it| it == *word);
        at.map(|at| rest.swap_remove(at)).is_some()
    });
    same.count() as f64
}

fn words(text: &str) -> Vec<String> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect()
}

pub(super) fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
