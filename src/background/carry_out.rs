//! One effect carried out, and what is reported of it: without a thread, without a clock. The threads of
//! [`Background`](super::Background) call this, and so do the tests of a session.
//!
//! Knows nothing of: the journal of what is not saved, the checks, the window; their effects are given back.

mod files;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::opening::{open_library, read_style};
use super::stores::{Sink, Stores};
use super::{comparing, learning, pictures, searching, ticks, versions};
use crate::desk::effect::{Effect, MergeJob, MergeOf, RenameLook};
use crate::desk::{
    BibliographyReport, FindingReport, LibraryReport, ProofReport, RenameReport, Report,
    ReviewReport, SearchReport, SourceReport, SyncReport, VersionReport,
};
use crate::library::after_review::{self, AFTER_REVIEW};
use crate::library::renaming::{FailedFile, RenameOrder};
use crate::library::versions::{VersionError, Why};
use crate::library::{
    self, Bibliography, EntryKey, JsonLines, ReadError, Renaming, Withdrawn, disk, entry_ids, git,
    renaming, saved_searches, withdrawn,
};
use crate::review::{self, Assignments, Claims, Looked, ReviewLog, elsewhere};
use crate::spelling::Terms;
use crate::{merge, references};

/// Carries an effect out, or gives it back where it is for others: the journal, the checks, the window.
pub fn carry_out(effect: Effect, with: &Stores<'_>, report: Sink<'_>) -> Option<Effect> {
    match effect {
        Effect::OpenLibrary { root } => {
            open_library(root, with, report);
        }
        Effect::Write {
            key,
            path,
            step,
            text,
            seen,
            how,
        } => {
            // Whatever becomes of that, the save goes on.
            if let Some(root) = key.root_of(&path)
                && let Err(why) = with.keep(root, &key, &seen, Why::SavedOver)
            {
                report(VersionReport::Refused { why }.into());
            }
            report(files::write(
                key,
                path,
                step,
                text,
                &seen,
                how,
                with.files.snapshot(),
            ));
        }
        Effect::Create {
            key,
            path,
            step,
            text,
        } => report(files::create(key, path, step, text, with.files.snapshot())),
        Effect::Read { key, path } => {
            if let Some(content) = with.files.read_again(&path) {
                report(SyncReport::Read { key, content }.into());
            }
        }
        Effect::TakeAway {
            key,
            path,
            seen,
            to_trash,
        } => report(files::take_away(
            key,
            &path,
            &seen,
            to_trash,
            with.files.snapshot(),
        )),
        Effect::BringBack { key, path, text } => {
            report(files::bring_back(key, &path, text, with.files.snapshot()));
        }
        Effect::LookForNames(look) => report(look_for_names(look)),
        Effect::Rename(order) => {
            let snapshot = with.files.snapshot();
            let result = snapshot.while_renaming(&order, || renaming::carry_out(&order));
            if let Ok(failed) = &result
                && let Err(why) = with.keep_renamed(&order, failed)
            {
                report(VersionReport::Refused { why }.into());
            }
            let kept = None;
            report(
                RenameReport::Renamed {
                    order,
                    result,
                    kept,
                }
                .into(),
            );
        }
        Effect::Resume { act, way } => files::resume(act, way, with, report),
        Effect::KeepVersion {
            root,
            key,
            text,
            why,
        } => {
            let kept = with.keep(&root, &key, &text, why);
            report(kept_report(key, kept));
        }
        Effect::KeepDraftAsVersion {
            root, key, text, ..
        } => {
            let kept = with.keep(&root, &key, &text, Why::Recovered);
            report(kept_report(key, kept));
        }
        Effect::KeepAside {
            root,
            key,
            text,
            branch,
        } => {
            let kept = with
                .versions
                .ok_or(VersionError::NoHome)
                .and_then(|versions| {
                    versions.keep_of_branch(&root, &key, &text, Why::KeptAside, branch, with.now)
                });
            report(kept_report(key, kept));
        }
        Effect::MoveVersions { root, from, to } => {
            let moved = with.versions.map(|it| it.moved(&root, &from, &to));
            if let Some(Err(why)) = moved {
                report(VersionReport::Refused { why }.into());
            }
        }
        Effect::PruneVersions { limits } => {
            if let Some(versions) = with.versions {
                let kept = versions.prune(limits, with.now);
                report(VersionReport::Pruned { kept }.into());
            }
        }
        Effect::ListVersions { of, now } => versions::read(&of, &now, with, report),
        Effect::ReadVersion { of, earlier } => {
            let texts = library::history::texts(with.versions, &of.root, &of.key, &[*earlier]);
            let text = texts.into_iter().next();
            report(
                VersionReport::TextRead {
                    asked: of.asked,
                    text: text.unwrap_or(Err(ReadError::Gone)),
                }
                .into(),
            );
        }
        Effect::Merge(job) => report(merge_texts(job)),
        Effect::ReadReferences { path } => {
            let bytes = disk::read_bytes(&path, disk::LONGEST_TEXT);
            let result = bytes.map(|bytes| references::read(&bytes));
            report(SourceReport::ReferencesRead { path, result }.into());
        }
        Effect::ReadPasted { text } => {
            let read = references::read_text(&text);
            report(SourceReport::PastedRead { text, read }.into());
        }
        Effect::ReadWithdrawn { root } => {
            let list = Withdrawn::open(&withdrawn::place(&root));
            let list = list.map(|list| list.map(Arc::new));
            report(SourceReport::WithdrawnRead { root, list }.into());
        }
        Effect::LookAtWithdrawn { root, path } => {
            let list = Withdrawn::open(&path).map(|list| list.map(Arc::new));
            report(SourceReport::WithdrawnLookedAt { root, path, list }.into());
        }
        Effect::KeepWithdrawn { root, path } => {
            let kept = withdrawn::keep(&path, &root);
            report(SourceReport::WithdrawnKept { root, kept }.into());
        }
        Effect::GatherWorks {
            root,
            texts,
            before,
        } => {
            let works = Arc::new(Bibliography::read(texts, before.as_deref()));
            report(BibliographyReport::Gathered { root, works }.into());
        }
        Effect::FindSentences {
            asked,
            places,
            organisations,
        } => {
            let sentences = library::sentences(&places, &organisations);
            report(BibliographyReport::SentencesFound { asked, sentences }.into());
        }
        Effect::WorkOutRevision { asked, revision } => {
            let revised = revision.work_out();
            report(BibliographyReport::RevisionWorkedOut { asked, revised }.into());
        }
        Effect::ReadStyle { root } => report(read_style(root)),
        Effect::LearnStyle(job) => learning::learn(*job, with.stop, report),
        Effect::MapId { root, id, slug } => {
            let result = entry_ids::map(&root, id, &slug);
            report(
                LibraryReport::IdMapped {
                    root,
                    id,
                    slug,
                    result,
                }
                .into(),
            );
        }
        Effect::UnmapId {
            root,
            id,
            slug,
            mapped,
        } => {
            let result = entry_ids::take_back(&root, &mapped);
            report(
                LibraryReport::IdUnmapped {
                    root,
                    id,
                    slug,
                    result,
                }
                .into(),
            );
        }
        Effect::ReadRecords { root, name } if review::FILES.contains(&name) => {
            let read = disk::read_records(&root, name);
            if let Ok(records) = &read {
                let records = library::to_settle(name, records);
                let root = root.clone();
                report(
                    ReviewReport::ToSettle {
                        root,
                        name,
                        records,
                    }
                    .into(),
                );
            }
            report(review_records_report(root, name, read));
        }
        Effect::ReadTerms { root } => {
            let terms = Terms::open(&root).map(Arc::new);
            report(FindingReport::TermsRead { root, terms }.into());
        }
        Effect::ReadRecords { root, name } => {
            let read = read_records(&root, name);
            report(records_report(root, name, read));
        }
        Effect::ChangeRecords { root, name, change } if review::FILES.contains(&name) => {
            let report_of = match disk::change_records(&root, name, &change) {
                Ok(_) => ReviewReport::Written { root, name, change },
                Err(why) => ReviewReport::NotWritten {
                    root,
                    name,
                    why: why.cause(),
                },
            };
            report(report_of.into());
        }
        Effect::CompareSince(job) => comparing::compare(job, with, report),
        Effect::Search(job) => searching::search(&job, with.stop, report),
        Effect::ChangeFields(job) => report(searching::change_fields(job)),
        Effect::CountValues(job) => report(searching::count_values(&job)),
        Effect::WorkOutChanges(job) => searching::work_out_changes(job, with.stop, report),
        Effect::ReadSearches { root } => {
            let read = saved_searches::read(&root);
            let change = None;
            report(SearchReport::SearchesRead { root, change, read }.into());
        }
        Effect::ChangeSearches { root, change } => {
            let read = saved_searches::change(&root, &change);
            let change = Some(change);
            report(SearchReport::SearchesRead { root, change, read }.into());
        }
        Effect::WriteAsked { path, text } => {
            let written = disk::write_asked(&path, &text);
            report(ReviewReport::AskedWritten { path, written }.into());
        }
        Effect::FindLastWriter {
            key,
            path,
            text,
            style,
        } => {
            let writer = review::last_writer(&path, &text, &style);
            let of = text;
            report(ReviewReport::LastWriter { key, of, writer }.into());
        }
        Effect::AskUnmerged { key, path, text } => {
            let is_unmerged = matches!(git::stages(&path), Ok(Some(_)));
            let of = text;
            let said = ReviewReport::Unmerged {
                key,
                of,
                is_unmerged,
            };
            report(said.into());
        }
        Effect::ChangeRecords { root, name, change } => {
            match disk::change_records(&root, name, &change) {
                // What git noted is not in the file.
                Ok(_) if name == AFTER_REVIEW => {
                    let read = read_records(&root, name);
                    report(records_report(root, name, read));
                }
                changed => report(records_report(root, name, changed)),
            }
        }
        Effect::ReadForReview(job) => {
            let looked = Looked::at(
                (&job.root, &job.key),
                &job.text,
                &job.style,
                job.sign_off.as_deref(),
                with.versions,
            );
            report(ReviewReport::Looked(Arc::new(looked)).into());
        }
        Effect::LookElsewhere(job) => {
            let here: Vec<&str> = job.here.iter().map(|it| &**it).collect();
            let of = (&job.key, job.source);
            let found = elsewhere::elsewhere(&job.works, of, &here, &job.style);
            report(ReviewReport::Elsewhere { job, found }.into());
        }
        Effect::ReadTicks { root } => {
            let ticks = with.ticks.map(|folder| ticks::read(folder, &root));
            if let Some(ticks) = ticks {
                report(ReviewReport::TicksRead { root, ticks }.into());
            }
        }
        Effect::KeepTicks { root, key, ticks } => {
            let kept = with
                .ticks
                .map(|folder| ticks::keep(folder, &root, &key, ticks));
            if let Some(Err(why)) = kept {
                let why = why.in_short();
                report(ReviewReport::TicksNotKept { why }.into());
            }
        }
        Effect::ReadProof { root } => {
            let file = with.ticks.map(|folder| ticks::read_proof(folder, &root));
            if let Some(file) = file {
                report(ProofReport::Read { root, file }.into());
            }
        }
        Effect::KeepProof { root, key, marks } => {
            let kept = with
                .ticks
                .map(|folder| ticks::keep_proof(folder, &root, &key, marks));
            if let Some(Err(why)) = kept {
                let why = why.in_short();
                report(ProofReport::NotKept { why }.into());
            }
        }
        Effect::SaveSettings { path, text } => {
            if let Err(why) = disk::write_own(&path, &text) {
                report(Report::SettingsRefused { path, why });
            }
        }
        Effect::LoadImage {
            key,
            target,
            path,
            within,
        } => report(Report::Image {
            key,
            target,
            result: pictures::load(&path, &within),
        }),
        Effect::StopOpening
        | Effect::StopLearning
        | Effect::StopComparing
        | Effect::StopChanging
        | Effect::LockLibrary { .. }
        | Effect::Journal(_)
        | Effect::ForgetJournal { .. }
        | Effect::SettleInJournal { .. }
        | Effect::KeepPending(_)
        | Effect::Check(_)
        | Effect::PickWithdrawn
        | Effect::PickFolder
        | Effect::PickExport(_)
        | Effect::OpenLink(_)
        | Effect::Copy(_)
        | Effect::Quit => return Some(effect),
    }
    None
}

