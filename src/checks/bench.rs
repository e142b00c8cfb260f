//! A bench for the tests of checks: a text in, findings out as lines to read.
//!
//! Knows nothing of: any one check.

use jiff::civil::{Date, date};

use super::{Index, Subject, check, named};
use crate::entry::mentions::{self, Authors, Known};
use crate::entry::{Reading, sources};
use crate::house_style::HouseStyle;

/// An entry to be checked by the built-in house style on 1 November 2026.
pub struct Bench {
    text: String,
    pub file: String,
    pub style: HouseStyle,
    pub library: Index,
    pub today: Date,
}

impl Bench {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            file: "iron/entry.md".into(),
            style: HouseStyle::default(),
            library: Index::default(),
            today: date(2026, 11, 1),
        }
    }

    /// The findings of one check: `line:column "marked words" message`, a level that is not the usual one before it.
    pub fn found(&self, id: &str) -> Vec<String> {
        let wanted = named(id).unwrap_or_else(|| panic!("there is no check {id}"));
        let line = |finding: &super::Finding| {
            let before = &self.text[..finding.range.start];
            let line = before.matches('\n').count() + 1;
            let column = before
                .rsplit('\n')
                .next()
                .unwrap_or_default()
                .chars()
                .count()
                + 1;
            let marked = &self.text[finding.range.clone()];
            let level = match finding.level {
                level if level == wanted.level => String::new(),
                level => format!("({level}) "),
            };
            format!("{line}:{column} {marked:?} {level}{}", finding.message)
        };
        self.findings(id).iter().map(line).collect()
    }

    /// The text with the first fix of every finding of one check.
    pub fn fixed(&self, id: &str) -> String {
        let mut text = self.text.clone();
        for finding in self.findings(id).iter().rev() {
            let fix = finding.fixes.first().expect("a fix");
            text = fix.edits.apply(&text).expect("the fix fits").to_string();
        }
        text
    }

    /// The labels of all fixes of one check.
    pub fn fixes(&self, id: &str) -> Vec<String> {
        let findings = self.findings(id);
        let fixes = findings.iter().flat_map(|finding| &finding.fixes);
        fixes.map(|fix| fix.label.clone()).collect()
    }

    pub fn findings(&self, id: &str) -> Vec<super::Finding> {
        let reading = Reading::of(&self.text);
        let sources = sources::read(&self.text, &reading.outline);
        let listed = mentions::listed(&self.text, &reading.outline, &sources);
        let names = self.style.names();
        let known = Known {
            names: &names,
            authors: &Authors::default(),
        };
        let mentions = mentions::read(
            &self.text,
            &reading.page,
            &reading.outline,
            listed.as_deref(),
            known,
        );
        let subject = Subject {
            file: &self.file,
            text: &self.text,
            reading: &reading,
            sources: &sources,
            mentions: &mentions,
            style: &self.style,
            library: &self.library,
            today: self.today,
        };
        let (findings, broken) = check(&subject, named(id));
        assert_eq!(broken, [""; 0], "a check broke");
        findings
    }
}

/// The findings of one check in a text.
pub fn found(text: &str, id: &str) -> Vec<String> {
    Bench::new(text).found(id)
}
