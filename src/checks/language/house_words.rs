//! Words that the house would rather not read, from the lists of its style.
//!
//! Leaves alone: claims that are corrected (`**Claim: …**`), what is denied (`does not cure`), headings; sources, quotations,
//! links, code.

use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose_words::{StretchKind, WordStretch};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::Style;

pub(super) const CHECK: Check = Check {
    id: "house-words",
    group: Group::Language,
    title: "Word the house avoids",
    level: Level::Warning,
    reason: "The house answers for how it speaks of its readers and its products",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let own = OwnWords::of(subject);
    let products = subject.reading.front_matter.field("related_products");
    let leads_to_products = products.is_some();
    subject.lists.words.each(prose, |words, means| {
        let Some((list, word, instead)) = subject.lists.word(subject.style, means) else {
            return;
        };
        if list.only_beside_products && !leads_to_products || instead == Some(word) {
            return;
        }
        let Some(stretch) = prose.stretch_of(words.start) else {
            return;
        };
        if stretch.kind == StretchKind::Heading || is_denied(subject, stretch, &words) {
            return;
        }
        // `anti-epileptics` are no people.
        let is_joined = |at: usize| subject.prose().hyphened.binary_search(&at).is_ok();
        if words.start.checked_sub(1).is_some_and(is_joined) {
            return;
        }
        // `the disabled` are people, `the disabled button` is none.
        if word.starts_with("the ") && !ends_a_noun(subject, stretch, &words) {
            return;
        }
        if is_claim(subject, stretch, &words) {
            return;
        }
        let Some(place) = own.place_of(&words) else {
            return;
        };
        let written = subject.at(&place);
        // `Alcoholics Anonymous`
        if instead.is_some_and(|it| it.eq_ignore_ascii_case(written)) {
            return;
        }
        let right = instead.map(|it| in_case_of(written, it));
        let message = match (&right, list.why.as_str()) {
            (Some(right), "") => format!("“{written}” is better “{right}”"),
            (Some(right), why) => format!("“{written}” is better “{right}”. {why}"),
            (None, "") => format!("“{written}” is on the list “{}”", list.name),
            (None, why) => format!("“{written}”: {}", lower(why)),
        };
        let fix = right
            .map(|right| Fix::new(format!("Write “{right}”"), Edit::new(place.clone(), right)));
        found.add_at(list.level, place, message, fix.into_iter().collect());
    });
}

/// How many words before may deny what follows.
const REACH: usize = 5;

/// Whether words of the same sentence before deny it, or hand it to somebody else.
fn is_denied(subject: &Subject<'_>, stretch: &WordStretch, words: &Range<usize>) -> bool {
    let prose = subject.prose();
    let sentence = prose.sentence_of(stretch, words.start);
    let from = sentence.start.max(words.start.saturating_sub(REACH));
    let page = &subject.reading.page;
    (from..words.start).any(|at| {
        let word = prose.written(page, &(at..at + 1));
        let small = word.to_lowercase();
        small.ends_with("n't") || small.ends_with("n’t") || DENIES.contains(&small.as_str())
    })
}

const DENIES: &[&str] = &[
    "not", "no", "never", "neither", "nor", "without", "cannot", "nothing", "nobody", "avoid",
    "instead", "rather", "myth", "claim", "claims", "claimed", "unlikely", "hardly", "term",
    "word", "words", "called", "labelled",
];

/// Whether no noun follows some words.
fn ends_a_noun(subject: &Subject<'_>, stretch: &WordStretch, words: &Range<usize>) -> bool {
    let prose = subject.prose();
    let page = &subject.reading.page;
    let next = words.end..words.end + 1;
    let both = prose.written(page, &(words.end - 1..words.end + 1));
    let is_next = words.end < stretch.words.end && !both.contains([',', ';', ':', '.', '(', ')']);
    !is_next || BEHIND_NOUN.contains(&prose.written(page, &next))
}

