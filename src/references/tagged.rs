//! Web of Science's own export (`PT J`, `AU`, …, `ER`) and EndNote's (`%0`, `%A`, …): a tag of two letters, one field a line.

use super::identifiers::{Database, IdentifierDoubt, Identifiers};
use super::{Author, Format, Gathered, LONGEST_FIELD, Record, Status, WorkKind, year_in};

/// Whether an export of one of the two begins in this line.
pub(super) fn is_start(line: &str) -> bool {
    let line = line.trim_end();
    let of_service = ["FN Clarivate", "FN Thomson", "FN ISI"];
    line.starts_with("%0 ")
        || of_service.iter().any(|start| line.starts_with(start))
        || matches!(line, "PT J" | "PT B" | "PT S" | "PT P" | "PT C")
}

/// Tag and value, in one of the two ways.
fn field(line: &str, by_percent: bool) -> Option<(&str, &str)> {
    let (tag, rest) = line.split_at_checked(2)?;
    let is_tag = if by_percent {
        tag.starts_with('%')
    } else {
        let mut letters = tag.bytes();
        letters.next()?.is_ascii_uppercase()
            && letters.all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
    };
    let parted = rest.is_empty() || rest.starts_with(' ');
    (is_tag && parted).then(|| (tag, rest.trim()))
}

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Tagged);
    let by_percent = text.lines().find(|line| is_start(line));
    let by_percent = by_percent.is_some_and(|line| line.starts_with('%'));
    let mut open: Option<Open<'_>> = None;
    for (at, line) in text.lines().enumerate() {
        match field(line, by_percent) {
            Some(("FN" | "VR" | "EF", _)) => {}
            Some(("ER", _)) => {
                if let Some(open) = open.take() {
                    open.close(&mut gathered);
                }
            }
            Some((tag @ ("PT" | "%0"), kind)) => {
                if let Some(open) = open.take() {
                    open.close(&mut gathered);
                }
                open = Some(Open {
                    line: at + 1,
                    fields: vec![(tag, kind.to_owned())],
                });
            }
            Some((tag, value)) => match &mut open {
                Some(open) => open.fields.push((tag, value.to_owned())),
                None => gathered.refuse(at + 1, line, "No record is open here"),
            },
            None if line.trim().is_empty() => {}
            None => match &mut open {
                Some(open) => open.go_on(line.trim()),
                None => gathered.refuse(at + 1, line, "It stands in no record"),
            },
        }
    }
    if let Some(open) = open {
        open.close(&mut gathered);
    }
    gathered
}

/// A record being read.
struct Open<'t> {
    line: usize,
    fields: Vec<(&'t str, String)>,
}

impl Open<'_> {
    /// A line without a tag: one more name, or more of the same words.
    fn go_on(&mut self, words: &str) {
        let Some((tag, value)) = self.fields.last_mut() else {
            return;
        };
        if matches!(*tag, "AU" | "AF" | "CA" | "BE") {
            let tag = *tag;
            self.fields.push((tag, words.to_owned()));
        } else {
            // What a note says is told line by line.
            value.push(if *tag == "%Z" { '\n' } else { ' ' });
            value.push_str(words);
        }
    }

    fn get(&self, tags: &[&str]) -> Option<String> {
        let said = |tag: &&str| {
            let mut fields = self.fields.iter();
            fields.find(|(name, value)| name == tag && !value.is_empty())
        };
        tags.iter().find_map(said).map(|(_, value)| value.clone())
    }

    fn close(self, gathered: &mut Gathered) {
        let first = self.get(&["TI", "%T", "AU", "%A"]).unwrap_or_default();
        let first: String = first.chars().take(200).collect();
        if self
            .fields
            .iter()
            .any(|(_, value)| value.len() > LONGEST_FIELD)
        {
            let why = "One of its fields is longer than any record’s";
            gathered.refuse(self.line, &first, why);
        } else {
            gathered.take_doubting(self.record(), self.line, &first);
        }
    }

    fn record(&self) -> (Record, Vec<IdentifierDoubt>) {
        let mut record = Record {
            kind: kind(&self.get(&["PT", "%0"]).unwrap_or_default()),
            year: self.get(&["PY", "%D"]).as_deref().and_then(year_in),
            title: self.get(&["TI", "%T"]),
            container: self.get(&["SO", "%J", "%B"]),
            container_short: self.get(&["JI", "J9"]),
            volume: self.get(&["VL", "%V"]),
            issue: self.get(&["IS", "%N"]),
            publisher: self.get(&["PU", "%I"]),
            ..Record::default()
        };
        record.pages = match (self.get(&["BP", "%P", "AR"]), self.get(&["EP"])) {
            (Some(from), Some(to)) if from != to => Some(format!("{from}-{to}")),
            (from, to) => from.or(to),
        };
        let mut editors = Vec::new();
        let full = self.fields.iter().any(|(tag, _)| *tag == "AF");
        for (tag, value) in &self.fields {
            match *tag {
                "AF" | "%A" => record.authors.extend(Author::of_list(value)),
                "AU" if !full => record.authors.extend(Author::of_list(value)),
                "BE" | "%E" => editors.extend(Author::of_list(value)),
                "CA" => record.authors.push(Author::Organisation(value.clone())),
                "DT" => {
                    for name in value.split(';') {
                        let status = match name.trim() {
                            "Retraction" => Some(Status::RetractionNotice),
                            "Withdrawn Publication" => Some(Status::Retracted),
                            "Correction" => Some(Status::Erratum),
                            name => Status::of_publication_type(name),
                        };
                        if let Some(status) = status {
                            record.add_status(status);
                        }
                    }
                }
                _ => {}
            }
        }
        let mut doubts = self.identifiers().give(&mut record);
        doubts.extend(record.edited_by(editors));
        (record, doubts)
    }

    fn all<'o>(&'o self, tag: &'o str) -> impl Iterator<Item = &'o str> {
        let fields = self.fields.iter();
        fields
            .filter(move |(name, value)| *name == tag && !value.is_empty())
            .map(|(_, value)| value.as_str())
    }

    /// What the fields say of the record itself: `D2` is the DOI of its book, `CR` lists what it cites.
    fn identifiers(&self) -> Identifiers {
        let mut own = Identifiers::default();
        self.all("PM").for_each(|field| own.pmid(field));
        for field in self.all("DI").chain(self.all("%R")) {
            own.doi(field);
        }
        self.all("%U").for_each(|field| own.address(field));
        for tag in ["UT", "%1", "%2", "%3", "%4", "%9", "%#", "%$", "%F"] {
            self.all(tag).for_each(|field| own.labelled(field));
        }
        self.all("%Z").for_each(|note| own.note(note));
        let addresses = self.all("%U").chain(self.all("%Z"));
        let database = Database::named(self.all("%~"), self.all("%W"), addresses);
        for field in self.all("%M") {
            own.accession_number(field, database);
        }
        own
    }
}

fn kind(name: &str) -> WorkKind {
    match name {
        "B" | "Book" | "Edited Book" => WorkKind::Book,
        "Book Section" => WorkKind::Chapter,
        "C" | "Conference Paper" | "Conference Proceedings" => WorkKind::Conference,
        "Report" => WorkKind::Report,
        "Thesis" => WorkKind::Thesis,
        "Web Page" => WorkKind::Webpage,
        _ => WorkKind::Article,
    }
}
