//! Names behind a year: `the 2014 trial by Bell and Cole`, `In 2016, Dunn and colleagues found`.
//!
//! Such a form is a citation only where a source fits it.

use super::{Candidate, Condition, Walk};
use crate::entry::citations::left::{
    BLANK, NamesBefore, behind_et_al, names_until, names_with_et_al,
};
use crate::entry::citations::names::{is_particle, opens_name};
use crate::entry::citations::resolver::Clues;
use crate::entry::citations::right::{FoundYear, year_at};
use crate::entry::citations::words::{LINKS, REPORTED, STUDIES};

/// Between a year and the names no more words stand than these.
const MOST_WORDS: usize = 6;
/// A name of more words is none.
const LONGEST_NAMES: usize = 14;

impl Walk<'_, '_> {
    /// The people named behind a year, where a source of theirs is of that year.
    pub(super) fn by_people_behind(&self, dated: &FoundYear) -> Option<Candidate> {
        let (from, is_cued) = self.names_from(dated)?;
        for (end, is_last) in self.ends_of_names(from).into_iter().rev() {
            let rest = self.rest(end);
            let others = behind_et_al(rest.trim_start_matches(',').trim_start_matches(BLANK));
            let (mut names, end) =
                match others.filter(|_| is_last && rest.starts_with([' ', ',', '\u{a0}', '\n'])) {
                    Some(behind) => {
                        let end = self.text.len() - behind.len();
                        (names_with_et_al(self.text, end)?, end)
                    }
                    None => match names_until(self.text, end) {
                        Some(names) => (names, end),
                        None => continue,
                    },
                };
            self.take_in_word_before(&mut names);
            let Some(start) = names.people.first().map(|first| first.start) else {
                continue;
            };
            if start != from || self.has_year_of_its_own(end) {
                continue;
            }
            if !is_cued && !self.is_author_by_form(&names, end) {
                continue;
            }
            let people = self.surnames(&names.people);
            let clues = Clues {
                people: &people,
                et_al: names.et_al,
                year: Some(dated.year),
                ..Clues::default()
            };
            if self.resolver.has(&clues) {
                return Some(Candidate {
                    range: dated.range.start..end,
                    names: names.people,
                    people,
                    et_al: names.et_al,
                    year: Some(dated.year),
                    strong: true,
                    doubt: Some(Condition::NeedsSource),
                    group: start,
                    ..Candidate::default()
                });
            }
        }
        None
    }

    /// Where names may begin behind a year, and whether the words between say that they are of a paper: `trial by`.
    fn names_from(&self, dated: &FoundYear) -> Option<(usize, bool)> {
        let head = self.between(0, dated.range.start).trim_end_matches(BLANK);
        let word_before = head.rsplit(BLANK).next().unwrap_or_default();
        let is_in = word_before.eq_ignore_ascii_case("in");
        let is_in_a = word_before == "a" && {
            let before = head
                .strip_suffix('a')
                .unwrap_or(head)
                .trim_end_matches(BLANK);
            before.ends_with("In") || before.ends_with("in")
        };
        let mut at = dated.range.end;
        let mut has_study = false;
        for _ in 0..MOST_WORDS {
            let rest = self.rest(at);
            let bare = rest.strip_prefix(',').unwrap_or(rest);
            let inner = bare.trim_start_matches(BLANK);
            if inner.len() == bare.len() {
                return None;
            }
            let from = self.text.len() - inner.len();
            let word = word_at(inner);
            match word {
                "" => return None,
                "by" => return Some((self.behind_blank(from + 2)?, true)),
                "of" | "from" if has_study => {
                    return Some((self.behind_blank(from + word.len())?, true));
                }
                _ => {}
            }
            let begins_name = word.starts_with(char::is_uppercase)
                || (is_particle(word) && word != "la" && word != "do" && word != "te")
                || word
                    .split_once(['-', '‑', '’', '\''])
                    .is_some_and(|(prefix, name)| {
                        prefix.len() <= 2 && name.starts_with(char::is_uppercase)
                    });
            if begins_name {
                // `In 2016, Bell and colleagues`, `in a 2016 trial, Bell found`
                return ((is_in && !has_study) || (is_in_a && has_study)).then_some((from, false));
            }
            has_study |= STUDIES.contains(&word);
            at = from + word.len();
        }
        None
    }

    fn behind_blank(&self, at: usize) -> Option<usize> {
        let rest = self.rest(at);
        let inner = rest.trim_start_matches(BLANK);
        let inner = inner.strip_prefix("the ").unwrap_or(inner);
        (inner.len() < rest.len()).then(|| self.text.len() - inner.len())
    }

    /// Where names that begin here may end, and whether that is the last place.
    fn ends_of_names(&self, from: usize) -> Vec<(usize, bool)> {
        let mut ends: Vec<usize> = Vec::new();
        let mut at = from;
        for _ in 0..LONGEST_NAMES {
            let rest = self.rest(at);
            let word = word_at(rest);
            let small = word.to_lowercase();
            let bare = word.strip_suffix("'s").or(word.strip_suffix("’s"));
            let is_name = word.chars().any(char::is_uppercase);
            if is_name {
                ends.push(at + bare.unwrap_or(word).len());
            }
            let goes_on =
                is_name || is_particle(&small) || opens_name(&small) || LINKS.contains(&word);
            if word.is_empty() && !rest.starts_with('&')
                || !goes_on && !rest.starts_with('&')
                || bare.is_some()
            {
                break;
            }
            at += if word.is_empty() { 1 } else { word.len() };
            let behind = self.rest(at);
            let next = behind.trim_start_matches(|c| BLANK.contains(&c) || matches!(c, ',' | '.'));
            // A full stop ends the sentence, but for initials and `St.`.
            let is_stop = behind.starts_with('.') && word.chars().count() > 2;
            if next.len() == behind.len() || is_stop {
                break;
            }
            at = self.text.len() - next.len();
        }
        let last = ends.len();
        ends.into_iter()
            .zip(1..)
            .map(|(end, at)| (end, at == last))
            .collect()
    }

    /// `In 2016, Bell (2014) found`: the year before is another.
    fn has_year_of_its_own(&self, end: usize) -> bool {
        let rest = self.rest(end);
        let rest = rest
            .strip_prefix("’s")
            .or(rest.strip_prefix("'s"))
            .unwrap_or(rest);
        let inner = rest.trim_start_matches(|c| BLANK.contains(&c) || matches!(c, ',' | '(' | '['));
        year_at(self.text, self.text.len() - inner.len()).is_some()
    }

    /// Whether what follows, or who is named beside, shows an author.
    fn is_author_by_form(&self, names: &NamesBefore, end: usize) -> bool {
        let rest = self.rest(end);
        let is_owner = rest.starts_with("'s") || rest.starts_with("’s");
        let verb = word_at(rest.trim_start_matches(BLANK));
        names.et_al || names.people.len() > 1 || is_owner || REPORTED.contains(&verb)
    }
}

/// The word a text begins with: letters, hyphens and apostrophes.
fn word_at(text: &str) -> &str {
    let is_part = |c: char| {
        c.is_alphabetic() || matches!(c, '-' | '‐' | '‑' | '\'' | '’' | '\u{300}'..='\u{36f}')
    };
    let end = text.find(|c: char| !is_part(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}
