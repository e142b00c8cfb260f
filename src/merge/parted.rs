//! Sections that a side split or joined, merged as one run of lines; each piece is named by the section that it stands in.

use std::collections::HashMap;

use super::lines::{self, MergedRun};
use super::sequence::{Out, Three};
use super::slice;
use crate::entry::Part;

/// Puts the merged run out, which `opens` as a part of its first section.
pub(super) fn merge(opens: &Part, three: Three<&str>, heads: &Heads<'_>, out: &mut Out) {
    let mut part = opens.clone();
    for run in lines::merge(three.base, three.ours, three.theirs) {
        match run {
            MergedRun::Settled { text, whose, other } => {
                let mut other = other;
                for (head, chunk) in heads.cut(text) {
                    part = head.cloned().unwrap_or(part);
                    out.settled_over(&part, chunk, whose, other);
                    other = "";
                }
            }
            MergedRun::Conflict { base, ours, theirs } => {
                put(Three { base, ours, theirs }, heads, &mut part, out);
            }
        }
    }
}

/// Puts what is plain, or a conflict. Headings can't stand one below the other.
fn put(three: Three<&str>, heads: &Heads<'_>, part: &mut Part, out: &mut Out) {
    let last_head = |text: &str| {
        heads
            .cut(text)
            .into_iter()
            .filter_map(|(head, _)| head)
            .next_back()
    };
    if !out.plain(part, three) {
        let both_can_stand = last_head(three.ours).or(last_head(three.theirs)).is_none();
        out.conflict(part, three, both_can_stand);
    }
    // What follows stands below the heading that came in here.
    let came = three.settle().map_or(three.ours, |(text, _)| text);
    if let Some(last) = last_head(came).or(last_head(three.theirs)) {
        *part = last.clone();
    }
}

/// The headings that a run may hold, each with the part it opens.
#[derive(Debug, Default)]
pub(super) struct Heads<'t> {
    by_first_line: HashMap<&'t str, Vec<(&'t str, Part)>>,
}

impl<'t> Heads<'t> {
    pub fn add(&mut self, head: &'t str, part: &Part) {
        let first = head.split_inclusive('\n').next().unwrap_or(head);
        let same = self.by_first_line.entry(first).or_default();
        if !same.iter().any(|(known, _)| *known == head) {
            same.push((head, part.clone()));
        }
    }

    /// The headings that stand in a text, in order.
    pub fn found_in(&self, text: &str) -> Vec<&'t str> {
        self.found(text)
            .into_iter()
            .map(|(_, head, _)| head)
            .collect()
    }

    /// A text cut above its headings, each piece with what its heading opens.
    fn cut<'s>(&self, text: &'s str) -> Vec<(Option<&Part>, &'s str)> {
        let found = self.found(text);
        let ends = found.iter().map(|(at, ..)| *at).chain([text.len()]);
        let starts =
            std::iter::once((0, None)).chain(found.iter().map(|(at, _, part)| (*at, Some(*part))));
        let pieces = starts
            .zip(ends)
            .map(|((start, part), end)| (part, slice(text, start..end)));
        pieces
            .filter(|(part, piece)| part.is_some() || !piece.is_empty() || found.is_empty())
            .collect()
    }

    fn found(&self, text: &str) -> Vec<(usize, &'t str, &Part)> {
        let mut found = Vec::new();
        let mut at = 0;
        let mut below = 0;
        for line in text.split_inclusive('\n') {
            let same = self.by_first_line.get(line).filter(|_| at >= below);
            let rest = slice(text, at..text.len());
            let head = same.and_then(|same| same.iter().find(|(head, _)| rest.starts_with(head)));
            if let Some((head, part)) = head {
                found.push((at, *head, part));
                below = at + head.len();
            }
            at += line.len();
        }
        found
    }
}
