//! Commands of the checks and what they found.

use super::Action::{Asks, Does};
use super::{CommandInfo, Menu, Needs, because, it};
use crate::desk::CommandId::*;
use crate::desk::Effect;
use crate::desk::effect::CheckJob;

/// Findings, one by one, and the checks themselves.
pub(super) const FINDINGS: &[CommandInfo] = &[
    it(
        NextFinding,
        Menu::Go,
        Needs::Entry,
        "Next finding",
        &["F8"],
        "Go to the next place that a check found in this entry",
        Does(|desk, _| {
            if desk.resolving().is_some() && !desk.is_proofing() {
                desk.go_to_conflict(true);
            } else {
                desk.go_to_finding(true);
            }
        }),
    )
    .in_proof(),
    it(
        PreviousFinding,
        Menu::Go,
        Needs::Entry,
        "Previous finding",
        &["Shift+F8"],
        "Go to the place before that a check found in this entry",
        Does(|desk, _| {
            if desk.resolving().is_some() && !desk.is_proofing() {
                desk.go_to_conflict(false);
            } else {
                desk.go_to_finding(false);
            }
        }),
    )
    .in_proof(),
    it(
        FixFinding,
        Menu::Edit,
        Needs::Entry,
        "Fix finding",
        &["Ctrl+."],
        "Fix the finding at the caret; asks if there are several ways",
        Does(|desk, now| desk.fix_here(now)),
    )
    .in_proof(),
    it(
        WaysToFix,
        Menu::Edit,
        Needs::Entry,
        "What to do about a finding…",
        &["Menu", "Shift+F10"],
        "Everything that can be done about the finding at the caret: fix it here or everywhere, ignore it, add the word, accept it",
        Does(|desk, _| desk.ask_how_to_fix()),
    )
    .in_proof(),
    it(
        AcceptFinding,
        Menu::Edit,
        Needs::Entry,
        "Accept finding…",
        &["Ctrl+Shift+A"],
        "Let what the caret is on stay as it is, with a note that says why",
        Does(|desk, _| desk.ask_why_here()),
    )
    .in_proof(),
    it(
        AddWord,
        Menu::Edit,
        Needs::Entry,
        "Add to the library’s words",
        &[],
        "The word that the caret is on is right in every entry; it goes into .copydesk/words.txt",
        Asks(|desk, now| desk.add_word_here(now)),
    )
    .in_proof(),
    it(
        CheckLibrary,
        Menu::View,
        Needs::Library,
        "Check the library again",
        &[],
        "Look at every entry from the start",
        Asks(|desk, now| desk.check_anew(now)),
    ),
    it(
        StopChecking,
        Menu::View,
        Needs::Nothing,
        "Stop checking",
        &[],
        "Leave the look at the library where it is",
        Asks(|_, _| vec![Effect::Check(CheckJob::Stop)]),
    )
    .unless(|desk| {
        because(
            desk.findings.progress().is_none(),
            "Nothing is being checked",
        )
    }),
    it(
        ShowNotes,
        Menu::View,
        Needs::Nothing,
        "Show or hide notes",
        &[],
        "List notes among the findings, or only errors and warnings",
        Does(|desk, _| desk.view.notes_shown = !desk.view.notes_shown),
    ),
    it(
        ProofLetters,
        Menu::View,
        Needs::Nothing,
        "Letter keys in proof",
        &[],
        "While the doubts have the focus, single letters and digits act on the one at hand",
        Does(|desk, _| desk.view.proof_letters = !desk.view.proof_letters),
    )
    .switching(|desk| desk.view.proof_letters),
    it(
        CheckSpelling,
        Menu::View,
        Needs::Nothing,
        "Check language",
        &[],
        "Misspelt and American words, and what a sub-editor looks for, are among the findings",
        Asks(|desk, now| desk.switch_spelling(now)),
    )
    .switching(|desk| desk.view.check_spelling),
];
