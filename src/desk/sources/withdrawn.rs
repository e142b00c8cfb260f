//! The list of withdrawn works: read when a library opens and when its file changes, and put there by the person.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::desk::screen::FASTEST_ANSWER;
use crate::desk::{Answer, Command, Desk, Dialog, Effect, Moment, Question, SourceCommand};
use crate::library::withdrawn::{Case, Verdict, WithdrawnListError};
use crate::library::{Library, SaveError, Withdrawn, withdrawn};
use crate::references::Record;

/// What is known of withdrawn works.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum WithdrawnList {
    /// It has not been read yet, or no library is open.
    #[default]
    Unread,
    /// There is none beside the library.
    Absent,
    /// There is a file, and no list can be read from it.
    Unusable(WithdrawnListError),
    Read(Arc<Withdrawn>),
}

impl WithdrawnList {
    /// The list, where there is one to ask.
    pub fn list(&self) -> Option<&Arc<Withdrawn>> {
        match self {
            Self::Read(list) => Some(list),
            _ => None,
        }
    }

    /// What the list says of a source with these identifiers; `None` where there is no list to ask.
    pub fn verdict(&self, pmid: Option<&str>, doi: Option<&str>) -> Option<Verdict<'_>> {
        Some(self.list()?.verdict(pmid, doi))
    }

    /// What the list tells of a work, if anything.
    pub fn of(&self, record: &Record) -> Option<&Case> {
        match self.verdict(record.pmid.as_deref(), record.doi.as_deref())? {
            Verdict::Told(case) => Some(case),
            _ => None,
        }
    }
}

impl Desk {
    pub fn withdrawn(&self) -> &WithdrawnList {
        &self.sources.withdrawn
    }

    /// Asks for the list beside the library; what was read before holds until it is there.
    pub(in crate::desk) fn read_withdrawn(&self) -> Vec<Effect> {
        let root = self.library.as_ref().map(Library::root);
        root.map(|root| Effect::ReadWithdrawn {
            root: root.to_path_buf(),
        })
        .into_iter()
        .collect()
    }

    pub(super) fn withdrawn_changed(&self, root: &Path) -> Vec<Effect> {
        if self.is_of(root) {
            self.read_withdrawn()
        } else {
            Vec::new()
        }
    }

    pub(super) fn withdrawn_read(
        &mut self,
        root: &Path,
        list: Result<Option<Arc<Withdrawn>>, WithdrawnListError>,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        let read = match list {
            Ok(Some(list)) => WithdrawnList::Read(list),
            Ok(None) => WithdrawnList::Absent,
            Err(why) => WithdrawnList::Unusable(why),
        };
        if read == self.sources.withdrawn {
            return Vec::new();
        }
        let path = withdrawn::place(root);
        match &read {
            WithdrawnList::Read(list) if list.has_merge_markers() => self.error(
                format!(
                    "The list of withdrawn works holds the marks of a merge. It was read all the same: {}",
                    path.display()
                ),
                now,
            ),
            // Opening says other things.
            WithdrawnList::Read(list) if self.sources.withdrawn != WithdrawnList::Unread => {
                self.say(list.to_string());
            }
            WithdrawnList::Unusable(why) => self.error(
                format!(
                    "The list of withdrawn works can’t be used. {why}. All else goes on without it: {}",
                    path.display()
                ),
                now,
            ),
            _ => {}
        }
        let before = std::mem::replace(&mut self.sources.withdrawn, read);
        if let Some(effects) = self.check_waiting(now) {
            effects
        } else if before.list() == self.sources.withdrawn.list() {
            Vec::new()
        } else {
            self.check_anew(now)
        }
    }

    pub(super) fn withdrawn_picked(
        &mut self,
        path: Option<PathBuf>,
        waited: Duration,
    ) -> Vec<Effect> {
        match path {
            Some(path) => self.use_withdrawn(path),
            None => {
                if waited < FASTEST_ANSWER {
                    self.say("No system file chooser answered. Type the path of the list");
                    self.open_dialog(Dialog::WithdrawnPath);
                }
                Vec::new()
            }
        }
    }

    /// Looks at a list before it comes to lie beside the library.
    pub(super) fn use_withdrawn(&mut self, path: PathBuf) -> Vec<Effect> {
        let root = self.library.as_ref().map(Library::root);
        root.map(|root| Effect::LookAtWithdrawn {
            root: root.to_path_buf(),
            path,
        })
        .into_iter()
        .collect()
    }

    /// Takes a list that was looked at, and asks first where another would go.
    pub(super) fn withdrawn_looked_at(
        &mut self,
        root: &Path,
        path: PathBuf,
        list: Result<Option<Arc<Withdrawn>>, WithdrawnListError>,
        now: Moment,
    ) -> Vec<Effect> {
        if !self.is_of(root) {
            return Vec::new();
        }
        let new = match list {
            Ok(Some(new)) => new,
            Ok(None) => {
                self.error(format!("There is no such file: {}", path.display()), now);
                return Vec::new();
            }
            Err(why) => {
                self.error(
                    format!(
                        "This is no list of withdrawn works. {why}: {}",
                        path.display()
                    ),
                    now,
                );
                return Vec::new();
            }
        };
        let there = match &self.sources.withdrawn {
            WithdrawnList::Unread | WithdrawnList::Absent => return self.keep_withdrawn(path),
            WithdrawnList::Unusable(_) => "a file from which no list can be read".to_owned(),
            WithdrawnList::Read(old) => format!("“{old}”"),
        };
        self.ask(Question {
            title: "Replace the list of withdrawn works?".into(),
            text: format!("Beside the library lies {there}. You chose “{new}”."),
            answers: vec![
                Answer {
                    label: "Keep the old one".into(),
                    command: None,
                },
                Answer {
                    label: "Replace it".into(),
                    command: Some(Command::Source(SourceCommand::KeepWithdrawn(path))),
                },
            ],
        });
        Vec::new()
    }

    pub(super) fn keep_withdrawn(&self, path: PathBuf) -> Vec<Effect> {
        let root = self.library.as_ref().map(Library::root);
        root.map(|root| Effect::KeepWithdrawn {
            root: root.to_path_buf(),
            path,
        })
        .into_iter()
        .collect()
    }

    pub(super) fn withdrawn_kept(
        &mut self,
        root: &Path,
        kept: Result<(), SaveError>,
        now: Moment,
    ) -> Vec<Effect> {
        if let Err(why) = kept {
            self.error(
                format!("The list of withdrawn works was not kept. {why}"),
                now,
            );
        }
        self.withdrawn_changed(root)
    }
}
