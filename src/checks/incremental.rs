//! The findings of a whole library, kept up to date as its entries change.
//!
//! Each entry is checked by itself once, on as many threads as the caller's pool has, and its facts go into the [`Index`].
//! An entry that changes is checked again; in the other entries only the cross-entry checks run again, from facts and
//! without reading a text.
//!
//! Knows nothing of: files, which entry is shown, who accepted what.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::index::ENOUGH;
use super::{AfterReview, EntryFacts, EntryResult, Extent, Fact, Finding, Index, Ruleset};
use crate::library::EntryKey;
use crate::spelling::LibraryWords;

/// A library that has been checked.
#[derive(Debug)]
pub struct Checked {
    rules: Ruleset,
    index: Index,
    entries: BTreeMap<EntryKey, Entry>,
}

#[derive(Debug, Default)]
struct Entry {
    /// What was found in it by itself.
    own: Arc<[Finding]>,
    /// All findings, in the order of the text.
    all: Arc<[Finding]>,
    broken: Vec<&'static str>,
}

/// How many entries are looked at between two looks at `stop`.
const BATCH: usize = 256;

impl Checked {
    /// Checks the entries of a library, which are so much of it. Tells how many have been looked at now and then. A set `stop`
    /// ends it early: the others are missing then.
    pub fn start(
        rules: Ruleset,
        extent: Extent,
        texts: Vec<(EntryKey, Arc<str>)>,
        stop: &AtomicBool,
        on_progress: impl FnMut(usize),
    ) -> Self {
        Self::start_for(|_| true, rules, extent, texts, stop, on_progress)
    }

    /// The same, and of entries that are not wanted only what the others need of them is read.
    pub fn start_for(
        is_wanted: impl Fn(&EntryKey) -> bool + Sync,
        rules: Ruleset,
        extent: Extent,
        texts: Vec<(EntryKey, Arc<str>)>,
        stop: &AtomicBool,
        mut on_progress: impl FnMut(usize),
    ) -> Self {
        // Of a few entries that are found it is asked what they refer to.
        let is_few = matches!(extent, Extent::Found(_)) && texts.len() < ENOUGH;
        let rules = if is_few { rules.reading_all() } else { rules };
        let reads_only = rules.clone().only_reading();
        let mut checked = Self {
            index: Index::new(rules.style().entry_ids.clone(), extent),
            rules,
            entries: BTreeMap::new(),
        };
        let mut seen = Vec::new();
        for batch in texts.chunks(BATCH) {
            if stop.load(Ordering::Relaxed) {
                checked.index.cut_short();
                break;
            }
            let (rules, index, entries) =
                (&checked.rules, &mut checked.index, &mut checked.entries);
            // While a batch is looked at, what was seen in the one before is put in.
            (seen, ()) = rayon::join(
                || see((rules, &reads_only), &is_wanted, batch),
                || {
                    seen.into_iter()
                        .for_each(|seen| put_in(seen, index, entries))
                },
            );
            on_progress(checked.entries.len() + seen.len());
        }
        for seen in seen {
            put_in(seen, &mut checked.index, &mut checked.entries);
        }
        checked.index.settle();
        let keys = checked.entries.keys().filter(|key| is_wanted(key));
        let keys: Vec<EntryKey> = keys.cloned().collect();
        let keys: Vec<&EntryKey> = keys.iter().collect();
        checked.look_across(&keys);
        checked
    }

    /// What came in after reviews is known otherwise from now on; what was found stays until its entry changes.
    pub fn set_after_review(&mut self, records: Arc<AfterReview>) {
        self.rules.set_after_review(records);
    }

    /// Other words are right in this library from now on. The answer is every entry whose findings are others than before.
    pub fn set_words(&mut self, words: Arc<LibraryWords>) -> Vec<EntryKey> {
        self.rules.set_words(words);
        let keys: Vec<EntryKey> = self.entries.keys().cloned().collect();
        let has_doubts = |key: &&EntryKey| {
            let facts = self.index.entry(key).map(|(_, facts)| facts);
            facts.is_some_and(|facts| !facts.doubts.is_empty())
        };
        let doubted: Vec<&EntryKey> = keys.iter().filter(has_doubts).collect();
        self.look_across(&doubted).into_iter().collect()
    }

    /// Looks at an entry that is new or has changed. The answer is every entry whose findings are others than before.
    pub fn put(&mut self, key: &EntryKey, text: &Arc<str>) -> Vec<EntryKey> {
        let looked = self.rules.look(key, text);
        self.put_looked(key, text, looked)
    }

