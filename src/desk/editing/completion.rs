//! What is offered at the caret while a word is typed: sources whose author begins so, then terms of the library.

use std::ops::Range;

use crate::desk::editing::undo::StepId;
use crate::desk::{Desk, Moment, OfferedSource, Selection};
use crate::entry::{Edit, EditError, Edits, citations};
use crate::spelling::Term;

/// What is offered for the word at the caret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completions {
    /// The step whose text it was made for.
    pub step: StepId,
    /// The word at the caret.
    pub word: Range<usize>,
    /// Never empty; sources first, the entry's own before others.
    pub list: Vec<Completion>,
    /// How many more sources there are.
    pub more: usize,
}

/// What may be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Completion {
    Source(Box<OfferedSource>),
    Term(OfferedTerm),
}

/// A term of the library that begins with the letters typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OfferedTerm {
    /// What will stand in the place of `letters`.
    pub written: String,
    pub letters: Range<usize>,
    /// What it means, where the library says so.
    pub definition: String,
}

impl Completion {
    /// What will stand in the text.
    pub fn written(&self) -> &str {
        match self {
            Self::Source(source) => &source.citation,
            Self::Term(term) => &term.written,
        }
    }

    /// The title of a source, the meaning of a term.
    pub fn about(&self) -> &str {
        match self {
            Self::Source(source) => &source.title,
            Self::Term(term) => &term.definition,
        }
    }

    /// What taking it does besides, or what it is.
    pub fn detail(&self) -> &'static str {
        match self {
            Self::Source(source) if source.is_new => "adds source",
            Self::Source(_) => "",
            Self::Term(_) => "term",
        }
    }

    /// Whether both are the same thing, however much of it was typed.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Source(one), Self::Source(two)) => one.record == two.record,
            (Self::Term(one), Self::Term(two)) => one.written == two.written,
            _ => false,
        }
    }
}

/// Letters that must be there before something is offered.
pub(in crate::desk) const LETTERS: usize = 3;

/// A longer list would be one to read.
pub(in crate::desk) const SHOWN: usize = 6;

impl Desk {
    /// What may be meant by the word that ends at the caret.
    pub fn completions(&self) -> Option<Completions> {
        let entry = self.shown()?;
        let selection = entry.selection;
        if !self.view.offer_sources || selection.anchor != selection.head {
            return None;
        }
        let (mut list, mut more, mut word) = (Vec::new(), 0, None);
        if let Some(sources) = self.offered_sources() {
            let found = sources.list.into_iter().map(Box::new);
            list.extend(found.map(Completion::Source));
            more = sources.more;
            word = Some(sources.word);
        }
        if let Some(letters) = word_before(entry.text(), selection.head) {
            let room = SHOWN.saturating_sub(list.len());
            let terms = self.offered_terms(&letters).take(room);
            list.extend(terms.map(Completion::Term));
            word = word.or(Some(letters));
        }
        Some(Completions {
            step: entry.step(),
            word: word.filter(|_| !list.is_empty())?,
            list,
            more,
        })
    }

    fn offered_terms(&self, letters: &Range<usize>) -> impl Iterator<Item = OfferedTerm> {
        let entry = self.shown();
        let typed = entry.and_then(|entry| {
            let (text, reading) = (entry.text(), entry.reading());
            let is_prose = citations::is_prose_at(text, &reading.page, &reading.outline, letters);
            text.get(letters.clone()).filter(|_| is_prose)
        });
        let terms = self.terms().zip(typed);
        let found = terms.map(|(terms, typed)| {
            let begun = terms.beginning(typed);
            begun.map(move |term| offered(term, typed, letters.clone()))
        });
        found.into_iter().flatten()
    }

    /// Puts what was offered in the place of the letters, as one step.
    pub(in crate::desk) fn complete(&mut self, step: StepId, taken: &Completion, now: Moment) {
        // What was offered for an older text is waste paper.
        if self.shown().is_none_or(|entry| entry.step() != step) {
            return;
        }
        match taken {
            Completion::Source(source) => self.complete_source(source, now),
            Completion::Term(term) => {
                let after = Selection::caret(term.letters.start + term.written.len());
                let edit = Edit::new(term.letters.clone(), term.written.clone());
                let edits: Result<Edits, EditError> = Ok(edit.into());
                let label = format!("writing {}", term.written);
                if self.change_shown(edits, label, Some(after), now) {
                    self.place_shown(after);
                    self.say(format!("Wrote {}", term.written));
                }
            }
        }
    }

    /// Says that something is offered, for those who do not see the list.
    pub(in crate::desk) fn offered(&mut self, count: usize, first: &str) {
        self.say(match count {
            1 => format!("Tab inserts {first}"),
            n => format!("{n} offered. Tab inserts {first}"),
        });
    }
}

fn offered(term: &Term, typed: &str, letters: Range<usize>) -> OfferedTerm {
    let mut written = term.preferred.to_string();
    if typed.starts_with(char::is_uppercase) {
        written = capitalised(&written);
    }
    OfferedTerm {
        written,
        letters,
        definition: term.definition.as_deref().unwrap_or_default().to_owned(),
    }
}

pub(in crate::desk) fn capitalised(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

/// The word that ends at the caret, of three letters or more; `None` within a word.
fn word_before(text: &str, at: usize) -> Option<Range<usize>> {
    let (before, after) = (text.get(..at)?, text.get(at..)?);
    let is_of_word = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-' | '‐' | '‑');
    if after.starts_with(|c: char| is_of_word(c) || c == '_') {
        return None;
    }
    let bare = before.trim_end_matches(is_of_word);
    let is_glued = bare.ends_with(['_', '@', '/', '\\', '#', '&', '.', ':', '<']);
    let word = before.get(bare.len()..)?;
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= LETTERS && !is_glued).then_some(bare.len()..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_three_letters_up_to_the_caret() {
        for (typed, word) in [
            ("the vit|", Some("vit")),
            ("(Vit|)", Some("Vit")),
            ("β-car|", Some("β-car")),
            ("vi|", None),
            ("vit|amin", None),
            ("vit |", None),
            ("x.vit|", None),
            ("a/vit|", None),
            ("123|", None),
            ("|", None),
        ] {
            let at = typed.find('|').expect("a caret");
            let text = typed.replace('|', "");
            let found = word_before(&text, at).map(|range| text[range].to_owned());
            assert_eq!(found.as_deref(), word, "{typed}");
        }
    }
}
