//! What a save will write: the entry against the text on disk, word by word.

use std::ops::Range;
use std::time::Duration;

use similar::{ChangeTag, DiffOp, TextDiff};

use crate::entry::Edit;

/// One place that differs, with a few lines around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hunk {
    /// The lines that go, as bytes of the old text.
    pub old: Range<usize>,
    /// The lines that come, as bytes of the new text.
    pub new: Range<usize>,
    /// The first of these lines in the new text, from 1.
    pub line: usize,
    pub rows: Vec<DiffRow>,
}

/// A line of a hunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DiffRow {
    pub kind: DiffRowKind,
    /// The line in pieces; `true` marks the words that differ.
    pub pieces: MarkedPieces,
}

/// A text in pieces; `true` marks the words that differ.
pub type MarkedPieces = Vec<(bool, String)>;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DiffRowKind {
    Same,
    Removed,
    Added,
}

impl DiffRowKind {
    fn of(tag: ChangeTag) -> Self {
        match tag {
            ChangeTag::Equal => Self::Same,
            ChangeTag::Delete => Self::Removed,
            ChangeTag::Insert => Self::Added,
        }
    }
}

impl Hunk {
    /// The change that brings the old lines back.
    pub fn take_back(&self, old: &str) -> Edit {
        Edit::new(
            self.new.clone(),
            old.get(self.old.clone()).unwrap_or_default(),
        )
    }

    /// The hunk as a screen reader says it: "line 12: removed … added …".
    pub fn spoken(&self) -> String {
        let rows = |kind: DiffRowKind| self.rows.iter().filter(move |row| row.kind == kind);
        let is_marked = |row: &DiffRow| row.pieces.iter().any(|(marked, _)| *marked);
        // A line that only gained words, or only lost some, is not read out whole on its other side.
        let in_pairs = rows(DiffRowKind::Removed).count() == rows(DiffRowKind::Added).count();
        let is_partner =
            |other: DiffRowKind, i: usize| in_pairs && rows(other).nth(i).is_some_and(is_marked);
        let say = |kind: DiffRowKind, other: DiffRowKind| -> String {
            let lines: Vec<String> = rows(kind)
                .enumerate()
                .filter(|(i, row)| is_marked(row) || !is_partner(other, *i))
                .map(|(_, row)| {
                    let all: String = row.pieces.iter().map(|(_, piece)| piece.as_str()).collect();
                    let marked: Vec<&str> = row
                        .pieces
                        .iter()
                        .filter(|(marked, _)| *marked)
                        .map(|(_, piece)| piece.trim())
                        .collect();
                    if marked.is_empty() {
                        all.trim().to_owned()
                    } else {
                        marked.join(", ")
                    }
                })
                .filter(|line| !line.is_empty())
                .collect();
            lines.join("; ")
        };
        let mut spoken = format!("Line {}", self.line);
        for (word, kind, other) in [
            ("removed", DiffRowKind::Removed, DiffRowKind::Added),
            ("added", DiffRowKind::Added, DiffRowKind::Removed),
        ] {
            let heard = rows(kind)
                .enumerate()
                .any(|(i, row)| is_marked(row) || !is_partner(other, i));
            if heard {
                let what = say(kind, other);
                let what = if what.is_empty() {
                    "a blank line"
                } else {
                    &what
                };
                spoken += &format!(", {word} {what}");
            }
        }
        spoken
    }
}

/// Lines shown around a change.
const AROUND: usize = 2;
/// The word-level comparison gives way to whole lines after this long.
const DIFF_TIMEOUT: Duration = Duration::from_millis(60);
/// Lines that differ in more bytes than these are shown whole: telling their words apart would hold up the frame.
const LONGEST_BY_WORDS: usize = 32 * 1024;

/// Where `new` differs from `old`. Two changes with few equal lines between them are separate hunks, so that each can
/// be taken back by itself.
pub fn hunks(old: &str, new: &str) -> Vec<Hunk> {
    if old == new {
        return Vec::new();
    }
    let diff = TextDiff::configure()
        .timeout(DIFF_TIMEOUT)
        .diff_lines(old, new);
    let new_lines: Vec<&str> = diff.iter_new_slices().collect();
    let old_starts = line_starts(diff.iter_old_slices());
    let new_starts = line_starts(new_lines.iter().copied());
    let bytes = |starts: &[usize], lines: Range<usize>| {
        let at = |i: usize| starts.get(i).copied().unwrap_or_default();
        at(lines.start)..at(lines.end)
    };
    let mut hunks = Vec::new();
    for op in diff.ops() {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let mut rows = Vec::new();
        let first = op.new_range().start;
        let same = |range: Range<usize>| {
            let lines = new_lines.get(range).unwrap_or_default();
            lines
                .iter()
                .map(|line| DiffRow {
                    kind: DiffRowKind::Same,
                    pieces: vec![(false, without_line_end(line).to_owned())],
                })
                .collect::<Vec<_>>()
        };
        rows.extend(same(first.saturating_sub(AROUND)..first));
        let (old_range, new_range) = (
            bytes(&old_starts, op.old_range()),
            bytes(&new_starts, op.new_range()),
        );
        if old_range.len() + new_range.len() <= LONGEST_BY_WORDS {
            rows.extend(diff.iter_inline_changes(op).map(|change| {
                let pieces = change
                    .iter_strings_lossy()
                    .map(|(marked, piece)| (marked, without_line_end(&piece).to_owned()))
                    .filter(|(_, piece)| !piece.is_empty())
                    .collect();
                DiffRow {
                    kind: DiffRowKind::of(change.tag()),
                    pieces,
                }
            }));
        } else {
            rows.extend(diff.iter_changes(op).map(|change| DiffRow {
                kind: DiffRowKind::of(change.tag()),
                pieces: vec![(false, without_line_end(change.value()).to_owned())],
            }));
        }
        let end = op.new_range().end;
        rows.extend(same(end..(end + AROUND).min(new_lines.len())));
        hunks.push(Hunk {
            old: old_range,
            new: new_range,
            line: first + 1,
            rows,
        });
    }
    hunks
}

