//! The list of withdrawn works beside the content: read, marked by, and put there.

use std::fs;
use std::time::Duration;

use copydesk::desk::effect::CheckJob;
use copydesk::desk::{
    Act, Command, Effect, FindingReport, LibraryReport, Report, Sheet, SourceCommand, SourceReport,
    WithdrawnList,
};
use copydesk::library::Records;
use copydesk::library::after_review::AFTER_REVIEW;
use copydesk::library::withdrawn::{NoList, Verdict};

use crate::bench::{Bench, TEA};

const LIST: &str = "pmid,doi,date,note\n11,10.5555/a,2021-05-03,withdrawn\n";
const PLACE: &str = ".copydesk/withdrawn.csv";

fn said_of(bench: &Bench, pmid: &str) -> String {
    match bench.desk.withdrawn().verdict(Some(pmid), None) {
        Some(Verdict::Told(case)) => case.to_string(),
        other => format!("{other:?}"),
    }
}

/// A list of the person's own, somewhere else.
fn elsewhere(bench: &Bench, text: &str) -> Command {
    let path = bench.path("my list.csv");
    fs::write(&path, text).expect("written");
    Command::Source(SourceCommand::UseWithdrawn(path))
}

#[test]
fn the_list_is_read_when_the_library_opens_and_when_it_changes() {
    let mut bench = Bench::with(&[("tea.md", TEA), (PLACE, LIST)]);
    assert_eq!(said_of(&bench, "11"), "Retracted on 3 May 2021");
    assert_eq!(said_of(&bench, "12"), "Some(Clear)");
    fs::write(bench.path(PLACE), LIST.replace("11,", "12,")).expect("written");
    let root = bench.desk.library().expect("open").root().to_path_buf();
    let effects = bench.hears(SourceReport::WithdrawnChanged { root });
    bench.carry_out(effects);
    assert_eq!(said_of(&bench, "12"), "Retracted on 3 May 2021");
    assert!(bench.said().starts_with("List of withdrawn works of "));
    assert!(bench.said().ends_with(", 1 work"));
    assert_eq!(bench.notices(), [""; 0]);
}

#[test]
fn the_library_is_checked_once_when_the_list_comes_late() {
    let mut bench = Bench::with(&[("tea.md", TEA), (PLACE, LIST)]);
    let list = bench.desk.withdrawn().list().cloned();
    let root = bench.desk.library().expect("open").root().to_path_buf();
    let started = Report::Library(LibraryReport::Started {
        root: root.clone(),
        at: None,
    });
    let opened = Report::Library(LibraryReport::Opened {
        root: root.clone(),
        took: Duration::ZERO,
        stopped: false,
        trouble: Vec::new(),
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
        records: Records::default(),
    });
    // It is opened again, and its list comes last.
    for (report, expected) in [
        (started, vec![]),
        (opened, vec![]),
        (after_review, vec![]),
        (read(list.clone()), vec![list.clone()]),
        (read(list), vec![]),
        (read(None), vec![None]),
    ] {
        bench.checks.clear();
        bench.hears(report.clone());
        let lists = bench.checks.iter().filter_map(|job| match job {
            CheckJob::Library { withdrawn, .. } => Some(withdrawn.clone()),
            _ => None,
        });
        assert_eq!(lists.collect::<Vec<_>>(), expected, "{report:?}");
    }
}

#[test]
fn an_answer_about_another_library_is_dropped() {
    let mut bench = Bench::with(&[("tea.md", TEA), (PLACE, LIST)]);
    let list = bench.desk.withdrawn().clone();
    let elsewhere = tempfile::tempdir().expect("a folder").path().to_path_buf();
    for report in [
        Report::Source(SourceReport::WithdrawnRead {
            root: elsewhere.clone(),
            list: Ok(None),
        }),
        Report::Source(SourceReport::WithdrawnChanged { root: elsewhere }),
    ] {
        assert_eq!(bench.hears(report), []);
    }
    assert_eq!(*bench.desk.withdrawn(), list);
}

#[test]
fn a_file_that_is_no_list_is_told_once_and_all_else_goes_on() {
    let mut bench = Bench::with(&[("tea.md", TEA), (PLACE, "title\nTea\n")]);
    assert_eq!(
        *bench.desk.withdrawn(),
        WithdrawnList::Unusable(NoList::NoColumns)
    );
    assert_eq!(bench.notices().len(), 1);
    let notice = bench.notices()[0].to_owned();
    assert!(
        notice.starts_with(
            "The list of withdrawn works can’t be used. Its first line names no column"
        ) && notice.ends_with(PLACE),
        "{notice}"
    );
    let root = bench.desk.library().expect("open").root().to_path_buf();
    let effects = bench.hears(SourceReport::WithdrawnChanged { root });
    bench.carry_out(effects);
    assert_eq!(bench.notices().len(), 1);
    bench.show("tea.md");
    bench.writes("Timing", "x");
    bench.does(Act::Save);
    assert!(bench.on_disk("tea.md").contains("enough.x"));
}

#[test]
fn a_list_is_put_beside_the_library() {
    let mut bench = Bench::at_tea();
    assert_eq!(*bench.desk.withdrawn(), WithdrawnList::Absent);
    assert_eq!(bench.asks(Act::UseWithdrawn), [Effect::PickWithdrawn]);
    let command = elsewhere(&bench, LIST);
    bench.does(command);
    assert_eq!(bench.on_disk(PLACE), LIST);
    assert_eq!(said_of(&bench, "11"), "Retracted on 3 May 2021");
    assert_eq!(bench.desk.question().map(|it| it.title.as_str()), None);
}

#[test]
fn a_list_that_is_there_is_replaced_only_when_asked() {
    let mut bench = Bench::with(&[("tea.md", TEA), (PLACE, LIST)]);
    let new = LIST.replace("11,", "12,");
    let command = elsewhere(&bench, &new);
    bench.does(command.clone());
    assert_eq!(bench.answers(), ["Keep the old one", "Replace it"]);
    let question = bench.desk.question().expect("asked").text.clone();
    assert_eq!(question.matches("List of withdrawn works of").count(), 2);
    bench.answer("Keep the old one");
    assert_eq!(bench.on_disk(PLACE), LIST);
    bench.does(command);
    bench.answer("Replace it");
    assert_eq!(bench.on_disk(PLACE), new);
    assert_eq!(said_of(&bench, "12"), "Retracted on 3 May 2021");
}

#[test]
fn what_is_no_list_is_not_put_there() {
    let mut bench = Bench::at_tea();
    let command = elsewhere(&bench, "\0");
    bench.does(command);
    bench.does(SourceCommand::UseWithdrawn(bench.path("nothing.csv")));
    let notices = bench.notices();
    assert!(notices[0].starts_with("This is no list of withdrawn works. It is no text: "));
    assert!(notices[1].starts_with("There is no such file: "));
    assert!(!bench.path(PLACE).exists());
}

#[test]
fn where_no_dialog_answers_the_path_is_typed() {
    let mut bench = Bench::at_tea();
    let waited = Duration::from_millis(50);
    bench.hears(SourceReport::WithdrawnPicked { path: None, waited });
    assert_eq!(bench.desk.sheet(), Some(&Sheet::WithdrawnPath));
}
