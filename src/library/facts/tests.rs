//! The quick reading of facts against the full one.

use proptest::prelude::*;

use super::*;

/// The facts by the full reading alone.
fn read_in_full(text: &str) -> Facts {
    read_by(text, front_matter::read, body::read)
}

/// Whether both parts of a text are read by the scan, and what comes out.
fn read_by_scan(text: &str) -> Option<Facts> {
    let cut = split(text);
    if cut.fence == Fence::Closed {
        front_matter::scan(text.get(cut.inner)?)?;
    }
    body::scan(text.get(cut.body..)?, true)?;
    Some(read(text))
}

const HOUSE: &str = "\
---
title: \"How does walking help?\"
url: https://example.org/learn/how-does-walking-help
slug: how-does-walking-help
pillar: Movement
last_reviewed: 9 April 2026
confidence: moderate
publisher: \"Example Library\"
editor: \"A Person\"
related_products:
  - name: \"Shoes & Laces\"
    handle: \"shoes-laces\"
    url: \"https://example.org/products/shoes-laces?a=b&c=d\"
---

# How does walking help?

## Summary

Walking – or strolling – helps (Doe 2020).

## Who this matters for

- Adults over 65
- **Everybody** else

## Sources

1. Doe J (2020). Walking. Journal. DOI: 10.5555/1.
2. Roe R et al. Strolling. https://example.org/a.

---

## Related products from Example

