//! How running text is written, and the words a house would rather not read.

use super::super::page::StyleWriter;
use super::super::reader::Reader;
use super::super::{Level, NumberForms, Prose, RangeForm, StylePart, WordList};
use super::{Key, put};
use crate::entry::front_matter::{Field, Value, plain_or_quoted, quoted};

pub(super) const PROSE: Key = Key {
    part: StylePart::Prose,
    name: "prose",
    comment: "How running text is written. Short forms under needs_no_expansion, several a line, are never asked for in full.
ranges: to, – or -; thousands: the sign in 4,000; micrograms: µg, mcg or micrograms;
space_before_percent: true or false. What is left out of these follows most of the entry.
longest_sentence: in words. reading_ease: the Flesch reading ease a section should have.",
    read: |reader, value, instead, style| {
        let read = prose(reader, value, instead, &style.prose);
        put(&mut style.prose, read)
    },
    write: |page, style| write_prose(page, &style.prose),
};

pub(super) const WORDS: Key = Key {
    part: StylePart::Words,
    name: "words",
    comment: "Words the house would rather not read, list by list: how grave, why, and each with what may stand
in its place. only_beside_products: in entries with related products. A word whose other form is
itself is right. Claims to be corrected, what is denied and quotations may hold them.",
    read: |reader, value, instead, style| {
        let read = word_lists(reader, value, instead);
        put(&mut style.words, read)
    },
    write: |page, style| page.list("words", &style.words, "{}", write_words),
};

fn prose(reader: &mut Reader<'_>, value: &Value, instead: &str, usual: &Prose) -> Option<Prose> {
    const KEYS: &[&str] = &[
        "needs_no_expansion",
        "ranges",
        "thousands",
        "micrograms",
        "space_before_percent",
        "longest_sentence",
        "reading_ease",
    ];
    let parts = reader.map(value, "`prose`", instead)?;
    let mut prose = Prose {
        numbers: NumberForms::default(),
        ..usual.clone()
    };
    for part in parts {
        let what = format!("`{}` of `prose`", part.key);
        let none = "it is passed over";
        let value = &part.value;
        match part.key.as_str() {
            "needs_no_expansion" => {
                let lines = reader.texts(value, &what, none).unwrap_or_default();
                let forms = lines.iter().flat_map(|line| line.split_whitespace());
                prose.needs_no_expansion = forms.map(str::to_owned).collect();
            }
            "ranges" => {
                let name = |form: RangeForm| form.name().to_owned();
                prose.numbers.ranges = reader.one_of(value, &what, &RangeForm::ALL, name, none);
            }
            "thousands" => prose.numbers.thousands = reader.text(value, &what, none),
            "micrograms" => {
                let forms = ["µg", "mcg", "micrograms"];
                let form = reader.one_of(value, &what, &forms, str::to_owned, none);
                prose.numbers.micrograms = form.map(str::to_owned);
            }
            "space_before_percent" => {
                prose.numbers.space_before_percent = Some(reader.flag(value, &what));
            }
            "longest_sentence" => {
                let number = count(reader, value, &what, "the built-in one is used");
                prose.longest_sentence = number.unwrap_or(usual.longest_sentence);
            }
            "reading_ease" => prose.reading_ease = count(reader, value, &what, none),
            _ => reader.unknown(part, KEYS),
        }
    }
    Some(prose)
}

fn count(reader: &mut Reader<'_>, value: &Value, what: &str, instead: &str) -> Option<usize> {
    let number = value.text().and_then(|text| text.trim().parse().ok());
    if number.is_none() {
        reader.not(value, what, "a whole number", instead);
    }
    number
}

fn word_lists(reader: &mut Reader<'_>, value: &Value, instead: &str) -> Option<Vec<WordList>> {
    let lists = reader.map(value, "`words`", instead)?;
    Some(
        lists
            .into_iter()
            .map(|field| word_list(reader, field))
            .collect(),
    )
}

