//! The findings to tell, in the order of files and texts, with their places.

use std::rc::Rc;

use super::super::one_line;
use super::choosing::ChosenEntries;
use crate::checks::{Accepted, Check, Checked, Finding, Level, named};
use crate::entry::{Place, Places};

/// All that is told of one run.
pub(super) struct CheckReport<'c> {
    /// How many entries were looked at.
    pub entries: usize,
    pub findings: Vec<ReportedFinding<'c>>,
    /// Whether paths begin at the root of a repository; else at the library.
    pub is_in_repository: bool,
    /// How many findings were accepted, and how many the baseline knows.
    pub accepted: usize,
    pub known: usize,
}

/// One finding with its place. A library may have a million of them, so what it says is not copied.
pub(super) struct ReportedFinding<'c> {
    /// Below the library, with `/`; of a file named by itself its name.
    pub file: Rc<str>,
    /// From the root of the repository, with `/`.
    pub path: Rc<str>,
    pub from: Place,
    pub to: Place,
    pub words: &'c str,
    pub check: &'static Check,
    pub finding: &'c Finding,
}

impl ReportedFinding<'_> {
    /// `a/iron.md:16:9: warning: “the” is doubled here [doubled-word]`.
    pub fn line(&self) -> String {
        let (Place { line, column }, level) = (self.from, self.finding.level);
        let message = one_line(&self.finding.message);
        let (file, check) = (one_line(&self.file), self.check.id);
        format!("{file}:{line}:{column}: {level}: {message} [{check}]")
    }
}

impl<'c> CheckReport<'c> {
    pub fn of(chosen: &'c ChosenEntries, checked: &'c Checked, accepted: &Accepted) -> Self {
        let mut report = Self {
            entries: chosen.entries.len() + chosen.unreadable.len(),
            findings: Vec::new(),
            is_in_repository: chosen.is_in_repository(),
            accepted: 0,
            known: 0,
        };
        for (key, text, findings) in checked.all() {
            if findings.is_empty() || !chosen.entries.contains(key) {
                continue;
            }
            let (slug, places) = (checked.slug(key), Places::of(text));
            let file: Rc<str> = chosen.name_of(key).into();
            let path: Rc<str> = chosen.path_in_repository(key).into();
            for finding in findings.iter() {
                let Some(check) = named(finding.check) else {
                    continue;
                };
                if accepted.find(slug, text, finding).is_some() {
                    report.accepted += 1;
                    continue;
                }
                report.findings.push(ReportedFinding {
                    file: file.clone(),
                    path: path.clone(),
                    from: places.at(finding.range.start),
                    to: places.at(finding.range.end),
                    words: text.get(finding.range.clone()).unwrap_or_default(),
                    check,
                    finding,
                });
            }
        }
        report.add_unreadable(chosen, checked);
        report
    }

    /// Tells the files that could not be read, each in its place among the others.
    fn add_unreadable(&mut self, chosen: &'c ChosenEntries, checked: &Checked) {
        for (key, finding) in &chosen.unreadable {
            let check = named(finding.check);
            let Some(check) = check.filter(|check| checked.rules().makes(check)) else {
                continue;
            };
            let file: Rc<str> = chosen.name_of(key).into();
            let start = Place { line: 1, column: 1 };
            let at = self.findings.partition_point(|one| *one.file < *file);
            let one = ReportedFinding {
                file,
                path: chosen.path_in_repository(key).into(),
                from: start,
                to: start,
                words: "",
                check,
                finding,
            };
            self.findings.insert(at, one);
        }
    }

    /// Leaves out what is below a level.
    pub fn keep_from(&mut self, level: Level) {
        self.findings.retain(|one| one.finding.level >= level);
    }

    /// How many findings there are at a level or above.
    pub fn count(&self, level: Level) -> usize {
        let at_least = |one: &&ReportedFinding| one.finding.level >= level;
        self.findings.iter().filter(at_least).count()
    }

    /// “2 errors, 1 warning and 3 notes in 5 entries”.
    pub fn total(&self) -> String {
        let of = |level: Level| {
            let count = self
                .findings
                .iter()
                .filter(|one| one.finding.level == level)
                .count();
            match count {
                1 => format!("1 {level}"),
                _ => format!("{count} {level}s"),
            }
        };
        let entries = match self.entries {
            1 => "1 entry".to_owned(),
            count => format!("{count} entries"),
        };
        let mut total = format!(
            "{}, {} and {} in {entries}",
            of(Level::Error),
            of(Level::Warning),
            of(Level::Note)
        );
        if self.accepted > 0 {
            total.push_str(&format!("; {} accepted", self.accepted));
        }
        if self.known > 0 {
            total.push_str(&format!("; {} in the baseline", self.known));
        }
        total
    }
}