- [Shoes & Laces](https://example.org/products/shoes-laces)
";

#[test]
fn an_entry_of_the_house_format_is_read_by_the_scan() {
    let facts = read_by_scan(HOUSE).expect("the house format needs no parser");
    assert_eq!(facts, read_in_full(HOUSE));
    assert_eq!(facts.title.as_deref(), Some("How does walking help?"));
    assert_eq!(facts.last_reviewed.as_deref(), Some("9 April 2026"));
    assert_eq!((facts.words, facts.sections, facts.sources), (35, 4, 2));
    assert_eq!(facts.error, None);
    let crlf = HOUSE.replace('\n', "\r\n");
    assert_eq!(read_by_scan(&crlf), Some(facts));
    let shoes = KnownProduct {
        name: "Shoes & Laces".into(),
        handle: "shoes-laces".into(),
    };
    assert_eq!(products(HOUSE), [shoes]);
}

#[test]
fn headings_are_not_words_and_marks_are() {
    assert_eq!(read("# One two\n\n- three\n").words, 2);
    assert_eq!(read("Title\n=====\n\nword\n").words, 1);
    // A no-break space parts words too.
    assert_eq!(read("10\u{a0}mg of it — daily\n").words, 6);
}

#[test]
fn a_heading_in_a_fence_a_comment_or_a_list_is_no_section() {
    for text in [
        "```\n## no\n```\n\n## yes\n",
        "<!--\n## no\n-->\n\n## yes\n",
        "- ## no\n\n## yes\n",
        "> ## no\n\nyes\n---\n",
        "    ## no\n\n## yes\n",
    ] {
        assert_eq!(read(text).sections, 1, "{text:?}");
    }
}

#[test]
fn only_numbered_items_of_the_sources_count() {
    let text = "## Steps\n\n1. a\n\n## Sources\n\n1. b\n2. c\n   more\n3. d\n   1. inner\n\n- e\n\n# Next\n\n1. f\n";
    assert_eq!(read(text).sources, 3);
}

#[test]
fn front_matter_that_cannot_be_read_says_why() {
    let reason = |text: &str| read(text).error.unwrap_or_default().to_string();
    assert_eq!(reason("No front matter\n"), "");
    assert_eq!(reason("---\n---\nEmpty\n"), "");
    assert!(reason("---\ntitle: x\n").contains("never closed"));
    assert!(reason("+++\ntitle = 1\n+++\n").contains("TOML"));
    assert!(reason("---\na: 1\nb: 2\na: 3\n---\n").contains("line 4"));
    assert!(reason("---\na: 1\nb: 2\na: 3\n---\n").contains("“a” is there twice"));
    assert!(reason("---\ntitle: Pain: a review\n---\n").contains("line 2"));
    assert!(reason("---\na:\n\t- b\n---\n").contains("line"));
    assert!(reason("---\n- a\n---\n").contains("a list"));
    assert!(reason("---\njust text\n---\n").contains("a text"));
    let deep = format!("---\na: {}\n---\n", "[".repeat(10_000));
    assert!(!reason(&deep).is_empty());
}

#[test]
fn values_are_texts_as_written_or_nothing() {
    let text = "---\ntitle: 010\nslug: null\npillar: [a, b]\nconfidence: ''\npublisher: |\n  Two\n  lines\neditor: &x Ann\nlast_reviewed: *x\n---\n";
    let facts = read(text);
    assert_eq!(facts.error, None);
    assert_eq!(facts.title.as_deref(), Some("010"));
    assert_eq!(facts.slug, None);
    assert_eq!(facts.pillar, None);
    assert_eq!(facts.confidence, None);
    assert_eq!(facts.publisher.as_deref(), Some("Two\nlines\n"));
    assert_eq!(facts.last_reviewed.as_deref(), Some("Ann"));
}

#[test]
fn a_date_of_review_that_is_no_text_is_there_all_the_same() {
    for value in [
        " [1 May 2026]",
        " []",
        " {day: 1}",
        "\n  - 1 May 2026",
        "\n- a: 1 May 2026",
        "\n  day: 1",
    ] {
        let text = format!("---\nlast_reviewed:{value}\ntitle: T\n---\n");
        let facts = read(&text);
        assert_eq!(facts.last_reviewed.as_deref(), Some("[…]"), "{text}");
        assert_eq!(facts, read_in_full(&text), "{text}");
    }
    let nothing = read("---\nlast_reviewed:\ntitle: T\n---\n");
    assert_eq!(nothing.last_reviewed, None);
}

#[test]
fn the_first_h1_stands_in_for_a_missing_title() {
    assert_eq!(
        read("# A *fine* `day`\n\n# Two\n").heading.as_deref(),
        Some("A fine day")
    );
    assert_eq!(read("---\ntitle: T\n---\n# H\n").heading, None);
}

/// Lines that mean different things in different company.
fn a_body_line() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "",
        "",
        "",
        "",
        "prose here",
        "# One",
        "## Two",
        "## Sources",
        "## Sources ##",
        "## **Sources**",
        "### Three",
        "##",
        "#tag",
        "####### seven",
        "##\tTab",
        " ## In",
        "    ## Code",
        "   text",
        "     deep text",
        "\tdeep",
        "- item",
        "- ",
        "-",
        "--",
        "---",
        "- - -",
        "***",
        "* * *",
        "**bold** text",
        "*em*",
        "* star",
        "+ plus",
        "_ _ _",
        "_em_",
        "===",
        "= =",
        "1. one",
        "2. two",
        "10) ten",
        "3.no",
        "1.",
        "1. - x",
        "1. # x",
        "- # x",
        "- 1. y",
        "  1. nested",
        "  - nested",
        "```",
        "~~~",
        "`code`",
        "``` x `y`",
        "<!--",
        "-->",
        "<div>",
        "</div>",
        "<https://a.b>",
        "> quote",
        ">",
        "| a | b |",
        "|---|---|",
        "a | b",
        "--- | ---",
        "[a]: /u",
        "[^1]: note",
        "[a]",
        "[x](y)",
        "## [a]",
        "## A & B",
        "## `c`",
        "## a\\*b",
        "\u{a0}nbsp\u{a0}",
        "a\u{2003}b – c",
        "\u{c}",
        "a\u{c}b",
        "\u{b}## x",
        "é accent",
        "\u{3000}",
        "text <!-- in",
        "--> out",
        "\\# no",
        "&#35; no",
        "$$",
        ":::",
        "~~gone~~",
        "![i](j)",
        "\"title\"",
        "2020. Year",
        "line  ",
        "-\ttab",
        "1.\ttab",
        "(bracket)",
        "[b\n]: /c",
        "{#id}",
        "## T {#id}",
        "99999999999. x",
    ]);
    (
        line,
        prop::sample::select(vec!["\n", "\n", "\n", "\n", "\n\n", "\r\n", "\r"]),
    )
        .prop_map(|(line, end)| format!("{line}{end}"))
}

