//! The form: fields set by value, and the values that agreed kept in agreement.

use copydesk::desk::EditCommand;
use copydesk::entry::front_matter::Path;

use crate::fixture::{Fixture, TEA};

/// An entry with two products and the closing block that mirrors them.
const MIRRORED: &str = "\
---
title: \"Tea\"
url: https://house.example/library/tea
slug: tea
pillar: Vitamin D
related_products:
  - name: \"Oats\"
    handle: \"oats\"
    url: \"https://house.example/products/oats\"
  - name: \"Milk\"
    handle: \"milk\"
    url: \"https://house.example/products/milk\"
---

# Tea

## Summary

Text.

---

## Related products

- [Oats](https://house.example/products/oats)
- [Milk](https://house.example/products/milk)

## More

- [All](https://house.example/library)
";

#[track_caller]
fn set(fixture: &mut Fixture, path: &str, value: &str) {
    let path = Path::parse(path).expect("a path");
    fixture.does(EditCommand::SetField {
        path,
        value: value.into(),
    });
}

fn products() -> Path {
    Path::key("related_products")
}

/// The lines of the closing block of products.
fn block(fixture: &Fixture) -> Vec<String> {
    let text = fixture.text();
    let start = text.find("## Related products").expect("the block");
    let end = text.find("## More").expect("the next block");
    text[start..end]
        .lines()
        .skip(1)
        .filter(|line| !line.is_empty())
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_heading_follows_the_title_where_they_agreed() {
    let mut fixture = Fixture::at_tea();
    set(&mut fixture, "title", "Coffee: “and” iron");
    assert_eq!(
        fixture.text(),
        TEA.replace("Tea and iron", "Coffee: “and” iron")
    );
    fixture.undo();
    assert_eq!(fixture.text(), TEA, "one undo takes both back");
}

#[test]
fn the_heading_stays_where_they_did_not_agree() {
    let text = TEA.replace("# Tea and iron", "# Tea, and iron");
    let mut fixture = Fixture::at("a.md", &text);
    set(&mut fixture, "title", "Coffee");
    assert_eq!(
        fixture.text(),
        text.replace("\"Tea and iron\"", "\"Coffee\"")
    );
}

#[test]
fn a_title_emptied_and_typed_anew_letter_by_letter_is_one_step_and_the_heading_follows() {
    let mut fixture = Fixture::at_tea();
    let title = "Tea and iron";
    for end in (0..title.len()).rev() {
        set(&mut fixture, "title", &title[..end]);
    }
    assert!(
        fixture.text().contains("title: \"\"\n"),
        "{}",
        fixture.text()
    );
    for end in 1.."New".len() + 1 {
        set(&mut fixture, "title", &"New"[..end]);
    }
    assert_eq!(fixture.text(), TEA.replace("Tea and iron", "New"));
    fixture.undo();
    assert_eq!(fixture.text(), TEA, "it was one stretch of typing");
    assert_eq!(fixture.said(), "Undid the change of title");
}

#[test]
fn a_heading_that_would_not_read_as_the_title_is_left_and_said_so() {
    let mut fixture = Fixture::at_tea();
    set(&mut fixture, "title", "Tea #");
    assert_eq!(fixture.text(), TEA.replace("\"Tea and iron\"", "\"Tea #\""));
    assert_eq!(
        fixture.said(),
        "The page’s heading was left: it would not read as the title"
    );
    assert_eq!(
        fixture.desk.title_of(&fixture.entry().key.clone()),
        "Tea #",
        "the library’s row follows"
    );
}

#[test]
fn a_date_is_emptied_and_written() {
    let mut fixture = Fixture::at_tea();
    set(&mut fixture, "last_reviewed", "");
    assert_eq!(
        fixture.entry().reading().front_matter.text("last_reviewed"),
        Some("")
    );
    fixture.wait(2000);
    set(&mut fixture, "last_reviewed", "9 June 2026");
    assert_eq!(
        fixture.entry().reading().front_matter.text("last_reviewed"),
        Some("9 June 2026")
    );
    fixture.undo_all();
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn fields_are_added_last_and_removed() {
    let mut fixture = Fixture::at_tea();
    set(&mut fixture, "editor", "Ada");
    assert_eq!(
        fixture.text(),
        TEA.replace("moderate\n", "moderate\neditor: Ada\n")
    );
    fixture.does(EditCommand::RemoveField(Path::key("editor")));
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn the_value_that_is_there_already_is_no_step() {
    let mut fixture = Fixture::at_tea();
    set(&mut fixture, "title", "Tea and iron");
    assert!(!fixture.entry().is_unsaved());
}

#[test]
fn a_field_that_cannot_be_changed_safely_says_why_and_stays() {
    for (front, path) in [
        ("title: a\ntitle: b\n", "title"),
        ("base: &x one\ntitle: *x\n", "title"),
        ("title: [a, b]\n", "title"),
        ("title: a: b\n", "title"),
        ("\ttitle: a\n", "title"),
    ] {
        let text = format!("---\n{front}---\n\nText.\n");
        let mut fixture = Fixture::at("a.md", &text);
        set(&mut fixture, path, "new");
        assert_eq!(fixture.text(), text);
        assert!(!fixture.entry().is_unsaved());
        let notice = fixture.notices().pop().expect("it says why").to_owned();
        assert!(
            notice.starts_with("Not changed: ") && notice.len() > 30,
            "{notice}"
        );
        assert!(fixture.desk.notices()[0].is_bad);
    }
    let mut fixture = Fixture::at("a.md", "Text.\n");
    set(&mut fixture, "title", "new");
    assert!(
        fixture.said().contains("no front matter"),
        "{}",
        fixture.said()
    );
}

#[test]
fn a_product_is_added_in_both_places_with_its_address_by_the_rule() {
    let mut fixture = Fixture::at("a.md", MIRRORED);
    fixture.does(EditCommand::AddProduct {
        name: "Rye & Co".into(),
        handle: "rye".into(),
    });
    let url = "https://house.example/products/rye?utm_source=hrl&utm_medium=ai_referral&utm_campaign=hrl_vitamin-d&nt_source_entry=tea&nt_source_pillar=vitamin-d";
    assert_eq!(
        block(&fixture).last().map(String::as_str),
        Some(format!("- [Rye & Co]({url})").as_str())
    );
    assert_eq!(block(&fixture).len(), 3);
    assert!(fixture.text().contains(&format!(
        "  - name: \"Rye & Co\"\n    handle: \"rye\"\n    url: \"{url}\"\n---\n"
    )));
    fixture.undo();
    assert_eq!(fixture.text(), MIRRORED);
}

#[test]
fn products_are_moved_renamed_and_removed_in_both_places() {
    let mut fixture = Fixture::at("a.md", MIRRORED);
    fixture.does(EditCommand::MoveItem {
        list: products(),
        from: 1,
        to: 0,
    });
    assert_eq!(
        block(&fixture),
        [
            "- [Milk](https://house.example/products/milk)",
            "- [Oats](https://house.example/products/oats)"
        ]
    );
    set(&mut fixture, "related_products[0].name", "Cream");
    assert_eq!(
        block(&fixture)[0],
        "- [Cream](https://house.example/products/milk)"
    );
    fixture.does(EditCommand::RemoveField(products().item(0)));
    assert_eq!(
        block(&fixture),
        ["- [Oats](https://house.example/products/oats)"]
    );
    fixture.does(EditCommand::RemoveField(products().item(0)));
    assert_eq!(block(&fixture), [""; 0]);
    assert!(fixture.text().contains("related_products: []\n"));
    assert!(fixture.text().contains("## Related products\n\n"));
    fixture.undo_all();
    assert_eq!(fixture.text(), MIRRORED);
}

#[test]
fn all_products_removed_at_once_leave_the_block_empty() {
    let mut fixture = Fixture::at("a.md", MIRRORED);
    fixture.does(EditCommand::RemoveField(Path::key("related_products")));
    assert_eq!(block(&fixture), [""; 0]);
    fixture.undo();
    assert_eq!(fixture.text(), MIRRORED);
}

#[test]
fn a_block_that_did_not_agree_stays() {
    for (old, new) in [
        ("[Oats](", "[Porridge oats]("),
        ("- [Milk](https://house.example/products/milk)\n", ""),
    ] {
        let text = MIRRORED.replace(old, new);
        let mut fixture = Fixture::at("a.md", &text);
        let before = block(&fixture);
        fixture.does(EditCommand::RemoveField(products().item(0)));
        assert_eq!(block(&fixture), before);
        assert_ne!(fixture.text(), text);
    }
}

#[test]
fn words_between_the_products_of_a_block_are_left_alone() {
    let text = MIRRORED.replace(
        "oats)\n- [Milk]",
        "oats)\n\nWords of the editor.\n\n- [Milk]",
    );
    let mut fixture = Fixture::at("a.md", &text);
    fixture.does(EditCommand::MoveItem {
        list: products(),
        from: 1,
        to: 0,
    });
    assert_eq!(block(&fixture)[1], "Words of the editor.");
    fixture.does(EditCommand::RemoveField(products().item(1)));
    assert_eq!(
        block(&fixture),
        [
            "- [Milk](https://house.example/products/milk)",
            "Words of the editor."
        ]
    );
}

#[test]
fn products_in_a_file_with_crlf_are_mirrored_with_crlf() {
    let text = MIRRORED.replace('\n', "\r\n");
    let mut fixture = Fixture::at("a.md", &text);
    fixture.does(EditCommand::AddProduct {
        name: "Rye".into(),
        handle: "rye".into(),
    });
    assert!(!fixture.text().replace("\r\n", "").contains('\n'));
    assert_eq!(block(&fixture).len(), 3);
    fixture.does(EditCommand::RemoveField(products().item(2)));
    assert_eq!(fixture.text(), text);
}

/// A page of another house, beside others of its kind.
const HUGO: &str = "\
---
title: Iron in the diet
date: 2012-11-30 1:58:51 -0400 # as posted
tags: [iron, tea] # two
author:
  name: Ada Blythe
  links:
    - site: https://ada.example
      kind: home
draft: no
---

# Iron in the diet
";

#[track_caller]
fn on_hugo(fixture_files: &[(&str, &str)]) -> Fixture {
    let mut files = vec![("a.md", HUGO)];
    files.extend(fixture_files);
    let mut fixture = Fixture::with(&files);
    fixture.show("a.md");
    fixture
}

fn day(year: i16, month: i8, day: i8) -> jiff::civil::Date {
    jiff::civil::date(year, month, day)
}

#[test]
fn a_day_picked_keeps_the_time_the_zone_and_the_form() {
    let mut fixture = on_hugo(&[]);
    fixture.does(EditCommand::PickDay {
        path: Path::key("date"),
        day: day(2012, 11, 7),
    });
    assert_eq!(fixture.text(), HUGO.replace("2012-11-30", "2012-11-07"));
    fixture.undo();
    assert_eq!(fixture.text(), HUGO);
}

#[test]
fn a_day_picked_for_an_empty_field_is_written_as_the_other_entries_write_theirs() {
    let entry = |date: &str| format!("---\ntitle: x\ndate:{date}\n---\n\n# x\n");
    for (others, expected) in [
        (["2024-01-15", "2024-02-16"], Some("2026-11-07")),
        (["15 Jan 2024", "16 Feb 2024"], Some("7 Nov 2026")),
        (
            ["2024-01-15T00:00:00Z", "2024-02-16T00:00:00Z"],
            Some("2026-11-07T00:00:00Z"),
        ),
        (["2024-01-15 07:30", "2024-02-16 9:45"], None),
    ] {
        let [left, right] = others.map(|date| entry(&format!(" {date}")));
        let empty = entry("");
        let mut fixture = Fixture::with(&[("a.md", &empty), ("b.md", &left), ("c.md", &right)]);
        fixture.show("a.md");
        fixture.does(EditCommand::PickDay {
            path: Path::key("date"),
            day: day(2026, 11, 7),
        });
        match expected {
            Some(expected) => assert_eq!(fixture.text(), entry(&format!(" {expected}"))),
            None => {
                assert_eq!(fixture.text(), empty, "no time is made up");
                assert_eq!(fixture.desk.started_date().text, "2026-11-07 ");
            }
        }
    }
}

#[test]
fn a_day_is_not_put_in_the_place_of_a_time_that_cannot_be_read() {
    let text = HUGO.replace("2012-11-30 1:58:51 -0400", "05/06/2012 10:00");
    let mut fixture = Fixture::with(&[("a.md", &text)]);
    fixture.show("a.md");
    fixture.does(EditCommand::PickDay {
        path: Path::key("date"),
        day: day(2012, 11, 7),
    });
    assert_eq!(fixture.text(), text);
    assert_eq!(fixture.said(), "This date can’t be read. Type the day");
}

#[test]
fn items_are_added_moved_and_removed_each_as_one_step() {
    let mut fixture = on_hugo(&[]);
    let tags = || Path::key("tags");
    fixture.does(EditCommand::AddTexts {
        list: tags(),
        texts: vec!["zinc".into(), "tea".into(), "a, b".into()],
    });
    let added = HUGO.replace("[iron, tea]", "[iron, tea, zinc, \"a, b\"]");
    assert_eq!(fixture.text(), added, "what is there already is left out");
    fixture.does(EditCommand::MoveItem {
        list: tags(),
        from: 2,
        to: 0,
    });
    let moved = HUGO.replace("[iron, tea]", "[zinc, iron, tea, \"a, b\"]");
    assert_eq!(fixture.text(), moved);
    fixture.does(EditCommand::RemoveField(tags().item(1)));
    fixture.undo();
    assert_eq!(fixture.text(), moved);
    fixture.undo();
    assert_eq!(fixture.text(), added);
    fixture.undo();
    assert_eq!(fixture.text(), HUGO);
    fixture.does(EditCommand::AddTexts {
        list: tags(),
        texts: vec!["tea".into()],
    });
    assert_eq!(fixture.text(), HUGO);
    assert_eq!(fixture.said(), "That is in the list already");
}

#[test]
fn an_item_of_fields_is_added_with_the_fields_of_the_one_before() {
    let mut fixture = on_hugo(&[]);
    fixture.does(EditCommand::AddItem(Path::key("author").field("links")));
    let new = "      kind: home\n    - site: \"\"\n      kind: \"\"\n";
    assert_eq!(fixture.text(), HUGO.replace("      kind: home\n", new));
}

#[test]
fn the_values_of_other_entries_are_counted_when_they_are_asked_for() {
    let others = [
        ("b.md", "---\ntitle: b\ntags:\n- zinc\n- tea\n---\n"),
        ("c.md", "---\ntitle: c\ntags: [tea, tea]\n---\n"),
        ("d.md", "---\ntitle: d\nauthor:\n  name: Tobias\n---\n"),
    ];
    let mut fixture = on_hugo(&others);
    let used = |fixture: &Fixture, path: &Path| -> Vec<(String, usize)> {
        let used = fixture.desk.used_values(path);
        used.iter()
            .map(|(value, count)| (value.to_string(), *count))
            .collect()
    };
    let tags = Path::key("tags");
    assert!(used(&fixture, &tags).is_empty());
    fixture.does(EditCommand::WantValues(tags.clone()));
    let expected = [("tea".to_owned(), 2), ("zinc".to_owned(), 1)];
    assert_eq!(
        used(&fixture, &tags),
        expected,
        "without those of the entry itself"
    );
    let name = Path::key("author").field("name");
    fixture.does(EditCommand::WantValues(name.clone()));
    assert_eq!(used(&fixture, &name), [("Tobias".to_owned(), 1)]);
    assert!(used(&fixture, &tags).is_empty());
}
