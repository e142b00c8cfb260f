//! The list of withdrawn works beside the content: read, marked by, and put there.

use std::fs;
use std::time::Duration;

use copydesk::desk::effect::CheckJob;
use copydesk::desk::{
    Command, CommandId, Dialog, Effect, FindingReport, LibraryReport, Report, ReviewReport,
    SourceCommand, SourceReport, WithdrawnList,
};
use copydesk::library::JsonLines;
use copydesk::library::after_review::AFTER_REVIEW;
use copydesk::library::withdrawn::{Verdict, WithdrawnListError};
use copydesk::review::ReviewLog;
use copydesk::spelling::{Terms, WORDS};

use crate::fixture::{Fixture, TEA};

const LIST: &str = "pmid,doi,date,note\n11,10.5555/a,2021-05-03,withdrawn\n";
const PLACE: &str = ".copydesk/withdrawn.csv";

fn said_of(fixture: &Fixture, pmid: &str) -> String {
    match fixture.desk.withdrawn().verdict(Some(pmid), None) {
        Some(Verdict::Told(case)) => case.to_string(),
        other => format!("{other:?}"),
    }
}

/// A list of the person's own, somewhere else.
fn elsewhere(fixture: &Fixture, text: &str) -> Command {
    let path = fixture.path("my list.csv");
    fs::write(&path, text).expect("written");
    Command::Source(SourceCommand::UseWithdrawn(path))
}

#[test]
fn the_list_is_read_when_the_library_opens_and_when_it_changes() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), (PLACE, LIST)]);
    assert_eq!(said_of(&fixture, "11"), "Retracted on 3 May 2021");
    assert_eq!(said_of(&fixture, "12"), "Some(Clear)");
    fs::write(fixture.path(PLACE), LIST.replace("11,", "12,")).expect("written");
    let root = fixture.desk.library().expect("open").root().to_path_buf();
    let effects = fixture.hears(SourceReport::WithdrawnChanged { root });
    fixture.carry_out(effects);
    assert_eq!(said_of(&fixture, "12"), "Retracted on 3 May 2021");
    assert!(fixture.said().starts_with("List of withdrawn works of "));
    assert!(fixture.said().ends_with(", 1 work"));
    assert_eq!(fixture.notices(), [""; 0]);
}

#[test]
fn the_library_is_checked_once_when_the_list_comes_late() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), (PLACE, LIST)]);
    let list = fixture.desk.withdrawn().list().cloned();
    let root = fixture.desk.library().expect("open").root().to_path_buf();
    let started = Report::Library(LibraryReport::Started {
        root: root.clone(),
        at: None,
    });
    let opened = Report::Library(LibraryReport::Opened {
        root: root.clone(),
        stopped: false,
        is_marked: true,
        errors: Vec::new(),
    });
    let read = |list| {
        Report::Source(SourceReport::WithdrawnRead {
            root: root.clone(),
            list: Ok(list),
        })
    };
    let after_review = Report::Finding(FindingReport::RecordsRead {
        root: root.clone(),
        name: AFTER_REVIEW,
        records: JsonLines::default(),
    });
    let words = Report::Finding(FindingReport::RecordsRead {
        root: root.clone(),
        name: WORDS,
        records: JsonLines::default(),
    });
    let terms = Report::Finding(FindingReport::TermsRead {
        root: root.clone(),
        terms: Ok(Terms::default().into()),
    });
    let reviews = Report::Review(ReviewReport::LogRead {
        root: root.clone(),
        log: ReviewLog::default(),
    });
    // It is opened again, and its list comes last.
    for (report, expected) in [
        (started, vec![]),
        (opened, vec![]),
        (after_review, vec![]),
        (words, vec![]),
        (terms, vec![]),
        (reviews, vec![]),
        (read(list.clone()), vec![list.clone()]),
        (read(list), vec![]),
        (read(None), vec![None]),
    ] {
        fixture.checks.clear();
        fixture.hears(report.clone());
        let lists = fixture.checks.iter().filter_map(|job| match job {
            CheckJob::Library { withdrawn, .. } => Some(withdrawn.clone()),
            _ => None,
        });
        assert_eq!(lists.collect::<Vec<_>>(), expected, "{report:?}");
    }
}

