//! What the entries of a library say about one another: slugs, titles, ids, values, works.
//!
//! It is the sum of the entries' [facts](EntryFacts): when an entry changes, its old facts are taken out and its new ones
//! put in.
//!
//! Knows nothing of: files, how a text is read, what is a mistake.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use super::entry_facts::{AnchorTarget, EntryFacts, ListedWork, ParagraphKey, Words, WorkKey};
use super::links::anchor::headings_of;
use crate::entry::is_near;
use crate::library::EntryKey;

/// What the entries say; empty where the library is not known.
#[derive(Debug, Clone, Default)]
pub struct Index {
    entries: HashMap<EntryKey, Entry>,
    by_fact: HashMap<Fact, Vec<EntryKey>>,
    /// How many entries have each value of a field.
    values: BTreeMap<(FrequentValue, Box<str>), usize>,
    /// The house style's ids, each with its slug.
    ids: BTreeMap<String, String>,
    extent: Extent,
    /// The files by their names, in small letters; made when it is asked for first after one came or went.
    names: OnceLock<HashMap<String, Vec<String>>>,
    /// How many entries are referred to that are not here, where that makes what is here a part of a library.
    elsewhere: Option<usize>,
}

/// How much of a library is put in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Extent {
    /// Entries may be missing, so nothing can be said to be nowhere.
    #[default]
    Part,
    /// Every entry below a folder that nothing marks as a library, and the other files: a few entries that were copied out of
    /// one are a part of it.
    Found(HashSet<EntryKey>),
    /// Every entry; and these files, which are there and are none.
    Whole(HashSet<EntryKey>),
}

/// A library with fewer entries has no frequent values.
pub(super) const ENOUGH: usize = 20;
/// Fewer references that lead nowhere are mistakes.
const FEWEST_ELSEWHERE: usize = 3;
/// Of those who list a work the first so many are asked how they describe it; what another changes concerns nobody else.
pub const WITNESSES: usize = 20;
/// How many times as many entries have a frequent value as have a near miss of it.
const FREQUENT: usize = 10;

#[derive(Debug, Clone)]
struct Entry {
    text: Arc<str>,
    entry_facts: Arc<EntryFacts>,
}

/// Something that several entries may say.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fact {
    Slug(Box<str>),
    /// The address of its page: the one it gives itself, else its folder and its slug.
    Address(Box<str>),
    /// In small letters, single blanks.
    Title(Box<str>),
    /// The entry gives itself this id.
    Id(Box<str>),
    /// The entry refers to this id.
    Refers(Box<str>),
    /// The entry links to this file.
    Links(Box<str>),
    /// The entry links to a heading of this one.
    Anchors(AnchorTarget),
    /// The field has this value.
    Value(FrequentValue, Box<str>),
    Work(WorkKey),
    /// The dictionaries doubt this word in its text.
    Doubt(Box<str>),
    /// Someone or something is called so.
    Name(Box<str>),
    /// It has a paragraph of these words.
    Paragraph(ParagraphKey),
}

/// A field whose frequent values are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FrequentValue {
    Pillar,
    Publisher,
    Editor,
}

/// A work as one entry lists it.
#[derive(Debug, Clone, Copy)]
pub struct ListedIn<'i> {
    pub key: &'i EntryKey,
    /// The text of that entry, for the ranges of the work.
    pub text: &'i str,
    pub work: &'i ListedWork,
}

impl Index {
    /// No entry yet; the ids of the house style, each with its slug; and how much of the library will be put in.
    pub fn new(ids: BTreeMap<String, String>, extent: Extent) -> Self {
        Self {
            ids,
            extent,
            ..Self::default()
        }
    }

    /// Entries are missing after all.
    pub fn cut_short(&mut self) {
        self.extent = Extent::Part;
    }

