//! The list of withdrawn works beside the content, `.copydesk/withdrawn.csv`: which PMIDs and DOIs were retracted, put in
//! doubt or corrected. The person puts it there; nothing is fetched.
//!
//! The table that Retraction Watch publishes is read as it is, and so is any table whose first line names a column `pmid`
//! or `doi`. A line may lack a value; a table without any such column is refused with the reason.
//!
//! Knows nothing of: which entry lists a work, today's date.

use std::collections::HashMap;
use std::fmt;
use std::path::{Path, PathBuf};

use csv::ByteRecord;
use jiff::civil::Date;

use super::tables::{self, name_of_column};
use super::{ReadError, SaveError, disk};
use crate::entry::dates::HouseDate;
use crate::entry::sources::{is_doi, is_pmid};

/// A longer file is no list of works.
const LONGEST: u64 = 128 * 1024 * 1024;

/// Where the list lies.
pub fn place(root: &Path) -> PathBuf {
    root.join(disk::BESIDE).join("withdrawn.csv")
}

/// Withdrawn works, found by PMID and DOI.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Withdrawn {
    /// The date of its newest entry. The day of the file would be that of a copy or a checkout.
    as_of: Option<Date>,
    /// All that is told of each work.
    works: Vec<Vec<Case>>,
    by_pmid: HashMap<Box<str>, usize>,
    by_doi: HashMap<Box<str>, usize>,
    has_merge_markers: bool,
}

/// What is told of a work at one time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    pub nature: CaseNature,
    pub date: Option<Date>,
    pub reason: Option<Box<str>>,
    /// The address of the notice.
    pub notice: Option<Box<str>>,
}

/// What happened to a work, the gravest last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CaseNature {
    /// It was retracted and stands again.
    Reinstated,
    Corrected,
    Concern,
    Retracted,
}

/// What the list says of a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// It is in the list.
    Told(&'a Case),
    /// It is not in the list.
    Clear,
    /// It has neither PMID nor DOI.
    NotChecked,
}

/// Why there is no list to go by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WithdrawnListError {
    Unreadable(ReadError),
    TooLarge { bytes: u64 },
    Empty,
    Binary,
    Utf16,
    NoColumns,
}

impl Withdrawn {
    /// Reads the list at a path; `None` where there is none.
    ///
    /// # Errors
    /// [`WithdrawnListError`] where a file is there and no list can be read from it.
    pub fn open(path: &Path) -> Result<Option<Self>, WithdrawnListError> {
        let bytes = match disk::read_bytes(path, LONGEST) {
            Ok(bytes) => bytes,
            Err(ReadError::Gone) => return Ok(None),
            Err(ReadError::TooLarge { bytes, .. }) => {
                return Err(WithdrawnListError::TooLarge { bytes });
            }
            Err(why) => return Err(WithdrawnListError::Unreadable(why)),
        };
        Self::read(&bytes).map(Some)
    }

    /// Reads a table of works.
    ///
    /// # Errors
    /// [`WithdrawnListError`] where the bytes are no such table.
    pub fn read(bytes: &[u8]) -> Result<Self, WithdrawnListError> {
        if bytes.starts_with(&[0xFF, 0xFE]) || bytes.starts_with(&[0xFE, 0xFF]) {
            return Err(WithdrawnListError::Utf16);
        }
        if bytes.contains(&0) {
            return Err(WithdrawnListError::Binary);
        }
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        if bytes.iter().all(u8::is_ascii_whitespace) {
            return Err(WithdrawnListError::Empty);
        }
        let mut list = Self::default();
        let mut columns: Option<Columns> = None;
        list.has_merge_markers = tables::rows(bytes, |row| {
            match &columns {
                None => columns = Some(Columns::of(row).ok_or(WithdrawnListError::NoColumns)?),
                Some(columns) => list.add(row, columns),
            }
            Ok(())
        })?;
        columns.map(|_| list).ok_or(WithdrawnListError::Empty)
    }

    /// What the list tells of the work with these identifiers, if anything.
    pub fn of(&self, pmid: Option<&str>, doi: Option<&str>) -> Option<&Case> {
        let by_pmid = pmid
            .and_then(|pmid| key_of_pmid(pmid.as_bytes()))
            .and_then(|pmid| self.by_pmid.get(&pmid));
        let by_doi = doi
            .and_then(|doi| key_of_doi(doi.as_bytes()))
            .and_then(|doi| self.by_doi.get(&doi));
        let found = by_pmid.into_iter().chain(by_doi);
        found
            .filter_map(|work| prevailing(self.works.get(*work)?))
            .max_by_key(|case| case.nature)
    }

