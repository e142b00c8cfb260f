//! Before, the change, after.

use copydesk::entry::Edits;
use copydesk::entry::sources::{self, SourceError, SourceField};

use crate::{entry, outline, read};

const LINES: &str = "1. Eastby J, Dunmore K (2001). One thing. Rest. PMID: 11. DOI: 10.5555/one.\n2. NHS. Two things. NHS website. https://nhs.example/two/.\n3. Halloway P (2003). Three? Field Notes.";

#[track_caller]
fn applied(text: &str, edits: Result<Edits, SourceError>) -> String {
    edits
        .expect("not refused")
        .apply(text)
        .expect("fits")
        .to_string()
}

#[track_caller]
fn set(index: usize, field: SourceField, value: &str, old: &str, new: &str) {
    let text = entry(LINES);
    assert_eq!(text.matches(old).count(), 1, "{old}");
    let source = read(&text).remove(index);
    let after = applied(&text, sources::set_field(&text, &source, field, value));
    assert_eq!(after, text.replace(old, new));
}

#[test]
fn a_field_changes_by_its_own_bytes() {
    set(
        0,
        SourceField::Authors,
        "Eastby J et al.",
        "Eastby J, Dunmore K",
        "Eastby J et al.",
    );
    set(0, SourceField::Year, "2001b", "(2001)", "(2001b)");
    set(
        0,
        SourceField::Title,
        "Another  thing",
        "One thing",
        "Another thing",
    );
    set(
        0,
        SourceField::Container,
        "Rest Today",
        "Rest.",
        "Rest Today.",
    );
    set(0, SourceField::Pmid, "12", "PMID: 11", "PMID: 12");
    set(
        1,
        SourceField::Url,
        "https://nhs.example/2",
        "https://nhs.example/two/",
        "https://nhs.example/2",
    );
}

#[test]
fn an_absent_field_comes_to_its_house_place() {
    set(1, SourceField::Year, "2022", "NHS. Two", "NHS (2022). Two");
    set(
        2,
        SourceField::Pmid,
        "33",
        "Field Notes.",
        "Field Notes. PMID: 33.",
    );
    set(
        0,
        SourceField::Pmcid,
        "PMC4",
        " DOI: ",
        " PMCID: PMC4. DOI: ",
    );
    set(
        1,
        SourceField::Doi,
        "10.5555/two",
        " https://nhs",
        " DOI: 10.5555/two. https://nhs",
    );
    set(
        1,
        SourceField::Accessed,
        "3 May 2021",
        "/two/.",
        "/two/. Accessed 3 May 2021.",
    );
}

#[test]
fn an_empty_value_takes_a_field_out() {
    set(0, SourceField::Pmid, "", " PMID: 11.", "");
    set(0, SourceField::Doi, "", " DOI: 10.5555/one.", "");
    set(0, SourceField::Year, "", " (2001)", "");
    set(0, SourceField::Container, "", " Rest.", "");
    set(1, SourceField::Url, "", " https://nhs.example/two/.", "");
}

#[test]
fn a_doubtful_identifier_is_put_right_where_it_stands() {
    let text = entry("1. Eastby J (2001). One. Rest. PMID: 123456789. DOI: 10.5555/x.");
    let source = read(&text).remove(0);
    let after = applied(
        &text,
        sources::set_field(&text, &source, SourceField::Pmid, "12345678"),
    );
    assert_eq!(after, text.replace("123456789", "12345678"));
}

#[test]
fn a_value_that_would_be_read_otherwise_is_refused() {
    let text = entry(LINES);
    let source = read(&text).remove(0);
    for (field, value) in [
        (SourceField::Pmid, "x"),
        (SourceField::Doi, "nonsense"),
        (SourceField::Year, "last year"),
        (SourceField::Url, "nowhere"),
    ] {
        assert_eq!(
            sources::set_field(&text, &source, field, value),
            Err(SourceError::NotAValue(field))
        );
    }
    for (field, value) in [
        (SourceField::Title, "Two sentences. And a PMID: 12"),
        (SourceField::Container, "Rest (2020). Other"),
        (SourceField::Authors, "Eastby J. Dunmore"),
        (SourceField::Title, ""),
    ] {
        assert!(
            sources::set_field(&text, &source, field, value).is_err(),
            "{value}"
        );
    }
}