fn word_list(reader: &mut Reader<'_>, field: &Field) -> WordList {
    let mut list = WordList {
        name: field.key.clone(),
        level: Level::Note,
        why: String::new(),
        only_beside_products: false,
        words: Vec::new(),
    };
    let what = format!("“{}”", field.key);
    let none = "it has no words";
    if matches!(field.value, Value::List(_)) {
        let words = reader.texts(&field.value, &what, none).unwrap_or_default();
        list.words = words.into_iter().map(|word| (word, None)).collect();
        return list;
    }
    for part in reader.map(&field.value, &what, none).unwrap_or_default() {
        let what = format!("`{}` of {what}", part.key);
        match part.key.as_str() {
            "level" => {
                let name = |level: Level| level.name().to_owned();
                let level = reader.one_of(&part.value, &what, &Level::ALL, name, "they are notes");
                list.level = level.unwrap_or(list.level);
            }
            "why" => {
                let why = reader.text(&part.value, &what, "no reason is given");
                list.why = why.unwrap_or_default();
            }
            "only_beside_products" => list.only_beside_products = reader.flag(&part.value, &what),
            "words" => list.words = words(reader, &part.value, &what),
            _ => reader.unknown(part, &["level", "why", "only_beside_products", "words"]),
        }
    }
    list
}

/// `[a, b]`, or `a: what is better` on each line.
fn words(reader: &mut Reader<'_>, value: &Value, what: &str) -> Vec<(String, Option<String>)> {
    let none = "there are none";
    if !matches!(value, Value::Map(_)) {
        let words = reader.texts(value, what, none).unwrap_or_default();
        return words.into_iter().map(|word| (word, None)).collect();
    }
    let fields = reader.map(value, what, none).unwrap_or_default();
    let word = |field: &Field| {
        let instead = match &field.value {
            Value::Null { .. } => None,
            value => reader.text(value, &format!("`{}`", field.key), "nothing is offered"),
        };
        (field.key.clone(), instead)
    };
    fields.into_iter().map(word).collect()
}

fn write_prose(page: &mut StyleWriter<'_>, prose: &Prose) {
    page.line(0, "prose:", "prose");
    let forms = &prose.needs_no_expansion;
    let none = if forms.is_empty() { " []" } else { "" };
    page.line(1, &format!("needs_no_expansion:{none}"), "");
    for line in forms.chunks(16) {
        page.line(2, &format!("- {}", plain_or_quoted(&line.join(" "))), "");
    }
    let numbers = &prose.numbers;
    let mut line = |key: &str, value: Option<String>| {
        if let Some(value) = value {
            page.line(1, &format!("{key}: {value}"), "");
        }
    };
    line("ranges", numbers.ranges.map(|form| quoted(form.name())));
    line("thousands", numbers.thousands.as_deref().map(quoted));
    line(
        "micrograms",
        numbers.micrograms.as_deref().map(plain_or_quoted),
    );
    line(
        "space_before_percent",
        numbers.space_before_percent.map(|it| it.to_string()),
    );
    line("longest_sentence", Some(prose.longest_sentence.to_string()));
    line(
        "reading_ease",
        prose.reading_ease.map(|ease| ease.to_string()),
    );
}

fn write_words(page: &mut StyleWriter<'_>, list: &WordList) {
    page.line(
        1,
        &format!("{}:", plain_or_quoted(&list.name)),
        &format!("words/{}", list.name),
    );
    page.line(2, &format!("level: {}", list.level.name()), "");
    if !list.why.is_empty() {
        page.line(2, &format!("why: {}", plain_or_quoted(&list.why)), "");
    }
    if list.only_beside_products {
        page.line(2, "only_beside_products: true", "");
    }
    if list.words.is_empty() {
        page.line(2, "words: []", "");
        return;
    }
    page.line(2, "words:", "");
    for (word, instead) in &list.words {
        let instead = instead
            .as_deref()
            .map_or(String::new(), |it| format!(" {}", plain_or_quoted(it)));
        page.line(3, &format!("{}:{instead}", plain_or_quoted(word)), "");
    }
}
