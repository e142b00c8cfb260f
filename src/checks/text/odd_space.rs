//! A blank before a mark or inside brackets, or a typesetter's blank between two words.
//!
//! Leaves alone: no-break spaces; texts in languages that want a blank before `;`, `!` and `?`.

use std::ops::Range;

use crate::checks::prose::{self, ProseStretch};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::page::Page;
use crate::entry::{Edit, Edits};

pub(super) const CHECK: Check = Check {
    id: "odd-space",
    group: Group::Text,
    title: "Misplaced or unusual space",
    level: Level::Note,
    reason: "Punctuation follows the word directly, and a plain space separates words",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let page = &subject.reading.page;
    let body = subject.at(&page.body);
    let has = |mark: &str| memchr::memmem::find(body.as_bytes(), mark.as_bytes()).is_some();
    let mut marks: Vec<&str> = [" ,", " ."].into_iter().filter(|mark| has(mark)).collect();
    let loose = [" ;", " !", " ?"].into_iter().filter(|mark| has(mark));
    let loose: Vec<&str> = loose.collect();
    if !loose.is_empty() && is_set_tight(page) {
        marks.extend(loose);
    }
    let has_bracket = has("( ");
    let has_odd = !body.is_ascii() && body.chars().any(is_odd);
    if marks.is_empty() && !has_bracket && !has_odd {
        return;
    }
    for stretch in prose::stretches(page) {
        for mark in &marks {
            before_mark(subject, &stretch, mark, found);
        }
        if has_bracket {
            in_brackets(subject, &stretch, found);
        }
        if has_odd {
            between_words(&stretch, found);
        }
    }
}

/// `tea , milk .`
fn before_mark(
    subject: &Subject<'_>,
    stretch: &ProseStretch<'_>,
    mark: &str,
    found: &mut Findings,
) {
    let text = stretch.text;
    for at in memchr::memmem::find_iter(text.as_bytes(), mark) {
        let before = text.get(..at).unwrap_or_default();
        let behind = text.get(at + 2..).unwrap_or_default();
        // `.md`, ` ...`, `x , , y`, the `.` of a path and code before the mark are something else.
        let ends = behind.is_empty() || behind.starts_with([' ', '\n']);
        let next = behind.trim_start().chars().next();
        let goes_on = match next {
            None => true,
            Some(next) if mark != " ," && mark != " ;" => next.is_uppercase(),
            Some(next) => next.is_alphabetic(),
        };
        let is_word = before.ends_with(|c: char| c.is_alphabetic() || c == ')');
        if is_word
            && ends
            && goes_on
            && stretch.is_words(at - 1)
            && stretch.is_words(at + 1)
            && let Some(place) = stretch.source(&(at..at + 2))
            && subject.at(&place) == mark
        {
            let blank = place.start..place.start + 1;
            let fix = Fix::new("Delete the space", Edit::delete(blank));
            let sign = match mark {
                " ," => "a comma",
                " ;" => "a semicolon",
                " !" => "an exclamation mark",
                " ?" => "a question mark",
                _ => "a full stop",
            };
            found.add(place, format!("Space before {sign}"), vec![fix]);
        }
    }
}

/// Whether nearly all marks stand at their words, as they do not in French, which has a blank before colons too.
fn is_set_tight(page: &Page) -> bool {
    let (mut tight, mut loose) = (0, 0);
    for stretch in prose::stretches(page) {
        let mut before = b' ';
        for (at, byte) in stretch.text.bytes().enumerate() {
            if matches!(byte, b';' | b'!' | b'?' | b':') && stretch.is_words(at) {
                tight += usize::from(before.is_ascii_alphanumeric());
                loose += usize::from(before == b' ' && byte != b':');
                // Nobody who writes English parts a colon from its word.
                if before == b' ' && byte == b':' {
                    return false;
                }
            }
            before = byte;
        }
    }
    tight >= 4 * loose
}

/// `( inner )`
fn in_brackets(subject: &Subject<'_>, stretch: &ProseStretch<'_>, found: &mut Findings) {
    let text = stretch.text;
    for open in memchr::memmem::find_iter(text.as_bytes(), "( ") {
        let before = text.get(..open).unwrap_or_default();
        let behind = text.get(open + 1..).unwrap_or_default();
        // `f( x )` and `:(` are no brackets of prose.
        if before.ends_with(|c: char| !c.is_whitespace()) {
            continue;
        }
        let Some(length) = behind.find(['(', ')', '\n']) else {
            continue;
        };
        let inner = behind.get(..length).unwrap_or_default();
        let words = inner.trim_matches(' ');
        // `( a )` and `( )` are of formulas.
        let is_prose = words.chars().filter(|c| c.is_alphabetic()).count() > 2;
        let close = open + 1 + length;
        if text.as_bytes().get(close) != Some(&b')') || !is_prose || !stretch.is_words(open + 1) {
            continue;
        }
        let lead = inner.len() - inner.trim_start_matches(' ').len();
        let trail = inner.len() - inner.trim_end_matches(' ').len();
        let (Some(whole), Some(first)) = (
            stretch.source(&(open..close + 1)),
            stretch.source(&(open + 1..open + 1 + lead)),
        ) else {
            continue;
        };
        let last = stretch.source(&(close - trail..close));
        let last = last.filter(|_| trail > 0);
        // A bracket on the next line stays there.
        let is_within = |place: &Range<usize>| !subject.at(place).contains('\n');
        let edits = std::iter::once(first).chain(last).filter(is_within);
        let edits: Vec<Edit> = edits.map(Edit::delete).collect();
        if edits.is_empty() {
            continue;
        }
        let fix = Edits::new(edits).ok();
        let fix = fix.map(|edits| Fix::new("Delete the spaces inside the brackets", edits));
        let message = "Spaces inside these brackets";
        found.add(whole, message, fix.into_iter().collect());
    }
}

