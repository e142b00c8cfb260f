//! The outline and the page on real and generated text.

use std::ops::Range;

use copydesk::entry::arrange;
use copydesk::entry::outline::{Outline, count_words};
use copydesk::entry::page::Page;
use proptest::prelude::*;

fn titles(text: &str) -> Vec<String> {
    Outline::read(text, 0)
        .all_sections()
        .map(|s| s.title(text))
        .collect()
}

/// The pieces leave no gap and share no byte.
#[track_caller]
fn check_pieces(text: &str, body_start: usize) {
    let page = Page::read(text, body_start);
    let outline = Outline::cut(text, &page);
    let mut at = 0;
    for piece in outline.pieces() {
        assert_eq!(piece.start, at, "gap or overlap in {text:?}");
        assert!(piece.end >= piece.start && text.get(piece.clone()).is_some());
        at = piece.end;
    }
    assert_eq!(at, text.len());
    let within = |r: &Range<usize>| text.get(r.clone()).is_some();
    for section in outline.all_sections() {
        assert!(within(&section.heading.text) && within(&section.body));
    }
    let mut last = 0;
    for block in &page.blocks {
        assert!(within(&block.range), "{block:?} in {text:?}");
        assert!(block.range.start >= last, "{block:?} in {text:?}");
        last = block.range.start;
        for run in page.runs(block) {
            assert!(within(&run.source), "{run:?} in {text:?}");
            assert!(page.text(block).get(run.text.clone()).is_some());
        }
        for cell in page.cells(block) {
            for run in page.cell_runs(cell) {
                assert!(
                    within(&run.source) && page.cell_text(cell).get(run.text.clone()).is_some()
                );
            }
        }
    }
}

#[test]
fn every_section_has_its_title() {
    let text = "# T\n\n## One ##\na\n##\nb\n   ## Three\nc\n\nFour\nlines\n---\nd\n";
    assert_eq!(titles(text), ["One", "", "Three", "Four lines"]);
    check_pieces(text, 0);
}

proptest! {
    #[test]
    fn pieces_join_to_the_same_bytes(lines in prop::collection::vec(line(), 0..24), front in any::<bool>()) {
        let front = if front { "---\ntitle: é\n---\n" } else { "" };
        let text = format!("{front}{}", lines.concat());
        check_pieces(&text, front.len());
    }

    #[test]
    fn words_are_counted_as_runs_without_white_space(text in "[a-z \u{a0}\u{2009}é\t\r\n\u{b}]{0,40}") {
        prop_assert_eq!(count_words(&text), text.split_whitespace().count());
    }
}

/// Section titles and bodies without blank lines, closing blocks included.
fn contents(text: &str) -> Vec<(String, Vec<String>)> {
    let lines = |part: &str| {
        let lines = part.split(['\n', '\r']).filter(|l| !l.trim().is_empty());
        lines.map(str::to_owned).collect()
    };
    Outline::read(text, 0)
        .all_sections()
        .map(|s| {
            (
                s.title(text),
                lines(text.get(s.body.clone()).expect("in the text")),
            )
        })
        .collect()
}

proptest! {
    #[test]
    fn arranging_sections_leaves_the_others_alone(
        lines in prop::collection::vec(line(), 0..24), which in 0..4u8, a in 0..4usize, b in 0..4usize,
    ) {
        let text = lines.concat();
        let outline = Outline::read(&text, 0);
        let done = match which {
            0 => arrange::rename(&text, &outline, a, "Other words"),
            1 => arrange::move_to(&text, &outline, a, b),
            2 => arrange::add(&text, &outline, a, "Other words"),
            _ => arrange::delete(&text, &outline, a),
        };
        let Ok(edits) = done else { return Ok(()) };
        let new = edits.apply(&text).expect("fits");
        let back = edits.inverse(&text).expect("fits").apply(&new);
        prop_assert_eq!(back.as_deref(), Ok(text.as_str()));
        // A break may change sides when the last section above it goes, so only the closing words are compared then.
        if which == 3 && outline.sections.len() == 1 {
            return Ok(());
        }
        let mut meant = contents(&text);
        match which {
            0 => if let Some(section) = meant.get_mut(a) { section.0 = "Other words".into() },
            1 => { let section = meant.remove(a); meant.insert(b, section) },
            2 => meant.insert(a, ("Other words".into(), Vec::new())),
            _ => { meant.remove(a); },
        }
        prop_assert_eq!(contents(&new), meant);
    }
}

fn line() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "",
        "text",
        "é ü",
        "# T",
        "## A",
        "   ## B ##",
        "##",
        "#",
        "### c",
        "---",
        "***",
        "===",
        "----",
        "```",
        "~~~~",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<pre>",
        "- item",
        "  - sub",
        "> quote",
        ">> deep",
        "1. one",
        "    code",
        "\tcode",
        "| a | b |",
        "| - | :-: |",
        "| x |",
        "[^1]: note",
        "[^1]",
        "[a]: /b",
        "**b** _i_ ~~s~~",
        "`c`",
        "``c ` d``",
        "![alt](a.png)",
        "[l](b \"t\")",
        "- [ ] task",
        "- [x]",
        "-",
        "&amp; \\* <b>",
        "a  ",
        "a\\",
        "<a@b.c>",
        "\u{feff}",
        "\0",
    ]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\n\n", "\r\n", "\r\n\r\n", "\r", ""]);
    (words, end).prop_map(|(words, end)| format!("{words}{end}"))
}
