//! The entry a check looks at, read once for all checks.

use std::cell::OnceCell;
use std::ops::Range;

use jiff::civil::Date;

use super::AfterReview;
use super::house_lists::HouseLists;
use super::in_quotes_of;
use super::meant;
use super::prose_words::ProseWords;
use super::sections::section_names::{Headed, SectionNames};
use crate::entry::citations::{self, Citations, Known, Organisations, Surnames};
use crate::entry::front_matter::{FrontMatter, ScalarForm, Value};
use crate::entry::outline::Section;
use crate::entry::sources::{Source, is_sources};
use crate::entry::{Edit, Reading, is_near};
use crate::house_style::HouseStyle;
use crate::library::Withdrawn;
use crate::spelling::Terms;

/// One entry by itself and all that a check may know of it.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'s> {
    /// The file below the library's folder, with `/`.
    pub file: &'s str,
    pub text: &'s str,
    pub reading: &'s Reading,
    pub sources: &'s [Source],
    /// Where it names them, once that was asked.
    pub(super) citations: &'s OnceCell<Citations>,
    /// How citations name organisations.
    pub organisations: &'s Organisations,
    pub style: &'s HouseStyle,
    /// Its sections beside those of the house style.
    pub sections: &'s [Headed<'s>],
    /// How the house style's sections are known.
    pub names: &'s SectionNames,
    /// The words and short forms of the house style, ready to be looked for.
    pub lists: &'s HouseLists,
    /// Its words, once somebody asks for them.
    pub words: &'s OnceCell<ProseWords>,
    /// The works that were withdrawn, where the library has a list of them.
    pub withdrawn: Option<&'s Withdrawn>,
    /// What merges brought in after reviews, where that is known.
    pub after_review: Option<&'s AfterReview>,
    /// What the library calls things.
    pub terms: &'s Terms,
    pub today: Date,
}

impl<'s> Subject<'s> {
    /// The name of the file without folder and extension.
    pub fn stem(&self) -> &'s str {
        let name = self.file.rsplit('/').next().unwrap_or(self.file);
        name.rsplit_once('.').map_or(name, |(stem, _)| stem)
    }

    /// Where it names its sources. Looking for that takes a while, and most checks have no need of it.
    pub fn citations(&self) -> &'s Citations {
        self.citations.get_or_init(|| {
            let (text, outline) = (self.text, &self.reading.outline);
            let listed = citations::listed(text, outline, self.sources);
            let known = Known {
                names: self.organisations,
                authors: &Surnames::default(),
            };
            citations::read(text, &self.reading.page, outline, listed.as_deref(), known)
        })
    }

    /// The words of its own running text.
    pub fn prose(&self) -> &'s ProseWords {
        (self.words).get_or_init(|| ProseWords::of(self.text, self.reading))
    }

    /// Whether there is nothing in it. That is one finding, and no other comes of it.
    pub fn is_blank(&self) -> bool {
        let text = self.text.trim_start_matches('\u{feff}');
        text.trim_start().is_empty()
    }

    /// The words at a range.
    pub fn at(&self, range: &Range<usize>) -> &'s str {
        self.text.get(range.clone()).unwrap_or_default()
    }

    /// From a place to the end of its line; the whole line where nothing follows.
    pub fn line_from(&self, at: usize) -> Range<usize> {
        let line_end = |at: usize| {
            let rest = self.text.as_bytes().get(at..).unwrap_or_default();
            at + memchr::memchr2(b'\n', b'\r', rest).unwrap_or(rest.len())
        };
        let end = line_end(at);
        if !self.at(&(at..end)).trim().is_empty() {
            return at..end;
        }
        let before = self.text.get(..at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |found| found + 1);
        start..line_end(start)
    }

    /// Puts a text in the place of a single value on one line; `None` for a block.
    pub fn rewritten(&self, value: &Value, text: &str) -> Option<Edit> {
        let Value::Scalar(scalar) = value else {
            return None;
        };
        let written = self.at(&scalar.range);
        let is_block = matches!(scalar.style, ScalarForm::Literal | ScalarForm::Folded);
        let fits = !is_block && !written.contains(['\n', '\r']);
        fits.then(|| Edit::new(scalar.range.clone(), in_quotes_of(written, text)))
    }

    /// Whether a field's name is that of a field which is absent, with a slip of the pen.
    pub fn is_slip(&self, name: &str, absent: &str) -> bool {
        is_near(name, absent) && self.style.field(name).is_none()
    }

    /// The front matter, where there is one that can be read. What follows from its fields is not looked at elsewhere: that it
    /// can't be read is one finding, and no other comes of it.
    pub fn front_matter(&self) -> Option<&'s FrontMatter> {
        let front_matter = &self.reading.front_matter;
        front_matter.editable().is_ok().then_some(front_matter)
    }

    /// The pillar that is meant: where the field has a slip of a value that the house style names, that one.
    pub fn pillar(&self) -> Option<&'s str> {
        let pillar = self.reading.front_matter.text("pillar")?.trim();
        let values = self.style.field("pillar").map(|field| &field.values);
        Some(
            values
                .and_then(|values| meant(pillar, values))
                .unwrap_or(pillar),
        )
    }

    /// The first section, closing blocks included, with this name in any case.
    pub fn section(&self, name: &str) -> Option<&'s Section> {
        let mut all = self.reading.outline.all_sections();
        all.find(|section| section.title(self.text).trim().eq_ignore_ascii_case(name))
    }

    /// Whether it has a section of sources.
    pub fn has_sources(&self) -> bool {
        let mut all = self.reading.outline.all_sections();
        all.any(|section| is_sources(self.text, section))
    }
}
