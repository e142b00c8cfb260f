//! Several edits, made one after another, composed into one set.

use std::ops::Range;

use crate::entry::{Edit, EditError, Edits};

/// A text in the making, kept as pieces of the old one and of what was put in.
#[derive(Debug)]
pub(super) struct Patchwork(Vec<Piece>);

#[derive(Debug, Clone)]
enum Piece {
    Old(Range<usize>),
    New(String),
}

impl Piece {
    fn len(&self) -> usize {
        match self {
            Self::Old(range) => range.len(),
            Self::New(text) => text.len(),
        }
    }

    /// The part of the piece between two offsets within it.
    fn part(&self, from: usize, to: usize) -> Self {
        match self {
            Self::Old(range) => Self::Old(range.start + from..range.start + to),
            Self::New(text) => Self::New(text.get(from..to).unwrap_or_default().to_owned()),
        }
    }
}

impl Patchwork {
    pub fn new(length: usize) -> Self {
        Self(vec![Piece::Old(0..length)])
    }

    /// Makes `edits`, whose offsets are those of the text as it stands now.
    pub fn apply(&mut self, edits: &Edits) {
        // From the last to the first, so that the offsets before stay true.
        let edits: Vec<_> = edits.iter().collect();
        for edit in edits.into_iter().rev() {
            self.replace(edit);
        }
    }

    fn replace(&mut self, edit: &Edit) {
        let mut pieces = Vec::with_capacity(self.0.len() + 2);
        let mut replacement = Some(Piece::New(edit.replacement.clone()));
        let mut at = 0;
        for piece in &self.0 {
            let (start, end) = (at, at + piece.len());
            at = end;
            let before = edit.range.start.clamp(start, end);
            let behind = edit.range.end.clamp(start, end);
            if before > start {
                pieces.push(piece.part(0, before - start));
            }
            if edit.range.start <= end {
                pieces.extend(replacement.take());
            }
            if behind < end {
                pieces.push(piece.part(behind - start, end - start));
            }
        }
        pieces.extend(replacement);
        self.0 = pieces;
    }

    /// The edits that make the new text of the old one, which is `length` bytes long.
    pub fn edits(self, length: usize) -> Result<Edits, EditError> {
        let mut edits = Vec::new();
        let mut put_in = String::new();
        let mut done = 0;
        let end = Piece::Old(length..length);
        for piece in self.0.into_iter().chain([end]) {
            match piece {
                Piece::New(text) => put_in.push_str(&text),
                Piece::Old(range) => {
                    if range.start > done || !put_in.is_empty() {
                        edits.push(Edit::new(done..range.start, std::mem::take(&mut put_in)));
                    }
                    done = range.end;
                }
            }
        }
        Edits::new(edits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn edits_one_after_another_and_as_one_make_the_same_text(
            old in "[a-z]{0,12}",
            steps in prop::collection::vec((0usize..20, 0usize..5, "[A-Z]{0,3}"), 0..5),
        ) {
            let mut patchwork = Patchwork::new(old.len());
            let mut text = old.clone();
            for (at, length, put_in) in steps {
                let at = at.min(text.len());
                let edits = Edits::one(Edit::new(at..(at + length).min(text.len()), put_in));
                patchwork.apply(&edits);
                text = edits.apply(&text).expect("fits").to_string();
            }
            let edits = patchwork.edits(old.len()).expect("in order");
            prop_assert_eq!(&*edits.apply(&old).expect("fits"), text.as_str());
        }
    }
}
