//! Small merges: before, what each side does, after.

use super::*;

const BASE: &str = "\
---
title: \"Zinc\"
slug: zinc
last_reviewed: 1 May 2026
confidence: low
related_products:
  - name: \"Zinc 15\"
    handle: \"zinc-15\"
---

# Zinc

## Summary

One line.

Two lines [2].

## Timing

Morning (source 1).

## Sources

1. Abel A (2001). First. Journal. PMID: 111.
2. Baker B (2002). Second. Journal. DOI: 10.5555/b.

---

## Related products

- [Zinc 15](https://x.example/zinc-15)
";

/// What a side does: words and what it puts in their place.
type Does<'t> = &'t [(&'t str, &'t str)];

#[track_caller]
fn after(text: &str, does: Does<'_>) -> String {
    does.iter().fold(text.to_owned(), |text, (old, new)| {
        assert_eq!(text.matches(old).count(), 1, "{old}");
        text.replace(old, new)
    })
}

#[track_caller]
fn merged(ours: Does<'_>, theirs: Does<'_>) -> Merged {
    merge(BASE, &after(BASE, ours), &after(BASE, theirs))
}

/// Both sides' changes stand, whichever side is which.
#[track_caller]
fn both_stand(ours: Does<'_>, theirs: Does<'_>) {
    let both = after(&after(BASE, ours), theirs);
    for (ours, theirs) in [(ours, theirs), (theirs, ours)] {
        let merged = merged(ours, theirs);
        assert_eq!(merged.text_with_markers(Labels::default()), both);
        assert!(merged.is_clean());
    }
}

#[track_caller]
fn becomes(ours: Does<'_>, theirs: Does<'_>, result: Does<'_>) {
    let merged = merged(ours, theirs);
    let text = merged.text_with_markers(Labels::default());
    assert_eq!(text, after(BASE, result));
}

/// The conflicts: part, base, ours, theirs.
fn conflicts(merged: &Merged) -> Vec<String> {
    let one = |(part, conflict): (&Part, &Conflict)| {
        let Conflict {
            base, ours, theirs, ..
        } = conflict;
        format!("{part}|{base}|{ours}|{theirs}").replace('\n', "¶")
    };
    merged.conflicts().map(one).collect()
}

#[test]
fn changes_in_different_places_both_stand() {
    both_stand(
        &[("\"Zinc\"", "\"Zinc?\""), ("# Zinc\n", "# Zinc?\n")],
        &[("slug: zinc", "slug: zinc-2"), ("One line.", "One.")],
    );
    both_stand(
        &[("confidence: low\n", "confidence: low\neditor: A\n")],
        &[
            ("slug: zinc\n", "pillar: B\nslug: zinc\n"),
            ("slug: zinc", "slug: z"),
        ],
    );
    both_stand(&[("Morning", "Evening")], &[("Two lines", "Three lines")]);
    both_stand(
        &[("One line.\n", "One line.\n\nMore.\n")],
        &[("Two lines [2].\n\n", "Two lines [2].\n\nEnd.\n\n")],
    );
    both_stand(
        &[("## Timing\n\nMorning (source 1).\n\n", "")],
        &[("One line.", "One.")],
    );
    both_stand(
        &[("## Timing", "## When to take it")],
        &[("Morning", "Evening")],
    );
    both_stand(
        &[("---\n\n## Related", "## Notes\n\nNew.\n\n---\n\n## Related")],
        &[("## Sources", "## Dose\n\nNew.\n\n## Sources")],
    );
    both_stand(&[("Abel A", "Abel AB")], &[("Second", "The second")]);
}

#[test]
fn a_moved_section_goes_with_what_the_other_side_changed_in_it() {
    let moved = after(BASE, &[("## Timing\n\nMorning (source 1).\n\n", "")]);
    let moved = after(
        &moved,
        &[(
            "## Summary",
            "## Timing\n\nMorning (source 1).\n\n## Summary",
        )],
    );
    let changed = after(BASE, &[("Morning", "Evening"), ("One", "Only one")]);
    let both = after(&moved, &[("Morning", "Evening"), ("One", "Only one")]);
    for (ours, theirs) in [(&moved, &changed), (&changed, &moved)] {
        let merged = merge(BASE, ours, theirs);
        assert_eq!(merged.text_with(&[]).expect("no conflict"), both);
    }
}

#[test]
fn sources_that_both_added_are_kept_and_numbered_once() {
    let x = "Cole C (2003). Third. Journal. PMID: 333.";
    let y = "Dean D (2004). Fourth. Journal. PMID: 444.";
    becomes(
        &[
            ("DOI: 10.5555/b.\n", &format!("DOI: 10.5555/b.\n3. {x}\n")),
            ("One line.", "One line [3]."),
        ],
        &[
            ("DOI: 10.5555/b.\n", &format!("DOI: 10.5555/b.\n3. {y}\n")),
            ("Morning (source 1)", "Morning (sources 1 and 3)"),
        ],
        &[
            (
                "DOI: 10.5555/b.\n",
                &format!("DOI: 10.5555/b.\n3. {x}\n4. {y}\n"),
            ),
            ("One line.", "One line [3]."),
            ("Morning (source 1)", "Morning (sources 1 and 4)"),
        ],
    );
    // The same work is one source, wherever each side put it.
    becomes(
        &[("DOI: 10.5555/b.\n", &format!("DOI: 10.5555/b.\n3. {x}\n"))],
        &[
            ("1. Abel", &format!("1. {x}\n2. Abel")),
            ("2. Baker", "3. Baker"),
            ("source 1", "source 2"),
            ("[2]", "[3]"),
            ("One line.", "One line [1–3]."),
        ],
        &[
            ("DOI: 10.5555/b.\n", &format!("DOI: 10.5555/b.\n3. {x}\n")),
            ("One line.", "One line [3, 1, 2]."),
        ],
    );
}

#[test]
fn a_source_taken_out_is_gone_unless_the_other_side_still_cites_it() {
    becomes(
        &[
            ("1. Abel A (2001). First. Journal. PMID: 111.\n2.", "1."),
            ("source 1", "no source"),
            ("[2]", "[1]"),
        ],
        &[("One line.", "One line [2].")],
        &[
            ("1. Abel A (2001). First. Journal. PMID: 111.\n2.", "1."),
            ("source 1", "no source"),
            ("One line.", "One line [1]."),
            ("lines [2]", "lines [1]"),
        ],
    );
    let merged = merged(
        &[
            ("1. Abel A (2001). First. Journal. PMID: 111.\n2.", "1."),
            ("source 1", "no source"),
            ("[2]", "[1]"),
        ],
        &[("One line.", "One line [1].")],
    );
    assert_eq!(
        conflicts(&merged),
        [
            "Source 1|1. Abel A (2001). First. Journal. PMID: 111.¶||1. Abel A (2001). First. Journal. PMID: 111.¶"
        ]
    );
    let text = merged.text_with(&[Choice::Theirs]).expect("one conflict");
    assert!(text.contains("One line [1].") && text.contains("lines [2]"));
}

#[test]
fn a_list_that_is_not_numbered_in_a_row_is_merged_by_lines() {
    let odd = BASE.replace("2. Baker", "4. Baker");
    let add = |name: &str| odd.replace("5/b.\n", &format!("5/b.\n5. {name} (2003). Third.\n"));
    let merged = merge(&odd, &add("Cole"), &add("Dean"));
    assert_eq!(
        conflicts(&merged),
        ["“Sources”||5. Cole (2003). Third.¶|5. Dean (2003). Third.¶"]
    );
}

#[test]
fn one_value_that_both_changed_is_a_conflict_of_that_value() {
    let merged = merged(
        &[("confidence: low", "confidence: high"), ("One", "Only one")],
        &[
            ("confidence: low", "confidence: moderate"),
            ("Morning", "Evening"),
        ],
    );
    assert_eq!(
        conflicts(&merged),
        ["`confidence`|confidence: low¶|confidence: high¶|confidence: moderate¶"]
    );
    assert_eq!(
        merged.text_with_markers(Labels::default()),
        after(
            BASE,
            &[
                (
                    "confidence: low\n",
                    "<<<<<<< ours\nconfidence: high\n=======\nconfidence: moderate\n>>>>>>> theirs\n"
                ),
                ("One", "Only one"),
                ("Morning", "Evening"),
            ]
        )
    );
    let chosen = merged.text_with(&[Choice::Theirs]).expect("one conflict");
    assert_eq!(chosen.matches("confidence: ").count(), 1);
    assert!(chosen.contains("confidence: moderate\n"));
    assert_eq!(merged.text_with(&[]), None);
}

#[test]
fn a_section_that_both_changed_conflicts_only_where_they_did() {
    let merged = merged(
        &[("One line.", "One.")],
        &[("One line.", "Single."), ("Two lines", "Pair")],
    );
    assert_eq!(conflicts(&merged), ["“Summary”|One line.¶|One.¶|Single.¶"]);
    let both = merged.text_with(&[Choice::TheirsThenOurs]);
    assert!(
        both.expect("one conflict")
            .contains("\n\nSingle.\nOne.\n\nPair [2].\n")
    );
}

#[test]
fn a_section_taken_out_by_one_and_changed_by_the_other_is_a_conflict() {
    let gone: Does<'_> = &[("## Timing\n\nMorning (source 1).\n\n", "")];
    let merged = merged(gone, &[("Morning", "Evening")]);
    assert_eq!(
        conflicts(&merged),
        ["“Timing”|## Timing¶¶Morning (source 1).¶||## Timing¶¶Evening (source 1).¶"]
    );
    let text = merged.text_with(&[Choice::Theirs]).expect("one conflict");
    assert_eq!(text, after(BASE, &[("Morning", "Evening")]));
}

#[test]
fn the_same_new_section_with_other_words_is_one_section_in_conflict() {
    let add = |words: &str| {
        let put = format!("## Dose\n\nThe dose.\n\n{words}\n\n## Sources");
        after(BASE, &[("## Sources", put.as_str())])
    };
    let merged = merge(BASE, &add("Ten."), &add("Twenty."));
    assert_eq!(conflicts(&merged), ["“Dose”||Ten.¶|Twenty.¶"]);
}

#[test]
fn sections_of_one_title_are_told_apart() {
    let base = BASE.replace("## Sources", "## Timing\n\nAgain.\n\n## Sources");
    let again = |words: &str| after(&base, &[("Again.", words)]);
    let merged = merge(&base, &again("Once."), &again("Twice."));
    assert_eq!(conflicts(&merged), ["“Timing” (2)|Again.¶|Once.¶|Twice.¶"]);

    // What each side changed in another of the two, and what came in after a review.
    let theirs = after(
        &again("Twice."),
        &[("last_reviewed: 1 May 2026", "last_reviewed: 9 June 2026")],
    );
    let merged = merge(&base, &after(&base, &[("Morning", "Evening")]), &theirs);
    let changes = merged.settled_changes().into_iter();
    let changes: Vec<_> = changes
        .map(|(part, whose)| (part.to_string(), whose))
        .collect();
    let expected = [
        ("`last_reviewed`", Whose::Theirs),
        ("“Timing”", Whose::Ours),
        ("“Timing” (2)", Whose::Theirs),
    ];
    assert_eq!(changes, expected.map(|(name, it)| (name.to_owned(), it)));
    let came = merged.came_after.expect("told");
    let parts: Vec<String> = came.parts.iter().map(Part::to_string).collect();
    assert_eq!(parts, ["“Timing”"]);
}

#[test]
fn a_section_put_before_its_namesake_is_the_first_of_the_two() {
    let new = "## Timing\n\nNew.\n\n## Summary";
    let ours = after(BASE, &[("## Summary", new)]);
    let changed = |words: &str| after(BASE, &[("Morning", words)]);
    let ours = after(&ours, &[("Morning", "Noon")]);
    let merged = merge(BASE, &ours, &changed("Evening"));
    assert_eq!(
        conflicts(&merged),
        ["“Timing” (2)|Morning (source 1).¶|Noon (source 1).¶|Evening (source 1).¶"]
    );
}

#[test]
fn the_later_review_stands_and_tells_what_came_in_after_it() {
    let may = "last_reviewed: 1 May 2026";
    both_stand(&[(may, "last_reviewed: 9 June 2026")], &[]);
    becomes(
        &[(may, "last_reviewed: 9 June 2026")],
        &[(may, "last_reviewed: 30 May 2026"), ("Morning", "Evening")],
        &[(may, "last_reviewed: 9 June 2026"), ("Morning", "Evening")],
    );
    let reviewed: Does<'_> = &[(may, "last_reviewed: 9 June 2026"), ("One", "Only one")];
    let changed: Does<'_> = &[
        ("Morning", "Evening"),
        ("confidence: low", "confidence: high"),
        ("Two lines", "Pair"),
    ];
    for merged in [merged(reviewed, changed), merged(changed, reviewed)] {
        let came = merged.came_after.expect("told");
        assert_eq!(came.last_reviewed, "9 June 2026");
        let parts: Vec<String> = came.parts.iter().map(Part::to_string).collect();
        assert_eq!(parts, ["`confidence`", "“Summary”", "“Timing”"]);
    }
    let both_reviewed = merged(
        reviewed,
        &[(may, "last_reviewed: 2 June 2026"), ("Morning", "Evening")],
    );
    assert_eq!(both_reviewed.came_after, None);
    let reviewed_alone = merged(
        &[(may, "last_reviewed: 9 June 2026")],
        &[("[2].\n\n", "[2].\n\n\n")],
    );
    assert_eq!(reviewed_alone.came_after, None);
}

