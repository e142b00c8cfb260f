//! One walk over a stretch of prose: what may be a mention, with the identifiers that stand beside it.
//!
//! Every candidate begins at a year, an organisation's name, `et al.` or an identifier, so most letters are only stepped over.
//!
//! Knows nothing of: markdown, where the stretch stands in its entry.

use std::ops::Range;

use super::Year;
use super::after::{Dated, Follows, follows, more_years, year_at};
use super::back::{BLANK, Names, names_before, names_with_et_al};
use super::identifiers::{self, Found};
use super::names::Surname;
use super::numbers;
use super::shelf::{Clues, Shelf};
use super::words::{ET_AL, FIRMS, PAPERS, Word, is_of_study, word as kind_of};

/// What was seen in a stretch.
#[derive(Default)]
pub(super) struct Seen {
    pub candidates: Vec<Candidate>,
    pub numbers: Vec<numbers::Found>,
    identifiers: Vec<Found>,
}

/// What may be a mention. Ranges are in the stretch.
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
    pub doubt: Option<Doubt>,
    /// Where the names stand that years in a list share.
    group: usize,
}

/// What must be known of a candidate before it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// A source fits it, or an identifier stands beside it.
    NeedsSource,
    /// A source fits it. It has no year.
    OnlyIfListed,
    /// It reads like a date: an identifier stands beside it, or a source fits and the form is an author's.
    Date { formed: bool },
}

pub(super) fn scan(text: &str, shelf: &Shelf<'_>) -> Seen {
    let mut walk = Walk {
        text,
        shelf,
        seen: Seen::default(),
    };
    walk.run();
    walk.attach();
    walk.seen
}

struct Walk<'w, 's> {
    text: &'w str,
    shelf: &'w Shelf<'s>,
    seen: Seen,
}