/// Lines of front matter, simple and not.
fn a_block_line() -> impl Strategy<Value = String> {
    let line = prop::sample::select(vec![
        "title: Plain text",
        "title: \"Quoted: text\"",
        "title: 'single'",
        "title:",
        "title: ~",
        "title: null",
        "title: \"\"",
        "slug: a-b",
        "slug: a: b",
        "slug: a #c",
        "slug: a#b",
        "slug: \"a\" # c",
        "slug: 'it''s'",
        "slug: \"a\\n\"",
        "slug: \"open",
        "slug: 'a' b",
        "pillar: [a, b]",
        "pillar: {a: b}",
        "pillar: é ü",
        "pillar: x\u{2028}y",
        "pillar: x\u{85}y",
        "pillar: 010",
        "pillar: true",
        "editor: &a Ann",
        "publisher: *a",
        "publisher: |",
        "publisher: >-",
        "  continued",
        "    deeper",
        "",
        "# comment",
        "  # comment",
        "confidence: !!str 5",
        "confidence: x:",
        "confidence: http://a.b/c?d=e&f#g",
        "? key",
        ": value",
        "- item",
        "  - item",
        "  - name: A",
        "    handle: a",
        "    handle: \"a\"",
        "      more",
        "    name: B",
        "  - name: \"B\"",
        "  -  name: C",
        "     handle: c",
        "  - handle:",
        "related_products:",
        "related_products: []",
        "tags:",
        "\ttab: x",
        "key:\tx",
        "a b: c",
        "%YAML 1.2",
        "--- ",
        "null: 1",
        "Null: 2",
        "last_reviewed: 29 April 2026",
        "last_reviewed: 2026-04-29",
        "last_reviewed:",
        "last_reviewed: [a]",
        "<<: *a",
        "title: x ",
        "x: @at",
        "x: `tick`",
        "x: %p",
        "x: -",
        "x: - a",
        "x: ?",
        "x: a\u{7f}b",
        "- ",
        "-",
        "-x",
        "  - \"a: b\"",
        "  - a: b: c",
        "  - http://a",
        "x: /path",
        "x: \u{feff}b",
    ]);
    (
        line,
        prop::sample::select(vec!["\n", "\n", "\n", "\r\n", "\r"]),
    )
        .prop_map(|(line, end)| format!("{line}{end}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn scan_and_parser_count_the_same(lines in prop::collection::vec(a_body_line(), 0..12)) {
        let body = lines.concat();
        if let Some(counts) = body::scan(&body, true) {
            prop_assert_eq!(counts, body::read(&body, true), "{:?}", body);
        }
    }

    #[test]
    fn scan_and_parser_read_the_same_values(lines in prop::collection::vec(a_block_line(), 0..9)) {
        let block = lines.concat();
        if let Some(values) = front_matter::scan(&block) {
            let read = front_matter::read(&block).map(|values| (facts_of(&values), values.products()));
            prop_assert_eq!(Ok((facts_of(&values), values.products())), read, "{:?}", block);
        }
    }

    #[test]
    fn any_text_is_read_the_same_by_both(text in "(---\n)?[ -~\u{a0}é#\n\r\t*`>-]{0,200}") {
        prop_assert_eq!(read(&text), read_in_full(&text));
    }
}

fn facts_of(values: &Values<'_>) -> Vec<Option<String>> {
    [
        &values.title,
        &values.id,
        &values.slug,
        &values.pillar,
        &values.last_reviewed,
        &values.confidence,
        &values.publisher,
        &values.editor,
    ]
    .map(|value| value.as_deref().map(String::from))
    .to_vec()
}