#[test]
fn products_that_both_added_are_kept_in_both_places() {
    let add = |name: &str| -> Vec<(String, String)> {
        vec![
            (
                "    handle: \"zinc-15\"\n".into(),
                format!("    handle: \"zinc-15\"\n  - name: \"{name}\"\n    handle: \"{name}\"\n"),
            ),
            (
                "/zinc-15)\n".into(),
                format!("/zinc-15)\n- [{name}](https://x.example/{name})\n"),
            ),
        ]
    };
    let with = |name: &str| {
        let put = add(name);
        let put: Vec<_> = put.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect();
        after(BASE, &put)
    };
    let merged = merge(BASE, &with("iron"), &with("tin"));
    let text = merged.text_with(&[]).expect("no conflict");
    assert!(text.contains("\"iron\"\n  - name: \"tin\"\n    handle: \"tin\"\n---"));
    assert!(text.ends_with("/iron)\n- [tin](https://x.example/tin)\n"));
}

#[test]
fn a_link_that_was_added_stands_beside_links_that_were_changed() {
    becomes(
        &[("zinc-15)\n", "zinc-15?from=zinc)\n")],
        &[("zinc-15)\n", "zinc-15)\n- [Iron](https://x.example/iron)\n")],
        &[(
            "zinc-15)\n",
            "zinc-15?from=zinc)\n- [Iron](https://x.example/iron)\n",
        )],
    );
    let merged = merged(
        &[("zinc-15)\n", "zinc-15?from=zinc)\n")],
        &[("zinc-15)\n", "zinc-15?from=tin)\n")],
    );
    assert_eq!(
        conflicts(&merged),
        [
            "“Related products”|- [Zinc 15](https://x.example/zinc-15)¶|- [Zinc 15](https://x.example/zinc-15?from=zinc)¶|- [Zinc 15](https://x.example/zinc-15?from=tin)¶"
        ]
    );
}