/// Two texts in pieces, one after the other; `true` marks the words that the other does not have.
pub fn marked(one: &str, other: &str) -> [MarkedPieces; 2] {
    if one.len() + other.len() > LONGEST_BY_WORDS {
        let whole = |text: &str| vec![(false, text.to_owned())];
        return [whole(one), whole(other)];
    }
    let diff = TextDiff::configure()
        .timeout(DIFF_TIMEOUT)
        .diff_unicode_words(one, other);
    let [mut first, mut second] = [MarkedPieces::new(), MarkedPieces::new()];
    for change in diff.iter_all_changes() {
        let word = change.value().to_owned();
        match change.tag() {
            ChangeTag::Equal => {
                first.push((false, word.clone()));
                second.push((false, word));
            }
            ChangeTag::Delete => first.push((true, word)),
            ChangeTag::Insert => second.push((true, word)),
        }
    }
    [joined(first), joined(second)]
}

/// Pieces beside each other that are marked alike, as one.
fn joined(pieces: MarkedPieces) -> MarkedPieces {
    let mut all = MarkedPieces::new();
    for (marked, piece) in pieces {
        match all.last_mut() {
            Some((before, text)) if *before == marked => text.push_str(&piece),
            _ => all.push((marked, piece)),
        }
    }
    all
}

/// Where each line starts, and the end of the last.
fn line_starts<'a>(lines: impl Iterator<Item = &'a str>) -> Vec<usize> {
    let mut at = 0;
    let mut starts = vec![0];
    for line in lines {
        at += line.len();
        starts.push(at);
    }
    starts
}

fn without_line_end(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::entry::Edits;

    #[test]
    fn one_word_changed_is_one_hunk_with_that_word_marked() {
        let hunks = hunks("a\none two\nb\n", "a\none three\nb\n");
        assert_eq!(hunks.len(), 1);
        assert_eq!(hunks[0].line, 2);
        assert_eq!(hunks[0].spoken(), "Line 2, removed two, added three");
    }

    #[test]
    fn a_line_that_only_gained_words_is_spoken_by_those_words() {
        let spoken = |old, new| hunks(old, new).first().map(Hunk::spoken);
        assert_eq!(
            spoken("one two\n", "one two three\n").as_deref(),
            Some("Line 1, added three")
        );
        assert_eq!(
            spoken("one two three\n", "one two\n").as_deref(),
            Some("Line 1, removed three")
        );
        assert_eq!(spoken("", "one\n").as_deref(), Some("Line 1, added one"));
    }

    #[test]
    fn taking_back_every_hunk_gives_the_old_text() {
        for (old, new) in [
            ("a\nb\nc\n", "a\nB\nc\nd"),
            ("", "new\n"),
            ("gone\r\nkept\r\n", "kept\r\n"),
            ("no end", "no end\n"),
            ("a\n\n\nb\n", "a\nx\n\nb\n"),
        ] {
            let edits = hunks(old, new)
                .iter()
                .map(|hunk| hunk.take_back(old))
                .collect();
            let edits = Edits::new(edits).expect("hunks are apart");
            assert_eq!(&*edits.apply(new).expect("fits"), old, "{new:?}");
        }
    }

    #[test]
    fn the_words_that_only_one_of_two_texts_has_are_marked() {
        let [one, other] = marked("Tea binds iron.\n", "Tea hardly binds iron.\n");
        assert_eq!(one, [(false, "Tea binds iron.\n".into())]);
        let words: Vec<&str> = other
            .iter()
            .filter(|it| it.0)
            .map(|it| it.1.trim())
            .collect();
        assert_eq!(words, ["hardly"]);
    }

    #[test]
    fn equal_texts_have_no_hunks() {
        assert!(hunks("same\n", "same\n").is_empty());
    }
}
