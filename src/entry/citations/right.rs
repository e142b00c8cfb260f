//! Reading on to the right of a year: more years, or a sign that the number is no year.

use std::ops::Range;

use super::Year;
use super::left::BLANK;
use super::words::{After, after};

/// What the text after a number says of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Follows {
    /// Nothing against a year.
    Free,
    /// The number is an amount or a part of another number.
    Amount,
    /// The number may count people, or be the subject of the sentence.
    Doubt { subject: bool },
}

/// A year and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundYear {
    pub range: Range<usize>,
    pub year: Year,
}

/// The year at `at`, with its letter: four digits from 1800 to 2099 that no other number goes on.
pub(super) fn year_at(text: &str, at: usize) -> Option<FoundYear> {
    let rest = text.get(at..)?;
    let digits = rest.get(..4)?;
    if !["18", "19", "20"]
        .iter()
        .any(|century| digits.starts_with(century))
    {
        return None;
    }
    let mut end = at + 4;
    let mut letter = None;
    let mut after = rest.get(4..)?.chars();
    if let Some(next) = after.next() {
        if matches!(next, 'a'..='f') && !after.next().is_some_and(char::is_alphanumeric) {
            letter = Some(next);
            end += 1;
        } else if next.is_alphanumeric() {
            return None;
        }
    }
    Some(FoundYear {
        range: at..end,
        year: Year {
            number: digits.parse().ok()?,
            letter,
        },
    })
}

/// The years that belong to the same names: `2014 and 2017`, `2014, 2017`, `2009a/2009b`, `2009a, b`.
pub(super) fn more_years(text: &str, first: &FoundYear) -> Vec<FoundYear> {
    let mut years = Vec::new();
    let mut last = first.clone();
    while let Some(next) = next_year(text, &last)
        && follows(text, next.range.end) == Follows::Free
    {
        years.push(next.clone());
        last = next;
    }
    years
}

fn next_year(text: &str, last: &FoundYear) -> Option<FoundYear> {
    let rest = text.get(last.range.end..)?;
    let mut inner = rest.trim_start_matches(BLANK);
    let mark = inner.starts_with([',', ';', '/', '&']);
    if mark {
        inner = inner.get(1..)?.trim_start_matches(BLANK);
    }
    let word = inner
        .strip_prefix("and")
        .or_else(|| inner.strip_prefix('&'));
    let word = word.filter(|rest| rest.starts_with(BLANK));
    if !mark && word.is_none() {
        return None;
    }
    inner = word.unwrap_or(inner).trim_start_matches(BLANK);
    let at = text.len() - inner.len();
    if inner.starts_with(|c: char| c.is_ascii_digit()) {
        return year_at(text, at);
    }
    // `2009a, b`: only after a year that has a letter, and only a letter that stands alone.
    let mut letters = inner.chars();
    let letter = letters.next().filter(|c| matches!(c, 'b'..='f'))?;
    let alone = !letters
        .next()
        .is_some_and(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '\'' | '’'));
    (alone && last.year.letter.is_some_and(|before| before < letter)).then_some(FoundYear {
        range: at..at + 1,
        year: Year {
            number: last.year.number,
            letter: Some(letter),
        },
    })
}

