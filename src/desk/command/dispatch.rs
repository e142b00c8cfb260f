//! The commands of the list, carried out.
//!
//! Knows nothing of: keys, menus.

use crate::desk::Leaving;
use crate::desk::command::list::Act;
use crate::desk::editing::markdown;
use crate::desk::editing::open_entry::Halt;
use crate::desk::editing::undo::{Selection, StepId};
use crate::desk::effect::CheckJob;
use crate::desk::library::batch::Reach;
use crate::desk::library::list::Sort;
use crate::desk::sources::sort::SourceOrder;
use crate::desk::view::{RightPane, Sheet, Spot, Theme};
use crate::desk::{Desk, Effect, Field, Moment, Role};
use crate::entry::{Edit, Edits};
use crate::library::renaming::Purpose;

impl Desk {
    pub(in crate::desk) fn act(&mut self, act: Act, now: Moment) -> Vec<Effect> {
        if let Some(why) = self.refusal(act) {
            self.say(why);
            return Vec::new();
        }
        match act {
            Act::OpenFolder => return vec![Effect::PickFolder],
            Act::OpenFolderByPath => self.open_sheet(Sheet::OpenFolder),
            Act::StopOpening => return vec![Effect::StopOpening],
            Act::OpenStyle => return self.open_style(),
            Act::WriteStyle => return self.write_style(),
            Act::LearnStyle => return self.learn_style(),
            Act::StopLearning => return vec![Effect::StopLearning],
            Act::NewEntry => self.open_sheet(Sheet::NewEntry),
            Act::Rename => return self.look_for_names(Purpose::Rename),
            Act::SaveAs => return self.look_for_names(Purpose::Copy),
            Act::Delete => return self.look_for_names(Purpose::Delete),
            Act::Save => return self.save_shown(),
            Act::SaveAll => return self.save_all(),
            Act::Quit => {
                if self.unsaved().next().is_some() {
                    self.recut_cards();
                    self.ask_before(Leaving::Quit);
                } else {
                    return vec![Effect::Quit];
                }
            }
            Act::Undo if self.shows_works() => return self.undo_many(now),
            Act::Undo => return self.undo(now),
            Act::Redo => return self.redo(now),
            Act::UndoMany => return self.undo_many(now),
            Act::Find => self.open_find(false),
            Act::Replace => self.open_find(true),
            Act::FindNext => self.find_next(true),
            Act::FindPrevious => self.find_next(false),
            Act::Bold => self.format(
                "bold",
                |text, _, at| markdown::toggle_mark(text, at, "**"),
                now,
            ),
            Act::Italic => self.format(
                "italic",
                |text, _, at| markdown::toggle_mark(text, at, "*"),
                now,
            ),
            Act::Link => self.format("a link", |text, _, at| markdown::link(text, at), now),
            Act::BulletList => self.format("a list", markdown::toggle_list, now),
            Act::SelectEntry => {
                let text = self.shown().map(|entry| entry.text().to_string());
                self.say("Copied the whole entry");
                return text.map(Effect::Copy).into_iter().collect();
            }
            Act::AddSection => self.open_sheet(Sheet::AddSection),
            Act::RenameSection => self.select_heading(),
            Act::MoveSectionUp | Act::MoveSectionDown => {
                let Some(from) = self.shown().and_then(|entry| entry.section_here()) else {
                    return Vec::new();
                };
                let to = if act == Act::MoveSectionUp {
                    from.checked_sub(1)
                } else {
                    Some(from + 1)
                };
                if let Some(to) = to {
                    self.move_section(from, to, now);
                }
            }
            Act::DeleteSection => {
                if let Some(index) = self.shown().and_then(|entry| entry.section_here()) {
                    self.delete_section(index, now);
                }
            }
            Act::FoldSection => self.fold_here(),
            Act::FoldAll => self.fold_all(true),
            Act::UnfoldAll => self.fold_all(false),
            Act::AddField => self.open_sheet(Sheet::AddField),
            Act::AddSources => {
                self.open_sheet(Sheet::AddSources);
                return self.gather_works();
            }
            Act::AddPasted => {
                self.add_pasted();
                return self.gather_works();
            }
            Act::Cite => {
                self.open_sheet(Sheet::Cite);
                return self.gather_works();
            }
            Act::OfferSources => {
                self.view.offer_sources = !self.view.offer_sources;
                self.say(if self.view.offer_sources {
                    "Sources are offered while a name is typed"
                } else {
                    "No sources are offered while typing"
                });
            }
            Act::MoveSourceUp => self.move_source_here(false, now),
            Act::MoveSourceDown => self.move_source_here(true, now),
            Act::SortByAuthor => self.sort_sources(SourceOrder::Author, now),
            Act::SortByYear => self.sort_sources(SourceOrder::Year, now),
            Act::SortByMention => self.sort_sources(SourceOrder::FirstMention, now),
            Act::UseWithdrawn => return vec![Effect::PickWithdrawn],
            Act::GoToNamed => return self.go_to_named(),
            Act::NextFinding if self.settling().is_some() => self.go_to_conflict(true),
            Act::PreviousFinding if self.settling().is_some() => self.go_to_conflict(false),
            Act::NextFinding => self.go_to_finding(true),
            Act::PreviousFinding => self.go_to_finding(false),
            Act::Mend => self.fix_here(now),
            Act::AcceptFinding => self.ask_why_here(),
            Act::CheckLibrary => return self.check_anew(now),
            Act::StopChecking => return vec![Effect::Check(CheckJob::Stop)],
            Act::ShowNotes => self.view.notes_shown = !self.view.notes_shown,
            Act::ReferencesHere => self.list_references(),
            Act::WhatIsId => self.ask_what_id(),
            Act::LibrarySources => self.turn_to_works(),
            Act::WholeFile => self.switch_whole(),
            Act::Palette => self.open_sheet(Sheet::Palette),
            Act::JumpToEntry => self.open_sheet(Sheet::JumpToEntry),
            Act::JumpToSection => self.open_sheet(Sheet::JumpToSection),
            Act::Back => self.back(),
            Act::Forward => self.forward(),
            Act::FilterLibrary => {
                self.view.library_open = true;
                self.focus_on(Spot::Filter);
            }
            Act::SortByTitle => self.sort_by(Sort::Title),
            Act::SortByPillar => self.sort_by(Sort::Pillar),
            Act::SortByReviewed => self.sort_by(Sort::LastReviewed),
            Act::GroupByPillar => {
                self.view.group_by_pillar = !self.view.group_by_pillar;
                self.arrange_rows();
            }
            Act::ShowPreview => self.show_right(RightPane::Preview),
            Act::ShowSources => {
                self.show_right(RightPane::Sources);
                // In how many other entries a source is listed may have changed since.
                return self.gather_works();
            }
            Act::ShowFindings => self.show_right(RightPane::Findings),
            Act::LookAtLeftBehind => self.look_at_left_behind(),
            Act::ShowChanges => self.show_right(RightPane::Changes),
            Act::ShowHistory => {
                self.show_right(RightPane::History);
                // Something may have been committed meanwhile.
                self.list_past_anew();
            }
            Act::RestoreVersion => self.bring_back(None, now),
            Act::RestoreSection => self.restore_section_here(now),
            Act::VersionLimits => self.open_sheet(Sheet::VersionLimits),
            Act::ToggleLibrary => self.view.library_open = !self.view.library_open,
            Act::ToggleRight => self.view.right_open = !self.view.right_open,
            Act::NextPane => self.focus_on(Spot::NextPane),
            Act::PreviousPane => self.focus_on(Spot::PreviousPane),
            Act::ThemeSystem => self.view.theme = Theme::System,
            Act::ThemeLight => self.view.theme = Theme::Light,
            Act::ThemeDark => self.view.theme = Theme::Dark,
            Act::LargerText => self.view.step_size(true),
            Act::SmallerText => self.view.step_size(false),
            Act::NormalText => self.view.text_size = 1.0,
            Act::KeepAside => return self.keep_aside(),
            Act::CarryOver => return self.carry_over(),
            Act::LookAtHeld => self.look_at_held(),
            Act::KeepMine => self.keep_mine(),
            Act::TakeTheirs => return self.take_theirs(now),
            Act::SettleMerge => return self.settle_merge(),
            Act::UseMerge => return self.use_merge(now),
            Act::TakeMergeBack => return self.take_merge_back(now),
            Act::MergeSeen => {
                if let Some(entry) = self.shown_mut() {
                    entry.came_in = None;
                }
            }
            Act::DismissNotices => self.notices.clear(),
        }
        Vec::new()
    }

