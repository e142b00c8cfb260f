//! Three versions of a file of records into one, by key and field.
//!
//! Git's own `union` brings back what one side took out or changed whenever its neighbour was touched. Here each record is
//! known by its key, wherever it stands: one that a side took out, and the other left alone, is gone; of one that both changed
//! every field is the changed one. Where both changed the same field, both records are kept for a person to settle.
//!
//! Lines that are no records, such as damaged ones, are each known by what they say. Line ends, blank lines and git's signs of
//! an unfinished merge make no difference.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::path::Path;

use serde_json::{Map, Value};

use super::{JsonLines, disk};

/// What became of three versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedRecords {
    pub records: JsonLines,
    pub to_settle: Vec<ToSettle>,
}

/// A record that is there twice, as two sides say different things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToSettle {
    /// The entry it is about.
    pub slug: String,
    /// Its file below the library, where they name it.
    pub file: Option<String>,
    /// The fields in which they differ.
    pub fields: Vec<String>,
    /// Their lines.
    pub records: Vec<String>,
}

impl fmt::Display for ToSettle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.slug, self.fields.join(", "))
    }
}

/// The fields by which a record is known among those of its file; none where a record never changes and is known by all it
/// says. The first is there in every record.
fn key_fields(name: &str) -> &'static [&'static str] {
    match name {
        "reviews.jsonl" => &["slug", FILE, "at", "reviewer", "outcome"],
        "assignments.jsonl" => &["slug", FILE],
        "accepted.jsonl" => &["slug", "check", "words", "sentence", "everywhere"],
        // What two people verified, or two merges brought in, may stand there twice.
        _ => &[],
    }
}

/// The field that tells entries apart that share a slug. Not every record has it.
const FILE: &str = "file";

/// Whether a path is that of a file of records.
pub fn is_records_file(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    let folder = path.parent().and_then(Path::file_name);
    let is_beside = folder.is_some_and(|folder| folder == disk::BESIDE);
    name.is_some_and(|name| !key_fields(name).is_empty() || is_beside && name.ends_with(".jsonl"))
}

/// Merges three versions of the file of that name.
pub fn merge_records(name: &str, base: &str, ours: &str, theirs: &str) -> MergedRecords {
    let sides = [base, ours, theirs].map(|text| read(&JsonLines::read(text)));
    let keys = Keys::of(name, sides.iter().flatten());
    let [base, ours, theirs] = sides.map(|records| keys.sort(records));
    let keys: BTreeSet<&Key> = [&base, &ours, &theirs]
        .into_iter()
        .flat_map(BTreeMap::keys)
        .collect();
    let (mut lines, mut to_settle) = (Vec::new(), Vec::new());
    for key in keys {
        let of = |side: &'_ BTreeMap<Key, Vec<Record>>| side.get(key).cloned().unwrap_or_default();
        let (base, ours, theirs) = (of(&base), of(&ours), of(&theirs));
        if let (..=1, [mine], [other]) = (base.len(), ours.as_slice(), theirs.as_slice()) {
            match merge_fields(base.first(), mine, other) {
                Ok(line) => lines.push(line),
                Err(fields) => {
                    lines.extend([mine.line.clone(), other.line.clone()]);
                    to_settle.push(ToSettle::new([mine, other], fields));
                }
            }
            continue;
        }
        // One side has none, or has several to settle: those stay that neither took out.
        let is_in = |side: &[Record], record: &Record| side.iter().any(|it| it.says(record));
        let ours_stay = ours
            .iter()
            .filter(|it| is_in(&theirs, it) || !is_in(&base, it));
        let theirs_stay = theirs
            .iter()
            .filter(|it| !is_in(&base, it) && !is_in(&ours, it));
        lines.extend(ours_stay.chain(theirs_stay).map(|it| it.line.clone()));
    }
    MergedRecords {
        records: lines.iter().map(String::as_str).collect(),
        to_settle,
    }
}

