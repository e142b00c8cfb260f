//! Finding and replacing in the whole library: what is asked, what was found, where the keys are, what is ticked.
//!
//! What is found is looked for outside the desk, and comes in parts. Entries that change are looked at again by themselves.
//!
//! Knows nothing of: how a query is read, how anything is drawn.

pub(super) mod command;
mod fields;
mod going;
mod replacing;
pub(super) mod results;
mod saved;
pub(super) mod wrong;

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::checks;
use crate::desk::effect::{SearchJob, SearchPurpose, SearchReport};
use crate::desk::view::Spot;
use crate::desk::{Desk, Effect, Moment, RightTab};
use crate::library::saved_searches::SavedSearch;
use crate::library::{EntryKey, grouped};
use crate::search::replace::Replacement;
use crate::search::{About, Candidates, Matcher, MatcherError, Query, QueryError};
use command::{SearchCommand, Sought};
use fields::ChangeOfFields;
use results::{FoundEntry, Hits};
use wrong::in_plain_words;

/// What the room keeps.
#[derive(Debug, Default)]
pub struct LibrarySearch {
    asked: Sought,
    query: Option<Arc<Query>>,
    error: Option<QueryError>,
    hits: Hits,
    /// The number of the question asked last, and of the one that the hits answer.
    number: u64,
    answered: u64,
    is_running: bool,
    /// Something has changed since while the search was not shown.
    is_behind: bool,
    /// Entries that have changed since they were looked at, and those of them that are being looked at again.
    changed: BTreeSet<EntryKey>,
    renewing: Option<BTreeSet<EntryKey>>,
    /// How entries that may have changed read when that was last asked, and whether they were unsaved.
    looked: HashMap<EntryKey, (Option<Arc<str>>, bool)>,
    /// What is written instead, and what is wrong with it.
    replacement: Option<Arc<Replacement>>,
    wrong_with: Option<QueryError>,
    /// What is offered for the words typed: said again with what they found.
    offered: String,
    /// F3 goes through what was found here, not in the entry.
    leads: bool,
    saved: Vec<SavedSearch>,
    /// The search that a name is asked for.
    to_keep: SavedSearch,
    fields: ChangeOfFields,
}

impl LibrarySearch {
    pub fn asked(&self) -> &Sought {
        &self.asked
    }

    /// What is wrong with what is asked.
    pub fn error(&self) -> Option<&QueryError> {
        self.error.as_ref()
    }

    pub fn hits(&self) -> &Hits {
        &self.hits
    }

    /// There is more to come.
    pub fn is_running(&self) -> bool {
        self.is_running
    }

    /// Something is asked that can be answered.
    pub fn is_asked(&self) -> bool {
        self.query.is_some()
    }

    /// The searches that this library keeps.
    pub fn saved(&self) -> &[SavedSearch] {
        &self.saved
    }
}

impl Desk {
    pub fn library_search(&self) -> &LibrarySearch {
        &self.search
    }

    /// Why the search of the library can't be shown now.
    pub(in crate::desk) fn search_hidden_because(&self) -> Option<String> {
        (self.resolving().is_some())
            .then(|| "Two versions wait for a choice: settle them first".to_owned())
    }

    /// Shows the search, and leaves the focus where it is.
    pub(in crate::desk) fn show_search(&mut self) {
        self.leave_for_search();
        self.show_right(RightTab::Search);
    }

    /// Opens the search with the words selected, if any, and puts the focus in its box.
    pub(in crate::desk) fn open_search(&mut self, replace: bool) -> Vec<Effect> {
        let selected = self.selected_words();
        self.show_search();
        self.recut_cards();
        if self.dialog().is_some() {
            self.drop_dialog();
        }
        self.focus_on(Spot::Search);
        let mut asked = self.search.asked.clone();
        asked.is_replacing = replace;
        if let Some(words) = selected {
            asked.words = words;
        }
        self.ask_library(asked)
    }

    /// The right pane is not there beside a review, a proof or the library's sources.
    fn leave_for_search(&mut self) {
        if self.is_reviewing() || self.is_proofing() || self.shows_bibliography() {
            self.remember_place();
            self.leave_review();
            self.leave_proof();
            self.hide_bibliography();
        }
    }

