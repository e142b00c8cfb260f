//! Learning a house style: what a library has in common, and no more.

use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use copydesk::checks::{self, Extent, LearnedStyle, Ruleset};
use copydesk::entry::Reading;
use copydesk::entry::front_matter::Value;
use copydesk::entry::products::products;
use copydesk::house_style::{
    self, ClosingLink, FieldKind, HouseStyle, LinkParts, LinkRule, SentencePlace, StylePart,
    is_number,
};
use copydesk::library::{self, EntryKey, Learned, LearnedPart};
use proptest::prelude::*;

#[path = "support/house_library.rs"]
mod house_library;

fn learn(texts: &[String]) -> Learned {
    library::learn(&entries(texts), &AtomicBool::new(false), |_| ()).expect("enough to learn from")
}

/// The same, and every check was made by it.
fn tried(texts: &[String]) -> LearnedStyle {
    let day = jiff::civil::date(2026, 11, 1);
    let rules = |style| Ruleset::new(style, day);
    let extent = Extent::Whole(HashSet::new());
    let stop = AtomicBool::new(false);
    checks::learn(entries(texts), extent, rules, &stop, |_| ()).expect("enough to learn from")
}

fn entries(texts: &[String]) -> Vec<(EntryKey, Arc<str>)> {
    let texts = texts.iter().enumerate();
    let entry = |(n, text): (usize, &String)| {
        (EntryKey::new(format!("entry-{n}.md")), text.as_str().into())
    };
    texts.map(entry).collect()
}

/// The texts of the entries in a folder.
fn texts_of(folder: &Path, style: &HouseStyle) -> Vec<String> {
    let (library, _) = library::open(folder, style).expect("it opens");
    let texts = library::texts_to_learn_from(&library).into_iter();
    texts.map(|(_, text)| text.to_string()).collect()
}

/// The style of a learned file, which must read back without a mistake as what was learned.
#[track_caller]
fn read_back(learned: &Learned) -> HouseStyle {
    let text = learned.write();
    let (style, mistakes) = house_style::read(&text);
    assert_eq!(mistakes, [], "{text}");
    assert_eq!(style, learned.style, "{text}");
    style
}

