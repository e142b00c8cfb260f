//! Sections, closing blocks and exact sentences.

use std::collections::BTreeSet;

use super::super::page::{StyleWriter, flow};
use super::super::reader::Reader;
use super::super::{
    ClosingBlock, ClosingLink, Expectation, Expected, FixedSentence, SectionRule, SentencePlace,
    StylePart,
};
use super::links::{PASSED_OVER, rule};
use super::{Key, put};
use crate::entry::front_matter::{Value, plain_or_quoted};

pub(super) const SECTIONS: Key = Key {
    part: StylePart::Sections,
    name: "sections",
    comment: "The sections, in order.
was: names it had before    required: every entry has it
expects: a dose with a unit, an organisation, a time, claims, a list or a numbered list
matches: a regular expression that the section's text matches",
    read: |reader, value, instead, style| {
        put(&mut style.sections, sections(reader, value, instead))
    },
    write: |page, style| page.list("sections", &style.sections, "[]", write_section),
};

pub(super) const OTHER_SECTIONS: Key = Key {
    part: StylePart::OtherSections,
    name: "other_sections",
    comment: "true: an entry may have sections that are not in this list.",
    read: |reader, value, _, style| {
        style.other_sections = reader.flag(value, "`other_sections`");
        true
    },
    write: |page, style| {
        page.line(
            0,
            &format!("other_sections: {}", style.other_sections),
            "other_sections",
        );
    },
};

pub(super) const CLOSING: Key = Key {
    part: StylePart::Closing,
    name: "closing",
    comment: "What stands below the rule at the end of the page, by what its heading begins with.
holds: products (one link for each product of the front matter), pillar, library, or a link rule",
    read: |reader, value, instead, style| put(&mut style.closing, closing(reader, value, instead)),
    write: |page, style| page.list("closing", &style.closing, "[]", write_closing),
};

pub(super) const SENTENCES: Key = Key {
    part: StylePart::Sentences,
    name: "sentences",
    comment:
        "Sentences that stand word for word in their section; at: start or end says where one is put
that is missing.",
    read: |reader, value, instead, style| {
        put(&mut style.sentences, sentences(reader, value, instead))
    },
    write: |page, style| page.list("sentences", &style.sentences, "[]", write_sentence),
};

const SECTION_KEYS: [&str; 5] = ["name", "was", "required", "expects", "matches"];

/// A section as it was read, its old names not yet compared with the names of others.
struct Read {
    section: SectionRule,
    /// Old names with their places.
    was: Vec<(String, usize)>,
    at: usize,
}

