//! The review queue as it is shown: every entry with how it stands, filtered, sorted, grouped.
//!
//! How all entries stand is worked out anew only when the library, the records, the house style or the day changed; the lines
//! only when that, the order or a filter did.
//!
//! Knows nothing of: how a line is drawn, what is done with an entry.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;

use super::command::Filter;
use super::settle::is_to_settle;
use crate::desk::library::list::Wanted;
use crate::desk::{Desk, Moment};
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, Library, ToSettle};
use crate::review::{self, Assignments, Due, QueueRow, ReviewRecord, ReviewState, Since, Standing};
use crate::settings::{QueueColumn, ReviewQueue};

/// The queue, as far as it is worked out.
#[derive(Debug, Default)]
pub struct Queue {
    rows: Vec<Row>,
    lines: Vec<QueueLine>,
    bars: Vec<Bar>,
    /// What the rows were worked out from, and what the lines.
    rows_of: Option<RowsOf>,
    lines_of: Option<LinesOf>,
    /// The entry that the keys are on.
    pub(super) at: Option<EntryKey>,
    pub(super) chosen: HashSet<EntryKey>,
}

/// An entry in the queue.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    pub key: EntryKey,
    pub due: Due,
    pub standing: Standing,
    /// What is amiss with its date besides.
    pub date_standing: Option<Standing>,
    /// The sign-off that gave it the date it has.
    pub sign_off: Option<Arc<ReviewRecord>>,
    /// Who has it to review, and until when.
    pub assigned: Option<(String, Option<Date>)>,
    /// Two records of it say different things.
    pub is_to_settle: bool,
}

/// A line of the queue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QueueLine {
    /// The name of a group, and how many entries it has.
    Group { name: String, count: usize },
    /// A row by its number; its place among the entries shown, from 1.
    Row { row: usize, place: usize },
}

/// What a bar above the queue stands for, and a filter by state names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    State(ReviewState),
    /// Due in this month, and not overdue.
    Month {
        year: i16,
        month: i8,
    },
    /// Due after the months that have a bar.
    Later,
    /// Never reviewed, or with a date that can’t be read.
    NoDate,
}

/// A bar above the queue. All bars together are all entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bar {
    pub when: When,
    pub count: usize,
    /// How many of them are due soon.
    pub soon: usize,
}

#[derive(Debug, Clone, PartialEq)]
struct RowsOf {
    library: u64,
    records: u64,
    style: Arc<HouseStyle>,
    today: Date,
}

#[derive(Debug, Clone, PartialEq)]
struct LinesOf {
    queue: ReviewQueue,
    findings: Option<u64>,
}

/// Nobody, as a filter.
pub const NOBODY: &str = "-";

/// The months that have a bar.
const MONTHS: usize = 12;

impl Queue {
    /// Every entry of the library.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// What is shown, in order.
    pub fn lines(&self) -> &[QueueLine] {
        &self.lines
    }

    pub fn bars(&self) -> &[Bar] {
        &self.bars
    }

    pub fn row(&self, line: &QueueLine) -> Option<&Row> {
        match line {
            QueueLine::Row { row, .. } => self.rows.get(*row),
            QueueLine::Group { .. } => None,
        }
    }

    /// The entries shown, in order.
    pub fn shown(&self) -> impl DoubleEndedIterator<Item = &Row> {
        self.lines.iter().filter_map(|line| self.row(line))
    }

    /// The row that the keys are on: the first one where its entry is not shown.
    pub fn at(&self) -> Option<&Row> {
        let at = self.at.as_ref();
        let found = self.shown().find(|row| Some(&row.key) == at);
        found.or_else(|| self.shown().next())
    }

    pub fn of(&self, key: &EntryKey) -> Option<&Row> {
        self.rows.iter().find(|row| row.key == *key)
    }

    /// Lines in the order of changes are to be worked out anew.
    pub(super) fn changes_are_new(&mut self) {
        self.lines_of
            .take_if(|of| of.queue.sort == QueueColumn::Since);
    }

