//! The lines of the library pane: filtered, sorted, grouped; made anew only when one of these changed.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use jiff::civil::Date;
use nucleo_matcher::pattern::{CaseMatching, Normalization, Pattern};
use nucleo_matcher::{Config, Matcher, Utf32Str};

use crate::desk::effect::{SearchJob, SearchPurpose};
use crate::desk::search::wrong::in_plain_words;
use crate::desk::{Desk, Effect, FoundEntry, Moment};
use crate::entry::dates::DateForm;
use crate::library::{EntryKey, Library, LoadedFile, grouped};
use crate::review::{ReviewState, due_of};
use crate::search::{Options, Query, QueryError, is_query};

/// What the list shows, and in which order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListView {
    pub filter: String,
    pub sort: Sort,
    /// Only entries that stand so with their reviews.
    pub state: Option<ReviewState>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    #[default]
    Title,
    Pillar,
    /// Never reviewed first, then the longest unreviewed.
    LastReviewed,
}

/// The filter where it is a query, and what it chooses.
#[derive(Debug, Default)]
pub(super) struct Filtering {
    query: Option<Arc<Query>>,
    error: Option<QueryError>,
    /// The entries chosen; `None` while the filter is no query.
    found: Option<HashSet<EntryKey>>,
    /// Those of the answer that is coming.
    coming: HashSet<EntryKey>,
    asked: u64,
    is_running: bool,
    /// How the entries stood when it was asked.
    of: (u64, usize, Option<u64>),
}

/// One line of the library pane.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListLine {
    /// The name of a group, and how many entries it has.
    Group { name: String, count: usize },
    /// An entry; its place among the entries shown, from 1.
    Entry { key: EntryKey, place: usize },
}

impl Desk {
    pub(super) fn filter_list(&mut self, filter: String) -> Vec<Effect> {
        self.in_library.list.filter = filter;
        let filter = &self.in_library.list.filter;
        let filtering = &mut self.in_library.filtering;
        filtering.asked += 1;
        filtering.is_running = false;
        if !is_query(filter) {
            filtering.query = None;
            filtering.error = None;
            filtering.found = None;
            self.arrange_rows();
            return Vec::new();
        }
        match Query::parse(filter, Options::default()) {
            Ok(query) => {
                filtering.query = Some(Arc::new(query));
                self.look_for_listed()
            }
            Err(error) => {
                self.filter_is_wrong(error);
                Vec::new()
            }
        }
    }

    fn filter_is_wrong(&mut self, error: QueryError) {
        let error = in_plain_words(error);
        let filtering = &mut self.in_library.filtering;
        filtering.query = None;
        // What was listed stays until the query is whole.
        if filtering.error.as_ref() != Some(&error) {
            let message = error.message.clone();
            filtering.error = Some(error);
            self.say(message);
        }
    }

    /// Asks which entries the filter chooses, where it is a query.
    fn look_for_listed(&mut self) -> Vec<Effect> {
        let Some(query) = self.in_library.filtering.query.clone() else {
            return Vec::new();
        };
        let candidates = match self.candidates(&query) {
            Ok(candidates) => candidates,
            Err(error) => {
                self.filter_is_wrong(error);
                return Vec::new();
            }
        };
        let of = self.state_of_entries();
        let filtering = &mut self.in_library.filtering;
        filtering.asked += 1;
        filtering.is_running = true;
        filtering.of = of;
        filtering.coming.clear();
        vec![Effect::Search(Box::new(SearchJob {
            asked: filtering.asked,
            purpose: SearchPurpose::List,
            query,
            candidates,
            replacement: None,
        }))]
    }

    /// What is listed by a query follows the entries.
    pub(in crate::desk) fn follow_filter(&mut self) -> Vec<Effect> {
        let filtering = &self.in_library.filtering;
        if filtering.query.is_none()
            || filtering.is_running
            || self.is_changing_many()
            || filtering.of == self.state_of_entries()
        {
            return Vec::new();
        }
        self.look_for_listed()
    }

    /// Another number wherever a query may choose other entries.
    fn state_of_entries(&self) -> (u64, usize, Option<u64>) {
        let state = self.library.as_ref().map_or(0, Library::state);
        let query = self.in_library.filtering.query.as_ref();
        let needs_findings = query.is_some_and(|query| query.checks().next().is_some());
        let findings = needs_findings.then(|| self.findings.revision());
        (state, self.unsaved_count(), findings)
    }

