//! Merges three versions of an entry by its structure: front matter by field, body by section, sources by identity.
//!
//! [`merge`] gives the pieces of the merged entry in order, each settled or in conflict, and says what came in after a
//! later review. The command line writes them out with git's signs ([`Merged::text_with_markers`]), the desk lays them side
//! by side and joins what was chosen ([`Merged::text_with`]). Lines are compared only inside one changed piece, and where a
//! version can't be read by structure. The result is read again: where it reads otherwise than meant (an open fence takes
//! in what follows), lines are compared instead. Its lines are counted too: text that would stand twice is a conflict.
//!
//! Knows nothing of: files, windows, git, who changed what why.

mod body;
mod doubled;
mod file_format;
mod front_matter;
mod keyed_list;
mod lines;
mod links;
mod markers;
mod parted;
mod sequence;
mod sources;
mod together;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use lines::edits;
pub use markers::unfinished;

use crate::entry::dates::DateForm;
use crate::entry::front_matter::FrontMatter;
use crate::entry::{Part, Reading};
use file_format::FileFormat;
use sequence::{Out, Three};
use sources::{Listed, Numbers};

/// The field that says when an entry was last looked through.
const LAST_REVIEWED: &str = "last_reviewed";

/// An entry merged from three versions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Merged {
    /// They join to the merged entry.
    pub pieces: Vec<Piece>,
    /// What nobody looked at when the entry was last reviewed.
    pub came_after: Option<CameAfter>,
    line_end: &'static str,
    /// The last line ends as all others do.
    final_line_end: bool,
}

/// A piece of a merged entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece {
    pub part: Part,
    pub state: PieceState,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PieceState {
    /// An empty text from one side is something that this side took out.
    Settled {
        text: String,
        whose: Whose,
    },
    Conflict(Conflict),
}

/// A piece that both sides changed, each in its own way. An empty text: it was taken out, or never there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conflict {
    pub base: String,
    pub ours: String,
    pub theirs: String,
    /// One can stand below the other: lines of a section, not a field or a heading.
    pub both_can_stand: bool,
}

/// Whose version of a settled piece stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whose {
    /// Nobody changed it, unless by blank lines.
    Neither,
    Ours,
    Theirs,
    /// Both changed it alike, or both changes stand.
    Both,
}

/// Parts that one side changed, though only the other side moved the date of the last review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CameAfter {
    /// The date as it is written.
    pub last_reviewed: String,
    pub parts: Vec<Part>,
}

/// What stands for a conflict.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Choice {
    Ours,
    Theirs,
    OursThenTheirs,
    TheirsThenOurs,
    /// Other words.
    Text(String),
}

/// Names for the two sides on git's signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Labels<'l> {
    pub ours: &'l str,
    pub theirs: &'l str,
}

impl Default for Labels<'_> {
    fn default() -> Self {
        Self {
            ours: "ours",
            theirs: "theirs",
        }
    }
}

/// Merges what `ours` and `theirs` made of `base`.
pub fn merge(base: &str, ours: &str, theirs: &str) -> Merged {
    if let Some((text, whose)) = settle(base, ours, theirs) {
        return Merged::whole(text, whose);
    }
    let format = FileFormat::of(base, ours, theirs);
    let [base, ours, theirs] = [base, ours, theirs].map(|text| format.stripped(text));
    let three = Three {
        base: base.as_ref(),
        ours: ours.as_ref(),
        theirs: theirs.as_ref(),
    };
    let out = by_structure(three).unwrap_or_else(|| {
        let mut out = Out::default();
        out.lines(&Part::Entry, three);
        doubled::contest(three, &mut out);
        out
    });
    let pieces = out.into_pieces();
    let came_after = came_after(three, &pieces);
    format.applied(pieces, came_after)
}

