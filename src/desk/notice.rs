//! What the desk says to the person at it: notices, announcements, questions.
//!
//! Knows nothing of: where and how they are drawn.

use std::time::Duration;

use super::command::Command;

/// What the program did or could not do.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: u64,
    /// Good news goes by itself after a while; bad news stays until dismissed.
    pub is_bad: bool,
    /// What happened, what is safe, what to do.
    pub what: String,
    pub at: Duration,
}

/// Good news is shown this long.
pub const GOOD_NEWS_STAYS: Duration = Duration::from_secs(6);

/// The last thing said to a screen reader and on the status bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Said {
    /// Grows with everything said, so that the same words twice are heard twice.
    pub count: u64,
    pub what: String,
}

/// Asked only where something could be lost.
#[derive(Debug, Clone)]
pub struct Question {
    pub title: String,
    pub text: String,
    /// Verbs; the first one is safe and has the focus.
    pub answers: Vec<Answer>,
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub label: String,
    /// `None` leaves everything as it is.
    pub command: Option<Command>,
}
