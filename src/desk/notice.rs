//! What the desk says to the person at it: notices, announcements, questions.

use std::collections::VecDeque;
use std::time::Duration;

use crate::desk::command::Command;
use crate::desk::{Desk, Moment};
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
pub const INFO_STAYS: Duration = Duration::from_secs(6);
/// …and this long where it offers something to do.
pub const OFFERS_STAY: Duration = Duration::from_secs(30);

impl Notice {
    /// When it goes by itself, since the program started; `None` where it waits to be dismissed.
    pub fn goes_at(&self) -> Option<Duration> {
        let stays = if self.offers.is_empty() {
            INFO_STAYS
        } else {
            OFFERS_STAY
        };
        (!self.is_bad).then_some(self.at + stays)
    }
}

/// The last thing said to a screen reader and on the status bar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StatusLine {
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

/// The notices that stand, and what was said last.
#[derive(Debug, Default)]
pub(super) struct Notices {
    list: Vec<Notice>,
    status: StatusLine,
    /// What was said lately, the latest last.
    said: VecDeque<String>,
}

/// So much of what was said is kept for those who are behind.
const SAID: usize = 16;

impl Desk {
    pub fn notices(&self) -> &[Notice] {
        &self.notices.list
    }

    /// The last thing said aloud and on the status bar.
    pub fn status(&self) -> &StatusLine {
        &self.notices.status
    }

    /// Says something to a screen reader and on the status bar.
    pub(super) fn say(&mut self, what: impl Into<String>) {
        let what = what.into();
        self.notices.said.push_back(what.clone());
        if self.notices.said.len() > SAID {
            self.notices.said.pop_front();
        }
        self.notices.status = StatusLine {
            count: self.notices.status.count + 1,
            what,
        };
    }

    /// What was said after the first so many, in its order; of very many the latest.
    pub fn said_since(&self, count: u64) -> impl Iterator<Item = &str> {
        let said = &self.notices.said;
        let new = self.notices.status.count.saturating_sub(count);
        let new = usize::try_from(new).unwrap_or(usize::MAX).min(said.len());
        said.iter().skip(said.len() - new).map(String::as_str)
    }

    /// Says again what was said last.
    pub(super) fn say_again(&mut self) {
        let last = self.notices.status.what.clone();
        self.say(if last.is_empty() {
            "Nothing has been said yet".to_owned()
        } else {
            last
        });
    }

    /// Good news, shown for a while.
    pub(super) fn info(&mut self, what: impl Into<String>, now: Moment) {
        self.notice(what.into(), false, Vec::new(), now);
    }

    /// Good news, with buttons for what may follow.
    pub(super) fn info_with(&mut self, what: impl Into<String>, offers: Vec<Offer>, now: Moment) {
        self.notice(what.into(), false, offers, now);
    }

    /// Bad news, shown until dismissed.
    pub(super) fn error(&mut self, what: impl Into<String>, now: Moment) {
        self.notice(what.into(), true, Vec::new(), now);
    }

    /// Says that an entry could not be saved, until it is.
    pub(super) fn not_saved(&mut self, key: &EntryKey, what: String, now: Moment) {
        self.error(what, now);
        if let Some(notice) = self.notices.list.last_mut() {
            notice.not_saved = Some(key.clone());
        }
    }

    pub(super) fn notice(&mut self, what: String, is_bad: bool, offers: Vec<Offer>, now: Moment) {
        self.say(what.clone());
        // The same trouble twice is one trouble.
        self.drop_notices(|notice| notice.what == what);
        self.notices.list.push(Notice {
            id: self.notices.status.count,
            is_bad,
            what,
            offers,
            not_saved: None,
            at: now.since_start,
        });
    }

    pub(super) fn drop_notices(&mut self, is_over: impl Fn(&Notice) -> bool) {
        self.notices.list.retain(|notice| !is_over(notice));
    }

    /// Takes such offers out of all notices: they can't be taken up any more.
    pub(super) fn drop_offers(&mut self, is_over: impl Fn(&Offer) -> bool) {
        for notice in &mut self.notices.list {
            notice.offers.retain(|offer| !is_over(offer));
        }
    }

    /// Drops good news that has been shown long enough. `Some` is the time until the next is.
    pub(super) fn tidy_notices(&mut self, now: Moment) -> Option<Duration> {
        let now = now.since_start;
        self.drop_notices(|notice| notice.goes_at().is_some_and(|at| at <= now));
        let goes = self.notices.list.iter().filter_map(Notice::goes_at);
        goes.map(|at| at.saturating_sub(now)).min()
    }
}
