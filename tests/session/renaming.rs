//! Another slug for an entry: what it changes on the disk and at the desk, what it leaves alone, and the way back.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};

use copydesk::desk::{Command, CommandId, Dialog, Effect, RenameCommand, RenameLine};
use copydesk::library::disk::{Fault, FaultPlan};
use copydesk::library::renaming::{RenamePart, RenameWish};

use crate::fixture::{Fixture, key};

const TEA: &str = "\
---
title: \"Tea and iron\" # short
url: https://house.example/learn/tea
slug: tea
pillar: Iron
related_products:
  - name: \"Oats\"
    handle: \"oats\"
    url: \"https://house.example/products/oats?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_iron&nt_source_entry=tea&nt_source_pillar=iron\"
---

# Tea and iron

## Summary

Tea binds iron, as [above](tea.md#summary). Green tea too: [more](green.md).

---

## Related products from House

- [Oats](https://house.example/products/oats?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_iron&nt_source_entry=tea&nt_source_pillar=iron)
";

const MILK: &str = "---\ntitle: Milk\nslug: milk\n---\n\n# Milk\n\n## Summary\n\nNot in [tea](../iron/tea.md), [tea](https://house.example/learn/tea/) or [green tea](../iron/green.md).\n";

const GREEN: &str =
    "---\ntitle: Green tea\nslug: green\n---\n\n# Green tea\n\n## Summary\n\nTea.\n";

const STYLE: &str =
    "version: 1\nentry_ids:\n  \"3ca17b72\": tea # the first\n  \"1e345678\": milk\n";

const ACCEPTED: &str = "{\"slug\":\"milk\",\"check\":\"a\",\"words\":\"x\",\"sentence\":\"x\",\"who\":\"\",\"when\":\"\",\"why\":\"\"}\n{\"slug\":\"tea\",\"check\":\"b\",\"words\":\"tea\",\"sentence\":\"slug: tea\",\"who\":\"\",\"when\":\"\",\"why\":\"\"}\n";

#[track_caller]
fn library() -> Fixture {
    let mut fixture = Fixture::with(&[
        ("iron/tea.md", TEA),
        ("iron/green.md", GREEN),
        ("drinks/milk.md", MILK),
        ("house_style.yaml", STYLE),
        (".copydesk/accepted.jsonl", ACCEPTED),
    ]);
    fixture.show("iron/tea.md");
    fixture
}

fn wish(slug: &str) -> RenameWish {
    RenameWish {
        slug: slug.into(),
        ..RenameWish::default()
    }
}

#[track_caller]
fn rename(fixture: &mut Fixture, slug: &str) {
    fixture.does(CommandId::Rename);
    assert_eq!(fixture.desk.dialog(), Some(&Dialog::Rename));
    fixture.does(RenameCommand::Rename(wish(slug)));
}

/// The files below the folder, sorted.
fn files(fixture: &Fixture) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![fixture.folder.path().to_owned()];
    while let Some(folder) = folders.pop() {
        for item in fs::read_dir(folder).expect("a folder") {
            let path = item.expect("an item").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(fixture.folder.path()).expect("below");
                found.push(below.to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

/// Everything that is on the disk.
fn snapshot(fixture: &Fixture) -> Vec<(String, String)> {
    let text = |name: &String| fixture.on_disk(name);
    files(fixture)
        .iter()
        .map(|name| (name.clone(), text(name)))
        .collect()
}

fn undo_offer(fixture: &Fixture) -> Command {
    let notices = fixture.desk.notices().iter();
    let mut offers = notices.flat_map(|notice| &notice.offers);
    let undo = offers.rfind(|offer| offer.label == "Undo the rename");
    undo.expect("it is offered").command.clone()
}

#[test]
fn a_rename_changes_every_place_that_names_the_entry_and_nothing_else() {
    let mut fixture = library();
    rename(&mut fixture, "black-tea");
    assert_eq!(
        fixture.notices(),
        ["Renamed to black-tea, with its links in 1 entry"]
    );
    assert_eq!(
        files(&fixture),
        [
            ".copydesk/.gitignore",
            ".copydesk/accepted.jsonl",
            ".copydesk/redirects.csv",
            "drinks/milk.md",
            "house_style.yaml",
            "iron/black-tea.md",
            "iron/green.md"
        ]
    );
    let new = TEA
        .replace("learn/tea\n", "learn/black-tea\n")
        .replace("slug: tea\n", "slug: black-tea\n")
        .replace("nt_source_entry=tea&", "nt_source_entry=black-tea&")
        .replace("(tea.md#", "(black-tea.md#");
    assert_eq!(fixture.on_disk("iron/black-tea.md"), new);
    let milk = MILK
        .replace("iron/tea.md", "iron/black-tea.md")
        .replace("learn/tea/", "learn/black-tea/");
    assert_eq!(fixture.on_disk("drinks/milk.md"), milk);
    assert_eq!(fixture.on_disk("iron/green.md"), GREEN);
    assert_eq!(
        fixture.on_disk("house_style.yaml"),
        STYLE.replace(": tea #", ": black-tea #")
    );
    let accepted = ACCEPTED
        .replace("\"slug\":\"tea\"", "\"slug\":\"black-tea\"")
        .replace("slug: tea", "slug: black-tea");
    let mut lines: Vec<&str> = accepted.lines().collect();
    lines.sort_unstable();
    let kept = fixture.on_disk(".copydesk/accepted.jsonl");
    assert_eq!(kept.lines().count(), lines.len());
    assert!(
        kept.contains("\"slug\":\"black-tea\",\"check\":\"b\""),
        "{kept}"
    );
    assert!(kept.contains("\"sentence\":\"slug: black-tea\""), "{kept}");
    assert_eq!(
        fixture.on_disk(".copydesk/redirects.csv"),
        "from,to\nhttps://house.example/learn/tea,https://house.example/learn/black-tea\n"
    );
    assert_eq!(fixture.desk.shown_key(), Some(&key("iron/black-tea.md")));
    assert_eq!(fixture.desk.unsaved_count(), 0);
    let library = fixture.desk.library().expect("open");
    assert!(library.get(&key("iron/tea.md")).is_none());
    let id = "3ca17b72".parse_id();
    assert_eq!(library.entry_of_id(id), Some(&key("iron/black-tea.md")));
}

trait ParseId {
    fn parse_id(&self) -> copydesk::entry::cross_references::EntryId;
}

impl ParseId for str {
    fn parse_id(&self) -> copydesk::entry::cross_references::EntryId {
        copydesk::entry::cross_references::EntryId::parse(self).expect("an id")
    }
}

#[test]
fn links_that_write_signs_by_their_codes_follow() {
    let links =
        |name: &str| format!("# Milk\n\nSee [it](../iron/{name}#how), [t].\n\n[t]: /iron/{name}\n");
    let mut fixture = Fixture::with(&[
        (
            "iron/Thé vert.md",
            "---\ntitle: Green\nslug: green\n---\n\n# Green\n",
        ),
        ("drinks/milk.md", &links("Th%C3%A9%20vert.md")),
    ]);
    fixture.show("iron/Thé vert.md");
    rename(&mut fixture, "sencha");
    assert_eq!(fixture.on_disk("drinks/milk.md"), links("sencha.md"));
    assert!(fixture.path("iron/sencha.md").exists());
}

#[test]
fn a_rename_is_taken_back_to_the_byte() {
    let mut fixture = library();
    let before = snapshot(&fixture);
    rename(&mut fixture, "black-tea");
    fixture.does(undo_offer(&fixture));
    let mut after = snapshot(&fixture);
    after.retain(|(name, _)| name != ".copydesk/.gitignore");
    assert_eq!(after, before);
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.desk.shown_key(), Some(&key("iron/tea.md")));
    assert_eq!(fixture.desk.unsaved_count(), 0);
    assert!(
        fixture.entry().history().can_undo().is_none(),
        "no step is left"
    );
}

#[test]
fn what_is_unsaved_is_neither_saved_nor_lost() {
    let mut fixture = library();
    fixture.show("drinks/milk.md");
    fixture.writes("Summary", " Or cold.");
    fixture.show("iron/tea.md");
    fixture.writes("Summary", " Always.");
    let caret = fixture.entry().selection;
    rename(&mut fixture, "black-tea");
    assert!(!fixture.on_disk("iron/black-tea.md").contains("Always."));
    assert!(
        fixture
            .on_disk("iron/black-tea.md")
            .contains("slug: black-tea")
    );
    assert!(fixture.text().contains("Always.") && fixture.text().contains("slug: black-tea"));
    assert!(!fixture.on_disk("drinks/milk.md").contains("Or cold."));
    assert!(fixture.on_disk("drinks/milk.md").contains("black-tea.md"));
    assert_eq!(fixture.desk.unsaved_count(), 2);
    assert!(
        fixture.entry().selection.head > caret.head,
        "the caret stays at its words"
    );
    assert!(fixture.notices()[0].contains("Unsaved changes in 2 entries stay unsaved"));
    // A save writes what was typed, in the file with the new name.
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("iron/black-tea.md"), fixture.text());
    // What was typed before the rename can still be taken back.
    fixture.does(CommandId::Undo);
    fixture.answer("Undo in this text");
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn undo_after_further_typing_takes_back_the_rename_and_keeps_what_was_typed() {
    let mut fixture = library();
    rename(&mut fixture, "black-tea");
    fixture.writes("Summary", " Always.");
    fixture.does(undo_offer(&fixture));
    assert_eq!(fixture.on_disk("iron/tea.md"), TEA);
    assert_eq!(
        fixture.text(),
        TEA.replace("green.md).", "green.md). Always.")
    );
    assert_eq!(fixture.desk.unsaved_count(), 1);
}

#[test]
fn ctrl_z_at_a_rename_asks_and_takes_it_back_as_a_whole() {
    let mut fixture = library();
    rename(&mut fixture, "black-tea");
    fixture.does(CommandId::Undo);
    assert_eq!(
        fixture.answers(),
        ["Keep the new name", "Undo the rename", "Undo in this text"]
    );
    fixture.answer("Undo the rename");
    assert_eq!(fixture.on_disk("iron/tea.md"), TEA);
    assert_eq!(fixture.on_disk("drinks/milk.md"), MILK);
    rename(&mut fixture, "black-tea");
    fixture.does(CommandId::Undo);
    fixture.answer("Undo in this text");
    assert!(fixture.entry().is_unsaved() && fixture.text() == TEA);
    assert!(
        fixture
            .on_disk("iron/black-tea.md")
            .contains("slug: black-tea")
    );
    fixture.does(undo_offer(&fixture));
    assert_eq!(fixture.on_disk("iron/tea.md"), TEA);
    assert_eq!(fixture.desk.unsaved_count(), 0);
    assert!(
        !fixture.said().contains("stays as it is"),
        "{}",
        fixture.said()
    );
    rename(&mut fixture, "black-tea");
    fixture.does(CommandId::UndoMany);
    assert_eq!(fixture.on_disk("iron/tea.md"), TEA);
}

fn titles(lines: &[RenameLine]) -> Vec<&str> {
    lines.iter().map(|line| line.title.as_str()).collect()
}

#[test]
fn every_part_is_shown_before_and_one_left_out_stays_as_it_is() {
    let mut fixture = library();
    fixture.does(CommandId::Rename);
    let lines = fixture.desk.rename_lines(&wish("black-tea"));
    assert_eq!(
        titles(&lines),
        [
            "The file",
            "The slug",
            "The address",
            "Addresses with the slug in them",
            "Links to itself",
            "Links in “Milk”",
            "Ids in the house style",
            "Accepted findings",
            "A redirect for the site"
        ]
    );
    assert_eq!(lines[3].below, "2 places, by the rules of the house");
    assert_eq!(lines[5].below, "2 places");
    let before = snapshot(&fixture);
    let without = [
        RenamePart::Links(key("drinks/milk.md")),
        RenamePart::Ids,
        RenamePart::Redirect,
        RenamePart::File,
    ];
    fixture.does(RenameCommand::Rename(RenameWish {
        slug: "black-tea".into(),
        without: without.into_iter().collect(),
    }));
    let after = snapshot(&fixture);
    let changed = after.iter().filter(|file| !before.contains(file));
    let changed: Vec<&str> = changed.map(|(name, _)| name.as_str()).collect();
    assert_eq!(
        changed,
        [
            ".copydesk/.gitignore",
            ".copydesk/accepted.jsonl",
            "iron/tea.md"
        ]
    );
    let text = fixture.text();
    assert!(text.contains("slug: black-tea") && text.contains("(tea.md#summary)"));
}

#[test]
fn where_names_did_not_agree_before_nothing_is_guessed() {
    let mut fixture = Fixture::at(
        "2026-tea.md",
        "---\ntitle: Tea\nurl: https://house.example/learn/tea-and-iron\nslug: tea\n---\n\n# Tea\n",
    );
    fixture.does(CommandId::Rename);
    let renaming = fixture.desk.renaming().expect("found").clone();
    let doubts: Vec<RenamePart> = renaming.parts();
    let doubts: Vec<&RenamePart> = doubts
        .iter()
        .filter(|it| renaming.doubt(it).is_some())
        .collect();
    assert_eq!(doubts, [&RenamePart::File, &RenamePart::Address]);
    let lines = fixture.desk.rename_lines(&wish("black-tea"));
    assert_eq!(
        lines[0].in_full,
        "2026-tea.md → black-tea.md\nIt is called 2026-tea and not after the slug “tea”"
    );
}

#[test]
fn names_that_can_not_be_are_refused_while_they_are_typed() {
    let mut fixture = library();
    fs::write(fixture.path("iron/README.md"), "Read.\n").expect("written");
    fs::write(fixture.path("iron/Cold.MD"), "x").expect("written");
    fs::create_dir(fixture.path("iron/hot.md")).expect("made");
    fixture.does(CommandId::Rename);
    for (slug, why) in [
        ("tea", "This is its slug now"),
        ("", "An entry needs a slug: it is the name of its file"),
        (
            "Black tea",
            "A slug has small letters, digits and single hyphens",
        ),
        (
            "../x",
            "A slug has small letters, digits and single hyphens",
        ),
        (
            "black--tea",
            "A slug has small letters, digits and single hyphens",
        ),
        ("thé", "A slug has small letters, digits and single hyphens"),
        ("milk", "“Milk” has this slug"),
        ("green", "“Green tea” has this slug"),
        ("hot", "“hot.md” is in the folder already"),
        ("readme", "“README.md” is in the folder already"),
    ] {
        assert_eq!(fixture.desk.rename_error(&wish(slug)).as_deref(), Some(why));
    }
    let long = "x".repeat(260);
    let why = fixture.desk.rename_error(&wish(&long));
    assert_eq!(
        why.as_deref(),
        Some("This slug is too long for the name of a file")
    );
    assert_eq!(fixture.desk.rename_error(&wish("black-tea")), None);
    let before = snapshot_of(&fixture, "iron/tea.md");
    fixture.does(RenameCommand::Rename(wish("milk")));
    assert_eq!(snapshot_of(&fixture, "iron/tea.md"), before);
}

fn snapshot_of(fixture: &Fixture, name: &str) -> String {
    fixture.on_disk(name)
}

#[test]
fn a_name_in_capitals_becomes_small() {
    let text = TEA
        .replace("slug: tea", "slug: Tea")
        .replace("learn/tea\n", "learn/Tea\n");
    let mut fixture = Fixture::at("Tea.md", &text);
    rename(&mut fixture, "tea");
    assert_eq!(files(&fixture).last().map(String::as_str), Some("tea.md"));
    assert!(fixture.on_disk("tea.md").contains("slug: tea\n"));
}

#[test]
fn a_target_that_came_meanwhile_is_not_touched_and_nothing_is_changed() {
    let mut fixture = library();
    fixture.does(CommandId::Rename);
    fs::write(fixture.path("iron/black-tea.md"), "Another.\n").expect("written");
    let before = snapshot(&fixture);
    fixture.does(RenameCommand::Rename(wish("black-tea")));
    assert_eq!(snapshot(&fixture), before);
    assert!(
        fixture.notices()[0].starts_with(
            "Not renamed, and nothing was changed. A file of this name is there already"
        )
    );
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.desk.unsaved_count(), 0);
    fixture.writes("Summary", " More.");
    fixture.does(CommandId::Save);
    assert!(
        fixture.on_disk("iron/tea.md").contains("More."),
        "it can be saved as ever"
    );
}

#[test]
fn a_file_that_changed_or_went_meanwhile_refuses_the_whole() {
    for (name, text) in [
        ("drinks/milk.md", Some("Other.\n")),
        ("iron/tea.md", Some("Other.\n")),
        ("iron/tea.md", None),
    ] {
        let mut fixture = library();
        fixture.does(CommandId::Rename);
        match text {
            Some(text) => fs::write(fixture.path(name), text).expect("written"),
            None => fs::remove_file(fixture.path(name)).expect("removed"),
        }
        let before = snapshot(&fixture);
        fixture.does(RenameCommand::Rename(wish("black-tea")));
        assert_eq!(snapshot(&fixture), before);
        assert!(
            fixture.notices()[0].starts_with("Not renamed, and nothing was changed."),
            "{:?}",
            fixture.notices()
        );
        assert_eq!(fixture.text(), TEA);
    }
}

#[test]
fn a_read_only_folder_refuses_and_a_read_only_entry_is_told() {
    let mut fixture = library();
    let folder = fixture.path("iron");
    let mode = |path: &std::path::Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("set");
    };
    mode(&folder, 0o555);
    let before = snapshot(&fixture);
    rename(&mut fixture, "black-tea");
    let refused = snapshot(&fixture);
    mode(&folder, 0o755);
    if fs::metadata(&folder).is_ok() && refused != before {
        // Root may do all.
        return;
    }
    assert!(
        fixture.notices()[0].contains("The folder is read-only"),
        "{:?}",
        fixture.notices()
    );
    let unsaved: Vec<String> = fixture.desk.unsaved().map(|it| it.key.file()).collect();
    assert_eq!(unsaved, [""; 0], "{:?}", fixture.notices());
    mode(&fixture.path("drinks/milk.md"), 0o444);
    rename(&mut fixture, "black-tea");
    assert_eq!(fixture.on_disk("drinks/milk.md"), MILK);
    let told = fixture.notices().pop().expect("told").to_owned();
    assert!(
        told.starts_with(
            "Renamed to black-tea\nNot done in drinks/milk.md. Not saved: the file is read-only"
        ),
        "{told}"
    );
    let milk = fixture
        .desk
        .entry(&key("drinks/milk.md"))
        .expect("on the desk");
    assert!(
        milk.is_unsaved() && milk.text().contains("black-tea.md"),
        "it waits to be saved"
    );
    mode(&fixture.path("drinks/milk.md"), 0o644);
    fixture.does(CommandId::SaveAll);
    assert!(fixture.on_disk("drinks/milk.md").contains("black-tea.md"));
}

#[test]
fn a_disk_that_fails_half_way_loses_nothing_and_says_what_is_not_done() {
    for good in 0..6 {
        let mut fixture = library();
        fixture.does(CommandId::Rename);
        let plan = FaultPlan::below(fixture.folder.path(), good, 9, Fault::DiskFull);
        fixture.does(RenameCommand::Rename(wish("black-tea")));
        drop(plan);
        assert!(!fixture.path("iron/tea.md").exists());
        for (name, text) in [("iron/black-tea.md", TEA), ("drinks/milk.md", MILK)] {
            let now = fixture.on_disk(name);
            let entry = fixture.desk.entry(&key(name)).expect("on the desk");
            assert!(now == text || now == **entry.text(), "{good} {name}: {now}");
            assert_eq!(entry.is_unsaved(), now == text, "{good} {name}");
        }
        fixture.does(undo_offer(&fixture));
        assert_eq!(fixture.on_disk("iron/tea.md"), TEA, "{good}");
        assert_eq!(fixture.on_disk("drinks/milk.md"), MILK, "{good}");
        assert_eq!(fixture.on_disk("house_style.yaml"), STYLE, "{good}");
        assert_eq!(
            fixture.on_disk(".copydesk/accepted.jsonl"),
            ACCEPTED,
            "{good}"
        );
        assert!(!fixture.path(".copydesk/redirects.csv").exists(), "{good}");
    }
}

#[test]
fn records_follow_a_rename_and_come_back_with_those_written_since() {
    let mut fixture = library();
    let review = |slug: &str, at: u8| {
        format!(
            "{{\"slug\":\"{slug}\",\"at\":\"{at}\",\"outcome\":\"signed-off\",\"colour\":{at}}}\n"
        )
    };
    let claim = |slug: &str| {
        format!("{{\"slug\":\"{slug}\",\"source\":\"pmid:1\",\"sentence\":\"ab12\"}}\n")
    };
    let write = |fixture: &Fixture, name: &str, text: String| {
        fs::write(fixture.path(&format!(".copydesk/{name}.jsonl")), text).expect("written");
    };
    let reviews = |slug: &str| review("milk", 1) + &review(slug, 1) + &review(slug, 2);
    write(&fixture, "reviews", reviews("tea"));
    write(&fixture, "claims", claim("tea"));
    rename(&mut fixture, "zinc-tea");
    assert_eq!(
        fixture.on_disk(".copydesk/reviews.jsonl"),
        reviews("zinc-tea")
    );
    assert_eq!(fixture.on_disk(".copydesk/claims.jsonl"), claim("zinc-tea"));

    // Somebody reviews the entry, and it is assigned, before the rename is taken back.
    let before = fixture.on_disk(".copydesk/reviews.jsonl");
    write(&fixture, "reviews", before + &review("zinc-tea", 3));
    write(&fixture, "assignments", claim("zinc-tea"));
    fixture.does(undo_offer(&fixture));
    assert_eq!(
        fixture.on_disk(".copydesk/reviews.jsonl"),
        reviews("tea") + &review("tea", 3)
    );
    assert_eq!(fixture.on_disk(".copydesk/claims.jsonl"), claim("tea"));
    assert_eq!(fixture.on_disk(".copydesk/assignments.jsonl"), claim("tea"));
    assert_eq!(fixture.on_disk(".copydesk/accepted.jsonl"), ACCEPTED);
}

#[test]
fn records_name_the_new_file_and_those_of_another_entry_with_the_slug_stay() {
    let twin = TEA.replace("Tea binds", "Milk binds");
    let mut fixture = Fixture::with(&[("tea.md", TEA), ("old/tea.md", &twin)]);
    let review = |slug: &str, file: &str| {
        format!("{{\"slug\":\"{slug}\",\"file\":\"{file}\",\"at\":\"1\",\"reviewer\":\"Ada\"}}\n")
    };
    let unnamed = "{\"slug\":\"tea\",\"at\":\"0\",\"reviewer\":\"Ada\"}\n";
    let theirs = review("tea", "old/tea.md");
    let before = unnamed.to_owned() + &theirs + &review("tea", "tea.md");
    fs::create_dir(fixture.path(".copydesk")).ok();
    fs::write(fixture.path(".copydesk/reviews.jsonl"), &before).expect("written");
    fixture.show("tea.md");
    rename(&mut fixture, "zinc-tea");
    assert_eq!(
        fixture.on_disk(".copydesk/reviews.jsonl"),
        unnamed.to_owned() + &theirs + &review("zinc-tea", "zinc-tea.md")
    );
    fixture.does(undo_offer(&fixture));
    assert_eq!(fixture.on_disk(".copydesk/reviews.jsonl"), before);
}

#[test]
fn a_link_is_not_renamed() {
    let fixture = Fixture::with(&[("tea.md", TEA)]);
    symlink(fixture.path("tea.md"), fixture.path("link.md")).expect("linked");
    let mut fixture = Fixture::over(fixture.folder);
    fixture.show("link.md");
    fixture.does(CommandId::Rename);
    assert_eq!(fixture.desk.dialog(), None);
    assert!(
        fixture.notices()[0].starts_with("That can’t be done. The file is a link"),
        "{:?}",
        fixture.notices()
    );
}

#[test]
fn keys_typed_and_a_save_asked_for_meanwhile_are_kept() {
    let mut fixture = library();
    fixture.does(CommandId::Rename);
    let effects = fixture.asks(RenameCommand::Rename(wish("black-tea")));
    assert!(matches!(effects.as_slice(), [Effect::Rename(_)]));
    fixture.writes("Summary", " Always.");
    let asked = fixture.asks(CommandId::Save);
    assert!(asked.is_empty(), "it waits: {asked:?}");
    fixture.carry_out(effects);
    assert_eq!(fixture.on_disk("iron/black-tea.md"), fixture.text());
    assert!(fixture.text().contains("Always.") && fixture.text().contains("slug: black-tea"));
    assert_eq!(fixture.desk.unsaved_count(), 0);
}

#[test]
fn back_and_forward_find_an_entry_under_its_new_name() {
    let mut fixture = library();
    fixture.show("drinks/milk.md");
    fixture.does(CommandId::Back);
    rename(&mut fixture, "black-tea");
    fixture.does(CommandId::Forward);
    assert_eq!(fixture.desk.shown_key(), Some(&key("drinks/milk.md")));
    fixture.does(CommandId::Back);
    assert_eq!(fixture.text(), fixture.on_disk("iron/black-tea.md"));
}

#[test]
fn a_second_rename_leads_from_every_old_address_and_a_rename_back_takes_its_own_away() {
    let mut fixture = library();
    rename(&mut fixture, "black-tea");
    rename(&mut fixture, "strong-tea");
    let at = "https://house.example/learn";
    assert_eq!(
        fixture.on_disk(".copydesk/redirects.csv"),
        format!("from,to\n{at}/black-tea,{at}/strong-tea\n{at}/tea,{at}/strong-tea\n")
    );
    rename(&mut fixture, "tea");
    assert_eq!(
        fixture.on_disk(".copydesk/redirects.csv"),
        format!("from,to\n{at}/black-tea,{at}/tea\n{at}/strong-tea,{at}/tea\n")
    );
    assert_eq!(fixture.on_disk("iron/tea.md"), TEA);
}

#[test]
fn an_entry_whose_front_matter_can_not_be_read_keeps_it_and_says_so() {
    let text = "---\ntitle: Tea: iron\nslug: tea\n---\n\n# Tea\n";
    let mut fixture = Fixture::with(&[("tea.md", text), ("milk.md", GREEN)]);
    fixture.show("tea.md");
    fixture.does(CommandId::Rename);
    let lines = fixture.desk.rename_lines(&wish("black-tea"));
    assert_eq!(
        titles(&lines),
        ["The file", "The front matter", "A redirect for the site"]
    );
    fixture.does(RenameCommand::Rename(wish("black-tea")));
    assert_eq!(fixture.on_disk("black-tea.md"), text);
}

#[test]
fn another_entry_that_says_the_same_address_of_itself_keeps_it() {
    let twin = "---\ntitle: Twin\nurl: https://house.example/learn/tea\nslug: twin\ncanonical: https://house.example/learn/tea\n---\n\n# Twin\n";
    let mut fixture = Fixture::with(&[("iron/tea.md", TEA), ("iron/twin.md", twin)]);
    fixture.show("iron/tea.md");
    rename(&mut fixture, "black-tea");
    assert_eq!(
        fixture.on_disk("iron/twin.md"),
        twin.replace(
            "canonical: https://house.example/learn/tea",
            "canonical: https://house.example/learn/black-tea"
        )
    );
}