    pub(in crate::desk) fn listed_found(&mut self, asked: u64, found: &[FoundEntry], is_all: bool) {
        let filtering = &mut self.in_library.filtering;
        if asked != filtering.asked || filtering.query.is_none() {
            return;
        }
        let keys = found.iter().map(|found| found.key.clone());
        filtering.coming.extend(keys);
        if is_all {
            filtering.is_running = false;
            filtering.error = None;
            filtering.found = Some(std::mem::take(&mut filtering.coming));
            self.arrange_rows();
            self.say(match self.shown_count() {
                1 => "1 entry".to_owned(),
                n => format!("{} entries", grouped(n)),
            });
        }
    }

    /// The filter can't be answered, as the texts tell.
    pub(in crate::desk) fn listed_wrongly(&mut self, asked: u64, error: QueryError) {
        if asked == self.in_library.filtering.asked {
            self.in_library.filtering.is_running = false;
            self.filter_is_wrong(error);
        }
    }

    /// A job failed: the filter may be asked again.
    pub(in crate::desk) fn no_list_comes(&mut self) {
        self.in_library.filtering.is_running = false;
    }

    /// What is wrong with the filter, where it is a query.
    pub fn filter_error(&self) -> Option<&QueryError> {
        self.in_library.filtering.error.as_ref()
    }

    /// The day by which all is told.
    pub(in crate::desk) fn today(&self) -> Date {
        self.in_library.today
    }

    pub(in crate::desk) fn sort_by(&mut self, sort: Sort) {
        self.in_library.list.sort = sort;
        self.arrange_rows();
    }

    pub(super) fn filter_by_state(&mut self, state: Option<ReviewState>) {
        self.in_library.list.state = state;
        self.arrange_rows();
    }

    /// How entries stand depends on the day.
    pub(in crate::desk) fn follow_day(&mut self, now: Moment) {
        if std::mem::replace(&mut self.in_library.today, now.today) != now.today
            && (self.view.group_by_state || self.in_library.list.state.is_some())
        {
            self.arrange_rows();
        }
    }

    pub fn list(&self) -> &ListView {
        &self.in_library.list
    }

    /// The lines of the library pane, in order.
    pub fn lines(&self) -> &[ListLine] {
        &self.in_library.lines
    }

    /// How many entries and other files the list shows.
    pub fn shown_count(&self) -> usize {
        self.in_library
            .lines
            .iter()
            .filter(|line| matches!(line, ListLine::Entry { .. }))
            .count()
    }

    /// The entries whose title, slug or pillar hold the letters of `words`, the best first.
    pub fn matching(&self, words: &str, most: usize) -> Vec<EntryKey> {
        let Some(library) = &self.library else {
            return Vec::new();
        };
        let mut wanted = Wanted::new(words);
        let mut found: Vec<(u32, &LoadedFile)> = library
            .rows()
            .filter_map(|file| Some((wanted.score(file)?, file)))
            .collect();
        found.sort_by_cached_key(|(score, file)| (Reverse(*score), sort_key(file.title())));
        found
            .into_iter()
            .take(most)
            .map(|(_, file)| file.key.clone())
            .collect()
    }

    /// The entries selected in the list.
    pub fn selected(&self) -> &BTreeSet<EntryKey> {
        &self.in_library.selected
    }

    pub(super) fn select_listed(&mut self, entries: BTreeSet<EntryKey>) {
        self.in_library.selected = entries;
        self.leave_selected_in_sight();
        self.say(match self.selected().len() {
            0 => "Nothing selected".to_owned(),
            n => format!("{} selected", grouped(n)),
        });
    }

    /// What can't be seen is not selected.
    fn leave_selected_in_sight(&mut self) {
        if self.in_library.selected.is_empty() {
            return;
        }
        let listed = self.in_library.lines.iter();
        let listed: HashSet<&EntryKey> = listed
            .filter_map(|line| match line {
                ListLine::Entry { key, .. } => Some(key),
                ListLine::Group { .. } => None,
            })
            .collect();
        self.in_library.selected.retain(|key| listed.contains(key));
    }

    pub(in crate::desk) fn arrange_rows(&mut self) {
        self.make_lines();
        self.leave_selected_in_sight();
    }

