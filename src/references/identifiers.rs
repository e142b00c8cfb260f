//! The identifiers of a record: which values are taken, and which are doubted.
//!
//! A number is a record’s own only where the record says so. A field that is meant for one identifier either holds that or
//! is named as a doubt; a free note is believed where a line of it is nothing but labelled identifiers. Works that are
//! cited, tested or commented on have identifiers too, and those are left alone.

use super::Record;
use super::markup::with_letters;
use crate::entry::decoded;
use crate::entry::sources::{is_doi, is_pmcid, is_pmid, read_line};

/// The identifiers of one record as its fields are gone through; of each kind the first that is believed stays.
#[derive(Debug, Default)]
pub(super) struct Identifiers {
    pmid: Option<String>,
    pmcid: Option<String>,
    doi: Option<String>,
    /// Web addresses in their order.
    addresses: Vec<String>,
    doubts: Vec<IdentifierDoubt>,
}

/// What a record says and is not believed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct IdentifierDoubt {
    pub what: String,
    pub why: &'static str,
}

/// Whose number an accession number is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Database {
    Pubmed,
    Other,
    Unnamed,
}

const NO_PMID: &str = "Its PMID can’t be one and was left out";
const NO_PMCID: &str = "Its PMCID can’t be one and was left out";
const NO_DOI: &str = "Its DOI can’t be one and was left out";
const SECOND_DOI: &str = "It has a second DOI, which was left out";
const TWO_PMIDS: &str = "Its notes have several PMIDs, so none was taken";
const NO_ADDRESS: &str = "Its address is no web address and was left out";
const NO_DATABASE: &str = "Its accession number names no database and was not taken for a PMID";

impl Identifiers {
    /// A field for a PMID.
    pub(super) fn pmid(&mut self, field: &str) {
        match pmid(field) {
            Some(pmid) => _ = self.pmid.get_or_insert(pmid),
            None => self.doubt(field, NO_PMID),
        }
    }

    /// A field for a PMCID.
    pub(super) fn pmcid(&mut self, field: &str) {
        match pmcid(field) {
            Some(pmcid) => _ = self.pmcid.get_or_insert(pmcid),
            None => self.doubt(field, NO_PMCID),
        }
    }

    /// A field for a DOI. Where it holds an address that has none, that is the record’s address.
    pub(super) fn doi(&mut self, field: &str) {
        match doi(field) {
            Doi::Sound { doi, second } => {
                let doi = self.doi.get_or_insert(doi).clone();
                if let Some(second) = second.filter(|it| !it.eq_ignore_ascii_case(&doi)) {
                    self.doubt(&second, SECOND_DOI);
                }
            }
            Doi::Short(handle) => {
                self.addresses.push(format!("https://doi.org/{handle}"));
            }
            Doi::Unsound if web_address(field).is_some() => self.address(field),
            Doi::Unsound => self.doubt(field, NO_DOI),
        }
    }

    /// A field for an address. A resolver’s tells the DOI, a page of PubMed the PMID.
    pub(super) fn address(&mut self, field: &str) {
        if let Some(address) = web_address(field) {
            self.addresses.push(address);
        } else if let Doi::Sound { doi, .. } = doi(field) {
            self.doi.get_or_insert(doi);
        } else {
            self.doubt(field, NO_ADDRESS);
        }
    }

    /// A field for anything: believed where it holds labelled identifiers and nothing else.
    pub(super) fn labelled(&mut self, field: &str) {
        for one in labelled(field).unwrap_or_default() {
            self.take(one);
        }
    }

    /// A field for anything, where a DOI without a label is the record’s own too.
    pub(super) fn labelled_or_doi(&mut self, field: &str) {
        let start = field.trim_start();
        if start.starts_with("10.") || web_address(start).is_some_and(|it| is_resolver(&it)) {
            if let Doi::Sound { doi, second: None } = doi(field) {
                self.doi.get_or_insert(doi);
            }
        } else {
            self.labelled(field);
        }
    }

