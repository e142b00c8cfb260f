//! The shape of an entry: what must come out as meant when sections are arranged.

use std::ops::Range;

use crate::entry::Edits;
use crate::entry::outline::{Outline, Section};

/// What an entry's sections hold, blank lines aside: for comparing before and after.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct EntryShape {
    above: SectionShape,
    pub sections: Vec<SectionShape>,
    tail: Option<(SectionShape, Vec<SectionShape>)>,
}

#[derive(Debug, PartialEq, Eq, Clone)]
pub(super) struct SectionShape {
    pub heading: String,
    lines: Vec<String>,
}

impl SectionShape {
    pub fn new(heading: &str) -> Self {
        Self {
            heading: heading.to_owned(),
            lines: Vec::new(),
        }
    }

    fn with(mut self, body: &str) -> Self {
        let lines = body.split(['\n', '\r']).filter(|l| !l.trim().is_empty());
        self.lines.extend(lines.map(str::to_owned));
        self
    }
}

impl EntryShape {
    pub fn of(text: &str, outline: &Outline) -> Self {
        let part = |range: Range<usize>| text.get(range).unwrap_or_default();
        let piece = |s: &Section| {
            let heading = part(s.heading.text.clone());
            SectionShape::new(heading).with(part(s.body.clone()))
        };
        let title = outline.h1.as_ref();
        let title = title.map_or("", |h1| part(h1.text.clone()));
        Self {
            above: SectionShape::new(title)
                .with(part(outline.above.clone()))
                .with(part(outline.lead.clone())),
            sections: outline.sections.iter().map(piece).collect(),
            tail: outline.tail.as_ref().map(|tail| {
                let rule = SectionShape::new("")
                    .with(part(tail.rule.clone()))
                    .with(part(tail.lead.clone()));
                (rule, tail.sections.iter().map(piece).collect())
            }),
        }
    }

    pub fn section_mut(&mut self, index: usize) -> Option<&mut SectionShape> {
        let closing = self.tail.iter_mut().flat_map(|(_, closing)| closing);
        self.sections.iter_mut().chain(closing).nth(index)
    }

    /// Does the text read as meant after these edits?
    pub fn is_kept(&self, text: &str, outline: &Outline, edits: &Edits) -> bool {
        let Ok(new) = edits.apply(text) else {
            return false;
        };
        let body = outline.front.end;
        let read = Self::of(&new, &Outline::read(&new, body));
        // Without a section above it the break is no longer a tail's, though nothing has changed in it.
        *self == read || (self.sections.is_empty() && self.joined() == read.joined())
    }

    /// All pieces in a row, the break counted to what is above it.
    fn joined(&self) -> Vec<SectionShape> {
        let mut pieces = vec![self.above.clone()];
        pieces.extend(self.sections.iter().cloned());
        if let Some((rule, closing)) = &self.tail {
            if let Some(above) = pieces.last_mut() {
                above.lines.extend(rule.lines.iter().cloned());
            }
            pieces.extend(closing.iter().cloned());
        }
        pieces
    }
}