    /// Takes what was [seen](Ruleset::look_read) in an entry that is new or has changed; the answer is as for
    /// [`put`](Self::put).
    pub fn put_looked(
        &mut self,
        key: &EntryKey,
        text: &Arc<str>,
        looked: EntryResult,
    ) -> Vec<EntryKey> {
        let concerned = self.index.put(key, text.clone(), looked.facts.into());
        let entry = self.entries.entry(key.clone()).or_default();
        let before = entry.all.clone();
        entry.own = looked.findings.into();
        entry.all = entry.own.clone();
        entry.broken = looked.broken;
        let concerned: Vec<&EntryKey> = concerned.iter().collect();
        let mut changed = self.look_across(&concerned);
        self.look_across(&[key]);
        if self.findings(key) != Some(&before) {
            changed.insert(key.clone());
        }
        changed.into_iter().collect()
    }

    /// Forgets an entry that is gone; the answer is as for [`put`](Self::put).
    pub fn remove(&mut self, key: &EntryKey) -> Vec<EntryKey> {
        let concerned = self.index.remove(key);
        self.taken_out(key, &concerned)
    }

    /// A file is there that is no entry, or no more; the answer is as for [`put`](Self::put).
    pub fn put_other(&mut self, key: &EntryKey) -> Vec<EntryKey> {
        let concerned = self.index.put_other(key);
        self.taken_out(key, &concerned)
    }

    fn taken_out(&mut self, key: &EntryKey, concerned: &BTreeSet<EntryKey>) -> Vec<EntryKey> {
        let concerned: Vec<&EntryKey> = concerned.iter().collect();
        let mut changed = self.look_across(&concerned);
        if self.entries.remove(key).is_some() {
            changed.insert(key.clone());
        }
        changed.into_iter().collect()
    }

    /// The findings of an entry, in the order of its text.
    pub fn findings(&self, key: &EntryKey) -> Option<&Arc<[Finding]>> {
        self.entries.get(key).map(|entry| &entry.all)
    }

    /// The text and the findings of an entry.
    pub fn entry(&self, key: &EntryKey) -> Option<(&Arc<str>, &Arc<[Finding]>)> {
        let (text, _) = self.index.entry(key)?;
        Some((text, &self.entries.get(key)?.all))
    }

    /// The slug that an entry is known by: its own, else the name of its file.
    pub fn slug<'c>(&'c self, key: &'c EntryKey) -> &'c str {
        let facts = self.index.entry(key).map(|(_, facts)| facts);
        let slug = facts.and_then(|facts| facts.slug.as_ref());
        slug.map_or(key.page_name(), |slug| &slug.text)
    }

    /// Every entry with its text and its findings, in the order of the files.
    pub fn all(&self) -> impl Iterator<Item = (&EntryKey, &Arc<str>, &Arc<[Finding]>)> {
        self.entries.iter().filter_map(|(key, entry)| {
            let (text, _) = self.index.entry(key)?;
            Some((key, text, &entry.all))
        })
    }

    /// The checks that broke, each with the first entry where it did.
    pub fn broken(&self) -> BTreeMap<&'static str, &EntryKey> {
        let mut broken = BTreeMap::new();
        for (key, entry) in &self.entries {
            for check in &entry.broken {
                broken.entry(*check).or_insert(key);
            }
        }
        broken
    }

    /// What the entries say of each other.
    pub fn index(&self) -> &Index {
        &self.index
    }

    pub fn rules(&self) -> &Ruleset {
        &self.rules
    }

    /// Looks again at what comes of the words of others. The answer is the entries whose findings are others than before.
    fn look_across(&mut self, keys: &[&EntryKey]) -> BTreeSet<EntryKey> {
        let (rules, index, entries) = (&self.rules, &self.index, &self.entries);
        let looked: Vec<_> = keys
            .par_iter()
            .filter_map(|key| {
                let (text, facts) = index.entry(key)?;
                let own = &entries.get(*key)?.own;
                let (found, broken) = rules.look_across(key, text, facts, index);
                let all = if found.is_empty() {
                    own.clone()
                } else {
                    merged(own, found)
                };
                Some((*key, all, broken))
            })
            .collect();
        let mut changed = BTreeSet::new();
        for (key, all, broken) in looked {
            let Some(entry) = self.entries.get_mut(key) else {
                continue;
            };
            for check in broken {
                if !entry.broken.contains(&check) {
                    entry.broken.push(check);
                }
            }
            if entry.all != all {
                entry.all = all;
                changed.insert(key.clone());
            }
        }
        changed
    }
}

/// An entry that has been looked at by itself and is not put in yet.
struct Seen<'t> {
    key: &'t EntryKey,
    text: &'t Arc<str>,
    entry_facts: Arc<EntryFacts>,
    facts: Vec<Fact>,
    entry: Entry,
}

