//! Words in a text, in any case and with any accents: found by two of their letters, which stand seldom so far from each other.
//!
//! The bytes are looked through as they are. An occurrence without accents is found by its letters, at the speed at which
//! memory is read; one with an accent holds a letter of more than one byte, and an expression is tried round such letters
//! only. So a text is never copied or folded, and a hit is a range of its bytes.
//!
//! Knows nothing of: entries, markdown, the query language.

use std::ops::Range;
use std::sync::OnceLock;

use nucleo_matcher::chars::normalize;
use regex_automata::Input;
use regex_automata::meta::Regex;

use super::bytes::first_of;

/// Finds words.
#[derive(Debug, Clone)]
pub(super) struct WordSearch {
    /// The words as they are, blanks apart.
    exact: Regex,
    pair: Option<LetterPair>,
    accented: Option<Accented>,
}

/// Two letters of a run of letters, and what to do where both stand.
#[derive(Debug, Clone)]
struct LetterPair {
    /// How far into the run they are, and what they are in small letters.
    first: (usize, u8),
    second: (usize, u8),
    /// The bit in which the cases of a letter differ, for each of the two.
    case: (u8, u8),
    check: Check,
}

/// How it is told whether the words stand where the pair does.
#[derive(Debug, Clone)]
enum Check {
    /// They are one run of ASCII letters.
    Letters { run: Box<[u8]>, match_case: bool },
    /// By the expression, which begins so many bytes before the run at most, and ends so many behind the first letter.
    Expression { before: usize, behind: usize },
}

/// The words with every accent that their letters may have.
#[derive(Debug, Clone)]
struct Accented {
    regex: Regex,
    /// No occurrence is longer, in bytes.
    reach: usize,
    /// For each letter of the alphabet those that stand behind it in the words; `ANY` where a run ends with it.
    next: [u32; 26],
}

const ANY: u32 = u32::MAX;

impl WordSearch {
    /// `exact` finds the letters, blanks apart, and `accented` the same with accents, where they don't count.
    pub fn new(letters: &[char], match_case: bool, exact: Regex, accented: Option<Regex>) -> Self {
        Self {
            exact,
            pair: LetterPair::of(letters, match_case),
            accented: accented.map(|regex| Accented {
                regex,
                reach: letters.len() * MOST_BYTES,
                next: next_letters(letters),
            }),
        }
    }

    /// The places within a stretch.
    pub fn places<'m>(&'m self, text: &'m str, end: usize) -> WordPlaces<'m> {
        WordPlaces {
            words: self,
            text,
            end,
            exact: Ahead::Unknown,
            accented: Ahead::Unknown,
        }
    }

    fn next_exact(&self, text: &str, from: usize, end: usize) -> Option<Range<usize>> {
        match &self.pair {
            Some(pair) => pair.next_in(&self.exact, text, from, end),
            None => search(&self.exact, text, from..end),
        }
    }
}

/// The places of words in a text, asked for one by one.
pub(super) struct WordPlaces<'m> {
    words: &'m WordSearch,
    text: &'m str,
    end: usize,
    exact: Ahead,
    accented: Ahead,
}

/// The next place of a kind, as far as it was looked for.
enum Ahead {
    Unknown,
    At(Range<usize>),
    Nowhere,
}

impl Ahead {
    fn begins(&self) -> usize {
        match self {
            Self::At(place) => place.start,
            Self::Unknown => 0,
            Self::Nowhere => usize::MAX,
        }
    }

    /// Looks on where what is known lies behind.
    fn follow(&mut self, from: usize, next: impl FnOnce() -> Option<Range<usize>>) {
        if matches!(self, Self::Unknown) || self.begins() < from {
            *self = next().map_or(Self::Nowhere, Self::At);
        }
    }
}

impl WordPlaces<'_> {
    /// The first place that begins at `from` or behind it. `from` never goes back.
    pub fn next_from(&mut self, from: usize) -> Option<Range<usize>> {
        let Self {
            words, text, end, ..
        } = *self;
        self.exact
            .follow(from, || words.next_exact(text, from, end));
        if let Some(accented) = &words.accented {
            self.accented
                .follow(from, || accented.next_in(text, from, end));
        } else {
            self.accented = Ahead::Nowhere;
        }
        // One that ends in a mark of its own begins where the one without does.
        let first = match self.accented.begins() <= self.exact.begins() {
            true => &self.accented,
            false => &self.exact,
        };
        match first {
            Ahead::At(place) => Some(place.clone()),
            Ahead::Unknown | Ahead::Nowhere => None,
        }
    }
}

