//! A bracket or a quotation mark without its other half.
//!
//! Leaves alone: markers of a list (`1)`), half-open intervals (`[0, 1)`), a quotation of several paragraphs, apostrophes,
//! inches; formulas and placeholders; sources, links, code.

use std::ops::Range;

use super::own_words::OwnWords;
use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};
use crate::entry::page::{Run, Style};

pub(super) const CHECK: Check = Check {
    id: "unmatched-bracket",
    group: Group::Language,
    title: "Unmatched bracket or quotation mark",
    level: Level::Warning,
    reason: "Readers can’t see where the aside or the quotation ends",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

/// What opens, what closes, and what both are called.
type Pair = (char, char, &'static str);

const PAIRS: [Pair; 3] = [
    ('(', ')', "bracket"),
    ('[', ']', "square bracket"),
    ('“', '”', "quotation mark"),
];

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let own = OwnWords::of(subject);
    let mut stretches = prose::stretches(&subject.reading.page).peekable();
    while let Some(stretch) = stretches.next() {
        let Some(signs) = Signs::of(stretch.text) else {
            continue;
        };
        let is_html = |run: &Run| run.style.has(Style::HTML);
        if stretch.runs.iter().any(is_html) {
            continue;
        }
        let next = stretches.peek().map_or("", |next| next.text);
        let alone = PAIRS.map(|pair| unmatched(&stretch, &signs.halves, pair, next));
        // `(0, 1]`
        if alone.iter().filter(|it| !it.is_empty()).count() > 1 {
            continue;
        }
        let alone =
            alone
                .into_iter()
                .flatten()
                .chain(straight(&stretch, &signs.straight, goes_on(next)));
        for (place, message) in alone {
            if let Some(place) = own.place(&stretch, &place) {
                found.add(place, message, Vec::new());
            }
        }
    }
}

/// The signs of a text that have another half.
#[derive(Default)]
struct Signs {
    /// Those of [`PAIRS`], and where each stands.
    halves: Vec<(usize, char)>,
    straight: Vec<usize>,
}

impl Signs {
    /// `None` where there is none, and where signs are paired otherwise: in formulas, placeholders and other languages, and
    /// beside a link that is broken, of which another check tells.
    fn of(text: &str) -> Option<Self> {
        let mut signs = Self::default();
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'a'..=b'z' | b' ' => {}
                b'(' | b')' | b'[' | b']' => signs.halves.push((at, char::from(*byte))),
                b'"' => signs.straight.push(at),
                b'{' | b'$' | b'\\' => return None,
                b':' if bytes.get(at..)?.starts_with(b"://") => return None,
                0xc2 | 0xe2 => match text.get(at..)?.chars().next()? {
                    '„' | '«' | '»' => return None,
                    sign @ ('“' | '”') => signs.halves.push((at, sign)),
                    _ => {}
                },
                _ => {}
            }
        }
        (!signs.halves.is_empty() || !signs.straight.is_empty()).then_some(signs)
    }
}

/// Whether a quotation from the paragraph before goes on.
fn goes_on(text: &str) -> bool {
    let count = |sign| text.matches(sign).count();
    text.starts_with(['“', '"']) || count('”') > count('“') || count('"') % 2 == 1
}

/// The halves of a pair that stand alone in a stretch, and what to say of each. `next` is the paragraph behind it.
fn unmatched(
    stretch: &ProseStretch<'_>,
    halves: &[(usize, char)],
    (open, close, name): Pair,
    next: &str,
) -> Vec<(Range<usize>, String)> {
    let mut waiting = Vec::new();
    let mut alone = Vec::new();
    for &(at, sign) in halves {
        if sign != open && sign != close || !stretch.is_words(at) {
            continue;
        }
        let place = at..at + sign.len_utf8();
        // Behind or before it stands a picture, which may lie between the two halves.
        let is_at_edge = match sign == open {
            true => place.end == stretch.text.len(),
            false => at == 0,
        };
        if is_at_edge && open != '“' {
            continue;
        }
        if sign == open {
            waiting.push(place);
        } else if waiting.pop().is_none() && !(close == ')' && is_marker(stretch.text, at)) {
            alone.push((place, format!("This {name} was never opened")));
        }
    }
    let is_told = |place: &Range<usize>| match open {
        // A quotation that goes on in the next paragraph is closed there.
        '“' if place.start == 0 => !goes_on(next),
        // Each paragraph of a quotation opens it again.
        '“' => !next.starts_with('“'),
        // `[0, 1)`
        '[' => {
            let behind = stretch.text.get(place.end..).unwrap_or_default();
            !behind.starts_with(|c: char| c.is_ascii_digit())
        }
        _ => true,
    };
    let waiting = waiting.into_iter().filter(is_told);
    alone.extend(waiting.map(|place| (place, format!("This {name} is never closed"))));
    alone
}

