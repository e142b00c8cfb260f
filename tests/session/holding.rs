//! Two at the desk: the first edit says that somebody is at work, and who else is gets a bar and keeps nobody out.

use copydesk::desk::{Act, Effect, SyncCommand, SyncReport, held_in_words};
use copydesk::library::lock::{Holder, Other};

use crate::bench::{Bench, TEA};

fn anna() -> Other {
    Other::Known(Holder {
        name: "Anna".into(),
        host: "studio".into(),
        process: 1,
        since: "2026-11-24T12:00:00Z".into(),
        made_folder: false,
    })
}

fn hears(bench: &mut Bench, other: Option<Other>) {
    let root = bench.desk.library().unwrap().root().to_path_buf();
    assert_eq!(bench.hears(SyncReport::LockedBy { root, other }), []);
}

fn said_at_work(bench: &mut Bench) -> Vec<String> {
    let asked = std::mem::take(&mut bench.journal).into_iter();
    let name = |effect| match effect {
        Effect::HoldLibrary { name, .. } => Some(name),
        _ => None,
    };
    asked.filter_map(name).collect()
}

#[test]
fn the_first_edit_says_who_is_at_work_and_the_next_ones_need_not() {
    let mut bench = Bench::at_tea();
    bench.desk.view_mut().name = "Ben".into();
    bench.does(Act::ShowChanges);
    assert_eq!(said_at_work(&mut bench), [""; 0], "looking is no work");
    bench.writes("Summary", "a");
    bench.writes("Summary", "b");
    bench.does(Act::Save);
    assert_eq!(said_at_work(&mut bench), ["Ben"]);
}

#[test]
fn who_else_is_there_is_told_until_it_is_read_or_they_go() {
    let mut bench = Bench::at_tea();
    assert_eq!(bench.desk.held_by(), None);
    hears(&mut bench, Some(anna()));
    assert_eq!(bench.desk.held_by(), Some(&anna()));
    assert_eq!(bench.said(), "Anna is editing here on studio");
    assert!(bench.desk.question().is_none());

    bench.does(SyncCommand::LockNoticeSeen);
    assert_eq!(bench.desk.held_by(), None);
    hears(&mut bench, None);
    assert_eq!(bench.said(), "Nobody else is at work here now");
    hears(&mut bench, Some(Other::Somebody));
    assert_eq!(
        bench.desk.held_by(),
        Some(&Other::Somebody),
        "another one is told again"
    );
}

#[test]
fn the_second_can_edit_and_can_not_overwrite() {
    let mut bench = Bench::at_tea();
    hears(&mut bench, Some(anna()));
    bench.writes("Summary", " Mine");
    let theirs = TEA.replace("An hour apart", "Two hours apart");
    std::fs::write(bench.path("tea.md"), &theirs).unwrap();
    bench.does(Act::Save);
    assert_eq!(bench.on_disk("tea.md"), theirs);
    assert!(bench.entry().is_unsaved());
}

#[test]
fn a_nameless_one_is_told_by_the_machine() {
    let Other::Known(anna) = anna() else { return };
    let nameless = Holder {
        name: String::new(),
        ..anna
    };
    assert_eq!(
        held_in_words(&Other::Known(nameless.clone())),
        "Somebody is editing here on studio"
    );
    assert_eq!(
        held_in_words(&Other::Myself(nameless)),
        "You are editing here in another window"
    );
}

#[test]
fn what_is_told_of_another_library_is_dropped() {
    let mut bench = Bench::at_tea();
    bench.hears(SyncReport::LockedBy {
        root: "/another".into(),
        other: Some(anna()),
    });
    assert_eq!(bench.desk.held_by(), None);
}
