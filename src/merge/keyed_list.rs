//! Three lists of the same kind of thing: which of them are the same thing, and in what order they stand merged.
//!
//! Sections, fields, items and sources are all such lists. A thing is known again by what it says, by a key it has, and,
//! where that is wanted, by being much the same in the same place (it was renamed).

use std::collections::{HashMap, HashSet, VecDeque};

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// One thing of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Element<'t> {
    /// What it is known by; any one of them will do.
    pub keys: Vec<String>,
    /// Its first lines: a heading, or the comments above a field.
    pub head: &'t str,
    pub text: &'t str,
    /// The blank lines after it.
    pub gap: &'t str,
    /// Head and text.
    pub whole: &'t str,
    /// What makes two of them the very same.
    pub same: &'t str,
}

impl<'t> Element<'t> {
    /// A thing of `text` whose head is `head` bytes long, the blank lines at its end cut off.
    pub fn new(text: &'t str, head: usize, keys: Vec<String>) -> Self {
        let (whole, gap) = without_blank_end(text);
        // A head that is all there is keeps its line.
        let head = head.min(whole.len());
        Self {
            keys,
            head: whole.get(..head).unwrap_or_default(),
            text: whole.get(head..).unwrap_or_default(),
            gap,
            whole,
            same: whole,
        }
    }
}

/// A text and the blank lines at its end.
pub(super) fn without_blank_end(text: &str) -> (&str, &str) {
    let words = text.trim_end_matches([' ', '\t', '\r', '\n']).len();
    if words == 0 {
        return ("", text);
    }
    let rest = text.get(words..).unwrap_or_default();
    let end = rest.find('\n').map_or(text.len(), |at| words + at + 1);
    text.split_at_checked(end).unwrap_or((text, ""))
}

/// A thing of the merged list: its place in each of the three.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Node {
    pub base: Option<usize>,
    pub ours: Option<usize>,
    pub theirs: Option<usize>,
}

/// All things of the three lists in merged order; what both sides took out is left out.
///
/// What one side moved stands where that side has it; what both moved, where ours has it. What was added follows what it
/// followed there, ours before theirs.
pub(super) fn merged(
    base: &[Element<'_>],
    ours: &[Element<'_>],
    theirs: &[Element<'_>],
    renamed: bool,
) -> Vec<Node> {
    let in_ours = matched(base, ours, renamed);
    let in_theirs = matched(base, theirs, renamed);
    let mut nodes: Vec<Node> = (in_ours.iter().zip(&in_theirs).enumerate())
        .map(|(base, (ours, theirs))| Node {
            base: Some(base),
            ours: *ours,
            theirs: *theirs,
        })
        .collect();
    let added = |side: &[Element<'_>], known: &[Option<usize>]| -> Vec<usize> {
        let known: HashSet<usize> = known.iter().flatten().copied().collect();
        (0..side.len()).filter(|at| !known.contains(at)).collect()
    };
    let (added_ours, added_theirs) = (added(ours, &in_ours), added(theirs, &in_theirs));
    let twins = if added_ours.is_empty() || added_theirs.is_empty() {
        vec![None; added_ours.len()]
    } else {
        matched(
            &pick(ours, &added_ours),
            &pick(theirs, &added_theirs),
            false,
        )
    };
    let mut taken = HashSet::new();
    for (at, twin) in added_ours.iter().zip(twins) {
        let twin = twin.and_then(|twin| added_theirs.get(twin).copied());
        taken.extend(twin);
        nodes.push(Node {
            base: None,
            ours: Some(*at),
            theirs: twin,
        });
    }
    for at in added_theirs.iter().filter(|at| !taken.contains(*at)) {
        nodes.push(Node {
            theirs: Some(*at),
            ..Node::default()
        });
    }
    in_order(&nodes, ours.len(), theirs.len())
}

fn pick<'t>(side: &[Element<'t>], at: &[usize]) -> Vec<Element<'t>> {
    at.iter().filter_map(|at| side.get(*at)).cloned().collect()
}

