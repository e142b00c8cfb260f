//! New entries: the house's fields and sections, and nothing that is there already touched.

use std::fs;

use copydesk::desk::{
    Command, CommandId, EditCommand, LibraryCommand, NewEntry, Proposal, folder_error, slug_of,
};
use copydesk::library::disk::{Fault, FaultPlan};

use crate::fixture::{Fixture, key};

const OLD: &str = "\
---
title: \"Old\"
url: https://house.example/library/old
slug: old
pillar: Iron
publisher: \"The House\"
editor: \"Ada Merriden\"
---

# Old
";

fn library() -> Fixture {
    Fixture::with(&[("iron/old.md", OLD)])
}

fn new(title: &str, pillar: &str) -> Command {
    in_folder(title, pillar, if pillar == "Iron" { "iron" } else { "" })
}

fn in_folder(title: &str, pillar: &str, folder: &str) -> Command {
    Command::Library(LibraryCommand::NewEntry(NewEntry {
        title: title.into(),
        pillar: pillar.into(),
        slug: slug_of(title),
        folder: folder.into(),
    }))
}

#[test]
fn the_library_proposes_what_it_uses_most() {
    assert_eq!(
        library().desk.proposal(),
        Proposal {
            pillars: vec!["Iron".into()],
            publisher: "The House".into(),
            editor: "Ada Merriden".into(),
            base: "https://house.example/library/".into(),
        }
    );
    assert_eq!(Fixture::empty().desk.proposal(), Proposal::default());
}

