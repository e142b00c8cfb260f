//! The entry cut into cards: every word can be reached, nothing twice, long texts in parts.

use copydesk::desk::{CardField, CommandId, EditCommand, Role, Selection};

use crate::fixture::{Fixture, TEA, every_entry};

#[test]
fn the_fields_of_every_entry_lie_in_order_between_letters_and_never_overlap() {
    for (name, text) in every_entry() {
        let fixture = Fixture::at("a.md", text);
        let mut ranges: Vec<_> = fixture
            .entry()
            .cards()
            .fields()
            .map(|(_, range)| range)
            .collect();
        // What stands above the title has a card of its own, which comes after the title's field.
        ranges.sort_by_key(|range| (range.start, range.end));
        assert!(
            !ranges.is_empty(),
            "{name}: there is always a place to type"
        );
        let mut at = 0;
        for range in ranges {
            assert!(text.get(range.clone()).is_some(), "{name}: {range:?}");
            assert!(range.start >= at, "{name}: {range:?} begins before {at}");
            assert!(
                range.len() <= 16 * 1024 || !text[range.clone()].contains('\n'),
                "{name}"
            );
            at = range.end;
        }
    }
}

#[test]
fn what_no_field_shows_is_front_matter_and_marks_of_markdown() {
    for (name, text) in every_entry() {
        let fixture = Fixture::at("a.md", text);
        let entry = fixture.entry();
        let mut hidden = text.as_bytes().to_vec();
        for (_, range) in entry.cards().fields() {
            hidden[range].fill(b' ');
        }
        let body = entry.reading().front_matter.split.body;
        let hidden = String::from_utf8_lossy(&hidden[body..]).into_owned();
        let words: String = hidden.chars().filter(|c| c.is_alphanumeric()).collect();
        assert_eq!(words, "", "{name}");
    }
}

#[test]
fn every_entry_as_a_whole_is_one_card_with_all_its_text() {
    for (name, text) in every_entry() {
        let mut fixture = Fixture::at("a.md", text);
        fixture.does(CommandId::WholeFile);
        let shown = fixture
            .copy(CardField::Body { card: 0, chunk: 0 })
            .as_str()
            .to_owned();
        assert_eq!(
            shown,
            text.trim_start_matches('\u{feff}')
                .replace("\r\n", "\n")
                .replace('\r', "\u{240D}"),
            "{name}"
        );
        fixture.does(CommandId::WholeFile);
        assert_eq!(fixture.text(), text.as_str());
    }
}

#[test]
fn a_long_section_comes_in_parts_that_end_at_line_ends() {
    let lines = "A line of some length that is repeated.\n".repeat(2000);
    let fixture = Fixture::at("a.md", &format!("## Long\n\n{lines}\n## Short\n\nx\n"));
    let entry = fixture.entry();
    let long = &entry.cards().list[fixture.card("Long")];
    assert!(long.chunks.len() >= 5);
    for chunk in &long.chunks {
        assert!(chunk.len() <= 16 * 1024);
        let part = &entry.text()[chunk.clone()];
        assert!(part.starts_with('A') && part.ends_with('.'));
    }
    let joined: Vec<&str> = long
        .chunks
        .iter()
        .map(|chunk| &entry.text()[chunk.clone()])
        .collect();
    assert_eq!(joined.join("\n"), lines.trim_end());
}

#[test]
fn the_caret_goes_from_card_to_card() {
    let fixture = Fixture::at_tea();
    let cards = fixture.entry().cards();
    let mut field = fixture.body("Summary");
    let mut way = vec![fixture.shows(field)];
    while let Some((next, _)) = cards.neighbour(field, true) {
        way.push(fixture.shows(next));
        field = next;
    }
    assert_eq!(
        way,
        [
            "Tea binds iron.",
            "An hour apart is enough.",
            "1. A source.",
            "- [All](https://house.example/library)"
        ]
    );
    let (before, _) = cards.neighbour(field, false).expect("there is one before");
    assert_eq!(fixture.shows(before), "1. A source.");
}

