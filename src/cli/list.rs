//! `copydesk list`: the files of a folder with what the list knows of each. Files that cannot be read are rows with a reason,
//! not a failure.

use std::borrow::Cow;
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;

use lexopt::prelude::*;
use serde::Serialize;

use super::table::shortened;
use super::{DONE, REFUSED, Subcommand, house_style_of, not_printed, one_line, report};
use crate::library::spreadsheet::{self, Cells};
use crate::library::{self, LoadedFile};

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "list",
    arguments: "FOLDER",
    summary: "what is in a folder",
    help: || HELP.to_owned(),
    run: |args| Ok(read(args)?.map(|list| list.run())),
};

const HELP: &str = "\
copydesk list FOLDER [--format table|csv|json] [--raw]

Lists the entries of a folder: file, title, slug, pillar, last_reviewed, confidence,
words, sections, sources, error. A file that can't be read is listed with the reason.

--raw    writes the cells of csv as they are, for programs; without it an apostrophe
         stands before those that a spreadsheet would take for a formula
";

/// One `list`, as the command line says it.
struct List {
    folder: PathBuf,
    format: ListFormat,
}

/// How the list is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum ListFormat {
    /// Columns for the eye.
    Table,
    /// For a spreadsheet: no cell is a formula.
    Csv,
    /// For programs: every cell as it is.
    RawCsv,
    Json,
}

/// Reads the arguments behind `list`; `None` asks for help.
fn read(mut args: lexopt::Parser) -> Result<Option<List>, lexopt::Error> {
    let mut folder = None;
    let mut format = ListFormat::Table;
    let mut raw = false;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Long("format") => format = ListFormat::named(&args.value()?.string()?)?,
            Long("raw") => raw = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("a folder is missing: copydesk list FOLDER")?;
    match (format, raw) {
        (ListFormat::Csv, true) => format = ListFormat::RawCsv,
        (_, true) => return Err("--raw belongs to --format csv".into()),
        (_, false) => {}
    }
    Ok(Some(List { folder, format }))
}

impl ListFormat {
    fn named(name: &str) -> Result<Self, String> {
        match name {
            "table" => Ok(Self::Table),
            "csv" => Ok(Self::Csv),
            "json" => Ok(Self::Json),
            _ => Err(format!(
                "there is no format “{name}”: table, csv and json are known"
            )),
        }
    }
}

impl List {
    fn run(&self) -> u8 {
        let style = house_style_of(&self.folder);
        let (library, unread) = match library::open(&self.folder, &style) {
            Ok(opened) => opened,
            Err(failed) => {
                report(one_line(&failed.to_string()));
                return REFUSED;
            }
        };
        for part in unread {
            report(one_line(&part.to_string()));
        }
        let rows = library.rows().map(Row::of);
        let mut out = BufWriter::new(io::stdout().lock());
        let written = match self.format {
            ListFormat::Json => write_json(rows, &mut out),
            ListFormat::Csv => write_csv(rows, Cells::AsText, &mut out),
            ListFormat::RawCsv => write_csv(rows, Cells::Raw, &mut out),
            ListFormat::Table => write_table(rows.collect(), &mut out),
        };
        let written = written.and_then(|()| out.flush());
        written.map_or_else(not_printed, |()| DONE)
    }
}

/// One file. The names are the contract of the JSON form and the columns of the CSV form.
#[derive(Serialize)]
struct Row<'l> {
    file: String,
    title: Option<&'l str>,
    slug: Option<&'l str>,
    pillar: Option<&'l str>,
    last_reviewed: Option<&'l str>,
    confidence: Option<&'l str>,
    words: usize,
    sections: usize,
    sources: usize,
    error: Option<String>,
}

impl<'l> Row<'l> {
    fn of(file: &'l LoadedFile) -> Self {
        let facts = &file.facts;
        Self {
            file: file.key.file(),
            title: facts.title.as_deref(),
            slug: facts.slug.as_deref(),
            pillar: facts.pillar.as_deref(),
            last_reviewed: facts.last_reviewed.as_deref(),
            confidence: facts.confidence.as_deref(),
            words: facts.words,
            sections: facts.sections,
            sources: facts.sources,
            error: file.error(),
        }
    }
}

/// An array with one object a line.
fn write_json<'l>(rows: impl Iterator<Item = Row<'l>>, out: &mut dyn Write) -> io::Result<()> {
    let mut text = Vec::with_capacity(64 * 1024);
    text.push(b'[');
    for (number, row) in rows.enumerate() {
        text.extend_from_slice(if number == 0 { b"\n" } else { b",\n" });
        serde_json::to_writer(&mut text, &row)?;
        if text.len() > 48 * 1024 {
            out.write_all(&text)?;
            text.clear();
        }
    }
    text.extend_from_slice(b"\n]\n");
    out.write_all(&text)
}

fn write_csv<'l>(
    rows: impl Iterator<Item = Row<'l>>,
    cells: Cells,
    out: &mut dyn Write,
) -> io::Result<()> {
    let heads = [
        "file",
        "title",
        "slug",
        "pillar",
        "last_reviewed",
        "confidence",
        "words",
        "sections",
        "sources",
        "error",
    ];
    let said = |value: Option<&'l str>| Cow::Borrowed(value.unwrap_or_default());
    let row = |row: Row<'l>| {
        [
            row.file.into(),
            said(row.title),
            said(row.slug),
            said(row.pillar),
            said(row.last_reviewed),
            said(row.confidence),
            row.words.to_string().into(),
            row.sections.to_string().into(),
            row.sources.to_string().into(),
            row.error.unwrap_or_default().into(),
        ]
    };
    out.write_all(spreadsheet::csv(heads, rows.map(row), cells)?.as_bytes())
}

fn write_table(rows: Vec<Row<'_>>, out: &mut dyn Write) -> io::Result<()> {
    let heads = [
        "Title",
        "Pillar",
        "Last reviewed",
        "Confidence",
        "Words",
        "Sections",
        "Sources",
        "File",
    ];
    let cells = |row: &Row<'_>| {
        [
            shortened(row.title.unwrap_or("–")),
            shortened(row.pillar.unwrap_or("–")),
            shortened(row.last_reviewed.unwrap_or("–")),
            shortened(row.confidence.unwrap_or("–")),
            row.words.to_string(),
            row.sections.to_string(),
            row.sources.to_string(),
            one_line(&row.file),
        ]
    };
    let mut lines = vec![heads.map(String::from)];
    lines.extend(rows.iter().map(cells));
    let mut widths = [0; 8];
    for line in &lines {
        for (width, cell) in widths.iter_mut().zip(line) {
            *width = (*width).max(cell.chars().count());
        }
    }
    for (number, line) in lines.iter().enumerate() {
        let mut text = String::new();
        for (column, (cell, width)) in line.iter().zip(widths).enumerate() {
            let gap = " ".repeat(width - cell.chars().count());
            let number_column = (4..7).contains(&column);
            if column > 0 {
                text.push_str("  ");
            }
            match number_column {
                true => text.extend([gap.as_str(), cell]),
                false => text.extend([cell, gap.as_str()]),
            }
        }
        writeln!(out, "{}", text.trim_end())?;
        let row = number.checked_sub(1).and_then(|number| rows.get(number));
        if let Some(error) = row.and_then(|row| row.error.as_deref()) {
            writeln!(out, "    {}", one_line(error))?;
        }
    }
    Ok(())
}
