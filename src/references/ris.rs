//! RIS: `TY  - JOUR`, one field a line, `ER  - ` at the end of each record, which some programs leave out.

use super::identifiers::{Database, IdentifierDoubt, Identifiers};
use super::names::without_suffix;
use super::{Author, Format, Gathered, LONGEST_FIELD, Record, Status, WorkKind, undated, year_in};

/// Whether a record begins in this line.
pub(super) fn is_start(line: &str) -> bool {
    tag(line).is_some_and(|(tag, _)| tag == "TY")
}

/// Whether a line in words that go on only looks like a field: it has one space where the tags of the record have two.
fn is_of_words(line: &str, open: Option<&Open>) -> bool {
    let line = line.trim_start_matches(['\u{feff}', ' ']);
    open.is_some_and(|open| open.is_wide && open.in_words)
        && line.get(2..).is_some_and(|rest| rest.starts_with(" - "))
        && !line.starts_with("TY")
        && !line.starts_with("ER")
}

/// The tag of a line and what follows it.
fn tag(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start_matches(['\u{feff}', ' ']);
    let tag = line.get(..2)?;
    let mut letters = tag.bytes();
    let is_tag = letters.next()?.is_ascii_uppercase()
        && letters
            .next()
            .is_some_and(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let rest = line.get(2..)?.trim_start_matches([' ', '\t']);
    let blanks = line.len() - 2 - rest.len();
    let value = rest.strip_prefix('-')?;
    // `CO-ENZYME` in a line that goes on is no tag.
    let parted = value.is_empty() || value.starts_with([' ', '\t', '\r']);
    (is_tag && blanks > 0 && parted).then(|| (tag, value.trim()))
}

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Ris);
    let mut open: Option<Open> = None;
    for (number, line) in text.split(['\n', '\r']).enumerate_lines(text) {
        match tag(line).filter(|_| !is_of_words(line, open.as_ref())) {
            Some(("TY", kind)) => {
                if let Some(open) = open.take() {
                    open.close(&mut gathered);
                }
                open = Some(Open::new(number, kind));
            }
            Some(("ER", _)) => {
                if let Some(open) = open.take() {
                    open.close(&mut gathered);
                }
            }
            Some((tag, value)) => match &mut open {
                Some(open) => {
                    open.is_wide |= line.get(2..).is_some_and(|rest| rest.starts_with("  -"));
                    open.in_words = matches!(tag, "AB" | "N2" | "N1" | "TI" | "T1");
                    open.field(tag, value);
                }
                None => gathered.refuse(number, line, "No record is open here: TY is missing"),
            },
            None if line.trim().is_empty() => {}
            None => match &mut open {
                Some(open) => open.go_on(line),
                None if is_preface(line) => {}
                None => gathered.refuse(number, line, "It stands in no record"),
            },
        }
    }
    if let Some(open) = open {
        open.close(&mut gathered);
    }
    gathered
}

/// What some services write before a record: its number, and who sent it.
fn is_preface(line: &str) -> bool {
    let line = line.trim();
    let number = line.trim_end_matches('.');
    (!number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        || ["Record #", "Provider:", "Content:", "Database:"]
            .iter()
            .any(|name| line.starts_with(name))
}

/// Lines with their numbers, where a line may end in LF, CR or both.
trait EnumerateLines<'t>: Iterator<Item = &'t str> + Sized {
    fn enumerate_lines(self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)>;
}

impl<'t, I: Iterator<Item = &'t str>> EnumerateLines<'t> for I {
    fn enumerate_lines(self, text: &'t str) -> impl Iterator<Item = (usize, &'t str)> {
        let bytes = text.as_bytes();
        let mut number = 0;
        let mut at = 0;
        self.filter_map(move |line| {
            let is_second_half = line.is_empty()
                && at > 0
                && bytes.get(at - 1) == Some(&b'\r')
                && bytes.get(at) == Some(&b'\n');
            at += line.len() + 1;
            if is_second_half {
                return None;
            }
            number += 1;
            Some((number, line))
        })
    }
}

