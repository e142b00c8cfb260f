//! A change to a text: what is taken out, what is put in, and the way back.
//!
//! Knows nothing of: what the text means, files, undo.

use std::ops::Range;
use std::sync::Arc;

/// One replacement. Offsets are bytes of the text *before* the change and lie on character boundaries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edit {
    pub range: Range<usize>,
    pub replacement: String,
}

impl Edit {
    pub fn new(range: Range<usize>, replacement: impl Into<String>) -> Self {
        Self {
            range,
            replacement: replacement.into(),
        }
    }

    pub fn insert(at: usize, text: impl Into<String>) -> Self {
        Self::new(at..at, text)
    }

    pub fn delete(range: Range<usize>) -> Self {
        Self::new(range, "")
    }

    /// By how many bytes the text grows (or shrinks).
    fn growth(&self) -> isize {
        self.replacement.len() as isize - self.range.len() as isize
    }
}

/// Why a set of edits does not fit a text. This is a mistake of the caller, never of the person at the desk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EditError {
    /// Two edits touch the same bytes.
    Overlap,
    /// An offset lies beyond the text or inside a character.
    OutOfPlace,
}

impl std::fmt::Display for EditError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Overlap => "two changes touch the same place",
            Self::OutOfPlace => "a change lies outside the text",
        })
    }
}

impl std::error::Error for EditError {}

/// Edits made together: in order, disjoint, all against the same text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Edits(Vec<Edit>);

/// Where an offset ends up that stands exactly where text is inserted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lean {
    /// Stays before what is inserted.
    Before,
    /// Moves behind what is inserted.
    After,
}

impl Edits {
    /// Orders the edits; two insertions at one place keep the order given.
    ///
    /// # Errors
    /// [`EditError::Overlap`] when two of them touch the same bytes.
    pub fn new(mut edits: Vec<Edit>) -> Result<Self, EditError> {
        edits.retain(|e| !(e.range.is_empty() && e.replacement.is_empty()));
        edits.sort_by_key(|e| (e.range.start, e.range.end));
        let overlap = edits
            .iter()
            .zip(edits.iter().skip(1))
            .any(|(a, b)| a.range.end > b.range.start);
        if overlap {
            Err(EditError::Overlap)
        } else {
            Ok(Self(edits))
        }
    }

    pub fn one(edit: Edit) -> Self {
        if edit.range.is_empty() && edit.replacement.is_empty() {
            Self::default()
        } else {
            Self(vec![edit])
        }
    }

