//! What one copies from PubMed: a selection of a page, and its plain text of abstracts.

use super::{Counted, Paragraph, mark_status, number_of};
use crate::entry::sources;
use crate::references::house_form::{locate, of_source, take_names};
use crate::references::{Author, Gathered, Record, one_line, year_in};

/// A selection from a page of PubMed: names with the numbers of affiliations, and headings of the page.
pub(super) fn is_page(text: &str) -> bool {
    let heading = |names: &[&str]| text.lines().any(|line| names.contains(&line.trim()));
    let has_identifier = text.contains("PMID:") || text.contains("DOI:") || text.contains("doi:");
    has_identifier
        && heading(&[
            "Affiliation",
            "Affiliations",
            "Similar articles",
            "Cited by",
            "Expand",
        ])
}

pub(super) fn read_page(text: &str, gathered: &mut Gathered) {
    // Below these headings stand other works.
    let end = text
        .match_indices('\n')
        .find(|(at, _)| {
            let line = text
                .get(at + 1..)
                .unwrap_or_default()
                .lines()
                .next()
                .unwrap_or_default()
                .trim();
            matches!(
                line,
                "Similar articles"
                    | "Cited by"
                    | "References"
                    | "Publication types"
                    | "MeSH terms"
                    | "LinkOut - more resources"
            )
        })
        .map_or(text.len(), |(at, _)| at);
    let own = text.get(..end).unwrap_or_default();
    let lines: Vec<&str> = own
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let names_at = lines
        .iter()
        .position(|line| matches!(*line, "Affiliation" | "Affiliations" | "Expand"))
        .and_then(|at| at.checked_sub(1))
        .or_else(|| lines.iter().position(|line| looks_like_names(line)));
    let Some(names_at) = names_at else {
        gathered.refuse(1, text, "The page has no line of authors");
        if let Some(unread) = gathered.unread.last_mut() {
            unread.lines = text.lines().count();
        }
        return;
    };
    let title_at = names_at.checked_sub(1);
    let mut record = Record {
        title: title_at
            .and_then(|at| lines.get(at))
            .map(|title| (*title).to_owned()),
        ..Record::default()
    };
    let names = lines.get(names_at).copied().unwrap_or_default();
    for name in names.split([',', ';']) {
        let name = without_affiliations(name);
        if name.is_empty() {
            continue;
        }
        let is_short = name.split(' ').next_back().is_some_and(|last| {
            last.chars().all(|c| c.is_uppercase()) && last.chars().count() <= 3
        });
        record.authors.extend(if is_short {
            Author::of_initials(&name)
        } else {
            Author::of_natural(&name)
        });
    }
    // Above the title: `Review Nutrients` and `. 2020 Nov 28;12(12):3672. doi: …`.
    let above = lines.get(..title_at.unwrap_or(0)).unwrap_or_default();
    if let Some(at) = above
        .iter()
        .position(|line| year_in(line).is_some() && line.contains([';', ':']))
    {
        let citation = above.get(at).copied().unwrap_or_default();
        let journal = match citation.strip_prefix('.') {
            Some(_) => above.get(at.wrapping_sub(1)).copied().unwrap_or_default(),
            None => "",
        };
        let journal = [
            "Review ",
            "Clinical Trial ",
            "Meta-Analysis ",
            "Randomized Controlled Trial ",
            "Observational Study ",
        ]
        .iter()
        .find_map(|kind| journal.strip_prefix(kind))
        .unwrap_or(journal);
        let located = locate(&format!("{journal}{citation}"));
        record.container = located.container.clone();
        record.container_short = located.container;
        record.volume = located.volume;
        record.issue = located.issue;
        record.pages = located.pages;
        record.year = located.year;
        record.doi = located.doi;
    }
    for line in &lines {
        let source = sources::read_line(line);
        let ids = of_source(line, &source);
        if line.starts_with("PMID")
            || line.starts_with("DOI")
            || line.starts_with("PMCID")
            || line.starts_with("doi")
        {
            record.pmid = record.pmid.take().or(ids.pmid);
            record.pmcid = record.pmcid.take().or(ids.pmcid);
            record.doi = record.doi.take().or(ids.doi);
        }
    }
    mark_status(own, &mut record);
    let (line, lines) = filled_lines(own);
    let before = Counted::before(gathered);
    gathered.take(record, line, own);
    before.take_lines(lines, gathered);
    // What stands below belongs to other works.
    let below = text.get(end..).unwrap_or_default();
    if !below.trim().is_empty() {
        let (first, lines) = filled_lines(below);
        let before = Counted::before(gathered);
        let line = own.matches('\n').count() + first;
        gathered.refuse(
            line,
            &one_line(below),
            "What stands below the abstract was not read",
        );
        before.take_lines(lines, gathered);
    }
}