    /// A field for an address or for words.
    pub(super) fn perhaps_address(&mut self, field: &str) {
        let field = field.trim_start();
        let at = ["http://", "https://", "www."]
            .iter()
            .filter_map(|start| field.find(start))
            .min();
        if let Some(address) = at.and_then(|at| web_address(field.get(at..)?)) {
            self.addresses.push(address);
        } else {
            self.labelled(field);
        }
    }

    /// A field for a file or another link: only a resolver’s address says something of the record.
    pub(super) fn link(&mut self, field: &str) {
        let doi = web_address(field).filter(|it| is_resolver(it));
        if let Some(doi) = doi.and_then(|it| super::doi_of(&it)) {
            self.doi.get_or_insert(doi);
        }
    }

    /// A field for anything, in a record that has its PMID there.
    pub(super) fn number(&mut self, field: &str) {
        if field.trim().len() > 5 && is_pmid(field.trim()) {
            self.pmid.get_or_insert_with(|| field.trim().to_owned());
        }
    }

    /// A free note: lines of labelled identifiers, up to the first that tells of other works.
    pub(super) fn note(&mut self, note: &str) {
        if !may_hold_identifiers(note) {
            return;
        }
        let mut found: Vec<Labelled> = Vec::new();
        for line in note.lines() {
            if let Some(ones) = labelled(line) {
                found.extend(ones);
            } else {
                let lower = line.to_ascii_lowercase();
                let others = OF_OTHERS.iter().filter_map(|words| lower.find(words)).min();
                let own = line.get(..others.unwrap_or(line.len())).unwrap_or_default();
                found.extend(beside_accession_number(own));
                if others.is_some() {
                    break;
                }
            }
        }
        let mut pmids = found.iter().filter_map(|one| match one {
            Labelled::Pmid(pmid) => Some(pmid),
            _ => None,
        });
        if let Some(first) = pmids.next()
            && let Some(other) = pmids.find(|other| *other != first)
            && self.pmid.is_none()
        {
            self.doubt(&format!("{first}, {other}"), TWO_PMIDS);
            found.retain(|one| !matches!(one, Labelled::Pmid(_)));
        }
        for one in found {
            self.take(one);
        }
    }

    /// The number of a record in the database it is from.
    pub(super) fn accession_number(&mut self, field: &str, database: Database) {
        if labelled(field).is_some() {
            self.labelled(field);
        } else if is_pmid(field.trim()) {
            match database {
                Database::Pubmed => self.pmid(field),
                // A PMCID is PubMed’s as well.
                Database::Unnamed if self.pmcid.is_some() => self.pmid(field),
                Database::Unnamed if self.pmid.is_none() && field.trim().len() > 5 => {
                    self.doubt(field, NO_DATABASE);
                }
                _ => {}
            }
        }
    }

    /// Puts the identifiers into the record; gives back what was not believed.
    pub(super) fn give(self, record: &mut Record) -> Vec<IdentifierDoubt> {
        let addresses = &self.addresses;
        record.pmid = self
            .pmid
            .or_else(|| addresses.iter().find_map(|it| pmid_in_address(it)));
        record.pmcid = self
            .pmcid
            .or_else(|| addresses.iter().find_map(|it| pmcid_in_address(it)));
        record.doi = self
            .doi
            .or_else(|| addresses.iter().find_map(|it| doi_of_address(it)));
        record.url = addresses.first().cloned();
        self.doubts
    }

    fn take(&mut self, one: Labelled) {
        match one {
            Labelled::Pmid(pmid) => _ = self.pmid.get_or_insert(pmid),
            Labelled::Pmcid(pmcid) => _ = self.pmcid.get_or_insert(pmcid),
            Labelled::Doi(doi) => _ = self.doi.get_or_insert(doi),
            Labelled::Unsound(what, why) => self.doubt(&what, why),
        }
    }

    fn doubt(&mut self, what: &str, why: &'static str) {
        let what = what.trim();
        let says_nothing = [
            "", "-", "na", "n/a", "nan", "none", "null", "nil", "unknown",
        ];
        if !says_nothing.contains(&what.to_ascii_lowercase().as_str()) {
            let what = what.to_owned();
            let doubt = IdentifierDoubt { what, why };
            if !self.doubts.contains(&doubt) {
                self.doubts.push(doubt);
            }
        }
    }
}