    /// One edit that turns `old` into `new`, with what both begin and end with left alone.
    pub fn between(old: &str, new: &str) -> Self {
        let start: usize = old
            .chars()
            .zip(new.chars())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        let (old_rest, new_rest) = (
            old.get(start..).unwrap_or_default(),
            new.get(start..).unwrap_or_default(),
        );
        let end: usize = old_rest
            .chars()
            .rev()
            .zip(new_rest.chars().rev())
            .take_while(|(a, b)| a == b)
            .map(|(a, _)| a.len_utf8())
            .sum();
        let replacement = new_rest.get(..new_rest.len() - end).unwrap_or_default();
        Self::one(Edit::new(start..old.len() - end, replacement))
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn iter(&self) -> impl Iterator<Item = &Edit> {
        self.0.iter()
    }

    /// The text after the change.
    ///
    /// # Errors
    /// [`EditError::OutOfPlace`] when an edit does not lie in `text`; nothing is changed then.
    pub fn apply(&self, text: &str) -> Result<Arc<str>, EditError> {
        let growth: isize = self.0.iter().map(Edit::growth).sum();
        let mut new = String::with_capacity(text.len().saturating_add_signed(growth));
        let mut at = 0;
        for edit in &self.0 {
            new.push_str(
                text.get(at..edit.range.start)
                    .ok_or(EditError::OutOfPlace)?,
            );
            text.get(edit.range.clone()).ok_or(EditError::OutOfPlace)?;
            new.push_str(&edit.replacement);
            at = edit.range.end;
        }
        new.push_str(text.get(at..).ok_or(EditError::OutOfPlace)?);
        Ok(new.into())
    }

    /// The edits that turn the changed text back into `text`.
    ///
    /// # Errors
    /// [`EditError::OutOfPlace`] when an edit does not lie in `text`.
    pub fn inverse(&self, text: &str) -> Result<Self, EditError> {
        let mut moved = 0isize;
        let mut back = Vec::with_capacity(self.0.len());
        for edit in &self.0 {
            let start = edit.range.start.saturating_add_signed(moved);
            let old = text.get(edit.range.clone()).ok_or(EditError::OutOfPlace)?;
            back.push(Edit::new(start..start + edit.replacement.len(), old));
            moved += edit.growth();
        }
        Ok(Self(back))
    }

    /// These edits and then `next` (made against the result of these) as one change, where both are a single edit and
    /// touch. `None` where they are better kept apart.
    pub fn then(&self, next: &Self) -> Option<Self> {
        let ([first], [second]) = (self.0.as_slice(), next.0.as_slice()) else {
            return None;
        };
        let first_end = first.range.start + first.replacement.len();
        if second.range.start > first_end || second.range.end < first.range.start {
            return None;
        }
        // Bytes of the untouched text that `second` takes away before and after what `first` put in.
        let before = first.range.start.saturating_sub(second.range.start);
        let after = second.range.end.saturating_sub(first_end);
        let kept_head = first
            .replacement
            .get(..second.range.start.saturating_sub(first.range.start))?;
        let kept_tail = first.replacement.get(
            second
                .range
                .end
                .saturating_sub(first.range.start)
                .min(first.replacement.len())..,
        )?;
        let range = first.range.start - before..first.range.end + after;
        Some(Self(vec![Edit::new(
            range,
            format!("{kept_head}{}{kept_tail}", second.replacement),
        )]))
    }

    /// Where `offset` of the old text stands in the new one. An offset inside a replaced range goes to its start or end.
    pub fn map(&self, offset: usize, lean: Lean) -> usize {
        let mut moved = 0isize;
        for edit in &self.0 {
            if edit.range.start > offset || (edit.range.start == offset && lean == Lean::Before) {
                break;
            }
            if edit.range.end > offset {
                let start = edit.range.start.saturating_add_signed(moved);
                return match lean {
                    Lean::Before => start,
                    Lean::After => start + edit.replacement.len(),
                };
            }
            moved += edit.growth();
        }
        offset.saturating_add_signed(moved)
    }

    /// The same for many offsets, without going through all edits for each.
    pub fn moves(&self) -> Moves<'_> {
        let mut moved = 0isize;
        let before = self.0.iter().map(|edit| {
            let before = moved;
            moved += edit.growth();
            before
        });
        let mut before: Vec<isize> = before.collect();
        before.push(moved);
        Moves {
            edits: &self.0,
            before,
        }
    }
}

/// Where offsets of a text stand after its edits: see [`Edits::moves`].
#[derive(Debug)]
pub struct Moves<'e> {
    edits: &'e [Edit],
    /// By how much each edit was moved by those before it, and by how much the end of the text was.
    before: Vec<isize>,
}

impl Moves<'_> {
    /// As [`Edits::map`].
    pub fn map(&self, offset: usize, lean: Lean) -> usize {
        let begun = self.edits.partition_point(|edit| match lean {
            Lean::Before => edit.range.start < offset,
            Lean::After => edit.range.start <= offset,
        });
        let moved = |number: usize| self.before.get(number).copied().unwrap_or_default();
        let last = begun.checked_sub(1);
        let last = last.and_then(|number| Some((self.edits.get(number)?, moved(number))));
        match last.filter(|(edit, _)| edit.range.end > offset) {
            None => offset.saturating_add_signed(moved(begun)),
            Some((edit, moved)) => {
                let start = edit.range.start.saturating_add_signed(moved);
                match lean {
                    Lean::Before => start,
                    Lean::After => start + edit.replacement.len(),
                }
            }
        }
    }
}

