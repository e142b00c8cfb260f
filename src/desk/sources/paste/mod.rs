//! References pasted into the text: the paste is always text; a notice offers to list them as sources instead.
//!
//! The offer is for the step of the paste: typing on withdraws it, and its notice goes too. Only what became a source
//! leaves the text: the desk reads the paste itself and sees which records are new, whoever asks.
//!
//! Knows nothing of: how a key arrives, how the dialog looks.

pub(in crate::desk) mod removal;

use std::ops::Range;
use std::sync::Arc;

use crate::desk::command::id::CommandId;
use crate::desk::editing::undo::StepId;
use crate::desk::notice::Offer;
use crate::desk::sources::citing;
use crate::desk::{Desk, Dialog, Effect, FromPaste, Moment, OpenEntry};
use crate::entry::sources;
use crate::entry::{Edit, Edits, Lean, Reading};
use crate::library::EntryKey;
use crate::references::{self, Format, Gathered, HouseForm};

/// References that stand in the text since a paste.
#[derive(Debug, Clone)]
pub(in crate::desk) struct PastedText {
    entry: EntryKey,
    step: StepId,
    /// In the text after the paste.
    range: Range<usize>,
    notice: u64,
}

/// A paste into the text that is too long to be read in a frame.
#[derive(Debug, Clone)]
pub(in crate::desk) struct UnreadPaste {
    entry: EntryKey,
    step: StepId,
    range: Range<usize>,
    text: Arc<str>,
    /// It has gone to be read.
    is_away: bool,
}

/// A paste into the dialog that is too long to be read in a frame.
#[derive(Debug, Clone)]
pub(in crate::desk) struct LongPaste {
    text: Arc<str>,
    /// `None` as long as it is being read.
    read: Option<Arc<Gathered>>,
}

/// A shorter text is no reference: `PMID 1234`. Bytes.
const SHORTEST: usize = 8;

/// A longer paste is no list of references that one wants here. Bytes.
const LONGEST: usize = 64 * 1024;

/// A longer one is read beside the window; this one takes about 4 ms. Bytes.
pub const READ_AT_ONCE: usize = 8 * 1024;

impl Desk {
    /// Looks at what was just put into the text at `range`.
    pub(in crate::desk) fn look_at_paste(&mut self, range: Range<usize>, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let Some(pasted) = entry.text().get(range.clone()) else {
            return;
        };
        if !(SHORTEST..=LONGEST).contains(&pasted.len()) || !may_be_reference(pasted) {
            return;
        }
        if pasted.len() > READ_AT_ONCE {
            self.sources.unread_paste = Some(UnreadPaste {
                entry: entry.key.clone(),
                step: entry.step(),
                text: pasted.into(),
                range,
                is_away: false,
            });
            return;
        }
        let gathered = references::read_text(pasted);
        self.offer_paste(range, &gathered, now);
    }

    /// Has a long paste read.
    pub(in crate::desk) fn read_long_paste(&mut self) -> Vec<Effect> {
        let unread = self.sources.unread_paste.as_mut();
        let Some(unread) = unread.filter(|unread| !unread.is_away) else {
            return Vec::new();
        };
        unread.is_away = true;
        let text = unread.text.clone();
        vec![Effect::ReadPasted { text }]
    }

    /// Offers to list what was pasted as sources, where it reads as such.
    fn offer_paste(&mut self, range: Range<usize>, gathered: &Gathered, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let Some(pasted) = entry.text().get(range.clone()) else {
            return;
        };
        let in_body = range.start >= entry.reading().front_matter.split.body;
        if !in_body || !is_offered(gathered, pasted) {
            return;
        }
        // A line in the list of sources is a source already.
        if gathered.format == Format::Text && is_listed_at(entry, &range) {
            return;
        }
        let (entry, step) = (entry.key.clone(), entry.step());
        let what = offered(gathered);
        let offer = Offer::new("Add as source…", CommandId::AddPasted);
        self.info_with(what, vec![offer], now);
        self.sources.pasted = Some(PastedText {
            entry,
            step,
            range,
            notice: self.status().count,
        });
    }

    /// Takes the offer back once the text has gone on.
    pub(in crate::desk) fn forget_paste(&mut self) {
        if self.sources.pasted.is_some()
            && self.pasted_range().is_none()
            && let Some(void) = self.sources.pasted.take()
        {
            self.drop_notices(|notice| notice.id == void.notice);
        }
    }

