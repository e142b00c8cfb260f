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
mod sources;
mod sync;
mod versions;
mod view;

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

pub use crate::entry::slug_of;
pub use command::Command;
pub use command::list::{Act, LIST, Listed, Menu};
pub use editing::cards::{Card, Cards, Field, HeadingSpot, Role};
pub use editing::command::{EditCommand, Typing};
pub use editing::open_entry::{Halt, OpenEntry, Outside, Writing};
pub use editing::search::Search;
pub use editing::undo::{BatchId, History, Selection, StepId};
pub use effect::{
    BibliographyReport, Effect, FindingReport, LibraryReport, RenameReport, Report, SourceReport,
    SyncReport, VersionReport,
};
pub use findings::accept::Note;
pub use findings::command::FindingCommand;
pub use findings::{Counts, EntryFindings, LibraryFindings, Shown};
pub use library::backlinks::Reference;
pub use library::batch::{Batch, LeftOut, Proposed, Reach};
pub use library::command::{LibraryCommand, NewEntry};
pub use library::house_style::Learning;
pub use library::list::{Line, ListView, Sort};
pub use library::new_entry::Proposal;
pub use library::opening::Opening;
pub use library::rename::RenameLine;
pub use library::rename::command::RenameCommand;
pub use notice::{Answer, GOOD_NEWS_STAYS, Notice, OFFERS_STAY, Offer, Question, Said};
pub use sources::bibliography::{BibliographyCommand, Which, WorksView};
pub use sources::citing::{Citations, known_works, listed_works, mention_of, records_of};
pub use sources::command::SourceCommand;
pub use sources::completion::{OfferedSource, OfferedSources};
pub use sources::paste::FromPaste;
pub use sources::paste::removal::{leaving, not_read};
pub use sources::withdrawn::WithdrawnList;
pub use sync::command::{Leaving, SyncCommand};
pub use sync::lock::in_words as held_in_words;
pub use sync::merge::{CameIn, Settling};
pub use sync::recovery::apply::Foreseen;
pub use sync::recovery::command::RecoveryCommand;
pub use versions::diff::{Hunk, Pieces, Row, RowKind, hunks, marked};
pub use versions::{PastView, VersionCommand, said_when};
pub use view::{Focus, RightPane, Sheet, Spot, Theme, View, ViewCommand};

use crate::checks;
use crate::entry::mentions::Authors;
use crate::house_style::{HouseStyle, Mistake};
use crate::library::{EntryKey, Library};
use crate::references::Gathered;
use library::house_style::ToWrite;
use library::navigation::Trail;
use sync::journal::Journalled;
use sync::left_alone::NamesLeftAlone;
use sync::lock::Holding;
use sync::recovery::offer::LeftTexts;

/// The time, handed in from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// Since the program started; never goes back.
    pub since_start: Duration,
    pub today: jiff::civil::Date,
}

/// The session.
#[derive(Debug)]
pub struct Desk {
    style: Arc<HouseStyle>,
    /// The mistakes in its file.
    style_mistakes: Vec<Mistake>,
    /// What is being learned, while it is, and what was learned until it is written.
    learning: Option<Learning>,
    to_write: Option<ToWrite>,
    library: Option<Library>,
    /// What is being opened, while it is.
    opening: Option<Opening>,
    open: HashMap<EntryKey, OpenEntry>,
    shown: Option<EntryKey>,
    /// The entry to show as soon as it has been read: `copydesk FILE.md`.
    awaited: Option<EntryKey>,
    trail: Trail,
    list: ListView,
    lines: Vec<Line>,
    view: View,
    sheet: Option<Sheet>,
    focus: Focus,
    search: Search,
    /// The library's distinct works, and the view of them.
    works: WorksView,
    findings: LibraryFindings,
    /// The surnames of those who wrote them.
    authors: Arc<Authors>,
    withdrawn: WithdrawnList,
    /// What merges brought in after reviews; `None` until it has been read.
    after_review: Option<Arc<checks::AfterReview>>,
    /// The places that refer to the entry shown, while they are listed.
    references_here: Vec<Reference>,
    /// References of a file that was dropped on the window.
    dropped: Option<Arc<Gathered>>,
    /// A long paste into the sheet that takes references, and what it was read as.
    long_paste: Option<sources::paste::LongPaste>,
    /// A change to many entries, while it is looked at.
    proposed: Option<Arc<Batch>>,
    /// References that were just pasted into the text.
    pasted: Option<sources::paste::PastedText>,
    renames: library::rename::Renames,
    question: Option<Question>,
    /// What to do as soon as nothing is unsaved.
    leaving: Option<Leaving>,
    past: PastView,
    /// What is not saved and waits for an answer, after the folder went to another branch.
    held: Option<sync::branch_switch::Held>,
    aside: sync::branch_switch::Aside,
    /// A merge that waits for choices, and the entry whose merge is to be shown when it is made.
    settling: Option<Settling>,
    to_settle: Option<EntryKey>,
    notices: Vec<Notice>,
    said: Said,
    steps: u64,
    journalled: Journalled,
    left_behind: LeftTexts,
    holding: Holding,
    left_alone: NamesLeftAlone,
}

