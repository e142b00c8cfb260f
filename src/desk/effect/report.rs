//! What comes back from the outside world: one variant a subject, as with commands.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use crate::checks::{LearnStep, LearnedStyle};
use crate::desk::library::command::{LeftOut, Proposed};
use crate::desk::library::worked_out::WorkedOut;
use crate::desk::proof::kept::ProofFile;
use crate::desk::review::command::Export;
use crate::desk::search::results::FoundEntry;
use crate::entry::compare::Difference;
use crate::entry::cross_references::EntryId;
use crate::house_style::{HouseStyle, Mistake};
use crate::library::bibliography::Revised;
use crate::library::checkout::Switched;
use crate::library::disk::LeftAlone;
use crate::library::entry_ids::{AssignIdError, Mapped};
use crate::library::history::EntryHistory;
use crate::library::interrupted::{Interrupted, Way};
use crate::library::journal::{JournalError, UnsavedDraft};
use crate::library::lock::Other;
use crate::library::renaming::{FailedFile, Purpose, RenameError, RenameOrder};
use crate::library::saved_searches::{SavedSearch, SearchChange, SearchesError};
use crate::library::versions::VersionError;
use crate::library::withdrawn::WithdrawnListError;
use crate::library::{
    Bibliography, CitingSentence, Content, EntryKey, FinishedRecords, JsonLines, LearnError,
    LoadedFile, MoveError, OpenError, Progress, ReadError, RecordChange, Renaming, SaveError,
    ToSettle, WalkError, Withdrawn,
};
use crate::merge::Merged;
use crate::references::Gathered;
use crate::review::elsewhere::Elsewhere;
use crate::review::{Assignments, Claims, LastWriter, Looked, ReviewLog, TickFile};
use crate::search::QueryError;
use crate::search::fields::UsedValues;
use crate::spelling::{DictionaryError, Terms, TermsError};

use super::{CheckedEntry, Compared, ElsewhereJob, MergeJob, Picture, PictureError, SearchPurpose};

/// Something that happened outside the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Report {
    Library(LibraryReport),
    Rename(RenameReport),
    Sync(SyncReport),
    Source(SourceReport),
    Bibliography(BibliographyReport),
    Finding(FindingReport),
    Version(VersionReport),
    Review(ReviewReport),
    Proof(ProofReport),
    Search(SearchReport),
    Image {
        key: EntryKey,
        target: String,
        result: Result<Picture, PictureError>,
    },
    SettingsRefused {
        path: PathBuf,
        why: SaveError,
    },
    /// A job met a mistake in the program. Nothing else was lost.
    Broken {
        what: String,
    },
}

/// Of the folder that is opened, and its house style.
#[derive(Debug, Clone, PartialEq)]
pub enum LibraryReport {
    /// Opening began; `root` is the true path, by which the other reports name the library. `at` is the file to show,
    /// where a file was named.
    Started {
        root: PathBuf,
        at: Option<EntryKey>,
    },
    /// Some files were read, or found (then `files` is empty).
    FilesRead {
        root: PathBuf,
        files: Vec<LoadedFile>,
        progress: Progress,
    },
    Opened {
        root: PathBuf,
        /// Stopped before all was read.
        stopped: bool,
        /// Something in the folder says that it is a library, so that all of its entries are there.
        is_marked: bool,
        errors: Vec<WalkError>,
    },
    OpenRefused(OpenError),
    /// The answer of the system's dialog. A refusal after no time at all means that no dialog answered.
    FolderPicked {
        folder: Option<PathBuf>,
        waited: Duration,
    },
    /// The house style of a library as its file says it now, and the mistakes in it.
    StyleRead {
        root: PathBuf,
        style: Box<HouseStyle>,
        mistakes: Vec<Mistake>,
    },
    /// How far learning is.
    Learning {
        root: PathBuf,
        step: LearnStep,
    },
    /// The answer to [`Effect::LearnStyle`](super::Effect::LearnStyle).
    StyleLearned {
        root: PathBuf,
        learned: Result<Arc<LearnedStyle>, LearnError>,
    },
    /// Some of the changes to many entries, in their order.
    ChangesWorkedOut {
        asked: u64,
        changes: Vec<WorkedOut>,
        is_all: bool,
    },
    /// The answer to [`Effect::MapId`](super::Effect::MapId).
    IdMapped {
        root: PathBuf,
        id: EntryId,
        slug: String,
        result: Result<Mapped, AssignIdError>,
    },
    /// The answer to [`Effect::UnmapId`](super::Effect::UnmapId).
    IdUnmapped {
        root: PathBuf,
        id: EntryId,
        slug: Option<String>,
        result: Result<(), SaveError>,
    },
}

