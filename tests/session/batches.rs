//! A change to many entries at once: looked at, made, and taken back by one undo.

use std::sync::Arc;

use copydesk::desk::{
    Batch, Command, CommandId, Dialog, Effect, LeftOut, LibraryCommand, Proposed, ViewCommand,
};
use copydesk::entry::Edit;

use crate::fixture::{Fixture, TEA, key};

const NAMES: [&str; 3] = ["a.md", "b.md", "c.md"];

fn three() -> Fixture {
    Fixture::with(&NAMES.map(|name| (name, TEA)))
}

/// Every *iron* of the summaries becomes *zinc*.
#[track_caller]
fn zinc(fixture: &Fixture) -> Arc<Batch> {
    let changes = NAMES.map(|name| {
        let of = fixture.text_of(name);
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

impl Fixture {
    #[track_caller]
    fn text_of(&self, name: &str) -> Arc<str> {
        let text = self.desk.text_of(&key(name));
        text.expect("it is in the library").clone()
    }

    #[track_caller]
    fn texts(&self) -> Vec<String> {
        let texts = NAMES.iter().map(|name| self.text_of(name));
        texts.map(|text| text.to_string()).collect()
    }

    /// Proposes and makes the change, but not in these entries.
    #[track_caller]
    fn changes(&mut self, batch: Arc<Batch>, without: &[&str]) {
        self.does(LibraryCommand::Propose(batch));
        assert_eq!(self.desk.dialog(), Some(&Dialog::Batch));
        let without = without.iter().map(|name| key(name)).collect();
        let effects = self.does(LibraryCommand::ChangeEntries { without });
        assert_eq!(effects, [], "nothing is read or written for it");
        assert_eq!(self.desk.dialog(), None);
    }

    /// Takes up what a notice offers.
    #[track_caller]
    fn takes_up(&mut self, label: &str) -> Vec<Effect> {
        let mut offers = self.desk.notices().iter().flat_map(|it| &it.offers);
        let offer = offers.find(|offer| offer.label == label);
        let command = offer.expect("a notice offers it").command.clone();
        self.does(command)
    }
}

#[test]
fn every_entry_that_is_ticked_is_changed_and_stays_unsaved() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.changes(batch, &["b.md"]);
    assert_eq!(fixture.texts(), [done(), TEA.into(), done()]);
    assert_eq!(fixture.desk.unsaved_count(), 2);
    assert_eq!(
        fixture.on_disk("a.md"),
        TEA,
        "the disk has the text as it was"
    );
    assert_eq!(fixture.notices(), ["Done in 2 entries: writing zinc"]);
    fixture.takes_up("Save all");
    assert_eq!(fixture.on_disk("a.md"), done());
    assert_eq!(fixture.on_disk("b.md"), TEA);
    assert_eq!(fixture.desk.unsaved_count(), 0);
}

#[test]
fn one_undo_takes_it_back_everywhere_and_one_redo_does_it_again() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.changes(batch, &[]);
    fixture.takes_up("Undo in all 3");
    assert_eq!(fixture.texts(), [TEA; 3]);
    assert_eq!(fixture.desk.unsaved_count(), 0);
    fixture.takes_up("Do again in all 3");
    assert_eq!(fixture.texts(), [(); 3].map(|()| done()));
    fixture.does(CommandId::UndoMany);
    assert_eq!(fixture.texts(), [TEA; 3]);
    // What was offered about it before is gone.
    assert_eq!(fixture.notices(), ["Undid writing zinc in 3 entries"]);
    fixture.does(CommandId::UndoMany);
    assert_eq!(
        fixture.said(),
        "No change to several entries is the last in any of them"
    );
}

#[test]
fn undo_in_an_entry_asks_once_here_or_everywhere() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.changes(batch, &[]);
    fixture.show("b.md");
    fixture.undo();
    assert_eq!(fixture.answers(), ["Undo here", "Undo in all 3", "Cancel"]);
    fixture.answer("Cancel");
    assert_eq!(fixture.texts(), [(); 3].map(|()| done()));
    fixture.undo();
    fixture.answer("Undo here");
    assert_eq!(fixture.texts(), [done(), TEA.into(), done()]);
    fixture.redo();
    assert!(fixture.desk.question().is_none(), "it waits nowhere else");
    assert_eq!(fixture.texts(), [(); 3].map(|()| done()));
    fixture.undo();
    fixture.answer("Undo in all 3");
    assert_eq!(fixture.texts(), [TEA; 3]);
    fixture.redo();
    assert_eq!(
        fixture.answers(),
        ["Do again here", "Do again in all 3", "Cancel"]
    );
    fixture.answer("Do again in all 3");
    assert_eq!(fixture.texts(), [(); 3].map(|()| done()));
}

