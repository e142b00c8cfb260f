use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::civil::date;
use proptest::prelude::*;

use super::{ENTRY, found, query};
use crate::house_style::HouseStyle;
use crate::library::{Content, EntryKey, Library};
use crate::search::completion::completions;
use crate::search::{About, Context, Options, Query, QueryError, Whereabouts, find, is_query};

fn library() -> Library {
    let mut library = Library::new(std::path::Path::new("/l"), HouseStyle::default());
    let mut put = |file: &str, text: &str| {
        library.put(EntryKey::new(file), Content::Text(text.into()));
    };
    put("iron/tea.md", ENTRY);
    put(
        "sleep/night.md",
        "---\ntitle: Night\nslug: night\npillar: Sleep\nlast_reviewed: 3 May 2024\nconfidence: low\nminutes: 30\n---\n\n# Night\n\n## Timing\n\nDecaf at night. See [tea](../iron/tea.md).\n",
    );
    put(
        "sleep/nap.md",
        "---\ntitle: Nap\nslug: nap\npillar: Sleep\nminutes: [5, 90]\n---\n\n# Nap\n\n## Timing\n\nNo caffeine.\n",
    );
    put("README.md", "# About\n\ncaffeine\n");
    library
}

/// The stems of the entries that a query finds.
fn entries(text: &str) -> Result<Vec<String>, QueryError> {
    let library = library();
    let about = About {
        today: date(2026, 11, 1),
        unsaved: &|key| {
            let is_night = key.file() == "sleep/night.md";
            is_night.then(|| Arc::from("---\ntitle: Night\n---\n\nunsaved caffeine\n"))
        },
        has_finding: &|key, check| key.file() == "sleep/nap.md" && check == "tab",
        checks: &["tab", "mention-unlisted"],
    };
    let query = Query::parse(text, Options::default())?;
    let candidates = query.candidates(&library, &about)?;
    let candidates = query.settle(&candidates)?;
    let mut all = Vec::new();
    let stop = AtomicBool::new(false);
    find(&query, &candidates, &stop, |found| all.extend(found));
    Ok(all
        .iter()
        .map(|found| found.key.stem().to_owned())
        .collect())
}

#[track_caller]
fn finds(query: &str, expected: &[&str]) {
    assert_eq!(entries(query).expect("a query"), expected, "{query}");
}

#[test]
fn all_words_must_stand_in_an_entry_and_all_their_places_are_hits() {
    assert_eq!(
        found("caffeine an", ENTRY).expect("both").len(),
        ENTRY.matches("an").count() + 1
    );
    assert_eq!(found("caffeine decaf", ENTRY), None);
    assert_eq!(found("caffeine -decaf", ENTRY), Some(vec!["caffeine"]));
    assert_eq!(found("caffeine -tea", ENTRY), None);
    assert_eq!(found("-decaf", ENTRY), Some(Vec::new()));
    assert_eq!(
        found("\"an hour after\"", ENTRY),
        Some(vec!["an hour after"])
    );
    assert_eq!(found(r"/hour \w+/", ENTRY), Some(vec!["hour after"]));
    // Of two that overlap the longer is a hit.
    let both = found("tea \"tea an\"", ENTRY).expect("both");
    assert_eq!(both.iter().filter(|hit| **hit == "tea an").count(), 1);
    assert_eq!(both.len(), found("tea", ENTRY).expect("one").len());
}

#[test]
fn words_are_looked_for_where_the_query_says() {
    assert_eq!(
        found("section:timing caffeine", ENTRY),
        Some(vec!["caffeine"])
    );
    assert_eq!(found("section:\"Safety profile\" caffeine", ENTRY), None);
    assert_eq!(
        found("section:timing section:sources osei", ENTRY),
        Some(vec!["Osei"])
    );
    assert_eq!(found("section:Tim tea", ENTRY), None);
    assert_eq!(
        found("section:/^tim/ tea", ENTRY).map(|it| it.len()),
        Some(2)
    );
    assert_eq!(found("in:sources iron", ENTRY).map(|it| it.len()), Some(3));
    assert_eq!(found("in:title iron", ENTRY), Some(vec!["iron"]));
    assert_eq!(
        found("in:related_products.handle iron", ENTRY),
        Some(vec!["iron"])
    );
    assert_eq!(
        found("in:front-matter tea", ENTRY).map(|it| it.len()),
        Some(4)
    );
    assert_eq!(found("in:body title", ENTRY), None);
    assert_eq!(found("in:links iron.md", ENTRY), Some(vec!["iron.md"]));
    assert_eq!(found("section:Timing", ENTRY), Some(Vec::new()));
    assert_eq!(found("section:Dose", ENTRY), None);
    assert_eq!(
        found("-section:Dose tea", ENTRY).map(|it| it.is_empty()),
        Some(false)
    );
    assert_eq!(found("-section:Timing tea", ENTRY), None);
}