impl Database {
    /// By the names a record gives for its database, and, where there is none, by those of who provided it.
    pub(super) fn named<'n>(
        databases: impl Iterator<Item = &'n str>,
        providers: impl Iterator<Item = &'n str>,
        addresses: impl Iterator<Item = &'n str>,
    ) -> Self {
        for names in [databases.collect::<Vec<_>>(), providers.collect()] {
            if !names.is_empty() {
                return if names.into_iter().all(is_pubmed) {
                    Self::Pubmed
                } else {
                    Self::Other
                };
            }
        }
        let mut unnamed = Self::Unnamed;
        for address in addresses {
            let address = address.to_ascii_lowercase();
            if address.contains("ncbi.nlm.nih.gov") && address.contains("pubmed") {
                return Self::Pubmed;
            }
            if OTHER_SERVICES.iter().any(|name| address.contains(name)) {
                unnamed = Self::Other;
            }
        }
        unnamed
    }
}

/// Where addresses and notes of other databases lead.
const OTHER_SERVICES: &[&str] = &[
    "ebscohost",
    "embase",
    "proquest",
    "ovid",
    "scopus",
    "webofscience",
    "webofknowledge",
    "isi://",
    "psycnet",
    "eric.ed.gov",
    "cochrane",
    "cabdirect",
];

/// PubMed or MEDLINE under one of their names, and not in a name that means something else as well.
fn is_pubmed(name: &str) -> bool {
    let name = name.to_lowercase();
    ["pubmed", "medline", "nlm", "national library of medicine"]
        .iter()
        .any(|known| name.contains(known))
        && ![
            "central",
            "catalog",
            "bookshelf",
            "embase",
            "cinahl",
            "psyc",
            "scopus",
            "toxline",
            "cochrane",
            "web of",
            "medlineplus",
        ]
        .iter()
        .any(|other| name.contains(other))
}

/// Words after which a note tells of other works.
const OF_OTHERS: &[&str] = &[
    "cited reference",
    "times cited",
    "references:",
    "reference list",
    "comment",
    "erratum",
    "errata",
    "corrigend",
    "correction",
    "corrected",
    "tests:",
    "tests &",
    "other doi",
    "other pmid",
    "retraction",
    "retracted in",
    "original",
    "republish",
    "reprint",
    "update",
    "see also",
    "related",
    "reply",
    "response to",
    "summary for",
    "data set",
    "dataset",
    "concern",
    "cites",
    "citing",
    "translation of",
    "version of",
    "review of",
    "reviewed",
    "companion",
    "superseded",
    "preprint",
];

/// An identifier with its label.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Labelled {
    Pmid(String),
    Pmcid(String),
    Doi(String),
    Unsound(String, &'static str),
}

fn may_hold_identifiers(note: &str) -> bool {
    // Notes are long and seldom hold any.
    note.bytes().any(|byte| byte.is_ascii_digit())
        && (note.contains("10.")
            || ["pm", "medline"].iter().any(|label| {
                note.as_bytes()
                    .windows(label.len())
                    .any(|at| at.eq_ignore_ascii_case(label.as_bytes()))
            }))
}

/// The identifiers of a text that holds labelled ones and nothing else.
fn labelled(text: &str) -> Option<Vec<Labelled>> {
    let text = text.trim();
    let mut found = Vec::new();
    let mut rest = text;
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\u{a0}', ',', ';', '|', '.', '\n', '\r']);
        if rest.is_empty() {
            break;
        }
        let Some((one, behind)) = first_labelled(rest) else {
            // A DOI with blanks in it.
            let doi = match (found.is_empty(), doi_label(text).map(doi)) {
                (true, Some(Doi::Sound { doi, second: None })) => doi,
                _ => return None,
            };
            return Some(vec![Labelled::Doi(doi)]);
        };
        found.extend(one);
        rest = behind;
    }
    (!found.is_empty()).then_some(found)
}

