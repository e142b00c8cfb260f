//! How a single value is written: plain, in quotes, or as a block.
//!
//! Plain only where YAML 1.1 and YAML 1.2 both read the text itself; in doubt, double quotes.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::value::{Scalar, ScalarForm};
use crate::entry::written_date::day_of;

impl Scalar {
    /// Whether every reader takes it for text: not for a number, a boolean or a date, which are written plain.
    pub fn is_text(&self) -> bool {
        self.style != ScalarForm::Plain || plain_or_quoted(&self.text) == self.text
    }

    /// Whether some reader takes it for a number, a boolean or a date.
    pub fn is_typed(&self) -> bool {
        self.style == ScalarForm::Plain && typed(&self.text).is_some()
    }
}

/// The value in double quotes.
pub fn quoted(value: &str) -> String {
    let mut written = String::with_capacity(value.len() + 2);
    written.push('"');
    for letter in value.chars() {
        match letter {
            '"' => written.push_str("\\\""),
            '\\' => written.push_str("\\\\"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\t' => written.push_str("\\t"),
            _ if is_printable(letter) => written.push(letter),
            _ if u32::from(letter) <= 0xFF => {
                written.push_str(&format!("\\x{:02X}", u32::from(letter)));
            }
            _ if u32::from(letter) <= 0xFFFF => {
                written.push_str(&format!("\\u{:04X}", u32::from(letter)));
            }
            _ => written.push_str(&format!("\\U{:08X}", u32::from(letter))),
        }
    }
    written.push('"');
    written
}

/// The value without quotes where YAML reads it as this very text, else in double quotes.
pub fn plain_or_quoted(value: &str) -> String {
    if reads_as_text(value) {
        value.to_owned()
    } else {
        quoted(value)
    }
}

/// The value in a style found before, where that style can hold it; else in double quotes.
/// `flow`: within brackets or braces. Block styles are written by [`block`].
pub(super) fn in_style(value: &str, style: ScalarForm, flow: bool) -> String {
    match style {
        ScalarForm::Plain if reads_as_text(value) && !(flow && value.contains(FLOW)) => {
            value.to_owned()
        }
        ScalarForm::SingleQuoted if value.chars().all(is_printable) => {
            format!("'{}'", value.replace('\'', "''"))
        }
        _ => quoted(value),
    }
}

/// The value as a block, without the line end of its last line; `None` where a block can't hold it.
/// `rest` is what followed the `|` or `>` on its line, a comment; `indent` goes before each line.
pub(super) fn block(
    value: &str,
    style: ScalarForm,
    rest: &str,
    indent: &str,
    line_end: &str,
) -> Option<String> {
    let (content, chomp) = match value.strip_suffix('\n') {
        Some(content) => (content, ""),
        None => (value, "-"),
    };
    let (mark, folded) = match style {
        ScalarForm::Literal => ('|', false),
        ScalarForm::Folded => ('>', true),
        _ => return None,
    };
    let printable = |letter: char| is_printable(letter) || matches!(letter, '\n' | '\t');
    let mut lines = content.split('\n');
    let fits = content.chars().all(printable)
        && !content.starts_with([' ', '\t', '\n'])
        && !content.ends_with('\n')
        && !content.trim().is_empty()
        // Lines of blanks would be taken for empty ones; in a folded block an indented line is not folded.
        && lines.all(|line| line.is_empty() || !(line.trim().is_empty() || folded && line.starts_with([' ', '\t'])));
    if !fits {
        return None;
    }
    let mut written = format!("{mark}{chomp}{rest}");
    for (number, line) in content.split('\n').enumerate() {
        written.push_str(line_end);
        if !line.is_empty() {
            // A folded block reads one line end between two lines as a space: double it.
            if folded && number > 0 {
                written.push_str(line_end);
            }
            written.push_str(indent);
            written.push_str(line);
        }
    }
    Some(written)
}

/// What a plain scalar is that is not text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ScalarKind {
    Number,
    Boolean,
    Date,
}

/// What each reader takes a plain scalar for; `None` for text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ScalarTypes {
    /// Readers of YAML 1.1, to whom `no`, `010` and `2026-04-29` are not text.
    old: Option<ScalarKind>,
    /// Readers of YAML 1.2, to whom `1e345678` is a number.
    new: Option<ScalarKind>,
}

impl ScalarTypes {
    pub fn kind(self) -> Option<ScalarKind> {
        self.old.or(self.new)
    }
}

