//! Sources at the desk: changed by field, added, moved, removed, cited, and taken from a file that was dropped.

use std::fs;

use copydesk::desk::{
    CitedSources, Command, CommandId, Dialog, EditCommand, Effect, LibraryCommand, Selection,
    SourceCommand, ViewCommand,
};
use copydesk::entry::citations::Weight;
use copydesk::entry::sources::SourceField;
use copydesk::references::{self, Record};

use crate::fixture::{Fixture, key};

/// An entry that cites one source by name and one by number.
const MINT: &str = "\
---
title: \"Mint and sleep\"
slug: mint
---

# Mint and sleep

## Summary

Mint calms (Archer and Bell 2016). It was tried twice [2].

## Timing

An hour before bed.

## Sources

1. Archer A, Bell B (2016). Mint at night. Journal of Herbs. PMID: 27933574. DOI: 10.1000/herbs.1.
2. Cole C (2019). Mint again. Journal of Herbs. PMID: 30000001.
3. Dean D (2020). Mint and rest. Journal of Herbs. DOI: 10.1000/herbs.3.
";

/// Two records: the second source of the entry, and one that is new.
const RIS: &str = "\
TY  - JOUR
AU  - Cole, Carl
PY  - 2019
TI  - Mint again
JO  - Journal of Herbs
AN  - 30000001
DB  - PubMed
ER  -

TY  - JOUR
AU  - Evans, Eve
AU  - Fry, Finn
AU  - Gray, Gil
PY  - 2022
TI  - Mint in the morning
JO  - Journal of Herbs
DO  - 10.1000/herbs.4
ER  -
";

const NEW_LINE: &str =
    "Evans E, Fry F, Gray G (2022). Mint in the morning. Journal of Herbs. DOI: 10.1000/herbs.4.";

fn on_mint() -> Fixture {
    Fixture::at("mint.md", MINT)
}

#[track_caller]
fn records(written: &str) -> Vec<Record> {
    let gathered = references::read_text(written);
    assert_eq!(gathered.unread, []);
    gathered
        .records
        .into_iter()
        .map(|gained| gained.record)
        .collect()
}

/// The record that the entry does not list.
fn new_record() -> Record {
    records(RIS).remove(1)
}

fn set(source: usize, field: SourceField, value: &str) -> Command {
    Command::Source(SourceCommand::Set {
        source,
        field,
        value: value.into(),
    })
}

fn cite(record: Record, with_pmid: bool) -> Command {
    Command::Source(SourceCommand::Cite {
        record: Box::new(record),
        with_pmid,
    })
}

/// Puts the caret behind these words.
#[track_caller]
fn go_behind(fixture: &mut Fixture, words: &str) {
    let start = fixture.text().find(words).expect("the words are there");
    fixture.does(EditCommand::Caret(Selection::caret(start + words.len())));
}

/// Takes one step back; nothing else was done.
#[track_caller]
fn undo_only(fixture: &mut Fixture) {
    fixture.undo();
    assert!(
        fixture.entry().history().can_undo().is_none(),
        "it was one step"
    );
}