    /// Where the pasted references stand, while the text is as the paste left it.
    fn pasted_range(&self) -> Option<Range<usize>> {
        let pasted = self.sources.pasted.as_ref()?;
        let entry = self.shown()?;
        let stands = entry.key == pasted.entry && entry.step() == pasted.step;
        stands.then(|| pasted.range.clone())
    }

    /// The pasted references, as long as they can be listed as sources instead.
    pub fn pasted(&self) -> Option<&str> {
        let range = self.pasted_range()?;
        self.shown()?.text().get(range)
    }

    pub(super) fn read_pasted(&mut self, text: Arc<str>) -> Vec<Effect> {
        self.sources.long_paste = Some(LongPaste {
            text: text.clone(),
            read: None,
        });
        vec![Effect::ReadPasted { text }]
    }

    /// What was read of a paste that has changed meanwhile is waste paper.
    pub(super) fn pasted_read(&mut self, text: &Arc<str>, read: Gathered, now: Moment) {
        let unread = &mut self.sources.unread_paste;
        if let Some(unread) = unread.take_if(|unread| Arc::ptr_eq(&unread.text, text)) {
            let stands = self
                .shown()
                .is_some_and(|entry| entry.key == unread.entry && entry.step() == unread.step);
            if stands {
                self.offer_paste(unread.range, &read, now);
            }
            return;
        }
        if let Some(paste) = &mut self.sources.long_paste
            && Arc::ptr_eq(&paste.text, text)
        {
            paste.read = Some(read.into());
        }
    }

    /// What a long paste was read as, once it is.
    pub fn read_of(&self, text: &str) -> Option<&Arc<Gathered>> {
        let paste = self.sources.long_paste.as_ref()?;
        paste.read.as_ref().filter(|_| *paste.text == *text)
    }

    /// Is this being read, or has it been?
    pub fn is_reading(&self, text: &str) -> bool {
        let paste = self.sources.long_paste.as_ref();
        paste.is_some_and(|paste| *paste.text == *text)
    }

    pub(in crate::desk) fn add_pasted(&mut self) {
        if let Some(pasted) = &self.sources.pasted {
            let notice = pasted.notice;
            self.drop_notices(|one| one.id == notice);
        }
        self.open_dialog(Dialog::AddPasted);
    }

    /// Lists records of the paste as sources and takes the lines out that have become sources, as one step.
    pub(super) fn add_in_place_of_paste(&mut self, wanted: &[FromPaste], now: Moment) {
        let (Some(range), Some(entry)) = (self.pasted_range(), self.shown()) else {
            self.say("The text has changed since the paste. It is as it was");
            return;
        };
        let old = entry.text().clone();
        let pasted = old.get(range.clone()).unwrap_or_default();
        // The dialog has had a long one read.
        let gathered = match self.read_of(pasted) {
            Some(read) => read.clone(),
            None => Arc::new(references::read_text(pasted)),
        };
        let done = match in_place_of_paste(&old, range, &gathered, wanted) {
            Ok(done) if done.added == 0 => {
                self.say("These sources are there already. The pasted text is as it was");
                return;
            }
            done => done,
        };
        let (added, stay) = done.as_ref().map_or((0, 0), |done| (done.added, done.stay));
        let label = match added {
            1 => "adding a source in place of the pasted text".to_owned(),
            n => format!("adding {n} sources in place of the pasted text"),
        };
        if self.change_shown(done.map(|done| done.edits), label, None, now) {
            self.close_dialog();
            let added = match added {
                1 => "Added 1 source".to_owned(),
                n => format!("Added {n} sources"),
            };
            self.info(
                match stay {
                    0 => format!("{added}. The pasted text was removed"),
                    1 => format!("{added}. 1 pasted line stays in the section"),
                    n => format!("{added}. {n} pasted lines stay in the section"),
                },
                now,
            );
        }
    }
}

/// What listing in place of a paste does.
struct InPlace {
    edits: Edits,
    /// So many sources are added.
    added: usize,
    /// So many lines of the paste stay in the text.
    stay: usize,
}

