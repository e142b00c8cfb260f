//! Spelling: which words of running text no list has, and what is probably meant by them.
//!
//! A word is asked of the British dictionary, of the medical terms, of the words of our own and of what a person has besides,
//! once for a whole library. What a library says of itself, its list of words and the names in it, is asked afterwards by who
//! knows it ([`crate::checks`]).
//!
//! Knows nothing of: entries, markdown, windows, threads.

mod american;
mod dictionary;
mod library_words;
mod medical;
mod misspellings;
mod pairs;
mod seen;
mod stems;
mod suggest;
pub mod terms;
mod words;

use std::collections::HashMap;
use std::collections::hash_map::RandomState;
use std::fmt;
use std::hash::BuildHasher as _;
use std::sync::{Arc, PoisonError, RwLock};

pub use dictionary::{Dictionary, DictionaryError, further};
pub use library_words::{LibraryWords, WORDS};
pub use terms::{TERMS, Term, Terms, TermsError};
pub use words::{ProseWord, asked, words};

use seen::{SeenClumps, Sight};
use words::{Clump, clumps};

/// What the dictionaries say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum WordVerdict {
    /// It is right, or nothing to be sure about, as a name is.
    Known,
    /// It is right in America.
    American,
    /// It is a known misspelling.
    Misspelt,
    /// No list has it.
    Unknown,
}

/// A word that is doubted.
#[derive(Debug, Clone, Copy)]
pub struct AskedWord<'t> {
    pub word: ProseWord<'t>,
    /// The form in which it was asked.
    pub asked: &'t str,
    pub verdict: WordVerdict,
    /// The word before it, where nothing but a blank or a sign is between them.
    pub before: Option<&'t str>,
}

/// All dictionaries, and what they answered.
pub struct Speller {
    further: Vec<Dictionary>,
    seen: SeenClumps,
    asked: [Shard; SHARDS],
    hashes: RandomState,
    suggested: RwLock<HashMap<Box<str>, Arc<[SuggestedWord]>>>,
}

/// A word that is probably meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SuggestedWord {
    pub word: String,
    pub from: SuggestedBy,
}

/// Where a suggestion comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SuggestedBy {
    /// The list of known misspellings says what is meant.
    KnownMisspelling,
    /// It is the British form of an American word.
    British,
    Dictionary,
    MedicalWords,
    /// The library’s own list has it.
    Library,
}

/// Answers by word, each in one of several maps, so that threads seldom wait for one another.
type Shard = RwLock<HashMap<Box<str>, WordVerdict>>;
const SHARDS: usize = 16;

/// Letters as few as these are a symbol or a syllable, unless they are a known misspelling.
const LONGEST_SYMBOL: usize = 2;

/// So many words may be meant at most, as they are offered.
pub const MOST_SUGGESTED: usize = 5;

/// A shorter known misspelling with a capital, where no sentence begins, may be a name.
const SHORTEST_SLIP: usize = 5;

/// A shorter word with a capital that no list has may be a name even where a sentence begins.
const SHORTEST_UNKNOWN: usize = 8;

impl Speller {
    /// Asks these dictionaries besides those of the program.
    pub fn new(further: Vec<Dictionary>) -> Self {
        Self {
            further,
            seen: SeenClumps::default(),
            asked: std::array::from_fn(|_| Shard::default()),
            hashes: RandomState::new(),
            suggested: RwLock::default(),
        }
    }