/// What an entry lacks of a style, in words; nothing where it meets it.
fn lacks(text: &str, style: &HouseStyle) -> Vec<String> {
    let mut lacks = Vec::new();
    let reading = Reading::of(text);
    let front_matter = &reading.front_matter;
    for field in &style.fields {
        let value = front_matter.field(&field.key).map(|it| &it.value);
        let text = value.and_then(Value::text).unwrap_or_default();
        let fits = match (value, field.kind) {
            (Some(Value::Null { .. }), _) => !field.required || field.may_be_empty,
            (None, _) => !field.required,
            (_, FieldKind::Any) => true,
            (Some(Value::List(_)), kind) => matches!(kind, FieldKind::List | FieldKind::Products),
            (_, FieldKind::Date) => style.date_form_of(&field.key).parse(text).is_some(),
            (_, FieldKind::Number) => is_number(text),
            (_, FieldKind::YesNo) => matches!(text, "true" | "false"),
            (_, FieldKind::Link) => text.contains("://"),
            (_, FieldKind::List | FieldKind::Products) => false,
            (_, FieldKind::Text | FieldKind::Choice) => true,
        };
        if !fits {
            lacks.push(format!("{} is {value:?}, not {:?}", field.key, field.kind));
        }
    }
    let unknown = front_matter
        .fields
        .iter()
        .filter(|it| style.field(&it.key).is_none());
    if !style.other_fields {
        lacks.extend(unknown.map(|field| format!("unknown field {}", field.key)));
    }
    let sections = &reading.outline.sections;
    let names: Vec<String> = sections.iter().map(|section| section.title(text)).collect();
    let expected = style.sections.iter();
    let missing = expected.filter(|it| it.required && !names.contains(&it.name));
    lacks.extend(missing.map(|section| format!("no section {}", section.name)));
    let known: Vec<&String> = names
        .iter()
        .filter(|name| style.section(name).is_some())
        .collect();
    let in_order: Vec<&str> = style
        .section_names()
        .filter(|name| known.iter().any(|it| it == name))
        .collect();
    if known != in_order {
        lacks.push(format!("order {known:?}, not {in_order:?}"));
    }
    if !style.other_sections && known.len() != names.len() {
        lacks.push(format!("unknown sections in {names:?}"));
    }
    for sentence in &style.sentences {
        let section = sections
            .iter()
            .find(|it| it.title(text) == sentence.section);
        let body = section
            .and_then(|it| text.get(it.body.clone()))
            .unwrap_or_default();
        if !body.contains(&sentence.text) {
            lacks.push(format!("no sentence in {}", sentence.section));
        }
    }
    let said = |key| front_matter.text(key);
    let parts = LinkParts::of(said("url"), said("slug"), said("pillar"), style.pillar_slug);
    let mut same = |rule: &Option<LinkRule>, parts: &LinkParts, address: &str| {
        let made = rule.as_ref().map(|rule| rule.fill(parts));
        if made.is_some_and(|made| made.as_deref() != Some(address)) {
            lacks.push(format!("{address} is not made by {rule:?}"));
        }
    };
    if let Some(url) = said("url") {
        same(&style.links.entry, &parts, url);
    }
    for product in products(front_matter) {
        same(
            &style.links.product,
            &parts.with_handle(&product.handle),
            &product.url,
        );
    }
    for block in &style.closing {
        let closing = reading.outline.tail.iter().flat_map(|tail| &tail.sections);
        let found = closing
            .into_iter()
            .find(|it| it.title(text).starts_with(&block.begins));
        let body = found
            .and_then(|it| text.get(it.body.clone()))
            .unwrap_or_default();
        for held in &block.holds {
            let rule = match held {
                ClosingLink::Pillar => style.links.pillar.as_ref(),
                ClosingLink::Library => style.links.library.as_ref(),
                ClosingLink::Link(rule) => Some(rule),
                ClosingLink::Products => None,
            };
            let address = rule.map(|rule| rule.fill(&parts).expect("the entry has what it needs"));
            if address.is_some_and(|address| !body.contains(&format!("]({address})"))) {
                lacks.push(format!("{} lacks {rule:?}", block.begins));
            }
        }
    }
    lacks
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn a_house_library_meets_what_was_learned_from_it(count in 20_usize..80, seed in any::<u64>()) {
        let folder = tempfile::tempdir().expect("a folder");
        house_library::write_library(folder.path(), count, seed).expect("written");
        let texts = texts_of(folder.path(), &HouseStyle::default());
        let learned = learn(&texts);
        let style = read_back(&learned);
        for text in &texts {
            prop_assert_eq!(lacks(text, &style), Vec::<String>::new());
        }
        // And it is the house format that was found, not an empty style that everything meets.
        let built_in = HouseStyle::default();
        prop_assert!(style.section_names().eq(built_in.section_names()));
        prop_assert_eq!(&style.links, &built_in.links);
        prop_assert_eq!(style.pillar_slug, built_in.pillar_slug);
        prop_assert_eq!(style.date_form, built_in.date_form);
        prop_assert_eq!(style.closing.len(), 2);
        prop_assert!(!style.other_sections && !style.other_fields);
        let keys = |style: &HouseStyle| {
            style.fields.iter().map(|it| (it.key.clone(), it.kind)).collect::<Vec<_>>()
        };
        let mut expected = keys(&built_in);
        expected.retain(|(key, _)| key != "id");
        for (key, kind) in &mut expected {
            // Who edits and publishes is chosen among few.
            if matches!(key.as_str(), "publisher" | "editor") {
                *kind = FieldKind::Choice;
            }
        }
        prop_assert_eq!(keys(&style), expected);
    }

    #[test]
    fn any_texts_are_learned_from_without_harm(texts in prop::collection::vec(any_entry(), 5..12)) {
        read_back(&learn(&texts));
    }
}

