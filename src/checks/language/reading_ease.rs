//! Sections that are harder to read than the house wants, where it says how easy they should be.
//!
//! Flesch's reading ease is 206.835 − 1.015 × words in a sentence − 84.6 × syllables in a word; 60 is plain English, 30 a
//! journal. How it is counted: words and sentences as [`prose_words`](crate::checks::prose_words) has them (`1.5` is two words
//! of one syllable, `e.g.` ends no sentence); the syllables of a word are its groups of vowels, without a last `e` that is not
//! `le`, and without that of a last `ed` or `es` behind most letters; each has one at least. Headings, tables and sources are
//! not counted, nor sections of fewer than a hundred words. It is a trend, and never above a note.

use std::ops::Range;

use crate::checks::prose_words::StretchKind;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "reading-ease",
    group: Group::Language,
    title: "Section harder to read than the target",
    level: Level::Note,
    reason: "Health information is read by people who are ill, tired or in a hurry",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// Of fewer words nothing can be said.
const FEWEST: usize = 100;

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let Some(wanted) = subject.style.prose.reading_ease else {
        return;
    };
    let prose = subject.prose();
    let page = &subject.reading.page;
    for section in subject.reading.outline.all_sections() {
        let (mut words, mut sentences, mut syllables) = (0, 0, 0);
        for stretch in &prose.stretches {
            let is_text = matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item);
            let shown = prose.stretch(page, stretch).filter(|_| is_text);
            let Some(shown) =
                shown.filter(|shown| is_in(shown.source(&(0..shown.text.len())), &section.range))
            else {
                continue;
            };
            for word in prose.words.get(stretch.words.clone()).unwrap_or_default() {
                words += 1;
                sentences += usize::from(word.begins);
                syllables += syllables_of(shown.text.get(word.range()).unwrap_or_default());
            }
        }
        if words < FEWEST {
            continue;
        }
        let a_sentence = words as f64 / sentences.max(1) as f64;
        let a_word = syllables as f64 / words as f64;
        let ease = 206.835 - 1.015 * a_sentence - 84.6 * a_word;
        if ease < wanted as f64 {
            let message = format!(
                "Reading ease {ease:.0}, and the house wants {wanted}: {a_sentence:.0} words in a sentence, {a_word:.2} syllables in a word"
            );
            found.add(section.heading.text.clone(), message, Vec::new());
        }
    }
}

fn is_in(range: Option<Range<usize>>, section: &Range<usize>) -> bool {
    range.is_some_and(|range| section.contains(&range.start))
}

fn syllables_of(word: &str) -> usize {
    let small = word.to_lowercase();
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    let groups = |text: &str| {
        let mut before = false;
        text.chars()
            .filter(|c| !std::mem::replace(&mut before, is_vowel(*c)) && is_vowel(*c))
            .count()
    };
    let silent = small
        .strip_suffix('e')
        .is_some_and(|head| !head.ends_with(['l', 'e', 'i', 'o', 'u']))
        || small
            .strip_suffix("ed")
            .is_some_and(|head| !head.ends_with(['t', 'd', 'i']))
        || small
            .strip_suffix("es")
            .is_some_and(|head| !head.ends_with(['s', 'x', 'z', 'h', 'c', 'g', 'i']));
    groups(&small).saturating_sub(usize::from(silent)).max(1)
}

#[cfg(test)]
mod tests {
    use super::syllables_of;
    use crate::checks::fixture::Fixture;

    const ID: &str = "reading-ease";

    #[test]
    fn syllables_are_counted_as_written_down() {
        for (word, count) in [
            ("tea", 1),
            ("taken", 2),
            ("table", 2),
            ("dose", 1),
            ("doses", 2),
            ("lowered", 2),
            ("needed", 2),
            ("magnesium", 3),
            ("bioavailability", 6),
            ("5", 1),
            ("mg", 1),
            ("makes", 1),
        ] {
            assert_eq!(syllables_of(word), count, "{word}");
        }
    }

    #[test]
    fn a_section_that_is_harder_than_wanted_is_a_note() {
        let hard = "Supplementation modulates intracellular bioavailability considerably notwithstanding individual variability. ".repeat(15);
        let easy = "Take it with a meal and a cup of tea. ".repeat(15);
        let text = format!(
            "## Hard\n\n{hard}\n\n## Easy\n\n{easy}\n\n## Short\n\nSupplementation notwithstanding.\n"
        );
        let mut fixture = Fixture::new(&text);
        assert_eq!(fixture.found(ID), [""; 0]);
        fixture.style.prose.reading_ease = Some(50);
        let told = fixture.found(ID);
        assert!(
            told.len() == 1 && told[0].starts_with("1:4 \"Hard\" Reading ease -"),
            "{told:?}"
        );
    }
}
