//! Typing letter by letter: nothing typed is refused, and nothing moves under the caret.

use copydesk::desk::{CardField, CommandId, EditCommand};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::fixture::{Fixture, TEA, every_entry};

/// Every field but `here`, with what it shows.
fn others(fixture: &Fixture, here: CardField) -> Vec<(CardField, String)> {
    let entry = fixture.entry();
    entry
        .cards()
        .fields()
        .filter(|(field, _)| *field != here)
        .map(|(field, range)| (field, entry.text()[range].to_owned()))
        .collect()
}

/// Types into a section's text letter by letter. All other fields must stand as they were after every key.
#[track_caller]
fn types(fixture: &mut Fixture, field: CardField, words: &str) {
    let before = others(fixture, field);
    let mut shown = fixture.copy(field).as_str().to_owned();
    let mut typist = fixture.at_end_of(field);
    for letter in words.chars() {
        typist.key(letter);
        shown.push(letter);
        assert_eq!(typist.fixture.copy(field).as_str(), shown);
        assert_eq!(
            others(typist.fixture, field),
            before,
            "after {letter:?} in {words:?}"
        );
    }
}

fn side_effect(fixture: &Fixture) -> Option<&str> {
    fixture
        .entry()
        .side_effect
        .as_ref()
        .map(|(_, said)| said.as_str())
}

fn headings(fixture: &Fixture) -> Vec<String> {
    let entry = fixture.entry();
    let cards = entry.cards().list.iter();
    cards
        .filter_map(|card| card.heading.as_ref())
        .map(|spot| entry.text()[spot.text.clone()].to_owned())
        .collect()
}

#[test]
fn a_list_is_typed_under_a_paragraph() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    types(&mut fixture, field, "\n-");
    assert_eq!(
        side_effect(&fixture),
        Some("Starts a new section, “Tea binds iron.”")
    );
    types(&mut fixture, field, " coffee\n- milk");
    assert_eq!(side_effect(&fixture), None);
    assert_eq!(
        fixture.text(),
        TEA.replace("iron.\n\n## T", "iron.\n- coffee\n- milk\n\n## T")
    );
    fixture.does(EditCommand::RecutCards);
    assert_eq!(headings(&fixture), ["Summary", "Timing", "Sources", "More"]);
}

#[test]
fn a_heading_typed_in_a_text_becomes_a_card_when_the_focus_leaves() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    types(&mut fixture, field, "\n\n##");
    assert_eq!(
        side_effect(&fixture),
        Some("Starts a new section without a name")
    );
    types(&mut fixture, field, " New\n\nWords.");
    assert_eq!(side_effect(&fixture), Some("Starts a new section, “New”"));
    assert_eq!(headings(&fixture), ["Summary", "Timing", "Sources", "More"]);
    fixture.does(EditCommand::RecutCards);
    assert_eq!(side_effect(&fixture), None);
    assert_eq!(
        headings(&fixture),
        ["Summary", "New", "Timing", "Sources", "More"]
    );
    assert_eq!(fixture.shows(fixture.body("New")), "Words.");
}

#[test]
fn an_open_fence_takes_in_what_follows_until_it_is_closed() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    types(&mut fixture, field, "\n\n```");
    assert_eq!(
        side_effect(&fixture),
        Some("An open fence takes in the next 3 sections")
    );
    types(&mut fixture, field, "\n## no heading\n```");
    assert_eq!(side_effect(&fixture), None);
    fixture.does(EditCommand::RecutCards);
    assert_eq!(headings(&fixture), ["Summary", "Timing", "Sources", "More"]);
}

#[test]
fn a_fence_left_open_is_shown_as_it_reads_and_the_text_is_all_there() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Timing");
    types(&mut fixture, field, "\n\n~~~");
    fixture.does(EditCommand::RecutCards);
    assert_eq!(headings(&fixture), ["Summary", "Timing"]);
    assert!(fixture.shows(fixture.body("Timing")).contains("## Sources"));
    assert_eq!(fixture.text(), TEA.replace("enough.", "enough.\n\n~~~"));
}

#[test]
fn a_comment_takes_in_what_follows_until_it_is_closed() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    types(&mut fixture, field, "\n\n<!--");
    assert_eq!(
        side_effect(&fixture),
        Some("An open comment takes in the next 3 sections")
    );
    types(&mut fixture, field, " later -->");
    assert_eq!(side_effect(&fixture), None);
    fixture.does(EditCommand::RecutCards);
    assert_eq!(headings(&fixture), ["Summary", "Timing", "Sources", "More"]);
}