    /// Tells, once all entries are put in, whether those found are a whole library. A few are none where more of what they refer
    /// to is elsewhere than here.
    pub(super) fn settle(&mut self) {
        let Extent::Found(others) = &self.extent else {
            return;
        };
        let is_here = |fact: &Fact| match fact {
            // Digits alone may be anything.
            Fact::Refers(id) if id.bytes().any(|byte| !byte.is_ascii_digit()) => Some(
                self.slug_of_id(id).is_some() || self.by_fact.contains_key(&Fact::Id(id.clone())),
            ),
            Fact::Links(file) => {
                if let Some(path) = file.strip_prefix('/') {
                    return Some(self.has_file_ending(path));
                }
                let key = EntryKey::new(&**file);
                Some(self.entries.contains_key(&key) || others.contains(&key))
            }
            _ => None,
        };
        let targets = self.by_fact.keys().filter_map(is_here);
        let (here, elsewhere) = targets.fold((0, 0), |(here, elsewhere), is_here| match is_here {
            true => (here + 1, elsewhere),
            false => (here, elsewhere + 1),
        });
        let is_part = self.len() < ENOUGH && elsewhere >= FEWEST_ELSEWHERE && elsewhere > here;
        self.elsewhere = is_part.then_some(elsewhere);
        self.extent = match std::mem::take(&mut self.extent) {
            Extent::Found(others) if !is_part => Extent::Whole(others),
            _ => Extent::Part,
        };
    }

    /// How many entries are referred to that are not here, where those that are were copied out of a library.
    pub fn elsewhere(&self) -> Option<usize> {
        self.elsewhere
    }

    /// Whether every entry of the library is in it.
    pub fn is_whole(&self) -> bool {
        matches!(self.extent, Extent::Whole(_))
    }

    /// Whether a file lies somewhere in the library whose path ends so, in any case: addresses from the root of a site, and names
    /// of notes, say no more.
    pub fn has_file_ending(&self, path: &str) -> bool {
        let path = path.to_lowercase();
        let name = path.rsplit('/').next().unwrap_or(&path);
        let names = self.names.get_or_init(|| {
            let others = match &self.extent {
                Extent::Whole(others) | Extent::Found(others) => Some(others),
                Extent::Part => None,
            };
            let all = self.entries.keys().chain(others.into_iter().flatten());
            let mut names: HashMap<String, Vec<String>> = HashMap::new();
            for key in all {
                let file = key.file().to_lowercase();
                let name = file.rsplit('/').next().unwrap_or(&file).to_owned();
                names.entry(name).or_default().push(file);
            }
            names
        });
        let ends = |file: &String| {
            let before = file.strip_suffix(&path);
            before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
        };
        names.get(name).is_some_and(|files| files.iter().any(ends))
    }

    /// Whether a file is there, be it an entry or not.
    pub fn has_file(&self, key: &EntryKey) -> bool {
        let is_other = matches!(&self.extent, Extent::Whole(others) if others.contains(key));
        is_other || self.entries.contains_key(key)
    }

    /// The slug that the house style gives for an id.
    pub fn slug_of_id(&self, id: &str) -> Option<&str> {
        self.ids.get(id).map(String::as_str)
    }

    fn ids_of(&self, slug: &str) -> impl Iterator<Item = &str> {
        let all = self.ids.iter().filter(move |(_, its)| *its == slug);
        all.map(|(id, _)| id.as_str())
    }

    /// How many entries there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// What an entry tells, and its text.
    pub fn entry(&self, key: &EntryKey) -> Option<(&Arc<str>, &Arc<EntryFacts>)> {
        let entry = self.entries.get(key)?;
        Some((&entry.text, &entry.entry_facts))
    }

    /// The entries that say something, in the order of their files.
    pub fn who(&self, fact: &Fact) -> &[EntryKey] {
        self.by_fact.get(fact).map_or(&[], Vec::as_slice)
    }

    /// The values of a field with how many entries have each, in the order of the alphabet.
    pub fn values(&self, of: FrequentValue) -> impl Iterator<Item = (&str, usize)> {
        let from = (of, Box::from(""));
        let all = self
            .values
            .range(from..)
            .take_while(move |((field, _), _)| *field == of);
        all.map(|((_, value), count)| (&**value, *count))
    }

