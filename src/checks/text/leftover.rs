//! What was left for later and is published as it is: `TODO`, `???`, `[citation needed]`, marks of CriticMarkup, HTML comments.
//!
//! Leaves alone: code; ordinary words in brackets.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::checks::prose;
use crate::checks::{Check, Findings, FixKind, Group, Level, Look, Subject};

pub(super) const CHECK: Check = Check {
    id: "leftover",
    group: Group::Text,
    title: "Leftover note or mark of a draft",
    level: Level::Warning,
    reason: "Notes among writers are not for readers",
    fix: FixKind::None,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let start = subject.reading.page.body.start;
    let body = subject.text.get(start..).unwrap_or_default();
    let mut tell = |at: usize, length: usize, level: Level, message: String| {
        let place = start + at..start + at + length;
        if !prose::is_code_at(&subject.reading.page, place.start) {
            found.add_at(level, place, message, Vec::new());
        }
    };
    for (words, finder) in &*WORDS {
        for at in finder.find_iter(body.as_bytes()) {
            if is_word(body, &(at..at + words.len())) {
                tell(
                    at,
                    words.len(),
                    CHECK.level,
                    format!("“{words}” is left in the text"),
                );
            }
        }
    }
    for at in memchr::memmem::find_iter(body.as_bytes(), "???") {
        let before = body.get(..at).unwrap_or_default();
        if !before.ends_with('?') {
            let length = body
                .bytes()
                .skip(at)
                .take_while(|byte| *byte == b'?')
                .count();
            tell(
                at,
                length,
                CHECK.level,
                "Question marks stand where words are missing".into(),
            );
        }
    }
    for at in memchr::memchr_iter(b'[', body.as_bytes()) {
        if let Some(length) = note_in_brackets(body.get(at..).unwrap_or_default()) {
            let note = body.get(at..at + length).unwrap_or_default();
            tell(
                at,
                length,
                CHECK.level,
                format!("“{note}” is left in the text"),
            );
        }
    }
    for at in memchr::memchr_iter(b'{', body.as_bytes()) {
        if let Some((length, what)) = critic_mark(body.get(at..).unwrap_or_default()) {
            tell(
                at,
                length,
                CHECK.level,
                format!("{what} is still marked in the text"),
            );
        }
    }
    // A comment is not shown, but goes out with the page.
    for at in memchr::memmem::find_iter(body.as_bytes(), "<!--") {
        let rest = body.get(at..).unwrap_or_default();
        let length = rest.find("-->").map_or(rest.len(), |end| end + 3);
        let words = rest.get(4..length).unwrap_or_default();
        let words = words.trim_end_matches("-->").trim();
        let is_order = words.is_empty() || ORDERS.iter().any(|order| words.starts_with(order));
        let is_code = subject.reading.page.is_program_at(start + at);
        if !is_order && !is_code {
            let first = rest.lines().next().unwrap_or_default().len().min(length);
            let place = start + at..start + at + first;
            let message = "This comment is published with the page, though not shown";
            found.add_at(Level::Note, place, message, Vec::new());
        }
    }
}

/// Signs of work to be done that mean nothing else.
static WORDS: LazyLock<[(&str, Finder<'static>); 3]> =
    LazyLock::new(|| ["TODO", "FIXME", "XXX:"].map(|word| (word, Finder::new(word))));

/// Comments that programs read.
const ORDERS: [&str; 9] = [
    "more",
    "toc",
    "prettier-",
    "markdownlint-",
    "vale ",
    "textlint-",
    "cspell",
    "spell-checker",
    "eslint-",
];

fn is_word(text: &str, place: &Range<usize>) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '.');
    let before = text.get(..place.start).unwrap_or_default();
    let behind = text.get(place.end..).unwrap_or_default();
    let mut after = behind.chars();
    let goes_on = match after.next() {
        // A full stop ends the sentence, or is part of a name.
        Some('.') => after.next().is_some_and(char::is_alphanumeric),
        Some(c) => is_part(c),
        None => false,
    };
    !before.ends_with(is_part) && !goes_on
}

