//! The same word twice: `the the`.
//!
//! Leaves alone: repeats with a mark between them, repeats that may be meant.

use std::ops::Range;

use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::Style;

pub(super) const CHECK: Check = Check {
    id: "doubled-word",
    group: Group::Text,
    title: "Doubled word",
    level: Level::Warning,
    reason: "Writers overlook a doubled word and readers stumble over it",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let mut is_foreign = None;
    for stretch in prose::stretches(&subject.reading.page) {
        for (first, second) in repeats(stretch.text) {
            if !belong_together(&stretch, &first, &second)
                || is_species(&stretch, &first, &second)
                || is_meant_here(stretch.text, &first, &second)
            {
                continue;
            }
            let Some(place) = stretch.source(&(first.start..second.end)) else {
                continue;
            };
            if *is_foreign.get_or_insert_with(|| repeats_at_will(subject.text)) {
                return;
            }
            // A title of a source is as its authors wrote it.
            let sources = subject.sources;
            let next = sources.partition_point(|source| source.range.end <= place.start);
            if sources
                .get(next)
                .is_some_and(|source| source.range.contains(&place.start))
            {
                continue;
            }
            let word = stretch.text.get(second.clone()).unwrap_or_default();
            let behind_first = first.end..second.end;
            let fix = stretch
                .source(&behind_first)
                .map(|place| Fix::new(format!("Delete the second “{word}”"), Edit::delete(place)));
            let message = format!("“{word}” is doubled here");
            found.add(place, message, fix.into_iter().collect());
        }
    }
}

/// Whether a text is in a language that has letters of its own. Many of them, from Turkish (`adım adım`) to Vietnamese
/// (`song song`), repeat words as a matter of course.
fn repeats_at_will(text: &str) -> bool {
    let own = text.chars().filter(|c| c.is_alphabetic() && !c.is_ascii());
    // Names and units leave an English text far below one letter in twenty-five.
    own.count() * 25 > text.len()
}

/// Both are words in one look: in `**Iron** iron is a metal` the first is a label.
fn belong_together(
    stretch: &ProseStretch<'_>,
    first: &Range<usize>,
    second: &Range<usize>,
) -> bool {
    let (Some(one), Some(two)) = (stretch.run(first.start), stretch.run(second.start)) else {
        return false;
    };
    let is_break = |at: usize| stretch.text.as_bytes().get(at) == Some(&b'\n');
    one.style == two.style
        && one.link == two.link
        && stretch.is_words(first.start)
        && !(first.end..second.start).any(is_break)
}

/// `*Rattus rattus*`, `the Bison bison`, `Gorilla gorilla gorilla`: a genus and a species of the same name.
fn is_species(stretch: &ProseStretch<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    let at = |range: &Range<usize>| stretch.text.get(range.clone()).unwrap_or_default();
    let (one, two) = (at(first), at(second));
    let is_small = SMALL.contains(&two) || two.chars().count() < 3;
    let before = stretch.text.get(..first.start).unwrap_or_default();
    // Of three the first is the genus.
    let ahead = before.split_whitespace().next_back().unwrap_or_default();
    if one == two {
        return !is_small && ahead != two && ahead.to_lowercase() == *two;
    }
    let is_emphasis = |range: &Range<usize>| {
        let run = stretch.run(range.start);
        run.is_some_and(|run| run.style.has(Style::ITALIC))
    };
    let before = before.trim_end_matches([' ', '(', '“', '"', '‘', '[']);
    let begins = before.is_empty() || before.ends_with(['.', '!', '?', ':', '\n', '”', '’']);
    !is_small && (is_emphasis(first) || !begins || SPECIES.contains(&two))
}