#[test]
fn an_answer_about_another_library_is_dropped() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), (PLACE, LIST)]);
    let list = fixture.desk.withdrawn().clone();
    let elsewhere = tempfile::tempdir().expect("a folder").path().to_path_buf();
    for report in [
        Report::Source(SourceReport::WithdrawnRead {
            root: elsewhere.clone(),
            list: Ok(None),
        }),
        Report::Source(SourceReport::WithdrawnChanged { root: elsewhere }),
    ] {
        assert_eq!(fixture.hears(report), []);
    }
    assert_eq!(*fixture.desk.withdrawn(), list);
}

#[test]
fn a_file_that_is_no_list_is_told_once_and_all_else_goes_on() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), (PLACE, "title\nTea\n")]);
    assert_eq!(
        *fixture.desk.withdrawn(),
        WithdrawnList::Unusable(WithdrawnListError::NoColumns)
    );
    assert_eq!(fixture.notices().len(), 1);
    let notice = fixture.notices()[0].to_owned();
    assert!(
        notice.starts_with(
            "The list of withdrawn works can’t be used. Its first line names no column"
        ) && notice.ends_with(PLACE),
        "{notice}"
    );
    let root = fixture.desk.library().expect("open").root().to_path_buf();
    let effects = fixture.hears(SourceReport::WithdrawnChanged { root });
    fixture.carry_out(effects);
    assert_eq!(fixture.notices().len(), 1);
    fixture.show("tea.md");
    fixture.writes("Timing", "x");
    fixture.does(CommandId::Save);
    assert!(fixture.on_disk("tea.md").contains("enough.x"));
}

#[test]
fn a_list_is_put_beside_the_library() {
    let mut fixture = Fixture::at_tea();
    assert_eq!(*fixture.desk.withdrawn(), WithdrawnList::Absent);
    assert_eq!(
        fixture.asks(CommandId::UseWithdrawn),
        [Effect::PickWithdrawn]
    );
    let command = elsewhere(&fixture, LIST);
    fixture.does(command);
    assert_eq!(fixture.on_disk(PLACE), LIST);
    assert_eq!(said_of(&fixture, "11"), "Retracted on 3 May 2021");
    assert_eq!(fixture.desk.question().map(|it| it.title.as_str()), None);
}

#[test]
fn a_list_that_is_there_is_replaced_only_when_asked() {
    let mut fixture = Fixture::with(&[("tea.md", TEA), (PLACE, LIST)]);
    let new = LIST.replace("11,", "12,");
    let command = elsewhere(&fixture, &new);
    fixture.does(command.clone());
    assert_eq!(fixture.answers(), ["Keep the old one", "Replace it"]);
    let question = fixture.desk.question().expect("asked").text.clone();
    assert_eq!(question.matches("List of withdrawn works of").count(), 2);
    fixture.answer("Keep the old one");
    assert_eq!(fixture.on_disk(PLACE), LIST);
    fixture.does(command);
    fixture.answer("Replace it");
    assert_eq!(fixture.on_disk(PLACE), new);
    assert_eq!(said_of(&fixture, "12"), "Retracted on 3 May 2021");
}

#[test]
fn what_is_no_list_is_not_put_there() {
    let mut fixture = Fixture::at_tea();
    let command = elsewhere(&fixture, "\0");
    fixture.does(command);
    fixture.does(SourceCommand::UseWithdrawn(fixture.path("nothing.csv")));
    let notices = fixture.notices();
    assert!(notices[0].starts_with("This is no list of withdrawn works. It is no text: "));
    assert!(notices[1].starts_with("There is no such file: "));
    assert!(!fixture.path(PLACE).exists());
}

#[test]
fn where_no_dialog_answers_the_path_is_typed() {
    let mut fixture = Fixture::at_tea();
    let waited = Duration::from_millis(50);
    fixture.hears(SourceReport::WithdrawnPicked { path: None, waited });
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::WithdrawnPath));
}
