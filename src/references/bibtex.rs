//! BibTeX and BibLaTeX: `@article{key, title = {…}, …}`.
//!
//! An entry that is broken is reported, and reading goes on at the next `@`. Knows nothing of: other formats.

use std::collections::HashMap;

use super::latex::{escaped, plain};
use super::{Author, Format, Gathered, Kind, LONGEST_FIELD, Record, Status, year_in};

/// Whether an entry begins in this line.
pub(super) fn is_start(line: &str) -> bool {
    let Some(rest) = line.trim_start().strip_prefix('@') else {
        return false;
    };
    let name = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    name > 2
        && rest
            .get(name..)
            .is_some_and(|rest| rest.trim_start().starts_with(['{', '(']))
}

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::Bibtex);
    let mut strings: HashMap<String, String> = MONTHS
        .iter()
        .map(|month| ((*month).to_owned(), (*month).to_owned()))
        .collect();
    let mut line = 1;
    let mut counted = 0;
    let mut at = 0;
    while let Some(found) = next_entry(text, at) {
        line += text
            .get(counted..found)
            .unwrap_or_default()
            .matches('\n')
            .count();
        counted = found;
        let rest = text.get(found + 1..).unwrap_or_default();
        let mut cursor = Cursor { text: rest, at: 0 };
        let result = cursor.entry(&strings);
        at = found + 1 + cursor.at.max(1);
        match result {
            Ok(Some(Entry::Strings(fields))) => strings.extend(fields),
            Ok(Some(Entry::Record(kind, fields))) => {
                let written = text.get(found..at.min(text.len())).unwrap_or_default();
                if fields.values().any(|value| value.len() > LONGEST_FIELD) {
                    gathered.refuse(
                        line,
                        written,
                        "One of its fields is longer than any record’s",
                    );
                } else {
                    gathered.take(record(&kind, &fields), line, written);
                }
            }
            Ok(None) => {}
            Err(why) => {
                // The broken entry may have swallowed others: go on at the next one that starts a line.
                at = found + 1;
                gathered.refuse(
                    line,
                    text.get(found..(found + 200).min(text.len()))
                        .unwrap_or(rest.lines().next().unwrap_or_default()),
                    why,
                );
            }
        }
    }
    gathered
}

/// Where the next `@` stands that starts a line.
fn next_entry(text: &str, from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        let found = at + text.get(at..)?.find('@')?;
        let line_start = text
            .get(..found)?
            .rfind(['\n', '\r'])
            .map_or(0, |end| end + 1);
        // Several may stand in one line, where one was just closed.
        let ahead = text.get(line_start.max(from)..found)?;
        let rest = text.get(found..)?;
        let line = rest.lines().next().unwrap_or_default();
        if ahead.trim().is_empty() && is_start(line) {
            return Some(found);
        }
        at = found + 1;
    }
}

enum Entry {
    Strings(HashMap<String, String>),
    Record(String, HashMap<String, String>),
}

struct Cursor<'t> {
    text: &'t str,
    at: usize,
}

