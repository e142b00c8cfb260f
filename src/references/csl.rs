//! CSL-JSON: the form citation processors and Zotero read.

use serde_json::{Map, Value, json};

use super::identifiers::{Database, IdentifierDoubt, Identifiers};
use super::names::without_suffix;
use super::{Author, Format, Gathered, LONGEST_FIELD, Record, Status, WorkKind, undated, year_in};
use crate::entry::dates::MONTHS;

/// Whether a text that begins with a bracket is JSON and not, say, a title in brackets.
pub(super) fn looks_like(text: &str) -> bool {
    let inside = text.get(1..).unwrap_or_default().trim_start();
    inside.starts_with(['{', '"', ']', '}'])
}

pub(super) fn read(text: &str) -> Gathered {
    let mut gathered = Gathered::new(Format::CslJson);
    let items = match serde_json::from_str::<Value>(text) {
        Ok(Value::Array(items)) => items,
        Ok(Value::Object(mut object)) => match object.remove("items") {
            Some(Value::Array(items)) => items,
            _ => vec![Value::Object(object)],
        },
        Ok(_) => {
            gathered.refuse(1, text, "It is JSON, but holds no records");
            return gathered;
        }
        Err(error) => {
            gathered.refuse(error.line(), text, format!("The JSON is broken: {error}"));
            return gathered;
        }
    };
    // JSON has no lines of its own: records are numbered instead.
    for (number, item) in items.iter().enumerate() {
        match item {
            Value::Object(item) => {
                let first = text_of(item, &["title"]).unwrap_or_default();
                if first.len() > LONGEST_FIELD {
                    gathered.refuse(
                        number + 1,
                        &first,
                        "One of its fields is longer than any record’s",
                    );
                } else {
                    gathered.take_doubting(record(item), number + 1, &first);
                }
            }
            other => gathered.refuse(number + 1, &other.to_string(), "It is no record"),
        }
    }
    gathered
}

fn text_of(item: &Map<String, Value>, names: &[&str]) -> Option<String> {
    names
        .iter()
        .find_map(|name| match item.get(*name)? {
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            // Crossref gives titles as lists of one.
            Value::Array(list) => list.first().and_then(Value::as_str).map(str::to_owned),
            _ => None,
        })
        .filter(|text| !text.trim().is_empty())
}

fn record(item: &Map<String, Value>) -> (Record, Vec<IdentifierDoubt>) {
    let get = |names: &[&str]| text_of(item, names);
    let mut record = Record {
        kind: match get(&["type"]).unwrap_or_default().as_str() {
            "book" => WorkKind::Book,
            "chapter" => WorkKind::Chapter,
            "report" => WorkKind::Report,
            "thesis" => WorkKind::Thesis,
            "paper-conference" => WorkKind::Conference,
            "webpage" | "post-weblog" | "post" => WorkKind::Webpage,
            "preprint" => WorkKind::Preprint,
            _ => WorkKind::Article,
        },
        year: [
            "issued",
            "published-print",
            "published-online",
            "published",
            "date",
        ]
        .iter()
        .find_map(|name| year(item.get(*name)?)),
        title: get(&["title"]),
        container: get(&[
            "container-title",
            "publicationTitle",
            "bookTitle",
            "proceedingsTitle",
            "websiteTitle",
            "encyclopediaTitle",
        ]),
        container_short: get(&["container-title-short", "journalAbbreviation"]),
        volume: get(&["volume"]),
        issue: get(&["issue"]),
        pages: get(&["page", "page-first", "article-number", "pages"]).or_else(|| {
            // A journal without pages gives its articles numbers.
            get(&["number"]).filter(|number| {
                super::is_article_number(number) && number.starts_with(char::is_alphabetic)
            })
        }),
        publisher: get(&["publisher", "institution", "university"]),
        undated: item
            .get("issued")
            .and_then(|issued| issued.get("literal")?.as_str())
            .or(item.get("status").and_then(Value::as_str))
            .and_then(undated),
        accessed: item
            .get("accessed")
            .and_then(date)
            .or_else(|| get(&["accessDate"]).map(|date| house_date(&date))),
        ..Record::default()
    };
    record.authors = names(item, "author");
    let mut editors = names(item, "editor");
    // What Better BibTeX writes of Zotero’s own items.
    if let Some(kind) = get(&["itemType"]) {
        record.kind = WorkKind::of_item_type(&kind).unwrap_or_default();
        record.authors.extend(creators(
            item,
            &["author", "contributor", "inventor", "presenter"],
        ));
        editors.extend(creators(item, &["editor"]));
    }
    let doubt = record.edited_by(editors);
    if record.authors.last().is_some_and(|author| matches!(author, Author::Organisation(name) if matches!(name.trim_end_matches('.'), "et al" | "others"))) {
        record.authors.pop();
        record.et_al = true;
    }
    let note = get(&["note"]).unwrap_or_default();
    for part in note
        .split(['\n', ';'])
        .chain(get(&["status", "genre"]).as_deref())
    {
        if let Some(status) = Status::of_publication_type(part) {
            record.add_status(status);
        }
    }
    for update in item
        .get("update-to")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        if update.get("type").and_then(Value::as_str) == Some("retraction") {
            record.add_status(Status::RetractionNotice);
        }
    }
    let mut doubts = identifiers(item).give(&mut record);
    doubts.extend(doubt);
    (record, doubts)
}

