//! Files of records beside the content: one JSON object a line, sorted by the entry it is about and then by its text, so that
//! two branches which add a record each don't collide at the end of the file.
//!
//! A file may come out of a merge. Its conflict markers are no records and go with the next change, duplicates count once,
//! and a line that is not understood is kept as it is, be it text or not.

use std::collections::BTreeSet;

/// The lines of one file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct JsonLines {
    lines: BTreeSet<Line>,
}

/// A line and what it is sorted by. As bytes a record of `a b` would stand before one of `a`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Line {
    slug: String,
    text: String,
    /// What stands in the file where that is no text; `text` is as much of it as can be read.
    bytes: Option<Box<[u8]>>,
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
        lines
            .filter(|line| !line.is_empty() && !is_conflict_marker(line))
            .collect()
    }

    /// The same of a file in which some lines may be no text.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Self::read(text);
        }
        let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes);
        let mut read = Self::default();
        for line in bytes.split(|byte| *byte == b'\n') {
            match std::str::from_utf8(line) {
                Ok(text) => read.join(Self::read(text)),
                Err(_) => {
                    let line = line.trim_ascii();
                    let text = String::from_utf8_lossy(line).into_owned();
                    read.lines.insert(Line {
                        bytes: Some(line.into()),
                        ..Line::of(text)
                    });
                }
            }
        }
        read
    }

    pub fn has(&self, line: &str) -> bool {
        self.lines.contains(&Line::of(line.to_owned()))
    }

    /// Takes over those of another file.
    pub fn join(&mut self, others: Self) {
        self.lines.extend(others.lines);
    }

    /// All lines, be they records or not.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().map(|line| line.text.as_str())
    }

    /// The lines that are objects; others are passed over.
    pub fn objects(&self) -> impl Iterator<Item = serde_json::Map<String, serde_json::Value>> {
        self.lines()
            .filter_map(|line| serde_json::from_str(line).ok())
    }

    /// Carries out a change. A record that says the same in another spelling counts as the same.
    pub fn change(&mut self, change: &RecordChange) {
        let mut goes: Vec<serde_json::Value> = Vec::new();
        for line in &change.remove {
            if !self.lines.remove(&Line::of(line.clone())) {
                goes.extend(serde_json::from_str(line).ok());
            }
        }
        if !goes.is_empty() {
            self.lines.retain(|line| {
                let said = serde_json::from_str::<serde_json::Value>(&line.text);
                said.map_or(true, |said| !goes.contains(&said))
            });
        }
        self.lines.extend(change.add.iter().cloned().map(Line::of));
    }

    /// Puts another line in the place of each for which there is one.
    pub fn replace(&mut self, other: impl Fn(&str) -> Option<String>) {
        let lines = std::mem::take(&mut self.lines).into_iter();
        let lines = lines.map(|line| other(&line.text).map_or(line, Line::of));
        self.lines = lines.collect();
    }

    /// The file's text. A line that is none is there as far as it can be read.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in self.lines() {
            text.push_str(line);
            text.push('\n');
        }
        text
    }

    /// What the file holds, byte by byte.
    pub fn bytes(&self) -> Vec<u8> {
        let mut all = Vec::new();
        for line in &self.lines {
            let bytes = line.bytes.as_deref();
            all.extend_from_slice(bytes.unwrap_or(line.text.as_bytes()));
            all.push(b'\n');
        }
        all
    }
}

impl<'t> FromIterator<&'t str> for JsonLines {
    fn from_iter<I: IntoIterator<Item = &'t str>>(lines: I) -> Self {
        let lines = lines.into_iter().map(|line| Line::of(line.to_owned()));
        Self {
            lines: lines.collect(),
        }
    }
}

impl Line {
    fn of(text: String) -> Self {
        // As this program writes it; a line of another hand is read in full.
        let rest = text.strip_prefix("{\"slug\":\"").unwrap_or_default();
        let slug = match memchr::memchr2(b'"', b'\\', rest.as_bytes()) {
            Some(end) if rest.as_bytes().get(end) == Some(&b'"') => {
                rest.get(..end).unwrap_or_default().to_owned()
            }
            _ => slug_of(&text).unwrap_or_default(),
        };
        Self {
            slug,
            text,
            bytes: None,
        }
    }
}

fn slug_of(line: &str) -> Option<String> {
    let record: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).ok()?;
    Some(record.get("slug")?.as_str()?.to_owned())
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
    fn a_line_that_is_no_text_stays_byte_for_byte() {
        let mut records = JsonLines::of_bytes(
            b"\xef\xbb\xbf{\"slug\":\"b\"}\r\ncaf\xe9\n{\"slug\":\"a\",\"by\":\"Jos\xe9\"}\n",
        );
        let change = RecordChange {
            add: vec!["{\"slug\":\"aa\"}".into()],
            remove: Vec::new(),
        };
        records.change(&change);
        assert_eq!(
            records.bytes(),
            b"caf\xe9\n{\"slug\":\"a\",\"by\":\"Jos\xe9\"}\n{\"slug\":\"aa\"}\n{\"slug\":\"b\"}\n"
        );
        assert_eq!(JsonLines::of_bytes(&records.bytes()), records);
    }

    #[test]
    fn records_stand_by_the_entry_they_are_about() {
        let of = |slug: &str, at: u8| format!("{{\"slug\":\"{slug}\",\"at\":{at}}}");
        let spaced = "{ \"at\": 3, \"slug\": \"a\" }".to_owned();
        let quoted = "{\"slug\":\"a\\\"b\",\"at\":1}".to_owned();
        let sorted = [
            spaced,
            of("a", 1),
            of("a", 2),
            of("a b", 1),
            quoted,
            of("a-b", 1),
        ];
        let mut mixed = sorted.clone();
        mixed.reverse();
        let records: JsonLines = mixed.iter().map(String::as_str).collect();
        assert_eq!(records.lines().collect::<Vec<_>>(), sorted);
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