#[test]
fn a_field_of_a_source_is_its_own_bytes() {
    for (source, field, value, old, new) in [
        (
            0,
            SourceField::Title,
            "Mint by night",
            "at night",
            "by night",
        ),
        (
            0,
            SourceField::Authors,
            "Archer AB, Bell B",
            "Archer A, ",
            "Archer AB, ",
        ),
        (0, SourceField::Year, "2017a", "(2016)", "(2017a)"),
        (1, SourceField::Pmid, "30000002", "30000001", "30000002"),
        (
            1,
            SourceField::Container,
            "Herbs",
            "again. Journal of Herbs",
            "again. Herbs",
        ),
        (
            2,
            SourceField::Doi,
            "10.1000/herbs.33",
            "herbs.3.",
            "herbs.33.",
        ),
        (
            2,
            SourceField::Pmid,
            "31",
            " DOI: 10.1000/herbs.3",
            " PMID: 31. DOI: 10.1000/herbs.3",
        ),
        (0, SourceField::Doi, "", " DOI: 10.1000/herbs.1.", ""),
    ] {
        let mut fixture = on_mint();
        fixture.does(set(source, field, value));
        let sources = MINT.find("## Sources").expect("a section");
        let (above, below) = MINT.split_at(sources);
        assert_eq!(
            fixture.text(),
            format!("{above}{}", below.replacen(old, new, 1)),
            "{field:?}"
        );
        assert_eq!(fixture.notices(), [""; 0]);
        undo_only(&mut fixture);
        assert_eq!(fixture.text(), MINT);
        assert_eq!(
            fixture.said(),
            format!(
                "Undid the {} of source {}",
                field.label().to_lowercase(),
                source + 1
            )
        );
    }
}

#[test]
fn a_value_that_cannot_be_is_refused_with_the_reason() {
    for (field, value, why) in [
        (SourceField::Year, "soon", "A year is four digits"),
        (SourceField::Pmid, "012", "A PMID has 1 to 8 digits"),
        (SourceField::Pmid, "123456789", "A PMID has 1 to 8 digits"),
        (SourceField::Doi, "none", "A DOI is 10."),
        (SourceField::Url, "not an address", "This can’t stand in “"),
        (SourceField::Title, "", "has no place in this line"),
        (
            SourceField::Title,
            "One. PMID: 5",
            "would then be read otherwise",
        ),
    ] {
        let mut fixture = on_mint();
        fixture.does(set(0, field, value));
        assert_eq!(fixture.text(), MINT, "{field:?} {value:?}");
        assert!(fixture.entry().history().can_undo().is_none());
        let notices = fixture.notices();
        assert!(
            notices.len() == 1
                && notices[0].starts_with("Not changed: ")
                && notices[0].contains(why),
            "{field:?} {value:?}: {notices:?}"
        );
    }
}

#[test]
fn a_value_that_is_there_already_is_no_step() {
    let mut fixture = on_mint();
    fixture.does(set(0, SourceField::Title, "  Mint at\nnight "));
    assert_eq!(fixture.text(), MINT);
    assert!(fixture.entry().history().can_undo().is_none());
    assert_eq!(fixture.notices(), [""; 0]);
}

#[test]
fn of_two_records_the_one_that_is_there_is_not_added_again() {
    let mut fixture = on_mint();
    fixture.does(CommandId::AddSources);
    fixture.does(SourceCommand::Add(records(RIS)));
    assert_eq!(fixture.text(), format!("{MINT}4. {NEW_LINE}\n"));
    assert_eq!(fixture.desk.dialog(), None);
    undo_only(&mut fixture);
    assert_eq!(fixture.text(), MINT);
    assert_eq!(fixture.said(), "Undid adding a source");
}

#[test]
fn several_records_are_one_step_and_a_repeat_is_left_out() {
    let mut fixture = on_mint();
    let mut three = records(RIS);
    three.push(new_record());
    three.push(Record {
        title: Some("Mint at noon".into()),
        doi: None,
        ..new_record()
    });
    fixture.does(SourceCommand::Add(three));
    let other = NEW_LINE
        .replace("in the morning", "at noon")
        .replace(" DOI: 10.1000/herbs.4.", "");
    assert_eq!(fixture.text(), format!("{MINT}4. {NEW_LINE}\n5. {other}\n"));
    undo_only(&mut fixture);
    assert_eq!(fixture.text(), MINT);
    assert_eq!(fixture.said(), "Undid adding 2 sources");
}

#[test]
fn records_that_are_all_there_say_so_and_the_dialog_stays() {
    let mut fixture = on_mint();
    fixture.does(CommandId::AddSources);
    fixture.does(SourceCommand::Add(records(RIS).drain(..1).collect()));
    assert_eq!(fixture.said(), "These sources are there already");
    assert_eq!(fixture.text(), MINT);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::AddSources));
}

