//! One way to write a doubted word, proposed for every entry that has the same word.

use std::sync::Arc;

use crate::checks::Finding;
use crate::desk::{Batch, Desk, LeftOut, Proposed};
use crate::entry::Edits;
use crate::library::EntryKey;

impl Desk {
    /// Proposes to write a word, wherever the library has it, as one fix of a finding does.
    pub(super) fn fix_everywhere(&mut self, entry: &EntryKey, finding: usize, fix: usize) {
        let found = self.findings.of(entry).and_then(|found| {
            let finding = found.get(finding).filter(|it| it.is_about_a_word())?;
            let word = found.text().get(finding.range.clone())?.to_owned();
            Some((
                finding.check,
                word,
                finding.fixes.get(fix)?.written().to_owned(),
            ))
        });
        let Some((check, word, instead)) = found else {
            self.say("The text has changed since. The checks are looking again");
            return;
        };
        let mut batch = Batch {
            title: format!("Write “{instead}” for “{word}” everywhere"),
            label: format!("writing “{instead}” for “{word}”"),
            changes: Vec::new(),
            left_out: Vec::new(),
        };
        let is_same = |text: &str, it: &Finding| {
            let written = text.get(it.range.clone()).unwrap_or_default();
            it.check == check && written.to_lowercase() == word.to_lowercase()
        };
        let wanted = instead.to_lowercase();
        for (key, found) in self.findings.iter() {
            let text = found.text();
            let same = found.open().filter(|(_, it)| is_same(text, it));
            let mut same = same.map(|(_, it)| it).peekable();
            if same.peek().is_none() {
                continue;
            }
            // With a capital where the word has one: each finding has the fix in the form that fits.
            let edits = same.flat_map(|it| {
                let fix = it
                    .fixes
                    .iter()
                    .find(|fix| fix.written().to_lowercase() == wanted);
                fix.into_iter().flat_map(|fix| fix.edits.iter().cloned())
            });
            let edits = Edits::new(edits.collect());
            let is_current = self.text_of(key).is_some_and(|now| now == text);
            match edits {
                Ok(edits) if is_current && !edits.is_empty() => batch.changes.push(Proposed {
                    entry: key.clone(),
                    of: text.clone(),
                    edits,
                }),
                _ => batch.left_out.push(LeftOut {
                    entry: key.clone(),
                    why: "It has changed since it was checked".to_owned(),
                }),
            }
        }
        batch.changes.sort_by(|a, b| a.entry.cmp(&b.entry));
        batch.left_out.sort_by(|a, b| a.entry.cmp(&b.entry));
        self.propose(Arc::new(batch));
    }
}
