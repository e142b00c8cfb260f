//! References in running text: lines of any common style, PubMed's own texts and pages, bare identifiers.
//!
//! A piece that does not come apart is reported; where it holds an identifier, that alone is taken as well, for an
//! identifier is enough to find the work by. Knows nothing of: other formats.

use std::ops::Range;

use crate::entry::sources::{self, Field, Unread as Unparted};

use super::house::{locate, of_source, take_names};
use super::{Author, Format, Gathered, Kind, LONGEST_FIELD, Record, Status, one_line, year_in};

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Text);
    let paragraphs = paragraphs(text);
    if is_page(text) {
        read_page(text, &mut gathered);
    } else if is_abstracts(text, &paragraphs) {
        read_abstracts(text, &paragraphs, &mut gathered);
    } else {
        for paragraph in &paragraphs {
            read_paragraph(text, paragraph, &mut gathered);
        }
    }
    gathered
}

/// Lines between blank lines.
struct Paragraph {
    /// The line it begins in, counted from 1.
    line: usize,
    lines: Vec<Range<usize>>,
}

impl Paragraph {
    /// Its words on one line.
    fn words(&self, text: &str) -> String {
        let lines = self.lines.iter().filter_map(|line| text.get(line.clone()));
        one_line(&lines.collect::<Vec<_>>().join(" "))
    }

    fn first<'t>(&self, text: &'t str) -> &'t str {
        self.lines
            .first()
            .and_then(|line| text.get(line.clone()))
            .unwrap_or_default()
            .trim()
    }
}

fn paragraphs(text: &str) -> Vec<Paragraph> {
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut after_blank = true;
    let mut at = 0;
    for (number, line) in text.split_inclusive('\n').enumerate() {
        let range = at..at + line.trim_end().len();
        at += line.len();
        if line.trim().is_empty() {
            after_blank = true;
        } else if after_blank {
            after_blank = false;
            paragraphs.push(Paragraph {
                line: number + 1,
                lines: vec![range],
            });
        } else if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.lines.push(range);
        }
    }
    paragraphs
}

/// One reference a line, or one that is wrapped.
fn read_paragraph(text: &str, paragraph: &Paragraph, gathered: &mut Gathered) {
    let lines: Vec<&str> = paragraph
        .lines
        .iter()
        .filter_map(|line| text.get(line.clone()))
        .collect();
    let stands_alone = |line: &str| {
        let words = without_number(line);
        let source = sources::read_line(words);
        !identifiers_only(words).is_empty()
            || is_quoted(words)
            || (source.unread.is_none()
                && (source.year.is_some()
                    || source.pmid.is_some()
                    || source.doi.is_some()
                    || source.url.is_some()))
    };
    let is_numbered = lines.iter().any(|line| number_of(line).is_some());
    let one_a_line = !is_numbered && lines.iter().all(|line| stands_alone(line));
    let mut from = 0;
    while from < lines.len() {
        let mut to = from + 1;
        while !one_a_line
            && lines
                .get(to)
                .is_some_and(|line| number_of(line).is_none() && !is_heading(line))
        {
            // A heading never goes on.
            if lines.get(from).is_some_and(|line| is_heading(line)) {
                break;
            }
            to += 1;
        }
        let entry = lines.get(from..to).unwrap_or_default().join(" ");
        read_entry(&entry, paragraph.line + from, gathered);
        from = to;
    }
}

fn is_heading(line: &str) -> bool {
    line.trim_start().starts_with('#')
}

/// How long the number before a reference is: `1. `, `1: `, `[1] `, `1) `, `- `.
fn number_of(line: &str) -> Option<usize> {
    let start = line.trim_start();
    let indent = line.len() - start.len();
    for bullet in ["- ", "* ", "• "] {
        if start.starts_with(bullet) {
            return Some(indent + bullet.len());
        }
    }
    let bare = start.strip_prefix('[').unwrap_or(start);
    let digits = bare.bytes().take_while(u8::is_ascii_digit).count();
    if !(1..=4).contains(&digits) {
        return None;
    }
    let rest = bare.get(digits..)?;
    let behind = rest.strip_prefix(['.', ':', ')', ']'])?;
    behind
        .starts_with([' ', '\t', '\u{a0}'])
        .then(|| line.len() - behind.trim_start().len())
}

fn without_number(line: &str) -> &str {
    number_of(line)
        .and_then(|length| line.get(length..))
        .unwrap_or(line)
        .trim()
}