    pub fn count(&self, is_counted: impl Fn(&Row) -> bool) -> usize {
        self.rows.iter().filter(|row| is_counted(row)).count()
    }
}

impl Desk {
    /// Works the queue out anew where something that it shows has changed.
    pub(in crate::desk) fn follow_queue(&mut self, now: Moment) {
        // An entry that is gone, or that another took the place of, is not under review.
        self.review
            .entry
            .take_if(|key| self.shown.as_ref() != Some(key));
        let Some(library) = self.library.as_ref().filter(|_| self.is_reviewing()) else {
            return;
        };
        let rows_of = RowsOf {
            library: library.state(),
            records: self.review.revision,
            style: self.style.clone(),
            today: now.today,
        };
        let queue = &self.review.queue;
        let is_stale = queue.rows_of.as_ref().is_none_or(|of| !of.is(&rows_of));
        if is_stale {
            let rows = review::queue(library, &self.review.log, now.today);
            let assigned = &self.review.assignments;
            let to_settle: Vec<&ToSettle> = self.records_to_settle().collect();
            let rows = rows.iter().map(|row| Row {
                is_to_settle: is_to_settle(&row.owner, to_settle.iter().copied()),
                ..Row::of(row, assigned)
            });
            let rows: Vec<Row> = rows.collect();
            let queue = &mut self.review.queue;
            queue.bars = bars(&rows, now.today);
            queue.rows = rows;
            queue.rows_of = Some(rows_of);
            queue.lines_of = None;
            let is_there = |key: &EntryKey| library.get(key).is_some_and(|it| library.is_entry(it));
            queue.chosen.retain(is_there);
        }
        let lines_of = LinesOf {
            queue: self.view.queue.clone(),
            findings: (self.view.queue.sort == QueueColumn::Findings)
                .then(|| self.findings.revision()),
        };
        if self.review.queue.lines_of.as_ref() != Some(&lines_of) {
            self.arrange_queue(now.today);
            self.review.queue.lines_of = Some(lines_of);
        }
    }

    /// The entries that the filters let through, whenever they are due.
    pub(super) fn fits_on_any_day(&self, today: Date) -> HashSet<&EntryKey> {
        let Some(library) = &self.library else {
            return HashSet::new();
        };
        let queue = ReviewQueue {
            when: String::new(),
            ..self.view.queue.clone()
        };
        let mut fits = Fits::new(&queue, library, today);
        let rows = self.review.queue.rows.iter();
        rows.filter(|row| fits.fits(row))
            .map(|row| &row.key)
            .collect()
    }

    fn arrange_queue(&mut self, today: Date) {
        let Some(library) = &self.library else {
            return;
        };
        let queue = &self.view.queue;
        let rows = &self.review.queue.rows;
        let mut fits = Fits::new(queue, library, today);
        let mut shown: Vec<usize> = (0..rows.len())
            .filter(|row| rows.get(*row).is_some_and(|row| fits.fits(row)))
            .collect();
        self.sort_rows(&mut shown, library);
        if queue.descending {
            shown.reverse();
        }
        let mut lines = Vec::with_capacity(shown.len());
        let mut place = 0;
        let mut add = |lines: &mut Vec<QueueLine>, group: &[usize]| {
            for row in group {
                place += 1;
                lines.push(QueueLine::Row { row: *row, place });
            }
        };
        match queue.group {
            None => add(&mut lines, &shown),
            Some(by) => {
                let name = |row: &usize| {
                    rows.get(*row)
                        .map_or_else(String::new, |row| self.group_of(row, by))
                };
                let mut named: Vec<(String, usize)> =
                    shown.iter().map(|row| (name(row), *row)).collect();
                // Groups stand as their first entry does.
                let mut order: Vec<&String> = Vec::new();
                let mut known = HashSet::new();
                for (name, _) in &named {
                    if known.insert(name) {
                        order.push(name);
                    }
                }
                let order: HashMap<String, usize> = order.into_iter().cloned().zip(0..).collect();
                named.sort_by_key(|(name, _)| order.get(name).copied());
                for group in named.chunk_by(|(one, _), (other, _)| one == other) {
                    let name = group.first().map_or("", |(name, _)| name);
                    lines.push(QueueLine::Group {
                        name: name.to_owned(),
                        count: group.len(),
                    });
                    let group: Vec<usize> = group.iter().map(|(_, row)| *row).collect();
                    add(&mut lines, &group);
                }
            }
        }
        self.review.queue.lines = lines;
    }