fn identifiers(item: &Map<String, Value>) -> Identifiers {
    let mut own = Identifiers::default();
    // Zotero and others keep what CSL has no place for in `custom`, or as lines of the note.
    let custom = item.get("custom").and_then(Value::as_object);
    for fields in [Some(item), custom].into_iter().flatten() {
        for (name, value) in fields {
            let Some(field) = said(value) else { continue };
            match name.to_ascii_lowercase().as_str() {
                "pmid" | "pubmed" | "pubmed-id" | "pubmedid" => own.pmid(&field),
                "pmcid" | "pmc" => own.pmcid(&field),
                "doi" => own.doi(&field),
                "url" => own.address(&field),
                _ => {}
            }
        }
    }
    for name in ["note", "annote", "extra"] {
        match item.get(name).or(custom.and_then(|it| it.get(name))) {
            Some(Value::String(note)) => own.note(note),
            Some(Value::Array(notes)) => notes
                .iter()
                .filter_map(Value::as_str)
                .for_each(|it| own.note(it)),
            _ => {}
        }
    }
    let name = |name: &str| item.get(name).and_then(Value::as_str);
    let database = Database::named(
        ["archive", "source"].into_iter().filter_map(name),
        std::iter::empty(),
        name("URL").into_iter(),
    );
    if database == Database::Pubmed
        && let Some(number) = item.get("archive_location").and_then(said)
    {
        own.accession_number(&number, database);
    }
    own
}

/// What a value of any kind says, as it is written.
fn said(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(list) => list.first().and_then(said),
        _ => None,
    }
}

fn names(item: &Map<String, Value>, role: &str) -> Vec<Author> {
    let names = item
        .get(role)
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let authors = names.flat_map(|author| match author {
        Value::Object(author) => name(author).into_iter().collect(),
        Value::String(name) => Author::of_list(name),
        _ => Vec::new(),
    });
    authors.collect()
}

/// The people of an item who did these things.
fn creators(item: &Map<String, Value>, roles: &[&str]) -> Vec<Author> {
    let all = item
        .get("creators")
        .and_then(Value::as_array)
        .into_iter()
        .flatten();
    let creators = all.filter_map(|creator| {
        let creator = creator.as_object()?;
        let get = |name: &str| text_of(creator, &[name]);
        if !roles.contains(&get("creatorType")?.as_str()) {
            return None;
        }
        match get("lastName") {
            Some(family) => Some(Author::person(family, get("firstName").unwrap_or_default())),
            None => get("name").map(Author::Organisation),
        }
    });
    creators.collect()
}

fn name(author: &Map<String, Value>) -> Option<Author> {
    let get = |name: &str| text_of(author, &[name]);
    if let Some(literal) = get("literal").or(get("name")) {
        return Some(Author::Organisation(literal));
    }
    // Somebody with one name.
    let Some(mut family) = get("family") else {
        return Some(Author::person(get("given")?, ""));
    };
    if let Some(particle) = get("non-dropping-particle").or(get("dropping-particle")) {
        family = format!("{particle} {family}");
    }
    let mut given = get("given").unwrap_or_default();
    if let Some(suffix) = get("suffix") {
        given.push(' ');
        given.push_str(&suffix);
    }
    Some(Author::person(family, given.trim()))
}

fn year(date: &Value) -> Option<String> {
    let part = ["/date-parts/0/0", "/0/year", "/year"]
        .iter()
        .find_map(|at| date.pointer(at));
    match part {
        Some(Value::Number(year)) => Some(year.to_string()),
        Some(Value::String(year)) => year_in(year),
        _ => ["raw", "literal"]
            .iter()
            .find_map(|name| date.get(*name)?.as_str())
            .or(date.as_str())
            .and_then(year_in),
    }
}

fn date(date: &Value) -> Option<String> {
    let parts = date.pointer("/date-parts/0").and_then(Value::as_array);
    match parts {
        Some(parts) => {
            let parts: Vec<String> = parts
                .iter()
                .map(|part| {
                    part.as_str()
                        .map_or_else(|| part.to_string(), str::to_owned)
                })
                .collect();
            Some(house_date(&parts.join("-")))
        }
        None => ["raw", "literal"]
            .iter()
            .find_map(|name| date.get(*name)?.as_str())
            .map(house_date),
    }
}

