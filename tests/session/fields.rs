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
    fixture.does(EditCommand::MoveProduct { from: 1, to: 0 });
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
    fixture.does(EditCommand::RemoveProduct(0));
    assert_eq!(
        block(&fixture),
        ["- [Oats](https://house.example/products/oats)"]
    );
    fixture.does(EditCommand::RemoveProduct(0));
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
        fixture.does(EditCommand::RemoveProduct(0));
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
    fixture.does(EditCommand::MoveProduct { from: 1, to: 0 });
    assert_eq!(block(&fixture)[1], "Words of the editor.");
    fixture.does(EditCommand::RemoveProduct(1));
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
    fixture.does(EditCommand::RemoveProduct(2));
    assert_eq!(fixture.text(), text);
}
