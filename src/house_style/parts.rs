//! The parts of the file, each read into its place.
//!
//! Knows nothing of: how a mistake is told, how the file is written.

use std::collections::BTreeSet;

use super::read::{Reader, built_in, near_miss};
use super::{
    At, Audience, AudienceTerm, ClosingBlock, Equivalence, Expectation, Expected,
    Field as HouseField, FieldKind, Globs, Held, HouseStyle, Interval, Level, LinkRule, Links,
    Organisation, Part, Pattern, Reviews, Section, Sentence, VERSION, WordForm,
};
use crate::entry::dates::DateForm;
use crate::entry::front_matter::{Field, Value};

/// Reads the parts that are there; each that could be taken is noted as given.
pub(super) fn read(
    reader: &mut Reader<'_>,
    fields: &[Field],
    checks: &[&str],
    style: &mut HouseStyle,
) {
    let parts = reader.once(fields);
    for field in &parts {
        let Some(part) = Part::named(&field.key) else {
            reader.unknown(field, &Part::ALL.map(Part::key));
            continue;
        };
        if matches!(field.value, Value::Null { .. }) {
            let what = format!(
                "Nothing stands behind `{}`; {}. Write `[]` where there is to be none",
                field.key,
                built_in(part)
            );
            reader.mistake(field.key_range.start, what);
        } else if take(reader, part, &field.value, checks, style) {
            style.given.insert(part);
        }
    }
    // What names something of another part is compared when all parts are read.
    for field in parts {
        agree(reader, field, style);
    }
}

/// Reads one part; whether it was taken.
fn take(
    reader: &mut Reader<'_>,
    part: Part,
    value: &Value,
    checks: &[&str],
    style: &mut HouseStyle,
) -> bool {
    let instead = built_in(part);
    let instead = instead.as_str();
    match part {
        Part::Version => put(&mut style.version, version(reader, value, instead)),
        Part::Entries => put(&mut style.entries, globs(reader, value, instead)),
        Part::OtherFiles => {
            let names = reader.texts(value, "`other_files`", instead);
            put(&mut style.other_files, names)
        }
        Part::Fields => put(&mut style.fields, fields(reader, value, instead)),
        Part::OtherFields => {
            style.other_fields = reader.flag(value, "`other_fields`");
            true
        }
        Part::OtherSections => {
            style.other_sections = reader.flag(value, "`other_sections`");
            true
        }
        Part::DateForm => {
            let form = value.text().and_then(DateForm::of);
            if form.is_none() {
                let examples = DateForm::ALL.map(DateForm::example).join(" or ");
                let what = format!("`date_form` is to be a date such as {examples}; {instead}");
                reader.mistake(value.range().start, what);
            }
            put(&mut style.date_form, form)
        }
        Part::Sections => put(&mut style.sections, sections(reader, value, instead)),
        Part::Closing => put(&mut style.closing, closing(reader, value, instead)),
        Part::Sentences => put(&mut style.sentences, sentences(reader, value, instead)),
        Part::Links => put(&mut style.links, links(reader, value, instead)),
        Part::PillarSlug => {
            let form = reader.one_of(
                value,
                "`pillar_slug`",
                &WordForm::ALL,
                WordForm::example,
                instead,
            );
            put(&mut style.pillar_slug, form)
        }
        Part::Reviews => {
            let read = reviews(reader, value, instead, &style.reviews);
            put(&mut style.reviews, read)
        }
        Part::Audience => {
            let read = audience(reader, value, instead, &style.audience);
            put(&mut style.audience, read)
        }
        Part::Organisations => {
            let read = organisations(reader, value, instead);
            put(&mut style.organisations, read)
        }
        Part::Units => put(&mut style.units, units(reader, value, instead)),
        Part::EntryIds => {
            let read = pairs(reader, value, "`entry_ids`", instead, entry_id);
            put(
                &mut style.entry_ids,
                read.map(|list| list.into_iter().collect()),
            )
        }
        Part::Levels => {
            let read = pairs(reader, value, "`levels`", instead, |reader, field| {
                level(reader, field, checks)
            });
            put(
                &mut style.levels,
                read.map(|list| list.into_iter().collect()),
            )
        }
    }
}

fn put<T>(place: &mut T, read: Option<T>) -> bool {
    let taken = read.is_some();
    if let Some(read) = read {
        *place = read;
    }
    taken
}

