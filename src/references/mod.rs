//! References as other programs write them: any readable format in, records out, and the way back.
//!
//! What a paste or a file holds is told by its content, never by its name. Every record of it is read, or named among what
//! could not be read with the reason; nothing is dropped in silence.
//!
//! Knows nothing of: files, the library, windows, where a record goes.

mod bibtex;
mod carried;
mod completion;
mod csl;
mod decode;
mod house_form;
mod identifiers;
mod known;
mod latex;
mod markup;
mod medline;
mod names;
mod notices;
mod prose;
mod ris;
mod sorting;
mod table;
mod tagged;
mod works;

use std::borrow::Cow;
use std::fmt;

use crate::entry::sources::Source;
use identifiers::{IdentifierDoubt, doi_of_address, is_resolver, pmid_in_address};

pub use carried::ExportLoss;
pub use completion::{Completed, complete, is_bare, is_in_full, is_short};
pub use csl::names_json;
pub use house_form::{HouseForm, Lack, initials, lacks, of_source, write as write_line};
pub use known::{KnownWorks, ListedWorks, same_works};
pub use sorting::{by_author, by_year};
pub use works::{Begun, Work, WorkQuery, authors};

/// One work, as plain as it can be told. Texts are on one line, without markup.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Record {
    pub kind: WorkKind,
    pub authors: Vec<Author>,
    /// Its editors stand in the place of authors.
    pub are_editors: bool,
    /// The list of authors goes on.
    pub et_al: bool,
    /// `2020` or `2020a`.
    pub year: Option<String>,
    /// What stands in place of the year: `in press`, `forthcoming`, `n.d.`
    pub undated: Option<String>,
    pub title: Option<String>,
    /// The journal, book or site by its full name, or by its short one where no other is known.
    pub container: Option<String>,
    /// The journal's short name.
    pub container_short: Option<String>,
    pub volume: Option<String>,
    pub issue: Option<String>,
    pub pages: Option<String>,
    pub publisher: Option<String>,
    pub pmid: Option<String>,
    pub pmcid: Option<String>,
    pub doi: Option<String>,
    pub url: Option<String>,
    /// The date of access as written.
    pub accessed: Option<String>,
    /// What is wrong with the work, by its own record.
    pub status: Vec<Status>,
}

/// What a work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum WorkKind {
    #[default]
    Article,
    Book,
    Chapter,
    Report,
    Thesis,
    Conference,
    Webpage,
    Preprint,
}

impl WorkKind {
    /// By the names that Zotero, EndNote and the databases have for it.
    fn of_item_type(name: &str) -> Option<Self> {
        let letters = name.chars().filter(|c| c.is_alphabetic());
        let name: String = letters.flat_map(char::to_lowercase).collect();
        Some(match name.as_str() {
            "book" | "editedbook" | "ebook" | "b" => Self::Book,
            "booksection" | "bookchapter" | "chapter" | "encyclopediaarticle" => Self::Chapter,
            "report" | "technicalreport" | "governmentdocument" | "standard" => Self::Report,
            "thesis" | "dissertation" => Self::Thesis,
            "conferencepaper" | "conferenceproceedings" | "proceedingspaper" => Self::Conference,
            "webpage" | "website" | "blogpost" => Self::Webpage,
            "preprint" => Self::Preprint,
            "journalarticle" | "article" | "review" | "letter" | "j" => Self::Article,
            _ => return None,
        })
    }
}

/// One author.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Author {
    Person {
        /// With its particles.
        family: String,
        given: Option<String>,
    },
    Organisation(String),
}

/// A fault of a work that its record tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Retracted,
    /// A part of it no longer stands.
    PartlyRetracted,
    /// It is the notice of a retraction, not the work.
    RetractionNotice,
    Concern,
    /// It has been corrected since.
    Corrected,
    /// It is a correction of another work.
    Erratum,
    Preprint,
}

/// The forms that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    Ris,
    Medline,
    Bibtex,
    CslJson,
    /// Web of Science’s own export, EndNote’s `%A` lines.
    Tagged,
    Table,
    /// Lines of references, a page of PubMed, bare identifiers.
    Text,
    /// Nothing that is known.
    Unknown,
}

/// A format that references are written in for other programs.
#[derive(Debug, Clone, Copy)]
pub struct ExportFormat {
    /// As the command line names it.
    pub id: &'static str,
    pub label: &'static str,
    pub write: fn(&[Record]) -> String,
}

/// Every format for other programs, in the order of menus and help. Each is read as well.
pub const EXPORT_FORMATS: &[ExportFormat] = &[
    ExportFormat {
        id: "ris",
        label: "RIS",
        write: ris::write,
    },
    ExportFormat {
        id: "bibtex",
        label: "BibTeX",
        write: bibtex::write,
    },
    ExportFormat {
        id: "csl-json",
        label: "CSL-JSON",
        write: csl::write,
    },
];