    /// What is selected in the text, where it lies on one line, as a query says it.
    fn selected_words(&self) -> Option<String> {
        let entry = self.shown()?;
        let words = entry.text().get(entry.selection.range())?;
        let is_words = !words.trim().is_empty() && !words.contains('\n');
        let is_plain = words.chars().all(|c| c.is_alphanumeric());
        is_words.then(|| match is_plain || words.contains('"') {
            true => words.trim().to_owned(),
            false => format!("\"{}\"", words.trim()),
        })
    }

    pub(in crate::desk) fn search_reported(
        &mut self,
        report: SearchReport,
        now: Moment,
    ) -> Vec<Effect> {
        match report {
            SearchReport::Found {
                asked,
                purpose,
                found,
                is_all,
            } => match purpose {
                SearchPurpose::Places => return self.places_found(asked, found, is_all),
                SearchPurpose::List => self.listed_found(asked, &found, is_all),
            },
            SearchReport::Wrong {
                asked,
                purpose,
                error,
            } => match purpose {
                SearchPurpose::Places if asked == self.search.number => self.asked_wrongly(error),
                SearchPurpose::Places => {}
                SearchPurpose::List => self.listed_wrongly(asked, error),
            },
            SearchReport::FieldsChanged {
                asked,
                changes,
                left_out,
                lines,
            } => self.fields_changed(asked, (changes, left_out), lines),
            SearchReport::ValuesCounted { asked, values } => {
                self.values_counted(asked, values, now);
            }
            SearchReport::SearchesRead { root, change, read } => {
                self.searches_read(&root, change, read, now);
            }
            SearchReport::SearchesChanged { root } if self.is_of(&root) => {
                return self.read_searches();
            }
            SearchReport::SearchesChanged { .. } => {}
        }
        Vec::new()
    }

    pub(in crate::desk) fn search_command(
        &mut self,
        command: SearchCommand,
        now: Moment,
    ) -> Vec<Effect> {
        match command {
            SearchCommand::Ask(asked) => return self.ask_library(asked),
            SearchCommand::Offered { count, first } => self.offered_in_query(count, &first),
            SearchCommand::GoTo { entry, hit } => return self.go_to_hit(&entry, hit, true),
            SearchCommand::LookAt { entry, hit } => return self.go_to_hit(&entry, hit, false),
            SearchCommand::Leave => self.focus_on(Spot::Caret),
            SearchCommand::Turn { entry, hit } => self.turn_hit(&entry, hit),
            SearchCommand::TickAll(ticked) => self.tick_all_hits(ticked),
            SearchCommand::Replace => return self.replace_ticked(now),
            SearchCommand::AskToKeepFilter => self.ask_to_keep(self.filter_at_hand()),
            SearchCommand::Keep(search) => return self.keep_search(search),
            SearchCommand::RemoveSaved(name) => return self.remove_search(name),
            SearchCommand::ChangeFields { among, change } => {
                return self.propose_field_change(among, change);
            }
            SearchCommand::SignOff(among) => return self.sign_off_among(among, now),
        }
        Vec::new()
    }

    /// Something else is asked.
    fn ask_library(&mut self, asked: Sought) -> Vec<Effect> {
        let before = std::mem::replace(&mut self.search.asked, asked);
        let asked = &self.search.asked;
        if before == *asked && self.search.is_asked() && !self.search.is_behind {
            self.search.leads = true;
            return Vec::new();
        }
        self.search.is_behind = false;
        let is_same = before.words == asked.words
            && before.options == asked.options
            && before.is_expression == asked.is_expression;
        if !is_same {
            self.search.hits.forget_turned();
        }
        self.look_in_library()
    }