#[test]
fn title_and_heading_that_agreed_do_not_come_apart() {
    let merged = merged(
        &[("\"Zinc\"", "\"Zinc now\"")],
        &[("# Zinc\n", "# Zinc then\n")],
    );
    assert_eq!(
        conflicts(&merged),
        [
            "`title`|title: \"Zinc\"¶|title: \"Zinc now\"¶|title: \"Zinc\"¶",
            "the heading of the page|# Zinc¶|# Zinc¶|# Zinc then¶"
        ]
    );
}

#[test]
fn line_ends_mark_and_last_line_end_are_one_change_each() {
    let changed = after(BASE, &[("Morning", "Evening")]);
    let crlf = |text: &str| text.replace('\n', "\r\n");
    for (base, ours, theirs, result) in [
        (BASE.to_owned(), crlf(BASE), changed.clone(), crlf(&changed)),
        (crlf(BASE), BASE.to_owned(), crlf(&changed), changed.clone()),
        (
            BASE.to_owned(),
            format!("\u{feff}{BASE}"),
            changed.clone(),
            format!("\u{feff}{changed}"),
        ),
        (
            BASE.to_owned(),
            BASE.trim_end().to_owned(),
            changed.clone(),
            changed.trim_end().to_owned(),
        ),
        (
            BASE.to_owned(),
            crlf(BASE),
            format!("\u{feff}{changed}"),
            format!("\u{feff}{}", crlf(&changed)),
        ),
    ] {
        assert_eq!(
            merge(&base, &ours, &theirs).text_with(&[]),
            Some(result.clone())
        );
        assert_eq!(merge(&base, &theirs, &ours).text_with(&[]), Some(result));
    }
    let other = after(BASE, &[("Morning", "Noon")]);
    let text = merge(BASE, &crlf(&changed), &other).text_with_markers(Labels::default());
    assert!(text.contains(
        "<<<<<<< ours\r\nEvening (source 1).\r\n=======\r\nNoon (source 1).\r\n>>>>>>> theirs\r\n"
    ));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn an_unclosed_fence_on_one_side_takes_nothing_else_in() {
    let open = after(BASE, &[("Two lines [2].", "```\nopen")]);
    let changed = after(BASE, &[("Morning", "Evening")]);
    let text = merge(BASE, &open, &changed).text_with_markers(Labels::default());
    for words in [
        "```\nopen\n",
        "Evening (source 1).",
        "## Sources",
        "2. Baker",
    ] {
        assert_eq!(text.matches(words).count(), 1, "{words}:\n{text}");
    }
}

#[test]
fn front_matter_that_cannot_be_read_is_merged_by_lines() {
    let broken = after(BASE, &[("slug: zinc", "slug: [zinc")]);
    let changed = after(
        BASE,
        &[
            ("confidence: low", "confidence: high"),
            ("Morning", "Evening"),
        ],
    );
    let merged = merge(BASE, &changed, &broken);
    let both = after(
        &broken,
        &[
            ("confidence: low", "confidence: high"),
            ("Morning", "Evening"),
        ],
    );
    assert_eq!(merged.text_with(&[]), Some(both));

    let never_closed = after(BASE, &[("\"zinc-15\"\n---\n", "\"zinc-15\"\n")]);
    let merged = merge(BASE, &changed, &never_closed);
    let both = after(
        &never_closed,
        &[
            ("confidence: low", "confidence: high"),
            ("Morning", "Evening"),
        ],
    );
    assert_eq!(merged.text_with(&[]), Some(both));
}

#[test]
fn signs_of_an_older_merge_are_lines_like_any_other() {
    let old = "<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> topic\n";
    let ours = after(BASE, &[("One line.\n", old)]);
    let theirs = after(BASE, &[("Morning", "Evening")]);
    let both = after(&ours, &[("Morning", "Evening")]);
    assert_eq!(
        merge(BASE, &ours, &theirs).text_with_markers(Labels::default()),
        both
    );
    let other = after(BASE, &[("One line.", "Single.")]);
    let text = merge(BASE, &ours, &other).text_with_markers(Labels::default());
    assert!(text.contains(old) && text.contains("Single.\n"), "{text}");
}

#[test]
fn two_new_files_of_one_name_share_what_they_share() {
    let other = after(
        BASE,
        &[
            ("confidence: low", "confidence: high"),
            ("Morning", "Evening"),
        ],
    );
    let merged = merge("", BASE, &other);
    assert_eq!(
        conflicts(&merged),
        [
            "`confidence`||confidence: low¶|confidence: high¶",
            "“Timing”||Morning (source 1).¶|Evening (source 1).¶"
        ]
    );
}

/// A section of three paragraphs, and one behind it.
const PARAGRAPHS: &str = "## A\n\nOne.\n\nTwo.\n\nThree.\n\n## B\n\nFour.\n";

/// What becomes of [`PARAGRAPHS`], whichever side is which.
#[track_caller]
fn stands(ours: Does<'_>, theirs: Does<'_>, result: &str) {
    let (ours, theirs) = (after(PARAGRAPHS, ours), after(PARAGRAPHS, theirs));
    for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
        let merged = merge(PARAGRAPHS, ours, theirs);
        assert_eq!(merged.text_with_markers(Labels::default()), result);
    }
}