/// What was read from one paste or file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gathered {
    pub format: Format,
    /// The records in the order of the file.
    pub records: Vec<Gained>,
    pub unread: Vec<UnreadPiece>,
}

/// A record and where it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gained {
    pub record: Record,
    /// The line it begins in, counted from 1.
    pub line: usize,
    /// How many lines it was read from. Told for [`Format::Text`] only; 1 elsewhere. Several records may stand in one line,
    /// and a line may hold a record and something that was not read: its identifier alone was.
    pub lines: usize,
    /// What its text says and is not believed, such as a PMID of nine digits.
    pub doubts: Vec<UnreadPiece>,
}

/// A piece that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnreadPiece {
    /// The line it begins in, counted from 1.
    pub line: usize,
    /// How many lines it takes. Told for [`Format::Text`] only; 1 elsewhere.
    pub lines: usize,
    /// How it begins.
    pub what: String,
    pub why: String,
}

/// The longest field that is believed; longer ones are a file gone wrong.
const LONGEST_FIELD: usize = 256 * 1024;

/// Makes ready what references in running text are read with. Without it the first of them waits for that, longer than a frame
/// may take.
pub fn prepare() {
    prose::prepare();
}

/// Reads what a file or the clipboard holds.
pub fn read(bytes: &[u8]) -> Gathered {
    match decode::text(bytes) {
        Ok(text) => read_text(&text),
        Err(why) => Gathered::nothing("", why),
    }
}

/// Reads a text.
pub fn read_text(text: &str) -> Gathered {
    let text = text.trim_start_matches('\u{feff}');
    // Lines of an old Macintosh end in CR alone.
    let lines = text.contains('\r') && !text.contains('\n');
    let with_ends = lines.then(|| text.replace('\r', "\n"));
    let text = with_ends.as_deref().unwrap_or(text);
    let mut gathered = match format_of(text) {
        Format::Ris => ris::read(text),
        Format::Medline => medline::read(text),
        Format::Bibtex => bibtex::read(text),
        Format::CslJson => csl::read(text),
        Format::Tagged => tagged::read(text),
        Format::Table => table::read(text),
        Format::Text => prose::read(text),
        Format::Unknown => Gathered::nothing("", "There is no text in it"),
    };
    for gained in &mut gathered.records {
        if gathered.format != Format::Text {
            gained.record.unmark();
        }
        gained.record.tidy();
    }
    // Doubts about records and records that were not read, in the order of the file.
    gathered.unread.sort_by_key(|unread| unread.line);
    gathered
}

/// Tells the format by what the text holds.
fn format_of(text: &str) -> Format {
    let start = text.trim_start();
    if start.is_empty() {
        return Format::Unknown;
    }
    if start.starts_with(['[', '{']) && csl::looks_like(start) {
        return Format::CslJson;
    }
    // An export may open with words of its own, a bibliography with a long comment.
    let mut at = 0;
    for line in start.split_inclusive('\n').take(2000) {
        let from_here = start.get(at..).unwrap_or_default();
        at += line.len();
        let line = line.trim_end_matches(['\n', '\r']);
        if tagged::is_start(line) {
            return Format::Tagged;
        }
        if ris::is_start(line) {
            return Format::Ris;
        }
        if medline::is_start(line) {
            return Format::Medline;
        }
        if bibtex::is_start(from_here) {
            return Format::Bibtex;
        }
    }
    if table::looks_like(start) {
        return Format::Table;
    }
    Format::Text
}

impl ExportFormat {
    pub fn named(id: &str) -> Option<&'static Self> {
        EXPORT_FORMATS.iter().find(|format| format.id == id)
    }
}

impl Gathered {
    fn new(format: Format) -> Self {
        Self {
            format,
            records: Vec::new(),
            unread: Vec::new(),
        }
    }

    /// The sources of an entry.
    pub fn of_sources(text: &str, sources: &[Source]) -> Self {
        let mut gathered = Self::new(Format::Text);
        let mut line = 1;
        let mut counted = 0;
        for source in sources {
            line += text
                .get(counted..source.range.start)
                .unwrap_or_default()
                .matches('\n')
                .count();
            counted = source.range.start;
            let written = text.get(source.line.clone()).unwrap_or_default();
            if let Some(why) = source.unread {
                gathered.refuse(line, written, why.to_string());
            }
            let record = of_source(text, source);
            if source.unread.is_none() || record.says_something() {
                gathered.take(record, line, written);
            }
        }
        gathered
    }