impl From<LibraryReport> for Report {
    fn from(report: LibraryReport) -> Self {
        Self::Library(report)
    }
}

/// Of what a person read for proof.
#[derive(Debug, Clone, PartialEq)]
pub enum ProofReport {
    /// What they did in earlier sessions.
    Read {
        root: PathBuf,
        file: ProofFile,
    },
    NotKept {
        why: String,
    },
}

impl From<ProofReport> for Report {
    fn from(report: ProofReport) -> Self {
        Self::Proof(report)
    }
}

/// Of what was looked for in the whole library.
#[derive(Debug, Clone, PartialEq)]
pub enum SearchReport {
    /// What a question found, or a part of it.
    Found {
        asked: u64,
        purpose: SearchPurpose,
        found: Vec<FoundEntry>,
        /// That is all.
        is_all: bool,
    },
    /// A question that can't be answered, as the texts tell.
    Wrong {
        asked: u64,
        purpose: SearchPurpose,
        error: QueryError,
    },
    /// The answer to [`Effect::ChangeFields`](super::Effect::ChangeFields).
    FieldsChanged {
        asked: u64,
        changes: Vec<Proposed>,
        left_out: Vec<LeftOut>,
        /// What each changes, in one line.
        lines: HashMap<EntryKey, String>,
    },
    /// The answer to [`Effect::CountValues`](super::Effect::CountValues): each value with how many entries have it, most
    /// frequent first.
    ValuesCounted { asked: u64, values: UsedValues },
    /// What the file of searches says; and what was changed in it, where something was asked for.
    SearchesRead {
        root: PathBuf,
        change: Option<SearchChange>,
        read: Result<Vec<SavedSearch>, SearchesError>,
    },
    /// Another program may have changed it.
    SearchesChanged { root: PathBuf },
}

impl From<SearchReport> for Report {
    fn from(report: SearchReport) -> Self {
        Self::Search(report)
    }
}

/// Of the file of an entry: another name, a copy, the trash.
#[derive(Debug, Clone, PartialEq)]
pub enum RenameReport {
    /// Acts on this library that earlier sessions had begun when they ended.
    Interrupted {
        root: PathBuf,
        acts: Vec<Interrupted>,
    },
    /// The answer to [`Effect::LookForNames`](super::Effect::LookForNames).
    NamesFound {
        asked: u64,
        purpose: Purpose,
        found: Result<Arc<Renaming>, RenameError>,
    },
    /// The answer to [`Effect::TakeAway`](super::Effect::TakeAway).
    TakenAway {
        key: EntryKey,
        to_trash: bool,
        result: Result<(), MoveError>,
    },
    /// The answer to [`Effect::Rename`](super::Effect::Rename): what could not be done of it, or why nothing was.
    Renamed {
        order: Arc<RenameOrder>,
        result: Result<Vec<FailedFile>, (EntryKey, MoveError)>,
        /// Where the journal keeps the order until the desk has followed.
        kept: Option<PathBuf>,
    },
    /// The answer to [`Effect::Resume`](super::Effect::Resume) of a rename. `order` is what was left to do.
    Resumed {
        act: Arc<Interrupted>,
        order: Arc<RenameOrder>,
        result: Result<Vec<FailedFile>, (EntryKey, MoveError)>,
    },
    /// A change of many texts that an earlier command had begun was finished or taken back: in so many files, and not in these.
    TextsResumed {
        what: String,
        way: Way,
        written: usize,
        left: Vec<(EntryKey, SaveError)>,
    },
}

impl From<RenameReport> for Report {
    fn from(report: RenameReport) -> Self {
        Self::Rename(report)
    }
}