#[test]
fn a_work_is_known_by_its_identifiers_and_else_by_title_and_year() {
    let whole = Record {
        year: Some("2016".into()),
        title: Some("Mint at night".into()),
        ..Record::default()
    };
    let there = [
        whole.clone(),
        Record {
            title: Some("MINT, at night!".into()),
            ..whole.clone()
        },
        Record {
            title: Some("Another title".into()),
            pmid: Some("27933574".into()),
            ..whole.clone()
        },
        Record {
            title: None,
            doi: Some("10.1000/HERBS.1".into()),
            ..Record::default()
        },
    ];
    for record in there {
        let mut fixture = on_mint();
        fixture.does(SourceCommand::Add(vec![record.clone()]));
        assert_eq!(fixture.text(), MINT, "{record:?}");
    }
    let others = [
        Record {
            year: Some("2017".into()),
            ..whole.clone()
        },
        Record {
            pmid: Some("27933575".into()),
            ..whole.clone()
        },
        Record {
            doi: Some("10.1000/herbs.11".into()),
            ..whole
        },
    ];
    for record in others {
        let mut fixture = on_mint();
        fixture.does(SourceCommand::Add(vec![record.clone()]));
        assert!(fixture.text().contains("\n4. "), "{record:?}");
    }
}

#[test]
fn a_source_of_the_entry_is_cited_at_the_caret() {
    let own = copydesk::desk::records_of(MINT);
    for (record, with_pmid, citation) in [
        (&own[0], false, "Archer and Bell 2016"),
        (&own[0], true, "Archer and Bell 2016 (PMID 27933574)"),
        (&own[2], true, "Dean 2020"),
    ] {
        let mut fixture = on_mint();
        go_behind(&mut fixture, "before bed");
        fixture.does(cite(record.clone(), with_pmid));
        let new = format!("before bed {citation}");
        assert_eq!(fixture.text(), MINT.replace("before bed", &new));
        assert_eq!(fixture.said(), format!("Cited {citation}"));
        let caret = fixture.text().find(&new).expect("it is there") + new.len();
        assert_eq!(fixture.entry().selection, Selection::caret(caret));
        undo_only(&mut fixture);
        assert_eq!(fixture.text(), MINT);
    }
}

#[test]
fn a_citation_keeps_its_distance_to_the_words_beside_it() {
    let dean = copydesk::desk::records_of(MINT).remove(2);
    for (behind, new) in [
        ("An hour ", "An hour Dean 2020 before bed."),
        ("before bed.", "An hour before bed. Dean 2020"),
        ("tried twice [2]", "tried twice [2] Dean 2020."),
        ("Mint calms (", "Mint calms (Dean 2020 Archer"),
    ] {
        let mut fixture = on_mint();
        go_behind(&mut fixture, behind);
        fixture.does(cite(dean.clone(), false));
        assert!(fixture.text().contains(new), "{}", fixture.text());
    }
}

#[test]
fn a_new_work_is_cited_and_listed_in_one_step() {
    let mut fixture = on_mint();
    go_behind(&mut fixture, "before bed");
    fixture.does(cite(new_record(), false));
    let citation = "Evans et al. 2022";
    assert_eq!(
        fixture.text(),
        format!(
            "{}4. {NEW_LINE}\n",
            MINT.replace("before bed", &format!("before bed {citation}"))
        )
    );
    assert_eq!(
        fixture.said(),
        format!("Cited {citation} and added its source")
    );
    let caret = fixture.text().find(citation).expect("it is there") + citation.len();
    assert_eq!(fixture.entry().selection, Selection::caret(caret));
    undo_only(&mut fixture);
    assert_eq!(fixture.text(), MINT);
    fixture.redo();
    assert!(fixture.text().contains(citation) && fixture.text().contains(NEW_LINE));
}

