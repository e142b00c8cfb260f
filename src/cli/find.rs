//! `copydesk find`: where something stands in a library.

use std::io::{self, BufWriter, Write};
use std::mem;
use std::ops::Range;
use std::path::PathBuf;
use std::sync::atomic::AtomicBool;

use lexopt::prelude::*;
use serde::Serialize;

use super::asking::{OPTIONS, QueryOptions};
use super::{
    CliError, DONE, REFUSED, Subcommand, WRONG_USAGE, house_style_of, not_printed, one_line, report,
};
use crate::entry::Places;
use crate::library::{self, Library};
use crate::search::keys::KEYS;
use crate::search::{Context, Found, Query, Whereabouts, find};

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
    while let Some(arg) = args.next()? {
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
        let library = self.library(&query)?;
        let mut candidates = self.asking.candidates(&query, &self.query, &library)?;
        if query.needs_texts_only() {
            // What was passed over is empty, and not looked through again.
            candidates.retain(|candidate| !candidate.text.is_empty());
        }
        let mut found = Vec::new();
        find(&query, &candidates, &AtomicBool::new(false), |some| {
            found.extend(some);
        });
        let mut out = BufWriter::new(io::stdout().lock());
        let written = self.tell(&library, &found, &mut out);
        let written = written.and_then(|()| out.flush());
        let is_found = !found.is_empty();
        // The program ends here: to take ten thousand entries apart first would keep whoever waits for it.
        mem::forget((library, candidates, found));
        Ok(match written {
            Err(error) => not_printed(error),
            Ok(()) if is_found => DONE,
            Ok(()) => REFUSED,
        })
    }

    /// The library; where texts alone tell, with those alone in which something is found.
    fn library(&self, query: &Query) -> Result<Library, CliError> {
        if !query.needs_texts_only() {
            return super::asking::open(&self.folder);
        }
        let style = house_style_of(&self.folder);
        let keep = || {
            let query = query.clone();
            move |text: &str| query.hits(text).is_some()
        };
        let opened = library::open_where(&self.folder, &style, keep);
        let (library, unread) = opened.map_err(|why| why.to_string())?;
        for part in unread {
            report(part);
        }
        Ok(library)
    }

    fn tell(&self, library: &Library, found: &[Found], out: &mut dyn Write) -> io::Result<()> {
        let mut is_first = true;
        for entry in found {
            let file = library.get(&entry.key);
            let (name, text) = (entry.key.file(), &*entry.text);
            let (places, parts) = (Places::of(text), Whereabouts::of(text));
            let title = file.map_or("", |file| file.title());
            if entry.hits.is_empty() && !self.json {
                writeln!(out, "{}: {}", one_line(&name), one_line(title))?;
                continue;
            }
            let whole = [0..0];
            let hits = match entry.hits.as_slice() {
                [] => &whole,
                hits => hits,
            };
            for hit in hits {
                let context = Context::of(text, &places, hit);
                if !self.json {
                    tell_line(&name, &context, parts.at(hit.start), out)?;
                    continue;
                }
                let cut = |is_cut| if is_cut { "…" } else { "" };
                let line = format!(
                    "{}{}{}{}{}",
                    cut(context.is_cut.0),
                    context.before,
                    context.hit,
                    context.after,
                    cut(context.is_cut.1),
                );
                let row = Row {
                    file: &name,
                    slug: file.map_or("", |file| file.slug()),
                    line: context.place.line,
                    column: context.place.column,
                    place: if hit.is_empty() {
                        ""
                    } else {
                        parts.at(hit.start)
                    },
                    text: if hit.is_empty() { title } else { &line },
                };
                out.write_all(if is_first { b"[\n" } else { b",\n" })?;
                is_first = false;
                serde_json::to_writer(&mut *out, &row)?;
            }
        }
        if self.json {
            out.write_all(if is_first { b"[]\n" } else { b"\n]\n" })?;
        }
        Ok(())
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

/// A hit on one line, with what stands close to it.
fn tell_line(file: &str, context: &Context<'_>, part: &str, out: &mut dyn Write) -> io::Result<()> {
    let (before, after) = (context.before, context.after);
    let start = before.char_indices().rev().nth(BEFORE).map(|(at, _)| at);
    let end = after.char_indices().nth(AFTER).map(|(at, _)| at);
    let cut = |range: Range<usize>, text: &str| text.get(range).unwrap_or_default().to_owned();
    let before = match start {
        Some(start) => format!("…{}", cut(start..before.len(), before)),
        None => before.to_owned(),
    };
    let after = match end {
        Some(end) => format!("{}…", cut(0..end, after)),
        None => after.to_owned(),
    };
    let place = context.place;
    let line = format!("{before}{}{after}", context.hit);
    let part = match part {
        "" => String::new(),
        part => format!("{}: ", one_line(part)),
    };
    writeln!(
        out,
        "{}:{}:{}: {part}{}",
        one_line(file),
        place.line,
        place.column,
        one_line(line.trim())
    )
}

/// So many letters of the line are shown on both sides of a hit.
const BEFORE: usize = 60;
const AFTER: usize = 80;
