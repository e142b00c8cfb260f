//! The names before a year: whose they are, and what speaks against their being an author's.

use std::ops::Range;

use super::{Candidate, Condition, Walk};
use crate::entry::citations::Year;
use crate::entry::citations::left::{BLANK, NamesBefore, names_before};
use crate::entry::citations::names::Surname;
use crate::entry::citations::resolver::Clues;
use crate::entry::citations::right::{Follows, FoundYear};
use crate::entry::citations::words::{FIRMS, PAPERS, Word, is_of_study, word as kind_of};

impl Walk<'_, '_> {
    /// The organisation right before the year at `at`: `SACN 2016`, `NICE (2019)`, `EFSA’s 2015`, `WHO guideline 2012`.
    pub(super) fn by_organisation(&self, at: usize, after: Follows) -> Option<Candidate> {
        let last = self.seen.candidates.last()?;
        if last.organisation.is_none() || last.year.is_some() {
            return None;
        }
        // `Bulletin of the World Health Organization 2014`
        let before = self.between(0, last.range.start).trim_end_matches(BLANK);
        let is_part = ["of the", "of", "&"]
            .iter()
            .any(|word| before.ends_with(word));
        if is_part
            && self
                .resolver
                .is_journal(self.between(last.range.start, last.range.end))
        {
            return None;
        }
        let gap = self.text.get(last.range.end..at)?;
        let gap = gap
            .strip_prefix("'s")
            .or(gap.strip_prefix("’s"))
            .unwrap_or(gap);
        let bare = gap.trim_start_matches(BLANK);
        let bare = PAPERS
            .iter()
            .find_map(|paper| bare.strip_prefix(paper))
            .unwrap_or(bare);
        let links = bare.trim_matches(BLANK);
        if gap.is_empty() || !matches!(links, "" | "," | "(" | "[" | ", (" | ",(") {
            return None;
        }
        Some(Candidate {
            strong: true,
            doubt: (after != Follows::Free && !matches!(after, Follows::Doubt { subject: true }))
                .then_some(Condition::NeedsSource),
            ..last.clone()
        })
    }

    pub(super) fn by_people(
        &self,
        at: usize,
        dated: &FoundYear,
        after: Follows,
    ) -> Option<Candidate> {
        let mut names = names_before(self.text, at)?;
        let closed = self.rest(dated.range.end).starts_with([')', ']']);
        if names.comma && !closed && after == (Follows::Doubt { subject: true }) {
            // `According to Bell, 2016 was dry`: the year is a year, whoever Bell is.
            return None;
        }
        self.take_in_word_before(&mut names);
        self.take_in_small_word(&mut names, dated.year);
        self.join_double_names(&mut names);
        let mut people = self.surnames(&names.people);
        let fits = |people: &[Surname]| {
            self.resolver.has(&Clues {
                people,
                et_al: names.et_al,
                year: Some(dated.year),
                ..Clues::default()
            })
        };
        // Names joined by a comma only may belong to the sentence: those count that make a source fit.
        let skipped = (0..=names.by_comma)
            .find(|skip| people.get(*skip..).is_some_and(fits))
            .unwrap_or(if names.is_list { 0 } else { names.by_comma });
        people.drain(..skipped);
        names.people.drain(..skipped);
        if skipped > 0 {
            names.word_before = None;
        }
        let start = names.people.first()?.start;
        if let Some(from) = self.journal_among(&names, &people) {
            names.people.truncate(from);
            people.truncate(from);
            // `Carver, Obstetrics & Gynecology 2020` is Carver's, `Obstetrics & Gynecology 2020` is nobody's.
            if !self.resolver.knows(people.last()?) {
                return None;
            }
        }
        let doubt = self.doubt(&names, &people, after);
        let strong = names.et_al
            || people.len() > 1
            || names.bracketed
            || people.iter().any(|name| self.resolver.knows(name))
            || self.is_alone_in_brackets(start, dated.range.end);
        Some(Candidate {
            range: start..dated.range.end,
            names: names.people,
            people,
            et_al: names.et_al,
            strong,
            doubt,
            group: start,
            ..Candidate::default()
        })
    }

    /// From which of some names on they are the journal of a source, and nobody who is listed.
    fn journal_among(&self, names: &NamesBefore, people: &[Surname]) -> Option<usize> {
        let end = names.people.last().filter(|_| !names.et_al)?.end;
        let mut behind = None;
        names.people.iter().enumerate().find_map(|(from, name)| {
            let tail = people.get(from..)?;
            let is_joined = behind
                .is_some_and(|behind| self.between(behind, name.start).trim_matches(BLANK) != ",");
            behind = Some(name.end);
            let is_journal = !is_joined
                && !tail.iter().any(|name| self.resolver.lists(name))
                && self.resolver.is_journal(self.between(name.start, end));
            is_journal.then_some(from)
        })
    }

    /// `Lloyd Jones`, `Bell and García López`: two words that are one known name, and those who are named before it.
    pub(super) fn take_in_word_before(&self, names: &mut NamesBefore) {
        while let (Some(word), Some(first)) = (names.word_before.take(), names.people.first_mut()) {
            let both = self.between(word.start, first.end);
            if !self.resolver.knows(&Surname::new(both)) {
                names.word_before = Some(word);
                return;
            }
            first.start = word.start;
            names.read_on(self.between(0, word.start));
        }
    }

