//! Bold that is opened and never closed, or the other way round: its asterisks are shown to the reader.
//!
//! Leaves alone: escaped asterisks, powers and file patterns, code.

use std::ops::Range;

use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::Edit;
use crate::entry::page::{Run, Style};

pub(super) const CHECK: Check = Check {
    id: "unclosed-bold",
    group: Group::Text,
    title: "Unclosed bold",
    level: Level::Warning,
    reason: "The asterisks are shown to the reader, and the words are not bold",
    fix: FixKind::Offered,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    for stretch in prose::stretches(&subject.reading.page) {
        lopsided(subject, &stretch, found);
        underscores(subject, &stretch, found);
        let marks = marks(subject, &stretch);
        let mut marks = marks.iter().peekable();
        while let Some(mark) = marks.next() {
            let place = mark.place.clone();
            let may_open = mark.opens || mark.may_open;
            if may_open && let Some(second) = marks.next_if(|next| next.held.is_some()) {
                held(&place, second, false, found);
            } else if mark.held.is_some() && marks.next_if(|next| next.closes).is_some() {
                held(&place, mark, true, found);
            }
            // `**Claim: tea is iron. **It is not`: the blank keeps the second from closing.
            else if mark.opens
                && let Some(second) = marks.next_if(|next| next.stray_blank.is_some())
                && let Some(blank) = second.stray_blank.clone()
            {
                let fix = Fix::new("Delete the space", Edit::delete(blank));
                let message = "A space before “**” keeps this bold from closing";
                found.add(place.start..second.place.end, message, vec![fix]);
            } else if mark.opens {
                let fix = Fix::new("Delete the asterisks", Edit::delete(place.clone()));
                found.add(place, "This bold (“**”) is never closed", vec![fix]);
            } else if mark.closes {
                let fix = Fix::new("Delete the asterisks", Edit::delete(place.clone()));
                found.add(place, "This “**” closes no bold", vec![fix]);
            }
        }
    }
}

/// `**Iron.**Then`, `the**(5 mg)** dose`: markdown reads no bold where a letter stands on one side of the asterisks and a mark on
/// the other.
fn held(first: &Range<usize>, mark: &Mark, is_opening: bool, found: &mut Findings) {
    let Some(sign) = mark.held else { return };
    let place = &mark.place;
    let (range, message) = if is_opening {
        let message = format!(
            "The “**” before “{sign}” does not open the bold, because a letter stands before it"
        );
        (place.clone(), message)
    } else {
        let message =
            format!("The “**” after “{sign}” does not close the bold, because a letter follows it");
        (first.start..place.end, message)
    };
    let space = match is_opening {
        true => Fix::new("Put a space before it", Edit::insert(place.start, " ")),
        false => Fix::new("Put a space behind it", Edit::insert(place.end, " ")),
    };
    let mut fixes = vec![space];
    // `**Term—**An` needs no space: the dash stands between the words.
    if !is_opening && matches!(sign, '—' | '–' | '-' | '/') {
        let signed = place.start - sign.len_utf8()..place.end;
        let outside = Fix::new(
            format!("Put “{sign}” outside the bold"),
            Edit::new(signed, format!("**{sign}")),
        );
        fixes.insert(0, outside);
    }
    found.add(range, message, fixes);
}

/// `**never more*`: two asterisks on one side and one on the other. One is shown, and the words are in italics.
fn lopsided(subject: &Subject<'_>, stretch: &ProseStretch<'_>, found: &mut Findings) {
    let bytes = subject.text.as_bytes();
    let is_asterisk = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'*');
    let runs = stretch.runs;
    for (at, first) in runs.iter().enumerate() {
        let leans = |run: &Run| run.style.has(Style::ITALIC) && !run.style.has(Style::BOLD);
        let before = at.checked_sub(1).and_then(|at| runs.get(at));
        if !leans(first) || before.is_some_and(leans) {
            continue;
        }
        let rest = runs.get(at..).unwrap_or_default();
        let count = rest.iter().take_while(|run| leans(run)).count();
        let Some(last) = count.checked_sub(1).and_then(|last| rest.get(last)) else {
            continue;
        };
        // Its own marks stand at its sides; a third beside one of them is shown.
        let (Some(open), close) = (first.source.start.checked_sub(1), last.source.end) else {
            continue;
        };
        if !is_asterisk(Some(open)) || !is_asterisk(Some(close)) {
            continue;
        }
        let shown = |at: Option<usize>, run: Option<&Run>| {
            let holds = |at: usize| run.is_some_and(|run| run.source.contains(&at));
            is_asterisk(at) && at.is_some_and(holds)
        };
        let ahead = open.checked_sub(1);
        let is_more =
            |at: Option<usize>| is_asterisk(at) || at.and_then(|at| bytes.get(at)) == Some(&b'\\');
        let opens = shown(ahead, before) && !is_more(ahead.and_then(|at| at.checked_sub(1)));
        let closes = shown(Some(close + 1), rest.get(count)) && !is_asterisk(Some(close + 2));
        let (range, place) = match (opens, closes) {
            (true, false) => (open - 1..close + 1, close),
            (false, true) => (open..close + 2, open),
            _ => continue,
        };
        let fix = Fix::new("Add the missing asterisk", Edit::insert(place, "*"));
        let message = "This bold has two asterisks on one side and one on the other";
        found.add(range, message, vec![fix]);
    }
}

