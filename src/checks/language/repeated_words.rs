//! Repeated passage: eight in a row, or seven and four more after a few others.
//!
//! Whole sentences are a warning, unless they are standing text: what stands three times, below a map or a figure, or is a
//! name for the most part.
//!
//! Leaves alone: sentences of the house style; headings, tables, sources, quotations, links, code.

use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose_words::{HashedWord, ProseWords, StretchKind};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "repeated-words",
    group: Group::Language,
    title: "Repeated passage",
    level: Level::Note,
    reason: "Readers who have seen it before skip the next lines as well",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// So many words in a row are looked for.
const SEED: usize = 7;
/// And so many are told.
const FEWEST: usize = 8;
/// Or, after at most so many others in each of the two places, so many more.
const GAP: usize = 6;
const AFTER_GAP: usize = 4;
/// Whoever wrote so many words twice has copied them.
const COPIED: usize = 25;

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let prose = subject.prose();
    let own = OwnWords::of(subject);
    let mut seen = Seen::of(prose);
    let mut repeats = Vec::new();
    for stretch in &prose.stretches {
        if !matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item) {
            continue;
        }
        let mut at = stretch.words.start;
        let mut hash = None;
        while at + SEED <= stretch.words.end {
            let here = match hash {
                Some(hash) => rolled(prose, hash, at),
                None => hash_of(prose, at),
            };
            match seen.before(prose, here, at) {
                None => {
                    at += 1;
                    hash = Some(here);
                }
                Some(before) => {
                    let (length, repeat) = repeat(subject, &own, stretch.words.end, before, at);
                    repeats.extend(repeat);
                    at += length.max(1);
                    hash = None;
                }
            }
        }
    }
    let mut starts: Vec<usize> = repeats.iter().map(|it| it.first.start).collect();
    let mut ends: Vec<usize> = repeats.iter().map(|it| it.first.end).collect();
    starts.sort_unstable();
    ends.sort_unstable();
    for repeat in repeats {
        // What is repeated once: no other repeat begins before its end and ends behind its start.
        let begun = starts.partition_point(|start| *start < repeat.first.end);
        let over = ends.partition_point(|end| *end <= repeat.first.start);
        let is_copied = repeat.is_copied && begun - over == 1;
        let level = if is_copied {
            Level::Warning
        } else {
            Level::Note
        };
        found.add_at(level, repeat.place, repeat.message, Vec::new());
    }
}

/// What stands twice.
struct Repeat {
    /// The words of its first place.
    first: Range<usize>,
    place: Range<usize>,
    message: String,
    is_copied: bool,
}

/// Where seven words stand first, by their hash: a table of twice as many places as there are words.
struct Seen {
    /// One more than the number of the first word; 0 where nothing is kept.
    first_at: Vec<u32>,
}

impl Seen {
    fn of(prose: &ProseWords) -> Self {
        let size = (prose.words.len() * 2).next_power_of_two();
        Self {
            first_at: vec![0; size],
        }
    }

    /// The place where the words from here on stood before, else this one is kept.
    fn before(&mut self, prose: &ProseWords, hash: u32, at: usize) -> Option<usize> {
        let words = prose.words.get(at..at + SEED)?;
        let mask = self.first_at.len() - 1;
        // The upper half of a product depends on every bit.
        let mut place = (u64::from(hash).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 32) as usize & mask;
        loop {
            let kept = self.first_at.get_mut(place)?;
            if *kept == 0 {
                *kept = at as u32 + 1;
                return None;
            }
            let before = *kept as usize - 1;
            let kept = prose.words.get(before..before + SEED)?;
            if kept
                .iter()
                .zip(words)
                .all(|(one, other)| one.hash == other.hash)
            {
                return Some(before);
            }
            place = (place + 1) & mask;
        }
    }
}

const BASE: u32 = 0x9E37_79B1;

/// The hash of seven words from a place on.
fn hash_of(prose: &ProseWords, at: usize) -> u32 {
    let words = prose.words.get(at..at + SEED).unwrap_or_default();
    words.iter().fold(0, |hash: u32, word| {
        hash.wrapping_mul(BASE).wrapping_add(word.hash)
    })
}

/// The same from that of the place before: a word less in front, one more behind.
fn rolled(prose: &ProseWords, hash: u32, at: usize) -> u32 {
    const FIRST: u32 = BASE.wrapping_pow(SEED as u32 - 1);
    let word = |at: usize| prose.words.get(at).map_or(0, |word| word.hash);
    let rest = hash.wrapping_sub(word(at - 1).wrapping_mul(FIRST));
    rest.wrapping_mul(BASE).wrapping_add(word(at + SEED - 1))
}

