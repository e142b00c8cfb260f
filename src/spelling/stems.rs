//! Whether the British dictionary may have a word at all, told by its stems and endings: asking the dictionary itself takes
//! some twenty times as long, and of the hundreds of words that are one slip away from another it has hardly any.

use std::collections::HashSet;
use std::sync::OnceLock;

struct Stems {
    words: HashSet<&'static str>,
    before: Vec<Affix>,
    behind: Vec<Affix>,
}

/// What a word gains, and what its stem loses for it.
struct Affix {
    lost: &'static str,
    gained: &'static str,
}

/// `false` where it surely has not; words of anything but small letters are left to the dictionary.
pub(super) fn may_have(word: &str) -> bool {
    static STEMS: OnceLock<Stems> = OnceLock::new();
    word.is_empty()
        || !word.bytes().all(|byte| byte.is_ascii_lowercase())
        || STEMS.get_or_init(Stems::read).may_make(word)
}

impl Stems {
    fn read() -> Self {
        let (aff, dic) = (
            include_str!("../../assets/dictionaries/en_GB.aff"),
            include_str!("../../assets/dictionaries/en_GB.dic"),
        );
        let affixes = |kind: &str| {
            let rules = aff.lines().filter_map(|line| {
                let mut cells = line.split_whitespace();
                let is_of_kind = cells.next() == Some(kind);
                let [_, lost, gained, _] = [(); 4].map(|()| cells.next());
                let bare = |cell: &'static str| if cell == "0" { "" } else { cell };
                // The heads of the lists name a figure, which ends no word in letters.
                Some(Affix {
                    lost: bare(lost?),
                    gained: bare(gained?),
                })
                .filter(|_| is_of_kind)
            });
            rules.collect()
        };
        let (mut before, mut behind): (Vec<Affix>, Vec<Affix>) = (affixes("PFX"), affixes("SFX"));
        for affixes in [&mut before, &mut behind] {
            affixes.push(Affix {
                lost: "",
                gained: "",
            });
        }
        let stems = dic.lines().map(|line| line.split('/').next());
        Self {
            words: stems.flatten().map(str::trim).collect(),
            before,
            behind,
        }
    }

    fn may_make(&self, word: &str) -> bool {
        let mut stem = String::with_capacity(word.len() + 4);
        self.behind.iter().any(|behind| {
            let Some(start) = word.strip_suffix(behind.gained) else {
                return false;
            };
            self.before.iter().any(|before| {
                start.strip_prefix(before.gained).is_some_and(|middle| {
                    stem.clear();
                    stem.extend([before.lost, middle, behind.lost]);
                    self.words.contains(stem.as_str())
                })
            })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::spelling::Dictionary;
    use crate::spelling::suggest::one_slip_away;

    #[test]
    fn no_word_of_the_dictionary_is_refused() {
        let british = Dictionary::british().expect("it is in the program");
        let stems = Stems::read();
        // What is near a word is where the two are asked.
        for word in ["unpicked", "shapes", "wellnes", "retried", "caring"] {
            let found = one_slip_away(word, |word| british.has(word));
            assert!(!found.is_empty(), "{word}");
            for found in found {
                assert!(may_have(&found), "{found}");
            }
        }
        let sorted: std::collections::BTreeSet<_> = stems.words.iter().collect();
        for stem in sorted.iter().step_by(997) {
            for before in &stems.before {
                for behind in &stems.behind {
                    let Some(start) = stem.strip_suffix(behind.lost) else {
                        continue;
                    };
                    let word = format!("{}{start}{}", before.gained, behind.gained);
                    assert!(may_have(&word) || !british.has(&word), "{word}");
                }
            }
        }
    }

    #[test]
    fn what_no_stem_makes_is_refused() {
        for word in ["bamanetiro", "zxqv", "colourzly"] {
            assert!(!may_have(word), "{word}");
        }
        for word in ["", "Xqzv", "x-y", "naïve", "colours", "unhelpfulness"] {
            assert!(may_have(word), "{word}");
        }
    }
}
