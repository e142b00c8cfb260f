//! What may stand at the caret of a query: keys, and the values of the key before it.

use std::ops::Range;

use super::keys::{self, EntryState, KEYS, KeyKind, PLACES};
use super::lexer::key_at;
use crate::library::Library;

/// Something that is offered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryCompletion {
    /// The bytes of the query that it takes the place of.
    pub range: Range<usize>,
    pub text: String,
    /// What it finds, or how many entries have it.
    pub hint: String,
}

/// What may be meant at the caret, the likeliest first. `checks` are the ids of all checks.
pub fn completions(
    query: &str,
    caret: usize,
    library: &Library,
    checks: &[&str],
) -> Vec<QueryCompletion> {
    let Some(typed) = query.get(..caret) else {
        return Vec::new();
    };
    let start = start_of_term(typed);
    let Some(term) = typed.get(start..) else {
        return Vec::new();
    };
    let start = start + usize::from(term.starts_with('-'));
    match key_at(typed, start) {
        Some((name, _, value)) => {
            let name = keys::known_as(name).unwrap_or_else(|| name.to_owned());
            values(&name, typed, value, library, checks)
        }
        None => names(typed, start..caret, library),
    }
}

/// Behind the last blank that stands in no quotation.
fn start_of_term(typed: &str) -> usize {
    let mut start = 0;
    let mut quoted = false;
    for (at, letter) in typed.char_indices() {
        match letter {
            '"' | '“' | '”' => quoted = !quoted,
            letter if letter.is_whitespace() && !quoted => start = at + letter.len_utf8(),
            _ => {}
        }
    }
    start
}

fn names(typed: &str, range: Range<usize>, library: &Library) -> Vec<QueryCompletion> {
    let begun = typed.get(range.clone()).unwrap_or_default();
    if begun.is_empty()
        || !begun
            .chars()
            .all(|c| c.is_alphanumeric() || "_-.".contains(c))
    {
        return Vec::new();
    }
    let keys = KEYS.iter().map(|key| {
        let sign = key.example.get(key.name.len()..key.name.len() + 1);
        let text = format!("{}{}", key.name, sign.unwrap_or(":"));
        (text, key.finds.replace('`', ""))
    });
    let fields = library.style().fields.iter();
    let fields = fields.filter(|field| keys::key(&field.key).is_none());
    let fields = fields.map(|field| (format!("{}:", field.key), "a field".to_owned()));
    let all = keys.chain(fields);
    let fitting = all.filter(|(text, _)| begins(text, begun));
    let offered = fitting.map(|(text, hint)| QueryCompletion {
        range: range.clone(),
        text,
        hint,
    });
    offered.collect()
}

fn values(
    name: &str,
    typed: &str,
    at: usize,
    library: &Library,
    checks: &[&str],
) -> Vec<QueryCompletion> {
    let begun = typed.get(at..).unwrap_or_default();
    let begun = begun.trim_start_matches(['"', '“']);
    let none = |name: &str| (name.to_owned(), String::new());
    let style = library.style();
    let all: Vec<(String, String)> = match keys::key(name).map(|key| key.kind) {
        Some(KeyKind::Section) => style.section_names().map(none).collect(),
        Some(KeyKind::Place) => {
            let fields = style.fields.iter().map(|field| field.key.as_str());
            PLACES.iter().copied().chain(fields).map(none).collect()
        }
        Some(KeyKind::Is) => EntryState::all().map(|(name, _)| none(name)).collect(),
        Some(KeyKind::Finding) => checks.iter().map(|id| none(id)).collect(),
        Some(_) => Vec::new(),
        None => {
            let used = library.values_of(name).into_iter();
            let mut all: Vec<(String, String)> = used
                .map(|(value, count)| match count {
                    1 => (value.to_string(), "1 entry".to_owned()),
                    _ => (value.to_string(), format!("{count} entries")),
                })
                .collect();
            let named = style.field(name).map_or(&[][..], |field| &field.values);
            for value in named {
                if !all.iter().any(|(it, _)| it == value) {
                    all.push(none(value));
                }
            }
            all
        }
    };
    let fitting = all.into_iter().filter(|(value, _)| begins(value, begun));
    let offered = fitting.take(MOST).map(|(value, hint)| QueryCompletion {
        range: at..typed.len(),
        text: written(&value),
        hint,
    });
    offered.collect()
}

/// More are never offered.
const MOST: usize = 50;

/// A value as a query holds it.
fn written(value: &str) -> String {
    let is_plain = !value.is_empty()
        && !value.contains(char::is_whitespace)
        && !value.starts_with(['"', '“', '/']);
    match is_plain {
        true => value.to_owned(),
        false => format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\"")),
    }
}

fn begins(text: &str, begun: &str) -> bool {
    let mut letters = text.chars().flat_map(char::to_lowercase);
    let mut begun = begun.chars().flat_map(char::to_lowercase);
    begun.all(|letter| letters.next() == Some(letter))
}
