//! Sources cited by their number: `[3]`, `[3–5, 8]`, `(3,4)`, `text.³`, `source 3`, `sources 2 and 5`.

use std::ops::Range;

use super::NumberForm;
use super::left::BLANK;
use super::right::counts_something;

/// A citation by number in a stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FoundNumbers {
    pub whole: Range<usize>,
    pub parts: Vec<FigureRange>,
    pub form: NumberForm,
}

/// A number, or the first and last of several.
pub(super) type FigureRange = (Figure, Option<Figure>);

/// A number and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Figure {
    pub range: Range<usize>,
    pub value: u32,
}

/// `[3]`, read from the bracket at `at`.
pub(super) fn bracket(text: &str, at: usize) -> Option<FoundNumbers> {
    let (parts, end) = list(text, at + 1)?;
    let end = text.get(end..)?.starts_with(']').then_some(end + 1)?;
    if parts.len() + usize::from(parts.iter().any(|(_, to)| to.is_some())) > 1
        && is_interval(text.get(..at)?)
    {
        return None;
    }
    // `[3](address)` is no number; neither is a footnote's label.
    (!text.get(end..)?.starts_with(['(', ':'])).then_some(FoundNumbers {
        whole: at..end,
        parts,
        form: NumberForm::Brackets,
    })
}

/// `(3, 4)`, read from the bracket at `at`, behind a word and not before one: `(1) take`.
pub(super) fn parentheses(text: &str, at: usize) -> Option<FoundNumbers> {
    let (parts, end) = list(text, at + 1)?;
    let end = text.get(end..)?.starts_with(')').then_some(end + 1)?;
    let before = text.get(..at)?;
    let word = before.trim_end_matches(BLANK);
    let rest = text.get(end..)?;
    let is_behind_word =
        word.ends_with(|c: char| c.is_lowercase() || matches!(c, '”' | '’' | ')' | ','));
    let ends = rest.is_empty() || rest.starts_with(['.', ',', ';', ':', '?', '!', ' ', '\n']);
    let is_call = before.len() == word.len() && parts.len() == 1;
    (is_behind_word && ends && !is_call && !is_interval(before)).then_some(FoundNumbers {
        whole: at..end,
        parts,
        form: NumberForm::Parentheses,
    })
}

/// `text.³`, `text²,⁴⁻⁶`, read from the small figure at `at`; powers of units and of ten are none.
pub(super) fn superscript(text: &str, at: usize) -> Option<FoundNumbers> {
    let before = text.get(..at)?;
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let is_behind_sentence = before.ends_with(['.', ',', ';', ':', '”', '’', ')', '?', '!']);
    if !is_behind_sentence && word.chars().count() < 4 {
        return None;
    }
    let mut parts: Vec<FigureRange> = Vec::new();
    let (mut end, mut joins) = (at, false);
    loop {
        let figure = small_figure(text, end)?;
        end = figure.range.end;
        match parts.last_mut() {
            Some((from, to)) if joins => {
                (figure.value > from.value).then_some(())?;
                *to = Some(figure);
            }
            _ => parts.push((figure, None)),
        }
        let rest = text.get(end..)?;
        let mark = rest
            .chars()
            .next()
            .filter(|c| matches!(c, ',' | '–' | '-' | '⁻' | '˒' | '⸴'));
        let Some(mark) = mark else { break };
        if small_figure(text, end + mark.len_utf8()).is_none() {
            break;
        }
        joins = matches!(mark, '–' | '-' | '⁻');
        end += mark.len_utf8();
    }
    let goes_on = text.get(end..)?.starts_with(|c: char| c.is_alphanumeric());
    (!goes_on).then_some(FoundNumbers {
        whole: at..end,
        parts,
        form: NumberForm::Superscript,
    })
}

/// `text.<sup>3, 4</sup>`, read from its first figure; what was HTML is blotted out.
pub(super) fn raised(text: &str, at: usize) -> Option<FoundNumbers> {
    let (parts, end) = list(text, at)?;
    let rest = text.get(end..)?;
    let before = text.get(..at)?.trim_end_matches(|c: char| c.is_control());
    let word = before.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let is_behind_sentence = before.ends_with(['.', ',', ';', ':', '”', '’', ')', '?', '!']);
    let is_likely = is_behind_sentence || word.chars().count() >= 4;
    (is_likely && rest.starts_with(|c: char| c.is_control())).then_some(FoundNumbers {
        whole: at..end,
        parts,
        form: NumberForm::Superscript,
    })
}

/// The value of a figure that is set small above the line.
pub(super) fn small_digit(letter: char) -> Option<u32> {
    "⁰¹²³⁴⁵⁶⁷⁸⁹"
        .chars()
        .zip(0..)
        .find_map(|(small, value)| (small == letter).then_some(value))
}

fn small_figure(text: &str, at: usize) -> Option<Figure> {
    let rest = text.get(at..)?;
    let digits = rest
        .chars()
        .map_while(|c| Some((c.len_utf8(), small_digit(c)?)));
    let (mut length, mut value, mut count) = (0, 0_u32, 0);
    for (bytes, digit) in digits.take(4) {
        (length, value, count) = (length + bytes, value * 10 + digit, count + 1);
    }
    (1..=3).contains(&count).then_some(())?;
    (value > 0).then_some(Figure {
        range: at..at + length,
        value,
    })
}