/// Entries of no house at all.
fn any_entry() -> impl Strategy<Value = String> {
    let value = prop_oneof![
        Just("true".to_owned()),
        Just("5".to_owned()),
        Just("[a, b]".to_owned()),
        Just("2024-01-31".to_owned()),
        Just("https://a.example/{x}/b".to_owned()),
        Just("/docs/iron".to_owned()),
        Just("{a: 1}".to_owned()),
        Just(String::new()),
        "\"[ -~&&[^\"\\\\]]{0,12}\"",
    ];
    let key = prop_oneof![
        Just("url"),
        Just("slug"),
        Just("pillar"),
        Just("a"),
        Just("a b"),
        Just("x#y")
    ];
    let fields = prop::collection::btree_map(key, value, 1..5);
    let heading = "[A-Za-z#:{}\\[\\] '\"]{1,8}";
    let sections = prop::collection::vec((heading, "[a-z .!]{0,30}"), 0..5);
    (fields, sections).prop_map(|(fields, sections)| {
        let fields: String = fields
            .iter()
            .map(|(key, value)| format!("{key}: {value}\n"))
            .collect();
        let sections: String = (sections.iter())
            .map(|(heading, body)| format!("## {heading}\n\n{body}\n\n"))
            .collect();
        format!("---\n{fields}---\n\n# A\n\n{sections}---\n\n## More\n\n- [x](https://a.example)\n")
    })
}

/// Ten entries, `odd` of them without what the others have.
fn ten(odd: usize) -> Vec<String> {
    (0..10)
        .map(|n| {
            let is_odd = n < odd;
            let draft = if n % 2 == 0 { "true" } else { "false" };
            let extra = if is_odd { String::new() } else { format!("weight: {n}\n") };
            let ending = if is_odd { "" } else { " Ask a doctor before you change anything." };
            format!(
                "---\ntitle: Entry {n}\nslug: entry-{n}\ndate: 2024-03-{:02}\ndraft: {draft}\ntags: [a, b]\n{extra}image: /img/entry-{n}.png\nlayout: post\n---\n\n## First\n\nWords {n}.{ending}\n\n## Second\n\nMore {n}.\n",
                n + 1
            )
        })
        .collect()
}

#[test]
fn kinds_dates_sentences_and_links_are_found_where_nine_of_ten_agree() {
    let learned = learn(&ten(1));
    let style = read_back(&learned);
    let kind = |key: &str| style.field(key).map(|field| (field.kind, field.required));
    use FieldKind::*;
    for (key, expected) in [
        ("title", (Text, true)),
        ("date", (Date, true)),
        ("draft", (YesNo, true)),
        ("tags", (List, true)),
        // Nine of ten have it, and that is not every entry.
        ("weight", (Number, false)),
        ("layout", (Choice, true)),
    ] {
        assert_eq!(kind(key), Some(expected), "{key}");
    }
    assert_eq!(
        style.field("layout").map(|it| it.values.clone()),
        Some(vec!["post".into()])
    );
    assert_eq!(style.date_form.example(), "2026-04-29");
    let sentence = &style.sentences[0];
    assert_eq!(
        (
            sentence.text.as_str(),
            sentence.section.as_str(),
            sentence.at
        ),
        (
            "Ask a doctor before you change anything.",
            "First",
            SentencePlace::End
        )
    );
    let (key, rule) = &style.links.fields[0];
    assert_eq!(
        (key.as_str(), rule.to_string().as_str()),
        ("image", "/img/{slug}.png")
    );
    assert!(style.closing.is_empty() && style.is_given(StylePart::Closing));
    let text = learned.write();
    assert!(
        text.contains("weight: { kind: number, label: Weight, usual: true }  # in 9 of 10 entries"),
        "{text}"
    );
}

#[test]
fn eight_of_ten_make_no_rule() {
    let style = read_back(&learn(&ten(2)));
    let weight = style.field("weight").expect("it is known");
    assert!(!weight.required && !weight.usual);
    assert!(style.sentences.is_empty());
}

