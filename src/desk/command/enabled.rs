//! Why a command can't be carried out now.

use crate::desk::command::id::CommandId;
use crate::desk::command::list::Needs;
use crate::desk::editing::open_entry::Outside;
use crate::desk::{Desk, Dialog};

impl Desk {
    /// Whether a command that switches something has it switched on; `None` for all others.
    pub fn is_on(&self, id: CommandId) -> Option<bool> {
        match id {
            CommandId::OfferSources => Some(self.view.offer_sources),
            CommandId::GroupByPillar => Some(self.view.group_by_pillar),
            CommandId::GroupByState => Some(self.view.group_by_state),
            _ => None,
        }
    }

    /// The reason why a command can't be carried out now, in a sentence; `None` where it can.
    pub fn disabled_because(&self, id: CommandId) -> Option<String> {
        use CommandId::*;
        let no = |reason: &str| Some(reason.to_owned());
        match id {
            Undo if self.shows_queue() => self.undo_disabled_in_queue(),
            Undo if self.shows_bibliography() => self.disabled_because(UndoMany),
            Save | SaveAll if self.dialog() == Some(&Dialog::UnsavedDrafts) => {
                no("Not saved: close the sheet with the text of last time first")
            }
            // These go on while a merge waits for choices.
            NextFinding | PreviousFinding | KeepMine | TakeTheirs if self.resolving().is_some() => {
                None
            }
            CheckLibrary if self.opening().is_some() => no("The folder is still being opened"),
            _ => self
                .lacks(id)
                .map(str::to_owned)
                .or_else(|| self.own_reason(id)),
        }
    }

