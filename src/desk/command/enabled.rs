//! Why a command can't be carried out now.
//!
//! Knows nothing of: how the reason is shown.

use crate::desk::command::list::Act;
use crate::desk::editing::open_entry::Outside;
use crate::desk::{Desk, Sheet};

impl Desk {
    /// Whether a command that switches something has it switched on; `None` for all others.
    pub fn is_on(&self, act: Act) -> Option<bool> {
        match act {
            Act::OfferSources => Some(self.view.offer_sources),
            Act::GroupByPillar => Some(self.view.group_by_pillar),
            _ => None,
        }
    }

    /// The reason why `act` can't be carried out now, in a sentence; `None` where it can.
    pub fn refusal(&self, act: Act) -> Option<String> {
        use Act::*;
        let entry = self.shown();
        let no = |reason: &str| Some(reason.to_owned());
        match act {
            Undo if self.shows_works() => self.refusal(UndoMany),
            Save | SaveAll if self.sheet() == Some(&Sheet::LeftBehind) => {
                no("Not saved: close the sheet with the text of last time first")
            }
            _ if self.shows_works() && concerns_the_entry(act) => {
                no("The library’s sources are shown: go back to the entry first")
            }
            UseMerge => match self.settling() {
                None => no("No merge is being settled"),
                Some(settling) if settling.chosen() < settling.choices.len() => {
                    no("Choose for every place first")
                }
                Some(_) => None,
            },
            NextFinding | PreviousFinding | KeepMine | TakeTheirs if self.settling().is_some() => {
                None
            }
            _ if let Some(settling) = self.settling()
                && (act == Undo || concerns_the_entry(act)) =>
            {
                no(if settling.chosen() < settling.choices.len() {
                    "Two versions wait for a choice: settle them, or go back to the text first"
                } else {
                    "All is chosen: use it with Ctrl+Enter, or go back to the text first"
                })
            }
            StopChecking if self.findings.progress().is_none() => no("Nothing is being checked"),
            CheckLibrary if self.opening().is_some() => no("The folder is still being opened"),
            StopOpening if self.opening().is_none() => no("Nothing is being opened"),
            LibrarySources | NewEntry | JumpToEntry | FilterLibrary | SortByTitle
            | SortByPillar | SortByReviewed | GroupByPillar | UseWithdrawn | CheckLibrary
                if self.library.is_none() =>
            {
                no("Open a folder first")
            }
            SettleMerge | TakeMergeBack | MergeSeen if entry.is_none() => no("No entry is shown"),
            Save | Rename | SaveAs | Delete | Undo | Redo | Find | Replace | FindNext
            | FindPrevious | Bold | Italic | Link | BulletList | SelectEntry | AddSection
            | RenameSection | MoveSectionUp | MoveSectionDown | DeleteSection | FoldSection
            | FoldAll | UnfoldAll | AddField | WholeFile | JumpToSection | KeepMine
            | TakeTheirs | AddSources | AddPasted | Cite | MoveSourceUp | MoveSourceDown
            | SortByAuthor | SortByYear | SortByMention | GoToNamed | ReferencesHere | WhatIsId
            | NextFinding | PreviousFinding | Mend | AcceptFinding | RestoreVersion
            | RestoreSection
                if entry.is_none() =>
            {
                match &self.shown {
                    Some(_) => no("This file can’t be read as text, so it is left as it is"),
                    None => no("No entry is shown"),
                }
            }
            Rename | SaveAs | Delete => self.refused_rename(act),
            UndoMany if self.last_batch().is_none() => {
                no("No change to many entries stands last in any of them")
            }
            AddPasted if self.pasted().is_none() => {
                no("Paste a reference into the text first, and do this before typing on")
            }
            OpenStyle | WriteStyle | LearnStyle | StopLearning => self.refused_style(act),
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
            AddSection | FoldSection | FoldAll | UnfoldAll | RenameSection | MoveSectionUp
            | MoveSectionDown | DeleteSection
                if entry.is_some_and(|it| it.whole) =>
            {
                no("The whole file is shown as text: switch back to cards first")
            }
            RenameSection | MoveSectionUp | MoveSectionDown | DeleteSection => {
                self.refused_section(act)
            }
            AddField => entry
                .and_then(|it| it.reading().front_matter.trouble.as_ref())
                .map(|trouble| format!("The front matter can’t be read: {}", trouble.message)),
            KeepMine | TakeTheirs
                if !matches!(
                    entry.and_then(|it| it.outside.as_ref()),
                    Some(Outside::Changed(_))
                ) =>
            {
                no("The file did not change outside")
            }
            SettleMerge
                if self.settling().is_none()
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
            WhatIsId => match self.id_here() {
                None => no("Put the caret in an id first, such as (3ca17b72)"),
                Some(id) => self
                    .entry_by_id(id)
                    .map(|key| format!("It is known: “{}”", self.title_of(key))),
            },
            KeepAside | CarryOver | LookAtHeld => self.refused_held(act),
            RestoreVersion | RestoreSection => self.refused_restoring(act),
            LookAtLeftBehind if self.left_behind().is_empty() => {
                no("Nothing was left unsaved last time")
            }
            DismissNotices if self.notices().is_empty() => no("There are no messages"),
            Palette if self.sheet() == Some(&Sheet::Palette) => {
                no("The commands are shown already")
            }
            _ => None,
        }
    }

    fn refused_section(&self, act: Act) -> Option<String> {
        let entry = self.shown()?;
        let count = entry.reading().outline.sections.len();
        let no = |reason: &str| Some(reason.to_owned());
        match (entry.section_here(), act) {
            (None, _) => no("Put the caret in a section above the closing blocks first"),
            (Some(0), Act::MoveSectionUp) => no("This is the first section"),
            (Some(at), Act::MoveSectionDown) if at + 1 >= count => {
                no("This is the last section before the closing blocks")
            }
            _ => None,
        }
    }
}

/// Commands that do something to the entry in view, or show something of it.
fn concerns_the_entry(act: Act) -> bool {
    use Act::*;
    matches!(
        act,
        Save | Rename
            | SaveAs
            | Delete
            | Redo
            | Find
            | Replace
            | FindNext
            | FindPrevious
            | Bold
            | Italic
            | Link
            | BulletList
            | SelectEntry
            | AddSection
            | RenameSection
            | MoveSectionUp
            | MoveSectionDown
            | DeleteSection
            | FoldSection
            | FoldAll
            | UnfoldAll
            | AddField
            | AddSources
            | AddPasted
            | Cite
            | MoveSourceUp
            | MoveSourceDown
            | SortByAuthor
            | SortByYear
            | SortByMention
            | GoToNamed
            | ReferencesHere
            | WhatIsId
            | NextFinding
            | PreviousFinding
            | Mend
            | AcceptFinding
            | WholeFile
            | JumpToSection
            | KeepMine
            | TakeTheirs
            | ShowPreview
            | ShowSources
            | ShowFindings
            | ShowChanges
            | ShowHistory
            | RestoreVersion
            | RestoreSection
            | ToggleRight
    )
}
