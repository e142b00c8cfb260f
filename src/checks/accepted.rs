//! Findings that were accepted with a note: who, when, why. Kept in `.copydesk/accepted.jsonl`.
//!
//! An acceptance is for one check at certain words in a certain sentence of one entry, so it lapses when that sentence changes.
//! One that holds everywhere is for the words, in any sentence of any entry.
//!
//! Knows nothing of: files, the desk, which checks there are.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Finding;
use crate::entry::front_matter::split;
use crate::entry::mentions::sentence_at;
use crate::library::Records;

/// A finding that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    pub slug: String,
    pub check: String,
    /// The marked words.
    pub words: String,
    /// Their sentence; in front matter their line.
    pub sentence: String,
    pub who: String,
    /// A date, `2026-11-01`.
    pub when: String,
    pub why: String,
    #[serde(default, skip_serializing_if = "is_not")]
    pub everywhere: bool,
}

/// All acceptances of a library.
#[derive(Debug, Clone, Default)]
pub struct Accepted {
    records: Records<Acceptance>,
    here: HashMap<[String; 4], Acceptance>,
    everywhere: HashMap<[String; 2], Acceptance>,
}

/// The name of the file below `.copydesk`.
pub const ACCEPTED: &str = "accepted.jsonl";

impl Acceptance {
    /// Accepts a finding in the entry with this slug.
    pub fn of(slug: &str, text: &str, finding: &Finding) -> Self {
        let [slug, check, words, sentence] = here(slug, text, finding);
        Self {
            slug,
            check,
            words,
            sentence,
            who: String::new(),
            when: String::new(),
            why: String::new(),
            everywhere: false,
        }
    }
}

impl Accepted {
    /// Reads the text of the file.
    pub fn read(text: &str) -> Self {
        let mut accepted = Self {
            records: Records::read(text),
            ..Self::default()
        };
        accepted.index();
        accepted
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        self.records.text()
    }

    /// The acceptance of a finding in the entry with this slug, if there is one.
    pub fn find(&self, slug: &str, text: &str, finding: &Finding) -> Option<&Acceptance> {
        if self.here.is_empty() && self.everywhere.is_empty() {
            return None;
        }
        let here = here(slug, text, finding);
        self.here.get(&here).or_else(|| {
            let [_, check, words, _] = here;
            self.everywhere.get(&[check, words])
        })
    }

    /// Adds one, in the place of another for the same finding.
    pub fn add(&mut self, new: Acceptance) {
        self.records.retain(|old| !is_same(old, &new));
        self.records.add(new);
        self.index();
    }

    /// Takes one back.
    pub fn remove(&mut self, gone: &Acceptance) {
        self.records.retain(|old| !is_same(old, gone));
        self.index();
    }

    pub fn iter(&self) -> impl Iterator<Item = &Acceptance> {
        self.records.iter()
    }

    fn index(&mut self) {
        self.here.clear();
        self.everywhere.clear();
        for one in self.records.iter() {
            let Acceptance {
                slug,
                check,
                words,
                sentence,
                ..
            } = one.clone();
            if one.everywhere {
                self.everywhere.insert([check, words], one.clone());
            } else {
                self.here
                    .insert([slug, check, words, sentence], one.clone());
            }
        }
    }
}

fn is_same(one: &Acceptance, other: &Acceptance) -> bool {
    let same_words = (&one.check, &one.words) == (&other.check, &other.words);
    let same_place = (&one.slug, &one.sentence) == (&other.slug, &other.sentence);
    same_words && one.everywhere == other.everywhere && (one.everywhere || same_place)
}

