//! Which sections are merged as one: those that a side split by a new heading, or joined by removing one.
//!
//! The text behind a new heading stood in another section before. Merged section by section, it would vanish there and
//! appear here as new, and what the other side did with it would be lost. Merged as one run of lines, it is followed to its
//! new section.

use std::collections::HashMap;

use super::doubled::says_something;
use super::keyed_list::{Element, Node};
use super::sequence::Three;

/// For each node the first node of its group; itself, where it is merged alone. A group is one run in each version.
pub(super) fn groups(elements: Three<&[Element<'_>]>, nodes: &[Node]) -> Vec<usize> {
    let places = places(elements, nodes);
    let mut groups = Groups::of(nodes.len());
    for (side, in_side) in [
        (elements.ours, &places.ours),
        (elements.theirs, &places.theirs),
    ] {
        let pairs = Pairs::of(&places.base, in_side, nodes.len());
        follow(elements.base, side, &pairs, &mut groups);
    }
    if !groups.any {
        return groups.into_firsts();
    }
    groups.take_in_what_is_new_between(&places, nodes);
    groups.let_go_what_is_no_run(&places);
    groups.into_firsts()
}

/// The node of each thing of the three lists.
fn places(elements: Three<&[Element<'_>]>, nodes: &[Node]) -> Three<Vec<usize>> {
    let mut places = elements.map(|list| vec![usize::MAX; list.len()]);
    for (id, node) in nodes.iter().enumerate() {
        for (list, at) in [
            (&mut places.base, node.base),
            (&mut places.ours, node.ours),
            (&mut places.theirs, node.theirs),
        ] {
            if let Some(slot) = at.and_then(|at| list.get_mut(at)) {
                *slot = id;
            }
        }
    }
    places
}

/// Base and one side, as nodes.
struct Pairs {
    base: Stretches,
    side: Stretches,
}

/// One list, and the nearest things before and behind each that the other list has as well.
struct Stretches {
    nodes: Vec<usize>,
    is_shared: Vec<bool>,
    before: Vec<Option<usize>>,
    behind: Vec<Option<usize>>,
}

impl Pairs {
    fn of(base: &[usize], side: &[usize], count: usize) -> Self {
        let has = |list: &[usize]| {
            let mut has = vec![false; count];
            for id in list {
                if let Some(slot) = has.get_mut(*id) {
                    *slot = true;
                }
            }
            has
        };
        let (in_base, in_side) = (has(base), has(side));
        Self {
            base: Stretches::of(base, &in_side),
            side: Stretches::of(side, &in_base),
        }
    }

    /// Whether nothing that both have stands between a thing of the base and one of the side.
    fn are_near(&self, base: usize, side: usize) -> bool {
        let same = |of: fn(&Stretches) -> &Vec<Option<usize>>| {
            let (one, other) = (of(&self.base).get(base), of(&self.side).get(side));
            one == other && one.is_some_and(Option::is_some)
        };
        same(|it| &it.before) || same(|it| &it.behind)
    }
}

impl Stretches {
    fn of(list: &[usize], in_other: &[bool]) -> Self {
        let is_shared = |id: &usize| in_other.get(*id) == Some(&true);
        let nearest = |last: &mut Option<usize>, id: &usize| {
            *last = Some(*id).filter(is_shared).or(*last);
            Some(*last)
        };
        let mut behind: Vec<_> = list.iter().rev().scan(None, nearest).collect();
        behind.reverse();
        Self {
            nodes: list.to_vec(),
            is_shared: list.iter().map(is_shared).collect(),
            before: list.iter().scan(None, nearest).collect(),
            behind,
        }
    }

    /// The places of what the other list has not.
    fn alone(&self) -> impl Iterator<Item = usize> {
        let all = self.is_shared.iter().enumerate();
        all.filter(|(_, shared)| !**shared).map(|(at, _)| at)
    }
}

/// Groups what text went between: to a new section, or from one that was taken out.
fn follow(base: &[Element<'_>], side: &[Element<'_>], pairs: &Pairs, groups: &mut Groups) {
    for (from, to, came, is_base) in [
        (&pairs.side, &pairs.base, (side, base), false),
        (&pairs.base, &pairs.side, (base, side), true),
    ] {
        if from.alone().next().is_none() {
            continue;
        }
        let (mine, others) = came;
        let homes = homes(others);
        for at in from.alone() {
            for line in mine.get(at).into_iter().flat_map(telling_lines) {
                let Some(Some(home)) = homes.get(line).copied() else {
                    continue;
                };
                let near = if is_base {
                    pairs.are_near(at, home)
                } else {
                    pairs.are_near(home, at)
                };
                if near && let (Some(one), Some(other)) = (from.nodes.get(at), to.nodes.get(home)) {
                    groups.join(*one, *other);
                }
            }
        }
    }
}

/// The thing that holds a line; none for a line that is there twice.
fn homes<'t>(elements: &[Element<'t>]) -> HashMap<&'t str, Option<usize>> {
    let mut homes: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, element) in elements.iter().enumerate() {
        for line in telling_lines(element) {
            homes
                .entry(line)
                .and_modify(|home| *home = None)
                .or_insert(Some(at));
        }
    }
    homes
}