#[test]
fn a_new_entry_has_the_fields_and_sections_of_the_house_and_was_never_reviewed() {
    let mut fixture = library();
    fixture.does(CommandId::NewEntry);
    fixture.does(new("Does tea “bind” iron: yes?", "Iron"));
    let expected = "\
---
title: \"Does tea “bind” iron: yes?\"
url: https://house.example/library/does-tea-bind-iron-yes
slug: does-tea-bind-iron-yes
pillar: Iron
last_reviewed:
confidence:
publisher: \"The House\"
editor: \"Ada Merriden\"
related_products: []
---

# Does tea “bind” iron: yes?

## Summary

## How it works

## Effective dose

## Forms compared

## Timing

## Safety profile

## Special populations

## Interactions

## Guideline positions

## Practical framework

This is a summary of published research, not personal health advice.

## Common misconceptions

## Who this matters for

## Sources

---

## More from The House

- [More on Iron](https://house.example/library/topic/iron)
- [Browse the library](https://house.example/library)
";
    let name = "iron/does-tea-bind-iron-yes.md";
    assert_eq!(fixture.on_disk(name), expected);
    assert_eq!(fixture.text(), expected);
    assert!(!fixture.entry().is_unsaved());
    assert_eq!(
        fixture.desk.shown_key(),
        Some(&key(name)),
        "it is shown at once"
    );
    assert_eq!(fixture.desk.dialog(), None);
    assert_eq!(fixture.desk.shown_count(), 2);
    assert_eq!(fixture.notices(), [format!("Made {name}")]);
}

#[test]
fn a_new_entry_takes_its_first_words_and_is_saved() {
    let mut fixture = library();
    fixture.does(new("Tea", "Iron"));
    let made = fixture.text().to_owned();
    fixture.writes("Summary", "It does.");
    fixture.does(CommandId::Save);
    assert_eq!(
        fixture.on_disk("iron/tea.md"),
        made.replace("## Summary\n\n", "## Summary\n\nIt does.\n\n")
    );
}

#[test]
fn the_folder_of_a_new_entry_is_that_of_its_pillar_until_another_is_chosen() {
    let fixture = library();
    assert_eq!(fixture.desk.folder_for("Iron"), "iron");
    // Each pillar has a folder of its own name: so has a new one.
    assert_eq!(fixture.desk.folder_for("Gut comfort"), "gut-comfort");
    assert!(fixture.desk.has_folder("iron") && !fixture.desk.has_folder("gut-comfort"));
    let fixture = Fixture::with(&[
        ("a/old.md", OLD),
        ("b/older.md", &OLD.replace("old", "older")),
    ]);
    assert_eq!(
        fixture.desk.folder_for("Iron"),
        "",
        "it lies in no one folder"
    );
    // Without pillars it lies where most entries do.
    let post = "---\ntitle: A\n---\n";
    let fixture = Fixture::with(&[("posts/a.md", post), ("posts/b.md", post), ("c.md", post)]);
    assert_eq!(fixture.desk.folder_for(""), "posts");
}

#[test]
fn a_folder_that_is_not_there_is_made_and_one_outside_is_refused() {
    let mut fixture = library();
    fixture.does(in_folder("Zinc", "Zinc", "minerals/zinc"));
    assert!(
        fixture
            .on_disk("minerals/zinc/zinc.md")
            .contains("title: \"Zinc\"")
    );
    for folder in ["..", "/tmp", "a/../../b", ".git", "a/.hidden", "a\\b"] {
        assert!(folder_error(folder).is_some(), "{folder}");
        let mut fixture = library();
        assert_eq!(
            fixture.asks(in_folder("Zinc", "Zinc", folder)),
            [],
            "{folder}"
        );
        assert!(
            fixture.notices()[0].starts_with("No entry was made."),
            "{folder}"
        );
    }
    assert!(folder_error("").is_none() && folder_error("a/b").is_none());
}

#[test]
fn closing_blocks_are_written_in_the_words_of_the_other_entries() {
    let old = format!(
        "{OLD}\n## Sources\n\n---\n\n## Related products from Us\n\n- [X](https://house.example/x)\n\n## More from Us\n\n- [All on Iron](https://house.example/library/topic/iron)\n- [All we have](https://house.example/library)\n"
    );
    let mut fixture = Fixture::with(&[("iron/old.md", &old)]);
    fixture.does(in_folder("Tea", "Sleep", ""));
    let tail = "## Sources\n\n---\n\n## More from Us\n\n- [All on Sleep](https://house.example/library/topic/sleep)\n- [All we have](https://house.example/library)\n";
    assert!(fixture.text().ends_with(tail), "{}", fixture.text());

    // The first product brings its block, the last one takes its line with it, one undo both places.
    let made = fixture.text().to_owned();
    fixture.does(EditCommand::AddProduct {
        name: "Oats".into(),
        handle: "oats".into(),
    });
    let block =
        "\n---\n\n## Related products from Us\n\n- [Oats](https://house.example/products/oats?";
    assert!(fixture.text().contains(block), "{}", fixture.text());
    assert!(
        fixture.text().contains("\n\n## More from Us\n"),
        "{}",
        fixture.text()
    );
    fixture.does(CommandId::Undo);
    assert_eq!(fixture.text(), made);
}

#[test]
fn a_slug_that_yaml_reads_as_a_number_stays_text() {
    let mut fixture = library();
    fixture.does(new("2026", "Iron"));
    assert!(
        fixture.text().contains("slug: \"2026\"\n"),
        "{}",
        fixture.text()
    );
}

#[test]
fn slugs_that_will_not_do_say_why() {
    let fixture = library();
    let why = |slug: &str| fixture.desk.slug_error(slug, None);
    assert_eq!(why("tea"), None);
    assert_eq!(why("old").as_deref(), Some("“Old” has this slug"));
    assert!(why("").is_some_and(|why| why.contains("needs a slug")));
    for slug in ["Tea", "two words", "a/b", "..", "a--b", "-a", "é"] {
        assert!(
            why(slug).is_some_and(|why| why.contains("small letters")),
            "{slug}"
        );
    }
    assert!(why(&"a".repeat(201)).is_some_and(|why| why.contains("too long")));
    assert_eq!(
        Fixture::empty().desk.slug_error("tea", None).as_deref(),
        Some("Open a folder first")
    );
}

#[test]
fn a_slug_in_use_makes_no_entry() {
    let mut fixture = library();
    assert_eq!(fixture.asks(new("Old", "Iron")), []);
    assert_eq!(
        fixture.notices(),
        ["No entry was made. “Old” has this slug"]
    );
    assert_eq!(fixture.on_disk("iron/old.md"), OLD);
}

#[test]
fn a_file_that_is_there_already_is_not_touched() {
    let mut fixture = library();
    fs::write(fixture.path("iron/tea.md"), "Not in the list yet.\n").expect("it can be written");
    fixture.does(CommandId::NewEntry);
    fixture.does(new("Tea", "Iron"));
    assert_eq!(fixture.on_disk("iron/tea.md"), "Not in the list yet.\n");
    assert!(
        fixture.notices()[0].starts_with("Not created"),
        "{:?}",
        fixture.notices()
    );
    assert!(
        fixture.desk.dialog().is_some(),
        "what was typed into the sheet is still there"
    );
    assert!(fixture.desk.shown_key().is_none());
}

#[test]
fn a_full_disk_makes_no_half_entry() {
    let mut fixture = library();
    {
        let _plan = FaultPlan::below(fixture.folder.path(), 0, 1, Fault::DiskFull);
        fixture.does(new("Tea", "Iron"));
    }
    assert!(!fixture.path("iron/tea.md").exists());
    assert!(
        fixture.notices()[0].contains("the disk is full"),
        "{:?}",
        fixture.notices()
    );
}
