//! Commands for what another program did to a file meanwhile.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::{Desk, Outside};

/// Texts held over a change of branch, and merges.
pub(super) const SYNC: &[CommandInfo] = &[
    it(
        KeepAside,
        Menu::Entry,
        Needs::Nothing,
        "Keep aside",
        &[],
        "Keep the texts that are held in the history of their entries, \
         and show the files as they are now",
        Asks(|desk, _| desk.keep_aside()),
    )
    .unless(|desk| desk.stranded_disabled_because(KeepAside))
    .writing_elsewhere(),
    it(
        CarryOver,
        Menu::Entry,
        Needs::Nothing,
        "Carry over (show merge)",
        &[],
        "Merge the texts that are held with the files as they are now; nothing is saved",
        Asks(|desk, _| desk.carry_over()),
    )
    .unless(|desk| desk.stranded_disabled_because(CarryOver)),
    it(
        LookAtStranded,
        Menu::Entry,
        Needs::Nothing,
        "Look at both",
        &[],
        "Show a text that is held beside its file as it is now",
        Does(|desk, _| desk.look_at_stranded()),
    )
    .unless(|desk| desk.stranded_disabled_because(LookAtStranded)),
    it(
        KeepMine,
        Menu::Entry,
        Needs::Entry,
        "Keep mine",
        &[],
        "Keep this text; a save then replaces the file that changed",
        Does(|desk, _| desk.keep_mine()),
    )
    .unless(needs_outside)
    .in_review(),
    it(
        TakeTheirs,
        Menu::Entry,
        Needs::Entry,
        "Use theirs",
        &[],
        "Use the text of the file that changed; undo brings yours back",
        Asks(|desk, now| desk.take_theirs(now)),
    )
    .unless(needs_outside)
    .in_review(),
    it(
        ResolveMerge,
        Menu::Entry,
        Needs::Merge,
        "Settle the merge…",
        &[],
        "Choose, piece by piece, between yours and what another program wrote; \
         or go back to the text",
        Asks(|desk, _| desk.resolve_merge()),
    )
    .unless(|desk| {
        let is_there =
            desk.resolving().is_some() || desk.is_unfinished_merge() || has_changed_outside(desk);
        because(!is_there, "There is nothing to settle")
    })
    .in_review(),
    it(
        UseMerge,
        Menu::Entry,
        Needs::Nothing,
        "Use what was chosen",
        &[],
        "Put what was chosen into the text, as one step; nothing is saved by it",
        Asks(|desk, now| desk.use_merge(now)),
    )
    .unless(|desk| match desk.resolving() {
        None => because(true, "No merge is being settled"),
        Some(it) => because(
            it.chosen() < it.choices.len(),
            "Choose for every place first",
        ),
    }),
    it(
        TakeMergeBack,
        Menu::Entry,
        Needs::Merge,
        "Undo the merge",
        &[],
        "Undo what a merge brought in; saving then asks",
        Asks(|desk, now| desk.take_merge_back(now)),
    )
    .unless(|desk| {
        let entry = desk.shown()?;
        match &entry.came_in {
            None => because(true, NO_MERGE_CAME_IN),
            Some(came) => because(
                came.step != entry.step(),
                "Undo what was done since the merge first",
            ),
        }
    })
    .in_review(),
    it(
        MergeSeen,
        Menu::Entry,
        Needs::Merge,
        "Keep the merge",
        &[],
        "Keep what a merge brought in, and close its bar",
        Does(|desk, _| {
            if let Some(entry) = desk.shown_mut() {
                entry.came_in = None;
            }
        }),
    )
    .unless(|desk| because(desk.shown()?.came_in.is_none(), NO_MERGE_CAME_IN))
    .in_review(),
];

const NO_MERGE_CAME_IN: &str = "No merge came in since the last save";

fn has_changed_outside(desk: &Desk) -> bool {
    let outside = desk.shown().and_then(|entry| entry.outside.as_ref());
    matches!(outside, Some(Outside::Changed(_)))
}

fn needs_outside(desk: &Desk) -> Option<String> {
    because(
        !has_changed_outside(desk),
        "The file did not change outside",
    )
}
