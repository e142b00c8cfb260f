//! What is asked of a field is what readers get, of YAML 1.1 and of 1.2.
//!
//! serde_yaml stands for readers of 1.2; the forms of the types of 1.1 are put down here once more, apart from the program.

use std::sync::LazyLock;

use copydesk::entry::front_matter::{Change, NewValue, Path, change};
use jiff::civil::Date;
use proptest::prelude::*;
use regex::Regex;
use serde_yaml::Value as Yaml;

/// What a reader makes of a value.
#[derive(Debug, Clone, PartialEq)]
enum Seen {
    Nothing,
    Text(String),
    Number(f64),
    Boolean(bool),
    Day(String),
}

/// A plain scalar by the type repository of YAML 1.1.
fn by_old_reader(plain: &str) -> Seen {
    static FORMS: LazyLock<[Regex; 4]> = LazyLock::new(|| {
        [
            "^[-+]?(0[xX][0-9a-fA-F_]+|0b[01_]+|0[0-7_]*|[1-9][0-9_]*)$",
            r"^[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$",
            r"^([-+]?([0-9][0-9_]*\.[0-9_]*|\.[0-9][0-9_]*)([eE][-+][0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$",
            r"^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt]|[ \t]+|$)([0-9:]+.*)?$",
        ]
        .map(|form| Regex::new(form).expect("a pattern"))
    });
    let [whole, sixties, part, day] = &*FORMS;
    let lower = plain.to_ascii_lowercase();
    let digits = plain.replace('_', "");
    let unsigned = digits.trim_start_matches(['-', '+']);
    let sign = if plain.starts_with('-') { -1.0 } else { 1.0 };
    match lower.as_str() {
        "" | "~" | "null" => Seen::Nothing,
        "true" | "yes" | "on" => Seen::Boolean(true),
        "false" | "no" | "off" => Seen::Boolean(false),
        _ if whole.is_match(plain) => {
            let (rest, base) = if let Some(hex) = unsigned.strip_prefix("0x") {
                (hex, 16)
            } else if let Some(bits) = unsigned.strip_prefix("0b") {
                (bits, 2)
            } else if unsigned.len() > 1 && unsigned.starts_with('0') {
                (unsigned, 8)
            } else {
                (unsigned, 10)
            };
            Seen::Number(sign * u128::from_str_radix(rest, base).unwrap_or_default() as f64)
        }
        _ if sixties.is_match(plain) => Seen::Number(
            unsigned
                .split(':')
                .fold(0.0, |sum, part| sum * 60.0 + part.parse().unwrap_or(0.0)),
        ),
        _ if part.is_match(plain) => Seen::Number(digits.parse().unwrap_or(f64::INFINITY)),
        _ if day.is_match(plain) => Seen::Day(plain.to_owned()),
        _ => Seen::Text(plain.to_owned()),
    }
}

#[track_caller]
fn by_new_reader(written: &str) -> Seen {
    match serde_yaml::from_str(written).expect("YAML") {
        Yaml::Null => Seen::Nothing,
        Yaml::Bool(value) => Seen::Boolean(value),
        Yaml::Number(value) => Seen::Number(value.as_f64().expect("a number")),
        Yaml::String(value) => Seen::Text(value),
        other => panic!("{other:?}"),
    }
}

/// What a person means by a value in a field that held `old`, where it is not just this text.
fn meant(old: &str, asked: &str) -> Option<Seen> {
    let is_decimal = asked
        .trim_start_matches(['-', '+'])
        .starts_with(|c: char| c.is_ascii_digit())
        && asked.chars().all(|c| "0123456789.+-".contains(c));
    match by_old_reader(old) {
        Seen::Number(_) if is_decimal => asked.parse().ok().map(Seen::Number),
        Seen::Boolean(_) => match asked.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some(Seen::Boolean(true)),
            "false" | "no" | "off" => Some(Seen::Boolean(false)),
            _ => None,
        },
        Seen::Day(_) => {
            let is_day = asked.get(..10)?.parse::<Date>().is_ok();
            is_day.then(|| Seen::Day(asked.to_owned()))
        }
        _ => None,
    }
}