impl Cursor<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn skip_blanks(&mut self) {
        loop {
            let rest = self.rest();
            let blanks = rest.len() - rest.trim_start().len();
            self.at += blanks;
            if self.rest().starts_with('%') {
                self.at += self.rest().find('\n').unwrap_or(self.rest().len());
            } else {
                return;
            }
        }
    }

    fn take(&mut self, mark: char) -> bool {
        self.skip_blanks();
        let is_there = self.rest().starts_with(mark);
        if is_there {
            self.at += mark.len_utf8();
        }
        is_there
    }

    fn name(&mut self) -> String {
        self.skip_blanks();
        let rest = self.rest();
        let end = rest
            .find(|c: char| {
                c.is_whitespace() || matches!(c, '=' | ',' | '{' | '}' | '(' | ')' | '"' | '#')
            })
            .unwrap_or(rest.len());
        let name = rest.get(..end).unwrap_or_default().to_lowercase();
        self.at += end;
        name
    }

    /// What stands behind the `@`.
    fn entry(&mut self, strings: &HashMap<String, String>) -> Result<Option<Entry>, &'static str> {
        let kind = self.name();
        let close = if self.take('{') {
            '}'
        } else if self.take('(') {
            ')'
        } else {
            return Err("It is not an entry of BibTeX");
        };
        match kind.as_str() {
            "comment" | "preamble" => {
                self.at -= 1;
                self.braced(close)?;
                return Ok(None);
            }
            "string" => {}
            _ => {
                let rest = self.rest();
                let end = rest
                    .find([',', close])
                    .ok_or("Its brackets are never closed")?;
                // An entry without a key begins with its first field.
                if !rest.get(..end).unwrap_or_default().contains('=') {
                    self.at += end;
                    self.take(',');
                }
            }
        }
        let mut fields = HashMap::new();
        loop {
            if self.take(close) {
                break;
            }
            if self.take(',') {
                continue;
            }
            self.skip_blanks();
            if self.rest().is_empty() {
                return Err("Its brackets are never closed");
            }
            let name = self.name();
            if name.is_empty() || !self.take('=') {
                return Err("A field has no value");
            }
            let value = self.value(strings)?;
            if kind == "string" || !fields.contains_key(&name) {
                fields.insert(name, value);
            }
        }
        Ok(Some(if kind == "string" {
            Entry::Strings(fields)
        } else {
            Entry::Record(kind, fields)
        }))
    }

    /// `{…}`, `"…"`, a number or a name, joined by `#`.
    fn value(&mut self, strings: &HashMap<String, String>) -> Result<String, &'static str> {
        let mut value = String::new();
        loop {
            self.skip_blanks();
            if self.rest().starts_with('{') {
                value.push_str(&self.braced('}')?);
            } else if self.rest().starts_with('"') {
                value.push_str(&self.quoted()?);
            } else {
                let name = self.name();
                if name.is_empty() {
                    return Err("A field has no value");
                }
                value.push_str(strings.get(&name).unwrap_or(&name));
            }
            if !self.take('#') {
                return Ok(value);
            }
        }
    }

    /// The inside of a bracket, brackets in it balanced.
    fn braced(&mut self, close: char) -> Result<String, &'static str> {
        let rest = self.rest();
        let mut depth = 0_usize;
        let mut escaped = false;
        for (at, byte) in rest.bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' => {
                    escaped = true;
                    continue;
                }
                b'{' => depth += 1,
                b'(' if close == ')' && at == 0 => depth += 1,
                b'}' | b')' if byte == b'}' || (close == ')' && depth == 1) => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        let inside = rest.get(1..at).unwrap_or_default().to_owned();
                        self.at += at + 1;
                        return Ok(inside);
                    }
                }
                _ => {}
            }
        }
        Err("Its brackets are never closed")
    }

    fn quoted(&mut self) -> Result<String, &'static str> {
        let rest = self.rest();
        let mut depth = 0_usize;
        let mut escaped = false;
        for (at, byte) in rest.bytes().enumerate().skip(1) {
            match byte {
                // `\"` is an accent, and ends nothing.
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'{' => depth += 1,
                b'}' => depth = depth.saturating_sub(1),
                b'"' if depth == 0 => {
                    let inside = rest.get(1..at).unwrap_or_default().to_owned();
                    self.at += at + 1;
                    return Ok(inside);
                }
                _ => {}
            }
        }
        Err("Its quotation marks are never closed")
    }
}

