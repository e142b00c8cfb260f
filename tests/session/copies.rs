//! "Save as…" and "Delete…": a copy under another slug, an entry in the trash, and the way back from both.

use std::fs;

use copydesk::desk::{Act, Command, Effect, RenameCommand, Sheet};
use copydesk::library::renaming::{Part, Wish};
use copydesk::library::versions::Why;

use crate::bench::{Bench, key, trashed};

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

fn library() -> Bench {
    let mut bench = Bench::with(&[("tea.md", TEA), ("milk.md", MILK), ("sage.md", SAGE)]);
    bench.show("tea.md");
    bench
}

fn wish(slug: &str) -> Wish {
    Wish {
        slug: slug.into(),
        ..Wish::default()
    }
}

fn save_as(bench: &mut Bench, wish: Wish) {
    bench.does(Act::SaveAs);
    assert_eq!(bench.desk.sheet(), Some(&Sheet::SaveAs));
    bench.does(RenameCommand::SaveCopy(wish));
}

/// What the newest notice offers.
fn offered(bench: &Bench) -> (String, Command) {
    let notice = bench.desk.notices().last().expect("something is told");
    let offer = notice.offers.first().expect("something is offered");
    (offer.label.clone(), offer.command.clone())
}

fn delete(bench: &mut Bench) {
    bench.does(Act::Delete);
    bench.answer("Put in the trash");
}

#[test]
fn a_copy_has_names_of_its_own_and_was_never_reviewed() {
    let mut bench = library();
    save_as(&mut bench, wish("black-tea"));
    let copy = TEA
        .replace("learn/tea\n", "learn/black-tea\n")
        .replace("slug: tea\n", "slug: black-tea\n")
        .replace("id: \"3ca17b72\"\n", "")
        .replace("last_reviewed: 8 June 2026", "last_reviewed:")
        .replace("nt_source_entry=tea&", "nt_source_entry=black-tea&")
        .replace("(tea.md#", "(black-tea.md#");
    assert_eq!(bench.on_disk("black-tea.md"), copy);
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert_eq!(bench.on_disk("milk.md"), MILK, "nobody links to the copy");
    assert_eq!(bench.desk.shown_key(), Some(&key("black-tea.md")));
    assert!(!bench.path(".copydesk").exists(), "no redirect leads to it");
    let (label, take_away) = offered(&bench);
    assert_eq!(label, "Take the copy away");
    bench.does(take_away);
    assert!(!bench.path("black-tea.md").exists());
    assert_eq!(bench.desk.shown_key(), Some(&key("tea.md")));
}

#[test]
fn each_part_of_a_copy_can_be_left_as_it_is() {
    let mut bench = library();
    bench.does(Act::SaveAs);
    let lines = bench.desk.rename_lines(&wish("black-tea"));
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
    bench.does(RenameCommand::SaveCopy(Wish {
        slug: "black-tea".into(),
        without: [Part::Reviewed, Part::Itself].into_iter().collect(),
    }));
    let copy = bench.on_disk("black-tea.md");
    assert!(copy.contains("last_reviewed: 8 June 2026") && copy.contains("(tea.md#"));
}

#[test]
fn a_copy_has_what_is_unsaved_and_leaves_the_entry_unsaved() {
    let mut bench = library();
    bench.writes("Summary", " Always.");
    save_as(&mut bench, wish("black-tea"));
    assert!(bench.on_disk("black-tea.md").contains("Always."));
    assert_eq!(bench.on_disk("tea.md"), TEA);
    bench.show("tea.md");
    assert!(bench.entry().is_unsaved() && bench.text().contains("Always."));
}

#[test]
fn an_entry_whose_file_is_gone_can_be_saved_as_another() {
    let mut bench = library();
    bench.writes("Summary", " Always.");
    bench.someone_removes("tea.md");
    save_as(&mut bench, wish("black-tea"));
    assert!(bench.on_disk("black-tea.md").contains("Always."));
}

