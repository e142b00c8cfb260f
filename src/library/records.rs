//! Records beside the content: one a line, sorted, so that two branches don't collide at the end of a file.
//!
//! What is no record (a line of a newer program, the marks of a conflict) is kept as it is, above the records. A record said
//! twice is one. A record that is not touched keeps its very line, with whatever else it says.
//!
//! Knows nothing of: files, what a record means.

use std::collections::HashSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// The records of one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Records<T> {
    /// Each with its line.
    records: Vec<(String, T)>,
    known: HashSet<String>,
    /// Lines that are no records, in the order of the file.
    others: Vec<String>,
    line_end: &'static str,
}

impl<T> Default for Records<T> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            known: HashSet::new(),
            others: Vec::new(),
            line_end: "\n",
        }
    }
}

impl<T: Serialize + DeserializeOwned> Records<T> {
    /// Reads the text of a file.
    pub fn read(text: &str) -> Self {
        let mut read = Self::default();
        if text.contains("\r\n") {
            read.line_end = "\r\n";
        }
        let lines = text.trim_start_matches('\u{feff}').lines();
        for line in lines.filter(|line| !line.trim().is_empty()) {
            match serde_json::from_str(line) {
                Ok(record) => read.put((line.to_owned(), record)),
                Err(_) => read.others.push(line.to_owned()),
            }
        }
        read
    }

    pub fn iter(&self) -> impl Iterator<Item = &T> {
        self.records.iter().map(|(_, record)| record)
    }

    /// Adds a record, unless it is there.
    pub fn add(&mut self, record: T) {
        match serde_json::to_string(&record) {
            Ok(line) => self.put((line, record)),
            Err(error) => log::error!("a record could not be written down: {error}"),
        }
    }

    /// Takes out the records that are not wanted.
    pub fn retain(&mut self, wanted: impl Fn(&T) -> bool) {
        let known = &mut self.known;
        self.records.retain(|(line, record)| {
            let stays = wanted(record);
            if !stays {
                known.remove(line);
            }
            stays
        });
    }

    /// The text of the file.
    pub fn text(&self) -> String {
        let mut lines: Vec<&str> = self.records.iter().map(|(line, _)| line.as_str()).collect();
        lines.sort_unstable();
        let others = self.others.iter().map(String::as_str);
        let mut text = String::new();
        for line in others.chain(lines) {
            text.push_str(line);
            text.push_str(self.line_end);
        }
        text
    }

    fn put(&mut self, (line, record): (String, T)) {
        if self.known.insert(line.clone()) {
            self.records.push((line, record));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Numbers = Records<Vec<u32>>;

    #[test]
    fn records_are_written_sorted_and_once() {
        let mut records = Numbers::read("[2]\n\n[1]\n[2]\n");
        records.add(vec![0, 7]);
        records.add(vec![1]);
        assert_eq!(records.text(), "[0,7]\n[1]\n[2]\n");
        records.retain(|record| record != &[1]);
        assert_eq!(records.text(), "[0,7]\n[2]\n");
    }

    #[test]
    fn what_is_no_record_is_kept() {
        let text = "<<<<<<< HEAD\r\n[1]\r\n=======\r\n[ 2 ]\r\n>>>>>>> other\r\n{\"new\": 3}\r\n";
        let records = Numbers::read(text);
        assert_eq!(records.iter().collect::<Vec<_>>(), [&[1], &[2]]);
        assert_eq!(
            records.text(),
            "<<<<<<< HEAD\r\n=======\r\n>>>>>>> other\r\n{\"new\": 3}\r\n[ 2 ]\r\n[1]\r\n"
        );
        assert_eq!(Numbers::read(&records.text()).text(), records.text());
    }

    #[test]
    fn an_empty_file_holds_nothing() {
        assert_eq!(Numbers::read("\u{feff}").text(), "");
    }
}
