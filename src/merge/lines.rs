//! Three texts merged line by line: the last resort, inside one piece.
//!
//! What only one side changed is taken, what both changed alike is taken once, all else is a conflict. Two changes with no
//! common line between them are one conflict, as in git. Lines that both sides of a conflict begin or end with stand
//! outside it. A paragraph or a heading that one side added or removed does not touch the one beside it: what the other
//! side changed there stands.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::Whose;
use super::keyed_list::without_blank_end;
use crate::entry::{Edit, Edits};

/// A run of lines of the merged text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MergedRun<'t> {
    Settled {
        text: &'t str,
        whose: Whose,
        /// What stands there in the version of whoever left it alone.
        other: &'t str,
    },
    Conflict {
        base: &'t str,
        ours: &'t str,
        theirs: &'t str,
    },
}

/// Merges the lines of three texts.
pub(super) fn merge<'t>(base: &'t str, ours: &'t str, theirs: &'t str) -> Vec<MergedRun<'t>> {
    let (mut base, mut ours, mut theirs) = (Lines::of(base), Lines::of(ours), Lines::of(theirs));
    // What is added below the last paragraph does not touch it: a blank line is taken to follow.
    let blank_follows = base.ends_in_words() && ours.ends_in_words() && theirs.ends_in_words();
    if blank_follows {
        for lines in [&mut base, &mut ours, &mut theirs] {
            lines.lines.push("\n");
        }
    }
    let in_ours = base.partners(&ours);
    let in_theirs = base.partners(&theirs);
    let mut runs = Vec::new();
    let (mut b, mut o, mut t) = (0, 0, 0);
    let shared = in_ours.iter().zip(&in_theirs).enumerate();
    // A line at the end of all three closes the last run.
    let end = (base.count(), ours.count(), theirs.count());
    let anchors = shared
        .filter_map(|(line, (ours, theirs))| Some((line, (*ours)?, (*theirs)?)))
        .chain(std::iter::once(end));
    let mut same = 0..0;
    for (line, line_of_ours, line_of_theirs) in anchors {
        let between = (b..line, o..line_of_ours, t..line_of_theirs);
        if !(between.0.is_empty() && between.1.is_empty() && between.2.is_empty()) {
            push_same(&mut runs, base.text(same.clone()));
            run(
                base.text(between.0),
                ours.text(between.1),
                theirs.text(between.2),
                &mut runs,
            );
            same = line..line;
        }
        same.end = line + 1;
        if blank_follows && same.end == base.count() {
            // The blank line that is taken to follow the base may be there in a side.
            let blank = [
                ours.text(line_of_ours..line_of_ours + 1),
                theirs.text(line_of_theirs..line_of_theirs + 1),
            ];
            push_same(&mut runs, base.text(same.clone()));
            push_same(&mut runs, blank.into_iter().max().unwrap_or_default());
            same = base.count()..base.count();
        }
        (b, o, t) = (line + 1, line_of_ours + 1, line_of_theirs + 1);
    }
    push_same(&mut runs, base.text(same.start..base.count()));
    if blank_follows {
        cut_blank_end(&mut runs);
    }
    runs
}

/// Cuts off the blank lines at the end.
fn cut_blank_end(runs: &mut [MergedRun<'_>]) {
    for run in runs.iter_mut().rev() {
        let MergedRun::Settled { text, .. } = run else {
            return;
        };
        let (words, _) = without_blank_end(text);
        *text = words;
        if !words.is_empty() {
            return;
        }
    }
}

/// The edits of whole lines that make one text the other: what is not edited keeps its carets.
pub fn edits(from: &str, to: &str) -> Edits {
    let (old, new) = (Lines::of(from), Lines::of(to));
    let changed = capture_diff_slices(Algorithm::Myers, &old.lines, &new.lines)
        .into_iter()
        .filter(|op| !matches!(op, DiffOp::Equal { .. }))
        .map(|op| Edit::new(old.bytes(op.old_range()), new.text(op.new_range())));
    // What differs between two texts never overlaps.
    Edits::new(changed.collect()).unwrap_or_else(|_| Edits::between(from, to))
}

fn push_same<'t>(runs: &mut Vec<MergedRun<'t>>, text: &'t str) {
    if !text.is_empty() {
        runs.push(MergedRun::Settled {
            text,
            whose: Whose::Neither,
            other: text,
        });
    }
}