fn record(kind: &str, fields: &HashMap<String, String>) -> Record {
    let raw = |names: &[&str]| {
        names
            .iter()
            .find_map(|name| fields.get(*name))
            .filter(|value| !value.trim().is_empty())
    };
    let get = |names: &[&str]| raw(names).map(|value| plain(value));
    // Addresses hold `_`, `%` and `~` as they are, escaped or not.
    let address = |names: &[&str]| {
        raw(names).map(|value| {
            let inner = value
                .trim()
                .trim_start_matches("\\url{")
                .trim_matches(['{', '}', ' ']);
            let mut address = inner.to_owned();
            for mark in ['_', '%', '&', '#', '~'] {
                let escaped = format!("\\{mark}");
                address = address.replace(&format!("{{{escaped}}}"), &escaped);
                address = address.replace(&escaped, &mark.to_string());
            }
            address
        })
    };
    let mut record = Record {
        kind: match kind {
            "book" | "mvbook" | "booklet" | "manual" => Kind::Book,
            "incollection" | "inbook" => Kind::Chapter,
            "techreport" | "report" => Kind::Report,
            "phdthesis" | "mastersthesis" | "thesis" => Kind::Thesis,
            "inproceedings" | "conference" | "proceedings" => Kind::Conference,
            "online" | "electronic" | "www" => Kind::Webpage,
            _ => Kind::Article,
        },
        year: get(&["year", "date"]).as_deref().and_then(year_in),
        title: get(&["title"]),
        container: get(&[
            "journaltitle",
            "journal",
            "booktitle",
            "maintitle",
            "website",
        ]),
        container_short: get(&["shortjournal"]),
        volume: get(&["volume"]),
        issue: get(&["number", "issue"]),
        pages: get(&["pages"]).map(|pages| pages.replace(['–', '—'], "-")),
        publisher: get(&["publisher", "institution", "school", "organization"]),
        pmid: get(&["pmid"]),
        pmcid: get(&["pmcid"]),
        doi: address(&["doi"]),
        url: address(&["url", "howpublished"])
            .filter(|url| url.contains("://") || url.contains("www.")),
        accessed: get(&["urldate"]).map(|date| super::csl::house_date(&date)),
        ..Record::default()
    };
    if let Some(subtitle) = get(&["subtitle"])
        && let Some(title) = &mut record.title
    {
        title.push_str(": ");
        title.push_str(&subtitle);
    }
    if raw(&["eprinttype"]).is_some_and(|kind| kind.eq_ignore_ascii_case("pubmed")) {
        record.pmid = record.pmid.or(get(&["eprint"]));
    }
    for note in ["note", "annote", "extra", "annotation"]
        .iter()
        .filter_map(|name| get(&[name]))
    {
        let line = crate::entry::sources::read_line(&note);
        let said = |range: Option<std::ops::Range<usize>>| {
            range.and_then(|range| note.get(range)).map(str::to_owned)
        };
        record.pmid = record.pmid.take().or_else(|| said(line.pmid.clone()));
        record.pmcid = record.pmcid.take().or_else(|| said(line.pmcid.clone()));
        for part in note.split([',', ';', '.', '\n']) {
            if let Some(status) = Status::of_publication_type(part) {
                record.add_status(status);
            }
        }
    }
    if let Some(status) =
        raw(&["pubstate", "type"]).and_then(|state| Status::of_publication_type(state))
    {
        record.add_status(status);
    }
    for name in raw(&["author"])
        .map(|names| split_names(names))
        .unwrap_or_default()
    {
        match name {
            "others" => record.et_al = true,
            // A name wholly in braces is never taken apart.
            whole
                if whole.starts_with('{')
                    && whole.ends_with('}')
                    && whole.find('}') == Some(whole.len() - 1) =>
            {
                record
                    .authors
                    .push(Author::Organisation(plain(whole).trim().to_owned()));
            }
            name => {
                let is_inverted = name.contains(',');
                let name = super::one_line(&plain(name));
                let author = if is_inverted {
                    Author::of_inverted(&name)
                } else {
                    Author::of_natural(&name)
                };
                record.authors.extend(author);
            }
        }
    }
    record
}