#[test]
fn a_copy_takes_no_name_that_is_there_and_one_that_was_changed_stays() {
    let mut bench = library();
    bench.does(Act::SaveAs);
    for (slug, why) in [
        ("tea", "“Tea” has this slug"),
        ("milk", "“Milk” has this slug"),
        (
            "Black tea",
            "A slug has small letters, digits and single hyphens",
        ),
    ] {
        assert_eq!(bench.desk.rename_trouble(&wish(slug)).as_deref(), Some(why));
    }
    fs::write(bench.path("black-tea.md"), "Another.\n").expect("written");
    bench.does(RenameCommand::SaveCopy(wish("black-tea")));
    assert_eq!(bench.on_disk("black-tea.md"), "Another.\n");
    assert!(bench.notices()[0].starts_with("Not created: a file of this name is already there"));

    save_as(&mut bench, wish("green-tea"));
    let (_, take_away) = offered(&bench);
    bench.writes("Summary", " Green.");
    bench.does(take_away.clone());
    assert!(bench.path("green-tea.md").exists());
    bench.does(Act::Save);
    bench.does(take_away);
    assert!(bench.on_disk("green-tea.md").contains("Green."));
}

#[test]
fn a_deleted_entry_goes_to_the_trash_and_comes_back_as_it_was() {
    let mut bench = library();
    bench.writes("Summary", " Always.");
    bench.does(Act::Delete);
    let question = bench.desk.question().expect("it is asked");
    assert_eq!(question.title, "Delete “Tea”?");
    assert_eq!(
        question.text,
        "Its file goes to the system’s trash: tea.md.\n2 entries lead to it, and would then lead nowhere: “Milk”; “Sage”.\nIt has changes that are not saved. They come back with it."
    );
    assert_eq!(bench.answers(), ["Keep it", "Put in the trash"]);
    bench.answer("Put in the trash");
    assert!(!bench.path("tea.md").exists());
    assert_eq!(
        fs::read_to_string(trashed(&bench.path("tea.md"))).expect("there"),
        TEA
    );
    assert_eq!(bench.desk.shown_key(), None);
    assert_eq!(bench.desk.library().expect("open").len(), 2);
    assert_eq!(bench.desk.unsaved_count(), 0);
    let (label, back) = offered(&bench);
    assert_eq!(label, "Bring it back");
    bench.does(back);
    assert_eq!(bench.on_disk("tea.md"), TEA);
    assert!(bench.entry().is_unsaved() && bench.text().contains("Always."));
    bench.does(Act::Undo);
    assert_eq!(bench.text(), TEA, "its history is there too");
}

#[test]
fn the_text_of_a_deleted_entry_is_among_its_versions() {
    let mut bench = library();
    bench.writes("Summary", " Always.");
    let text = bench.text().to_owned();
    let effects = bench.asks(RenameCommand::Delete(key("tea.md")));
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
    let mut bench = library();
    bench.does(Act::Delete);
    let other = "---\ntitle: Other\n---\n";
    fs::write(bench.path("tea.md"), other).expect("written");
    bench.answer("Put in the trash");
    assert_eq!(bench.on_disk("tea.md"), other);
    assert!(bench.notices()[0].starts_with("Not deleted. The file was changed by another program"));
    assert_eq!(bench.text(), TEA);
    bench.watch_sees("tea.md");
    fs::remove_file(bench.path("tea.md")).expect("removed");
    bench.does(Act::Delete);
    let told = bench.notices().pop().expect("told").to_owned();
    assert!(
        told.starts_with("That can’t be done. The file is no longer there"),
        "{told}"
    );
}

#[test]
fn back_passes_over_what_was_deleted() {
    let mut bench = library();
    bench.show("milk.md");
    bench.show("tea.md");
    delete(&mut bench);
    bench.does(Act::Back);
    assert_eq!(bench.desk.shown_key(), Some(&key("milk.md")));
    assert!(bench.desk.refusal(Act::Back).is_some());
}

#[test]
fn a_name_that_was_taken_meanwhile_is_left_to_the_other_and_it_can_be_tried_again() {
    let mut bench = library();
    delete(&mut bench);
    fs::write(bench.path("tea.md"), "Another.\n").expect("written");
    let (_, back) = offered(&bench);
    bench.does(back);
    assert_eq!(bench.on_disk("tea.md"), "Another.\n");
    fs::remove_file(bench.path("tea.md")).expect("removed");
    let (label, again) = offered(&bench);
    assert_eq!(label, "Try again");
    bench.does(again);
    assert_eq!(bench.on_disk("tea.md"), TEA);
}