fn in_place_of_paste(
    old: &str,
    range: Range<usize>,
    gathered: &Gathered,
    wanted: &[FromPaste],
) -> Result<InPlace, String> {
    let pasted = old.get(range.clone()).unwrap_or_default();
    // What the entry lists is told by its text without the paste, which may lie in the list.
    let bare = applied(&Edit::delete(range.clone()).into(), old)?;
    let mut known = citing::works_in(&bare, &Reading::of(&bare).outline);
    let mut is_source = vec![false; gathered.records.len()];
    let mut lines = Vec::new();
    for one in wanted {
        if known.add(&one.record).1 {
            lines.push(references::write_line(&one.record, HouseForm::default()));
            if let Some(is_source) = is_source.get_mut(one.place) {
                *is_source = true;
            }
        }
    }
    let leaving = removal::leaving(gathered, pasted, |place| {
        is_source.get(place).copied().unwrap_or(false)
    });
    let out = removal::take_out(old, range, &leaving);
    let without = applied(&out, old)?;
    let reading = Reading::of(&without);
    let added = sources::append(&without, &reading.outline, &lines)
        .map_err(|refused| refused.to_string())?;
    let stay = pasted.split('\n').zip(&leaving);
    Ok(InPlace {
        edits: both(old, &out, &without, &added)?,
        added: lines.len(),
        stay: stay
            .filter(|(line, leaves)| !**leaves && !line.trim().is_empty())
            .count(),
    })
}

fn applied(edits: &Edits, text: &str) -> Result<Arc<str>, String> {
    edits.apply(text).map_err(|error| error.to_string())
}

/// The edits of `old` that take out and then add, each in its place, where neither touches what the other does.
fn both(old: &str, out: &Edits, without: &str, added: &Edits) -> Result<Edits, String> {
    let new = applied(added, without)?;
    let back = out.inverse(old).map_err(|error| error.to_string())?;
    let mut all: Vec<Edit> = out.iter().cloned().collect();
    all.extend(added.iter().map(|edit| {
        let start = back.map(edit.range.start, Lean::After);
        let end = back.map(edit.range.end, Lean::Before).max(start);
        Edit::new(start..end, edit.replacement.clone())
    }));
    let all = Edits::new(all).ok();
    let fits = |all: &Edits| all.apply(old).is_ok_and(|text| text == new);
    Ok(all
        .filter(fits)
        .unwrap_or_else(|| Edits::between(old, &new)))
}

/// Does a paste hold a reference that was read whole? Words that only look like one are left alone.
fn is_offered(gathered: &Gathered, pasted: &str) -> bool {
    if gathered.format != Format::Text {
        return !gathered.records.is_empty();
    }
    let whole = removal::leaving(gathered, pasted, |_| true);
    gathered.records.iter().any(|gained| {
        let record = &gained.record;
        let says = record.year.is_some() || !references::KnownWorks::identifiers(record).is_empty();
        let is_whole = whole.get(gained.line.saturating_sub(1));
        (says || record.url.is_some()) && is_whole.copied().unwrap_or(false)
    })
}

/// Does the list of sources take what was put here for a source of its own, or for a part of one?
fn is_listed_at(entry: &OpenEntry, range: &Range<usize>) -> bool {
    let (text, outline) = (entry.text(), &entry.reading().outline);
    sources::is_list_at(text, outline, range.start)
        && sources::read(text, outline)
            .iter()
            .any(|source| source.range.start < range.end && range.start < source.range.end)
}

fn offered(gathered: &Gathered) -> String {
    let reads = match gathered.records.len() {
        1 => "What you pasted reads as a source".to_owned(),
        n => format!("What you pasted reads as {n} sources"),
    };
    let unread = match gathered.format {
        Format::Text => (removal::not_read(gathered).len(), "line"),
        _ => (gathered.unread.len(), "part"),
    };
    match unread {
        (0, _) => reads,
        (1, what) => format!("{reads}; 1 {what} is not read"),
        (n, what) => format!("{reads}; {n} {what}s are not read"),
    }
}

/// A cheap look: does it hold what a reference has?
fn may_be_reference(text: &str) -> bool {
    let has = |mark: &str| text.contains(mark);
    has("10.")
        || has("PMID")
        || has("PMC")
        || has("TY  -")
        || has("pubmed")
        || has("doi")
        || (has("@") && has("{"))
        || has("\"title\"")
        || text.bytes().filter(u8::is_ascii_digit).count() >= 4
}