/// The length of `[citation needed]`, `[insert dose]`, `[TBC]`; no link.
fn note_in_brackets(rest: &str) -> Option<usize> {
    let near = rest.get(..rest.floor_char_boundary(80)).unwrap_or(rest);
    let end = near.find(']')?;
    let note = near.get(1..end)?.trim();
    let is_link = rest.get(end + 1..)?.starts_with(['(', '[', ':']);
    let lower = note.to_lowercase();
    let is_whole = [
        "citation needed",
        "source needed",
        "reference needed",
        "ref needed",
        "source?",
        "ref?",
        "citation?",
        "reference?",
        "dose?",
        "date?",
    ]
    .contains(&lower.as_str())
        || ["TBC", "TBD", "TK", "TKTK"].contains(&note);
    let begins = [
        "insert ",
        "to be added",
        "to be confirmed",
        "to be checked",
        "to do",
        "add source",
        "add reference",
        "add citation",
        "add link",
        "check source",
        "check dose",
        "check with ",
    ]
    .iter()
    .any(|words| lower.starts_with(words));
    (!is_link && (is_whole || begins)).then_some(end + 1)
}

/// The length of a mark of CriticMarkup, and what it marks.
fn critic_mark(rest: &str) -> Option<(usize, &'static str)> {
    let (_, close, what) = CRITIC.iter().find(|(open, ..)| rest.starts_with(open))?;
    let near = prose::near_ahead(rest);
    let end = near.get(3..)?.find(close)?;
    Some((3 + end + 3, what))
}

const CRITIC: [(&str, &str, &str); 5] = [
    ("{++", "++}", "An addition"),
    ("{--", "--}", "A deletion"),
    ("{~~", "~~}", "A substitution"),
    ("{==", "==}", "A highlight"),
    ("{>>", "<<}", "A comment"),
];

#[cfg(test)]
mod tests {
    use crate::checks::fixture::found;

    #[test]
    fn notes_of_writers_are_told() {
        for (text, marked) in [
            ("TODO: the dose.", "TODO"),
            ("The dose (TODO).", "TODO"),
            ("- FIXME", "FIXME"),
            ("XXX: ask Ann", "XXX:"),
            ("Take ??? mg.", "???"),
            ("Iron lowers it [citation needed].", "[citation needed]"),
            ("Take [insert dose] a day.", "[insert dose]"),
            ("It starts in May [TBC].", "[TBC]"),
            ("Take {++one++} daily.", "{++one++}"),
            ("Take {--one--} daily.", "{--one--}"),
            ("Take {~~one~>two~~} daily.", "{~~one~>two~~}"),
            ("{==Take one==} daily.", "{==Take one==}"),
            ("Take one{>>why?<<} daily.", "{>>why?<<}"),
            ("| TODO |\n|---|\n", "TODO"),
        ] {
            let found = found(text, "leftover");
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains(&format!("\"{marked}\"")), "{found:?}");
            assert!(!found[0].contains("(note)"), "{found:?}");
        }
    }

    #[test]
    fn a_comment_is_a_note() {
        assert_eq!(
            found("Tea.\n\n<!-- ask Ann\nabout this -->\n", "leftover"),
            [
                "3:1 \"<!-- ask Ann\" (note) This comment is published with the page, though not shown"
            ]
        );
    }

    #[test]
    fn other_words_links_and_code_are_left_alone() {
        for text in [
            "A to-do list, todo, METODO, TODO.txt, #TODO_LIST, 47,XXX and XXX, TK1 and TBD virus. Really??",
            "[source needed](https://a.example) [check](a.md) [insert a coin][x]\n\n[x]: a.md\n",
            "`TODO` `{++a++}` `???`\n\n```\nTODO ???\n<!-- a -->\n```\n",
            "{+ a +} {{< more >}} {% raw %} {#id} <!--more--> <!-- markdownlint-disable -->",
            "---\ntitle: TODO\n---\n",
        ] {
            assert_eq!(found(text, "leftover"), [""; 0], "{text}");
        }
    }
}
