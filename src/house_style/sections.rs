//! Sections, closing blocks and exact sentences: what the page of an entry is made of.

use super::links::LinkRule;
use super::patterns::StylePattern;

/// A section in its place.
#[derive(Debug, Clone, PartialEq)]
pub struct SectionRule {
    pub name: String,
    /// Names it had before: an entry that still uses one has an old name, not an unknown section.
    pub was: Vec<String>,
    pub required: bool,
    pub expects: Vec<Expectation>,
}

/// Something that the text of a section holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Expectation {
    Named(Expected),
    /// A match of a regular expression.
    Matches(StylePattern),
}

/// What a section may be expected to hold, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Expected {
    /// `400 mg`, `10 micrograms (400 IU)`
    Dose,
    /// One of the organisations of the house style, or a name made like one.
    Organisation,
    /// `4-8 weeks`, `an hour before bed`
    Time,
    /// Paragraphs that begin `**Claim: ….**`
    Claims,
    /// A list, bulleted or numbered.
    List,
    /// A numbered list.
    NumberedList,
}

/// A section below the rule that ends the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosingBlock {
    /// What its heading begins with; the publisher's name may follow.
    pub begins: String,
    pub required: bool,
    /// The links it holds, in order.
    pub holds: Vec<ClosingLink>,
}

/// A link, or several, of a closing block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClosingLink {
    /// One link for each product of the front matter: same name, order and address.
    Products,
    /// The page of the entry's pillar.
    Pillar,
    /// The page of the library.
    Library,
    /// Any other link, by its rule.
    Link(LinkRule),
}

/// A sentence that stands word for word in every entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FixedSentence {
    pub text: String,
    /// The section it belongs to.
    pub section: String,
    /// Where it is put when an entry lacks it. One that stands elsewhere in its section is right too.
    pub at: SentencePlace,
}

/// A place in a section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SentencePlace {
    Start,
    End,
}

impl SectionRule {
    /// A section that may be left out and hold anything.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            was: Vec::new(),
            required: false,
            expects: Vec::new(),
        }
    }
}

impl Expected {
    pub const ALL: [Self; 6] = [
        Self::Dose,
        Self::Organisation,
        Self::Time,
        Self::Claims,
        Self::List,
        Self::NumberedList,
    ];

    /// As the file writes it, and as a finding says it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dose => "a dose with a unit",
            Self::Organisation => "an organisation",
            Self::Time => "a time",
            Self::Claims => "claims",
            Self::List => "a list",
            Self::NumberedList => "a numbered list",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}

impl SentencePlace {
    pub const ALL: [Self; 2] = [Self::Start, Self::End];

    pub fn name(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::End => "end",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }
}
