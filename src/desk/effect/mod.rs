//! What the desk asks of the outside world, and what comes back. Plain data: a whole session is tested without a thread, a
//! window or a disk.
//!
//! A report may be old by the time it is read: compare its step, and drop it where the desk has gone on.
//!
//! Knows nothing of: who carries an effect out, and when.

mod report;

use std::path::PathBuf;
use std::sync::Arc;

use crate::checks::{AfterReview, Extent, Finding};
pub use crate::desk::library::worked_out::{ChangeJob, How, ToChange, WorkedOut};
use crate::desk::proof::kept::ProofMarks;
use crate::desk::review::command::Export;
use crate::entry::cross_references::EntryId;
use crate::house_style::HouseStyle;
use crate::library::bibliography::Revision;
use crate::library::entry_ids::Mapped;
use crate::library::history::EarlierText;
use crate::library::interrupted::{Interrupted, Way};
use crate::library::journal::Unsaved;
use crate::library::renaming::{Purpose, RenameOrder};
use crate::library::saved_searches::SearchChange;
use crate::library::versions::{Limits, Why};
use crate::library::{
    Bibliography, EntryKey, PendingRecords, ReadError, RecordChange, SaveHow, Withdrawn,
};
use crate::review::{ReviewRecord, Since, Ticks};
use crate::search::fields::{FieldChange, FieldPath};
use crate::search::replace::Replacement;
use crate::search::{Candidates, Query};
use crate::spelling::{LibraryWords, Terms};

pub use report::{
    BibliographyReport, FindingReport, LibraryReport, ProofReport, RenameReport, Report,
    ReviewReport, SearchReport, SourceReport, SyncReport, VersionReport,
};

/// A text to be read for whoever reviews it.
#[derive(Debug, Clone, PartialEq)]
pub struct ReviewJob {
    pub root: PathBuf,
    pub key: EntryKey,
    pub text: Arc<str>,
    pub style: Arc<HouseStyle>,
    /// The record that gave the entry its date.
    pub sign_off: Option<Arc<ReviewRecord>>,
}

/// Entries to learn a house style from, and what their checks need.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnJob {
    pub root: PathBuf,
    pub texts: Vec<(EntryKey, Arc<str>)>,
    pub extent: Extent,
    /// The language is looked at too.
    pub spelling: Option<Arc<SpellingJob>>,
    pub today: jiff::civil::Date,
}

/// A source of an entry to be looked for in all others.
#[derive(Debug, Clone, PartialEq)]
pub struct ElsewhereJob {
    pub key: EntryKey,
    /// Its place in the list, from 0.
    pub source: usize,
    /// The sentences of the entry that rest on it.
    pub here: Vec<Arc<str>>,
    pub works: Arc<Bibliography>,
    pub style: Arc<HouseStyle>,
}

