//! `copydesk find`: where something stands in a library.

use std::io::{self, BufWriter, Write};
use std::mem;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use lexopt::prelude::*;
use serde::Serialize;

use super::asking::{OPTIONS, QueryOptions, begun_with_minus};
use super::{
    CliError, DONE, REFUSED, Subcommand, WRONG_USAGE, house_style_of, is_acted_on, not_printed,
    one_line, report,
};
use crate::entry::{Place, Places};
use crate::library::{self, Content, EntryKey, LoadedFile};
use crate::search::keys::KEYS;
use crate::search::{Context, Query, Whereabouts, find, first_of, of_each};

/// Its row in the list of commands.
pub(super) const COMMAND: Subcommand = Subcommand {
    name: "find",
    arguments: "FOLDER QUERY",
    summary: "where something stands in a library",
    help,
    run: |args| Ok(read(args)?.map(|asked| asked.run())),
};

fn help() -> String {
    let keys = KEYS.iter().map(|key| {
        let finds = key.finds.replace('`', "");
        format!("{:<37}{finds}\n", key.example)
    });
    let keys: String = keys.collect();
    format!(
        "\
copydesk find FOLDER QUERY [--format text|json] [OPTIONS]

Finds entries that hold all words of the query, and shows each place with its line.

caffeine -decaf                      words that must stand in an entry, or must not
\"exact words\"                        words together; a blank is also a line end
/\\d+ (days|weeks)/                   a regular expression
{keys}pillar:Sleep, minutes>30             any field, by whole words of its value; * is any value

--format json        an array of {{file, slug, line, column, where, text}}
{OPTIONS}

Exit codes: 0 found, 1 nothing found, 2 wrong query or the library can't be read.
"
    )
}

/// One `find`, as the command line says it.
struct Find {
    folder: PathBuf,
    query: String,
    asking: QueryOptions,
    json: bool,
}

/// Reads the arguments behind `find`; `None` asks for help.
fn read(mut args: lexopt::Parser) -> Result<Option<Find>, lexopt::Error> {
    let (mut folder, mut query) = (None, None);
    let (mut asking, mut json) = (QueryOptions::default(), false);
    loop {
        if query.is_none() && folder.is_some() {
            query = begun_with_minus(&mut args)?;
        }
        let Some(arg) = args.next()? else { break };
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Value(word) if query.is_none() => query = Some(word.string()?),
            Value(_) => return Err("a query is one argument: put it in quotes".into()),
            Long("format") => {
                json = match args.value()?.string()?.as_str() {
                    "json" => true,
                    "text" => false,
                    other => {
                        return Err(format!(
                            "there is no format “{other}”: text and json are known"
                        )
                        .into());
                    }
                }
            }
            Short('h') | Long("help") => return Ok(None),
            Long(name) => {
                let name = name.to_owned();
                if !asking.takes(&name, &mut args)? {
                    return Err(lexopt::Error::UnexpectedOption(format!("--{name}")));
                }
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Some(Find {
        folder: folder.ok_or("a folder is missing: copydesk find FOLDER QUERY")?,
        query: query.ok_or("a query is missing: copydesk find FOLDER QUERY")?,
        asking,
        json,
    }))
}

impl Find {
    fn run(&self) -> u8 {
        match self.carry_out() {
            Ok(code) => code,
            Err(why) => {
                report(why);
                WRONG_USAGE
            }
        }
    }

    fn carry_out(&self) -> Result<u8, CliError> {
        let query = self.asking.query(&self.query)?;
        let told = match query.needs_texts_only() {
            true => self.in_texts(&query)?,
            false => None,
        };
        let told = told.map_or_else(|| self.in_library(&query), Ok)?;
        let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
        let written = self.write(&told, &mut out);
        let written = written.and_then(|()| out.flush());
        let is_found = !told.is_empty();
        // The program ends here: to take ten thousand entries apart first would keep whoever waits for it.
        mem::forget(told);
        Ok(match written {
            Err(error) => not_printed(error),
            Ok(()) if is_found => DONE,
            Ok(()) => REFUSED,
        })
    }

    /// What is told of each entry, where texts alone tell: each is read, searched and told of in one go. `None` where nothing
    /// is found and a name is asked for, as only the library knows whether that is there at all.
    fn in_texts(&self, query: &Query) -> Result<Option<Vec<Vec<u8>>>, CliError> {
        let style = house_style_of(&self.folder);
        let look = || {
            let query = query.clone();
            move |key: &EntryKey, text: &str| Some(self.told(key, text, &query.hits(text)?))
        };
        let looked = library::look_through(&self.folder, &style, look);
        let looked = looked.map_err(|why| why.to_string())?;
        if looked.made.is_empty() && query.names_something() {
            return Ok(None);
        }
        for part in looked.errors {
            report(part);
        }
        Ok(Some(
            looked.made.into_iter().map(|(_, told)| told).collect(),
        ))
    }

    /// The same where the library has to be known.
    fn in_library(&self, query: &Query) -> Result<Vec<Vec<u8>>, CliError> {
        let library = super::asking::open(&self.folder)?;
        let candidates = self.asking.candidates(query, &self.query, &library)?;
        let mut found = Vec::new();
        find(query, &candidates, &AtomicBool::new(false), |some| {
            found.extend(some);
        });
        let told = of_each(&found, |it| self.told(&it.key, &it.text, &it.hits));
        mem::forget((library, candidates, found));
        Ok(told)
    }

    fn write(&self, told: &[Vec<u8>], out: &mut dyn Write) -> io::Result<()> {
        for (number, rows) in told.iter().enumerate() {
            if self.json {
                out.write_all(if number == 0 { b"[\n" } else { b",\n" })?;
            }
            out.write_all(rows)?;
        }
        match (self.json, told.is_empty()) {
            (false, _) => Ok(()),
            (true, true) => out.write_all(b"[]\n"),
            (true, false) => out.write_all(b"\n]\n"),
        }
    }

    /// What is told of an entry: its hits, or the entry where the query asks for no words.
    fn told(&self, key: &EntryKey, text: &str, hits: &[Range<usize>]) -> Vec<u8> {
        let name = key.file();
        let mut out = Vec::with_capacity(hits.len() * 160);
        // Its title and slug are read only where they are told.
        let file = (self.json || hits.is_empty())
            .then(|| LoadedFile::new(key.clone(), Content::Text(text.into())));
        let title = file.as_ref().map_or("", LoadedFile::title);
        let slug = file.as_ref().map_or("", LoadedFile::slug);
        if hits.is_empty() {
            match self.json {
                true => Row {
                    file: &name,
                    slug,
                    line: 1,
                    column: 1,
                    place: "",
                    text: title,
                }
                .push(&mut out),
                false => push_line(&mut out, &[&one_line(&name), ": ", &one_line(title)]),
            }
            return out;
        }
        let (places, parts) = (Places::of(text), Whereabouts::of(text));
        let (mut line, shown) = (String::new(), one_line(&name));
        let is_harmless = !self.json && is_harmless_in_lines(text);
        for (number, hit) in hits.iter().enumerate() {
            let context = Context::of(text, &places, hit);
            let part = parts.at(text, hit.start);
            line.clear();
            if !self.json {
                tell_line(&shown, &context, part, is_harmless, &mut line);
                out.extend_from_slice(line.as_bytes());
                continue;
            }
            let cut = |is_cut| if is_cut { "…" } else { "" };
            line.extend([
                cut(context.is_cut.0),
                context.before,
                context.hit,
                context.after,
                cut(context.is_cut.1),
            ]);
            if number > 0 {
                out.extend_from_slice(b",\n");
            }
            Row {
                file: &name,
                slug,
                line: context.place.line,
                column: context.place.column,
                place: part,
                text: &line,
            }
            .push(&mut out);
        }
        out
    }
}

/// One hit. The names are the contract.
#[derive(Serialize)]
struct Row<'t> {
    file: &'t str,
    slug: &'t str,
    line: usize,
    column: usize,
    /// The field or the section.
    #[serde(rename = "where")]
    place: &'t str,
    text: &'t str,
}