/// The words of a stretch from one of them on.
fn words_from(prose: &ProseWords, at: usize) -> &[HashedWord] {
    let end = prose.stretch_of(at).map_or(at, |it| it.words.end);
    prose.words.get(at..end).unwrap_or_default()
}

/// How many words are the same from the first on.
fn same(one: &[HashedWord], other: &[HashedWord]) -> usize {
    let both = one.iter().zip(other);
    both.take_while(|(one, other)| one.hash == other.hash)
        .count()
}

/// What stands twice, where it is enough; and how many words of it can be passed over then.
fn repeat(
    subject: &Subject<'_>,
    own: &OwnWords<'_>,
    end: usize,
    before: usize,
    at: usize,
) -> (usize, Option<Repeat>) {
    let prose = subject.prose();
    // What goes on into itself, `tea and tea and tea`, is as long as it is until it begins again.
    let once = prose.words.get(at..end.min(at + (at - before)));
    let together = same(words_from(prose, before), once.unwrap_or_default());
    let (length, same) = match after_gap(prose, before + together, at + together, end) {
        Some((gap, more)) => (together + gap + more, together + more),
        None if together < FEWEST => return (0, None),
        None => (together, together),
    };
    let words = at..at + length;
    let Some(first) = own.place_of(&(before..before + together)) else {
        return (0, None);
    };
    let Some(place) = own
        .place_of(&words)
        .filter(|place| !is_of_house(subject, place))
    else {
        return (length, None);
    };
    let section = subject.reading.outline.section_at(first.start);
    let section = section.and_then(|number| subject.reading.outline.section(number));
    let section = section.map(|it| it.title(subject.text));
    let here = subject.reading.outline.section_at(place.start);
    let here = here.and_then(|number| subject.reading.outline.section(number));
    let stands = match section {
        Some(title) if here.map(|it| it.title(subject.text)).as_ref() != Some(&title) => {
            format!("in “{title}”")
        }
        _ => "above".to_owned(),
    };
    let message = format!("{same} words of this appear {stands} too");
    let is_copied = together >= COPIED
        && in_prose(subject, own, at..at + together) >= COPIED
        && !is_standing(subject, at..at + together);
    let repeat = Repeat {
        first: before..before + together,
        place,
        message,
        is_copied,
    };
    (length, Some(repeat))
}

/// Whether words may well stand in several places: they explain a map, are names, or fill a template.
fn is_standing(subject: &Subject<'_>, words: Range<usize>) -> bool {
    let prose = subject.prose();
    let Some(stretch) = prose.stretch_of(words.start) else {
        return false;
    };
    let Some(shown) = prose.stretch(&subject.reading.page, stretch) else {
        return false;
    };
    let count = words.len();
    let words = prose.words.get(words).unwrap_or_default();
    let is_name = |word: &&HashedWord| {
        let word = shown.text.get(word.range()).unwrap_or_default();
        word.starts_with(char::is_uppercase)
    };
    words.iter().filter(is_name).count() * 5 > count * 2
        || STANDING.iter().any(|it| shown.text.contains(it))
}

const STANDING: &[&str] = &[
    "map below",
    "chart below",
    "graph below",
    "figure below",
    "table below",
    "below shows",
    "map shows",
    "chart shows",
    "graph shows",
    "Figure ",
    "Table ",
    "{%",
    "{{",
    "Source: ",
    "©",
];

/// Behind a few other words in either place, how many the second has of them and how many are the same again.
fn after_gap(prose: &ProseWords, before: usize, at: usize, end: usize) -> Option<(usize, usize)> {
    let one = words_from(prose, before);
    let ends = one.iter().position(|word| word.begins);
    let ends = ends.unwrap_or(one.len());
    let most = GAP.min(ends.checked_sub(AFTER_GAP)?);
    let other = prose.words.get(at..end).unwrap_or_default();
    for gap in 0..=GAP {
        // In the same sentence.
        let next = other.get(gap)?;
        if gap > 0 && next.begins {
            return None;
        }
        for skipped in 0..=most {
            let more = same(
                one.get(skipped..).unwrap_or_default(),
                other.get(gap..).unwrap_or_default(),
            );
            if gap + skipped > 0 && more >= AFTER_GAP && skipped + more <= ends {
                return Some((gap, more));
            }
        }
    }
    None
}

