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
pub use command::list::{Act, LIST, Listed, Menu};
pub use command::{Command, Leaving, NewEntry, Typing};
pub use editing::cards::{Card, Cards, Field, HeadingSpot, Role};
pub use editing::open_entry::{Halt, OpenEntry, Outside, Writing};
pub use editing::search::Search;
pub use editing::undo::{BatchId, History, Selection, StepId};
pub use effect::{Effect, Report};
pub use findings::accept::Note;
pub use findings::{Counts, EntryFindings, LibraryFindings, Shown};
pub use library::backlinks::Reference;
pub use library::batch::{Batch, LeftOut, Proposed, Reach};
pub use library::house_style::Learning;
pub use library::list::{Line, ListView, Sort};
pub use library::new_entry::Proposal;
pub use library::opening::Opening;
pub use library::rename::RenameLine;
pub use notice::{Answer, GOOD_NEWS_STAYS, Notice, OFFERS_STAY, Offer, Question, Said};
pub use sources::bibliography::{Which, WorksCommand, WorksView};
pub use sources::citing::{Citations, known_works, listed_works, mention_of, records_of};
pub use sources::completion::{OfferedSource, OfferedSources};
pub use sources::paste::FromPaste;
pub use sources::paste::removal::{leaving, not_read};
pub use sources::withdrawn::WithdrawnList;
pub use sync::lock::in_words as held_in_words;
pub use sync::merge::{CameIn, Settling};
pub use sync::recovery::apply::Foreseen;
pub use versions::diff::{Hunk, Pieces, Row, RowKind, hunks, marked};
pub use versions::{PastCommand, PastView, said_when};
pub use view::{Focus, RightPane, Sheet, Spot, Theme, View};

