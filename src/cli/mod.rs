//! The same engine without a window: the command line, read into what is to be done.
//!
//! Knows nothing of: egui.

mod asking;
mod check;
mod diff;
mod find;
mod learn;
mod list;
mod many;
mod merge;
mod replace;
mod review;
mod set;
mod sources;
mod table;
mod words;
mod writing;

use std::ffi::OsString;
use std::fmt::{self, Display};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use lexopt::prelude::*;

use crate::checks;
use crate::house_style::{self, HouseStyle, InForce};
use crate::library::harmless::is_acted_on;
use crate::library::{self, Followed, Library};
use crate::settings::{OwnFolders, load_settings};

/// What is left to do after the command line was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Invocation {
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

/// A command of the command line. Its row, what it is told and what it does stand in its own file.
struct Subcommand {
    name: &'static str,
    /// What follows the name, as the overview shows it.
    arguments: &'static str,
    summary: &'static str,
    /// What `--help` prints.
    help: fn() -> String,
    /// Does what the arguments say; the answer is the exit code, or `None` where they ask for help.
    run: fn(lexopt::Parser) -> Result<Option<u8>, lexopt::Error>,
}

/// Every command, in the order of the overview.
const SUBCOMMANDS: &[Subcommand] = &[
    list::COMMAND,
    find::COMMAND,
    replace::COMMAND,
    set::COMMAND,
    sources::COMMAND,
    check::COMMAND,
    learn::COMMAND,
    merge::COMMAND,
    review::COMMAND,
    words::COMMAND,
];

/// Reads the command line, the program's own name first, and does what it says, short of opening the window.
pub fn run(args: impl IntoIterator<Item = OsString>) -> Invocation {
    match read(lexopt::Parser::from_iter(args)) {
        Ok(outcome) => outcome,
        Err(error) => {
            report(format_args!("{error}\nTry: copydesk --help"));
            Invocation::Exit(WRONG_USAGE)
        }
    }
}

fn read(mut args: lexopt::Parser) -> Result<Invocation, lexopt::Error> {
    let mut path = None;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if path.is_none() => {
                if let Some(command) = SUBCOMMANDS.iter().find(|command| word == command.name) {
                    let code = (command.run)(args)?;
                    return Ok(Invocation::Exit(
                        code.unwrap_or_else(|| print(&(command.help)())),
                    ));
                }
                path = Some(PathBuf::from(word));
            }
            Short('h') | Long("help") => return Ok(Invocation::Exit(print(&overview()))),
            Short('V') | Long("version") => {
                let version = concat!("copydesk ", env!("CARGO_PKG_VERSION"), "\n");
                return Ok(Invocation::Exit(print(version)));
            }
            other => return Err(other.unexpected()),
        }
    }
    Ok(Invocation::OpenWindow { path })
}

/// What `copydesk --help` prints.
fn overview() -> String {
    let line = |start: &str, what: &str| format!("copydesk {start:<32}  {what}\n");
    let commands: String = SUBCOMMANDS
        .iter()
        .map(|it| line(&format!("{} {}", it.name, it.arguments), it.summary))
        .collect();
    let folders: Vec<String> = SUBCOMMANDS
        .iter()
        .map(|it| format!("./{}", it.name))
        .collect();
    let folders = joined(&folders, " or ");
    format!(
        "copydesk: an editorial workbench for a folder of entries in markdown\n\n\
        {}{commands}{}copydesk --version\n\n{}\n",
        line("[FOLDER | FILE]", "open the window"),
        line("COMMAND --help", "more about a command"),
        wrapped(&format!(
            "A folder named like a command is opened as {folders}."
        )),
    )
}

/// The text in lines as wide as those of the help.
fn wrapped(text: &str) -> String {
    const WIDTH: usize = 86;
    let mut lines = String::new();
    let mut column = 0;
    for word in text.split(' ') {
        let length = word.chars().count();
        if column > 0 && column + 1 + length > WIDTH {
            lines.push('\n');
            column = 0;
        } else if column > 0 {
            lines.push(' ');
            column += 1;
        }
        lines.push_str(word);
        column += length;
    }
    lines
}

/// The words as a list: `a, b`, then `last` and the last one.
fn joined(words: &[impl AsRef<str>], last: &str) -> String {
    let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
    match words.split_last() {
        Some((end, rest)) if !rest.is_empty() => format!("{}{last}{end}", rest.join(", ")),
        _ => words.concat(),
    }
}

/// The house style of the library at `root`. What is wrong with it is said, and the built-in style stands in.
fn house_style_of(root: &Path) -> HouseStyle {
    let (style, mistakes) = library::read_style(root, &known_checks());
    for mistake in mistakes {
        report(format_args!("{}, {mistake}", house_style::FILE));
    }
    style
}

/// Has a library without a house style of its own follow the one that suits its entries, or that the person has answered in the
/// window. Gives back how many follow the built-in one, where that is not it and nobody has answered.
fn settle_style(library: &mut Library) -> Option<Followed> {
    let root = library.root().to_path_buf();
    if library::disk::is_file(&root.join(house_style::FILE)) {
        return None;
    }
    let own = OwnFolders::find();
    let settings = own.map(|own| load_settings(&own.settings()).0);
    let answered = settings.unwrap_or_default().house_checks_of(&root);
    let style = library.style_without_own(answered);
    let is_undecided = style.in_force == InForce::Undecided;
    library.set_style(style);
    is_undecided.then(|| library.followed()).flatten()
}

/// The house style in a file. What is wrong with it is said, as in that of a library.
///
/// # Errors
/// [`CliError`] where there is no such file.
fn house_style_in(file: &Path) -> Result<HouseStyle, CliError> {
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

/// Why a command was not carried out, in a sentence for whoever typed it.
#[derive(Debug)]
struct CliError(String);

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for CliError {}

impl From<String> for CliError {
    fn from(why: String) -> Self {
        Self(why)
    }
}

impl From<&str> for CliError {
    fn from(why: &str) -> Self {
        Self(why.to_owned())
    }
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

fn report(message: impl Display) {
    // A message may have several lines of its own; whatever else is in it came with a name or a title.
    let message = message.to_string();
    let message = message.replace(|letter| letter != '\n' && is_acted_on(letter), " ");
    // Nobody is left to tell when standard error itself is gone; the exit code still says it.
    if writeln!(io::stderr(), "copydesk: {message}").is_err() {
        log::warn!("{message}");
    }
}