/// What stands after a number that ends at `end`.
pub(super) fn follows(text: &str, end: usize) -> Follows {
    let rest = text.get(end..).unwrap_or_default();
    let mut letters = rest.chars();
    let Some(mark) = letters.next() else {
        return Follows::Free;
    };
    let next = letters.next();
    let digit = next.is_some_and(|c| c.is_ascii_digit());
    let amount = match mark {
        '%' | '+' | '°' | '×' | '_' | '@' | '=' => true,
        '-' | '–' | '−' => next.is_some_and(char::is_alphanumeric),
        '.' | ':' => digit,
        // `2009a/2009b` is another year; `2014/15` a season, `2002/46/EC` a law.
        '/' => digit && year_at(text, end + 1).is_none(),
        // `2016;387` is a volume.
        ',' | ';' => digit && year_at(text, end + 1).is_none(),
        c => c.is_alphanumeric(),
    };
    if amount {
        return Follows::Amount;
    }
    if !BLANK.contains(&mark) && mark != ',' {
        return Follows::Free;
    }
    // `2000 to 4000 IU`, `2000, 4000 IU`, `2000 or more`.
    let mut inner = rest.trim_start_matches([',', ' ', '\u{a0}', '\n']);
    if inner.len() == rest.len() {
        return Follows::Free;
    }
    let comma = mark == ',';
    let is_span = ["to ", "– ", "- "]
        .iter()
        .any(|link| inner.starts_with(link));
    for link in ["to ", "or ", "and ", "– ", "- "] {
        inner = inner.strip_prefix(link).unwrap_or(inner);
    }
    let number = inner.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let second = number.len() < inner.len();
    if second {
        let is_year = year_at(text, text.len() - inner.len()).is_some();
        if is_year && is_span {
            return Follows::Amount;
        }
        let unit = word_of(number.trim_start_matches(BLANK)).and_then(after);
        return match unit {
            Some(After::Unit) => Follows::Amount,
            Some(After::Count) if !is_year => Follows::Doubt { subject: false },
            _ => Follows::Free,
        };
    }
    if comma {
        return Follows::Free;
    }
    let Some(word) = word_of(inner) else {
        return Follows::Free;
    };
    match after(word) {
        Some(After::Unit) => Follows::Amount,
        Some(After::Count) => Follows::Doubt { subject: false },
        Some(After::Verb) => Follows::Doubt { subject: true },
        Some(After::Describing)
            if counts_something(inner.get(word.len()..).unwrap_or_default()) =>
        {
            Follows::Doubt { subject: false }
        }
        Some(After::Describing) | None => Follows::Free,
    }
}

/// Does the text go on, after a blank, with what a number counts?
pub(super) fn counts_something(rest: &str) -> bool {
    let mut inner = rest;
    // At most two describing words: `2016 healthy older adults`.
    for _ in 0..3 {
        let next = inner.trim_start_matches(BLANK);
        if next.len() == inner.len() {
            return false;
        }
        let Some(word) = word_of(next) else {
            return false;
        };
        match after(word) {
            Some(After::Unit | After::Count) => return true,
            Some(After::Describing) => inner = next.get(word.len()..).unwrap_or_default(),
            Some(After::Verb) | None => return false,
        }
    }
    false
}

fn word_of(text: &str) -> Option<&str> {
    let end = text
        .find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '°' | '×')))
        .unwrap_or(text.len());
    text.get(..end).filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_four_digits_and_perhaps_a_letter() {
        let year = |text: &str| year_at(text, 0).map(|dated| dated.year.to_string());
        assert_eq!(year("2020"), Some("2020".into()));
        assert_eq!(year("2020a)"), Some("2020a".into()));
        for text in ["2020s", "20201", "2000mg", "1700", "2100", "2020ab", "202"] {
            assert_eq!(year(text), None, "{text}");
        }
    }

    #[test]
    fn years_go_on_in_a_list() {
        let years = |text: &str| -> Vec<String> {
            let first = year_at(text, 0).expect("a year");
            more_years(text, &first)
                .iter()
                .map(|d| d.year.to_string())
                .collect()
        };
        assert_eq!(years("2014 and 2017"), ["2017"]);
        assert_eq!(years("2014, 2016, and 2017)"), ["2016", "2017"]);
        assert_eq!(years("2009a/2009b"), ["2009b"]);
        assert_eq!(years("2009a, b"), ["2009b"]);
        assert_eq!(years("2009a and b"), ["2009b"]);
        assert_eq!(years("2009, b"), [""; 0]);
        assert_eq!(years("2014 and 2016 participants"), [""; 0]);
        assert_eq!(years("2014 in 2017"), [""; 0]);
    }

    #[test]
    fn what_follows_tells_an_amount_from_a_year() {
        for (text, says) in [
            ("2016", Follows::Free),
            ("2016 review", Follows::Free),
            ("2016).", Follows::Free),
            ("2016: it", Follows::Free),
            ("2000 IU", Follows::Amount),
            ("2000\u{a0}mg", Follows::Amount),
            ("2000 to 4000 IU", Follows::Amount),
            ("2000, 4000 IU", Follows::Amount),
            ("2000-calorie", Follows::Amount),
            ("2016–2018", Follows::Amount),
            ("2016;387", Follows::Amount),
            ("2014/15", Follows::Amount),
            ("2009/2010", Follows::Free),
            ("2016 participants", Follows::Doubt { subject: false }),
            (
                "2016 healthy older adults",
                Follows::Doubt { subject: false },
            ),
            ("2016 was", Follows::Doubt { subject: true }),
            ("2014, 2017", Follows::Free),
            ("2014 to 2017", Follows::Amount),
        ] {
            assert_eq!(follows(text, 4), says, "{text}");
        }
    }
}
