//! Pairs of amounts in a text: a number and a unit, and the same again in brackets or behind `=` or `/`.

use std::ops::Range;

use crate::entry::figures::units::unit;
use crate::entry::figures::{
    Amount, AmountFigure, BLANKS, Else, NumberStyle, Quantity, Unit, amount, units,
};
use crate::house_style::{Equivalence, Ratio};

/// Two amounts that are said to be the same.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Pair {
    pub whole: Range<usize>,
    pub left: Amount,
    pub right: Amount,
    /// `about`: rounded more freely.
    is_rough: bool,
    /// Nothing between the two allows that they are of two things: `500 mg (0.5 g)`, `500 mg = 0.5 g`.
    is_plain: bool,
}

/// What the two amounts of a pair say together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PairVerdict {
    /// The same, or nothing that could be held against them.
    Agree,
    Differ,
    /// The second is the first, rounded to a value that is clearly another: `25 mcg (0.03 mg)`.
    RoundedAway,
    /// They differ, whatever is meant by a number such as `1.500`.
    DifferEitherWay,
}

/// A number as it should be.
pub(super) struct Stated {
    /// `0.025`; `about 0.333` where its digits have no end.
    pub words: String,
    /// All its digits are there, so it can be written in the place of another.
    pub is_exact: bool,
}

/// Every pair, in order.
pub(super) fn pairs(text: &str) -> Vec<Pair> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(digit) = text
        .as_bytes()
        .get(at..)
        .and_then(|rest| rest.iter().position(u8::is_ascii_digit))
    {
        let start = at + digit;
        let before = text.get(..start).unwrap_or_default();
        let last = before.chars().next_back();
        // `.5 mg`: the point belongs to the number.
        let bare = before.strip_suffix('.');
        let is_point = bare.is_some_and(|bare| bare.is_empty() || bare.ends_with([' ', '(', '\n']));
        let start = if is_point { start - 1 } else { start };
        let is_inside = !is_point
            && last
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | ',' | '-' | '–' | '/'));
        match (!is_inside && is_joined(text, start) && !is_counted(before))
            .then(|| pair(text, start))
            .flatten()
        {
            Some(pair) => {
                at = pair.whole.end;
                found.push(pair);
            }
            None => {
                let start = at + digit;
                let rest = text.get(start..).unwrap_or_default();
                at = start
                    + rest
                        .find(|c: char| !c.is_ascii_digit())
                        .unwrap_or(rest.len());
            }
        }
    }
    found
}

/// Whether what joins two amounts stands behind a place before anything that ends the first one: most numbers are told apart
/// by that.
fn is_joined(text: &str, at: usize) -> bool {
    // Two numbers, a unit and forty letters between are shorter.
    const FAR: usize = 256;
    let behind = text.as_bytes().get(at..).unwrap_or_default();
    let joins = |byte: &u8| matches!(byte, b'(' | b'[' | b'=' | b'/');
    let is_blank = |byte: &u8| matches!(byte, b' ' | b'\n' | b'\t');
    for (place, byte) in behind.iter().enumerate().take(FAR) {
        let next = || behind.get(place + 1..).unwrap_or_default();
        match byte {
            byte if joins(byte) => return true,
            b')' | b']' | b';' | b':' | b'!' | b'?' => return false,
            // `400 I.U. (10 µg)`
            b'.' | b',' if next().first().is_none_or(is_blank) => {
                return next()
                    .iter()
                    .find(|byte| !is_blank(byte))
                    .is_some_and(joins);
            }
            _ => {}
        }
    }
    false
}

/// `2 × 500 mg (1 g)`, `ten tablets of 100 mg (1 g)`: the second amount is that of all together.
fn is_counted(before: &str) -> bool {
    let near = before.char_indices().rev().take(40).last();
    let before = near.map_or("", |(at, _)| before.get(at..).unwrap_or_default());
    let bare = before.trim_end_matches(BLANKS);
    if bare.ends_with(['×', '*']) {
        return true;
    }
    if let Some(head) = bare.strip_suffix(['x', 'X']) {
        return head
            .trim_end_matches(BLANKS)
            .ends_with(|c: char| c.is_ascii_digit());
    }
    let Some(head) = bare.strip_suffix(" of").filter(|_| bare != before) else {
        return false;
    };
    let mut words = head.rsplit(BLANKS).filter(|word| !word.is_empty());
    let is_number = |word: &str| {
        word.bytes().all(|b| b.is_ascii_digit())
            || NUMBERS.iter().any(|name| word.eq_ignore_ascii_case(name))
    };
    let is_noun = words.next().is_some_and(|noun| noun.ends_with('s'));
    is_noun && words.take(2).any(is_number)
}

const NUMBERS: [&str; 11] = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "twelve", "twenty",
];