/// The records of the file of that name that are there twice, for a person to settle.
pub fn to_settle(name: &str, records: &JsonLines) -> Vec<ToSettle> {
    if key_fields(name).is_empty() {
        return Vec::new();
    }
    let records = read(records);
    let keys = Keys::of(name, &records);
    let twice = keys.sort(records).into_values();
    let twice = twice.filter_map(|same| match same.as_slice() {
        [first, second, ..] => Some(ToSettle::new(&same, first.differing(second))),
        _ => None,
    });
    twice.collect()
}

/// By what a record is known: the values of its key's fields, else all it says.
type Key = Vec<String>;

#[derive(Debug, Clone)]
struct Record {
    line: String,
    /// Nothing where the line is no record.
    fields: Map<String, Value>,
}

fn read(records: &JsonLines) -> Vec<Record> {
    let records = records.lines().map(|line| Record {
        line: line.to_owned(),
        fields: serde_json::from_str(line).unwrap_or_default(),
    });
    records.collect()
}

/// How the records of a file are known.
struct Keys {
    fields: &'static [&'static str],
    /// The files that records name which are alike in all other fields of the key.
    files: BTreeMap<Key, BTreeSet<String>>,
}

impl Keys {
    fn of<'r>(name: &str, records: impl IntoIterator<Item = &'r Record>) -> Self {
        let mut keys = Self {
            fields: key_fields(name),
            files: BTreeMap::new(),
        };
        for record in records {
            if let Some(file) = record
                .fields
                .get(FILE)
                .filter(|_| keys.fields.contains(&FILE))
            {
                let alike = keys.files.entry(keys.without_file(record)).or_default();
                alike.insert(file.to_string());
            }
        }
        keys
    }

    fn without_file(&self, record: &Record) -> Key {
        let value = |name: &&str| {
            let value = record.fields.get(*name);
            value.unwrap_or(&Value::Null).to_string()
        };
        let others = self.fields.iter().filter(|name| **name != FILE);
        others.map(value).collect()
    }

    fn key(&self, record: &Record) -> Key {
        let first = self.fields.first();
        if !first.is_some_and(|first| record.fields.contains_key(*first)) {
            return vec![record.line.clone()];
        }
        let mut key = self.without_file(record);
        let file = record.fields.get(FILE).map(Value::to_string);
        // One that an older version wrote is the same as one that says the file as well.
        let alike = || match self.files.get(&key)?.iter().collect::<Vec<_>>()[..] {
            [one] => Some(one.clone()),
            _ => None,
        };
        let file = file.or_else(alike).filter(|_| self.fields.contains(&FILE));
        key.extend(file);
        key
    }

    fn sort(&self, records: Vec<Record>) -> BTreeMap<Key, Vec<Record>> {
        let mut all: BTreeMap<Key, Vec<Record>> = BTreeMap::new();
        for record in records {
            let same = all.entry(self.key(&record)).or_default();
            if !same.iter().any(|it| it.says(&record)) {
                same.push(record);
            }
        }
        all
    }
}

/// The line of a record that both sides have.
///
/// # Errors
/// The fields that both changed, and each otherwise.
fn merge_fields(
    base: Option<&Record>,
    ours: &Record,
    theirs: &Record,
) -> Result<String, Vec<String>> {
    if ours.says(theirs) {
        return Ok(ours.line.clone());
    }
    let (mut merged, mut differing) = (Map::new(), Vec::new());
    for name in ours.names_with(theirs) {
        let base = base.and_then(|base| base.fields.get(name));
        let (mine, other) = (ours.fields.get(name), theirs.fields.get(name));
        let value = if mine == other || other == base {
            mine
        } else if mine == base {
            other
        } else {
            differing.push(name.clone());
            continue;
        };
        merged.extend(value.map(|value| (name.clone(), value.clone())));
    }
    if !differing.is_empty() {
        return Err(differing);
    }
    let as_written = [ours, theirs].into_iter().find(|it| it.fields == merged);
    Ok(as_written.map_or_else(
        || Value::Object(merged).to_string(),
        |record| record.line.clone(),
    ))
}

impl Record {
    fn says(&self, other: &Self) -> bool {
        let is_record = !self.fields.is_empty();
        self.line == other.line || is_record && self.fields == other.fields
    }