/// Something to be done outside the desk.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Opens a folder, stopping the one being opened, and watches it from then on.
    OpenLibrary { root: PathBuf },
    /// Stops opening; what was read stays.
    StopOpening,
    /// Saves a text in the file that last held `seen`.
    Write {
        key: EntryKey,
        path: PathBuf,
        /// The step of the entry's history that `text` is.
        step: u64,
        text: Arc<str>,
        seen: Arc<str>,
        how: SaveHow,
    },
    /// Makes a new file; one that is there already is never touched.
    Create {
        key: EntryKey,
        path: PathBuf,
        step: u64,
        text: Arc<str>,
    },
    /// Keeps a text of an entry among its earlier versions. The text that a save replaces is kept unasked.
    KeepVersion {
        root: PathBuf,
        key: EntryKey,
        text: Arc<str>,
        why: Why,
    },
    /// Keeps a text that was held as the folder was switched, with the branch it belongs to.
    KeepAside {
        root: PathBuf,
        key: EntryKey,
        text: Arc<str>,
        branch: Option<String>,
    },
    /// Another program renamed the file of an entry: its versions go along.
    MoveVersions {
        root: PathBuf,
        from: EntryKey,
        to: EntryKey,
    },
    /// Lets go of versions beyond these limits.
    PruneVersions { limits: Limits },
    /// Lists the earlier texts of an entry, and tells how each differs from the next newer one; the newest from `now`.
    ListVersions { of: VersionsOf, now: Arc<str> },
    /// Reads one of them.
    ReadVersion {
        of: VersionsOf,
        earlier: Box<EarlierText>,
    },
    /// Merges the text of an entry with another one.
    Merge(MergeJob),
    /// Reads a file again, whether or not it changed.
    Read { key: EntryKey, path: PathBuf },
    /// Says beside the content that somebody is at work in this library: something was edited. The name may be empty.
    LockLibrary { root: PathBuf, name: String },
    /// Keeps what is not saved where no crash takes it; the latest text of an entry takes the place of the one before.
    Journal(Unsaved),
    /// The entry of this path has no text any more that is not saved.
    ForgetJournal { path: PathBuf },
    /// Keeps the pending records of a library in the journal, in the place of those before; where there are none, forgets
    /// them.
    KeepPending(PendingRecords),
    /// Takes away the text of an earlier session, which was answered, or an act that has ended. Done after all that was to be
    /// kept by then.
    SettleInJournal { file: PathBuf },
    /// Keeps such a text among the entry’s earlier versions, and takes it away once it is there.
    KeepDraftAsVersion {
        root: PathBuf,
        key: EntryKey,
        text: Arc<str>,
        file: PathBuf,
    },
    /// Decodes a picture that lies in the folder of the library.
    LoadImage {
        key: EntryKey,
        /// The address as the entry writes it.
        target: String,
        path: PathBuf,
        within: PathBuf,
    },
    /// Reads a text for whoever reviews it.
    ReadForReview(Arc<ReviewJob>),
    /// Looks for what other entries say about a source.
    LookElsewhere(Arc<ElsewhereJob>),
    /// Reads what this person ticked in the reviews of a library.
    ReadTicks { root: PathBuf },
    /// Keeps what they ticked in an entry.
    KeepTicks {
        root: PathBuf,
        key: EntryKey,
        ticks: Ticks,
    },
    /// Reads what this person read of a library for proof.
    ReadProof { root: PathBuf },
    /// Keeps what they read of an entry.
    KeepProof {
        root: PathBuf,
        key: EntryKey,
        marks: ProofMarks,
    },
    /// Keeps a file of the person's own: settings, layout.
    SaveSettings { path: PathBuf, text: String },
    /// Reads a file of references, whatever its form.
    ReadReferences { path: PathBuf },
    /// Reads references that were pasted.
    ReadPasted { text: Arc<str> },
    /// Something for the checks to look at, in the order asked.
    Check(CheckJob),
    /// Reads the house style of a library again.
    ReadStyle { root: PathBuf },
    /// Learns a house style from entries, stopping what is being learned.
    LearnStyle(Box<LearnJob>),
    /// Stops learning.
    StopLearning,
    /// Reads the list of withdrawn works beside the content.
    ReadWithdrawn { root: PathBuf },
    /// Reads a list of withdrawn works that may come to lie beside the content.
    LookAtWithdrawn { root: PathBuf, path: PathBuf },
    /// Looks for all that names an entry which may be renamed.
    LookForNames(RenameLook),
    /// Renames an entry, or takes that back.
    Rename(Arc<RenameOrder>),
    /// Finishes what an earlier session had begun, or takes it back.
    Resume { act: Arc<Interrupted>, way: Way },
    /// Takes a file away that holds what was last seen: into the system's trash, or for good where it was only just made.
    TakeAway {
        key: EntryKey,
        path: PathBuf,
        seen: Arc<str>,
        to_trash: bool,
    },
    /// Brings a file back from the trash, or makes it anew with its text. Answered as [`Effect::Create`] is.
    BringBack {
        key: EntryKey,
        path: PathBuf,
        text: Arc<str>,
    },
    /// Puts a copy of a list of withdrawn works beside the content.
    KeepWithdrawn { root: PathBuf, path: PathBuf },
    /// Writes into the house style which entry an id means.
    MapId {
        root: PathBuf,
        id: EntryId,
        slug: String,
    },
    /// Takes such a change back.
    UnmapId {
        root: PathBuf,
        id: EntryId,
        /// What the id meant before.
        slug: Option<String>,
        mapped: Mapped,
    },
    /// Asks for a list of withdrawn works in the system's own dialog. Carried out by the window.
    PickWithdrawn,
    /// Reads the distinct works that these texts list as sources; what was read before is taken over where it can be.
    GatherWorks {
        root: PathBuf,
        texts: Vec<(EntryKey, Arc<str>)>,
        before: Option<Arc<Bibliography>>,
    },
    /// Finds the sentences about a work: of each entry that lists it the text, and its place among the sources.
    FindSentences {
        asked: u64,
        places: Vec<(EntryKey, Arc<str>, usize)>,
        /// The names of each organisation that the house knows.
        organisations: Vec<Vec<String>>,
    },
    /// Works out the edits that bring source lines to say what is wished.
    WorkOutRevision { asked: u64, revision: Revision },
    /// Reads a file of records beside the content.
    ReadRecords { root: PathBuf, name: &'static str },
    /// Reads what the library calls things.
    ReadTerms { root: PathBuf },
    /// Changes a file of records beside the content as it is then.
    ChangeRecords {
        root: PathBuf,
        name: &'static str,
        change: RecordChange,
    },
    /// Asks who wrote a text of an entry last.
    FindLastWriter {
        key: EntryKey,
        path: PathBuf,
        text: Arc<str>,
        style: Arc<HouseStyle>,
    },
    /// Asks git whether it waits for a merge of an entry to be settled.
    AskUnmerged {
        key: EntryKey,
        path: PathBuf,
        text: Arc<str>,
    },
    /// Writes a file that was asked for by its name.
    WriteAsked { path: PathBuf, text: String },
    /// Tells of these entries what changed since they were reviewed, stopping what is being compared.
    CompareSince(CompareJob),
    /// Stops comparing.
    StopComparing,
    /// Looks through texts for what a query finds, stopping what was looked for before for the same purpose.
    Search(Box<SearchJob>),
    /// Works out a change of a field or section in many entries.
    ChangeFields(FieldJob),
    /// Counts what entries have in a field.
    CountValues(ValueJob),
    /// Works out changes to many entries, and hands them over in portions.
    WorkOutChanges(ChangeJob),
    /// Stops that.
    StopChanging,
    /// Reads the searches that are kept beside the content.
    ReadSearches { root: PathBuf },
    /// Keeps one of them, or takes it out.
    ChangeSearches { root: PathBuf, change: SearchChange },
    /// Asks for a folder in the system's own dialog. Carried out by the window, as all that follow.
    PickFolder,
    /// Asks for a file to write to in the system's own dialog.
    PickExport(Export),
    /// Opens a web address in the browser.
    OpenLink(String),
    /// Puts a text on the clipboard.
    Copy(String),
    /// Closes the window.
    Quit,
}