/// A blank of the typesetter where a plain one belongs.
fn between_words(stretch: &ProseStretch<'_>, found: &mut Findings) {
    let text = stretch.text;
    for (at, blank) in text.char_indices().filter(|(_, c)| is_odd(*c)) {
        let end = at + blank.len_utf8();
        let parts = |c: char| c.is_alphabetic() || c == ' ';
        // Beside a figure, a dash or a mark a thin blank is fine typesetting.
        let is_between = text.get(..at).unwrap_or_default().ends_with(parts)
            && text.get(end..).unwrap_or_default().starts_with(parts);
        if is_between
            && stretch.is_words(at)
            && let Some(place) = stretch.source(&(at..end))
            && place.len() == end - at
        {
            let fix = Fix::new("Write a plain space", Edit::new(place.clone(), " "));
            let code = u32::from(blank);
            let message = format!("Unusual space (U+{code:04X}) stands between these words");
            found.add(place, message, vec![fix]);
        }
    }
}

/// Blanks of the typesetter: em, en, thin, hair and the like.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{2000}'..='\u{200a}' | '\u{205f}' | '\u{1680}')
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn a_blank_before_a_comma_or_full_stop_goes() {
        let before = "Tea , coffee (and milk) , too .\n\n- cocoa .\n";
        assert_eq!(
            found(before, "odd-space"),
            [
                "1:4 \" ,\" Space before a comma",
                "1:24 \" ,\" Space before a comma",
                "1:30 \" .\" Space before a full stop",
                "3:8 \" .\" Space before a full stop"
            ]
        );
        assert_eq!(
            Fixture::new(before).fixed("odd-space"),
            "Tea, coffee (and milk), too.\n\n- cocoa.\n"
        );
    }

    #[test]
    fn a_blank_before_other_marks_goes_where_the_others_stand_at_their_words() {
        let tight = "Why? Because: tea! Who? You: I.\n\n";
        for (before, after) in [
            (
                "Tea binds iron ; milk does not.",
                "Tea binds iron; milk does not.",
            ),
            ("Is it so ?", "Is it so?"),
            ("Do not !\n", "Do not!\n"),
        ] {
            let before = format!("{tight}{before}");
            assert_eq!(found(&before, "odd-space").len(), 1, "{before}");
            let after = format!("{tight}{after}");
            assert_eq!(Fixture::new(&before).fixed("odd-space"), after);
        }
    }

    #[test]
    fn blanks_inside_brackets_go() {
        for before in [
            "Tea ( and milk ) binds iron.",
            "Tea ( and milk) binds iron.",
            "- Tea (  and milk ) binds iron.",
        ] {
            let found = found(before, "odd-space");
            assert!(
                found.len() == 1 && found[0].ends_with("Spaces inside these brackets"),
                "{found:?}"
            );
            let fixed = Fixture::new(before).fixed("odd-space");
            assert!(fixed.contains("Tea (and milk) binds iron."), "{fixed}");
        }
        let before = "Tea ( and milk\n) binds iron.\n";
        let after = "Tea (and milk\n) binds iron.\n";
        assert_eq!(Fixture::new(before).fixed("odd-space"), after);
        assert_eq!(found("Tea (\nand milk\n) binds.", "odd-space"), SILENCE);
    }

    #[test]
    fn a_typesetters_blank_between_words_becomes_a_plain_one() {
        for (text, code) in [
            ("iron\u{2003}salts", "U+2003"),
            ("iron\u{2009}salts", "U+2009"),
            ("iron \u{205f}salts", "U+205F"),
        ] {
            let found = found(text, "odd-space");
            assert!(found[0].contains(code), "{found:?}");
        }
        assert_eq!(
            Fixture::new("iron\u{2003}salts").fixed("odd-space"),
            "iron salts"
        );
    }

    #[test]
    fn blanks_that_belong_are_left_alone() {
        for text in [
            "",
            "10\u{2009}mg, 5\u{2009}%, a\u{200a}—\u{200a}b, 10\u{2009}000",
            "Files in .md and .txt, .5 of it, wait ... and so on . . .",
            "`a , b` and `a` , or `b` .",
            "```\na , b .\n```\n",
            "Quoi ? Rien ! Donc : oui ;",
            "SELECT a ,b",
            "Paths with . and .., a trailing , (here), the . in the end",
            "[a](b)\n, and more",
            "f( x ), ( ), :( and :) here, `( and milk )`, ( a\n- b )",
            "Le thé : oui ; le lait ! Et le fer ?",
            "Quoi ? Rien.\n\n```\na: b; c: d; e: f; g: h\n```\n",
            "Why? Who? Which ? What ?",
            "Why: so! Who: you! But :so ; a.",
        ] {
            assert_eq!(found(text, "odd-space"), SILENCE, "{text}");
        }
    }
}
