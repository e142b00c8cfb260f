//! Commands of the window: how the library is listed, what the right pane shows, how all looks.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::{Desk, Dialog, Sort};
use crate::settings::{RightTab, Theme};

/// The list, the right pane and its versions, theme and size.
pub(super) const VIEW: &[CommandInfo] = &[
    it(
        SortByTitle,
        Menu::View,
        Needs::Library,
        "Sort by title",
        &[],
        "Order the library by title",
        Does(|desk, _| desk.sort_by(Sort::Title)),
    ),
    it(
        SortByPillar,
        Menu::View,
        Needs::Library,
        "Sort by pillar",
        &[],
        "Order the library by pillar",
        Does(|desk, _| desk.sort_by(Sort::Pillar)),
    ),
    it(
        SortByReviewed,
        Menu::View,
        Needs::Library,
        "Sort by last reviewed",
        &[],
        "Longest unreviewed first",
        Does(|desk, _| desk.sort_by(Sort::LastReviewed)),
    ),
    it(
        GroupByPillar,
        Menu::View,
        Needs::Library,
        "Group by pillar",
        &[],
        "Group the library by pillar, or not",
        Does(|desk, _| {
            desk.view.group_by_pillar = !desk.view.group_by_pillar;
            desk.view.group_by_state = false;
            desk.arrange_rows();
        }),
    )
    .switching(|desk| desk.view.group_by_pillar),
    it(
        GroupByState,
        Menu::View,
        Needs::Library,
        "Group by review state",
        &[],
        "Group the library by what is overdue, due soon and so on, or not",
        Does(|desk, _| {
            desk.view.group_by_state = !desk.view.group_by_state;
            desk.view.group_by_pillar = false;
            desk.arrange_rows();
        }),
    )
    .switching(|desk| desk.view.group_by_state),
    it(
        ShowPreview,
        Menu::View,
        Needs::EntryView,
        "Preview",
        &["Ctrl+1"],
        "Show the entry as published",
        Does(|desk, _| desk.show_right(RightTab::Preview)),
    ),
    it(
        ShowSources,
        Menu::View,
        Needs::EntryView,
        "Sources",
        &["Ctrl+2"],
        "Show the sources of this entry, read into their parts",
        Asks(|desk, _| {
            desk.show_right(RightTab::Sources);
            // In how many other entries a source is listed may have changed since.
            desk.gather_works()
        }),
    ),
    it(
        ShowFindings,
        Menu::View,
        Needs::EntryView,
        "Findings",
        &["Ctrl+3"],
        "Show what the checks found, why it matters and how to fix it",
        Does(|desk, _| desk.show_right(RightTab::Findings)),
    ),
    it(
        ShowChanges,
        Menu::View,
        Needs::EntryView,
        "Changes",
        &["Ctrl+4"],
        "Show what a save will write",
        Does(|desk, _| desk.show_right(RightTab::Changes)),
    ),
    it(
        ShowHistory,
        Menu::View,
        Needs::EntryView,
        "History",
        &["Ctrl+5"],
        "Show what this entry said before, and bring it back",
        Does(|desk, _| {
            desk.show_right(RightTab::History);
            // Something may have been committed meanwhile.
            desk.list_versions_anew();
        }),
    ),
    it(
        ShowSearch,
        Menu::View,
        Needs::Library,
        "Search",
        &["Ctrl+6"],
        "Show what was found in the library",
        Does(|desk, _| desk.show_search()),
    )
    .unless(Desk::search_hidden_because),
    it(
        RestoreVersion,
        Menu::Entry,
        Needs::Entry,
        "Restore the version shown",
        &[],
        "Bring the earlier text back that History shows; undo brings yours back",
        Does(|desk, now| desk.bring_back(None, now)),
    )
    .unless(|desk| desk.restoring_disabled_because(RestoreVersion)),
    it(
        RestoreSection,
        Menu::Entry,
        Needs::Entry,
        "Restore this section from the version shown",
        &[],
        "Bring back what the caret’s section said in the version that History shows",
        Does(|desk, now| desk.restore_section_here(now)),
    )
    .unless(|desk| desk.restoring_disabled_because(RestoreSection)),
    it(
        VersionLimits,
        Menu::View,
        Needs::Nothing,
        "How long versions are kept…",
        &[],
        "Choose for how long, and in how much room, earlier versions are kept",
        Does(|desk, _| desk.open_dialog(Dialog::VersionLimits)),
    ),
    it(
        ToggleLibrary,
        Menu::View,
        Needs::Nothing,
        "Show or hide the library",
        &["F9"],
        "Make room for the entry",
        Does(|desk, _| desk.view.library_open = !desk.view.library_open),
    ),
    it(
        ToggleRight,
        Menu::View,
        Needs::EntryView,
        "Show or hide the right pane",
        &["Shift+F9"],
        "Make room for the entry",
        Does(|desk, _| desk.view.right_open = !desk.view.right_open),
    ),
    it(
        ThemeSystem,
        Menu::View,
        Needs::Nothing,
        "Theme: as the system",
        &[],
        "Light or dark as the system says",
        Does(|desk, _| desk.view.theme = Theme::System),
    ),
    it(
        ThemeLight,
        Menu::View,
        Needs::Nothing,
        "Theme: light",
        &[],
        "Dark text on light paper",
        Does(|desk, _| desk.view.theme = Theme::Light),
    ),
    it(
        ThemeDark,
        Menu::View,
        Needs::Nothing,
        "Theme: dark",
        &[],
        "Light text on dark ground",
        Does(|desk, _| desk.view.theme = Theme::Dark),
    ),
    it(
        LargerText,
        Menu::View,
        Needs::Nothing,
        "Larger text",
        &["Ctrl+=", "Ctrl++"],
        "Make everything larger",
        Does(|desk, _| desk.view.step_size(true)),
    ),
    it(
        SmallerText,
        Menu::View,
        Needs::Nothing,
        "Smaller text",
        &["Ctrl+-"],
        "Make everything smaller",
        Does(|desk, _| desk.view.step_size(false)),
    ),
    it(
        NormalText,
        Menu::View,
        Needs::Nothing,
        "Normal text size",
        &["Ctrl+0"],
        "Back to the usual size",
        Does(|desk, _| desk.view.text_size = 1.0),
    ),
];

/// What was said.
pub(super) const NOTICES: &[CommandInfo] = &[it(
    DismissNotices,
    Menu::View,
    Needs::Nothing,
    "Dismiss notices",
    &[],
    "Clear the messages",
    Does(|desk, _| desk.drop_notices(|_| true)),
)
.unless(|desk| because(desk.notices().is_empty(), "There are no messages"))];