#[test]
fn a_line_that_was_not_read_is_never_rewritten() {
    let text = entry("1. Some words without any order\n2. Eastby J (2001). One. Rest.");
    let source = read(&text).remove(0);
    assert!(matches!(
        sources::set_field(&text, &source, SourceField::Title, "Another"),
        Err(SourceError::Unread(_))
    ));
}

#[test]
fn a_source_is_added_last_or_between_and_the_others_move_down() {
    let text = entry(LINES);
    let line = "New N (2020). New. Rest.";
    let last = applied(&text, sources::add(&text, &outline(&text), line, None));
    assert_eq!(
        last,
        text.replace("Field Notes.", "Field Notes.\n4. New N (2020). New. Rest.")
    );
    let second = applied(&text, sources::add(&text, &outline(&text), line, Some(1)));
    assert_eq!(
        second,
        text.replace("2. NHS", "2. New N (2020). New. Rest.\n3. NHS")
            .replace("3. Halloway", "4. Halloway")
    );
}

#[test]
fn the_section_is_made_where_it_is_missing_and_filled_where_it_is_empty() {
    for (before, after) in [
        (
            "# T\n\n## Summary\n\nWords.\n",
            "# T\n\n## Summary\n\nWords.\n\n## Sources\n\n1. New N (2020). New. Rest.\n",
        ),
        (
            "# T\n\n## Summary\n\nWords.\n\n---\n\n## More\n\nx\n",
            "# T\n\n## Summary\n\nWords.\n\n## Sources\n\n1. New N (2020). New. Rest.\n\n---\n\n## More\n\nx\n",
        ),
        (
            "## Sources\n\n## More\n",
            "## Sources\n\n1. New N (2020). New. Rest.\n\n## More\n",
        ),
        (
            "## Sources\n\nNone yet.\n",
            "## Sources\n\nNone yet.\n\n1. New N (2020). New. Rest.\n",
        ),
    ] {
        for line_end in ["\n", "\r\n"] {
            let before = before.replace('\n', line_end);
            let new = applied(
                &before,
                sources::add(&before, &outline(&before), "New N (2020). New. Rest.", None),
            );
            assert_eq!(new, after.replace('\n', line_end));
        }
    }
}

#[test]
fn several_lines_are_added_together() {
    let text = entry("1) A B (2001). C. D.\n\n4) A B (2002). C. D.");
    let lines = [
        "New N (2020). New. Rest.".to_owned(),
        "Newer N (2021). New. Rest.".to_owned(),
    ];
    let new = applied(&text, sources::append(&text, &outline(&text), &lines));
    assert_eq!(
        new,
        text.replace(
            "(2002). C. D.",
            "(2002). C. D.\n\n5) New N (2020). New. Rest.\n\n6) Newer N (2021). New. Rest."
        )
    );
}

#[test]
fn a_removed_source_leaves_no_gap() {
    let text = entry(LINES);
    let middle = applied(&text, sources::remove(&text, &outline(&text), 1));
    assert_eq!(
        middle,
        text.replace(
            "2. NHS. Two things. NHS website. https://nhs.example/two/.\n",
            ""
        )
        .replace("3. Halloway", "2. Halloway")
    );
    let last = applied(&text, sources::remove(&text, &outline(&text), 2));
    assert_eq!(
        last,
        text.replace("\n3. Halloway P (2003). Three? Field Notes.", "")
    );
}

#[test]
fn a_moved_source_takes_its_place_and_only_numbers_change_elsewhere() {
    let text = entry("1. A B (2001). C. D.\n2. E F (2002). G. H.\n3. I J (2003). K. L.");
    let down = applied(&text, sources::move_to(&text, &outline(&text), 0, 2));
    assert_eq!(
        down,
        entry("1. E F (2002). G. H.\n2. I J (2003). K. L.\n3. A B (2001). C. D.")
    );
    let up = applied(&text, sources::move_to(&text, &outline(&text), 2, 0));
    assert_eq!(
        up,
        entry("1. I J (2003). K. L.\n2. A B (2001). C. D.\n3. E F (2002). G. H.")
    );
}

