//! The same words twice in an entry: eight in a row, or seven and four more after a few others.
//!
//! Leaves alone: sentences of the house style; headings, tables, sources, quotations, links, code.

use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose_words::{HashedWord, ProseWords, StretchKind};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "repeated-words",
    group: Group::Language,
    title: "The same words twice in an entry",
    level: Level::Note,
    reason: "A reader who has read it before skips the next lines as well",
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
    // Where seven words stand first, by their hash: a table of twice as many places as there are words.
    let size = (prose.words.len() * 2).next_power_of_two();
    let mut first_at = vec![0_u32; size];
    for stretch in &prose.stretches {
        if !matches!(stretch.kind, StretchKind::Paragraph | StretchKind::Item) {
            continue;
        }
        let mut at = stretch.words.start;
        while at + SEED <= stretch.words.end {
            match seen_before(prose, &mut first_at, at) {
                None => at += 1,
                Some(before) => {
                    let length = tell(subject, &own, stretch.words.end, before, at, found);
                    at += length.max(1);
                }
            }
        }
    }
}

/// The place where the words from here on stood before, else this one is kept.
fn seen_before(prose: &ProseWords, first_at: &mut [u32], at: usize) -> Option<usize> {
    let words = prose.words.get(at..at + SEED)?;
    let hash = words.iter().fold(0_u32, |hash, word| {
        (hash.rotate_left(7) ^ word.hash).wrapping_mul(0x9E37_79B1)
    });
    let mask = first_at.len() - 1;
    let mut place = (hash >> 7) as usize & mask;
    loop {
        let kept = first_at.get_mut(place)?;
        if *kept == 0 {
            *kept = at as u32 + 1;
            return None;
        }
        let before = *kept as usize - 1;
        if same_from(prose, before, at, at + SEED) == SEED {
            return Some(before);
        }
        place = (place + 1) & mask;
    }
}

/// How many words are the same from two places on; the second may go on to `end`.
fn same_from(prose: &ProseWords, before: usize, at: usize, end: usize) -> usize {
    let last = prose.stretch_of(before).map_or(before, |it| it.words.end);
    let one = prose.words.get(before..last).unwrap_or_default();
    let other = prose.words.get(at..end).unwrap_or_default();
    let both = one.iter().zip(other);
    both.take_while(|(one, other)| one.hash == other.hash)
        .count()
}

/// Tells what stands twice, where it is enough; how many words of it can be passed over then.
fn tell(
    subject: &Subject<'_>,
    own: &OwnWords<'_>,
    end: usize,
    before: usize,
    at: usize,
    found: &mut Findings,
) -> usize {
    let prose = subject.prose();
    // What goes on into itself, `tea and tea and tea`, is as long as it is until it begins again.
    let together = same_from(prose, before, at, end.min(at + (at - before)));
    let (length, same) = match after_gap(prose, before + together, at + together, end) {
        Some((gap, more)) => (together + gap + more, together + more),
        None if together < FEWEST => return 0,
        None => (together, together),
    };
    let words = at..at + length;
    let Some(first) = own.place_of(&(before..before + together)) else {
        return 0;
    };
    let Some(place) = own
        .place_of(&words)
        .filter(|place| !is_of_house(subject, place))
    else {
        return length;
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
    let message = format!("{same} words of this stand {stands} too");
    let is_copied = together >= COPIED && in_prose(subject, own, at..at + together) >= COPIED;
    let level = if is_copied {
        Level::Warning
    } else {
        Level::Note
    };
    found.add_at(level, place, message, Vec::new());
    length
}

/// Behind a few other words in either place, how many the second has of them and how many are the same again.
fn after_gap(prose: &ProseWords, before: usize, at: usize, end: usize) -> Option<(usize, usize)> {
    let ends_here = |word: Option<&HashedWord>| word.is_none_or(|word| word.begins);
    for gap in 0..=GAP {
        // In the same sentence.
        if at + gap >= end || gap > 0 && ends_here(prose.words.get(at + gap)) {
            return None;
        }
        for other in 0..=GAP {
            let same = same_from(prose, before + other, at + gap, end);
            if gap + other > 0
                && same >= AFTER_GAP
                && is_one_sentence(prose, &(before..before + other + same))
            {
                return Some((gap, same));
            }
        }
    }
    None
}

fn is_one_sentence(prose: &ProseWords, words: &Range<usize>) -> bool {
    let words = prose.words.get(words.clone()).unwrap_or_default();
    !words.iter().any(|word| word.begins)
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
                "7:8 \"allow four weeks of steady use before any judgement\" 9 words of this stand in “Summary” too",
            ),
            (
                format!("## Timing\n\n{words}. Now: {words}!\n"),
                "3:59 \"allow four weeks of steady use before any judgement\" 9 words of this stand above too",
            ),
            (
                "The size of benefit from tea taken daily as a cure is variable across studies. Yes. Size of benefit \
                 from tea taken daily is variable across studies."
                    .into(),
                "1:85 \"Size of benefit from tea taken daily is variable across studies\" 11 words of this stand above too",
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