/// A record being read.
struct Open {
    line: usize,
    /// The fields that are kept, in order.
    fields: Vec<(String, String)>,
    too_long: bool,
    /// Whether the last field is one that is kept.
    keeps: bool,
    /// Its tags have two spaces behind them.
    is_wide: bool,
    /// The last field holds words, which may go on in the next line.
    in_words: bool,
}

/// The fields that say something here; abstracts and the like are skipped as they come.
const KEPT: &[&str] = &[
    "TY", "AU", "A1", "A2", "ED", "TI", "T1", "CT", "BT", "T2", "JO", "JF", "JA", "J1", "J2", "PY",
    "Y1", "DA", "VL", "IS", "CP", "SP", "EP", "DO", "DI", "UR", "LK", "L1", "L2", "AN", "C1", "C2",
    "C3", "C4", "C5", "C6", "C7", "C8", "N1", "M1", "M2", "M3", "Y2", "PB", "PM", "DB", "DP", "ID",
    "LB", "RN", "U1", "U2", "U3", "U4", "U5", "KW", "PT",
];

/// The keyword that PubMed’s publication type becomes in some exports; others, as `retraction`, are what a work is about.
const RETRACTED: &str = "Retracted Publication";

/// A note that others wrote it as well: as a name, `et al.` would be somebody to other programs.
const MORE_AUTHORS: &str = "Authors: et al.";

impl Open {
    fn new(line: usize, kind: &str) -> Self {
        Self {
            line,
            fields: vec![("TY".to_owned(), kind.to_owned())],
            too_long: false,
            keeps: true,
            is_wide: false,
            in_words: false,
        }
    }

    fn field(&mut self, tag: &str, value: &str) {
        self.keeps = KEPT.contains(&tag) && (tag != "KW" || value == RETRACTED);
        if self.keeps {
            self.too_long |= value.len() > LONGEST_FIELD;
            self.fields.push((tag.to_owned(), value.to_owned()));
        }
    }

    fn go_on(&mut self, line: &str) {
        if self.keeps
            && let Some((tag, value)) = self.fields.last_mut()
        {
            if value.len() + line.len() > LONGEST_FIELD {
                self.too_long = true;
            } else {
                // What a note says is told line by line.
                value.push(if tag == "N1" { '\n' } else { ' ' });
                value.push_str(line.trim());
            }
        }
    }

    fn close(self, gathered: &mut Gathered) {
        let first = self
            .get(&["TI", "T1", "AU", "A1", "DO"])
            .unwrap_or_default();
        let first = first.chars().take(200).collect::<String>();
        if self.too_long {
            gathered.refuse(
                self.line,
                &first,
                "One of its fields is longer than any record’s",
            );
            return;
        }
        gathered.take_doubting(self.record(), self.line, &first);
    }

    fn get(&self, tags: &[&str]) -> Option<String> {
        tags.iter()
            .find_map(|tag| self.all(tag).next())
            .map(str::to_owned)
    }

