//! `copydesk sources`: what entries cite, references taken in from elsewhere, and references in another format.

use std::collections::HashMap;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use lexopt::prelude::*;
use serde::Serialize;
use serde_json::Value as Json;

use super::diff::diff;
use super::table::{shortened, table};
use super::writing::{MOST_TRIES, Writer};
use super::{
    DONE, REFUSED, Subcommand, house_style_of, joined, not_printed, print, report, unread,
};
use crate::entry::citations::Match;
use crate::entry::front_matter::split;
use crate::entry::outline::Outline;
use crate::entry::{self, sources};
use crate::library::bibliography::{Listing, Whole};
use crate::library::withdrawn::Verdict;
use crate::library::{self, Bibliography, SaveError, Withdrawn, disk, home_of, withdrawn};
use crate::references::{
    self, Author, EXPORT_FORMATS, ExportFormat, Gathered, HouseForm, Lack, ListedWorks, Record,
};
use crate::settings::OwnFolders;

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "sources",
    arguments: "…",
    summary: "list, import and convert sources",
    help: || HELP.replace("{formats}", &ids_after(&[]).join("|")),
    run: |args| Ok(read(args)?.map(|command| command.run())),
};

const HELP: &str = "\
copydesk sources FOLDER|FILE [--format table|json|{formats}]
copydesk sources import FILE --into ENTRY [--complete] [--dry-run]
copydesk sources convert FILE --format json|{formats}

Lists the sources of the entries of a folder, or of one entry, each read into its parts.

import     adds the references in FILE to the sources of ENTRY, in the house form,
           leaving out those that are there already; --complete writes a bare PMID, DOI
           or PMCID as another entry lists its work in full, unless entries differ in it;
           --dry-run shows the change as a diff
convert    writes the references in FILE in another format
FILE       RIS, MEDLINE (.nbib), BibTeX, CSL-JSON, PubMed’s CSV and texts, lines of
           references, PMIDs and DOIs, told by content (- is standard input)

What can’t be read is named on standard error.
Exit codes: 0 done, 1 refused or nothing was read, 2 wrong usage.
";

/// One `sources`, as the command line says it.
#[derive(Debug)]
enum Command {
    List {
        path: PathBuf,
        format: Format,
    },
    Import {
        from: PathBuf,
        into: PathBuf,
        dry_run: bool,
        /// Bare identifiers are completed from the library.
        complete: bool,
    },
    Convert {
        from: PathBuf,
        format: Format,
    },
}

/// How sources are written.
#[derive(Debug, Clone, Copy)]
enum Format {
    Table,
    Json,
    Export(&'static ExportFormat),
}

/// The largest file of references that is opened.
const LONGEST_FILE: u64 = 512 * 1024 * 1024;

/// Reads the arguments behind `sources`; `None` asks for help.
fn read(mut args: lexopt::Parser) -> Result<Option<Command>, lexopt::Error> {
    let mut words: Vec<PathBuf> = Vec::new();
    let mut format = None;
    let mut into = None;
    let mut dry_run = false;
    let mut complete = false;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if words.len() < 2 => words.push(PathBuf::from(word)),
            Long("format") => {
                let name = args.value()?.string()?;
                format = Some(Format::named(&name).ok_or_else(|| {
                    let known = joined(&ids_after(&["table", "json"]), " and ");
                    format!("there is no format “{name}”: {known} are known")
                })?);
            }
            Long("into") if into.is_none() => into = Some(PathBuf::from(args.value()?)),
            Long("dry-run") => dry_run = true,
            Long("complete") => complete = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let mut words = words.into_iter();
    let first = words
        .next()
        .ok_or("a folder or file is missing: copydesk sources FOLDER")?;
    let second = words.next();
    let verb = first
        .to_str()
        .filter(|verb| matches!(*verb, "import" | "convert"));
    if verb != Some("import") && (into.is_some() || dry_run || complete) {
        return Err(
            "--into, --dry-run and --complete belong to: copydesk sources import FILE --into ENTRY"
                .into(),
        );
    }
    Ok(Some(match (verb, second) {
        (Some("import"), Some(from)) => {
            if format.is_some() {
                return Err("the format of FILE is told by its content: leave --format out".into());
            }
            let into = into.ok_or("an entry is missing: --into ENTRY")?;
            Command::Import {
                from,
                into,
                dry_run,
                complete,
            }
        }
        (Some(_), Some(from)) => match format {
            Some(Format::Table) => {
                let known = joined(&ids_after(&["json"]), " or ");
                return Err(format!("convert writes {known}").into());
            }
            Some(format) => Command::Convert { from, format },
            None => {
                let known = ids_after(&["json"]).join("|");
                return Err(format!("a format is missing: --format {known}").into());
            }
        },
        (Some(verb), None) => {
            return Err(format!("a file is missing: copydesk sources {verb} FILE").into());
        }
        (None, None) => Command::List {
            path: first,
            format: format.unwrap_or(Format::Table),
        },
        (None, Some(word)) => {
            return Err(format!("“{}” is one word too many", word.display()).into());
        }
    }))
}

impl Format {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "table" => Self::Table,
            "json" => Self::Json,
            _ => Self::Export(ExportFormat::named(name)?),
        })
    }
}