fn sections(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<SectionRule>> {
    let items = reader.items(value, "`sections`", instead)?;
    let mut read: Vec<Read> = Vec::new();
    for item in items {
        let Some((section, was)) = section(reader, item) else {
            continue;
        };
        let at = item.range().start;
        let same = |it: &&Read| it.section.name.eq_ignore_ascii_case(&section.name);
        if let Some(first) = read.iter().find(same) {
            let line = reader.line(first.at);
            let name = &section.name;
            let what =
                format!("The section “{name}” is there twice; the one on line {line} is used");
            reader.mistake(at, what);
        } else {
            read.push(Read { section, was, at });
        }
    }
    let names: Vec<String> = read.iter().map(|it| it.section.name.clone()).collect();
    let mut old: BTreeSet<String> = BTreeSet::new();
    for Read { section, was, .. } in &mut read {
        for (name, at) in was.drain(..) {
            if names.iter().any(|it| it.eq_ignore_ascii_case(&name)) {
                let what = format!(
                    "“{name}” is the name of a section now, so “{}” can’t have had it; that old name is passed over",
                    section.name
                );
                reader.mistake(at, what);
            } else if !old.insert(name.to_lowercase()) {
                reader.mistake(
                    at,
                    format!("Two sections had the name “{name}”; the first has it"),
                );
            } else {
                section.was.push(name);
            }
        }
    }
    let taken = read.into_iter().map(|it| it.section).collect();
    reader.left_of(value, StylePart::Sections, taken)
}

/// A section, and its old names with their places.
fn section(reader: &mut Reader<'_>, item: &Value) -> Option<(SectionRule, Vec<(String, usize)>)> {
    let whole = "Each of `sections`";
    let left_out = "it is left out";
    if matches!(item, Value::Scalar(_)) {
        let name = reader.words(item, whole, left_out)?;
        return Some((SectionRule::new(name), Vec::new()));
    }
    let parts = reader.map(item, whole, left_out)?;
    let Some(named) = parts.iter().find(|part| part.key == "name") else {
        reader.mistake(
            item.range().start,
            "This section has no `name`; it is left out",
        );
        return None;
    };
    let name = reader.words(&named.value, "`name` of a section", left_out)?;
    let mut section = SectionRule::new(name);
    let mut was = Vec::new();
    for part in parts {
        let what = format!("`{}` of the section “{}”", part.key, section.name);
        match part.key.as_str() {
            "name" => {}
            "was" => {
                for item in reader
                    .one_or_more(&part.value, &what, "it had no other name")
                    .unwrap_or_default()
                {
                    if let Some(name) = reader.text(item, &what, "it is left out") {
                        was.push((name, item.range().start));
                    }
                }
            }
            "required" => section.required = reader.flag(&part.value, &what),
            "expects" => {
                for item in reader
                    .one_or_more(&part.value, &what, "nothing is expected")
                    .unwrap_or_default()
                {
                    let name = |expected: Expected| expected.name().to_owned();
                    let found =
                        reader.one_of(item, &what, &Expected::ALL, name, "it is passed over");
                    section.expects.extend(found.map(Expectation::Named));
                }
            }
            "matches" => {
                for item in reader
                    .one_or_more(&part.value, &what, "nothing is expected")
                    .unwrap_or_default()
                {
                    let Some(text) = reader.text(item, &what, "it is passed over") else {
                        continue;
                    };
                    let pattern = reader.pattern(&text, item.range().start);
                    section.expects.extend(pattern.map(Expectation::Matches));
                }
            }
            _ => reader.unknown(part, &SECTION_KEYS),
        }
    }
    Some((section, was))
}

fn closing(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<ClosingBlock>> {
    let items = reader.items(value, "`closing`", instead)?;
    let mut blocks: Vec<ClosingBlock> = Vec::new();
    for item in items {
        let Some(parts) = reader.map(item, "Each of `closing`", "it is left out") else {
            continue;
        };
        let mut block = ClosingBlock {
            begins: String::new(),
            required: false,
            holds: Vec::new(),
        };
        for part in parts {
            let what = format!("`{}` of a closing block", part.key);
            match part.key.as_str() {
                "begins" => {
                    let begins = reader.text(&part.value, &what, "the block is left out");
                    block.begins = begins.unwrap_or_default();
                }
                "required" => block.required = reader.flag(&part.value, &what),
                "holds" => {
                    let held = reader.one_or_more(&part.value, &what, "it may hold anything");
                    for item in held.unwrap_or_default() {
                        block.holds.extend(closing_link(reader, item, &what));
                    }
                }
                _ => reader.unknown(part, &["begins", "required", "holds"]),
            }
        }
        let at = item.range().start;
        if block.begins.is_empty() {
            reader.mistake(
                at,
                "This closing block does not say what it `begins` with; it is left out",
            );
        } else if blocks.iter().any(|it| it.begins == block.begins) {
            let what = format!(
                "Two closing blocks begin with “{}”; the first is used",
                block.begins
            );
            reader.mistake(at, what);
        } else {
            blocks.push(block);
        }
    }
    reader.left_of(value, StylePart::Closing, blocks)
}

fn closing_link(reader: &mut Reader<'_>, item: &Value, what: &str) -> Option<ClosingLink> {
    let text = reader.text(item, what, "it is passed over")?;
    Some(match text.as_str() {
        "products" => ClosingLink::Products,
        "pillar" => ClosingLink::Pillar,
        "library" => ClosingLink::Library,
        _ if text.contains('{') || text.contains("://") => {
            ClosingLink::Link(rule(reader, item, PASSED_OVER)?)
        }
        _ => {
            let what = format!(
                "{what} is to be `products`, `pillar`, `library` or a link rule, not “{text}”; it is passed over"
            );
            reader.mistake(item.range().start, what);
            return None;
        }
    })
}

fn sentences(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<FixedSentence>> {
    let items = reader.items(value, "`sentences`", instead)?;
    let mut sentences = Vec::new();
    for item in items {
        let Some(parts) = reader.map(item, "Each of `sentences`", "it is left out") else {
            continue;
        };
        let mut sentence = FixedSentence {
            text: String::new(),
            section: String::new(),
            at: SentencePlace::End,
        };
        for part in parts {
            let what = format!("`{}` of a sentence", part.key);
            let left_out = "the sentence is left out";
            match part.key.as_str() {
                "text" => {
                    sentence.text = reader
                        .text(&part.value, &what, left_out)
                        .unwrap_or_default()
                }
                "section" => {
                    sentence.section = reader
                        .text(&part.value, &what, left_out)
                        .unwrap_or_default();
                }
                "at" => {
                    let name = |at: SentencePlace| at.name().to_owned();
                    let at = reader.one_of(
                        &part.value,
                        &what,
                        &SentencePlace::ALL,
                        name,
                        "it stands at the end",
                    );
                    sentence.at = at.unwrap_or(SentencePlace::End);
                }
                _ => reader.unknown(part, &["text", "section", "at"]),
            }
        }
        if sentence.text.is_empty() || sentence.section.is_empty() {
            reader.mistake(
                item.range().start,
                "A sentence needs its `text` and its `section`; it is left out",
            );
        } else {
            sentences.push(sentence);
        }
    }
    reader.left_of(value, StylePart::Sentences, sentences)
}

fn write_section(page: &mut StyleWriter<'_>, section: &SectionRule) {
    let path = format!("sections/{}", section.name);
    page.line(
        1,
        &format!("- name: {}", plain_or_quoted(&section.name)),
        &path,
    );
    if !section.was.is_empty() {
        page.line(2, &format!("was: {}", flow(&section.was)), "");
    }
    if section.required {
        page.line(2, "required: true", "");
    }
    let named: Vec<&str> = (section.expects.iter())
        .filter_map(|it| match it {
            Expectation::Named(expected) => Some(expected.name()),
            Expectation::Matches(_) => None,
        })
        .collect();
    match named.as_slice() {
        [] => {}
        [one] => page.line(2, &format!("expects: {one}"), ""),
        several => page.line(2, &format!("expects: {}", flow(several)), ""),
    }
    let patterns: Vec<&str> = (section.expects.iter())
        .filter_map(|it| match it {
            Expectation::Matches(pattern) => Some(pattern.as_str()),
            Expectation::Named(_) => None,
        })
        .collect();
    if !patterns.is_empty() {
        page.line(2, "matches:", "");
    }
    for pattern in patterns {
        page.line(3, &format!("- {}", plain_or_quoted(pattern)), "");
    }
}

fn write_closing(page: &mut StyleWriter<'_>, block: &ClosingBlock) {
    let path = format!("closing/{}", block.begins);
    page.line(
        1,
        &format!("- begins: {}", plain_or_quoted(&block.begins)),
        &path,
    );
    if block.required {
        page.line(2, "required: true", "");
    }
    let held: Vec<String> = (block.holds.iter())
        .map(|held| match held {
            ClosingLink::Products => "products".to_owned(),
            ClosingLink::Pillar => "pillar".to_owned(),
            ClosingLink::Library => "library".to_owned(),
            ClosingLink::Link(rule) => rule.to_string(),
        })
        .collect();
    if !held.is_empty() {
        page.line(2, &format!("holds: {}", flow(&held)), "");
    }
}

fn write_sentence(page: &mut StyleWriter<'_>, sentence: &FixedSentence) {
    let path = format!("sentences/{}", sentence.section);
    let text = plain_or_quoted(&sentence.text);
    page.line(1, &format!("- text: {text}"), &path);
    let section = plain_or_quoted(&sentence.section);
    page.line(2, &format!("section: {section}"), "");
    page.line(2, &format!("at: {}", sentence.at.name()), "");
}