/// The first line that is not blank, counted from 1, and how many there are from it to the last such one.
fn filled_lines(text: &str) -> (usize, usize) {
    let mut filled = text
        .split('\n')
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, _)| at + 1);
    let first = filled.next().unwrap_or(1);
    let last = filled.last().unwrap_or(first);
    (first, last + 1 - first)
}

fn looks_like_names(line: &str) -> bool {
    line.matches(',').count() >= 1
        && line
            .chars()
            .any(|c| c.is_ascii_digit() || matches!(c, '¹' | '²' | '³'))
        && !line.contains([';', '.', ':'])
}

/// `Mazur A(3)`, `André Mazur 3 4` and `Mazur³` without the numbers.
fn without_affiliations(name: &str) -> String {
    let mut bare = String::new();
    let mut depth = 0_usize;
    for letter in name.chars() {
        match letter {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if letter.is_numeric() || matches!(letter, '*' | '†' | '‡' | '#' | '✉') => {}
            _ => bare.push(letter),
        }
    }
    one_line(&bare).trim_matches(['.', ',', ' ']).to_owned()
}

/// PubMed's abstracts: `1. Journal. Year;…`, title, authors and abstract as paragraphs.
pub(super) fn is_abstracts(text: &str, paragraphs: &[Paragraph]) -> bool {
    let starts = paragraphs
        .first()
        .is_some_and(|first| is_citation(first, text));
    starts
        && paragraphs.len() >= 3
        && paragraphs
            .get(1)
            .is_some_and(|second| number_of(second.first(text)).is_none())
        && text
            .lines()
            .any(|line| line.starts_with("PMID: ") || line.starts_with("DOI: "))
}

/// `1. Nutrients. 2020 Nov 28;12(12):3672. doi: …`: a journal and a place in it, no title.
fn is_citation(paragraph: &Paragraph, text: &str) -> bool {
    let words = paragraph.words(text);
    let Some(citation) = without_its_number(&words) else {
        return false;
    };
    let located = locate(citation);
    located.year.is_some() && located.container.is_some()
}

/// PubMed numbers as many as there are: `2014. Nutrients. 2020;…` is the 2014th.
fn without_its_number(words: &str) -> Option<&str> {
    let bare = words.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = words.len() - bare.len();
    (1..=6)
        .contains(&digits)
        .then(|| bare.strip_prefix(". ").or(bare.strip_prefix(": ")))?
}

pub(super) fn read_abstracts(text: &str, paragraphs: &[Paragraph], gathered: &mut Gathered) {
    let mut starts: Vec<usize> = (0..paragraphs.len())
        .filter(|at| {
            paragraphs
                .get(*at)
                .is_some_and(|paragraph| is_citation(paragraph, text))
        })
        .collect();
    starts.push(paragraphs.len());
    for pair in starts.windows(2) {
        let [from, to] = pair else { continue };
        let Some([citation, rest @ ..]) = paragraphs.get(*from..*to) else {
            continue;
        };
        let words = citation.words(text);
        let mut record = locate(without_its_number(&words).unwrap_or(&words));
        record.container_short = record.container.clone().filter(|name| name.contains(' '));
        record.title = None;
        record.authors.clear();
        let mut rest = rest
            .iter()
            .filter(|paragraph| !paragraph.first(text).starts_with("[Article in"));
        record.title = rest.next().map(|title| title.words(text));
        let mut whole = words.clone();
        for (at, paragraph) in rest.enumerate() {
            let words = paragraph.words(text);
            if at == 0
                && !words.starts_with("Author information")
                && !words.starts_with("DOI:")
                && !words.starts_with("PMID:")
            {
                let names: Vec<String> = words
                    .split(',')
                    .map(without_affiliations)
                    .filter(|name| !name.is_empty())
                    .collect();
                take_names(&names.join(", "), &mut record);
                continue;
            }
            for line in paragraph
                .lines
                .iter()
                .filter_map(|line| text.get(line.clone()))
            {
                if ["DOI:", "PMID:", "PMCID:"]
                    .iter()
                    .any(|label| line.starts_with(label))
                {
                    let ids = of_source(line, &sources::read_line(line));
                    record.pmid = record.pmid.take().or(ids.pmid);
                    record.pmcid = record.pmcid.take().or(ids.pmcid);
                    record.doi = record.doi.take().or(ids.doi);
                }
            }
            if ["Retraction in", "Erratum in", "Expression of concern in"]
                .iter()
                .any(|label| words.contains(label))
            {
                whole.push_str(
                    &words
                        .replace("Retraction in", "Retraction in:")
                        .replace("Erratum in", "Erratum in:")
                        .replace("Expression of concern in", "Expression of concern in:"),
                );
            }
        }
        mark_status(&whole, &mut record);
        let before = Counted::before(gathered);
        gathered.take(record, citation.line, &words);
        let last = paragraphs.get(*to - 1).unwrap_or(citation);
        before.take_lines(last.line + last.lines.len() - citation.line, gathered);
    }
}