/// `2021-05-03` and `2021/5/3/` in the house form, `3 May 2021`; anything else as it is.
pub(super) fn house_date(date: &str) -> String {
    let parts: Vec<&str> = date
        .trim()
        .trim_end_matches('/')
        .split(['-', '/', 'T'])
        .collect();
    let [year, month, day, ..] = parts.as_slice() else {
        return date.to_owned();
    };
    let day = day.split(' ').next().unwrap_or_default();
    let month = month
        .parse::<usize>()
        .ok()
        .and_then(|month| MONTHS.get(month.checked_sub(1)?));
    match (month, day.parse::<u8>()) {
        (Some(month), Ok(day)) if year.len() == 4 && (1..=31).contains(&day) => {
            format!("{day} {month} {year}")
        }
        _ => date.to_owned(),
    }
}

/// Year, month and day of a date in the house form.
pub(super) fn day(date: &str) -> Option<(u16, usize, u8)> {
    let parts: Vec<&str> = date.split_whitespace().collect();
    let [day, month, year] = parts.as_slice() else {
        return None;
    };
    let month = MONTHS.iter().position(|name| name == month)? + 1;
    let year = year
        .parse()
        .ok()
        .filter(|year| (1000..=9999).contains(year))?;
    Some((year, month, day.parse().ok()?))
}

/// Authors as CSL has them: `{family, given}` or `{literal}`.
pub fn names_json(authors: &[Author]) -> Value {
    authors
        .iter()
        .map(|author| match author {
            Author::Person {
                family,
                given: Some(given),
            } => match without_suffix(given) {
                (given, Some(suffix)) => {
                    json!({"family": family, "given": given, "suffix": suffix})
                }
                (given, None) => json!({"family": family, "given": given}),
            },
            Author::Person {
                family,
                given: None,
            } => json!({"family": family}),
            Author::Organisation(name) => json!({"literal": name}),
        })
        .collect()
}

/// Writes records as an array.
pub(super) fn write(records: &[Record]) -> String {
    let items: Vec<Value> = records
        .iter()
        .enumerate()
        .map(|(at, record)| item(at + 1, record))
        .collect();
    let mut out = serde_json::to_string_pretty(&items).unwrap_or_default();
    out.push('\n');
    out
}

fn item(number: usize, record: &Record) -> Value {
    let mut item = Map::new();
    item.insert("id".into(), json!(number.to_string()));
    item.insert(
        "type".into(),
        json!(match record.kind {
            WorkKind::Article => "article-journal",
            WorkKind::Book => "book",
            WorkKind::Chapter => "chapter",
            WorkKind::Report => "report",
            WorkKind::Thesis => "thesis",
            WorkKind::Conference => "paper-conference",
            WorkKind::Webpage => "webpage",
            // `preprint` is no type of the schema; `article` is what it has for a manuscript that stands by itself.
            WorkKind::Preprint => "article",
        }),
    );
    let mut put = |name: &str, value: Option<Value>| {
        if let Some(value) = value {
            item.insert(name.to_owned(), value);
        }
    };
    let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
    put("title", text(&record.title));
    let mut authors = names_json(&record.authors);
    if record.et_al
        && let Value::Array(names) = &mut authors
    {
        // What citation processors print as `et al.`
        names.push(json!({"literal": "others"}));
    }
    let role = if record.are_editors {
        "editor"
    } else {
        "author"
    };
    put(role, (!record.authors.is_empty()).then_some(authors));
    put(
        "issued",
        record
            .year
            .as_deref()
            .map(|year| match year.parse::<u16>() {
                Ok(year) => json!({"date-parts": [[year]]}),
                Err(_) => json!({"literal": year}),
            })
            .or(record.undated.as_ref().map(|word| json!({"literal": word}))),
    );
    put("container-title", text(&record.container));
    put(
        "container-title-short",
        text(
            &record
                .container_short
                .clone()
                .filter(|short| record.container.as_ref() != Some(short)),
        ),
    );
    put("volume", text(&record.volume));
    put("issue", text(&record.issue));
    put("page", text(&record.pages));
    put("publisher", text(&record.publisher));
    put("DOI", text(&record.doi));
    put("PMID", text(&record.pmid));
    put("PMCID", text(&record.pmcid));
    put("URL", text(&record.url));
    put(
        "accessed",
        record.accessed.as_deref().map(|date| match day(date) {
            Some(parts) => json!({"date-parts": [parts]}),
            None => json!({"raw": date}),
        }),
    );
    let status: Vec<&str> = record.status.iter().map(|status| status.name()).collect();
    put(
        "note",
        (!status.is_empty()).then(|| json!(status.join("; "))),
    );
    Value::Object(item)
}