#[track_caller]
fn conflicts_of_paragraphs(ours: Does<'_>, theirs: Does<'_>) -> Vec<String> {
    let (ours, theirs) = (after(PARAGRAPHS, ours), after(PARAGRAPHS, theirs));
    conflicts(&merge(PARAGRAPHS, &ours, &theirs))
}

#[test]
fn a_section_that_lost_its_text_is_known_by_its_place() {
    let renamed = [("## B\n\nFour.\n", "## C\n")];
    stands(
        &renamed,
        &[("\n\nFour.\n", "\n")],
        &after(PARAGRAPHS, &renamed),
    );
    let found = conflicts_of_paragraphs(&renamed, &[("Four.", "Only four.")]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("“C”"), "{found:?}");
}

#[test]
fn two_new_headings_in_one_place_conflict_and_what_follows_stands_once() {
    let merged = merge(
        PARAGRAPHS,
        &after(PARAGRAPHS, &[("Two.", "## X\n\nTwo.")]),
        &after(PARAGRAPHS, &[("Two.", "## Y\n\nTwo.")]),
    );
    assert_eq!(
        merged.text_with_markers(Labels::default()),
        after(
            PARAGRAPHS,
            &[(
                "Two.",
                "<<<<<<< ours\n## X\n=======\n## Y\n>>>>>>> theirs\n\nTwo."
            )]
        )
    );
    // One heading below the other would leave the first without text.
    let both_can_stand = |(_, it): (&Part, &Conflict)| it.both_can_stand;
    assert!(!merged.conflicts().any(both_can_stand));
}