/// The first identifier and what follows it; none is given for the number of another database.
fn first_labelled(text: &str) -> Option<(Option<Labelled>, &str)> {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'))
        .unwrap_or(text.len());
    let (word, behind) = text.split_at(end);
    // `12345678[pmid]`, `PMC1234567 [pmcid]`
    let behind_word = behind.trim_start();
    let kind = match word.split_once('[') {
        Some((value, kind)) => Some((value, kind.strip_suffix(']'), behind)),
        None => behind_word
            .strip_prefix('[')
            .and_then(|it| it.split_once(']'))
            .map(|(kind, behind)| (word, Some(kind), behind)),
    };
    if let Some((value, Some(kind), behind)) = kind {
        let one = match kind.to_ascii_lowercase().as_str() {
            "pmid" => pmid(value).map(Labelled::Pmid),
            "pmcid" => pmcid(value).map(Labelled::Pmcid),
            "doi" => super::doi_of(value).map(Labelled::Doi),
            _ => None,
        };
        if one.is_some() {
            return Some((one, behind));
        }
    }
    if let Some(rest) = label(text, &["PMCID", "PMC ID", "PubMed Central ID"]) {
        let (value, behind) = value(rest);
        let one = pmcid(value)
            .map(Labelled::Pmcid)
            .or_else(|| unsound(value, NO_PMCID));
        return Some((Some(one?), behind));
    }
    if let Some(rest) = label(text, PMID_LABELS) {
        let (value, behind) = value(rest);
        let one = pmid(value)
            .map(Labelled::Pmid)
            .or_else(|| unsound(value, NO_PMID));
        let behind = behind.trim_start();
        // `PMID: 123 [PubMed - indexed for MEDLINE]`
        let status = behind.strip_prefix('[').and_then(|it| it.split_once(']'));
        let behind = match status {
            Some((status, rest)) if status.starts_with("PubMed") => rest,
            _ => behind,
        };
        return Some((Some(one?), behind));
    }
    if word.starts_with("PMC") && is_pmcid(word.trim_end_matches('.')) {
        return Some((Some(Labelled::Pmcid(pmcid(word)?)), behind));
    }
    if label(text, &["EMBASE", "CINAHL", "CENTRAL", "NIHMSID"]).is_some_and(|rest| {
        rest.starts_with(|c: char| c.is_ascii_digit() || c.is_ascii_uppercase())
    }) {
        let (_, behind) = value(label(text, &["EMBASE", "CINAHL", "CENTRAL", "NIHMSID"])?);
        return Some((None, behind));
    }
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let labelled = doi_label(text);
    let (value, behind) = match labelled {
        Some(rest) => rest.split_at(rest.find(char::is_whitespace).unwrap_or(rest.len())),
        None => text.split_at(end),
    };
    let is_own = labelled.is_some() || web_address(value).is_some_and(|it| is_resolver(&it));
    let Doi::Sound { doi, second: None } = doi(value) else {
        return None;
    };
    // The first half of a DOI with a blank in it is no DOI.
    let goes_on = behind.trim_start().starts_with(['[', '(', '<', '/'])
        || value.matches(['(', '[', '<']).count() > value.matches([')', ']', '>']).count();
    (is_own && !goes_on).then_some((Some(Labelled::Doi(doi)), behind))
}

const PMID_LABELS: &[&str] = &["PMID", "PubMed ID", "PubMed", "MEDLINE"];

/// What follows a label in any case and the marks behind it.
fn label<'t>(text: &'t str, labels: &[&str]) -> Option<&'t str> {
    labels.iter().find_map(|label| {
        let rest = strip_any_case(text, label)?;
        let value = rest.trim_start_matches([':', '=', '#', ' ', '\u{a0}', '\t']);
        (value.len() < rest.len()).then_some(value)
    })
}

fn doi_label(text: &str) -> Option<&str> {
    label(text, DOI_LABELS)
}

const DOI_LABELS: &[&str] = &[
    "info:doi/",
    "urn:doi:",
    "digital object identifier",
    "electronic-resource-num",
    "electronic resource number",
    "doi",
];

/// A value up to the next mark or white space.
fn value(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | '|'))
        .unwrap_or(text.len());
    text.split_at(end)
}