    /// Asks the library from the start.
    fn look_in_library(&mut self) -> Vec<Effect> {
        self.search.number += 1;
        self.search.changed.clear();
        self.search.looked.clear();
        self.search.renewing = None;
        let read = read_query(&self.search.asked);
        let read = read.and_then(|query| {
            let Some(query) = query else { return Ok(None) };
            let candidates = self.candidates(&query)?;
            Ok(Some((query, candidates)))
        });
        if let Some(key) = self.shown.clone() {
            self.note_look(&key);
        }
        match read {
            Ok(Some((query, candidates))) => {
                self.search.query = Some(Arc::new(query));
                self.search.leads = true;
                self.read_replacement();
                self.search_job(candidates)
            }
            Ok(None) => {
                self.search.error = None;
                self.search.query = None;
                self.nothing_asked();
                Vec::new()
            }
            Err(error) => {
                self.asked_wrongly(error);
                Vec::new()
            }
        }
    }

    fn asked_wrongly(&mut self, error: QueryError) {
        let error = in_plain_words(error);
        if self.search.error.as_ref() != Some(&error) {
            self.say(error.message.clone());
        }
        self.search.query = None;
        self.search.error = Some(error);
        self.nothing_asked();
    }

    fn offered_in_query(&mut self, count: usize, first: &str) {
        let offered = match count {
            0 => String::new(),
            1 => format!("{first} offered: Tab inserts it"),
            n => format!("{first} offered, and {} more: Tab inserts it", n - 1),
        };
        if count > 0 {
            self.say(offered.clone());
        }
        self.search.offered = offered;
    }

    fn nothing_asked(&mut self) {
        self.search.hits.clear();
        self.search.is_running = false;
        self.search.leads = false;
    }

    /// The entries that may hold what is asked, as they read now.
    pub(in crate::desk) fn candidates(&self, query: &Query) -> Result<Candidates, QueryError> {
        let Some(library) = &self.library else {
            return Ok(Candidates::default());
        };
        let unsaved = |key: &EntryKey| {
            let entry = self.open.get(key).filter(|entry| entry.is_unsaved());
            entry.map(|entry| entry.text().clone())
        };
        let has_finding = |key: &EntryKey, check: &str| {
            let found = self.findings.of(key);
            found.is_some_and(|found| found.open().any(|(_, it)| it.check == check))
        };
        let checks: Vec<&'static str> = checks::all().map(|check| check.id).collect();
        let about = About {
            today: self.today(),
            unsaved: &unsaved,
            has_finding: &has_finding,
            checks: &checks,
        };
        query.candidates(library, &about)
    }

    fn search_job(&mut self, candidates: Candidates) -> Vec<Effect> {
        let Some(query) = self.search.query.clone() else {
            return Vec::new();
        };
        self.search.is_running = true;
        vec![Effect::Search(Box::new(SearchJob {
            asked: self.search.number,
            purpose: SearchPurpose::Places,
            query,
            candidates,
            replacement: self.search.replacement.clone(),
        }))]
    }

    /// What was found, or a part of it.
    pub(super) fn places_found(
        &mut self,
        asked: u64,
        found: Vec<FoundEntry>,
        is_all: bool,
    ) -> Vec<Effect> {
        if asked != self.search.number || !self.search.is_asked() {
            return Vec::new();
        }
        if let Some(renewing) = &mut self.search.renewing {
            for entry in &found {
                renewing.remove(&entry.key);
            }
        } else if self.search.answered != asked {
            // Until the first answer comes, what was found before stays in sight.
            self.search.hits.empty();
        }
        self.search.answered = asked;
        // Until then there may be one more that only the texts tell.
        self.search.error = None;
        self.search.hits.put(found);
        if !is_all {
            return Vec::new();
        }
        self.search.is_running = false;
        match self.search.renewing.take() {
            // They hold it no more.
            Some(gone) if !gone.is_empty() => self.search.hits.retain(|key| !gone.contains(key)),
            Some(_) => {}
            None => {
                let offered = Some(self.search.offered.clone()).filter(|it| !it.is_empty());
                let said = std::iter::once(self.found_in_words()).chain(offered);
                self.say(said.collect::<Vec<_>>().join(". "));
            }
        }
        self.look_at_changed()
    }

    /// How much was found, in words.
    pub fn found_in_words(&self) -> String {
        let hits = &self.search.hits;
        let said = match hits.entries().len() {
            0 => "Nothing found".to_owned(),
            entries => places_in_words(hits.places(), entries),
        };
        if self.search.is_running && hits.entries().is_empty() {
            "Searching".to_owned()
        } else if self.search.is_running {
            format!("{said} so far")
        } else {
            said
        }
    }

