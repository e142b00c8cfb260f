//! The words of one entry that the dictionaries doubt, and the names it gives that may excuse the same words elsewhere.
//!
//! Passed over: code, links, addresses and numbers; sources; quotations; names of the entry's own sources, products and
//! people; names of species; and a text that is not in English.

use std::collections::HashSet;
use std::ops::Range;

use super::sections::section_names::Is;
use super::{Subject, prose};
use crate::entry::quotations;
use crate::entry::sources::SourceField;
use crate::spelling::{Speller, WordVerdict, asked, is_species, words};

/// A word that the dictionaries doubt.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DoubtedWord {
    /// In the form in which it was asked.
    pub word: Box<str>,
    pub range: Range<usize>,
    pub verdict: WordVerdict,
}

/// Of fewer words than this nobody can tell the language.
const FEWEST: usize = 20;
/// Where one word in so many is doubted, the text is in another language.
const FOREIGN: usize = 3;

/// The words to be doubted, in the order of the text.
pub fn doubts(subject: &Subject<'_>, speller: &Speller) -> Vec<DoubtedWord> {
    let mut found = Vec::new();
    let mut count = 0;
    let lists = lists_of_works(subject);
    let is_listed = |at: usize| lists.iter().any(|list| list.contains(&at));
    for stretch in prose::stretches(&subject.reading.page) {
        let start = stretch.runs.first().map(|run| run.source.start);
        if start.is_some_and(is_listed) {
            continue;
        }
        count += speller.look(stretch.text, |doubt| {
            let word = doubt.word;
            let behind = stretch.text.get(word.range().end..).unwrap_or_default();
            if (doubt.before).is_some_and(|genus| is_species(genus, word.written))
                || word.written.starts_with(char::is_uppercase) && are_initials(behind)
            {
                return;
            }
            let is_prose = (stretch.run(word.at))
                .is_some_and(|run| !run.style.has(prose::NO_WORDS) && run.link.is_none());
            let Some(range) = stretch.source(&word.range()).filter(|_| is_prose) else {
                return;
            };
            found.push(DoubtedWord {
                word: doubt.asked.into(),
                range,
                verdict: doubt.verdict,
            });
        });
    }
    if found.is_empty() || (count >= FEWEST && found.len() * FOREIGN > count) {
        return Vec::new();
    }
    let quoted = quotations(subject.text, &subject.reading.page);
    let names = Names::of(subject);
    found.retain(|doubt| {
        let at = doubt.range.start;
        let quotation = quoted.partition_point(|quoted| quoted.end <= at);
        let in_quotation = quoted.get(quotation).is_some_and(|it| it.contains(&at));
        !in_quotation && !names.excuse(doubt) && !is_section_name(subject, at)
    });
    found
}

/// `Pickering G, Mazur A`: the initials of an author.
fn are_initials(behind: &str) -> bool {
    let Some(rest) = behind.strip_prefix(' ') else {
        return false;
    };
    let others = rest.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    (1..=3).contains(&(rest.len() - others.len()))
        && (others.is_empty() || others.starts_with([',', '.', ';', ':']))
}

/// The sources, and lists of works under another name: others wrote the titles.
fn lists_of_works(subject: &Subject<'_>) -> Vec<Range<usize>> {
    const NAMES: [&str; 3] = ["references", "bibliography", "further reading"];
    let sections = subject.reading.outline.all_sections();
    let lists = sections.filter(|section| {
        let title = section.title(subject.text);
        NAMES
            .iter()
            .any(|name| name.eq_ignore_ascii_case(title.trim()))
    });
    let lists = lists.map(|section| section.range.clone());
    let sources = subject.sources.iter().map(|source| source.range.clone());
    sources.chain(lists).collect()
}

/// Whether a place lies in the misspelt name of a section, which is told as such.
fn is_section_name(subject: &Subject<'_>, at: usize) -> bool {
    let mut misspelt = subject.sections.iter();
    misspelt.any(|it| matches!(it.is, Is::Misspelt(..)) && it.section.heading.text.contains(&at))
}

/// The doubted words in names that an entry gives: authors, journals, publisher, editor, pillar, slug. Each once, sorted.
pub fn names(subject: &Subject<'_>, speller: &Speller) -> Vec<Box<str>> {
    let mut found: Vec<Box<str>> = Vec::new();
    each_name(subject, |names| {
        speller.look_at_names(names, |word| found.push(word.into()));
    });
    found.sort_unstable();
    found.dedup();
    found
}

/// The words that an entry itself uses as names.
struct Names {
    /// In small letters.
    names: HashSet<String>,
    /// Those in titles of its sources: as others wrote them, which need not be British.
    titles: HashSet<String>,
}

impl Names {
    fn of(subject: &Subject<'_>) -> Self {
        let mut all = Self {
            names: HashSet::new(),
            titles: HashSet::new(),
        };
        each_name(subject, |names| put(names, &mut all.names));
        for source in subject.sources {
            put(subject.at(&source.line), &mut all.titles);
        }
        for organisation in &subject.style.organisations {
            for name in &organisation.full {
                put(name, &mut all.names);
            }
        }
        all
    }

    fn excuse(&self, doubt: &DoubtedWord) -> bool {
        let small = doubt.word.to_lowercase();
        let small = small.strip_suffix("'s").unwrap_or(&small);
        self.names.contains(small)
            || doubt.verdict == WordVerdict::Unknown && self.titles.contains(small)
    }
}

fn put(text: &str, into: &mut HashSet<String>) {
    let mut room = String::new();
    into.extend(words(text).map(|word| asked(word.written, &mut room).to_lowercase()));
}

/// Hands over each text in which an entry names people, journals, products and itself.
fn each_name(subject: &Subject<'_>, mut each: impl FnMut(&str)) {
    for source in subject.sources {
        for field in [SourceField::Authors, SourceField::Container] {
            if let Some(range) = source.at(field) {
                each(subject.at(range));
            }
        }
    }
    for field in &subject.reading.front_matter.fields {
        // A title is prose: a slip in it is one.
        if field.key == "title" {
            continue;
        }
        each(subject.at(field.value.range()));
    }
}
