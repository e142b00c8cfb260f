//! What a doubt is called and which shape it has; and the one at hand as a screen reader speaks it: what is found, its
//! sentence, the suggestions, the keys.

use lucide_icons::Icon;

use super::ProofFrame;
use crate::checks::{Fix, Level};
use crate::desk::ShownFinding;
use crate::ui::findings_pane;
use crate::ui::theme::Palette;

/// What a doubt is called: “Spelling: absorbtion”.
pub(super) fn title(doubt: &ShownFinding<'_>) -> String {
    let finding = doubt.finding;
    let word = doubt.of.get(finding.range.clone()).unwrap_or_default();
    match finding.check {
        "spelling" => format!("Spelling: {word}"),
        _ => finding.message.clone(),
    }
}

/// A suggestion, and which list it is from.
pub(super) fn suggestion(fix: &Fix) -> (&str, &'static str) {
    match fix.suggested_by {
        Some(from) => (fix.written(), from.label()),
        None => (&fix.label, ""),
    }
}

/// “Line 17, 1 of 4”.
pub(super) fn place(frame: &ProofFrame<'_>, number: usize, line: Option<usize>) -> String {
    let of = format!("{} of {}", number + 1, frame.doubts.len());
    match line {
        Some(line) => format!("Line {line}, {of}"),
        None => of,
    }
}

/// All of it.
pub(super) fn whole(frame: &ProofFrame<'_>, number: usize, line: Option<usize>) -> String {
    let Some(doubt) = frame.doubts.get(number) else {
        return String::new();
    };
    let mut said = vec![
        doubt.finding.level.to_string() + ", " + &title(doubt),
        place(frame, number, line),
    ];
    let text = frame.desk.shown().map(|entry| entry.text());
    let sentence = text.and_then(|text| text.get(frame.desk.proof_sentence()));
    let sentence = sentence
        .filter(|_| !doubt.range.is_empty())
        .unwrap_or_default();
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    if !sentence.is_empty() {
        said.push(sentence.trim_end_matches('.').to_owned());
    }
    let fixes = &doubt.finding.fixes;
    for (number, fix) in fixes.iter().enumerate().take(9) {
        let (word, from) = suggestion(fix);
        let from = if from.is_empty() {
            String::new()
        } else {
            format!(", {from}")
        };
        said.push(format!("{}: {word}{from}", number + 1));
    }
    if fixes.is_empty() {
        said.push("No suggestion".to_owned());
    }
    said.push(keys(frame, doubt));
    said.join(". ")
}

fn keys(frame: &ProofFrame<'_>, doubt: &ShownFinding<'_>) -> String {
    let mut keys = Vec::new();
    if !doubt.finding.fixes.is_empty() {
        keys.push("Enter takes the first");
    }
    if frame.has_letters() {
        keys.extend(["I ignores it here", "A accepts it with a reason"]);
        if doubt.finding.is_about_a_word() {
            keys.push("D adds the word to the library’s words");
        }
        keys.extend(["N writes a note", "U undoes"]);
    }
    keys.extend(["F8 goes to the next", "Space marks the section read"]);
    format!("Keys: {}", keys.join(", "))
}

/// The shape of a doubt and its colour.
pub(super) fn shape_of(doubt: &ShownFinding<'_>, p: &Palette) -> (Icon, egui::Color32) {
    let finding = doubt.finding;
    match finding.level {
        Level::Note => (Icon::Info, p.dim),
        _ if finding.check == "spelling" => (Icon::SpellCheck, p.bad),
        _ if finding.check == "doubled-word" => (Icon::Copy, p.bad),
        Level::Error => (Icon::CircleX, p.bad),
        Level::Warning => (
            Icon::TriangleAlert,
            findings_pane::colour(Level::Warning, p),
        ),
    }
}
