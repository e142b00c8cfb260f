//! What “Save as…” leaves out of a copy.

use super::RenamePart;
use super::own::changed;
use crate::entry::Edit;
use crate::entry::front_matter::{Change, FrontMatter, NewValue, Path};

/// What must not be said of a copy: that it was reviewed, and that it has the id of the other.
pub(super) fn not_of_a_copy(text: &str) -> impl Iterator<Item = (RenamePart, Edit)> + '_ {
    let front = FrontMatter::read(text);
    let reviewed = front.text("last_reviewed").map(|_| Change::Set {
        path: Path::key("last_reviewed"),
        value: NewValue::Nothing,
    });
    let id = front.field("id").map(|_| Change::Remove {
        path: Path::key("id"),
    });
    let both = [(RenamePart::Reviewed, reviewed), (RenamePart::Id, id)];
    both.into_iter().flat_map(|(part, change)| {
        let changed = changed(text, change);
        changed.map(move |edit| (part.clone(), edit))
    })
}