/// `What it is is`, `what they do do`: a clause that ends in the word the next one begins with.
fn is_meant_here(text: &str, first: &Range<usize>, second: &Range<usize>) -> bool {
    if !VERBS.contains(&text.get(second.clone()).unwrap_or_default()) {
        return false;
    }
    let before = text.get(..first.start).unwrap_or_default();
    let start = prose::last_near(before, |c| matches!(c, '.' | '!' | '?' | ';' | '\n'));
    let sentence = before.get(start.map_or(0, |at| at + 1)..);
    // Of a sentence without an end the words near by tell.
    let words = sentence
        .unwrap_or_default()
        .rsplit(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .take(100);
    let mut words = words.map(str::to_lowercase).peekable();
    let is_pronoun = (words.peek()).is_some_and(|word| PRONOUNS.contains(&word.as_str()));
    words.any(|word| {
        CLAUSES.contains(&word.as_str()) || is_pronoun && OF_PRONOUNS.contains(&word.as_str())
    })
}

/// Neighbours that are the same word with nothing but blanks between them.
fn repeats(text: &str) -> impl Iterator<Item = (Range<usize>, Range<usize>)> + '_ {
    let bytes = text.as_bytes();
    let mut start = 0;
    let blanks = bytes.iter().enumerate();
    let blanks = blanks.filter(|(_, byte)| matches!(byte, b' ' | b'\n'));
    blanks.filter_map(move |(blank, _)| {
        // Of several blanks the first ends the word.
        if blank < start {
            return None;
        }
        let first = start..blank;
        let blanks = bytes.iter().skip(blank).take_while(|byte| **byte == b' ');
        start = blank + blanks.count().max(1);
        // Nearly all neighbours begin with different letters.
        let begin = |at: usize| bytes.get(at).map(u8::to_ascii_lowercase);
        if begin(first.start) != begin(start) || first.is_empty() {
            return None;
        }
        let rest = text.get(start..)?;
        let length = rest.find([' ', '\n']).unwrap_or(rest.len());
        // A mark behind the second word is not part of it: `the the.`
        let marks = ['.', ',', ';', ':', '!', '?', ')', '”', '"', '’', ']'];
        let word = rest.get(..length)?.trim_end_matches(marks);
        let second = start..start + word.len();
        let behind = rest.get(word.len()..).unwrap_or_default();
        is_slip(text.get(first.clone())?, word, behind).then_some((first, second))
    })
}

/// The same word, and one that is not written twice on purpose.
fn is_slip(first: &str, second: &str, behind: &str) -> bool {
    // `The the`; two that differ in other capitals are two names: `unreachable UNREACHABLE`.
    let is_start = || {
        let mut letters = first.chars();
        let head = letters.next().into_iter().flat_map(char::to_lowercase);
        first.len() > 1 && head.chain(letters).eq(second.chars())
    };
    if !(first == second || is_start()) || !second.chars().all(char::is_alphabetic) {
        return false;
    }
    let word = second.to_lowercase();
    // A letter by itself is a name for something, except the article.
    if word.chars().count() == 1 {
        return second == "a";
    }
    // `Bora Bora`, `NO NO`: two capitals are a name more often than a slip.
    let is_capital = |word: &str| word.starts_with(char::is_uppercase);
    if is_capital(second) && is_capital(first) && !SMALL.contains(&word.as_str()) {
        return false;
    }
    // A number said digit by digit is followed by no unit.
    let is_counted = || {
        let counted = behind
            .trim_start()
            .split(|c: char| !c.is_alphabetic())
            .next();
        NUMBERS.contains(&word.as_str()) && counted.is_some_and(|it| COUNTED.contains(&it))
    };
    (!MEANT.contains(&word.as_str()) || is_counted()) && !begins_latin(&word, behind)
}

/// `seen in in vitro studies`: the second word begins a phrase of its own.
fn begins_latin(word: &str, behind: &str) -> bool {
    let next = behind.strip_prefix(char::is_whitespace);
    let next = next.unwrap_or_default().split(|c: char| !c.is_alphabetic());
    let next = next.into_iter().next().unwrap_or_default().to_lowercase();
    LATIN
        .iter()
        .any(|(first, rest)| *first == word && rest.contains(&next.as_str()))
}