    /// Rows are in the order of the queue; those that are equal in a column stay so.
    fn sort_rows(&self, shown: &mut [usize], library: &Library) {
        let rows = &self.review.queue.rows;
        let row = |at: &usize| rows.get(*at);
        let file = |at: &usize| row(at).and_then(|row| library.get(&row.key));
        match self.view.queue.sort {
            QueueColumn::State => {}
            QueueColumn::Title => {
                // Hardly two have one title: each is looked at by itself.
                shown.sort_by_cached_key(|at| {
                    file(at).map(|file| file.title().trim().to_lowercase())
                });
            }
            QueueColumn::Pillar => {
                by_text(shown, |at| file(at)?.facts.pillar.as_deref());
            }
            QueueColumn::Confidence => {
                let fields = self.style.fields.iter();
                let levels = fields.filter(|field| field.key == "confidence");
                let levels: Vec<&str> = levels
                    .flat_map(|field| field.values.iter().map(String::as_str))
                    .collect();
                let level = |at: &usize| file(at)?.facts.confidence.as_deref();
                by_text(shown, level);
                shown.sort_by_cached_key(|at| {
                    let place = level(at).and_then(|it| levels.iter().position(|one| *one == it));
                    place.unwrap_or(levels.len())
                });
            }
            QueueColumn::LastReviewed => {
                shown.sort_by_key(|at| row(at).and_then(|row| row.due.reviewed));
            }
            QueueColumn::Due => shown.sort_by_key(|at| row(at).and_then(|row| row.due.on)),
            QueueColumn::Findings => shown.sort_by_cached_key(|at| {
                let found = row(at).and_then(|row| self.findings.of(&row.key));
                let counts = found.map(|found| found.counts).unwrap_or_default();
                Reverse((counts.errors, counts.warnings, counts.notes))
            }),
            QueueColumn::Outcome => shown.sort_by_key(|at| row(at).map(|row| row.standing)),
            QueueColumn::Reviewer => {
                by_text(shown, |at| row(at)?.reviewer());
            }
            QueueColumn::Assigned => {
                shown.sort_by_key(|at| row(at).and_then(|row| row.assigned.as_ref()?.1));
                by_text(shown, |at| row(at)?.person());
            }
            QueueColumn::Since => shown.sort_by_cached_key(|at| {
                let since = row(at).map(|row| self.changed_since(row).since);
                Reverse(match since {
                    Some(Since::Parts(parts)) => 3 + parts.len(),
                    Some(Since::Mechanical) => 2,
                    Some(Since::Nothing) => 1,
                    Some(Since::Unknown) | None => 0,
                })
            }),
        }
    }

    fn group_of(&self, row: &Row, by: QueueColumn) -> String {
        match by {
            QueueColumn::State => row.due.state.label().to_owned(),
            QueueColumn::Outcome => row.outcome_in_words(),
            QueueColumn::Pillar => {
                let file = self.library.as_ref().and_then(|it| it.get(&row.key));
                let pillar = file.and_then(|it| it.facts.pillar.as_deref());
                let pillar = pillar.filter(|it| !it.trim().is_empty());
                pillar.unwrap_or("No pillar").to_owned()
            }
            QueueColumn::Assigned => row.person().unwrap_or("Assigned to nobody").to_owned(),
            _ => String::new(),
        }
    }