/// The nodes in merged order.
fn in_order(nodes: &[Node], ours: usize, theirs: usize) -> Vec<Node> {
    let sequence = |length: usize, place: fn(&Node) -> Option<usize>| -> Vec<usize> {
        let mut sequence = vec![usize::MAX; length];
        for (id, node) in nodes.iter().enumerate() {
            if let Some(slot) = place(node).and_then(|at| sequence.get_mut(at)) {
                *slot = id;
            }
        }
        sequence.retain(|id| *id != usize::MAX);
        sequence
    };
    let ours = sequence(ours, |node| node.ours);
    let theirs = sequence(theirs, |node| node.theirs);
    let has_base = |id: &usize| nodes.get(*id).is_some_and(|node| node.base.is_some());
    let (moved_ours, moved_theirs) = (moved(&ours, has_base), moved(&theirs, has_base));
    let only_ours = |id: &usize| {
        (nodes.get(*id)).is_some_and(|node| node.base.is_none() && node.theirs.is_none())
    };

    let by_theirs = moved_ours.is_empty() && !moved_theirs.is_empty();
    let (first, second) = if by_theirs {
        (&theirs, &ours)
    } else {
        (&ours, &theirs)
    };
    // What only the second has moved is taken out of the first, to be put in where the second has it.
    let stays = |id: &&usize| by_theirs || !moved_theirs.contains(*id) || moved_ours.contains(*id);
    let first: Vec<usize> = first.iter().filter(stays).copied().collect();

    let mut chain = Chain::of(nodes.len(), &first);
    let mut before = chain.head;
    for id in second {
        if !chain.holds(*id) {
            let mut after = before;
            if !by_theirs {
                while let Some(next) = chain.next(after).filter(|next| only_ours(next)) {
                    after = next;
                }
            }
            chain.insert(after, *id);
        }
        before = *id;
    }
    chain
        .ids()
        .filter_map(|id| nodes.get(id).copied())
        .collect()
}

/// What stands out of its old order: everything but the longest run of things that kept it.
fn moved(sequence: &[usize], has_base: impl Fn(&usize) -> bool) -> HashSet<usize> {
    // The nodes of the base come first and in its order, so their ids say it.
    let shared: Vec<usize> = sequence.iter().copied().filter(has_base).collect();
    if shared.is_sorted() {
        return HashSet::new();
    }
    // Patience: the smallest last one of a rising run of each length, and who came before it.
    let mut ends: Vec<usize> = Vec::new();
    let mut previous: HashMap<usize, Option<usize>> = HashMap::new();
    for id in &shared {
        let at = ends.partition_point(|end| end < id);
        let before = at.checked_sub(1).and_then(|at| ends.get(at).copied());
        previous.insert(*id, before);
        match ends.get_mut(at) {
            Some(end) => *end = *id,
            None => ends.push(*id),
        }
    }
    let mut out: HashSet<usize> = shared.iter().copied().collect();
    let mut at = ends.last().copied();
    while let Some(id) = at {
        out.remove(&id);
        at = previous.get(&id).copied().flatten();
    }
    out
}

/// A list in which something is put after something else at once.
struct Chain {
    next: Vec<Option<usize>>,
    held: Vec<bool>,
    /// What stands before the first one.
    head: usize,
}

impl Chain {
    fn of(length: usize, ids: &[usize]) -> Self {
        let mut chain = Self {
            next: vec![None; length + 1],
            held: vec![false; length + 1],
            head: length,
        };
        let mut after = chain.head;
        for id in ids {
            chain.insert(after, *id);
            after = *id;
        }
        chain
    }

    fn holds(&self, id: usize) -> bool {
        self.held.get(id).copied().unwrap_or(true)
    }

    fn next(&self, id: usize) -> Option<usize> {
        self.next.get(id).copied().flatten()
    }

    fn insert(&mut self, after: usize, id: usize) {
        let behind = self.next(after);
        if let Some(next) = self.next.get_mut(after) {
            *next = Some(id);
        }
        if let Some(next) = self.next.get_mut(id) {
            *next = behind;
        }
        if let Some(held) = self.held.get_mut(id) {
            *held = true;
        }
    }

    fn ids(&self) -> impl Iterator<Item = usize> {
        std::iter::successors(self.next(self.head), |id| self.next(*id))
    }
}

