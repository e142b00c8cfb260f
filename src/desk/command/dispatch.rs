//! The commands of the list, carried out.
//!
//! Knows nothing of: keys, menus.

use crate::desk::Leaving;
use crate::desk::command::list::Act;
use crate::desk::editing::markdown;
use crate::desk::effect::CheckJob;
use crate::desk::library::list::Sort;
use crate::desk::sources::sort::SourceOrder;
use crate::desk::view::{RightPane, Sheet, Spot, Theme};
use crate::desk::{Desk, Effect, Moment};
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
            Act::DismissNotices => self.drop_notices(|_| true),
        }
        Vec::new()
    }

    pub(in crate::desk) fn show_right(&mut self, pane: RightPane) {
        self.view.right = pane;
        self.view.right_open = true;
    }
}
