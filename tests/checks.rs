//! Checks on whole libraries: a consistent one, and one with a fault in it.

use std::collections::HashSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{Checked, Extent, Level, Ruleset};
use copydesk::entry::Places;
use copydesk::house_style::{self, HouseStyle};
use copydesk::library::EntryKey;
use copydesk::spelling::Speller;
use jiff::civil::date;

#[path = "support/house_library.rs"]
mod house_library;
#[path = "support/varied_library.rs"]
mod varied_library;

const ENTRIES: usize = 60;

/// The findings above note: `file:line check`.
#[track_caller]
fn grave(texts: Vec<(String, String)>) -> Vec<String> {
    grave_by(HouseStyle::default(), texts)
}

/// The same by a house style.
#[track_caller]
fn grave_by(style: HouseStyle, texts: Vec<(String, String)>) -> Vec<String> {
    let list = Ruleset::new(Arc::new(style), date(2026, 12, 31))
        .with_spelling(Arc::new(Speller::new(Vec::new())), Arc::default());
    let texts = texts
        .into_iter()
        .map(|(file, text)| (EntryKey::new(file), Arc::from(text)));
    let stop = AtomicBool::new(false);
    let checked = Checked::start(
        list,
        Extent::Whole(HashSet::new()),
        texts.collect(),
        &stop,
        |_| (),
    );
    assert!(checked.broken().is_empty(), "{:?}", checked.broken());
    let mut grave = Vec::new();
    for (key, text, findings) in checked.all() {
        let places = Places::of(text);
        let above = findings
            .iter()
            .filter(|finding| finding.level > Level::Note);
        grave.extend(above.map(|finding| {
            let line = places.at(finding.range.start).line;
            format!(
                "{}:{line} {} {}",
                key.file(),
                finding.check,
                finding.message
            )
        }));
    }
    grave
}

fn library(count: usize) -> Vec<(String, String)> {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = house_library::write_library(folder.path(), count, 1).expect("written");
    let files = paths.iter().map(|path| {
        let file = path.strip_prefix(folder.path()).expect("below the folder");
        let text = std::fs::read_to_string(path).expect("readable");
        (file.display().to_string(), text)
    });
    files.collect()
}

#[test]
fn a_consistent_library_has_no_finding_above_note() {
    assert_eq!(grave(library(10_000)), [""; 0]);
}

/// Nothing is said of sources, citations and amounts of every shape, by the built-in style or by a file that says the same.
#[track_caller]
fn nothing_is_said_of_varied_library(count: usize, seed: u64, has_file: bool) {
    let style = if has_file {
        let (given, mistakes) = house_style::read(&house_style::write_built_in());
        assert!(mistakes.is_empty(), "{mistakes:?}");
        given
    } else {
        HouseStyle::default()
    };
    let grave = grave_by(style, varied_library::entries(count, seed));
    println!("{count} entries, seed {seed}: {} above note", grave.len());
    let first: Vec<&String> = grave.iter().take(20).collect();
    assert!(grave.is_empty(), "seed {seed}: {} {first:#?}", grave.len());
}

#[test]
fn a_library_of_every_shape_has_no_finding_above_note() {
    for (seed, has_file) in [(1, false), (2, true), (3, false)] {
        nothing_is_said_of_varied_library(1_000, seed, has_file);
    }
}

#[test]
#[ignore = "takes a minute: .ci/run runs it"]
fn ten_thousand_entries_of_every_shape_have_no_finding_above_note() {
    for (seed, has_file) in [
        (1, false),
        (2, true),
        (3, false),
        (1, true),
        (2, false),
        (3, true),
    ] {
        nothing_is_said_of_varied_library(10_000, seed, has_file);
    }
}

/// A fault: what is replaced by what in an entry, the check that finds it and the line of what marks it.
struct Fault {
    check: &'static str,
    old: &'static str,
    new: &'static str,
    /// Text on the line where it is found.
    at: &'static str,
}

const fn fault(
    check: &'static str,
    old: &'static str,
    new: &'static str,
    at: &'static str,
) -> Fault {
    Fault {
        check,
        old,
        new,
        at,
    }
}