    /// Looks again at entries that have changed since they were looked at.
    pub(in crate::desk) fn follow_search(&mut self, changed: &[EntryKey]) -> Vec<Effect> {
        if !self.search.is_asked() {
            return Vec::new();
        }
        if !self.shows_search() {
            // Nobody looks: what changes meanwhile is looked at when somebody does.
            self.search.is_behind |= changed.iter().any(|key| self.note_look(key));
            return Vec::new();
        }
        if std::mem::take(&mut self.search.is_behind) {
            return self.look_in_library();
        }
        for key in changed {
            if self.note_look(key) {
                self.search.changed.insert(key.clone());
            }
        }
        self.look_at_changed()
    }

    /// Notes how an entry reads now; whether that is new.
    fn note_look(&mut self, key: &EntryKey) -> bool {
        let unsaved = self.open.get(key).is_some_and(|entry| entry.is_unsaved());
        let now = self.text_of(key).cloned();
        let now = (now, unsaved);
        let before = self.search.looked.insert(key.clone(), now.clone());
        let is_same = before.is_some_and(|before| {
            let is_same_text = match (&before.0, &now.0) {
                (Some(before), Some(now)) => Arc::ptr_eq(before, now) || before == now,
                (before, now) => before.is_none() && now.is_none(),
            };
            is_same_text && before.1 == now.1
        });
        !is_same
    }

    /// What is known of entries besides their text is another, as far as the query asks for that.
    pub(in crate::desk) fn findings_are_others(&mut self, keys: impl Iterator<Item = EntryKey>) {
        let needs = |query: &Arc<Query>| query.checks().next().is_some();
        if self.search.query.as_ref().is_some_and(needs) {
            self.search.changed.extend(keys);
        }
    }

    fn look_at_changed(&mut self) -> Vec<Effect> {
        // While many entries are being changed they are looked at together at the end.
        if self.search.is_running || self.search.changed.is_empty() || self.is_changing_many() {
            return Vec::new();
        }
        let Some(query) = self.search.query.clone() else {
            return Vec::new();
        };
        let changed = std::mem::take(&mut self.search.changed);
        let mut candidates = self.candidates(&query).unwrap_or_default();
        candidates.retain(|candidate| changed.contains(&candidate.key));
        if candidates.is_empty() {
            self.search.hits.retain(|key| !changed.contains(key));
            return Vec::new();
        }
        self.search.renewing = Some(changed);
        self.search_job(candidates)
    }

    /// The search of the library that is left is of no use in the next.
    pub(in crate::desk) fn forget_search(&mut self) {
        self.search = LibrarySearch {
            number: self.search.number + 1,
            fields: ChangeOfFields::after(&self.search.fields),
            asked: std::mem::take(&mut self.search.asked),
            ..LibrarySearch::default()
        };
    }

    /// A job failed: whatever it was, something else may be asked.
    pub(in crate::desk) fn no_search_comes(&mut self) {
        self.search.is_running = false;
        self.no_list_comes();
    }

    /// Is the search what the right pane shows?
    pub fn shows_search(&self) -> bool {
        self.view.right_open && self.view.right == RightTab::Search
    }
}

/// So many places in so many entries.
fn places_in_words(places: usize, entries: usize) -> String {
    let entries = match entries {
        1 => "1 entry".to_owned(),
        n => format!("{} entries", grouped(n)),
    };
    match places {
        0 => entries,
        1 => format!("1 place in {entries}"),
        n => format!("{} places in {entries}", grouped(n)),
    }
}

/// What is asked, read; `None` where nothing is.
fn read_query(asked: &Sought) -> Result<Option<Query>, QueryError> {
    if asked.words.trim().is_empty() {
        return Ok(None);
    }
    let query = if asked.is_expression {
        let matcher = Matcher::expression(&asked.words, asked.options);
        Query::of(matcher.map_err(|MatcherError { at, message }| QueryError { at, message })?)
    } else {
        Query::parse(&asked.words, asked.options)?
    };
    Ok((!query.is_empty()).then_some(query))
}
