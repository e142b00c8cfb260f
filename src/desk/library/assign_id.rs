//! "What is this?": an id that no entry calls its own is given to one, in the map of the house style.

use std::path::Path;

use crate::desk::{Command, LibraryCommand};
use crate::desk::{Desk, Dialog, Effect, Moment, Offer};
use crate::entry::cross_references::{EntryId, id_at};
use crate::library::entry_ids::{self, AssignIdError, Mapped};
use crate::library::{EntryKey, SaveError};

impl Desk {
    /// The id in whose brackets the caret stands.
    pub fn id_here(&self) -> Option<EntryId> {
        let entry = self.shown()?;
        id_at(entry.text(), entry.selection.head)
    }

    /// Asks which entry the id at the caret means.
    pub(in crate::desk) fn ask_id(&mut self) {
        if let Some(id) = self.id_here() {
            self.open_dialog(Dialog::AssignId(id));
        }
    }

    pub(super) fn map_id(&mut self, id: EntryId, entry: &EntryKey, now: Moment) -> Vec<Effect> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let slug = library
            .get(entry)
            .and_then(|file| file.facts.slug.as_deref());
        let Some(slug) = slug else {
            let title = self.title_of(entry);
            self.error(format!("“{title}” has no slug to be named by"), now);
            return Vec::new();
        };
        vec![Effect::MapId {
            root: library.root().to_path_buf(),
            id,
            slug: slug.to_owned(),
        }]
    }

    pub(super) fn id_mapped(
        &mut self,
        root: &Path,
        id: EntryId,
        slug: String,
        result: Result<Mapped, AssignIdError>,
        now: Moment,
    ) {
        let Some(library) = self.library.as_mut().filter(|it| it.root() == root) else {
            return;
        };
        match result {
            Ok(mapped) => {
                let before = library.map_id(id, Some(slug.clone()));
                let title = self.entry_by_id(id).map(|key| self.title_of(key));
                let undo = Command::Library(LibraryCommand::UnmapId {
                    id,
                    slug: before,
                    mapped,
                });
                self.info_with(
                    format!("{id} means “{}” from now on", title.unwrap_or(slug)),
                    vec![Offer::new("Undo it", undo)],
                    now,
                );
            }
            Err(why) => {
                let path = entry_ids::style_file(root);
                self.error(
                    format!("The id was not kept. {why}: {}", path.display()),
                    now,
                );
            }
        }
    }

    pub(super) fn unmap_id(
        &self,
        id: EntryId,
        slug: Option<String>,
        mapped: Mapped,
    ) -> Vec<Effect> {
        let root = self.library.as_ref().map(|library| library.root());
        root.map(|root| Effect::UnmapId {
            root: root.to_path_buf(),
            id,
            slug,
            mapped,
        })
        .into_iter()
        .collect()
    }

    pub(super) fn id_unmapped(
        &mut self,
        root: &Path,
        id: EntryId,
        slug: Option<String>,
        result: Result<(), SaveError>,
        now: Moment,
    ) {
        let Some(library) = self.library.as_mut().filter(|it| it.root() == root) else {
            return;
        };
        match result {
            Ok(()) => {
                library.map_id(id, slug);
                self.say(format!("{id} means what it meant before"));
            }
            Err(why) => {
                let path = entry_ids::style_file(root);
                self.error(format!("It was not undone. {why}: {}", path.display()), now);
            }
        }
    }
}