fn unsound(value: &str, why: &'static str) -> Option<Labelled> {
    value
        .starts_with(|c: char| c.is_ascii_digit())
        .then(|| Labelled::Unsound(value.to_owned(), why))
}

/// `Accession Number: 104028. Language: English. PMID: NLM20012345.`: the PMID of a note that is a run of fields.
fn beside_accession_number(note: &str) -> Option<Labelled> {
    let lower = note.to_ascii_lowercase();
    if !lower.contains("accession number") {
        return None;
    }
    let mut places = lower.match_indices("pmid:").map(|(at, _)| at);
    let (Some(at), None) = (places.next(), places.next()) else {
        return None;
    };
    let before = note.get(..at)?.trim_end();
    if !(before.is_empty() || before.ends_with(['.', ';', ','])) {
        return None;
    }
    match first_labelled(note.get(at..)?)?.0? {
        Labelled::Pmid(pmid) => Some(Labelled::Pmid(pmid)),
        _ => None,
    }
}

/// The PMID of a field that is meant for one: `12345678`, `PMID: 12345678`, the address of its page.
pub(super) fn pmid(field: &str) -> Option<String> {
    let field = field.trim();
    if let Some(pmid) = pmid_in_address(field) {
        return Some(pmid);
    }
    let mut value = bare(field);
    while let Some(rest) = PMID_LABELS
        .iter()
        .chain(&["info:pmid/", "NLM"])
        .find_map(|label| strip_any_case(value, label))
    {
        value = rest.trim_start_matches([':', '=', '#', '/', '_', '-', ' ', '\u{a0}', '\t']);
    }
    if let Some((number, status)) = value.split_once('[')
        && ["pmid", "pubmed", "medline"]
            .iter()
            .any(|known| strip_any_case(status, known).is_some())
    {
        value = number.trim_end();
    }
    // A table that went through a spreadsheet.
    value = value.strip_suffix(".0").unwrap_or(value);
    let value = value.trim_end_matches(['.', ',', ';', ' ']);
    is_pmid(value).then(|| value.to_owned())
}

/// The PMCID of a field that is meant for one: `PMC123`, `123`, `PMC123.1`, `PMC123 [available on 2021/01/01]`.
pub(super) fn pmcid(field: &str) -> Option<String> {
    let mut value = bare(field.trim());
    if let Some((_, article)) = value.split_once("/pmc/articles/") {
        value = article;
    }
    while let Some(rest) = ["PMCID", "PMC ID", "PMC"]
        .iter()
        .find_map(|label| strip_any_case(value, label))
    {
        value = rest.trim_start_matches([':', '=', ' ', '\u{a0}', '\t']);
    }
    let end = value
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(value.len());
    let (digits, behind) = value.split_at(end);
    let is_parted = behind.is_empty()
        || behind.starts_with([' ', '.', ',', ';', '/', '[', '(', '\u{a0}', '\t', '?', '#']);
    let pmcid = format!("PMC{digits}");
    (is_parted && !digits.starts_with('0') && is_pmcid(&pmcid)).then_some(pmcid)
}

/// Without brackets and quotation marks around it.
fn bare(value: &str) -> &str {
    value.trim_matches([
        '"', '\'', '“', '”', '<', '>', '{', '}', '(', ')', ' ', '\u{a0}',
    ])
}

/// The PMID of a page of PubMed, or of the same record in Europe PMC.
pub(super) fn pmid_in_address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    if !lower.contains("ncbi.nlm") && !lower.contains("europepmc") {
        return None;
    }
    let is_entrez = lower.contains("ncbi.nlm.nih.gov/entrez/") && lower.contains("db=pubmed");
    let at = [
        "pubmed.ncbi.nlm.nih.gov/",
        "ncbi.nlm.nih.gov/pubmed/",
        "ncbi.nlm.nih.gov/m/pubmed/",
        "europepmc.org/article/med/",
        "europepmc.org/abstract/med/",
    ]
    .iter()
    .find_map(|page| Some(lower.find(page)? + page.len()))
    .or_else(|| Some(lower.find("list_uids=").filter(|_| is_entrez)? + "list_uids=".len()))?;
    let rest = lower.get(at..)?;
    let end = rest
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(rest.len());
    let (digits, behind) = rest.split_at(end);
    // Several numbers in one address are a search.
    let is_one = !behind.starts_with([',', '+']) && !behind.starts_with("%2c");
    (is_one && is_pmid(digits)).then(|| digits.to_owned())
}

