//! The baseline: findings that were there when a team began to check. A finding is known by check, file and marked words.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::super::{CliError, shown, unread};
use super::check_report::{CheckReport, ReportedFinding};
use crate::library::disk;

/// How often each finding is known.
#[derive(Debug, Clone, Default)]
pub(super) struct Baseline {
    known: BTreeMap<Known, usize>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
struct Known {
    file: String,
    check: String,
    words: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    #[serde(flatten)]
    known: Known,
    count: usize,
}

impl Baseline {
    pub fn of(report: &CheckReport<'_>) -> Self {
        let mut baseline = Self::default();
        for one in &report.findings {
            *baseline.known.entry(known(one)).or_default() += 1;
        }
        baseline
    }

    /// # Errors
    /// [`CliError`] where it can't be read.
    pub fn read(file: &Path) -> Result<Self, CliError> {
        let no = |why: &str| format!("The baseline could not be read: {why}: {}", shown(file));
        let text = disk::read_text(file).map_err(|why| no(&unread(&why)))?;
        let mut baseline = Self::default();
        for (number, line) in text.lines().enumerate() {
            if line.trim().is_empty() {
                continue;
            }
            let line: Line = serde_json::from_str(line)
                .map_err(|error| no(&format!("line {} is no finding ({error})", number + 1)))?;
            *baseline.known.entry(line.known).or_default() += line.count;
        }
        Ok(baseline)
    }

    /// One finding a line, sorted, so that a change of one is a change of one line.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (known, count) in &self.known {
            let line = Line {
                known: known.clone(),
                count: *count,
            };
            match serde_json::to_string(&line) {
                Ok(line) => text.push_str(&line),
                Err(error) => log::error!("a finding could not be written down: {error}"),
            }
            text.push('\n');
        }
        text
    }

    /// Whether a finding is known; each is known as often as it was there.
    pub fn take(&mut self, one: &ReportedFinding<'_>) -> bool {
        let Some(count) = self.known.get_mut(&known(one)) else {
            return false;
        };
        let is_known = *count > 0;
        *count = count.saturating_sub(1);
        is_known
    }
}

impl CheckReport<'_> {
    /// Leaves out what the baseline knows.
    pub fn forget_known(&mut self, baseline: &Baseline) {
        let before = self.findings.len();
        let mut rest = baseline.clone();
        self.findings.retain(|one| !rest.take(one));
        self.known = before - self.findings.len();
    }
}

fn known(one: &ReportedFinding<'_>) -> Known {
    Known {
        file: one.file.to_string(),
        check: one.check.id.to_owned(),
        words: one.words.to_owned(),
    }
}
