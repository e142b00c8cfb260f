//! Builds the merged text: pieces put one after the other, from three lists of things.

use super::keyed_list::{self, Element, Node};
use super::lines::{self, MergedRun};
use super::{Conflict, Piece, PieceState, Whose, settle};
use crate::entry::Part;

/// The same thing of each version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Three<T> {
    pub base: T,
    pub ours: T,
    pub theirs: T,
}

impl<T> Three<T> {
    pub fn map<U>(self, mut make: impl FnMut(T) -> U) -> Three<U> {
        Three {
            base: make(self.base),
            ours: make(self.ours),
            theirs: make(self.theirs),
        }
    }

    pub fn zip<U>(self, other: Three<U>) -> Three<(T, U)> {
        Three {
            base: (self.base, other.base),
            ours: (self.ours, other.ours),
            theirs: (self.theirs, other.theirs),
        }
    }

    pub fn as_ref(&self) -> Three<&T> {
        Three {
            base: &self.base,
            ours: &self.ours,
            theirs: &self.theirs,
        }
    }

    pub fn any(self, mut is_so: impl FnMut(T) -> bool) -> bool {
        is_so(self.base) || is_so(self.ours) || is_so(self.theirs)
    }

    pub fn all(self, mut is_so: impl FnMut(T) -> bool) -> bool {
        is_so(self.base) && is_so(self.ours) && is_so(self.theirs)
    }
}

impl<T: PartialEq> Three<T> {
    pub fn settle(self) -> Option<(T, Whose)> {
        settle(self.base, self.ours, self.theirs)
    }
}

impl Three<String> {
    pub fn as_deref(&self) -> Three<&str> {
        self.as_ref().map(String::as_str)
    }
}

impl<T> Three<Option<T>> {
    /// All three, where all are there.
    pub fn whole(self) -> Option<Three<T>> {
        Some(Three {
            base: self.base?,
            ours: self.ours?,
            theirs: self.theirs?,
        })
    }
}

/// The pieces so far.
#[derive(Debug, Clone, Default)]
pub(super) struct Out {
    pieces: Vec<Put>,
}

/// A piece, and what it stands for.
#[derive(Debug, Clone)]
struct Put {
    piece: Piece,
    /// What the other side has there, where the piece is settled as one side has it.
    other: String,
}

impl Out {
    /// Puts text that stands, and for which the other side has nothing. An empty one from one side says that it took
    /// something out.
    pub fn settled(&mut self, part: &Part, text: &str, whose: Whose) {
        self.settled_over(part, text, whose, "");
    }

    /// Puts text that stands, as one side has it, in the place of what the other has.
    pub fn settled_over(&mut self, part: &Part, text: &str, whose: Whose, other: &str) {
        if text.is_empty() && whose == Whose::Neither {
            return;
        }
        if let Some(Put {
            piece:
                Piece {
                    part: last,
                    state:
                        PieceState::Settled {
                            text: before,
                            whose: last_whose,
                        },
                },
            other: other_before,
        }) = self.pieces.last_mut()
            && last == part
            && *last_whose == whose
        {
            before.push_str(text);
            other_before.push_str(other);
            return;
        }
        self.put(
            part,
            PieceState::Settled {
                text: text.to_owned(),
                whose,
            },
            other,
        );
    }

    pub fn conflict(&mut self, part: &Part, three: Three<&str>, both_can_stand: bool) {
        let Three { base, ours, theirs } = three.map(str::to_owned);
        let conflict = Conflict {
            base,
            ours,
            theirs,
            both_can_stand,
        };
        self.put(part, PieceState::Conflict(conflict), "");
    }

    fn put(&mut self, part: &Part, state: PieceState, other: &str) {
        self.pieces.push(Put {
            piece: Piece {
                part: part.clone(),
                state,
            },
            other: other.to_owned(),
        });
    }

    /// Puts what is plain; `false`, and nothing put, where it is not.
    pub fn plain(&mut self, part: &Part, three: Three<&str>) -> bool {
        let Some((text, whose)) = three.settle() else {
            return false;
        };
        self.settled_over(part, text, whose, three.base);
        true
    }

