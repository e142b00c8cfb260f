//! Identifiers and the names beside them. The name of a journal between the two is no author, even one that reads like two
//! surnames (*Obstetrics & Gynecology*) or like a body (*Journal of the American Heart Association*).

use super::{Candidate, FoundIdentifier, Walk};
use crate::entry::citations::left::{BLANK, names_before};
use crate::entry::citations::names::Surname;
use crate::entry::citations::resolver::Clues;
use crate::entry::citations::sentence;
use crate::entry::citations::words::{is_of_study, word as kind_of};

impl Walk<'_, '_> {
    /// Gives every identifier to the names it stands beside, or makes it a candidate of its own.
    pub(super) fn attach(&mut self) {
        if self.seen.identifiers.is_empty() {
            return;
        }
        let found = std::mem::take(&mut self.seen.identifiers);
        let mut own = Vec::new();
        let mut at = 0;
        while let Some(first) = found.get(at) {
            let tail = found.get(at + 1..).unwrap_or_default();
            let length = 1 + tail.iter().take_while(|next| next.goes_on).count();
            let list = found.get(at..at + length).unwrap_or_default();
            let ahead = at.checked_sub(1).and_then(|before| found.get(before));
            let from = ahead.map_or(0, |before| before.whole.end);
            let taken = self.give_to_names_before(list, from);
            let taken = if taken == 0 {
                usize::from(self.give_to_new_names(first) || self.give_to_names_after(first))
            } else {
                taken
            };
            own.extend(list.iter().skip(taken).cloned());
            at += length;
        }
        for found in own {
            let value = Some(found.value.clone());
            let (pmid, doi) = if found.is_doi {
                (None, value)
            } else {
                (value, None)
            };
            self.seen.candidates.push(Candidate {
                range: found.whole.clone(),
                strong: true,
                pmid,
                doi,
                group: found.whole.start,
                ..Candidate::default()
            });
        }
        self.seen.candidates.sort_by_key(|one| one.range.start);
    }

    /// How many of a list of identifiers belong to the names that end before it.
    fn give_to_names_before(&mut self, list: &[FoundIdentifier], from: usize) -> usize {
        let Some(first) = list.first() else {
            return 0;
        };
        let mut before = self
            .seen
            .candidates
            .partition_point(|one| one.range.end <= first.whole.start);
        let owners = self.owners(first);
        while let Some(last) = self.seen.candidates.get(..before).and_then(<[_]>::last)
            && last.organisation.is_some()
            && last.year.is_none()
            && before > 1
            && last.range.start >= from
            && self.is_journal_of(&owners, last.range.start, first.whole.start)
        {
            before -= 1;
        }
        let Some(last) = before
            .checked_sub(1)
            .and_then(|at| self.seen.candidates.get(at))
        else {
            return 0;
        };
        let (group, end) = (last.group, last.range.end);
        // A DOI may follow the PMID of the same names.
        let gap_from = end.max(from);
        let same = from <= end || last.pmid.is_some() || last.doi.is_some();
        let is_beside = |walk: &Self| {
            walk.is_gap(walk.between(gap_from, first.whole.start)) || {
                // Of an identifier that nobody has, the journal is that of those named.
                let named = || walk.resolver.by_name(&last.clues(walk.text));
                let rows = if owners.is_empty() { named() } else { owners };
                walk.is_journal_of(&rows, gap_from, first.whole.start)
            }
        };
        if !same || !is_beside(self) {
            return 0;
        }
        let shared = self.seen.candidates.get(..before).unwrap_or_default();
        let size = shared
            .iter()
            .rev()
            .take_while(|one| one.group == group)
            .count();
        let takers = if size == list.len() { size } else { 1 };
        let mut taken = 0;
        for (found, at) in list.iter().zip(before - takers..before) {
            let Some(taker) = self.seen.candidates.get_mut(at) else {
                break;
            };
            if taker.give(found) {
                taken += 1;
            } else {
                break;
            }
        }
        taken
    }

    /// `Bell et al. (PMID 123)`: names without a year.
    fn give_to_new_names(&mut self, found: &FoundIdentifier) -> bool {
        let start = found.whole.start;
        let Some(mut names) = names_before(self.text, start) else {
            return false;
        };
        self.take_in_word_before(&mut names);
        let people = self.surnames(&names.people);
        let known = people.iter().any(|name| self.resolver.knows(name));
        let Some(first) = names.people.first().map(|name| name.start) else {
            return false;
        };
        let last = names.people.last().cloned().unwrap_or_default();
        let named = kind_of(self.between(last.start, last.end)).is_none();
        let taken = self
            .seen
            .candidates
            .iter()
            .any(|one| one.range.start < start && first < one.range.end);
        if taken || !(names.et_al || known || (people.len() > 1 && named)) {
            return false;
        }
        if !names.et_al && self.is_no_author(found, first, &people) {
            return false;
        }
        let end = self
            .between(first, start)
            .trim_end_matches(|c| BLANK.contains(&c) || matches!(c, '(' | '[' | ','))
            .len();
        let mut candidate = Candidate {
            range: first..first + end,
            names: names.people,
            people,
            et_al: names.et_al,
            strong: true,
            group: first,
            ..Candidate::default()
        };
        candidate.give(found);
        let place = self
            .seen
            .candidates
            .partition_point(|one| one.range.start < first);
        self.seen.candidates.insert(place, candidate);
        true
    }