#[test]
fn the_first_source_of_an_entry_brings_its_section() {
    for end in ["\n", ""] {
        let before = format!("# Mint\n\n## Summary\n\nMint calms{end}");
        let mut fixture = Fixture::at("mint.md", &before);
        go_behind(&mut fixture, "Mint calms");
        fixture.does(cite(new_record(), false));
        let text = fixture.text().to_owned();
        assert!(
            text.starts_with(
                "# Mint\n\n## Summary\n\nMint calms Evans et al. 2022\n\n## Sources\n\n1. "
            ),
            "{text}"
        );
        assert!(text.trim_end().ends_with(NEW_LINE), "{text}");
        undo_only(&mut fixture);
        assert_eq!(fixture.text(), before);
    }
}

#[test]
fn nothing_is_cited_where_no_prose_stands() {
    for (place, why) in [
        ("title:", "Put the caret in a section’s text first"),
        ("# Mint and", "Put the caret in a section’s text first"),
        (
            "Journal of Herbs",
            "Put the caret in the prose first: this is the list of sources",
        ),
    ] {
        let mut fixture = on_mint();
        fixture.caret_at(place);
        fixture.does(cite(new_record(), false));
        assert_eq!(fixture.said(), why);
        assert_eq!(fixture.text(), MINT, "{place}");
    }
}

#[test]
fn a_source_moved_takes_its_number_and_what_cites_it_along() {
    let mut fixture = on_mint();
    fixture.does(SourceCommand::Move { from: 2, to: 0 });
    let lines: Vec<&str> = fixture
        .text()
        .lines()
        .filter(|line| line.starts_with(|c: char| c.is_ascii_digit()))
        .collect();
    let begins = ["1. Dean D", "2. Archer A", "3. Cole C"];
    for (line, begin) in lines.iter().zip(begins) {
        assert!(line.starts_with(begin), "{lines:?}");
    }
    assert!(fixture.text().contains("It was tried twice [3]."));
    assert_eq!(fixture.said(), "Moved the source to place 1");
    undo_only(&mut fixture);
    assert_eq!(fixture.text(), MINT);
}

/// The numbers and first authors of the list.
fn listed(fixture: &Fixture) -> Vec<String> {
    let lines = fixture.text().lines();
    let lines = lines.filter(|line| line.starts_with(|c: char| c.is_ascii_digit()));
    let begin = |line: &str| line.split(' ').take(2).collect::<Vec<_>>().join(" ");
    lines.map(begin).collect()
}

#[test]
fn the_source_of_the_carets_line_is_moved_by_keys_and_the_caret_goes_along() {
    let mut fixture = on_mint();
    fixture.does(CommandId::MoveSourceDown);
    assert_eq!(fixture.text(), MINT);
    assert_eq!(
        fixture.said(),
        "Put the caret in the line of a source first"
    );

    fixture.caret_at("Mint again");
    fixture.does(CommandId::MoveSourceUp);
    assert_eq!(listed(&fixture), ["1. Cole", "2. Archer", "3. Dean"]);
    assert!(fixture.text().contains("It was tried twice [1]."));
    let at = fixture.entry().selection.head;
    assert!(fixture.text()[at..].starts_with("Mint again"));
    fixture.does(CommandId::MoveSourceUp);
    assert_eq!(fixture.said(), "This is the first source");
    fixture.does(CommandId::MoveSourceDown);
    fixture.does(CommandId::MoveSourceDown);
    assert_eq!(listed(&fixture), ["1. Archer", "2. Dean", "3. Cole"]);
    fixture.does(CommandId::MoveSourceDown);
    assert_eq!(fixture.said(), "This is the last source");
    fixture.undo_all();
    assert_eq!(fixture.text(), MINT);
}