/// What is looked for, where, and the number of the question.
#[derive(Clone)]
pub struct SearchJob {
    pub asked: u64,
    pub purpose: SearchPurpose,
    pub query: Arc<Query>,
    pub candidates: Candidates,
    /// What is to be written instead, where something is.
    pub replacement: Option<Arc<Replacement>>,
}

impl std::fmt::Debug for SearchJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (asked, texts) = (self.asked, self.candidates.len());
        write!(f, "SearchJob({asked}, {:?}, {texts} texts)", self.purpose)
    }
}

impl PartialEq for SearchJob {
    fn eq(&self, other: &Self) -> bool {
        self.asked == other.asked && self.purpose == other.purpose
    }
}

/// What is found is for this.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SearchPurpose {
    /// To be shown place by place.
    Places,
    /// To say which entries the library lists.
    List,
}

/// A change of a field or section in many entries, and the number of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct FieldJob {
    pub asked: u64,
    pub change: FieldChange,
    pub style: Arc<HouseStyle>,
    pub texts: Vec<(EntryKey, Arc<str>)>,
}

/// A field whose values are counted in these texts, and the number of the question.
#[derive(Clone)]
pub struct ValueJob {
    pub asked: u64,
    pub field: FieldPath,
    pub texts: Vec<Arc<str>>,
}

impl std::fmt::Debug for ValueJob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let texts = self.texts.len();
        write!(
            f,
            "ValueJob({}, {:?}, {texts} texts)",
            self.asked, self.field
        )
    }
}

impl PartialEq for ValueJob {
    fn eq(&self, other: &Self) -> bool {
        self.asked == other.asked && self.field == other.field
    }
}

/// Entries to be compared with what was reviewed, and the number of the question.
#[derive(Debug, Clone, PartialEq)]
pub struct CompareJob {
    pub asked: u64,
    pub root: PathBuf,
    pub style: Arc<HouseStyle>,
    pub entries: Vec<Arc<Compare>>,
}

/// An entry that is compared with what was reviewed.
#[derive(Debug, Clone, PartialEq)]
pub struct Compare {
    pub key: EntryKey,
    pub text: Arc<str>,
    pub sign_off: Option<Arc<ReviewRecord>>,
}

/// What came of that.
#[derive(Debug, Clone, PartialEq)]
pub struct Compared {
    pub of: Arc<str>,
    /// When the sign-off was written down with which it was compared.
    pub signed: Option<String>,
    pub since: Since,
    /// From which text on, in words.
    pub says: String,
}