/// Of files that were written, and of what other programs did.
#[derive(Debug, Clone, PartialEq)]
pub enum SyncReport {
    /// Changes by other programs will not be seen until a save compares.
    NotWatching { root: PathBuf, reason: String },
    /// The disk has the text of this step.
    Written {
        key: EntryKey,
        step: u64,
        text: Arc<str>,
    },
    WriteRefused {
        key: EntryKey,
        step: u64,
        why: SaveError,
    },
    Created {
        key: EntryKey,
        step: u64,
        text: Arc<str>,
    },
    CreateRefused {
        key: EntryKey,
        step: u64,
        why: SaveError,
    },
    /// The answer to [`Effect::Merge`](super::Effect::Merge).
    Merged { job: MergeJob, merged: Arc<Merged> },
    /// The answer to [`Effect::Read`](super::Effect::Read). None comes where a library that is watched holds another text than before: that is told
    /// as a change, once it is known whether somebody edited it.
    Read { key: EntryKey, content: Content },
    /// Another program changed a file. Our own saves are never reported here.
    ChangedOnDisk { key: EntryKey, content: Content },
    /// Many files changed, and nobody edited them. Those that are gone say so.
    FolderSwitched {
        root: PathBuf,
        what: Switched,
        files: Vec<LoadedFile>,
    },
    /// Another program removed a file, or renamed it (then [`SyncReport::Added`] names the new one).
    Removed { key: EntryKey },
    /// Another program added a file.
    Added(LoadedFile),
    /// Who else is at work in this library: it changed. Both may edit; a save compares.
    LockedBy { root: PathBuf, other: Option<Other> },
    /// Names beside the content that the program chose, and that are links or no ordinary files: nothing is read or written
    /// under them.
    LeftAlone {
        root: PathBuf,
        names: Vec<LeftAlone>,
    },
    /// Unsaved text can't be kept for a crash.
    NotJournalled { why: String },
    /// What earlier sessions left unsaved in this library when they ended.
    UnsavedDrafts {
        root: PathBuf,
        found: Result<Vec<UnsavedDraft>, JournalError>,
    },
}

impl From<SyncReport> for Report {
    fn from(report: SyncReport) -> Self {
        Self::Sync(report)
    }
}

/// Of references that arrive, and of the list of withdrawn works.
#[derive(Debug, Clone, PartialEq)]
pub enum SourceReport {
    /// The answer to [`Effect::ReadReferences`](super::Effect::ReadReferences).
    ReferencesRead {
        path: PathBuf,
        result: Result<Gathered, ReadError>,
    },
    /// The answer to [`Effect::ReadPasted`](super::Effect::ReadPasted).
    PastedRead { text: Arc<str>, read: Gathered },
    /// The answer to [`Effect::ReadWithdrawn`](super::Effect::ReadWithdrawn); `None` where there is no list.
    WithdrawnRead {
        root: PathBuf,
        list: Result<Option<Arc<Withdrawn>>, WithdrawnListError>,
    },
    /// The answer to [`Effect::LookAtWithdrawn`](super::Effect::LookAtWithdrawn).
    WithdrawnLookedAt {
        root: PathBuf,
        path: PathBuf,
        list: Result<Option<Arc<Withdrawn>>, WithdrawnListError>,
    },
    /// The answer to [`Effect::KeepWithdrawn`](super::Effect::KeepWithdrawn).
    WithdrawnKept {
        root: PathBuf,
        kept: Result<(), SaveError>,
    },
    /// Another program changed the list, or it is new.
    WithdrawnChanged { root: PathBuf },
    /// The answer of the system's dialog.
    WithdrawnPicked {
        path: Option<PathBuf>,
        waited: Duration,
    },
}

impl From<SourceReport> for Report {
    fn from(report: SourceReport) -> Self {
        Self::Source(report)
    }
}

/// Of the library’s sources.
#[derive(Debug, Clone, PartialEq)]
pub enum BibliographyReport {
    /// The answer to [`Effect::GatherWorks`](super::Effect::GatherWorks).
    Gathered {
        root: PathBuf,
        works: Arc<Bibliography>,
    },
    /// The answer to [`Effect::FindSentences`](super::Effect::FindSentences).
    SentencesFound {
        asked: u64,
        sentences: Vec<CitingSentence>,
    },
    /// The answer to [`Effect::WorkOutRevision`](super::Effect::WorkOutRevision).
    RevisionWorkedOut { asked: u64, revised: Revised },
}

impl From<BibliographyReport> for Report {
    fn from(report: BibliographyReport) -> Self {
        Self::Bibliography(report)
    }
}

