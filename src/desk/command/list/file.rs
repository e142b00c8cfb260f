//! Commands of folders and files, and the house style beside them.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::{Dialog, Effect, Leaving};
use crate::library::renaming::Purpose;
use crate::settings::HouseChecks;

/// Opening, new entries, other names, the house style, saving, leaving.
pub(super) const FILES: &[CommandInfo] = &[
    it(
        OpenFolder,
        Menu::File,
        Needs::Nothing,
        "Open folder…",
        &["Ctrl+O"],
        "Choose a folder of entries",
        Asks(|_, _| vec![Effect::PickFolder]),
    ),
    it(
        OpenFolderByPath,
        Menu::File,
        Needs::Nothing,
        "Open folder by path…",
        &[],
        "Type the path of a folder, or pick a recent one",
        Does(|desk, _| desk.open_dialog(Dialog::OpenFolder)),
    ),
    it(
        StopOpening,
        Menu::File,
        Needs::Nothing,
        "Stop opening",
        &[],
        "Keep what has been read so far",
        Asks(|_, _| vec![Effect::StopOpening]),
    )
    .unless(|desk| because(desk.opening().is_none(), "Nothing is being opened")),
    it(
        NewEntry,
        Menu::File,
        Needs::Library,
        "New entry…",
        &["Ctrl+N"],
        "Make an entry with the house’s fields and sections",
        Does(|desk, _| desk.open_dialog(Dialog::NewEntry)),
    ),
    it(
        Rename,
        Menu::File,
        Needs::Entry,
        "Rename…",
        &["Shift+F2"],
        "Give this entry another slug, and change what names it; shown before it is done",
        Asks(|desk, _| desk.look_for_names(Purpose::Rename)),
    )
    .unless(|desk| desk.rename_disabled_because(Rename)),
    it(
        SaveAs,
        Menu::File,
        Needs::Entry,
        "Save as…",
        &[],
        "Make a copy of this entry under another slug; the entry itself stays as it is",
        Asks(|desk, _| desk.look_for_names(Purpose::Copy)),
    )
    .unless(|desk| desk.rename_disabled_because(SaveAs)),
    it(
        Delete,
        Menu::File,
        Needs::Entry,
        "Delete…",
        &[],
        "Put this entry’s file into the system’s trash; \
         asks first, and the notice brings it back",
        Asks(|desk, _| desk.look_for_names(Purpose::Delete)),
    )
    .unless(|desk| desk.rename_disabled_because(Delete)),
    it(
        OpenStyle,
        Menu::File,
        Needs::Nothing,
        "Open the house style",
        &[],
        "Show what this library expects of its entries",
        Asks(|desk, _| desk.open_style()),
    )
    .unless(|desk| desk.style_disabled_because(OpenStyle)),
    it(
        WriteStyle,
        Menu::File,
        Needs::Nothing,
        "Write a house style",
        &[],
        "Put the built-in house style beside the content, with comments, to begin from",
        Asks(|desk, _| desk.write_style()),
    )
    .unless(|desk| desk.style_disabled_because(WriteStyle))
    .writing_elsewhere(),
    it(
        LearnStyle,
        Menu::File,
        Needs::Nothing,
        "Learn a house style from this library…",
        &[],
        "Find what nearly all entries have in common, and look at it before it is followed",
        Asks(|desk, now| desk.learn_style(now)),
    )
    .unless(|desk| desk.style_disabled_because(LearnStyle))
    .writing_elsewhere(),
    it(
        TurnHouseChecksOff,
        Menu::File,
        Needs::Nothing,
        "Turn house checks off",
        &[],
        "Expect no fields and sections of the entries here; what holds for any text is still checked",
        Asks(|desk, now| desk.answer_house_checks(HouseChecks::Off, now)),
    )
    .unless(|desk| desk.style_disabled_because(TurnHouseChecksOff)),
    it(
        UseBuiltInStyle,
        Menu::File,
        Needs::Nothing,
        "Use the built-in house style",
        &[],
        "Expect the built-in fields and sections of the entries here",
        Asks(|desk, now| desk.answer_house_checks(HouseChecks::BuiltIn, now)),
    )
    .unless(|desk| desk.style_disabled_because(UseBuiltInStyle)),
    it(
        StopLearning,
        Menu::File,
        Needs::Nothing,
        "Stop learning",
        &[],
        "Write nothing down",
        Asks(|_, _| vec![Effect::StopLearning]),
    )
    .unless(|desk| desk.style_disabled_because(StopLearning)),
    it(
        Save,
        Menu::File,
        Needs::Entry,
        "Save",
        &["Ctrl+S"],
        "Write this entry to its file",
        Asks(|desk, _| desk.save_shown()),
    )
    .unless(|desk| because(!desk.shown()?.is_unsaved(), "Saved already"))
    .in_review(),
    it(
        SaveAll,
        Menu::File,
        Needs::Nothing,
        "Save all",
        &["Ctrl+Shift+S"],
        "Write every entry with unsaved changes",
        Asks(|desk, now| desk.save_all(now)),
    )
    .unless(|desk| because(desk.unsaved_count() == 0, "Everything is saved"))
    .writing_elsewhere(),
    it(
        LookAtUnsavedDrafts,
        Menu::File,
        Needs::Nothing,
        "Text not saved last time…",
        &[],
        "Look at what was typed and not saved before copydesk ended, and restore it",
        Does(|desk, _| desk.look_at_unsaved_drafts()),
    )
    .unless(|desk| {
        because(
            desk.unsaved_drafts().is_empty(),
            "Nothing was left unsaved last time",
        )
    }),
    it(
        ShowInterrupted,
        Menu::File,
        Needs::Nothing,
        "Interrupted last time",
        &[],
        "Show the rename, or other act on files, that was interrupted, \
         to finish it or take it back",
        Does(|desk, _| desk.show_interrupted()),
    )
    .unless(|desk| because(!desk.has_interrupted(), "Nothing was interrupted last time")),
    it(
        Quit,
        Menu::File,
        Needs::Nothing,
        "Close copydesk",
        &["Ctrl+Q"],
        "Close the window; asks where work is unsaved",
        Asks(|desk, now| {
            let mut effects = desk.stop_changing(now);
            if !desk.is_anything_to_lose() {
                effects.push(Effect::Quit);
                return effects;
            }
            desk.recut_cards();
            desk.ask_before(Leaving::Quit);
            effects
        }),
    ),
];
