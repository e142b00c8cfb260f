//! Two blanks where one belongs: one note that lists the places of an entry.
//!
//! Leaves alone: indents, aligned tables, code, blanks at the end of a line.

use std::ops::Range;

use crate::checks::autofix::Protected;
use crate::checks::prose::{self, NO_WORDS};
use crate::checks::{Check, Findings, Fix, FixKind, Group, Level, Look, Subject};
use crate::entry::{Edit, Edits, Places, quotations};

pub(super) const CHECK: Check = Check {
    id: "doubled-space",
    group: Group::Text,
    title: "Double space",
    level: Level::Note,
    reason: "Readers see one space; the second only makes later changes look larger",
    fix: FixKind::Safe,
    since: 1,
    look: Look::Entry(look),
};

fn look(subject: &Subject<'_>, found: &mut Findings) {
    let places = places(subject);
    let Some(first) = places.first() else {
        return;
    };
    let message = match places.as_slice() {
        [one] if one.len() == 2 => "Double space between these words".to_owned(),
        [_] => "Several spaces between these words".to_owned(),
        all => {
            let (count, lines) = (all.len(), lines(subject.text, all));
            let on = if lines.starts_with("line ") {
                " on"
            } else {
                ":"
            };
            format!("Double spaces in {count} places{on} {lines}")
        }
    };
    found.add(
        first.clone(),
        message,
        fix(subject, &places).into_iter().collect(),
    );
}

/// What others wrote stays as they wrote it: quotations and titles of sources.
fn fix(subject: &Subject<'_>, places: &[Range<usize>]) -> Option<Fix> {
    let mut others = quotations(subject.text, &subject.reading.page);
    others.extend((subject.sources.iter()).filter_map(|source| source.title.clone()));
    let others = Protected::of(others);
    let is_own = |place: &&Range<usize>| !others.touch(place);
    let own: Vec<&Range<usize>> = places.iter().filter(is_own).collect();
    let edits = own
        .iter()
        .map(|place| Edit::delete(place.start + 1..place.end));
    let edits = Edits::new(edits.collect())
        .ok()
        .filter(|edits| !edits.is_empty())?;
    let label = match (own.len(), places.len()) {
        (_, 1) => "Leave one space",
        (own, all) if own == all => "Leave one space in each place",
        _ => "Leave one space in each place outside quotations and titles",
    };
    Some(Fix::new(label, edits))
}

/// “line 3”, “lines 3, 9 and 14”.
/// How many lines are named.
const MOST_LINES: usize = 20;

fn lines(text: &str, places: &[Range<usize>]) -> String {
    let of = Places::of(text);
    let mut lines: Vec<usize> = places.iter().map(|place| of.at(place.start).line).collect();
    lines.dedup();
    let more = lines.len().saturating_sub(MOST_LINES);
    if more > 1 {
        lines.truncate(MOST_LINES);
    }
    let lines: Vec<String> = lines.iter().map(usize::to_string).collect();
    match lines.as_slice() {
        [one] => format!("line {one}"),
        all if more > 1 => format!("lines {} and {more} more", all.join(", ")),
        [most @ .., last] => format!("lines {} and {last}", most.join(", ")),
        [] => String::new(),
    }
}

/// Where several blanks stand between words.
fn places(subject: &Subject<'_>) -> Vec<Range<usize>> {
    let page = &subject.reading.page;
    let bytes = subject.text.as_bytes();
    let body = bytes.get(page.body.start..).unwrap_or_default();
    let mut places = Vec::new();
    if memchr::memmem::find(body, b"  ").is_none() {
        return places;
    }
    let is_habit = is_typists_habit(body);
    for stretch in prose::stretches(page) {
        let words = stretch.runs.iter();
        for run in words.filter(|run| run.is_verbatim() && !run.style.has(NO_WORDS)) {
            let mut end = 0;
            for at in memchr::memmem::find_iter(subject.at(&run.source).as_bytes(), b"  ") {
                let start = run.source.start + at;
                if start < end {
                    continue;
                }
                let blanks = bytes.iter().skip(start).take_while(|byte| **byte == b' ');
                end = start + blanks.count();
                // Blanks at the edge of a line are indents or trailing.
                let is_inside = start > 0
                    && !matches!(bytes.get(start - 1), Some(b'\n' | b'|'))
                    && !matches!(bytes.get(end), None | Some(b'\n' | b'\r' | b'|'));
                let ends = start > 0 && matches!(bytes.get(start - 1), Some(b'.' | b'?' | b'!'));
                if is_inside && !(is_habit && ends) {
                    places.push(start..end);
                }
            }
        }
    }
    places
}