#[test]
fn sections_are_added_moved_and_deleted_with_one_step_each() {
    let mut fixture = Fixture::at_tea();
    fixture.does(EditCommand::AddSection {
        at: 1,
        name: "Dose".into(),
    });
    let added = TEA.replace("## Timing", "## Dose\n\n## Timing");
    assert_eq!(fixture.text(), added);
    assert_eq!(fixture.said(), "Added Dose");
    let dose = fixture.body("Dose");
    assert_eq!(
        fixture
            .entry()
            .cards()
            .field_at(fixture.entry().selection.head),
        Some(dose),
        "the caret is in it"
    );
    fixture.does(EditCommand::MoveSection { from: 1, to: 0 });
    assert_eq!(
        fixture.text(),
        TEA.replace("## Summary", "## Dose\n\n## Summary")
    );
    assert_eq!(fixture.said(), "Moved Dose to place 1 of 4");
    fixture.does(EditCommand::DeleteSection(0));
    assert_eq!(fixture.text(), TEA);
    assert_eq!(fixture.said(), "Deleted Dose. Undo brings it back");
    fixture.undo_all();
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn the_caret_goes_along_with_a_moved_section() {
    let mut fixture = Fixture::at_tea();
    fixture.caret_at("hour apart");
    fixture.does(CommandId::MoveSectionUp);
    let at = fixture.text().find("hour apart").expect("it is there");
    assert_eq!(fixture.entry().selection, Selection::caret(at));
    fixture.does(CommandId::MoveSectionDown);
    assert_eq!(fixture.text(), TEA);
}

#[test]
fn a_caret_before_an_underlined_heading_is_in_its_section() {
    let text = "One\n---\n\nText.\n\nTwo\n---\n\nMore.\n";
    let mut fixture = Fixture::at("a.md", text);
    fixture.caret_at("Two");
    fixture.does(CommandId::MoveSectionUp);
    assert_eq!(fixture.text(), "Two\n---\n\nMore.\n\nOne\n---\n\nText.\n");
}

#[test]
fn a_change_of_sections_that_would_change_others_is_refused_with_the_reason() {
    let text = "## A\n\n```\nopen\n";
    let mut fixture = Fixture::at("a.md", text);
    fixture.does(EditCommand::AddSection {
        at: 1,
        name: "B".into(),
    });
    assert_eq!(fixture.text(), text);
    assert!(
        fixture.notices()[0].contains("left open"),
        "{:?}",
        fixture.notices()
    );
    assert!(!fixture.entry().is_unsaved());
    fixture.does(EditCommand::AddSection {
        at: 0,
        name: " ".into(),
    });
    assert!(
        fixture.said().contains("needs a heading"),
        "{}",
        fixture.said()
    );
}

#[test]
fn a_fold_stays_with_its_section_and_opens_where_the_caret_is_put() {
    let mut fixture = Fixture::at_tea();
    fixture.does(EditCommand::Fold {
        card: fixture.card("Timing"),
        folded: true,
    });
    fixture.does(EditCommand::MoveSection { from: 1, to: 0 });
    let folded = |fixture: &Fixture, name| {
        let entry = fixture.entry();
        entry.is_folded(&entry.cards().list[fixture.card(name)])
    };
    assert!(folded(&fixture, "Summary") != folded(&fixture, "Timing"));
    fixture.does(CommandId::FoldAll);
    assert!(folded(&fixture, "Sources"));
    let at = fixture.text().find("A source").expect("it is there");
    fixture.does(EditCommand::PlaceCaret(Selection::caret(at)));
    assert!(!folded(&fixture, "Sources") && folded(&fixture, "Summary"));
}

#[test]
fn text_above_the_title_is_a_card_of_its_own() {
    let mut fixture = Fixture::at("a.md", "Above.\n\n# Title\n\nLead.\n");
    let field = CardField::Body {
        card: fixture.card_of(Role::Above),
        chunk: 0,
    };
    assert_eq!(fixture.shows(field), "Above.");
    fixture.at_end_of(field).types("\n\nx");
    assert_eq!(fixture.shows(CardField::Title), "Title");
    assert_eq!(fixture.text(), "Above.\n\nx\n\n# Title\n\nLead.\n");
}
