//! The working session: it takes commands, changes entries by edits, and asks the outside world for effects.
//!
//! A room (folder) per subject, in it a file per thing it can do; [`Desk::perform`] and [`Desk::receive`] say which.
//!
//! Knows nothing of: egui, threads, the clock, files.

mod command;
mod editing;
pub mod effect;
mod findings;
mod library;
mod notice;
mod proof;
mod review;
mod screen;
mod search;
mod sources;
mod sync;
mod versions;
mod view;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

pub use crate::entry::slug_of;
pub use crate::settings::{RightTab, Settings, Theme};
pub use command::Command;
pub use command::id::CommandId;
pub use command::list::{CommandInfo, LIST, Menu, Needs};
pub use editing::cards::{Card, CardField, Cards, HeadingSpot, Role};
pub use editing::command::{EditCommand, Typing};
pub use editing::completion::{Completion, Completions, OfferedTerm};
pub use editing::field_values::StartedDate;
pub use editing::open_entry::{CameIn, Halt, OpenEntry, Outside, Writing};
pub use editing::search::Search;
pub use editing::undo::{BatchId, Selection, StepId, UndoHistory};
pub use effect::{
    BibliographyReport, Effect, FindingReport, LibraryReport, ProofReport, RenameReport, Report,
    ReviewReport, SearchReport, SourceReport, SyncReport, VersionReport,
};
pub use findings::command::{FindingCommand, Note};
pub use findings::{Counts, EntryFindings, LibraryFindings, ShownFinding, level_in_words};
pub use library::backlinks::Reference;
pub use library::command::{Batch, LeftOut, LibraryCommand, NewEntry, Proposed, Reach};
pub use library::learning::Learning;
pub use library::list::{ListLine, ListView, Sort};
pub use library::new_entry::{Proposal, folder_error};
pub use library::opening::Opening;
pub use library::rename::RenameLine;
pub use library::rename::command::RenameCommand;
pub use library::underway::ManyUnderWay;
pub use notice::{Answer, INFO_STAYS, Notice, OFFERS_STAY, Offer, Question, StatusLine};
pub use proof::command::ProofCommand;
pub use proof::kept::{ProofFile, ProofMarks, ProofNote, ProofSection, ProofState};
pub use proof::{Proof, Said};
pub use review::command::{
    At, Export, Filter, ReadingCommand, ReadingSpot, ReviewCommand, SignOffForm,
};
pub use review::queue::{Bar, NOBODY, Queue, QueueLine, When};
pub use review::rows::Row as QueueRow;
pub use review::sign_off::{Asked, DateLine, Unread, unread_in_words};
pub use review::since::ChangedSince;
pub use review::{Mode, Review};
pub use search::LibrarySearch;
pub use search::command::{Among, SearchCommand, Sought};
pub use search::results::{FoundEntry, Hits, SearchLine, TickedPlaces};
pub use sources::bibliography::BibliographyView;
pub use sources::bibliography::command::{BibliographyCommand, Which};
pub use sources::citing::{CitedSources, citation_of, known_works, listed_works, records_of};
pub use sources::command::{FromPaste, OfferedSource, SourceCommand};
pub use sources::paste::READ_AT_ONCE;
pub use sources::paste::removal::{leaving, not_read};
pub use sources::withdrawn::WithdrawnList;
pub use sync::command::{Leaving, SyncCommand};
pub use sync::lock::in_words as lock_in_words;
pub use sync::merge::Resolving;
pub use sync::recovery::apply::Foreseen;
pub use sync::recovery::command::RecoveryCommand;
pub use versions::command::VersionCommand;
pub use versions::diff::{DiffRow, DiffRowKind, Hunk, MarkedPieces, hunks, marked};
pub use versions::{VersionView, when_in_words};
pub use view::{Dialog, Focus, Spot, ViewCommand};

use crate::house_style::HouseStyle;
use crate::library::{EntryKey, Library};
use editing::EditingState;
use library::LibraryState;
use notice::Notices;
use review::ticks::{changed_by, changed_by_report};
use screen::Screen;
use sources::SourceState;
use sync::SyncState;

/// The time, handed in from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Since the program started; never goes back.
    pub since_start: Duration,
    pub today: jiff::civil::Date,
    /// What the clock says; it may be set wrong.
    pub clock: jiff::Timestamp,
}

