//! The library: a folder of entries, each by its key, with what the list shows of it.
//!
//! A library holds the text of every file and the [`Facts`] read from it, and no more: outline, preview and findings are read
//! for the entry shown. Nothing in a file can stop the library from opening; a file that cannot be read stands in the list
//! with the reason.
//!
//! Knows nothing of: windows, undo, threads, today's date.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::hash::Hash;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub mod after_review;
pub mod bibliography;
pub mod checkout;
mod cross_references;
pub mod disk;
pub mod entry_ids;
mod entry_key;
mod facts;
mod followed;
pub mod git;
pub mod harmless;
pub mod history;
mod ignore_rules;
pub mod interrupted;
pub mod journal;
mod json_lines;
mod learning;
mod links;
mod load_house_style;
pub mod lock;
mod opening;
mod page_path;
mod pending_records;
mod record_merge;
pub mod renaming;
mod root;
pub mod saved_searches;
mod sources;
pub mod spreadsheet;
pub mod tables;
pub mod versions;
mod walk;
mod walk_error;
pub mod withdrawn;

pub use bibliography::Bibliography;
pub use disk::{FolderError, MoveError, ReadError, SaveError, SaveHow};
pub use entry_key::{EntryKey, is_markdown};
pub use facts::{Facts, KnownProduct};
pub use followed::Followed;
pub use json_lines::{JsonLines, RecordChange};
pub use learning::{FEWEST, LearnError, Learned, LearnedPart, learn, texts_to_learn_from};
pub use links::linked_file;
pub use load_house_style::{beside, is_beside, read_style, read_style_file, style_key};
pub use opening::{
    FoundFiles, LookedThrough, OpenError, Progress, find_files, look_again, look_through, open,
    open_alone, read_file, read_files,
};
pub use page_path::{page_address, page_name};
pub use pending_records::{FinishedRecords, PendingRecord, PendingRecords};
pub use record_merge::{MergedRecords, ToSettle, is_records_file, merge_records, to_settle};
pub use renaming::Renaming;
pub use root::{home_of, home_of_folder, is_marked, named_home, repository_of};
pub use sources::{Cited, CitingSentence, cited, cited_in, sentences};
pub use versions::Versions;
pub use walk::Walked;
pub use walk_error::WalkError;
pub use withdrawn::Withdrawn;

use crate::entry::cross_references::EntryId;
use crate::house_style::{HouseStyle, StylePart};
use cross_references::CrossReferences;

/// The name of the file beside the content, and of the one in git's folder, that say what came in after reviews.
pub const AFTER_REVIEW: &str = "after_review.jsonl";

/// A number as prose writes it: `61,204`.
pub fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// What a file holds, as far as it can be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    Text(Arc<str>),
    Unreadable(ReadError),
}

impl Content {
    pub fn text(&self) -> Option<&Arc<str>> {
        match self {
            Self::Text(text) => Some(text),
            Self::Unreadable(_) => None,
        }
    }
}

impl From<Result<Arc<str>, ReadError>> for Content {
    fn from(read: Result<Arc<str>, ReadError>) -> Self {
        read.map_or_else(Self::Unreadable, Self::Text)
    }
}

/// A file of the library: its content and what the list shows of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LoadedFile {
    pub key: EntryKey,
    pub content: Content,
    pub facts: Facts,
    /// Its true path lies outside of the library, behind a link: acts on many entries leave it out.
    pub is_outside: bool,
    /// The library counts it among its entries, as far as its name says: told once, when it is put there.
    may_be_entry: bool,
    /// It has sections of the house and no front matter.
    has_lost_front_matter: bool,
}

impl LoadedFile {
    /// Reads the facts of a content.
    pub fn new(key: EntryKey, content: Content) -> Self {
        let facts = match &content {
            Content::Text(text) if is_markdown(key.path()) => facts::read(text),
            _ => Facts::default(),
        };
        Self {
            key,
            content,
            facts,
            is_outside: false,
            may_be_entry: false,
            has_lost_front_matter: false,
        }
    }

    fn is_entry(&self, are_plain_files_entries: bool) -> bool {
        self.may_be_entry
            && (self.facts.has_front_matter
                || self.content.text().is_none()
                || are_plain_files_entries
                || self.facts.is_blank
                || self.has_lost_front_matter)
    }