    fn undo_many(&mut self, now: Moment) -> Vec<Effect> {
        match self.last_batch() {
            Some(batch) if self.is_rename(batch) => self.undo_rename(batch, now),
            Some(batch) => self.undo_in(Reach::All(batch), now),
            None => Vec::new(),
        }
    }

    /// Takes back the last step of the entry shown; asks first how far where it was made in others too.
    fn undo(&mut self, now: Moment) -> Vec<Effect> {
        if self.ask_how_far(true) {
            return Vec::new();
        }
        self.undo_here(now)
    }

    fn redo(&mut self, now: Moment) -> Vec<Effect> {
        if self.ask_how_far(false) {
            return Vec::new();
        }
        self.redo_here(now)
    }

    pub(in crate::desk) fn undo_here(&mut self, now: Moment) -> Vec<Effect> {
        let Some(entry) = self.shown_mut() else {
            return Vec::new();
        };
        match entry.undo() {
            Ok(Some(moved)) => {
                self.say(format!("Undid {}", moved.label));
                self.refresh_row();
                return self.write_beside(moved.beside);
            }
            Ok(None) => self.say("Nothing to undo"),
            Err(halt) => self.halted(halt, now),
        }
        Vec::new()
    }

    pub(in crate::desk) fn redo_here(&mut self, now: Moment) -> Vec<Effect> {
        let Some(entry) = self.shown_mut() else {
            return Vec::new();
        };
        match entry.redo() {
            Ok(Some(moved)) => {
                self.say(format!("Did {} again", moved.label));
                self.refresh_row();
                return self.write_beside(moved.beside);
            }
            Ok(None) => self.say("Nothing to redo"),
            Err(halt) => self.halted(halt, now),
        }
        Vec::new()
    }

