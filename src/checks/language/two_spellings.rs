//! One word spelt or hyphenated two ways in an entry: `well-being` and `wellbeing`, `adviser` and `advisor`, `high-dose
//! tablets` and `high dose tablets`. What most of the entry has, or what it has first, is offered.
//!
//! Two words with a blank between them are meant only where they do what the hyphened ones do: before the same word,
//! before what they describe (`urate lowering drugs`), or as a noun (`at the follow up`). Elsewhere they are right: `long term` is
//! a noun where `long-term` is none.
//!
//! Leaves alone: pairs that mean two things (`re-form`); names with a capital; sources, quotations, links, code.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use super::own_words::OwnWords;
use crate::checks::phrases::Phrases;
use crate::checks::prose_words::{ProseWords, StretchKind, hash_of};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::Page;

pub(super) const CHECK: Check = Check {
    id: "two-spellings",
    group: Group::Language,
    title: "Inconsistent spelling or hyphenation",
    level: Level::Warning,
    reason: "Readers wonder whether two things are meant, and a search finds half of them",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

/// Spellings of one word that are both right.
const SPELLINGS: &[[&str; 2]] = &[
    ["fetus", "foetus"],
    ["fetal", "foetal"],
    ["leucocyte", "leukocyte"],
    ["sulphate", "sulfate"],
    ["sulphur", "sulfur"],
    ["yoghurt", "yogurt"],
    ["judgement", "judgment"],
    ["ageing", "aging"],
    ["adviser", "advisor"],
    ["focused", "focussed"],
    ["focusing", "focussing"],
    ["benefited", "benefitted"],
    ["homeostasis", "homoeostasis"],
    ["homeopathy", "homoeopathy"],
    ["estradiol", "oestradiol"],
    ["caesarean", "caesarian"],
    ["acknowledgement", "acknowledgment"],
    ["colecalciferol", "cholecalciferol"],
    ["tranquilliser", "tranquillizer"],
    ["biased", "biassed"],
    ["enquiry", "inquiry"],
];

static VARIANTS: LazyLock<Phrases> = LazyLock::new(|| {
    let both = SPELLINGS.iter().enumerate();
    Phrases::of(
        both.flat_map(|(number, [one, other])| [(*one, 2 * number), (*other, 2 * number + 1)]),
    )
});

/// Joined, these mean another thing.
const OTHERS: &[&str] = &[
    "reform",
    "recover",
    "recreation",
    "resign",
    "resent",
    "relay",
    "recount",
    "remark",
    "repress",
    "retreat",
    "release",
    "represent",
    "reserve",
    "resort",
    "resound",
    "return",
    "unionised",
    "coop",
    "coax",
    "pretext",
    "prefix",
    "extract",
    "recollect",
    "reprove",
    "redress",
    "review",
    "onset",
    "outset",
    "overall",
    "setup",
    "setback",
    "backup",
    "checkup",
    "makeup",
    "workup",
    "buildup",
    "breakdown",
    "takeup",
    "sometime",
    "everyday",
    "maybe",
    "today",
    "into",
];

/// Behind a noun these make one adjective of both: `urate-lowering drugs`.
const DESCRIBING: &[&str] = &[
    "lowering",
    "reducing",
    "raising",
    "relieving",
    "related",
    "based",
    "induced",
    "associated",
    "dependent",
    "resistant",
    "controlled",
    "specific",
];

/// With these the pair is a noun only behind [`BEFORE_NOUNS`]: `the follow-up`, but `to follow up`.
const PARTICLES: &[&str] = &["up", "on", "off", "in", "out"];

/// A noun comes next.
const BEFORE_NOUNS: &[&str] = &[
    "the", "a", "at", "during", "of", "each", "every", "this", "first", "final",
];

/// Nothing that is described comes next.
const NO_NOUN: &[&str] = &[
    "a", "about", "after", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by",
    "can", "could", "did", "do", "does", "during", "for", "from", "had", "has", "have", "he", "if",
    "in", "into", "is", "it", "may", "might", "must", "not", "of", "on", "or", "over", "she",
    "should", "so", "than", "that", "the", "their", "them", "then", "these", "they", "this",
    "those", "through", "to", "under", "until", "was", "we", "were", "when", "where", "which",
    "while", "who", "will", "with", "without", "would", "you",
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let mut places: BTreeMap<Term, [Vec<Range<usize>>; 2]> = BTreeMap::new();
    hyphened(subject, &mut places);
    VARIANTS.each(subject.prose(), |words, means| {
        let prose = subject.prose();
        let written = prose.written(&subject.reading.page, &words);
        let begins = prose.words.get(words.start).is_some_and(|word| word.begins);
        // `the Health Care Act`
        if !begins && written.starts_with(|c: char| c.is_uppercase()) {
            return;
        }
        let both = places.entry(Term::Spelt(means / 2)).or_default();
        if let Some(one) = both.get_mut(means % 2) {
            one.push(words);
        }
    });
    let is_twofold = |both: &[Vec<_>; 2]| both.iter().all(|places| !places.is_empty());
    places.retain(|_, both| is_twofold(both));
    if places.is_empty() {
        return;
    }
    let own = OwnWords::of(subject);
    let page = &subject.reading.page;
    for (term, both) in places {
        let placed = both.map(|words| -> Vec<(Range<usize>, &str)> {
            let placed = words.into_iter().filter_map(|words| {
                let written = subject.prose().written(page, &words);
                Some((own.place_of(&words)?, written))
            });
            placed.collect()
        });
        let [one, other] = &placed;
        let (Some(first), Some(second)) = (one.first(), other.first()) else {
            continue;
        };
        let is_first_rarer = match one.len().cmp(&other.len()) {
            _ if matches!(term, Term::Apart(..)) && is_always_joined(first.1) => false,
            // What is one thing is joined.
            std::cmp::Ordering::Equal if matches!(term, Term::Apart(..)) => false,
            std::cmp::Ordering::Equal => first.0.start > second.0.start,
            order => order.is_lt(),
        };
        let (rare, usual) = if is_first_rarer {
            (one, other)
        } else {
            (other, one)
        };
        let usual_form = usual.first().map_or("", |it| it.1).to_lowercase();
        for (place, written) in rare {
            let right = like(written, &usual_form);
            let message = format!("“{written}” is “{right}” elsewhere in this entry");
            let fix = Fix::new(format!("Write “{right}”"), Edit::new(place.clone(), right));
            found.add(place.clone(), message, vec![fix]);
        }
    }
}

/// A word that is written two ways.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Term {
    /// By the hash of what is joined.
    Hyphened(u32),
    /// With a blank in place of the hyphen, by the hashes of its words.
    Apart(u32, u32),
    /// By its number among [`SPELLINGS`].
    Spelt(usize),
}