    /// Hands over the doubted words of a stretch of prose, in order. The answer is how many words there are.
    pub fn look(&self, text: &str, mut each: impl FnMut(AskedWord<'_>)) -> usize {
        let (mut count, mut begins) = (0, true);
        let mut before: Option<Clump<'_>> = None;
        let mut room = String::new();
        for clump in clumps(text) {
            let seen = self.seen.get(clump.written, u8::from(begins), || {
                self.sight(clump, begins, &mut room, |word, asked| {
                    self.verdict(asked, word.begins)
                })
            });
            count += seen.words;
            if !seen.is_right {
                let last = before.and_then(|clump| clump.words(false).last());
                let mut last = last.filter(|last| last.range().end + 1 == clump.at);
                for word in clump.words(begins) {
                    let asked = asked(word.written, &mut room);
                    let verdict = self.verdict(asked, word.begins);
                    let before = last.replace(word);
                    let before = before.filter(|before| before.range().end + 1 == word.at);
                    if verdict != WordVerdict::Known {
                        each(AskedWord {
                            word,
                            asked,
                            verdict,
                            before: before.map(|before| before.written),
                        });
                    }
                }
            }
            begins = seen.ends_sentence;
            before = Some(clump);
        }
        count
    }

    /// Hands over the words of a text that no dictionary has, in the [form asked for](asked), be they names or not.
    pub fn look_at_names(&self, text: &str, mut each: impl FnMut(&str)) {
        const AS_NAMES: u8 = 2;
        let mut room = String::new();
        for clump in clumps(text) {
            let seen = self.seen.get(clump.written, AS_NAMES, || {
                self.sight(clump, false, &mut room, |_, asked| self.answer(asked))
            });
            if seen.is_right {
                continue;
            }
            for word in clump.words(false) {
                let asked = asked(word.written, &mut room);
                if self.answer(asked) != WordVerdict::Known {
                    each(asked);
                }
            }
        }
    }

    fn sight(
        &self,
        clump: Clump<'_>,
        begins: bool,
        room: &mut String,
        verdict: impl Fn(ProseWord<'_>, &str) -> WordVerdict,
    ) -> Sight {
        let mut sight = Sight {
            words: 0,
            is_right: true,
            ends_sentence: clump.ends_sentence(),
        };
        for word in clump.words(begins) {
            sight.words += 1;
            sight.is_right &= verdict(word, asked(word.written, room)) == WordVerdict::Known;
        }
        sight
    }

    /// What the dictionaries say of a word in that form. Where a sentence begins with it, its capital tells
    /// nothing; elsewhere a word with a capital is a name, unless it is a known misspelling.
    pub fn verdict(&self, word: &str, begins: bool) -> WordVerdict {
        let verdict = self.answer(word);
        if verdict == WordVerdict::Known || !word.starts_with(char::is_uppercase) {
            return verdict;
        }
        let is_told = match verdict {
            WordVerdict::Unknown => begins && word.len() >= SHORTEST_UNKNOWN && self.is_slip(word),
            WordVerdict::Misspelt => begins || word.len() > SHORTEST_SLIP,
            _ => begins,
        };
        if is_told { verdict } else { WordVerdict::Known }
    }

    fn answer(&self, word: &str) -> WordVerdict {
        let shard = self.shard(word);
        let known = shard.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(verdict) = known.get(word) {
            return *verdict;
        }
        drop(known);
        let verdict = self.ask(word);
        let mut known = shard.write().unwrap_or_else(PoisonError::into_inner);
        known.insert(word.into(), verdict);
        verdict
    }

    /// Whether a word is in use: it stands in what was looked at so far.
    fn was_asked(&self, word: &str) -> bool {
        let known = self.shard(word).read();
        let known = known.unwrap_or_else(PoisonError::into_inner);
        known.contains_key(word)
    }

    fn shard(&self, word: &str) -> &Shard {
        &self.asked[self.hashes.hash_one(word) as usize % SHARDS]
    }

    /// Whether a name is an English word with a slip in it.
    fn is_slip(&self, word: &str) -> bool {
        !self.suggestions(word).is_empty()
    }

    fn ask(&self, word: &str) -> WordVerdict {
        let bare = word.strip_suffix("'s").unwrap_or(word);
        let small = bare.to_lowercase();
        if medical::is_own(&small) || self.further.iter().any(|it| it.has(bare)) {
            return WordVerdict::Known;
        }
        let is_british = is_british(bare);
        // `Macintosh`: a name.
        if is_british && bare.starts_with(char::is_uppercase) && !self::is_british(&small) {
            return WordVerdict::Known;
        }
        if american::british(&small, is_british, is_known).is_some() {
            return WordVerdict::American;
        }
        if is_british {
            return WordVerdict::Known;
        }
        if misspellings::has(&small) {
            return WordVerdict::Misspelt;
        }
        // Chemists write sulfur with an f in Britain too.
        let with_ph = small
            .contains("sulf")
            .then(|| small.replace("sulf", "sulph"));
        let plain = words::without_accents(&small);
        let is_right = medical::has(bare, &small)
            || is_formed_of_known(&small)
            || with_ph.is_some_and(|word| is_known(&word))
            || plain.is_some_and(|word| is_known(&word))
            || small.chars().count() <= LONGEST_SYMBOL
            || is_without_vowels(&small)
            || is_plural_of_term(&small)
            || ends_as_a_substance(&small) && suggest::one_slip_away(&small, is_in_use).is_empty();
        if is_right {
            WordVerdict::Known
        } else {
            WordVerdict::Unknown
        }
    }

    /// What is probably meant by a word that is not known, the likeliest first. Looking takes about a millisecond for each word,
    /// and is done once.
    pub fn suggestions(&self, word: &str) -> Arc<[SuggestedWord]> {
        let known = self
            .suggested
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = known.get(word) {
            return found.clone();
        }
        drop(known);
        let found: Arc<[SuggestedWord]> = self.suggest(word).into();
        let mut known = self
            .suggested
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        known.insert(word.into(), found.clone());
        found
    }

    fn suggest(&self, word: &str) -> Vec<SuggestedWord> {
        let (bare, owns) = match word.strip_suffix("'s") {
            Some(bare) => (bare, "'s"),
            None => (word, ""),
        };
        let small = bare.to_lowercase();
        let (mut found, mut from) = (misspellings::meant(&small), SuggestedBy::KnownMisspelling);
        // `asian`: what is always written with a capital.
        let with_capital = suggest::capitalised(&small);
        if is_british(&with_capital) && !is_british(&small) {
            if found.is_empty() {
                from = SuggestedBy::Dictionary;
            }
            found.insert(0, with_capital);
        }
        if found.is_empty() {
            found.extend(american::british(&small, is_british(bare), is_known));
            from = SuggestedBy::British;
        }
        if found.is_empty() {
            let is_offered =
                |word: &str| is_british(word) && american::british(word, true, is_known).is_none();
            found = suggest::one_slip_away(&small, is_offered);
            from = SuggestedBy::Dictionary;
        }
        if found.is_empty() {
            found = suggest::one_slip_away(&small, medical::is_in_use);
            from = SuggestedBy::MedicalWords;
        }
        if found.is_empty() && !word.starts_with(char::is_uppercase) {
            found = suggest::one_slip_away(&small, |word| medical::has(word, word));
        }
        // Of those one slip away the words of this library are likelier than others.
        found.sort_by_key(|word| !self.was_asked(word));
        found.truncate(MOST_SUGGESTED);
        let whole = |found: &String| SuggestedWord {
            word: suggest::as_written(word, found) + owns,
            from,
        };
        found.iter().map(whole).collect()
    }
}

impl SuggestedBy {
    /// In a word or two.
    pub fn label(self) -> &'static str {
        match self {
            Self::KnownMisspelling => "known misspelling",
            Self::British => "British form",
            Self::Dictionary => "dictionary",
            Self::MedicalWords => "medical words",
            Self::Library => "library’s words",
        }
    }
}

impl fmt::Debug for Speller {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Speller")
    }
}