fn see<'t>(
    (wanted, others): (&Ruleset, &Ruleset),
    is_wanted: &(impl Fn(&EntryKey) -> bool + Sync),
    batch: &'t [(EntryKey, Arc<str>)],
) -> Vec<Seen<'t>> {
    let seen = batch.par_iter().map(|(key, text)| {
        let rules = if is_wanted(key) { wanted } else { others };
        let looked = rules.look(key, text);
        let own: Arc<[Finding]> = looked.findings.into();
        Seen {
            key,
            text,
            facts: looked.facts.facts(),
            entry_facts: looked.facts.into(),
            entry: Entry {
                all: own.clone(),
                own,
                broken: looked.broken,
            },
        }
    });
    seen.collect()
}

fn put_in(seen: Seen<'_>, index: &mut Index, entries: &mut BTreeMap<EntryKey, Entry>) {
    index.fill(seen.key, seen.text.clone(), seen.entry_facts, seen.facts);
    entries.insert(seen.key.clone(), seen.entry);
}

fn merged(own: &[Finding], across: Vec<Finding>) -> Arc<[Finding]> {
    let mut all = own.to_vec();
    all.extend(across);
    all.sort_by_key(|finding| (finding.range.start, finding.range.end));
    all.into()
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;
    use std::sync::atomic::AtomicUsize;

    use jiff::civil::date;

    use super::*;
    use crate::checks::{
        Across, Check, Fact, Findings, FixKind, Group, Level, Look, Subject, WorkKey,
    };
    use crate::house_style::HouseStyle;

    const fn check(id: &'static str, look: Look) -> Check {
        Check {
            id,
            group: Group::Text,
            title: "",
            level: Level::Warning,
            reason: "",
            fix: FixKind::None,
            since: 1,
            look,
        }
    }

    static LOOKS: AtomicUsize = AtomicUsize::new(0);
    static LENGTH: Check = check("length", Look::Entry(length));
    static COUNTED: Check = check("counted", Look::Entry(counted));
    static BROKEN: Check = check("broken", Look::Entry(broken));
    static SLUG: Check = check("slug", Look::Across(same_slug));
    static WORK: Check = check("work", Look::Across(same_work));

    fn counted(_: &Subject<'_>, _: &mut Findings) {
        LOOKS.fetch_add(1, Ordering::Relaxed);
    }

    fn length(subject: &Subject<'_>, found: &mut Findings) {
        found.add(0..0, subject.text.len().to_string(), Vec::new());
    }

    #[track_caller]
    fn broken(subject: &Subject<'_>, found: &mut Findings) {
        found.add(0..0, "half a thought", Vec::new());
        assert!(!subject.text.contains("break"), "meant to break");
    }

    fn same_slug(across: &Across<'_>, found: &mut Findings) {
        if let Some(slug) = &across.facts.slug {
            let who = across.library.who(&Fact::Slug(slug.text.clone()));
            for other in who.iter().filter(|other| *other != across.key) {
                found.add(slug.range.clone(), other.file(), Vec::new());
            }
        }
    }

    fn same_work(across: &Across<'_>, found: &mut Findings) {
        for work in across
            .facts
            .works
            .iter()
            .filter(|work| work.title.is_some())
        {
            let title = work.title.clone().unwrap_or_default();
            for other in work.keys.iter().flat_map(|key| across.library.listed(key)) {
                let said = other.work.title.clone().and_then(|at| other.text.get(at));
                if said != Some(across.at(&title)) {
                    found.add(title.clone(), said.unwrap_or_default(), Vec::new());
                }
            }
        }
    }

    fn start(checks: &[&'static Check], texts: &[(&str, &str)]) -> Checked {
        let rules = Ruleset::of(
            checks.iter().copied(),
            HouseStyle::default().into(),
            date(2026, 11, 1),
        );
        let texts = texts.iter();
        let texts = texts.map(|(file, text)| (EntryKey::new(file), Arc::from(*text)));
        Checked::start(
            rules,
            Extent::Whole(HashSet::new()),
            texts.collect(),
            &AtomicBool::new(false),
            |_| (),
        )
    }

    fn told(checked: &Checked) -> Vec<String> {
        let all = checked.all();
        all.flat_map(|(key, _, findings)| {
            let findings = findings.iter();
            findings.map(|finding| format!("{}: {}", key.file(), finding.message))
        })
        .collect()
    }

    fn files(keys: &[EntryKey]) -> Vec<String> {
        keys.iter().map(EntryKey::file).collect()
    }

    #[test]
    fn an_entry_that_changes_changes_what_others_say_of_it() {
        let (a, b) = ("---\nslug: a\n---\n", "---\nslug: b\n---\n");
        let mut checked = start(&[&SLUG], &[("1.md", a), ("2.md", b), ("3.md", "")]);
        assert_eq!(told(&checked), [""; 0]);
        let changed = checked.put(&EntryKey::new("2.md"), &Arc::from(a));
        assert_eq!(files(&changed), ["1.md", "2.md"]);
        assert_eq!(told(&checked), ["1.md: 2.md", "2.md: 1.md"]);
        let changed = checked.put(&EntryKey::new("3.md"), &Arc::from(a));
        assert_eq!(files(&changed), ["1.md", "2.md", "3.md"]);
        let changed = checked.remove(&EntryKey::new("1.md"));
        assert_eq!(files(&changed), ["1.md", "2.md", "3.md"]);
        assert_eq!(told(&checked), ["2.md: 3.md", "3.md: 2.md"]);
        let changed = checked.put(&EntryKey::new("3.md"), &Arc::from("no slug"));
        assert_eq!(files(&changed), ["2.md", "3.md"]);
        assert_eq!(told(&checked), [""; 0]);
    }

    #[test]
    fn a_work_described_anew_concerns_those_that_list_it() {
        let entry = |title: &str| {
            format!("## Sources\n\n1. Archer A (2016). {title}. Journal. DOI: 10.5555/Ab.\n")
        };
        let (one, two) = (entry("One"), entry("Two"));
        let mut checked = start(&[&WORK], &[("1.md", &one), ("2.md", &one), ("3.md", "")]);
        assert_eq!(told(&checked), [""; 0]);
        let changed = checked.put(&EntryKey::new("2.md"), &Arc::from(two.as_str()));
        assert_eq!(files(&changed), ["1.md", "2.md"]);
        assert_eq!(told(&checked), ["1.md: Two", "2.md: One"]);
        let doi = WorkKey::Doi("10.5555/ab".into());
        assert_eq!(checked.index().listed(&doi).len(), 2);
    }

    #[test]
    fn of_many_that_list_a_work_the_first_are_asked() {
        let entry = |title: &str| {
            format!("## Sources\n\n1. Archer A (2016). {title}. Journal. PMID: 111.\n")
        };
        let (one, two) = (entry("One thing"), entry("Another matter"));
        let names: Vec<String> = (0..60).map(|number| format!("{number:02}.md")).collect();
        let texts: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), &*one)).collect();
        let check = crate::checks::named("source-differs").expect("a check");
        let mut checked = start(&[check], &texts);
        assert_eq!(told(&checked), [""; 0]);
        for name in ["50.md", "05.md"] {
            let changed = checked.put(&EntryKey::new(name), &Arc::from(two.as_str()));
            assert_eq!(files(&changed), [name], "the odd one alone");
        }
        for name in names.iter().take(30) {
            checked.put(&EntryKey::new(name), &Arc::from(two.as_str()));
        }
        let told = told(&checked);
        assert_eq!(
            told.len(),
            29,
            "those that say otherwise than the first: {told:?}"
        );
        let rules = checked.rules().clone();
        let texts = checked
            .all()
            .map(|(key, text, _)| (key.clone(), text.clone()));
        let anew = Checked::start(
            rules,
            Extent::Whole(HashSet::new()),
            texts.collect(),
            &AtomicBool::new(false),
            |_| (),
        );
        assert_eq!(super::tests::told(&anew), told, "as if it were read anew");
    }

    #[test]
    fn the_others_are_not_read_again() {
        let a = "---\nslug: a\n---\n";
        let mut checked = start(
            &[&COUNTED, &SLUG],
            &[("1.md", a), ("2.md", ""), ("3.md", "")],
        );
        let before = LOOKS.load(Ordering::Relaxed);
        let changed = checked.put(&EntryKey::new("2.md"), &Arc::from(a));
        assert_eq!(files(&changed), ["1.md", "2.md"]);
        assert_eq!(LOOKS.load(Ordering::Relaxed) - before, 1);
        assert_eq!(checked.put(&EntryKey::new("2.md"), &Arc::from(a)), []);
    }

    #[test]
    fn a_check_that_breaks_is_named_and_the_rest_are_made() {
        let checked = start(&[&BROKEN, &LENGTH], &[("1.md", "fine"), ("2.md", "break")]);
        assert_eq!(
            told(&checked),
            ["1.md: half a thought", "1.md: 4", "2.md: 5"]
        );
        let broken: Vec<(&str, String)> = (checked.broken().into_iter())
            .map(|(check, key)| (check, key.file()))
            .collect();
        assert_eq!(broken, [("broken", "2.md".to_owned())]);
    }

    #[test]
    fn checking_can_be_stopped() {
        let rules = Ruleset::new(HouseStyle::default().into(), date(2026, 11, 1));
        let texts = vec![(EntryKey::new("1.md"), Arc::from("text"))];
        let stop = AtomicBool::new(true);
        let checked = Checked::start(rules, Extent::Whole(HashSet::new()), texts, &stop, |_| ());
        assert_eq!(checked.all().count(), 0);
        assert!(!checked.index().is_whole(), "the others are missing");
    }
}