    /// Where a work is listed, in the order of the files.
    pub fn listed(&self, work: &WorkKey) -> Vec<ListedIn<'_>> {
        let who = self.who(&Fact::Work(work.clone())).iter();
        let entries = who.filter_map(|key| Some((key, self.entries.get(key)?)));
        entries
            .flat_map(|(key, entry)| {
                let works = entry.entry_facts.works.iter();
                let works = works.filter(|listed| listed.keys.contains(work));
                works.map(move |work| ListedIn {
                    key,
                    text: &entry.text,
                    work,
                })
            })
            .collect()
    }

    /// A frequent value that this one was probably meant to be, where the library is large enough to tell.
    pub fn near_miss(&self, of: FrequentValue, value: &str) -> Option<&str> {
        if self.len() < ENOUGH {
            return None;
        }
        let count = self.count(of, value);
        let frequent = self
            .values(of)
            .filter(|(other, many)| *many >= count.max(1) * FREQUENT && is_slip(of, value, other));
        frequent
            .max_by_key(|(_, many)| *many)
            .map(|(other, _)| other)
    }

    /// How many entries have this value.
    pub fn count(&self, of: FrequentValue, value: &str) -> usize {
        self.who(&Fact::Value(of, value.into())).len()
    }

    /// Puts what an entry tells in the place of what it told before. The answer is whom that concerns; the entry itself is not
    /// among them.
    pub fn put(
        &mut self,
        key: &EntryKey,
        text: Arc<str>,
        entry_facts: Arc<EntryFacts>,
    ) -> BTreeSet<EntryKey> {
        self.names.take();
        let now = Entry { text, entry_facts };
        let before = self.entries.insert(key.clone(), now.clone());
        if let Extent::Whole(others) = &mut self.extent {
            others.remove(key);
        }
        self.exchange(key, before.as_ref(), Some(&now))
    }

    /// Puts an entry in that was not there, with the [facts](EntryFacts::facts) it tells, where nobody asks whom that concerns.
    pub(super) fn fill(
        &mut self,
        key: &EntryKey,
        text: Arc<str>,
        entry_facts: Arc<EntryFacts>,
        facts: Vec<Fact>,
    ) {
        self.names.take();
        for fact in facts {
            self.say(key, fact);
        }
        self.entries
            .insert(key.clone(), Entry { text, entry_facts });
    }

    /// Takes a file out that is gone; the answer is as for [`put`](Self::put).
    pub fn remove(&mut self, key: &EntryKey) -> BTreeSet<EntryKey> {
        self.take_out(key, false)
    }

    /// A file is there and is no entry, or no more; the answer is as for [`put`](Self::put).
    pub fn put_other(&mut self, key: &EntryKey) -> BTreeSet<EntryKey> {
        self.take_out(key, true)
    }

    fn take_out(&mut self, key: &EntryKey, stays_as_file: bool) -> BTreeSet<EntryKey> {
        self.names.take();
        let before = self.entries.remove(key);
        let mut concerned = self.exchange(key, before.as_ref(), None);
        if let Extent::Whole(others) = &mut self.extent {
            if stays_as_file {
                others.insert(key.clone());
            } else {
                others.remove(key);
            }
            concerned.extend(self.linking(key));
            concerned.remove(key);
        }
        concerned
    }

    /// The entries that link to a file: by its path, or from the root of the site by the end of it.
    fn linking(&self, key: &EntryKey) -> Vec<EntryKey> {
        let file = key.file();
        let ends = file.match_indices('/').filter_map(|(at, _)| file.get(at..));
        let ends = ends
            .map(Box::from)
            .chain([file.as_str().into(), format!("/{file}").into()]);
        let linking = ends.flat_map(|end| self.who(&Fact::Links(end)).iter().cloned());
        linking.collect()
    }

    fn exchange(
        &mut self,
        key: &EntryKey,
        before: Option<&Entry>,
        now: Option<&Entry>,
    ) -> BTreeSet<EntryKey> {
        let (old, new) = (facts_of(before), facts_of(now));
        let mut concerned = BTreeSet::new();
        // At the size from which frequent values count, every entry is looked at again.
        let counted = before.is_none() != now.is_none() && self.len().abs_diff(ENOUGH) <= 1;
        if counted && self.is_whole() {
            concerned.extend(self.entries.keys().cloned());
        }
        if before.is_none() != now.is_none() {
            concerned.extend(self.linking(key));
        }
        self.concern_anchored(key, before, now, &mut concerned);
        for fact in old.difference(&new) {
            self.unsay(key, fact);
        }
        for fact in new.difference(&old) {
            self.say(key, fact.clone());
        }
        for fact in old.symmetric_difference(&new) {
            self.concern(key, fact, &mut concerned);
        }
        let (before, now) = (lines_of_works(before), lines_of_works(now));
        for fact in old.intersection(&new) {
            if let Fact::Work(work) = fact
                && before.get(work) != now.get(work)
            {
                self.concern(key, fact, &mut concerned);
            }
        }
        concerned.remove(key);
        concerned
    }

    /// Adds the entries that link to headings of this one, where it has others now.
    fn concern_anchored(
        &self,
        key: &EntryKey,
        before: Option<&Entry>,
        now: Option<&Entry>,
        concerned: &mut BTreeSet<EntryKey>,
    ) {
        let slugs = [before, now].into_iter().flatten();
        let slugs = slugs.filter_map(|entry| entry.entry_facts.slug.as_ref());
        let mut targets = vec![AnchorTarget::File(key.file().into())];
        targets.extend(slugs.map(|slug| AnchorTarget::Page(slug.text.clone())));
        targets.dedup();
        let linking = targets.into_iter();
        let linking = linking.flat_map(|target| self.who(&Fact::Anchors(target)));
        let linking: Vec<&EntryKey> = linking.collect();
        let headings = |entry: Option<&Entry>| entry.map(|entry| headings_of(&entry.text));
        if !linking.is_empty() && headings(before) != headings(now) {
            concerned.extend(linking.into_iter().cloned());
        }
    }

    fn say(&mut self, key: &EntryKey, fact: Fact) {
        if let Fact::Value(of, value) = &fact {
            *self.values.entry((*of, value.clone())).or_default() += 1;
        }
        let who = self.by_fact.entry(fact).or_default();
        // Most often the last: a library is read in the order of its files.
        let at = who.partition_point(|other| other < key);
        who.insert(at, key.clone());
    }

    fn unsay(&mut self, key: &EntryKey, fact: &Fact) {
        if let Fact::Value(of, value) = fact {
            let counted = (*of, value.clone());
            if let Some(count) = self.values.get_mut(&counted) {
                *count -= 1;
                if *count == 0 {
                    self.values.remove(&counted);
                }
            }
        }
        if let Some(who) = self.by_fact.get_mut(fact) {
            who.retain(|other| other != key);
            if who.is_empty() {
                self.by_fact.remove(fact);
            }
        }
    }

    /// Adds the entries whose findings may depend on a fact that changed in the entry of this key.
    fn concern(&self, key: &EntryKey, fact: &Fact, concerned: &mut BTreeSet<EntryKey>) {
        let mut all = |fact: &Fact| concerned.extend(self.who(fact).iter().cloned());
        match fact {
            Fact::Refers(_) | Fact::Links(_) | Fact::Anchors(_) | Fact::Doubt(_) => {}
            Fact::Name(word) => all(&Fact::Doubt(word.clone())),
            Fact::Title(_) | Fact::Address(_) | Fact::Paragraph(_) => all(fact),
            Fact::Work(_) => {
                // One more is asked by those who are themselves among the first.
                let at = self.who(fact).partition_point(|other| other < key);
                if at <= WITNESSES {
                    all(fact);
                }
            }
            Fact::Id(id) => {
                all(fact);
                all(&Fact::Refers(id.clone()));
            }
            Fact::Slug(slug) => {
                all(fact);
                all(&Fact::Anchors(AnchorTarget::Page(slug.clone())));
                for id in self.ids_of(slug) {
                    all(&Fact::Refers(id.into()));
                }
            }
            Fact::Value(of, value) => {
                // A frequent value is no near miss of another, whatever happens to one entry.
                let near = self.values(*of).filter(|(other, many)| {
                    *many * FREQUENT <= self.len()
                        && (*other == &**value || is_slip(*of, value, other))
                });
                for (other, _) in near {
                    all(&Fact::Value(*of, other.into()));
                }
            }
        }
    }
}

