//! One walk over a stretch of prose: what may be a citation, with the identifiers that stand beside it.
//!
//! Every candidate begins at a year, an organisation's name, `et al.` or an identifier, so most letters are only stepped over.
//!
//! Knows nothing of: markdown, where the stretch stands in its entry.

mod behind_year;
mod identifier;
mod names;

use std::ops::Range;

use super::Year;
use super::identifiers::{self, FoundIdentifier};
use super::left::{BLANK, behind_et_al, names_before, names_with_et_al};
use super::names::Surname;
use super::numbers;
use super::resolver::{Clues, Resolver};
use super::right::{Follows, follows, more_years, year_at};
use super::words::after_words;

/// What was seen in a stretch.
#[derive(Default)]
pub(super) struct Scanned {
    pub candidates: Vec<Candidate>,
    pub numbers: Vec<numbers::FoundNumbers>,
    identifiers: Vec<FoundIdentifier>,
}

/// What may be a citation. Ranges are in the stretch.
#[derive(Debug, Clone, Default)]
pub(super) struct Candidate {
    pub range: Range<usize>,
    pub names: Vec<Range<usize>>,
    pub people: Vec<Surname>,
    pub organisation: Option<usize>,
    pub et_al: bool,
    pub year: Option<Year>,
    pub pmid: Option<Range<usize>>,
    pub doi: Option<Range<usize>>,
    /// It has what only an author has.
    pub strong: bool,
    pub doubt: Option<Condition>,
    /// The name is one that nobody gave the organisation: it counts with a year.
    pub needs_year: bool,
    /// Where the names stand that years in a list share.
    group: usize,
}

/// What must be known of a candidate before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Condition {
    /// A source fits it, or an identifier stands beside it.
    NeedsSource,
    /// A source fits it. It has no year.
    OnlyIfListed,
    /// It reads like a date: an identifier stands beside it, or a source fits and the form is an author's.
    Date { formed: bool },
}

pub(super) fn scan(text: &str, resolver: &Resolver<'_>) -> Scanned {
    let mut walk = Walk {
        text,
        resolver,
        seen: Scanned::default(),
    };
    walk.run();
    walk.attach();
    walk.seen
}

/// Stands before a figure that HTML sets small above the line.
pub(super) const SMALL: u8 = 2;

struct Walk<'w, 's> {
    text: &'w str,
    resolver: &'w Resolver<'s>,
    seen: Scanned,
}