    pub(super) fn pick(&mut self, key: EntryKey) {
        self.review.queue.at = Some(key.clone());
        if !self.review.queue.chosen.remove(&key) {
            self.review.queue.chosen.insert(key);
        }
    }

    pub(super) fn sort_queue(&mut self, column: QueueColumn) {
        let queue = &mut self.view.queue;
        queue.descending = queue.sort == column && !queue.descending;
        queue.sort = column;
    }

    pub(super) fn group_queue(&mut self, by: Option<QueueColumn>) {
        self.view.queue.group = by;
    }

    pub(super) fn filter_queue(&mut self, filter: Filter) {
        let queue = &mut self.view.queue;
        match filter {
            Filter::Words(words) => queue.words = words,
            Filter::When(when) => queue.when = when,
            Filter::Pillar(pillar) => queue.pillar = pillar,
            Filter::Person(person) => queue.person = person,
            Filter::Outcome(outcome) => queue.outcome = outcome,
            Filter::Clear => queue.clear_filter(),
        }
    }
}

impl Row {
    /// What came of its reviews.
    pub fn outcome_in_words(&self) -> String {
        self.standing.in_words(self.date_standing)
    }

    /// Who signed it off when it got the date it has.
    pub fn reviewer(&self) -> Option<&str> {
        Some(self.sign_off.as_ref()?.reviewer.as_str())
    }

    /// Who has it to review.
    pub fn person(&self) -> Option<&str> {
        self.assigned.as_ref().map(|(to, _)| to.as_str())
    }
}

impl RowsOf {
    fn is(&self, other: &Self) -> bool {
        (self.library, self.records, self.today) == (other.library, other.records, other.today)
            && Arc::ptr_eq(&self.style, &other.style)
    }
}

impl Row {
    fn of(row: &QueueRow<'_>, assigned: &Assignments) -> Self {
        let assigned = assigned.get(&row.owner);
        Self {
            key: row.file.key.clone(),
            due: row.due,
            standing: row.standing,
            date_standing: row.date_standing,
            sign_off: row.sign_off.cloned(),
            assigned: assigned.map(|it| (it.to.clone(), it.until_day())),
            is_to_settle: false,
        }
    }
}

/// Sorts rows by a text as a person reads it; those without one come last, and those that say the same stay as they are. Many
/// do: each text is looked at once.
fn by_text<'t>(shown: &mut [usize], of: impl Fn(&usize) -> Option<&'t str>) {
    let texts: Vec<&str> = shown.iter().map(|at| of(at).unwrap_or_default()).collect();
    let known: HashSet<&str> = texts.iter().copied().collect();
    let folded = known.into_iter().map(|text| {
        let folded = text.trim().to_lowercase();
        ((folded.is_empty(), folded), text)
    });
    let mut folded: Vec<((bool, String), &str)> = folded.collect();
    folded.sort();
    let mut ranks = HashMap::new();
    for (rank, same) in folded.chunk_by(|one, other| one.0 == other.0).enumerate() {
        ranks.extend(same.iter().map(|(_, text)| (*text, rank)));
    }
    let ranked = texts.iter().map(|text| ranks.get(text));
    let mut ranked: Vec<(Option<&usize>, usize)> = ranked.zip(shown.iter().copied()).collect();
    ranked.sort_by_key(|(rank, _)| *rank);
    for (place, (_, row)) in shown.iter_mut().zip(ranked) {
        *place = row;
    }
}

/// What a filter lets through.
struct Fits<'a> {
    wanted: Wanted,
    when: Option<When>,
    queue: &'a ReviewQueue,
    library: &'a Library,
    today: Date,
}

impl<'a> Fits<'a> {
    fn new(queue: &'a ReviewQueue, library: &'a Library, today: Date) -> Self {
        Self {
            wanted: Wanted::new(&queue.words),
            when: When::parse(&queue.when),
            queue,
            library,
            today,
        }
    }