#[test]
fn sources_links_and_fields_are_found_by_what_they_say() {
    let source = found("source:33260549", ENTRY).expect("it is listed");
    assert!(source[0].starts_with("Osei K (2018)"), "{source:?}");
    assert!(found("source:10.5555/iron.1", ENTRY).is_some());
    assert!(found("source:\"iron journal\"", ENTRY).is_some());
    assert_eq!(found("source:3326054", ENTRY), None);
    assert_eq!(found("link:iron.md", ENTRY), Some(vec!["iron.md"]));
    assert_eq!(
        found("link:iron.md caffeine", ENTRY),
        Some(vec!["caffeine"])
    );
    assert_eq!(found("tags:tea", ENTRY), Some(vec!["tea"]));
    assert_eq!(
        found("related_products:gentle", ENTRY).map(|it| it.len()),
        Some(3)
    );
    assert_eq!(
        found("related_products.name:gentle", ENTRY).map(|it| it.len()),
        Some(1)
    );
    assert_eq!(found("tags:coffee", ENTRY), None);
    assert_eq!(found("-tags:* tea", ENTRY), None);
}

#[test]
fn entries_are_chosen_by_what_is_known_of_them() {
    finds("pillar:Sleep", &["nap", "night"]);
    finds("pillar:sleep confidence:low", &["night"]);
    finds("-pillar:Sleep", &["tea"]);
    finds("reviewed<2025-06-01", &["night"]);
    finds("reviewed>2025", &["tea"]);
    finds("reviewed:2026-06", &["tea"]);
    finds("is:never", &["nap"]);
    finds("is:overdue", &["night"]);
    finds("is:unsaved", &["night"]);
    // The link to the tea is taken out and not saved yet.
    finds("is:orphan", &["tea", "nap", "night"]);
    finds("finding:tab", &["nap"]);
    finds("-finding:tab caffeine", &["tea", "night"]);
    finds("file:sleep/ caffeine", &["nap", "night"]);
    finds("sources>0", &["tea"]);
    finds("words<12 pillar:Sleep", &["nap", "night"]);
    finds("title:/^N/", &["nap", "night"]);
    finds("minutes>60", &["nap"]);
    finds("minutes<10", &["nap"]);
    // README is no entry, and what is not saved is looked through.
    finds("caffeine", &["tea", "nap", "night"]);
    finds("decaf", &[]);
    // What the house style names may be in no entry; so may a value of which nothing near is known.
    finds("section:Summary", &[]);
    finds("confidence:high", &[]);
    finds("pillar:Bones", &[]);
}

#[test]
fn keys_may_be_written_with_capitals() {
    finds("Pillar:sleep", &["nap", "night"]);
    finds("-PILLAR:Sleep", &["tea"]);
    finds("Section:Timing Caffeine", &["tea", "nap"]);
    finds("Words<12 Pillar:\"Sleep\"", &["nap", "night"]);
    assert!(is_query("Reviewed<2025"));
    // A word before a colon is a word where it is no key, or where a blank follows.
    for text in ["PMID:33260549", "Title: tea", "Iron:tea"] {
        assert!(!is_query(text), "{text}");
    }
}

#[test]
fn an_error_points_at_its_place_and_says_what_to_do() {
    for (text, at, says) in [
        ("tea \"iron", 4..9, "never closed"),
        ("tea /iron", 4..9, "never closed"),
        ("tea /iron(/", 9..10, "regular expression"),
        ("title:/a[/", 8..9, "regular expression"),
        ("tea /^$/", 5..7, "where nothing stands"),
        ("pillar: tea", 0..7, "value is missing"),
        ("tea is:lost", 7..11, "overdue"),
        ("reviewed<yesterday", 9..18, "2025-06-01"),
        ("words<many", 6..10, "no number"),
        ("section<Timing", 0..14, "followed by a colon"),
        ("-in:body tea", 0..8, "not in"),
    ] {
        let error = Query::parse(text, Options::default()).expect_err(text);
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.message.contains(says), "{text}: {error}");
    }
    for (text, at, says) in [
        ("finding:mention-unlistd", 0..23, "`mention-unlisted` meant"),
        ("p<0.05", 0..6, "quotation marks"),
        ("tea pilar:Sleep", 4..15, "`pillar` meant"),
        ("section:Timeing tea", 8..15, "`Timing` meant"),
        ("tea -section:Nowhere", 13..20, "No entry has a section"),
        ("pillar:Sleeep tea", 0..13, "`Sleep` meant"),
        ("confidence:certain", 0..18, "low, moderate, high"),
    ] {
        let error = entries(text).expect_err(text);
        assert_eq!(error.at, at, "{text}: {error}");
        assert!(error.message.contains(says), "{text}: {error}");
    }
}