use crate::checks;
use crate::entry::mentions::Authors;
use crate::house_style::{HouseStyle, Mistake};
use crate::library::after_review::AFTER_REVIEW;
use crate::library::{EntryKey, Library, Records};
use crate::references::Gathered;
use library::house_style::ToWrite;
use library::left_alone::NamesLeftAlone;
use library::navigation::Trail;
use sync::journal::Journalled;
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
    pub fn perform(&mut self, command: Command, now: Moment) -> Vec<Effect> {
        let mut effects = self.carry_out(command, now);
        effects.extend(self.follow_works());
        effects.extend(self.follow_entries());
        effects
    }

    /// Takes a report from outside and says what follows from it.
    pub fn receive(&mut self, report: Report, now: Moment) -> Vec<Effect> {
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
            Command::Act(act) => return self.act(act, now),
            Command::OpenPath(path) => return self.open_path(path),
            Command::TakeDrop(path) => return self.take_drop(path),
            Command::Show { entry, at } => {
                self.show(&entry, at);
                return self.look_again(&entry);
            }
            Command::Type(typing) => {
                self.keys_come(now);
                self.type_text(typing, now);
            }
            Command::Join(gap) => self.join(gap, now),
            Command::Dropped(count) => self.left_out(count, now),
            Command::Caret(selection) => {
                if let Some(entry) = self.shown_mut() {
                    entry.selection = selection;
                }
            }
            Command::PlaceCaret(selection) => {
                if let Some(entry) = self.shown_mut() {
                    entry.place(selection);
                }
            }
            Command::Settle => self.settle(),
            Command::SetField { path, value } => self.set_field(path, value, now),
            Command::RemoveField(path) => self.remove_field(path, now),
            Command::AddProduct { name, handle } => self.add_product(name, handle, now),
            Command::RemoveProduct(index) => self.remove_product(index, now),
            Command::MoveProduct { from, to } => self.move_product(from, to, now),
            Command::AddSection { at, name } => self.add_section(at, &name, now),
            Command::MoveSection { from, to } => self.move_section(from, to, now),
            Command::DeleteSection(index) => self.delete_section(index, now),
            Command::Fold { card, folded } => {
                if let Some(entry) = self.shown_mut() {
                    entry.fold(card, folded);
                }
            }
            Command::SetSource {
                source,
                field,
                value,
            } => self.set_source(source, field, &value, now),
            Command::RemoveSource(source) => self.remove_source(source, now),
            Command::MoveSource { from, to } => self.move_source(from, to, now),
            Command::AddSources(records) => self.add_sources(&records, now),
            Command::ReadPasted(text) => return self.read_pasted(text),
            Command::AddInPlaceOfPaste(records) => self.add_in_place_of_paste(&records, now),
            Command::Cite { record, with_pmid } => self.cite(&record, with_pmid, now),
            Command::UseWithdrawn(path) => return self.use_withdrawn(path),
            Command::KeepWithdrawn(path) => return self.keep_withdrawn(path),
            Command::MapId { id, entry } => return self.map_id(id, &entry, now),
            Command::UnmapId { id, slug, mapped } => return self.unmap_id(id, slug, mapped),
            Command::Offered { count, first } => self.offered(count, &first),
            Command::Complete { step, offer } => self.complete(step, &offer, now),
            Command::Search(search) => self.search = search,
            Command::ReplaceOne => self.replace_one(now),
            Command::ReplaceAll => self.replace_all(now),
            Command::Mend {
                entry,
                finding,
                fix,
            } => self.mend(&entry, finding, fix, now),
            Command::MendAll(check) => self.mend_all(check),
            Command::AskWhy { entry, finding } => self.ask_why(entry, finding),
            Command::Accept(note) => return self.accept(note, now),
            Command::TakeAcceptanceBack { entry, finding } => {
                return self.take_acceptance_back(&entry, finding);
            }
            Command::KeepAccepted(change) => return self.keep_accepted(change),
            Command::Choose { conflict, choice } => self.choose(conflict, choice),
            Command::TakeBack { step, edit } => self.take_back(step, edit, now),
            Command::Past(command) => return self.past_command(command, now),
            Command::Works(command) => return self.works_command(command, now),
            Command::Propose(batch) => self.propose(batch),
            Command::ChangeEntries { without } => self.change_entries(&without, now),
            Command::UndoIn(reach) => return self.undo_in(reach, now),
            Command::RedoIn(reach) => return self.redo_in(reach, now),
            Command::Rename(wish) => return self.rename(wish, now),
            Command::SaveCopy(wish) => return self.save_copy(&wish, now),
            Command::UndoCopy { entry, text } => return self.undo_copy(&entry, text, now),
            Command::Delete(entry) => return self.delete(&entry, now),
            Command::BringBack(id) => return self.undelete(id),
            Command::UndoRename(batch) => return self.undo_rename(batch, now),
            Command::NewEntry(new) => return self.create_entry(&new, now),
            Command::Foresee(file) => return self.foresee(&file),
            Command::Restore(file) => return self.restore(&file, now),
            Command::RestoreAll => return self.restore_all(now),
            Command::KeepTheFile(file) => return self.keep_the_file(&file),
            Command::RemoveUnreadable(file) => self.remove_unreadable(&file),
            Command::LeaveUnreadable(file) => self.leave_unreadable(&file),
            Command::HeldByIsRead => self.held_by_is_read(),
            Command::LeftAloneIsRead => self.left_alone_is_read(),
            Command::Resume { file, way } => return self.resume(&file, way, now),
            Command::ResumeLater => self.resume_later(),
            Command::LookLater => self.look_at_left_behind_later(),
            Command::SaveHow { entry, how } => return self.save(&entry, how),
            Command::SaveOver(entry) => return self.save_over(&entry),
            Command::Leave(leaving) => return self.leave(leaving),
            Command::SaveAllAndLeave(leaving) => return self.save_all_and_leave(leaving),
            Command::Answered => self.answered(),
            Command::CloseSheet => self.close_sheet(),
            Command::Dismiss(id) => self.notices.retain(|notice| notice.id != id),
            Command::Filter(filter) => {
                self.list.filter = filter;
                self.arrange_rows();
            }
            Command::OpenLink(address) => return self.follow_link(&address, now),
            Command::Copy(text) => {
                self.say("Copied");
                return vec![Effect::Copy(text)];
            }
            Command::WantImage(target) => return self.want_image(&target),
        }
        Vec::new()
    }

    fn take(&mut self, report: Report, now: Moment) -> Vec<Effect> {
        match report {
            Report::LibraryStarted { root, at } => return self.library_started(root, at),
            Report::FilesRead {
                root,
                files,
                progress,
            } => self.files_read(&root, files, progress),
            Report::LibraryOpened {
                root,
                stopped,
                trouble,
                ..
            } => {
                return self.library_opened(&root, stopped, &trouble, now);
            }
            Report::OpenRefused(failed) => {
                self.open_refused(&failed.root, &failed.why.to_string(), now)
            }
            Report::Written { key, step, text } => {
                return self.written(&key, StepId(step), text);
            }
            Report::WriteRefused { key, step, why } => {
                return self.write_refused(&key, StepId(step), why, now);
            }
            Report::Created { key, text, .. } => return self.created(&key, text, now),
            Report::CreateRefused { key, why, .. } => return self.create_refused(&key, &why, now),
            Report::ChangedOnDisk { key, content } => {
                return self.changed_on_disk(&key, content, now);
            }
            Report::Merged { job, merged } => return self.merge_done(&job, merged, now),
            // An answer that comes after its entry has left the desk is waste paper.
            Report::Read { key, content } => {
                if self.open.contains_key(&key) {
                    return self.changed_on_disk(&key, content, now);
                }
            }
            Report::Removed { key } => self.removed(&key, now),
            Report::Added(file) => return self.added(file, now),
            Report::FolderPicked { folder, waited } => return self.folder_picked(folder, waited),
            Report::ReferencesRead { path, result } => {
                return self.references_read(&path, result, now);
            }
            Report::PastedRead { text, read } => self.pasted_read(&text, read),
            Report::Checked { entries, progress } => self.entries_checked(entries, progress, now),
            Report::ChecksStopped => self.checks_stopped(),
            Report::CheckBroken { check } => self.check_broken(check, now),
            Report::WorksGathered { root, works } => {
                if self.is_of(&root) {
                    return self.works_gathered(works);
                }
            }
            Report::StyleRead {
                root,
                style,
                mistakes,
            } => {
                let before = self.style.clone();
                self.style_read(&root, *style, mistakes, now);
                if !Arc::ptr_eq(&before, &self.style) {
                    return self.check_anew(now);
                }
            }
            Report::Learning { root, read } => self.learning_goes_on(&root, read),
            Report::StyleLearned { root, learned } => {
                return self.style_learned(&root, learned, now);
            }
            Report::IdMapped {
                root,
                id,
                slug,
                result,
            } => self.id_mapped(&root, id, slug, result, now),
            Report::IdUnmapped {
                root,
                id,
                slug,
                result,
            } => self.id_unmapped(&root, id, slug, result, now),
            Report::NamesFound {
                asked,
                purpose,
                found,
            } => self.names_found(asked, purpose, found, now),
            Report::TakenAway {
                key,
                to_trash,
                result,
            } => return self.taken_away(&key, to_trash, result, now),
            Report::Renamed {
                order,
                result,
                kept,
            } => return self.renamed(&order, result, kept, now),
            Report::Interrupted { root, acts } => self.interrupted_read(&root, acts),
            Report::Resumed { act, order, result } => {
                return self.resumed(&act, order, result, now);
            }
            Report::WithdrawnRead { root, list } => return self.withdrawn_read(&root, list, now),
            Report::WithdrawnLookedAt { root, path, list } => {
                return self.withdrawn_looked_at(&root, path, list, now);
            }
            Report::WithdrawnKept { root, kept } => return self.withdrawn_kept(&root, kept, now),
            Report::WithdrawnChanged { root } => return self.withdrawn_changed(&root),
            Report::WithdrawnPicked { path, waited } => {
                return self.withdrawn_picked(path, waited);
            }
            Report::SentencesFound { asked, sentences } => self.sentences_found(asked, sentences),
            Report::RevisionWorkedOut { asked, revised } => {
                self.revision_worked_out(asked, revised);
            }
            Report::RecordsRead {
                root,
                name,
                records,
            } => match name {
                _ if !self.is_of(&root) => {}
                checks::ACCEPTED => self.accepted_read(&records),
                AFTER_REVIEW => return self.after_review_read(&records, now),
                _ => self.records_read(&records),
            },
            Report::RecordsRefused { name, why } => {
                self.trouble(
                    format!("{why}: {name} beside the content is as it was"),
                    now,
                );
                // The checks go on without it.
                if name == AFTER_REVIEW && self.after_review.is_none() {
                    return self.after_review_read(&Records::default(), now);
                }
            }
            Report::FolderSwitched { root, what, files } => {
                return self.folder_switched(&root, what, files, now);
            }
            Report::VersionKept { key } => self.version_kept(&key, now),
            Report::PastRead { asked, past } => return self.past_read(asked, past),
            Report::PastCompared {
                asked,
                from,
                differences,
            } => self.past_compared(asked, from, differences),
            Report::EarlierRead { asked, text } => self.earlier_read(asked, text),
            Report::VersionRefused { why } => self.version_refused(&why, now),
            // That the store can't be read is said when a version is to be kept or shown.
            Report::VersionsPruned { .. } => {}
            Report::Broken { what } => {
                self.works_not_gathered();
                self.no_merge_comes();
                self.trouble(
                    format!("A job failed inside copydesk: {what}. Your text is safe; the log has the details"),
                    now,
                );
            }
            Report::SettingsRefused { why, .. } => {
                let why = why.in_short();
                let what = format!(
                    "Your settings could not be kept: {why}. They hold until copydesk is closed"
                );
                self.trouble(what, now)
            }
            Report::HeldBy { root, other } => self.is_held_by(&root, other),
            Report::LeftAlone { root, names } => self.names_left_alone(&root, names),
            Report::NotJournalled { why } => self.not_journalled(&why, now),
            Report::LeftBehind { root, found } => self.left_behind_read(&root, found, now),
            // The preview holds its pictures itself.
            Report::Image { .. } => {}
            Report::NotWatching { .. } => {
                self.say("Changes by other programs are noticed when an entry is shown or saved");
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
