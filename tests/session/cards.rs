//! The entry cut into cards: every word can be reached, nothing twice, long texts in parts.

use copydesk::desk::{Act, EditCommand, Field, Role, Selection};

use crate::bench::{Bench, TEA, every_entry};

#[test]
fn the_fields_of_every_entry_lie_in_order_between_letters_and_never_overlap() {
    for (name, text) in every_entry() {
        let bench = Bench::at("a.md", text);
        let mut ranges: Vec<_> = bench
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
        let bench = Bench::at("a.md", text);
        let entry = bench.entry();
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
        let mut bench = Bench::at("a.md", text);
        bench.does(Act::WholeFile);
        let shown = bench
            .copy(Field::Body { card: 0, chunk: 0 })
            .as_str()
            .to_owned();
        assert_eq!(
            shown,
            text.trim_start_matches('\u{feff}')
                .replace("\r\n", "\n")
                .replace('\r', "\u{240D}"),
            "{name}"
        );
        bench.does(Act::WholeFile);
        assert_eq!(bench.text(), text.as_str());
    }
}

#[test]
fn a_long_section_comes_in_parts_that_end_at_line_ends() {
    let lines = "A line of some length that is repeated.\n".repeat(2000);
    let bench = Bench::at("a.md", &format!("## Long\n\n{lines}\n## Short\n\nx\n"));
    let entry = bench.entry();
    let long = &entry.cards().list[bench.card("Long")];
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
    let bench = Bench::at_tea();
    let cards = bench.entry().cards();
    let mut field = bench.body("Summary");
    let mut way = vec![bench.shows(field)];
    while let Some((next, _)) = cards.neighbour(field, true) {
        way.push(bench.shows(next));
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
    assert_eq!(bench.shows(before), "1. A source.");
}

#[test]
fn sections_are_added_moved_and_deleted_with_one_step_each() {
    let mut bench = Bench::at_tea();
    bench.does(EditCommand::AddSection {
        at: 1,
        name: "Dose".into(),
    });
    let added = TEA.replace("## Timing", "## Dose\n\n## Timing");
    assert_eq!(bench.text(), added);
    assert_eq!(bench.said(), "Added Dose");
    let dose = bench.body("Dose");
    assert_eq!(
        bench.entry().cards().field_at(bench.entry().selection.head),
        Some(dose),
        "the caret is in it"
    );
    bench.does(EditCommand::MoveSection { from: 1, to: 0 });
    assert_eq!(
        bench.text(),
        TEA.replace("## Summary", "## Dose\n\n## Summary")
    );
    assert_eq!(bench.said(), "Moved Dose to place 1 of 4");
    bench.does(EditCommand::DeleteSection(0));
    assert_eq!(bench.text(), TEA);
    assert_eq!(bench.said(), "Deleted Dose. Undo brings it back");
    bench.undo_all();
    assert_eq!(bench.text(), TEA);
}

#[test]
fn the_caret_goes_along_with_a_moved_section() {
    let mut bench = Bench::at_tea();
    bench.caret_at("hour apart");
    bench.does(Act::MoveSectionUp);
    let at = bench.text().find("hour apart").expect("it is there");
    assert_eq!(bench.entry().selection, Selection::caret(at));
    bench.does(Act::MoveSectionDown);
    assert_eq!(bench.text(), TEA);
}

#[test]
fn a_caret_before_an_underlined_heading_is_in_its_section() {
    let text = "One\n---\n\nText.\n\nTwo\n---\n\nMore.\n";
    let mut bench = Bench::at("a.md", text);
    bench.caret_at("Two");
    bench.does(Act::MoveSectionUp);
    assert_eq!(bench.text(), "Two\n---\n\nMore.\n\nOne\n---\n\nText.\n");
}

#[test]
fn a_change_of_sections_that_would_change_others_is_refused_with_the_reason() {
    let text = "## A\n\n```\nopen\n";
    let mut bench = Bench::at("a.md", text);
    bench.does(EditCommand::AddSection {
        at: 1,
        name: "B".into(),
    });
    assert_eq!(bench.text(), text);
    assert!(
        bench.notices()[0].contains("left open"),
        "{:?}",
        bench.notices()
    );
    assert!(!bench.entry().is_unsaved());
    bench.does(EditCommand::AddSection {
        at: 0,
        name: " ".into(),
    });
    assert!(bench.said().contains("needs a heading"), "{}", bench.said());
}

#[test]
fn a_fold_stays_with_its_section_and_opens_where_the_caret_is_put() {
    let mut bench = Bench::at_tea();
    bench.does(EditCommand::Fold {
        card: bench.card("Timing"),
        folded: true,
    });
    bench.does(EditCommand::MoveSection { from: 1, to: 0 });
    let folded = |bench: &Bench, name| {
        let entry = bench.entry();
        entry.is_folded(&entry.cards().list[bench.card(name)])
    };
    assert!(folded(&bench, "Summary") != folded(&bench, "Timing"));
    bench.does(Act::FoldAll);
    assert!(folded(&bench, "Sources"));
    let at = bench.text().find("A source").expect("it is there");
    bench.does(EditCommand::PlaceCaret(Selection::caret(at)));
    assert!(!folded(&bench, "Sources") && folded(&bench, "Summary"));
}

#[test]
fn text_above_the_title_is_a_card_of_its_own() {
    let mut bench = Bench::at("a.md", "Above.\n\n# Title\n\nLead.\n");
    let field = Field::Body {
        card: bench.card_of(Role::Above),
        chunk: 0,
    };
    assert_eq!(bench.shows(field), "Above.");
    bench.at_end_of(field).types("\n\nx");
    assert_eq!(bench.shows(Field::Title), "Title");
    assert_eq!(bench.text(), "Above.\n\nx\n\n# Title\n\nLead.\n");
}