#[test]
fn entries_without_front_matter_that_can_be_read_are_left_out_and_said() {
    let mut texts = ten(0);
    texts.push("# No front matter\n".into());
    texts.push("---\na: b: c\n---\n".into());
    let learned = learn(&texts);
    assert_eq!(
        (learned.entries, learned.left_out, learned.bare),
        (10, 1, 1)
    );
    let text = learned.write();
    assert!(text.contains("# One file was left out: its front matter could not be read.\n"));
    assert!(text.contains("# One file was left out: it has no front matter.\n"));
}

#[test]
fn no_field_is_required_where_many_entries_have_no_front_matter() {
    let required = |bare: usize| {
        let mut texts = ten(0);
        texts.extend((0..bare).map(|n| format!("# Page {n}\n")));
        let style = read_back(&learn(&texts));
        style.field("slug").map(|it| it.required)
    };
    assert_eq!(required(0), Some(true));
    assert_eq!(required(1), Some(false));
}

#[test]
fn a_check_that_more_than_one_in_ten_would_fail_is_off() {
    const LOOKED_AT: [&str; 5] = [
        "missing-heading",
        "raw-html",
        "title-differs",
        "title-twice",
        "value-kind",
    ];
    let headed = |odd: usize, odd_heading: &str| -> Learned {
        let texts = ten(0).into_iter().enumerate();
        let texts = texts.map(|(n, text)| {
            let heading = if n < odd {
                odd_heading
            } else {
                &format!("# Entry {n}\n")
            };
            text.replace("---\n\n## First", &format!("---\n\n{heading}\n## First"))
        });
        tried(&texts.collect::<Vec<_>>()).learned
    };
    let levels = |learned: &Learned| -> Vec<String> {
        let style = read_back(learned);
        assert!(style.levels.values().all(Option::is_none));
        let levels = style.levels.into_keys();
        levels
            .filter(|id| LOOKED_AT.contains(&id.as_str()))
            .collect()
    };
    assert_eq!(levels(&headed(1, "# Other\n")), [""; 0]);
    let learned = headed(2, "# Other\n");
    assert_eq!(levels(&learned), ["title-differs"]);
    let text = learned.write();
    assert!(
        text.contains("  title-differs: off  # fails in 2 of 10 entries\n"),
        "{text}"
    );
    // Of those without a heading nothing can be said, but that they have none.
    assert_eq!(levels(&headed(9, "")), ["missing-heading"]);
    let html = "# Entry\n\n<div>Words</div>\n";
    assert_eq!(levels(&headed(2, html)), ["raw-html", "title-differs"]);
    assert_eq!(levels(&headed(1, "A<br>b\n")), [""; 0]);

    let mut texts = ten(0);
    texts[1] = texts[1].replace("title: Entry 1", "title: Entry 0");
    assert_eq!(
        levels(&tried(&texts).learned),
        ["missing-heading", "title-twice"]
    );
    // Whatever check it is: here a space at the end of a line, a note.
    let blank = |text: String| text.replace("More", "More \n");
    let texts: Vec<String> = ten(0).into_iter().map(blank).collect();
    assert_eq!(
        tried(&texts).learned.style.levels.get("trailing-blank"),
        Some(&None)
    );
}

/// Ten entries with these fields; each `{n}` is a number of its own.
fn with_fields(fields: &[(&str, usize)]) -> Vec<String> {
    let fields = fields.iter().flat_map(|(text, count)| vec![*text; *count]);
    let entry = |(n, fields): (usize, &str)| {
        let fields = fields.replace("{n}", &n.to_string());
        format!("---\ntitle: Entry {n}\n{fields}\n---\n\nWords.\n")
    };
    fields.enumerate().map(entry).collect()
}