#[test]
fn sources_are_sorted_in_one_step_and_citations_by_number_follow() {
    // Mentioned last, never, by number first; the oldest is the second.
    let text = MINT
        .replace(
            "tried twice [2].",
            "tried twice [3]. So say Brown 2001 and [3].",
        )
        .replace("Cole C (2019)", "Brown B (2001)")
        .replace("Mint calms (Archer and Bell 2016). ", "")
        .replace("before bed.", "before bed (Archer and Bell 2016).");
    let mut fixture = Fixture::at("mint.md", &text);
    for (act, order, cited) in [
        (CommandId::SortByAuthor, None, ""),
        (
            CommandId::SortByYear,
            Some(["1. Brown", "2. Archer", "3. Dean"]),
            "twice [3]",
        ),
        (
            CommandId::SortByCitation,
            Some(["1. Dean", "2. Brown", "3. Archer"]),
            "twice [1]",
        ),
    ] {
        fixture.does(act);
        let Some(order) = order else {
            assert_eq!(
                fixture.said(),
                "The sources are in the order of author already"
            );
            assert_eq!(fixture.text(), text);
            continue;
        };
        assert_eq!(listed(&fixture), order, "{act:?}");
        assert!(
            fixture.text().contains(cited),
            "{act:?}: {}",
            fixture.text()
        );
        let lines = |text: &str| {
            let mut lines: Vec<String> = text
                .lines()
                .map(|line| line.trim_start_matches(|c: char| c.is_ascii_digit()).into())
                .filter(|line: &String| !line.contains("twice ["))
                .collect();
            lines.sort();
            lines
        };
        assert_eq!(
            lines(fixture.text()),
            lines(&text),
            "only numbers and places"
        );
        undo_only(&mut fixture);
        assert_eq!(fixture.text(), text);
    }
}

#[test]
fn sources_cited_in_one_run_are_sorted_and_the_run_is_written_out_where_they_part() {
    let text = MINT.replace("tried twice [2]", "tried twice [1–2]");
    let text = text.replace("Dean D (2020)", "Dean D (1999)");
    let mut fixture = Fixture::at("mint.md", &text);
    fixture.does(CommandId::SortByYear);
    assert_eq!(listed(&fixture), ["1. Dean", "2. Archer", "3. Cole"]);
    assert!(fixture.text().contains("twice [2–3]"));
    fixture.undo();
    let apart = text
        .replace("[1–2]", "[2–3]")
        .replace("Archer A, Bell B (2016)", "Archer A, Bell B (2005)");
    let mut fixture = Fixture::at("mint.md", &apart);
    fixture.does(CommandId::SortByYear);
    assert_eq!(listed(&fixture), ["1. Dean", "2. Archer", "3. Cole"]);
    assert!(
        fixture.text().contains("twice [1, 3]"),
        "{}",
        fixture.text()
    );
    undo_only(&mut fixture);
    assert_eq!(fixture.text(), apart);
}

#[test]
fn a_source_cited_by_number_is_not_removed() {
    let mut fixture = on_mint();
    fixture.does(SourceCommand::Remove(1));
    assert_eq!(fixture.text(), MINT);
    assert_eq!(
        fixture.notices(),
        ["Not changed: The text cites this source by its number"]
    );
}

#[test]
fn where_a_source_goes_the_others_move_up() {
    let mut fixture = on_mint();
    fixture.does(SourceCommand::Remove(0));
    let first = MINT.find("1. Archer").expect("a line");
    let second = MINT.find("2. Cole").expect("a line");
    let gone = format!("{}{}", &MINT[..first], &MINT[second..]);
    assert_eq!(
        fixture.text(),
        gone.replace("2. Cole", "1. Cole")
            .replace("3. Dean", "2. Dean")
            .replace("[2]", "[1]")
    );
    assert_eq!(fixture.said(), "Removed the source. Undo brings it back");
    undo_only(&mut fixture);
    assert_eq!(fixture.text(), MINT);
}