fn pair(text: &str, start: usize) -> Option<Pair> {
    let left = amount(text, start)?;
    let (gap, join) = join(text.get(left.end..)?)?;
    let from = left.end + gap;
    let lead = lead(text.get(from..)?);
    let right = amount(text, from + lead.length)?;
    let behind = text.get(right.end..)?;
    let end = if let Some(close) = join.closed_by() {
        // `(400 IU)`, `(400 IU a day)`: nothing else may stand there.
        let inside = behind.trim_start_matches(BLANKS);
        inside
            .starts_with(close)
            .then_some(text.len() - inside.len() + close.len_utf8())?
    } else {
        right.end
    };
    let ends = behind
        .chars()
        .next()
        .is_none_or(|c| matches!(c, '.' | ',' | ';' | ':' | ')' | ']' | '|' | '\n'));
    let is_plain = match join {
        Join::Bracket { is_bare, .. } => is_bare && lead.is_plain,
        Join::Equals => ends && lead.is_plain,
        Join::Slash => false,
    };
    (left.unit != right.unit && !behind.starts_with(char::is_alphanumeric)).then_some(Pair {
        whole: start..end,
        left,
        right,
        is_rough: lead.is_rough,
        is_plain,
    })
}

/// What joins two amounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// No words stand before it.
    Bracket {
        close: char,
        is_bare: bool,
    },
    Equals,
    Slash,
}

impl Join {
    fn closed_by(self) -> Option<char> {
        match self {
            Self::Bracket { close, .. } => Some(close),
            Self::Equals | Self::Slash => None,
        }
    }
}

/// What joins the first amount to what may be the second, and its length.
fn join(rest: &str) -> Option<(usize, Join)> {
    let bare = rest.trim_start_matches(BLANKS);
    for (sign, join) in [('=', Join::Equals), ('/', Join::Slash)] {
        if let Some(after) = bare.strip_prefix(sign) {
            let number = after.trim_start_matches(BLANKS);
            let is_number = number.starts_with(|c: char| c.is_ascii_digit());
            return is_number.then_some((rest.len() - number.len(), join));
        }
    }
    let is_word = |c: &char| c.is_alphabetic() || BLANKS.contains(c);
    let length: usize = rest
        .chars()
        .take_while(is_word)
        .take(40)
        .map(char::len_utf8)
        .sum();
    let (words, behind) = rest.split_at_checked(length)?;
    let close = match behind.chars().next()? {
        '(' => ')',
        '[' => ']',
        _ => return None,
    };
    let is_bare = words.trim_matches(BLANKS).is_empty();
    let is_apart = is_bare || words.ends_with(BLANKS);
    is_apart.then_some((length + 1, Join::Bracket { close, is_bare }))
}

/// Words before the second amount.
struct Lead {
    length: usize,
    is_rough: bool,
    /// They say no more than that the two are the same.
    is_plain: bool,
}

/// Words that say the two are the same.
fn lead(rest: &str) -> Lead {
    let mut lead = Lead {
        length: 0,
        is_rough: false,
        is_plain: true,
    };
    loop {
        let here = rest.get(lead.length..).unwrap_or_default();
        let length = |list: &[&str]| {
            let mut list = list.iter();
            list.find(|word| here.starts_with(**word))
                .map(|word| word.len())
        };
        if let Some(length) = length(ROUGH) {
            lead.is_rough = true;
            lead.length += length;
        } else if let Some(length) = length(SAME) {
            lead.length += length;
        } else if let Some(length) = length(PERHAPS_SAME) {
            lead.is_plain = false;
            lead.length += length;
        } else {
            return lead;
        }
    }
}

const ROUGH: &[&str] = &[
    "about ",
    "approximately ",
    "approx. ",
    "approx ",
    "around ",
    "roughly ",
    "nearly ",
    "~",
    "≈ ",
    "≈",
    "c. ",
    "ca. ",
];
const SAME: &[&str] = &[
    "i.e. ",
    "i.e., ",
    "ie ",
    "equal to ",
    "equals ",
    "that is ",
    "that is, ",
    "= ",
    "=",
];
/// `1 g (equivalent to 100 mg)` may be a salt and what is in it, `100 mg (or 1 g)` two doses.
const PERHAPS_SAME: &[&str] = &["or ", "equivalent to "];

/// Whether an amount stands right before a bracket or `=` in a text at all.
pub(super) fn may_be_in(text: &str) -> bool {
    let places = memchr::memchr3_iter(b'(', b'[', b'=', text.as_bytes());
    places.into_iter().any(|at| {
        let near = text.as_bytes().get(at.saturating_sub(LONGEST_UNIT)..at);
        let digit = near.and_then(|near| near.iter().rposition(u8::is_ascii_digit));
        let Some(written) = digit.and_then(|digit| {
            let from = at.saturating_sub(LONGEST_UNIT) + digit + 1;
            text.get(from..at)
        }) else {
            return false;
        };
        let bare = written
            .trim_end_matches(BLANKS)
            .trim_start_matches(BLANKS)
            .trim_start_matches(['-', '\u{2011}']);
        unit(bare).is_some_and(|unit| unit.whole == bare.len())
    })
}

