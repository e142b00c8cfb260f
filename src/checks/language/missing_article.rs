//! A `the` that is missing, where that is sure: `what literature describes`, `is most useful framing`, `Pickering 2020 review is`,
//! `affects immune system`, `Patient should`.
//!
//! Leaves alone: `is most useful when`, `is most often seen`; years behind names that no source has; sources, quotations, links,
//! code.

use std::ops::Range;
use std::sync::LazyLock;

use super::own_words::OwnWords;
use crate::checks::phrases::Phrases;
use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::sources::SourceField;

pub(super) const CHECK: Check = Check {
    id: "missing-article",
    group: Group::Language,
    title: "Missing “the”",
    level: Level::Warning,
    reason: "Without its small words, a sentence reads like a note to oneself",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

const LITERATURE: usize = 0;
const MOST: usize = 1;
const ONE_OF_MOST: usize = 2;
/// A part of the body of which everybody has one: `affects immune system`.
const OF_THE_BODY: usize = 3;
/// A person of whom something is said, first in a sentence: `Patient should`, `GP will`.
const PERSON: usize = 4;

static BEGINNINGS: LazyLock<Phrases> = LazyLock::new(|| {
    let literature = VERBS
        .iter()
        .map(|verb| (format!("literature {verb}"), LITERATURE));
    let most = ["is most", "was most", "remains most", "is best", "be most"];
    let most = most.map(|it| (it.to_owned(), MOST));
    let all: Vec<_> = literature
        .chain(most)
        .chain([("one of most".to_owned(), ONE_OF_MOST)])
        .chain(PERSONS.iter().flat_map(|person| {
            let verbs = BEHIND_PERSON.iter();
            verbs.map(move |verb| (format!("{person} {verb}"), PERSON))
        }))
        .chain(BEFORE_BODY.iter().flat_map(|before| {
            let parts = BODY.iter();
            parts.map(move |part| (format!("{before} {part}"), OF_THE_BODY))
        }))
        .collect();
    Phrases::of(all.iter().map(|(text, means)| (text.as_str(), *means)))
});

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let own = OwnWords::of(subject);
    let word = |at: usize| prose.written(&subject.reading.page, &(at..at + 1));
    BEGINNINGS.each(prose, |words, means| {
        let Some(end) = prose.stretch_of(words.start).map(|it| it.words.end) else {
            return;
        };
        let is_first = prose.words.get(words.start).is_some_and(|word| word.begins);
        let missing = match means {
            LITERATURE => {
                let before = if is_first { "" } else { word(words.start - 1) };
                let is_bare = is_first || BEFORE_CLAUSE.contains(&before);
                is_bare.then_some((words.start, words.start..words.start + 1))
            }
            MOST => superlative(&word, words.end, end)
                .map(|noun| (words.end - 1, words.start..noun + 1)),
            OF_THE_BODY => {
                // `affects nervous system function`, `of urinary tracts`
                let behind = if words.end < end { word(words.end) } else { "" };
                let gap = prose.written(
                    &subject.reading.page,
                    &(words.end - 1..(words.end + 1).min(end)),
                );
                let ends = behind.is_empty() || gap.contains(['.', ',', ';', ':', ')']);
                let is_whole =
                    !gap.contains(['-', '‐', '/']) && !word(words.end - 1).ends_with('s');
                let kind = prose.stretch_of(words.start).map(|it| &it.kind);
                let is_text = matches!(kind, Some(StretchKind::Paragraph | StretchKind::Item));
                (is_text && is_whole && (ends || BEHIND_BODY.contains(&behind)))
                    .then(|| (words.start + 1, words.clone()))
            }
            PERSON => {
                // In a list of notes the article is left out on purpose; of several people none is needed.
                let kind = prose.stretch_of(words.start).map(|it| &it.kind);
                let is_text = matches!(kind, Some(StretchKind::Paragraph));
                let is_one = !word(words.start).ends_with('s');
                (is_text && is_first && is_one).then(|| (words.start, words.clone()))
            }
            _ => Some((words.end - 1, words.clone())),
        };
        if let Some((the, marked)) = missing {
            tell(subject, &own, the, &marked, found);
        }
    });
    for &year in &prose.numbers {
        if let Some((the, marked)) = named_study(subject, &word, year) {
            tell(subject, &own, the, &marked, found);
        }
    }
}