    fn fits(&mut self, row: &Row) -> bool {
        let Some(file) = self.library.get(&row.key) else {
            return false;
        };
        let is = |filter: &str, value: &str| filter.is_empty() || filter == value;
        self.when
            .is_none_or(|when| when.holds(&row.due, self.today))
            && (is(&self.queue.outcome, row.standing.name())
                || row
                    .date_standing
                    .is_some_and(|it| self.queue.outcome == it.name()))
            && is(&self.queue.person, row.person().unwrap_or(NOBODY))
            && is(
                &self.queue.pillar,
                file.facts.pillar.as_deref().unwrap_or_default(),
            )
            && self.wanted.fits(file)
    }
}

impl When {
    /// As it is kept: `overdue`, `2027-03`, `later`.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "later" => return Some(Self::Later),
            "no-date" => return Some(Self::NoDate),
            _ => {}
        }
        if let Some(state) = ReviewState::ALL
            .into_iter()
            .find(|state| state.name() == text)
        {
            return Some(Self::State(state));
        }
        let (year, month) = text.split_once('-')?;
        let (year, month) = (year.parse().ok()?, month.parse().ok()?);
        Date::new(year, month, 1).ok()?;
        Some(Self::Month { year, month })
    }

    /// In words, after “State: ”.
    pub fn label(self) -> String {
        match self {
            Self::State(state) => state.label().to_lowercase(),
            Self::Month { year, month } => {
                let day = Date::new(year, month, 1);
                day.map_or_else(
                    |_| self.to_string(),
                    |day| format!("due in {}", day.strftime("%B %Y")),
                )
            }
            Self::Later => "due later".to_owned(),
            Self::NoDate => "no date".to_owned(),
        }
    }

    fn holds(self, due: &Due, today: Date) -> bool {
        match self {
            Self::State(state) => due.state == state,
            _ => Self::of(due, today) == self,
        }
    }

    /// The bar of an entry.
    fn of(due: &Due, today: Date) -> Self {
        let on = match due.on {
            Some(on) => on,
            None if due.reviewed.is_some() => return Self::Later,
            None => return Self::NoDate,
        };
        if due.state == ReviewState::Overdue {
            return Self::State(ReviewState::Overdue);
        }
        if month_number(on) >= month_number(today) + MONTHS as i32 {
            return Self::Later;
        }
        Self::Month {
            year: on.year(),
            month: on.month(),
        }
    }
}

impl fmt::Display for When {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(state) => f.write_str(state.name()),
            Self::Month { year, month } => write!(f, "{year:04}-{month:02}"),
            Self::Later => f.write_str("later"),
            Self::NoDate => f.write_str("no-date"),
        }
    }
}

fn month_number(day: Date) -> i32 {
    i32::from(day.year()) * 12 + i32::from(day.month()) - 1
}

/// Overdue, without a date, each of the coming months, later.
fn bars(rows: &[Row], today: Date) -> Vec<Bar> {
    let bar = |when| Bar {
        when,
        count: 0,
        soon: 0,
    };
    let months = (month_number(today)..)
        .take(MONTHS)
        .map(|number| When::Month {
            year: i16::try_from(number.div_euclid(12)).unwrap_or(i16::MAX),
            month: i8::try_from(number.rem_euclid(12) + 1).unwrap_or(1),
        });
    let mut bars: Vec<Bar> = [When::State(ReviewState::Overdue), When::NoDate]
        .into_iter()
        .chain(months)
        .chain([When::Later])
        .map(bar)
        .collect();
    for row in rows {
        let when = When::of(&row.due, today);
        if let Some(bar) = bars.iter_mut().find(|bar| bar.when == when) {
            bar.count += 1;
            bar.soon += usize::from(row.due.state == ReviewState::DueSoon);
        }
    }
    bars
}