impl Walk<'_, '_> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        let mut inside = false;
        while let Some(&byte) = bytes.get(at) {
            let begins = !inside;
            inside = byte.is_ascii_alphanumeric();
            if !begins {
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
                b's' | b'r' => self.number(numbers::word(self.text, at)),
                _ => None,
            };
            // What was taken ends behind a whole word.
            if let Some(end) = taken.filter(|end| *end > at) {
                at = end;
                inside = bytes.get(end - 1).is_some_and(u8::is_ascii_alphanumeric);
            } else {
                // Only what begins a word begins a mention.
                let word = bytes
                    .iter()
                    .skip(at)
                    .take_while(|b| b.is_ascii_alphanumeric());
                at += word.count().max(1);
            }
        }
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

    fn identifier(&mut self, found: Found) -> Option<usize> {
        let end = found.whole.end;
        self.seen.identifiers.push(found);
        Some(end)
    }

    fn number(&mut self, found: Option<numbers::Found>) -> Option<usize> {
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
        let (length, organisation) = self.shelf.organisation_starting(word)?;
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
            doubt: Some(Doubt::OnlyIfListed),
            group: at,
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
        if !rest.starts_with(begins) || !self.between(0, at).ends_with(BLANK) {
            return None;
        }
        let words = ET_AL.iter().find(|words| rest.starts_with(**words))?;
        let end = at + words.len();
        if self.rest(end).starts_with(|c: char| c.is_alphanumeric()) {
            return None;
        }
        let names = names_with_et_al(self.text, end)?;
        let first = names.people.first()?.clone();
        let people = self.surnames(&names.people);
        if !self.shelf.lists(people.first()?) {
            return None;
        }
        self.seen.candidates.push(Candidate {
            range: first.start..end,
            names: names.people,
            people,
            et_al: true,
            strong: true,
            doubt: Some(Doubt::OnlyIfListed),
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
        let candidate = match self.by_organisation(at, after) {
            Some(candidate) => candidate,
            None => self.by_people(at, &dated, after)?,
        };
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

    /// The organisation right before the year at `at`: `SACN 2016`, `NICE (2019)`, `EFSA’s 2015`, `WHO guideline 2012`.
    fn by_organisation(&self, at: usize, after: Follows) -> Option<Candidate> {
        let last = self.seen.candidates.last()?;
        if last.organisation.is_none() || last.year.is_some() {
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
                .then_some(Doubt::NeedsSource),
            ..last.clone()
        })
    }

    fn by_people(&self, at: usize, dated: &Dated, after: Follows) -> Option<Candidate> {
        let mut names = names_before(self.text, at)?;
        let closed = self.rest(dated.range.end).starts_with([')', ']']);
        if names.comma && !closed && after == (Follows::Doubt { subject: true }) {
            // `According to Bell, 2016 was dry`: the year is a year, whoever Bell is.
            return None;
        }
        self.take_in_word_before(&mut names);
        let mut people = self.surnames(&names.people);
        let fits = |people: &[Surname]| {
            self.shelf.has(&Clues {
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
        let doubt = self.doubt(&names, &people, after);
        let strong = names.et_al
            || people.len() > 1
            || names.bracketed
            || people.iter().any(|name| self.shelf.knows(name))
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

    /// `Lloyd Jones`, `García López`: two words that are one known name.
    fn take_in_word_before(&self, names: &mut Names) {
        let Some(word) = &names.word_before else {
            return;
        };
        let Some(first) = names.people.first_mut() else {
            return;
        };
        if self
            .shelf
            .knows(&Surname::new(self.between(word.start, first.end)))
        {
            first.start = word.start;
            names.word_before = None;
        }
    }

    /// What speaks against the names being an author's.
    fn doubt(&self, names: &Names, people: &[Surname], after: Follows) -> Option<Doubt> {
        let last = names.people.last().cloned().unwrap_or_default();
        let last = self.between(last.start, last.end);
        let word = last.rsplit(BLANK).next().unwrap_or(last);
        if !names.et_al
            && let Some(kind) = kind_of(word)
        {
            return Some(match kind {
                Word::Date => Doubt::Date {
                    formed: names.bracketed || people.len() > 1,
                },
                Word::Small | Word::Thing => Doubt::NeedsSource,
            });
        }
        let shouted = !word.chars().any(char::is_lowercase);
        // `DASH 2016` names no author because some other entry lists one called Dash.
        let known = people
            .iter()
            .any(|name| self.shelf.lists(name) || (!shouted && self.shelf.knows(name)));
        let one_of_several_words = names.word_before.is_some() && people.len() == 1;
        let odd = (shouted || names.initials || one_of_several_words) && !known && !names.et_al;
        let counted = after == (Follows::Doubt { subject: false });
        let firm = is_firm(&names.people, self.text);
        (odd || counted || firm).then_some(Doubt::NeedsSource)
    }

    fn surnames(&self, people: &[Range<usize>]) -> Vec<Surname> {
        let of = |range: &Range<usize>| Surname::new(self.between(range.start, range.end));
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

    /// Gives every identifier to the names it stands beside, or makes it a candidate of its own.
    fn attach(&mut self) {
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
    fn give_to_names_before(&mut self, list: &[Found], from: usize) -> usize {
        let Some(first) = list.first() else {
            return 0;
        };
        let before = self
            .seen
            .candidates
            .partition_point(|one| one.range.end <= first.whole.start);
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
        if !same || !self.is_gap(self.between(gap_from, first.whole.start)) {
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
    fn give_to_new_names(&mut self, found: &Found) -> bool {
        let start = found.whole.start;
        let Some(mut names) = names_before(self.text, start) else {
            return false;
        };
        self.take_in_word_before(&mut names);
        let people = self.surnames(&names.people);
        let known = people.iter().any(|name| self.shelf.knows(name));
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

    /// `PMID 123 (Bell 2014)`.
    fn give_to_names_after(&mut self, found: &Found) -> bool {
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
        if gap.len() > 90 || gap.contains('\u{1}') {
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
            let fits = word.starts_with(|c: char| c.is_ascii_digit())
                || is_of_study(word)
                || (word.starts_with(char::is_uppercase)
                    && !self.shelf.knows(&Surname::new(word))
                    && self.shelf.organisation_starting(word).is_none());
            words += 1;
            if !fits || words > 9 {
                return false;
            }
            last = word;
        }
        last != "and"
    }
}

/// Two names that are a company's, not two authors'.
fn is_firm(names: &[Range<usize>], text: &str) -> bool {
    let [one, two] = names else {
        return false;
    };
    let name = |range: &Range<usize>| text.get(range.clone()).unwrap_or_default();
    FIRMS.contains(&(name(one), name(two)))
}

impl Candidate {
    /// Takes an identifier if it has none of its kind.
    fn give(&mut self, found: &Found) -> bool {
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