/// One run between lines that all three have.
fn run<'t>(base: &'t str, ours: &'t str, theirs: &'t str, runs: &mut Vec<MergedRun<'t>>) {
    if let Some((text, whose)) = super::settle(base, ours, theirs) {
        runs.push(MergedRun::Settled {
            text,
            whose,
            other: base,
        });
    } else if base.is_empty() {
        added_by_both(ours, theirs, runs);
    } else if let Some(both) = beside_each_other(base, ours, theirs) {
        for [base, ours, theirs] in both {
            run(base, ours, theirs, runs);
        }
    } else {
        let (head, ours, theirs, tail) = without_shared_ends(ours, theirs);
        let conflict = MergedRun::Conflict { base, ours, theirs };
        push_both(runs, head);
        runs.push(conflict);
        push_both(runs, tail);
    }
}

/// Base, ours and theirs.
type Versions<'t> = [&'t str; 3];

/// A run in two, where one side put paragraphs in above or below what the other changed, or took them out there.
fn beside_each_other<'t>(
    base: &'t str,
    ours: &'t str,
    theirs: &'t str,
) -> Option<[Versions<'t>; 2]> {
    let parts = |one, other| put_in(base, one, other).or_else(|| taken_out(base, one, other));
    let swapped = |[base, ours, theirs]: Versions<'t>| [base, theirs, ours];
    parts(ours, theirs).or_else(|| Some(parts(theirs, ours)?.map(swapped)))
}

/// `one` is the base with more above or below it, and the other has as many paragraphs as the base.
fn put_in<'t>(base: &'t str, one: &'t str, other: &'t str) -> Option<[Versions<'t>; 2]> {
    if base.trim().is_empty() || paragraphs(base) != paragraphs(other) {
        return None;
    }
    let stays = [base, base, other];
    if let Some(new) = one.strip_suffix(base)
        && ends_blank(new)
    {
        return Some([["", new, ""], stays]);
    }
    let new = one.strip_prefix(base)?;
    (ends_blank(base) || begins_blank(new)).then_some([stays, ["", new, ""]])
}

/// `one` is the base without what is above or below it, which the other kept.
fn taken_out<'t>(base: &'t str, one: &'t str, other: &'t str) -> Option<[Versions<'t>; 2]> {
    if one.trim().is_empty() {
        return None;
    }
    if let Some(gone) = base.strip_suffix(one)
        && let Some(rest) = other.strip_prefix(gone)
        && ends_blank(gone)
    {
        return Some([[gone, "", gone], [one, one, rest]]);
    }
    let gone = base.strip_prefix(one)?;
    let rest = other.strip_suffix(gone)?;
    // The other may have put words in front of the very line.
    if one.ends_with('\n') && !(rest.is_empty() || rest.ends_with('\n')) {
        return None;
    }
    (ends_blank(one) || begins_blank(gone)).then_some([[one, one, rest], [gone, "", gone]])
}

fn ends_blank(text: &str) -> bool {
    let last = text.split_inclusive('\n').next_back();
    last.is_some_and(|line| line.ends_with('\n') && line.trim().is_empty())
}

fn begins_blank(text: &str) -> bool {
    let first = text.split_inclusive('\n').next();
    first.is_some_and(|line| line.trim().is_empty())
}

fn paragraphs(text: &str) -> usize {
    let mut count = 0;
    let mut is_inside = false;
    for line in text.lines() {
        let says = !line.trim().is_empty();
        count += usize::from(says && !is_inside);
        is_inside = says;
    }
    count
}

fn push_both<'t>(runs: &mut Vec<MergedRun<'t>>, text: &'t str) {
    if !text.is_empty() {
        runs.push(MergedRun::Settled {
            text,
            whose: Whose::Both,
            other: text,
        });
    }
}

