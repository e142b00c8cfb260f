//! Sources offered while a surname is typed, and taken in the place of its letters.
//!
//! Nothing is offered where no citation would be read: in the list of sources, in links, code and front matter. A word
//! begins with a capital, as surnames do, and the caret stands at its end.

use std::cmp::Reverse;
use std::ops::Range;

use crate::desk::editing::completion::{LETTERS, SHOWN, capitalised};
use crate::desk::sources::citing::{citation_of, known_works};
use crate::desk::{Desk, Moment, OfferedSource};
use crate::entry::citations;
use crate::entry::sources;
use crate::references::{self, Author, Begun, Record, Work};

/// What is offered for the name at the caret.
pub(in crate::desk) struct OfferedSources {
    /// The name at the caret.
    pub word: Range<usize>,
    /// Never empty; the entry's own first.
    pub list: Vec<OfferedSource>,
    /// How many more there are.
    pub more: usize,
}

impl Desk {
    /// Sources of this entry, then of the library, whose first author's name begins with the word at the caret.
    pub(in crate::desk) fn offered_sources(&self) -> Option<OfferedSources> {
        let entry = self.shown()?;
        let (text, reading) = (entry.text(), entry.reading());
        let word = name_before(text, entry.selection.head)?;
        if !citations::is_prose_at(text, &reading.page, &reading.outline, &word) {
            return None;
        }
        let letters = text.get(word.clone())?;
        let called = self
            .style
            .organisations
            .iter()
            .filter(|one| one.short.starts_with(letters));
        let begun = Begun::new(
            letters,
            called.flat_map(|one| one.full.iter().map(AsRef::as_ref)),
        );
        let mut own: Vec<Work> = sources::read(text, &reading.outline)
            .iter()
            .filter(|source| source.unread.is_none())
            .map(|source| references::of_source(text, source))
            .filter(|record| begun.begins(record))
            .map(Work::new)
            .collect();
        own.sort_by_key(|work| Reverse(work.record.year.clone()));
        let mut others: Vec<&Work> = self
            .works()
            .unwrap_or_default()
            .iter()
            .filter(|work| begun.fits(work))
            .collect();
        if own.is_empty() && others.is_empty() {
            return None;
        }
        let here = known_works(entry);
        others.retain(|work| !here.holds(&work.record));
        others.sort_by_key(|work| Reverse((work.texts, work.record.year.clone())));
        let all = own.len() + others.len();
        let own = own.iter().map(|work| (work, false));
        let others = others.into_iter().map(|work| (work, true));
        let list: Vec<OfferedSource> = own
            .chain(others)
            .take(SHOWN)
            .map(|(work, is_new)| self.offer(text, &word, work, is_new))
            .collect();
        (!list.is_empty()).then_some(OfferedSources {
            more: all - list.len(),
            word,
            list,
        })
    }

    fn offer(&self, text: &str, word: &Range<usize>, work: &Work, is_new: bool) -> OfferedSource {
        let mut citation = self.citation(&work.record, false);
        let letters = with_particles(text, word, &citation);
        let typed = text.get(letters.clone()).unwrap_or_default();
        // `Van der Meer 2020` at the beginning of a sentence.
        if typed.starts_with(char::is_uppercase) && same_first_word(typed, &citation) {
            citation = capitalised(&citation);
        }
        OfferedSource {
            citation,
            letters,
            title: work.record.title.clone().unwrap_or_default(),
            is_new,
            record: Record::clone(&work.record),
        }
    }

    /// How the prose of this house cites a work: an organisation by its short name.
    pub(super) fn citation(&self, record: &Record, with_pmid: bool) -> String {
        let full = match record.authors.as_slice() {
            [Author::Organisation(name), ..] => name,
            _ => return citation_of(record, with_pmid),
        };
        let bare = full.split(" (").next().unwrap_or(full);
        let house = self.style.organisations.iter().find(|one| {
            let mut names = one.full.iter();
            names.any(|name| name.eq_ignore_ascii_case(bare))
        });
        let Some(house) = house else {
            return citation_of(record, with_pmid);
        };
        let mut short = record.clone();
        if let Some(first) = short.authors.first_mut() {
            *first = Author::Organisation(house.short.to_string());
        }
        citation_of(&short, with_pmid)
    }