impl Walk<'_, '_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut inside = false;
        while let Some(&byte) = bytes.get(at) {
            let begins = !inside;
            inside = byte.is_ascii_alphanumeric();
            // What cites by number may touch the word: `trial[3]`, `trial⁴`.
            let touches = match byte {
                b'[' => self.ends_long_word(at),
                0xc2 | 0xe2 => true,
                _ => false,
            };
            if !begins && !touches {
                at += 1;
                continue;
            }
            let taken = match byte {
                b'0'..=b'9' => self.digits(at),
                b'A'..=b'Z' => self.capital(at),
                b'p' => self.label(at),
                b'e' => self.others(at, "et al"),
                b'a' => self
                    .others(at, "and co")
                    .or_else(|| self.others(at, "and others")),
                b'&' => self.others(at, "& colleagues"),
                b'[' => self.number(numbers::bracket(self.text, at)),
                b'(' => self.number(numbers::parentheses(self.text, at)),
                b'i' => self.in_press(at),
                0xc2 | 0xe2 => self.small_figure(at),
                b's' | b'r' => self.number(numbers::word(self.text, at)),
                _ => None,
            };
            // What was taken ends behind a whole word.
            if let Some(end) = taken.filter(|end| *end > at) {
                at = end;
                inside = bytes.get(end - 1).is_some_and(u8::is_ascii_alphanumeric);
            } else {
                // Only what begins a word begins a citation.
                let word = bytes
                    .iter()
                    .skip(at)
                    .take_while(|b| b.is_ascii_alphanumeric());
                at += word.count().max(1);
            }
        }
    }

    /// Whether a word of some length ends here, and no name of a program: `list[3]` is shorter than `trial[3]`.
    fn ends_long_word(&self, at: usize) -> bool {
        let letters = self.between(0, at).bytes().rev();
        letters.take_while(u8::is_ascii_lowercase).count() > 4
    }

    fn rest(&self, at: usize) -> &str {
        self.text.get(at..).unwrap_or_default()
    }

    fn between(&self, from: usize, to: usize) -> &str {
        self.text.get(from..to).unwrap_or_default()
    }

    fn digits(&mut self, at: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(at..)?;
        let length = rest.iter().take_while(|b| b.is_ascii_digit()).count();
        let end = at + length;
        if self.text.as_bytes().get(at.wrapping_sub(1)) == Some(&SMALL) {
            return self.number(numbers::raised(self.text, at)).or(Some(end));
        }
        if rest.starts_with(b"10.")
            && let Some(doi) = identifiers::doi(self.text, at)
        {
            return self.identifier(doi);
        }
        if self.text.as_bytes().get(at.wrapping_sub(1)) == Some(&b'/')
            && let Some(pmid) = identifiers::pubmed_address(self.text, at, end)
        {
            return self.identifier(pmid);
        }
        if length == 4 {
            return self.year(at).or(Some(end));
        }
        Some(end)
    }

    fn identifier(&mut self, found: FoundIdentifier) -> Option<usize> {
        let end = found.whole.end;
        self.seen.identifiers.push(found);
        Some(end)
    }

    fn number(&mut self, found: Option<numbers::FoundNumbers>) -> Option<usize> {
        let found = found?;
        let end = found.whole.end;
        self.seen.numbers.push(found);
        Some(end)
    }

    /// A word with a capital: the name of an organisation, a label, or nothing.
    fn capital(&mut self, at: usize) -> Option<usize> {
        if let Some(end) = self.label(at) {
            return Some(end);
        }
        let word = self.rest(at);
        if word.starts_with('S') || word.starts_with('R') {
            let found = numbers::word(self.text, at);
            if found.is_some() {
                return self.number(found);
            }
        }
        let named = self.resolver.organisation_starting(word);
        let needs_year = named.is_none();
        let (length, organisation) = named.or_else(|| self.resolver.short_name_starting(word))?;
        let before = self.text.get(..at)?;
        let glued = before.ends_with(['-', '@', '_', '.', '=', '&'])
            || (before.ends_with('/') && !self.after_slash(at));
        if glued || before.ends_with(char::is_alphanumeric) {
            return None;
        }
        let end = at + length;
        // `Scientific Advisory Committee on Nutrition (SACN)` is one name.
        if let Some(last) = self.seen.candidates.last_mut()
            && last.organisation == Some(organisation)
            && last.year.is_none()
            && self.text.get(last.range.end..at) == Some(" (")
        {
            let close = usize::from(self.text.get(end..)?.starts_with(')'));
            last.range.end = end + close;
            return Some(last.range.end);
        }
        self.seen.candidates.push(Candidate {
            range: at..end,
            names: std::iter::once(at..end).collect(),
            organisation: Some(organisation),
            doubt: Some(Condition::OnlyIfListed),
            needs_year,
            group: at,
            ..Candidate::default()
        });
        Some(end)
    }

    /// A small figure above the line: `text.³`.
    fn small_figure(&mut self, at: usize) -> Option<usize> {
        let letter = self.rest(at).chars().next()?;
        numbers::small_digit(letter)?;
        self.number(numbers::superscript(self.text, at))
    }

    /// `Bell (in press)`: it counts where it can mean one source.
    fn in_press(&mut self, at: usize) -> Option<usize> {
        let rest = after_words(self.rest(at), "in press")?;
        let end = self.text.len() - rest.len();
        let mut names = names_before(self.text, at)?;
        self.take_in_word_before(&mut names);
        let start = names.people.first()?.start;
        let people = self.surnames(&names.people);
        let is_closed = names.bracketed && rest.starts_with([')', ']']);
        while let Some(last) = self.seen.candidates.last()
            && last.range.end > start
        {
            self.seen.candidates.pop();
        }
        self.seen.candidates.push(Candidate {
            range: start..end + usize::from(is_closed),
            names: names.people,
            people,
            et_al: names.et_al,
            strong: true,
            doubt: Some(Condition::OnlyIfListed),
            group: start,
            ..Candidate::default()
        });
        Some(end)
    }

    /// `FAO/WHO`, not the path of an address.
    fn after_slash(&self, at: usize) -> bool {
        self.between(0, at.saturating_sub(1))
            .ends_with(|c: char| c.is_ascii_uppercase())
    }

    fn label(&mut self, at: usize) -> Option<usize> {
        let second = self.text.as_bytes().get(at + 1)?;
        if !matches!(second, b'M' | b'm' | b'u') {
            return None;
        }
        identifiers::pmids(self.text, at, &mut self.seen.identifiers)
    }

    /// `Murck et al.` without a year: it counts where it can mean one source.
    fn others(&mut self, at: usize, begins: &str) -> Option<usize> {
        let rest = self.rest(at);
        if after_words(rest, begins).is_none() || !self.between(0, at).ends_with(BLANK) {
            return None;
        }
        let end = self.text.len() - behind_et_al(rest)?.len();
        let names = names_with_et_al(self.text, end)?;
        let first = names.people.first()?.clone();
        let people = self.surnames(&names.people);
        if !self.resolver.lists(people.first()?) {
            return None;
        }
        self.seen.candidates.push(Candidate {
            range: first.start..end,
            names: names.people,
            people,
            et_al: true,
            strong: true,
            doubt: Some(Condition::OnlyIfListed),
            group: first.start,
            ..Candidate::default()
        });
        Some(end)
    }

    fn year(&mut self, at: usize) -> Option<usize> {
        let dated = year_at(self.text, at)?;
        let after = follows(self.text, dated.range.end);
        if after == Follows::Amount {
            return None;
        }
        let before = match self.by_organisation(at, after) {
            Some(candidate) => Some(candidate),
            None => self.by_people(at, &dated, after),
        };
        let is_sure = before.as_ref().is_some_and(|candidate| {
            let clues = Clues {
                year: Some(dated.year),
                ..candidate.clues(self.text)
            };
            candidate.doubt.is_none() || self.resolver.has(&clues)
        });
        if !is_sure && let Some(behind) = self.by_people_behind(&dated) {
            let end = behind.range.end;
            self.seen.candidates.push(behind);
            return Some(end);
        }
        let candidate = before?;
        while let Some(last) = self.seen.candidates.last()
            && last.year.is_none()
            && last.range.end > candidate.range.start
        {
            self.seen.candidates.pop();
        }
        // `between Bell 2014 and 2017`: the second is a year and no paper.
        let head = self.between(0, candidate.range.start);
        let more = if head.trim_end_matches(BLANK).ends_with("etween") {
            Vec::new()
        } else {
            more_years(self.text, &dated)
        };
        let end = more.last().map_or(dated.range.end, |last| last.range.end);
        let mut first = Candidate {
            range: candidate.range.start..dated.range.end,
            year: Some(dated.year),
            ..candidate.clone()
        };
        // `Bell (2014)` has both its brackets.
        let opened = self
            .between(candidate.range.start, at)
            .trim_end_matches(BLANK);
        let close = match opened.chars().next_back() {
            Some('(') => ")",
            Some('[') => "]",
            _ => "",
        };
        if more.is_empty() && !close.is_empty() && self.rest(end).starts_with(close) {
            first.range.end += 1;
        }
        self.seen.candidates.push(first);
        for next in more {
            self.seen.candidates.push(Candidate {
                range: next.range,
                year: Some(next.year),
                ..candidate.clone()
            });
        }
        Some(end)
    }
}

impl Candidate {
    /// Takes an identifier if it has none of its kind.
    fn give(&mut self, found: &FoundIdentifier) -> bool {
        let place = if found.is_doi {
            &mut self.doi
        } else {
            &mut self.pmid
        };
        if place.is_some() {
            return false;
        }
        *place = Some(found.value.clone());
        self.strong = true;
        true
    }

    pub(super) fn clues<'c>(&'c self, text: &'c str) -> Clues<'c> {
        let at = |range: &Range<usize>| text.get(range.clone());
        Clues {
            people: &self.people,
            organisation: self.organisation,
            et_al: self.et_al,
            year: self.year,
            pmid: self.pmid.as_ref().and_then(at),
            doi: self.doi.as_ref().and_then(at),
        }
    }
}
