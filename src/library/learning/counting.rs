//! Counting: how often something was seen, and when that is nine of ten.

use std::collections::{HashMap, HashSet};
use std::hash::Hash;

/// At least 99 of a hundred: what is required.
pub(super) fn every(count: usize, of: usize) -> bool {
    of > 0 && count * 100 >= of * 99
}

/// At least nine of ten.
pub(super) fn nearly_all(count: usize, of: usize) -> bool {
    of > 0 && count * 10 >= of * 9
}

/// `in 212 of 214 entries`
pub(super) fn share(count: usize, of: usize) -> String {
    if count == of {
        format!("in all {of} entries")
    } else {
        format!("in {count} of {of} entries")
    }
}

/// `1 entry`, `214 entries`
pub(super) fn entries(count: usize) -> String {
    if count == 1 {
        "1 entry".to_owned()
    } else {
        format!("{count} entries")
    }
}

/// How often each thing was seen, and which was seen first.
#[derive(Debug)]
pub(super) struct Tally<T> {
    counts: HashMap<T, (usize, usize)>,
}

impl<T> Default for Tally<T> {
    fn default() -> Self {
        Self {
            counts: HashMap::new(),
        }
    }
}

impl<T: Eq + Hash + Clone + Ord> Tally<T> {
    pub(super) fn add(&mut self, thing: T) {
        let next = self.counts.len();
        self.counts.entry(thing).or_insert((0, next)).0 += 1;
    }

    /// Counts each of the things of one entry once.
    pub(super) fn add_once(&mut self, things: impl IntoIterator<Item = T>) {
        let mut counted = HashSet::new();
        for thing in things {
            if counted.insert(thing.clone()) {
                self.add(thing);
            }
        }
    }

    pub(super) fn count(&self, thing: &T) -> usize {
        self.counts.get(thing).map_or(0, |(count, _)| *count)
    }

    pub(super) fn len(&self) -> usize {
        self.counts.len()
    }

    /// The most frequent first; among equals the one that was seen first.
    pub(super) fn sorted(&self) -> Vec<(T, usize)> {
        let mut all: Vec<(&T, &(usize, usize))> = self.counts.iter().collect();
        all.sort_by(|(_, (many, at)), (_, (more, then))| more.cmp(many).then(at.cmp(then)));
        let both = all.into_iter();
        both.map(|(thing, (count, _))| (thing.clone(), *count))
            .collect()
    }

    /// The most frequent one.
    pub(super) fn first(&self) -> Option<(T, usize)> {
        self.sorted().into_iter().next()
    }
}

/// How many names are put in order: each is held against each of the others. No library means more.
pub(super) const MOST_ORDERED: usize = 300;

/// The keys in an order that most entries agree with, from the order in each entry; and those that no order fits, which are
/// left out. Where two are in one entry, at least nine of ten such entries must have them in this order.
pub(super) fn common_order(lists: &[Vec<&str>], keys: &[String]) -> (Vec<String>, Vec<String>) {
    let number: HashMap<&str, usize> = keys.iter().map(String::as_str).zip(0..).collect();
    let width = keys.len();
    let mut before = vec![0_usize; width * width];
    let mut place = vec![(0.0_f64, 0_usize); width];
    for list in lists {
        let known: Vec<usize> = list
            .iter()
            .filter_map(|key| number.get(key).copied())
            .collect();
        for (at, key) in known.iter().enumerate() {
            if let Some((sum, count)) = place.get_mut(*key) {
                *sum += at as f64 / known.len() as f64;
                *count += 1;
            }
            for later in known.get(at + 1..).unwrap_or_default() {
                if let Some(count) = before.get_mut(key * width + later) {
                    *count += 1;
                }
            }
        }
    }
    let precedes = |a: usize, b: usize| before.get(a * width + b).copied().unwrap_or_default();
    let mean = |key: usize| {
        let (sum, count) = place.get(key).copied().unwrap_or_default();
        sum / count.max(1) as f64
    };
    // The frequent ones find their place first; each goes where those it is seen with allow.
    let mut by_count: Vec<usize> = (0..width).collect();
    by_count.sort_by_key(|key| std::cmp::Reverse(place.get(*key).map_or(0, |(_, count)| *count)));
    let mut order: Vec<usize> = Vec::new();
    let mut misfits: Vec<usize> = Vec::new();
    for key in by_count {
        let after = |other: usize| {
            nearly_all(
                precedes(other, key),
                precedes(other, key) + precedes(key, other),
            )
        };
        let ahead = |other: usize| {
            nearly_all(
                precedes(key, other),
                precedes(other, key) + precedes(key, other),
            )
        };
        let together = |other: usize| precedes(key, other) + precedes(other, key) > 0;
        let lowest = order
            .iter()
            .rposition(|other| together(*other) && after(*other))
            .map_or(0, |at| at + 1);
        let highest = order
            .iter()
            .position(|other| together(*other) && ahead(*other))
            .unwrap_or(order.len());
        let undecided = order
            .iter()
            .any(|other| together(*other) && !after(*other) && !ahead(*other));
        if undecided || lowest > highest {
            misfits.push(key);
            continue;
        }
        // Among the places allowed, the one that its usual height in a page suggests.
        let at = (lowest..highest)
            .find(|at| order.get(*at).is_some_and(|other| mean(*other) > mean(key)))
            .unwrap_or(highest);
        order.insert(at, key);
    }
    let named = |list: Vec<usize>| {
        list.into_iter()
            .filter_map(|key| keys.get(key).cloned())
            .collect()
    };
    (named(order), named(misfits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nine_of_ten_is_enough_and_eight_is_not() {
        assert!(nearly_all(9, 10) && nearly_all(10, 10) && nearly_all(18, 20));
        assert!(!nearly_all(8, 10) && !nearly_all(17, 20) && !nearly_all(0, 0));
    }

    #[test]
    fn an_order_is_what_nine_of_ten_agree_with() {
        let keys: Vec<String> = ["c", "a", "b", "x"].map(String::from).to_vec();
        let mut lists = vec![vec!["a", "b", "c"]; 9];
        lists.push(vec!["b", "a", "c"]);
        let order = |lists: &[Vec<&str>]| common_order(lists, &keys);
        let names = |list: &[&str]| list.iter().map(|it| (*it).to_owned()).collect::<Vec<_>>();
        // Never seen with any other, `x` may stand anywhere.
        assert_eq!(order(&lists).1, names(&[]));
        assert_eq!(
            order(&lists)
                .0
                .iter()
                .filter(|it| *it != "x")
                .cloned()
                .collect::<Vec<_>>(),
            names(&["a", "b", "c"])
        );
        lists.extend(vec![vec!["b", "a", "c"]; 5]);
        let (kept, misfits) = order(&lists);
        assert_eq!(misfits.len(), 1, "{kept:?} {misfits:?}");
        // Sometimes above and sometimes below, it has no place.
        let lists = [vec!["a", "x", "b"], vec!["a", "b", "x"], vec!["a", "b"]];
        assert_eq!(order(&lists).1, names(&["x"]));
    }
}
