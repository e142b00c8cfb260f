//! A change to many entries at once: looked at, made, and taken back by one undo.

use std::sync::Arc;

use copydesk::desk::{
    Act, Batch, Command, Effect, LeftOut, LibraryCommand, Proposed, Sheet, ViewCommand,
};
use copydesk::entry::Edit;

use crate::bench::{Bench, TEA, key};

const NAMES: [&str; 3] = ["a.md", "b.md", "c.md"];

fn three() -> Bench {
    Bench::with(&NAMES.map(|name| (name, TEA)))
}

/// Every *iron* of the summaries becomes *zinc*.
fn zinc(bench: &Bench) -> Arc<Batch> {
    let changes = NAMES.map(|name| {
        let of = bench.text_of(name);
        let at = of.find("iron.").expect("it is there");
        Proposed {
            entry: key(name),
            edits: Edit::new(at..at + 4, "zinc").into(),
            of,
        }
    });
    Arc::new(Batch {
        title: "Write zinc".into(),
        label: "writing zinc".into(),
        changes: changes.into(),
        left_out: Vec::new(),
    })
}

fn done() -> String {
    TEA.replace("iron.", "zinc.")
}

impl Bench {
    fn text_of(&self, name: &str) -> Arc<str> {
        let text = self.desk.text_of(&key(name));
        text.expect("it is in the library").clone()
    }

    fn texts(&self) -> Vec<String> {
        let texts = NAMES.iter().map(|name| self.text_of(name));
        texts.map(|text| text.to_string()).collect()
    }

    /// Proposes and makes the change, but not in these entries.
    fn changes(&mut self, batch: Arc<Batch>, without: &[&str]) {
        self.does(LibraryCommand::Propose(batch));
        assert_eq!(self.desk.sheet(), Some(&Sheet::Batch));
        let without = without.iter().map(|name| key(name)).collect();
        let effects = self.does(LibraryCommand::ChangeEntries { without });
        assert_eq!(effects, [], "nothing is read or written for it");
        assert_eq!(self.desk.sheet(), None);
    }

    /// Takes up what a notice offers.
    fn takes_up(&mut self, label: &str) -> Vec<Effect> {
        let mut offers = self.desk.notices().iter().flat_map(|it| &it.offers);
        let offer = offers.find(|offer| offer.label == label);
        let command = offer.expect("a notice offers it").command.clone();
        self.does(command)
    }
}

#[test]
fn every_entry_that_is_ticked_is_changed_and_stays_unsaved() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.changes(batch, &["b.md"]);
    assert_eq!(bench.texts(), [done(), TEA.into(), done()]);
    assert_eq!(bench.desk.unsaved_count(), 2);
    assert_eq!(
        bench.on_disk("a.md"),
        TEA,
        "the disk has the text as it was"
    );
    assert_eq!(bench.notices(), ["Done in 2 entries: writing zinc"]);
    bench.takes_up("Save all");
    assert_eq!(bench.on_disk("a.md"), done());
    assert_eq!(bench.on_disk("b.md"), TEA);
    assert_eq!(bench.desk.unsaved_count(), 0);
}

#[test]
fn one_undo_takes_it_back_everywhere_and_one_redo_does_it_again() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.changes(batch, &[]);
    bench.takes_up("Undo in all 3");
    assert_eq!(bench.texts(), [TEA; 3]);
    assert_eq!(bench.desk.unsaved_count(), 0);
    bench.takes_up("Do again in all 3");
    assert_eq!(bench.texts(), [(); 3].map(|()| done()));
    bench.does(Act::UndoMany);
    assert_eq!(bench.texts(), [TEA; 3]);
    // What was offered about it before is gone.
    assert_eq!(bench.notices(), ["Undid writing zinc in 3 entries"]);
    bench.does(Act::UndoMany);
    assert_eq!(
        bench.said(),
        "No change to many entries stands last in any of them"
    );
}