/// `__never more`: bold by underscores that is never closed.
fn underscores(subject: &Subject<'_>, stretch: &ProseStretch<'_>, found: &mut Findings) {
    let text = stretch.text;
    for at in memchr::memmem::find_iter(text.as_bytes(), "__") {
        let (before, behind) = (
            text.get(..at).unwrap_or_default(),
            prose::near_ahead(text.get(at + 2..).unwrap_or_default()),
        );
        if !before.chars().next_back().is_none_or(char::is_whitespace) {
            continue;
        }
        let (word, rest) = behind
            .split_once(' ')
            .map_or((behind, None), |(word, rest)| (word, Some(rest)));
        // `__dirname`, `__FILE__` and `a__b` are names; a name has no second word either.
        let is_word = !word.is_empty() && word.chars().all(char::is_alphabetic);
        let is_name = NAMES.contains(&word) || word.chars().skip(1).any(char::is_uppercase);
        let goes_on = rest.is_some_and(|rest| rest.starts_with(char::is_alphabetic));
        if !(is_word && goes_on) || is_name || !stretch.is_words(at) {
            continue;
        }
        let Some(place) = stretch
            .source(&(at..at + 2))
            .filter(|it| subject.at(it) == "__")
        else {
            continue;
        };
        let fix = Fix::new("Delete the underscores", Edit::delete(place.clone()));
        found.add(place, "This bold (“__”) is never closed", vec![fix]);
    }
}

/// What begins with two underscores in program text that was not marked as such.
const NAMES: [&str; 18] = [
    "dirname",
    "filename",
    "proto",
    "main",
    "init",
    "name",
    "file",
    "line",
    "func",
    "function",
    "all",
    "dict",
    "class",
    "doc",
    "import",
    "asm",
    "attribute",
    "typename",
];

/// Two asterisks that are shown.
struct Mark {
    place: Range<usize>,
    /// A word begins behind them.
    opens: bool,
    /// They stand before a bracket or another mark, and may be meant to open.
    may_open: bool,
    /// A word ends before them.
    closes: bool,
    /// The mark beside them that keeps them from opening or closing, because a letter stands on the other side.
    held: Option<char>,
    /// The blank before them that should not be there.
    stray_blank: Option<Range<usize>>,
}