/// Whether a value may well have been meant to be another. Two publishers are one where one has a word more; two pillars are not.
fn is_slip(of: FrequentValue, value: &str, other: &str) -> bool {
    is_near(value, other) || of == FrequentValue::Publisher && is_a_word_off(value, other)
}

/// `Harbour Library` beside `Harbour Lane Library`: one word is left out.
fn is_a_word_off(one: &str, other: &str) -> bool {
    let words =
        |text: &str| -> Vec<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (one, other) = (words(one), words(other));
    let (short, long) = match one.len() < other.len() {
        true => (one, other),
        false => (other, one),
    };
    let is_without = |left_out: usize| {
        let rest = long.iter().enumerate().filter(|(at, _)| *at != left_out);
        rest.map(|(_, word)| word).eq(short.iter())
    };
    short.len() > 1 && short.len() + 1 == long.len() && (0..long.len()).any(is_without)
}

/// What an entry says.
fn facts_of(entry: Option<&Entry>) -> BTreeSet<Fact> {
    entry
        .map(|entry| entry.entry_facts.facts())
        .into_iter()
        .flatten()
        .collect()
}

impl EntryFacts {
    /// What it says, each fact once, sorted.
    pub(super) fn facts(&self) -> Vec<Fact> {
        let mut facts = Vec::with_capacity(8 + self.refers.len() + 2 * self.works.len());
        facts.extend(self.address.iter().map(|it| Fact::Address(it.clone())));
        let mut say = |words: &Option<Words>, fact: &dyn Fn(&str) -> Fact| {
            facts.extend(words.iter().map(|words| fact(&words.text)));
        };
        say(&self.slug, &|slug| Fact::Slug(slug.into()));
        say(&self.title, &|title| Fact::Title(folded(title).into()));
        say(&self.id, &|id| Fact::Id(id.into()));
        say(&self.pillar, &|it| {
            Fact::Value(FrequentValue::Pillar, it.into())
        });
        say(&self.publisher, &|it| {
            Fact::Value(FrequentValue::Publisher, it.into())
        });
        say(&self.editor, &|it| {
            Fact::Value(FrequentValue::Editor, it.into())
        });
        let refers = self.refers.iter();
        facts.extend(refers.map(|id| Fact::Refers(id.text.clone())));
        let links = self.links.iter();
        facts.extend(links.map(|link| Fact::Links(link.text.clone())));
        let anchors = self.anchors.iter();
        facts.extend(anchors.map(|link| Fact::Anchors(link.target.clone())));
        let works = self.works.iter().flat_map(|work| &work.keys);
        facts.extend(works.map(|key| Fact::Work(key.clone())));
        let doubts = self.doubts.iter();
        facts.extend(doubts.map(|doubt| Fact::Doubt(doubt.word.clone())));
        let names = self.names.iter();
        facts.extend(names.map(|name| Fact::Name(name.clone())));
        let paragraphs = self.paragraphs.iter();
        facts.extend(paragraphs.map(|(key, _)| Fact::Paragraph(*key)));
        facts.sort_unstable();
        facts.dedup();
        facts
    }
}

/// The words by which an entry may be told apart from others that say the same: the lines in which it lists each work.
fn lines_of_works(entry: Option<&Entry>) -> HashMap<&WorkKey, Vec<Option<&str>>> {
    let mut lines: HashMap<&WorkKey, Vec<Option<&str>>> = HashMap::new();
    let listed = entry.into_iter().flat_map(|entry| {
        let works = entry.entry_facts.works.iter();
        works.map(|work| (work, entry.text.get(work.line.clone())))
    });
    for (work, line) in listed {
        for key in &work.keys {
            lines.entry(key).or_default().push(line);
        }
    }
    lines
}

/// Small letters, single blanks: two titles that differ only so are one title.
pub fn folded(words: &str) -> String {
    let words: Vec<String> = words.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}