#[test]
fn where_something_was_changed_since_it_stays_and_is_named() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.changes(batch, &[]);
    fixture.show("c.md");
    fixture.writes("Timing", " More");
    fixture.takes_up("Undo in all 3");
    let changed = done().replace("enough.", "enough. More");
    assert_eq!(fixture.texts(), [TEA.into(), TEA.into(), changed]);
    assert_eq!(
        fixture.notices().last(),
        Some(
            &"Undid writing zinc in 2 entries. It stays where something was changed since: “Tea and iron”"
        )
    );
    fixture.undo();
    fixture.undo();
    assert!(fixture.desk.question().is_none(), "it is left here only");
    assert_eq!(fixture.texts(), [TEA; 3]);
}

#[test]
fn a_text_that_is_no_longer_what_was_looked_at_is_left_out_and_named() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.show("b.md");
    fixture.writes("Timing", " More");
    fixture.changes(batch, &[]);
    let other = TEA.replace("enough.", "enough. More");
    assert_eq!(fixture.texts(), [done(), other, done()]);
    assert_eq!(
        fixture.notices(),
        [
            "Done in 2 entries: writing zinc. Left out, as the text is no longer what was looked at: “Tea and iron”"
        ]
    );
}

#[test]
fn what_was_saved_meanwhile_is_taken_back_all_the_same_and_is_unsaved_then() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.changes(batch, &[]);
    fixture.does(CommandId::SaveAll);
    fixture.does(CommandId::UndoMany);
    assert_eq!(fixture.texts(), [TEA; 3]);
    assert_eq!(fixture.desk.unsaved_count(), 3);
    assert_eq!(fixture.on_disk("a.md"), done());
    fixture.does(CommandId::SaveAll);
    assert_eq!(fixture.on_disk("a.md"), TEA);
}

#[test]
fn an_entry_changed_among_others_shows_where_when_it_is_first_shown() {
    let mut fixture = three();
    let batch = zinc(&fixture);
    fixture.changes(batch, &[]);
    fixture.show("a.md");
    let at = fixture.text().find("zinc").expect("it is there");
    assert_eq!(fixture.entry().selection.head, at);
    assert_eq!(fixture.shows(fixture.body("Summary")), "Tea binds zinc.");
    fixture.writes("Summary", "!");
    assert_eq!(fixture.text(), done().replace("zinc.", "zinc.!"));
}

#[test]
fn a_proposal_without_entries_says_so_and_one_with_reasons_only_changes_nothing() {
    let mut fixture = three();
    let none = Batch {
        changes: Vec::new(),
        ..(*zinc(&fixture)).clone()
    };
    fixture.does(LibraryCommand::Propose(Arc::new(none.clone())));
    assert_eq!(
        (fixture.desk.dialog(), fixture.said()),
        (None, "Nothing needs changing")
    );
    let left_out = vec![LeftOut {
        entry: key("a.md"),
        why: "The title is missing".into(),
    }];
    fixture.does(LibraryCommand::Propose(Arc::new(Batch {
        left_out,
        ..none
    })));
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Batch));
    fixture.does(ViewCommand::CloseDialog);
    assert!(fixture.desk.proposed().is_none());
    let nothing = Command::Library(LibraryCommand::ChangeEntries {
        without: Default::default(),
    });
    fixture.does(nothing);
    assert_eq!(fixture.texts(), [TEA; 3]);
}
