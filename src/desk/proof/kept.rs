//! What a person did to entries as they read them for proof: sections read, notes for themselves. It is kept in their own
//! folder and known by content: a section counts as read as long as it says what it said, a note stands where its sentence is.
//!
//! Knows nothing of: where the file is, how any of it is shown.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::entry::{Edits, Lean, Part, parts_of};
use crate::library::versions::TextHash;

/// What a person did to one entry.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofMarks {
    /// The hash of what was read, by the name of the section.
    read: BTreeMap<String, String>,
    pub notes: Vec<ProofNote>,
}

/// A note that a person made for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofNote {
    /// The sentence it is about.
    pub about: String,
    /// The section in which that stood.
    pub section: String,
    pub note: String,
}

/// A section as it is read for proof.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofSection {
    pub name: String,
    pub range: Range<usize>,
    hash: String,
}

/// How far a section is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProofState {
    Unread,
    Read,
    /// It was read, and says something else now.
    Changed,
}

/// The sections of a text, its title and opening among them. What is empty needs no reading.
pub(super) fn sections_of(text: &str) -> Vec<ProofSection> {
    let mut sections = Vec::new();
    for (part, range) in parts_of(text) {
        let content = text.get(range.clone()).unwrap_or_default();
        let is_read = matches!(part, Part::Opening | Part::Section { .. });
        if is_read && !content.trim().is_empty() {
            sections.push(ProofSection {
                name: part.label(),
                range,
                hash: TextHash::of(&content.replace("\r\n", "\n"))
                    .as_str()
                    .to_owned(),
            });
        }
    }
    sections
}

impl ProofMarks {
    pub fn state(&self, section: &ProofSection) -> ProofState {
        match self.read.get(&section.name) {
            Some(hash) if *hash == section.hash => ProofState::Read,
            Some(_) => ProofState::Changed,
            None => ProofState::Unread,
        }
    }

    /// The section was read as it is now; what was on record of it before.
    pub(super) fn mark_read(&mut self, section: &ProofSection) -> Option<String> {
        let name = section.name.clone();
        self.read.insert(name, section.hash.clone())
    }

    pub(super) fn put_back(&mut self, name: &str, before: Option<String>) {
        match before {
            Some(hash) => self.read.insert(name.to_owned(), hash),
            None => self.read.remove(name),
        };
    }

    fn is_empty(&self) -> bool {
        self.read.is_empty() && self.notes.is_empty()
    }
}

impl ProofNote {
    /// Where it stands in a text: at its sentence, else at its section, else at the beginning.
    pub fn place(&self, text: &str, sections: &[ProofSection]) -> Range<usize> {
        let section = sections.iter().find(|it| it.name == self.section);
        let range = section.map_or(0..text.len(), |section| section.range.clone());
        let find = |from: usize, within: &str| {
            let at = memchr::memmem::find(within.as_bytes(), self.about.as_bytes())?;
            Some(from + at..from + at + self.about.len())
        };
        let in_section = text.get(range.clone());
        in_section
            .and_then(|within| find(range.start, within))
            .or_else(|| find(0, text))
            .unwrap_or_else(|| {
                let lines = in_section.unwrap_or_default().lines();
                let line = lines.into_iter().next().unwrap_or_default();
                range.start..range.start + line.len()
            })
    }

    /// Its sentence was changed by edits of a text: it is about what stands there now. `false` where it stays as it is.
    pub(super) fn follow(
        &mut self,
        (before, sections): (&str, &[ProofSection]),
        edits: &Edits,
        now: &str,
    ) -> bool {
        let range = self.place(before, sections);
        if before.get(range.clone()) != Some(&self.about) {
            return false;
        }
        let moved = edits.map(range.start, Lean::After)..edits.map(range.end, Lean::Before);
        let words = now.get(moved).filter(|words| !words.trim().is_empty());
        let Some(words) = words.filter(|words| *words != self.about) else {
            return false;
        };
        words.clone_into(&mut self.about);
        true
    }
}

/// What a person did to the entries of one library, by their files.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofFile {
    /// The library’s folder, for whoever looks into the file.
    pub root: String,
    pub entries: BTreeMap<String, ProofMarks>,
}

impl ProofFile {
    /// Reads a file. One that is damaged holds nothing: then something is read again that was read before.
    pub fn read(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|error| {
            log::warn!("what was read for proof is not readable: {error}");
            Self::default()
        })
    }

    pub fn text(&self) -> String {
        let text = serde_json::to_string_pretty(self);
        text.unwrap_or_else(|error| {
            log::error!("what was read for proof could not be written down: {error}");
            "{}".to_string()
        }) + "\n"
    }

    /// Puts what was done to one entry in the place of what was before.
    pub fn put(&mut self, file: String, marks: ProofMarks) {
        if marks.is_empty() {
            self.entries.remove(&file);
        } else {
            self.entries.insert(file, marks);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "---\ntitle: T\n---\n\n# T\n\n## Summary\n\nTea binds iron. So does coffee.\n\n## Timing\n\nAn hour.\n";

    #[test]
    fn a_section_counts_as_read_while_it_says_what_it_said() {
        let sections = sections_of(TEXT);
        let names: Vec<&str> = sections.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["Title and opening", "Summary", "Timing"]);
        let mut marks = ProofMarks::default();
        marks.mark_read(&sections[1]);
        let states = |text: &str| -> Vec<ProofState> {
            sections_of(text).iter().map(|it| marks.state(it)).collect()
        };
        use ProofState::*;
        assert_eq!(states(TEXT), [Unread, Read, Unread]);
        assert_eq!(states(&TEXT.replace('\n', "\r\n")), [Unread, Read, Unread]);
        assert_eq!(
            states(&TEXT.replace("hour", "year")),
            [Unread, Read, Unread]
        );
        assert_eq!(
            states(&TEXT.replace("binds", "bound")),
            [Unread, Changed, Unread]
        );
    }

    #[test]
    fn a_note_stands_at_its_sentence_then_at_its_section() {
        let note = ProofNote {
            about: "So does coffee.".into(),
            section: "Summary".into(),
            note: "Ask.".into(),
        };
        let at = |text: &str| text[note.place(text, &sections_of(text)).start..].to_owned();
        assert!(at(TEXT).starts_with("So does coffee."));
        assert!(at(&TEXT.replace("Tea", "Black tea")).starts_with("So does coffee."));
        assert!(at(&TEXT.replace("coffee", "cocoa")).starts_with("## Summary"));
        assert!(at("Nothing.").starts_with("Nothing."));
    }

    #[test]
    fn a_file_reads_as_it_was_written_and_a_damaged_one_holds_nothing() {
        let mut marks = ProofMarks::default();
        marks.mark_read(&sections_of(TEXT)[0]);
        let mut file = ProofFile::default();
        file.put("iron/tea.md".into(), marks);
        assert_eq!(ProofFile::read(&file.text()), file);
        assert_eq!(ProofFile::read("{\"entries\": 3}"), ProofFile::default());
        file.put("iron/tea.md".into(), ProofMarks::default());
        assert!(file.entries.is_empty());
    }
}