    fn nothing(what: &str, why: &str) -> Self {
        let mut gathered = Self::new(Format::Unknown);
        gathered.refuse(1, what, why);
        gathered
    }

    /// Takes a record that says something, and reports one that does not.
    fn take(&mut self, record: Record, line: usize, written: &str) {
        if record.says_something() {
            self.records.push(Gained {
                record,
                line,
                lines: 1,
                doubts: Vec::new(),
            });
        } else {
            self.refuse(
                line,
                written,
                "It has no title, no author and no identifier",
            );
        }
    }

    /// Takes a record, and names what it says and is not believed.
    fn take_doubting(
        &mut self,
        (record, doubts): (Record, Vec<IdentifierDoubt>),
        line: usize,
        written: &str,
    ) {
        let doubts = doubts.into_iter();
        let doubts = doubts.map(|doubt| UnreadPiece::new(line, &doubt.what, doubt.why));
        self.take_with(record, doubts.collect(), line, written);
    }

    /// Takes a record with the doubts about it. Where there is no record, they are what was not read.
    fn take_with(&mut self, record: Record, doubts: Vec<UnreadPiece>, line: usize, written: &str) {
        let taken = self.records.len();
        self.take(record, line, written);
        match self.records.get_mut(taken) {
            Some(gained) => gained.doubts = doubts,
            None => self.unread.extend(doubts),
        }
    }

    /// All that was not read or not believed, in the order of the lines.
    pub fn doubtful(&self) -> Vec<&UnreadPiece> {
        let doubts = self.records.iter().flat_map(|gained| &gained.doubts);
        let mut all: Vec<&UnreadPiece> = self.unread.iter().chain(doubts).collect();
        all.sort_by_key(|unread| unread.line);
        all
    }

    fn refuse(&mut self, line: usize, written: &str, why: impl Into<String>) {
        self.unread.push(UnreadPiece::new(line, written, why));
    }
}

impl UnreadPiece {
    fn new(line: usize, written: &str, why: impl Into<String>) -> Self {
        let written = written.trim();
        let mut what: String = written
            .chars()
            .take(80)
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        if what.len() < written.len() {
            what.push('…');
        }
        Self {
            line,
            lines: 1,
            what,
            why: why.into(),
        }
    }
}

impl Record {
    /// There is a title, an author or an identifier.
    pub fn says_something(&self) -> bool {
        self.title.is_some()
            || !self.authors.is_empty()
            || [&self.pmid, &self.pmcid, &self.doi, &self.url]
                .iter()
                .any(|identifier| identifier.is_some())
    }

    /// A work without authors is its editors’. Those of the book that a chapter stands in are not the chapter’s.
    fn edited_by(&mut self, editors: Vec<Author>) -> Option<IdentifierDoubt> {
        let first = editors.first().filter(|_| self.authors.is_empty())?;
        let is_part = matches!(self.kind, WorkKind::Chapter | WorkKind::Conference)
            && self.container.is_some();
        if is_part {
            return Some(IdentifierDoubt {
                what: first.family().to_owned(),
                why: "It has no author; the editors of its book were left out",
            });
        }
        self.authors = editors;
        self.are_editors = true;
        None
    }

    pub fn is(&self, status: Status) -> bool {
        self.status.contains(&status)
    }

    fn add_status(&mut self, status: Status) {
        if !self.is(status) {
            self.status.push(status);
        }
    }

    /// Takes out the marks of HTML that exports leave in words.
    fn unmark(&mut self) {
        for text in [
            &mut self.title,
            &mut self.container,
            &mut self.container_short,
            &mut self.publisher,
        ]
        .into_iter()
        .flatten()
        {
            if let Cow::Owned(plain) = markup::plain(text) {
                *text = plain;
            }
        }
        for author in &mut self.authors {
            let (Author::Person { family: name, .. } | Author::Organisation(name)) = author;
            if let Cow::Owned(plain) = markup::plain(name) {
                *name = plain;
            }
        }
    }