#[test]
fn a_heading_is_emptied_and_named_anew() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.heading("Summary");
    let before = others(&fixture, field);
    fixture.at_end_of(field).select_all().backspace();
    assert_eq!(fixture.text(), TEA.replace("## Summary", "## "));
    assert_eq!(others(&fixture, field), before);
    types(&mut fixture, field, "Short");
    assert_eq!(fixture.text(), TEA.replace("Summary", "Short"));
}

#[test]
fn a_heading_left_empty_takes_words_later() {
    for text in [
        "## \n\nText.\n",
        "##\n\nText.\n",
        "## ##\n\nText.\n",
        "# \n\nText.\n",
    ] {
        let mut fixture = Fixture::at("a.md", text);
        let field = if text.starts_with("# ") {
            CardField::Title
        } else {
            CardField::Heading(0)
        };
        types(&mut fixture, field, "Name");
        assert_eq!(side_effect(&fixture), None, "{text:?}");
        assert!(
            !fixture.text().contains("Name \n"),
            "no blank at the line’s end"
        );
        fixture.does(EditCommand::RecutCards);
        assert_eq!(
            fixture.shows(field),
            "Name",
            "{text:?} became {:?}",
            fixture.text()
        );
    }
}

#[test]
fn the_first_words_of_an_empty_section_get_a_blank_line_on_either_side() {
    for (text, expected) in [
        ("## A\n\n## B\n", "## A\n\nOne.\n\n## B\n"),
        ("## A\n## B\n", "## A\n\nOne.\n\n## B\n"),
        ("## A\n\n\n\n## B\n", "## A\n\nOne.\n\n## B\n"),
        ("## A", "## A\n\nOne.\n"),
        ("## A\n", "## A\n\nOne.\n"),
        ("## A\r\n\r\n## B\r\n", "## A\r\n\r\nOne.\r\n\r\n## B\r\n"),
        ("## A\n\n---\n\n## B\n", "## A\n\nOne.\n\n---\n\n## B\n"),
    ] {
        let mut fixture = Fixture::at("a.md", text);
        let field = fixture.body("A");
        types(&mut fixture, field, "One.");
        assert_eq!(fixture.text(), expected, "{text:?}");
        assert_eq!(side_effect(&fixture), None);
        fixture.does(EditCommand::RecutCards);
        assert_eq!(fixture.shows(fixture.body("A")), "One.");
        fixture.undo();
        assert_eq!(fixture.text(), text);
    }
}

#[test]
fn an_entry_with_nothing_in_it_takes_words() {
    for (text, expected) in [
        ("", "One.\n"),
        ("# T\n", "# T\n\nOne.\n"),
        ("---\ntitle: T\n---\n", "---\ntitle: T\n---\n\nOne.\n"),
        ("\u{feff}", "\u{feff}One.\n"),
    ] {
        let mut fixture = Fixture::at("a.md", text);
        let field = CardField::Body { card: 0, chunk: 0 };
        types(&mut fixture, field, "One.");
        assert_eq!(fixture.text(), expected, "{text:?}");
    }
}

#[test]
fn a_text_emptied_and_written_anew_keeps_its_place() {
    let mut fixture = Fixture::at_tea();
    let field = fixture.body("Summary");
    fixture
        .at_end_of(field)
        .select_all()
        .types("N")
        .backspace()
        .types("New.");
    assert_eq!(fixture.text(), TEA.replace("Tea binds iron.", "New."));
}

#[test]
fn an_entry_with_crlf_gets_crlf() {
    let text = TEA.replace('\n', "\r\n");
    let mut fixture = Fixture::at("a.md", &text);
    let field = fixture.body("Summary");
    types(&mut fixture, field, "\n\n- one\n- two");
    assert_eq!(
        fixture.text(),
        text.replace(
            "iron.\r\n\r\n## T",
            "iron.\r\n\r\n- one\r\n- two\r\n\r\n## T"
        )
    );
}

#[test]
fn a_byte_order_mark_and_a_missing_line_end_stay() {
    let text = format!("\u{feff}{}", TEA.trim_end());
    let mut fixture = Fixture::at("a.md", &text);
    let field = fixture.body("More");
    types(&mut fixture, field, "\n- x");
    fixture.does(CommandId::Save);
    assert_eq!(fixture.on_disk("a.md"), format!("{text}\n- x"));
}