/// `source 3`, `Sources 2 and 5`, `refs. 3–5`, read from the word at `at`.
pub(super) fn word(text: &str, at: usize) -> Option<FoundNumbers> {
    let rest = text.get(at..)?;
    let after = ["source", "reference", "ref"].iter().find_map(|word| {
        let head = rest.get(..word.len())?;
        head.eq_ignore_ascii_case(word)
            .then(|| rest.get(word.len()..))?
    })?;
    let after = after.strip_prefix('s').unwrap_or(after);
    let after = after.strip_prefix('.').unwrap_or(after);
    let mut number = after.trim_start_matches(BLANK);
    if number.len() == after.len() {
        return None;
    }
    for label in ["nos. ", "no. ", "numbers ", "number ", "#"] {
        number = number.strip_prefix(label).unwrap_or(number);
    }
    let (parts, end) = list(text, text.len() - number.len())?;
    let rest = text.get(end..)?;
    let ends = !rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '-' | '/'));
    (ends && !counts_something(rest)).then_some(FoundNumbers {
        whole: at..end,
        parts,
        form: NumberForm::Word,
    })
}

/// Numbers joined by commas, dashes, `and`, `&`: what they are, and where they end.
fn list(text: &str, at: usize) -> Option<(Vec<FigureRange>, usize)> {
    let mut parts: Vec<FigureRange> = Vec::new();
    let mut at = at;
    loop {
        let from = figure(text, at);
        let Some(from) = from else {
            break;
        };
        let mut end = from.range.end;
        let dashed = text.get(end..)?.trim_start_matches(['-', '–']);
        let to = (dashed.len() < text.len() - end)
            .then(|| figure(text, text.len() - dashed.len()))
            .flatten()
            .filter(|to| to.value > from.value);
        end = to.as_ref().map_or(end, |to| to.range.end);
        parts.push((from, to));
        let rest = text.get(end..)?;
        let mut next =
            rest.trim_start_matches(|c| BLANK.contains(&c) || matches!(c, ',' | ';' | '&'));
        next = next.strip_prefix("and ").unwrap_or(next);
        at = text.len() - next.len();
        if at == end {
            break;
        }
    }
    let (from, to) = parts.last()?;
    let end = to.as_ref().unwrap_or(from).range.end;
    Some((parts, end))
}

/// A number of one to three digits that stands by itself.
fn figure(text: &str, at: usize) -> Option<Figure> {
    let rest = text.get(at..)?;
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let digits = rest.get(..length)?;
    let after = rest.get(length..)?;
    // `2,5` may be a list without a blank; `2.5` is a number of its own.
    let decimal = after
        .strip_prefix('.')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let fits = (1..=3).contains(&length) && !digits.starts_with('0');
    let goes_on = decimal || after.starts_with(|c: char| c.is_alphabetic() || c == '%');
    (fits && !goes_on).then_some(Figure {
        range: at..at + length,
        value: digits.parse().ok()?,
    })
}

/// Two numbers in brackets after these words are the ends of an interval.
fn is_interval(before: &str) -> bool {
    let before =
        before.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ':' | ',' | '='));
    ["CI", "IQR", "range", "interval", "SD"]
        .iter()
        .any(|word| before.ends_with(word))
        || before.ends_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(&str, Vec<String>)> {
        let start = text.find(['[', 's', 'S', 'r', 'R'])?;
        let found = if text[start..].starts_with('[') {
            bracket(text, start)
        } else {
            word(text, start)
        }?;
        let parts = found.parts.iter().map(|(from, to)| match to {
            Some(to) => format!("{}-{}", from.value, to.value),
            None => from.value.to_string(),
        });
        Some((&text[found.whole], parts.collect()))
    }

    #[test]
    fn numbers_are_read_in_brackets_and_after_the_word() {
        for (text, whole, parts) in [
            ("[3]", "[3]", &["3"][..]),
            ("it [3, 5]", "[3, 5]", &["3", "5"]),
            ("[2–4,7]", "[2–4,7]", &["2-4", "7"]),
            ("sources 2 and 5.", "sources 2 and 5", &["2", "5"]),
            ("Source 3 says", "Source 3", &["3"]),
            ("refs. 1, 2 and 4)", "refs. 1, 2 and 4", &["1", "2", "4"]),
            ("reference no. 12", "reference no. 12", &["12"]),
        ] {
            let parts: Vec<String> = parts.iter().map(|p| p.to_string()).collect();
            assert_eq!(read(text), Some((whole, parts)), "{text}");
        }
    }

    #[test]
    fn numbers_are_read_in_parentheses_and_small_above_the_line() {
        let whole = |text: &'static str| -> Option<&str> {
            let at = text.find(['(', '¹', '²', '³', '⁴'])?;
            let found = match text[at..].starts_with('(') {
                true => parentheses(text, at),
                false => superscript(text, at),
            };
            found.map(|found| &text[found.whole])
        };
        for (text, cited) in [
            ("it helps (3,4).", Some("(3,4)")),
            ("it helps (12), and", Some("(12)")),
            ("do this: (1) take it", None),
            ("in f(3).", None),
            ("grew (95% CI 2 to 3)", None),
            ("it helps.³", Some("³")),
            ("tea¹", None),
            ("milk²,⁴⁻⁶ and", Some("²,⁴⁻⁶")),
            ("5 m², 3 cm³", None),
            ("at 10⁴ units", None),
        ] {
            assert_eq!(whole(text), cited, "{text}");
        }
    }

    #[test]
    fn what_counts_or_measures_is_no_citation() {
        for text in [
            "[2020]",
            "[0.5]",
            "[3 mg]",
            "[95%]",
            "[3](x)",
            "CI [2, 5]",
            "source 3 mg",
            "sources 2 weeks",
            "source of 3",
            "sources",
            "reference 2016",
            "[x]",
            "[",
            "source 3%",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