/// Latin phrases of two words that stand behind a word that is also their first.
const LATIN: [(&str, &[&str]); 6] = [
    (
        "in",
        &[
            "vitro", "vivo", "situ", "utero", "silico", "toto", "ovo", "vacuo", "planta", "natura",
            "camera", "absentia", "extremis", "loco", "medias", "memoriam", "extenso",
        ],
    ),
    (
        "ex",
        &["vivo", "situ", "ante", "post", "utero", "vacuo", "ovo"],
    ),
    ("de", &["novo", "facto", "jure", "minimis"]),
    ("per", &["os", "se", "annum", "capita", "rectum", "diem"]),
    ("ad", &["hoc", "libitum", "lib", "infinitum"]),
    ("a", &["priori", "posteriori", "fortiori"]),
];

const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
];
const COUNTED: &[&str] = &[
    "minutes",
    "hours",
    "days",
    "weeks",
    "months",
    "years",
    "times",
    "doses",
    "tablets",
    "capsules",
    "people",
    "patients",
    "participants",
    "women",
    "men",
    "children",
    "trials",
    "studies",
];

/// Words that are no names.
const SMALL: &[&str] = &[
    "the", "and", "for", "with", "from", "this", "these", "those", "of", "in", "to", "by", "at",
    "as", "is", "are", "it", "if",
];

/// Words that end a clause and begin the next, and those that begin the first.
const VERBS: &[&str] = &["is", "was", "do", "does"];
const CLAUSES: &[&str] = &[
    "what", "whatever", "who", "whoever", "how", "however", "where", "wherever", "why", "all",
    "way", "thing",
];

/// These begin one where it ends in a pronoun and the verb, as `the best that it is is`: `that the acid is is a slip`.
const OF_PRONOUNS: &[&str] = &["when", "that", "which", "whether", "if", "as", "than"];
const PRONOUNS: &[&str] = &[
    "he", "she", "it", "they", "there", "one", "this", "that", "which",
];

/// Species that have the name of their genus, where a sentence begins with them.
const SPECIES: &[&str] = &[
    "alces",
    "anguilla",
    "anser",
    "bison",
    "bubo",
    "bufo",
    "buteo",
    "capreolus",
    "caretta",
    "carduelis",
    "ciconia",
    "conger",
    "crex",
    "cygnus",
    "dama",
    "gallinago",
    "giraffa",
    "glis",
    "gorilla",
    "grus",
    "gulo",
    "histrionicus",
    "hyaena",
    "iguana",
    "jynx",
    "lagopus",
    "lota",
    "lutra",
    "lynx",
    "marmota",
    "martes",
    "meles",
    "melolontha",
    "milvus",
    "mola",
    "molva",
    "mustela",
    "myotis",
    "naja",
    "oriolus",
    "perdix",
    "phocoena",
    "pica",
    "porphyrio",
    "puffinus",
    "pyrrhula",
    "rattus",
    "regulus",
    "riparia",
    "rupicapra",
    "salamandra",
    "sarda",
    "serinus",
    "suricata",
    "tinca",
    "troglodytes",
    "trutta",
    "turtur",
    "uncia",
    "vanellus",
    "vulpes",
    "xanthogramma",
];