/// `1)`, `iv)`, `a)`: a marker that has no first half; `:)` is none either.
fn is_marker(text: &str, at: usize) -> bool {
    let before = text.get(..at).unwrap_or_default();
    let start = prose::last_near(before, |c| !c.is_alphanumeric());
    let word = before
        .get(start.map_or(0, |at| at + 1)..)
        .unwrap_or_default();
    let is_number = word.len() < 3 && word.bytes().all(|b| b.is_ascii_digit());
    let is_roman = word.len() < 5 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x'));
    if word.is_empty() {
        return before.ends_with([':', ';', '-']);
    }
    is_number || is_roman || word.chars().nth(1).is_none()
}

/// A straight quotation mark too many. Where one may be a sign of inches or seconds, none is told.
fn straight(
    stretch: &ProseStretch<'_>,
    marks: &[usize],
    goes_on: bool,
) -> Option<(Range<usize>, String)> {
    let marks = marks.iter().copied();
    let marks: Vec<usize> = marks.filter(|at| stretch.is_words(*at)).collect();
    let is_measure = |at: &usize| {
        let before = stretch.text.get(..*at).unwrap_or_default();
        before.ends_with(|c: char| c.is_ascii_digit() || matches!(c, '½' | '¼'))
    };
    let goes_on = goes_on && marks == [0];
    let last = *marks.last()?;
    let is_odd = marks.len() % 2 == 1 && !goes_on && !marks.iter().any(is_measure);
    is_odd.then(|| {
        (
            last..last + 1,
            "This quotation mark has no partner".to_owned(),
        )
    })
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    const ID: &str = "unmatched-bracket";

    #[test]
    fn a_half_without_the_other_is_told() {
        for (text, told) in [
            (
                "Tea (black or green lowers it.",
                "1:5 \"(\" This bracket is never closed",
            ),
            (
                "Tea black or green) lowers it.",
                "1:19 \")\" This bracket was never opened",
            ),
            (
                "Tea (black (or green) lowers it.",
                "1:5 \"(\" This bracket is never closed",
            ),
            (
                "It is [a kind of tea.",
                "1:7 \"[\" This square bracket is never closed",
            ),
            (
                "It is “a kind of tea.",
                "1:7 \"“\" This quotation mark is never closed",
            ),
            (
                "It is a kind of tea”, they say.",
                "1:20 \"”\" This quotation mark was never opened",
            ),
            (
                "It is \"a kind of tea.",
                "1:7 \"\\\"\" This quotation mark has no partner",
            ),
            (
                "“It is tea, she says. Tea is hot.\n\nTea is “good”.",
                "1:1 \"“\" This quotation mark is never closed",
            ),
            (
                "| Tea (black |\n|--|\n",
                "1:7 \"(\" This bracket is never closed",
            ),
        ] {
            assert_eq!(found(text, ID), [told]);
        }
    }

    #[test]
    fn pairs_and_what_needs_none_are_left_alone() {
        for text in [
            "",
            "Tea (black (or green)) and [milk] and “a cup”. It’s 5′ 6″ long, 5\" wide, the patients’ tea.",
            "It is 1) black, 2) green, or a) hot; iv) cold :). From [0, 1) on.",
            "“It goes on\n\n“and on.”",
            "She says, “It goes on\n\n“and on.”",
            "\"It goes on\n\n\"and on.\"",
            "`(tea` and [tea (hot](a.md) and\n\n```\n(\n```\n",
            "Tea (![a cup](a.png)) is hot. <b>Tea</b> (hot.",
            "Sie sagt „Tee“ dazu. See {{ tea( }} and $f(x$.",
            "## Sources\n\n1. Archer A (2019). Tea (hot. Journal of Tea. DOI: 10.5555/x.\n",
        ] {
            assert_eq!(found(text, ID), [""; 0], "{text}");
        }
    }
}