/// The session. What each room keeps is its own: the others ask it.
#[derive(Debug)]
pub struct Desk {
    library: Option<Library>,
    /// The entries that were opened, by key.
    open: HashMap<EntryKey, OpenEntry>,
    shown: Option<EntryKey>,
    style: Arc<HouseStyle>,
    view: Settings,
    /// Counts the steps of all entries.
    steps: u64,
    notices: Notices,
    screen: Screen,
    editing: EditingState,
    sources: SourceState,
    in_library: LibraryState,
    sync: SyncState,
    versions: VersionView,
    findings: LibraryFindings,
    review: Review,
    proof: Proof,
    search: LibrarySearch,
}

impl Desk {
    /// An empty desk, as the person left it last time.
    pub fn new(style: HouseStyle, view: Settings) -> Self {
        Self {
            library: None,
            open: HashMap::new(),
            shown: None,
            style: Arc::new(style),
            view,
            steps: 0,
            notices: Notices::default(),
            screen: Screen::default(),
            editing: EditingState::default(),
            sources: SourceState::default(),
            in_library: LibraryState::default(),
            sync: SyncState::default(),
            versions: VersionView::default(),
            findings: LibraryFindings::default(),
            review: Review::default(),
            proof: Proof::default(),
            search: LibrarySearch::default(),
        }
    }

    /// Carries out one command and says what the outside world has to do for it.
    pub fn perform(&mut self, command: impl Into<Command>, now: Moment) -> Vec<Effect> {
        self.follow_day(now);
        let command = command.into();
        let by = changed_by(&command);
        let mut effects = self.settle_typed(by);
        effects.extend(self.carry_out(command, now));
        effects.extend(self.follow_bibliography());
        effects.extend(self.follow_entries());
        effects.extend(self.retry_records(now));
        effects.extend(self.follow_values());
        self.follow_queue(now);
        effects.extend(self.follow_changes());
        effects.extend(self.follow_ticks(by, now));
        effects.extend(self.follow_reading(now));
        effects.extend(self.follow_opened_source());
        effects.extend(self.follow_proof());
        self.after_pending(effects)
    }

    /// Takes a report from outside and says what follows from it.
    pub fn receive(&mut self, report: impl Into<Report>, now: Moment) -> Vec<Effect> {
        let report = report.into();
        let by = changed_by_report(&report);
        let mut effects = by.map(|by| self.settle_typed(by)).unwrap_or_default();
        let written = match &report {
            Report::Sync(SyncReport::Written { key, .. }) => Some(key.clone()),
            _ => None,
        };
        effects.extend(self.follow_style(&report));
        effects.extend(self.follow_after_review(&report));
        effects.extend(self.take(report, now));
        effects.extend(self.follow_bibliography());
        effects.extend(self.follow_entries());
        effects.extend(self.follow_search(written.as_slice()));
        self.follow_queue(now);
        effects.extend(self.follow_changes());
        effects.extend(by.map(|by| self.follow_ticks(by, now)).unwrap_or_default());
        effects.extend(self.follow_reading(now));
        effects.extend(self.follow_opened_source());
        effects.extend(self.follow_proof());
        self.after_pending(effects)
    }

    /// Pending records are in the journal before anything is saved.
    fn after_pending(&mut self, effects: Vec<Effect>) -> Vec<Effect> {
        let pending = self.keep_pending().into_iter();
        pending.chain(effects).collect()
    }

    /// What follows from the entries that have changed, whoever changed them.
    fn follow_entries(&mut self) -> Vec<Effect> {
        let touched = self.library.as_mut().map(Library::take_touched);
        let mut changed = touched.unwrap_or_default();
        self.touch_rows(&changed);
        changed.extend(self.shown.clone());
        let mut effects = self.check_changed(&changed);
        effects.extend(self.follow_search(&changed));
        effects.extend(self.follow_filter());
        effects.extend(self.follow_unsaved(changed));
        effects.extend(self.follow_versions());
        self.forget_what_is_settled();
        effects
    }

