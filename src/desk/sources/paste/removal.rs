//! Which lines of a paste leave the text when its records are listed as sources, and the edits that remove them.
//!
//! A line leaves only if everything read from it became a source. Whatever was not read, was left out or is listed already
//! stays as it was typed.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::entry::{Edit, Edits};
use crate::references::{Format, Gathered};

/// For each line of a paste, whether it leaves once these records are sources. A text of lines goes line by line. In any
/// other format a record may lie anywhere, so the paste goes whole or not at all.
pub fn leaving(gathered: &Gathered, pasted: &str, is_source: impl Fn(usize) -> bool) -> Vec<bool> {
    let count = pasted.split('\n').count();
    let mut pieces: Vec<(Range<usize>, bool)> = Vec::new();
    for (index, gained) in gathered.records.iter().enumerate() {
        // What it says and was not taken would be lost with the line.
        let is_whole = gained.doubts.is_empty() && is_source(index);
        pieces.push((lines(gained.line, gained.lines), is_whole));
    }
    for unread in &gathered.unread {
        pieces.push((lines(unread.line, unread.lines), false));
    }
    if gathered.format != Format::Text || has_lone_return(pasted) {
        let whole = !pieces.is_empty()
            && pieces.iter().all(|(_, is_source)| *is_source)
            && !has_words_outside(gathered.format, pasted);
        return vec![whole; count];
    }
    pieces.sort_by_key(|(lines, _)| lines.start);
    // Pieces that share a line leave together.
    let mut together: Vec<(Range<usize>, bool)> = Vec::new();
    for (lines, is_source) in pieces {
        match together.last_mut() {
            Some((last, all)) if lines.start < last.end => {
                last.end = last.end.max(lines.end);
                *all &= is_source;
            }
            _ => together.push((lines, is_source)),
        }
    }
    let mut leaving = vec![false; count];
    for (lines, is_source) in together {
        let end = lines.end.min(count);
        for line in leaving.get_mut(lines.start..end).into_iter().flatten() {
            *line = is_source;
        }
    }
    leaving
}

/// The lines of a text, counted from 0, of which something was not read.
pub fn not_read(gathered: &Gathered) -> BTreeSet<usize> {
    let unread = gathered.unread.iter();
    unread
        .flat_map(|unread| lines(unread.line, unread.lines))
        .collect()
}

/// The lines of a piece, counted from 0.
fn lines(line: usize, lines: usize) -> Range<usize> {
    let start = line.saturating_sub(1);
    start..start.saturating_add(lines.max(1))
}

/// Where the lines are counted by other line ends than the text's, no line can be told.
fn has_lone_return(pasted: &str) -> bool {
    let ends = pasted.split('\r').skip(1);
    ends.into_iter().any(|behind| !behind.starts_with('\n'))
}

/// Words that belong to no record, and which a reader passes over: a sentence above an export, a note below it.
fn has_words_outside(format: Format, pasted: &str) -> bool {
    let mut words = pasted.lines().filter(|line| !line.trim().is_empty());
    let indented = |line: &str| line.starts_with([' ', '\t']);
    match format {
        Format::Ris => {
            let mut inside = false;
            words.any(|line| {
                let tag = line.trim_start_matches('\u{feff}').trim_start();
                let is = |name: &str| {
                    let rest = tag.strip_prefix(name);
                    rest.is_some_and(|rest| rest.trim_start().starts_with('-'))
                };
                inside |= is("TY");
                let outside = !inside;
                inside &= !is("ER");
                outside
            })
        }
        Format::Medline => words.any(|line| {
            let tag = line.split('-').next().unwrap_or_default().trim_end();
            !indented(line) && (tag.len() > 4 || !is_tag(tag))
        }),
        Format::Tagged => words.any(|line| {
            let tag = line.split([' ', '\t']).next().unwrap_or_default();
            !indented(line) && !tag.starts_with('%') && (tag.len() != 2 || !is_tag(tag))
        }),
        Format::Bibtex => has_words_between_entries(pasted),
        // Of these the readers name whatever they do not take.
        Format::CslJson | Format::Table | Format::Text | Format::Unknown => false,
    }
}

