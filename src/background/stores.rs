//! What an effect is carried out with, and where its reports go.

use std::path::Path;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::watching::{Snapshot, Watch};
use crate::desk::Report;
use crate::library::{Content, Versions, disk};

/// Where reports go.
pub type Sink<'a> = &'a mut (dyn FnMut(Report) + Send);

/// What an effect is carried out with.
pub struct Stores<'a> {
    /// Earlier versions; `None` where the person has no folder for them.
    pub versions: Option<&'a Versions>,
    /// The folder of what the person ticked in reviews and read for proof; `None` where there is none.
    pub ticks: Option<&'a Path>,
    pub files: Files<'a>,
    pub now: Timestamp,
    pub zone: TimeZone,
    /// Set once nobody wants the answer any more.
    pub stop: &'a AtomicBool,
}

/// What is known of what files hold.
pub struct Files<'a>(Known<'a>);

enum Known<'a> {
    Watched(&'a Watch),
    Nothing(Snapshot),
}

impl<'a> Files<'a> {
    pub(super) fn watched(watch: &'a Watch) -> Self {
        Self(Known::Watched(watch))
    }

    /// Nobody watches what other programs do.
    pub fn unwatched() -> Self {
        Self(Known::Nothing(Snapshot::default()))
    }

    pub(super) fn watch(&self) -> Option<&Watch> {
        match &self.0 {
            Known::Watched(watch) => Some(watch),
            Known::Nothing(_) => None,
        }
    }

    pub(super) fn snapshot(&self) -> &Snapshot {
        match &self.0 {
            Known::Watched(watch) => watch.snapshot(),
            Known::Nothing(snapshot) => snapshot,
        }
    }

    /// `None` where the watching thread tells what the file holds.
    pub(super) fn read_again(&self, path: &Path) -> Option<Content> {
        match &self.0 {
            Known::Watched(watch) => watch.read_again(path),
            Known::Nothing(_) => Some(disk::read_text(path).into()),
        }
    }
}