/// What an acceptance in one place is known by: slug, check, words, sentence.
fn here(slug: &str, text: &str, finding: &Finding) -> [String; 4] {
    let words = text.get(finding.range.clone()).unwrap_or_default();
    let sentence = if finding.range.is_empty() && finding.range.start == 0 {
        // The whole entry.
        ""
    } else if finding.range.start < split(text).body {
        let before = text.get(..finding.range.start).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let behind = text.get(finding.range.end..).unwrap_or_default();
        let end = finding.range.end + behind.find('\n').unwrap_or(behind.len());
        text.get(start..end).unwrap_or_default().trim()
    } else {
        text.get(sentence_at(text, &finding.range))
            .unwrap_or_default()
    };
    [slug, finding.check, words, sentence].map(one_line)
}

/// The same words in another line of the same paragraph are the same words.
fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_not(flag: &bool) -> bool {
    !flag
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::Level;

    const TEXT: &str =
        "---\nslug: iron\n---\n\n## Timing\n\nTake the the pill early.\nThe the end.\n";

    fn finding(text: &str, words: &str) -> Finding {
        let start = text.find(words).expect("the words are there");
        Finding {
            check: "doubled-word",
            level: Level::Warning,
            range: start..start + words.len(),
            message: String::new(),
            fixes: Vec::new(),
        }
    }

    fn accepted(everywhere: bool) -> Accepted {
        let mut accepted = Accepted::default();
        accepted.add(Acceptance {
            who: "Ada".into(),
            when: "2026-11-01".into(),
            why: "a quotation".into(),
            everywhere,
            ..Acceptance::of("iron", TEXT, &finding(TEXT, "the the"))
        });
        accepted
    }

    #[test]
    fn an_accepted_finding_is_known_again_until_its_sentence_changes() {
        let accepted = Accepted::read(&accepted(false).text());
        let is_known = |slug: &str, text: &str| {
            let found = accepted.find(slug, text, &finding(text, "the the"));
            found.is_some_and(|found| found.why == "a quotation")
        };
        assert!(is_known("iron", TEXT));
        let moved = TEXT.replace("## Timing", "# Iron\n\n## Timing");
        assert!(is_known("iron", &moved), "elsewhere in the entry");
        let folded = TEXT.replace("pill early", "pill\nearly");
        assert!(is_known("iron", &folded), "over two lines");
        assert!(!is_known("iron", &TEXT.replace("early", "late")));
        assert!(!is_known("zinc", TEXT), "another entry");
        let other = Finding {
            check: "tab",
            ..finding(TEXT, "the the")
        };
        assert!(accepted.find("iron", TEXT, &other).is_none());
    }

    #[test]
    fn what_is_accepted_everywhere_is_known_in_any_sentence() {
        let mut accepted = accepted(true);
        let text = "Not the the same sentence.";
        assert!(
            accepted
                .find("zinc", text, &finding(text, "the the"))
                .is_some()
        );
        let all: Vec<Acceptance> = accepted.iter().cloned().collect();
        accepted.remove(&all[0]);
        assert!(
            accepted
                .find("zinc", text, &finding(text, "the the"))
                .is_none()
        );
        assert_eq!(accepted.text(), "");
    }

    #[test]
    fn a_field_is_accepted_by_its_line() {
        let mut accepted = Accepted::default();
        accepted.add(Acceptance::of("iron", TEXT, &finding(TEXT, "iron")));
        assert_eq!(
            accepted.iter().next().map(|it| &*it.sentence),
            Some("slug: iron")
        );
    }

    #[test]
    fn duplicates_conflict_marks_and_strangers_are_survived_and_kept() {
        let line = accepted(false).text();
        let text = format!(
            "<<<<<<< ours\n{line}=======\n{line}>>>>>>> theirs\n{{\"slug\": 1}}\nnot json\n"
        );
        let accepted = Accepted::read(&text);
        assert_eq!(accepted.iter().count(), 1);
        assert!(
            accepted
                .find("iron", TEXT, &finding(TEXT, "the the"))
                .is_some()
        );
        assert_eq!(
            accepted.text(),
            format!("<<<<<<< ours\n=======\n>>>>>>> theirs\n{{\"slug\": 1}}\nnot json\n{line}")
        );
    }
}