impl LetterPair {
    /// Of the longest run without a letter that has a form of more than one byte, the two rarest. `None` where no run has two.
    fn of(letters: &[char], match_case: bool) -> Option<Self> {
        let blank = |letter: &char| letter.is_whitespace();
        // The Kelvin sign and the long s are a k and an s in other cases.
        let is_one_byte = |letter: char| {
            letter.is_ascii_alphanumeric()
                && (match_case || !matches!(letter, 'k' | 'K' | 's' | 'S'))
        };
        let mut best: Option<(usize, usize)> = None;
        let mut at = 0;
        for run in letters.split(|letter| !is_one_byte(*letter)) {
            if best.is_none_or(|(_, length)| run.len() > length) {
                best = Some((at, run.len()));
            }
            at += run.len() + 1;
        }
        let (start, length) = best.filter(|(_, length)| *length > 1)?;
        let run: Vec<u8> = letters
            .get(start..start + length.min(FARTHEST))?
            .iter()
            .filter_map(|letter| u8::try_from(*letter).ok())
            .collect();
        let mut by_rarity: Vec<usize> = (0..run.len()).collect();
        by_rarity.sort_by_key(|at| run.get(*at).map_or(usize::MAX, |byte| commonness(*byte)));
        let mut two = [*by_rarity.first()?, *by_rarity.get(1)?];
        two.sort_unstable();
        let case = |at: usize| {
            let is_letter = run.get(at).is_some_and(u8::is_ascii_alphabetic);
            if is_letter && !match_case { 0x20 } else { 0 }
        };
        let letter = |at: usize| Some((at, run.get(at)? | case(at)));
        let is_plain = letters.iter().all(|letter| is_one_byte(*letter));
        let check = match is_plain {
            true => Check::Letters {
                run: letters
                    .iter()
                    .filter_map(|it| u8::try_from(*it).ok())
                    .collect(),
                match_case,
            },
            false => {
                let bytes = |letters: &[char]| {
                    let each = letters
                        .iter()
                        .map(|it| if blank(it) { MOST_BLANKS } else { 4 });
                    each.sum::<usize>()
                };
                Check::Expression {
                    before: bytes(letters.get(..start)?),
                    behind: bytes(letters.get(start..)?),
                }
            }
        };
        Some(Self {
            first: letter(two[0])?,
            second: letter(two[1])?,
            case: (case(two[0]), case(two[1])),
            check,
        })
    }

    fn next_in(&self, exact: &Regex, text: &str, from: usize, end: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes().get(..end)?;
        let mut at = from;
        loop {
            at = self.next_pair(bytes, at)?;
            match &self.check {
                Check::Letters { run, match_case } => {
                    let place = at..at + run.len();
                    let is_it = bytes.get(place.clone()).is_some_and(|it| match match_case {
                        true => *it == **run,
                        false => it.eq_ignore_ascii_case(run),
                    });
                    if is_it {
                        return Some(place);
                    }
                }
                Check::Expression { before, behind } => {
                    let start = text
                        .ceil_char_boundary(at.saturating_sub(*before))
                        .max(from);
                    let stop = text.floor_char_boundary((at + behind).min(end));
                    if let Some(found) = search(exact, text, start..stop.max(start)) {
                        return Some(found);
                    }
                }
            }
            at += 1;
        }
    }

    /// The next place at which a run may begin whose two letters are there.
    fn next_pair(&self, bytes: &[u8], from: usize) -> Option<usize> {
        let ((near, one), (far, other)) = (self.first, self.second);
        let (near_case, far_case) = self.case;
        let second = bytes.get(from + far..)?;
        let first = bytes.get(from + near..)?.get(..second.len())?;
        let are = |a: u8, b: u8| (a | near_case == one) & (b | far_case == other);
        let (stretches, rest) = first.as_chunks::<STRETCH>();
        let (beside, rest_beside) = second.as_chunks::<STRETCH>();
        for (number, (a, b)) in stretches.iter().zip(beside).enumerate() {
            // No way out of the inner loop lets the compiler take many bytes at once.
            let any = a
                .iter()
                .zip(b)
                .fold(0, |any, (a, b)| any | u8::from(are(*a, *b)));
            if any != 0
                && let Some(at) = a.iter().zip(b).position(|(a, b)| are(*a, *b))
            {
                return Some(from + number * STRETCH + at);
            }
        }
        let at = rest
            .iter()
            .zip(rest_beside)
            .position(|(a, b)| are(*a, *b))?;
        Some(from + stretches.len() * STRETCH + at)
    }
}

const STRETCH: usize = 32;

/// The letters are no farther from each other.
const FARTHEST: usize = 64;

/// The more common a letter is in text, the larger the number.
fn commonness(byte: u8) -> usize {
    const BY_RARITY: &[u8] = b"qzxj0123456789kvbpygfwmcuhdlrsnoiate";
    let lower = byte.to_ascii_lowercase();
    BY_RARITY.iter().position(|it| *it == lower).unwrap_or(0)
}

/// For each letter those that stand behind it.
fn next_letters(letters: &[char]) -> [u32; 26] {
    let mut next = [0; 26];
    for (at, letter) in letters.iter().enumerate() {
        let Some(its) = number(*letter).and_then(|number| next.get_mut(number)) else {
            continue;
        };
        *its |= match letters.get(at + 1).copied().map(number) {
            Some(Some(behind)) => 1 << behind,
            Some(None) | None => ANY,
        };
    }
    next
}

