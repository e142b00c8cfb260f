//! The commands of the list, carried out.

use crate::desk::Leaving;
use crate::desk::command::id::CommandId;
use crate::desk::editing::markdown;
use crate::desk::effect::CheckJob;
use crate::desk::library::list::Sort;
use crate::desk::sources::sort::SourceOrder;
use crate::desk::view::{Dialog, Spot};
use crate::desk::{Desk, Effect, Export, Moment};
use crate::library::renaming::Purpose;
use crate::settings::{RightPane, Theme};

impl Desk {
    pub(in crate::desk) fn run(&mut self, id: CommandId, now: Moment) -> Vec<Effect> {
        if let Some(why) = self.disabled_because(id) {
            self.say(why);
            return Vec::new();
        }
        match id {
            CommandId::OpenFolder => return vec![Effect::PickFolder],
            CommandId::OpenFolderByPath => self.open_dialog(Dialog::OpenFolder),
            CommandId::StopOpening => return vec![Effect::StopOpening],
            CommandId::OpenStyle => return self.open_style(),
            CommandId::WriteStyle => return self.write_style(),
            CommandId::LearnStyle => return self.learn_style(),
            CommandId::StopLearning => return vec![Effect::StopLearning],
            CommandId::NewEntry => self.open_dialog(Dialog::NewEntry),
            CommandId::Rename => return self.look_for_names(Purpose::Rename),
            CommandId::SaveAs => return self.look_for_names(Purpose::Copy),
            CommandId::Delete => return self.look_for_names(Purpose::Delete),
            CommandId::Save => return self.save_shown(),
            CommandId::SaveAll => return self.save_all(),
            CommandId::Quit => {
                if self.is_anything_to_lose() {
                    self.recut_cards();
                    self.ask_before(Leaving::Quit);
                } else {
                    return vec![Effect::Quit];
                }
            }
            CommandId::Undo if self.shows_queue() => return self.take_last_back(now),
            CommandId::Undo if self.shows_bibliography() => return self.undo_many(now),
            CommandId::Undo => return self.undo(now),
            CommandId::Redo => return self.redo(now),
            CommandId::UndoMany => return self.undo_many(now),
            CommandId::Find => self.open_find(false),
            CommandId::Replace => self.open_find(true),
            CommandId::FindNext => self.find_next(true),
            CommandId::FindPrevious => self.find_next(false),
            CommandId::Bold => self.format(
                "bold",
                |text, _, at| markdown::toggle_mark(text, at, "**"),
                now,
            ),
            CommandId::Italic => self.format(
                "italic",
                |text, _, at| markdown::toggle_mark(text, at, "*"),
                now,
            ),
            CommandId::Link => self.format("a link", |text, _, at| markdown::link(text, at), now),
            CommandId::BulletList => self.format("a list", markdown::toggle_list, now),
            CommandId::SelectEntry => {
                let text = self.shown().map(|entry| entry.text().to_string());
                self.say("Copied the whole entry");
                return text.map(Effect::Copy).into_iter().collect();
            }
            CommandId::AddSection => self.open_dialog(Dialog::AddSection),
            CommandId::RenameSection => self.select_heading(),
            CommandId::MoveSectionUp | CommandId::MoveSectionDown => {
                let Some(from) = self.shown().and_then(|entry| entry.section_here()) else {
                    return Vec::new();
                };
                let to = if id == CommandId::MoveSectionUp {
                    from.checked_sub(1)
                } else {
                    Some(from + 1)
                };
                if let Some(to) = to {
                    self.move_section(from, to, now);
                }
            }
            CommandId::DeleteSection => {
                if let Some(index) = self.shown().and_then(|entry| entry.section_here()) {
                    self.delete_section(index, now);
                }
            }
            CommandId::FoldSection => self.fold_here(),
            CommandId::FoldAll => self.fold_all(true),
            CommandId::UnfoldAll => self.fold_all(false),
            CommandId::AddField => self.open_dialog(Dialog::AddField),
            CommandId::AddSources => {
                self.open_dialog(Dialog::AddSources);
                return self.gather_works();
            }
            CommandId::AddPasted => {
                self.add_pasted();
                return self.gather_works();
            }
            CommandId::Cite => {
                self.open_dialog(Dialog::Cite);
                return self.gather_works();
            }
            CommandId::OfferSources => {
                self.view.offer_sources = !self.view.offer_sources;
                self.say(if self.view.offer_sources {
                    "Sources are offered while a name is typed"
                } else {
                    "No sources are offered while typing"
                });
            }
            CommandId::MoveSourceUp => self.move_source_here(false, now),
            CommandId::MoveSourceDown => self.move_source_here(true, now),
            CommandId::SortByAuthor => self.sort_sources(SourceOrder::Author, now),
            CommandId::SortByYear => self.sort_sources(SourceOrder::Year, now),
            CommandId::SortByCitation => self.sort_sources(SourceOrder::FirstCitation, now),
            CommandId::UseWithdrawn => return vec![Effect::PickWithdrawn],
            CommandId::GoToNamed => return self.go_to_named(),
            CommandId::NextFinding if self.resolving().is_some() => self.go_to_conflict(true),
            CommandId::PreviousFinding if self.resolving().is_some() => self.go_to_conflict(false),
            CommandId::NextFinding => self.go_to_finding(true),
            CommandId::PreviousFinding => self.go_to_finding(false),
            CommandId::FixFinding => self.fix_here(now),
            CommandId::AcceptFinding => self.ask_why_here(),
            CommandId::CheckLibrary => return self.check_anew(now),
            CommandId::StopChecking => return vec![Effect::Check(CheckJob::Stop)],
            CommandId::ShowNotes => self.view.notes_shown = !self.view.notes_shown,
            CommandId::ReferencesHere => self.list_references(),
            CommandId::AssignId => self.ask_id(),
            CommandId::ShowBibliography => self.turn_to_bibliography(),
            CommandId::ReviewQueue => self.turn_to_queue(now),
            CommandId::Write => self.back_to_writing(),
            CommandId::SignOff => return self.ask_to_sign(now),
            CommandId::SendBack => self.open_dialog(Dialog::SendBack),
            CommandId::SkipReview => return self.skip(now),
            CommandId::SettleRecords => self.open_dialog(Dialog::SettleRecords),
            CommandId::AssignReview => self.open_dialog(Dialog::Assign),
            CommandId::ExportCsv => return vec![Effect::PickExport(Export::Csv)],
            CommandId::ExportCalendar => return vec![Effect::PickExport(Export::Calendar)],
            CommandId::CopySession => {
                let text = self.session_summary(now);
                self.say("Copied the session’s summary");
                return text.map(Effect::Copy).into_iter().collect();
            }
            CommandId::WholeFile => self.switch_whole(),
            CommandId::Palette => self.open_dialog(Dialog::Palette),
            CommandId::JumpToEntry => self.open_dialog(Dialog::JumpToEntry),
            CommandId::JumpToSection => self.open_dialog(Dialog::JumpToSection),
            CommandId::Back => self.back(now),
            CommandId::Forward => self.forward(now),
            // The queue’s own filter hears that.
            CommandId::FilterLibrary if self.shows_queue() => self.focus_on(Spot::Filter),
            CommandId::FilterLibrary => {
                self.view.library_open = true;
                self.focus_on(Spot::Filter);
            }
            CommandId::SortByTitle => self.sort_by(Sort::Title),
            CommandId::SortByPillar => self.sort_by(Sort::Pillar),
            CommandId::SortByReviewed => self.sort_by(Sort::LastReviewed),
            CommandId::GroupByPillar => {
                self.view.group_by_pillar = !self.view.group_by_pillar;
                self.view.group_by_state = false;
                self.arrange_rows();
            }
            CommandId::GroupByState => {
                self.view.group_by_state = !self.view.group_by_state;
                self.view.group_by_pillar = false;
                self.arrange_rows();
            }
            CommandId::ShowPreview => self.show_right(RightPane::Preview),
            CommandId::ShowSources => {
                self.show_right(RightPane::Sources);
                // In how many other entries a source is listed may have changed since.
                return self.gather_works();
            }
            CommandId::ShowFindings => self.show_right(RightPane::Findings),
            CommandId::LookAtUnsavedDrafts => self.look_at_unsaved_drafts(),
            CommandId::ShowInterrupted => self.show_interrupted(),
            CommandId::ShowChanges => self.show_right(RightPane::Changes),
            CommandId::ShowHistory => {
                self.show_right(RightPane::History);
                // Something may have been committed meanwhile.
                self.list_versions_anew();
            }
            CommandId::RestoreVersion => self.bring_back(None, now),
            CommandId::RestoreSection => self.restore_section_here(now),
            CommandId::VersionLimits => self.open_dialog(Dialog::VersionLimits),
            CommandId::ToggleLibrary => self.view.library_open = !self.view.library_open,
            CommandId::ToggleRight => self.view.right_open = !self.view.right_open,
            CommandId::NextPane => self.focus_on(Spot::NextPane),
            CommandId::PreviousPane => self.focus_on(Spot::PreviousPane),
            CommandId::ThemeSystem => self.view.theme = Theme::System,
            CommandId::ThemeLight => self.view.theme = Theme::Light,
            CommandId::ThemeDark => self.view.theme = Theme::Dark,
            CommandId::LargerText => self.view.step_size(true),
            CommandId::SmallerText => self.view.step_size(false),
            CommandId::NormalText => self.view.text_size = 1.0,
            CommandId::KeepAside => return self.keep_aside(),
            CommandId::CarryOver => return self.carry_over(),
            CommandId::LookAtStranded => self.look_at_stranded(),
            CommandId::KeepMine => self.keep_mine(),
            CommandId::TakeTheirs => return self.take_theirs(now),
            CommandId::ResolveMerge => return self.resolve_merge(),
            CommandId::UseMerge => return self.use_merge(now),
            CommandId::TakeMergeBack => return self.take_merge_back(now),
            CommandId::MergeSeen => {
                if let Some(entry) = self.shown_mut() {
                    entry.came_in = None;
                }
            }
            CommandId::DismissNotices => self.drop_notices(|_| true),
        }
        Vec::new()
    }

    pub(in crate::desk) fn show_right(&mut self, pane: RightPane) {
        self.view.right = pane;
        self.view.right_open = true;
    }
}