/// Where the base has nothing, lines that both sides added alike part the conflict, unless they are blank.
fn added_by_both<'t>(ours: &'t str, theirs: &'t str, runs: &mut Vec<MergedRun<'t>>) {
    let (head, ours, theirs, tail) = without_shared_ends(ours, theirs);
    push_both(runs, head);
    let (mine, other) = (Lines::of(ours), Lines::of(theirs));
    let partners = mine.partners(&other);
    let (mut o, mut t) = (0, 0);
    let mut at = 0;
    while at < mine.count() {
        let Some(Some(partner)) = partners.get(at).copied() else {
            at += 1;
            continue;
        };
        let length = (partners.iter().skip(at).zip(partner..))
            .take_while(|(line, expected)| **line == Some(*expected))
            .count();
        let alike = mine.text(at..at + length);
        if !alike.trim().is_empty() {
            push_conflict(runs, mine.text(o..at), other.text(t..partner));
            push_both(runs, alike);
            (o, t) = (at + length, partner + length);
        }
        at += length;
    }
    push_conflict(
        runs,
        mine.text(o..mine.count()),
        other.text(t..other.count()),
    );
    push_both(runs, tail);
}

fn push_conflict<'t>(runs: &mut Vec<MergedRun<'t>>, ours: &'t str, theirs: &'t str) {
    if !(ours.is_empty() && theirs.is_empty()) {
        runs.push(MergedRun::Conflict {
            base: "",
            ours,
            theirs,
        });
    }
}

/// What both begin with, the two without it and without what both end with, and that.
fn without_shared_ends<'t>(ours: &'t str, theirs: &'t str) -> (&'t str, &'t str, &'t str, &'t str) {
    let (mine, other) = (Lines::of(ours), Lines::of(theirs));
    let equal = |(a, b): &(&&str, &&str)| a == b;
    let head = (mine.lines.iter().zip(&other.lines))
        .take_while(equal)
        .count();
    let most = mine.count().min(other.count()) - head;
    let tail = (mine.lines.iter().rev().zip(other.lines.iter().rev()))
        .take(most)
        .take_while(equal)
        .count();
    (
        mine.text(0..head),
        mine.text(head..mine.count() - tail),
        other.text(head..other.count() - tail),
        mine.text(mine.count() - tail..mine.count()),
    )
}