impl From<Edit> for Edits {
    fn from(edit: Edit) -> Self {
        Self::one(edit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edits(list: &[(Range<usize>, &str)]) -> Edits {
        Edits::new(list.iter().map(|(r, s)| Edit::new(r.clone(), *s)).collect())
            .expect("edits of a test are disjoint")
    }

    #[test]
    fn many_offsets_move_as_each_does() {
        for list in [
            &[][..],
            &[(0..0, "new "), (3..5, ""), (5..5, "x"), (9..12, "longer")],
            &[(2..2, "ab"), (2..4, "")],
        ] {
            let change = edits(list);
            let moves = change.moves();
            for offset in 0..20 {
                for lean in [Lean::Before, Lean::After] {
                    assert_eq!(
                        moves.map(offset, lean),
                        change.map(offset, lean),
                        "{list:?} {offset} {lean:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn several_edits_and_their_inverse_give_the_same_bytes() {
        let text = "one two three";
        let change = edits(&[(8..13, "3"), (0..3, "1"), (4..4, "and ")]);
        let new = change.apply(text).expect("fits");
        assert_eq!(&*new, "1 and two 3");
        assert_eq!(
            &*change
                .inverse(text)
                .expect("fits")
                .apply(&new)
                .expect("fits"),
            text
        );
    }

    #[test]
    fn edits_that_touch_the_same_bytes_are_refused() {
        assert_eq!(
            Edits::new(vec![Edit::delete(0..3), Edit::delete(2..4)]),
            Err(EditError::Overlap)
        );
    }

    #[test]
    fn an_edit_inside_a_character_is_refused() {
        assert_eq!(edits(&[(1..2, "")]).apply("é"), Err(EditError::OutOfPlace));
    }

    #[test]
    fn an_offset_follows_the_text_it_stands_in() {
        let change = edits(&[(2..2, "xx"), (4..6, "")]);
        assert_eq!(change.map(1, Lean::After), 1);
        assert_eq!(change.map(2, Lean::Before), 2);
        assert_eq!(change.map(2, Lean::After), 4);
        assert_eq!(change.map(5, Lean::Before), 6);
        assert_eq!(change.map(7, Lean::After), 7);
    }

    #[test]
    fn two_touching_edits_become_one_with_the_same_effect() {
        let text = "one two three";
        for (first, second) in [
            (Edit::insert(4, "big "), Edit::insert(8, "x")),
            (Edit::new(4..7, "2"), Edit::delete(3..5)),
            (Edit::new(4..7, "twelve"), Edit::delete(6..8)),
            (Edit::delete(4..7), Edit::new(2..6, "!")),
            (Edit::insert(4, "ab"), Edit::delete(5..6)),
        ] {
            let (first, second) = (Edits::one(first), Edits::one(second));
            let middle = first.apply(text).expect("fits");
            let both = first.then(&second).expect("they touch");
            assert_eq!(
                both.apply(text),
                second.apply(&middle),
                "{first:?} then {second:?}"
            );
        }
        let apart = Edits::one(Edit::insert(0, "x"));
        assert_eq!(apart.then(&Edits::one(Edit::insert(9, "y"))), None);
    }

    #[test]
    fn the_edit_between_two_texts_is_the_smallest_stretch() {
        for (old, new, range) in [
            ("one two", "one three two", Some(5..5)),
            ("aaa", "aa", Some(2..3)),
            ("é", "è", Some(0..2)),
            ("same", "same", None),
            ("", "new", Some(0..0)),
        ] {
            let edits = Edits::between(old, new);
            assert_eq!(&*edits.apply(old).expect("fits"), new);
            assert_eq!(edits.iter().next().map(|edit| edit.range.clone()), range);
        }
    }
}