#[test]
fn two_new_headings_in_two_places_both_stand() {
    let x = ("Two.", "## X\n\nTwo.");
    let y = ("Three.", "## Y\n\nThree.");
    stands(&[x], &[y], &after(PARAGRAPHS, &[x, y]));
    stands(&[x], &[x], &after(PARAGRAPHS, &[x]));
    // With other words on both sides, and in two sections.
    let z = ("Four.", "## Z\n\nFour.");
    let (one, four) = (("One.", "Only one."), ("Four.\n", "Four.\n\nFive.\n"));
    stands(&[x, z], &[y, one], &after(PARAGRAPHS, &[x, y, z, one]));
    stands(&[x, four], &[y], &after(PARAGRAPHS, &[x, y, four]));
}

#[test]
fn one_new_heading_in_two_places_is_a_conflict() {
    let found =
        conflicts_of_paragraphs(&[("Two.", "## X\n\nTwo.")], &[("Three.", "## X\n\nThree.")]);
    assert_eq!(found, ["“X”||## X¶¶|", "“X”|||## X¶¶"]);
}

#[test]
fn what_the_other_side_changed_is_followed_to_its_new_section() {
    let x = ("Two.", "## X\n\nTwo.");
    for change in [
        ("One.", "Only one."),
        ("Two.", "Only two."),
        ("Three.", "Only three."),
        ("Three.\n", "Three.\n\nMore.\n"),
    ] {
        let put = ("Two.", change.1.replace("Only two.", "## X\n\nOnly two."));
        let both = match change.0 {
            "Two." => after(PARAGRAPHS, &[(put.0, &put.1)]),
            _ => after(PARAGRAPHS, &[x, change]),
        };
        stands(&[x], &[change], &both);
    }
}