#[test]
fn citations_by_number_follow() {
    let text = entry("1. A B (2001). C. D.\n2. E F (2002). G. H.\n3. I J (2003). K. L.").replace(
        "Words.",
        "One [1], two [2, 3] and source 3; `[1]` is code, [1](x) a link, 2% of sources 40 years old.",
    );
    let moved = applied(&text, sources::move_to(&text, &outline(&text), 0, 2));
    assert!(moved.contains("One [3], two [1, 2] and source 2; `[1]` is code, [1](x) a link, 2% of sources 40 years old."), "{moved}");
    let added = applied(
        &text,
        sources::add(&text, &outline(&text), "X Y (2000). Z. W.", Some(0)),
    );
    assert!(
        added.contains("One [2], two [3, 4] and source 4;"),
        "{added}"
    );
}

#[test]
fn sources_in_another_order_change_places_and_numbers_only() {
    let text = entry(
        "1. A B (2001). C. D.\n\n2. E F (2002). G. H.\n   More on it.\n3. I J (2003). K. L.\n4. M N (2004). O. P.",
    )
    .replace("Words.", "One [1], then [2, 3] and source 4.");
    let put = |order: &[usize]| sources::put_in_order(&text, &outline(&text), order);
    let new = applied(&text, put(&[1, 2, 0, 3]));
    let expected = entry(
        "1. E F (2002). G. H.\n   More on it.\n\n2. I J (2003). K. L.\n3. A B (2001). C. D.\n4. M N (2004). O. P.",
    )
    .replace("Words.", "One [3], then [1, 2] and source 4.");
    assert_eq!(new, expected);
    assert_eq!(put(&[0, 1, 2, 3]), Ok(Edits::default()));
    for no_order in [
        &[0, 1, 2][..],
        &[0, 1, 2, 2],
        &[0, 1, 2, 4],
        &[0, 1, 2, 3, 4],
    ] {
        assert_eq!(put(no_order), Err(SourceError::Gone), "{no_order:?}");
    }
}

#[test]
fn a_range_of_numbers_is_written_out_where_its_sources_part() {
    let four =
        "1. A B (2001). C. D.\n2. E F (2002). G. H.\n3. I J (2003). K. L.\n4. M N (2004). O. P.";
    for (before, after) in [
        ("As in [1–2].", "As in [1, 4]."),
        ("As in [1-3] and [4].", "As in [1, 2, 4] and [3]."),
        ("As in [2–4].", "As in [1–3]."),
        ("As in sources 1–2.", "As in sources 1, 4."),
    ] {
        let cited = entry(four).replace("Words.", before);
        let edits = sources::move_to(&cited, &outline(&cited), 0, 3);
        let moved = edits
            .expect("moved")
            .apply(&cited)
            .expect("it fits")
            .to_string();
        assert!(moved.contains(after), "{before}: {moved}");
    }
}

#[test]
fn what_cannot_follow_is_refused() {
    let cited = entry("1. A B (2001). C. D.\n2. E F (2002). G. H.\n3. I J (2003). K. L.")
        .replace("Words.", "As in [1–2].");
    let outlined = outline(&cited);
    assert!(
        matches!(sources::remove(&cited, &outlined, 0), Err(SourceError::Cited(places)) if places.len() == 1)
    );

    let gaps = entry("1. A B (2001). C. D.\n4. E F (2002). G. H.");
    assert_eq!(
        sources::move_to(&gaps, &outline(&gaps), 0, 1),
        Err(SourceError::Numbering)
    );
    let gone = applied(&gaps, sources::remove(&gaps, &outline(&gaps), 0));
    assert_eq!(gone, entry("4. E F (2002). G. H."));

    let between = entry("1. A B (2001). C. D.\n\nWords between.\n\n2. E F (2002). G. H.");
    assert_eq!(
        sources::move_to(&between, &outline(&between), 0, 1),
        Err(SourceError::WordsBetween)
    );

    let twice = "## Sources\n\n1. A B (2001). C. D.\n\n## Sources\n\n1. A B (2001). C. D.\n";
    assert_eq!(
        sources::add(twice, &outline(twice), "X", None),
        Err(SourceError::Twice)
    );

    let text = entry("1. A B (2001). C. D.");
    for line in ["", "## Heading", "1. nested", "- nested", "```"] {
        assert!(
            sources::add(&text, &outline(&text), line, None).is_err(),
            "{line:?}"
        );
    }
}