/// In bytes, with what it is counted per and the blanks around it.
const LONGEST_UNIT: usize = 64;

/// Whether a text names both units of an equivalence, or others that they can be counted in, at all.
pub(super) fn may_hold(text: &str, one: &Equivalence) -> bool {
    [&one.right.unit, &one.left.unit].into_iter().all(|wanted| {
        let Some(wanted) = unit(wanted) else {
            return false;
        };
        // Long names may stand in any case; their first letters seldom do.
        units::names_like(wanted.unit.name)
            .any(|written| memchr::memmem::find(text.as_bytes(), written.as_bytes()).is_some())
    })
}

impl Pair {
    /// What the left number is multiplied by to give the right one, where an equivalence is of these units or of others of
    /// their kinds: `40 IU = 1 µg` also says what a milligram is in IU.
    pub(super) fn factor(&self, one: &Equivalence) -> Option<Ratio> {
        // Two units of one kind need no substance.
        if units::factor(self.left.unit, self.right.unit).is_some() {
            return None;
        }
        let (left, right) = (unit(&one.left.unit)?.unit, unit(&one.right.unit)?.unit);
        let (less, more) = (one.left.number, one.right.number);
        let by = |from: Unit, to: Unit, of: Ratio, gives: Ratio| {
            let before = units::counted_in(self.left.unit, from)?;
            let after = units::counted_in(to, self.right.unit)?;
            before.times(gives.divided_by(of)?)?.times(after)
        };
        by(left, right, less, more).or_else(|| by(right, left, more, less))
    }

    /// Whether the two are the same by an equivalence, as far as both are rounded. A range beside a single number says
    /// nothing.
    pub(super) fn by_equivalence(&self, factor: Ratio) -> PairVerdict {
        let hundredths = Ratio::new(if self.is_rough { 15 } else { 3 }, 100);
        let differ = |left: Reading, right: Reading| {
            let said = left.value.times(factor)?;
            let steps = left.step.times(factor)?.plus(right.step)?;
            let slack = steps.times(Ratio::new(1, 2)?)?;
            let slack = slack.plus(right.value.times(hundredths?)?)?;
            Some(said.distance(right.value)? > slack)
        };
        self.verdict(|ends| {
            let differing = ends
                .iter()
                .filter_map(|(left, right)| differ(*left, *right));
            differing.into_iter().any(|it| it)
        })
    }

    /// What the left number is multiplied by to give the right one, where both measure one kind of thing and nothing but a
    /// bracket or `=` stands between; and whether a slip of the decimal point parts them. `1 g (160 mg)` may be two amounts
    /// of two things; `500 mg (5 g)` is not.
    pub(super) fn by_units(&self) -> Option<(Ratio, PairVerdict)> {
        let (factor, kind) = units::factor(self.left.unit, self.right.unit)?;
        // Labels count energy by factors of their own for protein, fat and fibre.
        let thousandths = if kind == Quantity::Energy { 60 } else { 12 };
        let slip = |(left, right): &(Reading, Reading)| -> Option<i32> {
            let said = left.value.times(factor)?;
            if said.is_zero() || right.value.is_zero() {
                // Nothing is no amount of what is something.
                return Some(if said.is_zero() && right.value.is_zero() {
                    0
                } else {
                    i32::MAX
                });
            }
            (-15..=15).find(|power| {
                let is_near = || {
                    let moved = right.value.times(Ratio::power_of_ten(*power)?)?;
                    let slack = moved.times(Ratio::new(thousandths, 1000)?)?;
                    Some(said.distance(moved)? <= slack)
                };
                is_near().unwrap_or_default()
            })
        };
        let verdict = self.verdict(|ends| {
            let mut slips = ends.iter().map(slip);
            let first = slips.next().flatten();
            first.is_some_and(|first| first != 0 && slips.all(|next| next == Some(first)))
        });
        let is_rounded_away = || kind != Quantity::Energy && self.is_rounded_away(factor);
        let verdict = match verdict {
            PairVerdict::Agree if is_rounded_away() => PairVerdict::RoundedAway,
            verdict => verdict,
        };
        self.is_plain.then_some((factor, verdict))
    }