fn tell(
    subject: &Subject<'_>,
    own: &OwnWords<'_>,
    the: usize,
    marked: &Range<usize>,
    found: &mut Findings,
) {
    let (Some(place), Some(at)) = (own.place_of(marked), own.place_of(&(the..the + 1))) else {
        return;
    };
    let begins = subject
        .prose()
        .words
        .get(the)
        .is_some_and(|word| word.begins);
    let word = subject.at(&at);
    let article = if begins { "The" } else { "the" };
    let is_name = marked.contains(&the)
        && subject
            .prose()
            .numbers
            .binary_search(&(marked.end.saturating_sub(2)))
            .is_ok();
    let mut letters = word.chars();
    let first = letters.next().map(|c| {
        // `GP` keeps its capital.
        let is_word = word.chars().nth(1).is_some_and(char::is_lowercase);
        if begins && !is_name && is_word {
            c.to_ascii_lowercase()
        } else {
            c
        }
    });
    let word: String = first.into_iter().chain(letters).collect();
    let right = format!("{article} {word}");
    let fix = Fix::new(format!("Write “{right}”"), Edit::new(at, right.clone()));
    found.add(place, format!("Is “{right}” meant?"), vec![fix]);
}

/// The noun of `most (clinically) useful framing` or `best way`, whose words go on at `at`.
fn superlative<'p>(word: &impl Fn(usize) -> &'p str, at: usize, end: usize) -> Option<usize> {
    if word(at - 1) == "best" {
        return (at < end && NOUNS.contains(&word(at))).then_some(at);
    }
    let adjective = match word(at) {
        adverb if adverb.ends_with("ly") => at + 1,
        _ => at,
    };
    let noun = adjective + 1;
    let is_adjective = |word: &str| {
        word.len() > 3
            && word.bytes().all(|b| b.is_ascii_lowercase())
            && !word.ends_with("ly")
            && !NO_ADJECTIVES.contains(&word)
    };
    (noun < end && is_adjective(word(adjective)) && NOUNS.contains(&word(noun))).then_some(noun)
}

/// `Pickering 2020 review is`: the first word of the names, and all up to the noun.
fn named_study<'p>(
    subject: &Subject<'_>,
    word: &impl Fn(usize) -> &'p str,
    year: usize,
) -> Option<(usize, Range<usize>)> {
    let prose = subject.prose();
    let digits = word(year);
    if digits.len() != 4 || !(digits.starts_with("19") || digits.starts_with("20")) {
        return None;
    }
    let stretch = prose.stretch_of(year)?;
    let is_text = matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item);
    let is_inside = year > stretch.words.start && year + 2 < stretch.words.end;
    if !is_text
        || !is_inside
        || !STUDIES.contains(&word(year + 1))
        || !VERBS.contains(&word(year + 2))
    {
        return None;
    }
    // Names and a year, without brackets or commas.
    let is_plain = |words: Range<usize>| {
        prose
            .written(&subject.reading.page, &words)
            .bytes()
            .all(|b| b != b'(' && b != b')' && b != b',')
    };
    let mut first = year - 1;
    while first > stretch.words.start
        && (is_name(word(first - 1)) || matches!(word(first - 1), "and" | "et"))
    {
        first -= 1;
    }
    let before = if first > stretch.words.start {
        word(first - 1)
    } else {
        ""
    };
    let begins = prose.words.get(first).is_some_and(|it| it.begins);
    let is_bare = begins || BEFORE_CLAUSE.contains(&before);
    let name = if matches!(word(year - 1), "al" | "colleagues") {
        word(first)
    } else {
        word(year - 1)
    };
    let is_author = is_name(name)
        && (subject.sources.iter()).any(|source| {
            let authors = source
                .at(SourceField::Authors)
                .map_or("", |range| subject.at(range));
            authors.split([' ', ',']).any(|author| author == name)
        });
    (is_bare && is_author && is_plain(first..year + 3)).then_some((first, first..year + 2))
}

fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && !matches!(
            word,
            "The" | "This" | "That" | "A" | "An" | "In" | "Our" | "Their"
        )
}

const BEFORE_BODY: &[&str] = &[
    "affect",
    "affects",
    "affected",
    "weaken",
    "weakens",
    "boost",
    "boosts",
    "support",
    "supports",
    "suppress",
    "suppresses",
    "damage",
    "damages",
    "of",
    "enter",
    "enters",
    "through",
    "from",
];
const BODY: &[&str] = &[
    "immune system",
    "nervous system",
    "central nervous system",
    "digestive system",
    "urinary tract",
    "digestive tract",
    "gastrointestinal tract",
    "respiratory tract",
    "small intestine",
    "large intestine",
    "bloodstream",
];
const BEHIND_BODY: &[&str] = &[
    "is",
    "was",
    "can",
    "may",
    "will",
    "has",
    "by",
    "including",
    "which",
    "that",
    "when",
    "if",
    "because",
    "so",
];