/// How many of these words are prose rather than the name of a source, which may well be given twice in full.
fn in_prose(subject: &Subject<'_>, own: &OwnWords<'_>, words: Range<usize>) -> usize {
    let citations = &subject.citations().list;
    let is_cited = |place: &Range<usize>| {
        let mut citations = citations.iter();
        citations.any(|it| it.range.start <= place.start && place.end <= it.range.end)
    };
    let places = words.filter_map(|word| own.place_of(&(word..word + 1)));
    places.filter(|place| !is_cited(place)).count()
}

/// Whether it lies in a sentence that the house wants word for word.
fn is_of_house(subject: &Subject<'_>, place: &Range<usize>) -> bool {
    let said = subject.at(place);
    (subject.style.sentences.iter())
        .any(|sentence| sentence.text.contains(said) || said.contains(&*sentence.text))
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const ID: &str = "repeated-words";

    #[test]
    fn what_is_said_twice_is_told_at_its_second_place() {
        let words = "allow four weeks of steady use before any judgement";
        for (text, told) in [
            (
                format!("## Summary\n\nSo {words} of it.\n\n## Timing\n\nPlease {words}.\n"),
                "7:8 \"allow four weeks of steady use before any judgement\" 9 words of this appear in “Summary” too",
            ),
            (
                format!("## Timing\n\n{words}. Now: {words}!\n"),
                "3:59 \"allow four weeks of steady use before any judgement\" 9 words of this appear above too",
            ),
            (
                "The size of benefit from tea taken daily as a cure is variable across studies. Yes. Size of benefit \
                 from tea taken daily is variable across studies."
                    .into(),
                "1:85 \"Size of benefit from tea taken daily is variable across studies\" 11 words of this appear above too",
            ),
        ] {
            assert_eq!(found(&text, ID), [told], "{text}");
        }
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                    seventeen eighteen nineteen twenty and then some more words that nobody can count";
        let told = found(&format!("{long}.\n\nHere: {long}."), ID);
        assert!(told.len() == 1 && told[0].contains("(warning)"), "{told:?}");
    }

    #[test]
    fn standing_text_is_no_more_than_a_note() {
        let long = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen \
                    seventeen eighteen nineteen twenty and then some more words that nobody can count";
        let of_names = long
            .replace(" t", " T")
            .replace(" s", " S")
            .replace(" e", " E");
        for text in [
            format!("{long}.\n\nHere: {long}.\n\nThere: {long}."),
            format!("The map below shows {long}.\n\nThe map below shows {long}."),
            format!("{of_names}.\n\nHere: {of_names}."),
        ] {
            let told = found(&text, ID);
            assert!(!told.is_empty(), "{text}");
            assert!(!told.iter().any(|it| it.contains("(warning)")), "{told:?}");
        }
        let shortcodes = format!("{{% {long} %}}\n\n{{% {long} %}}");
        assert_eq!(found(&shortcodes, ID), [""; 0], "no words at all");
    }

    #[test]
    fn what_may_be_said_twice_is_left_alone() {
        let words = "allow four weeks of steady use before any judgement";
        for text in [
            String::new(),
            "Allow four weeks of steady use. Then allow four weeks of steady use.".into(),
            format!(
                "> {words}\n\n{words}, “{words}” `{words}` [{words}](a.md)\n\n| {words} |\n|--|\n"
            ),
            format!(
                "{words}\n\n## Sources\n\n1. Archer A (2019). {words}. Journal of Tea. DOI: 10.5555/x.\n"
            ),
        ] {
            assert_eq!(found(&text, ID), [""; 0], "{text}");
        }
        let house = "This is a summary of published research, not personal health advice.";
        assert_eq!(found(&format!("{house}\n\nTea. {house}"), ID), [""; 0]);
        let mut fixture = Fixture::new(&format!("{house}\n\nTea. {house}"));
        fixture.style.sentences.clear();
        assert_eq!(fixture.found(ID).len(), 1);
    }

    #[test]
    fn a_text_of_nothing_but_repeats_is_looked_at_once() {
        assert!(found(&"word ".repeat(100_000), ID).len() < 102);
        assert!(found(&"tea and milk or water ".repeat(20_000), ID).len() < 102);
    }

    #[test]
    fn a_source_named_twice_in_full_is_not_copied_text() {
        let body = "Institute for Rest and Daylight";
        let named = format!(
            "{body} 2005 in Proceedings of the National Academy of Sciences of the United States of America (DOI: 10.5555/a.82)"
        );
        let text = format!(
            "## Summary\n\nSeen: {named}.\n\n## Timing\n\nLarger: {named}.\n\n## Sources\n\n1. {body} (2005). Tea. DOI: 10.5555/a.82.\n"
        );
        let told = found(&text, ID);
        assert!(
            told.len() == 1 && !told[0].contains("(warning)"),
            "{told:?}"
        );
    }
}
