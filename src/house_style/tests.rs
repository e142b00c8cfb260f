//! Whole files, read: what is taken over, what is a mistake and on which line.

use super::*;

/// The mistakes of a file, each as `line: what`.
fn mistakes(text: &str) -> Vec<String> {
    let (_, mistakes) = read(text);
    mistakes.iter().map(Mistake::to_string).collect()
}

#[track_caller]
fn style(text: &str) -> HouseStyle {
    let (style, mistakes) = read(text);
    assert_eq!(mistakes, [], "{text}");
    style
}

#[test]
fn the_built_in_style_reads_back_as_it_is() {
    let text = write_built_in();
    let read = style(&text);
    assert_eq!(read.given, StylePart::all().collect());
    let built_in = HouseStyle {
        given: read.given.clone(),
        ..HouseStyle::default()
    };
    assert_eq!(read, built_in);
    for line in text.lines() {
        assert!(line.chars().count() <= 240, "{line}");
        assert_eq!(line.trim_end(), line);
    }
}

#[test]
fn each_part_has_a_key_of_its_own() {
    for part in StylePart::all() {
        assert_eq!(StylePart::named(part.key()), Some(part));
    }
}

#[test]
fn a_part_that_is_given_replaces_the_built_in_one_and_the_rest_stays() {
    let text = "\
version: 1
entries: [\"entries/**\"]
fields:
  title: text
  weight: { kind: number, required: true }
  pillar:
    kind: choice
    values: [Iron, Sleep]
    closed: true
date_form: 2024-01-31
sections:
  - Summary
  - name: Dose
    was: [Dosage]
    required: true
    expects: a dose with a unit
    matches: '\\d'
closing:
  - begins: More
    required: true
    holds: [pillar, \"{site}/all\"]
sentences:
  - { text: \"No advice.\", section: Summary, at: start }
links:
  entry: \"{site}/a/{slug}\"
  fields:
    title: \"{base}\"
pillar_slug: vitamin_d
reviews:
  every: 2 years
  by_pillar: { Iron: 6 months }
audience:
  terms:
    Adults over 65: [older adults]
    People taking levothyroxine:
    Sailors: { called: seamen, medicines: [hyoscine] }
organisations:
  WHO: World Health Organization
  FAO/WHO:
units: 1 mg magnesium = 1000 µg
unchecked_words: [Sensoril*, \"*-threonate\"]
entry_ids:
  \"12345678\": tea
levels:
  source-unused: off
  title-missing: error
";
    let read = style(text);
    assert!(read.entries.is_match(std::path::Path::new("entries/a.md")));
    assert!(!read.entries.is_match(std::path::Path::new("a.md")));
    let keys: Vec<&str> = read.fields.iter().map(|it| it.key.as_str()).collect();
    assert_eq!(keys, ["title", "weight", "pillar"]);
    assert_eq!(read.field("weight").unwrap().kind, FieldKind::Number);
    assert_eq!(read.field("weight").unwrap().label, "Weight");
    assert!(read.field("pillar").unwrap().closed && read.names_values_of("pillar"));
    assert!(!read.names_values_of("weight"));
    assert_eq!(read.date_form, DateForm::Iso);
    let dose = read.section("Dose").unwrap();
    assert_eq!(
        (dose.was.as_slice(), dose.required, dose.expects.len()),
        (["Dosage".to_owned()].as_slice(), true, 2)
    );
    assert!(!read.section("Summary").unwrap().required);
    assert_eq!(read.closing[0].holds.len(), 2);
    assert_eq!(read.sentences_of("Summary").count(), 1);
    assert_eq!(
        read.links.entry.as_ref().unwrap().to_string(),
        "{site}/a/{slug}"
    );
    assert_eq!(read.links.product, None);
    assert_eq!(read.pillar_slug, WordForm::Underscore);
    let (pillar, interval) = &read.reviews.by_pillar[0];
    assert_eq!(
        (pillar.as_str(), interval.to_string()),
        ("Iron", "6 months".to_owned())
    );
    let term = |name| read.audience.term(name).unwrap();
    assert_eq!(
        term("people taking levothyroxine").medicines,
        ["levothyroxine"]
    );
    assert_eq!(term("Sailors").medicines, ["hyoscine"]);
    assert_eq!(read.audience.section, "Who this matters for");
    assert_eq!(read.organisations[1].full, Vec::<String>::new());
    for (word, matches) in [
        ("sensorilla", true),
        ("l-threonate", true),
        ("sensor", false),
    ] {
        assert_eq!(read.unchecked_words.is_match(word), matches, "{word}");
    }
    assert_eq!(read.units[0].to_string(), "1 mg magnesium = 1000 µg");
    assert_eq!(read.entry_ids["12345678"], "tea");
    assert_eq!(read.levels["source-unused"], None);
    assert_eq!(read.levels["title-missing"], Some(Level::Error));
    // The rest is built in, and known to be.
    assert!(!read.is_given(StylePart::OtherFiles) && read.is_given(StylePart::Units));
    assert_eq!(read.other_files, HouseStyle::default().other_files);
}

#[test]
fn an_id_need_not_be_quoted_to_keep_its_digits() {
    let read = style("entry_ids:\n  1e345678: a\n  00001234: b\n");
    assert_eq!(read.entry_ids["1e345678"], "a");
    assert_eq!(read.entry_ids["00001234"], "b");
    assert!(
        !read.names_values_of("pillar"),
        "who only names ids names no pillars"
    );
}

#[test]
fn what_is_no_house_style_at_all_is_one_mistake_and_the_built_in_one_is_used() {
    for (text, expected) in [
        (
            "",
            "line 1: Nothing is said here; the built-in house style is used",
        ),
        (
            "# only a comment\n",
            "line 1: Nothing is said here; the built-in house style is used",
        ),
        (
            "- a\n- b\n",
            "line 1: This block is not a list of fields, `name: value` on each line. The built-in house style is used",
        ),
        (
            "words\n",
            "line 1: This block is not a list of fields, `name: value` on each line. The built-in house style is used",
        ),
        (
            "a: b: c\n",
            "line 1: A colon stands inside a value that is not in quotes. Put the value in quotes. The built-in house style is used",
        ),
        (
            "version: 1\nfields: [\n",
            "line 2: A `[` is never closed. The built-in house style is used",
        ),
        (
            "version: 1\n---\nversion: 1\n",
            "line 2: There is a second document in this block. The built-in house style is used",
        ),
    ] {
        assert_eq!(mistakes(text), [expected], "{text:?}");
        assert_eq!(read(text).0, HouseStyle::default(), "{text:?}");
    }
}

#[test]
fn every_mistake_says_its_line_and_what_is_used() {
    for (text, expected) in [
        (
            "sectoins: []\n",
            "line 1: There is no `sectoins`; did you mean `sections`? It is passed over",
        ),
        (
            "version: 1\nversion: 1\n",
            "line 2: `version` is there twice; the one on line 1 is used",
        ),
        (
            "version: 9\n",
            "line 1: This is a house style of version 9, and this copydesk knows 1; the built-in `version` is used",
        ),
        (
            "version: one\n",
            "line 1: `version` is to be a number such as 1; the built-in `version` is used",
        ),
        (
            "sections:\n",
            "line 1: Nothing stands behind `sections`; the built-in `sections` is used. Write `[]` where there is to be none",
        ),
        (
            "sections: {a: b}\n",
            "line 1: `sections` is to be a list, not a map; the built-in `sections` is used",
        ),
        (
            "sections:\n  - Summary\n  - Dose\n  - summary\n",
            "line 4: The section “summary” is there twice; the one on line 2 is used",
        ),
        (
            "sections:\n  - name: Dose\n    was: [Summary, Amount]\n  - Summary\n",
            "line 3: “Summary” is the name of a section now, so “Dose” can’t have had it; that old name is passed over",
        ),
        (
            "sections:\n  - name: Dose\n    expects: claimes\n",
            "line 3: `expects` of the section “Dose” is to be one of a few; `claims` is near, not “claimes”; it is passed over",
        ),
        (
            "sections:\n  - name: Dose\n    matches: '(a'\n",
            "line 3: This is no regular expression: unclosed group; it is passed over",
        ),
        (
            "sections:\n  - name: Dose\n    matches: '(\\w{500}){500}'\n",
            "line 3: This regular expression is too large; it is passed over",
        ),
        (
            "sections:\n  - required: true\n",
            "line 2: This section has no `name`; it is left out",
        ),
        (
            "fields:\n  pillar: {closed: true}\n",
            "line 2: The field `pillar` is closed and names no `values`; it counts as open",
        ),
        (
            "fields:\n  a:\n    kind: nubmer\n",
            "line 3: `kind` of the field `a` is to be one of a few; `number` is near, not “nubmer”; it counts as text",
        ),
        (
            "fields:\n  a: {requierd: true}\n",
            "line 2: There is no `requierd`; did you mean `required`? It is passed over",
        ),
        (
            "fields:\n  a: {required: maybe}\n",
            "line 2: `required` of the field `a` is to be `true` or `false`, not “maybe”; it counts as `false`",
        ),
        (
            "date_form: yesterday\n",
            "line 1: `date_form` is to be a date such as 29 April 2026 or 2026-04-29 or 2026-04-29T08:30:00Z; the built-in `date_form` is used",
        ),
        (
            "entries: ['a[']\n",
            "line 1: `entries` names no files; the built-in `entries` is used",
        ),
        (
            "entries: 5\n",
            "line 1: Each of `entries` is to be a text, in quotes where it looks like a number, not “5”; it is left out",
        ),
        (
            "entries: ['*.txt', 'a/*.md']\n",
            "line 1: No entry is called “*.txt”: entries end in `.md` or `.markdown`, and all below a folder are `folder/**`; it is left out",
        ),
        (
            "sections: [{name: Dose, expects: {a: b}}]\n",
            "line 1: `expects` of the section “Dose” is to be a text or a list of texts, not a map; nothing is expected",
        ),
        (
            "closing: 5\n",
            "line 1: Nothing of `closing` could be taken over; the built-in `closing` is used",
        ),
        (
            "sections: [{name: 5}]\n",
            "line 1: `name` of a section is to be a text, in quotes where it looks like a number, not “5”; it is left out",
        ),
        (
            "links: {entry: 5}\n",
            "line 1: A link rule is to be a text, in quotes where it looks like a number, not “5”; the built-in rule is used",
        ),
        (
            "fields: {pillar: {values: [Magnesium, Iron]}}\nreviews:\n  by_pillar: {Magnesum: 1 year}\n",
            "line 3: No pillar is called “Magnesum”; did you mean “Magnesium”? This interval is never used",
        ),
        (
            "sentences:\n  - {text: Hi., section: Summry}\n",
            "line 2: There is no section “Summry”; did you mean “Summary”? The sentence is left out",
        ),
        (
            "sentences:\n  - {text: Hi.}\n",
            "line 2: A sentence needs its `text` and its `section`; it is left out",
        ),
        (
            "links: {entry: '{name}'}\n",
            "line 1: `{name}` is no placeholder; there are `{slug}`, `{pillar-slug}`, `{handle}`, `{site}`, `{base}`; the built-in rule is used",
        ),
        (
            "links: {fields: {image: '{slug}'}}\n",
            "line 1: There is no field `image` in `fields`; its link rule is passed over",
        ),
        (
            "reviews: {every: soon}\n",
            "line 1: “soon” is no interval such as `12 months` or `2 years`; the built-in one is used",
        ),
        (
            "reviews:\n  by_confidence: {moderat: 1 year}\n",
            "line 2: No confidence is called “moderat”; did you mean “moderate”? This interval is never used",
        ),
        (
            "audience:\n  section: Who it is for\n",
            "line 2: There is no section “Who it is for” in `sections`; it is looked for all the same",
        ),
        (
            "units: [1 mg = 5]\n",
            "line 1: “1 mg = 5” is no equivalence such as `1 µg vitamin D = 40 IU`; it is left out",
        ),
        (
            "units:\n  - 1 µg vitamin D = 40 IU\n  - 1 µg vitamin D = 400 IU\n",
            "line 3: “1 µg vitamin D = 400 IU” contradicts a line above; that one is used",
        ),
        (
            "unchecked_words: ['*', 'tea*']\n",
            "line 1: “*” would leave every word alone; it is left out",
        ),
        (
            "entry_ids:\n  \"c41f7a90\": a\n  \"c41f7a90\": b\n",
            "line 3: `c41f7a90` is there twice; the one on line 2 is used",
        ),
        (
            "entry_ids:\n  C41F: a\n",
            "line 2: “C41F” is no id, which has eight of 0–9 and a–f; it is left out",
        ),
        (
            "levels: {a: fatal}\n",
            "line 1: The level of `a` is to be one of: error, warning, note, off, not “fatal”; the check keeps its own",
        ),
    ] {
        let found = mistakes(text);
        assert!(
            found.iter().any(|it| it == expected),
            "{text:?}\n{found:#?}"
        );
    }
}

#[test]
fn a_part_of_which_nothing_can_be_taken_is_the_built_in_one() {
    let built_in = HouseStyle::default();
    for text in [
        "closing: 5\n",
        "closing: [{holds: pillar}]\n",
        "sentences: hello\n",
        "sentences: [{text: Hi., section: Summry}]\n",
        "units: [nonsense]\n",
        "unchecked_words: ['*']\n",
        "sections: [{required: true}]\n",
        "sections: [{name: 5}]\n",
        "other_files: [[a]]\n",
        "entries: ['*.txt', guides]\n",
        "links: {entry: 5, product: '{x}', pillar: {a: b}, library: true}\n",
    ] {
        let (read, mistakes) = read(text);
        assert!(!mistakes.is_empty(), "{text}");
        let read = HouseStyle {
            given: BTreeSet::new(),
            ..read
        };
        assert_eq!(read, built_in, "{text}");
    }
    for text in [
        "closing: []\n",
        "sentences: []\n",
        "units: []\n",
        "sections: []\n",
        "other_files: []\n",
    ] {
        assert_ne!(style(text), built_in, "who wants none writes so: {text}");
    }
}

#[test]
fn of_lists_longer_than_all_may_be_together_the_rest_is_passed_over_and_told_once() {
    let names = |letter: &str| {
        (0..6000)
            .map(|at| format!("{letter}{at}"))
            .collect::<Vec<_>>()
    };
    let text = format!(
        "other_files: [{}]\nunchecked_words: [{}]\nsentences: [a, b]\n",
        names("f").join(", "),
        names("w").join(", "),
    );
    let (read, mistakes) = read(&text);
    assert_eq!(read.other_files.len(), 6000);
    assert_eq!(read.unchecked_words.patterns().len(), 4000);
    let told: Vec<String> = mistakes.iter().map(ToString::to_string).collect();
    let limit =
        "line 2: The lists of a house style have 10000 items at most; the others are passed over";
    assert_eq!(told.iter().filter(|it| *it == limit).count(), 1, "{told:?}");
}

#[test]
fn mistakes_on_one_line_are_told_with_their_columns() {
    let text = "version: 1\nother_files: [é, é, ü, é]\nentrys: 5\n";
    let (_, mistakes) = read(text);
    let places: Vec<_> = mistakes.iter().map(|it| (it.line, it.column)).collect();
    assert_eq!(places, [(2, 18), (2, 24), (3, 1)], "{mistakes:?}");
}

#[test]
fn a_pillar_nobody_named_may_have_an_interval_of_its_own() {
    for text in [
        "reviews: {by_pillar: {Zinc: 1 year}}\n",
        "fields: {pillar: {values: [Iron]}}\nreviews: {by_pillar: {Iron: 1 year, Zinc: 1 year}}\n",
    ] {
        style(text);
    }
}

#[test]
fn a_mistake_in_one_item_costs_that_item_only() {
    let text =
        "sections:\n  - Summary\n  - 5: x\n  - Dose\nentry_ids:\n  \"c41f7a90\": a\n  bad: b\n";
    let (style, mistakes) = read(text);
    assert_eq!(
        style.section_names().collect::<Vec<_>>(),
        ["Summary", "Dose"]
    );
    assert_eq!(style.entry_ids.len(), 1);
    assert_eq!(mistakes.len(), 2, "{mistakes:?}");
}

#[test]
fn a_level_for_a_check_that_does_not_exist_is_a_mistake_where_the_checks_are_known() {
    let text = "levels: {section-mising: off, section-order: note}\n";
    assert_eq!(read(text).1, []);
    let (style, mistakes) = read_for(text, &["section-missing", "section-order"]);
    assert_eq!(style.levels.len(), 1);
    assert_eq!(
        mistakes[0].to_string(),
        "line 1: There is no check `section-mising`; did you mean `section-missing`? It is passed over"
    );
}

#[test]
fn a_byte_order_mark_and_crlf_are_read_and_lines_counted() {
    let read_as = mistakes("\u{feff}version: 1\r\nfeilds: {}\r\n");
    assert_eq!(
        read_as,
        ["line 2: There is no `feilds`; did you mean `fields`? It is passed over"]
    );
}

#[test]
fn evidence_stands_behind_its_line_and_what_is_written_reads_back() {
    let mut evidence = Reasons::new();
    evidence.insert("date_form".into(), "in 9 of 10\nentries".into());
    evidence.insert("sections/Summary".into(), "in all".into());
    let parts = [StylePart::DateForm, StylePart::Sections];
    let text = write(&HouseStyle::default(), &parts, "# Head\n", &evidence);
    assert!(
        text.contains("\ndate_form: 29 April 2026  # in 9 of 10 entries\n"),
        "{text}"
    );
    assert!(text.contains("  - name: Summary  # in all\n"), "{text}");
    assert_eq!(style(&text).given, parts.into_iter().collect());
}

#[test]
fn a_field_without_a_label_is_called_by_its_key_in_words() {
    for (key, label) in [
        ("last_reviewed", "Last reviewed"),
        ("createdAt", "Created at"),
        ("nav-title", "Nav title"),
        ("URL", "URL"),
    ] {
        assert_eq!(label_of(key), label);
    }
}