fn read_entry(entry: &str, line: usize, gathered: &mut Gathered) {
    if entry.len() > LONGEST_FIELD {
        gathered.refuse(line, entry, "It is longer than any reference");
        return;
    }
    let words = one_line(without_number(entry));
    let identifiers = identifiers_only(&words);
    if !identifiers.is_empty() {
        for found in identifiers {
            match found {
                Ok(record) => gathered.take(record, line, &words),
                Err((what, why)) => gathered.refuse(line, &what, why),
            }
        }
        return;
    }
    if let Some(mut record) = quoted(&words) {
        mark_status(&words, &mut record);
        gathered.take(record, line, &words);
        return;
    }
    let source = sources::read_line(&words);
    let mut record = of_source(&words, &source);
    // `J Nutr. 2020;12(3):45`: this style writes the short name.
    let is_located = source.volume.as_ref().zip(source.year.as_ref());
    if is_located.is_some_and(|(volume, year)| {
        year.end < volume.start
            && words
                .get(year.end..volume.start)
                .is_some_and(|gap| gap.contains(';'))
    }) && record
        .container
        .as_deref()
        .is_some_and(|name| name.contains(' '))
    {
        record.container_short = record.container.clone();
    }
    mark_status(&words, &mut record);
    for doubt in &source.doubts {
        gathered.refuse(
            line,
            words.get(doubt.range.clone()).unwrap_or_default(),
            format!("{doubt}"),
        );
    }
    match source.unread {
        None => gathered.take(record, line, &words),
        Some(Unparted::OnlyIdentifiers) if record.says_something() => {
            gathered.take(record, line, &words)
        }
        Some(why) => {
            gathered.refuse(line, &words, format!("{why}"));
            if record.says_something()
                && [Field::Pmid, Field::Pmcid, Field::Doi]
                    .iter()
                    .any(|field| source.at(*field).is_some())
            {
                gathered.take(record, line, &words);
            }
        }
    }
}