/// What a plain scalar of this text is taken for; `None` where it is text to every reader.
pub(super) fn typed(plain: &str) -> Option<ScalarTypes> {
    let of = |is_number: bool, is_boolean: bool, is_date: bool| match () {
        () if is_number || is_infinite(plain) => Some(ScalarKind::Number),
        () if is_boolean || is_word(plain, &["true", "false"]) => Some(ScalarKind::Boolean),
        () if is_date => Some(ScalarKind::Date),
        () => None,
    };
    let old_boolean = is_word(plain, &["yes", "no", "on", "off"]);
    let typed = ScalarTypes {
        old: of(is_old_number(plain), old_boolean, is_date(plain)),
        new: of(is_new_number(plain), false, false),
    };
    typed.kind().map(|_| typed)
}

/// Whether every reader takes a plain scalar of this text for what a person reads in it. `010` is 8 to some and `0x1F` 31
/// to all; `2026-02-30` is no day.
pub(super) fn says_itself(plain: &str) -> bool {
    reads_as_text(plain)
        || match typed(plain).and_then(|typed| typed.old) {
            Some(ScalarKind::Number) => is_simple_number(plain),
            Some(ScalarKind::Boolean) => true,
            Some(ScalarKind::Date) => is_real_date(plain),
            None => false,
        }
}

pub(super) fn is_null(plain: &str) -> bool {
    matches!(plain, "" | "~" | "null" | "Null" | "NULL")
}

/// Whether a plain scalar of this text is that text to every reader.
pub(super) fn reads_as_text(value: &str) -> bool {
    let Some(first) = value.chars().next() else {
        return false;
    };
    let safe = !value.starts_with(|c: char| "-?:,[]{}#&*!|>'\"%@`=".contains(c))
        && !value.starts_with("...")
        && !value.ends_with(':')
        && value.trim() == value
        && value.chars().all(is_printable)
        && !value.contains(": ")
        && !value.contains(" #");
    let word = one_of(
        value,
        &["null", "true", "false", "yes", "no", "on", "off", "y", "n"],
    ) || matches!(value, "~" | "<<");
    // What begins like a number is text only with a letter that no number and no date has.
    let numeric = matches!(first, '0'..='9' | '+' | '-' | '.')
        && (one_of(value, &[".inf", "+.inf", ".nan"])
            || value
                .chars()
                .all(|c| "0123456789abcdefABCDEFxXoO_.,:+-TtZz ".contains(c)));
    safe && !word && !numeric
}

const FLOW: [char; 7] = [',', '[', ']', '{', '}', ':', '?'];

/// What may stand in a text as it is. Line ends of any kind, tabs and invisible marks are not among it.
fn is_printable(letter: char) -> bool {
    !letter.is_control()
        && !matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}')
        // Noncharacters beyond the first plane are printable to YAML but to few readers.
        && u32::from(letter) & 0xFFFE != 0xFFFE
}

fn one_of(value: &str, words: &[&str]) -> bool {
    words.iter().any(|word| value.eq_ignore_ascii_case(word))
}

/// `word`, `Word` or `WORD`.
fn is_word(plain: &str, words: &[&str]) -> bool {
    let rest = plain.get(1..).unwrap_or_default();
    let is_lower = |c: char| c.is_ascii_lowercase();
    let is_upper = |c: char| c.is_ascii_uppercase();
    one_of(plain, words) && (rest.chars().all(is_lower) || plain.chars().all(is_upper))
}

/// More digits than these do not all come through as the binary number that many readers keep.
const MOST_DIGITS: usize = 15;

/// A number with no nought before its other digits, no power and no base.
fn is_simple_number(number: &str) -> bool {
    let digits = unsigned(number);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let digit = |c: char| c.is_ascii_digit();
    all(whole, digit)
        && part.chars().all(digit)
        && (whole == "0" || !whole.starts_with('0'))
        && whole.len() + part.len() <= MOST_DIGITS
}

/// Whether a date takes the place of one in the same form, digit for digit: every reader takes it for what it took the old one
/// for, be that a time, a date or text.
pub(super) fn is_alike_date(old: &str, new: &str) -> bool {
    static MOMENT: LazyLock<Regex> = LazyLock::new(|| {
        let time = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.][0-9]+)?)?";
        let zone = " *(?:Z|[+-](?:[01]?[0-9]|2[0-3])(?::?[0-5][0-9])?)";
        let moment = format!("^[0-9]{{4}}-[0-9]{{1,2}}-[0-9]{{1,2}}(?:[Tt ] *{time}(?:{zone})?)?$");
        Regex::new(&moment).expect("a pattern of our own")
    });
    let is_date = |plain| typed(plain).and_then(ScalarTypes::kind) == Some(ScalarKind::Date);
    let form = |plain: &str| plain.replace(|c: char| c.is_ascii_digit(), "0");
    is_date(old)
        && is_date(new)
        && form(old) == form(new)
        && MOMENT.is_match(new)
        && day_of(new).is_some()
}