    /// As [`of`](Self::of), and whether it could be asked at all.
    pub fn verdict(&self, pmid: Option<&str>, doi: Option<&str>) -> Verdict<'_> {
        match self.of(pmid, doi) {
            Some(case) => Verdict::Told(case),
            None if pmid.is_none() && doi.is_none() => Verdict::NotChecked,
            None => Verdict::Clear,
        }
    }

    /// How many works it tells of.
    pub fn len(&self) -> usize {
        self.works.len()
    }

    pub fn is_empty(&self) -> bool {
        self.works.is_empty()
    }

    /// The date of its newest entry: what was withdrawn later is not in it.
    pub fn as_of(&self) -> Option<Date> {
        self.as_of
    }

    /// Two versions of it were merged and the marks were left in. It is read all the same.
    pub fn has_merge_markers(&self) -> bool {
        self.has_merge_markers
    }

    fn add(&mut self, row: &ByteRecord, columns: &Columns) {
        let cell = |column: Option<usize>| {
            let cell = column.and_then(|column| row.get(column));
            cell.map(<[u8]>::trim_ascii).unwrap_or_default()
        };
        let pmid = key_of_pmid(cell(columns.pmid));
        let doi = key_of_doi(cell(columns.doi));
        if pmid.is_none() && doi.is_none() {
            return;
        }
        let known = pmid
            .as_ref()
            .and_then(|pmid| self.by_pmid.get(pmid))
            .or_else(|| doi.as_ref().and_then(|doi| self.by_doi.get(doi)))
            .copied();
        let reason = reason(cell(columns.reason));
        let nature = match words(cell(columns.nature)) {
            Some(nature) => CaseNature::of(&nature),
            None => CaseNature::of(reason.as_deref().unwrap_or_default()),
        };
        let case = Case {
            nature,
            date: words(cell(columns.date)).and_then(|date| date_of(&date)),
            reason,
            notice: notice(cell(columns.notice_doi), cell(columns.notice_pmid)),
        };
        self.as_of = self.as_of.max(case.date);
        let index = known.unwrap_or(self.works.len());
        match self.works.get_mut(index) {
            Some(cases) => cases.push(case),
            None => self.works.push(vec![case]),
        }
        if let Some(pmid) = pmid {
            self.by_pmid.entry(pmid).or_insert(index);
        }
        if let Some(doi) = doi {
            self.by_doi.entry(doi).or_insert(index);
        }
    }
}

/// `List of withdrawn works of 3 November 2026, 61,204 works`.
impl fmt::Display for Withdrawn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("List of withdrawn works")?;
        if let Some(date) = self.as_of.and_then(HouseDate::new) {
            write!(f, " of {date}")?;
        }
        match self.len() {
            1 => f.write_str(", 1 work"),
            n => write!(f, ", {} works", super::grouped(n)),
        }
    }
}

/// `Retracted on 3 May 2021`.
impl fmt::Display for Case {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.nature)?;
        match self.date.and_then(HouseDate::new) {
            Some(date) => write!(f, " on {date}"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for CaseNature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Retracted => "Retracted",
            Self::Concern => "Expression of concern",
            Self::Corrected => "Corrected",
            Self::Reinstated => "Retracted, then reinstated",
        })
    }
}

impl CaseNature {
    /// What the words say; a work that is listed without a word was withdrawn.
    fn of(words: &str) -> Self {
        let words = words.to_lowercase();
        let has = |parts: &[&str]| parts.iter().any(|part| words.contains(part));
        if has(&["reinstat"]) {
            Self::Reinstated
        } else if has(&["retract", "withdr"]) {
            Self::Retracted
        } else if has(&["concern"]) {
            Self::Concern
        } else if has(&["correct", "erratum", "corrigend"]) {
            Self::Corrected
        } else {
            Self::Retracted
        }
    }

    /// Whether a reader must not rely on the work.
    pub fn is_fault(self) -> bool {
        matches!(self, Self::Retracted | Self::Concern)
    }
}

impl fmt::Display for WithdrawnListError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(why) => write!(f, "{why}"),
            Self::TooLarge { bytes } => write!(
                f,
                "It is too large ({} MB; the limit is {} MB)",
                bytes / (1024 * 1024),
                LONGEST / (1024 * 1024)
            ),
            Self::Empty => f.write_str("There is nothing in it"),
            Self::Binary => f.write_str("It is no text"),
            Self::Utf16 => f.write_str("It is UTF-16 text; save it as CSV in UTF-8"),
            Self::NoColumns => f.write_str(
                "Its first line names no column that is known: pmid and doi, or those of Retraction Watch",
            ),
        }
    }
}