impl Stores<'_> {
    fn keep(&self, root: &Path, key: &EntryKey, text: &str, why: Why) -> Result<(), VersionError> {
        let versions = self.versions.ok_or(VersionError::NoHome)?;
        versions.keep(root, key, text, why, self.now)
    }

    /// Takes an entry's versions along to its new name, and keeps what the rename replaced.
    fn keep_renamed(&self, order: &RenameOrder, failed: &[FailedFile]) -> Result<(), VersionError> {
        let store = self.versions.ok_or(VersionError::NoHome)?;
        store.moved(&order.root, &order.from, &order.to)?;
        for text in std::iter::once(&order.own).chain(&order.texts) {
            if text.before != text.after && !failed.iter().any(|(key, _)| *key == text.key) {
                self.keep(&order.root, &text.key, &text.before, Why::SavedOver)?;
            }
        }
        Ok(())
    }
}

fn kept_report(key: EntryKey, kept: Result<(), VersionError>) -> Report {
    match kept {
        Ok(()) => VersionReport::Kept { key }.into(),
        Err(why) => VersionReport::Refused { why }.into(),
    }
}

fn look_for_names(look: RenameLook) -> Report {
    let RenameLook {
        asked,
        purpose,
        root,
        key,
        style,
        texts,
    } = look;
    let found = Renaming::look(purpose, &root, &key, style, &texts);
    Report::Rename(RenameReport::NamesFound {
        asked,
        purpose,
        found: found.map(Arc::new),
    })
}