#[test]
fn the_signs_stand_around_the_half_that_both_changed() {
    let found = conflicts_of_paragraphs(
        &[("Two.", "## X\n\nTwo."), ("Three.", "Three now.")],
        &[("Three.", "Three then.")],
    );
    assert_eq!(found, ["“X”|Three.¶|Three now.¶|Three then.¶"]);
}

#[test]
fn what_the_other_side_changed_is_followed_to_the_section_that_took_it_in() {
    let joined = ("## B\n\n", "");
    for change in [
        ("Four.", "Only four."),
        ("Three.", "Only three."),
        ("Four.\n", "Four.\n\nFive.\n"),
    ] {
        stands(&[joined], &[change], &after(PARAGRAPHS, &[joined, change]));
    }
}

#[test]
fn a_section_that_was_moved_takes_a_new_heading_in_it_along() {
    let moved = "## B\n\nFour.\n\n## A\n\nOne.\n\nTwo.\n\nThree.\n";
    let x = ("Two.", "## X\n\nTwo.");
    let parted = after(PARAGRAPHS, &[x]);
    for (ours, theirs) in [(moved, parted.as_str()), (parted.as_str(), moved)] {
        let merged = merge(PARAGRAPHS, ours, theirs);
        assert_eq!(merged.text_with(&[]), Some(after(moved, &[x])));
    }
}

