//! "Save as…" and "Delete…": a copy under another slug, an entry in the trash, and the way back from both.

use std::fs;

use copydesk::desk::{Command, CommandId, Dialog, Effect, RenameCommand};
use copydesk::library::renaming::{RenamePart, RenameWish};
use copydesk::library::versions::Why;

use crate::fixture::{Fixture, key, trashed};

const TEA: &str = "\
---
title: Tea
url: https://house.example/learn/tea
slug: tea
id: \"3ca17b72\"
pillar: Iron
last_reviewed: 8 June 2026
related_products:
  - name: Oats
    handle: oats
    url: https://house.example/products/oats?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_iron&nt_source_entry=tea&nt_source_pillar=iron
---

# Tea

## Summary

Tea binds iron, as [above](tea.md#summary).
";

const MILK: &str =
    "---\ntitle: Milk\nslug: milk\n---\n\n# Milk\n\n## Summary\n\nNot in [tea](tea.md).\n";

/// Sage names tea by its id.
const SAGE: &str =
    "---\ntitle: Sage\nslug: sage\n---\n\n# Sage\n\n## Summary\n\nAs tea does (3ca17b72).\n";

#[track_caller]
fn library() -> Fixture {
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("milk.md", MILK), ("sage.md", SAGE)]);
    fixture.show("tea.md");
    fixture
}

fn wish(slug: &str) -> RenameWish {
    RenameWish {
        slug: slug.into(),
        ..RenameWish::default()
    }
}

#[track_caller]
fn save_as(fixture: &mut Fixture, wish: RenameWish) {
    fixture.does(CommandId::SaveAs);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::SaveAs));
    fixture.does(RenameCommand::SaveCopy(wish));
}

/// What the newest notice offers.
fn offered(fixture: &Fixture) -> (String, Command) {
    let notice = fixture.desk.notices().last().expect("something is told");
    let offer = notice.offers.first().expect("something is offered");
    (offer.label.clone(), offer.command.clone())
}

#[track_caller]
fn delete(fixture: &mut Fixture) {
    fixture.does(CommandId::Delete);
    fixture.answer("Put in the trash");
}

#[test]
fn a_copy_has_names_of_its_own_and_was_never_reviewed() {
    let mut fixture = library();
    save_as(&mut fixture, wish("black-tea"));
    let copy = TEA
        .replace("learn/tea\n", "learn/black-tea\n")
        .replace("slug: tea\n", "slug: black-tea\n")
        .replace("id: \"3ca17b72\"\n", "")
        .replace("last_reviewed: 8 June 2026", "last_reviewed:")
        .replace("nt_source_entry=tea&", "nt_source_entry=black-tea&")
        .replace("(tea.md#", "(black-tea.md#");
    assert_eq!(fixture.on_disk("black-tea.md"), copy);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert_eq!(fixture.on_disk("milk.md"), MILK, "nobody links to the copy");
    assert_eq!(fixture.desk.shown_key(), Some(&key("black-tea.md")));
    assert!(
        !fixture.path(".copydesk").exists(),
        "no redirect leads to it"
    );
    let (label, take_away) = offered(&fixture);
    assert_eq!(label, "Delete the copy");
    fixture.does(take_away);
    assert!(!fixture.path("black-tea.md").exists());
    assert_eq!(fixture.desk.shown_key(), Some(&key("tea.md")));
}

#[test]
fn each_part_of_a_copy_can_be_left_as_it_is() {
    let mut fixture = library();
    fixture.does(CommandId::SaveAs);
    let lines = fixture.desk.rename_lines(&wish("black-tea"));
    let titles: Vec<&str> = lines.iter().map(|line| line.title.as_str()).collect();
    assert_eq!(
        titles,
        [
            "The slug",
            "The address",
            "Addresses with the slug in them",
            "Links to itself",
            "The date of review",
            "The id"
        ]
    );
    fixture.does(RenameCommand::SaveCopy(RenameWish {
        slug: "black-tea".into(),
        without: [RenamePart::Reviewed, RenamePart::Itself]
            .into_iter()
            .collect(),
    }));
    let copy = fixture.on_disk("black-tea.md");
    assert!(copy.contains("last_reviewed: 8 June 2026") && copy.contains("(tea.md#"));
}

#[test]
fn a_copy_has_what_is_unsaved_and_leaves_the_entry_unsaved() {
    let mut fixture = library();
    fixture.writes("Summary", " Always.");
    save_as(&mut fixture, wish("black-tea"));
    assert!(fixture.on_disk("black-tea.md").contains("Always."));
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    fixture.show("tea.md");
    assert!(fixture.entry().is_unsaved() && fixture.text().contains("Always."));
}

#[test]
fn an_entry_whose_file_is_gone_can_be_saved_as_another() {
    let mut fixture = library();
    fixture.writes("Summary", " Always.");
    fixture.someone_removes("tea.md");
    save_as(&mut fixture, wish("black-tea"));
    assert!(fixture.on_disk("black-tea.md").contains("Always."));
}

