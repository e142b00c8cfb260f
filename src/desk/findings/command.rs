//! What can be asked about findings.

use crate::library::{EntryKey, RecordChange};

/// Something to be done about findings. Each is named by its entry and its number in the entry's findings.
#[derive(Debug, Clone)]
pub enum FindingCommand {
    /// Carry out one of the fixes of a finding, by its number.
    Fix {
        entry: EntryKey,
        finding: usize,
        fix: usize,
    },
    /// Propose to fix all findings of the check with this id.
    FixAll(&'static str),
    /// Propose to write the word that a finding marks as one of its fixes does, in every entry that has it.
    FixEverywhere {
        entry: EntryKey,
        finding: usize,
        fix: usize,
    },
    /// Pass a finding over in this session.
    Ignore { entry: EntryKey, finding: usize },
    /// Count it again.
    CountAgain(IgnoredFinding),
    /// Ask why a finding may stay as it is.
    AskWhy { entry: EntryKey, finding: usize },
    /// Accept the finding that was asked about.
    Accept(Note),
    /// Put the word that a finding marks into the list of the library.
    AddWord { entry: EntryKey, finding: usize },
    /// Change the list of the library.
    KeepWords(RecordChange),
    /// Count an accepted finding again.
    TakeAcceptanceBack { entry: EntryKey, finding: usize },
    /// Change what is kept of accepted findings.
    KeepAccepted(RecordChange),
}

/// What the person says about a finding that may stay as it is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Note {
    pub who: String,
    pub why: String,
    /// For the same words in any sentence of any entry.
    pub everywhere: bool,
}

/// A finding by what it is about: it is known again when its entry was checked anew.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IgnoredFinding {
    pub(super) entry: EntryKey,
    pub(super) check: &'static str,
    pub(super) words: String,
    pub(super) sentence: String,
}
