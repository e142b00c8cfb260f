//! Files of records beside the content: one JSON object a line, sorted, so that two branches which add a record each don't
//! collide at the end of the file.
//!
//! A file may come out of a merge. Its conflict markers are no records and go with the next change, duplicates count once,
//! and a line that is not understood is kept as it is.

use std::collections::BTreeSet;

/// The lines of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JsonLines {
    lines: BTreeSet<String>,
}

/// What is to become of some records.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RecordChange {
    pub add: Vec<String>,
    pub remove: Vec<String>,
}

impl JsonLines {
    pub fn read(text: &str) -> Self {
        let lines = text.trim_start_matches('\u{feff}').lines().map(str::trim);
        let lines = lines.filter(|line| !line.is_empty() && !is_conflict_marker(line));
        Self {
            lines: lines.map(String::from).collect(),
        }
    }

    pub fn has(&self, line: &str) -> bool {
        self.lines.contains(line)
    }

    /// Takes over those of another file.
    pub fn join(&mut self, others: Self) {
        self.lines.extend(others.lines);
    }

    /// The lines that are objects; others are passed over.
    pub fn objects(&self) -> impl Iterator<Item = serde_json::Map<String, serde_json::Value>> {
        self.lines
            .iter()
            .filter_map(|line| serde_json::from_str(line).ok())
    }

    /// Carries out a change. A record that says the same in another spelling counts as the same.
    pub fn change(&mut self, change: &RecordChange) {
        let mut goes: Vec<serde_json::Value> = Vec::new();
        for line in &change.remove {
            self.lines.remove(line);
            goes.extend(serde_json::from_str(line).ok());
        }
        self.lines.retain(|line| {
            let said = serde_json::from_str::<serde_json::Value>(line);
            said.map_or(true, |said| !goes.contains(&said))
        });
        self.lines.extend(change.add.iter().cloned());
    }

    /// The file's text.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.lines {
            text.push_str(line);
            text.push('\n');
        }
        text
    }
}

impl RecordChange {
    /// The change that takes this one back.
    #[must_use]
    pub fn back(self) -> Self {
        Self {
            add: self.remove,
            remove: self.add,
        }
    }
}

fn is_conflict_marker(line: &str) -> bool {
    ["<<<<<<<", "|||||||", "=======", ">>>>>>>"]
        .iter()
        .any(|marker| line.starts_with(marker))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_are_kept_sorted_and_once() {
        let mut records = JsonLines::read("{\"b\":1}\n{\"a\":1}\n\n{\"b\":1}\r\n");
        let change = RecordChange {
            add: vec!["{\"aa\":1}".into()],
            remove: Vec::new(),
        };
        records.change(&change);
        assert_eq!(records.text(), "{\"a\":1}\n{\"aa\":1}\n{\"b\":1}\n");
        records.change(&change.back());
        assert_eq!(records.text(), "{\"a\":1}\n{\"b\":1}\n");
    }

    #[test]
    fn a_file_with_conflict_markers_and_other_lines_is_survived() {
        let text = "<<<<<<< ours\n{\"a\":1}\n=======\n{\"b\":1}\n>>>>>>> theirs\nnot a record\n[1]\n{\"c\":";
        let mut records = JsonLines::read(text);
        assert_eq!(records.objects().count(), 2);
        records.change(&RecordChange::default());
        assert_eq!(
            records.text(),
            "[1]\nnot a record\n{\"a\":1}\n{\"b\":1}\n{\"c\":\n"
        );
    }

    #[test]
    fn a_record_in_another_spelling_is_removed_too() {
        let mut records = JsonLines::read("{ \"a\" : 1 }\n");
        records.change(&RecordChange {
            add: Vec::new(),
            remove: vec!["{\"a\":1}".into()],
        });
        assert_eq!(records.text(), "");
    }
}