fn telling_lines<'t>(element: &Element<'t>) -> impl Iterator<Item = &'t str> + use<'t> {
    let lines = element.text.lines().map(str::trim);
    lines.filter(|line| says_something(line))
}

/// Nodes in groups, each known by one of its nodes.
struct Groups {
    parent: Vec<usize>,
    any: bool,
}

impl Groups {
    fn of(count: usize) -> Self {
        Self {
            parent: (0..count).collect(),
            any: false,
        }
    }

    fn first(&mut self, id: usize) -> usize {
        let mut at = id;
        while let Some(parent) = self.parent.get(at).copied().filter(|parent| *parent != at) {
            // Each step halves the way of the next one.
            let above = self.parent.get(parent).copied().unwrap_or(parent);
            if let Some(slot) = self.parent.get_mut(at) {
                *slot = above;
            }
            at = above;
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.first(one), self.first(other));
        if one != other
            && let Some(parent) = self.parent.get_mut(one.max(other))
        {
            *parent = one.min(other);
            self.any = true;
        }
    }

    /// The first and last place of each group in a list.
    fn spans(&mut self, list: &[usize]) -> HashMap<usize, (usize, usize)> {
        let mut spans: HashMap<usize, (usize, usize)> = HashMap::new();
        for (at, id) in list.iter().enumerate() {
            let span = spans.entry(self.first(*id)).or_insert((at, at));
            span.1 = at;
        }
        spans
    }

    /// A section that one side put between two of a group belongs to the run.
    fn take_in_what_is_new_between(&mut self, places: &Three<Vec<usize>>, nodes: &[Node]) {
        let is_new = |id: usize| nodes.get(id).is_some_and(|node| node.base.is_none());
        for list in [&places.ours, &places.theirs] {
            let spans = self.spans(list);
            let mut open: Option<(usize, usize)> = None;
            for (at, id) in list.iter().enumerate() {
                let first = self.first(*id);
                if let Some((group, end)) = open.filter(|(_, end)| at <= *end)
                    && group != first
                    && is_new(*id)
                {
                    self.join(group, *id);
                    open = Some((self.first(group), end));
                } else if let Some((_, end)) = spans.get(&first).filter(|(_, end)| *end > at) {
                    open = Some((first, *end));
                }
            }
        }
    }

    /// What stands apart in one of the versions is no run of lines there.
    fn let_go_what_is_no_run(&mut self, places: &Three<Vec<usize>>) {
        let mut apart = vec![false; self.parent.len()];
        for list in [&places.base, &places.ours, &places.theirs] {
            let mut ended = vec![false; self.parent.len()];
            let mut before = None;
            for id in list {
                let first = self.first(*id);
                if before != Some(first) {
                    if ended.get(first) == Some(&true)
                        && let Some(slot) = apart.get_mut(first)
                    {
                        *slot = true;
                    }
                    if let Some(slot) = before.and_then(|it: usize| ended.get_mut(it)) {
                        *slot = true;
                    }
                }
                before = Some(first);
            }
        }
        let firsts: Vec<usize> = (0..self.parent.len()).map(|id| self.first(id)).collect();
        for (id, first) in firsts.into_iter().enumerate() {
            if let Some(slot) = self.parent.get_mut(id) {
                *slot = if apart.get(first) == Some(&true) {
                    id
                } else {
                    first
                };
            }
        }
    }

    fn into_firsts(mut self) -> Vec<usize> {
        (0..self.parent.len()).map(|id| self.first(id)).collect()
    }
}
