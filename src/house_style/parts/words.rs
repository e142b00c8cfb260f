//! Audience, organisations, units, ids and levels.

use super::super::page::{StyleWriter, flow};
use super::super::reader::{Reader, near_miss};
use super::super::{Audience, AudienceTerm, Equivalence, Globs, Level, Organisation, StylePart};
use super::{Key, pairs, put};
use crate::entry::front_matter::{Field, Value, plain_or_quoted, quoted};

pub(super) const AUDIENCE: Key = Key {
    part: StylePart::Audience,
    name: "audience",
    comment: "Who an entry is for: the terms of that section, each with what the text may call these people.
`People taking X` names X as a medicine; medicines: says it otherwise. The medicines' section
names one of them.",
    read: |reader, value, instead, style| {
        let read = audience(reader, value, instead, &style.audience);
        put(&mut style.audience, read)
    },
    write: |page, style| write_audience(page, &style.audience),
};

pub(super) const ORGANISATIONS: Key = Key {
    part: StylePart::Organisations,
    name: "organisations",
    comment: "Organisations by their short name, with what source lines call them.",
    read: |reader, value, instead, style| {
        put(
            &mut style.organisations,
            organisations(reader, value, instead),
        )
    },
    write: |page, style| {
        page.list(
            "organisations",
            &style.organisations,
            "{}",
            write_organisation,
        );
    },
};

pub(super) const UNITS: Key = Key {
    part: StylePart::Units,
    name: "units",
    comment: "Amounts that are the same. Pairs in the text are compared with these.",
    read: |reader, value, instead, style| put(&mut style.units, units(reader, value, instead)),
    write: |page, style| {
        page.list("units", &style.units, "[]", |page, unit| {
            page.line(1, &format!("- {}", plain_or_quoted(&unit.to_string())), "");
        })
    },
};

pub(super) const UNCHECKED_WORDS: Key = Key {
    part: StylePart::UncheckedWords,
    name: "unchecked_words",
    comment:
        "Words that spelling leaves alone, in any case; a star stands for any letters: `sensoril*`.
Single words are better put into .copydesk/words.txt.",
    read: |reader, value, instead, style| {
        let read = unchecked_words(reader, value, instead);
        put(&mut style.unchecked_words, read)
    },
    write: |page, style| {
        let line = format!(
            "unchecked_words: {}",
            flow(style.unchecked_words.patterns())
        );
        page.line(0, &line, "unchecked_words");
    },
};

pub(super) const ENTRY_IDS: Key = Key {
    part: StylePart::EntryIds,
    name: "entry_ids",
    comment: "The ids of cross references, in quotes, each with the slug of its entry:
  \"3ca17b72\": which-form-of-magnesium-is-absorbed-best",
    read: |reader, value, instead, style| {
        let read = pairs(reader, value, "`entry_ids`", instead, entry_id);
        let read = read.map(|list| list.into_iter().collect());
        put(&mut style.entry_ids, read)
    },
    write: |page, style| {
        let ids: Vec<_> = style.entry_ids.iter().collect();
        page.list("entry_ids", &ids, "{}", |page, (id, slug)| {
            page.line(1, &format!("{}: {}", quoted(id), plain_or_quoted(slug)), "");
        });
    },
};

pub(super) const LEVELS: Key = Key {
    part: StylePart::Levels,
    name: "levels",
    comment: "The level of a check, by its id, where it is to differ: error, warning, note or off.
  missing-section: error",
    read: |reader, value, instead, style| {
        let read = pairs(reader, value, "`levels`", instead, level);
        let read = read.map(|list| list.into_iter().collect());
        put(&mut style.levels, read)
    },
    write: |page, style| {
        let levels: Vec<_> = style.levels.iter().collect();
        page.list("levels", &levels, "{}", |page, (check, level)| {
            let level = level.map_or("off", Level::name);
            let line = format!("{}: {level}", plain_or_quoted(check));
            page.line(1, &line, &format!("levels/{check}"));
        });
    },
};

fn audience(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
    built_in: &Audience,
) -> Option<Audience> {
    let parts = reader.map(value, "`audience`", instead)?;
    let mut audience = Audience {
        terms: Vec::new(),
        ..built_in.clone()
    };
    for part in parts {
        let what = format!("`{}` of `audience`", part.key);
        let usual = "the built-in one is used";
        match part.key.as_str() {
            "section" => {
                if let Some(section) = reader.text(&part.value, &what, usual) {
                    audience.section = section;
                }
            }
            "medicines_section" => {
                if let Some(section) = reader.text(&part.value, &what, usual) {
                    audience.medicines_section = section;
                }
            }
            "terms" => {
                let terms = reader.map(&part.value, &what, "there are none");
                for field in terms.unwrap_or_default() {
                    audience.terms.push(audience_term(reader, field));
                }
            }
            _ => reader.unknown(part, &["section", "medicines_section", "terms"]),
        }
    }
    Some(audience)
}