#[test]
fn line_ends_stay_those_of_the_file() {
    let dos = MINT.replace('\n', "\r\n");
    let lone = |text: &str| text.replace("\r\n", "").contains(['\r', '\n']);
    let mut fixture = Fixture::at("mint.md", &dos);
    go_behind(&mut fixture, "before bed");
    let commands = [
        cite(new_record(), false),
        set(0, SourceField::Title, "Mint by night"),
        Command::Source(SourceCommand::Move { from: 3, to: 1 }),
        Command::Source(SourceCommand::Remove(0)),
    ];
    for command in commands {
        let said = format!("{command:?}");
        let before = fixture.text().to_owned();
        fixture.does(command);
        assert_ne!(fixture.text(), before, "{said}");
        assert!(!lone(fixture.text()), "{said}: {:?}", fixture.text());
    }
    fixture.undo_all();
    assert_eq!(fixture.text(), dos);
    fixture.does(SourceCommand::Add(vec![new_record()]));
    assert_eq!(fixture.text(), format!("{dos}4. {NEW_LINE}\r\n"));
    fixture.does(CommandId::Save);
    assert_eq!(
        fixture.on_disk("mint.md"),
        format!("{dos}4. {NEW_LINE}\r\n")
    );
}

#[test]
fn a_file_of_references_that_is_dropped_opens_their_dialog() {
    let mut fixture = on_mint();
    fixture.writes("Timing", "x");
    let text = fixture.text().to_owned();
    let path = fixture.path("export.ris");
    fs::write(&path, RIS).expect("written");
    let effects = fixture.asks(LibraryCommand::TakeDrop(path.clone()));
    assert_eq!(effects, [Effect::ReadReferences { path }]);
    fixture.carry_out(effects);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::AddSources));
    let gathered = fixture.desk.dropped().expect("they were read");
    assert_eq!((gathered.records.len(), gathered.unread.len()), (2, 0));
    assert_eq!(
        fixture.text(),
        text,
        "nothing is added before it is asked for"
    );

    fixture.does(ViewCommand::CloseDialog);
    fixture.does(CommandId::AddSources);
    assert_eq!(fixture.desk.dropped(), None, "another sheet begins empty");
}

#[test]
fn a_file_without_an_extension_is_what_it_holds() {
    let mut fixture = on_mint();
    fs::write(fixture.path("export"), RIS).expect("written");
    fixture.does(LibraryCommand::TakeDrop(fixture.path("export")));
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::AddSources));
    fixture.does(ViewCommand::CloseDialog);
    fs::write(fixture.path("notes"), "").expect("written");
    let path = fixture.path("notes");
    let effects = fixture.asks(LibraryCommand::TakeDrop(path.clone()));
    let reports = effects
        .into_iter()
        .flat_map(|effect| fixture.reports_of(effect).expect("a report"));
    let reports: Vec<_> = reports.collect();
    let next: Vec<Effect> = reports
        .into_iter()
        .flat_map(|it| fixture.hears(it))
        .collect();
    assert_eq!(next, [Effect::OpenLibrary { root: path }]);
}

#[test]
fn a_file_that_cannot_be_read_says_so() {
    let mut fixture = on_mint();
    fixture.does(LibraryCommand::TakeDrop(fixture.path("gone.ris")));
    assert_eq!(fixture.desk.dialog(), None);
    let notices = fixture.notices();
    assert!(
        notices.len() == 1 && notices[0].contains("gone.ris"),
        "{notices:?}"
    );
}

#[test]
fn a_folder_that_is_dropped_is_opened_whatever_its_name() {
    for name in ["other", "other.library"] {
        let mut fixture = on_mint();
        let folder = tempfile::tempdir().expect("a folder");
        let inside = folder.path().join(name);
        fs::create_dir(&inside).expect("a folder");
        fs::write(inside.join("b.md"), MINT).expect("written");
        fixture.does(LibraryCommand::TakeDrop(inside.clone()));
        let root = fixture.desk.library().expect("a library").root().to_owned();
        assert_eq!(root, inside.canonicalize().expect("it is there"));
        assert_eq!(fixture.notices(), [""; 0]);
    }
}