    pub(in crate::desk) fn halted(&mut self, halt: Halt, now: Moment) {
        match halt {
            Halt::AtReload => self.news(
                "The step before is what another program wrote. Undo again to go back past it; saving then asks",
                now,
            ),
            Halt::OutOfStep => self.trouble(
                "That step can’t be taken back: the history does not fit the text. The text is as it was",
                now,
            ),
        }
    }

    pub(in crate::desk) fn take_back(&mut self, step: StepId, edit: Edit, now: Moment) {
        // A hunk shown for an older text is drawn anew, and can be taken back then.
        if self.shown().is_none_or(|entry| entry.step() != step) {
            return;
        }
        let after = Some(Selection::caret(edit.range.start));
        let label = "taking back a change";
        if self.change_shown(Ok::<Edits, String>(edit.into()), label, after, now) {
            self.say("Took back the change. Undo brings it in again");
        }
    }

    fn open_find(&mut self, replace: bool) {
        // Words selected on one line are what is looked for.
        if let Some(entry) = self.shown() {
            let range = entry.selection.range();
            let words = entry.text().get(range).unwrap_or_default();
            if !words.is_empty() && !words.contains('\n') {
                self.search.words = words.to_owned();
            }
        }
        self.open_sheet(Sheet::Find { replace });
    }

    /// Selects the heading of the caret's section, so that typing renames it.
    fn select_heading(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let section = entry.section_here().map(Role::Section);
        let card = entry
            .cards()
            .list
            .iter()
            .find(|card| Some(card.role) == section);
        if let Some(spot) = card.and_then(|card| card.heading.clone()) {
            entry.place(Selection {
                anchor: spot.text.start,
                head: spot.text.end,
            });
        }
    }

    fn fold_here(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        let Some(Field::Body { card, .. } | Field::Heading(card)) =
            entry.cards().field_at(entry.selection.head)
        else {
            return;
        };
        let folded = entry
            .cards()
            .list
            .get(card)
            .is_some_and(|it| entry.is_folded(it));
        entry.fold(card, !folded);
        self.say(if folded { "Unfolded" } else { "Folded" });
    }

    fn fold_all(&mut self, folded: bool) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        for card in 0..entry.cards().list.len() {
            entry.fold(card, folded);
        }
        self.say(if folded {
            "Folded all sections"
        } else {
            "Unfolded all sections"
        });
    }

    fn switch_whole(&mut self) {
        let Some(entry) = self.shown_mut() else {
            return;
        };
        entry.whole = !entry.whole;
        entry.recut_cards();
        let selection = entry.selection;
        entry.place(selection);
        let what = if entry.whole {
            "The whole file as text"
        } else {
            "Sections as cards"
        };
        self.say(what);
    }

    fn sort_by(&mut self, sort: Sort) {
        self.list.sort = sort;
        self.arrange_rows();
    }

    pub(in crate::desk) fn show_right(&mut self, pane: RightPane) {
        self.view.right = pane;
        self.view.right_open = true;
    }

    /// An image beside the entry shown, for the preview. Nothing is fetched from a network.
    pub(in crate::desk) fn want_image(&mut self, target: &str) -> Vec<Effect> {
        let Some(path) = self.image_path(target) else {
            return Vec::new();
        };
        let (Some(library), Some(key)) = (&self.library, self.shown.clone()) else {
            return Vec::new();
        };
        vec![Effect::LoadImage {
            key,
            target: target.to_owned(),
            path,
            within: library.root().to_path_buf(),
        }]
    }

    /// The file of a local image.
    fn image_path(&self, target: &str) -> Option<std::path::PathBuf> {
        let entry = self.shown()?;
        let library = self.library.as_ref()?;
        let target = target.split(['?', '#']).next().unwrap_or_default();
        let base = if target.starts_with('/') {
            library.root()
        } else {
            entry.path.parent()?
        };
        let mut path = base.to_owned();
        for part in target.trim_start_matches('/').split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    path.pop();
                }
                part => path.push(part.replace("%20", " ")),
            }
        }
        // Whether it lies in the library is the disk's to say: links are followed there.
        Some(path)
    }
}
