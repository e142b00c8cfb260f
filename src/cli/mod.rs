//! The same engine without a window: the command line, read into what is to be done.
//!
//! Knows nothing of: egui.

mod check;
mod learn;
pub mod list;
mod merge;
mod set;
mod sources;
mod writing;

use std::ffi::OsString;
use std::fmt::Display;
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};

use lexopt::prelude::*;

use crate::checks;
use crate::house_style::{self, HouseStyle};
use crate::library;

/// What is left to do after the command line was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The command is done; this is the exit code.
    Exit(u8),
    /// Open the window, on this folder or file where one was named.
    OpenWindow { path: Option<PathBuf> },
}

/// The exit code of a command that did what it was told.
const DONE: u8 = 0;
/// The exit code of a command that refused, and left all as it was.
const REFUSED: u8 = 1;
/// The exit code of a command that could not be understood.
const WRONG_USAGE: u8 = 2;

const HELP: &str = "\
copydesk: an editorial workbench for a folder of entries in markdown

copydesk [FOLDER | FILE]     open the window
copydesk list FOLDER         what is in a folder
copydesk set FILE …          change one entry
copydesk sources …           list, import and convert sources
copydesk check FOLDER|FILE…  what is wrong with entries, and why
copydesk learn FOLDER        a house style from what the entries have in common
copydesk merge …             three versions of an entry into one, for git
copydesk COMMAND --help      more about a command
copydesk --version

A folder named like a command is opened as ./list, ./set, ./sources, ./check, ./learn
or ./merge.
";

const LIST_HELP: &str = "\
copydesk list FOLDER [--format table|csv|json] [--raw]

Lists the entries of a folder: file, title, slug, pillar, last_reviewed, confidence,
words, sections, sources, error. A file that can't be read is listed with the reason.

--raw    writes the cells of csv as they are, for programs; without it an apostrophe
         stands before those that a spreadsheet would take for a formula
";

const SET_HELP: &str = "\
copydesk set FILE [KEY=VALUE …] [--unset KEY] [--section NAME --from FILE|-] [--dry-run]

Changes fields of the front matter, and the text of a section; all of it or nothing.
All other bytes of the file stay as they are.

KEY=VALUE            title=\"How much?\", related_products[0].name=Zinc, \"a.b\"=x
                     related_products[+].name=Zinc adds an item
KEY=                 sets the empty text
--unset KEY          takes the field out
--section NAME       the section with exactly this heading …
--from FILE          … gets the text of this file (- is standard input)
--dry-run            shows the change as a diff and writes nothing

Exit codes: 0 done, 1 refused and the file is as it was, 2 wrong usage.
";

const CHECK_HELP: &str = "\
copydesk check FOLDER|FILE… [OPTIONS]

Says what is wrong with the entries of a folder, or with the files named, and why.

--format text|json|sarif|github
--only A,B           make these checks only; --except A,B all but these
--level LEVEL        tell findings from this level on: error, warning or note (note)
--fail-on LEVEL      exit with 1 from this level on (error)
--as-of DATE         check as on this day, 2026-11-01
--library DIR        the folder of the whole library, which facts come from
--house-style FILE   what would another house style change? Tells the findings that would
                     go or come, and how many there are of each check before and after
--write-baseline F   write down the findings there are
--baseline F         leave out those written down; a finding is known by check, file
                     and marked words
--fix [--dry-run]    make the fixes that are listed as safe, or show them as a diff;
                     what is left is told. Files that links lead to outside of the
                     library are left as they are, unless --follow is given
--list               name every check with its level and reason

Accepted findings (.copydesk/accepted.jsonl) are left out. Named files are looked at
beside the rest of their library: the nearest folder upward with house_style.yaml or
.copydesk, else the root of the git repository, else their folder.

Exit codes: 0 nothing at the failing level, 1 findings at it, 2 could not run.
";

const SOURCES_HELP: &str = "\
copydesk sources FOLDER|FILE [--format table|json|ris|bibtex|csl-json]
copydesk sources import FILE --into ENTRY [--complete] [--dry-run]
copydesk sources convert FILE --format json|ris|bibtex|csl-json

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

const LEARN_HELP: &str = "\
copydesk learn FOLDER [-o FILE]

Learns a house style from the entries of a folder: the fields, sections, sentences and
links that at least nine of ten of them have in common, with the evidence in comments.
It is written to house_style.learned.yaml in the folder, or under the next free name;
a file that is there is never written over.

-o FILE    writes to this file instead (- is standard output)

Exit codes: 0 done, 1 nothing was written, 2 wrong usage.
";

const MERGE_HELP: &str = "\
copydesk merge BASE OURS THEIRS [-o OUT] [--path NAME]

Merges two versions of an entry that were made of one, by its structure: front matter
by field, text by section, sources by PMID, DOI or words, numbered once. Lines are
compared only inside one piece that both changed.

-o OUT       writes to this file; without it to standard output
--path NAME  what the entry is called in messages, and in the note that git\u{2019}s folder keeps of
             what came in after a review

As the merge driver of git:

  .gitattributes   *.md merge=copydesk
  once             git config merge.copydesk.driver \\
                     'copydesk merge %O %A %B -o %A --path %P'

Exit codes: 0 merged, 1 merged with conflicts between git\u{2019}s signs,
129 not merged and nothing was written.
";