/// Adds the words that stand both with a hyphen and in one.
fn hyphened(subject: &Subject<'_>, places: &mut BTreeMap<Term, [Vec<Range<usize>>; 2]>) {
    let prose = subject.prose();
    if prose.hyphened.is_empty() {
        return;
    }
    let page = &subject.reading.page;
    let is_chained = |at: usize| prose.hyphened.binary_search(&at).is_ok();
    let mut joined: HashMap<u32, Vec<Range<usize>>> = HashMap::new();
    let mut pairs: HashMap<(u32, u32), Vec<Range<usize>>> = HashMap::new();
    for &at in &prose.hyphened {
        let (one, other) = (
            prose.written(page, &(at..at + 1)),
            prose.written(page, &(at + 1..at + 2)),
        );
        let is_word = |word: &str| word.len() > 1 && word.bytes().all(|b| b.is_ascii_lowercase());
        let is_single = !is_chained(at + 1) && !at.checked_sub(1).is_some_and(is_chained);
        // The first may begin a sentence.
        let first = one.to_lowercase();
        let is_it = is_single && is_word(&first) && is_word(other) && first.len() + other.len() > 5;
        // `directly-measured` has a hyphen too many.
        if is_it
            && !first.ends_with("ly")
            && let Some([one, other]) = prose.words.get(at..at + 2)
        {
            let pair = pairs.entry((one.hash, other.hash)).or_default();
            pair.push(at..at + 2);
        }
        if is_it && !OTHERS.contains(&format!("{first}{other}").as_str()) {
            joined
                .entry(hash_of(&[one, other]))
                .or_default()
                .push(at..at + 2);
        }
    }
    // Most entries have hyphened words and none of them in one.
    let mut is_near = [false; 256];
    let begin = pairs.keys().map(|(one, _)| one);
    for hash in joined.keys().chain(begin) {
        if let Some(near) = is_near.get_mut(*hash as usize % 256) {
            *near = true;
        }
    }
    for stretch in &prose.stretches {
        if stretch.kind == StretchKind::Heading {
            continue;
        }
        let words = prose.words.get(stretch.words.clone()).unwrap_or_default();
        for (at, word) in (stretch.words.start..).zip(words) {
            if is_near.get(word.hash as usize % 256) != Some(&true) {
                continue;
            }
            if let Some(next) = prose.words.get(at + 1)
                && let Some(hyphened) = pairs.get(&(word.hash, next.hash))
                && is_one_apart(prose, page, at, hyphened)
            {
                let both = places.entry(Term::Apart(word.hash, next.hash)).or_default();
                let [with, without] = both;
                if with.is_empty() {
                    with.clone_from(hyphened);
                }
                without.push(at..at + 2);
            }
            if let Some(apart) = joined.get(&word.hash) {
                let written = prose.written(page, &(at..at + 1));
                let is_name = written.bytes().skip(1).any(|b| b.is_ascii_uppercase());
                if is_name {
                    continue;
                }
                let both = places.entry(Term::Hyphened(word.hash)).or_default();
                let [hyphened, whole] = both;
                if hyphened.is_empty() {
                    hyphened.clone_from(apart);
                }
                whole.push(at..at + 1);
            }
        }
    }
}

