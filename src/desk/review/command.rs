//! What can be asked of the review room.
//!
//! Knows nothing of: dialogs, how records are kept.

use std::path::PathBuf;

use jiff::civil::Date;

use crate::desk::StepId;
use crate::library::{EntryKey, RecordChange};
use crate::review::{ChecklistItem, ClaimKey, Mark};
use crate::settings::QueueColumn;

/// Something to be done in the review room.
#[derive(Debug, Clone)]
pub enum ReviewCommand {
    /// Put the keys on an entry of the queue.
    Choose(EntryKey),
    /// Take an entry among those that something is done to, or out of them.
    Pick(EntryKey),
    PickNone,
    /// Open an entry for review.
    Open(EntryKey),
    /// Sort by a column; the other way round where the queue is sorted by it.
    Sort(QueueColumn),
    Filter(Filter),
    Group(Option<QueueColumn>),
    /// Show a column, or not.
    Column(QueueColumn, bool),
    /// Let J and K move in the queue, or not.
    LetterKeys(bool),
    /// The entry under review.
    Reading(ReadingCommand),
    /// Sign off what the dialog asks about, and open the next entry or not.
    SignOff {
        form: SignOffForm,
        and_next: bool,
    },
    /// Look at what signing off the chosen entries changes; also in those that were checked elsewhere.
    SignOffMany {
        form: SignOffForm,
        elsewhere: bool,
    },
    /// Take a sign-off that was made here back.
    TakeBack {
        entry: EntryKey,
        step: StepId,
    },
    SendBack {
        reviewer: String,
        reason: String,
    },
    Assign {
        to: String,
        until: Option<Date>,
    },
    /// Nobody is to have them.
    Unassign,
    /// Change the records of a file beside the content, as what takes a change back does.
    ChangeRecords(&'static str, RecordChange),
    /// Of records that say different things let this line stand.
    SettleRecord(String),
    /// Write the queue to a file.
    ExportTo {
        export: Export,
        path: PathBuf,
    },
    /// Try again to write down what could not be.
    WriteRecords,
}

/// What the queue shows, each part by itself. What is empty is no filter.
#[derive(Debug, Clone)]
pub enum Filter {
    Words(String),
    When(String),
    Pillar(String),
    Person(String),
    Outcome(String),
    /// No filter at all.
    Clear,
}

/// What the queue is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Export {
    Csv,
    Calendar,
}

impl Export {
    /// The name that is offered.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Csv => "review-queue.csv",
            Self::Calendar => "review-queue.ics",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Self::Csv => "Export as CSV",
            Self::Calendar => "Export as calendar",
        }
    }
}

/// What the person says in the dialog that signs off.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SignOffForm {
    pub reviewer: String,
    /// None where it can’t be read.
    pub date: Option<Date>,
    pub scope: String,
    /// A note, and the reason where one is needed.
    pub note: String,
    /// What a merge brought in is to be saved along.
    pub with_merge: bool,
}

/// Something to be done with the entry under review.
#[derive(Debug, Clone)]
pub enum ReadingCommand {
    /// Tick something as it is shown, or take the tick away.
    Tick(Mark, bool),
    /// A sentence says what its source says, or that is open again.
    Verify(ClaimKey, bool),
    Section(usize),
    Claim(usize),
    Source(usize),
    /// The focus was taken to a part or claim by hand: the keys are there from now on.
    Focused(At),
    /// Go to the section after or before.
    Step {
        forward: bool,
    },
    /// Go to the next place where something of this is left.
    Next(ChecklistItem),
    NextError,
    /// The name of who reviews.
    Name(String),
}

/// Where the keys are. Each as [`Material`](crate::review::Material) counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct At {
    pub section: usize,
    pub claim: Option<usize>,
    pub source: Option<usize>,
    /// What is to have the focus.
    pub place: ReadingSpot,
}

/// A place that the focus can be taken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReadingSpot {
    #[default]
    Text,
    Section,
    Claim,
    Source,
    /// A line of the checklist, by its number.
    Line(usize),
    /// The open findings.
    Findings,
}