type Identified = Result<Record, (String, &'static str)>;

/// The records of a line that holds identifiers and nothing else.
fn identifiers_only(line: &str) -> Vec<Identified> {
    let mut found: Vec<Identified> = Vec::new();
    let mut label = "";
    // A DOI may hold a comma or semicolon; other identifiers may be parted by one.
    let words = line.split_whitespace().flat_map(|word| {
        let is_whole = word.contains('/');
        word.split(move |c: char| !is_whole && matches!(c, ',' | ';'))
    });
    for word in words {
        let bare =
            word.trim_matches(|c: char| matches!(c, '<' | '[' | ']' | '"' | '“' | '”' | ',' | ';'));
        if bare.is_empty() {
            continue;
        }
        let name = bare.trim_end_matches([':', '.']).to_uppercase();
        if matches!(name.as_str(), "PMID" | "PMCID" | "DOI") {
            label = if name == "PMID" { "PMID" } else { "" };
            continue;
        }
        let digits = bare.trim_end_matches('.');
        let is_number = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        let mut record = Record::default();
        if is_number
            || (label == "PMID"
                && digits.bytes().any(|byte| byte.is_ascii_digit())
                && !digits.contains('/'))
        {
            label = "";
            if !sources::is_pmid(digits) {
                found.push(Err((
                    digits.to_owned(),
                    "A PMID has 1 to 8 digits and no leading zero",
                )));
                continue;
            }
            if digits.len() < 5 && !line.to_uppercase().contains("PMID") {
                return Vec::new();
            }
            record.pmid = Some(digits.to_owned());
        } else {
            label = "";
            let source = sources::read_line(bare);
            let read = of_source(bare, &source);
            let is_address = bare.starts_with("http") || bare.starts_with("www.");
            if let Some(doubt) = source.doubts.first() {
                let why = match doubt.field {
                    Field::Pmid => "A PMID has 1 to 8 digits and no leading zero",
                    Field::Doi => "A DOI is 10., a number of 4 to 9 digits, / and a name",
                    _ => "This is no identifier",
                };
                found.push(Err((bare.to_owned(), why)));
                continue;
            }
            if source.unread != Some(Unparted::OnlyIdentifiers) || !source.notes.is_empty() {
                return Vec::new();
            }
            record = Record {
                pmid: read.pmid,
                pmcid: read.pmcid,
                doi: read.doi,
                url: read.url,
                kind: if is_address { read.kind } else { Kind::Article },
                ..Record::default()
            };
        }
        // `PMID: 1 PMCID: PMC2 DOI: 10.3/4` on one line is one work.
        if let Some(Ok(last)) = found.last_mut()
            && joins(last, &record)
        {
            last.pmid = last.pmid.take().or(record.pmid);
            last.pmcid = last.pmcid.take().or(record.pmcid);
            last.doi = last.doi.take().or(record.doi);
        } else {
            found.push(Ok(record));
        }
    }
    found
}

/// The two identify one work: none is of the same kind.
fn joins(one: &Record, other: &Record) -> bool {
    let both = |one: &Option<String>, other: &Option<String>| one.is_some() && other.is_some();
    one.url.is_none()
        && other.url.is_none()
        && !both(&one.pmid, &other.pmid)
        && !both(&one.pmcid, &other.pmcid)
        && !both(&one.doi, &other.doi)
}

/// `“Title.”`: the style of MLA.
fn is_quoted(line: &str) -> bool {
    line.contains(".”") || line.contains("?”") || line.contains(".\"")
}

/// `Pickering, Gisèle et al. “Title.” Nutrients vol. 12,12 3672. 28 Nov. 2020, doi:10.…`
fn quoted(line: &str) -> Option<Record> {
    let (open, close) = if line.contains('“') {
        ('“', '”')
    } else {
        ('"', '"')
    };
    let (names, rest) = line.split_once(open)?;
    let (title, behind) = rest.split_once(close)?;
    if !title.ends_with(['.', '?', '!', ',']) || names.trim().is_empty() {
        return None;
    }
    let found = sources::read_line(behind);
    let ids = of_source(behind, &found);
    let mut record = Record {
        title: Some(title.trim_end_matches(['.', ',']).to_owned()),
        pmid: ids.pmid,
        pmcid: ids.pmcid,
        doi: ids.doi,
        url: ids.url,
        ..Record::default()
    };
    let end = ["doi:", "DOI:", "http", "PMID"]
        .iter()
        .filter_map(|label| behind.find(label))
        .min();
    let place = behind.get(..end.unwrap_or(behind.len()))?.trim();
    let (container, locator) = match place.split_once(" vol. ") {
        Some((container, locator)) => (container, locator),
        None => place.split_once(['.', ',']).unwrap_or((place, "")),
    };
    record.container = Some(container.trim_matches([',', ' ', '*', '_', '.']).to_owned());
    let mut numbers = locator
        .split([',', ' ', '.', ':'])
        .filter(|part| !part.is_empty());
    if place.contains(" vol. ") {
        record.volume = numbers.next().map(str::to_owned);
        let (head, _) = locator.split_once(". ").unwrap_or((locator, ""));
        let mut head = head.split([' ', ':']);
        record.issue = head
            .next()
            .and_then(|both| both.split_once(','))
            .map(|(_, issue)| issue.to_owned());
        record.pages = head
            .next()
            .filter(|part| !part.is_empty())
            .map(str::to_owned);
    }
    record.year = locator.rsplit([' ', '(']).find_map(year_in);
    mla_names(names.trim(), &mut record);
    Some(record)
}

/// `Pickering, Gisèle, et al.`, `Wienecke, E, and C Nolden`, `Mah, J, and T Pitre.`
fn mla_names(names: &str, record: &mut Record) {
    let mut names = names.trim_end_matches(['.', ',', ' ']);
    if let Some(ahead) = names.strip_suffix("et al") {
        record.et_al = true;
        names = ahead.trim_end_matches([',', ' ']);
    }
    let (first, second) = match names.split_once(" and ") {
        Some((first, second)) => (first.trim_end_matches([',', ' ']), Some(second)),
        None => (names, None),
    };
    record.authors.extend(Author::of_inverted(first));
    record.authors.extend(second.and_then(Author::of_natural));
}

/// What a reference says of its own state.
fn mark_status(words: &str, record: &mut Record) {
    let has = |phrase: &str| words.contains(phrase);
    if has("Retraction in:")
        || has("Retracted Article")
        || has("[Retracted]")
        || has("Retracted Publication")
    {
        record.add_status(Status::Retracted);
    }
    if has("Erratum in:") || has("Corrigendum in:") {
        record.add_status(Status::Corrected);
    }
    if has("Expression of concern in:") {
        record.add_status(Status::Concern);
    }
    if has("[Preprint]") || has("Preprint.") {
        record.add_status(Status::Preprint);
        record.kind = Kind::Preprint;
        if let Some(container) = &mut record.container {
            *container = container
                .replace("[Preprint]", "")
                .trim()
                .trim_end_matches('.')
                .to_owned();
        }
    }
}

/// A selection from a page of PubMed: names with the numbers of affiliations, and headings of the page.
fn is_page(text: &str) -> bool {
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

fn read_page(text: &str, gathered: &mut Gathered) {
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
    let line = text
        .lines()
        .position(|line| !line.trim().is_empty())
        .unwrap_or(0)
        + 1;
    gathered.take(record, line, own);
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
fn is_abstracts(text: &str, paragraphs: &[Paragraph]) -> bool {
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
    if number_of(paragraph.first(text)).is_none() {
        return false;
    }
    let words = paragraph.words(text);
    let located = locate(without_number(&words));
    located.year.is_some() && located.container.is_some()
}

fn read_abstracts(text: &str, paragraphs: &[Paragraph], gathered: &mut Gathered) {
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
        let mut record = locate(without_number(&words));
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
        gathered.take(record, citation.line, &words);
    }
}
