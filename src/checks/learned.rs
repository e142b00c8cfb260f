//! A learned house style, tried on the entries that it was learned from.
//!
//! Every check is run once by the new style. One that more than one entry in ten fails is no rule of this library, and is off.
//!
//! Knows nothing of: how a style is learned.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use super::{Checked, Extent, Finding, Group, Level, Ruleset, named};
use crate::entry::front_matter::FrontMatter;
use crate::house_style::{FieldRule, HouseStyle};
use crate::library::{self, EntryKey, LearnError, Learned, LearnedPart};

/// A learned style, and what the entries it was learned from say to it.
#[derive(Debug, Clone, PartialEq)]
pub struct LearnedStyle {
    pub learned: Learned,
    /// How many findings there would be of each part, where it is taken; what is off has none.
    found: BTreeMap<LearnedPart, usize>,
    /// How many entries were looked at.
    pub of: usize,
}

/// How far learning is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LearnStep {
    /// So many entries were read.
    Read(usize),
    /// So many were checked by what was learned.
    Tried(usize),
}

/// Learns a house style from entries, and tries it on them; `rules` makes the checks of a style. A set `stop` ends it early.
///
/// # Errors
/// [`LearnError`] where it was stopped, or there is too little to learn from.
pub fn learn(
    entries: Vec<(EntryKey, Arc<str>)>,
    extent: Extent,
    rules: impl Fn(Arc<HouseStyle>) -> Ruleset,
    stop: &AtomicBool,
    mut on_progress: impl FnMut(LearnStep),
) -> Result<LearnedStyle, LearnError> {
    let mut learned = library::learn(&entries, stop, |read| on_progress(LearnStep::Read(read)))?;
    let rules = rules(Arc::new(learned.style.clone()));
    let checked = Checked::start(rules, extent, entries, stop, |tried| {
        on_progress(LearnStep::Tried(tried));
    });
    if stop.load(Ordering::Relaxed) {
        return Err(LearnError::Stopped);
    }
    let of = checked.all().count();
    let mut failing: BTreeMap<&'static str, (usize, usize)> = BTreeMap::new();
    for (_, _, findings) in checked.all() {
        let failed: BTreeSet<&'static str> = findings.iter().map(|it| it.check).collect();
        let gravely = findings.iter().filter(|it| it.level > Level::Note);
        let gravely: BTreeSet<&'static str> = gravely.map(|it| it.check).collect();
        for check in failed {
            let (all, grave) = failing.entry(check).or_default();
            *all += 1;
            *grave += usize::from(gravely.contains(check));
        }
    }
    for (check, (all, grave)) in failing {
        // What is only usual is let go before what is required.
        let is_let_go = check == MISSING && is_too_much(all, of) && !is_too_much(grave, of);
        if is_let_go {
            let_go(&checked, &mut learned, of);
        } else if is_too_much(all, of) {
            learned.turn_off(check, all, of);
        }
    }
    let found = found_by_part(&checked, &learned);
    Ok(LearnedStyle { learned, found, of })
}

const MISSING: &str = "missing-field";

/// Fields that most entries have are let go, the one that is absent most often first, until no more than one in ten entries lacks
/// one of the others.
fn let_go(checked: &Checked, learned: &mut Learned, of: usize) {
    let lacking = |(_, text, findings): (&EntryKey, &Arc<str>, &Arc<[Finding]>)| {
        let missing = findings.iter().filter(|it| it.check == MISSING);
        let fields = missing.flat_map(|it| fields_of(it, text, &learned.style));
        fields.collect::<BTreeSet<LearnedPart>>()
    };
    let mut lacking: Vec<BTreeSet<LearnedPart>> = checked.all().map(lacking).collect();
    for _ in 0..learned.style.fields.len() {
        lacking.retain(|fields| !fields.is_empty());
        if !is_too_much(lacking.len(), of) {
            return;
        }
        let absent = |field: &&mut FieldRule| {
            let part = LearnedPart::Field(field.key.clone());
            let lack = lacking.iter().filter(|fields| fields.contains(&part));
            lack.count()
        };
        let fields = learned.style.fields.iter_mut().filter(|field| field.usual);
        let Some(field) = fields.max_by_key(absent) else {
            return;
        };
        field.usual = false;
        let part = LearnedPart::Field(field.key.clone());
        for fields in &mut lacking {
            fields.remove(&part);
        }
    }
}

/// More than one in ten.
fn is_too_much(failing: usize, of: usize) -> bool {
    failing * 10 > of
}

/// How many findings there are of each part.
fn found_by_part(checked: &Checked, learned: &Learned) -> BTreeMap<LearnedPart, usize> {
    let is_off = |check: &str| matches!(learned.style.levels.get(check), Some(None));
    let is_let_go = |part: &LearnedPart| {
        let LearnedPart::Field(key) = part else {
            return false;
        };
        let field = learned.style.field(key);
        field.is_some_and(|field| !field.usual && !field.required)
    };
    let mut found: BTreeMap<LearnedPart, usize> = BTreeMap::new();
    for (_, text, findings) in checked.all() {
        for finding in findings.iter() {
            if is_off(finding.check) {
                let part = LearnedPart::CheckOff(finding.check.to_owned());
                *found.entry(part).or_default() += 1;
                continue;
            }
            for part in parts_of(finding, text, &learned.style) {
                if finding.check == MISSING && is_let_go(&part) {
                    continue;
                }
                *found.entry(part).or_default() += 1;
            }
        }
    }
    found
}

/// What of a house style a finding comes of.
fn parts_of(finding: &Finding, text: &str, style: &HouseStyle) -> Vec<LearnedPart> {
    match (finding.check, named(finding.check).map(|check| check.group)) {
        ("missing-sentence" | "altered-sentence", _) => vec![LearnedPart::Sentences],
        ("closing-link", _) => vec![LearnedPart::Closing],
        ("url-slug" | "product-address", _) => vec![LearnedPart::Links],
        (_, Some(Group::Sections)) => vec![LearnedPart::Sections],
        (_, Some(Group::FrontMatter)) => fields_of(finding, text, style),
        _ => Vec::new(),
    }
}

/// The fields that a finding is about: those it names, else the one it stands at.
fn fields_of(finding: &Finding, text: &str, style: &HouseStyle) -> Vec<LearnedPart> {
    let keys = style.fields.iter().map(|field| field.key.as_str());
    let named: Vec<&str> = keys
        .filter(|key| finding.message.contains(&format!("“{key}”")))
        .collect();
    let part = |key: &str| LearnedPart::Field(key.to_owned());
    if !named.is_empty() {
        return named.into_iter().map(part).collect();
    }
    let front_matter = FrontMatter::read(text);
    let at = front_matter
        .fields
        .iter()
        .find(|field| field.lines.contains(&finding.range.start));
    at.into_iter().map(|field| part(&field.key)).collect()
}

impl LearnedStyle {
    /// How many findings a part makes; of a check that is off how many it would make.
    pub fn found(&self, part: &LearnedPart) -> usize {
        self.found.get(part).copied().unwrap_or_default()
    }
}