/// The PMCID of a page of PubMed Central.
pub(super) fn pmcid_in_address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    if !lower.contains("ncbi.nlm") {
        return None;
    }
    let pages = [
        "ncbi.nlm.nih.gov/pmc/articles/pmc",
        "pmc.ncbi.nlm.nih.gov/articles/pmc",
    ];
    let at = pages
        .iter()
        .find_map(|page| Some(lower.find(page)? + page.len()))?;
    let digits: String = lower
        .get(at..)?
        .chars()
        .take_while(char::is_ascii_digit)
        .collect();
    let pmcid = format!("PMC{digits}");
    is_pmcid(&pmcid).then_some(pmcid)
}

/// The web address a field begins with. A space in it is written by its code where nothing else stands in the field.
pub(super) fn web_address(field: &str) -> Option<String> {
    let field = field.trim().trim_start_matches(['<', '"', '“', '(', '[']);
    let field = label(field, &["URL"]).unwrap_or(field);
    let scheme = ["http://", "https://", "ftp://", "www."];
    let host = scheme
        .iter()
        .find_map(|scheme| strip_any_case(field, scheme))?;
    if !host.starts_with(|c: char| c.is_alphanumeric() || c == '[') {
        return None;
    }
    let mut words = field.split_whitespace();
    let mut address = words.next()?.to_owned();
    let more: Vec<&str> = words.collect();
    let is_one = !address.ends_with([';', ',', '>'])
        && more.len() <= 6
        && more
            .last()
            .is_some_and(|last| last.contains(['.', '/', '=']))
        && !more.iter().any(|word| {
            word.contains("://") || word.starts_with(['(', '[', '<']) || word.ends_with([';', ':'])
        })
        && address.contains('/')
        && host.contains('/');
    if is_one {
        for word in more {
            address.push_str("%20");
            address.push_str(word);
        }
    }
    let mut end = address.trim_end_matches(['"', '”', '>', ';', ',']);
    if end.ends_with(')') && !end.contains('(') {
        end = end.trim_end_matches(')');
    }
    Some(end.to_owned())
}

/// Whether an address is a DOI’s.
pub(super) fn is_resolver(address: &str) -> bool {
    behind_resolver(address).is_some()
}

fn behind_resolver(address: &str) -> Option<&str> {
    let mut rest = address;
    for scheme in ["https://", "http://", "www.", "dx."] {
        rest = strip_any_case(rest, scheme).unwrap_or(rest);
    }
    strip_any_case(rest, "doi.org/").map(|rest| rest.trim_start_matches('/'))
}

/// What a field for a DOI holds.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Doi {
    Sound {
        doi: String,
        second: Option<String>,
    },
    /// `10/abcd`, a shortened one.
    Short(String),
    Unsound,
}

/// The longest field in which a DOI is looked for.
const LONGEST_DOI: usize = 2048;

