//! Commands of sources.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::sources::sort::SourceOrder;
use crate::desk::{Dialog, Effect};

/// New sources, and where they are cited.
pub(super) const ADDING: &[CommandInfo] = &[
    it(
        AddSources,
        Menu::Sources,
        Needs::Entry,
        "Add sources…",
        &[],
        "Paste references of any common form and add them to the list",
        Asks(|desk, _| {
            desk.open_dialog(Dialog::AddSources);
            desk.gather_works()
        }),
    ),
    it(
        AddPasted,
        Menu::Sources,
        Needs::Entry,
        "Add the pasted text as source…",
        &["Ctrl+Shift+V"],
        "List what was just pasted into the text as sources instead",
        Asks(|desk, _| {
            desk.add_pasted();
            desk.gather_works()
        }),
    )
    .unless(|desk| {
        because(
            desk.pasted().is_none(),
            "Paste a reference into the text first, and do this before typing on",
        )
    }),
    it(
        Cite,
        Menu::Sources,
        Needs::Entry,
        "Cite…",
        &["Ctrl+Shift+C"],
        "Mention a source at the caret; a new one is added to the list",
        Asks(|desk, _| {
            desk.open_dialog(Dialog::Cite);
            desk.gather_works()
        }),
    ),
];

/// How sources are offered and sorted, and which were withdrawn.
pub(super) const ARRANGING: &[CommandInfo] = &[
    it(
        OfferSources,
        Menu::Sources,
        Needs::Nothing,
        "Offer sources and terms while typing",
        &[],
        "After three letters of an author’s name or of a term of the library; Tab inserts what is offered",
        Does(|desk, _| {
            desk.view.offer_sources = !desk.view.offer_sources;
            desk.say(if desk.view.offer_sources {
                "Sources and terms are offered while a word is typed"
            } else {
                "Nothing is offered while typing"
            });
        }),
    )
    .switching(|desk| desk.view.offer_sources),
    it(
        MoveSourceUp,
        Menu::Sources,
        Needs::Entry,
        "Move source up",
        &["Alt+Shift+Up"],
        "Move the source of the caret’s line before the one above; numbers follow",
        Does(|desk, now| desk.move_source_here(false, now)),
    ),
    it(
        MoveSourceDown,
        Menu::Sources,
        Needs::Entry,
        "Move source down",
        &["Alt+Shift+Down"],
        "Move the source of the caret’s line behind the one below; numbers follow",
        Does(|desk, now| desk.move_source_here(true, now)),
    ),
    it(
        SortByAuthor,
        Menu::Sources,
        Needs::Entry,
        "Sort sources by author",
        &[],
        "Order the list by authors, then year; numbers follow",
        Does(|desk, now| desk.sort_sources(SourceOrder::Author, now)),
    ),
    it(
        SortByYear,
        Menu::Sources,
        Needs::Entry,
        "Sort sources by year",
        &[],
        "Order the list by year, oldest first; numbers follow",
        Does(|desk, now| desk.sort_sources(SourceOrder::Year, now)),
    ),
    it(
        SortByCitation,
        Menu::Sources,
        Needs::Entry,
        "Sort sources by first mention",
        &[],
        "Order the list as the text mentions it; numbers follow",
        Does(|desk, now| desk.sort_sources(SourceOrder::FirstCitation, now)),
    ),
    it(
        UseWithdrawn,
        Menu::Sources,
        Needs::Library,
        "Use a list of withdrawn works…",
        &[],
        "Choose a CSV file, such as Retraction Watch’s, to mark sources by",
        Asks(|_, _| vec![Effect::PickWithdrawn]),
    ),
];
