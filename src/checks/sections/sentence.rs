//! Sentences that stand word for word in every entry: how one stands in its section.
//!
//! Knows nothing of: what is said of it.

use std::ops::Range;

use super::headed::{Is, headed, is_empty};
use crate::checks::Subject;
use crate::entry::mentions::sentence_at;
use crate::entry::outline;
use crate::house_style::Sentence;

/// A required sentence that does not stand in its section as it should.
pub(super) struct Astray<'s> {
    pub sentence: &'s Sentence,
    pub section: &'s outline::Section,
    /// What stands there in its place: a sentence that has most of its words.
    pub altered: Option<Range<usize>>,
}

/// Of two sentences that are one, at least this part of the words is the same.
const ALIKE: f64 = 0.6;

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

/// The sentence of a stretch that is most like the one wanted, if it is like it at all.
fn altered(text: &str, body: &Range<usize>, wanted: &str) -> Option<Range<usize>> {
    let wanted = words(wanted);
    let mut best: Option<(f64, Range<usize>)> = None;
    let mut at = body.start;
    while at < body.end {
        let rest = text.get(at..body.end)?;
        let blank = rest.len() - rest.trim_start().len();
        let start = at + blank;
        if start >= body.end {
            break;
        }
        let sentence = sentence_at(text, &(start..start));
        let end = sentence.end.clamp(start + 1, body.end);
        at = text.ceil_char_boundary(end);
        let range = sentence.start.max(body.start)..end;
        let alike = alike(&words(text.get(range.clone()).unwrap_or_default()), &wanted);
        if alike >= ALIKE && best.as_ref().is_none_or(|(most, _)| alike > *most) {
            best = Some((alike, range));
        }
    }
    best.map(|(_, range)| range)
}

/// How much of two sentences is the same words.
fn alike(one: &[String], other: &[String]) -> f64 {
    let mut rest = other.to_vec();
    let same = one.iter().filter(|word| {
        let at = rest.iter().position(|it| it == *word);
        at.map(|at| rest.swap_remove(at)).is_some()
    });
    let same = same.count() as f64;
    let all = (one.len() + other.len()).max(1) as f64;
    2.0 * same / all
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
