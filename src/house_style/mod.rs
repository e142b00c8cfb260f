//! What a library expects of its entries: fields and their kinds, sections, exact sentences, links, words, intervals.
//!
//! The built-in style ([`HouseStyle::default`]) is the house format. A part that a file gives replaces the built-in one
//! whole; [`HouseStyle::is_given`] tells the two apart, because a value that no file ever named is not a mistake.
//!
//! Knows nothing of: any single entry, files, windows.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

mod built_in;
mod fields;
mod links;
mod neutral;
mod page;
mod parts;
mod patterns;
mod prose;
mod read;
mod reader;
mod reviews;
mod sections;
#[cfg(test)]
mod tests;
mod words;
mod write;

pub use crate::entry::figures::Ratio;
pub use fields::{FieldKind, FieldRule, is_number};
pub use links::{
    LinkParts, LinkRule, LinkRuleError, Links, Placeholder, RulePiece, WordForm, site_of,
};
pub use neutral::InForce;
pub use page::Reasons;
pub use parts::label_of;
pub use patterns::{Globs, MOST_PATTERNS, PATTERN_LIMIT, PatternError, StylePattern};
pub use prose::{NumberForms, Prose, RangeForm, WordList};
pub use read::{read, read_for};
pub use reader::Mistake;
pub use reviews::{COUNTED, Interval, IntervalUnit, Reviews};
pub use sections::{
    ClosingBlock, ClosingLink, Expectation, Expected, FixedSentence, SectionRule, SentencePlace,
};
pub use words::{Audience, AudienceTerm, Equivalence, EquivalentAmount, Organisation};
pub use write::{write, write_built_in};

use crate::entry::citations::Organisations;
use crate::entry::dates::DateForm;
use parts::KEYS;

/// The name of the file, beside the content.
pub const FILE: &str = "house_style.yaml";

/// The name of a house style that was learned and waits for a person to look it through.
pub const LEARNED_FILE: &str = "house_style.learned.yaml";

/// The name of the learned style of this number, so that a new one need not replace another.
pub fn learned_file(number: u32) -> String {
    match number {
        1 => LEARNED_FILE.to_owned(),
        n => LEARNED_FILE.replace("learned", &format!("learned-{n}")),
    }
}

/// Whether a file is called as a house style is, be it in force or learned.
pub fn is_file_name(name: &str) -> bool {
    let learned = |number: &str| number.is_empty() || number.starts_with('-');
    name == FILE
        || name
            .strip_prefix("house_style.learned")
            .and_then(|rest| rest.strip_suffix(".yaml"))
            .is_some_and(learned)
}

/// The version of the house style that this program writes; checks newer than a style's own come as notes.
pub const VERSION: u32 = 1;

/// The expectations of one library.
#[derive(Debug, Clone, PartialEq)]
pub struct HouseStyle {
    pub version: u32,
    /// Which markdown files are entries, by their path below the library.
    pub entries: Globs,
    /// File names (without extension, any case) that are never entries.
    pub other_files: Vec<String>,
    /// Known front-matter fields, in the order of a new entry.
    pub fields: Vec<FieldRule>,
    /// An entry may have fields of its own.
    pub other_fields: bool,
    pub date_form: DateForm,
    /// The sections in order; the closing blocks are not among them.
    pub sections: Vec<SectionRule>,
    /// An entry may have sections of its own.
    pub other_sections: bool,
    /// What stands below the rule, in order.
    pub closing: Vec<ClosingBlock>,
    pub sentences: Vec<FixedSentence>,
    pub links: Links,
    /// How a pillar of two words is written in a link.
    pub pillar_slug: WordForm,
    pub reviews: Reviews,
    pub audience: Audience,
    /// Organisations that citations and source lines may name in different ways.
    pub organisations: Vec<Organisation>,
    pub units: Vec<Equivalence>,
    /// Words that spelling leaves alone, in small letters; `*` stands for any letters.
    pub unchecked_words: Globs,
    /// How running text is written.
    pub prose: Prose,
    /// Words that the house would rather not read.
    pub words: Vec<WordList>,
    /// Ids as written in cross references, each with the slug of its entry.
    pub entry_ids: BTreeMap<String, String>,
    /// The level of a check, by its id, where the library wants another than the check's own; `None` where it is off.
    pub levels: BTreeMap<String, Option<Level>>,
    /// The parts that a file gave; all others are built in.
    pub given: BTreeSet<StylePart>,
    /// How far its checks are in force; a file is always in force.
    pub in_force: InForce,
}

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// Worth knowing; never counted.
    Note,
    /// A professional would fix it.
    Warning,
    /// A reader or the site would be wrong.
    Error,
}

