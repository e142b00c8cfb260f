//! What can be asked of the review room, and who does it.
//!
//! Knows nothing of: dialogs, how records are kept.

use super::reading::ReadingCommand;
use std::path::PathBuf;

use jiff::civil::Date;

use super::export::Export;
use super::sign_off::SignOffForm;
use crate::desk::effect::ReviewReport;
use crate::desk::{Desk, Effect, Moment, StepId};
use crate::library::{EntryKey, RecordChange};
use crate::settings::Column;

/// Something to be done in the review room.
#[derive(Debug, Clone)]
pub enum ReviewCommand {
    /// Put the keys on an entry of the queue.
    Choose(EntryKey),
    /// Take an entry among those that something is done to, or out of them.
    Pick(EntryKey),
    PickNone,
    /// Open an entry for review.
    Open(EntryKey),
    /// Sort by a column; the other way round where the queue is sorted by it.
    Sort(Column),
    Filter(Filter),
    Group(Option<Column>),
    /// Show a column, or not.
    Column(Column, bool),
    /// Let J and K move in the queue, or not.
    LetterKeys(bool),
    /// The entry under review.
    Reading(ReadingCommand),
    /// Sign off what the dialog asks about, and open the next entry or not.
    SignOff {
        form: SignOffForm,
        and_next: bool,
    },
    /// Look at what signing off the chosen entries changes; also in those that were checked elsewhere.
    SignOffMany {
        form: SignOffForm,
        elsewhere: bool,
    },
    /// Take a sign-off that was made here back.
    TakeBack {
        entry: EntryKey,
        step: StepId,
    },
    SendBack {
        reviewer: String,
        reason: String,
    },
    Assign {
        to: String,
        until: Option<Date>,
    },
    /// Nobody is to have them.
    Unassign,
    /// Change the records of a file beside the content, as what takes a change back does.
    ChangeRecords(&'static str, RecordChange),
    /// Of records that say different things let this line stand.
    SettleRecord(String),
    /// Write the queue to a file.
    ExportTo {
        export: Export,
        path: PathBuf,
    },
    /// Try again to write down what could not be.
    WriteRecords,
}

/// What the queue shows, each part by itself. What is empty is no filter.
#[derive(Debug, Clone)]
pub enum Filter {
    Words(String),
    When(String),
    Pillar(String),
    Person(String),
    Outcome(String),
    /// No filter at all.
    Clear,
}

impl Desk {
    pub(in crate::desk) fn review_command(
        &mut self,
        command: ReviewCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            ReviewCommand::Choose(key) => self.review.queue.at = Some(key),
            ReviewCommand::Pick(key) => self.pick(key),
            ReviewCommand::PickNone => self.review.queue.chosen.clear(),
            ReviewCommand::Open(key) => return self.review_entry(&key),
            ReviewCommand::Sort(column) => self.sort_queue(column),
            ReviewCommand::Filter(filter) => self.filter_queue(filter),
            ReviewCommand::Group(by) => self.group_queue(by),
            ReviewCommand::Column(column, shown) => self.view.queue.show(column, shown),
            ReviewCommand::LetterKeys(on) => self.view.queue.letter_keys = on,
            ReviewCommand::Reading(command) => return self.reading_command(command, now),
            ReviewCommand::SignOff { form, and_next } => {
                return self.sign_off(&form, and_next, now);
            }
            ReviewCommand::SignOffMany { form, elsewhere } => {
                return self.propose_sign_offs(&form, elsewhere, now);
            }
            ReviewCommand::TakeBack { entry, step } => {
                return self.take_sign_off_back(&entry, step, now);
            }
            ReviewCommand::SendBack { reviewer, reason } => {
                return self.send_back(&reviewer, &reason, now);
            }
            ReviewCommand::Assign { to, until } => return self.assign(&to, until, now),
            ReviewCommand::Unassign => return self.take_assignment_back(now),
            ReviewCommand::ChangeRecords(name, change) => return self.change_records(name, change),
            ReviewCommand::SettleRecord(line) => return self.settle_record(&line, now),
            ReviewCommand::ExportTo { export, path } => {
                return self.export_to(export, path, now);
            }
            ReviewCommand::WriteRecords => return self.write_ready(),
        }
        Vec::new()
    }

    pub(in crate::desk) fn review_reported(
        &mut self,
        report: ReviewReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            ReviewReport::LogRead { root, log } => return self.log_read(&root, log, now),
            ReviewReport::ClaimsRead { root, claims } => self.claims_read(&root, claims),
            ReviewReport::AssignmentsRead { root, assignments } => {
                self.assignments_read(&root, assignments);
            }
            ReviewReport::ToSettle {
                root,
                name,
                records,
            } => self.records_to_settle_read(&root, name, records, now),
            ReviewReport::Elsewhere { job, found } => self.found_elsewhere(&job, found),
            ReviewReport::Looked(looked) => self.read_for_review(looked),
            ReviewReport::TicksRead { root, ticks } => self.ticks_read(&root, ticks),
            ReviewReport::TicksNotKept { why } => {
                self.error(format!("What you ticked could not be kept: {why}"), now);
            }
            ReviewReport::NotRead { root, name, why } => {
                return self.review_records_not_read(&root, name, &why, now);
            }
            ReviewReport::DueFinished { root, written } => {
                return self.due_finished(&root, written, now);
            }
            ReviewReport::Written { root, name, change } => {
                if self.is_of(&root) {
                    return self.records_written(name, &change);
                }
            }
            ReviewReport::NotWritten { root, name, why } => {
                if self.is_of(&root) {
                    self.records_not_written(name, &why, now);
                }
            }
            ReviewReport::LastWriter { key, of, writer } => {
                self.last_writer_found(&key, &of, writer);
            }
            ReviewReport::Compared {
                root,
                asked,
                found,
                is_all,
            } => self.compared(&root, asked, found, is_all),
            ReviewReport::ExportPicked {
                export,
                path,
                waited,
            } => return self.export_picked(export, path, waited, now),
            ReviewReport::AskedWritten { path, written } => {
                self.export_written(&path, written, now);
            }
            ReviewReport::Changed { root } if self.is_of(&root) => return self.read_reviews(),
            ReviewReport::Changed { .. } => {}
        }
        Vec::new()
    }
}