/// For each thing of the base, the place of the same thing in a side.
pub(super) fn matched(
    base: &[Element<'_>],
    side: &[Element<'_>],
    renamed: bool,
) -> Vec<Option<usize>> {
    let mut matching = Matching {
        base,
        side,
        partner: vec![None; base.len()],
        taken: vec![false; side.len()],
    };
    matching.unchanged_in_order();
    matching.by_key_in_gaps();
    matching.anywhere(|element| vec![element.same.to_owned()]);
    matching.anywhere(|element| element.keys.clone());
    if renamed {
        matching.much_the_same_in_gaps();
    }
    matching.partner
}

struct Matching<'m, 't> {
    base: &'m [Element<'t>],
    side: &'m [Element<'t>],
    partner: Vec<Option<usize>>,
    taken: Vec<bool>,
}

/// More things than these between two known ones are not compared by their words.
const LONGEST_GAP: usize = 40;

impl Matching<'_, '_> {
    fn pair(&mut self, base: usize, side: usize) {
        if let (Some(partner), Some(taken)) = (self.partner.get_mut(base), self.taken.get_mut(side))
        {
            *partner = Some(side);
            *taken = true;
        }
    }

    fn unchanged_in_order(&mut self) {
        let base: Vec<&str> = self.base.iter().map(|element| element.same).collect();
        let side: Vec<&str> = self.side.iter().map(|element| element.same).collect();
        for op in capture_diff_slices(Algorithm::Myers, &base, &side) {
            if let DiffOp::Equal {
                old_index,
                new_index,
                len,
            } = op
            {
                for at in 0..len {
                    self.pair(old_index + at, new_index + at);
                }
            }
        }
    }

    fn by_key_in_gaps(&mut self) {
        for (base, side) in self.gaps() {
            self.by(&base, &side, |element| element.keys.clone());
        }
    }

