//! The last guard of a merge: text that stands once in every version does not come to stand twice.
//!
//! Both sides may move the same text, each to another place, and no piece of the merge sees both. So the lines of the
//! merged entry are counted, and a piece that one side brought in is a conflict where it makes a line stand more often than
//! in the side that has it most.

use std::collections::HashMap;

use super::sequence::{Out, Three};
use super::{PieceState, Whose};

/// A shorter line may say the same in many places.
const WORDS_OF_A_SENTENCE: usize = 6;

/// Makes conflicts of the pieces that double a line.
pub(super) fn contest(three: Three<&str>, out: &mut Out) {
    let mut counts: HashMap<&str, Counts> = HashMap::new();
    for (_, text) in brought_in(out) {
        for line in telling_lines(text) {
            counts.entry(line).or_default();
        }
    }
    if counts.is_empty() {
        return;
    }
    for piece in out.pieces() {
        match &piece.state {
            PieceState::Settled { text, .. } => count(text, &mut counts, |it| {
                it.with_ours += 1;
                it.with_theirs += 1;
            }),
            PieceState::Conflict(conflict) => {
                count(&conflict.ours, &mut counts, |it| it.with_ours += 1);
                count(&conflict.theirs, &mut counts, |it| it.with_theirs += 1);
            }
        }
    }
    // Most often nothing stands twice, and the versions need not be looked at.
    counts.retain(|_, counts| counts.most() > 1);
    if counts.is_empty() {
        return;
    }
    count(three.base, &mut counts, |it| it.versions.base += 1);
    count(three.ours, &mut counts, |it| it.versions.ours += 1);
    count(three.theirs, &mut counts, |it| it.versions.theirs += 1);
    counts.retain(|line, counts| counts.is_too_often(line));
    if counts.is_empty() {
        return;
    }
    let doubling: Vec<usize> = brought_in(out)
        .filter(|(_, text)| telling_lines(text).any(|line| counts.contains_key(line)))
        .map(|(at, _)| at)
        .collect();
    out.contest(|at| doubling.binary_search(&at).is_ok());
}

/// How often a line stands in each version, and in the merged text with one side's choices.
#[derive(Debug, Clone, Copy, Default)]
struct Counts {
    versions: Three<usize>,
    with_ours: usize,
    with_theirs: usize,
}

impl Counts {
    fn is_too_often(&self, line: &str) -> bool {
        let Three { base, ours, theirs } = self.versions;
        let both_added = ours > base && theirs > base;
        let most = if both_added && may_be_repeated(line, base == 0) {
            ours + theirs - base
        } else {
            ours.max(theirs)
        };
        self.most() > most
    }

    /// How often the line stands, whatever is chosen.
    fn most(&self) -> usize {
        self.with_ours.max(self.with_theirs)
    }
}

fn count(text: &str, counts: &mut HashMap<&str, Counts>, add: fn(&mut Counts)) {
    for line in telling_lines(text) {
        if let Some(counts) = counts.get_mut(line) {
            add(counts);
        }
    }
}

/// Both sides may add such a line, each in its place and for its own reason: a few words that were not there before, or an
/// item, a row, a part of a field.
fn may_be_repeated(line: &str, is_new: bool) -> bool {
    let is_part =
        line.starts_with([' ', '\t', '-', '*', '+', '|', '>', '<']) || line.starts_with("###");
    let is_short = line
        .split_whitespace()
        .nth(WORDS_OF_A_SENTENCE - 1)
        .is_none();
    is_short && (is_part || is_new && !line.starts_with("## "))
}

/// What one side brought in, with the place of its piece.
fn brought_in(out: &Out) -> impl Iterator<Item = (usize, &str)> {
    let pieces = out.pieces().enumerate();
    pieces.filter_map(|(at, piece)| match &piece.state {
        PieceState::Settled {
            text,
            whose: Whose::Ours | Whose::Theirs,
        } => Some((at, text.as_str())),
        _ => None,
    })
}

/// The lines that say something; not the blank ones, rules and fences.
fn telling_lines(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().map(str::trim_end);
    lines.filter(|line| says_something(line))
}

/// Whether a line is more than a blank, a rule or a fence.
pub(super) fn says_something(line: &str) -> bool {
    let line = line.trim_start();
    let is_fence = line.starts_with("```") || line.starts_with("~~~");
    !is_fence && line.contains(char::is_alphanumeric)
}
