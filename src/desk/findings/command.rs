//! What can be asked about findings, and who does it.

use crate::checks;
use crate::desk::effect::FindingReport;
use crate::desk::{Desk, Effect, Moment, Note};
use crate::library::after_review::AFTER_REVIEW;
use crate::library::{EntryKey, JsonLines, RecordChange};

/// Something to be done about findings. Each is named by its entry and its number in the entry's findings.
#[derive(Debug, Clone)]
pub enum FindingCommand {
    /// Carry out one of the fixes of a finding, by its number.
    Fix {
        entry: EntryKey,
        finding: usize,
        fix: usize,
    },
    /// Propose to fix all findings of the check with this id.
    FixAll(&'static str),
    /// Ask why a finding may stay as it is.
    AskWhy { entry: EntryKey, finding: usize },
    /// Accept the finding that was asked about.
    Accept(Note),
    /// Count an accepted finding again.
    TakeAcceptanceBack { entry: EntryKey, finding: usize },
    /// Change what is kept of accepted findings.
    KeepAccepted(RecordChange),
}

impl Desk {
    pub(in crate::desk) fn work_on_finding(
        &mut self,
        command: FindingCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            FindingCommand::Fix {
                entry,
                finding,
                fix,
            } => self.fix_finding(&entry, finding, fix, now),
            FindingCommand::FixAll(check) => self.fix_all(check, now),
            FindingCommand::AskWhy { entry, finding } => self.ask_why(entry, finding),
            FindingCommand::Accept(note) => return self.accept(note, now),
            FindingCommand::TakeAcceptanceBack { entry, finding } => {
                return self.take_acceptance_back(&entry, finding);
            }
            FindingCommand::KeepAccepted(change) => return self.keep_accepted(change),
        }
        Vec::new()
    }

    pub(in crate::desk) fn findings_reported(
        &mut self,
        report: FindingReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            FindingReport::Checked { entries, progress } => {
                self.entries_checked(entries, progress, now);
            }
            FindingReport::Stopped => self.checks_stopped(),
            FindingReport::CheckBroken { check } => self.check_broken(check, now),
            FindingReport::RecordsRead {
                root,
                name,
                records,
            } => match name {
                _ if !self.is_of(&root) => {}
                checks::ACCEPTED => self.accepted_read(&records),
                AFTER_REVIEW => return self.after_review_read(&records, now),
                _ => self.records_read(&records),
            },
            FindingReport::RecordsRefused { name, why } => {
                self.error(
                    format!("{why}: {name} beside the content is as it was"),
                    now,
                );
                // The checks go on without it.
                if name == AFTER_REVIEW && self.findings.after_review.is_none() {
                    return self.after_review_read(&JsonLines::default(), now);
                }
            }
        }
        Vec::new()
    }
}
