//! The names met so far in a map.

use std::collections::HashSet;
use std::hash::Hash;

/// Names, each met once. Of a few a look at each is quicker than a set; of many only the set is quick.
#[derive(Debug)]
pub(super) struct NameSet<N> {
    few: Vec<N>,
    many: HashSet<N>,
}

/// So many are looked at one by one.
const FEW: usize = 24;

impl<N: Eq + Hash> NameSet<N> {
    pub fn new() -> Self {
        Self {
            few: Vec::new(),
            many: HashSet::new(),
        }
    }

    /// Takes a name; false where it was met before.
    pub fn insert(&mut self, name: N) -> bool {
        if self.few.contains(&name) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(name);
            return true;
        }
        self.many.insert(name)
    }

    pub fn clear(&mut self) {
        self.few.clear();
        self.many.clear();
    }

    pub fn is_empty(&self) -> bool {
        self.few.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_name_is_taken_once_however_many_there_are() {
        let mut names = NameSet::new();
        assert!(names.is_empty());
        for name in 0..100 {
            assert!(names.insert(name), "{name}");
        }
        for name in 0..100 {
            assert!(!names.insert(name), "{name}");
        }
        names.clear();
        assert!(names.insert(50));
    }
}
