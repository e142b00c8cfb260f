//! The words of one entry that the dictionaries doubt, and the names it gives that may excuse the same words elsewhere.
//!
//! Passed over: code, addresses and numbers; in the words of links, all but known misspellings; sources; quotations; names of the entry's own sources, products and
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
            let is_capital = word.written.starts_with(char::is_uppercase);
            if (doubt.before).is_some_and(|genus| is_species(genus, word.written))
                || is_capital && are_initials(behind)
                || is_capital && names_a_person(stretch.text, word.at)
                || is_in_wiki_link(stretch.text, word.at)
                || is_part(stretch.text, word.at)
            {
                return;
            }
            // The words of a link may be a title, as others wrote it.
            let is_prose = (stretch.run(word.at)).is_some_and(|run| {
                let is_own = run.link.is_none() || doubt.verdict == WordVerdict::Misspelt;
                is_own && !run.style.has(prose::NO_WORDS)
            });
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
    // American words are English.
    let foreign = found
        .iter()
        .filter(|it| it.verdict != WordVerdict::American);
    if found.is_empty() || (count >= FEWEST && foreign.count() * FOREIGN > count) {
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

/// `Dr Jenkin`, `Professor Louise Brough`: whether a title and names stand before a word with a capital.
fn names_a_person(text: &str, at: usize) -> bool {
    const TITLES: &[&str] = &[
        "Dr",
        "Dr.",
        "Prof",
        "Prof.",
        "Professor",
        "Mr",
        "Mr.",
        "Mrs",
        "Mrs.",
        "Ms",
        "Ms.",
        "Miss",
        "Mx",
        "Sir",
        "Dame",
        "Lord",
        "Lady",
    ];
    const MOST_NAMES: usize = 3;
    let before = text.get(..at).unwrap_or_default();
    let words = before.rsplit(' ').skip_while(|word| word.is_empty());
    let mut words = words.take(MOST_NAMES + 1);
    before.ends_with(' ')
        && words
            .find(|word| TITLES.contains(word) || !word.starts_with(char::is_uppercase))
            .is_some_and(|word| TITLES.contains(&word))
}

/// What is no word by itself: `13-valent`, the rest of `D. etox` where letters make up a name, `{#id .center}`, `S. hominis`.
fn is_part(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let is_of_number = || {
        let number = before.strip_suffix(['-', '‑']);
        number.is_some_and(|it| it.ends_with(|c: char| c.is_ascii_digit()))
    };
    let is_attribute = || {
        before.ends_with(['.', '#'])
            && prose::last_near(before, |c| matches!(c, '{' | '}'))
                .is_some_and(|at| before.get(at..).is_some_and(|it| it.starts_with('{')))
    };
    let is_behind_initial = || {
        let initial = before.trim_end_matches([' ', '\u{a0}']).strip_suffix('.');
        let mut letters = initial.unwrap_or_default().chars().rev();
        let is_initial = letters.next().is_some_and(|it| it.is_ascii_uppercase());
        let rest = text.get(at..).unwrap_or_default();
        is_initial
            && letters
                .next()
                .is_none_or(|it| !it.is_alphanumeric() && it != '.')
            && rest.starts_with(|c: char| c.is_lowercase())
    };
    is_of_number() || is_attribute() || is_behind_initial()
}

/// `[[cushing's syndrome|Cushing’s]]`: the name of a page, up to its bar.
fn is_in_wiki_link(text: &str, at: usize) -> bool {
    let (Some(before), Some(after)) = (text.get(..at), text.get(at..)) else {
        return false;
    };
    let end = after.find(['|', ']', '[', '\n']);
    let is_open = || {
        let start = prose::last_near(before, |c| matches!(c, '[' | ']' | '|' | '\n'));
        start.is_some_and(|at| before.get(..=at).is_some_and(|it| it.ends_with("[[")))
    };
    end.is_some_and(|end| {
        after
            .get(end..)
            .is_some_and(|it| it.starts_with('|') || it.starts_with("]]"))
    }) && is_open()
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
    /// Those of them that a name has in small letters: `Centers for Disease Control` makes no `centers` British.
    small: HashSet<String>,
    /// Those in titles of its sources: as others wrote them, which need not be British.
    titles: HashSet<String>,
}

impl Names {
    fn of(subject: &Subject<'_>) -> Self {
        let mut all = Self {
            names: HashSet::new(),
            small: HashSet::new(),
            titles: HashSet::new(),
        };
        each_name(subject, |names| {
            put(names, &mut all.names);
            let mut room = String::new();
            let words = words(names).map(|word| asked(word.written, &mut room).to_owned());
            let small = words.filter(|word| !word.contains(char::is_uppercase));
            all.small.extend(small);
        });
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
        let names = match doubt.verdict {
            WordVerdict::American if !doubt.word.starts_with(char::is_uppercase) => &self.small,
            _ => &self.names,
        };
        names.contains(small)
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