    /// Brings what formats write differently to one form.
    fn tidy(&mut self) {
        for text in [
            &mut self.year,
            &mut self.title,
            &mut self.container,
            &mut self.container_short,
            &mut self.volume,
            &mut self.issue,
            &mut self.pages,
            &mut self.publisher,
            &mut self.pmid,
            &mut self.pmcid,
            &mut self.doi,
            &mut self.url,
            &mut self.accessed,
        ] {
            *text = text.take().and_then(|text| {
                let line = one_line(&text);
                (!line.is_empty()).then_some(line)
            });
        }
        if let Some(title) = &mut self.title {
            let bare = title.strip_suffix('.').filter(|bare| !bare.ends_with('.'));
            if let Some(bare) = bare {
                *title = bare.to_owned();
            }
        }
        self.status_of_title();
        if self.container.is_none() {
            self.container = self.container_short.clone();
        }
        self.doi = self.doi.take().and_then(|doi| doi_of(&doi));
        if let Some(address) = &self.url {
            self.doi = self.doi.take().or_else(|| doi_of_address(address));
            self.pmid = self.pmid.take().or_else(|| pmid_in_address(address));
            // The address of the DOI says nothing more.
            if is_resolver(address) && self.doi.is_some() && doi_of(address) == self.doi {
                self.url = None;
            }
        }
        if self.kind == WorkKind::Preprint {
            self.add_status(Status::Preprint);
        } else if self.is(Status::Preprint)
            && matches!(self.kind, WorkKind::Article | WorkKind::Webpage)
        {
            self.kind = WorkKind::Preprint;
        }
        if self.year.is_some() {
            self.undated = None;
        }
        self.status.sort_unstable();
    }

    fn status_of_title(&mut self) {
        if let Some(status) = self.title.as_deref().and_then(status_of_title) {
            self.add_status(status);
        }
    }
}

/// What the publisher’s mark in a title says of the work. A title that is only about retraction has none.
pub fn status_of_title(title: &str) -> Option<Status> {
    notices::in_title(title)
}

impl Status {
    /// By a name of PubMed's list of publication types.
    fn of_publication_type(name: &str) -> Option<Self> {
        Some(match name.trim().to_lowercase().as_str() {
            "retracted publication" | "retracted" => Self::Retracted,
            "partly retracted" | "partially retracted" => Self::PartlyRetracted,
            "retraction of publication" | "retraction notice" => Self::RetractionNotice,
            "expression of concern" => Self::Concern,
            "published erratum" => Self::Erratum,
            "preprint" => Self::Preprint,
            _ => return None,
        })
    }

    /// The word for it in other formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Retracted => "retracted",
            Self::PartlyRetracted => "partly retracted",
            Self::RetractionNotice => "retraction notice",
            Self::Concern => "expression of concern",
            Self::Corrected => "corrected",
            Self::Erratum => "erratum",
            Self::Preprint => "preprint",
        }
    }
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Ris => "RIS",
            Self::Medline => "MEDLINE",
            Self::Bibtex => "BibTeX",
            Self::CslJson => "CSL-JSON",
            Self::Tagged => "lines with tags",
            Self::Table => "a table",
            Self::Text => "text",
            Self::Unknown => "no known format",
        })
    }
}

/// The DOI of a field that may be an address or carry a label: `https://doi.org/10.1/x`, `doi:10.1/x.`
pub fn doi_of(field: &str) -> Option<String> {
    match identifiers::doi(field) {
        identifiers::Doi::Sound { doi, .. } => Some(doi),
        _ => None,
    }
}

/// `e0151234`, `2400512`: the number of an article that has no pages.
fn is_article_number(id: &str) -> bool {
    (2..=9).contains(&id.len())
        && id.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && id.bytes().any(|byte| byte.is_ascii_digit())
        && id.bytes().filter(u8::is_ascii_alphabetic).count() <= 3
}

/// What stands in place of a year, where it is one of the words that the house has for it.
fn undated(words: &str) -> Option<String> {
    let words = words.trim().to_lowercase();
    let known = [
        "in press",
        "forthcoming",
        "n.d.",
        "submitted",
        "in preparation",
        "under review",
    ];
    let words = match words.as_str() {
        "inpress" => "in press",
        words => words,
    };
    known.contains(&words).then(|| words.to_owned())
}

/// The first year in a date of any form.
fn year_in(date: &str) -> Option<String> {
    let mut digits = 0;
    for (at, byte) in date.bytes().chain([b' ']).enumerate() {
        if byte.is_ascii_digit() {
            digits += 1;
            continue;
        }
        if digits == 4 {
            let mut end = at;
            let letter = date.as_bytes().get(at).is_some_and(u8::is_ascii_lowercase);
            let alone = !date
                .as_bytes()
                .get(at + 1)
                .is_some_and(u8::is_ascii_alphanumeric);
            end += usize::from(letter && alone);
            return date.get(at - 4..end).map(str::to_owned);
        }
        digits = 0;
    }
    None
}

/// The text on one line, runs of white space as one space; control characters, which no program that reads it expects, are left
/// out.
fn one_line(text: &str) -> String {
    let mut before = ' ';
    let is_one = text.chars().all(|c| {
        let is_plain = if c == ' ' {
            before != ' '
        } else {
            !c.is_whitespace() && !c.is_control()
        };
        before = c;
        is_plain
    });
    // Nearly every field is.
    if is_one && before != ' ' {
        return text.to_owned();
    }
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.extend(word.chars().filter(|letter| !letter.is_control()));
    }
    line
}