impl Desk {
    /// An empty desk, as the person left it last time.
    pub fn new(style: HouseStyle, view: View) -> Self {
        Self {
            style: Arc::new(style),
            style_mistakes: Vec::new(),
            learning: None,
            to_write: None,
            library: None,
            opening: None,
            open: HashMap::new(),
            shown: None,
            awaited: None,
            trail: Trail::default(),
            list: ListView::default(),
            lines: Vec::new(),
            view,
            sheet: None,
            focus: Focus::default(),
            search: Search::default(),
            works: WorksView::default(),
            findings: LibraryFindings::default(),
            authors: Arc::default(),
            withdrawn: WithdrawnList::default(),
            after_review: None,
            references_here: Vec::new(),
            dropped: None,
            long_paste: None,
            proposed: None,
            pasted: None,
            renames: library::rename::Renames::default(),
            question: None,
            leaving: None,
            past: PastView::default(),
            held: None,
            aside: sync::branch_switch::Aside::default(),
            settling: None,
            to_settle: None,
            notices: Vec::new(),
            said: Said::default(),
            steps: 0,
            journalled: Journalled::default(),
            left_behind: LeftTexts::default(),
            holding: Holding::default(),
            left_alone: NamesLeftAlone::default(),
        }
    }

    /// Carries out one command and says what the outside world has to do for it.
    pub fn perform(&mut self, command: impl Into<Command>, now: Moment) -> Vec<Effect> {
        let mut effects = self.carry_out(command.into(), now);
        effects.extend(self.follow_works());
        effects.extend(self.follow_entries());
        effects
    }

    /// Takes a report from outside and says what follows from it.
    pub fn receive(&mut self, report: impl Into<Report>, now: Moment) -> Vec<Effect> {
        let report = report.into();
        let mut effects = self.follow_style(&report);
        effects.extend(self.follow_after_review(&report));
        effects.extend(self.take(report, now));
        effects.extend(self.follow_works());
        effects.extend(self.follow_entries());
        effects
    }

    /// What follows from the entries that have changed, whoever changed them.
    fn follow_entries(&mut self) -> Vec<Effect> {
        let touched = self.library.as_mut().map(Library::take_touched);
        let mut changed = touched.unwrap_or_default();
        changed.extend(self.shown.clone());
        let mut effects = self.check_changed(&changed);
        effects.extend(self.follow_unsaved(changed));
        effects.extend(self.follow_past());
        self.forget_what_is_settled();
        effects
    }