fn marks(subject: &Subject<'_>, stretch: &ProseStretch<'_>) -> Vec<Mark> {
    let text = stretch.text;
    let mut marks: Vec<Mark> = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), "**") {
        let end = at + 2;
        let before = text.get(..at).and_then(|text| text.chars().next_back());
        let behind = text.get(end..).and_then(|text| text.chars().next());
        let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_open =
            |c: Option<char>| c.is_none_or(|c| c.is_whitespace() || matches!(c, '“' | '—' | '–'));
        let is_end = |c: Option<char>| {
            c.is_none_or(|c| {
                c.is_whitespace()
                    || matches!(
                        c,
                        '.' | ',' | ';' | ':' | ')' | '”' | '"' | '?' | '!' | '—' | '–'
                    )
            })
        };
        let opens = is_open(before) && (is_letter(behind) || matches!(behind, Some('“' | '"')));
        let closes = (is_letter(before)
            || matches!(before, Some('.' | ':' | '?' | '!' | '”' | ')')))
            && is_end(behind);
        let is_mark =
            |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !matches!(c, '*' | '\\');
        let may_open = before.is_none_or(char::is_whitespace) && behind.is_some_and(is_mark);
        let follows_open = marks.last().is_some_and(|mark| mark.opens || mark.may_open);
        let held = match (before, behind) {
            (Some(sign), Some(letter)) if letter.is_alphabetic() && is_mark(sign) => {
                let closes = follows_open && !matches!(sign, '“' | '‘' | '(' | '[');
                closes.then_some(sign)
            }
            (Some(letter), Some(sign)) if letter.is_alphabetic() && is_mark(sign) => {
                matches!(sign, '(' | '“' | '‘' | '[' | '"').then_some(sign)
            }
            _ => None,
        };
        // `2**3`, `**/*.md`, `a ** b`, `***` are none.
        if !(opens || closes || may_open || held.is_some()) || !stretch.is_words(at) {
            continue;
        }
        let Some(place) = stretch.source(&(at..end)).filter(|place| place.len() == 2) else {
            continue;
        };
        let byte = |at: Option<usize>| at.and_then(|at| subject.text.as_bytes().get(at));
        if byte(place.start.checked_sub(1)) == Some(&b'\\')
            || byte(Some(place.start + 1)) != Some(&b'*')
        {
            continue;
        }
        let stray_blank =
            (opens && before == Some(' ') && marks.last().is_some_and(|mark| mark.opens))
                .then(|| place.start - 1..place.start)
                .filter(|blank| subject.at(blank) == " ");
        marks.push(Mark {
            place,
            opens,
            may_open,
            closes,
            held,
            stray_blank,
        });
    }
    marks
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn asterisks_without_their_other_half_are_found() {
        let before = "## Summary\n\n**Claim: tea is iron. It is not.\n\nIron** is a metal.\n";
        assert_eq!(
            found(before, "unclosed-bold"),
            [
                "3:1 \"**\" This bold (“**”) is never closed",
                "5:5 \"**\" This “**” closes no bold"
            ]
        );
        assert_eq!(
            Fixture::new(before).fixed("unclosed-bold"),
            "## Summary\n\nClaim: tea is iron. It is not.\n\nIron is a metal.\n"
        );
        for text in [
            "- **iron: a metal",
            "| **iron | tea |\n|--|--|\n",
            "> a **b c\n",
            "**a** and **b c",
        ] {
            assert_eq!(found(text, "unclosed-bold").len(), 1, "{text}");
        }
    }

    #[test]
    fn a_blank_that_keeps_bold_from_closing_goes() {
        let before = "**Claim: tea is iron. **It is not.\n";
        assert_eq!(
            found(before, "unclosed-bold"),
            ["1:1 \"**Claim: tea is iron. **\" A space before “**” keeps this bold from closing"]
        );
        assert_eq!(
            Fixture::new(before).fixed("unclosed-bold"),
            "**Claim: tea is iron.**It is not.\n"
        );
    }

    #[test]
    fn bold_that_a_letter_keeps_from_closing_or_opening_is_told_so() {
        for (before, marked, what, after) in [
            (
                "Take **5 mg.**Then stop.",
                "**5 mg.**",
                "The “**” after “.” does not close the bold, because a letter follows it",
                "Take **5 mg.** Then stop.",
            ),
            (
                "a **(5 mg)**b",
                "**(5 mg)**",
                "The “**” after “)” does not close the bold, because a letter follows it",
                "a **(5 mg)** b",
            ),
            (
                "**Term—**An",
                "**Term—**",
                "The “**” after “—” does not close the bold, because a letter follows it",
                "**Term**—An",
            ),
            (
                "| **“Tea”**is |\n|--|\n",
                "**“Tea”**",
                "The “**” after “”” does not close the bold, because a letter follows it",
                "| **“Tea”** is |\n|--|\n",
            ),
            (
                "The dose**(5 mg)** now",
                "**",
                "The “**” before “(” does not open the bold, because a letter stands before it",
                "The dose **(5 mg)** now",
            ),
        ] {
            let found = found(before, "unclosed-bold");
            assert_eq!(found.len(), 1, "{before}: {found:?}");
            assert!(
                found[0].ends_with(&format!("{marked:?} {what}")),
                "{found:?}"
            );
            assert_eq!(Fixture::new(before).fixed("unclosed-bold"), after);
        }
    }

    #[test]
    fn bold_with_one_asterisk_on_one_side_is_told_and_fixed() {
        for before in ["Take **never more* of it.", "Take *never more** of it."] {
            assert_eq!(
                found(before, "unclosed-bold").len(),
                1,
                "{before}: {:?}",
                found(before, "unclosed-bold")
            );
            assert_eq!(
                Fixture::new(before).fixed("unclosed-bold"),
                "Take **never more** of it."
            );
        }
        let before = "__never more of it\n";
        assert_eq!(
            found(before, "unclosed-bold"),
            ["1:1 \"__\" This bold (“__”) is never closed"]
        );
        assert_eq!(
            Fixture::new(before).fixed("unclosed-bold"),
            "never more of it\n"
        );
    }

    #[test]
    fn closed_bold_and_other_asterisks_are_left_alone() {
        for text in [
            "",
            "**Iron** and ***tea*** and __milk__ and *a **b** c*.",
            "2**3 = 8, a ** b, **/*.md, src/**, f(**kwargs), \\*\\*iron\\*\\*",
            "`**iron` and\n\n```\n**iron\n```\n",
            "* item\n* **item**\n\n***\n\n**\n",
            "**Iron\nand tea** in two lines",
            "*Iron* and ***tea* and milk** and **milk *and tea*** and \\**tea* and \\*\\**tea*",
            "4 * 5 *is* 20, a *b*c and P*<*0.05, *a*, *b*, **c**",
            "__Iron__ and __dirname is, a__b c, __fooBar is, __x = 1, ___ and `__a b`",
        ] {
            assert_eq!(found(text, "unclosed-bold"), SILENCE, "{text}");
        }
    }
}
