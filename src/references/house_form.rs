//! The house form of a source: `Authors (Year). Title. Container. PMID: n. DOI: d.`

use crate::entry::sources::{self, Name, Source, SourceField, plain};

use super::{Author, Record, one_line};

/// How the house writes a source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HouseForm {
    /// So many authors are named; more are `et al.`
    pub author_limit: usize,
}

impl Default for HouseForm {
    fn default() -> Self {
        Self { author_limit: 10 }
    }
}

/// What a record lacks to stand in the house form as it should. It is said, never invented.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lack {
    Authors,
    /// The list of authors was cut short where the record was made.
    AllAuthors,
    Year,
    Title,
    Container,
    /// Only the short name of the journal is known.
    FullContainer,
    Identifier,
}

impl std::fmt::Display for Lack {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Authors => "No authors",
            Self::AllAuthors => "The list of authors is cut short",
            Self::Year => "No year",
            Self::Title => "No title",
            Self::Container => "No journal or site",
            Self::FullContainer => "Only the short name of the journal",
            Self::Identifier => "No PMID, DOI or address",
        })
    }
}

/// The line of a record, without a number.
pub fn write(record: &Record, form: HouseForm) -> String {
    let mut line = authors(record, form);
    if let Some(year) = record.year.as_ref().or(record.undated.as_ref()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(&format!("({year})"));
    }
    let mut sentence = |text: &str| {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        close(&mut line);
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(text);
    };
    if let Some(title) = &record.title {
        sentence(&escaped(translated(title)));
    }
    if let Some(container) = &record.container {
        sentence(&escaped(container));
    }
    let by_number = record.pmid.is_some() || record.doi.is_some();
    if let Some(pmid) = &record.pmid {
        sentence(&format!("PMID: {pmid}"));
    } else if let Some(pmcid) = &record.pmcid {
        sentence(&format!("PMCID: {pmcid}"));
    }
    if let Some(doi) = &record.doi {
        sentence(&format!("DOI: {doi}"));
    }
    if let Some(url) = record.url.as_deref().filter(|_| !by_number) {
        sentence(url);
        if let Some(accessed) = &record.accessed {
            sentence(&format!("Accessed {accessed}"));
        }
    }
    // An address or DOI may end in a mark of its own: its full stop is the line's.
    if line.ends_with(['?', '!']) && !by_number && record.url.is_none() {
        return line;
    }
    if !line.ends_with('.') {
        line.push('.');
    }
    line
}

/// Ends a sentence: no stop behind `?`, `!` or a stop.
fn close(line: &mut String) {
    if !line.is_empty() && !line.ends_with(['.', '?', '!']) {
        line.push('.');
    }
}

/// `[Ein Titel]` and `[Ein Titel].` lose the brackets of a translation.
fn translated(title: &str) -> &str {
    let bare = title.trim_end_matches('.');
    bare.strip_prefix('[')
        .and_then(|inside| inside.strip_suffix(']'))
        .filter(|inside| !inside.contains(['[', ']']))
        .unwrap_or(title)
}

fn authors(record: &Record, form: HouseForm) -> String {
    let limit = form.author_limit.max(1);
    let shown = if record.authors.len() > limit {
        limit
    } else {
        record.authors.len()
    };
    let mut names: Vec<String> = record.authors.iter().take(shown).map(name).collect();
    let is_cut = shown < record.authors.len() || record.et_al;
    if is_cut && names.is_empty() {
        return String::new();
    }
    if is_cut && let Some(last) = names.last_mut() {
        last.push_str(" et al.");
    }
    escaped(&names.join(", "))
}

