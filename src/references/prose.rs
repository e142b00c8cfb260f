//! References in running text: lines of any common style, PubMed's own texts and pages, bare identifiers.
//!
//! Lines are parted into [`pieces`], each one reference; a [`reference`] is taken apart into names, year, title and
//! what it stands in; and what came apart is looked at once more by [`doubts`]. A piece that does not come apart, or came
//! apart wrongly, is reported; where it holds an identifier, that alone is taken as well, for an identifier is enough to
//! find the work by. So every line that is not blank belongs to a record or to a piece that was not read.
//!
//! Knows nothing of: other formats.

mod anonymous;
mod book;
mod chapter;
mod cleaned;
mod doubts;
mod given_names;
mod holder;
mod identified;
mod imprint;
mod names;
mod organisations;
mod pattern;
mod pieces;
mod place;
mod pubmed;
mod quoted;
mod reference;
mod title;

use std::ops::Range;

use crate::entry::sources;

use doubts::Doubt;
use identified::identifiers_only;
use pattern::Pattern;
use pieces::{RawReference, is_heading, number_of, pieces};
use pubmed::{is_abstracts, is_page, read_abstracts, read_page};

use super::house_form::of_source;
use super::{
    Author, Format, Gathered, LONGEST_FIELD, Record, Status, UnreadPiece, WorkKind, one_line,
};

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Text);
    let paragraphs = paragraphs(text);
    if is_page(text) {
        read_page(text, &mut gathered);
    } else if is_abstracts(text, &paragraphs) {
        read_abstracts(text, &paragraphs, &mut gathered);
    } else {
        let mut before = None;
        for paragraph in &paragraphs {
            for piece in pieces(text, paragraph) {
                let counted = Counted::before(&gathered);
                before = read_piece(&piece, before, &mut gathered);
                counted.take_lines(piece.lines, &mut gathered);
            }
        }
    }
    gathered
}

/// Reads a reference of each style, for nothing but that the patterns which it takes are compiled.
pub(super) fn prepare() {
    read(
        "1. Kern N, van der Abel O, et al. Tea and sleep: a trial. J Tea. 2020;3(2):4-9. doi:10.5555/tea.1\n\n\
         Kern, N., & Abel, O. (2020). Tea and sleep. *Journal of Tea*, *3*(2), 4–9. https://doi.org/10.5555/tea.1\n\n\
         Kern, Nils, and Otto Abel. 2020. “Tea and Sleep.” *Journal of Tea* 3 (2): 4–9.\n\n\
         [4] N. Kern and O. Abel, “Tea and sleep,” *J. Tea*, vol. 3, no. 2, pp. 4–9, Jan. 2020.\n\n\
         Kern, N. and Abel, O. (2020) ‘Tea and sleep’, in Abel, O. (ed.) *Tea*. 2nd edn. London: Leaf Press, pp. 4–9.\n\n\
         Tea Society. Tea and sleep [Internet]. London: Tea Society; 2020 [cited 2021 Jan 3]. Available from: https://tea.example",
    );
}

/// What was told before a piece was read.
struct Counted {
    records: usize,
    unread: usize,
}

impl Counted {
    fn before(gathered: &Gathered) -> Self {
        Self {
            records: gathered.records.len(),
            unread: gathered.unread.len(),
        }
    }

    /// All that was told since takes so many lines.
    fn take_lines(&self, lines: usize, gathered: &mut Gathered) {
        for gained in gathered.records.iter_mut().skip(self.records) {
            gained.lines = lines;
        }
        for unread in gathered.unread.iter_mut().skip(self.unread) {
            unread.lines = lines;
        }
    }
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

/// The authors of a reference, and whether there are more.
type Authors = (Vec<Author>, bool);

/// Reads a piece behind a reference by those; tells by whom it is itself.
fn read_piece(
    piece: &RawReference,
    before: Option<Authors>,
    gathered: &mut Gathered,
) -> Option<Authors> {
    let line = piece.line;
    if piece.words.len() > LONGEST_FIELD {
        gathered.refuse(line, &piece.words, format!("{}", Doubt::TooLong));
        return None;
    }
    let words = one_line(&piece.words);
    if is_heading(&words) {
        gathered.refuse(line, &words, format!("{}", Doubt::Heading));
        return before;
    }
    let identifiers = identifiers_only(&words);
    if !identifiers.is_empty() {
        for found in identifiers {
            match found {
                Ok(record) => gathered.take(record, line, &words),
                Err((what, why)) => gathered.refuse(line, &what, why),
            }
        }
        return None;
    }
    let identifiers = sources::identifiers_in(&words);
    let doubts = match identifiers.iter().any(|found| !found.is_sound) {
        true => sources::read_line(&words).doubts,
        false => Vec::new(),
    };
    let doubts = doubts.iter().map(|doubt| {
        let what = words.get(doubt.range.clone()).unwrap_or_default();
        UnreadPiece::new(line, what, format!("{doubt}"))
    });
    let doubts: Vec<UnreadPiece> = doubts.collect();
    let mut read = reference::read(&words);
    if reference::is_by_the_same(&words) {
        read = match (read, before) {
            (Ok(mut record), Some((authors, et_al))) => {
                (record.authors, record.et_al) = (authors, et_al);
                Ok(record)
            }
            (Ok(_), None) => Err(Doubt::NoAuthors),
            (unread, _) => unread,
        };
    }
    match read {
        Ok(mut record) => {
            let authors = (record.authors.clone(), record.et_al);
            // `J Nutr. 2020;12(3):45`: this style writes the short name.
            if SHORT_NAME.is_match(&words) {
                let long = record.container.as_ref().filter(|name| name.contains(' '));
                record.container_short = long.cloned();
            }
            gathered.take_with(record, doubts, line, &words);
            Some(authors).filter(|(authors, _)| !authors.is_empty())
        }
        Err(doubt) => {
            gathered.unread.extend(doubts);
            gathered.refuse(line, &words, format!("{doubt}"));
            let found = of_source(&words, &sources::read_line(&words));
            let only = Record {
                pmid: found.pmid,
                pmcid: found.pmcid,
                doi: found.doi,
                ..Record::default()
            };
            // Of several works one does not know which number is whose.
            if doubt != Doubt::TwoWorks && only.says_something() {
                gathered.take(only, line, &words);
            }
            None
        }
    }
}

static SHORT_NAME: Pattern = Pattern::new(r"\. ⟨YEAR⟩(?: ⟨MONTH⟩[^;.]{0,12})?;");

/// What a reference says of its own state.
fn mark_status(words: &str, record: &mut Record) {
    let has = |phrase: &str| words.contains(phrase);
    if has("Retraction in:")
        || has("Retracted Article")
        || has("[Retracted")
        || has("[retracted")
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
    if has("[Preprint]") || has("Preprint.") || has("Preprint at ") {
        record.add_status(Status::Preprint);
        record.kind = WorkKind::Preprint;
        if let Some(container) = &mut record.container {
            *container = container
                .replace("[Preprint]", "")
                .trim()
                .trim_end_matches('.')
                .to_owned();
        }
    }
}