    fn make_lines(&mut self) {
        let Some(library) = &self.library else {
            self.in_library.lines.clear();
            return;
        };
        let mut wanted = Wanted::new(&self.in_library.list.filter);
        let form = self.style.date_form_of("last_reviewed");
        let (reviews, today) = (&self.style.reviews, self.in_library.today);
        let state_of = |file: &LoadedFile| due_of(file, reviews, today).state;
        let wanted_state = self.in_library.list.state;
        let mut entries: Vec<&LoadedFile> = Vec::new();
        let mut others: Vec<&LoadedFile> = Vec::new();
        let chosen = self.in_library.filtering.found.as_ref();
        for file in library.rows() {
            let fits = match chosen {
                Some(chosen) => chosen.contains(&file.key),
                None => wanted.fits(file),
            };
            if !fits {
                continue;
            }
            if library.is_entry(file) {
                if wanted_state.is_none_or(|state| state == state_of(file)) {
                    entries.push(file);
                }
            } else if wanted_state.is_none() {
                others.push(file);
            }
        }
        match self.in_library.list.sort {
            Sort::Title => entries.sort_by_cached_key(|file| sort_key(file.title())),
            Sort::Pillar => {
                entries.sort_by_cached_key(|file| (sort_key(pillar(file)), sort_key(file.title())))
            }
            Sort::LastReviewed => {
                entries.sort_by_cached_key(|file| (reviewed(file, form), sort_key(file.title())))
            }
        }
        if self.view.group_by_pillar {
            entries.sort_by_cached_key(|file| sort_key(pillar(file)));
        }
        if self.view.group_by_state {
            entries.sort_by_cached_key(|file| state_of(file));
        }
        let mut lines = Vec::with_capacity(entries.len() + others.len() + 1);
        let mut place = 0;
        let mut add = |lines: &mut Vec<ListLine>, files: &[&LoadedFile]| {
            for file in files {
                place += 1;
                lines.push(ListLine::Entry {
                    key: file.key.clone(),
                    place,
                });
            }
        };
        if self.view.group_by_pillar {
            for group in entries.chunk_by(|a, b| sort_key(pillar(a)) == sort_key(pillar(b))) {
                let name = group.first().map_or("", |file| pillar(file));
                let name = if name.is_empty() { "No pillar" } else { name };
                lines.push(ListLine::Group {
                    name: name.to_owned(),
                    count: group.len(),
                });
                add(&mut lines, group);
            }
        } else if self.view.group_by_state {
            for group in entries.chunk_by(|a, b| state_of(a) == state_of(b)) {
                let name = group.first().map_or("", |file| state_of(file).label());
                lines.push(ListLine::Group {
                    name: name.to_owned(),
                    count: group.len(),
                });
                add(&mut lines, group);
            }
        } else {
            add(&mut lines, &entries);
        }
        if !others.is_empty() {
            lines.push(ListLine::Group {
                name: "Other files".into(),
                count: others.len(),
            });
            add(&mut lines, &others);
        }
        self.in_library.lines = lines;
    }
}

/// Letters wanted, in any order of words.
pub(in crate::desk) struct Wanted {
    pattern: Option<Pattern>,
    matcher: Matcher,
    letters: Vec<char>,
}

impl Wanted {
    pub(in crate::desk) fn new(words: &str) -> Self {
        let words = words.trim();
        let pattern = (!words.is_empty())
            .then(|| Pattern::parse(words, CaseMatching::Ignore, Normalization::Smart));
        Self {
            pattern,
            matcher: Matcher::new(Config::DEFAULT),
            letters: Vec::new(),
        }
    }

    /// Does a file fit at all? That is told without reading further than where it first does.
    pub(in crate::desk) fn fits(&mut self, file: &LoadedFile) -> bool {
        self.fits_any(names(file))
    }

    /// Does one of these names fit?
    pub(in crate::desk) fn fits_any(&mut self, names: [&str; 3]) -> bool {
        self.pattern.is_none() || names.iter().any(|name| self.score_of(name).is_some())
    }

    /// How well a file fits; `None` where it does not. Title counts before slug before pillar.
    fn score(&mut self, file: &LoadedFile) -> Option<u32> {
        if self.pattern.is_none() {
            return Some(0);
        }
        let scores = (0..).zip(names(file)).filter_map(|(place, name)| {
            let score = self.score_of(name)?;
            Some(score * 4 + 3 - place)
        });
        scores.max()
    }

    fn score_of(&mut self, name: &str) -> Option<u32> {
        let words = Utf32Str::new(name, &mut self.letters);
        self.pattern.as_ref()?.score(words, &mut self.matcher)
    }
}

/// What a file is looked for by: its title, its slug and its pillar.
fn names(file: &LoadedFile) -> [&str; 3] {
    let slug = file.facts.slug.as_deref();
    let slug = slug.unwrap_or_else(|| file.key.page_name());
    [file.title(), slug, pillar(file)]
}

fn pillar(file: &LoadedFile) -> &str {
    file.facts.pillar.as_deref().unwrap_or_default()
}

fn reviewed(file: &LoadedFile, form: DateForm) -> Option<Date> {
    let text = file.facts.last_reviewed.as_deref()?;
    form.parse(text)
}

fn sort_key(text: &str) -> String {
    text.to_lowercase()
}