#[test]
fn the_whole_file_takes_anything() {
    let mut fixture = Fixture::at_tea();
    fixture.does(CommandId::WholeFile);
    let field = CardField::Body { card: 0, chunk: 0 };
    let at = TEA.find("Iron\n").expect("the pillar") + 4;
    fixture.in_field(field, at).types(": \"x");
    assert_eq!(
        fixture.text(),
        TEA.replace("pillar: Iron", "pillar: Iron: \"x")
    );
    assert_eq!(side_effect(&fixture), None);
    fixture.does(CommandId::WholeFile);
    assert!(fixture.entry().reading().front_matter.error.is_some());
    let front = fixture.card_of(copydesk::desk::Role::FrontMatter);
    let field = CardField::Body {
        card: front,
        chunk: 0,
    };
    assert!(fixture.shows(field).starts_with("---\ntitle"));
    let at = fixture.shows(field).find(": \"x").expect("what is wrong") + 4;
    fixture
        .in_field(field, at)
        .backspace()
        .backspace()
        .backspace()
        .backspace();
    fixture.does(EditCommand::RecutCards);
    assert_eq!(fixture.text(), TEA);
    assert!(fixture.entry().reading().front_matter.error.is_none());
}

#[test]
fn two_parts_of_a_long_text_are_joined() {
    let line = "Tea binds iron and little else of note in this line.\n";
    let text = format!("## A\n\n{}\n## B\n", line.repeat(700));
    let mut fixture = Fixture::at("a.md", &text);
    let card = fixture.card("A");
    let chunks = fixture.entry().cards().list[card].chunks.clone();
    assert!(chunks.len() > 2 && chunks.iter().all(|chunk| chunk.len() <= 16 * 1024));
    let gap = chunks[0].end..chunks[1].start;
    fixture.does(EditCommand::Join(gap.clone()));
    assert_eq!(
        fixture.text(),
        [&text[..gap.start], &text[gap.end..]].concat()
    );
    assert_eq!(fixture.entry().selection.head, gap.start);
    fixture.undo();
    assert_eq!(fixture.text(), text);
}

#[test]
fn a_key_in_one_part_of_a_long_text_leaves_the_other_parts() {
    let line = "Tea binds iron and little else of note in this line.\r\n";
    let text = format!("## A\r\n\r\n{}\r\n## B\r\n", line.repeat(700));
    let mut fixture = Fixture::at("a.md", &text);
    let card = fixture.card("A");
    types(
        &mut fixture,
        CardField::Body { card, chunk: 1 },
        " more\n\nand more",
    );
    types(&mut fixture, CardField::Body { card, chunk: 0 }, "```");
}

/// What breaks editors, and plain words.
fn keys() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", "é", " ", "\n", "\n\n", "-", "- ", "#", "## ", "## New\n", "```", "~~~\n", "<!--",
        "-->", "<pre>", "=", "\n---", "\n===", "*", "1. ", "> ", "    ", "[^1]: ", "|", "\t", "🫖",
        "e\u{301}", "---\n", "+++", "\u{2028}",
    ]);
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn in_any_field_of_any_entry_every_key_changes_that_field_alone(
        entry in any::<Index>(),
        field in any::<Index>(),
        at in any::<Index>(),
        words in keys(),
        back in 0..8usize,
    ) {
        let (name, text) = entry.get(every_entry());
        let mut fixture = Fixture::at("a.md", text);
        let fields: Vec<CardField> = fixture.entry().cards().fields().map(|(field, _)| field).collect();
        let field = *field.get(&fields);
        let before = others(&fixture, field);
        let single_line = !matches!(field, CardField::Body { .. });
        let mut shown = fixture.copy(field).as_str().to_owned();
        let mut place = at.index(shown.len() + 1);
        while !shown.is_char_boundary(place) {
            place -= 1;
        }
        let mut typist = fixture.in_field(field, place);
        for letter in words.chars() {
            let letter = if single_line && letter == '\n' { ' ' } else { letter };
            typist.key(letter);
            shown.insert(place, letter);
            place += letter.len_utf8();
            if shown.contains("\u{240D}\n") {
                // A lone carriage return that meets a line feed is a line end: no field can tell the two apart.
                return Ok(());
            }
            let copy = typist.fixture.copy(field);
            prop_assert_eq!(copy.as_str(), &shown, "{} in {:?}", name, field);
            prop_assert_eq!(&others(typist.fixture, field), &before, "{} in {:?}", name, field);
        }
        for _ in 0..back {
            typist.backspace();
            if let Some(letter) = shown[..place].chars().next_back() {
                place -= letter.len_utf8();
                shown.remove(place);
            }
            let copy = typist.fixture.copy(field);
            prop_assert_eq!(copy.as_str(), &shown, "{} in {:?}", name, field);
            prop_assert_eq!(&others(typist.fixture, field), &before, "{} in {:?}", name, field);
        }
        fixture.undo_all();
        prop_assert_eq!(fixture.text(), text.as_str(), "{}", name);
        prop_assert!(!fixture.entry().is_unsaved());
    }
}