    /// The names of its fields, then those that only the other has.
    fn names_with<'r>(&'r self, other: &'r Self) -> impl Iterator<Item = &'r String> {
        let only_there = other
            .fields
            .keys()
            .filter(|name| !self.fields.contains_key(*name));
        self.fields.keys().chain(only_there)
    }

    fn differing(&self, other: &Self) -> Vec<String> {
        let differ = |name: &&String| self.fields.get(*name) != other.fields.get(*name);
        self.names_with(other).filter(differ).cloned().collect()
    }
}

impl ToSettle {
    fn new<'r>(same: impl IntoIterator<Item = &'r Record>, fields: Vec<String>) -> Self {
        let same: Vec<&Record> = same.into_iter().collect();
        let said = |name: &str| {
            let mut said = same.iter().filter_map(|it| it.fields.get(name)?.as_str());
            said.next().map(str::to_owned)
        };
        Self {
            slug: said("slug").unwrap_or_default(),
            file: said(FILE),
            fields,
            records: same.iter().map(|it| it.line.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NAME: &str = "assignments.jsonl";

    fn of(slug: &str, to: &str) -> String {
        format!("{{\"slug\":\"{slug}\",\"to\":\"{to}\"}}\n")
    }

    fn merged(base: &str, ours: &str, theirs: &str) -> (String, Vec<String>) {
        let merged = merge_records(NAME, base, ours, theirs);
        let to_settle = merged.to_settle.iter().map(ToString::to_string);
        (merged.records.text(), to_settle.collect())
    }

    #[test]
    fn what_one_side_took_out_stays_out_although_its_neighbour_was_changed() {
        let base = of("a", "Ada") + &of("b", "Ada");
        let both = (of("b", "Ben"), Vec::new());
        assert_eq!(
            merged(&base, &of("b", "Ada"), &(of("a", "Ada") + &of("b", "Ben"))),
            both
        );
        assert_eq!(
            merged(&base, &(of("a", "Ada") + &of("b", "Ben")), &of("b", "Ada")),
            both
        );
        // Two neighbours changed, one on each side.
        let (ours, theirs) = (
            of("a", "Cy") + &of("b", "Ada"),
            of("a", "Ada") + &of("b", "Ben"),
        );
        assert_eq!(
            merged(&base, &ours, &theirs).0,
            of("a", "Cy") + &of("b", "Ben")
        );
    }

    #[test]
    fn what_one_side_took_out_and_the_other_changed_is_kept() {
        let base = of("a", "Ada");
        assert_eq!(merged(&base, "", &of("a", "Ben")).0, of("a", "Ben"));
        assert_eq!(merged(&base, &of("a", "Ben"), "").0, of("a", "Ben"));
        assert_eq!(merged(&base, "", &base).0, "");
        assert_eq!(merged(&base, "", "").0, "");
    }

    #[test]
    fn each_field_is_the_changed_one_and_fields_of_a_newer_version_are_kept() {
        let base = "{\"slug\":\"a\",\"to\":\"Ada\",\"by\":\"X\"}\n";
        let ours = "{\"slug\":\"a\",\"to\":\"Ben\",\"by\":\"X\"}\n";
        let theirs = "{\"slug\":\"a\",\"to\":\"Ada\",\"by\":\"X\",\"colour\":{\"r\":1}}\n";
        let both = "{\"slug\":\"a\",\"to\":\"Ben\",\"by\":\"X\",\"colour\":{\"r\":1}}\n";
        assert_eq!(merged(base, ours, theirs), (both.into(), Vec::new()));
        let without = "{\"slug\":\"a\",\"to\":\"Ada\"}\n";
        assert_eq!(merged(base, ours, without).0, of("a", "Ben"));
    }

    #[test]
    fn a_field_that_both_changed_leaves_both_records_to_settle() {
        let (ours, theirs) = (of("a", "Ben"), of("a", "Cy"));
        let both = ours.clone() + &theirs;
        for base in ["".to_owned(), of("a", "Ada")] {
            assert_eq!(
                merged(&base, &ours, &theirs),
                (both.clone(), vec!["a (to)".into()])
            );
        }
        let found = to_settle(NAME, &JsonLines::read(&both));
        assert_eq!(
            found.iter().map(ToString::to_string).collect::<Vec<_>>(),
            ["a (to)"]
        );
        assert_eq!(to_settle(NAME, &JsonLines::read(&ours)), []);
        // What is there to settle on one side already, and is settled on the other, is settled.
        assert_eq!(merged(&both, &both, &ours).0, ours);
        assert_eq!(merged(&both, &theirs, &both).0, theirs);
    }

    #[test]
    fn line_ends_marks_damage_and_other_lines_are_survived() {
        let base = of("a", "Ada") + "damaged {\n" + &of("b", "Ada");
        let ours = format!("\u{feff}{}", base.replace('\n', "\r\n"));
        let theirs = of("a", "Ada")
            + "damaged {\n<<<<<<< HEAD\n"
            + &of("b", "Ben")
            + "=======\n"
            + &of("b", "Ada")
            + ">>>>>>> topic\n[1]";
        let (text, to_settle) = merged(&base, &ours, &theirs);
        assert_eq!(
            text,
            "[1]\ndamaged {\n".to_owned() + &of("a", "Ada") + &of("b", "Ada") + &of("b", "Ben")
        );
        assert_eq!(to_settle, [""; 0]);
        // A line that both damaged differently is kept as each has it.
        assert_eq!(merged("x\n", "xa\n", "xb\n").0, "xa\nxb\n");
        assert_eq!(merged("x\n", "x", "x\r\n").0, "x\n");
    }

    #[test]
    fn two_sign_offs_of_two_branches_are_both_there_and_facts_are_known_by_all_they_say() {
        let of = |at: &str, who: &str| {
            format!(
                "{{\"slug\":\"a\",\"at\":\"{at}\",\"outcome\":\"signed-off\",\"reviewer\":\"{who}\"}}\n"
            )
        };
        let (ours, theirs) = (of("1", "Ada"), of("1", "Ben"));
        let merged = merge_records("reviews.jsonl", "", &ours, &theirs);
        assert_eq!(
            (merged.records.text(), merged.to_settle),
            (ours + &theirs, Vec::new())
        );
        let claim = |by: &str| {
            format!(
                "{{\"slug\":\"a\",\"source\":\"pmid:1\",\"sentence\":\"ab\",\"by\":\"{by}\"}}\n"
            )
        };
        let merged = merge_records("claims.jsonl", "", &claim("Ada"), &claim("Ben"));
        assert_eq!(
            (merged.records.text(), merged.to_settle),
            (claim("Ada") + &claim("Ben"), Vec::new())
        );
    }

    #[test]
    fn entries_that_share_a_slug_have_records_each_and_one_without_a_file_is_no_other() {
        let of = |file: &str, to: &str| format!("{{\"slug\":\"a\"{file},\"to\":\"{to}\"}}\n");
        let (here, there) = (",\"file\":\"a.md\"", ",\"file\":\"b/a.md\"");
        let both = of(here, "Ada") + &of(there, "Ben");
        assert_eq!(
            merged("", &of(here, "Ada"), &of(there, "Ben")),
            (both.clone(), Vec::new())
        );
        assert_eq!(to_settle(NAME, &JsonLines::read(&both)), []);
        // Another version says of the same record which file it is about.
        let base = of("", "Ada");
        for (ours, theirs) in [
            (of(here, "Ada"), of("", "Ben")),
            (of("", "Ben"), of(here, "Ada")),
        ] {
            let (text, to_settle) = merged(&base, &ours, &theirs);
            assert_eq!(JsonLines::read(&text).objects().count(), 1, "{text}");
            assert!(text.contains("Ben") && text.contains("a.md"), "{text}");
            assert_eq!(to_settle, [""; 0]);
        }
    }

    #[test]
    fn a_file_of_records_is_known_by_its_name_or_its_folder() {
        for (path, is_one) in [
            (".copydesk/reviews.jsonl", true),
            ("iron/.copydesk/of_a_newer_version.jsonl", true),
            ("assignments.jsonl", true),
            ("iron.md", false),
            ("data/table.jsonl", false),
            (".copydesk/redirects.csv", false),
            ("", false),
        ] {
            assert_eq!(is_records_file(Path::new(path)), is_one, "{path}");
        }
    }
}