    /// Puts the citation of an offered work in the place of the letters and lists it where it is new, as one step.
    pub(in crate::desk) fn complete_source(&mut self, offer: &OfferedSource, now: Moment) {
        self.write_citation(&offer.record, &offer.citation, offer.letters.clone(), now);
    }
}

/// The name that ends at the caret: a capital and at least two letters more. `None` within a word, and where a year
/// follows already.
fn name_before(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let is_of_name = |c: char| c.is_alphabetic() || matches!(c, '\'' | '’' | '-' | '‐' | '‑');
    if after.starts_with(|c: char| is_of_name(c) || c.is_numeric() || c == '_') {
        return None;
    }
    let dated = after.trim_start_matches([' ', '(']);
    if dated.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let bare = before.trim_end_matches(is_of_name);
    let start = before.get(bare.len()..)?;
    let start = bare.len() + (start.len() - start.trim_start_matches(['\'', '’', '-']).len());
    let word = text.get(start..at)?;
    let is_name = word.starts_with(char::is_uppercase)
        && word.chars().filter(|c| c.is_alphabetic()).count() >= LETTERS;
    let glued = bare.ends_with(|c: char| {
        c.is_alphanumeric() || matches!(c, '_' | '@' | '/' | '\\' | '#' | '&' | '.' | ':' | '<')
    });
    (is_name && !glued).then_some(start..at)
}

/// The word with the particles of its surname, where they stand before it: `van der Mee`.
fn with_particles(text: &str, word: &Range<usize>, citation: &str) -> Range<usize> {
    let folded = citations::fold_name(citation);
    let bare = citations::bare_name(&folded);
    let particles = folded.get(..folded.len() - bare.len()).unwrap_or_default();
    let mut start = word.start;
    for particle in particles.split_whitespace().rev() {
        let before = text.get(..start).unwrap_or_default();
        let Some(ahead) = before.strip_suffix(' ') else {
            return word.clone();
        };
        let last = ahead
            .rsplit(|c: char| !c.is_alphabetic())
            .next()
            .unwrap_or_default();
        if citations::fold_name(last) != particle {
            return word.clone();
        }
        start = ahead.len() - last.len();
    }
    start..word.end
}

fn same_first_word(one: &str, two: &str) -> bool {
    let first = |text: &str| citations::fold_name(text.split(' ').next().unwrap_or_default());
    first(one) == first(two)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_a_capital_and_two_letters_more_up_to_the_caret() {
        // The caret is where the bar stands.
        for (typed, name) in [
            ("as Pic|", Some("Pic")),
            ("(Pic|)", Some("Pic")),
            ("‘Pic|’ says", None),
            ("O’Con|", Some("O’Con")),
            ("García-L| says", Some("García-L")),
            ("Łuk|.", Some("Łuk")),
            ("Pi|", None),
            ("O’C|", None),
            ("pic|", None),
            ("Pick|ering", None),
            ("Pickering| 2020", None),
            ("Pickering| (2020)", None),
            ("Pic |", None),
            ("x.Pic|", None),
            ("a/Pic|", None),
            ("|", None),
        ] {
            let at = typed.find('|').expect("a caret");
            let text = typed.replace('|', "");
            let found = name_before(&text, at).map(|range| text[range].to_owned());
            assert_eq!(found.as_deref(), name, "{typed}");
        }
    }

    #[test]
    fn particles_before_the_word_are_taken_in() {
        let taken = |text: &str, citation: &str| {
            let word = text.rfind(' ').map_or(0, |at| at + 1)..text.len();
            text[with_particles(text, &word, citation)].to_owned()
        };
        assert_eq!(taken("by van der Mee", "van der Meer 2020"), "van der Mee");
        assert_eq!(taken("Van der Mee", "van der Meer 2020"), "Van der Mee");
        assert_eq!(taken("by der Mee", "van der Meer 2020"), "Mee");
        assert_eq!(taken("by Mee", "van der Meer 2020"), "Mee");
        assert_eq!(taken("van Bel", "Bell 2020"), "Bel");
    }
}