/// The number of an ASCII letter in the alphabet.
fn number(letter: char) -> Option<usize> {
    let lower = u32::from(letter.to_ascii_lowercase()) as usize;
    lower.checked_sub(97).filter(|number| *number < 26)
}

impl Accented {
    /// The first occurrence that holds an accented letter.
    fn next_in(&self, text: &str, from: usize, end: usize) -> Option<Range<usize>> {
        let bytes = text.as_bytes();
        let mut at = from;
        while let Some(found) = next_accent(bytes.get(at..end)?) {
            let first = at + found;
            if !self.may_hold(text, first) {
                at = text.ceil_char_boundary(first + 1);
                continue;
            }
            let mut last = first;
            // Letters close to each other are looked at together, so that none is looked at again and again.
            while last - first < 2 * self.reach {
                let near = end.min(last + self.reach);
                let Some(next) = bytes.get(last + 1..near).and_then(next_accent) else {
                    break;
                };
                last += 1 + next;
            }
            let start = text.floor_char_boundary(first.saturating_sub(self.reach));
            let stop = text.ceil_char_boundary((last + self.reach).min(end));
            let found = search(&self.regex, text, start.max(from)..stop.min(end));
            // One that begins behind them may go on behind the stretch.
            if let Some(found) = found.filter(|found| found.start <= last) {
                return Some(found);
            }
            at = last + 1;
        }
        None
    }

    /// Whether the words may hold the letter that begins at `at`, with the one behind it. A mark of its own may always be theirs.
    fn may_hold(&self, text: &str, at: usize) -> bool {
        let mut letters = text.get(at..).unwrap_or_default().chars();
        let accented = letters.next().map(normalize);
        let Some(next) = accented.and_then(number).and_then(|it| self.next.get(it)) else {
            // No letter of the alphabet: a mark, or a letter that stands for another.
            return true;
        };
        match letters.next().map(number) {
            Some(Some(behind)) => next & (1 << behind) != 0,
            Some(None) | None => *next != 0,
        }
    }
}

/// The first byte with which an accented Latin letter may begin, or an accent of its own.
fn next_accent(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        // One comparison a byte; dashes and quotation marks begin with 0xE2, no-break spaces with 0xC2.
        let at = from
            + first_of(bytes.get(from..)?, |byte| {
                byte.wrapping_sub(0xC3) < 0xE2 - 0xC3
            })?;
        if matches!(bytes.get(at)?, 0xC3..=0xC9 | 0xCC | 0xCD | 0xE1) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn search(regex: &Regex, text: &str, stretch: Range<usize>) -> Option<Range<usize>> {
    let found = regex.search(&Input::new(text).span(stretch))?;
    Some(found.range())
}

/// The letters as an expression, each as `push` writes it; a run of blanks as one.
pub(super) fn written(letters: &[char], push: impl Fn(char, &mut String)) -> String {
    let mut regex = String::with_capacity(letters.len() * 4);
    let mut in_blanks = false;
    for letter in letters {
        let is_blank = letter.is_whitespace();
        match is_blank {
            true if !in_blanks => regex.push_str(BLANKS),
            true => {}
            false => push(*letter, &mut regex),
        }
        in_blanks = is_blank;
    }
    regex
}

/// A few blanks, or a line end with some around it.
const BLANKS: &str = r"(?:[ \t\x{A0}\x{2009}\x{202F}]{1,4}|[ \t]{0,4}\r?\n[ \t]{0,8})";

/// They take no more bytes.
const MOST_BLANKS: usize = 14;

/// A letter of three bytes with two marks of two takes fewer, and no blanks take more.
const MOST_BYTES: usize = MOST_BLANKS;

pub(super) fn push_escaped(letter: char, out: &mut String) {
    out.push_str(&regex::escape(letter.encode_utf8(&mut [0; 4])));
}

pub(super) fn push_accented(letter: char, out: &mut String) {
    let accented = accented_of(letter);
    match accented.is_empty() {
        true => push_escaped(letter, out),
        false => {
            out.extend(['[', letter]);
            out.push_str(accented);
            out.push_str(r"][\x{300}-\x{36F}]{0,2}");
        }
    }
}

/// The letters that are this one but for an accent, in both cases.
fn accented_of(letter: char) -> &'static str {
    static LETTERS: OnceLock<[String; 26]> = OnceLock::new();
    let letters = LETTERS.get_or_init(|| {
        let mut letters: [String; 26] = Default::default();
        for accented in ('\u{C0}'..='\u{24F}').chain('\u{1E00}'..='\u{1EFF}') {
            let bare = normalize(accented);
            let its_own = number(bare).filter(|_| bare != accented);
            if let Some(list) = its_own.and_then(|number| letters.get_mut(number)) {
                list.push(accented);
            }
        }
        letters
    });
    let own = number(letter).and_then(|number| letters.get(number));
    own.map_or("", String::as_str)
}