    fn carry_out(&mut self, command: Command, now: Moment) -> Vec<Effect> {
        match command {
            Command::Act(act) => self.act(act, now),
            Command::Edit(command) => {
                self.edit(command, now);
                Vec::new()
            }
            Command::Source(command) => self.change_sources(command, now),
            Command::Bibliography(command) => self.works_command(command, now),
            Command::Library(command) => self.work_in_library(command, now),
            Command::Rename(command) => self.change_file(command, now),
            Command::Sync(command) => self.sync(command),
            Command::Recovery(command) => self.recover(command, now),
            Command::Version(command) => self.past_command(command, now),
            Command::Finding(command) => self.work_on_finding(command, now),
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
            // The preview holds its pictures itself.
            Report::Image { .. } => {}
            Report::SettingsRefused { why, .. } => {
                let why = why.in_short();
                let what = format!(
                    "Your settings could not be kept: {why}. They hold until copydesk is closed"
                );
                self.trouble(what, now);
            }
            Report::Broken { what } => {
                self.works_not_gathered();
                self.no_merge_comes();
                self.trouble(
                    format!("A job failed inside copydesk: {what}. Your text is safe; the log has the details"),
                    now,
                );
            }
        }
        Vec::new()
    }

    /// Drops good news that has been shown long enough, and shows findings held back. `Some` is the time until the next
    /// such thing happens.
    pub fn tidy(&mut self, now: Moment) -> Option<Duration> {
        let held = self.show_held_back(now);
        self.forget_paste();
        let now = now.since_start;
        self.notices
            .retain(|notice| notice.goes_at().is_none_or(|at| at > now));
        let goes = self.notices.iter().filter_map(Notice::goes_at);
        let next = goes.map(|at| at.saturating_sub(now));
        next.chain(held).min()
    }

    pub fn style(&self) -> &HouseStyle {
        &self.style
    }

    pub fn library(&self) -> Option<&Library> {
        self.library.as_ref()
    }

    pub fn opening(&self) -> Option<&Opening> {
        self.opening.as_ref()
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

    pub fn list(&self) -> &ListView {
        &self.list
    }

    /// The lines of the library pane, in order.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub fn view(&self) -> &View {
        &self.view
    }

    /// The view, for what only the window knows: sizes and split positions.
    pub fn view_mut(&mut self) -> &mut View {
        &mut self.view
    }

    pub fn sheet(&self) -> Option<&Sheet> {
        self.sheet.as_ref()
    }

    pub fn focus(&self) -> Focus {
        self.focus
    }

    /// References of a file that was dropped on the window, while their sheet is open.
    pub fn dropped(&self) -> Option<&Arc<Gathered>> {
        self.dropped.as_ref()
    }

    /// The change to many entries that is looked at, while its sheet is open.
    pub fn proposed(&self) -> Option<&Arc<Batch>> {
        self.proposed.as_ref()
    }

    /// The surnames that the library knows as authors; none until its works have been read.
    pub fn authors(&self) -> &Arc<Authors> {
        &self.authors
    }

    pub fn search(&self) -> &Search {
        &self.search
    }

    pub fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// Something lies over the desk and takes the keys: a question, or a sheet that is no bar.
    pub fn has_dialog(&self) -> bool {
        let is_over = |sheet: &Sheet| !matches!(sheet, Sheet::Find { .. });
        self.question.is_some() || self.sheet.as_ref().is_some_and(is_over)
    }

    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The last thing said aloud and on the status bar.
    pub fn said(&self) -> &Said {
        &self.said
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

    /// Says something to a screen reader and on the status bar.
    fn say(&mut self, what: impl Into<String>) {
        self.said = Said {
            count: self.said.count + 1,
            what: what.into(),
        };
    }

    /// Good news, shown for a while.
    fn news(&mut self, what: impl Into<String>, now: Moment) {
        self.notice(what.into(), false, Vec::new(), now);
    }

    /// Good news, with buttons for what may follow.
    fn news_with(&mut self, what: impl Into<String>, offers: Vec<Offer>, now: Moment) {
        self.notice(what.into(), false, offers, now);
    }

    /// Bad news, shown until dismissed.
    fn trouble(&mut self, what: impl Into<String>, now: Moment) {
        self.notice(what.into(), true, Vec::new(), now);
    }

    fn notice(&mut self, what: String, is_bad: bool, offers: Vec<Offer>, now: Moment) {
        self.say(what.clone());
        // The same trouble twice is one trouble.
        self.notices.retain(|notice| notice.what != what);
        self.notices.push(Notice {
            id: self.said.count,
            is_bad,
            what,
            offers,
            not_saved: None,
            at: now.since_start,
        });
    }
}