fn is_tag(tag: &str) -> bool {
    let is_of_tag = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit();
    !tag.is_empty() && tag.chars().all(is_of_tag)
}

/// BibTeX takes whatever stands between two entries for a comment.
fn has_words_between_entries(pasted: &str) -> bool {
    let mut depth = 0_usize;
    for line in pasted.lines() {
        let begins = line.trim_start_matches('\u{feff}').trim_start();
        let is_comment = begins
            .get(..8)
            .is_some_and(|word| word.eq_ignore_ascii_case("@comment"));
        if depth == 0 && !begins.is_empty() && (!begins.starts_with('@') || is_comment) {
            return true;
        }
        let mut escaped = false;
        let mut closed = false;
        for letter in line.chars() {
            match letter {
                '{' if !escaped => depth += 1,
                '}' if !escaped => {
                    depth = depth.saturating_sub(1);
                    closed = depth == 0;
                    escaped = false;
                    continue;
                }
                '@' if closed => closed = false,
                _ if closed && depth == 0 && !letter.is_whitespace() && letter != ',' => {
                    return true;
                }
                _ => {}
            }
            escaped = letter == '\\' && !escaped;
        }
    }
    false
}

/// One line of a paste.
struct Line {
    /// With its line end.
    range: Range<usize>,
    /// Where its words end.
    words: usize,
    is_blank: bool,
    leaves: bool,
}

/// The edits that take these lines of the pasted range out. Where they leave a hole, one blank line stays of those that
/// were there. Words outside the range keep their line.
pub(in crate::desk) fn take_out(text: &str, range: Range<usize>, leaving: &[bool]) -> Edits {
    let pasted = text.get(range.clone()).unwrap_or_default();
    let mut lines: Vec<Line> = Vec::new();
    let mut at = range.start;
    for (index, line) in pasted.split('\n').enumerate() {
        let end = (at + line.len() + 1).min(range.end);
        let is_blank = line.trim().is_empty();
        lines.push(Line {
            range: at..end,
            words: at + line.strip_suffix('\r').unwrap_or(line).len(),
            is_blank,
            leaves: !is_blank && leaving.get(index).copied().unwrap_or(false),
        });
        at = end;
    }
    if !lines.iter().any(|line| line.leaves) {
        return Edits::default();
    }
    if lines.iter().all(|line| line.is_blank || line.leaves) {
        return Edits::one(Edit::delete(range));
    }
    let before = text.get(..range.start).unwrap_or_default();
    let behind = text.get(range.end..).unwrap_or_default();
    let begins_line = before.is_empty() || before.ends_with('\n');
    let ends_line = behind.is_empty() || behind.starts_with(['\n', '\r']);
    let last = lines.len() - 1;
    // The first and the last line of the paste may be parts of lines.
    let is_part = |index: usize| (index == 0 && !begins_line) || (index == last && !ends_line);
    let stays = |index: usize, line: &Line| is_part(index) || !(line.is_blank || line.leaves);
    let mut gone: Vec<Range<usize>> = Vec::new();
    let mut index = 0;
    let mut stayed: Option<&Line> = None;
    while let Some(line) = lines.get(index) {
        if stays(index, line) {
            if line.leaves {
                gone.push(line.range.start..line.words);
            }
            stayed = Some(line);
            index += 1;
            continue;
        }
        let from = index;
        while lines.get(index).is_some_and(|line| !stays(index, line)) {
            index += 1;
        }
        let run = lines.get(from..index).unwrap_or_default();
        if !run.iter().any(|line| line.leaves) {
            continue;
        }
        let at_end = index == lines.len();
        // The line end of a last line stands behind the paste, and serves the line that is last now.
        if at_end
            && let (Some(above), Some(end)) = (stayed, lines.last())
            && !end.range.is_empty()
        {
            gone.push(above.words..range.end);
            continue;
        }
        let is_gap_outside = at_end || (stayed.is_none() && ends_with_blank_line(before));
        let mut kept_gap = is_gap_outside;
        for line in run {
            if line.is_blank && !kept_gap {
                kept_gap = true;
            } else {
                gone.push(line.range.clone());
            }
        }
    }
    Edits::new(joined(gone).into_iter().map(Edit::delete).collect()).unwrap_or_default()
}