/// Pieces by structure; `None` where none can be trusted.
fn by_structure(three: Three<&str>) -> Option<Out> {
    if three.any(has_lone_cr) {
        return None;
    }
    // With every source that was taken out, unless the text that is left still cites one by its number.
    [false, true].into_iter().find_map(|contested| {
        let numbers = sources::numbered_alike(three, contested);
        let three = match &numbers {
            Numbers::New(texts) => texts.as_deref(),
            Numbers::Alike | Numbers::Odd => three,
        };
        let how = match numbers {
            Numbers::Odd => Listed::ByLines,
            Numbers::Alike | Numbers::New(_) => Listed::BySource { contested },
        };
        let mut out = pieces(three, how)?;
        doubled::contest(three, &mut out);
        (!out.holds(sources::GONE)).then_some(out)
    })
}

fn pieces(three: Three<&str>, sources: Listed) -> Option<Out> {
    let readings = three.map(Reading::of);
    let read = three.zip(readings.as_ref());
    if front_matter::takes_in_sections(read) {
        return None;
    }
    let titles = front_matter::titles_part(read);
    let mut out = Out::default();
    if !front_matter::merge(read, titles, &mut out) {
        // With a block that nothing closes, what is above the first section can't be told apart.
        body::merge_below(read, sources, &mut out)?;
        return Some(out);
    }
    body::merge(read, titles, sources, &mut out);
    Some(out)
}

/// The later review and what one side changed without it.
fn came_after(three: Three<&str>, pieces: &[Piece]) -> Option<CameAfter> {
    let dates = three.map(|text| {
        let front = FrontMatter::read(text);
        let written = front.text(LAST_REVIEWED)?.to_owned();
        let date = DateForm::of(&written)?.parse(&written)?;
        Some((date, written))
    });
    let before = dates.base.as_ref().map(|(date, _)| *date);
    let moved = |side: &Option<(jiff::civil::Date, String)>| {
        let (date, _) = side.as_ref()?;
        (before != Some(*date)).then_some(before.is_none_or(|before| before < *date))
    };
    let (written, other) = match (moved(&dates.ours), moved(&dates.theirs)) {
        (Some(true), None) => (dates.ours?.1, Whose::Theirs),
        (None, Some(true)) => (dates.theirs?.1, Whose::Ours),
        _ => return None,
    };
    let mut parts: Vec<Part> = Vec::new();
    let mut told: HashSet<&Part> = HashSet::new();
    for piece in pieces {
        let came = match &piece.state {
            PieceState::Settled { whose, .. } => *whose == other,
            PieceState::Conflict(_) => true,
        };
        // The date itself is what the review is known by.
        let is_told = piece.part == Part::Frame || is_review_date(&piece.part);
        if came && !is_told && told.insert(&piece.part) {
            parts.push(piece.part.clone());
        }
    }
    (!parts.is_empty()).then_some(CameAfter {
        last_reviewed: written,
        parts,
    })
}

fn is_review_date(part: &Part) -> bool {
    matches!(part, Part::Field(key) if key == LAST_REVIEWED)
}

/// What stands where it is plain: one side left it alone, or both did the same.
fn settle<T: PartialEq>(base: T, ours: T, theirs: T) -> Option<(T, Whose)> {
    if ours == theirs {
        let whose = if ours == base {
            Whose::Neither
        } else {
            Whose::Both
        };
        Some((ours, whose))
    } else if ours == base {
        Some((theirs, Whose::Theirs))
    } else if theirs == base {
        Some((ours, Whose::Ours))
    } else {
        None
    }
}

/// A line that ends in CR alone: such lines are told apart by nobody alike.
fn has_lone_cr(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'))
}

fn slice(text: &str, range: Range<usize>) -> &str {
    text.get(range).unwrap_or_default()
}

impl Conflict {
    /// Whose side took out what the other changed; `None` where both changed it.
    pub fn taken_out_by(&self) -> Option<Whose> {
        match (
            self.base.is_empty(),
            self.ours.is_empty(),
            self.theirs.is_empty(),
        ) {
            (false, true, false) => Some(Whose::Ours),
            (false, false, true) => Some(Whose::Theirs),
            _ => None,
        }
    }
}

impl Merged {
    fn whole(text: &str, whose: Whose) -> Self {
        let text = text.to_owned();
        Self {
            pieces: vec![Piece {
                part: Part::Entry,
                state: PieceState::Settled { text, whose },
            }],
            came_after: None,
            line_end: "\n",
            final_line_end: true,
        }
    }