    /// Whether it says something about whether entries have front matter here, as one that lost its own does not.
    fn tells_of_front_matter(&self) -> bool {
        let is_damaged = self.facts.is_blank || self.has_lost_front_matter;
        self.content.text().is_some() && self.may_be_entry && !is_damaged
    }

    /// The title of the front matter, else the first H1, else the name of the file.
    pub fn title(&self) -> &str {
        let named = self
            .facts
            .title
            .as_deref()
            .or(self.facts.heading.as_deref());
        named.unwrap_or_else(|| self.key.name())
    }

    /// The slug by which others and records know an entry: its own, else the name of its file.
    pub fn slug(&self) -> &str {
        let slug = self.facts.slug.as_deref();
        slug.filter(|slug| !slug.trim().is_empty())
            .unwrap_or_else(|| self.key.page_name())
    }

    /// Why the file or its front matter could not be read.
    pub fn error(&self) -> Option<String> {
        match &self.content {
            Content::Unreadable(reason) => Some(reason.to_string()),
            Content::Text(_) => self.facts.error.as_deref().map(String::from),
        }
    }
}

/// The files of one folder, sorted by [`EntryKey::file`].
#[derive(Debug, Clone)]
pub struct Library {
    root: Arc<Path>,
    style: HouseStyle,
    files: BTreeMap<EntryKey, LoadedFile>,
    cross_references: CrossReferences,
    /// Texts that repeat from entry to entry, held once.
    shared: HashSet<Arc<str>>,
    /// Files put or removed since this was asked last.
    touched: Vec<EntryKey>,
    /// Files that could be entries, with front matter and without.
    with_front_matter: usize,
    without: usize,
    state: u64,
}

