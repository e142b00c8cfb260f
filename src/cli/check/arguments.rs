//! The arguments behind `check`.

use std::path::PathBuf;

use jiff::civil::Date;
use lexopt::prelude::*;

use crate::checks::{Level, named};

/// One `check`, as the command line says it.
#[derive(Debug)]
pub(super) struct CheckArguments {
    /// Folders and files; at least one, except where only the list of checks is wanted.
    pub paths: Vec<PathBuf>,
    pub format: ReportFormat,
    /// Ids; none for all checks.
    pub only: Vec<String>,
    pub except: Vec<String>,
    /// The checks of the language are made too.
    pub prose: bool,
    /// Findings below this are not told.
    pub level: Level,
    /// Findings from this level on make it fail.
    pub fail_on: Level,
    /// The day to check on, where it is not today.
    pub day: Option<Date>,
    pub library: Option<PathBuf>,
    /// Another house style, whose findings are told beside those of the library's own.
    pub house_style: Option<PathBuf>,
    pub write_baseline: Option<PathBuf>,
    pub baseline: Option<PathBuf>,
    pub fix: bool,
    pub dry_run: bool,
    /// Fixes files that lie outside of the library, behind links, as well.
    pub follow: bool,
    pub list: bool,
}

/// How findings are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReportFormat {
    Text,
    Json,
    Sarif,
    GitHub,
}

/// Reads the arguments behind `check`; `None` asks for help.
pub(super) fn read(mut args: lexopt::Parser) -> Result<Option<CheckArguments>, lexopt::Error> {
    let mut check = CheckArguments::default();
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) => check.paths.push(PathBuf::from(word)),
            Long("format") => check.format = format(&args.value()?.string()?)?,
            Long("only") => check.only.extend(ids(&args.value()?.string()?)?),
            Long("except") => check.except.extend(ids(&args.value()?.string()?)?),
            Long("prose") => check.prose = true,
            Long("level") => check.level = level(&args.value()?.string()?)?,
            Long("fail-on") => check.fail_on = level(&args.value()?.string()?)?,
            Long("as-of") => check.day = Some(day(&args.value()?.string()?)?),
            Long("library") => check.library = Some(args.value()?.into()),
            Long("house-style") => check.house_style = Some(args.value()?.into()),
            Long("write-baseline") => check.write_baseline = Some(args.value()?.into()),
            Long("baseline") => check.baseline = Some(args.value()?.into()),
            Long("fix") => check.fix = true,
            Long("dry-run") => check.dry_run = true,
            Long("follow") => check.follow = true,
            Long("list") => check.list = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    if check.paths.is_empty() && !check.list {
        return Err("a folder or file is missing: copydesk check FOLDER|FILE…".into());
    }
    if check.follow && !check.fix {
        return Err("--follow belongs to --fix".into());
    }
    if check.dry_run && !check.fix {
        return Err("--dry-run belongs to --fix".into());
    }
    if check.fix && check.write_baseline.is_some() {
        return Err("--fix and --write-baseline are two runs: fix first".into());
    }
    if check.house_style.is_some() && (check.fix || check.write_baseline.is_some()) {
        return Err("--house-style compares and writes nothing: neither --fix nor --write-baseline goes with it".into());
    }
    Ok(Some(check))
}

impl Default for CheckArguments {
    fn default() -> Self {
        Self {
            paths: Vec::new(),
            format: ReportFormat::Text,
            only: Vec::new(),
            except: Vec::new(),
            prose: false,
            level: Level::Note,
            fail_on: Level::Error,
            day: None,
            library: None,
            house_style: None,
            write_baseline: None,
            baseline: None,
            fix: false,
            dry_run: false,
            follow: false,
            list: false,
        }
    }
}

impl CheckArguments {
    /// The day to check on.
    pub fn as_of(&self) -> Date {
        self.day.unwrap_or_else(|| jiff::Zoned::now().date())
    }
}

fn format(name: &str) -> Result<ReportFormat, String> {
    match name {
        "text" => Ok(ReportFormat::Text),
        "json" => Ok(ReportFormat::Json),
        "sarif" => Ok(ReportFormat::Sarif),
        "github" => Ok(ReportFormat::GitHub),
        _ => Err(format!(
            "there is no format “{name}”: text, json, sarif and github are known"
        )),
    }
}

fn level(name: &str) -> Result<Level, String> {
    let all = [Level::Error, Level::Warning, Level::Note];
    all.into_iter()
        .find(|level| level.name() == name)
        .ok_or_else(|| format!("there is no level “{name}”: error, warning and note are known"))
}

fn ids(list: &str) -> Result<Vec<String>, String> {
    let ids = list.split(',').map(str::trim).filter(|id| !id.is_empty());
    let known = |id: &str| match named(id) {
        Some(_) => Ok(id.to_owned()),
        None => Err(format!(
            "there is no check “{id}”; copydesk check --list names them"
        )),
    };
    ids.map(known).collect()
}

fn day(text: &str) -> Result<Date, String> {
    Date::strptime("%Y-%m-%d", text).map_err(|_| format!("“{text}” is no day such as 2026-11-01"))
}