/// Who learnt to type two blanks behind a sentence does so again and again; that is no slip. Spaces at the end of a line
/// and before a tab are of another make.
fn is_typists_habit(body: &[u8]) -> bool {
    let ends = [&b".  "[..], b"?  ", b"!  "];
    let wide = ends
        .iter()
        .flat_map(|end| memchr::memmem::find_iter(body, *end));
    let goes_on = |at: &usize| {
        let mut behind = body.iter().skip(at + 1).skip_while(|byte| **byte == b' ');
        !matches!(behind.next(), None | Some(b'\n' | b'\r' | b'\t'))
    };
    wide.filter(goes_on).take(3).count() == 3
}

#[cfg(test)]
mod tests {
    use crate::checks::fixture::{Fixture, found};

    const SILENCE: [&str; 0] = [];

    #[test]
    fn of_several_blanks_one_is_left() {
        for (before, said, fix, after) in [
            (
                "## Summary\n\nIron  is a metal.\n",
                "3:5 \"  \" Double space between these words",
                "Leave one space",
                "## Summary\n\nIron is a metal.\n",
            ),
            (
                "Iron is a   metal.\n",
                "1:10 \"   \" Several spaces between these words",
                "Leave one space",
                "Iron is a metal.\n",
            ),
            (
                "## Summary\n\nIron  is a   metal.\n\n- It  is\n",
                "3:5 \"  \" Double spaces in 3 places: lines 3 and 5",
                "Leave one space in each place",
                "## Summary\n\nIron is a metal.\n\n- It is\n",
            ),
            (
                "Iron  is a  metal.\n",
                "1:5 \"  \" Double spaces in 2 places on line 1",
                "Leave one space in each place",
                "Iron is a metal.\n",
            ),
            (
                "Iron  is “a  metal”, as  they say.\n\n> a  metal\n",
                "1:5 \"  \" Double spaces in 4 places: lines 1 and 3",
                "Leave one space in each place outside quotations and titles",
                "Iron is “a  metal”, as they say.\n\n> a  metal\n",
            ),
        ] {
            assert_eq!(found(before, "doubled-space"), [said]);
            assert_eq!(Fixture::new(before).fixes("doubled-space"), [fix]);
            assert_eq!(Fixture::new(before).fixed("doubled-space"), after);
        }
        let quoted = "They say “a  metal”.";
        assert_eq!(found(quoted, "doubled-space").len(), 1);
        assert_eq!(Fixture::new(quoted).fixes("doubled-space"), SILENCE);
    }

    #[test]
    fn blanks_are_found_wherever_words_stand() {
        for text in [
            "# Iron  and tea",
            "- iron  and tea",
            "| iron  tea | b |\n|--|--|\n",
            "*iron  tea*",
            "1. Archer A  (2019).",
            "> iron  tea\r\n",
            "é  è",
        ] {
            assert_eq!(found(text, "doubled-space").len(), 1, "{text}");
        }
    }

    #[test]
    fn blanks_at_the_end_of_lines_are_no_habit() {
        let text = "Ab cd.  Ef gh.\n\nIj kl.  \n\nMn op.  \n\nQr st.  ";
        assert_eq!(found(text, "doubled-space").len(), 1);
    }

    #[test]
    fn blanks_that_align_or_break_are_left_alone() {
        for text in [
            "",
            "-  item\n\n1.   item\n\n  indented\n   more\n",
            "| a    | b  |\n|------|----|\n| c    | d  |\n",
            "line  \nbreak   \nend  ",
            "`a  b`\n\n```\na  b\n```\n\n    a  b\n\n<div  class>\n",
            "---\ntitle:  two\n---\n\n# Title\n",
            "One.  Two.  Three.  Four.  Five.\n",
            "##  Heading\n",
            ">   quote\n>  more\n",
        ] {
            assert_eq!(found(text, "doubled-space"), SILENCE, "{text}");
        }
        assert_eq!(
            found(&"word by word ".repeat(80_000), "doubled-space"),
            SILENCE
        );
    }
}