/// A day of the calendar written in full, with a time of day or without.
fn is_real_date(date: &str) -> bool {
    static FULL: LazyLock<Regex> = LazyLock::new(|| {
        let time = "(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:[.][0-9]{1,6})?";
        let zone = " ?(?:Z|[+-](?:[01][0-9]|2[0-3]):?[0-5][0-9])";
        let full = format!("^([0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}})(?:[T ]{time}(?:{zone})?)?$");
        Regex::new(&full).expect("a pattern of our own")
    });
    let day = FULL.captures(date).and_then(|parts| parts.get(1));
    day.and_then(|day| day.as_str().parse::<Date>().ok())
        .is_some_and(|day| day.year() > 0)
}

fn is_infinite(plain: &str) -> bool {
    one_of(unsigned(plain), &[".inf"]) || one_of(plain, &[".nan"])
}

fn unsigned(plain: &str) -> &str {
    plain.strip_prefix(['+', '-']).unwrap_or(plain)
}

fn all(digits: &str, allowed: impl Fn(char) -> bool) -> bool {
    !digits.is_empty() && digits.chars().all(allowed)
}

/// A number to YAML 1.1: `_` between digits, octal with a leading `0`, a power of ten only with point and sign.
fn is_old_number(plain: &str) -> bool {
    let plain = unsigned(plain);
    if let Some(digits) = plain.strip_prefix("0x") {
        return all(digits, |c| c == '_' || c.is_ascii_hexdigit());
    }
    if let Some(digits) = plain.strip_prefix("0b") {
        return all(digits, |c| matches!(c, '_' | '0' | '1'));
    }
    let digits = |text: &str| text.chars().all(|c| c == '_' || c.is_ascii_digit());
    match plain.split_once('.') {
        None => match plain.strip_prefix('0') {
            Some(octal) => octal.chars().all(|c| matches!(c, '_' | '0'..='7')),
            None => plain.starts_with(|c: char| c.is_ascii_digit()) && digits(plain),
        },
        Some((whole, part)) => {
            let (part, power) = part.split_once(['e', 'E']).unwrap_or((part, "+0"));
            digits(whole)
                && digits(part)
                && (if whole.is_empty() { part } else { whole })
                    .starts_with(|c: char| c.is_ascii_digit())
                && power.starts_with(['+', '-'])
                && all(unsigned(power), |c| c.is_ascii_digit())
        }
    }
}

/// A number to YAML 1.2.
fn is_new_number(plain: &str) -> bool {
    if let Some(digits) = plain.strip_prefix("0x") {
        return all(digits, |c| c.is_ascii_hexdigit());
    }
    if let Some(digits) = plain.strip_prefix("0o") {
        return all(digits, |c| matches!(c, '0'..='7'));
    }
    let plain = unsigned(plain);
    let (number, power) = plain.split_once(['e', 'E']).unwrap_or((plain, "0"));
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let digit = |c: char| c.is_ascii_digit();
    whole.chars().all(digit)
        && part.chars().all(digit)
        && number.contains(digit)
        && all(unsigned(power), digit)
}

