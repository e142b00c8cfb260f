//! What was seen in a clump of letters: a library is a few thousand of them again and again.
//!
//! A table without locks, in which the latest takes the place of what was there: what is not found is looked at once more.

use std::fmt;
use std::hash::BuildHasher as _;
use std::sync::atomic::{AtomicU64, Ordering};

use foldhash::quality::RandomState;

/// What there is in a clump.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sight {
    /// How many words.
    pub words: usize,
    /// None of them is doubted.
    pub is_right: bool,
    /// A sentence may begin behind it.
    pub ends_sentence: bool,
}

/// Clumps are known by their hash: each slot holds the upper bits of one, and below them what was seen. The place of the slot
/// are the lower bits, so that all 64 are compared.
pub(super) struct SeenClumps {
    slots: Box<[AtomicU64]>,
    hashes: RandomState,
}

/// A megabyte, which the processor keeps near.
const SLOTS: usize = 1 << 17;
const SIGHT: u64 = 0xFF;
const IS_THERE: u64 = 0x80;
const IS_RIGHT: u64 = 0x40;
const ENDS_SENTENCE: u64 = 0x20;
const MOST_WORDS: u64 = 0x1F;

impl SeenClumps {
    /// What there is in a clump, looked at where that is not known; `how` it is looked at makes a difference.
    pub fn get(&self, clump: &str, how: u8, look: impl FnOnce() -> Sight) -> Sight {
        let hash = self.hashes.hash_one((clump, how));
        let Some(slot) = self.slots.get(hash as usize % SLOTS) else {
            return look();
        };
        let there = slot.load(Ordering::Relaxed);
        if (there ^ hash) & !SIGHT == 0 && there & IS_THERE != 0 {
            return Sight {
                words: (there & MOST_WORDS) as usize,
                is_right: there & IS_RIGHT != 0,
                ends_sentence: there & ENDS_SENTENCE != 0,
            };
        }
        let seen = look();
        if seen.words as u64 <= MOST_WORDS {
            let flag = |is_set, flag| if is_set { flag } else { 0 };
            let sight = IS_THERE
                | flag(seen.is_right, IS_RIGHT)
                | flag(seen.ends_sentence, ENDS_SENTENCE)
                | seen.words as u64;
            slot.store(hash & !SIGHT | sight, Ordering::Relaxed);
        }
        seen
    }
}

impl Default for SeenClumps {
    fn default() -> Self {
        Self {
            slots: (0..SLOTS).map(|_| AtomicU64::new(0)).collect(),
            hashes: RandomState::default(),
        }
    }
}

impl fmt::Debug for SeenClumps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SeenClumps")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_is_known_until_another_takes_its_place() {
        let seen = SeenClumps::default();
        let sights: Vec<(String, Sight)> = (0..2_000)
            .map(|number: usize| {
                let sight = Sight {
                    words: number % 40,
                    is_right: number.is_multiple_of(2),
                    ends_sentence: number.is_multiple_of(3),
                };
                (format!("clump{number}."), sight)
            })
            .collect();
        for (clump, sight) in &sights {
            assert_eq!(seen.get(clump, 0, || *sight), *sight);
        }
        let mut again = 0;
        for (clump, sight) in &sights {
            let look = || {
                again += 1;
                *sight
            };
            assert_eq!(seen.get(clump, 0, look), *sight);
        }
        // Those of very many words are always looked at, and a few lost their place.
        assert!((400..600).contains(&again), "{again}");
        let other = Sight {
            words: 3,
            is_right: false,
            ends_sentence: true,
        };
        assert_eq!(seen.get("clump1.", 1, || other), other);
    }
}
