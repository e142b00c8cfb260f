//! Edits to different fields and sections of the sample entries: no conflict, and both are there.

use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::{Config, TestRunner};

use copydesk::entry::front_matter::FrontMatter;
use copydesk::entry::outline::{Outline, Section};
use copydesk::entry::sources;
use copydesk::merge::merge;

use crate::{samples, with_markers};

/// A place of an entry that can be edited apart from all others, by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Place {
    Field(String),
    NewField,
    Section(String),
    NewSection(String),
    Source(u32),
    /// The end of the list.
    NewSource,
}

/// What is done there.
#[derive(Debug, Clone, Copy)]
enum Deed {
    Change,
    Add,
    TakeOut,
    Rename,
}

/// Where edits can be made. Title, heading and slug are agreed with other places and stay out of it.
fn places(text: &str) -> Vec<Place> {
    let front = FrontMatter::read(text);
    let outline = Outline::read(text, front.split.body);
    let names = front.fields.iter().map(|field| field.key.clone());
    let plain = names.filter(|key| !["title", "slug", "related_products"].contains(&key.as_str()));
    let mut places: Vec<Place> = plain.map(Place::Field).collect();
    places.push(Place::NewField);
    for section in &outline.sections {
        let title = section.title(text);
        places.push(Place::NewSection(title.clone()));
        if sources::is_sources(text, section) {
            let all = sources::read(text, &outline);
            places.extend(all.iter().map(|source| Place::Source(source.number)));
            places.push(Place::NewSource);
        } else {
            places.push(Place::Section(title));
        }
    }
    places
}

fn section<'o>(text: &str, outline: &'o Outline, title: &str) -> &'o Section {
    let mut sections = outline.all_sections();
    sections
        .find(|section| section.title(text) == title)
        .expect("the section")
}

/// The text with the edit made.
fn edited(text: &str, place: &Place, deed: Deed, words: &str) -> String {
    let front = FrontMatter::read(text);
    let outline = Outline::read(text, front.split.body);
    let put = |range: std::ops::Range<usize>, new: &str| {
        let mut text = text.to_owned();
        text.replace_range(range, new);
        text
    };
    match place {
        Place::Field(key) => {
            let field = front.field(key).expect("the field");
            match deed {
                Deed::TakeOut => put(field.lines.clone(), ""),
                _ => put(field.value.range().clone(), &format!(" \"{words}\"")),
            }
        }
        Place::NewField => {
            let at = front.field("slug").expect("a slug").lines.start;
            put(at..at, &format!("{words}: new\n"))
        }
        Place::Section(title) => {
            let it = section(text, &outline, title);
            let end = it.body.start + text[it.body.clone()].trim_end().len();
            match deed {
                Deed::Change => put(it.body.start..end, &format!("\nOnly {words} now.")),
                Deed::Add => put(end..end, &format!("\n\nAnd {words} too.")),
                Deed::TakeOut => put(it.range.clone(), ""),
                Deed::Rename => put(it.heading.text.clone(), &format!("On {words}")),
            }
        }
        Place::NewSection(above) => {
            let at = section(text, &outline, above).range.start;
            put(at..at, &format!("## {words}\n\nAll about {words}.\n\n"))
        }
        Place::Source(number) => {
            let all = sources::read(text, &outline);
            let source = all
                .iter()
                .find(|source| source.number == *number)
                .expect("it");
            put(source.line.end..source.line.end, &format!(" {words}."))
        }
        Place::NewSource => {
            let all = sources::read(text, &outline);
            let last = all.last().expect("a source");
            let line = format!(
                "\n{}. {words} A (2020). A work on {words}. Journal.",
                last.number + 1
            );
            put(last.range.end..last.range.end, &line)
        }
    }
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        Just(Deed::Change),
        Just(Deed::Add),
        Just(Deed::TakeOut),
        Just(Deed::Rename),
    ]
}

#[test]
fn a_thousand_pairs_of_edits_apart_never_conflict_and_both_stand() {
    let samples = samples();
    let edits = (
        any::<Index>(),
        any::<Index>(),
        any::<Index>(),
        deed(),
        deed(),
    );
    let mut runner = TestRunner::new(Config::with_cases(1000));
    let checked = runner.run(&edits, |(entry, one, other, deed, other_deed)| {
        let base = entry.get(&samples);
        let mut places = places(base);
        let one = places.remove(one.index(places.len()));
        // A section put above one that goes or is renamed by the other: the edit by name would not find its place.
        let is_apart = |other: &Place| match (&one, other) {
            (Place::NewSection(above), Place::Section(title))
            | (Place::Section(title), Place::NewSection(above)) => above != title,
            _ => true,
        };
        places.retain(is_apart);
        let other = places.remove(other.index(places.len()));
        let ours = edited(base, &one, deed, "zephyr");
        let theirs = edited(base, &other, other_deed, "quince");
        // Edits by name do not mind each other, in whichever order they are made.
        let both = edited(&ours, &other, other_deed, "quince");
        for (ours, theirs) in [(&ours, &theirs), (&theirs, &ours)] {
            let merged = merge(base, ours, theirs);
            prop_assert!(
                merged.is_clean(),
                "{one:?} {deed:?}, {other:?} {other_deed:?}:\n{}",
                with_markers(&merged)
            );
            prop_assert_eq!(
                with_markers(&merged),
                both.clone(),
                "{:?} {:?}, {:?} {:?}",
                one,
                deed,
                other,
                other_deed
            );
        }
        Ok(())
    });
    checked.expect("all of them");
}
