//! The queue as it goes out of the program: to a spreadsheet, to another program. The names are the contract of both.

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use super::assignments::Assignments;
use super::due::DueRule;
use super::fingerprint::Since;
use super::log::Standing;
use super::queue::QueueRow;
use crate::library::spreadsheet::{self, Cells};

/// An entry of the queue.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExportRow<'q> {
    /// Its path below the library.
    pub file: String,
    pub slug: &'q str,
    pub title: &'q str,
    pub pillar: Option<&'q str>,
    pub confidence: Option<&'q str>,
    /// As the entry writes it.
    pub last_reviewed: Option<&'q str>,
    /// The day on which that review no longer holds, `2026-12-14`.
    pub due: Option<String>,
    pub state: &'static str,
    /// What sets that day: `pillar`, `confidence` or `general`.
    pub rule: &'static str,
    pub interval: String,
    /// What became of the text that was reviewed: `nothing`, `mechanical` or `content`; nothing where that is not known.
    pub changed_since: Option<&'static str>,
    /// The parts whose content changed.
    pub changed_parts: Vec<String>,
    /// What came of the last review.
    pub outcome: &'static str,
    pub assigned: Option<&'q str>,
    pub assigned_until: Option<&'q str>,
    /// Who signed it off.
    pub reviewer: Option<&'q str>,
    /// That was without opening it here.
    pub signed_unopened: bool,
    /// Somebody moved its date after a sign-off.
    pub date_moved: bool,
}

impl<'q> ExportRow<'q> {
    /// A row of the queue whose text became what `since` says.
    pub fn of(row: &QueueRow<'q>, since: Since, assignments: &'q Assignments) -> Self {
        let facts = &row.file.facts;
        let assigned = assignments.get(&row.owner);
        let (changed_since, changed_parts) = match since {
            Since::Unknown => (None, Vec::new()),
            Since::Nothing => (Some("nothing"), Vec::new()),
            Since::Mechanical => (Some("mechanical"), Vec::new()),
            Since::Parts(parts) => (Some("content"), parts),
        };
        Self {
            file: row.file.key.file(),
            slug: row.owner.slug,
            title: row.file.title(),
            pillar: facts.pillar.as_deref(),
            confidence: facts.confidence.as_deref(),
            last_reviewed: facts.last_reviewed.as_deref(),
            due: row.due.on.map(|day| day.to_string()),
            state: row.due.state.name(),
            rule: match row.due.rule {
                DueRule::Pillar => "pillar",
                DueRule::Confidence => "confidence",
                DueRule::General => "general",
            },
            interval: row.due.interval.to_string(),
            changed_since,
            changed_parts,
            outcome: row.standing.name(),
            assigned: assigned.map(|it| it.to.as_str()),
            assigned_until: assigned.and_then(|it| it.until.as_deref()),
            reviewer: row.sign_off.map(|it| it.reviewer.as_str()),
            signed_unopened: row.sign_off.is_some_and(|it| it.unopened),
            date_moved: [Some(row.standing), row.date_standing]
                .contains(&Some(Standing::DateMoved)),
        }
    }

    fn cells(&self) -> [Cow<'_, str>; 18] {
        let said = |value: Option<&'q str>| Cow::Borrowed(value.unwrap_or_default());
        [
            self.file.as_str().into(),
            self.slug.into(),
            self.title.into(),
            said(self.pillar),
            said(self.confidence),
            said(self.last_reviewed),
            self.due.as_deref().unwrap_or_default().into(),
            self.state.into(),
            self.rule.into(),
            self.interval.as_str().into(),
            said(self.changed_since),
            self.changed_parts.join("; ").into(),
            self.outcome.into(),
            said(self.assigned),
            said(self.assigned_until),
            said(self.reviewer),
            if self.signed_unopened { "yes" } else { "" }.into(),
            if self.date_moved { "yes" } else { "" }.into(),
        ]
    }
}

const HEADS: [&str; 18] = [
    "file",
    "slug",
    "title",
    "pillar",
    "confidence",
    "last_reviewed",
    "due",
    "state",
    "rule",
    "interval",
    "changed_since",
    "changed_parts",
    "outcome",
    "assigned",
    "assigned_until",
    "reviewer",
    "signed_unopened",
    "date_moved",
];

/// The rows for a spreadsheet.
///
/// # Errors
/// Never, as far as one can tell: it is written to memory.
pub fn csv(rows: &[ExportRow<'_>], cells: Cells) -> io::Result<String> {
    spreadsheet::csv(HEADS, rows.iter().map(ExportRow::cells), cells)
}

/// The rows for a program: an array with one object a line.
///
/// # Errors
/// Never, as far as one can tell: it is written to memory.
pub fn json(rows: &[impl Serialize]) -> io::Result<String> {
    let lines = rows.iter().map(serde_json::to_string);
    let lines = lines.collect::<Result<Vec<_>, _>>()?;
    Ok(format!("[\n{}\n]\n", lines.join(",\n")))
}