    pub fn is_clean(&self) -> bool {
        self.conflicts().next().is_none()
    }

    /// Whether the date of the last review is one of the conflicts: then no review stands yet.
    pub fn is_review_open(&self) -> bool {
        self.conflicts().any(|(part, _)| is_review_date(part))
    }

    /// The pieces that both sides changed, in order.
    pub fn conflicts(&self) -> impl Iterator<Item = (&Part, &Conflict)> {
        self.pieces.iter().filter_map(|piece| match &piece.state {
            PieceState::Conflict(conflict) => Some((&piece.part, conflict)),
            PieceState::Settled { .. } => None,
        })
    }

    /// What one side or both changed and is settled, each part once, in order.
    pub fn settled_changes(&self) -> Vec<(&Part, Whose)> {
        let mut changes: Vec<(&Part, Whose)> = Vec::new();
        let mut places: HashMap<&Part, usize> = HashMap::new();
        for piece in &self.pieces {
            let PieceState::Settled { whose, .. } = piece.state else {
                continue;
            };
            if whose == Whose::Neither {
                continue;
            }
            let place = *places.entry(&piece.part).or_insert(changes.len());
            match changes.get_mut(place) {
                Some((_, before)) if *before != whose => *before = Whose::Both,
                Some(_) => {}
                None => changes.push((&piece.part, whose)),
            }
        }
        changes
    }

    /// The entry with conflicts between git's signs.
    pub fn text_with_markers(&self, labels: Labels<'_>) -> String {
        let end = self.line_end;
        self.joined(|conflict, text| {
            let sign = |text: &mut String, sign: &str| {
                // A sign stands on a line of its own.
                if !(text.is_empty() || text.ends_with('\n')) {
                    text.push_str(end);
                }
                text.push_str(sign);
                text.push_str(end);
            };
            sign(text, &format!("<<<<<<< {}", labels.ours));
            text.push_str(&conflict.ours);
            sign(text, "=======");
            text.push_str(&conflict.theirs);
            sign(text, &format!(">>>>>>> {}", labels.theirs));
        })
    }

    /// The entry with what was chosen for each conflict, in their order; `None` where not every one has a choice.
    pub fn text_with(&self, choices: &[Choice]) -> Option<String> {
        if choices.len() != self.conflicts().count() {
            return None;
        }
        let mut choices = choices.iter();
        Some(self.joined(|conflict, text| match choices.next() {
            Some(choice) => text.push_str(&choice.text(conflict, self.line_end)),
            None => text.push_str(&conflict.ours),
        }))
    }

    fn joined(&self, mut put: impl FnMut(&Conflict, &mut String)) -> String {
        let mut text = String::new();
        for piece in &self.pieces {
            match &piece.state {
                PieceState::Settled { text: settled, .. } => text.push_str(settled),
                PieceState::Conflict(conflict) => put(conflict, &mut text),
            }
        }
        let mut from_the_end = self.pieces.iter().rev();
        let ends_settled = from_the_end.find_map(|piece| match &piece.state {
            PieceState::Settled { text, .. } => (!text.is_empty()).then_some(true),
            PieceState::Conflict(_) => Some(false),
        });
        if !self.final_line_end && ends_settled == Some(true) && text.ends_with(self.line_end) {
            text.truncate(text.len() - self.line_end.len());
        }
        text
    }
}

impl Choice {
    /// What stands for a conflict of an entry whose lines end so.
    fn text(&self, conflict: &Conflict, line_end: &str) -> String {
        match self {
            Self::Ours => conflict.ours.clone(),
            Self::Theirs => conflict.theirs.clone(),
            Self::OursThenTheirs => format!("{}{}", conflict.ours, conflict.theirs),
            Self::TheirsThenOurs => format!("{}{}", conflict.theirs, conflict.ours),
            Self::Text(text) => {
                let mut words = text.replace("\r\n", "\n");
                // What follows begins on a line of its own.
                if !words.is_empty() && !words.ends_with('\n') {
                    words.push('\n');
                }
                words.replace('\n', line_end)
            }
        }
    }
}

#[cfg(test)]
mod tests;
