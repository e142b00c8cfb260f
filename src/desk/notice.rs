//! What the desk says to the person at it: notices, announcements, questions.
//!
//! Knows nothing of: where and how they are drawn.

use std::time::Duration;

use crate::desk::command::Command;
use crate::library::EntryKey;

/// What the program did or could not do.
#[derive(Debug, Clone)]
pub struct Notice {
    pub id: u64,
    /// Good news goes by itself after a while; bad news stays until dismissed.
    pub is_bad: bool,
    /// What happened, what is safe, what to do.
    pub what: String,
    /// What can be done about it, as buttons.
    pub offers: Vec<Offer>,
    /// The entry that could not be saved: a save that works takes the notice away.
    pub not_saved: Option<EntryKey>,
    pub at: Duration,
}

/// Something that a notice offers to do.
#[derive(Debug, Clone)]
pub struct Offer {
    /// Begins with a verb.
    pub label: String,
    pub command: Command,
}

impl Offer {
    pub fn new(label: impl Into<String>, command: impl Into<Command>) -> Self {
        Self {
            label: label.into(),
            command: command.into(),
        }
    }
}

/// Good news is shown this long…
pub const GOOD_NEWS_STAYS: Duration = Duration::from_secs(6);
/// …and this long where it offers something to do.
pub const OFFERS_STAY: Duration = Duration::from_secs(30);

impl Notice {
    /// When it goes by itself, since the program started; `None` where it waits to be dismissed.
    pub fn goes_at(&self) -> Option<Duration> {
        let stays = if self.offers.is_empty() {
            GOOD_NEWS_STAYS
        } else {
            OFFERS_STAY
        };
        (!self.is_bad).then_some(self.at + stays)
    }
}

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
