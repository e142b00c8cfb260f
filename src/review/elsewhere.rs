//! What other entries say about a source, and where their figures are others than here.
//!
//! Only doses and percentages are held against each other: what a plain number counts is told by the words around it, and
//! a year says when.

use std::ops::Range;

use crate::entry::figures::{Measurement, measurements};
use crate::house_style::HouseStyle;
use crate::library::bibliography::Listing;
use crate::library::{Bibliography, CitingSentence, EntryKey, sentences};

/// A sentence of another entry about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Elsewhere {
    pub sentence: CitingSentence,
    /// The figures of the sentence that are not those of this entry, in bytes of its text.
    pub differing: Vec<Differing>,
    pub verdict: Agreement,
}

/// A figure there, and the nearest one here that is counted in the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Differing {
    pub range: Range<usize>,
    pub there: String,
    pub here: String,
}

/// How the figures of two sentences compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Agreement {
    /// At least one can be compared, and all that can are the same.
    SameNumbers,
    Differs,
    /// Nothing can be compared.
    NoNumbers,
}

impl Elsewhere {
    /// `Differs: 15 mg there, 14.8 mg here`
    pub fn in_words(&self) -> String {
        match self.verdict {
            Agreement::SameNumbers => "Same numbers".to_owned(),
            Agreement::NoNumbers => "No numbers to compare".to_owned(),
            Agreement::Differs => {
                let pairs = self.differing.iter();
                let pairs = pairs.map(|it| format!("{} there, {} here", it.there, it.here));
                format!("Differs: {}", pairs.collect::<Vec<_>>().join("; "))
            }
        }
    }
}

/// The sentences of all other entries about a source of an entry, held against what the entry says of it. Those that differ
/// come first.
pub fn elsewhere(
    bibliography: &Bibliography,
    (entry, source): (&EntryKey, usize),
    here: &[&str],
    style: &HouseStyle,
) -> Vec<Elsewhere> {
    let is_it = |it: &Listing| it.entry == *entry && it.source == source;
    let works = 0..bibliography.works().len();
    let work = works
        .into_iter()
        .find(|work| bibliography.listings(*work).iter().any(is_it));
    let listings = work.map_or(&[][..], |work| bibliography.listings(work));
    let others = listings.iter().filter(|it| it.entry != *entry);
    let places: Vec<_> = others
        .filter_map(|it| {
            let text = bibliography.text(&it.entry)?;
            Some((it.entry.clone(), text.clone(), it.source))
        })
        .collect();
    let organisations: Vec<Vec<String>> = style
        .organisations
        .iter()
        .map(|it| {
            std::iter::once(&it.short)
                .chain(&it.full)
                .cloned()
                .collect()
        })
        .collect();
    let mut told: Vec<Elsewhere> = sentences(&places, &organisations)
        .into_iter()
        .map(|sentence| compared(sentence, here))
        .collect();
    told.sort_by_key(|it| it.verdict != Agreement::Differs);
    told
}

/// Holds the figures of a sentence against those of others.
fn compared(sentence: CitingSentence, here: &[&str]) -> Elsewhere {
    let told = |text: &str| {
        let all = measurements(text).into_iter();
        all.filter(|it| it.measure.is_told()).collect::<Vec<_>>()
    };
    let here: Vec<(&str, Measurement)> = here
        .iter()
        .flat_map(|text| told(text).into_iter().map(|it| (*text, it)))
        .collect();
    let mut differing = Vec::new();
    let mut is_compared = false;
    for there in told(&sentence.text) {
        let like = here
            .iter()
            .filter(|(_, it)| it.measure.is_like(there.measure));
        let like: Vec<&(&str, Measurement)> = like.collect();
        is_compared |= !like.is_empty();
        if like.iter().any(|(_, it)| it.has_same_number(&there)) {
            continue;
        }
        let nearest = like.into_iter().min_by_key(|(_, it)| {
            let distance = it.distance(&there);
            (distance.is_none(), distance)
        });
        if let Some((text, nearest)) = nearest {
            let shown = |text: &str, it: &Measurement| {
                text.get(it.range.clone()).unwrap_or_default().to_owned()
            };
            differing.push(Differing {
                there: shown(&sentence.text, &there),
                here: shown(text, nearest),
                range: there.range,
            });
        }
    }
    let verdict = match (is_compared, differing.is_empty()) {
        (false, _) => Agreement::NoNumbers,
        (true, true) => Agreement::SameNumbers,
        (true, false) => Agreement::Differs,
    };
    Elsewhere {
        sentence,
        differing,
        verdict,
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn said(there: &str, here: &[&str]) -> String {
        let sentence = CitingSentence {
            entry: EntryKey::new("a.md"),
            at: 0,
            text: there.to_owned(),
            citation: 0..0,
        };
        compared(sentence, here).in_words()
    }

    #[test]
    fn figures_that_are_not_those_here_are_told_with_the_nearest() {
        let here = [
            "Far less is needed, 14.8 mg a day for women aged 19 to 49 and 8.7 mg for others (NHS Iron).",
        ];
        for (there, expected) in [
            (
                "Women need 15 mg a day, others 8.7 mg.",
                "Differs: 15 mg there, 14.8 mg here",
            ),
            (
                "It is 8.7 mg a day for men and 0.0148 g for women in 2 of 3 trials of 2019.",
                "Same numbers",
            ),
            ("Tea takes 62 % away.", "No numbers to compare"),
            ("Nothing is said.", "No numbers to compare"),
            ("Take 8.7 µg.", "Differs: 8.7 µg there, 8.7 mg here"),
        ] {
            assert_eq!(said(there, &here), expected, "{there}");
        }
        assert_eq!(said("Take 5 mg.", &[]), "No numbers to compare");
    }

    #[test]
    fn the_sentences_of_other_entries_about_a_source_are_found() {
        let text = |words: &str| -> Arc<str> {
            format!("# T\n\n## Dose\n\n{words}\n\n## Sources\n\n1. Brandt J (2019). Iron. J Iron. PMID: 12345678.\n").into()
        };
        let texts = vec![
            (EntryKey::new("a.md"), text("Take 5 mg (Brandt 2019).")),
            (EntryKey::new("b.md"), text("Take 5 mg (Brandt 2019).")),
            (EntryKey::new("c.md"), text("One takes 6 mg [1]. Not this.")),
        ];
        let bibliography = Bibliography::read(texts, None);
        let key = EntryKey::new("a.md");
        let told = elsewhere(
            &bibliography,
            (&key, 0),
            &["Take 5 mg (Brandt 2019)."],
            &HouseStyle::default(),
        );
        let told: Vec<(String, String)> = told
            .iter()
            .map(|it| (it.sentence.entry.file(), it.in_words()))
            .collect();
        assert_eq!(
            told,
            [
                ("c.md".into(), "Differs: 6 mg there, 5 mg here".into()),
                ("b.md".into(), "Same numbers".into())
            ]
        );
    }
}