/// Reads a field that is meant for a DOI: bare, behind a label, in an address.
pub(super) fn doi(field: &str) -> Doi {
    if field.len() > LONGEST_DOI {
        return Doi::Unsound;
    }
    let field = with_letters(field);
    let field = if field.is_ascii() {
        field
    } else {
        const UNSEEN: [char; 6] = [
            '\u{200b}', '\u{200c}', '\u{200d}', '\u{feff}', '\u{ad}', '\u{2060}',
        ];
        field.replace(UNSEEN, "").into()
    };
    let mut rest = field
        .trim()
        .trim_start_matches(['<', '[', '(', '{', '"', '“', '\'']);
    let mut place = Place::Field;
    loop {
        if let Some(doi) = behind_resolver(rest) {
            rest = doi;
            place = Place::Resolver;
        } else if let Some(after) = DOI_LABELS
            .iter()
            .find_map(|label| strip_any_case(rest, label))
            .map(|after| {
                after.trim_start_matches([':', '=', '.', ' ', '\u{a0}', '\t', '<', '[', '('])
            })
            .filter(|after| {
                let is_value = |start: &&str| strip_any_case(after, start).is_some();
                ["10.", "10/", "http", "www.", "dx.", "doi"]
                    .iter()
                    .any(is_value)
            })
        {
            rest = after;
        } else {
            break;
        }
    }
    if let Some(address) = web_address(rest) {
        return match in_address(&address) {
            Some(doi) => sound(&doi, None),
            None => Doi::Unsound,
        };
    }
    if let Some(handle) = short(rest) {
        return Doi::Short(handle);
    }
    if place == Place::Resolver {
        let end = rest.find(['?', '#']).unwrap_or(rest.len());
        rest = rest.get(..end).unwrap_or_default();
    }
    let rest = decoded(rest);
    let Some((doi, behind)) = joined(&rest) else {
        return Doi::Unsound;
    };
    let doi = match place {
        Place::Resolver => without_view(&doi, &VIEWS),
        Place::Field => &doi,
    };
    sound(doi, behind)
}

#[derive(PartialEq, Eq)]
enum Place {
    Field,
    Resolver,
}

fn sound(doi: &str, second: Option<String>) -> Doi {
    let doi = without_marks(doi);
    if is_doi(doi) {
        Doi::Sound {
            doi: doi.to_owned(),
            second,
        }
    } else {
        Doi::Unsound
    }
}

fn short(text: &str) -> Option<String> {
    let handle = text.trim().trim_end_matches(['.', ',', ';']);
    let name = handle.strip_prefix("10/")?;
    let is_short = (2..=12).contains(&name.len())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
    is_short.then(|| handle.to_owned())
}

/// How addresses of publishers end behind the DOI.
const VIEWS: [&str; 14] = [
    "/full/html",
    "/full/pdf",
    "/abstract",
    "/summary",
    "/fulltext",
    "/full",
    "/epdf",
    "/pdf",
    "/html",
    "/meta",
    "/epub",
    "/references",
    "/citations",
    "/figures",
];

fn without_view<'t>(doi: &'t str, views: &[&str]) -> &'t str {
    let doi = doi.trim_end_matches('/');
    let bare = views.iter().find_map(|view| {
        let start = doi.len().checked_sub(view.len())?;
        doi.get(start..)?
            .eq_ignore_ascii_case(view)
            .then(|| doi.get(..start))?
    });
    bare.filter(|bare| is_doi(bare)).unwrap_or(doi)
}

/// The DOI in the address of a publisher’s page.
fn in_address(address: &str) -> Option<String> {
    let whole = decoded(address);
    let (at, _) = whole.match_indices("10.").find(|(at, _)| {
        let is_parted = whole
            .get(..*at)
            .is_some_and(|ahead| ahead.ends_with(['/', '=', ':']));
        let name = whole.get(*at..).unwrap_or_default();
        is_parted
            && name
                .split_once('/')
                .is_some_and(|(prefix, _)| is_doi(&format!("{prefix}/x")))
    })?;
    let in_query = whole.get(..at)?.ends_with('=');
    let rest = whole.get(at..)?;
    let end = rest
        .find(|c: char| matches!(c, '?' | '#') || (in_query && c == '&'))
        .unwrap_or(rest.len());
    let doi = rest.get(..end)?;
    let doi = without_view(doi, &VIEWS);
    let doi = doi
        .strip_suffix(".pdf")
        .or_else(|| doi.strip_suffix(".full"))
        .unwrap_or(doi);
    Some(without_marks(doi).to_owned())
}

/// The DOI an address tells: a resolver’s, or one of a publisher’s page that is known to be made of it.
pub(super) fn doi_of_address(address: &str) -> Option<String> {
    if is_resolver(address) {
        super::doi_of(address)
    } else {
        doi_of_page(address)
    }
}