/// Words that may rightly stand twice, in English (`she had had`, `give her her book`) or in a language that looks like
/// it here (`die die`, `nous nous`).
const MEANT: &[&str] = &[
    "that", "had", "her", "you", "who", "very", "many", "much", "so", "no", "yes", "now", "well",
    "there", "really", "far", "long", "please", "bye", "ha", "hah", "blah", "bla", "la", "tut",
    "tsk", "knock", "hush", "win", "chop", "never", "again", "more", "over", "out", "one", "two",
    "three", "four", "five", "six", "seven", "eight", "nine", "ten", "zero", "old", "little",
    "big", "same", "go", "beep", "hear", "quack", "yada", "ee", "cha", "die", "das", "der", "den",
    "sie", "wie", "nous", "vous", "si", "les", "ne", "se", "si", "aye", "couscous", "beri",
    "ylang", "tom", "dik", "pom", "goody", "wait", "right", "here",
];

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn a_number_before_what_it_counts_is_written_once() {
        assert_eq!(
            found(
                "Take it for six six months; dial six six two.",
                "doubled-word"
            ),
            ["1:13 \"six six\" “six” is doubled here"]
        );
    }

    #[test]
    fn the_second_of_two_equal_words_can_be_deleted() {
        let before = "## Summary\n\nTea lowers the the uptake.\n";
        assert_eq!(
            found(before, "doubled-word"),
            ["3:12 \"the the\" “the” is doubled here"]
        );
        assert_eq!(
            Fixture::new(before).fixes("doubled-word"),
            ["Delete the second “the”"]
        );
        assert_eq!(
            Fixture::new(before).fixed("doubled-word"),
            "## Summary\n\nTea lowers the uptake.\n"
        );
    }

    #[test]
    fn words_repeat_across_lines_before_marks_and_at_the_start_of_a_sentence() {
        for (text, marked) in [
            ("Tea with\nwith milk.", "with\\nwith"),
            ("Tea with\r\nwith milk.", "with\\r\\nwith"),
            ("> Tea with\n> with milk.", "with\\n> with"),
            ("The the cup.", "The the"),
            ("In In winter", "In In"),
            ("kept in in vials", "in in"),
            ("in in. Vitro", "in in"),
            ("A cup of tea tea.", "tea tea"),
            ("A cup  of   of tea", "of   of"),
            ("*iron iron*", "iron iron"),
            ("# Iron iron", "Iron iron"),
            ("Iron it. Iron iron is", "Iron iron"),
            ("The dose was was low", "was was"),
            ("What was it? It is is tea.", "is is"),
            ("They do do it, and it does not.", "do do"),
            ("They say that the tea is is warm.", "is is"),
            ("*The the* cup", "The the"),
            ("| a |\n|--|\n| of of |", "of of"),
            ("- take a a cup", "a a"),
            (
                "Hallström and Wray (2019) gave forty adults 25 µg of of β-carotene a day with breakfast, in a café at Malmö, and saw no change in anything that they measured.",
                "of of",
            ),
        ] {
            let found = found(text, "doubled-word");
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(
                found[0].contains(&format!("\"{marked}\"")),
                "{text}: {found:?}"
            );
        }
        assert_eq!(
            Fixture::new("> Tea with\n> with milk.").fixed("doubled-word"),
            "> Tea with milk."
        );
    }

    #[test]
    fn a_repeat_that_may_be_meant_is_left_alone() {
        for text in [
            "",
            "She said that that was all she had had, and what it is is tea.",
            "What it does does matter, whether it was was never asked, and how they do do it.",
            "*Rattus rattus* and *Vulpes vulpes*; the bison (Bison bison), Gorilla gorilla gorilla.",
            "Bison bison is large. *Rattus rattus rattus*, **Lutra lutra**, ***Meles meles***",
            "| *Naja naja* |\n|--|\n| Pica pica |",
            "A very very long walk. Bora Bora, Duran Duran. NO NO.",
            "It was seen in in vitro studies, in in vivo models and in in situ tests. In in silico work",
            "the share of de de novo synthesis, given per per os doses and in in utero life",
            "Vitamin A a day; groups A A and B B; 10 10 20 20 kg kg⁻¹.",
            "- iron\n- iron\n\niron\n\n## Iron\n\nIron",
            "| iron | iron |\n|--|--|\n| iron | iron |",
            "`the the` and <b>the</b> the, the `the`, **Iron** iron is a metal",
            "```\nthe the\n```\n\n    the the\n",
            "tea  \ntea",
            "iron, iron; iron-iron iron/iron Iron: iron (iron) iron",
            "[the](a) the ![the the](b.png)",
            "Die die Kinder, nous nous levons, das das Haus",
            "well-being being well; the then, on one",
            "## Sources\n\n1. Archer A (2019). The the question. Nutrients.\n",
            "Intlayer kurulumu için adım adım rehber, ayrıca tekrar tekrar oluşturulur.",
            "Xử lý song song để tăng tốc quá trình dịch thuật.",
            "লোকাল পরিবর্তনের সাথে সাথে পরিবর্তন করুন",
        ] {
            assert_eq!(found(text, "doubled-word"), SILENCE, "{text}");
        }
        assert_eq!(found(&"word by ".repeat(80_000), "doubled-word"), SILENCE);
    }
}