fn merge_texts(mut job: MergeJob) -> Report {
    // Without a git, or where it keeps nothing, the signs tell.
    if let MergeOf::Unfinished(file) = &job.of
        && let Ok(Some(stages)) = git::stages(file)
        && let Some(base) = stages.base
    {
        job.base = base;
    }
    let merged = Arc::new(merge::merge(&job.base, &job.ours, &job.theirs));
    Report::Sync(SyncReport::Merged { job, merged })
}

/// What lies beside the content, and what git noted of the same.
fn read_records(root: &Path, name: &str) -> Result<JsonLines, ReadError> {
    match name {
        AFTER_REVIEW => after_review::read(root),
        _ => disk::read_records(root, name),
    }
}

/// Twenty thousand records are read here and not where the window is drawn.
fn review_records_report(
    root: PathBuf,
    name: &'static str,
    result: Result<JsonLines, impl std::fmt::Display>,
) -> Report {
    let report = match result {
        Ok(records) if name == review::REVIEWS => ReviewReport::LogRead {
            root,
            log: ReviewLog::of(&records),
        },
        Ok(records) if name == review::CLAIMS => ReviewReport::ClaimsRead {
            root,
            claims: Claims::of(&records),
        },
        Ok(records) => ReviewReport::AssignmentsRead {
            root,
            assignments: Assignments::of(&records),
        },
        Err(why) => ReviewReport::NotRead {
            root,
            name,
            why: why.to_string(),
        },
    };
    report.into()
}

fn records_report(
    root: PathBuf,
    name: &'static str,
    result: Result<JsonLines, impl std::fmt::Display>,
) -> Report {
    match result {
        Ok(records) => Report::Finding(FindingReport::RecordsRead {
            root,
            name,
            records,
        }),
        Err(why) => Report::Finding(FindingReport::RecordsRefused {
            name,
            why: why.to_string(),
        }),
    }
}