/// The DOI of a page whose address is known to be made of it, `…/doi/abs/10.1002/x`.
fn doi_of_page(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    // Oxford puts a number of its own behind the DOI.
    if lower.contains("academic.oup.com") {
        return None;
    }
    let at = lower.find("/doi/")? + "/doi/".len();
    let rest = address.get(at..)?;
    let view = rest.find("10.")?;
    let views = [
        "",
        "abs/",
        "full/",
        "pdf/",
        "epdf/",
        "pdfplus/",
        "epub/",
        "pdfdirect/",
    ];
    views
        .contains(&rest.get(..view)?)
        .then(|| in_address(address))?
        .filter(|doi| is_doi(doi))
}

/// The DOI a text begins with, spaces in it taken out, and a second one behind it. None where it can’t be told whether the
/// words behind a space belong to it.
fn joined(text: &str) -> Option<(String, Option<String>)> {
    let mut words = text.split_whitespace();
    let mut doi = words.next()?.to_owned();
    if !doi.starts_with("10.") {
        return None;
    }
    // Two without a space between them.
    let starts_one = |behind: &str| {
        let is_start = |start: &&str| strip_any_case(behind, start).is_some();
        ["10.", "http", "doi:"].iter().any(is_start)
    };
    let mut marks = doi.match_indices([';', ',', '|']);
    let split = marks.find(|(at, _)| doi.get(at + 1..).is_some_and(starts_one));
    if let Some((at, _)) = split {
        let second = super::doi_of(doi.get(at + 1..)?);
        if second.is_some() {
            doi.truncate(at);
            return Some((doi, second));
        }
    }
    for word in words {
        let bare = word.trim_start_matches(['[', '(', '<', '"']);
        let is_second = bare.starts_with("10.") && is_doi(bare)
            || doi_label(bare).is_some_and(|rest| !rest.is_empty())
            || is_resolver(bare);
        if is_second {
            let second = super::doi_of(bare);
            if second.is_some() {
                return Some((doi, second));
            }
        }
        let is_ended = FOLLOWS
            .iter()
            .any(|known| strip_any_case(bare, known).is_some());
        if is_ended && is_doi(without_marks(&doi)) {
            return Some((doi, None));
        }
        let is_open = [('(', ')'), ('[', ']'), ('<', '>')]
            .iter()
            .any(|(open, close)| doi.matches(*open).count() > doi.matches(*close).count());
        let is_word = bare.len() > 2
            && bare
                .trim_end_matches(['.', ',', ';', ':', ')', ']'])
                .bytes()
                .all(|byte| byte.is_ascii_alphabetic());
        let goes_on = word
            .starts_with(['[', '(', '<', '/', '.', '-', '_', ':', ';', ')', ']', '>'])
            || doi.ends_with(['/', '.', '-', '_', ':', '[', '(', '<', ']', '>']);
        if !is_open && (is_word || !goes_on) {
            return None;
        }
        doi.push_str(word);
        if doi.len() > 300 {
            return None;
        }
    }
    Some((doi, None))
}

/// Words that come behind a DOI and are none of it.
const FOLLOWS: &[&str] = &[
    "doi",
    "epub",
    "pmid",
    "pmc",
    "issn",
    "isbn",
    "available",
    "accessed",
    "retrieved",
    "ecollection",
];

/// Without the marks of a sentence at its end, and without a bracket that it did not open.
fn without_marks(doi: &str) -> &str {
    let mut doi = doi;
    while let Some(last) = doi.chars().next_back() {
        let opens = match last {
            ')' => '(',
            ']' => '[',
            '>' => '<',
            '}' => '{',
            '.' | ',' | ';' | ':' | '"' | '\'' | '”' | '’' | '*' | '/' => '\0',
            _ => break,
        };
        if opens != '\0' && doi.matches(opens).count() >= doi.matches(last).count() {
            break;
        }
        doi = doi.get(..doi.len() - last.len_utf8()).unwrap_or_default();
    }
    doi
}

/// The DOI that a sentence tells behind `doi:`.
pub(super) fn doi_in_words(words: &str) -> Option<String> {
    let line = read_line(words);
    let doi = line.doi.and_then(|range| words.get(range))?;
    super::doi_of(doi)
}

pub(super) fn strip_any_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix)
        .then(|| text.get(prefix.len()..))
        .flatten()
}
