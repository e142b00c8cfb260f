//! Checks of the language. On the command line they are asked for (`--prose`); what they need is loaded then.

mod abbreviations;
mod agreement;
mod american_spelling;
mod article;
mod body_unlisted;
mod confused_pairs;
mod confused_words;
mod doses;
mod figures;
mod house_words;
mod limit_without_amount;
mod long_sentence;
mod missing_article;
mod number_form;
mod own_words;
mod reading_ease;
mod repeated_paragraph;
mod repeated_words;
mod spelling;
mod term_to_avoid;
mod two_spellings;
mod unmatched_bracket;

use std::collections::HashSet;

use regex::Regex;

use super::{Across, Check, DoubtedWord, Fix};
use crate::entry::Edit;
use crate::spelling::{MOST_SUGGESTED, SuggestedBy, SuggestedWord};

pub(super) const CHECKS: &[&Check] = &[
    &spelling::CHECK,
    &american_spelling::CHECK,
    &confused_words::CHECK,
    &term_to_avoid::CHECK,
    &figures::CHECK,
    &doses::CHECK,
    &article::CHECK,
    &missing_article::CHECK,
    &agreement::CHECK,
    &unmatched_bracket::CHECK,
    &abbreviations::CHECK,
    &repeated_words::CHECK,
    &repeated_paragraph::CHECK,
    &limit_without_amount::CHECK,
    &body_unlisted::CHECK,
    &two_spellings::CHECK,
    &number_form::CHECK,
    &house_words::CHECK,
    &long_sentence::CHECK,
    &reading_ease::CHECK,
];

/// The checks about words that dictionaries doubt.
pub(super) const ASKS_DICTIONARIES: [&str; 2] = [spelling::CHECK.id, american_spelling::CHECK.id];

/// A pattern of a check.
#[expect(clippy::expect_used, reason = "all are written in the program")]
fn pattern(written: &str) -> Regex {
    // An edge of a word in all of Unicode is looked for by the slowest of the ways, wherever a text has a sign beyond ASCII.
    let written = written.replace(r"\b", r"(?-u:\b)");
    Regex::new(&written).expect("a pattern that can be read")
}

/// A whole number with a sign between thousands; a blank between them does not break.
fn grouped(digits: &str, sign: &str) -> String {
    let sign = if sign == " " { "\u{202f}" } else { sign };
    let head = digits.len() % 3;
    let mut groups = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && at % 3 == head {
            groups.push_str(sign);
        }
        groups.push(digit);
    }
    groups
}

/// Ways to write a doubted word, the likeliest first.
fn fixes(across: &Across<'_>, doubt: &DoubtedWord) -> Vec<Fix> {
    let written = across.at(&doubt.range);
    let suggested = across
        .speller
        .map(|speller| speller.suggestions(&doubt.word));
    let mut suggested = suggested.map_or_else(Vec::new, |all| all.to_vec());
    let is_sure = |it: &SuggestedWord| it.from == SuggestedBy::KnownMisspelling;
    if !suggested.first().is_some_and(is_sure) {
        let of_library = across.words.near(&doubt.word).into_iter();
        let of_library = of_library.map(|word| SuggestedWord {
            word,
            from: SuggestedBy::Library,
        });
        suggested.splice(0..0, of_library);
        let mut seen = HashSet::new();
        suggested.retain(|it| seen.insert(it.word.clone()));
        suggested.truncate(MOST_SUGGESTED);
    }
    let fixes = suggested.into_iter().map(|SuggestedWord { word, from }| {
        let word = if written.contains('’') {
            word.replace('\'', "’")
        } else {
            word
        };
        let label = format!("Write “{word}”");
        Fix::new(label, Edit::new(doubt.range.clone(), word)).suggested_by(from)
    });
    fixes.collect()
}
