//! Commands of reviews.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::{Desk, Dialog, Effect, Export};

/// The queue, and what comes of a review.
pub(super) const REVIEW: &[CommandInfo] = &[
    it(
        ReviewQueue,
        Menu::Review,
        Needs::Library,
        "Review queue",
        &["Ctrl+Shift+R"],
        "See which entries are due for review, or go back to writing",
        Does(|desk, now| desk.turn_to_queue(now)),
    ),
    it(
        Write,
        Menu::Review,
        Needs::Nothing,
        "Back to writing",
        &[],
        "Leave the review, or the reading for proof, and show the entry’s text",
        Does(|desk, _| desk.back_to_writing()),
    )
    .unless(|desk| {
        let is_shown = !desk.is_reviewing() && !desk.is_proofing();
        because(is_shown, "The text is shown already")
    }),
    it(
        Proof,
        Menu::Review,
        Needs::Library,
        "Read for proof",
        &["Ctrl+Shift+E"],
        "Read the entries that are listed, or chosen in the queue, from doubt to doubt; or go back to writing",
        Asks(|desk, _| desk.turn_to_proof()),
    )
    .unless(Desk::proof_disabled_because),
    it(
        SignOff,
        Menu::Review,
        Needs::Library,
        "Sign off…",
        &["Ctrl+Shift+Enter"],
        "Say that the entry was reviewed: asks for day, scope and name, and moves the date",
        Asks(|desk, now| desk.ask_to_sign(now)),
    )
    .unless(Desk::sign_off_disabled_because),
    it(
        SendBack,
        Menu::Review,
        Needs::Library,
        "Send back…",
        &[],
        "Give the entry back to whoever writes it, for a reason",
        Does(|desk, _| desk.open_dialog(Dialog::SendBack)),
    )
    .unless(Desk::review_disabled_because),
    it(
        SkipReview,
        Menu::Review,
        Needs::Library,
        "Skip",
        &[],
        "Leave the entry for another time, and go to the next",
        Asks(|desk, now| desk.skip(now)),
    )
    .unless(Desk::review_disabled_because),
    it(
        AssignReview,
        Menu::Review,
        Needs::Library,
        "Assign…",
        &[],
        "Say who is to review the entry, and until when",
        Does(|desk, _| desk.open_dialog(Dialog::Assign)),
    )
    .unless(Desk::review_disabled_because),
    it(
        CopySession,
        Menu::Review,
        Needs::Library,
        "Copy session summary",
        &[],
        "Copy what was signed off, sent back and skipped, as text for a mail or a commit",
        Asks(|desk, now| {
            let text = desk.session_summary(now);
            desk.say("Copied the session’s summary");
            text.map(Effect::Copy).into_iter().collect()
        }),
    )
    .unless(|desk| {
        because(
            !desk.has_session(),
            "Nothing was reviewed in this session yet",
        )
    }),
    it(
        SettleRecords,
        Menu::Review,
        Needs::Library,
        "Choose between records…",
        &[],
        "Two branches wrote down different things of a review: say which stands",
        Does(|desk, _| desk.open_dialog(Dialog::SettleRecords)),
    )
    .unless(|desk| {
        because(
            desk.records_to_settle().next().is_none(),
            "No two records say different things",
        )
    }),
    it(
        ExportCsv,
        Menu::Review,
        Needs::Library,
        "Export CSV…",
        &[],
        "Write the entries of the queue that are shown to a file for a spreadsheet",
        Asks(|_, _| vec![Effect::PickExport(Export::Csv)]),
    )
    .unless(needs_queue),
    it(
        ExportCalendar,
        Menu::Review,
        Needs::Library,
        "Export calendar…",
        &[],
        "Write the days on which the entries shown are due to a file for a calendar",
        Asks(|_, _| vec![Effect::PickExport(Export::Calendar)]),
    )
    .unless(needs_queue),
];

fn needs_queue(desk: &Desk) -> Option<String> {
    because(
        !desk.shows_queue(),
        "Show the review queue first, with Ctrl+Shift+R",
    )
}