/// A part of the house style: what stands under one name of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StylePart {
    Version,
    Entries,
    OtherFiles,
    Fields,
    OtherFields,
    DateForm,
    Sections,
    OtherSections,
    Closing,
    Sentences,
    Links,
    PillarSlug,
    Reviews,
    Audience,
    Organisations,
    Units,
    UncheckedWords,
    Prose,
    Words,
    EntryIds,
    Levels,
}

impl HouseStyle {
    pub fn field(&self, key: &str) -> Option<&FieldRule> {
        self.fields.iter().find(|field| field.key == key)
    }

    pub fn section(&self, name: &str) -> Option<&SectionRule> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// The names of the sections, in order.
    pub fn section_names(&self) -> impl Iterator<Item = &str> {
        self.sections.iter().map(|section| section.name.as_str())
    }

    /// The exact sentences of a section: those at its start, then those at its end.
    pub fn sentences_of(&self, section: &str) -> impl Iterator<Item = &FixedSentence> {
        let at = move |at: SentencePlace| {
            let its_own = move |it: &&FixedSentence| it.section == section && it.at == at;
            self.sentences.iter().filter(its_own)
        };
        at(SentencePlace::Start).chain(at(SentencePlace::End))
    }

    /// Whether a file gave this part.
    pub fn is_given(&self, part: StylePart) -> bool {
        self.given.contains(&part)
    }

    /// Whether a file names the values a field may have. A new value of any other field is not a mistake.
    pub fn names_values_of(&self, key: &str) -> bool {
        self.is_given(StylePart::Fields)
            && self
                .field(key)
                .is_some_and(|field| !field.values.is_empty())
    }

    /// How the dates of a field are written.
    pub fn date_form_of(&self, key: &str) -> DateForm {
        let form = self.field(key).and_then(|field| field.form);
        form.unwrap_or(self.date_form)
    }

    /// Whether a value of a field is written without quotes, because it is the number, the date or the yes or no that belongs
    /// there.
    pub fn is_plain_value(&self, key: &str, value: &str) -> bool {
        match self.field(key).map(|field| field.kind) {
            Some(FieldKind::Number) => is_number(value),
            Some(FieldKind::YesNo) => matches!(value, "true" | "false"),
            Some(FieldKind::Date) => self.date_form_of(key).parse(value).is_some(),
            _ => false,
        }
    }

    /// The organisations, for reading citations.
    pub fn names(&self) -> Organisations {
        Organisations::new(self.organisations.iter().map(|it| {
            let full = it.full.iter().map(String::as_str);
            std::iter::once(it.short.as_str()).chain(full)
        }))
    }
}

impl Level {
    pub const ALL: [Self; 3] = [Self::Error, Self::Warning, Self::Note];

    /// As the file and the command line write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

impl fmt::Display for Level {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl StylePart {
    /// Every part, in the order of the file.
    pub fn all() -> impl Iterator<Item = Self> {
        KEYS.iter().map(|key| key.part)
    }

    /// The name it stands under in the file.
    pub fn key(self) -> &'static str {
        // Every part has a row, so the first one is never taken for another.
        let row = KEYS.iter().find(|key| key.part == self);
        row.unwrap_or(&KEYS[0]).name
    }

    pub fn named(name: &str) -> Option<Self> {
        let row = KEYS.iter().find(|key| key.name == name);
        row.map(|key| key.part)
    }
}