/// Whether two words are the name of a species, *Nelumbo nucifera*: no list has all of them.
pub fn is_species(genus: &str, epithet: &str) -> bool {
    const ENDS: &[&str] = &["a", "ae", "ans", "ens", "i", "is", "or", "um", "us"];
    genus.starts_with(char::is_uppercase)
        && epithet.starts_with(char::is_lowercase)
        && ENDS.iter().any(|end| epithet.ends_with(end))
        && !is_in_use(&genus.to_lowercase())
}

/// Whether the British dictionary or the medical terms have a word in small letters.
fn is_known(small: &str) -> bool {
    is_british(small) || medical::has(small, small)
}

/// Whether a word in small letters is one that people write.
fn is_in_use(small: &str) -> bool {
    is_british(small) || medical::is_in_use(small)
}

fn is_british(word: &str) -> bool {
    stems::may_have(word) && Dictionary::british().is_some_and(|british| british.has(word))
}

/// `wks`, `hrly`: an abbreviation.
fn is_without_vowels(small: &str) -> bool {
    !small.contains(['a', 'e', 'i', 'o', 'u'])
        && !small
            .get(1..)
            .is_some_and(|it| it.contains('y') && it.len() > 3)
}

/// `cannulations`: lists of terms seldom have them.
fn is_plural_of_term(small: &str) -> bool {
    const SHORTEST: usize = 5;
    let one = small.strip_suffix('s').filter(|one| one.len() >= SHORTEST);
    one.is_some_and(|one| medical::has(one, one) && !one.ends_with('s'))
}

/// `isoliensinine`: no list has all substances, and a word of their kind that is near no word in use is one.
fn ends_as_a_substance(small: &str) -> bool {
    const ENDS: &[&str] = &[
        "ane", "anes", "ase", "ases", "ate", "ates", "ene", "enes", "ic", "ide", "ides", "in",
        "ine", "ines", "ins", "ol", "ols", "one", "ones", "yl",
    ];
    const SHORTEST: usize = 7;
    small.len() >= SHORTEST && ENDS.iter().any(|end| small.ends_with(end))
}

/// `neuroinflammation`, `nonsmokers`: a known word behind what may stand before any word.
fn is_formed_of_known(small: &str) -> bool {
    const BEFORE: &[&str] = &[
        "anti", "bio", "cardio", "counter", "cyber", "electro", "extra", "gastro", "hyper", "hypo",
        "immuno", "inter", "intra", "macro", "meta", "micro", "mid", "multi", "nano", "neuro",
        "non", "over", "para", "peri", "photo", "poly", "post", "pre", "pseudo", "psycho", "re",
        "semi", "socio", "sub", "super", "supra", "tele", "thermo", "trans", "ultra", "under",
        "vaso",
    ];
    const SHORTEST: usize = 5;
    BEFORE.iter().any(|before| {
        let rest = small.strip_prefix(before);
        rest.is_some_and(|rest| rest.len() >= SHORTEST && is_known(rest))
    })
}
