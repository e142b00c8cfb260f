//! The review queue as it is shown: every entry with how it stands, filtered, sorted, grouped.
//!
//! Lines are worked out anew only when a row, the order or a filter changed.
//!
//! Knows nothing of: how a line is drawn, what is done with an entry.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};
use std::fmt;

use jiff::civil::Date;

use super::command::Filter;
use super::rows::{Row, Rows};
use crate::desk::library::list::Wanted;
use crate::desk::{Desk, Moment};
use crate::library::EntryKey;
use crate::review::{Due, ReviewState, Since};
use crate::settings::{QueueColumn, ReviewQueue};

/// The queue, as far as it is worked out.
#[derive(Debug, Default)]
pub struct Queue {
    pub(super) rows: Rows,
    lines: Vec<QueueLine>,
    bars: Vec<Bar>,
    /// What the bars were counted from, and what the lines were worked out from.
    bars_of: Option<u64>,
    lines_of: Option<LinesOf>,
    /// The entry that the keys are on.
    pub(super) at: Option<EntryKey>,
    pub(super) chosen: HashSet<EntryKey>,
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
struct LinesOf {
    rows: u64,
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
        self.rows.all()
    }

    /// Whether rows are still being worked out.
    pub fn is_behind(&self) -> bool {
        self.rows.are_behind()
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
            QueueLine::Row { row, .. } => self.rows().get(*row),
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
        self.rows().iter().find(|row| row.key == *key)
    }

    /// Lines in the order of changes are to be worked out anew.
    pub(super) fn changes_are_new(&mut self) {
        self.lines_of
            .take_if(|of| of.queue.sort == QueueColumn::Since);
    }

    pub fn count(&self, is_counted: impl Fn(&Row) -> bool) -> usize {
        self.rows().iter().filter(|row| is_counted(row)).count()
    }
}

impl Desk {
    /// Works the queue out anew where something that it shows has changed.
    pub(in crate::desk) fn follow_queue(&mut self, now: Moment) {
        // An entry that is gone, or that another took the place of, is not under review.
        self.review
            .entry
            .take_if(|key| self.shown.as_ref() != Some(key));
        self.follow_rows(now);
        let Some(library) = self.library.as_ref().filter(|_| self.is_reviewing()) else {
            return;
        };
        let queue = &mut self.review.queue;
        let revision = queue.rows.revision();
        if queue.bars_of != Some(revision) {
            queue.bars_of = Some(revision);
            queue.bars = bars(queue.rows.all(), now.today);
            let is_there = |key: &EntryKey| library.get(key).is_some_and(|it| library.is_entry(it));
            queue.chosen.retain(is_there);
        }
        let lines_of = LinesOf {
            rows: revision,
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
        let queue = ReviewQueue {
            when: String::new(),
            ..self.view.queue.clone()
        };
        let mut fits = Fits::new(&queue, today);
        let rows = self.review.queue.rows().iter();
        rows.filter(|row| fits.fits(row))
            .map(|row| &row.key)
            .collect()
    }

    fn arrange_queue(&mut self, today: Date) {
        let queue = &self.view.queue;
        let rows = self.review.queue.rows();
        let mut fits = Fits::new(queue, today);
        let mut shown: Vec<usize> = (0..rows.len())
            .filter(|row| rows.get(*row).is_some_and(|row| fits.fits(row)))
            .collect();
        self.sort_rows(&mut shown);
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
    fn sort_rows(&self, shown: &mut [usize]) {
        let rows = self.review.queue.rows();
        let row = |at: &usize| rows.get(*at);
        match self.view.queue.sort {
            QueueColumn::State => {}
            QueueColumn::Title => {
                // Most are told apart by how they begin, which is at hand where the rest lies elsewhere.
                shown.sort_by_cached_key(|at| {
                    row(at).map(|row| (beginning(&row.sort_title), &row.sort_title))
                });
            }
            QueueColumn::Pillar => {
                by_text(shown, |at| row(at)?.pillar.as_deref());
            }
            QueueColumn::Confidence => {
                let fields = self.style.fields.iter();
                let levels = fields.filter(|field| field.key == "confidence");
                let levels: Vec<&str> = levels
                    .flat_map(|field| field.values.iter().map(String::as_str))
                    .collect();
                let level = |at: &usize| row(at)?.confidence.as_deref();
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
                let pillar = row.pillar.as_deref();
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

    /// Opens the queue with these entries chosen, and no filter that hides one of them.
    pub(in crate::desk) fn choose_in_queue(&mut self, keys: Vec<EntryKey>, now: Moment) {
        self.filter_queue(Filter::Clear);
        self.review.queue.chosen = keys.into_iter().collect();
        self.open_queue(now);
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

/// How a text begins, as a number that is sorted as the text is.
fn beginning(text: &str) -> u128 {
    let letters = text.bytes().chain(std::iter::repeat(0)).take(16);
    letters.fold(0, |number, byte| number << 8 | u128::from(byte))
}

/// What a filter lets through.
struct Fits<'a> {
    wanted: Wanted,
    when: Option<When>,
    queue: &'a ReviewQueue,
    today: Date,
}

impl<'a> Fits<'a> {
    fn new(queue: &'a ReviewQueue, today: Date) -> Self {
        Self {
            wanted: Wanted::new(&queue.words),
            when: When::parse(&queue.when),
            queue,
            today,
        }
    }

    fn fits(&mut self, row: &Row) -> bool {
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
                row.pillar.as_deref().unwrap_or_default(),
            )
            && self.wanted.fits_any([
                &row.title,
                &row.slug,
                row.pillar.as_deref().unwrap_or_default(),
            ])
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
