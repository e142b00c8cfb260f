//! What a row of the sources pane shows.

use super::elsewhere::OtherPlace;
use crate::desk::{CitedSources, Desk, OpenEntry};
use crate::entry::sources::Source;
use crate::library::withdrawn::Verdict;

pub(super) struct SourceRow<'a> {
    pub desk: &'a Desk,
    pub entry: &'a OpenEntry,
    pub cited: &'a CitedSources,
    pub source: &'a Source,
    /// What the list of withdrawn works says of it, where there is one.
    pub verdict: Option<Verdict<'a>>,
    /// Another source of the entry that is the same work.
    pub same: Option<usize>,
    /// The other entries that list it, once the library has been read.
    pub elsewhere: Option<&'a [OtherPlace]>,
    pub index: usize,
    pub total: usize,
    pub has_caret: bool,
    /// Its fields are open.
    pub open: bool,
    /// Its menu was asked for by a key.
    pub opens_menu: bool,
}