#[test]
fn with_no_entry_shown_a_drop_is_opened() {
    let mut fixture = Fixture::with(&[("a.md", MINT)]);
    let path = fixture.path("export.ris");
    let effects = fixture.asks(LibraryCommand::TakeDrop(path.clone()));
    assert_eq!(effects, [Effect::OpenLibrary { root: path }]);
}

#[test]
fn the_works_of_the_library_are_gathered_once_each() {
    let twice = MINT.replace(
        "3. Dean",
        "3. Cole C (2019). Mint again. Journal of Herbs.\n4. Dean",
    );
    let mut fixture = Fixture::with(&[("a.md", MINT), ("b.md", &twice)]);
    fixture.show("a.md");
    let works = fixture.desk.works().expect("they were gathered");
    let seen: Vec<(&str, usize)> = works
        .iter()
        .map(|work| {
            let title = work.record.title.as_deref();
            (title.unwrap_or_default(), work.texts)
        })
        .collect();
    assert_eq!(
        seen,
        [
            ("Mint at night", 2),
            ("Mint again", 2),
            ("Mint and rest", 2)
        ]
    );
}

#[test]
fn from_an_id_one_goes_to_its_entry_and_from_a_citation_to_its_source() {
    let with = |id: &str, text: &str| {
        format!("---\ntitle: \"{id}\"\nid: \"{id}\"\n---\n\n# {id}\n\n{text}\n")
    };
    let first = with(
        "3ca17b72",
        "## Summary\n\nSee the other entry (94b2d6f0), and (00000000). Archer 2016 says so.\n\n## Sources\n\n1. Archer A (2016). Tea. Journal.",
    );
    let second = with("94b2d6f0", "## Summary\n\nHere.");
    let mut fixture = Fixture::with(&[("first.md", &first), ("second.md", &second)]);
    fixture.show("first.md");

    fixture.caret_at("(00000000)");
    fixture.does(CommandId::GoToNamed);
    assert!(matches!(fixture.desk.dialog(), Some(Dialog::AssignId(_))));
    fixture.does(ViewCommand::CloseDialog);
    fixture.caret_at("Archer 2016 says");
    fixture.does(CommandId::GoToNamed);
    assert_eq!(fixture.said(), "Source 1");
    let head = fixture.entry().selection.head;
    assert!(fixture.text()[head..].starts_with("Archer A (2016)"));
    fixture.caret_at("(94b2d6f0)");
    fixture.does(CommandId::GoToNamed);
    assert_eq!(fixture.desk.shown_key(), Some(&key("second.md")));
    fixture.does(CommandId::Back);
    assert_eq!(fixture.desk.shown_key(), Some(&key("first.md")));
}

#[test]
fn a_name_nothing_is_listed_for_is_loud_where_the_library_knows_it_as_an_author() {
    let text = MINT.replace(
        "An hour",
        "DEAN 2011 says, and Dean 2011 and Holt 2011: an hour",
    );
    let (text, _) = text.split_once("3. Dean").expect("the last source");
    let weights = |fixture: &Fixture| -> Vec<(String, Weight)> {
        let citations = CitedSources::of(fixture.entry(), &fixture.desk);
        let list = citations.citations.list.into_iter();
        list.filter_map(|citation| Some((citation.text.clone(), citation.weight()?)))
            .collect()
    };
    let noted = |name: &str, weight| (name.to_owned(), weight);

    let mut alone = Fixture::with(&[("a.md", text)]);
    alone.show("a.md");
    assert_eq!(
        weights(&alone),
        [
            noted("Dean 2011", Weight::Note),
            noted("Holt 2011", Weight::Note)
        ]
    );
    let mut beside = Fixture::with(&[("a.md", text), ("b.md", MINT)]);
    beside.show("a.md");
    assert_eq!(
        weights(&beside),
        [
            noted("Dean 2011", Weight::Warning),
            noted("Holt 2011", Weight::Note)
        ]
    );
}
