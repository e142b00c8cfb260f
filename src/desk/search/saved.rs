//! The searches that a library keeps by name.

use std::path::Path;

use crate::desk::notice::Offer;
use crate::desk::{Command, Desk, Dialog, Effect, Moment, SearchCommand};
use crate::library::saved_searches::{SEARCHES, SavedSearch, SearchChange, SearchesError};

impl Desk {
    /// The search that is about to be kept; it has no name yet.
    pub fn search_to_keep(&self) -> &SavedSearch {
        &self.search.to_keep
    }

    /// What would be kept: the search where it is shown, else the filter of the library.
    pub(in crate::desk) fn search_at_hand(&self) -> SavedSearch {
        let asked = &self.search.asked;
        let words = asked.words.trim();
        if !self.shows_search() || words.is_empty() {
            return self.filter_at_hand();
        }
        SavedSearch {
            query: words.to_owned(),
            how: asked.how(),
            ..SavedSearch::default()
        }
    }

    pub(super) fn filter_at_hand(&self) -> SavedSearch {
        SavedSearch {
            query: self.list().filter.trim().to_owned(),
            ..SavedSearch::default()
        }
    }

    /// Asks for a name to keep a search under.
    pub(in crate::desk) fn ask_to_keep(&mut self, search: SavedSearch) {
        self.open_dialog(Dialog::SaveSearch);
        self.search.to_keep = search;
    }

    pub(in crate::desk) fn read_searches(&self) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::ReadSearches { root })
            .into_iter()
            .collect()
    }

    pub(super) fn keep_search(&mut self, search: SavedSearch) -> Vec<Effect> {
        if self.dialog() == Some(&Dialog::SaveSearch) {
            self.close_dialog();
        }
        self.change_searches(SearchChange::Keep(search))
    }

    pub(super) fn remove_search(&mut self, name: String) -> Vec<Effect> {
        self.change_searches(SearchChange::Remove(name))
    }

    fn change_searches(&self, change: SearchChange) -> Vec<Effect> {
        let root = self.library.as_ref().map(|it| it.root().to_owned());
        root.map(|root| Effect::ChangeSearches { root, change })
            .into_iter()
            .collect()
    }

    /// What the file says now; `change` is what was asked for, where something was.
    pub(super) fn searches_read(
        &mut self,
        root: &Path,
        change: Option<SearchChange>,
        read: Result<Vec<SavedSearch>, SearchesError>,
        now: Moment,
    ) {
        if !self.is_of(root) {
            return;
        }
        let saved = match read {
            Ok(saved) => saved,
            Err(why) => {
                let what = match change {
                    Some(_) => format!("{SEARCHES} was not changed. {why}"),
                    None => format!("The saved searches can’t be shown. {why}"),
                };
                self.error(what, now);
                return;
            }
        };
        let before = std::mem::replace(&mut self.search.saved, saved);
        if let Some(SearchChange::Keep(SavedSearch { name, .. }) | SearchChange::Remove(name)) =
            &change
        {
            // What was offered about this search before is of another one by now.
            let is_of = |offer: &Offer| match &offer.command {
                Command::Search(SearchCommand::Keep(search)) => search.name == *name,
                Command::Search(SearchCommand::RemoveSaved(other)) => other == name,
                _ => false,
            };
            self.drop_notices(|notice| notice.offers.iter().any(is_of));
        }
        let undo = |offer: SearchCommand| vec![Offer::new("Undo", offer)];
        match change {
            Some(SearchChange::Keep(search)) => {
                let was = before.into_iter().find(|it| it.name == search.name);
                let back = match was {
                    Some(was) => SearchCommand::Keep(was),
                    None => SearchCommand::RemoveSaved(search.name.clone()),
                };
                self.info_with(
                    format!("Saved the search “{}”", search.name),
                    undo(back),
                    now,
                );
            }
            Some(SearchChange::Remove(name)) => {
                if let Some(was) = before.into_iter().find(|it| it.name == name) {
                    let back = undo(SearchCommand::Keep(was));
                    self.info_with(format!("Removed the search “{name}”"), back, now);
                }
            }
            None => {}
        }
    }
}
