//! Keys in a field: recorded as they come, never refused.

use crate::desk::editing::cards::{Card, CardField, Role};
use crate::desk::editing::command::Typing;
use crate::desk::editing::open_entry::OpenEntry;
use crate::desk::editing::undo::{NewStep, Selection, StepNature};
use crate::desk::{Desk, Moment};
use crate::entry::{Edit, Edits};

impl Desk {
    pub(super) fn type_text(&mut self, typing: Typing, now: Moment) {
        let id = self.next_step();
        let Some(entry) = self.open.get_mut(&typing.entry) else {
            return;
        };
        let field = typing.field;
        let first_words = first_words(entry, &typing);
        let (edits, shift) = match &first_words {
            Some(first) => (Edits::one(first.edit()), first.lead.len()),
            None => (typing.edits, 0),
        };
        let put = match &first_words {
            Some(first) => {
                let start = first.at + first.lead.len();
                Some(start..start + first.words.len())
            }
            None => only_put_in(&edits),
        };
        let moved = |selection: Selection| Selection {
            anchor: selection.anchor + shift,
            head: selection.head + shift,
        };
        let change = NewStep {
            label: format!("typing{}", place_name(entry, field)),
            nature: StepNature::Typing {
                field: field.rank(),
                began: now.since_start,
                last: now.since_start,
            },
            edits,
            before: typing.before,
            after: moved(typing.after),
        };
        match entry.change(change, id, Some(field)) {
            Ok(()) => {
                if let Some(first) = first_words {
                    let start = first.at + first.lead.len();
                    entry.set_range(field, start..start + first.words.len());
                }
                if let Some(put) = put
                    && self.shown.as_ref() == Some(&typing.entry)
                {
                    self.look_at_paste(put, now);
                }
            }
            // The field showed an older text than the desk has: nothing was changed, and the field is filled anew.
            Err(error) => self.error(
                format!(
                    "That key did not fit the text ({error}). The text is as it was; type it again"
                ),
                now,
            ),
        }
    }
}

impl Desk {
    /// Joins two parts of one long text that stand in fields of their own.
    pub(in crate::desk) fn join(&mut self, gap: std::ops::Range<usize>, now: Moment) {
        let after = Selection::caret(gap.start);
        let edits: Edits = Edit::delete(gap).into();
        if self.change_shown(
            Ok::<_, String>(edits),
            "joining two lines",
            Some(after),
            now,
        ) {
            self.place_shown(after);
        }
    }

    pub(in crate::desk) fn left_out(&mut self, count: usize, now: Moment) {
        let characters = if count == 1 {
            "1 control character".into()
        } else {
            format!("{count} control characters")
        };
        self.info(format!("Left out {characters} that no text can hold"), now);
    }
}

/// Where the words of one edit stand when it is made.
fn only_put_in(edits: &Edits) -> Option<std::ops::Range<usize>> {
    let mut edits = edits.iter();
    let (edit, None) = (edits.next()?, edits.next()) else {
        return None;
    };
    Some(edit.range.start..edit.range.start + edit.replacement.len())
}

/// The first words of an empty section, which want a blank line before and after them, or of an empty heading.
struct FirstWords {
    at: usize,
    /// Bytes of blank that give way.
    taken: usize,
    lead: String,
    words: String,
    trail: String,
}

impl FirstWords {
    fn edit(&self) -> Edit {
        Edit::new(
            self.at..self.at + self.taken,
            format!("{}{}{}", self.lead, self.words, self.trail),
        )
    }
}

fn first_words(entry: &OpenEntry, typing: &Typing) -> Option<FirstWords> {
    let CardField::Body { card, .. } = typing.field else {
        return first_of_heading(entry, typing);
    };
    let card: &Card = entry.cards().list.get(card)?;
    if matches!(card.role, Role::Whole | Role::FrontMatter) || !card.text().is_empty() {
        return None;
    }
    let mut edits = typing.edits.iter();
    let (edit, None) = (edits.next()?, edits.next()) else {
        return None;
    };
    let at = edit.range.start;
    let text = entry.text();
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let end = entry.line_end().as_str();
    let ends_before = line_ends(before.bytes().rev());
    let ends_after = line_ends(after.bytes());
    let lead = if before.is_empty() || before == "\u{feff}" {
        0
    } else {
        2usize.saturating_sub(ends_before)
    };
    let wanted: usize = if after.trim().is_empty() { 1 } else { 2 };
    let trail = wanted.saturating_sub(ends_after);
    Some(FirstWords {
        at,
        taken: 0,
        lead: end.repeat(lead),
        words: edit.replacement.clone(),
        trail: end.repeat(trail),
    })
}

/// The first words of a heading that is nothing but hashes: they want a blank before them, else it is no heading.
fn first_of_heading(entry: &OpenEntry, typing: &Typing) -> Option<FirstWords> {
    let mut edits = typing.edits.iter();
    let (edit, None) = (edits.next()?, edits.next()) else {
        return None;
    };
    let place = entry.cards().range(typing.field)?;
    if !place.is_empty() || place != edit.range {
        return None;
    }
    let (before, after) = entry.text().split_at_checked(place.start)?;
    let blank = |missing: bool| if missing { " " } else { "" }.to_owned();
    let is_bare = before.ends_with('#');
    Some(FirstWords {
        at: place.start,
        // The blank behind the hashes is that blank, not one at the line's end.
        taken: usize::from(is_bare && after.starts_with(' ')),
        lead: blank(is_bare),
        words: edit.replacement.clone(),
        trail: blank(after.starts_with('#')),
    })
}

/// How many line ends come first.
fn line_ends(bytes: impl Iterator<Item = u8>) -> usize {
    bytes
        .take_while(|b| matches!(b, b'\n' | b'\r'))
        .filter(|b| *b == b'\n')
        .count()
}

/// " in Summary": where a field is, for the name of a step.
pub(in crate::desk) fn place_name(entry: &OpenEntry, field: CardField) -> String {
    let card = match field {
        CardField::Title => return " in the heading".into(),
        CardField::Heading(_) => return " in a section heading".into(),
        CardField::Body { card, .. } => card,
    };
    let Some(card) = entry.cards().list.get(card) else {
        return String::new();
    };
    match card.role {
        Role::FrontMatter => " in the front matter".into(),
        Role::Whole => " in the file".into(),
        _ => card
            .heading
            .as_ref()
            .and_then(|spot| entry.text().get(spot.text.clone()))
            .map(|name| format!(" in {}", name.trim()))
            .unwrap_or_default(),
    }
}