#[test]
fn text_that_each_side_moved_elsewhere_does_not_come_twice() {
    let gone = ("Two.\n\n", "");
    let found = conflicts_of_paragraphs(
        &[gone, ("Four.\n", "Four.\n\n## X\n\nTwo.\n")],
        &[gone, ("## A\n", "## Y\n\nTwo.\n\n## A\n")],
    );
    assert_eq!(found, ["“Y”|||## Y¶¶Two.¶¶", "“X”||## X¶¶Two.¶|"]);
}

#[test]
fn a_line_that_both_added_in_two_places_conflicts_only_where_it_says_much() {
    let much = "Ask a pharmacist before you take any of this.";
    let add = |at: &str, line: &str| after(PARAGRAPHS, &[(at, &format!("{at}\n\n{line}"))]);
    let is_clean = |line| merge(PARAGRAPHS, &add("One.", line), &add("Four.", line)).is_clean();
    assert!(!is_clean(much));
    for little in ["None known.", "- Zinc", "```", "| --- | --- |", "### Dose"] {
        assert!(is_clean(little), "{little}");
    }
    // Each side repeats a line that is part of what it adds.
    let product = |name: &str| {
        let put = format!("slug: zinc\nlist:\n  - name: {name}\n    kind: capsule\n");
        after(BASE, &[("slug: zinc\n", put.as_str())])
    };
    let list = product("a");
    let with = |name: &str| {
        let put = format!("kind: capsule\n  - name: {name}\n    kind: capsule\n");
        after(&list, &[("kind: capsule\n", put.as_str())])
    };
    assert!(merge(&list, &with("b"), &with("c")).is_clean());
}

#[test]
fn front_matter_of_which_one_side_lost_a_fence_stands_once() {
    let high = ("confidence: low", "confidence: high");
    let first = ("---\ntitle", "title");
    let last = ("zinc-15\"\n---\n", "zinc-15\"\n");
    for lost in [first, last] {
        both_stand(&[lost], &[high]);
        both_stand(&[lost], &[("Morning", "Evening")]);
        both_stand(
            &[lost, ("One", "Only one")],
            &[high, ("Morning", "Evening")],
        );
    }
    let merged = merged(
        &[first, high],
        &[("confidence: low", "confidence: moderate")],
    );
    assert_eq!(
        conflicts(&merged),
        ["the front matter|confidence: low¶|confidence: high¶|confidence: moderate¶"]
    );
}
