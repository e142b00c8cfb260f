//! `copydesk review log`: all that is on record of the reviews of a library.

use std::borrow::Cow;
use std::path::PathBuf;

use lexopt::prelude::*;
use serde_json::{Map, Value as Json};

use super::super::{WRONG_USAGE, not_printed, print, report};
use super::{pending, records};
use crate::library::spreadsheet::{self, Cells};
use crate::library::{disk, home_of_folder};
use crate::review::{REVIEWS, export};

/// Whose log is told, and how.
pub(super) struct Audit {
    folder: PathBuf,
    /// For a spreadsheet; for a program where there is none.
    csv: Option<Cells>,
}

/// What an auditor is told, as a record names it.
const FIELDS: [&str; 13] = [
    "slug",
    "at",
    "outcome",
    "reviewer",
    "date",
    "before",
    "scope",
    "note",
    "unopened",
    "left",
    "takes_back",
    "text",
    "file",
];

/// Reads the arguments; `None` where help is wanted.
pub(super) fn read(mut args: lexopt::Parser) -> Result<Option<Audit>, lexopt::Error> {
    let (mut folder, mut csv, mut raw) = (None, Some(Cells::AsText), false);
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Long("format") => {
                csv = match args.value()?.string()?.as_str() {
                    "csv" => Some(Cells::AsText),
                    "json" => None,
                    other => {
                        return Err(format!(
                            "there is no format “{other}”: csv and json are known"
                        )
                        .into());
                    }
                }
            }
            Long("raw") => raw = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("a folder is missing: copydesk review log FOLDER")?;
    match (csv, raw) {
        (Some(_), true) => csv = Some(Cells::Raw),
        (None, true) => return Err("--raw belongs to --format csv".into()),
        (_, false) => {}
    }
    Ok(Some(Audit { folder, csv }))
}

impl Audit {
    pub fn run(&self) -> u8 {
        self.tell().unwrap_or_else(|why| {
            report(why);
            WRONG_USAGE
        })
    }

    fn tell(&self) -> Result<u8, String> {
        let folder = disk::folder(&self.folder).map_err(|why| why.to_string())?;
        let root = home_of_folder(&folder);
        pending::finish(&root);
        let records = records(&root, REVIEWS)?;
        // As they stand there: a field of a newer version is a part of what was done.
        let mut acts: Vec<Map<String, Json>> = records.objects().collect();
        let said = |act: &Map<String, Json>, name| act.get(name).map(ToString::to_string);
        acts.sort_by_cached_key(|act| (said(act, "slug"), said(act, "at")));
        let text = match self.csv {
            Some(cells) => spreadsheet::csv(FIELDS, acts.iter().map(cells_of), cells),
            None => export::json(&acts),
        };
        Ok(text.map_or_else(not_printed, |text| print(&text)))
    }
}

fn cells_of(act: &Map<String, Json>) -> [Cow<'_, str>; 13] {
    FIELDS.map(|name| match act.get(name) {
        None | Some(Json::Null | Json::Bool(false)) => "".into(),
        Some(Json::Bool(true)) => "yes".into(),
        Some(Json::String(said)) => said.as_str().into(),
        Some(Json::Array(items)) => {
            let words = items.iter().map(|item| item.as_str().unwrap_or_default());
            words.collect::<Vec<_>>().join("; ").into()
        }
        Some(other) => other.to_string().into(),
    })
}