impl Row<'_> {
    fn push(&self, out: &mut Vec<u8>) {
        // To memory, and of plain text and numbers, nothing can fail.
        if let Err(error) = serde_json::to_writer(out, self) {
            log::error!("a row could not be written: {error}");
        }
    }
}

fn push_line(out: &mut Vec<u8>, parts: &[&str]) {
    parts
        .iter()
        .for_each(|it| out.extend_from_slice(it.as_bytes()));
    out.push(b'\n');
}

/// A hit on one line, with what stands close to it. The name of the file is harmless already, and so may the text be.
fn tell_line(file: &str, context: &Context<'_>, part: &str, is_harmless: bool, out: &mut String) {
    let (before, after) = (context.before, context.after);
    let start = before.char_indices().rev().nth(BEFORE).map(|(at, _)| at);
    let end = after.char_indices().nth(AFTER).map(|(at, _)| at);
    let Place { line, column } = context.place;
    out.push_str(file);
    for number in [line, column] {
        out.push(':');
        push_number(out, number);
    }
    out.push_str(": ");
    if !part.is_empty() {
        push_harmless(out, part);
        out.push_str(": ");
    }
    let (from, upto) = (start.unwrap_or(0), end.unwrap_or(after.len()));
    let mut before = before.get(from..).unwrap_or_default();
    let mut after = after.get(..upto).unwrap_or_default();
    match start {
        Some(_) => out.push('…'),
        None => before = before.trim_start(),
    }
    if end.is_none() {
        after = after.trim_end();
    }
    // A hit may go over a line end.
    for (words, is_harmless) in [
        (before, is_harmless),
        (context.hit, false),
        (after, is_harmless),
    ] {
        match is_harmless {
            true => out.push_str(words),
            false => push_harmless(out, words),
        }
    }
    if end.is_some() {
        out.push('…');
    }
    out.push('\n');
}

fn push_number(out: &mut String, number: usize) {
    if number > 9 {
        push_number(out, number / 10);
    }
    out.extend(char::from_digit((number % 10) as u32, 10));
}

/// Whether a text holds nothing that a terminal would act on but the ends of its lines.
fn is_harmless_in_lines(text: &str) -> bool {
    let is_control = |byte: u8| byte == 0x7F || byte < b' ' && byte != b'\n' && byte != b'\r';
    // The rest that is acted on begins with one of two bytes.
    let starts = memchr::memchr2_iter(0xC2, 0xE2, text.as_bytes());
    let mut letters = starts.filter_map(|at| text.get(at..)?.chars().next());
    first_of(text.as_bytes(), is_control).is_none() && !letters.any(is_acted_on)
}

/// Text without what a terminal would act on, which is rare: what stands between is taken over whole.
fn push_harmless(out: &mut String, text: &str) {
    for (number, words) in text.split(is_acted_on).enumerate() {
        if number > 0 {
            out.push(' ');
        }
        out.push_str(words);
    }
}

/// So many letters of the line are shown on both sides of a hit.
const BEFORE: usize = 60;
const AFTER: usize = 80;
