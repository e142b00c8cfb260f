//! What the desk can be asked: one variant a subject, each defined in its own room.

pub(super) mod enabled;
pub(super) mod id;
pub(super) mod list;

use crate::desk::editing::command::EditCommand;
use crate::desk::findings::command::FindingCommand;
use crate::desk::library::command::LibraryCommand;
use crate::desk::library::rename::command::RenameCommand;
use crate::desk::proof::command::ProofCommand;
use crate::desk::review::command::ReviewCommand;
use crate::desk::search::command::SearchCommand;
use crate::desk::sources::bibliography::command::BibliographyCommand;
use crate::desk::sources::command::SourceCommand;
use crate::desk::sync::command::SyncCommand;
use crate::desk::sync::recovery::command::RecoveryCommand;
use crate::desk::versions::command::VersionCommand;
use crate::desk::view::ViewCommand;
use id::CommandId;

/// One request. Those without an entry concern the entry shown.
#[derive(Debug, Clone)]
pub enum Command {
    /// A command of the list.
    Run(CommandId),
    /// The text of the entry.
    Edit(EditCommand),
    /// The entry's sources.
    Source(SourceCommand),
    /// The library's sources.
    Bibliography(BibliographyCommand),
    Library(LibraryCommand),
    /// The file of an entry.
    Rename(RenameCommand),
    /// Saving, merging, leaving.
    Sync(SyncCommand),
    /// Text that an earlier session left unsaved.
    Recovery(RecoveryCommand),
    /// Earlier texts of the entry.
    Version(VersionCommand),
    Finding(FindingCommand),
    Review(ReviewCommand),
    /// The entry that is read for proof.
    Proof(ProofCommand),
    /// The search of the whole library.
    Search(SearchCommand),
    /// What lies over the desk.
    View(ViewCommand),
}

macro_rules! from_each {
    ($($variant:ident($of:ty),)*) => {
        $(impl From<$of> for Command {
            fn from(command: $of) -> Self {
                Self::$variant(command)
            }
        })*
    };
}

from_each! {
    Run(CommandId),
    Edit(EditCommand),
    Source(SourceCommand),
    Bibliography(BibliographyCommand),
    Library(LibraryCommand),
    Rename(RenameCommand),
    Sync(SyncCommand),
    Recovery(RecoveryCommand),
    Version(VersionCommand),
    Finding(FindingCommand),
    Review(ReviewCommand),
    Proof(ProofCommand),
    Search(SearchCommand),
    View(ViewCommand),
}