impl Library {
    /// An empty library of the folder whose true path is `root`.
    pub fn new(root: impl Into<Arc<Path>>, style: HouseStyle) -> Self {
        Self {
            root: root.into(),
            style,
            files: BTreeMap::new(),
            cross_references: CrossReferences::default(),
            shared: HashSet::new(),
            touched: Vec::new(),
            with_front_matter: 0,
            without: 0,
            state: 0,
        }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn style(&self) -> &HouseStyle {
        &self.style
    }

    /// Follows another house style from now on.
    pub fn set_style(&mut self, style: HouseStyle) {
        self.style = style;
        for file in self.files.values_mut() {
            file.may_be_entry = !is_named_otherwise(&self.style, file);
            if let Content::Text(text) = &file.content {
                file.has_lost_front_matter = has_lost_front_matter(file, text, &self.style);
            }
        }
        let counted = self
            .files
            .values()
            .filter(|file| file.tells_of_front_matter());
        let (with, without): (Vec<_>, Vec<_>) =
            counted.partition(|file| file.facts.has_front_matter);
        (self.with_front_matter, self.without) = (with.len(), without.len());
    }

    /// All files, entries and others, sorted by file.
    pub fn rows(&self) -> impl ExactSizeIterator<Item = &LoadedFile> + DoubleEndedIterator {
        self.files.values()
    }

    /// A number that grows whenever a file comes, goes or changes.
    pub fn state(&self) -> u64 {
        self.state
    }

    pub fn len(&self) -> usize {
        self.files.len()
    }

    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub fn get(&self, key: &EntryKey) -> Option<&LoadedFile> {
        self.files.get(key)
    }

    /// Whether a file of the library is an entry; the rest are "Other files". README and its like never are, nor are files
    /// without front matter where most files have it. One that is empty, or has the sections of an entry, is an entry that was
    /// damaged.
    pub fn is_entry(&self, file: &LoadedFile) -> bool {
        file.is_entry(self.are_plain_files_entries())
    }

    /// Whether files without front matter are entries too.
    pub fn are_plain_files_entries(&self) -> bool {
        self.with_front_matter <= self.without
    }

    /// How many files are entries, and how many are not.
    pub fn counts(&self) -> (usize, usize) {
        let entries = self.rows().filter(|file| self.is_entry(file)).count();
        (entries, self.len() - entries)
    }

    /// Where the file of a key lies; it may be gone although the key is here.
    pub fn path(&self, key: &EntryKey) -> PathBuf {
        self.root.join(key.path())
    }

    /// Puts a content in the place of the one before, reading its facts again.
    pub fn put(&mut self, key: EntryKey, content: Content) {
        self.put_read(LoadedFile::new(key, content));
    }

    /// Puts a file whose facts were read elsewhere.
    pub fn put_read(&mut self, mut file: LoadedFile) {
        file.may_be_entry = !is_named_otherwise(&self.style, &file);
        // A new text of a file says nothing of where the file lies.
        file.is_outside |= self.get(&file.key).is_some_and(|known| known.is_outside);
        let facts = &mut file.facts;
        let repeated = [
            &mut facts.pillar,
            &mut facts.confidence,
            &mut facts.publisher,
            &mut facts.editor,
        ];
        for text in repeated.into_iter().flatten() {
            match self.shared.get(text) {
                Some(held) => *text = held.clone(),
                None => {
                    self.shared.insert(text.clone());
                }
            }
        }
        if let Content::Text(text) = &file.content {
            file.has_lost_front_matter = has_lost_front_matter(&file, text, &self.style);
        }
        self.touched.push(file.key.clone());
        if let Some(before) = self.files.get(&file.key) {
            self.cross_references.note(before, false);
        }
        self.cross_references.note(&file, true);
        self.state += 1;
        self.tally(&file, true);
        if let Some(before) = self.files.insert(file.key.clone(), file) {
            self.tally(&before, false);
        }
    }

    pub fn remove(&mut self, key: &EntryKey) -> Option<LoadedFile> {
        let removed = self.files.remove(key)?;
        self.state += 1;
        self.touched.push(key.clone());
        self.tally(&removed, false);
        self.cross_references.note(&removed, false);
        Some(removed)
    }

    /// The files that were put or removed since this was asked last.
    pub fn take_touched(&mut self) -> Vec<EntryKey> {
        std::mem::take(&mut self.touched)
    }

    /// The entry that an id means: the one that says so itself, else the one that the house style names.
    pub fn entry_of_id(&self, id: EntryId) -> Option<&EntryKey> {
        let mapped = || {
            let slug = self.style.entry_ids.get(&id.to_string())?;
            let says_so = |key: &&EntryKey| {
                let file = self.get(key);
                file.is_some_and(|file| file.facts.slug.as_deref() == Some(slug))
            };
            self.cross_references.with_slug(slug).find(says_so)
        };
        self.cross_references.owner(id).or_else(mapped)
    }

    /// The ids by which others refer to an entry.
    pub fn ids_of(&self, key: &EntryKey) -> Vec<EntryId> {
        let Some(facts) = self.get(key).map(|file| &file.facts) else {
            return Vec::new();
        };
        let mapped = self.style.entry_ids.iter();
        let mapped = mapped.filter(|(_, slug)| facts.slug.as_deref() == Some(slug.as_str()));
        let mut ids: Vec<EntryId> = facts.id.into_iter().collect();
        ids.extend(mapped.filter_map(|(id, _)| EntryId::parse(id)));
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The other entries that have the slug of this one.
    pub fn twins_of(&self, file: &LoadedFile) -> impl Iterator<Item = &EntryKey> {
        let slug = Some(file.slug()).filter(|slug| self.cross_references.is_shared(slug));
        let all = slug.map(|slug| self.cross_references.with_slug(slug));
        let others = all.into_iter().flatten().filter(|key| **key != file.key);
        others.filter(|key| self.has_entry(key))
    }

    /// The slugs that several entries have, each with those.
    pub fn shared_slugs(&self) -> impl Iterator<Item = (&str, Vec<&EntryKey>)> {
        let shared = self.cross_references.shared_slugs();
        let entries = shared.map(|slug| (slug, self.entries_with_slug(slug).collect::<Vec<_>>()));
        entries.filter(|(_, entries)| entries.len() > 1)
    }

    /// The files with this slug.
    pub fn with_slug(&self, slug: &str) -> impl Iterator<Item = &EntryKey> {
        self.cross_references.with_slug(slug)
    }

    fn entries_with_slug(&self, slug: &str) -> impl Iterator<Item = &EntryKey> {
        let all = self.cross_references.with_slug(slug);
        all.filter(|key| self.has_entry(key))
    }

    fn has_entry(&self, key: &EntryKey) -> bool {
        self.get(key).is_some_and(|file| self.is_entry(file))
    }

    /// Notes which slug the house style names for an id; gives back the one before.
    pub fn map_id(&mut self, id: EntryId, slug: Option<String>) -> Option<String> {
        match slug {
            Some(slug) => self.style.entry_ids.insert(id.to_string(), slug),
            None => self.style.entry_ids.remove(&id.to_string()),
        }
    }

    /// The entries whose text names an id, in the order of the list.
    pub fn referring_to(&self, id: EntryId) -> impl Iterator<Item = &EntryKey> {
        self.cross_references.referring(id)
    }

    /// The pillars in use with how many entries have each, most frequent first.
    pub fn pillars(&self) -> Vec<(Arc<str>, usize)> {
        self.in_use(|facts| facts.pillar.as_ref())
    }

    /// The publishers in use, most frequent first.
    pub fn publishers(&self) -> Vec<(Arc<str>, usize)> {
        self.in_use(|facts| facts.publisher.as_ref())
    }

    /// The editors in use, most frequent first.
    pub fn editors(&self) -> Vec<(Arc<str>, usize)> {
        self.in_use(|facts| facts.editor.as_ref())
    }

    /// The values in use of a field that the list knows, most frequent first.
    pub fn values_of(&self, key: &str) -> Vec<(Arc<str>, usize)> {
        match key {
            "pillar" => self.pillars(),
            "publisher" => self.publishers(),
            "editor" => self.editors(),
            "confidence" => self.in_use(|facts| facts.confidence.as_ref()),
            _ => Vec::new(),
        }
    }

    /// The products entries name, most frequent first. Read from the texts when asked.
    pub fn products(&self) -> Vec<(KnownProduct, usize)> {
        let texts = self.rows().filter_map(|file| file.content.text());
        by_frequency(texts.flat_map(|text| facts::products(text)))
    }

    fn in_use(&self, value: impl Fn(&Facts) -> Option<&Arc<str>>) -> Vec<(Arc<str>, usize)> {
        by_frequency(self.rows().filter_map(|file| value(&file.facts).cloned()))
    }

    fn tally(&mut self, file: &LoadedFile, added: bool) {
        if !file.tells_of_front_matter() {
            return;
        }
        let count = if file.facts.has_front_matter {
            &mut self.with_front_matter
        } else {
            &mut self.without
        };
        *count = if added {
            *count + 1
        } else {
            count.saturating_sub(1)
        };
    }
}

/// So many sections of the house make an entry of a file without front matter.
const ENOUGH_SECTIONS: usize = 3;

/// Whether a text without front matter has sections as only entries of this house have them.
fn has_lost_front_matter(file: &LoadedFile, text: &str, style: &HouseStyle) -> bool {
    if file.facts.has_front_matter {
        return false;
    }
    let headings = memchr::memmem::find_iter(text.as_bytes(), "\n## ");
    let titles = headings.filter_map(|at| text.get(at + 4..)?.lines().next());
    let is_house = |title: &&str| style.section(title.trim()).is_some();
    let found: HashSet<&str> = titles.filter(is_house).collect();
    found.len() >= ENOUGH_SECTIONS
}

fn by_frequency<T: Eq + Hash + Ord>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut counts = HashMap::new();
    for value in values {
        *counts.entry(value).or_insert(0_usize) += 1;
    }
    let mut sorted: Vec<(T, usize)> = counts.into_iter().collect();
    sorted.sort_by(|(left, many), (right, more)| more.cmp(many).then_with(|| left.cmp(right)));
    sorted
}

/// README and its like, files that are no pages, pieces of a site where the house style does not say which files are entries, and
/// what it does not count among them.
fn is_named_otherwise(style: &HouseStyle, file: &LoadedFile) -> bool {
    let key = &file.key;
    let stem = key.stem();
    let mut others = style.other_files.iter();
    others.any(|other| other.eq_ignore_ascii_case(stem))
        || !is_markdown(key.path())
        || !style.entries.is_match(key.path())
        || !style.is_given(StylePart::Entries)
            && page_path::is_piece_of_site(&key.file(), file.facts.has_front_matter)
}
