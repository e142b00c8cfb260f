//! How states and outcomes look in the review room: each has a shape and words of its own, so that none is told by colour
//! alone.
//!
//! Knows nothing of: where they are drawn.

use egui::Color32;
use lucide_icons::Icon;

use crate::review::{ReviewState, Standing};
use crate::ui::theme::Palette;

/// The shape of a state and its colour.
pub fn of_state(state: ReviewState, p: &Palette) -> (Icon, Color32) {
    match state {
        ReviewState::Unreadable => (Icon::CircleQuestionMark, p.bad),
        ReviewState::Never => (Icon::CircleDashed, p.dim),
        ReviewState::Overdue => (Icon::CalendarX, p.bad),
        ReviewState::DueSoon => (Icon::Clock, p.warn),
        ReviewState::Fine => (Icon::CircleCheck, p.good),
        ReviewState::Future => (Icon::CalendarClock, p.warn),
    }
}

/// The shape of an outcome, its colour, and its name where room is short.
pub fn of_standing(standing: Standing, p: &Palette) -> (Icon, Color32, &'static str) {
    match standing {
        Standing::SentBackChanged => (Icon::Undo2, p.warn, "Sent back, changed"),
        Standing::SentBack => (Icon::Undo2, p.warn, "Sent back"),
        Standing::Skipped => (Icon::SkipForward, p.dim, "Skipped"),
        Standing::DateMoved => (Icon::PencilLine, p.warn, "Date moved"),
        Standing::SignedUnopened => (Icon::SquareDashed, p.warn, "Signed unopened"),
        Standing::SignedOff => (Icon::Check, p.dim, "Signed off"),
        Standing::NoRecord => (Icon::Minus, p.dim, "No record"),
    }
}