/// Of the checks, and of the records beside the content.
#[derive(Debug, Clone, PartialEq)]
pub enum FindingReport {
    /// Some entries were looked at. `progress` is that of the whole library, while it goes on.
    Checked {
        entries: Vec<CheckedEntry>,
        progress: Option<Progress>,
    },
    /// The look at the library was stopped.
    Stopped,
    /// A check broke and is left out from now on.
    CheckBroken { check: &'static str },
    /// A dictionary of the person's can't be used.
    DictionaryRefused { path: PathBuf, why: DictionaryError },
    /// What a file of records holds now: the answer to reading it and to a change of it.
    RecordsRead {
        root: PathBuf,
        name: &'static str,
        records: JsonLines,
    },
    /// A file of records could not be read or written; nothing was changed.
    RecordsRefused { name: &'static str, why: String },
    /// The answer to [`Effect::ReadTerms`](super::Effect::ReadTerms).
    TermsRead {
        root: PathBuf,
        terms: Result<Arc<Terms>, TermsError>,
    },
    /// The library's words or terms may be others than before.
    WordsChanged { root: PathBuf },
    /// The entries refer to so many others that are not here, and are taken for a part of a library.
    IsPart { elsewhere: usize },
}

impl From<FindingReport> for Report {
    fn from(report: FindingReport) -> Self {
        Self::Finding(report)
    }
}

/// Of earlier texts of entries.
#[derive(Debug, Clone, PartialEq)]
pub enum VersionReport {
    /// A text was kept, other than by a save.
    Kept { key: EntryKey },
    /// An earlier version could not be kept. The save, if it was one, went on.
    Refused { why: VersionError },
    /// The answer to [`Effect::PruneVersions`](super::Effect::PruneVersions): how many bytes all versions take now.
    Pruned { kept: Result<u64, ReadError> },
    /// The list that [`Effect::ListVersions`](super::Effect::ListVersions) asks for.
    Listed { asked: u64, history: EntryHistory },
    /// How some of them differ, from that number on; `None` where the text can't be read.
    Compared {
        asked: u64,
        from: usize,
        differences: Vec<Option<Difference>>,
    },
    /// The answer to [`Effect::ReadVersion`](super::Effect::ReadVersion).
    TextRead {
        asked: u64,
        text: Result<Arc<str>, ReadError>,
    },
}

impl From<VersionReport> for Report {
    fn from(report: VersionReport) -> Self {
        Self::Version(report)
    }
}

/// Of the records of reviews beside the content.
#[derive(Debug, Clone, PartialEq)]
pub enum ReviewReport {
    /// What is on record of the reviews: the answer to reading that file.
    LogRead {
        root: PathBuf,
        log: ReviewLog,
    },
    /// Which claims are on record as verified.
    ClaimsRead {
        root: PathBuf,
        claims: Claims,
    },
    /// The answer to [`Effect::ReadForReview`](super::Effect::ReadForReview).
    Looked(Arc<Looked>),
    /// The answer to [`Effect::LookElsewhere`](super::Effect::LookElsewhere).
    Elsewhere {
        job: Arc<ElsewhereJob>,
        found: Vec<Elsewhere>,
    },
    /// What this person ticked in earlier sessions.
    TicksRead {
        root: PathBuf,
        ticks: TickFile,
    },
    TicksNotKept {
        why: String,
    },
    /// Who has which entry to review.
    AssignmentsRead {
        root: PathBuf,
        assignments: Assignments,
    },
    /// The records of one of these files that say two things.
    ToSettle {
        root: PathBuf,
        name: &'static str,
        records: Vec<ToSettle>,
    },
    /// One of them could not be read.
    NotRead {
        root: PathBuf,
        name: &'static str,
        why: String,
    },
    /// The records that an earlier session left pending are written down; or these can't be, and why.
    PendingWritten {
        root: PathBuf,
        written: Result<FinishedRecords, (RecordChange, String)>,
    },
    /// A change of one of them is written.
    Written {
        root: PathBuf,
        name: &'static str,
        change: RecordChange,
    },
    /// It is not; the file is as it was.
    NotWritten {
        root: PathBuf,
        name: &'static str,
        why: String,
    },
    /// What changed in some entries since they were reviewed: the answer to
    /// [`Effect::CompareSince`](super::Effect::CompareSince).
    Compared {
        root: PathBuf,
        asked: u64,
        found: Vec<(EntryKey, Compared)>,
        /// That is all.
        is_all: bool,
    },
    /// The answer of the system's dialog. A refusal after no time at all means that no dialog answered.
    ExportPicked {
        export: Export,
        path: Option<PathBuf>,
        waited: Duration,
    },
    /// The answer to [`Effect::WriteAsked`](super::Effect::WriteAsked).
    AskedWritten {
        path: PathBuf,
        written: Result<(), SaveError>,
    },
    /// Another program changed one of them, or we did.
    Changed {
        root: PathBuf,
    },
    /// The answer to [`Effect::FindLastWriter`](super::Effect::FindLastWriter).
    LastWriter {
        key: EntryKey,
        of: Arc<str>,
        writer: LastWriter,
    },
    /// The answer to [`Effect::AskUnmerged`](super::Effect::AskUnmerged).
    Unmerged {
        key: EntryKey,
        of: Arc<str>,
        is_unmerged: bool,
    },
}

impl From<ReviewReport> for Report {
    fn from(report: ReviewReport) -> Self {
        Self::Review(report)
    }
}