const FAULTS: &[Fault] = &[
    fault(
        "unreadable-front-matter",
        "pillar: ",
        "pillar: a: ",
        "pillar: a: ",
    ),
    fault(
        "unreadable-front-matter",
        "slug: how",
        "slug: how: ",
        "slug: how: ",
    ),
    fault(
        "unreadable-front-matter",
        "confidence: ",
        "confidence: a: ",
        "confidence: a: ",
    ),
    fault(
        "duplicate-field",
        "confidence: ",
        "slug: x\nconfidence: ",
        "slug: x",
    ),
    fault(
        "duplicate-field",
        "editor: ",
        "title: x\neditor: ",
        "title: x",
    ),
    fault("missing-field", "editor: ", "note: ", "---"),
    fault(
        "missing-field",
        "last_reviewed: ",
        "last_reviewed: # ",
        "last_reviewed: ",
    ),
    fault(
        "unknown-field",
        "confidence: ",
        "confidance: ",
        "confidance: ",
    ),
    fault("unknown-field", "editor: ", "Editor: ", "Editor: "),
    fault(
        "unknown-field",
        "publisher: ",
        "publisherr: ",
        "publisherr: ",
    ),
    fault("title-differs", "# How does", "# Why does", "# Why does"),
    fault(
        "title-differs",
        "\ntitle: \"How does",
        "\ntitle: \"How did",
        "# How does",
    ),
    fault(
        "url-slug",
        "/apps/learn/how-does",
        "/apps/learn/how-did",
        "url: ",
    ),
    fault(
        "unknown-value",
        "confidence: ",
        "confidence: un",
        "confidence: un",
    ),
    fault("missing-section", "## Timing\n", "", "## Forms compared"),
    fault(
        "unknown-section",
        "## Timing\n",
        "## Cost\n\nWords.\n\n## Timing\n",
        "## Cost",
    ),
    fault(
        "misspelt-section",
        "## Timing\n",
        "## Timming\n",
        "## Timming",
    ),
    fault(
        "misspelt-section",
        "## Interactions\n",
        "## Interaction\n",
        "## Interaction",
    ),
    fault(
        "misspelt-section",
        "## Safety profile\n",
        "## Safty profile\n",
        "## Safty profile",
    ),
    fault("section-case", "## Timing\n", "## TIMING\n", "## TIMING"),
    fault(
        "section-case",
        "## Safety profile\n",
        "## Safety Profile\n",
        "## Safety Profile",
    ),
    fault(
        "section-case",
        "## Summary\n",
        "## **Summary**\n",
        "## **Summary**",
    ),
    fault("section-level", "## Timing\n", "### Timing\n", "### Timing"),
    fault(
        "section-level",
        "## Summary\n",
        "### Summary\n",
        "### Summary",
    ),
    fault(
        "section-level",
        "## Sources\n",
        "#### Sources\n",
        "#### Sources",
    ),
    fault(
        "repeated-section",
        "## Safety profile\n",
        "## Timing\n\nMore.\n\n## Safety profile\n",
        "## Timing",
    ),
    fault(
        "missing-sentence",
        "This is a summary of published research, not personal health advice.",
        "",
        "## Practical framework",
    ),
    fault(
        "altered-sentence",
        "not personal health advice",
        "not any health advice",
        "This is a summary",
    ),
    fault(
        "altered-sentence",
        "published research",
        "unpublished research",
        "This is a summary",
    ),
];

#[test]
fn each_planted_fault_is_found_on_its_line_and_alone() {
    let library = library(ENTRIES);
    for (number, fault) in FAULTS.iter().enumerate() {
        for entry in [number, number + 13, number + 31] {
            let mut texts = library.clone();
            let (file, text) = texts.get_mut(entry).expect("an entry");
            assert!(text.contains(fault.old), "{} is not in {file}", fault.old);
            *text = text.replacen(fault.old, fault.new, 1);
            let line = text
                .lines()
                .enumerate()
                .filter(|(_, line)| line.contains(fault.at));
            let lines: Vec<usize> = line.map(|(at, _)| at + 1).collect();
            let file = file.clone();
            let found = grave(texts);
            assert_eq!(found.len(), 1, "{} in {file}: {found:#?}", fault.check);
            let fits = lines
                .iter()
                .any(|line| found[0].starts_with(&format!("{file}:{line} {} ", fault.check)));
            assert!(fits, "{} on one of {lines:?}: {found:#?}", fault.check);
        }
    }
}

#[test]
fn dates_are_found_on_their_line_and_alone() {
    let library = library(ENTRIES);
    for (date, check) in [
        ("31 April 2025", "impossible-date"),
        ("30 February 2024", "impossible-date"),
        ("2025-02-30", "impossible-date"),
        ("soon", "malformed-date"),
        ("May 2025", "malformed-date"),
        ("1 Mai 2025", "malformed-date"),
        ("2025-05-01", "date-form"),
        ("01 May 2025", "date-form"),
        ("May 1, 2025", "date-form"),
        ("3 January 2027", "future-date"),
        ("1 May 2062", "future-date"),
    ] {
        let mut texts = library.clone();
        let (_, text) = &mut texts[7];
        let line = text
            .lines()
            .find(|line| line.starts_with("last_reviewed: "))
            .expect("a date");
        *text = text.replace(line, &format!("last_reviewed: {date}"));
        let found = grave(texts);
        assert!(
            found.len() == 1 && found[0].contains(&format!(":6 {check} ")),
            "{date}: {found:#?}"
        );
    }
}

#[test]
fn what_two_entries_share_is_found_in_both() {
    let mut texts = library(ENTRIES);
    let title = |text: &str| {
        let line = text
            .lines()
            .find(|line| line.starts_with("title: "))
            .expect("a title");
        line.trim_start_matches("title: ")
            .trim_matches('"')
            .to_owned()
    };
    let (one, other) = (title(&texts[3].1), title(&texts[40].1));
    texts[40].1 = texts[40].1.replace(&other, &one);
    let found = grave(texts);
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(
        found.iter().all(|found| found.contains(":2 title-twice ")),
        "{found:#?}"
    );

    let mut texts = library(200);
    let mut lines = texts[3].1.lines();
    let pillar = lines
        .find(|line| line.starts_with("pillar: "))
        .expect("a pillar")
        .to_owned();
    let slip = pillar.to_uppercase().replace("PILLAR", "pillar");
    texts[3].1 = texts[3].1.replacen(&pillar, &slip, 1);
    let found = grave(texts);
    assert!(
        found.len() == 1 && found[0].contains(":5 near-value "),
        "{found:#?}"
    );
}
