//! Names of journals: whether two are of one journal, however long or short each is written.
//!
//! `J Nutr` is *The Journal of Nutrition* and `PNAS` is *Proceedings of the National Academy of Sciences*, by the rules that
//! abbreviations follow; no list of journals is asked.

use super::citations::fold_name;

/// Two names of journals, held beside each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Journals {
    /// One journal; if the names differ, one is short for the other.
    Same,
    /// One journal, and one of the names says more: *Nutrients (Basel)*.
    SaidOtherwise,
    Different,
}

/// Holds two names beside each other.
pub fn compare(one: &str, other: &str) -> Journals {
    let (one, other) = (JournalName::of(one), JournalName::of(other));
    if is_one(&one.whole(), &other.whole()) {
        return Journals::Same;
    }
    // *JACC: Heart Failure* and *JACC: Cardiovascular Imaging* are two, *JACC* may be either.
    let says_more = one.more.is_empty() != other.more.is_empty()
        || one.is_bracketed && other.is_bracketed && !one.more.is_empty();
    if says_more && is_one(&one.main, &other.main) {
        Journals::SaidOtherwise
    } else {
        Journals::Different
    }
}

/// Nobody prints a longer one.
const MOST_WORDS: usize = 32;

/// The words of a journal's name that count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalName {
    main: Vec<String>,
    /// In a bracket at the end, or behind a colon or a dash.
    more: Vec<String>,
    is_bracketed: bool,
}

impl JournalName {
    pub fn of(name: &str) -> Self {
        let name = name.trim().trim_end_matches(['.', ',', ';']);
        let bracket = name.strip_suffix([')', ']']);
        let bracket = bracket.and_then(|inside| inside.rsplit_once(['(', '[']));
        let subtitle = [": ", " - ", " – ", " — "]
            .into_iter()
            .filter_map(|mark| name.split_once(mark))
            .min_by_key(|(main, _)| main.len());
        let (main, more) = bracket.or(subtitle).unwrap_or((name, ""));
        let main = words_of(main);
        if main.is_empty() {
            return Self {
                main: words_of(name),
                more: Vec::new(),
                is_bracketed: false,
            };
        }
        Self {
            main,
            more: words_of(more),
            is_bracketed: bracket.is_some(),
        }
    }

    /// Whether other words are this name or its last words: `Gynecology` of *Obstetrics & Gynecology*. One word must be the
    /// last written out, or the initials of all.
    pub fn ends_with(&self, words: &Self) -> bool {
        let words = words.whole();
        if words.is_empty() {
            return false;
        }
        let ends = |name: &[String]| {
            let tail = name.get(name.len().saturating_sub(words.len())..);
            let tail = tail.unwrap_or_default();
            let is_short =
                || is_one(&words, name) || is_short_for(&words, tail) || is_short_for(tail, &words);
            words == tail || are_initials(&words, name) || words.len() > 1 && is_short()
        };
        ends(&self.whole()) || ends(&self.main)
    }

    fn whole(&self) -> Vec<String> {
        self.main.iter().chain(&self.more).cloned().collect()
    }
}

/// Small words are left out of abbreviations.
const SMALL: &[&str] = &[
    "and", "de", "del", "der", "des", "di", "die", "du", "et", "for", "fur", "in", "la", "le",
    "of", "on", "the", "to", "und",
];

fn words_of(name: &str) -> Vec<String> {
    let folded = fold_name(&name.replace(['.', '*', '_'], " "));
    let words = folded.split(|c: char| !c.is_alphanumeric());
    let words = words.filter(|word| !word.is_empty() && !SMALL.contains(word));
    let mut words: Vec<String> = words.take(MOST_WORDS).map(str::to_owned).collect();
    if words.last().is_some_and(|last| last == "usa") {
        words.pop();
        words.extend(["u", "s", "a"].map(str::to_owned));
    }
    words
}

/// Whether one of them is the other, or short for it.
fn is_one(one: &[String], other: &[String]) -> bool {
    let (one, other) = (without_country(one), without_country(other));
    let (one, other) = (without_initials(one), without_initials(other));
    one == other
        || is_short_for(one, other)
        || is_short_for(other, one)
        || are_initials(one, other)
        || are_initials(other, one)
}

/// *Proceedings of the National Academy of Sciences* is often named without the country it is of.
fn without_country(words: &[String]) -> &[String] {
    let (head, tail) = words.split_at(words.len().saturating_sub(3));
    let is_country = is_short_for(&["u", "s", "a"].map(str::to_owned), tail)
        && is_short_for(tail, &["united", "states", "america"].map(str::to_owned));
    if is_country && !head.is_empty() {
        head
    } else {
        words
    }
}

/// *MMWR Morbidity and Mortality Weekly Report* says its name twice.
fn without_initials(words: &[String]) -> &[String] {
    match words {
        [first, rest @ ..] if are_initials(std::slice::from_ref(first), rest) => rest,
        all => all,
    }
}

/// `j nutr`, `journal nutrition`: each word shortened, none left out.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    short.len() == long.len()
        && !short.is_empty()
        && short
            .iter()
            .zip(long)
            .all(|(short, long)| is_shortened(short, long))
}

/// `nutr` is the beginning of *nutrition*, `wkly` has letters of *weekly* in their order.
fn is_shortened(short: &str, long: &str) -> bool {
    if long.starts_with(short) {
        return true;
    }
    let mut letters = long.chars();
    short.len() < long.len()
        && short.chars().next() == long.chars().next()
        && short
            .chars()
            .all(|letter| letters.any(|next| next == letter))
}

