//! Earlier versions: what is kept of a text that a save replaces, or that is never saved.

use copydesk::desk::{CommandId, Leaving, SyncCommand};
use copydesk::library::disk::{Fault, FaultPlan};
use copydesk::library::versions::Why;

use crate::fixture::{Fixture, TEA};

#[test]
fn a_save_keeps_the_text_it_replaces() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Coffee too.");
    let first = fixture.text().to_owned();
    fixture.does(CommandId::Save);
    fixture.writes("Timing", " Or two.");

    fixture.does(CommandId::Save);

    assert_eq!(
        fixture.kept_of("tea.md"),
        [(Why::SavedOver, first), (Why::SavedOver, TEA.to_owned())]
    );
}

#[test]
fn a_text_that_is_not_saved_is_kept_when_the_desk_is_left() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Coffee too.");
    let typed = fixture.text().to_owned();
    fixture.does(CommandId::Quit);
    let question = fixture.desk.question().expect("it is asked");
    assert!(question.text.contains("history for 30 days"));

    fixture.answer("Close without saving");

    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert_eq!(fixture.kept_of("tea.md"), [(Why::ClosedUnsaved, typed)]);
}

#[test]
fn a_store_that_is_full_or_not_writable_stops_no_save_and_says_so_once() {
    for fault in [Fault::DiskFull, Fault::NotAllowed, Fault::Broken] {
        let mut fixture = Fixture::at_tea();
        let _plan = FaultPlan::below(fixture.own.path(), 0, 100, fault);
        for word in [" One.", " Two."] {
            fixture.writes("Summary", word);
            fixture.does(CommandId::Save);
            assert!(!fixture.entry().is_unsaved());
        }
        assert!(fixture.on_disk("tea.md").contains("One. Two."));
        let told = fixture.notices();
        let told: Vec<_> = told
            .iter()
            .filter(|it| it.starts_with("No earlier versions are kept: "))
            .collect();
        assert_eq!(told.len(), 1, "{told:?}");
        // Nothing is promised from then on.
        fixture.writes("Summary", " Three.");
        fixture.does(CommandId::Quit);
        let question = fixture.desk.question().expect("it is asked");
        assert!(!question.text.contains("history"), "{}", question.text);
    }
}

#[test]
fn what_is_left_for_another_folder_is_kept_too() {
    let mut fixture = Fixture::at_tea();
    fixture.writes("Summary", " Coffee too.");
    let typed = fixture.text().to_owned();
    let other = tempfile::tempdir().expect("a folder");

    fixture.does(SyncCommand::Leave(Leaving::Open(other.path().to_owned())));

    assert_eq!(fixture.kept_of("tea.md"), [(Why::ClosedUnsaved, typed)]);
}