/// The names of these formats and of those for other programs.
fn ids_after(own: &[&'static str]) -> Vec<&'static str> {
    let exports = EXPORT_FORMATS.iter().map(|format| format.id);
    own.iter().copied().chain(exports).collect()
}

impl Command {
    fn run(&self) -> u8 {
        let done = match self {
            Self::List { path, format } => list(path, *format),
            Self::Import {
                from,
                into,
                dry_run,
                complete,
            } => import(from, into, *dry_run, *complete),
            Self::Convert { from, format } => convert(from, *format),
        };
        done.unwrap_or_else(|reason| {
            report(reason);
            REFUSED
        })
    }
}

// Listing.

fn list(path: &Path, format: Format) -> Result<u8, String> {
    let mut rows = Vec::new();
    let mut records = Vec::new();
    let (home, file) = home_of(path);
    let withdrawn = withdrawn_beside(&home);
    let (mut in_doubt, mut not_checked) = (0, 0);
    let mut take = |file: &str, text: &str, cited: &library::Cited| {
        let mut places = places(text, &cited.citations);
        for (at, source) in cited.sources.iter().enumerate() {
            let record = references::of_source(text, source);
            if let Some(why) = source.unread {
                report(format_args!("{file}: source {}: {why}", source.number));
            }
            let verdict = withdrawn
                .as_ref()
                .map(|list| list.verdict(record.pmid.as_deref(), record.doi.as_deref()));
            let mut case = None;
            match verdict {
                Some(Verdict::Told(found)) => {
                    in_doubt += usize::from(found.nature.is_fault());
                    case = Some(found.to_string());
                }
                Some(Verdict::NotChecked) => not_checked += 1,
                Some(Verdict::Clear) | None => {}
            }
            if matches!(format, Format::Json | Format::Table) {
                let citations = places.remove(&at).unwrap_or_default();
                let row = Row::of(file, Some(source.number), &record, citations);
                rows.push(Row { case, ..row });
            } else {
                records.push(record);
            }
        }
    };
    let style = house_style_of(&home);
    match file {
        Some(file) => {
            let text = disk::read_text(&file)
                .map_err(|why| format!("{}: {}", unread(&why), path.display()))?;
            let home = disk::true_path(&home).unwrap_or(home);
            let name = file.strip_prefix(&home).unwrap_or(&file);
            let name = name.to_string_lossy().replace('\\', "/");
            take(&name, &text, &library::cited_in(&text, &style));
        }
        None => {
            let (library, errors) =
                library::open(&home, &style).map_err(|failed| failed.to_string())?;
            for part in errors {
                report(part);
            }
            for file in library.rows() {
                if let library::Content::Unreadable(why) = &file.content {
                    report(format_args!("{}: {why}", file.key.file()));
                }
            }
            for (file, cited) in library::cited(&library) {
                if let Some(text) = file.content.text() {
                    take(&file.key.file(), text, &cited);
                }
            }
        }
    }
    if withdrawn.is_some() && in_doubt + not_checked > 0 {
        let are = if in_doubt == 1 {
            "source is"
        } else {
            "sources are"
        };
        report(format_args!(
            "{in_doubt} {are} withdrawn or in doubt, {not_checked} could not be checked"
        ));
    }
    let written = match format {
        Format::Table => as_table(&rows),
        Format::Json => json(&rows),
        Format::Export(format) => exported(format, &records),
    };
    Ok(print(&written))
}

/// The list of withdrawn works beside the content, if there is one to go by.
fn withdrawn_beside(home: &Path) -> Option<Withdrawn> {
    let path = withdrawn::place(home);
    Withdrawn::open(&path).unwrap_or_else(|why| {
        report(format_args!(
            "The list of withdrawn works can’t be used. {why}: {}",
            path.display()
        ));
        None
    })
}

/// Where the prose surely cites each source: line and column from 1, the byte order mark not counted.
fn places(text: &str, citations: &[entry::citations::Citation]) -> HashMap<usize, Vec<Citation>> {
    let mut places: HashMap<usize, Vec<Citation>> = HashMap::new();
    let mut line = 1;
    let mut line_start = text.len() - text.trim_start_matches('\u{feff}').len();
    let mut counted = line_start;
    for citation in citations {
        let between = text.get(counted..citation.range.start).unwrap_or_default();
        line += between.matches('\n').count();
        if let Some(end) = between.rfind('\n') {
            line_start = counted + end + 1;
        }
        counted = citation.range.start.max(counted);
        if let Match::One(source, _) = citation.found {
            let ahead = text
                .get(line_start..citation.range.start)
                .unwrap_or_default();
            places.entry(source).or_default().push(Citation {
                line,
                column: ahead.chars().count() + 1,
                text: citation.text.clone(),
            });
        }
    }
    places
}

#[derive(Serialize)]
struct Citation {
    line: usize,
    column: usize,
    text: String,
}

/// One source. The names are the contract of the JSON form.
#[derive(Serialize)]
struct Row {
    file: Option<String>,
    number: Option<u32>,
    authors: Json,
    year: Option<String>,
    title: Option<String>,
    container: Option<String>,
    volume: Option<String>,
    pages: Option<String>,
    pmid: Option<String>,
    pmcid: Option<String>,
    doi: Option<String>,
    url: Option<String>,
    accessed: Option<String>,
    #[serde(rename = "mentions")]
    citations: Vec<Citation>,
    #[serde(skip)]
    names: String,
    /// What the list of withdrawn works tells of it.
    #[serde(skip)]
    case: Option<String>,
}

impl Row {
    fn of(file: &str, number: Option<u32>, record: &Record, citations: Vec<Citation>) -> Self {
        let mut names = record
            .authors
            .first()
            .map(Author::family)
            .unwrap_or_default()
            .to_owned();
        if record.authors.len() > 1 || record.et_al {
            names.push_str(" et al.");
        }
        Self {
            file: Some(file.to_owned()),
            number,
            authors: references::names_json(&record.authors),
            year: record.year.clone(),
            title: record.title.clone(),
            container: record.container.clone(),
            volume: record.volume.clone(),
            pages: record.pages.clone(),
            pmid: record.pmid.clone(),
            pmcid: record.pmcid.clone(),
            doi: record.doi.clone(),
            url: record.url.clone(),
            accessed: record.accessed.clone(),
            citations,
            names,
            case: None,
        }
    }
}

/// An array with one object a line.
fn json(rows: &[Row]) -> String {
    let objects: Vec<String> = rows
        .iter()
        .filter_map(|row| serde_json::to_string(row).ok())
        .collect();
    format!("[\n{}\n]\n", objects.join(",\n"))
}

fn as_table(rows: &[Row]) -> String {
    let heads = ["No.", "Authors", "Year", "Title", "Identifier", "File"];
    let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into());
    let cells = |row: &Row| {
        let identifier = row
            .pmid
            .as_ref()
            .map(|pmid| format!("PMID {pmid}"))
            .or(row.pmcid.clone())
            .or(row.doi.clone())
            .or(row.url.clone());
        [
            row.number
                .map(|number| number.to_string())
                .unwrap_or_default(),
            shortened(if row.names.is_empty() {
                "–"
            } else {
                &row.names
            }),
            or_dash(&row.year),
            shortened(&match &row.case {
                Some(case) => format!("[{case}] {}", or_dash(&row.title)),
                None => or_dash(&row.title),
            }),
            identifier.unwrap_or_else(|| "–".into()),
            super::one_line(row.file.as_deref().unwrap_or_default()),
        ]
    };
    table(heads, rows.iter().map(cells).collect())
}

// Importing and converting.

fn import(from: &Path, into: &Path, dry_run: bool, complete: bool) -> Result<u8, String> {
    let mut old =
        disk::read_text(into).map_err(|why| format!("{}: {}", unread(&why), into.display()))?;
    let gathered = gather(from)?;
    name_unread(&gathered, from);
    if gathered.records.is_empty() {
        return Err(format!("Nothing could be read: {}", from.display()));
    }
    let mut listed = ListedWorks::of(&old, &sources::of(&old));
    let (mut lines, mut added) = (Vec::new(), Vec::new());
    let mut there = 0;
    let whole = gathered.records.len();
    let (places, mut records): (Vec<usize>, Vec<Record>) = gathered
        .records
        .into_iter()
        .map(|gained| (gained.line, gained.record))
        .unzip();
    let library = library_for(&records, into)?;
    let taken = match &library {
        Some(library) => library.complete(&mut records),
        None => vec![Vec::new(); records.len()],
    };
    let (home, _) = home_of(into);
    let withdrawn = withdrawn_beside(&home);
    for ((mut record, line), taken) in records.into_iter().zip(places).zip(taken) {
        let tell = |what: &dyn std::fmt::Display| {
            report(format_args!("{}:{line}: {what}", from.display()));
        };
        if let Some(what) = there_already(&listed, &record) {
            there += 1;
            tell(&what);
            continue;
        }
        for taken in taken {
            tell(&taken);
        }
        if let Some(library) = &library {
            record = in_full(library, record, complete, &tell);
        }
        // In full it may be one that stood there without its identifier.
        if let Some(what) = there_already(&listed, &record) {
            there += 1;
            tell(&what);
            continue;
        }
        listed.join(&record);
        for lack in references::lacks(&record) {
            if matches!(lack, Lack::AllAuthors | Lack::FullContainer) {
                tell(&lack);
            }
        }
        for status in &record.status {
            tell(&format_args!("this work is marked as {status}"));
        }
        let case = withdrawn
            .as_ref()
            .and_then(|list| list.of(record.pmid.as_deref(), record.doi.as_deref()));
        if let Some(case) = case {
            tell(&format_args!("this work: {case}"));
        }
        lines.push(references::write_line(&record, HouseForm::default()));
        added.push(record);
    }
    if there > 0 {
        report(format_args!("{there} of {whole} are there already"));
    }
    let (mut new, mut refused) = appended(&old, &lines)?;
    if dry_run {
        return Ok(print(&diff(into, &old, &new)));
    }
    let mut writer = Writer::new(OwnFolders::find().as_ref());
    for tries in 0.. {
        if new == *old {
            break;
        }
        match writer.save_file(into, &new, &old) {
            // Another program was a moment earlier. What it has not added itself is added to its text.
            Err(SaveError::ChangedOnDisk { now: Ok(now) }) if tries < MOST_TRIES => {
                let listed = ListedWorks::of(&now, &sources::of(&now));
                let mut is_new = added.iter().map(|record| listed.find(record).is_none());
                lines.retain(|_| is_new.next().unwrap_or(true));
                added.retain(|record| listed.find(record).is_none());
                (new, refused) = appended(&now, &lines)?;
                old = now;
            }
            saved => {
                saved.map_err(|why| format!("{why}\nFile: {}", into.display()))?;
                break;
            }
        }
    }
    for (line, why) in &refused {
        report(format_args!("not added: {why}: {line}"));
    }
    Ok(if refused.is_empty() { DONE } else { REFUSED })
}

/// What there is to say of a work that is listed already.
fn there_already(listed: &ListedWorks, record: &Record) -> Option<String> {
    Some(match listed.find(record)? {
        Some(number) => format!("there already as source {number}"),
        None => "the same work is listed above".to_owned(),
    })
}

/// The works of the library of an entry, which is read only where a record lacks what it may know.
fn library_for(records: &[Record], into: &Path) -> Result<Option<Bibliography>, String> {
    let lacks = |record: &Record| references::is_short(record) || references::is_bare(record);
    if !records.iter().any(lacks) {
        return Ok(None);
    }
    let (home, _) = home_of(into);
    let (library, _) =
        library::open(&home, &house_style_of(&home)).map_err(|failed| failed.to_string())?;
    let texts = library
        .rows()
        .filter_map(|file| Some((file.key.clone(), file.content.text()?.clone())));
    Ok(Some(Bibliography::read(texts.collect(), None)))
}

/// A bare record as the library lists its work in full. It stays bare where that is not asked for and where entries differ;
/// either is said.
fn in_full(
    library: &Bibliography,
    record: Record,
    complete: bool,
    tell: &dyn Fn(&dyn std::fmt::Display),
) -> Record {
    let place = |listing: &Listing| format!("{}, source {}", listing.entry.file(), listing.number);
    let places = |all: &[&Listing]| {
        let places = all.iter().map(|listing| place(listing));
        places.collect::<Vec<_>>().join("; ")
    };
    match library.whole(&record) {
        Whole::Unknown => {}
        Whole::One(listing) if complete => {
            tell(&format_args!("completed from {}", place(listing)));
            return record.completed_from(&listing.record);
        }
        Whole::One(listing) => tell(&format_args!(
            "left bare: {} lists it in full, and --complete takes it from there",
            place(listing)
        )),
        Whole::Several(all) => tell(&format_args!(
            "left bare: entries list it differently: {}",
            places(&all)
        )),
        Whole::Contradicted(all) => tell(&format_args!(
            "left bare: its identifiers are not those of one work: {}",
            places(&all)
        )),
    }
    record
}

/// The entry with these lines among its sources, and the lines that can't be there.
fn appended(old: &str, lines: &[String]) -> Result<(String, Vec<(String, String)>), String> {
    let add = |text: &str, lines: &[String]| {
        let outline = Outline::read(text, split(text).body);
        let edits =
            sources::append(text, &outline, lines).map_err(|refused| refused.to_string())?;
        let new = edits.apply(text).map_err(|error| error.to_string())?;
        Ok::<String, String>(new.to_string())
    };
    match add(old, lines) {
        Ok(new) => Ok((new, Vec::new())),
        Err(why) if lines.len() < 2 || stands_elsewhere(old) => Err(why),
        Err(_) => {
            // One of them is at fault: add them one by one to tell which.
            let mut new = old.to_owned();
            let mut refused = Vec::new();
            for line in lines {
                match add(&new, std::slice::from_ref(line)) {
                    Ok(added) => new = added,
                    Err(why) => refused.push((line.clone(), why)),
                }
            }
            Ok((new, refused))
        }
    }
}

/// The list is none to add to, whatever the lines are.
fn stands_elsewhere(text: &str) -> bool {
    let outline = Outline::read(text, split(text).body);
    let added = sources::add(text, &outline, "Nobody N (2000). Title. Journal.", None);
    matches!(
        added,
        Err(sources::SourceError::Elsewhere(_) | sources::SourceError::Unnumbered)
    )
}

/// Records in a format for other programs; what it cannot carry is named.
fn exported(format: &ExportFormat, records: &[Record]) -> String {
    for loss in format.losses(records) {
        report(loss.in_words(format));
    }
    (format.write)(records)
}

fn convert(from: &Path, format: Format) -> Result<u8, String> {
    let gathered = gather(from)?;
    name_unread(&gathered, from);
    let records: Vec<Record> = gathered
        .records
        .into_iter()
        .map(|gained| gained.record)
        .collect();
    for record in &records {
        for status in &record.status {
            let title = record.title.as_deref().unwrap_or("a work without title");
            report(format_args!("{title}: marked as {status}"));
        }
    }
    let is_empty = records.is_empty();
    let written = match format {
        Format::Export(format) => exported(format, &records),
        // A table is refused with the arguments.
        Format::Json | Format::Table => {
            let file = from.to_string_lossy();
            let rows: Vec<Row> = records
                .iter()
                .map(|record| Row::of(&file, None, record, Vec::new()))
                .collect();
            json(&rows)
        }
    };
    let mut out = BufWriter::new(io::stdout().lock());
    let printed = out.write_all(written.as_bytes()).and_then(|()| out.flush());
    let code = printed.map_or_else(not_printed, |()| DONE);
    Ok(if is_empty { REFUSED } else { code })
}

/// The references in a file or on standard input; of an entry, its sources.
fn gather(from: &Path) -> Result<Gathered, String> {
    let bytes = if from == Path::new("-") {
        let mut bytes = Vec::new();
        io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| format!("Standard input could not be read: {error}."))?;
        bytes
    } else {
        disk::read_bytes(from, LONGEST_FILE)
            .map_err(|why| format!("{}: {}", unread(&why), from.display()))?
    };
    if let Ok(text) = std::str::from_utf8(&bytes) {
        let found = sources::of(text);
        if !found.is_empty() {
            return Ok(Gathered::of_sources(text, &found));
        }
    }
    Ok(references::read(&bytes))
}

fn name_unread(gathered: &Gathered, from: &Path) {
    for unread in gathered.doubtful() {
        let what = if unread.what.is_empty() {
            String::new()
        } else {
            format!(": {}", unread.what)
        };
        report(format_args!(
            "{}:{}: {}{what}",
            from.display(),
            unread.line,
            unread.why
        ));
    }
}
