//! Two at the desk: the first edit says that somebody is at work, and who else is gets a bar and keeps nobody out.

use copydesk::desk::{CommandId, Effect, SyncCommand, SyncReport, lock_in_words};
use copydesk::library::lock::{Holder, Other};

use crate::fixture::{Fixture, TEA};

fn anna() -> Other {
    Other::Known(Holder {
        name: "Anna".into(),
        host: "studio".into(),
        process: 1,
        since: "2026-11-24T12:00:00Z".into(),
        made_folder: false,
    })
}

#[track_caller]
fn hears(fixture: &mut Fixture, other: Option<Other>) {
    let root = fixture.desk.library().unwrap().root().to_path_buf();
    assert_eq!(fixture.hears(SyncReport::LockedBy { root, other }), []);
}

fn said_at_work(fixture: &mut Fixture) -> Vec<String> {
    let asked = std::mem::take(&mut fixture.journal).into_iter();
    let name = |effect| match effect {
        Effect::LockLibrary { name, .. } => Some(name),
        _ => None,
    };
    asked.filter_map(name).collect()
}

#[test]
fn the_first_edit_says_who_is_at_work_and_the_next_ones_need_not() {
    let mut fixture = Fixture::at_tea();
    fixture.desk.view_mut().name = "Ben".into();
    fixture.does(CommandId::ShowChanges);
    assert_eq!(said_at_work(&mut fixture), [""; 0], "looking is no work");
    fixture.writes("Summary", "a");
    fixture.writes("Summary", "b");
    fixture.does(CommandId::Save);
    assert_eq!(said_at_work(&mut fixture), ["Ben"]);
}

#[test]
fn who_else_is_there_is_told_until_it_is_read_or_they_go() {
    let mut fixture = Fixture::at_tea();
    assert_eq!(fixture.desk.locked_by(), None);
    hears(&mut fixture, Some(anna()));
    assert_eq!(fixture.desk.locked_by(), Some(&anna()));
    assert_eq!(fixture.said(), "Anna is editing here on studio");
    assert!(fixture.desk.question().is_none());

    fixture.does(SyncCommand::LockNoticeSeen);
    assert_eq!(fixture.desk.locked_by(), None);
    hears(&mut fixture, None);
    assert_eq!(fixture.said(), "Nobody else is at work here now");
    hears(&mut fixture, Some(Other::Somebody));
    assert_eq!(
        fixture.desk.locked_by(),
        Some(&Other::Somebody),
        "another one is told again"
    );
}

#[test]
fn the_second_can_edit_and_can_not_overwrite() {
    let mut fixture = Fixture::at_tea();
    hears(&mut fixture, Some(anna()));
    fixture.writes("Summary", " Mine");
    let theirs = TEA.replace("An hour apart", "Two hours apart");
    std::fs::write(fixture.path("tea.md"), &theirs).unwrap();
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("tea.md"), theirs);
    assert!(fixture.entry().is_unsaved());
}

#[test]
fn a_nameless_one_is_told_by_the_machine() {
    let Other::Known(anna) = anna() else { return };
    let nameless = Holder {
        name: String::new(),
        ..anna
    };
    assert_eq!(
        lock_in_words(&Other::Known(nameless.clone())),
        "Somebody is editing here on studio"
    );
    assert_eq!(
        lock_in_words(&Other::Myself(nameless)),
        "You are editing here in another window"
    );
}

#[test]
fn what_is_told_of_another_library_is_dropped() {
    let mut fixture = Fixture::at_tea();
    fixture.hears(SyncReport::LockedBy {
        root: "/another".into(),
        other: Some(anna()),
    });
    assert_eq!(fixture.desk.locked_by(), None);
}