const BEHIND_NOUN: &[&str] = &[
    "and", "or", "who", "are", "were", "have", "had", "in", "with", "to", "can", "may", "might",
    "as", "at", "from", "by", "for", "of", "on", "also", "should", "will", "would", "often",
    "must", "need", "than", "but", "because", "when", "if", "do", "don", "tend", "take", "eat",
    "is", "that", "more", "most", "too", "get", "cannot", "could", "not", "drink", "use", "live",
    "die", "fall", "suffer", "where", "while", "since", "whose", "there", "through", "after",
];

/// Whether it stands in the words of a claim that the entry puts right.
fn is_claim(subject: &Subject<'_>, stretch: &WordStretch, words: &Range<usize>) -> bool {
    let prose = subject.prose();
    let Some(shown) = prose.stretch(&subject.reading.page, stretch) else {
        return false;
    };
    let is_bold = shown
        .run(prose.span(words).start)
        .is_some_and(|run| run.style.has(Style::BOLD));
    is_bold
        && ["Claim", "Myth"]
            .iter()
            .any(|it| shown.text.starts_with(it))
}

fn in_case_of(written: &str, instead: &str) -> String {
    let is_capital = written.chars().next().is_some_and(char::is_uppercase);
    let mut letters = instead.chars();
    match letters.next() {
        Some(first) if is_capital => first.to_uppercase().chain(letters).collect(),
        _ => instead.to_owned(),
    }
}

fn lower(why: &str) -> String {
    let mut letters = why.chars();
    let first = letters.next().map(char::to_lowercase);
    first.into_iter().flatten().chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};
    use crate::house_style::{Level, WordList};

    const ID: &str = "house-words";
    const PRODUCTS: &str = "---\nrelated_products:\n  - name: Tea\n---\n\n";

    #[test]
    fn words_of_each_list_are_told_with_what_is_better() {
        for (text, told) in [
            (
                "Many diabetics drink it.",
                "1:6 \"diabetics\" “diabetics” is better “people with diabetes”. It makes people their illness or their age, or blames them for it",
            ),
            (
                "Recently it was found.",
                "1:1 \"Recently\" (note) “Recently”: it is true on the day it is written; a date or a year stays true",
            ),
            (
                "It could potentially help.",
                "1:4 \"could potentially\" (note) “could potentially” is better “could”. It doubts twice, or does not say who thinks so",
            ),
        ] {
            assert_eq!(found(text, ID), [told]);
        }
        assert_eq!(
            Fixture::new("Diabetics know.").fixed(ID),
            "People with diabetes know."
        );
        let cure = format!("{PRODUCTS}Tea cures colds.");
        assert_eq!(
            found(&cure, ID),
            ["6:5 \"cures\" “cures”: on a page that leads to a product it is a medical claim"]
        );
    }

    #[test]
    fn words_that_are_denied_or_others_are_left_alone() {
        for text in [
            "",
            "Tea cures colds.",
            &format!(
                "{PRODUCTS}Tea does not cure and never cures colds. It isn’t clinically proven."
            ),
            &format!(
                "{PRODUCTS}**Claim: tea cures colds.** It is a drink.\n\n- **Claim:** tea. It is no cure.\n"
            ),
            "# The elderly\n\nAlcoholics Anonymous; avoid the word diabetics. Anti-epileptics; a diabetic diet. Press the disabled button.",
            "They say “diabetics”. `diabetics` [diabetics](a.md)\n\n> diabetics\n",
            "Tea.\n\n## Sources\n\n1. Archer A (2019). Tea in the elderly. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }

    #[test]
    fn the_house_owns_the_lists() {
        let mut fixture = Fixture::new("Diabetics utilise tea.");
        fixture.style.words = vec![WordList {
            name: "long".into(),
            level: Level::Error,
            why: String::new(),
            only_beside_products: false,
            words: vec![("utilise".into(), Some("use".into()))],
        }];
        assert_eq!(
            fixture.found(ID),
            ["1:11 \"utilise\" (error) “utilise” is better “use”"]
        );
    }
}
