//! `copydesk review FOLDER`: the queue, or a part of it.

use std::path::PathBuf;

use jiff::ToSpan;
use jiff::civil::Date;
use lexopt::prelude::*;

use super::super::table::{shortened, table};
use super::super::{
    DONE, REFUSED, WRONG_USAGE, house_style_of, not_printed, one_line, print, report,
};
use super::{day, named, pending, records, today};
use crate::library::spreadsheet::Cells;
use crate::library::{self, EntryKey, Library, Versions, disk, home_of_folder};
use crate::review::export::{self, ExportRow};
use crate::review::{
    self, ASSIGNMENTS, Assignments, QueueRow, REVIEWS, ReviewLog, ReviewState, Since, Standing,
    calendar, queue,
};
use crate::settings::OwnFolders;

/// What is to be listed, and how.
pub(super) struct QueueListing {
    folder: PathBuf,
    which: Which,
    assigned: Option<String>,
    within: Option<i32>,
    as_of: Option<Date>,
    format: Format,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Which {
    All,
    Due,
    Overdue,
    SentBack,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Format {
    Table,
    Csv(Cells),
    Json,
    Calendar,
}

/// Reads the arguments; `None` where help is wanted.
pub(super) fn read(mut args: lexopt::Parser) -> Result<Option<QueueListing>, lexopt::Error> {
    let (mut folder, mut which, mut raw) = (None, Vec::new(), false);
    let (mut assigned, mut within, mut as_of) = (None, None, None);
    let mut format = Format::Table;
    while let Some(arg) = args.next()? {
        match arg {
            Value(word) if folder.is_none() => folder = Some(PathBuf::from(word)),
            Long("due") => which.push(Which::Due),
            Long("overdue") => which.push(Which::Overdue),
            Long("sent-back") => which.push(Which::SentBack),
            Long("assigned") => assigned = Some(named(&mut args)?),
            Long("within") => within = Some(args.value()?.parse()?),
            Long("as-of") => as_of = Some(day(&mut args)?),
            Long("format") => format = Format::named(&args.value()?.string()?)?,
            Long("raw") => raw = true,
            Short('h') | Long("help") => return Ok(None),
            other => return Err(other.unexpected()),
        }
    }
    let folder = folder.ok_or("a folder is missing: copydesk review FOLDER")?;
    which.dedup();
    let which = match which.as_slice() {
        [] => Which::All,
        [one] => *one,
        _ => return Err("--due, --overdue and --sent-back are three lists: give one".into()),
    };
    if within.is_some() && which == Which::Overdue {
        return Err("what is overdue is not due within some days: give one of the two".into());
    }
    match (format, raw) {
        (Format::Csv(_), true) => format = Format::Csv(Cells::Raw),
        (_, true) => return Err("--raw belongs to --format csv".into()),
        (_, false) => {}
    }
    Ok(Some(QueueListing {
        folder,
        which,
        assigned,
        within,
        as_of,
        format,
    }))
}

impl Format {
    fn named(name: &str) -> Result<Self, String> {
        match name {
            "table" => Ok(Self::Table),
            "csv" => Ok(Self::Csv(Cells::AsText)),
            "json" => Ok(Self::Json),
            "ics" => Ok(Self::Calendar),
            _ => Err(format!(
                "there is no format “{name}”: table, csv, json and ics are known"
            )),
        }
    }
}

impl QueueListing {
    pub fn run(&self) -> u8 {
        self.list().unwrap_or_else(|why| {
            report(why);
            WRONG_USAGE
        })
    }

    fn list(&self) -> Result<u8, String> {
        let folder = disk::folder(&self.folder).map_err(|why| why.to_string())?;
        let root = home_of_folder(&folder);
        let style = house_style_of(&root);
        let (library, unread) = library::open(&root, &style).map_err(|why| why.to_string())?;
        for part in unread {
            report(part);
        }
        pending::finish(library.root());
        let log = ReviewLog::of(&records(&root, REVIEWS)?);
        let assignments = Assignments::of(&records(&root, ASSIGNMENTS)?);
        let today = self.as_of.unwrap_or_else(today);

        let below = EntryKey::below(library.root(), &folder);
        let is_below = |row: &QueueRow<'_>| {
            let path = row.file.key.path();
            below
                .as_ref()
                .is_none_or(|below| path.starts_with(below.path()))
        };
        let rows = queue(&library, &log, today).into_iter().filter(is_below);
        let rows: Vec<QueueRow<'_>> = rows.filter(|row| self.is_of(row, &assignments)).collect();
        self.tell_what_has_no_day(&rows);
        let (wanted, mut others): (Vec<_>, Vec<_>) =
            rows.into_iter().partition(|row| self.wants(row, today));
        if self.which == Which::SentBack {
            // What was never sent back is not done for that.
            others.clear();
        }

        let exported = || {
            let rows = wanted.iter().zip(changed_since(&wanted, &library));
            rows.map(|(row, since)| ExportRow::of(row, since, &assignments))
                .collect::<Vec<_>>()
        };
        let text = match self.format {
            Format::Table => Ok(as_table(&wanted, &library, &assignments, today)),
            Format::Csv(cells) => export::csv(&exported(), cells),
            Format::Json => export::json(&exported()),
            Format::Calendar => Ok(calendar(&wanted, &others, &assignments)),
        };
        let printed = text.map_or_else(not_printed, |text| print(&text));
        let is_overdue = self.which == Which::Overdue && !wanted.is_empty();
        Ok(if printed == DONE && is_overdue {
            REFUSED
        } else {
            printed
        })
    }

    /// Whether an entry is of the person asked for.
    fn is_of(&self, row: &QueueRow<'_>, assignments: &Assignments) -> bool {
        let assigned = assignments.get(&row.owner);
        let is_to = |name: &String| assigned.is_some_and(|it| it.is_to(name));
        self.assigned.as_ref().is_none_or(is_to)
    }

    fn wants(&self, row: &QueueRow<'_>, today: Date) -> bool {
        let state = row.due.state;
        let is_soon = match self.within {
            None => state == ReviewState::DueSoon,
            Some(days) => {
                let limit = today.checked_add(days.days());
                // Beyond the calendar nothing is due.
                let is_near = |on: Date| limit.map_or(days > 0, |limit| on <= limit);
                state != ReviewState::Future && row.due.on.is_some_and(is_near)
            }
        };
        let is_due = state == ReviewState::Overdue || is_soon;
        match self.which {
            Which::All => self.within.is_none() || is_due,
            Which::Due => is_due,
            Which::Overdue => state == ReviewState::Overdue,
            Which::SentBack => {
                let is_back = [Standing::SentBack, Standing::SentBackChanged];
                is_back.contains(&row.standing) && (self.within.is_none() || is_due)
            }
        }
    }

    /// What has no day of review is never due, and is not to be forgotten for that.
    fn tell_what_has_no_day(&self, rows: &[QueueRow<'_>]) {
        if self.which == Which::SentBack || (self.which == Which::All && self.within.is_none()) {
            return;
        }
        let states = [
            ReviewState::Never,
            ReviewState::Unreadable,
            ReviewState::Future,
        ];
        let told = states.into_iter().filter_map(|state| {
            let count = rows.iter().filter(|row| row.due.state == state).count();
            (count > 0).then(|| format!("{count} ({})", state.label().to_lowercase()))
        });
        let told: Vec<String> = told.collect();
        if !told.is_empty() {
            report(format_args!(
                "Not in this list, as no day is known on which they are due: {}",
                told.join(", ")
            ));
        }
    }
}

/// So many entries without a record are asked of git, which takes some hundredths of a second for each.
const MOST_ASKED: usize = 500;

/// What became of each entry since it was reviewed. Where no sign-off is on record, git and the versions kept here are asked.
fn changed_since(rows: &[QueueRow<'_>], library: &Library) -> Vec<Since> {
    let without = rows.iter().filter(|row| row.sign_off.is_none()).count();
    let is_asked = without <= MOST_ASKED;
    if !is_asked {
        report(format_args!(
            "What changed is not looked for in {without} entries without a sign-off on record: ask for fewer, with --due, say"
        ));
    }
    let versions = OwnFolders::find().map(|own| Versions::below(own.versions()));
    let since = |row: &QueueRow<'_>| {
        let Some(text) = row.file.content.text() else {
            return Since::Unknown;
        };
        match row.sign_off {
            Some(record) => record.fingerprint.since(text, library.style()),
            None if is_asked => {
                let (root, key) = (library.root(), &row.file.key);
                review::base_of(root, key, text, None, versions.as_ref())
                    .since(text, library.style())
            }
            None => Since::Unknown,
        }
    };
    rows.iter().map(since).collect()
}

fn as_table(
    rows: &[QueueRow<'_>],
    library: &Library,
    assignments: &Assignments,
    today: Date,
) -> String {
    let heads = [
        "Title",
        "Pillar",
        "Last reviewed",
        "Due",
        "Rule",
        "Changed since",
        "Outcome",
        "Assigned to",
        "File",
    ];
    let or_none = |text: Option<&str>| shortened(text.unwrap_or("–"));
    let cells = |(row, since): (&QueueRow<'_>, Since)| {
        let facts = &row.file.facts;
        [
            shortened(row.file.title()),
            or_none(facts.pillar.as_deref()),
            or_none(facts.last_reviewed.as_deref()),
            row.due.in_words(today),
            row.due.rule_in_words(),
            since.in_words(),
            row.standing.in_words(row.date_standing),
            or_none(assignments.get(&row.owner).map(|it| it.to.as_str())),
            one_line(&row.file.key.file()),
        ]
    };
    let rows = rows.iter().zip(changed_since(rows, library));
    table(heads, rows.map(cells).collect())
}