#[test]
fn a_copy_takes_no_name_that_is_there_and_one_that_was_changed_stays() {
    let mut fixture = library();
    fixture.does(CommandId::SaveAs);
    for (slug, why) in [
        ("tea", "“Tea” has this slug"),
        ("milk", "“Milk” has this slug"),
        (
            "Black tea",
            "A slug has small letters, digits and single hyphens",
        ),
    ] {
        assert_eq!(fixture.desk.rename_error(&wish(slug)).as_deref(), Some(why));
    }
    fs::write(fixture.path("black-tea.md"), "Another.\n").expect("written");
    fixture.does(RenameCommand::SaveCopy(wish("black-tea")));
    assert_eq!(fixture.on_disk("black-tea.md"), "Another.\n");
    assert!(fixture.notices()[0].starts_with("Not created: a file of this name is already there"));

    save_as(&mut fixture, wish("green-tea"));
    let (_, take_away) = offered(&fixture);
    fixture.writes("Summary", " Green.");
    fixture.does(take_away.clone());
    assert!(fixture.path("green-tea.md").exists());
    fixture.does(CommandId::Save);
    fixture.does(take_away);
    assert!(fixture.on_disk("green-tea.md").contains("Green."));
}

#[test]
fn a_deleted_entry_goes_to_the_trash_and_comes_back_as_it_was() {
    let mut fixture = library();
    fixture.writes("Summary", " Always.");
    fixture.does(CommandId::Delete);
    let question = fixture.desk.question().expect("it is asked");
    assert_eq!(question.title, "Delete “Tea”?");
    assert_eq!(
        question.text,
        "Its file goes to the system’s trash: tea.md.\n2 entries lead to it, and would then lead nowhere: “Milk”; “Sage”.\nIt has changes that are not saved. They come back with it."
    );
    assert_eq!(fixture.answers(), ["Keep it", "Put in the trash"]);
    fixture.answer("Put in the trash");
    assert!(!fixture.path("tea.md").exists());
    assert_eq!(
        fs::read_to_string(trashed(&fixture.path("tea.md"))).expect("there"),
        TEA
    );
    assert_eq!(fixture.desk.shown_key(), None);
    assert_eq!(fixture.desk.library().expect("open").len(), 2);
    assert_eq!(fixture.desk.unsaved_count(), 0);
    let (label, back) = offered(&fixture);
    assert_eq!(label, "Bring it back");
    fixture.does(back);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
    assert!(fixture.entry().is_unsaved() && fixture.text().contains("Always."));
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), TEA, "its history is there too");
}

#[test]
fn the_text_of_a_deleted_entry_is_among_its_versions() {
    let mut fixture = library();
    fixture.writes("Summary", " Always.");
    let text = fixture.text().to_owned();
    let effects = fixture.asks(RenameCommand::Delete(key("tea.md")));
    assert!(
        matches!(
            effects.as_slice(),
            [
                Effect::KeepVersion { why: Why::Deleted, text: kept, .. },
                Effect::TakeAway { to_trash: true, .. }
            ] if **kept == text
        ),
        "{effects:?}"
    );
}

#[test]
fn a_file_that_changed_or_is_gone_is_not_deleted() {
    let mut fixture = library();
    fixture.does(CommandId::Delete);
    let other = "---\ntitle: Other\n---\n";
    fs::write(fixture.path("tea.md"), other).expect("written");
    fixture.answer("Put in the trash");
    assert_eq!(fixture.on_disk("tea.md"), other);
    assert!(
        fixture.notices()[0].starts_with("Not deleted. The file was changed by another program")
    );
    assert_eq!(fixture.text(), TEA);
    fixture.watch_sees("tea.md");
    fs::remove_file(fixture.path("tea.md")).expect("removed");
    fixture.does(CommandId::Delete);
    let told = fixture.notices().pop().expect("told").to_owned();
    assert!(
        told.starts_with("That can’t be done. The file is no longer there"),
        "{told}"
    );
}

#[test]
fn back_passes_over_what_was_deleted() {
    let mut fixture = library();
    fixture.show("milk.md");
    fixture.show("tea.md");
    delete(&mut fixture);
    fixture.does(CommandId::Back);
    assert_eq!(fixture.desk.shown_key(), Some(&key("milk.md")));
    assert!(fixture.desk.disabled_because(CommandId::Back).is_some());
}

#[test]
fn a_name_that_was_taken_meanwhile_is_left_to_the_other_and_it_can_be_tried_again() {
    let mut fixture = library();
    delete(&mut fixture);
    fs::write(fixture.path("tea.md"), "Another.\n").expect("written");
    let (_, back) = offered(&fixture);
    fixture.does(back);
    assert_eq!(fixture.on_disk("tea.md"), "Another.\n");
    fs::remove_file(fixture.path("tea.md")).expect("removed");
    let (label, again) = offered(&fixture);
    assert_eq!(label, "Try again");
    fixture.does(again);
    assert_eq!(fixture.on_disk("tea.md"), TEA);
}