    /// What a command needs and is not there.
    fn lacks(&self, id: CommandId) -> Option<&'static str> {
        let needs = id.info().needs;
        let is_of_entry = matches!(needs, Needs::Entry | Needs::Cards | Needs::EntryView);
        if is_of_entry && self.shows_bibliography() {
            return Some("The library’s sources are shown: go back to the entry first");
        }
        if is_of_entry && self.shows_queue() {
            return Some("The review queue is shown: open an entry first");
        }
        if is_of_entry && self.is_reviewing() && !works_in_review(id) {
            return Some("The entry is under review: go back to writing first");
        }
        if is_of_entry && let Some(resolving) = self.resolving() {
            return Some(if resolving.chosen() < resolving.choices.len() {
                "Two versions wait for a choice: settle them, or go back to the text first"
            } else {
                "All is chosen: use it with Ctrl+Enter, or go back to the text first"
            });
        }
        match (needs, self.shown()) {
            (Needs::Library, _) if self.library.is_none() => Some("Open a folder first"),
            (Needs::Merge, None) => Some("No entry is shown"),
            (Needs::Entry | Needs::Cards, None) => Some(match &self.shown {
                Some(_) => "This file can’t be read as text, so it is left as it is",
                None => "No entry is shown",
            }),
            (Needs::Cards, Some(entry)) if entry.whole => {
                Some("The whole file is shown as text: switch back to cards first")
            }
            _ => None,
        }
    }

    /// The reason that a command has for itself, where all that it needs is there.
    fn own_reason(&self, id: CommandId) -> Option<String> {
        use CommandId::*;
        let entry = self.shown();
        let no = |reason: &str| Some(reason.to_owned());
        match id {
            UseMerge => match self.resolving() {
                None => no("No merge is being settled"),
                Some(resolving) if resolving.chosen() < resolving.choices.len() => {
                    no("Choose for every place first")
                }
                Some(_) => None,
            },
            SignOff => self.sign_off_disabled_because(),
            SendBack | SkipReview | AssignReview => self.review_disabled_because(),
            ExportCsv | ExportCalendar if !self.shows_queue() => {
                no("Show the review queue first, with Ctrl+Shift+R")
            }
            CopySession if !self.has_session() => no("Nothing was reviewed in this session yet"),
            Write if !self.is_reviewing() => no("The text is shown already"),
            StopChecking if self.findings.progress().is_none() => no("Nothing is being checked"),
            StopOpening if self.opening().is_none() => no("Nothing is being opened"),
            Rename | SaveAs | Delete => self.rename_disabled_because(id),
            UndoMany if self.last_batch().is_none() => {
                no("No change to many entries stands last in any of them")
            }
            AddPasted if self.pasted().is_none() => {
                no("Paste a reference into the text first, and do this before typing on")
            }
            OpenStyle | WriteStyle | LearnStyle | StopLearning => self.style_disabled_because(id),
            WholeFile if !self.shows_page() => no("Only a page can be shown as cards"),
            SaveAll if self.unsaved_count() == 0 => no("Everything is saved"),
            Save if entry.is_some_and(|it| !it.is_unsaved()) => no("Saved already"),
            Undo if entry.is_some_and(|it| it.history().can_undo().is_none()) => {
                no("Nothing to undo")
            }
            Redo if entry.is_some_and(|it| it.history().can_redo().is_none()) => {
                no("Nothing to redo")
            }
            FindNext | FindPrevious if self.search().words.is_empty() => {
                no("Say what to find first")
            }
            Back if !self.can_go_back() => no("There is nothing to go back to"),
            Forward if !self.can_go_forward() => no("There is nothing to go forward to"),
            RenameSection | MoveSectionUp | MoveSectionDown | DeleteSection => {
                self.section_disabled_because(id)
            }
            AddField => entry
                .and_then(|it| it.reading().front_matter.error.as_ref())
                .map(|error| format!("The front matter can’t be read: {}", error.message)),
            KeepMine | TakeTheirs
                if !matches!(
                    entry.and_then(|it| it.outside.as_ref()),
                    Some(Outside::Changed(_))
                ) =>
            {
                no("The file did not change outside")
            }
            ResolveMerge
                if self.resolving().is_none()
                    && !self.is_unfinished_merge()
                    && !entry.is_some_and(|it| matches!(it.outside, Some(Outside::Changed(_)))) =>
            {
                no("There is nothing to settle")
            }
            TakeMergeBack | MergeSeen if entry.is_some_and(|it| it.came_in.is_none()) => {
                no("No merge came in since the last save")
            }
            TakeMergeBack
                if entry.is_some_and(|it| {
                    it.came_in
                        .as_ref()
                        .is_some_and(|came| came.step != it.step())
                }) =>
            {
                no("Undo what was done since the merge first")
            }
            AssignId => match self.id_here() {
                None => no("Put the caret in an id first, such as (3ca17b72)"),
                Some(id) => self
                    .entry_by_id(id)
                    .map(|key| format!("It is known: “{}”", self.title_of(key))),
            },
            KeepAside | CarryOver | LookAtStranded => self.stranded_disabled_because(id),
            RestoreVersion | RestoreSection => self.restoring_disabled_because(id),
            LookAtUnsavedDrafts if self.unsaved_drafts().is_empty() => {
                no("Nothing was left unsaved last time")
            }
            ShowInterrupted if !self.has_interrupted() => no("Nothing was interrupted last time"),
            DismissNotices if self.notices().is_empty() => no("There are no messages"),
            Palette if self.dialog() == Some(&Dialog::Palette) => {
                no("The commands are shown already")
            }
            _ => None,
        }
    }

    fn section_disabled_because(&self, id: CommandId) -> Option<String> {
        let entry = self.shown()?;
        let count = entry.reading().outline.sections.len();
        let no = |reason: &str| Some(reason.to_owned());
        match (entry.section_here(), id) {
            (None, _) => no("Put the caret in a section above the closing blocks first"),
            (Some(0), CommandId::MoveSectionUp) => no("This is the first section"),
            (Some(at), CommandId::MoveSectionDown) if at + 1 >= count => {
                no("This is the last section before the closing blocks")
            }
            _ => None,
        }
    }
}

/// What can be done to an entry whose text is read and not written.
fn works_in_review(id: CommandId) -> bool {
    use CommandId::*;
    matches!(
        id,
        Save | Undo | Redo | KeepMine | TakeTheirs | ResolveMerge | TakeMergeBack | MergeSeen
    )
}
