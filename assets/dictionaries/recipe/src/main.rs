//! Makes the word lists that the program carries, from what others have published: see `../README.md`.

use std::collections::{BTreeSet, HashSet};
use std::fs::{self, File};
use std::io::BufWriter;

use fst::SetBuilder;
use spellbook::Dictionary;
use varcon::{Category, Tag, VARCON, Variant};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let aff = fs::read_to_string("../en_GB.aff")?;
    let dic = fs::read_to_string("../en_GB.dic")?;
    let british = Dictionary::new(&aff, &dic).map_err(|error| error.to_string())?;
    let own = fs::read_to_string("../words.txt")?;
    let own: BTreeSet<&str> = own.lines().collect();

    let american = american(&british, &own);
    write("../american.fst", &american)?;
    write(
        "../misspellings.fst",
        &misspellings(&british, &own, &american),
    )?;

    let terms = fs::read_to_string("terms.txt")?;
    let english = fs::read_to_string("english.txt")?;
    let in_english: HashSet<&str> = english.lines().collect();
    let kept = kept_terms(terms.lines(), &in_english, &british);
    write("../terms.fst", &kept)?;
    let english = rarer_words(english.lines(), &british).collect();
    write("../english.fst", &english)?;
    Ok(())
}

fn write(file: &str, words: &BTreeSet<String>) -> Result<(), Box<dyn std::error::Error>> {
    let mut set = SetBuilder::new(BufWriter::new(File::create(file)?))?;
    set.extend_iter(words)?;
    set.finish()?;
    eprintln!("{file}: {} lines", words.len());
    Ok(())
}

/// `color>colour`: spellings that are American only, each with the British one. A word that has a British sense as well
/// (`meter`, `program`) is in the British dictionary, and is not among them.
fn american(british: &Dictionary, own: &BTreeSet<&str>) -> BTreeSet<String> {
    let mut pairs = BTreeSet::new();
    for entry in VARCON.iter().flat_map(|cluster| cluster.entries) {
        let is = |variant: &Variant, category, tags: &[Option<Tag>]| {
            let mut types = variant.types.iter();
            types.any(|it| it.category == category && tags.contains(&it.tag))
        };
        let preferred = [None, Some(Tag::Eq)];
        let ours = entry.variants.iter();
        let ours = ours.filter(|it| is(it, Category::BritishIse, &preferred));
        let Some(ours) = ours.map(|it| it.word).find(|word| british.check(word)) else {
            continue;
        };
        for theirs in entry.variants {
            let word = theirs.word;
            if !theirs
                .types
                .iter()
                .any(|it| it.category == Category::American)
                || is(theirs, Category::BritishIse, &preferred)
                || british.check(word)
                || own.contains(word)
                || HAS_A_BRITISH_SENSE.iter().any(|part| word.contains(part))
                || !is_word(word)
            {
                continue;
            }
            pairs.insert(format!("{word}>{ours}"));
        }
    }
    pairs
}

/// Chemists write sulfur in Britain too, the gray is a unit, physicians have specialties and patients rigors, and of
/// judgment both are written.
const HAS_A_BRITISH_SENSE: &[&str] = &["sulf", "gray", "specialt", "judgment", "rigor"];

/// `teh>the`: known misspellings, each with what is meant, in British spelling.
fn misspellings(
    british: &Dictionary,
    own: &BTreeSet<&str>,
    american: &BTreeSet<String>,
) -> BTreeSet<String> {
    let in_british = |word: &str| {
        let from = format!("{word}>");
        let pair = american.range(from.clone()..).next();
        let ours = pair.and_then(|pair| pair.strip_prefix(&from));
        ours.unwrap_or(word).to_owned()
    };
    let mut pairs = BTreeSet::new();
    for (wrong, right) in typos_dict::WORD.map.entries() {
        let wrong = wrong.into_inner().to_lowercase();
        if !is_word(&wrong) || british.check(&wrong) || own.contains(wrong.as_str()) {
            continue;
        }
        // Three letters are an abbreviation or a syllable as often as a slip.
        if wrong.len() <= 3 && wrong != "teh" {
            continue;
        }
        for right in *right {
            let right = in_british(right);
            if right != wrong {
                pairs.insert(format!("{wrong}>{right}"));
            }
        }
    }
    pairs
}