/// `bmj`, and *British Medical Journal*.
fn are_initials(short: &[String], long: &[String]) -> bool {
    let [short] = short else {
        return false;
    };
    let initials = long.iter().filter_map(|word| word.chars().next());
    short.len() >= 3 && initials.eq(short.chars())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn both_ways(one: &str, other: &str) -> Journals {
        let verdict = compare(one, other);
        assert_eq!(verdict, compare(other, one), "{one} / {other}");
        verdict
    }

    #[test]
    fn a_short_name_is_that_of_its_long_one() {
        for (one, other) in [
            ("Nutrients", "nutrients."),
            ("J Nutr", "The Journal of Nutrition"),
            ("J. Nutr.", "Journal of Nutrition"),
            ("Lancet", "The Lancet"),
            ("Obstet Gynecol", "Obstetrics & Gynecology"),
            ("Obstetrics and Gynecology", "Obstetrics & Gynecology"),
            (
                "Am J Clin Nutr",
                "The American Journal of Clinical Nutrition",
            ),
            ("N Engl J Med", "New England Journal of Medicine"),
            ("NEJM", "N Engl J Med"),
            ("JAMA", "Journal of the American Medical Association"),
            ("BMJ", "British Medical Journal"),
            ("BMJ", "BMJ: British Medical Journal"),
            (
                "MMWR Morb Mortal Wkly Rep",
                "MMWR: Morbidity and Mortality Weekly Report",
            ),
            (
                "Ann N Y Acad Sci",
                "Annals of the New York Academy of Sciences",
            ),
            (
                "MMWR Morb Mortal Wkly Rep",
                "Morbidity and Mortality Weekly Report",
            ),
            ("MMWR", "MMWR Morb Mortal Wkly Rep"),
            (
                "PNAS",
                "Proceedings of the National Academy of Sciences of the United States of America",
            ),
            (
                "Proc Natl Acad Sci U S A",
                "Proceedings of the National Academy of Sciences",
            ),
            (
                "Proc Natl Acad Sci USA",
                "Proceedings of the National Academy of Sciences of the United States of America",
            ),
            (
                "Dtsch Med Wochenschr",
                "Deutsche Medizinische Wochenschrift",
            ),
            (
                "Cochrane Database Syst Rev",
                "Cochrane Database of Systematic Reviews",
            ),
            ("PLoS One", "PLOS ONE"),
            ("*Nutrients*", "Nutrients"),
        ] {
            assert_eq!(both_ways(one, other), Journals::Same, "{one} / {other}");
        }
    }

    #[test]
    fn a_place_or_a_subtitle_says_more_of_the_same_journal() {
        for (one, other) in [
            ("Nutrients (Basel)", "Nutrients"),
            ("BMJ (Clinical research ed.)", "BMJ"),
            ("Lancet (London, England)", "The Lancet"),
            ("J Nutr (Bethesda)", "Journal of Nutrition"),
            (
                "Sleep: Journal of Sleep and Sleep Disorders Research",
                "Sleep",
            ),
            ("Nature (London)", "Nature (New York)"),
        ] {
            assert_eq!(
                both_ways(one, other),
                Journals::SaidOtherwise,
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn other_journals_are_others_however_near_their_names() {
        for (one, other) in [
            ("Nutrients", "Nutrition"),
            ("Lancet", "Lancet Oncology"),
            ("J Nutr", "J Nutr Sci"),
            ("Cell", "Cell Metabolism"),
            ("JACC: Heart Failure", "JACC: Cardiovascular Imaging"),
            (
                "American Journal of Clinical Nutrition",
                "European Journal of Clinical Nutrition",
            ),
            ("Am J Clin Nutr", "Eur J Clin Nutr"),
            ("BMJ", "BMJ Open"),
            ("Annals of Surgery", "Annals of Medicine"),
            ("Iron", ""),
        ] {
            assert_eq!(
                both_ways(one, other),
                Journals::Different,
                "{one} / {other}"
            );
        }
    }

    #[test]
    fn the_last_words_of_a_name_are_known() {
        let ends = |words, journal| JournalName::of(journal).ends_with(&JournalName::of(words));
        for (words, journal) in [
            ("Gynecology", "Obstetrics & Gynecology"),
            ("Obstetrics & Gynecology", "Obstetrics & Gynecology"),
            ("Obstet Gynecol", "Obstetrics & Gynecology"),
            ("Therapeutics", "Alimentary Pharmacology & Therapeutics"),
            (
                "of the American Heart Association",
                "Journal of the American Heart Association",
            ),
            ("Nutrients", "Nutrients (Basel)"),
            ("World Health Organization", "Bull World Health Organ"),
        ] {
            assert!(ends(words, journal), "{words} / {journal}");
        }
        for (words, journal) in [
            ("", "Nutrients"),
            ("and", "Nutrients"),
            ("Archer", "Obstetrics & Gynecology"),
            ("Obstetrics", "Obstetrics & Gynecology"),
            ("Gyn", "Obstetrics & Gynecology"),
            ("Bell", "B"),
            ("Cell", "Cellular"),
            ("Ada", "Journal of the American Dietetic Association"),
        ] {
            assert!(!ends(words, journal), "{words} / {journal}");
        }
    }
}
