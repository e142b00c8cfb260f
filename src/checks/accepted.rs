//! Findings that were accepted with a note: who, when, why. Kept in `.copydesk/accepted.jsonl`.
//!
//! An acceptance is for one check at certain words in a certain sentence of one entry, so it lapses when that sentence changes.
//! One that holds everywhere is for the words, in any sentence of any entry.
//!
//! Knows nothing of: files, the desk, which checks there are.

use std::collections::{HashMap, HashSet};

use serde::{Deserialize, Serialize};

use super::Finding;
use crate::entry::citations::sentence_at;
use crate::entry::front_matter::split;
use crate::library::{JsonLines, RecordChange};

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
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accepted {
    here: HashMap<[String; 4], Acceptance>,
    everywhere: HashMap<[String; 2], Acceptance>,
    /// Checks and words of all of them.
    words: HashSet<[String; 2]>,
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

    /// The change of the file that accepts, in the place of whatever was accepted of the same finding before.
    pub fn to_accept(&self, accepted: &Accepted) -> RecordChange {
        let before = accepted.like(self);
        RecordChange {
            add: self.line().into_iter().collect(),
            remove: before.and_then(Self::line).into_iter().collect(),
        }
    }

    /// The change of the file that takes it back.
    pub fn to_take_back(&self) -> RecordChange {
        RecordChange {
            add: Vec::new(),
            remove: self.line().into_iter().collect(),
        }
    }

    fn line(&self) -> Option<String> {
        match serde_json::to_string(self) {
            Ok(line) => Some(line),
            Err(error) => {
                log::error!("an accepted finding could not be written down: {error}");
                None
            }
        }
    }
}

impl Accepted {
    /// Reads the text of the file.
    pub fn read(text: &str) -> Self {
        Self::of(&JsonLines::read(text))
    }

    /// Takes over the records of the file; those that are no acceptances are passed over.
    pub fn of(records: &JsonLines) -> Self {
        let mut accepted = Self::default();
        for record in records.objects() {
            let Ok(one) = serde_json::from_value::<Acceptance>(record.into()) else {
                continue;
            };
            let words = [one.check.clone(), one.words.clone()];
            accepted.words.insert(words.clone());
            if one.everywhere {
                accepted.everywhere.insert(words, one);
            } else {
                let place = [&one.slug, &one.check, &one.words, &one.sentence].map(String::clone);
                accepted.here.insert(place, one);
            }
        }
        accepted
    }

    /// The acceptance of a finding in the entry with this slug, if there is one.
    pub fn find(&self, slug: &str, text: &str, finding: &Finding) -> Option<&Acceptance> {
        // To look for the sentence takes the longer the longer the paragraph is: first, whether these words were ever accepted.
        let words = one_line(text.get(finding.range.clone()).unwrap_or_default());
        let words = [finding.check.to_owned(), words];
        if !self.words.contains(&words) {
            return None;
        }
        let here = here(slug, text, finding);
        self.here.get(&here).or_else(|| self.everywhere.get(&words))
    }

    pub fn is_empty(&self) -> bool {
        self.here.is_empty() && self.everywhere.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Acceptance> {
        self.here.values().chain(self.everywhere.values())
    }

    /// What was accepted before of the finding that `new` accepts.
    fn like(&self, new: &Acceptance) -> Option<&Acceptance> {
        if new.everywhere {
            let words = [new.check.clone(), new.words.clone()];
            return self.everywhere.get(&words);
        }
        let place = [&new.slug, &new.check, &new.words, &new.sentence].map(String::clone);
        self.here.get(&place)
    }
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

    fn acceptance(everywhere: bool) -> Acceptance {
        Acceptance {
            who: "Ada".into(),
            when: "2026-11-01".into(),
            why: "a quotation".into(),
            everywhere,
            ..Acceptance::of("iron", TEXT, &finding(TEXT, "the the"))
        }
    }

    /// A file in which one finding was accepted.
    fn file(everywhere: bool) -> JsonLines {
        let mut file = JsonLines::default();
        file.change(&acceptance(everywhere).to_accept(&Accepted::default()));
        file
    }

    #[test]
    fn an_accepted_finding_is_known_again_until_its_sentence_changes() {
        let accepted = Accepted::read(&file(false).text());
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
        let mut file = file(true);
        let accepted = Accepted::of(&file);
        let text = "Not the the same sentence.";
        let found = finding(text, "the the");
        assert!(accepted.find("zinc", text, &found).is_some());
        file.change(&acceptance(true).to_take_back());
        assert!(Accepted::of(&file).find("zinc", text, &found).is_none());
        assert_eq!(file.text(), "");
    }

    #[test]
    fn a_new_note_takes_the_place_of_the_old_one() {
        let mut file = file(false);
        let other = Acceptance {
            why: "a title".into(),
            ..acceptance(false)
        };
        file.change(&other.to_accept(&Accepted::of(&file)));
        let accepted = Accepted::of(&file);
        let notes: Vec<&str> = accepted.iter().map(|one| one.why.as_str()).collect();
        assert_eq!(notes, ["a title"]);
    }

    #[test]
    fn a_field_is_accepted_by_its_line() {
        let accepted = Acceptance::of("iron", TEXT, &finding(TEXT, "iron"));
        assert_eq!(accepted.sentence, "slug: iron");
    }

    #[test]
    fn duplicates_conflict_marks_and_strangers_are_survived_and_kept() {
        let line = file(false).text();
        let text = format!(
            "<<<<<<< ours\n{line}=======\n{line}>>>>>>> theirs\n{{\"slug\": 1}}\nnot json\n"
        );
        let mut file = JsonLines::read(&text);
        let accepted = Accepted::of(&file);
        assert_eq!(accepted.iter().count(), 1);
        let found = finding(TEXT, "the the");
        assert!(accepted.find("iron", TEXT, &found).is_some());
        file.change(&acceptance(false).to_take_back());
        assert_eq!(file.text(), "not json\n{\"slug\": 1}\n");
    }
}