    /// Whether what stands before an identifier from `start` on, and reads like names, is a journal: it says so in the list,
    /// or the identifier's own source is named before it in the sentence and these are nobody who is listed.
    fn is_no_author(&self, found: &FoundIdentifier, start: usize, people: &[Surname]) -> bool {
        let owners = self.owners(found);
        let is_journal = if owners.is_empty() {
            self.resolver
                .is_journal(journal_in(self.between(start, found.whole.start)))
        } else {
            self.is_journal_of(&owners, start, found.whole.start)
        };
        let is_listed = || people.iter().any(|name| self.resolver.lists(name));
        is_journal || !is_listed() && self.is_named_before(&owners, start)
    }

    /// Whether one of these rows is named before `at` in its sentence.
    fn is_named_before(&self, rows: &[usize], at: usize) -> bool {
        /// No sentence names more sources, or goes on longer.
        const NEAR: (usize, usize) = (8, 400);
        let before = self
            .seen
            .candidates
            .partition_point(|one| one.range.end <= at);
        let near = self.seen.candidates.get(..before).unwrap_or_default();
        let mut near = near.iter().rev().take(NEAR.0).take_while(|one| {
            let between = self.between(one.range.end, at);
            between.len() <= NEAR.1 && !sentence::ends_in(between)
        });
        near.any(|one| {
            let mut clues = one.clues(self.text);
            (clues.pmid, clues.doi) = (None, None);
            let named = self.resolver.by_name(&clues);
            named.iter().any(|row| rows.contains(row))
        })
    }

    /// The sources that have an identifier.
    fn owners(&self, found: &FoundIdentifier) -> Vec<usize> {
        let value = Some(self.between(found.value.start, found.value.end));
        let (pmid, doi) = if found.is_doi {
            (None, value)
        } else {
            (value, None)
        };
        self.resolver.owners(&Clues {
            pmid,
            doi,
            ..Clues::default()
        })
    }

    /// Whether nothing but the journal of one of these rows stands between two places.
    fn is_journal_of(&self, rows: &[usize], from: usize, to: usize) -> bool {
        let gap = self.between(from, to);
        gap.len() <= LONGEST_JOURNAL && self.resolver.is_journal_in(journal_in(gap), rows)
    }

    /// `PMID 123 (Bell 2014)`.
    fn give_to_names_after(&mut self, found: &FoundIdentifier) -> bool {
        let after = self
            .seen
            .candidates
            .partition_point(|one| one.range.start < found.whole.end);
        let Some(next) = self.seen.candidates.get(after) else {
            return false;
        };
        let gap = self.text.get(found.whole.end..next.range.start);
        let beside = gap == Some(" (");
        match self.seen.candidates.get_mut(after) {
            Some(next) if beside => next.give(found),
            _ => false,
        }
    }

    /// May an identifier behind this belong to the names before it? Only a journal or a kind of study stands between.
    fn is_gap(&self, gap: &str) -> bool {
        if gap.len() > LONGEST_JOURNAL || gap.contains('\u{1}') {
            return false;
        }
        let mut ended = false;
        let mut last = "";
        let mut words = 0;
        let is_end = |c: char| {
            BLANK.contains(&c) || matches!(c, ',' | '(' | ')' | '[' | ']' | ':' | '—' | '–')
        };
        for piece in gap.split(is_end) {
            let stops = piece.ends_with(['.', ';']);
            let word = piece.trim_end_matches(['.', ';']);
            if word.is_empty() {
                ended |= stops;
                continue;
            }
            // A label goes with what follows it.
            if word.eq_ignore_ascii_case("doi") {
                last = word;
                continue;
            }
            if ended {
                return false;
            }
            ended = stops;
            // `Bell 2014 and Cole PMID 123` may be Cole's.
            let joins = matches!(word, "and" | "&");
            let fits = word.starts_with(|c: char| c.is_ascii_digit())
                || (is_of_study(word) || joins) && !(joins && words == 0)
                || (word.starts_with(char::is_uppercase)
                    && !self.resolver.knows(&Surname::new(word))
                    && self.resolver.organisation_starting(word).is_none());
            words += 1;
            if !fits || words > 14 {
                return false;
            }
            last = word;
        }
        !matches!(last, "and" | "&")
    }
}

/// With its volume and pages.
const LONGEST_JOURNAL: usize = 160;

/// The words between names and an identifier without what else stands there: `review in *Sleep*, 12(3): 4–9; doi:`.
fn journal_in(gap: &str) -> &str {
    let is_mark = |c: char| {
        BLANK.contains(&c)
            || matches!(
                c,
                ',' | ';' | ':' | '.' | '(' | '[' | '—' | '–' | '-' | '*' | '_' | '“' | '”'
            )
    };
    let mut words = gap.trim_matches(is_mark);
    loop {
        let first = words.split(BLANK).next().unwrap_or_default();
        let is_lead = is_of_study(first) || matches!(first, "in" | "published" | "from");
        // A closing bracket belongs to the name where it was opened in it.
        let unopened = words.ends_with([')', ']']) && !words.contains(['(', '[']);
        let last = words.rsplit(BLANK).next().unwrap_or_default();
        let is_number = last.starts_with(|c: char| c.is_ascii_digit());
        let shorter = if is_lead && first.len() < words.len() {
            words.get(first.len()..)
        } else if unopened {
            words.get(..words.len() - 1)
        } else if is_number || last.trim_matches(is_mark).eq_ignore_ascii_case("doi") {
            words.get(..words.len() - last.len())
        } else {
            None
        };
        match shorter {
            Some(shorter) => words = shorter.trim_matches(is_mark),
            None => return words,
        }
    }
}