#[test]
fn words_with_signs_in_them_are_words() {
    let text = "See https://a.example, 24/7 and 10:30. **Claim: x** a-b";
    for words in ["https://a.example", "24/7", "10:30", "Claim: x", "a-b"] {
        assert!(
            found(words, text).is_some_and(|hits| !hits.is_empty()),
            "{words}"
        );
    }
}

#[test]
fn a_filter_is_a_query_where_it_holds_more_than_words() {
    for text in [
        "pillar:Sleep",
        "\"tea\"",
        "/tea/",
        "tea reviewed<2025",
        "tea \"",
    ] {
        assert!(is_query(text), "{text}");
    }
    for text in [
        "",
        "tea",
        "mgnsium slp",
        "Iron: what?",
        "-tea",
        "https://a.example",
    ] {
        assert!(!is_query(text), "{text}");
    }
}

#[test]
fn a_hit_is_shown_in_its_line_with_its_field_or_section() {
    let hits = query("caffeine").hits(ENTRY).expect("found");
    let places = crate::entry::Places::of(ENTRY);
    let context = Context::of(ENTRY, &places, &hits[0]);
    assert_eq!((context.place.line, context.place.column), (22, 31));
    assert_eq!(context.before, "Drink tea an hour after iron; ");
    assert_eq!(context.after, " is in both.");
    let parts = Whereabouts::of(ENTRY);
    let part = |words: &str| {
        let at = ENTRY.find(words).expect("there");
        parts.at(ENTRY, at).to_owned()
    };
    assert_eq!(part("caffeine"), "Timing");
    assert_eq!(part("Gentle Iron"), "related_products[0].name");
    assert_eq!(part("8 June"), "last_reviewed");
    assert_eq!(part("Tea takes"), "Title and opening");
    assert_eq!(part("Osei"), "Sources");
}

#[test]
fn keys_and_their_values_are_offered_at_the_caret() {
    let library = library();
    let offered = |text: &str| {
        let offered = completions(text, text.len(), &library, &["tab"]);
        let taken = offered
            .into_iter()
            .map(|it| format!("{}{}", &text[..it.range.start], it.text));
        taken.collect::<BTreeSet<_>>()
    };
    let one = |text: &str| offered(text).into_iter().next().unwrap_or_default();
    assert_eq!(one("tea pil"), "tea pillar:");
    assert_eq!(one("rev"), "reviewed<");
    assert_eq!(one("tea -pillar:sl"), "tea -pillar:Sleep");
    assert_eq!(one("is:over"), "is:overdue");
    assert_eq!(one("finding:"), "finding:tab");
    assert!(offered("section:").contains("section:Timing"));
    assert!(offered("section:\"safety p").contains("section:\"Safety profile\""));
    assert!(offered("").is_empty());
    assert!(offered("pillar:Sleep ").is_empty());
}

#[test]
fn a_search_that_is_stopped_says_so() {
    let query = query("tea");
    let library = library();
    let about = About {
        today: date(2026, 11, 1),
        unsaved: &|_| None,
        has_finding: &|_, _| false,
        checks: &[],
    };
    let candidates = query.candidates(&library, &about).expect("a query");
    let candidates = query.settle(&candidates).expect("texts");
    let mut told = 0;
    assert!(!find(&query, &candidates, &AtomicBool::new(true), |_| {
        told += 1
    }));
    assert_eq!(told, 0);
    assert!(find(&query, &candidates, &AtomicBool::new(false), |_| {
        told += 1
    }));
    assert_eq!(told, 1);
}

proptest! {
    #[test]
    fn nothing_that_is_typed_panics_and_errors_lie_in_the_query(text in r#"[a-zé:<>/"“\\()*\[ \-.0-9]{0,24}"#) {
        match Query::parse(&text, Options::default()) {
            Ok(query) => drop(query.hits(ENTRY)),
            Err(error) => prop_assert!(text.get(error.at.clone()).is_some(), "{:?}", error),
        }
        let library = Library::new(std::path::Path::new("/l"), HouseStyle::default());
        for at in 0..=text.len() {
            for offered in completions(&text, at, &library, &["tab"]) {
                prop_assert!(text.get(offered.range).is_some());
            }
        }
    }
}