    /// Puts what is plain, or else a conflict of the whole.
    pub fn settled_or_conflict(&mut self, part: &Part, three: Three<&str>) {
        if !self.plain(part, three) {
            self.conflict(part, three, false);
        }
    }

    /// Puts what comes of the three line by line.
    pub fn lines(&mut self, part: &Part, three: Three<&str>) {
        if self.plain(part, three) {
            return;
        }
        for run in lines::merge(three.base, three.ours, three.theirs) {
            match run {
                MergedRun::Settled { text, whose, other } => {
                    self.settled_over(part, text, whose, other)
                }
                MergedRun::Conflict { base, ours, theirs } => {
                    self.conflict(part, Three { base, ours, theirs }, true);
                }
            }
        }
    }

    /// Puts all that another has.
    pub fn append(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
    }

    pub fn pieces(&self) -> impl Iterator<Item = &Piece> {
        self.pieces.iter().map(|put| &put.piece)
    }

    pub fn into_pieces(self) -> Vec<Piece> {
        self.pieces.into_iter().map(|put| put.piece).collect()
    }

    /// Makes conflicts of pieces that are settled as one side has them.
    pub fn contest(&mut self, is_contested: impl Fn(usize) -> bool) {
        for (at, Put { piece, other }) in self.pieces.iter_mut().enumerate() {
            let PieceState::Settled { text, whose } = &mut piece.state else {
                continue;
            };
            if !is_contested(at) {
                continue;
            }
            let (text, other) = (std::mem::take(text), std::mem::take(other));
            let base = other.clone();
            let (ours, theirs) = match whose {
                Whose::Theirs => (other, text),
                Whose::Ours | Whose::Both | Whose::Neither => (text, other),
            };
            piece.state = PieceState::Conflict(Conflict {
                base,
                ours,
                theirs,
                both_can_stand: false,
            });
        }
    }

    pub fn is_clean(&self) -> bool {
        let mut states = self.pieces().map(|piece| &piece.state);
        states.all(|state| matches!(state, PieceState::Settled { .. }))
    }

    /// The text with one side's version of every conflict.
    pub fn text_by(&self, side: impl Fn(&Conflict) -> &str) -> String {
        let texts = self.pieces().map(|piece| match &piece.state {
            PieceState::Settled { text, .. } => text.as_str(),
            PieceState::Conflict(conflict) => side(conflict),
        });
        texts.collect()
    }

    pub fn holds(&self, letter: char) -> bool {
        self.pieces().any(|piece| match &piece.state {
            PieceState::Settled { text, .. } => text.contains(letter),
            PieceState::Conflict(conflict) => {
                conflict.ours.contains(letter) || conflict.theirs.contains(letter)
            }
        })
    }
}

/// Three lists of things, and what is known of all of them.
pub(super) struct Lists<'l, 't> {
    pub elements: Three<&'l [Element<'t>]>,
    pub nodes: &'l [Node],
    /// The blank lines between two things that never stood beside each other.
    pub usual_gap: &'t str,
    /// What only one side took out is a conflict though the other left it alone.
    pub contested: bool,
}

/// A thing that is to be merged: its place among the things put out, and its versions. A version may be absent, but not
/// both of the sides'.
pub(super) struct Meeting<'l, 't> {
    /// `None` for what a side took out.
    pub place: Option<usize>,
    pub node: Node,
    pub elements: Three<Option<&'l Element<'t>>>,
}

