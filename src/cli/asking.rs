//! A query on the command line: its options, the library it is asked of, and the entries that it may find.

use std::collections::BTreeSet;
use std::path::Path;

use jiff::civil::Date;
use lexopt::prelude::*;

use super::{CliError, check, house_style_of, known_checks, report, settle_style};
use crate::library::{self, EntryKey, Library};
use crate::search::{About, Options, Query, QueryError, SearchedText};

/// How a query is asked, as the command line says it.
#[derive(Debug, Default)]
pub(super) struct QueryOptions {
    pub options: Options,
    day: Option<Date>,
}

/// What the options are; the help of every command that asks has it.
pub(super) const OPTIONS: &str = "\
--match-case         tell large letters from small ones
--whole-words        find no word within another
--match-accents      do not find `José` by `Jose`
--as-of DATE         what is overdue on this day, 2026-11-01";

impl QueryOptions {
    /// Takes an option that is its own.
    pub fn takes(&mut self, name: &str, args: &mut lexopt::Parser) -> Result<bool, lexopt::Error> {
        match name {
            "match-case" => self.options.match_case = true,
            "whole-words" => self.options.whole_words = true,
            "match-accents" => self.options.match_accents = true,
            "as-of" => {
                let day = args.value()?.string()?;
                let parsed = day.parse();
                let wrong = |_| format!("--as-of {day}: a day is wanted, such as 2026-11-01");
                self.day = Some(parsed.map_err(wrong)?);
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Reads the query.
    ///
    /// # Errors
    /// [`CliError`] shows the place in it that is wrong.
    pub fn query(&self, text: &str) -> Result<Query, CliError> {
        let query = Query::parse(text, self.options).map_err(|error| pointed(text, &error))?;
        if query.is_empty() {
            return Err("The query is empty: nothing is asked".into());
        }
        if let Some(at) = query.asks_for_unsaved() {
            let message = "What is not saved is known in the window only.".to_owned();
            return Err(pointed(text, &QueryError { at, message }));
        }
        Ok(query)
    }

    /// The entries of a library that the query may find, which `text` is.
    ///
    /// # Errors
    /// [`CliError`] where it names what there is not, or the findings it asks for can't be known.
    pub fn candidates(
        &self,
        query: &Query,
        text: &str,
        library: &Library,
    ) -> Result<Vec<SearchedText>, CliError> {
        let day = self.day.unwrap_or_else(|| jiff::Zoned::now().date());
        let known = known_checks();
        let asked: Vec<String> = query.checks().map(str::to_owned).collect();
        let found = match asked.iter().all(|id| known.contains(&id.as_str())) {
            true if !asked.is_empty() => check::found_by(library.clone(), &asked, day)?,
            // The query says itself what is wrong with the others.
            _ => BTreeSet::new(),
        };
        let about = About {
            today: day,
            unsaved: &|_| None,
            has_finding: &|key: &EntryKey, id: &str| {
                let id = known.iter().find(|known| **known == id);
                id.is_some_and(|id| found.contains(&(key.clone(), *id)))
            },
            checks: &known,
        };
        let candidates = query.candidates(library, &about);
        let settled = candidates.and_then(|all| Ok(query.settle(&all)?.into_owned()));
        settled.map_err(|error| pointed(text, &error))
    }
}

/// Takes a query whose first word must not be found: `-decaf caffeine` is no row of short options. There is one of those, `-h`.
pub(super) fn begun_with_minus(args: &mut lexopt::Parser) -> Result<Option<String>, lexopt::Error> {
    let is_query = |word: &std::ffi::OsStr| {
        let word = word.to_string_lossy();
        word.len() > 1 && word.starts_with('-') && !word.starts_with("--") && word != "-h"
    };
    let taken = args
        .try_raw_args()
        .and_then(|mut raw| raw.next_if(is_query));
    taken.map(|word| word.string()).transpose()
}

/// Opens a library; what in it can't be read is said.
///
/// # Errors
/// [`CliError`] where it can't be opened.
pub(super) fn open(folder: &Path) -> Result<Library, CliError> {
    let style = house_style_of(folder);
    let (mut library, unread) = library::open(folder, &style).map_err(|why| why.to_string())?;
    settle_style(&mut library);
    for part in unread {
        report(part);
    }
    Ok(library)
}

/// An error with its place in the query below it.
pub(super) fn pointed(text: &str, error: &QueryError) -> CliError {
    let before = text.get(..error.at.start).unwrap_or_default();
    let place = text.get(error.at.clone()).unwrap_or_default();
    let blanks = " ".repeat(before.chars().count());
    let marks = "^".repeat(place.chars().count().max(1));
    format!("{}\n  {text}\n  {blanks}{marks}", error.message).into()
}
