//! Commands of the text of an entry.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::editing::markdown;
use crate::desk::{Desk, Dialog, Effect};

/// Undo, find, marks, sections, fields.
pub(super) const TEXT: &[CommandInfo] = &[
    it(
        Undo,
        Menu::Edit,
        Needs::Entry,
        "Undo",
        &["Ctrl+Z"],
        "Undo the last change in this entry",
        Asks(|desk, now| {
            if desk.shows_queue() {
                desk.take_last_back(now)
            } else if desk.shows_bibliography() {
                desk.undo_many(now)
            } else {
                desk.undo(now)
            }
        }),
    )
    .unless(|desk| {
        because(
            desk.shown()?.history().can_undo().is_none(),
            "Nothing to undo",
        )
    })
    .in_review(),
    it(
        Redo,
        Menu::Edit,
        Needs::Entry,
        "Redo",
        &["Ctrl+Shift+Z", "Ctrl+Y"],
        "Do again what was undone in this entry",
        Asks(|desk, now| desk.redo(now)),
    )
    .unless(|desk| {
        because(
            desk.shown()?.history().can_redo().is_none(),
            "Nothing to redo",
        )
    })
    .in_review(),
    it(
        UndoMany,
        Menu::Edit,
        Needs::Nothing,
        "Undo in all entries",
        &[],
        "Undo the last change to several entries, wherever nothing has changed since",
        Asks(|desk, now| desk.undo_many(now)),
    )
    .unless(|desk| {
        because(
            desk.last_batch().is_none(),
            "No change to several entries is the last in any of them",
        )
    })
    .writing_elsewhere(),
    it(
        StopChanging,
        Menu::Edit,
        Needs::Nothing,
        "Stop changing or saving entries",
        &[],
        "Leave the rest as it is; what was changed stays and can be undone, what was saved is saved",
        Asks(|desk, now| desk.stop_many(now)),
    )
    .unless(|desk| {
        because(
            desk.many_under_way().is_none(),
            "No entries are being changed or saved",
        )
    }),
    it(
        Find,
        Menu::Edit,
        Needs::Entry,
        "Find in entry",
        &["Ctrl+F"],
        "Look for words in this entry",
        Does(|desk, _| desk.open_find(false)),
    ),
    it(
        Replace,
        Menu::Edit,
        Needs::Entry,
        "Replace in entry",
        &["Ctrl+H"],
        "Replace words in this entry",
        Does(|desk, _| desk.open_find(true)),
    ),
    it(
        FindNext,
        Menu::Edit,
        Needs::Library,
        "Find next",
        &["F3", "Ctrl+G"],
        "Go to the next place found, in the library where that was searched last",
        Asks(|desk, _| desk.find_on(true)),
    )
    .unless(nothing_to_find),
    it(
        FindPrevious,
        Menu::Edit,
        Needs::Library,
        "Find previous",
        &["Shift+F3", "Ctrl+Shift+G"],
        "Go to the place found before",
        Asks(|desk, _| desk.find_on(false)),
    )
    .unless(nothing_to_find),
    it(
        FindInLibrary,
        Menu::Edit,
        Needs::Library,
        "Find in library",
        &["Ctrl+Shift+F"],
        "Look for words, expressions or fields in all entries",
        Asks(|desk, _| desk.open_search(false)),
    )
    .unless(Desk::search_hidden_because),
    it(
        ReplaceInLibrary,
        Menu::Edit,
        Needs::Library,
        "Replace in library",
        &["Ctrl+Shift+H"],
        "Replace words in all entries, each place shown before",
        Asks(|desk, _| desk.open_search(true)),
    )
    .unless(Desk::search_hidden_because),
    it(
        SaveSearch,
        Menu::Edit,
        Needs::Library,
        "Save this search…",
        &[],
        "Keep the search or the filter under a name, for everybody at this library",
        Does(|desk, _| {
            let search = desk.search_at_hand();
            desk.ask_to_keep(search);
        }),
    )
    .unless(|desk| {
        because(
            desk.search_at_hand().query.is_empty(),
            "Search or filter first",
        )
    }),
    it(
        Bold,
        Menu::Edit,
        Needs::Entry,
        "Bold",
        &["Ctrl+B"],
        "Make the selection bold, or plain again",
        Does(|desk, now| {
            desk.format(
                "bold",
                |text, _, at| markdown::toggle_mark(text, at, "**"),
                now,
            )
        }),
    ),
    it(
        Italic,
        Menu::Edit,
        Needs::Entry,
        "Italic",
        &["Ctrl+I"],
        "Make the selection italic, or plain again",
        Does(|desk, now| {
            desk.format(
                "italic",
                |text, _, at| markdown::toggle_mark(text, at, "*"),
                now,
            )
        }),
    ),
    it(
        Link,
        Menu::Edit,
        Needs::Entry,
        "Link",
        &["Ctrl+K"],
        "Make the selection a link",
        Does(|desk, now| desk.format("a link", |text, _, at| markdown::link(text, at), now)),
    ),
    it(
        BulletList,
        Menu::Edit,
        Needs::Entry,
        "Bullet list",
        &["Ctrl+Shift+L"],
        "Make the lines a list, or plain again",
        Does(|desk, now| desk.format("a list", markdown::toggle_list, now)),
    ),
    it(
        SelectEntry,
        Menu::Edit,
        Needs::Entry,
        "Copy the whole entry",
        &[],
        "Put the entry’s text on the clipboard",
        Asks(|desk, _| {
            let text = desk.shown().map(|entry| entry.text().to_string());
            desk.say("Copied the whole entry");
            text.map(Effect::Copy).into_iter().collect()
        }),
    ),
    it(
        AddSection,
        Menu::Entry,
        Needs::Cards,
        "Add section…",
        &["Ctrl+Shift+N"],
        "Add a section the house expects, or one of your own",
        Does(|desk, _| desk.open_dialog(Dialog::AddSection)),
    ),
    it(
        RenameSection,
        Menu::Entry,
        Needs::Cards,
        "Rename section",
        &["F2"],
        "Put the caret in this section’s heading",
        Does(|desk, _| desk.select_heading()),
    )
    .unless(|desk| desk.section_disabled_because(RenameSection)),
    it(
        MoveSectionUp,
        Menu::Entry,
        Needs::Cards,
        "Move section up",
        &["Alt+Up"],
        "Move this section before the one above",
        Does(|desk, now| desk.move_section_here(false, now)),
    )
    .unless(|desk| desk.section_disabled_because(MoveSectionUp)),
    it(
        MoveSectionDown,
        Menu::Entry,
        Needs::Cards,
        "Move section down",
        &["Alt+Down"],
        "Move this section behind the one below",
        Does(|desk, now| desk.move_section_here(true, now)),
    )
    .unless(|desk| desk.section_disabled_because(MoveSectionDown)),
    it(
        DeleteSection,
        Menu::Entry,
        Needs::Cards,
        "Delete section",
        &[],
        "Delete this section; undo brings it back",
        Does(|desk, now| {
            if let Some(index) = desk.shown().and_then(|entry| entry.section_here()) {
                desk.delete_section(index, now);
            }
        }),
    )
    .unless(|desk| desk.section_disabled_because(DeleteSection)),
    it(
        FoldSection,
        Menu::Entry,
        Needs::Cards,
        "Fold or unfold section",
        &["Ctrl+M"],
        "Hide or show this section’s text",
        Does(|desk, _| desk.fold_here()),
    ),
    it(
        FoldAll,
        Menu::Entry,
        Needs::Cards,
        "Fold all sections",
        &[],
        "Show the headings only",
        Does(|desk, _| desk.fold_all(true)),
    ),
    it(
        UnfoldAll,
        Menu::Entry,
        Needs::Cards,
        "Unfold all sections",
        &[],
        "Show every section’s text",
        Does(|desk, _| desk.fold_all(false)),
    ),
    it(
        AddField,
        Menu::Entry,
        Needs::Entry,
        "Add field…",
        &[],
        "Add a front-matter field",
        Does(|desk, _| desk.open_dialog(Dialog::AddField)),
    )
    .unless(|desk| {
        let error = desk.shown()?.reading().front_matter.error.as_ref()?;
        Some(format!("The front matter can’t be read: {}", error.message))
    }),
    it(
        ChangeEntries,
        Menu::Entry,
        Needs::Library,
        "Change entries…",
        &[],
        "Set, add, remove or rename a field or a section in the entries found, listed or chosen",
        Does(|desk, _| desk.open_dialog(Dialog::ChangeEntries)),
    ),
];

fn nothing_to_find(desk: &Desk) -> Option<String> {
    if desk.search_leads() {
        return desk.search_hidden_because();
    }
    let elsewhere = desk.disabled_because(Find);
    elsewhere.or_else(|| because(desk.search().words.is_empty(), "Say what to find first"))
}
