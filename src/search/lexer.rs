//! A query as typed, cut into its terms. Every range is bytes of the query.
//!
//! Knows nothing of: what a key asks.

use std::ops::Range;

use super::error::QueryError;
use super::keys::known_as;

/// A term, and whether it must hold or must not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub at: Range<usize>,
    pub wanted: bool,
    pub lexeme: Lexeme,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Lexeme {
    Value(LexedValue),
    /// `pillar:Sleep`
    Key {
        name: String,
        sign: Sign,
        value: Option<LexedValue>,
    },
}

/// What stands by itself or behind a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct LexedValue {
    pub kind: ValueKind,
    /// Without its quotation marks or slashes.
    pub text: String,
    /// Where that begins.
    pub start: usize,
    /// With them.
    pub at: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ValueKind {
    Word,
    Phrase,
    Expression,
}

/// How a key is held against its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Is,
    Less,
    More,
}

/// Cuts a query into its terms.
///
/// # Errors
/// [`QueryError`] where a quotation or an expression is never closed.
pub(super) fn tokens(query: &str) -> Result<Vec<Token>, QueryError> {
    let mut tokens = Vec::new();
    let mut at = 0;
    loop {
        let rest = query.get(at..).unwrap_or_default();
        let words = rest.trim_start();
        at += rest.len() - words.len();
        if words.is_empty() {
            return Ok(tokens);
        }
        let start = at;
        let is_not =
            words.starts_with('-') && words.chars().nth(1).is_some_and(|c| !c.is_whitespace());
        at += usize::from(is_not);
        let lexeme = match key_at(query, at) {
            Some((name, sign, after)) => {
                let name = known_as(name).unwrap_or_else(|| name.to_owned());
                let value = value_at(query, after)?;
                at = value.as_ref().map_or(after, |value| value.at.end);
                Lexeme::Key { name, sign, value }
            }
            None => {
                let Some(value) = value_at(query, at)? else {
                    return Ok(tokens);
                };
                at = value.at.end;
                Lexeme::Value(value)
            }
        };
        tokens.push(Token {
            at: start..at,
            wanted: !is_not,
            lexeme,
        });
    }
}

/// A key and its sign, and where its value begins. A name with a capital is a key where it is one that is known and its value
/// follows at once, so neither `Claim: tea` nor `Title: tea` is; neither is an address.
pub(super) fn key_at(query: &str, at: usize) -> Option<(&str, Sign, usize)> {
    let rest = query.get(at..)?;
    let is_part = |c: char| c.is_alphanumeric() || "_-.".contains(c);
    let name = rest.split(|c| !is_part(c)).next()?;
    let is_small = name.starts_with(|c: char| c.is_lowercase() || c == '_');
    if !is_small && known_as(name).is_none() {
        return None;
    }
    let sign = match rest.as_bytes().get(name.len())? {
        b':' => Sign::Is,
        b'<' => Sign::Less,
        b'>' => Sign::More,
        _ => return None,
    };
    let after = rest.get(name.len() + 1..)?;
    let follows = !after.is_empty() && !after.starts_with(char::is_whitespace);
    (!after.starts_with("//") && (is_small || follows)).then_some((name, sign, at + name.len() + 1))
}

fn value_at(query: &str, at: usize) -> Result<Option<LexedValue>, QueryError> {
    let rest = query.get(at..).unwrap_or_default();
    let is_end = |rest: &str| rest.is_empty() || rest.starts_with(char::is_whitespace);
    let Some(first) = rest.chars().next().filter(|first| !first.is_whitespace()) else {
        return Ok(None);
    };
    let value = |kind, text: String, length: usize, mark: usize| {
        Some(LexedValue {
            kind,
            text,
            start: at + mark,
            at: at..at + length,
        })
    };
    match first {
        '"' | '“' => {
            let mark = first.len_utf8();
            let mut text = String::new();
            let mut letters = rest.char_indices().skip(1);
            while let Some((place, letter)) = letters.next() {
                match letter {
                    '"' | '”' => {
                        let length = place + letter.len_utf8();
                        return Ok(value(ValueKind::Phrase, text, length, mark));
                    }
                    '\\' => text.extend(letters.next().map(|(_, escaped)| escaped)),
                    letter => text.push(letter),
                }
            }
            Err(QueryError::new(
                at..query.len(),
                "This quotation is never closed. Add the second quotation mark.",
            ))
        }
        '/' => {
            let mut is_escaped = false;
            for (place, letter) in rest.char_indices().skip(1) {
                let after = rest.get(place + 1..);
                if letter == '/' && !is_escaped && after.is_some_and(is_end) {
                    let text = rest.get(1..place).unwrap_or_default().to_owned();
                    return Ok(value(ValueKind::Expression, text, place + 1, 1));
                }
                is_escaped = letter == '\\' && !is_escaped;
            }
            Err(QueryError::new(
                at..query.len(),
                "A regular expression begins here and is never closed. End it with a slash, or put the words in quotation marks.",
            ))
        }
        _ => {
            let word = rest.split(char::is_whitespace).next().unwrap_or_default();
            Ok(value(ValueKind::Word, word.to_owned(), word.len(), 0))
        }
    }
}
