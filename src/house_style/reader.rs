//! Takes values out of parsed YAML, and notes as mistakes those it can't take.

use std::collections::{HashMap, HashSet};
use std::fmt;

use super::{MOST_PATTERNS, StylePart, StylePattern};
use crate::entry::front_matter::{Field, Value};
use crate::entry::is_near;

/// Something in the file that was not taken over.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// Counted from 1.
    pub line: usize,
    /// Counted from 1, in characters.
    pub column: usize,
    /// What is wrong and what is used instead, in a sentence without its full stop.
    pub what: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// Takes values out of what YAML read, and notes what it can't take.
pub(super) struct Reader<'t> {
    text: &'t str,
    /// The ids of the checks, where they are known.
    pub(super) checks: &'t [&'t str],
    /// How many patterns were compiled.
    patterns: usize,
    /// How many items of lists were taken.
    items: usize,
    /// Each with its place, in bytes of the text.
    mistakes: Vec<(usize, String)>,
    /// Where lines end.
    line_ends: Vec<usize>,
}

/// How many items the lists of a house style may have in all: each entry may be held against each of them.
const MOST_ITEMS: usize = 10_000;

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, checks: &'t [&'t str]) -> Self {
        Self {
            text,
            checks,
            patterns: 0,
            items: 0,
            mistakes: Vec::new(),
            line_ends: memchr::memchr_iter(b'\n', text.as_bytes()).collect(),
        }
    }

    /// What could not be taken, in the order of the lines.
    pub(super) fn mistakes(mut self) -> Vec<Mistake> {
        self.mistakes.sort();
        let mut told: Vec<Mistake> = Vec::with_capacity(self.mistakes.len());
        let mut last = 0;
        for (at, what) in self.mistakes {
            let number = self.line_ends.partition_point(|end| *end < at);
            let start = number
                .checked_sub(1)
                .and_then(|line| self.line_ends.get(line));
            let start = start.map_or(0, |end| end + 1);
            // A line may be as long as the file: the columns of the mistake before this one are not counted again.
            let (from, column) = match told.last() {
                Some(before) if last >= start => (last, before.column),
                _ => (start, 1),
            };
            let between = self.text.get(from..at);
            let between = between.unwrap_or_default().trim_start_matches('\u{feff}');
            let column = column + between.chars().count();
            told.push(Mistake {
                line: number + 1,
                column,
                what,
            });
            last = at;
        }
        told
    }

    /// A pattern, where it is one and there are not too many in all.
    pub(super) fn pattern(&mut self, text: &str, at: usize) -> Option<StylePattern> {
        self.patterns += 1;
        let pattern = match self.patterns {
            ..=MOST_PATTERNS => StylePattern::new(text).map_err(|why| why.to_string()),
            _ => Err(format!(
                "A house style has {MOST_PATTERNS} patterns at most"
            )),
        };
        let why = match pattern {
            Ok(pattern) => return Some(pattern),
            Err(why) => why,
        };
        // Of those beyond the most one is told.
        if self.patterns <= MOST_PATTERNS + 1 {
            self.mistake(at, format!("{why}; it is passed over"));
        }
        None
    }

    pub(super) fn mistake(&mut self, at: usize, what: impl Into<String>) {
        let at = self.text.floor_char_boundary(at);
        self.mistakes.push((at, what.into()));
    }

    pub(super) fn line(&self, at: usize) -> usize {
        self.line_ends.partition_point(|end| *end < at) + 1
    }

    /// The fields of a map, each name once; `instead` says what is used where it is no map.
    pub(super) fn map<'v>(
        &mut self,
        value: &'v Value,
        what: &str,
        instead: &str,
    ) -> Option<Vec<&'v Field>> {
        match value {
            Value::Map(map) => Some(self.once(&map.fields)),
            _ => {
                self.not(value, what, "a map, `name: value` on each line", instead);
                None
            }
        }
    }

    /// Each name once: the first is used.
    pub(super) fn once<'v>(&mut self, fields: &'v [Field]) -> Vec<&'v Field> {
        let mut taken: HashMap<&str, &Field> = HashMap::with_capacity(fields.len());
        let mut once = Vec::with_capacity(fields.len());
        for field in fields {
            if let Some(first) = taken.get(field.key.as_str()) {
                let line = self.line(first.key_range.start);
                let what = format!(
                    "`{}` is there twice; the one on line {line} is used",
                    field.key
                );
                self.mistake(field.key_range.start, what);
            } else {
                taken.insert(&field.key, field);
                once.push(field);
            }
        }
        once
    }

    /// One text or several: what [`Reader::items`] takes, told so where it is neither.
    pub(super) fn one_or_more<'v>(
        &mut self,
        value: &'v Value,
        what: &str,
        instead: &str,
    ) -> Option<Vec<&'v Value>> {
        if matches!(value, Value::Map(_)) {
            self.not(value, what, "a text or a list of texts", instead);
            return None;
        }
        self.items(value, what, instead)
    }

    /// The items of a list; a single text is a list of one.
    pub(super) fn items<'v>(
        &mut self,
        value: &'v Value,
        what: &str,
        instead: &str,
    ) -> Option<Vec<&'v Value>> {
        match value {
            Value::List(list) => {
                let room = MOST_ITEMS.saturating_sub(self.items);
                self.items += list.items.len();
                // Of the lists beyond the most one is told.
                if let Some(first) = list.items.get(room)
                    && self.items - list.items.len() <= MOST_ITEMS
                {
                    let what = format!(
                        "The lists of a house style have {MOST_ITEMS} items at most; the others are passed over"
                    );
                    self.mistake(first.value.range().start, what);
                }
                let taken = list.items.iter().take(room);
                Some(taken.map(|item| &item.value).collect())
            }
            Value::Scalar(_) => Some(vec![value]),
            _ => {
                self.not(value, what, "a list", instead);
                None
            }
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&mut self, value: &Value, what: &str, instead: &str) -> Option<String> {
        match value.text().map(str::trim) {
            Some(text) if !text.is_empty() => Some(text.to_owned()),
            _ => {
                self.not(value, what, "a text", instead);
                None
            }
        }
    }

    /// A text that YAML reads as one: where a name or a path belongs, a `5` without quotes is something else gone astray.
    pub(super) fn words(&mut self, value: &Value, what: &str, instead: &str) -> Option<String> {
        if matches!(value, Value::Scalar(scalar) if scalar.is_typed()) {
            let expected = "a text, in quotes where it looks like a number";
            self.not(value, what, expected, instead);
            return None;
        }
        self.text(value, what, instead)
    }

    /// What could be taken of a part; `None`, and so the built-in part, where something stands there and nothing could.
    pub(super) fn left_of<T>(
        &mut self,
        value: &Value,
        part: StylePart,
        taken: Vec<T>,
    ) -> Option<Vec<T>> {
        let is_given = match value {
            Value::List(list) => !list.items.is_empty(),
            _ => true,
        };
        if is_given && taken.is_empty() {
            let what = format!(
                "Nothing of `{}` could be taken over; {}",
                part.key(),
                built_in(part)
            );
            self.mistake(value.range().start, what);
            return None;
        }
        Some(taken)
    }

    /// The texts of a list, each once; what is no text is left out.
    pub(super) fn texts(
        &mut self,
        value: &Value,
        what: &str,
        instead: &str,
    ) -> Option<Vec<String>> {
        let mut texts: Vec<String> = Vec::new();
        let mut taken: HashSet<String> = HashSet::new();
        for item in self.one_or_more(value, what, instead)? {
            let Some(text) = self.text(item, &format!("Each of {what}"), "it is left out") else {
                continue;
            };
            if taken.insert(text.clone()) {
                texts.push(text);
            } else {
                let twice = format!("“{text}” is there twice; it counts once");
                self.mistake(item.range().start, twice);
            }
        }
        Some(texts)
    }

    pub(super) fn flag(&mut self, value: &Value, what: &str) -> bool {
        match value.text() {
            Some("true" | "yes") => true,
            Some("false" | "no") => false,
            _ => {
                self.not(value, what, "`true` or `false`", "it counts as `false`");
                false
            }
        }
    }

    /// One of a few names.
    pub(super) fn one_of<T: Copy>(
        &mut self,
        value: &Value,
        what: &str,
        all: &[T],
        name: impl Fn(T) -> String,
        instead: &str,
    ) -> Option<T> {
        let text = value.text().map(str::trim).unwrap_or_default();
        let found = all.iter().copied().find(|it| name(*it) == text);
        if found.is_none() {
            let names: Vec<String> = all.iter().map(|it| name(*it)).collect();
            let meant = near_miss(text, names.iter().map(String::as_str));
            let listed = format!("one of: {}", names.join(", "));
            let expected = meant.map_or(listed, |meant| format!("one of a few; `{meant}` is near"));
            self.not(value, what, &expected, instead);
        }
        found
    }

    /// A name that is not known where it stands.
    pub(super) fn unknown(&mut self, field: &Field, known: &[&str]) {
        let key = &field.key;
        let what = match near_miss(key, known.iter().copied()) {
            Some(meant) => {
                format!("There is no `{key}`; did you mean `{meant}`? It is passed over")
            }
            None => format!(
                "There is no `{key}` here, only {}; it is passed over",
                known.join(", ")
            ),
        };
        self.mistake(field.key_range.start, what);
    }

    pub(super) fn not(&mut self, value: &Value, what: &str, expected: &str, instead: &str) {
        let is = match value {
            Value::Null { .. } => "nothing".to_owned(),
            Value::List(_) => "a list".to_owned(),
            Value::Map(_) => "a map".to_owned(),
            Value::Alias { .. } => "an alias".to_owned(),
            Value::Scalar(scalar) if scalar.text.trim().is_empty() => "an empty text".to_owned(),
            Value::Scalar(scalar) => format!("“{}”", shortened(&scalar.text)),
        };
        let what = format!("{what} is to be {expected}, not {is}; {instead}");
        self.mistake(value.range().start, what);
    }
}

/// The known name that a slip of the pen made this one of; none where there are several.
pub(super) fn near_miss<'k>(
    name: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    let mut near = known.into_iter().filter(|it| is_near(name, it));
    let first = near.next()?;
    near.next().is_none().then_some(first)
}

fn shortened(text: &str) -> String {
    let line = text.lines().next().unwrap_or_default();
    let mut short: String = line.chars().take(40).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// What is used where a part can't be taken.
pub(super) fn built_in(part: StylePart) -> String {
    format!("the built-in `{}` is used", part.key())
}