/// What all checks find in these entries under the style learned from them, by check.
fn findings_under_their_own(texts: &[String]) -> Vec<(usize, &'static str, String)> {
    let style = Arc::new(tried(texts).learned.style);
    let rules = Ruleset::new(style, jiff::civil::date(2026, 11, 1));
    let stop = AtomicBool::new(false);
    let extent = Extent::Whole(HashSet::new());
    let checked = checks::Checked::start(rules, extent, entries(texts), &stop, |_| ());
    let mut found = Vec::new();
    for (key, _, findings) in checked.all() {
        let number = key
            .stem()
            .trim_start_matches("entry-")
            .parse()
            .expect("a number");
        found.extend(
            findings
                .iter()
                .map(|it| (number, it.check, it.message.clone())),
        );
    }
    found.sort();
    found
}

#[test]
fn a_field_that_is_there_and_empty_is_there() {
    for empty in ["tags: []", "tags:", "tags: null", "tags: ~", "tags: \"\""] {
        let texts = with_fields(&[("tags: [a]", 30), (empty, 30)]);
        let learned = learn(&texts);
        let style = read_back(&learned);
        let tags = style.field("tags").expect("it is known");
        assert!(tags.required && tags.may_be_empty, "{empty}");
        assert_eq!(findings_under_their_own(&texts), [], "{empty}");
        // One without the field is told all the same.
        let mut texts = with_fields(&[("tags: [a]", 150), (empty, 50)]);
        texts[3] = texts[3].replace("tags: [a]\n", "");
        let found = findings_under_their_own(&texts);
        let missing = (3, "missing-field", "The field “tags” is missing".to_owned());
        assert_eq!(found, [missing], "{empty}");
    }
}

#[test]
fn a_field_is_required_from_99_of_100_and_told_softly_from_nine_of_ten() {
    for (absent, required, usual) in [
        (1, true, false),
        (2, false, true),
        (10, false, true),
        (11, false, false),
    ] {
        let texts = with_fields(&[("layout: post", 100 - absent), ("draft: true", absent)]);
        let style = read_back(&learn(&texts));
        let field = style.field("layout").expect("it is known");
        assert_eq!(
            (field.required, field.usual),
            (required, usual),
            "{absent} without"
        );
    }
}

#[test]
fn fields_that_most_entries_have_are_let_go_one_by_one_until_nine_of_ten_lack_none() {
    let without = |n: usize| match n {
        0..=8 => "b: w{n}\nc: w{n}",
        9..=16 => "a: w{n}\nc: w{n}",
        _ => "a: w{n}\nb: w{n}\nc: w{n}",
    };
    let texts: Vec<(&str, usize)> = (0..100).map(|n| (without(n), 1)).collect();
    let style = tried(&with_fields(&texts)).learned.style;
    let usual = |key: &str| style.field(key).is_some_and(|field| field.usual);
    // Nine lack a, eight lack b: together they would be 17.
    assert_eq!((usual("a"), usual("b")), (false, true));
    assert!(!style.levels.contains_key("missing-field"));
    assert!(style.field("c").is_some_and(|field| field.required));
}

#[test]
fn the_kind_of_a_field_is_that_of_nearly_all_its_values() {
    use FieldKind::*;
    for (fields, kind) in [
        (&[("a: {b: 1}", 60)][..], Any),
        (&[("a: [{b: 1}, {b: 2}]", 60)], Any),
        (&[("a: [x]", 30), ("a: x", 30)], Any),
        (&[("a: [x]", 59), ("a: x", 1)], List),
        (&[("a: []", 60)], List),
        (&[("a: {n}", 60)], Number),
        (&[("a: \"{n}\"", 60)], Text),
        (&[("a: true", 30), ("a: false", 30)], YesNo),
        (&[("a: https://x.example/{n}", 60)], Link),
        // Values that recur are a choice, dates, numbers, paths and words of their own are none.
        (&[("a: news", 30), ("a: guide", 30)], Choice),
        (&[("a: word{n}", 60)], Text),
        (&[("a: word{n}", 30), ("a: news", 30)], Text),
        (&[("a: 2024-01-02", 30), ("a: 2024-03-04", 30)], Date),
        (&[("a: img/x.png", 30), ("a: img/y.png", 30)], Text),
    ] {
        let learned = learn(&with_fields(fields));
        let style = read_back(&learned);
        assert_eq!(style.field("a").map(|it| it.kind), Some(kind), "{fields:?}");
    }
}