/// Reads the command line, the program's own name first, and does what it says, short of opening the window.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Outcome {
    match read(lexopt::Parser::from_iter(args)) {
        Ok(outcome) => outcome,
        Err(error) => {
            report(format_args!("{error}\nTry: copydesk --help"));
            Outcome::Exit(WRONG_USAGE)
        }
    }
}

fn read(mut args: lexopt::Parser) -> Result<Outcome, lexopt::Error> {
    let mut path = None;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if path.is_none() && word == "list" => return list(args),
            Value(word) if path.is_none() && word == "set" => {
                return Ok(Outcome::Exit(match set::read(args)? {
                    Some(set) => set.run(),
                    None => print(SET_HELP),
                }));
            }
            Value(word) if path.is_none() && word == "check" => {
                return Ok(Outcome::Exit(match check::read(args)? {
                    Some(check) => check.run(),
                    None => print(CHECK_HELP),
                }));
            }
            Value(word) if path.is_none() && word == "sources" => {
                return Ok(Outcome::Exit(match sources::read(args)? {
                    Some(command) => command.run(),
                    None => print(SOURCES_HELP),
                }));
            }
            Value(word) if path.is_none() && word == "learn" => {
                return Ok(Outcome::Exit(match learn::read(args)? {
                    Some(command) => command.run(),
                    None => print(LEARN_HELP),
                }));
            }
            Value(word) if path.is_none() && word == "merge" => {
                return Ok(Outcome::Exit(match merge::read(args) {
                    Ok(Some(command)) => command.run(),
                    Ok(None) => print(MERGE_HELP),
                    Err(error) => {
                        report(format_args!("{error}\nTry: copydesk merge --help"));
                        merge::NOT_MERGED
                    }
                }));
            }
            Value(word) if path.is_none() => path = Some(PathBuf::from(word)),
            Short('h') | Long("help") => return Ok(Outcome::Exit(print(HELP))),
            Short('V') | Long("version") => {
                let version = concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n");
                return Ok(Outcome::Exit(print(version)));
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Outcome::OpenWindow { path })
}

fn list(mut args: lexopt::Parser) -> Result<Outcome, lexopt::Error> {
    let mut folder = None;
    let mut format = list::ListFormat::default();
    let mut raw = false;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Long("format") => {
                let name = args.value()?.string()?;
                format = list::ListFormat::named(&name).ok_or_else(|| {
                    format!("there is no format “{name}”: table, csv and json are known")
                })?;
            }
            Long("raw") => raw = true,
            Short('h') | Long("help") => return Ok(Outcome::Exit(print(LIST_HELP))),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("a folder is missing: copydesk list FOLDER")?;
    match (format, raw) {
        (list::ListFormat::Csv, true) => format = list::ListFormat::RawCsv,
        (_, true) => return Err("--raw belongs to --format csv".into()),
        (_, false) => {}
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let written = list::run(
        &folder,
        &house_style_of(&folder),
        format,
        &mut out,
        &mut io::stderr(),
    );
    Ok(Outcome::Exit(written.unwrap_or_else(not_printed)))
}

/// The house style of the library at `root`. What is wrong with it is said, and the built-in style stands in.
fn house_style_of(root: &Path) -> HouseStyle {
    let (style, mistakes) = library::read_style(root, &known_checks());
    for mistake in mistakes {
        report(format_args!("{}, {mistake}", house_style::FILE));
    }
    style
}

/// The house style in a file. What is wrong with it is said, as in that of a library.
///
/// # Errors
/// That there is no such file, in a sentence.
fn house_style_in(file: &Path) -> Result<HouseStyle, String> {
    let shown = shown(file);
    let (style, mistakes) = library::read_style_file(file, &known_checks()).map_err(|why| {
        format!(
            "The house style could not be read: {}: {shown}",
            unread(&why)
        )
    })?;
    for mistake in mistakes {
        report(format_args!("{shown}, {mistake}"));
    }
    Ok(style)
}

/// Why a file named on the command line was not read: one that is not there was on no list.
fn unread(why: &library::ReadError) -> String {
    match why {
        library::ReadError::Gone => "there is no such file".into(),
        why => why.to_string(),
    }
}

/// What a house style may give a level to.
fn known_checks() -> Vec<&'static str> {
    checks::all().map(|check| check.id).collect()
}

fn print(text: &str) -> u8 {
    let mut out = io::stdout().lock();
    let written = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    written.map_or_else(not_printed, |()| DONE)
}

/// A reader that has seen enough (`| head`) is no failure.
fn not_printed(error: io::Error) -> u8 {
    if error.kind() == ErrorKind::BrokenPipe {
        return DONE;
    }
    report(format_args!("The output could not be written: {error}"));
    REFUSED
}

/// Text on one line, without what a terminal would act on: names and titles may hold anything.
fn one_line(text: &str) -> String {
    text.replace(is_acted_on, " ")
}

/// A path as it is told.
fn shown(path: &Path) -> String {
    one_line(&path.display().to_string())
}

/// Control characters, line ends and marks that turn the direction of what follows.
fn is_acted_on(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn report(message: impl Display) {
    // A message may have several lines of its own; whatever else is in it came with a name or a title.
    let message = message.to_string();
    let message = message.replace(|letter| letter != '\n' && is_acted_on(letter), " ");
    // Nobody is left to tell when standard error itself is gone; the exit code still says it.
    if writeln!(io::stderr(), "copydesk: {message}").is_err() {
        log::warn!("{message}");
    }
}