impl<'t> Lists<'_, 't> {
    /// Every thing that is there in the merged list, or may be, in order.
    pub fn meetings(&self) -> Vec<Meeting<'_, 't>> {
        let there = self.nodes.iter().filter(|node| self.is_there(node));
        there
            .enumerate()
            .map(|(place, node)| Meeting {
                place: Some(place),
                node: *node,
                elements: self.of(node),
            })
            .collect()
    }

    fn of(&self, node: &Node) -> Three<Option<&Element<'t>>> {
        Three {
            base: node.base.and_then(|at| self.elements.base.get(at)),
            ours: node.ours.and_then(|at| self.elements.ours.get(at)),
            theirs: node.theirs.and_then(|at| self.elements.theirs.get(at)),
        }
    }

    fn is_there(&self, node: &Node) -> bool {
        self.taken_out_by(node).is_none()
    }

    /// Who took it out, where the other side left it as it was.
    fn taken_out_by(&self, node: &Node) -> Option<Whose> {
        let three = self.of(node);
        let base = three.base?;
        let unchanged = |element: &Element<'_>| element.same == base.same && !self.contested;
        match (three.ours, three.theirs) {
            (None, Some(theirs)) => unchanged(theirs).then_some(Whose::Ours),
            (Some(ours), None) => unchanged(ours).then_some(Whose::Theirs),
            _ => None,
        }
    }

    /// Puts every thing out, in order, with the blank lines between them.
    pub fn put(
        &self,
        out: &mut Out,
        part: impl Fn(&Meeting<'_, 't>) -> Part,
        mut merge: impl FnMut(&Part, &Meeting<'_, 't>, &mut Out),
    ) {
        for node in self.nodes {
            if let Some(whose) = self.taken_out_by(node) {
                let meeting = Meeting {
                    place: None,
                    node: *node,
                    elements: self.of(node),
                };
                out.settled(&part(&meeting), "", whose);
            }
        }
        let meetings = self.meetings();
        for (at, meeting) in meetings.iter().enumerate() {
            let part = part(meeting);
            match (
                meeting.elements.base,
                meeting.elements.ours,
                meeting.elements.theirs,
            ) {
                (None, Some(ours), None) => out.settled(&part, ours.whole, Whose::Ours),
                (None, None, Some(theirs)) => out.settled(&part, theirs.whole, Whose::Theirs),
                (Some(_), Some(_), Some(_)) | (None, Some(_), Some(_)) => {
                    merge(&part, meeting, out);
                }
                _ => {
                    let whole = |element: Option<&Element<'t>>| element.map_or("", |it| it.whole);
                    out.conflict(&part, meeting.elements.map(whole), false);
                }
            }
            let next = meetings.get(at + 1).map(|next| &next.node);
            // What comes between two things, or goes, is what changed; not the blank lines.
            let gap = self.gap(&meeting.node, next);
            out.settled(&part, gap, Whose::Neither);
        }
    }

    /// The blank lines after a thing: those it has wherever the same thing follows.
    fn gap(&self, node: &Node, next: Option<&Node>) -> &'t str {
        let of = |list: &[Element<'t>], at: Option<usize>, to: Option<Option<usize>>| {
            let element = list.get(at?)?;
            let follows = match to {
                None => at? + 1 == list.len(),
                Some(to) => to == Some(at? + 1),
            };
            follows.then_some(element.gap)
        };
        let Three { base, ours, theirs } = Three {
            base: of(self.elements.base, node.base, next.map(|next| next.base)),
            ours: of(self.elements.ours, node.ours, next.map(|next| next.ours)),
            theirs: of(
                self.elements.theirs,
                node.theirs,
                next.map(|next| next.theirs),
            ),
        };
        match (base, ours, theirs) {
            (Some(base), Some(ours), Some(theirs)) => {
                settle(base, ours, theirs).map_or(ours, |(gap, _)| gap)
            }
            (_, Some(gap), _) | (_, None, Some(gap)) => gap,
            (_, None, None) if next.is_some() => self.usual_gap,
            (_, None, None) => {
                let last = |list: &[Element<'t>]| list.last().map_or("", |element| element.gap);
                let ends = self.elements.map(last);
                ends.settle().map_or(ends.ours, |(gap, _)| gap)
            }
        }
    }
}

/// The merged order of three lists.
pub(super) fn nodes(elements: Three<&[Element<'_>]>, renamed: bool) -> Vec<Node> {
    keyed_list::merged(elements.base, elements.ours, elements.theirs, renamed)
}