#[test]
fn dates_are_learned_field_by_field_and_no_time_is_offered() {
    let day = "date: 2024-01-02 10:00:00 -0500\nexpires: 2025-01-01";
    let house = "date: 2024-01-02 10:00:00 -0500\nexpires: 2 May 2025";
    let only_day = "date: 2024-01-02\nexpires: 2025-01-01";
    let texts = with_fields(&[(day, 90), (only_day, 3)]);
    let style = read_back(&learn(&texts));
    let form = |key: &str| style.date_form_of(key).example();
    assert_eq!(
        (form("date"), form("expires")),
        ("2026-04-29T08:30:00Z", "2026-04-29")
    );
    assert_eq!(
        findings_under_their_own(&texts),
        [],
        "a day is right without its time"
    );
    let texts = with_fields(&[(day, 92), (house, 1)]);
    let found = findings_under_their_own(&texts);
    let message = "“2 May 2025” is written 2025-05-02 here".to_owned();
    assert_eq!(found, [(92, "date-form", message)]);
    // Where no form has nine of ten, none is the house's.
    let texts = with_fields(&[("date: 2024-01-02", 50), ("date: 2 May 2025", 50)]);
    assert_eq!(findings_under_their_own(&texts), []);
}

#[test]
fn what_is_left_out_of_a_learned_style_expects_nothing() {
    let texts = ten(1);
    let style = tried(&texts);
    let parts = style.learned.parts_found();
    assert!(parts.contains(&LearnedPart::Field("weight".into())));
    assert!(parts.contains(&LearnedPart::CheckOff("missing-heading".into())));
    assert_eq!(style.found(&LearnedPart::Field("weight".into())), 1);
    assert_eq!(style.found(&LearnedPart::Field("title".into())), 0);
    assert_eq!(
        style
            .learned
            .evidence_of(&LearnedPart::Field("date".into())),
        "in all 10 entries, form 2024-03-01"
    );
    let nothing = style.learned.without(&parts);
    let (read, mistakes) = house_style::read(&nothing.write());
    assert_eq!(mistakes, []);
    assert!(read.fields.is_empty() && read.other_fields);
    assert!(read.sections.is_empty() && read.other_sections && read.sentences.is_empty());
    assert!(read.links.fields.is_empty() && read.levels.is_empty());
    let only = style
        .learned
        .without(&[LearnedPart::Field("weight".into())]);
    let (read, _) = house_style::read(&only.write());
    assert!(read.field("weight").is_none() && read.field("title").is_some());
}

#[test]
fn the_sample_library_keeps_its_own_house_style() {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("sample_content");
    let (style, mistakes) = library::read_style(&sample, &[]);
    assert_eq!(mistakes, []);
    let (library, _) = library::open(&sample, &style).expect("it opens");
    assert_eq!(library.counts(), (14, 1));
    let entries = || library.rows().filter(|file| library.is_entry(file));
    for file in entries() {
        let text = file.content.text().expect("it is text");
        let front_matter = Reading::of(text).front_matter;
        for field in style.fields.iter().filter(|field| !field.values.is_empty()) {
            let value = front_matter.text(&field.key).unwrap_or_default();
            assert!(
                field.values.iter().any(|it| it == value),
                "{}: {value}",
                file.key.file()
            );
        }
        if let Some(id) = front_matter.text("id") {
            assert_eq!(
                style.entry_ids.get(id).map(String::as_str),
                front_matter.text("slug")
            );
        }
    }
    let learned = learn(&texts_of(&sample, &style));
    let from_entries = read_back(&learned);
    assert_eq!(from_entries.sentences, style.sentences);
    assert_eq!(from_entries.links, style.links);
    assert!(from_entries.section_names().eq(style.section_names()));
}