    fn all<'o>(&'o self, tag: &'o str) -> impl Iterator<Item = &'o str> {
        self.fields
            .iter()
            .filter(move |(name, value)| name == tag && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    fn record(&self) -> (Record, Vec<IdentifierDoubt>) {
        let mut record = Record {
            kind: kind(&self.get(&["TY"]).unwrap_or_default()),
            year: self.get(&["PY", "Y1", "DA"]).as_deref().and_then(year_in),
            title: self.get(&["TI", "T1", "CT", "BT"]),
            container: self.get(&["JF", "T2", "JO", "BT"]),
            container_short: self.get(&["J2", "JA", "J1"]),
            volume: self.get(&["VL"]),
            issue: self.get(&["IS", "CP"]),
            publisher: self.get(&["PB"]),
            undated: self.get(&["PY", "Y1"]).as_deref().and_then(undated),
            accessed: self.get(&["Y2"]).map(|date| super::csl::house_date(&date)),
            ..Record::default()
        };
        if record.container == record.title {
            record.container = None;
        }
        let authors = self
            .fields
            .iter()
            .filter(|(tag, _)| matches!(tag.as_str(), "AU" | "A1"));
        for (_, name) in authors {
            if name
                .trim()
                .trim_end_matches('.')
                .eq_ignore_ascii_case("et al")
            {
                record.et_al = true;
            } else {
                record.authors.extend(Author::of_list(name));
            }
        }
        record.et_al |= self.all("N1").any(|note| note == MORE_AUTHORS);
        let editors = self.all("ED").chain(self.all("A2"));
        let doubt = record.edited_by(editors.flat_map(Author::of_list).collect());
        record.pages = match (self.get(&["SP"]), self.get(&["EP"])) {
            (Some(from), Some(to)) if from != to && !from.contains(['-', '–']) => {
                Some(format!("{from}-{to}"))
            }
            (from, to) => from.or(to),
        };
        // A journal without pages gives its articles numbers.
        if record.pages.is_none() {
            let number = self.all("C7").find(|id| super::is_article_number(id));
            record.pages = number.map(str::to_owned);
        }
        let types = self
            .fields
            .iter()
            .filter(|(tag, _)| matches!(tag.as_str(), "M3" | "PT" | "KW" | "N1"));
        for (_, names) in types {
            for status in names.lines().filter_map(Status::of_publication_type) {
                record.add_status(status);
            }
        }
        let mut doubts = self.identifiers().give(&mut record);
        doubts.extend(doubt);
        (record, doubts)
    }

    /// What the fields say of the record itself. `L3` tells of related works, `SN` of the journal.
    fn identifiers(&self) -> Identifiers {
        let mut own = Identifiers::default();
        for field in self.all("PM") {
            own.pmid(field);
        }
        for field in self.all("DO").chain(self.all("DI")) {
            own.doi(field);
        }
        for field in self.all("UR").chain(self.all("LK")) {
            own.address(field);
        }
        for tag in ["M1", "M2", "M3", "ID"] {
            self.all(tag).for_each(|field| own.labelled_or_doi(field));
        }
        for tag in [
            "C1", "C2", "C3", "C4", "C5", "C6", "C7", "C8", "U1", "U2", "U3", "U4", "U5", "LB",
            "RN",
        ] {
            self.all(tag).for_each(|field| own.labelled(field));
        }
        for field in self.all("L1").chain(self.all("L2")) {
            own.link(field);
        }
        self.all("N1").for_each(|note| own.note(note));
        let addresses = self.all("UR").chain(self.all("L2")).chain(self.all("N1"));
        let database = Database::named(self.all("DB"), self.all("DP"), addresses);
        for field in self.all("AN") {
            own.accession_number(field, database);
        }
        if database == Database::Pubmed {
            for field in self.all("ID").chain(self.all("C1")) {
                own.number(field);
            }
        }
        if self.is_of_embase() {
            self.all("C5").for_each(|field| own.number(field));
        }
        own
    }

    /// Embase’s own export has PubMed’s number in `C5` and its own in `U2`.
    fn is_of_embase(&self) -> bool {
        let is_number = |field: &str| {
            field.strip_prefix('L').is_some_and(|digits| {
                digits.len() > 5 && digits.bytes().all(|byte| byte.is_ascii_digit())
            })
        };
        self.all("U2").any(is_number)
            || self
                .all("DB")
                .chain(self.all("DP"))
                .chain(self.all("UR"))
                .any(|name| name.to_ascii_lowercase().contains("embase"))
    }
}

fn kind(name: &str) -> WorkKind {
    match name.trim() {
        "BOOK" | "EBOOK" | "EDBOOK" => WorkKind::Book,
        "CHAP" | "ECHAP" => WorkKind::Chapter,
        "RPRT" | "GOVDOC" | "STAND" => WorkKind::Report,
        "THES" => WorkKind::Thesis,
        "CONF" | "CPAPER" => WorkKind::Conference,
        "ELEC" | "WEB" | "ICOMM" | "BLOG" => WorkKind::Webpage,
        "UNPB" | "PREPRINT" => WorkKind::Preprint,
        _ => WorkKind::Article,
    }
}

/// Writes records, each closed by `ER`, lines ended by CR and LF as the format has it.
pub(super) fn write(records: &[Record]) -> String {
    let mut out = String::new();
    for record in records {
        let kind = match record.kind {
            WorkKind::Article => "JOUR",
            WorkKind::Book => "BOOK",
            WorkKind::Chapter => "CHAP",
            WorkKind::Report => "RPRT",
            WorkKind::Thesis => "THES",
            WorkKind::Conference => "CONF",
            WorkKind::Webpage => "ELEC",
            WorkKind::Preprint => "UNPB",
        };
        let mut field = |tag: &str, value: &str| {
            out.push_str(tag);
            out.push_str("  - ");
            out.push_str(value);
            out.push_str("\r\n");
        };
        field("TY", kind);
        let role = if record.are_editors { "ED" } else { "AU" };
        for author in &record.authors {
            match author {
                Author::Person {
                    family,
                    given: Some(given),
                } => field(role, &inverted(family, given)),
                Author::Person {
                    family,
                    given: None,
                } => field(role, &format!("{family},")),
                // Two commas are the one in the name of an organisation.
                Author::Organisation(name) => field(role, &name.replacen(',', ",,", 1)),
            }
        }
        if record.et_al {
            field("N1", MORE_AUTHORS);
        }
        let (from, to) = match record
            .pages
            .as_deref()
            .and_then(|pages| pages.split_once(['-', '–']))
        {
            Some((from, to)) => (Some(from), Some(to)),
            None => (record.pages.as_deref(), None),
        };
        let pmid = record.pmid.as_deref();
        let accessed = record
            .accessed
            .as_deref()
            .map(|date| match super::csl::day(date) {
                Some((year, month, day)) => format!("{year}/{month:02}/{day:02}/"),
                None => date.to_owned(),
            });
        let accessed = accessed.as_deref();
        for (tag, value) in [
            ("TI", record.title.as_deref()),
            ("T2", record.container.as_deref()),
            (
                "J2",
                record
                    .container_short
                    .as_deref()
                    .filter(|short| record.container.as_deref() != Some(short)),
            ),
            ("PY", record.year.as_deref().or(record.undated.as_deref())),
            ("VL", record.volume.as_deref()),
            ("IS", record.issue.as_deref()),
            ("SP", from),
            ("EP", to),
            ("PB", record.publisher.as_deref()),
            ("DO", record.doi.as_deref()),
            ("DB", pmid.map(|_| "PubMed")),
            ("AN", pmid),
            ("C2", record.pmcid.as_deref()),
            ("UR", record.url.as_deref()),
            ("Y2", accessed),
        ] {
            if let Some(value) = value {
                field(tag, value);
            }
        }
        for status in &record.status {
            field(
                "M3",
                match status {
                    Status::Retracted => RETRACTED,
                    Status::PartlyRetracted => "Partly Retracted",
                    Status::RetractionNotice => "Retraction of Publication",
                    Status::Concern => "Expression of Concern",
                    Status::Erratum => "Published Erratum",
                    Status::Preprint => "Preprint",
                    Status::Corrected => "Corrected",
                },
            );
        }
        field("ER", "");
        out.push_str("\r\n");
    }
    out
}

fn inverted(family: &str, given: &str) -> String {
    match without_suffix(given) {
        (given, Some(suffix)) => format!("{family}, {given}, {suffix}"),
        (given, None) => format!("{family}, {given}"),
    }
}