    fn carry_out(&mut self, command: Command, now: Moment) -> Vec<Effect> {
        match command {
            Command::Run(id) => self.run(id, now),
            Command::Edit(command) => {
                self.edit(command, now);
                self.read_long_paste()
            }
            Command::Source(command) => self.change_sources(command, now),
            Command::Bibliography(command) => self.bibliography_command(command, now),
            Command::Library(command) => self.work_in_library(command, now),
            Command::Rename(command) => self.change_file(command, now),
            Command::Sync(command) => self.sync(command, now),
            Command::Recovery(command) => self.recover(command, now),
            Command::Version(command) => self.version_command(command, now),
            Command::Finding(command) => self.work_on_finding(command, now),
            Command::Review(command) => self.review_command(command, now),
            Command::Proof(command) => self.proof_command(command, now),
            Command::Search(command) => self.search_command(command, now),
            Command::View(command) => self.change_view(command, now),
        }
    }

    fn take(&mut self, report: Report, now: Moment) -> Vec<Effect> {
        match report {
            Report::Library(report) => return self.library_reported(report, now),
            Report::Rename(report) => return self.rename_reported(report, now),
            Report::Sync(report) => return self.sync_reported(report, now),
            Report::Source(report) => return self.sources_reported(report, now),
            Report::Bibliography(report) => return self.bibliography_reported(report),
            Report::Finding(report) => return self.findings_reported(report, now),
            Report::Version(report) => return self.versions_reported(report, now),
            Report::Review(report) => return self.review_reported(report, now),
            Report::Search(report) => return self.search_reported(report, now),
            Report::Proof(report) => self.proof_reported(report, now),
            // The preview holds its pictures itself.
            Report::Image { .. } => {}
            Report::SettingsRefused { why, .. } => {
                let why = why.in_short();
                let what = format!(
                    "Your settings could not be kept: {why}. They hold until copydesk is closed"
                );
                self.error(what, now);
            }
            Report::Broken { what } => {
                let mut effects = self.stop_changing(now);
                effects.extend(self.no_save_comes(now));
                self.works_not_gathered();
                self.no_search_comes();
                self.no_merge_comes();
                self.error(
                    format!("A job failed inside copydesk: {what}. Your text is safe; the log has the details"),
                    now,
                );
                return effects;
            }
        }
        Vec::new()
    }

    /// Drops good news that has been shown long enough, and shows findings held back. `Some` is the time until the next
    /// such thing happens.
    pub fn tidy(&mut self, now: Moment) -> Option<Duration> {
        self.follow_day(now);
        let held = self.show_deferred(now);
        self.follow_queue(now);
        self.forget_paste();
        let next = self.tidy_notices(now);
        let retry = self.retry_records_in(now);
        let rows = self.are_rows_behind().then_some(Duration::ZERO);
        let next = next.into_iter().chain(held).chain(retry);
        next.chain(rows).min()
    }

    /// Tries again what could not be done before, where it is time.
    pub fn try_again(&mut self, now: Moment) -> Vec<Effect> {
        let effects = self.retry_records(now);
        self.after_pending(effects)
    }

    pub fn style(&self) -> &HouseStyle {
        &self.style
    }

    pub fn library(&self) -> Option<&Library> {
        self.library.as_ref()
    }

    /// The entry shown, if it can be read.
    pub fn shown(&self) -> Option<&OpenEntry> {
        self.open.get(self.shown.as_ref()?)
    }

    /// The entry shown, readable or not.
    pub fn shown_key(&self) -> Option<&EntryKey> {
        self.shown.as_ref()
    }

    pub fn entry(&self, key: &EntryKey) -> Option<&OpenEntry> {
        self.open.get(key)
    }

    pub fn view(&self) -> &Settings {
        &self.view
    }

    /// The view, for what only the window knows: sizes and split positions.
    pub fn view_mut(&mut self) -> &mut Settings {
        &mut self.view
    }

    /// Is this the folder of the library that is open?
    fn is_of(&self, root: &std::path::Path) -> bool {
        let library = self.library.as_ref();
        library.is_some_and(|library| library.root() == root)
    }

    fn shown_mut(&mut self) -> Option<&mut OpenEntry> {
        self.open.get_mut(self.shown.as_ref()?)
    }

    /// A step id that was never used.
    fn next_step(&mut self) -> StepId {
        self.steps += 1;
        StepId(self.steps)
    }
}