/// The value as it comes to be written in a field that held `old`.
fn written(old: &str, asked: &str) -> String {
    let text = format!("---\na: {old}\n---\n");
    let set = Change::Set {
        path: Path::key("a"),
        value: NewValue::Text(asked.to_owned()),
    };
    let edits = change(&text, &[set]).expect("never refused");
    let new = edits.apply(&text).expect("edits fit");
    let value = new
        .strip_prefix("---\na: ")
        .and_then(|rest| rest.strip_suffix("\n---\n"));
    value.expect("one line").to_owned()
}

/// Both readers get the text, or both what it means where the old value was of that kind.
#[track_caller]
fn is_as_asked(old: &str, asked: &str) -> Result<(), TestCaseError> {
    let written = written(old, asked);
    if written == old {
        prop_assert_eq!(old, asked);
        return Ok(());
    }
    let old_reader = if written.starts_with('"') {
        by_new_reader(&written)
    } else {
        by_old_reader(&written)
    };
    let text = Seen::Text(asked.to_owned());
    let meant = meant(old, asked);
    for seen in [old_reader, by_new_reader(&written)] {
        prop_assert!(
            seen == text || Some(&seen) == meant.as_ref(),
            "`{}` set to `{}` is written {} and read {:?}",
            old,
            asked,
            written,
            seen
        );
    }
    Ok(())
}

const OLD: &[&str] = &[
    "10",
    "0",
    "1.5",
    "010",
    "0x1F",
    "1_000",
    "1e3",
    ".inf",
    "12:30",
    "true",
    "False",
    "yes",
    "off",
    "2026-04-29",
    "2026-04-29T10:00:00Z",
    "words",
    "~",
];

#[test]
fn what_is_asked_of_a_field_is_written_so() {
    for (old, asked, expected) in [
        ("3", "12", "12"),
        ("3", "-0.5", "-0.5"),
        ("3", "010", "\"010\""),
        ("3", "1_000", "\"1_000\""),
        ("3", "0x1F", "\"0x1F\""),
        ("3", "1e3", "\"1e3\""),
        ("3", ".inf", "\".inf\""),
        ("3", "12:30", "\"12:30\""),
        ("3", "20418973204189732041", "\"20418973204189732041\""),
        ("3", "true", "\"true\""),
        ("3", "2026-05-04", "\"2026-05-04\""),
        ("true", "false", "false"),
        ("yes", "No", "No"),
        ("true", "no", "\"no\""),
        ("false", "010", "\"010\""),
        ("false", "1", "\"1\""),
        ("2026-04-29", "2026-05-04", "2026-05-04"),
        ("2026-04-29", "2026-05-04T10:00:00Z", "2026-05-04T10:00:00Z"),
        ("2026-04-29", "2026-5-4", "\"2026-5-4\""),
        ("2026-04-29", "2026-02-30", "\"2026-02-30\""),
        ("2026-04-29", "yes", "\"yes\""),
        ("2026-04-29", "12", "\"12\""),
        // What stands there already is left.
        ("010", "010", "010"),
        ("2026-5-4", "2026-5-4", "2026-5-4"),
    ] {
        assert_eq!(written(old, asked), expected, "{old} set to {asked}");
        is_as_asked(old, asked).expect("as asked");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 4000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_value_is_read_as_it_was_asked(
        old in prop::sample::select(OLD),
        asked in prop_oneof![
            "[-+]?[0-9_]{1,4}([.][0-9_]{0,3})?([eE][-+]?[0-9]{1,2})?",
            "[-+]?0[xob]?[0-9a-fA-F_]{1,4}",
            "[-+]?[0-9]{14,22}",
            "[0-9]{1,2}(:[0-9]{1,2}){1,2}",
            "20[0-9]{2}-[0-9]{1,2}-[0-9]{1,2}([T ][0-9]{1,2}:[0-9]{2}(:[0-9]{2})?(Z| ?[+-][0-9]{2}:?[0-9]{2})?)?",
            prop::sample::select(OLD).prop_map(str::to_owned),
            prop::sample::select(vec!["Yes", "NO", "oFF", "y", "TRUE", "null", "", ".NaN", "-.inf", "<<", "="])
                .prop_map(str::to_owned),
            "[0-9a-z.:_+-]{0,6}",
        ],
    ) {
        is_as_asked(old, &asked)?;
    }
}
