//! Whether an entry cites its sources by number, and in which form.
//!
//! Brackets hold years, units, boxes and places of lists as well. So numbers are citations where most of them are in the list,
//! and no form counts by a single place.
//!
//! Knows nothing of: where in a text a number stands.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::{
    Citation, Citations, CitedNumbers, Cue, ListedSource, Match, MatchReason, NumberCitation,
    NumberForm,
};
use crate::entry::Edit;

/// Where the source of each number stands in the list.
type Numbers = HashMap<u32, usize>;

/// A range of more numbers is none of sources.
const WIDEST: u32 = 60;

/// Puts the sources that are cited by number into the list of citations, where the entry cites so, and takes out the places whose
/// form it does not use.
pub(super) fn settle(citations: &mut Citations, listed: &[ListedSource<'_>]) {
    let forms = [
        NumberForm::Brackets,
        NumberForm::Parentheses,
        NumberForm::Superscript,
        NumberForm::Word,
    ];
    let mut numbers = Numbers::with_capacity(listed.len());
    for (at, source) in listed.iter().enumerate() {
        numbers.entry(source.number).or_insert(at);
    }
    let used = forms.map(|form| is_used(form, &citations.numbers, &numbers));
    let is_used = |form: NumberForm| forms.iter().zip(used).any(|(it, used)| *it == form && used);
    citations.numbers.retain(|place| {
        let says_so = matches!(place.form, NumberForm::Brackets | NumberForm::Word);
        says_so || is_used(place.form)
    });
    citations.is_numbered = forms
        .into_iter()
        .any(|form| form != NumberForm::Word && is_used(form));
    // `source 3` says what it means.
    let places = citations.numbers.iter();
    let places = places.filter(|place| place.form == NumberForm::Word || is_used(place.form));
    let found: Vec<Citation> = places.flat_map(|place| cited(place, &numbers)).collect();
    citations.list.extend(found);
}

/// Whether the numbers of a form are those of sources: two places and two sources at least, and seldom a number that none has.
fn is_used(form: NumberForm, places: &[NumberCitation], listed: &Numbers) -> bool {
    let (mut count, mut inside) = (0, 0);
    let mut cited = HashSet::new();
    for place in places.iter().filter(|place| place.form == form) {
        count += 1;
        inside += usize::from(place.parts.iter().all(|part| {
            listed.contains_key(&part.first.value) && listed.contains_key(&last_of(part))
        }));
        let numbers = place
            .parts
            .iter()
            .flat_map(|part| part.first.value..=last_of(part));
        cited.extend(numbers.filter(|number| listed.contains_key(number)));
    }
    let cited = cited.len();
    let is_likely = cited >= 2 && inside >= 2 && inside * 3 >= count * 2;
    match form {
        // Parentheses and small figures have many other uses: nearly all sources are cited so, and none by a number beyond.
        NumberForm::Parentheses | NumberForm::Superscript => {
            is_likely && inside == count && cited * 2 >= listed.len()
        }
        NumberForm::Brackets | NumberForm::Word => {
            // One pair in an entry of two sources says as much as it can.
            is_likely || (cited == listed.len() && inside == count && inside > 0)
        }
    }
}

fn last_of(part: &CitedNumbers) -> u32 {
    let last = part
        .last
        .as_ref()
        .map_or(part.first.value, |last| last.value);
    last.min(part.first.value.saturating_add(WIDEST))
}

/// Each source that a place cites. Of several the ends of a range stand at their figures, and those between at the range.
fn cited(place: &NumberCitation, listed: &Numbers) -> Vec<Citation> {
    let is_one = matches!(place.parts.as_slice(), [part] if part.last.is_none());
    let mut all = Vec::new();
    for part in &place.parts {
        let last = last_of(part);
        for number in part.first.value..=last {
            let Some(&source) = listed.get(&number) else {
                continue;
            };
            let range = match &part.last {
                _ if is_one => place.range.clone(),
                Some(last) if number == last.value => last.range.clone(),
                Some(last) if number > part.first.value => part.first.range.start..last.range.end,
                _ => part.first.range.clone(),
            };
            all.push(Citation {
                range,
                text: place.text.clone(),
                names: Vec::new(),
                is_organisation: false,
                et_al: false,
                year: None,
                pmid: None,
                doi: None,
                cue: Cue::Strong,
                found: Match::One(source, MatchReason::Number),
            });
        }
    }
    all
}

/// The edits that bring numbers in parentheses and above the line to new ones, as [`crate::entry::sources`] does those in brackets;
/// the place of a cited number that has no new one, or of too wide a range, instead.
pub fn renumbered(
    citations: &Citations,
    new: impl Fn(u32) -> Option<u32>,
) -> Result<Vec<Edit>, Range<usize>> {
    let is_other = |place: &&NumberCitation| {
        matches!(
            place.form,
            NumberForm::Parentheses | NumberForm::Superscript
        )
    };
    let places = citations.numbers.iter().filter(is_other);
    let mut edits = Vec::new();
    for place in places.filter(|_| citations.is_numbered) {
        let cited = place.parts.iter();
        let old: Vec<u32> = cited
            .flat_map(|part| part.first.value..=last_of(part))
            .collect();
        let (Some(first), Some(last)) = (place.parts.first(), place.parts.last()) else {
            continue;
        };
        let end = last.last.as_ref().unwrap_or(&last.first).range.end;
        let range = first.first.range.start..end;
        // Written anew, a range that is read in part would lose what was not read.
        let is_whole = |part: &CitedNumbers| {
            (part.last.as_ref()).is_none_or(|last| last.value == last_of(part))
        };
        if !place.parts.iter().all(is_whole) {
            return Err(range);
        }
        let now = old.iter().map(|number| new(*number));
        let now = now.collect::<Option<Vec<u32>>>();
        let mut now = now.ok_or_else(|| range.clone())?;
        if now == old {
            continue;
        }
        now.sort_unstable();
        edits.push(Edit::new(range, written(place, &now)));
    }
    Ok(edits)
}

/// Sorted numbers in the signs that a place has.
fn written(place: &NumberCitation, numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for &number in numbers {
        match runs.last_mut() {
            Some((_, last)) if last.checked_add(1) == Some(number) => *last = number,
            _ => runs.push((number, number)),
        }
    }
    let comma = if place.text.contains(", ") { ", " } else { "," };
    let runs = runs.into_iter().map(|(first, last)| match last - first {
        0 => first.to_string(),
        1 => format!("{first}{comma}{last}"),
        _ => format!("{first}–{last}"),
    });
    let figures = runs.collect::<Vec<_>>().join(comma);
    if place.text.contains(|c: char| c.is_ascii_digit()) {
        return figures;
    }
    let small = |letter: char| match letter.to_digit(10) {
        Some(value) => "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().nth(value as usize).unwrap_or(letter),
        None if letter == '–' => '⁻',
        None => letter,
    };
    figures.chars().map(small).collect()
}
