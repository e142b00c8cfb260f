//! A reference pasted into the text: the paste is always text; a notice offers to list it as a source instead.
//!
//! The offer stands for the step of the paste. Typing on makes it void, and the notice goes with it.
//!
//! Knows nothing of: how a key arrives, how the sheet looks.

use std::ops::Range;

use super::acts::Act;
use super::history::StepId;
use super::notice::Offer;
use super::{Desk, Moment, Sheet};
use crate::entry::sources;
use crate::entry::{Edit, Edits, Reading};
use crate::library::EntryKey;
use crate::references::{self, Format, Record};

/// References that stand in the text since a paste.
#[derive(Debug, Clone)]
pub(super) struct PastedText {
    entry: EntryKey,
    step: StepId,
    /// In the text after the paste.
    range: Range<usize>,
    notice: u64,
}

/// A shorter text is no reference: `PMID 1234`. Bytes.
const SHORTEST: usize = 8;

/// Reading a longer paste could cost a frame. Bytes.
const LONGEST: usize = 16 * 1024;

impl Desk {
    /// Looks at what was just put into the text at `range`.
    pub(super) fn look_at_paste(&mut self, range: Range<usize>, now: Moment) {
        let Some(entry) = self.shown() else { return };
        let text = entry.text();
        let Some(pasted) = text.get(range.clone()) else {
            return;
        };
        if !(SHORTEST..=LONGEST).contains(&pasted.len()) || !may_be_reference(pasted) {
            return;
        }
        let in_list = sources::is_list_at(text, &entry.reading().outline, range.start);
        let in_body = range.start >= entry.reading().front_matter.split.body;
        let gathered = references::read_text(pasted);
        // A line in the list of sources is a source already.
        let is_plain = gathered.format == Format::Text;
        let count = gathered.records.len();
        if count == 0 || !in_body || (is_plain && (in_list || !gathered.unread.is_empty())) {
            return;
        }
        let (entry, step) = (entry.key.clone(), entry.step());
        let what = match count {
            1 => "What you pasted reads as a source".to_owned(),
            n => format!("What you pasted reads as {n} sources"),
        };
        let offer = Offer::new("Add as source…", Act::AddPasted);
        self.news_with(what, vec![offer], now);
        self.pasted = Some(PastedText {
            entry,
            step,
            range,
            notice: self.said.count,
        });
    }

    /// Takes the offer back once the text has gone on.
    pub(super) fn forget_paste(&mut self) {
        if self.pasted.is_some()
            && self.pasted_range().is_none()
            && let Some(void) = self.pasted.take()
        {
            self.notices.retain(|notice| notice.id != void.notice);
        }
    }

    /// Where the pasted references stand, while the text is as the paste left it.
    fn pasted_range(&self) -> Option<Range<usize>> {
        let pasted = self.pasted.as_ref()?;
        let entry = self.shown()?;
        let stands = entry.key == pasted.entry && entry.step() == pasted.step;
        stands.then(|| pasted.range.clone())
    }

    /// The pasted references, as long as they can be listed as sources instead.
    pub fn pasted(&self) -> Option<&str> {
        let range = self.pasted_range()?;
        self.shown()?.text().get(range)
    }

    pub(super) fn add_pasted(&mut self) {
        if let Some(pasted) = &self.pasted {
            let notice = pasted.notice;
            self.notices.retain(|one| one.id != notice);
        }
        self.open_sheet(Sheet::AddPasted);
    }

    /// Lists the records as sources and takes the pasted text out again, as one step.
    pub(super) fn add_in_place_of_paste(&mut self, records: &[Record], now: Moment) {
        let (Some(range), Some(entry)) = (self.pasted_range(), self.shown()) else {
            self.say("The text has changed since the paste. It is as it was");
            return;
        };
        let old = entry.text().clone();
        let edits = in_place_of_paste(&old, range, records);
        let label = match records.len() {
            1 => "adding a source in place of the pasted text".to_owned(),
            n => format!("adding {n} sources in place of the pasted text"),
        };
        if self.change_shown(edits, label.clone(), None, now) {
            self.close_sheet();
            self.news(format!("Done: {label}"), now);
        }
    }
}

fn in_place_of_paste(old: &str, range: Range<usize>, records: &[Record]) -> Result<Edits, String> {
    let taken_out = Edits::one(Edit::delete(range));
    let without = taken_out.apply(old).map_err(|error| error.to_string())?;
    let reading = Reading::of(&without);
    let lines = super::citing::new_lines(&without, &reading.outline, records);
    if lines.is_empty() {
        return Ok(taken_out);
    }
    let added = sources::append(&without, &reading.outline, &lines)
        .map_err(|refused| refused.to_string())?;
    let new = added.apply(&without).map_err(|error| error.to_string())?;
    Ok(taken_out
        .then(&added)
        .unwrap_or_else(|| Edits::between(old, &new)))
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