impl std::error::Error for WithdrawnListError {}

/// Puts a copy of a list beside the content of the library, in the place of the one before. The day of the file stays.
///
/// # Errors
/// [`SaveError`] where the disk does not take it; the one before is then as it was.
pub fn keep(from: &Path, root: &Path) -> Result<(), SaveError> {
    disk::copy_beside(from, &place(root), LONGEST)
}

/// The gravest of what is told; a retraction that was taken back later counts no more.
fn prevailing(cases: &[Case]) -> Option<&Case> {
    let taken_back = |case: &Case| {
        let later =
            |other: &Case| other.nature == CaseNature::Reinstated && other.date >= case.date;
        case.nature == CaseNature::Retracted && cases.iter().any(later)
    };
    let standing = cases.iter().filter(|case| !taken_back(case));
    standing.max_by_key(|case| (case.nature, case.date))
}

/// Which cell of a row holds what.
struct Columns {
    pmid: Option<usize>,
    doi: Option<usize>,
    date: Option<usize>,
    nature: Option<usize>,
    reason: Option<usize>,
    notice_pmid: Option<usize>,
    notice_doi: Option<usize>,
}

impl Columns {
    /// The columns by their names; `None` where no work could be told by them.
    fn of(head: &ByteRecord) -> Option<Self> {
        let names: Vec<String> = head.iter().map(name_of_column).collect();
        let find = |known: &[&str]| {
            let mut known = known.iter();
            known.find_map(|known| names.iter().position(|name| name == known))
        };
        let columns = Self {
            pmid: find(&["originalpaperpubmedid", "pmid", "pubmedid"]),
            doi: find(&["originalpaperdoi", "doi"]),
            date: find(&["retractiondate", "date"]),
            nature: find(&["retractionnature", "nature", "status", "type"]),
            reason: find(&["reason", "note", "notes"]),
            notice_pmid: find(&["retractionpubmedid", "noticepmid"]),
            notice_doi: find(&["retractiondoi", "noticedoi"]),
        };
        (columns.pmid.is_some() || columns.doi.is_some()).then_some(columns)
    }
}

/// The digits of a PMID. A spreadsheet may have made a number with a fraction of it.
fn key_of_pmid(cell: &[u8]) -> Option<Box<str>> {
    let pmid = std::str::from_utf8(cell).ok()?.trim();
    let pmid = pmid.strip_suffix(".0").unwrap_or(pmid);
    is_pmid(pmid).then(|| pmid.into())
}

/// A DOI in small letters, without a resolver's address before it or a full stop behind.
fn key_of_doi(cell: &[u8]) -> Option<Box<str>> {
    let doi = std::str::from_utf8(cell).ok()?;
    let doi = doi.get(doi.find("10.")?..)?.trim_end();
    let doi = doi.trim_end_matches(['.', ',', ';']);
    is_doi(doi).then(|| doi.to_lowercase().into())
}

/// What a cell says; it may be in an old encoding.
fn words(cell: &[u8]) -> Option<String> {
    let words = match std::str::from_utf8(cell) {
        Ok(words) => words.into(),
        Err(_) => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(cell)
                .0
        }
    };
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty()).then_some(words)
}

/// `+Concerns about Data;+Date of Retraction Unknown;` is a list of reasons.
fn reason(cell: &[u8]) -> Option<Box<str>> {
    let words = words(cell)?;
    let parts = words
        .split(';')
        .map(|part| part.trim().trim_start_matches('+'));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join("; ").into())
}

fn notice(doi: &[u8], pmid: &[u8]) -> Option<Box<str>> {
    let by_doi = key_of_doi(doi).map(|doi| format!("https://doi.org/{doi}"));
    let by_pmid =
        || key_of_pmid(pmid).map(|pmid| format!("https://pubmed.ncbi.nlm.nih.gov/{pmid}/"));
    by_doi.or_else(by_pmid).map(Into::into)
}

/// A day as tables write it: `2021-05-03`, `5/3/2021 0:00` (the month first, unless it can't be one), `3 May 2021`.
fn date_of(words: &str) -> Option<Date> {
    if let Some(date) = HouseDate::parse(words) {
        return Some(date.date());
    }
    let day = words.split([' ', 'T']).next()?;
    let mut numbers = day
        .split(['-', '/', '.'])
        .map(|part| part.parse::<i16>().ok());
    let (first, second, third) = (numbers.next()??, numbers.next()??, numbers.next()??);
    let (year, month, day) = if first > 31 {
        (first, second, third)
    } else if first > 12 {
        (third, second, first)
    } else {
        (third, first, second)
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests;