fn audience_term(reader: &mut Reader<'_>, field: &Field) -> AudienceTerm {
    let mut term = AudienceTerm::new(&field.key);
    let what = format!("“{}”", field.key);
    let none = "it has no other names";
    match &field.value {
        Value::Null { .. } => {}
        Value::Map(_) => {
            for part in reader.map(&field.value, &what, none).unwrap_or_default() {
                let texts = |reader: &mut Reader<'_>| {
                    let what = format!("`{}` of {what}", part.key);
                    reader
                        .texts(&part.value, &what, "there are none")
                        .unwrap_or_default()
                };
                match part.key.as_str() {
                    "called" => term.synonyms = texts(reader),
                    "medicines" => term.medicines = texts(reader),
                    _ => reader.unknown(part, &["called", "medicines"]),
                }
            }
        }
        value => term.synonyms = reader.texts(value, &what, none).unwrap_or_default(),
    }
    term
}

fn organisations(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
) -> Option<Vec<Organisation>> {
    let list = reader.map(value, "`organisations`", instead)?;
    let one = |field: &Field| {
        let full = match &field.value {
            Value::Null { .. } => None,
            value => reader.texts(value, &format!("`{}`", field.key), "it has no full name"),
        };
        Organisation {
            short: field.key.clone(),
            full: full.unwrap_or_default(),
        }
    };
    Some(list.into_iter().map(one).collect())
}

fn units(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<Equivalence>> {
    let items = reader.items(value, "`units`", instead)?;
    let mut units: Vec<Equivalence> = Vec::new();
    for item in items {
        let Some(text) = reader.text(item, "Each of `units`", "it is left out") else {
            continue;
        };
        let at = item.range().start;
        match Equivalence::parse(&text) {
            None => {
                let what = format!(
                    "“{text}” is no equivalence such as `1 µg vitamin D = 40 IU`; it is left out"
                );
                reader.mistake(at, what);
            }
            Some(read) if units.iter().any(|it| it.contradicts(&read)) => {
                let what = format!("“{text}” contradicts a line above; that one is used");
                reader.mistake(at, what);
            }
            Some(read) => units.push(read),
        }
    }
    reader.left_of(value, StylePart::Units, units)
}

fn unchecked_words(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Globs> {
    let mut patterns = Vec::new();
    for text in reader.texts(value, "`unchecked_words`", instead)? {
        let small = text.to_lowercase();
        if !small.contains(char::is_alphabetic) {
            let what = format!("“{text}” would leave every word alone; it is left out");
            reader.mistake(value.range().start, what);
            continue;
        }
        match Globs::new(vec![small.clone()]) {
            Ok(_) => patterns.push(small),
            Err(why) => reader.mistake(value.range().start, format!("{why}; it is left out")),
        }
    }
    let patterns = reader.left_of(value, StylePart::UncheckedWords, patterns)?;
    Globs::new(patterns).ok()
}

fn entry_id(reader: &mut Reader<'_>, field: &Field) -> Option<String> {
    let id = &field.key;
    let is_id = id.len() == 8 && id.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !is_id {
        let what = format!("“{id}” is no id, which has eight of 0–9 and a–f; it is left out");
        reader.mistake(field.key_range.start, what);
        return None;
    }
    reader.text(
        &field.value,
        &format!("The slug of `{id}`"),
        "it is left out",
    )
}

fn level(reader: &mut Reader<'_>, field: &Field) -> Option<Option<Level>> {
    let checks = reader.checks;
    if !checks.is_empty() && !checks.contains(&field.key.as_str()) {
        let what = match near_miss(&field.key, checks.iter().copied()) {
            Some(meant) => format!(
                "There is no check `{}`; did you mean `{meant}`? It is passed over",
                field.key
            ),
            None => format!("There is no check `{}`; it is passed over", field.key),
        };
        reader.mistake(field.key_range.start, what);
        return None;
    }
    let all = [
        Some(Level::Error),
        Some(Level::Warning),
        Some(Level::Note),
        None,
    ];
    let name = |level: Option<Level>| level.map_or("off", Level::name).to_owned();
    let what = format!("The level of `{}`", field.key);
    reader.one_of(&field.value, &what, &all, name, "the check keeps its own")
}

fn write_audience(page: &mut StyleWriter<'_>, audience: &Audience) {
    page.line(0, "audience:", "audience");
    let section = plain_or_quoted(&audience.section);
    page.line(1, &format!("section: {section}"), "");
    let medicines = plain_or_quoted(&audience.medicines_section);
    page.line(1, &format!("medicines_section: {medicines}"), "");
    let none = audience.terms.is_empty();
    page.line(1, if none { "terms: {}" } else { "terms:" }, "");
    for term in &audience.terms {
        write_term(page, term);
    }
}

fn write_term(page: &mut StyleWriter<'_>, term: &AudienceTerm) {
    let key = plain_or_quoted(&term.name);
    let path = format!("audience/{}", term.name);
    // What the name itself says of medicines need not be written.
    if term.medicines == AudienceTerm::new(&term.name).medicines {
        page.line(2, &format!("{key}: {}", flow(&term.synonyms)), &path);
        return;
    }
    page.line(2, &format!("{key}:"), &path);
    page.line(3, &format!("called: {}", flow(&term.synonyms)), "");
    page.line(3, &format!("medicines: {}", flow(&term.medicines)), "");
}

fn write_organisation(page: &mut StyleWriter<'_>, organisation: &Organisation) {
    let full = match organisation.full.as_slice() {
        [] => String::new(),
        [one] => format!(" {}", plain_or_quoted(one)),
        several => format!(" {}", flow(several)),
    };
    let short = plain_or_quoted(&organisation.short);
    page.line(1, &format!("{short}:{full}"), "");
}
