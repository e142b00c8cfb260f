//! References in running text: lines of any common style, PubMed's own texts and pages, bare identifiers.
//!
//! A piece that does not come apart is reported; where it holds an identifier, that alone is taken as well, for an
//! identifier is enough to find the work by. Knows nothing of: other formats.

mod identified;
mod pubmed;
mod quoted;

use std::ops::Range;

use crate::entry::sources::{self, Field, Unread as Unparted};

use identified::identifiers_only;
use pubmed::{is_abstracts, is_page, read_abstracts, read_page};
use quoted::{is_quoted, read_quoted};

use super::house::of_source;
use super::{Format, Gathered, Kind, LONGEST_FIELD, Record, Status, one_line};

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
    if let Some(mut record) = read_quoted(&words) {
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