#[test]
fn undo_in_an_entry_asks_once_here_or_everywhere() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.changes(batch, &[]);
    bench.show("b.md");
    bench.undo();
    assert_eq!(bench.answers(), ["Undo here", "Undo in all 3", "Cancel"]);
    bench.answer("Cancel");
    assert_eq!(bench.texts(), [(); 3].map(|()| done()));
    bench.undo();
    bench.answer("Undo here");
    assert_eq!(bench.texts(), [done(), TEA.into(), done()]);
    bench.redo();
    assert!(bench.desk.question().is_none(), "it waits nowhere else");
    assert_eq!(bench.texts(), [(); 3].map(|()| done()));
    bench.undo();
    bench.answer("Undo in all 3");
    assert_eq!(bench.texts(), [TEA; 3]);
    bench.redo();
    assert_eq!(
        bench.answers(),
        ["Do again here", "Do again in all 3", "Cancel"]
    );
    bench.answer("Do again in all 3");
    assert_eq!(bench.texts(), [(); 3].map(|()| done()));
}

#[test]
fn where_something_was_changed_since_it_stays_and_is_named() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.changes(batch, &[]);
    bench.show("c.md");
    bench.writes("Timing", " More");
    bench.takes_up("Undo in all 3");
    let changed = done().replace("enough.", "enough. More");
    assert_eq!(bench.texts(), [TEA.into(), TEA.into(), changed]);
    assert_eq!(
        bench.notices().last(),
        Some(
            &"Undid writing zinc in 2 entries. It stays where something was changed since: “Tea and iron”"
        )
    );
    bench.undo();
    bench.undo();
    assert!(bench.desk.question().is_none(), "it is left here only");
    assert_eq!(bench.texts(), [TEA; 3]);
}

#[test]
fn a_text_that_is_no_longer_what_was_looked_at_is_left_out_and_named() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.show("b.md");
    bench.writes("Timing", " More");
    bench.changes(batch, &[]);
    let other = TEA.replace("enough.", "enough. More");
    assert_eq!(bench.texts(), [done(), other, done()]);
    assert_eq!(
        bench.notices(),
        [
            "Done in 2 entries: writing zinc. Left out, as the text is no longer what was looked at: “Tea and iron”"
        ]
    );
}

#[test]
fn what_was_saved_meanwhile_is_taken_back_all_the_same_and_is_unsaved_then() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.changes(batch, &[]);
    bench.does(Act::SaveAll);
    bench.does(Act::UndoMany);
    assert_eq!(bench.texts(), [TEA; 3]);
    assert_eq!(bench.desk.unsaved_count(), 3);
    assert_eq!(bench.on_disk("a.md"), done());
    bench.does(Act::SaveAll);
    assert_eq!(bench.on_disk("a.md"), TEA);
}

#[test]
fn an_entry_changed_among_others_shows_where_when_it_is_first_shown() {
    let mut bench = three();
    let batch = zinc(&bench);
    bench.changes(batch, &[]);
    bench.show("a.md");
    let at = bench.text().find("zinc").expect("it is there");
    assert_eq!(bench.entry().selection.head, at);
    assert_eq!(bench.shows(bench.body("Summary")), "Tea binds zinc.");
    bench.writes("Summary", "!");
    assert_eq!(bench.text(), done().replace("zinc.", "zinc.!"));
}

#[test]
fn a_proposal_without_entries_says_so_and_one_with_reasons_only_changes_nothing() {
    let mut bench = three();
    let none = Batch {
        changes: Vec::new(),
        ..(*zinc(&bench)).clone()
    };
    bench.does(LibraryCommand::Propose(Arc::new(none.clone())));
    assert_eq!(
        (bench.desk.sheet(), bench.said()),
        (None, "Nothing needs changing")
    );
    let left_out = vec![LeftOut {
        entry: key("a.md"),
        why: "The title is missing".into(),
    }];
    bench.does(LibraryCommand::Propose(Arc::new(Batch {
        left_out,
        ..none
    })));
    assert_eq!(bench.desk.sheet(), Some(&Sheet::Batch));
    bench.does(ViewCommand::CloseSheet);
    assert!(bench.desk.proposed().is_none());
    let nothing = Command::Library(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    bench.does(nothing);
    assert_eq!(bench.texts(), [TEA; 3]);
}