impl Compared {
    /// Whether it is about this text and sign-off.
    pub fn is_of(&self, text: &Arc<str>, signed: Option<&str>) -> bool {
        self.signed.as_deref() == signed && (Arc::ptr_eq(&self.of, text) || self.of == *text)
    }
}

/// Where to look for an entry's names.
#[derive(Debug, Clone, PartialEq)]
pub struct RenameLook {
    pub asked: u64,
    pub purpose: Purpose,
    pub root: PathBuf,
    pub key: EntryKey,
    pub style: Arc<HouseStyle>,
    /// All files of the library as they read now.
    pub texts: Vec<(EntryKey, Arc<str>)>,
}

/// An entry whose past is asked for, and the number of the question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VersionsOf {
    pub asked: u64,
    pub root: PathBuf,
    pub key: EntryKey,
}

/// Two texts to be merged, and the one they were made of.
#[derive(Debug, Clone, PartialEq)]
pub struct MergeJob {
    pub key: EntryKey,
    /// The step of the entry that is merged.
    pub step: u64,
    pub base: Arc<str>,
    pub ours: Arc<str>,
    pub theirs: Arc<str>,
    pub of: MergeOf,
}

/// What is merged with the text of an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MergeOf {
    /// What another program wrote into its file.
    File,
    /// All three texts come from this file with git's signs in it. What git keeps of it tells better than the signs what
    /// both were made of.
    Unfinished(PathBuf),
    /// What an earlier session left unsaved, in this file of the journal.
    UnsavedDraft(PathBuf),
}

/// What the checks are asked to look at.
#[derive(Debug, Clone, PartialEq)]
pub enum CheckJob {
    /// All entries of a library, from the start; whatever was looked at before is forgotten.
    Library {
        style: Arc<HouseStyle>,
        files: Vec<(EntryKey, Arc<str>)>,
        /// How much of the library `files` are.
        extent: Extent,
        withdrawn: Option<Arc<Withdrawn>>,
        after_review: Option<Arc<AfterReview>>,
        /// How spelling is looked at, where it is.
        spelling: Option<Arc<SpellingJob>>,
        today: jiff::civil::Date,
    },
    /// What came in after reviews is known otherwise: for the entries that are looked at from now on.
    AfterReview(Arc<AfterReview>),
    /// Other words are right in this library from now on.
    Words(Arc<LibraryWords>),
    /// One entry that is new or reads otherwise now.
    Entry { key: EntryKey, text: Arc<str> },
    /// A file that is there and is no entry, or no more.
    Other { key: EntryKey },
    /// A file that is gone.
    Gone { key: EntryKey },
    /// No more of the library; what was found stays.
    Stop,
}

/// What spelling is looked at by, besides the dictionaries of the program and those in the person's own folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpellingJob {
    /// Dictionaries of the system, by name.
    pub dictionaries: Vec<String>,
    pub words: Arc<LibraryWords>,
    pub terms: Arc<Terms>,
}

/// What was found in one text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedEntry {
    pub key: EntryKey,
    /// The very text that was looked at.
    pub of: Arc<str>,
    pub findings: Arc<[Finding]>,
}

/// A decoded picture: four bytes a dot, red, green, blue and opacity.
#[derive(Clone, PartialEq, Eq)]
pub struct Picture {
    pub width: u32,
    pub height: u32,
    pub rgba: Arc<[u8]>,
}

impl std::fmt::Debug for Picture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Picture({} × {})", self.width, self.height)
    }
}

/// Why a picture is not shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PictureError {
    Unreadable(ReadError),
    /// It lies outside the library's folder.
    Elsewhere,
    TooManyDots {
        width: u32,
        height: u32,
    },
    /// Damaged, or of a kind that is not known.
    NotAPicture(String),
}

impl std::fmt::Display for PictureError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Unreadable(ReadError::Gone) => f.write_str("There is no such picture"),
            Self::Unreadable(ReadError::TooLarge { bytes, .. }) => {
                write!(
                    f,
                    "The picture is too large to show ({} MB)",
                    bytes / (1024 * 1024)
                )
            }
            Self::Unreadable(ReadError::NotAllowed) => {
                f.write_str("You are not allowed to read this picture")
            }
            Self::Unreadable(_) => f.write_str("The picture could not be read"),
            Self::Elsewhere => f.write_str("The picture lies outside the library’s folder"),
            Self::TooManyDots { width, height } => {
                write!(f, "The picture is too large to show ({width} × {height})")
            }
            Self::NotAPicture(reason) => write!(f, "The picture could not be shown: {reason}"),
        }
    }
}
