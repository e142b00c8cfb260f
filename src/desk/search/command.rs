//! What can be asked about searching the whole library.

use crate::library::EntryKey;
use crate::library::saved_searches::{SavedHow, SavedSearch};
use crate::search::fields::FieldChange;
use crate::search::{Options, ReplaceReach};

/// What is looked for in the whole library, as it stands in the boxes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sought {
    pub words: String,
    pub options: Options,
    /// The words are a regular expression as a whole.
    pub is_expression: bool,
    /// The box for what is written instead is shown.
    pub is_replacing: bool,
    pub replacement: String,
    /// A word that begins with a capital is replaced by one that does.
    pub keep_case: bool,
    /// Whether places in the front matter, and in the addresses of links, are replaced.
    pub reach: ReplaceReach,
}

impl Sought {
    /// How its words are compared, as a saved search says it.
    pub fn how(&self) -> SavedHow {
        SavedHow {
            case: self.options.match_case,
            words: self.options.whole_words,
            accents: self.options.match_accents,
            expression: self.is_expression,
        }
    }

    /// The same with what a saved search looks for, and how.
    pub fn looking_for(&self, saved: &SavedSearch) -> Self {
        let SavedSearch { query, how, .. } = saved;
        Self {
            words: query.clone(),
            options: Options {
                match_case: how.case,
                whole_words: how.words,
                match_accents: how.accents,
            },
            is_expression: how.expression,
            ..self.clone()
        }
    }
}

/// Something to be done in the search of the library.
#[derive(Debug, Clone)]
pub enum SearchCommand {
    Ask(Sought),
    /// So many completions are offered for what is typed; the first would be written so.
    Offered {
        count: usize,
        first: String,
    },
    /// Go to a place that was found: the entry, and the number of the place in it.
    GoTo {
        entry: EntryKey,
        hit: usize,
    },
    /// Show such a place; the focus stays where it is.
    LookAt {
        entry: EntryKey,
        hit: usize,
    },
    /// Back to the text.
    Leave,
    /// Set or take away the tick of one place, or of all places of an entry.
    Turn {
        entry: EntryKey,
        hit: Option<usize>,
    },
    TickAll(bool),
    /// Replace what is ticked.
    Replace,
    /// Ask for a name to keep the filter of the library under.
    AskToKeepFilter,
    /// Keep a search under a name.
    Keep(SavedSearch),
    RemoveSaved(String),
    /// Work out a change of a field or section in many entries, to be looked at.
    ChangeFields {
        among: Among,
        change: FieldChange,
    },
    /// Sign these entries off: the date of a review is changed in no other way.
    SignOff(Among),
}

/// The entries that a change of a field concerns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Among {
    /// Those chosen in the review queue.
    Chosen,
    /// Those that the search found.
    Found,
    /// Those that are selected in the library pane.
    Selected,
    /// Those that the library pane lists.
    Listed,
    /// The one that is shown.
    Shown,
}
