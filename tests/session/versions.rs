//! Earlier versions: what is kept of a text that a save replaces, or that is never saved.

use copydesk::desk::{Act, Leaving, SyncCommand};
use copydesk::library::disk::{Fault, FaultPlan};
use copydesk::library::versions::Why;

use crate::bench::{Bench, TEA};

#[test]
fn a_save_keeps_the_text_it_replaces() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Coffee too.");
    let first = bench.text().to_owned();
    bench.does(Act::Save);
    bench.writes("Timing", " Or two.");

    bench.does(Act::Save);

    assert_eq!(
        bench.kept_of("tea.md"),
        [(Why::SavedOver, first), (Why::SavedOver, TEA.to_owned())]
    );
}

#[test]
fn a_text_that_is_not_saved_is_kept_when_the_desk_is_left() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Coffee too.");
    let typed = bench.text().to_owned();
    bench.does(Act::Quit);
    let question = bench.desk.question().expect("it is asked");
    assert!(question.text.contains("history for 30 days"));

    bench.answer("Close without saving");

    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert_eq!(bench.kept_of("tea.md"), [(Why::ClosedUnsaved, typed)]);
}

#[test]
fn a_store_that_is_full_or_not_writable_stops_no_save_and_says_so_once() {
    for fault in [Fault::DiskFull, Fault::NotAllowed, Fault::Broken] {
        let mut bench = Bench::at_tea();
        let _plan = FaultPlan::below(bench.own.path(), 0, 100, fault);
        for word in [" One.", " Two."] {
            bench.writes("Summary", word);
            bench.does(Act::Save);
            assert!(!bench.entry().is_unsaved());
        }
        assert!(bench.on_disk("tea.md").contains("One. Two."));
        let told = bench.notices();
        let told: Vec<_> = told
            .iter()
            .filter(|it| it.starts_with("No earlier versions are kept: "))
            .collect();
        assert_eq!(told.len(), 1, "{told:?}");
        // Nothing is promised from then on.
        bench.writes("Summary", " Three.");
        bench.does(Act::Quit);
        let question = bench.desk.question().expect("it is asked");
        assert!(!question.text.contains("history"), "{}", question.text);
    }
}

#[test]
fn what_is_left_for_another_folder_is_kept_too() {
    let mut bench = Bench::at_tea();
    bench.writes("Summary", " Coffee too.");
    let typed = bench.text().to_owned();
    let other = tempfile::tempdir().expect("a folder");

    bench.does(SyncCommand::Leave(Leaving::Open(other.path().to_owned())));

    assert_eq!(bench.kept_of("tea.md"), [(Why::ClosedUnsaved, typed)]);
}
