//! Which address leads where now, for whoever builds the site: a table of two columns, sorted, each old address once and
//! leading straight to where the entry is.
//!
//! Knows nothing of: how an address is made, where the file lies.

use std::collections::BTreeMap;

use csv::{ReaderBuilder, Terminator, WriterBuilder};

const HEAD: [&str; 2] = ["from", "to"];

/// The table with one rename more. Lines that are no redirects are dropped.
pub(super) fn with(text: &str, from: &str, to: &str) -> String {
    let mut table = read(text);
    for target in table.values_mut() {
        if target == from {
            to.clone_into(target);
        }
    }
    table.insert(from.to_owned(), to.to_owned());
    // The entry is there again.
    table.remove(to);
    table.retain(|from, to| from != to);
    write(&table)
}

fn read(text: &str) -> BTreeMap<String, String> {
    let text = text.trim_start_matches('\u{feff}');
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let records = reader.records().filter_map(Result::ok);
    let mut table = BTreeMap::new();
    for record in records {
        if let (Some(from), Some(to), None) = (record.get(0), record.get(1), record.get(2))
            && [from, to] != HEAD
            && !from.is_empty()
        {
            table.insert(from.to_owned(), to.to_owned());
        }
    }
    table
}

fn write(table: &BTreeMap<String, String>) -> String {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::Any(b'\n'))
        .from_writer(Vec::new());
    let head = std::iter::once((HEAD[0], HEAD[1]));
    let lines = table.iter().map(|(from, to)| (from.as_str(), to.as_str()));
    for (from, to) in head.chain(lines) {
        // A buffer in memory takes every line.
        if let Err(error) = writer.write_record([from, to]) {
            log::error!("a redirect could not be written down: {error}");
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(renames: &[(&str, &str)]) -> String {
        renames
            .iter()
            .fold(String::new(), |text, (from, to)| with(&text, from, to))
    }

    #[test]
    fn old_addresses_lead_straight_to_the_entry_and_are_sorted() {
        assert_eq!(after(&[("b", "c")]), "from,to\nb,c\n");
        assert_eq!(
            after(&[("b", "c"), ("c", "d"), ("a", "z")]),
            "from,to\na,z\nb,d\nc,d\n"
        );
    }

    #[test]
    fn a_rename_back_takes_its_line_away_and_the_name_in_between_leads_back() {
        assert_eq!(after(&[("a", "b"), ("b", "a")]), "from,to\nb,a\n");
        assert_eq!(
            after(&[("a", "b"), ("b", "c"), ("c", "a")]),
            "from,to\nb,a\nc,a\n"
        );
    }

    #[test]
    fn commas_marks_of_a_merge_and_other_lines_are_survived() {
        let text = "\u{feff}from,to\r\n<<<<<<< ours\na,b\n=======\n\"x,y\",z\n>>>>>>> theirs\n\n";
        assert_eq!(with(text, "b", "c"), "from,to\na,c\nb,c\n\"x,y\",z\n");
    }
}