/// The names between `and`, brackets respected.
fn split_names(names: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (at, byte) in names.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth = depth.saturating_sub(1),
            b'a' | b'A' if depth == 0 && at >= from => {
                let is_word = names
                    .get(at..at + 3)
                    .is_some_and(|word| word.eq_ignore_ascii_case("and"))
                    && names
                        .get(..at)
                        .is_some_and(|ahead| ahead.ends_with(char::is_whitespace))
                    && names
                        .get(at + 3..)
                        .is_some_and(|behind| behind.starts_with(char::is_whitespace));
                if is_word {
                    parts.push(names.get(from..at).unwrap_or_default().trim());
                    from = at + 3;
                }
            }
            _ => {}
        }
    }
    parts.push(names.get(from..).unwrap_or_default().trim());
    parts.retain(|part| !part.is_empty());
    parts
}

/// Writes records, each under a key of family and year that is used once.
pub fn write<'r>(records: impl IntoIterator<Item = &'r Record>) -> String {
    let mut out = String::new();
    let mut used: HashMap<String, usize> = HashMap::new();
    for (number, record) in records.into_iter().enumerate() {
        let kind = match record.kind {
            Kind::Article => "article",
            Kind::Book => "book",
            Kind::Chapter => "incollection",
            Kind::Report => "techreport",
            Kind::Thesis => "phdthesis",
            Kind::Conference => "inproceedings",
            Kind::Webpage | Kind::Preprint => "online",
        };
        let mut key: String = record
            .authors
            .first()
            .map(Author::family)
            .unwrap_or_default()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(40)
            .chain(record.year.iter().flat_map(|year| year.chars()))
            .collect();
        if key.is_empty() {
            key = format!("source{}", number + 1);
        }
        let times = used.entry(key.clone()).or_default();
        *times += 1;
        if *times > 1 {
            key = format!("{key}-{times}");
        }
        let mut authors: Vec<String> = record
            .authors
            .iter()
            .map(|author| match author {
                Author::Person { family, given } => {
                    format!(
                        "{}, {}",
                        escaped(family),
                        escaped(given.as_deref().unwrap_or_default())
                    )
                }
                Author::Organisation(name) => format!("{{{}}}", escaped(name)),
            })
            .collect();
        authors.extend(record.et_al.then(|| "others".to_owned()));
        let container = match record.kind {
            Kind::Chapter | Kind::Conference => "booktitle",
            _ => "journal",
        };
        let status: Vec<&str> = record.status.iter().map(|status| status.name()).collect();
        out.push_str(&format!("@{kind}{{{key}"));
        let verbatim = |text: &Option<String>| text.clone();
        let words = |text: &Option<String>| text.as_deref().map(escaped);
        for (name, value) in [
            (
                "author",
                (!authors.is_empty()).then(|| authors.join(" and ")),
            ),
            ("title", words(&record.title)),
            (container, words(&record.container)),
            (
                "shortjournal",
                words(
                    &record
                        .container_short
                        .clone()
                        .filter(|short| record.container.as_ref() != Some(short)),
                ),
            ),
            ("year", words(&record.year)),
            ("volume", words(&record.volume)),
            ("number", words(&record.issue)),
            (
                "pages",
                record
                    .pages
                    .as_deref()
                    .map(|pages| escaped(pages).replace("{}-", "-").replace('-', "--")),
            ),
            ("publisher", words(&record.publisher)),
            ("doi", verbatim(&record.doi)),
            ("pmid", words(&record.pmid)),
            ("pmcid", words(&record.pmcid)),
            ("url", verbatim(&record.url)),
            ("urldate", words(&record.accessed)),
            ("note", (!status.is_empty()).then(|| status.join("; "))),
        ] {
            if let Some(value) = value {
                out.push_str(&format!(",\n  {name} = {{{value}}}"));
            }
        }
        out.push_str("\n}\n\n");
    }
    out
}

const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
];