/// Letters that markdown would take for marks, kept as letters.
fn escaped(text: &str) -> String {
    if !text.contains(['\\', '*', '`', '_', '&', '<', '[']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len() + 4);
    for (at, letter) in text.char_indices() {
        let rest = text.get(at + letter.len_utf8()..).unwrap_or_default();
        let is_mark = match letter {
            '\\' | '*' | '`' => true,
            '_' => {
                !(out.ends_with(char::is_alphanumeric) && rest.starts_with(char::is_alphanumeric))
            }
            '&' => rest.starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            '<' => {
                rest.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
            }
            '[' => rest.contains("]("),
            _ => false,
        };
        if is_mark {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

fn name(author: &Author) -> String {
    match author {
        Author::Person {
            family,
            given: Some(given),
        } => {
            let initials = initials(given);
            if initials.is_empty() {
                family.clone()
            } else {
                format!("{family} {initials}")
            }
        }
        Author::Person {
            family,
            given: None,
        } => family.clone(),
        Author::Organisation(name) => name.clone(),
    }
}

/// `Gisèle`, `Jean-Paul`, `J.-P.` and `Steven B. Jr` as initials: `G`, `JP`, `JP`, `SB Jr`.
pub fn initials(given: &str) -> String {
    let mut initials = String::new();
    let mut suffix = "";
    for word in given.split_whitespace() {
        if super::names::is_suffix(word) && !initials.is_empty() {
            suffix = word.trim_end_matches('.');
            continue;
        }
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let all_capitals = letters <= 4 && word.chars().all(|c| !c.is_lowercase());
        if all_capitals {
            initials.extend(word.chars().filter(|c| c.is_alphabetic()));
        } else {
            let parts = word.split(['-', '‐', '‑', '.']);
            let firsts = parts.filter_map(|part| part.chars().find(|c| c.is_alphabetic()));
            initials.extend(firsts.filter(|c| !c.is_lowercase()));
        }
    }
    if !suffix.is_empty() {
        initials.push(' ');
        initials.push_str(suffix);
    }
    initials
}

/// What a record lacks.
pub fn lacks(record: &Record) -> Vec<Lack> {
    let mut lacks = Vec::new();
    let mut note = |is_so: bool, lack| {
        if is_so {
            lacks.push(lack);
        }
    };
    note(record.authors.is_empty(), Lack::Authors);
    note(record.et_al, Lack::AllAuthors);
    note(record.year.is_none(), Lack::Year);
    note(record.title.is_none(), Lack::Title);
    note(record.container.is_none(), Lack::Container);
    note(
        record.container.is_some() && record.container == record.container_short,
        Lack::FullContainer,
    );
    let identifiers = [&record.pmid, &record.doi, &record.pmcid, &record.url];
    note(
        identifiers.iter().all(|identifier| identifier.is_none()),
        Lack::Identifier,
    );
    lacks
}

/// The record of a source line.
pub fn of_source(text: &str, source: &Source) -> Record {
    let value = |field| source.value(text, field).map(|value| one_line(&value));
    let mut record = Record {
        year: value(SourceField::Year),
        title: value(SourceField::Title),
        container: value(SourceField::Container),
        volume: value(SourceField::Volume),
        issue: value(SourceField::Issue),
        pages: value(SourceField::Pages),
        pmid: value(SourceField::Pmid),
        pmcid: value(SourceField::Pmcid),
        doi: value(SourceField::Doi),
        url: value(SourceField::Url),
        accessed: value(SourceField::Accessed),
        ..Record::default()
    };
    if record.year.is_none() {
        let line = text.get(source.line.clone()).unwrap_or_default();
        record.undated = sources::undated_in(line).map(str::to_owned);
    }
    if let Some(authors) = &source.authors {
        record.et_al = authors.et_al.is_some();
        record.authors = authors
            .names
            .iter()
            .map(|name| match name {
                Name::Person { family, given } => Author::person(
                    one_line(&plain(text, family)),
                    given
                        .as_ref()
                        .map(|given| one_line(&plain(text, given)))
                        .unwrap_or_default(),
                ),
                Name::Organisation(name) => Author::Organisation(one_line(&plain(text, name))),
            })
            .collect();
    }
    if record.url.is_some()
        && record.doi.is_none()
        && record.pmid.is_none()
        && record.volume.is_none()
    {
        record.kind = super::WorkKind::Webpage;
    }
    record.status_of_title();
    record
}

/// Reads a list of names as a source line writes it.
pub(super) fn take_names(names: &str, record: &mut Record) {
    let names = names.trim().trim_end_matches('.');
    let line = format!("{names} (2000). Title. Place.");
    let read = of_source(&line, &sources::read_line(&line));
    record.et_al |= read.et_al;
    record.authors.extend(read.authors);
}

/// Journal, year, volume, issue, pages and identifiers of `Nutrients. 2020 Nov 28;12(12):3672. doi: 10.3390/nu12123672.`
pub(super) fn locate(citation: &str) -> Record {
    let line = format!("Nobody N. A title that stands in front. {citation}");
    let mut record = of_source(&line, &sources::read_line(&line));
    record.authors.clear();
    record.title = None;
    record
}