fn ends_with_blank_line(text: &str) -> bool {
    let above = text.strip_suffix('\n').unwrap_or(text);
    above
        .rsplit('\n')
        .next()
        .unwrap_or_default()
        .trim()
        .is_empty()
}

/// Ranges in order, those that touch as one.
fn joined(ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let mut joined: Vec<Range<usize>> = Vec::new();
    for range in ranges {
        match joined.last_mut() {
            Some(last) if last.end == range.start => last.end = range.end,
            _ => joined.push(range),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::references::read_text;

    /// The paste stands between the bars; lines that leave end in `!`.
    fn taken_out(scene: &str) -> String {
        let start = scene.find('|').expect("a bar");
        let end = scene.rfind('|').expect("two bars") - 1;
        let text = scene.replace('|', "");
        let pasted = &text[start..end];
        let leaving: Vec<bool> = pasted
            .split('\n')
            .map(|line| line.trim_end().ends_with('!'))
            .collect();
        let edits = take_out(&text, start..end, &leaving);
        edits.apply(&text).expect("they fit").to_string()
    }

    #[test]
    fn lines_that_leave_take_their_line_ends_along_and_leave_no_hole() {
        for (scene, after) in [
            ("Words.|a!|\n", "Words.\n"),
            ("Words.\n\n|a!\n\nb!\n|\nEnd\n", "Words.\n\n\nEnd\n"),
            ("|a!\nb\nc!|", "b"),
            ("Words.\n|a!\nb\n|\nEnd\n", "Words.\nb\n\nEnd\n"),
            (
                "Words.\n\n|a!\n\nb\n\nc!\n\nd\n|\nEnd\n",
                "Words.\n\nb\n\nd\n\nEnd\n",
            ),
            ("Words.\n|a!\n\nb\n|", "Words.\n\nb\n"),
            ("Words.\n\n|b\n\na!\n|\nEnd\n", "Words.\n\nb\n\nEnd\n"),
            ("Words.\n\n|b\n\na!|\n\nEnd\n", "Words.\n\nb\n\nEnd\n"),
            ("|a!\r\nb\r\nc!\r\n|", "b\r\n"),
            ("|b\r\nc!|\r\nEnd", "b\r\nEnd"),
        ] {
            assert_eq!(taken_out(scene), after, "{scene:?}");
        }
    }

    #[test]
    fn a_line_that_is_part_of_another_is_never_joined_to_what_stays() {
        for (scene, after) in [
            ("Words.|a!\nb|\n", "Words.\nb\n"),
            ("Words.|a!\n\nb|\n", "Words.\n\nb\n"),
            ("|b\na!|Words.\n", "b\nWords.\n"),
            ("|b\n\na!\n|Words.\n", "b\n\nWords.\n"),
            ("one |a!\nb\nc!| two", "one \nb\n two"),
        ] {
            assert_eq!(taken_out(scene), after, "{scene:?}");
        }
    }

    #[test]
    fn a_line_leaves_where_all_that_was_read_of_it_is_a_source() {
        let text = "PMID: 90000001 PMID: 90000002\n\nSome words only\nPMID: 90000003";
        let gathered = read_text(text);
        assert_eq!(gathered.records.len(), 3);
        let all = leaving(&gathered, text, |_| true);
        assert_eq!(
            all,
            [true, false, false, false],
            "the last two are one piece"
        );
        let one = leaving(&gathered, text, |index| index != 1);
        assert_eq!(one, [false; 4]);
    }

    #[test]
    fn another_format_leaves_whole_or_not_at_all() {
        let ris = "TY  - JOUR\nTI  - A\nER  -\nTY  - JOUR\nTI  - B\nER  -\n";
        let bibtex = "@article{a, title={A {b}}}\n@book{b, title={B}}\n";
        let medline = "PMID- 90000001\nTI  - A title that\n      goes on.\n";
        for paste in [ris, bibtex, medline] {
            let goes = |paste: &str, left_out: Option<usize>| {
                let gathered = read_text(paste);
                let leaving = leaving(&gathered, paste, |index| Some(index) != left_out);
                assert!(leaving.iter().all(|line| *line == leaving[0]));
                leaving[0]
            };
            assert!(goes(paste, None), "{paste}");
            assert!(!goes(paste, Some(0)), "{paste}");
            for words in ["A sentence of mine.\n", "@comment{of mine}\n"] {
                assert!(!goes(&format!("{words}{paste}"), None), "{words}{paste}");
                assert!(!goes(&format!("{paste}{words}"), None), "{paste}{words}");
            }
        }
    }

    /// A line of a paste and whether it leaves.
    fn line() -> impl Strategy<Value = (String, bool)> {
        prop_oneof![
            Just((String::new(), false)),
            Just(("  ".to_owned(), false)),
            ("[a-cé]{1,3}( [0-9]\\.)?", any::<bool>()),
        ]
    }

    proptest! {
        #[test]
        fn whatever_does_not_leave_stays_in_its_order(
            before in "[xy\n]{0,4}",
            lines in proptest::collection::vec(line(), 1..8),
            dos in any::<bool>(),
            behind in "[xy\n]{0,4}",
        ) {
            let end = if dos { "\r\n" } else { "\n" };
            let (before, behind) = (before.replace('\n', end), behind.replace('\n', end));
            let words: Vec<&str> = lines.iter().map(|(line, _)| line.as_str()).collect();
            let pasted = words.join(end);
            let text = format!("{before}{pasted}{behind}");
            let leaving: Vec<bool> = lines.iter().map(|(_, leaves)| *leaves).collect();
            let edits = take_out(&text, before.len()..before.len() + pasted.len(), &leaving);
            for edit in edits.iter() {
                prop_assert!(edit.replacement.is_empty());
                prop_assert!(edit.range.start >= before.len());
                prop_assert!(edit.range.end <= before.len() + pasted.len());
            }
            let after = edits.apply(&text).expect("they fit");
            let inside = &after[before.len()..after.len() - behind.len()];
            let stay: Vec<&str> = lines
                .iter()
                .filter(|(line, leaves)| !leaves && !line.trim().is_empty())
                .map(|(line, _)| line.as_str())
                .collect();
            let found: Vec<&str> = inside.lines().filter(|line| !line.trim().is_empty()).collect();
            prop_assert_eq!(&found, &stay);
            // Words outside stand in a line with a word of the paste only where they did before.
            let first = lines.first().is_some_and(|(line, leaves)| *leaves || line.trim().is_empty());
            if first && !stay.is_empty() && !before.is_empty() && !before.ends_with('\n') {
                prop_assert!(inside.starts_with(['\n', '\r', ' ']), "{:?}", after);
            }
            let last = lines.last().is_some_and(|(line, leaves)| *leaves || line.trim().is_empty());
            if last && !stay.is_empty() && !behind.is_empty() && !behind.starts_with(['\n', '\r']) {
                prop_assert!(inside.ends_with(['\n', ' ']), "{:?}", after);
            }
            prop_assert_eq!(edits.inverse(&text).expect("they fit").apply(&after).expect("they fit"), text.into());
        }

        #[test]
        fn any_text_and_any_choice_of_its_records_says_of_each_line_whether_it_leaves(
            text in "(@article\\{a, title=\\{B\\}\\}|TY  - JOUR|ER  -|PMID: 9000000[1-3]|[ -~é]{0,12}|\n|\r){0,12}",
            chosen in any::<u64>(),
        ) {
            let gathered = read_text(&text);
            let leaving = leaving(&gathered, &text, |index| chosen >> (index % 64) & 1 == 1);
            prop_assert_eq!(leaving.len(), text.split('\n').count());
        }
    }
}