/// `alcohol-related`, `non-smokers`: however often an entry has them without a hyphen before what they describe.
fn is_always_joined(hyphened: &str) -> bool {
    let parts = hyphened.split_once('-');
    parts.is_some_and(|(one, other)| one.eq_ignore_ascii_case("non") || DESCRIBING.contains(&other))
}

/// Whether the two words from `at` do without a hyphen what they do with one in `hyphened`.
fn is_one_apart(prose: &ProseWords, page: &Page, at: usize, hyphened: &[Range<usize>]) -> bool {
    // The word behind two words, where nothing but a blank is between them and in front of it.
    let behind = |pair: &Range<usize>| {
        let next = prose.words.get(pair.end)?;
        let written = prose.written(page, &(pair.start..pair.end + 1));
        let is_plain = written
            .bytes()
            .all(|b| b.is_ascii_alphabetic() || b == b' ' || b == b'-');
        (is_plain && !next.begins).then_some(next.hash)
    };
    let pair = at..at + 2;
    let Some((one, other)) = prose.written(page, &pair).split_once(' ') else {
        return false;
    };
    let is_small = |word: &str| word.bytes().all(|b| b.is_ascii_lowercase());
    // The first may begin a sentence.
    let begins = prose.words.get(at).is_some_and(|word| word.begins);
    let skipped = usize::from(begins && one.starts_with(|c: char| c.is_ascii_uppercase()));
    if !one.get(skipped..).is_some_and(is_small) || !is_small(other) {
        return false;
    }
    if PARTICLES.contains(&other) {
        let Some(before) = at.checked_sub(1) else {
            return false;
        };
        let led = prose.written(page, &(before..at + 1));
        return led.split_once(' ').is_some_and(|(before, it)| {
            it == one && BEFORE_NOUNS.contains(&before.to_lowercase().as_str())
        });
    }
    let Some(next) = behind(&pair) else {
        return false;
    };
    let described = prose.written(page, &(at + 2..at + 3));
    if NO_NOUN.contains(&described) || described.ends_with("ly") {
        return false;
    }
    DESCRIBING.contains(&other) || hyphened.iter().any(|it| behind(it) == Some(next))
}

/// The usual form with the capital and the plural of what is written.
fn like(written: &str, usual: &str) -> String {
    let mut right = usual
        .strip_suffix('s')
        .filter(|_| !written.ends_with('s'))
        .unwrap_or(usual)
        .to_owned();
    if written.ends_with('s') && !right.ends_with('s') {
        right.push('s');
    }
    match written.chars().next() {
        Some(first) if first.is_uppercase() => {
            let mut letters = right.chars();
            let first = letters.next().map(|c| c.to_ascii_uppercase());
            first.into_iter().chain(letters).collect()
        }
        _ => right,
    }
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "two-spellings";

    #[test]
    fn the_rarer_form_is_told_and_mended() {
        for (before, after) in [
            (
                "A well-being score of wellbeing and wellbeing.",
                "A wellbeing score of wellbeing and wellbeing.",
            ),
            (
                "Well-being first, then wellbeing.",
                "Well-being first, then well-being.",
            ),
            (
                "Wellbeing first, then well-being.",
                "Wellbeing first, then wellbeing.",
            ),
            (
                "A high-dose tablet. Take no high dose tablet.",
                "A high-dose tablet. Take no high-dose tablet.",
            ),
            (
                "Urate-lowering drugs and urate lowering effects.",
                "Urate-lowering drugs and urate-lowering effects.",
            ),
            (
                "Tea related deaths, tea related harm and tea-related costs.",
                "Tea-related deaths, tea-related harm and tea-related costs.",
            ),
            (
                "At the follow up, and at the next follow-up visit.",
                "At the follow-up, and at the next follow-up visit.",
            ),
            (
                "Ask an adviser. Advisors know; an adviser does.",
                "Ask an adviser. Advisers know; an adviser does.",
            ),
        ] {
            assert_eq!(Fixture::new(before).fixed(ID), after);
        }
        assert_eq!(
            found("Wellbeing first, then well-being.", ID),
            ["1:23 \"well-being\" “well-being” is “wellbeing” elsewhere in this entry"]
        );
    }

    #[test]
    fn what_is_written_one_way_or_means_two_things_is_left_alone() {
        for text in [
            "",
            "A well-being score of well-being. In the long term, a long-term plan.",
            "High-dose tablets hold a high dose in one tablet. A high dose of tea; high dose, tablets.",
            "Urate-lowering drugs are for urate lowering in gout. A follow-up visit: to follow up the patients.",
            "The directly-measured dose and the directly measured dose.",
            "To re-form is not to reform; they re-cover and recover. A co-op and a coop.",
            "Omega-3 and omega3. Vitamin-D-rich vitamind.",
            "A sign-off in SignOff. A judgment by the Judgement Board.",
            "# Wellbeing\n\nA well-being score; “wellbeing” `wellbeing` [wellbeing](a.md)\n\n> wellbeing\n",
            "Well-being.\n\n## Sources\n\n1. Archer A (2019). Wellbeing of advisors. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