    /// Whether the second amount is the first one at fewer digits, and no longer the same within a twentieth. To count in
    /// another unit of one kind moves the point and takes no digit away; to leave out those that matter to nobody is usual
    /// (`1,234 mg (1.2 g)`), and what is said to be rough may be so.
    fn is_rounded_away(&self, factor: Ratio) -> bool {
        let is_away = |(left, right): &(Reading, Reading)| {
            let said = left.value.times(factor)?;
            let off = said.distance(right.value)?;
            let is_rounding = off.times(Ratio::new(2, 1)?)? <= right.step;
            Some(is_rounding && off > said.times(Ratio::new(1, 20)?)?)
        };
        let verdict = self.verdict(|ends| ends.iter().any(|end| is_away(end).unwrap_or_default()));
        !self.is_rough && verdict == PairVerdict::Differ
    }

    /// Tries what its numbers may be; where one way of reading them brings the two together, that is what is meant.
    fn verdict(&self, differ: impl Fn(&[(Reading, Reading)]) -> bool) -> PairVerdict {
        let ends = |read: fn(&AmountFigure) -> Reading| {
            let last = self.left.last.as_ref().zip(self.right.last.as_ref());
            let first = Some((&self.left.first, &self.right.first));
            let both = first.into_iter().chain(last);
            both.map(|(left, right)| (read(left), read(right)))
                .collect::<Vec<_>>()
        };
        let is_range_beside_one = self.left.last.is_some() != self.right.last.is_some();
        if is_range_beside_one || !differ(&ends(AmountFigure::as_written)) {
            return PairVerdict::Agree;
        }
        let figures = self.figures();
        if figures.iter().any(|figure| figure.or.is_some())
            && !differ(&ends(AmountFigure::otherwise))
        {
            return PairVerdict::Agree;
        }
        match self.doubtful() {
            Some(_) => PairVerdict::DifferEitherWay,
            None => PairVerdict::Differ,
        }
    }

    /// The first number that may be thousands or decimals: where it stands, and what it is either way.
    pub(super) fn doubtful(&self) -> Option<(&Amount, String, String)> {
        [&self.left, &self.right].into_iter().find_map(|amount| {
            let figures = std::iter::once(amount.first).chain(amount.last);
            figures.into_iter().find_map(|figure| match figure.or? {
                Else::Thousands(thousands) => Some((
                    amount,
                    figure.value.decimal()?,
                    NumberStyle::of(&[]).write(&thousands.decimal()?),
                )),
                Else::LastGroup(_) => None,
            })
        })
    }

    fn figures(&self) -> Vec<AmountFigure> {
        let all = [
            Some(self.left.first),
            self.left.last,
            Some(self.right.first),
            self.right.last,
        ];
        all.into_iter().flatten().collect()
    }

    /// What the right number should be, by the left one.
    pub(super) fn right_by_left(&self, text: &str, factor: Ratio) -> Option<Stated> {
        self.right.by(&self.left, factor, text, &self.figures())
    }

    /// What the left number should be, by the right one.
    pub(super) fn left_by_right(&self, text: &str, factor: Ratio) -> Option<Stated> {
        let factor = Ratio::ONE.divided_by(factor)?;
        self.left.by(&self.right, factor, text, &self.figures())
    }
}

/// One way to read a number.
#[derive(Debug, Clone, Copy)]
struct Reading {
    value: Ratio,
    step: Ratio,
}

impl AmountFigure {
    fn as_written(&self) -> Reading {
        Reading {
            value: self.value,
            step: self.step,
        }
    }

    fn otherwise(&self) -> Reading {
        match self.or {
            Some(Else::Thousands(value) | Else::LastGroup(value)) => Reading {
                value,
                step: Ratio::ONE,
            },
            None => self.as_written(),
        }
    }
}

impl Amount {
    /// As it is written.
    pub(super) fn shown<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.number.start..self.unit_at.end)
            .unwrap_or_default()
    }

    pub(super) fn unit_shown<'t>(&self, text: &'t str) -> &'t str {
        text.get(self.unit_at.clone()).unwrap_or_default()
    }

    /// The numbers of another amount, multiplied, in the manner of the pair. None is ever rounded to another value without
    /// saying so.
    fn by(&self, other: &Self, factor: Ratio, text: &str, pair: &[AmountFigure]) -> Option<Stated> {
        let own = std::iter::once(self.first).chain(self.last);
        let manner = NumberStyle::of(&own.chain(pair.iter().copied()).collect::<Vec<_>>());
        let mut is_exact = true;
        let mut number = |figure: &AmountFigure| {
            let value = figure.value.times(factor)?;
            let exact = value.decimal();
            is_exact &= exact.is_some();
            let plain = exact.or_else(|| value.rounded(figure.digits.clamp(3, 12)))?;
            Some(manner.write(&plain))
        };
        let mut words = number(&other.first)?;
        if let Some(last) = &other.last {
            words.push_str(
                text.get(self.dash.clone())
                    .filter(|dash| !dash.is_empty())?,
            );
            words.push_str(&number(last)?);
        }
        if !is_exact {
            words.insert_str(0, "about ");
        }
        Some(Stated { words, is_exact })
    }
}
