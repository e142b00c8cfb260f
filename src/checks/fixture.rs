//! A fixture for the tests of checks: a text in, findings out as lines to read.

use std::sync::atomic::AtomicBool;
use std::sync::{Arc, LazyLock};

use jiff::civil::{Date, date};

use super::{AfterReview, Checked, Extent, Finding, Ruleset, named};
use crate::entry::Places;
use crate::house_style::HouseStyle;
use crate::library::{EntryKey, JsonLines, Withdrawn};
use crate::spelling::{LibraryWords, Speller, Terms};

static SPELLER: LazyLock<Arc<Speller>> = LazyLock::new(|| Arc::new(Speller::new(Vec::new())));

/// An entry to be checked by the built-in house style on 1 November 2026.
pub struct Fixture {
    text: String,
    pub file: String,
    pub style: HouseStyle,
    /// The other entries of the library, by file.
    pub others: Vec<(String, String)>,
    /// Whether these are all entries there are.
    pub is_whole: bool,
    /// Files beside the entries that are none.
    pub files: Vec<&'static str>,
    pub withdrawn: Option<Arc<Withdrawn>>,
    pub after_review: Option<Arc<AfterReview>>,
    /// The library’s own words, one a line.
    pub words: &'static str,
    /// The library’s terms, as a table.
    pub terms: &'static str,
    pub today: Date,
}

impl Fixture {
    pub fn new(text: &str) -> Self {
        Self {
            text: text.into(),
            file: "iron/entry.md".into(),
            style: HouseStyle::default(),
            others: Vec::new(),
            is_whole: true,
            files: Vec::new(),
            withdrawn: None,
            after_review: None,
            words: "",
            terms: "",
            today: date(2026, 11, 1),
        }
    }

    /// The findings of one check: `line:column "marked words" message`, a level that is not the usual one before it.
    #[track_caller]
    pub fn found(&self, id: &str) -> Vec<String> {
        let wanted = named(id).unwrap_or_else(|| panic!("there is no check {id}"));
        let places = Places::of(&self.text);
        let line = |finding: &Finding| {
            let place = places.at(finding.range.start);
            let (line, column) = (place.line, place.column);
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
    #[track_caller]
    pub fn fixed(&self, id: &str) -> String {
        let mut text = self.text.clone();
        for finding in self.findings(id).iter().rev() {
            let fix = finding.fixes.first().expect("a fix");
            text = fix.edits.apply(&text).expect("the fix fits").to_string();
        }
        text
    }

    /// The labels of all fixes of one check.
    #[track_caller]
    pub fn fixes(&self, id: &str) -> Vec<String> {
        let findings = self.findings(id);
        let fixes = findings.iter().flat_map(|finding| &finding.fixes);
        fixes.map(|fix| fix.label.clone()).collect()
    }

    #[track_caller]
    pub fn findings(&self, id: &str) -> Vec<Finding> {
        let list = Ruleset::of(named(id), Arc::new(self.style.clone()), self.today)
            .with_withdrawn(self.withdrawn.clone())
            .with_after_review(self.after_review.clone())
            .with_terms(Arc::new(
                Terms::read(self.terms.as_bytes()).expect("a table of terms"),
            ))
            .with_spelling(
                SPELLER.clone(),
                Arc::new(LibraryWords::of(&JsonLines::read(self.words))),
            );
        let own = std::iter::once((&self.file, &self.text));
        let others = self.others.iter().map(|(file, text)| (file, text));
        let texts = own.chain(others);
        let texts = texts.map(|(file, text)| (EntryKey::new(file), Arc::from(text.as_str())));
        let stop = AtomicBool::new(false);
        let extent = if self.is_whole {
            Extent::Whole(self.files.iter().map(EntryKey::new).collect())
        } else {
            Extent::Part
        };
        let checked = Checked::start(list, extent, texts.collect(), &stop, |_| ());
        assert!(checked.broken().is_empty(), "a check broke");
        let findings = checked.findings(&EntryKey::new(&self.file));
        findings.expect("it was checked").to_vec()
    }
}

/// The findings of one check in a text.
#[track_caller]
pub fn found(text: &str, id: &str) -> Vec<String> {
    Fixture::new(text).found(id)
}