const PERSONS: &[&str] = &[
    "patient",
    "GP",
    "doctor",
    "pharmacist",
    "nurse",
    "midwife",
    "dentist",
    "surgeon",
    "clinician",
    "physiotherapist",
    "dietitian",
    "participant",
    "person",
    "child",
    "baby",
    "woman",
];
const BEHIND_PERSON: &[&str] = &[
    "should", "will", "may", "must", "might", "could", "would", "can",
];

/// Behind these a clause begins with its subject.
const BEFORE_CLAUSE: &[&str] = &[
    "what", "that", "because", "although", "while", "whereas", "but", "and", "since", "as",
];

const VERBS: &[&str] = &[
    "is",
    "was",
    "has",
    "had",
    "found",
    "finds",
    "shows",
    "showed",
    "reports",
    "reported",
    "suggests",
    "suggested",
    "concludes",
    "concluded",
    "describes",
    "described",
    "covers",
    "covered",
    "provides",
    "provided",
    "supports",
    "indicates",
    "calls",
];
const STUDIES: &[&str] = &[
    "review",
    "trial",
    "study",
    "paper",
    "analysis",
    "report",
    "cohort",
    "experiment",
    "article",
    "guideline",
];

/// Things of which one is the most useful.
const NOUNS: &[&str] = &[
    "approach",
    "cause",
    "choice",
    "complaint",
    "evidence",
    "explanation",
    "factor",
    "finding",
    "form",
    "framing",
    "intervention",
    "marker",
    "measure",
    "method",
    "option",
    "outcome",
    "predictor",
    "question",
    "reason",
    "risk",
    "route",
    "sign",
    "source",
    "strategy",
    "symptom",
    "tool",
    "treatment",
    "trigger",
    "type",
    "way",
];
const NO_ADJECTIVES: &[&str] = &[
    "often", "when", "with", "from", "that", "this", "than", "then", "into", "over", "under",
    "where", "because",
];

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "missing-article";
    const SOURCES: &str =
        "\n\n## Sources\n\n1. Archer A, Brewer B (2019). Tea. Journal of Tea. DOI: 10.5555/x.\n";

    #[test]
    fn a_missing_article_is_told_and_put_in() {
        for (before, after) in [
            (
                "It is so in what literature describes as rare.",
                "It is so in what the literature describes as rare.",
            ),
            ("Literature suggests that.", "The literature suggests that."),
            ("Patient should rest.", "The patient should rest."),
            ("It is safe. GP will ask.", "It is safe. The GP will ask."),
            (
                "Tea is most clinically useful framing when cold.",
                "Tea is the most clinically useful framing when cold.",
            ),
            (
                "This was most common cause.",
                "This was the most common cause.",
            ),
            ("Milk is best option.", "Milk is the best option."),
            (
                "It is one of most loved drinks.",
                "It is one of the most loved drinks.",
            ),
            (
                "Archer 2019 review is long.",
                "The Archer 2019 review is long.",
            ),
            (
                "It affects immune system, and tea enters bloodstream.",
                "It affects the immune system, and tea enters the bloodstream.",
            ),
            (
                "It is a part of urinary tract, as said.",
                "It is a part of the urinary tract, as said.",
            ),
            (
                "It is said that Archer and Brewer 2019 trial found it.",
                "It is said that the Archer and Brewer 2019 trial found it.",
            ),
        ] {
            let mut text = format!("{before}{SOURCES}");
            text = Fixture::new(&text).fixed(ID);
            assert_eq!(text, format!("{after}{SOURCES}"));
        }
        assert_eq!(
            found(&format!("Archer 2019 review is long.{SOURCES}"), ID),
            ["1:1 \"Archer 2019 review\" Is “The Archer” meant?"]
        );
    }

    #[test]
    fn sentences_with_all_their_words_are_left_alone() {
        for text in [
            "Patients should rest, and the patient should eat.\n\n- Patient should rest.\n\n## Patient should rest",
            "",
            "In what the literature describes; current literature suggests; books on literature show it.",
            "It is most useful when cold, is most often cause for joy, is most likely due to tea; is best taken cold.",
            "Signs of urinary tract infection; it affects nervous system function; support immune systems; of central nervous system origin.\n\n## Diseases of urinary tract\n",
            "It is the most common cause. What is most important is tea. It is most welcome.",
            "The Archer 2019 review is long; Archer’s 2019 review is; Archer (2019) review is. In Archer 2019 it is.",
            "Cooper 2019 review is of nobody here. Archer 2019 found it. Archer et al. 2019 was long.",
            "They say “what literature describes”. `is most useful way`\n\n> Archer 2019 review is long\n",
        ] {
            assert_eq!(found(&format!("{text}{SOURCES}"), ID), [""; 0], "{text}");
        }
    }
}