/// A text in lines, each with its line end.
struct Lines<'t> {
    text: &'t str,
    lines: Vec<&'t str>,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    fn of(text: &'t str) -> Self {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let mut starts = Vec::with_capacity(lines.len() + 1);
        let mut at = 0;
        starts.push(at);
        for line in &lines {
            at += line.len();
            starts.push(at);
        }
        Self {
            text,
            lines,
            starts,
        }
    }

    fn count(&self) -> usize {
        self.lines.len()
    }

    /// Whether the last line is there and not blank.
    fn ends_in_words(&self) -> bool {
        self.lines
            .last()
            .is_some_and(|line| !line.trim().is_empty())
    }

    fn bytes(&self, lines: Range<usize>) -> Range<usize> {
        let at = |line: usize| self.starts.get(line).copied().unwrap_or(self.text.len());
        at(lines.start)..at(lines.end).max(at(lines.start))
    }

    fn text(&self, lines: Range<usize>) -> &'t str {
        self.text.get(self.bytes(lines)).unwrap_or_default()
    }

    /// For each line, the line of the other text that it became.
    fn partners(&self, other: &Self) -> Vec<Option<usize>> {
        let mut partners = vec![None; self.count()];
        for op in capture_diff_slices(Algorithm::Myers, &self.lines, &other.lines) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for (partner, new) in partners
                    .iter_mut()
                    .skip(old_index)
                    .take(len)
                    .zip(new_index..)
                {
                    *partner = Some(new);
                }
            }
        }
        partners
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The runs in short: `=` same, `<` ours, `>` theirs, `&` both, `!base|ours|theirs` a conflict.
    fn merged(base: &str, ours: &str, theirs: &str) -> String {
        let lines = |words: &str| -> String {
            let end = if words.is_empty() { "" } else { "\n" };
            words.replace(' ', "\n") + end
        };
        let (base, ours, theirs) = (lines(base), lines(ours), lines(theirs));
        let shown = |text: &str| text.trim_end().replace('\n', " ");
        merge(&base, &ours, &theirs)
            .into_iter()
            .map(|run| match run {
                MergedRun::Settled { text, whose, .. } => {
                    let sign = match whose {
                        Whose::Neither => '=',
                        Whose::Ours => '<',
                        Whose::Theirs => '>',
                        Whose::Both => '&',
                    };
                    format!("{sign}{}", shown(text))
                }
                MergedRun::Conflict { base, ours, theirs } => {
                    format!("!{}|{}|{}", shown(base), shown(ours), shown(theirs))
                }
            })
            .collect::<Vec<_>>()
            .join(" ")
    }

    #[test]
    fn what_one_side_changed_is_taken() {
        assert_eq!(
            merged("a b c d e", "a B c d e", "a b c D e"),
            "=a <B =c >D =e"
        );
        assert_eq!(merged("a b c", "a c", "a b c x"), "=a < =c >x");
        assert_eq!(merged("", "", "a"), ">a");
    }

    #[test]
    fn what_both_changed_alike_is_taken_once() {
        assert_eq!(merged("a b c", "a x c", "a x c"), "=a &x =c");
        assert_eq!(merged("a b c", "a x y c", "a x z c"), "=a &x !b|y|z =c");
        assert_eq!(merged("", "a b c", "a x c"), "&a !|b|x &c");
        assert_eq!(merged("", "q a r", "s a t"), "!|q|s &a !|r|t");
    }

    fn paragraphs(words: &str) -> String {
        words.replace(' ', "\n\n") + "\n"
    }

    /// Two versions, whose words are paragraphs, become one, whoever of the two is asked.
    #[track_caller]
    fn become_one(base: &str, versions: [&str; 2], both: &str) {
        let (base, [one, other]) = (paragraphs(base), versions.map(paragraphs));
        for (ours, theirs) in [(&one, &other), (&other, &one)] {
            let runs = merge(&base, ours, theirs).into_iter().map(|run| match run {
                MergedRun::Settled { text, .. } => text,
                MergedRun::Conflict { .. } => "!",
            });
            assert_eq!(runs.collect::<String>(), paragraphs(both));
        }
    }

    #[test]
    fn a_paragraph_added_at_the_end_does_not_touch_the_one_above() {
        for (base, one, other, both) in [
            ("a b", "a b c", "a B", "a B c"),
            ("a", "a b", "A", "A b"),
            ("a b c", "A b", "a b c d", "A b d"),
            ("a b c", "a b", "A b c", "A b"),
        ] {
            become_one(base, [one, other], both);
        }
    }

    #[test]
    fn a_paragraph_put_in_or_taken_out_does_not_touch_the_one_beside_it() {
        for (base, one, other, both) in [
            ("a b c", "a x b c", "a B c", "a x B c"),
            ("a b c", "a b x c", "a B c", "a B x c"),
            ("a b c", "x a b c", "A b c", "x A b c"),
            ("a b c d", "a c d", "a b C d", "a C d"),
            ("a b c d", "a b d", "a B c d", "a B d"),
            ("a b c d", "a x y b c d", "a B C d", "a x y B C d"),
        ] {
            become_one(base, [one, other], both);
        }
        // Words in front of a line are no lines above it.
        assert_eq!(taken_out("a\n\nb\n", "a\n\n", "x b\n"), None);
        assert_eq!(taken_out("a\n\nb", "a\n\n", "x b"), None);
        assert_eq!(put_in("b\n", "x b\n", "c\n"), None);
        // The lines of one paragraph do touch, two paragraphs in one place do, and what the other parted or took out.
        assert_eq!(merged("a b c", "a x b c", "a B c"), "=a !b|x b|B =c");
        for (base, one, other) in [
            ("a b c", "a x b c", "a y b c"),
            ("a b c", "a x b c", "a B B c"),
            ("a b c", "a x b c", "a c"),
        ] {
            let [base, one, other] = [base, one, other].map(paragraphs);
            let runs = merge(&base, &one, &other);
            let is_conflict = |run: &MergedRun<'_>| matches!(run, MergedRun::Conflict { .. });
            assert!(runs.iter().any(is_conflict), "{one} {other}");
        }
    }

    #[test]
    fn changes_that_touch_are_a_conflict() {
        assert_eq!(merged("a b c", "A b c", "a B c"), "!a b|A b|a B =c");
        assert_eq!(merged("a b", "a b x", "a b y"), "=a b !|x|y");
        assert_eq!(merged("a b c", "a c", "a B c"), "=a !b||B =c");
    }
}