/// `2026-04-29`, with a time or without.
fn is_date(plain: &str) -> bool {
    let (date, time) = plain
        .split_once(['T', 't', ' '])
        .map_or((plain, None), |(date, time)| (date, Some(time)));
    let mut parts = date.split('-');
    let mut part = |lengths: &[usize]| {
        parts.next().is_some_and(|part| {
            lengths.contains(&part.len()) && part.chars().all(|c| c.is_ascii_digit())
        })
    };
    part(&[4])
        && part(&[1, 2])
        && part(&[1, 2])
        && parts.next().is_none()
        && time.is_none_or(|time| {
            time.starts_with(|c: char| c.is_ascii_digit())
                && time.contains(':')
                && !time.contains(": ")
                && !time.ends_with(':')
                && time.chars().all(|c| "0123456789:.+-Z ".contains(c))
                && time.trim() == time
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The value of a plain or quoted scalar to an independent reader.
    fn read(written: &str) -> serde_yaml::Value {
        serde_yaml::from_str::<serde_yaml::Value>(&format!("a: {written}\n")).expect("YAML")["a"]
            .clone()
    }

    #[test]
    fn prose_house_dates_and_links_stay_plain() {
        for value in [
            "Magnesium",
            "29 April 2026",
            "9 May 2026",
            "https://example.org/a?b=c&d#e",
            "Vitamin D & K2",
            "3D printing",
            "it's \"so\"",
            "– en dash",
            "Ωmega",
        ] {
            assert_eq!(plain_or_quoted(value), value);
            assert_eq!(read(value), serde_yaml::Value::from(value));
        }
    }

    #[test]
    fn what_yaml_would_read_otherwise_is_quoted() {
        for value in [
            "",
            " a",
            "a ",
            "a: b",
            "a #b",
            "12345678",
            "1e345678",
            "0o17",
            "true",
            "Yes",
            "n",
            "null",
            "~",
            "2026-04-29",
            "12:30:45",
            "-",
            "- a",
            "...",
            "=",
            "<<",
            "{{ x }}",
            "*a",
            "&a",
            "!a",
            "|",
            "> a",
            "%a",
            "@a",
            "`a`",
            "'a'",
            "\"a\"",
            "#a",
            "? a",
            "a:",
            ".5",
            "a\nb",
            "a\tb",
            "a\u{2028}b",
            "\u{feff}a",
            "a\u{85}",
            "a\u{0}b",
            "\u{1F3FF}\u{FFFE}",
        ] {
            let written = plain_or_quoted(value);
            assert!(written.starts_with('"'), "{written}");
            assert_eq!(read(&written), serde_yaml::Value::from(value), "{written}");
        }
    }

    #[test]
    fn numbers_booleans_and_dates_are_known_by_their_looks() {
        let readers = |plain| typed(plain).map(|typed| (typed.old.is_some(), typed.new.is_some()));
        for plain in [
            "12", "0", "-1.5e+3", "0x1F", "+.5", "1.", ".nan", "-.inf", "True",
        ] {
            assert_eq!(readers(plain), Some((true, true)), "{plain}");
        }
        for plain in [
            "No",
            "on",
            "1_000",
            "0b11",
            "2026-04-29",
            "2026-04-29T10:00:00Z",
        ] {
            assert_eq!(readers(plain), Some((true, false)), "{plain}");
        }
        for plain in ["1e345678", "089", "0o17", "1.5e3"] {
            assert_eq!(readers(plain), Some((false, true)), "{plain}");
        }
        for plain in [
            "29 April 2026",
            "1.2.3",
            ".",
            "2026-04-29 # x",
            "e5",
            "",
            "-",
            "1e",
            "y",
            "tRue",
        ] {
            assert_eq!(readers(plain), None, "{plain}");
        }
    }

    #[test]
    fn a_plain_value_says_itself_where_no_reader_makes_another_of_it() {
        for plain in [
            "0",
            "12",
            "-1.50",
            "+5",
            "0.05",
            "1.",
            "999999999999999",
            "true",
            "No",
            "2026-05-04",
            "2024-02-29",
            "2026-05-04T10:00:00Z",
            "2026-05-04 10:00:00 +0100",
            "2026-05-04T10:00:00.5+01:00",
            "29 April 2026",
        ] {
            assert!(says_itself(plain), "{plain}");
        }
        for plain in [
            "",
            "010",
            "08",
            "00",
            "-01.5",
            ".5",
            "1_000",
            "0x1F",
            "0o17",
            "0b11",
            "1e3",
            "1.0e+3",
            ".inf",
            ".nan",
            "12:30",
            "12:30:45",
            "1000000000000000000000",
            "0.1234567890123456789",
            "tRue",
            "null",
            "2026-5-4",
            "2026-02-30",
            "2026-13-01",
            "0000-01-01",
            "2026-05-04T24:00:00",
            "2026-05-04 10:00",
            "[",
        ] {
            assert!(!says_itself(plain), "{plain}");
        }
    }

    #[test]
    fn a_date_in_the_form_of_the_old_one_is_plain_as_that_was() {
        for (old, new) in [
            ("2012-11-30 1:58:51 -0400", "2012-11-27 1:58:51 -0400"),
            ("2012-11-30 10:00", "2012-12-01 10:30"),
            ("2026-5-4", "2026-6-9"),
        ] {
            assert!(is_alike_date(old, new), "{old} {new}");
        }
        for (old, new) in [
            ("2026-05-04", "2026-5-4"),
            ("2026-05-04 10:00", "2026-05-04 10:60"),
            ("2026-05-04", "2026-02-30"),
            ("2026-05-04", "1234-05-64"),
            ("12", "13"),
            ("yes", "no"),
        ] {
            assert!(!is_alike_date(old, new), "{old} {new}");
        }
    }

    #[test]
    fn a_block_holds_lines_and_a_folded_one_paragraphs() {
        assert_eq!(
            block("one\n\ntwo\n", ScalarForm::Literal, " # c", "  ", "\n").as_deref(),
            Some("| # c\n  one\n\n  two")
        );
        assert_eq!(
            block("one\ntwo", ScalarForm::Folded, "", "  ", "\r\n").as_deref(),
            Some(">-\r\n  one\r\n\r\n  two")
        );
        for value in ["", " a", "a\n\n", "\na", "a\n \nb", "a\rb"] {
            assert_eq!(
                block(value, ScalarForm::Literal, "", "  ", "\n"),
                None,
                "{value:?}"
            );
        }
    }
}