/// Terms that are looked for in small letters. Left out are those with digits, signs or capitals in the middle, which are
/// never asked; what the British dictionary knows; and Latin names a letter from an English word, which hide a slip, unless the
/// list of English words has them too (`titre`).
fn kept_terms<'t>(
    terms: impl Iterator<Item = &'t str>,
    in_english: &HashSet<&str>,
    british: &Dictionary,
) -> BTreeSet<String> {
    let mut kept = BTreeSet::new();
    for term in terms {
        let mut letters = term.chars();
        let head = letters.next();
        if !is_word(term) || letters.any(char::is_uppercase) || british.check(term) {
            continue;
        }
        let small = term.to_lowercase();
        if small.chars().count() >= 5 && in_english.contains(small.as_str()) {
            kept.insert(small);
            continue;
        }
        if small.chars().count() <= 4 && !is_formed_as_a_term(&small) {
            continue;
        }
        if is_formed_as_a_term(&small) || !is_near_english(&small, british) {
            kept.insert(small);
        } else if head.is_some_and(char::is_uppercase) {
            kept.insert(term.to_owned());
        }
    }
    kept
}

/// English words that the British dictionary leaves out as too rare. A short one a letter from another hides a slip.
fn rarer_words<'w>(
    english: impl Iterator<Item = &'w str>,
    british: &Dictionary,
) -> impl Iterator<Item = String> {
    let kept = english.filter(move |word| {
        let length = word.chars().count();
        is_word(word)
            && word.chars().all(char::is_lowercase)
            && !british.check(word)
            && (length >= 6 || length == 5 && !is_near_english(word, british))
    });
    kept.map(str::to_owned)
}

fn is_word(word: &str) -> bool {
    word.chars().all(char::is_alphabetic)
}

fn is_near_english(word: &str, british: &Dictionary) -> bool {
    let letters: Vec<char> = word.chars().collect();
    let mut tried = String::new();
    let mut is_known = |parts: [&[char]; 3]| {
        tried.clear();
        tried.extend(parts.concat());
        tried.chars().count() >= 4 && british.check(&tried)
    };
    (0..=letters.len()).any(|at| {
        let (before, rest) = letters.split_at(at);
        let without = rest.get(1..).unwrap_or_default();
        let swapped = match rest {
            [one, two, ..] => vec![*two, *one],
            _ => Vec::new(),
        };
        (!rest.is_empty() && is_known([before, without, &[]]))
            || (!swapped.is_empty() && is_known([before, &swapped, &rest[2..]]))
            || ('a'..='z').any(|letter| {
                is_known([before, &[letter], rest])
                    || (!rest.is_empty() && is_known([before, &[letter], without]))
            })
    })
}

/// Whether a word ends as chemists and physicians form theirs, and not as a Latin name.
fn is_formed_as_a_term(word: &str) -> bool {
    const ENDS: &[&str] = &[
        "aemia", "aemic", "al", "ally", "an", "ane", "anes", "ar", "ase", "ases", "ated", "ation",
        "ations", "cyte", "cytes", "ectomy", "ene", "enes", "gram", "graphy", "ic", "ical",
        "ically", "ics", "ide", "ides", "in", "ine", "ines", "ing", "ins", "ion", "ions", "ism",
        "isms", "ist", "ists", "itis", "ity", "ively", "logy", "ly", "metry", "oid", "oids", "ol",
        "olic", "ols", "oma", "omas", "one", "ones", "opathy", "ose", "oses", "osis", "otomy",
        "ous", "scopy", "tropic", "uria", "yl", "yls",
    ];
    word.len() >= 6 && ENDS.iter().any(|end| word.ends_with(end))
}