    fn anywhere(&mut self, keys: impl Fn(&Element<'_>) -> Vec<String>) {
        let base: Vec<usize> = self.left(&self.partner, Option::is_none);
        let side: Vec<usize> = self.left(&self.taken, |taken| !taken);
        self.by(&base, &side, keys);
    }

    fn left<T>(&self, all: &[T], is_left: impl Fn(&T) -> bool) -> Vec<usize> {
        let left = all.iter().enumerate().filter(|(_, one)| is_left(one));
        left.map(|(at, _)| at).collect()
    }

    /// Pairs those that share a key, in order.
    fn by(&mut self, base: &[usize], side: &[usize], keys: impl Fn(&Element<'_>) -> Vec<String>) {
        if base.is_empty() || side.is_empty() {
            return;
        }
        let mut places: HashMap<String, VecDeque<usize>> = HashMap::new();
        for at in side {
            for key in self.side.get(*at).map(&keys).unwrap_or_default() {
                places.entry(key).or_default().push_back(*at);
            }
        }
        for at in base {
            for key in self.base.get(*at).map(&keys).unwrap_or_default() {
                let Some(found) = places.get_mut(&key) else {
                    continue;
                };
                // One with several keys may be taken by another of them.
                while (found.front()).is_some_and(|at| self.taken.get(*at) == Some(&true)) {
                    found.pop_front();
                }
                if let Some(partner) = found.pop_front() {
                    self.pair(*at, partner);
                    break;
                }
            }
        }
    }

    fn much_the_same_in_gaps(&mut self) {
        for (base, side) in self.gaps() {
            if base.len().max(side.len()) > LONGEST_GAP {
                continue;
            }
            let is_alone = base.len() == 1 && side.len() == 1;
            for at in base {
                let words = |list: &[Element<'_>], at: usize| -> Vec<String> {
                    let text = list.get(at).map(|element| element.text).unwrap_or_default();
                    text.split_whitespace().map(str::to_owned).collect()
                };
                let mine = words(self.base, at);
                let free = side
                    .iter()
                    .filter(|at| self.taken.get(**at) == Some(&false));
                let share = |other: &[String]| {
                    // One that lost all of its text has nothing to be known by but its place.
                    if is_alone && (mine.is_empty() || other.is_empty()) {
                        1.0
                    } else {
                        alike(&mine, other)
                    }
                };
                let best = free
                    .map(|other| (share(&words(self.side, *other)), *other))
                    .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
                if let Some((share, other)) = best
                    && share >= 0.5
                {
                    self.pair(at, other);
                }
            }
        }
    }

    /// What is not paired yet, between the same neighbours in both lists.
    fn gaps(&self) -> Vec<(Vec<usize>, Vec<usize>)> {
        let mut gaps = Vec::new();
        let mut base = Vec::new();
        let mut from = 0;
        let ends = self.partner.iter().copied().enumerate();
        let all = ends.map(|(at, partner)| (Some(at), partner));
        for (at, partner) in all.chain(std::iter::once((None, Some(self.side.len())))) {
            match partner {
                None => base.extend(at),
                // A neighbour that was moved up says nothing of the place.
                Some(to) if to < from => {}
                Some(to) => {
                    let free = |at: &usize| self.taken.get(*at) == Some(&false);
                    let side: Vec<usize> = (from..to).filter(free).collect();
                    let here = std::mem::take(&mut base);
                    if !here.is_empty() && !side.is_empty() {
                        gaps.push((here, side));
                    }
                    from = to + 1;
                }
            }
        }
        gaps
    }
}

/// Which share of the words of the longer text is in the other.
fn alike(one: &[String], other: &[String]) -> f64 {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in one {
        *counts.entry(word).or_default() += 1;
    }
    let mut shared = 0_usize;
    for word in other {
        if let Some(count) = counts.get_mut(word.as_str()).filter(|count| **count > 0) {
            *count -= 1;
            shared += 1;
        }
    }
    shared as f64 / one.len().max(other.len()).max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn elements(words: &str) -> Vec<Element<'_>> {
        let element =
            |word| Element::new(word, 0, vec![word.get(..1).unwrap_or_default().to_owned()]);
        words.split_whitespace().map(element).collect()
    }

    fn order(base: &str, ours: &str, theirs: &str) -> String {
        let (base, ours, theirs) = (elements(base), elements(ours), elements(theirs));
        let name = |node: Node| {
            let from = |list: &[Element<'_>], at: Option<usize>| {
                Some(list.get(at?)?.keys.first()?.clone())
            };
            from(&base, node.base)
                .or_else(|| from(&ours, node.ours))
                .or_else(|| from(&theirs, node.theirs))
                .expect("somewhere")
        };
        let nodes = merged(&base, &ours, &theirs, false);
        nodes.into_iter().map(name).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn what_is_added_follows_what_it_followed() {
        assert_eq!(order("a b c", "a x b c", "a b c y"), "a x b c y");
        assert_eq!(order("a b", "a b x", "a b y"), "a b x y");
        assert_eq!(order("a", "x a", "y a"), "x y a");
        assert_eq!(order("a b", "a x y b", "a y z b"), "a x y z b");
    }

    #[test]
    fn what_one_side_moved_stands_where_that_side_has_it() {
        assert_eq!(order("a b c", "c a b", "a b c"), "c a b");
        assert_eq!(order("a b c", "a b c", "c a b"), "c a b");
        assert_eq!(order("a b c d e", "b a c d e", "a b c e d"), "b a c e d");
        assert_eq!(order("a b c", "b c a x", "a b y c"), "b y c a x");
        assert_eq!(order("a b c", "c a b", "b c a"), "c a b");
    }

    #[test]
    fn what_one_side_took_out_keeps_its_place_until_it_is_settled() {
        assert_eq!(order("a b c", "a c", "a b2 c"), "a b c");
        assert_eq!(order("a b c", "a c", "a c"), "a c");
    }

    #[test]
    fn the_same_name_twice_is_told_apart_by_what_is_the_same() {
        let (base, side) = (elements("a1 a2 a3"), elements("a2 a3"));
        assert_eq!(matched(&base, &side, false), [None, Some(0), Some(1)]);
        let side = elements("a9 a1 a2 a3");
        assert_eq!(matched(&base, &side, false), [Some(1), Some(2), Some(3)]);
        let side = elements("a1 a9 a3");
        assert_eq!(matched(&base, &side, false), [Some(0), Some(1), Some(2)]);
    }
}