fn version(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<u32> {
    let text = value.text().unwrap_or_default();
    let number: Option<u32> = text.parse().ok().filter(|number| *number > 0);
    match number {
        Some(number) if number > VERSION => {
            let what = format!(
                "This is a house style of version {number}, and this copydesk knows {VERSION}; {instead}"
            );
            reader.mistake(value.range().start, what);
            None
        }
        Some(number) => Some(number),
        None => {
            let what = format!("`version` is to be a number such as {VERSION}; {instead}");
            reader.mistake(value.range().start, what);
            None
        }
    }
}

fn globs(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Globs> {
    let items = reader.items(value, "`entries`", instead)?;
    let mut patterns = Vec::new();
    for item in items {
        let Some(text) = reader.text(item, "Each of `entries`", "it is left out") else {
            continue;
        };
        match Globs::new(vec![text.clone()]) {
            Ok(_) => patterns.push(text),
            Err((_, why)) => {
                reader.mistake(item.range().start, format!("{why}; it is left out"));
            }
        }
    }
    if patterns.is_empty() {
        reader.mistake(
            value.range().start,
            format!("`entries` names no files; {instead}"),
        );
        return None;
    }
    Globs::new(patterns).ok()
}

const FIELD_KEYS: [&str; 5] = ["label", "kind", "required", "values", "closed"];

fn fields(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<HouseField>> {
    let list = reader.map(value, "`fields`", instead)?;
    Some(
        list.into_iter()
            .map(|field| one_field(reader, field))
            .collect(),
    )
}

fn one_field(reader: &mut Reader<'_>, field: &Field) -> HouseField {
    let key = field.key.as_str();
    let mut read = HouseField::new(key, label_of(key), FieldKind::Text);
    let what = |part: &str| format!("`{part}` of the field `{key}`");
    let kind = |reader: &mut Reader<'_>, value: &Value| {
        let name = |kind: FieldKind| kind.name().to_owned();
        let instead = "it counts as text";
        let found = reader.one_of(value, &what("kind"), &FieldKind::ALL, name, instead);
        found.unwrap_or(FieldKind::Text)
    };
    match &field.value {
        Value::Null { .. } => {}
        Value::Scalar(_) => read.kind = kind(reader, &field.value),
        _ => {
            let whole = format!("The field `{key}`");
            let map = reader.map(&field.value, &whole, "it counts as text");
            for part in map.unwrap_or_default() {
                let value = &part.value;
                match part.key.as_str() {
                    "label" => {
                        if let Some(label) = reader.text(value, &what("label"), "its key is shown")
                        {
                            read.label = label;
                        }
                    }
                    "kind" => read.kind = kind(reader, value),
                    "required" => read.required = reader.flag(value, &what("required")),
                    "values" => {
                        let values = reader.texts(value, &what("values"), "it names none");
                        read.values = values.unwrap_or_default();
                    }
                    "closed" => read.closed = reader.flag(value, &what("closed")),
                    _ => reader.unknown(part, &FIELD_KEYS),
                }
            }
        }
    }
    if read.closed && read.values.is_empty() {
        let what = format!("The field `{key}` is closed and names no `values`; it counts as open");
        reader.mistake(field.key_range.start, what);
        read.closed = false;
    }
    read
}

/// `last_reviewed` and `lastReviewed` as `Last reviewed`.
pub fn label_of(key: &str) -> String {
    let mut words = String::new();
    for letter in key.chars() {
        if letter.is_uppercase() && words.ends_with(char::is_lowercase) {
            words.push(' ');
            words.extend(letter.to_lowercase());
        } else if matches!(letter, '_' | '-') {
            words.push(' ');
        } else {
            words.push(letter);
        }
    }
    capital(words.trim())
}

const SECTION_KEYS: [&str; 5] = ["name", "was", "required", "expects", "matches"];

/// A section as it was read, its old names not yet compared with the names of others.
struct Read {
    section: Section,
    /// Old names with their places.
    was: Vec<(String, usize)>,
    at: usize,
}

fn sections(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<Section>> {
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
    Some(read.into_iter().map(|it| it.section).collect())
}

/// A section, and its old names with their places.
fn section(reader: &mut Reader<'_>, item: &Value) -> Option<(Section, Vec<(String, usize)>)> {
    let whole = "Each of `sections`";
    let left_out = "it is left out";
    if matches!(item, Value::Scalar(_)) {
        let name = reader.text(item, whole, left_out)?;
        return Some((Section::new(name), Vec::new()));
    }
    let parts = reader.map(item, whole, left_out)?;
    let Some(named) = parts.iter().find(|part| part.key == "name") else {
        reader.mistake(
            item.range().start,
            "This section has no `name`; it is left out",
        );
        return None;
    };
    let name = reader.text(&named.value, "`name` of a section", left_out)?;
    let mut section = Section::new(name);
    let mut was = Vec::new();
    for part in parts {
        let what = format!("`{}` of the section “{}”", part.key, section.name);
        match part.key.as_str() {
            "name" => {}
            "was" => {
                for item in reader
                    .items(&part.value, &what, "it had no other name")
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
                    .items(&part.value, &what, "nothing is expected")
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
                    .items(&part.value, &what, "nothing is expected")
                    .unwrap_or_default()
                {
                    let Some(text) = reader.text(item, &what, "it is passed over") else {
                        continue;
                    };
                    match Pattern::new(&text) {
                        Ok(pattern) => section.expects.push(Expectation::Matches(pattern)),
                        Err(why) => {
                            reader.mistake(item.range().start, format!("{why}; it is passed over"))
                        }
                    }
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
                    let held = reader.items(&part.value, &what, "it may hold anything");
                    for item in held.unwrap_or_default() {
                        block.holds.extend(held_by(reader, item, &what));
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
    Some(blocks)
}

fn held_by(reader: &mut Reader<'_>, item: &Value, what: &str) -> Option<Held> {
    let text = reader.text(item, what, "it is passed over")?;
    Some(match text.as_str() {
        "products" => Held::Products,
        "pillar" => Held::Pillar,
        "library" => Held::Library,
        _ if text.contains('{') || text.contains("://") => Held::Link(rule(reader, item)?),
        _ => {
            let what = format!(
                "{what} is to be `products`, `pillar`, `library` or a link rule, not “{text}”; it is passed over"
            );
            reader.mistake(item.range().start, what);
            return None;
        }
    })
}

fn sentences(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<Sentence>> {
    let items = reader.items(value, "`sentences`", instead)?;
    let mut sentences = Vec::new();
    for item in items {
        let Some(parts) = reader.map(item, "Each of `sentences`", "it is left out") else {
            continue;
        };
        let mut sentence = Sentence {
            text: String::new(),
            section: String::new(),
            at: At::End,
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
                    let name = |at: At| at.name().to_owned();
                    let at =
                        reader.one_of(&part.value, &what, &At::ALL, name, "it stands at the end");
                    sentence.at = at.unwrap_or(At::End);
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
    Some(sentences)
}

fn links(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Links> {
    let parts = reader.map(value, "`links`", instead)?;
    let mut links = Links::default();
    for part in parts {
        match part.key.as_str() {
            "entry" => links.entry = rule(reader, &part.value),
            "product" => links.product = rule(reader, &part.value),
            "pillar" => links.pillar = rule(reader, &part.value),
            "library" => links.library = rule(reader, &part.value),
            "fields" => {
                let fields = reader.map(&part.value, "`fields` of `links`", "they have no rules");
                for field in fields.unwrap_or_default() {
                    let rule = rule(reader, &field.value);
                    links
                        .fields
                        .extend(rule.map(|rule| (field.key.clone(), rule)));
                }
            }
            _ => reader.unknown(part, &["entry", "product", "pillar", "library", "fields"]),
        }
    }
    Some(links)
}

fn rule(reader: &mut Reader<'_>, value: &Value) -> Option<LinkRule> {
    let text = reader.text(value, "A link rule", "it is passed over")?;
    match LinkRule::parse(&text) {
        Ok(rule) => Some(rule),
        Err(why) => {
            reader.mistake(
                value.range().start,
                format!("{why}; the rule is passed over"),
            );
            None
        }
    }
}

fn reviews(
    reader: &mut Reader<'_>,
    value: &Value,
    instead: &str,
    built_in: &Reviews,
) -> Option<Reviews> {
    let parts = reader.map(value, "`reviews`", instead)?;
    let mut reviews = Reviews {
        every: built_in.every,
        by_pillar: Vec::new(),
        by_confidence: Vec::new(),
    };
    let none = "there are none";
    for part in parts {
        match part.key.as_str() {
            "every" => {
                if let Some(every) = interval(reader, &part.value, "the built-in one is used") {
                    reviews.every = every;
                }
            }
            "by_pillar" => {
                let read = pairs(reader, &part.value, "`by_pillar`", none, named_interval);
                reviews.by_pillar = read.unwrap_or_default();
            }
            "by_confidence" => {
                let read = pairs(reader, &part.value, "`by_confidence`", none, named_interval);
                reviews.by_confidence = read.unwrap_or_default();
            }
            _ => reader.unknown(part, &["every", "by_pillar", "by_confidence"]),
        }
    }
    Some(reviews)
}

fn named_interval(reader: &mut Reader<'_>, field: &Field) -> Option<Interval> {
    interval(reader, &field.value, "it is passed over")
}

fn interval(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Interval> {
    let interval = value.text().and_then(Interval::parse);
    if interval.is_none() {
        let text = value.text().unwrap_or_default();
        let what = format!("“{text}” is no interval such as `12 months` or `2 years`; {instead}");
        reader.mistake(value.range().start, what);
    }
    interval
}

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
    Some(units)
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

fn level(reader: &mut Reader<'_>, field: &Field, checks: &[&str]) -> Option<Option<Level>> {
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

/// A map whose values are all of one kind; those that can't be taken are left out.
fn pairs<T>(
    reader: &mut Reader<'_>,
    value: &Value,
    what: &str,
    instead: &str,
    mut one: impl FnMut(&mut Reader<'_>, &Field) -> Option<T>,
) -> Option<Vec<(String, T)>> {
    let list = reader.map(value, what, instead)?;
    let mut pairs = Vec::new();
    for field in list {
        if let Some(value) = one(reader, field) {
            pairs.push((field.key.clone(), value));
        }
    }
    Some(pairs)
}

/// Takes out of a part what names something that another part does not have.
fn agree(reader: &mut Reader<'_>, field: &Field, style: &mut HouseStyle) {
    let Some(part) = Part::named(&field.key).filter(|part| style.is_given(*part)) else {
        return;
    };
    match part {
        Part::Sentences => {
            let mut sentences = std::mem::take(&mut style.sentences);
            sentences.retain(|sentence| {
                let known = style.section(&sentence.section).is_some();
                if !known {
                    let what = no_section(style, &sentence.section, "the sentence is left out");
                    reader.mistake(place(field, &sentence.section), what);
                }
                known
            });
            style.sentences = sentences;
        }
        Part::Audience => {
            for name in [&style.audience.section, &style.audience.medicines_section] {
                // The built-in names are nobody's mistake.
                if let Some(at) = place_of(&field.value, name)
                    && style.section(name).is_none()
                {
                    reader.mistake(at, no_section(style, name, "it is looked for all the same"));
                }
            }
        }
        Part::Links => {
            let mut rules = std::mem::take(&mut style.links.fields);
            rules.retain(|(key, _)| {
                let known = style.field(key).is_some();
                if !known {
                    let what = format!(
                        "There is no field `{key}` in `fields`; its link rule is passed over"
                    );
                    reader.mistake(place(field, key), what);
                }
                known
            });
            style.links.fields = rules;
        }
        Part::Reviews => {
            let lists = [
                ("pillar", &style.reviews.by_pillar),
                ("confidence", &style.reviews.by_confidence),
            ];
            for (key, list) in lists {
                let Some(closed) = style.field(key).filter(|field| field.closed) else {
                    continue;
                };
                for (value, _) in list
                    .iter()
                    .filter(|(value, _)| !closed.values.contains(value))
                {
                    let what =
                        format!("No {key} is called “{value}”, so this interval is never used");
                    reader.mistake(place(field, value), what);
                }
            }
        }
        _ => {}
    }
}

fn no_section(style: &HouseStyle, name: &str, instead: &str) -> String {
    match near_miss(name, style.section_names()) {
        Some(meant) => format!(
            "There is no section “{name}”; did you mean “{meant}”? {}",
            capital(instead)
        ),
        None => format!("There is no section “{name}” in `sections`; {instead}"),
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

/// Where a text stands in a part, else where the part begins.
fn place(field: &Field, text: &str) -> usize {
    place_of(&field.value, text).unwrap_or(field.key_range.start)
}

fn place_of(value: &Value, text: &str) -> Option<usize> {
    match value {
        Value::Scalar(scalar) => (scalar.text.trim() == text).then_some(scalar.range.start),
        Value::List(list) => list
            .items
            .iter()
            .find_map(|item| place_of(&item.value, text)),
        Value::Map(map) => map.fields.iter().find_map(|field| {
            if field.key == text {
                return Some(field.key_range.start);
            }
            place_of(&field.value, text)
        }),
        Value::Null { .. } | Value::Alias { .. } => None,
    }
}
