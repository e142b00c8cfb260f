//! Findings that are passed over in this session: not shown here until copydesk is closed, and written down nowhere.

use std::collections::HashSet;

use crate::checks::Finding;
use crate::desk::findings::command::IgnoredFinding;
use crate::desk::notice::Offer;
use crate::desk::{Command, Desk, EntryFindings, FindingCommand, Moment, ShownFinding};
use crate::entry::citations::sentence_at;
use crate::library::EntryKey;

impl IgnoredFinding {
    fn of(entry: &EntryKey, text: &str, finding: &Finding) -> Self {
        let sentence = sentence_at(text, &finding.range);
        let words = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default().to_owned();
        Self {
            entry: entry.clone(),
            check: finding.check,
            words: words(finding.range.clone()),
            sentence: words(sentence),
        }
    }

    /// Whether it is this finding of an entry.
    pub(in crate::desk) fn is(&self, entry: &EntryKey, shown: &ShownFinding<'_>) -> bool {
        *self == Self::of(entry, shown.of, shown.finding)
    }

    pub(in crate::desk) fn entry(&self) -> &EntryKey {
        &self.entry
    }
}

impl Desk {
    /// Passes a finding over in this session; what it was about, as it is taken back by.
    pub(in crate::desk) fn ignore(
        &mut self,
        entry: &EntryKey,
        finding: usize,
    ) -> Option<IgnoredFinding> {
        let of = self.findings.of(entry)?;
        let ignored = IgnoredFinding::of(entry, of.text(), of.get(finding)?);
        self.findings.ignored.insert(ignored.clone());
        self.findings.follow_ignored(entry);
        Some(ignored)
    }

    pub(super) fn ignore_and_say(&mut self, entry: &EntryKey, finding: usize, now: Moment) {
        let Some(ignored) = self.ignore(entry, finding) else {
            self.say("The text has changed since. The checks are looking again");
            return;
        };
        let undo = Command::Finding(FindingCommand::CountAgain(ignored));
        self.info_with(
            "Ignored here until copydesk is closed",
            vec![Offer::new("Undo it", undo)],
            now,
        );
    }

    pub(in crate::desk) fn count_again(&mut self, ignored: &IgnoredFinding) {
        if self.findings.ignored.remove(ignored) {
            self.findings.follow_ignored(&ignored.entry);
            self.say("It is a finding again");
        }
    }
}

/// Which findings of an entry are passed over, by their number.
pub(super) fn ignored_of(
    key: &EntryKey,
    found: &EntryFindings,
    ignored: &HashSet<IgnoredFinding>,
) -> HashSet<usize> {
    if !ignored.iter().any(|it| it.entry == *key) {
        return HashSet::new();
    }
    let all = found.list().iter().enumerate();
    let is_ignored = |finding: &Finding| {
        let mut alike = ignored.iter();
        let may_be = alike.any(|it| it.check == finding.check && it.entry == *key);
        may_be && ignored.contains(&IgnoredFinding::of(key, found.text(), finding))
    };
    all.filter(|(_, finding)| is_ignored(finding))
        .map(|(index, _)| index)
        .collect()
}