    /// What speaks against the names being an author's.
    fn doubt(&self, names: &NamesBefore, people: &[Surname], after: Follows) -> Option<Condition> {
        let last = names.people.last().cloned().unwrap_or_default();
        let last = self.between(last.start, last.end);
        let word = last.rsplit(BLANK).next().unwrap_or(last);
        if !names.et_al
            && let Some(kind) = kind_of(word)
        {
            let start = names.people.first().map_or(0, |first| first.start);
            return Some(match kind {
                Word::Date => Condition::Date {
                    formed: names.bracketed || people.len() > 1,
                },
                // `An 2014 edition` is nobody’s.
                Word::Small => Condition::Date {
                    formed: names.bracketed
                        || people.len() > 1
                        || self.between(0, start).ends_with(['(', ';']),
                },
                Word::Thing => Condition::NeedsSource,
            });
        }
        let shouted = !word.chars().any(char::is_lowercase);
        // `DASH 2016` names no author because some other entry lists one called Dash.
        let known = people
            .iter()
            .any(|name| self.resolver.lists(name) || (!shouted && self.resolver.knows(name)));
        let one_of_several_words = names.word_before.is_some() && people.len() == 1;
        let odd = (shouted || names.initials || one_of_several_words) && !known && !names.et_al;
        let counted = after == (Follows::Doubt { subject: false });
        let firm = is_firm(&names.people, self.text);
        let is_odd = odd || counted || firm || names.needs_source;
        is_odd.then_some(Condition::NeedsSource)
    }

    /// `An and Ho 2014`, `ten Have and Bell 2014`: a small word that is an author with those behind it.
    fn take_in_small_word(&self, names: &mut NamesBefore, year: Year) {
        let Some(small) = names.small_before.take() else {
            return;
        };
        let mut with = vec![small];
        with.extend(names.people.iter().cloned());
        let people = self.surnames(&with);
        let clues = Clues {
            people: &people,
            et_al: names.et_al,
            year: Some(year),
            ..Clues::default()
        };
        if self.resolver.has(&clues) {
            names.people = with;
            names.word_before = None;
        }
    }

    /// `Kowalska–Nowak`: two names with a dash between them that are one author’s.
    fn join_double_names(&self, names: &mut NamesBefore) {
        let mut at = 0;
        while let (Some(first), Some(second)) = (names.people.get(at), names.people.get(at + 1)) {
            let both = first.start..second.end;
            let is_dash = self.between(first.end, second.start) == "–";
            if is_dash
                && self
                    .resolver
                    .lists(&Surname::new(self.between(both.start, both.end)))
            {
                names.people.splice(at..at + 2, [both]);
            } else {
                at += 1;
            }
        }
    }

    pub(super) fn surnames(&self, people: &[Range<usize>]) -> Vec<Surname> {
        let of = |range: &Range<usize>| {
            let name = Surname::new(self.between(range.start, range.end));
            if let Some(initials) = initials_behind(self.rest(range.end)) {
                return name.with_initials(&initials, true);
            }
            match initials_before(self.between(0, range.start)) {
                Some(initials) => name.with_initials(&initials, false),
                None => name,
            }
        };
        people.iter().map(of).collect()
    }

    /// `(Bell 2014)`, `(see Bell 2014; …)`: a bracket that holds nothing but citations.
    fn is_alone_in_brackets(&self, start: usize, end: usize) -> bool {
        let mut before = self.between(0, start).trim_end_matches(BLANK);
        for word in [
            "see also",
            "see",
            "e.g.,",
            "e.g.",
            "eg",
            "cf.",
            "reviewed in",
            "reviewed by",
        ] {
            if let Some(inner) = before.strip_suffix(word)
                && inner.ends_with(['(', '[', ';', ' '])
            {
                before = inner.trim_end_matches(BLANK);
                break;
            }
        }
        if !before.ends_with(['(', '[', ';']) {
            return false;
        }
        let rest = self.rest(end);
        let near = rest.char_indices().take(60);
        let close = near
            .filter(|(_, c)| matches!(c, ')' | ']' | ';'))
            .map(|(at, _)| at)
            .next();
        let Some(inner) = close.and_then(|close| rest.get(..close)) else {
            return false;
        };
        inner
            .split([' ', ',', '\u{a0}'])
            .all(|word| !word.starts_with(char::is_lowercase) || is_of_study(word))
    }
}

/// `Bell G`, `Bell, G.-J.`: the initials behind a name.
fn initials_behind(rest: &str) -> Option<String> {
    let inner = rest.strip_prefix(',').unwrap_or(rest);
    let begun = inner.trim_start_matches(BLANK);
    if begun.len() == inner.len() {
        return None;
    }
    let end = begun.find(|c: char| !(c.is_uppercase() || matches!(c, '.' | '-')));
    let written = begun.get(..end.unwrap_or(begun.len()))?;
    let initials: String = written.chars().filter(|c| c.is_uppercase()).collect();
    let behind = begun.get(written.len()..)?;
    let ends = !behind.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '\'' | '’'));
    ((1..=3).contains(&initials.chars().count()) && ends).then_some(initials)
}

/// `G Bell`, `G. J. Bell`: the initials before a name. Of `vitamin A. Bell found` they are none, so they only choose.
fn initials_before(head: &str) -> Option<String> {
    let mut initials = String::new();
    for word in head.split(BLANK).rev().skip(1).take(3) {
        let letters = word.trim_start_matches(['(', '[']).trim_end_matches('.');
        let mut chars = letters.chars();
        match (chars.next(), chars.next()) {
            (Some(letter), None) if letter.is_uppercase() => initials.insert(0, letter),
            _ => break,
        }
    }
    (!initials.is_empty() && head.ends_with(BLANK)).then_some(initials)
}

/// Two names that are a company's, not two authors'.
fn is_firm(names: &[Range<usize>], text: &str) -> bool {
    let [one, two] = names else {
        return false;
    };
    let name = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    FIRMS.contains(&(name(one), name(two)))
}
